/* SPDX-License-Identifier: GPL-3.0-or-later
 * `sprint complete NAME [--to=TARGET] [KEY=FATE ...]`: what becomes of unfinished work, all of it or ticket by ticket. */
#define G_LOG_DOMAIN "zettelwand"

#include <math.h>

#include "zw-cli-commands.h"
#include "zw-cli-fields.h"
#include "zw-error.h"
#include "zw-project-commands.h"
#include "zw-sprint-closing.h"

/* "backlog", "new" or the name of a sprint. */
static gboolean
parse_target (ZwCliSession *session, ZwSprint *sprint, const char *text, gint64 *target, GError **error)
{
  if (text == NULL || g_ascii_strcasecmp (text, "backlog") == 0)
    *target = ZW_TARGET_BACKLOG;
  else if (g_ascii_strcasecmp (text, "new") == 0)
    *target = ZW_TARGET_NEW_SPRINT;
  else
    *target = zw_workspace_match_sprint (session->workspace, sprint->project, text, error);
  return *target != 0 || text == NULL || g_ascii_strcasecmp (text, "backlog") == 0;
}

static gboolean
parse_rest (const char *text, double *rest, GError **error)
{
  *rest = NAN;
  if (*text == '\0' || (zw_real_from_string (text, rest) && *rest > 0))
    return TRUE;
  g_set_error (error, ZW_ERROR, ZW_ERROR_INVALID_VALUE, "“%s” is no number of points that go on", text);
  return FALSE;
}

/* @others: where the rest of a split goes. */
static gboolean
parse_fate (ZwCliSession *session, ZwSprint *sprint, const char *text, const ZwFate *others, ZwFate *fate, GError **error)
{
  *fate = (ZwFate){ .kind = ZW_FATE_CARRY, .target = others->target, .rest = NAN };
  if (g_str_has_prefix (text, "split:"))
    {
      fate->kind = ZW_FATE_SPLIT;
      return parse_rest (text + strlen ("split:"), &fate->rest, error);
    }
  if (g_str_has_prefix (text, "not-done:"))
    {
      fate->kind = ZW_FATE_CANCEL;
      fate->resolution = zw_cli_fields_parse_reason (text + strlen ("not-done:"), &fate->text);
      return TRUE;
    }
  return parse_target (session, sprint, text, &fate->target, error);
}

/* Every decision must be about a ticket that waits for one, else a typing error would go unnoticed. */
static gboolean
check_unfinished (ZwCliSession *session, ZwSprint *sprint, gint64 id, const char *key, GError **error)
{
  g_autoptr (GPtrArray) unfinished = zw_sprint_dup_unfinished (session->workspace, zw_item_get_id (ZW_ITEM (sprint)));

  for (guint i = 0; i < unfinished->len; i++)
    if (zw_item_get_id (unfinished->pdata[i]) == id)
      return TRUE;
  g_set_error (error, ZW_ERROR, ZW_ERROR_REFUSED, "%s is not among the unfinished tickets of “%s”", key, sprint->name);
  return FALSE;
}

static gboolean
parse_decision (ZwCliSession *session, ZwSprint *sprint, const char *word, const ZwFate *others, GHashTable *fates, GError **error)
{
  const char *equals = strchr (word, '=');

  if (equals == NULL)
    return zw_cli_require_arguments (0, 1, 1, "sprint complete NAME [--to=backlog|new|SPRINT] "
                                     "[KEY=backlog|new|SPRINT|split:POINTS|not-done:REASON ...]", error);
  g_autofree char *key = g_strndup (word, (gsize) (equals - word));
  char *keys[] = { key, NULL };
  g_autoptr (GArray) ids = zw_cli_session_require_tickets (session, keys, 1, 0, error);
  g_autofree ZwFate *fate = g_new0 (ZwFate, 1);
  if (ids == NULL || !check_unfinished (session, sprint, g_array_index (ids, gint64, 0), key, error)
      || !parse_fate (session, sprint, equals + 1, others, fate, error))
    return FALSE;
  g_hash_table_insert (fates, g_memdup2 (&g_array_index (ids, gint64, 0), sizeof (gint64)), g_steal_pointer (&fate));
  return TRUE;
}

gboolean
zw_cli_sprint_complete (ZwCliSession *session, ZwSprint *sprint, const char *to, char **decisions, guint n, GError **error)
{
  g_autoptr (GHashTable) fates = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  g_autoptr (GAsyncResult) result = NULL;
  ZwCompletion completion = { .others = { .kind = ZW_FATE_CARRY }, .fates = fates };

  if (!parse_target (session, sprint, to, &completion.others.target, error) || !zw_cli_session_load_all (session, error))
    return FALSE;
  for (guint i = 0; i < n; i++)
    if (!parse_decision (session, sprint, decisions[i], &completion.others, fates, error))
      return FALSE;
  zw_sprint_closing_prepare_async (session->workspace, zw_item_get_id (ZW_ITEM (sprint)), &completion, zw_cli_done_cb, &result);
  ZwChangeSet *set = zw_sprint_closing_prepare_finish (session->workspace, zw_cli_wait (&result), error);
  return zw_cli_session_commit (session, set, error);
}
