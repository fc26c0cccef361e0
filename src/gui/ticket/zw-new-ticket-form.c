/* SPDX-License-Identifier: GPL-3.0-or-later
 * The form of the new-ticket dialog: widgets, drop-downs and popovers. Writes into the dialog's struct, never into the
 * workspace. */
#define G_LOG_DOMAIN "zettelwand"

#include <glib/gi18n.h>
#include <math.h>

#include "zw-avatar.h"
#include "zw-date-popover.h"
#include "zw-estimate-popover.h"
#include "zw-format.h"
#include "zw-label-popover.h"
#include "zw-new-ticket-private.h"
#include "zw-pane-parts.h"
#include "zw-person-popover.h"

/* --- values in the rows --- */

static void
set_value (GtkWidget *button, GtkWidget *start, const char *text, gboolean is_set)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

  if (start != NULL)
    gtk_box_append (GTK_BOX (box), start);
  gtk_box_append (GTK_BOX (box), zw_pane_label_new (text, is_set ? NULL : "zw-sec"));
  gtk_menu_button_set_child (GTK_MENU_BUTTON (button), box);
}

static void
show_person (ZwNewTicketDialog *self, GtkWidget *button, gint64 id)
{
  ZwPerson *person = zw_workspace_get_person (self->workspace, id);
  GtkWidget *avatar = NULL;

  if (person != NULL)
    {
      avatar = zw_avatar_new (22);
      zw_avatar_set_person (ZW_AVATAR (avatar), person);
    }
  set_value (button, avatar, person == NULL ? _("Nobody") : person->name, person != NULL);
}

static gint64
get_owner (ZwNewTicketDialog *self)
{
  return self->quick->owner != 0 ? self->quick->owner : self->owner;
}

static double
get_estimate (ZwNewTicketDialog *self)
{
  return isnan (self->quick->estimate) ? self->estimate : self->quick->estimate;
}

static void
show_labels (ZwNewTicketDialog *self)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < self->labels->len; i++)
    {
      ZwLabel *label = zw_workspace_get_label (self->workspace, g_array_index (self->labels, gint64, i));
      if (label != NULL)
        g_string_append_printf (names, "%s%s", names->len > 0 ? ", " : "", label->name);
    }
  set_value (self->labels_button, NULL, names->len > 0 ? names->str : C_("labels", "None"), names->len > 0);
}

static GtkWidget *
new_chip (GtkWidget *start, const char *text)
{
  GtkWidget *chip = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  gtk_widget_add_css_class (chip, "zw-chip");
  if (start != NULL)
    gtk_box_append (GTK_BOX (chip), start);
  gtk_box_append (GTK_BOX (chip), zw_pane_label_new (text, "caption"));
  return chip;
}

/* A "#word" that is no label can become one; an "@word" that is nobody says that it stays in the title. */
static GtkWidget *
new_offer (const char *word)
{
  g_autofree char *text = g_strdup_printf (word[0] == '#' ? _("Create Label “%s”") : _("“@%s” is nobody here"), word + 1);

  if (word[0] != '#')
    return zw_pane_label_new (text, "zw-key");
  GtkWidget *button = gtk_button_new_with_label (text);
  gtk_widget_add_css_class (button, "zw-offer");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "title.create-label");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", word + 1);
  return button;
}

