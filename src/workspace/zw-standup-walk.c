/* SPDX-License-Identifier: GPL-3.0-or-later
 * A place in two lists, a stop watch for each stop, some lines of text. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-standup-walk.h"

typedef struct {
  GArray *stops;       /* (owned) gint64 ids in order */
  guint index;         /* == stops->len: the end */
  GHashTable *passed;  /* (owned) gint64 ids, boxed */
} Way;

struct _ZwStandupWalk {
  Way ways[ZW_N_STANDUP_WAYS];
  ZwStandupWay way;
  gint64 last_ms, total_ms;
  GHashTable *spent;   /* (owned) id (boxed) -> boxed gint64 ms; ids of people and tickets never meet */
  gboolean paused;
  GString *notes;      /* (owned) */
};

static Way *
get_way (const ZwStandupWalk *self)
{
  return (Way *) &self->ways[self->way];
}

ZwStandupWalk *
zw_standup_walk_new (gint64 now_ms)
{
  ZwStandupWalk *self = g_new0 (ZwStandupWalk, 1);

  for (guint i = 0; i < ZW_N_STANDUP_WAYS; i++)
    {
      self->ways[i].stops = g_array_new (FALSE, FALSE, sizeof (gint64));
      self->ways[i].passed = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
    }
  self->spent = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  self->notes = g_string_new (NULL);
  self->last_ms = now_ms;
  return self;
}

void
zw_standup_walk_free (ZwStandupWalk *self)
{
  for (guint i = 0; i < ZW_N_STANDUP_WAYS; i++)
    {
      g_array_unref (self->ways[i].stops);
      g_hash_table_unref (self->ways[i].passed);
    }
  g_hash_table_unref (self->spent);
  g_string_free (self->notes, TRUE);
  g_free (self);
}

/* --- where to ------------------------------------------------------------------------------------------------------- */

static int
find_stop (const Way *way, gint64 id)
{
  for (guint i = 0; i < way->stops->len; i++)
    if (g_array_index (way->stops, gint64, i) == id)
      return (int) i;
  return -1;
}

/* The stop at hand, else the first behind it that is still there; a way that was at its end stays there. */
static guint
find_place (const Way *way, const GArray *fresh)
{
  for (guint i = way->index; i < way->stops->len; i++)
    for (guint j = 0; j < fresh->len; j++)
      if (g_array_index (fresh, gint64, j) == g_array_index (way->stops, gint64, i))
        return j;
  if (way->index == 0)
    return 0;
  return fresh->len > 0 && way->index < way->stops->len ? fresh->len - 1 : fresh->len;
}

static void
take_stops (Way *way, GArray *fresh)
{
  way->index = find_place (way, fresh);
  g_array_unref (way->stops);
  way->stops = fresh;
}

void
zw_standup_walk_set_report (ZwStandupWalk *self, const ZwStandupReport *report)
{
  GArray *people = g_array_new (FALSE, FALSE, sizeof (gint64)), *work = g_array_copy (report->work);

  for (guint i = 0; i < report->shares->len; i++)
    {
      const ZwStandupShare *share = report->shares->pdata[i];
      gboolean is_silent = share->person == 0 && share->in_progress->len == 0 && share->blocked->len == 0;
      if (!share->is_away && !is_silent)
        g_array_append_val (people, share->person);
    }
  take_stops (&self->ways[ZW_STANDUP_BY_PEOPLE], people);
  take_stops (&self->ways[ZW_STANDUP_BY_WORK], work);
}

ZwStandupWay
zw_standup_walk_get_way (const ZwStandupWalk *self)
{
  return self->way;
}

void
zw_standup_walk_set_way (ZwStandupWalk *self, ZwStandupWay way)
{
  self->way = way;
}

gboolean
zw_standup_walk_next (ZwStandupWalk *self)
{
  Way *way = get_way (self);

  if (way->index >= way->stops->len)
    return FALSE;
  g_hash_table_add (way->passed, g_memdup2 (&g_array_index (way->stops, gint64, way->index), sizeof (gint64)));
  way->index++;
  return TRUE;
}

