/* SPDX-License-Identifier: GPL-3.0-or-later
 * Called by the sections of the pane. Must never write. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-pane-parts.h"

#include <glib/gi18n.h>

#include "zw-format.h"

GtkWidget *
zw_pane_icon_button_new (const char *icon, const char *tooltip)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, tooltip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, tooltip, -1);
  return button;
}

GtkWidget *
zw_pane_label_new (const char *text, const char *style_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  if (style_class != NULL)
    gtk_widget_add_css_class (label, style_class);
  return label;
}

GtkWidget *
zw_pane_heading_new (const char *title)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *label = gtk_label_new (title);

  gtk_widget_add_css_class (box, "zw-pane-heading");
  gtk_widget_add_css_class (label, "heading");
  gtk_box_append (GTK_BOX (box), label);
  return box;
}

GtkWidget *
zw_pane_chip_new (const char *icon, const char *text)
{
  GtkWidget *chip = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *label = gtk_label_new (text);

  gtk_widget_add_css_class (chip, "zw-chip");
  gtk_widget_set_valign (chip, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (label, "caption");
  gtk_widget_add_css_class (label, "numeric");
  gtk_box_append (GTK_BOX (chip), gtk_image_new_from_icon_name (icon));
  gtk_box_append (GTK_BOX (chip), label);
  return chip;
}

void
zw_pane_clear_box (GtkBox *box)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (box))) != NULL)
    gtk_box_remove (box, child);
}

static char *
format_day (ZwClock *clock, gint64 instant)
{
  int today = zw_clock_get_today (clock), date = zw_clock_get_date (clock, instant);

  if (date == today)
    return g_strdup (_("Today"));
  if (date == today - 1)
    return g_strdup (_("Yesterday"));
  return zw_format_date (date, today);
}

char *
zw_pane_format_time (ZwClock *clock, gint64 instant)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (instant / 1000);
  g_autoptr (GDateTime) local = g_date_time_to_timezone (utc, zw_clock_get_zone (clock));
  g_autofree char *time = g_date_time_format (local, "%H:%M");
  g_autofree char *day = format_day (clock, instant);

  return g_strdup_printf (C_("day, time", "%s, %s"), day, time);
}

char *
zw_pane_format_minutes (int minutes, int minutes_per_day)
{
  GString *text = g_string_new (minutes < 0 ? "−" : NULL);
  int rest = ABS (minutes);
  int days = minutes_per_day > 0 ? rest / minutes_per_day : 0;

  rest -= days * minutes_per_day;
  if (days > 0)
    g_string_append_printf (text, C_("duration in days", "%d d"), days);
  if (rest / 60 > 0)
    {
      g_string_append (text, days > 0 ? " " : "");
      g_string_append_printf (text, C_("duration in hours", "%d h"), rest / 60);
    }
  if (rest % 60 > 0 || minutes == 0)
    {
      g_string_append (text, ABS (minutes) > rest % 60 ? " " : "");
      g_string_append_printf (text, C_("duration in minutes", "%d min"), rest % 60);
    }
  return g_string_free (text, FALSE);
}

const char *
zw_pane_format_difficulty (int difficulty)
{
  const char *const names[] = { C_("difficulty", "Trivial"), C_("difficulty", "Easy"), C_("difficulty", "Normal"),
                                C_("difficulty", "Hard"), C_("difficulty", "Very Hard") };

  return difficulty >= 1 && difficulty <= 5 ? names[difficulty - 1] : C_("difficulty", "Not Set");
}

gboolean
zw_pane_holds_focus (GtkWidget *widget)
{
  GtkRoot *root = gtk_widget_get_root (widget);
  GtkWidget *focus = root == NULL ? NULL : gtk_root_get_focus (root);

  return focus != NULL && (focus == widget || gtk_widget_is_ancestor (focus, widget));
}

char *
zw_pane_dup_buffer_text (GtkTextBuffer *buffer)
{
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
}
