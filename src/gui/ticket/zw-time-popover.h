/* SPDX-License-Identifier: GPL-3.0-or-later
 * ZwTimePopover: planned time, or the time spent: logs work and corrects what remains. "1d 2h" in every entry.
 * Needs exactly one ticket. */
#pragma once

#include "zw-ticket-popover.h"

G_BEGIN_DECLS

#define ZW_TYPE_TIME_POPOVER (zw_time_popover_get_type ())
G_DECLARE_FINAL_TYPE (ZwTimePopover, zw_time_popover, ZW, TIME_POPOVER, ZwTicketPopover)

/* @field: ZW_FIELD_PLANNED, or ZW_FIELD_MINUTES for the work log. */
GtkWidget *zw_time_popover_new (ZwWorkspace *workspace, gint64 ticket, ZwField field);

G_END_DECLS
