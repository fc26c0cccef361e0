/* SPDX-License-Identifier: GPL-3.0-or-later
 * Loading. Some tickets: their ids go into a temporary table first, so that every scope is the same few statements. A board
 * of many: the covering index ticket_board is walked instead of looking each one up. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-sqlite-load.h"

#include "zw-item-apply.h"
#include "zw-sqlite-figures.h"
#include "zw-sqlite-log.h"

#define BATCH_SIZE 4096
#define MANY 2000 /* from so many tickets on the index is walked */

/* --- rows to items ------------------------------------------------------------------------------------------- */

static void
load_column (ZwItem *item, ZwStatement *statement, int column, const ZwFieldSpec *spec)
{
  if (spec->offset == 0 || sqlite3_column_type (statement, column) == SQLITE_NULL)
    return;
  switch (spec->type)
    {
    case ZW_VALUE_INT:
    case ZW_VALUE_INT64:
    case ZW_VALUE_BOOL:
    case ZW_VALUE_INSTANT:
    case ZW_VALUE_REF:
      zw_item_load_int (item, spec, zw_statement_get_int (statement, column));
      break;
    case ZW_VALUE_REAL:
      zw_item_load_real (item, spec, sqlite3_column_double (statement, column));
      break;
    case ZW_VALUE_DATE:
    case ZW_VALUE_CHOICE:
    case ZW_VALUE_TEXT:
    case ZW_VALUE_LONG_TEXT:
      zw_item_load_text (item, spec, zw_statement_get_text (statement, column));
      break;
    case ZW_VALUE_SET_REF:
    case ZW_VALUE_SET_DATE:
      break;
    }
}

/* Columns: id, changed, then those of the field table; @short_only: without the long texts. */
static ZwItem *
read_item (ZwStatement *statement, ZwEntity entity, gboolean short_only)
{
  guint n_fields;
  const ZwFieldSpec *fields = zw_entity_get_fields (entity, &n_fields);
  ZwItem *item = zw_item_new (entity, zw_statement_get_int (statement, 0));

  for (guint i = 0, column = 2; i < n_fields; i++)
    if (zw_sqlite_is_column (&fields[i]) && !(short_only && fields[i].type == ZW_VALUE_LONG_TEXT))
      load_column (item, statement, (int) column++, &fields[i]);
  return item;
}

GPtrArray *
zw_sqlite_load_items (ZwConnection *connection, ZwSqliteSchema *schema, ZwEntity entity, const char *condition, gint64 id,
                      GError **error)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GError) local = NULL;
  g_autofree char *sql = g_strconcat (zw_sqlite_schema_get_select (schema, entity), condition, NULL);
  g_autoptr (ZwStatement) statement = zw_connection_prepare (connection, g_intern_string (sql), error); /* some twenty texts */

  if (statement == NULL)
    return NULL;
  if (id != 0)
    zw_statement_bind_int (statement, ":id", id);
  while (zw_statement_next (statement, &local))
    g_ptr_array_add (items, read_item (statement, entity, FALSE));
  return zw_statement_conclude (&local, error) ? g_steal_pointer (&items) : NULL;
}

/* --- names --------------------------------------------------------------------------------------------------- */

static gboolean
load_dates (ZwConnection *connection, const char *sql, GPtrArray *items, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (GHashTable) by_id = g_hash_table_new (g_int64_hash, g_int64_equal);
  g_autoptr (GArray) ids = g_array_sized_new (FALSE, FALSE, sizeof (gint64), items->len);
  g_autoptr (ZwStatement) statement = zw_connection_prepare (connection, sql, error);

  if (statement == NULL)
    return FALSE;
  for (guint i = 0; i < items->len; i++)
    {
      gint64 id = zw_item_get_id (items->pdata[i]);
      g_array_append_val (ids, id);
    }
  for (guint i = 0; i < items->len; i++)
    g_hash_table_insert (by_id, &g_array_index (ids, gint64, i), items->pdata[i]);
  while (zw_statement_next (statement, &local))
    {
      gint64 id = zw_statement_get_int (statement, 0);
      gpointer item = g_hash_table_lookup (by_id, &id);
      int date;
      if (item == NULL || !zw_date_from_string (zw_statement_get_text (statement, 1), &date))
        continue;
      GArray **dates = ZW_IS_PROJECT (item) ? &((ZwProject *) item)->holidays : &((ZwMember *) item)->days_off;
      if (*dates == NULL)
        *dates = g_array_new (FALSE, FALSE, sizeof (int));
      g_array_append_val (*dates, date);
    }
  return zw_statement_conclude (&local, error);
}

