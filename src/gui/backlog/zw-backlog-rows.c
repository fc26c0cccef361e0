/* SPDX-License-Identifier: GPL-3.0-or-later
 * The rows of ZwBacklogView: which one the keyboard is on, which are selected, where a drop goes. Called by its other files. */
#define G_LOG_DOMAIN "zettelwand"

#include <glib/gi18n.h>

#include "zw-backlog-move.h"
#include "zw-backlog-view-private.h"
#include "zw-board-menu.h"
#include "zw-error.h"
#include "zw-feedback.h"

/* How long the keyboard waits for a new row. */
#define MAX_FRAMES 10

/* --- the keyboard --- */

GObject *
zw_backlog_view_get_focus_item (ZwBacklogView *self)
{
  return zw_card_list_get_focus_item (self->list);
}

ZwTicket *
zw_backlog_view_get_current (ZwBacklogView *self)
{
  GObject *item = zw_backlog_view_get_focus_item (self);
  return ZW_IS_TICKET (item) ? ZW_TICKET (item) : NULL;
}

ZwBacklogSection *
zw_backlog_view_get_current_section (ZwBacklogView *self)
{
  GObject *item = zw_backlog_view_get_focus_item (self);
  ZwBacklogSection *section = NULL;

  if (self->backlog == NULL)
    return NULL;
  if (ZW_IS_BACKLOG_SECTION (item))
    section = ZW_BACKLOG_SECTION (item);
  else if (ZW_IS_BACKLOG_END (item))
    section = zw_backlog_end_get_section (ZW_BACKLOG_END (item));
  else if (ZW_IS_TICKET (item))
    section = zw_backlog_find_section (self->backlog, ZW_TICKET (item));
  return section != NULL ? section : zw_backlog_get_section (self->backlog, zw_backlog_get_n_sections (self->backlog) - 1);
}

gboolean
zw_backlog_view_focus_row (ZwBacklogView *self, guint position)
{
  return position != G_MAXUINT && zw_card_list_focus_position (self->list, position);
}

gboolean
zw_backlog_view_focus_ticket (ZwBacklogView *self, ZwTicket *ticket)
{
  ZwBacklogSection *section = self->backlog == NULL || ticket == NULL ? NULL : zw_backlog_find_section (self->backlog, ticket);

  if (section == NULL)
    return FALSE;
  if (zw_backlog_section_is_collapsed (section))
    {
      zw_backlog_section_set_collapsed (section, FALSE);
      zw_backlog_view_tell_look (self);
    }
  return zw_backlog_view_focus_row (self, zw_backlog_find_position (self->backlog, ticket));
}

ZwBacklogCell *
zw_backlog_view_find_cell (ZwBacklogView *self, GObject *item)
{
  for (guint i = 0; i < self->cells->len && item != NULL; i++)
    if (zw_backlog_cell_get_item (self->cells->pdata[i]) == item)
      return self->cells->pdata[i];
  return NULL;
}

/* --- what a key acts on --- */

typedef struct {
  guint section, index;
  gint64 id;
} Place;

static int
compare_places (gconstpointer a, gconstpointer b)
{
  const Place *first = a, *second = b;

  if (first->section != second->section)
    return first->section < second->section ? -1 : 1;
  return first->index < second->index ? -1 : first->index > second->index;
}

static gboolean
find_place (ZwBacklogView *self, ZwTicket *ticket, Place *place)
{
  ZwBacklogSection *section = zw_backlog_find_section (self->backlog, ticket);

  place->id = zw_item_get_id (ZW_ITEM (ticket));
  place->index = section == NULL ? G_MAXUINT : zw_ticket_list_index_of (zw_backlog_section_get_tickets (section), ticket);
  for (place->section = 0; place->index != G_MAXUINT; place->section++)
    if (zw_backlog_get_section (self->backlog, place->section) == section)
      return TRUE;
  return FALSE;
}

static GArray *
dup_selected (ZwBacklogView *self)
{
  g_autoptr (GPtrArray) items = zw_card_selection_dup_items (self->selection);
  g_autoptr (GArray) places = g_array_new (FALSE, FALSE, sizeof (Place));
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  Place place;

  for (guint i = 0; i < items->len; i++)
    if (find_place (self, items->pdata[i], &place))
      g_array_append_val (places, place);
  g_array_sort (places, compare_places);
  for (guint i = 0; i < places->len; i++)
    g_array_append_val (ids, g_array_index (places, Place, i).id);
  return ids;
}

static GArray *
new_ids (ZwTicket *ticket)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  gint64 id = ticket == NULL ? 0 : zw_item_get_id (ZW_ITEM (ticket));

  if (ticket != NULL)
    g_array_append_val (ids, id);
  return ids;
}

GArray *
zw_backlog_view_dup_targets (ZwBacklogView *self)
{
  if (self->backlog != NULL && zw_card_selection_get_n_items (self->selection) > 0)
    return dup_selected (self);
  return new_ids (zw_backlog_view_get_current (self));
}

