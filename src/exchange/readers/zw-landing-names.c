/* SPDX-License-Identifier: GPL-3.0-or-later
 * Where people, columns, labels and sprints of a foreign file land: on what is called the same here, else as new ones. */
#define G_LOG_DOMAIN "zettelwand"

#include <string.h>

#include "zw-landing-private.h"
#include "zw-neutral-guess.h"

static const char *const avatar_palette[]
  = { "purple", "blue", "green", "orange", "pink", "teal", "indigo", "red", "brown", "yellow", "grey" };

/* --- people -------------------------------------------------------------------------------------------------- */

static ZwHerePerson *
find_person (ZwLanding *self, const ZwNeutralPerson *person)
{
  ZwHerePerson *found = zw_here_find_person (&self->here, "mail", person->email);

  if (found == NULL)
    found = zw_here_find_person (&self->here, "handle", person->login);
  return found != NULL ? found : zw_here_find_person (&self->here, "name", person->name);
}

/* A free one of small letters, from the login or the name. */
static char *
make_handle (ZwLanding *self, const ZwNeutralPerson *person)
{
  g_autofree char *ascii = g_str_to_ascii (person->login != NULL ? person->login : person->name, NULL);
  g_autoptr (GString) handle = g_string_new (NULL);

  for (const char *p = ascii; *p != '\0' && *p != '@' && (person->login != NULL || *p != ' '); p++)
    if (g_ascii_isalnum (*p) || strchr ("._-", *p) != NULL)
      g_string_append_c (handle, g_ascii_tolower (*p));
  if (handle->len == 0)
    g_string_assign (handle, "person");
  gsize length = handle->len;
  for (int suffix = 2; zw_here_find_person (&self->here, "handle", handle->str) != NULL; suffix++)
    {
      g_string_truncate (handle, length);
      g_string_append_printf (handle, "%d", suffix);
    }
  return g_strdup (handle->str);
}

static void
make_person (ZwLanding *self, ZwNeutralPerson *person)
{
  ZwHerePerson *here = g_new0 (ZwHerePerson, 1);
  ZwChange *row = zw_change_set_create (self->names, ZW_ENTITY_PERSON, zw_landing_new_id (self), 0);

  *here = (ZwHerePerson) { row->id, g_strdup (person->name), make_handle (self, person), g_strdup (person->email) };
  zw_change_put (row, ZW_FIELD_NAME, person->name);
  zw_change_put (row, ZW_FIELD_HANDLE, here->handle);
  zw_change_put_text (row, ZW_FIELD_EMAIL, person->email);
  zw_change_put (row, ZW_FIELD_COLOUR, avatar_palette[self->here.people->len % G_N_ELEMENTS (avatar_palette)]);
  zw_change_put (row, ZW_FIELD_KIND,
                 zw_person_kind_names[person->is_customer && !person->is_member ? ZW_PERSON_CUSTOMER : ZW_PERSON_MEMBER]);
  zw_here_add_person (&self->here, here);
  person->ours = row->id;
  self->job->report->created[ZW_ENTITY_PERSON]++;
}

static void
place_person (ZwLanding *self, ZwNeutralPerson *person)
{
  ZwHerePerson *here;
  ZwPersonChoice choice = zw_landing_choose_person (self, person, &here);

  if (choice == ZW_CHOICE_OPEN)
    here = find_person (self, person);
  if (here != NULL)
    {
      person->ours = here->id;
      self->job->report->unchanged[ZW_ENTITY_PERSON]++;
    }
  else if (choice != ZW_CHOICE_NOBODY)
    make_person (self, person);
  if (choice != ZW_CHOICE_OPEN)
    zw_landing_keep_person (self, person);
}

void
zw_landing_place_people (ZwLanding *self)
{
  for (guint i = 0; i < self->neutral->people->len; i++)
    if (!((ZwNeutralPerson *) self->neutral->people->pdata[i])->is_unknown)
      place_person (self, self->neutral->people->pdata[i]);
}

static void
place_members (ZwLanding *self, ZwHereProject *here)
{
  for (guint i = 0; i < self->neutral->people->len; i++)
    {
      const ZwNeutralPerson *person = self->neutral->people->pdata[i];
      if (!person->is_member || person->ours == 0 || zw_id_map_get (here->members, person->ours) != NULL)
        continue;
      ZwChange *row = zw_change_set_create (self->names, ZW_ENTITY_MEMBER, zw_landing_new_id (self), 0);
      zw_change_put_id (row, ZW_FIELD_PROJECT, here->id);
      zw_change_put_id (row, ZW_FIELD_PERSON, person->ours);
      zw_change_put (row, ZW_FIELD_ACTIVE, "1");
      zw_id_map_put (here->members, person->ours, here);
      self->job->report->created[ZW_ENTITY_MEMBER]++;
    }
}

