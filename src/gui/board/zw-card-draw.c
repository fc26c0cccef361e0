/* SPDX-License-Identifier: GPL-3.0-or-later
 * Painting what stands on a card, row by row. Called in ZwTicketCard's snapshot; must never measure anew what
 * zw-card-face.c has measured or touch the ticket. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-card-metrics.h"

typedef struct {
  ZwCardFace *face;
  GtkSnapshot *snapshot;
  int width;
  gboolean mirrored; /* from right to left */
  const GdkRGBA *foreground;
} Drawing;

/* Everything is placed from left to right; only what is painted at last knows of the other way round. */
static double
place (Drawing *drawing, double x, double width)
{
  return drawing->mirrored ? drawing->width - x - width : x;
}

static const GdkRGBA *
get_color (Drawing *drawing, const char *name)
{
  return zw_card_theme_get_color (drawing->face->theme, name);
}

static void
draw_round (Drawing *drawing, double x, double y, double width, double height, double radius, const GdkRGBA *color)
{
  GskRoundedRect rounded;
  graphene_rect_t bounds = GRAPHENE_RECT_INIT ((float) place (drawing, x, width), (float) y, (float) width, (float) height);

  gsk_rounded_rect_init_from_rect (&rounded, &bounds, (float) radius);
  gtk_snapshot_push_rounded_clip (drawing->snapshot, &rounded);
  gtk_snapshot_append_color (drawing->snapshot, color, &bounds);
  gtk_snapshot_pop (drawing->snapshot);
}

static void
draw_text (Drawing *drawing, PangoLayout *layout, double x, double y, const GdkRGBA *color)
{
  int room = pango_layout_get_width (layout);
  int width = room < 0 ? zw_card_text_width (layout) : room / PANGO_SCALE;

  gtk_snapshot_save (drawing->snapshot);
  gtk_snapshot_translate (drawing->snapshot, &GRAPHENE_POINT_INIT ((float) place (drawing, x, width), (float) y));
  gtk_snapshot_append_layout (drawing->snapshot, layout, color);
  gtk_snapshot_restore (drawing->snapshot);
}

/* In the middle of a row that begins at @y. Gives the text's width. */
static int
draw_centred (Drawing *drawing, PangoLayout *layout, double x, int y, int height, const GdkRGBA *color)
{
  draw_text (drawing, layout, x, y + (height - zw_card_text_height (layout)) / 2, color);
  return zw_card_text_width (layout);
}

static void
draw_icon (Drawing *drawing, const char *name, double x, int y, int height, int size, const GdkRGBA *color)
{
  zw_card_theme_draw_icon (drawing->face->theme, drawing->snapshot, name, place (drawing, x, size), y + (height - size) / 2, size,
                           color);
}

/* --- rows --- */

static void
draw_due (Drawing *drawing, int height)
{
  static const struct {
    const char *tint, *icon;
  } looks[] = { { "zw_chip", "zw_sec" }, { "zw_warn_tint", "warning_color" }, { "zw_err_tint", "error_color" } };
  PangoLayout *due = drawing->face->due;
  int chip_height = MAX (CHIP_HEIGHT, zw_card_text_height (due) + 2);
  int width = 2 * CHIP_PADDING + CHIP_ICON + CHIP_SPACING + zw_card_text_width (due);
  int x = drawing->width - width;
  ZwUrgency urgency = drawing->face->urgency;

  draw_round (drawing, x, (height - chip_height) / 2, width, chip_height, chip_height / 2.0, get_color (drawing, looks[urgency].tint));
  draw_icon (drawing, "x-office-calendar-symbolic", x + CHIP_PADDING, 0, height, CHIP_ICON, get_color (drawing, looks[urgency].icon));
  draw_centred (drawing, due, x + CHIP_PADDING + CHIP_ICON + CHIP_SPACING, 0, height, drawing->foreground);
}

static void
draw_top (Drawing *drawing, int height)
{
  ZwCardFace *face = drawing->face;
  int x = TYPE_ICON + TOP_SPACING;

  draw_icon (drawing, zw_format_type_icon (face->type), 0, 0, height, TYPE_ICON,
             get_color (drawing, zw_card_theme_get_type_color (face->type)));
  x += draw_centred (drawing, face->key, x, 0, height, get_color (drawing, "zw_sec")) + TOP_SPACING;
  if (face->priority > 3)
    draw_icon (drawing, face->priority == 4 ? "zw-high-symbolic" : "zw-urgent-symbolic", x, 0, height, TYPE_ICON,
               get_color (drawing, face->priority == 4 ? "warning_color" : "error_color"));
  if (face->due != NULL)
    draw_due (drawing, height);
  else if (face->closed)
    draw_icon (drawing, face->done ? "object-select-symbolic" : "window-close-symbolic", drawing->width - TYPE_ICON + 2, 0, height,
               TYPE_ICON, get_color (drawing, face->done ? "success_color" : "zw_sec"));
}

