/* SPDX-License-Identifier: GPL-3.0-or-later
 * Taskwarrior: "task export", an array or one task a line. Sources of the facts: its format description and stored exports.
 * Deleted tasks and the parents of recurring ones are left out; what a person defined beside the usual members is kept. */
#define G_LOG_DOMAIN "zettelwand"

#include <string.h>

#include "zw-neutral-guess.h"
#include "zw-reader.h"

typedef struct {
  const ZwReaderInput *input;
  ZwNeutral *neutral;
  guint n_deleted, n_templates;
} Taskwarrior;

static const char *const known_members[] = {
  "id", "uuid", "entry", "description", "status", "end", "due", "start", "modified", "tags", "annotations", "depends", "priority",
  "urgency", "mask", "imask", "wait", "parent", "recur", "rtype", "last", NULL
};

/* "20240131T083000Z" */
static gint64
read_instant (Taskwarrior *self, ZwJsonRecord *record, const char *name)
{
  g_autofree char *text = zw_reader_dup_member (record, name);

  if (text == NULL || strlen (text) < 15 || text[8] != 'T')
    return zw_guess_instant (text, self->input->zone);
  g_autofree char *iso = g_strdup_printf ("%.4s-%.2s-%.2sT%.2s:%.2s:%.2sZ", text, text + 4, text + 6, text + 9, text + 11, text + 13);
  return zw_guess_instant (iso, self->input->zone);
}

static int
read_date (Taskwarrior *self, ZwJsonRecord *record, const char *name)
{
  gint64 instant = read_instant (self, record, name);
  g_autoptr (GDateTime) utc = instant != 0 ? g_date_time_new_from_unix_utc (instant / 1000) : NULL;
  g_autofree char *text = utc != NULL ? g_date_time_format (utc, "%Y-%m-%dT%H:%M:%SZ") : NULL;
  return zw_guess_date (text, self->input->zone);
}

static void
read_annotations (Taskwarrior *self, ZwNeutralTicket *ticket, ZwJsonRecord *record)
{
  g_autoptr (ZwJsonList) list = zw_reader_open_list (record, "annotations");

  for (guint i = 0; i < zw_reader_get_length (list); i++)
    {
      g_autoptr (ZwJsonRecord) entry = zw_reader_open_element (list, i);
      g_autofree char *text = zw_reader_dup_member (entry, "description");
      if (entry != NULL)
        zw_neutral_add_comment (ticket, NULL, NULL, read_instant (self, entry, "entry"), text);
    }
}

/* An array, or before version 2.5 one text with commas. */
static void
read_dependencies (ZwNeutralTicket *ticket, ZwJsonRecord *record)
{
  g_autoptr (ZwJsonList) list = zw_reader_open_list (record, "depends");
  g_autofree char *text = list == NULL ? zw_reader_dup_member (record, "depends") : NULL;
  g_auto (GStrv) uuids = text != NULL ? g_strsplit (text, ",", -1) : NULL;

  for (guint i = 0; i < zw_reader_get_length (list); i++)
    if (zw_json_list_get_kind (list, i) == ZW_JSON_STRING)
      zw_neutral_add_link (ticket, ZW_FIELD_BLOCKER, zw_json_list_get_string (list, i));
  for (guint i = 0; uuids != NULL && uuids[i] != NULL; i++)
    zw_neutral_add_link (ticket, ZW_FIELD_BLOCKER, uuids[i]);
}

static void
read_tags (ZwNeutralProject *project, ZwNeutralTicket *ticket, ZwJsonRecord *record)
{
  g_autoptr (ZwJsonList) tags = zw_reader_open_list (record, "tags");

  for (guint i = 0; i < zw_reader_get_length (tags); i++)
    if (zw_json_list_get_kind (tags, i) == ZW_JSON_STRING && *zw_json_list_get_string (tags, i) != '\0')
      zw_neutral_add_label (ticket, zw_neutral_get_label (project, NULL, zw_json_list_get_string (tags, i)));
}

/* Pending and not begun, begun, waiting until a day, or done. */
static void
read_status (Taskwarrior *self, ZwNeutralProject *project, ZwNeutralTicket *ticket, ZwJsonRecord *record, const char *status)
{
  g_autofree char *wait = zw_reader_dup_member (record, "wait");

  if (g_strcmp0 (status, "completed") == 0)
    {
      ticket->category = ZW_CATEGORY_DONE;
      ticket->closed = read_instant (self, record, "end");
    }
  else if (read_instant (self, record, "start") != 0)
    ticket->category = ZW_CATEGORY_IN_PROGRESS;
  zw_neutral_keep_text (project, ticket, "wait", wait);
}

static void
take_record (ZwJsonRecord *record, gint64 line, gpointer data)
{
  Taskwarrior *self = data;
  g_autofree char *uuid = zw_reader_dup_member (record, "uuid"), *status = zw_reader_dup_member (record, "status");
  g_autofree char *priority = zw_reader_dup_member (record, "priority");
  gboolean is_deleted = g_strcmp0 (status, "deleted") == 0, is_template = g_strcmp0 (status, "recurring") == 0;

  if (uuid == NULL)
    {
      zw_neutral_skip (self->neutral, line, zw_json_record_get_path (record), "a task without a uuid");
      return;
    }
  self->n_deleted += is_deleted;
  self->n_templates += is_template;
  self->neutral->n_skipped += is_deleted || is_template;
  if (is_deleted || is_template)
    return;
  ZwNeutralProject *project = zw_neutral_get_project (self->neutral, NULL);
  ZwNeutralTicket *ticket = zw_neutral_add_ticket (project, uuid);
  ticket->line = line;
  ticket->path = g_strdup (zw_json_record_get_path (record));
  ticket->title = zw_reader_dup_member (record, "description");
  ticket->created = read_instant (self, record, "entry");
  ticket->changed = read_instant (self, record, "modified");
  ticket->due = read_date (self, record, "due");
  if (priority != NULL)
    ticket->priority = g_str_equal (priority, "H") ? 4 : g_str_equal (priority, "M") ? 3 : g_str_equal (priority, "L") ? 2
                                                                                         : zw_guess_priority (priority);
  if (ticket->priority == ZW_UNSET)
    zw_neutral_keep_text (project, ticket, "priority", priority);
  read_status (self, project, ticket, record, status);
  read_tags (project, ticket, record);
  read_annotations (self, ticket, record);
  read_dependencies (ticket, record);
  zw_reader_keep_rest (project, ticket, record, known_members);
}

static ZwNeutral *
read_taskwarrior (const ZwReaderInput *input, GError **error)
{
  static const char *const lists[] = { "$[*]", NULL };
  g_autoptr (ZwNeutral) neutral = zw_neutral_new ("taskwarrior");
  Taskwarrior self = { input, neutral };

  if (!zw_reader_read_records (input, lists, neutral, take_record, &self, error))
    return NULL;
  if (self.n_deleted > 0)
    zw_neutral_warn (neutral, 0, NULL, "deleted tasks are left out (%u)", self.n_deleted);
  if (self.n_templates > 0)
    zw_neutral_warn (neutral, 0, NULL, "templates of recurring tasks are left out (%u)", self.n_templates);
  return g_steal_pointer (&neutral);
}

static gboolean
detect_taskwarrior (const ZwLook *look)
{
  return (look->kind == ZW_LOOK_OBJECT || look->kind == ZW_LOOK_ARRAY) && zw_look_has (look, "uuid") && zw_look_has (look, "entry")
         && zw_look_has (look, "status");
}

const ZwReader zw_reader_taskwarrior = { "taskwarrior", detect_taskwarrior, read_taskwarrior };
