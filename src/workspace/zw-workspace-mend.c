/* SPDX-License-Identifier: GPL-3.0-or-later
 * What an undo brings back may refer to what is gone by now: a column, a sprint, a label that somebody deleted since. A ticket goes
 * to the first column of the same category then; sprint and label stay away. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-command.h"
#include "zw-workspace-private.h"

static gint64
to_id (const char *text)
{
  return text == NULL ? 0 : g_ascii_strtoll (text, NULL, 10);
}

/* In memory, or among what @set makes. */
static gboolean
is_there (ZwWorkspace *self, const ZwChangeSet *set, ZwEntity entity, gint64 id)
{
  if (id == 0 || zw_workspace_get_item (self, entity, id) != NULL)
    return TRUE;
  for (guint i = 0; i < set->changes->len; i++)
    {
      const ZwChange *change = set->changes->pdata[i];
      if (change->op == ZW_OP_CREATE && change->entity == entity && change->id == id)
        return TRUE;
    }
  return FALSE;
}

/* What @change gives a ticket in @field; NULL when it gives nothing. */
static const char *
get_given (const ZwChange *change, ZwField field)
{
  if (change->entity != ZW_ENTITY_TICKET)
    return NULL;
  if (change->op == ZW_OP_CREATE)
    return zw_change_get (change, field);
  return change->op == ZW_OP_SET && change->field == field ? change->new_value : NULL;
}

static void
give (ZwChange *change, ZwField field, gint64 id)
{
  if (change->op == ZW_OP_CREATE)
    {
      g_autofree char *text = id == 0 ? NULL : g_strdup_printf ("%" G_GINT64_FORMAT, id);
      zw_change_put (change, field, text);
      return;
    }
  g_free (change->new_value);
  change->new_value = id == 0 ? NULL : g_strdup_printf ("%" G_GINT64_FORMAT, id);
}

GArray *
zw_workspace_find_gone_statuses (ZwWorkspace *self, const ZwChangeSet *set)
{
  GArray *gone = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < set->changes->len; i++)
    {
      gint64 id = to_id (get_given (set->changes->pdata[i], ZW_FIELD_STATUS));
      gboolean is_known = is_there (self, set, ZW_ENTITY_STATUS, id);
      for (guint j = 0; j < gone->len; j++)
        is_known = is_known || g_array_index (gone, gint64, j) == id;
      if (!is_known)
        g_array_append_val (gone, id);
    }
  return gone;
}

/* The project and the type that the ticket of @change has, or gets by @change. */
static ZwStatus *
find_substitute (ZwWorkspace *self, const ZwChange *change, ZwCategory category)
{
  ZwTicket *ticket = zw_workspace_get_ticket (self, change->id);
  const char *type_name = get_given (change, ZW_FIELD_TYPE);
  gint64 project = change->op == ZW_OP_CREATE ? to_id (get_given (change, ZW_FIELD_PROJECT)) : ticket != NULL ? ticket->project : 0;
  ZwTicketType type = type_name != NULL ? (ZwTicketType) MAX (0, zw_choice_from_string (zw_ticket_type_names, type_name))
                      : ticket != NULL ? ticket->type : ZW_TICKET_STORY;
  ZwWorkflow workflow = zw_command_workflow_of_type (type);
  ZwStatus *status = project == 0 ? NULL : zw_workspace_find_status (self, project, workflow, category);

  if (status == NULL && project != 0 && !zw_category_is_closed (category))
    status = zw_workspace_find_status (self, project, workflow, ZW_CATEGORY_TODO);
  return status;
}

static void
mend_status (ZwWorkspace *self, ZwChangeSet *set, ZwChange *change, GArray *gone, const ZwCategory *categories)
{
  gint64 id = to_id (get_given (change, ZW_FIELD_STATUS));

  for (guint i = 0; i < gone->len; i++)
    if (g_array_index (gone, gint64, i) == id)
      {
        ZwStatus *status = find_substitute (self, change, categories[i]);
        if (status != NULL)
          give (change, ZW_FIELD_STATUS, zw_item_get_id (ZW_ITEM (status)));
      }
}

static gboolean
is_pointless (ZwWorkspace *self, const ZwChangeSet *set, const ZwChange *change)
{
  if (change->op == ZW_OP_SET && change->entity == ZW_ENTITY_TICKET)
    return g_strcmp0 (change->old_value, change->new_value) == 0;
  return change->op == ZW_OP_ADD && change->field == ZW_FIELD_LABELS
         && !is_there (self, set, ZW_ENTITY_LABEL, to_id (change->new_value));
}

void
zw_workspace_mend (ZwWorkspace *self, ZwChangeSet *set, GArray *gone, const ZwCategory *categories)
{
  for (guint i = set->changes->len; i > 0; i--)
    {
      ZwChange *change = set->changes->pdata[i - 1];
      mend_status (self, set, change, gone, categories);
      if (!is_there (self, set, ZW_ENTITY_SPRINT, to_id (get_given (change, ZW_FIELD_SPRINT))))
        give (change, ZW_FIELD_SPRINT, 0);
      if (is_pointless (self, set, change))
        g_ptr_array_remove_index (set->changes, i - 1);
    }
}
