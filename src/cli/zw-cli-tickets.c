/* SPDX-License-Identifier: GPL-3.0-or-later
 * The commands that change tickets. Each loads what it names, builds one set and waits until it is stored. */
#define G_LOG_DOMAIN "zettelwand"

#include <stdio.h>
#include <unistd.h>

#include "zw-cli-commands.h"
#include "zw-cli-fields.h"
#include "zw-cli-output.h"
#include "zw-error.h"
#include "zw-part-commands.h"
#include "zw-project-commands.h"

/* Enough neighbours that a gap can be widened without loading the whole database. */
#define NEIGHBOURS 64

static char *
dup_key (ZwCliSession *session, gint64 id)
{
  char *key = zw_cli_session_dup_key (session, id);
  return key != NULL ? key : g_strdup ("?");
}

/* Whether @set would rank tickets that are not in @ids: with a part of the order loaded that could be wrong. */
static gboolean
ranks_others (ZwChangeSet *set, GArray *ids)
{
  for (guint i = 0; set != NULL && i < set->changes->len; i++)
    {
      ZwChange *change = set->changes->pdata[i];
      gboolean own = FALSE;
      for (guint j = 0; ids != NULL && j < ids->len; j++)
        own = own || g_array_index (ids, gint64, j) == change->id;
      if (change->op == ZW_OP_SET && change->field == ZW_FIELD_RANK && !own)
        return TRUE;
    }
  return FALSE;
}

/* The tickets @keys, each once, loaded with @span neighbours. (transfer full) */
static GArray *
require_distinct (ZwCliSession *session, char **keys, guint n, int span, GError **error)
{
  GArray *ids = zw_cli_session_require_tickets (session, keys, n, span, error);

  for (guint i = 0; ids != NULL && i < ids->len; i++)
    for (guint j = ids->len - 1; j > i; j--)
      if (g_array_index (ids, gint64, i) == g_array_index (ids, gint64, j))
        g_array_remove_index (ids, j);
  return ids;
}

/* --- add ------------------------------------------------------------------------------------------------------ */

typedef struct {
  gint64 project, solves;
  GPtrArray *assignments;
} AddPlan;

static ZwChangeSet *
build_add (ZwCliSession *session, const AddPlan *plan, const char *title, const ZwChangeSet *so_far, gint64 *id, GError **error)
{
  g_autoptr (ZwChangeSet) set = zw_cli_fields_create (session, plan->project, title, plan->assignments, plan->solves, so_far, id, error);

  if (!ranks_others (set, NULL))
    return g_steal_pointer (&set);
  if (!zw_cli_session_load_all (session, error))
    return NULL;
  return zw_cli_fields_create (session, plan->project, title, plan->assignments, plan->solves, so_far, id, error);
}

static gboolean
add_one (ZwCliSession *session, const AddPlan *plan, const char *title, GError **error)
{
  gint64 id;

  if (!zw_cli_session_commit (session, build_add (session, plan, title, NULL, &id, error), error))
    return FALSE;
  g_autofree char *key = dup_key (session, id);
  printf ("%s\n", key);
  fflush (stdout);
  return TRUE;
}

static gboolean
read_line (GString *line, GError **error)
{
  int byte;

  g_string_truncate (line, 0);
  while ((byte = getc (stdin)) != EOF && byte != '\n')
    g_string_append_c (line, (char) byte);
  if (!g_utf8_validate (line->str, (gssize) line->len, NULL))
    {
      g_set_error (error, ZW_ERROR, ZW_ERROR_INVALID_VALUE, "standard input is no UTF-8 text");
      return FALSE;
    }
  return byte != EOF || line->len > 0;
}

static gboolean
add_each (ZwCliSession *session, const AddPlan *plan, GError **error)
{
  g_autoptr (GString) line = g_string_new (NULL);
  GError *failure = NULL;

  while (read_line (line, &failure))
    if (*g_strstrip (line->str) != '\0' && !add_one (session, plan, line->str, error))
      return FALSE;
  if (failure != NULL)
    g_propagate_error (error, failure);
  return failure == NULL;
}

