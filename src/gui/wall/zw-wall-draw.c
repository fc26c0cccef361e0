/* SPDX-License-Identifier: GPL-3.0-or-later
 * Painting a card of the wall. Called in ZwWallCard's snapshot; must never touch the ticket. What does not fit beside more
 * important things in its row is left out rather than cut. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-wall-metrics.h"

typedef struct {
  ZwWallFace *face;
  GtkSnapshot *snapshot;
  ZwWallDensity density;
  int left, right; /* what is free of the row that is being painted */
  int y, height;   /* the row */
  const GdkRGBA *foreground;
} Drawing;

static int
scale (const Drawing *drawing, double pixels)
{
  return zw_wall_scale (drawing->face->base, pixels);
}

static const GdkRGBA *
get_color (const Drawing *drawing, const char *name)
{
  return zw_card_theme_get_color (drawing->face->theme, name);
}

static void
draw_round (Drawing *drawing, double x, double y, double width, double height, double radius, const GdkRGBA *color)
{
  GskRoundedRect rounded;
  graphene_rect_t bounds = GRAPHENE_RECT_INIT ((float) x, (float) y, (float) width, (float) height);

  gsk_rounded_rect_init_from_rect (&rounded, &bounds, (float) radius);
  gtk_snapshot_push_rounded_clip (drawing->snapshot, &rounded);
  gtk_snapshot_append_color (drawing->snapshot, color, &bounds);
  gtk_snapshot_pop (drawing->snapshot);
}

static void
draw_layout (Drawing *drawing, PangoLayout *layout, int x, int y, const GdkRGBA *color)
{
  gtk_snapshot_save (drawing->snapshot);
  gtk_snapshot_translate (drawing->snapshot, &GRAPHENE_POINT_INIT (x, y));
  gtk_snapshot_append_layout (drawing->snapshot, layout, color);
  gtk_snapshot_restore (drawing->snapshot);
}

/* --- in a row: each takes its room from the left or the right, and FALSE when there is none ------------------------ */

static gboolean
take_left (Drawing *drawing, int width, int *x)
{
  if (drawing->right - drawing->left < width)
    return FALSE;
  *x = drawing->left;
  drawing->left += width + scale (drawing, WALL_SPACING);
  return TRUE;
}

static gboolean
take_right (Drawing *drawing, int width, int *x)
{
  if (drawing->right - drawing->left < width)
    return FALSE;
  *x = drawing->right - width;
  drawing->right -= width + scale (drawing, WALL_SPACING);
  return TRUE;
}

static void
draw_in_row (Drawing *drawing, PangoLayout *layout, int x, const GdkRGBA *color)
{
  draw_layout (drawing, layout, x, drawing->y + (drawing->height - zw_wall_text_height (layout)) / 2, color);
}

static void
draw_icon (Drawing *drawing, const char *name, int x, const char *color)
{
  int size = scale (drawing, WALL_ICON);

  zw_card_theme_draw_icon (drawing->face->theme, drawing->snapshot, name, x, drawing->y + (drawing->height - size) / 2, size,
                           get_color (drawing, color));
}

static void
put_icon (Drawing *drawing, const char *name, const char *color, gboolean at_end)
{
  int x, size = scale (drawing, WALL_ICON);

  if (at_end ? take_right (drawing, size, &x) : take_left (drawing, size, &x))
    draw_icon (drawing, name, x, color);
}

/* Nobody has taken it: an outlined head. */
static void
draw_nobody (Drawing *drawing, int x, int size)
{
  const GdkRGBA *color = get_color (drawing, "zw_sec");
  int y = drawing->y + (drawing->height - size) / 2, icon = scale (drawing, WALL_ICON);
  float w = (float) (2.5 * drawing->face->base);
  GskRoundedRect ring;

  gsk_rounded_rect_init_from_rect (&ring, &GRAPHENE_RECT_INIT (x, y, size, size), (float) (size / 2.0));
  gtk_snapshot_append_border (drawing->snapshot, &ring, (float[4]) { w, w, w, w }, (GdkRGBA[4]) { *color, *color, *color, *color });
  draw_icon (drawing, "avatar-default-symbolic", x + (size - icon) / 2, "zw_sec");
}

