/* SPDX-License-Identifier: GPL-3.0-or-later
 * Columns, labels and sprints of the neutral records: found and made by what they are called. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-neutral-private.h"

char *
zw_neutral_fold (const char *name)
{
  g_autofree char *folded = g_utf8_casefold (name, -1);
  char *normal = g_utf8_normalize (folded, -1, G_NORMALIZE_NFC);
  return normal != NULL ? normal : g_steal_pointer (&folded);
}

static char *
make_id_key (const char *kind, const char *id)
{
  return g_strconcat (kind, " id ", id, NULL);
}

static char *
make_name_key (const char *kind, const char *name)
{
  g_autofree char *clean = zw_neutral_dup_filled (name);
  g_autofree char *folded = zw_neutral_fold (clean != NULL ? clean : "");
  return g_strconcat (kind, " name ", folded, NULL);
}

static gpointer
find_named (ZwNeutralProject *project, const char *kind, const char *id, const char *name)
{
  g_autofree char *by_id = id != NULL ? make_id_key (kind, id) : NULL;
  g_autofree char *by_name = name != NULL ? make_name_key (kind, name) : NULL;
  ZwNeutralNamed *named = by_id != NULL ? g_hash_table_lookup (project->index, by_id) : NULL;

  if (named != NULL || by_name == NULL)
    return named;
  named = g_hash_table_lookup (project->index, by_name);
  return named != NULL && (id == NULL || named->id == NULL) ? named : NULL;
}

static gpointer
add_named (ZwNeutralProject *project, GPtrArray *items, const char *kind, gpointer item, const char *id, const char *name)
{
  ZwNeutralNamed *named = item;

  named->id = g_strdup (id);
  named->name = zw_neutral_dup_filled (name != NULL ? name : id);
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
