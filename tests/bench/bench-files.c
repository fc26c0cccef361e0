/* SPDX-License-Identifier: GPL-3.0-or-later
 * bench-files export DATABASE FILE | import DATABASE FILE: our JSON out of a database, or into a new one until it is on show,
 * and then until its text can be found.
 * bench-files floor-export DATABASE FILE COPY | floor-import DATABASE FILE: the least that does it. Out: every row of the same tables
 * is stepped over and the bytes of FILE are written. In: json-glib parses FILE, and each record of it becomes a row of one
 * plain table with an index, in one transaction. */
#include <fcntl.h>
#include <json-glib/json-glib.h>
#include <sqlite3.h>
#include <time.h>
#include <unistd.h>

#include "bench.h"
#include "zw-exchange.h"

static void
print_done (gint64 start)
{
  struct timespec used;

  bench_print ("done", bench_ms_since (start));
  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &used);
  bench_print ("cpu", (double) used.tv_sec * 1000.0 + (double) used.tv_nsec / 1e6);
}

/* --- ours ----------------------------------------------------------------------------------------------------- */

static void
export_database (const char *path, const char *file)
{
  g_autoptr (ZwStore) store = bench_open_store (path, "bench");
  g_autoptr (ZwClock) clock = zw_clock_new_system ();
  g_autoptr (ZwWorkspace) workspace = zw_workspace_new (store, clock, "bench");
  g_autoptr (ZwScope) names = zw_scope_new (ZW_SCOPE_NAMES, 0);
  g_autoptr (GFile) target = g_file_new_for_path (file);
  g_autoptr (GAsyncResult) loaded = NULL, exported = NULL;
  g_autoptr (GError) error = NULL;
  double memory = bench_memory ("rss");
  gint64 start = g_get_monotonic_time ();

  zw_workspace_load_scope_async (workspace, names, bench_done_cb, &loaded);
  bench_require (zw_workspace_load_scope_finish (workspace, bench_wait (&loaded), &error), error);
  g_autoptr (GFileOutputStream) output = g_file_replace (target, NULL, FALSE, G_FILE_CREATE_REPLACE_DESTINATION, NULL, &error);
  bench_require (output != NULL, error);
  const ZwExportOptions options = { .format = ZW_EXPORT_JSON };
  zw_export_async (workspace, &options, G_OUTPUT_STREAM (output), NULL, NULL, NULL, bench_done_cb, &exported);
  bench_require (zw_export_finish (workspace, bench_wait (&exported), &error), error);
  bench_require (g_output_stream_close (G_OUTPUT_STREAM (output), NULL, &error), error);
  print_done (start);
  bench_print ("peak", bench_memory ("peak") - memory);
  zw_store_close (store);
}

/* What the import itself takes, before its tickets are on show. */
static void
note_peak_cb (gint64 done, gint64 total, gpointer peak)
{
  *(double *) peak = bench_memory ("peak");
}

static void
import_file (const char *path, const char *file)
{
  g_autoptr (ZwStore) store = bench_open_store (path, "bench");
  g_autoptr (ZwWorkspace) workspace = bench_load_workspace (store);
  g_autoptr (GFile) source = g_file_new_for_path (file);
  g_autoptr (GAsyncResult) imported = NULL;
  g_autoptr (GError) error = NULL;
  const ZwImportOptions options = { 0 };
  double memory = bench_memory ("rss"), own_peak = memory;
  gint64 start = g_get_monotonic_time ();

  g_autoptr (GFileInputStream) input = g_file_read (source, NULL, &error);
  bench_require (input != NULL, error);
  zw_import_async (workspace, G_INPUT_STREAM (input), 0, &options, note_peak_cb, &own_peak, NULL, bench_done_cb, &imported);
  g_autoptr (ZwImportReport) report = zw_import_finish (workspace, bench_wait (&imported), &error);
  bench_require (report != NULL, error);
  while (!zw_workspace_is_loaded (workspace))
    g_main_context_iteration (NULL, TRUE);
  print_done (start);
  bench_print ("own-peak", own_peak - memory);
  bench_print ("peak", bench_memory ("peak") - memory);
  while (zw_store_is_indexing (store))
    g_main_context_iteration (NULL, TRUE);
  bench_print ("indexed", bench_ms_since (start));
  zw_store_close (store);
}

/* --- the floor ------------------------------------------------------------------------------------------------ */

static sqlite3 *
open_raw (const char *path)
{
  sqlite3 *database = NULL;

  bench_require (sqlite3_open (path, &database) == SQLITE_OK, NULL);
  return database;
}

static void
execute (sqlite3 *database, const char *sql)
{
  if (sqlite3_exec (database, sql, NULL, NULL, NULL) != SQLITE_OK)
    g_error ("the floor: %s", sqlite3_errmsg (database));
}

