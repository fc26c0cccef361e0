/* SPDX-License-Identifier: GPL-3.0-or-later
 * Change sets into rows. Every change is a compare-and-set: what is not as the change expected is a conflict, never
 * overwritten. The log gets the values as they really were and are. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-sqlite-write-private.h"

#include "zw-error.h"
#include "zw-log-codec.h"
#include "zw-sqlite-fold.h"
#include "zw-sqlite-guards.h"
#include "zw-sqlite-log.h"
#include "zw-sqlite-numbers.h"
#include "zw-sqlite-search.h"
#include "zw-sqlite-undo.h"

ZwWriting *
zw_writing_new (ZwConnection *connection, ZwSqliteSchema *schema, ZwChangeSet *header, gboolean bulk, GError **error)
{
  gint64 seq, last_at;

  if (!zw_sqlite_log_get_last (connection, &seq, &last_at, error))
    return NULL;
  ZwWriting *self = g_new0 (ZwWriting, 1);
  self->connection = connection;
  self->schema = schema;
  self->header = zw_change_set_ref (header);
  self->bulk = bulk;
  self->at = MAX (header->at, last_at);
  self->seq = seq;
  self->numbers = g_array_new (FALSE, FALSE, sizeof (ZwGivenNumber));
  return self;
}

void
zw_writing_free (ZwWriting *self)
{
  zw_change_set_unref (self->header);
  g_array_unref (self->numbers);
  g_free (self);
}

gint64
zw_writing_get_first_seq (ZwWriting *self)
{
  return self->first_seq;
}

gboolean
zw_writing_is_verbatim (ZwWriting *self)
{
  return self->header->id == 0;
}

gboolean
zw_writing_log_change (ZwWriting *self, const ZwChange *change, const char *old_value, const char *new_value, GError **error)
{
  if (zw_writing_is_verbatim (self))
    return TRUE;
  if (!zw_sqlite_log_append (self->connection, self->header->id, change, old_value, new_value, &self->seq, error))
    return FALSE;
  if (self->first_seq == 0)
    self->first_seq = self->seq;
  return TRUE;
}

gboolean
zw_writing_log_field (ZwWriting *self, const ZwChange *change, ZwField field, const char *old_value, const char *new_value, GError **error)
{
  ZwChange row = { ZW_OP_SET, change->entity, change->id, change->ticket, field };
  return zw_writing_log_change (self, &row, old_value, new_value, error);
}

const ZwFieldSpec *
zw_writing_find_spec (const ZwChange *change, ZwField field, GError **error)
{
  const ZwFieldSpec *spec = zw_entity_find_field (change->entity, field);

  if (spec == NULL)
    zw_set_error (error, ZW_ERROR_INVALID_VALUE, "cannot write a %s: it has no “%s”",
                  zw_entity_to_string (change->entity), zw_field_to_string (field));
  return spec;
}

/* --- set ----------------------------------------------------------------------------------------------------- */

/* What the field holds; @gone when there is no such row or it is deleted. */
static gboolean
peek (ZwWriting *self, const ZwChange *change, const ZwFieldSpec *spec, char **value, gboolean *gone, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (ZwStatement) statement
    = zw_connection_prepare (self->connection, zw_sqlite_schema_get_peek (self->schema, change->entity, spec->field), error);

  if (statement == NULL)
    return FALSE;
  zw_statement_bind_int (statement, ":id", change->id);
  *gone = !zw_statement_next (statement, &local) || zw_statement_get_int (statement, 0) != 0;
  *value = *gone ? NULL : zw_sqlite_dup_value (statement, 1, spec);
  return zw_statement_conclude (&local, error);
}

static gboolean
report_conflict (ZwWriting *self, const ZwChange *change, const ZwFieldSpec *spec, const char *wanted, GError **error)
{
  g_autofree char *found = NULL;
  gboolean gone;

  if (peek (self, change, spec, &found, &gone, error))
    zw_sqlite_set_conflict (self->connection, change, spec->field, gone, found, wanted, error);
  return FALSE;
}

static gboolean
update_row (ZwWriting *self, const ZwChange *change, const ZwFieldSpec *spec, const char *old_value, const char *new_value,
            GError **error)
{
  g_autoptr (ZwStatement) statement
    = zw_connection_prepare (self->connection, zw_sqlite_schema_get_update (self->schema, change->entity, spec->field), error);

  if (statement == NULL)
    return FALSE;
  zw_statement_bind_int (statement, ":id", change->id);
  zw_statement_bind_int (statement, ":at", self->at);
  zw_sqlite_bind_value (statement, sqlite3_bind_parameter_index (statement, ":new"), spec, new_value);
  zw_sqlite_bind_value (statement, sqlite3_bind_parameter_index (statement, ":old"), spec, old_value);
  if (!zw_statement_run (statement, error))
    return FALSE;
  return zw_connection_get_changes (self->connection) > 0 || report_conflict (self, change, spec, new_value, error);
}

