/* SPDX-License-Identifier: GPL-3.0-or-later
 * ZwUndoStack: which sets of one writer can be undone and redone, newest last. Rebuilt from the change log when a
 * database is opened, kept by the workspace afterwards. An undo is a set of its own; a redo undoes an undo. It holds ids,
 * and the newest sets themselves so that Ctrl+Z needs no disk. Knows no model and no store. */
#pragma once

#include "zw-change.h"

G_BEGIN_DECLS

typedef struct _ZwUndoStack ZwUndoStack;

ZwUndoStack *zw_undo_stack_new (void);
void         zw_undo_stack_free (ZwUndoStack *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZwUndoStack, zw_undo_stack_free)
void         zw_undo_stack_clear (ZwUndoStack *self);

/* @set has happened. A command clears redo; a set that undoes another moves it to the other side.
 * @keep: hold on to the set itself (as it is, without a copy). */
void         zw_undo_stack_record (ZwUndoStack *self, ZwChangeSet *set, gboolean keep);
/* @set has not happened after all (the store refused it). */
void         zw_undo_stack_take_back (ZwUndoStack *self, const ZwChangeSet *set);

/* @set changed nothing: the log does not know it, and it can be neither undone nor redone. */
void         zw_undo_stack_forget (ZwUndoStack *self, const ZwChangeSet *set);

/* The id of the set to take back next; 0 = none. @set: borrowed, NULL when it must be read from the log. */
gint64       zw_undo_stack_peek (ZwUndoStack *self, gboolean redo, ZwChangeSet **set);
/* Whether that set is an import, or one of the undos and redos that followed it. */
gboolean     zw_undo_stack_is_import (ZwUndoStack *self, gboolean redo);

G_END_DECLS
