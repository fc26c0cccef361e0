/* SPDX-License-Identifier: GPL-3.0-or-later
 * Made by ZwLabelsPage. Reads its label and writes by commands alone. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-label-row.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "zw-commit.h"
#include "zw-feedback.h"
#include "zw-label-popover.h"
#include "zw-project-commands.h"
#include "zw-swatches.h"

struct _ZwLabelRow {
  GtkListBoxRow parent_instance;
  ZwWorkspace *workspace; /* (owned) */
  ZwLabel *label;         /* (owned) */
  AdwBin *dot_bin;
  GtkStack *stack;        /* "name" or "form" */
  GtkLabel *name;
  GtkLabel *count;
  GtkWidget *edit_button;
  GtkWidget *delete_button;
  GtkWidget *form;
  GtkEditable *entry;
  AdwBin *swatches_bin;
  GtkWidget *swatches;    /* ZwSwatches */
  gboolean editing;
  gboolean showing;       /* the swatches are being set, not clicked */
};

G_DEFINE_FINAL_TYPE (ZwLabelRow, zw_label_row, GTK_TYPE_LIST_BOX_ROW)

static void
refresh (ZwLabelRow *self)
{
  GtkWidget *dot = zw_label_dot_new (self->label);
  g_autofree char *edit_name = g_strdup_printf (_("Edit “%s”"), self->label->name);
  g_autofree char *delete_name = g_strdup_printf (_("Delete “%s”"), self->label->name);

  gtk_widget_add_css_class (dot, "large");
  adw_bin_set_child (self->dot_bin, dot);
  gtk_label_set_label (self->name, self->label->name);
  gtk_widget_set_tooltip_text (self->edit_button, edit_name);
  gtk_widget_set_tooltip_text (self->delete_button, delete_name);
  self->showing = TRUE;
  zw_swatches_set_colour (ZW_SWATCHES (self->swatches), self->label->colour);
  self->showing = FALSE;
}

static gboolean
set_field (ZwLabelRow *self, ZwField field, const char *value)
{
  g_autoptr (GError) error = NULL;
  return zw_commit (GTK_WIDGET (self), self->workspace,
                    zw_item_set_field (self->workspace, ZW_ITEM (self->label), field, value, &error), &error);
}

/* --- the form --- */

static void
show_form (ZwLabelRow *self, gboolean editing)
{
  self->editing = editing;
  gtk_stack_set_visible_child_name (self->stack, editing ? "form" : "name");
  gtk_widget_set_visible (GTK_WIDGET (self->count), !editing);
  gtk_widget_set_visible (self->edit_button, !editing);
}

static void
finish_cb (ZwLabelRow *self)
{
  g_autoptr (ZwLabelRow) alive = g_object_ref (self);

  if (!self->editing)
    return;
  if (!set_field (self, ZW_FIELD_NAME, gtk_editable_get_text (self->entry)))
    {
      gtk_widget_add_css_class (GTK_WIDGET (self->entry), "error");
      return;
    }
  show_form (self, FALSE);
}

static void
activate_cb (ZwLabelRow *self)
{
  g_autoptr (ZwLabelRow) alive = g_object_ref (self);

  finish_cb (self);
  if (!self->editing)
    gtk_widget_grab_focus (self->edit_button);
}

static gboolean
key_pressed_cb (ZwLabelRow *self, guint keyval)
{
  if (keyval != GDK_KEY_Escape || !self->editing)
    return GDK_EVENT_PROPAGATE;
  show_form (self, FALSE);
  gtk_widget_grab_focus (self->edit_button);
  return GDK_EVENT_STOP;
}

static void
text_changed_cb (ZwLabelRow *self)
{
  gtk_widget_remove_css_class (GTK_WIDGET (self->entry), "error");
}

static void
colour_chosen_cb (ZwLabelRow *self)
{
  if (!self->showing)
    set_field (self, ZW_FIELD_COLOUR, zw_swatches_get_colour (ZW_SWATCHES (self->swatches)));
}

static void
delete_cb (ZwLabelRow *self)
{
  g_autoptr (GtkWidget) window = g_object_ref (GTK_WIDGET (gtk_widget_get_root (GTK_WIDGET (self))));
  g_autofree char *text = g_strdup_printf (_("Label “%s” deleted"), self->label->name);
  g_autoptr (GError) error = NULL;

  self->editing = FALSE;
  if (zw_commit (window, self->workspace, zw_label_delete (self->workspace, zw_item_get_id (ZW_ITEM (self->label)), &error), &error))
    zw_feedback_toast (window, text, TRUE);
}

/* --- the row --- */

static void
zw_label_row_finalize (GObject *object)
{
  ZwLabelRow *self = ZW_LABEL_ROW (object);

  g_clear_object (&self->workspace);
  g_clear_object (&self->label);
  G_OBJECT_CLASS (zw_label_row_parent_class)->finalize (object);
}

static void
zw_label_row_class_init (ZwLabelRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = zw_label_row_finalize;
  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/project/label-row.ui");
  gtk_widget_class_bind_template_child (widget_class, ZwLabelRow, dot_bin);
  gtk_widget_class_bind_template_child (widget_class, ZwLabelRow, stack);
  gtk_widget_class_bind_template_child (widget_class, ZwLabelRow, name);
  gtk_widget_class_bind_template_child (widget_class, ZwLabelRow, count);
  gtk_widget_class_bind_template_child (widget_class, ZwLabelRow, edit_button);
  gtk_widget_class_bind_template_child (widget_class, ZwLabelRow, delete_button);
  gtk_widget_class_bind_template_child (widget_class, ZwLabelRow, form);
  gtk_widget_class_bind_template_child (widget_class, ZwLabelRow, entry);
  gtk_widget_class_bind_template_child (widget_class, ZwLabelRow, swatches_bin);
  gtk_widget_class_bind_template_callback (widget_class, zw_label_row_edit);
  gtk_widget_class_bind_template_callback (widget_class, delete_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, text_changed_cb);
}

static void
zw_label_row_init (ZwLabelRow *self)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  self->swatches = zw_swatches_new ();
  adw_bin_set_child (self->swatches_bin, self->swatches);
  g_signal_connect_swapped (self->swatches, "notify::colour", G_CALLBACK (colour_chosen_cb), self);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (finish_cb), self);
  gtk_widget_add_controller (self->form, focus);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (self->form, keys);
}

GtkWidget *
zw_label_row_new (ZwWorkspace *workspace, ZwLabel *label)
{
  ZwLabelRow *self = g_object_new (ZW_TYPE_LABEL_ROW, NULL);

  self->workspace = g_object_ref (workspace);
  self->label = g_object_ref (label);
  g_signal_connect_object (label, "notify", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
  gtk_widget_set_sensitive (self->edit_button, !zw_workspace_is_read_only (workspace));
  gtk_widget_set_sensitive (self->delete_button, !zw_workspace_is_read_only (workspace));
  refresh (self);
  return GTK_WIDGET (self);
}

ZwLabel *
zw_label_row_get_label (ZwLabelRow *self)
{
  return self->label;
}

void
zw_label_row_set_count (ZwLabelRow *self, guint count)
{
  g_autofree char *text = count > 0 ? g_strdup_printf (ngettext ("%u ticket", "%u tickets", count), count) : NULL;
  gtk_label_set_label (self->count, text != NULL ? text : "");
}

void
zw_label_row_edit (ZwLabelRow *self)
{
  if (zw_workspace_is_read_only (self->workspace))
    return;
  gtk_editable_set_text (self->entry, self->label->name);
  show_form (self, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}
