/* SPDX-License-Identifier: GPL-3.0-or-later
 * Writing and reading a sprint's report. Must never compute a figure: core did. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-report-json.h"

#include <math.h>

#include "zw-json-record.h"

/* --- writing ---------------------------------------------------------------------------------------------------- */

static void
put_date (ZwJsonWriter *json, const char *name, int date)
{
  g_autofree char *text = zw_date_to_string (date);
  zw_json_writer_put_string (json, name, text);
}

static void
put_instant (ZwJsonWriter *json, const char *name, gint64 instant)
{
  g_autoptr (GDateTime) utc = instant != 0 ? g_date_time_new_from_unix_utc (instant / 1000) : NULL;
  g_autofree char *text = utc != NULL ? g_date_time_format (utc, "%Y-%m-%dT%H:%M:%SZ") : NULL;

  zw_json_writer_put_string (json, name, text);
}

static void
put_real (ZwJsonWriter *json, const char *name, double value)
{
  if (isnan (value))
    zw_json_writer_put_null (json, name);
  else
    zw_json_writer_put_number (json, name, value);
}

static char *
dup_key (ZwWorkspace *workspace, gint64 id)
{
  ZwTicket *ticket = zw_workspace_get_ticket (workspace, id);
  return ticket != NULL ? zw_workspace_dup_key (workspace, ticket) : NULL;
}

static void
put_group (ZwJsonWriter *json, ZwWorkspace *workspace, const char *name, const ZwSprintGroup *group)
{
  zw_json_writer_add_name (json, name);
  zw_json_writer_begin_object (json, ZW_JSON_LINE);
  zw_json_writer_put_number (json, "points", group->points);
  zw_json_writer_add_name (json, "tickets");
  zw_json_writer_begin_array (json, ZW_JSON_LINE);
  for (guint i = 0; i < group->tickets->len; i++)
    {
      g_autofree char *key = dup_key (workspace, g_array_index (group->tickets, gint64, i));
      zw_json_writer_add_string (json, key);
    }
  zw_json_writer_end_array (json);
  zw_json_writer_end_object (json);
}

/* What each ticket adds to its group, by id: keys may change. */
static void
put_amounts (ZwJsonWriter *json, const char *name, const ZwSprintGroup *group)
{
  zw_json_writer_add_name (json, name);
  zw_json_writer_begin_array (json, ZW_JSON_LINE);
  for (guint i = 0; i < group->tickets->len; i++)
    {
      zw_json_writer_begin_object (json, ZW_JSON_LINE);
      zw_json_writer_put_id (json, "id", g_array_index (group->tickets, gint64, i));
      zw_json_writer_put_number (json, "points", g_array_index (group->amounts, double, i));
      zw_json_writer_end_object (json);
    }
  zw_json_writer_end_array (json);
}

static void
put_burndown (ZwJsonWriter *json, const ZwSprintReport *report)
{
  zw_json_writer_add_name (json, "burndown");
  zw_json_writer_begin_array (json, ZW_JSON_BLOCK);
  for (guint i = 0; i < report->burndown->len; i++)
    {
      const ZwBurndownPoint *point = &g_array_index (report->burndown, ZwBurndownPoint, i);
      zw_json_writer_begin_object (json, ZW_JSON_LINE);
      put_date (json, "date", point->date);
      put_real (json, "remaining", point->remaining);
      zw_json_writer_put_number (json, "ideal", point->ideal);
      put_real (json, "replanned", point->replanned);
      put_real (json, "scope", point->scope);
      zw_json_writer_put_boolean (json, "working", point->working);
      zw_json_writer_end_object (json);
    }
  zw_json_writer_end_array (json);
}

static void
put_burnup (ZwJsonWriter *json, const ZwSprintReport *report)
{
  zw_json_writer_add_name (json, "burnup");
  zw_json_writer_begin_array (json, ZW_JSON_BLOCK);
  for (guint i = 0; i < report->burndown->len; i++)
    {
      const ZwBurndownPoint *point = &g_array_index (report->burndown, ZwBurndownPoint, i);
      zw_json_writer_begin_object (json, ZW_JSON_LINE);
      put_date (json, "date", point->date);
      put_real (json, "scope", point->scope);
      put_real (json, "done", point->done);
      zw_json_writer_end_object (json);
    }
  zw_json_writer_end_array (json);
}