/* --- columns ------------------------------------------------------------------------------------------------- */

static int
get_next_position (ZwHereProject *here)
{
  int position = 0;

  for (guint i = 0; i < here->statuses->len; i++)
    position = MAX (position, ((ZwHereName *) here->statuses->pdata[i])->position + 1);
  return position;
}

static void
make_status (ZwLanding *self, ZwHereProject *here, ZwNeutralStatus *status, const char *name)
{
  ZwChange *row = zw_change_set_create (self->names, ZW_ENTITY_STATUS, zw_landing_new_id (self), 0);
  ZwHereName *entry;
  int position = get_next_position (here);
  gboolean on_board = !status->is_hidden && status->category != ZW_CATEGORY_CANCELLED;

  zw_change_put_id (row, ZW_FIELD_PROJECT, here->id);
  zw_change_put (row, ZW_FIELD_NAME, name);
  zw_change_put (row, ZW_FIELD_WORKFLOW, zw_workflow_names[ZW_WORKFLOW_WORK]);
  zw_change_put (row, ZW_FIELD_CATEGORY, zw_category_names[status->category]);
  zw_change_put_int (row, ZW_FIELD_WIP_LIMIT, MAX (status->wip_limit, 0));
  zw_change_put (row, ZW_FIELD_WIP_HARD, "0");
  zw_change_put_text (row, ZW_FIELD_COLOUR, status->colour);
  zw_change_put (row, ZW_FIELD_ON_BOARD, on_board ? "1" : "0");
  zw_change_put_int (row, ZW_FIELD_POSITION, position);
  entry = zw_here_add_name (here->statuses, row->id, name);
  entry->category = status->category;
  entry->position = position;
  status->ours = row->id;
  self->job->report->created[ZW_ENTITY_STATUS]++;
}

/* A column a new project has by itself. */
static void
take_template (ZwLanding *self, ZwHereProject *here, const ZwChange *template)
{
  ZwChange *row = zw_change_set_create (self->names, ZW_ENTITY_STATUS, template->id, 0);
  int position = get_next_position (here);

  for (guint i = 0; i < template->values->len; i++)
    {
      const ZwFieldValue *value = &g_array_index (template->values, ZwFieldValue, i);
      zw_change_put (row, value->field, value->text);
    }
  zw_change_put_id (row, ZW_FIELD_PROJECT, here->id);
  zw_change_put_int (row, ZW_FIELD_POSITION, position);
  ZwHereName *entry = zw_here_add_name (here->statuses, row->id, zw_change_get (row, ZW_FIELD_NAME));
  entry->category = zw_choice_from_string (zw_category_names, zw_change_get (row, ZW_FIELD_CATEGORY));
  entry->position = position;
  entry->is_support = g_strcmp0 (zw_change_get (row, ZW_FIELD_WORKFLOW), zw_workflow_names[ZW_WORKFLOW_SUPPORT]) == 0;
  self->job->report->created[ZW_ENTITY_STATUS]++;
}

static gboolean
has_category (ZwNeutralProject *project, ZwHereProject *here, ZwCategory category)
{
  for (guint i = 0; i < here->statuses->len; i++)
    {
      const ZwHereName *status = here->statuses->pdata[i];
      if (!status->is_support && status->category == (int) category)
        return TRUE;
    }
  for (guint i = 0; i < project->statuses->len; i++)
    {
      const ZwNeutralStatus *status = project->statuses->pdata[i];
      if (!status->is_hidden && status->category == (int) category)
        return TRUE;
    }
  return FALSE;
}

/* From @begin the columns of @category that the file does not have. A file without any columns takes all of them. */
static void
take_templates (ZwLanding *self, ZwNeutralProject *project, ZwHereProject *here, ZwChangeSet *begin, ZwCategory category)
{
  gboolean takes_all = project->statuses->len == 0;
  gboolean is_needed = category == ZW_CATEGORY_TODO || category == ZW_CATEGORY_DONE || category == ZW_CATEGORY_CANCELLED;

  if ((!takes_all && !is_needed) || has_category (project, here, category))
    return;
  for (guint i = 0; begin != NULL && i < begin->changes->len; i++)
    {
      const ZwChange *row = begin->changes->pdata[i];
      if (row->entity != ZW_ENTITY_STATUS
          || g_strcmp0 (zw_change_get (row, ZW_FIELD_WORKFLOW), zw_workflow_names[ZW_WORKFLOW_WORK]) != 0
          || g_strcmp0 (zw_change_get (row, ZW_FIELD_CATEGORY), zw_category_names[category]) != 0)
        continue;
      take_template (self, here, row);
      if (category != ZW_CATEGORY_IN_PROGRESS)
        return;
    }
}

