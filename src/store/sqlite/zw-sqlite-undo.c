/* SPDX-License-Identifier: GPL-3.0-or-later
 * Taking a creation back hides everything that hangs on it. Fields that somebody changed are compared when the row is deleted
 * (zw-sqlite-write.c); here are the rest: comments, checklists, labels, sub-tickets, tickets in a column. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-sqlite-undo.h"

#include <glib/gi18n.h>

#include "zw-error.h"
#include "zw-sqlite-log.h"

#define GONE(table) \
  " AND NOT (c.entity = '" table "' AND EXISTS (SELECT 1 FROM " table " x WHERE x.id = c.entity_id AND x.deleted IS NOT NULL))"

/* What another writer did to the ticket :id behind the set :undoes and has not taken away again; a rank is nobody's work. */
#define WORK_OF_OTHERS_SQL \
  "SELECT s.actor_name, c.entity, c.field FROM change c JOIN change_set s ON s.id = c.set_id" \
  " WHERE c.ticket_id = :id AND c.seq > (SELECT seq FROM change_set WHERE id = :undoes) AND s.writer IS NOT :writer" \
  "   AND c.field IS NOT 'rank' AND c.set_id <> :set" \
  GONE ("comment") GONE ("check_item") GONE ("work") GONE ("block") GONE ("attachment") GONE ("source") \
  " ORDER BY c.seq LIMIT 1"

static ZwStatement *
prepare (ZwConnection *connection, const char *sql, gint64 id, GError **error)
{
  ZwStatement *statement = zw_connection_prepare (connection, sql, error);

  if (statement != NULL)
    zw_statement_bind_int (statement, ":id", id);
  return statement;
}

/* "its checklist"; NULL for comments, which have words of their own. */
static const char *
name_part (const char *entity, const char *field)
{
  static const struct {
    const char *entity, *name;
  } names[] = {
    { "check_item", NC_("error", "checklist") }, { "work", NC_("error", "work log") }, { "block", NC_("error", "obstacles") },
    { "attachment", NC_("error", "files") },     { "source", NC_("error", "source") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_str_equal (names[i].entity, entity))
      return names[i].name;
  return g_str_equal (entity, "comment") ? NULL : field != NULL ? field : NC_("error", "fields");
}

static void
set_conflict (ZwConnection *connection, const ZwChange *change, const char *author, const char *part, GError **error)
{
  g_autofree char *what = zw_sqlite_describe (connection, change->entity, change->id);
  const char *who = author == NULL || *author == '\0' ? NC_("error", "somebody else") : author;

  if (part == NULL)
    zw_set_error (error, ZW_ERROR_CONFLICT, "cannot take %s back: %s commented on it since", what, who);
  else
    zw_set_error (error, ZW_ERROR_CONFLICT, "cannot take %s back: %s changed its %s since", what, who, part);
}

static gboolean
check_work_of_others (ZwConnection *connection, const ZwChangeSet *header, const ZwChange *change, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (ZwStatement) statement = prepare (connection, WORK_OF_OTHERS_SQL, change->id, error);

  if (statement == NULL)
    return FALSE;
  zw_statement_bind_int (statement, ":undoes", header->undoes);
  zw_statement_bind_int (statement, ":set", header->id);
  zw_statement_bind_text (statement, ":writer", header->writer);
  if (zw_statement_next (statement, &local))
    {
      const char *part = name_part (zw_statement_get_text (statement, 1), zw_statement_get_text (statement, 2));
      set_conflict (connection, change, zw_statement_get_text (statement, 0), part, error);
      return FALSE;
    }
  return zw_statement_conclude (&local, error);
}

/* A ticket that would refer to what is gone; NULL for entities that none refers to. */
static const char *
get_user_sql (ZwEntity entity)
{
  switch (entity)
    {
    case ZW_ENTITY_TICKET:
      return "SELECT id FROM ticket WHERE parent = :id AND deleted IS NULL LIMIT 1";
    case ZW_ENTITY_STATUS:
      /* Archived ones get a living column when they are restored. */
      return "SELECT id FROM ticket WHERE status = :id AND deleted IS NULL AND archived = 0 LIMIT 1";
    case ZW_ENTITY_PROJECT:
      return "SELECT id FROM ticket WHERE project = :id AND deleted IS NULL LIMIT 1";
    case ZW_ENTITY_PERSON:
      return "SELECT id FROM ticket WHERE :id IN (owner, reporter, customer) AND deleted IS NULL LIMIT 1";
    case ZW_ENTITY_MEMBER:
    case ZW_ENTITY_LABEL:
    case ZW_ENTITY_SPRINT:
    case ZW_ENTITY_COMMENT:
    case ZW_ENTITY_CHECK_ITEM:
    case ZW_ENTITY_BLOCK:
    case ZW_ENTITY_WORK:
    case ZW_ENTITY_ATTACHMENT:
    case ZW_ENTITY_ALIAS:
    case ZW_ENTITY_FILTER:
    case ZW_ENTITY_TEMPLATE:
    case ZW_ENTITY_SOURCE:
    case ZW_ENTITY_STANDUP:
      break;
    }
  return NULL;
}

static gboolean
check_users (ZwConnection *connection, const ZwChange *change, GError **error)
{
  const char *sql = get_user_sql (change->entity);
  g_autoptr (GError) local = NULL;
  g_autoptr (ZwStatement) statement = sql == NULL ? NULL : prepare (connection, sql, change->id, error);

  if (statement == NULL)
    return sql == NULL;
  if (zw_statement_next (statement, &local))
    {
      g_autofree char *what = zw_sqlite_describe (connection, change->entity, change->id);
      g_autofree char *user = zw_sqlite_describe (connection, ZW_ENTITY_TICKET, zw_statement_get_int (statement, 0));
      zw_set_error (error, ZW_ERROR_CONFLICT, "cannot take %s back: %s belongs to it since", what, user);
      return FALSE;
    }
  return zw_statement_conclude (&local, error);
}

gboolean
zw_sqlite_undo_check (ZwConnection *connection, const ZwChangeSet *header, GPtrArray *changes, GError **error)
{
  for (guint i = 0; i < changes->len; i++)
    {
      const ZwChange *change = changes->pdata[i];
      if (change->op != ZW_OP_DELETE)
        continue;
      if (change->entity == ZW_ENTITY_TICKET && !check_work_of_others (connection, header, change, error))
        return FALSE;
      if (!check_users (connection, change, error))
        return FALSE;
    }
  return TRUE;
}
