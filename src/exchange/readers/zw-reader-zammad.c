/* SPDX-License-Identifier: GPL-3.0-or-later
 * Zammad: tickets as its interface gives them: a list, one alone, or the answer of a search; with "expand=true" by names, else by
 * numbers. They come as a customer's problems. Articles are in it only where somebody put them there. */
#define G_LOG_DOMAIN "zettelwand"

#include <string.h>

#include "zw-neutral-guess.h"
#include "zw-reader-text.h"
#include "zw-reader.h"

typedef struct {
  const ZwReaderInput *input;
  ZwNeutral *neutral;
  guint n_articles_missing;
} Zammad;

static const char *const known_members[] = {
  "id", "number", "title", "state", "state_id", "priority", "priority_id", "group_id", "owner", "owner_id", "customer", "customer_id",
  "organization_id", "created_at", "updated_at", "close_at", "pending_time", "article_count", "articles", "article_ids", "tags",
  "created_by",
  "created_by_id", "updated_by", "updated_by_id", "first_response_at", "last_contact_at", "last_contact_agent_at",
  "last_contact_customer_at", "last_owner_update_at", "last_close_at", "create_article_type", "create_article_type_id",
  "create_article_sender", "create_article_sender_id", "first_response_in_min", "first_response_diff_in_min", "close_in_min",
  "close_diff_in_min", "update_in_min", "update_diff_in_min", "escalation_at", "first_response_escalation_at", "update_escalation_at",
  "close_escalation_at", "ticket_time_accounting_ids", "ticket_time_accounting", "preferences", "time_unit", NULL
};

/* "-" is nobody. A name that is an address is one. */
static ZwNeutralPerson *
read_person (Zammad *zammad, ZwJsonRecord *record, const char *role)
{
  g_autofree char *name = zw_reader_dup_member (record, role), *id_name = g_strconcat (role, "_id", NULL);
  g_autofree char *id = zw_reader_dup_member (record, id_name);
  gboolean is_nobody = g_strcmp0 (name, "-") == 0 || (name == NULL && g_strcmp0 (id, "1") == 0);
  gboolean is_mail = name != NULL && strchr (name, '@') != NULL;

  return is_nobody ? NULL : zw_neutral_get_person (zammad->neutral, id, is_mail ? NULL : name, NULL, is_mail ? name : NULL);
}

/* --- articles ------------------------------------------------------------------------------------------------ */

static void
read_attachments (Zammad *zammad, ZwNeutralProject *project, ZwNeutralTicket *ticket, ZwJsonRecord *article, ZwNeutralPerson *author,
                  gint64 at)
{
  static const char *const none[] = { "data", "store_file_id", NULL };
  g_autoptr (GPtrArray) files = zw_reader_dup_objects (article, "attachments");

  for (guint i = 0; i < files->len; i++)
    {
      g_autofree char *name = zw_reader_dup_member (files->pdata[i], "filename");
      g_autofree char *mime = zw_reader_dup_inner (files->pdata[i], "preferences", "Content-Type");
      g_autoptr (GBytes) content = zw_reader_dup_base64 (files->pdata[i], "data");
      if (content != NULL && name != NULL)
        zw_neutral_add_attachment (project, ticket, name, mime, author, at, content);
      else
        zw_reader_keep_object (project, ticket, "attachment", files->pdata[i], none);
    }
}

static void
read_articles (Zammad *zammad, ZwNeutralProject *project, ZwNeutralTicket *ticket, ZwJsonRecord *record)
{
  g_autoptr (GPtrArray) articles = zw_reader_dup_objects (record, "articles");
  double told = 0;

  for (guint i = 0; i < articles->len; i++)
    {
      ZwJsonRecord *article = articles->pdata[i];
      g_autofree char *id = zw_reader_dup_member (article, "id"), *body = zw_reader_dup_member (article, "body");
      g_autofree char *kind = zw_reader_dup_member (article, "content_type"), *sender = zw_reader_dup_member (article, "sender");
      g_autofree char *text = g_strcmp0 (kind, "text/html") == 0 ? zw_text_from_html (body) : g_strdup (body);
      ZwNeutralPerson *author = read_person (zammad, article, "created_by");
      gint64 at = zw_reader_read_instant (zammad->input, article, "created_at");
      read_attachments (zammad, project, ticket, article, author, at);
      if (i == 0 && g_strcmp0 (sender, "Customer") == 0)
        {
          ticket->description = g_steal_pointer (&text);
          continue;
        }
      ZwNeutralComment *comment = zw_neutral_add_comment (ticket, id, author, at, text);
      if (comment != NULL)
        comment->is_internal = zw_reader_read_flag (article, "internal");
    }
  if (articles->len == 0 && zw_reader_read_number (record, "article_count", &told) && told > 0 && told < 1e6)
    zammad->n_articles_missing += (guint) told;
}

/* --- the ticket ---------------------------------------------------------------------------------------------- */

