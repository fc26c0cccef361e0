/* SPDX-License-Identifier: GPL-3.0-or-later
 * Rows and contents out of the database. Tables of sets (labels, links, days) are walked beside their rows, both in
 * the order of ids, so that nothing is looked up row by row. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-sqlite-dump-private.h"

#include "zw-error.h"

#define STOP_EVERY 256 /* rows */

/* --- which rows ---------------------------------------------------------------------------------------------- */

/* The ids of one project's rows, deleted ones too, and of the people they name; :project. */
#define OF_TICKETS(table, column) \
  " UNION SELECT x." column " FROM " table " x JOIN ticket t ON t.id = x.ticket WHERE t.project = :project"
#define OF_PROJECT(table) " UNION SELECT id FROM " table " WHERE project = :project"
#define CHOOSE_ROWS_SQL \
  "INSERT OR IGNORE INTO temp.dump_id SELECT id FROM (SELECT :project AS id" \
  OF_PROJECT ("status") OF_PROJECT ("member") OF_PROJECT ("label") OF_PROJECT ("sprint") OF_PROJECT ("ticket") \
  " UNION SELECT a.id FROM alias a LEFT JOIN ticket t ON t.id = a.ticket" \
  " WHERE a.project = :project AND (a.ticket IS NULL OR t.project = :project)" \
  OF_PROJECT ("filter") OF_PROJECT ("template") OF_PROJECT ("standup") \
  OF_TICKETS ("comment", "id") OF_TICKETS ("check_item", "id") OF_TICKETS ("block", "id") OF_TICKETS ("work", "id") \
  OF_TICKETS ("source", "id") OF_TICKETS ("attachment", "id") \
  " UNION SELECT person FROM member WHERE project = :project UNION SELECT person FROM filter WHERE project = :project" \
  " UNION SELECT owner FROM ticket WHERE project = :project UNION SELECT reporter FROM ticket WHERE project = :project" \
  " UNION SELECT customer FROM ticket WHERE project = :project" \
  OF_TICKETS ("comment", "author") OF_TICKETS ("block", "author") OF_TICKETS ("work", "person") \
  OF_TICKETS ("attachment", "author") ") WHERE id IS NOT NULL"
#define CHOOSE_ACTORS_SQL \
  "INSERT OR IGNORE INTO temp.dump_id SELECT actor_id FROM change_set WHERE actor_id IS NOT NULL AND id IN" \
  " (SELECT set_id FROM change WHERE entity_id IN (SELECT id FROM temp.dump_id))"

static gboolean
run_with_project (const ZwDump *dump, const char *sql, GError **error)
{
  g_autoptr (ZwStatement) statement = zw_connection_prepare (dump->connection, sql, error);

  if (statement == NULL)
    return FALSE;
  if (sqlite3_bind_parameter_index (statement, ":project") != 0)
    zw_statement_bind_int (statement, ":project", dump->project);
  return zw_statement_run (statement, error);
}

static gboolean
choose_rows (const ZwDump *dump, GError **error)
{
  return zw_connection_execute (dump->connection, "CREATE TEMP TABLE IF NOT EXISTS dump_id (id INTEGER PRIMARY KEY);"
                                                  "DELETE FROM temp.dump_id;", error)
         && (dump->project == 0
             || (run_with_project (dump, CHOOSE_ROWS_SQL, error) && run_with_project (dump, CHOOSE_ACTORS_SQL, error)));
}

/* Rows of deleted tickets and projects are as invisible as these; the log has them. The + keeps SQLite from an index on the
 * project: rows are walked in the order of their ids, and not all of them sorted in memory. */
static const char *
get_condition (ZwEntity entity)
{
  switch (entity)
    {
    case ZW_ENTITY_PROJECT:
    case ZW_ENTITY_PERSON:
      return "";
    case ZW_ENTITY_STATUS:
    case ZW_ENTITY_MEMBER:
    case ZW_ENTITY_LABEL:
    case ZW_ENTITY_SPRINT:
    case ZW_ENTITY_TICKET:
    case ZW_ENTITY_FILTER:
    case ZW_ENTITY_TEMPLATE:
    case ZW_ENTITY_STANDUP:
      return " AND +project IN (SELECT id FROM project WHERE deleted IS NULL)";
    case ZW_ENTITY_ALIAS:
      return " AND +project IN (SELECT id FROM project WHERE deleted IS NULL)"
             " AND (ticket IS NULL OR (SELECT deleted IS NULL FROM ticket t WHERE t.id = ticket))";
    case ZW_ENTITY_COMMENT:
    case ZW_ENTITY_CHECK_ITEM:
    case ZW_ENTITY_BLOCK:
    case ZW_ENTITY_WORK:
    case ZW_ENTITY_ATTACHMENT:
    case ZW_ENTITY_SOURCE:
      return " AND (SELECT t.deleted IS NULL AND p.deleted IS NULL FROM ticket t JOIN project p ON p.id = t.project"
             " WHERE t.id = ticket)";
    }
  return "";
}

