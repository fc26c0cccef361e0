/* SPDX-License-Identifier: GPL-3.0-or-later
 * Words for the change log, called by ZwTalkView. Must never change anything. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-history.h"

#include <glib/gi18n.h>

#include "zw-format.h"
#include "zw-pane-parts.h"

typedef struct {
  ZwWorkspace *workspace;
  ZwTicketDocument *document;
  ZwProject *project; /* (nullable) */
} Context;

static const struct {
  ZwField field;
  const char *name;
} field_names[] = {
  { ZW_FIELD_TITLE, N_("title") },           { ZW_FIELD_TYPE, N_("type") },
  { ZW_FIELD_STATUS, N_("column") },         { ZW_FIELD_OWNER, N_("owner") },
  { ZW_FIELD_REPORTER, N_("reporter") },     { ZW_FIELD_CUSTOMER, N_("customer") },
  { ZW_FIELD_ESTIMATE, N_("estimate") },     { ZW_FIELD_PLANNED, N_("planned time") },
  { ZW_FIELD_REMAINING, N_("remaining time") }, { ZW_FIELD_DIFFICULTY, N_("difficulty") },
  { ZW_FIELD_PROGRESS, N_("progress") },     { ZW_FIELD_PRIORITY, N_("priority") },
  { ZW_FIELD_SPRINT, N_("sprint") },         { ZW_FIELD_DUE, N_("due date") },
  { ZW_FIELD_WAITING_UNTIL, N_("waiting date") }, { ZW_FIELD_WAITING_FOR, N_("reason for waiting") },
  { ZW_FIELD_RESOLUTION, N_("reason for closing") }, { ZW_FIELD_RESOLUTION_TEXT, N_("closing remark") },
  { ZW_FIELD_DUPLICATE_OF, N_("duplicate") }, { ZW_FIELD_PARENT, N_("parent") },
  { ZW_FIELD_LABELS, N_("label") },          { ZW_FIELD_SOLVES, N_("link “solves”") },
  { ZW_FIELD_DUPLICATES, N_("link “duplicates”") }, { ZW_FIELD_RELATES, N_("link “relates to”") },
  { ZW_FIELD_SPLIT_FROM, N_("link “split from”") }, { ZW_FIELD_PROJECT, N_("project") },
};

static const char *
get_field_name (ZwField field)
{
  for (guint i = 0; i < G_N_ELEMENTS (field_names); i++)
    if (field_names[i].field == field)
      return _(field_names[i].name);
  return NULL;
}

static char *
dup_ticket_name (const Context *context, gint64 id)
{
  ZwTicket *ticket = zw_workspace_get_ticket (context->workspace, id);
  const ZwTicketStub *stub = ticket == NULL ? zw_ticket_document_get_stub (context->document, id) : NULL;

  if (ticket != NULL)
    return zw_format_key (context->workspace, ticket);
  ZwProject *project = stub == NULL ? NULL : zw_workspace_get_project (context->workspace, stub->project);
  if (project != NULL)
    return g_strdup_printf ("%s-%d", project->key, stub->number);
  return g_strdup (stub == NULL ? _("a deleted ticket") : stub->title);
}

/* A reference by the name of what it points to. (transfer full) */
static char *
dup_reference (const Context *context, ZwEntity target, const char *value)
{
  gint64 id = g_ascii_strtoll (value, NULL, 10);
  ZwItem *item = target == ZW_ENTITY_TICKET ? NULL : zw_workspace_get_item (context->workspace, target, id);
  g_autofree char *name = item == NULL ? NULL : zw_item_dup_value (item, ZW_FIELD_NAME);

  if (target == ZW_ENTITY_TICKET)
    return dup_ticket_name (context, id);
  return name == NULL ? g_strdup (_("something deleted")) : g_steal_pointer (&name);
}

static char *
dup_choice (ZwField field, const ZwFieldSpec *spec, const char *value)
{
  int choice = zw_choice_from_string (spec->choices, value);

  if (choice >= 0 && field == ZW_FIELD_TYPE)
    return g_strdup (zw_format_type ((ZwTicketType) choice));
  if (choice > 0 && field == ZW_FIELD_RESOLUTION)
    return g_strdup (zw_format_resolution ((ZwResolution) choice));
  return g_strdup (value);
}

static char *
dup_number (const Context *context, ZwField field, const char *value)
{
  int number = (int) g_ascii_strtoll (value, NULL, 10);
  int minutes_per_day = context->project == NULL ? 480 : context->project->minutes_per_day;

  if (field == ZW_FIELD_PLANNED || field == ZW_FIELD_REMAINING)
    return zw_pane_format_minutes (number, minutes_per_day);
  if (field == ZW_FIELD_DIFFICULTY)
    return g_strdup (zw_pane_format_difficulty (number));
  if (field == ZW_FIELD_PRIORITY)
    return g_strdup (zw_format_priority (number));
  return field == ZW_FIELD_PROGRESS ? zw_format_percent (number) : g_strdup (value);
}

