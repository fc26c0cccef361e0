/* SPDX-License-Identifier: GPL-3.0-or-later
 * What an undo brings back may refer to what is gone by now: a column, a sprint, a label that somebody deleted since. A ticket goes
 * to the first column of the same category then; sprint and label stay away. In the archive it keeps what it had: it gets what
 * there is when it comes out. */
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

static gboolean
is_among (const GArray *ids, gint64 id)
{
  for (guint i = 0; i < ids->len; i++)
    if (g_array_index (ids, gint64, i) == id)
      return TRUE;
  return FALSE;
}

GArray *
zw_workspace_find_gone_statuses (ZwWorkspace *self, const ZwChangeSet *set)
{
  GArray *gone = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < set->changes->len; i++)
    {
      gint64 id = to_id (get_given (set->changes->pdata[i], ZW_FIELD_STATUS));
      if (!is_there (self, set, ZW_ENTITY_STATUS, id) && !is_among (gone, id))
        g_array_append_val (gone, id);
    }
  return gone;
}

/* What @set leaves in @field of a ticket; NULL when it does not touch it. */
static const char *
get_final (const ZwChangeSet *set, gint64 ticket, ZwField field)
{
  const char *value = NULL;

  for (guint i = 0; i < set->changes->len; i++)
    {
      const ZwChange *change = set->changes->pdata[i];
      const char *given = change->id == ticket ? get_given (change, field) : NULL;
      value = given != NULL ? given : value;
    }
  return value;
}

/* What is not in memory when everything is, is in the archive. */
static gboolean
goes_to_archive (ZwWorkspace *self, const ZwChangeSet *set, gint64 id)
{
  ZwTicket *ticket = zw_workspace_get_ticket (self, id);
  const char *archived = get_final (set, id, ZW_FIELD_ARCHIVED);

  if (archived != NULL)
    return g_str_equal (archived, "1");
  return ticket != NULL ? ticket->archived : self->is_loaded;
}

/* In the project and of the type that the ticket of @change has after @set. */
static ZwStatus *
find_substitute (ZwWorkspace *self, const ZwChangeSet *set, const ZwChange *change, ZwCategory category)
{
  ZwTicket *ticket = zw_workspace_get_ticket (self, change->id);
  const char *type_name = get_final (set, change->id, ZW_FIELD_TYPE);
  gint64 given = to_id (get_final (set, change->id, ZW_FIELD_PROJECT)), project = given != 0 || ticket == NULL ? given : ticket->project;
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
        ZwStatus *status = find_substitute (self, set, change, categories[i]);
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

static gboolean
touches (const ZwChangeSet *set, gint64 id, ZwField field)
{
  for (guint i = 0; i < set->changes->len; i++)
    {
      const ZwChange *change = set->changes->pdata[i];
      if (change->id == id && change->op == ZW_OP_SET && change->field == field)
        return TRUE;
    }
  return FALSE;
}

/* The tickets that @set brings out of the archive; what it gives them itself is good by now. */
static void
restore (ZwWorkspace *self, ZwChangeSet *set)
{
  g_autoptr (ZwChangeSet) more = zw_change_set_new (set->id, set->deed);

  for (guint i = 0; i < set->changes->len; i++)
    {
      const ZwChange *change = set->changes->pdata[i];
      ZwTicket *ticket = change->op == ZW_OP_SET && change->field == ZW_FIELD_ARCHIVED ? zw_workspace_get_ticket (self, change->id) : NULL;
      if (ticket != NULL && !goes_to_archive (self, set, change->id))
        zw_command_restore (self, more, ticket);
    }
  for (guint i = more->changes->len; i > 0; i--)
    if (touches (set, ((ZwChange *) more->changes->pdata[i - 1])->id, ((ZwChange *) more->changes->pdata[i - 1])->field))
      g_ptr_array_remove_index (more->changes, i - 1);
  zw_change_set_merge (set, more);
}

void
zw_workspace_mend (ZwWorkspace *self, ZwChangeSet *set, GArray *gone, const ZwCategory *categories)
{
  for (guint i = set->changes->len; i > 0; i--)
    {
      ZwChange *change = set->changes->pdata[i - 1];
      gboolean has_lost_status = is_among (gone, to_id (get_given (change, ZW_FIELD_STATUS)));
      gboolean has_lost_sprint = !is_there (self, set, ZW_ENTITY_SPRINT, to_id (get_given (change, ZW_FIELD_SPRINT)));
      /* Asked last: the answer takes a look through the whole set. */
      gboolean is_mended = (has_lost_status || has_lost_sprint) && !goes_to_archive (self, set, change->id);
      if (is_mended && has_lost_status)
        mend_status (self, set, change, gone, categories);
      if (is_mended && has_lost_sprint)
        give (change, ZW_FIELD_SPRINT, 0);
      if (is_pointless (self, set, change))
        g_ptr_array_remove_index (set->changes, i - 1);
    }
  restore (self, set);
}
