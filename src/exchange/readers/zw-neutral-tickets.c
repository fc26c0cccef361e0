/* SPDX-License-Identifier: GPL-3.0-or-later
 * Tickets of the neutral records, what hangs on them, and what is kept as it is. */
#define G_LOG_DOMAIN "zettelwand"

#include <math.h>

#include "zw-json-writer.h"
#include "zw-neutral-private.h"
#include "zw-sections.h"

#define LARGEST_ATTACHMENT ((gsize) 64 << 20)
#define MOST_ATTACHED_BYTES ((gsize) 512 << 20) /* of one file: they are in memory until it is written */

static void
free_comment (gpointer data)
{
  ZwNeutralComment *self = data;

  g_free (self->id);
  g_free (self->text);
  g_free (self);
}

static void
free_check (gpointer data)
{
  ZwNeutralCheck *self = data;

  g_free (self->id);
  g_free (self->text);
  g_free (self);
}

static void
free_link (gpointer data)
{
  g_free (((ZwNeutralLink *) data)->key);
  g_free (data);
}

static void
free_attachment (gpointer data)
{
  ZwNeutralAttachment *self = data;

  g_free (self->name);
  g_free (self->mime);
  g_clear_pointer (&self->content, g_bytes_unref);
  g_free (self);
}

static void
free_work (gpointer data)
{
  ZwNeutralWork *self = data;

  g_free (self->id);
  g_free (self->note);
  g_free (self);
}

void
zw_neutral_free_ticket (gpointer data)
{
  ZwNeutralTicket *self = data;

  g_free (self->key);
  g_free (self->url);
  g_free (self->path);
  g_free (self->title);
  g_free (self->description);
  g_free (self->resolution_text);
  g_free (self->waiting_for);
  g_free (self->parent);
  g_ptr_array_unref (self->labels);
  g_ptr_array_unref (self->links);
  g_ptr_array_unref (self->checks);
  g_ptr_array_unref (self->comments);
  g_ptr_array_unref (self->works);
  g_ptr_array_unref (self->events);
  g_ptr_array_unref (self->attachments);
  g_string_free (self->extra, TRUE);
  g_clear_pointer (&self->extra_names, g_hash_table_unref);
  g_free (self);
}

ZwNeutralTicket *
zw_neutral_add_ticket (ZwNeutralProject *project, const char *key)
{
  ZwNeutralTicket *ticket = g_new0 (ZwNeutralTicket, 1);

  ticket->key = g_strdup (key);
  ticket->type = ZW_TICKET_TASK;
  ticket->category = ZW_NEUTRAL_NO_CATEGORY;
  ticket->estimate = NAN;
  ticket->planned = ticket->remaining = ticket->progress = ticket->priority = ticket->difficulty = ticket->due
    = ticket->waiting_until = ZW_UNSET;
  ticket->labels = g_ptr_array_new ();
  ticket->links = g_ptr_array_new_with_free_func (free_link);
  ticket->checks = g_ptr_array_new_with_free_func (free_check);
  ticket->comments = g_ptr_array_new_with_free_func (free_comment);
  ticket->works = g_ptr_array_new_with_free_func (free_work);
  ticket->events = g_ptr_array_new_with_free_func (g_free);
  ticket->attachments = g_ptr_array_new_with_free_func (free_attachment);
  ticket->extra = g_string_new (NULL);
  g_ptr_array_add (project->tickets, ticket);
  return ticket;
}

void
zw_neutral_add_label (ZwNeutralTicket *ticket, ZwNeutralLabel *label)
{
  if (label != NULL && !g_ptr_array_find (ticket->labels, label, NULL))
    g_ptr_array_add (ticket->labels, label);
}

void
zw_neutral_add_link (ZwNeutralTicket *ticket, ZwField field, const char *key)
{
  for (guint i = 0; i < ticket->links->len; i++)
    {
      ZwNeutralLink *link = ticket->links->pdata[i];
      if (link->field == field && g_str_equal (link->key, key))
        return;
    }
  ZwNeutralLink *link = g_new0 (ZwNeutralLink, 1);
  *link = (ZwNeutralLink) { field, g_strdup (key) };
  g_ptr_array_add (ticket->links, link);
}

void
zw_neutral_add_check (ZwNeutralTicket *ticket, const char *id, const char *text, gboolean done)
{
  char *clean = zw_neutral_dup_filled (text);

  if (clean == NULL)
    return;
  ZwNeutralCheck *check = g_new0 (ZwNeutralCheck, 1);
  *check = (ZwNeutralCheck) { zw_neutral_dup_filled (id), clean, done };
  g_ptr_array_add (ticket->checks, check);
}