/* "Read as" and a chip for everything the title line named. */
static void
show_chips (ZwNewTicketDialog *self)
{
  ZwPerson *owner = zw_workspace_get_person (self->workspace, self->quick->owner);
  g_autoptr (GPtrArray) words = zw_quick_title_dup_words (self->quick, self->workspace, self->project);
  gboolean any = owner != NULL || self->quick->labels->len > 0 || words->len > 0;

  zw_pane_clear_box (GTK_BOX (self->chips));
  gtk_widget_set_visible (self->chips, any || self->quick->unknown->len > 0);
  if (any)
    gtk_box_append (GTK_BOX (self->chips), zw_pane_label_new (_("Read as"), "zw-key"));
  if (owner != NULL)
    gtk_box_append (GTK_BOX (self->chips), new_chip (gtk_image_new_from_icon_name ("avatar-default-symbolic"), owner->name));
  for (guint i = 0; i < self->quick->labels->len; i++)
    {
      ZwLabel *label = zw_workspace_get_label (self->workspace, g_array_index (self->quick->labels, gint64, i));
      if (label != NULL)
        gtk_box_append (GTK_BOX (self->chips), new_chip (zw_label_dot_new (label), label->name));
    }
  for (guint i = 0; i < words->len; i++)
    gtk_box_append (GTK_BOX (self->chips), new_chip (NULL, words->pdata[i]));
  for (guint i = 0; i < self->quick->unknown->len; i++)
    gtk_box_append (GTK_BOX (self->chips), new_offer (self->quick->unknown->pdata[i]));
}

void
zw_new_ticket_form_update (ZwNewTicketDialog *self)
{
  ZwProject *project = zw_workspace_get_project (self->workspace, self->project);
  int today = zw_clock_get_today (zw_workspace_get_clock (self->workspace));
  double estimate = get_estimate (self);
  g_autofree char *estimate_text = isnan (estimate) ? g_strdup (_("None")) : zw_format_estimate_long (estimate, project);
  g_autofree char *due = self->due == ZW_UNSET ? g_strdup (_("No date")) : zw_format_date (self->due, today);

  show_chips (self);
  show_person (self, self->owner_button, get_owner (self));
  show_person (self, self->reporter_button, self->reporter);
  show_person (self, self->customer_button, self->customer);
  set_value (self->estimate_button, NULL, estimate_text, !isnan (estimate));
  set_value (self->due_button, NULL, due, self->due != ZW_UNSET);
  show_labels (self);
  gtk_widget_set_visible (self->estimate_row, self->type != ZW_TICKET_EPIC);
  gtk_widget_set_visible (self->sprint_row, self->type != ZW_TICKET_EPIC && self->type != ZW_TICKET_PROBLEM);
  gtk_widget_set_visible (self->customer_row, self->type == ZW_TICKET_PROBLEM);
  gtk_widget_set_visible (self->difficulty_row, project == NULL || project->show_difficulty);
  gtk_widget_set_sensitive (self->create, *self->quick->title != '\0');
}

/* --- drop-downs --- */

static void
fill_statuses (ZwNewTicketDialog *self)
{
  GListModel *statuses = zw_workspace_get_statuses (self->workspace, self->project);
  ZwWorkflow workflow = self->type == ZW_TICKET_PROBLEM ? ZW_WORKFLOW_SUPPORT : ZW_WORKFLOW_WORK;
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  guint selected = 0;

  g_array_set_size (self->statuses, 0);
  for (guint i = 0; i < g_list_model_get_n_items (statuses); i++)
    {
      g_autoptr (ZwStatus) status = g_list_model_get_item (statuses, i);
      gint64 id = zw_item_get_id (ZW_ITEM (status));
      if (status->workflow != workflow || zw_category_is_closed (status->category))
        continue;
      if (id == self->status)
        selected = self->statuses->len;
      g_array_append_val (self->statuses, id);
      gtk_string_list_append (names, status->name);
    }
  adw_combo_row_set_model (ADW_COMBO_ROW (self->status_row), G_LIST_MODEL (names));
  adw_combo_row_set_selected (ADW_COMBO_ROW (self->status_row), selected);
  /* The other workflow has other columns. */
  self->status = self->statuses->len == 0 ? 0 : g_array_index (self->statuses, gint64, selected);
}

