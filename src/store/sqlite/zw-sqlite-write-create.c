/* SPDX-License-Identifier: GPL-3.0-or-later
 * A CREATE into a row: every field gets its given or initial value, a deleted row is revived, a ticket gets its number.
 * Called by zw-sqlite-write.c alone. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-sqlite-write-private.h"

#include "zw-error.h"
#include "zw-log-codec.h"
#include "zw-sqlite-log.h"
#include "zw-sqlite-numbers.h"
#include "zw-sqlite-search.h"

#define MAX_FIELDS 64
#define NUMBER_INDEX 1 /* of the number in the fields of a ticket */

/* The number of a new ticket: its own, that of the deleted row it revives, else the next of its project. */
static gboolean
choose_number (ZwWriting *self, const ZwChange *change, gboolean revives, int *number, GError **error)
{
  const char *given = zw_change_get (change, ZW_FIELD_NUMBER), *project_text = zw_change_get (change, ZW_FIELD_PROJECT);
  gint64 project = project_text == NULL ? 0 : g_ascii_strtoll (project_text, NULL, 10), old_project = 0;

  if (given != NULL)
    {
      *number = atoi (given);
      return zw_sqlite_number_reserve (self->connection, project, *number, error);
    }
  if (revives && !zw_sqlite_number_read (self->connection, change->id, &old_project, number, error))
    return FALSE;
  if ((old_project != project || *number == 0) && !zw_sqlite_number_give (self->connection, project, number, error))
    return FALSE;
  ZwGivenNumber receipt = { change->id, *number };
  g_array_append_val (self->numbers, receipt);
  return TRUE;
}

static gboolean
fill_texts (ZwWriting *self, const ZwChange *change, const char **texts, GError **error)
{
  guint n_fields;
  const ZwFieldSpec *fields = zw_entity_get_fields (change->entity, &n_fields);

  g_assert (n_fields <= MAX_FIELDS);
  for (guint i = 0; i < n_fields; i++)
    texts[i] = zw_sqlite_schema_get_initial (self->schema, change->entity, i);
  for (guint i = 0; i < change->values->len; i++)
    {
      const ZwFieldValue *value = &g_array_index (change->values, ZwFieldValue, i);
      if (value->field == ZW_FIELD_CHANGED && zw_writing_is_verbatim (self))
        continue;
      const ZwFieldSpec *spec = zw_writing_find_spec (change, value->field, error);
      if (spec == NULL || !zw_field_spec_validate (spec, value->text, error))
        return FALSE;
      texts[spec - fields] = value->text;
    }
  for (guint i = 0; i < n_fields; i++)
    if (fields[i].required && texts[i] == NULL)
      return zw_field_spec_validate (&fields[i], NULL, error);
  return TRUE;
}

/* @revives: the row is there but deleted; then the long texts that the change does not name are kept alive in @kept. */
static gboolean
read_deleted_texts (ZwWriting *self, const ZwChange *change, const char **texts, GPtrArray *kept, gboolean *revives,
                    GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (ZwStatement) statement
    = zw_connection_prepare (self->connection, zw_sqlite_schema_get_select_row (self->schema, change->entity), error);
  guint n_fields;
  const ZwFieldSpec *fields = zw_entity_get_fields (change->entity, &n_fields);

  if (statement == NULL)
    return FALSE;
  zw_statement_bind_int (statement, ":id", change->id);
  *revives = zw_statement_next (statement, &local) && zw_statement_get_int (statement, 0) != 0;
  for (guint i = 0, column = 3; *revives && i < n_fields; i++)
    {
      if (fields[i].type == ZW_VALUE_LONG_TEXT && texts[i] == NULL)
        {
          texts[i] = zw_statement_dup_text (statement, (int) column);
          g_ptr_array_add (kept, (char *) texts[i]);
        }
      column += zw_sqlite_is_column (&fields[i]);
    }
  return zw_statement_conclude (&local, error);
}