static gboolean
add_all (ZwCliSession *session, const AddPlan *plan, GError **error)
{
  g_autofree char *text = zw_cli_dup_text ("-", error);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (ZwChangeSet) set = zw_workspace_new_set (session->workspace, ZW_DEED_CREATE);
  gint64 step = 0;

  if (text == NULL)
    return FALSE;
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      gint64 id;
      if (*g_strstrip (lines[i]) == '\0')
        continue;
      g_autoptr (ZwChangeSet) one = build_add (session, plan, lines[i], set, &id, error);
      if (one == NULL)
        return FALSE;
      /* Each was ranked as if it were the only new one: keep their order behind each other. */
      for (guint c = 0; c < one->changes->len; c++)
        {
          ZwChange *change = one->changes->pdata[c];
          if (change->op == ZW_OP_CREATE && change->id == id)
            zw_change_put_int (change, ZW_FIELD_RANK, g_ascii_strtoll (zw_change_get (change, ZW_FIELD_RANK), NULL, 10) + step);
        }
      step += (gint64) 1 << 20;
      zw_change_set_merge (set, one);
      g_array_append_val (ids, id);
    }
  if (!zw_cli_session_commit (session, g_steal_pointer (&set), error))
    return FALSE;
  for (guint i = 0; i < ids->len; i++)
    {
      g_autofree char *key = dup_key (session, g_array_index (ids, gint64, i));
      printf ("%s\n", key);
    }
  return TRUE;
}

gboolean
zw_cli_add (ZwCliSession *session, int argc, char **argv, GError **error)
{
  gboolean each = FALSE;
  g_autofree char *solves = NULL;
  GOptionEntry options[] = {
    { "each", 0, 0, G_OPTION_ARG_NONE, &each, NULL, NULL },
    { "solves", 0, 0, G_OPTION_ARG_STRING, &solves, NULL, NULL },
    { NULL },
  };
  g_autoptr (GPtrArray) words = g_ptr_array_new (), assignments = g_ptr_array_new ();
  AddPlan plan = { .assignments = assignments };

  if (!zw_cli_parse (options, &argc, &argv, error) || !zw_cli_fields_split (argc, argv, words, assignments, error)
      || !zw_cli_require_arguments ((int) words->len, 1, 1, "add TITLE [field=value ...]", error))
    return FALSE;
  plan.project = zw_cli_session_require_project (session, error);
  if (plan.project == 0 || !zw_cli_session_load_ends (session, plan.project, 0, error))
    return FALSE;
  if (solves != NULL)
    {
      char *keys[] = { solves, NULL };
      g_autoptr (GArray) ids = zw_cli_session_require_tickets (session, keys, 1, 0, error);
      if (ids == NULL)
        return FALSE;
      plan.solves = g_array_index (ids, gint64, 0);
    }
  if (!g_str_equal (words->pdata[0], "-"))
    return add_one (session, &plan, words->pdata[0], error);
  return each ? add_each (session, &plan, error) : add_all (session, &plan, error);
}

/* --- set ------------------------------------------------------------------------------------------------------ */

