/* SPDX-License-Identifier: GPL-3.0-or-later
 * Follows one sprint. Called by the sprint strip and the report window. Must never compute while a set is being applied:
 * a drop must not wait for a chart. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-sprint-watch.h"

#include "zw-sprint-calendar.h"

struct _ZwSprintWatch {
  GObject parent_instance;

  ZwWorkspace *workspace;    /* (owned) (nullable) NULL once disposed */
  gint64 sprint;
  GPtrArray *facts;          /* (owned) (nullable) ZwChangeSet in log order; NULL also when they are too many to keep */
  GHashTable *known;         /* (owned) (nullable) gint64 * in .facts: the tickets they tell of from the beginning */
  GPtrArray *pending;        /* (owned) ZwChangeSet that came while we read */
  char *frozen, *sealed;     /* (owned) (nullable) */
  ZwSprintReport *report;    /* (owned) (nullable) */
  GError *error;             /* (owned) (nullable) */
  gboolean reading, stale;   /* stale: read once more afterwards */
  guint computing;           /* source id */
  guint reading_again;       /* source id */
};

/* More facts than that are not kept: 100,000 would hold 40 MB for a line of 96 pixels. */
enum { MANY_FACTS = 20000, READ_AGAIN_MS = 1000 };

G_DEFINE_FINAL_TYPE (ZwSprintWatch, zw_sprint_watch, G_TYPE_OBJECT)

static guint changed_signal;

static void read_all (ZwSprintWatch *self);

/* --- computing -------------------------------------------------------------------------------------------------- */

static void
compute (ZwSprintWatch *self)
{
  ZwSprint *sprint = zw_workspace_get_sprint (self->workspace, self->sprint);
  ZwSprintFrame frame;

  g_clear_pointer (&self->report, zw_sprint_report_free);
  if (sprint != NULL && self->facts != NULL && zw_workspace_get_project (self->workspace, sprint->project) != NULL)
    {
      zw_sprint_frame_init (&frame, self->workspace, sprint, self->frozen);
      self->report = zw_sprint_report_new (&frame, self->facts);
      zw_sprint_frame_clear (&frame);
    }
  g_signal_emit (self, changed_signal, 0);
}

/* The known tickets are names in the facts. */
static void
forget_facts (ZwSprintWatch *self)
{
  g_hash_table_remove_all (self->known);
  g_clear_pointer (&self->facts, g_ptr_array_unref);
}

static gboolean
has_many_facts (ZwSprintWatch *self)
{
  guint n = 0;

  for (guint i = 0; self->facts != NULL && i < self->facts->len; i++)
    n += ((ZwChangeSet *) self->facts->pdata[i])->changes->len;
  return n > MANY_FACTS;
}

static gboolean
compute_cb (gpointer data)
{
  ZwSprintWatch *self = data;

  self->computing = 0;
  compute (self);
  if (has_many_facts (self))
    forget_facts (self);
  return G_SOURCE_REMOVE;
}

static void
compute_soon (ZwSprintWatch *self)
{
  if (self->computing == 0)
    self->computing = g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, compute_cb, self, NULL);
}

/* --- reading ---------------------------------------------------------------------------------------------------- */

/* TRUE when nobody waits for the answer any more, or it is a failure. */
static gboolean
is_over (ZwSprintWatch *self, GError *error)
{
  if (self->workspace == NULL)
    {
      g_clear_error (&error);
      return TRUE;
    }
  if (error == NULL)
    return FALSE;
  self->reading = FALSE;
  g_clear_error (&self->error);
  self->error = error;
  g_ptr_array_set_size (self->pending, 0);
  g_signal_emit (self, changed_signal, 0);
  return TRUE;
}

static gboolean
has_set (GPtrArray *sets, gint64 id)
{
  for (guint i = sets->len; i > 0; i--)
    if (((ZwChangeSet *) sets->pdata[i - 1])->id == id)
      return TRUE;
  return FALSE;
}

static void
collect_known (ZwSprintWatch *self)
{
  g_hash_table_remove_all (self->known);
  for (guint i = 0; i < self->facts->len; i++)
    {
      GPtrArray *changes = ((ZwChangeSet *) self->facts->pdata[i])->changes;
      for (guint j = 0; j < changes->len; j++)
        if (((ZwChange *) changes->pdata[j])->entity == ZW_ENTITY_TICKET)
          g_hash_table_add (self->known, &((ZwChange *) changes->pdata[j])->id);
    }
}

