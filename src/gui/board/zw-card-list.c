/* SPDX-License-Identifier: GPL-3.0-or-later
 * ZwCardList, the widget: its properties, signals and overrides, and what a change of the model sets in motion. The
 * work is done in the -rows, -layout, -focus, -drag and -motion files. The board owns it. It must never look at items
 * that are not near the view (a column may hold 100,000), and never change its model. */
#define G_LOG_DOMAIN "zettelwand"
#include "zw-card-list-private.h"

#define DEFAULT_SPACING 8
#define DEFAULT_ESTIMATE 118

G_DEFINE_FINAL_TYPE_WITH_CODE (ZwCardList, zw_card_list, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_SCROLLABLE, NULL))

typedef enum {
  PROP_MODEL = 1,
  PROP_FOCUS_ITEM,
  PROP_DROP_ACTIVE,
  PROP_HADJUSTMENT,
  PROP_VADJUSTMENT,
  PROP_HSCROLL_POLICY,
  PROP_VSCROLL_POLICY
} Property;

static GParamSpec *properties[PROP_DROP_ACTIVE + 1];

guint
zw_card_list_get_n (ZwCardList *self)
{
  return zw_card_heights_get_n (self->heights);
}

GObject *
zw_card_list_get_item (ZwCardList *self, guint index)
{
  return g_list_model_get_item (self->model, index);
}

void
zw_card_list_notify_focus_item (ZwCardList *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FOCUS_ITEM]);
}

void
zw_card_list_notify_drop_active (ZwCardList *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DROP_ACTIVE]);
}

void
zw_card_list_update_states (ZwCardList *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    zw_card_list_update_row_state (self, self->rows->pdata[i]);
}

void
zw_card_list_emit_for_item (ZwCardList *self, const char *signal, GObject *item)
{
  g_autoptr (GObject) kept = g_object_ref (item);

  g_signal_emit_by_name (self, signal, kept);
}

void
zw_card_list_emit_context_menu (ZwCardList *self, GObject *item, const GdkRectangle *rectangle)
{
  g_autoptr (GObject) kept = g_object_ref (item);

  g_signal_emit_by_name (self, "context-menu", kept, rectangle);
}

/* Only bookkeeping; the layout follows once, however many changes come before the next frame. */
static void
items_changed_cb (GListModel *model, guint position, guint removed, guint added, ZwCardList *self)
{
  zw_card_heights_splice (self->heights, position, removed, added, self->estimate + self->spacing);
  zw_card_list_splice_rows (self, position, removed, added);
  zw_card_list_splice_anchor (self, position, removed, added);
  zw_card_list_splice_focus (self, position, removed, added);
  gtk_widget_set_focusable (GTK_WIDGET (self), zw_card_list_get_n (self) == 0);
  zw_card_list_queue_layout (self);
}

/* Forgets what was measured; the anchor stays where it is. */
static void
reset_heights (ZwCardList *self)
{
  guint n = self->model != NULL ? g_list_model_get_n_items (self->model) : 0;

  zw_card_heights_splice (self->heights, 0, zw_card_list_get_n (self), n, self->estimate + self->spacing);
}

static void
value_changed_cb (GtkAdjustment *adjustment, ZwCardList *self)
{
  if (!self->adjusting)
    zw_card_list_scrolled (self);
}

static void
set_adjustment (ZwCardList *self, GtkOrientation orientation, GtkAdjustment *adjustment)
{
  GtkAdjustment **held = &self->adjustments[orientation];

  if (adjustment != NULL && *held == adjustment)
    return;
  if (*held != NULL)
    g_signal_handlers_disconnect_by_func (*held, value_changed_cb, self);
  g_clear_object (held);
  if (adjustment == NULL)
    return;
  *held = g_object_ref_sink (adjustment);
  if (orientation == GTK_ORIENTATION_VERTICAL)
    g_signal_connect (adjustment, "value-changed", G_CALLBACK (value_changed_cb), self);
  zw_card_list_queue_layout (self);
}

