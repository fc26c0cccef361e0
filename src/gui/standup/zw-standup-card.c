/* SPDX-License-Identifier: GPL-3.0-or-later
 * Cards of the stand-up. Made by its pages; few at a time, so plain labels will do. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-standup-card.h"

#include <glib/gi18n.h>

#include "zw-format.h"

#define TITLE_LINES 3
#define NOTE_LINES 3

struct _ZwStandupCard {
  GtkBox parent_instance;
  gint64 ticket;
};

G_DEFINE_FINAL_TYPE (ZwStandupCard, zw_standup_card, GTK_TYPE_BOX)

static void
pressed_cb (GtkWidget *card)
{
  gtk_widget_grab_focus (card);
}

static void
zw_standup_card_class_init (ZwStandupCardClass *klass)
{
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_LIST_ITEM);
}

static void
zw_standup_card_init (ZwStandupCard *self)
{
  GtkGesture *click = gtk_gesture_click_new ();

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_widget_add_css_class (GTK_WIDGET (self), "su-card");
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  g_signal_connect_swapped (click, "pressed", G_CALLBACK (pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
}

/* --- parts ---------------------------------------------------------------------------------------------------------- */

static GtkWidget *
new_key_row (const ZwStandupScene *scene, ZwTicket *ticket)
{
  GtkWidget *row = zw_standup_box_new (GTK_ORIENTATION_HORIZONTAL, "su-key-row");
  g_autofree char *key = zw_format_key (scene->workspace, ticket);

  gtk_box_append (GTK_BOX (row), zw_standup_icon_new (zw_format_type_icon (ticket->type), zw_format_type_class (ticket->type)));
  gtk_box_append (GTK_BOX (row), zw_standup_label_new (key, "su-key"));
  return row;
}

static const char *
get_name (ZwStatus *status)
{
  return status != NULL ? status->name : "?";
}

/* Review > Done, with a mark when that is an end. */
static GtkWidget *
new_move_row (const ZwStandupScene *scene, const ZwStandupChange *change)
{
  GtkWidget *row = zw_standup_box_new (GTK_ORIENTATION_HORIZONTAL, "su-move");
  ZwStatus *from = zw_workspace_get_status (scene->workspace, change->from), *to = zw_workspace_get_status (scene->workspace, change->to);

  if ((change->kinds & ZW_STANDUP_MOVED) != 0)
    {
      gtk_box_append (GTK_BOX (row), zw_standup_label_new (get_name (from), "su-soft"));
      gtk_box_append (GTK_BOX (row), zw_standup_icon_new ("go-next-symbolic", "su-soft"));
    }
  gtk_box_append (GTK_BOX (row), zw_standup_label_new (get_name (to), "su-strong"));
  if ((change->kinds & ZW_STANDUP_FINISHED) != 0)
    gtk_box_append (GTK_BOX (row), zw_standup_icon_new ("object-select-symbolic", "su-ok"));
  if ((change->kinds & ZW_STANDUP_CANCELLED) != 0)
    gtk_box_append (GTK_BOX (row), zw_standup_icon_new ("window-close-symbolic", "su-soft"));
  return row;
}

static GtkWidget *
new_estimate_label (const ZwStandupScene *scene, const ZwStandupChange *change)
{
  g_autofree char *from = zw_format_number (change->estimate_from), *to = zw_format_number (change->estimate_to);
  g_autofree char *text = g_strdup_printf (_("Estimate %s → %s"), change->estimate_from == change->estimate_from ? from : "?",
                                           change->estimate_to == change->estimate_to ? to : "?");

  return zw_standup_label_new (text, "su-soft");
}

GtkWidget *
zw_standup_progress_new (const ZwStandupScene *scene, ZwTicket *ticket)
{
  int progress = zw_workspace_get_progress (scene->workspace, ticket);
  GtkWidget *row = NULL;

  if (progress <= 0 || progress >= 100)
    return NULL;
  g_autofree char *text = zw_format_percent (progress);
  GtkWidget *bar = gtk_progress_bar_new ();
  row = zw_standup_box_new (GTK_ORIENTATION_HORIZONTAL, "su-progress");
  gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (bar), progress / 100.0);
  gtk_widget_set_hexpand (bar, TRUE);
  gtk_widget_set_valign (bar, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (bar), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Progress"),
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT, text, -1);
  gtk_box_append (GTK_BOX (row), bar);
  gtk_box_append (GTK_BOX (row), zw_standup_label_new (text, "su-chip"));
  return row;
}