static void
scan_table (sqlite3 *database, const char *sql)
{
  sqlite3_stmt *statement = NULL;
  gsize length = 0;

  bench_require (sqlite3_prepare_v2 (database, sql, -1, &statement, NULL) == SQLITE_OK, NULL);
  int n_columns = sqlite3_column_count (statement);
  while (sqlite3_step (statement) == SQLITE_ROW)
    for (int i = 0; i < n_columns; i++)
      length += (gsize) sqlite3_column_bytes (statement, i);
  sqlite3_finalize (statement);
  bench_require (length > 0, NULL);
}

static void
write_bytes (const char *file, const char *copy)
{
  g_autoptr (GMappedFile) bytes = g_mapped_file_new (file, FALSE, NULL);
  int descriptor = open (copy, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);

  bench_require (bytes != NULL && descriptor >= 0, NULL);
  for (gsize done = 0; done < g_mapped_file_get_length (bytes);)
    {
      gssize n = write (descriptor, g_mapped_file_get_contents (bytes) + done, MIN (65536, g_mapped_file_get_length (bytes) - done));
      bench_require (n > 0, NULL);
      done += (gsize) n;
    }
  close (descriptor);
}

static void
scan_and_write (const char *path, const char *file, const char *copy)
{
  gint64 start = g_get_monotonic_time ();
  sqlite3 *database = open_raw (path);

  scan_table (database, "SELECT * FROM ticket ORDER BY id");
  scan_table (database, "SELECT * FROM comment ORDER BY id");
  scan_table (database, "SELECT * FROM ticket_label ORDER BY ticket");
  scan_table (database, "SELECT * FROM change ORDER BY seq");
  write_bytes (file, copy);
  print_done (start);
  sqlite3_close (database);
}

static void
bind_member (sqlite3_stmt *statement, int index, JsonNode *node)
{
  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node))
    sqlite3_bind_null (statement, index);
  else if (json_node_get_value_type (node) == G_TYPE_STRING)
    sqlite3_bind_text (statement, index, json_node_get_string (node), -1, SQLITE_STATIC);
  else
    sqlite3_bind_double (statement, index, json_node_get_double (node));
}

static void
insert_record (sqlite3_stmt *statement, JsonObject *record)
{
  JsonObjectIter iter;
  JsonNode *node;
  int index = 1;

  sqlite3_reset (statement);
  sqlite3_clear_bindings (statement);
  json_object_iter_init (&iter, record);
  while (index <= 20 && json_object_iter_next (&iter, NULL, &node))
    bind_member (statement, index++, node);
  bench_require (sqlite3_step (statement) == SQLITE_DONE, NULL);
}

static void
insert_changes (sqlite3_stmt *statement, JsonArray *log)
{
  for (guint i = 0; i < json_array_get_length (log); i++)
    {
      JsonArray *changes = json_object_get_array_member (json_array_get_object_element (log, i), "changes");
      for (guint j = 0; j < json_array_get_length (changes); j++)
        {
          JsonObject *change = json_array_get_object_element (changes, j);
          /* Of a creation the values are what is written; they are as many as the ticket's. */
          insert_record (statement, json_object_has_member (change, "values") ? json_object_get_object_member (change, "values") : change);
        }
    }
}

static void
parse_and_insert (const char *path, const char *file)
{
  gint64 start = g_get_monotonic_time ();
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  g_autoptr (GError) error = NULL;
  sqlite3 *database = open_raw (path);
  sqlite3_stmt *statement = NULL;
  static const char *const sections[] = { "tickets", "comments" };

  bench_require (json_parser_load_from_file (parser, file, &error), error);
  JsonObject *root = json_node_get_object (json_parser_get_root (parser));
  execute (database, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;"
                     "CREATE TABLE row (key INTEGER PRIMARY KEY, a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s, t);"
                     "CREATE INDEX row_a ON row (a, b);"
                     "BEGIN");
  bench_require (sqlite3_prepare_v2 (database,
                                     "INSERT INTO row (a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s, t)"
                                     " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                                     -1, &statement, NULL) == SQLITE_OK, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (sections); i++)
    {
      JsonArray *records = json_object_get_array_member (root, sections[i]);
      for (guint j = 0; j < json_array_get_length (records); j++)
        insert_record (statement, json_array_get_object_element (records, j));
    }
  insert_changes (statement, json_object_get_array_member (root, "log"));
  sqlite3_finalize (statement);
  execute (database, "COMMIT");
  print_done (start);
  sqlite3_close (database);
}

int
main (int argc, char **argv)
{
  bench_require (argc >= 4, NULL);
  if (g_str_equal (argv[1], "export"))
    export_database (argv[2], argv[3]);
  else if (g_str_equal (argv[1], "import"))
    import_file (argv[2], argv[3]);
  else if (g_str_equal (argv[1], "floor-import"))
    parse_and_insert (argv[2], argv[3]);
  else if (argc == 5)
    scan_and_write (argv[2], argv[3], argv[4]);
  return 0;
}
