/* SPDX-License-Identifier: GPL-3.0-or-later
 * Turns the form into tickets. Made by the window's action new-ticket. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-new-ticket-dialog.h"

#include <glib/gi18n.h>
#include <math.h>

#include "zw-commit.h"
#include "zw-created-toast.h"
#include "zw-new-ticket-private.h"
#include "zw-pane-parts.h"
#include "zw-project-commands.h"
#include "zw-ticket-commands.h"

#define WIDTH_PX 560
#define HEIGHT_PX 640

G_DEFINE_FINAL_TYPE (ZwNewTicketDialog, zw_new_ticket_dialog, ADW_TYPE_WINDOW)

static guint created_signal;

/* --- the title line --- */

static char *
dup_title_line (ZwNewTicketDialog *self)
{
  return g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->title)));
}

/* The lines that hold a title. (transfer full) */
static GPtrArray *
split_lines (const char *text)
{
  g_auto (GStrv) lines = g_strsplit_set (text, "\r\n", -1);
  GPtrArray *result = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; lines[i] != NULL; i++)
    if (*g_strstrip (lines[i]) != '\0')
      g_ptr_array_add (result, g_strdup (lines[i]));
  return result;
}

void
zw_new_ticket_dialog_read_title (ZwNewTicketDialog *self)
{
  g_autofree char *line = dup_title_line (self);
  g_autoptr (GPtrArray) lines = split_lines (line);
  g_autofree char *text = g_strdup_printf (ngettext ("%u line was pasted", "%u lines were pasted", lines->len), lines->len);

  g_clear_pointer (&self->quick, zw_quick_title_free);
  self->quick = zw_quick_title_parse (self->workspace, self->project, line);
  gtk_label_set_text (GTK_LABEL (self->lines_text), text);
  gtk_widget_set_visible (self->lines, lines->len > 1);
  if (!self->updating)
    zw_draft_keeper_touch (self->title_keeper, line);
  zw_new_ticket_form_update (self);
}

/* --- creating --- */

/* Labels chosen by hand and named in the line, each once. (transfer full) */
static GArray *
merge_labels (ZwNewTicketDialog *self, const ZwQuickTitle *quick)
{
  GArray *labels = g_array_copy (self->labels);

  for (guint i = 0; i < quick->labels->len; i++)
    {
      gint64 id = g_array_index (quick->labels, gint64, i);
      gboolean known = FALSE;
      for (guint j = 0; j < labels->len; j++)
        known |= g_array_index (labels, gint64, j) == id;
      if (!known)
        g_array_append_val (labels, id);
    }
  return labels;
}

static char *
dup_description (ZwNewTicketDialog *self)
{
  return g_strstrip (zw_pane_dup_buffer_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->description))));
}

/* One ticket as the form and @quick say; the set, or NULL with an error. */
static ZwChangeSet *
build_set (ZwNewTicketDialog *self, GPtrArray *quicks, GArray *ids, GError **error)
{
  g_autofree ZwNewTicket *tickets = g_new0 (ZwNewTicket, quicks->len);
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) label_sets = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  gboolean on_board = self->type != ZW_TICKET_EPIC && self->type != ZW_TICKET_PROBLEM;
  char *description = dup_description (self);

  g_ptr_array_add (texts, description);
  for (guint i = 0; i < quicks->len; i++)
    {
      const ZwQuickTitle *quick = g_ptr_array_index (quicks, i);
      GArray *labels = merge_labels (self, quick);
      char *estimate = zw_real_to_string (isnan (quick->estimate) ? self->estimate : quick->estimate);
      char *due = zw_date_to_string (quick->due != ZW_UNSET ? quick->due : self->due);
      char *planned = quick->planned == ZW_UNSET ? NULL : g_strdup_printf ("%d", quick->planned);
      g_ptr_array_add (label_sets, labels);
      g_ptr_array_add (texts, estimate);
      g_ptr_array_add (texts, due);
      g_ptr_array_add (texts, planned);
      tickets[i] = (ZwNewTicket) {
        .project = self->project, .status = self->status, .type = self->type, .title = quick->title,
        .description = *description == '\0' ? NULL : description, .owner = quick->owner != 0 ? quick->owner : self->owner,
        .reporter = self->reporter, .customer = self->type == ZW_TICKET_PROBLEM ? self->customer : 0,
        .sprint = on_board ? self->sprint : 0, .estimate = self->type == ZW_TICKET_EPIC ? NULL : estimate, .due = due,
        .planned = planned, .difficulty = self->difficulty, .priority = quick->priority != 0 ? quick->priority : self->priority,
        .labels = (const gint64 *) (gconstpointer) labels->data, .n_labels = labels->len
      };
    }
  return zw_ticket_create (self->workspace, tickets, quicks->len, ids, error);
}

static void
discard_drafts (ZwNewTicketDialog *self)
{
  zw_draft_keeper_discard (self->title_keeper);
  zw_draft_keeper_discard (self->description_keeper);
}

