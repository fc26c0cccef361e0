/* SPDX-License-Identifier: GPL-3.0-or-later
 * Between zw-new-ticket-dialog.c (what is created) and zw-new-ticket-form.c (the widgets and their popovers). */
#pragma once

#include "zw-draft-keeper.h"
#include "zw-new-ticket-dialog.h"
#include "zw-quick-title.h"

G_BEGIN_DECLS

struct _ZwNewTicketDialog {
  AdwWindow parent_instance;
  ZwWorkspace *workspace;  /* (owned) */
  GtkWidget *owner_widget; /* (weak) (nullable) who asked: shows the toast */
  gint64 project;
  /* what was chosen by hand; the title line outweighs owner and estimate and adds labels */
  ZwTicketType type;
  gint64 status, sprint, owner, reporter, customer;
  double estimate;
  int due, difficulty, priority;
  GArray *labels;          /* (owned) gint64 */
  ZwQuickTitle *quick;     /* (owned) what the title line says now */
  GArray *statuses, *sprints; /* (owned) gint64 of the rows of the drop-downs; sprints begin with 0 */
  ZwDraftKeeper *title_keeper, *description_keeper; /* (owned) */
  gboolean updating;

  GtkWidget *types[ZW_TICKET_EPIC + 1]; /* GtkToggleButton */
  GtkWidget *key, *title, *chips, *lines, *lines_text;
  GtkWidget *status_row, *sprint_row;   /* AdwComboRow */
  GtkWidget *owner_button, *estimate_button, *due_button, *reporter_button, *customer_button, *labels_button;
  GtkWidget *estimate_row, *customer_row, *due_row;
  GtkWidget *difficulty_row, *priority_row; /* AdwComboRow */
  GtkWidget *description, *description_hint, *another, *create;
};

/* Builds everything below the header bar. (transfer floating) */
GtkWidget *zw_new_ticket_form_new (ZwNewTicketDialog *self);
/* Shows type, title line and choices in the rows. */
void       zw_new_ticket_form_update (ZwNewTicketDialog *self);
/* The columns that fit the type, and the open sprints. */
void       zw_new_ticket_form_fill (ZwNewTicketDialog *self);

/* The title line changed. */
void       zw_new_ticket_dialog_read_title (ZwNewTicketDialog *self);
void       zw_new_ticket_dialog_create_lines (ZwNewTicketDialog *self);

G_END_DECLS
