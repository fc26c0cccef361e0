/* SPDX-License-Identifier: GPL-3.0-or-later
 * ZwFilterable: what shows the tickets of a project and can show fewer of them: the board, the backlog. A filter bar knows
 * nothing else of them. Main thread.
 *
 * Signal "totals-changed" (): the number of tickets, of those shown, or a sum is another now. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define ZW_TYPE_FILTERABLE (zw_filterable_get_type ())
G_DECLARE_INTERFACE (ZwFilterable, zw_filterable, ZW, FILTERABLE, GObject)

struct _ZwFilterableInterface {
  GTypeInterface parent_iface;

  gint64 (*get_project) (ZwFilterable *self);
  void (*set_filter) (ZwFilterable *self, const char *text);
  const char *(*get_filter) (ZwFilterable *self);
  guint (*get_n) (ZwFilterable *self);
  guint (*get_n_shown) (ZwFilterable *self);
  GArray *(*dup_shown) (ZwFilterable *self);
};

gint64      zw_filterable_get_project (ZwFilterable *self);
/* In the language of ZwQuery; NULL or "" = none. */
void        zw_filterable_set_filter (ZwFilterable *self, const char *text);
/* (nullable) borrowed */
const char *zw_filterable_get_filter (ZwFilterable *self);
/* Whatever the filter. */
guint       zw_filterable_get_n (ZwFilterable *self);
guint       zw_filterable_get_n_shown (ZwFilterable *self);
/* Ids (gint64) of the tickets that the filter leaves, as they stand here. (transfer full) */
GArray     *zw_filterable_dup_shown (ZwFilterable *self);

G_END_DECLS
