/* SPDX-License-Identifier: GPL-3.0-or-later
 * The application: opens databases and shows them. Made by main.c. Must never name a backend or read a clock. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-application.h"

#include <glib/gi18n.h>

#include "zw-card-icons.h"
#include "zw-format.h"
#include "zw-project-commands.h"
#include "zw-session.h"
#include "zw-window.h"

/* An empty window is shown when loading takes longer than this. */
#define PATIENCE_MS 300
/* Between two tries to open a database that was replaced. */
#define RETRY_S 2

struct _ZwApplication {
  AdwApplication parent_instance;

  const ZwApplicationSetup *setup;
  ZwSessionSetup session;
  GSettings *settings; /* (owned) */
  gboolean looking;    /* into a backup: nothing of it is remembered */
  ZwWindow *window;    /* (weak) (nullable) */
  ZwStore *store;      /* (owned) (nullable) the open one */
  guint patience;      /* source id */
  gboolean reopening;  /* the file was replaced: tried until it can be opened */
  guint retry;         /* source id */
  int status;
};

G_DEFINE_FINAL_TYPE (ZwApplication, zw_application, ADW_TYPE_APPLICATION)

/* --- opening --- */

static void open_database (ZwApplication *self, const char *path, ZwOpenFlags flags);

static void
show_window (ZwApplication *self)
{
  g_clear_handle_id (&self->patience, g_source_remove);
  if (self->window != NULL)
    gtk_window_present (GTK_WINDOW (self->window));
}

static gboolean
patience_cb (gpointer data)
{
  ZwApplication *self = data;

  self->patience = 0;
  show_window (self);
  return G_SOURCE_REMOVE;
}

static void
snapshot_ready_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  ZwApplication *self = data;
  g_autoptr (GError) error = NULL;

  if (!zw_snapshot_finish (ZW_WINDOW (source), result, &error))
    {
      g_printerr ("zettelwand: snapshot: %s\n", error->message);
      self->status = 1;
    }
  g_application_quit (G_APPLICATION (self));
}

static gboolean
retry_cb (gpointer data)
{
  ZwApplication *self = data;
  g_autofree char *path = g_strdup (zw_store_get_path (self->store));

  self->retry = 0;
  open_database (self, path, self->looking ? ZW_OPEN_READ_ONLY : 0);
  return G_SOURCE_REMOVE;
}

/* What was last read stays on show meanwhile. */
static void
reopen_later (ZwApplication *self, const GError *error)
{
  g_autofree char *why = zw_format_error (error);

  zw_window_set_trouble (self->window, why);
  if (self->retry == 0)
    self->retry = g_timeout_add_seconds (RETRY_S, retry_cb, self);
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (ZwApplication) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (ZwWorkspace) workspace = zw_session_open_finish (ZW_STORE (source), result, &error);
  gint64 project = 0;

  g_application_release (G_APPLICATION (self));
  if (self->window == NULL || ZW_STORE (source) != self->store)
    return;
  if (workspace == NULL && self->setup->snapshot != NULL)
    {
      g_printerr ("zettelwand: snapshot: %s\n", error->message);
      self->status = 1;
      show_window (self);
      g_application_quit (G_APPLICATION (self));
      return;
    }
  if (workspace == NULL && self->reopening)
    reopen_later (self, error);
  else if (workspace == NULL)
    zw_window_show_problem (self->window, _("The Database Cannot Be Opened"), error);
  else
    {
      self->reopening = FALSE;
      zw_window_set_looking (self->window, self->looking);
      if (self->setup->project != NULL)
        project = zw_workspace_match_project (workspace, self->setup->project, NULL);
      zw_window_set_workspace (self->window, workspace, project);
    }
  show_window (self);
  if (self->setup->snapshot != NULL)
    zw_snapshot_async (self->window, self->setup->snapshot, snapshot_ready_cb, self);
}

static void
open_database (ZwApplication *self, const char *path, ZwOpenFlags flags)
{
  g_autofree char *last = g_settings_get_string (self->settings, "last-project");

  g_clear_handle_id (&self->retry, g_source_remove);
  if (self->store != NULL)
    zw_store_close (self->store);
  g_clear_object (&self->store);
  self->store = self->setup->make_store (path, self->setup->data);
  self->looking = (flags & ZW_OPEN_READ_ONLY) != 0;
  g_application_hold (G_APPLICATION (self));
  zw_session_open_async (self->store, flags, g_ascii_strtoll (last, NULL, 10), &self->session, opened_cb, g_object_ref (self));
}

/* SQLite goes on with the file it opened, wherever that lies by now: what others write from now on, they write elsewhere. The
 * store is told of once a second, until it is closed here. */
static void
replaced_cb (ZwApplication *self)
{
  self->reopening = TRUE;
  zw_window_set_trouble (self->window, _("The database was replaced. Opening it anew…"));
  retry_cb (self);
}

static void
open_database_cb (ZwApplication *self, GFile *file)
{
  g_autofree char *path = g_file_get_path (file);

  if (path == NULL)
    return;
  g_settings_set_string (self->settings, "last-database", path);
  g_settings_set_string (self->settings, "last-project", "");
  open_database (self, path, ZW_OPEN_CREATE);
}

/* A look into a backup: the next start opens the database again. */
static void
open_read_only_cb (ZwApplication *self, GFile *file)
{
  g_autofree char *path = g_file_get_path (file);

  if (path != NULL)
    open_database (self, path, ZW_OPEN_READ_ONLY);
}