static void
zw_card_list_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  ZwCardList *self = ZW_CARD_LIST (object);

  switch ((Property) id)
    {
    case PROP_MODEL:
      g_value_set_object (value, self->model);
      break;
    case PROP_FOCUS_ITEM:
      g_value_set_object (value, self->focus_item);
      break;
    case PROP_DROP_ACTIVE:
      g_value_set_boolean (value, self->drop_active);
      break;
    case PROP_HADJUSTMENT:
      g_value_set_object (value, self->adjustments[GTK_ORIENTATION_HORIZONTAL]);
      break;
    case PROP_VADJUSTMENT:
      g_value_set_object (value, self->adjustments[GTK_ORIENTATION_VERTICAL]);
      break;
    case PROP_HSCROLL_POLICY:
      g_value_set_enum (value, self->policies[GTK_ORIENTATION_HORIZONTAL]);
      break;
    case PROP_VSCROLL_POLICY:
      g_value_set_enum (value, self->policies[GTK_ORIENTATION_VERTICAL]);
      break;
    }
}

static void
zw_card_list_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  ZwCardList *self = ZW_CARD_LIST (object);

  switch ((Property) id)
    {
    case PROP_MODEL:
      zw_card_list_set_model (self, g_value_get_object (value));
      break;
    case PROP_HADJUSTMENT:
      set_adjustment (self, GTK_ORIENTATION_HORIZONTAL, g_value_get_object (value));
      break;
    case PROP_VADJUSTMENT:
      set_adjustment (self, GTK_ORIENTATION_VERTICAL, g_value_get_object (value));
      break;
    case PROP_HSCROLL_POLICY:
      self->policies[GTK_ORIENTATION_HORIZONTAL] = g_value_get_enum (value);
      break;
    case PROP_VSCROLL_POLICY:
      self->policies[GTK_ORIENTATION_VERTICAL] = g_value_get_enum (value);
      break;
    case PROP_FOCUS_ITEM:
    case PROP_DROP_ACTIVE:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
      break;
    }
}

/* As wide as its widest live card; any height, as it scrolls. */
static void
zw_card_list_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
                      int *minimum_baseline, int *natural_baseline)
{
  ZwCardList *self = ZW_CARD_LIST (widget);

  *minimum = 0;
  *natural = 0;
  if (orientation == GTK_ORIENTATION_VERTICAL)
    {
      *natural = MAX (0, zw_card_heights_get_total (self->heights) - self->spacing);
      return;
    }
  for (guint i = 0; i < self->rows->len; i++)
    {
      int card_minimum;
      int card_natural;
      gtk_widget_measure (GTK_WIDGET (((ZwCardRow *) self->rows->pdata[i])->card), orientation, -1, &card_minimum,
                          &card_natural, NULL, NULL);
      *minimum = MAX (*minimum, card_minimum);
      *natural = MAX (*natural, card_natural);
    }
}

static void
zw_card_list_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  ZwCardList *self = ZW_CARD_LIST (widget);

  self->width = width;
  self->page = height;
  zw_card_list_layout (self);
  if (self->adjustments[GTK_ORIENTATION_HORIZONTAL] != NULL)
    gtk_adjustment_configure (self->adjustments[GTK_ORIENTATION_HORIZONTAL], 0, 0, width, width, width, width);
}

static void
zw_card_list_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  zw_card_list_draw (ZW_CARD_LIST (widget), snapshot);
}

static gboolean
zw_card_list_focus (GtkWidget *widget, GtkDirectionType direction)
{
  return zw_card_list_enter_focus (ZW_CARD_LIST (widget), direction);
}

/* To the remembered card; the list itself only takes the focus while it is empty. */
static gboolean
zw_card_list_grab_focus (GtkWidget *widget)
{
  ZwCardList *self = ZW_CARD_LIST (widget);

  if (zw_card_list_get_n (self) == 0)
    return GTK_WIDGET_CLASS (zw_card_list_parent_class)->grab_focus (widget);
  return zw_card_list_focus_position (self, self->focus_index != ZW_NO_INDEX ? self->focus_index : 0);
}

static void
zw_card_list_set_focus_child (GtkWidget *widget, GtkWidget *child)
{
  GTK_WIDGET_CLASS (zw_card_list_parent_class)->set_focus_child (widget, child);
  zw_card_list_focus_moved (ZW_CARD_LIST (widget), child);
}

