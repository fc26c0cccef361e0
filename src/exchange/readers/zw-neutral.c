/* SPDX-License-Identifier: GPL-3.0-or-later
 * Building and freeing the neutral records. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-neutral.h"

#include <math.h>
#include <string.h>

#include "zw-error.h"
#include "zw-import-report.h"
#include "zw-json-writer.h"
#include "zw-sections.h"

#define LONGEST_TITLE 500

/* --- freeing ------------------------------------------------------------------------------------------------- */

static void
free_person (gpointer data)
{
  ZwNeutralPerson *self = data;

  g_free (self->id);
  g_free (self->name);
  g_free (self->login);
  g_free (self->email);
  g_free (self);
}

static void
free_status (gpointer data)
{
  ZwNeutralStatus *self = data;

  g_free (self->id);
  g_free (self->name);
  g_free (self->colour);
  g_free (self);
}

static void
free_label (gpointer data)
{
  ZwNeutralLabel *self = data;

  g_free (self->id);
  g_free (self->name);
  g_free (self->colour);
  g_free (self);
}

static void
free_sprint (gpointer data)
{
  ZwNeutralSprint *self = data;

  g_free (self->id);
  g_free (self->name);
  g_free (self->goal);
  g_free (self);
}

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
free_work (gpointer data)
{
  ZwNeutralWork *self = data;

  g_free (self->id);
  g_free (self->note);
  g_free (self);
}

static void
free_ticket (gpointer data)
{
  ZwNeutralTicket *self = data;

  g_free (self->key);
  g_free (self->url);
  g_free (self->path);
  g_free (self->title);
  g_free (self->description);
  g_free (self->resolution_text);
  g_free (self->parent);
  g_ptr_array_unref (self->labels);
  g_ptr_array_unref (self->links);
  g_ptr_array_unref (self->checks);
  g_ptr_array_unref (self->comments);
  g_ptr_array_unref (self->works);
  g_ptr_array_unref (self->events);
  g_string_free (self->extra, TRUE);
  g_clear_pointer (&self->extra_names, g_hash_table_unref);
  g_free (self);
}

static void
free_project (gpointer data)
{
  ZwNeutralProject *self = data;

  g_free (self->id);
  g_free (self->key);
  g_free (self->name);
  g_free (self->description);
  g_ptr_array_unref (self->statuses);
  g_ptr_array_unref (self->labels);
  g_ptr_array_unref (self->sprints);
  g_ptr_array_unref (self->tickets);
  g_hash_table_unref (self->index);
  g_free (self);
}

ZwNeutral *
zw_neutral_new (const char *system)
{
  ZwNeutral *self = g_new0 (ZwNeutral, 1);

  self->system = g_strdup (system);
  self->people = g_ptr_array_new_with_free_func (free_person);
  self->projects = g_ptr_array_new_with_free_func (free_project);
  self->people_by_key = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->extras = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->warnings = g_ptr_array_new_with_free_func (zw_import_warning_free);
  return self;
}

void
zw_neutral_free (ZwNeutral *self)
{
  g_free (self->system);
  g_ptr_array_unref (self->people);
  g_ptr_array_unref (self->projects);
  g_hash_table_unref (self->people_by_key);
  g_clear_pointer (&self->columns, g_ptr_array_unref);
  g_hash_table_unref (self->extras);
  g_ptr_array_unref (self->warnings);
  g_free (self);
}

/* --- the file ------------------------------------------------------------------------------------------------ */

/* NULL for nothing but white space. */
static char *
dup_filled (const char *text)
{
  char *copy = text != NULL ? g_strstrip (g_strdup (text)) : NULL;

  if (copy != NULL && *copy == '\0')
    g_clear_pointer (&copy, g_free);
  return copy;
}

static void
fill (char **slot, const char *text)
{
  if (*slot == NULL)
    *slot = dup_filled (text);
}

