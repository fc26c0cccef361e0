/* SPDX-License-Identifier: GPL-3.0-or-later
 * Text and people to filter by. Made by ZwBoardView and ZwBacklogView. Must never filter anything itself. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-filter-bar.h"

#include <glib/gi18n.h>

#include "zw-avatar.h"
#include "zw-fold-box.h"
#include "zw-tooltip.h"

#define AVATAR_SIZE 26

struct _ZwFilterBar {
  GtkWidget parent_instance;

  ZwWorkspace *workspace; /* (owned) */
  ZwFilterable *model;    /* (owned) (nullable) */
  ZwFilterNoun noun;
  GListModel *members;    /* (owned) (nullable) of its project */
  GHashTable *pressed;    /* (owned) person ids (gint64 *); 0 = nobody */
  guint people_later;     /* tick callback */
  gint64 first_frame;     /* counter of the frame in which people come */

  GtkWidget *row;
  GtkWidget *entry;
  GtkWidget *key_hint;
  GtkWidget *people;
  GtkWidget *count;
};

G_DEFINE_FINAL_TYPE (ZwFilterBar, zw_filter_bar, GTK_TYPE_WIDGET)

/* --- the filter --- */

static char *
dup_owner_term (ZwFilterBar *self)
{
  g_autoptr (GString) term = g_string_new (NULL);
  GHashTableIter iter;
  gint64 *id;

  g_hash_table_iter_init (&iter, self->pressed);
  while (g_hash_table_iter_next (&iter, (gpointer *) &id, NULL))
    {
      ZwPerson *person = *id == 0 ? NULL : zw_workspace_get_person (self->workspace, *id);
      const char *name = *id == 0 ? "none" : person == NULL ? NULL : person->handle != NULL ? person->handle : person->name;
      if (name != NULL)
        g_string_append_printf (term, "%s%s", term->len == 0 ? "owner:\"" : ",", name);
    }
  if (term->len > 0)
    g_string_append_c (term, '"');
  return g_string_free (g_steal_pointer (&term), FALSE);
}

static void
apply (ZwFilterBar *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->entry));
  g_autofree char *owners = dup_owner_term (self);
  g_autofree char *both = g_strstrip (g_strjoin (" ", text, owners, NULL));

  gtk_widget_set_visible (self->key_hint, text[0] == '\0');
  gtk_entry_set_icon_from_icon_name (GTK_ENTRY (self->entry), GTK_ENTRY_ICON_SECONDARY, text[0] == '\0' ? NULL : "edit-clear-symbolic");
  if (self->model != NULL)
    zw_filterable_set_filter (self->model, both[0] == '\0' ? NULL : both);
}

static char *
dup_count (ZwFilterBar *self, guint n, guint shown)
{
  gboolean is_filtered = zw_filterable_get_filter (self->model) != NULL;

  if (self->noun == ZW_FILTER_CARDS)
    return is_filtered ? g_strdup_printf (ngettext ("%u of %u card", "%u of %u cards", n), shown, n)
                       : g_strdup_printf (ngettext ("%u card", "%u cards", n), n);
  return is_filtered ? g_strdup_printf (ngettext ("%u of %u ticket", "%u of %u tickets", n), shown, n)
                     : g_strdup_printf (ngettext ("%u ticket", "%u tickets", n), n);
}

static void
update_count (ZwFilterBar *self)
{
  if (self->model == NULL)
    return;
  g_autofree char *count = dup_count (self, zw_filterable_get_n (self->model), zw_filterable_get_n_shown (self->model));
  gtk_label_set_text (GTK_LABEL (self->count), count);
}

/* --- people --- */

/* What one toggle stands for. */
typedef struct {
  ZwFilterBar *bar; /* owns the button */
  gint64 person;
} Toggle;

static void
toggle_free (gpointer data, GClosure *closure)
{
  g_free (data);
}

static void
person_toggled_cb (GtkToggleButton *button, Toggle *toggle)
{
  if (gtk_toggle_button_get_active (button))
    g_hash_table_add (toggle->bar->pressed, g_memdup2 (&toggle->person, sizeof toggle->person));
  else
    g_hash_table_remove (toggle->bar->pressed, &toggle->person);
  apply (toggle->bar);
}

