/* SPDX-License-Identifier: GPL-3.0-or-later
 * field=value words of a new ticket: what it is made with, and what is put into it afterwards. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-cli-fields.h"

#include "zw-cli-values.h"
#include "zw-error.h"
#include "zw-part-commands.h"

/* What ZwNewTicket needs to know from the start; the rest is put into the new ticket afterwards. */
typedef struct {
  ZwNewTicket ticket;
  GArray *labels;
  char *description, *estimate, *due, *planned;
} Draft;

static void
draft_clear (Draft *draft)
{
  g_clear_pointer (&draft->labels, g_array_unref);
  g_free (draft->description);
  g_free (draft->estimate);
  g_free (draft->due);
  g_free (draft->planned);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Draft, draft_clear)

static gboolean
draft_take (Draft *draft, ZwField field, char *text, GError **error)
{
  g_autofree char *owned = text;
  ZwNewTicket *ticket = &draft->ticket;
  int type;

  switch ((int) field)
    {
    case ZW_FIELD_TYPE:
      type = zw_choice_from_string (zw_ticket_type_names, owned);
      if (type < 0)
        return zw_cli_value_refuse (owned, "type: story, task, bug, problem or epic", error) != NULL;
      ticket->type = type;
      break;
    case ZW_FIELD_STATUS:
      ticket->status = g_ascii_strtoll (owned, NULL, 10);
      break;
    case ZW_FIELD_OWNER:
      ticket->owner = g_ascii_strtoll (owned, NULL, 10);
      break;
    case ZW_FIELD_REPORTER:
      ticket->reporter = g_ascii_strtoll (owned, NULL, 10);
      break;
    case ZW_FIELD_CUSTOMER:
      ticket->customer = g_ascii_strtoll (owned, NULL, 10);
      break;
    case ZW_FIELD_SPRINT:
      ticket->sprint = g_ascii_strtoll (owned, NULL, 10);
      break;
    case ZW_FIELD_PARENT:
      ticket->parent = g_ascii_strtoll (owned, NULL, 10);
      break;
    case ZW_FIELD_DIFFICULTY:
      ticket->difficulty = atoi (owned);
      break;
    case ZW_FIELD_PRIORITY:
      ticket->priority = atoi (owned);
      break;
    case ZW_FIELD_ESTIMATE:
      draft->estimate = g_steal_pointer (&owned);
      break;
    case ZW_FIELD_DUE:
      draft->due = g_steal_pointer (&owned);
      break;
    case ZW_FIELD_PLANNED:
      draft->planned = g_steal_pointer (&owned);
      break;
    }
  return TRUE;
}

static gboolean
draft_fill (ZwCliSession *session, Draft *draft, ZwChangeSet *made_labels, const ZwChangeSet *so_far, GPtrArray *assignments,
            GError **error)
{
  gint64 project = draft->ticket.project;

  for (guint i = 0; i < assignments->len; i++)
    {
      ZwCliAssignment assignment = { 0 };
      GError *failure = NULL;
      zw_cli_value_parse_assignment (assignments->pdata[i], &assignment);
      if (assignment.field == ZW_FIELD_LABELS)
        {
          g_clear_pointer (&draft->labels, g_array_unref);
          draft->labels = zw_cli_value_resolve_labels (session, project, assignment.value, made_labels, so_far, error);
          if (draft->labels == NULL)
            return FALSE;
          continue;
        }
      if (assignment.field == ZW_FIELD_DESCRIPTION)
        {
          draft->description = zw_cli_dup_text (assignment.value, error);
          if (draft->description == NULL)
            return FALSE;
          continue;
        }
      if (assignment.field == ZW_FIELD_WAITING_UNTIL || assignment.field == ZW_FIELD_BLOCKER)
        continue;
      char *text = zw_cli_value_resolve (session, project, &assignment, &failure);
      if (failure != NULL)
        {
          g_propagate_error (error, failure);
          return FALSE;
        }
      if (text != NULL && !draft_take (draft, assignment.field, text, error))
        return FALSE;
    }
  return TRUE;
}

static ZwChange *
find_created (ZwChangeSet *set, gint64 id)
{
  for (guint i = 0; i < set->changes->len; i++)
    {
      ZwChange *change = set->changes->pdata[i];
      if (change->op == ZW_OP_CREATE && change->id == id)
        return change;
    }
  return NULL;
}

static gboolean
put_checked (ZwChange *created, ZwField field, const char *text, GError **error)
{
  if (!zw_field_spec_validate (zw_entity_find_field (ZW_ENTITY_TICKET, field), text, error))
    return FALSE;
  zw_change_put (created, field, text);
  return TRUE;
}

