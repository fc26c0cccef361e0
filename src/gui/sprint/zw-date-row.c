/* SPDX-License-Identifier: GPL-3.0-or-later
 * Used by the sprint dialog. Must never commit. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-date-row.h"

#include <glib/gi18n.h>

#include "zw-date-choice.h"
#include "zw-format.h"

struct _ZwDateRow {
  AdwActionRow parent_instance;
  GtkWidget *button; /* GtkMenuButton */
  int today, date;
};

G_DEFINE_FINAL_TYPE (ZwDateRow, zw_date_row, ADW_TYPE_ACTION_ROW)

enum { PROP_DATE = 1, N_PROPERTIES };
static GParamSpec *properties[N_PROPERTIES];

static void
show_date (ZwDateRow *self)
{
  g_autofree char *text = self->date != ZW_UNSET ? zw_format_date (self->date, self->today) : g_strdup (_("No date"));
  gtk_menu_button_set_label (GTK_MENU_BUTTON (self->button), text);
}

static int
get_month (int date)
{
  GDate value;

  g_date_clear (&value, 1);
  g_date_set_julian (&value, (guint32) date);
  return (int) g_date_get_month (&value);
}

/* The calendar selects a day in the next month, too, when one only turns the page. */
static void
selected_cb (ZwDateRow *self, int date)
{
  gboolean same_page = self->date != ZW_UNSET && get_month (self->date) == get_month (date);

  zw_date_row_set_date (self, date);
  if (same_page)
    gtk_menu_button_popdown (GTK_MENU_BUTTON (self->button));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DATE]);
}

static void
create_popup_cb (GtkMenuButton *button, gpointer data)
{
  ZwDateRow *self = data;
  GtkWidget *popover = gtk_popover_new (), *choice = zw_date_choice_new (self->today);

  zw_date_choice_set_date (ZW_DATE_CHOICE (choice), self->date);
  g_signal_connect_object (choice, "selected", G_CALLBACK (selected_cb), self, G_CONNECT_SWAPPED);
  gtk_popover_set_child (GTK_POPOVER (popover), choice);
  gtk_widget_add_css_class (popover, "zw-popover");
  gtk_menu_button_set_popover (button, popover);
}

static void
zw_date_row_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  if (property_id == PROP_DATE)
    g_value_set_int (value, ZW_DATE_ROW (object)->date);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
}

static void
zw_date_row_class_init (ZwDateRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = zw_date_row_get_property;
  properties[PROP_DATE] = g_param_spec_int ("date", NULL, NULL, G_MININT, G_MAXINT, ZW_UNSET, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
}

static void
zw_date_row_init (ZwDateRow *self)
{
  self->date = ZW_UNSET;
  self->button = gtk_menu_button_new ();
  gtk_widget_add_css_class (self->button, "flat");
  gtk_widget_set_valign (self->button, GTK_ALIGN_CENTER);
  gtk_menu_button_set_always_show_arrow (GTK_MENU_BUTTON (self->button), TRUE);
  gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (self->button), create_popup_cb, self, NULL);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), self->button);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (self), self->button);
}

void
zw_date_row_set_today (ZwDateRow *self, int today)
{
  self->today = today;
  show_date (self);
}

void
zw_date_row_set_date (ZwDateRow *self, int date)
{
  self->date = date;
  show_date (self);
}

int
zw_date_row_get_date (ZwDateRow *self)
{
  return self->date;
}
