/* SPDX-License-Identifier: GPL-3.0-or-later
 * The keys of the board alone. Added by ZwBoardView. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-board-keys.h"

#include "zw-view-keys.h"

static const ZwViewKey keys[] = {
  { "h", "board.focus-left", -1 },
  { "j", "board.focus-down", -1 },
  { "k", "board.focus-up", -1 },
  { "l", "board.focus-right", -1 },
  { "<Shift>Left", "ticket.move-left", -1 },
  { "<Shift>Right", "ticket.move-right", -1 },
  { "<Shift>Up", "ticket.move-up", -1 },
  { "<Shift>Down", "ticket.move-down", -1 },
  { "<Shift>h", "ticket.move-left", -1 },
  { "<Shift>l", "ticket.move-right", -1 },
  { "<Shift>k", "ticket.move-up", -1 },
  { "<Shift>j", "ticket.move-down", -1 },
  { "space", "board.toggle-pane", -1 },
  { "n", "board.new-ticket", -1 },
  { "x", "board.select", -1 },
  { "<Control>a", "board.select-all", -1 },
  { "Escape", "board.escape", -1 },
};

void
zw_board_keys_add (GtkWidget *columns)
{
  zw_view_keys_add (columns, keys, G_N_ELEMENTS (keys));
}
