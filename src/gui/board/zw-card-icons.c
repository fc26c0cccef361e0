/* SPDX-License-Identifier: GPL-3.0-or-later
 * The icons that cards usually show. Whoever looks up the first icon waits for the whole icon theme to be read, and each
 * SVG is rendered when it is first drawn: both are done by other threads, before the first frame asks. Called by
 * ZwApplication; must never touch a widget. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-card-icons.h"

#include "zw-card-metrics.h"

typedef struct {
  GtkIconTheme *theme; /* (owned) may be asked on any thread once it is set up */
  int scale;
  GtkTextDirection direction;
} Expecting;

/* The last reference may be the display's own: it goes where the display lives. */
static gboolean
release_cb (gpointer data)
{
  Expecting *expecting = data;

  g_object_unref (expecting->theme);
  g_free (expecting);
  return G_SOURCE_REMOVE;
}

static gpointer
look_up_in_thread (gpointer data)
{
  static const struct {
    const char *name;
    int size;
  } usual[] = {
    { "zw-story-symbolic", TYPE_ICON }, { "zw-task-symbolic", TYPE_ICON }, { "zw-bug-symbolic", TYPE_ICON },
    { "zw-high-symbolic", TYPE_ICON }, { "zw-urgent-symbolic", TYPE_ICON }, { "object-select-symbolic", TYPE_ICON },
    { "x-office-calendar-symbolic", CHIP_ICON }, { "action-unavailable-symbolic", NOTE_ICON },
    { "preferences-system-time-symbolic", NOTE_ICON }, { "zw-hourglass-symbolic", META_ICON },
    { "checkbox-checked-symbolic", META_ICON }, { "zw-comment-symbolic", META_ICON },
    { "avatar-default-symbolic", CHIP_ICON },   { "window-close-symbolic", NOTE_ICON },
  };
  Expecting *expecting = data;

  for (guint i = 0; i < G_N_ELEMENTS (usual); i++)
    g_object_unref (gtk_icon_theme_lookup_icon (expecting->theme, usual[i].name, NULL, usual[i].size, expecting->scale,
                                                expecting->direction, GTK_ICON_LOOKUP_FORCE_SYMBOLIC | GTK_ICON_LOOKUP_PRELOAD));
  g_idle_add (release_cb, expecting);
  return NULL;
}

static int
get_scale (GdkDisplay *display)
{
  g_autoptr (GdkMonitor) monitor = g_list_model_get_item (gdk_display_get_monitors (display), 0);
  return monitor == NULL ? 1 : gdk_monitor_get_scale_factor (monitor);
}

void
zw_card_icons_expect (GdkDisplay *display)
{
  Expecting *expecting = g_new (Expecting, 1);

  expecting->theme = g_object_ref (gtk_icon_theme_get_for_display (display));
  expecting->scale = get_scale (display);
  expecting->direction = gtk_widget_get_default_direction ();
  g_thread_unref (g_thread_new ("zw-icons", look_up_in_thread, expecting));
}
