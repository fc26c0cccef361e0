/* SPDX-License-Identifier: GPL-3.0-or-later
 * Labels of the ticket's project. Used by the pane, the board's key T and the new-ticket dialog. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-label-popover.h"

#include <glib/gi18n.h>

#include "zw-commit.h"
#include "zw-project-commands.h"
#include "zw-search-list.h"
#include "zw-ticket-commands.h"

struct _ZwLabelPopover {
  ZwTicketPopover parent_instance;
  GtkWidget *list;     /* ZwSearchList: .shown, then perhaps a row that creates */
  GtkWidget *colours;  /* GtkFlowBox of swatches, shown while one creates */
  GPtrArray *shown;    /* (owned) ZwLabel, borrowed */
  GArray *chosen;      /* (owned) gint64, without tickets */
  const char *colour;  /* (static) (nullable) picked for a new label; NULL = next of the palette */
};

G_DEFINE_FINAL_TYPE (ZwLabelPopover, zw_label_popover, ZW_TYPE_TICKET_POPOVER)

static guint toggled_signal;

static const char *const palette[] = { "blue", "teal", "green", "yellow", "orange", "red", "pink", "purple", "indigo", "brown", "grey" };

GtkWidget *
zw_label_dot_new (ZwLabel *label)
{
  GtkWidget *dot = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  g_autofree char *style_class = g_strconcat ("lc-", label->colour == NULL ? "grey" : label->colour, NULL);

  gtk_widget_add_css_class (dot, "zw-dot");
  gtk_widget_add_css_class (dot, style_class);
  gtk_widget_set_halign (dot, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (dot, GTK_ALIGN_CENTER);
  return dot;
}

static ZwWorkspace *
workspace_of (ZwLabelPopover *self)
{
  return zw_ticket_popover_get_workspace (ZW_TICKET_POPOVER (self));
}

static gboolean
is_chosen (ZwLabelPopover *self, gint64 label)
{
  for (guint i = 0; i < self->chosen->len; i++)
    if (g_array_index (self->chosen, gint64, i) == label)
      return TRUE;
  return FALSE;
}

/* On all tickets: only then the next click takes it off. */
static gboolean
is_present (ZwLabelPopover *self, gint64 label)
{
  guint n;
  const gint64 *tickets = zw_ticket_popover_get_tickets (ZW_TICKET_POPOVER (self), &n);

  for (guint i = 0; i < n; i++)
    {
      ZwTicket *ticket = zw_workspace_get_ticket (workspace_of (self), tickets[i]);
      if (ticket != NULL && !zw_ticket_has_label (ticket, label))
        return FALSE;
    }
  return n > 0 || is_chosen (self, label);
}

/* TRUE when a label of exactly this name exists. */
static gboolean
collect (ZwLabelPopover *self, const char *folded)
{
  GListModel *labels = zw_workspace_get_labels (workspace_of (self), zw_ticket_popover_get_project (ZW_TICKET_POPOVER (self)));
  gboolean exact = FALSE;

  g_ptr_array_set_size (self->shown, 0);
  for (guint i = 0; i < g_list_model_get_n_items (labels); i++)
    {
      g_autoptr (ZwLabel) label = g_list_model_get_item (labels, i);
      g_autofree char *name = g_utf8_casefold (label->name, -1);
      exact |= g_str_equal (name, folded);
      if (strstr (name, folded) != NULL)
        g_ptr_array_add (self->shown, label);
    }
  return exact;
}

static GtkWidget *
new_label_row (ZwLabelPopover *self, ZwLabel *label)
{
  return zw_search_list_row_new (zw_label_dot_new (label), label->name, is_present (self, zw_item_get_id (ZW_ITEM (label))));
}

static void
refill (ZwLabelPopover *self)
{
  ZwSearchList *list = ZW_SEARCH_LIST (self->list);
  g_autofree char *typed = zw_search_list_dup_text (list);
  g_autofree char *folded = zw_search_list_dup_folded (list);
  gboolean creates = !collect (self, folded) && *typed != '\0';

  zw_search_list_clear (list);
  for (guint i = 0; i < self->shown->len; i++)
    zw_search_list_append (list, new_label_row (self, g_ptr_array_index (self->shown, i)));
  gtk_widget_set_visible (self->colours, creates);
  if (!creates)
    return;
  g_autofree char *text = g_strdup_printf (_("Create “%s”"), typed);
  zw_search_list_append (list, zw_search_list_row_new (gtk_image_new_from_icon_name ("list-add-symbolic"), text, FALSE));
}

static void
toggle (ZwLabelPopover *self, gint64 label)
{
  g_autoptr (GError) error = NULL;
  guint n;
  const gint64 *tickets = zw_ticket_popover_get_tickets (ZW_TICKET_POPOVER (self), &n);

  if (n == 0)
    g_signal_emit (self, toggled_signal, 0, label);
  else
    zw_commit (GTK_WIDGET (self), workspace_of (self),
               zw_ticket_set_label (workspace_of (self), tickets, n, label, !is_present (self, label), &error), &error);
}

static void
create (ZwLabelPopover *self)
{
  g_autofree char *name = zw_search_list_dup_text (ZW_SEARCH_LIST (self->list));
  g_autoptr (GError) error = NULL;
  gint64 project = zw_ticket_popover_get_project (ZW_TICKET_POPOVER (self)), id = 0;

  if (!zw_commit (GTK_WIDGET (self), workspace_of (self),
                  zw_label_create (workspace_of (self), project, name, self->colour, &id, &error), &error))
    return;
  self->colour = NULL;
  toggle (self, id);
  zw_search_list_restart (ZW_SEARCH_LIST (self->list));
}

static void
activated_cb (ZwSearchList *list, guint index, ZwLabelPopover *self)
{
  if (index >= self->shown->len)
    {
      create (self);
      return;
    }
  ZwLabel *label = g_ptr_array_index (self->shown, index);
  toggle (self, zw_item_get_id (ZW_ITEM (label)));
  zw_search_list_set_row (list, index, new_label_row (self, label));
}

static void
swatch_toggled_cb (GtkToggleButton *button, ZwLabelPopover *self)
{
  if (gtk_toggle_button_get_active (button))
    self->colour = palette[gtk_flow_box_child_get_index (GTK_FLOW_BOX_CHILD (gtk_widget_get_parent (GTK_WIDGET (button))))];
}

static const char *
get_colour_name (const char *colour)
{
  static const char *const names[] = { N_("Blue"), N_("Teal"), N_("Green"), N_("Yellow"), N_("Orange"), N_("Red"),
                                       N_("Pink"), N_("Purple"), N_("Indigo"), N_("Brown"), N_("Grey") };

  for (guint i = 0; i < G_N_ELEMENTS (palette); i++)
    if (g_str_equal (palette[i], colour))
      return _(names[i]);
  return colour;
}

static GtkWidget *
new_swatches (ZwLabelPopover *self)
{
  GtkWidget *box = gtk_flow_box_new ();
  GtkWidget *group = NULL;

  gtk_flow_box_set_selection_mode (GTK_FLOW_BOX (box), GTK_SELECTION_NONE);
  gtk_flow_box_set_max_children_per_line (GTK_FLOW_BOX (box), 6);
  gtk_flow_box_set_min_children_per_line (GTK_FLOW_BOX (box), 6);
  for (guint i = 0; i < G_N_ELEMENTS (palette); i++)
    {
      GtkWidget *button = gtk_toggle_button_new ();
      g_autofree char *style_class = g_strconcat ("lc-", palette[i], NULL);
      gtk_widget_add_css_class (button, "zw-swatch");
      gtk_widget_add_css_class (button, style_class);
      gtk_widget_set_tooltip_text (button, get_colour_name (palette[i]));
      gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, get_colour_name (palette[i]), -1);
      if (group == NULL)
        group = button;
      else
        gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (button), GTK_TOGGLE_BUTTON (group));
      gtk_flow_box_insert (GTK_FLOW_BOX (box), button, -1);
      g_signal_connect (button, "toggled", G_CALLBACK (swatch_toggled_cb), self);
    }
  gtk_widget_set_visible (box, FALSE);
  return box;
}

