/* SPDX-License-Identifier: GPL-3.0-or-later
 * Made by ZwTalkView for every comment. Must never throw typed text away: a failed save keeps draft and text. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-comment-row.h"

#include <glib/gi18n.h>

#include "zw-avatar.h"
#include "zw-commit.h"
#include "zw-conflict-band.h"
#include "zw-draft-keeper.h"
#include "zw-error.h"
#include "zw-feedback.h"
#include "zw-markdown-view.h"
#include "zw-pane-parts.h"
#include "zw-part-commands.h"
#include "zw-text-area.h"

struct _ZwCommentRow {
  GtkBox parent_instance;
  ZwWorkspace *workspace; /* (owned) */
  ZwComment *comment;     /* (owned) */
  ZwDraftKeeper *keeper;  /* (owned) (nullable) made by the first edit */
  char *base;             /* (owned) (nullable) what the edit started from */
  GtkWidget *avatar, *name, *time, *menu, *view;
  GtkWidget *conflict; /* ZwConflictBand */
  GtkWidget *text; /* in place of .view while it is edited */
};

G_DEFINE_FINAL_TYPE (ZwCommentRow, zw_comment_row, GTK_TYPE_BOX)

/* One save on its way. */
typedef struct {
  ZwCommentRow *self; /* (owned) */
  char *text;         /* (owned) what was to be saved */
} Save;

static void
save_free (Save *save)
{
  g_object_unref (save->self);
  g_free (save->text);
  g_free (save);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Save, save_free)

static gboolean
is_own (ZwCommentRow *self)
{
  gint64 actor = zw_workspace_get_actor (self->workspace);

  if (zw_workspace_is_read_only (self->workspace))
    return FALSE;
  if (self->comment->author != 0 || actor != 0)
    return self->comment->author == actor;
  return g_strcmp0 (self->comment->author_name, zw_workspace_get_actor_name (self->workspace)) == 0;
}

static void
update (ZwCommentRow *self)
{
  ZwPerson *author = zw_workspace_get_person (self->workspace, self->comment->author);
  ZwClock *clock = zw_workspace_get_clock (self->workspace);
  g_autofree char *time = zw_pane_format_time (clock, self->comment->created);
  g_autofree char *shown = self->comment->edited == 0 ? g_strdup (time) : g_strdup_printf (_("%s · edited"), time);
  const char *name = author != NULL ? author->name : self->comment->author_name;

  if (author != NULL)
    zw_avatar_set_person (ZW_AVATAR (self->avatar), author);
  else
    zw_avatar_set_name (ZW_AVATAR (self->avatar), name);
  gtk_label_set_text (GTK_LABEL (self->name), name == NULL ? _("Somebody") : name);
  gtk_label_set_text (GTK_LABEL (self->time), shown);
  zw_markdown_view_set_text (ZW_MARKDOWN_VIEW (self->view), self->comment->text);
  gtk_widget_set_visible (self->menu, is_own (self));
}

static void
notify_cb (ZwComment *comment, GParamSpec *pspec, ZwCommentRow *self)
{
  update (self);
}

/* --- editing --- */

static void
restored_cb (ZwDraftKeeper *keeper, const char *text, ZwCommentRow *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->text));
  g_autofree char *typed = zw_pane_dup_buffer_text (buffer);

  if (!gtk_widget_get_visible (self->text) || g_strcmp0 (typed, self->base) != 0)
    return;
  g_free (self->base);
  self->base = g_strdup (zw_draft_keeper_get_base (keeper));
  gtk_text_buffer_set_text (buffer, text, -1);
}

static void
ensure_keeper (ZwCommentRow *self)
{
  if (self->keeper != NULL)
    return;
  self->keeper = zw_draft_keeper_new (self->workspace, ZW_ENTITY_COMMENT, zw_item_get_id (ZW_ITEM (self->comment)), ZW_FIELD_TEXT);
  g_signal_connect_object (self->keeper, "restored", G_CALLBACK (restored_cb), self, 0);
}

