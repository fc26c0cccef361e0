/* SPDX-License-Identifier: GPL-3.0-or-later
 * Guards in SQL. What they count is what the board shows: of the running sprint, else what is open or closed of late, sub-tickets
 * and epics apart; the same rule as src/workspace/zw-hard-limits.c, asked again inside the transaction. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-sqlite-guards.h"

#include <glib/gi18n.h>

#include "zw-error.h"
#include "zw-sqlite-log.h"

static ZwStatement *
prepare_with_id (ZwConnection *connection, const char *sql, gint64 id, GError **error)
{
  ZwStatement *statement = zw_connection_prepare (connection, sql, error);

  if (statement != NULL)
    zw_statement_bind_int (statement, ":id", id);
  return statement;
}

/* The column in which cards of the status o stand: cancelled ones that are no column themselves, crossed in the last done one. */
#define COLUMN_SQL \
  "CASE WHEN o.category = 'cancelled' AND o.on_board = 0 THEN ifnull ((SELECT d.id FROM status d" \
  "   WHERE d.project = o.project AND d.workflow = o.workflow AND d.category = 'done' AND d.on_board = 1 AND d.deleted IS NULL" \
  "   ORDER BY d.position DESC, d.id DESC LIMIT 1), o.id) ELSE o.id END"
/* place: where the ticket :id stands; card: all that count there. */
#define WIP_SQL \
  "WITH place (col, project, sprint) AS (" \
  "   SELECT " COLUMN_SQL ", x.project, x.sprint FROM ticket x JOIN status o ON o.id = x.status WHERE x.id = :id)," \
  " running (id) AS (SELECT a.id FROM place JOIN sprint a ON a.project = place.project" \
  "   WHERE a.state = 'active' AND a.deleted IS NULL)," \
  " card (id) AS (" \
  "   SELECT t.id FROM place JOIN status s ON s.id = place.col" \
  "     JOIN status o ON o.project = s.project AND o.deleted IS NULL AND " COLUMN_SQL " = s.id" \
  "     JOIN ticket t ON t.status = o.id LEFT JOIN ticket p ON p.id = t.parent" \
  "   WHERE s.wip_hard = 1 AND s.wip_limit > 0 AND t.deleted IS NULL AND t.archived = 0 AND t.type <> 'epic'" \
  "     AND (p.id IS NULL OR p.type = 'epic' OR p.deleted IS NOT NULL OR p.archived = 1)" \
  "     AND CASE WHEN s.workflow = 'work' AND EXISTS (SELECT 1 FROM running)" \
  "         THEN t.sprint = place.sprint AND t.sprint IN (SELECT id FROM running)" \
  "         ELSE o.category NOT IN ('done', 'cancelled') OR ifnull (t.closed, ifnull (t.status_since, 0)) >= :since END)" \
  " SELECT s.name, s.wip_limit FROM place JOIN status s ON s.id = place.col" \
  " WHERE s.wip_limit < (SELECT count (*) FROM card) AND :id IN (SELECT id FROM card)"

static gboolean
check_wip_limit (ZwConnection *connection, const ZwGuard *guard, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (ZwStatement) statement = prepare_with_id (connection, WIP_SQL, guard->id, error);

  if (statement == NULL)
    return FALSE;
  zw_statement_bind_int (statement, ":since", guard->since);
  if (zw_statement_next (statement, &local))
    {
      int limit = (int) zw_statement_get_int (statement, 1);
      const char *name = zw_statement_get_text (statement, 0);
      if (limit == 1)
        zw_set_error (error, ZW_ERROR_LIMIT_REACHED, "the column “%s” holds at most 1 ticket", name);
      else
        zw_set_error (error, ZW_ERROR_LIMIT_REACHED, "the column “%s” holds at most %d tickets", name, limit);
      return FALSE;
    }
  return zw_statement_conclude (&local, error);
}

static gboolean
check_one_active_sprint (ZwConnection *connection, const ZwGuard *guard, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (ZwStatement) statement
    = prepare_with_id (connection,
                       "SELECT min (s.name), max (s.name) FROM sprint s JOIN project p ON p.id = s.project"
                       " WHERE p.id = :id AND p.parallel_sprints = 0 AND s.state = 'active' AND s.deleted IS NULL"
                       " HAVING count (*) > 1", guard->id, error);

  if (statement == NULL)
    return FALSE;
  if (zw_statement_next (statement, &local))
    {
      zw_set_error (error, ZW_ERROR_REFUSED, "“%s” and “%s” cannot both be active: the project runs one sprint at a time",
                    zw_statement_get_text (statement, 0), zw_statement_get_text (statement, 1));
      return FALSE;
    }
  return zw_statement_conclude (&local, error);
}

