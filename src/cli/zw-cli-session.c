/* SPDX-License-Identifier: GPL-3.0-or-later
 * Opening, loading and committing, waited for: what every command of the command line begins and ends with. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-cli-session.h"

#include <errno.h>
#include <stdio.h>
#include <unistd.h>

#include "zw-error.h"
#include "zw-identity.h"
#include "zw-project-commands.h"

void
zw_cli_done_cb (GObject *source, GAsyncResult *result, gpointer slot)
{
  *(GAsyncResult **) slot = g_object_ref (result);
}

GAsyncResult *
zw_cli_wait (GAsyncResult **slot)
{
  while (*slot == NULL)
    g_main_context_iteration (NULL, TRUE);
  return *slot;
}

/* --- open and load -------------------------------------------------------------------------------------------- */

gboolean
zw_cli_session_open (ZwCliSession *session, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (ZwScope) names = zw_scope_new (ZW_SCOPE_NAMES, 0);

  zw_store_open_async (session->setup->store, ZW_OPEN_CREATE, zw_cli_done_cb, &result);
  if (!zw_store_open_finish (session->setup->store, zw_cli_wait (&result), error))
    return FALSE;
  session->workspace = zw_workspace_new (session->setup->store, session->setup->clock, session->setup->writer);
  return zw_cli_session_load (session, names, error)
         && zw_identity_choose_actor (session->workspace, session->setup->config_dir, session->setup->person, session->setup->login, error);
}

void
zw_cli_session_close (ZwCliSession *session)
{
  g_clear_object (&session->workspace);
  zw_store_close (session->setup->store);
}

gboolean
zw_cli_session_load (ZwCliSession *session, const ZwScope *scope, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  zw_workspace_load_scope_async (session->workspace, scope, zw_cli_done_cb, &result);
  return zw_workspace_load_scope_finish (session->workspace, zw_cli_wait (&result), error);
}

gboolean
zw_cli_session_load_all (ZwCliSession *session, GError **error)
{
  g_autoptr (ZwScope) rest = zw_scope_new (ZW_SCOPE_REST, 0);

  if (session->everything)
    return TRUE;
  session->everything = zw_cli_session_load (session, rest, error);
  return session->everything;
}

gint64
zw_cli_session_require_project (ZwCliSession *session, GError **error)
{
  GListModel *projects = zw_workspace_get_projects (session->workspace);

  if (session->setup->project != NULL)
    return zw_workspace_match_project (session->workspace, session->setup->project, error);
  if (g_list_model_get_n_items (projects) == 1)
    {
      g_autoptr (ZwItem) only = g_list_model_get_item (projects, 0);
      return zw_item_get_id (only);
    }
  if (g_list_model_get_n_items (projects) == 0)
    g_set_error (error, ZW_ERROR, ZW_ERROR_NOT_FOUND, "there is no project yet: make one with “zettelwand project add KEY NAME”");
  else
    g_set_error (error, ZW_ERROR, ZW_ERROR_AMBIGUOUS, "there are several projects: choose one with --project=KEY");
  return 0;
}

/* The key in capitals; a bare number gets the project's prefix. */
static char *
complete_key (ZwCliSession *session, const char *key, GError **error)
{
  if (!g_ascii_isdigit (key[0]))
    return g_ascii_strup (key, -1);
  gint64 id = zw_cli_session_require_project (session, error);
  return id != 0 ? g_strdup_printf ("%s-%s", zw_workspace_get_project (session->workspace, id)->key, key) : NULL;
}

static GArray *
find_keys (ZwCliSession *session, char **keys, guint n, GError **error)
{
  g_autoptr (GPtrArray) complete = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GAsyncResult) result = NULL;

  for (guint i = 0; i < n; i++)
    {
      char *key = complete_key (session, keys[i], error);
      if (key == NULL)
        return NULL;
      g_ptr_array_add (complete, key);
    }
  g_ptr_array_add (complete, NULL);
  zw_store_find_keys_async (session->setup->store, (const char *const *) complete->pdata, zw_cli_done_cb, &result);
  g_autoptr (GArray) ids = zw_store_find_keys_finish (session->setup->store, zw_cli_wait (&result), error);
  for (guint i = 0; ids != NULL && i < ids->len; i++)
    if (g_array_index (ids, gint64, i) == 0)
      {
        g_set_error (error, ZW_ERROR, ZW_ERROR_NOT_FOUND, "there is no ticket %s", (char *) complete->pdata[i]);
        return NULL;
      }
  return g_steal_pointer (&ids);
}

static gboolean
load_around (ZwCliSession *session, GArray *ids, int span, GError **error)
{
  for (guint i = 0; span > 0 && !session->everything && i < ids->len; i++)
    {
      gint64 id = g_array_index (ids, gint64, i);
      ZwTicket *ticket = zw_workspace_get_ticket (session->workspace, id);
      g_autoptr (ZwScope) around = zw_scope_new (ZW_SCOPE_AROUND, ticket != NULL ? ticket->project : 0);
      around->span = span;
      around->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
      g_array_append_val (around->ids, id);
      if (!zw_cli_session_load (session, around, error))
        return FALSE;
    }
  return TRUE;
}

GArray *
zw_cli_session_require_tickets (ZwCliSession *session, char **keys, guint n, int span, GError **error)
{
  g_autoptr (GArray) ids = find_keys (session, keys, n, error);

  if (ids == NULL)
    return NULL;
  g_autoptr (ZwScope) named = zw_scope_new (ZW_SCOPE_TICKETS, 0);
  named->ids = g_array_ref (ids);
  if (!zw_cli_session_load (session, named, error) || !load_around (session, ids, span, error))
    return NULL;
  return g_steal_pointer (&ids);
}

