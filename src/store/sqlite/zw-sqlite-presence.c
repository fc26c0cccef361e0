/* SPDX-License-Identifier: GPL-3.0-or-later
 * Presence by flock(2) on the folder, and of one database by a lock on the byte of the folder that has the number of its inode:
 * both vanish with the process, however that ends, and leave no file behind. Not on the database itself: closing any descriptor
 * of it would drop SQLite's own locks. */
#define _GNU_SOURCE
#define G_LOG_DOMAIN "zettelwand"

#include "zw-sqlite-presence.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/file.h>
#include <unistd.h>

/* Of the index of the write-ahead log: whoever has a database open holds it, and who finds nobody there empties the index
 * (UNIX_SHM_DMS in SQLite's os_unix.c). */
enum { SQLITE_DEAD_MAN_BYTE = 128 };

static gboolean
has_log (const char *path)
{
  g_autofree char *log = g_strconcat (path, "-wal", NULL);
  GStatBuf info;

  return g_stat (log, &info) == 0 && info.st_size > 0;
}

int
zw_presence_enter (const char *path, gboolean *ended_badly)
{
  g_autofree char *folder = g_path_get_dirname (path);
  int fd = open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

  *ended_badly = FALSE;
  if (fd < 0)
    return -1;
  *ended_badly = flock (fd, LOCK_EX | LOCK_NB) == 0 && has_log (path);
  flock (fd, LOCK_SH | LOCK_NB);
  return fd;
}

gboolean
zw_presence_has_others (int fd)
{
  gboolean alone;

  if (fd < 0)
    return FALSE;
  alone = flock (fd, LOCK_EX | LOCK_NB) == 0;
  flock (fd, LOCK_SH | LOCK_NB);
  return !alone;
}

static gboolean
lock_byte (int fd, int command, short *type, gint64 byte)
{
  struct flock range = { .l_type = *type, .l_whence = SEEK_SET, .l_start = byte, .l_len = 1 };
  gboolean done = fcntl (fd, command, &range) == 0;

  *type = range.l_type;
  return done;
}

static gboolean
lock_database (int fd, int command, short *type, const char *path)
{
  GStatBuf info;

  return fd >= 0 && g_stat (path, &info) == 0 && lock_byte (fd, command, type, (gint64) info.st_ino);
}

void
zw_presence_hold (int fd, const char *path)
{
  short type = F_RDLCK;
  lock_database (fd, F_OFD_SETLK, &type, path);
}

int
zw_presence_guard_index (int fd, const char *path)
{
  g_autofree char *index = g_strconcat (path, "-shm", NULL);
  short found = F_WRLCK, type = F_RDLCK;

  if (!lock_database (fd, F_OFD_GETLK, &found, path) || found == F_UNLCK)
    return -1;
  int guard = open (index, O_RDONLY | O_CLOEXEC);
  if (guard >= 0)
    lock_byte (guard, F_OFD_SETLK, &type, SQLITE_DEAD_MAN_BYTE);
  return guard;
}

void
zw_presence_end_guard (int guard)
{
  short type = F_UNLCK;

  if (guard >= 0)
    lock_byte (guard, F_OFD_SETLK, &type, SQLITE_DEAD_MAN_BYTE);
}

void
zw_presence_leave (int fd)
{
  if (fd >= 0)
    close (fd);
}
