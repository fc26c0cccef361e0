/* SPDX-License-Identifier: GPL-3.0-or-later
 * Hands and time on the wall: the padlock, the buttons that come with the pointer, keys, and what happens by itself: the slow
 * shift, the pages in turn. Called by zw-wall-view.c. */
#define G_LOG_DOMAIN "zettelwand"

#include <glib/gi18n.h>

#include "zw-view.h"
#include "zw-wall-view-private.h"

#define POINTER_IDLE_S 3
#define SHIFT_S 60

/* --- the padlock ---------------------------------------------------------------------------------------------------- */

void
zw_wall_view_update_lock (ZwWallView *self)
{
  const char *tip = self->locked ? _("Unlock to Move Cards (L)") : _("Lock (L)");

  for (guint i = 0; i < zw_wall_grid_get_n_columns (self->grid); i++)
    zw_wall_column_set_movable (zw_wall_grid_get_column (self->grid, i), !self->locked);
  gtk_button_set_icon_name (GTK_BUTTON (self->lock), self->locked ? "changes-prevent-symbolic" : "changes-allow-symbolic");
  gtk_widget_set_tooltip_text (self->lock, tip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->lock), GTK_ACCESSIBLE_PROPERTY_LABEL, tip, -1);
}

static void
locked_cb (GSimpleAction *action, GVariant *value, gpointer data)
{
  ZwWallView *self = data;

  self->locked = g_variant_get_boolean (value) || zw_workspace_is_read_only (self->workspace);
  g_simple_action_set_state (action, g_variant_new_boolean (self->locked));
  if (!self->locked)
    zw_wall_view_show_board (self);
  zw_wall_view_update_lock (self);
  g_signal_emit_by_name (self, "lock-changed");
}

static void
leave_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  g_signal_emit_by_name (data, "leave");
}

/* --- the pointer ---------------------------------------------------------------------------------------------------- */

/* By opacity: GTK tells of the pointer also right after a layout, when nothing may ask for another one. */
static void
show_corner (ZwWallView *self, gboolean shown)
{
  gtk_widget_set_opacity (self->corner, shown ? 1 : 0);
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), shown ? NULL : "none");
}

static gboolean
idle_cb (gpointer data)
{
  ZwWallView *self = data;

  self->idle_timer = 0;
  show_corner (self, gtk_widget_get_focus_child (self->corner) != NULL);
  return G_SOURCE_REMOVE;
}

/* Those who come by the keyboard see the buttons, too. */
static void
corner_entered_cb (ZwWallView *self)
{
  show_corner (self, TRUE);
}

static void
corner_left_cb (ZwWallView *self)
{
  show_corner (self, FALSE);
}

static gboolean
is_on_corner (ZwWallView *self)
{
  GtkWidget *picked = gtk_widget_pick (GTK_WIDGET (self), self->pointer_x, self->pointer_y, GTK_PICK_DEFAULT);
  return picked != NULL && (picked == self->corner || gtk_widget_is_ancestor (picked, self->corner));
}

/* The buttons come with the pointer and go with it; resting on them keeps them. */
static void
motion_cb (ZwWallView *self, double x, double y)
{
  /* GTK tells of the pointer, too, when what lies under it changes. */
  if (x == self->pointer_x && y == self->pointer_y)
    return;
  self->pointer_x = x;
  self->pointer_y = y;
  show_corner (self, TRUE);
  g_clear_handle_id (&self->idle_timer, g_source_remove);
  if (!is_on_corner (self))
    self->idle_timer = g_timeout_add_seconds (POINTER_IDLE_S, idle_cb, self);
}

static GtkWidget *
add_button (ZwWallView *self, const char *icon, const char *tip, const char *action)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_set_tooltip_text (button, tip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, tip, -1);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_box_append (GTK_BOX (self->corner), button);
  return button;
}

static GtkWidget *
new_menu_button (void)
{
  GtkWidget *button = gtk_menu_button_new ();
  g_autoptr (GMenuModel) menu = zw_wall_view_new_menu ();

  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "view-more-symbolic");
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (button), menu);
  gtk_widget_set_tooltip_text (button, _("Pages in Turn"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Pages in Turn"), -1);
  return button;
}

static void
build_corner (ZwWallView *self)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();

  self->corner = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  gtk_widget_add_css_class (self->corner, "zw-wall-corner");
  self->lock = add_button (self, "changes-prevent-symbolic", "", "wall.locked");
  gtk_box_append (GTK_BOX (self->corner), new_menu_button ());
  add_button (self, "view-restore-symbolic", _("Leave the Wall (Esc)"), "wall.leave");
  gtk_widget_set_parent (self->corner, GTK_WIDGET (self));
  g_signal_connect_swapped (focus, "enter", G_CALLBACK (corner_entered_cb), self);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (corner_left_cb), self);
  gtk_widget_add_controller (self->corner, focus);
  show_corner (self, FALSE);
}

/* --- keys ----------------------------------------------------------------------------------------------------------- */

static void
add_keys (ZwWallView *self)
{
  static const struct {
    const char *trigger, *action;
  } keys[] = {
    { "Escape", "wall.leave" }, { "l", "wall.locked" }, { "<Shift>l", "wall.locked" },
    { "<Shift>Left", "ticket.move-left" }, { "<Shift>Right", "ticket.move-right" },
    { "<Shift>Up", "ticket.move-up" }, { "<Shift>Down", "ticket.move-down" },
    { "<Alt>Left", "ticket.move-left" }, { "<Alt>Right", "ticket.move-right" },
    { "<Alt>Up", "ticket.move-up" }, { "<Alt>Down", "ticket.move-down" },
    { "question", "win.shortcuts" },
  };
  GtkEventController *controller = gtk_shortcut_controller_new ();

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (controller),
                                          gtk_shortcut_new (gtk_shortcut_trigger_parse_string (keys[i].trigger),
                                                            gtk_named_action_new (keys[i].action)));
  gtk_widget_add_controller (GTK_WIDGET (self), controller);
}

/* --- by itself ------------------------------------------------------------------------------------------------------ */

static gboolean
shift_cb (gpointer data)
{
  gtk_widget_queue_allocate (data);
  return G_SOURCE_CONTINUE;
}

void
zw_wall_view_stop_timers (ZwWallView *self)
{
  g_clear_handle_id (&self->idle_timer, g_source_remove);
  g_clear_handle_id (&self->shift_timer, g_source_remove);
  g_clear_handle_id (&self->rotation_timer, g_source_remove);
}

void
zw_wall_view_add_hands (ZwWallView *self)
{
  static const GActionEntry entries[] = {
    { .name = "locked", .state = "true", .change_state = locked_cb },
    { .name = "leave", .activate = leave_cb },
  };
  GtkEventController *motion = gtk_event_controller_motion_new ();

  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries), self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "wall", G_ACTION_GROUP (self->actions));
  build_corner (self);
  add_keys (self);
  g_signal_connect_swapped (motion, "enter", G_CALLBACK (motion_cb), self);
  g_signal_connect_swapped (motion, "motion", G_CALLBACK (motion_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), motion);
  self->shift_timer = g_timeout_add_seconds (SHIFT_S, shift_cb, self);
}
