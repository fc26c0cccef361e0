/* SPDX-License-Identifier: GPL-3.0-or-later
 * ZwItem: one entity as it lives in memory. Its subclasses are plain structs described by the field table of
 * zw-schema.h; this base reads any field as text (the encoding of the change log) and installs the GObject
 * properties. Read-only here: values change only through private/zw-item-apply.h (workspace and store). */
#pragma once

#include "zw-schema.h"

G_BEGIN_DECLS

#define ZW_TYPE_ITEM (zw_item_get_type ())
G_DECLARE_DERIVABLE_TYPE (ZwItem, zw_item, ZW, ITEM, GObject)

struct _ZwItemClass {
  GObjectClass parent_class;
  ZwEntity entity;
  /* After one field took a new value, before notify; for figures derived from it. May be NULL. */
  void (*applied) (ZwItem *item, ZwField field);
};

/* Random, positive, stable, unique in the world for practical purposes. */
gint64   zw_item_get_id (ZwItem *item);
ZwEntity zw_item_get_entity (ZwItem *item);
/* The value of @field as text (transfer full); NULL when unset or not held in memory. */
char    *zw_item_dup_value (ZwItem *item, ZwField field);

G_END_DECLS
