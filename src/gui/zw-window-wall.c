/* SPDX-License-Identifier: GPL-3.0-or-later
 * The wall of ZwWindow: F11 on the board fills the screen with it. Whoever asked for the wall has it until they leave it, also
 * when the database is opened anew meanwhile. Called by its other files. */
#define G_LOG_DOMAIN "zettelwand"

#include <glib/gi18n.h>

#include "zw-error.h"
#include "zw-format.h"
#include "zw-wall-view.h"
#include "zw-window-private.h"

/* How long the wall tells that something could not be saved. */
#define FAILURE_S 60

static void
keep_awake (ZwWindow *self, gboolean awake)
{
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (self));

  if (application == NULL || awake == (self->awake != 0))
    return;
  if (awake)
    self->awake = gtk_application_inhibit (application, GTK_WINDOW (self), GTK_APPLICATION_INHIBIT_IDLE, _("The wall is on show"));
  else
    {
      gtk_application_uninhibit (application, self->awake);
      self->awake = 0;
    }
}

/* --- what is wrong for the moment ----------------------------------------------------------------------------------- */

static char *
dup_trouble (ZwWindow *self)
{
  g_autoptr (GError) trouble = self->workspace == NULL ? NULL : zw_store_dup_trouble (zw_workspace_get_store (self->workspace));

  if (g_error_matches (trouble, ZW_ERROR, ZW_ERROR_NOT_FOUND))
    return g_strdup (_("The database is not at its place. This is what was last read."));
  if (g_error_matches (trouble, ZW_ERROR, ZW_ERROR_LOCKED))
    return g_strdup (_("Another program holds the database. Trying again…"));
  return trouble != NULL ? zw_format_error (trouble) : NULL;
}

/* The wall has words of its own for it. */
static void
show_band (ZwWindow *self, const char *text)
{
  gtk_label_set_text (GTK_LABEL (self->trouble_text), text != NULL ? text : "");
  gtk_widget_set_visible (self->trouble, text != NULL && self->wall == NULL);
}

void
zw_window_set_trouble (ZwWindow *self, const char *text)
{
  g_autofree char *told = text != NULL ? g_strdup (text) : dup_trouble (self);

  show_band (self, told);
  /* What failed once, a toast tells on the board. */
  if (self->wall != NULL)
    zw_wall_view_set_trouble (ZW_WALL_VIEW (self->wall), told != NULL ? told : self->failure);
}

void
zw_window_forget_failure (ZwWindow *self)
{
  g_clear_handle_id (&self->failure_timer, g_source_remove);
  if (self->failure == NULL)
    return;
  g_clear_pointer (&self->failure, g_free);
  zw_window_set_trouble (self, NULL);
}

static gboolean
forget_failure_cb (gpointer data)
{
  ((ZwWindow *) data)->failure_timer = 0;
  zw_window_forget_failure (data);
  return G_SOURCE_REMOVE;
}

void
zw_window_tell_trouble (ZwWindow *self, const GError *error)
{
  if (error != NULL)
    {
      g_free (self->failure);
      self->failure = zw_format_error (error);
      g_clear_handle_id (&self->failure_timer, g_source_remove);
      self->failure_timer = g_timeout_add_seconds (FAILURE_S, forget_failure_cb, self);
    }
  zw_window_set_trouble (self, NULL);
}

/* --- showing it ----------------------------------------------------------------------------------------------------- */

static void
leave_cb (ZwWindow *self)
{
  zw_window_set_wall (self, FALSE);
}

static void
make_wall (ZwWindow *self)
{
  self->wall = zw_wall_view_new (self->workspace, self->settings);
  g_signal_connect_object (self->wall, "leave", G_CALLBACK (leave_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->wall, "lock-changed", G_CALLBACK (zw_window_update_actions), self, G_CONNECT_SWAPPED);
  gtk_stack_add_named (GTK_STACK (self->pages), self->wall, "wall");
}

void
zw_window_show_wall (ZwWindow *self)
{
  if (!self->wants_wall || self->frame == NULL || self->project == 0)
    return;
  if (self->wall == NULL)
    make_wall (self);
  zw_view_set_project (ZW_VIEW (self->wall), self->project);
  zw_wall_view_show_as (ZW_WALL_VIEW (self->wall), zw_board_view_get_board (self->board_view));
  self->view = ZW_VIEW (self->wall);
  zw_window_update_chrome (self);
  zw_window_update_actions (self);
  gtk_stack_set_visible_child (GTK_STACK (self->pages), self->wall);
  zw_view_focus (self->view);
  zw_window_set_trouble (self, NULL);
  keep_awake (self, TRUE);
}

void
zw_window_drop_wall (ZwWindow *self)
{
  GtkWidget *wall = g_steal_pointer (&self->wall);

  if (wall == NULL)
    return;
  keep_awake (self, FALSE);
  zw_window_choose_view (self);
  gtk_stack_set_visible_child (GTK_STACK (self->pages), GTK_WIDGET (self->frame));
  gtk_stack_remove (GTK_STACK (self->pages), wall);
  zw_window_update_chrome (self);
  zw_window_update_actions (self);
  zw_window_set_trouble (self, NULL);
}

/* The window manager can give the screen back, too. */
void
zw_window_screen_changed (ZwWindow *self)
{
  gboolean fills = gtk_window_is_fullscreen (GTK_WINDOW (self));

  if (self->filled_screen && !fills)
    zw_window_set_wall (self, FALSE);
  self->filled_screen = fills;
}

void
zw_window_set_wall (ZwWindow *self, gboolean wanted)
{
  if (self->wants_wall == wanted)
    return;
  self->wants_wall = wanted;
  if (wanted)
    {
      gtk_window_fullscreen (GTK_WINDOW (self));
      zw_window_show_wall (self);
      return;
    }
  ZwTicket *ticket = self->wall != NULL ? zw_view_get_current (ZW_VIEW (self->wall)) : NULL;
  g_autoptr (ZwTicket) kept = ticket != NULL ? g_object_ref (ticket) : NULL;
  gtk_window_unfullscreen (GTK_WINDOW (self));
  zw_window_drop_wall (self);
  if (self->view != NULL && (kept == NULL || !zw_view_focus_ticket (self->view, kept)))
    zw_view_focus (self->view);
}

GtkWidget *
zw_window_get_wall (ZwWindow *self)
{
  return self->wall;
}

void
zw_window_toggle_screen (ZwWindow *self)
{
  gboolean on_board = self->view != NULL && self->view == ZW_VIEW (self->board_view);

  if (self->wants_wall || on_board)
    zw_window_set_wall (self, !self->wants_wall);
  else if (gtk_window_is_fullscreen (GTK_WINDOW (self)))
    gtk_window_unfullscreen (GTK_WINDOW (self));
  else
    gtk_window_fullscreen (GTK_WINDOW (self));
}
