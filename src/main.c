/* SPDX-License-Identifier: GPL-3.0-or-later
 * The composition root: the only file that names a backend, the clock and "who am I". Reads the options, makes the store
 * and the clock, and hands them to the command line or the application. */
#define G_LOG_DOMAIN "zettelwand"

#include <glib/gi18n.h>
#include <locale.h>
#include <signal.h>
#include <stdio.h>

#include "zw-application.h"
#include "zw-cli.h"
#include "zw-identity.h"
#include "zw-sqlite-store.h"

typedef struct {
  char *database, *project, *person, *now;
  gboolean version, help, wall;
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
    { "wall", 0, 0, G_OPTION_ARG_NONE, &options->wall, NULL, NULL },
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
  printf ("Usage: zettelwand [--database=PATH] [--project=KEY] [--as=NAME] [--now=INSTANT] [--wall] [COMMAND ...]\n\n"
          "Without a command the window opens.\n\n"
          "  --database=PATH    else $ZETTELWAND_DATABASE, else zettelwand/zettelwand.db in the data folder\n"
          "  --project=KEY      may be left out while there is one project\n"
          "  --as=NAME          who acts; else $ZETTELWAND_PERSON, “You are”, the login\n"
          "  --now=INSTANT      fixes the clock, such as 2026-11-23T09:32\n"
          "  --wall             opens the window as a wall: the board alone on the whole screen, to be read from afar\n\n"
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

/* --- the window ------------------------------------------------------------------------------------------------ */

typedef struct {
  char *data, *state, *config; /* (owned) folders */
  char *writer;                /* (owned) */
} Places;

static void
places_clear (Places *places)
{
  g_free (places->data);
  g_free (places->state);
  g_free (places->config);
  g_free (places->writer);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Places, places_clear)

static ZwStore *
make_store (const char *path, gpointer data)
{
  Places *places = data;
  g_autofree char *backups = g_build_filename (places->data, "backups", NULL);

  return zw_sqlite_store_new (path, backups, places->writer);
}

/* GSettings ends the program without a word of sense when it finds no schema. */
static gboolean
has_settings (void)
{
  GSettingsSchemaSource *source = g_settings_schema_source_get_default ();
  g_autoptr (GSettingsSchema) schema = source == NULL ? NULL : g_settings_schema_source_lookup (source, APPLICATION_ID, TRUE);

  if (schema == NULL)
    g_printerr ("zettelwand: the settings schema " APPLICATION_ID " is not installed. Install Zettelwand (meson install), or start it"
                " from its folder by ./dev run\n");
  return schema != NULL;
}

/* @snapshot (nullable): draw a view and end. */
static int
run_window (const Options *options, ZwClock *clock, const ZwSnapshotOptions *snapshot)
{
  g_auto (Places) places = { 0 };
  g_autofree char *path = choose_database (options);
  gboolean named = options->database != NULL || g_getenv ("ZETTELWAND_DATABASE") != NULL;

  if (!has_settings ())
    return 2;
  places.data = g_build_filename (g_get_user_data_dir (), "zettelwand", NULL);
  places.state = g_build_filename (g_get_user_state_dir (), "zettelwand", NULL);
  places.config = g_build_filename (g_get_user_config_dir (), "zettelwand", NULL);
  places.writer = zw_identity_dup_writer (places.state, "window", NULL);
  const ZwApplicationSetup setup = {
    .make_store = make_store, .data = &places, .clock = clock, .path = named ? path : NULL, .default_path = path,
    .project = options->project, .writer = places.writer, .login = g_get_user_name (), .config_dir = places.config, .wall = options->wall,
    .person = options->person != NULL ? options->person : g_getenv ("ZETTELWAND_PERSON"), .snapshot = snapshot,
  };
  g_autoptr (ZwApplication) application = zw_application_new (&setup);
  int status = g_application_run (G_APPLICATION (application), 0, NULL);

  return status != 0 ? status : zw_application_get_status (application);
}

static int
run_snapshot (const Options *options, ZwClock *clock, int argc, char **argv, GError **error)
{
  g_autofree char *view = NULL, *size = NULL, *output = NULL, *filter = NULL, *file = NULL;
  gboolean dark = FALSE;
  const GOptionEntry entries[] = {
    { "view", 0, 0, G_OPTION_ARG_STRING, &view, "board, ticket or welcome", "VIEW" },
    { "size", 0, 0, G_OPTION_ARG_STRING, &size, "in pixels", "WxH" },
    { "dark", 0, 0, G_OPTION_ARG_NONE, &dark, "the dark style", NULL },
    { "filter", 0, 0, G_OPTION_ARG_STRING, &filter, "the board's filter", "TEXT" },
    { "file", 0, 0, G_OPTION_ARG_FILENAME, &file, "what the view import looks into", "FILE" },
    { "output", 0, 0, G_OPTION_ARG_FILENAME, &output, "the picture", "FILE.png" },
    { NULL },
  };
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  ZwSnapshotOptions snapshot = { .width = 1440, .height = 900 };

  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, &argc, &argv, error))
    return -1;
  if (output == NULL || (size != NULL && !zw_snapshot_parse_size (size, &snapshot.width, &snapshot.height)))
    {
      g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                           "snapshot: needs --output=FILE.png and a size such as 1440x900");
      return -1;
    }
  snapshot.view = view != NULL ? view : "board";
  snapshot.output = output;
  snapshot.dark = dark;
  snapshot.filter = filter;
  snapshot.file = file;
  return run_window (options, clock, &snapshot);
}

/* $ZETTELWAND_LOCALEDIR: the catalogues of a build tree, for a program that is not installed. */
static void
choose_language (void)
{
  const char *catalogues = g_getenv ("ZETTELWAND_LOCALEDIR");

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, catalogues != NULL ? catalogues : LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  g_set_application_name (_("Zettelwand"));
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

  /* A file that may not grow is an error the store reports, not the end of the program. */
  signal (SIGXFSZ, SIG_IGN);
  choose_language ();
  if (!parse_options (&options, &argc, &argv, &error))
    return fail (error);
  if (argc > 2 && zw_cli_is_command (argv[1]) && g_str_equal (argv[2], "--help"))
    options.help = TRUE;
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
  if (argc == 1)
    return run_window (&options, clock, NULL);
  if (g_str_equal (argv[1], "snapshot"))
    {
      int status = run_snapshot (&options, clock, argc - 1, argv + 1, &error);
      return error != NULL ? fail (error) : status;
    }
  if (zw_cli_is_command (argv[1]))
    return run_command (&options, clock, argc - 1, argv + 1);
  fprintf (stderr, "zettelwand: there is no command “%s”; “zettelwand --help” lists them\n", argv[1]);
  return 2;
}
