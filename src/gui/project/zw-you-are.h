/* SPDX-License-Identifier: GPL-3.0-or-later
 * “You are”: which person sits here. Asked once per database when it is not known, and changed in the settings. */
#pragma once

#include <adwaita.h>

#include "zw-workspace.h"

G_BEGIN_DECLS

/* Says it to @workspace and keeps it in @config_dir (NULL = for this run only). @person 0 with a @name: somebody outside the
 * database; 0 and NULL: nobody. A failure to keep it is shown at @widget. */
void       zw_you_are_choose (GtkWidget *widget, ZwWorkspace *workspace, const char *config_dir, gint64 person, const char *name);

#define ZW_TYPE_YOU_ARE_DIALOG (zw_you_are_dialog_get_type ())
G_DECLARE_FINAL_TYPE (ZwYouAreDialog, zw_you_are_dialog, ZW, YOU_ARE_DIALOG, AdwWindow)

/* Asks with the people of the database; one may also type another name, or not answer. The caller makes it transient and
 * presents it. */
GtkWidget *zw_you_are_dialog_new (ZwWorkspace *workspace, const char *config_dir);

G_END_DECLS
