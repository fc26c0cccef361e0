/* SPDX-License-Identifier: GPL-3.0-or-later
 * A part of the ticket pane. Must never throw typed text away: a failed save keeps draft and text. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-description-view.h"

#include <glib/gi18n.h>

#include "zw-conflict-band.h"
#include "zw-draft-keeper.h"
#include "zw-error.h"
#include "zw-feedback.h"
#include "zw-markdown-view.h"
#include "zw-pane-parts.h"
#include "zw-text-area.h"
#include "zw-ticket-commands.h"

struct _ZwDescriptionView {
  GtkBox parent_instance;
  ZwWorkspace *workspace;     /* (owned) */
  ZwTicketDocument *document; /* (owned) (nullable) */
  ZwDraftKeeper *keeper;      /* (owned) (nullable) of .document */
  gulong document_handler, restored_handler;
  GtkWidget *pencil;
  GtkWidget *conflict;        /* ZwConflictBand */
  GtkWidget *stack;           /* "view", "edit" */
  GtkWidget *empty;           /* GtkLabel */
  GtkWidget *view;            /* ZwMarkdownView */
  GtkWidget *text;            /* GtkTextView */
  char *base;                 /* (owned) (nullable) what the edit started from */
  gboolean editing, updating;
};

G_DEFINE_FINAL_TYPE (ZwDescriptionView, zw_description_view, GTK_TYPE_BOX)

/* One save on its way. */
typedef struct {
  ZwDescriptionView *self; /* (owned) */
  ZwDraftKeeper *keeper;   /* (owned) of the ticket it belongs to */
  char *text;              /* (owned) what was to be saved */
} Save;

static void
save_free (Save *save)
{
  g_object_unref (save->self);
  g_object_unref (save->keeper);
  g_free (save->text);
  g_free (save);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Save, save_free)

static void
show_description (ZwDescriptionView *self)
{
  const char *description = self->document == NULL ? NULL : zw_ticket_document_get_description (self->document);
  gboolean ready = self->document != NULL && zw_ticket_document_is_ready (self->document);

  zw_markdown_view_set_text (ZW_MARKDOWN_VIEW (self->view), description);
  gtk_widget_set_visible (self->empty, ready && description == NULL);
  gtk_widget_set_sensitive (self->pencil, ready && !zw_workspace_is_read_only (self->workspace));
}

static void
set_text (ZwDescriptionView *self, const char *text)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->text));

  self->updating = TRUE;
  gtk_text_buffer_begin_irreversible_action (buffer);
  gtk_text_buffer_set_text (buffer, text == NULL ? "" : text, -1);
  gtk_text_buffer_end_irreversible_action (buffer);
  self->updating = FALSE;
}

static void
begin_edit (ZwDescriptionView *self, const char *base, const char *text)
{
  g_free (self->base);
  self->base = g_strdup (base);
  zw_draft_keeper_set_base (self->keeper, base);
  set_text (self, text);
  self->editing = TRUE;
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "edit");
  gtk_widget_set_visible (self->pencil, FALSE);
}

static void
end_edit (ZwDescriptionView *self)
{
  self->editing = FALSE;
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "view");
  gtk_widget_set_visible (self->pencil, TRUE);
}

/* --- saving --- */

static void
committed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Save) save = user_data;
  g_autoptr (GError) error = NULL;
  ZwDescriptionView *self = save->self;

  if (zw_workspace_commit_finish (ZW_WORKSPACE (source), result, &error))
    {
      zw_draft_keeper_discard (save->keeper);
      return;
    }
  if (self->keeper != save->keeper)
    return;
  if (g_error_matches (error, ZW_ERROR, ZW_ERROR_CONFLICT))
    zw_conflict_band_show (ZW_CONFLICT_BAND (self->conflict), _("Description"),
                           zw_ticket_document_get_description (self->document), save->text);
  else
    {
      zw_feedback_error (GTK_WIDGET (self), error);
      begin_edit (self, zw_ticket_document_get_description (self->document), save->text);
    }
}

/* @base: what the person saw when the edit began, so that the store can tell a conflict. */
static void
commit_text (ZwDescriptionView *self, const char *base, const char *text)
{
  g_autoptr (GError) error = NULL;
  gint64 id = zw_item_get_id (ZW_ITEM (zw_ticket_document_get_ticket (self->document)));
  g_autoptr (ZwChangeSet) set = zw_ticket_set_description (self->workspace, id, base, text, &error);

  if (set == NULL)
    {
      zw_feedback_error (GTK_WIDGET (self), error);
      return;
    }
  Save *save = g_new0 (Save, 1);
  save->self = g_object_ref (self);
  save->keeper = g_object_ref (self->keeper);
  save->text = g_strdup (text);
  zw_workspace_commit_async (self->workspace, g_steal_pointer (&set), committed_cb, save);
}

