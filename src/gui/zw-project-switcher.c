/* SPDX-License-Identifier: GPL-3.0-or-later
 * The button with the project's name. Made by ZwWindow's template; its popover is built when first opened. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-project-switcher.h"

#include <glib/gi18n.h>

#include "zw-format.h"
#include "zw-tooltip.h"

/* From so many projects on one searches instead of looking. */
#define SEARCH_FROM 8

struct _ZwProjectSwitcher {
  AdwBin parent_instance;

  ZwWorkspace *workspace; /* (owned) (nullable) */
  ZwProject *project;     /* (owned) (nullable) */
  GtkWidget *button;
  GtkWidget *badge;
  GtkWidget *name;
};

G_DEFINE_FINAL_TYPE (ZwProjectSwitcher, zw_project_switcher, ADW_TYPE_BIN)

static GtkWidget *
new_badge (const char *name)
{
  GtkWidget *badge = gtk_label_new (NULL);
  g_autofree char *letter = name == NULL ? NULL : g_utf8_substring (name, 0, MIN (1, g_utf8_strlen (name, -1)));

  gtk_label_set_text (GTK_LABEL (badge), letter != NULL ? letter : "");
  gtk_widget_add_css_class (badge, "zw-project-badge");
  gtk_widget_set_valign (badge, GTK_ALIGN_CENTER);
  return badge;
}

/* --- the popover --- */

static GtkWidget *
create_row (gpointer item, gpointer data)
{
  ZwProjectSwitcher *self = data;
  ZwProject *project = item;
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *name = gtk_label_new (project->name);
  GtkWidget *key = gtk_label_new (project->key);

  gtk_label_set_ellipsize (GTK_LABEL (name), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (name), 0);
  gtk_widget_set_hexpand (name, TRUE);
  gtk_widget_add_css_class (key, "caption");
  gtk_widget_add_css_class (key, "zw-sec");
  gtk_widget_add_css_class (row, "zw-menu-row");
  gtk_box_append (GTK_BOX (box), new_badge (project->key));
  gtk_box_append (GTK_BOX (box), name);
  gtk_box_append (GTK_BOX (box), key);
  if (project == self->project)
    gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name ("object-select-symbolic"));
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "win.switch-project");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "x", zw_item_get_id (ZW_ITEM (project)));
  return row;
}

static gboolean
matches (GtkListBoxRow *row, gpointer data)
{
  GtkWidget *box = gtk_list_box_row_get_child (row);
  GtkWidget *name = gtk_widget_get_next_sibling (gtk_widget_get_first_child (box));
  g_autofree char *folded = g_utf8_casefold (gtk_label_get_text (GTK_LABEL (name)), -1);
  g_autofree char *wanted = g_utf8_casefold (gtk_editable_get_text (GTK_EDITABLE (data)), -1);

  return strstr (folded, wanted) != NULL;
}

static void
chosen_cb (GtkMenuButton *button)
{
  gtk_menu_button_popdown (button);
}

static GtkWidget *
new_action_row (ZwProjectSwitcher *self, const char *label, const char *action)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_label_set_xalign (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (button))), 0);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "zw-plain");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (chosen_cb), self->button);
  return button;
}

static GtkWidget *
new_list (ZwProjectSwitcher *self, GtkWidget *box)
{
  GListModel *projects = zw_workspace_get_projects (self->workspace);
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *list = gtk_list_box_new ();

  gtk_widget_add_css_class (list, "zw-plain-list");
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_list_box_bind_model (GTK_LIST_BOX (list), projects, create_row, self, NULL);
  g_signal_connect_swapped (list, "row-activated", G_CALLBACK (chosen_cb), self->button);
  if (g_list_model_get_n_items (projects) >= SEARCH_FROM)
    {
      GtkWidget *search = gtk_search_entry_new ();
      gtk_list_box_set_filter_func (GTK_LIST_BOX (list), matches, search, NULL);
      g_signal_connect_swapped (search, "search-changed", G_CALLBACK (gtk_list_box_invalidate_filter), list);
      gtk_box_append (GTK_BOX (box), search);
    }
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), 400);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), list);
  return scroller;
}

static void
create_popup_cb (GtkMenuButton *button, gpointer data)
{
  ZwProjectSwitcher *self = data;
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  gtk_widget_set_size_request (box, 280, -1);
  if (self->workspace != NULL)
    gtk_box_append (GTK_BOX (box), new_list (self, box));
  gtk_box_append (GTK_BOX (box), gtk_separator_new (GTK_ORIENTATION_HORIZONTAL));
  gtk_box_append (GTK_BOX (box), new_action_row (self, _("New Project…"), "win.new-project"));
  gtk_box_append (GTK_BOX (box), new_action_row (self, _("Import…"), "win.import"));
  gtk_popover_set_child (GTK_POPOVER (popover), box);
  gtk_menu_button_set_popover (button, popover);
}

/* --- the button --- */

static void
update (ZwProjectSwitcher *self)
{
  const char *name = self->project == NULL ? "" : self->project->name;
  g_autofree char *letter = self->project == NULL ? g_strdup ("") : g_utf8_substring (self->project->key, 0, 1);

  gtk_label_set_text (GTK_LABEL (self->badge), letter);
  gtk_label_set_text (GTK_LABEL (self->name), name);
  zw_tooltip_set (self->button, name);
}

static void
zw_project_switcher_dispose (GObject *object)
{
  ZwProjectSwitcher *self = ZW_PROJECT_SWITCHER (object);

  g_clear_object (&self->project);
  g_clear_object (&self->workspace);
  G_OBJECT_CLASS (zw_project_switcher_parent_class)->dispose (object);
}

static void
zw_project_switcher_class_init (ZwProjectSwitcherClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = zw_project_switcher_dispose;
}

static void
zw_project_switcher_init (ZwProjectSwitcher *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *arrow = gtk_image_new_from_icon_name ("pan-down-symbolic");

  self->button = gtk_menu_button_new ();
  self->badge = new_badge (NULL);
  self->name = gtk_label_new (NULL);
  gtk_label_set_ellipsize (GTK_LABEL (self->name), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (self->name, "heading");
  gtk_widget_add_css_class (self->button, "flat");
  gtk_box_append (GTK_BOX (box), self->badge);
  gtk_box_append (GTK_BOX (box), self->name);
  gtk_box_append (GTK_BOX (box), arrow);
  gtk_menu_button_set_child (GTK_MENU_BUTTON (self->button), box);
  gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (self->button), create_popup_cb, self, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Project"), -1);
  adw_bin_set_child (ADW_BIN (self), self->button);
}

void
zw_project_switcher_set (ZwProjectSwitcher *self, ZwWorkspace *workspace, gint64 project)
{
  if (self->project != NULL)
    g_signal_handlers_disconnect_by_func (self->project, G_CALLBACK (update), self);
  g_set_object (&self->workspace, workspace);
  ZwProject *item = project == 0 ? NULL : zw_workspace_get_project (workspace, project);
  g_set_object (&self->project, item);
  if (self->project != NULL)
    g_signal_connect_object (self->project, "notify", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
}

GtkWidget *
zw_project_switcher_new (void)
{
  return g_object_new (ZW_TYPE_PROJECT_SWITCHER, NULL);
}
