/* SPDX-License-Identifier: GPL-3.0-or-later
 * Change sets as the command line shows them: JSON, and a few English words. */
#define G_LOG_DOMAIN "zettelwand"

#include <string.h>

#include "zw-cli-output.h"

static const char *
op_name (ZwOp op)
{
  switch (op)
    {
    case ZW_OP_CREATE:
      return "create";
    case ZW_OP_SET:
      return "set";
    case ZW_OP_DELETE:
      return "delete";
    case ZW_OP_ADD:
      return "add";
    case ZW_OP_REMOVE:
      return "remove";
    }
  return "";
}

static void
add_change (ZwJsonWriter *json, ZwCliSession *session, const ZwChange *change)
{
  zw_json_writer_begin_object (json, ZW_JSON_LINE);
  zw_json_writer_put_string (json, "op", op_name (change->op));
  zw_json_writer_put_string (json, "entity", zw_entity_to_string (change->entity));
  zw_json_writer_put_id (json, "id", change->id);
  zw_cli_json_put_key (json, session, "ticket", change->ticket);
  zw_json_writer_put_string (json, "field", change->field != ZW_FIELD_NONE ? zw_field_to_string (change->field) : NULL);
  zw_json_writer_put_string (json, "old", change->old_value);
  zw_json_writer_put_string (json, "new", change->new_value);
  zw_json_writer_end_object (json);
}

void
zw_cli_json_add_set (ZwJsonWriter *json, ZwCliSession *session, const ZwChangeSet *set)
{
  g_autofree char *label = zw_cli_describe_set (session, set);

  zw_json_writer_begin_object (json, ZW_JSON_LINE);
  zw_json_writer_put_id (json, "set", set->id);
  zw_cli_json_put_instant (json, "at", set->at);
  zw_json_writer_put_string (json, "person", set->actor_name);
  zw_json_writer_put_string (json, "label", label);
  zw_json_writer_add_name (json, "changes");
  zw_json_writer_begin_array (json, ZW_JSON_LINE);
  for (guint i = 0; i < set->changes->len; i++)
    add_change (json, session, set->changes->pdata[i]);
  zw_json_writer_end_array (json);
  zw_json_writer_end_object (json);
}

/* Of @set; without those that are ranked only, unless @ranked. */
static guint
count_tickets (const ZwChangeSet *set, gboolean ranked, gint64 *only)
{
  g_autoptr (GHashTable) tickets = g_hash_table_new (g_int64_hash, g_int64_equal);

  for (guint i = 0; i < set->changes->len; i++)
    {
      ZwChange *change = set->changes->pdata[i];
      if (change->ticket != 0 && (ranked || change->field != ZW_FIELD_RANK) && g_hash_table_add (tickets, &change->ticket))
        *only = change->ticket;
    }
  return g_hash_table_size (tickets);
}

/* "WEB-42", or "3 tickets", or nothing for sets that touch none. Who only made room for others is not counted. */
static char *
describe_tickets (ZwCliSession *session, const ZwChangeSet *set)
{
  gint64 only = 0;
  guint n = count_tickets (set, FALSE, &only);

  if (n == 0)
    n = count_tickets (set, TRUE, &only);
  char *key = n == 1 ? zw_cli_session_dup_key (session, only) : NULL;
  return key != NULL ? key : n == 0 ? g_strdup ("") : g_strdup_printf ("%u %s", n, n == 1 ? "ticket" : "tickets");
}

/* The project or the column a set moves its tickets to, when it is one. */
static const char *
find_target (ZwCliSession *session, const ZwChangeSet *set)
{
  for (guint i = 0; i < set->changes->len; i++)
    {
      ZwChange *change = set->changes->pdata[i];
      ZwProject *project = change->op == ZW_OP_SET && change->entity == ZW_ENTITY_TICKET && change->field == ZW_FIELD_PROJECT
                             ? zw_workspace_get_project (session->workspace, g_ascii_strtoll (change->new_value, NULL, 10))
                             : NULL;
      if (project != NULL)
        return project->name;
    }
  for (guint i = 0; i < set->changes->len; i++)
    {
      ZwChange *change = set->changes->pdata[i];
      ZwStatus *status = change->op == ZW_OP_SET && change->field == ZW_FIELD_STATUS && change->new_value != NULL
                           ? zw_workspace_get_status (session->workspace, g_ascii_strtoll (change->new_value, NULL, 10))
                           : NULL;
      if (status != NULL)
        return status->name;
    }
  return NULL;
}

/* The fields a set changes, each once. */
static char *
describe_fields (const ZwChangeSet *set)
{
  g_autoptr (GString) names = g_string_new (NULL);
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < set->changes->len; i++)
    {
      ZwChange *change = set->changes->pdata[i];
      if (change->field != ZW_FIELD_NONE && change->field != ZW_FIELD_TICKET && g_hash_table_add (seen, GUINT_TO_POINTER (change->field)))
        g_string_append_printf (names, "%s%s", names->len > 0 ? ", " : "", zw_field_to_string (change->field));
      else if (change->field == ZW_FIELD_NONE && change->entity != ZW_ENTITY_TICKET
               && g_hash_table_add (seen, GUINT_TO_POINTER (G_MAXUINT - change->entity)))
        g_string_append_printf (names, "%s%s", names->len > 0 ? ", " : "", zw_entity_to_string (change->entity));
    }
  return g_strdup (names->str);
}

/* --- things that are no tickets ------------------------------------------------------------------------------------ */

