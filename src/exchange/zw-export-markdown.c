/* SPDX-License-Identifier: GPL-3.0-or-later
 * Tickets as a document to read: projects, in them sprints, then what is in none and what is archived, in them columns, in them
 * the tickets in board order. Titles and names are text and never markup; descriptions are Markdown and stand as quotations. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-export-markdown.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "zw-export-tickets.h"
#include "zw-items.h"

/* --- how it is written ----------------------------------------------------------------------------------------- */

static gboolean
is_word_character (char c)
{
  return g_ascii_isalnum (c) || (guchar) c >= 0x80;
}

/* An underscore inside a word and an ampersand before a blank say nothing. */
static gboolean
needs_escape (const char *text, const char *p)
{
  if (*p == '_')
    return p == text || !is_word_character (p[-1]) || !is_word_character (p[1]);
  if (*p == '&')
    return g_ascii_isalpha (p[1]) || p[1] == '#';
  return strchr ("\\`*[]<>~#|$", *p) != NULL;
}

void
zw_markdown_append_text (GString *target, const char *text)
{
  g_autofree char *line = g_strstrip (g_strdelimit (g_strdup (text), "\r\n\t\v\f", ' '));

  for (const char *p = line; *p != '\0'; p++)
    {
      if (needs_escape (line, p))
        g_string_append_c (target, '\\');
      g_string_append_c (target, *p);
    }
}

void
zw_markdown_append_quote (GString *target, const char *markdown)
{
  while (*markdown != '\0')
    {
      gsize length = strcspn (markdown, "\r\n");
      g_string_append (target, length > 0 ? "> " : ">");
      g_string_append_len (target, markdown, length);
      g_string_append_c (target, '\n');
      markdown += length;
      if (markdown[0] == '\r' && markdown[1] == '\n')
        markdown++;
      markdown += *markdown != '\0';
    }
}

/* --- a ticket -------------------------------------------------------------------------------------------------- */

typedef struct {
  ZwExportTickets *tickets; /* (borrowed) */
  GString *text;            /* (borrowed) where it goes */
} Document;

/* "Owner: Anna · Due: …"; NULL and "" are left out. */
static void
add_fact (GString *facts, const char *name, const char *value)
{
  if (value == NULL || *value == '\0')
    return;
  g_string_append_printf (facts, "%s%s: ", facts->len > 0 ? " · " : "", name);
  zw_markdown_append_text (facts, value);
}

static char *
dup_estimate (const Document *self, const ZwExportRow *ticket)
{
  const ZwExportRow *project = zw_export_tickets_follow (self->tickets, ticket, ZW_FIELD_PROJECT);
  const char *estimate = zw_export_row_get (ticket, ZW_FIELD_ESTIMATE);

  if (estimate == NULL)
    return NULL;
  if (project != NULL && zw_export_row_get_choice (project, ZW_FIELD_ESTIMATE_UNIT) == ZW_UNIT_HOURS)
    return g_strdup_printf ("%s h", estimate);
  return g_strdup_printf (g_str_equal (estimate, "1") ? _("%s point") : _("%s points"), estimate);
}

static char *
dup_labels (const ZwExportRow *ticket)
{
  GString *names = g_string_new (NULL);

  for (guint i = 0; ticket->labels != NULL && i < ticket->labels->len; i++)
    g_string_append_printf (names, "%s%s", names->len > 0 ? ", " : "", zw_export_row_get (ticket->labels->pdata[i], ZW_FIELD_NAME));
  return g_string_free (names, FALSE);
}

/* A ticket that blocks, else the reason. */
static char *
dup_blocked (const Document *self, const ZwExportRow *ticket)
{
  guint position = 0;
  const ZwExportRow *block = zw_export_row_next_part (ticket, ZW_ENTITY_BLOCK, &position);
  const ZwExportRow *blocker = block != NULL ? zw_export_tickets_follow (self->tickets, block, ZW_FIELD_BLOCKER) : NULL;

  if (blocker != NULL)
    return zw_export_tickets_dup_key (self->tickets, blocker);
  return block != NULL ? g_strdup (zw_export_row_get (block, ZW_FIELD_REASON)) : NULL;
}