/* Ready for the next one: the choices stay. */
static void
clear_texts (ZwNewTicketDialog *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->title), "");
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->description)), "", -1);
  discard_drafts (self);
  gtk_widget_grab_focus (self->title);
}

static gboolean
create (ZwNewTicketDialog *self, GPtrArray *quicks)
{
  g_autoptr (ZwNewTicketDialog) alive = g_object_ref (self);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GError) error = NULL;
  gboolean another = gtk_check_button_get_active (GTK_CHECK_BUTTON (self->another));

  if (!zw_commit (GTK_WIDGET (self), self->workspace, build_set (self, quicks, ids, &error), &error))
    return FALSE;
  if (another)
    clear_texts (self);
  else
    discard_drafts (self);
  if (self->owner_widget != NULL)
    zw_created_toast_show (self->owner_widget, self->workspace, (const gint64 *) (gconstpointer) ids->data, ids->len);
  g_signal_emit (self, created_signal, 0, g_array_index (ids, gint64, 0));
  if (!another)
    gtk_window_destroy (GTK_WINDOW (self));
  return TRUE;
}

gboolean
zw_new_ticket_dialog_submit (ZwNewTicketDialog *self)
{
  g_autoptr (GPtrArray) quicks = g_ptr_array_new_with_free_func ((GDestroyNotify) zw_quick_title_free);
  g_autofree char *line = dup_title_line (self);

  g_ptr_array_add (quicks, zw_quick_title_parse (self->workspace, self->project, line));
  if (*((ZwQuickTitle *) g_ptr_array_index (quicks, 0))->title == '\0')
    {
      gtk_widget_grab_focus (self->title);
      return FALSE;
    }
  return create (self, quicks);
}

void
zw_new_ticket_dialog_create_lines (ZwNewTicketDialog *self)
{
  g_autoptr (GPtrArray) quicks = g_ptr_array_new_with_free_func ((GDestroyNotify) zw_quick_title_free);
  g_autofree char *line = dup_title_line (self);
  g_autoptr (GPtrArray) lines = split_lines (line);

  for (guint i = 0; i < lines->len; i++)
    {
      ZwQuickTitle *quick = zw_quick_title_parse (self->workspace, self->project, g_ptr_array_index (lines, i));
      if (*quick->title != '\0')
        g_ptr_array_add (quicks, quick);
      else
        zw_quick_title_free (quick);
    }
  if (quicks->len > 0)
    create (self, quicks);
}

/* --- closing, drafts --- */

static void
cancel (ZwNewTicketDialog *self)
{
  discard_drafts (self);
  gtk_window_destroy (GTK_WINDOW (self));
}

static gboolean
cancel_cb (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  cancel (ZW_NEW_TICKET_DIALOG (widget));
  return TRUE;
}

static gboolean
submit_cb (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  zw_new_ticket_dialog_submit (ZW_NEW_TICKET_DIALOG (widget));
  return TRUE;
}

static void
title_restored_cb (ZwDraftKeeper *keeper, const char *text, ZwNewTicketDialog *self)
{
  if (*gtk_editable_get_text (GTK_EDITABLE (self->title)) == '\0')
    zw_new_ticket_dialog_set_title_line (self, text);
}

static void
description_restored_cb (ZwDraftKeeper *keeper, const char *text, ZwNewTicketDialog *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->description));

  if (gtk_text_buffer_get_char_count (buffer) == 0)
    gtk_text_buffer_set_text (buffer, text, -1);
}

static void
start_drafts (ZwNewTicketDialog *self)
{
  self->title_keeper = zw_draft_keeper_new (self->workspace, ZW_ENTITY_TICKET, 0, ZW_FIELD_TITLE);
  self->description_keeper = zw_draft_keeper_new (self->workspace, ZW_ENTITY_TICKET, 0, ZW_FIELD_DESCRIPTION);
  g_signal_connect_object (self->title_keeper, "restored", G_CALLBACK (title_restored_cb), self, 0);
  g_signal_connect_object (self->description_keeper, "restored", G_CALLBACK (description_restored_cb), self, 0);
  zw_draft_keeper_restore (self->title_keeper);
  zw_draft_keeper_restore (self->description_keeper);
}

/* --- life --- */

static GtkWidget *
new_header (ZwNewTicketDialog *self)
{
  GtkWidget *header = adw_header_bar_new ();
  GtkWidget *give_up = gtk_button_new_with_label (_("Cancel"));

  self->create = gtk_button_new_with_label (_("Create"));
  gtk_widget_add_css_class (self->create, "suggested-action");
  adw_header_bar_set_show_start_title_buttons (ADW_HEADER_BAR (header), FALSE);
  adw_header_bar_set_show_end_title_buttons (ADW_HEADER_BAR (header), FALSE);
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), give_up);
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), self->create);
  gtk_widget_add_css_class (header, "flat");
  g_signal_connect_swapped (give_up, "clicked", G_CALLBACK (cancel), self);
  g_signal_connect_swapped (self->create, "clicked", G_CALLBACK (zw_new_ticket_dialog_submit), self);
  return header;
}

