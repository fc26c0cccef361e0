/* SPDX-License-Identifier: GPL-3.0-or-later
 * Rows of tickets, changes and days. Made by the report window. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-report-lists.h"

#include <glib/gi18n.h>
#include <math.h>

#include "zw-format.h"
#include "zw-report-words.h"

char *
zw_report_dup_ticket_name (ZwWorkspace *workspace, gint64 id)
{
  ZwTicket *ticket = zw_workspace_get_ticket (workspace, id);
  g_autofree char *key = ticket != NULL ? zw_format_key (workspace, ticket) : NULL;

  if (ticket == NULL)
    return g_strdup (_("A ticket that was archived or deleted"));
  return g_strdup_printf ("%s %s", key, ticket->title);
}

static void
weak_ref_free (GWeakRef *ref)
{
  g_weak_ref_clear (ref);
  g_free (ref);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GWeakRef, weak_ref_free)

static void
title_read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GWeakRef) ref = data;
  g_autoptr (GtkWidget) row = g_weak_ref_get (ref);
  g_autofree char *title = zw_store_read_text_finish (ZW_STORE (source), result, NULL);
  g_autofree char *text = title != NULL ? g_markup_printf_escaped (_("%s (archived or deleted)"), title) : NULL;

  if (row != NULL && text != NULL)
    adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), text);
}

/* Memory has none of them; the store keeps every row. */
static void
read_title (ZwWorkspace *workspace, GtkWidget *row, gint64 ticket)
{
  GWeakRef *ref = g_new0 (GWeakRef, 1);

  g_weak_ref_init (ref, row);
  zw_store_read_text_async (zw_workspace_get_store (workspace), ZW_ENTITY_TICKET, ticket, ZW_FIELD_TITLE, title_read_cb, ref);
}

/* Enter or a click shows the ticket. */
static void
make_opening (GtkWidget *row, gint64 ticket)
{
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "x", ticket);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "report.open-ticket");
}

/* --- groups ----------------------------------------------------------------------------------------------------- */

typedef struct {
  AdwExpanderRow *row;
  GPtrArray *tickets; /* (owned) borrowed GtkWidget rows inside */
} GroupRow;

struct _ZwReportGroups {
  GtkWidget parent_instance;

  ZwWorkspace *workspace;       /* (owned) (nullable) */
  const ZwSprintReport *report; /* (borrowed) (nullable) */
  ZwProject *project;           /* (owned) (nullable) */
  GtkWidget *list;
  GroupRow rows[ZW_N_GROUPS];
};

G_DEFINE_FINAL_TYPE (ZwReportGroups, zw_report_groups, GTK_TYPE_WIDGET)

static GtkWidget *
new_ticket_row (ZwReportGroups *self, gint64 id, double points, gboolean is_signed)
{
  ZwTicket *ticket = zw_workspace_get_ticket (self->workspace, id);
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *name = zw_report_dup_ticket_name (self->workspace, id);
  g_autofree char *title = g_markup_escape_text (name, -1);
  g_autofree char *amount = is_signed ? zw_report_signed (points, self->project) : zw_format_estimate_long (points, self->project);
  GtkWidget *label = gtk_label_new (amount);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 1);
  if (ticket != NULL)
    {
      GtkWidget *icon = gtk_image_new_from_icon_name (zw_format_type_icon (ticket->type));
      gtk_widget_add_css_class (icon, zw_format_type_class (ticket->type));
      adw_action_row_add_prefix (ADW_ACTION_ROW (row), icon);
      make_opening (row, id);
    }
  else
    read_title (self->workspace, row, id);
  gtk_widget_add_css_class (label, "numeric");
  gtk_widget_add_css_class (label, "zw-sec");
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);
  return row;
}

static void
empty_row (GroupRow *row)
{
  for (guint i = 0; i < row->tickets->len; i++)
    adw_expander_row_remove (row->row, row->tickets->pdata[i]);
  g_ptr_array_set_size (row->tickets, 0);
}