static int
draw_labels (Drawing *drawing, int y)
{
  ZwCardFace *face = drawing->face;
  const GdkRGBA *secondary = get_color (drawing, "zw_sec");
  int height = zw_card_small_height (face->labels[0].text);
  int x = 0;

  /* Long names end at the edge; large letters reach a little below their line. */
  gtk_snapshot_push_clip (drawing->snapshot, &GRAPHENE_RECT_INIT (0, y - ROW_SPACING, drawing->width, height + 2 * ROW_SPACING));
  for (guint i = 0; i < face->n_labels; i++)
    {
      draw_round (drawing, x, y + (height - DOT) / 2, DOT, DOT, DOT / 2.0, get_color (drawing, face->labels[i].color));
      x += DOT + DOT_SPACING;
      x += draw_centred (drawing, face->labels[i].text, x, y, height, secondary) + LABEL_SPACING;
    }
  if (face->more_labels != NULL)
    draw_centred (drawing, face->more_labels, x, y, height, secondary);
  gtk_snapshot_pop (drawing->snapshot);
  return height;
}

static int
draw_note (Drawing *drawing, ZwCardNote *note, int y)
{
  int height = zw_card_note_height (note, drawing->width);

  draw_round (drawing, 0, y, drawing->width, height, NOTE_RADIUS, get_color (drawing, note->tint));
  draw_icon (drawing, note->icon, NOTE_PADDING_X, y + NOTE_PADDING_Y, NOTE_MIN, NOTE_ICON, get_color (drawing, note->color));
  draw_text (drawing, note->text, NOTE_PADDING_X + NOTE_ICON + NOTE_SPACING, y + NOTE_PADDING_Y, drawing->foreground);
  return height;
}

static int
draw_progress (Drawing *drawing, int y)
{
  ZwCardFace *face = drawing->face;
  int height = zw_card_small_height (face->percent);
  int text_width = zw_card_text_width (face->percent);
  int bar_width = MAX (0, drawing->width - text_width - BAR_SPACING);
  int bar_y = y + (height - BAR_HEIGHT) / 2;

  draw_round (drawing, 0, bar_y, bar_width, BAR_HEIGHT, BAR_HEIGHT / 2.0, get_color (drawing, "zw_faint"));
  draw_round (drawing, 0, bar_y, MAX (BAR_HEIGHT, bar_width * face->progress / 100), BAR_HEIGHT, BAR_HEIGHT / 2.0,
              get_color (drawing, "zw_progress"));
  draw_centred (drawing, face->percent, drawing->width - text_width, y, height, get_color (drawing, "zw_sec"));
  return height;
}

/* --- the footer --- */

static int
measure_metas (ZwCardFace *face)
{
  int width = 0;

  for (guint i = 0; i < face->n_metas; i++)
    width += META_ICON + META_SPACING + zw_card_text_width (face->metas[i].text) + FOOT_SPACING;
  return width;
}

/* Up to @right, if what is brief makes it fit. */
static void
draw_metas (Drawing *drawing, int right, int y, int height)
{
  gboolean brief = measure_metas (drawing->face) > right;
  int x = 0;

  for (guint i = 0; i < drawing->face->n_metas; i++)
    {
      ZwCardMeta *meta = &drawing->face->metas[i];
      PangoLayout *text = brief && meta->brief != NULL ? meta->brief : meta->text;
      const GdkRGBA *color = get_color (drawing, meta->color);
      draw_icon (drawing, meta->icon, x, y, height, META_ICON, color);
      x += META_ICON + META_SPACING;
      x += draw_centred (drawing, text, x, y, height, meta->strong ? color : get_color (drawing, "zw_sec")) + FOOT_SPACING;
    }
}

