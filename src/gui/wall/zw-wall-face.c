/* SPDX-License-Identifier: GPL-3.0-or-later
 * Filling and measuring a card of the wall; zw-wall-draw.c paints it. Called by ZwWallCard. Must never change the ticket. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-wall-face.h"

#include <glib/gi18n.h>
#include <math.h>

#include "zw-values.h"
#include "zw-wall-metrics.h"

/* Days in a column from which the age is worth a figure. */
#define AGE_SHOWN 3
/* Of a line, in sizes of its font. */
#define LINE_PITCH 1.26

static const struct {
  int pixels, lines;
} titles[ZW_WALL_N_DENSITIES] = { { 30, 3 }, { 28, 3 }, { 26, 3 }, { 26, 2 }, { 24, 1 } };

/* --- text ------------------------------------------------------------------------------------------------------- */

/* What a person asked for in the settings of the desktop: 1.0 unless text is made larger. */
static double
get_text_scale (PangoContext *context)
{
  double resolution = pango_cairo_context_get_resolution (context);
  return resolution > 0 ? MAX (resolution / 96, 1) : 1;
}

static void
set_size (PangoLayout *layout, double base, double pixels, gboolean bold)
{
  double scale = get_text_scale (pango_layout_get_context (layout)) * base;
  int size = (int) lround (MAX (pixels, ZW_WALL_SMALLEST_TEXT) * scale * PANGO_SCALE);
  PangoAttrList *attributes = pango_attr_list_new ();

  pango_attr_list_insert (attributes, pango_attr_size_new_absolute (size));
  pango_attr_list_insert (attributes, pango_attr_line_height_new_absolute ((int) lround (size * LINE_PITCH)));
  pango_attr_list_insert (attributes, pango_attr_font_features_new ("tnum"));
  if (bold)
    pango_attr_list_insert (attributes, pango_attr_weight_new (PANGO_WEIGHT_BOLD));
  pango_layout_set_attributes (layout, attributes);
  pango_attr_list_unref (attributes);
}

PangoLayout *
zw_wall_new_text (GtkWidget *widget, double base, double pixels, gboolean bold, const char *text)
{
  PangoLayout *layout = gtk_widget_create_pango_layout (widget, text != NULL ? text : "");

  set_size (layout, base, pixels, bold);
  pango_layout_set_single_paragraph_mode (layout, TRUE);
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  return layout;
}

int
zw_wall_text_height (PangoLayout *layout)
{
  int height;
  pango_layout_get_pixel_size (layout, NULL, &height);
  return height;
}

int
zw_wall_text_width (PangoLayout *layout)
{
  int width;
  pango_layout_get_pixel_size (layout, &width, NULL);
  return width;
}

/* --- filling ---------------------------------------------------------------------------------------------------- */

typedef struct {
  ZwWallFace *face;
  ZwWorkspace *workspace;
  ZwTicket *ticket;
  int today;
} Filling;

static PangoLayout *
new_small (ZwWallFace *face, gboolean bold, const char *text)
{
  return zw_wall_new_text (face->widget, face->base, WALL_SMALL_TEXT, bold, text);
}

static void
clear_texts (ZwWallFace *face)
{
  g_clear_object (&face->key);
  g_clear_object (&face->title);
  g_clear_object (&face->due);
  g_clear_object (&face->age);
  g_clear_object (&face->checks);
  g_clear_object (&face->percent);
  g_clear_object (&face->estimate);
  g_clear_object (&face->initials);
  for (guint i = 0; i < face->n_notes; i++)
    g_clear_object (&face->notes[i].text);
  face->n_notes = 0;
}

/* "**Blocked** · reason". */
static void
add_note (Filling *filling, const char *icon, const char *color, const char *tint, const char *head, const char *tail)
{
  ZwWallNote *note = &filling->face->notes[filling->face->n_notes++];
  gboolean has_tail = tail != NULL && tail[0] != '\0';
  g_autofree char *text = has_tail ? g_strdup_printf ("%s · %s", head, tail) : g_strdup (head);

  *note = (ZwWallNote) { icon, color, tint, new_small (filling->face, FALSE, text) };
  PangoAttribute *bold = pango_attr_weight_new (PANGO_WEIGHT_BOLD);
  bold->end_index = (guint) strlen (head);
  pango_attr_list_insert (pango_layout_get_attributes (note->text), bold);
  pango_layout_context_changed (note->text);
}

