/* SPDX-License-Identifier: GPL-3.0-or-later
 * Layout and scrolling of ZwCardList. One card, the anchor, stays where it is; cards are measured and placed down and
 * up from it until the view and a little more is full, so estimates never enter what one sees. A correction above
 * the view moves the origin (the adjustment's lower), never the value: kinetic scrolling and scrollbar drags, which set
 * absolute values, then go on undisturbed. Called by size_allocate, the adjustment and the model's changes. */
#define G_LOG_DOMAIN "zettelwand"
#include "zw-card-list-private.h"

#include <math.h>

#define OVERSCAN 80
#define MAX_PASSES 4

int
zw_card_list_get_y (ZwCardList *self, guint index)
{
  return zw_card_heights_get_top (self->heights, index) + self->origin - self->value;
}

/* The total without the gap after the last card. */
static int
content_height (ZwCardList *self)
{
  return MAX (0, zw_card_heights_get_total (self->heights) - self->spacing);
}

static int
content_top (ZwCardList *self)
{
  return self->anchor_y - zw_card_heights_get_top (self->heights, self->anchor);
}

void
zw_card_list_update_origin (ZwCardList *self)
{
  self->origin = zw_card_list_get_n (self) > 0 ? self->value + content_top (self) : self->value;
}

/* Measures the card at the list's width and remembers its height, which it returns. */
int
zw_card_list_measure_row (ZwCardList *self, ZwCardRow *row)
{
  int width;
  int height;

  gtk_widget_measure (GTK_WIDGET (row->card), GTK_ORIENTATION_HORIZONTAL, -1, &width, NULL, NULL, NULL);
  gtk_widget_measure (GTK_WIDGET (row->card), GTK_ORIENTATION_VERTICAL, MAX (width, self->width), NULL, &height, NULL,
                      NULL);
  row->height = height;
  zw_card_heights_set (self->heights, row->index, height + self->spacing);
  return height;
}

static void
place_row (ZwCardList *self, ZwCardRow *row, int y)
{
  int width;

  row->y = y;
  gtk_widget_measure (GTK_WIDGET (row->card), GTK_ORIENTATION_HORIZONTAL, -1, &width, NULL, NULL, NULL);
  gtk_widget_size_allocate (GTK_WIDGET (row->card),
                            &(GtkAllocation){ 0, y, MAX (width, self->width), row->height }, -1);
}

/* The live row under @y, not the gap between two, nor what lies under a card that is held. */
ZwCardRow *
zw_card_list_row_at (ZwCardList *self, double y)
{
  if (zw_card_list_holds_edit (self) && y >= self->zombie->y && y < self->zombie->y + self->zombie->height)
    return NULL;
  for (guint i = 0; i < self->rows->len; i++)
    {
      ZwCardRow *row = self->rows->pdata[i];
      if (y >= row->y && y < row->y + row->height)
        return row;
    }
  return NULL;
}

/* The card at or nearest to @y, from the heights alone; FALSE when the list is empty. */
gboolean
zw_card_list_index_at (ZwCardList *self, double y, guint *index)
{
  if (zw_card_list_get_n (self) == 0)
    return FALSE;
  *index = zw_card_heights_find (self->heights, (int) floor (y) + self->value - self->origin);
  return TRUE;
}

/* A full resize, not queue_allocate: laying out binds cards, which ask for new sizes themselves. GTK forgets such
 * requests for widgets whose parents are being allocated, too, but would otherwise leave the parents marked. */
