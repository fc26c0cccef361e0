/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copies of attachments for other programs, in a folder of the person's cache that nobody else can look into, by the hash of
 * what is in them; those of the last weeks go when the next is made. Called by the attachments of the pane; must never hand out
 * a file that can be run or edited. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-attachment-opener.h"

#include <glib/gstdio.h>

#include "zw-attach.h"
#include "zw-attachment-commands.h"
#include "zw-dialogs.h"
#include "zw-feedback.h"

#define FOLDER_MODE 0700
#define FILE_MODE 0400
#define KEPT_DAYS 7

typedef struct {
  GtkWidget *widget; /* (owned) */
  GFile *file;       /* (owned) */
} Opening;

static void
opening_free (Opening *opening)
{
  g_object_unref (opening->widget);
  g_object_unref (opening->file);
  g_free (opening);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Opening, opening_free)

static char *
dup_folder (void)
{
  return g_build_filename (g_get_user_cache_dir (), "zettelwand", "attachments", NULL);
}

GFile *
zw_attachment_get_copy (ZwAttachment *attachment)
{
  g_autofree char *folder = dup_folder (), *content = zw_attachment_dup_file_name (attachment->blob);
  g_autofree char *name = zw_attachment_dup_file_name (attachment->name);

  return g_file_new_build_filename (folder, content, name, NULL);
}

static void
remove_folder (const char *path)
{
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  const char *name;

  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *file = g_build_filename (path, name, NULL);
      g_unlink (file);
    }
  g_rmdir (path);
}

/* Another program may still show what was opened a minute ago. */
static void
remove_old (void)
{
  g_autofree char *path = dup_folder ();
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  gint64 oldest = g_get_real_time () / G_USEC_PER_SEC - KEPT_DAYS * 24 * 60 * 60;
  const char *name;

  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *copy = g_build_filename (path, name, NULL);
      GStatBuf info;
      if (g_stat (copy, &info) == 0 && info.st_mtime < oldest)
        remove_folder (copy);
    }
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Opening) opening = user_data;
  g_autoptr (GError) error = NULL;

  if (!zw_attachment_write_finish (ZW_WORKSPACE (source), result, &error))
    {
      zw_feedback_error (opening->widget, error);
      return;
    }
  g_chmod (g_file_peek_path (opening->file), FILE_MODE);
  zw_dialogs_launch_file (opening->widget, opening->file);
}

void
zw_attachment_open (GtkWidget *widget, ZwWorkspace *workspace, ZwAttachment *attachment)
{
  Opening *opening = g_new0 (Opening, 1);
  g_autoptr (GFile) folder = NULL;

  opening->widget = g_object_ref (widget);
  opening->file = zw_attachment_get_copy (attachment);
  folder = g_file_get_parent (opening->file);
  remove_old ();
  /* When it cannot be made, writing the file says why. One of before cannot be written to. */
  g_mkdir_with_parents (g_file_peek_path (folder), FOLDER_MODE);
  g_unlink (g_file_peek_path (opening->file));
  zw_attachment_write_async (workspace, attachment, opening->file, written_cb, opening);
}
