/* SPDX-License-Identifier: GPL-3.0-or-later
 * ZwTextArea: a text view inside a form: as tall as its wrapped lines at the width it gets, never wider than that.
 * Tab leaves it. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define ZW_TYPE_TEXT_AREA (zw_text_area_get_type ())
G_DECLARE_DERIVABLE_TYPE (ZwTextArea, zw_text_area, ZW, TEXT_AREA, GtkTextView)

struct _ZwTextAreaClass {
  GtkTextViewClass parent_class;
};

/* @name: for assistive technology. */
GtkWidget *zw_text_area_new (const char *name);

G_END_DECLS
