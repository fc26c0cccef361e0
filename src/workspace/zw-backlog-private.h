/* SPDX-License-Identifier: GPL-3.0-or-later
 * Between ZwBacklog and its sections alone. */
#pragma once

#include "zw-backlog.h"
#include "zw-full-text.h"
#include "zw-query.h"

G_BEGIN_DECLS

struct _ZwBacklog {
  GObject parent_instance;
  ZwWorkspace *workspace; /* (owned) */
  gint64 project;
  GPtrArray *sections;    /* (owned) of owned ZwBacklogSection */
  char *filter;           /* (owned) (nullable) */
  ZwQuery *query;         /* (owned) (nullable) */
  ZwFullText *full_text;  /* (owned) what its words find out of memory */
  guint n_told, n_told_shown;
};

struct _ZwBacklogSection {
  GObject parent_instance;
  ZwBacklog *backlog;     /* (nullable) borrowed: cleared when the backlog goes or drops the section */
  gint64 project;
  ZwSprint *sprint;       /* (owned) (nullable) */
  ZwTicketList *all;      /* (owned) */
  ZwTicketList *shown;    /* (owned) what the filter leaves; .all itself while there is none */
  ZwBacklogEnd *end;      /* (owned) */
  ZwBacklogSort sort;
  gboolean collapsed, adding;
  gboolean has_end;       /* it is a row now */
  guint n_rows;           /* what the views know of: the section itself, its tickets, its end */
  gboolean is_stale;      /* the figures must be summed up again */
  ZwBacklogFigures figures;
};

/* zw-backlog.c */
/* NULL = in none. Whatever the filter. */
ZwBacklogSection *zw_backlog_place_of (ZwBacklog *self, ZwTicket *ticket);
/* @position counts from the section's own row. */
void              zw_backlog_rows_changed (ZwBacklog *self, ZwBacklogSection *section, guint position, guint removed, guint added);

/* zw-backlog-section.c */
/* @sprint NULL = Product Backlog. Its lists are filled at once, so .sections must name it already. */
ZwBacklogSection *zw_backlog_section_new (ZwBacklog *backlog, ZwSprint *sprint);
void              zw_backlog_section_fill (ZwBacklogSection *self);
/* A filter begins: .shown becomes a list of its own, with the same tickets. Before .query is set. */
void              zw_backlog_section_begin_filter (ZwBacklogSection *self);
/* @tickets (nullable: all): those that the filter leaves. */
void              zw_backlog_section_show (ZwBacklogSection *self, GPtrArray *tickets);
/* There is no filter any more: .shown holds all again. */
void              zw_backlog_section_end_filter (ZwBacklogSection *self);
/* Sums up and emits "changed" when a figure is another now; TRUE then. */
gboolean          zw_backlog_section_announce (ZwBacklogSection *self);
gpointer          zw_backlog_section_get_row (ZwBacklogSection *self, guint position); /* (transfer full) */

G_END_DECLS
