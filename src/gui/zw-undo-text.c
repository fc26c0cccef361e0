/* SPDX-License-Identifier: GPL-3.0-or-later
 * Naming the deed that was taken back or done again. Called by the window's undo and redo; must never change anything. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-undo-text.h"

#include <glib/gi18n.h>

#include "zw-format.h"

/* A deed, read forwards: an undo says the opposite of what was done. */
typedef struct {
  ZwWorkspace *workspace;
  const ZwChangeSet *set;
  gboolean redo;
} Deed;

static guint
count_tickets (const ZwChangeSet *set)
{
  g_autoptr (GHashTable) tickets = g_hash_table_new (g_int64_hash, g_int64_equal);

  for (guint i = 0; i < set->changes->len; i++)
    {
      ZwChange *change = set->changes->pdata[i];
      if (change->ticket != 0)
        g_hash_table_add (tickets, &change->ticket);
    }
  return g_hash_table_size (tickets);
}

/* Of a sprint: its start or end says more than anything else, also where another sprint is made with it. */
static const ZwChange *
find_sprint_change (const ZwChangeSet *set)
{
  const ZwChange *found = NULL;

  for (guint i = 0; i < set->changes->len; i++)
    {
      const ZwChange *change = set->changes->pdata[i];
      if (change->entity != ZW_ENTITY_SPRINT)
        continue;
      if (change->op == ZW_OP_SET && change->field == ZW_FIELD_STATE)
        return change;
      if (found == NULL || change->op != ZW_OP_SET)
        found = change;
    }
  return found;
}

static int
get_step (const ZwChange *change)
{
  if (change->field != ZW_FIELD_POSITION || change->old_value == NULL || change->new_value == NULL)
    return 0;
  return abs (atoi (change->new_value) - atoi (change->old_value));
}

/* Of a column: one that comes or goes says more than the tickets that change their column with it. A move numbers the others
 * anew, each by one, and the column itself last: what went farthest is meant, else the last one, which an undo has first. */
static const ZwChange *
find_column_change (const Deed *deed)
{
  const ZwChange *found = NULL;

  for (guint i = 0; i < deed->set->changes->len; i++)
    {
      const ZwChange *change = deed->set->changes->pdata[i];
      if (change->entity == ZW_ENTITY_PROJECT && change->op != ZW_OP_SET)
        return NULL;
      if (change->entity != ZW_ENTITY_STATUS)
        continue;
      if (found == NULL || (found->op == ZW_OP_SET && change->op != ZW_OP_SET))
        found = change;
      else if (found->op == ZW_OP_SET && get_step (change) + (deed->redo ? 1 : 0) > get_step (found))
        found = change;
    }
  return found;
}

/* The change that says most about the deed: a ticket that comes or goes, or changes the project, else its status or sprint, else
 * the first of any. */
static const ZwChange *
find_main_change (const ZwChangeSet *set)
{
  const ZwChange *status = NULL, *sprint = NULL, *first = NULL;

  for (guint i = 0; i < set->changes->len; i++)
    {
      const ZwChange *change = set->changes->pdata[i];
      if (change->entity == ZW_ENTITY_TICKET
          && (change->op == ZW_OP_CREATE || change->op == ZW_OP_DELETE || change->field == ZW_FIELD_PROJECT))
        return change;
      if (status == NULL && change->entity == ZW_ENTITY_TICKET && change->op == ZW_OP_SET && change->field == ZW_FIELD_STATUS)
        status = change;
      if (sprint == NULL && change->entity == ZW_ENTITY_TICKET && change->op == ZW_OP_SET && change->field == ZW_FIELD_SPRINT)
        sprint = change;
      if (first == NULL && change->ticket != 0)
        first = change;
    }
  return status != NULL ? status : sprint != NULL ? sprint : first;
}

/* The key of a ticket, also of one that is gone by now. */
static char *
dup_key (ZwWorkspace *workspace, const ZwChange *change)
{
  ZwTicket *ticket = zw_workspace_get_ticket (workspace, change->ticket);

  if (ticket != NULL)
    return zw_format_key (workspace, ticket);
  const char *id = zw_change_get (change, ZW_FIELD_PROJECT);
  const char *number = zw_change_get (change, ZW_FIELD_NUMBER);
  ZwProject *project = id == NULL ? NULL : zw_workspace_get_project (workspace, g_ascii_strtoll (id, NULL, 10));
  if (project == NULL || number == NULL)
    return g_strdup (_("New ticket"));
  return g_strdup_printf ("%s-%s", project->key, number);
}

