/* SPDX-License-Identifier: GPL-3.0-or-later
 * The counters. Read and written in two statements: RETURNING would build a table for each number. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-sqlite-numbers.h"

gboolean
zw_sqlite_number_reserve (ZwConnection *connection, gint64 project, int number, GError **error)
{
  g_autoptr (ZwStatement) statement
    = zw_connection_prepare (connection,
                             "INSERT INTO counter (project, next) VALUES (:project, :next)"
                             " ON CONFLICT (project) DO UPDATE SET next = excluded.next WHERE next < excluded.next", error);

  if (statement == NULL)
    return FALSE;
  zw_statement_bind_int (statement, ":project", project);
  zw_statement_bind_int (statement, ":next", number + 1);
  return zw_statement_run (statement, error);
}

static gboolean
read_next (ZwConnection *connection, gint64 project, int *next, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (ZwStatement) statement
    = zw_connection_prepare (connection, "SELECT next FROM counter WHERE project = :project", error);

  if (statement == NULL)
    return FALSE;
  zw_statement_bind_int (statement, ":project", project);
  *next = zw_statement_next (statement, &local) ? (int) zw_statement_get_int (statement, 0) : 1;
  return zw_statement_conclude (&local, error);
}

gboolean
zw_sqlite_number_give (ZwConnection *connection, gint64 project, int *number, GError **error)
{
  return read_next (connection, project, number, error) && zw_sqlite_number_reserve (connection, project, *number, error);
}

gboolean
zw_sqlite_number_read (ZwConnection *connection, gint64 ticket, gint64 *project, int *number, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (ZwStatement) statement = zw_connection_prepare (connection, "SELECT project, number FROM ticket WHERE id = :id", error);

  *project = 0;
  *number = 0;
  if (statement == NULL)
    return FALSE;
  zw_statement_bind_int (statement, ":id", ticket);
  if (zw_statement_next (statement, &local))
    {
      *project = zw_statement_get_int (statement, 0);
      *number = (int) zw_statement_get_int (statement, 1);
    }
  return zw_statement_conclude (&local, error);
}
