/* SPDX-License-Identifier: GPL-3.0-or-later
 * ZwDraftKeeper: keeps what is being typed into one field safe beside the database until it is saved or given up.
 * While it lives nobody else takes up its draft, in no window and no process.
 * Signal "restored" (const char *text): an earlier draft was found, once after zw_draft_keeper_restore(). Main thread. */
#pragma once

#include "zw-workspace.h"

G_BEGIN_DECLS

#define ZW_TYPE_DRAFT_KEEPER (zw_draft_keeper_get_type ())
G_DECLARE_FINAL_TYPE (ZwDraftKeeper, zw_draft_keeper, ZW, DRAFT_KEEPER, GObject)

/* The field @field of @id; entity TICKET with id 0 is the new-ticket form, field TEXT of a ticket its new comment. */
ZwDraftKeeper *zw_draft_keeper_new (ZwWorkspace *workspace, ZwEntity entity, gint64 id, ZwField field);
/* The value the editing started from, NULL = none. */
void           zw_draft_keeper_set_base (ZwDraftKeeper *self, const char *base);
/* (nullable) Inside "restored": what the earlier edit started from. */
const char    *zw_draft_keeper_get_base (ZwDraftKeeper *self);
/* @text is what the editor holds now; written 1 s after the last call. */
void           zw_draft_keeper_touch (ZwDraftKeeper *self, const char *text);
/* Writes at once what is waiting: on focus-out, before the editor goes. */
void           zw_draft_keeper_flush (ZwDraftKeeper *self);
/* Saved or given up: the draft is deleted. */
void           zw_draft_keeper_discard (ZwDraftKeeper *self);
/* Looks for an earlier draft that nobody types any more, and makes it its own. */
void           zw_draft_keeper_restore (ZwDraftKeeper *self);

G_END_DECLS