static void
put_step (ZwJsonWriter *json, ZwWorkspace *workspace, const ZwSprintStep *step)
{
  g_autofree char *key = dup_key (workspace, step->ticket);

  zw_json_writer_begin_object (json, ZW_JSON_LINE);
  put_instant (json, "at", step->at);
  put_date (json, "date", step->date);
  zw_json_writer_put_number (json, "moment", step->moment);
  zw_json_writer_put_id (json, "set", step->set);
  zw_json_writer_put_string (json, "by", step->actor_name);
  zw_json_writer_put_string (json, "ticket", key);
  zw_json_writer_put_id (json, "id", step->ticket);
  zw_json_writer_put_string (json, "kind", zw_step_kind_names[step->kind]);
  zw_json_writer_put_number (json, "remaining", step->remaining);
  zw_json_writer_put_number (json, "scope", step->scope);
  zw_json_writer_put_number (json, "done", step->done);
  zw_json_writer_end_object (json);
}

static void
put_velocity (ZwJsonWriter *json, const ZwVelocity *velocity)
{
  gboolean known = velocity != NULL && velocity->n > 0;

  zw_json_writer_add_name (json, "velocity");
  zw_json_writer_begin_object (json, ZW_JSON_LINE);
  put_real (json, "mean", known ? velocity->mean : NAN);
  put_real (json, "min", known ? velocity->min : NAN);
  put_real (json, "max", known ? velocity->max : NAN);
  zw_json_writer_put_int64 (json, "sprints", known ? velocity->n : 0);
  zw_json_writer_end_object (json);
}

static void
put_owners (ZwJsonWriter *json, const GArray *owners)
{
  zw_json_writer_add_name (json, "owners");
  zw_json_writer_begin_array (json, ZW_JSON_LINE);
  for (guint i = 0; i < owners->len; i++)
    {
      const ZwOwnerPoints *owner = &g_array_index (owners, ZwOwnerPoints, i);
      zw_json_writer_begin_object (json, ZW_JSON_LINE);
      if (owner->person != 0)
        zw_json_writer_put_id (json, "person", owner->person);
      else
        zw_json_writer_put_null (json, "person");
      zw_json_writer_put_number (json, "points", owner->points);
      zw_json_writer_end_object (json);
    }
  zw_json_writer_end_array (json);
}

/* The eight groups of a report in the order they are written. */
typedef struct {
  const char *name;
  gsize offset;
} GroupName;
static const GroupName group_names[] = {
  { "committed", G_STRUCT_OFFSET (ZwSprintReport, committed) },
  { "added", G_STRUCT_OFFSET (ZwSprintReport, added) },
  { "removed", G_STRUCT_OFFSET (ZwSprintReport, removed) },
  { "reestimated", G_STRUCT_OFFSET (ZwSprintReport, reestimated) },
  { "completed", G_STRUCT_OFFSET (ZwSprintReport, completed) },
  { "cancelled", G_STRUCT_OFFSET (ZwSprintReport, cancelled) },
  { "carried", G_STRUCT_OFFSET (ZwSprintReport, carried) },
  { "done_before_start", G_STRUCT_OFFSET (ZwSprintReport, done_before_start) },
};

static ZwSprintGroup *
get_group (const ZwSprintReport *report, guint index)
{
  return G_STRUCT_MEMBER_P (report, group_names[index].offset);
}

static void
put_groups (ZwJsonWriter *json, ZwWorkspace *workspace, const ZwSprintReport *report)
{
  for (guint i = 0; i < G_N_ELEMENTS (group_names); i++)
    put_group (json, workspace, group_names[i].name, get_group (report, i));
  zw_json_writer_add_name (json, "amounts");
  zw_json_writer_begin_object (json, ZW_JSON_BLOCK);
  for (guint i = 0; i < G_N_ELEMENTS (group_names); i++)
    put_amounts (json, group_names[i].name, get_group (report, i));
  zw_json_writer_end_object (json);
  zw_json_writer_put_number (json, "committed_and_completed", report->committed_and_completed);
  zw_json_writer_put_int64 (json, "unestimated", report->unestimated);
  put_owners (json, report->owners);
}

