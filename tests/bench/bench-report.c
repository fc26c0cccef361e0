/* SPDX-License-Identifier: GPL-3.0-or-later
 * bench-report: burndown and burnup of a sprint over 100,000 rows of the change log. The floor is one pass over the same rows
 * that finds each ticket and reads its number: less cannot tell anything about them. */
#include <math.h>
#include <stdio.h>

#include "bench.h"
#include "zw-sprint-report.h"

#define N_ROWS 100000
#define N_TICKETS 20000
#define N_IN_SPRINT 2000
#define N_ROUNDS 21

enum { SPRINT = 1, FIRST_STATUS = 10, FIRST_TICKET = 1000 };
static const ZwCategory categories[] = { ZW_CATEGORY_TODO, ZW_CATEGORY_IN_PROGRESS, ZW_CATEGORY_DONE, ZW_CATEGORY_CANCELLED };

static gint64
get_start (void)
{
  g_autoptr (GDateTime) start = g_date_time_new_utc (2026, 11, 16, 8, 0, 0);
  return g_date_time_to_unix (start) * 1000;
}

static ZwChangeSet *
append (GPtrArray *log, gint64 at)
{
  ZwChangeSet *set = zw_change_set_new ((gint64) log->len + 1, ZW_DEED_EDIT);

  set->at = at;
  g_ptr_array_add (log, set);
  return set;
}

static void
create_tickets (GPtrArray *log, GRand *dice)
{
  for (gint64 i = 0; i < N_TICKETS; i++)
    {
      ZwChange *change = zw_change_set_create (append (log, get_start () - 1000), ZW_ENTITY_TICKET, FIRST_TICKET + i, FIRST_TICKET + i);
      zw_change_put_int (change, ZW_FIELD_STATUS, FIRST_STATUS);
      zw_change_put (change, ZW_FIELD_TYPE, "task");
      zw_change_put_int (change, ZW_FIELD_ESTIMATE, g_rand_int_range (dice, 1, 9));
      if (i < N_IN_SPRINT)
        zw_change_put_int (change, ZW_FIELD_SPRINT, SPRINT);
    }
}

/* Eleven days of moves and new estimates. */
static void
change_tickets (GPtrArray *log, GRand *dice)
{
  gint64 step = G_GINT64_CONSTANT (11) * 86400000 / (N_ROWS - N_TICKETS);

  for (int i = 0; i < N_ROWS - N_TICKETS - 1; i++)
    {
      ZwChangeSet *set = append (log, get_start () + (i + 1) * step);
      gint64 ticket = FIRST_TICKET + g_rand_int_range (dice, 0, N_TICKETS);
      gboolean moves = g_rand_int_range (dice, 0, 4) > 0;
      g_autofree char *value = g_strdup_printf ("%d", moves ? FIRST_STATUS + g_rand_int_range (dice, 0, 4) : g_rand_int_range (dice, 1, 9));
      zw_change_set_set (set, ZW_ENTITY_TICKET, ticket, ticket, moves ? ZW_FIELD_STATUS : ZW_FIELD_ESTIMATE, "-", value);
    }
}

static GPtrArray *
make_log (void)
{
  GPtrArray *log = g_ptr_array_new_with_free_func ((GDestroyNotify) zw_change_set_unref);
  g_autoptr (GRand) dice = g_rand_new_with_seed (14);

  create_tickets (log, dice);
  zw_change_set_set (append (log, get_start ()), ZW_ENTITY_SPRINT, SPRINT, 0, ZW_FIELD_STATE, "planned", "active");
  change_tickets (log, dice);
  return log;
}

static GHashTable *
make_categories (void)
{
  GHashTable *table = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (categories); i++)
    {
      gint64 status = FIRST_STATUS + i;
      g_hash_table_insert (table, g_memdup2 (&status, sizeof status), GINT_TO_POINTER (categories[i]));
    }
  return table;
}

static double
pass_once (GPtrArray *log)
{
  g_autoptr (GHashTable) tickets = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, g_free);
  double sum = 0;

  for (guint i = 0; i < log->len; i++)
    {
      ZwChange *change = ((ZwChangeSet *) log->pdata[i])->changes->pdata[0];
      double *value = g_hash_table_lookup (tickets, &change->id);
      const char *text = change->op == ZW_OP_CREATE ? zw_change_get (change, ZW_FIELD_ESTIMATE) : change->new_value;
      if (value == NULL)
        g_hash_table_insert (tickets, &change->id, value = g_new0 (double, 1));
      sum -= *value;
      *value = text != NULL ? (double) g_ascii_strtoll (text, NULL, 10) : 0;
      sum += *value;
    }
  return sum;
}

int
main (int argc, char **argv)
{
  g_autoptr (GPtrArray) log = make_log ();
  g_autoptr (GArray) ours = g_array_new (FALSE, FALSE, sizeof (double)), floor_times = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GDate) monday = g_date_new_dmy (16, 11, 2026);
  int start = (int) g_date_get_julian (monday);
  ZwSprintFrame frame = { .sprint = SPRINT, .start = start, .end = start + 11, .started = get_start (),
                          .now = get_start () + G_GINT64_CONSTANT (11) * 86400000, .working_days = 0x1f,
                          .zone = g_time_zone_new_identifier ("Europe/Berlin"), .categories = make_categories () };
  double sum = 0;

  for (int i = 0; i < N_ROUNDS; i++)
    {
      gint64 begin = g_get_monotonic_time ();
      g_autoptr (ZwSprintReport) report = zw_sprint_report_new (&frame, log);
      double taken = bench_ms_since (begin);
      g_array_append_val (ours, taken);
      bench_require (report->burndown->len == 12 && report->steps->len > 0, NULL);
      begin = g_get_monotonic_time ();
      sum += pass_once (log);
      taken = bench_ms_since (begin);
      g_array_append_val (floor_times, taken);
    }
  bench_require (sum > 0, NULL);
  bench_print ("report-p50", bench_percentile (ours, .5));
  bench_print ("report-p95", bench_percentile (ours, .95));
  bench_print ("floor-p50", bench_percentile (floor_times, .5));
  g_time_zone_unref (frame.zone);
  g_hash_table_unref (frame.categories);
  return 0;
}