static char *
dup_subject (const Deed *deed, const ZwChange *change)
{
  guint n = count_tickets (deed->set);

  if (n > 1)
    return g_strdup_printf (ngettext ("%u ticket", "%u tickets", n), n);
  return dup_key (deed->workspace, change);
}

/* The name of a sprint, also of one that is gone by now. */
static char *
dup_sprint_name (const Deed *deed, const ZwChange *change)
{
  ZwSprint *sprint = zw_workspace_get_sprint (deed->workspace, change->id);
  const char *name = sprint != NULL ? sprint->name : zw_change_get (change, ZW_FIELD_NAME);

  return g_strdup (name != NULL ? name : _("Sprint"));
}

static char *
describe_sprint (const Deed *deed, const ZwChange *change)
{
  g_autofree char *name = dup_sprint_name (deed, change);
  const char *state = deed->redo ? change->new_value : change->old_value;

  if (change->op == ZW_OP_CREATE || change->op == ZW_OP_DELETE)
    return g_strdup_printf ((change->op == ZW_OP_CREATE) == deed->redo ? _("%s created") : _("%s deleted"), name);
  if (change->field != ZW_FIELD_STATE)
    return g_strdup_printf (_("%s changed"), name);
  return g_strdup_printf (g_strcmp0 (state, zw_sprint_state_names[ZW_SPRINT_CLOSED]) == 0 ? _("%s completed") : _("%s started"), name);
}

static char *
describe_column (const Deed *deed, const ZwChange *change)
{
  ZwStatus *status = zw_workspace_get_status (deed->workspace, change->id);
  const char *name = status != NULL ? status->name : zw_change_get (change, ZW_FIELD_NAME);

  if (name == NULL)
    return g_strdup (_("Last change"));
  if (change->op == ZW_OP_CREATE || change->op == ZW_OP_DELETE)
    return g_strdup_printf ((change->op == ZW_OP_CREATE) == deed->redo ? _("%s created") : _("%s deleted"), name);
  /* Translators: a column of the board. */
  return g_strdup_printf (change->field == ZW_FIELD_POSITION ? _("Column “%s” moved") : _("%s changed"), name);
}

static gboolean
is_move (const ZwChange *change)
{
  return change->field == ZW_FIELD_STATUS || change->field == ZW_FIELD_PROJECT || change->field == ZW_FIELD_SPRINT;
}

/* The name of the column, project or sprint that it went to. */
static char *
dup_place (const Deed *deed, const ZwChange *change)
{
  const char *id = deed->redo ? change->new_value : change->old_value;
  ZwEntity kind = change->field == ZW_FIELD_PROJECT ? ZW_ENTITY_PROJECT
                  : change->field == ZW_FIELD_SPRINT ? ZW_ENTITY_SPRINT : ZW_ENTITY_STATUS;
  ZwItem *place = id == NULL ? NULL : zw_workspace_get_item (deed->workspace, kind, g_ascii_strtoll (id, NULL, 10));

  if (place != NULL)
    return zw_item_dup_value (place, ZW_FIELD_NAME);
  return g_strdup (change->field == ZW_FIELD_SPRINT ? _("Product Backlog") : "");
}

static char *
describe (const Deed *deed, const ZwChange *change)
{
  g_autofree char *subject = dup_subject (deed, change);

  if (change->entity == ZW_ENTITY_TICKET && (change->op == ZW_OP_CREATE || change->op == ZW_OP_DELETE))
    return g_strdup_printf ((change->op == ZW_OP_CREATE) == deed->redo ? _("%s created") : _("%s deleted"), subject);
  if (change->entity == ZW_ENTITY_COMMENT)
    return g_strdup_printf (_("Comment on %s"), subject);
  if (change->op != ZW_OP_SET || !is_move (change))
    return g_strdup_printf (_("Change of %s"), subject);
  g_autofree char *place = dup_place (deed, change);
  return g_strdup_printf (_("%s moved to %s"), subject, place);
}

char *
zw_undo_text_new (ZwWorkspace *workspace, const ZwChangeSet *set, gboolean redo)
{
  const Deed deed = { workspace, set, redo };
  const ZwChange *sprint = find_sprint_change (set), *column = find_column_change (&deed), *change = find_main_change (set);
  g_autofree char *done = sprint != NULL ? describe_sprint (&deed, sprint)
                          : column != NULL ? describe_column (&deed, column)
                          : change != NULL ? describe (&deed, change)
                                           : g_strdup (_("Last change"));

  /* Translators: what was taken back, such as "WEB-157 moved to Review". */
  return g_strdup_printf (redo ? _("%s: done again") : _("%s: undone"), done);
}
