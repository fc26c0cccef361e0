/* SPDX-License-Identifier: GPL-3.0-or-later
 * The page of a ticket in the stand-up. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-standup-ticket-page.h"

#include <glib/gi18n.h>
#include <math.h>

#include "zw-avatar.h"
#include "zw-format.h"
#include "zw-standup-card.h"
#include "zw-ticket-document.h"
#include "zw-values.h"

#define AVATAR 5.1       /* em */
#define TITLE_LINES 4
#define COMMENT_LINES 6
#define MAX_CHECKS 8     /* more are counted */

struct _ZwStandupTicketPage {
  GtkBox parent_instance;
  ZwWorkspace *workspace;     /* (owned) (nullable) */
  ZwTicketDocument *document; /* (owned) (nullable) of the ticket that shows */
  GtkWidget *face, *name, *facts;
  GtkWidget *card, *key_row, *key, *type, *title, *figures, *notes, *lower;
  GtkWidget *checks_box, *checks, *comment_box, *comment_head, *comment;
};

G_DEFINE_FINAL_TYPE (ZwStandupTicketPage, zw_standup_ticket_page, GTK_TYPE_BOX)

/* --- details -------------------------------------------------------------------------------------------------------- */

static GtkWidget *
new_check (ZwCheckItem *item)
{
  GtkWidget *row = zw_standup_box_new (GTK_ORIENTATION_HORIZONTAL, "su-mark");

  gtk_box_append (GTK_BOX (row), zw_standup_icon_new (item->done ? "checkbox-checked-symbolic" : "checkbox-symbolic",
                                                      item->done ? "su-ok" : "su-soft"));
  gtk_box_append (GTK_BOX (row), zw_standup_label_new (item->text, item->done ? "su-soft" : NULL));
  return row;
}

static void
fill_checks (ZwStandupTicketPage *self)
{
  GListModel *checks = zw_ticket_document_get_checks (self->document);
  guint n = g_list_model_get_n_items (checks);

  zw_standup_clear_box (self->checks);
  gtk_widget_set_visible (self->checks_box, n > 0);
  for (guint i = 0; i < MIN (n, MAX_CHECKS); i++)
    {
      g_autoptr (ZwCheckItem) item = g_list_model_get_item (checks, i);
      gtk_box_append (GTK_BOX (self->checks), new_check (item));
    }
  if (n > MAX_CHECKS)
    {
      g_autofree char *more = g_strdup_printf (_("%u more"), n - MAX_CHECKS);
      gtk_box_append (GTK_BOX (self->checks), zw_standup_label_new (more, "su-soft"));
    }
}

static void
fill_comment (ZwStandupTicketPage *self)
{
  GListModel *comments = zw_ticket_document_get_comments (self->document);
  guint n = g_list_model_get_n_items (comments);
  g_autoptr (ZwComment) last = n > 0 ? g_list_model_get_item (comments, n - 1) : NULL;

  gtk_widget_set_visible (self->comment_box, last != NULL);
  if (last == NULL)
    return;
  ZwPerson *author = zw_workspace_get_person (self->workspace, last->author);
  ZwClock *clock = zw_workspace_get_clock (self->workspace);
  g_autofree char *date = zw_format_date (zw_clock_get_date (clock, last->created), zw_clock_get_today (clock));
  const char *name = author != NULL ? author->name : last->author_name != NULL ? last->author_name : "";
  g_autofree char *head = g_strdup_printf ("%s, %s", name, date);
  gtk_label_set_text (GTK_LABEL (self->comment_head), head);
  gtk_label_set_text (GTK_LABEL (self->comment), last->text != NULL ? last->text : "");
}

static void
details_changed_cb (ZwStandupTicketPage *self)
{
  fill_checks (self);
  fill_comment (self);
}

static void
drop_document (ZwStandupTicketPage *self)
{
  if (self->document == NULL)
    return;
  g_signal_handlers_disconnect_by_data (zw_ticket_document_get_checks (self->document), self);
  g_signal_handlers_disconnect_by_data (zw_ticket_document_get_comments (self->document), self);
  g_clear_object (&self->document);
}

