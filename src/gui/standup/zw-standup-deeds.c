/* SPDX-License-Identifier: GPL-3.0-or-later
 * What is done in a stand-up: blocked, made wait, parked, recorded. All of it by the commands of the workspace. */
#define G_LOG_DOMAIN "zettelwand"

#include <glib/gi18n.h>

#include "zw-commit.h"
#include "zw-feedback.h"
#include "zw-format.h"
#include "zw-part-commands.h"
#include "zw-standup-card.h"
#include "zw-standup-markdown.h"
#include "zw-standup-window-private.h"
#include "zw-ticket-commands.h"

/* --- cards ---------------------------------------------------------------------------------------------------------- */

static void
collect_cards (GtkWidget *widget, GPtrArray *cards)
{
  if (ZW_IS_STANDUP_CARD (widget))
    {
      g_ptr_array_add (cards, widget);
      return;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    collect_cards (child, cards);
}

/* The cards of the page that shows, as they are read. (transfer container) */
static GPtrArray *
dup_cards (ZwStandupWindow *self)
{
  GPtrArray *cards = g_ptr_array_new ();
  GtkWidget *page = gtk_stack_get_visible_child (GTK_STACK (self->pages));

  if (page != NULL)
    collect_cards (page, cards);
  return cards;
}

ZwTicket *
zw_standup_window_find_ticket (ZwStandupWindow *self)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));
  g_autoptr (GPtrArray) cards = dup_cards (self);
  gint64 current = zw_standup_walk_get_current (self->walk);

  if (zw_standup_walk_get_way (self->walk) == ZW_STANDUP_BY_WORK)
    return current > 0 ? zw_workspace_get_ticket (self->workspace, current) : NULL;
  if (focus != NULL && g_ptr_array_find (cards, focus, NULL))
    return zw_workspace_get_ticket (self->workspace, zw_standup_card_get_ticket (ZW_STANDUP_CARD (focus)));
  for (guint i = 0; i < cards->len; i++)
    {
      ZwTicket *ticket = zw_workspace_get_ticket (self->workspace, zw_standup_card_get_ticket (cards->pdata[i]));
      if (ticket != NULL && !zw_workspace_is_closed (self->workspace, ticket))
        return ticket;
    }
  return NULL;
}

void
zw_standup_window_step_card (ZwStandupWindow *self, int step)
{
  g_autoptr (GPtrArray) cards = dup_cards (self);
  guint index = 0;
  int next = step > 0 ? 0 : (int) cards->len - 1;

  if (cards->len == 0)
    return;
  if (g_ptr_array_find (cards, gtk_window_get_focus (GTK_WINDOW (self)), &index))
    next = CLAMP ((int) index + step, 0, (int) cards->len - 1);
  gtk_window_set_focus_visible (GTK_WINDOW (self), TRUE);
  gtk_widget_grab_focus (cards->pdata[next]);
}

/* --- asking --------------------------------------------------------------------------------------------------------- */

static void
say_hint (ZwStandupWindow *self, const char *text)
{
  AdwToast *toast = adw_toast_new (text);

  zw_standup_window_drop_hint (self);
  g_set_weak_pointer (&self->hint, toast);
  adw_toast_overlay_add_toast (ADW_TOAST_OVERLAY (self->toasts), toast);
}

gboolean
zw_standup_window_drop_hint (ZwStandupWindow *self)
{
  AdwToast *hint = self->hint;

  g_clear_weak_pointer (&self->hint);
  if (hint != NULL)
    adw_toast_dismiss (hint);
  return hint != NULL;
}

void
zw_standup_window_ask (ZwStandupWindow *self, ZwStandupQuestion question)
{
  ZwTicket *ticket = question == ZW_STANDUP_ASK_NOTE ? NULL : zw_standup_window_find_ticket (self);
  ZwStandupScene scene;

  if (question != ZW_STANDUP_ASK_NOTE && ticket == NULL)
    {
      say_hint (self, _("No ticket here to act on"));
      return;
    }
  self->asked = ticket != NULL ? zw_item_get_id (ZW_ITEM (ticket)) : 0;
  zw_standup_window_get_scene (self, &scene);
  zw_standup_entry_ask (self->entry, &scene, question, ticket);
}

