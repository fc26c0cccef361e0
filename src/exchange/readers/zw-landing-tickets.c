/* SPDX-License-Identifier: GPL-3.0-or-later
 * A neutral ticket as a row of ours. */
#define G_LOG_DOMAIN "zettelwand"

#include <glib/gi18n.h>
#include <math.h>

#include "zw-json-writer.h"
#include "zw-landing-private.h"
#include "zw-rank.h"

#define NORMAL_PRIORITY 3

/* --- where it lands ------------------------------------------------------------------------------------------ */

ZwHereName *
zw_target_find_category (ZwTarget *target, ZwCategory category, gboolean is_support)
{
  ZwHereName *first = NULL;

  for (guint i = 0; i < target->here->statuses->len; i++)
    {
      ZwHereName *status = target->here->statuses->pdata[i];
      if (status->is_support == is_support && status->category == (int) category
          && (first == NULL || status->position < first->position))
        first = status;
    }
  return first;
}

static ZwHereName *
find_status (ZwTarget *target, gint64 id)
{
  for (guint i = 0; i < target->here->statuses->len; i++)
    if (((ZwHereName *) target->here->statuses->pdata[i])->id == id)
      return target->here->statuses->pdata[i];
  return NULL;
}

gint64
zw_target_get_status (ZwTarget *target, const ZwNeutralTicket *ticket, ZwCategory *category)
{
  ZwHereName *status = ticket->status != NULL ? find_status (target, ticket->status->ours) : NULL;
  gboolean is_problem = ticket->type == ZW_TICKET_PROBLEM;

  if (status != NULL && status->is_support != is_problem)
    status = NULL;
  if (ticket->category == ZW_CATEGORY_CANCELLED || status == NULL)
    {
      ZwCategory wanted = ticket->category == ZW_NEUTRAL_NO_CATEGORY ? ZW_CATEGORY_TODO : (ZwCategory) ticket->category;
      ZwHereName *first = zw_target_find_category (target, wanted, is_problem);
      if (first == NULL && zw_category_is_closed (wanted))
        first = zw_target_find_category (target, wanted == ZW_CATEGORY_DONE ? ZW_CATEGORY_CANCELLED : ZW_CATEGORY_DONE, is_problem);
      if (first == NULL)
        first = status != NULL ? status : zw_target_find_category (target, ZW_CATEGORY_TODO, is_problem);
      status = first != NULL ? first : target->here->statuses->pdata[0];
    }
  *category = (ZwCategory) status->category;
  return status->id;
}

void
zw_landing_place_tickets (ZwLanding *self, ZwTarget *target)
{
  for (guint i = 0; i < target->project->tickets->len; i++)
    {
      ZwNeutralTicket *ticket = target->project->tickets->pdata[i];
      ZwHereSource *source = g_hash_table_lookup (target->sources, ticket->key);
      ticket->row = source;
      ticket->ours = source != NULL ? source->ticket : zw_landing_new_id (self);
      if (source != NULL)
        source->is_in_file = TRUE;
    }
}

/* --- parents ------------------------------------------------------------------------------------------------- */

static ZwNeutralTicket *
find_parent (ZwTarget *target, const ZwNeutralTicket *ticket)
{
  return ticket->parent != NULL ? g_hash_table_lookup (target->keys, ticket->parent) : NULL;
}

/* Sub-tickets have one level: a deeper one goes to the topmost ticket that is no epic. Epics stand under epics alone, and
 * nobody under itself. */
ZwNeutralTicket *
zw_target_get_parent (ZwTarget *target, const ZwNeutralTicket *ticket)
{
  ZwNeutralTicket *parent = find_parent (target, ticket), *next;
  guint steps = 0;

  if (parent == NULL || parent == ticket || (ticket->type == ZW_TICKET_EPIC && parent->type != ZW_TICKET_EPIC))
    return NULL;
  for (next = parent; next != NULL && steps <= target->project->tickets->len; steps++)
    {
      if (next == ticket)
        return NULL;
      next = find_parent (target, next);
    }
  if (next != NULL)
    return NULL;
  while (parent->type != ZW_TICKET_EPIC && (next = find_parent (target, parent)) != NULL && next->type != ZW_TICKET_EPIC)
    parent = next;
  return parent;
}

