/* SPDX-License-Identifier: GPL-3.0-or-later
 * Tables and JSON on standard output. Knows how things are written, not which. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-cli-output.h"

#include <gio/gunixoutputstream.h>
#include <math.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* --- texts ---------------------------------------------------------------------------------------------------- */

char *
zw_cli_dup_plain (const char *text)
{
  GString *plain = g_string_sized_new (strlen (text));

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      if (c == '\r')
        g_string_append (plain, p[1] == '\n' ? "" : " ");
      else
        g_string_append_unichar (plain, g_unichar_iscntrl (c) && c != '\n' && c != '\t' ? 0xfffd : c);
    }
  return g_string_free (plain, FALSE);
}

/* --- tables --------------------------------------------------------------------------------------------------- */

struct _ZwCliTable {
  guint n_columns;
  const char **codes; /* (owned) of each column; NULL = plain */
  GPtrArray *cells;   /* (owned) char *, row by row */
};

ZwCliTable *
zw_cli_table_new (guint n_columns)
{
  ZwCliTable *table = g_new0 (ZwCliTable, 1);

  table->n_columns = n_columns;
  table->codes = g_new0 (const char *, n_columns);
  table->cells = g_ptr_array_new_with_free_func (g_free);
  return table;
}

void
zw_cli_table_free (ZwCliTable *table)
{
  g_ptr_array_unref (table->cells);
  g_free (table->codes);
  g_free (table);
}

void
zw_cli_table_add (ZwCliTable *table, ...)
{
  va_list cells;
  guint n = 0;

  va_start (cells, table);
  for (const char *cell = va_arg (cells, const char *); cell != NULL; cell = va_arg (cells, const char *), n++)
    g_ptr_array_add (table->cells, g_strdelimit (zw_cli_dup_plain (cell), "\n\t", ' '));
  va_end (cells);
  g_return_if_fail (n == table->n_columns);
}

static int
display_width (const char *text)
{
  int width = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      width += g_unichar_iszerowidth (c) ? 0 : g_unichar_iswide (c) ? 2 : 1;
    }
  return width;
}

void
zw_cli_table_highlight (ZwCliTable *table, guint column, const char *code)
{
  g_return_if_fail (column < table->n_columns);
  table->codes[column] = code;
}

/* no-color.org: set and not empty means no. */
static gboolean
has_colours (void)
{
  const char *no_color = g_getenv ("NO_COLOR"), *terminal = g_getenv ("TERM");

  return isatty (STDOUT_FILENO) && (no_color == NULL || *no_color == '\0') && g_strcmp0 (terminal, "dumb") != 0;
}

void
zw_cli_table_print (ZwCliTable *table)
{
  gboolean is_coloured = has_colours ();
  g_autofree int *widths = g_new0 (int, table->n_columns);

  for (guint i = 0; i < table->cells->len; i++)
    widths[i % table->n_columns] = MAX (widths[i % table->n_columns], display_width (table->cells->pdata[i]));
  for (guint i = 0; i < table->cells->len; i++)
    {
      const char *cell = table->cells->pdata[i];
      gboolean is_last = i % table->n_columns == table->n_columns - 1;
      const char *code = is_coloured && *cell != '\0' ? table->codes[i % table->n_columns] : NULL;
      printf ("%s%s%s%s%s", code != NULL ? "\033[" : "", code != NULL ? code : "", code != NULL ? "m" : "", cell,
              code != NULL ? "\033[0m" : "");
      if (is_last)
        putchar ('\n');
      else if (widths[i % table->n_columns] > 0)
        printf ("%*s", widths[i % table->n_columns] - display_width (cell) + 2, "");
    }
}

/* --- small JSON members --------------------------------------------------------------------------------------- */

ZwJsonWriter *
zw_cli_json_new (void)
{
  g_autoptr (GOutputStream) output = g_unix_output_stream_new (STDOUT_FILENO, FALSE);
  return zw_json_writer_new (output, NULL);
}

static char *
format_utc (gint64 instant)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (instant / 1000);
  return time != NULL ? g_date_time_format (time, "%Y-%m-%dT%H:%M:%SZ") : NULL;
}

char *
zw_cli_format_instant (ZwCliSession *session, gint64 instant)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (instant / 1000);
  g_autoptr (GDateTime) local = g_date_time_to_timezone (utc, zw_clock_get_zone (zw_workspace_get_clock (session->workspace)));
  return g_date_time_format (local, "%Y-%m-%d %H:%M");
}