void
zw_report_json_write (ZwJsonWriter *json, ZwWorkspace *workspace, ZwSprint *sprint, const ZwSprintReport *report,
                      const ZwVelocity *velocity)
{
  zw_json_writer_begin_object (json, ZW_JSON_BLOCK);
  zw_json_writer_put_string (json, "name", sprint->name);
  zw_json_writer_put_string (json, "state", zw_sprint_state_names[sprint->state]);
  put_date (json, "start", sprint->start);
  put_date (json, "end", sprint->end);
  put_instant (json, "started", sprint->started);
  put_instant (json, "closed", sprint->closed);
  zw_json_writer_put_string (json, "measure", zw_measure_names[report->measure]);
  put_groups (json, workspace, report);
  put_date (json, "today", report->burndown->len > 0 ? report->today : ZW_UNSET);
  zw_json_writer_put_number (json, "moment", report->moment);
  put_burndown (json, report);
  put_burnup (json, report);
  zw_json_writer_add_name (json, "steps");
  zw_json_writer_begin_array (json, ZW_JSON_BLOCK);
  for (guint i = 0; i < report->steps->len; i++)
    put_step (json, workspace, &g_array_index (report->steps, ZwSprintStep, i));
  zw_json_writer_end_array (json);
  put_velocity (json, velocity);
  zw_json_writer_end_object (json);
}

char *
zw_report_json_seal (ZwWorkspace *workspace, ZwSprint *sprint, const ZwSprintReport *report, const ZwVelocity *velocity,
                     GError **error)
{
  g_autoptr (GOutputStream) memory = g_memory_output_stream_new_resizable ();
  g_autoptr (ZwJsonWriter) json = zw_json_writer_new (memory, NULL);

  zw_report_json_write (json, workspace, sprint, report, velocity);
  if (!zw_json_writer_finish (json, error) || !g_output_stream_close (memory, NULL, error))
    return NULL;
  g_autoptr (GBytes) bytes = g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (memory));
  return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

/* --- reading ---------------------------------------------------------------------------------------------------- */

static void
read_group (ZwJsonRecord *record, ZwJsonRecord *amounts, const char *name, ZwSprintGroup *group)
{
  g_autoptr (ZwJsonRecord) summary = zw_json_record_open_object (record, name);
  g_autoptr (ZwJsonList) list = amounts != NULL ? zw_json_record_open_list (amounts, name) : NULL;

  for (guint i = 0; list != NULL && i < zw_json_list_get_length (list); i++)
    {
      g_autoptr (ZwJsonRecord) one = zw_json_list_open_object (list, i);
      double points = 0;
      gint64 id = 0;
      if (one != NULL && zw_json_record_get_id (one, "id", &id) && zw_json_record_get_number (one, "points", &points))
        zw_sprint_group_put (group, id, points);
    }
  if (summary != NULL)
    zw_json_record_get_number (summary, "points", &group->points);
}

static double
read_real (ZwJsonRecord *record, const char *name)
{
  double value = NAN;

  zw_json_record_get_number (record, name, &value);
  return value;
}

static int
read_date (ZwJsonRecord *record, const char *name)
{
  int date = 0;
  const char *text = zw_json_record_get_string (record, name);

  return text != NULL && zw_date_from_string (text, &date) && date != ZW_UNSET ? date : 0;
}

static void
read_days (ZwJsonRecord *record, ZwSprintReport *report)
{
  g_autoptr (ZwJsonList) days = zw_json_record_open_list (record, "burndown");
  g_autoptr (ZwJsonList) burnup = zw_json_record_open_list (record, "burnup");

  for (guint i = 0; days != NULL && i < zw_json_list_get_length (days); i++)
    {
      g_autoptr (ZwJsonRecord) day = zw_json_list_open_object (days, i);
      g_autoptr (ZwJsonRecord) up = burnup != NULL && i < zw_json_list_get_length (burnup) ? zw_json_list_open_object (burnup, i) : NULL;
      if (day == NULL)
        continue;
      ZwBurndownPoint point = { read_date (day, "date"), read_real (day, "remaining"), read_real (day, "scope"), NAN,
                                read_real (day, "ideal"), read_real (day, "replanned"), FALSE };
      point.done = up != NULL ? read_real (up, "done") : point.scope - point.remaining;
      zw_json_record_get_boolean (day, "working", &point.working);
      g_array_append_val (report->burndown, point);
    }
}