static void
describe_parent (ZwLanding *self, ZwTarget *target, ZwNeutralTicket *ticket, ZwChange *row)
{
  ZwNeutralTicket *parent = zw_target_get_parent (target, ticket);

  if (parent != NULL)
    zw_change_put_id (row, ZW_FIELD_PARENT, parent->ours);
  if (ticket->parent == NULL || (parent != NULL && g_str_equal (parent->key, ticket->parent)))
    return;
  zw_neutral_keep_text (target->project, ticket, "parent", ticket->parent);
  if (parent != NULL)
    zw_landing_warn (self, ticket, "stands under “%s”: sub-tickets have one level here", parent->key);
  else if (find_parent (target, ticket) == NULL)
    zw_landing_warn (self, ticket, "its parent “%s” does not come into this project with it", ticket->parent);
  else
    zw_landing_warn (self, ticket, "“%s” cannot be its parent here", ticket->parent);
}

/* --- the row ------------------------------------------------------------------------------------------------- */

/* A sub-ticket is where its parent is; an epic, and what is archived, in no open sprint. */
static ZwNeutralSprint *
get_sprint (ZwLanding *self, ZwTarget *target, ZwNeutralTicket *ticket)
{
  ZwNeutralTicket *parent = zw_target_get_parent (target, ticket);
  ZwNeutralSprint *sprint = parent != NULL && parent->type != ZW_TICKET_EPIC ? parent->sprint : ticket->sprint;
  gboolean is_dropped = ticket->sprint != NULL
                        && (ticket->type == ZW_TICKET_EPIC || (ticket->is_archived && ticket->sprint->state != ZW_SPRINT_CLOSED));

  if (!is_dropped && sprint != ticket->sprint && ticket->sprint != NULL)
    zw_neutral_keep_text (target->project, ticket, "sprint", ticket->sprint->name);
  if (!is_dropped)
    return sprint;
  zw_neutral_keep_text (target->project, ticket, "sprint", ticket->sprint->name);
  zw_landing_warn (self, ticket, "leaves “%s”: %s stands in no open sprint", ticket->sprint->name,
                   ticket->type == ZW_TICKET_EPIC ? NC_("error", "an epic") : NC_("error", "an archived ticket"));
  return NULL;
}

static void
describe_size (ZwTarget *target, ZwNeutralTicket *ticket, ZwChange *row)
{
  g_autofree char *estimate = ticket->estimate >= 0 ? zw_real_to_string (ticket->estimate) : NULL;

  if (ticket->type == ZW_TICKET_EPIC)
    zw_neutral_keep_text (target->project, ticket, "estimate", estimate);
  else
    zw_change_put_text (row, ZW_FIELD_ESTIMATE, estimate);
  if (ticket->planned != ZW_UNSET && ticket->planned >= 0)
    zw_change_put_int (row, ZW_FIELD_PLANNED, ticket->planned);
  if (ticket->remaining != ZW_UNSET && ticket->remaining >= 0)
    zw_change_put_int (row, ZW_FIELD_REMAINING, ticket->remaining);
  if (ticket->progress != ZW_UNSET)
    zw_change_put_int (row, ZW_FIELD_PROGRESS, CLAMP (ticket->progress, 0, 100));
  if (ticket->difficulty != ZW_UNSET)
    zw_change_put_int (row, ZW_FIELD_DIFFICULTY, CLAMP (ticket->difficulty, 1, 5));
}

