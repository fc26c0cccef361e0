/* SPDX-License-Identifier: GPL-3.0-or-later
 * Opened from the pages People and Estimates. Reads the days from the item, keeps none of its own. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-dates-dialog.h"

#include <glib/gi18n.h>

#include "zw-commit.h"
#include "zw-format.h"
#include "zw-project-commands.h"

struct _ZwDatesDialog {
  ZwToastWindow parent_instance;
  ZwItem *item;          /* (owned) a project or a member */
  GtkCalendar *calendar;
  GtkButton *button;     /* takes the chosen day in or out */
  GtkListBox *list;
  GArray *shown;         /* (owned) int, one per row */
};

G_DEFINE_FINAL_TYPE (ZwDatesDialog, zw_dates_dialog, ZW_TYPE_TOAST_WINDOW)

static ZwWorkspace *
get_workspace (ZwDatesDialog *self)
{
  return zw_toast_window_get_workspace (ZW_TOAST_WINDOW (self));
}

/* (nullable) */
static GArray *
get_dates (ZwDatesDialog *self)
{
  return ZW_IS_PROJECT (self->item) ? ZW_PROJECT (self->item)->holidays : ZW_MEMBER (self->item)->days_off;
}

static gboolean
contains (GArray *dates, int date)
{
  for (guint i = 0; dates != NULL && i < dates->len; i++)
    if (g_array_index (dates, int, i) == date)
      return TRUE;
  return FALSE;
}

static void
set_date (ZwDatesDialog *self, int date, gboolean present)
{
  ZwWorkspace *workspace = get_workspace (self);
  g_autofree char *text = zw_date_to_string (date);
  g_autoptr (GError) error = NULL;
  ZwChangeSet *set = ZW_IS_PROJECT (self->item)
                         ? zw_project_set_holiday (workspace, zw_item_get_id (self->item), text, present, &error)
                         : zw_member_set_day_off (workspace, ZW_MEMBER (self->item), text, present, &error);

  zw_commit (GTK_WIDGET (self), workspace, set, &error);
}

/* --- showing --- */

static int
get_calendar_date (ZwDatesDialog *self)
{
  g_autoptr (GDateTime) time = gtk_calendar_get_date (self->calendar);
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_dmy (&date, (GDateDay) g_date_time_get_day_of_month (time), g_date_time_get_month (time),
                  (GDateYear) g_date_time_get_year (time));
  return (int) g_date_get_julian (&date);
}

static void
mark_month (ZwDatesDialog *self)
{
  g_autoptr (GDateTime) time = gtk_calendar_get_date (self->calendar);
  GArray *dates = get_dates (self);

  gtk_calendar_clear_marks (self->calendar);
  for (guint i = 0; dates != NULL && i < dates->len; i++)
    {
      GDate date;
      g_date_clear (&date, 1);
      g_date_set_julian (&date, (guint32) g_array_index (dates, int, i));
      if ((int) g_date_get_month (&date) == g_date_time_get_month (time) && g_date_get_year (&date) == g_date_time_get_year (time))
        gtk_calendar_mark_day (self->calendar, g_date_get_day (&date));
    }
}

static void
show_button (ZwDatesDialog *self)
{
  int date = get_calendar_date (self), today = zw_clock_get_today (zw_workspace_get_clock (get_workspace (self)));
  g_autofree char *day = zw_format_date (date, today);
  g_autofree char *text = g_strdup_printf (contains (get_dates (self), date) ? _("Remove %s") : _("Add %s"), day);

  gtk_button_set_label (self->button, text);
  gtk_widget_set_sensitive (GTK_WIDGET (self->button), !zw_workspace_is_read_only (get_workspace (self)));
}

static void
remove_cb (GtkButton *button, ZwDatesDialog *self)
{
  GtkWidget *row = gtk_widget_get_ancestor (GTK_WIDGET (button), GTK_TYPE_LIST_BOX_ROW);
  set_date (self, g_array_index (self->shown, int, (guint) gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (row))), FALSE);
}

static void
append_row (ZwDatesDialog *self, int date)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *button = gtk_button_new_from_icon_name ("user-trash-symbolic");
  g_autofree char *day = zw_format_date (date, zw_clock_get_today (zw_workspace_get_clock (get_workspace (self))));
  g_autofree char *tooltip = g_strdup_printf (_("Remove %s"), day);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), day);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, tooltip);
  g_signal_connect (button, "clicked", G_CALLBACK (remove_cb), self);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  gtk_list_box_append (self->list, row);
}

static void
refresh (ZwDatesDialog *self)
{
  GArray *dates = get_dates (self);
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, row);
  g_array_set_size (self->shown, 0);
  for (guint i = 0; dates != NULL && i < dates->len; i++)
    {
      g_array_append_val (self->shown, g_array_index (dates, int, i));
      append_row (self, g_array_index (dates, int, i));
    }
  gtk_widget_set_visible (GTK_WIDGET (self->list), self->shown->len > 0);
  mark_month (self);
  show_button (self);
}

static void
month_changed_cb (ZwDatesDialog *self)
{
  mark_month (self);
  show_button (self);
}

static void
toggle_cb (ZwDatesDialog *self)
{
  int date = get_calendar_date (self);
  set_date (self, date, !contains (get_dates (self), date));
}

/* --- the window --- */

static void
zw_dates_dialog_finalize (GObject *object)
{
  ZwDatesDialog *self = ZW_DATES_DIALOG (object);

  g_clear_object (&self->item);
  g_array_unref (self->shown);
  G_OBJECT_CLASS (zw_dates_dialog_parent_class)->finalize (object);
}

static void
zw_dates_dialog_class_init (ZwDatesDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = zw_dates_dialog_finalize;
  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/project/dates-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, ZwDatesDialog, calendar);
  gtk_widget_class_bind_template_child (widget_class, ZwDatesDialog, button);
  gtk_widget_class_bind_template_child (widget_class, ZwDatesDialog, list);
  gtk_widget_class_bind_template_callback (widget_class, month_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, show_button);
  gtk_widget_class_bind_template_callback (widget_class, toggle_cb);
}

static void
zw_dates_dialog_init (ZwDatesDialog *self)
{
  self->shown = g_array_new (FALSE, FALSE, sizeof (int));
  gtk_widget_init_template (GTK_WIDGET (self));
}

static GtkWidget *
new_dialog (ZwWorkspace *workspace, ZwItem *item, const char *title)
{
  ZwDatesDialog *self = g_object_new (ZW_TYPE_DATES_DIALOG, "workspace", workspace, "title", title, NULL);

  self->item = g_object_ref (item);
  g_signal_connect_object (workspace, "changed", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
  refresh (self);
  return GTK_WIDGET (self);
}

GtkWidget *
zw_dates_dialog_new_holidays (ZwWorkspace *workspace, ZwProject *project)
{
  return new_dialog (workspace, ZW_ITEM (project), _("Holidays"));
}

GtkWidget *
zw_dates_dialog_new_days_off (ZwWorkspace *workspace, ZwMember *member)
{
  ZwPerson *person = zw_workspace_get_person (workspace, member->person);
  g_autofree char *title = g_strdup_printf (_("Days Off of %s"), person != NULL ? person->name : "");

  return new_dialog (workspace, ZW_ITEM (member), title);
}
