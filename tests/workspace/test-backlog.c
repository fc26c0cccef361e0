/* SPDX-License-Identifier: GPL-3.0-or-later
 * The backlog's rules: which sections there are, who stands where, what is counted, and that every change reaches a view
 * as a change of rows. */
#include "zw-backlog-commands.h"
#include "zw-backlog.h"
#include "zw-workspace-fixture.h"

enum { SPRINT_A = 190, SPRINT_B, CANCELLED };

typedef struct {
  ZwWorkspaceFixture base;
  ZwBacklog *backlog;
  GPtrArray *shadow; /* (owned) the rows as items-changed tells them; borrowed items */
  guint n_told;      /* emissions */
} F;

static void
shadow_cb (F *f, guint position, guint removed, guint added)
{
  g_ptr_array_remove_range (f->shadow, position, removed);
  for (guint i = 0; i < added; i++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (G_LIST_MODEL (f->backlog), position + i);
      g_assert_nonnull (item);
      g_ptr_array_insert (f->shadow, (int) (position + i), item);
    }
  f->n_told++;
}

static void
assert_shadow (F *f)
{
  g_assert_cmpuint (f->shadow->len, ==, g_list_model_get_n_items (G_LIST_MODEL (f->backlog)));
  for (guint i = 0; i < f->shadow->len; i++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (G_LIST_MODEL (f->backlog), i);
      g_assert_true (item == f->shadow->pdata[i]);
    }
}

static void
add_sprint (F *f, gint64 id, const char *name, int position)
{
  ZwChangeSet *set = zw_workspace_new_set (f->base.workspace, ZW_DEED_PROJECT);
  ZwChange *sprint = zw_change_set_create (set, ZW_ENTITY_SPRINT, id, 0);

  zw_change_put_int (sprint, ZW_FIELD_PROJECT, ZW_TEST_PROJECT);
  zw_change_put (sprint, ZW_FIELD_NAME, name);
  zw_change_put (sprint, ZW_FIELD_STATE, "planned");
  zw_change_put_int (sprint, ZW_FIELD_POSITION, position);
  g_assert_true (zw_workspace_commit (f->base.workspace, set, NULL));
}

/* Those of the small world are over. */
static void
close_sprints (F *f)
{
  GListModel *sprints = zw_workspace_get_sprints (f->base.workspace, ZW_TEST_PROJECT);

  for (guint i = 0; i < g_list_model_get_n_items (sprints); i++)
    {
      g_autoptr (ZwSprint) sprint = g_list_model_get_item (sprints, i);
      zw_test_set (f->base.workspace, sprint, ZW_FIELD_STATE, "closed");
    }
}

static void
set_up (F *f, gconstpointer unused)
{
  zw_workspace_fixture_set_up (&f->base, unused);
  close_sprints (f);
  add_sprint (f, SPRINT_A, "A", 101);
  add_sprint (f, SPRINT_B, "B", 102);
  f->backlog = zw_backlog_new (f->base.workspace, ZW_TEST_PROJECT);
  f->shadow = g_ptr_array_new ();
  shadow_cb (f, 0, 0, g_list_model_get_n_items (G_LIST_MODEL (f->backlog)));
  f->n_told = 0;
  g_signal_connect_swapped (f->backlog, "items-changed", G_CALLBACK (shadow_cb), f);
}

static void
tear_down (F *f, gconstpointer unused)
{
  assert_shadow (f);
  g_ptr_array_unref (f->shadow);
  g_assert_finalize_object (f->backlog);
  zw_workspace_fixture_tear_down (&f->base, unused);
}

static ZwTicket *
add (F *f, const char *title, const char *estimate, const char *sprint)
{
  ZwTicket *ticket = zw_test_ticket (f->base.workspace, title, 0);

  zw_test_set (f->base.workspace, ticket, ZW_FIELD_ESTIMATE, estimate);
  zw_test_set (f->base.workspace, ticket, ZW_FIELD_SPRINT, sprint);
  return ticket;
}

static ZwBacklogSection *
find (F *f, gint64 sprint)
{
  for (guint i = 0; i < zw_backlog_get_n_sections (f->backlog); i++)
    if (zw_backlog_section_get_sprint_id (zw_backlog_get_section (f->backlog, i)) == sprint)
      return zw_backlog_get_section (f->backlog, i);
  return NULL;
}

static const char *
get_name (ZwBacklogSection *section)
{
  ZwSprint *sprint = zw_backlog_section_get_sprint (section);
  return sprint == NULL ? "Backlog" : sprint->name;
}

