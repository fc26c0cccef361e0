/* SPDX-License-Identifier: GPL-3.0-or-later
 * ZwBacklog: what a backlog shows, without a widget: a section for each running and planned sprint, then the Product
 * Backlog, flattened into one GListModel of GObjects: a ZwBacklogSection, its ZwTickets by rank, and a ZwBacklogEnd where
 * a section is empty or a ticket is being added; a collapsed section is its ZwBacklogSection alone. Follows its workspace;
 * a change is told by the smallest items-changed. ZwFilterable: tickets that do not match are left out, while counts and
 * sums stay those of all.
 *
 * A sprint's section holds its tickets, closed ones, too; the Product Backlog the open tickets of no sprint that is still
 * to come to an end. Epics, problems and sub-tickets, which go with their parent, are in none. Main thread. */
#pragma once

#include "zw-filterable.h"
#include "zw-workspace.h"

G_BEGIN_DECLS

#define ZW_TYPE_BACKLOG (zw_backlog_get_type ())
G_DECLARE_FINAL_TYPE (ZwBacklog, zw_backlog, ZW, BACKLOG, GObject)

/* Signal "changed" (): figures, or whether it is collapsed; the sprint notifies itself. */
#define ZW_TYPE_BACKLOG_SECTION (zw_backlog_section_get_type ())
G_DECLARE_FINAL_TYPE (ZwBacklogSection, zw_backlog_section, ZW, BACKLOG_SECTION, GObject)

/* The last row of a section: a hint while it is empty, or where a ticket is added. */
#define ZW_TYPE_BACKLOG_END (zw_backlog_end_get_type ())
G_DECLARE_FINAL_TYPE (ZwBacklogEnd, zw_backlog_end, ZW, BACKLOG_END, GObject)

/* How a section shows its tickets; only by rank can they be put in order by hand. */
typedef enum {
  ZW_BACKLOG_BY_RANK,
  ZW_BACKLOG_BY_PRIORITY, /* urgent first; then, as in the others, by rank */
  ZW_BACKLOG_BY_ESTIMATE, /* large first, not estimated last */
  ZW_BACKLOG_BY_AGE,      /* the newest first */
  ZW_BACKLOG_BY_TITLE
} ZwBacklogSort;

typedef struct {
  guint n;             /* tickets, whatever the filter */
  guint n_closed;
  guint n_unestimated; /* of the open ones */
  double total;        /* in the project's unit, of those that count (zw_ticket_counts_in) */
  double done;
} ZwBacklogFigures;

/* A running sprint begins collapsed as soon as another is planned: the board shows it. */
ZwBacklog        *zw_backlog_new (ZwWorkspace *workspace, gint64 project);
guint             zw_backlog_get_n_sections (ZwBacklog *self);
/* Borrowed. The last one is the Product Backlog. */
ZwBacklogSection *zw_backlog_get_section (ZwBacklog *self, guint index);
/* Where it is now, whatever the filter; NULL = in none. Borrowed. */
ZwBacklogSection *zw_backlog_find_section (ZwBacklog *self, ZwTicket *ticket);
/* The section that the row @position belongs to; NULL beyond the end. Borrowed. */
ZwBacklogSection *zw_backlog_get_section_at (ZwBacklog *self, guint position);
/* The row of the section itself. */
guint             zw_backlog_get_first_row (ZwBacklog *self, ZwBacklogSection *section);
/* The row of @ticket; G_MAXUINT while it is filtered out, collapsed or absent. O(log n). */
guint             zw_backlog_find_position (ZwBacklog *self, ZwTicket *ticket);

ZwSprint               *zw_backlog_section_get_sprint (ZwBacklogSection *self); /* (nullable) NULL = Product Backlog */
gint64                  zw_backlog_section_get_sprint_id (ZwBacklogSection *self); /* 0 = Product Backlog */
gint64                  zw_backlog_section_get_project (ZwBacklogSection *self);
const ZwBacklogFigures *zw_backlog_section_get_figures (ZwBacklogSection *self);
ZwBacklogSort           zw_backlog_section_get_sort (ZwBacklogSection *self);
void                    zw_backlog_section_set_sort (ZwBacklogSection *self, ZwBacklogSort sort);
/* Its tickets as the filter leaves them, in its order, collapsed or not. Borrowed until the order is another. */
ZwTicketList           *zw_backlog_section_get_tickets (ZwBacklogSection *self);
gboolean                zw_backlog_section_is_collapsed (ZwBacklogSection *self);
void                    zw_backlog_section_set_collapsed (ZwBacklogSection *self, gboolean collapsed);
/* Whether its ZwBacklogEnd stays for adding tickets. Opens a collapsed section. */
gboolean                zw_backlog_section_is_adding (ZwBacklogSection *self);
void                    zw_backlog_section_set_adding (ZwBacklogSection *self, gboolean adding);
/* Borrowed; it is a row only while the section is empty or adding. */
ZwBacklogEnd           *zw_backlog_section_get_end (ZwBacklogSection *self);
ZwBacklogSection       *zw_backlog_end_get_section (ZwBacklogEnd *self); /* (nullable) borrowed: NULL once it is gone */

G_END_DECLS
