/* SPDX-License-Identifier: GPL-3.0-or-later
 * The table of commands and the frame around each run: open, do, report, close. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-cli.h"

#include <stdio.h>
#include <string.h>

#include "zw-cli-commands.h"
#include "zw-cli-output.h"
#include "zw-cli-session.h"

typedef struct {
  const char *word;
  ZwCliFunc func;
} Command;

static const Command commands[] = {
  { "projects", zw_cli_projects }, { "statuses", zw_cli_statuses }, { "people", zw_cli_people }, { "labels", zw_cli_labels },
  { "sprints", zw_cli_sprints }, { "project", zw_cli_project }, { "status", zw_cli_status }, { "label", zw_cli_label },
  { "list", zw_cli_list }, { "show", zw_cli_show }, { "add", zw_cli_add }, { "set", zw_cli_set },
  { "move", zw_cli_move }, { "close", zw_cli_close }, { "reopen", zw_cli_reopen }, { "delete", zw_cli_delete },
  { "archive", zw_cli_archive }, { "unarchive", zw_cli_unarchive }, { "comment", zw_cli_comment }, { "check-item", zw_cli_check_item },
  { "sprint", zw_cli_sprint }, { "standup", zw_cli_standup }, { "link", zw_cli_link }, { "attach", zw_cli_attach },
  { "undo", zw_cli_undo }, { "redo", zw_cli_redo },
  { "log", zw_cli_log }, { "import", zw_cli_import }, { "export", zw_cli_export }, { "example", zw_cli_example },
  { "backup", zw_cli_backup }, { "restore", zw_cli_restore }, { "check", zw_cli_check },
};

static const char help[] =
  "Commands:\n"
  "  projects | statuses | people | labels | sprints    list them (--json)\n"
  "  project add KEY NAME, status add NAME, people add NAME, label add NAME [field=value ...]\n"
  "  list [QUERY]                    tickets in board order; words and field:value (--json)\n"
  "  show KEY                        one ticket (--history, --json)\n"
  "  add TITLE [field=value ...]     a new ticket; “-” reads titles from standard input (--each, --solves=KEY)\n"
  "  set KEY... field=value ...      title description type status owner reporter customer estimate duration spent\n"
  "                                  remaining difficulty progress priority labels sprint due waiting blocked parent\n"
  "  move KEY STATUS                 --top, --bottom, --after=KEY, --before=KEY, --reason=TEXT\n"
  "  move KEY --project=OTHER        to another project; prints its new key, the old one opens still\n"
  "  close KEY...                    done; --not-done=REASON, --duplicate-of=KEY\n"
  "  reopen | delete | archive | unarchive KEY...\n"
  "  comment KEY TEXT, check-item KEY TEXT [--done], link KEY blocks|solves|duplicates|relates KEY\n"
  "  attach KEY FILE...              files of up to 25 MB; attach KEY NAME --save=FILE, --remove\n"
  "  sprint add|edit NAME [start=DATE] [end=DATE] [goal=TEXT], sprint delete|start NAME\n"
  "  sprint report NAME              --measure=points|hours|count, --json\n"
  "  sprint complete NAME [--to=backlog|new|SPRINT] [KEY=backlog|new|SPRINT|split:POINTS|not-done:REASON ...]\n"
  "  standup                         what happened since the last one, per person; --since=DATE, --markdown, --json\n"
  "  undo, redo, log [-n N]          change sets of the command line; of everybody\n"
  "  import FILE...                  --format=NAME, --project=KEY, --columns=title=HEADING,..., --copy, --theirs,\n"
  "                                  --map-status=NAME=COLUMN, --map-person=NAME=PERSON (nothing = nobody), --dry-run, --json;\n"
  "                                  “-” = standard input; also files of other tools\n"
  "  export [QUERY]                  --format=json|csv|markdown, --project=KEY, --output=FILE; of what QUERY finds, else of all;\n"
  "                                  --since=SET|DATE: what changed since, for another copy to import\n"
  "  backup [FILE]                   to FILE, else to the backups that the window lists\n"
  "  restore FILE, check             puts a backup back; verifies the database\n"
  "  example                         add the example project\n"
  "  snapshot --view=welcome|board|backlog|report|ticket|standup|standup-work|wall --output=FILE.png;\n"
  "                                  --view=import --file=FILE: the look into a file\n"
  "                                  draws a view; --size=WxH, --dark, --filter=QUERY";

static const Command *
find_command (const char *word)
{
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    if (g_str_equal (commands[i].word, word))
      return &commands[i];
  return NULL;
}

gboolean
zw_cli_is_command (const char *word)
{
  return find_command (word) != NULL;
}

const char *
zw_cli_get_help (void)
{
  return help;
}

/* `show 42 --project=WEB` is as good as `--project=WEB show 42`; these have a --project of their own. */
static const char *
take_project (int *argc, char **argv)
{
  static const char *const own[] = { "import", "export", "move", NULL };
  const char *option = "--project=", *key = NULL;
  int n = 1;

  if (g_strv_contains (own, argv[0]))
    return NULL;
  for (int i = 1; i < *argc; i++)
    if (g_str_equal (argv[i], "--"))
      {
        while (i < *argc)
          argv[n++] = argv[i++];
      }
    else if (g_str_has_prefix (argv[i], option))
      key = argv[i] + strlen (option);
    else if (g_str_equal (argv[i], "--project") && i + 1 < *argc)
      key = argv[++i];
    else
      argv[n++] = argv[i];
  argv[n] = NULL;
  *argc = n;
  return key;
}

int
zw_cli_run (const ZwCliSetup *given, int argc, char **argv)
{
  const Command *command = find_command (argv[0]);
  const char *project = take_project (&argc, argv);
  ZwCliSetup setup = *given;
  ZwCliSession session = { .setup = &setup };
  g_autoptr (GError) error = NULL;

  g_return_val_if_fail (command != NULL, 2);
  setup.project = project != NULL ? project : given->project;
  gboolean done = zw_cli_session_open (&session, &error) && command->func (&session, argc - 1, argv + 1, &error);
  zw_cli_session_close (&session);
  if (done && fflush (stdout) != 0)
    {
      fprintf (stderr, "zettelwand: cannot write to standard output\n");
      return 1;
    }
  if (done)
    return 0;
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      fprintf (stderr, "zettelwand: %s: interrupted; nothing was changed\n", argv[0]);
      return 1;
    }
  g_autofree char *message = zw_cli_dup_plain (error->message);
  fprintf (stderr, "zettelwand: %s: %s\n", argv[0], message);
  return error->domain == G_OPTION_ERROR ? 2 : 1;
}
