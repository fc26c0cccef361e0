/* SPDX-License-Identifier: GPL-3.0-or-later
 * Made by ZwProjectSettings. Nearly every row is a ZwFieldEditor; the rest is the scale, the working days and the days off. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-estimates-page.h"

#include <glib/gi18n.h>
#include <math.h>

#include "zw-commit.h"
#include "zw-dates-dialog.h"
#include "zw-field-editor.h"
#include "zw-format.h"
#include "zw-long-text.h"
#include "zw-project-commands.h"
#include "zw-word-popover.h"

#define N_WEEKDAYS 7
#define MINUTES_PER_HOUR 60
#define SECONDS_PER_MINUTE 60
/* A Monday; its week names the weekdays. */
#define SOME_MONDAY_YEAR 2024

struct _ZwEstimatesPage {
  AdwPreferencesPage parent_instance;
  ZwWorkspace *workspace; /* (owned) */
  ZwProject *project;     /* (owned) */
  GPtrArray *editors;     /* (owned) ZwFieldEditor */
  AdwComboRow *unit_row;
  GtkMenuButton *scale_button;
  GtkWidget *scale_popover;
  GtkBox *scale_box;
  GtkSwitch *difficulty_switch;
  GtkSwitch *time_switch;
  GtkSpinButton *hours_spin;
  GtkSpinButton *focus_spin;
  GtkSwitch *parallel_switch;
  AdwComboRow *length_row;
  GtkBox *days_box;
  GtkToggleButton *days[N_WEEKDAYS];
  AdwActionRow *holidays_row;
  GtkSpinButton *standup_spin;
  GtkMenuButton *role_button;
  GtkWidget *role_popover;
  GtkEditable *name_row;
  GtkEditable *key_row;
  AdwPreferencesGroup *description_group;
  gboolean showing; /* widgets are being set, not used */
};

G_DEFINE_FINAL_TYPE (ZwEstimatesPage, zw_estimates_page, ADW_TYPE_PREFERENCES_PAGE)

static void
set_field (ZwEstimatesPage *self, ZwField field, const char *value)
{
  g_autoptr (GError) error = NULL;
  zw_commit (GTK_WIDGET (self), self->workspace, zw_item_set_field (self->workspace, ZW_ITEM (self->project), field, value, &error),
             &error);
}

/* --- scale --- */

static void
show_scale (ZwEstimatesPage *self)
{
  g_auto (GStrv) numbers = g_strsplit_set (self->project->scale != NULL ? self->project->scale : "", " ,;", -1);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->scale_box))) != NULL)
    gtk_box_remove (self->scale_box, child);
  for (guint i = 0; i <= g_strv_length (numbers); i++)
    {
      const char *number = numbers[i] != NULL ? numbers[i] : "?";
      if (*number == '\0' || (numbers[i] != NULL && g_str_equal (number, "?")))
        continue;
      GtkWidget *label = gtk_label_new (number);
      gtk_widget_add_css_class (label, "zw-scale-step");
      gtk_widget_add_css_class (label, "numeric");
      gtk_box_append (self->scale_box, label);
    }
  zw_word_popover_set_present (ZW_WORD_POPOVER (self->scale_popover), self->project->scale);
}

static gboolean
is_scale (char **numbers)
{
  double value;

  for (guint i = 0; numbers[i] != NULL; i++)
    if (*numbers[i] != '\0' && !g_str_equal (numbers[i], "?") && (!zw_real_from_string (numbers[i], &value) || value < 0))
      return FALSE;
  return TRUE;
}

static void
scale_chosen_cb (ZwWordPopover *popover, const char *word, ZwEstimatesPage *self)
{
  g_auto (GStrv) numbers = g_strsplit_set (word, " ;", -1);
  g_autofree char *scale = g_strjoinv (" ", numbers);

  if (is_scale (numbers))
    set_field (self, ZW_FIELD_SCALE, scale);
  else
    gtk_widget_error_bell (GTK_WIDGET (self));
}

static void
add_scale_popover (ZwEstimatesPage *self)
{
  const char *const scales[] = { "1 2 3 5 8 13", "1 2 3 5 8 13 21", "0.5 1 2 3 5 8", "1 2 3 4 5", "1 2 4 8 16", "2 4 8 16 24 40", NULL };

  self->scale_popover = zw_word_popover_new (_("Numbers with blanks between"), scales);
  g_signal_connect_object (self->scale_popover, "chosen", G_CALLBACK (scale_chosen_cb), self, 0);
  gtk_menu_button_set_popover (self->scale_button, self->scale_popover);
}

