/* SPDX-License-Identifier: GPL-3.0-or-later
 * The check. The heart is the fold: the log must end in exactly what the tables hold. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-sqlite-check.h"

#include "zw-error.h"
#include "zw-sqlite-fold.h"
#include "zw-sqlite-log.h"
#include "zw-sqlite-search.h"

#define MAX_COMPLAINTS 100
#define INDEX_SLICE 1000

typedef struct {
  ZwConnection *connection;
  ZwSqliteSchema *schema;
  GPtrArray *complaints;
} Check;

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
  return zw_statement_conclude (&local, error);
}

/* --- the log ------------------------------------------------------------------------------------------------- */

static void
complain_of_value (Check *self, const ZwChange *change)
{
  g_autofree char *what = zw_sqlite_describe (self->connection, change->entity, change->id);

  complain (self, "“%s” of %s is “%.80s”, but “%.80s” by the log", zw_field_to_string (change->field), what,
            change->new_value == NULL ? "" : change->new_value, change->old_value == NULL ? "" : change->old_value);
}

static void
complain_of_element (Check *self, const ZwChange *change)
{
  g_autofree char *what = zw_sqlite_describe (self->connection, change->entity, change->id);
  gboolean held = change->op == ZW_OP_ADD;

  complain (self, "“%s” of %s %s %s, but not by the log", zw_field_to_string (change->field), what, held ? "holds" : "lacks",
            held ? change->new_value : change->old_value);
}

static void
complain_of_presence (Check *self, const ZwChange *change)
{
  gboolean held = change->op == ZW_OP_CREATE;

  complain (self, "the %s %" G_GINT64_FORMAT " is %s, but %s by the log", zw_entity_to_string (change->entity), change->id,
            held ? "there" : "not there", held ? "not there" : "there");
}

/* Of a row that should not be there at all, or should be, nothing more is said. */
static gboolean
complain_of_row (GPtrArray *changes, gpointer data, GError **error)
{
  for (guint i = 0; i < changes->len; i++)
    {
      const ZwChange *change = changes->pdata[i];
      switch (change->op)
        {
        case ZW_OP_CREATE:
        case ZW_OP_DELETE:
          complain_of_presence (data, change);
          return TRUE;
        case ZW_OP_SET:
          complain_of_value (data, change);
          break;
        case ZW_OP_ADD:
        case ZW_OP_REMOVE:
          complain_of_element (data, change);
          break;
        }
    }
  return TRUE;
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
         && zw_sqlite_fold_log (self->connection, self->schema, complain_of_row, self, error)
         && check_search (self, writable, error);
}

GPtrArray *
zw_sqlite_check (ZwConnection *connection, ZwSqliteSchema *schema, gboolean writable, GError **error)
{
  g_autoptr (GPtrArray) complaints = g_ptr_array_new_with_free_func (g_free);
  Check self = { connection, schema, complaints };

  return run_checks (&self, writable, error) ? g_steal_pointer (&complaints) : NULL;
}
