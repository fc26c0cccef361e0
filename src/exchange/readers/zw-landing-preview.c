/* SPDX-License-Identifier: GPL-3.0-or-later
 * What a dry run tells of a file of another tool beside its counts. Changes nothing. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-landing-private.h"

static void
count (GHashTable *counts, gpointer thing)
{
  if (thing != NULL)
    g_hash_table_insert (counts, thing, GUINT_TO_POINTER (GPOINTER_TO_UINT (g_hash_table_lookup (counts, thing)) + 1));
}

/* Each ticket counts once for its status, and once for everybody it names. */
static GHashTable *
count_uses (ZwNeutral *neutral)
{
  GHashTable *counts = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < neutral->projects->len; i++)
    {
      const ZwNeutralProject *project = neutral->projects->pdata[i];
      for (guint j = 0; j < project->tickets->len; j++)
        {
          const ZwNeutralTicket *ticket = project->tickets->pdata[j];
          count (counts, ticket->status);
          count (counts, ticket->owner);
          if (ticket->reporter != ticket->owner)
            count (counts, ticket->reporter);
        }
    }
  return counts;
}

static void
add_statuses (ZwImportPreview *preview, const ZwNeutralProject *project, GHashTable *counts)
{
  for (guint i = 0; i < project->statuses->len; i++)
    {
      ZwNeutralStatus *status = project->statuses->pdata[i];
      guint n = GPOINTER_TO_UINT (g_hash_table_lookup (counts, status));
      if (status->ours == 0 && n == 0)
        continue;
      ZwPreviewStatus *shown = g_new (ZwPreviewStatus, 1);
      *shown = (ZwPreviewStatus) { g_strdup (status->name), status->category, n, status->ours };
      g_ptr_array_add (preview->statuses, shown);
    }
}

static void
add_people (ZwImportPreview *preview, ZwNeutral *neutral, GHashTable *counts)
{
  for (guint i = 0; i < neutral->people->len; i++)
    {
      ZwNeutralPerson *person = neutral->people->pdata[i];
      if (person->is_unknown)
        continue;
      ZwPreviewPerson *shown = g_new (ZwPreviewPerson, 1);
      *shown = (ZwPreviewPerson) { g_strdup (zw_landing_get_source_name (person)), g_strdup (person->name), g_strdup (person->email),
                                   GPOINTER_TO_UINT (g_hash_table_lookup (counts, person)), person->ours };
      g_ptr_array_add (preview->people, shown);
    }
}

static void
add_tickets (ZwImportPreview *preview, const ZwNeutralProject *project)
{
  for (guint i = 0; i < project->tickets->len; i++)
    {
      const ZwNeutralTicket *ticket = project->tickets->pdata[i];
      zw_import_preview_add_ticket (preview, ticket->key, ticket->title, ticket->status != NULL ? ticket->status->name : NULL,
                                    ticket->owner != NULL && !ticket->owner->is_unknown ? ticket->owner->name : NULL);
    }
}

static gboolean
holds_known (const ZwTarget *target)
{
  for (guint i = 0; i < target->here->sources->len; i++)
    if (((ZwHereSource *) target->here->sources->pdata[i])->is_in_file)
      return TRUE;
  return FALSE;
}

ZwImportPreview *
zw_landing_preview (ZwLanding *self)
{
  ZwImportPreview *preview = zw_import_preview_new ();
  g_autoptr (GHashTable) counts = count_uses (self->neutral);

  for (guint i = 0; i < self->neutral->projects->len; i++)
    {
      const ZwNeutralProject *project = self->neutral->projects->pdata[i];
      preview->project_name = preview->project_name != NULL ? preview->project_name : g_strdup (project->name);
      add_statuses (preview, project, counts);
      add_tickets (preview, project);
    }
  for (guint i = 0; i < self->targets->len; i++)
    preview->is_known = preview->is_known || holds_known (self->targets->pdata[i]);
  preview->n_projects = self->neutral->projects->len;
  add_people (preview, self->neutral, counts);
  if (self->neutral->columns != NULL)
    {
      g_ptr_array_unref (preview->columns);
      preview->columns = g_ptr_array_ref (self->neutral->columns);
    }
  return preview;
}
