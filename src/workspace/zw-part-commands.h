/* SPDX-License-Identifier: GPL-3.0-or-later
 * What can be done to the parts of a ticket: comments, checklist, links, blocks, work log. Pure, as in
 * zw-ticket-commands.h. (transfer full) */
#pragma once

#include "zw-workspace.h"

G_BEGIN_DECLS

ZwChangeSet *zw_comment_add (ZwWorkspace *workspace, gint64 ticket, const char *text, GError **error);
/* @old_text: what the person saw when the edit began; when the comment says something else by then, the store refuses. */
ZwChangeSet *zw_comment_edit (ZwWorkspace *workspace, ZwComment *comment, const char *old_text, const char *text, GError **error);
ZwChangeSet *zw_comment_delete (ZwWorkspace *workspace, ZwComment *comment, GError **error);

/* Several lines make several items; appended after @last (nullable). */
ZwChangeSet *zw_check_item_add (ZwWorkspace *workspace, gint64 ticket, ZwCheckItem *last, const char *text, gboolean done, GError **error);
ZwChangeSet *zw_check_item_set (ZwWorkspace *workspace, ZwCheckItem *item, ZwField field, const char *value, GError **error);
/* Before the one that stands at @position in @items (all of the ticket, in order) without @item; behind the last when there is none. */
ZwChangeSet *zw_check_item_move (ZwWorkspace *workspace, GListModel *items, ZwCheckItem *item, guint position, GError **error);
ZwChangeSet *zw_check_item_delete (ZwWorkspace *workspace, ZwCheckItem *item, GError **error);

/* @kind: ZW_FIELD_SOLVES, _DUPLICATES, _RELATES, _SPLIT_FROM, or ZW_FIELD_BLOCKER: @from blocks @to. */
ZwChangeSet *zw_link_add (ZwWorkspace *workspace, gint64 from, ZwField kind, gint64 to, GError **error);
ZwChangeSet *zw_link_remove (ZwWorkspace *workspace, gint64 from, ZwField kind, gint64 to, GError **error);

/* @reason and/or @blocker. A ticket that this blocker holds up already stays as it is. */
ZwChangeSet *zw_block_start (ZwWorkspace *workspace, const gint64 *tickets, guint n, const char *reason, gint64 blocker, GError **error);
ZwChangeSet *zw_block_end (ZwWorkspace *workspace, GPtrArray *blocks /* ZwBlock, open ones */, GError **error);

/* @minutes may be negative (a correction). @date NULL = today. Lowers remaining equally. */
ZwChangeSet *zw_work_add (ZwWorkspace *workspace, gint64 ticket, int minutes, const char *date, const char *note, GError **error);
/* Typing a total adds an entry for the difference. */
ZwChangeSet *zw_work_set_total (ZwWorkspace *workspace, gint64 ticket, int minutes, GError **error);

G_END_DECLS