static void
fill_sprints (ZwNewTicketDialog *self)
{
  GListModel *sprints = zw_workspace_get_sprints (self->workspace, self->project);
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  gint64 backlog = 0;
  guint selected = 0;

  g_array_set_size (self->sprints, 0);
  g_array_append_val (self->sprints, backlog);
  gtk_string_list_append (names, _("Backlog"));
  for (guint i = 0; i < g_list_model_get_n_items (sprints); i++)
    {
      g_autoptr (ZwSprint) sprint = g_list_model_get_item (sprints, i);
      gint64 id = zw_item_get_id (ZW_ITEM (sprint));
      if (sprint->state == ZW_SPRINT_CLOSED)
        continue;
      if (id == self->sprint)
        selected = self->sprints->len;
      g_array_append_val (self->sprints, id);
      gtk_string_list_append (names, sprint->name);
    }
  adw_combo_row_set_model (ADW_COMBO_ROW (self->sprint_row), G_LIST_MODEL (names));
  adw_combo_row_set_selected (ADW_COMBO_ROW (self->sprint_row), selected);
}

void
zw_new_ticket_form_fill (ZwNewTicketDialog *self)
{
  self->updating = TRUE;
  fill_statuses (self);
  fill_sprints (self);
  self->updating = FALSE;
}

static void
status_selected_cb (AdwComboRow *row, GParamSpec *pspec, ZwNewTicketDialog *self)
{
  guint selected = adw_combo_row_get_selected (row);

  if (!self->updating && selected < self->statuses->len)
    self->status = g_array_index (self->statuses, gint64, selected);
}

static void
sprint_selected_cb (AdwComboRow *row, GParamSpec *pspec, ZwNewTicketDialog *self)
{
  guint selected = adw_combo_row_get_selected (row);

  if (!self->updating && selected < self->sprints->len)
    self->sprint = g_array_index (self->sprints, gint64, selected);
}

static void
difficulty_selected_cb (AdwComboRow *row, GParamSpec *pspec, ZwNewTicketDialog *self)
{
  self->difficulty = (int) adw_combo_row_get_selected (row);
}

/* Urgent first in the list. */
static void
priority_selected_cb (AdwComboRow *row, GParamSpec *pspec, ZwNewTicketDialog *self)
{
  self->priority = 5 - (int) adw_combo_row_get_selected (row);
}

/* --- popovers --- */

static void
owner_chosen_cb (ZwPersonPopover *popover, gint64 person, ZwNewTicketDialog *self)
{
  self->owner = person;
  zw_new_ticket_form_update (self);
}

static void
reporter_chosen_cb (ZwPersonPopover *popover, gint64 person, ZwNewTicketDialog *self)
{
  self->reporter = person;
  zw_new_ticket_form_update (self);
}

static void
customer_chosen_cb (ZwPersonPopover *popover, gint64 person, ZwNewTicketDialog *self)
{
  self->customer = person;
  zw_new_ticket_form_update (self);
}

static void
estimate_chosen_cb (ZwEstimatePopover *popover, double estimate, ZwNewTicketDialog *self)
{
  self->estimate = estimate;
  zw_new_ticket_form_update (self);
}

static void
due_chosen_cb (ZwDatePopover *popover, int date, ZwNewTicketDialog *self)
{
  self->due = date;
  zw_new_ticket_form_update (self);
}

static void
label_toggled_cb (ZwLabelPopover *popover, gint64 label, ZwNewTicketDialog *self)
{
  guint i = 0;

  while (i < self->labels->len && g_array_index (self->labels, gint64, i) != label)
    i++;
  if (i < self->labels->len)
    g_array_remove_index (self->labels, i);
  else
    g_array_append_val (self->labels, label);
  zw_label_popover_set_chosen (popover, self->labels);
  zw_new_ticket_form_update (self);
}

