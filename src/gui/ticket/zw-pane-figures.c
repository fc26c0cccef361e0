/* SPDX-License-Identifier: GPL-3.0-or-later
 * A part of the ticket pane: reads the ticket, writes through popovers and the slider. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-pane-figures.h"

#include <glib/gi18n.h>
#include <math.h>

#include "zw-commit.h"
#include "zw-estimate-popover.h"
#include "zw-format.h"
#include "zw-pane-parts.h"
#include "zw-ticket-commands.h"
#include "zw-time-popover.h"

#define STEP_PERCENT 5
/* Of text, in 1/1024 dots per inch, from which the four no longer fit one line. */
#define LARGE_TEXT (96 * 1024 * 5 / 4)
#define SETTLE_MS 400

struct _ZwPaneFigures {
  GtkBox parent_instance;
  ZwWorkspace *workspace;     /* (owned) */
  ZwTicketDocument *document; /* (owned) (nullable) */
  GtkWidget *cells;           /* GtkBox of two halves */
  GtkWidget *halves[2];       /* GtkBox: beside each other, with large text below */
  GtkWidget *separator;       /* between them */
  GtkWidget *estimate, *difficulty, *planned, *spent; /* GtkMenuButton */
  GtkWidget *progress_row;
  GtkWidget *bar;             /* GtkProgressBar: derived */
  GtkWidget *slider;          /* GtkScale: typed */
  GtkWidget *percent;         /* GtkLabel */
  gboolean updating;
  guint timer;                /* the slider has moved and will be committed */
};

G_DEFINE_FINAL_TYPE (ZwPaneFigures, zw_pane_figures, GTK_TYPE_BOX)

static ZwTicket *
ticket_of (ZwPaneFigures *self)
{
  return zw_ticket_document_get_ticket (self->document);
}

static gint64
id_of (ZwPaneFigures *self)
{
  return zw_item_get_id (ZW_ITEM (ticket_of (self)));
}

/* --- popovers --- */

static void
create_estimate_cb (GtkMenuButton *button, gpointer user_data)
{
  ZwPaneFigures *self = user_data;
  gint64 id = id_of (self);

  gtk_menu_button_set_popover (button, zw_estimate_popover_new (self->workspace, 0, &id, 1));
}

static void
create_difficulty_cb (GtkMenuButton *button, gpointer user_data)
{
  g_autoptr (GMenu) menu = g_menu_new ();

  for (int difficulty = 1; difficulty <= 5; difficulty++)
    {
      g_autofree char *action = g_strdup_printf ("pane.difficulty('%d')", difficulty);
      g_menu_append (menu, zw_pane_format_difficulty (difficulty), action);
    }
  g_menu_append (menu, zw_pane_format_difficulty (0), "pane.difficulty('')");
  gtk_menu_button_set_popover (button, gtk_popover_menu_new_from_model (G_MENU_MODEL (menu)));
}

static void
create_planned_cb (GtkMenuButton *button, gpointer user_data)
{
  ZwPaneFigures *self = user_data;

  gtk_menu_button_set_popover (button, zw_time_popover_new (self->workspace, id_of (self), ZW_FIELD_PLANNED));
}

static void
create_spent_cb (GtkMenuButton *button, gpointer user_data)
{
  ZwPaneFigures *self = user_data;

  gtk_menu_button_set_popover (button, zw_time_popover_new (self->workspace, id_of (self), ZW_FIELD_MINUTES));
}

/* --- values --- */

