/* SPDX-License-Identifier: GPL-3.0-or-later
 * Unpacking through libarchive: two formats, one filter, and a limit on everything. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-archive.h"

#include <archive.h>
#include <archive_entry.h>
#include <errno.h>
#include <gio/gfiledescriptorbased.h>
#include <string.h>

#include "zw-error.h"

#define CHUNK (64 * 1024)
#define MOST_ENTRIES 100000
#define MOST_NAMES 10000                        /* looked at */
#define MOST_BYTES ((gint64) 2 << 30)           /* unpacked, all together */
#define MOST_TIMES 300                          /* as many bytes out as in; JSON is packed to a tenth, rarely to a fiftieth */
#define HARMLESS_BYTES ((gint64) 64 << 20)      /* whatever they were packed to */
#define LONGEST_NAME 4096

typedef struct {
  char *name;
  gint64 offset, size; /* in the private file */
} Entry;

struct _ZwArchive {
  GPtrArray *entries; /* (owned) Entry */
  GHashTable *by_name; /* (owned) name (borrowed) -> Entry */
  GBytes *bytes;      /* (owned) the private file as memory */
};

/* While it is read. */
typedef struct {
  GInputStream *stream;
  GCancellable *cancellable;
  GError *error;           /* (owned) of the stream */
  struct archive *archive; /* (owned) */
  GOutputStream *output;   /* (nullable) borrowed */
  gint64 n_bytes, n_packed;
  guint n_entries;
  char chunk[CHUNK];
} Unpacking;

static void
free_entry (gpointer data)
{
  g_free (((Entry *) data)->name);
  g_free (data);
}

/* --- what libarchive asks for -------------------------------------------------------------------------------- */

static la_ssize_t
read_cb (struct archive *archive, void *data, const void **buffer)
{
  Unpacking *self = data;
  gssize n = g_input_stream_read (self->stream, self->chunk, sizeof self->chunk, self->cancellable, &self->error);

  *buffer = self->chunk;
  if (n < 0)
    {
      archive_set_error (archive, EIO, "%s", self->error->message);
      return -1;
    }
  self->n_packed += n;
  return n;
}

static la_int64_t
seek_cb (struct archive *archive, void *data, la_int64_t offset, int whence)
{
  Unpacking *self = data;
  GSeekType type = whence == SEEK_SET ? G_SEEK_SET : whence == SEEK_CUR ? G_SEEK_CUR : G_SEEK_END;

  if (!g_seekable_seek (G_SEEKABLE (self->stream), offset, type, self->cancellable, NULL))
    return ARCHIVE_FATAL;
  return g_seekable_tell (G_SEEKABLE (self->stream));
}

/* --- errors -------------------------------------------------------------------------------------------------- */

/* Whatever stopped it: a stream that failed, somebody who cancelled, else the archive itself. Always FALSE. */
static gboolean
fail (Unpacking *self, GError **error)
{
  const char *why = archive_error_string (self->archive);

  if (self->error != NULL)
    g_propagate_error (error, g_steal_pointer (&self->error));
  else if (!g_cancellable_set_error_if_cancelled (self->cancellable, error))
    zw_set_error (error, ZW_ERROR_INVALID_VALUE, "the archive is damaged or cut off: %s", why != NULL ? why : "?");
  return FALSE;
}

static gboolean
check_entry (Unpacking *self, struct archive_entry *entry, GError **error)
{
  if (archive_entry_is_data_encrypted (entry) || archive_read_has_encrypted_entries (self->archive) == 1)
    zw_set_error (error, ZW_ERROR_UNSUPPORTED, "the archive is encrypted; unpack it, then import what is in it");
  else if (++self->n_entries > MOST_ENTRIES)
    zw_set_error (error, ZW_ERROR_UNSUPPORTED, "the archive holds more than %d files", MOST_ENTRIES);
  else
    return TRUE;
  return FALSE;
}

static gboolean
check_bytes (Unpacking *self, GError **error)
{
  if (self->n_bytes > MOST_BYTES)
    zw_set_error (error, ZW_ERROR_UNSUPPORTED, "the archive holds more than %d MiB", (int) (MOST_BYTES >> 20));
  else if (self->n_bytes > HARMLESS_BYTES && self->n_bytes / MOST_TIMES > self->n_packed)
    zw_set_error (error, ZW_ERROR_UNSUPPORTED, "the archive grows to more than %d times its size, as no export does", MOST_TIMES);
  else
    return TRUE;
  return FALSE;
}

