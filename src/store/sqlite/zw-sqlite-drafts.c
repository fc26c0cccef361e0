/* SPDX-License-Identifier: GPL-3.0-or-later
 * The drafts file. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-sqlite-drafts.h"

ZwConnection *
zw_sqlite_drafts_open (const char *database_path, GError **error)
{
  g_autofree char *path = g_strconcat (database_path, ".drafts", NULL);
  g_autoptr (ZwConnection) connection = zw_connection_open (path, ZW_CONNECTION_CREATE, error);

  if (connection == NULL
      || !zw_connection_execute (connection,
                                 "CREATE TABLE IF NOT EXISTS draft (writer TEXT NOT NULL, entity TEXT NOT NULL, id INTEGER NOT NULL,"
                                 " field TEXT NOT NULL, base TEXT, text TEXT NOT NULL, at INTEGER NOT NULL,"
                                 " PRIMARY KEY (writer, entity, id, field)) STRICT", error))
    return NULL;
  return g_steal_pointer (&connection);
}

static void
bind_key (ZwStatement *statement, const char *writer, const ZwDraft *draft)
{
  zw_statement_bind_text (statement, ":writer", writer == NULL ? "" : writer);
  zw_statement_bind_text (statement, ":entity", zw_entity_to_string (draft->entity));
  zw_statement_bind_int (statement, ":id", draft->id);
  zw_statement_bind_text (statement, ":field", zw_field_to_string (draft->field));
}

gboolean
zw_sqlite_drafts_save (ZwConnection *connection, const char *writer, const ZwDraft *draft, GError **error)
{
  gboolean deletes = draft->text == NULL || *draft->text == '\0';
  g_autoptr (ZwStatement) statement
    = zw_connection_prepare (connection, deletes
                               ? "DELETE FROM draft WHERE writer = :writer AND entity = :entity AND id = :id AND field = :field"
                               : "INSERT OR REPLACE INTO draft (writer, entity, id, field, base, text, at)"
                                 " VALUES (:writer, :entity, :id, :field, :base, :text, :at)", error);

  if (statement == NULL)
    return FALSE;
  bind_key (statement, writer, draft);
  if (!deletes)
    {
      zw_statement_bind_text (statement, ":base", draft->base);
      zw_statement_bind_text (statement, ":text", draft->text);
      zw_statement_bind_int (statement, ":at", draft->at);
    }
  return zw_statement_run (statement, error);
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
  return draft;
}

GPtrArray *
zw_sqlite_drafts_read (ZwConnection *connection, const char *writer, GError **error)
{
  g_autoptr (GPtrArray) drafts = g_ptr_array_new_with_free_func ((GDestroyNotify) zw_draft_free);
  g_autoptr (GError) local = NULL;
  g_autoptr (ZwStatement) statement
    = zw_connection_prepare (connection,
                             "SELECT entity, id, field, base, text, at FROM draft WHERE writer = :writer ORDER BY at, id", error);

  if (statement == NULL)
    return NULL;
  zw_statement_bind_text (statement, ":writer", writer == NULL ? "" : writer);
  while (zw_statement_next (statement, &local))
    g_ptr_array_add (drafts, read_draft (statement));
  return zw_statement_conclude (&local, error) ? g_steal_pointer (&drafts) : NULL;
}
