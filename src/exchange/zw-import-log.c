/* SPDX-License-Identifier: GPL-3.0-or-later
 * Change sets out of JSON, every value checked. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-import-log.h"

#include <glib/gi18n.h>
#include <string.h>

#include "zw-error.h"
#include "zw-id-map.h"
#include "zw-json-record.h"
#include "zw-sections.h"

#define LOG_PATH "$.log["

enum { HEAD_ID, HEAD_UNDOES, HEAD_DEED, HEAD_WRITER, HEAD_ACTOR, HEAD_ACTOR_NAME, HEAD_AT, N_HEADS };
static const char *const head_names[N_HEADS] = { "id", "undoes", "deed", "writer", "actor", "actor_name", "at" };

struct _ZwImportLog {
  const ZwImportShift *shift; /* (borrowed) */
  ZwJsonWarnings *warnings;   /* (owned) a reference */
  int head_watch, change_watch;
  ZwIdMap *ids;               /* (owned) of the sets, to find doubles */
  guint n_sets;
  /* the set at hand */
  gint64 index, line;         /* in the log; -1 = none yet */
  ZwChangeSet *head;          /* (owned) without changes */
  gboolean has[N_HEADS];
};

static const char *const op_names[] = { "create", "set", "delete", "add", "remove", NULL };