static char *
dup_path (ZwApplication *self)
{
  g_autofree char *last = g_settings_get_string (self->settings, "last-database");

  if (self->setup->path != NULL)
    return g_strdup (self->setup->path);
  if (last[0] != '\0' && g_file_test (last, G_FILE_TEST_EXISTS))
    return g_steal_pointer (&last);
  return g_strdup (self->setup->default_path);
}

/* --- overrides --- */

static void
zw_application_startup (GApplication *application)
{
  static const struct {
    const char *action;
    const char *keys[3];
  } accelerators[] = {
    { "win.new-ticket", { "<Primary>n" } }, { "win.undo", { "<Primary>z" } }, { "win.redo", { "<Primary><Shift>z" } },
    { "win.import", { "<Primary>o" } }, { "win.filter", { "<Primary>f" } }, { "win.show-board", { "<Alt>1" } },
    { "win.show-backlog", { "<Alt>2" } }, { "win.next-view", { "<Primary>Page_Down" } }, { "win.previous-view", { "<Primary>Page_Up" } },
    { "win.toggle-pane", { "F9" } }, { "win.full-screen", { "F11" } }, { "win.next-region", { "F6" } }, { "win.stand-up", { "F5" } },
    { "win.shortcuts", { "<Primary>question", "F1" } }, { "win.project-settings", { "<Primary>comma" } },
    { "app.quit", { "<Primary>q" } }, { "window.close", { "<Primary>w" } },
  };

  /* The store opens on its own thread while GTK starts: nothing is heard of it before the window is there. */
  ZwApplication *self = ZW_APPLICATION (application);
  g_autofree char *path = dup_path (self);
  open_database (self, path, ZW_OPEN_CREATE);
  /* So do the fonts: their list is read on a thread that Pango starts with its first font map. */
  pango_cairo_font_map_get_default ();
  G_APPLICATION_CLASS (zw_application_parent_class)->startup (application);
  zw_card_icons_expect (gdk_display_get_default ());
  for (guint i = 0; i < G_N_ELEMENTS (accelerators); i++)
    gtk_application_set_accels_for_action (GTK_APPLICATION (application), accelerators[i].action, (const char **) accelerators[i].keys);
}

static void
zw_application_activate (GApplication *application)
{
  ZwApplication *self = ZW_APPLICATION (application);

  if (self->window != NULL)
    {
      gtk_window_present (GTK_WINDOW (self->window));
      return;
    }
  g_set_weak_pointer (&self->window, zw_window_new (ADW_APPLICATION (self), self->settings));
  zw_window_set_config_dir (self->window, self->setup->config_dir);
  g_signal_connect_object (self->window, "open-database", G_CALLBACK (open_database_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->window, "database-replaced", G_CALLBACK (replaced_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->window, "open-read-only", G_CALLBACK (open_read_only_cb), self, G_CONNECT_SWAPPED);
  zw_window_set_wall (self->window, self->setup->wall);
  if (self->setup->snapshot != NULL)
    zw_snapshot_prepare (self->window, self->setup->snapshot);
  /* The surface and the styles of the frame, while the board is being read. */
  gtk_widget_realize (GTK_WIDGET (self->window));
  self->patience = g_timeout_add (PATIENCE_MS, patience_cb, self);
}

static void
zw_application_shutdown (GApplication *application)
{
  ZwApplication *self = ZW_APPLICATION (application);

  g_clear_handle_id (&self->patience, g_source_remove);
  g_clear_handle_id (&self->retry, g_source_remove);
  if (self->window != NULL)
    gtk_window_destroy (GTK_WINDOW (self->window));
  if (self->store != NULL)
    zw_store_close (self->store);
  G_APPLICATION_CLASS (zw_application_parent_class)->shutdown (application);
}

static void
zw_application_dispose (GObject *object)
{
  ZwApplication *self = ZW_APPLICATION (object);

  g_clear_weak_pointer (&self->window);
  g_clear_object (&self->store);
  g_clear_object (&self->settings);
  G_OBJECT_CLASS (zw_application_parent_class)->dispose (object);
}

static void
quit_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  ZwApplication *self = data;

  if (self->window != NULL)
    gtk_window_close (GTK_WINDOW (self->window));
  else
    g_application_quit (G_APPLICATION (self));
}

static void
back_to_current_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  ZwApplication *self = data;
  g_autofree char *path = dup_path (self);

  open_database (self, path, ZW_OPEN_CREATE);
}

static void
zw_application_class_init (ZwApplicationClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = zw_application_dispose;
  G_APPLICATION_CLASS (klass)->startup = zw_application_startup;
  G_APPLICATION_CLASS (klass)->activate = zw_application_activate;
  G_APPLICATION_CLASS (klass)->shutdown = zw_application_shutdown;
}

static void
zw_application_init (ZwApplication *self)
{
  static const GActionEntry entries[] = {
    { .name = "quit", .activate = quit_cb },
    { .name = "back-to-current", .activate = back_to_current_cb },
  };

  self->settings = g_settings_new (APPLICATION_ID);
  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
}

int
zw_application_get_status (ZwApplication *self)
{
  return self->status;
}

ZwApplication *
zw_application_new (const ZwApplicationSetup *setup)
{
  /* Each start is a process of its own: two windows on two databases, or on one, follow each other live. */
  ZwApplication *self = g_object_new (ZW_TYPE_APPLICATION, "application-id", APPLICATION_ID, "flags", G_APPLICATION_NON_UNIQUE,
                                      "resource-base-path", RESOURCE_PATH, NULL);

  self->setup = setup;
  self->session = (ZwSessionSetup) { setup->clock, setup->writer, setup->person, setup->login, setup->config_dir };
  return self;
}