static GtkWidget *
new_due (const ZwStandupScene *scene, ZwTicket *ticket)
{
  static const char *const classes[] = { [ZW_URGENCY_NONE] = "su-soft", [ZW_URGENCY_SOON] = "su-warn", [ZW_URGENCY_LATE] = "su-err" };
  GtkWidget *box = zw_standup_box_new (GTK_ORIENTATION_HORIZONTAL, "su-mark");
  ZwUrgency urgency;
  g_autofree char *text = zw_format_due (ticket->due, zw_standup_scene_get_today (scene), &urgency);

  gtk_box_append (GTK_BOX (box), zw_standup_icon_new ("x-office-calendar-symbolic", classes[urgency]));
  gtk_box_append (GTK_BOX (box), zw_standup_label_new (text, "su-chip"));
  gtk_widget_set_halign (box, GTK_ALIGN_END);
  gtk_widget_set_hexpand (box, TRUE);
  return box;
}

GtkWidget *
zw_standup_marks_new (const ZwStandupScene *scene, ZwTicket *ticket)
{
  if (ticket->checks == 0 && ticket->due == ZW_UNSET)
    return NULL;
  GtkWidget *row = zw_standup_box_new (GTK_ORIENTATION_HORIZONTAL, "su-marks");
  if (ticket->checks > 0)
    {
      GtkWidget *box = zw_standup_box_new (GTK_ORIENTATION_HORIZONTAL, "su-mark");
      g_autofree char *text = g_strdup_printf (_("%d of %d"), ticket->checks_done, ticket->checks);
      gtk_box_append (GTK_BOX (box), zw_standup_icon_new ("checkbox-checked-symbolic", "su-soft"));
      gtk_box_append (GTK_BOX (box), zw_standup_label_new (text, "su-key"));
      gtk_box_append (GTK_BOX (row), box);
    }
  if (ticket->due != ZW_UNSET)
    gtk_box_append (GTK_BOX (row), new_due (scene, ticket));
  return row;
}

/* --- notes ---------------------------------------------------------------------------------------------------------- */

static GtkWidget *
new_note (const char *icon, const char *style_class, const char *title, const char *text)
{
  GtkWidget *note = zw_standup_box_new (GTK_ORIENTATION_HORIZONTAL, "su-note");
  GtkWidget *words = zw_standup_box_new (GTK_ORIENTATION_VERTICAL, NULL), *image = zw_standup_icon_new (icon, NULL);

  gtk_widget_add_css_class (note, style_class);
  gtk_widget_set_valign (image, GTK_ALIGN_START);
  gtk_widget_set_hexpand (words, TRUE);
  gtk_box_append (GTK_BOX (words), zw_standup_text_new (title, "su-strong", 2));
  if (text != NULL && *text != '\0')
    gtk_box_append (GTK_BOX (words), zw_standup_text_new (text, "su-note-text", NOTE_LINES));
  gtk_box_append (GTK_BOX (note), image);
  gtk_box_append (GTK_BOX (note), words);
  return note;
}

void
zw_standup_append_notes (const ZwStandupScene *scene, GtkWidget *box, ZwTicket *ticket)
{
  if (zw_ticket_is_blocked (ticket))
    {
      g_autofree char *title = zw_standup_block_text (scene, ticket), *reason = zw_standup_block_reason (scene, ticket);
      gtk_box_append (GTK_BOX (box), new_note ("action-unavailable-symbolic", "blocked", title, reason));
    }
  if (zw_standup_waits (scene, ticket))
    {
      g_autofree char *title = zw_standup_wait_text (scene, ticket);
      gtk_box_append (GTK_BOX (box), new_note ("preferences-system-time-symbolic", "waiting", title, ticket->waiting_for));
    }
}

