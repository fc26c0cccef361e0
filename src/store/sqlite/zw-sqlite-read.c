/* SPDX-License-Identifier: GPL-3.0-or-later
 * Reading what is not in memory. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-sqlite-read.h"

#include <string.h>

#include "zw-error.h"
#include "zw-sqlite-load.h"

/* --- keys ---------------------------------------------------------------------------------------------------- */

/* By the project's key, then by a former key of the project, then by a former key of the ticket. */
#define FIND_KEY_SQL \
  "SELECT id FROM (" \
  "  SELECT t.id, 1 AS place FROM project p JOIN ticket t ON t.project = p.id" \
  "  WHERE p.key = :prefix COLLATE NOCASE AND p.deleted IS NULL AND t.number = :number AND t.deleted IS NULL" \
  "  UNION ALL" \
  "  SELECT t.id, 2 FROM alias a JOIN ticket t ON t.project = a.project" \
  "  WHERE a.key = :prefix COLLATE NOCASE AND a.ticket IS NULL AND a.deleted IS NULL AND t.number = :number AND t.deleted IS NULL" \
  "  UNION ALL" \
  "  SELECT t.id, 3 FROM alias a JOIN ticket t ON t.id = a.ticket" \
  "  WHERE a.key = :key COLLATE NOCASE AND a.deleted IS NULL AND t.deleted IS NULL" \
  ") ORDER BY place LIMIT 1"

static gboolean
find_key (ZwConnection *connection, const char *key, gint64 *id, GError **error)
{
  const char *dash = strrchr (key, '-');
  g_autofree char *prefix = dash == NULL ? NULL : g_strndup (key, (gsize) (dash - key));
  gint64 number = 0;
  g_autoptr (GError) local = NULL;
  g_autoptr (ZwStatement) statement = zw_connection_prepare (connection, FIND_KEY_SQL, error);

  *id = 0;
  if (statement == NULL)
    return FALSE;
  if (dash == NULL || !g_ascii_string_to_signed (dash + 1, 10, 1, G_MAXINT, &number, NULL))
    number = 0;
  zw_statement_bind_text (statement, ":prefix", prefix);
  zw_statement_bind_int (statement, ":number", number);
  zw_statement_bind_text (statement, ":key", key);
  if (zw_statement_next (statement, &local))
    *id = zw_statement_get_int (statement, 0);
  return zw_statement_conclude (&local, error);
}

GArray *
zw_sqlite_find_keys (ZwConnection *connection, const char *const *keys, GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; keys[i] != NULL; i++)
    {
      gint64 id;
      if (!find_key (connection, keys[i], &id, error))
        return NULL;
      g_array_append_val (ids, id);
    }
  return g_steal_pointer (&ids);
}

/* --- stays --------------------------------------------------------------------------------------------------- */

/* Leaving a status and the instant since when it held are two rows of one set, side by side in the ticket's history. */
#define STAYS_SQL \
  "SELECT status, stay FROM (" \
  "  SELECT field, old AS status," \
  "         CASE WHEN lead (field) OVER w = 'status_since' AND lead (set_id) OVER w = set_id" \
  "              THEN lead (new) OVER w - lead (old) OVER w" \
  "              WHEN lag (field) OVER w = 'status_since' AND lag (set_id) OVER w = set_id" \
  "              THEN lag (new) OVER w - lag (old) OVER w END AS stay" \
  "  FROM change WHERE field = 'status' OR field = 'status_since'" \
  "  WINDOW w AS (PARTITION BY entity_id ORDER BY seq)" \
  ") WHERE field = 'status' AND status IS NOT NULL AND stay > 0"

GArray *
zw_sqlite_read_stays (ZwConnection *connection, GError **error)
{
  g_autoptr (GArray) stays = g_array_new (FALSE, FALSE, sizeof (ZwStay));
  g_autoptr (GError) local = NULL;
  g_autoptr (ZwStatement) statement = zw_connection_prepare (connection, STAYS_SQL, error);

  if (statement == NULL)
    return NULL;
  while (zw_statement_next (statement, &local))
    {
      ZwStay stay = { zw_statement_get_int (statement, 0), zw_statement_get_int (statement, 1) };
      g_array_append_val (stays, stay);
    }
  return zw_statement_conclude (&local, error) ? g_steal_pointer (&stays) : NULL;
}

