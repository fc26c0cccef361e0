/* SPDX-License-Identifier: GPL-3.0-or-later
 * Four cards with a figure each: every ratio with numerator and denominator, so that a person can recompute it. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-report-figures.h"

#include <glib/gi18n.h>
#include <math.h>

#include "zw-format.h"
#include "zw-report-words.h"

/* Four cards stand side by side in a window of usual width, whatever the language. */
#define NATURAL_CHARS 16

enum { CARD_DONE, CARD_KEPT, CARD_SCOPE, CARD_NEXT, N_CARDS };

typedef struct {
  GtkWidget *box, *name, *number, *unit, *icon, *note;
} Card;

struct _ZwReportFigures {
  GtkWidget parent_instance;

  GtkWidget *flow;
  Card cards[N_CARDS];
};

G_DEFINE_FINAL_TYPE (ZwReportFigures, zw_report_figures, GTK_TYPE_WIDGET)

/* @tone: NULL, "warning" or "success". */
static void
fill (Card *card, const char *name, const char *number, const char *unit, const char *note, const char *tone)
{
  g_autofree char *spoken = g_strdup_printf ("%s: %s %s. %s", name, number, unit, note);
  gboolean is_toned = tone != NULL;

  gtk_label_set_text (GTK_LABEL (card->name), name);
  gtk_label_set_text (GTK_LABEL (card->number), number);
  gtk_label_set_text (GTK_LABEL (card->unit), unit);
  gtk_label_set_text (GTK_LABEL (card->note), note);
  gtk_widget_set_tooltip_text (card->note, note);
  gtk_widget_set_visible (card->icon, is_toned);
  gtk_image_set_from_icon_name (GTK_IMAGE (card->icon), g_strcmp0 (tone, "success") == 0 ? "pan-up-symbolic" : "pan-down-symbolic");
  gtk_widget_set_css_classes (card->icon, (const char *[]) { is_toned ? tone : "zw-sec", NULL });
  gtk_widget_set_css_classes (card->note, (const char *[]) { "caption", "numeric", is_toned ? tone : "zw-sec", NULL });
  gtk_accessible_update_property (GTK_ACCESSIBLE (card->box), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
}

static void
fill_done (ZwReportFigures *self, const ZwSprintReport *report, ZwProject *project, gboolean closed)
{
  gboolean hours = project != NULL && project->estimate_unit == ZW_UNIT_HOURS;
  int last = zw_sprint_report_get_last (report);
  const ZwBurndownPoint *day = last >= 0 ? &g_array_index (report->burndown, ZwBurndownPoint, last) : NULL;
  g_autofree char *done = zw_format_number (report->completed.points);
  g_autofree char *scope = zw_format_number (day != NULL ? day->scope : 0);
  g_autofree char *of = g_strdup_printf (C_("sprint report", "of %s"), scope);
  g_autofree char *tickets = g_strdup_printf (ngettext ("%u ticket", "%u tickets", report->completed.tickets->len),
                                              report->completed.tickets->len);
  double behind = 0;
  gboolean running = !closed && zw_sprint_report_get_behind (report, &behind);
  g_autofree char *plan = zw_report_behind_text (behind);

  fill (&self->cards[CARD_DONE], hours ? _("Hours done") : _("Points done"), done, of, running ? plan : tickets,
        !running || behind == 0 ? NULL : behind > 0 ? "warning" : "success");
}

static void
fill_kept (ZwReportFigures *self, const ZwSprintReport *report)
{
  g_autofree char *kept = zw_format_number (report->committed_and_completed);
  g_autofree char *committed = zw_format_number (report->committed.points);
  g_autofree char *of = g_strdup_printf (C_("sprint report", "of %s"), committed);
  int percent = report->committed.points > 0 ? (int) lround (100 * report->committed_and_completed / report->committed.points) : 100;
  g_autofree char *share = zw_format_percent (percent);
  g_autofree char *note = g_strdup_printf (C_("sprint report", "%s of the commitment"), share);

  fill (&self->cards[CARD_KEPT], C_("sprint report", "Commitment kept"), kept, of, note, NULL);
}

static void
append_moved (GPtrArray *notes, ZwReportGroup kind, double points)
{
  g_autofree char *amount = zw_format_number (fabs (points));
  g_autofree char *change = g_strconcat (points < 0 ? "−" : "+", amount, NULL);

  if (points == 0)
    return;
  if (kind == ZW_GROUP_ADDED)
    g_ptr_array_add (notes, g_strdup_printf (C_("sprint report", "%s added"), change));
  else if (kind == ZW_GROUP_REMOVED)
    g_ptr_array_add (notes, g_strdup_printf (C_("sprint report", "%s taken out"), change));
  else if (kind == ZW_GROUP_REESTIMATED)
    g_ptr_array_add (notes, g_strdup_printf (C_("sprint report", "%s re-estimated"), change));
  else
    g_ptr_array_add (notes, g_strdup_printf (C_("sprint report", "%s cancelled"), change));
}

static void
fill_scope (ZwReportFigures *self, const ZwSprintReport *report, ZwProject *project)
{
  int last = zw_sprint_report_get_last (report);
  double scope = last >= 0 ? g_array_index (report->burndown, ZwBurndownPoint, last).scope : 0;
  g_autofree char *number = zw_format_number (scope);
  g_autofree char *committed = zw_format_number (report->committed.points);
  g_autofree char *from = g_strdup_printf (C_("sprint report", "from %s"), committed);
  g_autoptr (GPtrArray) notes = g_ptr_array_new_with_free_func (g_free);

  append_moved (notes, ZW_GROUP_ADDED, report->added.points);
  append_moved (notes, ZW_GROUP_REMOVED, -report->removed.points);
  append_moved (notes, ZW_GROUP_REESTIMATED, report->reestimated.points);
  append_moved (notes, ZW_GROUP_CANCELLED, -report->cancelled.points);
  if (report->unestimated > 0)
    g_ptr_array_add (notes, g_strdup_printf (ngettext ("%u not estimated", "%u not estimated", report->unestimated), report->unestimated));
  if (notes->len == 0)
    g_ptr_array_add (notes, g_strdup (C_("sprint report", "nothing added or taken out")));
  g_ptr_array_add (notes, NULL);
  g_autofree char *note = g_strjoinv (" · ", (char **) notes->pdata);
  fill (&self->cards[CARD_SCOPE], C_("sprint report", "Scope"), number, from, note, NULL);
}

static void
fill_next (ZwReportFigures *self, const ZwSprintReport *report, ZwProject *project, gboolean closed)
{
  double left = 0;
  gboolean known = zw_sprint_report_get_forecast (report, &left);
  g_autofree char *carried = zw_format_number (report->carried.points), *forecast = zw_report_forecast_number (left);
  g_autofree char *tickets = g_strdup_printf (ngettext ("%u ticket", "%u tickets", report->carried.tickets->len),
                                              report->carried.tickets->len);
  gboolean hours = project != NULL && project->estimate_unit == ZW_UNIT_HOURS;

  if (closed)
    fill (&self->cards[CARD_NEXT], zw_report_group_name (ZW_GROUP_CARRIED), carried,
          hours ? C_("unit", "hours") : C_("unit", "points"), tickets, NULL);
  else
    fill (&self->cards[CARD_NEXT], C_("sprint report", "Forecast"), known ? forecast : "–",
          known ? C_("sprint report", "left at the end") : "",
          known ? C_("sprint report", "at the pace so far") : C_("sprint report", "after the first working day"), NULL);
}

void
zw_report_figures_set (ZwReportFigures *self, const ZwSprintReport *report, ZwProject *project, gboolean closed)
{
  fill_done (self, report, project, closed);
  fill_kept (self, report);
  fill_scope (self, report, project);
  fill_next (self, report, project, closed);
}

/* --- building --------------------------------------------------------------------------------------------------- */

static GtkWidget *
new_label (const char *style_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), NATURAL_CHARS);
  gtk_widget_add_css_class (label, style_class);
  return label;
}

