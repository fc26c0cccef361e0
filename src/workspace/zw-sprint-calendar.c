/* SPDX-License-Identifier: GPL-3.0-or-later
 * Writes and reads the frozen calendar, a key file: [calendar] dates, zone, mask and holidays; [days_off] person id = dates. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-sprint-calendar.h"

#define CALENDAR "calendar"
#define DAYS_OFF "days_off"

/* --- writing ---------------------------------------------------------------------------------------------------- */

static void
put_dates (GKeyFile *file, const char *group, const char *key, GArray *dates)
{
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; dates != NULL && i < dates->len; i++)
    g_ptr_array_add (texts, zw_date_to_string (g_array_index (dates, int, i)));
  g_key_file_set_string_list (file, group, key, (const char *const *) texts->pdata, texts->len);
}

static void
put_date (GKeyFile *file, const char *key, int date)
{
  g_autofree char *text = zw_date_to_string (date);

  if (text != NULL)
    g_key_file_set_string (file, CALENDAR, key, text);
}

char *
zw_sprint_calendar_freeze (ZwWorkspace *workspace, ZwSprint *sprint)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  ZwProject *project = zw_workspace_get_project (workspace, sprint->project);
  GListModel *members = zw_workspace_get_members (workspace, sprint->project);

  put_date (file, "start", sprint->start);
  put_date (file, "end", sprint->end);
  g_key_file_set_string (file, CALENDAR, "time_zone", project->time_zone != NULL ? project->time_zone : "");
  g_key_file_set_integer (file, CALENDAR, "working_days", project->working_days);
  put_dates (file, CALENDAR, "holidays", project->holidays);
  for (guint i = 0; i < g_list_model_get_n_items (members); i++)
    {
      g_autoptr (ZwMember) member = g_list_model_get_item (members, i);
      g_autofree char *person = g_strdup_printf ("%" G_GINT64_FORMAT, member->person);
      if (member->days_off != NULL && member->days_off->len > 0)
        put_dates (file, DAYS_OFF, person, member->days_off);
    }
  return g_key_file_to_data (file, NULL, NULL);
}

/* --- reading ---------------------------------------------------------------------------------------------------- */

static GArray *
read_dates (GKeyFile *file, const char *group, const char *key)
{
  GArray *dates = g_array_new (FALSE, FALSE, sizeof (int));
  gsize n = 0;
  g_auto (GStrv) texts = g_key_file_get_string_list (file, group, key, &n, NULL);

  for (gsize i = 0; i < n; i++)
    {
      int date;
      if (zw_date_from_string (texts[i], &date) && date != ZW_UNSET)
        g_array_append_val (dates, date);
    }
  return dates;
}

/* The first starts froze no dates. */
static int
read_date (GKeyFile *file, const char *key, int present)
{
  g_autofree char *text = g_key_file_get_string (file, CALENDAR, key, NULL);
  int date;

  return text != NULL && zw_date_from_string (text, &date) ? date : present;
}

static GHashTable *
read_days_off (GKeyFile *file)
{
  GHashTable *days_off = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, (GDestroyNotify) g_array_unref);
  gsize n = 0;
  g_auto (GStrv) people = g_key_file_get_keys (file, DAYS_OFF, &n, NULL);

  for (gsize i = 0; i < n; i++)
    {
      gint64 person = g_ascii_strtoll (people[i], NULL, 10);
      g_hash_table_insert (days_off, g_memdup2 (&person, sizeof person), read_dates (file, DAYS_OFF, people[i]));
    }
  return days_off;
}

static GTimeZone *
find_zone (const char *name, ZwClock *clock)
{
  GTimeZone *zone = name != NULL && *name != '\0' ? g_time_zone_new_identifier (name) : NULL;
  return zone != NULL ? zone : g_time_zone_ref (zw_clock_get_zone (clock));
}

