/* SPDX-License-Identifier: GPL-3.0-or-later
 * The picture of a drag, frozen when it begins. Called by ZwCardList; must hold no widget. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-drag-picture.h"

#include <glib/gi18n.h>

#define MAX_WIDTH 380
#define MAX_LAYERS 2 /* below the card */
#define LAYER_STEP 5.0f
#define RADIUS 10.0f
#define BADGE_PADDING 8.0f
#define BADGE_MARGIN 6.0f

static GdkRGBA
look_up (GtkWidget *list, const char *name, GdkRGBA fallback)
{
  GdkRGBA color;
  return gtk_style_context_lookup_color (gtk_widget_get_style_context (list), name, &color) ? color : fallback;
}

static void
append_sheet (GtkSnapshot *snapshot, GtkWidget *list, float offset, float width, float height)
{
  const GdkRGBA paper = look_up (list, "zw_card", (GdkRGBA){ 1, 1, 1, 1 });
  GdkRGBA edge = look_up (list, "window_fg_color", (GdkRGBA){ 0, 0, 0, 1 });
  GskRoundedRect outline;

  edge.alpha *= .25f;
  gsk_rounded_rect_init_from_rect (&outline, &GRAPHENE_RECT_INIT (offset, offset, width, height), RADIUS);
  gtk_snapshot_push_rounded_clip (snapshot, &outline);
  gtk_snapshot_append_color (snapshot, &paper, &outline.bounds);
  gtk_snapshot_pop (snapshot);
  gtk_snapshot_append_border (snapshot, &outline, (float[]){ 1, 1, 1, 1 }, (GdkRGBA[]){ edge, edge, edge, edge });
}

static void
append_card (GtkSnapshot *snapshot, GdkPaintable *card, float width, float height)
{
  GskRoundedRect outline;

  gsk_rounded_rect_init_from_rect (&outline, &GRAPHENE_RECT_INIT (0, 0, width, height), RADIUS);
  gtk_snapshot_push_rounded_clip (snapshot, &outline);
  gdk_paintable_snapshot (card, snapshot, gdk_paintable_get_intrinsic_width (card), height);
  gtk_snapshot_pop (snapshot);
}

static void
append_badge (GtkSnapshot *snapshot, GtkWidget *list, guint n, float width)
{
  g_autofree char *words = g_strdup_printf (ngettext ("%u ticket", "%u tickets", n), n);
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (list, words);
  const GdkRGBA accent = look_up (list, "accent_bg_color", (GdkRGBA){ .11f, .44f, .85f, 1 });
  const GdkRGBA ink = look_up (list, "accent_fg_color", (GdkRGBA){ 1, 1, 1, 1 });
  GskRoundedRect pill;
  int text_width, text_height;

  pango_layout_get_pixel_size (layout, &text_width, &text_height);
  graphene_rect_t area = GRAPHENE_RECT_INIT (width - text_width - 2 * BADGE_PADDING - BADGE_MARGIN, BADGE_MARGIN,
                                             text_width + 2 * BADGE_PADDING, text_height + 4);
  gsk_rounded_rect_init_from_rect (&pill, &area, area.size.height / 2);
  gtk_snapshot_push_rounded_clip (snapshot, &pill);
  gtk_snapshot_append_color (snapshot, &accent, &area);
  gtk_snapshot_pop (snapshot);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (area.origin.x + BADGE_PADDING, area.origin.y + 2));
  gtk_snapshot_append_layout (snapshot, layout, &ink);
  gtk_snapshot_restore (snapshot);
}

GdkPaintable *
zw_drag_picture_new (GtkWidget *list, GdkPaintable *card, guint n)
{
  g_autoptr (GtkSnapshot) snapshot = gtk_snapshot_new ();
  float width = (float) MIN (MAX_WIDTH, gdk_paintable_get_intrinsic_width (card));
  float height = (float) gdk_paintable_get_intrinsic_height (card);
  guint layers = n > 1 ? MIN (n - 1, MAX_LAYERS) : 0;

  for (guint i = layers; i > 0; i--)
    append_sheet (snapshot, list, i * LAYER_STEP, width, height);
  append_sheet (snapshot, list, 0, width, height);
  append_card (snapshot, card, width, height);
  if (n > 1)
    append_badge (snapshot, list, n, width);
  return gtk_snapshot_to_paintable (snapshot, &GRAPHENE_SIZE_INIT (width + layers * LAYER_STEP, height + layers * LAYER_STEP));
}
