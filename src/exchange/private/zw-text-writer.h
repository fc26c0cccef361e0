/* SPDX-License-Identifier: GPL-3.0-or-later
 * ZwTextWriter: text of any size through one buffer to a stream. Below the writers of every format, which append to the
 * buffer. What goes wrong on the way is kept, everything after it is ignored, and finish reports it once. One thread at a
 * time; may block on the stream. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _ZwTextWriter ZwTextWriter;

/* To @stream, which is flushed and not closed. @cancellable may be NULL. */
ZwTextWriter *zw_text_writer_new (GOutputStream *stream, GCancellable *cancellable);
void          zw_text_writer_free (ZwTextWriter *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZwTextWriter, zw_text_writer_free)
/* Where the next text goes. Borrowed; the same as long as the writer lives. */
GString      *zw_text_writer_get_buffer (ZwTextWriter *self);
/* Between two pieces: a full buffer goes out. */
void          zw_text_writer_give_way (ZwTextWriter *self);
/* Keeps @error (transfer full), unless something went wrong before. */
void          zw_text_writer_fail (ZwTextWriter *self, GError *error);
gboolean      zw_text_writer_has_failed (ZwTextWriter *self);
/* Bytes written so far. */
gint64        zw_text_writer_get_length (ZwTextWriter *self);
/* What is left goes out. The first thing that went wrong: ZW_ERROR_DISK_FULL, _READ_ONLY, _IO, or G_IO_ERROR_CANCELLED. */
gboolean      zw_text_writer_finish (ZwTextWriter *self, GError **error);

G_END_DECLS
