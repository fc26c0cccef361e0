/* SPDX-License-Identifier: GPL-3.0-or-later
 * The measures of a card of the wall at base 1.0, shared by the files that measure and paint it. */
#pragma once

#include "zw-wall-face.h"

G_BEGIN_DECLS

enum {
  WALL_SMALL_TEXT = 23,   /* keys, chips, notes, figures */
  WALL_INITIALS_TEXT = 22,
  WALL_PADDING_X = 16,
  WALL_PADDING_Y = 13,
  WALL_SPACING = 9,       /* between rows, and between what stands in one */
  WALL_ICON = 26,
  WALL_TOP = 34,
  WALL_TOP_WITH_AVATAR = 46,
  WALL_AVATAR = 46,
  WALL_SMALL_AVATAR = 38,
  WALL_PILL_MIN = 46,
  WALL_PILL_HEIGHT = 36,
  WALL_PILL_PADDING = 12,
  WALL_BAR = 7,
  WALL_NOTE_PADDING_X = 12,
  WALL_NOTE_PADDING_Y = 8,
  WALL_COMPACT = 50,
  WALL_RADIUS = 14
};

/* A card whose owner stands in its first row: all but open ones at the first step. */
gboolean zw_wall_face_is_short (const ZwWallFace *face, ZwWallDensity density);
/* Title, type and outcome alone, beside each other: what is closed, from the third step on; and the width of that title. */
gboolean zw_wall_face_is_bare (const ZwWallFace *face, ZwWallDensity density);
int      zw_wall_face_get_bare_width (const ZwWallFace *face, int width);
/* A row of its own for progress. */
gboolean zw_wall_face_has_bar_row (const ZwWallFace *face, ZwWallDensity density);
int      zw_wall_face_title_height (ZwWallFace *face, int width, ZwWallDensity density);
int      zw_wall_face_note_height (ZwWallFace *face, ZwWallNote *note, int width);
int      zw_wall_text_height (PangoLayout *layout);
int      zw_wall_text_width (PangoLayout *layout);

G_END_DECLS
