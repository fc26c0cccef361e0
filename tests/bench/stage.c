/* SPDX-License-Identifier: GPL-3.0-or-later
 * A window on the display of ./dev bench, waited for frame by frame. */
#include "stage.h"

#include "zw-application.h"
#include "zw-sqlite-store.h"

#define LIMIT_MS 60000
#define SETTLE_MS 600
#define WIDTH 1440
#define HEIGHT 900

/* --- windows -------------------------------------------------------------------------------------------------- */

static void
show_empty_cb (GtkApplication *application)
{
  GtkWidget *window = adw_application_window_new (application);

  gtk_window_set_default_size (GTK_WINDOW (window), WIDTH, HEIGHT);
  gtk_window_present (GTK_WINDOW (window));
}

static GtkWindow *
start (GApplication *application)
{
  g_autoptr (GError) error = NULL;

  bench_require (g_application_register (application, NULL, &error), error);
  g_application_activate (application);
  return gtk_application_get_windows (GTK_APPLICATION (application))->data;
}

GtkWindow *
stage_show_empty (void)
{
  AdwApplication *application = adw_application_new (APPLICATION_ID, G_APPLICATION_NON_UNIQUE);

  g_signal_connect (application, "activate", G_CALLBACK (show_empty_cb), NULL);
  return start (G_APPLICATION (application));
}

static ZwStore *
make_store (const char *path, gpointer data)
{
  return zw_sqlite_store_new (path, NULL, "window");
}

ZwWindow *
stage_show_database (const char *path)
{
  ZwApplicationSetup *setup = g_new0 (ZwApplicationSetup, 1);

  setup->make_store = make_store;
  setup->clock = zw_clock_new_fixed (G_GINT64_CONSTANT (1795426320000), NULL);
  setup->path = setup->default_path = path;
  setup->writer = "window";
  setup->config_dir = g_get_user_config_dir ();
  return ZW_WINDOW (start (G_APPLICATION (zw_application_new (setup))));
}

/* --- frames --------------------------------------------------------------------------------------------------- */

typedef struct {
  StageReady ready;
  gpointer data;
  guint frames;
  gboolean is_done, is_late;
} Waiting;

static void
painted_cb (Waiting *waiting)
{
  waiting->frames++;
  if (waiting->ready == NULL || waiting->ready (waiting->data))
    waiting->is_done = TRUE;
}

static gboolean
late_cb (gpointer data)
{
  ((Waiting *) data)->is_late = TRUE;
  return G_SOURCE_CONTINUE;
}

guint
stage_wait_painted (GtkWindow *window, StageReady ready, gpointer data)
{
  Waiting waiting = { ready, data };
  guint limit = g_timeout_add (LIMIT_MS, late_cb, &waiting);

  while (!gtk_widget_get_mapped (GTK_WIDGET (window)) && !waiting.is_late)
    g_main_context_iteration (NULL, TRUE);
  GdkFrameClock *clock = gtk_widget_get_frame_clock (GTK_WIDGET (window));
  gulong handler = g_signal_connect_swapped (clock, "after-paint", G_CALLBACK (painted_cb), &waiting);
  while (!waiting.is_done && !waiting.is_late)
    g_main_context_iteration (NULL, TRUE);
  g_signal_handler_disconnect (clock, handler);
  g_source_remove (limit);
  if (waiting.is_late)
    g_error ("what was waited for was not painted within %d s", LIMIT_MS / 1000);
  return waiting.frames;
}

gboolean
stage_has_cards (gpointer window)
{
  ZwBoardView *view = zw_window_get_board_view (window);
  GdkRectangle bounds;

  if (view == NULL || !gtk_widget_get_mapped (GTK_WIDGET (view)))
    return FALSE;
  GListModel *columns = G_LIST_MODEL (zw_board_view_get_board (view));
  for (guint i = 0; i < g_list_model_get_n_items (columns); i++)
    {
      g_autoptr (ZwBoardColumn) column = g_list_model_get_item (columns, i);
      g_autoptr (ZwItem) card = g_list_model_get_item (zw_board_column_get_cards (column), 0);
      if (card != NULL && zw_board_view_get_card_bounds (view, zw_item_get_id (card), &bounds))
        return TRUE;
    }
  return FALSE;
}

void
stage_settle (ZwWindow *window)
{
  ZwWorkspace *workspace = zw_window_get_workspace (window);

  while (!zw_workspace_is_loaded (workspace))
    g_main_context_iteration (NULL, TRUE);
  bench_idle (SETTLE_MS);
}
