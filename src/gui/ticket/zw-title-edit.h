/* SPDX-License-Identifier: GPL-3.0-or-later
 * ZwTitleEdit: what is behind a title that is edited in place, on a card or in a row: its draft, its saving, and the question
 * when somebody else changed it meanwhile. The text widget is ZwTitleEditor's.
 * Signal "restored" (const char *text): a draft of an earlier run was found before anything was typed; show it. Main thread. */
#pragma once

#include <gtk/gtk.h>

#include "zw-workspace.h"

G_BEGIN_DECLS

#define ZW_TYPE_TITLE_EDIT (zw_title_edit_get_type ())
G_DECLARE_FINAL_TYPE (ZwTitleEdit, zw_title_edit, ZW, TITLE_EDIT, GObject)

/* Begins with the title that @ticket has now. */
ZwTitleEdit *zw_title_edit_new (ZwWorkspace *workspace, ZwTicket *ticket);
/* @text is what the editor holds now. */
void         zw_title_edit_touch (ZwTitleEdit *self, const char *text);
/* The person is done: @text is saved, or asked about in the window of @widget. Nothing typed, or only blanks, changes nothing. */
void         zw_title_edit_finish (ZwTitleEdit *self, GtkWidget *widget, const char *text);
/* The person gave up. An editor that goes without either leaves its draft. */
void         zw_title_edit_cancel (ZwTitleEdit *self);

G_END_DECLS
