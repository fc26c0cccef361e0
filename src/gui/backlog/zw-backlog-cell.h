/* SPDX-License-Identifier: GPL-3.0-or-later
 * ZwBacklogCell: one row of the backlog as a ZwCard: the head of a section, a ticket, or the end of a section, as it is
 * bound. A ticket is drawn by the cell itself; the parts with buttons and entries are made when a cell first needs them.
 * Main thread.
 *
 * Signals: "part-clicked" (ZwTicket, int ZwBacklogPart). "created" (gint64), "adding-done" (ZwBacklogSection): of an end. */
#pragma once

#include "zw-backlog-drafts.h"
#include "zw-backlog-face.h"
#include "zw-backlog-plans.h"
#include "zw-backlog.h"
#include "zw-card.h"

G_BEGIN_DECLS

#define ZW_TYPE_BACKLOG_CELL (zw_backlog_cell_get_type ())
G_DECLARE_FINAL_TYPE (ZwBacklogCell, zw_backlog_cell, ZW, BACKLOG_CELL, GtkWidget)

ZwCard    *zw_backlog_cell_new (ZwWorkspace *workspace, ZwCardTheme *theme);
/* Where the next items come from (nullable). */
void       zw_backlog_cell_set_backlog (ZwBacklogCell *self, ZwBacklog *backlog, ZwBacklogPlans *plans, ZwBacklogDrafts *drafts);
/* First and last of a section are rounded: to be called after rows came or went. */
void       zw_backlog_cell_update_edges (ZwBacklogCell *self);
/* (nullable) borrowed: what it is bound to. */
GObject   *zw_backlog_cell_get_item (ZwBacklogCell *self);
/* (nullable) borrowed: while it shows one. */
ZwTicket  *zw_backlog_cell_get_ticket (ZwBacklogCell *self);
void       zw_backlog_cell_edit_title (ZwBacklogCell *self);
/* Of the end of a section: into the entry. FALSE when there is none. */
gboolean   zw_backlog_cell_start_adding (ZwBacklogCell *self);
/* (nullable) "Sprint 15, 2 of 6": told after a move, until the focus goes. */
void       zw_backlog_cell_set_place (ZwBacklogCell *self, const char *place);
/* Where the field stands, in this widget: estimate, owner, else the title. */
void       zw_backlog_cell_get_field_bounds (ZwBacklogCell *self, ZwField field, GdkRectangle *bounds);

G_END_DECLS