void
zw_card_list_queue_layout (ZwCardList *self)
{
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

/* From now on card @index stays with its top at @y. */
void
zw_card_list_anchor_to (ZwCardList *self, guint index, int y)
{
  self->anchor = index;
  self->anchor_y = y;
  self->stick_top = FALSE;
  self->stick_end = FALSE;
  zw_card_list_update_origin (self);
}

/* After the heights were spliced: which card keeps its place now. A card that comes in right before the anchor pushes
 * it down when its place is in view, and the cards above up when it is not. */
void
zw_card_list_splice_anchor (ZwCardList *self, guint position, guint removed, guint added)
{
  guint n = zw_card_list_get_n (self);
  gboolean in_view = self->anchor_y - self->spacing > 0;

  if (self->stick_top || n == 0)
    self->anchor = self->anchor_y = 0;
  else if (self->anchor >= position + removed && !(removed == 0 && position == self->anchor && in_view))
    self->anchor += added - removed;
  else if (self->anchor >= position && added > 0)
    self->anchor = position + MIN (self->anchor - position, added - 1);
  else if (self->anchor >= position)
    self->anchor = position;
  if (self->anchor >= n && n > 0)
    {
      self->anchor = n - 1;
      self->anchor_y -= zw_card_heights_get (self->heights, n - 1);
    }
  zw_card_list_update_origin (self);
}

/* Somebody else set the adjustment's value: the card at the top of the view becomes the anchor. */
void
zw_card_list_scrolled (ZwCardList *self)
{
  GtkAdjustment *adjustment = self->adjustments[GTK_ORIENTATION_VERTICAL];
  guint index;

  self->value = (int) lround (gtk_adjustment_get_value (adjustment));
  if (zw_card_list_index_at (self, 0, &index))
    {
      int y = zw_card_list_get_y (self, index);
      if (y < 0 && index + 1 < zw_card_list_get_n (self))
        y += zw_card_heights_get (self->heights, index++);
      zw_card_list_anchor_to (self, index, y);
    }
  self->stick_top = self->value <= self->origin;
  self->stick_end = !self->stick_top && self->value >= self->origin + content_height (self) - self->page;
  zw_card_list_queue_layout (self);
}

/* Sets anchor and its y for a list that stays at its top or end. */
static void
apply_sticks (ZwCardList *self)
{
  guint n = zw_card_list_get_n (self);

  if (self->stick_top)
    {
      self->anchor = 0;
      self->anchor_y = 0;
    }
  else if (self->stick_end)
    {
      self->anchor = n - 1;
      self->anchor_y = self->page - zw_card_list_measure_row (self, zw_card_list_ensure_row (self, n - 1));
    }
}

/* Parks what is out of view, so that its widgets serve the cards coming in. The card with the focus stays. */
static void
park_outside (ZwCardList *self, guint first, guint last)
{
  GtkWidget *focus = gtk_widget_get_focus_child (GTK_WIDGET (self));

  for (guint i = self->rows->len; i-- > 0;)
    {
      ZwCardRow *row = self->rows->pdata[i];
      if ((row->index < first || row->index > last) && GTK_WIDGET (row->card) != focus)
        zw_card_list_park_row (self, i);
    }
}

static void
park_by_heights (ZwCardList *self)
{
  guint first;
  guint last;

  zw_card_list_update_origin (self);
  if (zw_card_list_index_at (self, -OVERSCAN, &first) && zw_card_list_index_at (self, self->page + OVERSCAN, &last))
    park_outside (self, first, last);
}

/* Measures cards from the anchor down and up until the view is full. */
static void
walk (ZwCardList *self, guint *first, guint *last)
{
  guint n = zw_card_list_get_n (self);
  int y = self->anchor_y;
  guint i;

  for (i = self->anchor; i < n && (i == self->anchor || y < self->page + OVERSCAN); i++)
    y += zw_card_list_measure_row (self, zw_card_list_ensure_row (self, i)) + self->spacing;
  *last = i - 1;
  y = self->anchor_y;
  for (i = self->anchor; i > 0 && y > -OVERSCAN; i--)
    y -= zw_card_list_measure_row (self, zw_card_list_ensure_row (self, i - 1)) + self->spacing;
  *first = i;
}

/* How far the content must move so that no room is wasted above or below it. */
static int
wasted_room (ZwCardList *self)
{
  int top = content_top (self);
  int height = content_height (self);

  if (height <= self->page || top > 0)
    return -top;
  return MAX (0, self->page - (top + height));
}

/* The first card whose top is in the view: when it grows, what is above it stays. */
static void
pick_anchor (ZwCardList *self)
{
  ZwCardRow *best = NULL;

  for (guint i = 0; i < self->rows->len; i++)
    {
      ZwCardRow *row = self->rows->pdata[i];
      if (row->y + row->height <= 0)
        continue;
      best = row;
      if (row->y >= 0)
        break;
    }
  if (best == NULL)
    return;
  self->anchor = best->index;
  self->anchor_y = best->y;
}

static void
configure_adjustment (ZwCardList *self)
{
  GtkAdjustment *adjustment = self->adjustments[GTK_ORIENTATION_VERTICAL];
  int height = MAX (content_height (self), self->page);

  zw_card_list_update_origin (self);
  if (self->origin == self->value)
    self->origin = self->value = 0;
  if (adjustment == NULL)
    return;
  self->adjusting = TRUE;
  if (lround (gtk_adjustment_get_value (adjustment)) == self->value)
    gtk_adjustment_configure (adjustment, gtk_adjustment_get_value (adjustment), self->origin, self->origin + height,
                              self->page * .1, self->page * .9, self->page);
  else
    gtk_adjustment_configure (adjustment, self->value, self->origin, self->origin + height, self->page * .1,
                              self->page * .9, self->page);
  self->adjusting = FALSE;
}

/* Places what walk () measured, and the cards kept for the focus at their true place out of view. */
static void
place_rows (ZwCardList *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      ZwCardRow *row = self->rows->pdata[i];
      zw_card_list_measure_row (self, row);
    }
  zw_card_list_update_origin (self);
  for (guint i = 0; i < self->rows->len; i++)
    {
      ZwCardRow *row = self->rows->pdata[i];
      place_row (self, row, zw_card_list_get_y (self, row->index));
    }
}