void
zw_cli_json_put_instant (ZwJsonWriter *json, const char *name, gint64 instant)
{
  g_autofree char *text = instant != 0 ? format_utc (instant) : NULL;
  zw_json_writer_put_string (json, name, text);
}

void
zw_cli_json_put_date (ZwJsonWriter *json, const char *name, int date)
{
  g_autofree char *text = zw_date_to_string (date);
  zw_json_writer_put_string (json, name, text);
}

void
zw_cli_json_put_int (ZwJsonWriter *json, const char *name, int value)
{
  if (value == ZW_UNSET)
    zw_json_writer_put_null (json, name);
  else
    zw_json_writer_put_int64 (json, name, value);
}

void
zw_cli_json_put_real (ZwJsonWriter *json, const char *name, double value)
{
  if (isnan (value))
    zw_json_writer_put_null (json, name);
  else
    zw_json_writer_put_number (json, name, value);
}

void
zw_cli_json_put_person (ZwJsonWriter *json, ZwCliSession *session, const char *name, gint64 id)
{
  ZwPerson *person = zw_workspace_get_person (session->workspace, id);
  zw_json_writer_put_string (json, name, person != NULL ? person->name : NULL);
}

void
zw_cli_json_put_key (ZwJsonWriter *json, ZwCliSession *session, const char *name, gint64 id)
{
  g_autofree char *key = zw_cli_session_dup_key (session, id);

  zw_json_writer_put_string (json, name, key);
}

/* --- a ticket ------------------------------------------------------------------------------------------------- */

static void
put_resolution (ZwJsonWriter *json, ZwCliSession *session, ZwTicket *ticket)
{
  if (ticket->resolution == ZW_RESOLUTION_NONE)
    {
      zw_json_writer_put_null (json, "resolution");
      return;
    }
  zw_json_writer_add_name (json, "resolution");
  zw_json_writer_begin_object (json, ZW_JSON_LINE);
  zw_json_writer_put_string (json, "reason", zw_resolution_names[ticket->resolution]);
  zw_json_writer_put_string (json, "text", ticket->resolution_text);
  zw_cli_json_put_key (json, session, "duplicate_of", ticket->duplicate_of);
  zw_json_writer_end_object (json);
}

static void
put_labels (ZwJsonWriter *json, ZwCliSession *session, ZwTicket *ticket)
{
  zw_json_writer_add_name (json, "labels");
  zw_json_writer_begin_array (json, ZW_JSON_LINE);
  for (guint i = 0; ticket->labels != NULL && i < ticket->labels->len; i++)
    {
      ZwLabel *label = zw_workspace_get_label (session->workspace, g_array_index (ticket->labels, gint64, i));
      if (label != NULL)
        zw_json_writer_add_string (json, label->name);
    }
  zw_json_writer_end_array (json);
}

void
zw_cli_json_put_waiting (ZwJsonWriter *json, ZwTicket *ticket)
{
  if (ticket->waiting_until == ZW_UNSET)
    {
      zw_json_writer_put_null (json, "waiting");
      return;
    }
  zw_json_writer_add_name (json, "waiting");
  zw_json_writer_begin_object (json, ZW_JSON_LINE);
  zw_cli_json_put_date (json, "until", ticket->waiting_until);
  zw_json_writer_put_string (json, "for", ticket->waiting_for);
  zw_json_writer_end_object (json);
}

void
zw_cli_json_put_blocked (ZwJsonWriter *json, ZwCliSession *session, ZwTicket *ticket)
{
  g_autoptr (GPtrArray) blocks = zw_workspace_dup_open_blocks (session->workspace, zw_item_get_id (ZW_ITEM (ticket)), 0);

  if (blocks->len == 0)
    {
      zw_json_writer_put_null (json, "blocked");
      return;
    }
  ZwBlock *block = blocks->pdata[0];
  ZwPerson *author = zw_workspace_get_person (session->workspace, block->author);
  zw_json_writer_add_name (json, "blocked");
  zw_json_writer_begin_object (json, ZW_JSON_LINE);
  zw_json_writer_put_string (json, "reason", block->reason);
  zw_cli_json_put_instant (json, "since", block->since);
  zw_json_writer_put_string (json, "by", author != NULL ? author->name : block->author_name);
  zw_cli_json_put_key (json, session, "blocker", block->blocker);
  zw_json_writer_end_object (json);
}

static int
get_remaining (ZwTicket *ticket)
{
  if (ticket->remaining != ZW_UNSET || ticket->planned == ZW_UNSET)
    return ticket->remaining;
  return MAX (0, ticket->planned - ticket->spent);
}

