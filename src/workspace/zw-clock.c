/* SPDX-License-Identifier: GPL-3.0-or-later
 * The clock: the system's, or one that stands still. Nobody else asks the system what time it is. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-clock.h"

struct _ZwClock {
  GObject parent_instance;
  GTimeZone *zone;   /* (owned) */
  gboolean is_fixed;
  gint64 now;        /* of a fixed clock */
  int today;         /* as last announced */
  guint timer;
};

G_DEFINE_FINAL_TYPE (ZwClock, zw_clock, G_TYPE_OBJECT)

enum { DAY_CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

/* Often enough after midnight, and after waking from sleep. */
enum { DAY_CHECK_S = 60 };

static void
announce_day (ZwClock *self)
{
  int today = zw_clock_get_today (self);

  if (today == self->today)
    return;
  self->today = today;
  g_signal_emit (self, signals[DAY_CHANGED], 0);
}

static gboolean
check_day_cb (gpointer data)
{
  announce_day (data);
  return G_SOURCE_CONTINUE;
}

static void
zw_clock_finalize (GObject *object)
{
  ZwClock *self = ZW_CLOCK (object);

  g_clear_handle_id (&self->timer, g_source_remove);
  g_clear_pointer (&self->zone, g_time_zone_unref);
  G_OBJECT_CLASS (zw_clock_parent_class)->finalize (object);
}

static void
zw_clock_class_init (ZwClockClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = zw_clock_finalize;
  signals[DAY_CHANGED] = g_signal_new ("day-changed", ZW_TYPE_CLOCK, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
zw_clock_init (ZwClock *self)
{
}

ZwClock *
zw_clock_new_system (void)
{
  ZwClock *self = g_object_new (ZW_TYPE_CLOCK, NULL);

  self->zone = g_time_zone_new_local ();
  self->today = zw_clock_get_today (self);
  self->timer = g_timeout_add_seconds (DAY_CHECK_S, check_day_cb, self);
  return self;
}

ZwClock *
zw_clock_new_fixed (gint64 now, GTimeZone *zone)
{
  ZwClock *self = g_object_new (ZW_TYPE_CLOCK, NULL);

  self->zone = zone != NULL ? g_time_zone_ref (zone) : g_time_zone_new_local ();
  self->is_fixed = TRUE;
  self->now = now;
  self->today = zw_clock_get_today (self);
  return self;
}

void
zw_clock_set (ZwClock *self, gint64 now)
{
  g_return_if_fail (self->is_fixed);
  self->now = now;
  announce_day (self);
}

gint64
zw_clock_get_now (ZwClock *self)
{
  return self->is_fixed ? self->now : g_get_real_time () / 1000;
}

int
zw_clock_get_today (ZwClock *self)
{
  return zw_clock_get_date (self, zw_clock_get_now (self));
}

int
zw_clock_get_date (ZwClock *self, gint64 instant)
{
  enum { DAY_S = 24 * 60 * 60, EPOCH_JULIAN = 719163 };
  gint64 seconds = instant / 1000 - (instant % 1000 < 0);
  int interval = g_time_zone_find_interval (self->zone, G_TIME_TYPE_UNIVERSAL, seconds);
  gint64 local = seconds + g_time_zone_get_offset (self->zone, interval);

  return EPOCH_JULIAN + (int) (local / DAY_S - (local % DAY_S < 0));
}

GTimeZone *
zw_clock_get_zone (ZwClock *self)
{
  return self->zone;
}