static void
add_person (ZwFilterBar *self, ZwPerson *person)
{
  GtkWidget *button = gtk_toggle_button_new ();
  GtkWidget *avatar = zw_avatar_new (AVATAR_SIZE);
  gint64 id = person == NULL ? 0 : zw_item_get_id (ZW_ITEM (person));
  Toggle *toggle = g_new0 (Toggle, 1);
  const char *label = person == NULL ? _("Without Owner") : person->name;

  zw_avatar_set_person (ZW_AVATAR (avatar), person);
  toggle->bar = self;
  toggle->person = id;
  gtk_button_set_child (GTK_BUTTON (button), avatar);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "circular");
  gtk_widget_add_css_class (button, "zw-who");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  zw_tooltip_set (button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button), g_hash_table_contains (self->pressed, &id));
  g_signal_connect_data (button, "toggled", G_CALLBACK (person_toggled_cb), toggle, toggle_free, 0);
  gtk_box_append (GTK_BOX (self->people), button);
}

static void
forget_people_later (ZwFilterBar *self)
{
  if (self->people_later != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->people_later);
  self->people_later = 0;
}

static void
rebuild_people (ZwFilterBar *self)
{
  GtkWidget *child;

  forget_people_later (self);
  while ((child = gtk_widget_get_first_child (self->people)) != NULL)
    gtk_box_remove (GTK_BOX (self->people), child);
  for (guint i = 0; self->members != NULL && i < g_list_model_get_n_items (self->members); i++)
    {
      g_autoptr (ZwMember) member = g_list_model_get_item (self->members, i);
      ZwPerson *person = zw_workspace_get_person (self->workspace, member->person);
      if (member->active && person != NULL)
        add_person (self, person);
    }
  add_person (self, NULL);
}

/* The cards come first, avatars are dear: those wait for the frame behind the first. */
static gboolean
people_later_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  ZwFilterBar *self = ZW_FILTER_BAR (widget);

  if (self->first_frame == 0)
    self->first_frame = gdk_frame_clock_get_frame_counter (clock) + 1;
  if (gdk_frame_clock_get_frame_counter (clock) < self->first_frame)
    return G_SOURCE_CONTINUE;
  self->people_later = 0;
  rebuild_people (self);
  return G_SOURCE_REMOVE;
}

static void
rebuild_people_soon (ZwFilterBar *self)
{
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    rebuild_people (self);
  else if (self->people_later == 0)
    self->people_later = gtk_widget_add_tick_callback (GTK_WIDGET (self), people_later_cb, NULL, NULL);
}

/* --- building --- */

static void
clear_cb (GtkEntry *entry)
{
  gtk_editable_set_text (GTK_EDITABLE (entry), "");
}

static gboolean
key_cb (ZwFilterBar *self, guint keyval)
{
  if (keyval == GDK_KEY_Escape)
    {
      if (!zw_filter_bar_clear (self))
        gtk_widget_activate_action (GTK_WIDGET (self), "win.focus-view", NULL);
      return GDK_EVENT_STOP;
    }
  if (keyval != GDK_KEY_Down && keyval != GDK_KEY_Return && keyval != GDK_KEY_KP_Enter)
    return GDK_EVENT_PROPAGATE;
  gtk_widget_activate_action (GTK_WIDGET (self), "win.focus-view", NULL);
  return GDK_EVENT_STOP;
}

static GtkWidget *
build_entry (ZwFilterBar *self)
{
  GtkWidget *overlay = gtk_overlay_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->entry = gtk_entry_new ();
  self->key_hint = gtk_label_new ("/");
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->entry), _("Filter by text, owner:, label:, is:blocked…"));
  gtk_entry_set_icon_from_icon_name (GTK_ENTRY (self->entry), GTK_ENTRY_ICON_PRIMARY, "system-search-symbolic");
  gtk_entry_set_icon_activatable (GTK_ENTRY (self->entry), GTK_ENTRY_ICON_PRIMARY, FALSE);
  gtk_entry_set_icon_tooltip_text (GTK_ENTRY (self->entry), GTK_ENTRY_ICON_SECONDARY, _("Clear"));
  gtk_editable_set_width_chars (GTK_EDITABLE (self->entry), 8);
  gtk_editable_set_max_width_chars (GTK_EDITABLE (self->entry), 33);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Filter"), -1);
  gtk_widget_add_css_class (self->key_hint, "zw-keycap");
  gtk_widget_set_halign (self->key_hint, GTK_ALIGN_END);
  gtk_widget_set_valign (self->key_hint, GTK_ALIGN_CENTER);
  gtk_widget_set_margin_end (self->key_hint, 8);
  gtk_widget_set_can_target (self->key_hint, FALSE);
  gtk_widget_set_valign (self->entry, GTK_ALIGN_CENTER);
  gtk_overlay_set_child (GTK_OVERLAY (overlay), self->entry);
  gtk_overlay_add_overlay (GTK_OVERLAY (overlay), self->key_hint);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_widget_add_controller (self->entry, keys);
  g_signal_connect_swapped (self->entry, "changed", G_CALLBACK (apply), self);
  g_signal_connect (self->entry, "icon-press", G_CALLBACK (clear_cb), NULL);
  return overlay;
}

