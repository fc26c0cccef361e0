/* SPDX-License-Identifier: GPL-3.0-or-later
 * Starting and completing sprints, and the frame their reports are computed in. Pure: builds change sets, changes nothing. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-sprint-commands.h"

#include "zw-command.h"
#include "zw-error.h"

#define CALENDAR "calendar"

/* --- the frozen calendar ---------------------------------------------------------------------------------------- */

static char *
freeze_calendar (ZwProject *project)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autoptr (GPtrArray) holidays = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; project->holidays != NULL && i < project->holidays->len; i++)
    g_ptr_array_add (holidays, zw_date_to_string (g_array_index (project->holidays, int, i)));
  g_key_file_set_string (file, CALENDAR, "time_zone", project->time_zone != NULL ? project->time_zone : "");
  g_key_file_set_integer (file, CALENDAR, "working_days", project->working_days);
  g_key_file_set_string_list (file, CALENDAR, "holidays", (const char *const *) holidays->pdata, holidays->len);
  return g_key_file_to_data (file, NULL, NULL);
}

static GArray *
read_holidays (GKeyFile *file)
{
  GArray *dates = g_array_new (FALSE, FALSE, sizeof (int));
  gsize n = 0;
  g_auto (GStrv) texts = g_key_file_get_string_list (file, CALENDAR, "holidays", &n, NULL);

  for (gsize i = 0; i < n; i++)
    {
      int date;
      if (zw_date_from_string (texts[i], &date) && date != ZW_UNSET)
        g_array_append_val (dates, date);
    }
  return dates;
}

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
  ZwProject *project = zw_workspace_get_project (workspace, sprint->project);
  ZwClock *clock = zw_workspace_get_clock (workspace);
  g_autoptr (GKeyFile) file = g_key_file_new ();
  gboolean is_frozen = frozen != NULL && g_key_file_load_from_data (file, frozen, (gsize) -1, G_KEY_FILE_NONE, NULL);
  g_autofree char *zone = is_frozen ? g_key_file_get_string (file, CALENDAR, "time_zone", NULL) : g_strdup (project->time_zone);

  *frame = (ZwSprintFrame){
    .sprint = zw_item_get_id (ZW_ITEM (sprint)), .project = sprint->project, .started = sprint->started, .closed = sprint->closed,
    .start = sprint->start, .end = sprint->end, .now = zw_clock_get_now (clock),
    .working_days = is_frozen ? g_key_file_get_integer (file, CALENDAR, "working_days", NULL) : project->working_days,
    .categories = collect_categories (workspace, sprint->project),
  };
  frame->holidays = is_frozen ? read_holidays (file) : project->holidays != NULL ? g_array_copy (project->holidays) : NULL;
  frame->zone = zone != NULL && *zone != '\0' ? g_time_zone_new_identifier (zone) : NULL;
  if (frame->zone == NULL)
    frame->zone = g_time_zone_ref (zw_clock_get_zone (clock));
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

/* --- start ------------------------------------------------------------------------------------------------------ */

static gboolean
refuse (GError **error, const char *what, ZwSprint *sprint, const char *why)
{
  g_set_error (error, ZW_ERROR, ZW_ERROR_REFUSED, "cannot %s “%s”: %s", what, sprint->name, why);
  return FALSE;
}

static gboolean
check_start (ZwWorkspace *workspace, ZwSprint *sprint, GError **error)
{
  ZwProject *project = zw_workspace_get_project (workspace, sprint->project);
  ZwSprint *active = zw_workspace_get_active_sprint (workspace, sprint->project);

  if (sprint->state != ZW_SPRINT_PLANNED)
    return refuse (error, "start", sprint, sprint->state == ZW_SPRINT_ACTIVE ? "it runs already" : "it is completed");
  if (active != NULL && !project->parallel_sprints)
    {
      g_autofree char *why = g_strdup_printf ("“%s” still runs; complete it first", active->name);
      return refuse (error, "start", sprint, why);
    }
  return TRUE;
}