static void
put_source (ZwJsonWriter *json, const ZwTicketDetails *details)
{
  if (details == NULL || details->sources->len == 0)
    {
      zw_json_writer_put_null (json, "source");
      return;
    }
  ZwSource *source = details->sources->pdata[0];
  zw_json_writer_add_name (json, "source");
  zw_json_writer_begin_object (json, ZW_JSON_LINE);
  zw_json_writer_put_string (json, "system", source->system);
  zw_json_writer_put_string (json, "key", source->key);
  zw_json_writer_put_string (json, "url", source->url);
  zw_json_writer_end_object (json);
}

static void
put_fields (ZwJsonWriter *json, ZwCliSession *session, ZwTicket *ticket, const ZwTicketDetails *details)
{
  ZwProject *project = zw_workspace_get_project (session->workspace, ticket->project);
  ZwStatus *status = zw_workspace_get_status (session->workspace, ticket->status);
  ZwSprint *sprint = zw_workspace_get_sprint (session->workspace, ticket->sprint);

  zw_json_writer_put_id (json, "id", zw_item_get_id (ZW_ITEM (ticket)));
  zw_cli_json_put_key (json, session, "key", zw_item_get_id (ZW_ITEM (ticket)));
  zw_json_writer_put_string (json, "project", project != NULL ? project->key : NULL);
  zw_json_writer_put_string (json, "title", ticket->title);
  zw_json_writer_put_string (json, "type", zw_ticket_type_names[ticket->type]);
  zw_json_writer_put_string (json, "status", status != NULL ? status->name : NULL);
  zw_json_writer_put_string (json, "category", status != NULL ? zw_category_names[status->category] : NULL);
  put_resolution (json, session, ticket);
  zw_cli_json_put_person (json, session, "owner", ticket->owner);
  zw_cli_json_put_person (json, session, "reporter", ticket->reporter);
  zw_cli_json_put_person (json, session, "customer", ticket->customer);
  zw_cli_json_put_real (json, "estimate", ticket->estimate);
  zw_cli_json_put_int (json, "duration", ticket->planned);
  zw_json_writer_put_int64 (json, "spent", ticket->spent);
  zw_cli_json_put_int (json, "remaining", get_remaining (ticket));
  zw_cli_json_put_int (json, "difficulty", ticket->difficulty);
  zw_json_writer_put_int64 (json, "progress", zw_workspace_get_progress (session->workspace, ticket));
  zw_json_writer_put_int64 (json, "priority", ticket->priority);
  put_labels (json, session, ticket);
  zw_json_writer_put_string (json, "sprint", sprint != NULL ? sprint->name : NULL);
  zw_cli_json_put_date (json, "due", ticket->due);
  zw_cli_json_put_waiting (json, ticket);
  zw_cli_json_put_blocked (json, session, ticket);
  zw_cli_json_put_key (json, session, "parent", ticket->parent);
  zw_json_writer_put_int64 (json, "rank", ticket->rank);
  zw_json_writer_put_boolean (json, "archived", ticket->archived);
  zw_cli_json_put_instant (json, "created", ticket->created);
  zw_cli_json_put_instant (json, "changed", ticket->changed);
  zw_cli_json_put_instant (json, "started", ticket->started);
  zw_cli_json_put_instant (json, "closed", ticket->closed);
  put_source (json, details);
}

/* --- its details ---------------------------------------------------------------------------------------------- */

static const char *
link_name (const ZwLink *link)
{
  switch ((int) link->kind)
    {
    case ZW_FIELD_BLOCKER:
      return link->outgoing ? "blocked-by" : "blocks";
    case ZW_FIELD_SOLVES:
      return link->outgoing ? "solves" : "solved-by";
    case ZW_FIELD_DUPLICATES:
      return link->outgoing ? "duplicates" : "duplicated-by";
    case ZW_FIELD_SPLIT_FROM:
      return link->outgoing ? "split-from" : "split-into";
    }
  return "relates";
}

static void
put_links (ZwJsonWriter *json, ZwCliSession *session, const ZwTicketDetails *details)
{
  zw_json_writer_add_name (json, "links");
  zw_json_writer_begin_array (json, ZW_JSON_BLOCK);
  for (guint i = 0; i < details->links->len; i++)
    {
      const ZwLink *link = &g_array_index (details->links, ZwLink, i);
      zw_json_writer_begin_object (json, ZW_JSON_LINE);
      zw_json_writer_put_string (json, "kind", link_name (link));
      for (guint s = 0; s < details->stubs->len; s++)
        {
          ZwTicketStub *stub = details->stubs->pdata[s];
          ZwProject *project = zw_workspace_get_project (session->workspace, stub->project);
          if (stub->id != link->other || project == NULL)
            continue;
          g_autofree char *key = g_strdup_printf ("%s-%d", project->key, stub->number);
          zw_json_writer_put_string (json, "key", key);
          zw_json_writer_put_string (json, "title", stub->title);
          break;
        }
      zw_json_writer_end_object (json);
    }
  zw_json_writer_end_array (json);
}

