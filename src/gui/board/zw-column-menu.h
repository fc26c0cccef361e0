/* SPDX-License-Identifier: GPL-3.0-or-later
 * What the menu of a column does: rename, category, limit, colour, neighbours, moving and deleting. Actions of the class
 * ZwColumnView ("column.rename" …), each ending in a command. Called by zw-column-view.c alone. */
#pragma once

#include "zw-column-view.h"

G_BEGIN_DECLS

void zw_column_menu_install (GtkWidgetClass *klass);
/* The menu is built when first opened; @header is what one drags the column by. */
void zw_column_menu_attach (ZwColumnView *self, GtkMenuButton *button, GtkWidget *header);

G_END_DECLS