ZwChangeSet *
zw_sprint_start (ZwWorkspace *workspace, gint64 sprint_id, GError **error)
{
  g_autoptr (ZwChangeSet) set = zw_workspace_new_set (workspace, ZW_DEED_SPRINT);
  ZwSprint *sprint = zw_workspace_get_sprint (workspace, sprint_id);

  if (sprint == NULL)
    {
      g_set_error (error, ZW_ERROR, ZW_ERROR_NOT_FOUND, "there is no such sprint");
      return NULL;
    }
  if (!check_start (workspace, sprint, error))
    return NULL;
  g_autofree char *calendar = freeze_calendar (zw_workspace_get_project (workspace, sprint->project));
  zw_command_set (set, ZW_ITEM (sprint), ZW_FIELD_STATE, zw_sprint_state_names[ZW_SPRINT_ACTIVE]);
  zw_command_set_int64 (set, ZW_ITEM (sprint), ZW_FIELD_STARTED, set->at);
  zw_change_set_set (set, ZW_ENTITY_SPRINT, sprint_id, 0, ZW_FIELD_FROZEN, NULL, calendar);
  zw_change_set_guard (set, ZW_GUARD_ONE_ACTIVE_SPRINT, ZW_ENTITY_PROJECT, sprint->project);
  return g_steal_pointer (&set);
}

/* --- complete --------------------------------------------------------------------------------------------------- */

static GPtrArray *
collect_unfinished (ZwWorkspace *workspace, ZwSprint *sprint)
{
  ZwTicketList *list = zw_workspace_get_tickets (workspace, sprint->project);
  GPtrArray *tickets = g_ptr_array_new ();

  for (ZwTicket *ticket = zw_ticket_list_get (list, 0); ticket != NULL; ticket = zw_ticket_list_after (list, ticket))
    if (ticket->sprint == zw_item_get_id (ZW_ITEM (sprint)) && !zw_workspace_is_closed (workspace, ticket))
      g_ptr_array_add (tickets, ticket);
  return tickets;
}

/* To the top of the full order, as they stood among each other. */
static void
rank_on_top (ZwWorkspace *workspace, ZwChangeSet *set, gint64 project, GPtrArray *tickets)
{
  ZwTicketList *list = zw_workspace_get_tickets (workspace, project);
  g_autoptr (GHashTable) moving = g_hash_table_new (NULL, NULL);
  g_autofree gint64 *ranks = g_new (gint64, tickets->len);

  for (guint i = 0; i < tickets->len; i++)
    g_hash_table_add (moving, tickets->pdata[i]);
  ZwTicket *first = zw_ticket_list_get (list, 0);
  while (first != NULL && g_hash_table_contains (moving, first))
    first = zw_ticket_list_after (list, first);
  if (first == NULL)
    return;
  zw_command_rank (workspace, set, project, moving, NULL, first, tickets->len, ranks);
  for (guint i = 0; i < tickets->len; i++)
    zw_command_set_int64 (set, tickets->pdata[i], ZW_FIELD_RANK, ranks[i]);
}

static gboolean
check_complete (ZwWorkspace *workspace, ZwSprint *sprint, gint64 target_id, GError **error)
{
  ZwSprint *target = zw_workspace_get_sprint (workspace, target_id);

  if (sprint->state != ZW_SPRINT_ACTIVE)
    return refuse (error, "complete", sprint, sprint->state == ZW_SPRINT_PLANNED ? "it has not started" : "it is completed already");
  if (target_id != 0 && (target == NULL || target == sprint || target->state == ZW_SPRINT_CLOSED || target->project != sprint->project))
    return refuse (error, "complete", sprint, "its open tickets need another sprint that is not completed");
  return TRUE;
}

ZwChangeSet *
zw_sprint_complete (ZwWorkspace *workspace, gint64 sprint_id, gint64 target, const char *report, GError **error)
{
  g_autoptr (ZwChangeSet) set = zw_workspace_new_set (workspace, ZW_DEED_SPRINT);
  ZwSprint *sprint = zw_workspace_get_sprint (workspace, sprint_id);

  if (sprint == NULL)
    {
      g_set_error (error, ZW_ERROR, ZW_ERROR_NOT_FOUND, "there is no such sprint");
      return NULL;
    }
  if (!check_complete (workspace, sprint, target, error))
    return NULL;
  g_autoptr (GPtrArray) unfinished = collect_unfinished (workspace, sprint);
  zw_command_set (set, ZW_ITEM (sprint), ZW_FIELD_STATE, zw_sprint_state_names[ZW_SPRINT_CLOSED]);
  zw_command_set_int64 (set, ZW_ITEM (sprint), ZW_FIELD_CLOSED, set->at);
  zw_change_set_set (set, ZW_ENTITY_SPRINT, sprint_id, 0, ZW_FIELD_REPORT, NULL, report);
  for (guint i = 0; i < unfinished->len; i++)
    zw_command_set_id (set, unfinished->pdata[i], ZW_FIELD_SPRINT, target);
  if (target == 0 && unfinished->len > 0)
    rank_on_top (workspace, set, sprint->project, unfinished);
  return g_steal_pointer (&set);
}
