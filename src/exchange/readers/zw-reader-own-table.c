/* SPDX-License-Identifier: GPL-3.0-or-later
 * Our own tables back in (zw-export-csv.c writes them). Unlike a stranger's they leave nothing to guess: a column has one meaning,
 * and an apostrophe before a formula is ours. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-reader-own-table.h"

#include <stdlib.h>
#include <string.h>

#include "zw-export-csv.h"
#include "zw-neutral-guess.h"

/* Nobody else's table begins like this. */
#define N_SURE_HEADINGS 8

gboolean
zw_own_table_is (const ZwTable *table)
{
  const char *const *headings = zw_csv_get_headings ();

  for (guint i = 0; i < N_SURE_HEADINGS; i++)
    if (table->rows->len == 0 || !g_str_equal (zw_table_get (table, 0, i), headings[i]))
      return FALSE;
  return TRUE;
}

/* --- cells --------------------------------------------------------------------------------------------------- */

typedef struct {
  const ZwReaderInput *input;
  const ZwTable *table;
  guint row;
  ZwNeutral *neutral;
  ZwNeutralProject *project;
  ZwNeutralTicket *ticket;
} Row;

/* NULL = empty, or there is no such column any more. */
static const char *
get_cell (const Row *self, const char *heading)
{
  const GPtrArray *headings = self->table->rows->pdata[0];

  for (guint i = 0; i < headings->len; i++)
    if (g_str_equal (headings->pdata[i], heading))
      {
        const char *cell = zw_table_get (self->table, self->row, i);
        return *cell != '\0' ? cell : NULL;
      }
  return NULL;
}

/* As it was written. (transfer full) */
static char *
dup_text (const Row *self, const char *heading)
{
  const char *cell = get_cell (self, heading);
  return cell != NULL ? zw_csv_unguard (cell) : NULL;
}

static int
get_int (const Row *self, const char *heading)
{
  const char *cell = get_cell (self, heading);
  char *end;
  gint64 value = cell != NULL ? g_ascii_strtoll (cell, &end, 10) : 0;

  return cell == NULL || *end != '\0' || value < 0 || value >= G_MAXINT ? ZW_UNSET : (int) value;
}

static gint64
get_instant (const Row *self, const char *heading)
{
  const char *cell = get_cell (self, heading);
  return cell != NULL ? zw_table_read_instant (cell, ZW_DAYS_UNKNOWN, self->input->zone, NULL) : 0;
}

static int
get_choice (const Row *self, const char *heading, const char *const *choices, int otherwise)
{
  const char *cell = get_cell (self, heading);
  int index = cell != NULL ? zw_choice_from_string (choices, cell) : -1;

  return index >= 0 ? index : otherwise;
}

static ZwNeutralPerson *
get_person (Row *self, const char *heading)
{
  g_autofree char *name = dup_text (self, heading);
  ZwNeutralPerson *person = name != NULL ? zw_neutral_get_person (self->neutral, NULL, name, NULL, NULL) : NULL;

  if (person != NULL)
    person->is_member = TRUE;
  return person;
}

/* --- a row --------------------------------------------------------------------------------------------------- */

static void
read_state (Row *self)
{
  g_autofree char *status = dup_text (self, "status");
  int category = get_choice (self, "category", zw_category_names, ZW_NEUTRAL_NO_CATEGORY);

  /* Problems have columns of their own, which every project has. */
  if (status != NULL && self->ticket->type != ZW_TICKET_PROBLEM)
    {
      self->ticket->status = zw_neutral_get_status (self->project, NULL, status);
      self->ticket->status->category = category;
    }
  else
    self->ticket->category = category;
  self->ticket->resolution = (ZwResolution) get_choice (self, "resolution", zw_resolution_names, ZW_RESOLUTION_NONE);
  self->ticket->resolution_text = dup_text (self, "resolution_text");
  self->ticket->is_archived = g_strcmp0 (get_cell (self, "archived"), "true") == 0;
  self->ticket->created = get_instant (self, "created");
  self->ticket->changed = get_instant (self, "changed");
  self->ticket->closed = get_instant (self, "closed");
}