/* When it first was worked on, and since when it is where it is. */
static void
describe_times (ZwTarget *target, ZwNeutralTicket *ticket, ZwCategory category, ZwChange *row)
{
  gint64 started = 0, since = 0, closed = 0;

  for (guint i = 0; i < ticket->events->len; i++)
    {
      const ZwNeutralEvent *event = ticket->events->pdata[i];
      const ZwHereName *to = event->to_status != NULL ? find_status (target, event->to_status->ours) : NULL;
      if (event->field != ZW_FIELD_STATUS)
        continue;
      since = event->at;
      if (started == 0 && to != NULL && to->category == ZW_CATEGORY_IN_PROGRESS)
        started = event->at;
    }
  if (zw_category_is_closed (category))
    closed = ticket->closed != 0 ? ticket->closed : since != 0 ? since : ticket->changed != 0 ? ticket->changed : ticket->created;
  if (since == 0)
    since = closed != 0 ? closed : ticket->created;
  zw_change_put_instant (row, ZW_FIELD_CREATED, ticket->created);
  zw_change_put_instant (row, ZW_FIELD_STARTED, started);
  zw_change_put_instant (row, ZW_FIELD_CLOSED, closed);
  zw_change_put_instant (row, ZW_FIELD_STATUS_SINCE, since);
}

/* Who is nobody here is kept by what the other tool calls them. */
static void
describe_person (ZwTarget *target, ZwNeutralTicket *ticket, ZwField field, const ZwNeutralPerson *person, ZwChange *row)
{
  if (person == NULL)
    return;
  zw_change_put_id (row, field, person->ours);
  if (person->ours == 0)
    zw_neutral_keep_text (target->project, ticket, zw_field_to_string (field), person->is_unknown ? person->id : person->name);
}

/* Closed tickets wait for nothing. */
static void
describe_waiting (ZwNeutralTicket *ticket, ZwCategory category, ZwChange *row)
{
  g_autofree char *until = zw_date_to_string (ticket->waiting_until);

  if (zw_category_is_closed (category))
    return;
  zw_change_put_text (row, ZW_FIELD_WAITING_UNTIL, until);
  zw_change_put_text (row, ZW_FIELD_WAITING_FOR, ticket->waiting_for);
}

static void
describe_extra (ZwNeutralTicket *ticket, ZwChange *row)
{
  if (ticket->extra->len == 0)
    return;
  g_autofree char *extra = g_strconcat ("{", ticket->extra->str, "}", NULL);
  zw_change_put (row, ZW_FIELD_EXTRA, extra);
}

void
zw_target_describe_ticket (ZwLanding *self, ZwTarget *target, ZwNeutralTicket *ticket, ZwChange *row)
{
  ZwCategory category;
  gint64 status = zw_target_get_status (target, ticket, &category);
  gboolean is_cancelled = category == ZW_CATEGORY_CANCELLED;
  ZwResolution resolution = !is_cancelled ? ZW_RESOLUTION_NONE
                          : ticket->resolution == ZW_RESOLUTION_NONE ? ZW_RESOLUTION_OTHER : ticket->resolution;
  ZwNeutralSprint *sprint = get_sprint (self, target, ticket);
  g_autofree char *due = zw_date_to_string (ticket->due);

  zw_change_put_id (row, ZW_FIELD_PROJECT, target->here->id);
  zw_change_put (row, ZW_FIELD_TITLE, ticket->title);
  zw_change_put (row, ZW_FIELD_TYPE, zw_ticket_type_names[ticket->type]);
  zw_change_put_id (row, ZW_FIELD_STATUS, status);
  describe_person (target, ticket, ZW_FIELD_OWNER, ticket->owner, row);
  describe_person (target, ticket, ZW_FIELD_REPORTER, ticket->reporter, row);
  if (ticket->type == ZW_TICKET_PROBLEM)
    describe_person (target, ticket, ZW_FIELD_CUSTOMER, ticket->customer, row);
  describe_waiting (ticket, category, row);
  describe_size (target, ticket, row);
  zw_change_put_int (row, ZW_FIELD_PRIORITY, ticket->priority != ZW_UNSET ? CLAMP (ticket->priority, 1, 5) : NORMAL_PRIORITY);
  zw_change_put_id (row, ZW_FIELD_SPRINT, sprint != NULL ? sprint->ours : 0);
  zw_change_put_text (row, ZW_FIELD_DUE, due);
  zw_change_put (row, ZW_FIELD_RESOLUTION, zw_resolution_names[resolution]);
  /* Words that only say the reason again are kept, not shown beside it. */
  if (is_cancelled && resolution == ZW_RESOLUTION_OTHER)
    zw_change_put_text (row, ZW_FIELD_RESOLUTION_TEXT, ticket->resolution_text);
  else
    zw_neutral_keep_text (target->project, ticket, "resolution", ticket->resolution_text);
  describe_parent (self, target, ticket, row);
  zw_change_put (row, ZW_FIELD_ARCHIVED, ticket->is_archived ? "1" : "0");
  describe_times (target, ticket, category, row);
  zw_change_put_text (row, ZW_FIELD_DESCRIPTION, ticket->description);
  describe_extra (ticket, row);
}