static void
add_facts (Document *self, const ZwExportRow *ticket)
{
  const ZwExportTickets *tickets = self->tickets;
  const ZwExportRow *project = zw_export_tickets_follow (tickets, ticket, ZW_FIELD_PROJECT);
  const char *role = project != NULL ? zw_export_row_get (project, ZW_FIELD_REPORTER_ROLE) : NULL;
  g_autoptr (GString) facts = g_string_new (NULL);
  g_autofree char *estimate = dup_estimate (self, ticket), *labels = dup_labels (ticket), *blocked = dup_blocked (self, ticket);
  g_autofree char *parent = zw_export_tickets_dup_key (tickets, zw_export_tickets_follow (tickets, ticket, ZW_FIELD_PARENT));

  add_fact (facts, _("Owner"), zw_export_tickets_name (tickets, ticket, ZW_FIELD_OWNER));
  add_fact (facts, role != NULL ? role : _("Reporter"), zw_export_tickets_name (tickets, ticket, ZW_FIELD_REPORTER));
  add_fact (facts, _("Customer"), zw_export_tickets_name (tickets, ticket, ZW_FIELD_CUSTOMER));
  add_fact (facts, _("Estimate"), estimate);
  add_fact (facts, _("Due"), zw_export_row_get (ticket, ZW_FIELD_DUE));
  add_fact (facts, _("Waiting"), zw_export_row_get (ticket, ZW_FIELD_WAITING_UNTIL));
  add_fact (facts, _("Blocked"), blocked);
  add_fact (facts, _("Parent"), parent);
  add_fact (facts, _("Labels"), labels);
  if (facts->len > 0)
    g_string_append_printf (self->text, "%s\n\n", facts->str);
}

static void
add_checklist (Document *self, const ZwExportRow *ticket)
{
  guint position = 0, n = 0;

  for (const ZwExportRow *item; (item = zw_export_row_next_part (ticket, ZW_ENTITY_CHECK_ITEM, &position)) != NULL; n++)
    {
      g_string_append_printf (self->text, "- [%c] ", zw_export_row_get_int (item, ZW_FIELD_DONE) != 0 ? 'x' : ' ');
      zw_markdown_append_text (self->text, zw_export_row_get (item, ZW_FIELD_TEXT));
      g_string_append_c (self->text, '\n');
    }
  if (n > 0)
    g_string_append_c (self->text, '\n');
}

static void
add_ticket (Document *self, const ZwExportRow *ticket)
{
  g_autofree char *key = zw_export_tickets_dup_key (self->tickets, ticket);
  const char *description = zw_export_row_get (ticket, ZW_FIELD_DESCRIPTION);

  g_string_append_printf (self->text, "#### %s: ", key);
  zw_markdown_append_text (self->text, zw_export_row_get (ticket, ZW_FIELD_TITLE));
  g_string_append (self->text, "\n\n");
  add_facts (self, ticket);
  if (description != NULL && *description != '\0')
    {
      zw_markdown_append_quote (self->text, description);
      g_string_append_c (self->text, '\n');
    }
  add_checklist (self, ticket);
}

/* --- sections -------------------------------------------------------------------------------------------------- */

/* Which tickets of a project stand together: those of a sprint, those of none, those that are archived. */
typedef struct {
  gint64 project, sprint;
  gboolean archived;
} Section;

static gboolean
belongs (const Section *section, const ZwExportRow *ticket)
{
  gboolean is_archived = zw_export_row_get_int (ticket, ZW_FIELD_ARCHIVED) != 0;

  return zw_export_row_get_int (ticket, ZW_FIELD_PROJECT) == section->project && is_archived == section->archived
         && (is_archived || zw_export_row_get_int (ticket, ZW_FIELD_SPRINT) == section->sprint);
}

