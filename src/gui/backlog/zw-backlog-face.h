/* SPDX-License-Identifier: GPL-3.0-or-later
 * ZwBacklogFace: what stands on one row of the backlog: filled from a ticket, placed for a width, drawn. Plain data without
 * a widget, so that a row stays one light node. What is set on the ticket is read by ZwCardFace, as for cards. */
#pragma once

#include "zw-card-face.h"

G_BEGIN_DECLS

enum { ZW_BACKLOG_MAX_MARKS = 4, ZW_BACKLOG_ROW_HEIGHT = 35 };

/* What a click can meet. */
typedef enum { ZW_BACKLOG_PART_NONE, ZW_BACKLOG_PART_HANDLE, ZW_BACKLOG_PART_OWNER, ZW_BACKLOG_PART_ESTIMATE } ZwBacklogPart;

/* Pixels from the left edge; a width of 0 is a part that is left out. */
typedef struct {
  int key_x, title_x, title_width;
  int chips_x, labels_x, dots_x, owner_x, pill_x, pill_width;
  gboolean has_chips, has_labels, has_dots, has_key;
} ZwBacklogPlaces;

typedef struct {
  ZwCardFace card;
  PangoLayout *chip;    /* (owned) (nullable) "not estimated", "solves 3 problems", or a due date */
  const char *chip_icon, *chip_tint, *chip_color; /* static */
  const char *marks[ZW_BACKLOG_MAX_MARKS];        /* icons after the title, static */
  const char *mark_colors[ZW_BACKLOG_MAX_MARKS];
  guint n_marks;
  PangoLayout *nothing; /* (owned) "–": no estimate */
  gboolean is_hovered, is_selected;
} ZwBacklogFace;

/* @face is zeroed memory. */
void          zw_backlog_face_init (ZwBacklogFace *face, ZwCardTheme *theme);
void          zw_backlog_face_clear (ZwBacklogFace *face);
void          zw_backlog_face_forget_fonts (ZwBacklogFace *face);
void          zw_backlog_face_fill (ZwBacklogFace *face, ZwWorkspace *workspace, ZwTicket *ticket);
int           zw_backlog_face_measure (ZwBacklogFace *face);
void          zw_backlog_face_place (ZwBacklogFace *face, int width, ZwBacklogPlaces *places);
void          zw_backlog_face_snapshot (ZwBacklogFace *face, GtkSnapshot *snapshot, int width, int height, const GdkRGBA *foreground);
ZwBacklogPart zw_backlog_face_find_part (ZwBacklogFace *face, int width, double x);

G_END_DECLS
