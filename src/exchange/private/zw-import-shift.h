/* SPDX-License-Identifier: GPL-3.0-or-later
 * Moves everything in a file that is a date or an instant: how the example becomes today's. Used by the readers of our own
 * JSON on their thread. */
#pragma once

#include "zw-schema.h"

G_BEGIN_DECLS

typedef struct {
  int days;
  GTimeZone *from, *to; /* (nullable) wall-clock times of @from become those of @to; both or none */
} ZwImportShift;

/* Whether anything would change. */
gboolean zw_import_shift_is_needed (const ZwImportShift *shift);
gint64   zw_import_shift_instant (const ZwImportShift *shift, gint64 instant);
/* The value of @spec in the encoding of the log, moved: (transfer full); NULL when it stays as it is. */
char    *zw_import_shift_value (const ZwImportShift *shift, ZwEntity entity, const ZwFieldSpec *spec, const char *text);

G_END_DECLS
