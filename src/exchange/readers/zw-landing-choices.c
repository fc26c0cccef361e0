/* SPDX-License-Identifier: GPL-3.0-or-later
 * Where things land by what the person decided (zw-import-mapping.h), before their names are asked. */
#define G_LOG_DOMAIN "zettelwand"

#include <string.h>

#include "zw-landing-private.h"

/* Among the values last imported: "chosen status Doing" -> the id of a column. */
#define NOTE "chosen "
#define STATUS "status"
#define PERSON "person"

static ZwImportMapping *
get_mapping (ZwLanding *self)
{
  return self->job->options.mapping;
}

/* --- what was decided the last time -------------------------------------------------------------------------- */

const char *
zw_landing_get_source_name (const ZwNeutralPerson *person)
{
  return person->id != NULL ? person->id : person->login != NULL ? person->login : person->email != NULL ? person->email : person->name;
}

/* "status 7 doing", "person ada": columns belong to a project. */
static char *
make_key (const char *kind, gint64 project, const char *name)
{
  g_autofree char *folded = zw_neutral_fold (name);
  return g_strdup_printf ("%s %" G_GINT64_FORMAT " %s", kind, project, folded);
}

static const gint64 *
find_learned (ZwLanding *self, const char *kind, gint64 project, const char *name)
{
  g_autofree char *key = make_key (kind, project, name);
  return g_hash_table_lookup (self->learned, key);
}

static void
learn (ZwLanding *self, const char *kind, gint64 project, const char *name, gint64 id)
{
  g_hash_table_replace (self->learned, make_key (kind, project, name), g_memdup2 (&id, sizeof id));
}

/* Where @source landed by decision, if it did. */
static void
note (ZwLanding *self, ZwBase *base, const char *kind, gint64 project, const char *source)
{
  const gint64 *id = find_learned (self, kind, project, source);
  g_autofree char *name = g_strconcat (NOTE, kind, " ", source, NULL);
  g_autofree char *text = id != NULL ? g_strdup_printf ("%" G_GINT64_FORMAT, *id) : NULL;

  if (text != NULL)
    zw_base_put (base, name, text);
}

static void
note_person (ZwLanding *self, ZwBase *base, const ZwNeutralPerson *person)
{
  if (person != NULL && !person->is_unknown)
    note (self, base, PERSON, 0, zw_landing_get_source_name (person));
}

/* Who owns and reports nothing is noted with the first ticket. */
void
zw_landing_note_choices (ZwLanding *self, ZwTarget *target, const ZwNeutralTicket *ticket, ZwBase *base)
{
  gboolean is_first = ticket == target->project->tickets->pdata[0];

  if (g_hash_table_size (self->learned) == 0)
    return;
  if (ticket->status != NULL)
    note (self, base, STATUS, target->here->id, ticket->status->name);
  note_person (self, base, ticket->owner);
  note_person (self, base, ticket->reporter);
  for (guint i = 0; is_first && i < self->neutral->people->len; i++)
    note_person (self, base, self->neutral->people->pdata[i]);
}

static void
learn_note (ZwLanding *self, gint64 project, const char *name, const char *value)
{
  const char *what = name + strlen (NOTE);

  if (g_str_has_prefix (what, STATUS " "))
    learn (self, STATUS, project, what + strlen (STATUS " "), g_ascii_strtoll (value, NULL, 10));
  else if (g_str_has_prefix (what, PERSON " "))
    learn (self, PERSON, 0, what + strlen (PERSON " "), g_ascii_strtoll (value, NULL, 10));
}

void
zw_landing_learn_choices (ZwLanding *self)
{
  for (guint i = 0; i < self->here.sources->len; i++)
    {
      const ZwHereSource *source = self->here.sources->pdata[i];
      if (source->values == NULL || strstr (source->values, "\"" NOTE) == NULL)
        continue;
      g_autoptr (GHashTable) base = zw_base_parse (source->values);
      GHashTableIter iter;
      gpointer name, value;
      g_hash_table_iter_init (&iter, base);
      while (g_hash_table_iter_next (&iter, &name, &value))
        if (g_str_has_prefix (name, NOTE))
          learn_note (self, source->project->id, name, value);
    }
}