static void
take_support_templates (ZwLanding *self, ZwHereProject *here, ZwChangeSet *begin)
{
  for (guint i = 0; i < begin->changes->len; i++)
    {
      const ZwChange *row = begin->changes->pdata[i];
      if (row->entity == ZW_ENTITY_STATUS
          && g_strcmp0 (zw_change_get (row, ZW_FIELD_WORKFLOW), zw_workflow_names[ZW_WORKFLOW_SUPPORT]) == 0)
        take_template (self, here, row);
    }
}

static void
place_status (ZwLanding *self, ZwHereProject *here, ZwNeutralStatus *status)
{
  const char *name;
  ZwHereName *found = zw_landing_choose_column (self, here, status, &name);

  if (found == NULL && status->is_hidden && status->n_tickets == 0)
    return;
  if (found == NULL)
    make_status (self, here, status, name);
  else
    {
      status->ours = found->id;
      self->job->report->unchanged[ZW_ENTITY_STATUS]++;
    }
  zw_landing_keep_status (self, here, status);
}

static void
place_statuses (ZwLanding *self, ZwNeutralProject *project, ZwHereProject *here, ZwChangeSet *begin)
{
  zw_landing_choose_categories (self, project, here);
  zw_neutral_guess_categories (project);
  take_templates (self, project, here, begin, ZW_CATEGORY_TODO);
  take_templates (self, project, here, begin, ZW_CATEGORY_IN_PROGRESS);
  for (guint i = 0; i < project->statuses->len; i++)
    if (!((ZwNeutralStatus *) project->statuses->pdata[i])->is_hidden)
      place_status (self, here, project->statuses->pdata[i]);
  take_templates (self, project, here, begin, ZW_CATEGORY_DONE);
  for (guint i = 0; i < project->statuses->len; i++)
    if (((ZwNeutralStatus *) project->statuses->pdata[i])->is_hidden)
      place_status (self, here, project->statuses->pdata[i]);
  take_templates (self, project, here, begin, ZW_CATEGORY_CANCELLED);
  if (begin != NULL)
    take_support_templates (self, here, begin);
}

/* --- labels and sprints -------------------------------------------------------------------------------------- */

static void
place_labels (ZwLanding *self, ZwNeutralProject *project, ZwHereProject *here)
{
  for (guint i = 0; i < project->labels->len; i++)
    {
      ZwNeutralLabel *label = project->labels->pdata[i];
      ZwHereName *found = zw_here_find_name (here->labels, label->name);
      if (found != NULL)
        {
          label->ours = found->id;
          self->job->report->unchanged[ZW_ENTITY_LABEL]++;
          continue;
        }
      ZwChange *row = zw_change_set_create (self->names, ZW_ENTITY_LABEL, zw_landing_new_id (self), 0);
      zw_change_put_id (row, ZW_FIELD_PROJECT, here->id);
      zw_change_put (row, ZW_FIELD_NAME, label->name);
      zw_change_put (row, ZW_FIELD_COLOUR, label->colour != NULL ? label->colour : "grey");
      zw_here_add_name (here->labels, row->id, label->name);
      label->ours = row->id;
      self->job->report->created[ZW_ENTITY_LABEL]++;
    }
}

/* Where a project allows one running sprint, the second one that runs there is planned here. */
static void
fit_sprint_state (ZwLanding *self, ZwHereProject *here, ZwNeutralSprint *sprint)
{
  for (guint i = 0; i < here->sprints->len && sprint->state == ZW_SPRINT_ACTIVE && !here->parallel_sprints; i++)
    if (((ZwHereName *) here->sprints->pdata[i])->state == ZW_SPRINT_ACTIVE)
      {
        sprint->state = ZW_SPRINT_PLANNED;
        sprint->started = 0;
        zw_neutral_warn (self->neutral, 0, NULL, "sprint “%s” runs there; here another one runs, so it is planned", sprint->name);
      }
}

