/* SPDX-License-Identifier: GPL-3.0-or-later
 * What is in the database already, as far as a foreign file can meet it. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-landing-private.h"

typedef struct {
  ZwHere *here;
  const char *system;
} Survey;

/* --- entries ------------------------------------------------------------------------------------------------- */

static void
free_name (gpointer data)
{
  g_free (((ZwHereName *) data)->name);
  g_free (((ZwHereName *) data)->folded);
  g_free (data);
}

static void
free_person (gpointer data)
{
  ZwHerePerson *self = data;

  g_free (self->name);
  g_free (self->handle);
  g_free (self->email);
  g_free (self);
}

static void
free_project (gpointer data)
{
  ZwHereProject *self = data;

  g_free (self->key);
  g_ptr_array_unref (self->statuses);
  g_ptr_array_unref (self->labels);
  g_ptr_array_unref (self->sprints);
  g_ptr_array_unref (self->sources);
  zw_id_map_free (self->members);
  g_free (self);
}

static void
free_source (gpointer data)
{
  ZwHereSource *self = data;

  g_free (self->key);
  g_free (self->url);
  g_free (self->values);
  g_free (self);
}

void
zw_here_clear (ZwHere *self)
{
  g_clear_pointer (&self->sources, g_ptr_array_unref);
  g_clear_pointer (&self->people_by_key, g_hash_table_unref);
  g_clear_pointer (&self->people, g_ptr_array_unref);
  g_clear_pointer (&self->projects, g_ptr_array_unref);
  g_clear_pointer (&self->tickets, zw_id_map_free);
  g_clear_pointer (&self->titles, zw_id_map_free);
}

ZwHereName *
zw_here_find_name (GPtrArray *names, const char *name)
{
  g_autofree char *folded = zw_neutral_fold (name);

  for (guint i = 0; i < names->len; i++)
    if (g_str_equal (((ZwHereName *) names->pdata[i])->folded, folded))
      return names->pdata[i];
  return NULL;
}

ZwHereName *
zw_here_add_name (GPtrArray *names, gint64 id, const char *name)
{
  ZwHereName *entry = g_new0 (ZwHereName, 1);

  *entry = (ZwHereName) { .id = id, .name = g_strdup (name), .folded = zw_neutral_fold (name) };
  g_ptr_array_add (names, entry);
  return entry;
}

static char *
make_key (const char *kind, const char *text)
{
  g_autofree char *folded = zw_neutral_fold (text);
  return g_strconcat (kind, " ", folded, NULL);
}

ZwHerePerson *
zw_here_find_person (ZwHere *self, const char *kind, const char *text)
{
  g_autofree char *key = text != NULL ? make_key (kind, text) : NULL;
  return key != NULL ? g_hash_table_lookup (self->people_by_key, key) : NULL;
}

/* Two of one name: nobody can tell which is meant; the first counts, but a member before a customer. */
static void
index_person (ZwHere *self, const char *kind, const char *text, ZwHerePerson *person)
{
  ZwHerePerson *other = zw_here_find_person (self, kind, text);

  if (text != NULL && (other == NULL || (other->is_customer && !person->is_customer)))
    g_hash_table_insert (self->people_by_key, make_key (kind, text), person);
}

void
zw_here_add_person (ZwHere *self, ZwHerePerson *person)
{
  g_ptr_array_add (self->people, person);
  index_person (self, "mail", person->email, person);
  index_person (self, "handle", person->handle, person);
  index_person (self, "name", person->name, person);
}

ZwHereProject *
zw_here_add_project (ZwHere *self, gint64 id, const char *key)
{
  ZwHereProject *project = g_new0 (ZwHereProject, 1);

  *project = (ZwHereProject) { .id = id, .key = g_strdup (key), .members = zw_id_map_new (NULL) };
  project->statuses = g_ptr_array_new_with_free_func (free_name);
  project->labels = g_ptr_array_new_with_free_func (free_name);
  project->sprints = g_ptr_array_new_with_free_func (free_name);
  project->sources = g_ptr_array_new ();
  g_ptr_array_add (self->projects, project);
  return project;
}

static ZwHereProject *
find_project (ZwHere *self, gint64 id)
{
  for (guint i = 0; i < self->projects->len; i++)
    if (((ZwHereProject *) self->projects->pdata[i])->id == id)
      return self->projects->pdata[i];
  return NULL;
}

/* --- rows ---------------------------------------------------------------------------------------------------- */

static const char *
get_text (const ZwDumpRow *row, ZwField field)
{
  guint n_fields;
  const ZwFieldSpec *fields = zw_entity_get_fields (row->entity, &n_fields);
  return row->texts[zw_entity_find_field (row->entity, field) - fields];
}

static gint64
get_number (const ZwDumpRow *row, ZwField field)
{
  const char *text = get_text (row, field);
  return text != NULL ? g_ascii_strtoll (text, NULL, 10) : 0;
}

static void
note_person (ZwHere *here, const ZwDumpRow *row)
{
  ZwHerePerson *person = g_new0 (ZwHerePerson, 1);

  *person = (ZwHerePerson) { row->id, g_strdup (get_text (row, ZW_FIELD_NAME)), g_strdup (get_text (row, ZW_FIELD_HANDLE)),
                             g_strdup (get_text (row, ZW_FIELD_EMAIL)),
                             g_strcmp0 (get_text (row, ZW_FIELD_KIND), zw_person_kind_names[ZW_PERSON_CUSTOMER]) == 0 };
  zw_here_add_person (here, person);
}