static void
zw_filter_bar_dispose (GObject *object)
{
  ZwFilterBar *self = ZW_FILTER_BAR (object);

  zw_filter_bar_set_model (self, NULL);
  forget_people_later (self);
  g_clear_pointer (&self->row, gtk_widget_unparent);
  g_clear_object (&self->workspace);
  G_OBJECT_CLASS (zw_filter_bar_parent_class)->dispose (object);
}

static void
zw_filter_bar_finalize (GObject *object)
{
  g_clear_pointer (&ZW_FILTER_BAR (object)->pressed, g_hash_table_unref);
  G_OBJECT_CLASS (zw_filter_bar_parent_class)->finalize (object);
}

static void
zw_filter_bar_class_init (ZwFilterBarClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = zw_filter_bar_dispose;
  G_OBJECT_CLASS (klass)->finalize = zw_filter_bar_finalize;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "filterbar");
}

static void
zw_filter_bar_init (ZwFilterBar *self)
{
  GtkWidget *spacer = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  self->pressed = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  gtk_widget_add_css_class (GTK_WIDGET (self), "zw-filter-bar");
  self->row = zw_fold_box_new ();
  self->people = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);
  self->count = gtk_label_new (NULL);
  gtk_widget_add_css_class (self->count, "caption");
  gtk_widget_add_css_class (self->count, "numeric");
  gtk_widget_add_css_class (self->count, "zw-sec");
  zw_fold_box_set_spacing (ZW_FOLD_BOX (self->row), 12);
  zw_fold_box_append (ZW_FOLD_BOX (self->row), build_entry (self), 0, FALSE);
  zw_fold_box_append (ZW_FOLD_BOX (self->row), self->people, 1, FALSE);
  zw_fold_box_append (ZW_FOLD_BOX (self->row), spacer, 0, TRUE);
  zw_fold_box_append (ZW_FOLD_BOX (self->row), self->count, 2, FALSE);
  gtk_widget_set_parent (self->row, GTK_WIDGET (self));
}

void
zw_filter_bar_set_model (ZwFilterBar *self, ZwFilterable *model)
{
  if (self->model != NULL)
    g_signal_handlers_disconnect_by_func (self->model, G_CALLBACK (update_count), self);
  if (self->members != NULL)
    g_signal_handlers_disconnect_by_func (self->members, G_CALLBACK (rebuild_people), self);
  g_clear_object (&self->members);
  g_set_object (&self->model, model);
  if (model == NULL)
    return;
  g_hash_table_remove_all (self->pressed);
  g_set_object (&self->members, zw_workspace_get_members (self->workspace, zw_filterable_get_project (model)));
  g_signal_connect_object (self->members, "items-changed", G_CALLBACK (rebuild_people), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (model, "totals-changed", G_CALLBACK (update_count), self, G_CONNECT_SWAPPED);
  rebuild_people_soon (self);
  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  apply (self);
  update_count (self);
}

void
zw_filter_bar_start (ZwFilterBar *self)
{
  gtk_widget_grab_focus (self->entry);
}

gboolean
zw_filter_bar_clear (ZwFilterBar *self)
{
  if (self->model == NULL || zw_filterable_get_filter (self->model) == NULL)
    return FALSE;
  g_hash_table_remove_all (self->pressed);
  rebuild_people (self);
  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  apply (self);
  return TRUE;
}

GtkWidget *
zw_filter_bar_new (ZwWorkspace *workspace, ZwFilterNoun noun)
{
  ZwFilterBar *self = g_object_new (ZW_TYPE_FILTER_BAR, NULL);

  self->workspace = g_object_ref (workspace);
  self->noun = noun;
  return GTK_WIDGET (self);
}
