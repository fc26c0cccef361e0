/* SPDX-License-Identifier: GPL-3.0-or-later
 * What the command functions of this folder share; not for anyone else. Pure: they only append to a set. */
#pragma once

#include "zw-workspace.h"

G_BEGIN_DECLS

/* SET with the item's present value as the old one; nothing when it is equal. "" counts as NULL. */
void       zw_command_set (ZwChangeSet *set, ZwItem *item, ZwField field, const char *value);
void       zw_command_set_id (ZwChangeSet *set, ZwItem *item, ZwField field, gint64 id);
void       zw_command_set_int64 (ZwChangeSet *set, ZwItem *item, ZwField field, gint64 value);
/* DELETE carrying every value of @item that is in memory. */
void       zw_command_delete (ZwChangeSet *set, ZwItem *item);
/* The id of the ticket a part belongs to; 0 for other entities. */
gint64     zw_command_get_ticket_of (ZwItem *item);

/* A loaded ticket, or NULL with ZW_ERROR_NOT_FOUND. */
ZwTicket  *zw_command_require_ticket (ZwWorkspace *workspace, gint64 id, GError **error);
ZwWorkflow zw_command_workflow_of_type (ZwTicketType type);
/* "WEB-42 “Fix login”" for messages (transfer full). */
char      *zw_command_describe (ZwWorkspace *workspace, ZwTicket *ticket);

/* Without the spaces around it; NULL becomes "". (transfer full) */
char      *zw_command_strip (const char *text);
/* The name of a @what (a word of ours, NC_("error", …)) is neither empty nor broken text. */
gboolean   zw_command_require_name (const char *name, const char *what, GError **error);
/* Whether another item of @list than @except has @text in @field, whatever the case. */
gboolean   zw_command_is_taken (GListModel *list, ZwItem *except, ZwField field, const char *text);
/* The same as a refusal that names it. */
gboolean   zw_command_check_free (GListModel *list, ZwItem *except, ZwField field, const char *text, const char *what, GError **error);
gboolean   zw_command_check_handle (const char *handle, GError **error);

/* Ranks for @n tickets that stand together directly before @next (NULL = after @previous, or at the very end) in the
 * project's full order; tickets in @moving do not count as neighbours. Appends the respread of others to @set when the gap has closed. */
void       zw_command_rank (ZwWorkspace *workspace, ZwChangeSet *set, gint64 project, GHashTable *moving,
                            ZwTicket *previous, ZwTicket *next, guint n, gint64 *ranks);

/* @n ranks for a place whose gap has closed: before the item at @position of @around (in order, without those that move). The
 * smallest window of them that gives room gets new ranks, too. */
void       zw_command_respread (ZwChangeSet *set, GPtrArray *around, guint position, guint n, gint64 *ranks);

/* Whether a ticket of @type may have this parent. A circle is the caller's question. */
gboolean   zw_command_check_parent (ZwWorkspace *workspace, const char *title, ZwTicketType type, gint64 project, ZwTicket *parent,
                                    GError **error);

/* Everything that follows when @ticket goes to @status: instants, resolution, waiting, remaining, blockers.
 * @resolution and texts are for cancelled statuses. FALSE when a rule refuses. Limits are asked when the set is complete. */
typedef struct {
  ZwResolution resolution;
  const char *text;
  gint64 duplicate_of;
} ZwClosing;
gboolean   zw_command_change_status (ZwWorkspace *workspace, ZwChangeSet *set, ZwTicket *ticket, ZwStatus *status,
                                     const ZwClosing *closing, GError **error);
/* The same for a ticket that gets @type in the same set. */
gboolean   zw_command_change_status_as (ZwWorkspace *workspace, ZwChangeSet *set, ZwTicket *ticket, ZwTicketType type, ZwStatus *status,
                                        const ZwClosing *closing, GError **error);

/* @ticket with its family into @sprint (0 = none); @done has the tickets that are in @set already. FALSE when a rule refuses. */
gboolean   zw_command_set_sprint (ZwWorkspace *workspace, ZwChangeSet *set, ZwTicket *ticket, gint64 sprint, GHashTable *done,
                                  GError **error);
/* For a ticket that comes out of the archive: a living column; a sub-ticket follows its parent, and a sprint may be gone by now. */
void       zw_command_restore (ZwWorkspace *workspace, ZwChangeSet *set, ZwTicket *ticket);

/* What @blocker held up is free again: it closed or was deleted. */
void       zw_command_end_blocks_of (ZwWorkspace *workspace, ZwChangeSet *set, ZwTicket *blocker);

G_END_DECLS
