/* SPDX-License-Identifier: GPL-3.0-or-later
 * Words and small widgets of the stand-up. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-standup-scene.h"

#include <glib/gi18n.h>
#include <math.h>

#include "zw-format.h"
#include "zw-standup-watch.h"

int
zw_standup_px (const ZwStandupScene *scene, double em_size)
{
  return MAX (1, (int) lround (scene->em * em_size));
}

ZwProject *
zw_standup_scene_get_project (const ZwStandupScene *scene)
{
  return zw_workspace_get_project (scene->workspace, scene->project);
}

static int
date_of (const ZwStandupScene *scene, gint64 instant)
{
  ZwStandupCalendar calendar;

  if (zw_standup_scene_get_project (scene) == NULL)
    return zw_clock_get_date (zw_workspace_get_clock (scene->workspace), instant);
  zw_standup_calendar_init (&calendar, scene->workspace, scene->project);
  int date = zw_standup_date_of (&calendar, instant);
  zw_standup_calendar_clear (&calendar);
  return date;
}

int
zw_standup_scene_get_today (const ZwStandupScene *scene)
{
  return date_of (scene, zw_clock_get_now (zw_workspace_get_clock (scene->workspace)));
}

/* --- words ---------------------------------------------------------------------------------------------------------- */

static char *
format_local (const ZwStandupScene *scene, gint64 instant, const char *format)
{
  ZwStandupCalendar calendar;
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (instant / 1000);

  if (utc == NULL || zw_standup_scene_get_project (scene) == NULL)
    return g_strdup ("");
  zw_standup_calendar_init (&calendar, scene->workspace, scene->project);
  g_autoptr (GDateTime) local = g_date_time_to_timezone (utc, calendar.zone);
  zw_standup_calendar_clear (&calendar);
  return g_date_time_format (local, format);
}

char *
zw_standup_since_word (const ZwStandupScene *scene)
{
  enum { A_WEEK = 7 };
  int today = zw_standup_scene_get_today (scene), since = date_of (scene, scene->report->since);

  if (since >= today)
    return format_local (scene, scene->report->since, "%H:%M");
  return today - since < A_WEEK ? format_local (scene, scene->report->since, "%A") : zw_format_date (since, today);
}

char *
zw_standup_time_text (int seconds)
{
  return g_strdup_printf ("%d:%02d", seconds / 60, seconds % 60);
}

char *
zw_standup_block_text (const ZwStandupScene *scene, ZwTicket *ticket)
{
  int days = MAX (0, zw_standup_scene_get_today (scene) - date_of (scene, ticket->blocked_since));

  if (days == 0)
    return g_strdup (_("Blocked since today"));
  return g_strdup_printf (ngettext ("Blocked for %d day", "Blocked for %d days", (gulong) days), days);
}

gboolean
zw_standup_waits (const ZwStandupScene *scene, ZwTicket *ticket)
{
  return ticket->waiting_until != ZW_UNSET || ticket->waiting_for != NULL
         || zw_workspace_get_category (scene->workspace, ticket) == ZW_CATEGORY_WAITING;
}

char *
zw_standup_wait_text (const ZwStandupScene *scene, ZwTicket *ticket)
{
  int today = zw_standup_scene_get_today (scene);

  if (ticket->waiting_until == ZW_UNSET)
    return g_strdup (_("Waiting"));
  if (ticket->waiting_until <= today)
    return g_strdup (_("Due back"));
  g_autofree char *date = zw_format_date (ticket->waiting_until, today);
  return g_strdup_printf (_("Waiting until %s"), date);
}

char *
zw_standup_block_reason (const ZwStandupScene *scene, ZwTicket *ticket)
{
  ZwTicket *blocker = ticket->blocker != 0 ? zw_workspace_get_ticket (scene->workspace, ticket->blocker) : NULL;

  if (ticket->blocked_reason != NULL)
    return g_strdup (ticket->blocked_reason);
  if (blocker == NULL)
    return g_strdup ("");
  g_autofree char *key = zw_format_key (scene->workspace, blocker);
  return g_strdup_printf ("%s %s", key, blocker->title);
}

static char *
first_word (const char *name)
{
  const char *space = strchr (name, ' ');
  return space != NULL && space > name ? g_strndup (name, (gsize) (space - name)) : g_strdup (name);
}

char *
zw_standup_short_name (const ZwStandupScene *scene, ZwPerson *person)
{
  g_autofree char *word = first_word (person->name);
  guint n = 0;

  for (guint i = 0; scene->report != NULL && i < scene->report->shares->len; i++)
    {
      ZwPerson *other = zw_workspace_get_person (scene->workspace, ((ZwStandupShare *) scene->report->shares->pdata[i])->person);
      g_autofree char *theirs = other != NULL ? first_word (other->name) : NULL;
      n += g_strcmp0 (word, theirs) == 0;
    }
  return n > 1 ? g_strdup (person->name) : g_steal_pointer (&word);
}

/* --- small widgets -------------------------------------------------------------------------------------------------- */

GtkWidget *
zw_standup_label_new (const char *text, const char *style_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  if (style_class != NULL)
    gtk_widget_add_css_class (label, style_class);
  return label;
}

GtkWidget *
zw_standup_text_new (const char *text, const char *style_class, int lines)
{
  GtkWidget *label = zw_standup_label_new (text, style_class);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_lines (GTK_LABEL (label), lines);
  return label;
}

GtkWidget *
zw_standup_icon_new (const char *icon_name, const char *style_class)
{
  GtkWidget *icon = gtk_image_new_from_icon_name (icon_name);

  if (style_class != NULL)
    gtk_widget_add_css_class (icon, style_class);
  gtk_widget_set_valign (icon, GTK_ALIGN_CENTER);
  return icon;
}

GtkWidget *
zw_standup_box_new (GtkOrientation orientation, const char *style_class)
{
  GtkWidget *box = gtk_box_new (orientation, 0);

  if (style_class != NULL)
    gtk_widget_add_css_class (box, style_class);
  return box;
}

void
zw_standup_clear_box (GtkWidget *box)
{
  for (GtkWidget *child = gtk_widget_get_first_child (box); child != NULL; child = gtk_widget_get_first_child (box))
    gtk_box_remove (GTK_BOX (box), child);
}

GtkWidget *
zw_standup_head_new (GtkWidget **face, GtkWidget **name, GtkWidget **facts)
{
  GtkWidget *head = zw_standup_box_new (GTK_ORIENTATION_HORIZONTAL, "su-head");
  GtkWidget *words = zw_standup_box_new (GTK_ORIENTATION_VERTICAL, NULL);

  *face = zw_standup_box_new (GTK_ORIENTATION_HORIZONTAL, "su-face");
  *name = zw_standup_label_new (NULL, "su-name");
  *facts = zw_standup_label_new (NULL, "su-facts");
  gtk_widget_set_valign (*face, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (words, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (words), *name);
  gtk_box_append (GTK_BOX (words), *facts);
  gtk_box_append (GTK_BOX (head), *face);
  gtk_box_append (GTK_BOX (head), words);
  return head;
}
