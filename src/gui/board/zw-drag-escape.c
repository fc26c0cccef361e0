/* SPDX-License-Identifier: GPL-3.0-or-later
 * Makes Escape cancel a drag on X11: GDK's grab delivers the key with the root window as event window, for which
 * GDK finds no surface and drops it. We look at the raw event first. Only compiled where GDK has its X11 backend;
 * called by ZwCardList through the header; must never swallow any other event. */
#define G_LOG_DOMAIN "zettelwand"
#include "zw-drag-escape.h"

#include <X11/XKBlib.h>
#include <X11/extensions/XInput2.h>
#include <X11/keysym.h>
#include <gdk/x11/gdkx.h>

static gboolean
is_escape_press (const XEvent *xevent)
{
  const XGenericEventCookie *cookie = &xevent->xcookie;
  const XIDeviceEvent *event;

  if (xevent->type != GenericEvent || cookie->evtype != XI_KeyPress || cookie->data == NULL)
    return FALSE;
  event = cookie->data;
  return event->detail == XKeysymToKeycode (event->display, XK_Escape);
}

static gboolean
xevent_cb (GdkX11Display *display, gpointer xevent, GdkDrag *drag)
{
  if (!is_escape_press (xevent))
    return FALSE;
  g_signal_handlers_disconnect_by_func (display, xevent_cb, drag);
  g_signal_emit_by_name (drag, "cancel", GDK_DRAG_CANCEL_USER_CANCELLED);
  return TRUE;
}

static void
forget_display_cb (GdkDrag *drag, GdkDisplay *display)
{
  g_signal_handlers_disconnect_by_func (display, xevent_cb, drag);
}

void
zw_drag_escape_watch (GdkDrag *drag)
{
  GdkDisplay *display = gdk_drag_get_display (drag);

  if (!GDK_IS_X11_DISPLAY (display))
    return;
  g_signal_connect_object (display, "xevent", G_CALLBACK (xevent_cb), drag, 0);
  g_signal_connect_object (drag, "drop-performed", G_CALLBACK (forget_display_cb), display, 0);
  g_signal_connect_object (drag, "dnd-finished", G_CALLBACK (forget_display_cb), display, 0);
}
