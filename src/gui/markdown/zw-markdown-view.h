/* SPDX-License-Identifier: GPL-3.0-or-later
 * ZwMarkdownView: Markdown as labels below each other. Shows text, fetches nothing; links open on click. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define ZW_TYPE_MARKDOWN_VIEW (zw_markdown_view_get_type ())
G_DECLARE_FINAL_TYPE (ZwMarkdownView, zw_markdown_view, ZW, MARKDOWN_VIEW, GtkWidget)

GtkWidget  *zw_markdown_view_new (void);
/* NULL or "" shows nothing. The same text again changes nothing. */
void        zw_markdown_view_set_text (ZwMarkdownView *self, const char *text);
/* Whether the text can be marked and copied; off by default (a click then belongs to the parent). */
void        zw_markdown_view_set_selectable (ZwMarkdownView *self, gboolean selectable);

G_END_DECLS