/* When the row was changed last; a history taken over may not tell (0). */
static gint64
get_changed (ZwWriting *self, const ZwChange *change)
{
  const char *changed = zw_writing_is_verbatim (self) ? zw_change_get (change, ZW_FIELD_CHANGED) : NULL;

  if (changed != NULL)
    return g_ascii_strtoll (changed, NULL, 10);
  return zw_writing_is_verbatim (self) ? 0 : self->at;
}

static gboolean
insert_row (ZwWriting *self, const ZwChange *change, const char *const *texts, GError **error)
{
  g_autoptr (ZwStatement) statement
    = zw_connection_prepare (self->connection, zw_sqlite_schema_get_insert (self->schema, change->entity), error);
  guint n_fields;
  const ZwFieldSpec *fields = zw_entity_get_fields (change->entity, &n_fields);
  int index = 3;

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, change->id);
  zw_statement_bind_id (statement, ":at", get_changed (self, change));
  for (guint i = 0; i < n_fields; i++)
    if (zw_sqlite_is_column (&fields[i]))
      zw_sqlite_bind_value (statement, index++, &fields[i], texts[i]);
  if (!zw_statement_run (statement, error))
    return FALSE;
  if (zw_connection_get_changes (self->connection) > 0)
    return TRUE;
  g_autofree char *what = zw_sqlite_describe (self->connection, change->entity, change->id);
  zw_set_error (error, ZW_ERROR_CONFLICT, "cannot create %s: its id is already in use", what);
  return FALSE;
}

/* The short fields in one row, each long one in a row of its own. */
static gboolean
log_create (ZwWriting *self, const ZwChange *change, const char *const *texts, GError **error)
{
  g_autoptr (GArray) values = zw_log_codec_new_values ();
  guint n_fields;
  const ZwFieldSpec *fields = zw_entity_get_fields (change->entity, &n_fields);

  if (zw_writing_is_verbatim (self))
    return TRUE;
  for (guint i = 0; i < change->values->len; i++)
    {
      const ZwFieldValue *value = &g_array_index (change->values, ZwFieldValue, i);
      if (zw_entity_find_field (change->entity, value->field)->type == ZW_VALUE_LONG_TEXT
          || value->field == ZW_FIELD_NUMBER)
        continue;
      ZwFieldValue copy = { value->field, g_strdup (value->text) };
      g_array_append_val (values, copy);
    }
  for (guint i = 0; i < n_fields; i++)
    if (fields[i].field == ZW_FIELD_NUMBER && texts[i] != NULL)
      {
        ZwFieldValue number = { ZW_FIELD_NUMBER, g_strdup (texts[i]) };
        g_array_append_val (values, number);
      }
  g_autofree char *json = zw_log_codec_encode (values);
  if (!zw_writing_log_change (self, change, NULL, json, error))
    return FALSE;
  for (guint i = 0; i < n_fields; i++)
    if (fields[i].type == ZW_VALUE_LONG_TEXT && texts[i] != NULL
        && !zw_writing_log_field (self, change, fields[i].field, NULL, texts[i], error))
      return FALSE;
  return TRUE;
}

gboolean
zw_writing_apply_create (ZwWriting *self, const ZwChange *change, GError **error)
{
  const char *texts[MAX_FIELDS] = { NULL };
  char number_text[16];
  int number = 0;
  gboolean searched = zw_sqlite_search_covers (change->entity, ZW_FIELD_NONE), revives;
  g_autoptr (GPtrArray) kept = g_ptr_array_new_with_free_func (g_free);

  if (!fill_texts (self, change, texts, error) || !read_deleted_texts (self, change, texts, kept, &revives, error)
      || (searched && revives && !zw_sqlite_search_remove (self->connection, change->entity, change->id, error)))
    return FALSE;
  if (change->entity == ZW_ENTITY_TICKET)
    {
      if (!choose_number (self, change, revives, &number, error))
        return FALSE;
      g_snprintf (number_text, sizeof number_text, "%d", number);
      texts[NUMBER_INDEX] = number_text;
    }
  return insert_row (self, change, texts, error)
         && (!searched || zw_sqlite_search_add (self->connection, change->entity, change->id, self->bulk, error))
         && log_create (self, change, texts, error);
}
