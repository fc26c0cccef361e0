/* SPDX-License-Identifier: GPL-3.0-or-later
 * ZwCreateProject: the dialog that starts a project: name, key, what its columns will be, and who is in the team.
 * Signal "created" (gint64 project): it is there; the dialog closes. */
#pragma once

#include "zw-toast-window.h"

G_BEGIN_DECLS

#define ZW_TYPE_CREATE_PROJECT (zw_create_project_get_type ())
G_DECLARE_FINAL_TYPE (ZwCreateProject, zw_create_project, ZW, CREATE_PROJECT, ZwToastWindow)

/* The caller makes it transient and presents it. */
GtkWidget *zw_create_project_new (ZwWorkspace *workspace);

G_END_DECLS
