/* SPDX-License-Identifier: GPL-3.0-or-later
 * The map of ids against a hash table, seeded. */
#include "zw-id-map.h"

#include <glib-object.h>

static void
test_does_what_a_hash_table_does (void)
{
  g_autoptr (ZwIdMap) map = zw_id_map_new (NULL);
  g_autoptr (GHashTable) shadow = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);

  for (guint i = 0; i < 100000; i++)
    {
      gint64 id = (gint64) g_rand_int_range (rand, 1, 5000) << (i % 3 * 11);
      if (g_rand_int_range (rand, 0, 3) > 0)
        {
          zw_id_map_put (map, id, GUINT_TO_POINTER (i + 1));
          g_hash_table_insert (shadow, g_memdup2 (&id, sizeof id), GUINT_TO_POINTER (i + 1));
        }
      else
        {
          g_assert_true (zw_id_map_steal (map, id) == g_hash_table_lookup (shadow, &id));
          g_hash_table_remove (shadow, &id);
        }
      g_assert_true (zw_id_map_get (map, id) == g_hash_table_lookup (shadow, &id));
    }
  g_assert_cmpuint (zw_id_map_get_n (map), ==, g_hash_table_size (shadow));
}

static void
test_walks_every_value_once (void)
{
  g_autoptr (ZwIdMap) map = zw_id_map_new (NULL);
  guint n = 0, sum = 0;
  gint64 id;
  gpointer value;

  for (guint i = 1; i <= 1000; i++)
    zw_id_map_put (map, (gint64) i << 30, GUINT_TO_POINTER (i));
  for (guint position = 0; zw_id_map_next (map, &position, &id, &value); n++)
    {
      g_assert_cmpint (id >> 30, ==, GPOINTER_TO_UINT (value));
      sum += GPOINTER_TO_UINT (value);
    }
  g_assert_cmpuint (n, ==, 1000);
  g_assert_cmpuint (sum, ==, 500500);
}

static void
test_frees_what_it_owns (void)
{
  g_autoptr (ZwIdMap) map = zw_id_map_new (g_object_unref);
  GObject *first = g_object_new (G_TYPE_OBJECT, NULL), *second = g_object_new (G_TYPE_OBJECT, NULL);
  gpointer weak_first = first, weak_second = second;

  g_object_add_weak_pointer (first, &weak_first);
  g_object_add_weak_pointer (second, &weak_second);
  zw_id_map_put (map, 5, first);
  zw_id_map_put (map, 5, second);
  g_assert_null (weak_first);
  zw_id_map_remove (map, 5);
  g_assert_null (weak_second);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/id-map/does-what-a-hash-table-does", test_does_what_a_hash_table_does);
  g_test_add_func ("/id-map/walks-every-value-once", test_walks_every_value_once);
  g_test_add_func ("/id-map/frees-what-it-owns", test_frees_what_it_owns);
  return g_test_run ();
}
