/* SPDX-License-Identifier: GPL-3.0-or-later
 * The commands that change the parts of a ticket: comments, checklist items, links. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-cli-commands.h"
#include "zw-error.h"
#include "zw-part-commands.h"

gboolean
zw_cli_comment (ZwCliSession *session, int argc, char **argv, GError **error)
{
  GOptionEntry options[] = { { NULL } };

  if (!zw_cli_parse (options, &argc, &argv, error) || !zw_cli_require_arguments (argc, 2, 2, "comment KEY TEXT", error))
    return FALSE;
  g_autoptr (GArray) ids = zw_cli_session_require_tickets (session, argv, 1, 0, error);
  g_autofree char *text = ids != NULL ? zw_cli_dup_text (argv[1], error) : NULL;
  return text != NULL
         && zw_cli_session_commit (session, zw_comment_add (session->workspace, g_array_index (ids, gint64, 0), text, error), error);
}

static ZwTicketDetails *
read_details (ZwCliSession *session, gint64 id, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  zw_store_read_details_async (session->setup->store, id, NULL, zw_cli_done_cb, &result);
  return zw_store_read_details_finish (session->setup->store, zw_cli_wait (&result), error);
}

gboolean
zw_cli_check_item (ZwCliSession *session, int argc, char **argv, GError **error)
{
  gboolean done = FALSE;
  GOptionEntry options[] = { { "done", 0, 0, G_OPTION_ARG_NONE, &done, NULL, NULL }, { NULL } };

  if (!zw_cli_parse (options, &argc, &argv, error) || !zw_cli_require_arguments (argc, 2, 2, "check-item KEY TEXT [--done]", error))
    return FALSE;
  g_autoptr (GArray) ids = zw_cli_session_require_tickets (session, argv, 1, 0, error);
  g_autofree char *text = ids != NULL ? zw_cli_dup_text (argv[1], error) : NULL;
  g_autoptr (ZwTicketDetails) details = text != NULL ? read_details (session, g_array_index (ids, gint64, 0), error) : NULL;
  if (details == NULL)
    return FALSE;
  /* An item of that text is ticked or unticked; a new text is a new item. */
  for (guint i = 0; i < details->checks->len; i++)
    if (g_strcmp0 (((ZwCheckItem *) details->checks->pdata[i])->text, text) == 0)
      return zw_cli_session_commit (session,
                                    zw_check_item_set (session->workspace, details->checks->pdata[i], ZW_FIELD_DONE,
                                                       done ? "1" : "0", error),
                                    error);
  ZwCheckItem *last = details->checks->len > 0 ? details->checks->pdata[details->checks->len - 1] : NULL;
  return zw_cli_session_commit (session, zw_check_item_add (session->workspace, g_array_index (ids, gint64, 0), last, text, done, error),
                                error);
}

gboolean
zw_cli_link (ZwCliSession *session, int argc, char **argv, GError **error)
{
  static const struct { const char *word; ZwField kind; } kinds[] = {
    { "blocks", ZW_FIELD_BLOCKER }, { "solves", ZW_FIELD_SOLVES }, { "duplicates", ZW_FIELD_DUPLICATES }, { "relates", ZW_FIELD_RELATES },
  };
  const char *usage = "link KEY blocks|solves|duplicates|relates KEY";
  GOptionEntry options[] = { { NULL } };

  if (!zw_cli_parse (options, &argc, &argv, error) || !zw_cli_require_arguments (argc, 3, 3, usage, error))
    return FALSE;
  char *keys[] = { argv[0], argv[2], NULL };
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      if (!g_str_equal (kinds[i].word, argv[1]))
        continue;
      g_autoptr (GArray) ids = zw_cli_session_require_tickets (session, keys, 2, 0, error);
      return ids != NULL
             && zw_cli_session_commit (session, zw_link_add (session->workspace, g_array_index (ids, gint64, 0), kinds[i].kind,
                                                             g_array_index (ids, gint64, 1), error), error);
    }
  return zw_cli_require_arguments (0, 3, 3, usage, error);
}