/* A value as people read it; NULL stays NULL. */
static char *
dup_value (const Context *context, ZwField field, const char *value)
{
  const ZwFieldSpec *spec = zw_entity_find_field (ZW_ENTITY_TICKET, field);
  int date;

  if (value == NULL || spec == NULL)
    return NULL;
  switch (spec->type)
    {
    case ZW_VALUE_REF:
    case ZW_VALUE_SET_REF:
      return dup_reference (context, spec->target, value);
    case ZW_VALUE_DATE:
      return zw_date_from_string (value, &date)
                 ? zw_format_date (date, zw_clock_get_today (zw_workspace_get_clock (context->workspace))) : g_strdup (value);
    case ZW_VALUE_CHOICE:
      return dup_choice (field, spec, value);
    case ZW_VALUE_INT:
      return dup_number (context, field, value);
    case ZW_VALUE_REAL:
      return zw_format_number (g_ascii_strtod (value, NULL));
    case ZW_VALUE_TEXT:
      return g_strdup_printf ("“%s”", value);
    case ZW_VALUE_INT64:
    case ZW_VALUE_BOOL:
    case ZW_VALUE_INSTANT:
    case ZW_VALUE_LONG_TEXT:
    case ZW_VALUE_SET_DATE:
      break;
    }
  return g_strdup (value);
}

static char *
describe_ticket_set (const Context *context, const ZwChange *change)
{
  const char *name = get_field_name (change->field);
  g_autofree char *old = dup_value (context, change->field, change->old_value);
  g_autofree char *new = dup_value (context, change->field, change->new_value);

  if (change->field == ZW_FIELD_DESCRIPTION)
    return g_strdup (change->old_value == NULL ? _("wrote the description") : _("edited the description"));
  if (change->field == ZW_FIELD_ARCHIVED)
    return g_strdup (g_strcmp0 (change->new_value, "1") == 0 ? _("archived the ticket") : _("restored the ticket from the archive"));
  if (change->field == ZW_FIELD_STATUS && old != NULL && new != NULL)
    return g_strdup_printf (_("moved it from %s to %s"), old, new);
  if (change->field == ZW_FIELD_RESOLUTION && g_strcmp0 (change->new_value, zw_resolution_names[ZW_RESOLUTION_NONE]) == 0)
    return NULL;
  if (change->field == ZW_FIELD_RESOLUTION)
    return g_strdup_printf (_("set the %s to %s"), name, new);
  if (name == NULL)
    return NULL;
  if (new == NULL)
    return g_strdup_printf (_("removed the %s %s"), name, old);
  return old == NULL ? g_strdup_printf (_("set the %s to %s"), name, new)
                     : g_strdup_printf (_("changed the %s from %s to %s"), name, old, new);
}

static char *
describe_ticket (const Context *context, const ZwChange *change)
{
  const char *name = get_field_name (change->field);
  g_autofree char *value = NULL;

  switch (change->op)
    {
    case ZW_OP_CREATE:
      return g_strdup (_("created the ticket"));
    case ZW_OP_DELETE:
      return g_strdup (_("deleted the ticket"));
    case ZW_OP_SET:
      return describe_ticket_set (context, change);
    case ZW_OP_ADD:
      value = dup_value (context, change->field, change->new_value);
      return name == NULL ? NULL : g_strdup_printf (_("added the %s %s"), name, value);
    case ZW_OP_REMOVE:
      value = dup_value (context, change->field, change->old_value);
      return name == NULL ? NULL : g_strdup_printf (_("removed the %s %s"), name, value);
    }
  return NULL;
}

static char *
describe_comment (const Context *context, const ZwChange *change)
{
  if (change->op == ZW_OP_CREATE)
    return g_strdup (_("commented"));
  if (change->op == ZW_OP_DELETE)
    return g_strdup (_("deleted a comment"));
  /* The text of a new comment follows its creation as a change of its own. */
  return change->field == ZW_FIELD_TEXT && change->old_value != NULL ? g_strdup (_("edited a comment")) : NULL;
}

/* The item's words: in the change, or in the list as it is now. (nullable) (transfer full) */
static char *
dup_check_text (const Context *context, const ZwChange *change)
{
  GListModel *checks = zw_ticket_document_get_checks (context->document);

  if (zw_change_get (change, ZW_FIELD_TEXT) != NULL)
    return g_strdup (zw_change_get (change, ZW_FIELD_TEXT));
  for (guint i = 0; i < g_list_model_get_n_items (checks); i++)
    {
      g_autoptr (ZwCheckItem) item = g_list_model_get_item (checks, i);
      if (zw_item_get_id (ZW_ITEM (item)) == change->id)
        return g_strdup (item->text);
    }
  return g_strdup (_("an item"));
}

