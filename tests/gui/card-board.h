/* SPDX-License-Identifier: GPL-3.0-or-later
 * Board: a ZwCardList of test cards in a real window, for the tests of ZwCardList: what it shows, frame by frame, and
 * what must always hold. */
#pragma once

#include "test-card.h"
#include "zw-card-list-private.h"

G_BEGIN_DECLS

#define PAGE 600
#define GAP 8

typedef struct {
  GtkWidget *window;
  GtkWidget *scrolled;
  ZwCardList *list;
  GListStore *store;
  ZwCardSelection *selection;
  GtkAdjustment *adjustment;
  guint created;
  int next_number;
  guint frames;
} Board;

/* What one sees: each visible item and the top of its card. */
typedef struct {
  GHashTable *tops;
} View;

void board_insert (Board *board, guint position, guint n);
GObject *board_get_item (Board *board, guint position);
guint board_get_n (Board *board);
void board_wait_frame (Board *board);
void board_open (Board *board, gconstpointer data);
void board_close (Board *board, gconstpointer data);
void view_free (View *view);
gboolean board_shows (Board *board, ZwCardRow *row);
View *board_see (Board *board);
int view_get_top (View *view, GObject *item);
void view_assert_still (View *before, View *after, guint least);
void board_assert_sound (Board *board);
void board_scroll_by (Board *board, double distance);
guint board_get_first_visible (Board *board);
ZwCardRow *board_get_last_row (Board *board);
void board_random_splice (Board *board, GRand *rand);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (View, view_free)

G_END_DECLS
