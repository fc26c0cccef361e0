/* SPDX-License-Identifier: GPL-3.0-or-later
 * A part of the ticket pane. Files are read and written by exchange; must never read one itself. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-attachments-view.h"

#include <glib/gi18n.h>

#include "zw-attach.h"
#include "zw-attachment-commands.h"
#include "zw-attachment-opener.h"
#include "zw-attachment-row.h"
#include "zw-commit.h"
#include "zw-dialogs.h"
#include "zw-feedback.h"
#include "zw-pane-parts.h"

struct _ZwAttachmentsView {
  GtkBox parent_instance;
  ZwWorkspace *workspace;     /* (owned) */
  ZwTicketDocument *document; /* (owned) (nullable) */
  GtkWidget *add;
  GtkWidget *list;            /* GtkListBox of ZwAttachmentRow */
  GtkWidget *pending;         /* GtkBox of what is being read */
};

G_DEFINE_FINAL_TYPE (ZwAttachmentsView, zw_attachments_view, GTK_TYPE_BOX)

static gint64
id_of (ZwAttachmentsView *self)
{
  return self->document == NULL ? 0 : zw_item_get_id (ZW_ITEM (zw_ticket_document_get_ticket (self->document)));
}

/* --- adding --- */

/* One file on its way. */
typedef struct {
  ZwAttachmentsView *view;   /* (owned) */
  GCancellable *cancellable; /* (owned) */
  GtkWidget *row;            /* (owned) seen from the first step of a big file on */
  GtkWidget *bar;
  gint64 ticket;
} Reading;

static void
reading_free (Reading *reading)
{
  if (gtk_widget_get_parent (reading->row) != NULL)
    gtk_box_remove (GTK_BOX (reading->view->pending), reading->row);
  g_object_unref (reading->row);
  g_object_unref (reading->cancellable);
  g_object_unref (reading->view);
  g_free (reading);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Reading, reading_free)

static Reading *
reading_new (ZwAttachmentsView *self, const char *name)
{
  Reading *reading = g_new0 (Reading, 1);
  GtkWidget *label = zw_pane_label_new (name, NULL), *stop = zw_pane_icon_button_new ("window-close-symbolic", _("Cancel"));

  reading->view = g_object_ref (self);
  reading->ticket = id_of (self);
  reading->cancellable = g_cancellable_new ();
  reading->row = g_object_ref_sink (gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0));
  reading->bar = gtk_progress_bar_new ();
  gtk_widget_add_css_class (reading->row, "zw-link");
  gtk_widget_add_css_class (stop, "zw-small");
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_set_valign (reading->bar, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (reading->bar), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_box_append (GTK_BOX (reading->row), label);
  gtk_box_append (GTK_BOX (reading->row), reading->bar);
  gtk_box_append (GTK_BOX (reading->row), stop);
  g_signal_connect_object (stop, "clicked", G_CALLBACK (g_cancellable_cancel), reading->cancellable, G_CONNECT_SWAPPED);
  return reading;
}

static void
progress_cb (gint64 done, gint64 total, gpointer user_data)
{
  Reading *reading = user_data;

  if (done < total && gtk_widget_get_parent (reading->row) == NULL && reading->ticket == id_of (reading->view))
    gtk_box_append (GTK_BOX (reading->view->pending), reading->row);
  gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (reading->bar), total > 0 ? MIN (1.0, (double) done / (double) total) : 0);
}

static void
attached_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Reading) reading = user_data;
  g_autoptr (GError) error = NULL;

  if (!zw_attach_finish (ZW_WORKSPACE (source), result, &error) && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    zw_feedback_error (GTK_WIDGET (reading->view), error);
}

void
zw_attachments_view_add_file (ZwAttachmentsView *self, GFile *file)
{
  g_autofree char *name = g_file_get_basename (file);
  g_autofree char *shown = g_filename_display_name (name == NULL ? "" : name);

  if (self->document == NULL)
    return;
  Reading *reading = reading_new (self, shown);
  zw_attach_file_async (self->workspace, reading->ticket, file, progress_cb, reading, reading->cancellable, attached_cb, reading);
}