static gboolean
apply_set (ZwWriting *self, const ZwChange *change, GError **error)
{
  const ZwFieldSpec *spec = zw_writing_find_spec (change, change->field, error);
  gboolean searched = zw_sqlite_search_covers (change->entity, change->field), gone;
  g_autofree char *found = NULL;
  const char *old_value = change->old_value;

  if (spec == NULL || !zw_field_spec_validate (spec, change->new_value, error))
    return FALSE;
  /* An import does not know what a revived row still holds; who edits says what was there, also when it was nothing. */
  if (spec->type == ZW_VALUE_LONG_TEXT && old_value == NULL && self->bulk)
    {
      if (!peek (self, change, spec, &found, &gone, error))
        return FALSE;
      old_value = found;
      if (!gone && g_strcmp0 (found, change->new_value) == 0)
        return TRUE;
    }
  if (searched && !zw_sqlite_search_remove (self->connection, change->entity, change->id, error))
    return FALSE;
  return update_row (self, change, spec, old_value, change->new_value, error)
         && (!searched || zw_sqlite_search_add (self->connection, change->entity, change->id, self->bulk, error))
         && zw_writing_log_change (self, change, old_value, change->new_value, error);
}

/* --- numbers that change (a ticket moved to another project) ------------------------------------------------- */

static gboolean
is_renumbering (const ZwChange *change)
{
  return change->op == ZW_OP_SET && change->entity == ZW_ENTITY_TICKET && change->field == ZW_FIELD_NUMBER;
}

