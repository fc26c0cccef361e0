/* SPDX-License-Identifier: GPL-3.0-or-later
 * A monitor of the database's folder plus a timer. An event comes when the write-ahead log is written, which is a moment
 * before the commit can be seen; so each event is followed by a second look. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-sqlite-watch.h"

#define RATE_LIMIT_MS 50
#define SECOND_LOOK_MS 30
#define POLL_MS 1000

struct _ZwWatch {
  char *name;            /* of the database file, without its folder */
  GFileMonitor *monitor; /* (owned) (nullable) */
  guint poll_id, second_look_id;
  void (*look) (gpointer data);
  gpointer data;
};

static gboolean
poll_cb (gpointer data)
{
  ZwWatch *self = data;

  self->look (self->data);
  return G_SOURCE_CONTINUE;
}

static gboolean
second_look_cb (gpointer data)
{
  ZwWatch *self = data;

  self->second_look_id = 0;
  self->look (self->data);
  return G_SOURCE_REMOVE;
}

/* Only the database and its log; the folder may hold much else. */
static void
changed_cb (GFileMonitor *monitor, GFile *file, GFile *other, GFileMonitorEvent event, gpointer data)
{
  ZwWatch *self = data;
  g_autofree char *name = g_file_get_basename (file);

  if (!g_str_has_prefix (name, self->name) || g_str_has_suffix (name, ".drafts") || g_str_has_suffix (name, "-journal"))
    return;
  self->look (self->data);
  if (self->second_look_id == 0)
    self->second_look_id = g_timeout_add (SECOND_LOOK_MS, second_look_cb, self);
}

ZwWatch *
zw_watch_new (const char *path, void (*look) (gpointer data), gpointer data)
{
  ZwWatch *self = g_new0 (ZwWatch, 1);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFile) folder = g_file_get_parent (file);

  self->name = g_path_get_basename (path);
  self->look = look;
  self->data = data;
  self->monitor = g_file_monitor_directory (folder, G_FILE_MONITOR_NONE, NULL, NULL);
  if (self->monitor != NULL)
    {
      g_file_monitor_set_rate_limit (self->monitor, RATE_LIMIT_MS);
      g_signal_connect (self->monitor, "changed", G_CALLBACK (changed_cb), self);
    }
  self->poll_id = g_timeout_add (POLL_MS, poll_cb, self);
  return self;
}

void
zw_watch_free (ZwWatch *self)
{
  g_source_remove (self->poll_id);
  if (self->second_look_id != 0)
    g_source_remove (self->second_look_id);
  if (self->monitor != NULL)
    g_signal_handlers_disconnect_by_data (self->monitor, self);
  g_clear_object (&self->monitor);
  g_free (self->name);
  g_free (self);
}
