/* SPDX-License-Identifier: GPL-3.0-or-later
 * One line that is written over and over. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-cli-progress.h"

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
