/* SPDX-License-Identifier: GPL-3.0-or-later
 * field=value words turned into change sets of tickets that are there. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-cli-fields.h"

#include "zw-cli-values.h"
#include "zw-error.h"
#include "zw-part-commands.h"
#include "zw-project-commands.h"

static gboolean
looks_like_assignment (const char *word)
{
  const char *p = word;

  while (g_ascii_islower (*p) || *p == '_')
    p++;
  return p > word && *p == '=';
}

gboolean
zw_cli_fields_split (int argc, char **argv, GPtrArray *words, GPtrArray *assignments, GError **error)
{
  for (int i = 0; i < argc; i++)
    {
      ZwCliAssignment assignment = { 0 };
      if (zw_cli_value_parse_assignment (argv[i], &assignment))
        g_ptr_array_add (assignments, argv[i]);
      else if (i > 0 && looks_like_assignment (argv[i]))
        {
          g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                       "“%s”: there is no such field; the fields are title description type status owner reporter customer "
                       "estimate duration spent remaining difficulty progress priority labels sprint due waiting blocked parent",
                       argv[i]);
          return FALSE;
        }
      else
        g_ptr_array_add (words, argv[i]);
    }
  return TRUE;
}

/* --- labels --------------------------------------------------------------------------------------------------- */

static gboolean
contains_id (GArray *ids, gint64 id)
{
  for (guint i = 0; i < ids->len; i++)
    if (g_array_index (ids, gint64, i) == id)
      return TRUE;
  return FALSE;
}

static gboolean
set_labels (ZwCliSession *session, ZwChangeSet *set, ZwTicket *ticket, const char *names, const ZwChangeSet *so_far, GError **error)
{
  g_autoptr (GArray) wanted = zw_cli_value_resolve_labels (session, ticket->project, names, set, so_far, error);
  gint64 id = zw_item_get_id (ZW_ITEM (ticket));

  if (wanted == NULL)
    return FALSE;
  for (guint i = 0; ticket->labels != NULL && i < ticket->labels->len; i++)
    {
      gint64 label = g_array_index (ticket->labels, gint64, i);
      g_autofree char *text = zw_cli_value_from_id (label);
      if (!contains_id (wanted, label))
        zw_change_set_remove (set, ZW_ENTITY_TICKET, id, id, ZW_FIELD_LABELS, text);
    }
  for (guint i = 0; i < wanted->len; i++)
    {
      g_autofree char *text = zw_cli_value_from_id (g_array_index (wanted, gint64, i));
      if (!zw_ticket_has_label (ticket, g_array_index (wanted, gint64, i)))
        zw_change_set_add (set, ZW_ENTITY_TICKET, id, id, ZW_FIELD_LABELS, text);
    }
  return TRUE;
}

/* --- set ------------------------------------------------------------------------------------------------------ */

static char *
read_description (ZwCliSession *session, gint64 id, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  zw_store_read_text_async (session->setup->store, ZW_ENTITY_TICKET, id, ZW_FIELD_DESCRIPTION, zw_cli_done_cb, &result);
  return zw_store_read_text_finish (session->setup->store, zw_cli_wait (&result), error);
}

static ZwChangeSet *
set_description (ZwCliSession *session, gint64 id, const char *value, GError **error)
{
  GError *failure = NULL;
  g_autofree char *before = read_description (session, id, &failure);

  if (failure != NULL)
    {
      g_propagate_error (error, failure);
      return NULL;
    }
  g_autofree char *text = zw_cli_dup_text (value, error);
  return text != NULL ? zw_ticket_set_description (session->workspace, id, before, text, error) : NULL;
}

static ZwChangeSet *
set_waiting (ZwCliSession *session, gint64 id, const char *value, GError **error)
{
  g_autofree char *until = NULL, *what = NULL;

  if (!zw_cli_value_split_waiting (session, value, &until, &what, error))
    return NULL;
  return zw_ticket_wait (session->workspace, &id, 1, until, what, error);
}

static ZwChangeSet *
set_blocked (ZwCliSession *session, gint64 id, const char *value, GError **error)
{
  gint64 blocker;
  const char *reason;

  if (*value == '\0')
    {
      g_autoptr (GPtrArray) blocks = zw_workspace_dup_open_blocks (session->workspace, id, 0);
      return zw_block_end (session->workspace, blocks, error);
    }
  if (!zw_cli_value_split_blocked (session, value, &blocker, &reason, error))
    return NULL;
  return zw_block_start (session->workspace, &id, 1, reason, blocker, error);
}

