/* SPDX-License-Identifier: GPL-3.0-or-later
 * ZwPersonDialog: who somebody is (name, handle, e-mail, company, colour) and what they are in one project (role, hours per
 * day). Every field is committed by itself. */
#pragma once

#include "zw-toast-window.h"

G_BEGIN_DECLS

#define ZW_TYPE_PERSON_DIALOG (zw_person_dialog_get_type ())
G_DECLARE_FINAL_TYPE (ZwPersonDialog, zw_person_dialog, ZW, PERSON_DIALOG, ZwToastWindow)

GtkWidget *zw_person_dialog_new (ZwWorkspace *workspace, ZwPerson *person, ZwMember *member);

G_END_DECLS