static const char *
get_name (ZwItem *item)
{
  switch (zw_item_get_entity (item))
    {
    case ZW_ENTITY_SPRINT:
      return ZW_SPRINT (item)->name;
    case ZW_ENTITY_PROJECT:
      return ZW_PROJECT (item)->name;
    case ZW_ENTITY_STATUS:
      return ZW_STATUS (item)->name;
    case ZW_ENTITY_PERSON:
      return ZW_PERSON (item)->name;
    case ZW_ENTITY_LABEL:
      return ZW_LABEL (item)->name;
    case ZW_ENTITY_TICKET:
    case ZW_ENTITY_MEMBER:
    case ZW_ENTITY_COMMENT:
    case ZW_ENTITY_CHECK_ITEM:
    case ZW_ENTITY_BLOCK:
    case ZW_ENTITY_WORK:
    case ZW_ENTITY_ATTACHMENT:
    case ZW_ENTITY_ALIAS:
    case ZW_ENTITY_FILTER:
    case ZW_ENTITY_TEMPLATE:
    case ZW_ENTITY_SOURCE:
    case ZW_ENTITY_STANDUP:
      break;
    }
  return NULL;
}

/* The change that a set is about: the state of a sprint, else what comes or goes, else the first of all. NULL = only tickets'. */
static const ZwChange *
find_main (const ZwChangeSet *set)
{
  const ZwChange *found = NULL;

  for (guint i = 0; i < set->changes->len; i++)
    {
      const ZwChange *change = set->changes->pdata[i];
      if (change->entity == ZW_ENTITY_SPRINT && change->field == ZW_FIELD_STATE)
        return change;
      if (change->ticket != 0)
        continue;
      if (found == NULL || (found->op == ZW_OP_SET && change->op != ZW_OP_SET)
          || (change->op != ZW_OP_SET && change->entity == ZW_ENTITY_PROJECT))
        found = change;
    }
  return found;
}

/* What happened, seen forwards; @back: the set took it back. */
static const char *
get_verb (const ZwChange *change, gboolean back)
{
  const char *state = change->op == ZW_OP_SET && change->field == ZW_FIELD_STATE ? (back ? change->old_value : change->new_value) : NULL;

  if (change->op == ZW_OP_CREATE || change->op == ZW_OP_DELETE)
    return (change->op == ZW_OP_CREATE) != back ? "created" : "deleted";
  return g_strcmp0 (state, zw_sprint_state_names[ZW_SPRINT_ACTIVE]) == 0   ? "started"
         : g_strcmp0 (state, zw_sprint_state_names[ZW_SPRINT_CLOSED]) == 0 ? "completed" : "edited";
}

/* "Sprint 15 started", "status “Review” created". NULL when it is about nothing that has a name. */
static char *
describe_thing (ZwCliSession *session, const ZwChangeSet *set, const char *fields)
{
  const ZwChange *change = find_main (set);
  ZwItem *item = change != NULL ? zw_workspace_get_item (session->workspace, change->entity, change->id) : NULL;
  const char *given = change != NULL && change->values != NULL ? zw_change_get (change, ZW_FIELD_NAME) : NULL;
  const char *name = given != NULL ? given : item != NULL ? get_name (item) : NULL;

  if (name == NULL)
    return NULL;
  const char *verb = get_verb (change, set->deed == ZW_DEED_UNDO);
  gboolean is_edited = g_str_equal (verb, "edited") && *fields != '\0';
  g_autofree char *what = change->entity == ZW_ENTITY_SPRINT ? g_strdup (name)
                                                             : g_strdup_printf ("%s “%s”", zw_entity_to_string (change->entity), name);
  return g_strdup_printf ("%s %s%s%s", what, verb, is_edited ? ": " : "", is_edited ? fields : "");
}

/* "undo of WEB-42", "undo: Sprint 15 started". */
static char *
describe_turn (const ZwChangeSet *set, const char *tickets, const char *thing, const char *fields)
{
  const char *deed = zw_deed_to_string (set->deed);

  if (thing != NULL && (*tickets == '\0' || strstr (thing, " completed") != NULL))
    return g_strdup_printf ("%s: %s", deed, thing);
  if (*tickets != '\0')
    return g_strdup_printf ("%s of %s", deed, tickets);
  return *fields != '\0' ? g_strdup_printf ("%s: %s", deed, fields) : g_strdup (deed);
}

char *
zw_cli_describe_set (ZwCliSession *session, const ZwChangeSet *set)
{
  g_autofree char *tickets = describe_tickets (session, set), *fields = describe_fields (set);
  g_autofree char *thing = describe_thing (session, set, fields);
  const char *target = find_target (session, set);

  switch (set->deed)
    {
    case ZW_DEED_MOVE:
      return target != NULL ? g_strdup_printf ("%s moved to %s", tickets, target) : g_strdup_printf ("%s ranked", tickets);
    case ZW_DEED_CREATE:
      return g_strdup_printf ("%s created", tickets);
    case ZW_DEED_DELETE:
      return g_strdup_printf ("%s deleted", tickets);
    case ZW_DEED_CLOSE:
      return g_strdup_printf ("%s closed as %s", tickets, target != NULL ? target : "before");
    case ZW_DEED_REOPEN:
      return g_strdup_printf ("%s reopened", tickets);
    case ZW_DEED_COMMENT:
      return g_strdup_printf ("%s commented", tickets);
    case ZW_DEED_EDIT:
      return *tickets == '\0' && thing != NULL ? g_steal_pointer (&thing) : g_strdup_printf ("%s edited: %s", tickets, fields);
    case ZW_DEED_SPRINT:
    case ZW_DEED_PROJECT:
      if (thing != NULL)
        return g_steal_pointer (&thing);
      break;
    case ZW_DEED_UNDO:
    case ZW_DEED_REDO:
    case ZW_DEED_IMPORT:
      break;
    }
  return describe_turn (set, tickets, set->deed == ZW_DEED_IMPORT ? NULL : thing, fields);
}