static void
create_popover_cb (GtkMenuButton *button, gpointer user_data)
{
  ZwNewTicketDialog *self = user_data;
  GtkWidget *widget = GTK_WIDGET (button), *popover = NULL;

  if (widget == self->owner_button || widget == self->reporter_button || widget == self->customer_button)
    {
      gboolean is_owner = widget == self->owner_button, is_customer = widget == self->customer_button;
      popover = zw_person_popover_new (self->workspace, self->project, NULL, 0,
                                       is_owner ? ZW_FIELD_OWNER : is_customer ? ZW_FIELD_CUSTOMER : ZW_FIELD_REPORTER);
      g_signal_connect (popover, "chosen", is_owner      ? G_CALLBACK (owner_chosen_cb)
                                           : is_customer ? G_CALLBACK (customer_chosen_cb)
                                                         : G_CALLBACK (reporter_chosen_cb), self);
    }
  else if (widget == self->estimate_button)
    {
      popover = zw_estimate_popover_new (self->workspace, self->project, NULL, 0);
      g_signal_connect (popover, "chosen", G_CALLBACK (estimate_chosen_cb), self);
    }
  else if (widget == self->due_button)
    {
      popover = zw_date_popover_new (self->workspace, self->project, NULL, 0);
      g_signal_connect (popover, "chosen", G_CALLBACK (due_chosen_cb), self);
    }
  else
    {
      popover = zw_label_popover_new (self->workspace, self->project, NULL, 0);
      zw_label_popover_set_chosen (ZW_LABEL_POPOVER (popover), self->labels);
      g_signal_connect (popover, "toggled", G_CALLBACK (label_toggled_cb), self);
    }
  gtk_menu_button_set_popover (button, popover);
}

/* --- building --- */

static GtkWidget *
new_menu_row (ZwNewTicketDialog *self, const char *title, GtkWidget **button)
{
  GtkWidget *row = adw_action_row_new ();

  *button = gtk_menu_button_new ();
  gtk_menu_button_set_always_show_arrow (GTK_MENU_BUTTON (*button), TRUE);
  gtk_menu_button_set_has_frame (GTK_MENU_BUTTON (*button), FALSE);
  gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (*button), create_popover_cb, self, NULL);
  gtk_widget_set_valign (*button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (*button, "zw-value");
  gtk_accessible_update_property (GTK_ACCESSIBLE (*button), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), *button);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), *button);
  return row;
}

static GtkWidget *
new_combo_row (ZwNewTicketDialog *self, const char *title, GCallback selected)
{
  GtkWidget *row = adw_combo_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  g_signal_connect (row, "notify::selected", selected, self);
  return row;
}

static void
fill_constants (ZwNewTicketDialog *self)
{
  g_autoptr (GtkStringList) difficulties = gtk_string_list_new (NULL);
  g_autoptr (GtkStringList) priorities = gtk_string_list_new (NULL);

  for (int i = 0; i <= 5; i++)
    gtk_string_list_append (difficulties, zw_pane_format_difficulty (i));
  for (int i = 5; i >= 1; i--)
    gtk_string_list_append (priorities, zw_format_priority (i));
  adw_combo_row_set_model (ADW_COMBO_ROW (self->difficulty_row), G_LIST_MODEL (difficulties));
  adw_combo_row_set_model (ADW_COMBO_ROW (self->priority_row), G_LIST_MODEL (priorities));
  adw_combo_row_set_selected (ADW_COMBO_ROW (self->priority_row), 2);
}

static GtkWidget *
new_more_row (ZwNewTicketDialog *self)
{
  GtkWidget *more = adw_expander_row_new ();
  ZwProject *project = zw_workspace_get_project (self->workspace, self->project);
  const char *role = project == NULL || project->reporter_role == NULL ? _("Reporter") : _(project->reporter_role);
  g_autofree char *subtitle = g_strdup_printf (_("%s, Difficulty, Priority, Labels"), role);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (more), _("More"));
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (more), subtitle);
  self->difficulty_row = new_combo_row (self, _("Difficulty"), G_CALLBACK (difficulty_selected_cb));
  self->priority_row = new_combo_row (self, _("Priority"), G_CALLBACK (priority_selected_cb));
  adw_expander_row_add_row (ADW_EXPANDER_ROW (more), new_menu_row (self, role, &self->reporter_button));
  adw_expander_row_add_row (ADW_EXPANDER_ROW (more), self->difficulty_row);
  adw_expander_row_add_row (ADW_EXPANDER_ROW (more), self->priority_row);
  adw_expander_row_add_row (ADW_EXPANDER_ROW (more), new_menu_row (self, _("Labels"), &self->labels_button));
  fill_constants (self);
  return more;
}

