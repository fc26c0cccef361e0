/* SPDX-License-Identifier: GPL-3.0-or-later
 * Files held over a window. Must never read one. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-file-drop.h"

struct _ZwFileDrop {
  AdwBin parent_instance;
  GtkRevealer *revealer;
  gboolean enabled;
};

G_DEFINE_FINAL_TYPE (ZwFileDrop, zw_file_drop, ADW_TYPE_BIN)

static guint dropped_signal;

static GdkDragAction
enter_cb (ZwFileDrop *self)
{
  gtk_revealer_set_reveal_child (self->revealer, self->enabled);
  return self->enabled ? GDK_ACTION_COPY : 0;
}

static GdkDragAction
motion_cb (ZwFileDrop *self)
{
  return self->enabled ? GDK_ACTION_COPY : 0;
}

static void
leave_cb (ZwFileDrop *self)
{
  gtk_revealer_set_reveal_child (self->revealer, FALSE);
}

static gboolean
drop_cb (ZwFileDrop *self, const GValue *value)
{
  g_autoptr (GListStore) files = g_list_store_new (G_TYPE_FILE);

  leave_cb (self);
  for (GSList *file = g_value_get_boxed (value); file != NULL; file = file->next)
    g_list_store_append (files, file->data);
  if (!self->enabled || g_list_model_get_n_items (G_LIST_MODEL (files)) == 0)
    return FALSE;
  g_signal_emit (self, dropped_signal, 0, files);
  return TRUE;
}

void
zw_file_drop_watch (ZwFileDrop *self, GtkWidget *area)
{
  GtkDropTarget *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  g_signal_connect_object (target, "enter", G_CALLBACK (enter_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (target, "motion", G_CALLBACK (motion_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (target, "leave", G_CALLBACK (leave_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (target, "drop", G_CALLBACK (drop_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (area, GTK_EVENT_CONTROLLER (target));
}

void
zw_file_drop_set_enabled (ZwFileDrop *self, gboolean enabled)
{
  self->enabled = enabled;
}

static void
zw_file_drop_class_init (ZwFileDropClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  dropped_signal = g_signal_new ("dropped", ZW_TYPE_FILE_DROP, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                 G_TYPE_LIST_MODEL);
  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/exchange/file-drop.ui");
  gtk_widget_class_bind_template_child (widget_class, ZwFileDrop, revealer);
}

static void
zw_file_drop_init (ZwFileDrop *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
