/* SPDX-License-Identifier: GPL-3.0-or-later
 * The XTEST hand. Each step gives the main context a moment, as GDK's drag code waits for the server's answers. */
#define G_LOG_DOMAIN "zw-test"
#include "hand.h"

#include <X11/Xlib.h>
#include <gdk/x11/gdkx.h>
#include <gmodule.h>

#ifdef __SANITIZE_ADDRESS__
#include <sanitizer/lsan_interface.h>
#else
#define __lsan_disable()
#define __lsan_enable()
#endif

#define STEP_MS 25

typedef int (*FakeMotion) (Display *display, int screen, int x, int y, unsigned long delay);
typedef int (*FakeButton) (Display *display, unsigned int button, int down, unsigned long delay);
typedef int (*FakeKey) (Display *display, unsigned int keycode, int down, unsigned long delay);

static gpointer
look_up (const char *name)
{
  GModule *module = g_module_open ("libXtst.so.6", G_MODULE_BIND_LAZY);
  gpointer symbol = NULL;

  return module != NULL && g_module_symbol (module, name, &symbol) ? symbol : NULL;
}

static Display *
get_display (void)
{
  return gdk_x11_display_get_xdisplay (gdk_display_get_default ());
}

gboolean
hand_is_there (void)
{
  return GDK_IS_X11_DISPLAY (gdk_display_get_default ()) && look_up ("XTestFakeMotionEvent") != NULL;
}

static gboolean
wake_cb (gpointer data)
{
  *(gboolean *) data = TRUE;
  return G_SOURCE_REMOVE;
}

/* GDK on X11 loses one GdkX11Drop per drag that ends in the same process (GTK 4.8): what is made here is no leak of ours. */
void
hand_rest (int duration_ms)
{
  gboolean done = FALSE;

  XFlush (get_display ());
  g_timeout_add ((guint) duration_ms, wake_cb, &done);
  __lsan_disable ();
  while (!done)
    g_main_context_iteration (NULL, TRUE);
  __lsan_enable ();
}

/* A point of @widget in the coordinates of the X server's root window. */
static void
map_to_root (GtkWidget *widget, double *x, double *y)
{
  GtkNative *native = gtk_widget_get_native (widget);
  Display *display = get_display ();
  Window child;
  double dx;
  double dy;
  int root_x;
  int root_y;

  gtk_widget_translate_coordinates (widget, GTK_WIDGET (native), *x, *y, x, y);
  gtk_native_get_surface_transform (native, &dx, &dy);
  XTranslateCoordinates (display, gdk_x11_surface_get_xid (gtk_native_get_surface (native)), DefaultRootWindow (display),
                         0, 0, &root_x, &root_y, &child);
  *x += dx + root_x;
  *y += dy + root_y;
}

void
hand_move (GtkWidget *widget, double x, double y, int steps)
{
  FakeMotion fake_motion = (FakeMotion) look_up ("XTestFakeMotionEvent");
  Display *display = get_display ();
  Window root;
  Window child;
  unsigned int mask;
  int from_x;
  int from_y;
  int inner_x;
  int inner_y;

  map_to_root (widget, &x, &y);
  XQueryPointer (display, DefaultRootWindow (display), &root, &child, &from_x, &from_y, &inner_x, &inner_y, &mask);
  for (int step = 1; step <= steps; step++)
    {
      fake_motion (display, -1, (int) (from_x + (x - from_x) * step / steps), (int) (from_y + (y - from_y) * step / steps), 0);
      hand_rest (STEP_MS);
    }
}

void
hand_button (guint button, gboolean down)
{
  ((FakeButton) look_up ("XTestFakeButtonEvent")) (get_display (), button, down, 0);
  hand_rest (STEP_MS);
}

void
hand_key (guint keyval)
{
  FakeKey fake_key = (FakeKey) look_up ("XTestFakeKeyEvent");
  unsigned int keycode = XKeysymToKeycode (get_display (), keyval);

  fake_key (get_display (), keycode, TRUE, 0);
  fake_key (get_display (), keycode, FALSE, 0);
  hand_rest (STEP_MS);
}
