/* SPDX-License-Identifier: GPL-3.0-or-later
 * The command line: one command per run, on the same workspace and command functions as the window, without a display.
 * main.c hands everything down; nothing here opens a file of its own but what the person named. */
#pragma once

#include "zw-workspace.h"

G_BEGIN_DECLS

typedef struct {
  ZwStore *store;         /* not opened yet */
  ZwClock *clock;
  const char *writer;     /* of the channel "command-line" */
  const char *person;     /* --as or $ZETTELWAND_PERSON (nullable) */
  const char *login;      /* the login name (nullable): the last resort */
  const char *config_dir; /* where "You are" is kept */
  const char *project;    /* --project (nullable) */
} ZwCliSetup;

/* Whether @word is one of the commands. */
gboolean    zw_cli_is_command (const char *word);
/* One line per command, for --help (static). */
const char *zw_cli_get_help (void);
/* Runs the command argv[0] with its arguments. Returns the exit status: 0 done, 1 refused or failed (nothing was
 * changed), 2 wrong usage. Errors go to standard error. Runs the default main context; main thread. */
int         zw_cli_run (const ZwCliSetup *setup, int argc, char **argv);

G_END_DECLS
