/* SPDX-License-Identifier: GPL-3.0-or-later
 * Used by the pane, the board's key C and the backlog. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-close-dialog.h"

#include <glib/gi18n.h>

#include "zw-commit.h"
#include "zw-feedback.h"
#include "zw-format.h"
#include "zw-ticket-chooser.h"
#include "zw-ticket-commands.h"

struct _ZwCloseDialog {
  AdwMessageDialog parent_instance;
  ZwWorkspace *workspace;     /* (owned) */
  GArray *tickets;            /* (owned) gint64 */
  GtkWidget *owner;           /* (weak) (nullable) who asked */
  GtkWidget *done, *not_done; /* GtkToggleButton */
  GtkWidget *reasons;         /* GtkBox: everything about not done */
  GtkWidget *list;            /* GtkListBox: one row per resolution, from POSTPONED on */
  GtkWidget *checks[ZW_RESOLUTION_OTHER + 1];
  GtkWidget *chooser;         /* ZwTicketChooser */
  GtkWidget *original;        /* GtkMenuButton */
  GtkWidget *text, *children;
  gint64 duplicate_of;
};

G_DEFINE_FINAL_TYPE (ZwCloseDialog, zw_close_dialog, ADW_TYPE_MESSAGE_DIALOG)

static ZwTicket *
first_ticket (ZwCloseDialog *self)
{
  return zw_workspace_get_ticket (self->workspace, g_array_index (self->tickets, gint64, 0));
}

static ZwResolution
get_resolution (ZwCloseDialog *self)
{
  if (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->done)))
    return ZW_RESOLUTION_NONE;
  for (int i = ZW_RESOLUTION_POSTPONED; i <= ZW_RESOLUTION_OTHER; i++)
    if (gtk_check_button_get_active (GTK_CHECK_BUTTON (self->checks[i])))
      return (ZwResolution) i;
  return ZW_RESOLUTION_OTHER;
}

static void
update (ZwCloseDialog *self)
{
  ZwResolution resolution = get_resolution (self);
  gboolean complete = resolution != ZW_RESOLUTION_DUPLICATE || self->duplicate_of != 0;

  gtk_widget_set_visible (self->reasons, resolution != ZW_RESOLUTION_NONE);
  gtk_widget_set_visible (self->original, resolution == ZW_RESOLUTION_DUPLICATE);
  adw_message_dialog_set_response_enabled (ADW_MESSAGE_DIALOG (self), "close", complete);
}

/* --- closing --- */

static char *
dup_subject (ZwCloseDialog *self)
{
  guint n = self->tickets->len;

  return n == 1 ? zw_format_key (self->workspace, first_ticket (self)) : g_strdup_printf (ngettext ("%u ticket", "%u tickets", n), n);
}

static void
tell (ZwCloseDialog *self, ZwResolution resolution, const char *subject)
{
  g_autofree char *text = g_strdup_printf (resolution == ZW_RESOLUTION_NONE ? _("%s closed as done") : _("%s closed as not done"),
                                           subject);

  if (self->owner != NULL)
    zw_feedback_toast (self->owner, text, TRUE);
}

static void
close_tickets (ZwCloseDialog *self)
{
  ZwResolution resolution = get_resolution (self);
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->text))));
  g_autofree char *subject = dup_subject (self);
  g_autoptr (GError) error = NULL;
  gboolean with_children = gtk_check_button_get_active (GTK_CHECK_BUTTON (self->children));

  if (zw_commit (self->owner != NULL ? self->owner : GTK_WIDGET (self), self->workspace,
                 zw_ticket_close (self->workspace, (const gint64 *) (gconstpointer) self->tickets->data, self->tickets->len, resolution,
                                  *text == '\0' || resolution == ZW_RESOLUTION_NONE ? NULL : text,
                                  resolution == ZW_RESOLUTION_DUPLICATE ? self->duplicate_of : 0, with_children, &error), &error))
    tell (self, resolution, subject);
}

static void
zw_close_dialog_response (AdwMessageDialog *dialog, const char *response)
{
  if (g_str_equal (response, "close"))
    close_tickets (ZW_CLOSE_DIALOG (dialog));
}

/* As a click on the button does: a response alone leaves the dialog open. */
static void
submit_cb (ZwCloseDialog *self)
{
  if (!adw_message_dialog_get_response_enabled (ADW_MESSAGE_DIALOG (self), "close"))
    return;
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (self), "close");
  gtk_window_destroy (GTK_WINDOW (self));
}

