/* SPDX-License-Identifier: GPL-3.0-or-later
 * ZwApplication: opens a database, loads it into a workspace and shows it in a window; opens another one on demand.
 * main.c hands down everything it cannot know: how a store is made, the clock, who acts. Main thread. */
#pragma once

#include <adwaita.h>

#include "zw-snapshot.h"
#include "zw-workspace.h"

G_BEGIN_DECLS

/* A store for the database at @path, not opened. (transfer full) */
typedef ZwStore *(*ZwStoreFactory) (const char *path, gpointer data);

typedef struct {
  ZwStoreFactory make_store;
  gpointer data;          /* of make_store */
  ZwClock *clock;
  const char *path;       /* of the database; NULL = the one opened last, else @default_path */
  const char *default_path;
  const char *project;    /* key (nullable) */
  const char *writer;     /* of the channel "window" */
  const char *person;     /* --as (nullable) */
  const char *login;      /* (nullable) */
  const char *config_dir; /* where "You are" is kept */
  gboolean wall;          /* --wall: begins on the wall */
  const ZwSnapshotOptions *snapshot; /* (nullable) draw a view, then end */
} ZwApplicationSetup;

#define ZW_TYPE_APPLICATION (zw_application_get_type ())
G_DECLARE_FINAL_TYPE (ZwApplication, zw_application, ZW, APPLICATION, AdwApplication)

/* @setup and what it points to outlive the application. */
ZwApplication *zw_application_new (const ZwApplicationSetup *setup);
/* What main returns: 1 after a snapshot that failed. */
int            zw_application_get_status (ZwApplication *self);

G_END_DECLS