ZwNeutralProject *
zw_neutral_get_project (ZwNeutral *self, const char *id)
{
  for (guint i = 0; i < self->projects->len; i++)
    if (g_strcmp0 (((ZwNeutralProject *) self->projects->pdata[i])->id, id) == 0)
      return self->projects->pdata[i];
  ZwNeutralProject *project = g_new0 (ZwNeutralProject, 1);
  *project = (ZwNeutralProject) { self, g_strdup (id) };
  project->statuses = g_ptr_array_new_with_free_func (free_status);
  project->labels = g_ptr_array_new_with_free_func (free_label);
  project->sprints = g_ptr_array_new_with_free_func (free_sprint);
  project->tickets = g_ptr_array_new_with_free_func (free_ticket);
  project->index = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_ptr_array_add (self->projects, project);
  return project;
}

/* Whether @person cannot be meant: two with one name or address but different logins are two. */
static gboolean
is_somebody_else (const ZwNeutralPerson *person, const char *id, const char *login)
{
  return (id != NULL && person->id != NULL && !g_str_equal (person->id, id))
         || (login != NULL && person->login != NULL && g_ascii_strcasecmp (person->login, login) != 0);
}

/* What @text of @kind is filed under; NULL when it is empty. */
static char *
make_person_key (const char *kind, const char *text)
{
  g_autofree char *clean = dup_filled (text);
  g_autofree char *folded = clean != NULL ? g_utf8_casefold (clean, -1) : NULL;
  return folded != NULL ? g_strconcat (kind, folded, NULL) : NULL;
}

ZwNeutralPerson *
zw_neutral_get_person (ZwNeutral *self, const char *id, const char *name, const char *login, const char *email)
{
  g_autofree char *by_id = make_person_key ("id ", id), *by_login = make_person_key ("login ", login);
  g_autofree char *by_email = make_person_key ("mail ", email), *by_name = make_person_key ("name ", name);
  const char *const keys[] = { by_id, by_login, by_email, by_name };
  ZwNeutralPerson *person = NULL;

  if (by_id == NULL && by_login == NULL && by_email == NULL && by_name == NULL)
    return NULL;
  for (guint i = 0; i < G_N_ELEMENTS (keys) && person == NULL; i++)
    {
      ZwNeutralPerson *found = keys[i] != NULL ? g_hash_table_lookup (self->people_by_key, keys[i]) : NULL;
      if (found != NULL && !is_somebody_else (found, id, login))
        person = found;
    }
  if (person == NULL)
    {
      person = g_new0 (ZwNeutralPerson, 1);
      g_ptr_array_add (self->people, person);
    }
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    if (keys[i] != NULL && !g_hash_table_contains (self->people_by_key, keys[i]))
      g_hash_table_insert (self->people_by_key, g_strdup (keys[i]), person);
  fill (&person->id, id);
  fill (&person->name, name);
  fill (&person->login, login);
  fill (&person->email, email);
  return person;
}

static void
warn_valist (ZwNeutral *self, gint64 line, const char *path, const char *sentence, va_list arguments)
{
  zw_import_warnings_take (self->warnings, line, path, zw_error_new_valist (ZW_ERROR_INVALID_VALUE, sentence, arguments));
}

void
zw_neutral_warn (ZwNeutral *self, gint64 line, const char *path, const char *sentence, ...)
{
  va_list arguments;

  va_start (arguments, sentence);
  warn_valist (self, line, path, sentence, arguments);
  va_end (arguments);
}

void
zw_neutral_skip (ZwNeutral *self, gint64 line, const char *path, const char *sentence, ...)
{
  va_list arguments;

  self->n_skipped++;
  va_start (arguments, sentence);
  warn_valist (self, line, path, sentence, arguments);
  va_end (arguments);
}

/* --- names --------------------------------------------------------------------------------------------------- */

char *
zw_neutral_fold (const char *name)
{
  g_autofree char *folded = g_utf8_casefold (name, -1);
  char *normal = g_utf8_normalize (folded, -1, G_NORMALIZE_NFC);
  return normal != NULL ? normal : g_steal_pointer (&folded);
}

/* Statuses, labels and sprints begin alike: an id, then a name. */
typedef struct {
  char *id, *name;
} Named;

static char *
make_id_key (const char *kind, const char *id)
{
  return g_strconcat (kind, " id ", id, NULL);
}

