/* SPDX-License-Identifier: GPL-3.0-or-later
 * Change sets as the command line shows them: JSON, and a few English words. */
#define G_LOG_DOMAIN "zettelwand"

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

/* "WEB-42", or "3 tickets", or nothing for sets that touch none. */
static char *
describe_tickets (ZwCliSession *session, const ZwChangeSet *set)
{
  g_autoptr (GHashTable) tickets = g_hash_table_new (g_int64_hash, g_int64_equal);
  gint64 only = 0;

  for (guint i = 0; i < set->changes->len; i++)
    {
      ZwChange *change = set->changes->pdata[i];
      gboolean is_rank = change->field == ZW_FIELD_RANK && set->changes->len > 1;
      if (change->ticket != 0 && !is_rank && g_hash_table_add (tickets, &change->ticket))
        only = change->ticket;
    }
  guint n = g_hash_table_size (tickets);
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

char *
zw_cli_describe_set (ZwCliSession *session, const ZwChangeSet *set)
{
  g_autofree char *tickets = describe_tickets (session, set), *fields = describe_fields (set);
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
      return g_strdup_printf ("%s edited: %s", tickets, fields);
    case ZW_DEED_UNDO:
    case ZW_DEED_REDO:
    case ZW_DEED_SPRINT:
    case ZW_DEED_PROJECT:
    case ZW_DEED_IMPORT:
      break;
    }
  return g_strdup_printf ("%s%s%s%s%s", zw_deed_to_string (set->deed), *tickets != '\0' ? " of " : "", tickets,
                          *tickets == '\0' && *fields != '\0' ? ": " : "", *tickets == '\0' ? fields : "");
}