static char *
describe_check_item (const Context *context, const ZwChange *change)
{
  g_autofree char *text = dup_check_text (context, change);

  if (change->op == ZW_OP_CREATE)
    return g_strdup_printf (_("added “%s” to the checklist"), text);
  if (change->op == ZW_OP_DELETE)
    return g_strdup_printf (_("removed “%s” from the checklist"), text);
  if (change->field == ZW_FIELD_DONE)
    return g_strdup_printf (g_strcmp0 (change->new_value, "1") == 0 ? _("ticked “%s”") : _("unticked “%s”"), text);
  return change->field == ZW_FIELD_TEXT
             ? g_strdup_printf (_("renamed “%s” to “%s” in the checklist"), change->old_value, change->new_value) : NULL;
}

static char *
describe_block (const Context *context, const ZwChange *change)
{
  const char *reason = change->values == NULL ? NULL : zw_change_get (change, ZW_FIELD_REASON);
  const char *blocker = change->values == NULL ? NULL : zw_change_get (change, ZW_FIELD_BLOCKER);

  if (change->op == ZW_OP_CREATE && reason != NULL)
    return g_strdup_printf (_("blocked it: %s"), reason);
  if (change->op == ZW_OP_CREATE && blocker != NULL)
    {
      g_autofree char *key = dup_ticket_name (context, g_ascii_strtoll (blocker, NULL, 10));
      return g_strdup_printf (_("blocked it by %s"), key);
    }
  return change->field == ZW_FIELD_ENDED && change->new_value != NULL ? g_strdup (_("unblocked it")) : NULL;
}

static char *
describe_work (const Context *context, const ZwChange *change)
{
  const char *minutes = change->op == ZW_OP_CREATE ? zw_change_get (change, ZW_FIELD_MINUTES) : NULL;

  if (minutes == NULL)
    return NULL;
  g_autofree char *time = zw_pane_format_minutes ((int) g_ascii_strtoll (minutes, NULL, 10),
                                                  context->project == NULL ? 480 : context->project->minutes_per_day);
  return g_strdup_printf (_("logged %s of work"), time);
}

static char *
describe_change (const Context *context, const ZwChange *change)
{
  switch (change->entity)
    {
    case ZW_ENTITY_TICKET:
      return describe_ticket (context, change);
    case ZW_ENTITY_COMMENT:
      return describe_comment (context, change);
    case ZW_ENTITY_CHECK_ITEM:
      return describe_check_item (context, change);
    case ZW_ENTITY_BLOCK:
      return describe_block (context, change);
    case ZW_ENTITY_WORK:
      return describe_work (context, change);
    case ZW_ENTITY_ATTACHMENT:
      return g_strdup (change->op == ZW_OP_DELETE ? _("removed a file") : _("attached a file"));
    case ZW_ENTITY_PROJECT:
    case ZW_ENTITY_STATUS:
    case ZW_ENTITY_PERSON:
    case ZW_ENTITY_MEMBER:
    case ZW_ENTITY_LABEL:
    case ZW_ENTITY_SPRINT:
    case ZW_ENTITY_ALIAS:
    case ZW_ENTITY_FILTER:
    case ZW_ENTITY_TEMPLATE:
    case ZW_ENTITY_SOURCE:
    case ZW_ENTITY_STANDUP:
      break;
    }
  return NULL;
}

static gboolean
is_new_ticket (const ZwChangeSet *set)
{
  for (guint i = 0; i < set->changes->len; i++)
    {
      const ZwChange *change = g_ptr_array_index (set->changes, i);
      if (change->entity == ZW_ENTITY_TICKET && change->op == ZW_OP_CREATE)
        return TRUE;
    }
  return FALSE;
}

char *
zw_history_describe (ZwWorkspace *workspace, ZwTicketDocument *document, const ZwChangeSet *set)
{
  Context context = { workspace, document, NULL };
  GString *text = g_string_new (NULL);

  context.project = zw_workspace_get_project (workspace, zw_ticket_document_get_ticket (document)->project);
  if (is_new_ticket (set))
    return g_string_free (g_string_append (text, _("created the ticket")), FALSE);
  for (guint i = 0; i < set->changes->len; i++)
    {
      g_autofree char *sentence = describe_change (&context, g_ptr_array_index (set->changes, i));
      if (sentence != NULL)
        g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "", sentence);
    }
  if (set->undoes != 0 && text->len > 0)
    g_string_append_printf (text, " %s", _("(by undo)"));
  return g_string_free (text, FALSE);
}