static ZwChangeSet *
set_plain (ZwCliSession *session, ZwTicket *ticket, const ZwCliAssignment *assignment, GError **error)
{
  GError *failure = NULL;
  g_autofree char *text = zw_cli_value_resolve (session, ticket->project, assignment, &failure);
  gint64 id = zw_item_get_id (ZW_ITEM (ticket));

  if (failure != NULL)
    {
      g_propagate_error (error, failure);
      return NULL;
    }
  if (assignment->field == ZW_FIELD_MINUTES)
    return zw_work_set_total (session->workspace, id, text != NULL ? atoi (text) : 0, error);
  return zw_ticket_set_field (session->workspace, &id, 1, assignment->field, text, error);
}

static ZwChangeSet *
set_one (ZwCliSession *session, ZwTicket *ticket, const ZwCliAssignment *assignment, const ZwChangeSet *so_far, GError **error)
{
  gint64 id = zw_item_get_id (ZW_ITEM (ticket));

  switch ((int) assignment->field)
    {
    case ZW_FIELD_DESCRIPTION:
      return set_description (session, id, assignment->value, error);
    case ZW_FIELD_WAITING_UNTIL:
      return set_waiting (session, id, assignment->value, error);
    case ZW_FIELD_BLOCKER:
      return set_blocked (session, id, assignment->value, error);
    case ZW_FIELD_LABELS:
      {
        g_autoptr (ZwChangeSet) set = zw_workspace_new_set (session->workspace, ZW_DEED_EDIT);
        return set_labels (session, set, ticket, assignment->value, so_far, error) ? g_steal_pointer (&set) : NULL;
      }
    }
  return set_plain (session, ticket, assignment, error);
}

/* The value that is given last for @field; NULL = none. */
static const char *
find_value (GPtrArray *assignments, ZwField field)
{
  const char *value = NULL;

  for (guint i = 0; i < assignments->len; i++)
    {
      ZwCliAssignment assignment = { 0 };
      if (zw_cli_value_parse_assignment (assignments->pdata[i], &assignment) && assignment.field == field)
        value = assignment.value;
    }
  return value;
}

/* Several tickets that go to one column keep their order there, so they go together. @type is the new type of all, or
 * negative; tickets that change the workflow by it are @leaving with it, the others not. */
static GArray *
choose_moving (ZwCliSession *session, GArray *ids, gint64 project, int type, gboolean leaving)
{
  GArray *chosen = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < ids->len; i++)
    {
      gint64 id = g_array_index (ids, gint64, i);
      ZwTicket *ticket = zw_workspace_get_ticket (session->workspace, id);
      gboolean leaves = type >= 0 && (type == ZW_TICKET_PROBLEM) != (ticket->type == ZW_TICKET_PROBLEM);
      if (ticket->project == project && leaves == leaving)
        g_array_append_val (chosen, id);
    }
  return chosen;
}

static gboolean
merge (ZwChangeSet *set, ZwChangeSet *part)
{
  g_autoptr (ZwChangeSet) owned = part;

  if (part != NULL)
    zw_change_set_merge (set, part);
  return part != NULL;
}

static gboolean
move_of_project (ZwCliSession *session, ZwChangeSet *set, GArray *ids, gint64 project, const char *name, int type, GError **error)
{
  g_autoptr (GArray) staying = choose_moving (session, ids, project, type, FALSE);
  g_autoptr (GArray) leaving = choose_moving (session, ids, project, type, TRUE);
  gint64 status = zw_workspace_match_status (session->workspace, project, name, error);

  return status != 0
         && (staying->len == 0
             || merge (set, zw_ticket_move (session->workspace, (gint64 *) staying->data, staying->len, status, 0, 0, error)))
         && (leaving->len == 0
             || merge (set, zw_ticket_set_type (session->workspace, (gint64 *) leaving->data, leaving->len, (ZwTicketType) type, status,
                                                error)));
}

static gboolean
set_status (ZwCliSession *session, ZwChangeSet *set, GArray *ids, GPtrArray *assignments, GError **error)
{
  const char *name = find_value (assignments, ZW_FIELD_STATUS), *type_name = find_value (assignments, ZW_FIELD_TYPE);
  g_autofree char *folded = type_name != NULL ? g_ascii_strdown (type_name, -1) : NULL;
  int type = folded != NULL ? zw_choice_from_string (zw_ticket_type_names, folded) : -1;
  GListModel *projects = zw_workspace_get_projects (session->workspace);

  if (folded != NULL && !zw_field_spec_validate (zw_entity_find_field (ZW_ENTITY_TICKET, ZW_FIELD_TYPE), folded, error))
    return FALSE;
  if (*name == '\0')
    return zw_field_spec_validate (zw_entity_find_field (ZW_ENTITY_TICKET, ZW_FIELD_STATUS), NULL, error);
  for (guint i = 0; i < g_list_model_get_n_items (projects); i++)
    {
      g_autoptr (ZwItem) project = g_list_model_get_item (projects, i);
      for (guint j = 0; j < ids->len; j++)
        if (zw_workspace_get_ticket (session->workspace, g_array_index (ids, gint64, j))->project == zw_item_get_id (project))
          {
            if (!move_of_project (session, set, ids, zw_item_get_id (project), name, type, error))
              return FALSE;
            break;
          }
    }
  return TRUE;
}