static void
fill_view (ZwCardList *self)
{
  guint first = 0;
  guint last = 0;

  apply_sticks (self);
  park_by_heights (self);
  for (int pass = 0; pass < MAX_PASSES; pass++)
    {
      int move;
      walk (self, &first, &last);
      move = wasted_room (self);
      if (move == 0)
        break;
      self->anchor_y += move;
    }
  park_outside (self, first, last);
  place_rows (self);
  pick_anchor (self);
}

/* Lays out everything; in size_allocate only. */
void
zw_card_list_layout (ZwCardList *self)
{
  if (zw_card_list_get_n (self) > 0)
    fill_view (self);
  else
    zw_card_list_park_all (self);
  if (self->zombie != NULL)
    place_row (self, self->zombie, self->zombie->y);
  configure_adjustment (self);
  zw_card_list_finish_rows (self);
  self->stick_top = self->value <= self->origin;
  self->stick_end = !self->stick_top && self->value >= self->origin + content_height (self) - self->page;
  zw_card_list_update_hover (self);
}

/* Moves the view by @distance pixels of content; the adjustment may stop at its ends, the anchor decides. */
static void
shift_value (ZwCardList *self, int distance)
{
  GtkAdjustment *adjustment = self->adjustments[GTK_ORIENTATION_VERTICAL];

  if (adjustment == NULL)
    return;
  self->adjusting = TRUE;
  gtk_adjustment_set_value (adjustment, self->value + distance);
  self->value = (int) lround (gtk_adjustment_get_value (adjustment));
  self->adjusting = FALSE;
}

/* Scrolls just so far that card @index, which gets a widget, is in view. Before the first allocation: at the top. */
void
zw_card_list_show_index (ZwCardList *self, guint index)
{
  int y;
  int height;
  int target;

  if (self->page == 0)
    {
      zw_card_list_anchor_to (self, index, 0);
      return;
    }
  height = zw_card_list_measure_row (self, zw_card_list_ensure_row (self, index));
  zw_card_list_update_origin (self);
  y = zw_card_list_get_y (self, index);
  target = y < 0 || height > self->page ? 0 : MIN (y, self->page - height);
  if (target == y)
    return;
  shift_value (self, y - target);
  zw_card_list_anchor_to (self, index, target);
  zw_card_list_queue_layout (self);
}
