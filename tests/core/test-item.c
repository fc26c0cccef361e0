/* SPDX-License-Identifier: GPL-3.0-or-later
 * Every field of every entity: round trip through its text, notification, default, finalization; and the text forms. */
#include <math.h>

#include "zw-error.h"
#include "zw-item-apply.h"

static const char *
sample_of (const ZwFieldSpec *spec)
{
  switch (spec->type)
    {
    case ZW_VALUE_INT:
      return "4";
    case ZW_VALUE_INT64:
      return "-9000000000";
    case ZW_VALUE_REAL:
      return "0.5";
    case ZW_VALUE_BOOL:
      return "1";
    case ZW_VALUE_DATE:
    case ZW_VALUE_SET_DATE:
      return "2026-11-23";
    case ZW_VALUE_INSTANT:
      return "1795426320000";
    case ZW_VALUE_CHOICE:
      return spec->choices[1];
    case ZW_VALUE_TEXT:
    case ZW_VALUE_LONG_TEXT:
      return "Größe “1” \\ \n";
    case ZW_VALUE_REF:
    case ZW_VALUE_SET_REF:
      return "4611686018427387905";
    }
  return NULL;
}

static void
count_cb (GObject *object, GParamSpec *pspec, gpointer count)
{
  *(int *) count += 1;
}

static void
test_every_field_round_trips (void)
{
  for (int entity = 0; entity < ZW_N_ENTITIES; entity++)
    {
      guint n_fields;
      const ZwFieldSpec *fields = zw_entity_get_fields (entity, &n_fields);
      ZwItem *item = zw_item_new (entity, 42);
      int notified = 0;

      g_signal_connect (item, "notify", G_CALLBACK (count_cb), &notified);
      g_assert_cmpint (zw_item_get_id (item), ==, 42);
      for (guint i = 0; i < n_fields; i++)
        {
          const char *sample = sample_of (&fields[i]);
          int before = notified;
          g_assert_true (zw_field_spec_validate (&fields[i], sample, NULL));
          if (fields[i].offset == 0)
            continue;
          zw_item_apply (item, fields[i].field, sample);
          g_autofree char *text = zw_item_dup_value (item, fields[i].field);
          g_assert_cmpstr (text, ==, sample);
          g_autofree char *present = zw_item_dup_value (item, fields[i].field);
          zw_item_apply (item, fields[i].field, present);
          g_assert_cmpint (notified, <=, before + 1);
        }
      g_assert_finalize_object (item);
    }
}

static void
test_names_are_known_both_ways (void)
{
  for (int field = 1; field < ZW_N_FIELDS; field++)
    g_assert_cmpint (zw_field_from_string (zw_field_to_string (field)), ==, field);
  for (int entity = 0; entity < ZW_N_ENTITIES; entity++)
    {
      ZwEntity found;
      g_assert_true (zw_entity_from_string (zw_entity_to_string (entity), &found));
      g_assert_cmpint (found, ==, entity);
    }
}

static void
test_dates_are_calendar_dates (void)
{
  static const char *const bad[] = { "", "2026-02-29", "2026-13-01", "26-01-01", "2026-1-1", "2026-01-01T00:00", "0000-00-00", NULL };
  int date;

  g_assert_true (zw_date_from_string ("2024-02-29", &date));
  g_autofree char *text = zw_date_to_string (date);
  g_assert_cmpstr (text, ==, "2024-02-29");
  for (int i = 0; bad[i] != NULL; i++)
    g_assert_false (zw_date_from_string (bad[i], &date));
}

static void
test_reals_are_shortest (void)
{
  static const struct { double value; const char *text; } cases[] = {
    { 5, "5" }, { 0.5, "0.5" }, { 0.1, "0.1" }, { 100000, "100000" }, { 1.0 / 3, "0.3333333333333333" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      double back;
      g_autofree char *text = zw_real_to_string (cases[i].value);
      g_assert_cmpstr (text, ==, cases[i].text);
      g_assert_true (zw_real_from_string (text, &back));
      g_assert_cmpfloat (back, ==, cases[i].value);
    }
  g_assert_null (zw_real_to_string (NAN));
}

static void
test_bad_values_are_refused (void)
{
  static const struct { ZwField field; const char *text; } bad[] = {
    { ZW_FIELD_TITLE, NULL }, { ZW_FIELD_TITLE, "" }, { ZW_FIELD_DIFFICULTY, "6" }, { ZW_FIELD_PRIORITY, "0" },
    { ZW_FIELD_PROGRESS, "101" }, { ZW_FIELD_ESTIMATE, "-1" }, { ZW_FIELD_ESTIMATE, "nan" }, { ZW_FIELD_ESTIMATE, "1e999" },
    { ZW_FIELD_DUE, "tomorrow" }, { ZW_FIELD_TYPE, "chore" }, { ZW_FIELD_OWNER, "0" }, { ZW_FIELD_TITLE, "\xff" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;
      g_assert_false (zw_field_spec_validate (zw_entity_find_field (ZW_ENTITY_TICKET, bad[i].field), bad[i].text, &error));
      g_assert_error (error, ZW_ERROR, ZW_ERROR_INVALID_VALUE);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/item/every-field-round-trips", test_every_field_round_trips);
  g_test_add_func ("/item/names-are-known-both-ways", test_names_are_known_both_ways);
  g_test_add_func ("/item/dates-are-calendar-dates", test_dates_are_calendar_dates);
  g_test_add_func ("/item/reals-are-shortest", test_reals_are_shortest);
  g_test_add_func ("/item/bad-values-are-refused", test_bad_values_are_refused);
  return g_test_run ();
}
