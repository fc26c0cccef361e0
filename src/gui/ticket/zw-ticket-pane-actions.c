/* SPDX-License-Identifier: GPL-3.0-or-later
 * The actions of the ticket pane: fields with a menu (their state is the value, "" = unset) and deeds. Every one ends in a
 * command and a commit. */
#define G_LOG_DOMAIN "zettelwand"

#include <glib/gi18n.h>

#include "zw-attachments-view.h"
#include "zw-block-popover.h"
#include "zw-close-dialog.h"
#include "zw-commit.h"
#include "zw-feedback.h"
#include "zw-format.h"
#include "zw-move.h"
#include "zw-pane-fields.h"
#include "zw-project-move.h"
#include "zw-ticket-commands.h"
#include "zw-ticket-pane-private.h"

/* Actions whose state is a field of the ticket. */
static const struct {
  const char *name;
  ZwField field;
} field_actions[] = {
  { "status", ZW_FIELD_STATUS },         { "sprint", ZW_FIELD_SPRINT }, { "priority", ZW_FIELD_PRIORITY },
  { "difficulty", ZW_FIELD_DIFFICULTY }, { "type", ZW_FIELD_TYPE },
};

static gint64
id_of (ZwTicketPane *self)
{
  return zw_item_get_id (ZW_ITEM (zw_ticket_pane_get_ticket (self)));
}

static void
present_close_dialog (ZwTicketPane *self, ZwResolution resolution)
{
  gint64 id = id_of (self);

  gtk_window_present (GTK_WINDOW (zw_close_dialog_new (GTK_WIDGET (self), self->workspace, &id, 1, resolution)));
}

/* Into a column of cancelled tickets needs a reason; into one of waiting tickets a date. */
static void
set_status (ZwTicketPane *self, const char *value)
{
  ZwStatus *status = zw_workspace_get_status (self->workspace, g_ascii_strtoll (value, NULL, 10));
  g_autoptr (GError) error = NULL;
  gint64 id = id_of (self);

  if (status != NULL && status->category == ZW_CATEGORY_CANCELLED)
    {
      present_close_dialog (self, ZW_RESOLUTION_POSTPONED);
      return;
    }
  ZwChangeSet *set = zw_ticket_set_field (self->workspace, &id, 1, ZW_FIELD_STATUS, value, &error);
  if (set == NULL || !zw_workspace_commit (self->workspace, set, &error))
    zw_move_tell_refusal (GTK_WIDGET (self), self->workspace, status, error);
  else if (status != NULL && status->category == ZW_CATEGORY_WAITING)
    zw_pane_fields_edit (ZW_PANE_FIELDS (self->fields), ZW_FIELD_WAITING_UNTIL);
}

static void
change_state_cb (GSimpleAction *action, GVariant *value, gpointer user_data)
{
  ZwTicketPane *self = user_data;
  const char *name = g_action_get_name (G_ACTION (action));
  const char *text = g_variant_get_string (value, NULL);
  g_autoptr (GError) error = NULL;
  gint64 id = id_of (self);

  if (g_str_equal (name, "status"))
    {
      set_status (self, text);
      return;
    }
  for (guint i = 0; i < G_N_ELEMENTS (field_actions); i++)
    if (g_str_equal (field_actions[i].name, name))
      zw_commit (GTK_WIDGET (self), self->workspace,
                 zw_ticket_set_field (self->workspace, &id, 1, field_actions[i].field, *text == '\0' ? NULL : text, &error), &error);
}

static void
done_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  ZwTicketPane *self = user_data;
  g_autoptr (GError) error = NULL;
  gint64 id = id_of (self);

  if (zw_ticket_count_open_children (self->workspace, id) > 0)
    present_close_dialog (self, ZW_RESOLUTION_NONE);
  else
    zw_commit (GTK_WIDGET (self), self->workspace,
               zw_ticket_close (self->workspace, &id, 1, ZW_RESOLUTION_NONE, NULL, 0, FALSE, &error), &error);
}

static void
not_done_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  present_close_dialog (user_data, ZW_RESOLUTION_POSTPONED);
}

static void
duplicate_of_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  present_close_dialog (user_data, ZW_RESOLUTION_DUPLICATE);
}

static void
reopen_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  ZwTicketPane *self = user_data;
  g_autoptr (GError) error = NULL;
  gint64 id = id_of (self);

  zw_commit (GTK_WIDGET (self), self->workspace, zw_ticket_reopen (self->workspace, &id, 1, &error), &error);
}

static void
edit_title_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  zw_ticket_pane_edit_title (user_data);
}

static void
popover_closed_cb (GtkPopover *popover)
{
  gtk_widget_unparent (GTK_WIDGET (popover));
}

/* The same small window as on the board, hanging on the status button. */
static void
block_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  ZwTicketPane *self = user_data;
  gint64 id = id_of (self);
  GtkWidget *popover = zw_block_popover_new (self->workspace, &id, 1);

  gtk_widget_set_parent (popover, self->status);
  g_signal_connect_after (popover, "closed", G_CALLBACK (popover_closed_cb), NULL);
  gtk_popover_popup (GTK_POPOVER (popover));
}

