/* SPDX-License-Identifier: GPL-3.0-or-later
 * The menus at the head of a section of the backlog: what can be done with it, and the orders it can have. Main thread. */
#pragma once

#include "zw-backlog.h"

G_BEGIN_DECLS

/* Runs "backlog.*" and "sprint.*". (transfer full) */
GMenuModel *zw_section_menu_new (ZwBacklogSection *section);
/* Runs "backlog.sort". (transfer full) */
GMenuModel *zw_section_menu_new_sorts (void);
/* For people. (static) */
const char *zw_section_menu_sort_name (ZwBacklogSort sort);

G_END_DECLS
