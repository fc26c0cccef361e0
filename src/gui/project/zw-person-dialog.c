/* SPDX-License-Identifier: GPL-3.0-or-later
 * Opened from a row of the page People. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-person-dialog.h"

#include <glib/gi18n.h>

#include "zw-avatar.h"
#include "zw-commit.h"
#include "zw-field-editor.h"
#include "zw-optional-spin.h"
#include "zw-project-commands.h"
#include "zw-swatches.h"

#define AVATAR_SIZE 64

struct _ZwPersonDialog {
  ZwToastWindow parent_instance;
  ZwPerson *person;   /* (owned) */
  ZwMember *member;   /* (owned) */
  GPtrArray *editors; /* (owned) ZwFieldEditor */
  AdwBin *avatar_bin;
  GtkWidget *avatar;  /* ZwAvatar */
  GtkEditable *name_row, *handle_row, *email_row, *company_row, *role_row;
  AdwBin *swatches_bin;
  GtkWidget *swatches; /* ZwSwatches */
  AdwBin *hours_bin;
  GtkWidget *hours;    /* ZwOptionalSpin */
  gboolean showing;
};

G_DEFINE_FINAL_TYPE (ZwPersonDialog, zw_person_dialog, ZW_TYPE_TOAST_WINDOW)

static void
set_field (ZwPersonDialog *self, gpointer item, ZwField field, const char *value)
{
  ZwWorkspace *workspace = zw_toast_window_get_workspace (ZW_TOAST_WINDOW (self));
  g_autoptr (GError) error = NULL;

  zw_commit (GTK_WIDGET (self), workspace, zw_item_set_field (workspace, item, field, value, &error), &error);
}

static void
refresh (ZwPersonDialog *self)
{
  int minutes = self->member->minutes_per_day;

  self->showing = TRUE;
  gtk_window_set_title (GTK_WINDOW (self), self->person->name);
  zw_avatar_set_person (ZW_AVATAR (self->avatar), self->person);
  zw_swatches_set_colour (ZW_SWATCHES (self->swatches), self->person->colour);
  zw_optional_spin_set_value (ZW_OPTIONAL_SPIN (self->hours), minutes == ZW_UNSET ? 0 : minutes / 60.0);
  self->showing = FALSE;
}

static void
colour_chosen_cb (ZwPersonDialog *self)
{
  if (!self->showing)
    set_field (self, self->person, ZW_FIELD_COLOUR, zw_swatches_get_colour (ZW_SWATCHES (self->swatches)));
}

static void
hours_chosen_cb (ZwOptionalSpin *spin, double value, ZwPersonDialog *self)
{
  g_autofree char *minutes = g_strdup_printf ("%d", (int) (value * 60));
  set_field (self, self->member, ZW_FIELD_MINUTES_PER_DAY, value > 0 ? minutes : NULL);
}

static void
zw_person_dialog_dispose (GObject *object)
{
  ZwPersonDialog *self = ZW_PERSON_DIALOG (object);

  g_clear_pointer (&self->editors, g_ptr_array_unref);
  G_OBJECT_CLASS (zw_person_dialog_parent_class)->dispose (object);
}

static void
zw_person_dialog_finalize (GObject *object)
{
  ZwPersonDialog *self = ZW_PERSON_DIALOG (object);

  g_clear_object (&self->person);
  g_clear_object (&self->member);
  G_OBJECT_CLASS (zw_person_dialog_parent_class)->finalize (object);
}

static void
zw_person_dialog_class_init (ZwPersonDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = zw_person_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = zw_person_dialog_finalize;
  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/project/person-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, ZwPersonDialog, avatar_bin);
  gtk_widget_class_bind_template_child (widget_class, ZwPersonDialog, name_row);
  gtk_widget_class_bind_template_child (widget_class, ZwPersonDialog, handle_row);
  gtk_widget_class_bind_template_child (widget_class, ZwPersonDialog, email_row);
  gtk_widget_class_bind_template_child (widget_class, ZwPersonDialog, company_row);
  gtk_widget_class_bind_template_child (widget_class, ZwPersonDialog, role_row);
  gtk_widget_class_bind_template_child (widget_class, ZwPersonDialog, swatches_bin);
  gtk_widget_class_bind_template_child (widget_class, ZwPersonDialog, hours_bin);
}

static void
zw_person_dialog_init (ZwPersonDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->editors = g_ptr_array_new_with_free_func (g_object_unref);
  self->avatar = zw_avatar_new (AVATAR_SIZE);
  adw_bin_set_child (self->avatar_bin, self->avatar);
  self->swatches = zw_swatches_new ();
  adw_bin_set_child (self->swatches_bin, self->swatches);
  self->hours = zw_optional_spin_new (_("as the project"), _("Hours per Day"), 24);
  adw_bin_set_child (self->hours_bin, self->hours);
}

static void
edit (ZwPersonDialog *self, GtkEditable *row, gpointer item, ZwField field)
{
  ZwWorkspace *workspace = zw_toast_window_get_workspace (ZW_TOAST_WINDOW (self));
  g_ptr_array_add (self->editors, zw_field_editor_new_entry (row, workspace, item, field));
}

GtkWidget *
zw_person_dialog_new (ZwWorkspace *workspace, ZwPerson *person, ZwMember *member)
{
  ZwPersonDialog *self = g_object_new (ZW_TYPE_PERSON_DIALOG, "workspace", workspace, NULL);

  self->person = g_object_ref (person);
  self->member = g_object_ref (member);
  edit (self, self->name_row, person, ZW_FIELD_NAME);
  edit (self, self->handle_row, person, ZW_FIELD_HANDLE);
  edit (self, self->email_row, person, ZW_FIELD_EMAIL);
  edit (self, self->company_row, person, ZW_FIELD_COMPANY);
  edit (self, self->role_row, member, ZW_FIELD_ROLE);
  refresh (self);
  g_signal_connect_object (person, "notify", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (member, "notify", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->swatches, "notify::colour", G_CALLBACK (colour_chosen_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->hours, "chosen", G_CALLBACK (hours_chosen_cb), self, 0);
  gtk_widget_set_sensitive (self->swatches, !zw_workspace_is_read_only (workspace));
  gtk_widget_set_sensitive (self->hours, !zw_workspace_is_read_only (workspace));
  return GTK_WIDGET (self);
}