static void
fill_waiting (Filling *filling)
{
  int until = filling->ticket->waiting_until;
  g_autofree char *date = zw_format_date (until, filling->today);
  /* Translators: "Waiting · until Wed 25 Nov" on a card. */
  g_autofree char *text = g_strdup_printf (_("until %s"), date);
  gboolean due_back = until <= filling->today;

  add_note (filling, "preferences-system-time-symbolic", "warning_color", "zw_warn_tint", due_back ? _("Due back") : _("Waiting"),
            due_back ? date : text);
}

static void
fill_notes (Filling *filling)
{
  if (zw_ticket_is_blocked (filling->ticket))
    add_note (filling, "action-unavailable-symbolic", "error_color", "zw_err_tint", _("Blocked"), filling->ticket->blocked_reason);
  if (filling->ticket->waiting_until != ZW_UNSET)
    fill_waiting (filling);
}

static void
fill_age (Filling *filling)
{
  ZwWallFace *face = filling->face;
  ZwCategory category = zw_workspace_get_category (filling->workspace, filling->ticket);
  gboolean ages = category == ZW_CATEGORY_IN_PROGRESS || category == ZW_CATEGORY_WAITING;
  int age = ages ? zw_ticket_get_age (filling->workspace, filling->ticket) : 0;
  g_autofree char *days = zw_format_days (age);

  face->is_old = age > zw_workspace_get_age_limit (filling->workspace, filling->ticket);
  if (face->is_old || age >= AGE_SHOWN)
    face->age = new_small (face, face->is_old, days);
}

static void
fill_progress (Filling *filling)
{
  ZwWallFace *face = filling->face;
  int progress = zw_workspace_get_progress (filling->workspace, filling->ticket);

  if (progress <= 0 || progress >= 100)
    return;
  g_autofree char *percent = zw_format_percent (progress);
  face->progress = progress;
  face->percent = new_small (face, FALSE, percent);
}

static void
fill_open (Filling *filling)
{
  ZwWallFace *face = filling->face;
  ZwTicket *ticket = filling->ticket;

  face->priority = ticket->priority;
  fill_notes (filling);
  fill_age (filling);
  fill_progress (filling);
  if (ticket->due != ZW_UNSET)
    {
      g_autofree char *due = zw_format_due (ticket->due, filling->today, &face->urgency);
      face->due = new_small (face, FALSE, due);
    }
  if (ticket->checks > 0)
    {
      g_autofree char *checks = g_strdup_printf ("%d/%d", ticket->checks_done, ticket->checks);
      face->checks = new_small (face, FALSE, checks);
    }
}

static void
fill_owner (Filling *filling)
{
  ZwWallFace *face = filling->face;
  ZwPerson *owner = filling->ticket->owner == 0 ? NULL : zw_workspace_get_person (filling->workspace, filling->ticket->owner);

  if (owner == NULL)
    return;
  g_autofree char *initials = zw_format_initials (owner->name);
  face->initials = zw_wall_new_text (face->widget, face->base, WALL_INITIALS_TEXT, TRUE, initials);
  face->avatar_color = zw_format_avatar_colour (owner);
}

void
zw_wall_face_fill (ZwWallFace *face, ZwWorkspace *workspace, ZwTicket *ticket, double base)
{
  Filling filling = { face, workspace, ticket, zw_clock_get_today (zw_workspace_get_clock (workspace)) };
  ZwCategory category = zw_workspace_get_category (workspace, ticket);
  g_autofree char *key = zw_format_key (workspace, ticket);

  clear_texts (face);
  face->base = base;
  face->title_density = -1;
  face->measured_width = 0;
  face->closed = zw_category_is_closed (category);
  face->done = category == ZW_CATEGORY_DONE;
  face->type = ticket->type;
  face->priority = face->progress = 0;
  face->is_old = FALSE;
  face->urgency = ZW_URGENCY_NONE;
  face->key = new_small (face, FALSE, key);
  face->title = zw_wall_new_text (face->widget, base, titles[ZW_WALL_ROOMY].pixels, FALSE, ticket->title);
  if (!face->closed)
    fill_open (&filling);
  if (!isnan (ticket->estimate))
    {
      g_autofree char *estimate = zw_format_number (ticket->estimate);
      face->estimate = new_small (face, TRUE, estimate);
    }
  fill_owner (&filling);
}