/* When the first of its tickets was made, or the last one closed; 0 = nobody knows. */
static gint64
find_edge (const ZwNeutralProject *project, const ZwNeutralSprint *sprint, gboolean last)
{
  gint64 edge = 0;

  for (guint i = 0; i < project->tickets->len; i++)
    {
      const ZwNeutralTicket *ticket = project->tickets->pdata[i];
      gint64 at = last ? ticket->closed : ticket->created;
      if (ticket->sprint == sprint && at > 0 && (edge == 0 || (last ? at > edge : at < edge)))
        edge = at;
    }
  return edge;
}

static gint64
guess_instant (ZwLanding *self, ZwNeutralProject *project, ZwNeutralSprint *sprint, gboolean last)
{
  int date = last ? sprint->end : sprint->start;
  gint64 instant = date != ZW_UNSET ? zw_guess_day_instant (date, last, self->job->zone) : find_edge (project, sprint, last);

  return instant > 0 ? MIN (instant, self->job->now) : self->job->now;
}

/* Without a start there would be no commitment and no report. */
static void
fit_sprint_instants (ZwLanding *self, ZwNeutralProject *project, ZwNeutralSprint *sprint)
{
  gboolean lacks_start = sprint->state != ZW_SPRINT_PLANNED && sprint->started == 0;
  gboolean lacks_end = sprint->state == ZW_SPRINT_CLOSED && sprint->closed == 0;

  if (lacks_start)
    sprint->started = guess_instant (self, project, sprint, FALSE);
  if (lacks_end)
    sprint->closed = MAX (guess_instant (self, project, sprint, TRUE), sprint->started);
  if (lacks_start || lacks_end)
    zw_neutral_warn (self->neutral, 0, NULL, "the file does not say when sprint “%s” was started or completed: taken from its dates",
                     sprint->name);
}

static void
make_sprint (ZwLanding *self, ZwNeutralProject *project, ZwHereProject *here, ZwNeutralSprint *sprint)
{
  ZwChange *row = zw_change_set_create (self->names, ZW_ENTITY_SPRINT, zw_landing_new_id (self), 0);
  g_autofree char *start = zw_date_to_string (sprint->start), *end = zw_date_to_string (sprint->end);

  fit_sprint_state (self, here, sprint);
  fit_sprint_instants (self, project, sprint);
  zw_change_put_id (row, ZW_FIELD_PROJECT, here->id);
  zw_change_put (row, ZW_FIELD_NAME, sprint->name);
  zw_change_put_text (row, ZW_FIELD_GOAL, sprint->goal);
  zw_change_put (row, ZW_FIELD_STATE, zw_sprint_state_names[sprint->state]);
  zw_change_put_text (row, ZW_FIELD_START, start);
  zw_change_put_text (row, ZW_FIELD_END, end);
  zw_change_put_instant (row, ZW_FIELD_STARTED, sprint->state != ZW_SPRINT_PLANNED ? sprint->started : 0);
  zw_change_put_instant (row, ZW_FIELD_CLOSED, sprint->state == ZW_SPRINT_CLOSED ? sprint->closed : 0);
  zw_change_put_int (row, ZW_FIELD_POSITION, here->sprints->len);
  zw_here_add_name (here->sprints, row->id, sprint->name)->state = sprint->state;
  sprint->ours = row->id;
  sprint->is_new = TRUE;
  self->job->report->created[ZW_ENTITY_SPRINT]++;
}

static void
place_sprints (ZwLanding *self, ZwNeutralProject *project, ZwHereProject *here)
{
  for (guint i = 0; i < project->sprints->len; i++)
    {
      ZwNeutralSprint *sprint = project->sprints->pdata[i];
      ZwHereName *found = zw_here_find_name (here->sprints, sprint->name);
      if (found == NULL)
        {
          make_sprint (self, project, here, sprint);
          continue;
        }
      sprint->ours = found->id;
      self->job->report->unchanged[ZW_ENTITY_SPRINT]++;
      if (found->state != sprint->state)
        zw_neutral_warn (self->neutral, 0, NULL, "sprint “%s” is in another state there and stays as it is here", sprint->name);
    }
}

/* --- the project --------------------------------------------------------------------------------------------- */

static ZwHereProject *
find_project_by_key (ZwLanding *self, const char *key)
{
  for (guint i = 0; key != NULL && i < self->here.projects->len; i++)
    {
      ZwHereProject *project = self->here.projects->pdata[i];
      if (g_ascii_strcasecmp (project->key, key) == 0)
        return project;
    }
  return NULL;
}