static gboolean
load_names_of (ZwLoad *load, ZwEntity entity, const char *condition, const char *dates_sql, GError **error)
{
  g_autoptr (GPtrArray) items = zw_sqlite_load_items (load->connection, load->schema, entity, condition, 0, error);

  if (items == NULL || (dates_sql != NULL && !load_dates (load->connection, dates_sql, items, error)))
    return FALSE;
  if (items->len > 0)
    load->emit (items, load->emit_data);
  return TRUE;
}

static gboolean
load_names (ZwLoad *load, GError **error)
{
#define LIVE " WHERE deleted IS NULL"
#define LIVE_IN_PROJECT LIVE " AND project IN (SELECT id FROM project WHERE deleted IS NULL)"
  return load_names_of (load, ZW_ENTITY_PROJECT, LIVE " ORDER BY position, id",
                        "SELECT project, date FROM holiday ORDER BY project, date", error)
         && load_names_of (load, ZW_ENTITY_PERSON, LIVE " ORDER BY name, id", NULL, error)
         && load_names_of (load, ZW_ENTITY_STATUS, LIVE_IN_PROJECT " ORDER BY position, id", NULL, error)
         && load_names_of (load, ZW_ENTITY_MEMBER, LIVE_IN_PROJECT " ORDER BY id",
                           "SELECT member, date FROM day_off ORDER BY member, date", error)
         && load_names_of (load, ZW_ENTITY_LABEL, LIVE_IN_PROJECT " ORDER BY name, id", NULL, error)
         && load_names_of (load, ZW_ENTITY_SPRINT, LIVE_IN_PROJECT " ORDER BY position, id", NULL, error)
         && load_names_of (load, ZW_ENTITY_BLOCK, LIVE " AND ended IS NULL ORDER BY since, id", NULL, error)
         && load_names_of (load, ZW_ENTITY_ALIAS, LIVE_IN_PROJECT " AND ticket IS NULL ORDER BY id", NULL, error)
         && load_names_of (load, ZW_ENTITY_FILTER, LIVE_IN_PROJECT " ORDER BY name, id", NULL, error)
         && load_names_of (load, ZW_ENTITY_TEMPLATE, LIVE_IN_PROJECT " ORDER BY name, id", NULL, error)
         && load_names_of (load, ZW_ENTITY_STANDUP, LIVE_IN_PROJECT " ORDER BY held, id", NULL, error);
#undef LIVE_IN_PROJECT
#undef LIVE
}

/* --- tickets ------------------------------------------------------------------------------------------------- */

/* The short fields of a ticket in table order: exactly what the index ticket_board holds. */
#define TICKET_COLUMNS \
  "SELECT t.id, t.changed, t.project, t.number, t.title, t.type, t.status, t.owner, t.reporter, t.customer, t.estimate," \
  " t.planned, t.remaining, t.difficulty, t.progress, t.priority, t.sprint, t.rank, t.due, t.waiting_until, t.waiting_for," \
  " t.resolution, t.resolution_text, t.duplicate_of, t.parent, t.archived, t.created, t.started, t.closed, t.status_since"

#define INDEX_SQL(condition) \
  TICKET_COLUMNS " FROM ticket t INDEXED BY ticket_board WHERE t.project = :id AND t.deleted IS NULL AND t.archived = 0" condition \
  " ORDER BY t.rank, t.id"
#define WANTED_SQL \
  TICKET_COLUMNS " FROM temp.wanted w CROSS JOIN ticket t ON t.id = w.id WHERE t.deleted IS NULL ORDER BY t.project, t.rank, t.id"

void
zw_load_state_clear (ZwLoadState *state)
{
  g_clear_pointer (&state->delivered, g_array_unref);
}

static int
compare_ids (gconstpointer a, gconstpointer b)
{
  gint64 first = *(const gint64 *) a, second = *(const gint64 *) b;
  return (first > second) - (first < second);
}

