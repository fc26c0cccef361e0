/* SPDX-License-Identifier: GPL-3.0-or-later
 * ZwPaneFields: the boxed list of owner, reporter, customer, priority, sprint, due date, waiting, labels and parent.
 * Menus of priority and sprint use the actions pane.priority and pane.sprint of the pane. */
#pragma once

#include <gtk/gtk.h>

#include "zw-ticket-document.h"

G_BEGIN_DECLS

#define ZW_TYPE_PANE_FIELDS (zw_pane_fields_get_type ())
G_DECLARE_FINAL_TYPE (ZwPaneFields, zw_pane_fields, ZW, PANE_FIELDS, GtkWidget)

GtkWidget *zw_pane_fields_new (ZwWorkspace *workspace);
void       zw_pane_fields_set_document (ZwPaneFields *self, ZwTicketDocument *document); /* NULL = none */
void       zw_pane_fields_update (ZwPaneFields *self);
/* Opens the popover of one field: ZW_FIELD_OWNER, _LABELS, _DUE, _WAITING_UNTIL … */
void       zw_pane_fields_edit (ZwPaneFields *self, ZwField field);

G_END_DECLS