static GtkWidget *
new_rows (ZwNewTicketDialog *self)
{
  GtkWidget *list = gtk_list_box_new ();

  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_widget_add_css_class (list, "zw-rows");
  self->status_row = new_combo_row (self, _("Column"), G_CALLBACK (status_selected_cb));
  self->sprint_row = new_combo_row (self, _("Sprint"), G_CALLBACK (sprint_selected_cb));
  self->customer_row = new_menu_row (self, _("Customer"), &self->customer_button);
  gtk_list_box_append (GTK_LIST_BOX (list), self->status_row);
  gtk_list_box_append (GTK_LIST_BOX (list), self->sprint_row);
  gtk_list_box_append (GTK_LIST_BOX (list), self->customer_row);
  gtk_list_box_append (GTK_LIST_BOX (list), new_menu_row (self, _("Owner"), &self->owner_button));
  self->estimate_row = new_menu_row (self, _("Estimate"), &self->estimate_button);
  gtk_list_box_append (GTK_LIST_BOX (list), self->estimate_row);
  self->due_row = new_menu_row (self, _("Due"), &self->due_button);
  gtk_list_box_append (GTK_LIST_BOX (list), self->due_row);
  gtk_list_box_append (GTK_LIST_BOX (list), new_more_row (self));
  return list;
}

static void
type_toggled_cb (GtkToggleButton *button, ZwNewTicketDialog *self)
{
  if (!gtk_toggle_button_get_active (button))
    return;
  for (int i = ZW_TICKET_STORY; i <= ZW_TICKET_EPIC; i++)
    if (self->types[i] == GTK_WIDGET (button))
      self->type = (ZwTicketType) i;
  zw_new_ticket_form_fill (self);
  zw_new_ticket_form_update (self);
}

static GtkWidget *
new_types (ZwNewTicketDialog *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);
  ZwProject *project = zw_workspace_get_project (self->workspace, self->project);

  for (int i = ZW_TICKET_STORY; i <= ZW_TICKET_EPIC; i++)
    {
      GtkWidget *button = gtk_toggle_button_new ();
      GtkWidget *content = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
      GtkWidget *icon = gtk_image_new_from_icon_name (zw_format_type_icon ((ZwTicketType) i));
      gtk_widget_add_css_class (icon, zw_format_type_class ((ZwTicketType) i));
      gtk_box_append (GTK_BOX (content), icon);
      gtk_box_append (GTK_BOX (content), gtk_label_new (zw_format_type ((ZwTicketType) i)));
      gtk_button_set_child (GTK_BUTTON (button), content);
      gtk_widget_add_css_class (button, "flat");
      gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, zw_format_type ((ZwTicketType) i), -1);
      self->types[i] = button;
      if (i > ZW_TICKET_STORY)
        gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (button), GTK_TOGGLE_BUTTON (self->types[ZW_TICKET_STORY]));
      gtk_box_append (GTK_BOX (box), button);
    }
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->types[self->type]), TRUE);
  for (int i = ZW_TICKET_STORY; i <= ZW_TICKET_EPIC; i++)
    g_signal_connect (self->types[i], "toggled", G_CALLBACK (type_toggled_cb), self);
  self->key = zw_pane_label_new (project == NULL ? NULL : project->key, "zw-key");
  gtk_widget_set_hexpand (self->key, TRUE);
  gtk_widget_set_halign (self->key, GTK_ALIGN_END);
  gtk_box_append (GTK_BOX (box), self->key);
  gtk_widget_add_css_class (box, "zw-switch");
  return box;
}