static void
take_document (ZwStandupTicketPage *self, ZwTicket *ticket)
{
  if (self->document != NULL && zw_ticket_document_get_ticket (self->document) == ticket)
    return;
  drop_document (self);
  self->document = zw_ticket_document_new (self->workspace, ticket);
  g_signal_connect_swapped (zw_ticket_document_get_checks (self->document), "items-changed", G_CALLBACK (details_changed_cb), self);
  g_signal_connect_swapped (zw_ticket_document_get_comments (self->document), "items-changed", G_CALLBACK (details_changed_cb), self);
  details_changed_cb (self);
}

/* --- building ------------------------------------------------------------------------------------------------------- */

static GtkWidget *
new_part (const char *title, GtkWidget *content, GtkWidget **head)
{
  GtkWidget *box = zw_standup_box_new (GTK_ORIENTATION_VERTICAL, "su-part"), *label = zw_standup_label_new (title, "su-part-title");

  gtk_widget_set_hexpand (box, TRUE);
  gtk_box_append (GTK_BOX (box), label);
  if (head != NULL)
    {
      *head = zw_standup_label_new (NULL, "su-soft");
      gtk_box_append (GTK_BOX (box), *head);
    }
  gtk_box_append (GTK_BOX (box), content);
  return box;
}

static void
build_card (ZwStandupTicketPage *self)
{
  self->card = zw_standup_box_new (GTK_ORIENTATION_VERTICAL, "su-big-card");
  self->key_row = zw_standup_box_new (GTK_ORIENTATION_HORIZONTAL, "su-key-row");
  self->type = zw_standup_icon_new (NULL, NULL);
  self->key = zw_standup_label_new (NULL, "su-key");
  self->title = zw_standup_text_new (NULL, "su-big-title", TITLE_LINES);
  self->figures = zw_standup_box_new (GTK_ORIENTATION_VERTICAL, "su-figures");
  self->notes = zw_standup_box_new (GTK_ORIENTATION_VERTICAL, "su-notes");
  self->lower = zw_standup_box_new (GTK_ORIENTATION_HORIZONTAL, "su-lower");
  self->checks = zw_standup_box_new (GTK_ORIENTATION_VERTICAL, "su-checks");
  self->comment = zw_standup_text_new (NULL, NULL, COMMENT_LINES);
  self->checks_box = new_part (_("Checklist"), self->checks, NULL);
  self->comment_box = new_part (_("Last comment"), self->comment, &self->comment_head);
  gtk_box_set_homogeneous (GTK_BOX (self->lower), TRUE);
  gtk_box_append (GTK_BOX (self->key_row), self->type);
  gtk_box_append (GTK_BOX (self->key_row), self->key);
  gtk_box_append (GTK_BOX (self->lower), self->checks_box);
  gtk_box_append (GTK_BOX (self->lower), self->comment_box);
  gtk_box_append (GTK_BOX (self->card), self->key_row);
  gtk_box_append (GTK_BOX (self->card), self->title);
  gtk_box_append (GTK_BOX (self->card), self->figures);
  gtk_box_append (GTK_BOX (self->card), self->notes);
  gtk_box_append (GTK_BOX (self->card), self->lower);
}

static void
zw_standup_ticket_page_dispose (GObject *object)
{
  ZwStandupTicketPage *self = ZW_STANDUP_TICKET_PAGE (object);

  drop_document (self);
  g_clear_object (&self->workspace);
  G_OBJECT_CLASS (zw_standup_ticket_page_parent_class)->dispose (object);
}

static void
zw_standup_ticket_page_class_init (ZwStandupTicketPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = zw_standup_ticket_page_dispose;
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
zw_standup_ticket_page_init (ZwStandupTicketPage *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_widget_add_css_class (GTK_WIDGET (self), "su-page");
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  build_card (self);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), self->card);
  gtk_widget_set_vexpand (scroller, TRUE);
  gtk_box_append (GTK_BOX (self), zw_standup_head_new (&self->face, &self->name, &self->facts));
  gtk_box_append (GTK_BOX (self), scroller);
}

