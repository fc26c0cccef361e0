/* SPDX-License-Identifier: GPL-3.0-or-later
 * ZwDatePopover: the due date: near dates, a calendar, or typed ("fri", "+3d").
 * Signal "chosen" (int date), ZW_UNSET = none; after the commit when it acts on tickets. */
#pragma once

#include "zw-ticket-popover.h"

G_BEGIN_DECLS

#define ZW_TYPE_DATE_POPOVER (zw_date_popover_get_type ())
G_DECLARE_FINAL_TYPE (ZwDatePopover, zw_date_popover, ZW, DATE_POPOVER, ZwTicketPopover)

GtkWidget *zw_date_popover_new (ZwWorkspace *workspace, gint64 project, const gint64 *tickets, guint n);

G_END_DECLS
