/* SPDX-License-Identifier: GPL-3.0-or-later
 * Filling and measuring what stands on a card; zw-card-draw.c paints it. Called by ZwTicketCard. Must never change the
 * ticket. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-card-face.h"

#include <glib/gi18n.h>
#include <math.h>

#include "zw-card-metrics.h"
#include "zw-values.h"

/* Days in a column from which the age is worth a figure. */
#define AGE_SHOWN 3

typedef struct {
  ZwCardFace *face;
  ZwWorkspace *workspace;
  ZwTicket *ticket;
  ZwProject *project; /* (nullable) */
  int today;
} Filling;

static void
set_text (Filling *filling, PangoLayout **place, ZwCardFont font, const char *text)
{
  g_clear_object (place);
  if (text != NULL)
    *place = zw_card_theme_get_text (filling->face->theme, font, text);
}

static void
clear_contents (ZwCardFace *face)
{
  g_clear_object (&face->key);
  g_clear_object (&face->due);
  g_clear_object (&face->more_labels);
  g_clear_object (&face->percent);
  g_clear_object (&face->estimate);
  g_clear_object (&face->initials);
  for (guint i = 0; i < face->n_labels; i++)
    {
      g_clear_pointer (&face->labels[i].color, g_free);
      g_clear_object (&face->labels[i].text);
    }
  for (guint i = 0; i < face->n_metas; i++)
    {
      g_clear_object (&face->metas[i].text);
      g_clear_object (&face->metas[i].brief);
    }
  face->n_labels = face->n_metas = face->n_notes = 0;
  face->difficulty = 0;
}

void
zw_card_face_forget_fonts (ZwCardFace *face)
{
  clear_contents (face);
  g_clear_object (&face->title);
  for (guint i = 0; i < ZW_CARD_MAX_NOTES; i++)
    g_clear_object (&face->notes[i].text);
}

void
zw_card_face_init (ZwCardFace *face, ZwCardTheme *theme)
{
  face->theme = g_object_ref (theme);
}

void
zw_card_face_clear (ZwCardFace *face)
{
  zw_card_face_forget_fonts (face);
  g_clear_object (&face->theme);
}

/* --- filling --- */

static void
fill_top (Filling *filling)
{
  ZwCardFace *face = filling->face;
  g_autofree char *key = zw_format_key (filling->workspace, filling->ticket);

  set_text (filling, &face->key, ZW_CARD_FONT_KEY, key);
  face->type = filling->ticket->type;
  face->priority = face->closed ? 0 : filling->ticket->priority;
  if (filling->ticket->due == ZW_UNSET || face->closed)
    return;
  g_autofree char *due = zw_format_due (filling->ticket->due, filling->today, &face->urgency);
  set_text (filling, &face->due, ZW_CARD_FONT_SMALL, due);
}

/* A line may end behind a hyphen, but not behind the one of "e-mail". */
static void
keep_short_prefixes (PangoLayout *layout)
{
  const char *text = pango_layout_get_text (layout);
  g_autoptr (PangoAttrList) attributes = pango_attr_list_copy (pango_layout_get_attributes (layout));

  for (const char *hyphen = strchr (text, '-'); hyphen != NULL; hyphen = strchr (hyphen + 1, '-'))
    {
      const char *letter = g_utf8_find_prev_char (text, hyphen);
      const char *before = letter == NULL ? NULL : g_utf8_find_prev_char (text, letter);
      if (letter == NULL || !g_unichar_isalnum (g_utf8_get_char (letter)) || !g_unichar_isalnum (g_utf8_get_char (hyphen + 1))
          || (before != NULL && !g_unichar_isspace (g_utf8_get_char (before))))
        continue;
      PangoAttribute *together = pango_attr_allow_breaks_new (FALSE);
      together->start_index = (guint) (letter - text);
      together->end_index = (guint) (g_utf8_next_char (hyphen + 1) - text);
      pango_attr_list_change (attributes, together);
    }
  pango_layout_set_attributes (layout, attributes);
}

static void
fill_title (Filling *filling)
{
  ZwCardFace *face = filling->face;

  if (face->title == NULL)
    face->title = zw_card_theme_new_paragraph (face->theme, FALSE, 3);
  if (g_strcmp0 (pango_layout_get_text (face->title), filling->ticket->title) == 0)
    return;
  pango_layout_set_text (face->title, filling->ticket->title != NULL ? filling->ticket->title : "", -1);
  keep_short_prefixes (face->title);
}