gboolean
zw_sqlite_dump_is_foreign (const ZwDump *dump, const ZwFieldSpec *spec, const char *text, GError **error)
{
  gboolean is_reference = spec != NULL && (spec->type == ZW_VALUE_REF || spec->type == ZW_VALUE_SET_REF);
  g_autoptr (GError) local = NULL;

  if (dump->project == 0 || text == NULL || !is_reference || *error != NULL)
    return FALSE;
  g_autoptr (ZwStatement) statement
    = zw_connection_prepare (dump->connection, "SELECT 1 FROM temp.dump_id WHERE id = :id", error);
  if (statement == NULL)
    return FALSE;
  zw_statement_bind_int (statement, ":id", g_ascii_strtoll (text, NULL, 10));
  gboolean found = zw_statement_next (statement, &local);
  if (local != NULL)
    g_propagate_error (error, g_steal_pointer (&local));
  return !found && *error == NULL;
}

/* --- sets of values ------------------------------------------------------------------------------------------ */

/* One table of sets, walked along: owner, name of the field, value. */
typedef struct {
  ZwStatement *statement; /* (owned) (nullable) */
  gboolean at_row;
} Elements;

typedef struct {
  ZwEntity entity;
  const char *walk, *of_one;
} ElementTable;

#define ELEMENTS(owner, field, value, table) \
  "SELECT " owner ", " field ", " value " FROM " table " ORDER BY " owner, \
  "SELECT " owner ", " field ", " value " FROM " table " WHERE " owner " = :id ORDER BY " owner
#define N_ELEMENT_TABLES 4
static const ElementTable element_tables[N_ELEMENT_TABLES] = {
  { ZW_ENTITY_TICKET, ELEMENTS ("ticket", "'labels'", "label", "ticket_label") ", label" },
  { ZW_ENTITY_TICKET, ELEMENTS ("ticket", "kind", "target", "ticket_link") ", kind, target" },
  { ZW_ENTITY_PROJECT, ELEMENTS ("project", "'holidays'", "date", "holiday") ", date" },
  { ZW_ENTITY_MEMBER, ELEMENTS ("member", "'days_off'", "date", "day_off") ", date" },
};

static void
clear_elements (Elements *elements)
{
  for (guint i = 0; i < N_ELEMENT_TABLES; i++)
    g_clear_pointer (&elements[i].statement, zw_statement_release);
}

static gboolean
step_elements (Elements *elements, GError **error)
{
  g_autoptr (GError) local = NULL;

  elements->at_row = zw_statement_next (elements->statement, &local);
  return zw_statement_conclude (&local, error);
}

