/* SPDX-License-Identifier: GPL-3.0-or-later
 * Where things stand on the wall: pure figures, no widget. One measure rules them all, the base: 1.0 on a screen whose short
 * side has 1080 pixels, so that what is readable from afar there is so on a projector, a 4K screen and an upright one. All
 * other figures of src/gui/wall are pixels at base 1.0 and multiplied by it. Called by the widgets of the wall. */
#pragma once

#include <gdk/gdk.h>

G_BEGIN_DECLS

/* Nothing that is written on the wall is smaller, at base 1.0. */
#define ZW_WALL_SMALLEST_TEXT 22

/* How much of a card shows. Each step is lower than the one before. */
typedef enum {
  ZW_WALL_ROOMY,   /* title of three lines, why it is blocked or waits, progress in figures, a row for owner and estimate */
  ZW_WALL_MEDIUM,  /* owner and estimate stand beside the key, progress is a line at the edge */
  ZW_WALL_SNUG,    /* smaller; what is closed has nothing but its title */
  ZW_WALL_TIGHT,   /* title of two lines; blocked and waiting are signs */
  ZW_WALL_COMPACT  /* one line */
} ZwWallDensity;
#define ZW_WALL_N_DENSITIES (ZW_WALL_COMPACT + 1)

/* Of a screen in pixels of the toolkit; a window too small to be a wall gets the least that can be read close by. */
double zw_wall_get_base (int width, int height);
/* @pixels at base 1.0, in whole pixels. */
int    zw_wall_scale (double base, double pixels);

/* Where each of @n columns stands in an area of @width x @height: side by side while each is wide enough, else in rows, as
 * alike in number as can be. @places: @n rectangles. Gives the number of rows. */
guint  zw_wall_place_columns (double base, int width, int height, guint n, GdkRectangle *places);

/* The height of a card at a step; asked only for as many as it takes to decide. */
typedef int (*ZwWallMeasure) (guint card, ZwWallDensity density, gpointer data);

typedef struct {
  ZwWallDensity density;
  guint n_shown;
  guint n_more; /* those for which there is no room: "+7" */
} ZwWallFit;

/* The first step at which all @n cards stand in @height with @gap between them; when there is none, as many as leave room for
 * a last line of @more_height that tells of the others. */
ZwWallFit zw_wall_fit_cards (guint n, int height, int gap, int more_height, ZwWallMeasure measure, gpointer data);

/* Against burn-in: how far everything stands aside in the minute @minute, at base 1.0. A slow round of a few pixels. */
void   zw_wall_get_shift (guint minute, int *x, int *y);

G_END_DECLS