static void
set_cell (GtkWidget *button, const char *name, GtkWidget *value, const char *spoken)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  g_autofree char *label = g_strdup_printf ("%s: %s", name, spoken);

  gtk_widget_set_hexpand (box, TRUE);
  gtk_box_append (GTK_BOX (box), zw_pane_label_new (name, "zw-name"));
  gtk_box_append (GTK_BOX (box), value);
  gtk_menu_button_set_child (GTK_MENU_BUTTON (button), box);
  gtk_widget_set_halign (gtk_widget_get_parent (box), GTK_ALIGN_FILL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

static void
set_text_cell (GtkWidget *button, const char *name, const char *text)
{
  set_cell (button, name, zw_pane_label_new (text == NULL ? "–" : text, text == NULL ? "zw-sec" : "numeric"),
            text == NULL ? _("not set") : text);
}

GtkWidget *
zw_difficulty_dots_new (int difficulty)
{
  GtkWidget *dots = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  gtk_widget_add_css_class (dots, "zw-dots");
  gtk_widget_set_valign (dots, GTK_ALIGN_CENTER);
  for (int i = 1; i <= 5; i++)
    {
      GtkWidget *dot = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
      gtk_widget_set_valign (dot, GTK_ALIGN_CENTER);
      if (i <= difficulty)
        gtk_widget_add_css_class (dot, "on");
      gtk_box_append (GTK_BOX (dots), dot);
    }
  return dots;
}

static void
show_estimate (ZwPaneFigures *self, ZwTicket *ticket, ZwProject *project)
{
  if (isnan (ticket->estimate))
    {
      set_text_cell (self->estimate, _("Estimate"), NULL);
      return;
    }
  g_autofree char *spoken = zw_format_estimate_long (ticket->estimate, project);
  g_autofree char *number = zw_format_number (ticket->estimate);
  const char *unit = g_str_has_prefix (spoken, number) ? spoken + strlen (number) : "";
  g_autofree char *markup = g_markup_printf_escaped ("<b>%s</b>%s", number, unit);
  GtkWidget *label = zw_pane_label_new (NULL, "numeric");
  gtk_label_set_markup (GTK_LABEL (label), markup);
  set_cell (self->estimate, _("Estimate"), label, spoken);
}

static void
show_difficulty (ZwPaneFigures *self, ZwTicket *ticket)
{
  if (ticket->difficulty == ZW_UNSET)
    {
      set_text_cell (self->difficulty, _("Difficulty"), NULL);
      return;
    }
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  g_autofree char *number = g_strdup_printf ("%d", ticket->difficulty);
  gtk_widget_add_css_class (box, "zw-large-dots");
  gtk_box_append (GTK_BOX (box), zw_difficulty_dots_new (ticket->difficulty));
  gtk_box_append (GTK_BOX (box), zw_pane_label_new (number, "numeric"));
  gtk_widget_set_tooltip_text (box, zw_pane_format_difficulty (ticket->difficulty));
  set_cell (self->difficulty, _("Difficulty"), box, zw_pane_format_difficulty (ticket->difficulty));
}

static void
show_times (ZwPaneFigures *self, ZwTicket *ticket, int minutes_per_day)
{
  g_autofree char *planned = ticket->planned == ZW_UNSET ? NULL : zw_pane_format_minutes (ticket->planned, minutes_per_day);
  g_autofree char *spent = ticket->spent == 0 ? NULL : zw_pane_format_minutes (ticket->spent, minutes_per_day);
  g_autofree char *remaining = ticket->remaining == ZW_UNSET ? NULL : zw_pane_format_minutes (ticket->remaining, minutes_per_day);
  g_autofree char *tooltip = remaining == NULL ? NULL : g_strdup_printf (_("%s remaining"), remaining);

  set_text_cell (self->planned, _("Planned"), planned);
  set_text_cell (self->spent, _("Spent"), spent);
  gtk_widget_set_tooltip_text (self->spent, tooltip);
}

static const char *
get_origin (ZwTicket *ticket)
{
  if (ticket->checks > 0)
    return _("from the checklist");
  return ticket->children_progress >= 0 ? _("from sub-tickets") : NULL;
}

static void
show_progress (ZwPaneFigures *self, ZwTicket *ticket)
{
  int progress = zw_workspace_get_progress (self->workspace, ticket);
  gboolean fixed = zw_ticket_is_progress_derived (ticket) || zw_workspace_is_closed (self->workspace, ticket);
  g_autofree char *percent = zw_format_percent (progress);
  const char *origin = zw_workspace_is_closed (self->workspace, ticket) ? NULL : get_origin (ticket);
  g_autofree char *text = origin == NULL ? g_strdup (percent) : g_strdup_printf ("%s · %s", percent, origin);

  gtk_widget_set_visible (self->bar, fixed);
  gtk_widget_set_visible (self->slider, !fixed);
  gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (self->bar), progress / 100.0);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->bar), GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT, text, -1);
  gtk_label_set_text (GTK_LABEL (self->percent), text);
  if (self->timer != 0)
    return;
  self->updating = TRUE;
  gtk_range_set_value (GTK_RANGE (self->slider), progress);
  self->updating = FALSE;
}

