/* SPDX-License-Identifier: GPL-3.0-or-later
 * Change sets out of JSON, every value checked. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-import-log.h"

#include "zw-sections.h"

static const char *const op_names[] = { "create", "set", "delete", "add", "remove", NULL };

static void
warn_left_out (ZwJsonRecord *record, const char *name, ZwJsonWarnings *warnings)
{
  g_autofree char *path = g_strdup_printf ("%s.%s", zw_json_record_get_path (record), name);
  zw_json_warnings_add (warnings, ZW_JSON_WARNING_INVALID_VALUE, zw_json_record_get_line (record), path,
                        "not known to this version, left out", 1);
}

/* The text of @name as the log writes it, checked and moved: (transfer full), NULL when there is none or it is wrong. */
static char *
read_value (ZwJsonRecord *record, const char *name, const ZwFieldSpec *spec, ZwEntity entity, const ZwImportShift *shift)
{
  g_autoptr (GError) error = NULL;
  const char *text = zw_json_record_get_string (record, name);

  if (text == NULL)
    return NULL;
  if (!zw_field_spec_validate (spec, text, &error))
    {
      zw_json_record_refuse (record, name, error->message);
      return NULL;
    }
  char *moved = zw_import_shift_value (shift, entity, spec, text);
  return moved != NULL ? moved : g_strdup (text);
}

static void
read_values (ZwJsonRecord *record, ZwChange *change, const ZwImportShift *shift, ZwJsonWarnings *warnings)
{
  g_autoptr (ZwJsonRecord) values = zw_json_record_open_object (record, "values");
  guint n_fields;
  const ZwFieldSpec *fields = zw_entity_get_fields (change->entity, &n_fields);

  if (!zw_json_record_need (record, "values") || values == NULL)
    return;
  g_autofree const char **names = zw_json_record_get_names (values);
  for (guint i = 0; names[i] != NULL; i++)
    {
      ZwField field = zw_field_from_string (names[i]);
      const ZwFieldSpec *spec = zw_entity_find_field (change->entity, field);
      if (spec == NULL)
        {
          warn_left_out (values, names[i], warnings);
          continue;
        }
      ZwFieldValue value = { field, read_value (values, names[i], &fields[spec - fields], change->entity, shift) };
      if (value.text != NULL)
        g_array_append_val (change->values, value);
    }
}

static void
read_field (ZwJsonRecord *record, ZwChange *change, const ZwFieldSpec *spec, const ZwImportShift *shift)
{
  change->field = spec->field;
  change->old_value = read_value (record, "old", spec, change->entity, shift);
  change->new_value = read_value (record, "new", spec, change->entity, shift);
  if (change->op == ZW_OP_ADD)
    zw_json_record_need (record, "new");
  if (change->op == ZW_OP_REMOVE)
    zw_json_record_need (record, "old");
}

static ZwChange *
begin_change (ZwChangeSet *set, ZwOp op, ZwEntity entity, gint64 id, gint64 ticket)
{
  if (op == ZW_OP_CREATE)
    return zw_change_set_create (set, entity, id, ticket);
  if (op == ZW_OP_DELETE)
    return zw_change_set_delete (set, entity, id, ticket);
  ZwChange *change = g_new0 (ZwChange, 1);
  *change = (ZwChange) { .op = op, .entity = entity, .id = id, .ticket = entity == ZW_ENTITY_TICKET ? id : ticket };
  g_ptr_array_add (set->changes, change);
  return change;
}

static void
read_change (ZwJsonRecord *record, ZwChangeSet *set, const ZwImportShift *shift, ZwJsonWarnings *warnings)
{
  const char *op_name = zw_json_record_get_string (record, "op"), *entity_name = zw_json_record_get_string (record, "entity");
  const char *field_name = zw_json_record_get_string (record, "field");
  gint64 id = 0, ticket = 0;
  ZwEntity entity;
  int op = op_name == NULL ? -1 : zw_choice_from_string (op_names, op_name);

  zw_json_record_get_id (record, "id", &id);
  zw_json_record_get_id (record, "ticket", &ticket);
  if (!zw_json_record_need (record, "op") || !zw_json_record_need (record, "entity") || !zw_json_record_need (record, "id"))
    return;
  if (op < 0)
    {
      zw_json_record_refuse (record, "op", "not one of create, set, delete, add, remove");
      return;
    }
  if (!zw_entity_from_string (entity_name, &entity))
    {
      zw_json_record_refuse (record, "entity", "not known to this version");
      return;
    }
  if (op == ZW_OP_CREATE || op == ZW_OP_DELETE)
    {
      read_values (record, begin_change (set, op, entity, id, ticket), shift, warnings);
      return;
    }
  const ZwFieldSpec *spec = field_name == NULL ? NULL : zw_entity_find_field (entity, zw_field_from_string (field_name));
  if (spec != NULL)
    read_field (record, begin_change (set, op, entity, id, ticket), spec, shift);
  else if (zw_json_record_need (record, "field"))
    warn_left_out (record, field_name, warnings);
}

static void
read_changes (ZwJsonRecord *record, ZwChangeSet *set, const ZwImportShift *shift, ZwJsonWarnings *warnings)
{
  g_autoptr (ZwJsonList) list = zw_json_record_open_list (record, "changes");

  if (!zw_json_record_need (record, "changes") || list == NULL)
    return;
  for (guint i = 0; i < zw_json_list_get_length (list); i++)
    {
      g_autoptr (ZwJsonRecord) change = zw_json_list_open_object (list, i);
      if (change != NULL)
        read_change (change, set, shift, warnings);
    }
}

static void
read_deed (ZwJsonRecord *record, ZwChangeSet *set)
{
  const char *name = zw_json_record_get_string (record, "deed");

  if (!zw_json_record_need (record, "deed"))
    return;
  set->deed = zw_deed_from_string (name);
  if (!g_str_equal (zw_deed_to_string (set->deed), name))
    zw_json_record_refuse (record, "deed", "not known to this version");
}

ZwChangeSet *
zw_import_log_read_set (const ZwJsonSlice *slice, const ZwImportShift *shift, ZwJsonWarnings *warnings, GError **error)
{
  g_autoptr (ZwJsonRecord) record = zw_json_record_new (slice, warnings, error);
  g_autoptr (ZwChangeSet) set = zw_change_set_new (0, ZW_DEED_EDIT);

  if (record == NULL)
    return NULL;
  zw_json_record_get_id (record, "id", &set->id);
  zw_json_record_get_id (record, "undoes", &set->undoes);
  zw_json_record_get_id (record, "actor", &set->actor);
  set->writer = g_strdup (zw_json_record_get_string (record, "writer"));
  set->actor_name = g_strdup (zw_json_record_get_string (record, "actor_name"));
  const char *at = zw_json_record_get_string (record, "at");
  if (zw_json_record_need (record, "id") && zw_json_record_need (record, "at") && !zw_instant_from_string (at, &set->at))
    zw_json_record_refuse (record, "at", "no instant such as 2026-11-23T08:32:00.000Z");
  set->at = zw_import_shift_is_needed (shift) ? zw_import_shift_instant (shift, set->at) : set->at;
  read_deed (record, set);
  read_changes (record, set, shift, warnings);
  return zw_json_record_check (record, error) ? g_steal_pointer (&set) : NULL;
}
