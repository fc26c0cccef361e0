/* SPDX-License-Identifier: GPL-3.0-or-later
 * Keeping and asking the full-text tables. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-sqlite-search.h"

#include <string.h>

typedef struct {
  const char *name, *remove, *add, *next;
} Index;

static const Index ticket_index = {
  "ticket",
  "INSERT INTO ticket_search (ticket_search, rowid, title, description)"
  " SELECT 'delete', id, title, description FROM ticket WHERE id = :id",
  "INSERT INTO ticket_search (rowid, title, description) SELECT id, title, description FROM ticket WHERE id = :id",
  "SELECT id FROM search_pending WHERE entity = 'ticket' LIMIT :limit",
};
static const Index comment_index = {
  "comment",
  "INSERT INTO comment_search (comment_search, rowid, text) SELECT 'delete', id, text FROM comment WHERE id = :id",
  "INSERT INTO comment_search (rowid, text) SELECT id, text FROM comment WHERE id = :id",
  "SELECT id FROM search_pending WHERE entity = 'comment' LIMIT :limit",
};

gboolean
zw_sqlite_search_covers (ZwEntity entity, ZwField field)
{
  if (entity == ZW_ENTITY_TICKET)
    return field == ZW_FIELD_NONE || field == ZW_FIELD_TITLE || field == ZW_FIELD_DESCRIPTION;
  return entity == ZW_ENTITY_COMMENT && (field == ZW_FIELD_NONE || field == ZW_FIELD_TEXT);
}

static const Index *
get_index (ZwEntity entity)
{
  return entity == ZW_ENTITY_TICKET ? &ticket_index : &comment_index;
}

static gboolean
run_with_id (ZwConnection *connection, const char *sql, gint64 id, GError **error)
{
  g_autoptr (ZwStatement) statement = zw_connection_prepare (connection, sql, error);

  if (statement == NULL)
    return FALSE;
  zw_statement_bind_int (statement, ":id", id);
  return zw_statement_run (statement, error);
}

/* Takes the row's name off the list of rows to be indexed; whether it was on it. */
static gboolean
forget_pending (ZwConnection *connection, const Index *index, gint64 id, gboolean *was_pending, GError **error)
{
  g_autoptr (ZwStatement) statement
    = zw_connection_prepare (connection, "DELETE FROM search_pending WHERE entity = :entity AND id = :id", error);

  if (statement == NULL)
    return FALSE;
  zw_statement_bind_text (statement, ":entity", index->name);
  zw_statement_bind_int (statement, ":id", id);
  if (!zw_statement_run (statement, error))
    return FALSE;
  *was_pending = zw_connection_get_changes (connection) > 0;
  return TRUE;
}

gboolean
zw_sqlite_search_remove (ZwConnection *connection, ZwEntity entity, gint64 id, GError **error)
{
  const Index *index = get_index (entity);
  gboolean was_pending;

  if (!forget_pending (connection, index, id, &was_pending, error))
    return FALSE;
  return was_pending || run_with_id (connection, index->remove, id, error);
}

static gboolean
note_pending (ZwConnection *connection, const Index *index, gint64 id, GError **error)
{
  g_autoptr (ZwStatement) statement
    = zw_connection_prepare (connection, "INSERT INTO search_pending (entity, id) VALUES (:entity, :id)", error);

  if (statement == NULL)
    return FALSE;
  zw_statement_bind_text (statement, ":entity", index->name);
  zw_statement_bind_int (statement, ":id", id);
  return zw_statement_run (statement, error);
}

gboolean
zw_sqlite_search_add (ZwConnection *connection, ZwEntity entity, gint64 id, gboolean later, GError **error)
{
  const Index *index = get_index (entity);

  return later ? note_pending (connection, index, id, error) : run_with_id (connection, index->add, id, error);
}

static GArray *
read_pending (ZwConnection *connection, const Index *index, guint limit, GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (ZwStatement) statement = zw_connection_prepare (connection, index->next, error);
  g_autoptr (GError) local = NULL;

  if (statement == NULL)
    return NULL;
  zw_statement_bind_int (statement, ":limit", limit);
  while (zw_statement_next (statement, &local))
    {
      gint64 id = zw_statement_get_int (statement, 0);
      g_array_append_val (ids, id);
    }
  return zw_statement_conclude (&local, error) ? g_steal_pointer (&ids) : NULL;
}

