/* SPDX-License-Identifier: GPL-3.0-or-later
 * The drafts file. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-sqlite-drafts.h"

/* The table "draft" of earlier versions knew no holders: 1 is nobody. Two processes may do this one after the other. */
static gboolean
make_tables (ZwConnection *connection, GError **error)
{
  return zw_connection_execute (connection,
                                "BEGIN IMMEDIATE;"
                                "CREATE TABLE IF NOT EXISTS typed (writer TEXT NOT NULL, entity TEXT NOT NULL, id INTEGER NOT NULL,"
                                " field TEXT NOT NULL, holder INTEGER NOT NULL, base TEXT, text TEXT NOT NULL, at INTEGER NOT NULL,"
                                " PRIMARY KEY (writer, entity, id, field, holder)) STRICT;"
                                "CREATE TABLE IF NOT EXISTS draft (writer TEXT NOT NULL, entity TEXT NOT NULL, id INTEGER NOT NULL,"
                                " field TEXT NOT NULL, base TEXT, text TEXT NOT NULL, at INTEGER NOT NULL) STRICT;"
                                "INSERT OR IGNORE INTO typed SELECT writer, entity, id, field, 1, base, text, at FROM draft;"
                                "DROP TABLE draft;"
                                "PRAGMA user_version = 1;"
                                "COMMIT", error);
}

ZwConnection *
zw_sqlite_drafts_open (const char *database_path, GError **error)
{
  g_autofree char *path = g_strconcat (database_path, ".drafts", NULL);
  g_autoptr (ZwConnection) connection = zw_connection_open (path, ZW_CONNECTION_CREATE, error);

  gint64 version = 0;

  if (connection == NULL || !zw_connection_query_int (connection, "PRAGMA user_version", &version, error)
      || (version == 0 && !make_tables (connection, error)))
    return NULL;
  return g_steal_pointer (&connection);
}

static void
bind_key (ZwStatement *statement, const char *writer, const ZwDraft *draft, gint64 holder)
{
  zw_statement_bind_text (statement, ":writer", writer == NULL ? "" : writer);
  zw_statement_bind_text (statement, ":entity", zw_entity_to_string (draft->entity));
  zw_statement_bind_int (statement, ":id", draft->id);
  zw_statement_bind_text (statement, ":field", zw_field_to_string (draft->field));
  zw_statement_bind_int (statement, ":holder", holder);
}

static gboolean
delete_row (ZwConnection *connection, const char *writer, const ZwDraft *draft, gint64 holder, GError **error)
{
  g_autoptr (ZwStatement) statement
    = zw_connection_prepare (connection,
                             "DELETE FROM typed WHERE writer = :writer AND entity = :entity AND id = :id AND field = :field"
                             " AND holder = :holder", error);

  if (statement == NULL)
    return FALSE;
  bind_key (statement, writer, draft, holder);
  return zw_statement_run (statement, error);
}

static gboolean
write_row (ZwConnection *connection, const char *writer, const ZwDraft *draft, GError **error)
{
  g_autoptr (ZwStatement) statement
    = zw_connection_prepare (connection,
                             "INSERT OR REPLACE INTO typed (writer, entity, id, field, holder, base, text, at)"
                             " VALUES (:writer, :entity, :id, :field, :holder, :base, :text, :at)", error);

  if (statement == NULL)
    return FALSE;
  bind_key (statement, writer, draft, draft->holder);
  zw_statement_bind_text (statement, ":base", draft->base);
  zw_statement_bind_text (statement, ":text", draft->text);
  zw_statement_bind_int (statement, ":at", draft->at);
  return zw_statement_run (statement, error);
}

/* The new one is there before the one it replaces goes: a crash between them leaves both. */
gboolean
zw_sqlite_drafts_save (ZwConnection *connection, const char *writer, const ZwDraft *draft, GError **error)
{
  gboolean deletes = draft->text == NULL || *draft->text == '\0';

  if (deletes ? !delete_row (connection, writer, draft, draft->holder, error) : !write_row (connection, writer, draft, error))
    return FALSE;
  return draft->replaces == 0 || draft->replaces == draft->holder || delete_row (connection, writer, draft, draft->replaces, error);
}

static ZwDraft *
read_draft (ZwStatement *statement)
{
  ZwDraft *draft = g_new0 (ZwDraft, 1);

  zw_entity_from_string (zw_statement_get_text (statement, 0), &draft->entity);
  draft->id = zw_statement_get_int (statement, 1);
  draft->field = zw_field_from_string (zw_statement_get_text (statement, 2));
  draft->base = zw_statement_dup_text (statement, 3);
  draft->text = zw_statement_dup_text (statement, 4);
  draft->at = zw_statement_get_int (statement, 5);
  draft->holder = zw_statement_get_int (statement, 6);
  return draft;
}

GPtrArray *
zw_sqlite_drafts_read (ZwConnection *connection, const char *writer, GError **error)
{
  g_autoptr (GPtrArray) drafts = g_ptr_array_new_with_free_func ((GDestroyNotify) zw_draft_free);
  g_autoptr (GError) local = NULL;
  g_autoptr (ZwStatement) statement
    = zw_connection_prepare (connection,
                             "SELECT entity, id, field, base, text, at, holder FROM typed WHERE writer = :writer ORDER BY at, id", error);

  if (statement == NULL)
    return NULL;
  zw_statement_bind_text (statement, ":writer", writer == NULL ? "" : writer);
  while (zw_statement_next (statement, &local))
    g_ptr_array_add (drafts, read_draft (statement));
  return zw_statement_conclude (&local, error) ? g_steal_pointer (&drafts) : NULL;
}
