/* SPDX-License-Identifier: GPL-3.0-or-later
 * Made by ZwChecklistView. Must never write. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-check-row.h"

#include <glib/gi18n.h>

#include "zw-pane-parts.h"

struct _ZwCheckRow {
  GtkListBoxRow parent_instance;
  ZwCheckItem *item; /* (owned) */
  GtkWidget *box, *check, *stack, *label, *entry;
  gboolean updating;
};

G_DEFINE_FINAL_TYPE (ZwCheckRow, zw_check_row, GTK_TYPE_LIST_BOX_ROW)

enum { TOGGLED, RENAMED, MOVED, DELETED, N_SIGNALS };
static guint signals[N_SIGNALS];

static gboolean
is_editing (ZwCheckRow *self)
{
  return g_strcmp0 (gtk_stack_get_visible_child_name (GTK_STACK (self->stack)), "entry") == 0;
}

static void
update (ZwCheckRow *self)
{
  self->updating = TRUE;
  gtk_check_button_set_active (GTK_CHECK_BUTTON (self->check), self->item->done);
  self->updating = FALSE;
  gtk_label_set_text (GTK_LABEL (self->label), self->item->text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->check), GTK_ACCESSIBLE_PROPERTY_LABEL, self->item->text, -1);
  if (self->item->done)
    gtk_widget_add_css_class (self->box, "done");
  else
    gtk_widget_remove_css_class (self->box, "done");
}

static void
end_edit (ZwCheckRow *self, gboolean commit)
{
  if (!is_editing (self))
    return;
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entry))));
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "label");
  if (commit && g_strcmp0 (text, self->item->text) != 0)
    g_signal_emit (self, signals[RENAMED], 0, text);
}

static void
toggled_cb (GtkCheckButton *check, ZwCheckRow *self)
{
  if (!self->updating)
    g_signal_emit (self, signals[TOGGLED], 0);
}

static void
entry_activate_cb (ZwCheckRow *self)
{
  end_edit (self, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self));
}

static void
focus_leave_cb (GtkEventControllerFocus *controller, ZwCheckRow *self)
{
  if (!zw_pane_holds_focus (self->entry))
    end_edit (self, TRUE);
}

static gboolean
entry_key_cb (GtkEventControllerKey *controller, guint keyval, guint keycode, GdkModifierType state, ZwCheckRow *self)
{
  if (keyval != GDK_KEY_Escape)
    return FALSE;
  end_edit (self, FALSE);
  gtk_widget_grab_focus (GTK_WIDGET (self));
  return TRUE;
}

static void
delete_cb (ZwCheckRow *self)
{
  g_signal_emit (self, signals[DELETED], 0);
}

static gboolean
row_key_cb (GtkEventControllerKey *controller, guint keyval, guint keycode, GdkModifierType state, ZwCheckRow *self)
{
  gboolean alt = (state & GDK_ALT_MASK) != 0;

  if (is_editing (self))
    return FALSE;
  if (alt && (keyval == GDK_KEY_Up || keyval == GDK_KEY_Down))
    g_signal_emit (self, signals[MOVED], 0, keyval == GDK_KEY_Up ? -1 : 1);
  else if (keyval == GDK_KEY_Delete)
    delete_cb (self);
  else if (keyval == GDK_KEY_F2)
    zw_check_row_edit (self);
  else if (keyval == GDK_KEY_space && gtk_widget_is_focus (GTK_WIDGET (self)))
    g_signal_emit (self, signals[TOGGLED], 0);
  else
    return FALSE;
  return TRUE;
}

static void
item_notify_cb (ZwCheckItem *item, GParamSpec *pspec, ZwCheckRow *self)
{
  update (self);
}

static GdkContentProvider *
drag_prepare_cb (GtkDragSource *source, double x, double y, ZwCheckRow *self)
{
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (GTK_WIDGET (self->box));
  g_autoptr (GdkPaintable) frozen = gdk_paintable_get_current_image (paintable);

  gtk_drag_source_set_icon (source, frozen, 0, 0);
  return gdk_content_provider_new_typed (ZW_TYPE_CHECK_ITEM, self->item);
}

