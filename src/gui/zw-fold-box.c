/* SPDX-License-Identifier: GPL-3.0-or-later
 * A row that leaves out what matters least when it is narrow. Pure layout; must never know what its children mean. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-fold-box.h"

typedef struct {
  GtkWidget *widget; /* child */
  int fold;
  gboolean expand;
  int minimum, natural, width; /* while allocating */
  gboolean shown;
} Slot;

struct _ZwFoldBox {
  GtkWidget parent_instance;
  GArray *slots; /* (owned) Slot */
  int spacing;
};

enum { PROP_SPACING = 1, N_PROPS };
static GParamSpec *properties[N_PROPS];

static void zw_fold_box_buildable_init (GtkBuildableIface *iface);
static GtkBuildableIface *parent_buildable; /* set once with the type */

G_DEFINE_FINAL_TYPE_WITH_CODE (ZwFoldBox, zw_fold_box, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_BUILDABLE, zw_fold_box_buildable_init))

static Slot *
get_slot (ZwFoldBox *self, guint i)
{
  return &g_array_index (self->slots, Slot, i);
}

static gboolean
takes_room (Slot *slot)
{
  return gtk_widget_get_visible (slot->widget);
}

/* --- layout --- */

static void
zw_fold_box_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
                     int *minimum_baseline, int *natural_baseline)
{
  ZwFoldBox *self = ZW_FOLD_BOX (widget);

  *minimum = *natural = 0;
  *minimum_baseline = *natural_baseline = -1;
  for (guint i = 0; i < self->slots->len; i++)
    {
      Slot *slot = get_slot (self, i);
      int child_minimum, child_natural;
      if (!takes_room (slot))
        continue;
      gtk_widget_measure (slot->widget, orientation, -1, &child_minimum, &child_natural, NULL, NULL);
      if (orientation == GTK_ORIENTATION_VERTICAL)
        {
          *minimum = MAX (*minimum, child_minimum);
          *natural = MAX (*natural, child_natural);
          continue;
        }
      if (slot->fold == 0)
        *minimum += child_minimum + (*minimum > 0 ? self->spacing : 0);
      *natural += child_natural + (*natural > 0 ? self->spacing : 0);
    }
}

/* What the shown children need at least. */
static int
sum_minimum (ZwFoldBox *self, guint *n_shown)
{
  int sum = 0;

  *n_shown = 0;
  for (guint i = 0; i < self->slots->len; i++)
    {
      Slot *slot = get_slot (self, i);
      if (!slot->shown)
        continue;
      sum += slot->minimum;
      (*n_shown)++;
    }
  return sum + MAX (0, (int) *n_shown - 1) * self->spacing;
}

static Slot *
find_first_to_fold (ZwFoldBox *self)
{
  Slot *found = NULL;

  for (guint i = 0; i < self->slots->len; i++)
    {
      Slot *slot = get_slot (self, i);
      if (slot->shown && slot->fold > 0 && (found == NULL || slot->fold < found->fold))
        found = slot;
    }
  return found;
}

static guint
choose_shown (ZwFoldBox *self, int width)
{
  guint n_shown;

  for (guint i = 0; i < self->slots->len; i++)
    {
      Slot *slot = get_slot (self, i);
      slot->shown = takes_room (slot);
      if (slot->shown)
        gtk_widget_measure (slot->widget, GTK_ORIENTATION_HORIZONTAL, -1, &slot->minimum, &slot->natural, NULL, NULL);
    }
  while (sum_minimum (self, &n_shown) > width)
    {
      Slot *slot = find_first_to_fold (self);
      if (slot == NULL)
        break;
      slot->shown = FALSE;
    }
  return n_shown;
}

/* First everyone their natural width, as far as it goes; what is left goes to those who expand. */
static void
share_width (ZwFoldBox *self, int left)
{
  guint n_expand = 0;

  for (guint i = 0; i < self->slots->len; i++)
    {
      Slot *slot = get_slot (self, i);
      slot->width = slot->shown ? slot->minimum : 0;
      left -= slot->width;
      n_expand += slot->shown && slot->expand;
    }
  for (guint i = 0; i < self->slots->len && left > 0; i++)
    {
      Slot *slot = get_slot (self, i);
      int more = slot->shown ? MIN (left, slot->natural - slot->minimum) : 0;
      slot->width += more;
      left -= more;
    }
  for (guint i = 0; i < self->slots->len && n_expand > 0 && left > 0; i++)
    {
      Slot *slot = get_slot (self, i);
      if (!slot->shown || !slot->expand)
        continue;
      slot->width += left / (int) n_expand;
      left -= left / (int) n_expand--;
    }
}