static void
put_avatar (Drawing *drawing, int size)
{
  ZwWallFace *face = drawing->face;
  static const GdkRGBA white = { 1, 1, 1, 1 };
  char name[16];
  int x;

  if ((face->initials == NULL && face->closed) || !take_right (drawing, size, &x))
    return;
  if (face->initials == NULL)
    {
      draw_nobody (drawing, x, size);
      return;
    }
  g_snprintf (name, sizeof name, "zw_avatar_%d", face->avatar_color);
  draw_round (drawing, x, drawing->y + (drawing->height - size) / 2, size, size, size / 2.0, get_color (drawing, name));
  draw_in_row (drawing, face->initials, x + (size - zw_wall_text_width (face->initials)) / 2, &white);
}

static void
put_estimate (Drawing *drawing)
{
  PangoLayout *text = drawing->face->estimate;
  int x, text_width = text == NULL ? 0 : zw_wall_text_width (text), height = scale (drawing, WALL_PILL_HEIGHT);
  int width = MAX (scale (drawing, WALL_PILL_MIN), text_width + scale (drawing, 2 * WALL_PILL_PADDING));

  if (text == NULL || !take_right (drawing, width, &x))
    return;
  draw_round (drawing, x, drawing->y + (drawing->height - height) / 2, width, height, height / 2.0, get_color (drawing, "zw_chip"));
  draw_in_row (drawing, text, x + (width - text_width) / 2, drawing->foreground);
}

/* The chip with its words, where there is room for them; else its sign. */
static void
put_due (Drawing *drawing, gboolean with_words, gboolean at_end)
{
  static const struct {
    const char *tint, *icon;
  } looks[] = { { "zw_chip", "zw_sec" }, { "zw_warn_tint", "warning_color" }, { "zw_err_tint", "error_color" } };
  PangoLayout *due = drawing->face->due;
  ZwUrgency urgency = drawing->face->urgency;
  int x, height = scale (drawing, WALL_PILL_HEIGHT), padding = scale (drawing, WALL_PILL_PADDING);

  if (due == NULL)
    return;
  int beside = padding + scale (drawing, WALL_ICON + WALL_SPACING), width = beside + zw_wall_text_width (due) + padding;
  if (!with_words || drawing->right - drawing->left < width)
    {
      put_icon (drawing, "x-office-calendar-symbolic", looks[urgency].icon, at_end);
      return;
    }
  if (at_end)
    take_right (drawing, width, &x);
  else
    take_left (drawing, width, &x);
  draw_round (drawing, x, drawing->y + (drawing->height - height) / 2, width, height, height / 2.0,
              get_color (drawing, looks[urgency].tint));
  draw_icon (drawing, "x-office-calendar-symbolic", x + padding, looks[urgency].icon);
  draw_in_row (drawing, due, x + beside, drawing->foreground);
}

/* A sign and its figure. */
static void
put_figure (Drawing *drawing, const char *icon, PangoLayout *text, const char *color, gboolean at_end)
{
  int x, beside = scale (drawing, WALL_ICON + 4), width = text == NULL ? 0 : beside + zw_wall_text_width (text);

  if (text == NULL || !(at_end ? take_right (drawing, width, &x) : take_left (drawing, width, &x)))
    return;
  draw_icon (drawing, icon, x, color);
  draw_in_row (drawing, text, x + beside, get_color (drawing, color));
}

static void
put_type (Drawing *drawing)
{
  put_icon (drawing, zw_format_type_icon (drawing->face->type), zw_card_theme_get_type_color (drawing->face->type), FALSE);
}

