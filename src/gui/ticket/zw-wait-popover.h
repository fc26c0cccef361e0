/* SPDX-License-Identifier: GPL-3.0-or-later
 * ZwWaitPopover: until when a ticket waits and for what. Needs at least one ticket. */
#pragma once

#include "zw-ticket-popover.h"

G_BEGIN_DECLS

#define ZW_TYPE_WAIT_POPOVER (zw_wait_popover_get_type ())
G_DECLARE_FINAL_TYPE (ZwWaitPopover, zw_wait_popover, ZW, WAIT_POPOVER, ZwTicketPopover)

GtkWidget *zw_wait_popover_new (ZwWorkspace *workspace, const gint64 *tickets, guint n);

G_END_DECLS
