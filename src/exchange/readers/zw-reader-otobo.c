/* SPDX-License-Identifier: GPL-3.0-or-later
 * OTOBO, Znuny, OTRS: tickets as TicketGet answers them, with articles, dynamic fields and the contents of attachments. They come as
 * a customer's problems: into the columns of support, by the type of their state. Times are the server's own, without a zone. */
#define G_LOG_DOMAIN "zettelwand"

#include <string.h>

#include "zw-neutral-guess.h"
#include "zw-reader-text.h"
#include "zw-reader.h"

typedef struct {
  const ZwReaderInput *input;
  ZwNeutral *neutral;
} Otobo;

static const char *const known_members[] = {
  "TicketNumber", "TicketID", "Title", "State", "StateID", "StateType", "Priority", "PriorityID", "Lock", "LockID", "QueueID", "CustomerID",
  "CustomerUserID", "Owner", "OwnerID", "Responsible", "ResponsibleID", "TypeID", "Age", "Created", "CreateTimeUnix", "CreateBy", "Changed",
  "ChangeBy", "ArchiveFlag", "UnlockTimeout", "UntilTime", "RealTillTimeNotUsed", "EscalationTime", "EscalationUpdateTime",
  "EscalationResponseTime", "EscalationSolutionTime", "GroupID", "DynamicField", "Article", "Articles", "History", "SLAID", "ServiceID",
  NULL
};

/* --- parts --------------------------------------------------------------------------------------------------- */

/* "\"Müller, Hans\" <h.mueller@mail.example>" */
static ZwNeutralPerson *
read_sender (Otobo *otobo, ZwJsonRecord *article)
{
  g_autofree char *from = zw_reader_dup_member (article, "From"), *type = zw_reader_dup_member (article, "SenderType");
  const char *open = from != NULL ? strrchr (from, '<') : NULL, *close = open != NULL ? strchr (open, '>') : NULL;
  g_autofree char *email = close != NULL ? g_strndup (open + 1, (gsize) (close - open - 1)) : NULL;
  g_autofree char *name = close != NULL ? g_strndup (from, (gsize) (open - from)) : g_strdup (from);

  if (name != NULL)
    g_strstrip (g_strdelimit (name, "\"", ' '));
  ZwNeutralPerson *person = zw_neutral_get_person (otobo->neutral, NULL, name, NULL, email);
  if (person != NULL && g_strcmp0 (type, "customer") == 0)
    person->is_customer = TRUE;
  return person;
}

static void
read_attachments (Otobo *otobo, ZwNeutralProject *project, ZwNeutralTicket *ticket, ZwJsonRecord *article, ZwNeutralPerson *author,
                  gint64 at)
{
  static const char *const none[] = { "Content", "ContentAlternative", NULL };
  g_autoptr (GPtrArray) files = zw_reader_dup_objects (article, "Attachment");

  for (guint i = 0; i < files->len; i++)
    {
      g_autofree char *name = zw_reader_dup_member (files->pdata[i], "Filename");
      g_autofree char *mime = zw_reader_dup_member (files->pdata[i], "ContentType");
      g_autoptr (GBytes) content = zw_reader_dup_base64 (files->pdata[i], "Content");
      if (mime != NULL)
        mime[strcspn (mime, "; ")] = '\0';
      if (content != NULL && name != NULL)
        zw_neutral_add_attachment (project, ticket, name, mime, author, at, content);
      else
        zw_reader_keep_object (project, ticket, "attachment", files->pdata[i], none);
    }
}

