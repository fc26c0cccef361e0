/* SPDX-License-Identifier: GPL-3.0-or-later
 * Filling, placing and painting a row of the backlog. Called by ZwBacklogCell. Must never change the ticket. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-backlog-face.h"

#include <glib/gi18n.h>

#include "zw-card-metrics.h"

enum {
  HANDLE_X = 5,
  TYPE_X = 32,
  KEY_X = 58,
  KEY_MIN = 60,
  ROW_GAP = 10,
  EDGE = 12,
  WIDE_PILL = 34,
  TITLE_MIN = 220,
  MARK_GAP = 8
};

void
zw_backlog_face_init (ZwBacklogFace *face, ZwCardTheme *theme)
{
  zw_card_face_init (&face->card, theme);
}

void
zw_backlog_face_clear (ZwBacklogFace *face)
{
  g_clear_object (&face->chip);
  g_clear_object (&face->nothing);
  zw_card_face_clear (&face->card);
}

void
zw_backlog_face_forget_fonts (ZwBacklogFace *face)
{
  g_clear_object (&face->chip);
  g_clear_object (&face->nothing);
  zw_card_face_forget_fonts (&face->card);
}

/* --- filling --- */

static void
add_mark (ZwBacklogFace *face, const char *icon, const char *color)
{
  if (face->n_marks == ZW_BACKLOG_MAX_MARKS)
    return;
  face->marks[face->n_marks] = icon;
  face->mark_colors[face->n_marks++] = color;
}

static void
fill_marks (ZwBacklogFace *face, ZwTicket *ticket)
{
  face->n_marks = 0;
  if (face->card.closed)
    {
      add_mark (face, face->card.done ? "object-select-symbolic" : "window-close-symbolic", face->card.done ? "success_color" : "zw_sec");
      return;
    }
  if (face->card.priority > 3)
    add_mark (face, face->card.priority == 4 ? "zw-high-symbolic" : "zw-urgent-symbolic",
              face->card.priority == 4 ? "warning_color" : "error_color");
  if (zw_ticket_is_blocked (ticket))
    add_mark (face, "action-unavailable-symbolic", "error_color");
  if (ticket->waiting_until != ZW_UNSET)
    add_mark (face, "preferences-system-time-symbolic", "warning_color");
}

static void
set_chip (ZwBacklogFace *face, const char *text, const char *icon, const char *tint, const char *color)
{
  face->chip = zw_card_theme_get_text (face->card.theme, ZW_CARD_FONT_SMALL, text);
  face->chip_icon = icon;
  face->chip_tint = tint;
  face->chip_color = color;
}

/* At most one: what comes first here matters most for planning. */
static void
fill_chip (ZwBacklogFace *face, ZwWorkspace *workspace, ZwTicket *ticket)
{
  static const struct {
    const char *tint, *color;
  } looks[] = { { "zw_chip", "zw_sec" }, { "zw_warn_tint", "warning_color" }, { "zw_err_tint", "error_color" } };
  g_autofree char *problems = g_strdup_printf (ngettext ("solves %d problem", "solves %d problems", (gulong) ticket->solves),
                                               ticket->solves);
  guint n_carried = zw_workspace_count_carries (workspace, ticket);
  g_autofree char *carried = zw_format_carried (n_carried);

  g_clear_object (&face->chip);
  if (face->card.closed)
    return;
  if (face->card.due != NULL && face->card.urgency != ZW_URGENCY_NONE)
    set_chip (face, pango_layout_get_text (face->card.due), "x-office-calendar-symbolic", looks[face->card.urgency].tint,
              looks[face->card.urgency].color);
  else if (ticket->solves > 0)
    set_chip (face, problems, "zw-problem-symbolic", "zw_chip", "zw_sec");
  else if (face->card.estimate == NULL)
    set_chip (face, _("not estimated"), "dialog-warning-symbolic", "zw_warn_tint", "warning_color");
  else if (n_carried > 0)
    set_chip (face, carried, "edit-redo-symbolic", "zw_chip", "zw_sec");
}