/* What follows from other figures stays unset, so that it follows from them here, too. */
static void
read_figures (Row *self)
{
  int spent = get_int (self, "spent"), remaining = get_int (self, "remaining"), planned = get_int (self, "duration");
  gboolean is_derived = planned != ZW_UNSET && remaining == MAX (0, planned - MAX (0, spent));
  gboolean is_done = get_choice (self, "category", zw_category_names, -1) == ZW_CATEGORY_DONE;

  self->ticket->estimate = zw_guess_points (get_cell (self, "estimate"));
  self->ticket->planned = planned;
  self->ticket->remaining = is_derived ? ZW_UNSET : remaining;
  if (spent > 0)
    zw_neutral_add_work (self->ticket, "total", NULL, ZW_UNSET, spent, NULL);
  if (!is_done && get_cell (self, "checklist") == NULL && get_int (self, "progress") > 0)
    self->ticket->progress = get_int (self, "progress");
  self->ticket->priority = get_int (self, "priority");
  self->ticket->difficulty = get_int (self, "difficulty");
  zw_table_read_instant (get_cell (self, "due") != NULL ? get_cell (self, "due") : "", ZW_DAYS_UNKNOWN, self->input->zone,
                         &self->ticket->due);
}

static void
read_names (Row *self)
{
  g_autofree char *labels = dup_text (self, "labels"), *sprint = dup_text (self, "sprint");
  g_autoptr (GPtrArray) names = zw_csv_split_names (labels != NULL ? labels : "");

  self->ticket->owner = get_person (self, "owner");
  self->ticket->reporter = get_person (self, "reporter");
  for (guint i = 0; i < names->len; i++)
    zw_neutral_add_label (self->ticket, zw_neutral_get_label (self->project, NULL, names->pdata[i]));
  if (sprint != NULL)
    self->ticket->sprint = zw_neutral_get_sprint (self->project, NULL, sprint);
}

static void
read_checklist (Row *self)
{
  g_autofree char *text = dup_text (self, "checklist");
  g_auto (GStrv) lines = text != NULL ? g_strsplit (text, "\n", -1) : NULL;

  for (guint i = 0; lines != NULL && lines[i] != NULL; i++)
    {
      gboolean has_box = strlen (lines[i]) > 4 && lines[i][0] == '[' && lines[i][2] == ']';
      if (*lines[i] != '\0')
        zw_neutral_add_check (self->ticket, NULL, has_box ? lines[i] + 4 : lines[i], has_box && lines[i][1] == 'x');
    }
}

static void
read_links (Row *self)
{
  static const char *const kept[] = { "customer", "waiting_until", "waiting_for", "blocked", "source_system", "source_key" };

  self->ticket->parent = g_strdup (get_cell (self, "parent"));
  self->ticket->url = dup_text (self, "source_url");
  if (get_cell (self, "blocker") != NULL)
    zw_neutral_add_link (self->ticket, ZW_FIELD_BLOCKER, get_cell (self, "blocker"));
  if (get_cell (self, "duplicate_of") != NULL)
    zw_neutral_add_link (self->ticket, ZW_FIELD_DUPLICATES, get_cell (self, "duplicate_of"));
  for (guint i = 0; i < G_N_ELEMENTS (kept); i++)
    {
      g_autofree char *text = dup_text (self, kept[i]);
      zw_neutral_keep_text (self->project, self->ticket, kept[i], text);
    }
}

static void
read_row (Row *self)
{
  const char *key = get_cell (self, "key"), *prefix = get_cell (self, "project"), *dash = key != NULL ? strrchr (key, '-') : NULL;
  g_autofree char *title = dup_text (self, "title"), *made_key = key != NULL ? g_strdup (key) : g_strdup_printf ("%u", self->row);
  gint64 line = g_array_index (self->table->lines, gint64, self->row);

  if (title == NULL)
    {
      zw_neutral_skip (self->neutral, line, NULL, "a row without a title");
      return;
    }
  self->project = zw_neutral_get_project (self->neutral, prefix);
  self->project->has_local_keys = TRUE;
  if (self->project->key == NULL)
    self->project->key = g_strdup (prefix);
  self->ticket = zw_neutral_add_ticket (self->project, made_key);
  self->ticket->line = line;
  self->ticket->number = dash != NULL ? (int) CLAMP (g_ascii_strtoll (dash + 1, NULL, 10), 0, G_MAXINT - 1) : 0;
  self->ticket->title = g_steal_pointer (&title);
  self->ticket->description = dup_text (self, "description");
  self->ticket->type = (ZwTicketType) get_choice (self, "type", zw_ticket_type_names, ZW_TICKET_TASK);
  read_state (self);
  read_figures (self);
  read_names (self);
  read_checklist (self);
  read_links (self);
}

ZwNeutral *
zw_own_table_read (const ZwReaderInput *input, const ZwTable *table)
{
  Row self = { .input = input, .table = table, .neutral = zw_neutral_new ("csv") };

  for (self.row = 1; self.row < table->rows->len; self.row++)
    read_row (&self);
  return self.neutral;
}
