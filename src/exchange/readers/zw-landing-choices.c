/* SPDX-License-Identifier: GPL-3.0-or-later
 * Where things land by what the person decided (zw-import-mapping.h), before their names are asked. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-landing-private.h"

static ZwImportMapping *
get_mapping (ZwLanding *self)
{
  return self->job->options.mapping;
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
  return ZW_CHOICE_OPEN;
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

  *name = target != NULL && target->name != NULL ? target->name : status->name;
  const ZwStatusTarget wanted = { target != NULL ? target->column : 0, *name, -1 };
  return zw_landing_find_column (here, &wanted);
}
