/* SPDX-License-Identifier: GPL-3.0-or-later
 * `show`, one ticket with everything on it, and `log`, what happened. */
#define G_LOG_DOMAIN "zettelwand"

#include <stdio.h>

#include "zw-cli-commands.h"
#include "zw-cli-output.h"
#include "zw-error.h"
#include "zw-values.h"

static void
print_line (const char *before, const char *text)
{
  g_autofree char *plain = zw_cli_dup_plain (text);
  printf ("%s%s\n", before, plain);
}

static void
print_field (const char *name, const char *value)
{
  g_autofree char *column = g_strdup_printf ("%-14s", name);

  if (value != NULL && *value != '\0')
    print_line (column, value);
}

static void
print_person (ZwCliSession *session, const char *name, gint64 id)
{
  ZwPerson *person = zw_workspace_get_person (session->workspace, id);
  print_field (name, person != NULL ? person->name : NULL);
}

static void
print_duration (ZwCliSession *session, ZwTicket *ticket, const char *name, int minutes)
{
  g_autofree char *text = NULL;

  if (minutes != ZW_UNSET && minutes != 0)
    text = zw_duration_format (minutes, zw_workspace_get_project (session->workspace, ticket->project)->minutes_per_day);
  print_field (name, text);
}

static void
print_labels (ZwCliSession *session, ZwTicket *ticket)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; ticket->labels != NULL && i < ticket->labels->len; i++)
    {
      ZwLabel *label = zw_workspace_get_label (session->workspace, g_array_index (ticket->labels, gint64, i));
      if (label != NULL)
        g_string_append_printf (names, "%s%s", names->len > 0 ? ", " : "", label->name);
    }
  print_field ("Labels", names->str);
}

static void
print_fields (ZwCliSession *session, ZwTicket *ticket, guint carried)
{
  ZwStatus *status = zw_workspace_get_status (session->workspace, ticket->status);
  ZwSprint *sprint = zw_workspace_get_sprint (session->workspace, ticket->sprint);
  g_autofree char *key = zw_workspace_dup_key (session->workspace, ticket);
  g_autofree char *estimate = zw_cli_format_real (ticket->estimate), *due = zw_date_to_string (ticket->due);
  g_autofree char *waiting = zw_date_to_string (ticket->waiting_until);
  g_autofree char *difficulty = zw_item_dup_value (ZW_ITEM (ticket), ZW_FIELD_DIFFICULTY);
  g_autofree char *progress = g_strdup_printf ("%d %%", zw_workspace_get_progress (session->workspace, ticket));
  g_autofree char *priority = g_strdup_printf ("%d", ticket->priority), *times = g_strdup_printf ("%ux", carried);

  printf ("%s  ", key);
  print_line ("", ticket->title);
  printf ("\n");
  print_field ("Type", zw_ticket_type_names[ticket->type]);
  print_field ("Status", status != NULL ? status->name : NULL);
  if (ticket->resolution != ZW_RESOLUTION_NONE)
    print_field ("Reason", zw_resolution_names[ticket->resolution]);
  print_field ("", ticket->resolution_text);
  print_person (session, "Owner", ticket->owner);
  print_person (session, "Reporter", ticket->reporter);
  print_person (session, "Customer", ticket->customer);
  print_field ("Estimate", estimate);
  print_duration (session, ticket, "Duration", ticket->planned);
  print_duration (session, ticket, "Spent", ticket->spent);
  print_duration (session, ticket, "Remaining", ticket->remaining);
  print_field ("Difficulty", difficulty);
  print_field ("Progress", progress);
  print_field ("Priority", ticket->priority != 3 ? priority : NULL);
  print_labels (session, ticket);
  print_field ("Sprint", sprint != NULL ? sprint->name : NULL);
  print_field ("Carried", carried > 0 ? times : NULL);
  print_field ("Due", due);
  print_field ("Waiting until", waiting);
  print_field ("Waiting for", ticket->waiting_for);
  if (zw_ticket_is_blocked (ticket))
    print_field ("Blocked", ticket->blocked_reason != NULL ? ticket->blocked_reason : "by another ticket");
  print_field ("Archived", ticket->archived ? "yes" : NULL);
}

