/* SPDX-License-Identifier: GPL-3.0-or-later
 * ZwLazyRows: the rows in an AdwExpanderRow, made when somebody opens it for the first time; past a few hundred a last one
 * says how many more there are. Belongs to whoever owns the expander, and dies before it. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* The row of @index. (floating) */
typedef GtkWidget *(*ZwMakeRowFunc) (guint index, gpointer data);

typedef struct _ZwLazyRows ZwLazyRows;

/* @expander is borrowed and outlives it. */
ZwLazyRows *zw_lazy_rows_new (AdwExpanderRow *expander, ZwMakeRowFunc make, gpointer data);
void        zw_lazy_rows_free (ZwLazyRows *self);
/* Other rows: @n of them, made now when the expander is open. Hides it when there are none. */
void        zw_lazy_rows_reset (ZwLazyRows *self, guint n);

G_END_DECLS