/* First of all the old numbers are taken off, so that no two tickets meet on one number halfway. */
static gboolean
clear_numbers (ZwWriting *self, GPtrArray *changes, GError **error)
{
  for (guint i = 0; i < changes->len; i++)
    {
      const ZwChange *change = changes->pdata[i];
      if (!is_renumbering (change))
        continue;
      const ZwFieldSpec *spec = zw_writing_find_spec (change, ZW_FIELD_NUMBER, error);
      if (spec == NULL || !zw_field_spec_validate (spec, change->new_value, error)
          || !update_row (self, change, spec, change->old_value, NULL, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
renumber (ZwWriting *self, const ZwChange *change, GError **error)
{
  const ZwFieldSpec *spec = zw_writing_find_spec (change, ZW_FIELD_NUMBER, error);
  char text[16];
  gint64 project;
  int number;

  if (!zw_sqlite_number_read (self->connection, change->id, &project, &number, error))
    return FALSE;
  if (change->new_value != NULL)
    {
      number = atoi (change->new_value);
      if (!zw_sqlite_number_reserve (self->connection, project, number, error))
        return FALSE;
    }
  else if (!zw_sqlite_number_give (self->connection, project, &number, error))
    return FALSE;
  ZwGivenNumber receipt = { change->id, number };
  g_array_append_val (self->numbers, receipt);
  g_snprintf (text, sizeof text, "%d", number);
  return update_row (self, change, spec, NULL, text, error) && zw_writing_log_change (self, change, change->old_value, text, error);
}

/* --- delete -------------------------------------------------------------------------------------------------- */

/* An undone creation must find the row as it was created: what somebody changed since is not thrown away. */
static gboolean
is_as_expected (ZwWriting *self, const ZwChange *change, const ZwFieldSpec *spec, guint index, const char *found,
                GError **error)
{
  const char *expected = zw_change_get (change, spec->field);

  /* Rank and number are nobody's edit: others move past, the store counts. */
  if (self->header->undoes == 0 || spec->field == ZW_FIELD_RANK || (spec->field == ZW_FIELD_NUMBER && expected == NULL))
    return TRUE;
  if (expected == NULL)
    expected = zw_sqlite_schema_get_initial (self->schema, change->entity, index);
  if (g_strcmp0 (expected, found) == 0)
    return TRUE;
  zw_sqlite_set_conflict (self->connection, change, spec->field, FALSE, found, NULL, error);
  return FALSE;
}

static GArray *
read_row (ZwWriting *self, const ZwChange *change, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (GArray) values = zw_log_codec_new_values ();
  g_autoptr (ZwStatement) statement
    = zw_connection_prepare (self->connection, zw_sqlite_schema_get_select_row (self->schema, change->entity), error);
  guint n_fields;
  const ZwFieldSpec *fields = zw_entity_get_fields (change->entity, &n_fields);

  if (statement == NULL)
    return NULL;
  zw_statement_bind_int (statement, ":id", change->id);
  if (!zw_statement_next (statement, &local) || zw_statement_get_int (statement, 0) != 0)
    {
      if (local != NULL)
        g_propagate_error (error, g_steal_pointer (&local));
      else
        zw_sqlite_set_conflict (self->connection, change, ZW_FIELD_NONE, TRUE, NULL, NULL, error);
      return NULL;
    }
  for (guint i = 0, column = 3; i < n_fields; i++)
    {
      if (!zw_sqlite_is_column (&fields[i]))
        continue;
      ZwFieldValue value = { fields[i].field, zw_sqlite_dup_value (statement, (int) column++, &fields[i]) };
      if (!is_as_expected (self, change, &fields[i], i, value.text, error))
        {
          g_free (value.text);
          return NULL;
        }
      if (value.text != NULL)
        g_array_append_val (values, value);
    }
  return g_steal_pointer (&values);
}

static gboolean
apply_delete (ZwWriting *self, const ZwChange *change, GError **error)
{
  g_autoptr (GArray) values = read_row (self, change, error);
  g_autoptr (ZwStatement) statement
    = zw_connection_prepare (self->connection, zw_sqlite_schema_get_delete (self->schema, change->entity),
                             values == NULL ? NULL : error);

  if (values == NULL || statement == NULL)
    return FALSE;
  zw_statement_bind_int (statement, ":id", change->id);
  zw_statement_bind_int (statement, ":set", self->header->id);
  zw_statement_bind_int (statement, ":at", self->at);
  g_autofree char *json = zw_log_codec_encode (values);
  return zw_statement_run (statement, error) && zw_writing_log_change (self, change, json, NULL, error);
}

/* --- sets of values ------------------------------------------------------------------------------------------ */

static const char *
get_touch (ZwEntity entity)
{
  return entity == ZW_ENTITY_TICKET  ? "UPDATE ticket SET revision = revision + 1, changed = :at WHERE id = :id AND deleted IS NULL"
       : entity == ZW_ENTITY_PROJECT ? "UPDATE project SET revision = revision + 1, changed = :at WHERE id = :id AND deleted IS NULL"
                                     : "UPDATE member SET revision = revision + 1, changed = :at WHERE id = :id AND deleted IS NULL";
}

static gboolean
touch_row (ZwWriting *self, const ZwChange *change, GError **error)
{
  g_autoptr (ZwStatement) statement = zw_connection_prepare (self->connection, get_touch (change->entity), error);

  if (statement == NULL)
    return FALSE;
  zw_statement_bind_int (statement, ":id", change->id);
  zw_statement_bind_int (statement, ":at", self->at);
  if (!zw_statement_run (statement, error))
    return FALSE;
  if (zw_connection_get_changes (self->connection) > 0)
    return TRUE;
  zw_sqlite_set_conflict (self->connection, change, change->field, TRUE, NULL, NULL, error);
  return FALSE;
}

static gboolean
apply_element (ZwWriting *self, const ZwChange *change, GError **error)
{
  const ZwFieldSpec *spec = zw_writing_find_spec (change, change->field, error);
  const char *value = change->op == ZW_OP_ADD ? change->new_value : change->old_value;

  if (spec == NULL || !zw_field_spec_validate (spec, value, error))
    return FALSE;
  if (value == NULL || zw_sqlite_is_column (spec))
    {
      zw_set_error (error, ZW_ERROR_INVALID_VALUE, "“%s” takes no element", zw_field_to_string (spec->field));
      return FALSE;
    }
  g_autoptr (ZwStatement) statement
    = zw_connection_prepare (self->connection, change->op == ZW_OP_ADD ? zw_sqlite_set_insert (spec->field)
                                                                       : zw_sqlite_set_delete (spec->field), error);
  if (statement == NULL)
    return FALSE;
  zw_statement_bind_int (statement, ":id", change->id);
  zw_sqlite_bind_value (statement, sqlite3_bind_parameter_index (statement, ":value"), spec, value);
  if (!zw_statement_run (statement, error))
    return FALSE;
  if (zw_connection_get_changes (self->connection) == 0)
    return TRUE;
  return (self->bulk || touch_row (self, change, error))
         && zw_writing_log_change (self, change, change->old_value, change->new_value, error);
}

/* --- all together -------------------------------------------------------------------------------------------- */

static gboolean
apply_change (ZwWriting *self, const ZwChange *change, GError **error)
{
  switch (change->op)
    {
    case ZW_OP_CREATE:
      return zw_writing_apply_create (self, change, error);
    case ZW_OP_SET:
      return is_renumbering (change) || apply_set (self, change, error);
    case ZW_OP_DELETE:
      return apply_delete (self, change, error);
    case ZW_OP_ADD:
    case ZW_OP_REMOVE:
      return apply_element (self, change, error);
    }
  return FALSE;
}

gboolean
zw_writing_apply (ZwWriting *self, GPtrArray *changes, GError **error)
{
  if (!clear_numbers (self, changes, error))
    return FALSE;
  for (guint i = 0; i < changes->len; i++)
    if (!apply_change (self, changes->pdata[i], error))
      return FALSE;
  for (guint i = 0; i < changes->len; i++)
    if (is_renumbering (changes->pdata[i]) && !renumber (self, changes->pdata[i], error))
      return FALSE;
  return self->header->undoes == 0 || zw_sqlite_undo_check (self->connection, self->header, changes, error);
}

static gboolean
is_refusal (const GError *error)
{
  return g_error_matches (error, ZW_ERROR, ZW_ERROR_REFUSED) || g_error_matches (error, ZW_ERROR, ZW_ERROR_CYCLE)
         || g_error_matches (error, ZW_ERROR, ZW_ERROR_LIMIT_REACHED);
}

gboolean
zw_writing_try (ZwWriting *self, GPtrArray *changes, GArray *guards, GError **refusal, GError **error)
{
  gint64 first_seq = self->first_seq, seq = self->seq;
  guint n_numbers = self->numbers->len;
  g_autoptr (GError) local = NULL;

  if (!zw_connection_execute (self->connection, "SAVEPOINT guarded", error))
    return FALSE;
  if (zw_writing_apply (self, changes, &local) && zw_sqlite_guards_check (self->connection, guards, &local))
    return zw_connection_execute (self->connection, "RELEASE guarded", error);
  if (!is_refusal (local))
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  g_propagate_error (refusal, g_steal_pointer (&local));
  self->first_seq = first_seq;
  self->seq = seq;
  g_array_set_size (self->numbers, n_numbers);
  return zw_connection_execute (self->connection, "ROLLBACK TO guarded; RELEASE guarded", error);
}

/* Numbers of tickets long deleted are not given again either. */
static gboolean
raise_counter_from_log (ZwWriting *self, const ZwChangeSet *set, GError **error)
{
  for (guint i = 0; i < set->changes->len; i++)
    {
      const ZwChange *change = set->changes->pdata[i];
      const char *project = zw_change_get (change, ZW_FIELD_PROJECT), *number = zw_change_get (change, ZW_FIELD_NUMBER);
      if (change->entity == ZW_ENTITY_TICKET && project != NULL && number != NULL
          && !zw_sqlite_number_reserve (self->connection, g_ascii_strtoll (project, NULL, 10), atoi (number), error))
        return FALSE;
    }
  return TRUE;
}

gboolean
zw_writing_take_log (ZwWriting *self, GPtrArray *sets, GError **error)
{
  for (guint i = 0; i < sets->len; i++)
    if (!zw_sqlite_log_take (self->connection, sets->pdata[i], &self->taking, &self->seq, error)
        || !raise_counter_from_log (self, sets->pdata[i], error))
      return FALSE;
  return TRUE;
}

/* --- a log that is not true ---------------------------------------------------------------------------------- */

typedef struct {
  ZwWriting *writing;
  const ZwChangeSet *header;
  ZwCorrectionFunc judge;
  gpointer judge_data;
  gint64 first_seq, at;
} Correction;

static gboolean
write_lacks (GPtrArray *changes, gpointer data, GError **error)
{
  Correction *self = data;

  for (guint i = 0; i < changes->len; i++)
    {
      if (!self->judge (changes->pdata[i], self->judge_data))
        continue;
      if (!zw_sqlite_log_append_change (self->writing->connection, self->header->id, changes->pdata[i], &self->writing->seq, error))
        return FALSE;
      if (self->first_seq == 0)
        self->first_seq = self->writing->seq;
    }
  return TRUE;
}

gboolean
zw_writing_correct_log (ZwWriting *self, const ZwChangeSet *header, ZwCorrectionFunc judge, gpointer data, GError **error)
{
  Correction correction = { .writing = self, .header = header, .judge = judge, .judge_data = data };
  gint64 seq;

  return zw_sqlite_log_get_last (self->connection, &seq, &correction.at, error)
         && zw_sqlite_fold_log (self->connection, self->schema, write_lacks, &correction, error)
         && (correction.first_seq == 0
             || zw_sqlite_log_append_set (self->connection, header, MAX (header->at, correction.at), correction.first_seq,
                                          self->seq, error));
}

ZwReceipt *
zw_writing_complete (ZwWriting *self, GArray *guards, GError **error)
{
  if (guards != NULL && !zw_sqlite_guards_check (self->connection, guards, error))
    return NULL;
  if (self->first_seq != 0
      && !zw_sqlite_log_append_set (self->connection, self->header, self->at, self->first_seq, self->seq, error))
    return NULL;
  ZwReceipt *receipt = g_new0 (ZwReceipt, 1);
  receipt->set_id = self->header->id;
  receipt->seq = self->seq;
  receipt->at = self->at;
  receipt->is_void = self->first_seq == 0;
  receipt->numbers = g_array_ref (self->numbers);
  return receipt;
}