static gboolean
index_pending (ZwConnection *connection, const Index *index, guint limit, guint *n_indexed, GError **error)
{
  g_autoptr (GArray) ids = read_pending (connection, index, limit, error);

  for (guint i = 0; ids != NULL && i < ids->len; i++)
    {
      gint64 id = g_array_index (ids, gint64, i);
      gboolean was_pending;
      if (!forget_pending (connection, index, id, &was_pending, error)
          || !run_with_id (connection, index->add, id, error))
        return FALSE;
    }
  if (ids != NULL)
    *n_indexed += ids->len;
  return ids != NULL;
}

static gboolean
index_slice (ZwConnection *connection, guint limit, gboolean *more, GError **error)
{
  guint n_indexed = 0;

  if (!zw_connection_begin (connection, error))
    return FALSE;
  if (!index_pending (connection, &ticket_index, limit, &n_indexed, error)
      || (n_indexed < limit && !index_pending (connection, &comment_index, limit - n_indexed, &n_indexed, error)))
    {
      zw_connection_rollback (connection);
      return FALSE;
    }
  *more = n_indexed == limit;
  return zw_connection_commit (connection, error);
}

/* A slice lost in a power cut is pending again, so it need not wait for the disk. */
gboolean
zw_sqlite_search_index_pending (ZwConnection *connection, guint limit, gboolean *more, GError **error)
{
  if (!zw_connection_execute (connection, "PRAGMA synchronous = NORMAL", error))
    return FALSE;
  gboolean success = index_slice (connection, limit, more, error);
  return zw_connection_execute (connection, "PRAGMA synchronous = FULL", success ? error : NULL) && success;
}

gboolean
zw_sqlite_search_has_pending (ZwConnection *connection, gboolean *pending, GError **error)
{
  gint64 found = 0;
  gboolean success = zw_connection_query_int (connection, "SELECT EXISTS (SELECT 1 FROM search_pending)", &found, error);

  *pending = found != 0;
  return success;
}

/* Each word as an FTS5 string, so that no character of it is syntax; the last one also as a prefix. NULL without words. */
static char *
make_query (const char *text)
{
  g_auto (GStrv) words = g_strsplit_set (text, " \t\r\n", -1);
  GString *query = g_string_new (NULL);

  for (guint i = 0; words[i] != NULL; i++)
    {
      if (*words[i] == '\0')
        continue;
      g_autofree char *escaped = NULL;
      g_auto (GStrv) parts = g_strsplit (words[i], "\"", -1);
      escaped = g_strjoinv ("\"\"", parts);
      if (query->len > 0)
        g_string_append_c (query, ' ');
      g_string_append_c (query, '"');
      g_string_append (query, escaped);
      g_string_append_c (query, '"');
    }
  if (query->len > 0)
    g_string_append_c (query, '*');
  return g_string_free (query, query->len == 0);
}

/* A word of the title weighs ten of the description; a comment counts half. bm25 is better the more negative it is. */
#define SEARCH_SQL \
  "WITH hit (ticket, score) AS (" \
  "  SELECT rowid, bm25 (ticket_search, 10.0, 1.0) FROM ticket_search WHERE ticket_search MATCH :query" \
  "  UNION ALL" \
  "  SELECT comment.ticket, 0.5 * bm25 (comment_search) FROM comment_search JOIN comment ON comment.id = comment_search.rowid" \
  "  WHERE comment_search MATCH :query AND comment.deleted IS NULL)" \
  " SELECT t.id FROM hit JOIN ticket t ON t.id = hit.ticket" \
  " WHERE t.deleted IS NULL AND (t.archived = 0 OR :archived) AND (:project IS NULL OR t.project = :project)" \
  " GROUP BY t.id ORDER BY min (hit.score), t.id LIMIT :limit"

GArray *
zw_sqlite_search (ZwConnection *connection, gint64 project, const char *text, gboolean archived, guint limit, GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autofree char *query = make_query (text);
  g_autoptr (ZwStatement) statement = zw_connection_prepare (connection, SEARCH_SQL, error);
  g_autoptr (GError) local = NULL;

  if (statement == NULL)
    return NULL;
  if (query == NULL)
    return g_steal_pointer (&ids);
  zw_statement_bind_text (statement, ":query", query);
  zw_statement_bind_int (statement, ":archived", archived);
  zw_statement_bind_id (statement, ":project", project);
  zw_statement_bind_int (statement, ":limit", limit);
  while (zw_statement_next (statement, &local))
    {
      gint64 id = zw_statement_get_int (statement, 0);
      g_array_append_val (ids, id);
    }
  return zw_statement_conclude (&local, error) ? g_steal_pointer (&ids) : NULL;
}