gboolean
zw_cli_set (ZwCliSession *session, int argc, char **argv, GError **error)
{
  GOptionEntry options[] = { { NULL } };
  g_autoptr (GPtrArray) words = g_ptr_array_new (), assignments = g_ptr_array_new ();

  if (!zw_cli_parse (options, &argc, &argv, error) || !zw_cli_fields_split (argc, argv, words, assignments, error))
    return FALSE;
  if (words->len == 0 || assignments->len == 0)
    return zw_cli_require_arguments (0, 1, 1, "set KEY... field=value ...", error);
  g_autoptr (GArray) ids = require_distinct (session, (char **) words->pdata, words->len, NEIGHBOURS, error);
  if (ids == NULL)
    return FALSE;
  for (guint i = 0; i < ids->len; i++)
    {
      ZwTicket *ticket = zw_workspace_get_ticket (session->workspace, g_array_index (ids, gint64, i));
      if (ticket != NULL && !zw_cli_session_load_ends (session, ticket->project, 0, error))
        return FALSE;
    }
  guint n_staying = 0;
  g_autoptr (ZwChangeSet) set = zw_cli_fields_set (session, ids, assignments, &n_staying, error);
  if (ranks_others (set, ids))
    {
      g_clear_pointer (&set, zw_change_set_unref);
      if (zw_cli_session_load_all (session, error))
        set = zw_cli_fields_set (session, ids, assignments, &n_staying, error);
    }
  if (!zw_cli_session_commit (session, g_steal_pointer (&set), error))
    return FALSE;
  if (n_staying > 0)
    fprintf (stderr, n_staying == 1 ? "%u closed ticket stays where it was done\n" : "%u closed tickets stay where they were done\n",
             n_staying);
  return TRUE;
}

/* --- move ----------------------------------------------------------------------------------------------------- */

typedef struct {
  gboolean top, bottom;
  char *after, *before, *reason, *project;
} MoveOptions;

static ZwTicket *
find_end (ZwCliSession *session, gint64 project, gint64 status, gint64 except, gboolean first)
{
  ZwTicketList *list = zw_workspace_get_tickets (session->workspace, project);
  guint n = zw_ticket_list_get_n (list);
  ZwTicket *ticket = n > 0 ? zw_ticket_list_get (list, first ? 0 : n - 1) : NULL;

  while (ticket != NULL && (ticket->status != status || zw_item_get_id (ZW_ITEM (ticket)) == except))
    ticket = first ? zw_ticket_list_after (list, ticket) : zw_ticket_list_before (list, ticket);
  return ticket;
}

/* Loads @anchor's neighbours in rank, so that "directly before or after it" is exact. */
static gint64
load_anchor (ZwCliSession *session, ZwTicket *anchor, GError **error)
{
  g_autoptr (ZwScope) around = zw_scope_new (ZW_SCOPE_AROUND, anchor->project);
  gint64 id = zw_item_get_id (ZW_ITEM (anchor));

  around->span = NEIGHBOURS;
  around->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_array_append_val (around->ids, id);
  return session->everything || zw_cli_session_load (session, around, error) ? id : 0;
}

static gboolean
find_anchors (ZwCliSession *session, const MoveOptions *options, ZwTicket *ticket, gint64 status, gint64 *before,
              gint64 *after, GError **error)
{
  char *keys[] = { options->after != NULL ? options->after : options->before, NULL };

  *before = *after = 0;
  if (keys[0] != NULL)
    {
      g_autoptr (GArray) ids = zw_cli_session_require_tickets (session, keys, 1, NEIGHBOURS, error);
      if (ids == NULL)
        return FALSE;
      *(options->after != NULL ? after : before) = g_array_index (ids, gint64, 0);
      return TRUE;
    }
  if (ticket->status == status && !options->top && !options->bottom)
    return TRUE;
  if (!zw_cli_session_load_ends (session, ticket->project, status, error))
    return FALSE;
  ZwTicket *anchor = find_end (session, ticket->project, status, zw_item_get_id (ZW_ITEM (ticket)), options->top);
  if (anchor == NULL)
    return TRUE;
  *(options->top ? before : after) = load_anchor (session, anchor, error);
  return *before != 0 || *after != 0;
}

