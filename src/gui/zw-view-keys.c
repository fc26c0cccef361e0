/* SPDX-License-Identifier: GPL-3.0-or-later
 * The keys that act on tickets, the same on the board and in the backlog. Added by their keys. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-view-keys.h"

static const ZwViewKey ticket_keys[] = {
  { "<Alt>Up", "ticket.move-up", -1 },
  { "<Alt>Down", "ticket.move-down", -1 },
  { "e", "ticket.edit-title", -1 },
  { "F2", "ticket.edit-title", -1 },
  { "a", "ticket.assign", -1 },
  { "m", "ticket.assign-me", -1 },
  { "t", "ticket.labels", -1 },
  { "p", "ticket.estimate", -1 },
  { "b", "ticket.block", -1 },
  { "w", "ticket.wait", -1 },
  { "d", "ticket.due", -1 },
  { "s", "ticket.sprint", -1 },
  { "c", "ticket.close", -1 },
  { "Delete", "ticket.delete", -1 },
  { "KP_Delete", "ticket.delete", -1 },
  { "<Control>d", "ticket.duplicate", -1 },
  { "<Control><Shift>c", "ticket.copy-key", -1 },
  { "slash", "win.filter", -1 },
  { "KP_Divide", "win.filter", -1 },
  { "<Control>f", "win.filter", -1 },
  { "question", "win.shortcuts", -1 },
  { "0", "ticket.difficulty", 0 }, { "1", "ticket.difficulty", 1 }, { "2", "ticket.difficulty", 2 },
  { "3", "ticket.difficulty", 3 }, { "4", "ticket.difficulty", 4 }, { "5", "ticket.difficulty", 5 },
  { "KP_0", "ticket.difficulty", 0 }, { "KP_1", "ticket.difficulty", 1 }, { "KP_2", "ticket.difficulty", 2 },
  { "KP_3", "ticket.difficulty", 3 }, { "KP_4", "ticket.difficulty", 4 }, { "KP_5", "ticket.difficulty", 5 },
};

static void
add_key (GtkShortcutController *controller, const ZwViewKey *key)
{
  GtkShortcutTrigger *trigger = gtk_shortcut_trigger_parse_string (key->trigger);
  GtkShortcut *shortcut = gtk_shortcut_new (trigger, gtk_named_action_new (key->action));

  if (key->number >= 0)
    gtk_shortcut_set_arguments (shortcut, g_variant_new_int32 (key->number));
  gtk_shortcut_controller_add_shortcut (controller, shortcut);
}

static void
add_keys (GtkShortcutController *controller, const ZwViewKey *keys, guint n)
{
  for (guint i = 0; i < n; i++)
    add_key (controller, &keys[i]);
}

void
zw_view_keys_add (GtkWidget *widget, const ZwViewKey *own, guint n_own)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();

  add_keys (GTK_SHORTCUT_CONTROLLER (controller), own, n_own);
  add_keys (GTK_SHORTCUT_CONTROLLER (controller), ticket_keys, G_N_ELEMENTS (ticket_keys));
  gtk_widget_add_controller (widget, controller);
}