static void
note_status (ZwHereProject *project, const ZwDumpRow *row)
{
  ZwHereName *status = zw_here_add_name (project->statuses, row->id, get_text (row, ZW_FIELD_NAME));

  status->category = zw_choice_from_string (zw_category_names, get_text (row, ZW_FIELD_CATEGORY));
  status->position = (int) get_number (row, ZW_FIELD_POSITION);
  status->is_support = g_strcmp0 (get_text (row, ZW_FIELD_WORKFLOW), zw_workflow_names[ZW_WORKFLOW_SUPPORT]) == 0;
}

static void
note_ticket (ZwHere *here, ZwHereProject *project, const ZwDumpRow *row)
{
  project->last_rank = MAX (project->last_rank, get_number (row, ZW_FIELD_RANK));
  zw_id_map_put (here->tickets, row->id, project);
  zw_id_map_put (here->titles, row->id, g_strdup (get_text (row, ZW_FIELD_TITLE)));
}

static void
note_source (Survey *survey, const ZwDumpRow *row)
{
  ZwHere *here = survey->here;
  gint64 ticket = get_number (row, ZW_FIELD_TICKET);
  ZwHereProject *project = zw_id_map_get (here->tickets, ticket);

  if (project == NULL || get_text (row, ZW_FIELD_KEY) == NULL
      || g_strcmp0 (get_text (row, ZW_FIELD_SYSTEM), survey->system) != 0)
    return;
  ZwHereSource *source = g_new0 (ZwHereSource, 1);
  *source = (ZwHereSource) { row->id, ticket, project, g_strdup (get_text (row, ZW_FIELD_KEY)),
                             g_strdup (get_text (row, ZW_FIELD_URL)), g_strdup (get_text (row, ZW_FIELD_VALUES)) };
  source->title = zw_id_map_get (here->titles, ticket);
  g_ptr_array_add (here->sources, source);
  g_ptr_array_add (project->sources, source);
}

/* In this order: people, projects, and what belongs to each; nothing behind the sources is wanted. */
static gboolean
note_row (const ZwDumpRow *row, gpointer data, GError **error)
{
  Survey *survey = data;
  ZwHere *here = survey->here;
  gboolean has_project = row->entity == ZW_ENTITY_STATUS || row->entity == ZW_ENTITY_MEMBER || row->entity == ZW_ENTITY_LABEL
                         || row->entity == ZW_ENTITY_SPRINT || row->entity == ZW_ENTITY_TICKET;
  ZwHereProject *project = has_project ? find_project (here, get_number (row, ZW_FIELD_PROJECT)) : NULL;

  if (row->entity == ZW_ENTITY_STANDUP || row->entity == ZW_ENTITY_ATTACHMENT)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CLOSED, "seen enough");
      return FALSE;
    }
  if (row->entity == ZW_ENTITY_PERSON)
    note_person (here, row);
  else if (row->entity == ZW_ENTITY_PROJECT)
    zw_here_add_project (here, row->id, get_text (row, ZW_FIELD_KEY))->parallel_sprints
      = g_strcmp0 (get_text (row, ZW_FIELD_PARALLEL_SPRINTS), "1") == 0;
  else if (row->entity == ZW_ENTITY_SOURCE)
    note_source (survey, row);
  else if (project != NULL && row->entity == ZW_ENTITY_STATUS)
    note_status (project, row);
  else if (project != NULL && row->entity == ZW_ENTITY_MEMBER)
    zw_id_map_put (project->members, get_number (row, ZW_FIELD_PERSON), project);
  else if (project != NULL && row->entity == ZW_ENTITY_LABEL)
    zw_here_add_name (project->labels, row->id, get_text (row, ZW_FIELD_NAME));
  else if (project != NULL && row->entity == ZW_ENTITY_SPRINT)
    zw_here_add_name (project->sprints, row->id, get_text (row, ZW_FIELD_NAME))->state
      = (ZwSprintState) zw_choice_from_string (zw_sprint_state_names, get_text (row, ZW_FIELD_STATE));
  else if (project != NULL && row->entity == ZW_ENTITY_TICKET)
    note_ticket (here, project, row);
  return TRUE;
}

gboolean
zw_here_read (ZwHere *self, ZwBulk *bulk, const char *system, GError **error)
{
  static const ZwDumpSink sink = { .row = note_row };
  Survey survey = { self, system };
  g_autoptr (GError) local = NULL;

  zw_here_clear (self);
  self->people = g_ptr_array_new_with_free_func (free_person);
  self->people_by_key = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->projects = g_ptr_array_new_with_free_func (free_project);
  self->sources = g_ptr_array_new_with_free_func (free_source);
  self->tickets = zw_id_map_new (NULL);
  self->titles = zw_id_map_new (g_free);
  if (zw_bulk_dump (bulk, 0, &sink, &survey, &local) || g_error_matches (local, G_IO_ERROR, G_IO_ERROR_CLOSED))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}