void
zw_wall_face_init (ZwWallFace *face, GtkWidget *widget, ZwCardTheme *theme)
{
  face->theme = g_object_ref (theme);
  face->widget = widget;
}

void
zw_wall_face_clear (ZwWallFace *face)
{
  clear_texts (face);
  g_clear_object (&face->theme);
}

/* --- measuring -------------------------------------------------------------------------------------------------- */

gboolean
zw_wall_face_is_short (const ZwWallFace *face, ZwWallDensity density)
{
  return face->closed || density != ZW_WALL_ROOMY;
}

gboolean
zw_wall_face_is_bare (const ZwWallFace *face, ZwWallDensity density)
{
  return face->closed && (density == ZW_WALL_SNUG || density == ZW_WALL_TIGHT);
}

int
zw_wall_face_get_bare_width (const ZwWallFace *face, int width)
{
  return width - 2 * (zw_wall_scale (face->base, WALL_PADDING_X) + zw_wall_scale (face->base, WALL_ICON)
                      + zw_wall_scale (face->base, WALL_SPACING));
}

gboolean
zw_wall_face_has_bar_row (const ZwWallFace *face, ZwWallDensity density)
{
  return face->percent != NULL && density == ZW_WALL_ROOMY;
}

int
zw_wall_face_title_height (ZwWallFace *face, int width, ZwWallDensity density)
{
  if (face->title_density != (int) density)
    {
      set_size (face->title, face->base, titles[density].pixels, FALSE);
      pango_layout_set_height (face->title, -titles[density].lines);
      face->title_density = (int) density;
    }
  pango_layout_set_width (face->title, MAX (width, 1) * PANGO_SCALE);
  return zw_wall_text_height (face->title);
}

int
zw_wall_face_note_height (ZwWallFace *face, ZwWallNote *note, int width)
{
  int beside = zw_wall_scale (face->base, 2 * WALL_NOTE_PADDING_X + WALL_ICON + WALL_SPACING);

  pango_layout_set_height (note->text, -2);
  pango_layout_set_width (note->text, MAX (width - beside, 1) * PANGO_SCALE);
  return zw_wall_text_height (note->text) + zw_wall_scale (face->base, 2 * WALL_NOTE_PADDING_Y);
}

static int
measure_rows (ZwWallFace *face, int width, ZwWallDensity density)
{
  int spacing = zw_wall_scale (face->base, WALL_SPACING);
  gboolean is_short = zw_wall_face_is_short (face, density);
  int top = MAX (zw_wall_scale (face->base, is_short ? WALL_TOP_WITH_AVATAR : WALL_TOP), zw_wall_text_height (face->key));
  int height = top + spacing / 2 + zw_wall_face_title_height (face, width, density);

  for (guint i = 0; i < face->n_notes && density <= ZW_WALL_SNUG; i++)
    height += spacing + zw_wall_face_note_height (face, &face->notes[i], width);
  if (zw_wall_face_has_bar_row (face, density))
    height += spacing + zw_wall_text_height (face->percent);
  else if (face->percent != NULL)
    height += zw_wall_scale (face->base, WALL_BAR);
  return is_short ? height : height + spacing + zw_wall_scale (face->base, WALL_AVATAR);
}

static int
measure (ZwWallFace *face, int width, ZwWallDensity density)
{
  int padding_x = zw_wall_scale (face->base, WALL_PADDING_X), padding_y = zw_wall_scale (face->base, WALL_PADDING_Y);

  if (density == ZW_WALL_COMPACT)
    return MAX (zw_wall_scale (face->base, WALL_COMPACT), zw_wall_face_title_height (face, width, density) + padding_y);
  if (zw_wall_face_is_bare (face, density))
    return zw_wall_face_title_height (face, zw_wall_face_get_bare_width (face, width), density) + 2 * padding_y;
  return measure_rows (face, width - 2 * padding_x, density) + 2 * padding_y;
}

int
zw_wall_face_measure (ZwWallFace *face, int width, ZwWallDensity density)
{
  if (face->title == NULL)
    return zw_wall_scale (face->base, WALL_COMPACT);
  if (face->measured_width != width)
    memset (face->heights, 0, sizeof face->heights);
  face->measured_width = width;
  if (face->heights[density] == 0)
    face->heights[density] = measure (face, width, density);
  return face->heights[density];
}