static void
print_details (ZwCliSession *session, const ZwTicketDetails *details)
{
  if (details->description != NULL)
    print_line ("\n", details->description);
  if (details->checks->len > 0)
    printf ("\n");
  for (guint i = 0; i < details->checks->len; i++)
    {
      ZwCheckItem *item = details->checks->pdata[i];
      print_line (item->done ? "[x] " : "[ ] ", item->text);
    }
  if (details->attachments->len > 0)
    printf ("\n");
  for (guint i = 0; i < details->attachments->len; i++)
    {
      ZwAttachment *attachment = details->attachments->pdata[i];
      g_autofree char *size = g_format_size ((guint64) attachment->size), *named = g_strdup_printf ("%s (%s)", attachment->name, size);
      print_line ("", named);
    }
  for (guint i = 0; i < details->comments->len; i++)
    {
      ZwComment *comment = details->comments->pdata[i];
      ZwPerson *author = zw_workspace_get_person (session->workspace, comment->author);
      g_autofree char *at = zw_cli_format_instant (session, comment->created);
      const char *name = author != NULL ? author->name : comment->author_name != NULL ? comment->author_name : "?";
      g_autofree char *head = g_strdup_printf ("%s, %s", name, at);
      print_line ("\n", head);
      print_line ("", comment->text);
    }
}

static void
print_sets (ZwCliSession *session, GPtrArray *sets)
{
  g_autoptr (ZwCliTable) table = zw_cli_table_new (3);

  for (guint i = 0; i < sets->len; i++)
    {
      ZwChangeSet *set = sets->pdata[i];
      g_autofree char *at = zw_cli_format_instant (session, set->at), *label = zw_cli_describe_set (session, set);
      zw_cli_table_add (table, at, set->actor_name != NULL ? set->actor_name : "", label, NULL);
    }
  zw_cli_table_print (table);
}

static GPtrArray *
read_sets (ZwCliSession *session, gint64 ticket, guint limit, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  zw_store_read_sets_async (session->setup->store, NULL, ticket, limit, NULL, zw_cli_done_cb, &result);
  return zw_store_read_sets_finish (session->setup->store, zw_cli_wait (&result), error);
}

/* The tickets it names by key: duplicate, parent, blockers. */
static gboolean
load_named (ZwCliSession *session, ZwTicket *ticket, GError **error)
{
  g_autoptr (ZwScope) named = zw_scope_new (ZW_SCOPE_TICKETS, 0);
  g_autoptr (GPtrArray) blocks = zw_workspace_dup_open_blocks (session->workspace, zw_item_get_id (ZW_ITEM (ticket)), 0);

  named->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  if (ticket->duplicate_of != 0)
    g_array_append_val (named->ids, ticket->duplicate_of);
  if (ticket->parent != 0)
    g_array_append_val (named->ids, ticket->parent);
  for (guint i = 0; i < blocks->len; i++)
    if (((ZwBlock *) blocks->pdata[i])->blocker != 0)
      g_array_append_val (named->ids, ((ZwBlock *) blocks->pdata[i])->blocker);
  return named->ids->len == 0 || zw_cli_session_load (session, named, error);
}

static ZwChangeSet *
read_set (ZwCliSession *session, gint64 id, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  zw_store_read_set_async (session->setup->store, id, zw_cli_done_cb, &result);
  return zw_store_read_set_finish (session->setup->store, zw_cli_wait (&result), error);
}

/* Fills the headers of a listing with their changes. */
static gboolean
read_changes (ZwCliSession *session, GPtrArray *sets, GError **error)
{
  for (guint i = 0; i < sets->len; i++)
    {
      ZwChangeSet *whole = read_set (session, ((ZwChangeSet *) sets->pdata[i])->id, error);
      if (whole == NULL)
        return FALSE;
      zw_change_set_unref (sets->pdata[i]);
      sets->pdata[i] = whole;
    }
  return TRUE;
}

