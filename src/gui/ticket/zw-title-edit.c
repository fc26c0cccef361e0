/* SPDX-License-Identifier: GPL-3.0-or-later
 * Used by ZwTitleEditor alone. It outlives the editor while a save is on its way or the
 * person is asked; must never overwrite what somebody else wrote without asking. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-title-edit.h"

#include <glib/gi18n.h>

#include "zw-dialogs.h"
#include "zw-draft-keeper.h"
#include "zw-error.h"
#include "zw-feedback.h"
#include "zw-ticket-commands.h"

struct _ZwTitleEdit {
  GObject parent_instance;
  ZwWorkspace *workspace; /* (owned) */
  ZwDraftKeeper *keeper;  /* (owned) */
  gint64 ticket;
  char *base;             /* (owned) the title that the person began with */
  char *text;             /* (owned) (nullable) what is being saved or asked about */
  GtkWidget *window;      /* (owned) (nullable) where to ask or complain */
  gboolean touched;
};

G_DEFINE_FINAL_TYPE (ZwTitleEdit, zw_title_edit, G_TYPE_OBJECT)

static guint restored_signal;

static ZwTicket *
get_ticket (ZwTitleEdit *self)
{
  return zw_workspace_get_ticket (self->workspace, self->ticket);
}

static void save (ZwTitleEdit *self);

/* --- the question --- */

static void
use_mine_cb (gpointer self)
{
  save (self);
}

static void
keep_theirs_cb (gpointer self)
{
  zw_draft_keeper_discard (ZW_TITLE_EDIT (self)->keeper);
}

/* In a window that is gone nobody can be asked: the draft stays for the next time. */
static void
ask (ZwTitleEdit *self)
{
  if (self->window == NULL || !gtk_widget_get_mapped (self->window))
    return;
  g_autofree char *heading = g_strdup_printf (_("%s: somebody else changed it meanwhile"), _("Title"));
  /* Translators: two texts for the same title. */
  g_autofree char *body = g_strdup_printf (_("Theirs: %s\nMine: %s"), get_ticket (self)->title, self->text);
  zw_dialogs_choose (self->window, heading, body, _("Keep Theirs"), keep_theirs_cb, _("Use Mine"), use_mine_cb, g_object_ref (self),
                     g_object_unref);
}

/* --- saving --- */

static void
committed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ZwTitleEdit) self = user_data;
  g_autoptr (GError) error = NULL;

  if (zw_workspace_commit_finish (ZW_WORKSPACE (source), result, &error))
    zw_draft_keeper_discard (self->keeper);
  else if (get_ticket (self) != NULL && g_error_matches (error, ZW_ERROR, ZW_ERROR_CONFLICT))
    ask (self);
  else if (self->window != NULL)
    zw_feedback_error (self->window, error);
}

static void
save (ZwTitleEdit *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ZwChangeSet) set = zw_ticket_set_field (self->workspace, &self->ticket, 1, ZW_FIELD_TITLE, self->text, &error);

  if (set != NULL)
    zw_workspace_commit_async (self->workspace, g_steal_pointer (&set), committed_cb, g_object_ref (self));
  else if (self->window != NULL)
    zw_feedback_error (self->window, error);
}

static void
keep (ZwTitleEdit *self, const char *text)
{
  zw_draft_keeper_set_base (self->keeper, self->base);
  zw_draft_keeper_touch (self->keeper, text);
}

static void
restored_cb (ZwDraftKeeper *keeper, const char *text, ZwTitleEdit *self)
{
  const char *base = zw_draft_keeper_get_base (keeper);

  if (self->touched || self->text != NULL || g_str_equal (text, self->base))
    return;
  if (base != NULL)
    {
      g_autofree char *former = g_steal_pointer (&self->base);
      self->base = g_strdup (base);
    }
  g_signal_emit (self, restored_signal, 0, text);
}

static void
zw_title_edit_dispose (GObject *object)
{
  ZwTitleEdit *self = ZW_TITLE_EDIT (object);

  g_clear_object (&self->keeper);
  g_clear_object (&self->workspace);
  g_clear_object (&self->window);
  G_OBJECT_CLASS (zw_title_edit_parent_class)->dispose (object);
}

static void
zw_title_edit_finalize (GObject *object)
{
  ZwTitleEdit *self = ZW_TITLE_EDIT (object);

  g_free (self->base);
  g_free (self->text);
  G_OBJECT_CLASS (zw_title_edit_parent_class)->finalize (object);
}

static void
zw_title_edit_class_init (ZwTitleEditClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = zw_title_edit_dispose;
  G_OBJECT_CLASS (klass)->finalize = zw_title_edit_finalize;
  restored_signal = g_signal_new ("restored", ZW_TYPE_TITLE_EDIT, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                  G_TYPE_STRING);
}

static void
zw_title_edit_init (ZwTitleEdit *self)
{
}

ZwTitleEdit *
zw_title_edit_new (ZwWorkspace *workspace, ZwTicket *ticket)
{
  ZwTitleEdit *self = g_object_new (ZW_TYPE_TITLE_EDIT, NULL);

  self->workspace = g_object_ref (workspace);
  self->ticket = zw_item_get_id (ZW_ITEM (ticket));
  self->base = g_strdup (ticket->title);
  self->keeper = zw_draft_keeper_new (workspace, ZW_ENTITY_TICKET, self->ticket, ZW_FIELD_TITLE);
  g_signal_connect_object (self->keeper, "restored", G_CALLBACK (restored_cb), self, 0);
  zw_draft_keeper_restore (self->keeper);
  return self;
}

void
zw_title_edit_touch (ZwTitleEdit *self, const char *text)
{
  self->touched = TRUE;
  keep (self, g_str_equal (text, self->base) ? "" : text);
}

void
zw_title_edit_finish (ZwTitleEdit *self, GtkWidget *widget, const char *text)
{
  g_autofree char *clean = g_strstrip (g_strdelimit (g_strdup (text), "\n\r\t", ' '));
  ZwTicket *ticket = get_ticket (self);
  GtkRoot *root = gtk_widget_get_root (widget);

  if (ticket == NULL) /* deleted meanwhile: the draft waits for it to come back */
    {
      zw_draft_keeper_flush (self->keeper);
      return;
    }
  if (*clean == '\0' || g_str_equal (clean, self->base) || g_str_equal (clean, ticket->title))
    {
      zw_draft_keeper_discard (self->keeper);
      return;
    }
  self->text = g_steal_pointer (&clean);
  self->window = root == NULL ? NULL : g_object_ref (GTK_WIDGET (root));
  keep (self, self->text);
  zw_draft_keeper_flush (self->keeper);
  if (g_str_equal (self->base, ticket->title))
    save (self);
  else
    ask (self);
}

void
zw_title_edit_cancel (ZwTitleEdit *self)
{
  zw_draft_keeper_discard (self->keeper);
}
