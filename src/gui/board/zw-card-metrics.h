/* SPDX-License-Identifier: GPL-3.0-or-later
 * The card's measures in pixels, shared by the files that measure and draw it. They are those of the style sheet's
 * .zw-top, .zw-chip, .zw-note, .zw-foot …: a card draws what other places build from widgets. */
#pragma once

#include "zw-card-face.h"

G_BEGIN_DECLS

enum {
  ROW_SPACING = 7,
  TOP_HEIGHT = 20,
  TOP_SPACING = 6,
  TYPE_ICON = 16,
  CHIP_HEIGHT = 20,
  CHIP_PADDING = 8,
  CHIP_ICON = 12,
  CHIP_SPACING = 5,
  LINE_HEIGHT = 16,
  DOT = 8,
  DOT_SPACING = 5,
  LABEL_SPACING = 10,
  NOTE_PADDING_X = 8,
  NOTE_PADDING_Y = 5,
  NOTE_SPACING = 6,
  NOTE_ICON = 14,
  NOTE_MIN = 16,
  NOTE_RADIUS = 6,
  BAR_HEIGHT = 4,
  BAR_SPACING = 8,
  FOOT_HEIGHT = 24,
  FOOT_SPACING = 8,
  META_ICON = 12,
  META_SPACING = 4,
  PIP = 5,
  PIP_SPACING = 2,
  PILL_PADDING = 7,
  PILL_MIN = 24,
  AVATAR = 24
};

int zw_card_text_height (PangoLayout *layout);
int zw_card_text_width (PangoLayout *layout);
int zw_card_top_height (ZwCardFace *face);
int zw_card_title_height (ZwCardFace *face, int width);
int zw_card_small_height (PangoLayout *text);
int zw_card_note_height (ZwCardNote *note, int width);
int zw_card_foot_height (ZwCardFace *face);

G_END_DECLS
