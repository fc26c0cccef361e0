/* SPDX-License-Identifier: GPL-3.0-or-later
 * ZwFieldRow: one row of a boxed list: the field's name on the left, its value as a flat menu button on the right. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define ZW_TYPE_FIELD_ROW (zw_field_row_get_type ())
G_DECLARE_FINAL_TYPE (ZwFieldRow, zw_field_row, ZW, FIELD_ROW, GtkListBoxRow)

/* Makes the popover each time the row opens: a floating GtkPopover. */
typedef GtkWidget *(*ZwPopoverFunc) (gpointer owner);

/* @create is called with @owner, which must outlive the row. */
GtkWidget *zw_field_row_new (const char *name, ZwPopoverFunc create, gpointer owner);
void       zw_field_row_set_name (ZwFieldRow *self, const char *name);
/* The names of all rows of @names are as wide as the widest: their values stand below each other. */
void       zw_field_row_join (ZwFieldRow *self, GtkSizeGroup *names);
/* Shows @text; @start and @end (floating, nullable) stand before and after it. @is_set FALSE = secondary colour. */
void       zw_field_row_set_value (ZwFieldRow *self, GtkWidget *start, const char *text, gboolean is_set, GtkWidget *end);
/* Shows @content (floating) in place of a text; @spoken is its value for assistive technology. */
void       zw_field_row_set_content (ZwFieldRow *self, GtkWidget *content, const char *spoken);
void       zw_field_row_popup (ZwFieldRow *self);

G_END_DECLS
