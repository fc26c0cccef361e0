/* SPDX-License-Identifier: GPL-3.0-or-later
 * Building and freeing the neutral records. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-error.h"
#include "zw-import-report.h"
#include "zw-neutral-private.h"

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

char *
zw_neutral_dup_filled (const char *text)
{
  char *copy = text != NULL ? g_strstrip (g_strdup (text)) : NULL;

  if (copy != NULL && *copy == '\0')
    g_clear_pointer (&copy, g_free);
  return copy;
}

void
zw_neutral_fill (char **slot, const char *text)
{
  if (*slot == NULL)
    *slot = zw_neutral_dup_filled (text);
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
  project->tickets = g_ptr_array_new_with_free_func (zw_neutral_free_ticket);
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
  g_autofree char *clean = zw_neutral_dup_filled (text);
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
  zw_neutral_fill (&person->id, id);
  zw_neutral_fill (&person->name, name);
  zw_neutral_fill (&person->login, login);
  zw_neutral_fill (&person->email, email);
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

guint
zw_neutral_count_tickets (ZwNeutral *self)
{
  guint n = 0;

  for (guint i = 0; i < self->projects->len; i++)
    n += ((ZwNeutralProject *) self->projects->pdata[i])->tickets->len;
  return n;
}