/* A toggle would swallow Enter: on the outcome that is already chosen it closes the ticket. */
static gboolean
enter_cb (GtkWidget *widget, GVariant *arguments, gpointer data)
{
  ZwCloseDialog *self = ZW_CLOSE_DIALOG (widget);
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (widget));

  if (focus == NULL || (focus != self->done && focus != self->not_done) || !gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (focus)))
    return FALSE;
  submit_cb (self);
  return TRUE;
}

static void
chosen_cb (ZwTicketChooser *chooser, gint64 id, ZwCloseDialog *self)
{
  ZwTicket *ticket = zw_workspace_get_ticket (self->workspace, id);
  g_autofree char *key = ticket == NULL ? NULL : zw_format_key (self->workspace, ticket);
  g_autofree char *label = ticket == NULL ? g_strdup (_("Choose a Ticket…")) : g_strdup_printf ("%s %s", key, ticket->title);

  self->duplicate_of = id;
  gtk_menu_button_set_label (GTK_MENU_BUTTON (self->original), label);
  update (self);
}

/* --- building --- */

static GtkWidget *
new_toggle (const char *icon, const char *label)
{
  GtkWidget *button = gtk_toggle_button_new ();
  GtkWidget *content = adw_button_content_new ();

  adw_button_content_set_icon_name (ADW_BUTTON_CONTENT (content), icon);
  adw_button_content_set_label (ADW_BUTTON_CONTENT (content), label);
  gtk_widget_set_halign (content, GTK_ALIGN_CENTER);
  gtk_button_set_child (GTK_BUTTON (button), content);
  return button;
}

static GtkWidget *
new_switch (ZwCloseDialog *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

  self->done = new_toggle ("object-select-symbolic", C_("outcome", "Done"));
  self->not_done = new_toggle ("window-close-symbolic", C_("outcome", "Not Done"));
  gtk_widget_add_css_class (self->done, "zw-outcome");
  gtk_widget_add_css_class (self->not_done, "zw-outcome");
  gtk_widget_add_css_class (self->done, "ok");
  gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (self->not_done), GTK_TOGGLE_BUTTON (self->done));
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->done), TRUE);
  gtk_box_set_homogeneous (GTK_BOX (box), TRUE);
  gtk_box_append (GTK_BOX (box), self->done);
  gtk_box_append (GTK_BOX (box), self->not_done);
  g_signal_connect_swapped (self->done, "toggled", G_CALLBACK (update), self);
  return box;
}

static void
add_reason (ZwCloseDialog *self, ZwResolution resolution)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *check = gtk_check_button_new ();

  gtk_widget_set_valign (check, GTK_ALIGN_CENTER);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row),
                                 resolution == ZW_RESOLUTION_DUPLICATE ? _("Duplicate of…") : zw_format_resolution (resolution));
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), check);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), check);
  if (resolution > ZW_RESOLUTION_POSTPONED)
    gtk_check_button_set_group (GTK_CHECK_BUTTON (check), GTK_CHECK_BUTTON (self->checks[ZW_RESOLUTION_POSTPONED]));
  else
    gtk_check_button_set_active (GTK_CHECK_BUTTON (check), TRUE);
  self->checks[resolution] = check;
  gtk_list_box_append (GTK_LIST_BOX (self->list), row);
  g_signal_connect_swapped (check, "toggled", G_CALLBACK (update), self);
}

static GtkWidget *
new_reasons (ZwCloseDialog *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  GtkWidget *heading = gtk_label_new (_("Reason"));
  GtkWidget *hint = gtk_label_new (_("Not done tickets keep their history but never count as done points."));

  gtk_label_set_xalign (GTK_LABEL (heading), 0);
  gtk_widget_add_css_class (heading, "caption-heading");
  gtk_label_set_xalign (GTK_LABEL (hint), 0);
  gtk_label_set_wrap (GTK_LABEL (hint), TRUE);
  gtk_widget_add_css_class (hint, "caption");
  gtk_widget_add_css_class (hint, "zw-sec");
  self->list = gtk_list_box_new ();
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (self->list, "boxed-list");
  gtk_widget_add_css_class (self->list, "zw-reasons");
  self->original = gtk_menu_button_new ();
  gtk_menu_button_set_label (GTK_MENU_BUTTON (self->original), _("Choose a Ticket…"));
  self->text = gtk_entry_new ();
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->text), _("Remark"));
  gtk_box_append (GTK_BOX (box), heading);
  gtk_box_append (GTK_BOX (box), self->list);
  gtk_box_append (GTK_BOX (box), self->original);
  gtk_box_append (GTK_BOX (box), self->text);
  gtk_box_append (GTK_BOX (box), hint);
  g_signal_connect_swapped (self->text, "activate", G_CALLBACK (submit_cb), self);
  return box;
}