/* --- the reporter role --- */

static void
show_role (ZwEstimatesPage *self)
{
  const char *role = self->project->reporter_role != NULL ? self->project->reporter_role : C_("role", "Reporter");

  gtk_menu_button_set_label (self->role_button, role);
  zw_word_popover_set_present (ZW_WORD_POPOVER (self->role_popover), role);
}

static void
role_chosen_cb (ZwWordPopover *popover, const char *word, ZwEstimatesPage *self)
{
  set_field (self, ZW_FIELD_REPORTER_ROLE, word);
}

static void
add_role_popover (ZwEstimatesPage *self)
{
  const char *const roles[] = { C_("role", "Reporter"), C_("role", "Responsible"), C_("role", "Superior"), C_("role", "Client"), NULL };

  self->role_popover = zw_word_popover_new (_("Own word"), roles);
  g_signal_connect_object (self->role_popover, "chosen", G_CALLBACK (role_chosen_cb), self, 0);
  gtk_menu_button_set_popover (self->role_button, self->role_popover);
}

/* --- days --- */

static void
show_days (ZwEstimatesPage *self)
{
  GArray *holidays = self->project->holidays;
  guint n = holidays != NULL ? holidays->len : 0;
  g_autofree char *text = n > 0 ? g_strdup_printf (ngettext ("%u day", "%u days", n), n) : NULL;

  self->showing = TRUE;
  for (guint i = 0; i < N_WEEKDAYS; i++)
    gtk_toggle_button_set_active (self->days[i], (self->project->working_days & (1 << i)) != 0);
  self->showing = FALSE;
  adw_action_row_set_subtitle (self->holidays_row, text != NULL ? text : _("None"));
}

static void
day_toggled_cb (ZwEstimatesPage *self)
{
  int mask = 0;

  if (self->showing)
    return;
  for (guint i = 0; i < N_WEEKDAYS; i++)
    mask |= gtk_toggle_button_get_active (self->days[i]) ? 1 << i : 0;
  g_autofree char *text = g_strdup_printf ("%d", mask);
  /* A week without a working day has no sprint. */
  if (mask != 0)
    set_field (self, ZW_FIELD_WORKING_DAYS, text);
  else
    show_days (self);
}

static void
add_weekday (ZwEstimatesPage *self, guint i)
{
  g_autoptr (GDateTime) day = g_date_time_new_utc (SOME_MONDAY_YEAR, 1, 1 + (int) i, 12, 0, 0);
  g_autofree char *name = g_date_time_format (day, "%A");
  g_autofree char *abbreviation = g_utf8_substring (name, 0, MIN (2, g_utf8_strlen (name, -1)));
  GtkWidget *button = gtk_toggle_button_new_with_label (abbreviation);

  gtk_widget_set_tooltip_text (button, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_widget_set_sensitive (button, !zw_workspace_is_read_only (self->workspace));
  g_signal_connect_swapped (button, "toggled", G_CALLBACK (day_toggled_cb), self);
  gtk_box_append (self->days_box, button);
  self->days[i] = GTK_TOGGLE_BUTTON (button);
}

static void
holidays_cb (ZwEstimatesPage *self)
{
  GtkWidget *dialog = zw_dates_dialog_new_holidays (self->workspace, self->project);

  gtk_window_set_transient_for (GTK_WINDOW (dialog), GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))));
  gtk_window_present (GTK_WINDOW (dialog));
}

/* --- numbers with a unit --- */

static gboolean
hours_output_cb (GtkSpinButton *spin)
{
  g_autofree char *number = g_strdup_printf ("%g", gtk_spin_button_get_value (spin));
  /* Translators: hours, short: "8 h". */
  g_autofree char *text = g_strdup_printf (_("%s h"), number);

  gtk_editable_set_text (GTK_EDITABLE (spin), text);
  return TRUE;
}

static int
hours_input_cb (GtkSpinButton *spin, double *value)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (spin));
  char *end;

  *value = g_strtod (text, &end);
  return end == text ? GTK_INPUT_ERROR : TRUE;
}

