/* SPDX-License-Identifier: GPL-3.0-or-later
 * OpenProject: work packages as version 3 of its interface gives them: a collection, pages of it, or one alone. People, columns and
 * the rest are links with a title and nothing more, so what a column is for comes from its name. Versions become sprints. */
#define G_LOG_DOMAIN "zettelwand"

#include <math.h>
#include <string.h>

#include "zw-neutral-guess.h"
#include "zw-reader-text.h"
#include "zw-reader.h"

#define DAY_MINUTES (24 * 60) /* "P1DT2H" are 26 hours */

typedef struct {
  const ZwReaderInput *input;
  ZwNeutral *neutral;
} Openproject;

static const char *const known_members[] = {
  "_type", "_links", "_embedded", "id", "lockVersion", "subject", "description", "startDate", "dueDate", "date", "scheduleManually",
  "estimatedTime", "remainingTime", "spentTime", "percentageDone", "derivedPercentageDone", "derivedEstimatedTime",
  "derivedRemainingTime", "derivedStartDate", "derivedDueDate", "storyPoints", "position", "createdAt", "updatedAt", "laborCosts",
  "materialCosts", "overallCosts", "readonly", "ignoreNonWorkingDays", "duration", NULL
};
/* Of the links those that are read; the rest is what one can do, or kept. */
static const char *const kept_links[] = { "category", "budget", NULL };

/* --- links --------------------------------------------------------------------------------------------------- */

static char *
dup_title (ZwJsonRecord *links, const char *name)
{
  return zw_reader_dup_inner (links, name, "title");
}

/* "/api/v3/users/23" -> "23" */
static char *
dup_id (ZwJsonRecord *links, const char *name)
{
  g_autofree char *href = zw_reader_dup_inner (links, name, "href");
  const char *slash = href != NULL ? strrchr (href, '/') : NULL;
  return slash != NULL && slash[1] != '\0' ? g_strdup (slash + 1) : NULL;
}

static ZwNeutralPerson *
read_person (Openproject *self, ZwJsonRecord *links, const char *role)
{
  g_autofree char *id = dup_id (links, role), *name = dup_title (links, role);
  return zw_neutral_get_person (self->neutral, id, name, NULL, NULL);
}

static void
keep_links (ZwNeutralProject *project, ZwNeutralTicket *ticket, ZwJsonRecord *links)
{
  g_autofree const char **names = zw_json_record_get_names (links);

  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autofree char *title = dup_title (links, names[i]);
      if (g_str_has_prefix (names[i], "customField") || g_strv_contains (kept_links, names[i]))
        zw_neutral_keep_text (project, ticket, names[i], title);
    }
}

/* --- a work package ------------------------------------------------------------------------------------------ */

static void
read_text (ZwNeutralTicket *ticket, ZwJsonRecord *record)
{
  g_autofree char *html = NULL;

  ticket->description = zw_reader_dup_inner (record, "description", "raw");
  if (ticket->description != NULL)
    return;
  html = zw_reader_dup_inner (record, "description", "html");
  ticket->description = zw_text_from_html (html);
}

static void
read_time (ZwNeutralTicket *ticket, ZwJsonRecord *record)
{
  g_autofree char *planned = zw_reader_dup_member (record, "estimatedTime"), *spent = zw_reader_dup_member (record, "spentTime");
  g_autofree char *remaining = zw_reader_dup_member (record, "remainingTime");

  ticket->planned = zw_guess_period (planned, DAY_MINUTES);
  ticket->remaining = zw_guess_period (remaining, DAY_MINUTES);
  if (zw_guess_period (spent, DAY_MINUTES) != ZW_UNSET)
    zw_neutral_add_work (ticket, "total", NULL, ZW_UNSET, zw_guess_period (spent, DAY_MINUTES), NULL);
}

static void
read_state (ZwNeutralProject *project, ZwNeutralTicket *ticket, ZwJsonRecord *links)
{
  g_autofree char *status = dup_title (links, "status"), *type = dup_title (links, "type"), *priority = dup_title (links, "priority");
  ZwResolution reason;

  if (status != NULL)
    ticket->status = zw_neutral_get_status (project, NULL, status);
  if (zw_guess_cancelled (status, &reason))
    {
      ticket->category = ZW_CATEGORY_CANCELLED;
      ticket->resolution = reason;
    }
  ticket->type = zw_guess_type (type);
  if (!zw_guess_is_plain_type (type))
    zw_neutral_keep_text (project, ticket, "type", type);
  ticket->priority = zw_guess_priority (priority);
  if (ticket->priority == ZW_UNSET)
    zw_neutral_keep_text (project, ticket, "priority", priority);
}

