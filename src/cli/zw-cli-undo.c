/* SPDX-License-Identifier: GPL-3.0-or-later
 * undo and redo: the newest set of the command line, whoever ran it on this machine. */
#define G_LOG_DOMAIN "zettelwand"

#include <stdio.h>

#include "zw-cli-commands.h"
#include "zw-cli-output.h"

/* Says what was taken back or done again; the tickets it names are loaded for their keys. */
static gboolean
report_set (ZwCliSession *session, const ZwChangeSet *set, gboolean as_json, GError **error)
{
  g_autoptr (ZwScope) named = zw_scope_new (ZW_SCOPE_TICKETS, 0);

  named->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  for (guint i = 0; i < set->changes->len; i++)
    if (((ZwChange *) set->changes->pdata[i])->ticket != 0)
      g_array_append_val (named->ids, ((ZwChange *) set->changes->pdata[i])->ticket);
  if (named->ids->len > 0 && !zw_cli_session_load (session, named, error))
    return FALSE;
  if (!as_json)
    {
      g_autofree char *label = zw_cli_describe_set (session, set);
      printf ("%s\n", label);
      return TRUE;
    }
  g_autoptr (ZwJsonWriter) json = zw_cli_json_new ();
  zw_cli_json_add_set (json, session, set);
  return zw_json_writer_finish (json, error);
}

static gboolean
parse_json_only (int *argc, char ***argv, gboolean *as_json, const char *usage, GError **error)
{
  GOptionEntry options[] = { { "json", 0, 0, G_OPTION_ARG_NONE, as_json, NULL, NULL }, { NULL } };
  return zw_cli_parse (options, argc, argv, error) && zw_cli_require_arguments (*argc, 0, 0, usage, error);
}

gboolean
zw_cli_undo (ZwCliSession *session, int argc, char **argv, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  gboolean as_json = FALSE;

  if (!parse_json_only (&argc, &argv, &as_json, "undo [--json]", error))
    return FALSE;
  zw_cli_session_prepare_change (session);
  zw_workspace_undo_async (session->workspace, zw_cli_done_cb, &result);
  g_autoptr (ZwChangeSet) set = zw_workspace_undo_finish (session->workspace, zw_cli_wait (&result), error);
  return set != NULL && report_set (session, set, as_json, error);
}

gboolean
zw_cli_redo (ZwCliSession *session, int argc, char **argv, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  gboolean as_json = FALSE;

  if (!parse_json_only (&argc, &argv, &as_json, "redo [--json]", error))
    return FALSE;
  zw_cli_session_prepare_change (session);
  zw_workspace_redo_async (session->workspace, zw_cli_done_cb, &result);
  g_autoptr (ZwChangeSet) set = zw_workspace_redo_finish (session->workspace, zw_cli_wait (&result), error);
  return set != NULL && report_set (session, set, as_json, error);
}
