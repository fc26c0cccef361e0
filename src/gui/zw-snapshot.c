/* SPDX-License-Identifier: GPL-3.0-or-later
 * Drawing a view of a window into a PNG. Called by ZwApplication; must never write to the database. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-snapshot.h"

#include <glib/gi18n.h>

#include "zw-error.h"
#include "zw-import-assistant.h"
#include "zw-sprint-report-window.h"
#include "zw-standup-window.h"

/* Frames in a row without a new one being asked for, and the most we wait for. */
#define SETTLE_FRAMES 40
/* The card that the pane of the example shows. */
#define TICKET_NUMBER 142

typedef struct {
  const ZwSnapshotOptions *options;
  int frames;
  gboolean opened;
  GtkWidget *drawn; /* (borrowed) (nullable) a window of its own, else the main one */
} Waiting;

gboolean
zw_snapshot_parse_size (const char *text, int *width, int *height)
{
  char *end = NULL;
  gint64 first = g_ascii_strtoll (text, &end, 10);

  if (end == text || *end != 'x')
    return FALSE;
  const char *rest = end + 1;
  gint64 second = g_ascii_strtoll (rest, &end, 10);
  if (end == rest || *end != '\0' || first < 100 || second < 100 || first > 16384 || second > 16384)
    return FALSE;
  *width = (int) first;
  *height = (int) second;
  return TRUE;
}

void
zw_snapshot_prepare (ZwWindow *window, const ZwSnapshotOptions *options)
{
  AdwStyleManager *styles = adw_style_manager_get_default ();

  adw_style_manager_set_color_scheme (styles, options->dark ? ADW_COLOR_SCHEME_FORCE_DARK : ADW_COLOR_SCHEME_FORCE_LIGHT);
  /* As on a GNOME desktop, and without the margin a window draws its shadow in. */
  g_object_set (gtk_widget_get_settings (GTK_WIDGET (window)), "gtk-decoration-layout", ":close", NULL);
  gtk_window_set_decorated (GTK_WINDOW (window), FALSE);
  gtk_window_unmaximize (GTK_WINDOW (window));
  gtk_window_set_default_size (GTK_WINDOW (window), options->width, options->height);
  zw_window_expect_width (window, options->width);
}

static gboolean
save (GtkWidget *widget, const char *output, GError **error)
{
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (widget);
  g_autoptr (GtkSnapshot) snapshot = gtk_snapshot_new ();
  GskRenderer *renderer = gtk_native_get_renderer (GTK_NATIVE (widget));
  int width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);

  gdk_paintable_snapshot (paintable, GDK_SNAPSHOT (snapshot), width, height);
  g_autoptr (GskRenderNode) node = gtk_snapshot_free_to_node (g_steal_pointer (&snapshot));
  if (node == NULL)
    {
      g_set_error_literal (error, ZW_ERROR, ZW_ERROR_IO, "nothing was drawn");
      return FALSE;
    }
  g_autoptr (GdkTexture) texture = gsk_renderer_render_texture (renderer, node, &GRAPHENE_RECT_INIT (0, 0, width, height));
  if (gdk_texture_save_to_png (texture, output))
    return TRUE;
  g_set_error (error, ZW_ERROR, ZW_ERROR_IO, "cannot write “%s”", output);
  return FALSE;
}

static ZwTicket *
find_ticket (ZwWindow *window)
{
  ZwTicketList *tickets = zw_workspace_get_tickets (zw_window_get_workspace (window), zw_window_get_project (window));

  for (guint i = 0; i < zw_ticket_list_get_n (tickets); i++)
    if (zw_ticket_list_get (tickets, i)->number == TICKET_NUMBER)
      return zw_ticket_list_get (tickets, i);
  return zw_ticket_list_get (tickets, 0);
}

static void
open_view (ZwWindow *window, const ZwSnapshotOptions *options)
{
  ZwView *view = zw_window_get_view (window);

  gtk_window_set_focus (GTK_WINDOW (window), NULL);
  /* Without a window manager GTK draws a frame of its own. */
  gtk_widget_remove_css_class (GTK_WIDGET (window), "solid-csd");
  if (g_str_equal (options->view, "welcome"))
    zw_window_show_welcome (window);
  if (view == NULL)
    return;
  if (g_str_equal (options->view, "wall"))
    zw_window_set_wall (window, TRUE);
  else
    zw_window_show_view (window, options->view);
  gtk_window_set_focus (GTK_WINDOW (window), NULL);
  view = zw_window_get_view (window);
  if (options->filter != NULL)
    zw_view_set_filter (view, options->filter);
  if (g_str_equal (options->view, "ticket"))
    zw_window_open_ticket (window, find_ticket (window), FALSE);
}