static ZwChangeSet *
build_move (ZwCliSession *session, const MoveOptions *options, gint64 id, ZwStatus *status, gint64 before, gint64 after, GError **error)
{
  const char *text;

  if (status->category == ZW_CATEGORY_CANCELLED && options->reason != NULL)
    {
      ZwResolution resolution = zw_cli_fields_parse_reason (options->reason, &text);
      return zw_ticket_close (session->workspace, &id, 1, resolution, text, 0, FALSE, error);
    }
  return zw_ticket_move (session->workspace, &id, 1, zw_item_get_id (ZW_ITEM (status)), before, after, error);
}

static gboolean
move_to (ZwCliSession *session, const MoveOptions *options, gint64 id, const char *status_name, GError **error)
{
  ZwTicket *ticket = zw_workspace_get_ticket (session->workspace, id);
  g_autoptr (GArray) moved = g_array_new (FALSE, FALSE, sizeof (gint64));
  gint64 before, after;

  if (ticket == NULL)
    {
      g_set_error (error, ZW_ERROR, ZW_ERROR_REFUSED, "the ticket is archived; restore it first with “zettelwand unarchive”");
      return FALSE;
    }
  gint64 status_id = zw_workspace_match_status (session->workspace, ticket->project, status_name, error);
  if (status_id == 0 || !find_anchors (session, options, ticket, status_id, &before, &after, error))
    return FALSE;
  ZwStatus *status = zw_workspace_get_status (session->workspace, status_id);
  if (ticket->status == status_id && before == 0 && after == 0)
    return TRUE;
  g_array_append_val (moved, id);
  g_autoptr (ZwChangeSet) set = build_move (session, options, id, status, before, after, error);
  if (set != NULL && ranks_others (set, moved))
    {
      g_clear_pointer (&set, zw_change_set_unref);
      if (zw_cli_session_load_all (session, error))
        set = build_move (session, options, id, status, before, after, error);
    }
  return zw_cli_session_commit (session, g_steal_pointer (&set), error);
}

/* Prints the new key. */
static gboolean
move_to_project (ZwCliSession *session, gint64 id, const char *name, GError **error)
{
  gint64 project = zw_workspace_match_project (session->workspace, name, error);

  if (project == 0 || !zw_cli_session_load_ends (session, project, 0, error)
      || !zw_cli_session_commit (session, zw_ticket_move_to_project (session->workspace, &id, 1, project, error), error))
    return FALSE;
  g_autofree char *key = dup_key (session, id);
  printf ("%s\n", key);
  return TRUE;
}

gboolean
zw_cli_move (ZwCliSession *session, int argc, char **argv, GError **error)
{
  MoveOptions chosen = { 0 };
  GOptionEntry options[] = {
    { "top", 0, 0, G_OPTION_ARG_NONE, &chosen.top, NULL, NULL },
    { "bottom", 0, 0, G_OPTION_ARG_NONE, &chosen.bottom, NULL, NULL },
    { "after", 0, 0, G_OPTION_ARG_STRING, &chosen.after, NULL, NULL },
    { "before", 0, 0, G_OPTION_ARG_STRING, &chosen.before, NULL, NULL },
    { "reason", 0, 0, G_OPTION_ARG_STRING, &chosen.reason, NULL, NULL },
    { "project", 0, 0, G_OPTION_ARG_STRING, &chosen.project, NULL, NULL },
    { NULL },
  };
  const char *usage = "move KEY STATUS [--top|--bottom|--after=KEY|--before=KEY], or move KEY --project=OTHER";
  gboolean moved = zw_cli_parse (options, &argc, &argv, error);
  int n_words = chosen.project != NULL ? 1 : 2;

  moved = moved && zw_cli_require_arguments (argc, n_words, n_words, usage, error);
  if (moved)
    {
      g_autoptr (GArray) ids = zw_cli_session_require_tickets (session, argv, 1, NEIGHBOURS, error);
      gint64 id = ids != NULL ? g_array_index (ids, gint64, 0) : 0;
      moved = id != 0 && (chosen.project != NULL ? move_to_project (session, id, chosen.project, error)
                                                 : move_to (session, &chosen, id, argv[1], error));
    }
  g_free (chosen.project);
  g_free (chosen.after);
  g_free (chosen.before);
  g_free (chosen.reason);
  return moved;
}

