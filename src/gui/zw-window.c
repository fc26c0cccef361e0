/* SPDX-License-Identifier: GPL-3.0-or-later
 * One window on one open database. Made by ZwApplication. Must never open a store or write but by commands. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-window.h"

#include <glib/gi18n.h>

#include "zw-format.h"
#include "zw-welcome-page.h"
#include "zw-window-private.h"

#define MIN_WIDTH 360
#define NARROW 560
#define SWITCHER_BAR 860
#define SIDE_BY_SIDE 1200

G_DEFINE_FINAL_TYPE_WITH_CODE (ZwWindow, zw_window, ADW_TYPE_APPLICATION_WINDOW,
                               G_IMPLEMENT_INTERFACE (ZW_TYPE_FEEDBACK, zw_window_feedback_init))

/* --- pages --- */

static void
show_chrome (ZwWindow *self, gboolean shown)
{
  gtk_widget_set_visible (self->header, self->wall == NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->switcher), shown && !self->narrow);
  gtk_widget_set_visible (GTK_WIDGET (self->narrow_switcher), shown && self->narrow);
  gtk_widget_set_visible (self->view_switcher, shown && !self->bar);
  adw_view_switcher_bar_set_reveal (ADW_VIEW_SWITCHER_BAR (self->view_bar), shown && self->bar && self->wall == NULL);
  gtk_widget_set_visible (self->new_ticket, shown);
  gtk_widget_set_visible (self->stand_up_button, shown && !self->narrow);
  gtk_widget_set_visible (self->search, shown && self->narrow);
  if (shown)
    gtk_widget_remove_css_class (self->header, "flat");
  else
    gtk_widget_add_css_class (self->header, "flat");
}

void
zw_window_update_chrome (ZwWindow *self)
{
  show_chrome (self, self->project != 0);
}

void
zw_window_show_welcome (ZwWindow *self)
{
  zw_window_drop_wall (self);
  if (self->welcome == NULL)
    {
      self->welcome = zw_welcome_page_new ();
      gtk_stack_add_named (GTK_STACK (self->pages), self->welcome, "welcome");
    }
  show_chrome (self, FALSE);
  gtk_stack_set_visible_child (GTK_STACK (self->pages), self->welcome);
}

void
zw_window_show_problem (ZwWindow *self, const char *title, const GError *error)
{
  g_autofree char *text = zw_format_error (error);

  zw_window_drop_wall (self);
  if (self->problem == NULL)
    {
      self->problem = adw_status_page_new ();
      adw_status_page_set_icon_name (ADW_STATUS_PAGE (self->problem), "dialog-error-symbolic");
      gtk_stack_add_named (GTK_STACK (self->pages), self->problem, "problem");
    }
  adw_status_page_set_title (ADW_STATUS_PAGE (self->problem), title);
  g_autofree char *escaped = g_markup_escape_text (text, -1);
  adw_status_page_set_description (ADW_STATUS_PAGE (self->problem), escaped);
  show_chrome (self, FALSE);
  gtk_stack_set_visible_child (GTK_STACK (self->pages), self->problem);
}

/* --- projects --- */

static gint64
get_first_project (ZwWindow *self)
{
  g_autoptr (ZwProject) project = g_list_model_get_item (zw_workspace_get_projects (self->workspace), 0);
  return project == NULL ? 0 : zw_item_get_id (ZW_ITEM (project));
}

void
zw_window_set_project (ZwWindow *self, gint64 project)
{
  ZwProject *item = project == 0 ? NULL : zw_workspace_get_project (self->workspace, project);

  if (item == NULL)
    {
      project = get_first_project (self);
      item = project == 0 ? NULL : zw_workspace_get_project (self->workspace, project);
    }
  if (self->project != project)
    {
      zw_window_remember_pane (self);
      zw_window_open_ticket (self, NULL, FALSE);
    }
  self->project = project;
  zw_sprint_actions_set_project (self->sprint_actions, project);
  zw_project_switcher_set (self->switcher, self->workspace, project);
  zw_project_switcher_set (self->narrow_switcher, self->workspace, project);
  zw_window_update_actions (self);
  if (item == NULL)
    {
      gtk_window_set_title (GTK_WINDOW (self), _("Zettelwand"));
      zw_window_show_welcome (self);
      return;
    }
  zw_window_build_views (self);
  g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, project);
  g_settings_set_string (self->settings, "last-project", id);
  gtk_window_set_title (GTK_WINDOW (self), item->name);
  zw_window_show_project (self);
  show_chrome (self, TRUE);
  gtk_stack_set_visible_child (GTK_STACK (self->pages), GTK_WIDGET (self->frame));
  zw_view_focus (self->view);
  zw_window_show_wall (self);
}

