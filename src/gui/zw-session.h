/* SPDX-License-Identifier: GPL-3.0-or-later
 * Opening one database for a window: store, workspace, board, and who acts. Called by ZwApplication. Main thread. */
#pragma once

#include "zw-workspace.h"

G_BEGIN_DECLS

typedef struct {
  ZwClock *clock;
  const char *writer;
  const char *person;     /* (nullable) */
  const char *login;      /* (nullable) */
  const char *config_dir;
} ZwSessionSetup;

/* @store is not opened yet. @project: the one to load first; 0 = the first. @setup and its texts outlive the call. */
void         zw_session_open_async (ZwStore *store, ZwOpenFlags flags, gint64 project, const ZwSessionSetup *setup,
                                    GAsyncReadyCallback callback, gpointer data);
/* The board is loaded; the rest follows. (transfer full) */
ZwWorkspace *zw_session_open_finish (ZwStore *store, GAsyncResult *result, GError **error);

G_END_DECLS
