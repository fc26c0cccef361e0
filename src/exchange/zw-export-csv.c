/* SPDX-License-Identifier: GPL-3.0-or-later
 * Tickets as a table: RFC 4180 with commas and CRLF, UTF-8 behind a byte order mark (without one spreadsheets take it for
 * something else), one line a ticket in board order. The columns are the members of a ticket in the command line's JSON; what is an
 * object there is several columns here. Texts are guarded against being taken for formulas; figures and days are not texts. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-export-csv.h"

#include <string.h>

#include "zw-export-tickets.h"
#include "zw-items.h"

#define BYTE_ORDER_MARK "\357\273\277"

/* --- how it is written ----------------------------------------------------------------------------------------- */

static gboolean
looks_like_formula (const char *text)
{
  text += strspn (text, "'");
  return *text != '\0' && strchr ("=+-@\t\r\n", *text) != NULL;
}

char *
zw_csv_guard (const char *text)
{
  return looks_like_formula (text) ? g_strconcat ("'", text, NULL) : g_strdup (text);
}

char *
zw_csv_unguard (const char *text)
{
  return g_strdup (*text == '\'' && looks_like_formula (text) ? text + 1 : text);
}

void
zw_csv_append_name (GString *names, const char *name)
{
  if (names->len > 0)
    g_string_append (names, ", ");
  for (const char *p = name; *p != '\0'; p++)
    {
      if (*p == ',' || *p == '\\')
        g_string_append_c (names, '\\');
      g_string_append_c (names, *p);
    }
}

GPtrArray *
zw_csv_split_names (const char *names)
{
  GPtrArray *list = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GString) name = g_string_new (NULL);

  for (const char *p = names; *p != '\0'; p++)
    {
      if (*p == '\\' && p[1] != '\0')
        p++;
      else if (*p == ',')
        {
          g_ptr_array_add (list, g_strdup (name->str));
          g_string_truncate (name, 0);
          p += p[1] == ' ';
          continue;
        }
      g_string_append_c (name, *p);
    }
  if (*names != '\0')
    g_ptr_array_add (list, g_strdup (name->str));
  return list;
}

/* --- cells ----------------------------------------------------------------------------------------------------- */

static void
add_cell (GString *line, const char *text)
{
  if (strpbrk (text, ",\"\r\n") == NULL)
    {
      g_string_append (line, text);
      return;
    }
  g_string_append_c (line, '"');
  for (const char *p = text; *p != '\0'; p++)
    {
      if (*p == '"')
        g_string_append_c (line, '"');
      g_string_append_c (line, *p);
    }
  g_string_append_c (line, '"');
}

/* Somebody's text; NULL = an empty cell. */
static void
add_text (GString *line, const char *text)
{
  g_autofree char *guarded = text != NULL ? zw_csv_guard (text) : NULL;

  if (guarded != NULL)
    add_cell (line, guarded);
}

/* A figure, a day or one of our words: as it is. */
static void
add_plain (GString *line, const char *text)
{
  if (text != NULL)
    add_cell (line, text);
}

static void
add_instant (GString *line, gint64 instant)
{
  g_autoptr (GDateTime) time = instant != 0 ? g_date_time_new_from_unix_utc (instant / 1000) : NULL;
  g_autofree char *text = time != NULL ? g_date_time_format (time, "%Y-%m-%dT%H:%M:%SZ") : NULL;

  add_plain (line, text);
}

static void
add_labels (GString *line, const ZwExportRow *ticket)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; ticket->labels != NULL && i < ticket->labels->len; i++)
    zw_csv_append_name (names, zw_export_row_get (ticket->labels->pdata[i], ZW_FIELD_NAME));
  add_text (line, names->str);
}

/* "[x] text", one item a line. */
static void
add_checklist (GString *line, const ZwExportRow *ticket)
{
  g_autoptr (GString) items = g_string_new (NULL);
  guint position = 0;

  for (const ZwExportRow *item; (item = zw_export_row_next_part (ticket, ZW_ENTITY_CHECK_ITEM, &position)) != NULL;)
    {
      g_autofree char *text = g_strdelimit (g_strdup (zw_export_row_get (item, ZW_FIELD_TEXT)), "\r\n", ' ');
      g_string_append_printf (items, "%s[%c] %s", items->len > 0 ? "\n" : "",
                              zw_export_row_get_int (item, ZW_FIELD_DONE) != 0 ? 'x' : ' ', text);
    }
  add_text (line, items->str);
}