void
zw_backlog_face_fill (ZwBacklogFace *face, ZwWorkspace *workspace, ZwTicket *ticket)
{
  zw_card_face_fill (&face->card, workspace, ticket);
  pango_layout_set_height (face->card.title, -1);
  fill_marks (face, ticket);
  fill_chip (face, workspace, ticket);
  if (face->nothing == NULL)
    face->nothing = zw_card_theme_get_text (face->card.theme, ZW_CARD_FONT_STRONG, "–");
}

/* --- placing --- */

int
zw_backlog_face_measure (ZwBacklogFace *face)
{
  if (face->card.key == NULL)
    return ZW_BACKLOG_ROW_HEIGHT;
  return MAX (ZW_BACKLOG_ROW_HEIGHT, zw_card_text_height (face->card.key) + 14);
}

static int
get_labels_width (ZwBacklogFace *face)
{
  int width = 0;

  for (guint i = 0; i < face->card.n_labels; i++)
    width += (i > 0 ? LABEL_SPACING : 0) + DOT + DOT_SPACING + zw_card_text_width (face->card.labels[i].text);
  if (face->card.more_labels != NULL)
    width += LABEL_SPACING + zw_card_text_width (face->card.more_labels);
  return width;
}

static int
get_chip_width (ZwBacklogFace *face)
{
  return face->chip == NULL ? 0 : 2 * CHIP_PADDING + CHIP_ICON + CHIP_SPACING + zw_card_text_width (face->chip);
}

static int
get_dots_width (void)
{
  return 5 * PIP + 4 * PIP_SPACING + 2;
}

/* From the right edge inwards; FALSE when the title would lose the room it needs. */
static gboolean
take_room (int *right, int width, int left)
{
  if (width == 0 || *right - width - ROW_GAP - left < TITLE_MIN)
    return FALSE;
  *right -= width + ROW_GAP;
  return TRUE;
}

void
zw_backlog_face_place (ZwBacklogFace *face, int width, ZwBacklogPlaces *places)
{
  PangoLayout *pill = face->card.estimate != NULL ? face->card.estimate : face->nothing;
  int key_width = MAX (KEY_MIN, zw_card_text_width (face->card.key));
  int right = width - EDGE;

  places->pill_width = MAX (WIDE_PILL, zw_card_text_width (pill) + 2 * PILL_PADDING);
  right -= places->pill_width;
  places->pill_x = right;
  right -= ROW_GAP + AVATAR;
  places->owner_x = right;
  right -= ROW_GAP;
  places->key_x = KEY_X;
  places->has_key = right - KEY_X - key_width > TITLE_MIN;
  places->title_x = places->has_key ? KEY_X + key_width + 8 : KEY_X;
  /* The dots keep their place also where none are set: what stands before them forms a line down the list. */
  places->has_dots = take_room (&right, get_dots_width (), places->title_x);
  places->dots_x = right + ROW_GAP;
  places->has_labels = take_room (&right, get_labels_width (face), places->title_x);
  places->labels_x = right + ROW_GAP;
  places->has_chips = take_room (&right, get_chip_width (face), places->title_x);
  places->chips_x = right + ROW_GAP;
  places->title_width = MAX (1, right - places->title_x - (int) face->n_marks * (TYPE_ICON + MARK_GAP));
}

ZwBacklogPart
zw_backlog_face_find_part (ZwBacklogFace *face, int width, double x)
{
  ZwBacklogPlaces places;

  if (face->card.key == NULL)
    return ZW_BACKLOG_PART_NONE;
  zw_backlog_face_place (face, width, &places);
  if (x < HANDLE_X + TYPE_ICON + 8)
    return ZW_BACKLOG_PART_HANDLE;
  if (x >= places.pill_x - 4)
    return ZW_BACKLOG_PART_ESTIMATE;
  if (x >= places.owner_x - 4 && x < places.owner_x + AVATAR + 4)
    return ZW_BACKLOG_PART_OWNER;
  return ZW_BACKLOG_PART_NONE;
}

