/* SPDX-License-Identifier: GPL-3.0-or-later
 * The inside of ZwWriting, between zw-sqlite-write.c and zw-sqlite-write-create.c alone. (worker only) */
#pragma once

#include "zw-sqlite-write.h"

G_BEGIN_DECLS

struct _ZwWriting {
  ZwConnection *connection; /* (borrowed) */
  ZwSqliteSchema *schema;   /* (borrowed) */
  ZwChangeSet *header;      /* (owned) */
  gboolean bulk;
  gint64 at, first_seq, seq;
  gint64 taking;            /* the set of a log taken over that came last */
  GArray *numbers;          /* (owned) ZwGivenNumber */
};

/* Whether this takes a history over instead of making one. */
gboolean           zw_writing_is_verbatim (ZwWriting *self);
gboolean           zw_writing_log_change (ZwWriting *self, const ZwChange *change, const char *old_value, const char *new_value,
                                          GError **error);
/* A row for one field of what @change is about. */
gboolean           zw_writing_log_field (ZwWriting *self, const ZwChange *change, ZwField field, const char *old_value,
                                         const char *new_value, GError **error);
/* NULL with an error when the entity has no such field. */
const ZwFieldSpec *zw_writing_find_spec (const ZwChange *change, ZwField field, GError **error);

gboolean           zw_writing_apply_create (ZwWriting *self, const ZwChange *change, GError **error);

G_END_DECLS
