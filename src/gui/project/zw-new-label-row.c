/* SPDX-License-Identifier: GPL-3.0-or-later
 * Made by ZwLabelsPage; lives as long as the page. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-new-label-row.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "zw-commit.h"
#include "zw-project-commands.h"
#include "zw-swatches.h"

struct _ZwNewLabelRow {
  GtkListBoxRow parent_instance;
  ZwWorkspace *workspace; /* (owned) */
  gint64 project;
  GtkWidget *dot;
  GtkEditable *text;
  AdwBin *swatches_bin;
  GtkWidget *swatches;    /* ZwSwatches */
  GtkWidget *create_button;
};

G_DEFINE_FINAL_TYPE (ZwNewLabelRow, zw_new_label_row, GTK_TYPE_LIST_BOX_ROW)

static void
refresh (ZwNewLabelRow *self)
{
  const char *colour = zw_swatches_get_colour (ZW_SWATCHES (self->swatches));
  g_autofree char *tint = colour != NULL ? g_strconcat ("lc-", colour, NULL) : NULL;
  const char *classes[] = { "zw-dot", "large", tint != NULL ? tint : "empty", NULL };
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (self->text)));

  gtk_widget_set_css_classes (self->dot, classes);
  gtk_widget_set_sensitive (self->create_button, *name != '\0');
  gtk_widget_remove_css_class (GTK_WIDGET (self), "error");
}

static void
create_cb (ZwNewLabelRow *self)
{
  g_autoptr (GError) error = NULL;
  ZwChangeSet *set = zw_label_create (self->workspace, self->project, gtk_editable_get_text (self->text),
                                      zw_swatches_get_colour (ZW_SWATCHES (self->swatches)), NULL, &error);

  if (!zw_commit (GTK_WIDGET (self), self->workspace, set, &error))
    {
      gtk_widget_add_css_class (GTK_WIDGET (self), "error");
      return;
    }
  gtk_editable_set_text (self->text, "");
  zw_swatches_set_colour (ZW_SWATCHES (self->swatches), NULL);
  gtk_widget_grab_focus (GTK_WIDGET (self->text));
}

static void
zw_new_label_row_finalize (GObject *object)
{
  g_clear_object (&ZW_NEW_LABEL_ROW (object)->workspace);
  G_OBJECT_CLASS (zw_new_label_row_parent_class)->finalize (object);
}

static gboolean
zw_new_label_row_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (ZW_NEW_LABEL_ROW (widget)->text));
}

static void
zw_new_label_row_class_init (ZwNewLabelRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = zw_new_label_row_finalize;
  widget_class->grab_focus = zw_new_label_row_grab_focus;
  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/project/new-label-row.ui");
  gtk_widget_class_bind_template_child (widget_class, ZwNewLabelRow, dot);
  gtk_widget_class_bind_template_child (widget_class, ZwNewLabelRow, text);
  gtk_widget_class_bind_template_child (widget_class, ZwNewLabelRow, swatches_bin);
  gtk_widget_class_bind_template_child (widget_class, ZwNewLabelRow, create_button);
  gtk_widget_class_bind_template_callback (widget_class, refresh);
  gtk_widget_class_bind_template_callback (widget_class, create_cb);
}

static void
zw_new_label_row_init (ZwNewLabelRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->swatches = zw_swatches_new ();
  adw_bin_set_child (self->swatches_bin, self->swatches);
  g_signal_connect_swapped (self->swatches, "notify::colour", G_CALLBACK (refresh), self);
  refresh (self);
}

GtkWidget *
zw_new_label_row_new (ZwWorkspace *workspace, gint64 project)
{
  ZwNewLabelRow *self = g_object_new (ZW_TYPE_NEW_LABEL_ROW, NULL);

  self->workspace = g_object_ref (workspace);
  self->project = project;
  gtk_widget_set_visible (GTK_WIDGET (self), !zw_workspace_is_read_only (workspace));
  return GTK_WIDGET (self);
}