static GtkWidget *
new_lines_band (ZwNewTicketDialog *self)
{
  GtkWidget *button = gtk_button_new_with_label (_("One Ticket per Line"));

  self->lines = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  gtk_widget_add_css_class (self->lines, "zw-note");
  gtk_widget_add_css_class (self->lines, "band");
  self->lines_text = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->lines_text), 0);
  gtk_label_set_wrap (GTK_LABEL (self->lines_text), TRUE);
  gtk_widget_set_hexpand (self->lines_text, TRUE);
  gtk_box_append (GTK_BOX (self->lines), self->lines_text);
  gtk_box_append (GTK_BOX (self->lines), button);
  gtk_widget_set_visible (self->lines, FALSE);
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (zw_new_ticket_dialog_create_lines), self);
  return self->lines;
}

static void
description_changed_cb (GtkTextBuffer *buffer, ZwNewTicketDialog *self)
{
  g_autofree char *text = zw_pane_dup_buffer_text (buffer);

  gtk_widget_set_visible (self->description_hint, *text == '\0');
  zw_draft_keeper_touch (self->description_keeper, text);
}

static GtkWidget *
new_description (ZwNewTicketDialog *self)
{
  GtkWidget *overlay = gtk_overlay_new ();

  self->description = gtk_text_view_new ();
  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (self->description), GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (self->description), FALSE);
  gtk_widget_set_size_request (self->description, -1, 72);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->description), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Description"), -1);
  self->description_hint = zw_pane_label_new (_("Description, Markdown allowed"), "dim-label");
  gtk_widget_set_can_target (self->description_hint, FALSE);
  gtk_widget_set_valign (self->description_hint, GTK_ALIGN_START);
  gtk_overlay_set_child (GTK_OVERLAY (overlay), self->description);
  gtk_overlay_add_overlay (GTK_OVERLAY (overlay), self->description_hint);
  gtk_widget_add_css_class (overlay, "card");
  gtk_widget_add_css_class (overlay, "zw-text-card");
  g_signal_connect (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->description)), "changed", G_CALLBACK (description_changed_cb), self);
  return overlay;
}

static GtkWidget *
new_footer (ZwNewTicketDialog *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  /* Translators: keys, as on the keyboard */
  GtkWidget *keys = gtk_label_new (_("Ctrl+Enter"));

  self->another = gtk_check_button_new_with_label (_("Create another afterwards"));
  gtk_widget_set_hexpand (self->another, TRUE);
  gtk_widget_add_css_class (keys, "zw-keycap");
  gtk_widget_set_valign (keys, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), self->another);
  gtk_box_append (GTK_BOX (box), keys);
  return box;
}

GtkWidget *
zw_new_ticket_form_new (ZwNewTicketDialog *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *scroller = gtk_scrolled_window_new ();

  gtk_widget_add_css_class (box, "zw-ticket-form");
  self->title = gtk_entry_new ();
  gtk_widget_add_css_class (self->title, "zw-title-entry");
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->title), _("Title, #label @owner 3p"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->title), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Title"), -1);
  self->chips = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  gtk_box_append (GTK_BOX (box), new_types (self));
  gtk_box_append (GTK_BOX (box), self->title);
  gtk_box_append (GTK_BOX (box), new_lines_band (self));
  gtk_box_append (GTK_BOX (box), self->chips);
  gtk_box_append (GTK_BOX (box), new_rows (self));
  gtk_box_append (GTK_BOX (box), new_description (self));
  gtk_box_append (GTK_BOX (box), new_footer (self));
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), box);
  gtk_widget_set_vexpand (scroller, TRUE);
  g_signal_connect_swapped (self->title, "changed", G_CALLBACK (zw_new_ticket_dialog_read_title), self);
  return scroller;
}
