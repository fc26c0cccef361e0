/* SPDX-License-Identifier: GPL-3.0-or-later
 * Used by ZwCompleteWindow. Must never commit. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-fate-row.h"

#include <glib/gi18n.h>
#include <math.h>

#include "zw-format.h"
#include "zw-ticket-commands.h"

struct _ZwFateRow {
  GtkListBoxRow parent_instance;
  ZwWorkspace *workspace; /* (owned) */
  ZwTicket *ticket;       /* (owned) */
  ZwFateChoices *choices; /* borrowed */
  guint usual;
  gboolean decided;       /* by a person: it follows the usual choice no more */
  gboolean can_split;
  gboolean showing;
  GtkWidget *title;
  GtkWidget *split, *rest, *split_words;
  GtkWidget *cancel, *reason, *remark; /* box of GtkDropDown and GtkEntry */
  GtkWidget *drop_down;
};

G_DEFINE_FINAL_TYPE (ZwFateRow, zw_fate_row, GTK_TYPE_LIST_BOX_ROW)

static guint changed_signal;

/* Reasons that need nothing but themselves. */
static const ZwResolution reasons[] = { ZW_RESOLUTION_POSTPONED, ZW_RESOLUTION_WILL_NOT_BE_DONE, ZW_RESOLUTION_CANNOT_BE_SOLVED,
                                        ZW_RESOLUTION_NOT_REPRODUCIBLE, ZW_RESOLUTION_OTHER };

/* --- choices -------------------------------------------------------------------------------------------------------- */

static void
add_choice (ZwFateChoices *self, const char *name, gint64 target)
{
  gtk_string_list_append (self->names, name);
  g_array_append_val (self->targets, target);
}

ZwFateChoices *
zw_fate_choices_new (ZwWorkspace *workspace, ZwSprint *sprint)
{
  ZwFateChoices *self = g_new0 (ZwFateChoices, 1);
  GListModel *sprints = zw_workspace_get_sprints (workspace, sprint->project);
  g_autofree char *next = zw_sprint_propose_name (workspace, sprint->project);
  /* Translators: a sprint that will be made. */
  g_autofree char *made = g_strdup_printf (_("%s (new)"), next);

  self->names = gtk_string_list_new (NULL);
  self->targets = g_array_new (FALSE, FALSE, sizeof (gint64));
  for (guint i = 0; i < g_list_model_get_n_items (sprints); i++)
    {
      g_autoptr (ZwSprint) other = g_list_model_get_item (sprints, i);
      if (other != sprint && other->state != ZW_SPRINT_CLOSED)
        add_choice (self, other->name, zw_item_get_id (ZW_ITEM (other)));
    }
  add_choice (self, _("Backlog"), ZW_TARGET_BACKLOG);
  add_choice (self, made, ZW_TARGET_NEW_SPRINT);
  return self;
}

void
zw_fate_choices_free (ZwFateChoices *self)
{
  g_object_unref (self->names);
  g_array_unref (self->targets);
  g_free (self);
}

const char *
zw_fate_choices_get_name (ZwFateChoices *self, guint index)
{
  return gtk_string_list_get_string (self->names, index);
}

/* --- what is chosen --------------------------------------------------------------------------------------------------- */

static guint
get_chosen (ZwFateRow *self)
{
  return gtk_drop_down_get_selected (GTK_DROP_DOWN (self->drop_down));
}

/* After the targets come Split, where it is possible, and Not done. */
static ZwFateKind
get_kind (ZwFateRow *self)
{
  guint chosen = get_chosen (self), carried = self->choices->targets->len;

  if (chosen < carried)
    return ZW_FATE_CARRY;
  return self->can_split && chosen == carried ? ZW_FATE_SPLIT : ZW_FATE_CANCEL;
}

static void
show_chosen (ZwFateRow *self)
{
  ZwFateKind kind = get_kind (self);
  ZwProject *project = zw_workspace_get_project (self->workspace, self->ticket->project);
  double whole = zw_ticket_get_divisible (self->workspace, self->ticket);
  g_autofree char *all = isnan (whole) ? NULL : zw_format_estimate_long (whole, project);
  const char *target = zw_fate_choices_get_name (self->choices, self->usual);
  /* Translators: after a number: 2 "of 5 points move to Sprint 15". */
  g_autofree char *words = all != NULL ? g_strdup_printf (_("of %s move to %s"), all, target)
                                       : g_strdup_printf (_("The rest moves to %s"), target);

  gtk_widget_set_visible (self->split, kind == ZW_FATE_SPLIT);
  gtk_widget_set_visible (self->rest, all != NULL);
  gtk_label_set_label (GTK_LABEL (self->split_words), words);
  gtk_widget_set_visible (self->cancel, kind == ZW_FATE_CANCEL);
}

