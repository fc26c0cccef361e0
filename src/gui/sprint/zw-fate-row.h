/* SPDX-License-Identifier: GPL-3.0-or-later
 * ZwFateRow: one unfinished ticket in the window that completes a sprint, with a drop-down of what may become of it; a split
 * asks for the points that go on, not done for the reason. Signal "changed" (): a person decided something here.
 *
 * ZwFateChoices is the list that all rows and the default share. */
#pragma once

#include <adwaita.h>

#include "zw-sprint-commands.h"

G_BEGIN_DECLS

typedef struct {
  GtkStringList *names; /* (owned) */
  GArray *targets;      /* (owned) gint64, one per name of those that carry */
} ZwFateChoices;
/* Every other sprint of the project that is not completed, the backlog, a new sprint. */
ZwFateChoices *zw_fate_choices_new (ZwWorkspace *workspace, ZwSprint *sprint);
void           zw_fate_choices_free (ZwFateChoices *self);
/* Borrowed. */
const char    *zw_fate_choices_get_name (ZwFateChoices *self, guint index);

#define ZW_TYPE_FATE_ROW (zw_fate_row_get_type ())
G_DECLARE_FINAL_TYPE (ZwFateRow, zw_fate_row, ZW, FATE_ROW, GtkListBoxRow)

/* @choices must outlive the row. */
GtkWidget *zw_fate_row_new (ZwWorkspace *workspace, ZwTicket *ticket, ZwFateChoices *choices, guint usual);
ZwTicket  *zw_fate_row_get_ticket (ZwFateRow *self);
/* The choice of those that nobody decided for. */
void       zw_fate_row_set_usual (ZwFateRow *self, guint usual);
/* Whether it is another fate than the usual one. */
gboolean   zw_fate_row_differs (ZwFateRow *self);
/* Texts are borrowed. */
ZwFate     zw_fate_row_get_fate (ZwFateRow *self);

G_END_DECLS
