/* SPDX-License-Identifier: GPL-3.0-or-later
 * The numbers in the keys of tickets: one counter per project that never goes down. (worker only) */
#pragma once

#include "zw-connection.h"

G_BEGIN_DECLS

/* The next number of @project. */
gboolean zw_sqlite_number_give (ZwConnection *connection, gint64 project, int *number, GError **error);
/* Takes @number as given: the next one will be higher. */
gboolean zw_sqlite_number_reserve (ZwConnection *connection, gint64 project, int number, GError **error);
/* Of a ticket, deleted or not; both 0 when there is none. */
gboolean zw_sqlite_number_read (ZwConnection *connection, gint64 ticket, gint64 *project, int *number, GError **error);

G_END_DECLS
