/* SPDX-License-Identifier: GPL-3.0-or-later
 * Questions, files, about and shortcuts. Called by window and views. Must never decide anything itself. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-dialogs.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "zw-feedback.h"

/* A question in flight; dies with its dialog. */
typedef struct {
  ZwAnswerFunc answer;
  ZwAnswerFunc refused; /* (nullable) */
  ZwTextFunc text_answer;
  ZwFileFunc file_answer;
  ZwFilesFunc files_answer;
  GtkEditable *entry; /* of the dialog (nullable) */
  gpointer data;
  GDestroyNotify destroy; /* (nullable) */
} Question;

static void
question_free (gpointer data, GClosure *closure)
{
  Question *question = data;

  if (question->destroy != NULL)
    question->destroy (question->data);
  g_free (question);
}

static GtkWindow *
find_window (GtkWidget *widget)
{
  GtkRoot *root = gtk_widget_get_root (widget);
  return GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL;
}

/* --- questions --- */

static AdwMessageDialog *
new_message (GtkWidget *widget, const char *heading, const char *body)
{
  GtkWidget *dialog = adw_message_dialog_new (find_window (widget), heading, body);

  gtk_window_set_modal (GTK_WINDOW (dialog), TRUE);
  gtk_window_set_destroy_with_parent (GTK_WINDOW (dialog), TRUE);
  return ADW_MESSAGE_DIALOG (dialog);
}

void
zw_dialogs_tell (GtkWidget *widget, const char *heading, const char *body)
{
  AdwMessageDialog *dialog = new_message (widget, heading, body);

  adw_message_dialog_add_response (dialog, "close", _("_Close"));
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
response_cb (AdwMessageDialog *dialog, const char *response, gpointer data)
{
  Question *question = data;

  if (!g_str_equal (response, "accept"))
    {
      if (question->refused != NULL)
        question->refused (question->data);
      return;
    }
  if (question->entry == NULL)
    {
      question->answer (question->data);
      return;
    }
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (question->entry)));
  if (text[0] != '\0')
    question->text_answer (text, question->data);
}

static AdwMessageDialog *
new_question (GtkWidget *widget, const char *heading, const char *body, const char *accept, gboolean destructive,
              Question *question)
{
  AdwMessageDialog *dialog = new_message (widget, heading, body);

  adw_message_dialog_add_responses (dialog, "cancel", _("_Cancel"), "accept", accept, NULL);
  adw_message_dialog_set_close_response (dialog, "cancel");
  adw_message_dialog_set_default_response (dialog, "accept");
  adw_message_dialog_set_response_appearance (dialog, "accept",
                                              destructive ? ADW_RESPONSE_DESTRUCTIVE : ADW_RESPONSE_SUGGESTED);
  g_signal_connect_data (dialog, "response", G_CALLBACK (response_cb), question, question_free, 0);
  return dialog;
}

void
zw_dialogs_ask (GtkWidget *widget, const char *heading, const char *body, GtkWidget *extra, const char *accept,
                gboolean destructive, ZwAnswerFunc answer, gpointer data, GDestroyNotify destroy)
{
  Question *question = g_new0 (Question, 1);

  question->answer = answer;
  question->data = data;
  question->destroy = destroy;
  AdwMessageDialog *dialog = new_question (widget, heading, body, accept, destructive, question);
  if (extra != NULL)
    adw_message_dialog_set_extra_child (dialog, extra);
  gtk_window_present (GTK_WINDOW (dialog));
}

void
zw_dialogs_choose (GtkWidget *widget, const char *heading, const char *body, const char *refuse, ZwAnswerFunc refused,
                   const char *accept, ZwAnswerFunc accepted, gpointer data, GDestroyNotify destroy)
{
  Question *question = g_new0 (Question, 1);

  question->answer = accepted;
  question->refused = refused;
  question->data = data;
  question->destroy = destroy;
  AdwMessageDialog *dialog = new_question (widget, heading, body, accept, FALSE, question);
  adw_message_dialog_set_response_label (dialog, "cancel", refuse);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
text_changed_cb (GtkEditable *entry, AdwMessageDialog *dialog)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (entry)));
  adw_message_dialog_set_response_enabled (dialog, "accept", text[0] != '\0');
}

void
zw_dialogs_ask_text (GtkWidget *widget, const char *heading, const char *text, const char *accept,
                     ZwTextFunc answer, gpointer data, GDestroyNotify destroy)
{
  GtkWidget *entry = gtk_entry_new ();
  Question *question = g_new0 (Question, 1);

  question->text_answer = answer;
  question->entry = GTK_EDITABLE (entry);
  question->data = data;
  question->destroy = destroy;
  AdwMessageDialog *dialog = new_question (widget, heading, NULL, accept, FALSE, question);
  gtk_entry_set_activates_default (GTK_ENTRY (entry), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, heading, -1);
  g_signal_connect (entry, "changed", G_CALLBACK (text_changed_cb), dialog);
  gtk_editable_set_text (GTK_EDITABLE (entry), text != NULL ? text : "");
  text_changed_cb (GTK_EDITABLE (entry), dialog);
  adw_message_dialog_set_extra_child (dialog, entry);
  gtk_window_present (GTK_WINDOW (dialog));
  gtk_widget_grab_focus (entry);
}

