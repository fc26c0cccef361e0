/* SPDX-License-Identifier: GPL-3.0-or-later
 * One line that is written over and over, and two signals. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-cli-progress.h"

#include <glib-unix.h>
#include <signal.h>
#include <stdio.h>
#include <unistd.h>

void
zw_cli_progress_cb (gint64 done, gint64 total, gpointer unused)
{
  if (!isatty (STDERR_FILENO))
    return;
  if (total > 0)
    fprintf (stderr, "\r%3d %%", (int) (done * 100 / total));
  else
    fprintf (stderr, "\r%" G_GINT64_FORMAT " KiB", done / 1024);
}

void
zw_cli_progress_clear (void)
{
  if (isatty (STDERR_FILENO))
    fprintf (stderr, "\r            \r");
}

static gboolean
interrupted_cb (gpointer cancellable)
{
  g_cancellable_cancel (cancellable);
  return G_SOURCE_CONTINUE;
}

void
zw_cli_interrupt_init (ZwCliInterrupt *self)
{
  static const int signals[] = { SIGINT, SIGTERM };

  self->cancellable = g_cancellable_new ();
  for (guint i = 0; i < G_N_ELEMENTS (signals); i++)
    self->sources[i] = g_unix_signal_add (signals[i], interrupted_cb, self->cancellable);
}

void
zw_cli_interrupt_clear (ZwCliInterrupt *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (self->sources); i++)
    g_clear_handle_id (&self->sources[i], g_source_remove);
  g_clear_object (&self->cancellable);
}