/* Sorted, for is_delivered(). */
static GArray *
get_delivered (ZwLoadState *state)
{
  if (state->delivered == NULL)
    state->delivered = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_array_sort (state->delivered, compare_ids);
  return state->delivered;
}

static gboolean
is_delivered (GArray *delivered, gint64 id)
{
  return delivered != NULL && g_array_binary_search (delivered, &id, compare_ids, NULL);
}

static void
note_delivered (ZwLoad *load, GPtrArray *items)
{
  for (guint i = 0; load->scope->kind == ZW_SCOPE_BOARD && i < items->len; i++)
    {
      gint64 id = zw_item_get_id (items->pdata[i]);
      g_array_append_val (load->state->delivered, id);
    }
}

static gboolean
send_tickets (ZwLoad *load, GPtrArray *items, GError **error)
{
  if (items->len == 0)
    return TRUE;
  if (load->stopped (load->stopped_data, error))
    return FALSE;
  note_delivered (load, items);
  load->emit (items, load->emit_data);
  return TRUE;
}

/* @left_out: (nullable) sorted ids. */
static gboolean
stream_tickets (ZwLoad *load, ZwStatement *statement, GHashTable *figures, GArray *left_out, GError **error)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_full (BATCH_SIZE, g_object_unref);
  g_autoptr (GError) local = NULL;

  while (zw_statement_next (statement, &local))
    {
      if (is_delivered (left_out, zw_statement_get_int (statement, 0)))
        continue;
      ZwItem *item = read_item (statement, ZW_ENTITY_TICKET, TRUE);
      ((ZwTicket *) item)->changed = zw_statement_get_int (statement, 1);
      zw_sqlite_figures_give (figures, (ZwTicket *) item);
      g_ptr_array_add (items, item);
      if (items->len < BATCH_SIZE)
        continue;
      if (!send_tickets (load, items, error))
        return FALSE;
      g_ptr_array_unref (items);
      items = g_ptr_array_new_full (BATCH_SIZE, g_object_unref);
    }
  if (local == NULL)
    return send_tickets (load, items, error);
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static gboolean
load_wanted (ZwLoad *load, GError **error)
{
  g_autoptr (GHashTable) figures = zw_sqlite_figures_read (load->connection, FALSE, error);
  g_autoptr (ZwStatement) statement = figures == NULL ? NULL : zw_connection_prepare (load->connection, WANTED_SQL, error);

  return statement != NULL && stream_tickets (load, statement, figures, NULL, error);
}

static GArray *
read_project_ids (ZwLoad *load, GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GError) local = NULL;
  g_autoptr (ZwStatement) statement
    = zw_connection_prepare (load->connection, "SELECT id FROM project WHERE deleted IS NULL ORDER BY position, id", error);

  if (statement == NULL)
    return NULL;
  while (zw_statement_next (statement, &local))
    {
      gint64 id = zw_statement_get_int (statement, 0);
      g_array_append_val (ids, id);
    }
  return zw_statement_conclude (&local, error) ? g_steal_pointer (&ids) : NULL;
}

static gboolean
load_rest (ZwLoad *load, GError **error)
{
  g_autoptr (GArray) projects = read_project_ids (load, error);
  g_autoptr (GHashTable) figures = projects == NULL ? NULL : zw_sqlite_figures_read (load->connection, TRUE, error);
  GArray *delivered = get_delivered (load->state);

  if (figures == NULL)
    return FALSE;
  for (guint i = 0; i < projects->len; i++)
    {
      g_autoptr (ZwStatement) statement = zw_connection_prepare (load->connection, INDEX_SQL (""), error);
      if (statement == NULL)
        return FALSE;
      zw_statement_bind_int (statement, ":id", g_array_index (projects, gint64, i));
      if (!stream_tickets (load, statement, figures, delivered, error))
        return FALSE;
    }
  g_array_set_size (delivered, 0);
  return TRUE;
}

/* --- which tickets ------------------------------------------------------------------------------------------- */

