/* SPDX-License-Identifier: GPL-3.0-or-later
 * ZwWallFace: what stands on a card of the wall: less than on the board, and larger. Filled from a ticket, measured and drawn at
 * one of the steps of ZwWallDensity. Plain data without a widget; zw-wall-face.c fills and measures, zw-wall-draw.c paints.
 * Main thread. */
#pragma once

#include "zw-card-theme.h"
#include "zw-format.h"
#include "zw-wall-layout.h"

G_BEGIN_DECLS

#define ZW_WALL_MAX_NOTES 2

typedef struct {
  const char *icon, *color, *tint; /* static */
  PangoLayout *text;               /* (owned) */
} ZwWallNote;

typedef struct {
  ZwCardTheme *theme;  /* (owned) colours and icons */
  GtkWidget *widget;   /* (borrowed) its fonts */
  double base;
  gboolean closed, done;
  ZwTicketType type;
  int priority;
  ZwUrgency urgency;
  int progress;        /* 0 = not shown */
  gboolean is_old;     /* over its age: the age warns */
  int avatar_color;
  PangoLayout *key, *title;     /* (owned) (nullable) before the first fill */
  PangoLayout *due, *age, *checks, *percent, *estimate, *initials; /* (owned) (nullable) what is not set */
  ZwWallNote notes[ZW_WALL_MAX_NOTES];
  guint n_notes;
  int title_density;   /* the step .title is set for; -1 = none */
  int measured_width;  /* for which .heights are known */
  int heights[ZW_WALL_N_DENSITIES]; /* 0 = not yet */
} ZwWallFace;

/* @face is zeroed memory; @widget outlives it. */
void         zw_wall_face_init (ZwWallFace *face, GtkWidget *widget, ZwCardTheme *theme);
void         zw_wall_face_clear (ZwWallFace *face);
void         zw_wall_face_fill (ZwWallFace *face, ZwWorkspace *workspace, ZwTicket *ticket, double base);
/* Pixels, the whole card. */
int          zw_wall_face_measure (ZwWallFace *face, int width, ZwWallDensity density);
void         zw_wall_face_snapshot (ZwWallFace *face, GtkSnapshot *snapshot, int width, int height, ZwWallDensity density,
                                    const GdkRGBA *foreground);

/* A layout of one paragraph at @pixels (at base 1.0; text scaling comes on top), for everything that the wall writes; never
 * smaller than ZW_WALL_SMALLEST_TEXT. (transfer full) */
PangoLayout *zw_wall_new_text (GtkWidget *widget, double base, double pixels, gboolean bold, const char *text);

G_END_DECLS
