/* SPDX-License-Identifier: GPL-3.0-or-later
 * ZwMemberRow: one person of a project in the settings, with what they take in a sprint and the menu for the rest. */
#pragma once

#include <gtk/gtk.h>

#include "zw-workspace.h"

G_BEGIN_DECLS

#define ZW_TYPE_MEMBER_ROW (zw_member_row_get_type ())
G_DECLARE_FINAL_TYPE (ZwMemberRow, zw_member_row, ZW, MEMBER_ROW, GtkListBoxRow)

GtkWidget *zw_member_row_new (ZwWorkspace *workspace, ZwMember *member);
/* Opens the form with everything about the person; also what activating the row does. */
void       zw_member_row_edit (ZwMemberRow *self);

G_END_DECLS
