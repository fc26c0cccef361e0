/* SPDX-License-Identifier: GPL-3.0-or-later
 * GTK 4.8 cannot announce: the place of a moved card is put into its name, which a screen reader reads when it changes.
 * Called after moves by key; must never move anything itself. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-card-place.h"

#include <glib/gi18n.h>

#include "zw-ticket-card.h"

/* The card gets its widget, and that the focus, when the list lays itself out. */
#define MAX_FRAMES 10

typedef struct {
  ZwBoard *board;   /* (owned) */
  ZwTicket *ticket; /* (owned) */
  int frames;
} Telling;

static void
telling_free (gpointer data)
{
  Telling *telling = data;

  g_object_unref (telling->board);
  g_object_unref (telling->ticket);
  g_free (telling);
}

/* NULL when it is not on the board any more. */
static char *
dup_place (ZwBoard *board, ZwTicket *ticket)
{
  ZwBoardColumn *column = zw_board_find_column (board, ticket);
  GListModel *cards = column == NULL ? NULL : zw_board_column_get_cards (column);
  guint n = cards == NULL ? 0 : g_list_model_get_n_items (cards);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (ZwTicket) other = g_list_model_get_item (cards, i);
      /* Translators: where a card stands: column, place, number of cards: "Review, 2 of 3". */
      if (other == ticket)
        return g_strdup_printf (_("%s, %u of %u"), zw_board_column_get_status (column)->name, i + 1, n);
    }
  return NULL;
}

static gboolean
tick_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  Telling *telling = data;
  GtkRoot *root = gtk_widget_get_root (widget);
  GtkWidget *focus = root == NULL ? NULL : gtk_root_get_focus (root);

  if (ZW_IS_TICKET_CARD (focus) && zw_ticket_card_get_ticket (ZW_TICKET_CARD (focus)) == telling->ticket)
    {
      g_autofree char *place = dup_place (telling->board, telling->ticket);
      zw_ticket_card_set_place (ZW_TICKET_CARD (focus), place);
      return G_SOURCE_REMOVE;
    }
  return ++telling->frames < MAX_FRAMES ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
}

void
zw_card_place_tell (GtkWidget *widget, ZwBoard *board, ZwTicket *ticket)
{
  Telling *telling = g_new0 (Telling, 1);

  telling->board = g_object_ref (board);
  telling->ticket = g_object_ref (ticket);
  gtk_widget_add_tick_callback (widget, tick_cb, telling, telling_free);
}
