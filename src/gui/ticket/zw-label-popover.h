/* SPDX-License-Identifier: GPL-3.0-or-later
 * ZwLabelPopover: put labels on and take them off, stay open meanwhile; create one that is missing.
 * Signal "toggled" (gint64 label): only when it acts on no ticket (the new-ticket dialog keeps the set itself). */
#pragma once

#include "zw-ticket-popover.h"

G_BEGIN_DECLS

#define ZW_TYPE_LABEL_POPOVER (zw_label_popover_get_type ())
G_DECLARE_FINAL_TYPE (ZwLabelPopover, zw_label_popover, ZW, LABEL_POPOVER, ZwTicketPopover)

GtkWidget *zw_label_popover_new (ZwWorkspace *workspace, gint64 project, const gint64 *tickets, guint n);
/* Without tickets: which labels (gint64) carry a check mark. Copied. */
void       zw_label_popover_set_chosen (ZwLabelPopover *self, GArray *labels);

/* A dot in the label's colour. (transfer floating) */
GtkWidget *zw_label_dot_new (ZwLabel *label);

G_END_DECLS