/* @id: of the one row whose sets are wanted; 0 = all. */
static gboolean
start_elements (Elements *elements, ZwConnection *connection, ZwEntity entity, gint64 id, GError **error)
{
  for (guint i = 0; i < N_ELEMENT_TABLES; i++)
    {
      elements[i] = (Elements) { NULL, FALSE };
      if (element_tables[i].entity != entity)
        continue;
      elements[i].statement
        = zw_connection_prepare (connection, id == 0 ? element_tables[i].walk : element_tables[i].of_one, error);
      if (elements[i].statement == NULL)
        return FALSE;
      if (id != 0)
        zw_statement_bind_int (elements[i].statement, ":id", id);
      if (!step_elements (&elements[i], error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
take_elements (Elements *elements, ZwDumpRow *row, const ZwFieldSpec *fields, GError **error)
{
  for (guint i = 0; i < N_ELEMENT_TABLES; i++)
    while (elements[i].at_row && zw_statement_get_int (elements[i].statement, 0) <= row->id)
      {
        ZwStatement *statement = elements[i].statement;
        if (zw_statement_get_int (statement, 0) == row->id)
          {
            ZwField field = zw_field_from_string (zw_statement_get_text (statement, 1));
            guint index = (guint) (zw_entity_find_field (row->entity, field) - fields);
            if (row->elements[index] == NULL)
              row->elements[index] = g_ptr_array_new_with_free_func (g_free);
            g_ptr_array_add (row->elements[index], zw_statement_dup_text (statement, 2));
          }
        if (!step_elements (&elements[i], error))
          return FALSE;
      }
  return TRUE;
}

/* --- rows ---------------------------------------------------------------------------------------------------- */

/* Columns of @statement from @column on: id, changed, then the fields. @kept owns what is not the statement's. */
static void
fill_row (ZwDumpRow *row, ZwStatement *statement, int column, GPtrArray *kept)
{
  guint n_fields;
  const ZwFieldSpec *fields = zw_entity_get_fields (row->entity, &n_fields);

  row->id = zw_statement_get_int (statement, column++);
  row->changed = zw_statement_get_int (statement, column++);
  for (guint i = 0; i < n_fields; i++)
    {
      row->texts[i] = NULL;
      row->elements[i] = NULL;
      if (!zw_sqlite_is_column (&fields[i]))
        continue;
      if (fields[i].type == ZW_VALUE_REAL)
        g_ptr_array_add (kept, (char *) (row->texts[i] = zw_sqlite_dup_value (statement, column, &fields[i])));
      else
        row->texts[i] = zw_statement_get_text (statement, column);
      column++;
    }
}

static void
clear_row (ZwDumpRow *row, GPtrArray *kept)
{
  guint n_fields;

  zw_entity_get_fields (row->entity, &n_fields);
  for (guint i = 0; i < n_fields; i++)
    g_clear_pointer (&row->elements[i], g_ptr_array_unref);
  g_clear_pointer (&row->content, g_bytes_unref);
  g_ptr_array_set_size (kept, 0);
}

static gboolean
read_content (const ZwDump *dump, ZwDumpRow *row, const ZwFieldSpec *fields, GError **error)
{
  g_autoptr (GError) local = NULL;
  const ZwFieldSpec *blob = zw_entity_find_field (ZW_ENTITY_ATTACHMENT, ZW_FIELD_BLOB);
  g_autoptr (ZwStatement) statement
    = zw_connection_prepare (dump->connection, "SELECT data FROM blob WHERE hash = :hash", error);

  if (statement == NULL)
    return FALSE;
  zw_statement_bind_text (statement, ":hash", row->texts[blob - fields]);
  if (zw_statement_next (statement, &local))
    row->content = g_bytes_new (sqlite3_column_blob (statement, 0), (gsize) sqlite3_column_bytes (statement, 0));
  return zw_statement_conclude (&local, error);
}

/* A row loses what it names of other projects. */
static gboolean
stay_at_home (const ZwDump *dump, ZwDumpRow *row, const ZwFieldSpec *fields, guint n_fields, GError **error)
{
  GError *local = NULL;

  for (guint i = 0; dump->project != 0 && i < n_fields; i++)
    {
      if (zw_sqlite_dump_is_foreign (dump, &fields[i], row->texts[i], &local))
        row->texts[i] = NULL;
      for (guint j = row->elements[i] == NULL ? 0 : row->elements[i]->len; j > 0; j--)
        if (zw_sqlite_dump_is_foreign (dump, &fields[i], row->elements[i]->pdata[j - 1], &local))
          g_ptr_array_remove_index (row->elements[i], j - 1);
      if (row->elements[i] != NULL && row->elements[i]->len == 0)
        g_clear_pointer (&row->elements[i], g_ptr_array_unref);
    }
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, local);
  return FALSE;
}

gboolean
zw_sqlite_dump_is_stopped (const ZwDump *dump, guint *n_rows, GError **error)
{
  return ++*n_rows % STOP_EVERY == 0 && dump->stopped != NULL && dump->stopped (dump->stopped_data, error);
}

static gboolean
dump_rows (const ZwDump *dump, ZwEntity entity, ZwStatement *statement, Elements *elements, GError **error)
{
  g_autoptr (GPtrArray) kept = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) local = NULL;
  ZwDumpRow row = { .entity = entity };
  gboolean success = TRUE;
  guint n_fields, n_rows = 0;
  const ZwFieldSpec *fields = zw_entity_get_fields (entity, &n_fields);

  g_assert (n_fields <= ZW_DUMP_MAX_FIELDS);
  while (success && zw_statement_next (statement, &local))
    {
      fill_row (&row, statement, 0, kept);
      success = !zw_sqlite_dump_is_stopped (dump, &n_rows, &local)
                && take_elements (elements, &row, fields, &local)
                && stay_at_home (dump, &row, fields, n_fields, &local)
                && (entity != ZW_ENTITY_ATTACHMENT || read_content (dump, &row, fields, &local))
                && dump->sink->row (&row, dump->sink_data, &local);
      clear_row (&row, kept);
    }
  return zw_statement_conclude (&local, error);
}

static gboolean
dump_entity (const ZwDump *dump, ZwEntity entity, GError **error)
{
  Elements elements[N_ELEMENT_TABLES] = { { NULL } };
  g_autofree char *sql
    = g_strconcat (zw_sqlite_schema_get_select (dump->schema, entity), " WHERE deleted IS NULL", get_condition (entity),
                   dump->project != 0 ? " AND id IN (SELECT id FROM temp.dump_id)" : "", " ORDER BY id", NULL);
  g_autoptr (ZwStatement) statement = zw_connection_prepare (dump->connection, g_intern_string (sql), error);

  if (statement == NULL)
    return FALSE;
  gboolean success = start_elements (elements, dump->connection, entity, 0, error)
                     && dump_rows (dump, entity, statement, elements, error);
  clear_elements (elements);
  return success;
}

/* --- the head ------------------------------------------------------------------------------------------------ */

#define LAST_CHANGE_SQL \
  "SELECT at FROM change_set WHERE id = (SELECT set_id FROM change WHERE :project = 0 OR entity_id IN (SELECT id FROM temp.dump_id)" \
  " ORDER BY seq DESC LIMIT 1)"
/* The database all projects come from, when there is one such. */
#define ORIGIN_SQL \
  "SELECT min (value) FROM (SELECT DISTINCT m.value AS value FROM project p LEFT JOIN meta m ON m.key = 'origin ' || p.id" \
  " WHERE p.deleted IS NULL AND (:project = 0 OR p.id = :project)) HAVING count (*) = 1"

static gboolean
read_one (const ZwDump *dump, const char *sql, gint64 *number, char **text, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (ZwStatement) statement = zw_connection_prepare (dump->connection, sql, error);

  if (statement == NULL)
    return FALSE;
  zw_statement_bind_int (statement, ":project", dump->project);
  if (zw_statement_next (statement, &local))
    {
      if (number != NULL)
        *number = zw_statement_get_int (statement, 0);
      if (text != NULL)
        *text = zw_statement_dup_text (statement, 0);
    }
  return zw_statement_conclude (&local, error);
}

static gboolean
dump_head (const ZwDump *dump, GError **error)
{
  g_autofree char *origin = NULL;
  ZwDumpHead head = { dump->database };

  if (!read_one (dump, LAST_CHANGE_SQL, &head.last_change, NULL, error) || !read_one (dump, ORIGIN_SQL, NULL, &origin, error))
    return FALSE;
  if (origin != NULL)
    head.database = origin;
  return dump->sink->head (&head, dump->sink_data, error);
}

/* --- all together -------------------------------------------------------------------------------------------- */

static gboolean
is_wanted (const ZwDumpSink *sink, ZwEntity entity)
{
  return sink->row != NULL && (sink->entities == 0 || (sink->entities >> entity & 1) != 0);
}

static gboolean
dump_everything (const ZwDump *dump, GError **error)
{
  if (!choose_rows (dump, error) || (dump->sink->head != NULL && !dump_head (dump, error)))
    return FALSE;
  for (guint i = 0; i < ZW_N_ENTITIES; i++)
    {
      ZwEntity entity = zw_dump_get_entity (i);
      if (entity == ZW_ENTITY_ATTACHMENT && dump->sink->set != NULL && !zw_sqlite_dump_log (dump, error))
        return FALSE;
      if (is_wanted (dump->sink, entity) && !dump_entity (dump, entity, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
zw_sqlite_dump (const ZwDump *dump, GError **error)
{
  gboolean nested = zw_connection_is_in_transaction (dump->connection);

  if (!nested && !zw_connection_execute (dump->connection, "BEGIN", error))
    return FALSE;
  gboolean success = dump_everything (dump, error);
  if (!nested)
    zw_connection_rollback (dump->connection);
  return success;
}

/* --- one by one ---------------------------------------------------------------------------------------------- */

gboolean
zw_sqlite_read_row (ZwConnection *connection, ZwSqliteSchema *schema, ZwEntity entity, gint64 id, ZwDumpRowFunc func,
                    gpointer data, gboolean *found, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (GPtrArray) kept = g_ptr_array_new_with_free_func (g_free);
  Elements elements[N_ELEMENT_TABLES] = { { NULL } };
  ZwDumpRow row = { .entity = entity };
  guint n_fields;
  g_autoptr (ZwStatement) statement
    = zw_connection_prepare (connection, zw_sqlite_schema_get_select_row (schema, entity), error);

  if (statement == NULL)
    return FALSE;
  zw_statement_bind_int (statement, ":id", id);
  *found = zw_statement_next (statement, &local);
  if (*found)
    {
      row.deleted = zw_statement_get_int (statement, 0) != 0;
      fill_row (&row, statement, 1, kept);
      if (start_elements (elements, connection, entity, id, &local)
          && take_elements (elements, &row, zw_entity_get_fields (entity, &n_fields), &local))
        func (&row, data);
      clear_elements (elements);
      clear_row (&row, kept);
    }
  return zw_statement_conclude (&local, error);
}

gboolean
zw_sqlite_bury_row (ZwConnection *connection, ZwSqliteSchema *schema, ZwEntity entity, gint64 id, gint64 set_id, GError **error)
{
  g_autoptr (ZwStatement) statement
    = zw_connection_prepare (connection, zw_sqlite_schema_get_delete (schema, entity), error);

  if (statement == NULL)
    return FALSE;
  zw_statement_bind_int (statement, ":id", id);
  zw_statement_bind_int (statement, ":set", set_id);
  zw_statement_bind_id (statement, ":at", 0);
  return zw_statement_run (statement, error);
}

gboolean
zw_sqlite_put_content (ZwConnection *connection, const char *hash, GBytes *content, GError **error)
{
  gsize size;
  const void *data = g_bytes_get_data (content, &size);
  g_autoptr (ZwStatement) statement
    = zw_connection_prepare (connection, "INSERT OR IGNORE INTO blob (hash, data) VALUES (:hash, :data)", error);

  if (statement == NULL)
    return FALSE;
  zw_statement_bind_text (statement, ":hash", hash);
  sqlite3_bind_blob64 (statement, sqlite3_bind_parameter_index (statement, ":data"), size > 0 ? data : "", size, SQLITE_STATIC);
  return zw_statement_run (statement, error);
}

GBytes *
zw_sqlite_read_content (ZwConnection *connection, const char *hash, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (GBytes) content = NULL;
  g_autoptr (ZwStatement) statement = zw_connection_prepare (connection, "SELECT data FROM blob WHERE hash = :hash", error);

  if (statement == NULL)
    return NULL;
  zw_statement_bind_text (statement, ":hash", hash);
  if (zw_statement_next (statement, &local))
    content = g_bytes_new (sqlite3_column_blob (statement, 0), (gsize) sqlite3_column_bytes (statement, 0));
  if (!zw_statement_conclude (&local, error))
    return NULL;
  if (content == NULL)
    zw_set_error (error, ZW_ERROR_NOT_FOUND, "the content of the file is missing in the database");
  return g_steal_pointer (&content);
}

gboolean
zw_sqlite_put_origin (ZwConnection *connection, gint64 project, const char *database, GError **error)
{
  g_autofree char *key = g_strdup_printf ("origin %" G_GINT64_FORMAT, project);
  g_autoptr (ZwStatement) statement
    = zw_connection_prepare (connection, "INSERT OR REPLACE INTO meta (key, value) VALUES (:key, :value)", error);

  if (statement == NULL)
    return FALSE;
  zw_statement_bind_text (statement, ":key", key);
  zw_statement_bind_text (statement, ":value", database);
  return zw_statement_run (statement, error);
}

gboolean
zw_sqlite_put_met (ZwConnection *connection, gint64 set_id, GError **error)
{
  g_autoptr (ZwStatement) statement
    = zw_connection_prepare (connection, "INSERT OR IGNORE INTO meta (key, value) SELECT 'met ' || :id, ''"
                                         " WHERE NOT EXISTS (SELECT 1 FROM change_set WHERE id = :id)", error);

  if (statement == NULL)
    return FALSE;
  zw_statement_bind_int (statement, ":id", set_id);
  return zw_statement_run (statement, error);
}

gboolean
zw_sqlite_has_met (ZwConnection *connection, gint64 set_id, gboolean *found, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (ZwStatement) statement
    = zw_connection_prepare (connection, "SELECT 1 FROM change_set WHERE id = :id UNION ALL"
                                         " SELECT 1 FROM meta WHERE key = 'met ' || :id", error);

  if (statement == NULL)
    return FALSE;
  zw_statement_bind_int (statement, ":id", set_id);
  *found = zw_statement_next (statement, &local);
  return zw_statement_conclude (&local, error);
}