static void
begin_edit (ZwCommentRow *self, const char *text)
{
  ensure_keeper (self);
  g_free (self->base);
  self->base = g_strdup (self->comment->text == NULL ? "" : self->comment->text);
  zw_draft_keeper_set_base (self->keeper, self->base);
  zw_conflict_band_hide (ZW_CONFLICT_BAND (self->conflict));
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->text)), text == NULL ? "" : text, -1);
  gtk_widget_set_visible (self->text, TRUE);
  gtk_widget_set_visible (self->view, FALSE);
}

static void
end_edit (ZwCommentRow *self)
{
  gtk_widget_set_visible (self->text, FALSE);
  gtk_widget_set_visible (self->view, TRUE);
}

static void
committed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Save) save = user_data;
  ZwCommentRow *self = save->self;
  g_autoptr (GError) error = NULL;

  if (zw_workspace_commit_finish (ZW_WORKSPACE (source), result, &error))
    zw_draft_keeper_discard (self->keeper);
  else if (g_error_matches (error, ZW_ERROR, ZW_ERROR_CONFLICT))
    zw_conflict_band_show (ZW_CONFLICT_BAND (self->conflict), _("Comment"), self->comment->text, save->text);
  else
    {
      zw_feedback_error (GTK_WIDGET (self), error);
      begin_edit (self, save->text);
    }
}

/* @base: what the person saw when the edit began, so that the store can tell a conflict. */
static void
commit_text (ZwCommentRow *self, const char *base, const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ZwChangeSet) set = zw_comment_edit (self->workspace, self->comment, base, text, &error);

  if (set == NULL)
    {
      zw_feedback_error (GTK_WIDGET (self), error);
      return;
    }
  Save *save = g_new0 (Save, 1);
  save->self = g_object_ref (self);
  save->text = g_strdup (text);
  zw_workspace_commit_async (self->workspace, g_steal_pointer (&set), committed_cb, save);
}

static void
save (ZwCommentRow *self)
{
  if (!gtk_widget_get_visible (self->text))
    return;
  g_autofree char *text = g_strstrip (zw_pane_dup_buffer_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->text))));
  end_edit (self);
  if (*text == '\0' || g_strcmp0 (text, self->base) == 0)
    {
      zw_draft_keeper_discard (self->keeper);
      return;
    }
  zw_draft_keeper_flush (self->keeper);
  commit_text (self, self->base, text);
}

static void
resolved_cb (ZwConflictBand *band, gboolean mine, const char *text, ZwCommentRow *self)
{
  if (mine)
    commit_text (self, self->comment->text, text);
  else
    zw_draft_keeper_discard (self->keeper);
}

static void
changed_cb (GtkTextBuffer *buffer, ZwCommentRow *self)
{
  g_autofree char *text = zw_pane_dup_buffer_text (buffer);

  if (gtk_widget_get_visible (self->text))
    zw_draft_keeper_touch (self->keeper, text);
}

static void
edit_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ZwCommentRow *self = ZW_COMMENT_ROW (widget);

  if (gtk_widget_get_visible (self->text))
    return;
  begin_edit (self, self->comment->text);
  zw_draft_keeper_restore (self->keeper);
  gtk_widget_grab_focus (self->text);
}

static void
delete_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ZwCommentRow *self = ZW_COMMENT_ROW (widget);
  g_autoptr (GError) error = NULL;

  zw_commit (widget, self->workspace, zw_comment_delete (self->workspace, self->comment, &error), &error);
}

static gboolean
key_pressed_cb (GtkEventControllerKey *controller, guint keyval, guint keycode, GdkModifierType state, ZwCommentRow *self)
{
  if (keyval == GDK_KEY_Return && (state & GDK_CONTROL_MASK) != 0)
    save (self);
  else if (keyval == GDK_KEY_Escape)
    {
      end_edit (self);
      zw_draft_keeper_discard (self->keeper);
    }
  else
    return FALSE;
  return TRUE;
}

static void
focus_leave_cb (GtkEventControllerFocus *controller, ZwCommentRow *self)
{
  if (!zw_pane_holds_focus (self->text))
    save (self);
  else if (self->keeper != NULL)
    zw_draft_keeper_flush (self->keeper);
}

/* --- building --- */