GtkWidget *
zw_standup_ticket_page_new (void)
{
  return g_object_new (ZW_TYPE_STANDUP_TICKET_PAGE, NULL);
}

/* --- filling -------------------------------------------------------------------------------------------------------- */

static char *
describe_facts (const ZwStandupScene *scene, ZwTicket *ticket, guint index, guint n)
{
  ZwStatus *status = zw_workspace_get_status (scene->workspace, ticket->status);
  int age = zw_ticket_get_age (scene->workspace, ticket);
  g_autofree char *days
    = age == 0 ? g_strdup (_("since today")) : g_strdup_printf (ngettext ("for %d day", "for %d days", (gulong) age), age);
  g_autofree char *points
    = isnan (ticket->estimate) ? NULL : zw_format_estimate_long (ticket->estimate, zw_standup_scene_get_project (scene));
  g_autoptr (GString) text = g_string_new (NULL);

  g_string_append_printf (text, _("%u of %u"), index + 1, n);
  if (status != NULL)
    /* Translators: a column and how long a ticket is in it: "Review for 3 days". */
    g_string_append_printf (text, C_("stand-up", " · %s %s"), status->name, days);
  if (points != NULL)
    g_string_append_printf (text, " · %s", points);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
fill_head (ZwStandupTicketPage *self, const ZwStandupScene *scene, ZwTicket *ticket, guint index, guint n)
{
  ZwPerson *owner = zw_workspace_get_person (scene->workspace, ticket->owner);
  GtkWidget *avatar = zw_avatar_new (zw_standup_px (scene, AVATAR));
  g_autofree char *facts = describe_facts (scene, ticket, index, n), *name = zw_format_card_name (scene->workspace, ticket);
  g_autofree char *label = g_strdup_printf ("%s, %s", name, facts);

  zw_standup_clear_box (self->face);
  zw_avatar_set_person (ZW_AVATAR (avatar), owner);
  gtk_box_append (GTK_BOX (self->face), avatar);
  gtk_label_set_text (GTK_LABEL (self->name), owner != NULL ? owner->name : _("Without an owner"));
  gtk_label_set_text (GTK_LABEL (self->facts), facts);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

static void
fill_card (ZwStandupTicketPage *self, const ZwStandupScene *scene, ZwTicket *ticket)
{
  g_autofree char *key = zw_format_key (scene->workspace, ticket);
  GtkWidget *progress = zw_standup_progress_new (scene, ticket), *marks = zw_standup_marks_new (scene, ticket);

  gtk_image_set_from_icon_name (GTK_IMAGE (self->type), zw_format_type_icon (ticket->type));
  gtk_widget_set_css_classes (self->type, (const char *[]) { zw_format_type_class (ticket->type), NULL });
  gtk_label_set_text (GTK_LABEL (self->key), key);
  gtk_label_set_text (GTK_LABEL (self->title), ticket->title);
  zw_standup_clear_box (self->figures);
  if (progress != NULL)
    gtk_box_append (GTK_BOX (self->figures), progress);
  if (marks != NULL)
    gtk_box_append (GTK_BOX (self->figures), marks);
  gtk_widget_set_visible (self->figures, progress != NULL || marks != NULL);
  zw_standup_clear_box (self->notes);
  zw_standup_append_notes (scene, self->notes, ticket);
  gtk_widget_set_visible (self->notes, gtk_widget_get_first_child (self->notes) != NULL);
}

void
zw_standup_ticket_page_fill (ZwStandupTicketPage *self, const ZwStandupScene *scene, ZwTicket *ticket, guint index, guint n)
{
  g_set_object (&self->workspace, scene->workspace);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->lower),
                                  scene->shape == ZW_STANDUP_TALL ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
  fill_head (self, scene, ticket, index, n);
  fill_card (self, scene, ticket);
  take_document (self, ticket);
}
