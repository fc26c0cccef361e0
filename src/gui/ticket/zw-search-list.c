/* SPDX-License-Identifier: GPL-3.0-or-later
 * The body of the popovers for people, labels and tickets. Must know none of them. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-search-list.h"

#define MIN_WIDTH 260
#define MAX_WIDTH 420 /* where the text is large */

struct _ZwSearchList {
  GtkBox parent_instance;
  GtkWidget *entry; /* GtkSearchEntry */
  GtkWidget *list;  /* GtkListBox */
};

G_DEFINE_FINAL_TYPE (ZwSearchList, zw_search_list, GTK_TYPE_BOX)

enum { SEARCH, ACTIVATED, STOPPED, N_SIGNALS };
static guint signals[N_SIGNALS];

static void
changed_cb (GtkEditable *entry, ZwSearchList *self)
{
  g_signal_emit (self, signals[SEARCH], 0);
}

static void
row_activated_cb (GtkListBox *list, GtkListBoxRow *row, ZwSearchList *self)
{
  g_signal_emit (self, signals[ACTIVATED], 0, (guint) gtk_list_box_row_get_index (row));
}

static void
entry_activate_cb (GtkSearchEntry *entry, ZwSearchList *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (GTK_LIST_BOX (self->list));

  if (row != NULL)
    row_activated_cb (GTK_LIST_BOX (self->list), row, self);
}

static void
stop_cb (GtkSearchEntry *entry, ZwSearchList *self)
{
  g_signal_emit (self, signals[STOPPED], 0);
}

static gboolean
key_pressed_cb (GtkEventControllerKey *controller, guint keyval, guint keycode, GdkModifierType state, ZwSearchList *self)
{
  int step = keyval == GDK_KEY_Down ? 1 : keyval == GDK_KEY_Up ? -1 : 0;
  GtkListBoxRow *row = gtk_list_box_get_selected_row (GTK_LIST_BOX (self->list));

  if (step == 0)
    return FALSE;
  int index = row == NULL ? 0 : gtk_list_box_row_get_index (row) + step;
  row = gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->list), MAX (index, 0));
  if (row != NULL)
    gtk_list_box_select_row (GTK_LIST_BOX (self->list), row);
  return TRUE;
}

static void
zw_search_list_class_init (ZwSearchListClass *klass)
{
  signals[SEARCH] = g_signal_new ("search", ZW_TYPE_SEARCH_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[ACTIVATED] = g_signal_new ("activated", ZW_TYPE_SEARCH_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                     G_TYPE_UINT);
  signals[STOPPED] = g_signal_new ("stopped", ZW_TYPE_SEARCH_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
zw_search_list_init (ZwSearchList *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 6);
  gtk_widget_set_size_request (GTK_WIDGET (self), MIN_WIDTH, -1);
  self->entry = gtk_search_entry_new ();
  self->list = gtk_list_box_new ();
  gtk_widget_add_css_class (self->list, "zw-menu-list");
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_propagate_natural_width (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_max_content_width (GTK_SCROLLED_WINDOW (scroller), MAX_WIDTH);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), 320);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), self->list);
  gtk_box_append (GTK_BOX (self), self->entry);
  gtk_box_append (GTK_BOX (self), scroller);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  gtk_widget_add_controller (self->entry, keys);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  g_signal_connect (self->entry, "changed", G_CALLBACK (changed_cb), self);
  g_signal_connect (self->entry, "activate", G_CALLBACK (entry_activate_cb), self);
  g_signal_connect (self->entry, "stop-search", G_CALLBACK (stop_cb), self);
  g_signal_connect (self->list, "row-activated", G_CALLBACK (row_activated_cb), self);
}

GtkWidget *
zw_search_list_new (const char *placeholder)
{
  ZwSearchList *self = g_object_new (ZW_TYPE_SEARCH_LIST, NULL);

  g_object_set (self->entry, "placeholder-text", placeholder, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL, placeholder, -1);
  return GTK_WIDGET (self);
}

char *
zw_search_list_dup_text (ZwSearchList *self)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entry))));
}

char *
zw_search_list_dup_folded (ZwSearchList *self)
{
  g_autofree char *text = zw_search_list_dup_text (self);

  return g_utf8_casefold (text, -1);
}

void
zw_search_list_clear (ZwSearchList *self)
{
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (self->list)) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (self->list), row);
}

void
zw_search_list_append (ZwSearchList *self, GtkWidget *content)
{
  gtk_list_box_append (GTK_LIST_BOX (self->list), content);
  if (gtk_list_box_get_selected_row (GTK_LIST_BOX (self->list)) == NULL)
    gtk_list_box_select_row (GTK_LIST_BOX (self->list), gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->list), 0));
}

void
zw_search_list_set_row (ZwSearchList *self, guint index, GtkWidget *content)
{
  gtk_list_box_row_set_child (gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->list), (int) index), content);
}

void
zw_search_list_restart (ZwSearchList *self)
{
  if (*gtk_editable_get_text (GTK_EDITABLE (self->entry)) == '\0')
    g_signal_emit (self, signals[SEARCH], 0);
  else
    gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  gtk_widget_grab_focus (self->entry);
}

GtkWidget *
zw_search_list_row_new (GtkWidget *start, const char *text, gboolean present)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *label = gtk_label_new (text);

  gtk_widget_add_css_class (box, "zw-menu-row");
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_hexpand (label, TRUE);
  if (start != NULL)
    gtk_box_append (GTK_BOX (box), start);
  gtk_box_append (GTK_BOX (box), label);
  if (present)
    gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name ("object-select-symbolic"));
  return box;
}
