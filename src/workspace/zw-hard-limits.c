/* SPDX-License-Identifier: GPL-3.0-or-later
 * Hard limits of columns: what a set would put into a column that holds no more. Every command that can bring a card onto the board
 * asks here last, when its set is complete; so does an undo. A column holds what the board shows in it (zw-board-rules.c): of the
 * running sprint, else what is open or closed of late, whatever filter; sub-tickets and epics apart. Pure: adds guards to the
 * set, so that the store says the same when others were faster. */
#define G_LOG_DOMAIN "zettelwand"

#include <glib/gi18n.h>

#include "zw-board.h"
#include "zw-command.h"
#include "zw-error.h"
#include "zw-id-map.h"
#include "zw-ticket-commands.h"

/* What decides where a ticket stands. */
typedef struct {
  gint64 status, sprint, parent;
  gint64 closed, status_since;
  ZwTicketType type;
  gboolean is_there; /* neither deleted nor archived */
} Place;

/* A heap of cards with one limit: a column, of one running sprint when sprints run in parallel. */
typedef struct {
  ZwStatus *column; /* (nullable) not on the board, or not counted */
  gint64 sprint;    /* 0 = no sprint runs */
} Slot;

typedef struct {
  gint64 id;
  Slot before, after;
  const ZwChange *create; /* (nullable) */
  gboolean comes_back;    /* from the archive */
  gboolean is_unknown;    /* not in memory and not created: only the store knows where it stands */
  Place place;            /* after the set */
} Touched;

typedef struct {
  ZwWorkspace *workspace;
  GPtrArray *touched; /* (owned) of owned Touched, in the order of the set */
  ZwIdMap *by_id;     /* (owned) borrowed Touched */
  gint64 since;       /* cards closed earlier are not shown */
} Limits;

static void
limits_init (Limits *self, ZwWorkspace *workspace)
{
  self->workspace = workspace;
  self->touched = g_ptr_array_new_with_free_func (g_free);
  self->by_id = zw_id_map_new (NULL);
  self->since = zw_board_find_done_since (zw_workspace_get_clock (workspace));
}

