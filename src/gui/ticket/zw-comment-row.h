/* SPDX-License-Identifier: GPL-3.0-or-later
 * ZwCommentRow: one comment: avatar, name, time, Markdown; its author can edit and delete it. */
#pragma once

#include <gtk/gtk.h>

#include "zw-workspace.h"

G_BEGIN_DECLS

#define ZW_TYPE_COMMENT_ROW (zw_comment_row_get_type ())
G_DECLARE_FINAL_TYPE (ZwCommentRow, zw_comment_row, ZW, COMMENT_ROW, GtkBox)

GtkWidget *zw_comment_row_new (ZwWorkspace *workspace, ZwComment *comment);

G_END_DECLS
