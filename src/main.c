/* SPDX-License-Identifier: GPL-3.0-or-later
 * The composition root: the only file that names a backend, the clock and "who am I". Reads the options, makes the store
 * and the clock, and hands them to the command line or the application. */
#define G_LOG_DOMAIN "zettelwand"

#include <glib/gi18n.h>
#include <locale.h>
#include <stdio.h>

#include "zw-cli.h"
#include "zw-identity.h"
#include "zw-sqlite-store.h"

typedef struct {
  char *database, *project, *person, *now;
  gboolean version, help;
} Options;

static void
options_clear (Options *options)
{
  g_free (options->database);
  g_free (options->project);
  g_free (options->person);
  g_free (options->now);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

/* The options stand before the command word; what comes behind it is the command's own. */
static gboolean
parse_options (Options *options, int *argc, char ***argv, GError **error)
{
  const GOptionEntry entries[] = {
    { "database", 0, 0, G_OPTION_ARG_FILENAME, &options->database, NULL, NULL },
    { "project", 0, 0, G_OPTION_ARG_STRING, &options->project, NULL, NULL },
    { "as", 0, 0, G_OPTION_ARG_STRING, &options->person, NULL, NULL },
    { "now", 0, 0, G_OPTION_ARG_STRING, &options->now, NULL, NULL },
    { "version", 0, 0, G_OPTION_ARG_NONE, &options->version, NULL, NULL },
    { "help", 'h', 0, G_OPTION_ARG_NONE, &options->help, NULL, NULL },
    { NULL },
  };
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);

  g_option_context_set_strict_posix (context, TRUE);
  g_option_context_set_help_enabled (context, FALSE);
  g_option_context_add_main_entries (context, entries, NULL);
  return g_option_context_parse (context, argc, argv, error);
}

static void
print_help (void)
{
  printf ("Usage: zettelwand [--database=PATH] [--project=KEY] [--as=NAME] [--now=INSTANT] [COMMAND ...]\n\n"
          "Without a command the window opens.\n\n"
          "  --database=PATH    else $ZETTELWAND_DATABASE, else zettelwand/zettelwand.db in the data folder\n"
          "  --project=KEY      may be left out while there is one project\n"
          "  --as=NAME          who acts; else $ZETTELWAND_PERSON, “You are”, the login\n"
          "  --now=INSTANT      fixes the clock, such as 2026-11-23T09:32\n\n"
          "%s\n", zw_cli_get_help ());
}

/* Local time unless the text names a zone; seconds may be left out. */
static ZwClock *
make_clock (const char *now, GError **error)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();
  g_autofree char *with_seconds = NULL;

  if (now == NULL)
    return zw_clock_new_system ();
  with_seconds = strlen (now) == strlen ("2026-11-23T09:32") ? g_strconcat (now, ":00", NULL) : g_strdup (now);
  g_autoptr (GDateTime) time = g_date_time_new_from_iso8601 (with_seconds, zone);
  if (time != NULL)
    return zw_clock_new_fixed (g_date_time_to_unix (time) * 1000, NULL);
  g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, "“%s” is no instant, such as 2026-11-23T09:32", now);
  return NULL;
}

static char *
choose_database (const Options *options)
{
  const char *given = options->database != NULL ? options->database : g_getenv ("ZETTELWAND_DATABASE");

  if (given != NULL && *given != '\0')
    return g_strdup (given);
  g_autofree char *folder = g_build_filename (g_get_user_data_dir (), "zettelwand", NULL);
  g_mkdir_with_parents (folder, 0700);
  return g_build_filename (folder, "zettelwand.db", NULL);
}

static int
run_command (const Options *options, ZwClock *clock, int argc, char **argv)
{
  g_autofree char *path = choose_database (options);
  g_autofree char *backups = g_build_filename (g_get_user_data_dir (), "zettelwand", "backups", NULL);
  g_autofree char *state = g_build_filename (g_get_user_state_dir (), "zettelwand", NULL);
  g_autofree char *config = g_build_filename (g_get_user_config_dir (), "zettelwand", NULL);
  g_autofree char *writer = zw_identity_dup_writer (state, "command-line", NULL);
  g_autoptr (ZwStore) store = zw_sqlite_store_new (path, backups, writer);
  const ZwCliSetup setup = {
    .store = store, .clock = clock, .writer = writer, .login = g_get_user_name (), .config_dir = config, .project = options->project,
    .person = options->person != NULL ? options->person : g_getenv ("ZETTELWAND_PERSON"),
  };

  return zw_cli_run (&setup, argc, argv);
}

static int
fail (const GError *error)
{
  fprintf (stderr, "zettelwand: %s\n", error->message);
  return 2;
}

int
main (int argc, char **argv)
{
  g_auto (Options) options = { 0 };
  g_autoptr (GError) error = NULL;

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  if (!parse_options (&options, &argc, &argv, &error))
    return fail (error);
  if (options.help || options.version)
    {
      if (options.help)
        print_help ();
      else
        printf ("Zettelwand " PACKAGE_VERSION "\n");
      return 0;
    }
  g_autoptr (ZwClock) clock = make_clock (options.now, &error);
  if (clock == NULL)
    return fail (error);
  if (argc > 1 && zw_cli_is_command (argv[1]))
    return run_command (&options, clock, argc - 1, argv + 1);
  if (argc > 1)
    fprintf (stderr, "zettelwand: there is no command “%s”; “zettelwand --help” lists them\n", argv[1]);
  return 2;
}