static gboolean
read_step (ZwJsonRecord *record, ZwSprintStep *step)
{
  const char *at = zw_json_record_get_string (record, "at");
  g_autoptr (GDateTime) instant = at != NULL ? g_date_time_new_from_iso8601 (at, NULL) : NULL;
  const char *kind_name = zw_json_record_get_string (record, "kind");
  int kind = kind_name != NULL ? zw_choice_from_string (zw_step_kind_names, kind_name) : -1;

  if (kind < 0 || !zw_json_record_get_id (record, "id", &step->ticket) || !zw_json_record_get_id (record, "set", &step->set))
    return FALSE;
  step->kind = (ZwStepKind) kind;
  step->at = instant != NULL ? g_date_time_to_unix (instant) * 1000 : 0;
  step->date = read_date (record, "date");
  zw_json_record_get_number (record, "moment", &step->moment);
  zw_json_record_get_number (record, "remaining", &step->remaining);
  zw_json_record_get_number (record, "scope", &step->scope);
  zw_json_record_get_number (record, "done", &step->done);
  step->actor_name = g_strdup (zw_json_record_get_string (record, "by"));
  return TRUE;
}

static void
read_owners (ZwJsonRecord *record, ZwSprintReport *report)
{
  g_autoptr (ZwJsonList) owners = zw_json_record_open_list (record, "owners");

  for (guint i = 0; owners != NULL && i < zw_json_list_get_length (owners); i++)
    {
      g_autoptr (ZwJsonRecord) one = zw_json_list_open_object (owners, i);
      ZwOwnerPoints owner = { 0 };
      if (one == NULL || !zw_json_record_get_number (one, "points", &owner.points))
        continue;
      zw_json_record_get_id (one, "person", &owner.person);
      g_array_append_val (report->owners, owner);
    }
}

static void
read_steps (ZwJsonRecord *record, ZwSprintReport *report)
{
  g_autoptr (ZwJsonList) steps = zw_json_record_open_list (record, "steps");

  for (guint i = 0; steps != NULL && i < zw_json_list_get_length (steps); i++)
    {
      g_autoptr (ZwJsonRecord) one = zw_json_list_open_object (steps, i);
      ZwSprintStep step = { 0 };
      if (one != NULL && read_step (one, &step))
        g_array_append_val (report->steps, step);
    }
}

static ZwSprintReport *
read_report (ZwJsonRecord *record)
{
  ZwSprintReport *report = zw_sprint_report_new_empty ();
  g_autoptr (ZwJsonRecord) amounts = zw_json_record_open_object (record, "amounts");
  const char *measure = zw_json_record_get_string (record, "measure");
  gint64 unestimated = 0;

  /* Sealed by an earlier version: in estimates. */
  report->measure = (ZwMeasure) (measure != NULL ? MAX (0, zw_choice_from_string (zw_measure_names, measure)) : ZW_MEASURE_POINTS);
  for (guint i = 0; i < G_N_ELEMENTS (group_names); i++)
    read_group (record, amounts, group_names[i].name, get_group (report, i));
  zw_json_record_get_number (record, "committed_and_completed", &report->committed_and_completed);
  zw_json_record_get_int64 (record, "unestimated", &unestimated);
  report->unestimated = (guint) CLAMP (unestimated, 0, G_MAXINT);
  report->is_closed = TRUE; /* one that runs is not sealed */
  report->today = read_date (record, "today");
  zw_json_record_get_number (record, "moment", &report->moment);
  read_days (record, report);
  read_steps (record, report);
  read_owners (record, report);
  if (report->today == 0 && zw_sprint_report_get_last (report) >= 0)
    report->today = g_array_index (report->burndown, ZwBurndownPoint, zw_sprint_report_get_last (report)).date;
  return report;
}

ZwSprintReport *
zw_report_json_read (const char *text, GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (ZwJsonScanner) scanner = zw_json_scanner_new_for_bytes (bytes, ZW_JSON_SCAN_PLAIN);
  g_autoptr (ZwJsonWarnings) warnings = zw_json_warnings_new ();
  const ZwJsonSlice *slice = NULL;

  zw_json_scanner_watch (scanner, "$", ZW_JSON_GIVE_TEXT);
  if (!zw_json_scanner_next (scanner, &slice, NULL, error))
    return NULL;
  g_autoptr (ZwJsonRecord) record = slice != NULL ? zw_json_record_new (slice, warnings, error) : NULL;
  if (record == NULL)
    {
      if (slice == NULL)
        zw_set_error (error, ZW_ERROR_INVALID_VALUE, "cannot read the report: it is empty");
      return NULL;
    }
  return read_report (record);
}
