/* SPDX-License-Identifier: GPL-3.0-or-later
 * What moves and what is drawn over the cards of ZwCardList: the insertion line of a drag, which fades in and out, and
 * the one card that glides to its place after a move. Both obey the person's wish for no animations. Called by the
 * list; changes no layout. */
#define G_LOG_DOMAIN "zettelwand"
#include "zw-card-list-private.h"

#define FADE_MS 120
#define SETTLE_MS 180
#define LINE_HEIGHT 3.0f
#define RING_SIZE 10.0f
#define RING_BORDER 2.0f

static void
fade_cb (double value, gpointer data)
{
  ZwCardList *self = data;

  self->line_opacity = value;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
settle_cb (double value, gpointer data)
{
  ZwCardList *self = data;

  self->settle_left = value;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
settled_cb (AdwAnimation *animation, ZwCardList *self)
{
  self->settle_left = 0;
  g_clear_object (&self->settle_item);
}

static GdkRGBA
look_up_color (ZwCardList *self, const char *name, GdkRGBA fallback, double opacity)
{
  GdkRGBA color;

  if (!gtk_style_context_lookup_color (gtk_widget_get_style_context (GTK_WIDGET (self)), name, &color))
    color = fallback;
  color.alpha *= (float) opacity;
  return color;
}

/* In the middle of the gap, but never cut off at the edges of the view. */
static float
line_y (ZwCardList *self)
{
  guint index = MIN (self->line_index, zw_card_list_get_n (self));
  float y = (float) zw_card_list_get_y (self, index) - (float) self->spacing / 2;

  return CLAMP (y, RING_SIZE / 2, MAX (RING_SIZE / 2, (float) self->page - RING_SIZE / 2));
}

static void
append_ring (GtkSnapshot *snapshot, float x, float y, const GdkRGBA *accent, const GdkRGBA *inside)
{
  GskRoundedRect ring;
  const float widths[4] = { RING_BORDER, RING_BORDER, RING_BORDER, RING_BORDER };
  const GdkRGBA colors[4] = { *accent, *accent, *accent, *accent };

  gsk_rounded_rect_init_from_rect (&ring, &GRAPHENE_RECT_INIT (x, y - RING_SIZE / 2, RING_SIZE, RING_SIZE),
                                   RING_SIZE / 2);
  gtk_snapshot_push_rounded_clip (snapshot, &ring);
  gtk_snapshot_append_color (snapshot, inside, &ring.bounds);
  gtk_snapshot_pop (snapshot);
  gtk_snapshot_append_border (snapshot, &ring, widths, colors);
}

static void
snapshot_line (ZwCardList *self, GtkSnapshot *snapshot)
{
  gboolean mirrored = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  float width = (float) self->width;
  float y = line_y (self);
  GdkRGBA accent =
    look_up_color (self, "accent_color", (GdkRGBA){ .1f, .41f, .78f, 1 }, self->line_opacity);
  GdkRGBA inside = look_up_color (self, "window_bg_color", (GdkRGBA){ 1, 1, 1, 1 }, self->line_opacity);

  gtk_snapshot_append_color (snapshot, &accent,
                             &GRAPHENE_RECT_INIT (mirrored ? 0 : RING_SIZE - 1, y - LINE_HEIGHT / 2,
                                                  width - RING_SIZE + 1, LINE_HEIGHT));
  append_ring (snapshot, mirrored ? width - RING_SIZE : 0, y, &accent, &inside);
}

static void
snapshot_settling (ZwCardList *self, GtkSnapshot *snapshot, ZwCardRow *row)
{
  double middle = row->y + row->height / 2.0;

  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (0, (float) (self->settle_left * (self->settle_from - middle))));
  gtk_widget_snapshot_child (GTK_WIDGET (self), GTK_WIDGET (row->card), snapshot);
  gtk_snapshot_restore (snapshot);
}

static gboolean
is_in_view (ZwCardList *self, ZwCardRow *row)
{
  return row->y + row->height + self->spacing > 0 && row->y - self->spacing < self->page;
}

/* The override of GtkWidget.snapshot: the card that glides and one that is typed in lie over their neighbours, the line over all. */
void
zw_card_list_draw (ZwCardList *self, GtkSnapshot *snapshot)
{
  ZwCardRow *settling = NULL;

  for (guint i = 0; i < self->rows->len; i++)
    {
      ZwCardRow *row = self->rows->pdata[i];
      if (self->settle_item != NULL && row->item == self->settle_item)
        settling = row;
      else if (is_in_view (self, row))
        gtk_widget_snapshot_child (GTK_WIDGET (self), GTK_WIDGET (row->card), snapshot);
    }
  if (settling != NULL)
    snapshot_settling (self, snapshot, settling);
  if (zw_card_list_holds_edit (self))
    gtk_widget_snapshot_child (GTK_WIDGET (self), GTK_WIDGET (self->zombie->card), snapshot);
  if (self->line_opacity > 0)
    snapshot_line (self, snapshot);
}

void
zw_card_list_add_animations (ZwCardList *self)
{
  GtkWidget *widget = GTK_WIDGET (self);

  self->line_animation =
    adw_timed_animation_new (widget, 0, 1, FADE_MS, adw_callback_animation_target_new (fade_cb, self, NULL));
  self->settle_animation =
    adw_timed_animation_new (widget, 1, 0, SETTLE_MS, adw_callback_animation_target_new (settle_cb, self, NULL));
  adw_timed_animation_set_easing (ADW_TIMED_ANIMATION (self->settle_animation), ADW_EASE_OUT_CUBIC);
  g_signal_connect_object (self->settle_animation, "done", G_CALLBACK (settled_cb), self, 0);
}

void
zw_card_list_remove_animations (ZwCardList *self)
{
  if (self->line_animation != NULL)
    adw_animation_reset (self->line_animation);
  if (self->settle_animation != NULL)
    adw_animation_reset (self->settle_animation);
  g_clear_object (&self->line_animation);
  g_clear_object (&self->settle_animation);
  g_clear_object (&self->settle_item);
}

void
zw_card_list_settle_item (ZwCardList *self, GObject *item, double from_middle_y)
{
  g_return_if_fail (ZW_IS_CARD_LIST (self));
  adw_animation_reset (self->settle_animation);
  if (!gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  g_set_object (&self->settle_item, item);
  self->settle_from = CLAMP (from_middle_y, 0, self->page);
  self->settle_left = 1;
  adw_animation_play (self->settle_animation);
}
