/* SPDX-License-Identifier: GPL-3.0-or-later
 * The arithmetic of the wall. Must never know a widget, a ticket or a font. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-wall-layout.h"

#include <math.h>

#define SHORT_SIDE 1080.0
#define LEAST_BASE 0.6
#define COLUMN_GAP 16
/* A column narrower than this holds too few words of a title. On an upright screen rows are cheap. */
#define COLUMN_MIN 236
#define COLUMN_MIN_UPRIGHT 300

double
zw_wall_get_base (int width, int height)
{
  return MAX (MIN (width, height) / SHORT_SIDE, LEAST_BASE);
}

int
zw_wall_scale (double base, double pixels)
{
  return (int) lround (base * pixels);
}

guint
zw_wall_place_columns (double base, int width, int height, guint n, GdkRectangle *places)
{
  int gap = zw_wall_scale (base, COLUMN_GAP);
  int least = zw_wall_scale (base, height > width ? COLUMN_MIN_UPRIGHT : COLUMN_MIN);
  guint per_row = (guint) MAX ((width + gap) / (least + gap), 1);
  guint n_rows = (n + per_row - 1) / per_row;

  for (guint row = 0, i = 0; row < n_rows; row++)
    {
      guint in_row = n / n_rows + (row < n % n_rows);
      int top = (int) ((gint64) (height + gap) * row / n_rows), bottom = (int) ((gint64) (height + gap) * (row + 1) / n_rows) - gap;
      for (guint j = 0; j < in_row; j++, i++)
        {
          int left = (int) ((gint64) (width + gap) * j / in_row), right = (int) ((gint64) (width + gap) * (j + 1) / in_row) - gap;
          places[i] = (GdkRectangle) { left, top, MAX (right - left, 1), MAX (bottom - top, 1) };
        }
    }
  return n_rows;
}

/* How many of the first cards stand in @height. */
static guint
count_fitting (guint n, int height, int gap, ZwWallDensity density, ZwWallMeasure measure, gpointer data)
{
  int used = 0;

  for (guint i = 0; i < n; i++)
    {
      used += (i > 0 ? gap : 0) + measure (i, density, data);
      if (used > height)
        return i;
    }
  return n;
}

ZwWallFit
zw_wall_fit_cards (guint n, int height, int gap, int more_height, ZwWallMeasure measure, gpointer data)
{
  for (ZwWallDensity density = ZW_WALL_ROOMY; density <= ZW_WALL_COMPACT; density++)
    if (count_fitting (n, height, gap, density, measure, data) == n)
      return (ZwWallFit) { density, n, 0 };
  guint fitting = count_fitting (n, height - gap - more_height, gap, ZW_WALL_COMPACT, measure, data);
  return (ZwWallFit) { ZW_WALL_COMPACT, fitting, n - fitting };
}

void
zw_wall_get_shift (guint minute, int *x, int *y)
{
  static const int round_trip[][2] = { { 0, 0 }, { 2, 1 }, { 4, 2 }, { 3, 4 }, { 1, 3 }, { -1, 4 }, { -3, 3 }, { -4, 1 },
                                       { -3, -1 }, { -4, -3 }, { -2, -4 }, { 0, -3 }, { 2, -4 }, { 4, -2 }, { 2, -1 } };
  const int *place = round_trip[minute % G_N_ELEMENTS (round_trip)];

  *x = place[0];
  *y = place[1];
}
