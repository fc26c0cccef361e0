/* SPDX-License-Identifier: GPL-3.0-or-later
 * The parts of a preview. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-import-preview.h"

static void
free_status (gpointer data)
{
  g_free (((ZwPreviewStatus *) data)->name);
  g_free (data);
}

static void
free_person (gpointer data)
{
  ZwPreviewPerson *person = data;

  g_free (person->source);
  g_free (person->name);
  g_free (person->email);
  g_free (person);
}

static void
free_ticket (gpointer data)
{
  ZwPreviewTicket *ticket = data;

  g_free (ticket->key);
  g_free (ticket->title);
  g_free (ticket->status);
  g_free (ticket->owner);
  g_free (ticket);
}

void
zw_preview_column_free (gpointer data)
{
  ZwPreviewColumn *column = data;

  g_free (column->heading);
  g_free (column->sample);
  g_free (column);
}

ZwImportPreview *
zw_import_preview_new (void)
{
  ZwImportPreview *self = g_new0 (ZwImportPreview, 1);

  self->statuses = g_ptr_array_new_with_free_func (free_status);
  self->people = g_ptr_array_new_with_free_func (free_person);
  self->tickets = g_ptr_array_new_with_free_func (free_ticket);
  self->columns = g_ptr_array_new_with_free_func (zw_preview_column_free);
  return self;
}

void
zw_import_preview_free (ZwImportPreview *self)
{
  g_free (self->project_name);
  g_ptr_array_unref (self->statuses);
  g_ptr_array_unref (self->people);
  g_ptr_array_unref (self->tickets);
  g_ptr_array_unref (self->columns);
  g_free (self);
}

void
zw_import_preview_add_ticket (ZwImportPreview *self, const char *key, const char *title, const char *status, const char *owner)
{
  if (self->n_tickets++ >= ZW_PREVIEW_TICKETS)
    return;
  ZwPreviewTicket *ticket = g_new (ZwPreviewTicket, 1);
  *ticket = (ZwPreviewTicket) { g_strdup (key), g_strdup (title), g_strdup (status), g_strdup (owner) };
  g_ptr_array_add (self->tickets, ticket);
}
