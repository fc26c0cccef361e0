/* SPDX-License-Identifier: GPL-3.0-or-later
 * `attach`: files onto a ticket, off it again, and away. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-attach.h"
#include "zw-cli-commands.h"
#include "zw-error.h"

#define USAGE "attach KEY FILE..., attach KEY NAME --save=FILE, attach KEY NAME --remove"

static gboolean
attach_file (ZwCliSession *session, gint64 ticket, const char *name, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_commandline_arg (name);
  g_autoptr (GAsyncResult) result = NULL;

  zw_cli_session_prepare_change (session);
  zw_attach_file_async (session->workspace, ticket, file, NULL, NULL, NULL, zw_cli_done_cb, &result);
  return zw_attach_finish (session->workspace, zw_cli_wait (&result), error);
}

/* Names need not be distinct: what is meant by one that is not would be a guess. (transfer full) */
static ZwAttachment *
require_attachment (ZwCliSession *session, gint64 ticket, const char *name, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  ZwAttachment *found = NULL;

  zw_store_read_details_async (session->setup->store, ticket, NULL, zw_cli_done_cb, &result);
  g_autoptr (ZwTicketDetails) details = zw_store_read_details_finish (session->setup->store, zw_cli_wait (&result), error);
  if (details == NULL)
    return NULL;
  for (guint i = 0; i < details->attachments->len; i++)
    {
      ZwAttachment *attachment = details->attachments->pdata[i];
      if (!g_str_equal (attachment->name, name))
        continue;
      if (found != NULL)
        {
          g_set_error (error, ZW_ERROR, ZW_ERROR_AMBIGUOUS, "the ticket has several files called “%s”", name);
          return NULL;
        }
      found = attachment;
    }
  if (found != NULL)
    return g_object_ref (found);
  g_set_error (error, ZW_ERROR, ZW_ERROR_NOT_FOUND, "the ticket has no file called “%s”", name);
  return NULL;
}

static gboolean
save_file (ZwCliSession *session, ZwAttachment *attachment, const char *path, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_commandline_arg (path);
  g_autoptr (GAsyncResult) result = NULL;

  zw_attachment_write_async (session->workspace, attachment, file, zw_cli_done_cb, &result);
  return zw_attachment_write_finish (session->workspace, zw_cli_wait (&result), error);
}

gboolean
zw_cli_attach (ZwCliSession *session, int argc, char **argv, GError **error)
{
  gboolean removes = FALSE;
  g_autofree char *path = NULL;
  GOptionEntry options[] = {
    { "save", 0, 0, G_OPTION_ARG_FILENAME, &path, NULL, NULL }, { "remove", 0, 0, G_OPTION_ARG_NONE, &removes, NULL, NULL }, { NULL },
  };

  if (!zw_cli_parse (options, &argc, &argv, error)
      || !zw_cli_require_arguments (argc, 2, path != NULL || removes ? 2 : G_MAXINT, USAGE, error))
    return FALSE;
  g_autoptr (GArray) ids = zw_cli_session_require_tickets (session, argv, 1, 0, error);
  if (ids == NULL)
    return FALSE;
  gint64 ticket = g_array_index (ids, gint64, 0);
  if (path != NULL || removes)
    {
      g_autoptr (ZwAttachment) attachment = require_attachment (session, ticket, argv[1], error);
      return attachment != NULL && (path == NULL || save_file (session, attachment, path, error))
             && (!removes || zw_cli_session_commit (session, zw_attachment_remove (session->workspace, attachment, error), error));
    }
  for (int i = 1; i < argc; i++)
    if (!attach_file (session, ticket, argv[i], error))
      return FALSE;
  return TRUE;
}