/* Tickets are made when they are looked at. */
static void
fill_row (ZwReportGroups *self, ZwReportGroup kind)
{
  GroupRow *row = &self->rows[kind];
  const ZwSprintGroup *group = self->report != NULL ? zw_report_get_group (self->report, kind) : NULL;

  empty_row (row);
  for (guint i = 0; group != NULL && adw_expander_row_get_expanded (row->row) && i < group->tickets->len; i++)
    {
      GtkWidget *ticket = new_ticket_row (self, g_array_index (group->tickets, gint64, i), g_array_index (group->amounts, double, i),
                                          kind == ZW_GROUP_REESTIMATED);
      adw_expander_row_add_row (row->row, ticket);
      g_ptr_array_add (row->tickets, ticket);
    }
}

static void
expanded_cb (ZwReportGroups *self, GParamSpec *pspec, AdwExpanderRow *expander)
{
  for (guint i = 0; i < ZW_N_GROUPS; i++)
    if (self->rows[i].row == expander)
      fill_row (self, (ZwReportGroup) i);
}

void
zw_report_groups_set (ZwReportGroups *self, ZwWorkspace *workspace, const ZwSprintReport *report, ZwProject *project)
{
  g_set_object (&self->workspace, workspace);
  g_set_object (&self->project, project);
  self->report = report;
  for (guint i = 0; i < ZW_N_GROUPS; i++)
    {
      const ZwSprintGroup *group = report != NULL ? zw_report_get_group (report, (ZwReportGroup) i) : NULL;
      gtk_widget_set_visible (GTK_WIDGET (self->rows[i].row), group != NULL && group->tickets->len > 0);
      if (group == NULL)
        {
          empty_row (&self->rows[i]);
          continue;
        }
      g_autofree char *figures = zw_report_group_figures (group, (ZwReportGroup) i, project);
      adw_expander_row_set_subtitle (self->rows[i].row, figures);
      fill_row (self, (ZwReportGroup) i);
    }
}

static void
zw_report_groups_dispose (GObject *object)
{
  ZwReportGroups *self = ZW_REPORT_GROUPS (object);

  g_clear_pointer (&self->list, gtk_widget_unparent);
  g_clear_object (&self->workspace);
  g_clear_object (&self->project);
  G_OBJECT_CLASS (zw_report_groups_parent_class)->dispose (object);
}

static void
zw_report_groups_finalize (GObject *object)
{
  for (guint i = 0; i < ZW_N_GROUPS; i++)
    g_ptr_array_unref (ZW_REPORT_GROUPS (object)->rows[i].tickets);
  G_OBJECT_CLASS (zw_report_groups_parent_class)->finalize (object);
}

static void
zw_report_groups_class_init (ZwReportGroupsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = zw_report_groups_dispose;
  G_OBJECT_CLASS (klass)->finalize = zw_report_groups_finalize;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
zw_report_groups_init (ZwReportGroups *self)
{
  self->list = gtk_list_box_new ();
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (self->list, "boxed-list");
  gtk_widget_set_parent (self->list, GTK_WIDGET (self));
  for (guint i = 0; i < ZW_N_GROUPS; i++)
    {
      self->rows[i].row = ADW_EXPANDER_ROW (adw_expander_row_new ());
      self->rows[i].tickets = g_ptr_array_new ();
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->rows[i].row), zw_report_group_name ((ZwReportGroup) i));
      g_signal_connect_object (self->rows[i].row, "notify::expanded", G_CALLBACK (expanded_cb), self, G_CONNECT_SWAPPED);
      gtk_list_box_append (GTK_LIST_BOX (self->list), GTK_WIDGET (self->rows[i].row));
    }
}

/* --- changes ---------------------------------------------------------------------------------------------------- */

static void
clear_list (GtkListBox *list)
{
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (list))) != NULL)
    gtk_list_box_remove (list, row);
}

static char *
dup_time (double moment)
{
  int minutes = (int) (moment * 24 * 60);
  return g_strdup_printf ("%02d:%02d", minutes / 60, minutes % 60);
}

