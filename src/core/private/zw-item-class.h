/* SPDX-License-Identifier: GPL-3.0-or-later
 * For the subclasses of ZwItem in this folder alone. */
#pragma once

#include "zw-item.h"

G_BEGIN_DECLS

/* In class_init: names the entity and installs a property for every field held in memory. */
void zw_item_class_set_entity (ZwItemClass *klass, ZwEntity entity);
/* In init: unset numbers and dates. */
void zw_item_set_defaults (ZwItem *item);

G_END_DECLS