void
zw_description_view_save (ZwDescriptionView *self)
{
  if (!self->editing)
    return;
  g_autofree char *typed = zw_pane_dup_buffer_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->text)));
  const char *text = *typed == '\0' ? NULL : typed;
  end_edit (self);
  if (g_strcmp0 (text, self->base) == 0)
    {
      zw_draft_keeper_discard (self->keeper);
      return;
    }
  zw_draft_keeper_flush (self->keeper);
  commit_text (self, self->base, text);
}

static void
cancel (ZwDescriptionView *self)
{
  end_edit (self);
  zw_draft_keeper_discard (self->keeper);
  gtk_widget_grab_focus (self->pencil);
}

/* --- callbacks --- */

static void
resolved_cb (ZwConflictBand *band, gboolean mine, const char *text, ZwDescriptionView *self)
{
  if (mine)
    commit_text (self, zw_ticket_document_get_description (self->document), *text == '\0' ? NULL : text);
  else
    zw_draft_keeper_discard (self->keeper);
}

static void
changed_cb (GtkTextBuffer *buffer, ZwDescriptionView *self)
{
  if (self->updating || !self->editing)
    return;
  g_autofree char *text = zw_pane_dup_buffer_text (buffer);
  zw_draft_keeper_touch (self->keeper, text);
}

static void
restored_cb (ZwDraftKeeper *keeper, const char *text, ZwDescriptionView *self)
{
  g_autofree char *base = g_strdup (zw_draft_keeper_get_base (keeper));

  /* From what it started with then: who wrote in the meantime is asked about, not overwritten. */
  if (!self->editing && g_strcmp0 (text, zw_ticket_document_get_description (self->document)) != 0)
    begin_edit (self, base, text);
}

static gboolean
key_pressed_cb (GtkEventControllerKey *controller, guint keyval, guint keycode, GdkModifierType state, ZwDescriptionView *self)
{
  if ((keyval == GDK_KEY_Return || keyval == GDK_KEY_KP_Enter) && (state & GDK_CONTROL_MASK) != 0)
    zw_description_view_save (self);
  else if (keyval == GDK_KEY_Escape)
    cancel (self);
  else
    return FALSE;
  return TRUE;
}

static void
contains_focus_cb (GtkEventControllerFocus *controller, GParamSpec *pspec, ZwDescriptionView *self)
{
  if (gtk_event_controller_focus_contains_focus (controller))
    return;
  if (!zw_pane_holds_focus (gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (controller))))
    zw_description_view_save (self);
  else if (self->keeper != NULL)
    zw_draft_keeper_flush (self->keeper);
}

/* A click on a link is the label's; everything else edits. */
static void
view_released_cb (GtkGestureClick *gesture, int n_press, double x, double y, ZwDescriptionView *self)
{
  zw_description_view_edit (self);
}

static void
description_changed_cb (ZwTicketDocument *document, GParamSpec *pspec, ZwDescriptionView *self)
{
  show_description (self);
}

/* --- building --- */

static GtkWidget *
new_editor (ZwDescriptionView *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *hint = zw_pane_label_new (_("Markdown · Ctrl+Enter saves"), "zw-key");
  GtkWidget *give_up = gtk_button_new_with_label (_("Cancel"));
  GtkWidget *save = gtk_button_new_with_label (_("Save"));
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  self->text = zw_text_area_new (_("Description"));
  gtk_widget_set_size_request (self->text, -1, 120);
  gtk_widget_add_css_class (self->text, "zw-editor");
  gtk_widget_set_hexpand (hint, TRUE);
  gtk_widget_add_css_class (save, "suggested-action");
  gtk_box_append (GTK_BOX (buttons), hint);
  gtk_box_append (GTK_BOX (buttons), give_up);
  gtk_box_append (GTK_BOX (buttons), save);
  gtk_box_append (GTK_BOX (box), self->text);
  gtk_box_append (GTK_BOX (box), buttons);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  gtk_widget_add_controller (box, keys);
  gtk_widget_add_controller (box, focus);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  g_signal_connect (focus, "notify::contains-focus", G_CALLBACK (contains_focus_cb), self);
  g_signal_connect (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->text)), "changed", G_CALLBACK (changed_cb), self);
  g_signal_connect_swapped (give_up, "clicked", G_CALLBACK (cancel), self);
  g_signal_connect_swapped (save, "clicked", G_CALLBACK (zw_description_view_save), self);
  return box;
}

