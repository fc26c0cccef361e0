/* SPDX-License-Identifier: GPL-3.0-or-later
 * The title of the ticket pane on its way into the database: what was typed is kept as a draft until it is stored, and asked
 * about or offered again when it is not. Called by zw-ticket-pane.c; must never discard a text that nobody stored. */
#define G_LOG_DOMAIN "zettelwand"

#include <glib/gi18n.h>

#include "zw-conflict-band.h"
#include "zw-error.h"
#include "zw-feedback.h"
#include "zw-ticket-commands.h"
#include "zw-ticket-pane-private.h"
#include "zw-title-view.h"

/* One new title on its way. */
typedef struct {
  ZwTicketPane *self; /* (owned) */
  gint64 ticket;
  char *base, *text;  /* (owned) */
  ZwDraftKeeper *draft; /* (owned) (nullable) until it is stored */
} TitleSave;

static void
title_save_free (TitleSave *save)
{
  g_object_unref (save->self);
  g_clear_object (&save->draft);
  g_free (save->base);
  g_free (save->text);
  g_free (save);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TitleSave, title_save_free)

static void
title_committed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TitleSave) save = user_data;
  g_autoptr (GError) error = NULL;
  ZwTicket *ticket = zw_workspace_get_ticket (ZW_WORKSPACE (source), save->ticket);

  if (zw_workspace_commit_finish (ZW_WORKSPACE (source), result, &error))
    {
      if (save->draft != NULL)
        zw_draft_keeper_discard (save->draft);
      return;
    }
  gboolean conflict = g_error_matches (error, ZW_ERROR, ZW_ERROR_CONFLICT);
  /* Whatever it failed for, a full disk or somebody else's title: what was typed stays, and can be tried again. */
  if (ticket != NULL && ticket == zw_ticket_pane_get_ticket (save->self))
    {
      ZwConflictBand *band = ZW_CONFLICT_BAND (save->self->conflict);
      zw_title_view_ask (ZW_TITLE_VIEW (save->self->title), save->base, save->text);
      (conflict ? zw_conflict_band_show : zw_conflict_band_show_unsaved) (band, _("Title"), ticket->title, save->text);
    }
  if (!conflict)
    zw_feedback_error (GTK_WIDGET (save->self), error);
}

/* Of a ticket that is gone the draft waits for it to come back. */
static void
refuse_title (ZwTicketPane *self, const char *text, const GError *error)
{
  ZwTicket *ticket = zw_ticket_pane_get_ticket (self);

  zw_title_view_set_value (ZW_TITLE_VIEW (self->title), ticket->title);
  if (zw_workspace_get_ticket (self->workspace, zw_item_get_id (ZW_ITEM (ticket))) == NULL)
    return;
  zw_feedback_error (GTK_WIDGET (self), error);
  zw_title_view_ask (ZW_TITLE_VIEW (self->title), ticket->title, text);
  zw_conflict_band_show_unsaved (ZW_CONFLICT_BAND (self->conflict), _("Title"), ticket->title, text);
}

static void
commit_title (ZwTicketPane *self, const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *base = g_strdup (zw_ticket_pane_get_ticket (self)->title);
  gint64 id = zw_item_get_id (ZW_ITEM (zw_ticket_pane_get_ticket (self)));
  g_autoptr (ZwChangeSet) set = zw_ticket_set_field (self->workspace, &id, 1, ZW_FIELD_TITLE, text, &error);

  if (set == NULL)
    {
      refuse_title (self, text, error);
      return;
    }
  TitleSave *save = g_new0 (TitleSave, 1);
  save->self = g_object_ref (self);
  save->ticket = id;
  save->base = g_steal_pointer (&base);
  save->text = g_strdup (text);
  save->draft = zw_title_view_take_draft (ZW_TITLE_VIEW (self->title));
  zw_workspace_commit_async (self->workspace, g_steal_pointer (&set), title_committed_cb, save);
}

static void
title_committed_by_person_cb (ZwTitleView *view, const char *text, ZwTicketPane *self)
{
  commit_title (self, text);
}

static void
title_conflicted_cb (ZwTitleView *view, const char *text, ZwTicketPane *self)
{
  zw_conflict_band_show (ZW_CONFLICT_BAND (self->conflict), _("Title"), zw_ticket_pane_get_ticket (self)->title, text);
}

static void
title_resolved_cb (ZwConflictBand *band, gboolean mine, const char *text, ZwTicketPane *self)
{
  if (mine)
    commit_title (self, text);
  else
    zw_title_view_settle (ZW_TITLE_VIEW (self->title));
}

void
zw_ticket_pane_follow_title (ZwTicketPane *self)
{
  g_signal_connect (self->title, "committed", G_CALLBACK (title_committed_by_person_cb), self);
  g_signal_connect (self->title, "conflicted", G_CALLBACK (title_conflicted_cb), self);
  g_signal_connect (self->conflict, "resolved", G_CALLBACK (title_resolved_cb), self);
}
