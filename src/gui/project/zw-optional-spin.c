/* SPDX-License-Identifier: GPL-3.0-or-later
 * Used for limits of columns and points of people. Must never commit. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-optional-spin.h"

struct _ZwOptionalSpin {
  AdwBin parent_instance;
  GtkWidget *stack;
  GtkWidget *button; /* the word */
  GtkWidget *spin;
  gboolean showing;  /* the value is being set, not chosen */
};

G_DEFINE_FINAL_TYPE (ZwOptionalSpin, zw_optional_spin, ADW_TYPE_BIN)

static guint chosen_signal;

static void
clicked_cb (ZwOptionalSpin *self)
{
  gtk_stack_set_visible_child (GTK_STACK (self->stack), self->spin);
  gtk_widget_grab_focus (self->spin);
}

static void
value_changed_cb (ZwOptionalSpin *self)
{
  if (!self->showing)
    g_signal_emit (self, chosen_signal, 0, gtk_spin_button_get_value (GTK_SPIN_BUTTON (self->spin)));
}

static void
left_cb (ZwOptionalSpin *self)
{
  gtk_spin_button_update (GTK_SPIN_BUTTON (self->spin));
  if (gtk_spin_button_get_value (GTK_SPIN_BUTTON (self->spin)) == 0)
    gtk_stack_set_visible_child (GTK_STACK (self->stack), self->button);
}

static gboolean
zw_optional_spin_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (gtk_stack_get_visible_child (GTK_STACK (ZW_OPTIONAL_SPIN (widget)->stack)));
}

static void
zw_optional_spin_class_init (ZwOptionalSpinClass *klass)
{
  GTK_WIDGET_CLASS (klass)->grab_focus = zw_optional_spin_grab_focus;
  chosen_signal = g_signal_new ("chosen", ZW_TYPE_OPTIONAL_SPIN, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                G_TYPE_DOUBLE);
}

static void
zw_optional_spin_init (ZwOptionalSpin *self)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();

  self->stack = gtk_stack_new ();
  self->button = gtk_button_new ();
  self->spin = gtk_spin_button_new (NULL, 1, 0);
  gtk_widget_add_css_class (self->button, "flat");
  gtk_widget_add_css_class (self->button, "zw-missing");
  gtk_widget_set_halign (self->button, GTK_ALIGN_END);
  gtk_widget_add_css_class (self->spin, "zw-small-spin");
  gtk_widget_set_halign (self->spin, GTK_ALIGN_END);
  gtk_editable_set_width_chars (GTK_EDITABLE (self->spin), 2);
  gtk_editable_set_max_width_chars (GTK_EDITABLE (self->spin), 2);
  gtk_spin_button_set_numeric (GTK_SPIN_BUTTON (self->spin), TRUE);
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
  gtk_stack_add_child (GTK_STACK (self->stack), self->button);
  gtk_stack_add_child (GTK_STACK (self->stack), self->spin);
  adw_bin_set_child (ADW_BIN (self), self->stack);
  g_signal_connect_swapped (self->button, "clicked", G_CALLBACK (clicked_cb), self);
  g_signal_connect_swapped (self->spin, "value-changed", G_CALLBACK (value_changed_cb), self);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (left_cb), self);
  gtk_widget_add_controller (self->spin, focus);
}

GtkWidget *
zw_optional_spin_new (const char *missing, const char *name, double maximum)
{
  ZwOptionalSpin *self = g_object_new (ZW_TYPE_OPTIONAL_SPIN, NULL);

  gtk_button_set_label (GTK_BUTTON (self->button), missing);
  gtk_spin_button_set_adjustment (GTK_SPIN_BUTTON (self->spin), gtk_adjustment_new (0, 0, maximum, 1, 5, 0));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, name, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->spin), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  return GTK_WIDGET (self);
}

void
zw_optional_spin_set_value (ZwOptionalSpin *self, double value)
{
  self->showing = TRUE;
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (self->spin), value);
  self->showing = FALSE;
  gboolean is_edited = (gtk_widget_get_state_flags (self->spin) & GTK_STATE_FLAG_FOCUS_WITHIN) != 0;
  if (value > 0 || !is_edited)
    gtk_stack_set_visible_child (GTK_STACK (self->stack), value > 0 ? self->spin : self->button);
}
