/* SPDX-License-Identifier: GPL-3.0-or-later
 * ZwLinksView: the tickets this one is linked to, sub-tickets first; add and remove links.
 * Signal "open-ticket" (gint64 id). */
#pragma once

#include <gtk/gtk.h>

#include "zw-ticket-document.h"

G_BEGIN_DECLS

#define ZW_TYPE_LINKS_VIEW (zw_links_view_get_type ())
G_DECLARE_FINAL_TYPE (ZwLinksView, zw_links_view, ZW, LINKS_VIEW, GtkBox)

GtkWidget *zw_links_view_new (ZwWorkspace *workspace);
void       zw_links_view_set_document (ZwLinksView *self, ZwTicketDocument *document); /* NULL = none */
void       zw_links_view_update (ZwLinksView *self);

G_END_DECLS