/* --- carries ------------------------------------------------------------------------------------------------- */

/* The set that completed a sprint is of the instant that the sprint keeps: one that was taken back has none, or another. */
#define CARRIES_SQL \
  "SELECT c.entity_id, count (DISTINCT sprint.id) FROM change_set s JOIN sprint ON sprint.closed = s.at" \
  " JOIN change c ON c.seq BETWEEN s.first_seq AND s.seq" \
  " WHERE s.at IN (SELECT closed FROM sprint WHERE closed IS NOT NULL AND deleted IS NULL) AND sprint.deleted IS NULL" \
  "   AND c.entity = 'ticket' AND c.op = 'set' AND c.field = 'sprint' AND c.old = CAST (sprint.id AS TEXT)" \
  "   AND EXISTS (SELECT 1 FROM change e WHERE e.seq BETWEEN s.first_seq AND s.seq AND e.entity = 'sprint' AND e.entity_id = sprint.id" \
  "               AND e.field = 'state' AND e.new = 'closed')" \
  " GROUP BY c.entity_id"

GArray *
zw_sqlite_read_carries (ZwConnection *connection, GError **error)
{
  g_autoptr (GArray) carries = g_array_new (FALSE, FALSE, sizeof (ZwCarry));
  g_autoptr (GError) local = NULL;
  g_autoptr (ZwStatement) statement = zw_connection_prepare (connection, CARRIES_SQL, error);

  if (statement == NULL)
    return NULL;
  while (zw_statement_next (statement, &local))
    {
      ZwCarry carry = { zw_statement_get_int (statement, 0), (guint) zw_statement_get_int (statement, 1) };
      g_array_append_val (carries, carry);
    }
  return zw_statement_conclude (&local, error) ? g_steal_pointer (&carries) : NULL;
}

/* --- one text ------------------------------------------------------------------------------------------------ */

char *
zw_sqlite_read_text (ZwConnection *connection, ZwSqliteSchema *schema, ZwEntity entity, gint64 id, ZwField field, GError **error)
{
  const ZwFieldSpec *spec = zw_entity_find_field (entity, field);
  g_autoptr (GError) local = NULL;

  if (spec == NULL || !zw_sqlite_is_column (spec))
    {
      zw_set_error (error, ZW_ERROR_NOT_FOUND, "a %s has no text “%s”", zw_entity_to_string (entity),
                    zw_field_to_string (field));
      return NULL;
    }
  g_autoptr (ZwStatement) statement = zw_connection_prepare (connection, zw_sqlite_schema_get_peek (schema, entity, field), error);
  if (statement == NULL)
    return NULL;
  zw_statement_bind_int (statement, ":id", id);
  if (zw_statement_next (statement, &local))
    return zw_sqlite_dup_value (statement, 1, spec);
  if (local != NULL)
    g_propagate_error (error, g_steal_pointer (&local));
  else
    {
      g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, id);
      zw_set_error (error, ZW_ERROR_NOT_FOUND, "there is no %s %s", zw_entity_to_string (entity), text);
    }
  return NULL;
}

/* --- details ------------------------------------------------------------------------------------------------- */

#define LINKS_SQL \
  "SELECT kind, 1, target FROM ticket_link WHERE ticket = :id" \
  " UNION ALL SELECT kind, 0, ticket FROM ticket_link WHERE target = :id" \
  " UNION ALL SELECT 'blocker', 1, blocker FROM block WHERE ticket = :id AND blocker IS NOT NULL AND ended IS NULL AND deleted IS NULL" \
  " UNION ALL SELECT 'blocker', 0, ticket FROM block WHERE blocker = :id AND ended IS NULL AND deleted IS NULL"

static GArray *
read_links (ZwConnection *connection, gint64 ticket, GError **error)
{
  g_autoptr (GArray) links = g_array_new (FALSE, FALSE, sizeof (ZwLink));
  g_autoptr (GError) local = NULL;
  g_autoptr (ZwStatement) statement = zw_connection_prepare (connection, LINKS_SQL, error);

  if (statement == NULL)
    return NULL;
  zw_statement_bind_int (statement, ":id", ticket);
  while (zw_statement_next (statement, &local))
    {
      ZwLink link = { zw_field_from_string (zw_statement_get_text (statement, 0)), (gboolean) zw_statement_get_int (statement, 1),
                      zw_statement_get_int (statement, 2) };
      g_array_append_val (links, link);
    }
  return zw_statement_conclude (&local, error) ? g_steal_pointer (&links) : NULL;
}