static void
put_checklist (ZwJsonWriter *json, const ZwTicketDetails *details)
{
  zw_json_writer_add_name (json, "checklist");
  zw_json_writer_begin_array (json, ZW_JSON_BLOCK);
  for (guint i = 0; i < details->checks->len; i++)
    {
      ZwCheckItem *item = details->checks->pdata[i];
      zw_json_writer_begin_object (json, ZW_JSON_LINE);
      zw_json_writer_put_string (json, "text", item->text);
      zw_json_writer_put_boolean (json, "done", item->done);
      zw_json_writer_end_object (json);
    }
  zw_json_writer_end_array (json);
}

static void
put_comments (ZwJsonWriter *json, ZwCliSession *session, const ZwTicketDetails *details)
{
  zw_json_writer_add_name (json, "comments");
  zw_json_writer_begin_array (json, ZW_JSON_BLOCK);
  for (guint i = 0; i < details->comments->len; i++)
    {
      ZwComment *comment = details->comments->pdata[i];
      ZwPerson *author = zw_workspace_get_person (session->workspace, comment->author);
      zw_json_writer_begin_object (json, ZW_JSON_LINE);
      zw_json_writer_put_string (json, "author", author != NULL ? author->name : comment->author_name);
      zw_cli_json_put_instant (json, "created", comment->created);
      zw_cli_json_put_instant (json, "edited", comment->edited);
      zw_json_writer_put_boolean (json, "internal", comment->internal);
      zw_json_writer_put_string (json, "text", comment->text);
      zw_json_writer_end_object (json);
    }
  zw_json_writer_end_array (json);
}

static void
put_attachments (ZwJsonWriter *json, ZwCliSession *session, const ZwTicketDetails *details)
{
  zw_json_writer_add_name (json, "attachments");
  zw_json_writer_begin_array (json, ZW_JSON_BLOCK);
  for (guint i = 0; i < details->attachments->len; i++)
    {
      ZwAttachment *attachment = details->attachments->pdata[i];
      ZwPerson *author = zw_workspace_get_person (session->workspace, attachment->author);
      zw_json_writer_begin_object (json, ZW_JSON_LINE);
      zw_json_writer_put_string (json, "name", attachment->name);
      zw_json_writer_put_string (json, "mime", attachment->mime);
      zw_json_writer_put_int64 (json, "size", attachment->size);
      zw_json_writer_put_string (json, "sha256", attachment->blob);
      zw_json_writer_put_string (json, "author", author != NULL ? author->name : NULL);
      zw_cli_json_put_instant (json, "created", attachment->created);
      zw_json_writer_end_object (json);
    }
  zw_json_writer_end_array (json);
}

static void
put_history (ZwJsonWriter *json, ZwCliSession *session, GPtrArray *history)
{
  if (history == NULL)
    {
      zw_json_writer_put_null (json, "history");
      return;
    }
  zw_json_writer_add_name (json, "history");
  zw_json_writer_begin_array (json, ZW_JSON_BLOCK);
  for (guint i = 0; i < history->len; i++)
    zw_cli_json_add_set (json, session, history->pdata[i]);
  zw_json_writer_end_array (json);
}

void
zw_cli_json_add_ticket (ZwJsonWriter *json, ZwCliSession *session, ZwTicket *ticket, const ZwTicketDetails *details, guint carried,
                        GPtrArray *history)
{
  zw_json_writer_begin_object (json, details != NULL ? ZW_JSON_BLOCK : ZW_JSON_LINE);
  put_fields (json, session, ticket, details);
  if (details != NULL)
    {
      zw_json_writer_put_int64 (json, "carried", carried);
      zw_json_writer_put_string (json, "description", details->description);
      put_checklist (json, details);
      put_comments (json, session, details);
      put_links (json, session, details);
      put_attachments (json, session, details);
      put_history (json, session, history);
      if (details->extra != NULL)
        zw_json_writer_put_json (json, "extra", details->extra);
      else
        zw_json_writer_put_null (json, "extra");
    }
  zw_json_writer_end_object (json);
}

char *
zw_cli_format_real (double value)
{
  char *text = zw_real_to_string (value);
  return text != NULL ? text : g_strdup ("");
}