/* @ticket: (nullable). Another reason ends the former block and begins one of its own: the history says both. */
static ZwChangeSet *
make_block (ZwStandupWindow *self, ZwTicket *ticket, const char *reason, GError **error)
{
  g_autoptr (GPtrArray) blocks = zw_workspace_dup_open_blocks (self->workspace, self->asked, 0);
  g_autoptr (ZwChangeSet) ended = NULL;

  if (ticket == NULL) /* deleted meanwhile */
    return zw_block_start (self->workspace, &self->asked, 1, reason, 0, error);
  if (blocks->len > 0 && (*reason == '\0' || g_strcmp0 (reason, ticket->blocked_reason) != 0))
    {
      ended = zw_block_end (self->workspace, blocks, error);
      if (ended == NULL || *reason == '\0')
        return g_steal_pointer (&ended);
    }
  else if (blocks->len > 0 || *reason == '\0')
    return zw_workspace_new_set (self->workspace, ZW_DEED_EDIT);
  g_autoptr (ZwChangeSet) begun = zw_block_start (self->workspace, &self->asked, 1, reason, 0, error);
  if (begun == NULL || ended == NULL)
    return g_steal_pointer (&begun);
  zw_change_set_merge (ended, begun);
  return g_steal_pointer (&ended);
}

static gboolean
block (ZwStandupWindow *self, const char *reason)
{
  ZwTicket *ticket = zw_workspace_get_ticket (self->workspace, self->asked);
  g_autoptr (GError) error = NULL;

  return zw_commit (GTK_WIDGET (self), self->workspace, make_block (self, ticket, reason, &error), &error);
}

/* FALSE when the day cannot be read: the line stays open, its hint says why. */
static gboolean
make_wait (ZwStandupWindow *self, const char *text)
{
  g_autoptr (GError) error = NULL;
  ZwStandupScene scene;
  const char *what = NULL;
  int until = ZW_UNSET;

  zw_standup_window_get_scene (self, &scene);
  if (*text != '\0' && !zw_standup_parse_wait (text, zw_standup_scene_get_today (&scene), &until, &what))
    return FALSE;
  g_autofree char *date = zw_date_to_string (until);
  return zw_commit (GTK_WIDGET (self), self->workspace, zw_ticket_wait (self->workspace, &self->asked, 1, date, what, &error), &error);
}

static gboolean
park (ZwStandupWindow *self, const char *text)
{
  zw_standup_walk_park (self->walk, text);
  zw_draft_keeper_touch (self->drafts, zw_standup_walk_get_notes (self->walk));
  zw_draft_keeper_flush (self->drafts);
  if (zw_standup_walk_is_at_end (self->walk))
    zw_standup_window_record (self);
  else if (*text != '\0')
    zw_feedback_toast (GTK_WIDGET (self), _("Parked for later"), FALSE);
  zw_standup_window_refresh (self, FALSE);
  return TRUE;
}

void
zw_standup_window_entered (ZwStandupWindow *self, const char *text)
{
  gboolean done = TRUE;

  switch (zw_standup_entry_get_question (self->entry))
    {
    case ZW_STANDUP_ASK_BLOCK:
      done = block (self, text);
      break;
    case ZW_STANDUP_ASK_WAIT:
      done = make_wait (self, text);
      break;
    case ZW_STANDUP_ASK_NOTE:
      done = park (self, text);
      break;
    case ZW_STANDUP_ASK_NOTHING:
      return;
    }
  if (done)
    zw_standup_entry_close (self->entry);
}

/* --- the end -------------------------------------------------------------------------------------------------------- */

static const char *
say (const char *phrase)
{
  return g_dgettext (GETTEXT_PACKAGE, phrase);
}