/* --- painting --- */

typedef struct {
  ZwBacklogFace *face;
  GtkSnapshot *snapshot;
  int height;
  const GdkRGBA *foreground;
} Drawing;

static const GdkRGBA *
get_color (Drawing *drawing, const char *name)
{
  return zw_card_theme_get_color (drawing->face->card.theme, name);
}

static void
draw_round (Drawing *drawing, int x, int width, int height, const GdkRGBA *color)
{
  GskRoundedRect rounded;
  graphene_rect_t bounds = GRAPHENE_RECT_INIT ((float) x, (float) (drawing->height - height) / 2, (float) width, (float) height);

  gsk_rounded_rect_init_from_rect (&rounded, &bounds, (float) height / 2);
  gtk_snapshot_push_rounded_clip (drawing->snapshot, &rounded);
  gtk_snapshot_append_color (drawing->snapshot, color, &bounds);
  gtk_snapshot_pop (drawing->snapshot);
}

static void
draw_ring (Drawing *drawing, int x, int width, int height, const GdkRGBA *color)
{
  GskRoundedRect ring;
  graphene_rect_t bounds = GRAPHENE_RECT_INIT ((float) x, (float) (drawing->height - height) / 2, (float) width, (float) height);

  gsk_rounded_rect_init_from_rect (&ring, &bounds, (float) height / 2);
  gtk_snapshot_append_border (drawing->snapshot, &ring, (float[4]) { 1.5f, 1.5f, 1.5f, 1.5f },
                              (GdkRGBA[4]) { *color, *color, *color, *color });
}

static int
draw_text (Drawing *drawing, PangoLayout *layout, int x, const GdkRGBA *color)
{
  int y = (drawing->height - zw_card_text_height (layout)) / 2;

  gtk_snapshot_save (drawing->snapshot);
  gtk_snapshot_translate (drawing->snapshot, &GRAPHENE_POINT_INIT ((float) x, (float) y));
  gtk_snapshot_append_layout (drawing->snapshot, layout, color);
  gtk_snapshot_restore (drawing->snapshot);
  return zw_card_text_width (layout);
}

static void
draw_icon (Drawing *drawing, const char *name, int x, int size, const GdkRGBA *color)
{
  zw_card_theme_draw_icon (drawing->face->card.theme, drawing->snapshot, name, x, (drawing->height - size) / 2, size, color);
}

static void
draw_left (Drawing *drawing, const ZwBacklogPlaces *places)
{
  ZwBacklogFace *face = drawing->face;
  const char *handle = face->is_selected  ? "checkbox-checked-symbolic"
                       : face->is_hovered ? "checkbox-symbolic" : "list-drag-handle-symbolic";

  draw_icon (drawing, handle, HANDLE_X, TYPE_ICON, get_color (drawing, face->is_selected ? "accent_color" : "zw_sec"));
  draw_icon (drawing, zw_format_type_icon (face->card.type), TYPE_X, TYPE_ICON,
             get_color (drawing, zw_card_theme_get_type_color (face->card.type)));
  if (places->has_key)
    draw_text (drawing, face->card.key, places->key_x, get_color (drawing, "zw_sec"));
}

static void
draw_title (Drawing *drawing, const ZwBacklogPlaces *places)
{
  ZwBacklogFace *face = drawing->face;
  int x = places->title_x;

  pango_layout_set_width (face->card.title, places->title_width * PANGO_SCALE);
  x += draw_text (drawing, face->card.title, x, face->card.closed ? get_color (drawing, "zw_sec") : drawing->foreground);
  for (guint i = 0; i < face->n_marks; i++)
    {
      draw_icon (drawing, face->marks[i], x + MARK_GAP, TYPE_ICON, get_color (drawing, face->mark_colors[i]));
      x += MARK_GAP + TYPE_ICON;
    }
}

