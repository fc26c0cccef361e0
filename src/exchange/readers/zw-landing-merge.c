/* SPDX-License-Identifier: GPL-3.0-or-later
 * A ticket that was imported before: per field, what changed in the file alone comes in, what changed here stays; what changed
 * in both stays, too, and is said. */
#define G_LOG_DOMAIN "zettelwand"

#include <string.h>

#include "zw-landing-private.h"

/* Rank and number are ours from the first import on. */
static const ZwField merged_fields[] = {
  ZW_FIELD_TITLE, ZW_FIELD_TYPE, ZW_FIELD_STATUS, ZW_FIELD_RESOLUTION, ZW_FIELD_RESOLUTION_TEXT, ZW_FIELD_CLOSED,
  ZW_FIELD_STATUS_SINCE, ZW_FIELD_STARTED, ZW_FIELD_OWNER, ZW_FIELD_REPORTER, ZW_FIELD_ESTIMATE, ZW_FIELD_PLANNED,
  ZW_FIELD_REMAINING, ZW_FIELD_PROGRESS, ZW_FIELD_PRIORITY, ZW_FIELD_SPRINT, ZW_FIELD_DUE, ZW_FIELD_PARENT, ZW_FIELD_ARCHIVED,
  ZW_FIELD_DESCRIPTION, ZW_FIELD_EXTRA, ZW_FIELD_CUSTOMER, ZW_FIELD_WAITING_UNTIL, ZW_FIELD_WAITING_FOR,
};

typedef struct {
  ZwLanding *landing;
  ZwTarget *target;
  ZwNeutralTicket *ticket;
  ZwHereSource *source;
  ZwBase *old, *base;    /* (owned) */
  ZwChangeSet *wanted;   /* (owned) the row as the file has it, and its ADDs */
  ZwChangeSet *changes;  /* (owned) */
  gboolean is_deleted, keeps_status;
  guint n_kept;
} Merge;

/* --- the base ------------------------------------------------------------------------------------------------ */

static char *
dup_base_value (ZwField field, const char *text)
{
  gboolean is_long = zw_entity_find_field (ZW_ENTITY_TICKET, field)->type == ZW_VALUE_LONG_TEXT;
  return is_long ? zw_base_hash (text) : g_strdup (text);
}

void
zw_base_put_row (ZwBase *base, const ZwChange *row)
{
  for (guint i = 0; i < G_N_ELEMENTS (merged_fields); i++)
    {
      g_autofree char *value = dup_base_value (merged_fields[i], zw_change_get (row, merged_fields[i]));
      zw_base_put (base, zw_field_to_string (merged_fields[i]), value);
    }
}

static char *
make_element_name (ZwField field, const char *id)
{
  return g_strdup_printf ("%s %s", zw_field_to_string (field), id);
}

void
zw_base_put_element (ZwBase *base, const ZwChange *add)
{
  g_autofree char *name = make_element_name (add->field, add->new_value);
  zw_base_put (base, name, "1");
}

/* --- fields -------------------------------------------------------------------------------------------------- */

static gboolean
hangs_on_status (ZwField field)
{
  return field == ZW_FIELD_RESOLUTION || field == ZW_FIELD_RESOLUTION_TEXT || field == ZW_FIELD_CLOSED
         || field == ZW_FIELD_STATUS_SINCE || field == ZW_FIELD_STARTED;
}

static void
merge_field (Merge *self, const ZwDumpRow *row, ZwField field)
{
  guint n_fields;
  const ZwFieldSpec *fields = zw_entity_get_fields (ZW_ENTITY_TICKET, &n_fields);
  const char *ours = row->texts[zw_entity_find_field (ZW_ENTITY_TICKET, field) - fields];
  const char *theirs = zw_change_get (self->wanted->changes->pdata[0], field);
  const char *base = g_hash_table_lookup (self->old, zw_field_to_string (field));
  g_autofree char *our_value = dup_base_value (field, ours), *their_value = dup_base_value (field, theirs);

  if (g_strcmp0 (our_value, their_value) == 0 || g_strcmp0 (their_value, base) == 0)
    return;
  if (hangs_on_status (field) && self->keeps_status)
    return;
  if (g_strcmp0 (our_value, base) == 0 || self->landing->job->options.theirs)
    {
      zw_change_set_set (self->changes, ZW_ENTITY_TICKET, row->id, row->id, field, ours, theirs);
      return;
    }
  self->keeps_status = self->keeps_status || field == ZW_FIELD_STATUS;
  self->n_kept++;
  zw_landing_warn (self->landing, self->ticket, "%s kept: changed here and in the file", zw_field_to_string (field));
}

/* --- labels and links ---------------------------------------------------------------------------------------- */

static gboolean
has_element (GPtrArray *elements, const char *id)
{
  return elements != NULL && g_ptr_array_find_with_equal_func (elements, id, g_str_equal, NULL);
}