/* The rows as one reads them: sections in brackets, "." for the end of one. */
static void
assert_rows (F *f, const char *expected)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (f->backlog)); i++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (G_LIST_MODEL (f->backlog), i);
      const char *title = ZW_IS_TICKET (item) ? ZW_TICKET (item)->title : ".";
      const char *name = ZW_IS_BACKLOG_SECTION (item) ? get_name (ZW_BACKLOG_SECTION (item)) : title;
      g_string_append_printf (text, ZW_IS_BACKLOG_SECTION (item) ? "%s[%s]" : "%s%s", i == 0 ? "" : " ", name);
    }
  g_assert_cmpstr (text->str, ==, expected);
  assert_shadow (f);
}

static void
assert_figures (F *f, gint64 sprint, guint n, guint n_unestimated, double total, double done)
{
  const ZwBacklogFigures *figures = zw_backlog_section_get_figures (find (f, sprint));

  g_assert_cmpuint (figures->n, ==, n);
  g_assert_cmpuint (figures->n_unestimated, ==, n_unestimated);
  g_assert_cmpfloat (figures->total, ==, total);
  g_assert_cmpfloat (figures->done, ==, done);
}

static void
test_sections (F *f, gconstpointer unused)
{
  assert_rows (f, "[A] . [B] . [Backlog] .");
  add (f, "x", "3", "191");
  add (f, "y", NULL, NULL);
  add (f, "z", "5", NULL);
  assert_rows (f, "[A] . [B] x [Backlog] y z");
  assert_figures (f, SPRINT_B, 1, 0, 3, 0);
  assert_figures (f, 0, 2, 1, 5, 0);
}

static void
test_closed (F *f, gconstpointer unused)
{
  ZwTicket *x = add (f, "x", "3", "190"), *y = add (f, "y", "5", NULL);
  g_autofree char *done = g_strdup_printf ("%d", ZW_TEST_DONE);

  zw_test_set (f->base.workspace, x, ZW_FIELD_STATUS, done);
  zw_test_set (f->base.workspace, y, ZW_FIELD_STATUS, done);
  assert_rows (f, "[A] x [B] . [Backlog] .");
  /* What is done before the start counts nowhere. */
  assert_figures (f, SPRINT_A, 1, 0, 0, 0);
  zw_test_set (f->base.workspace, zw_workspace_get_sprint (f->base.workspace, SPRINT_A), ZW_FIELD_STATE, "active");
  assert_figures (f, SPRINT_A, 1, 0, 3, 3);
  g_assert_null (zw_backlog_find_section (f->backlog, y));
}

static void
test_types (F *f, gconstpointer unused)
{
  ZwTicket *x = add (f, "x", "3", NULL), *y = add (f, "y", "5", NULL);
  g_autofree char *parent = g_strdup_printf ("%" G_GINT64_FORMAT, zw_item_get_id (ZW_ITEM (x)));

  zw_test_set (f->base.workspace, y, ZW_FIELD_PARENT, parent);
  assert_rows (f, "[A] . [B] . [Backlog] x");
  zw_test_set (f->base.workspace, x, ZW_FIELD_TYPE, "epic");
  assert_rows (f, "[A] . [B] . [Backlog] y");
  zw_test_set (f->base.workspace, x, ZW_FIELD_TYPE, "story");
  assert_rows (f, "[A] . [B] . [Backlog] x");
  zw_test_set (f->base.workspace, x, ZW_FIELD_TYPE, "problem");
  g_assert_null (zw_backlog_find_section (f->backlog, x));
}

static void
test_collapse (F *f, gconstpointer unused)
{
  ZwTicket *x = add (f, "x", "3", "190");

  zw_backlog_section_set_collapsed (find (f, SPRINT_A), TRUE);
  assert_rows (f, "[A] [B] . [Backlog] .");
  g_assert_cmpuint (zw_backlog_find_position (f->backlog, x), ==, G_MAXUINT);
  add (f, "y", "2", "190");
  assert_rows (f, "[A] [B] . [Backlog] .");
  assert_figures (f, SPRINT_A, 2, 0, 5, 0);
  zw_backlog_section_set_collapsed (find (f, SPRINT_A), FALSE);
  assert_rows (f, "[A] x y [B] . [Backlog] .");
  g_assert_cmpuint (zw_backlog_find_position (f->backlog, x), ==, 1);
  g_assert_true (zw_backlog_get_section_at (f->backlog, 2) == find (f, SPRINT_A));
  g_assert_true (zw_backlog_get_section_at (f->backlog, 3) == find (f, SPRINT_B));
}

static void
test_adding (F *f, gconstpointer unused)
{
  add (f, "x", "3", "190");
  zw_backlog_section_set_adding (find (f, SPRINT_A), TRUE);
  assert_rows (f, "[A] x . [B] . [Backlog] .");
  add (f, "y", "3", "190");
  assert_rows (f, "[A] x y . [B] . [Backlog] .");
  zw_backlog_section_set_adding (find (f, SPRINT_A), FALSE);
  assert_rows (f, "[A] x y [B] . [Backlog] .");
  zw_backlog_section_set_collapsed (find (f, 0), TRUE);
  zw_backlog_section_set_adding (find (f, 0), TRUE);
  assert_rows (f, "[A] x y [B] . [Backlog] .");
}