static void
commit_progress (ZwPaneFigures *self)
{
  g_autoptr (GError) error = NULL;
  int value = (int) gtk_range_get_value (GTK_RANGE (self->slider));
  g_autofree char *text = value == 0 ? NULL : g_strdup_printf ("%d", value);
  gint64 id = id_of (self);

  g_clear_handle_id (&self->timer, g_source_remove);
  zw_commit (GTK_WIDGET (self), self->workspace,
             zw_ticket_set_field (self->workspace, &id, 1, ZW_FIELD_PROGRESS, text, &error), &error);
}

static gboolean
settled_cb (gpointer user_data)
{
  ZwPaneFigures *self = user_data;

  self->timer = 0;
  commit_progress (self);
  return G_SOURCE_REMOVE;
}

/* Commits once the slider rests, so that one drag is one change. */
static void
slider_changed_cb (GtkRange *range, ZwPaneFigures *self)
{
  if (self->updating)
    return;
  double value = gtk_range_get_value (range);
  double stepped = round (value / STEP_PERCENT) * STEP_PERCENT;
  g_autofree char *percent = zw_format_percent ((int) stepped);
  self->updating = TRUE;
  gtk_range_set_value (range, stepped);
  self->updating = FALSE;
  gtk_label_set_text (GTK_LABEL (self->percent), percent);
  g_clear_handle_id (&self->timer, g_source_remove);
  self->timer = g_timeout_add (SETTLE_MS, settled_cb, self);
}

/* --- life --- */

static GtkWidget *
add_cell (ZwPaneFigures *self, GtkWidget *half, GtkMenuButtonCreatePopupFunc create)
{
  GtkWidget *button = gtk_menu_button_new ();

  if (gtk_widget_get_first_child (half) != NULL)
    gtk_box_append (GTK_BOX (half), gtk_separator_new (GTK_ORIENTATION_VERTICAL));
  gtk_menu_button_set_has_frame (GTK_MENU_BUTTON (button), FALSE);
  gtk_widget_add_css_class (button, "zw-figure");
  gtk_widget_set_hexpand (button, TRUE);
  gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (button), create, self, NULL);
  gtk_box_append (GTK_BOX (half), button);
  return button;
}

static GtkWidget *
new_progress_row (ZwPaneFigures *self)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *name = zw_pane_label_new (_("Progress"), "zw-sec");

  gtk_widget_add_css_class (row, "zw-progress-row");
  self->bar = gtk_progress_bar_new ();
  gtk_widget_add_css_class (self->bar, "zw-bar");
  gtk_widget_set_valign (self->bar, GTK_ALIGN_CENTER);
  gtk_widget_set_hexpand (self->bar, TRUE);
  self->slider = gtk_scale_new_with_range (GTK_ORIENTATION_HORIZONTAL, 0, 100, STEP_PERCENT);
  gtk_widget_set_hexpand (self->slider, TRUE);
  self->percent = zw_pane_label_new (NULL, "zw-key");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->slider), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Progress"), -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->bar), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Progress"), -1);
  gtk_box_append (GTK_BOX (row), name);
  gtk_box_append (GTK_BOX (row), self->bar);
  gtk_box_append (GTK_BOX (row), self->slider);
  gtk_box_append (GTK_BOX (row), self->percent);
  g_signal_connect (self->slider, "value-changed", G_CALLBACK (slider_changed_cb), self);
  return row;
}

