/* SPDX-License-Identifier: GPL-3.0-or-later
 * The keys of the backlog alone. Added by ZwBacklogView. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-backlog-keys.h"

#include "zw-view-keys.h"

static const ZwViewKey keys[] = {
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
  { "<Alt>Home", "ticket.move-top", -1 },
  { "<Alt>End", "ticket.move-bottom", -1 },
  { "space", "backlog.toggle-pane", -1 },
  { "n", "backlog.add-here", -1 },
  { "x", "backlog.select", -1 },
  { "<Control>space", "backlog.select", -1 },
  { "<Control>a", "backlog.select-all", -1 },
  { "Escape", "backlog.escape", -1 },
};

void
zw_backlog_keys_add (GtkWidget *list)
{
  zw_view_keys_add (list, keys, G_N_ELEMENTS (keys));
}