static void
chosen_cb (ZwFateRow *self)
{
  if (self->showing)
    return;
  self->decided = TRUE;
  show_chosen (self);
  g_signal_emit (self, changed_signal, 0);
}

static void
detail_changed_cb (ZwFateRow *self)
{
  if (!self->showing)
    g_signal_emit (self, changed_signal, 0);
}

void
zw_fate_row_set_usual (ZwFateRow *self, guint usual)
{
  self->usual = usual;
  self->showing = TRUE;
  if (!self->decided)
    gtk_drop_down_set_selected (GTK_DROP_DOWN (self->drop_down), usual);
  self->showing = FALSE;
  show_chosen (self);
}

gboolean
zw_fate_row_differs (ZwFateRow *self)
{
  return get_chosen (self) != self->usual;
}

ZwFate
zw_fate_row_get_fate (ZwFateRow *self)
{
  ZwFateKind kind = get_kind (self);
  guint target = kind == ZW_FATE_CARRY ? get_chosen (self) : self->usual;
  guint reason = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->reason));
  const char *remark = gtk_editable_get_text (GTK_EDITABLE (self->remark));
  double whole = zw_ticket_get_divisible (self->workspace, self->ticket);

  return (ZwFate){ .kind = kind, .target = g_array_index (self->choices->targets, gint64, target),
                   .rest = isnan (whole) ? NAN : MIN (whole, gtk_spin_button_get_value (GTK_SPIN_BUTTON (self->rest))),
                   .resolution = reasons[MIN (reason, G_N_ELEMENTS (reasons) - 1)], .text = *remark != '\0' ? remark : NULL };
}

ZwTicket *
zw_fate_row_get_ticket (ZwFateRow *self)
{
  return self->ticket;
}

/* --- building ---------------------------------------------------------------------------------------------------------- */

static GtkWidget *
new_label (const char *text, const char *const *classes)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_css_classes (label, (const char **) classes);
  return label;
}

/* Half of it goes on, to the whole point where there are whole points. */
static GtkWidget *
new_rest (ZwFateRow *self)
{
  double divisible = zw_ticket_get_divisible (self->workspace, self->ticket), whole = isnan (divisible) ? 2 : divisible;
  gboolean up_to_all = zw_ticket_divides (self->workspace, self->ticket, whole);
  double step = whole >= 2 ? 1 : whole / 4;
  double half = whole >= 2 ? floor (whole / 2) : whole / 2;
  GtkAdjustment *adjustment = gtk_adjustment_new (half, step, up_to_all ? whole : whole - step, step, step, 0);
  GtkWidget *spin = gtk_spin_button_new (adjustment, 0, whole >= 2 && whole == floor (whole) ? 0 : 2);

  gtk_widget_add_css_class (spin, "zw-small-spin");
  gtk_editable_set_width_chars (GTK_EDITABLE (spin), 2);
  gtk_editable_set_max_width_chars (GTK_EDITABLE (spin), 3);
  gtk_accessible_update_property (GTK_ACCESSIBLE (spin), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Points that go on"), -1);
  return spin;
}

static void
add_split (ZwFateRow *self, GtkWidget *words)
{
  self->split = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  self->rest = new_rest (self);
  self->split_words = new_label (NULL, (const char *[]){ "caption", "zw-sec", "numeric", NULL });
  gtk_label_set_wrap (GTK_LABEL (self->split_words), TRUE);
  gtk_box_append (GTK_BOX (self->split), self->rest);
  gtk_box_append (GTK_BOX (self->split), self->split_words);
  gtk_box_append (GTK_BOX (words), self->split);
  g_signal_connect_object (self->rest, "value-changed", G_CALLBACK (detail_changed_cb), self, G_CONNECT_SWAPPED);
}

static GtkWidget *
new_remark (ZwFateRow *self)
{
  self->remark = gtk_entry_new ();
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->remark), _("Remark"));
  gtk_editable_set_width_chars (GTK_EDITABLE (self->remark), 10);
  gtk_widget_add_css_class (self->remark, "zw-remark");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->remark), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Remark"), -1);
  return self->remark;
}