static void
facts_read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (ZwSprintWatch) self = data;
  GError *error = NULL;
  GPtrArray *facts = zw_store_read_sprint_facts_finish (ZW_STORE (source), result, &error);

  if (is_over (self, error))
    {
      g_clear_pointer (&facts, g_ptr_array_unref);
      return;
    }
  self->reading = FALSE;
  g_clear_error (&self->error);
  forget_facts (self);
  self->facts = facts;
  collect_known (self);
  for (guint i = 0; i < self->pending->len; i++)
    if (!has_set (self->facts, ((ZwChangeSet *) self->pending->pdata[i])->id))
      g_ptr_array_add (self->facts, zw_change_set_ref (self->pending->pdata[i]));
  g_ptr_array_set_size (self->pending, 0);
  if (self->stale)
    read_all (self);
  compute_soon (self);
}

static void
sealed_read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (ZwSprintWatch) self = data;
  GError *error = NULL;
  char *text = zw_store_read_text_finish (ZW_STORE (source), result, &error);

  g_free (self->sealed);
  self->sealed = text;
  if (!is_over (self, error))
    zw_store_read_sprint_facts_async (ZW_STORE (source), self->sprint, NULL, facts_read_cb, g_object_ref (self));
}

static void
frozen_read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (ZwSprintWatch) self = data;
  GError *error = NULL;
  char *text = zw_store_read_text_finish (ZW_STORE (source), result, &error);

  g_free (self->frozen);
  self->frozen = text;
  if (!is_over (self, error))
    zw_store_read_text_async (ZW_STORE (source), ZW_ENTITY_SPRINT, self->sprint, ZW_FIELD_REPORT, sealed_read_cb, g_object_ref (self));
}

static void
read_all (ZwSprintWatch *self)
{
  self->stale = self->reading;
  if (self->reading)
    return;
  self->reading = TRUE;
  zw_store_read_text_async (zw_workspace_get_store (self->workspace), ZW_ENTITY_SPRINT, self->sprint, ZW_FIELD_FROZEN, frozen_read_cb,
                            g_object_ref (self));
}

static gboolean
read_again_cb (gpointer data)
{
  ZwSprintWatch *self = data;

  self->reading_again = 0;
  read_all (self);
  return G_SOURCE_REMOVE;
}

/* Once, however many changes come meanwhile. */
static void
read_again (ZwSprintWatch *self)
{
  if (self->reading_again == 0)
    self->reading_again = g_timeout_add (READ_AGAIN_MS, read_again_cb, self);
}

/* --- following -------------------------------------------------------------------------------------------------- */

typedef enum { CONCERN_NOTHING, CONCERN_FIGURES, CONCERN_MORE /* what the log says about it must be read */ } Concern;

/* What to do about a change of any ticket while nobody knows which ones are of the sprint. */
static Concern
concern_of_unknown (const ZwChange *change)
{
  gboolean is_figure = change->field == ZW_FIELD_STATUS || change->field == ZW_FIELD_SPRINT || change->field == ZW_FIELD_ESTIMATE
                       || change->field == ZW_FIELD_TYPE || change->field == ZW_FIELD_PARENT || change->field == ZW_FIELD_OWNER
                       || change->field == ZW_FIELD_REMAINING || change->field == ZW_FIELD_PLANNED;

  return change->op != ZW_OP_SET || is_figure ? CONCERN_FIGURES : CONCERN_NOTHING;
}

static Concern
concern_of_ticket (ZwSprintWatch *self, const ZwChange *change)
{
  if (self->facts == NULL)
    return concern_of_unknown (change);
  gboolean is_known = g_hash_table_contains (self->known, &change->id);
  gboolean sets_sprint = change->op == ZW_OP_SET && change->field == ZW_FIELD_SPRINT;
  const char *sprint = change->op == ZW_OP_CREATE ? zw_change_get (change, ZW_FIELD_SPRINT) : sets_sprint ? change->new_value : NULL;
  gboolean enters = sprint != NULL && g_ascii_strtoll (sprint, NULL, 10) == self->sprint;

  if (enters && !is_known)
    return CONCERN_MORE;
  if (!is_known)
    return CONCERN_NOTHING;
  return change->op == ZW_OP_SET && change->field == ZW_FIELD_PARENT ? CONCERN_MORE : CONCERN_FIGURES;
}

static Concern
concern_of (ZwSprintWatch *self, const ZwChange *change)
{
  switch (change->entity)
    {
    case ZW_ENTITY_TICKET:
      return concern_of_ticket (self, change);
    case ZW_ENTITY_SPRINT:
      return change->id == self->sprint ? CONCERN_MORE : CONCERN_NOTHING;
    case ZW_ENTITY_WORK:
      return self->facts == NULL || g_hash_table_contains (self->known, &change->ticket) ? CONCERN_FIGURES : CONCERN_NOTHING;
    case ZW_ENTITY_STATUS:
    case ZW_ENTITY_PROJECT:
      return CONCERN_FIGURES;
    case ZW_ENTITY_PERSON:
    case ZW_ENTITY_MEMBER:
    case ZW_ENTITY_LABEL:
    case ZW_ENTITY_COMMENT:
    case ZW_ENTITY_CHECK_ITEM:
    case ZW_ENTITY_BLOCK:
    case ZW_ENTITY_ATTACHMENT:
    case ZW_ENTITY_ALIAS:
    case ZW_ENTITY_FILTER:
    case ZW_ENTITY_TEMPLATE:
    case ZW_ENTITY_SOURCE:
    case ZW_ENTITY_STANDUP:
      break;
    }
  return CONCERN_NOTHING;
}

