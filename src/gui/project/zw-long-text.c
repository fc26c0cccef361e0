/* SPDX-License-Identifier: GPL-3.0-or-later
 * Made by the page Estimates. Must never overwrite what is being typed. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-long-text.h"

#include "zw-commit.h"
#include "zw-feedback.h"
#include "zw-project-commands.h"

#define MIN_HEIGHT 96

struct _ZwLongText {
  AdwBin parent_instance;
  ZwWorkspace *workspace; /* (owned) */
  gint64 project;
  char *stored;           /* (owned) (nullable) as it was read or committed */
  GtkWidget *view;        /* (owned) */
  gboolean is_read;       /* the text is there: before that nothing can be typed */
};

G_DEFINE_FINAL_TYPE (ZwLongText, zw_long_text, ADW_TYPE_BIN)

static char *
dup_text (ZwLongText *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->view));
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
}

static gboolean
is_changed (ZwLongText *self)
{
  g_autofree char *text = dup_text (self);
  return !g_str_equal (text, self->stored != NULL ? self->stored : "");
}

/* --- reading --- */

static void
read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (ZwLongText) self = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = zw_store_read_text_finish (ZW_STORE (source), result, &error);

  if (error != NULL || (self->is_read && gtk_widget_has_focus (self->view)))
    {
      if (error != NULL)
        zw_feedback_error (GTK_WIDGET (self), error);
      return;
    }
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->view)), text != NULL ? text : "", -1);
  g_free (self->stored);
  self->stored = g_steal_pointer (&text);
  self->is_read = TRUE;
  gtk_text_view_set_editable (GTK_TEXT_VIEW (self->view), !zw_workspace_is_read_only (self->workspace));
}

static void
reread (ZwLongText *self)
{
  zw_store_read_text_async (zw_workspace_get_store (self->workspace), ZW_ENTITY_PROJECT, self->project, ZW_FIELD_DESCRIPTION, read_cb,
                            g_object_ref (self));
}

static void
changed_cb (ZwLongText *self, ZwChangeSet *set, gboolean own)
{
  for (guint i = 0; i < set->changes->len; i++)
    {
      const ZwChange *change = g_ptr_array_index (set->changes, i);
      if (change->entity == ZW_ENTITY_PROJECT && change->id == self->project && change->field == ZW_FIELD_DESCRIPTION)
        {
          reread (self);
          return;
        }
    }
}

/* --- writing --- */

static void
left_cb (ZwLongText *self)
{
  g_autofree char *text = dup_text (self);
  g_autoptr (GError) error = NULL;

  if (self->is_read && is_changed (self)
      && zw_commit (GTK_WIDGET (self), self->workspace,
                    zw_project_set_description (self->workspace, self->project, self->stored, text, &error), &error))
    {
      g_free (self->stored);
      self->stored = g_steal_pointer (&text);
    }
}

/* --- the widget --- */

static void
zw_long_text_dispose (GObject *object)
{
  adw_bin_set_child (ADW_BIN (object), NULL);
  G_OBJECT_CLASS (zw_long_text_parent_class)->dispose (object);
}

static void
zw_long_text_finalize (GObject *object)
{
  ZwLongText *self = ZW_LONG_TEXT (object);

  g_clear_object (&self->view);
  g_clear_object (&self->workspace);
  g_free (self->stored);
  G_OBJECT_CLASS (zw_long_text_parent_class)->finalize (object);
}

static void
zw_long_text_class_init (ZwLongTextClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = zw_long_text_dispose;
  G_OBJECT_CLASS (klass)->finalize = zw_long_text_finalize;
}

static void
zw_long_text_init (ZwLongText *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  self->view = g_object_ref_sink (gtk_text_view_new ());
  gtk_text_view_set_editable (GTK_TEXT_VIEW (self->view), FALSE);
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (self->view), FALSE);
  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (self->view), GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_top_margin (GTK_TEXT_VIEW (self->view), 10);
  gtk_text_view_set_bottom_margin (GTK_TEXT_VIEW (self->view), 10);
  gtk_text_view_set_left_margin (GTK_TEXT_VIEW (self->view), 12);
  gtk_text_view_set_right_margin (GTK_TEXT_VIEW (self->view), 12);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (scroller), MIN_HEIGHT);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), self->view);
  gtk_widget_add_css_class (scroller, "card");
  gtk_widget_add_css_class (scroller, "zw-sheet");
  adw_bin_set_child (ADW_BIN (self), scroller);
  g_signal_connect_object (focus, "leave", G_CALLBACK (left_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (self->view, focus);
}

GtkWidget *
zw_long_text_new (ZwWorkspace *workspace, ZwProject *project, const char *name)
{
  ZwLongText *self = g_object_new (ZW_TYPE_LONG_TEXT, NULL);

  self->workspace = g_object_ref (workspace);
  self->project = zw_item_get_id (ZW_ITEM (project));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_signal_connect_object (workspace, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  reread (self);
  return GTK_WIDGET (self);
}
