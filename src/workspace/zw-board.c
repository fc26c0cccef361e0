/* SPDX-License-Identifier: GPL-3.0-or-later
 * The board: which ticket stands in which column (place_of), the columns' figures, kept from card to card, and the filter.
 * The lists of cards are updated by the workspace; this only counts, and refills them when the rules change. */
#define G_LOG_DOMAIN "zettelwand"

#include <math.h>

#include "zw-board-private.h"
#include "zw-query.h"
#include "zw-workspace-private.h"

/* How long a done card stays without a sprint. */
enum { DONE_DAYS = 14 };

struct _ZwBoard {
  GObject parent_instance;
  ZwWorkspace *workspace;  /* (owned) */
  gint64 project;
  ZwBoardScope scope;
  gint64 chosen_sprint;    /* 0 = whichever is active */
  ZwSprint *sprint;        /* (owned) (nullable) what that means now */
  gboolean show_all;
  char *filter;            /* (owned) (nullable) */
  ZwQuery *query;          /* (owned) (nullable) */
  gint64 done_since;       /* done cards older than this are not shown */
  GPtrArray *columns;      /* (owned) of owned ZwBoardColumn */
  ZwBoardColumn *crossed;  /* (nullable) borrowed: where cancelled cards stand */
  ZwIdMap *entries;        /* (owned) ticket id -> Entry: what each card adds to the figures */
  double done, total;
  guint n_told_cards, n_told_shown;
  double told_done, told_total;
};

typedef struct {
  ZwBoardColumn *column; /* borrowed */
  double estimate;       /* 0 when it enters no sum */
  gboolean is_counted, is_done;
} Entry;