/* --- life ----------------------------------------------------------------------------------------------------- */

static gint64 *
ids_data (GArray *ids)
{
  return (gint64 *) ids->data;
}

gboolean
zw_cli_close (ZwCliSession *session, int argc, char **argv, GError **error)
{
  g_autofree char *not_done = NULL, *duplicate_of = NULL;
  GOptionEntry options[] = {
    { "not-done", 0, 0, G_OPTION_ARG_STRING, &not_done, NULL, NULL },
    { "duplicate-of", 0, 0, G_OPTION_ARG_STRING, &duplicate_of, NULL, NULL },
    { NULL },
  };
  const char *text = NULL;
  gint64 duplicate = 0;

  if (!zw_cli_parse (options, &argc, &argv, error)
      || !zw_cli_require_arguments (argc, 1, G_MAXINT, "close KEY... [--not-done=REASON] [--duplicate-of=KEY]", error))
    return FALSE;
  g_autoptr (GArray) ids = require_distinct (session, argv, (guint) argc, 0, error);
  if (ids == NULL)
    return FALSE;
  ZwResolution resolution = not_done != NULL ? zw_cli_fields_parse_reason (not_done, &text) : ZW_RESOLUTION_NONE;
  if (duplicate_of != NULL)
    {
      char *keys[] = { duplicate_of, NULL };
      g_autoptr (GArray) other = zw_cli_session_require_tickets (session, keys, 1, 0, error);
      if (other == NULL)
        return FALSE;
      duplicate = g_array_index (other, gint64, 0);
      resolution = ZW_RESOLUTION_DUPLICATE;
    }
  return zw_cli_session_commit (session,
                                zw_ticket_close (session->workspace, ids_data (ids), ids->len, resolution, text, duplicate, FALSE, error),
                                error);
}

typedef ZwChangeSet *(*TicketsFunc) (ZwWorkspace *workspace, const gint64 *ids, guint n, GError **error);

static gboolean
change_all (ZwCliSession *session, int argc, char **argv, const char *usage, TicketsFunc func, GError **error)
{
  GOptionEntry options[] = { { NULL } };

  if (!zw_cli_parse (options, &argc, &argv, error) || !zw_cli_require_arguments (argc, 1, G_MAXINT, usage, error))
    return FALSE;
  g_autoptr (GArray) ids = require_distinct (session, argv, (guint) argc, 0, error);
  return ids != NULL && zw_cli_session_commit (session, func (session->workspace, ids_data (ids), ids->len, error), error);
}

static ZwChangeSet *
archive (ZwWorkspace *workspace, const gint64 *ids, guint n, GError **error)
{
  return zw_ticket_set_archived (workspace, ids, n, TRUE, error);
}

static ZwChangeSet *
unarchive (ZwWorkspace *workspace, const gint64 *ids, guint n, GError **error)
{
  return zw_ticket_set_archived (workspace, ids, n, FALSE, error);
}

gboolean
zw_cli_reopen (ZwCliSession *session, int argc, char **argv, GError **error)
{
  return change_all (session, argc, argv, "reopen KEY...", zw_ticket_reopen, error);
}

gboolean
zw_cli_delete (ZwCliSession *session, int argc, char **argv, GError **error)
{
  return change_all (session, argc, argv, "delete KEY...", zw_ticket_delete, error);
}

gboolean
zw_cli_archive (ZwCliSession *session, int argc, char **argv, GError **error)
{
  return change_all (session, argc, argv, "archive KEY...", archive, error);
}

gboolean
zw_cli_unarchive (ZwCliSession *session, int argc, char **argv, GError **error)
{
  return change_all (session, argc, argv, "unarchive KEY...", unarchive, error);
}