/* Out of how many completed sprints. */
static gboolean
count_carries (ZwCliSession *session, gint64 ticket, guint *times, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  *times = 0;
  zw_store_read_carries_async (session->setup->store, NULL, zw_cli_done_cb, &result);
  g_autoptr (GArray) carries = zw_store_read_carries_finish (session->setup->store, zw_cli_wait (&result), error);
  for (guint i = 0; carries != NULL && i < carries->len; i++)
    if (g_array_index (carries, ZwCarry, i).ticket == ticket)
      *times = g_array_index (carries, ZwCarry, i).times;
  return carries != NULL;
}

static gboolean
print_ticket (ZwCliSession *session, ZwTicket *ticket, gboolean as_json, gboolean with_history, GError **error)
{
  gint64 id = zw_item_get_id (ZW_ITEM (ticket));
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) history = NULL;

  zw_store_read_details_async (session->setup->store, id, NULL, zw_cli_done_cb, &result);
  g_autoptr (ZwTicketDetails) details = zw_store_read_details_finish (session->setup->store, zw_cli_wait (&result), error);
  guint carried = 0;
  if (details == NULL || !load_named (session, ticket, error) || !count_carries (session, id, &carried, error))
    return FALSE;
  if (with_history || as_json)
    {
      history = read_sets (session, id, with_history ? 10000 : 100, error);
      if (history == NULL)
        return FALSE;
    }
  if (as_json)
    {
      g_autoptr (ZwJsonWriter) json = zw_cli_json_new ();
      zw_cli_json_add_ticket (json, session, ticket, details, carried, history);
      return zw_json_writer_finish (json, error);
    }
  print_fields (session, ticket, carried);
  print_details (session, details);
  if (with_history)
    {
      printf ("\n");
      print_sets (session, history);
    }
  return TRUE;
}

gboolean
zw_cli_show (ZwCliSession *session, int argc, char **argv, GError **error)
{
  gboolean json = FALSE, history = FALSE;
  GOptionEntry options[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, NULL, NULL }, { "history", 0, 0, G_OPTION_ARG_NONE, &history, NULL, NULL }, { NULL },
  };

  if (!zw_cli_parse (options, &argc, &argv, error) || !zw_cli_require_arguments (argc, 1, 1, "show KEY [--history] [--json]", error))
    return FALSE;
  g_autoptr (GArray) ids = zw_cli_session_require_tickets (session, argv, 1, 0, error);
  if (ids == NULL)
    return FALSE;
  ZwTicket *ticket = zw_workspace_get_ticket (session->workspace, g_array_index (ids, gint64, 0));
  if (ticket != NULL)
    return print_ticket (session, ticket, json, history, error);
  g_set_error (error, ZW_ERROR, ZW_ERROR_NOT_FOUND, "%s was deleted", argv[0]);
  return FALSE;
}

/* --- log ------------------------------------------------------------------------------------------------------ */

gboolean
zw_cli_log (ZwCliSession *session, int argc, char **argv, GError **error)
{
  gboolean as_json = FALSE;
  int limit = 20;
  GOptionEntry options[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &as_json, NULL, NULL }, { NULL, 'n', 0, G_OPTION_ARG_INT, &limit, NULL, NULL }, { NULL },
  };
  options[1].long_name = "number";

  if (!zw_cli_parse (options, &argc, &argv, error) || !zw_cli_require_arguments (argc, 0, 0, "log [-n N] [--json]", error)
      || !zw_cli_session_load_all (session, error))
    return FALSE;
  g_autoptr (GPtrArray) sets = read_sets (session, 0, (guint) MAX (limit, 1), error);
  if (sets == NULL || !read_changes (session, sets, error))
    return FALSE;
  if (!as_json)
    {
      print_sets (session, sets);
      return TRUE;
    }
  g_autoptr (ZwJsonWriter) json = zw_cli_json_new ();
  zw_json_writer_begin_array (json, ZW_JSON_BLOCK);
  for (guint i = 0; i < sets->len; i++)
    zw_cli_json_add_set (json, session, sets->pdata[i]);
  zw_json_writer_end_array (json);
  return zw_json_writer_finish (json, error);
}
