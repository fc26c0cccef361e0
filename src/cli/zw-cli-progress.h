/* SPDX-License-Identifier: GPL-3.0-or-later
 * What takes long: the line that shows how far an import or export is (on a terminal alone, on standard error, gone at the end),
 * and Ctrl+C in the middle of it. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* A ZwProgressFunc. */
void zw_cli_progress_cb (gint64 done, gint64 total, gpointer unused);
/* Before anything else is written. */
void zw_cli_progress_clear (void);

/* While it lives, Ctrl+C (and a request to end) cancels instead of ending the program at once: what is under way takes itself
 * back. */
typedef struct {
  GCancellable *cancellable; /* (owned) */
  guint sources[2];
} ZwCliInterrupt;
void zw_cli_interrupt_init (ZwCliInterrupt *self);
void zw_cli_interrupt_clear (ZwCliInterrupt *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (ZwCliInterrupt, zw_cli_interrupt_clear)

G_END_DECLS
