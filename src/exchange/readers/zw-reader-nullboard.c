/* SPDX-License-Identifier: GPL-3.0-or-later
 * Nullboard: a board, or all of them, as its ".nbx" files hold them. Lists of notes in their order and nothing else: no days, no
 * people, no labels. The first line of a note is its title. Source of the facts: its own exporter. */
#define G_LOG_DOMAIN "zettelwand"

#include <string.h>

#include "zw-reader.h"

static const char *const known_members[] = { "text", "raw", "min", NULL };

static void
read_note (ZwNeutralProject *project, ZwNeutralStatus *status, ZwJsonRecord *note, gint64 line, const char *key)
{
  g_autofree char *text = zw_reader_dup_member (note, "text");
  const char *end = text != NULL ? strchr (text, '\n') : NULL;

  if (text == NULL || *text == '\0')
    return;
  ZwNeutralTicket *ticket = zw_neutral_add_ticket (project, key);
  ticket->line = line;
  ticket->path = g_strdup (zw_json_record_get_path (note));
  ticket->status = status;
  ticket->title = end != NULL ? g_strndup (text, (gsize) (end - text)) : g_strdup (text);
  ticket->description = end != NULL && end[1] != '\0' ? g_strdup (end + 1) : NULL;
  zw_reader_keep_rest (project, ticket, note, known_members);
}

/* A note has no name of its own: known again by its place, if most of the titles still agree. */
static void
read_list (ZwNeutralProject *project, ZwJsonRecord *list, guint index, gint64 line)
{
  g_autofree char *title = zw_reader_dup_member (list, "title"), *id = g_strdup_printf ("%u", index);
  g_autoptr (ZwJsonList) notes = zw_reader_open_list (list, "notes");
  ZwNeutralStatus *status = zw_neutral_get_status (project, id, title != NULL ? title : "List");

  for (guint i = 0; i < zw_reader_get_length (notes); i++)
    {
      g_autoptr (ZwJsonRecord) note = zw_reader_open_element (notes, i);
      g_autofree char *key = g_strdup_printf ("%u/%u", index + 1, i + 1);
      if (note != NULL)
        read_note (project, status, note, line, key);
    }
}

static void
take_record (ZwJsonRecord *record, gint64 line, gpointer data)
{
  g_autofree char *id = zw_reader_dup_member (record, "id");
  g_autoptr (ZwJsonList) lists = zw_reader_open_list (record, "lists");
  ZwNeutralProject *project = zw_neutral_get_project (data, id);

  project->has_local_keys = TRUE;
  if (project->name == NULL)
    project->name = zw_reader_dup_member (record, "title");
  for (guint i = 0; i < zw_reader_get_length (lists); i++)
    {
      g_autoptr (ZwJsonRecord) list = zw_reader_open_element (lists, i);
      if (list != NULL)
        read_list (project, list, i, line);
    }
}

static ZwNeutral *
read_nullboard (const ZwReaderInput *input, GError **error)
{
  static const char *const lists[] = { "$[*]", NULL };
  g_autoptr (ZwNeutral) neutral = zw_neutral_new ("nullboard");

  return zw_reader_read_records (input, lists, neutral, take_record, neutral, error) ? g_steal_pointer (&neutral) : NULL;
}

static gboolean
detect_nullboard (const ZwLook *look)
{
  return (look->kind == ZW_LOOK_OBJECT || look->kind == ZW_LOOK_ARRAY) && zw_look_has (look, "format") && zw_look_has (look, "revision")
         && zw_look_has (look, "lists") && zw_look_has (look, "title");
}

const ZwReader zw_reader_nullboard = { "nullboard", detect_nullboard, read_nullboard };
