/* SPDX-License-Identifier: GPL-3.0-or-later
 * Reads the board as a screen reader does: the built program runs on its own display and bus, and this test finds its
 * columns and cards through AT-SPI, hears what a card says of itself, and moves it by its accessible action.
 * Usage: test-at-spi PROGRAM, inside tests/harness/with-display. */
#include <atspi/atspi.h>
#include <gio/gio.h>
#include <signal.h>

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtspiAccessible, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtspiAction, g_object_unref)

enum { LIMIT_MS = 60000 };

typedef struct {
  const char *program;
  char *folder, *database;
  GSubprocess *window;
} World;

static World world;

static void
run_program (const char *first, ...)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  va_list more;

  g_ptr_array_add (words, (gpointer) world.program);
  g_ptr_array_add (words, g_strconcat ("--database=", world.database, NULL));
  g_ptr_array_add (words, (gpointer) "--now=2026-11-23T09:32");
  va_start (more, first);
  for (const char *word = first; word != NULL; word = va_arg (more, const char *))
    g_ptr_array_add (words, (gpointer) word);
  va_end (more);
  g_ptr_array_add (words, NULL);
  g_autoptr (GSubprocess) process = g_subprocess_newv ((const char *const *) words->pdata, G_SUBPROCESS_FLAGS_STDOUT_SILENCE, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_wait_check (process, NULL, &error));
  g_assert_no_error (error);
  g_free (words->pdata[1]);
}

static void
spin (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_usleep (20000);
}

static gboolean
has_role (AtspiAccessible *node, AtspiRole role)
{
  return atspi_accessible_get_role (node, NULL) == role;
}

/* Depth first: the first node of @role whose name starts with @prefix. (transfer full) (nullable) */
static AtspiAccessible *
find_below (AtspiAccessible *node, AtspiRole role, const char *prefix)
{
  g_autofree char *name = atspi_accessible_get_name (node, NULL);
  int n = atspi_accessible_get_child_count (node, NULL);

  if (has_role (node, role) && name != NULL && g_str_has_prefix (name, prefix))
    return g_object_ref (node);
  for (int i = 0; i < n; i++)
    {
      g_autoptr (AtspiAccessible) child = atspi_accessible_get_child_at_index (node, i, NULL);
      AtspiAccessible *found = child != NULL ? find_below (child, role, prefix) : NULL;
      if (found != NULL)
        return found;
    }
  return NULL;
}

static AtspiAccessible *
find_once (AtspiRole role, const char *prefix)
{
  g_autoptr (AtspiAccessible) desktop = atspi_get_desktop (0);
  int n = atspi_accessible_get_child_count (desktop, NULL);

  for (int i = 0; i < n; i++)
    {
      g_autoptr (AtspiAccessible) application = atspi_accessible_get_child_at_index (desktop, i, NULL);
      g_autofree char *name = application != NULL ? atspi_accessible_get_name (application, NULL) : NULL;
      if (name == NULL || strstr (name, "ettelwand") == NULL)
        continue;
      atspi_accessible_clear_cache (application);
      AtspiAccessible *found = find_below (application, role, prefix);
      if (found != NULL)
        return found;
    }
  return NULL;
}

static AtspiAccessible *
find (AtspiRole role, const char *prefix)
{
  for (gint64 end = g_get_monotonic_time () + LIMIT_MS * 1000; g_get_monotonic_time () < end; spin ())
    {
      AtspiAccessible *found = find_once (role, prefix);
      if (found != NULL)
        return found;
    }
  g_error ("nothing is named “%s…”", prefix);
}

static char *
name_of (AtspiRole role, const char *prefix)
{
  g_autoptr (AtspiAccessible) node = find (role, prefix);
  return atspi_accessible_get_name (node, NULL);
}

static void
test_columns_say_name_count_and_points (void)
{
  g_autofree char *todo = name_of (ATSPI_ROLE_LIST, "To Do");
  g_assert_cmpstr (todo, ==, "To Do, 2 cards, 8 points");
}

