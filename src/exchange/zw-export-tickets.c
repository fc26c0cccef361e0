/* SPDX-License-Identifier: GPL-3.0-or-later
 * Rows of a dump, collected and put into board order. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-export-tickets.h"

#include <stdlib.h>

#include "zw-items.h"

/* --- rows ---------------------------------------------------------------------------------------------------- */

static void
free_row (gpointer data)
{
  ZwExportRow *row = data;

  g_clear_pointer (&row->labels, g_ptr_array_unref);
  g_clear_pointer (&row->parts, g_ptr_array_unref);
  g_free (row);
}

const char *
zw_export_row_get (const ZwExportRow *row, ZwField field)
{
  guint n_fields;
  const ZwFieldSpec *fields = zw_entity_get_fields (row->entity, &n_fields);
  const ZwFieldSpec *spec = zw_entity_find_field (row->entity, field);

  return spec != NULL ? row->texts[spec - fields] : NULL;
}

gint64
zw_export_row_get_int (const ZwExportRow *row, ZwField field)
{
  const char *text = zw_export_row_get (row, field);
  return text != NULL ? g_ascii_strtoll (text, NULL, 10) : 0;
}

int
zw_export_row_get_choice (const ZwExportRow *row, ZwField field)
{
  const char *text = zw_export_row_get (row, field);
  return text != NULL ? MAX (0, zw_choice_from_string (zw_entity_find_field (row->entity, field)->choices, text)) : 0;
}

ZwExportRow *
zw_export_tickets_follow (const ZwExportTickets *self, const ZwExportRow *row, ZwField field)
{
  return zw_id_map_get (self->rows, zw_export_row_get_int (row, field));
}

const char *
zw_export_tickets_name (const ZwExportTickets *self, const ZwExportRow *row, ZwField field)
{
  const ZwExportRow *named = zw_export_tickets_follow (self, row, field);
  return named != NULL ? zw_export_row_get (named, ZW_FIELD_NAME) : NULL;
}

char *
zw_export_tickets_dup_key (const ZwExportTickets *self, const ZwExportRow *ticket)
{
  const ZwExportRow *project = ticket != NULL ? zw_export_tickets_follow (self, ticket, ZW_FIELD_PROJECT) : NULL;

  if (project == NULL)
    return g_strdup ("");
  return g_strdup_printf ("%s-%s", zw_export_row_get (project, ZW_FIELD_KEY), zw_export_row_get (ticket, ZW_FIELD_NUMBER));
}

int
zw_export_tickets_get_category (const ZwExportTickets *self, const ZwExportRow *ticket)
{
  const ZwExportRow *status = zw_export_tickets_follow (self, ticket, ZW_FIELD_STATUS);
  return status != NULL ? zw_export_row_get_choice (status, ZW_FIELD_CATEGORY) : ZW_CATEGORY_TODO;
}

ZwExportRow *
zw_export_row_next_part (const ZwExportRow *ticket, ZwEntity entity, guint *position)
{
  for (; ticket->parts != NULL && *position < ticket->parts->len; (*position)++)
    {
      ZwExportRow *part = ticket->parts->pdata[*position];
      if (part->entity == entity)
        {
          (*position)++;
          return part;
        }
    }
  return NULL;
}

/* --- collecting ---------------------------------------------------------------------------------------------- */

gpointer
zw_export_tickets_begin (ZwExportJob *job)
{
  ZwExportTickets *self = g_new0 (ZwExportTickets, 1);

  self->job = job;
  self->out = zw_text_writer_new (job->output, job->cancellable);
  self->texts = g_string_chunk_new (64 * 1024);
  self->rows = zw_id_map_new (free_row);
  self->children = zw_id_map_new ((GDestroyNotify) g_ptr_array_unref);
  self->tickets = g_ptr_array_new ();
  self->projects = g_ptr_array_new ();
  self->sprints = g_ptr_array_new ();
  self->statuses = g_ptr_array_new ();
  return self;
}

void
zw_export_tickets_free (gpointer data)
{
  ZwExportTickets *self = data;

  zw_text_writer_free (self->out);
  g_ptr_array_unref (self->tickets);
  g_ptr_array_unref (self->projects);
  g_ptr_array_unref (self->sprints);
  g_ptr_array_unref (self->statuses);
  zw_id_map_free (self->children);
  zw_id_map_free (self->rows);
  g_string_chunk_free (self->texts);
  g_free (self);
}

/* Of tickets that stay out only what others need to know of them. */
static gboolean
is_needed (const ZwFieldSpec *spec, gboolean is_wanted)
{
  return spec->field != ZW_FIELD_EXTRA && spec->field != ZW_FIELD_VALUES && (is_wanted || spec->type != ZW_VALUE_LONG_TEXT);
}

