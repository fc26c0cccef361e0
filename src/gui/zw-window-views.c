/* SPDX-License-Identifier: GPL-3.0-or-later
 * The views of ZwWindow: a page each, of which the board is built at once and the others when they first show; the view a
 * project was last in is remembered. Called by its other files. */
#define G_LOG_DOMAIN "zettelwand"

#include <glib/gi18n.h>

#include "zw-backlog-view.h"
#include "zw-window-private.h"

static ZwView *
get_backlog (ZwWindow *self)
{
  GtkWidget *child = self->backlog_page == NULL ? NULL : adw_bin_get_child (self->backlog_page);
  return child == NULL ? NULL : ZW_VIEW (child);
}

/* --- what is remembered --- */

/* Of the project that shows; NULL when nothing is. @key: a setting of type a{ss}. */
static char *
dup_memory (ZwWindow *self, const char *key)
{
  g_autoptr (GVariant) memory = g_settings_get_value (self->settings, key);
  g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, self->project);
  char *value = NULL;

  return g_variant_lookup (memory, id, "s", &value) ? value : NULL;
}

/* @value (nullable): nothing. */
static void
remember (ZwWindow *self, const char *key, const char *value)
{
  g_autoptr (GVariant) memory = g_settings_get_value (self->settings, key);
  g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, self->project);
  g_autofree char *before = dup_memory (self, key);
  g_auto (GVariantBuilder) builder = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE ("a{ss}"));
  GVariantIter iter;
  const char *project, *other;

  if (g_strcmp0 (before, value) == 0)
    return;
  g_variant_iter_init (&iter, memory);
  while (g_variant_iter_next (&iter, "{&s&s}", &project, &other))
    if (!g_str_equal (project, id))
      g_variant_builder_add (&builder, "{ss}", project, other);
  if (value != NULL)
    g_variant_builder_add (&builder, "{ss}", id, value);
  g_settings_set_value (self->settings, key, g_variant_builder_end (&builder));
}

static void
scope_chosen_cb (ZwWindow *self, const char *scope)
{
  remember (self, "scopes", scope);
}

static void
look_changed_cb (ZwWindow *self, const char *look)
{
  remember (self, "backlogs", look);
}

void
zw_window_remember_pane (ZwWindow *self)
{
  g_autofree char *id = self->open_ticket == NULL
                          ? NULL : g_strdup_printf ("%" G_GINT64_FORMAT, zw_item_get_id (ZW_ITEM (self->open_ticket)));

  if (self->project != 0 && self->view != NULL)
    remember (self, "open-tickets", id);
}

void
zw_window_open_remembered (ZwWindow *self)
{
  g_autofree char *id = self->view != NULL && zw_workspace_is_loaded (self->workspace) ? dup_memory (self, "open-tickets") : NULL;
  ZwTicket *ticket = id == NULL ? NULL : zw_workspace_get_ticket (self->workspace, g_ascii_strtoll (id, NULL, 10));

  if (ticket != NULL && ticket->project == self->project && self->open_ticket == NULL)
    zw_window_open_ticket (self, ticket, FALSE);
}

/* --- the pages --- */

static void
show_heads (ZwWindow *self)
{
  GtkWidget *head = zw_view_get_head (ZW_VIEW (self->board_view));
  gtk_widget_set_visible (head, self->view == ZW_VIEW (self->board_view));
}