static void
test_filter (F *f, gconstpointer unused)
{
  ZwTicket *apple = add (f, "apple", "3", "190");

  add (f, "pear", "5", "190");
  add (f, "pineapple", "8", NULL);
  zw_filterable_set_filter (ZW_FILTERABLE (f->backlog), "apple");
  assert_rows (f, "[A] apple [B] . [Backlog] pineapple");
  assert_figures (f, SPRINT_A, 2, 0, 8, 0);
  g_assert_cmpuint (zw_filterable_get_n (ZW_FILTERABLE (f->backlog)), ==, 3);
  g_assert_cmpuint (zw_filterable_get_n_shown (ZW_FILTERABLE (f->backlog)), ==, 2);
  zw_test_set (f->base.workspace, apple, ZW_FIELD_TITLE, "plum");
  assert_rows (f, "[A] . [B] . [Backlog] pineapple");
  add (f, "apple pie", "1", "191");
  assert_rows (f, "[A] . [B] apple pie [Backlog] pineapple");
  add_sprint (f, 193, "C", 103);
  assert_rows (f, "[A] . [B] apple pie [C] . [Backlog] pineapple");
  zw_filterable_set_filter (ZW_FILTERABLE (f->backlog), NULL);
  assert_rows (f, "[A] plum pear [B] apple pie [C] . [Backlog] pineapple");
}

static void
test_sort (F *f, gconstpointer unused)
{
  ZwBacklogSection *section = find (f, 0);
  ZwTicket *pear = add (f, "pear", "5", NULL);

  add (f, "apple", NULL, NULL);
  add (f, "plum", "8", NULL);
  zw_backlog_section_set_sort (section, ZW_BACKLOG_BY_ESTIMATE);
  assert_rows (f, "[A] . [B] . [Backlog] plum pear apple");
  zw_test_set (f->base.workspace, pear, ZW_FIELD_ESTIMATE, "13");
  assert_rows (f, "[A] . [B] . [Backlog] pear plum apple");
  zw_backlog_section_set_sort (section, ZW_BACKLOG_BY_TITLE);
  assert_rows (f, "[A] . [B] . [Backlog] apple pear plum");
  zw_test_set (f->base.workspace, pear, ZW_FIELD_PRIORITY, "5");
  zw_backlog_section_set_sort (section, ZW_BACKLOG_BY_PRIORITY);
  assert_rows (f, "[A] . [B] . [Backlog] pear apple plum");
  zw_filterable_set_filter (ZW_FILTERABLE (f->backlog), "p");
  zw_backlog_section_set_sort (section, ZW_BACKLOG_BY_AGE);
  assert_rows (f, "[A] . [B] . [Backlog] pear apple plum");
  zw_backlog_section_set_sort (section, ZW_BACKLOG_BY_RANK);
  zw_filterable_set_filter (ZW_FILTERABLE (f->backlog), NULL);
  assert_rows (f, "[A] . [B] . [Backlog] pear apple plum");
}

static void
test_sprint_ends (F *f, gconstpointer unused)
{
  ZwSprint *sprint = zw_workspace_get_sprint (f->base.workspace, SPRINT_A);

  add (f, "x", "3", "190");
  zw_test_set (f->base.workspace, sprint, ZW_FIELD_STATE, "active");
  assert_rows (f, "[A] x [B] . [Backlog] .");
  zw_test_set (f->base.workspace, sprint, ZW_FIELD_STATE, "closed");
  assert_rows (f, "[B] . [Backlog] x");
  zw_test_undo (f->base.workspace, NULL);
  assert_rows (f, "[A] x [B] . [Backlog] .");
}

static gint64
id_of (ZwTicket *ticket)
{
  return zw_item_get_id (ZW_ITEM (ticket));
}

/* Into a sprint and to a place: one set, one undo; each list is told once. */
static void
test_move (F *f, gconstpointer unused)
{
  ZwTicket *x = add (f, "x", "3", "190"), *y = add (f, "y", "3", NULL), *z = add (f, "z", "3", NULL);
  gint64 ids[] = { id_of (z), id_of (y) };

  f->n_told = 0;
  g_assert_true (zw_test_commit (f->base.workspace, zw_backlog_move (f->base.workspace, ids, 2, SPRINT_A, id_of (x), 0, NULL), NULL));
  assert_rows (f, "[A] y z x [B] . [Backlog] .");
  g_assert_cmpuint (f->n_told, ==, 2);
  zw_test_undo (f->base.workspace, NULL);
  assert_rows (f, "[A] x [B] . [Backlog] y z");
  zw_test_redo (f->base.workspace, NULL);
  assert_rows (f, "[A] y z x [B] . [Backlog] .");
  g_assert_true (zw_test_commit (f->base.workspace, zw_backlog_move (f->base.workspace, ids, 2, 0, 0, 0, NULL), NULL));
  assert_rows (f, "[A] x [B] . [Backlog] y z");
}