/* --- columns --------------------------------------------------------------------------------------------------- */

static const char *const headings[] = {
  "id", "key", "project", "title", "type", "status", "category", "resolution", "resolution_text", "duplicate_of", "owner", "reporter",
  "customer", "estimate", "duration", "spent", "remaining", "difficulty", "progress", "priority", "labels", "sprint", "due",
  "waiting_until", "waiting_for", "blocked", "blocked_since", "blocked_by", "blocker", "parent", "rank", "archived", "created",
  "changed", "started", "closed", "source_system", "source_key", "source_url", "description", "checklist", NULL
};

const char *const *
zw_csv_get_headings (void)
{
  return headings;
}

static void
add_key (GString *line, const ZwExportTickets *self, const ZwExportRow *ticket)
{
  g_autofree char *key = zw_export_tickets_dup_key (self, ticket);

  g_string_append_c (line, ',');
  add_plain (line, key);
}

static void
put_text (GString *line, const char *text)
{
  g_string_append_c (line, ',');
  add_text (line, text);
}

static void
put_plain (GString *line, const char *text)
{
  g_string_append_c (line, ',');
  add_plain (line, text);
}

static void
put_int (GString *line, gint64 value)
{
  g_string_append_printf (line, ",%" G_GINT64_FORMAT, value);
}

static void
put_instant (GString *line, gint64 instant)
{
  g_string_append_c (line, ',');
  add_instant (line, instant);
}

static void
put_state (GString *line, const ZwExportTickets *self, const ZwExportRow *ticket)
{
  const ZwExportRow *project = zw_export_tickets_follow (self, ticket, ZW_FIELD_PROJECT);
  int resolution = zw_export_row_get_choice (ticket, ZW_FIELD_RESOLUTION);

  put_plain (line, project != NULL ? zw_export_row_get (project, ZW_FIELD_KEY) : NULL);
  put_text (line, zw_export_row_get (ticket, ZW_FIELD_TITLE));
  put_plain (line, zw_export_row_get (ticket, ZW_FIELD_TYPE));
  put_text (line, zw_export_tickets_name (self, ticket, ZW_FIELD_STATUS));
  put_plain (line, zw_category_names[zw_export_tickets_get_category (self, ticket)]);
  put_plain (line, resolution != ZW_RESOLUTION_NONE ? zw_resolution_names[resolution] : NULL);
  put_text (line, zw_export_row_get (ticket, ZW_FIELD_RESOLUTION_TEXT));
  add_key (line, self, zw_export_tickets_follow (self, ticket, ZW_FIELD_DUPLICATE_OF));
}

static void
put_figures (GString *line, const ZwExportTickets *self, const ZwExportRow *ticket)
{
  const char *planned = zw_export_row_get (ticket, ZW_FIELD_PLANNED), *remaining = zw_export_row_get (ticket, ZW_FIELD_REMAINING);
  gint64 spent = 0;
  guint position = 0;

  for (const ZwExportRow *work; (work = zw_export_row_next_part (ticket, ZW_ENTITY_WORK, &position)) != NULL;)
    spent += zw_export_row_get_int (work, ZW_FIELD_MINUTES);
  put_plain (line, zw_export_row_get (ticket, ZW_FIELD_ESTIMATE));
  put_plain (line, planned);
  put_int (line, spent);
  if (remaining == NULL && planned != NULL)
    put_int (line, MAX (0, zw_export_row_get_int (ticket, ZW_FIELD_PLANNED) - spent));
  else
    put_plain (line, remaining);
  put_plain (line, zw_export_row_get (ticket, ZW_FIELD_DIFFICULTY));
  put_int (line, zw_export_tickets_get_progress (self, ticket));
  put_plain (line, zw_export_row_get (ticket, ZW_FIELD_PRIORITY));
}

