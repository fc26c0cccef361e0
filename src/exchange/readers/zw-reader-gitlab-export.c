/* SPDX-License-Identifier: GPL-3.0-or-later
 * GitLab: the export of a project as an archive. Since version 13 each relation has a file of lines of its own, which may be empty;
 * before, all of them are members of one project.json. */
#define G_LOG_DOMAIN "zettelwand"

#include <string.h>

#include "zw-error.h"
#include "zw-reader-gitlab.h"

typedef struct {
  const ZwReaderInput *input;
  ZwNeutral *neutral;
  ZwRecordFunc func;
  gpointer data;
  GPtrArray *columns; /* ZwNeutralStatus of the board's labels, in order */
  ZwNeutralStatus *open; /* where those are that have none; NULL = no board */
} Export;

typedef struct {
  const ZwReaderInput *input;
  ZwRecordFunc func;
  gpointer data;
} Section;

static gboolean
take_slice (const ZwJsonSlice *slice, gpointer data, GError **error)
{
  Section *section = data;

  if (slice->watch < 0 || slice->kind != ZW_JSON_OBJECT)
    return TRUE;
  g_autoptr (ZwJsonRecord) record = zw_json_record_new (slice, section->input->warnings, error);
  if (record != NULL)
    section->func (record, slice->line, section->data);
  return record != NULL;
}

static gboolean
has_entry (Export *self, const char *name)
{
  g_autoptr (GBytes) content = zw_archive_dup_content (self->input->archive, name);
  return content != NULL;
}

/* Each record of the relation @name, where there is one. */
static gboolean
read_section (Export *self, const char *name, ZwRecordFunc func, gpointer data, GError **error)
{
  g_autofree char *entry = g_strdup_printf ("tree/project/%s.ndjson", name), *list = g_strdup_printf ("$.%s[*]", name);
  const char *const lines[] = { "$", NULL }, *const members[] = { list, NULL };
  gboolean is_lines = has_entry (self, entry);
  ZwReaderInput inner;
  Section section = { self->input, func, data };

  if (!zw_reader_enter (self->input, is_lines ? entry : "project.json", &inner))
    return TRUE;
  gboolean done = zw_reader_scan (&inner, is_lines ? lines : members, take_slice, &section, error);
  g_object_unref (inner.stream);
  return done;
}

static void
take_member (ZwJsonRecord *record, gint64 line, gpointer data)
{
  Export *self = data;
  g_autofree char *id = zw_reader_dup_inner (record, "user", "id"), *name = zw_reader_dup_inner (record, "user", "name");
  g_autofree char *login = zw_reader_dup_inner (record, "user", "username"), *email = zw_reader_dup_inner (record, "user", "public_email");
  ZwNeutralPerson *person = zw_neutral_get_person (self->neutral, id, name, login, email);

  if (person != NULL)
    person->is_member = TRUE;
}

/* --- the board ----------------------------------------------------------------------------------------------- */

static int
compare_lists (gconstpointer a, gconstpointer b)
{
  double first = 0, second = 0;

  zw_reader_read_number (*(gpointer *) a, "position", &first);
  zw_reader_read_number (*(gpointer *) b, "position", &second);
  return (first > second) - (first < second);
}

/* The first board counts; its lists of labels are columns, and in front of them stands what has none of the labels. */
static void
take_board (ZwJsonRecord *record, gint64 line, gpointer data)
{
  Export *self = data;
  g_autoptr (GPtrArray) lists = zw_reader_dup_objects (record, "lists");

  if (self->columns->len > 0 || self->neutral->projects->len == 0)
    return;
  g_ptr_array_sort (lists, compare_lists);
  for (guint i = 0; i < lists->len; i++)
    {
      g_autofree char *title = zw_reader_dup_inner (lists->pdata[i], "label", "title");
      double limit = 0;
      if (title == NULL)
        continue;
      if (self->open == NULL)
        {
          self->open = zw_neutral_get_status (self->neutral->projects->pdata[0], NULL, "Open");
          self->open->category = ZW_CATEGORY_TODO;
        }
      ZwNeutralStatus *status = zw_neutral_get_status (self->neutral->projects->pdata[0], NULL, title);
      if (zw_reader_read_number (lists->pdata[i], "max_issue_count", &limit) && limit > 0 && limit < 10000)
        status->wip_limit = (int) limit;
      g_ptr_array_add (self->columns, status);
    }
}

static gboolean
has_label (const ZwNeutralTicket *ticket, const char *name)
{
  for (guint i = 0; i < ticket->labels->len; i++)
    if (g_strcmp0 (((ZwNeutralLabel *) ticket->labels->pdata[i])->name, name) == 0)
      return TRUE;
  return FALSE;
}

/* The first column whose label it has; closed ones are done wherever they stood. */
static void
place_ticket (Export *self, ZwNeutralTicket *ticket)
{
  for (guint i = 0; ticket->category == ZW_NEUTRAL_NO_CATEGORY && ticket->status == NULL && i < self->columns->len; i++)
    if (has_label (ticket, ((ZwNeutralStatus *) self->columns->pdata[i])->name))
      ticket->status = self->columns->pdata[i];
  if (ticket->category == ZW_NEUTRAL_NO_CATEGORY && ticket->status == NULL)
    ticket->status = self->open;
}

/* --- all of it ----------------------------------------------------------------------------------------------- */

static gboolean
take_project_member (const ZwJsonSlice *slice, gpointer data, GError **error)
{
  Export *self = data;
  ZwNeutralProject *project = self->neutral->projects->len > 0 ? self->neutral->projects->pdata[0] : NULL;
  g_autoptr (ZwJsonRecord) record = NULL;

  if (slice->watch < 0 || project == NULL)
    return TRUE;
  record = zw_json_record_new_holding (slice, self->input->warnings, NULL);
  if (record != NULL && g_str_equal (slice->name, "description") && project->description == NULL)
    project->description = zw_reader_dup_member (record, "description");
  else if (record != NULL && !g_str_equal (slice->name, "description") && project->name == NULL)
    project->name = zw_reader_dup_member (record, slice->name);
  return TRUE;
}

static gboolean
read_project (Export *self, GError **error)
{
  static const char *const members[] = { "$.name", "$.path", "$.description", NULL };
  ZwReaderInput inner;

  if (!zw_reader_enter (self->input, "tree/project.json", &inner) && !zw_reader_enter (self->input, "project.json", &inner))
    return TRUE;
  gboolean done = zw_reader_scan (&inner, members, take_project_member, self, error);
  g_object_unref (inner.stream);
  return done;
}

gboolean
zw_gitlab_read_export (const ZwReaderInput *input, ZwNeutral *neutral, ZwRecordFunc func, gpointer data, GError **error)
{
  g_autoptr (GPtrArray) columns = g_ptr_array_new ();
  Export self = { input, neutral, func, data, columns };

  if (!has_entry (&self, "tree/project/issues.ndjson") && !has_entry (&self, "project.json"))
    {
      zw_set_error (error, ZW_ERROR_INVALID_VALUE, "there is no “%s” in the archive", "tree/project/issues.ndjson");
      return FALSE;
    }
  if (!read_section (&self, "project_members", take_member, &self, error) || !read_section (&self, "issues", func, data, error)
      || !read_section (&self, "boards", take_board, &self, error) || !read_project (&self, error))
    return FALSE;
  for (guint i = 0; neutral->projects->len > 0 && i < ((ZwNeutralProject *) neutral->projects->pdata[0])->tickets->len; i++)
    place_ticket (&self, ((ZwNeutralProject *) neutral->projects->pdata[0])->tickets->pdata[i]);
  return TRUE;
}
