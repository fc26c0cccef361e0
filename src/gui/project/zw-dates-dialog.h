/* SPDX-License-Identifier: GPL-3.0-or-later
 * ZwDatesDialog: a set of days: a project's holidays or a person's days off. A calendar on which a click takes a day in or
 * out, and the list of days below; each click is a change of its own that can be undone. */
#pragma once

#include "zw-toast-window.h"

G_BEGIN_DECLS

#define ZW_TYPE_DATES_DIALOG (zw_dates_dialog_get_type ())
G_DECLARE_FINAL_TYPE (ZwDatesDialog, zw_dates_dialog, ZW, DATES_DIALOG, ZwToastWindow)

GtkWidget *zw_dates_dialog_new_holidays (ZwWorkspace *workspace, ZwProject *project);
GtkWidget *zw_dates_dialog_new_days_off (ZwWorkspace *workspace, ZwMember *member);

G_END_DECLS