static gboolean
percent_output_cb (GtkSpinButton *spin)
{
  g_autofree char *text = zw_format_percent ((int) round (gtk_spin_button_get_value (spin) * 100));

  gtk_editable_set_text (GTK_EDITABLE (spin), text);
  return TRUE;
}

/* "80 %", or "80". */
static int
percent_input_cb (GtkSpinButton *spin, double *value)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (spin));
  char *end;

  *value = g_strtod (text, &end) / 100;
  return end == text ? GTK_INPUT_ERROR : TRUE;
}

static gboolean
clock_output_cb (GtkSpinButton *spin)
{
  int seconds = gtk_spin_button_get_value_as_int (spin);
  g_autofree char *text = g_strdup_printf ("%d:%02d", seconds / SECONDS_PER_MINUTE, seconds % SECONDS_PER_MINUTE);

  gtk_editable_set_text (GTK_EDITABLE (spin), text);
  return TRUE;
}

/* "2:30", or "2" for minutes. */
static int
clock_input_cb (GtkSpinButton *spin, double *value)
{
  g_auto (GStrv) parts = g_strsplit (gtk_editable_get_text (GTK_EDITABLE (spin)), ":", 2);
  guint64 minutes, seconds = 0;

  if (parts[0] == NULL || !g_ascii_string_to_unsigned (parts[0], 10, 0, SECONDS_PER_MINUTE, &minutes, NULL)
      || (parts[1] != NULL && !g_ascii_string_to_unsigned (parts[1], 10, 0, SECONDS_PER_MINUTE - 1, &seconds, NULL)))
    return GTK_INPUT_ERROR;
  *value = (double) (minutes * SECONDS_PER_MINUTE + seconds);
  return TRUE;
}

/* --- the page --- */

static void
refresh (ZwEstimatesPage *self)
{
  show_scale (self);
  show_role (self);
  show_days (self);
}

static void
zw_estimates_page_dispose (GObject *object)
{
  ZwEstimatesPage *self = ZW_ESTIMATES_PAGE (object);

  g_clear_pointer (&self->editors, g_ptr_array_unref);
  g_clear_object (&self->project);
  g_clear_object (&self->workspace);
  G_OBJECT_CLASS (zw_estimates_page_parent_class)->dispose (object);
}

static void
zw_estimates_page_class_init (ZwEstimatesPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = zw_estimates_page_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/project/estimates-page.ui");
  gtk_widget_class_bind_template_child (widget_class, ZwEstimatesPage, unit_row);
  gtk_widget_class_bind_template_child (widget_class, ZwEstimatesPage, scale_button);
  gtk_widget_class_bind_template_child (widget_class, ZwEstimatesPage, scale_box);
  gtk_widget_class_bind_template_child (widget_class, ZwEstimatesPage, difficulty_switch);
  gtk_widget_class_bind_template_child (widget_class, ZwEstimatesPage, time_switch);
  gtk_widget_class_bind_template_child (widget_class, ZwEstimatesPage, hours_spin);
  gtk_widget_class_bind_template_child (widget_class, ZwEstimatesPage, length_row);
  gtk_widget_class_bind_template_child (widget_class, ZwEstimatesPage, focus_spin);
  gtk_widget_class_bind_template_child (widget_class, ZwEstimatesPage, parallel_switch);
  gtk_widget_class_bind_template_child (widget_class, ZwEstimatesPage, days_box);
  gtk_widget_class_bind_template_child (widget_class, ZwEstimatesPage, holidays_row);
  gtk_widget_class_bind_template_child (widget_class, ZwEstimatesPage, standup_spin);
  gtk_widget_class_bind_template_child (widget_class, ZwEstimatesPage, role_button);
  gtk_widget_class_bind_template_child (widget_class, ZwEstimatesPage, name_row);
  gtk_widget_class_bind_template_child (widget_class, ZwEstimatesPage, key_row);
  gtk_widget_class_bind_template_child (widget_class, ZwEstimatesPage, description_group);
  gtk_widget_class_bind_template_callback (widget_class, hours_output_cb);
  gtk_widget_class_bind_template_callback (widget_class, hours_input_cb);
  gtk_widget_class_bind_template_callback (widget_class, percent_output_cb);
  gtk_widget_class_bind_template_callback (widget_class, percent_input_cb);
  gtk_widget_class_bind_template_callback (widget_class, clock_output_cb);
  gtk_widget_class_bind_template_callback (widget_class, clock_input_cb);
  gtk_widget_class_bind_template_callback (widget_class, holidays_cb);
}