static void
wait_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  zw_pane_fields_edit (ZW_PANE_FIELDS (((ZwTicketPane *) user_data)->fields), ZW_FIELD_WAITING_UNTIL);
}

static void
copy_key_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  ZwTicketPane *self = user_data;
  g_autofree char *key = zw_format_key (self->workspace, zw_ticket_pane_get_ticket (self));
  g_autofree char *text = g_strdup_printf (_("%s copied"), key);

  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), key);
  zw_feedback_toast (GTK_WIDGET (self), text, FALSE);
}

static void
details_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ZwTicketPane) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (ZwTicketDetails) details = zw_store_read_details_finish (ZW_STORE (source), result, &error);
  gint64 copy = 0;

  if (details == NULL)
    zw_feedback_error (GTK_WIDGET (self), error);
  else if (zw_commit (GTK_WIDGET (self), self->workspace,
                      zw_ticket_duplicate (self->workspace, details->ticket, details, &copy, &error), &error))
    zw_ticket_pane_emit_open (self, copy);
}

static void
duplicate_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  ZwTicketPane *self = user_data;

  zw_store_read_details_async (zw_workspace_get_store (self->workspace), id_of (self), NULL, details_cb, g_object_ref (self));
}

static void
create_task_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  ZwTicketPane *self = user_data;
  g_autoptr (GError) error = NULL;
  gint64 task = 0;

  if (zw_commit (GTK_WIDGET (self), self->workspace,
                 zw_ticket_create_task_from_problem (self->workspace, id_of (self), ZW_TICKET_TASK,
                                                     zw_ticket_document_get_description (self->document), &task, &error), &error))
    zw_ticket_pane_emit_open (self, task);
}

static void
move_to_project_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  ZwTicketPane *self = user_data;
  gint64 id = id_of (self);

  zw_project_move_run (GTK_WIDGET (self), self->workspace, &id, 1, g_variant_get_int64 (parameter));
}

static void
delete_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  ZwTicketPane *self = user_data;
  g_autofree char *key = zw_format_key (self->workspace, zw_ticket_pane_get_ticket (self));
  g_autofree char *text = g_strdup_printf (_("%s deleted"), key);
  g_autoptr (GError) error = NULL;
  gint64 id = id_of (self);

  if (zw_commit (GTK_WIDGET (self), self->workspace, zw_ticket_delete (self->workspace, &id, 1, &error), &error))
    zw_feedback_toast (GTK_WIDGET (self), text, TRUE);
}

static void
attach_cb (GSimpleAction *action, GVariant *parameter, gpointer self)
{
  zw_attachments_view_choose (ZW_ATTACHMENTS_VIEW (((ZwTicketPane *) self)->attachments));
}

void
zw_ticket_pane_add_actions (ZwTicketPane *self)
{
  static const GActionEntry entries[] = {
    { "done", done_cb },           { "not-done", not_done_cb },   { "duplicate-of", duplicate_of_cb },
    { "reopen", reopen_cb },       { "edit-title", edit_title_cb }, { "block", block_cb },
    { "wait", wait_cb },           { "copy-key", copy_key_cb },   { "duplicate", duplicate_cb },
    { "create-task", create_task_cb }, { "delete", delete_cb },         { "attach", attach_cb },
    { .name = "move-to-project", .activate = move_to_project_cb, .parameter_type = "x" },
  };

  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries), self);
  for (guint i = 0; i < G_N_ELEMENTS (field_actions); i++)
    {
      g_autoptr (GSimpleAction) action = g_simple_action_new_stateful (field_actions[i].name, G_VARIANT_TYPE_STRING,
                                                                       g_variant_new_string (""));
      g_signal_connect (action, "change-state", G_CALLBACK (change_state_cb), self);
      g_action_map_add_action (G_ACTION_MAP (self->actions), G_ACTION (action));
    }
  gtk_widget_insert_action_group (GTK_WIDGET (self), "pane", G_ACTION_GROUP (self->actions));
}

void
zw_ticket_pane_update_actions (ZwTicketPane *self)
{
  ZwTicket *ticket = zw_ticket_pane_get_ticket (self);
  GAction *create_task = g_action_map_lookup_action (G_ACTION_MAP (self->actions), "create-task");

  for (guint i = 0; i < G_N_ELEMENTS (field_actions); i++)
    {
      GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self->actions), field_actions[i].name);
      g_autofree char *value = zw_item_dup_value (ZW_ITEM (ticket), field_actions[i].field);
      g_simple_action_set_state (G_SIMPLE_ACTION (action), g_variant_new_string (value == NULL ? "" : value));
    }
  g_simple_action_set_enabled (G_SIMPLE_ACTION (create_task), ticket->type == ZW_TICKET_PROBLEM);
}
