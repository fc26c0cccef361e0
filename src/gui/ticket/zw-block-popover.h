/* SPDX-License-Identifier: GPL-3.0-or-later
 * ZwBlockPopover: why tickets are blocked, or by which other ticket. Needs at least one ticket. */
#pragma once

#include "zw-ticket-popover.h"

G_BEGIN_DECLS

#define ZW_TYPE_BLOCK_POPOVER (zw_block_popover_get_type ())
G_DECLARE_FINAL_TYPE (ZwBlockPopover, zw_block_popover, ZW, BLOCK_POPOVER, ZwTicketPopover)

GtkWidget *zw_block_popover_new (ZwWorkspace *workspace, const gint64 *tickets, guint n);

G_END_DECLS