static void
describe_link (ZwLanding *self, ZwTarget *target, ZwNeutralTicket *ticket, const ZwNeutralLink *link, ZwChangeSet *set)
{
  const ZwNeutralTicket *other = g_hash_table_lookup (target->keys, link->key);

  if (other == ticket)
    return;
  if (other == NULL)
    {
      g_autofree char *name = g_strdup_printf ("link %s", zw_field_to_string (link->field));
      zw_neutral_keep_text (target->project, ticket, name, link->key);
      return;
    }
  if (link->field == ZW_FIELD_BLOCKER)
    return;
  g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, other->ours);
  zw_change_set_add (set, ZW_ENTITY_TICKET, ticket->ours, ticket->ours, link->field, id);
}

void
zw_target_describe_sets (ZwLanding *self, ZwTarget *target, ZwNeutralTicket *ticket, ZwChangeSet *set)
{
  for (guint i = 0; i < ticket->labels->len; i++)
    {
      g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, ((ZwNeutralLabel *) ticket->labels->pdata[i])->ours);
      zw_change_set_add (set, ZW_ENTITY_TICKET, ticket->ours, ticket->ours, ZW_FIELD_LABELS, id);
    }
  for (guint i = 0; i < ticket->links->len; i++)
    describe_link (self, target, ticket, ticket->links->pdata[i], set);
}

/* --- a new ticket -------------------------------------------------------------------------------------------- */

static void
write_source (ZwLanding *self, const ZwNeutralTicket *ticket, ZwBase *base)
{
  ZwChange *row = zw_change_set_create (self->out, ZW_ENTITY_SOURCE, zw_landing_new_id (self), ticket->ours);
  g_autofree char *values = zw_base_to_json (base);

  zw_change_put_id (row, ZW_FIELD_TICKET, ticket->ours);
  zw_change_put (row, ZW_FIELD_SYSTEM, self->neutral->system);
  zw_change_put (row, ZW_FIELD_KEY, ticket->key);
  zw_change_put_text (row, ZW_FIELD_URL, ticket->url);
  zw_change_put (row, ZW_FIELD_VALUES, values);
}

/* The key of the other tool still opens it, where that looks like a key and is not its own here. */
static void
write_alias (ZwLanding *self, ZwTarget *target, const ZwNeutralTicket *ticket)
{
  g_autofree char *own = g_strdup_printf ("%s-%d", target->here->key, ticket->number);

  if (g_ascii_strcasecmp (own, ticket->key) == 0 || !g_regex_match_simple ("^[A-Z][A-Z0-9_]*-[0-9]+$", ticket->key, 0, 0))
    return;
  ZwChange *row = zw_change_set_create (self->out, ZW_ENTITY_ALIAS, zw_landing_new_id (self), ticket->ours);
  zw_change_put_id (row, ZW_FIELD_PROJECT, target->here->id);
  zw_change_put_id (row, ZW_FIELD_TICKET, ticket->ours);
  zw_change_put (row, ZW_FIELD_KEY, ticket->key);
  self->job->report->created[ZW_ENTITY_ALIAS]++;
}

