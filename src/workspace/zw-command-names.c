/* SPDX-License-Identifier: GPL-3.0-or-later
 * What the commands ask of names: that there is one, that it is free, that a handle is one. Declared in zw-command.h. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-command.h"
#include "zw-error.h"

char *
zw_command_strip (const char *text)
{
  return g_strstrip (g_strdup (text != NULL ? text : ""));
}

gboolean
zw_command_require_name (const char *name, const char *what, GError **error)
{
  if (*name != '\0' && g_utf8_validate (name, -1, NULL))
    return TRUE;
  zw_set_error (error, ZW_ERROR_INVALID_VALUE, "the name of a %s cannot be empty", what);
  return FALSE;
}

/* Whether another item of @list has @text in @field, case-insensitively. */
gboolean
zw_command_is_taken (GListModel *list, ZwItem *except, ZwField field, const char *text)
{
  g_autofree char *wanted = g_utf8_casefold (text, -1);

  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (ZwItem) item = g_list_model_get_item (list, i);
      g_autofree char *value = zw_item_dup_value (item, field);
      g_autofree char *folded = value != NULL ? g_utf8_casefold (value, -1) : NULL;
      if (item != except && g_strcmp0 (folded, wanted) == 0)
        return TRUE;
    }
  return FALSE;
}

gboolean
zw_command_check_free (GListModel *list, ZwItem *except, ZwField field, const char *text, const char *what, GError **error)
{
  if (!zw_command_is_taken (list, except, field, text))
    return TRUE;
  zw_set_error (error, ZW_ERROR_REFUSED, "there is a %s “%s” already", what, text);
  return FALSE;
}

gboolean
zw_command_check_handle (const char *handle, GError **error)
{
  for (const char *p = handle; *p != '\0'; p++)
    if (!g_ascii_islower (*p) && !g_ascii_isdigit (*p) && strchr ("._-", *p) == NULL)
      {
        zw_set_error (error, ZW_ERROR_INVALID_VALUE,
                      "“%s” is no handle: small letters, digits, dot, dash and underscore only", handle);
        return FALSE;
      }
  return TRUE;
}
