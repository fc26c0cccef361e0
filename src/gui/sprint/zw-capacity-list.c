/* SPDX-License-Identifier: GPL-3.0-or-later
 * The rows are made anew when the team changes and only rewritten when figures do. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-capacity-list.h"

#include <glib/gi18n.h>
#include <math.h>

#include "zw-avatar.h"
#include "zw-format.h"
#include "zw-load-bar.h"

#define AVATAR_SIZE 24
/* The longest bar ends at three quarters, so that there is room to see who has too much. */
#define HEADROOM (4 / 3.0)

typedef struct {
  GtkWidget *row;
  GtkWidget *avatar, *name, *away, *warning, *figures, *bar;
} Row;

struct _ZwCapacityList {
  GtkWidget parent_instance;
  ZwPlanning *planning; /* (owned) */
  GtkWidget *list;
  GArray *rows;         /* (owned) Row */
};

G_DEFINE_FINAL_TYPE (ZwCapacityList, zw_capacity_list, GTK_TYPE_WIDGET)

static GtkWidget *
new_label (const char *first_class, const char *second_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_widget_add_css_class (label, first_class);
  if (second_class != NULL)
    gtk_widget_add_css_class (label, second_class);
  return label;
}

static void
add_row (ZwCapacityList *self)
{
  GtkWidget *grid = gtk_grid_new ();
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  Row row = { .row = gtk_list_box_row_new (), .avatar = zw_avatar_new (AVATAR_SIZE), .name = gtk_label_new (NULL),
              .away = new_label ("caption", "zw-sec"), .warning = gtk_image_new_from_icon_name ("dialog-warning-symbolic"),
              .figures = new_label ("numeric", NULL), .bar = zw_load_bar_new () };

  gtk_widget_add_css_class (grid, "zw-capacity");
  gtk_widget_add_css_class (words, "zw-capacity-words");
  gtk_widget_add_css_class (row.warning, "warning");
  gtk_label_set_ellipsize (GTK_LABEL (row.name), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (row.name), 0);
  gtk_widget_set_hexpand (row.name, TRUE);
  gtk_box_append (GTK_BOX (words), row.name);
  gtk_box_append (GTK_BOX (words), row.away);
  gtk_box_append (GTK_BOX (words), row.warning);
  gtk_box_append (GTK_BOX (words), row.figures);
  gtk_grid_attach (GTK_GRID (grid), row.avatar, 0, 0, 1, 1);
  gtk_grid_attach (GTK_GRID (grid), words, 1, 0, 1, 1);
  gtk_grid_attach (GTK_GRID (grid), row.bar, 1, 1, 1, 1);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row.row), grid);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row.row), FALSE);
  gtk_list_box_append (GTK_LIST_BOX (self->list), row.row);
  g_array_append_val (self->rows, row);
}

static char *
describe (const ZwPlanningShare *share, const char *taken, const char *available)
{
  g_autofree char *off = share->days_off > 0
                           ? g_strdup_printf (ngettext (", %d day off", ", %d days off", (gulong) share->days_off), share->days_off)
                           : g_strdup ("");

  if (available == NULL)
    return g_strdup_printf (_("%s: %s assigned%s"), share->person->name, taken, off);
  return g_strdup_printf (_("%s: %s of %s assigned%s"), share->person->name, taken, available, off);
}

static void
show_share (Row *row, const ZwPlanningShare *share, double scale)
{
  gboolean known = !isnan (share->available);
  g_autofree char *taken = zw_format_number (share->assigned);
  g_autofree char *available = known ? zw_format_number (share->available) : NULL;
  /* Translators: points assigned of points available; thin spaces. */
  g_autofree char *figures = known ? g_markup_printf_escaped (_("<b>%s</b> / %s"), taken, available)
                                   : g_markup_printf_escaped ("<b>%s</b>", taken);
  /* Translators: days off, short: "4 d off". */
  g_autofree char *away = share->days_off > 0 ? g_strdup_printf (_("%d d off"), share->days_off) : NULL;
  g_autofree char *spoken = describe (share, taken, available);

  zw_avatar_set_person (ZW_AVATAR (row->avatar), share->person);
  gtk_label_set_label (GTK_LABEL (row->name), share->person->name);
  gtk_label_set_label (GTK_LABEL (row->away), away != NULL ? away : "");
  gtk_widget_set_visible (row->away, away != NULL);
  gtk_widget_set_visible (row->warning, known && share->assigned > share->available);
  gtk_label_set_markup (GTK_LABEL (row->figures), figures);
  zw_load_bar_set (ZW_LOAD_BAR (row->bar), share->assigned, share->available, scale);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row->row), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row->bar), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
}

static void
refresh (ZwCapacityList *self)
{
  guint n = zw_planning_get_n_shares (self->planning);
  double most = 0;

  while (self->rows->len < n)
    add_row (self);
  while (self->rows->len > n)
    {
      gtk_list_box_remove (GTK_LIST_BOX (self->list), g_array_index (self->rows, Row, self->rows->len - 1).row);
      g_array_set_size (self->rows, self->rows->len - 1);
    }
  for (guint i = 0; i < n; i++)
    {
      const ZwPlanningShare *share = zw_planning_get_share (self->planning, i);
      most = fmax (most, fmax (share->available, share->assigned));
    }
  for (guint i = 0; i < n; i++)
    show_share (&g_array_index (self->rows, Row, i), zw_planning_get_share (self->planning, i), most * HEADROOM);
  gtk_widget_set_visible (self->list, n > 0);
}

static void
zw_capacity_list_dispose (GObject *object)
{
  ZwCapacityList *self = ZW_CAPACITY_LIST (object);

  g_clear_object (&self->planning);
  g_clear_pointer (&self->list, gtk_widget_unparent);
  G_OBJECT_CLASS (zw_capacity_list_parent_class)->dispose (object);
}

static void
zw_capacity_list_finalize (GObject *object)
{
  g_array_unref (ZW_CAPACITY_LIST (object)->rows);
  G_OBJECT_CLASS (zw_capacity_list_parent_class)->finalize (object);
}

static void
zw_capacity_list_class_init (ZwCapacityListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = zw_capacity_list_dispose;
  G_OBJECT_CLASS (klass)->finalize = zw_capacity_list_finalize;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
zw_capacity_list_init (ZwCapacityList *self)
{
  self->rows = g_array_new (FALSE, FALSE, sizeof (Row));
  self->list = gtk_list_box_new ();
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (self->list, "boxed-list");
  gtk_widget_set_parent (self->list, GTK_WIDGET (self));
}

GtkWidget *
zw_capacity_list_new (ZwPlanning *planning)
{
  ZwCapacityList *self = g_object_new (ZW_TYPE_CAPACITY_LIST, NULL);

  self->planning = g_object_ref (planning);
  g_signal_connect_object (planning, "changed", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
  refresh (self);
  return GTK_WIDGET (self);
}