static GtkWidget *
new_menu (void)
{
  GtkWidget *button = gtk_menu_button_new ();
  g_autoptr (GMenu) menu = g_menu_new ();

  g_menu_append (menu, _("Edit"), "comment.edit");
  g_menu_append (menu, _("Delete"), "comment.delete");
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "view-more-symbolic");
  gtk_menu_button_set_has_frame (GTK_MENU_BUTTON (button), FALSE);
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (button), G_MENU_MODEL (menu));
  gtk_widget_set_tooltip_text (button, _("Comment Menu"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Comment Menu"), -1);
  gtk_widget_add_css_class (button, "zw-reveal");
  gtk_widget_add_css_class (button, "zw-small");
  return button;
}

static GtkWidget *
new_editor (ZwCommentRow *self)
{
  GtkWidget *text = zw_text_area_new (_("Comment"));
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  gtk_widget_add_css_class (text, "zw-editor");
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  gtk_widget_add_controller (text, keys);
  gtk_widget_add_controller (text, focus);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  g_signal_connect (focus, "leave", G_CALLBACK (focus_leave_cb), self);
  g_signal_connect (gtk_text_view_get_buffer (GTK_TEXT_VIEW (text)), "changed", G_CALLBACK (changed_cb), self);
  return text;
}

static GtkWidget *
new_top (ZwCommentRow *self)
{
  GtkWidget *top = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

  self->name = zw_pane_label_new (NULL, "heading");
  self->time = zw_pane_label_new (NULL, "zw-key");
  self->menu = new_menu ();
  gtk_widget_set_hexpand (self->menu, TRUE);
  gtk_widget_set_halign (self->menu, GTK_ALIGN_END);
  gtk_box_append (GTK_BOX (top), self->name);
  gtk_box_append (GTK_BOX (top), self->time);
  gtk_box_append (GTK_BOX (top), self->menu);
  return top;
}

static void
zw_comment_row_dispose (GObject *object)
{
  ZwCommentRow *self = ZW_COMMENT_ROW (object);

  g_clear_object (&self->keeper);
  g_clear_object (&self->comment);
  g_clear_object (&self->workspace);
  G_OBJECT_CLASS (zw_comment_row_parent_class)->dispose (object);
}

static void
zw_comment_row_finalize (GObject *object)
{
  g_free (ZW_COMMENT_ROW (object)->base);
  G_OBJECT_CLASS (zw_comment_row_parent_class)->finalize (object);
}

static void
zw_comment_row_class_init (ZwCommentRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = zw_comment_row_dispose;
  G_OBJECT_CLASS (klass)->finalize = zw_comment_row_finalize;
  gtk_widget_class_install_action (widget_class, "comment.edit", NULL, edit_cb);
  gtk_widget_class_install_action (widget_class, "comment.delete", NULL, delete_cb);
}

static void
zw_comment_row_init (ZwCommentRow *self)
{
  GtkWidget *column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);

  gtk_widget_add_css_class (GTK_WIDGET (self), "zw-comment");
  gtk_box_set_spacing (GTK_BOX (self), 10);
  self->avatar = zw_avatar_new (28);
  gtk_widget_set_valign (self->avatar, GTK_ALIGN_START);
  self->view = zw_markdown_view_new ();
  zw_markdown_view_set_selectable (ZW_MARKDOWN_VIEW (self->view), TRUE);
  self->text = new_editor (self);
  self->conflict = zw_conflict_band_new ();
  g_signal_connect (self->conflict, "resolved", G_CALLBACK (resolved_cb), self);
  gtk_widget_set_hexpand (column, TRUE);
  gtk_box_append (GTK_BOX (column), new_top (self));
  gtk_box_append (GTK_BOX (column), self->conflict);
  gtk_box_append (GTK_BOX (column), self->view);
  gtk_widget_set_visible (self->text, FALSE);
  gtk_box_append (GTK_BOX (column), self->text);
  gtk_box_append (GTK_BOX (self), self->avatar);
  gtk_box_append (GTK_BOX (self), column);
}

GtkWidget *
zw_comment_row_new (ZwWorkspace *workspace, ZwComment *comment)
{
  ZwCommentRow *self = g_object_new (ZW_TYPE_COMMENT_ROW, NULL);

  self->workspace = g_object_ref (workspace);
  self->comment = g_object_ref (comment);
  g_signal_connect_object (comment, "notify", G_CALLBACK (notify_cb), self, 0);
  update (self);
  return GTK_WIDGET (self);
}
