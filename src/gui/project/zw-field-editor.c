/* SPDX-License-Identifier: GPL-3.0-or-later
 * Used by the pages and dialogs of this folder. Must never write but by zw_item_set_field (). */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-field-editor.h"

#include <math.h>

#include "zw-commit.h"
#include "zw-project-commands.h"

struct _ZwFieldEditor {
  GObject parent_instance;
  GtkWidget *widget;      /* (owned) */
  ZwWorkspace *workspace; /* (owned) */
  ZwItem *item;           /* (owned) */
  ZwField field;
  double factor;          /* of a spin button */
  char **values;          /* (owned) (nullable) of a combo row or a toggle */
  gboolean showing;       /* the widget is being set, not changed by the person */
};

G_DEFINE_FINAL_TYPE (ZwFieldEditor, zw_field_editor, G_TYPE_OBJECT)

/* --- reading and showing --- */

static char *
dup_number (ZwFieldEditor *self)
{
  const ZwFieldSpec *spec = zw_entity_find_field (zw_item_get_entity (self->item), self->field);
  double value = gtk_spin_button_get_value (GTK_SPIN_BUTTON (self->widget)) * self->factor;

  /* Steps of a twentieth add up to a little more or less. */
  return spec->type == ZW_VALUE_INT ? g_strdup_printf ("%d", (int) round (value)) : zw_real_to_string (round (value * 1e6) / 1e6);
}

static char *
dup_shown (ZwFieldEditor *self)
{
  if (GTK_IS_SWITCH (self->widget))
    return g_strdup (gtk_switch_get_active (GTK_SWITCH (self->widget)) ? "1" : "0");
  if (GTK_IS_SPIN_BUTTON (self->widget))
    return dup_number (self);
  if (GTK_IS_TOGGLE_BUTTON (self->widget))
    return g_strdup (self->values[0]);
  if (!ADW_IS_COMBO_ROW (self->widget))
    return g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->widget)));
  guint selected = adw_combo_row_get_selected (ADW_COMBO_ROW (self->widget));
  return selected < g_strv_length (self->values) ? g_strdup (self->values[selected]) : NULL;
}

static void
show_choice (ZwFieldEditor *self, const char *text)
{
  for (guint i = 0; self->values[i] != NULL; i++)
    if (g_strcmp0 (self->values[i], text) == 0)
      adw_combo_row_set_selected (ADW_COMBO_ROW (self->widget), i);
}

static void
show_value (ZwFieldEditor *self)
{
  g_autofree char *value = zw_item_dup_value (self->item, self->field);
  const char *text = value != NULL ? value : "";

  self->showing = TRUE;
  if (GTK_IS_SWITCH (self->widget))
    gtk_switch_set_active (GTK_SWITCH (self->widget), g_str_equal (text, "1"));
  else if (GTK_IS_SPIN_BUTTON (self->widget))
    gtk_spin_button_set_value (GTK_SPIN_BUTTON (self->widget), g_ascii_strtod (text, NULL) / self->factor);
  else if (GTK_IS_TOGGLE_BUTTON (self->widget))
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->widget), g_str_equal (text, self->values[0]));
  else if (ADW_IS_COMBO_ROW (self->widget))
    show_choice (self, text);
  else if (!g_str_equal (gtk_editable_get_text (GTK_EDITABLE (self->widget)), text))
    gtk_editable_set_text (GTK_EDITABLE (self->widget), text);
  self->showing = FALSE;
}

static gboolean
is_being_typed_in (ZwFieldEditor *self)
{
  return GTK_IS_EDITABLE (self->widget) && !GTK_IS_SPIN_BUTTON (self->widget)
         && gtk_widget_has_focus (GTK_WIDGET (gtk_editable_get_delegate (GTK_EDITABLE (self->widget))));
}

static void
changed_elsewhere_cb (ZwItem *item, GParamSpec *pspec, ZwFieldEditor *self)
{
  if (!is_being_typed_in (self))
    show_value (self);
}

/* --- writing --- */

static gboolean
commit (ZwFieldEditor *self)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = dup_shown (self);

  return zw_commit (self->widget, self->workspace, zw_item_set_field (self->workspace, self->item, self->field, text, &error), &error);
}

static void
chosen_cb (ZwFieldEditor *self)
{
  if (!self->showing && !commit (self))
    show_value (self);
}

static void
toggled_cb (ZwFieldEditor *self)
{
  if (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->widget)))
    chosen_cb (self);
}

static void
text_done_cb (ZwFieldEditor *self)
{
  if (!commit (self))
    gtk_widget_add_css_class (self->widget, "error");
  else
    {
      gtk_widget_remove_css_class (self->widget, "error");
      show_value (self);
    }
}

static void
text_changed_cb (ZwFieldEditor *self)
{
  gtk_widget_remove_css_class (self->widget, "error");
}

