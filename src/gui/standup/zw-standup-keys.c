/* SPDX-License-Identifier: GPL-3.0-or-later
 * The keyboard of the stand-up, heard before any widget: a remote control for slides is enough. While a line is typed, only
 * Escape is heard, and nothing leads the keyboard away from the line. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-standup-window-private.h"

static void
step (ZwStandupWindow *self, gboolean on)
{
  zw_standup_walk_tick (self->walk, g_get_monotonic_time () / 1000); /* to whose turn it was */
  if (on ? zw_standup_walk_next (self->walk) : zw_standup_walk_back (self->walk))
    zw_standup_window_refresh (self, TRUE);
}

static void
open_ticket (ZwStandupWindow *self)
{
  ZwTicket *ticket = zw_standup_window_find_ticket (self);

  if (ticket != NULL)
    g_signal_emit_by_name (self, "open-ticket", zw_item_get_id (ZW_ITEM (ticket)));
}

/* For this time and the next ones. */
static void
toggle_dark (ZwStandupWindow *self)
{
  gboolean dark = !gtk_widget_has_css_class (GTK_WIDGET (self), "dark");

  zw_standup_window_set_dark (self, dark);
  if (self->settings != NULL)
    g_settings_set_boolean (self->settings, "standup-dark", dark);
}

/* Letters by the value of the key, not by its place: as they are written on it. */
static gboolean
press_letter (ZwStandupWindow *self, guint key)
{
  switch (gdk_keyval_to_lower (key))
    {
    case GDK_KEY_p:
      zw_standup_window_toggle_pause (self);
      return TRUE;
    case GDK_KEY_b:
      zw_standup_window_ask (self, ZW_STANDUP_ASK_BLOCK);
      return TRUE;
    case GDK_KEY_w:
      zw_standup_window_ask (self, ZW_STANDUP_ASK_WAIT);
      return TRUE;
    case GDK_KEY_n:
      zw_standup_window_ask (self, ZW_STANDUP_ASK_NOTE);
      return TRUE;
    case GDK_KEY_d:
      toggle_dark (self);
      return TRUE;
    }
  return FALSE;
}

static gboolean
press (ZwStandupWindow *self, guint key)
{
  switch (key)
    {
    case GDK_KEY_space: case GDK_KEY_KP_Space: case GDK_KEY_Right: case GDK_KEY_KP_Right: case GDK_KEY_Page_Down:
      step (self, TRUE);
      return TRUE;
    case GDK_KEY_Left: case GDK_KEY_KP_Left: case GDK_KEY_Page_Up: case GDK_KEY_BackSpace:
      step (self, FALSE);
      return TRUE;
    case GDK_KEY_Up: case GDK_KEY_KP_Up:
      zw_standup_window_step_card (self, -1);
      return TRUE;
    case GDK_KEY_Down: case GDK_KEY_KP_Down:
      zw_standup_window_step_card (self, 1);
      return TRUE;
    case GDK_KEY_Tab: case GDK_KEY_ISO_Left_Tab:
      zw_standup_window_set_way (self, zw_standup_walk_get_way (self->walk) == ZW_STANDUP_BY_PEOPLE ? ZW_STANDUP_BY_WORK
                                                                                                    : ZW_STANDUP_BY_PEOPLE);
      return TRUE;
    case GDK_KEY_Return: case GDK_KEY_KP_Enter: case GDK_KEY_ISO_Enter:
      open_ticket (self);
      return TRUE;
    case GDK_KEY_Escape: case GDK_KEY_F5:
      if (!zw_standup_window_drop_hint (self))
        zw_standup_window_leave (self);
      return TRUE;
    }
  return press_letter (self, key);
}

static gboolean
press_in_line (ZwStandupWindow *self, guint key)
{
  switch (key)
    {
    case GDK_KEY_Escape:
      zw_standup_entry_close (self->entry);
      return TRUE;
    case GDK_KEY_Tab: case GDK_KEY_ISO_Left_Tab: case GDK_KEY_KP_Tab:
      return TRUE;
    }
  return FALSE;
}

static gboolean
pressed_cb (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state, ZwStandupWindow *self)
{
  if (zw_standup_entry_get_question (self->entry) != ZW_STANDUP_ASK_NOTHING)
    return press_in_line (self, key);
  if ((state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK | GDK_META_MASK)) != 0)
    return FALSE;
  return press (self, key);
}

void
zw_standup_window_add_keys (ZwStandupWindow *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}