static void
changed_cb (ZwSprintWatch *self, ZwChangeSet *set, gboolean own)
{
  Concern concern = CONCERN_NOTHING;

  for (guint i = 0; i < set->changes->len && concern != CONCERN_MORE; i++)
    concern = MAX (concern, concern_of (self, set->changes->pdata[i]));
  if (concern == CONCERN_NOTHING && !self->reading)
    return;
  if (self->reading)
    g_ptr_array_add (self->pending, zw_change_set_ref (set));
  else if (concern == CONCERN_FIGURES && self->facts != NULL)
    {
      g_ptr_array_add (self->facts, zw_change_set_ref (set));
      compute_soon (self);
    }
  else if (concern == CONCERN_FIGURES)
    read_again (self);
  if (concern == CONCERN_MORE)
    read_all (self);
}

/* The set that was refused is no part of the log. */
static void
failed_cb (ZwSprintWatch *self, ZwChangeSet *set, GError *error)
{
  if (set != NULL)
    read_all (self);
}

static void
day_changed_cb (ZwSprintWatch *self)
{
  if (self->facts != NULL || self->reading)
    compute_soon (self);
  else
    read_again (self);
}

/* --- the object ------------------------------------------------------------------------------------------------- */

static void
zw_sprint_watch_dispose (GObject *object)
{
  ZwSprintWatch *self = ZW_SPRINT_WATCH (object);

  g_clear_handle_id (&self->computing, g_source_remove);
  g_clear_handle_id (&self->reading_again, g_source_remove);
  if (self->workspace != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->workspace, self);
      g_signal_handlers_disconnect_by_data (zw_workspace_get_clock (self->workspace), self);
    }
  g_clear_object (&self->workspace);
  G_OBJECT_CLASS (zw_sprint_watch_parent_class)->dispose (object);
}

static void
zw_sprint_watch_finalize (GObject *object)
{
  ZwSprintWatch *self = ZW_SPRINT_WATCH (object);

  g_hash_table_unref (self->known);
  g_clear_pointer (&self->facts, g_ptr_array_unref);
  g_ptr_array_unref (self->pending);
  g_clear_pointer (&self->report, zw_sprint_report_free);
  g_clear_error (&self->error);
  g_free (self->frozen);
  g_free (self->sealed);
  G_OBJECT_CLASS (zw_sprint_watch_parent_class)->finalize (object);
}

static void
zw_sprint_watch_class_init (ZwSprintWatchClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = zw_sprint_watch_dispose;
  G_OBJECT_CLASS (klass)->finalize = zw_sprint_watch_finalize;
  changed_signal = g_signal_new ("changed", ZW_TYPE_SPRINT_WATCH, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
zw_sprint_watch_init (ZwSprintWatch *self)
{
  self->known = g_hash_table_new (g_int64_hash, g_int64_equal);
  self->pending = g_ptr_array_new_with_free_func ((GDestroyNotify) zw_change_set_unref);
}

ZwSprintWatch *
zw_sprint_watch_new (ZwWorkspace *workspace, gint64 sprint)
{
  ZwSprintWatch *self = g_object_new (ZW_TYPE_SPRINT_WATCH, NULL);

  self->workspace = g_object_ref (workspace);
  self->sprint = sprint;
  g_signal_connect_swapped (workspace, "changed", G_CALLBACK (changed_cb), self);
  g_signal_connect_swapped (workspace, "failed", G_CALLBACK (failed_cb), self);
  g_signal_connect_swapped (workspace, "reloaded", G_CALLBACK (read_all), self);
  g_signal_connect_swapped (zw_workspace_get_clock (workspace), "day-changed", G_CALLBACK (day_changed_cb), self);
  read_all (self);
  return self;
}

gint64
zw_sprint_watch_get_sprint (ZwSprintWatch *self)
{
  return self->sprint;
}

const ZwSprintReport *
zw_sprint_watch_get_report (ZwSprintWatch *self)
{
  return self->report;
}

const char *
zw_sprint_watch_get_sealed (ZwSprintWatch *self)
{
  return self->sealed;
}

const GError *
zw_sprint_watch_get_error (ZwSprintWatch *self)
{
  return self->error;
}
