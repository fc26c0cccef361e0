/* SPDX-License-Identifier: GPL-3.0-or-later
 * The check. The heart is the fold: the log, entity by entity, must end in exactly what the tables hold. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-sqlite-check.h"

#include "zw-error.h"
#include "zw-log-codec.h"
#include "zw-sqlite-log.h"
#include "zw-sqlite-search.h"

#define MAX_COMPLAINTS 100
#define INDEX_SLICE 1000

typedef struct {
  ZwConnection *connection;
  ZwSqliteSchema *schema;
  GPtrArray *complaints;
} Check;

/* One entity as the log tells it. */
typedef struct {
  ZwEntity entity;
  gint64 id;            /* 0: none yet */
  gboolean known;       /* the log holds its creation */
  gboolean alive;
  GPtrArray *values;    /* (nullable) texts by index into the field table */
  GHashTable *elements; /* "field value" of set-valued fields */
} Fold;

G_GNUC_PRINTF (2, 3) static void
complain (Check *self, const char *format, ...)
{
  va_list arguments;

  if (self->complaints->len >= MAX_COMPLAINTS)
    return;
  va_start (arguments, format);
  g_ptr_array_add (self->complaints, g_strdup_vprintf (format, arguments));
  va_end (arguments);
}

/* Each row of @sql is a complaint in its first column. */
static gboolean
complain_rows (Check *self, const char *sql, const char *but, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (ZwStatement) statement = zw_connection_prepare (self->connection, sql, error);

  if (statement == NULL)
    return FALSE;
  while (zw_statement_next (statement, &local))
    if (g_strcmp0 (zw_statement_get_text (statement, 0), but) != 0)
      complain (self, "%s", zw_statement_get_text (statement, 0));
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

/* --- the fold ------------------------------------------------------------------------------------------------ */

static void
fold_clear (Fold *self)
{
  g_clear_pointer (&self->values, g_ptr_array_unref);
  g_clear_pointer (&self->elements, g_hash_table_unref);
  self->id = 0;
}

static void
fold_begin (Fold *self, ZwEntity entity, gint64 id)
{
  guint n_fields;

  zw_entity_get_fields (entity, &n_fields);
  self->entity = entity;
  self->id = id;
  self->known = self->alive = FALSE;
  self->values = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_set_size (self->values, (int) n_fields);
  self->elements = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

static void
fold_set (Fold *self, guint index, const char *text)
{
  g_free (self->values->pdata[index]);
  self->values->pdata[index] = g_strdup (text);
}

static guint
get_index (ZwEntity entity, const ZwFieldSpec *spec)
{
  guint n_fields;
  return (guint) (spec - zw_entity_get_fields (entity, &n_fields));
}

static gboolean
fold_create (Fold *self, ZwSqliteSchema *schema, const char *json, GError **error)
{
  g_autoptr (GArray) values = zw_log_codec_decode (json, error);

  if (values == NULL)
    return FALSE;
  for (guint i = 0; i < self->values->len; i++)
    fold_set (self, i, zw_sqlite_schema_get_initial (schema, self->entity, i));
  for (guint i = 0; i < values->len; i++)
    {
      const ZwFieldValue *value = &g_array_index (values, ZwFieldValue, i);
      const ZwFieldSpec *spec = zw_entity_find_field (self->entity, value->field);
      if (spec != NULL)
        fold_set (self, get_index (self->entity, spec), value->text);
    }
  self->known = self->alive = TRUE;
  return TRUE;
}

enum { ROW_OP, ROW_ENTITY, ROW_ID, ROW_FIELD, ROW_OLD, ROW_NEW };

static gboolean
fold_row (Fold *self, ZwSqliteSchema *schema, ZwStatement *row, GError **error)
{
  const char *op = zw_statement_get_text (row, ROW_OP), *field_name = zw_statement_get_text (row, ROW_FIELD);

  if (g_str_equal (op, "create"))
    return fold_create (self, schema, zw_statement_get_text (row, ROW_NEW), error);
  if (g_str_equal (op, "delete"))
    {
      self->alive = FALSE;
      return TRUE;
    }
  const ZwFieldSpec *spec = zw_entity_find_field (self->entity, zw_field_from_string (field_name));
  if (spec == NULL)
    return TRUE;
  if (g_str_equal (op, "set"))
    fold_set (self, get_index (self->entity, spec), zw_statement_get_text (row, ROW_NEW));
  else if (g_str_equal (op, "add"))
    g_hash_table_add (self->elements, g_strconcat (field_name, " ", zw_statement_get_text (row, ROW_NEW), NULL));
  else
    {
      g_autofree char *element = g_strconcat (field_name, " ", zw_statement_get_text (row, ROW_OLD), NULL);
      g_hash_table_remove (self->elements, element);
    }
  return TRUE;
}

/* --- against the tables -------------------------------------------------------------------------------------- */

static void
compare_values (Check *self, Fold *fold, ZwStatement *row)
{
  guint n_fields;
  const ZwFieldSpec *fields = zw_entity_get_fields (fold->entity, &n_fields);

  for (guint i = 0, column = 3; i < n_fields; i++)
    {
      if (!zw_sqlite_is_column (&fields[i]))
        continue;
      g_autofree char *held = zw_sqlite_dup_value (row, (int) column++, &fields[i]);
      const char *logged = fold->values->pdata[i];
      if (g_strcmp0 (held, logged) == 0)
        continue;
      g_autofree char *what = zw_sqlite_describe (self->connection, fold->entity, fold->id);
      complain (self, "“%s” of %s is “%.80s”, but “%.80s” by the log", zw_field_to_string (fields[i].field), what,
                held == NULL ? "" : held, logged == NULL ? "" : logged);
    }
}

static const char *
get_elements_sql (ZwEntity entity)
{
  return entity == ZW_ENTITY_TICKET
           ? "SELECT 'labels ' || label FROM ticket_label WHERE ticket = :id"
             " UNION ALL SELECT kind || ' ' || target FROM ticket_link WHERE ticket = :id"
       : entity == ZW_ENTITY_PROJECT ? "SELECT 'holidays ' || date FROM holiday WHERE project = :id"
       : entity == ZW_ENTITY_MEMBER  ? "SELECT 'days_off ' || date FROM day_off WHERE member = :id"
                                     : NULL;
}

static gboolean
compare_elements (Check *self, Fold *fold, GError **error)
{
  const char *sql = get_elements_sql (fold->entity);
  g_autoptr (GError) local = NULL;
  guint n_found = 0;
  gboolean same = TRUE;

  if (sql == NULL)
    return TRUE;
  g_autoptr (ZwStatement) statement = zw_connection_prepare (self->connection, sql, error);
  if (statement == NULL)
    return FALSE;
  zw_statement_bind_int (statement, ":id", fold->id);
  for (; zw_statement_next (statement, &local); n_found++)
    same = same && g_hash_table_contains (fold->elements, zw_statement_get_text (statement, 0));
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  if (!same || n_found != g_hash_table_size (fold->elements))
    {
      g_autofree char *what = zw_sqlite_describe (self->connection, fold->entity, fold->id);
      complain (self, "%s has other labels, links or days than the log says", what);
    }
  return TRUE;
}

static gboolean
compare_fold (Check *self, Fold *fold, GError **error)
{
  g_autoptr (GError) local = NULL;

  if (fold->id == 0 || !fold->known)
    return TRUE;
  g_autoptr (ZwStatement) row
    = zw_connection_prepare (self->connection, zw_sqlite_schema_get_select_row (self->schema, fold->entity), error);
  if (row == NULL)
    return FALSE;
  zw_statement_bind_int (row, ":id", fold->id);
  gboolean found = zw_statement_next (row, &local);
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  gboolean held = found && zw_statement_get_int (row, 0) == 0;
  if (held != fold->alive)
    complain (self, "the %s %" G_GINT64_FORMAT " is %s, but %s by the log", zw_entity_to_string (fold->entity), fold->id,
              held ? "there" : "not there", fold->alive ? "there" : "deleted");
  else if (held)
    {
      compare_values (self, fold, row);
      return compare_elements (self, fold, error);
    }
  return TRUE;
}

/* The inner query sorts numbers alone, so that the texts of the log need not fit into memory. */
#define FOLD_SQL \
  "SELECT c.op, c.entity, c.entity_id, c.field, c.old, c.new" \
  " FROM (SELECT seq FROM change ORDER BY entity, entity_id, seq LIMIT -1) s CROSS JOIN change c ON c.seq = s.seq"

static gboolean
check_fold (Check *self, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (ZwStatement) row = zw_connection_prepare (self->connection, FOLD_SQL, error);
  Fold fold = { 0 };

  if (row == NULL)
    return FALSE;
  while (local == NULL && zw_statement_next (row, &local))
    {
      ZwEntity entity;
      gint64 id = zw_statement_get_int (row, ROW_ID);
      if (!zw_entity_from_string (zw_statement_get_text (row, ROW_ENTITY), &entity))
        continue;
      if (fold.id != id || fold.entity != entity)
        {
          compare_fold (self, &fold, &local);
          fold_clear (&fold);
          fold_begin (&fold, entity, id);
        }
      if (local == NULL)
        fold_row (&fold, self->schema, row, &local);
    }
  if (local == NULL)
    compare_fold (self, &fold, &local);
  fold_clear (&fold);
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

/* --- the rest ------------------------------------------------------------------------------------------------ */

static gboolean
finish_index (Check *self, GError **error)
{
  gboolean more = TRUE;

  while (more)
    if (!zw_sqlite_search_index_pending (self->connection, INDEX_SLICE, &more, error))
      return FALSE;
  return TRUE;
}

static gboolean
check_search_table (Check *self, const char *name, const char *sql, GError **error)
{
  g_autoptr (GError) local = NULL;

  if (zw_connection_execute (self->connection, sql, &local))
    return TRUE;
  if (!g_error_matches (local, ZW_ERROR, ZW_ERROR_DAMAGED))
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  complain (self, "the full-text index of every %s does not match the texts", name);
  return TRUE;
}

static gboolean
check_search (Check *self, gboolean writable, GError **error)
{
  return complain_rows (self,
                        "SELECT 'the full-text index holds ' || n || ' of ' || m || ' tickets' FROM"
                        " (SELECT (SELECT count (*) FROM ticket_search_docsize) AS n, (SELECT count (*) FROM ticket) -"
                        " (SELECT count (*) FROM search_pending WHERE entity = 'ticket') AS m) WHERE n <> m", NULL, error)
         && complain_rows (self,
                           "SELECT 'the full-text index holds ' || n || ' of ' || m || ' comments' FROM"
                           " (SELECT (SELECT count (*) FROM comment_search_docsize) AS n, (SELECT count (*) FROM comment) -"
                           " (SELECT count (*) FROM search_pending WHERE entity = 'comment') AS m) WHERE n <> m", NULL, error)
         && (!writable
             || (check_search_table (self, "ticket",
                                     "INSERT INTO ticket_search (ticket_search, rank) VALUES ('integrity-check', 1)", error)
                 && check_search_table (self, "comment",
                                        "INSERT INTO comment_search (comment_search, rank) VALUES ('integrity-check', 1)", error)));
}

static gboolean
run_checks (Check *self, gboolean writable, GError **error)
{
  return (!writable || finish_index (self, error))
         && complain_rows (self, "PRAGMA integrity_check (100)", "ok", error)
         && complain_rows (self,
                           "SELECT 'row ' || rowid || ' of ' || \"table\" || ' refers to a ' || parent || ' that is not there'"
                           " FROM pragma_foreign_key_check", NULL, error)
         && complain_rows (self,
                           "SELECT 'the next number of project “' || p.name || '” is used already' FROM project p"
                           " LEFT JOIN counter c ON c.project = p.id"
                           " WHERE (SELECT max (number) FROM ticket WHERE project = p.id) >= ifnull (c.next, 1)", NULL, error)
         && complain_rows (self,
                           "SELECT 'the log holds rows of the unknown set ' || set_id FROM change"
                           " WHERE set_id NOT IN (SELECT id FROM change_set) GROUP BY set_id", NULL, error)
         && check_fold (self, error)
         && check_search (self, writable, error);
}

GPtrArray *
zw_sqlite_check (ZwConnection *connection, ZwSqliteSchema *schema, gboolean writable, GError **error)
{
  g_autoptr (GPtrArray) complaints = g_ptr_array_new_with_free_func (g_free);
  Check self = { connection, schema, complaints };

  return run_checks (&self, writable, error) ? g_steal_pointer (&complaints) : NULL;
}