static void
put_priority (Drawing *drawing)
{
  if (drawing->face->priority > 3)
    put_icon (drawing, drawing->face->priority == 4 ? "zw-high-symbolic" : "zw-urgent-symbolic",
              drawing->face->priority == 4 ? "warning_color" : "error_color", FALSE);
}

static void
put_key (Drawing *drawing)
{
  int x;

  if (take_left (drawing, zw_wall_text_width (drawing->face->key), &x))
    draw_in_row (drawing, drawing->face->key, x, get_color (drawing, "zw_sec"));
}

static void
put_outcome (Drawing *drawing)
{
  if (drawing->face->closed)
    put_icon (drawing, drawing->face->done ? "object-select-symbolic" : "window-close-symbolic",
              drawing->face->done ? "success_color" : "zw_sec", TRUE);
}

/* Blocked, waiting, late: what a card with fewer words still has to say. */
static void
put_signs (Drawing *drawing)
{
  ZwWallFace *face = drawing->face;

  for (guint i = 0; i < face->n_notes; i++)
    put_icon (drawing, face->notes[i].icon, face->notes[i].color, TRUE);
}

/* --- rows --------------------------------------------------------------------------------------------------------- */

static void
begin_row (Drawing *drawing, int left, int right, int height)
{
  drawing->left = left;
  drawing->right = right;
  drawing->height = height;
}

static void
draw_top (Drawing *drawing, gboolean is_short)
{
  ZwWallFace *face = drawing->face;

  put_type (drawing);
  if (is_short)
    put_avatar (drawing, scale (drawing, WALL_AVATAR));
  if (drawing->density == ZW_WALL_TIGHT)
    put_signs (drawing);
  if (is_short && face->urgency != ZW_URGENCY_NONE)
    put_due (drawing, FALSE, TRUE);
  put_outcome (drawing);
  put_key (drawing);
  put_priority (drawing);
  if (!is_short || face->is_old)
    put_figure (drawing, "zw-hourglass-symbolic", face->age, face->is_old ? "warning_color" : "zw_sec", TRUE);
  if (is_short)
    put_estimate (drawing);
}

static void
draw_foot (Drawing *drawing)
{
  put_avatar (drawing, scale (drawing, WALL_AVATAR));
  put_due (drawing, TRUE, FALSE);
  put_estimate (drawing);
  put_figure (drawing, "checkbox-checked-symbolic", drawing->face->checks, "zw_sec", FALSE);
}

static void
draw_note (Drawing *drawing, ZwWallNote *note, int left, int width, int height)
{
  int padding = scale (drawing, WALL_NOTE_PADDING_X), text_height = zw_wall_text_height (note->text);
  int line = pango_layout_get_line_count (note->text) > 1 ? text_height / 2 : text_height;

  draw_round (drawing, left, drawing->y, width, height, scale (drawing, 8), get_color (drawing, note->tint));
  drawing->height = line + scale (drawing, 2 * WALL_NOTE_PADDING_Y);
  draw_icon (drawing, note->icon, left + padding, note->color);
  draw_layout (drawing, note->text, left + padding + scale (drawing, WALL_ICON + WALL_SPACING),
               drawing->y + scale (drawing, WALL_NOTE_PADDING_Y), drawing->foreground);
}

static void
draw_bar (Drawing *drawing, int left, int y, int width)
{
  int height = scale (drawing, WALL_BAR);

  draw_round (drawing, left, y, width, height, height / 2.0, get_color (drawing, "zw_faint"));
  draw_round (drawing, left, y, MAX (height, width * drawing->face->progress / 100), height, height / 2.0,
              get_color (drawing, "zw_progress"));
}

static void
draw_bar_row (Drawing *drawing, int left, int right)
{
  int text_width = zw_wall_text_width (drawing->face->percent);

  drawing->height = zw_wall_text_height (drawing->face->percent);
  draw_bar (drawing, left, drawing->y + (drawing->height - scale (drawing, WALL_BAR)) / 2,
            right - left - text_width - scale (drawing, WALL_SPACING));
  draw_in_row (drawing, drawing->face->percent, right - text_width, get_color (drawing, "zw_sec"));
}