/* By name, else by the number it has in an installation nobody changed. */
static void
read_state (Zammad *zammad, ZwNeutralProject *project, ZwNeutralTicket *ticket, ZwJsonRecord *record)
{
  static const char *const usual[] = { "", "new", "open", "pending reminder", "closed", "merged", "removed", "pending close" };
  g_autofree char *told = zw_reader_dup_member (record, "state");
  double id = 0;

  zw_reader_read_number (record, "state_id", &id);
  const char *state = told != NULL ? told : id >= 1 && id < G_N_ELEMENTS (usual) ? usual[(int) id] : "new";
  gint64 pending = zw_reader_read_instant (zammad->input, record, "pending_time");
  ticket->category = ZW_CATEGORY_TODO;
  if (g_str_has_prefix (state, "pending"))
    {
      ticket->category = ZW_CATEGORY_WAITING;
      ticket->waiting_until = zw_guess_instant_day (pending, zammad->input->zone);
      ticket->waiting_for = g_strdup (state);
    }
  else if (g_str_has_prefix (state, "closed"))
    ticket->category = ZW_CATEGORY_DONE;
  else if (g_str_equal (state, "merged") || g_str_equal (state, "removed"))
    {
      ticket->category = ZW_CATEGORY_CANCELLED;
      ticket->resolution = ZW_RESOLUTION_OTHER;
      ticket->resolution_text = g_strdup (state);
    }
  else if (!g_str_equal (state, "new"))
    ticket->category = ZW_CATEGORY_IN_PROGRESS;
  if (zw_category_is_closed ((ZwCategory) ticket->category))
    ticket->closed = zw_reader_read_instant (zammad->input, record, "close_at");
  zw_neutral_keep_text (project, ticket, "state", told);
}

/* "1 low", "2 normal", "3 high". */
static void
read_priority (ZwNeutralTicket *ticket, ZwJsonRecord *record)
{
  g_autofree char *name = zw_reader_dup_member (record, "priority");
  double id = 0;

  zw_reader_read_number (record, "priority_id", &id);
  char digit = name != NULL ? *name : (char) ('0' + (id >= 1 && id <= 3 ? (int) id : 0));
  if (digit >= '1' && digit <= '3')
    ticket->priority = digit - '0' + 1;
}

static void
read_tags (ZwNeutralProject *project, ZwNeutralTicket *ticket, ZwJsonRecord *record)
{
  g_autoptr (ZwJsonList) tags = zw_reader_open_list (record, "tags");

  for (guint i = 0; i < zw_reader_get_length (tags); i++)
    if (zw_json_list_get_kind (tags, i) == ZW_JSON_STRING && *zw_json_list_get_string (tags, i) != '\0')
      zw_neutral_add_label (ticket, zw_neutral_get_label (project, NULL, zw_json_list_get_string (tags, i)));
}

static void
take_ticket (ZwJsonRecord *record, gint64 line, gpointer data)
{
  Zammad *zammad = data;
  g_autofree char *key = zw_reader_dup_member (record, "number");

  if (key == NULL)
    {
      zw_neutral_skip (zammad->neutral, line, zw_json_record_get_path (record), "a ticket without a number");
      return;
    }
  ZwNeutralProject *project = zw_neutral_get_project (zammad->neutral, NULL);
  ZwNeutralTicket *ticket = zw_neutral_add_ticket (project, key);
  project->has_local_keys = TRUE;
  ticket->line = line;
  ticket->path = g_strdup (zw_json_record_get_path (record));
  ticket->type = ZW_TICKET_PROBLEM;
  ticket->title = zw_reader_dup_member (record, "title");
  ticket->created = zw_reader_read_instant (zammad->input, record, "created_at");
  ticket->changed = zw_reader_read_instant (zammad->input, record, "updated_at");
  ticket->owner = read_person (zammad, record, "owner");
  if (ticket->owner != NULL)
    ticket->owner->is_member = TRUE;
  ticket->customer = read_person (zammad, record, "customer");
  if (ticket->customer != NULL)
    ticket->customer->is_customer = TRUE;
  read_priority (ticket, record);
  read_state (zammad, project, ticket, record);
  read_tags (project, ticket, record);
  read_articles (zammad, project, ticket, record);
  zw_reader_keep_rest (project, ticket, record, known_members);
}

static ZwNeutral *
read_zammad (const ZwReaderInput *input, GError **error)
{
  static const char *const lists[] = { "$.assets.Ticket.*", "$[*]", NULL };
  g_autoptr (ZwNeutral) neutral = zw_neutral_new ("zammad");
  Zammad zammad = { input, neutral };

  if (!zw_reader_read_records (input, lists, neutral, take_ticket, &zammad, error))
    return NULL;
  if (zammad.n_articles_missing > 0)
    zw_neutral_warn (neutral, 0, NULL, "articles are not in the file, which holds their number alone (%u)", zammad.n_articles_missing);
  return g_steal_pointer (&neutral);
}

static gboolean
detect_zammad (const ZwLook *look)
{
  gboolean is_ticket = zw_look_has (look, "number") && zw_look_has (look, "title")
                       && (zw_look_has (look, "group_id") || zw_look_has (look, "group"))
                       && (zw_look_has (look, "state_id") || zw_look_has (look, "priority_id"));
  return (look->kind == ZW_LOOK_OBJECT || look->kind == ZW_LOOK_ARRAY)
         && (is_ticket || (zw_look_has (look, "tickets_count") && zw_look_has (look, "assets")));
}

const ZwReader zw_reader_zammad = { "zammad", detect_zammad, read_zammad };