/* Walks along the edges (id, up) from :id and stops where a ticket is met again; that row carries the path as keys. */
#define CYCLE_SQL(edges) \
  "WITH RECURSIVE key (id, text) AS (" \
  "   SELECT t.id, p.key || '-' || ifnull (t.number, '?') FROM ticket t JOIN project p ON p.id = t.project)," \
  " walk (id, path, shown, met) AS (" \
  "   SELECT :id, '/' || :id || '/', (SELECT text FROM key WHERE key.id = :id), 0" \
  "   UNION ALL" \
  "   SELECT e.up, w.path || e.up || '/', w.shown || ' → ' || (SELECT text FROM key WHERE key.id = e.up)," \
  "     instr (w.path, '/' || e.up || '/') > 0" \
  "   FROM walk w JOIN (" edges ") e ON e.id = w.id WHERE w.met = 0)" \
  " SELECT shown FROM walk WHERE met AND id = :id LIMIT 1"
#define PARENT_EDGES "SELECT id, parent AS up FROM ticket WHERE parent IS NOT NULL AND deleted IS NULL"
#define BLOCK_EDGES "SELECT ticket AS id, blocker AS up FROM block WHERE blocker IS NOT NULL AND ended IS NULL AND deleted IS NULL"

static gboolean
check_cycle (ZwConnection *connection, const ZwGuard *guard, const char *sql, const char *what, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (ZwStatement) statement = prepare_with_id (connection, sql, guard->id, error);

  if (statement == NULL)
    return FALSE;
  if (zw_statement_next (statement, &local))
    {
      zw_set_error (error, ZW_ERROR_CYCLE, "%s would form a circle: %s", what, zw_statement_get_text (statement, 0));
      return FALSE;
    }
  return zw_statement_conclude (&local, error);
}

#define TWIN_SQL \
  "SELECT p.key || '-' || ifnull (t.number, '?'), q.key || '-' || ifnull (u.number, '?') FROM block a" \
  " JOIN ticket t ON t.id = a.ticket JOIN project p ON p.id = t.project" \
  " JOIN ticket u ON u.id = a.blocker JOIN project q ON q.id = u.project" \
  " WHERE a.id = :id AND a.ended IS NULL AND a.deleted IS NULL AND EXISTS (SELECT 1 FROM block b WHERE b.ticket = a.ticket" \
  "   AND b.blocker = a.blocker AND b.id <> a.id AND b.ended IS NULL AND b.deleted IS NULL)"

static gboolean
check_one_block (ZwConnection *connection, const ZwGuard *guard, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (ZwStatement) statement = prepare_with_id (connection, TWIN_SQL, guard->id, error);

  if (statement == NULL)
    return FALSE;
  if (zw_statement_next (statement, &local))
    {
      zw_set_error (error, ZW_ERROR_REFUSED, "%s is blocked by %s already", zw_statement_get_text (statement, 0),
                    zw_statement_get_text (statement, 1));
      return FALSE;
    }
  return zw_statement_conclude (&local, error);
}

/* The name of :id and those of its siblings: SELECT mine, theirs. What names a project is its key. */
static const char *
get_siblings_sql (ZwEntity entity)
{
  switch (entity)
    {
    case ZW_ENTITY_PROJECT:
      return "SELECT a.key, b.key FROM project a, project b WHERE a.id = :id AND b.id <> a.id AND a.deleted IS NULL AND b.deleted IS NULL"
             " UNION ALL SELECT a.key, x.key FROM project a, alias x WHERE a.id = :id AND x.project <> a.id AND x.ticket IS NULL"
             " AND x.deleted IS NULL";
    case ZW_ENTITY_STATUS:
      return "SELECT a.name, b.name FROM status a JOIN status b ON b.project = a.project AND b.workflow = a.workflow"
             " WHERE a.id = :id AND b.id <> a.id AND a.deleted IS NULL AND b.deleted IS NULL";
    case ZW_ENTITY_PERSON:
      return "SELECT a.handle, b.handle FROM person a, person b WHERE a.id = :id AND b.id <> a.id AND a.deleted IS NULL"
             " AND b.deleted IS NULL AND a.handle IS NOT NULL AND b.handle IS NOT NULL";
    case ZW_ENTITY_LABEL:
      return "SELECT a.name, b.name FROM label a JOIN label b ON b.project = a.project"
             " WHERE a.id = :id AND b.id <> a.id AND a.deleted IS NULL AND b.deleted IS NULL";
    case ZW_ENTITY_SPRINT:
      return "SELECT a.name, b.name FROM sprint a JOIN sprint b ON b.project = a.project"
             " WHERE a.id = :id AND b.id <> a.id AND a.deleted IS NULL AND b.deleted IS NULL";
    case ZW_ENTITY_FILTER:
      return "SELECT a.name, b.name FROM filter a JOIN filter b ON b.project = a.project AND b.person IS a.person"
             " WHERE a.id = :id AND b.id <> a.id AND a.deleted IS NULL AND b.deleted IS NULL";
    case ZW_ENTITY_TEMPLATE:
      return "SELECT a.name, b.name FROM template a JOIN template b ON b.project = a.project"
             " WHERE a.id = :id AND b.id <> a.id AND a.deleted IS NULL AND b.deleted IS NULL";
    case ZW_ENTITY_MEMBER:
    case ZW_ENTITY_TICKET:
    case ZW_ENTITY_COMMENT:
    case ZW_ENTITY_CHECK_ITEM:
    case ZW_ENTITY_BLOCK:
    case ZW_ENTITY_WORK:
    case ZW_ENTITY_ATTACHMENT:
    case ZW_ENTITY_ALIAS:
    case ZW_ENTITY_SOURCE:
    case ZW_ENTITY_STANDUP:
      break;
    }
  return NULL;
}