static GtkWidget *
new_viewer (ZwDescriptionView *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkGesture *click = gtk_gesture_click_new ();

  self->empty = zw_pane_label_new (_("Add a description"), "dim-label");
  self->view = zw_markdown_view_new ();
  gtk_box_append (GTK_BOX (box), self->empty);
  gtk_box_append (GTK_BOX (box), self->view);
  gtk_widget_set_cursor_from_name (box, "text");
  gtk_widget_add_controller (box, GTK_EVENT_CONTROLLER (click));
  g_signal_connect (click, "released", G_CALLBACK (view_released_cb), self);
  return box;
}

static void
drop_document (ZwDescriptionView *self)
{
  if (self->document == NULL)
    return;
  zw_description_view_save (self);
  zw_conflict_band_hide (ZW_CONFLICT_BAND (self->conflict));
  g_clear_signal_handler (&self->document_handler, self->document);
  g_clear_signal_handler (&self->restored_handler, self->keeper);
  g_clear_object (&self->keeper);
  g_clear_object (&self->document);
}

static void
zw_description_view_dispose (GObject *object)
{
  ZwDescriptionView *self = ZW_DESCRIPTION_VIEW (object);

  drop_document (self);
  g_clear_object (&self->workspace);
  G_OBJECT_CLASS (zw_description_view_parent_class)->dispose (object);
}

static void
zw_description_view_finalize (GObject *object)
{
  g_free (ZW_DESCRIPTION_VIEW (object)->base);
  G_OBJECT_CLASS (zw_description_view_parent_class)->finalize (object);
}

static void
zw_description_view_class_init (ZwDescriptionViewClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = zw_description_view_dispose;
  G_OBJECT_CLASS (klass)->finalize = zw_description_view_finalize;
}

static void
zw_description_view_init (ZwDescriptionView *self)
{
  GtkWidget *heading = zw_pane_heading_new (_("Description"));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 4);
  self->pencil = zw_pane_icon_button_new ("document-edit-symbolic", _("Edit Description"));
  gtk_widget_set_hexpand (self->pencil, TRUE);
  gtk_widget_set_halign (self->pencil, GTK_ALIGN_END);
  gtk_box_append (GTK_BOX (heading), self->pencil);
  self->conflict = zw_conflict_band_new ();
  self->stack = gtk_stack_new ();
  gtk_stack_set_vhomogeneous (GTK_STACK (self->stack), FALSE);
  gtk_stack_set_hhomogeneous (GTK_STACK (self->stack), FALSE); /* a hidden page must not widen the pane */
  gtk_stack_add_named (GTK_STACK (self->stack), new_viewer (self), "view");
  gtk_stack_add_named (GTK_STACK (self->stack), new_editor (self), "edit");
  gtk_box_append (GTK_BOX (self), heading);
  gtk_box_append (GTK_BOX (self), self->conflict);
  gtk_box_append (GTK_BOX (self), self->stack);
  g_signal_connect_swapped (self->pencil, "clicked", G_CALLBACK (zw_description_view_edit), self);
  g_signal_connect (self->conflict, "resolved", G_CALLBACK (resolved_cb), self);
}

GtkWidget *
zw_description_view_new (ZwWorkspace *workspace)
{
  ZwDescriptionView *self = g_object_new (ZW_TYPE_DESCRIPTION_VIEW, NULL);

  self->workspace = g_object_ref (workspace);
  return GTK_WIDGET (self);
}

void
zw_description_view_set_document (ZwDescriptionView *self, ZwTicketDocument *document)
{
  if (self->document == document)
    return;
  drop_document (self);
  if (document != NULL)
    {
      gint64 id = zw_item_get_id (ZW_ITEM (zw_ticket_document_get_ticket (document)));
      self->document = g_object_ref (document);
      self->keeper = zw_draft_keeper_new (self->workspace, ZW_ENTITY_TICKET, id, ZW_FIELD_DESCRIPTION);
      self->restored_handler = g_signal_connect (self->keeper, "restored", G_CALLBACK (restored_cb), self);
      self->document_handler = g_signal_connect (document, "notify", G_CALLBACK (description_changed_cb), self);
      zw_draft_keeper_restore (self->keeper);
    }
  show_description (self);
}

void
zw_description_view_edit (ZwDescriptionView *self)
{
  if (self->editing || self->document == NULL || !gtk_widget_get_sensitive (self->pencil))
    return;
  const char *description = zw_ticket_document_get_description (self->document);
  begin_edit (self, description, description);
  gtk_widget_grab_focus (self->text);
}

gboolean
zw_description_view_is_editing (ZwDescriptionView *self)
{
  return self->editing;
}

GtkTextBuffer *
zw_description_view_get_buffer (ZwDescriptionView *self)
{
  return gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->text));
}
