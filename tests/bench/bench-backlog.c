/* SPDX-License-Identifier: GPL-3.0-or-later
 * bench-backlog DATABASE: planning in a large backlog: opening it for the first time, and moving 500 selected tickets into
 * the next sprint and back; each from the event to the painted frame. Prints frames and ms by the clock on the wall. */
#include "stage.h"
#include "zw-backlog-view.h"
#include "zw-project-commands.h"

#define MOVED 500
#define MOVES 10

typedef struct {
  ZwWindow *window;
  ZwBacklog *backlog; /* (nullable) before it is shown */
  guint wanted;       /* tickets in the planned sprint */
} Hands;

static ZwView *
get_view (Hands *hands)
{
  return zw_window_get_view (hands->window);
}

static void
plan_sprint (Hands *hands)
{
  ZwWorkspace *workspace = zw_window_get_workspace (hands->window);
  g_autoptr (GError) error = NULL;
  gint64 sprint;
  ZwChangeSet *set = zw_sprint_create (workspace, zw_window_get_project (hands->window), "Next", NULL, "2027-01-11", "2027-01-22", &sprint,
                                       &error);

  bench_require (set != NULL && zw_workspace_commit (workspace, set, &error), error);
}

/* --- opening -------------------------------------------------------------------------------------------------- */

static ZwBacklogSection *
get_last_section (ZwBacklog *backlog)
{
  return zw_backlog_get_section (backlog, zw_backlog_get_n_sections (backlog) - 1);
}

static gboolean
has_rows (gpointer data)
{
  Hands *hands = data;
  GdkRectangle bounds;

  if (!ZW_IS_BACKLOG_VIEW (get_view (hands)) || !gtk_widget_get_mapped (GTK_WIDGET (get_view (hands))))
    return FALSE;
  hands->backlog = zw_backlog_view_get_backlog (ZW_BACKLOG_VIEW (get_view (hands)));
  ZwTicket *first = zw_ticket_list_get (zw_backlog_section_get_tickets (get_last_section (hands->backlog)), 0);
  return first != NULL && zw_view_get_bounds (get_view (hands), zw_item_get_id (ZW_ITEM (first)), ZW_FIELD_TITLE, &bounds);
}

static void
measure_opening (Hands *hands)
{
  gint64 start = g_get_monotonic_time ();

  zw_window_show_view (hands->window, "backlog");
  stage_wait_painted (GTK_WINDOW (hands->window), has_rows, hands);
  bench_print ("open", bench_ms_since (start));
}

/* --- moving many ---------------------------------------------------------------------------------------------- */

static ZwBacklogSection *
find_planned (Hands *hands)
{
  for (guint i = 0; i < zw_backlog_get_n_sections (hands->backlog); i++)
    {
      ZwBacklogSection *section = zw_backlog_get_section (hands->backlog, i);
      ZwSprint *sprint = zw_backlog_section_get_sprint (section);
      if (sprint != NULL && sprint->state == ZW_SPRINT_PLANNED)
        return section;
    }
  bench_require (FALSE, NULL);
  return NULL;
}

static gboolean
is_moved (gpointer data)
{
  Hands *hands = data;
  return zw_ticket_list_get_n (zw_backlog_section_get_tickets (find_planned (hands))) == hands->wanted;
}

static void
select_many (Hands *hands, ZwBacklogSection *section)
{
  GtkWidget *view = GTK_WIDGET (get_view (hands));

  g_autoptr (GArray) before = zw_view_dup_targets (get_view (hands));
  if (before->len > 1)
    gtk_widget_activate_action (view, "backlog.escape", NULL);
  zw_view_focus_ticket (get_view (hands), zw_ticket_list_get (zw_backlog_section_get_tickets (section), 0));
  for (guint i = 1; i < MOVED; i++)
    gtk_widget_activate_action (view, "backlog.extend-down", NULL);
  g_autoptr (GArray) targets = zw_view_dup_targets (get_view (hands));
  bench_require (targets->len == MOVED, NULL);
  bench_idle (300);
}

static void
move_many (Hands *hands, guint turn, GArray *walls, GArray *frames)
{
  ZwBacklogSection *planned = find_planned (hands), *last = get_last_section (hands->backlog);
  gboolean in = turn % 2 == 0;

  select_many (hands, in ? last : planned);
  hands->wanted = in ? MOVED : 0;
  gint64 start = g_get_monotonic_time ();
  gtk_widget_activate_action (GTK_WIDGET (get_view (hands)), "ticket.set-sprint", "x", in ? zw_backlog_section_get_sprint_id (planned) : 0);
  double n_frames = stage_wait_painted (GTK_WINDOW (hands->window), is_moved, hands);
  double wall = bench_ms_since (start);
  g_array_append_val (walls, wall);
  g_array_append_val (frames, n_frames);
}

int
main (int argc, char **argv)
{
  Hands hands = { 0 };
  g_autoptr (GArray) walls = g_array_new (FALSE, FALSE, sizeof (double)), frames = g_array_new (FALSE, FALSE, sizeof (double));

  bench_require (argc == 2, NULL);
  hands.window = stage_show_database (argv[1]);
  stage_wait_painted (GTK_WINDOW (hands.window), stage_has_cards, hands.window);
  stage_settle (hands.window);
  plan_sprint (&hands);
  stage_settle (hands.window);
  measure_opening (&hands);
  stage_settle (hands.window);
  for (guint i = 0; i < MOVES; i++)
    move_many (&hands, i, walls, frames);
  bench_print ("move-p50", bench_percentile (walls, 0.5));
  bench_print ("move-p95", bench_percentile (walls, 0.95));
  bench_print ("move-frames", bench_percentile (frames, 0.95));
  zw_store_close (zw_workspace_get_store (zw_window_get_workspace (hands.window)));
  return 0;
}