static void
test_a_card_says_everything_that_is_set (void)
{
  g_autofree char *card = name_of (ATSPI_ROLE_LIST_ITEM, "WEB-1");
  g_assert_cmpstr (card, ==,
                   "WEB-1, story, Pay with PayPal without creating an account, blocked: PayPal sandbox keys missing, high priority, "
                   "Anna Brandt, 5 points, difficulty 4 of 5, 60 percent, due Wednesday 25 November");
}

static int
find_action (AtspiAction *action, const char *suffix)
{
  int n = atspi_action_get_n_actions (action, NULL);

  for (int i = 0; i < n; i++)
    {
      g_autofree char *name = atspi_action_get_action_name (action, i, NULL);
      if (name != NULL && g_str_has_suffix (name, suffix))
        return i;
    }
  return -1;
}

static void
test_a_card_moves_by_its_accessible_action (void)
{
  g_autoptr (AtspiAccessible) card = find (ATSPI_ROLE_LIST_ITEM, "WEB-1");
  g_autoptr (AtspiAction) action = atspi_accessible_get_action_iface (card);

  g_assert_nonnull (action);
  int right = find_action (action, "move-right");
  g_assert_cmpint (right, >=, 0);
  g_assert_true (atspi_action_do_action (action, right, NULL));
  g_autoptr (AtspiAccessible) column = find (ATSPI_ROLE_LIST, "In Progress, 1");
  g_autoptr (AtspiAccessible) moved = find_below (column, ATSPI_ROLE_LIST_ITEM, "WEB-1");
  g_assert_nonnull (moved);
}

static void
test_another_process_is_heard (void)
{
  run_program ("add", "Heard at once", NULL);
  g_autofree char *card = name_of (ATSPI_ROLE_LIST_ITEM, "WEB-3");
  g_assert_true (g_str_has_prefix (card, "WEB-3, task, Heard at once"));
}

static void
set_up (const char *program)
{
  g_autoptr (GError) error = NULL;

  world.program = program;
  world.folder = g_dir_make_tmp ("zettelwand-XXXXXX", NULL);
  world.database = g_build_filename (world.folder, "board.db", NULL);
  run_program ("project", "add", "WEB", "Web Shop", NULL);
  run_program ("people", "add", "Anna Brandt", NULL);
  run_program ("add", "Pay with PayPal without creating an account", "type=story", "owner=anna", "estimate=5", "difficulty=4",
               "progress=60", "priority=high", "due=2026-11-25", "blocked=PayPal sandbox keys missing", NULL);
  run_program ("add", "Rename shipping zones", "estimate=3", NULL);
  g_autofree char *option = g_strconcat ("--database=", world.database, NULL);
  world.window = g_subprocess_new (G_SUBPROCESS_FLAGS_NONE, &error, program, option, "--now=2026-11-23T09:32", NULL);
  g_assert_no_error (error);
  g_assert_cmpint (atspi_init (), <=, 1);
}

static void
tear_down (void)
{
  g_subprocess_send_signal (world.window, SIGTERM);
  g_subprocess_wait (world.window, NULL, NULL);
  g_clear_object (&world.window);
  g_free (world.database);
  g_free (world.folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_log_set_always_fatal (G_LOG_FATAL_MASK); /* libatspi warns when an object goes while it asks: not our fault */
  /* The client library warns when it asks the window before that has put itself on the bus; the tests wait for it. */
  g_log_set_always_fatal ((GLogLevelFlags) (G_LOG_LEVEL_CRITICAL | G_LOG_FATAL_MASK));
  g_assert_cmpint (argc, ==, 2);
  set_up (argv[1]);
  g_test_add_func ("/at-spi/columns-say-name-count-and-points", test_columns_say_name_count_and_points);
  g_test_add_func ("/at-spi/a-card-says-everything-that-is-set", test_a_card_says_everything_that_is_set);
  g_test_add_func ("/at-spi/a-card-moves-by-its-accessible-action", test_a_card_moves_by_its_accessible_action);
  g_test_add_func ("/at-spi/another-process-is-heard", test_another_process_is_heard);
  int status = g_test_run ();
  tear_down ();
  return status;
}
