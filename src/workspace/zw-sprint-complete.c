/* SPDX-License-Identifier: GPL-3.0-or-later
 * The end of a sprint: what becomes of each unfinished ticket, as one set. Pure: builds change sets, changes nothing. */
#define G_LOG_DOMAIN "zettelwand"

#include <glib/gi18n.h>
#include <math.h>

#include "zw-command.h"
#include "zw-error.h"
#include "zw-project-commands.h"
#include "zw-sprint-commands.h"
#include "zw-sprint-private.h"
#include "zw-ticket-commands.h"

typedef struct {
  ZwWorkspace *workspace;
  ZwChangeSet *set;
  ZwSprint *sprint;
  const ZwCompletion *completion;
  gint64 new_sprint;   /* 0 = not made yet */
  gboolean fills_board; /* something goes to a sprint that runs, too */
  GPtrArray *to_top;   /* (owned) ZwTicket of the old ones that go to the top of the backlog */
  GArray *new_on_top;  /* (owned) NewOnTop: where among them rests stand */
} Completing;

/* A ticket of this set that goes to the top before the @before-th of the old ones. */
typedef struct {
  guint before;
  gint64 id;
} NewOnTop;

/* --- families ------------------------------------------------------------------------------------------------------- */

/* Who decides for @ticket: its parent, when both are in the sprint. */
static ZwTicket *
get_head (ZwWorkspace *workspace, ZwTicket *ticket)
{
  ZwTicket *parent = zw_workspace_is_sub_ticket (workspace, ticket) ? zw_workspace_get_ticket (workspace, ticket->parent) : NULL;
  return parent != NULL && parent->sprint == ticket->sprint ? parent : ticket;
}

/* The ticket and its sub-tickets. */
static GPtrArray *
dup_family (ZwWorkspace *workspace, ZwTicket *head)
{
  gboolean has_family = zw_workspace_takes_sub_tickets (workspace, zw_item_get_id (ZW_ITEM (head)));
  g_autoptr (GPtrArray) children = has_family ? zw_workspace_dup_children (workspace, zw_item_get_id (ZW_ITEM (head))) : NULL;
  GPtrArray *family = g_ptr_array_new ();

  g_ptr_array_add (family, head);
  for (guint i = 0; children != NULL && i < children->len; i++)
    if (!((ZwTicket *) children->pdata[i])->archived)
      g_ptr_array_add (family, children->pdata[i]);
  return family;
}

GPtrArray *
zw_sprint_dup_unfinished (ZwWorkspace *workspace, gint64 sprint)
{
  g_autoptr (GPtrArray) tickets = zw_sprint_dup_tickets (workspace, sprint);
  g_autoptr (GHashTable) open = g_hash_table_new (NULL, NULL);
  GPtrArray *heads = g_ptr_array_new ();

  for (guint i = 0; i < tickets->len; i++)
    if (!zw_workspace_is_closed (workspace, tickets->pdata[i]))
      g_hash_table_add (open, get_head (workspace, tickets->pdata[i]));
  for (guint i = 0; i < tickets->len; i++)
    if (g_hash_table_contains (open, tickets->pdata[i]))
      g_ptr_array_add (heads, tickets->pdata[i]);
  return heads;
}

/* --- targets --------------------------------------------------------------------------------------------------------- */

static gboolean
check_target (Completing *self, gint64 target, GError **error)
{
  ZwSprint *sprint = target > 0 ? zw_workspace_get_sprint (self->workspace, target) : NULL;

  if (target == ZW_TARGET_BACKLOG || target == ZW_TARGET_NEW_SPRINT)
    return TRUE;
  if (sprint == NULL || sprint == self->sprint || sprint->state == ZW_SPRINT_CLOSED || sprint->project != self->sprint->project)
    return zw_sprint_refuse (error, "cannot complete “%s”: %s", self->sprint,
                             NC_("error", "its open tickets need another sprint that is not completed"));
  return TRUE;
}

static gboolean
make_sprint (Completing *self, GError **error)
{
  g_autofree char *proposed = zw_sprint_propose_name (self->workspace, self->sprint->project);
  const char *wanted = self->completion->new_sprint;
  g_autoptr (ZwChangeSet) made = zw_sprint_create (self->workspace, self->sprint->project, wanted != NULL ? wanted : proposed, NULL, NULL,
                                                   NULL, &self->new_sprint, error);

  if (made != NULL)
    zw_change_set_merge (self->set, made);
  return made != NULL;
}

/* The id of the sprint @target stands for; 0 = the backlog. */
static gboolean
resolve_target (Completing *self, gint64 target, gint64 *sprint, GError **error)
{
  if (!check_target (self, target, error))
    return FALSE;
  if (target == ZW_TARGET_NEW_SPRINT && self->new_sprint == 0 && !make_sprint (self, error))
    return FALSE;
  *sprint = target == ZW_TARGET_NEW_SPRINT ? self->new_sprint : target;
  self->fills_board |= target > 0 && zw_workspace_get_sprint (self->workspace, target)->state == ZW_SPRINT_ACTIVE;
  return TRUE;
}