static void
draw_rows (Drawing *drawing, int left, int right, int height)
{
  ZwWallFace *face = drawing->face;
  int spacing = scale (drawing, WALL_SPACING), bottom = scale (drawing, WALL_PADDING_Y);
  gboolean is_short = zw_wall_face_is_short (face, drawing->density);

  drawing->y = scale (drawing, WALL_PADDING_Y);
  begin_row (drawing, left, right, MAX (scale (drawing, is_short ? WALL_TOP_WITH_AVATAR : WALL_TOP), zw_wall_text_height (face->key)));
  draw_top (drawing, is_short);
  drawing->y += drawing->height + spacing / 2;
  int title_height = zw_wall_face_title_height (face, right - left, drawing->density);
  draw_layout (drawing, face->title, left, drawing->y, face->closed ? get_color (drawing, "zw_sec") : drawing->foreground);
  drawing->y += title_height + spacing;
  for (guint i = 0; i < face->n_notes && drawing->density <= ZW_WALL_SNUG; i++)
    {
      int note_height = zw_wall_face_note_height (face, &face->notes[i], right - left);
      draw_note (drawing, &face->notes[i], left, right - left, note_height);
      drawing->y += note_height + spacing;
    }
  if (zw_wall_face_has_bar_row (face, drawing->density))
    {
      draw_bar_row (drawing, left, right);
      drawing->y += drawing->height + spacing;
    }
  else if (face->percent != NULL)
    draw_bar (drawing, left, height - bottom * 2 / 3, right - left);
  if (is_short)
    return;
  begin_row (drawing, left, right, scale (drawing, WALL_AVATAR));
  draw_foot (drawing);
}

static void
draw_line (Drawing *drawing, int left, int right, int height)
{
  ZwWallFace *face = drawing->face;

  drawing->y = 0;
  begin_row (drawing, left, right, height);
  put_type (drawing);
  if (!face->closed)
    put_avatar (drawing, scale (drawing, WALL_SMALL_AVATAR));
  put_outcome (drawing);
  put_signs (drawing);
  if (face->urgency != ZW_URGENCY_NONE)
    put_due (drawing, FALSE, TRUE);
  zw_wall_face_title_height (face, drawing->right - drawing->left, drawing->density);
  draw_in_row (drawing, face->title, drawing->left, face->closed ? get_color (drawing, "zw_sec") : drawing->foreground);
  if (face->percent != NULL)
    draw_bar (drawing, left, height - scale (drawing, WALL_BAR), right - left);
}

static void
draw_bare (Drawing *drawing, int left, int right, int height)
{
  ZwWallFace *face = drawing->face;

  drawing->y = 0;
  begin_row (drawing, left, right, height);
  put_type (drawing);
  put_outcome (drawing);
  zw_wall_face_title_height (face, drawing->right - drawing->left, drawing->density);
  draw_in_row (drawing, face->title, drawing->left, get_color (drawing, "zw_sec"));
}

void
zw_wall_face_snapshot (ZwWallFace *face, GtkSnapshot *snapshot, int width, int height, ZwWallDensity density,
                       const GdkRGBA *foreground)
{
  int padding = zw_wall_scale (face->base, density == ZW_WALL_COMPACT ? WALL_PADDING_X * 2 / 3.0 : WALL_PADDING_X);
  Drawing drawing = { .face = face, .snapshot = snapshot, .density = density, .foreground = foreground };

  if (face->title == NULL)
    return;
  if (density == ZW_WALL_COMPACT)
    draw_line (&drawing, padding, width - padding, height);
  else if (zw_wall_face_is_bare (face, density))
    draw_bare (&drawing, padding, width - padding, height);
  else
    draw_rows (&drawing, padding, width - padding, height);
}
