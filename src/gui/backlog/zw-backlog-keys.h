/* SPDX-License-Identifier: GPL-3.0-or-later
 * The keys of the backlog: single letters on the rows alone, so that entries never see them. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void zw_backlog_keys_add (GtkWidget *list);

G_END_DECLS