static void
zw_card_list_dispose (GObject *object)
{
  ZwCardList *self = ZW_CARD_LIST (object);

  g_clear_handle_id (&self->focus_idle, g_source_remove);
  zw_card_list_remove_animations (self);
  g_clear_object (&self->hover_item);
  g_clear_object (&self->drag_item);
  g_clear_object (&self->pressed_item);
  g_clear_object (&self->focus_item);
  g_clear_object (&self->open_item);
  if (self->model != NULL)
    g_signal_handlers_disconnect_by_func (self->model, items_changed_cb, self);
  g_clear_object (&self->model);
  if (self->selection != NULL)
    g_signal_handlers_disconnect_by_func (self->selection, zw_card_list_update_states, self);
  g_clear_object (&self->selection);
  zw_card_list_free_rows (self);
  set_adjustment (self, GTK_ORIENTATION_HORIZONTAL, NULL);
  set_adjustment (self, GTK_ORIENTATION_VERTICAL, NULL);
  if (self->create_destroy != NULL)
    g_steal_pointer (&self->create_destroy) (self->create_data);
  G_OBJECT_CLASS (zw_card_list_parent_class)->dispose (object);
}

static void
zw_card_list_finalize (GObject *object)
{
  ZwCardList *self = ZW_CARD_LIST (object);

  zw_card_heights_free (self->heights);
  g_ptr_array_unref (self->rows);
  g_ptr_array_unref (self->parked);
  G_OBJECT_CLASS (zw_card_list_parent_class)->finalize (object);
}

/* The first handler's answer counts; without one, the class's. */
static gboolean
first_answer_cb (GSignalInvocationHint *hint, GValue *accumulated, const GValue *answer, gpointer data)
{
  g_value_copy (answer, accumulated);
  return FALSE;
}

static gboolean
accept_any (ZwCardList *self, GObject *item)
{
  return TRUE;
}

static void
install_signals (GType type)
{
  g_signal_new ("item-clicked", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 3, G_TYPE_OBJECT, G_TYPE_INT,
                GDK_TYPE_MODIFIER_TYPE);
  g_signal_new ("item-activated", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_OBJECT);
  g_signal_new ("context-menu", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_OBJECT,
                GDK_TYPE_RECTANGLE | G_SIGNAL_TYPE_STATIC_SCOPE);
  g_signal_new_class_handler ("accepts-drop", type, G_SIGNAL_RUN_LAST, G_CALLBACK (accept_any), first_answer_cb, NULL,
                              NULL, G_TYPE_BOOLEAN, 1, G_TYPE_OBJECT);
  g_signal_new ("drop-refused", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_OBJECT);
  g_signal_new ("drop", type, G_SIGNAL_RUN_LAST, 0, g_signal_accumulator_true_handled, NULL, NULL, G_TYPE_BOOLEAN, 2,
                G_TYPE_OBJECT, G_TYPE_OBJECT);
}

static void
install_properties (GObjectClass *object_class)
{
  properties[PROP_MODEL] = g_param_spec_object ("model", NULL, NULL, G_TYPE_LIST_MODEL,
                                                G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_FOCUS_ITEM] =
    g_param_spec_object ("focus-item", NULL, NULL, G_TYPE_OBJECT, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_DROP_ACTIVE] =
    g_param_spec_boolean ("drop-active", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
  g_object_class_override_property (object_class, PROP_HADJUSTMENT, "hadjustment");
  g_object_class_override_property (object_class, PROP_VADJUSTMENT, "vadjustment");
  g_object_class_override_property (object_class, PROP_HSCROLL_POLICY, "hscroll-policy");
  g_object_class_override_property (object_class, PROP_VSCROLL_POLICY, "vscroll-policy");
}

static void
zw_card_list_class_init (ZwCardListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = zw_card_list_get_property;
  object_class->set_property = zw_card_list_set_property;
  object_class->dispose = zw_card_list_dispose;
  object_class->finalize = zw_card_list_finalize;
  widget_class->measure = zw_card_list_measure;
  widget_class->size_allocate = zw_card_list_size_allocate;
  widget_class->snapshot = zw_card_list_snapshot;
  widget_class->focus = zw_card_list_focus;
  widget_class->grab_focus = zw_card_list_grab_focus;
  widget_class->set_focus_child = zw_card_list_set_focus_child;
  install_properties (object_class);
  install_signals (ZW_TYPE_CARD_LIST);
  zw_card_list_add_key_bindings (widget_class);
  gtk_widget_class_set_css_name (widget_class, "cards");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_LIST);
}

