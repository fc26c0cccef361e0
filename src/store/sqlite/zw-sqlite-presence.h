/* SPDX-License-Identifier: GPL-3.0-or-later
 * Who else is here: every open store holds a shared lock on the database's folder, so that one that comes alone and finds a
 * write-ahead log knows that the last one ended badly. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Returns a file descriptor to hold while the database is open (-1 where the folder cannot be locked). @ended_badly: nobody
 * else has a database of this folder open, and yet a write-ahead log lies beside it. Call it before SQLite opens the file. */
int  zw_presence_enter (const char *path, gboolean *ended_badly);
/* Somebody else has a database of this folder open. FALSE for -1. */
gboolean zw_presence_has_others (int fd);
void zw_presence_leave (int fd);

G_END_DECLS