static void list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (ZwBoard, zw_board, G_TYPE_OBJECT, G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

enum { TOTALS_CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

static GType
get_item_type (GListModel *model)
{
  return ZW_TYPE_BOARD_COLUMN;
}

static guint
get_n_items (GListModel *model)
{
  return ZW_BOARD (model)->columns->len;
}

static gpointer
get_item (GListModel *model, guint position)
{
  GPtrArray *columns = ZW_BOARD (model)->columns;
  return position < columns->len ? g_object_ref (columns->pdata[position]) : NULL;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

static void
zw_board_dispose (GObject *object)
{
  ZwBoard *self = ZW_BOARD (object);

  if (self->workspace != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->workspace, self);
      g_signal_handlers_disconnect_by_data (zw_workspace_get_clock (self->workspace), self);
    }
  for (guint i = 0; i < self->columns->len; i++)
    zw_board_column_set_board (self->columns->pdata[i], NULL);
  g_ptr_array_set_size (self->columns, 0);
  g_clear_pointer (&self->query, zw_query_free);
  g_clear_object (&self->sprint);
  g_clear_object (&self->workspace);
  G_OBJECT_CLASS (zw_board_parent_class)->dispose (object);
}

static void
zw_board_finalize (GObject *object)
{
  ZwBoard *self = ZW_BOARD (object);

  g_ptr_array_unref (self->columns);
  zw_id_map_free (self->entries);
  g_free (self->filter);
  G_OBJECT_CLASS (zw_board_parent_class)->finalize (object);
}

static void
zw_board_class_init (ZwBoardClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = zw_board_dispose;
  G_OBJECT_CLASS (klass)->finalize = zw_board_finalize;
  signals[TOTALS_CHANGED] = g_signal_new ("totals-changed", ZW_TYPE_BOARD, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
zw_board_init (ZwBoard *self)
{
  self->columns = g_ptr_array_new_with_free_func (g_object_unref);
  self->entries = zw_id_map_new (g_free);
}

/* --- which ticket stands where ------------------------------------------------------------------------------------ */

static gboolean
is_sub_ticket (ZwBoard *self, ZwTicket *ticket)
{
  ZwTicket *parent = ticket->parent == 0 ? NULL : zw_workspace_get_ticket (self->workspace, ticket->parent);
  return parent != NULL && parent->type != ZW_TICKET_EPIC;
}

static ZwBoardColumn *
find_column_of_status (ZwBoard *self, ZwStatus *status)
{
  for (guint i = 0; i < self->columns->len; i++)
    if (zw_board_column_get_status (self->columns->pdata[i]) == status)
      return self->columns->pdata[i];
  return status != NULL && status->category == ZW_CATEGORY_CANCELLED && !status->on_board ? self->crossed : NULL;
}

static gboolean
is_in_scope (ZwBoard *self, ZwTicket *ticket, ZwStatus *status)
{
  if ((self->scope == ZW_BOARD_PROBLEMS) != (ticket->type == ZW_TICKET_PROBLEM) || ticket->type == ZW_TICKET_EPIC)
    return FALSE;
  if (self->sprint != NULL)
    return ticket->sprint == zw_item_get_id (ZW_ITEM (self->sprint));
  if (self->show_all || !zw_category_is_closed (status->category))
    return TRUE;
  return (ticket->closed != 0 ? ticket->closed : ticket->status_since) >= self->done_since;
}

/* NULL = not on this board. Whatever the filter. */
static ZwBoardColumn *
place_of (ZwBoard *self, ZwTicket *ticket)
{
  ZwStatus *status = zw_workspace_get_status (self->workspace, ticket->status);
  ZwProject *project;

  if (status == NULL || ticket->project != self->project || !is_in_scope (self, ticket, status))
    return NULL;
  project = zw_workspace_get_project (self->workspace, self->project);
  if (ticket->parent != 0 && project != NULL && !project->sub_tickets_on_board && is_sub_ticket (self, ticket))
    return NULL;
  return find_column_of_status (self, status);
}

static gboolean
stands_in_column (ZwTicket *ticket, gpointer column)
{
  ZwBoard *self = zw_board_column_get_board (column);
  return self != NULL && place_of (self, ticket) == column && (self->query == NULL || zw_query_matches (self->query, ticket));
}

/* --- figures ------------------------------------------------------------------------------------------------------ */

static void
count_entry (ZwBoard *self, const Entry *entry, int sign)
{
  zw_board_column_count (entry->column, sign, entry->is_counted ? sign : 0, sign * entry->estimate);
  self->total += sign * entry->estimate;
  if (entry->is_done)
    self->done += sign * entry->estimate;
}

static void
forget_entry (ZwBoard *self, gint64 id)
{
  g_autofree Entry *entry = zw_id_map_steal (self->entries, id);

  if (entry != NULL)
    count_entry (self, entry, -1);
  if (zw_id_map_get_n (self->entries) == 0)
    self->done = self->total = 0; /* no rounding is carried along */
}

static void
count_ticket (ZwBoard *self, ZwTicket *ticket)
{
  gint64 id = zw_item_get_id (ZW_ITEM (ticket));
  ZwBoardColumn *column = zw_workspace_is_listed (self->workspace, ticket) ? place_of (self, ticket) : NULL;

  forget_entry (self, id);
  if (column == NULL)
    return;
  ZwCategory category = zw_workspace_get_category (self->workspace, ticket);
  gboolean is_sub = is_sub_ticket (self, ticket);
  gboolean is_summed = !is_sub && category != ZW_CATEGORY_CANCELLED && !isnan (ticket->estimate);
  Entry *entry = g_new (Entry, 1);
  *entry = (Entry) { column, is_summed ? ticket->estimate : 0, !is_sub, category == ZW_CATEGORY_DONE };
  zw_id_map_put (self->entries, id, entry);
  count_entry (self, entry, 1);
}

static void
count_all (ZwBoard *self)
{
  ZwTicketList *tickets = zw_workspace_get_tickets (self->workspace, self->project);

  zw_id_map_clear (self->entries);
  self->done = self->total = 0;
  for (guint i = 0; i < self->columns->len; i++)
    zw_board_column_reset (self->columns->pdata[i]);
  for (ZwTicket *ticket = zw_ticket_list_get (tickets, 0); ticket != NULL; ticket = zw_ticket_list_after (tickets, ticket))
    count_ticket (self, ticket);
}

static void
announce (ZwBoard *self)
{
  guint n_cards = zw_board_get_n_cards (self), n_shown = zw_board_get_n_shown (self);
  gboolean changed = n_cards != self->n_told_cards || n_shown != self->n_told_shown || self->done != self->told_done
                     || self->total != self->told_total;

  self->n_told_cards = n_cards;
  self->n_told_shown = n_shown;
  self->told_done = self->done;
  self->told_total = self->total;
  for (guint i = 0; i < self->columns->len; i++)
    changed |= zw_board_column_announce (self->columns->pdata[i]);
  if (changed)
    g_signal_emit (self, signals[TOTALS_CHANGED], 0);
}

/* --- filling ------------------------------------------------------------------------------------------------------ */

static GPtrArray *
dup_shown (ZwBoard *self)
{
  ZwTicketList *list = zw_workspace_get_tickets (self->workspace, self->project);
  GPtrArray *tickets;

  if (self->query != NULL)
    return zw_query_dup_matches (self->query);
  tickets = g_ptr_array_sized_new (MAX (1, zw_ticket_list_get_n (list)));
  for (ZwTicket *ticket = zw_ticket_list_get (list, 0); ticket != NULL; ticket = zw_ticket_list_after (list, ticket))
    g_ptr_array_add (tickets, ticket);
  return tickets;
}

/* One pass over the tickets for all columns. */
static void
fill_columns (ZwBoard *self)
{
  g_autoptr (GPtrArray) tickets = dup_shown (self);
  g_autoptr (GHashTable) shares = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_ptr_array_unref);
  g_autoptr (GPtrArray) columns = g_ptr_array_copy (self->columns, (GCopyFunc) g_object_ref, NULL);

  g_ptr_array_set_free_func (columns, g_object_unref);
  for (guint i = 0; i < columns->len; i++)
    g_hash_table_insert (shares, columns->pdata[i], g_ptr_array_new ());
  for (guint i = 0; i < tickets->len; i++)
    {
      const Entry *entry = zw_id_map_get (self->entries, zw_item_get_id (tickets->pdata[i]));
      if (entry != NULL)
        g_ptr_array_add (g_hash_table_lookup (shares, entry->column), tickets->pdata[i]);
    }
  for (guint i = 0; i < columns->len; i++)
    zw_ticket_list_fill_chosen (zw_board_column_get_list (columns->pdata[i]), g_hash_table_lookup (shares, columns->pdata[i]));
}

static gboolean
is_column_status (ZwBoard *self, ZwStatus *status)
{
  return status->on_board && (status->workflow == ZW_WORKFLOW_SUPPORT) == (self->scope == ZW_BOARD_PROBLEMS);
}

static ZwBoardColumn *
find_or_make_column (ZwBoard *self, ZwStatus *status)
{
  for (guint i = 0; i < self->columns->len; i++)
    if (zw_board_column_get_status (self->columns->pdata[i]) == status)
      return g_object_ref (self->columns->pdata[i]);
  return zw_board_column_new (self->workspace, status, stands_in_column);
}

static GPtrArray *
make_columns (ZwBoard *self)
{
  GListModel *statuses = zw_workspace_get_statuses (self->workspace, self->project);
  GPtrArray *columns = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < g_list_model_get_n_items (statuses); i++)
    {
      g_autoptr (ZwStatus) status = g_list_model_get_item (statuses, i);
      if (is_column_status (self, status))
        g_ptr_array_add (columns, find_or_make_column (self, status));
    }
  return columns;
}

static void
choose_crossed (ZwBoard *self)
{
  self->crossed = NULL;
  for (guint i = 0; i < self->columns->len; i++)
    if (zw_board_column_get_status (self->columns->pdata[i])->category == ZW_CATEGORY_DONE)
      self->crossed = self->columns->pdata[i];
}

static void
update_columns (ZwBoard *self)
{
  g_autoptr (GPtrArray) old = self->columns;
  guint head = 0, tail = 0;

  self->columns = make_columns (self);
  guint n_old = old->len, n_new = self->columns->len;
  while (head < MIN (n_old, n_new) && old->pdata[head] == self->columns->pdata[head])
    head++;
  while (tail < MIN (n_old, n_new) - head && old->pdata[n_old - 1 - tail] == self->columns->pdata[n_new - 1 - tail])
    tail++;
  for (guint i = 0; i < n_old; i++)
    zw_board_column_set_board (old->pdata[i], NULL);
  for (guint i = 0; i < n_new; i++)
    zw_board_column_set_board (self->columns->pdata[i], self);
  choose_crossed (self);
  if (head < n_old || head < n_new)
    g_list_model_items_changed (G_LIST_MODEL (self), head, n_old - head - tail, n_new - head - tail);
}

static gint64
get_done_since (ZwBoard *self)
{
  ZwClock *clock = zw_workspace_get_clock (self->workspace);
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_julian (&date, (guint32) (zw_clock_get_today (clock) - DONE_DAYS));
  g_autoptr (GDateTime) midnight = g_date_time_new (zw_clock_get_zone (clock), g_date_get_year (&date), (int) g_date_get_month (&date),
                                                    g_date_get_day (&date), 0, 0, 0);
  return midnight == NULL ? 0 : g_date_time_to_unix (midnight) * 1000;
}

static void
compile_filter (ZwBoard *self)
{
  g_clear_pointer (&self->query, zw_query_free);
  self->query = zw_query_new (self->workspace, self->project, self->filter);
}

static void
choose_sprint (ZwBoard *self)
{
  ZwSprint *sprint = NULL;

  if (self->scope == ZW_BOARD_SPRINT)
    sprint = zw_workspace_get_sprint (self->workspace, self->chosen_sprint);
  if (self->scope == ZW_BOARD_SPRINT && sprint == NULL)
    sprint = zw_workspace_get_active_sprint (self->workspace, self->project);
  g_set_object (&self->sprint, sprint);
}

/* Everything by the rules of now: columns, counts, cards. */
static void
rebuild (ZwBoard *self)
{
  choose_sprint (self);
  self->done_since = get_done_since (self);
  compile_filter (self);
  update_columns (self);
  count_all (self);
  fill_columns (self);
  announce (self);
}

/* Children of a ticket that became an epic, or is none any more, are counted in another way. */
static void
recount_children (ZwBoard *self, ZwTicket *parent)
{
  g_autoptr (GPtrArray) children = NULL;

  if (parent->children == 0)
    return;
  children = zw_workspace_dup_children (self->workspace, zw_item_get_id (ZW_ITEM (parent)));
  for (guint i = 0; i < children->len; i++)
    {
      count_ticket (self, children->pdata[i]);
      for (guint j = 0; j < self->columns->len && zw_workspace_is_listed (self->workspace, children->pdata[i]); j++)
        zw_ticket_list_update (zw_board_column_get_list (self->columns->pdata[j]), children->pdata[i]);
    }
}

static void
tickets_changed_cb (ZwBoard *self, GPtrArray *tickets, gboolean names)
{
  if (names)
    {
      rebuild (self);
      return;
    }
  for (guint i = 0; i < tickets->len; i++)
    {
      count_ticket (self, tickets->pdata[i]);
      recount_children (self, tickets->pdata[i]);
    }
  announce (self);
}

/* --- public ------------------------------------------------------------------------------------------------------- */

ZwBoard *
zw_board_new (ZwWorkspace *workspace, gint64 project)
{
  ZwBoard *self = g_object_new (ZW_TYPE_BOARD, NULL);

  self->workspace = g_object_ref (workspace);
  self->project = project;
  g_signal_connect_swapped (workspace, "tickets-changed", G_CALLBACK (tickets_changed_cb), self);
  g_signal_connect_swapped (zw_workspace_get_clock (workspace), "day-changed", G_CALLBACK (rebuild), self);
  rebuild (self);
  return self;
}

gint64
zw_board_get_project (ZwBoard *self)
{
  return self->project;
}

ZwBoardScope
zw_board_get_scope (ZwBoard *self)
{
  if (self->scope == ZW_BOARD_SPRINT && self->sprint == NULL)
    return ZW_BOARD_OPEN;
  return self->scope;
}

ZwSprint *
zw_board_get_sprint (ZwBoard *self)
{
  return self->sprint;
}

void
zw_board_set_scope (ZwBoard *self, ZwBoardScope scope, gint64 sprint)
{
  ZwSprint *active = zw_workspace_get_active_sprint (self->workspace, self->project);

  self->scope = scope;
  /* Who chose the active sprint wants the next one when it is complete. */
  self->chosen_sprint = active != NULL && zw_item_get_id (ZW_ITEM (active)) == sprint ? 0 : sprint;
  rebuild (self);
}

void
zw_board_set_show_all (ZwBoard *self, gboolean show_all)
{
  if (self->show_all == show_all)
    return;
  self->show_all = show_all;
  rebuild (self);
}

void
zw_board_set_filter (ZwBoard *self, const char *text)
{
  if (g_strcmp0 (self->filter != NULL ? self->filter : "", text != NULL ? text : "") == 0)
    return;
  g_free (self->filter);
  self->filter = text != NULL && *text != '\0' ? g_strdup (text) : NULL;
  compile_filter (self);
  fill_columns (self);
  announce (self);
}

const char *
zw_board_get_filter (ZwBoard *self)
{
  return self->filter;
}

guint
zw_board_get_n_cards (ZwBoard *self)
{
  return zw_id_map_get_n (self->entries);
}

guint
zw_board_get_n_shown (ZwBoard *self)
{
  guint n_shown = 0;

  for (guint i = 0; i < self->columns->len; i++)
    n_shown += zw_board_column_get_shown (self->columns->pdata[i]);
  return n_shown;
}

double
zw_board_get_done (ZwBoard *self)
{
  return self->done;
}

double
zw_board_get_total (ZwBoard *self)
{
  return self->total;
}

ZwBoardColumn *
zw_board_find_column (ZwBoard *self, ZwTicket *ticket)
{
  const Entry *entry = zw_id_map_get (self->entries, zw_item_get_id (ZW_ITEM (ticket)));
  return entry == NULL ? NULL : entry->column;
}

ZwBoardColumn *
zw_board_get_column_of_status (ZwBoard *self, gint64 status)
{
  return find_column_of_status (self, zw_workspace_get_status (self->workspace, status));
}