ZwNeutralComment *
zw_neutral_add_comment (ZwNeutralTicket *ticket, const char *id, ZwNeutralPerson *author, gint64 created, const char *text)
{
  g_autofree char *clean = zw_neutral_dup_filled (text);

  if (clean == NULL)
    return NULL;
  ZwNeutralComment *comment = g_new0 (ZwNeutralComment, 1);
  *comment = (ZwNeutralComment) { zw_neutral_dup_filled (id), author, created, 0, FALSE, g_strdup (text) };
  g_ptr_array_add (ticket->comments, comment);
  return comment;
}

ZwNeutralWork *
zw_neutral_add_work (ZwNeutralTicket *ticket, const char *id, ZwNeutralPerson *person, int date, int minutes, const char *note)
{
  if (minutes <= 0)
    return NULL;
  ZwNeutralWork *work = g_new0 (ZwNeutralWork, 1);
  *work = (ZwNeutralWork) { person, date, minutes, zw_neutral_dup_filled (id), zw_neutral_dup_filled (note) };
  g_ptr_array_add (ticket->works, work);
  return work;
}

void
zw_neutral_add_attachment (ZwNeutralProject *project, ZwNeutralTicket *ticket, const char *name, const char *mime,
                           ZwNeutralPerson *author, gint64 created, GBytes *content)
{
  ZwNeutral *neutral = project->neutral;
  gsize size = g_bytes_get_size (content);

  if (size > LARGEST_ATTACHMENT || size > MOST_ATTACHED_BYTES - neutral->attached_bytes)
    {
      zw_neutral_keep_text (project, ticket, "attachment", name);
      zw_neutral_warn (neutral, ticket->line, ticket->path, "the attachment “%s” is too large, and is left out", name);
      return;
    }
  ZwNeutralAttachment *attachment = g_new0 (ZwNeutralAttachment, 1);
  *attachment = (ZwNeutralAttachment) { zw_neutral_dup_filled (name), zw_neutral_dup_filled (mime), created, author,
                                        g_bytes_ref (content) };
  if (attachment->name == NULL)
    attachment->name = g_strdup ("?");
  neutral->attached_bytes += size;
  g_ptr_array_add (ticket->attachments, attachment);
}

ZwNeutralEvent *
zw_neutral_add_event (ZwNeutralTicket *ticket, gint64 at, ZwNeutralPerson *author, ZwField field)
{
  ZwNeutralEvent *event = g_new0 (ZwNeutralEvent, 1);

  *event = (ZwNeutralEvent) { .at = at, .author = author, .field = field, .from_estimate = NAN, .to_estimate = NAN };
  g_ptr_array_add (ticket->events, event);
  return event;
}

/* The members of extra stand beside the fields in our own JSON, so none may be called like one. (transfer full) */
static char *
choose_extra_name (ZwNeutral *self, ZwNeutralTicket *ticket, const char *name)
{
  gboolean is_taken = zw_section_find_member (ZW_ENTITY_TICKET, name) >= 0 || g_str_equal (name, "id")
                      || g_str_equal (name, "changed") || g_str_equal (name, "extra");
  g_autofree char *wanted = is_taken ? g_strconcat (self->system, "_", name, NULL) : g_strdup (name);
  g_autofree char *chosen = g_strdup (wanted);

  if (ticket->extra_names == NULL)
    ticket->extra_names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (int suffix = 2; g_hash_table_contains (ticket->extra_names, chosen); suffix++)
    {
      g_free (chosen);
      chosen = g_strdup_printf ("%s %d", wanted, suffix);
    }
  g_hash_table_add (ticket->extra_names, g_strdup (chosen));
  return g_steal_pointer (&chosen);
}

void
zw_neutral_keep_json (ZwNeutralProject *project, ZwNeutralTicket *ticket, const char *name, const char *json)
{
  GHashTable *extras = project->neutral->extras;
  guint n = GPOINTER_TO_UINT (g_hash_table_lookup (extras, name));

  if (json == NULL)
    return;
  g_autofree char *chosen = choose_extra_name (project->neutral, ticket, name);
  if (ticket->extra->len > 0)
    g_string_append_c (ticket->extra, ',');
  zw_json_append_quoted (ticket->extra, chosen);
  g_string_append_c (ticket->extra, ':');
  g_string_append (ticket->extra, json);
  g_hash_table_insert (extras, g_strdup (name), GUINT_TO_POINTER (n + 1));
}

void
zw_neutral_keep_text (ZwNeutralProject *project, ZwNeutralTicket *ticket, const char *name, const char *text)
{
  g_autoptr (GString) json = g_string_new (NULL);

  if (text == NULL || *text == '\0')
    return;
  zw_json_append_quoted (json, text);
  zw_neutral_keep_json (project, ticket, name, json->str);
}
