/* SPDX-License-Identifier: GPL-3.0-or-later
 * Tables that this program wrote, for the reader of tables: known by their headings, taken back cell by cell. */
#pragma once

#include "zw-reader.h"
#include "zw-table.h"

G_BEGIN_DECLS

/* Whether its headings begin as ours do, whatever else a spreadsheet added. */
gboolean   zw_own_table_is (const ZwTable *table);
/* What it holds, not settled. Waiting, customers and reasons of blocks have no place in a neutral ticket and are kept in extra. */
ZwNeutral *zw_own_table_read (const ZwReaderInput *input, const ZwTable *table);

G_END_DECLS
