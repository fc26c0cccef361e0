/* SPDX-License-Identifier: GPL-3.0-or-later
 * The files of a ticket. Builds change sets, changes nothing; must never see a byte of a file. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-attachment-commands.h"

#include <string.h>

#include "zw-command.h"
#include "zw-error.h"

#define BYTES_PER_MB (1024 * 1024)
#define MOST_NAME_BYTES 200 /* file systems take 255, and programs append to them */

/* What a file may be called when it is written to a disk again: no path, nothing that cannot be seen. NULL: nothing is left. */
static char *
dup_clean_name (const char *name)
{
  g_autofree char *clean = g_utf8_make_valid (name == NULL ? "" : name, -1);
  const char *slash = strrchr (clean, '/');
  g_autoptr (GString) kept = g_string_new (NULL);

  for (const char *at = slash == NULL ? clean : slash + 1; *at != '\0'; at = g_utf8_next_char (at))
    if (!g_unichar_iscntrl (g_utf8_get_char (at)))
      g_string_append_unichar (kept, g_utf8_get_char (at));
  g_strstrip (kept->str);
  if (*kept->str != '\0' && !g_str_equal (kept->str, ".") && !g_str_equal (kept->str, ".."))
    return g_strdup (kept->str);
  return NULL;
}

static char *
require_name (const char *name, GError **error)
{
  char *clean = dup_clean_name (name);

  if (clean == NULL)
    zw_set_error (error, ZW_ERROR_INVALID_VALUE, "a file needs a name");
  return clean;
}

char *
zw_attachment_dup_file_name (const char *name)
{
  g_autofree char *clean = dup_clean_name (name);
  gsize length = clean == NULL ? 0 : strlen (clean);

  if (clean == NULL)
    return g_strdup ("-");
  if (length <= MOST_NAME_BYTES)
    return g_steal_pointer (&clean);
  const char *end = clean + length - MOST_NAME_BYTES; /* with what tells its type */
  while ((*end & 0xC0) == 0x80)
    end++;
  return g_strdup (end);
}

gboolean
zw_attachment_accepts (const char *name, gint64 size, GError **error)
{
  if (size <= ZW_ATTACHMENT_MAX_BYTES)
    return TRUE;
  zw_set_error (error, ZW_ERROR_REFUSED, "cannot attach “%s”: it is larger than %d MB", name, ZW_ATTACHMENT_MAX_BYTES / BYTES_PER_MB);
  return FALSE;
}

static void
put_values (ZwWorkspace *workspace, ZwChange *change, const char *name, const char *mime, const char *hash, gint64 size)
{
  zw_change_put_int (change, ZW_FIELD_TICKET, change->ticket);
  zw_change_put (change, ZW_FIELD_NAME, name);
  zw_change_put (change, ZW_FIELD_MIME, mime);
  zw_change_put_int (change, ZW_FIELD_SIZE, size);
  zw_change_put (change, ZW_FIELD_BLOB, hash);
  if (zw_workspace_get_actor (workspace) != 0)
    zw_change_put_int (change, ZW_FIELD_AUTHOR, zw_workspace_get_actor (workspace));
}

ZwChangeSet *
zw_attachment_add (ZwWorkspace *workspace, gint64 ticket, const char *name, const char *mime, const char *hash, gint64 size,
                   GError **error)
{
  g_autoptr (ZwChangeSet) set = zw_workspace_new_set (workspace, ZW_DEED_EDIT);
  g_autofree char *clean = require_name (name, error);

  g_return_val_if_fail (hash != NULL, NULL);
  if (clean == NULL || !zw_attachment_accepts (clean, size, error))
    return NULL;
  if (zw_workspace_get_ticket (workspace, ticket) == NULL)
    {
      zw_set_error (error, ZW_ERROR_NOT_FOUND, "cannot attach “%s”: the ticket is gone", clean);
      return NULL;
    }
  ZwChange *change = zw_change_set_create (set, ZW_ENTITY_ATTACHMENT, zw_workspace_new_id (workspace), ticket);
  put_values (workspace, change, clean, mime, hash, size);
  zw_change_put_int (change, ZW_FIELD_CREATED, set->at);
  return g_steal_pointer (&set);
}

ZwChangeSet *
zw_attachment_rename (ZwWorkspace *workspace, ZwAttachment *attachment, const char *name, GError **error)
{
  g_autoptr (ZwChangeSet) set = zw_workspace_new_set (workspace, ZW_DEED_EDIT);
  g_autofree char *clean = require_name (name, error);

  if (clean == NULL)
    return NULL;
  if (!g_str_equal (clean, attachment->name))
    zw_change_set_set (set, ZW_ENTITY_ATTACHMENT, zw_item_get_id (ZW_ITEM (attachment)), attachment->ticket, ZW_FIELD_NAME,
                       attachment->name, clean);
  return g_steal_pointer (&set);
}

ZwChangeSet *
zw_attachment_remove (ZwWorkspace *workspace, ZwAttachment *attachment, GError **error)
{
  ZwChangeSet *set = zw_workspace_new_set (workspace, ZW_DEED_EDIT);

  zw_command_delete (set, ZW_ITEM (attachment));
  return set;
}
