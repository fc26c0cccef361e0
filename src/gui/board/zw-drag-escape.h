/* SPDX-License-Identifier: GPL-3.0-or-later
 * Escape during a drag on X11. GTK 4.8 grabs the key on the root window and then loses the event, so a drag could not
 * be cancelled by keyboard. ZwCardList calls this when a drag begins; elsewhere than on X11 it does nothing. */
#pragma once

#include <gdk/gdk.h>

G_BEGIN_DECLS

#ifdef ZW_HAVE_X11
/* Cancels @drag when Escape is pressed, for as long as it lives. Main thread. */
void zw_drag_escape_watch (GdkDrag *drag);
#else
static inline void
zw_drag_escape_watch (GdkDrag *drag)
{
}
#endif

G_END_DECLS