static void
zw_card_list_init (ZwCardList *self)
{
  self->heights = zw_card_heights_new ();
  self->rows = g_ptr_array_new ();
  self->parked = g_ptr_array_new ();
  self->spacing = DEFAULT_SPACING;
  self->estimate = DEFAULT_ESTIMATE;
  self->focus_index = ZW_NO_INDEX;
  self->stick_top = TRUE;
  gtk_widget_add_css_class (GTK_WIDGET (self), "zw-cards");
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  zw_card_list_add_animations (self);
  zw_card_list_add_click_controllers (self);
  zw_card_list_add_drag_controllers (self);
}

GtkWidget *
zw_card_list_new (ZwCardCreateFunc create, gpointer user_data, GDestroyNotify destroy)
{
  ZwCardList *self = g_object_new (ZW_TYPE_CARD_LIST, NULL);

  self->create = create;
  self->create_data = user_data;
  self->create_destroy = destroy;
  return GTK_WIDGET (self);
}

void
zw_card_list_set_model (ZwCardList *self, GListModel *model)
{
  g_return_if_fail (ZW_IS_CARD_LIST (self));
  if (self->model == model)
    return;
  if (self->model != NULL)
    g_signal_handlers_disconnect_by_func (self->model, items_changed_cb, self);
  zw_card_list_park_all (self);
  if (zw_card_list_holds_edit (self))
    zw_card_bind (self->zombie->card, NULL);
  g_set_object (&self->model, model);
  reset_heights (self);
  zw_card_list_forget_focus (self);
  zw_card_list_anchor_to (self, 0, 0);
  self->stick_top = TRUE;
  if (model != NULL)
    g_signal_connect (model, "items-changed", G_CALLBACK (items_changed_cb), self);
  zw_card_list_set_drag_type (self, model != NULL ? g_list_model_get_item_type (model) : G_TYPE_INVALID);
  gtk_widget_set_focusable (GTK_WIDGET (self), zw_card_list_get_n (self) == 0);
  zw_card_list_queue_focus (self);
  zw_card_list_queue_layout (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MODEL]);
}

GListModel *
zw_card_list_get_model (ZwCardList *self)
{
  return self->model;
}

void
zw_card_list_set_selection (ZwCardList *self, ZwCardSelection *selection)
{
  if (self->selection != NULL)
    g_signal_handlers_disconnect_by_func (self->selection, zw_card_list_update_states, self);
  g_set_object (&self->selection, selection);
  if (selection != NULL)
    g_signal_connect_swapped (selection, "changed", G_CALLBACK (zw_card_list_update_states), self);
  zw_card_list_update_states (self);
}

ZwCardSelection *
zw_card_list_get_selection (ZwCardList *self)
{
  return self->selection;
}

void
zw_card_list_set_spacing (ZwCardList *self, int spacing)
{
  if (self->spacing == spacing)
    return;
  self->spacing = spacing;
  reset_heights (self);
  zw_card_list_update_origin (self);
  zw_card_list_queue_layout (self);
}

void
zw_card_list_set_estimated_height (ZwCardList *self, int height)
{
  self->estimate = height;
  reset_heights (self);
  zw_card_list_update_origin (self);
  zw_card_list_queue_layout (self);
}

void
zw_card_list_set_open_item (ZwCardList *self, GObject *item)
{
  if (g_set_object (&self->open_item, item))
    zw_card_list_update_states (self);
}

GObject *
zw_card_list_get_focus_item (ZwCardList *self)
{
  return self->focus_item;
}

void
zw_card_list_scroll_to_position (ZwCardList *self, guint position)
{
  if (position < zw_card_list_get_n (self))
    zw_card_list_show_index (self, position);
}

gboolean
zw_card_list_get_item_bounds (ZwCardList *self, GObject *item, GdkRectangle *bounds)
{
  ZwCardRow *row = zw_card_list_find_row_of_item (self, item);

  if (row == NULL)
    return FALSE;
  *bounds = (GdkRectangle){ 0, row->y, self->width, row->height };
  return TRUE;
}
