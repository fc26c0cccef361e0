/* SPDX-License-Identifier: GPL-3.0-or-later
 * The arithmetic of the wall: what is readable, where columns stand, how many cards show. */
#include <gdk/gdk.h>

#include "zw-wall-layout.h"

static const int screens[][2] = { { 1024, 768 }, { 1920, 1080 }, { 3840, 2160 }, { 1080, 1920 }, { 1440, 900 }, { 480, 864 } };

static void
test_base_is_the_short_side (void)
{
  g_assert_cmpfloat (zw_wall_get_base (1920, 1080), ==, 1);
  g_assert_cmpfloat (zw_wall_get_base (1080, 1920), ==, 1);
  g_assert_cmpfloat (zw_wall_get_base (3840, 2160), ==, 2);
  g_assert_cmpint (zw_wall_scale (zw_wall_get_base (1920, 1080), ZW_WALL_SMALLEST_TEXT), >=, 22);
  g_assert_cmpint (zw_wall_scale (zw_wall_get_base (100, 100), ZW_WALL_SMALLEST_TEXT), >=, 13);
}

static gboolean
overlap (const GdkRectangle *a, const GdkRectangle *b)
{
  return gdk_rectangle_intersect (a, b, NULL);
}

static void
test_all_columns_fit_every_screen (void)
{
  GdkRectangle places[30];

  for (guint s = 0; s < G_N_ELEMENTS (screens); s++)
    for (guint n = 1; n <= G_N_ELEMENTS (places); n++)
      {
        const GdkRectangle screen = { 0, 0, screens[s][0], screens[s][1] };
        zw_wall_place_columns (zw_wall_get_base (screen.width, screen.height), screen.width, screen.height, n, places);
        for (guint i = 0; i < n; i++)
          {
            GdkRectangle both;
            g_assert_true (gdk_rectangle_intersect (&screen, &places[i], &both));
            g_assert_true (gdk_rectangle_equal (&both, &places[i]));
            for (guint j = 0; j < i; j++)
              g_assert_false (overlap (&places[i], &places[j]));
          }
      }
}

static void
test_five_columns_stand_in_a_row_and_wrap_upright (void)
{
  GdkRectangle places[5];

  g_assert_cmpuint (zw_wall_place_columns (zw_wall_get_base (1920, 1080), 1872, 900, 5, places), ==, 1);
  g_assert_cmpuint (zw_wall_place_columns (zw_wall_get_base (1024, 768), 990, 650, 5, places), ==, 1);
  g_assert_cmpuint (zw_wall_place_columns (zw_wall_get_base (1080, 1920), 1032, 1650, 5, places), ==, 2);
  /* Two in the second row share its width. */
  g_assert_cmpint (places[3].width, >, places[0].width);
  g_assert_cmpint (places[4].x + places[4].width, ==, 1032);
  g_assert_cmpint (places[4].y + places[4].height, ==, 1650);
}

static int
measure_alike (guint card, ZwWallDensity density, gpointer data)
{
  static const int heights[ZW_WALL_N_DENSITIES] = { 200, 150, 120, 100, 50 };
  guint *asked = data;

  if (asked != NULL)
    (*asked)++;
  return heights[density];
}

static void
test_cards_shrink_in_steps_before_any_is_left_out (void)
{
  ZwWallDensity last = ZW_WALL_ROOMY;

  for (guint n = 0; n <= 15; n++)
    {
      ZwWallFit fit = zw_wall_fit_cards (n, 900, 10, 40, measure_alike, NULL);
      g_assert_cmpuint (fit.n_shown, ==, n);
      g_assert_cmpuint (fit.n_more, ==, 0);
      g_assert_cmpint (fit.density, >=, last);
      last = fit.density;
    }
  g_assert_cmpint (last, ==, ZW_WALL_COMPACT);
}

static void
test_long_columns_tell_how_many_are_left_out (void)
{
  for (guint n = 16; n < 100; n++)
    {
      ZwWallFit fit = zw_wall_fit_cards (n, 900, 10, 40, measure_alike, NULL);
      g_assert_cmpuint (fit.n_shown + fit.n_more, ==, n);
      g_assert_cmpuint (fit.n_more, >, 0);
      g_assert_cmpint ((int) fit.n_shown * 60 + 40, <=, 900);
    }
  /* No room for a single card. */
  ZwWallFit none = zw_wall_fit_cards (3, 60, 10, 40, measure_alike, NULL);
  g_assert_cmpuint (none.n_shown, ==, 0);
  g_assert_cmpuint (none.n_more, ==, 3);
}

static void
test_only_what_may_fit_is_measured (void)
{
  guint asked = 0;

  zw_wall_fit_cards (100000, 900, 10, 40, measure_alike, &asked);
  g_assert_cmpuint (asked, <, 80);
}

static void
test_the_shift_stays_small_and_comes_round (void)
{
  int x, y, sum_x = 0, sum_y = 0;

  for (guint minute = 0; minute < 15; minute++)
    {
      zw_wall_get_shift (minute, &x, &y);
      g_assert_cmpint (ABS (x), <=, 4);
      g_assert_cmpint (ABS (y), <=, 4);
      sum_x += x;
      sum_y += y;
    }
  g_assert_cmpint (ABS (sum_x), <=, 4);
  g_assert_cmpint (ABS (sum_y), <=, 4);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/wall-layout/base-is-the-short-side", test_base_is_the_short_side);
  g_test_add_func ("/wall-layout/all-columns-fit-every-screen", test_all_columns_fit_every_screen);
  g_test_add_func ("/wall-layout/five-columns-stand-in-a-row-and-wrap-upright", test_five_columns_stand_in_a_row_and_wrap_upright);
  g_test_add_func ("/wall-layout/cards-shrink-in-steps-before-any-is-left-out", test_cards_shrink_in_steps_before_any_is_left_out);
  g_test_add_func ("/wall-layout/long-columns-tell-how-many-are-left-out", test_long_columns_tell_how_many_are_left_out);
  g_test_add_func ("/wall-layout/only-what-may-fit-is-measured", test_only_what_may_fit_is_measured);
  g_test_add_func ("/wall-layout/the-shift-stays-small-and-comes-round", test_the_shift_stays_small_and_comes_round);
  return g_test_run ();
}