gint64
zw_window_get_project (ZwWindow *self)
{
  return self->project;
}

/* --- following the workspace --- */

static void
failed_cb (ZwWindow *self, ZwChangeSet *set, GError *error)
{
  if (self->wall != NULL)
    zw_window_tell_trouble (self, error);
  else
    zw_feedback_error (GTK_WIDGET (self), error);
}

static gboolean
deletes (const ZwChangeSet *set, gint64 ticket)
{
  for (guint i = 0; i < set->changes->len; i++)
    {
      const ZwChange *change = set->changes->pdata[i];
      if (change->op == ZW_OP_DELETE && change->entity == ZW_ENTITY_TICKET && change->id == ticket)
        return TRUE;
    }
  return FALSE;
}

/* The ticket in the pane is gone. Whoever does that here knows; whoever reads it must be told why it closes. */
static void
close_gone_ticket (ZwWindow *self, const ZwChangeSet *set, gboolean own)
{
  gboolean deleted = deletes (set, zw_item_get_id (ZW_ITEM (self->open_ticket)));
  g_autofree char *key = zw_format_key (self->workspace, self->open_ticket);
  g_autofree char *text = g_strdup_printf (deleted ? _("%s was deleted elsewhere") : _("%s was archived elsewhere"), key);

  zw_window_open_ticket (self, NULL, FALSE);
  if (!own)
    zw_window_toast (self, text, FALSE);
}

static void
changed_cb (ZwWindow *self, ZwChangeSet *set, gboolean own)
{
  gint64 open = self->open_ticket == NULL ? 0 : zw_item_get_id (ZW_ITEM (self->open_ticket));

  if (open != 0 && zw_workspace_get_ticket (self->workspace, open) == NULL)
    close_gone_ticket (self, set, own);
  if (self->project == 0 || zw_workspace_get_project (self->workspace, self->project) == NULL)
    zw_window_set_project (self, 0);
  if (own)
    zw_window_offer_to_close (self, set);
}

static void
trouble_cb (ZwWindow *self)
{
  zw_window_tell_trouble (self, NULL);
}

static void
replaced_cb (ZwWindow *self)
{
  g_signal_emit_by_name (self, "database-replaced");
}

static void
reloaded_cb (ZwWindow *self)
{
  gint64 project = self->project;

  zw_window_remember_pane (self);
  zw_window_open_ticket (self, NULL, FALSE);
  zw_window_set_project (self, project);
}

/* Says why nothing can be changed here, or that the place is a risky one. */
static void
warn_of_place (ZwWindow *self)
{
  ZwStore *store = zw_workspace_get_store (self->workspace);
  const GError *reason = zw_store_get_read_only_reason (store);
  g_autofree char *text = reason != NULL ? zw_format_error (reason) : NULL;

  if (gtk_widget_get_visible (self->way_back))
    return;
  if (text != NULL)
    zw_window_toast (self, text, FALSE);
  else if (zw_workspace_is_read_only (self->workspace))
    zw_window_toast (self, _("Changes cannot be saved: the database is read-only"), FALSE);
  else if (zw_store_is_on_network (store))
    zw_window_toast (self, _("This database lies on a network folder. Let one computer at a time open it."), FALSE);
}

static void
read_only_changed_cb (ZwWindow *self)
{
  if (self->workspace != NULL && zw_workspace_is_read_only (self->workspace))
    warn_of_place (self);
}

static gint64
get_last_project (ZwWindow *self)
{
  g_autofree char *last = g_settings_get_string (self->settings, "last-project");
  return g_ascii_strtoll (last, NULL, 10);
}

static void
drop_workspace (ZwWindow *self)
{
  if (self->workspace == NULL)
    return;
  g_signal_handlers_disconnect_by_data (self->workspace, self);
  g_signal_handlers_disconnect_by_data (zw_workspace_get_store (self->workspace), self);
  zw_window_remember_pane (self);
  zw_window_open_ticket (self, NULL, FALSE);
  zw_window_drop_wall (self);
  zw_window_drop_standup (self);
  zw_window_drop_views (self);
  self->project = 0;
  gtk_widget_insert_action_group (GTK_WIDGET (self), "ticket", NULL);
  g_clear_object (&self->ticket_actions);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "sprint", NULL);
  g_clear_object (&self->sprint_actions);
  zw_project_switcher_set (self->switcher, NULL, 0);
  zw_project_switcher_set (self->narrow_switcher, NULL, 0);
  g_clear_object (&self->workspace);
}

