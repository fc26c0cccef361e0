/* SPDX-License-Identifier: GPL-3.0-or-later
 * A small stand-in for libFuzzer where there is no clang: gives the target every seed, then a fixed number of seeded mutations,
 * the same ones every time. driver -runs=N FOLDER... */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fuzz.h"

#define MOST_BYTES (16 * 1024)

/* What files are made of, and what has broken parsers before. */
static const char *const tokens[] = {
  "{", "}", "[", "]", "\"", ":", ",", "null", "true", "\\u0000", "\\ud83d", "\\", "-1", "1e999", "12345678901234567890", "\xff",
  "\xef\xbb\xbf", "\r\n", ";", "\t", "\"\"", "id", "key", "title", "0001-01-01T00:00:00Z", "[[[[[[[[[[[[", "\"a\":{", "=1+1",
};

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(char *const *) a, *(char *const *) b);
}

static GPtrArray *
load_seeds (int n, char **folders)
{
  GPtrArray *seeds = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);

  for (int i = 0; i < n; i++)
    {
      g_autoptr (GDir) folder = g_dir_open (folders[i], 0, NULL);
      g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
      for (const char *name; folder != NULL && (name = g_dir_read_name (folder)) != NULL;)
        g_ptr_array_add (names, g_build_filename (folders[i], name, NULL));
      g_ptr_array_sort (names, compare_names);
      for (guint j = 0; j < names->len; j++)
        {
          g_autofree char *text = NULL;
          gsize length;
          if (g_file_get_contents (names->pdata[j], &text, &length, NULL))
            g_ptr_array_add (seeds, g_bytes_new (text, length));
        }
    }
  if (seeds->len == 0)
    g_ptr_array_add (seeds, g_bytes_new_static ("{}", 2));
  return seeds;
}

static guint
choose (GRand *random, guint n)
{
  return n > 0 ? g_rand_int (random) % n : 0;
}

static void
mutate (GRand *random, GByteArray *data, GPtrArray *seeds)
{
  guint place = choose (random, data->len), length = 1 + choose (random, MAX (1, MIN (64, data->len / 2)));
  const char *token = tokens[choose (random, G_N_ELEMENTS (tokens))];
  gsize other_length;
  const guint8 *other = g_bytes_get_data (seeds->pdata[choose (random, seeds->len)], &other_length);

  switch (choose (random, 5))
    {
    case 0:
      if (data->len > 0)
        data->data[place] ^= (guint8) (1u << choose (random, 8));
      break;
    case 1:
      if (data->len > 0)
        g_byte_array_remove_range (data, place, MIN (length, data->len - place));
      break;
    case 2:
      if (data->len >= strlen (token))
        memcpy (data->data + choose (random, data->len - (guint) strlen (token) + 1), token, strlen (token));
      break;
    case 3:
      g_byte_array_set_size (data, place);
      g_byte_array_append (data, (const guint8 *) token, (guint) strlen (token));
      break;
    default:
      place = choose (random, (guint) other_length);
      g_byte_array_append (data, other + place, MIN (length, (guint) other_length - place));
    }
}

int
main (int argc, char **argv)
{
  guint runs = argc > 1 && g_str_has_prefix (argv[1], "-runs=") ? (guint) atoi (argv[1] + strlen ("-runs=")) : 0;
  g_autoptr (GPtrArray) seeds = load_seeds (argc - 1, argv + 1);
  g_autoptr (GRand) random = g_rand_new_with_seed (1);

  for (guint i = 0; i < seeds->len; i++)
    LLVMFuzzerTestOneInput (g_bytes_get_data (seeds->pdata[i], NULL), g_bytes_get_size (seeds->pdata[i]));
  for (guint i = 0; i < runs; i++)
    {
      g_autoptr (GByteArray) data = g_byte_array_new ();
      gsize length;
      const guint8 *seed = g_bytes_get_data (seeds->pdata[i % seeds->len], &length);
      g_byte_array_append (data, seed, (guint) MIN (length, MOST_BYTES));
      for (guint n = 1 + choose (random, 4); n > 0; n--)
        mutate (random, data, seeds);
      /* A copy of just its size, so that a sanitizer sees who reads beyond. */
      g_autofree guint8 *exact = g_memdup2 (data->data, data->len);
      LLVMFuzzerTestOneInput (exact, data->len);
    }
  printf ("%u seeds, %u mutations\n", seeds->len, runs);
  return 0;
}
