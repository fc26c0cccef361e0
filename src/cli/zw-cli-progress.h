/* SPDX-License-Identifier: GPL-3.0-or-later
 * The line that shows how far a long import or export is: on a terminal alone, on standard error, and gone at the end. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A ZwProgressFunc. */
void zw_cli_progress_cb (gint64 done, gint64 total, gpointer unused);
/* Before anything else is written. */
void zw_cli_progress_clear (void);

G_END_DECLS