void
zw_window_set_looking (ZwWindow *self, gboolean looking)
{
  gtk_widget_set_visible (self->way_back, looking);
}

void
zw_window_set_workspace (ZwWindow *self, ZwWorkspace *workspace, gint64 project)
{
  drop_workspace (self);
  self->workspace = g_object_ref (workspace);
  g_signal_connect_object (workspace, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (workspace, "failed", G_CALLBACK (failed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (workspace, "stored", G_CALLBACK (zw_window_forget_failure), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (workspace, "reloaded", G_CALLBACK (reloaded_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (workspace, "notify::can-undo", G_CALLBACK (zw_window_update_actions), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (workspace, "notify::can-redo", G_CALLBACK (zw_window_update_actions), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (workspace, "notify::loaded", G_CALLBACK (zw_window_open_remembered), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (workspace, "notify::read-only", G_CALLBACK (read_only_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (zw_workspace_get_store (workspace), "trouble", G_CALLBACK (trouble_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (zw_workspace_get_store (workspace), "replaced", G_CALLBACK (replaced_cb), self, G_CONNECT_SWAPPED);
  zw_window_add_ticket_actions (self);
  self->sprint_actions = zw_sprint_actions_new (workspace, GTK_WINDOW (self));
  gtk_widget_insert_action_group (GTK_WIDGET (self), "sprint", zw_sprint_actions_get_group (self->sprint_actions));
  zw_window_set_project (self, project != 0 ? project : get_last_project (self));
  zw_window_set_trouble (self, NULL);
  warn_of_place (self);
}

ZwWorkspace *
zw_window_get_workspace (ZwWindow *self)
{
  return self->workspace;
}

/* --- layout --- */

static void
search_toggled_cb (ZwWindow *self)
{
  gboolean active = gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->search));

  if (self->view != NULL)
    zw_view_set_searching (self->view, active);
}

static void
set_narrow (ZwWindow *self, gboolean narrow)
{
  self->narrow = narrow;
  gtk_widget_set_visible (self->new_ticket_label, !narrow);
  adw_header_bar_set_centering_policy (ADW_HEADER_BAR (self->header), narrow ? ADW_CENTERING_POLICY_LOOSE : ADW_CENTERING_POLICY_STRICT);
  if (self->pane != NULL)
    gtk_widget_set_hexpand (self->pane, narrow);
  if (!narrow)
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->search), FALSE);
}

/* The wide layout must not hold the window: made small in one step, it gets the narrow one before anything is placed. */
static void
zw_window_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural, int *minimum_baseline,
                   int *natural_baseline)
{
  GTK_WIDGET_CLASS (zw_window_parent_class)->measure (widget, orientation, for_size, minimum, natural, minimum_baseline,
                                                      natural_baseline);
  if (orientation == GTK_ORIENTATION_HORIZONTAL && !ZW_WINDOW (widget)->narrow)
    *minimum = MIN (*minimum, MIN_WIDTH);
}

/* Before the children get their places: what is shown depends on the width of the window. */
static void
zw_window_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  ZwWindow *self = ZW_WINDOW (widget);

  if (self->narrow != (width < NARROW) || self->bar != (width < SWITCHER_BAR))
    {
      self->bar = width < SWITCHER_BAR;
      set_narrow (self, width < NARROW);
      show_chrome (self, self->project != 0);
    }
  zw_window_lay_out_views (self, width >= SIDE_BY_SIDE);
  GTK_WIDGET_CLASS (zw_window_parent_class)->size_allocate (widget, width, height, baseline);
}

static void
save_size (ZwWindow *self)
{
  int width, height;
  gboolean maximized = gtk_window_is_maximized (GTK_WINDOW (self));

  g_settings_set_boolean (self->settings, "window-maximized", maximized);
  if (maximized || gtk_window_is_fullscreen (GTK_WINDOW (self)))
    return;
  gtk_window_get_default_size (GTK_WINDOW (self), &width, &height);
  g_settings_set_int (self->settings, "window-width", MAX (width, MIN_WIDTH));
  g_settings_set_int (self->settings, "window-height", MAX (height, 294));
}

static gboolean
zw_window_close_request (GtkWindow *window)
{
  save_size (ZW_WINDOW (window));
  zw_window_remember_pane (ZW_WINDOW (window));
  /* An editor saves what it holds when the focus leaves it. */
  gtk_window_set_focus (window, NULL);
  return GTK_WINDOW_CLASS (zw_window_parent_class)->close_request (window);
}

static void
zw_window_dispose (GObject *object)
{
  ZwWindow *self = ZW_WINDOW (object);

  drop_workspace (self);
  g_clear_handle_id (&self->failure_timer, g_source_remove);
  g_clear_pointer (&self->failure, g_free);
  g_clear_object (&self->toast);
  g_clear_object (&self->open_ticket);
  g_clear_object (&self->settings);
  g_clear_pointer (&self->config_dir, g_free);
  G_OBJECT_CLASS (zw_window_parent_class)->dispose (object);
}

static void
create_menu_cb (GtkMenuButton *button, gpointer data)
{
  g_autoptr (GtkBuilder) builder = gtk_builder_new_from_resource (RESOURCE_PATH "/menus.ui");

  if (gtk_menu_button_get_popover (button) == NULL)
    gtk_menu_button_set_popover (button, gtk_popover_menu_new_from_model (G_MENU_MODEL (gtk_builder_get_object (builder, "primary_menu"))));
}

static void
zw_window_class_init (ZwWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = zw_window_dispose;
  widget_class->measure = zw_window_measure;
  widget_class->size_allocate = zw_window_size_allocate;
  GTK_WINDOW_CLASS (klass)->close_request = zw_window_close_request;
  g_type_ensure (ZW_TYPE_FILE_DROP);
  g_type_ensure (ZW_TYPE_PROJECT_SWITCHER);
  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/window.ui");
  gtk_widget_class_bind_template_child (widget_class, ZwWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, ZwWindow, file_drop);
  gtk_widget_class_bind_template_child (widget_class, ZwWindow, header);
  gtk_widget_class_bind_template_child (widget_class, ZwWindow, switcher);
  gtk_widget_class_bind_template_child (widget_class, ZwWindow, narrow_switcher);
  gtk_widget_class_bind_template_child (widget_class, ZwWindow, view_switcher);
  gtk_widget_class_bind_template_child (widget_class, ZwWindow, view_bar);
  gtk_widget_class_bind_template_child (widget_class, ZwWindow, new_ticket);
  gtk_widget_class_bind_template_child (widget_class, ZwWindow, new_ticket_label);
  gtk_widget_class_bind_template_child (widget_class, ZwWindow, menu);
  gtk_widget_class_bind_template_child (widget_class, ZwWindow, stand_up_button);
  gtk_widget_class_bind_template_child (widget_class, ZwWindow, search);
  gtk_widget_class_bind_template_child (widget_class, ZwWindow, pages);
  gtk_widget_class_bind_template_child (widget_class, ZwWindow, way_back);
  gtk_widget_class_bind_template_child (widget_class, ZwWindow, trouble);
  gtk_widget_class_bind_template_child (widget_class, ZwWindow, trouble_text);
  gtk_widget_class_bind_template_callback (widget_class, search_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, zw_window_import_files);
  g_signal_new ("open-read-only", ZW_TYPE_WINDOW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_FILE);
  g_signal_new ("database-replaced", ZW_TYPE_WINDOW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  g_signal_new ("open-database", ZW_TYPE_WINDOW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_FILE);
}

static void
zw_window_init (ZwWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  zw_file_drop_watch (self->file_drop, GTK_WIDGET (self));
  zw_window_add_actions (self);
  zw_window_update_actions (self);
  g_signal_connect (self, "notify::fullscreened", G_CALLBACK (zw_window_screen_changed), NULL);
  gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (self->menu), create_menu_cb, NULL, NULL);
  show_chrome (self, FALSE);
}

/* What the header asks for must not make a small window larger before its first layout. */
void
zw_window_expect_width (ZwWindow *self, int width)
{
  self->bar = width < SWITCHER_BAR;
  set_narrow (self, width < NARROW);
}

ZwWindow *
zw_window_new (AdwApplication *application, GSettings *settings)
{
  ZwWindow *self = g_object_new (ZW_TYPE_WINDOW, "application", application, NULL);

  self->settings = g_object_ref (settings);
  gtk_window_set_default_size (GTK_WINDOW (self), g_settings_get_int (settings, "window-width"),
                               g_settings_get_int (settings, "window-height"));
  zw_window_expect_width (self, g_settings_get_int (settings, "window-width"));
  if (g_settings_get_boolean (settings, "window-maximized"))
    gtk_window_maximize (GTK_WINDOW (self));
  return self;
}
