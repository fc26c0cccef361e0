/* SPDX-License-Identifier: GPL-3.0-or-later
 * ZwFilterBar: text and people to filter a view by, and how many tickets that leaves. It tells its text to its model on
 * every key; the people pressed are joined by "or", text and people by "and". Main thread. */
#pragma once

#include <gtk/gtk.h>

#include "zw-filterable.h"
#include "zw-workspace.h"

G_BEGIN_DECLS

#define ZW_TYPE_FILTER_BAR (zw_filter_bar_get_type ())
G_DECLARE_FINAL_TYPE (ZwFilterBar, zw_filter_bar, ZW, FILTER_BAR, GtkWidget)

/* What is counted. */
typedef enum { ZW_FILTER_CARDS, ZW_FILTER_TICKETS } ZwFilterNoun;

GtkWidget *zw_filter_bar_new (ZwWorkspace *workspace, ZwFilterNoun noun);
/* (nullable) a reference is taken. The filter starts empty. */
void       zw_filter_bar_set_model (ZwFilterBar *self, ZwFilterable *model);
/* Puts the keyboard into the entry. */
void       zw_filter_bar_start (ZwFilterBar *self);
/* FALSE when there was nothing to clear. */
gboolean   zw_filter_bar_clear (ZwFilterBar *self);

G_END_DECLS