/* --- fates ------------------------------------------------------------------------------------------------------------ */

static void
send (Completing *self, ZwTicket *ticket, gint64 sprint)
{
  zw_command_set_id (self->set, ZW_ITEM (ticket), ZW_FIELD_SPRINT, sprint);
  if (sprint == 0 && !zw_workspace_is_closed (self->workspace, ticket))
    g_ptr_array_add (self->to_top, ticket);
}

/* All of the family: sub-tickets have their parent's sprint, the closed ones, too. */
static gboolean
carry (Completing *self, ZwTicket *head, const ZwFate *fate, GError **error)
{
  gint64 sprint;
  g_autoptr (GPtrArray) family = dup_family (self->workspace, head);

  if (!resolve_target (self, fate->target, &sprint, error))
    return FALSE;
  for (guint i = 0; i < family->len; i++)
    send (self, family->pdata[i], sprint);
  return TRUE;
}

static gboolean
cancel (Completing *self, ZwTicket *head, const ZwFate *fate, GError **error)
{
  ZwStatus *status = zw_workspace_find_status (self->workspace, head->project, ZW_WORKFLOW_WORK, ZW_CATEGORY_CANCELLED);
  const ZwClosing closing = { fate->resolution, fate->text, 0 };
  g_autoptr (GPtrArray) family = dup_family (self->workspace, head);

  if (status == NULL)
    return zw_sprint_refuse (error, "cannot complete “%s”: %s", self->sprint,
                             NC_("error", "the project has no column for what is not done"));
  for (guint i = 0; i < family->len; i++)
    if (!zw_workspace_is_closed (self->workspace, family->pdata[i])
        && !zw_command_change_status (self->workspace, self->set, family->pdata[i], status, &closing, error))
      return FALSE;
  return TRUE;
}

static gboolean
check_split (Completing *self, ZwTicket *ticket, double rest, GError **error)
{
  g_autofree char *name = zw_command_describe (self->workspace, ticket);
  double whole = zw_ticket_get_divisible (self->workspace, ticket);

  if (zw_workspace_is_closed (self->workspace, ticket))
    zw_set_error (error, ZW_ERROR_REFUSED, "cannot split %s: it is closed, only sub-tickets are open", name);
  else if (!isnan (whole) && !zw_ticket_divides (self->workspace, ticket, rest))
    {
      g_autofree char *size = zw_real_to_string (whole);
      zw_set_error (error, ZW_ERROR_INVALID_VALUE, "cannot split %s: the rest is more than 0 and less than its estimate of %s", name, size);
    }
  else
    return TRUE;
  return FALSE;
}

static gboolean
is_in_hours (Completing *self, ZwTicket *ticket)
{
  return zw_workspace_get_project (self->workspace, ticket->project)->estimate_unit == ZW_UNIT_HOURS;
}

static int
get_minutes (double hours)
{
  return (int) round (hours * 60);
}

/* The rest as a new ticket that stands where the old one stands, in the same column. */
static gboolean
make_rest (Completing *self, ZwTicket *ticket, const ZwFate *fate, gint64 sprint, gint64 *id, GError **error)
{
  gboolean divides = !isnan (zw_ticket_get_divisible (self->workspace, ticket));
  gboolean in_hours = divides && is_in_hours (self, ticket);
  gboolean plans = in_hours && (ticket->planned != ZW_UNSET || isnan (ticket->estimate));
  g_autofree char *estimate = divides && !isnan (ticket->estimate) ? zw_real_to_string (fate->rest) : NULL;
  g_autofree char *planned = plans ? g_strdup_printf ("%d", get_minutes (fate->rest)) : NULL;
  g_autofree char *due = zw_date_to_string (ticket->due);
  const ZwNewTicket rest = {
    .project = ticket->project, .status = ticket->status, .type = ticket->type, .title = ticket->title, .description = fate->description,
    .owner = ticket->owner, .reporter = ticket->reporter, .sprint = sprint, .parent = ticket->parent, .estimate = estimate, .due = due,
    .planned = planned, .difficulty = ticket->difficulty != ZW_UNSET ? ticket->difficulty : 0, .priority = ticket->priority,
    .labels = ticket->labels != NULL ? (const gint64 *) (gconstpointer) ticket->labels->data : NULL,
    .n_labels = ticket->labels != NULL ? ticket->labels->len : 0, .before = zw_item_get_id (ZW_ITEM (ticket)),
  };
  g_autofree char *origin = g_strdup_printf ("%" G_GINT64_FORMAT, rest.before);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (ZwChangeSet) made = zw_ticket_create (self->workspace, &rest, 1, ids, error);

  if (made == NULL)
    return FALSE;
  *id = g_array_index (ids, gint64, 0);
  zw_change_set_merge (self->set, made);
  zw_change_set_add (self->set, ZW_ENTITY_TICKET, *id, *id, ZW_FIELD_SPLIT_FROM, origin);
  return TRUE;
}