#define STUBS_SQL \
  "WITH other (id) AS (" \
  "  SELECT target FROM ticket_link WHERE ticket = :id UNION SELECT ticket FROM ticket_link WHERE target = :id" \
  "  UNION SELECT blocker FROM block WHERE ticket = :id AND deleted IS NULL" \
  "  UNION SELECT ticket FROM block WHERE blocker = :id AND deleted IS NULL" \
  "  UNION SELECT parent FROM ticket WHERE id = :id UNION SELECT duplicate_of FROM ticket WHERE id = :id" \
  "  UNION SELECT id FROM ticket WHERE parent = :id)" \
  " SELECT t.id, t.project, t.status, t.number, t.title, t.type, t.archived, t.deleted FROM other JOIN ticket t ON t.id = other.id" \
  " ORDER BY t.project, t.rank, t.id"

static GPtrArray *
read_stubs (ZwConnection *connection, gint64 ticket, GError **error)
{
  g_autoptr (GPtrArray) stubs = g_ptr_array_new_with_free_func ((GDestroyNotify) zw_ticket_stub_free);
  g_autoptr (GError) local = NULL;
  g_autoptr (ZwStatement) statement = zw_connection_prepare (connection, STUBS_SQL, error);

  if (statement == NULL)
    return NULL;
  zw_statement_bind_int (statement, ":id", ticket);
  while (zw_statement_next (statement, &local))
    {
      ZwTicketStub *stub = g_new0 (ZwTicketStub, 1);
      stub->id = zw_statement_get_int (statement, 0);
      stub->project = zw_statement_get_int (statement, 1);
      stub->status = zw_statement_get_int (statement, 2);
      stub->number = (int) zw_statement_get_int (statement, 3);
      stub->title = zw_statement_dup_text (statement, 4);
      stub->type = MAX (0, zw_choice_from_string (zw_ticket_type_names, zw_statement_get_text (statement, 5)));
      stub->archived = zw_statement_get_int (statement, 6) != 0;
      stub->deleted = zw_statement_get_int (statement, 7) != 0;
      g_ptr_array_add (stubs, stub);
    }
  return zw_statement_conclude (&local, error) ? g_steal_pointer (&stubs) : NULL;
}

static gboolean
read_parts (ZwConnection *connection, ZwSqliteSchema *schema, ZwTicketDetails *details, GError **error)
{
#define OF_TICKET " WHERE ticket = :id AND deleted IS NULL ORDER BY "
#define READ(ENTITY, order) \
  zw_sqlite_load_items (connection, schema, ZW_ENTITY_##ENTITY, OF_TICKET order, details->ticket, error)
  return (details->comments = READ (COMMENT, "created, id")) != NULL
         && (details->checks = READ (CHECK_ITEM, "rank, id")) != NULL
         && (details->blocks = READ (BLOCK, "since, id")) != NULL
         && (details->works = READ (WORK, "date, id")) != NULL
         && (details->attachments = READ (ATTACHMENT, "created, id")) != NULL
         && (details->sources = READ (SOURCE, "id")) != NULL
         && (details->links = read_links (connection, details->ticket, error)) != NULL
         && (details->stubs = read_stubs (connection, details->ticket, error)) != NULL;
#undef READ
#undef OF_TICKET
}

ZwTicketDetails *
zw_sqlite_read_details (ZwConnection *connection, ZwSqliteSchema *schema, gint64 ticket, GError **error)
{
  g_autoptr (ZwTicketDetails) details = g_new0 (ZwTicketDetails, 1);
  g_autoptr (GError) local = NULL;

  details->ticket = ticket;
  details->description = zw_sqlite_read_text (connection, schema, ZW_ENTITY_TICKET, ticket, ZW_FIELD_DESCRIPTION, &local);
  if (local == NULL)
    details->extra = zw_sqlite_read_text (connection, schema, ZW_ENTITY_TICKET, ticket, ZW_FIELD_EXTRA, &local);
  if (local == NULL && read_parts (connection, schema, details, &local))
    return g_steal_pointer (&details);
  g_propagate_error (error, g_steal_pointer (&local));
  return NULL;
}