static void
copy_markdown (ZwStandupWindow *self)
{
  const ZwStandupReport *report = zw_standup_watch_get_report (self->watch);

  if (report == NULL || zw_workspace_get_project (self->workspace, self->project) == NULL)
    return;
  g_autofree char *text
    = zw_standup_markdown_new (self->workspace, self->project, report, zw_standup_walk_get_notes (self->walk), say);
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), text);
}

static ZwChangeSet *
make_record (ZwStandupWindow *self, const char *notes, GError **error)
{
  if (zw_workspace_get_item (self->workspace, ZW_ENTITY_STANDUP, self->held) != NULL)
    return zw_standup_set_notes (self->workspace, self->held, self->held_notes, notes, error);
  return zw_standup_hold (self->workspace, self->project, self->began, zw_standup_walk_get_total_seconds (self->walk), notes,
                          &self->held, error);
}

void
zw_standup_window_record (ZwStandupWindow *self)
{
  const char *notes = zw_standup_walk_get_notes (self->walk);
  g_autoptr (GError) error = NULL;

  if (zw_standup_walk_get_n (self->walk) == 0)
    return;
  copy_markdown (self);
  if (zw_workspace_is_read_only (self->workspace) || (self->held != 0 && g_strcmp0 (self->held_notes, notes) == 0))
    return;
  if (!zw_commit (GTK_WIDGET (self), self->workspace, make_record (self, notes, &error), &error))
    return;
  g_free (self->held_notes);
  self->held_notes = g_strdup (notes);
  zw_draft_keeper_discard (self->drafts);
}

/* What the record says when @set was not stored. */
static void
take_back_notes (ZwStandupWindow *self, const ZwChangeSet *set)
{
  for (guint i = 0; set != NULL && i < set->changes->len; i++)
    {
      const ZwChange *change = set->changes->pdata[i];
      if (change->entity != ZW_ENTITY_STANDUP || change->id != self->held || change->field != ZW_FIELD_NOTES)
        continue;
      g_free (self->held_notes);
      self->held_notes = g_strdup (change->old_value != NULL ? change->old_value : "");
    }
}

/* The workspace has taken back what the store refused: it is told here, too, for this window covers the other, and nothing of it
 * may count as recorded. */
void
zw_standup_window_take_failure (ZwStandupWindow *self, ZwChangeSet *set, const GError *error)
{
  const char *notes = zw_standup_walk_get_notes (self->walk);
  gboolean was_held = self->held != 0;

  zw_feedback_error (GTK_WIDGET (self), error);
  if (was_held && zw_workspace_get_item (self->workspace, ZW_ENTITY_STANDUP, self->held) == NULL)
    self->held = 0;
  take_back_notes (self, set);
  if (was_held && *notes != '\0' && (self->held == 0 || g_strcmp0 (self->held_notes, notes) != 0))
    {
      zw_draft_keeper_touch (self->drafts, notes);
      zw_draft_keeper_flush (self->drafts);
    }
  zw_standup_window_refresh (self, FALSE);
}

/* What was parked is kept as a draft until a stand-up is held, and may be wanted now all the same. */
void
zw_standup_window_leave (ZwStandupWindow *self)
{
  if (self->held == 0 && *zw_standup_walk_get_notes (self->walk) != '\0')
    copy_markdown (self);
  gtk_window_close (GTK_WINDOW (self));
}

static void
restored_cb (ZwStandupWindow *self, const char *text)
{
  zw_standup_walk_restore (self->walk, text);
  zw_standup_window_refresh (self, FALSE);
}

void
zw_standup_window_restore_notes (ZwStandupWindow *self)
{
  self->drafts = zw_draft_keeper_new (self->workspace, ZW_ENTITY_STANDUP, self->project, ZW_FIELD_NOTES);
  g_signal_connect_object (self->drafts, "restored", G_CALLBACK (restored_cb), self, G_CONNECT_SWAPPED);
  zw_draft_keeper_restore (self->drafts);
}
