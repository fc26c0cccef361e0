/* SPDX-License-Identifier: GPL-3.0-or-later
 * Files and pictures that are dropped on the ticket pane or pasted into it become attachments. Main thread. */
#pragma once

#include "zw-attachments-view.h"

G_BEGIN_DECLS

/* @pane: the widget to drop on and to paste in, an ancestor of @attachments. */
void     zw_pane_drops_add (GtkWidget *pane, ZwAttachmentsView *attachments);
/* What Ctrl+V does. FALSE: the clipboard has nothing for us, or text for the editor that is focused. */
gboolean zw_pane_drops_paste (GtkWidget *pane, ZwAttachmentsView *attachments);

G_END_DECLS
