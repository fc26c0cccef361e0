/* SPDX-License-Identifier: GPL-3.0-or-later
 * ZwPaneBands: the tinted bands under the title: blocked, waiting, closed as not done. Hidden while none applies. */
#pragma once

#include <gtk/gtk.h>

#include "zw-ticket-document.h"

G_BEGIN_DECLS

#define ZW_TYPE_PANE_BANDS (zw_pane_bands_get_type ())
G_DECLARE_FINAL_TYPE (ZwPaneBands, zw_pane_bands, ZW, PANE_BANDS, GtkBox)

GtkWidget *zw_pane_bands_new (ZwWorkspace *workspace);
/* NULL = none. Borrowed until the next call. */
void       zw_pane_bands_set_document (ZwPaneBands *self, ZwTicketDocument *document);
void       zw_pane_bands_update (ZwPaneBands *self);

G_END_DECLS
