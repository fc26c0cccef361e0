/* SPDX-License-Identifier: GPL-3.0-or-later
 * The widgets of ZwCardList: a row is one card and the item it shows. Live rows stand in the order of the model;
 * parked ones wait for the next item, unseen by eye and by assistive technology. Called by the layout and by the
 * model's changes; must never look at items that need no widget. */
#define G_LOG_DOMAIN "zettelwand"
#include "zw-card-list-private.h"

#include <glib/gi18n.h>

#define ZOMBIE_Y (-5000)

static void
row_free (gpointer data)
{
  ZwCardRow *row = data;

  g_clear_object (&row->item);
  gtk_widget_unparent (GTK_WIDGET (row->card));
  g_free (row);
}

static void
set_hidden (ZwCardRow *row, gboolean hidden)
{
  gtk_widget_set_child_visible (GTK_WIDGET (row->card), !hidden);
  if (row->hidden == hidden)
    return;
  row->hidden = hidden;
  gtk_accessible_update_state (GTK_ACCESSIBLE (row->card), GTK_ACCESSIBLE_STATE_HIDDEN, hidden, -1);
}

/* Where a row of @index is or belongs among the live ones. */
static guint
lower_bound (ZwCardList *self, guint index)
{
  guint position = 0;

  while (position < self->rows->len && ((ZwCardRow *) self->rows->pdata[position])->index < index)
    position++;
  return position;
}

ZwCardRow *
zw_card_list_find_row (ZwCardList *self, guint index)
{
  guint position = lower_bound (self, index);
  ZwCardRow *row = position < self->rows->len ? self->rows->pdata[position] : NULL;

  return row != NULL && row->index == index ? row : NULL;
}

ZwCardRow *
zw_card_list_find_row_of_item (ZwCardList *self, GObject *item)
{
  for (guint i = 0; i < self->rows->len; i++)
    if (((ZwCardRow *) self->rows->pdata[i])->item == item)
      return self->rows->pdata[i];
  return NULL;
}

/* The live row of @card, or the zombie. */
ZwCardRow *
zw_card_list_find_row_of_widget (ZwCardList *self, GtkWidget *card)
{
  for (guint i = 0; i < self->rows->len; i++)
    if (GTK_WIDGET (((ZwCardRow *) self->rows->pdata[i])->card) == card)
      return self->rows->pdata[i];
  return self->zombie != NULL && GTK_WIDGET (self->zombie->card) == card ? self->zombie : NULL;
}

static ZwCardRow *
create_row (ZwCardList *self)
{
  ZwCardRow *row = g_new0 (ZwCardRow, 1);

  row->card = self->create (self, self->create_data);
  row->index = ZW_NO_INDEX;
  row->told_index = ZW_NO_INDEX;
  g_signal_connect_object (row->card, "edit-ended", G_CALLBACK (zw_card_list_edit_ended), self, G_CONNECT_SWAPPED);
  gtk_widget_set_focusable (GTK_WIDGET (row->card), TRUE);
  gtk_widget_set_parent (GTK_WIDGET (row->card), GTK_WIDGET (self));
  return row;
}

/* The zombie or a parked row that still shows @item saves a bind, and keeps the focus where the item went. */
static ZwCardRow *
take_row_for (ZwCardList *self, GObject *item)
{
  if (self->zombie != NULL && self->zombie->item == item)
    {
      gtk_widget_remove_css_class (GTK_WIDGET (self->zombie->card), "held");
      return g_steal_pointer (&self->zombie);
    }
  for (guint i = 0; i < self->parked->len; i++)
    if (((ZwCardRow *) self->parked->pdata[i])->item == item)
      return g_ptr_array_steal_index_fast (self->parked, i);
  if (self->parked->len > 0)
    return g_ptr_array_steal_index_fast (self->parked, self->parked->len - 1);
  return create_row (self);
}

static void
bind_row (ZwCardRow *row, GObject *item)
{
  if (g_set_object (&row->item, item))
    zw_card_bind (row->card, item);
}

/* The live row of @index, taken from the parked ones or made when there is none. */
ZwCardRow *
zw_card_list_ensure_row (ZwCardList *self, guint index)
{
  ZwCardRow *row = zw_card_list_find_row (self, index);
  g_autoptr (GObject) item = NULL;

  if (row != NULL)
    return row;
  item = zw_card_list_get_item (self, index);
  row = take_row_for (self, item);
  row->index = index;
  bind_row (row, item);
  set_hidden (row, FALSE);
  g_ptr_array_insert (self->rows, (int) lower_bound (self, index), row);
  zw_card_list_update_row_state (self, row);
  return row;
}

