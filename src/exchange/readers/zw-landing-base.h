/* SPDX-License-Identifier: GPL-3.0-or-later
 * ZwBase: what was imported last for a ticket, as its source row keeps it: a flat JSON object of texts. Fields go by their
 * name (long texts as a hash), labels as ids in a row, parts as "comment 5f2a…" with the id of our row and a hash of what it
 * said. Pure; used by the landing alone. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef GHashTable ZwBase; /* char * -> char * */

ZwBase *zw_base_new (void);
/* NULL and damaged texts are empty bases. */
ZwBase *zw_base_parse (const char *json);
/* Sorted by name. (transfer full) */
char   *zw_base_to_json (ZwBase *self);
/* NULL @value = not there. */
void    zw_base_put (ZwBase *self, const char *name, const char *value);
void    zw_base_put_part (ZwBase *self, const char *kind, const char *id, gint64 ours, const char *text);
/* The row of a part; FALSE when it was not imported. @hash (borrowed) of its text then. */
gboolean zw_base_get_part (ZwBase *self, const char *kind, const char *id, gint64 *ours, const char **hash);
/* A short hash of @text; NULL for NULL. (transfer full) */
char   *zw_base_hash (const char *text);

G_END_DECLS
