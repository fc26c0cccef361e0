/* SPDX-License-Identifier: GPL-3.0-or-later
 * ZwFoldBox: a horizontal row that fits any width by leaving out what matters least. Each child has a fold order: 0
 * always stays, 1 goes first, then 2, 3 … . One child may expand. Used by the sprint strip, the filter bar and column
 * headers. In templates the child's type attribute is its fold order, with "+" when it takes the room that is left:
 * <child type="1+">. The spacing is the style sheet's border-spacing. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define ZW_TYPE_FOLD_BOX (zw_fold_box_get_type ())
G_DECLARE_FINAL_TYPE (ZwFoldBox, zw_fold_box, ZW, FOLD_BOX, GtkWidget)

GtkWidget *zw_fold_box_new (void);
/* Pixels between children. */
void       zw_fold_box_set_spacing (ZwFoldBox *self, int spacing);
void       zw_fold_box_append (ZwFoldBox *self, GtkWidget *child, int fold, gboolean expand);

G_END_DECLS
