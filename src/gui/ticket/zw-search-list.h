/* SPDX-License-Identifier: GPL-3.0-or-later
 * ZwSearchList: an entry above a short list: typing asks for other rows, the arrows move the mark without leaving the
 * entry, Enter takes the marked row. Holds rows only; what they stand for is the owner's business.
 * Signals: "search" () the text changed or the list was shown: fill it anew; "activated" (guint index);
 * "stopped" (): Escape. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define ZW_TYPE_SEARCH_LIST (zw_search_list_get_type ())
G_DECLARE_FINAL_TYPE (ZwSearchList, zw_search_list, ZW, SEARCH_LIST, GtkBox)

GtkWidget *zw_search_list_new (const char *placeholder);
/* What is typed, without blanks at the ends. (transfer full) */
char      *zw_search_list_dup_text (ZwSearchList *self);
/* The same, casefolded for comparing. (transfer full) */
char      *zw_search_list_dup_folded (ZwSearchList *self);
void       zw_search_list_clear (ZwSearchList *self);
/* Takes the floating @content as the next row; the first one is marked. */
void       zw_search_list_append (ZwSearchList *self, GtkWidget *content);
/* Replaces what one row shows. */
void       zw_search_list_set_row (ZwSearchList *self, guint index, GtkWidget *content);
/* Empties the entry, which asks for rows, and focuses it. */
void       zw_search_list_restart (ZwSearchList *self);

/* A row: @start (floating) (nullable), the text, and a check mark when it is the present value. (transfer floating) */
GtkWidget *zw_search_list_row_new (GtkWidget *start, const char *text, gboolean present);

G_END_DECLS
