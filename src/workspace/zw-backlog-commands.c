/* SPDX-License-Identifier: GPL-3.0-or-later
 * Planning: tickets into a sprint and to a place, at once. Pure: builds change sets, changes nothing. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-backlog-commands.h"

#include "zw-ticket-commands.h"

ZwChangeSet *
zw_backlog_move (ZwWorkspace *workspace, const gint64 *ids, guint n, gint64 sprint, gint64 before, gint64 after, GError **error)
{
  g_autofree char *value = sprint == 0 ? NULL : g_strdup_printf ("%" G_GINT64_FORMAT, sprint);
  g_autoptr (GArray) moving = zw_ticket_dup_moving (workspace, ids, n, sprint, error);

  if (moving == NULL)
    return NULL;
  const gint64 *movers = (const gint64 *) moving->data;
  g_autoptr (ZwChangeSet) set = zw_ticket_set_field (workspace, movers, moving->len, ZW_FIELD_SPRINT, value, error);
  if (set == NULL || (before == 0 && after == 0))
    return g_steal_pointer (&set);
  g_autoptr (ZwChangeSet) ranks = zw_ticket_move (workspace, movers, moving->len, 0, before, after, error);
  if (ranks == NULL)
    return NULL;
  zw_change_set_merge (set, ranks);
  set->deed = ZW_DEED_MOVE;
  return g_steal_pointer (&set);
}
