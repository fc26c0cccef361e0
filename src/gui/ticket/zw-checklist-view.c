/* SPDX-License-Identifier: GPL-3.0-or-later
 * A part of the ticket pane. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-checklist-view.h"

#include <glib/gi18n.h>

#include "zw-check-row.h"
#include "zw-commit.h"
#include "zw-pane-parts.h"
#include "zw-part-commands.h"

struct _ZwChecklistView {
  GtkBox parent_instance;
  ZwWorkspace *workspace;     /* (owned) */
  ZwTicketDocument *document; /* (owned) (nullable) */
  gulong checks_handler;
  GtkWidget *count, *bar, *list, *entry;
  ZwCheckItem *to_focus;      /* (owned) (nullable) moved by keyboard: its new row gets the focus */
};

G_DEFINE_FINAL_TYPE (ZwChecklistView, zw_checklist_view, GTK_TYPE_BOX)

static GListModel *
checks_of (ZwChecklistView *self)
{
  return zw_ticket_document_get_checks (self->document);
}

static gint64
id_of (ZwChecklistView *self)
{
  return zw_item_get_id (ZW_ITEM (zw_ticket_document_get_ticket (self->document)));
}

static void
update_count (ZwChecklistView *self)
{
  guint n = self->document == NULL ? 0 : g_list_model_get_n_items (checks_of (self)), done = 0;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (ZwCheckItem) item = g_list_model_get_item (checks_of (self), i);
      done += item->done ? 1 : 0;
    }
  g_autofree char *text = g_strdup_printf (_("%u of %u"), done, n);
  gtk_label_set_text (GTK_LABEL (self->count), text);
  gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (self->bar), n == 0 ? 0 : (double) done / n);
  gtk_widget_set_visible (self->count, n > 0);
  gtk_widget_set_visible (self->bar, n > 0);
  gtk_widget_set_visible (self->list, n > 0);
}

/* --- what rows ask for --- */

static void
row_toggled_cb (ZwCheckRow *row, ZwChecklistView *self)
{
  ZwCheckItem *item = zw_check_row_get_item (row);
  g_autoptr (GError) error = NULL;

  zw_commit (GTK_WIDGET (self), self->workspace,
             zw_check_item_set (self->workspace, item, ZW_FIELD_DONE, item->done ? "0" : "1", &error), &error);
}

static void
row_deleted_cb (ZwCheckRow *row, ZwChecklistView *self)
{
  g_autoptr (GError) error = NULL;
  GtkWidget *next = gtk_widget_get_next_sibling (GTK_WIDGET (row));

  if (next != NULL)
    gtk_widget_grab_focus (next);
  zw_commit (GTK_WIDGET (self), self->workspace, zw_check_item_delete (self->workspace, zw_check_row_get_item (row), &error), &error);
}

static void
row_renamed_cb (ZwCheckRow *row, const char *text, ZwChecklistView *self)
{
  g_autoptr (GError) error = NULL;

  if (*text == '\0')
    row_deleted_cb (row, self);
  else
    zw_commit (GTK_WIDGET (self), self->workspace,
               zw_check_item_set (self->workspace, zw_check_row_get_item (row), ZW_FIELD_TEXT, text, &error), &error);
}

/* To the place before the item that now stands at @position, in the list without @item. */
static void
move_to (ZwChecklistView *self, ZwCheckItem *item, int position)
{
  g_autoptr (GError) error = NULL;

  if (position < 0 || position >= (int) g_list_model_get_n_items (checks_of (self)))
    return;
  g_set_object (&self->to_focus, item);
  zw_commit (GTK_WIDGET (self), self->workspace,
             zw_check_item_move (self->workspace, checks_of (self), item, (guint) position, &error), &error);
}

static void
row_moved_cb (ZwCheckRow *row, int step, ZwChecklistView *self)
{
  move_to (self, zw_check_row_get_item (row), gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (row)) + step);
}