/* --- files --- */

static void
file_response_cb (GtkNativeDialog *dialog, int response, gpointer data)
{
  Question *question = data;

  if (response == GTK_RESPONSE_ACCEPT && question->files_answer != NULL)
    {
      g_autoptr (GListModel) files = gtk_file_chooser_get_files (GTK_FILE_CHOOSER (dialog));
      question->files_answer (files, question->data);
    }
  else if (response == GTK_RESPONSE_ACCEPT)
    {
      g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
      question->file_answer (file, question->data);
    }
  g_object_unref (dialog);
}

static GtkFileChooserNative *
new_chooser (GtkWidget *widget, const char *title, GtkFileChooserAction action, ZwFileFunc answer, ZwFilesFunc files_answer,
             gpointer data, GDestroyNotify destroy)
{
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (title, find_window (widget), action, NULL, NULL);
  Question *question = g_new0 (Question, 1);

  question->file_answer = answer;
  question->files_answer = files_answer;
  question->data = data;
  question->destroy = destroy;
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  g_signal_connect_data (dialog, "response", G_CALLBACK (file_response_cb), question, question_free, 0);
  return dialog;
}

void
zw_dialogs_open_file (GtkWidget *widget, const char *title, const char *suffix, ZwFileFunc answer, gpointer data,
                      GDestroyNotify destroy)
{
  GtkFileChooserNative *dialog = new_chooser (widget, title, GTK_FILE_CHOOSER_ACTION_OPEN, answer, NULL, data, destroy);

  if (suffix != NULL)
    {
      g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();
      g_autoptr (GtkFileFilter) all = gtk_file_filter_new ();
      g_autofree char *pattern = g_strconcat ("*", suffix, NULL);
      gtk_file_filter_add_pattern (filter, pattern);
      gtk_file_filter_set_name (filter, pattern);
      gtk_file_filter_add_pattern (all, "*");
      gtk_file_filter_set_name (all, _("All Files"));
      gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (dialog), filter);
      gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (dialog), all);
    }
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

void
zw_dialogs_open_files (GtkWidget *widget, const char *title, ZwFilesFunc answer, gpointer data, GDestroyNotify destroy)
{
  GtkFileChooserNative *dialog = new_chooser (widget, title, GTK_FILE_CHOOSER_ACTION_OPEN, NULL, answer, data, destroy);

  gtk_file_chooser_set_select_multiple (GTK_FILE_CHOOSER (dialog), TRUE);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

void
zw_dialogs_save_file (GtkWidget *widget, const char *title, const char *name, ZwFileFunc answer, gpointer data,
                      GDestroyNotify destroy)
{
  GtkFileChooserNative *dialog = new_chooser (widget, title, GTK_FILE_CHOOSER_ACTION_SAVE, answer, NULL, data, destroy);

  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), name);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

/* The file is a local one that was just written: asking for its program waits for no network. */
void
zw_dialogs_launch_file (GtkWidget *widget, GFile *file)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GAppInfo) handler = NULL;
  g_autoptr (GdkAppLaunchContext) context = gdk_display_get_app_launch_context (gtk_widget_get_display (widget));
  GList files = { .data = file };

  if (find_window (widget) == NULL)
    return;
  handler = g_file_query_default_handler (file, NULL, &error);
  if (handler == NULL || !g_app_info_launch (handler, &files, G_APP_LAUNCH_CONTEXT (context), &error))
    zw_feedback_error (widget, error);
}

/* --- about, shortcuts --- */

void
zw_dialogs_about (GtkWidget *widget)
{
  GtkWidget *dialog = adw_about_window_new ();

  gtk_window_set_transient_for (GTK_WINDOW (dialog), find_window (widget));
  gtk_window_set_modal (GTK_WINDOW (dialog), TRUE);
  adw_about_window_set_application_name (ADW_ABOUT_WINDOW (dialog), _("Zettelwand"));
  adw_about_window_set_application_icon (ADW_ABOUT_WINDOW (dialog), "io.github.zettelwand.Zettelwand");
  adw_about_window_set_version (ADW_ABOUT_WINDOW (dialog), PACKAGE_VERSION);
  adw_about_window_set_developer_name (ADW_ABOUT_WINDOW (dialog), _("The Zettelwand Developers"));
  adw_about_window_set_comments (ADW_ABOUT_WINDOW (dialog),
                                 _("Plan sprints, move cards, see the work. Everything stays on this computer."));
  adw_about_window_set_license_type (ADW_ABOUT_WINDOW (dialog), GTK_LICENSE_GPL_3_0);
  /* Translators: your names, one per line. */
  adw_about_window_set_translator_credits (ADW_ABOUT_WINDOW (dialog), _("translator-credits"));
  gtk_window_present (GTK_WINDOW (dialog));
}

void
zw_dialogs_shortcuts (GtkWidget *widget)
{
  g_autoptr (GtkBuilder) builder = gtk_builder_new_from_resource (RESOURCE_PATH "/shortcuts.ui");
  GtkWindow *window = GTK_WINDOW (gtk_builder_get_object (builder, "shortcuts"));

  gtk_window_set_transient_for (window, find_window (widget));
  gtk_window_present (window);
}