gboolean
zw_cli_session_load_ends (ZwCliSession *session, gint64 project, gint64 status, GError **error)
{
  g_autoptr (ZwScope) ends = zw_scope_new (ZW_SCOPE_AROUND, project);
  GListModel *statuses = zw_workspace_get_statuses (session->workspace, project);

  if (session->everything)
    return TRUE;
  ends->span = 2; /* one of them may be the ticket that moves */
  ends->statuses = g_array_new (FALSE, FALSE, sizeof (gint64));
  for (guint i = 0; i < g_list_model_get_n_items (statuses); i++)
    {
      g_autoptr (ZwItem) item = g_list_model_get_item (statuses, i);
      gint64 id = zw_item_get_id (item);
      if (status == 0 || status == id)
        g_array_append_val (ends->statuses, id);
    }
  return zw_cli_session_load (session, ends, error);
}

/* One field of a ticket that is not in memory, deleted or not; NULL when there is none. */
static char *
read_field (ZwCliSession *session, gint64 ticket, ZwField field)
{
  g_autoptr (GAsyncResult) result = NULL;

  zw_store_read_text_async (session->setup->store, ZW_ENTITY_TICKET, ticket, field, zw_cli_done_cb, &result);
  return zw_store_read_text_finish (session->setup->store, zw_cli_wait (&result), NULL);
}

char *
zw_cli_session_dup_key (ZwCliSession *session, gint64 id)
{
  ZwTicket *ticket = zw_workspace_get_ticket (session->workspace, id);

  if (ticket != NULL)
    return zw_workspace_dup_key (session->workspace, ticket);
  g_autofree char *project_id = id != 0 ? read_field (session, id, ZW_FIELD_PROJECT) : NULL;
  ZwProject *project = project_id != NULL
                         ? zw_workspace_get_project (session->workspace, g_ascii_strtoll (project_id, NULL, 10)) : NULL;
  g_autofree char *number = project != NULL ? read_field (session, id, ZW_FIELD_NUMBER) : NULL;
  return number != NULL ? g_strdup_printf ("%s-%s", project->key, number) : NULL;
}

/* Who never opens a window has backups, too. Without one the change is made all the same. */
void
zw_cli_session_prepare_change (ZwCliSession *session)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  if (session->is_prepared || zw_workspace_is_read_only (session->workspace))
    return;
  session->is_prepared = TRUE;
  zw_store_backup_async (session->setup->store, NULL, "daily", zw_cli_done_cb, &result);
  if (!zw_store_backup_finish (session->setup->store, zw_cli_wait (&result), &error))
    fprintf (stderr, "zettelwand: no daily backup was made: %s\n", error->message);
}

gboolean
zw_cli_session_commit (ZwCliSession *session, ZwChangeSet *set, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  if (set == NULL)
    return FALSE;
  if (!zw_change_set_is_empty (set))
    zw_cli_session_prepare_change (session);
  zw_workspace_commit_async (session->workspace, set, zw_cli_done_cb, &result);
  return zw_workspace_commit_finish (session->workspace, zw_cli_wait (&result), error);
}

/* --- arguments ------------------------------------------------------------------------------------------------ */

gboolean
zw_cli_parse (GOptionEntry *options, int *argc, char ***argv, GError **error)
{
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autoptr (GPtrArray) words = g_ptr_array_new ();

  g_option_context_set_help_enabled (context, FALSE);
  g_option_context_add_main_entries (context, options, NULL);
  g_ptr_array_add (words, (gpointer) "zettelwand");
  for (int i = 0; i < *argc; i++)
    g_ptr_array_add (words, (*argv)[i]);
  g_ptr_array_add (words, NULL);
  int n_words = *argc + 1;
  char **rest = (char **) words->pdata;
  if (!g_option_context_parse (context, &n_words, &rest, error))
    return FALSE;
  int kept = 0;
  for (int i = 1; i < n_words; i++)
    if (!(kept == i - 1 && g_str_equal (rest[i], "--") && i == 1))
      (*argv)[kept++] = rest[i];
  (*argv)[kept] = NULL;
  *argc = kept;
  return TRUE;
}

gboolean
zw_cli_require_arguments (int argc, int min, int max, const char *usage, GError **error)
{
  if (argc >= min && argc <= max)
    return TRUE;
  g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, "usage: zettelwand %s", usage);
  return FALSE;
}

char *
zw_cli_dup_text (const char *text, GError **error)
{
  g_autoptr (GString) all = g_string_new (NULL);
  char buffer[4096];
  gssize n;

  if (!g_str_equal (text, "-"))
    return g_strdup (text);
  while ((n = read (STDIN_FILENO, buffer, sizeof buffer)) != 0)
    if (n > 0)
      g_string_append_len (all, buffer, n);
    else if (errno != EINTR)
      {
        g_set_error (error, ZW_ERROR, ZW_ERROR_IO, "cannot read standard input: %s", g_strerror (errno));
        return NULL;
      }
  if (!g_utf8_validate (all->str, (gssize) all->len, NULL))
    {
      g_set_error (error, ZW_ERROR, ZW_ERROR_INVALID_VALUE, "standard input is no UTF-8 text");
      return NULL;
    }
  return g_strdup (g_strchomp (all->str));
}
