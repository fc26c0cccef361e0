/* SPDX-License-Identifier: GPL-3.0-or-later
 * Members of foreign records, asked for politely: what is of another kind is not there. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-json-writer.h"
#include "zw-neutral-guess.h"
#include "zw-reader.h"

ZwJsonRecord *
zw_reader_open_object (ZwJsonRecord *record, const char *name)
{
  ZwJsonKind kind;
  return record != NULL && zw_json_record_get_kind (record, name, &kind) && kind == ZW_JSON_OBJECT
           ? zw_json_record_open_object (record, name) : NULL;
}

ZwJsonList *
zw_reader_open_list (ZwJsonRecord *record, const char *name)
{
  ZwJsonKind kind;
  return record != NULL && zw_json_record_get_kind (record, name, &kind) && kind == ZW_JSON_ARRAY
           ? zw_json_record_open_list (record, name) : NULL;
}

guint
zw_reader_get_length (ZwJsonList *list)
{
  return list != NULL ? zw_json_list_get_length (list) : 0;
}

ZwJsonRecord *
zw_reader_open_element (ZwJsonList *list, guint position)
{
  return zw_json_list_get_kind (list, position) == ZW_JSON_OBJECT ? zw_json_list_open_object (list, position) : NULL;
}

char *
zw_reader_dup_inner (ZwJsonRecord *record, const char *object, const char *name)
{
  g_autoptr (ZwJsonRecord) inner = zw_reader_open_object (record, object);
  return inner != NULL ? zw_reader_dup_member (inner, name) : NULL;
}

static gboolean
is_empty_json (const char *json)
{
  return g_str_equal (json, "null") || g_str_equal (json, "\"\"") || g_str_equal (json, "[]") || g_str_equal (json, "{}")
         || g_str_equal (json, "false");
}

void
zw_reader_keep_rest (ZwNeutralProject *project, ZwNeutralTicket *ticket, ZwJsonRecord *record, const char *const *known)
{
  g_autofree const char **names = zw_json_record_get_names (record);

  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autofree char *json = g_strv_contains (known, names[i]) ? NULL : zw_json_record_dup_json (record, names[i]);
      if (json != NULL && !is_empty_json (json))
        zw_neutral_keep_json (project, ticket, names[i], json);
    }
}

void
zw_reader_keep_object (ZwNeutralProject *project, ZwNeutralTicket *ticket, const char *name, ZwJsonRecord *record,
                       const char *const *without)
{
  g_autofree const char **names = zw_json_record_get_names (record);
  g_autoptr (GString) json = g_string_new ("{");

  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autofree char *value = g_strv_contains (without, names[i]) ? NULL : zw_json_record_dup_json (record, names[i]);
      if (value == NULL || is_empty_json (value))
        continue;
      if (json->len > 1)
        g_string_append_c (json, ',');
      zw_json_append_quoted (json, names[i]);
      g_string_append_c (json, ':');
      g_string_append (json, value);
    }
  if (json->len > 1)
    zw_neutral_keep_json (project, ticket, name, g_string_append_c (json, '}')->str);
}

char *
zw_reader_dup_member (ZwJsonRecord *record, const char *name)
{
  ZwJsonKind kind;

  if (record == NULL || !zw_json_record_get_kind (record, name, &kind) || kind == ZW_JSON_NULL || kind == ZW_JSON_OBJECT
      || kind == ZW_JSON_ARRAY)
    return NULL;
  char *text = zw_json_record_dup_text (record, name);
  if (text != NULL && *text == '\0')
    g_clear_pointer (&text, g_free);
  return text;
}

GBytes *
zw_reader_dup_base64 (ZwJsonRecord *record, const char *name)
{
  ZwJsonKind kind;
  return record != NULL && zw_json_record_get_kind (record, name, &kind) && kind == ZW_JSON_STRING
           ? zw_json_record_dup_base64 (record, name) : NULL;
}

GBytes *
zw_reader_dup_content (const ZwReaderInput *input, const char *entry)
{
  return input->archive != NULL ? zw_archive_dup_content (input->archive, entry) : NULL;
}

gint64
zw_reader_read_instant (const ZwReaderInput *input, ZwJsonRecord *record, const char *name)
{
  g_autofree char *text = zw_reader_dup_member (record, name);
  return zw_guess_instant (text, input->zone);
}

int
zw_reader_read_date (const ZwReaderInput *input, ZwJsonRecord *record, const char *name)
{
  g_autofree char *text = zw_reader_dup_member (record, name);
  return zw_guess_date (text, input->zone);
}

gboolean
zw_reader_read_flag (ZwJsonRecord *record, const char *name)
{
  gboolean flag = FALSE;
  ZwJsonKind kind;

  if (record == NULL || !zw_json_record_get_kind (record, name, &kind) || kind == ZW_JSON_OBJECT || kind == ZW_JSON_ARRAY)
    return FALSE;
  zw_json_record_get_loose_boolean (record, name, &flag);
  return flag;
}

gboolean
zw_reader_read_number (ZwJsonRecord *record, const char *name, double *value)
{
  ZwJsonKind kind;

  if (record == NULL || !zw_json_record_get_kind (record, name, &kind) || (kind != ZW_JSON_NUMBER && kind != ZW_JSON_STRING))
    return FALSE;
  g_autofree char *text = kind == ZW_JSON_STRING ? zw_json_record_dup_text (record, name) : NULL;
  return (text == NULL || g_ascii_isdigit (*text) || *text == '-') && zw_json_record_get_loose_number (record, name, value);
}

int
zw_reader_read_ticket_number (ZwJsonRecord *record, const char *name)
{
  double number = 0;
  return zw_reader_read_number (record, name, &number) && number >= 1 && number < G_MAXINT ? (int) number : 0;
}

GPtrArray *
zw_reader_dup_objects (ZwJsonRecord *record, const char *name)
{
  GPtrArray *objects = g_ptr_array_new_with_free_func ((GDestroyNotify) zw_json_record_free);
  g_autoptr (ZwJsonList) list = zw_reader_open_list (record, name);
  g_autoptr (ZwJsonRecord) holder = list == NULL ? zw_reader_open_object (record, name) : NULL;
  g_autofree const char **names = holder != NULL ? zw_json_record_get_names (holder) : NULL;

  for (guint i = 0; i < zw_reader_get_length (list); i++)
    {
      ZwJsonRecord *object = zw_reader_open_element (list, i);
      if (object != NULL)
        g_ptr_array_add (objects, object);
    }
  for (guint i = 0; names != NULL && names[i] != NULL; i++)
    {
      ZwJsonRecord *object = zw_reader_open_object (holder, names[i]);
      if (object != NULL)
        g_ptr_array_add (objects, object);
    }
  return objects;
}

void
zw_reader_read_boxes (ZwNeutralTicket *ticket)
{
  static const char *const boxes = "^[ \\t>]*(?:[-*+]|\\d+\\.)[ \\t]+\\[([ xX])\\][ \\t]+(.+)$";
  g_autoptr (GRegex) regex = g_regex_new (boxes, G_REGEX_MULTILINE | G_REGEX_OPTIMIZE | G_REGEX_NEWLINE_ANYCRLF, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;

  if (ticket->description == NULL)
    return;
  for (g_regex_match (regex, ticket->description, 0, &match); g_match_info_matches (match); g_match_info_next (match, NULL))
    {
      g_autofree char *tick = g_match_info_fetch (match, 1), *text = g_match_info_fetch (match, 2);
      zw_neutral_add_check (ticket, NULL, text, *tick != ' ');
    }
}

void
zw_reader_take_owners (ZwNeutralProject *project, ZwNeutralTicket *ticket, const char *name, ZwNeutralPerson *const *people, guint n)
{
  g_autoptr (GString) others = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    {
      people[i]->is_member = TRUE;
      if (ticket->owner == NULL || ticket->owner == people[i])
        {
          ticket->owner = people[i];
          continue;
        }
      const char *const names[] = { people[i]->name, people[i]->login, people[i]->email, people[i]->id };
      const char *text = "";
      for (guint j = G_N_ELEMENTS (names); j > 0; j--)
        text = names[j - 1] != NULL ? names[j - 1] : text;
      g_string_append_c (others, others->len == 0 ? '[' : ',');
      zw_json_append_quoted (others, text);
    }
  if (others->len > 0)
    zw_neutral_keep_json (project, ticket, name, g_string_append_c (others, ']')->str);
}
