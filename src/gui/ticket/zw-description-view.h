/* SPDX-License-Identifier: GPL-3.0-or-later
 * ZwDescriptionView: the description as rendered Markdown; a click or the pencil edits its source. Saves on focus-out and
 * Ctrl+Enter; Escape gives the edit up. What is typed is kept as a draft until it is saved. */
#pragma once

#include <gtk/gtk.h>

#include "zw-ticket-document.h"

G_BEGIN_DECLS

#define ZW_TYPE_DESCRIPTION_VIEW (zw_description_view_get_type ())
G_DECLARE_FINAL_TYPE (ZwDescriptionView, zw_description_view, ZW, DESCRIPTION_VIEW, GtkBox)

GtkWidget *zw_description_view_new (ZwWorkspace *workspace);
/* NULL = none. An open edit of the former ticket is saved first; a draft of the new one opens again. */
void       zw_description_view_set_document (ZwDescriptionView *self, ZwTicketDocument *document);
void       zw_description_view_edit (ZwDescriptionView *self);
gboolean   zw_description_view_is_editing (ZwDescriptionView *self);
/* Saves an open edit; nothing to do when nothing changed. */
void       zw_description_view_save (ZwDescriptionView *self);
/* The editor's buffer, borrowed: for tests of typing. */
GtkTextBuffer *zw_description_view_get_buffer (ZwDescriptionView *self);

G_END_DECLS