static void
zw_estimates_page_init (ZwEstimatesPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->editors = g_ptr_array_new_with_free_func (g_object_unref);
}

/* Whole weeks, and the present length where it is none of them. */
static void
add_length_editor (ZwEstimatesPage *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  g_autoptr (GStrvBuilder) values = g_strv_builder_new ();
  int present = self->project->sprint_days;
  g_autofree char *present_text = g_strdup_printf ("%d", present);

  for (int weeks = 1; weeks <= 4; weeks++)
    {
      g_autofree char *value = g_strdup_printf ("%d", weeks * N_WEEKDAYS);
      g_strv_builder_add (values, value);
      gtk_string_list_take (names, g_strdup_printf (ngettext ("%d Week", "%d Weeks", (gulong) weeks), weeks));
    }
  if (present % N_WEEKDAYS != 0 || present > 4 * N_WEEKDAYS)
    {
      g_strv_builder_add (values, present_text);
      gtk_string_list_take (names, g_strdup_printf (ngettext ("%d Day", "%d Days", (gulong) present), present));
    }
  g_auto (GStrv) texts = g_strv_builder_end (values);
  adw_combo_row_set_model (self->length_row, G_LIST_MODEL (names));
  g_ptr_array_add (self->editors, zw_field_editor_new_combo (self->length_row, self->workspace, ZW_ITEM (self->project),
                                                             ZW_FIELD_SPRINT_DAYS, (const char *const *) texts));
}

static void
add_editors (ZwEstimatesPage *self)
{
  ZwItem *item = ZW_ITEM (self->project);
  ZwWorkspace *workspace = self->workspace;
  GPtrArray *editors = self->editors;

  g_ptr_array_add (editors, zw_field_editor_new_combo (self->unit_row, workspace, item, ZW_FIELD_ESTIMATE_UNIT, zw_estimate_unit_names));
  g_ptr_array_add (editors, zw_field_editor_new_switch (self->difficulty_switch, workspace, item, ZW_FIELD_SHOW_DIFFICULTY));
  g_ptr_array_add (editors, zw_field_editor_new_switch (self->time_switch, workspace, item, ZW_FIELD_SHOW_TIME));
  g_ptr_array_add (editors, zw_field_editor_new_spin (self->hours_spin, workspace, item, ZW_FIELD_MINUTES_PER_DAY, MINUTES_PER_HOUR));
  g_ptr_array_add (editors, zw_field_editor_new_spin (self->focus_spin, workspace, item, ZW_FIELD_FOCUS_FACTOR, 1));
  g_ptr_array_add (editors, zw_field_editor_new_switch (self->parallel_switch, workspace, item, ZW_FIELD_PARALLEL_SPRINTS));
  g_ptr_array_add (editors, zw_field_editor_new_spin (self->standup_spin, workspace, item, ZW_FIELD_STANDUP_SECONDS, 1));
  g_ptr_array_add (editors, zw_field_editor_new_entry (self->name_row, workspace, item, ZW_FIELD_NAME));
  g_ptr_array_add (editors, zw_field_editor_new_entry (self->key_row, workspace, item, ZW_FIELD_KEY));
  add_length_editor (self);
}

GtkWidget *
zw_estimates_page_new (ZwWorkspace *workspace, ZwProject *project)
{
  ZwEstimatesPage *self = g_object_new (ZW_TYPE_ESTIMATES_PAGE, NULL);
  gboolean writable = !zw_workspace_is_read_only (workspace);

  self->workspace = g_object_ref (workspace);
  self->project = g_object_ref (project);
  for (guint i = 0; i < N_WEEKDAYS; i++)
    add_weekday (self, i);
  add_scale_popover (self);
  add_role_popover (self);
  add_editors (self);
  adw_preferences_group_add (self->description_group, zw_long_text_new (workspace, project, _("Description")));
  gtk_widget_set_sensitive (GTK_WIDGET (self->scale_button), writable);
  gtk_widget_set_sensitive (GTK_WIDGET (self->role_button), writable);
  refresh (self);
  /* Holidays are a set: they come without a notification of their own. */
  g_signal_connect_object (workspace, "changed", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}