static void
zw_fold_box_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  ZwFoldBox *self = ZW_FOLD_BOX (widget);
  guint n_shown = choose_shown (self, width);
  gboolean right_to_left = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int x = 0;

  share_width (self, width - MAX (0, (int) n_shown - 1) * self->spacing);
  for (guint i = 0; i < self->slots->len; i++)
    {
      Slot *slot = get_slot (self, i);
      gtk_widget_set_child_visible (slot->widget, slot->shown);
      if (!slot->shown)
        continue;
      int child_x = right_to_left ? width - x - slot->width : x;
      gtk_widget_size_allocate (slot->widget, &(GtkAllocation) { child_x, 0, slot->width, height }, -1);
      x += slot->width + self->spacing;
    }
}

static void
zw_fold_box_compute_expand (GtkWidget *widget, gboolean *horizontal, gboolean *vertical)
{
  *horizontal = TRUE;
  *vertical = FALSE;
}

/* --- children --- */

void
zw_fold_box_append (ZwFoldBox *self, GtkWidget *child, int fold, gboolean expand)
{
  Slot slot = { .widget = child, .fold = fold, .expand = expand };

  g_array_append_val (self->slots, slot);
  gtk_widget_set_parent (child, GTK_WIDGET (self));
}

static void
zw_fold_box_add_child (GtkBuildable *buildable, GtkBuilder *builder, GObject *child, const char *type)
{
  if (!GTK_IS_WIDGET (child))
    {
      parent_buildable->add_child (buildable, builder, child, type);
      return;
    }
  int fold = type == NULL ? 0 : (int) g_ascii_strtoll (type, NULL, 10);
  zw_fold_box_append (ZW_FOLD_BOX (buildable), GTK_WIDGET (child), fold, type != NULL && g_str_has_suffix (type, "+"));
}

static void
zw_fold_box_buildable_init (GtkBuildableIface *iface)
{
  parent_buildable = g_type_interface_peek_parent (iface);
  iface->add_child = zw_fold_box_add_child;
}

static void
zw_fold_box_dispose (GObject *object)
{
  ZwFoldBox *self = ZW_FOLD_BOX (object);

  for (guint i = 0; i < self->slots->len; i++)
    gtk_widget_unparent (get_slot (self, i)->widget);
  g_array_set_size (self->slots, 0);
  G_OBJECT_CLASS (zw_fold_box_parent_class)->dispose (object);
}

static void
zw_fold_box_finalize (GObject *object)
{
  g_clear_pointer (&ZW_FOLD_BOX (object)->slots, g_array_unref);
  G_OBJECT_CLASS (zw_fold_box_parent_class)->finalize (object);
}

static void
zw_fold_box_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_SPACING)
    zw_fold_box_set_spacing (ZW_FOLD_BOX (object), g_value_get_int (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
zw_fold_box_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_SPACING)
    g_value_set_int (value, ZW_FOLD_BOX (object)->spacing);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
zw_fold_box_class_init (ZwFoldBoxClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = zw_fold_box_dispose;
  object_class->finalize = zw_fold_box_finalize;
  object_class->set_property = zw_fold_box_set_property;
  object_class->get_property = zw_fold_box_get_property;
  widget_class->measure = zw_fold_box_measure;
  widget_class->size_allocate = zw_fold_box_size_allocate;
  widget_class->compute_expand = zw_fold_box_compute_expand;
  properties[PROP_SPACING] = g_param_spec_int ("spacing", NULL, NULL, 0, G_MAXINT, 8, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  gtk_widget_class_set_css_name (widget_class, "foldbox");
}

static void
zw_fold_box_init (ZwFoldBox *self)
{
  self->slots = g_array_new (FALSE, FALSE, sizeof (Slot));
  self->spacing = 8;
}

void
zw_fold_box_set_spacing (ZwFoldBox *self, int spacing)
{
  if (self->spacing == spacing)
    return;
  self->spacing = spacing;
  gtk_widget_queue_resize (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SPACING]);
}

GtkWidget *
zw_fold_box_new (void)
{
  return g_object_new (ZW_TYPE_FOLD_BOX, NULL);
}