/* The first article is what the customer wrote: the description. */
static void
read_articles (Otobo *otobo, ZwNeutralProject *project, ZwNeutralTicket *ticket, ZwJsonRecord *record, const char *name)
{
  g_autoptr (GPtrArray) articles = zw_reader_dup_objects (record, name);

  for (guint i = 0; i < articles->len; i++)
    {
      ZwJsonRecord *article = articles->pdata[i];
      g_autofree char *id = zw_reader_dup_member (article, "ArticleID"), *body = zw_reader_dup_member (article, "Body");
      g_autofree char *mime = zw_reader_dup_member (article, "MimeType"), *type = zw_reader_dup_member (article, "ContentType");
      g_autofree char *visible = zw_reader_dup_member (article, "IsVisibleForCustomer");
      const char *kind = mime != NULL ? mime : type != NULL ? type : "";
      g_autofree char *text = g_str_has_prefix (kind, "text/html") ? zw_text_from_html (body) : g_strdup (body);
      ZwNeutralPerson *author = read_sender (otobo, article);
      gint64 at = zw_reader_read_instant (otobo->input, article, "CreateTime");
      read_attachments (otobo, project, ticket, article, author, at);
      if (i == 0 && author != NULL && author->is_customer)
        {
          ticket->description = text != NULL ? g_strchomp (g_steal_pointer (&text)) : NULL;
          ticket->customer = author;
          continue;
        }
      ZwNeutralComment *comment = zw_neutral_add_comment (ticket, id, author, at, text);
      if (comment != NULL)
        comment->is_internal = g_strcmp0 (visible, "0") == 0;
    }
}

static void
read_fields (ZwNeutralProject *project, ZwNeutralTicket *ticket, ZwJsonRecord *record, GTimeZone *zone)
{
  g_autoptr (GPtrArray) fields = zw_reader_dup_objects (record, "DynamicField");

  for (guint i = 0; i < fields->len; i++)
    {
      g_autofree char *name = zw_reader_dup_member (fields->pdata[i], "Name"), *text = zw_reader_dup_member (fields->pdata[i], "Value");
      g_autofree char *json = text == NULL ? zw_json_record_dup_json (fields->pdata[i], "Value") : NULL;
      int due = name != NULL && strstr (name, "Due") != NULL ? zw_guess_date (text, zone) : ZW_UNSET;
      if (name == NULL)
        continue;
      if (due != ZW_UNSET && ticket->due == ZW_UNSET)
        ticket->due = due;
      else if (text != NULL)
        zw_neutral_keep_text (project, ticket, name, text);
      else if (json != NULL && !g_str_equal (json, "null") && !g_str_equal (json, "[]"))
        zw_neutral_keep_json (project, ticket, name, json);
    }
}

/* --- the ticket ---------------------------------------------------------------------------------------------- */

static void
read_state (Otobo *otobo, ZwNeutralProject *project, ZwNeutralTicket *ticket, ZwJsonRecord *record)
{
  g_autofree char *state = zw_reader_dup_member (record, "State"), *type = zw_reader_dup_member (record, "StateType");
  g_autofree char *till = zw_reader_dup_member (record, "RealTillTimeNotUsed"), *archived = zw_reader_dup_member (record, "ArchiveFlag");
  const char *kind = type != NULL ? type : state != NULL ? state : "";

  ticket->category = g_str_has_prefix (kind, "open") ? ZW_CATEGORY_IN_PROGRESS
                   : g_str_has_prefix (kind, "pending") ? ZW_CATEGORY_WAITING : ZW_CATEGORY_TODO;
  if (ticket->category == ZW_CATEGORY_WAITING)
    {
      ticket->waiting_until = zw_guess_instant_day (zw_guess_unix_instant (till), otobo->input->zone);
      ticket->waiting_for = g_strdup (state);
    }
  if (g_str_has_prefix (kind, "merged") || g_str_has_prefix (kind, "removed"))
    {
      ticket->category = ZW_CATEGORY_CANCELLED;
      ticket->resolution = ZW_RESOLUTION_OTHER;
      ticket->resolution_text = g_strdup (state);
    }
  else if (g_str_has_prefix (kind, "closed"))
    {
      gboolean is_solved = state == NULL || strstr (state, "unsuccessful") == NULL;
      ticket->category = is_solved ? ZW_CATEGORY_DONE : ZW_CATEGORY_CANCELLED;
      ticket->resolution = is_solved ? ZW_RESOLUTION_NONE : ZW_RESOLUTION_CANNOT_BE_SOLVED;
    }
  ticket->is_archived = g_strcmp0 (archived, "y") == 0;
  zw_neutral_keep_text (project, ticket, "State", state);
}