static void
limits_clear (Limits *self)
{
  g_clear_pointer (&self->by_id, zw_id_map_free);
  g_clear_pointer (&self->touched, g_ptr_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Limits, limits_clear)

/* --- where a ticket stands ------------------------------------------------------------------------------------ */

static Place
get_place (ZwTicket *ticket)
{
  return (Place) { ticket->status, ticket->sprint, ticket->parent, ticket->closed, ticket->status_since, ticket->type, !ticket->archived };
}

/* Cancelled cards whose status is no column stand crossed in the last done one. */
static ZwStatus *
find_column (Limits *self, ZwStatus *status)
{
  GListModel *statuses = zw_workspace_get_statuses (self->workspace, status->project);
  ZwStatus *last = status;

  if (status->category != ZW_CATEGORY_CANCELLED || status->on_board)
    return status;
  for (guint i = 0; i < g_list_model_get_n_items (statuses); i++)
    {
      g_autoptr (ZwStatus) other = g_list_model_get_item (statuses, i);
      if (other->workflow == status->workflow && other->category == ZW_CATEGORY_DONE && other->on_board)
        last = other;
    }
  return last;
}

/* Before or @after the set: a parent may become an epic by it. */
static gboolean
is_sub_ticket (Limits *self, const Place *place, gboolean after)
{
  const Touched *parent = place->parent != 0 && after ? zw_id_map_get (self->by_id, place->parent) : NULL;

  if (parent != NULL)
    return parent->place.is_there && parent->place.type != ZW_TICKET_EPIC;
  return zw_workspace_takes_sub_tickets (self->workspace, place->parent);
}

static Slot
find_slot (Limits *self, const Place *place, gboolean after)
{
  ZwStatus *status = place->is_there && place->type != ZW_TICKET_EPIC ? zw_workspace_get_status (self->workspace, place->status) : NULL;
  const Slot nowhere = { NULL, 0 };

  if (status == NULL || is_sub_ticket (self, place, after))
    return nowhere;
  if (status->workflow == ZW_WORKFLOW_WORK && zw_workspace_get_active_sprint (self->workspace, status->project) != NULL)
    {
      ZwSprint *sprint = zw_workspace_get_sprint (self->workspace, place->sprint);
      gboolean runs = sprint != NULL && sprint->state == ZW_SPRINT_ACTIVE;
      return runs ? (Slot) { find_column (self, status), place->sprint } : nowhere;
    }
  if (zw_category_is_closed (status->category) && (place->closed != 0 ? place->closed : place->status_since) < self->since)
    return nowhere;
  return (Slot) { find_column (self, status), 0 };
}

static gboolean
is_same_slot (const Slot *a, const Slot *b)
{
  return a->column == b->column && a->sprint == b->sprint;
}

/* --- what a set touches --------------------------------------------------------------------------------------- */

static Touched *
touch (Limits *self, gint64 id)
{
  Touched *touched = zw_id_map_get (self->by_id, id);
  ZwTicket *ticket = zw_workspace_get_ticket (self->workspace, id);

  if (touched != NULL)
    return touched;
  touched = g_new0 (Touched, 1);
  touched->id = id;
  if (ticket != NULL)
    {
      const Place before = get_place (ticket);
      touched->place = before;
      touched->before = find_slot (self, &before, FALSE);
    }
  g_ptr_array_add (self->touched, touched);
  zw_id_map_put (self->by_id, id, touched);
  return touched;
}

static gint64
to_int64 (const char *text)
{
  return text != NULL ? g_ascii_strtoll (text, NULL, 10) : 0;
}

static void
set_value (Place *place, ZwField field, const char *text)
{
  switch ((int) field)
    {
    case ZW_FIELD_STATUS:
      place->status = to_int64 (text);
      break;
    case ZW_FIELD_SPRINT:
      place->sprint = to_int64 (text);
      break;
    case ZW_FIELD_PARENT:
      place->parent = to_int64 (text);
      break;
    case ZW_FIELD_CLOSED:
      place->closed = to_int64 (text);
      break;
    case ZW_FIELD_STATUS_SINCE:
      place->status_since = to_int64 (text);
      break;
    case ZW_FIELD_TYPE:
      place->type = MAX (0, zw_choice_from_string (zw_ticket_type_names, text));
      break;
    case ZW_FIELD_ARCHIVED:
      place->is_there = g_strcmp0 (text, "1") != 0;
      break;
    }
}

static gboolean
decides_place (ZwField field)
{
  return field == ZW_FIELD_STATUS || field == ZW_FIELD_SPRINT || field == ZW_FIELD_PARENT || field == ZW_FIELD_CLOSED
         || field == ZW_FIELD_STATUS_SINCE || field == ZW_FIELD_TYPE || field == ZW_FIELD_ARCHIVED;
}

static void
touch_by_create (Limits *self, const ZwChange *change)
{
  Touched *touched = touch (self, change->id);

  touched->create = change;
  touched->place.is_there = TRUE;
  for (guint i = 0; i < change->values->len; i++)
    {
      const ZwFieldValue *value = &g_array_index (change->values, ZwFieldValue, i);
      set_value (&touched->place, value->field, value->text);
    }
}

static void
touch_by_set (Limits *self, const ZwChange *change)
{
  ZwTicket *ticket = zw_workspace_get_ticket (self->workspace, change->id);

  if (!decides_place (change->field))
    return;
  Touched *touched = touch (self, change->id);
  touched->is_unknown = ticket == NULL && touched->create == NULL;
  touched->comes_back = touched->comes_back || (change->field == ZW_FIELD_ARCHIVED && (ticket == NULL || ticket->archived));
  set_value (&touched->place, change->field, change->new_value);
  if (change->field != ZW_FIELD_TYPE)
    return;
  /* The children of an epic count, those of a ticket do not. */
  g_autoptr (GPtrArray) children = zw_workspace_dup_children (self->workspace, change->id);
  for (guint i = 0; i < children->len; i++)
    touch (self, zw_item_get_id (children->pdata[i]));
}

static void
touch_all (Limits *self, const ZwChangeSet *set)
{
  for (guint i = 0; i < set->changes->len; i++)
    {
      const ZwChange *change = set->changes->pdata[i];
      if (change->entity != ZW_ENTITY_TICKET)
        continue;
      if (change->op == ZW_OP_CREATE)
        touch_by_create (self, change);
      else if (change->op == ZW_OP_SET)
        touch_by_set (self, change);
      else if (change->op == ZW_OP_DELETE)
        touch (self, change->id)->place.is_there = FALSE;
    }
  for (guint i = 0; i < self->touched->len; i++)
    {
      Touched *touched = self->touched->pdata[i];
      touched->after = find_slot (self, &touched->place, TRUE);
    }
}

/* --- the answer ----------------------------------------------------------------------------------------------- */

/* @ticket is as before. Most stand in another column, which is asked first. */
static gboolean
stands_in (Limits *self, ZwTicket *ticket, const Slot *slot)
{
  ZwStatus *status = zw_workspace_get_status (self->workspace, ticket->status);

  if (status != slot->column && (status == NULL || status->category != ZW_CATEGORY_CANCELLED))
    return FALSE;
  const Place place = get_place (ticket);
  const Slot stands = find_slot (self, &place, TRUE);
  return is_same_slot (&stands, slot);
}

static int
count_cards (Limits *self, const Slot *slot)
{
  g_autoptr (GPtrArray) tickets = zw_ticket_list_dup_all (zw_workspace_get_tickets (self->workspace, slot->column->project));
  int count = 0;

  for (guint i = 0; i < tickets->len; i++)
    if (zw_id_map_get (self->by_id, zw_item_get_id (tickets->pdata[i])) == NULL)
      count += stands_in (self, tickets->pdata[i], slot);
  for (guint i = 0; i < self->touched->len; i++)
    count += is_same_slot (&((Touched *) self->touched->pdata[i])->after, slot);
  return count;
}

static void
refuse (Limits *self, const Touched *touched, GError **error)
{
  ZwTicket *ticket = zw_workspace_get_ticket (self->workspace, touched->id);
  const ZwStatus *column = touched->after.column;
  g_autofree char *name = ticket != NULL ? zw_command_describe (self->workspace, ticket) : NULL;

  if (touched->create != NULL)
    zw_set_error (error, ZW_ERROR_LIMIT_REACHED, "cannot create “%s” in “%s”: the column is full, its limit is %d",
                  zw_change_get (touched->create, ZW_FIELD_TITLE), column->name, column->wip_limit);
  else if (touched->comes_back)
    zw_set_error (error, ZW_ERROR_LIMIT_REACHED, "cannot restore %s to “%s”: the column is full, its limit is %d",
                  name != NULL ? name : NC_("error", "the ticket"), column->name, column->wip_limit);
  else
    zw_set_error (error, ZW_ERROR_LIMIT_REACHED, "cannot move %s to “%s”: the column is full, its limit is %d",
                  name != NULL ? name : NC_("error", "the ticket"), column->name, column->wip_limit);
}

/* Whether one before @touched went into the same slot: it was asked about already. */
static gboolean
is_asked (Limits *self, const Touched *touched)
{
  for (guint i = 0; self->touched->pdata[i] != touched; i++)
    {
      const Touched *earlier = self->touched->pdata[i];
      if (is_same_slot (&earlier->after, &touched->after) && !is_same_slot (&earlier->before, &earlier->after))
        return TRUE;
    }
  return FALSE;
}

/* The store has the last word; with all tickets in memory the answer comes before anything is shown. */
static gboolean
hold (Limits *self, ZwChangeSet *set, const Touched *touched, GError **error)
{
  const Slot *slot = &touched->after;
  ZwStatus *column = slot->column;

  zw_change_set_guard_limit (set, touched->id, self->since);
  if (!zw_workspace_is_loaded (self->workspace) || count_cards (self, slot) <= column->wip_limit)
    return TRUE;
  refuse (self, touched, error);
  return FALSE;
}

gboolean
zw_ticket_hold_limits (ZwWorkspace *workspace, ZwChangeSet *set, GError **error)
{
  g_auto (Limits) limits = { 0 };

  limits_init (&limits, workspace);
  touch_all (&limits, set);
  for (guint i = 0; i < limits.touched->len; i++)
    {
      const Touched *touched = limits.touched->pdata[i];
      ZwStatus *column = touched->after.column;
      if (touched->is_unknown)
        zw_change_set_guard_limit (set, touched->id, limits.since);
      gboolean enters = column != NULL && column->wip_hard && column->wip_limit > 0 && !is_same_slot (&touched->before, &touched->after);
      if (enters && !is_asked (&limits, touched) && !hold (&limits, set, touched, error))
        return FALSE;
    }
  return TRUE;
}

int
zw_status_count_cards (ZwWorkspace *workspace, ZwStatus *status)
{
  g_auto (Limits) limits = { 0 };
  ZwSprint *sprint = status->workflow == ZW_WORKFLOW_WORK ? zw_workspace_get_active_sprint (workspace, status->project) : NULL;
  const Slot slot = { status, sprint != NULL ? zw_item_get_id (ZW_ITEM (sprint)) : 0 };

  limits_init (&limits, workspace);
  return count_cards (&limits, &slot);
}