static void
zw_label_popover_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (zw_label_popover_parent_class)->map (widget);
  zw_search_list_restart (ZW_SEARCH_LIST (ZW_LABEL_POPOVER (widget)->list));
}

static void
zw_label_popover_finalize (GObject *object)
{
  ZwLabelPopover *self = ZW_LABEL_POPOVER (object);

  g_ptr_array_unref (self->shown);
  g_array_unref (self->chosen);
  G_OBJECT_CLASS (zw_label_popover_parent_class)->finalize (object);
}

static void
zw_label_popover_class_init (ZwLabelPopoverClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = zw_label_popover_finalize;
  GTK_WIDGET_CLASS (klass)->map = zw_label_popover_map;
  toggled_signal = g_signal_new ("toggled", ZW_TYPE_LABEL_POPOVER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                 G_TYPE_INT64);
}

static void
zw_label_popover_init (ZwLabelPopover *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  self->shown = g_ptr_array_new ();
  self->chosen = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->list = zw_search_list_new (_("Search or create"));
  self->colours = new_swatches (self);
  gtk_box_append (GTK_BOX (box), self->list);
  gtk_box_append (GTK_BOX (box), self->colours);
  gtk_popover_set_child (GTK_POPOVER (self), box);
  g_signal_connect_swapped (self->list, "search", G_CALLBACK (refill), self);
  g_signal_connect (self->list, "activated", G_CALLBACK (activated_cb), self);
  g_signal_connect_swapped (self->list, "stopped", G_CALLBACK (gtk_popover_popdown), self);
}

GtkWidget *
zw_label_popover_new (ZwWorkspace *workspace, gint64 project, const gint64 *tickets, guint n)
{
  GtkWidget *self = zw_ticket_popover_new (ZW_TYPE_LABEL_POPOVER, workspace, project, tickets, n);

  refill (ZW_LABEL_POPOVER (self)); /* before it is measured */
  return self;
}

void
zw_label_popover_set_chosen (ZwLabelPopover *self, GArray *labels)
{
  g_array_set_size (self->chosen, 0);
  if (labels != NULL && labels->len > 0)
    g_array_append_vals (self->chosen, labels->data, labels->len);
}
