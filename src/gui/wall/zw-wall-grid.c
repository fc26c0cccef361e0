/* SPDX-License-Identifier: GPL-3.0-or-later
 * A page of columns. Must never know what they show. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-wall-grid.h"

struct _ZwWallGrid {
  GtkWidget parent_instance;

  double base;
  GPtrArray *columns; /* ZwWallColumn, borrowed: children */
};

G_DEFINE_FINAL_TYPE (ZwWallGrid, zw_wall_grid, GTK_TYPE_WIDGET)

static void
zw_wall_grid_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural, int *minimum_baseline,
                      int *natural_baseline)
{
  *minimum = *natural = 1;
  *minimum_baseline = *natural_baseline = -1;
}

static void
zw_wall_grid_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  ZwWallGrid *self = ZW_WALL_GRID (widget);
  g_autofree GdkRectangle *places = g_new (GdkRectangle, self->columns->len + 1);

  zw_wall_place_columns (self->base, width, height, self->columns->len, places);
  for (guint i = 0; i < self->columns->len; i++)
    {
      GtkWidget *column = self->columns->pdata[i];
      /* GTK warns of a widget that is given room unmeasured. */
      gtk_widget_measure (column, GTK_ORIENTATION_HORIZONTAL, -1, NULL, NULL, NULL, NULL);
      gtk_widget_size_allocate (column, &places[i], -1);
    }
}

/* --- keyboard ----------------------------------------------------------------------------------------------------- */

static gboolean
find_focus_column (ZwWallGrid *self, guint *index)
{
  GtkWidget *child = gtk_widget_get_focus_child (GTK_WIDGET (self));
  return child != NULL && g_ptr_array_find (self->columns, child, index);
}

/* The card beside the one that has the focus. */
static gboolean
focus_beside (ZwWallGrid *self, ZwWallColumn *column)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root == NULL ? NULL : gtk_root_get_focus (root);
  ZwWallCard *best = zw_wall_column_get_card (column, 0);
  graphene_rect_t own, other;

  if (focus == NULL || !gtk_widget_compute_bounds (focus, GTK_WIDGET (self), &own))
    return gtk_widget_child_focus (GTK_WIDGET (column), GTK_DIR_TAB_FORWARD);
  for (guint i = 0; i < zw_wall_column_get_n_shown (column); i++)
    {
      ZwWallCard *card = zw_wall_column_get_card (column, i);
      if (card != NULL && gtk_widget_compute_bounds (GTK_WIDGET (card), GTK_WIDGET (self), &other)
          && other.origin.y <= own.origin.y + own.size.height / 2)
        best = card;
    }
  return best != NULL && gtk_widget_grab_focus (GTK_WIDGET (best));
}

/* Empty columns are passed over. */
static gboolean
step (ZwWallGrid *self, int from, int way)
{
  for (int i = from; i >= 0 && i < (int) self->columns->len; i += way)
    if (zw_wall_column_get_n_shown (self->columns->pdata[i]) > 0)
      return focus_beside (self, self->columns->pdata[i]);
  return FALSE;
}

static gboolean
zw_wall_grid_focus (GtkWidget *widget, GtkDirectionType direction)
{
  ZwWallGrid *self = ZW_WALL_GRID (widget);
  gboolean back = direction == GTK_DIR_LEFT || direction == GTK_DIR_TAB_BACKWARD;
  gboolean is_tab = direction == GTK_DIR_TAB_FORWARD || direction == GTK_DIR_TAB_BACKWARD;
  guint current;

  if (!is_tab && gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL && (direction == GTK_DIR_LEFT || direction == GTK_DIR_RIGHT))
    back = !back;
  if (!find_focus_column (self, &current))
    return step (self, back ? (int) self->columns->len - 1 : 0, back ? -1 : 1);
  if (direction == GTK_DIR_UP || direction == GTK_DIR_DOWN)
    return gtk_widget_child_focus (self->columns->pdata[current], direction) || TRUE;
  return step (self, (int) current + (back ? -1 : 1), back ? -1 : 1) || !is_tab;
}

/* --- making ------------------------------------------------------------------------------------------------------- */

static void
zw_wall_grid_dispose (GObject *object)
{
  ZwWallGrid *self = ZW_WALL_GRID (object);
  GtkWidget *child;

  g_ptr_array_set_size (self->columns, 0);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (zw_wall_grid_parent_class)->dispose (object);
}

static void
zw_wall_grid_finalize (GObject *object)
{
  g_ptr_array_unref (ZW_WALL_GRID (object)->columns);
  G_OBJECT_CLASS (zw_wall_grid_parent_class)->finalize (object);
}

static void
zw_wall_grid_class_init (ZwWallGridClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = zw_wall_grid_dispose;
  G_OBJECT_CLASS (klass)->finalize = zw_wall_grid_finalize;
  widget_class->measure = zw_wall_grid_measure;
  widget_class->size_allocate = zw_wall_grid_size_allocate;
  widget_class->focus = zw_wall_grid_focus;
  gtk_widget_class_set_css_name (widget_class, "wallgrid");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
zw_wall_grid_init (ZwWallGrid *self)
{
  self->base = 1;
  self->columns = g_ptr_array_new ();
  /* It holds the keyboard while no card does. */
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
}

void
zw_wall_grid_set_base (ZwWallGrid *self, double base)
{
  self->base = base;
  for (guint i = 0; i < self->columns->len; i++)
    zw_wall_column_set_base (self->columns->pdata[i], base);
}

void
zw_wall_grid_set_columns (ZwWallGrid *self, GPtrArray *columns)
{
  GtkWidget *previous = NULL;

  for (guint i = 0; i < self->columns->len; i++)
    if (!g_ptr_array_find (columns, self->columns->pdata[i], NULL))
      gtk_widget_unparent (self->columns->pdata[i]);
  g_ptr_array_set_size (self->columns, 0);
  for (guint i = 0; i < columns->len; i++)
    {
      GtkWidget *column = columns->pdata[i];
      gtk_widget_insert_after (column, GTK_WIDGET (self), previous);
      zw_wall_column_set_base (ZW_WALL_COLUMN (column), self->base);
      g_ptr_array_add (self->columns, column);
      previous = column;
    }
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

guint
zw_wall_grid_get_n_columns (ZwWallGrid *self)
{
  return self->columns->len;
}

ZwWallColumn *
zw_wall_grid_get_column (ZwWallGrid *self, guint index)
{
  return self->columns->pdata[index];
}

ZwWallCard *
zw_wall_grid_find_card (ZwWallGrid *self, ZwTicket *ticket)
{
  for (guint i = 0; i < self->columns->len; i++)
    {
      ZwWallCard *card = zw_wall_column_find_card (self->columns->pdata[i], ticket);
      if (card != NULL)
        return card;
    }
  return NULL;
}

ZwTicket *
zw_wall_grid_get_focused (ZwWallGrid *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root == NULL ? NULL : gtk_root_get_focus (root);

  if (!ZW_IS_WALL_CARD (focus) || !gtk_widget_is_ancestor (focus, GTK_WIDGET (self)))
    return NULL;
  return zw_wall_card_get_ticket (ZW_WALL_CARD (focus));
}

void
zw_wall_grid_refill (ZwWallGrid *self)
{
  for (guint i = 0; i < self->columns->len; i++)
    zw_wall_column_refill (self->columns->pdata[i]);
}

GtkWidget *
zw_wall_grid_new (const char *name)
{
  GtkWidget *self = g_object_new (ZW_TYPE_WALL_GRID, NULL);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  return self;
}
