/* SPDX-License-Identifier: GPL-3.0-or-later
 * ZwArchive: what is in a zip or a tar.gz, unpacked under limits. Used by the readers of files of other tools, on their thread. The
 * names of entries are names and never become paths: everything goes into one private file that has no name, and is read from
 * there as memory that the system may put aside. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _ZwArchive ZwArchive;

/* Adds the names of the entries of @stream to @names (of owned strings), with their folders and without; the first 10,000. Errors as
 * below. */
gboolean      zw_archive_look (GInputStream *stream, GHashTable *names, GCancellable *cancellable, GError **error);
/* Unpacks @stream from its beginning. NULL with ZW_ERROR_UNSUPPORTED (encrypted, or over a limit: entries, bytes, or how many bytes
 * come out of one), ZW_ERROR_INVALID_VALUE (damaged or cut off), ZW_ERROR_IO, ZW_ERROR_DISK_FULL, G_IO_ERROR_CANCELLED. */
ZwArchive    *zw_archive_open (GInputStream *stream, GCancellable *cancellable, GError **error);
void          zw_archive_free (ZwArchive *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZwArchive, zw_archive_free)

guint         zw_archive_get_n_entries (ZwArchive *self);
/* Of the entry at @position < n, without "./" in front; owned by the archive. */
const char   *zw_archive_get_name (ZwArchive *self, guint position);
/* Its content from the beginning, seekable; it outlives the archive. (transfer full) */
GInputStream *zw_archive_open_entry (ZwArchive *self, guint position);
/* The content of the first entry called @name; NULL = none. (transfer full) */
GBytes       *zw_archive_dup_content (ZwArchive *self, const char *name);

G_END_DECLS