/* Above the middle of a row = before it. */
static gboolean
drop_cb (GtkDropTarget *target, const GValue *value, double x, double y, ZwChecklistView *self)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_y (GTK_LIST_BOX (self->list), (int) y);
  ZwCheckItem *item = g_value_get_object (value);
  int target_index = row == NULL ? (int) g_list_model_get_n_items (checks_of (self)) : gtk_list_box_row_get_index (row);
  graphene_rect_t bounds;

  if (item->ticket != id_of (self))
    return FALSE;
  if (row != NULL && gtk_widget_compute_bounds (GTK_WIDGET (row), self->list, &bounds)
      && y > bounds.origin.y + bounds.size.height / 2)
    target_index++;
  for (int i = 0; i < target_index; i++)
    {
      g_autoptr (ZwCheckItem) before = g_list_model_get_item (checks_of (self), (guint) i);
      if (before == item)
        {
          target_index--;
          break;
        }
    }
  move_to (self, item, target_index);
  return TRUE;
}

/* --- rows --- */

static GtkWidget *
create_row (gpointer item, gpointer user_data)
{
  GtkWidget *row = zw_check_row_new (item);

  g_signal_connect (row, "toggled", G_CALLBACK (row_toggled_cb), user_data);
  g_signal_connect (row, "renamed", G_CALLBACK (row_renamed_cb), user_data);
  g_signal_connect (row, "moved", G_CALLBACK (row_moved_cb), user_data);
  g_signal_connect (row, "deleted", G_CALLBACK (row_deleted_cb), user_data);
  return row;
}

static void
row_activated_cb (GtkListBox *list, GtkListBoxRow *row, ZwChecklistView *self)
{
  zw_check_row_edit (ZW_CHECK_ROW (row));
}

/* After the list box has made its rows: it listens to the same signal and was bound first. */
static void
items_changed_cb (GListModel *checks, guint position, guint removed, guint added, ZwChecklistView *self)
{
  update_count (self);
  for (guint i = position; self->to_focus != NULL && i < position + added; i++)
    {
      GtkListBoxRow *row = gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->list), (int) i);
      if (row == NULL || zw_check_row_get_item (ZW_CHECK_ROW (row)) != self->to_focus)
        continue;
      gtk_widget_grab_focus (GTK_WIDGET (row));
      g_clear_object (&self->to_focus);
    }
}

/* --- new items --- */

static void
add_items (ZwChecklistView *self)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entry))));
  guint n = g_list_model_get_n_items (checks_of (self));
  g_autoptr (ZwCheckItem) last = n == 0 ? NULL : g_list_model_get_item (checks_of (self), n - 1);
  g_autoptr (GError) error = NULL;

  if (*text == '\0')
    return;
  if (zw_commit (GTK_WIDGET (self), self->workspace, zw_check_item_add (self->workspace, id_of (self), last, text, FALSE, &error),
                 &error))
    gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
}

/* Several pasted lines are items at once: an entry would show them as one. */
static void
entry_changed_cb (GtkEditable *entry, ZwChecklistView *self)
{
  if (strchr (gtk_editable_get_text (entry), '\n') != NULL)
    add_items (self);
}

static void
hide_entry (ZwChecklistView *self)
{
  if (*gtk_editable_get_text (GTK_EDITABLE (self->entry)) == '\0')
    gtk_widget_set_visible (self->entry, FALSE);
}

static void
entry_leave_cb (GtkEventControllerFocus *controller, ZwChecklistView *self)
{
  if (zw_pane_holds_focus (self->entry))
    return;
  if (self->document != NULL)
    add_items (self);
  hide_entry (self);
}

static gboolean
entry_key_cb (GtkEventControllerKey *controller, guint keyval, guint keycode, GdkModifierType state, ZwChecklistView *self)
{
  if (keyval != GDK_KEY_Escape)
    return FALSE;
  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  hide_entry (self);
  return TRUE;
}

static void
add_clicked_cb (ZwChecklistView *self)
{
  gtk_widget_set_visible (self->entry, TRUE);
  gtk_widget_grab_focus (self->entry);
}

/* --- building --- */