static GtkWidget *
new_handle (ZwCheckRow *self)
{
  GtkWidget *handle = gtk_image_new_from_icon_name ("list-drag-handle-symbolic");
  GtkDragSource *source = gtk_drag_source_new ();

  gtk_widget_add_css_class (handle, "zw-reveal");
  gtk_widget_add_css_class (handle, "zw-sec");
  gtk_widget_set_cursor_from_name (handle, "grab");
  gtk_drag_source_set_actions (source, GDK_ACTION_MOVE);
  g_signal_connect (source, "prepare", G_CALLBACK (drag_prepare_cb), self);
  gtk_widget_add_controller (handle, GTK_EVENT_CONTROLLER (source));
  return handle;
}

static GtkWidget *
new_text (ZwCheckRow *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  self->stack = gtk_stack_new ();
  self->label = gtk_label_new (NULL);
  self->entry = gtk_entry_new ();
  gtk_stack_set_vhomogeneous (GTK_STACK (self->stack), FALSE);
  gtk_stack_set_hhomogeneous (GTK_STACK (self->stack), FALSE); /* a hidden page must not widen the pane */
  gtk_widget_set_hexpand (self->stack, TRUE);
  gtk_widget_set_valign (self->stack, GTK_ALIGN_CENTER);
  gtk_label_set_xalign (GTK_LABEL (self->label), 0);
  gtk_label_set_wrap (GTK_LABEL (self->label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (self->label), PANGO_WRAP_WORD_CHAR);
  gtk_stack_add_named (GTK_STACK (self->stack), self->label, "label");
  gtk_stack_add_named (GTK_STACK (self->stack), self->entry, "entry");
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  gtk_widget_add_controller (self->entry, keys);
  gtk_widget_add_controller (self->entry, focus);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (entry_key_cb), self);
  g_signal_connect (focus, "leave", G_CALLBACK (focus_leave_cb), self);
  g_signal_connect_swapped (self->entry, "activate", G_CALLBACK (entry_activate_cb), self);
  return self->stack;
}

static void
zw_check_row_dispose (GObject *object)
{
  g_clear_object (&ZW_CHECK_ROW (object)->item);
  G_OBJECT_CLASS (zw_check_row_parent_class)->dispose (object);
}

static void
zw_check_row_class_init (ZwCheckRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = zw_check_row_dispose;
  signals[TOGGLED] = g_signal_new ("toggled", ZW_TYPE_CHECK_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[RENAMED] = g_signal_new ("renamed", ZW_TYPE_CHECK_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                   G_TYPE_STRING);
  signals[MOVED] = g_signal_new ("moved", ZW_TYPE_CHECK_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT);
  signals[DELETED] = g_signal_new ("deleted", ZW_TYPE_CHECK_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
zw_check_row_init (ZwCheckRow *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkWidget *remove = zw_pane_icon_button_new ("window-close-symbolic", _("Delete Item"));

  self->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  gtk_widget_add_css_class (self->box, "zw-check");
  self->check = gtk_check_button_new ();
  gtk_widget_set_valign (self->check, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (remove, "zw-reveal");
  gtk_widget_add_css_class (remove, "zw-small");
  gtk_box_append (GTK_BOX (self->box), self->check);
  gtk_box_append (GTK_BOX (self->box), new_text (self));
  gtk_box_append (GTK_BOX (self->box), remove);
  gtk_box_append (GTK_BOX (self->box), new_handle (self));
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), self->box);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (row_key_cb), self);
  g_signal_connect (self->check, "toggled", G_CALLBACK (toggled_cb), self);
  g_signal_connect_swapped (remove, "clicked", G_CALLBACK (delete_cb), self);
}

GtkWidget *
zw_check_row_new (ZwCheckItem *item)
{
  ZwCheckRow *self = g_object_new (ZW_TYPE_CHECK_ROW, NULL);

  self->item = g_object_ref (item);
  g_signal_connect_object (item, "notify", G_CALLBACK (item_notify_cb), self, 0);
  update (self);
  return GTK_WIDGET (self);
}

ZwCheckItem *
zw_check_row_get_item (ZwCheckRow *self)
{
  return self->item;
}

void
zw_check_row_edit (ZwCheckRow *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->entry), self->item->text);
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "entry");
  gtk_widget_grab_focus (self->entry);
}