static char *
make_name_key (const char *kind, const char *name)
{
  g_autofree char *clean = dup_filled (name);
  g_autofree char *folded = zw_neutral_fold (clean != NULL ? clean : "");
  return g_strconcat (kind, " name ", folded, NULL);
}

static gpointer
find_named (ZwNeutralProject *project, const char *kind, const char *id, const char *name)
{
  g_autofree char *by_id = id != NULL ? make_id_key (kind, id) : NULL;
  g_autofree char *by_name = name != NULL ? make_name_key (kind, name) : NULL;
  Named *named = by_id != NULL ? g_hash_table_lookup (project->index, by_id) : NULL;

  if (named != NULL || by_name == NULL)
    return named;
  named = g_hash_table_lookup (project->index, by_name);
  return named != NULL && (id == NULL || named->id == NULL) ? named : NULL;
}

static gpointer
add_named (ZwNeutralProject *project, GPtrArray *items, const char *kind, gpointer item, const char *id, const char *name)
{
  Named *named = item;

  named->id = g_strdup (id);
  named->name = dup_filled (name != NULL ? name : id);
  g_ptr_array_add (items, item);
  if (id != NULL)
    g_hash_table_insert (project->index, make_id_key (kind, id), item);
  g_autofree char *by_name = make_name_key (kind, name != NULL ? name : id);
  if (!g_hash_table_contains (project->index, by_name))
    g_hash_table_insert (project->index, g_steal_pointer (&by_name), item);
  return item;
}

static gboolean
is_item (gpointer key, gpointer value, gpointer item)
{
  return value == item;
}

void
zw_neutral_drop_label (ZwNeutralProject *project, ZwNeutralLabel *label)
{
  g_hash_table_foreach_remove (project->index, is_item, label);
  g_ptr_array_remove (project->labels, label);
}

ZwNeutralStatus *
zw_neutral_find_status (ZwNeutralProject *project, const char *id, const char *name)
{
  return find_named (project, "status", id, name);
}

ZwNeutralStatus *
zw_neutral_get_status (ZwNeutralProject *project, const char *id, const char *name)
{
  ZwNeutralStatus *status = zw_neutral_find_status (project, id, name);

  if (status != NULL)
    return status;
  status = add_named (project, project->statuses, "status", g_new0 (ZwNeutralStatus, 1), id, name);
  status->category = ZW_NEUTRAL_NO_CATEGORY;
  return status;
}

ZwNeutralLabel *
zw_neutral_find_label (ZwNeutralProject *project, const char *id, const char *name)
{
  return find_named (project, "label", id, name);
}

ZwNeutralLabel *
zw_neutral_get_label (ZwNeutralProject *project, const char *id, const char *name)
{
  ZwNeutralLabel *label = zw_neutral_find_label (project, id, name);
  return label != NULL ? label : add_named (project, project->labels, "label", g_new0 (ZwNeutralLabel, 1), id, name);
}

ZwNeutralSprint *
zw_neutral_find_sprint (ZwNeutralProject *project, const char *id, const char *name)
{
  return find_named (project, "sprint", id, name);
}

ZwNeutralSprint *
zw_neutral_get_sprint (ZwNeutralProject *project, const char *id, const char *name)
{
  ZwNeutralSprint *sprint = zw_neutral_find_sprint (project, id, name);

  if (sprint != NULL)
    return sprint;
  sprint = add_named (project, project->sprints, "sprint", g_new0 (ZwNeutralSprint, 1), id, name);
  sprint->start = sprint->end = ZW_UNSET;
  return sprint;
}

/* --- tickets ------------------------------------------------------------------------------------------------- */