static void
warn_left_out (ZwJsonRecord *record, const char *name, ZwJsonWarnings *warnings)
{
  g_autofree char *path = g_strdup_printf ("%s.%s", zw_json_record_get_path (record), name);
  zw_json_warnings_add (warnings, ZW_JSON_WARNING_UNKNOWN_MEMBER, zw_json_record_get_line (record), path, NULL, 1);
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
      zw_json_record_refuse (record, "op", NC_("error", "not one of create, set, delete, add, remove"));
      return;
    }
  if (!zw_entity_from_string (entity_name, &entity))
    {
      zw_json_record_refuse (record, "entity", NC_("error", "not known to this version"));
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

/* --- the members beside the changes ---------------------------------------------------------------------------- */

static gboolean
refuse (const ZwJsonSlice *slice, GError **error, const char *detail)
{
  g_autofree char *line = g_strdup_printf ("%" G_GINT64_FORMAT, slice->line);
  zw_set_error (error, ZW_ERROR_INVALID_VALUE, "line %s, %s: %s", line, slice->path, detail);
  return FALSE;
}

/* The string in @slice; mostly without escapes, and there are very many. (transfer full) NULL with an error. */
static char *
read_string (ZwImportLog *self, const ZwJsonSlice *slice, GError **error)
{
  if (slice->kind == ZW_JSON_STRING && memchr (slice->text, '\\', slice->length) == NULL)
    return g_strndup (slice->text + 1, slice->length - 2);
  g_autoptr (ZwJsonRecord) record = zw_json_record_new_holding (slice, self->warnings, error);
  if (record == NULL)
    return NULL;
  char *text = g_strdup (zw_json_record_get_string (record, slice->name));
  if (text == NULL)
    refuse (slice, error, NC_("error", "not a string"));
  return text;
}

static gboolean
read_id (const ZwJsonSlice *slice, const char *text, gint64 *id, GError **error)
{
  guint64 number;

  if (!g_ascii_string_to_unsigned (text, 10, 1, G_MAXINT64, &number, NULL))
    return refuse (slice, error, NC_("error", "no id: decimal digits in a string"));
  *id = (gint64) number;
  return TRUE;
}

static gboolean
read_set_id (ZwImportLog *self, const ZwJsonSlice *slice, const char *text, GError **error)
{
  if (!read_id (slice, text, &self->head->id, error))
    return FALSE;
  if (zw_id_map_get (self->ids, self->head->id) != NULL)
    return refuse (slice, error, NC_("error", "used by two sets"));
  zw_id_map_put (self->ids, self->head->id, self);
  return TRUE;
}

static gboolean
read_deed (ZwImportLog *self, const ZwJsonSlice *slice, const char *text, GError **error)
{
  self->head->deed = zw_deed_from_string (text);
  return g_str_equal (zw_deed_to_string (self->head->deed), text) || refuse (slice, error, NC_("error", "not known to this version"));
}

static gboolean
read_at (ZwImportLog *self, const ZwJsonSlice *slice, const char *text, GError **error)
{
  if (!zw_instant_from_string (text, &self->head->at))
    return refuse (slice, error, NC_("error", "no instant such as 2026-11-23T08:32:00.000Z"));
  if (zw_import_shift_is_needed (self->shift))
    self->head->at = zw_import_shift_instant (self->shift, self->head->at);
  return TRUE;
}

static gboolean
read_head (ZwImportLog *self, const ZwJsonSlice *slice, GError **error)
{
  int member = slice->watch - self->head_watch;

  if (slice->kind == ZW_JSON_NULL)
    return TRUE;
  g_autofree char *text = read_string (self, slice, error);
  if (text == NULL)
    return FALSE;
  self->has[member] = TRUE;
  if (member == HEAD_ID)
    return read_set_id (self, slice, text, error);
  if (member == HEAD_UNDOES)
    return read_id (slice, text, &self->head->undoes, error);
  if (member == HEAD_ACTOR)
    return read_id (slice, text, &self->head->actor, error);
  if (member == HEAD_DEED)
    return read_deed (self, slice, text, error);
  if (member == HEAD_AT)
    return read_at (self, slice, text, error);
  char **target = member == HEAD_WRITER ? &self->head->writer : &self->head->actor_name;
  g_free (*target);
  *target = *text == '\0' ? NULL : g_steal_pointer (&text);
  return TRUE;
}

/* --- sets ------------------------------------------------------------------------------------------------------ */

gboolean
zw_import_log_finish (ZwImportLog *self, GError **error)
{
  static const int needed[] = { HEAD_ID, HEAD_DEED, HEAD_AT };

  for (guint i = 0; self->index >= 0 && i < G_N_ELEMENTS (needed); i++)
    if (!self->has[needed[i]])
      {
        g_autofree char *line = g_strdup_printf ("%" G_GINT64_FORMAT, self->line);
        g_autofree char *path = g_strdup_printf (LOG_PATH "%" G_GINT64_FORMAT "].%s", self->index, head_names[needed[i]]);
        zw_set_error (error, ZW_ERROR_INVALID_VALUE, "line %s, %s: missing, or behind the changes", line, path);
        return FALSE;
      }
  return TRUE;
}

/* Notices where another set begins. */
static gboolean
turn_to_set (ZwImportLog *self, const ZwJsonSlice *slice, GError **error)
{
  gint64 index = g_ascii_strtoll (slice->path + strlen (LOG_PATH), NULL, 10);

  if (index == self->index)
    return TRUE;
  if (!zw_import_log_finish (self, error))
    return FALSE;
  self->index = index;
  self->line = slice->line;
  self->n_sets++;
  g_clear_pointer (&self->head, zw_change_set_unref);
  self->head = zw_change_set_new (0, ZW_DEED_EDIT);
  memset (self->has, 0, sizeof self->has);
  return TRUE;
}

/* The set that the next change belongs to: the last one of @sets, or another piece. */
static ZwChangeSet *
require_set (ZwImportLog *self, GPtrArray *sets)
{
  ZwChangeSet *last = sets->len > 0 ? sets->pdata[sets->len - 1] : NULL;

  if (last != NULL && last->id == self->head->id)
    return last;
  ZwChangeSet *piece = zw_change_set_new (self->head->id, self->head->deed);
  piece->undoes = self->head->undoes;
  piece->actor = self->head->actor;
  piece->at = self->head->at;
  piece->writer = g_strdup (self->head->writer);
  piece->actor_name = g_strdup (self->head->actor_name);
  g_ptr_array_add (sets, piece);
  return piece;
}

static gboolean
take_change (ZwImportLog *self, const ZwJsonSlice *slice, GPtrArray *sets, const ZwChange **change, GError **error)
{
  g_autoptr (ZwJsonRecord) record = zw_json_record_new (slice, self->warnings, error);

  if (record == NULL || !zw_import_log_finish (self, error))
    return FALSE;
  ZwChangeSet *set = require_set (self, sets);
  guint n_changes = set->changes->len;
  read_change (record, set, self->shift, self->warnings);
  *change = set->changes->len > n_changes ? set->changes->pdata[n_changes] : NULL;
  return zw_json_record_check (record, error);
}

gboolean
zw_import_log_owns (ZwImportLog *self, const ZwJsonSlice *slice)
{
  return g_str_has_prefix (slice->path, LOG_PATH);
}

gboolean
zw_import_log_take (ZwImportLog *self, const ZwJsonSlice *slice, GPtrArray *sets, const ZwChange **change, GError **error)
{
  *change = NULL;
  if (slice->watch < 0 && slice->name == NULL)
    return refuse (slice, error, NC_("error", "not a set of changes"));
  if (!turn_to_set (self, slice, error))
    return FALSE;
  if (slice->watch == self->change_watch)
    return take_change (self, slice, sets, change, error);
  if (slice->watch >= 0)
    return read_head (self, slice, error);
  if (g_str_equal (slice->name, "changes"))
    return refuse (slice, error, NC_("error", "not a list of changes"));
  zw_json_warnings_add (self->warnings, ZW_JSON_WARNING_UNKNOWN_MEMBER, slice->line, slice->path, NULL, 1);
  return TRUE;
}

ZwImportLog *
zw_import_log_new (ZwJsonScanner *scanner, const ZwImportShift *shift, ZwJsonWarnings *warnings)
{
  ZwImportLog *self = g_new0 (ZwImportLog, 1);

  self->shift = shift;
  self->warnings = zw_json_warnings_ref (warnings);
  self->ids = zw_id_map_new (NULL);
  self->index = -1;
  self->head = zw_change_set_new (0, ZW_DEED_EDIT);
  for (int i = 0; i < N_HEADS; i++)
    {
      g_autofree char *path = g_strconcat ("$.log[*].", head_names[i], NULL);
      int watch = zw_json_scanner_watch (scanner, path, ZW_JSON_GIVE_TEXT);
      self->head_watch = i == 0 ? watch : self->head_watch;
    }
  self->change_watch = zw_json_scanner_watch (scanner, "$.log[*].changes[*]", ZW_JSON_GIVE_TEXT);
  return self;
}

void
zw_import_log_free (ZwImportLog *self)
{
  zw_json_warnings_unref (self->warnings);
  zw_id_map_free (self->ids);
  zw_change_set_unref (self->head);
  g_free (self);
}

guint
zw_import_log_get_n_sets (ZwImportLog *self)
{
  return self->n_sets;
}