static ZwExportRow *
keep_row (ZwExportTickets *self, const ZwDumpRow *from, gboolean is_wanted)
{
  guint n_fields;
  const ZwFieldSpec *fields = zw_entity_get_fields (from->entity, &n_fields);
  ZwExportRow *row = g_malloc0 (sizeof *row + n_fields * sizeof row->texts[0]);

  row->entity = from->entity;
  row->id = from->id;
  row->changed = from->changed;
  for (guint i = 0; i < n_fields; i++)
    if (from->texts[i] != NULL && is_needed (&fields[i], is_wanted))
      row->texts[i] = g_string_chunk_insert (self->texts, from->texts[i]);
  zw_id_map_put (self->rows, row->id, row);
  return row;
}

static void
take_labels (ZwExportTickets *self, ZwExportRow *row, const ZwDumpRow *from)
{
  guint n_fields;
  const ZwFieldSpec *fields = zw_entity_get_fields (from->entity, &n_fields);
  const GPtrArray *ids = from->elements[zw_entity_find_field (ZW_ENTITY_TICKET, ZW_FIELD_LABELS) - fields];

  for (guint i = 0; ids != NULL && i < ids->len; i++)
    {
      ZwExportRow *label = zw_id_map_get (self->rows, g_ascii_strtoll (ids->pdata[i], NULL, 10));
      if (row->labels == NULL)
        row->labels = g_ptr_array_new ();
      if (label != NULL)
        g_ptr_array_add (row->labels, label);
    }
}

static void
take_part (ZwExportTickets *self, const ZwDumpRow *from)
{
  ZwExportRow *row = keep_row (self, from, TRUE);
  ZwExportRow *ticket = zw_export_tickets_follow (self, row, ZW_FIELD_TICKET);

  if (ticket == NULL || (row->entity == ZW_ENTITY_BLOCK && zw_export_row_get (row, ZW_FIELD_ENDED) != NULL))
    {
      zw_id_map_remove (self->rows, row->id);
      return;
    }
  if (ticket->parts == NULL)
    ticket->parts = g_ptr_array_new ();
  g_ptr_array_add (ticket->parts, row);
}

static void
take_ticket (ZwExportTickets *self, const ZwDumpRow *from)
{
  gboolean is_wanted = zw_export_job_wants (self->job, from->id);
  ZwExportRow *row = keep_row (self, from, is_wanted);
  gint64 parent = zw_export_row_get_int (row, ZW_FIELD_PARENT);
  GPtrArray *children = parent != 0 ? zw_id_map_get (self->children, parent) : NULL;

  take_labels (self, row, from);
  if (is_wanted)
    g_ptr_array_add (self->tickets, row);
  if (parent != 0 && children == NULL)
    zw_id_map_put (self->children, parent, children = g_ptr_array_new ());
  if (parent != 0)
    g_ptr_array_add (children, row);
}

gboolean
zw_export_tickets_take_row (const ZwDumpRow *from, gpointer data, GError **error)
{
  ZwExportTickets *self = data;

  if (from->entity == ZW_ENTITY_TICKET)
    take_ticket (self, from);
  else if (zw_entity_is_part (from->entity))
    take_part (self, from);
  else
    {
      ZwExportRow *row = keep_row (self, from, FALSE);
      if (from->entity == ZW_ENTITY_PROJECT)
        g_ptr_array_add (self->projects, row);
      else if (from->entity == ZW_ENTITY_SPRINT)
        g_ptr_array_add (self->sprints, row);
      else if (from->entity == ZW_ENTITY_STATUS)
        g_ptr_array_add (self->statuses, row);
    }
  return TRUE;
}

/* --- order --------------------------------------------------------------------------------------------------- */

static int
compare_ints (gint64 first, gint64 second)
{
  return first < second ? -1 : first > second;
}

static int
compare_positions (gconstpointer a, gconstpointer b)
{
  const ZwExportRow *first = *(gpointer *) a, *second = *(gpointer *) b;
  int order = compare_ints (zw_export_row_get_int (first, ZW_FIELD_POSITION), zw_export_row_get_int (second, ZW_FIELD_POSITION));

  return order != 0 ? order : compare_ints (first->id, second->id);
}

static int
compare_ranks (gconstpointer a, gconstpointer b)
{
  const ZwExportRow *first = *(gpointer *) a, *second = *(gpointer *) b;
  int order = compare_ints (zw_export_row_get_int (first, ZW_FIELD_RANK), zw_export_row_get_int (second, ZW_FIELD_RANK));

  return order != 0 ? order : compare_ints (first->id, second->id);
}

/* What a ticket is sorted by. */
typedef struct {
  ZwExportRow *ticket;
  gint64 project_position, project;
  int state; /* open, closed, archived */
  gint64 position, rank;
} Place;

