/* SPDX-License-Identifier: GPL-3.0-or-later
 * ZwLongText: the description of a project as a sheet to write on. Long texts are not in memory: it is read when the sheet is
 * made and again when somebody changed it; what is typed is committed when the focus leaves. */
#pragma once

#include <adwaita.h>

#include "zw-workspace.h"

G_BEGIN_DECLS

#define ZW_TYPE_LONG_TEXT (zw_long_text_get_type ())
G_DECLARE_FINAL_TYPE (ZwLongText, zw_long_text, ZW, LONG_TEXT, AdwBin)

/* @name: for assistive technology. */
GtkWidget *zw_long_text_new (ZwWorkspace *workspace, ZwProject *project, const char *name);

G_END_DECLS
