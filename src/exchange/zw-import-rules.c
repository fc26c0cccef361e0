/* SPDX-License-Identifier: GPL-3.0-or-later
 * What waits for the end of a merge. First all of a kind is tried at once, since only together may it be right (two columns
 * that swapped their names); if a rule is against that, each by itself. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-import-rules.h"

#define MOST_NAMES 1000

/* In the order in which they are tried: names that become free let others in. */
typedef enum { KIND_NAME, KIND_ROW, KIND_PARENT, KIND_BLOCK, N_KINDS } Kind;

typedef struct {
  ZwImportRecord record; /* where it stands; its set is @set, its content NULL */
  ZwChangeSet *set;      /* (owned) */
  ZwGuard guard;
  gboolean has_guard;
  gboolean alone;        /* the only change of its row */
} Held;

struct _ZwImportRules {
  ZwImportJob *job;
  GPtrArray *held[N_KINDS]; /* (owned) Held */
};

static void
free_held (gpointer data)
{
  Held *held = data;

  zw_change_set_unref (held->set);
  g_free (held);
}

ZwImportRules *
zw_import_rules_new (ZwImportJob *job)
{
  ZwImportRules *self = g_new0 (ZwImportRules, 1);

  self->job = job;
  for (Kind kind = 0; kind < N_KINDS; kind++)
    self->held[kind] = g_ptr_array_new_with_free_func (free_held);
  return self;
}

void
zw_import_rules_free (ZwImportRules *self)
{
  for (Kind kind = 0; kind < N_KINDS; kind++)
    g_ptr_array_unref (self->held[kind]);
  g_free (self);
}

/* --- what has to wait ----------------------------------------------------------------------------------------- */

static Held *
hold (ZwImportRules *self, Kind kind, const ZwImportRecord *record, ZwChangeSet *set)
{
  Held *held = g_new0 (Held, 1);

  held->record = (ZwImportRecord) { .entity = record->entity, .id = record->id, .line = record->line, .index = record->index, .set = set };
  held->set = set;
  g_ptr_array_add (self->held[kind], held);
  return held;
}

static void
guard (Held *held, ZwGuardKind kind, gint64 id)
{
  held->guard = (ZwGuard) { .kind = kind, .entity = held->record.entity, .id = id };
  held->has_guard = TRUE;
}

/* The field that must be one of a kind; ZW_FIELD_NONE = names of such rows may be alike. */
static ZwField
get_name_field (ZwEntity entity)
{
  switch (entity)
    {
    case ZW_ENTITY_PROJECT:
      return ZW_FIELD_KEY;
    case ZW_ENTITY_PERSON:
      return ZW_FIELD_HANDLE;
    case ZW_ENTITY_STATUS:
    case ZW_ENTITY_LABEL:
    case ZW_ENTITY_SPRINT:
    case ZW_ENTITY_FILTER:
    case ZW_ENTITY_TEMPLATE:
      return ZW_FIELD_NAME;
    case ZW_ENTITY_MEMBER:
    case ZW_ENTITY_TICKET:
    case ZW_ENTITY_COMMENT:
    case ZW_ENTITY_CHECK_ITEM:
    case ZW_ENTITY_BLOCK:
    case ZW_ENTITY_WORK:
    case ZW_ENTITY_ATTACHMENT:
    case ZW_ENTITY_ALIAS:
    case ZW_ENTITY_SOURCE:
    case ZW_ENTITY_STANDUP:
      break;
    }
  return ZW_FIELD_NONE;
}

/* The kind of a change to a row that is here; N_KINDS = it need not wait. */
static Kind
get_kind (const ZwChange *change)
{
  if (change->op != ZW_OP_SET || change->new_value == NULL)
    return N_KINDS;
  if (change->field == get_name_field (change->entity))
    return KIND_NAME;
  if (change->entity == ZW_ENTITY_TICKET && change->field == ZW_FIELD_PARENT)
    return KIND_PARENT;
  return change->entity == ZW_ENTITY_BLOCK && change->field == ZW_FIELD_BLOCKER ? KIND_BLOCK : N_KINDS;
}

gboolean
zw_import_rules_hold_changes (ZwImportRules *self, const ZwImportRecord *record, ZwChangeSet *changes)
{
  gboolean any = FALSE, alone = changes->changes->len == 1;

  for (guint i = changes->changes->len; i > 0; i--)
    {
      const ZwChange *change = changes->changes->pdata[i - 1];
      Kind kind = get_kind (change);
      if (kind == N_KINDS)
        continue;
      ZwChangeSet *set = zw_change_set_new (0, ZW_DEED_IMPORT);
      zw_change_set_set (set, change->entity, change->id, change->ticket, change->field, change->old_value, change->new_value);
      Held *held = hold (self, kind, record, set);
      held->alone = alone;
      guard (held, kind == KIND_NAME ? ZW_GUARD_UNIQUE_NAME : kind == KIND_PARENT ? ZW_GUARD_NO_PARENT_CYCLE : ZW_GUARD_NO_BLOCK_CYCLE,
             kind == KIND_BLOCK ? change->ticket : change->id);
      g_ptr_array_remove_index (changes->changes, i - 1);
      any = TRUE;
    }
  return any;
}