/* Numbers alone do not say whose they are: then the titles must agree, too. */
static guint
count_known (ZwNeutralProject *project, ZwHereProject *here, GHashTable *keys)
{
  guint n_found = 0, n_same = 0;

  for (guint i = 0; i < here->sources->len; i++)
    {
      const ZwHereSource *source = here->sources->pdata[i];
      const ZwNeutralTicket *ticket = g_hash_table_lookup (keys, source->key);
      n_found += ticket != NULL;
      n_same += ticket != NULL && g_strcmp0 (ticket->title, source->title) == 0;
    }
  return !project->has_local_keys || n_same * 2 > n_found ? n_found : 0;
}

/* The project that holds most of the file's tickets; NULL when none does. */
static ZwHereProject *
find_known_project (ZwLanding *self, ZwNeutralProject *project, GHashTable *keys)
{
  ZwHereProject *best = NULL;
  guint most = 0;

  for (guint i = 0; i < self->here.projects->len; i++)
    {
      ZwHereProject *here = self->here.projects->pdata[i];
      guint n = count_known (project, here, keys);
      if (n > most)
        {
          best = here;
          most = n;
        }
    }
  return best;
}

static ZwHereProject *
make_project (ZwLanding *self, ZwNeutralProject *project, ZwChangeSet *begin)
{
  const ZwChange *template = begin->changes->pdata[0];
  ZwChange *row = zw_change_set_create (self->names, ZW_ENTITY_PROJECT, template->id, 0);

  for (guint i = 0; i < template->values->len; i++)
    {
      const ZwFieldValue *value = &g_array_index (template->values, ZwFieldValue, i);
      zw_change_put (row, value->field, value->text);
    }
  zw_change_put_text (row, ZW_FIELD_DESCRIPTION, project->description);
  self->job->report->created[ZW_ENTITY_PROJECT]++;
  return zw_here_add_project (&self->here, row->id, zw_change_get (row, ZW_FIELD_KEY));
}

static void
note_source (ZwTarget *target, ZwHereSource *source)
{
  g_hash_table_insert (target->sources, source->key, source);
}

static ZwTarget *
add_target (ZwLanding *self, ZwNeutralProject *project, ZwHereProject *here, gboolean is_new, GHashTable *keys)
{
  ZwTarget *target = g_new0 (ZwTarget, 1);

  *target = (ZwTarget) { project, here, is_new, g_hash_table_ref (keys), g_hash_table_new (g_str_hash, g_str_equal) };
  /* Also what was moved to another project here, unless one project is asked for. */
  for (guint i = 0; self->job->options.project == NULL && !project->has_local_keys && i < self->here.sources->len; i++)
    note_source (target, self->here.sources->pdata[i]);
  for (guint i = 0; i < here->sources->len; i++)
    note_source (target, here->sources->pdata[i]);
  g_ptr_array_add (self->targets, target);
  return target;
}

static GHashTable *
index_keys (ZwLanding *self, ZwNeutralProject *project)
{
  GHashTable *keys = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < project->tickets->len; i++)
    {
      ZwNeutralTicket *ticket = project->tickets->pdata[i];
      if (g_hash_table_contains (keys, ticket->key))
        {
          zw_neutral_skip (self->neutral, ticket->line, ticket->path, "“%s” came already; of two with one key the first counts",
                           ticket->key);
          g_ptr_array_remove_index (project->tickets, i--);
        }
      else
        g_hash_table_insert (keys, ticket->key, ticket);
    }
  return keys;
}

gboolean
zw_landing_place_project (ZwLanding *self, ZwNeutralProject *project, ZwChangeSet *begin, GError **error)
{
  const char *wanted = self->job->options.project;
  g_autoptr (GHashTable) keys = index_keys (self, project);
  ZwHereProject *here = wanted != NULL ? find_project_by_key (self, wanted) : find_known_project (self, project, keys);
  gboolean is_new = here == NULL;

  if (is_new && begin == NULL)
    {
      zw_set_error (error, ZW_ERROR_CONFLICT, "the project %s is gone in the meantime", wanted);
      return FALSE;
    }
  if (is_new)
    here = make_project (self, project, begin);
  else
    self->job->report->unchanged[ZW_ENTITY_PROJECT]++;
  if (self->job->report->project == NULL)
    {
      self->job->report->project = g_strdup (here->key);
      self->job->report->project_id = here->id;
    }
  place_statuses (self, project, here, is_new ? begin : NULL);
  place_labels (self, project, here);
  place_sprints (self, project, here);
  place_members (self, here);
  zw_landing_place_tickets (self, add_target (self, project, here, is_new, keys));
  return TRUE;
}