void
zw_attachments_view_add_picture (ZwAttachmentsView *self, GdkTexture *picture)
{
  if (self->document == NULL)
    return;
  ZwClock *clock = zw_workspace_get_clock (self->workspace);
  g_autoptr (GDateTime) instant = g_date_time_new_from_unix_utc (zw_clock_get_now (clock) / 1000);
  g_autoptr (GDateTime) now = g_date_time_to_timezone (instant, zw_clock_get_zone (clock));
  g_autofree char *time = g_date_time_format (now, "%Y-%m-%d %H-%M-%S");
  /* Translators: the name of a file; %s is a date and a time. */
  g_autofree char *name = g_strdup_printf (_("Picture %s.png"), time);
  g_autoptr (GBytes) content = gdk_texture_save_to_png_bytes (picture);

  zw_attach_bytes_async (self->workspace, id_of (self), name, content, attached_cb, reading_new (self, name));
}

static void
files_chosen_cb (GListModel *files, gpointer user_data)
{
  for (guint i = 0; i < g_list_model_get_n_items (files); i++)
    {
      g_autoptr (GFile) file = g_list_model_get_item (files, i);
      zw_attachments_view_add_file (user_data, file);
    }
}

void
zw_attachments_view_choose (ZwAttachmentsView *self)
{
  zw_dialogs_open_files (GTK_WIDGET (self), _("Attach Files"), files_chosen_cb, g_object_ref (self), g_object_unref);
}

/* --- what a row asks for --- */

/* An attachment and what it is wanted for, while the person is asked. */
typedef struct {
  ZwAttachmentsView *view;  /* (owned) */
  ZwAttachment *attachment; /* (owned) */
} Wish;

static void
wish_free (gpointer data)
{
  Wish *wish = data;

  g_object_unref (wish->view);
  g_object_unref (wish->attachment);
  g_free (wish);
}

static Wish *
wish_new (ZwAttachmentsView *self, ZwAttachment *attachment)
{
  Wish *wish = g_new0 (Wish, 1);

  wish->view = g_object_ref (self);
  wish->attachment = g_object_ref (attachment);
  return wish;
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ZwAttachmentsView) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!zw_attachment_write_finish (ZW_WORKSPACE (source), result, &error))
    zw_feedback_error (GTK_WIDGET (self), error);
}

static void
place_chosen_cb (GFile *file, gpointer user_data)
{
  Wish *wish = user_data;

  if (wish->view->workspace != NULL)
    zw_attachment_write_async (wish->view->workspace, wish->attachment, file, saved_cb, g_object_ref (wish->view));
}

static void
name_given_cb (const char *name, gpointer user_data)
{
  Wish *wish = user_data;
  ZwWorkspace *workspace = wish->view->workspace;
  g_autoptr (GError) error = NULL;

  zw_commit (GTK_WIDGET (wish->view), workspace, zw_attachment_rename (workspace, wish->attachment, name, &error), &error);
}

/* The focus stays in the list: at the next one, else at the last, else at the button. */
static void
remove_attachment (ZwAttachmentsView *self, ZwAttachmentRow *row)
{
  ZwAttachment *attachment = zw_attachment_row_get_attachment (row);
  g_autofree char *text = g_strdup_printf (_("“%s” removed"), attachment->name);
  int index = gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (row));
  g_autoptr (GError) error = NULL;

  if (!zw_commit (GTK_WIDGET (self), self->workspace, zw_attachment_remove (self->workspace, attachment, &error), &error))
    return;
  GtkListBoxRow *next = gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->list), index);
  if (next == NULL && index > 0)
    next = gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->list), index - 1);
  gtk_widget_grab_focus (next != NULL ? GTK_WIDGET (next) : self->add);
  zw_feedback_toast (GTK_WIDGET (self), text, TRUE);
}

