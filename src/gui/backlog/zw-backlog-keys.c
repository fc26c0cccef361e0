/* SPDX-License-Identifier: GPL-3.0-or-later
 * The keys of the backlog. Added by ZwBacklogView. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-backlog-keys.h"

typedef struct {
  const char *trigger;
  const char *action;
  int number; /* parameter; -1 = none */
} Key;

static const Key keys[] = {
  { "j", "backlog.focus-down", -1 },
  { "k", "backlog.focus-up", -1 },
  { "h", "backlog.collapse", -1 },
  { "l", "backlog.expand", -1 },
  { "Left", "backlog.collapse", -1 },
  { "Right", "backlog.expand", -1 },
  { "<Shift>Up", "backlog.extend-up", -1 },
  { "<Shift>Down", "backlog.extend-down", -1 },
  { "<Shift>k", "backlog.extend-up", -1 },
  { "<Shift>j", "backlog.extend-down", -1 },
  { "<Alt>Up", "ticket.move-up", -1 },
  { "<Alt>Down", "ticket.move-down", -1 },
  { "<Alt>Home", "ticket.move-top", -1 },
  { "<Alt>End", "ticket.move-bottom", -1 },
  { "space", "backlog.toggle-pane", -1 },
  { "n", "backlog.add-here", -1 },
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
  { "x", "backlog.select", -1 },
  { "<Control>space", "backlog.select", -1 },
  { "<Control>a", "backlog.select-all", -1 },
  { "<Control>d", "ticket.duplicate", -1 },
  { "<Control><Shift>c", "ticket.copy-key", -1 },
  { "slash", "win.filter", -1 },
  { "KP_Divide", "win.filter", -1 },
  { "<Control>f", "win.filter", -1 },
  { "question", "win.shortcuts", -1 },
  { "Escape", "backlog.escape", -1 },
  { "0", "ticket.difficulty", 0 }, { "1", "ticket.difficulty", 1 }, { "2", "ticket.difficulty", 2 },
  { "3", "ticket.difficulty", 3 }, { "4", "ticket.difficulty", 4 }, { "5", "ticket.difficulty", 5 },
  { "KP_0", "ticket.difficulty", 0 }, { "KP_1", "ticket.difficulty", 1 }, { "KP_2", "ticket.difficulty", 2 },
  { "KP_3", "ticket.difficulty", 3 }, { "KP_4", "ticket.difficulty", 4 }, { "KP_5", "ticket.difficulty", 5 },
};

static void
add_key (GtkShortcutController *controller, const Key *key)
{
  GtkShortcutTrigger *trigger = gtk_shortcut_trigger_parse_string (key->trigger);
  GtkShortcut *shortcut = gtk_shortcut_new (trigger, gtk_named_action_new (key->action));

  if (key->number >= 0)
    gtk_shortcut_set_arguments (shortcut, g_variant_new_int32 (key->number));
  gtk_shortcut_controller_add_shortcut (controller, shortcut);
}

void
zw_backlog_keys_add (GtkWidget *list)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    add_key (GTK_SHORTCUT_CONTROLLER (controller), &keys[i]);
  gtk_widget_add_controller (list, controller);
}