/* Compared here, not by SQLite, whose NOCASE knows ASCII alone: “Öl” and “öl” are one name. */
static gboolean
check_unique_name (ZwConnection *connection, const ZwGuard *guard, GError **error)
{
  const char *sql = get_siblings_sql (guard->entity);
  g_autoptr (GError) local = NULL;

  if (sql == NULL)
    return TRUE;
  g_autoptr (ZwStatement) statement = prepare_with_id (connection, sql, guard->id, error);
  if (statement == NULL)
    return FALSE;
  while (zw_statement_next (statement, &local))
    {
      g_autofree char *mine = g_utf8_casefold (zw_statement_get_text (statement, 0), -1);
      g_autofree char *theirs = g_utf8_casefold (zw_statement_get_text (statement, 1), -1);
      if (!g_str_equal (mine, theirs))
        continue;
      zw_set_error (error, ZW_ERROR_REFUSED, "cannot name a %s “%s”: another one is called “%s”",
                    zw_entity_to_string (guard->entity), zw_statement_get_text (statement, 0), zw_statement_get_text (statement, 1));
      return FALSE;
    }
  return zw_statement_conclude (&local, error);
}

/* What of another project the ticket :id refers to, and its key. */
#define FOREIGN_SQL \
  "SELECT p.key || '-' || ifnull (t.number, '?'), CASE" \
  " WHEN EXISTS (SELECT 1 FROM status s WHERE s.id = t.status AND s.project <> t.project) THEN 'column'" \
  " WHEN EXISTS (SELECT 1 FROM sprint s WHERE s.id = t.sprint AND s.project <> t.project) THEN 'sprint'" \
  " WHEN EXISTS (SELECT 1 FROM ticket u WHERE u.id = t.parent AND u.deleted IS NULL AND u.project <> t.project) THEN 'parent'" \
  " WHEN EXISTS (SELECT 1 FROM ticket c WHERE c.parent = t.id AND c.deleted IS NULL AND c.project <> t.project) THEN 'sub-ticket'" \
  " WHEN EXISTS (SELECT 1 FROM ticket_label l JOIN label b ON b.id = l.label" \
  "              WHERE l.ticket = t.id AND b.deleted IS NULL AND b.project <> t.project) THEN 'label'" \
  " END AS foreign_part FROM ticket t JOIN project p ON p.id = t.project" \
  " WHERE t.id = :id AND t.deleted IS NULL AND foreign_part IS NOT NULL"

static gboolean
check_one_project (ZwConnection *connection, const ZwGuard *guard, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (ZwStatement) statement = prepare_with_id (connection, FOREIGN_SQL, guard->id, error);

  if (statement == NULL)
    return FALSE;
  if (zw_statement_next (statement, &local))
    {
      zw_set_error (error, ZW_ERROR_REFUSED, "%s and its %s belong to different projects",
                    zw_statement_get_text (statement, 0), zw_statement_get_text (statement, 1));
      return FALSE;
    }
  return zw_statement_conclude (&local, error);
}

static gboolean
check_guard (ZwConnection *connection, const ZwGuard *guard, GError **error)
{
  switch (guard->kind)
    {
    case ZW_GUARD_WIP_LIMIT:
      return check_wip_limit (connection, guard, error);
    case ZW_GUARD_ONE_ACTIVE_SPRINT:
      return check_one_active_sprint (connection, guard, error);
    case ZW_GUARD_NO_PARENT_CYCLE:
      return check_cycle (connection, guard, CYCLE_SQL (PARENT_EDGES), NC_("error", "parents"), error);
    case ZW_GUARD_NO_BLOCK_CYCLE:
      return check_cycle (connection, guard, CYCLE_SQL (BLOCK_EDGES), NC_("error", "blockers"), error);
    case ZW_GUARD_ONE_BLOCK:
      return check_one_block (connection, guard, error);
    case ZW_GUARD_UNIQUE_NAME:
      return check_unique_name (connection, guard, error);
    case ZW_GUARD_ONE_PROJECT:
      return check_one_project (connection, guard, error);
    }
  return FALSE;
}

gboolean
zw_sqlite_guards_check (ZwConnection *connection, GArray *guards, GError **error)
{
  for (guint i = 0; i < guards->len; i++)
    if (!check_guard (connection, &g_array_index (guards, ZwGuard, i), error))
      return FALSE;
  return TRUE;
}
