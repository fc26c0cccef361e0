/* SPDX-License-Identifier: GPL-3.0-or-later
 * The menu of the sprint strip: the life of the sprint on the board, then what the board may show. Called by ZwSprintStrip
 * each time it opens. Main thread. */
#pragma once

#include "zw-board.h"

G_BEGIN_DECLS

/* (transfer full) Names the actions "sprint.*", "board.scope" and "board.show-all". */
GMenuModel *zw_sprint_menu_new (ZwWorkspace *workspace, ZwBoard *board);

G_END_DECLS
