/* SPDX-License-Identifier: GPL-3.0-or-later
 * ZwPersonPopover: choose an owner, a reporter or a customer by typing; create one who is missing.
 * Signal "chosen" (gint64 person): 0 = nobody; after the commit when it acts on tickets. */
#pragma once

#include "zw-ticket-popover.h"

G_BEGIN_DECLS

#define ZW_TYPE_PERSON_POPOVER (zw_person_popover_get_type ())
G_DECLARE_FINAL_TYPE (ZwPersonPopover, zw_person_popover, ZW, PERSON_POPOVER, ZwTicketPopover)

/* @field: ZW_FIELD_OWNER, _REPORTER or _CUSTOMER. @project may be 0 when there are tickets. */
GtkWidget *zw_person_popover_new (ZwWorkspace *workspace, gint64 project, const gint64 *tickets, guint n, ZwField field);

G_END_DECLS