void
zw_backlog_view_drop_gone (ZwBacklogView *self)
{
  g_autoptr (GPtrArray) items = zw_card_selection_dup_items (self->selection);
  Place place;

  for (guint i = 0; i < items->len; i++)
    if (self->backlog == NULL || !find_place (self, items->pdata[i], &place))
      zw_card_selection_remove (self->selection, items->pdata[i]);
}

/* --- adding --- */

static gboolean
start_entry (ZwBacklogView *self)
{
  GObject *item = zw_backlog_view_get_focus_item (self);
  ZwBacklogCell *cell = ZW_IS_BACKLOG_END (item) ? zw_backlog_view_find_cell (self, item) : NULL;

  return cell != NULL && zw_backlog_cell_start_adding (cell);
}

static gboolean
start_adding_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  ZwBacklogView *self = ZW_BACKLOG_VIEW (widget);

  if (!start_entry (self) && --self->adding_frames > 0)
    return G_SOURCE_CONTINUE;
  self->adding_tick = 0;
  return G_SOURCE_REMOVE;
}

void
zw_backlog_view_start_adding (ZwBacklogView *self, ZwBacklogSection *section)
{
  if (zw_workspace_is_read_only (self->workspace))
    return;
  zw_backlog_section_set_adding (section, TRUE);
  guint end = zw_backlog_get_first_row (self->backlog, section) + 1 + zw_ticket_list_get_n (zw_backlog_section_get_tickets (section));
  zw_backlog_view_focus_row (self, end);
  /* A cell that is new has its place after the next layout. */
  self->adding_frames = MAX_FRAMES;
  if (!start_entry (self) && self->adding_tick == 0)
    self->adding_tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), start_adding_cb, NULL, NULL);
}

static void
created_cb (ZwBacklogView *self, gint64 id)
{
  ZwTicket *ticket = zw_workspace_get_ticket (self->workspace, id);
  guint position = ticket == NULL ? G_MAXUINT : zw_backlog_find_position (self->backlog, ticket);

  /* The entry behind it stays in view. */
  if (position != G_MAXUINT)
    zw_card_list_scroll_to_position (self->list, position + 1);
}

static void
adding_done_cb (ZwBacklogView *self, ZwBacklogSection *section)
{
  ZwTicketList *tickets = zw_backlog_section_get_tickets (section);
  guint n = zw_ticket_list_get_n (tickets);

  zw_backlog_section_set_adding (section, FALSE);
  zw_backlog_view_focus_row (self, zw_backlog_get_first_row (self->backlog, section) + (n > 0 ? n : 1));
}

/* --- cells --- */

static void
part_clicked_cb (ZwBacklogView *self, ZwTicket *ticket, int part)
{
  zw_backlog_view_focus_ticket (self, ticket);
  switch ((ZwBacklogPart) part)
    {
    case ZW_BACKLOG_PART_NONE:
      break;
    case ZW_BACKLOG_PART_HANDLE:
      zw_card_selection_toggle (self->selection, G_LIST_MODEL (self->backlog), G_OBJECT (ticket));
      break;
    case ZW_BACKLOG_PART_OWNER:
      gtk_widget_activate_action (GTK_WIDGET (self), "ticket.assign", NULL);
      break;
    case ZW_BACKLOG_PART_ESTIMATE:
      gtk_widget_activate_action (GTK_WIDGET (self), "ticket.estimate", NULL);
      break;
    }
}

ZwCard *
zw_backlog_view_create_cell (ZwCardList *list, gpointer view)
{
  ZwBacklogView *self = view;
  ZwCard *cell = zw_backlog_cell_new (self->workspace, self->theme);

  zw_backlog_cell_set_backlog (ZW_BACKLOG_CELL (cell), self->backlog, self->plans, self->drafts);
  g_signal_connect_swapped (cell, "part-clicked", G_CALLBACK (part_clicked_cb), self);
  g_signal_connect_swapped (cell, "created", G_CALLBACK (created_cb), self);
  g_signal_connect_swapped (cell, "adding-done", G_CALLBACK (adding_done_cb), self);
  g_ptr_array_add (self->cells, cell);
  return cell;
}

/* --- what the list tells --- */

static void
toggle_section (ZwBacklogView *self, ZwBacklogSection *section)
{
  zw_backlog_section_set_collapsed (section, !zw_backlog_section_is_collapsed (section));
  zw_backlog_view_tell_look (self);
}

static void
clicked_cb (ZwBacklogView *self, GObject *item, int n_press, GdkModifierType state)
{
  if ((state & (GDK_CONTROL_MASK | GDK_SHIFT_MASK)) != 0 || n_press != 1)
    return;
  if (ZW_IS_BACKLOG_SECTION (item))
    toggle_section (self, ZW_BACKLOG_SECTION (item));
  else if (ZW_IS_TICKET (item))
    zw_view_open_ticket (ZW_VIEW (self), ZW_TICKET (item), FALSE);
}

