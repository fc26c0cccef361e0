/* SPDX-License-Identifier: GPL-3.0-or-later
 * ZwCapacityList: a boxed list, one row per person: who has taken how much of what they can take. Follows a ZwPlanning.
 * Used by the planning panel and the start window. */
#pragma once

#include <gtk/gtk.h>

#include "zw-planning.h"

G_BEGIN_DECLS

#define ZW_TYPE_CAPACITY_LIST (zw_capacity_list_get_type ())
G_DECLARE_FINAL_TYPE (ZwCapacityList, zw_capacity_list, ZW, CAPACITY_LIST, GtkWidget)

GtkWidget *zw_capacity_list_new (ZwPlanning *planning);

G_END_DECLS
