/* SPDX-License-Identifier: GPL-3.0-or-later
 * One section of the backlog: its lists, kept by the workspace, its rows and its figures. Made by ZwBacklog alone. */
#define G_LOG_DOMAIN "zettelwand"

#include <math.h>

#include "zw-backlog-private.h"
#include "zw-ticket-commands.h"

struct _ZwBacklogEnd {
  GObject parent_instance;
  ZwBacklogSection *section; /* (nullable) borrowed: it owns us */
};

G_DEFINE_FINAL_TYPE (ZwBacklogEnd, zw_backlog_end, G_TYPE_OBJECT)
G_DEFINE_FINAL_TYPE (ZwBacklogSection, zw_backlog_section, G_TYPE_OBJECT)

enum { CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

static void
zw_backlog_end_class_init (ZwBacklogEndClass *klass)
{
}

static void
zw_backlog_end_init (ZwBacklogEnd *self)
{
}

ZwBacklogSection *
zw_backlog_end_get_section (ZwBacklogEnd *self)
{
  return self->section;
}

/* --- rows --- */

static gboolean
wants_end (ZwBacklogSection *self)
{
  return !self->collapsed && (self->adding || zw_ticket_list_get_n (self->shown) == 0);
}

static void
shown_changed_cb (ZwBacklogSection *self, guint position, guint removed, guint added)
{
  gboolean had_end = self->has_end;

  if (self->backlog == NULL || self->collapsed)
    return;
  self->has_end = wants_end (self);
  self->n_rows += added - removed + (guint) self->has_end - (guint) had_end;
  /* The end comes with the last ticket that goes and goes with the first one that comes: it is beside them. */
  if (self->has_end != had_end)
    zw_backlog_rows_changed (self->backlog, self, 1 + position, removed + had_end, added + self->has_end);
  else
    zw_backlog_rows_changed (self->backlog, self, 1 + position, removed, added);
}

static void
all_changed_cb (ZwBacklogSection *self)
{
  self->is_stale = TRUE;
}

/* Collapsed or not, adding or not: the tickets stay, only rows come and go. */
static void
update_rows (ZwBacklogSection *self)
{
  guint n_tickets = self->collapsed ? 0 : zw_ticket_list_get_n (self->shown);
  guint n_before = self->n_rows, kept = MIN (n_before, 1 + n_tickets);

  self->has_end = wants_end (self);
  self->n_rows = 1 + n_tickets + (guint) self->has_end;
  if (self->backlog != NULL && n_before != self->n_rows)
    zw_backlog_rows_changed (self->backlog, self, kept, n_before - kept, self->n_rows - kept);
}

gpointer
zw_backlog_section_get_row (ZwBacklogSection *self, guint position)
{
  if (position == 0)
    return g_object_ref (self);
  if (self->has_end && position == self->n_rows - 1)
    return g_object_ref (self->end);
  return g_list_model_get_item (G_LIST_MODEL (self->shown), position - 1);
}

/* --- order --- */

static int
compare_priority (gconstpointer a, gconstpointer b, gpointer unused)
{
  const ZwTicket *first = a, *second = b;

  if (first->priority != second->priority)
    return first->priority > second->priority ? -1 : 1;
  return zw_ticket_compare_rank (a, b, unused);
}

static int
compare_estimate (gconstpointer a, gconstpointer b, gpointer unused)
{
  double first = ((const ZwTicket *) a)->estimate, second = ((const ZwTicket *) b)->estimate;

  if (isnan (first) != isnan (second))
    return isnan (first) ? 1 : -1;
  if (!isnan (first) && first != second)
    return first > second ? -1 : 1;
  return zw_ticket_compare_rank (a, b, unused);
}

static int
compare_age (gconstpointer a, gconstpointer b, gpointer unused)
{
  const ZwTicket *first = a, *second = b;

  if (first->created != second->created)
    return first->created > second->created ? -1 : 1;
  return zw_ticket_compare_rank (a, b, unused);
}

static int
compare_title (gconstpointer a, gconstpointer b, gpointer unused)
{
  int order = g_utf8_collate (((const ZwTicket *) a)->title, ((const ZwTicket *) b)->title);
  return order != 0 ? order : zw_ticket_compare_rank (a, b, unused);
}

static GCompareDataFunc
get_compare (ZwBacklogSort sort)
{
  switch (sort)
    {
    case ZW_BACKLOG_BY_RANK:
      return zw_ticket_compare_rank;
    case ZW_BACKLOG_BY_PRIORITY:
      return compare_priority;
    case ZW_BACKLOG_BY_ESTIMATE:
      return compare_estimate;
    case ZW_BACKLOG_BY_AGE:
      return compare_age;
    case ZW_BACKLOG_BY_TITLE:
      return compare_title;
    }
  return zw_ticket_compare_rank;
}

/* --- lists --- */

static gboolean
stands_here (ZwTicket *ticket, gpointer section)
{
  ZwBacklogSection *self = section;
  return self->backlog != NULL && zw_backlog_place_of (self->backlog, ticket) == self;
}

static gboolean
is_shown_here (ZwTicket *ticket, gpointer section)
{
  ZwBacklogSection *self = section;
  return stands_here (ticket, self) && (self->backlog->query == NULL || zw_query_matches (self->backlog->query, ticket));
}

static ZwTicketList *
new_list (ZwBacklogSection *self, ZwBacklog *backlog, ZwTicketPredicate predicate)
{
  return zw_workspace_new_list (backlog->workspace, backlog->project, predicate, self, NULL, get_compare (self->sort), NULL);
}

static void
set_all (ZwBacklogSection *self, ZwTicketList *list)
{
  if (self->all != NULL)
    g_signal_handlers_disconnect_by_func (self->all, G_CALLBACK (all_changed_cb), self);
  g_set_object (&self->all, list);
  g_signal_connect_swapped (list, "items-changed", G_CALLBACK (all_changed_cb), self);
}

static void
set_shown (ZwBacklogSection *self, ZwTicketList *list)
{
  if (self->shown != NULL)
    g_signal_handlers_disconnect_by_func (self->shown, G_CALLBACK (shown_changed_cb), self);
  g_set_object (&self->shown, list);
  g_signal_connect_swapped (list, "items-changed", G_CALLBACK (shown_changed_cb), self);
}

void
zw_backlog_section_fill (ZwBacklogSection *self)
{
  zw_workspace_refilter (self->backlog->workspace, self->all);
  if (self->shown != self->all)
    zw_workspace_refilter (self->backlog->workspace, self->shown);
}

void
zw_backlog_section_begin_filter (ZwBacklogSection *self)
{
  if (self->shown != self->all)
    return;
  g_autoptr (ZwTicketList) list = new_list (self, self->backlog, is_shown_here);
  guint n_before = zw_ticket_list_get_n (self->all), n = zw_ticket_list_get_n (list);
  set_shown (self, list);
  /* That of a new section is filled at once, its .all a moment later. */
  if (n != n_before)
    shown_changed_cb (self, 0, n_before, n);
}

void
zw_backlog_section_show (ZwBacklogSection *self, GPtrArray *tickets)
{
  g_autoptr (GPtrArray) all = tickets == NULL ? zw_ticket_list_dup_all (self->all) : NULL;

  zw_ticket_list_fill_chosen (self->shown, tickets != NULL ? tickets : all);
}

void
zw_backlog_section_end_filter (ZwBacklogSection *self)
{
  zw_backlog_section_show (self, NULL);
  set_shown (self, self->all);
}

/* --- figures --- */

static void
count (ZwBacklogSection *self, ZwBacklogFigures *figures, ZwTicket *ticket)
{
  ZwWorkspace *workspace = self->backlog->workspace;
  ZwCategory category = zw_workspace_get_category (workspace, ticket);
  double size = zw_ticket_get_size (workspace, ticket);
  gboolean is_estimated = !isnan (size);

  figures->n++;
  figures->n_closed += (guint) zw_category_is_closed (category);
  figures->n_unestimated += (guint) (!is_estimated && !zw_category_is_closed (category));
  if (!is_estimated || !zw_ticket_counts_in (workspace, ticket, self->sprint))
    return;
  figures->total += size;
  if (category == ZW_CATEGORY_DONE)
    figures->done += size;
}

static gboolean
are_equal (const ZwBacklogFigures *a, const ZwBacklogFigures *b)
{
  return a->n == b->n && a->n_closed == b->n_closed && a->n_unestimated == b->n_unestimated && a->total == b->total && a->done == b->done;
}

gboolean
zw_backlog_section_announce (ZwBacklogSection *self)
{
  g_autoptr (GPtrArray) tickets = NULL;
  ZwBacklogFigures figures = { 0 };

  if (!self->is_stale)
    return FALSE;
  self->is_stale = FALSE;
  tickets = zw_ticket_list_dup_all (self->all);
  for (guint i = 0; i < tickets->len; i++)
    count (self, &figures, tickets->pdata[i]);
  if (are_equal (&figures, &self->figures))
    return FALSE;
  self->figures = figures;
  g_signal_emit (self, signals[CHANGED], 0);
  return TRUE;
}

/* --- the object --- */

static void
zw_backlog_section_dispose (GObject *object)
{
  ZwBacklogSection *self = ZW_BACKLOG_SECTION (object);

  self->backlog = NULL;
  if (self->shown != NULL)
    g_signal_handlers_disconnect_by_func (self->shown, G_CALLBACK (shown_changed_cb), self);
  if (self->all != NULL)
    g_signal_handlers_disconnect_by_func (self->all, G_CALLBACK (all_changed_cb), self);
  if (self->end != NULL)
    self->end->section = NULL;
  g_clear_object (&self->end);
  g_clear_object (&self->shown);
  g_clear_object (&self->all);
  g_clear_object (&self->sprint);
  G_OBJECT_CLASS (zw_backlog_section_parent_class)->dispose (object);
}

static void
zw_backlog_section_class_init (ZwBacklogSectionClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = zw_backlog_section_dispose;
  signals[CHANGED] = g_signal_new ("changed", ZW_TYPE_BACKLOG_SECTION, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
zw_backlog_section_init (ZwBacklogSection *self)
{
  self->end = g_object_new (ZW_TYPE_BACKLOG_END, NULL);
  self->end->section = self;
  self->is_stale = TRUE;
}

ZwBacklogSection *
zw_backlog_section_new (ZwBacklog *backlog, ZwSprint *sprint)
{
  ZwBacklogSection *self = g_object_new (ZW_TYPE_BACKLOG_SECTION, NULL);

  self->project = backlog->project;
  self->sprint = sprint == NULL ? NULL : g_object_ref (sprint);
  /* Without a backlog the predicate takes nothing: the list is filled when all sections are there. */
  g_autoptr (ZwTicketList) list = new_list (self, backlog, stands_here);
  set_all (self, list);
  set_shown (self, list);
  self->has_end = TRUE;
  self->n_rows = 2;
  return self;
}

ZwSprint *
zw_backlog_section_get_sprint (ZwBacklogSection *self)
{
  return self->sprint;
}

gint64
zw_backlog_section_get_sprint_id (ZwBacklogSection *self)
{
  return self->sprint == NULL ? 0 : zw_item_get_id (ZW_ITEM (self->sprint));
}

gint64
zw_backlog_section_get_project (ZwBacklogSection *self)
{
  return self->project;
}

const ZwBacklogFigures *
zw_backlog_section_get_figures (ZwBacklogSection *self)
{
  return &self->figures;
}

ZwBacklogSort
zw_backlog_section_get_sort (ZwBacklogSection *self)
{
  return self->sort;
}

void
zw_backlog_section_set_sort (ZwBacklogSection *self, ZwBacklogSort sort)
{
  gboolean is_filtered = self->shown != self->all;

  if (self->sort == sort || self->backlog == NULL)
    return;
  self->sort = sort;
  g_autoptr (ZwTicketList) all = new_list (self, self->backlog, stands_here);
  g_autoptr (ZwTicketList) shown = is_filtered ? new_list (self, self->backlog, is_shown_here) : g_object_ref (all);
  set_all (self, all);
  set_shown (self, shown);
  shown_changed_cb (self, 0, zw_ticket_list_get_n (shown), zw_ticket_list_get_n (shown));
  g_signal_emit (self, signals[CHANGED], 0);
}

ZwTicketList *
zw_backlog_section_get_tickets (ZwBacklogSection *self)
{
  return self->shown;
}

gboolean
zw_backlog_section_is_collapsed (ZwBacklogSection *self)
{
  return self->collapsed;
}

void
zw_backlog_section_set_collapsed (ZwBacklogSection *self, gboolean collapsed)
{
  if (self->collapsed == collapsed)
    return;
  self->collapsed = collapsed;
  self->adding = self->adding && !collapsed;
  update_rows (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

gboolean
zw_backlog_section_is_adding (ZwBacklogSection *self)
{
  return self->adding;
}

void
zw_backlog_section_set_adding (ZwBacklogSection *self, gboolean adding)
{
  if (self->adding == adding)
    return;
  if (adding)
    zw_backlog_section_set_collapsed (self, FALSE);
  self->adding = adding;
  update_rows (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

ZwBacklogEnd *
zw_backlog_section_get_end (ZwBacklogSection *self)
{
  return self->end;
}