static void
add_part (ZwCliSession *session, ZwChangeSet *set, ZwEntity entity, gint64 ticket, ZwField field, const char *text)
{
  ZwChange *change = zw_change_set_create (set, entity, zw_workspace_new_id (session->workspace), ticket);
  gint64 actor = zw_workspace_get_actor (session->workspace);

  zw_change_put_int (change, ZW_FIELD_TICKET, ticket);
  zw_change_put (change, field, text);
  if (entity == ZW_ENTITY_BLOCK)
    {
      zw_change_put_int (change, ZW_FIELD_SINCE, set->at);
      zw_change_put (change, ZW_FIELD_AUTHOR_NAME, zw_workspace_get_actor_name (session->workspace));
    }
  else
    {
      g_autofree char *today = zw_date_to_string (zw_clock_get_today (zw_workspace_get_clock (session->workspace)));
      zw_change_put (change, ZW_FIELD_DATE, today);
    }
  if (actor != 0)
    zw_change_put_int (change, entity == ZW_ENTITY_BLOCK ? ZW_FIELD_AUTHOR : ZW_FIELD_PERSON, actor);
}

/* The fields a new ticket seldom starts with. */
static gboolean
put_late (ZwCliSession *session, ZwChangeSet *set, gint64 project, gint64 id, const ZwCliAssignment *assignment, GError **error)
{
  ZwChange *created = find_created (set, id);
  g_autofree char *text = NULL, *what = NULL;
  const char *reason;
  gint64 blocker;

  if (*assignment->value == '\0')
    return TRUE;
  switch ((int) assignment->field)
    {
    case ZW_FIELD_WAITING_UNTIL:
      if (!zw_cli_value_split_waiting (session, assignment->value, &text, &what, error))
        return FALSE;
      zw_change_put (created, ZW_FIELD_WAITING_FOR, what);
      return put_checked (created, ZW_FIELD_WAITING_UNTIL, text, error);
    case ZW_FIELD_BLOCKER:
      if (!zw_cli_value_split_blocked (session, assignment->value, &blocker, &reason, error))
        return FALSE;
      text = zw_cli_value_from_id (blocker);
      add_part (session, set, ZW_ENTITY_BLOCK, id, blocker != 0 ? ZW_FIELD_BLOCKER : ZW_FIELD_REASON, blocker != 0 ? text : reason);
      return TRUE;
    case ZW_FIELD_REMAINING:
    case ZW_FIELD_PROGRESS:
    case ZW_FIELD_MINUTES:
      text = zw_cli_value_resolve (session, project, assignment, error);
      if (text == NULL)
        return FALSE;
      if (assignment->field != ZW_FIELD_MINUTES)
        return put_checked (created, assignment->field, text, error);
      add_part (session, set, ZW_ENTITY_WORK, id, ZW_FIELD_MINUTES, text);
      return TRUE;
    }
  return TRUE;
}

ZwChangeSet *
zw_cli_fields_create (ZwCliSession *session, gint64 project, const char *title, GPtrArray *assignments, gint64 solves,
                      const ZwChangeSet *so_far, gint64 *id, GError **error)
{
  g_auto (Draft) draft = { .ticket = { .project = project, .type = ZW_TICKET_TASK, .title = title, .solves = solves } };
  g_autoptr (ZwChangeSet) set = zw_workspace_new_set (session->workspace, ZW_DEED_CREATE);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  if (!draft_fill (session, &draft, set, so_far, assignments, error))
    return NULL;
  draft.ticket.description = draft.description;
  draft.ticket.estimate = draft.estimate;
  draft.ticket.due = draft.due;
  draft.ticket.planned = draft.planned;
  draft.ticket.labels = draft.labels != NULL ? (gint64 *) draft.labels->data : NULL;
  draft.ticket.n_labels = draft.labels != NULL ? draft.labels->len : 0;
  g_autoptr (ZwChangeSet) created = zw_ticket_create (session->workspace, &draft.ticket, 1, ids, error);
  if (created == NULL)
    return NULL;
  zw_change_set_merge (set, created);
  *id = g_array_index (ids, gint64, 0);
  for (guint i = 0; i < assignments->len; i++)
    {
      ZwCliAssignment assignment = { 0 };
      zw_cli_value_parse_assignment (assignments->pdata[i], &assignment);
      if (!put_late (session, set, project, *id, &assignment, error))
        return NULL;
    }
  return g_steal_pointer (&set);
}
