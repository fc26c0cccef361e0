/* SPDX-License-Identifier: GPL-3.0-or-later
 * The change log out of the database, row by row, without what belongs to other projects. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-sqlite-dump-private.h"

#include "zw-error.h"
#include "zw-log-codec.h"

#define CHANGES_SQL "SELECT set_id, op, entity, entity_id, ticket_id, field, old, new FROM change"
#define SETS_SQL "SELECT id, undoes, deed, writer, actor_id, actor_name, at FROM change_set ORDER BY seq"

/* The header of the set @id, which comes after the one @sets is at. */
static gboolean
dump_set (const ZwDump *dump, ZwStatement *sets, gint64 id, GError **error)
{
  g_autoptr (GError) local = NULL;

  while (zw_statement_next (sets, &local))
    {
      if (zw_statement_get_int (sets, 0) != id)
        continue;
      g_autoptr (ZwChangeSet) set = zw_change_set_new (id, zw_deed_from_string (zw_statement_get_text (sets, 2)));
      set->undoes = zw_statement_get_int (sets, 1);
      set->writer = zw_statement_dup_text (sets, 3);
      set->actor = zw_statement_get_int (sets, 4);
      set->actor_name = zw_statement_dup_text (sets, 5);
      set->at = zw_statement_get_int (sets, 6);
      return dump->sink->set (set, dump->sink_data, error);
    }
  if (local != NULL)
    g_propagate_error (error, g_steal_pointer (&local));
  else
    {
      g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, id);
      zw_set_error (error, ZW_ERROR_DAMAGED, "the change log names a set %s that is not there", text);
    }
  return FALSE;
}

/* The values of a create or delete without what they name of other projects. (transfer full) NULL with an error. */
static char *
filter_values (const ZwDump *dump, ZwEntity entity, const char *json, GError **error)
{
  g_autoptr (GArray) values = zw_log_codec_decode (json, error);
  GError *local = NULL;

  for (guint i = values == NULL ? 0 : values->len; i > 0; i--)
    {
      const ZwFieldValue *value = &g_array_index (values, ZwFieldValue, i - 1);
      if (zw_sqlite_dump_is_foreign (dump, zw_entity_find_field (entity, value->field), value->text, &local))
        g_array_remove_index (values, i - 1);
    }
  if (local != NULL)
    g_propagate_error (error, local);
  return values == NULL || local != NULL ? NULL : zw_log_codec_encode (values);
}

/* As stay_at_home(), in the log: what is left of @change; FALSE when nothing is. @kept owns what is new. */
static gboolean
filter_change (const ZwDump *dump, ZwDumpChange *change, char **kept, GError **error)
{
  ZwEntity entity;

  if (!zw_entity_from_string (change->entity, &entity))
    return TRUE;
  if (change->field == NULL)
    {
      const char **json = change->new_value != NULL ? &change->new_value : &change->old_value;
      *json = *kept = filter_values (dump, entity, *json, error);
      return *kept != NULL;
    }
  const ZwFieldSpec *spec = zw_entity_find_field (entity, zw_field_from_string (change->field));
  gboolean was_foreign = zw_sqlite_dump_is_foreign (dump, spec, change->old_value, error);
  gboolean is_foreign_now = zw_sqlite_dump_is_foreign (dump, spec, change->new_value, error);
  if (was_foreign)
    change->old_value = NULL;
  if (is_foreign_now)
    change->new_value = NULL;
  return !(was_foreign || is_foreign_now) || change->old_value != NULL || change->new_value != NULL;
}

/* @emitted: the set whose header went out last. A set without a change of its own never does. */
static gboolean
dump_change (const ZwDump *dump, ZwStatement *changes, ZwStatement *sets, gint64 *emitted, GError **error)
{
  g_autofree char *kept = NULL;
  GError *local = NULL;
  gint64 set = zw_statement_get_int (changes, 0);
  ZwDumpChange change = {
    .op = zw_statement_get_text (changes, 1), .entity = zw_statement_get_text (changes, 2),
    .id = zw_statement_get_int (changes, 3), .ticket = zw_statement_get_int (changes, 4),
    .field = zw_statement_get_text (changes, 5), .old_value = zw_statement_get_text (changes, 6),
    .new_value = zw_statement_get_text (changes, 7),
  };

  if (dump->project != 0 && !filter_change (dump, &change, &kept, &local))
    {
      if (local != NULL)
        g_propagate_error (error, local);
      return local == NULL;
    }
  if (set != *emitted && !dump_set (dump, sets, set, error))
    return FALSE;
  *emitted = set;
  return dump->sink->change == NULL || dump->sink->change (&change, dump->sink_data, error);
}

gboolean
zw_sqlite_dump_log (const ZwDump *dump, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (ZwStatement) sets = zw_connection_prepare (dump->connection, SETS_SQL, error);
  g_autoptr (ZwStatement) changes
    = sets == NULL ? NULL : zw_connection_prepare (dump->connection, dump->project == 0
        ? CHANGES_SQL " ORDER BY seq"
        : CHANGES_SQL " WHERE entity_id IN (SELECT id FROM temp.dump_id) ORDER BY seq", error);
  gboolean success = TRUE;
  gint64 emitted = 0;
  guint n_rows = 0;

  if (changes == NULL)
    return FALSE;
  while (success && zw_statement_next (changes, &local))
    success = !zw_sqlite_dump_is_stopped (dump, &n_rows, &local) && dump_change (dump, changes, sets, &emitted, &local);
  return zw_statement_conclude (&local, error);
}
