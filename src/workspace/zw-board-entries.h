/* SPDX-License-Identifier: GPL-3.0-or-later
 * What each card adds to a board's figures: kept by ticket, so that a changed card is taken off and added again without
 * counting the others. For ZwBoard alone. */
#pragma once

#include "zw-board.h"

G_BEGIN_DECLS

typedef struct {
  ZwBoardColumn *column; /* borrowed */
  double estimate;       /* 0 when it enters no sum */
  gboolean is_counted;   /* for the limit */
  gboolean is_done;
} ZwBoardEntry;

typedef struct _ZwBoardEntries ZwBoardEntries;

ZwBoardEntries     *zw_board_entries_new (void);
void                zw_board_entries_free (ZwBoardEntries *self);
guint               zw_board_entries_get_n (ZwBoardEntries *self);
/* (nullable) borrowed until the next change */
const ZwBoardEntry *zw_board_entries_get (ZwBoardEntries *self, gint64 ticket);
/* Copies @entry; there must be none yet. */
void                zw_board_entries_put (ZwBoardEntries *self, gint64 ticket, const ZwBoardEntry *entry);
/* FALSE when there is none; else it is gone, and in @entry. */
gboolean            zw_board_entries_take (ZwBoardEntries *self, gint64 ticket, ZwBoardEntry *entry);
void                zw_board_entries_clear (ZwBoardEntries *self, guint n_expected);

G_END_DECLS
