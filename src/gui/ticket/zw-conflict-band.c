/* SPDX-License-Identifier: GPL-3.0-or-later
 * Used where the pane edits text. Must never decide by itself. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-conflict-band.h"

#include <glib/gi18n.h>

#define MAX_LINES 6

struct _ZwConflictBand {
  GtkBox parent_instance;
  GtkWidget *title, *theirs, *mine; /* GtkLabel */
  char *mine_text;                  /* (owned) (nullable) */
};

G_DEFINE_FINAL_TYPE (ZwConflictBand, zw_conflict_band, GTK_TYPE_BOX)

static guint resolved_signal;

static void
resolve (ZwConflictBand *self, gboolean mine)
{
  g_autofree char *text = g_steal_pointer (&self->mine_text);

  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  g_signal_emit (self, resolved_signal, 0, mine, text);
}

static void
keep_theirs_cb (ZwConflictBand *self)
{
  resolve (self, FALSE);
}

static void
use_mine_cb (ZwConflictBand *self)
{
  resolve (self, TRUE);
}

static GtkWidget *
add_side (ZwConflictBand *self, const char *label, GCallback clicked)
{
  GtkWidget *text = gtk_label_new (NULL);
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_label_set_xalign (GTK_LABEL (text), 0);
  gtk_label_set_wrap (GTK_LABEL (text), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (text), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_lines (GTK_LABEL (text), MAX_LINES);
  gtk_label_set_ellipsize (GTK_LABEL (text), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (text, "zw-code");
  gtk_widget_set_halign (button, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (self), text);
  gtk_box_append (GTK_BOX (self), button);
  g_signal_connect_swapped (button, "clicked", clicked, self);
  return text;
}

static void
zw_conflict_band_finalize (GObject *object)
{
  g_free (ZW_CONFLICT_BAND (object)->mine_text);
  G_OBJECT_CLASS (zw_conflict_band_parent_class)->finalize (object);
}

static void
zw_conflict_band_class_init (ZwConflictBandClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = zw_conflict_band_finalize;
  resolved_signal = g_signal_new ("resolved", ZW_TYPE_CONFLICT_BAND, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2,
                                  G_TYPE_BOOLEAN, G_TYPE_STRING);
}

static void
zw_conflict_band_init (ZwConflictBand *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_widget_add_css_class (GTK_WIDGET (self), "zw-note");
  gtk_widget_add_css_class (GTK_WIDGET (self), "warn");
  gtk_widget_add_css_class (GTK_WIDGET (self), "band");
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  self->title = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->title), 0);
  gtk_label_set_wrap (GTK_LABEL (self->title), TRUE);
  gtk_widget_add_css_class (self->title, "heading");
  gtk_box_append (GTK_BOX (self), self->title);
  self->theirs = add_side (self, _("Keep Theirs"), G_CALLBACK (keep_theirs_cb));
  self->mine = add_side (self, _("Use Mine"), G_CALLBACK (use_mine_cb));
}

GtkWidget *
zw_conflict_band_new (void)
{
  return g_object_new (ZW_TYPE_CONFLICT_BAND, NULL);
}

static void
show_texts (ZwConflictBand *self, const char *title, const char *theirs, const char *mine)
{
  g_free (self->mine_text);
  self->mine_text = g_strdup (mine == NULL ? "" : mine);
  gtk_label_set_text (GTK_LABEL (self->title), title);
  gtk_label_set_text (GTK_LABEL (self->theirs), theirs == NULL ? "" : theirs);
  gtk_label_set_text (GTK_LABEL (self->mine), self->mine_text);
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
}

void
zw_conflict_band_show (ZwConflictBand *self, const char *name, const char *theirs, const char *mine)
{
  g_autofree char *title = g_strdup_printf (_("%s: somebody else changed it meanwhile"), name);

  show_texts (self, title, theirs, mine);
}

void
zw_conflict_band_show_unsaved (ZwConflictBand *self, const char *name, const char *stored, const char *mine)
{
  /* Translators: %s is a field, such as Title. */
  g_autofree char *title = g_strdup_printf (_("%s: could not be saved"), name);

  show_texts (self, title, stored, mine);
}

void
zw_conflict_band_hide (ZwConflictBand *self)
{
  g_clear_pointer (&self->mine_text, g_free);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}
