/* SPDX-License-Identifier: GPL-3.0-or-later
 * Presence by flock(2) on the folder: it vanishes with the process, however that ends, and leaves no file behind. Not on the
 * database itself: closing any descriptor of it would drop SQLite's own locks. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-sqlite-presence.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/file.h>
#include <unistd.h>

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

void
zw_presence_leave (int fd)
{
  if (fd >= 0)
    close (fd);
}
