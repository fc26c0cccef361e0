/* SPDX-License-Identifier: GPL-3.0-or-later
 * Change sets: building leaves out what changes nothing, inverting twice is the set itself. */
#include "zw-change.h"

static ZwChangeSet *
make_set (void)
{
  ZwChangeSet *set = zw_change_set_new (1, ZW_DEED_CREATE);
  ZwChange *created = zw_change_set_create (set, ZW_ENTITY_TICKET, 10, 10);

  zw_change_put (created, ZW_FIELD_TITLE, "Fix login");
  zw_change_put_int (created, ZW_FIELD_PRIORITY, 3);
  zw_change_set_set (set, ZW_ENTITY_TICKET, 10, 10, ZW_FIELD_DESCRIPTION, NULL, "Text");
  zw_change_set_add (set, ZW_ENTITY_TICKET, 10, 10, ZW_FIELD_LABELS, "7");
  return set;
}

static void
test_equal_values_are_no_change (void)
{
  g_autoptr (ZwChangeSet) set = zw_change_set_new (1, ZW_DEED_EDIT);

  zw_change_set_set (set, ZW_ENTITY_TICKET, 1, 1, ZW_FIELD_TITLE, "a", "a");
  zw_change_set_set (set, ZW_ENTITY_TICKET, 1, 1, ZW_FIELD_DUE, NULL, NULL);
  g_assert_true (zw_change_set_is_empty (set));
}

static void
test_inverse_reverses_order_and_values (void)
{
  g_autoptr (ZwChangeSet) set = make_set ();
  g_autoptr (ZwChangeSet) inverse = zw_change_set_invert (set, 2);
  ZwChange *first = inverse->changes->pdata[0], *last = inverse->changes->pdata[2];

  g_assert_cmpint (inverse->undoes, ==, 1);
  g_assert_cmpint (inverse->deed, ==, ZW_DEED_UNDO);
  g_assert_cmpint (first->op, ==, ZW_OP_REMOVE);
  g_assert_cmpstr (first->old_value, ==, "7");
  g_assert_cmpint (last->op, ==, ZW_OP_DELETE);
  g_assert_cmpstr (zw_change_get (last, ZW_FIELD_TITLE), ==, "Fix login");
}

static void
test_inverting_twice_gives_the_set_again (void)
{
  g_autoptr (ZwChangeSet) set = make_set ();
  g_autoptr (ZwChangeSet) inverse = zw_change_set_invert (set, 2);
  g_autoptr (ZwChangeSet) again = zw_change_set_invert (inverse, 3);

  g_assert_cmpint (again->deed, ==, ZW_DEED_REDO);
  g_assert_cmpint (again->undoes, ==, 2);
  g_assert_cmpuint (again->changes->len, ==, set->changes->len);
  for (guint i = 0; i < set->changes->len; i++)
    {
      ZwChange *before = set->changes->pdata[i], *after = again->changes->pdata[i];
      g_assert_cmpint (before->op, ==, after->op);
      g_assert_cmpint (before->field, ==, after->field);
      g_assert_cmpstr (before->old_value, ==, after->old_value);
      g_assert_cmpstr (before->new_value, ==, after->new_value);
    }
}

static void
test_merging_joins_changes_of_one_field (void)
{
  g_autoptr (ZwChangeSet) set = zw_change_set_new (1, ZW_DEED_EDIT), other = zw_change_set_new (2, ZW_DEED_EDIT);

  zw_change_set_set (set, ZW_ENTITY_TICKET, 1, 1, ZW_FIELD_TITLE, "a", "b");
  zw_change_set_set (other, ZW_ENTITY_TICKET, 1, 1, ZW_FIELD_TITLE, "a", "c");
  zw_change_set_set (other, ZW_ENTITY_TICKET, 1, 1, ZW_FIELD_DUE, NULL, "2026-11-25");
  zw_change_set_merge (set, other);
  g_assert_cmpuint (set->changes->len, ==, 2);
  g_assert_cmpstr (((ZwChange *) set->changes->pdata[0])->old_value, ==, "a");
  g_assert_cmpstr (((ZwChange *) set->changes->pdata[0])->new_value, ==, "c");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/change/equal-values-are-no-change", test_equal_values_are_no_change);
  g_test_add_func ("/change/the-inverse-reverses-order-and-values", test_inverse_reverses_order_and_values);
  g_test_add_func ("/change/inverting-twice-gives-the-set-again", test_inverting_twice_gives_the_set_again);
  g_test_add_func ("/change/merging-joins-changes-of-one-field", test_merging_joins_changes_of_one_field);
  return g_test_run ();
}