ZwNeutralTicket *
zw_neutral_add_ticket (ZwNeutralProject *project, const char *key)
{
  ZwNeutralTicket *ticket = g_new0 (ZwNeutralTicket, 1);

  ticket->key = g_strdup (key);
  ticket->type = ZW_TICKET_TASK;
  ticket->category = ZW_NEUTRAL_NO_CATEGORY;
  ticket->estimate = NAN;
  ticket->planned = ticket->remaining = ticket->progress = ticket->priority = ticket->difficulty = ticket->due = ZW_UNSET;
  ticket->labels = g_ptr_array_new ();
  ticket->links = g_ptr_array_new_with_free_func (free_link);
  ticket->checks = g_ptr_array_new_with_free_func (free_check);
  ticket->comments = g_ptr_array_new_with_free_func (free_comment);
  ticket->works = g_ptr_array_new_with_free_func (free_work);
  ticket->events = g_ptr_array_new_with_free_func (g_free);
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
  char *clean = dup_filled (text);

  if (clean == NULL)
    return;
  ZwNeutralCheck *check = g_new0 (ZwNeutralCheck, 1);
  *check = (ZwNeutralCheck) { dup_filled (id), clean, done };
  g_ptr_array_add (ticket->checks, check);
}

ZwNeutralComment *
zw_neutral_add_comment (ZwNeutralTicket *ticket, const char *id, ZwNeutralPerson *author, gint64 created, const char *text)
{
  g_autofree char *clean = dup_filled (text);

  if (clean == NULL)
    return NULL;
  ZwNeutralComment *comment = g_new0 (ZwNeutralComment, 1);
  *comment = (ZwNeutralComment) { dup_filled (id), author, created, 0, FALSE, g_strdup (text) };
  g_ptr_array_add (ticket->comments, comment);
  return comment;
}

ZwNeutralWork *
zw_neutral_add_work (ZwNeutralTicket *ticket, const char *id, ZwNeutralPerson *person, int date, int minutes, const char *note)
{
  if (minutes <= 0)
    return NULL;
  ZwNeutralWork *work = g_new0 (ZwNeutralWork, 1);
  *work = (ZwNeutralWork) { person, date, minutes, dup_filled (id), dup_filled (note) };
  g_ptr_array_add (ticket->works, work);
  return work;
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

void
zw_neutral_gather_lost (ZwNeutralProject *project, GHashTable *lost)
{
  ZwNeutralStatus *first = NULL;

  for (guint i = 0; i < project->statuses->len; i++)
    {
      ZwNeutralStatus *status = project->statuses->pdata[i];
      if (!g_hash_table_contains (lost, status))
        continue;
      first = first != NULL ? first : status;
      g_free (status->name);
      status->name = g_strdup ("Imported (no list)");
      status->category = ZW_CATEGORY_TODO;
      status->is_hidden = TRUE;
    }
  for (guint i = 0; i < project->tickets->len; i++)
    {
      ZwNeutralTicket *ticket = project->tickets->pdata[i];
      if (ticket->status != NULL && g_hash_table_contains (lost, ticket->status))
        ticket->status = first;
    }
}

void
zw_neutral_drop_unknown_labels (ZwNeutralProject *project)
{
  g_autoptr (GHashTable) unknown = g_hash_table_new (NULL, NULL);
  GHashTableIter iter;
  gpointer label;

  for (guint i = 0; i < project->labels->len; i++)
    {
      ZwNeutralLabel *entry = project->labels->pdata[i];
      if (entry->id != NULL && g_strcmp0 (entry->name, entry->id) == 0)
        g_hash_table_add (unknown, entry);
    }
  for (guint i = 0; g_hash_table_size (unknown) > 0 && i < project->tickets->len; i++)
    {
      ZwNeutralTicket *ticket = project->tickets->pdata[i];
      for (guint j = ticket->labels->len; j > 0; j--)
        {
          ZwNeutralLabel *entry = ticket->labels->pdata[j - 1];
          if (!g_hash_table_contains (unknown, entry))
            continue;
          zw_neutral_keep_text (project, ticket, "label", entry->id);
          g_ptr_array_remove_index (ticket->labels, j - 1);
        }
    }
  g_hash_table_iter_init (&iter, unknown);
  while (g_hash_table_iter_next (&iter, &label, NULL))
    zw_neutral_drop_label (project, label);
}

static int
compare_places (gconstpointer a, gconstpointer b, gpointer places)
{
  guint first = GPOINTER_TO_UINT (g_hash_table_lookup (places, *(gpointer *) a));
  guint second = GPOINTER_TO_UINT (g_hash_table_lookup (places, *(gpointer *) b));
  return (first > second) - (first < second);
}

void
zw_neutral_sort_tickets (ZwNeutralProject *project, GHashTable *places)
{
  g_ptr_array_sort_with_data (project->tickets, compare_places, places);
}

/* --- settling ------------------------------------------------------------------------------------------------ */

static int
compare_comments (gconstpointer a, gconstpointer b)
{
  const ZwNeutralComment *first = *(gpointer *) a, *second = *(gpointer *) b;
  return (first->created > second->created) - (first->created < second->created);
}

static int
compare_events (gconstpointer a, gconstpointer b)
{
  const ZwNeutralEvent *first = *(gpointer *) a, *second = *(gpointer *) b;
  return (first->at > second->at) - (first->at < second->at);
}

/* Two of one name would be one to people: the later one gets a number. */
static void
make_names_unique (GPtrArray *items)
{
  g_autoptr (GHashTable) taken = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < items->len; i++)
    {
      Named *named = items->pdata[i];
      g_autofree char *wanted = named->name != NULL ? g_strdup (named->name) : g_strdup ("?");
      for (int suffix = 1;; suffix++)
        {
          g_autofree char *name = suffix == 1 ? g_strdup (wanted) : g_strdup_printf ("%s %d", wanted, suffix);
          if (!g_hash_table_add (taken, zw_neutral_fold (name)))
            continue;
          g_free (named->name);
          named->name = g_steal_pointer (&name);
          break;
        }
    }
}

