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
/* Of the folder, the database at @path is open here from now on, until zw_presence_leave(). Call it once SQLite has the file. */
void zw_presence_hold (int fd, const char *path);
/* Where somebody else has the database at @path open, SQLite must find that out although a file chooser over there may have
 * dropped the locks that say so: it would cut the index of the log under a program that has it in its memory. Returns what to
 * give to zw_presence_end_guard() once SQLite has opened the file; -1 when nobody is there. */
int  zw_presence_guard_index (int fd, const char *path);
/* The descriptor itself stays until the process ends: closing it would drop SQLite's locks of this process. */
void zw_presence_end_guard (int guard);
void zw_presence_leave (int fd);

G_END_DECLS
