/* SPDX-License-Identifier: GPL-3.0-or-later
 * Choices for drop-downs. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-import-choices.h"

#include <glib/gi18n.h>

#include "zw-format.h"
#include "zw-import-words.h"

/* --- columns ----------------------------------------------------------------------------------------------------------- */

static void
add_column (ZwStatusChoices *self, const char *name, gint64 column, int category)
{
  const ZwStatusTarget target = { column, NULL, category };

  gtk_string_list_append (self->names, name);
  g_array_append_val (self->targets, target);
}

ZwStatusChoices *
zw_status_choices_new (ZwWorkspace *workspace, gint64 project)
{
  ZwStatusChoices *self = g_new0 (ZwStatusChoices, 1);
  GListModel *statuses = project != 0 ? zw_workspace_get_statuses (workspace, project) : NULL;

  self->names = gtk_string_list_new (NULL);
  self->targets = g_array_new (FALSE, FALSE, sizeof (ZwStatusTarget));
  for (guint i = 0; statuses != NULL && i < g_list_model_get_n_items (statuses); i++)
    {
      g_autoptr (ZwStatus) status = g_list_model_get_item (statuses, i);
      if (status->workflow == ZW_WORKFLOW_WORK)
        add_column (self, status->name, zw_item_get_id (ZW_ITEM (status)), -1);
    }
  for (int category = ZW_CATEGORY_TODO; category <= ZW_CATEGORY_CANCELLED; category++)
    {
      const char *word = zw_format_category ((ZwCategory) category);
      /* Translators: a new column of the board, of the kind To Do, In Progress, Done … */
      g_autofree char *name = statuses != NULL ? g_strdup_printf (_("New Column: %s"), word) : g_strdup (word);
      add_column (self, name, 0, category);
    }
  return self;
}

void
zw_status_choices_free (ZwStatusChoices *self)
{
  g_object_unref (self->names);
  g_array_unref (self->targets);
  g_free (self);
}

static guint
find_target (ZwStatusChoices *self, gint64 column, int category)
{
  for (guint i = 0; i < self->targets->len; i++)
    {
      const ZwStatusTarget *target = &g_array_index (self->targets, ZwStatusTarget, i);
      if (column != 0 ? target->column == column : target->column == 0 && target->category == category)
        return i;
    }
  return GTK_INVALID_LIST_POSITION;
}

guint
zw_status_choices_find (ZwStatusChoices *self, ZwImportPlan *plan, const ZwPreviewStatus *status)
{
  const ZwStatusTarget *decided = zw_import_plan_get_status (plan, status->name);
  guint found = decided != NULL ? find_target (self, decided->column, decided->category) : find_target (self, status->column, 0);

  if (found == GTK_INVALID_LIST_POSITION)
    found = find_target (self, 0, status->category);
  return found != GTK_INVALID_LIST_POSITION ? found : find_target (self, 0, ZW_CATEGORY_TODO);
}

/* --- people ------------------------------------------------------------------------------------------------------------ */

static void
add_person (ZwPersonChoices *self, const char *name, gint64 person)
{
  gtk_string_list_append (self->names, name);
  g_array_append_val (self->targets, person);
}

ZwPersonChoices *
zw_person_choices_new (ZwWorkspace *workspace)
{
  ZwPersonChoices *self = g_new0 (ZwPersonChoices, 1);
  GListModel *people = zw_workspace_get_people (workspace);

  self->names = gtk_string_list_new (NULL);
  self->targets = g_array_new (FALSE, FALSE, sizeof (gint64));
  for (guint i = 0; i < g_list_model_get_n_items (people); i++)
    {
      g_autoptr (ZwPerson) person = g_list_model_get_item (people, i);
      add_person (self, person->name, zw_item_get_id (ZW_ITEM (person)));
    }
  add_person (self, _("New Person"), ZW_NEW_PERSON);
  add_person (self, _("Nobody"), ZW_NOBODY);
  return self;
}

void
zw_person_choices_free (ZwPersonChoices *self)
{
  g_object_unref (self->names);
  g_array_unref (self->targets);
  g_free (self);
}

guint
zw_person_choices_find (ZwPersonChoices *self, ZwImportPlan *plan, const ZwPreviewPerson *person)
{
  const gint64 *decided = zw_import_plan_get_person (plan, person->source);
  gint64 wanted = decided != NULL ? *decided : person->person;

  for (guint i = 0; i < self->targets->len; i++)
    if (g_array_index (self->targets, gint64, i) == wanted)
      return i;
  return self->targets->len - 2; /* a new one */
}

/* --- columns of a table ------------------------------------------------------------------------------------------------ */

ZwFieldChoices *
zw_field_choices_new (void)
{
  ZwFieldChoices *self = g_new0 (ZwFieldChoices, 1);
  g_auto (GStrv) roles = zw_import_dup_column_roles ();
  g_autoptr (GStrvBuilder) all = g_strv_builder_new ();

  self->names = gtk_string_list_new (NULL);
  /* Translators: a column of a table that becomes no field; its text stays with the ticket. */
  gtk_string_list_append (self->names, C_("table column", "Only Kept"));
  g_strv_builder_add (all, "");
  for (guint i = 0; roles[i] != NULL; i++)
    {
      gtk_string_list_append (self->names, zw_import_words_role (roles[i]));
      g_strv_builder_add (all, roles[i]);
    }
  self->roles = g_strv_builder_end (all);
  return self;
}

void
zw_field_choices_free (ZwFieldChoices *self)
{
  g_object_unref (self->names);
  g_strfreev (self->roles);
  g_free (self);
}

guint
zw_field_choices_find (ZwFieldChoices *self, const ZwPreviewColumn *column)
{
  for (guint i = 1; column->role != NULL && self->roles[i] != NULL; i++)
    if (g_str_equal (self->roles[i], column->role))
      return i;
  return 0;
}