/* --- people -------------------------------------------------------------------------------------------------- */

static ZwHerePerson *
find_here (ZwLanding *self, gint64 id)
{
  for (guint i = 0; i < self->here.people->len; i++)
    if (((ZwHerePerson *) self->here.people->pdata[i])->id == id)
      return self->here.people->pdata[i];
  return NULL;
}

ZwPersonChoice
zw_landing_choose_person (ZwLanding *self, const ZwNeutralPerson *person, ZwHerePerson **here)
{
  const char *const names[] = { person->id, person->login, person->email, person->name };
  ZwImportMapping *mapping = get_mapping (self);
  const gint64 *learned = person->is_unknown ? NULL : find_learned (self, PERSON, 0, zw_landing_get_source_name (person));
  gint64 target;

  *here = NULL;
  for (guint i = 0; mapping != NULL && i < G_N_ELEMENTS (names); i++)
    {
      if (!zw_import_mapping_get_person (mapping, names[i], &target))
        continue;
      *here = target > 0 ? find_here (self, target) : NULL;
      if (target == ZW_NOBODY)
        return ZW_CHOICE_NOBODY;
      if (target == ZW_NEW_PERSON)
        return ZW_CHOICE_NEW;
      /* Who is gone in the meantime is looked for by name. */
      return *here != NULL ? ZW_CHOICE_HERE : ZW_CHOICE_OPEN;
    }
  if (learned == NULL)
    return ZW_CHOICE_OPEN;
  *here = find_here (self, *learned);
  return *learned == ZW_NOBODY ? ZW_CHOICE_NOBODY : *here != NULL ? ZW_CHOICE_HERE : ZW_CHOICE_OPEN;
}

void
zw_landing_keep_person (ZwLanding *self, const ZwNeutralPerson *person)
{
  learn (self, PERSON, 0, zw_landing_get_source_name (person), person->ours);
}

/* --- columns ------------------------------------------------------------------------------------------------- */

ZwHereName *
zw_landing_find_column (ZwHereProject *here, const ZwStatusTarget *target)
{
  g_autofree char *folded = target->name != NULL ? zw_neutral_fold (target->name) : NULL;
  ZwHereName *found = NULL;

  for (guint i = 0; i < here->statuses->len; i++)
    {
      ZwHereName *column = here->statuses->pdata[i];
      if (column->id == target->column && target->column != 0)
        return column;
      if (found == NULL && !column->is_support && g_strcmp0 (column->folded, folded) == 0)
        found = column;
    }
  return found;
}

void
zw_landing_choose_categories (ZwLanding *self, ZwNeutralProject *project, ZwHereProject *here)
{
  ZwImportMapping *mapping = get_mapping (self);

  for (guint i = 0; mapping != NULL && i < project->statuses->len; i++)
    {
      ZwNeutralStatus *status = project->statuses->pdata[i];
      const ZwStatusTarget *target = zw_import_mapping_get_status (mapping, status->name);
      const ZwHereName *column = target != NULL ? zw_landing_find_column (here, target) : NULL;
      if (column != NULL)
        status->category = column->category;
      else if (target != NULL && target->category >= 0)
        status->category = target->category;
    }
}

ZwHereName *
zw_landing_choose_column (ZwLanding *self, ZwHereProject *here, const ZwNeutralStatus *status, const char **name)
{
  ZwImportMapping *mapping = get_mapping (self);
  const ZwStatusTarget *target = mapping != NULL ? zw_import_mapping_get_status (mapping, status->name) : NULL;
  const gint64 *learned = target == NULL ? find_learned (self, STATUS, here->id, status->name) : NULL;

  *name = target != NULL && target->name != NULL ? target->name : status->name;
  const ZwStatusTarget wanted = { target != NULL ? target->column : learned != NULL ? *learned : 0, *name, -1 };
  return zw_landing_find_column (here, &wanted);
}

void
zw_landing_keep_status (ZwLanding *self, const ZwHereProject *here, const ZwNeutralStatus *status)
{
  ZwImportMapping *mapping = get_mapping (self);

  if (mapping != NULL && zw_import_mapping_get_status (mapping, status->name) != NULL)
    learn (self, STATUS, here->id, status->name, status->ours);
}