static void
add_cancel (ZwFateRow *self, GtkWidget *words)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (reasons); i++)
    gtk_string_list_append (names, zw_format_resolution (reasons[i]));
  self->reason = gtk_drop_down_new (G_LIST_MODEL (g_steal_pointer (&names)), NULL);
  gtk_widget_set_halign (self->reason, GTK_ALIGN_START);
  gtk_widget_add_css_class (self->reason, "zw-reason");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->reason), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Reason"), -1);
  self->cancel = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  gtk_box_append (GTK_BOX (self->cancel), self->reason);
  gtk_box_append (GTK_BOX (self->cancel), new_remark (self));
  gtk_box_append (GTK_BOX (words), self->cancel);
  g_signal_connect_object (self->reason, "notify::selected", G_CALLBACK (detail_changed_cb), self, G_CONNECT_SWAPPED);
}

static GtkWidget *
new_words (ZwFateRow *self)
{
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);

  self->title = new_label (self->ticket->title, (const char *[]){ NULL });
  gtk_label_set_ellipsize (GTK_LABEL (self->title), PANGO_ELLIPSIZE_END);
  gtk_widget_set_tooltip_text (self->title, self->ticket->title);
  gtk_widget_set_hexpand (words, TRUE);
  gtk_widget_set_valign (words, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (words), self->title);
  add_split (self, words);
  add_cancel (self, words);
  return words;
}

static GtkWidget *
new_drop_down (ZwFateRow *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  g_autofree char *key = zw_format_key (self->workspace, self->ticket);
  g_autofree char *spoken = g_strdup_printf (_("What becomes of %s"), key);

  for (guint i = 0; i < self->choices->targets->len; i++)
    gtk_string_list_append (names, zw_fate_choices_get_name (self->choices, i));
  if (self->can_split)
    gtk_string_list_append (names, C_("fate", "Split"));
  gtk_string_list_append (names, C_("fate", "Not done"));
  self->drop_down = gtk_drop_down_new (G_LIST_MODEL (g_steal_pointer (&names)), NULL);
  gtk_widget_set_valign (self->drop_down, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (self->drop_down, "zw-fate-choice");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->drop_down), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  g_signal_connect_object (self->drop_down, "notify::selected", G_CALLBACK (chosen_cb), self, G_CONNECT_SWAPPED);
  return self->drop_down;
}

static GtkWidget *
new_pill (ZwFateRow *self)
{
  double size = zw_ticket_get_size (self->workspace, self->ticket);
  g_autofree char *number = isnan (size) ? g_strdup ("?") : zw_format_number (size);
  GtkWidget *pill = gtk_label_new (number);

  gtk_widget_set_css_classes (pill, (const char *[]){ "zw-pill", "caption-heading", "numeric", NULL });
  gtk_widget_set_valign (pill, GTK_ALIGN_CENTER);
  return pill;
}

static void
build (ZwFateRow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *icon = gtk_image_new_from_icon_name (zw_format_type_icon (self->ticket->type));
  g_autofree char *key = zw_format_key (self->workspace, self->ticket);

  gtk_widget_add_css_class (icon, zw_format_type_class (self->ticket->type));
  gtk_widget_add_css_class (box, "zw-fate");
  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), new_label (key, (const char *[]){ "zw-key", NULL }));
  gtk_box_append (GTK_BOX (box), new_words (self));
  gtk_box_append (GTK_BOX (box), new_pill (self));
  gtk_box_append (GTK_BOX (box), new_drop_down (self));
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self), FALSE);
  gtk_widget_set_focusable (GTK_WIDGET (self), FALSE);
}

static void
zw_fate_row_finalize (GObject *object)
{
  ZwFateRow *self = ZW_FATE_ROW (object);

  g_clear_object (&self->ticket);
  g_clear_object (&self->workspace);
  G_OBJECT_CLASS (zw_fate_row_parent_class)->finalize (object);
}

static void
zw_fate_row_class_init (ZwFateRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = zw_fate_row_finalize;
  changed_signal = g_signal_new ("changed", ZW_TYPE_FATE_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
zw_fate_row_init (ZwFateRow *self)
{
}

GtkWidget *
zw_fate_row_new (ZwWorkspace *workspace, ZwTicket *ticket, ZwFateChoices *choices, guint usual)
{
  ZwFateRow *self = g_object_new (ZW_TYPE_FATE_ROW, NULL);

  self->workspace = g_object_ref (workspace);
  self->ticket = g_object_ref (ticket);
  self->choices = choices;
  self->can_split = !zw_workspace_is_closed (workspace, ticket) && zw_ticket_get_divisible (workspace, ticket) != 0;
  self->showing = TRUE;
  build (self);
  zw_fate_row_set_usual (self, usual);
  return GTK_WIDGET (self);
}