static void
zw_pane_figures_dispose (GObject *object)
{
  ZwPaneFigures *self = ZW_PANE_FIGURES (object);

  if (self->timer != 0)
    commit_progress (self);
  g_clear_object (&self->document);
  g_clear_object (&self->workspace);
  G_OBJECT_CLASS (zw_pane_figures_parent_class)->dispose (object);
}

static void
zw_pane_figures_class_init (ZwPaneFiguresClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = zw_pane_figures_dispose;
}

static void
text_size_changed_cb (ZwPaneFigures *self)
{
  int dpi;

  g_object_get (gtk_widget_get_settings (GTK_WIDGET (self)), "gtk-xft-dpi", &dpi, NULL);
  gboolean large = dpi > LARGE_TEXT;
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->cells), large ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->separator), large ? GTK_ORIENTATION_HORIZONTAL : GTK_ORIENTATION_VERTICAL);
}

static void
add_cells (ZwPaneFigures *self)
{
  self->cells = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  self->separator = gtk_separator_new (GTK_ORIENTATION_VERTICAL);
  for (guint i = 0; i < G_N_ELEMENTS (self->halves); i++)
    self->halves[i] = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  gtk_box_append (GTK_BOX (self->cells), self->halves[0]);
  gtk_box_append (GTK_BOX (self->cells), self->separator);
  gtk_box_append (GTK_BOX (self->cells), self->halves[1]);
  self->estimate = add_cell (self, self->halves[0], create_estimate_cb);
  self->difficulty = add_cell (self, self->halves[0], create_difficulty_cb);
  self->planned = add_cell (self, self->halves[1], create_planned_cb);
  self->spent = add_cell (self, self->halves[1], create_spent_cb);
  g_signal_connect_object (gtk_widget_get_settings (GTK_WIDGET (self)), "notify::gtk-xft-dpi", G_CALLBACK (text_size_changed_cb), self,
                           G_CONNECT_SWAPPED);
  text_size_changed_cb (self);
}

static void
zw_pane_figures_init (ZwPaneFigures *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_widget_add_css_class (GTK_WIDGET (self), "card");
  gtk_widget_add_css_class (GTK_WIDGET (self), "zw-figures");
  add_cells (self);
  self->progress_row = new_progress_row (self);
  gtk_box_append (GTK_BOX (self), self->cells);
  gtk_box_append (GTK_BOX (self), gtk_separator_new (GTK_ORIENTATION_HORIZONTAL));
  gtk_box_append (GTK_BOX (self), self->progress_row);
}

GtkWidget *
zw_pane_figures_new (ZwWorkspace *workspace)
{
  ZwPaneFigures *self = g_object_new (ZW_TYPE_PANE_FIGURES, NULL);

  self->workspace = g_object_ref (workspace);
  return GTK_WIDGET (self);
}

void
zw_pane_figures_set_document (ZwPaneFigures *self, ZwTicketDocument *document)
{
  if (self->timer != 0)
    commit_progress (self);
  g_set_object (&self->document, document);
  zw_pane_figures_update (self);
}

/* A cell goes together with the line before it. */
static void
set_cell_visible (GtkWidget *cell, gboolean visible)
{
  GtkWidget *separator = gtk_widget_get_prev_sibling (cell);

  gtk_widget_set_visible (cell, visible);
  if (separator != NULL)
    gtk_widget_set_visible (separator, visible);
}

void
zw_pane_figures_update (ZwPaneFigures *self)
{
  if (self->document == NULL)
    return;
  ZwTicket *ticket = ticket_of (self);
  ZwProject *project = zw_workspace_get_project (self->workspace, ticket->project);

  gtk_widget_set_sensitive (self->estimate, ticket->type != ZW_TICKET_EPIC);
  set_cell_visible (self->difficulty, project == NULL || project->show_difficulty);
  set_cell_visible (self->halves[1], project == NULL || project->show_time);
  show_estimate (self, ticket, project);
  show_difficulty (self, ticket);
  show_times (self, ticket, project == NULL ? 480 : project->minutes_per_day);
  show_progress (self, ticket);
}