gboolean
zw_import_rules_hold_row (ZwImportRules *self, const ZwImportRecord *record)
{
  const ZwChange *create = zw_import_record_get_create (record);
  gboolean is_blocked = record->entity == ZW_ENTITY_BLOCK && zw_change_get (create, ZW_FIELD_BLOCKER) != NULL;
  gboolean has_name = get_name_field (record->entity) == ZW_FIELD_NAME;

  if (!is_blocked && !has_name && record->entity != ZW_ENTITY_MEMBER)
    return FALSE;
  Held *held = hold (self, is_blocked ? KIND_BLOCK : KIND_ROW, record, zw_change_set_ref (record->set));
  if (is_blocked)
    guard (held, ZW_GUARD_NO_BLOCK_CYCLE, create->ticket);
  else if (has_name)
    guard (held, ZW_GUARD_UNIQUE_NAME, record->id);
  return TRUE;
}

/* --- what comes of it ----------------------------------------------------------------------------------------- */

static gboolean
try (ZwImportRules *self, Held *const *held, guint n, GError **refusal, GError **error)
{
  g_autoptr (GPtrArray) changes = g_ptr_array_new ();
  g_autoptr (GArray) guards = g_array_new (FALSE, FALSE, sizeof (ZwGuard));

  for (guint i = 0; i < n; i++)
    {
      g_ptr_array_extend (changes, held[i]->set->changes, NULL, NULL);
      if (held[i]->has_guard)
        g_array_append_val (guards, held[i]->guard);
    }
  return zw_bulk_append_guarded (self->job->bulk, changes, guards, refusal, error);
}

/* The row gets the first name that nobody has: “Review (2)”. */
static gboolean
find_name (ZwImportRules *self, Held *held, GError **error)
{
  ZwChange *create = held->set->changes->pdata[0];
  g_autofree char *name = g_strdup (zw_change_get (create, ZW_FIELD_NAME));

  for (int i = 2; i < MOST_NAMES; i++)
    {
      g_autofree char *other = g_strdup_printf ("%s (%d)", name, i);
      g_autoptr (GError) refusal = NULL;
      zw_change_put (create, ZW_FIELD_NAME, other);
      if (!try (self, &held, 1, &refusal, error))
        return FALSE;
      if (refusal != NULL)
        continue;
      zw_import_job_warn (self->job, &held->record, "name", "“%s” is another one here; it is “%s” now", name, other);
      return TRUE;
    }
  zw_set_error (error, ZW_ERROR_REFUSED, "there are too many %s called “%s”", zw_entity_to_string (held->record.entity), name);
  return FALSE;
}

static void
keep_out (ZwImportRules *self, const Held *held, gboolean is_row, const GError *refusal)
{
  const ZwChange *change = held->set->changes->pdata[0];
  ZwImportReport *report = self->job->report;

  if (is_row)
    zw_import_job_take_warning (self->job, &held->record, NULL,
                                zw_error_wrap (g_error_copy (refusal), "not taken: %s", refusal->message));
  else
    zw_import_job_take_warning (self->job, &held->record, zw_field_to_string (change->field),
                                zw_error_wrap (g_error_copy (refusal), "kept as it is here: %s", refusal->message));
  report->kept[held->record.entity]++;
  report->updated[held->record.entity] -= held->alone;
}

static gboolean
settle_one (ZwImportRules *self, Held *held, GError **error)
{
  g_autoptr (GError) refusal = NULL;
  gboolean is_row = ((const ZwChange *) held->set->changes->pdata[0])->op == ZW_OP_CREATE;
  guint *created = &self->job->report->created[held->record.entity];

  if (!try (self, &held, 1, &refusal, error))
    return FALSE;
  if (refusal != NULL && is_row && get_name_field (held->record.entity) == ZW_FIELD_NAME)
    {
      g_clear_error (&refusal);
      if (!find_name (self, held, error))
        return FALSE;
    }
  if (refusal != NULL)
    keep_out (self, held, is_row, refusal);
  else
    *created += is_row;
  return TRUE;
}

static gboolean
settle_kind (ZwImportRules *self, GPtrArray *held, GError **error)
{
  g_autoptr (GError) refusal = NULL;

  if (held->len == 0)
    return TRUE;
  if (!try (self, (Held **) held->pdata, held->len, &refusal, error))
    return FALSE;
  for (guint i = 0; i < held->len; i++)
    {
      const Held *one = held->pdata[i];
      if (refusal == NULL)
        self->job->report->created[one->record.entity] += ((const ZwChange *) one->set->changes->pdata[0])->op == ZW_OP_CREATE;
      else if (!settle_one (self, held->pdata[i], error))
        return FALSE;
    }
  return TRUE;
}

gboolean
zw_import_rules_settle (ZwImportRules *self, GError **error)
{
  for (Kind kind = 0; kind < N_KINDS; kind++)
    if (!settle_kind (self, self->held[kind], error))
      return FALSE;
  return TRUE;
}
