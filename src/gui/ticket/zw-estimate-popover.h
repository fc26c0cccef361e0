/* SPDX-License-Identifier: GPL-3.0-or-later
 * ZwEstimatePopover: the size of tickets: the project's scale as buttons; a number can be typed at once; "?" = unset.
 * Signal "chosen" (double value), NAN = unset; after the commit when it acts on tickets. */
#pragma once

#include "zw-ticket-popover.h"

G_BEGIN_DECLS

#define ZW_TYPE_ESTIMATE_POPOVER (zw_estimate_popover_get_type ())
G_DECLARE_FINAL_TYPE (ZwEstimatePopover, zw_estimate_popover, ZW, ESTIMATE_POPOVER, ZwTicketPopover)

GtkWidget *zw_estimate_popover_new (ZwWorkspace *workspace, gint64 project, const gint64 *tickets, guint n);

G_END_DECLS