static void
wished_cb (ZwAttachmentRow *row, ZwAttachmentDeed deed, ZwAttachmentsView *self)
{
  ZwAttachment *attachment = zw_attachment_row_get_attachment (row);
  g_autofree char *name = zw_attachment_dup_file_name (attachment->name);

  switch (deed)
    {
    case ZW_ATTACHMENT_OPEN:
      zw_attachment_open (GTK_WIDGET (self), self->workspace, attachment);
      break;
    case ZW_ATTACHMENT_SAVE:
      zw_dialogs_save_file (GTK_WIDGET (self), _("Save Attachment"), name, place_chosen_cb, wish_new (self, attachment), wish_free);
      break;
    case ZW_ATTACHMENT_RENAME:
      zw_dialogs_ask_text (GTK_WIDGET (self), _("Rename Attachment"), attachment->name, _("_Rename"), name_given_cb,
                           wish_new (self, attachment), wish_free);
      break;
    case ZW_ATTACHMENT_REMOVE:
      remove_attachment (self, row);
      break;
    }
}

static void
row_activated_cb (GtkListBox *list, GtkListBoxRow *row, ZwAttachmentsView *self)
{
  wished_cb (ZW_ATTACHMENT_ROW (row), ZW_ATTACHMENT_OPEN, self);
}

static GtkWidget *
create_row (gpointer item, gpointer user_data)
{
  ZwAttachmentsView *self = user_data;
  GtkWidget *row = zw_attachment_row_new (self->workspace, item);

  g_signal_connect (row, "wished", G_CALLBACK (wished_cb), self);
  return row;
}

/* --- life --- */

static void
show_or_hide_cb (ZwAttachmentsView *self)
{
  GListModel *model = self->document == NULL ? NULL : zw_ticket_document_get_attachments (self->document);

  gtk_widget_set_visible (self->list, model != NULL && g_list_model_get_n_items (model) > 0);
}

static void
drop_document (ZwAttachmentsView *self)
{
  gtk_list_box_bind_model (GTK_LIST_BOX (self->list), NULL, NULL, NULL, NULL);
  if (self->document != NULL)
    g_signal_handlers_disconnect_by_data (zw_ticket_document_get_attachments (self->document), self);
  g_clear_object (&self->document);
  zw_pane_clear_box (GTK_BOX (self->pending));
}

static void
zw_attachments_view_dispose (GObject *object)
{
  ZwAttachmentsView *self = ZW_ATTACHMENTS_VIEW (object);

  if (self->workspace != NULL)
    drop_document (self);
  g_clear_object (&self->workspace);
  G_OBJECT_CLASS (zw_attachments_view_parent_class)->dispose (object);
}

static void
zw_attachments_view_class_init (ZwAttachmentsViewClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = zw_attachments_view_dispose;
}

static void
zw_attachments_view_init (ZwAttachmentsView *self)
{
  GtkWidget *heading = zw_pane_heading_new (_("Attachments"));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 4);
  self->add = zw_pane_icon_button_new ("list-add-symbolic", _("Attach Files"));
  gtk_widget_set_hexpand (self->add, TRUE);
  gtk_widget_set_halign (self->add, GTK_ALIGN_END);
  gtk_box_append (GTK_BOX (heading), self->add);
  self->list = gtk_list_box_new ();
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (self->list, "boxed-list");
  gtk_widget_set_visible (self->list, FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Attachments"), -1);
  self->pending = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_box_append (GTK_BOX (self), heading);
  gtk_box_append (GTK_BOX (self), self->list);
  gtk_box_append (GTK_BOX (self), self->pending);
  g_signal_connect (self->list, "row-activated", G_CALLBACK (row_activated_cb), self);
  g_signal_connect_swapped (self->add, "clicked", G_CALLBACK (zw_attachments_view_choose), self);
}

GtkWidget *
zw_attachments_view_new (ZwWorkspace *workspace)
{
  ZwAttachmentsView *self = g_object_new (ZW_TYPE_ATTACHMENTS_VIEW, NULL);

  self->workspace = g_object_ref (workspace);
  return GTK_WIDGET (self);
}

void
zw_attachments_view_set_document (ZwAttachmentsView *self, ZwTicketDocument *document)
{
  if (self->document == document)
    return;
  drop_document (self);
  if (document != NULL)
    {
      GListModel *attachments = zw_ticket_document_get_attachments (document);
      self->document = g_object_ref (document);
      gtk_list_box_bind_model (GTK_LIST_BOX (self->list), attachments, create_row, self, NULL);
      g_signal_connect_swapped (attachments, "items-changed", G_CALLBACK (show_or_hide_cb), self);
    }
  show_or_hide_cb (self);
}