/* Closed cards stay small: what they were about is in the pane. */
static void
fill_labels (Filling *filling)
{
  ZwCardFace *face = filling->face;
  GArray *ids = filling->ticket->labels;
  guint more = 0;

  for (guint i = 0; ids != NULL && !face->closed && i < ids->len; i++)
    {
      ZwLabel *label = zw_workspace_get_label (filling->workspace, g_array_index (ids, gint64, i));
      if (label == NULL)
        continue;
      if (face->n_labels == ZW_CARD_MAX_LABELS)
        {
          more++;
          continue;
        }
      ZwCardLabel *shown = &face->labels[face->n_labels++];
      shown->color = g_strconcat ("zw_label_", label->colour != NULL ? label->colour : "grey", NULL);
      set_text (filling, &shown->text, ZW_CARD_FONT_SMALL, label->name);
    }
  if (more == 0)
    return;
  g_autofree char *text = g_strdup_printf ("+%u", more);
  set_text (filling, &face->more_labels, ZW_CARD_FONT_SMALL, text);
}

/* "**Blocked** · reason". */
static void
add_note (Filling *filling, const char *icon, const char *color, const char *tint, const char *head, const char *tail)
{
  ZwCardNote *note = &filling->face->notes[filling->face->n_notes++];
  gboolean has_tail = tail != NULL && tail[0] != '\0';
  g_autofree char *text = has_tail ? g_strdup_printf ("%s · %s", head, tail) : g_strdup (head);

  note->icon = icon;
  note->color = color;
  note->tint = tint;
  if (note->text == NULL)
    note->text = zw_card_theme_new_paragraph (filling->face->theme, TRUE, 2);
  g_autoptr (PangoAttrList) attributes = pango_attr_list_copy (pango_layout_get_attributes (note->text));
  PangoAttribute *bold = pango_attr_weight_new (PANGO_WEIGHT_BOLD);
  bold->end_index = (guint) strlen (head);
  pango_attr_list_change (attributes, bold);
  pango_layout_set_text (note->text, text, -1);
  pango_layout_set_attributes (note->text, attributes);
}

static void
add_waiting_note (Filling *filling)
{
  ZwTicket *ticket = filling->ticket;
  g_autofree char *date = zw_format_date (ticket->waiting_until, filling->today);
  /* Translators: "Waiting · until Wed 25 Nov" on a card. */
  g_autofree char *until = g_strdup_printf (_("until %s"), date);
  gboolean due_back = ticket->waiting_until <= filling->today;
  add_note (filling, "preferences-system-time-symbolic", "warning_color", "zw_warn_tint", due_back ? _("Due back") : _("Waiting"),
            due_back ? date : until);
}

static void
add_not_done_note (Filling *filling)
{
  g_autofree char *tail = zw_format_not_done (filling->ticket);

  add_note (filling, "window-close-symbolic", "zw_sec", "zw_chip", _("Not done"), tail);
}

static void
fill_notes (Filling *filling)
{
  ZwTicket *ticket = filling->ticket;

  if (filling->face->closed)
    {
      if (!filling->face->done)
        add_not_done_note (filling);
      return;
    }
  if (zw_ticket_is_blocked (ticket))
    add_note (filling, "action-unavailable-symbolic", "error_color", "zw_err_tint", _("Blocked"), ticket->blocked_reason);
  if (ticket->waiting_until != ZW_UNSET)
    add_waiting_note (filling);
}

static void
fill_progress (Filling *filling)
{
  ZwCardFace *face = filling->face;

  face->progress = face->closed ? 0 : zw_workspace_get_progress (filling->workspace, filling->ticket);
  if (face->progress <= 0 || face->progress >= 100)
    return;
  g_autofree char *percent = zw_format_percent (face->progress);
  set_text (filling, &face->percent, ZW_CARD_FONT_KEY, percent);
}

static void
add_meta (Filling *filling, const char *icon, const char *text, gboolean warning)
{
  ZwCardFace *face = filling->face;

  if (face->n_metas == ZW_CARD_MAX_METAS)
    return;
  ZwCardMeta *meta = &face->metas[face->n_metas++];
  meta->icon = icon;
  meta->color = warning ? "warning_color" : "zw_sec";
  meta->strong = warning;
  set_text (filling, &meta->text, warning ? ZW_CARD_FONT_STRONG : ZW_CARD_FONT_KEY, text);
}

static gboolean
is_ageing (Filling *filling)
{
  ZwCategory category = zw_workspace_get_category (filling->workspace, filling->ticket);
  return category == ZW_CATEGORY_IN_PROGRESS || category == ZW_CATEGORY_WAITING;
}

static void
add_carried (Filling *filling, guint times)
{
  ZwCardFace *face = filling->face;

  if (times == 0 || face->n_metas == ZW_CARD_MAX_METAS)
    return;
  g_autofree char *words = zw_format_carried (times);
  g_autofree char *figure = g_strdup_printf ("%u×", times);
  add_meta (filling, "edit-redo-symbolic", words, FALSE);
  set_text (filling, &face->metas[face->n_metas - 1].brief, ZW_CARD_FONT_KEY, figure);
}

