/* SPDX-License-Identifier: GPL-3.0-or-later
 * Figures of parts by aggregates over small covering indexes, not by a query per ticket. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-sqlite-figures.h"

/* What a ticket's parts add up to; kept by id until the ticket itself is read. */
typedef struct {
  int comments, checks, checks_done, spent, solves, solved_by, children, children_closed, children_archived;
  gint64 blocked_since, blocker;
  char *blocked_reason;
  GArray *labels;
} Figures;

static void
figures_free (gpointer data)
{
  Figures *figures = data;

  g_free (figures->blocked_reason);
  g_clear_pointer (&figures->labels, g_array_unref);
  g_free (figures);
}

static Figures *
get_figures (GHashTable *all, gint64 id)
{
  Figures *figures = g_hash_table_lookup (all, &id);

  if (figures != NULL)
    return figures;
  figures = g_new0 (Figures, 1);
  g_hash_table_insert (all, g_memdup2 (&id, sizeof id), figures);
  return figures;
}

typedef void (*FigureFunc) (Figures *figures, ZwStatement *statement);

static void
take_comments (Figures *figures, ZwStatement *statement)
{
  figures->comments = (int) zw_statement_get_int (statement, 1);
}

static void
take_checks (Figures *figures, ZwStatement *statement)
{
  figures->checks = (int) zw_statement_get_int (statement, 1);
  figures->checks_done = (int) zw_statement_get_int (statement, 2);
}

static void
take_spent (Figures *figures, ZwStatement *statement)
{
  figures->spent = (int) zw_statement_get_int (statement, 1);
}

static void
take_solves (Figures *figures, ZwStatement *statement)
{
  figures->solves = (int) zw_statement_get_int (statement, 1);
}

static void
take_solved_by (Figures *figures, ZwStatement *statement)
{
  figures->solved_by = (int) zw_statement_get_int (statement, 1);
}

static void
take_children (Figures *figures, ZwStatement *statement)
{
  figures->children = (int) zw_statement_get_int (statement, 1);
  figures->children_closed = (int) zw_statement_get_int (statement, 2);
  figures->children_archived = (int) zw_statement_get_int (statement, 3);
}

/* Rows come oldest first; the oldest open interval counts. */
static void
take_block (Figures *figures, ZwStatement *statement)
{
  if (figures->blocked_since != 0)
    return;
  figures->blocked_since = zw_statement_get_int (statement, 1);
  figures->blocker = zw_statement_get_int (statement, 2);
  figures->blocked_reason = zw_statement_dup_text (statement, 3);
}

static void
take_label (Figures *figures, ZwStatement *statement)
{
  gint64 label = zw_statement_get_int (statement, 1);

  if (figures->labels == NULL)
    figures->labels = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_array_append_val (figures->labels, label);
}

typedef struct {
  const char *all, *wanted; /* the same of every ticket, and of those in temp.wanted */
  FigureFunc take;
} Aggregate;

#define AGGREGATE(before, ticket, after, take) \
  { before after, before " AND " ticket " IN (SELECT id FROM temp.wanted)" after, take }

static const Aggregate aggregates[] = {
  AGGREGATE ("SELECT ticket, count (*) FROM comment WHERE deleted IS NULL", "ticket", " GROUP BY ticket", take_comments),
  AGGREGATE ("SELECT ticket, count (*), sum (done) FROM check_item WHERE deleted IS NULL", "ticket", " GROUP BY ticket",
             take_checks),
  AGGREGATE ("SELECT ticket, sum (minutes) FROM work WHERE deleted IS NULL", "ticket", " GROUP BY ticket", take_spent),
  AGGREGATE ("SELECT l.ticket, count (*) FROM ticket_link l JOIN ticket o ON o.id = l.target"
             " WHERE l.kind = 'solves' AND o.deleted IS NULL", "l.ticket", " GROUP BY l.ticket", take_solves),
  AGGREGATE ("SELECT l.target, count (*) FROM ticket_link l JOIN ticket o ON o.id = l.ticket"
             " WHERE l.kind = 'solves' AND o.deleted IS NULL", "l.target", " GROUP BY l.target", take_solved_by),
  AGGREGATE ("SELECT c.parent, count (*), sum (c.archived OR s.category IN ('done', 'cancelled')), sum (c.archived)"
             " FROM ticket c JOIN status s ON s.id = c.status WHERE c.parent IS NOT NULL AND c.deleted IS NULL",
             "c.parent", " GROUP BY c.parent", take_children),
  AGGREGATE ("SELECT ticket, since, blocker, reason FROM block WHERE deleted IS NULL AND ended IS NULL", "ticket",
             " ORDER BY ticket, since, id", take_block),
  AGGREGATE ("SELECT ticket, label FROM ticket_label WHERE label IN (SELECT id FROM label WHERE deleted IS NULL)", "ticket",
             " ORDER BY position", take_label),
};

GHashTable *
zw_sqlite_figures_read (ZwConnection *connection, gboolean all_tickets, GError **error)
{
  g_autoptr (GHashTable) all = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, figures_free);
  g_autoptr (GError) local = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (aggregates) && local == NULL; i++)
    {
      g_autoptr (ZwStatement) statement
        = zw_connection_prepare (connection, all_tickets ? aggregates[i].all : aggregates[i].wanted, error);
      if (statement == NULL)
        return NULL;
      while (zw_statement_next (statement, &local))
        aggregates[i].take (get_figures (all, zw_statement_get_int (statement, 0)), statement);
    }
  return zw_statement_conclude (&local, error) ? g_steal_pointer (&all) : NULL;
}

void
zw_sqlite_figures_give (GHashTable *all, ZwTicket *ticket)
{
  gint64 id = zw_item_get_id (ZW_ITEM (ticket));
  Figures *figures = g_hash_table_lookup (all, &id);

  if (figures == NULL)
    return;
  ticket->comments = figures->comments;
  ticket->checks = figures->checks;
  ticket->checks_done = figures->checks_done;
  ticket->spent = figures->spent;
  ticket->solves = figures->solves;
  ticket->solved_by = figures->solved_by;
  ticket->children = figures->children;
  ticket->children_closed = figures->children_closed;
  /* What memory cannot sum up, as it never sees them. */
  if (figures->children > 0 && figures->children_archived == figures->children)
    ticket->children_progress = 100;
  ticket->blocked_since = figures->blocked_since;
  ticket->blocker = figures->blocker;
  ticket->blocked_reason = g_steal_pointer (&figures->blocked_reason);
  ticket->labels = g_steal_pointer (&figures->labels);
}