static void
test_own_place (F *f, gconstpointer unused)
{
  ZwTicket *x = add (f, "x", "3", NULL), *y = add (f, "y", "3", NULL);
  gint64 id = id_of (x);
  g_autoptr (ZwChangeSet) set = zw_backlog_move (f->base.workspace, &id, 1, 0, id_of (y), 0, NULL);

  g_assert_true (zw_change_set_is_empty (set));
}

static void
test_refusal (F *f, gconstpointer unused)
{
  gint64 id = id_of (add (f, "x", "3", NULL));
  g_autoptr (GError) error = NULL;

  zw_test_set (f->base.workspace, zw_workspace_get_sprint (f->base.workspace, SPRINT_A), ZW_FIELD_STATE, "closed");
  g_assert_null (zw_backlog_move (f->base.workspace, &id, 1, SPRINT_A, 0, 0, &error));
  g_assert_nonnull (error);
}

static void
do_anything (F *f, GRand *random, GPtrArray *tickets)
{
  g_autoptr (ZwChangeSet) set = NULL;
  static const gint64 sprints[] = { 0, SPRINT_A, SPRINT_B };
  ZwTicket *ticket = tickets->pdata[g_rand_int_range (random, 0, (int) tickets->len)];
  ZwTicket *other = tickets->pdata[g_rand_int_range (random, 0, (int) tickets->len)];
  ZwBacklogSection *section = zw_backlog_get_section (f->backlog, (guint) g_rand_int_range (random, 0, 3));
  gint64 ids[] = { id_of (ticket), id_of (other) };
  g_autofree char *status = g_strdup_printf ("%d", g_rand_boolean (random) ? ZW_TEST_DONE : ZW_TEST_TODO);
  gint64 sprint = sprints[g_rand_int_range (random, 0, 3)], before = g_rand_boolean (random) ? 0 : id_of (tickets->pdata[0]);

  switch (g_rand_int_range (random, 0, 6))
    {
    case 0:
      zw_backlog_section_set_collapsed (section, !zw_backlog_section_is_collapsed (section));
      break;
    case 1:
      zw_filterable_set_filter (ZW_FILTERABLE (f->backlog), g_rand_boolean (random) ? "odd" : NULL);
      break;
    case 2:
      zw_backlog_section_set_adding (section, g_rand_boolean (random));
      break;
    case 3:
      zw_test_set (f->base.workspace, ticket, ZW_FIELD_STATUS, status);
      break;
    case 4:
      zw_test_set (f->base.workspace, ticket, ZW_FIELD_TITLE, g_rand_boolean (random) ? "odd" : "even");
      break;
    case 5:
      set = zw_backlog_move (f->base.workspace, ids, 1 + (ticket != other), sprint, before, 0, NULL);
      if (set != NULL)
        zw_workspace_commit (f->base.workspace, g_steal_pointer (&set), NULL);
      break;
    default:
      g_assert_not_reached ();
    }
}

static void
test_shadow (F *f, gconstpointer unused)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (42);
  g_autoptr (GPtrArray) tickets = g_ptr_array_new ();

  for (int i = 0; i < 20; i++)
    g_ptr_array_add (tickets, add (f, i % 2 == 1 ? "odd" : "even", "1", i % 3 == 0 ? "190" : NULL));
  for (int i = 0; i < 600; i++)
    {
      do_anything (f, random, tickets);
      assert_shadow (f);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, test) g_test_add (path, F, NULL, set_up, test, tear_down)
  ADD ("/backlog/sprints-come-before-the-product-backlog", test_sections);
  ADD ("/backlog/closed-tickets-stay-in-their-sprint-alone", test_closed);
  ADD ("/backlog/epics-problems-and-sub-tickets-are-in-no-section", test_types);
  ADD ("/backlog/collapsed-section-is-one-row", test_collapse);
  ADD ("/backlog/end-is-a-row-while-adding-or-empty", test_adding);
  ADD ("/backlog/filter-hides-rows-and-keeps-the-sums", test_filter);
  ADD ("/backlog/section-shows-its-tickets-in-another-order", test_sort);
  ADD ("/backlog/tickets-of-a-completed-sprint-are-not-lost", test_sprint_ends);
  ADD ("/backlog/move-is-one-set-and-told-once-a-list", test_move);
  ADD ("/backlog/own-place-is-no-change", test_own_place);
  ADD ("/backlog/completed-sprint-takes-nothing", test_refusal);
  ADD ("/backlog/rows-follow-every-change", test_shadow);
  return g_test_run ();
}
