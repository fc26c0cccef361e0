/* SPDX-License-Identifier: GPL-3.0-or-later
 * Questions, files, about, shortcuts: every dialog that newer GTK versions build from other classes. The only file that
 * calls those classes. A callback comes at most once, on the main thread; its data is freed afterwards in any case. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef void (*ZwAnswerFunc) (gpointer data);
typedef void (*ZwTextFunc) (const char *text, gpointer data);
typedef void (*ZwFileFunc) (GFile *file, gpointer data);
typedef void (*ZwFilesFunc) (GListModel *files, gpointer data);

/* Something to know; one button. @widget: any in the window it belongs to. */
void zw_dialogs_tell (GtkWidget *widget, const char *heading, const char *body);
/* Cancel or @accept; @answer is called for the latter. @extra (nullable) (floating) stands below the text. */
void zw_dialogs_ask (GtkWidget *widget, const char *heading, const char *body, GtkWidget *extra, const char *accept,
                     gboolean destructive, ZwAnswerFunc answer, gpointer data, GDestroyNotify destroy);
/* One of two answers; Escape is @refuse. Neither is called when the window goes before it was answered. */
void zw_dialogs_choose (GtkWidget *widget, const char *heading, const char *body, const char *refuse, ZwAnswerFunc refused,
                        const char *accept, ZwAnswerFunc accepted, gpointer data, GDestroyNotify destroy);
/* One line of text, not empty; Enter accepts. */
void zw_dialogs_ask_text (GtkWidget *widget, const char *heading, const char *text, const char *accept,
                          ZwTextFunc answer, gpointer data, GDestroyNotify destroy);
/* A file to read. @suffix ".json" limits what is offered (nullable). */
void zw_dialogs_open_file (GtkWidget *widget, const char *title, const char *suffix, ZwFileFunc answer, gpointer data,
                           GDestroyNotify destroy);
/* Any files to read, one or more: a list of GFile. */
void zw_dialogs_open_files (GtkWidget *widget, const char *title, ZwFilesFunc answer, gpointer data, GDestroyNotify destroy);
/* A file to write; it is asked before another one is replaced. */
void zw_dialogs_save_file (GtkWidget *widget, const char *title, const char *name, ZwFileFunc answer, gpointer data,
                           GDestroyNotify destroy);
/* Shows @file in the program for its kind; when there is none, that is told at @widget (zw_feedback_error). */
void zw_dialogs_launch_file (GtkWidget *widget, GFile *file);
void zw_dialogs_about (GtkWidget *widget);
void zw_dialogs_shortcuts (GtkWidget *widget);

G_END_DECLS