/* --- cards ---------------------------------------------------------------------------------------------------------- */

/* @story (nullable): what the card says beyond the ticket itself. */
static GtkWidget *
new_card (const ZwStandupScene *scene, ZwTicket *ticket, const char *story)
{
  ZwStandupCard *self = g_object_new (ZW_TYPE_STANDUP_CARD, NULL);
  g_autofree char *name = zw_format_card_name (scene->workspace, ticket);
  g_autofree char *label = story != NULL ? g_strdup_printf ("%s, %s", name, story) : g_steal_pointer (&name);

  self->ticket = zw_item_get_id (ZW_ITEM (ticket));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  return GTK_WIDGET (self);
}

static char *
tell_move (const ZwStandupScene *scene, const ZwStandupChange *change)
{
  ZwStatus *from = zw_workspace_get_status (scene->workspace, change->from), *to = zw_workspace_get_status (scene->workspace, change->to);

  if ((change->kinds & ZW_STANDUP_MOVED) == 0)
    return NULL;
  /* Translators: a ticket, from column to column. */
  return g_strdup_printf (_("from %s to %s"), get_name (from), get_name (to));
}

GtkWidget *
zw_standup_card_new_change (const ZwStandupScene *scene, const ZwStandupChange *change)
{
  const guint ends = ZW_STANDUP_MOVED | ZW_STANDUP_STARTED | ZW_STANDUP_FINISHED | ZW_STANDUP_CANCELLED | ZW_STANDUP_REOPENED;
  ZwTicket *ticket = zw_workspace_get_ticket (scene->workspace, change->ticket);
  g_autofree char *story = tell_move (scene, change);
  GtkWidget *card = new_card (scene, ticket, story);

  gtk_box_append (GTK_BOX (card), new_key_row (scene, ticket));
  gtk_box_append (GTK_BOX (card), zw_standup_text_new (ticket->title, "su-title", TITLE_LINES));
  if ((change->kinds & ends) != 0)
    gtk_box_append (GTK_BOX (card), new_move_row (scene, change));
  if ((change->kinds & ZW_STANDUP_ADDED) != 0)
    gtk_box_append (GTK_BOX (card), zw_standup_label_new (_("Added to the sprint"), "su-soft"));
  if ((change->kinds & ZW_STANDUP_REESTIMATED) != 0)
    gtk_box_append (GTK_BOX (card), new_estimate_label (scene, change));
  return card;
}

GtkWidget *
zw_standup_card_new_progress (const ZwStandupScene *scene, ZwTicket *ticket)
{
  GtkWidget *card = new_card (scene, ticket, NULL), *progress = zw_standup_progress_new (scene, ticket);
  GtkWidget *marks = zw_standup_marks_new (scene, ticket);

  gtk_box_append (GTK_BOX (card), new_key_row (scene, ticket));
  gtk_box_append (GTK_BOX (card), zw_standup_text_new (ticket->title, "su-title", TITLE_LINES));
  if (progress != NULL)
    gtk_box_append (GTK_BOX (card), progress);
  if (marks != NULL)
    gtk_box_append (GTK_BOX (card), marks);
  return card;
}

GtkWidget *
zw_standup_card_new_obstacle (const ZwStandupScene *scene, ZwTicket *ticket)
{
  GtkWidget *card = new_card (scene, ticket, NULL), *row = zw_standup_box_new (GTK_ORIENTATION_HORIZONTAL, "su-line");
  GtkWidget *key, *title = zw_standup_label_new (ticket->title, "su-key");
  g_autofree char *key_text = zw_format_key (scene->workspace, ticket);

  key = gtk_label_new (key_text);
  gtk_widget_add_css_class (key, "su-key");
  gtk_widget_set_hexpand (title, TRUE);
  gtk_box_append (GTK_BOX (row), key);
  gtk_box_append (GTK_BOX (row), title);
  gtk_box_append (GTK_BOX (card), row);
  zw_standup_append_notes (scene, card, ticket);
  return card;
}

gint64
zw_standup_card_get_ticket (ZwStandupCard *self)
{
  return self->ticket;
}