static void
read_people (Otobo *otobo, ZwNeutralTicket *ticket, ZwJsonRecord *record)
{
  g_autofree char *owner = zw_reader_dup_member (record, "Owner"), *responsible = zw_reader_dup_member (record, "Responsible");
  g_autofree char *customer = zw_reader_dup_member (record, "CustomerUserID");
  gboolean is_mail = customer != NULL && strchr (customer, '@') != NULL;

  ticket->owner = zw_neutral_get_person (otobo->neutral, NULL, NULL, owner, NULL);
  if (ticket->owner != NULL)
    ticket->owner->is_member = TRUE;
  ticket->reporter = zw_neutral_get_person (otobo->neutral, NULL, NULL, responsible, NULL);
  if (ticket->customer == NULL)
    ticket->customer = zw_neutral_get_person (otobo->neutral, NULL, NULL, is_mail ? NULL : customer, is_mail ? customer : NULL);
  if (ticket->customer != NULL)
    ticket->customer->is_customer = TRUE;
}

static void
take_ticket (ZwJsonRecord *record, gint64 line, gpointer data)
{
  Otobo *otobo = data;
  g_autofree char *number = zw_reader_dup_member (record, "TicketNumber"), *id = zw_reader_dup_member (record, "TicketID");
  g_autofree char *priority = zw_reader_dup_member (record, "Priority"), *customer = zw_reader_dup_member (record, "CustomerUserID");
  const char *key = number != NULL ? number : id;

  if (key == NULL)
    {
      zw_neutral_skip (otobo->neutral, line, zw_json_record_get_path (record), "a ticket without a number");
      return;
    }
  ZwNeutralProject *project = zw_neutral_get_project (otobo->neutral, NULL);
  ZwNeutralTicket *ticket = zw_neutral_add_ticket (project, key);
  ticket->line = line;
  ticket->path = g_strdup (zw_json_record_get_path (record));
  ticket->type = ZW_TICKET_PROBLEM;
  ticket->title = zw_reader_dup_member (record, "Title");
  ticket->created = zw_reader_read_instant (otobo->input, record, "Created");
  ticket->changed = zw_reader_read_instant (otobo->input, record, "Changed");
  if (priority != NULL && *priority >= '1' && *priority <= '5' && priority[1] == ' ')
    ticket->priority = *priority - '0';
  read_articles (otobo, project, ticket, record, "Article");
  read_articles (otobo, project, ticket, record, "Articles");
  read_people (otobo, ticket, record);
  if (ticket->customer != NULL && customer != NULL && ticket->customer->login == NULL)
    zw_neutral_keep_text (project, ticket, "CustomerUserID", customer);
  read_state (otobo, project, ticket, record);
  read_fields (project, ticket, record, otobo->input->zone);
  zw_reader_keep_rest (project, ticket, record, known_members);
}

static ZwNeutral *
read_otobo (const ZwReaderInput *input, GError **error)
{
  static const char *const lists[] = { "$.Ticket[*]", "$[*]", NULL };
  g_autoptr (ZwNeutral) neutral = zw_neutral_new ("otobo");
  Otobo otobo = { input, neutral };

  return zw_reader_read_records (input, lists, neutral, take_ticket, &otobo, error) ? g_steal_pointer (&neutral) : NULL;
}

static gboolean
detect_otobo (const ZwLook *look)
{
  return (look->kind == ZW_LOOK_OBJECT || look->kind == ZW_LOOK_ARRAY)
         && (zw_look_has (look, "Ticket") || (zw_look_has (look, "TicketID") && zw_look_has (look, "Title") && zw_look_has (look,
                                                                                                                            "Queue")));
}

const ZwReader zw_reader_otobo = { "otobo", detect_otobo, read_otobo };