static void
fill_ticket (Openproject *self, ZwNeutralProject *project, ZwNeutralTicket *ticket, ZwJsonRecord *record, ZwJsonRecord *links)
{
  g_autofree char *points = zw_reader_dup_member (record, "storyPoints"), *version = dup_title (links, "version");
  g_autofree char *start = zw_reader_dup_member (record, "startDate");
  double progress = 0;

  ticket->title = zw_reader_dup_member (record, "subject");
  read_text (ticket, record);
  ticket->estimate = zw_guess_points (points);
  ticket->due = zw_reader_read_date (self->input, record, "dueDate");
  if (ticket->due == ZW_UNSET)
    ticket->due = zw_reader_read_date (self->input, record, "date");
  zw_neutral_keep_text (project, ticket, "startDate", start);
  if (zw_reader_read_number (record, "percentageDone", &progress) && progress > 0 && progress <= 100)
    ticket->progress = (int) progress;
  ticket->created = zw_reader_read_instant (self->input, record, "createdAt");
  ticket->changed = zw_reader_read_instant (self->input, record, "updatedAt");
  read_time (ticket, record);
  read_state (project, ticket, links);
  ticket->owner = read_person (self, links, "assignee");
  if (ticket->owner != NULL)
    ticket->owner->is_member = TRUE;
  ticket->reporter = read_person (self, links, "responsible");
  if (ticket->reporter == NULL)
    ticket->reporter = read_person (self, links, "author");
  ticket->parent = dup_id (links, "parent");
  if (version != NULL)
    ticket->sprint = zw_neutral_get_sprint (project, NULL, version);
  zw_reader_read_boxes (ticket);
  zw_reader_keep_rest (project, ticket, record, known_members);
  if (links != NULL)
    keep_links (project, ticket, links);
}

static void
read_package (Openproject *self, ZwJsonRecord *record, gint64 line)
{
  g_autoptr (ZwJsonRecord) links = zw_reader_open_object (record, "_links");
  g_autofree char *id = zw_reader_dup_member (record, "id"), *project_id = dup_id (links, "project");

  if (id == NULL)
    {
      zw_neutral_skip (self->neutral, line, zw_json_record_get_path (record), "a work package without an id");
      return;
    }
  ZwNeutralProject *project = project_id == NULL && self->neutral->projects->len > 0
                                ? self->neutral->projects->pdata[0] : zw_neutral_get_project (self->neutral, project_id);
  ZwNeutralTicket *ticket = zw_neutral_add_ticket (project, id);
  if (project->name == NULL)
    project->name = dup_title (links, "project");
  project->has_local_keys = TRUE;
  ticket->line = line;
  ticket->path = g_strdup (zw_json_record_get_path (record));
  ticket->number = zw_reader_read_ticket_number (record, "id");
  fill_ticket (self, project, ticket, record, links);
}

/* --- the file ------------------------------------------------------------------------------------------------ */

typedef struct {
  Openproject self;
  guint n;
  double total;
} Reading;

static gboolean
take_slice (const ZwJsonSlice *slice, gpointer data, GError **error)
{
  enum { ELEMENTS, PAGES };
  Reading *reading = data;
  ZwReaderInput input = *reading->self.input;

  if (slice->watch < 0 || slice->kind != ZW_JSON_OBJECT)
    {
      g_autoptr (ZwJsonRecord) holder
        = g_strcmp0 (slice->name, "total") == 0 ? zw_json_record_new_holding (slice, input.warnings, NULL) : NULL;
      zw_reader_read_number (holder, "total", &reading->total);
      return TRUE;
    }
  g_autoptr (ZwJsonRecord) record = zw_json_record_new (slice, input.warnings, error);
  if (record == NULL)
    return FALSE;
  g_autoptr (ZwJsonRecord) embedded = slice->watch == PAGES ? zw_reader_open_object (record, "_embedded") : NULL;
  g_autoptr (ZwJsonList) elements = zw_reader_open_list (embedded, "elements");
  reading->n += elements == NULL ? 1 : zw_reader_get_length (elements);
  if (elements == NULL)
    read_package (&reading->self, record, slice->line);
  for (guint i = 0; i < zw_reader_get_length (elements); i++)
    {
      g_autoptr (ZwJsonRecord) element = zw_reader_open_element (elements, i);
      if (element != NULL)
        read_package (&reading->self, element, slice->line);
    }
  return TRUE;
}

static ZwNeutral *
read_openproject (const ZwReaderInput *input, GError **error)
{
  static const char *const lists[] = { "$._embedded.elements[*]", "$[*]", NULL }, *const whole[] = { "$", NULL };
  g_autoptr (ZwNeutral) neutral = zw_neutral_new ("openproject");
  Reading reading = { { input, neutral } };

  if (!zw_reader_scan (input, lists, take_slice, &reading, error))
    return NULL;
  if (reading.n == 0 && (!zw_reader_rewind (input, error) || !zw_reader_scan (input, whole, take_slice, &reading, error)))
    return NULL;
  if (reading.total > reading.n && reading.total < 1e9)
    zw_neutral_warn (neutral, 0, "$.total", "%u of %u work packages are in the file: it is one page", reading.n, (guint) reading.total);
  return g_steal_pointer (&neutral);
}

static gboolean
detect_openproject (const ZwLook *look)
{
  return (look->kind == ZW_LOOK_OBJECT || look->kind == ZW_LOOK_ARRAY) && zw_look_has (look, "_type")
         && (zw_look_has (look, "_embedded") || zw_look_has (look, "subject"));
}

const ZwReader zw_reader_openproject = { "openproject", detect_openproject, read_openproject };
