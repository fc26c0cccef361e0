/* SPDX-License-Identifier: GPL-3.0-or-later
 * Used for labels and people. Must never commit. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-swatches.h"

#include <glib/gi18n.h>

typedef struct {
  const char *name; /* as in the database and the style sheet */
  const char *label;
} Colour;

static const Colour colours[] = {
  { "blue", NC_("colour", "Blue") },     { "teal", NC_("colour", "Teal") }, { "green", NC_("colour", "Green") },
  { "yellow", NC_("colour", "Yellow") }, { "orange", NC_("colour", "Orange") }, { "red", NC_("colour", "Red") },
  { "pink", NC_("colour", "Pink") },     { "purple", NC_("colour", "Purple") }, { "indigo", NC_("colour", "Indigo") },
  { "brown", NC_("colour", "Brown") },   { "grey", NC_("colour", "Grey") },
};

struct _ZwSwatches {
  GtkBox parent_instance;
  GtkToggleButton *none;                          /* (owned) of the same group, never shown */
  GtkToggleButton *buttons[G_N_ELEMENTS (colours)];
};

G_DEFINE_FINAL_TYPE (ZwSwatches, zw_swatches, GTK_TYPE_BOX)

enum { PROP_COLOUR = 1, N_PROPERTIES };
static GParamSpec *properties[N_PROPERTIES];

static void
toggled_cb (GtkToggleButton *button, ZwSwatches *self)
{
  if (gtk_toggle_button_get_active (button))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_COLOUR]);
}

static GtkToggleButton *
new_button (ZwSwatches *self, const Colour *colour)
{
  GtkWidget *button = gtk_toggle_button_new ();
  g_autofree char *style_class = g_strconcat ("lc-", colour->name, NULL);
  const char *label = g_dpgettext2 (NULL, "colour", colour->label);

  gtk_widget_add_css_class (button, "zw-swatch");
  gtk_widget_add_css_class (button, style_class);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (button), self->none);
  g_signal_connect (button, "toggled", G_CALLBACK (toggled_cb), self);
  return GTK_TOGGLE_BUTTON (button);
}

static void
zw_swatches_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  if (property_id == PROP_COLOUR)
    g_value_set_string (value, zw_swatches_get_colour (ZW_SWATCHES (object)));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
}

static void
zw_swatches_set_property (GObject *object, guint property_id, const GValue *value, GParamSpec *pspec)
{
  if (property_id == PROP_COLOUR)
    zw_swatches_set_colour (ZW_SWATCHES (object), g_value_get_string (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
}

static void
zw_swatches_finalize (GObject *object)
{
  g_clear_object (&ZW_SWATCHES (object)->none);
  G_OBJECT_CLASS (zw_swatches_parent_class)->finalize (object);
}

static void
zw_swatches_class_init (ZwSwatchesClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = zw_swatches_get_property;
  object_class->set_property = zw_swatches_set_property;
  object_class->finalize = zw_swatches_finalize;
  properties[PROP_COLOUR] = g_param_spec_string ("colour", NULL, NULL, NULL,
                                                 G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_RADIO_GROUP);
}

static void
zw_swatches_init (ZwSwatches *self)
{
  gtk_widget_add_css_class (GTK_WIDGET (self), "zw-swatches");
  self->none = g_object_ref_sink (GTK_TOGGLE_BUTTON (gtk_toggle_button_new ()));
  for (guint i = 0; i < G_N_ELEMENTS (colours); i++)
    {
      self->buttons[i] = new_button (self, &colours[i]);
      gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->buttons[i]));
    }
}

GtkWidget *
zw_swatches_new (void)
{
  return g_object_new (ZW_TYPE_SWATCHES, NULL);
}

const char *
zw_swatches_get_colour (ZwSwatches *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (colours); i++)
    if (gtk_toggle_button_get_active (self->buttons[i]))
      return colours[i].name;
  return NULL;
}

void
zw_swatches_set_colour (ZwSwatches *self, const char *colour)
{
  GtkToggleButton *chosen = self->none;

  if (g_strcmp0 (colour, zw_swatches_get_colour (self)) == 0)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (colours); i++)
    if (g_strcmp0 (colours[i].name, colour) == 0)
      chosen = self->buttons[i];
  gtk_toggle_button_set_active (chosen, TRUE);
  if (chosen == self->none)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_COLOUR]);
}