/* Of several tickets that go to a sprint the closed ones stay where they are; which do, is the workspace's question. */
static gboolean
set_sprint (ZwCliSession *session, ZwChangeSet *set, GArray *ids, const ZwCliAssignment *assignment, guint *n_staying, GError **error)
{
  GListModel *projects = zw_workspace_get_projects (session->workspace);
  GError *failure = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (projects); i++)
    {
      g_autoptr (ZwItem) project = g_list_model_get_item (projects, i);
      g_autoptr (GArray) chosen = choose_moving (session, ids, zw_item_get_id (project), -1, FALSE);
      if (chosen->len == 0)
        continue;
      g_autofree char *text = zw_cli_value_resolve (session, zw_item_get_id (project), assignment, &failure);
      if (failure != NULL)
        {
          g_propagate_error (error, failure);
          return FALSE;
        }
      const gint64 *tickets = (const gint64 *) chosen->data;
      *n_staying += zw_ticket_count_staying (session->workspace, tickets, chosen->len, text == NULL ? 0 : g_ascii_strtoll (text, NULL, 10));
      if (!merge (set, zw_ticket_set_field (session->workspace, tickets, chosen->len, ZW_FIELD_SPRINT, text, error)))
        return FALSE;
    }
  return TRUE;
}

/* Every field but the status and the sprint, for one ticket. A type that came with the column is set already. */
static gboolean
set_ticket (ZwCliSession *session, ZwChangeSet *set, ZwTicket *ticket, GPtrArray *assignments, GError **error)
{
  gboolean has_status = find_value (assignments, ZW_FIELD_STATUS) != NULL;

  for (guint i = 0; i < assignments->len; i++)
    {
      ZwCliAssignment assignment = { 0 };
      zw_cli_value_parse_assignment (assignments->pdata[i], &assignment);
      gboolean changes_workflow = assignment.field == ZW_FIELD_TYPE
                                  && (g_ascii_strcasecmp (assignment.value, zw_ticket_type_names[ZW_TICKET_PROBLEM]) == 0)
                                       != (ticket->type == ZW_TICKET_PROBLEM);
      if (assignment.field == ZW_FIELD_STATUS || assignment.field == ZW_FIELD_SPRINT || (has_status && changes_workflow))
        continue;
      if (!merge (set, set_one (session, ticket, &assignment, set, error)))
        return FALSE;
    }
  return TRUE;
}

ZwChangeSet *
zw_cli_fields_set (ZwCliSession *session, GArray *ids, GPtrArray *assignments, guint *n_staying, GError **error)
{
  g_autoptr (ZwChangeSet) set = zw_workspace_new_set (session->workspace, ZW_DEED_EDIT);

  for (guint i = 0; i < ids->len; i++)
    if (zw_workspace_get_ticket (session->workspace, g_array_index (ids, gint64, i)) == NULL)
      {
        g_set_error (error, ZW_ERROR, ZW_ERROR_REFUSED, "the ticket is archived; restore it first with “zettelwand unarchive”");
        return NULL;
      }
  if (find_value (assignments, ZW_FIELD_STATUS) != NULL && !set_status (session, set, ids, assignments, error))
    return NULL;
  for (guint i = 0; i < ids->len; i++)
    if (!set_ticket (session, set, zw_workspace_get_ticket (session->workspace, g_array_index (ids, gint64, i)), assignments, error))
      return NULL;
  const char *sprint = find_value (assignments, ZW_FIELD_SPRINT);
  *n_staying = 0;
  const ZwCliAssignment to_sprint = { ZW_FIELD_SPRINT, sprint };
  if (sprint != NULL && !set_sprint (session, set, ids, &to_sprint, n_staying, error))
    return NULL;
  /* Parts of one set do not see each other: together they may enter both a sprint and a full column. */
  return zw_ticket_hold_limits (session->workspace, set, error) ? g_steal_pointer (&set) : NULL;
}

ZwResolution
zw_cli_fields_parse_reason (const char *text, const char **rest)
{
  g_autofree char *folded = g_ascii_strdown (text, -1);
  int index = zw_choice_from_string (zw_resolution_names, g_strdelimit (folded, " _", '-'));

  *rest = NULL;
  if (index > 0)
    return index;
  *rest = text;
  return ZW_RESOLUTION_OTHER;
}
