/* SPDX-License-Identifier: GPL-3.0-or-later
 * The interface of views. Must never know a view. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-view.h"

G_DEFINE_INTERFACE (ZwView, zw_view, GTK_TYPE_WIDGET)

enum { OPEN_TICKET, TOGGLE_TICKET, N_SIGNALS };
static guint signals[N_SIGNALS];

static void
zw_view_default_init (ZwViewInterface *iface)
{
  signals[OPEN_TICKET] = g_signal_new ("open-ticket", ZW_TYPE_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2,
                                       ZW_TYPE_TICKET, G_TYPE_BOOLEAN);
  signals[TOGGLE_TICKET] = g_signal_new ("toggle-ticket", ZW_TYPE_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                         ZW_TYPE_TICKET);
}

void
zw_view_set_project (ZwView *self, gint64 project)
{
  ZW_VIEW_GET_IFACE (self)->set_project (self, project);
}

GtkWidget *
zw_view_get_head (ZwView *self)
{
  return ZW_VIEW_GET_IFACE (self)->get_head (self);
}

GArray *
zw_view_dup_targets (ZwView *self)
{
  return ZW_VIEW_GET_IFACE (self)->dup_targets (self);
}

ZwTicket *
zw_view_get_current (ZwView *self)
{
  return ZW_VIEW_GET_IFACE (self)->get_current (self);
}

gboolean
zw_view_get_bounds (ZwView *self, gint64 ticket, ZwField field, GdkRectangle *bounds)
{
  return ZW_VIEW_GET_IFACE (self)->get_bounds (self, ticket, field, bounds);
}

gboolean
zw_view_focus_ticket (ZwView *self, ZwTicket *ticket)
{
  return ZW_VIEW_GET_IFACE (self)->focus_ticket (self, ticket);
}

void
zw_view_focus (ZwView *self)
{
  ZW_VIEW_GET_IFACE (self)->focus (self);
}

void
zw_view_edit_title (ZwView *self)
{
  ZW_VIEW_GET_IFACE (self)->edit_title (self);
}

ZwTicket *
zw_view_get_beside (ZwView *self, ZwTicket *ticket, int step)
{
  return ZW_VIEW_GET_IFACE (self)->get_beside (self, ticket, step);
}

gint64
zw_view_get_sprint (ZwView *self)
{
  return ZW_VIEW_GET_IFACE (self)->get_sprint (self);
}

gboolean
zw_view_move (ZwView *self, const gint64 *ids, guint n, ZwMoveStep step)
{
  return ZW_VIEW_GET_IFACE (self)->move (self, ids, n, step);
}

void
zw_view_tell_place (ZwView *self, ZwTicket *ticket)
{
  ZW_VIEW_GET_IFACE (self)->tell_place (self, ticket);
}

void
zw_view_set_open_ticket (ZwView *self, ZwTicket *ticket)
{
  ZW_VIEW_GET_IFACE (self)->set_open_ticket (self, ticket);
}

void
zw_view_set_narrow (ZwView *self, gboolean narrow)
{
  ZW_VIEW_GET_IFACE (self)->set_narrow (self, narrow);
}

void
zw_view_set_wide (ZwView *self, gboolean wide)
{
  ZwViewInterface *iface = ZW_VIEW_GET_IFACE (self);

  if (iface->set_wide != NULL)
    iface->set_wide (self, wide);
}

void
zw_view_set_filter (ZwView *self, const char *filter)
{
  ZW_VIEW_GET_IFACE (self)->set_filter (self, filter);
}

void
zw_view_set_searching (ZwView *self, gboolean searching)
{
  ZW_VIEW_GET_IFACE (self)->set_searching (self, searching);
}

void
zw_view_start_filter (ZwView *self)
{
  ZW_VIEW_GET_IFACE (self)->start_filter (self);
}

guint
zw_view_get_regions (ZwView *self, GtkWidget **regions)
{
  return ZW_VIEW_GET_IFACE (self)->get_regions (self, regions);
}

ZwFilterable *
zw_view_get_filterable (ZwView *self)
{
  return ZW_VIEW_GET_IFACE (self)->get_filterable (self);
}

void
zw_view_open_ticket (ZwView *self, ZwTicket *ticket, gboolean focus)
{
  g_signal_emit (self, signals[OPEN_TICKET], 0, ticket, focus);
}

void
zw_view_toggle_ticket (ZwView *self, ZwTicket *ticket)
{
  g_signal_emit (self, signals[TOGGLE_TICKET], 0, ticket);
}
