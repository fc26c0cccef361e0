/* SPDX-License-Identifier: GPL-3.0-or-later
 * What the programs of ./dev bench share: waiting for asynchronous calls, percentiles, and an open workspace. Each program
 * prints lines "NAME VALUE" in milliseconds or MB; tests/bench/run makes the table. Anything that fails ends the program. */
#pragma once

#include "zw-board.h"
#include "zw-workspace.h"

G_BEGIN_DECLS

/* A GAsyncReadyCallback; @slot: a GAsyncResult * that is NULL. */
void          bench_done_cb (GObject *source, GAsyncResult *result, gpointer slot);
/* Runs the main context until @slot is filled; borrowed. */
GAsyncResult *bench_wait (GAsyncResult **slot);
/* Runs the main context for @ms. */
void          bench_idle (guint ms);
void          bench_require (gboolean success, const GError *error);

/* @values: double. @fraction 0.5 = the median. */
double        bench_percentile (GArray *values, double fraction);
double        bench_ms_since (gint64 monotonic_us);
/* "rss", "anonymous" or "peak" of this process in MB. */
double        bench_memory (const char *kind);
void          bench_print (const char *name, double value);

/* Opened for writing without automatic backups. (transfer full) */
ZwStore      *bench_open_store (const char *path, const char *writer);
/* A workspace with every ticket in memory. (transfer full) */
ZwWorkspace  *bench_load_workspace (ZwStore *store);
gint64        bench_get_project (ZwWorkspace *workspace);
/* A random ticket of @board to before another one in a random column; ready to commit. (transfer full) */
ZwChangeSet  *bench_make_move (ZwWorkspace *workspace, ZwBoard *board, GRand *dice);

G_END_DECLS
