/* SPDX-License-Identifier: GPL-3.0-or-later
 * Which of several pages is shown. Made by ZwBoardView for narrow windows; draws only. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-page-dots.h"

#include <glib/gi18n.h>

#define SMALL 7
#define LARGE 9
#define PITCH 17
#define HEIGHT 26

struct _ZwPageDots {
  GtkWidget parent_instance;
  guint n, page;
};

G_DEFINE_FINAL_TYPE (ZwPageDots, zw_page_dots, GTK_TYPE_WIDGET)

static guint chosen_signal;

static void
zw_page_dots_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
                      int *minimum_baseline, int *natural_baseline)
{
  ZwPageDots *self = ZW_PAGE_DOTS (widget);

  *minimum = *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? (int) self->n * PITCH : HEIGHT;
  *minimum_baseline = *natural_baseline = -1;
}

static double
get_start (ZwPageDots *self)
{
  return (gtk_widget_get_width (GTK_WIDGET (self)) - (int) self->n * PITCH) / 2.0;
}

static void
zw_page_dots_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  ZwPageDots *self = ZW_PAGE_DOTS (widget);
  GdkRGBA color;

  gtk_style_context_get_color (gtk_widget_get_style_context (widget), &color);
  for (guint i = 0; i < self->n; i++)
    {
      GskRoundedRect dot;
      float size = i == self->page ? LARGE : SMALL;
      GdkRGBA shade = color;
      shade.alpha *= i == self->page ? 1.0f : 0.3f;
      graphene_rect_t bounds = GRAPHENE_RECT_INIT ((float) get_start (self) + (float) i * PITCH + (PITCH - size) / 2,
                                                   (HEIGHT - size) / 2, size, size);
      gsk_rounded_rect_init_from_rect (&dot, &bounds, size / 2);
      gtk_snapshot_push_rounded_clip (snapshot, &dot);
      gtk_snapshot_append_color (snapshot, &shade, &bounds);
      gtk_snapshot_pop (snapshot);
    }
}

static void
released_cb (GtkGestureClick *gesture, int n_press, double x, double y, gpointer data)
{
  ZwPageDots *self = data;
  int page = (int) ((x - get_start (self)) / PITCH);

  if (page >= 0 && page < (int) self->n)
    g_signal_emit (self, chosen_signal, 0, (guint) page);
}

static void
zw_page_dots_class_init (ZwPageDotsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->measure = zw_page_dots_measure;
  widget_class->snapshot = zw_page_dots_snapshot;
  gtk_widget_class_set_css_name (widget_class, "dots");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
  chosen_signal = g_signal_new ("chosen", ZW_TYPE_PAGE_DOTS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
}

static void
zw_page_dots_init (ZwPageDots *self)
{
  GtkGesture *click = gtk_gesture_click_new ();

  g_signal_connect (click, "released", G_CALLBACK (released_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
}

void
zw_page_dots_set (ZwPageDots *self, guint n, guint page)
{
  g_autofree char *label = g_strdup_printf (_("Column %u of %u"), page + 1, n);

  if (self->n != n)
    gtk_widget_queue_resize (GTK_WIDGET (self));
  self->n = n;
  self->page = page;
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

GtkWidget *
zw_page_dots_new (void)
{
  return g_object_new (ZW_TYPE_PAGE_DOTS, NULL);
}