static ZwChange *
create_part (Completing *self, ZwEntity entity, gint64 ticket)
{
  ZwChange *change = zw_change_set_create (self->set, entity, zw_workspace_new_id (self->workspace), ticket);

  zw_change_put_int (change, ZW_FIELD_TICKET, ticket);
  return change;
}

/* What was not ticked off is still to be done. */
static void
hand_on_checks (Completing *self, GPtrArray *checks, gint64 rest)
{
  for (guint i = 0; checks != NULL && i < checks->len; i++)
    {
      ZwCheckItem *item = checks->pdata[i];
      if (item->done)
        continue;
      ZwChange *change = create_part (self, ZW_ENTITY_CHECK_ITEM, rest);
      zw_change_put (change, ZW_FIELD_TEXT, item->text);
      zw_change_put (change, ZW_FIELD_DONE, "0");
      zw_change_put_int (change, ZW_FIELD_RANK, item->rank);
      zw_command_delete (self->set, ZW_ITEM (item));
    }
}

/* What is in the way of the rest has been so since then. */
static void
hand_on_blocks (Completing *self, ZwTicket *ticket, gint64 rest)
{
  g_autoptr (GPtrArray) blocks = zw_workspace_dup_open_blocks (self->workspace, zw_item_get_id (ZW_ITEM (ticket)), 0);

  for (guint i = 0; i < blocks->len; i++)
    {
      ZwBlock *block = blocks->pdata[i];
      ZwChange *change = create_part (self, ZW_ENTITY_BLOCK, rest);
      if (block->author != 0)
        zw_change_put_int (change, ZW_FIELD_AUTHOR, block->author);
      zw_change_put (change, ZW_FIELD_AUTHOR_NAME, block->author_name);
      zw_change_put (change, ZW_FIELD_REASON, block->reason);
      if (block->blocker != 0)
        zw_change_put_int (change, ZW_FIELD_BLOCKER, block->blocker);
      zw_change_put_int (change, ZW_FIELD_SINCE, block->since);
      zw_command_set_int64 (self->set, ZW_ITEM (block), ZW_FIELD_ENDED, self->set->at);
    }
}

/* What is left of the ticket when @rest goes on. */
static void
keep_part (Completing *self, ZwTicket *ticket, double rest)
{
  if (isnan (zw_ticket_get_divisible (self->workspace, ticket)))
    return;
  if (!isnan (ticket->estimate))
    {
      g_autofree char *finished = zw_real_to_string (MAX (0, ticket->estimate - rest));
      zw_command_set (self->set, ZW_ITEM (ticket), ZW_FIELD_ESTIMATE, finished);
    }
  if (is_in_hours (self, ticket) && ticket->planned != ZW_UNSET)
    zw_command_set_int64 (self->set, ZW_ITEM (ticket), ZW_FIELD_PLANNED, MAX (0, ticket->planned - get_minutes (rest)));
}

/* The finished part is done with the points that are left; open sub-tickets go on under the rest. */
static gboolean
split (Completing *self, ZwTicket *ticket, const ZwFate *fate, GError **error)
{
  ZwStatus *done = zw_workspace_find_status (self->workspace, ticket->project, ZW_WORKFLOW_WORK, ZW_CATEGORY_DONE);
  g_autoptr (GPtrArray) family = dup_family (self->workspace, ticket);
  gint64 sprint, rest;

  if (!check_split (self, ticket, fate->rest, error) || !resolve_target (self, fate->target, &sprint, error)
      || !make_rest (self, ticket, fate, sprint, &rest, error))
    return FALSE;
  if (sprint == 0)
    {
      const NewOnTop place = { self->to_top->len, rest };
      g_array_append_val (self->new_on_top, place);
    }
  hand_on_checks (self, fate->checks, rest);
  hand_on_blocks (self, ticket, rest);
  for (guint i = 1; i < family->len; i++)
    if (!zw_workspace_is_closed (self->workspace, family->pdata[i]))
      {
        zw_command_set_id (self->set, family->pdata[i], ZW_FIELD_PARENT, rest);
        send (self, family->pdata[i], sprint);
      }
  keep_part (self, ticket, fate->rest);
  return done != NULL ? zw_command_change_status (self->workspace, self->set, ticket, done, NULL, error)
                      : zw_sprint_refuse (error, "cannot complete “%s”: %s", self->sprint,
                                          NC_("error", "the project has no column for what is done"));
}

