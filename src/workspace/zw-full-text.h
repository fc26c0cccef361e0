/* SPDX-License-Identifier: GPL-3.0-or-later
 * ZwFullText: what the words of a filter find in descriptions and comments, which are not in memory. A model with a filter owns
 * one beside its ZwQuery: memory answers at once, the store a moment after the last key. Main thread.
 *
 * Signal "found" (): the words last looked for find other tickets than before; hand the query in again, then refill. */
#pragma once

#include "zw-query.h"

G_BEGIN_DECLS

#define ZW_TYPE_FULL_TEXT (zw_full_text_get_type ())
G_DECLARE_FINAL_TYPE (ZwFullText, zw_full_text, ZW, FULL_TEXT, GObject)

/* @project 0 = all. */
ZwFullText *zw_full_text_new (ZwWorkspace *workspace, gint64 project);
/* Tells @query (nullable) what is known of its words and asks the store for the others. */
void        zw_full_text_look_for (ZwFullText *self, ZwQuery *query);

G_END_DECLS
