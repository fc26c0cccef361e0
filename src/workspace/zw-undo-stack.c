/* SPDX-License-Identifier: GPL-3.0-or-later
 * Two arrays of entries; see the header. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-undo-stack.h"

/* How many sets can be undone, how many of them are held, and how long one may be to be held. */
enum { MAX_ENTRIES = 10000, MAX_KEPT = 200, MAX_KEPT_CHANGES = 1000 };

typedef struct {
  gint64 id;
  ZwChangeSet *set; /* (owned) (nullable) */
  gboolean is_import; /* it began as one */
} Entry;

struct _ZwUndoStack {
  GArray *undo, *redo; /* (owned) Entry, newest last */
};

static void
clear_entry (gpointer data)
{
  g_clear_pointer (&((Entry *) data)->set, zw_change_set_unref);
}

static GArray *
new_entries (void)
{
  GArray *entries = g_array_new (FALSE, FALSE, sizeof (Entry));
  g_array_set_clear_func (entries, clear_entry);
  return entries;
}

ZwUndoStack *
zw_undo_stack_new (void)
{
  ZwUndoStack *self = g_new0 (ZwUndoStack, 1);

  self->undo = new_entries ();
  self->redo = new_entries ();
  return self;
}

void
zw_undo_stack_free (ZwUndoStack *self)
{
  g_array_unref (self->undo);
  g_array_unref (self->redo);
  g_free (self);
}

void
zw_undo_stack_clear (ZwUndoStack *self)
{
  g_array_set_size (self->undo, 0);
  g_array_set_size (self->redo, 0);
}

static void
push (GArray *entries, gint64 id, ZwChangeSet *set, gboolean is_import)
{
  Entry entry = { id, set == NULL ? NULL : zw_change_set_ref (set), is_import };

  g_array_append_val (entries, entry);
  if (entries->len > MAX_KEPT)
    clear_entry (&g_array_index (entries, Entry, entries->len - 1 - MAX_KEPT));
  if (entries->len > MAX_ENTRIES)
    g_array_remove_index (entries, 0);
}

/* Searches from the newest: nearly always the last one. */
static gboolean
drop (GArray *entries, gint64 id, gboolean *is_import)
{
  for (guint i = entries->len; i > 0; i--)
    if (g_array_index (entries, Entry, i - 1).id == id)
      {
        *is_import = g_array_index (entries, Entry, i - 1).is_import;
        g_array_remove_index (entries, i - 1);
        return TRUE;
      }
  return FALSE;
}

void
zw_undo_stack_record (ZwUndoStack *self, ZwChangeSet *set, gboolean keep)
{
  ZwChangeSet *kept = keep && set->changes->len <= MAX_KEPT_CHANGES ? set : NULL;
  gboolean is_import = set->deed == ZW_DEED_IMPORT;

  if (set->undoes == 0)
    {
      g_array_set_size (self->redo, 0);
      push (self->undo, set->id, kept, is_import);
    }
  else if (drop (self->undo, set->undoes, &is_import))
    push (self->redo, set->id, kept, is_import);
  else if (drop (self->redo, set->undoes, &is_import))
    push (self->undo, set->id, kept, is_import);
  else
    push (set->deed == ZW_DEED_REDO ? self->undo : self->redo, set->id, kept, is_import);
}

void
zw_undo_stack_take_back (ZwUndoStack *self, const ZwChangeSet *set)
{
  gboolean is_import = FALSE;
  gboolean was_undone = drop (self->redo, set->id, &is_import);
  gboolean was_done = drop (self->undo, set->id, &is_import);

  if (set->undoes == 0)
    return;
  if (was_undone)
    push (self->undo, set->undoes, NULL, is_import);
  else if (was_done)
    push (self->redo, set->undoes, NULL, is_import);
}

void
zw_undo_stack_forget (ZwUndoStack *self, const ZwChangeSet *set)
{
  gboolean was_import;

  drop (self->undo, set->id, &was_import);
  drop (self->redo, set->id, &was_import);
}

gint64
zw_undo_stack_peek (ZwUndoStack *self, gboolean redo, ZwChangeSet **set)
{
  GArray *entries = redo ? self->redo : self->undo;
  const Entry *last = entries->len == 0 ? NULL : &g_array_index (entries, Entry, entries->len - 1);

  if (set != NULL)
    *set = last == NULL ? NULL : last->set;
  return last == NULL ? 0 : last->id;
}

gboolean
zw_undo_stack_is_import (ZwUndoStack *self, gboolean redo)
{
  GArray *entries = redo ? self->redo : self->undo;

  return entries->len > 0 && g_array_index (entries, Entry, entries->len - 1).is_import;
}
