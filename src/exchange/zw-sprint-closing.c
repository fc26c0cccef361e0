/* SPDX-License-Identifier: GPL-3.0-or-later
 * Reads one thing after the other; the set itself is made in one go when all is there, so that nothing can come between. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-sprint-closing.h"

#include "zw-error.h"
#include "zw-report-json.h"
#include "zw-sprint-calendar.h"

typedef struct {
  gint64 sprint;
  ZwCompletion completion;
  GHashTable *fates;    /* (owned) ticket id (boxed) -> owned ZwFate */
  GStringChunk *texts;  /* (owned) what the fates point to */
  GArray *to_read;      /* (owned) gint64: tickets whose description and checklist are needed */
  GPtrArray *details;   /* (owned) ZwTicketDetails: what the fates point to */
  char *frozen;         /* (owned) (nullable) */
} Closing;

static void
closing_free (gpointer data)
{
  Closing *self = data;

  g_hash_table_unref (self->fates);
  g_string_chunk_free (self->texts);
  g_array_unref (self->to_read);
  g_ptr_array_unref (self->details);
  g_free (self->frozen);
  g_free (self);
}

static const char *
keep (Closing *self, const char *text)
{
  return text != NULL ? g_string_chunk_insert (self->texts, text) : NULL;
}

static ZwFate
copy_fate (Closing *self, const ZwFate *fate)
{
  ZwFate copy = *fate;

  copy.description = keep (self, fate->description);
  copy.text = keep (self, fate->text);
  return copy;
}

static void
copy_fates (Closing *self, GHashTable *fates)
{
  GHashTableIter iter;
  gpointer id, fate;

  g_hash_table_iter_init (&iter, fates);
  while (g_hash_table_iter_next (&iter, &id, &fate))
    {
      const ZwFate copy = copy_fate (self, fate);
      g_hash_table_insert (self->fates, g_memdup2 (id, sizeof (gint64)), g_memdup2 (&copy, sizeof copy));
      if (copy.kind == ZW_FATE_SPLIT && copy.checks == NULL)
        g_array_append_val (self->to_read, *(gint64 *) id);
    }
}

static Closing *
closing_new (gint64 sprint, const ZwCompletion *completion)
{
  Closing *self = g_new0 (Closing, 1);

  self->sprint = sprint;
  self->fates = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  self->texts = g_string_chunk_new (256);
  self->to_read = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->details = g_ptr_array_new_with_free_func ((GDestroyNotify) zw_ticket_details_free);
  if (completion->fates != NULL)
    copy_fates (self, completion->fates);
  self->completion = (ZwCompletion){ copy_fate (self, &completion->others), self->fates, keep (self, completion->new_sprint) };
  return self;
}

/* --- the set ------------------------------------------------------------------------------------------------------ */

/* With the completing set as the end of the log. */
static char *
dup_report (ZwWorkspace *workspace, Closing *self, GPtrArray *facts, ZwChangeSet *set, GError **error)
{
  ZwSprint *sprint = zw_workspace_get_sprint (workspace, self->sprint);
  g_autoptr (GPtrArray) log = g_ptr_array_new ();
  ZwSprintFrame frame;

  for (guint i = 0; i < facts->len; i++)
    g_ptr_array_add (log, facts->pdata[i]);
  g_ptr_array_add (log, set);
  zw_sprint_frame_init (&frame, workspace, sprint, self->frozen);
  frame.closed = set->at;
  frame.now = set->at;
  g_autoptr (ZwSprintReport) report = zw_sprint_report_new (&frame, log);
  zw_sprint_frame_clear (&frame);
  return zw_report_json_seal (workspace, sprint, report, NULL, error);
}

static ZwChangeSet *
make_set (ZwWorkspace *workspace, Closing *self, GPtrArray *facts, GError **error)
{
  g_autoptr (ZwChangeSet) set = zw_sprint_complete_with (workspace, self->sprint, &self->completion, error);
  g_autofree char *report = set != NULL ? dup_report (workspace, self, facts, set, error) : NULL;

  if (report == NULL)
    return NULL;
  zw_sprint_seal (set, self->sprint, report);
  return g_steal_pointer (&set);
}

/* --- reading ------------------------------------------------------------------------------------------------------ */

static void
facts_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  GError *error = NULL;
  g_autoptr (GPtrArray) facts = zw_store_read_sprint_facts_finish (ZW_STORE (source), result, &error);
  ZwChangeSet *set = facts != NULL ? make_set (g_task_get_source_object (task), g_task_get_task_data (task), facts, &error) : NULL;

  if (set == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, set, (GDestroyNotify) zw_change_set_unref);
}

static void
frozen_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  Closing *self = g_task_get_task_data (task);
  GError *error = NULL;

  self->frozen = zw_store_read_text_finish (ZW_STORE (source), result, &error);
  if (error != NULL)
    g_task_return_error (task, error);
  else
    zw_store_read_sprint_facts_async (ZW_STORE (source), self->sprint, NULL, facts_cb, g_steal_pointer (&task));
}

static void read_next (ZwStore *store, GTask *task);

static void
details_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  Closing *self = g_task_get_task_data (task);
  GError *error = NULL;
  ZwTicketDetails *details = zw_store_read_details_finish (ZW_STORE (source), result, &error);

  if (details == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  ZwFate *fate = g_hash_table_lookup (self->fates, &g_array_index (self->to_read, gint64, self->to_read->len - 1));
  g_ptr_array_add (self->details, details);
  if (fate->description == NULL)
    fate->description = details->description;
  fate->checks = details->checks;
  g_array_set_size (self->to_read, self->to_read->len - 1);
  read_next (ZW_STORE (source), g_steal_pointer (&task));
}

/* Takes @task. */
static void
read_next (ZwStore *store, GTask *task)
{
  Closing *self = g_task_get_task_data (task);

  if (self->to_read->len == 0)
    zw_store_read_text_async (store, ZW_ENTITY_SPRINT, self->sprint, ZW_FIELD_FROZEN, frozen_cb, task);
  else
    zw_store_read_details_async (store, g_array_index (self->to_read, gint64, self->to_read->len - 1), NULL, details_cb, task);
}

void
zw_sprint_closing_prepare_async (ZwWorkspace *workspace, gint64 sprint, const ZwCompletion *completion, GAsyncReadyCallback callback,
                                 gpointer data)
{
  GTask *task = g_task_new (workspace, NULL, callback, data);

  g_task_set_task_data (task, closing_new (sprint, completion), closing_free);
  read_next (zw_workspace_get_store (workspace), task);
}

ZwChangeSet *
zw_sprint_closing_prepare_finish (ZwWorkspace *workspace, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