static void
put_obstacles (GString *line, const ZwExportTickets *self, const ZwExportRow *ticket)
{
  guint position = 0;
  const ZwExportRow *block = zw_export_row_next_part (ticket, ZW_ENTITY_BLOCK, &position);

  put_plain (line, zw_export_row_get (ticket, ZW_FIELD_DUE));
  put_plain (line, zw_export_row_get (ticket, ZW_FIELD_WAITING_UNTIL));
  put_text (line, zw_export_row_get (ticket, ZW_FIELD_WAITING_FOR));
  if (block == NULL)
    {
      g_string_append (line, ",,,,");
      return;
    }
  const char *author = zw_export_tickets_name (self, block, ZW_FIELD_AUTHOR);
  put_text (line, zw_export_row_get (block, ZW_FIELD_REASON));
  put_instant (line, zw_export_row_get_int (block, ZW_FIELD_SINCE));
  put_text (line, author != NULL ? author : zw_export_row_get (block, ZW_FIELD_AUTHOR_NAME));
  add_key (line, self, zw_export_tickets_follow (self, block, ZW_FIELD_BLOCKER));
}

static void
put_origin (GString *line, const ZwExportRow *ticket)
{
  guint position = 0;
  const ZwExportRow *source = zw_export_row_next_part (ticket, ZW_ENTITY_SOURCE, &position);

  put_instant (line, zw_export_row_get_int (ticket, ZW_FIELD_CREATED));
  put_instant (line, ticket->changed);
  put_instant (line, zw_export_row_get_int (ticket, ZW_FIELD_STARTED));
  put_instant (line, zw_export_row_get_int (ticket, ZW_FIELD_CLOSED));
  put_text (line, source != NULL ? zw_export_row_get (source, ZW_FIELD_SYSTEM) : NULL);
  put_text (line, source != NULL ? zw_export_row_get (source, ZW_FIELD_KEY) : NULL);
  put_text (line, source != NULL ? zw_export_row_get (source, ZW_FIELD_URL) : NULL);
}

/* In the order of the headings. */
static void
write_ticket (const ZwExportTickets *self, GString *line, const ZwExportRow *ticket)
{
  g_string_append_printf (line, "%" G_GINT64_FORMAT, ticket->id);
  add_key (line, self, ticket);
  put_state (line, self, ticket);
  put_text (line, zw_export_tickets_name (self, ticket, ZW_FIELD_OWNER));
  put_text (line, zw_export_tickets_name (self, ticket, ZW_FIELD_REPORTER));
  put_text (line, zw_export_tickets_name (self, ticket, ZW_FIELD_CUSTOMER));
  put_figures (line, self, ticket);
  g_string_append_c (line, ',');
  add_labels (line, ticket);
  put_text (line, zw_export_tickets_name (self, ticket, ZW_FIELD_SPRINT));
  put_obstacles (line, self, ticket);
  add_key (line, self, zw_export_tickets_follow (self, ticket, ZW_FIELD_PARENT));
  put_int (line, zw_export_row_get_int (ticket, ZW_FIELD_RANK));
  put_plain (line, zw_export_row_get_int (ticket, ZW_FIELD_ARCHIVED) != 0 ? "true" : "false");
  put_origin (line, ticket);
  put_text (line, zw_export_row_get (ticket, ZW_FIELD_DESCRIPTION));
  g_string_append_c (line, ',');
  add_checklist (line, ticket);
  g_string_append (line, "\r\n");
}

/* --- the file -------------------------------------------------------------------------------------------------- */

static gboolean
end_table (gpointer data, GError **error)
{
  ZwExportTickets *self = data;
  GString *text = zw_text_writer_get_buffer (self->out);
  g_autofree char *first = g_strjoinv (",", (char **) headings);

  zw_export_tickets_sort (self);
  g_string_append_printf (text, BYTE_ORDER_MARK "%s\r\n", first);
  for (guint i = 0; i < self->tickets->len && !zw_text_writer_has_failed (self->out); i++)
    {
      write_ticket (self, text, self->tickets->pdata[i]);
      zw_text_writer_give_way (self->out);
      zw_export_job_note (self->job, zw_text_writer_get_length (self->out));
    }
  return zw_text_writer_finish (self->out, error);
}

const ZwExportKind zw_export_csv = { { .row = zw_export_tickets_take_row, .entities = ZW_EXPORT_TICKETS_ENTITIES },
                                     zw_export_tickets_begin, end_table, zw_export_tickets_free };