static void
add_sprint_heading (Document *self, const ZwExportRow *sprint)
{
  const char *goal = zw_export_row_get (sprint, ZW_FIELD_GOAL);
  const char *start = zw_export_row_get (sprint, ZW_FIELD_START), *end = zw_export_row_get (sprint, ZW_FIELD_END);

  g_string_append (self->text, "## ");
  zw_markdown_append_text (self->text, zw_export_row_get (sprint, ZW_FIELD_NAME));
  if (start != NULL && end != NULL)
    g_string_append_printf (self->text, " (%s – %s)", start, end);
  g_string_append (self->text, "\n\n");
  if (goal == NULL)
    return;
  g_string_append_printf (self->text, "%s: ", _("Goal"));
  zw_markdown_append_text (self->text, goal);
  g_string_append (self->text, "\n\n");
}

static void
add_section_heading (Document *self, const Section *section)
{
  const ZwExportRow *sprint = zw_id_map_get (self->tickets->rows, section->sprint);

  if (section->archived)
    g_string_append_printf (self->text, "## %s\n\n", _("Archive"));
  else if (sprint != NULL)
    add_sprint_heading (self, sprint);
  else
    g_string_append_printf (self->text, "## %s\n\n", _("No Sprint"));
}

/* Nothing where no ticket belongs to it. */
static void
add_section (Document *self, Section section)
{
  const GPtrArray *tickets = self->tickets->tickets;
  gint64 status = 0;

  for (guint i = 0; i < tickets->len && !zw_text_writer_has_failed (self->tickets->out); i++)
    {
      const ZwExportRow *ticket = tickets->pdata[i];
      if (!belongs (&section, ticket))
        continue;
      if (status == 0)
        add_section_heading (self, &section);
      if (status != zw_export_row_get_int (ticket, ZW_FIELD_STATUS))
        {
          const char *name = zw_export_tickets_name (self->tickets, ticket, ZW_FIELD_STATUS);
          g_string_append (self->text, "### ");
          zw_markdown_append_text (self->text, name != NULL ? name : "?");
          g_string_append (self->text, "\n\n");
        }
      status = zw_export_row_get_int (ticket, ZW_FIELD_STATUS);
      add_ticket (self, ticket);
      zw_text_writer_give_way (self->tickets->out);
      zw_export_job_note (self->tickets->job, zw_text_writer_get_length (self->tickets->out));
    }
}

static gboolean
has_tickets (const Document *self, gint64 project)
{
  for (guint i = 0; i < self->tickets->tickets->len; i++)
    if (zw_export_row_get_int (self->tickets->tickets->pdata[i], ZW_FIELD_PROJECT) == project)
      return TRUE;
  return FALSE;
}

static void
add_project (Document *self, const ZwExportRow *project)
{
  const GPtrArray *sprints = self->tickets->sprints;

  g_string_append_printf (self->text, "# %s: ", zw_export_row_get (project, ZW_FIELD_KEY));
  zw_markdown_append_text (self->text, zw_export_row_get (project, ZW_FIELD_NAME));
  g_string_append (self->text, "\n\n");
  for (guint i = 0; i < sprints->len; i++)
    if (zw_export_row_get_int (sprints->pdata[i], ZW_FIELD_PROJECT) == project->id)
      add_section (self, (Section) { project->id, ((ZwExportRow *) sprints->pdata[i])->id, FALSE });
  add_section (self, (Section) { project->id, 0, FALSE });
  add_section (self, (Section) { project->id, 0, TRUE });
}

static gboolean
end_document (gpointer data, GError **error)
{
  ZwExportTickets *tickets = data;
  Document self = { tickets, zw_text_writer_get_buffer (tickets->out) };

  zw_export_tickets_sort (tickets);
  for (guint i = 0; i < tickets->projects->len; i++)
    {
      const ZwExportRow *project = tickets->projects->pdata[i];
      if (has_tickets (&self, project->id) || (tickets->job->tickets == NULL && tickets->job->project == 0)
          || tickets->job->project == project->id)
        add_project (&self, project);
    }
  return zw_text_writer_finish (tickets->out, error);
}

const ZwExportKind zw_export_markdown = { { .row = zw_export_tickets_take_row, .entities = ZW_EXPORT_TICKETS_ENTITIES },
                                          zw_export_tickets_begin, end_document, zw_export_tickets_free };
