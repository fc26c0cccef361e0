/* SPDX-License-Identifier: GPL-3.0-or-later
 * Rows on demand. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-lazy-rows.h"

#include <glib/gi18n.h>

#define MOST_ROWS 300

struct _ZwLazyRows {
  AdwExpanderRow *expander; /* (borrowed) */
  GPtrArray *rows;          /* (owned) GtkWidget */
  guint n;
  ZwMakeRowFunc make;
  gpointer data;
  gulong handler;
};

static void
add_row (ZwLazyRows *self, GtkWidget *row)
{
  g_ptr_array_add (self->rows, g_object_ref_sink (row));
  adw_expander_row_add_row (self->expander, row);
}

static void
add_rest (ZwLazyRows *self)
{
  GtkWidget *row = adw_action_row_new ();
  guint more = self->n - MOST_ROWS;
  g_autofree char *text = g_strdup_printf (ngettext ("and %u more", "and %u more", more), more);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), text);
  add_row (self, row);
}

static void
fill (ZwLazyRows *self)
{
  if (self->rows->len > 0 || !adw_expander_row_get_expanded (self->expander))
    return;
  for (guint i = 0; i < MIN (self->n, MOST_ROWS); i++)
    add_row (self, self->make (i, self->data));
  if (self->n > MOST_ROWS)
    add_rest (self);
}

ZwLazyRows *
zw_lazy_rows_new (AdwExpanderRow *expander, ZwMakeRowFunc make, gpointer data)
{
  ZwLazyRows *self = g_new0 (ZwLazyRows, 1);

  self->expander = expander;
  self->rows = g_ptr_array_new_with_free_func (g_object_unref);
  self->make = make;
  self->data = data;
  self->handler = g_signal_connect_swapped (expander, "notify::expanded", G_CALLBACK (fill), self);
  return self;
}

void
zw_lazy_rows_free (ZwLazyRows *self)
{
  g_signal_handler_disconnect (self->expander, self->handler);
  g_ptr_array_unref (self->rows);
  g_free (self);
}

void
zw_lazy_rows_reset (ZwLazyRows *self, guint n)
{
  for (guint i = 0; i < self->rows->len; i++)
    adw_expander_row_remove (self->expander, self->rows->pdata[i]);
  g_ptr_array_set_size (self->rows, 0);
  self->n = n;
  gtk_widget_set_visible (GTK_WIDGET (self->expander), n > 0);
  fill (self);
}
