/* SPDX-License-Identifier: GPL-3.0-or-later
 * Scrolling the board sideways while something is dragged near its left or right edge: a card or a column reaches what is
 * out of sight. Of a board that shows one column at a time, staying at the edge turns the page. Main thread. */
#pragma once

#include "zw-column-box.h"

G_BEGIN_DECLS

#define ZW_TYPE_EDGE_SCROLL (zw_edge_scroll_get_type ())
G_DECLARE_FINAL_TYPE (ZwEdgeScroll, zw_edge_scroll, ZW, EDGE_SCROLL, GObject)

/* @scroller holds @columns, and outlives neither. (transfer full) */
ZwEdgeScroll *zw_edge_scroll_new (GtkScrolledWindow *scroller, ZwColumnBox *columns);

G_END_DECLS