static gboolean
is_wanted (Merge *self, ZwField field, const char *id)
{
  for (guint i = 1; i < self->wanted->changes->len; i++)
    {
      const ZwChange *add = self->wanted->changes->pdata[i];
      if (add->field == field && g_str_equal (add->new_value, id))
        return TRUE;
    }
  return FALSE;
}

/* Only what the file brought is the file's to take away. */
static void
remove_elements (Merge *self, const ZwDumpRow *row, const ZwFieldSpec *spec, GPtrArray *elements)
{
  for (guint i = 0; elements != NULL && i < elements->len; i++)
    {
      g_autofree char *name = make_element_name (spec->field, elements->pdata[i]);
      if (!is_wanted (self, spec->field, elements->pdata[i]) && g_hash_table_contains (self->old, name))
        zw_change_set_remove (self->changes, ZW_ENTITY_TICKET, row->id, row->id, spec->field, elements->pdata[i]);
    }
}

static void
merge_elements (Merge *self, const ZwDumpRow *row)
{
  guint n_fields;
  const ZwFieldSpec *fields = zw_entity_get_fields (ZW_ENTITY_TICKET, &n_fields);

  for (guint i = 1; i < self->wanted->changes->len; i++)
    {
      const ZwChange *add = self->wanted->changes->pdata[i];
      guint index = (guint) (zw_entity_find_field (ZW_ENTITY_TICKET, add->field) - fields);
      g_autofree char *name = make_element_name (add->field, add->new_value);
      if (!has_element (row->elements[index], add->new_value) && !g_hash_table_contains (self->old, name))
        zw_change_set_add (self->changes, ZW_ENTITY_TICKET, row->id, row->id, add->field, add->new_value);
    }
  for (guint i = 0; i < n_fields; i++)
    if (fields[i].type == ZW_VALUE_SET_REF)
      remove_elements (self, row, &fields[i], row->elements[i]);
}

static void
compare_row (const ZwDumpRow *row, gpointer data)
{
  Merge *self = data;

  self->is_deleted = row->deleted;
  if (row->deleted)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (merged_fields); i++)
    merge_field (self, row, merged_fields[i]);
  merge_elements (self, row);
}

/* --- the ticket ---------------------------------------------------------------------------------------------- */

/* What is imported now is what the next import compares with. */
static void
write_source (Merge *self)
{
  g_autofree char *values = zw_base_to_json (self->base);
  gint64 id = self->source->id, ticket = self->source->ticket;

  if (g_strcmp0 (values, self->source->values) != 0)
    zw_change_set_set (self->landing->out, ZW_ENTITY_SOURCE, id, ticket, ZW_FIELD_VALUES, self->source->values, values);
  if (self->ticket->url != NULL && g_strcmp0 (self->ticket->url, self->source->url) != 0)
    zw_change_set_set (self->landing->out, ZW_ENTITY_SOURCE, id, ticket, ZW_FIELD_URL, self->source->url, self->ticket->url);
}

static gboolean
run_merge (Merge *self, GError **error)
{
  ZwLanding *landing = self->landing;
  ZwImportReport *report = landing->job->report;
  ZwChange *row = zw_change_set_create (self->wanted, ZW_ENTITY_TICKET, self->ticket->ours, self->ticket->ours);
  gboolean found;

  zw_target_describe_sets (landing, self->target, self->ticket, self->wanted);
  zw_target_describe_ticket (landing, self->target, self->ticket, row);
  zw_base_put_row (self->base, row);
  zw_landing_note_choices (landing, self->target, self->ticket, self->base);
  for (guint i = 1; i < self->wanted->changes->len; i++)
    zw_base_put_element (self->base, self->wanted->changes->pdata[i]);
  if (!zw_bulk_read_row (landing->job->bulk, ZW_ENTITY_TICKET, self->ticket->ours, compare_row, self, &found, error))
    return FALSE;
  if (!found || self->is_deleted)
    {
      report->kept[ZW_ENTITY_TICKET]++;
      return TRUE;
    }
  report->kept[ZW_ENTITY_TICKET] += self->n_kept > 0;
  report->updated[ZW_ENTITY_TICKET] += self->changes->changes->len > 0;
  report->unchanged[ZW_ENTITY_TICKET] += self->changes->changes->len == 0 && self->n_kept == 0;
  zw_change_set_merge (landing->out, self->changes);
  if (!zw_landing_write_parts (landing, self->target, self->ticket, self->old, self->base, error))
    return FALSE;
  write_source (self);
  return zw_landing_flush (landing, FALSE, error);
}

gboolean
zw_landing_merge_ticket (ZwLanding *self, ZwTarget *target, ZwNeutralTicket *ticket, ZwHereSource *source, GError **error)
{
  Merge merge = { self, target, ticket, source, zw_base_parse (source->values), zw_base_new (),
                  zw_change_set_new (0, ZW_DEED_IMPORT), zw_change_set_new (0, ZW_DEED_IMPORT) };
  gboolean done = run_merge (&merge, error);

  g_hash_table_unref (merge.old);
  g_hash_table_unref (merge.base);
  zw_change_set_unref (merge.wanted);
  zw_change_set_unref (merge.changes);
  return done;
}