static void
create_label_cb (GtkWidget *widget, const char *action, GVariant *name)
{
  ZwNewTicketDialog *self = ZW_NEW_TICKET_DIALOG (widget);
  gint64 id = 0;
  g_autoptr (GError) error = NULL;

  if (zw_commit (widget, self->workspace,
                 zw_label_create (self->workspace, self->project, g_variant_get_string (name, NULL), NULL, &id, &error), &error))
    zw_new_ticket_dialog_read_title (self);
  gtk_widget_grab_focus (self->title);
  /* Behind the text: the focus selects it, and the next key would replace it. */
  gtk_editable_set_position (GTK_EDITABLE (self->title), -1);
}

static void
zw_new_ticket_dialog_dispose (GObject *object)
{
  ZwNewTicketDialog *self = ZW_NEW_TICKET_DIALOG (object);

  g_clear_weak_pointer (&self->owner_widget);
  g_clear_object (&self->title_keeper);
  g_clear_object (&self->description_keeper);
  g_clear_object (&self->workspace);
  G_OBJECT_CLASS (zw_new_ticket_dialog_parent_class)->dispose (object);
}

static void
zw_new_ticket_dialog_finalize (GObject *object)
{
  ZwNewTicketDialog *self = ZW_NEW_TICKET_DIALOG (object);

  g_clear_pointer (&self->quick, zw_quick_title_free);
  g_array_unref (self->labels);
  g_array_unref (self->statuses);
  g_array_unref (self->sprints);
  G_OBJECT_CLASS (zw_new_ticket_dialog_parent_class)->finalize (object);
}

static void
zw_new_ticket_dialog_class_init (ZwNewTicketDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = zw_new_ticket_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = zw_new_ticket_dialog_finalize;
  created_signal = g_signal_new ("created", ZW_TYPE_NEW_TICKET_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                 G_TYPE_INT64);
  gtk_widget_class_install_action (widget_class, "title.create-label", "s", create_label_cb);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, cancel_cb, NULL);
}

static void
zw_new_ticket_dialog_init (ZwNewTicketDialog *self)
{
  GtkEventController *shortcuts = gtk_shortcut_controller_new ();

  self->labels = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->statuses = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->sprints = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->estimate = NAN;
  self->due = ZW_UNSET;
  self->priority = 3;
  /* Before the text view and the entry, which have their own idea of Enter. */
  gtk_event_controller_set_propagation_phase (shortcuts, GTK_PHASE_CAPTURE);
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (shortcuts),
                                        gtk_shortcut_new (gtk_shortcut_trigger_parse_string ("<Control>Return|<Control>KP_Enter"),
                                                          gtk_callback_action_new (submit_cb, NULL, NULL)));
  gtk_widget_add_controller (GTK_WIDGET (self), shortcuts);
  gtk_window_set_modal (GTK_WINDOW (self), TRUE);
  gtk_window_set_title (GTK_WINDOW (self), _("New Ticket"));
  gtk_window_set_default_size (GTK_WINDOW (self), WIDTH_PX, HEIGHT_PX);
}

GtkWidget *
zw_new_ticket_dialog_new (GtkWidget *parent, ZwWorkspace *workspace, gint64 project, gint64 status, gint64 sprint)
{
  ZwNewTicketDialog *self = g_object_new (ZW_TYPE_NEW_TICKET_DIALOG, NULL);
  GtkRoot *root = gtk_widget_get_root (parent);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->workspace = g_object_ref (workspace);
  self->project = project;
  self->status = status;
  self->sprint = sprint;
  self->reporter = zw_workspace_get_actor (workspace);
  g_set_weak_pointer (&self->owner_widget, parent);
  if (GTK_IS_WINDOW (root))
    gtk_window_set_transient_for (GTK_WINDOW (self), GTK_WINDOW (root));
  self->quick = zw_quick_title_parse (workspace, project, "");
  start_drafts (self);
  gtk_box_append (GTK_BOX (box), new_header (self));
  gtk_box_append (GTK_BOX (box), zw_new_ticket_form_new (self));
  adw_window_set_content (ADW_WINDOW (self), box);
  zw_new_ticket_form_fill (self);
  zw_new_ticket_form_update (self);
  gtk_window_set_focus (GTK_WINDOW (self), self->title);
  return GTK_WIDGET (self);
}

void
zw_new_ticket_dialog_set_kind (ZwNewTicketDialog *self, ZwTicketType type)
{
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->types[type]), TRUE);
}

void
zw_new_ticket_dialog_set_title_line (ZwNewTicketDialog *self, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (self->title), text);
  gtk_editable_set_position (GTK_EDITABLE (self->title), -1);
}
