/* SPDX-License-Identifier: GPL-3.0-or-later
 * Shared by the popovers for due dates and for waiting. Must never write. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-date-choice.h"

#include "zw-format.h"

struct _ZwDateChoice {
  GtkBox parent_instance;
  GtkWidget *list;     /* GtkListBox */
  GtkWidget *calendar;
  GArray *dates;       /* (owned) int, one per row */
  int today, date;
  gboolean updating;   /* the calendar is being set, not clicked */
};

G_DEFINE_FINAL_TYPE (ZwDateChoice, zw_date_choice, GTK_TYPE_BOX)

enum { PICKED, SELECTED, N_SIGNALS };
static guint signals[N_SIGNALS];

/* The row of the present date carries the mark, if there is one. */
static void
mark_row (ZwDateChoice *self)
{
  for (guint i = 0; i < self->dates->len; i++)
    if (g_array_index (self->dates, int, i) == self->date)
      {
        gtk_list_box_select_row (GTK_LIST_BOX (self->list), gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->list), (int) i));
        return;
      }
  gtk_list_box_unselect_all (GTK_LIST_BOX (self->list));
}

static void
show_in_calendar (ZwDateChoice *self)
{
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_julian (&date, (guint32) (self->date == ZW_UNSET ? self->today : self->date));
  g_autoptr (GDateTime) time = g_date_time_new_local (g_date_get_year (&date), g_date_get_month (&date), g_date_get_day (&date),
                                                      12, 0, 0);
  self->updating = TRUE;
  gtk_calendar_select_day (GTK_CALENDAR (self->calendar), time);
  self->updating = FALSE;
}

static void
day_selected_cb (GtkCalendar *calendar, ZwDateChoice *self)
{
  g_autoptr (GDateTime) time = gtk_calendar_get_date (calendar);
  GDate date;

  if (self->updating)
    return;
  g_date_clear (&date, 1);
  g_date_set_dmy (&date, (GDateDay) g_date_time_get_day_of_month (time), g_date_time_get_month (time),
                  (GDateYear) g_date_time_get_year (time));
  self->date = (int) g_date_get_julian (&date);
  mark_row (self);
  g_signal_emit (self, signals[SELECTED], 0, self->date);
}

static void
row_activated_cb (GtkListBox *list, GtkListBoxRow *row, ZwDateChoice *self)
{
  zw_date_choice_set_date (self, g_array_index (self->dates, int, gtk_list_box_row_get_index (row)));
  g_signal_emit (self, signals[PICKED], 0, self->date);
}

static void
zw_date_choice_finalize (GObject *object)
{
  g_array_unref (ZW_DATE_CHOICE (object)->dates);
  G_OBJECT_CLASS (zw_date_choice_parent_class)->finalize (object);
}

static void
zw_date_choice_class_init (ZwDateChoiceClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = zw_date_choice_finalize;
  signals[PICKED] = g_signal_new ("picked", ZW_TYPE_DATE_CHOICE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT);
  signals[SELECTED] = g_signal_new ("selected", ZW_TYPE_DATE_CHOICE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                    G_TYPE_INT);
}

static void
zw_date_choice_init (ZwDateChoice *self)
{
  self->date = ZW_UNSET;
  self->dates = g_array_new (FALSE, FALSE, sizeof (int));
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  self->list = gtk_list_box_new ();
  gtk_widget_add_css_class (self->list, "zw-menu-list");
  self->calendar = gtk_calendar_new ();
  gtk_widget_add_css_class (self->calendar, "zw-calendar");
  gtk_box_append (GTK_BOX (self), self->list);
  gtk_box_append (GTK_BOX (self), self->calendar);
  g_signal_connect (self->list, "row-activated", G_CALLBACK (row_activated_cb), self);
  g_signal_connect (self->calendar, "day-selected", G_CALLBACK (day_selected_cb), self);
}

GtkWidget *
zw_date_choice_new (int today)
{
  ZwDateChoice *self = g_object_new (ZW_TYPE_DATE_CHOICE, NULL);

  self->today = today;
  show_in_calendar (self);
  return GTK_WIDGET (self);
}

void
zw_date_choice_add (ZwDateChoice *self, const char *name, int date)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *start = gtk_label_new (name);
  g_autofree char *text = zw_format_date (date, self->today);
  GtkWidget *end = gtk_label_new (text);

  gtk_widget_add_css_class (row, "zw-menu-row");
  gtk_label_set_xalign (GTK_LABEL (start), 0);
  gtk_widget_set_hexpand (start, TRUE);
  gtk_widget_add_css_class (end, "zw-key");
  gtk_box_append (GTK_BOX (row), start);
  gtk_box_append (GTK_BOX (row), end);
  g_array_append_val (self->dates, date);
  gtk_list_box_append (GTK_LIST_BOX (self->list), row);
}

void
zw_date_choice_set_date (ZwDateChoice *self, int date)
{
  self->date = date;
  show_in_calendar (self);
  mark_row (self);
}

int
zw_date_choice_get_date (ZwDateChoice *self)
{
  return self->date;
}

int
zw_date_next_monday (int date)
{
  GDate value;

  g_date_clear (&value, 1);
  g_date_set_julian (&value, (guint32) date);
  return date + 8 - (int) g_date_get_weekday (&value);
}
