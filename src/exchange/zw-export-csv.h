/* SPDX-License-Identifier: GPL-3.0-or-later
 * How our tables are written, for the writer and the reader of tables alike, so that what goes out comes in again. Pure
 * functions, any thread. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The headings of our own tables in their order, NULL-terminated; static. */
const char *const *zw_csv_get_headings (void);
/* The same text, so that a spreadsheet does not take it for a formula: an apostrophe stands before "=", "+", "-", "@", a tab or a
 * line break at its beginning (and before apostrophes that already stand before one of these). (transfer full) */
char              *zw_csv_guard (const char *text);
/* The other way; texts without such an apostrophe stay as they are. (transfer full) */
char              *zw_csv_unguard (const char *text);
/* "a, b\, c": @name with what would end it. Appends. */
void               zw_csv_append_name (GString *names, const char *name);
/* The names of such a list. (transfer full) */
GPtrArray         *zw_csv_split_names (const char *names);

G_END_DECLS