/* With large text they are as large as the circle allows. */
static void
draw_initials (Drawing *drawing, int x, int top, const GdkRGBA *color)
{
  PangoLayout *initials = drawing->face->initials;
  int width = zw_card_text_width (initials), height = zw_card_text_height (initials);
  double scale = MIN (1.0, (AVATAR - 4.0) / MAX (MAX (width, height), 1));
  graphene_point_t corner = GRAPHENE_POINT_INIT ((float) (place (drawing, x, AVATAR) + (AVATAR - width * scale) / 2),
                                                 (float) (top + (AVATAR - height * scale) / 2));

  gtk_snapshot_save (drawing->snapshot);
  gtk_snapshot_translate (drawing->snapshot, &corner);
  gtk_snapshot_scale (drawing->snapshot, (float) scale, (float) scale);
  gtk_snapshot_append_layout (drawing->snapshot, initials, color);
  gtk_snapshot_restore (drawing->snapshot);
}

static void
draw_avatar (Drawing *drawing, int x, int y, int height)
{
  ZwCardFace *face = drawing->face;
  int top = y + (height - AVATAR) / 2;
  static const GdkRGBA white = { 1, 1, 1, 1 };

  if (face->initials == NULL)
    {
      const GdkRGBA *color = get_color (drawing, "zw_sec");
      GskRoundedRect ring;
      gsk_rounded_rect_init_from_rect (&ring, &GRAPHENE_RECT_INIT ((float) place (drawing, x, AVATAR), top, AVATAR, AVATAR),
                                       AVATAR / 2.0f);
      gtk_snapshot_append_border (drawing->snapshot, &ring, (float[4]) { 1.5f, 1.5f, 1.5f, 1.5f },
                                  (GdkRGBA[4]) { *color, *color, *color, *color });
      draw_icon (drawing, "avatar-default-symbolic", x + (AVATAR - CHIP_ICON) / 2, y, height, CHIP_ICON, color);
      return;
    }
  char name[16];
  g_snprintf (name, sizeof name, "zw_avatar_%d", face->avatar_color);
  draw_round (drawing, x, top, AVATAR, AVATAR, AVATAR / 2.0, get_color (drawing, name));
  draw_initials (drawing, x, top, &white);
}

static int
draw_estimate (Drawing *drawing, int right, int y, int height)
{
  PangoLayout *text = drawing->face->estimate;
  int text_width = zw_card_text_width (text);
  int width = MAX (PILL_MIN, text_width + 2 * PILL_PADDING);
  int pill_height = MAX (CHIP_HEIGHT, zw_card_text_height (text) + 2);

  draw_round (drawing, right - width, y + (height - pill_height) / 2, width, pill_height, pill_height / 2.0,
              get_color (drawing, "zw_chip"));
  draw_centred (drawing, text, right - width + (width - text_width) / 2, y, height, drawing->foreground);
  return width;
}

/* Gives its width. */
static int
draw_difficulty (Drawing *drawing, int right, int y, int height)
{
  int x = right - 5 * PIP - 4 * PIP_SPACING;

  for (int i = 1; i <= 5; i++)
    {
      draw_round (drawing, x, y + (height - PIP) / 2, PIP, PIP, PIP / 2.0,
                  get_color (drawing, i <= drawing->face->difficulty ? "zw_sec" : "zw_faint"));
      x += PIP + PIP_SPACING;
    }
  return 5 * PIP + 4 * PIP_SPACING;
}

static void
draw_foot (Drawing *drawing, int y)
{
  int height = zw_card_foot_height (drawing->face);
  int right = drawing->width - AVATAR;

  draw_avatar (drawing, right, y, height);
  right -= FOOT_SPACING;
  if (drawing->face->estimate != NULL)
    right -= draw_estimate (drawing, right, y, height) + FOOT_SPACING;
  if (drawing->face->difficulty > 0)
    right -= draw_difficulty (drawing, right, y, height) + FOOT_SPACING;
  draw_metas (drawing, right, y, height);
}

void
zw_card_face_snapshot (ZwCardFace *face, GtkSnapshot *snapshot, int width, gboolean mirrored, const GdkRGBA *foreground)
{
  Drawing drawing = { face, snapshot, width, mirrored, foreground };

  if (face->key == NULL)
    return;
  int title_height = zw_card_title_height (face, width);
  int y = zw_card_top_height (face) + ROW_SPACING;
  draw_top (&drawing, zw_card_top_height (face));
  draw_text (&drawing, face->title, 0, y, face->closed ? get_color (&drawing, "zw_sec") : foreground);
  y += title_height + ROW_SPACING;
  if (face->n_labels > 0)
    y += draw_labels (&drawing, y) + ROW_SPACING;
  for (guint i = 0; i < face->n_notes; i++)
    y += draw_note (&drawing, &face->notes[i], y) + ROW_SPACING;
  if (face->percent != NULL)
    y += draw_progress (&drawing, y) + ROW_SPACING;
  draw_foot (&drawing, y);
}