/* A project of its own keeps the numbers; who has none, or one that is taken, gets one behind them. Else the store gives them. */
static void
fit_numbers (ZwTarget *target)
{
  g_autoptr (GHashTable) taken = g_hash_table_new (NULL, NULL);
  int last = 0;

  for (guint i = 0; i < target->project->tickets->len; i++)
    {
      ZwNeutralTicket *ticket = target->project->tickets->pdata[i];
      if (!target->is_new || ticket->number <= 0 || !g_hash_table_add (taken, GINT_TO_POINTER (ticket->number)))
        ticket->number = 0;
      last = MAX (last, ticket->number);
    }
  for (guint i = 0; target->is_new && i < target->project->tickets->len; i++)
    {
      ZwNeutralTicket *ticket = target->project->tickets->pdata[i];
      if (ticket->number == 0)
        ticket->number = ++last;
    }
}

static gboolean
write_new_ticket (ZwLanding *self, ZwTarget *target, ZwNeutralTicket *ticket, GError **error)
{
  g_autoptr (GHashTable) base = zw_base_new ();
  ZwChange *row = zw_change_set_create (self->out, ZW_ENTITY_TICKET, ticket->ours, ticket->ours);
  guint first = self->out->changes->len;

  zw_target_describe_sets (self, target, ticket, self->out);
  zw_target_describe_ticket (self, target, ticket, row);
  zw_base_put_row (base, row);
  zw_landing_note_choices (self, target, ticket, base);
  for (guint i = first; i < self->out->changes->len; i++)
    zw_base_put_element (base, self->out->changes->pdata[i]);
  if (ticket->created == 0)
    {
      zw_change_put_instant (row, ZW_FIELD_CREATED, self->job->now);
      if (zw_change_get (row, ZW_FIELD_STATUS_SINCE) == NULL)
        zw_change_put_instant (row, ZW_FIELD_STATUS_SINCE, self->job->now);
    }
  target->here->last_rank += ZW_RANK_STEP;
  zw_change_put_int (row, ZW_FIELD_RANK, target->here->last_rank);
  if (ticket->number > 0)
    zw_change_put_int (row, ZW_FIELD_NUMBER, ticket->number);
  self->job->report->created[ZW_ENTITY_TICKET]++;
  if (!zw_landing_write_parts (self, target, ticket, NULL, base, error))
    return FALSE;
  write_source (self, ticket, base);
  write_alias (self, target, ticket);
  return zw_landing_flush (self, FALSE, error);
}

static gboolean
write_ticket (ZwLanding *self, ZwTarget *target, ZwNeutralTicket *ticket, GError **error)
{
  ZwHereSource *source = ticket->row;

  if (source == NULL)
    return write_new_ticket (self, target, ticket, error);
  if (source->project == target->here)
    return zw_landing_merge_ticket (self, target, ticket, source, error);
  zw_landing_warn (self, ticket, "stays as it is: it was moved to the project “%s” here", source->project->key);
  self->job->report->kept[ZW_ENTITY_TICKET]++;
  return TRUE;
}

gboolean
zw_landing_write_tickets (ZwLanding *self, ZwTarget *target, GError **error)
{
  guint n = target->project->tickets->len;

  fit_numbers (target);
  for (guint i = 0; i < n; i++)
    {
      if (!write_ticket (self, target, target->project->tickets->pdata[i], error)
          || g_cancellable_set_error_if_cancelled (self->job->cancellable, error))
        return FALSE;
      /* It was read before: of a file that is in, so much has landed. */
      self->job->progress (self->job, self->job->size * (i + 1) / n, self->job->progress_data);
    }
  return TRUE;
}
