/* SPDX-License-Identifier: GPL-3.0-or-later
 * The board: its columns, their figures, kept from card to card, and the filter. Who stands where is zw-board-rules.c. The
 * lists of cards are updated by the workspace; this only counts, and refills them when the rules change. */
#define G_LOG_DOMAIN "zettelwand"

#include <math.h>

#include "zw-board-private.h"
#include "zw-workspace-private.h"

static void list_model_init (GListModelInterface *iface);
static void filterable_init (ZwFilterableInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (ZwBoard, zw_board, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init)
                               G_IMPLEMENT_INTERFACE (ZW_TYPE_FILTERABLE, filterable_init))

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
  g_clear_object (&self->full_text);
  g_clear_object (&self->sprint);
  g_clear_object (&self->workspace);
  G_OBJECT_CLASS (zw_board_parent_class)->dispose (object);
}

static void
zw_board_finalize (GObject *object)
{
  ZwBoard *self = ZW_BOARD (object);

  g_ptr_array_unref (self->columns);
  zw_board_entries_free (self->entries);
  g_free (self->filter);
  G_OBJECT_CLASS (zw_board_parent_class)->finalize (object);
}

static void
zw_board_class_init (ZwBoardClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = zw_board_dispose;
  G_OBJECT_CLASS (klass)->finalize = zw_board_finalize;
}

static void
zw_board_init (ZwBoard *self)
{
  self->columns = g_ptr_array_new_with_free_func (g_object_unref);
  self->entries = zw_board_entries_new ();
}

/* --- figures ------------------------------------------------------------------------------------------------------ */

static void
count_entry (ZwBoard *self, const ZwBoardEntry *entry, int sign)
{
  zw_board_column_count (entry->column, sign, entry->is_counted ? sign : 0, sign * entry->estimate);
  self->total += sign * entry->estimate;
  if (entry->is_done)
    self->done += sign * entry->estimate;
}

static void
forget_ticket (ZwBoard *self, ZwTicket *ticket)
{
  ZwBoardEntry entry;

  if (zw_board_entries_take (self->entries, zw_item_get_id (ZW_ITEM (ticket)), &entry))
    count_entry (self, &entry, -1);
  if (zw_board_entries_get_n (self->entries) == 0)
    self->done = self->total = 0; /* no rounding is carried along */
}

/* @ticket is listed and not counted yet. */
static void
count_ticket (ZwBoard *self, ZwTicket *ticket)
{
  ZwBoardColumn *column = zw_board_place_of (self, ticket);

  if (column == NULL)
    return;
  ZwCategory category = zw_workspace_get_category (self->workspace, ticket);
  gboolean is_sub = zw_workspace_is_sub_ticket (self->workspace, ticket);
  gboolean is_summed = !is_sub && category != ZW_CATEGORY_CANCELLED && !isnan (ticket->estimate);
  ZwBoardEntry entry = { column, is_summed ? ticket->estimate : 0, !is_sub, category == ZW_CATEGORY_DONE };
  zw_board_entries_put (self->entries, zw_item_get_id (ZW_ITEM (ticket)), &entry);
  count_entry (self, &entry, 1);
}

static void
recount_ticket (ZwBoard *self, ZwTicket *ticket)
{
  forget_ticket (self, ticket);
  if (zw_workspace_is_listed (self->workspace, ticket))
    count_ticket (self, ticket);
}

static void
count_all (ZwBoard *self)
{
  g_autoptr (GPtrArray) tickets = zw_ticket_list_dup_all (zw_workspace_get_tickets (self->workspace, self->project));

  zw_board_entries_clear (self->entries, tickets->len);
  self->done = self->total = 0;
  for (guint i = 0; i < self->columns->len; i++)
    zw_board_column_reset (self->columns->pdata[i]);
  for (guint i = 0; i < tickets->len; i++)
    count_ticket (self, tickets->pdata[i]);
}

static void
announce (ZwBoard *self)
{
  guint n_cards = zw_board_get_n_cards (self), n_shown = zw_board_get_n_shown (self);
  gint64 sprint = self->sprint != NULL ? zw_item_get_id (ZW_ITEM (self->sprint)) : zw_board_is_between_sprints (self) ? -1 : 0;
  gboolean changed = n_cards != self->n_told_cards || n_shown != self->n_told_shown || self->done != self->told_done
                     || self->total != self->told_total || sprint != self->told_sprint;

  self->n_told_cards = n_cards;
  self->n_told_shown = n_shown;
  self->told_done = self->done;
  self->told_total = self->total;
  self->told_sprint = sprint;
  for (guint i = 0; i < self->columns->len; i++)
    changed |= zw_board_column_announce (self->columns->pdata[i]);
  if (changed)
    g_signal_emit_by_name (self, "totals-changed");
}

/* --- filling ------------------------------------------------------------------------------------------------------ */

static GPtrArray *
dup_shown (ZwBoard *self)
{
  if (self->query != NULL)
    return zw_query_dup_matches (self->query);
  return zw_ticket_list_dup_all (zw_workspace_get_tickets (self->workspace, self->project));
}

/* One pass over the tickets for all columns. Their places are judged anew: the entries lie strewn in memory, and looking
 * 100,000 up costs more than the rules. */