static gboolean
is_changed (ZwFieldEditor *self)
{
  g_autofree char *value = zw_item_dup_value (self->item, self->field);
  return !g_str_equal (gtk_editable_get_text (GTK_EDITABLE (self->widget)), value != NULL ? value : "");
}

static gboolean
key_pressed_cb (GtkEventControllerKey *controller, guint keyval, guint keycode, GdkModifierType state, ZwFieldEditor *self)
{
  if (keyval != GDK_KEY_Escape || !is_changed (self))
    return GDK_EVENT_PROPAGATE;
  show_value (self);
  return GDK_EVENT_STOP;
}

/* --- the object --- */

static void
zw_field_editor_finalize (GObject *object)
{
  ZwFieldEditor *self = ZW_FIELD_EDITOR (object);

  g_clear_object (&self->widget);
  g_clear_object (&self->workspace);
  g_clear_object (&self->item);
  g_strfreev (self->values);
  G_OBJECT_CLASS (zw_field_editor_parent_class)->finalize (object);
}

static void
zw_field_editor_class_init (ZwFieldEditorClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = zw_field_editor_finalize;
}

static void
zw_field_editor_init (ZwFieldEditor *self)
{
  self->factor = 1;
}

static ZwFieldEditor *
new_editor (GtkWidget *widget, ZwWorkspace *workspace, ZwItem *item, ZwField field)
{
  ZwFieldEditor *self = g_object_new (ZW_TYPE_FIELD_EDITOR, NULL);
  g_autofree char *signal = g_strconcat ("notify::", zw_field_to_string (field), NULL);

  /* Properties have dashes where fields have underscores. */
  g_strdelimit (signal, "_", '-');
  self->widget = g_object_ref (widget);
  self->workspace = g_object_ref (workspace);
  self->item = g_object_ref (item);
  self->field = field;
  g_signal_connect_object (item, signal, G_CALLBACK (changed_elsewhere_cb), self, 0);
  gtk_widget_set_sensitive (widget, !zw_workspace_is_read_only (workspace));
  return self;
}

static ZwFieldEditor *
watch (ZwFieldEditor *self, const char *signal, GCallback callback)
{
  show_value (self);
  g_signal_connect_object (self->widget, signal, callback, self, G_CONNECT_SWAPPED);
  return self;
}

ZwFieldEditor *
zw_field_editor_new_switch (GtkSwitch *widget, ZwWorkspace *workspace, ZwItem *item, ZwField field)
{
  return watch (new_editor (GTK_WIDGET (widget), workspace, item, field), "notify::active", G_CALLBACK (chosen_cb));
}

ZwFieldEditor *
zw_field_editor_new_spin (GtkSpinButton *widget, ZwWorkspace *workspace, ZwItem *item, ZwField field, double factor)
{
  ZwFieldEditor *self = new_editor (GTK_WIDGET (widget), workspace, item, field);

  self->factor = factor;
  return watch (self, "value-changed", G_CALLBACK (chosen_cb));
}

ZwFieldEditor *
zw_field_editor_new_entry (GtkEditable *widget, ZwWorkspace *workspace, ZwItem *item, ZwField field)
{
  ZwFieldEditor *self = new_editor (GTK_WIDGET (widget), workspace, item, field);
  GtkWidget *text = GTK_WIDGET (gtk_editable_get_delegate (widget));
  GtkEventController *focus = gtk_event_controller_focus_new ();
  GtkEventController *key = gtk_event_controller_key_new ();

  g_signal_connect_object (focus, "leave", G_CALLBACK (text_done_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (text, focus);
  g_signal_connect_object (key, "key-pressed", G_CALLBACK (key_pressed_cb), self, 0);
  gtk_widget_add_controller (text, key);
  g_signal_connect_object (text, "activate", G_CALLBACK (text_done_cb), self, G_CONNECT_SWAPPED);
  return watch (self, "changed", G_CALLBACK (text_changed_cb));
}

ZwFieldEditor *
zw_field_editor_new_combo (AdwComboRow *widget, ZwWorkspace *workspace, ZwItem *item, ZwField field, const char *const *values)
{
  ZwFieldEditor *self = new_editor (GTK_WIDGET (widget), workspace, item, field);

  self->values = g_strdupv ((char **) values);
  return watch (self, "notify::selected", G_CALLBACK (chosen_cb));
}

ZwFieldEditor *
zw_field_editor_new_toggle (GtkToggleButton *widget, ZwWorkspace *workspace, ZwItem *item, ZwField field, const char *value)
{
  ZwFieldEditor *self = new_editor (GTK_WIDGET (widget), workspace, item, field);
  const char *const values[] = { value, NULL };

  self->values = g_strdupv ((char **) values);
  return watch (self, "toggled", G_CALLBACK (toggled_cb));
}
