/* SPDX-License-Identifier: GPL-3.0-or-later
 * The line of the stand-up, with what it understood beside it. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-standup-entry.h"

#include <glib/gi18n.h>

#include "zw-format.h"
#include "zw-values.h"

struct _ZwStandupEntry {
  GtkBox parent_instance;
  ZwStandupQuestion question;
  int today;
  GtkWidget *icon, *title, *entry, *hint;
};

G_DEFINE_FINAL_TYPE (ZwStandupEntry, zw_standup_entry, GTK_TYPE_BOX)

enum { ENTERED, CLOSED, N_SIGNALS };
static guint signals[N_SIGNALS];

/* --- reading -------------------------------------------------------------------------------------------------------- */

/* The next such day after today, by the first letters of its name in the person's language. */
static gboolean
parse_own_weekday (const char *word, int today, int *date)
{
  enum { DAYS = 7, LEAST = 2 };
  g_autofree char *typed = g_utf8_casefold (word, -1);

  for (int ahead = 1; ahead <= DAYS && g_utf8_strlen (typed, -1) >= LEAST; ahead++)
    {
      g_autofree char *name = zw_format_date_long (today + ahead), *folded = g_utf8_casefold (name, -1);
      if (g_str_has_prefix (folded, typed))
        {
          *date = today + ahead;
          return TRUE;
        }
    }
  return FALSE;
}

gboolean
zw_standup_parse_wait (const char *text, int today, int *until, const char **what)
{
  gsize length = strcspn (text, " ");
  g_autofree char *word = g_strndup (text, length);
  const char *rest = text + length + strspn (text + length, " ");

  if (!zw_date_parse (word, today, until) && !parse_own_weekday (word, today, until))
    return FALSE;
  *what = *rest != '\0' ? rest : NULL;
  return *until >= today;
}

static void
update_hint (ZwStandupEntry *self)
{
  const char *text = zw_standup_entry_get_text (self), *what;
  gboolean is_empty = *text == '\0';
  int until;

  if (self->question != ZW_STANDUP_ASK_WAIT || is_empty)
    gtk_label_set_text (GTK_LABEL (self->hint), self->question == ZW_STANDUP_ASK_NOTE ? _("Enter keeps it")
                                                : self->question == ZW_STANDUP_ASK_BLOCK && is_empty ? _("Empty: not blocked")
                                                : is_empty ? _("Empty: does not wait") : _("Enter blocks it"));
  else if (zw_standup_parse_wait (text, self->today, &until, &what))
    {
      g_autofree char *date = zw_format_date (until, self->today), *hint = g_strdup_printf (_("until %s"), date);
      gtk_label_set_text (GTK_LABEL (self->hint), hint);
    }
  else
    gtk_label_set_text (GTK_LABEL (self->hint), _("A day first: fri, +3d, 2026-12-01"));
}

static void
activate_cb (ZwStandupEntry *self)
{
  g_autofree char *text = g_strstrip (g_strdup (zw_standup_entry_get_text (self)));
  g_signal_emit (self, signals[ENTERED], 0, text);
}

/* --- building ------------------------------------------------------------------------------------------------------- */

static void
zw_standup_entry_class_init (ZwStandupEntryClass *klass)
{
  signals[ENTERED] = g_signal_new ("entered", ZW_TYPE_STANDUP_ENTRY, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[CLOSED] = g_signal_new ("closed", ZW_TYPE_STANDUP_ENTRY, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
zw_standup_entry_init (ZwStandupEntry *self)
{
  gtk_widget_add_css_class (GTK_WIDGET (self), "su-entry");
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_END);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  self->icon = zw_standup_icon_new (NULL, NULL);
  self->title = gtk_label_new (NULL);
  self->entry = gtk_text_new ();
  self->hint = zw_standup_label_new (NULL, "su-soft");
  gtk_widget_add_css_class (self->title, "su-strong");
  gtk_widget_add_css_class (self->entry, "su-text");
  gtk_widget_set_hexpand (self->entry, TRUE);
  gtk_box_append (GTK_BOX (self), self->icon);
  gtk_box_append (GTK_BOX (self), self->title);
  gtk_box_append (GTK_BOX (self), self->entry);
  gtk_box_append (GTK_BOX (self), self->hint);
  g_signal_connect_swapped (self->entry, "activate", G_CALLBACK (activate_cb), self);
  g_signal_connect_swapped (self->entry, "notify::text", G_CALLBACK (update_hint), self);
}

GtkWidget *
zw_standup_entry_new (void)
{
  return g_object_new (ZW_TYPE_STANDUP_ENTRY, NULL);
}

/* --- asking --------------------------------------------------------------------------------------------------------- */

static char *
dup_present (ZwStandupQuestion question, ZwTicket *ticket)
{
  if (question == ZW_STANDUP_ASK_BLOCK && ticket->blocked_reason != NULL)
    return g_strdup (ticket->blocked_reason);
  if (question != ZW_STANDUP_ASK_WAIT || ticket->waiting_until == ZW_UNSET)
    return g_strdup ("");
  g_autofree char *until = zw_date_to_string (ticket->waiting_until);
  return ticket->waiting_for != NULL ? g_strdup_printf ("%s %s", until, ticket->waiting_for) : g_steal_pointer (&until);
}

static char *
dup_title (const ZwStandupScene *scene, ZwStandupQuestion question, ZwTicket *ticket)
{
  g_autofree char *key = ticket != NULL ? zw_format_key (scene->workspace, ticket) : NULL;

  if (question == ZW_STANDUP_ASK_NOTE)
    return g_strdup (_("Parking lot"));
  return g_strdup_printf (question == ZW_STANDUP_ASK_BLOCK ? _("Why is %s blocked?") : _("Until when does %s wait, and for what?"), key);
}

void
zw_standup_entry_ask (ZwStandupEntry *self, const ZwStandupScene *scene, ZwStandupQuestion question, ZwTicket *ticket)
{
  static const char *const icons[] = { NULL, "action-unavailable-symbolic", "preferences-system-time-symbolic", "document-edit-symbolic" };
  static const char *const classes[] = { NULL, "su-err", "su-warn", "su-acc" };
  g_autofree char *title = dup_title (scene, question, ticket);
  g_autofree char *present = ticket != NULL ? dup_present (question, ticket) : g_strdup ("");

  self->question = question;
  self->today = zw_standup_scene_get_today (scene);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self),
                                  scene->shape == ZW_STANDUP_TALL ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
  gtk_image_set_from_icon_name (GTK_IMAGE (self->icon), icons[question]);
  gtk_widget_set_css_classes (self->icon, (const char *[]) { classes[question], NULL });
  gtk_label_set_text (GTK_LABEL (self->title), title);
  gtk_editable_set_text (GTK_EDITABLE (self->entry), present);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  update_hint (self);
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
  gtk_widget_grab_focus (self->entry);
  gtk_editable_set_position (GTK_EDITABLE (self->entry), -1);
}

void
zw_standup_entry_close (ZwStandupEntry *self)
{
  if (self->question == ZW_STANDUP_ASK_NOTHING)
    return;
  self->question = ZW_STANDUP_ASK_NOTHING;
  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  g_signal_emit (self, signals[CLOSED], 0);
}

ZwStandupQuestion
zw_standup_entry_get_question (ZwStandupEntry *self)
{
  return self->question;
}

const char *
zw_standup_entry_get_text (ZwStandupEntry *self)
{
  return gtk_editable_get_text (GTK_EDITABLE (self->entry));
}