static void
fill_metas (Filling *filling)
{
  ZwTicket *ticket = filling->ticket;
  int age = is_ageing (filling) ? zw_ticket_get_age (filling->workspace, ticket) : 0;
  g_autofree char *days = zw_format_days (age);
  gboolean old = age > zw_workspace_get_age_limit (filling->workspace, ticket);

  if (old)
    add_meta (filling, "zw-hourglass-symbolic", days, TRUE);
  add_carried (filling, zw_workspace_count_carries (filling->workspace, ticket));
  if (ticket->checks > 0)
    {
      g_autofree char *checks = g_strdup_printf ("%d/%d", ticket->checks_done, ticket->checks);
      add_meta (filling, "checkbox-checked-symbolic", checks, FALSE);
    }
  if (ticket->comments > 0)
    {
      g_autofree char *comments = g_strdup_printf ("%d", ticket->comments);
      add_meta (filling, "zw-comment-symbolic", comments, FALSE);
    }
  if (!old && age >= AGE_SHOWN)
    add_meta (filling, "zw-hourglass-symbolic", days, FALSE);
}

static void
fill_foot (Filling *filling)
{
  ZwCardFace *face = filling->face;
  ZwTicket *ticket = filling->ticket;
  ZwPerson *owner = ticket->owner == 0 ? NULL : zw_workspace_get_person (filling->workspace, ticket->owner);

  if (!face->closed)
    fill_metas (filling);
  if (!face->closed && ticket->difficulty != ZW_UNSET && (filling->project == NULL || filling->project->show_difficulty))
    face->difficulty = ticket->difficulty;
  if (!isnan (ticket->estimate))
    {
      g_autofree char *estimate = zw_format_number (ticket->estimate);
      set_text (filling, &face->estimate, ZW_CARD_FONT_STRONG, estimate);
    }
  if (owner == NULL)
    return;
  g_autofree char *initials = zw_format_initials (owner->name);
  set_text (filling, &face->initials, ZW_CARD_FONT_INITIALS, initials);
  face->avatar_color = zw_format_avatar_colour (owner);
}

void
zw_card_face_fill (ZwCardFace *face, ZwWorkspace *workspace, ZwTicket *ticket)
{
  Filling filling = { face, workspace, ticket, zw_workspace_get_project (workspace, ticket->project),
                      zw_clock_get_today (zw_workspace_get_clock (workspace)) };
  ZwCategory category = zw_workspace_get_category (workspace, ticket);

  clear_contents (face);
  face->closed = zw_category_is_closed (category);
  face->done = category == ZW_CATEGORY_DONE;
  fill_top (&filling);
  fill_title (&filling);
  fill_labels (&filling);
  fill_notes (&filling);
  fill_progress (&filling);
  fill_foot (&filling);
}

/* --- measuring --- */

int
zw_card_text_height (PangoLayout *layout)
{
  int height;
  pango_layout_get_pixel_size (layout, NULL, &height);
  return height;
}

int
zw_card_text_width (PangoLayout *layout)
{
  int width;
  pango_layout_get_pixel_size (layout, &width, NULL);
  return width;
}

static void
set_width (PangoLayout *layout, int width)
{
  int units = MAX (width, 1) * PANGO_SCALE;
  if (pango_layout_get_width (layout) != units)
    pango_layout_set_width (layout, units);
}

int
zw_card_note_height (ZwCardNote *note, int width)
{
  set_width (note->text, width - 2 * NOTE_PADDING_X - NOTE_ICON - NOTE_SPACING);
  return 2 * NOTE_PADDING_Y + MAX (NOTE_MIN, zw_card_text_height (note->text));
}

int
zw_card_top_height (ZwCardFace *face)
{
  return MAX (TOP_HEIGHT, zw_card_text_height (face->key) + 4);
}

int
zw_card_title_height (ZwCardFace *face, int width)
{
  set_width (face->title, width);
  return zw_card_text_height (face->title);
}

int
zw_card_small_height (PangoLayout *text)
{
  return MAX (LINE_HEIGHT, zw_card_text_height (text));
}

int
zw_card_foot_height (ZwCardFace *face)
{
  return MAX (FOOT_HEIGHT, face->estimate != NULL ? zw_card_text_height (face->estimate) + 4 : 0);
}

int
zw_card_face_measure (ZwCardFace *face, int width)
{
  if (face->key == NULL)
    return TOP_HEIGHT;
  int height = zw_card_top_height (face) + ROW_SPACING + zw_card_title_height (face, width);

  if (face->n_labels > 0)
    height += ROW_SPACING + zw_card_small_height (face->labels[0].text);
  for (guint i = 0; i < face->n_notes; i++)
    height += ROW_SPACING + zw_card_note_height (&face->notes[i], width);
  if (face->percent != NULL)
    height += ROW_SPACING + zw_card_small_height (face->percent);
  return height + ROW_SPACING + zw_card_foot_height (face);
}

void
zw_card_face_get_title_area (ZwCardFace *face, int width, GdkRectangle *area)
{
  area->x = 0;
  area->y = zw_card_top_height (face) + ROW_SPACING;
  area->width = width;
  area->height = zw_card_title_height (face, width);
}