gboolean
zw_standup_walk_back (ZwStandupWalk *self)
{
  Way *way = get_way (self);

  if (way->index == 0)
    return FALSE;
  way->index--;
  return TRUE;
}

gboolean
zw_standup_walk_go_to (ZwStandupWalk *self, gint64 id)
{
  int index = find_stop (get_way (self), id);

  if (index >= 0)
    get_way (self)->index = (guint) index;
  return index >= 0;
}

gboolean
zw_standup_walk_is_at_end (const ZwStandupWalk *self)
{
  return get_way (self)->index >= get_way (self)->stops->len;
}

gint64
zw_standup_walk_get_current (const ZwStandupWalk *self)
{
  const Way *way = get_way (self);
  return way->index < way->stops->len ? g_array_index (way->stops, gint64, way->index) : -1;
}

guint
zw_standup_walk_get_index (const ZwStandupWalk *self)
{
  return get_way (self)->index;
}

guint
zw_standup_walk_get_n (const ZwStandupWalk *self)
{
  return get_way (self)->stops->len;
}

gint64
zw_standup_walk_get_stop (const ZwStandupWalk *self, guint index)
{
  g_return_val_if_fail (index < get_way (self)->stops->len, -1);
  return g_array_index (get_way (self)->stops, gint64, index);
}

gboolean
zw_standup_walk_has_stop (const ZwStandupWalk *self, gint64 id)
{
  return find_stop (get_way (self), id) >= 0;
}

gboolean
zw_standup_walk_has_passed (const ZwStandupWalk *self, gint64 id)
{
  return g_hash_table_contains (get_way (self)->passed, &id) && zw_standup_walk_get_current (self) != id;
}

/* --- time ----------------------------------------------------------------------------------------------------------- */

void
zw_standup_walk_tick (ZwStandupWalk *self, gint64 now_ms)
{
  gint64 passed = MAX (0, now_ms - self->last_ms), id = zw_standup_walk_get_current (self);

  self->last_ms = MAX (self->last_ms, now_ms);
  if (self->paused || id < 0)
    return;
  gint64 *spent = g_hash_table_lookup (self->spent, &id);
  if (spent == NULL)
    {
      spent = g_new0 (gint64, 1);
      g_hash_table_insert (self->spent, g_memdup2 (&id, sizeof id), spent);
    }
  *spent += passed;
  self->total_ms += passed;
}

void
zw_standup_walk_set_paused (ZwStandupWalk *self, gboolean paused)
{
  self->paused = paused;
}

gboolean
zw_standup_walk_is_paused (const ZwStandupWalk *self)
{
  return self->paused;
}

int
zw_standup_walk_get_seconds (const ZwStandupWalk *self)
{
  gint64 id = zw_standup_walk_get_current (self);
  const gint64 *spent = g_hash_table_lookup (self->spent, &id);

  return spent != NULL ? (int) (*spent / 1000) : 0;
}

int
zw_standup_walk_get_total_seconds (const ZwStandupWalk *self)
{
  return (int) (self->total_ms / 1000);
}

/* --- the parking lot ------------------------------------------------------------------------------------------------ */

void
zw_standup_walk_park (ZwStandupWalk *self, const char *note)
{
  g_autofree char *line = g_strstrip (g_strdelimit (g_strdup (note), "\r\n", ' '));

  if (*line == '\0')
    return;
  if (self->notes->len > 0)
    g_string_append_c (self->notes, '\n');
  g_string_append (self->notes, line);
}

void
zw_standup_walk_restore (ZwStandupWalk *self, const char *notes)
{
  if (self->notes->len > 0 && *notes != '\0')
    g_string_prepend_c (self->notes, '\n');
  g_string_prepend (self->notes, notes);
}

const char *
zw_standup_walk_get_notes (const ZwStandupWalk *self)
{
  return self->notes->str;
}
