/* SPDX-License-Identifier: GPL-3.0-or-later
 * ZwTitleEditor: the text that stands in for a title while it is edited in place, on a card or in a row. Enter saves, Escape
 * gives up, and so does leaving it save. Its owner makes it a child, gives it a place and draws it until "ended".
 * Signal "ended" (): the person is done, the editor goes by itself. Main thread. */
#pragma once

#include <gtk/gtk.h>

#include "zw-workspace.h"

G_BEGIN_DECLS

#define ZW_TYPE_TITLE_EDITOR (zw_title_editor_get_type ())
G_DECLARE_FINAL_TYPE (ZwTitleEditor, zw_title_editor, ZW, TITLE_EDITOR, GtkWidget)

/* Shows the title of @ticket, all of it selected, and takes the focus. @wraps: over several lines, as on a card. It is a
 * child of @owner from now on. */
GtkWidget *zw_title_editor_open (GtkWidget *owner, ZwWorkspace *workspace, ZwTicket *ticket, gboolean wraps);
/* @save FALSE gives up what was typed. Does nothing the second time. */
void       zw_title_editor_end (ZwTitleEditor *self, gboolean save);

G_END_DECLS
