/* SPDX-License-Identifier: GPL-3.0-or-later
 * `project add`, `status add`, `people add`, `label add`: making what tickets refer to, with field=value words in the
 * names of the domain. */
#define G_LOG_DOMAIN "zettelwand"

#include <stdio.h>

#include "zw-cli-commands.h"
#include "zw-error.h"
#include "zw-project-commands.h"

/* Puts @words[from..] as field=value into the created item of @set. */
static gboolean
put_words (ZwChangeSet *set, gint64 id, int from, int argc, char **argv, GError **error)
{
  ZwChange *created = NULL;

  for (guint i = 0; i < set->changes->len; i++)
    {
      ZwChange *change = set->changes->pdata[i];
      if (change->op == ZW_OP_CREATE && change->id == id)
        created = change;
    }
  for (int i = from; i < argc; i++)
    {
      g_auto (GStrv) parts = g_strsplit (argv[i], "=", 2);
      g_autofree char *name = g_strdelimit (g_strdup (parts[0]), "-", '_');
      ZwField field = zw_field_from_string (g_str_equal (name, "limit") ? "wip_limit" : g_str_equal (name, "hard") ? "wip_hard" : name);
      const ZwFieldSpec *spec = created != NULL && field != ZW_FIELD_NONE ? zw_entity_find_field (created->entity, field) : NULL;
      if (spec == NULL || parts[1] == NULL || spec->offset == 0 || spec->type == ZW_VALUE_REF)
        {
          g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, "“%s”: there is no such field", argv[i]);
          return FALSE;
        }
      if (!zw_field_spec_validate (spec, *parts[1] != '\0' ? parts[1] : NULL, error))
        return FALSE;
      zw_change_put (created, field, parts[1]);
    }
  return TRUE;
}

static gboolean
finish (ZwCliSession *session, ZwChangeSet *set, gint64 id, int from, int argc, char **argv, GError **error)
{
  g_autoptr (ZwChangeSet) owned = set;
  return owned != NULL && put_words (owned, id, from, argc, argv, error)
         && zw_cli_session_commit (session, g_steal_pointer (&owned), error);
}

static gboolean
require_add (int argc, char **argv, int words, const char *usage, GError **error)
{
  gboolean right = argc > words && g_str_equal (argv[0], "add");
  return zw_cli_require_arguments (right ? 1 : 0, 1, 1, usage, error);
}

gboolean
zw_cli_project (ZwCliSession *session, int argc, char **argv, GError **error)
{
  gint64 id = 0;

  if (!require_add (argc, argv, 2, "project add KEY NAME [field=value ...]", error))
    return FALSE;
  ZwChangeSet *set = zw_project_create (session->workspace, argv[1], argv[2], &id, error);
  return finish (session, set, id, 3, argc, argv, error);
}

/* The value of "name=" among the words, taken out of them. (nullable) borrowed */
static const char *
take_word (int *argc, char **argv, const char *name)
{
  for (int i = 0; i < *argc; i++)
    if (g_str_has_prefix (argv[i], name))
      {
        const char *value = argv[i] + strlen (name);
        memmove (&argv[i], &argv[i + 1], (gsize) (*argc - i) * sizeof *argv);
        *argc -= 1;
        return value;
      }
  return NULL;
}

gboolean
zw_cli_status (ZwCliSession *session, int argc, char **argv, GError **error)
{
  const char *usage = "status add NAME [category=todo|in-progress|waiting|done|cancelled] [field=value ...]";
  gint64 id = 0, next = 0;

  if (!require_add (argc, argv, 1, usage, error))
    return FALSE;
  gint64 project = zw_cli_session_require_project (session, error);
  if (project == 0)
    return FALSE;
  const char *category_name = take_word (&argc, argv, "category="), *workflow_name = take_word (&argc, argv, "workflow=");
  const char *before = take_word (&argc, argv, "before=");
  int category = category_name != NULL ? zw_choice_from_string (zw_category_names, category_name) : ZW_CATEGORY_IN_PROGRESS;
  int workflow = workflow_name != NULL ? zw_choice_from_string (zw_workflow_names, workflow_name) : ZW_WORKFLOW_WORK;
  if (category < 0 || workflow < 0)
    return zw_cli_require_arguments (0, 1, 1, usage, error);
  if (before != NULL && (next = zw_workspace_match_status (session->workspace, project, before, error)) == 0)
    return FALSE;
  ZwChangeSet *set = zw_status_create (session->workspace, project, argv[1], workflow, category, next, &id, error);
  return finish (session, set, id, 2, argc, argv, error);
}

gboolean
zw_cli_people_add (ZwCliSession *session, int argc, char **argv, GError **error)
{
  g_autoptr (GError) none = NULL;
  gint64 id = 0;

  if (!zw_cli_require_arguments (argc, 1, G_MAXINT, "people add NAME [field=value ...]", error))
    return FALSE;
  const char *handle = take_word (&argc, argv, "handle="), *email = take_word (&argc, argv, "email=");
  const char *kind_name = take_word (&argc, argv, "kind=");
  int kind = kind_name != NULL ? zw_choice_from_string (zw_person_kind_names, kind_name) : ZW_PERSON_MEMBER;
  if (kind < 0)
    return zw_cli_require_arguments (0, 1, 1, "people add NAME [kind=member|customer]", error);
  gint64 project = zw_cli_session_require_project (session, &none);
  ZwChangeSet *set = zw_person_create (session->workspace, project, argv[0], handle, email, kind, &id, error);
  return finish (session, set, id, 1, argc, argv, error);
}

gboolean
zw_cli_label (ZwCliSession *session, int argc, char **argv, GError **error)
{
  gint64 id = 0;

  if (!require_add (argc, argv, 1, "label add NAME [colour=NAME]", error))
    return FALSE;
  gint64 project = zw_cli_session_require_project (session, error);
  if (project == 0)
    return FALSE;
  ZwChangeSet *set = zw_label_create (session->workspace, project, argv[1], NULL, &id, error);
  return finish (session, set, id, 2, argc, argv, error);
}
