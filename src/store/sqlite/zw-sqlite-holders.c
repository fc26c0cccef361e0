/* SPDX-License-Identifier: GPL-3.0-or-later
 * A holder is one byte of the database's folder, locked by its number: the kernel lets go of it with the process, so that a
 * crash frees its drafts, and no file is left behind. Open file description locks, as two stores of one process are two. Used by
 * the drafts alone; must never lock the database itself. */
#define _GNU_SOURCE
#define G_LOG_DOMAIN "zettelwand"

#include "zw-sqlite-holders.h"

#include <fcntl.h>
#include <unistd.h>

struct _ZwHolders {
  int fd;            /* of the folder; -1 where it cannot be opened */
  GHashTable *alive; /* (owned) gint64 of this store: its own locks do not show on its own descriptor */
};

static gboolean
lock (ZwHolders *self, int command, short type, gint64 holder, short *found)
{
  struct flock range = { .l_type = type, .l_whence = SEEK_SET, .l_start = holder, .l_len = 1 };

  if (self->fd < 0 || fcntl (self->fd, command, &range) != 0)
    return FALSE;
  if (found != NULL)
    *found = range.l_type;
  return TRUE;
}

ZwHolders *
zw_holders_new (const char *database_path)
{
  g_autofree char *folder = g_path_get_dirname (database_path);
  ZwHolders *self = g_new0 (ZwHolders, 1);

  self->fd = open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  self->alive = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  return self;
}

void
zw_holders_free (ZwHolders *self)
{
  if (self->fd >= 0)
    close (self->fd);
  g_hash_table_unref (self->alive);
  g_free (self);
}

void
zw_holders_hold (ZwHolders *self, gint64 holder)
{
  if (g_hash_table_add (self->alive, g_memdup2 (&holder, sizeof holder)))
    lock (self, F_OFD_SETLK, F_RDLCK, holder, NULL);
}

void
zw_holders_release (ZwHolders *self, gint64 holder)
{
  if (g_hash_table_remove (self->alive, &holder))
    lock (self, F_OFD_SETLK, F_UNLCK, holder, NULL);
}

gboolean
zw_holders_is_alive (ZwHolders *self, gint64 holder)
{
  short found = F_UNLCK;

  if (holder == 0)
    return FALSE;
  return g_hash_table_contains (self->alive, &holder) || (lock (self, F_OFD_GETLK, F_WRLCK, holder, &found) && found != F_UNLCK);
}