static void
draw_chip (Drawing *drawing, int x)
{
  ZwBacklogFace *face = drawing->face;
  int height = MAX (CHIP_HEIGHT, zw_card_text_height (face->chip) + 2);

  draw_round (drawing, x, get_chip_width (face), height, get_color (drawing, face->chip_tint));
  draw_icon (drawing, face->chip_icon, x + CHIP_PADDING, CHIP_ICON, get_color (drawing, face->chip_color));
  draw_text (drawing, face->chip, x + CHIP_PADDING + CHIP_ICON + CHIP_SPACING, drawing->foreground);
}

static void
draw_labels (Drawing *drawing, int x)
{
  ZwCardFace *card = &drawing->face->card;

  for (guint i = 0; i < card->n_labels; i++)
    {
      draw_round (drawing, x, DOT, DOT, get_color (drawing, card->labels[i].color));
      x += DOT + DOT_SPACING;
      x += draw_text (drawing, card->labels[i].text, x, get_color (drawing, "zw_sec")) + LABEL_SPACING;
    }
  if (card->more_labels != NULL)
    draw_text (drawing, card->more_labels, x, get_color (drawing, "zw_sec"));
}

static void
draw_dots (Drawing *drawing, int x)
{
  for (int i = 1; i <= 5; i++, x += PIP + PIP_SPACING)
    draw_round (drawing, x, PIP, PIP, get_color (drawing, i <= drawing->face->card.difficulty ? "zw_sec" : "zw_faint"));
}

static void
draw_owner (Drawing *drawing, int x)
{
  static const GdkRGBA white = { 1, 1, 1, 1 };
  ZwCardFace *card = &drawing->face->card;
  char name[16];

  if (card->initials == NULL)
    {
      draw_ring (drawing, x, AVATAR, AVATAR, get_color (drawing, "zw_sec"));
      draw_icon (drawing, "avatar-default-symbolic", x + (AVATAR - CHIP_ICON) / 2, CHIP_ICON, get_color (drawing, "zw_sec"));
      return;
    }
  g_snprintf (name, sizeof name, "zw_avatar_%d", card->avatar_color);
  draw_round (drawing, x, AVATAR, AVATAR, get_color (drawing, name));
  draw_text (drawing, card->initials, x + (AVATAR - zw_card_text_width (card->initials)) / 2, &white);
}

static void
draw_pill (Drawing *drawing, const ZwBacklogPlaces *places)
{
  ZwBacklogFace *face = drawing->face;
  PangoLayout *text = face->card.estimate != NULL ? face->card.estimate : face->nothing;
  int height = MAX (CHIP_HEIGHT + 2, zw_card_text_height (text) + 4);

  if (face->card.estimate != NULL)
    draw_round (drawing, places->pill_x, places->pill_width, height, get_color (drawing, "zw_chip"));
  else
    draw_ring (drawing, places->pill_x, places->pill_width, height, get_color (drawing, "zw_sec"));
  draw_text (drawing, text, places->pill_x + (places->pill_width - zw_card_text_width (text)) / 2,
             face->card.estimate != NULL ? drawing->foreground : get_color (drawing, "zw_sec"));
}

void
zw_backlog_face_snapshot (ZwBacklogFace *face, GtkSnapshot *snapshot, int width, int height, const GdkRGBA *foreground)
{
  Drawing drawing = { face, snapshot, height, foreground };
  ZwBacklogPlaces places;

  if (face->card.key == NULL)
    return;
  zw_backlog_face_place (face, width, &places);
  draw_left (&drawing, &places);
  draw_title (&drawing, &places);
  if (places.has_chips)
    draw_chip (&drawing, places.chips_x);
  if (places.has_labels)
    draw_labels (&drawing, places.labels_x);
  if (places.has_dots && face->card.difficulty > 0)
    draw_dots (&drawing, places.dots_x);
  draw_owner (&drawing, places.owner_x);
  draw_pill (&drawing, &places);
}
