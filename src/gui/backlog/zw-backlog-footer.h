/* SPDX-License-Identifier: GPL-3.0-or-later
 * ZwBacklogFooter: the end of a section: what to do while it is empty, or an entry for new tickets: one line each, with
 * “@owner #label 3p” understood; several pasted lines are shown as a list before they are made. Main thread.
 *
 * Signal: "created" (gint64 first): tickets were made at the end of the section. "done" (): nothing more to add. */
#pragma once

#include <gtk/gtk.h>

#include "zw-backlog-drafts.h"

G_BEGIN_DECLS

#define ZW_TYPE_BACKLOG_FOOTER (zw_backlog_footer_get_type ())
G_DECLARE_FINAL_TYPE (ZwBacklogFooter, zw_backlog_footer, ZW, BACKLOG_FOOTER, GtkWidget)

GtkWidget *zw_backlog_footer_new (ZwWorkspace *workspace);
/* (nullable). @drafts (nullable without a section): where what is typed is kept. @filtered: it may be empty only because of a filter. */
void       zw_backlog_footer_set_section (ZwBacklogFooter *self, ZwBacklogSection *section, ZwBacklogDrafts *drafts, gboolean filtered);
/* Puts the keyboard into the entry; FALSE while there is none. */
gboolean   zw_backlog_footer_start (ZwBacklogFooter *self);
/* What assistive technology reads of the row. (static) */
const char *zw_backlog_footer_get_name (ZwBacklogFooter *self);

G_END_DECLS