/* The report of the sprint that runs, in a window of its own. */
static GtkWidget *
open_report (ZwWindow *window, const ZwSnapshotOptions *options)
{
  ZwWorkspace *workspace = zw_window_get_workspace (window);
  ZwSprint *sprint = zw_workspace_get_active_sprint (workspace, zw_window_get_project (window));
  GtkWidget *report = zw_sprint_report_window_new (workspace, sprint != NULL ? zw_item_get_id (ZW_ITEM (sprint)) : 0);

  gtk_window_set_decorated (GTK_WINDOW (report), FALSE);
  gtk_window_set_default_size (GTK_WINDOW (report), options->width, options->height);
  gtk_window_present (GTK_WINDOW (report));
  gtk_window_set_focus (GTK_WINDOW (report), NULL);
  gtk_widget_remove_css_class (report, "solid-csd");
  return report;
}

/* The assistant over a file, in its own size. */
static GtkWidget *
open_import (ZwWindow *window, const ZwSnapshotOptions *options)
{
  GtkWidget *assistant = zw_import_assistant_new (zw_window_get_workspace (window), NULL);
  g_autoptr (GListStore) files = g_list_store_new (G_TYPE_FILE);
  g_autoptr (GFile) file = g_file_new_for_commandline_arg (options->file);
  int width, height;

  g_list_store_append (files, file);
  zw_import_assistant_open (ZW_IMPORT_ASSISTANT (assistant), G_LIST_MODEL (files));
  gtk_window_set_decorated (GTK_WINDOW (assistant), FALSE);
  gtk_window_get_default_size (GTK_WINDOW (assistant), &width, &height);
  gtk_window_set_default_size (GTK_WINDOW (assistant), MIN (width, options->width), options->height);
  gtk_window_present (GTK_WINDOW (assistant));
  gtk_widget_remove_css_class (assistant, "solid-csd");
  return assistant;
}

/* As a television shows it. */
static GtkWidget *
open_standup (ZwWindow *window, const ZwSnapshotOptions *options)
{
  GtkWidget *standup = zw_window_new_standup (window);

  zw_standup_window_set_dark (ZW_STANDUP_WINDOW (standup), options->dark);
  if (g_str_equal (options->view, "standup-work"))
    zw_standup_window_set_way (ZW_STANDUP_WINDOW (standup), ZW_STANDUP_BY_WORK);
  gtk_window_set_decorated (GTK_WINDOW (standup), FALSE);
  gtk_window_set_default_size (GTK_WINDOW (standup), options->width, options->height);
  gtk_window_present (GTK_WINDOW (standup));
  gtk_widget_remove_css_class (standup, "solid-csd");
  return standup;
}

/* A stand-up as it is after 84 seconds; they stand still then, however slow the machine is. */
static void
let_time_pass (GtkWidget *drawn)
{
  enum { SECONDS = 84 };

  if (drawn == NULL || !ZW_IS_STANDUP_WINDOW (drawn))
    return;
  int passed = zw_standup_walk_get_total_seconds (zw_standup_window_get_walk (ZW_STANDUP_WINDOW (drawn)));
  zw_standup_window_tick (ZW_STANDUP_WINDOW (drawn), g_get_monotonic_time () / 1000 + (SECONDS - passed) * 1000);
}

static GtkWidget *
open_window (ZwWindow *window, const ZwSnapshotOptions *options)
{
  if (zw_window_get_project (window) != 0 && g_str_equal (options->view, "report"))
    return open_report (window, options);
  if (zw_window_get_project (window) != 0 && g_str_has_prefix (options->view, "standup"))
    return open_standup (window, options);
  if (options->file != NULL && g_str_equal (options->view, "import"))
    return open_import (window, options);
  open_view (window, options);
  return NULL;
}

static gboolean
tick_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  GTask *task = data;
  Waiting *waiting = g_task_get_task_data (task);
  ZwWorkspace *workspace = zw_window_get_workspace (ZW_WINDOW (widget));
  GError *error = NULL;

  if (workspace == NULL || !zw_workspace_is_loaded (workspace))
    return G_SOURCE_CONTINUE;
  if (!waiting->opened)
    {
      waiting->opened = TRUE;
      waiting->drawn = open_window (ZW_WINDOW (widget), waiting->options);
    }
  if (ZW_IS_IMPORT_ASSISTANT (waiting->drawn) && zw_import_assistant_is_running (ZW_IMPORT_ASSISTANT (waiting->drawn)))
    return G_SOURCE_CONTINUE;
  if (++waiting->frames == SETTLE_FRAMES / 2)
    let_time_pass (waiting->drawn);
  if (waiting->frames < SETTLE_FRAMES)
    return G_SOURCE_CONTINUE;
  if (save (waiting->drawn != NULL ? waiting->drawn : widget, waiting->options->output, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
  return G_SOURCE_REMOVE;
}

void
zw_snapshot_async (ZwWindow *window, const ZwSnapshotOptions *options, GAsyncReadyCallback callback, gpointer data)
{
  GTask *task = g_task_new (window, NULL, callback, data);
  Waiting *waiting = g_new0 (Waiting, 1);

  waiting->options = options;
  g_task_set_task_data (task, waiting, g_free);
  gtk_widget_add_tick_callback (GTK_WIDGET (window), tick_cb, task, g_object_unref);
}

gboolean
zw_snapshot_finish (ZwWindow *window, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
