/* SPDX-License-Identifier: GPL-3.0-or-later
 * What "import" is told about a file: --map-status=NAME=COLUMN, --map-person=NAME=PERSON. */
#define G_LOG_DOMAIN "zettelwand"

#include <string.h>

#include "zw-cli-commands.h"
#include "zw-project-commands.h"

/* Parts @pair at its last "=", which a column or person has not in its name. (transfer full) NULL with @error. */
static char *
part_pair (const char *option, char *pair, const char **target, GError **error)
{
  char *equals = strrchr (pair, '=');

  if (equals == NULL || equals == pair)
    {
      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, "%s: needs NAME=NAME, not “%s”", option, pair);
      return NULL;
    }
  *target = equals + 1;
  return g_strndup (pair, (gsize) (equals - pair));
}

/* A column here, or else a new one of that name. */
static gboolean
map_status (ZwImportMapping *mapping, char *pair, GError **error)
{
  const char *target = NULL;
  g_autofree char *name = part_pair ("--map-status", pair, &target, error);

  if (name != NULL)
    zw_import_mapping_put_status (mapping, name, &(ZwStatusTarget){ 0, *target != '\0' ? target : NULL, -1 });
  return name != NULL;
}

/* Nothing behind the "=" is nobody. */
static gboolean
map_person (ZwCliSession *session, ZwImportMapping *mapping, char *pair, GError **error)
{
  const char *target = NULL;
  g_autofree char *name = part_pair ("--map-person", pair, &target, error);
  gint64 person = name != NULL && *target != '\0' ? zw_workspace_match_person (session->workspace, target, error) : ZW_NOBODY;

  if (name == NULL || (*target != '\0' && person == 0))
    return FALSE;
  zw_import_mapping_put_person (mapping, name, person);
  return TRUE;
}

gboolean
zw_cli_read_mapping (ZwCliSession *session, char **statuses, char **people, ZwImportMapping **mapping, GError **error)
{
  g_autoptr (ZwImportMapping) made = statuses != NULL || people != NULL ? zw_import_mapping_new () : NULL;

  for (guint i = 0; statuses != NULL && statuses[i] != NULL; i++)
    if (!map_status (made, statuses[i], error))
      return FALSE;
  for (guint i = 0; people != NULL && people[i] != NULL; i++)
    if (!map_person (session, made, people[i], error))
      return FALSE;
  *mapping = g_steal_pointer (&made);
  return TRUE;
}