static gboolean
want (ZwLoad *load, const char *sql, gint64 id, GError **error)
{
  g_autoptr (ZwStatement) statement = zw_connection_prepare (load->connection, sql, error);

  if (statement == NULL)
    return FALSE;
  if (sqlite3_bind_parameter_index (statement, ":id") != 0)
    zw_statement_bind_int (statement, ":id", id);
  if (sqlite3_bind_parameter_index (statement, ":project") != 0)
    zw_statement_bind_int (statement, ":project", load->scope->kind == ZW_SCOPE_BOARD ? load->project : load->scope->project);
  if (sqlite3_bind_parameter_index (statement, ":span") != 0)
    zw_statement_bind_int (statement, ":span", load->scope->span);
  return zw_statement_run (statement, error);
}

static gboolean
want_each (ZwLoad *load, const char *sql, GArray *ids, GError **error)
{
  for (guint i = 0; ids != NULL && i < ids->len; i++)
    if (!want (load, sql, g_array_index (ids, gint64, i), error))
      return FALSE;
  return TRUE;
}

#define WANT "INSERT OR IGNORE INTO temp.wanted "
#define SHOWN "deleted IS NULL AND archived = 0"

/* What a board shows first, by the small indexes alone. */
#define OPEN_STATUSES "(SELECT id FROM status WHERE project = :project AND category NOT IN ('done', 'cancelled'))"
#define OF_SPRINT "SELECT id FROM ticket INDEXED BY ticket_sprint WHERE sprint = :id AND project = :project AND " SHOWN
#define OF_OPEN "SELECT id FROM ticket INDEXED BY ticket_status WHERE status IN " OPEN_STATUSES " AND " SHOWN

static gboolean
find_id (ZwLoad *load, const char *sql, gint64 id, gint64 *found, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (ZwStatement) statement = zw_connection_prepare (load->connection, sql, error);

  if (statement == NULL)
    return FALSE;
  zw_statement_bind_int (statement, ":id", id);
  *found = zw_statement_next (statement, &local) ? zw_statement_get_int (statement, 0) : 0;
  return zw_statement_conclude (&local, error);
}

/* Which board is meant, so that nobody has to read the names first. */
static gboolean
find_board (ZwLoad *load, GError **error)
{
  if (!find_id (load, "SELECT id FROM project WHERE deleted IS NULL ORDER BY id = :id DESC, position, id LIMIT 1", load->scope->project,
                &load->project, error))
    return FALSE;
  load->sprint = load->scope->sprint;
  return load->sprint != ZW_SCOPE_ACTIVE_SPRINT
         || find_id (load,
                     "SELECT id FROM sprint WHERE project = :id AND state = 'active' AND deleted IS NULL ORDER BY position, id LIMIT 1",
                     load->project, &load->sprint, error);
}

static gboolean
are_many (ZwLoad *load, gboolean *many, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (ZwStatement) statement
    = zw_connection_prepare (load->connection, load->sprint != 0 ? "SELECT count (*) FROM (" OF_SPRINT " LIMIT :limit)"
                                                                        : "SELECT count (*) FROM (" OF_OPEN " LIMIT :limit)", error);

  if (statement == NULL)
    return FALSE;
  zw_statement_bind_int (statement, ":project", load->project);
  zw_statement_bind_int (statement, ":limit", MANY);
  if (load->sprint != 0)
    zw_statement_bind_int (statement, ":id", load->sprint);
  *many = zw_statement_next (statement, &local) && zw_statement_get_int (statement, 0) >= MANY;
  return zw_statement_conclude (&local, error);
}

static gboolean
walk_board (ZwLoad *load, GError **error)
{
  g_autoptr (GHashTable) figures = zw_sqlite_figures_read (load->connection, TRUE, error);
  g_autoptr (ZwStatement) statement
    = figures == NULL ? NULL
      : zw_connection_prepare (load->connection, load->sprint != 0 ? INDEX_SQL (" AND t.sprint = :sprint")
                                                                          : INDEX_SQL (" AND t.status IN " OPEN_STATUSES), error);

  if (statement == NULL)
    return FALSE;
  zw_statement_bind_int (statement, ":id", load->project);
  if (load->sprint != 0)
    zw_statement_bind_int (statement, ":sprint", load->sprint);
  else
    zw_statement_bind_int (statement, ":project", load->project);
  return stream_tickets (load, statement, figures, NULL, error);
}

static gboolean
load_board (ZwLoad *load, GError **error)
{
  gboolean many;

  get_delivered (load->state);
  if (!find_board (load, error) || !are_many (load, &many, error))
    return FALSE;
  if (many)
    return walk_board (load, error);
  return want (load, load->sprint != 0 ? WANT OF_SPRINT : WANT OF_OPEN, load->sprint, error) && load_wanted (load, error);
}