/* --- reading ------------------------------------------------------------------------------------------------- */

static gboolean
start (Unpacking *self, GInputStream *stream, GCancellable *cancellable, GError **error)
{
  self->stream = stream;
  self->cancellable = cancellable;
  self->archive = archive_read_new ();
  if (!g_seekable_seek (G_SEEKABLE (stream), 0, G_SEEK_SET, cancellable, error))
    return FALSE;
  archive_read_support_filter_gzip (self->archive);
  archive_read_support_format_tar (self->archive);
  archive_read_support_format_zip (self->archive);
  archive_read_set_read_callback (self->archive, read_cb);
  archive_read_set_seek_callback (self->archive, seek_cb);
  archive_read_set_callback_data (self->archive, self);
  return archive_read_open1 (self->archive) == ARCHIVE_OK || fail (self, error);
}

static void
end (Unpacking *self)
{
  archive_read_free (self->archive);
  g_clear_error (&self->error);
}

/* The next file, folders and links passed over; NULL in @entry = there is none. */
static gboolean
go_on (Unpacking *self, struct archive_entry **entry, GError **error)
{
  int result;

  *entry = NULL;
  while ((result = archive_read_next_header (self->archive, entry)) == ARCHIVE_OK || result == ARCHIVE_WARN)
    {
      if (g_cancellable_set_error_if_cancelled (self->cancellable, error) || !check_entry (self, *entry, error))
        return FALSE;
      if (archive_entry_filetype (*entry) == AE_IFREG)
        return TRUE;
    }
  *entry = NULL;
  return result == ARCHIVE_EOF || fail (self, error);
}

static char *
dup_name (struct archive_entry *entry)
{
  const char *raw = archive_entry_pathname_utf8 (entry);
  g_autofree char *name = NULL;

  if (raw == NULL)
    raw = archive_entry_pathname (entry);
  name = g_utf8_make_valid (raw != NULL ? raw : "", raw != NULL ? (gssize) strnlen (raw, LONGEST_NAME) : 0);
  return g_strdup (g_str_has_prefix (name, "./") ? name + 2 : name);
}

/* --- unpacking ----------------------------------------------------------------------------------------------- */

static gboolean
unpack_entry (Unpacking *self, gint64 *size, GError **error)
{
  char buffer[CHUNK];
  la_ssize_t n;

  *size = 0;
  while ((n = archive_read_data (self->archive, buffer, sizeof buffer)) > 0)
    {
      *size += n;
      self->n_bytes += n;
      if (!check_bytes (self, error) || g_cancellable_set_error_if_cancelled (self->cancellable, error)
          || !g_output_stream_write_all (self->output, buffer, (gsize) n, NULL, self->cancellable, error))
        return FALSE;
    }
  return n == 0 || fail (self, error);
}

static gboolean
unpack (ZwArchive *self, Unpacking *unpacking, GError **error)
{
  struct archive_entry *entry;
  gint64 offset = 0;

  while (go_on (unpacking, &entry, error))
    {
      if (entry == NULL)
        return TRUE;
      Entry *own = g_new0 (Entry, 1);
      *own = (Entry) { dup_name (entry), offset, 0 };
      g_ptr_array_add (self->entries, own);
      if (!g_hash_table_contains (self->by_name, own->name))
        g_hash_table_insert (self->by_name, own->name, own);
      if (!unpack_entry (unpacking, &own->size, error))
        return FALSE;
      offset += own->size;
    }
  return FALSE;
}

/* The private file: gone from its folder before anything is in it. */
static GFileIOStream *
make_private_file (GError **error)
{
  GFileIOStream *io = NULL;
  g_autoptr (GFile) file = g_file_new_tmp ("zettelwand-XXXXXX", &io, error);

  if (file != NULL)
    g_file_delete (file, NULL, NULL);
  return io;
}