static GtkWidget *
new_heading (ZwChecklistView *self)
{
  GtkWidget *heading = zw_pane_heading_new (_("Checklist"));
  GtkWidget *add = zw_pane_icon_button_new ("list-add-symbolic", _("Add Item"));

  self->count = zw_pane_label_new (NULL, "zw-key");
  self->bar = gtk_progress_bar_new ();
  gtk_widget_add_css_class (self->bar, "zw-bar");
  gtk_widget_add_css_class (self->bar, "thin");
  gtk_widget_set_size_request (self->bar, 80, -1);
  gtk_widget_set_valign (self->bar, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->bar), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Checklist"), -1);
  gtk_widget_set_hexpand (add, TRUE);
  gtk_widget_set_halign (add, GTK_ALIGN_END);
  gtk_box_append (GTK_BOX (heading), self->count);
  gtk_box_append (GTK_BOX (heading), self->bar);
  gtk_box_append (GTK_BOX (heading), add);
  g_signal_connect_swapped (add, "clicked", G_CALLBACK (add_clicked_cb), self);
  return heading;
}

static GtkWidget *
new_entry (ZwChecklistView *self)
{
  GtkWidget *entry = gtk_entry_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), _("New item"));
  gtk_widget_set_visible (entry, FALSE);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  gtk_widget_add_controller (entry, keys);
  gtk_widget_add_controller (entry, focus);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (entry_key_cb), self);
  g_signal_connect (focus, "leave", G_CALLBACK (entry_leave_cb), self);
  g_signal_connect_swapped (entry, "activate", G_CALLBACK (add_items), self);
  g_signal_connect (entry, "changed", G_CALLBACK (entry_changed_cb), self);
  return entry;
}

static void
drop_document (ZwChecklistView *self)
{
  if (self->document == NULL)
    return;
  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  g_clear_signal_handler (&self->checks_handler, checks_of (self));
  gtk_list_box_bind_model (GTK_LIST_BOX (self->list), NULL, NULL, NULL, NULL);
  g_clear_object (&self->to_focus);
  g_clear_object (&self->document);
}

static void
zw_checklist_view_dispose (GObject *object)
{
  ZwChecklistView *self = ZW_CHECKLIST_VIEW (object);

  drop_document (self);
  g_clear_object (&self->workspace);
  G_OBJECT_CLASS (zw_checklist_view_parent_class)->dispose (object);
}

static void
zw_checklist_view_class_init (ZwChecklistViewClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = zw_checklist_view_dispose;
}

static void
zw_checklist_view_init (ZwChecklistView *self)
{
  GtkDropTarget *target = gtk_drop_target_new (ZW_TYPE_CHECK_ITEM, GDK_ACTION_MOVE);

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  self->list = gtk_list_box_new ();
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (self->list, "zw-checks");
  gtk_widget_add_controller (self->list, GTK_EVENT_CONTROLLER (target));
  gtk_box_append (GTK_BOX (self), new_heading (self));
  gtk_box_append (GTK_BOX (self), self->list);
  self->entry = new_entry (self);
  gtk_box_append (GTK_BOX (self), self->entry);
  g_signal_connect (target, "drop", G_CALLBACK (drop_cb), self);
  g_signal_connect (self->list, "row-activated", G_CALLBACK (row_activated_cb), self);
}

GtkWidget *
zw_checklist_view_new (ZwWorkspace *workspace)
{
  ZwChecklistView *self = g_object_new (ZW_TYPE_CHECKLIST_VIEW, NULL);

  self->workspace = g_object_ref (workspace);
  return GTK_WIDGET (self);
}

void
zw_checklist_view_set_document (ZwChecklistView *self, ZwTicketDocument *document)
{
  if (self->document == document)
    return;
  drop_document (self);
  if (document != NULL)
    {
      self->document = g_object_ref (document);
      gtk_list_box_bind_model (GTK_LIST_BOX (self->list), checks_of (self), create_row, self, NULL);
      self->checks_handler = g_signal_connect (checks_of (self), "items-changed", G_CALLBACK (items_changed_cb), self);
    }
  update_count (self);
}

void
zw_checklist_view_update (ZwChecklistView *self)
{
  update_count (self);
}
