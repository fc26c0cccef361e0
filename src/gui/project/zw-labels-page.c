/* SPDX-License-Identifier: GPL-3.0-or-later
 * Made by ZwProjectSettings. Rows follow the workspace's list; tickets are counted in one pass, when nothing else is to do. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-labels-page.h"

#include "zw-label-row.h"
#include "zw-new-label-row.h"
#include "zw-open-list.h"

struct _ZwLabelsPage {
  AdwPreferencesPage parent_instance;
  ZwWorkspace *workspace; /* (owned) */
  gint64 project;
  GtkListBox *list;
  guint counting;         /* source id of a pass to come; 0 = none */
};

G_DEFINE_FINAL_TYPE (ZwLabelsPage, zw_labels_page, ADW_TYPE_PREFERENCES_PAGE)

/* --- counting --- */

/* Label id -> number of tickets. (transfer full) */
static GHashTable *
count_tickets (ZwLabelsPage *self)
{
  GHashTable *counts = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  ZwTicketList *tickets = zw_workspace_get_tickets (self->workspace, self->project);

  for (guint i = 0; i < zw_ticket_list_get_n (tickets); i++)
    {
      GArray *labels = zw_ticket_list_get (tickets, i)->labels;
      for (guint j = 0; labels != NULL && j < labels->len; j++)
        {
          gint64 label = g_array_index (labels, gint64, j);
          guint n = GPOINTER_TO_UINT (g_hash_table_lookup (counts, &label));
          g_hash_table_replace (counts, g_memdup2 (&label, sizeof label), GUINT_TO_POINTER (n + 1));
        }
    }
  return counts;
}

static gboolean
count_cb (gpointer data)
{
  ZwLabelsPage *self = data;
  g_autoptr (GHashTable) counts = count_tickets (self);

  self->counting = 0;
  for (int i = 0;; i++)
    {
      GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->list, i);
      if (!ZW_IS_LABEL_ROW (row))
        return G_SOURCE_REMOVE;
      gint64 label = zw_item_get_id (ZW_ITEM (zw_label_row_get_label (ZW_LABEL_ROW (row))));
      zw_label_row_set_count (ZW_LABEL_ROW (row), GPOINTER_TO_UINT (g_hash_table_lookup (counts, &label)));
    }
}

static void
count_soon (ZwLabelsPage *self)
{
  if (self->counting == 0)
    self->counting = g_idle_add (count_cb, self);
}

/* --- the page --- */

static GtkWidget *
create_row (gpointer item, gpointer data)
{
  ZwLabelsPage *self = data;

  count_soon (self);
  return ZW_IS_LABEL (item) ? zw_label_row_new (self->workspace, item) : zw_new_label_row_new (self->workspace, self->project);
}

static void
row_activated_cb (ZwLabelsPage *self, GtkListBoxRow *row)
{
  if (ZW_IS_LABEL_ROW (row))
    zw_label_row_edit (ZW_LABEL_ROW (row));
}

static void
zw_labels_page_dispose (GObject *object)
{
  ZwLabelsPage *self = ZW_LABELS_PAGE (object);

  g_clear_handle_id (&self->counting, g_source_remove);
  g_clear_object (&self->workspace);
  G_OBJECT_CLASS (zw_labels_page_parent_class)->dispose (object);
}

static void
zw_labels_page_class_init (ZwLabelsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = zw_labels_page_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/project/labels-page.ui");
  gtk_widget_class_bind_template_child (widget_class, ZwLabelsPage, list);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
}

static void
zw_labels_page_init (ZwLabelsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
zw_labels_page_new (ZwWorkspace *workspace, ZwProject *project)
{
  ZwLabelsPage *self = g_object_new (ZW_TYPE_LABELS_PAGE, NULL);

  self->workspace = g_object_ref (workspace);
  self->project = zw_item_get_id (ZW_ITEM (project));
  zw_open_list_bind (self->list, zw_workspace_get_labels (workspace, self->project), create_row, self);
  g_signal_connect_object (workspace, "changed", G_CALLBACK (count_soon), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (workspace, "notify::loaded", G_CALLBACK (count_soon), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}
