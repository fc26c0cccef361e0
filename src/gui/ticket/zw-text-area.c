/* SPDX-License-Identifier: GPL-3.0-or-later
 * GtkTextView measures the lines it has laid out for its last width, so in a column it starts with no height at all and
 * wants its longest line. This asks Pango instead. Used by every editor of the ticket pane. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-text-area.h"

#include "zw-pane-parts.h"

/* Longer texts are left to the text view, which lays out only what is seen. */
#define MAX_MEASURED_CHARACTERS 20000
#define NATURAL_WIDTH_PX 240

G_DEFINE_TYPE (ZwTextArea, zw_text_area, GTK_TYPE_TEXT_VIEW)

static int
measure_height (GtkWidget *widget, int width)
{
  GtkTextView *view = GTK_TEXT_VIEW (widget);
  g_autofree char *text = zw_pane_dup_buffer_text (gtk_text_view_get_buffer (view));
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (widget, text);
  int height;

  width -= gtk_text_view_get_left_margin (view) + gtk_text_view_get_right_margin (view);
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_width (layout, MAX (width, 1) * PANGO_SCALE);
  pango_layout_get_pixel_size (layout, NULL, &height);
  return height + gtk_text_view_get_top_margin (view) + gtk_text_view_get_bottom_margin (view);
}

static void
zw_text_area_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
                      int *minimum_baseline, int *natural_baseline)
{
  int characters = gtk_text_buffer_get_char_count (gtk_text_view_get_buffer (GTK_TEXT_VIEW (widget)));

  *minimum_baseline = *natural_baseline = -1;
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = 0;
      *natural = NATURAL_WIDTH_PX;
    }
  else if (characters > MAX_MEASURED_CHARACTERS)
    GTK_WIDGET_CLASS (zw_text_area_parent_class)
        ->measure (widget, orientation, for_size, minimum, natural, minimum_baseline, natural_baseline);
  else
    *minimum = *natural = measure_height (widget, for_size >= 0 ? for_size : gtk_widget_get_width (widget));
}

static GtkSizeRequestMode
zw_text_area_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
zw_text_area_class_init (ZwTextAreaClass *klass)
{
  GTK_WIDGET_CLASS (klass)->measure = zw_text_area_measure;
  GTK_WIDGET_CLASS (klass)->get_request_mode = zw_text_area_get_request_mode;
}

static void
zw_text_area_init (ZwTextArea *self)
{
  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (self), GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (self), FALSE);
  g_signal_connect_swapped (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self)), "changed", G_CALLBACK (gtk_widget_queue_resize), self);
}

GtkWidget *
zw_text_area_new (const char *name)
{
  GtkWidget *self = g_object_new (ZW_TYPE_TEXT_AREA, NULL);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  return self;
}