static gboolean
decide (Completing *self, ZwTicket *head, GError **error)
{
  gint64 id = zw_item_get_id (ZW_ITEM (head));
  const ZwFate *fate = self->completion->fates != NULL ? g_hash_table_lookup (self->completion->fates, &id) : NULL;

  if (fate == NULL)
    fate = &self->completion->others;
  switch (fate->kind)
    {
    case ZW_FATE_CARRY:
      return carry (self, head, fate, error);
    case ZW_FATE_SPLIT:
      return split (self, head, fate, error);
    case ZW_FATE_CANCEL:
      return cancel (self, head, fate, error);
    }
  return FALSE;
}

/* --- the set ---------------------------------------------------------------------------------------------------------- */

static gboolean
check_complete (Completing *self, GError **error)
{
  if (self->sprint->state == ZW_SPRINT_ACTIVE)
    return check_target (self, self->completion->others.target, error);
  return zw_sprint_refuse (error, "cannot complete “%s”: %s", self->sprint,
                           self->sprint->state == ZW_SPRINT_PLANNED ? NC_("error", "it has not started")
                                                                    : NC_("error", "it is completed already"));
}

/* A ticket is made with a rank of its own; this replaces it. */
static void
set_new_rank (ZwChangeSet *set, gint64 id, gint64 rank)
{
  for (guint i = 0; i < set->changes->len; i++)
    {
      ZwChange *change = set->changes->pdata[i];
      if (change->op == ZW_OP_CREATE && change->entity == ZW_ENTITY_TICKET && change->id == id)
        zw_change_put_int (change, ZW_FIELD_RANK, rank);
    }
}

static void
rank_on_top (Completing *self)
{
  guint n_new = self->new_on_top->len, next = 0;
  g_autofree gint64 *ranks = g_new0 (gint64, self->to_top->len + n_new);

  if (self->to_top->len + n_new == 0)
    return;
  zw_sprint_rank_on_top (self->workspace, self->set, self->sprint->project, self->to_top, self->to_top->len + n_new, ranks);
  for (guint i = 0; i <= self->to_top->len; i++)
    {
      for (; next < n_new && g_array_index (self->new_on_top, NewOnTop, next).before == i; next++)
        set_new_rank (self->set, g_array_index (self->new_on_top, NewOnTop, next).id, ranks[i + next]);
      if (i < self->to_top->len)
        zw_command_set_int64 (self->set, self->to_top->pdata[i], ZW_FIELD_RANK, ranks[i + next]);
    }
}

static gboolean
decide_all (Completing *self, GError **error)
{
  g_autoptr (GPtrArray) heads = zw_sprint_dup_unfinished (self->workspace, zw_item_get_id (ZW_ITEM (self->sprint)));

  for (guint i = 0; i < heads->len; i++)
    if (!decide (self, heads->pdata[i], error))
      return FALSE;
  rank_on_top (self);
  return TRUE;
}

ZwChangeSet *
zw_sprint_complete_with (ZwWorkspace *workspace, gint64 sprint_id, const ZwCompletion *completion, GError **error)
{
  g_autoptr (ZwChangeSet) set = zw_workspace_new_set (workspace, ZW_DEED_SPRINT);
  ZwSprint *sprint = zw_sprint_require (workspace, sprint_id, error);
  Completing completing = { .workspace = workspace, .set = set, .sprint = sprint, .completion = completion };

  if (sprint == NULL || !check_complete (&completing, error))
    return NULL;
  g_autoptr (GPtrArray) to_top = completing.to_top = g_ptr_array_new ();
  g_autoptr (GArray) new_on_top = completing.new_on_top = g_array_new (FALSE, FALSE, sizeof (NewOnTop));
  zw_command_set (set, ZW_ITEM (sprint), ZW_FIELD_STATE, zw_sprint_state_names[ZW_SPRINT_CLOSED]);
  zw_command_set_int64 (set, ZW_ITEM (sprint), ZW_FIELD_CLOSED, set->at);
  if (!decide_all (&completing, error) || (completing.fills_board && !zw_ticket_hold_limits (workspace, set, error)))
    return NULL;
  return g_steal_pointer (&set);
}

void
zw_sprint_seal (ZwChangeSet *set, gint64 sprint, const char *report)
{
  zw_change_set_set (set, ZW_ENTITY_SPRINT, sprint, 0, ZW_FIELD_REPORT, NULL, report);
}

ZwChangeSet *
zw_sprint_complete (ZwWorkspace *workspace, gint64 sprint, gint64 target, const char *report, GError **error)
{
  const ZwCompletion completion = { .others = { .kind = ZW_FATE_CARRY, .target = target } };
  ZwChangeSet *set = zw_sprint_complete_with (workspace, sprint, &completion, error);

  if (set != NULL)
    zw_sprint_seal (set, sprint, report);
  return set;
}