static int
compare_places (gconstpointer a, gconstpointer b)
{
  const Place *first = a, *second = b;
  int order = compare_ints (first->project_position, second->project_position);

  order = order != 0 ? order : compare_ints (first->project, second->project);
  order = order != 0 ? order : compare_ints (first->state, second->state);
  order = order != 0 ? order : compare_ints (first->position, second->position);
  order = order != 0 ? order : compare_ints (first->rank, second->rank);
  return order != 0 ? order : compare_ints (first->ticket->id, second->ticket->id);
}

static Place
find_place (const ZwExportTickets *self, ZwExportRow *ticket)
{
  const ZwExportRow *project = zw_export_tickets_follow (self, ticket, ZW_FIELD_PROJECT);
  const ZwExportRow *status = zw_export_tickets_follow (self, ticket, ZW_FIELD_STATUS);
  gboolean is_closed = zw_category_is_closed ((ZwCategory) zw_export_tickets_get_category (self, ticket));
  Place place = { .ticket = ticket, .rank = zw_export_row_get_int (ticket, ZW_FIELD_RANK) };

  if (project != NULL)
    {
      place.project_position = zw_export_row_get_int (project, ZW_FIELD_POSITION);
      place.project = project->id;
    }
  place.state = zw_export_row_get_int (ticket, ZW_FIELD_ARCHIVED) != 0 ? 2 : is_closed;
  place.position = status != NULL ? zw_export_row_get_int (status, ZW_FIELD_POSITION) : 0;
  return place;
}

void
zw_export_tickets_sort (ZwExportTickets *self)
{
  g_autoptr (GArray) places = g_array_sized_new (FALSE, FALSE, sizeof (Place), self->tickets->len);

  g_ptr_array_sort (self->projects, compare_positions);
  g_ptr_array_sort (self->sprints, compare_positions);
  g_ptr_array_sort (self->statuses, compare_positions);
  for (guint i = 0; i < self->tickets->len; i++)
    {
      ZwExportRow *ticket = self->tickets->pdata[i];
      Place place = find_place (self, ticket);
      g_array_append_val (places, place);
      if (ticket->parts != NULL)
        g_ptr_array_sort (ticket->parts, compare_ranks);
    }
  g_array_sort (places, compare_places);
  for (guint i = 0; i < places->len; i++)
    self->tickets->pdata[i] = g_array_index (places, Place, i).ticket;
}

/* --- progress: from the checklist, else from sub-tickets, else by hand ----------------------------------------- */

static int
sum_up_checks (const ZwExportRow *ticket)
{
  int n = 0, n_done = 0;
  guint position = 0;

  for (const ZwExportRow *item; (item = zw_export_row_next_part (ticket, ZW_ENTITY_CHECK_ITEM, &position)) != NULL; n++)
    n_done += zw_export_row_get_int (item, ZW_FIELD_DONE) != 0;
  return n > 0 ? n_done * 100 / n : -1;
}

/* Archived ones count as done with the least weight, as they do in the window. */
static int
sum_up_children (const ZwExportTickets *self, const ZwExportRow *ticket, int depth)
{
  const GPtrArray *children = depth > 0 ? zw_id_map_get (self->children, ticket->id) : NULL;
  double total = 0, done = 0;

  for (guint i = 0; children != NULL && i < children->len; i++)
    {
      const ZwExportRow *child = children->pdata[i];
      const char *estimate = zw_export_row_get (child, ZW_FIELD_ESTIMATE);
      gboolean is_archived = zw_export_row_get_int (child, ZW_FIELD_ARCHIVED) != 0;
      int category = zw_export_tickets_get_category (self, child), sum = sum_up_checks (child);
      double weight = estimate != NULL && !is_archived ? g_ascii_strtod (estimate, NULL) : 1;
      if (category == ZW_CATEGORY_CANCELLED && !is_archived)
        continue;
      if (category == ZW_CATEGORY_DONE || is_archived)
        sum = 100;
      else if (sum < 0 && (sum = sum_up_children (self, child, depth - 1)) < 0)
        sum = (int) zw_export_row_get_int (child, ZW_FIELD_PROGRESS);
      weight = weight > 0 ? weight : 1;
      total += weight;
      done += weight * sum;
    }
  return total > 0 ? (int) (done / total) : -1;
}

int
zw_export_tickets_get_progress (const ZwExportTickets *self, const ZwExportRow *ticket)
{
  int progress = sum_up_checks (ticket);

  if (zw_export_tickets_get_category (self, ticket) == ZW_CATEGORY_DONE)
    return 100;
  if (progress < 0)
    progress = sum_up_children (self, ticket, 2);
  return progress >= 0 ? progress : (int) zw_export_row_get_int (ticket, ZW_FIELD_PROGRESS);
}