static void
fill_columns (ZwBoard *self)
{
  g_autoptr (GPtrArray) tickets = dup_shown (self);
  g_autoptr (GPtrArray) columns = g_ptr_array_copy (self->columns, (GCopyFunc) g_object_ref, NULL);
  g_autoptr (GPtrArray) shares = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  guint index = 0;

  g_ptr_array_set_free_func (columns, g_object_unref);
  for (guint i = 0; i < columns->len; i++)
    g_ptr_array_add (shares, g_ptr_array_new ());
  for (guint i = 0; i < tickets->len; i++)
    {
      ZwBoardColumn *column = zw_board_place_of (self, tickets->pdata[i]);
      if (column != NULL && g_ptr_array_find (columns, column, &index))
        g_ptr_array_add (shares->pdata[index], tickets->pdata[i]);
    }
  for (guint i = 0; i < columns->len; i++)
    zw_ticket_list_fill_chosen (zw_board_column_get_list (columns->pdata[i]), shares->pdata[i]);
}

static ZwBoardColumn *
find_or_make_column (ZwBoard *self, ZwStatus *status)
{
  for (guint i = 0; i < self->columns->len; i++)
    if (zw_board_column_get_status (self->columns->pdata[i]) == status)
      return g_object_ref (self->columns->pdata[i]);
  return zw_board_column_new (self->workspace, status, zw_board_stands_in_column);
}

static GPtrArray *
make_columns (ZwBoard *self)
{
  GListModel *statuses = zw_workspace_get_statuses (self->workspace, self->project);
  GPtrArray *columns = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < g_list_model_get_n_items (statuses); i++)
    {
      g_autoptr (ZwStatus) status = g_list_model_get_item (statuses, i);
      if (zw_board_is_column_status (self, status))
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

static void
compile_filter (ZwBoard *self)
{
  g_clear_pointer (&self->query, zw_query_free);
  self->query = zw_query_new (self->workspace, self->project, self->filter);
  zw_full_text_look_for (self->full_text, self->query);
}

static void
found_cb (ZwBoard *self)
{
  zw_full_text_look_for (self->full_text, self->query);
  fill_columns (self);
  announce (self);
}

/* Everything by the rules of now: columns, counts, cards. */
static void
rebuild (ZwBoard *self)
{
  zw_board_choose_sprint (self);
  self->done_since = zw_board_find_done_since (zw_workspace_get_clock (self->workspace));
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
      recount_ticket (self, children->pdata[i]);
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
      recount_ticket (self, tickets->pdata[i]);
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
  self->full_text = zw_full_text_new (workspace, project);
  g_signal_connect_object (self->full_text, "found", G_CALLBACK (found_cb), self, G_CONNECT_SWAPPED);
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

gboolean
zw_board_is_between_sprints (ZwBoard *self)
{
  GListModel *sprints = zw_workspace_get_sprints (self->workspace, self->project);

  if (self->scope != ZW_BOARD_SPRINT || self->sprint != NULL)
    return FALSE;
  for (guint i = 0; i < g_list_model_get_n_items (sprints); i++)
    {
      g_autoptr (ZwSprint) sprint = g_list_model_get_item (sprints, i);
      if (sprint->state == ZW_SPRINT_CLOSED)
        return TRUE;
    }
  return FALSE;
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
  return zw_board_entries_get_n (self->entries);
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
  const ZwBoardEntry *entry = zw_board_entries_get (self->entries, zw_item_get_id (ZW_ITEM (ticket)));
  return entry == NULL ? NULL : entry->column;
}

/* --- as something to filter --- */

static gint64
get_project (ZwFilterable *filterable)
{
  return zw_board_get_project (ZW_BOARD (filterable));
}

static void
set_filter (ZwFilterable *filterable, const char *text)
{
  zw_board_set_filter (ZW_BOARD (filterable), text);
}

static const char *
get_filter (ZwFilterable *filterable)
{
  return zw_board_get_filter (ZW_BOARD (filterable));
}

static guint
get_n (ZwFilterable *filterable)
{
  return zw_board_get_n_cards (ZW_BOARD (filterable));
}

static guint
get_n_shown (ZwFilterable *filterable)
{
  return zw_board_get_n_shown (ZW_BOARD (filterable));
}

static GArray *
dup_shown_ids (ZwFilterable *filterable)
{
  ZwBoard *self = ZW_BOARD (filterable);
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < self->columns->len; i++)
    {
      GListModel *cards = zw_board_column_get_cards (self->columns->pdata[i]);
      for (guint j = 0; j < g_list_model_get_n_items (cards); j++)
        {
          g_autoptr (ZwItem) ticket = g_list_model_get_item (cards, j);
          gint64 id = zw_item_get_id (ticket);
          g_array_append_val (ids, id);
        }
    }
  return ids;
}

static void
filterable_init (ZwFilterableInterface *iface)
{
  iface->dup_shown = dup_shown_ids;
  iface->get_project = get_project;
  iface->set_filter = set_filter;
  iface->get_filter = get_filter;
  iface->get_n = get_n;
  iface->get_n_shown = get_n_shown;
}