static GtkWidget *
new_change_row (ZwWorkspace *workspace, const ZwSprintStep *step, ZwProject *project)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *name = zw_report_dup_ticket_name (workspace, step->ticket);
  g_autofree char *title = g_markup_escape_text (name, -1);
  g_autofree char *what = zw_report_step_text (step, project);
  g_autofree char *subtitle = g_markup_escape_text (what, -1);
  g_autofree char *time = dup_time (step->moment);
  g_autofree char *when = step->actor_name != NULL ? g_strdup_printf ("%s · %s", step->actor_name, time) : g_strdup (time);
  GtkWidget *label = gtk_label_new (when);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 1);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  if (zw_workspace_get_ticket (workspace, step->ticket) != NULL)
    make_opening (row, step->ticket);
  else
    read_title (workspace, row, step->ticket);
  gtk_widget_add_css_class (label, "caption");
  gtk_widget_add_css_class (label, "numeric");
  gtk_widget_add_css_class (label, "zw-sec");
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);
  return row;
}

guint
zw_report_fill_changes (GtkListBox *list, ZwWorkspace *workspace, const ZwSprintReport *report, ZwProject *project, int date,
                        gboolean steps)
{
  guint n = 0;

  clear_list (list);
  for (guint i = 0; i < report->steps->len; i++)
    {
      const ZwSprintStep *step = &g_array_index (report->steps, ZwSprintStep, i);
      if (step->date != date || (steps && (step->kind == ZW_STEP_COMPLETED || step->kind == ZW_STEP_WORKED)))
        continue;
      gtk_list_box_append (list, new_change_row (workspace, step, project));
      n++;
    }
  return n;
}

/* --- table ------------------------------------------------------------------------------------------------------ */

enum { N_COLUMNS = 6 };

static GtkWidget *
new_cell (const char *text, gboolean is_day, gboolean is_head)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), is_day ? 0 : 1);
  gtk_label_set_width_chars (GTK_LABEL (label), is_day ? 14 : 7);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (label, is_head ? "heading" : "numeric");
  return label;
}

/* @cells: day, left, plan, scope, done, change; of one width each. */
static void
append_row (GtkListBox *list, GtkSizeGroup **columns, const char *const *cells, gboolean is_head, const char *spoken)
{
  GtkWidget *row = gtk_list_box_row_new (), *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  for (guint i = 0; cells[i] != NULL; i++)
    {
      GtkWidget *cell = new_cell (cells[i], i == 0 || i == N_COLUMNS - 1, is_head);
      gtk_widget_set_hexpand (cell, i == N_COLUMNS - 1);
      gtk_size_group_add_widget (columns[i], cell);
      gtk_box_append (GTK_BOX (box), cell);
    }
  gtk_widget_add_css_class (box, "zw-table-row");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  if (spoken != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  gtk_list_box_append (list, row);
}

static char *
dup_known (double value)
{
  return isnan (value) ? g_strdup ("–") : zw_format_number (value);
}

void
zw_report_fill_table (GtkListBox *list, const ZwSprintReport *report, const ZwChartLines *lines, ZwProject *project)
{
  const char *head[] = { C_("chart table", "Day"), C_("chart table", "Left"), C_("chart table", "Plan"), C_("chart table", "Scope"),
                         C_("chart table", "Done"), C_("chart table", "Change of Scope"), NULL };

  GtkSizeGroup *columns[N_COLUMNS];

  clear_list (list);
  for (guint i = 0; i < N_COLUMNS; i++)
    columns[i] = gtk_size_group_new (GTK_SIZE_GROUP_HORIZONTAL);
  append_row (list, columns, head, TRUE, NULL);
  for (guint i = 0; i < report->burndown->len; i++)
    {
      const ZwBurndownPoint *day = &g_array_index (report->burndown, ZwBurndownPoint, i);
      const ZwChartMark *mark = zw_chart_lines_find_mark (lines, day->date);
      g_autofree char *date = zw_format_date (day->date, report->today), *left = dup_known (day->remaining);
      g_autofree char *plan = zw_format_number (day->ideal), *scope = dup_known (day->scope), *done = dup_known (day->done);
      g_autofree char *change = mark != NULL && mark->change != 0 ? zw_report_mark_label (mark, project) : g_strdup ("");
      g_autofree char *spoken = zw_report_day_text (report, lines, (int) i, project);
      append_row (list, columns, (const char *[]) { date, left, plan, scope, done, change, NULL }, FALSE, spoken);
    }
  for (guint i = 0; i < N_COLUMNS; i++)
    g_object_unref (columns[i]); /* the cells keep it */
}