static void
add_enter (ZwCloseDialog *self)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();

  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (controller),
                                        gtk_shortcut_new (gtk_shortcut_trigger_parse_string ("Return|KP_Enter"),
                                                          gtk_callback_action_new (enter_cb, NULL, NULL)));
  gtk_widget_add_controller (GTK_WIDGET (self), controller);
}

static void
zw_close_dialog_dispose (GObject *object)
{
  ZwCloseDialog *self = ZW_CLOSE_DIALOG (object);

  g_clear_weak_pointer (&self->owner);
  g_clear_object (&self->workspace);
  g_clear_pointer (&self->tickets, g_array_unref);
  G_OBJECT_CLASS (zw_close_dialog_parent_class)->dispose (object);
}

static void
zw_close_dialog_class_init (ZwCloseDialogClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = zw_close_dialog_dispose;
  ADW_MESSAGE_DIALOG_CLASS (klass)->response = zw_close_dialog_response;
}

static void
zw_close_dialog_init (ZwCloseDialog *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

  self->tickets = g_array_new (FALSE, FALSE, sizeof (gint64));
  gtk_box_append (GTK_BOX (box), new_switch (self));
  self->children = gtk_check_button_new ();
  gtk_box_append (GTK_BOX (box), self->children);
  self->reasons = new_reasons (self);
  gtk_box_append (GTK_BOX (box), self->reasons);
  adw_message_dialog_set_extra_child (ADW_MESSAGE_DIALOG (self), box);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (self), "cancel", _("Cancel"), "close", _("Close Ticket"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (self), "close", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (self), "close");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (self), "cancel");
  add_enter (self);
}

static guint
count_open_children (ZwCloseDialog *self)
{
  guint open = 0;

  for (guint i = 0; i < self->tickets->len; i++)
    open += zw_ticket_count_open_children (self->workspace, g_array_index (self->tickets, gint64, i));
  return open;
}

static void
show_subject (ZwCloseDialog *self)
{
  g_autofree char *subject = dup_subject (self);
  g_autofree char *heading = g_strdup_printf (_("Close %s?"), subject);
  guint open = count_open_children (self);
  g_autofree char *label = g_strdup_printf (ngettext ("Close %u open sub-ticket, too", "Close %u open sub-tickets, too", open), open);

  adw_message_dialog_set_heading (ADW_MESSAGE_DIALOG (self), heading);
  adw_message_dialog_set_body (ADW_MESSAGE_DIALOG (self), self->tickets->len == 1 ? first_ticket (self)->title : "");
  gtk_check_button_set_label (GTK_CHECK_BUTTON (self->children), label);
  gtk_widget_set_visible (self->children, open > 0);
}

GtkWidget *
zw_close_dialog_new (GtkWidget *parent, ZwWorkspace *workspace, const gint64 *tickets, guint n, ZwResolution resolution)
{
  ZwCloseDialog *self = g_object_new (ZW_TYPE_CLOSE_DIALOG, NULL);
  GtkRoot *root = gtk_widget_get_root (parent);

  self->workspace = g_object_ref (workspace);
  g_array_append_vals (self->tickets, tickets, n);
  g_set_weak_pointer (&self->owner, parent);
  if (GTK_IS_WINDOW (root))
    gtk_window_set_transient_for (GTK_WINDOW (self), GTK_WINDOW (root));
  self->chooser = zw_ticket_chooser_new (workspace, first_ticket (self)->project, tickets[0], NULL);
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (self->original), zw_ticket_chooser_popover_new (ZW_TICKET_CHOOSER (self->chooser)));
  g_signal_connect (self->chooser, "chosen", G_CALLBACK (chosen_cb), self);
  for (int i = ZW_RESOLUTION_POSTPONED; i <= ZW_RESOLUTION_OTHER; i++)
    add_reason (self, (ZwResolution) i);
  show_subject (self);
  if (resolution != ZW_RESOLUTION_NONE)
    {
      gtk_check_button_set_active (GTK_CHECK_BUTTON (self->checks[resolution]), TRUE);
      gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->not_done), TRUE);
    }
  update (self);
  return GTK_WIDGET (self);
}
