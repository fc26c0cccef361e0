/* SPDX-License-Identifier: GPL-3.0-or-later
 * Names that people type on the command line, in filters and in title lines: equal name, handle or e-mail first, else the
 * one whose name (or a word of it) or handle starts so. Case-insensitive. Reads only. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-project-commands.h"

#include <glib/gi18n.h>

#include "zw-error.h"

typedef struct {
  const char *what;
  GListModel *list;
  ZwField fields[4]; /* ended by ZW_FIELD_NONE */
} Candidates;

static char *
dup_folded (ZwItem *item, ZwField field)
{
  g_autofree char *value = zw_item_dup_value (item, field);
  return value != NULL ? g_utf8_casefold (value, -1) : NULL;
}

static gboolean
matches (const char *value, const char *wanted, gboolean whole)
{
  if (value == NULL)
    return FALSE;
  return whole ? g_str_equal (value, wanted) : g_str_has_prefix (value, wanted);
}

static void
collect (const Candidates *candidates, const char *wanted, gboolean whole, GPtrArray *found)
{
  for (guint i = 0; i < g_list_model_get_n_items (candidates->list); i++)
    {
      g_autoptr (ZwItem) item = g_list_model_get_item (candidates->list, i);
      for (int field = 0; candidates->fields[field] != ZW_FIELD_NONE; field++)
        {
          g_autofree char *value = dup_folded (item, candidates->fields[field]);
          if (matches (value, wanted, whole))
            {
              g_ptr_array_add (found, item);
              break;
            }
        }
    }
}

static gint64
match (const Candidates *candidates, const char *text, GError **error)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new ();
  g_autofree char *wanted = g_utf8_casefold (text, -1);

  collect (candidates, wanted, TRUE, found);
  if (found->len == 0 && *wanted != '\0')
    collect (candidates, wanted, FALSE, found);
  if (found->len == 1)
    return zw_item_get_id (found->pdata[0]);
  if (found->len == 0)
    {
      zw_set_error (error, ZW_ERROR_NOT_FOUND, "there is no %s “%s”", candidates->what, text);
      return 0;
    }
  g_autoptr (GString) names = g_string_new (NULL);
  for (guint i = 0; i < found->len && i < 8; i++)
    {
      g_autofree char *name = zw_item_dup_value (found->pdata[i], ZW_FIELD_NAME);
      g_string_append_printf (names, "%s%s", i > 0 ? ", " : "", name);
    }
  zw_set_error (error, ZW_ERROR_AMBIGUOUS, "“%s” could be any of these: %s", text, names->str);
  return 0;
}

gint64
zw_workspace_match_person (ZwWorkspace *workspace, const char *text, GError **error)
{
  const Candidates people = { NC_("error", "person"), zw_workspace_get_people (workspace),
                              { ZW_FIELD_NAME, ZW_FIELD_HANDLE, ZW_FIELD_EMAIL } };
  return match (&people, *text == '@' ? text + 1 : text, error);
}

gint64
zw_workspace_match_status (ZwWorkspace *workspace, gint64 project, const char *text, GError **error)
{
  const Candidates statuses = { NC_("error", "column"), zw_workspace_get_statuses (workspace, project), { ZW_FIELD_NAME } };
  return match (&statuses, text, error);
}

gint64
zw_workspace_match_label (ZwWorkspace *workspace, gint64 project, const char *text, GError **error)
{
  const Candidates labels = { NC_("error", "label"), zw_workspace_get_labels (workspace, project), { ZW_FIELD_NAME } };
  return match (&labels, *text == '#' ? text + 1 : text, error);
}

gint64
zw_workspace_match_sprint (ZwWorkspace *workspace, gint64 project, const char *text, GError **error)
{
  const Candidates sprints = { NC_("error", "sprint"), zw_workspace_get_sprints (workspace, project), { ZW_FIELD_NAME } };
  return match (&sprints, text, error);
}

gint64
zw_workspace_match_project (ZwWorkspace *workspace, const char *text, GError **error)
{
  const Candidates projects = { NC_("error", "project"), zw_workspace_get_projects (workspace), { ZW_FIELD_KEY, ZW_FIELD_NAME } };
  return match (&projects, text, error);
}
