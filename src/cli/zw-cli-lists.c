/* SPDX-License-Identifier: GPL-3.0-or-later
 * `list`: the tickets of a project in board order, those that a query finds. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-cli-commands.h"
#include "zw-cli-output.h"
#include "zw-query.h"

typedef struct {
  ZwTicket *ticket;
  int column;   /* position of its status */
  int closed;   /* closed tickets come last */
} ListRow;

static int
compare_rows (gconstpointer a, gconstpointer b)
{
  const ListRow *first = a, *second = b;

  if (first->closed != second->closed)
    return first->closed - second->closed;
  if (first->column != second->column)
    return first->column - second->column;
  return zw_ticket_compare_rank (first->ticket, second->ticket, NULL);
}

static int
compare_ids (gconstpointer a, gconstpointer b)
{
  gint64 first = *(const gint64 *) a, second = *(const gint64 *) b;
  return first < second ? -1 : first > second;
}

/* Descriptions and comments are not in memory: the store is asked for every word. */
static gboolean
search_texts (ZwCliSession *session, gint64 project, ZwQuery *query, GError **error)
{
  for (guint i = 0; query != NULL && i < zw_query_get_n_words (query); i++)
    {
      g_autoptr (GAsyncResult) result = NULL;
      zw_store_search_async (session->setup->store, project, zw_query_get_word (query, i), FALSE, G_MAXINT, NULL, zw_cli_done_cb, &result);
      g_autoptr (GArray) ids = zw_store_search_finish (session->setup->store, zw_cli_wait (&result), error);
      if (ids == NULL)
        return FALSE;
      g_array_sort (ids, compare_ids);
      zw_query_set_hits (query, i, ids);
    }
  return TRUE;
}

static GArray *
collect_rows (ZwCliSession *session, gint64 project, const char *query_text, GError **error)
{
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (ListRow));
  ZwTicketList *list = zw_workspace_get_tickets (session->workspace, project);
  g_autoptr (ZwQuery) query = zw_query_new (session->workspace, project, query_text);

  if (!search_texts (session, project, query, error))
    return NULL;

  for (ZwTicket *ticket = zw_ticket_list_get (list, 0); ticket != NULL; ticket = zw_ticket_list_after (list, ticket))
    {
      ZwStatus *status = zw_workspace_get_status (session->workspace, ticket->status);
      ListRow row = { ticket, status != NULL ? status->position : 0, zw_workspace_is_closed (session->workspace, ticket) };
      if (!ticket->archived && (query == NULL || zw_query_matches (query, ticket)))
        g_array_append_val (rows, row);
    }
  g_array_sort (rows, compare_rows);
  return g_steal_pointer (&rows);
}

gboolean
zw_cli_lists_match (ZwCliSession *session, gint64 project, const char *query_text, GArray *ids, GError **error)
{
  g_autoptr (GArray) rows = collect_rows (session, project, query_text, error);

  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      gint64 id = zw_item_get_id (ZW_ITEM (g_array_index (rows, ListRow, i).ticket));
      g_array_append_val (ids, id);
    }
  return rows != NULL;
}

static void
add_list_row (ZwCliSession *session, ZwCliTable *table, ZwTicket *ticket)
{
  ZwStatus *status = zw_workspace_get_status (session->workspace, ticket->status);
  ZwPerson *owner = zw_workspace_get_person (session->workspace, ticket->owner);
  g_autofree char *key = zw_workspace_dup_key (session->workspace, ticket);
  g_autofree char *estimate = zw_cli_format_real (ticket->estimate);

  zw_cli_table_add (table, key != NULL ? key : "", zw_ticket_type_names[ticket->type], status != NULL ? status->name : "",
                    owner != NULL ? owner->name : "", estimate, zw_ticket_is_blocked (ticket) ? "blocked" : "", ticket->title, NULL);
}

static gboolean
print_list (ZwCliSession *session, gint64 project, const char *query, gboolean as_json, GError **error)
{
  g_autoptr (GArray) rows = collect_rows (session, project, query, error);
  g_autoptr (ZwCliTable) table = zw_cli_table_new (7);

  if (rows == NULL)
    return FALSE;
  if (!as_json)
    {
      for (guint i = 0; i < rows->len; i++)
        add_list_row (session, table, g_array_index (rows, ListRow, i).ticket);
      zw_cli_table_highlight (table, 0, "1");  /* bold */
      zw_cli_table_highlight (table, 5, "31"); /* red */
      zw_cli_table_print (table);
      return TRUE;
    }
  g_autoptr (ZwJsonWriter) json = zw_cli_json_new ();
  zw_json_writer_begin_array (json, ZW_JSON_BLOCK);
  for (guint i = 0; i < rows->len && !zw_json_writer_has_failed (json); i++)
    zw_cli_json_add_ticket (json, session, g_array_index (rows, ListRow, i).ticket, NULL, 0, NULL);
  zw_json_writer_end_array (json);
  return zw_json_writer_finish (json, error);
}

gboolean
zw_cli_list (ZwCliSession *session, int argc, char **argv, GError **error)
{
  gboolean json = FALSE;
  GOptionEntry options[] = { { "json", 0, 0, G_OPTION_ARG_NONE, &json, NULL, NULL }, { NULL } };

  if (!zw_cli_parse (options, &argc, &argv, error))
    return FALSE;
  gint64 project = zw_cli_session_require_project (session, error);
  if (project == 0 || !zw_cli_session_load_all (session, error))
    return FALSE;
  g_autofree char *query = g_strjoinv (" ", argv);
  return print_list (session, project, query, json, error);
}