static void
listen (ZwWindow *self, ZwView *view)
{
  g_signal_connect_object (view, "open-ticket", G_CALLBACK (zw_window_open_ticket), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (view, "toggle-ticket", G_CALLBACK (zw_window_toggle_ticket), self, G_CONNECT_SWAPPED);
}

static ZwView *
ensure_backlog (ZwWindow *self)
{
  if (get_backlog (self) != NULL)
    return get_backlog (self);
  GtkWidget *view = zw_backlog_view_new (self->workspace);
  listen (self, ZW_VIEW (view));
  g_signal_connect_object (view, "look-changed", G_CALLBACK (look_changed_cb), self, G_CONNECT_SWAPPED);
  adw_bin_set_child (self->backlog_page, view);
  return ZW_VIEW (view);
}

static void
show_in_backlog (ZwWindow *self)
{
  ZwView *view = get_backlog (self);
  g_autofree char *look = dup_memory (self, "backlogs");
  ZwBacklog *before = zw_backlog_view_get_backlog (ZW_BACKLOG_VIEW (view));

  if (before != NULL && zw_filterable_get_project (ZW_FILTERABLE (before)) == self->project)
    return;
  zw_view_set_project (view, self->project);
  zw_backlog_view_set_look (ZW_BACKLOG_VIEW (view), look);
}

/* The switchers, keys and the memory all end here. */
static void
view_changed_cb (ZwWindow *self)
{
  const char *name = adw_view_stack_get_visible_child_name (self->views);
  ZwView *view = g_str_equal (name, "backlog") ? ensure_backlog (self) : ZW_VIEW (self->board_view);

  if (view == self->view)
    return;
  self->view = view;
  if (view == ZW_VIEW (self->board_view))
    zw_view_set_project (view, self->project);
  else
    show_in_backlog (self);
  zw_view_set_narrow (view, self->narrow);
  zw_view_set_wide (view, self->wide);
  zw_view_set_open_ticket (view, self->open_ticket);
  show_heads (self);
  remember (self, "views", name);
}

void
zw_window_choose_view (ZwWindow *self)
{
  self->view = NULL;
  view_changed_cb (self);
}

static void
add_page (ZwWindow *self, GtkWidget *child, const char *name, const char *title, const char *icon)
{
  AdwViewStackPage *page = adw_view_stack_add_titled (self->views, child, name, title);
  adw_view_stack_page_set_icon_name (page, icon);
}

void
zw_window_build_views (ZwWindow *self)
{
  if (self->frame != NULL)
    return;
  self->views = ADW_VIEW_STACK (adw_view_stack_new ());
  self->frame = ZW_PANE_FRAME (zw_pane_frame_new (GTK_WIDGET (self->views)));
  self->board_view = ZW_BOARD_VIEW (zw_board_view_new (self->workspace));
  self->backlog_page = ADW_BIN (adw_bin_new ());
  self->view = ZW_VIEW (self->board_view);
  /* A page that does not show must not make the others wider. */
  adw_view_stack_set_hhomogeneous (self->views, FALSE);
  adw_view_stack_set_vhomogeneous (self->views, FALSE);
  listen (self, self->view);
  add_page (self, GTK_WIDGET (self->board_view), "board", _("Board"), "zw-board-symbolic");
  add_page (self, GTK_WIDGET (self->backlog_page), "backlog", _("Backlog"), "view-list-symbolic");
  zw_pane_frame_add_head (self->frame, zw_view_get_head (self->view));
  adw_view_switcher_set_stack (ADW_VIEW_SWITCHER (self->view_switcher), self->views);
  adw_view_switcher_bar_set_stack (ADW_VIEW_SWITCHER_BAR (self->view_bar), self->views);
  g_signal_connect_object (self->views, "notify::visible-child", G_CALLBACK (view_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->board_view, "scope-chosen", G_CALLBACK (scope_chosen_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->frame, "closed", G_CALLBACK (zw_window_pane_closed), self, G_CONNECT_SWAPPED);
  gtk_stack_add_named (GTK_STACK (self->pages), GTK_WIDGET (self->frame), "views");
}

void
zw_window_drop_views (ZwWindow *self)
{
  if (self->frame == NULL)
    return;
  g_signal_handlers_disconnect_by_func (self->views, G_CALLBACK (view_changed_cb), self);
  adw_view_switcher_set_stack (ADW_VIEW_SWITCHER (self->view_switcher), NULL);
  adw_view_switcher_bar_set_stack (ADW_VIEW_SWITCHER_BAR (self->view_bar), NULL);
  gtk_stack_remove (GTK_STACK (self->pages), GTK_WIDGET (self->frame));
  self->frame = NULL;
  self->views = NULL;
  self->view = NULL;
  self->board_view = NULL;
  self->backlog_page = NULL;
  self->pane = NULL;
}

void
zw_window_show_project (ZwWindow *self)
{
  g_autofree char *name = dup_memory (self, "views"), *scope = dup_memory (self, "scopes");

  zw_view_set_project (ZW_VIEW (self->board_view), self->project);
  if (scope != NULL)
    zw_board_view_set_scope (self->board_view, scope);
  if (get_backlog (self) != NULL)
    show_in_backlog (self);
  if (name == NULL || adw_view_stack_get_child_by_name (self->views, name) == NULL)
    adw_view_stack_set_visible_child_name (self->views, "board");
  else
    adw_view_stack_set_visible_child_name (self->views, name);
  zw_window_open_remembered (self);
}

void
zw_window_show_view (ZwWindow *self, const char *name)
{
  if (self->views == NULL || adw_view_stack_get_child_by_name (self->views, name) == NULL)
    return;
  adw_view_stack_set_visible_child_name (self->views, name);
  zw_view_focus (self->view);
}

void
zw_window_step_view (ZwWindow *self, int step)
{
  if (self->views == NULL)
    return;
  g_autoptr (GtkSelectionModel) pages = adw_view_stack_get_pages (self->views);
  g_autoptr (GtkBitset) selected = gtk_selection_model_get_selection (pages);
  int n = (int) g_list_model_get_n_items (G_LIST_MODEL (pages)), current = (int) gtk_bitset_get_minimum (selected);
  g_autoptr (AdwViewStackPage) page = g_list_model_get_item (G_LIST_MODEL (pages), (guint) ((current + step + n) % n));

  zw_window_show_view (self, adw_view_stack_page_get_name (page));
}

void
zw_window_lay_out_views (ZwWindow *self, gboolean pane_beside)
{
  self->wide = pane_beside;
  if (self->frame == NULL)
    return;
  zw_view_set_narrow (self->view, self->narrow);
  zw_view_set_wide (self->view, pane_beside);
  zw_pane_frame_set_narrow (self->frame, self->narrow);
  zw_pane_frame_set_beside (self->frame, pane_beside);
}

ZwBoardView *
zw_window_get_board_view (ZwWindow *self)
{
  return self->board_view;
}

ZwView *
zw_window_get_view (ZwWindow *self)
{
  return self->view;
}
