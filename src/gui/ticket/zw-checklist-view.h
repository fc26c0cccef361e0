/* SPDX-License-Identifier: GPL-3.0-or-later
 * ZwChecklistView: heading with "3 of 5" and a bar, the items, and an entry for new ones (several lines make several). */
#pragma once

#include <gtk/gtk.h>

#include "zw-ticket-document.h"

G_BEGIN_DECLS

#define ZW_TYPE_CHECKLIST_VIEW (zw_checklist_view_get_type ())
G_DECLARE_FINAL_TYPE (ZwChecklistView, zw_checklist_view, ZW, CHECKLIST_VIEW, GtkBox)

GtkWidget *zw_checklist_view_new (ZwWorkspace *workspace);
void       zw_checklist_view_set_document (ZwChecklistView *self, ZwTicketDocument *document); /* NULL = none */
/* A tick changes no list: counts anew. */
void       zw_checklist_view_update (ZwChecklistView *self);

G_END_DECLS