ZwSprintCalendar *
zw_sprint_calendar_new (ZwWorkspace *workspace, ZwSprint *sprint, const char *frozen)
{
  ZwProject *project = zw_workspace_get_project (workspace, sprint->project);
  ZwSprintCalendar *self = g_new0 (ZwSprintCalendar, 1);
  ZwClock *clock = zw_workspace_get_clock (workspace);
  g_autoptr (GKeyFile) file = g_key_file_new ();

  self->start = sprint->start;
  self->end = sprint->end;
  if (frozen == NULL || !g_key_file_load_from_data (file, frozen, (gsize) -1, G_KEY_FILE_NONE, NULL))
    {
      self->zone = find_zone (project->time_zone, clock);
      self->working_days = project->working_days;
      self->holidays = project->holidays != NULL ? g_array_copy (project->holidays) : g_array_new (FALSE, FALSE, sizeof (int));
      return self;
    }
  g_autofree char *zone = g_key_file_get_string (file, CALENDAR, "time_zone", NULL);
  self->zone = find_zone (zone, clock);
  self->working_days = g_key_file_get_integer (file, CALENDAR, "working_days", NULL);
  self->holidays = read_dates (file, CALENDAR, "holidays");
  self->days_off = read_days_off (file);
  self->start = read_date (file, "start", sprint->start);
  self->end = read_date (file, "end", sprint->end);
  return self;
}

void
zw_sprint_calendar_free (ZwSprintCalendar *self)
{
  g_time_zone_unref (self->zone);
  g_array_unref (self->holidays);
  g_clear_pointer (&self->days_off, g_hash_table_unref);
  g_free (self);
}

const GArray *
zw_sprint_calendar_get_days_off (ZwSprintCalendar *self, ZwMember *member)
{
  return self->days_off != NULL ? g_hash_table_lookup (self->days_off, &member->person) : member->days_off;
}

/* --- the frame of a report ---------------------------------------------------------------------------------------- */

static GHashTable *
collect_categories (ZwWorkspace *workspace, gint64 project)
{
  GHashTable *categories = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  GListModel *statuses = zw_workspace_get_statuses (workspace, project);

  for (guint i = 0; i < g_list_model_get_n_items (statuses); i++)
    {
      g_autoptr (ZwStatus) status = g_list_model_get_item (statuses, i);
      gint64 id = zw_item_get_id (ZW_ITEM (status));
      g_hash_table_insert (categories, g_memdup2 (&id, sizeof id), GINT_TO_POINTER (status->category));
    }
  return categories;
}

void
zw_sprint_frame_init (ZwSprintFrame *frame, ZwWorkspace *workspace, ZwSprint *sprint, const char *frozen)
{
  ZwClock *clock = zw_workspace_get_clock (workspace);
  ZwProject *project = zw_workspace_get_project (workspace, sprint->project);
  gboolean in_hours = project != NULL && project->estimate_unit == ZW_UNIT_HOURS;
  g_autoptr (ZwSprintCalendar) calendar = zw_sprint_calendar_new (workspace, sprint, frozen);

  *frame = (ZwSprintFrame){
    .measure = in_hours ? ZW_MEASURE_HOURS : ZW_MEASURE_POINTS, .estimates_are_hours = in_hours,
    .sprint = zw_item_get_id (ZW_ITEM (sprint)), .project = sprint->project, .started = sprint->started, .closed = sprint->closed,
    .start = calendar->start, .end = calendar->end, .now = zw_clock_get_now (clock), .working_days = calendar->working_days,
    .holidays = g_array_ref (calendar->holidays), .zone = g_time_zone_ref (calendar->zone),
    .categories = collect_categories (workspace, sprint->project),
  };
  if (frame->start == ZW_UNSET)
    frame->start = zw_clock_get_date (clock, sprint->started);
  if (frame->end == ZW_UNSET)
    frame->end = frame->start;
}

void
zw_sprint_frame_clear (ZwSprintFrame *frame)
{
  g_clear_pointer (&frame->categories, g_hash_table_unref);
  g_clear_pointer (&frame->zone, g_time_zone_unref);
  if (frame->holidays != NULL)
    g_array_unref ((GArray *) frame->holidays);
  frame->holidays = NULL;
}