static void
activated_cb (ZwBacklogView *self, GObject *item)
{
  if (ZW_IS_BACKLOG_SECTION (item))
    toggle_section (self, ZW_BACKLOG_SECTION (item));
  else if (ZW_IS_BACKLOG_END (item) && zw_backlog_end_get_section (ZW_BACKLOG_END (item)) != NULL)
    zw_backlog_view_start_adding (self, zw_backlog_end_get_section (ZW_BACKLOG_END (item)));
  else if (ZW_IS_TICKET (item))
    zw_view_open_ticket (ZW_VIEW (self), ZW_TICKET (item), TRUE);
}

static void
menu_cb (ZwBacklogView *self, GObject *item, GdkRectangle *area)
{
  graphene_point_t point;
  graphene_point_t origin = GRAPHENE_POINT_INIT ((float) area->x, (float) area->y);

  if (!ZW_IS_TICKET (item) || !gtk_widget_compute_point (GTK_WIDGET (self->list), GTK_WIDGET (self), &origin, &point))
    return;
  if (!zw_card_selection_contains (self->selection, item))
    zw_card_selection_clear (self->selection);
  zw_backlog_view_focus_ticket (self, ZW_TICKET (item));
  GdkRectangle bounds = { (int) point.x, (int) point.y, area->width == 1 ? 1 : 240, area->height };
  zw_board_menu_popup (GTK_WIDGET (self), self->workspace, NULL, ZW_TICKET (item), &bounds);
}

/* --- drops --- */

static GArray *
collect_dropped (ZwBacklogView *self, ZwTicket *ticket)
{
  if (zw_card_selection_contains (self->selection, G_OBJECT (ticket)))
    return dup_selected (self);
  return new_ids (ticket);
}

/* A row is dropped before another one: before a ticket, at the end of a section, or, before the head of the next section,
 * at the end of the one above, which may be collapsed. */
static gboolean
drop_cb (ZwBacklogView *self, GObject *item, GObject *before)
{
  ZwBacklogSection *section = NULL;
  g_autoptr (GArray) ids = ZW_IS_TICKET (item) ? collect_dropped (self, ZW_TICKET (item)) : NULL;
  ZwTicket *next = ZW_IS_TICKET (before) ? ZW_TICKET (before) : NULL;
  guint n = zw_backlog_get_n_sections (self->backlog);

  if (ids == NULL)
    return FALSE;
  if (next != NULL)
    section = zw_backlog_find_section (self->backlog, next);
  else if (ZW_IS_BACKLOG_END (before))
    section = zw_backlog_end_get_section (ZW_BACKLOG_END (before));
  else if (before == NULL)
    section = zw_backlog_get_section (self->backlog, n - 1);
  for (guint i = 0; i < n && section == NULL; i++)
    if (G_OBJECT (zw_backlog_get_section (self->backlog, i)) == before)
      section = zw_backlog_get_section (self->backlog, i > 0 ? i - 1 : 0);
  return section != NULL && zw_backlog_move_drop (GTK_WIDGET (self), self->workspace, self->backlog, section,
                                                  (const gint64 *) (gconstpointer) ids->data, ids->len, next);
}

static gboolean
accepts_drop_cb (ZwBacklogView *self, GObject *item)
{
  ZwProject *project = self->backlog == NULL || !ZW_IS_TICKET (item) ? NULL
                         : zw_workspace_get_project (self->workspace, zw_filterable_get_project (ZW_FILTERABLE (self->backlog)));

  return project != NULL && !zw_workspace_is_read_only (self->workspace)
         && ZW_TICKET (item)->project == zw_item_get_id (ZW_ITEM (project));
}

static void
drop_refused_cb (ZwBacklogView *self, GObject *item)
{
  g_autoptr (GError) error = g_error_new (ZW_ERROR, ZW_ERROR_READ_ONLY, "the database is read-only");

  if (zw_workspace_is_read_only (self->workspace))
    zw_feedback_error (GTK_WIDGET (self), error);
}

void
zw_backlog_view_connect_list (ZwBacklogView *self)
{
  g_signal_connect_swapped (self->list, "item-clicked", G_CALLBACK (clicked_cb), self);
  g_signal_connect_swapped (self->list, "item-activated", G_CALLBACK (activated_cb), self);
  g_signal_connect_swapped (self->list, "context-menu", G_CALLBACK (menu_cb), self);
  g_signal_connect_swapped (self->list, "drop", G_CALLBACK (drop_cb), self);
  g_signal_connect_swapped (self->list, "accepts-drop", G_CALLBACK (accepts_drop_cb), self);
  g_signal_connect_swapped (self->list, "drop-refused", G_CALLBACK (drop_refused_cb), self);
}