/* A title is a line; what is longer stays whole in extra. */
static void
cut_title (ZwNeutralProject *project, ZwNeutralTicket *ticket)
{
  if (g_utf8_strlen (ticket->title, -1) <= LONGEST_TITLE)
    return;
  g_autofree char *whole = ticket->title;
  g_autofree char *cut = g_utf8_substring (whole, 0, LONGEST_TITLE - 1);
  zw_neutral_keep_text (project, ticket, "title", whole);
  zw_neutral_warn (project->neutral, ticket->line, ticket->path, "the title is cut after %d characters; the whole is kept in extra",
                   LONGEST_TITLE - 1);
  ticket->title = g_strconcat (cut, "…", NULL);
}

static void
settle_ticket (ZwNeutralProject *project, ZwNeutralTicket *ticket)
{
  ZwNeutral *self = project->neutral;
  g_autofree char *title = dup_filled (ticket->title);

  g_ptr_array_sort (ticket->comments, compare_comments);
  g_ptr_array_sort (ticket->events, compare_events);
  if (ticket->status != NULL)
    ticket->status->n_tickets++;
  if (title != NULL)
    {
      g_strdelimit (ticket->title, "\n\r", ' ');
      cut_title (project, ticket);
      return;
    }
  zw_neutral_warn (self, ticket->line, ticket->path, "no title: “%s” is its title now", ticket->key);
  g_free (ticket->title);
  ticket->title = g_strdup (ticket->key);
}

void
zw_neutral_settle (ZwNeutral *self, const char *fallback)
{
  for (guint i = 0; i < self->people->len; i++)
    {
      ZwNeutralPerson *person = self->people->pdata[i];
      person->is_unknown = person->name == NULL && person->login == NULL && person->email == NULL;
      if (person->name == NULL)
        person->name = g_strdup (person->login != NULL ? person->login : person->email != NULL ? person->email : person->id);
    }
  for (guint i = 0; i < self->projects->len; i++)
    {
      ZwNeutralProject *project = self->projects->pdata[i];
      fill (&project->name, project->key != NULL ? project->key : fallback);
      make_names_unique (project->statuses);
      make_names_unique (project->labels);
      make_names_unique (project->sprints);
      for (guint j = 0; j < project->tickets->len; j++)
        settle_ticket (project, project->tickets->pdata[j]);
    }
}

guint
zw_neutral_count_tickets (ZwNeutral *self)
{
  guint n = 0;

  for (guint i = 0; i < self->projects->len; i++)
    n += ((ZwNeutralProject *) self->projects->pdata[i])->tickets->len;
  return n;
}
