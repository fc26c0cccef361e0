/* SPDX-License-Identifier: GPL-3.0-or-later
 * An open list: the rows of a live model with one more row at the end, for what is added. Shared by the pages of this folder. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* @create makes the row of each item of @model (not taken), and of the last one, a GtkStringObject. */
void       zw_open_list_bind (GtkListBox *list, GListModel *model, GtkListBoxCreateWidgetFunc create, gpointer data);
/* "+ Add Column": a row to activate. (transfer floating) */
GtkWidget *zw_open_list_new_add_row (const char *label);

G_END_DECLS