gboolean
zw_card_list_holds_edit (ZwCardList *self)
{
  return self->zombie != NULL && zw_card_is_edited (self->zombie->card);
}

/* What held the card is over: the focus and the card go on as they would have. */
void
zw_card_list_edit_ended (ZwCardList *self)
{
  if (self->zombie != NULL)
    zw_card_list_queue_focus (self);
}

void
zw_card_list_drop_zombie (ZwCardList *self)
{
  ZwCardRow *row = g_steal_pointer (&self->zombie);

  if (row == NULL)
    return;
  gtk_widget_remove_css_class (GTK_WIDGET (row->card), "held");
  set_hidden (row, TRUE);
  g_clear_object (&row->item);
  zw_card_bind (row->card, NULL);
  g_ptr_array_add (self->parked, row);
}

/* In view, over the others, while something is typed in it; else out of sight. */
static void
hold_row (ZwCardList *self, ZwCardRow *row)
{
  if (!zw_card_is_edited (row->card))
    {
      row->y = ZOMBIE_Y;
      return;
    }
  row->y = CLAMP (row->y, 0, MAX (0, self->page - row->height));
  gtk_widget_add_css_class (GTK_WIDGET (row->card), "held");
}

/* @row_position counts in the live rows. The card keeps its item until the layout is done, for it may come back. */
void
zw_card_list_park_row (ZwCardList *self, guint row_position)
{
  ZwCardRow *row = g_ptr_array_steal_index (self->rows, row_position);

  row->index = ZW_NO_INDEX;
  if (gtk_widget_get_focus_child (GTK_WIDGET (self)) == GTK_WIDGET (row->card))
    {
      zw_card_list_drop_zombie (self);
      self->zombie_was_seen = row->y + row->height > 0 && row->y < self->page;
      self->zombie = row;
      hold_row (self, row);
      return;
    }
  set_hidden (row, TRUE);
  g_ptr_array_add (self->parked, row);
}

void
zw_card_list_park_all (ZwCardList *self)
{
  while (self->rows->len > 0)
    zw_card_list_park_row (self, self->rows->len - 1);
}

void
zw_card_list_splice_rows (ZwCardList *self, guint position, guint removed, guint added)
{
  for (guint i = self->rows->len; i-- > 0;)
    {
      ZwCardRow *row = self->rows->pdata[i];
      if (row->index >= position + removed)
        row->index += added - removed;
      else if (row->index >= position)
        zw_card_list_park_row (self, i);
    }
}

static void
tell_place (ZwCardRow *row, guint n)
{
  g_autofree char *text = NULL;

  if (row->told_index == row->index && row->told_n == n)
    return;
  row->told_index = row->index;
  row->told_n = n;
  /* Translators: the place of a card in its column, read by screen readers: "3 of 200" */
  text = g_strdup_printf (_("%u of %u"), row->index + 1, n);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row->card), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text, -1);
}

/* After a layout: the order of siblings (which assistive technology reads), places, and parked cards let go. */
void
zw_card_list_finish_rows (ZwCardList *self)
{
  GtkWidget *previous = NULL;
  guint n = zw_card_list_get_n (self);

  for (guint i = 0; i < self->rows->len; i++)
    {
      ZwCardRow *row = self->rows->pdata[i];
      GtkWidget *card = GTK_WIDGET (row->card);

      if (gtk_widget_get_prev_sibling (card) != previous)
        gtk_widget_insert_after (card, GTK_WIDGET (self), previous);
      previous = card;
      tell_place (row, n);
    }
  for (guint i = 0; i < self->parked->len; i++)
    bind_row (self->parked->pdata[i], NULL);
}

void
zw_card_list_free_rows (ZwCardList *self)
{
  if (self->zombie != NULL)
    row_free (g_steal_pointer (&self->zombie));
  g_ptr_array_set_free_func (self->rows, row_free);
  g_ptr_array_set_free_func (self->parked, row_free);
  g_ptr_array_set_size (self->rows, 0);
  g_ptr_array_set_size (self->parked, 0);
}

void
zw_card_list_update_row_state (ZwCardList *self, ZwCardRow *row)
{
  ZwCardState state = 0;

  if (row->item == self->open_item)
    state |= ZW_CARD_STATE_OPEN;
  if (self->selection != NULL && zw_card_selection_contains (self->selection, row->item))
    state |= ZW_CARD_STATE_SELECTED;
  if (zw_card_list_is_dragged (self, row->item))
    state |= ZW_CARD_STATE_DRAG_SOURCE;
  if (row->state == state)
    return;
  row->state = state;
  zw_card_set_state (row->card, state);
}
