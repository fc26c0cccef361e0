/* SPDX-License-Identifier: GPL-3.0-or-later
 * What a database holds, row by row, on its way into a file: the arguments of zw_store_dump_async(). The store fills these
 * structs from its rows without copying; exchange writes them. Nothing here is kept beyond the call it came with. */
#pragma once

#include "zw-change.h"

G_BEGIN_DECLS

#define ZW_DUMP_MAX_FIELDS 48

/* One row of an entity. Texts in the encoding of the log, by index into the field table; NULL = unset. */
typedef struct {
  ZwEntity entity;
  gint64 id;
  gint64 changed; /* UTC ms; 0 = not known to have changed since it was made */
  gboolean deleted; /* never in a dump: for rows that are asked for one by one */
  const char *texts[ZW_DUMP_MAX_FIELDS];
  GPtrArray *elements[ZW_DUMP_MAX_FIELDS]; /* of set-valued fields: texts, sorted; NULL = none */
  GBytes *content;                         /* (nullable) of an attachment */
} ZwDumpRow;

/* One row of the log, as it is stored: texts that a newer version wrote pass through untouched. */
typedef struct {
  const char *op;
  const char *entity;
  gint64 id;
  gint64 ticket;         /* 0 = none */
  const char *field;     /* (nullable) */
  const char *old_value; /* (nullable) of a delete: the flat JSON object of its values */
  const char *new_value; /* (nullable) of a create: likewise */
} ZwDumpChange;

typedef struct {
  const char *database; /* (nullable) hexadecimal id of the database its projects come from */
  gint64 last_change;   /* instant of the newest set that follows; 0 = none */
} ZwDumpHead;

/* Who takes it, on the store's thread, in this order: head; the rows of people, projects, statuses, members, labels,
 * sprints, tickets, comments, check items, blocks, works, aliases, filters, templates, sources and stand-ups, each by id;
 * the sets, each before its changes; the attachments. Any member may be NULL. FALSE with an error set ends the dump. */
typedef struct {
  gboolean (*head) (const ZwDumpHead *head, gpointer data, GError **error);
  gboolean (*row) (const ZwDumpRow *row, gpointer data, GError **error);
  gboolean (*set) (const ZwChangeSet *header, gpointer data, GError **error);
  gboolean (*change) (const ZwDumpChange *change, gpointer data, GError **error);
  guint64 entities; /* bits (1 << ZwEntity) of the rows that are wanted; 0 = all */
} ZwDumpSink;

/* For rows that are asked for one by one. */
typedef void (*ZwDumpRowFunc) (const ZwDumpRow *row, gpointer data);

/* A change that leads from what the log says to what a row holds: is it to be written down? */
typedef gboolean (*ZwCorrectionFunc) (const ZwChange *change, gpointer data);

/* The order above, @position < ZW_N_ENTITIES; attachments last. */
ZwEntity zw_dump_get_entity (guint position);

G_END_DECLS