static gboolean
map_private_file (ZwArchive *self, GFileIOStream *io, GError **error)
{
  GInputStream *input = g_io_stream_get_input_stream (G_IO_STREAM (io));
  g_autoptr (GMappedFile) map = g_mapped_file_new_from_fd (g_file_descriptor_based_get_fd (G_FILE_DESCRIPTOR_BASED (input)), FALSE, error);

  if (map != NULL)
    self->bytes = g_mapped_file_get_bytes (map);
  return map != NULL;
}

/* Failures of the private file, in our words. */
static void
name_cause (GError **error)
{
  GError *cause = error != NULL ? *error : NULL;

  if (cause == NULL || cause->domain == ZW_ERROR || g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  *error = g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_NO_SPACE)
             ? zw_error_new (ZW_ERROR_DISK_FULL, "cannot unpack the archive: %s", cause->message)
             : zw_error_new (ZW_ERROR_IO, "cannot unpack the archive: %s", cause->message);
  g_error_free (cause);
}

/* --- public -------------------------------------------------------------------------------------------------- */

gboolean
zw_archive_look (GInputStream *stream, GHashTable *names, GCancellable *cancellable, GError **error)
{
  g_autofree Unpacking *unpacking = g_new0 (Unpacking, 1);
  struct archive_entry *entry = NULL;
  gboolean done = start (unpacking, stream, cancellable, error);

  for (int n = 0; done && n < MOST_NAMES; n++)
    {
      done = go_on (unpacking, &entry, error);
      if (!done || entry == NULL)
        break;
      char *name = dup_name (entry);
      const char *slash = strrchr (name, '/');
      /* Who only looks unpacks nothing, but a tar.gz has to be read through; in a zip the files are passed over. */
      if (archive_filter_code (unpacking->archive, 0) != ARCHIVE_FILTER_NONE)
        unpacking->n_bytes += archive_entry_size_is_set (entry) ? archive_entry_size (entry) : 0;
      done = check_bytes (unpacking, error);
      if (slash != NULL)
        g_hash_table_add (names, g_strdup (slash + 1));
      g_hash_table_add (names, name);
      if (!done)
        break;
    }
  end (unpacking);
  return done;
}

ZwArchive *
zw_archive_open (GInputStream *stream, GCancellable *cancellable, GError **error)
{
  g_autoptr (ZwArchive) self = g_new0 (ZwArchive, 1);
  g_autofree Unpacking *unpacking = g_new0 (Unpacking, 1);
  g_autoptr (GFileIOStream) io = NULL;

  self->entries = g_ptr_array_new_with_free_func (free_entry);
  self->by_name = g_hash_table_new (g_str_hash, g_str_equal);
  gboolean done = start (unpacking, stream, cancellable, error) && (io = make_private_file (error)) != NULL;
  if (done)
    {
      unpacking->output = g_io_stream_get_output_stream (G_IO_STREAM (io));
      done = unpack (self, unpacking, error) && g_output_stream_flush (unpacking->output, cancellable, error)
             && map_private_file (self, io, error);
    }
  end (unpacking);
  name_cause (error);
  return done ? g_steal_pointer (&self) : NULL;
}

void
zw_archive_free (ZwArchive *self)
{
  g_hash_table_unref (self->by_name);
  g_ptr_array_unref (self->entries);
  g_clear_pointer (&self->bytes, g_bytes_unref);
  g_free (self);
}

guint
zw_archive_get_n_entries (ZwArchive *self)
{
  return self->entries->len;
}

const char *
zw_archive_get_name (ZwArchive *self, guint position)
{
  return ((Entry *) self->entries->pdata[position])->name;
}

static GBytes *
dup_bytes (ZwArchive *self, const Entry *entry)
{
  return g_bytes_new_from_bytes (self->bytes, (gsize) entry->offset, (gsize) entry->size);
}

GInputStream *
zw_archive_open_entry (ZwArchive *self, guint position)
{
  g_autoptr (GBytes) bytes = dup_bytes (self, self->entries->pdata[position]);
  return g_memory_input_stream_new_from_bytes (bytes);
}

GBytes *
zw_archive_dup_content (ZwArchive *self, const char *name)
{
  const Entry *entry = g_hash_table_lookup (self->by_name, name);
  return entry != NULL ? dup_bytes (self, entry) : NULL;
}
