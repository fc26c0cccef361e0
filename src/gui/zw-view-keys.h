/* SPDX-License-Identifier: GPL-3.0-or-later
 * The keys of a view as tables: trigger -> action. Every view with tickets has the keys of tickets; its own come on top.
 * They live on the list or board alone, so that entries and text views never see them. Called once per view. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef struct {
  const char *trigger;
  const char *action;
  int number; /* parameter; -1 = none */
} ZwViewKey;

void zw_view_keys_add (GtkWidget *widget, const ZwViewKey *own, guint n_own);

G_END_DECLS