/* Of all that are wanted: a family is whole, and shares its sprint and its progress. Children of epics are no family. */
#define SUB_TICKETS \
  "SELECT c.id FROM temp.wanted w CROSS JOIN ticket p ON p.id = w.id CROSS JOIN ticket c ON c.parent = p.id WHERE p.type <> 'epic'"

static gboolean
load_named_tickets (ZwLoad *load, GError **error)
{
  return want_each (load, WANT "VALUES (:id)", load->scope->ids, error)
         && want (load, WANT "SELECT parent FROM ticket WHERE id IN (SELECT id FROM temp.wanted) AND parent IS NOT NULL", 0, error)
         && want_each (load, WANT "SELECT id FROM ticket WHERE parent = :id", load->scope->ids, error)
         && want (load, WANT SUB_TICKETS, 0, error)
         && want_each (load, WANT "SELECT target FROM ticket_link WHERE ticket = :id AND kind = 'solves'", load->scope->ids, error)
         && want_each (load, WANT "SELECT ticket FROM ticket_link WHERE target = :id AND kind = 'solves'", load->scope->ids, error)
         && load_wanted (load, error);
}

#define NEIGHBOURS(comparison, order) \
  WANT "SELECT o.id FROM ticket t JOIN ticket o INDEXED BY ticket_board ON o.project = t.project" \
       " WHERE t.id = :id AND o.deleted IS NULL AND o.archived = 0 AND (o.rank, o.id) " comparison " (t.rank, t.id)" \
       " ORDER BY o.rank " order ", o.id " order " LIMIT :span"
#define END_OF_STATUS(order) \
  WANT "SELECT id FROM ticket INDEXED BY ticket_status WHERE status = :id AND " SHOWN \
       " ORDER BY rank " order ", id " order " LIMIT :span"

static gboolean
load_around (ZwLoad *load, GError **error)
{
  return want_each (load, WANT "VALUES (:id)", load->scope->ids, error)
         && want_each (load, NEIGHBOURS ("<", "DESC"), load->scope->ids, error)
         && want_each (load, NEIGHBOURS (">", "ASC"), load->scope->ids, error)
         && want_each (load, END_OF_STATUS ("ASC"), load->scope->statuses, error)
         && want_each (load, END_OF_STATUS ("DESC"), load->scope->statuses, error)
         && load_wanted (load, error);
}

static gboolean
load_scope (ZwLoad *load, gint64 *seq, GError **error)
{
  gint64 at;
  gboolean names = load->scope->kind == ZW_SCOPE_NAMES || (load->scope->kind == ZW_SCOPE_BOARD && !load->state->names_sent);

  if (names && (!zw_sqlite_log_get_last (load->connection, seq, &at, error) || !load_names (load, error)))
    return FALSE;
  load->state->names_sent = load->scope->kind == ZW_SCOPE_NAMES;
  switch (load->scope->kind)
    {
    case ZW_SCOPE_NAMES:
      zw_load_state_clear (load->state);
      return TRUE;
    case ZW_SCOPE_BOARD:
      return load_board (load, error);
    case ZW_SCOPE_REST:
      return load_rest (load, error);
    case ZW_SCOPE_TICKETS:
      return load_named_tickets (load, error);
    case ZW_SCOPE_AROUND:
      return load_around (load, error);
    }
  return FALSE;
}

/* All in one transaction, so that names and tickets are of one moment; inside a bulk set its own is open already. */
gboolean
zw_sqlite_load (ZwLoad *load, gint64 *seq, GError **error)
{
  gboolean nested = zw_connection_is_in_transaction (load->connection);

  if (!zw_connection_execute (load->connection,
                              "CREATE TEMP TABLE IF NOT EXISTS wanted (id INTEGER PRIMARY KEY);"
                              "DELETE FROM temp.wanted;", error)
      || (!nested && !zw_connection_execute (load->connection, "BEGIN", error)))
    return FALSE;
  if (!load_scope (load, seq, error))
    {
      if (!nested)
        zw_connection_rollback (load->connection);
      return FALSE;
    }
  return nested || zw_connection_execute (load->connection, "COMMIT", error);
}