static void
build_card (ZwReportFigures *self, Card *card)
{
  GtkWidget *value = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8), *foot = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);

  card->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  card->name = new_label ("caption");
  card->number = new_label ("title-1");
  card->unit = new_label ("zw-sec");
  card->icon = gtk_image_new ();
  card->note = new_label ("caption");
  gtk_label_set_wrap (GTK_LABEL (card->note), TRUE);
  gtk_label_set_lines (GTK_LABEL (card->note), 2);
  gtk_widget_set_hexpand (card->note, TRUE);
  gtk_widget_add_css_class (card->name, "zw-sec");
  gtk_widget_add_css_class (card->number, "numeric");
  gtk_widget_add_css_class (card->box, "card");
  gtk_widget_add_css_class (card->box, "zw-figure-card");
  gtk_label_set_ellipsize (GTK_LABEL (card->number), PANGO_ELLIPSIZE_NONE);
  gtk_widget_set_valign (card->unit, GTK_ALIGN_BASELINE);
  gtk_widget_set_valign (card->number, GTK_ALIGN_BASELINE);
  gtk_box_append (GTK_BOX (value), card->number);
  gtk_box_append (GTK_BOX (value), card->unit);
  gtk_box_append (GTK_BOX (foot), card->icon);
  gtk_box_append (GTK_BOX (foot), card->note);
  gtk_box_append (GTK_BOX (card->box), card->name);
  gtk_box_append (GTK_BOX (card->box), value);
  gtk_box_append (GTK_BOX (card->box), foot);
  gtk_flow_box_insert (GTK_FLOW_BOX (self->flow), card->box, -1);
  gtk_widget_set_focusable (gtk_widget_get_parent (card->box), FALSE);
}

static void
zw_report_figures_dispose (GObject *object)
{
  g_clear_pointer (&ZW_REPORT_FIGURES (object)->flow, gtk_widget_unparent);
  G_OBJECT_CLASS (zw_report_figures_parent_class)->dispose (object);
}

static void
zw_report_figures_class_init (ZwReportFiguresClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = zw_report_figures_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
zw_report_figures_init (ZwReportFigures *self)
{
  self->flow = gtk_flow_box_new ();
  gtk_flow_box_set_selection_mode (GTK_FLOW_BOX (self->flow), GTK_SELECTION_NONE);
  gtk_flow_box_set_homogeneous (GTK_FLOW_BOX (self->flow), TRUE);
  gtk_flow_box_set_min_children_per_line (GTK_FLOW_BOX (self->flow), 2);
  gtk_flow_box_set_max_children_per_line (GTK_FLOW_BOX (self->flow), N_CARDS);
  gtk_flow_box_set_column_spacing (GTK_FLOW_BOX (self->flow), 12);
  gtk_flow_box_set_row_spacing (GTK_FLOW_BOX (self->flow), 12);
  gtk_widget_add_css_class (self->flow, "zw-figure-cards");
  gtk_widget_set_parent (self->flow, GTK_WIDGET (self));
  for (guint i = 0; i < N_CARDS; i++)
    build_card (self, &self->cards[i]);
}
