/* SPDX-License-Identifier: GPL-3.0-or-later
 * The last page of the import assistant. Texts of the file are never markup here. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-import-report-page.h"

#include <glib/gi18n.h>

#include "zw-import-words.h"
#include "zw-lazy-rows.h"

#define FEW_NOTES 8 /* so many are shown at once */

struct _ZwImportReportPage {
  AdwBin parent_instance;
  ZwImportReport *report; /* (owned) (nullable) */
  ZwLazyRows *note_rows;  /* (owned) */
  GtkLabel *result, *place;
  GtkWidget *notes_group;
  AdwActionRow *created_row, *updated_row, *unchanged_row, *kept_row, *skipped_row, *extras_row;
  AdwExpanderRow *notes_row;
};

G_DEFINE_FINAL_TYPE (ZwImportReportPage, zw_import_report_page, ADW_TYPE_BIN)

static guint save_signal;

static GtkWidget *
make_note_row (guint index, gpointer data)
{
  ZwImportReportPage *self = data;
  const ZwImportWarning *warning = self->report->warnings->pdata[index];
  g_autofree char *place = zw_import_words_place (warning), *reason = zw_import_words_reason (warning);
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), reason);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), place != NULL ? place : "");
  return row;
}

/* Takes @text; what is nothing is not shown. */
static void
show_row (AdwActionRow *row, char *text)
{
  g_autofree char *owned = text;

  gtk_widget_set_visible (GTK_WIDGET (row), owned != NULL);
  adw_action_row_set_subtitle (row, owned != NULL ? owned : "");
}

void
zw_import_report_page_take_report (ZwImportReportPage *self, ZwImportReport *report, const char *file, const char *project)
{
  guint notes = report->warnings->len;
  g_autofree char *result = zw_import_words_result (report);
  /* Translators: a file, and the project it was imported into. */
  g_autofree char *place = project != NULL ? g_strdup_printf (_("%s, into %s"), file, project) : g_strdup (file);
  g_autofree char *text = g_strdup_printf (ngettext ("%u thing did not come as it stands in the file",
                                                     "%u things did not come as they stand in the file", notes), notes);

  g_clear_pointer (&self->report, zw_import_report_free);
  self->report = report;
  gtk_label_set_label (self->result, result);
  gtk_label_set_label (self->place, place);
  show_row (self->created_row, zw_import_words_counts (report->created));
  show_row (self->updated_row, zw_import_words_counts (report->updated));
  show_row (self->unchanged_row, zw_import_words_counts (report->unchanged));
  show_row (self->kept_row, zw_import_words_counts (report->kept));
  show_row (self->skipped_row, zw_import_words_counts (report->skipped));
  show_row (self->extras_row, zw_import_words_extras (report));
  adw_expander_row_set_subtitle (self->notes_row, text);
  zw_lazy_rows_reset (self->note_rows, notes);
  adw_expander_row_set_expanded (self->notes_row, notes <= FEW_NOTES);
  gtk_widget_set_visible (self->notes_group, notes > 0);
}

const ZwImportReport *
zw_import_report_page_get_report (ZwImportReportPage *self)
{
  return self->report;
}

static void
save_cb (ZwImportReportPage *self)
{
  g_signal_emit (self, save_signal, 0);
}

static void
zw_import_report_page_dispose (GObject *object)
{
  g_clear_pointer (&ZW_IMPORT_REPORT_PAGE (object)->note_rows, zw_lazy_rows_free);
  G_OBJECT_CLASS (zw_import_report_page_parent_class)->dispose (object);
}

static void
zw_import_report_page_finalize (GObject *object)
{
  g_clear_pointer (&ZW_IMPORT_REPORT_PAGE (object)->report, zw_import_report_free);
  G_OBJECT_CLASS (zw_import_report_page_parent_class)->finalize (object);
}

static void
zw_import_report_page_class_init (ZwImportReportPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = zw_import_report_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = zw_import_report_page_finalize;
  save_signal = g_signal_new ("save", ZW_TYPE_IMPORT_REPORT_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/exchange/import-report-page.ui");
  gtk_widget_class_bind_template_child (widget_class, ZwImportReportPage, result);
  gtk_widget_class_bind_template_child (widget_class, ZwImportReportPage, place);
  gtk_widget_class_bind_template_child (widget_class, ZwImportReportPage, created_row);
  gtk_widget_class_bind_template_child (widget_class, ZwImportReportPage, updated_row);
  gtk_widget_class_bind_template_child (widget_class, ZwImportReportPage, unchanged_row);
  gtk_widget_class_bind_template_child (widget_class, ZwImportReportPage, kept_row);
  gtk_widget_class_bind_template_child (widget_class, ZwImportReportPage, skipped_row);
  gtk_widget_class_bind_template_child (widget_class, ZwImportReportPage, extras_row);
  gtk_widget_class_bind_template_child (widget_class, ZwImportReportPage, notes_group);
  gtk_widget_class_bind_template_child (widget_class, ZwImportReportPage, notes_row);
  gtk_widget_class_bind_template_callback (widget_class, save_cb);
}

static void
zw_import_report_page_init (ZwImportReportPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->note_rows = zw_lazy_rows_new (self->notes_row, make_note_row, self);
}
