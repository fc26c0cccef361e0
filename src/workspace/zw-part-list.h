/* SPDX-License-Identifier: GPL-3.0-or-later
 * The parts of one opened ticket (comments, checklist, blocks, work log) as sorted list stores that follow changes: comments
 * by instant, check items by rank, blocks by beginning, work by date. For ZwTicketDocument alone. */
#pragma once

#include <gio/gio.h>

#include "zw-change.h"
#include "zw-items.h"

G_BEGIN_DECLS

/* @change is of an entity that @parts holds. */
void zw_part_list_apply (GListStore *parts, const ZwChange *change);
/* Makes @parts what @fresh (of ZwItem) says; parts that are still there keep their objects. */
void zw_part_list_patch (GListStore *parts, GPtrArray *fresh);

G_END_DECLS
