/* SPDX-License-Identifier: GPL-3.0-or-later
 * The write side of items: for workspace (main thread, objects on show) and store (worker thread, objects nobody
 * has seen yet) alone. No other library has this folder in its include path. */
#pragma once

#include "zw-change.h"
#include "zw-item.h"
#include "zw-ticket.h"

G_BEGIN_DECLS

/* A new item of @entity with @id; every field at its default. */
ZwItem  *zw_item_new (ZwEntity entity, gint64 id);
/* Sets @field from its text form and notifies when it changed. @text must be valid (zw_field_spec_validate).
 * Fields that are not in memory are ignored. */
void     zw_item_apply (ZwItem *item, ZwField field, const char *text);

/* Loading: no notification, no copy of the type dispatch. @text is copied; @value counts as in memory. */
void     zw_item_load_int (ZwItem *item, const ZwFieldSpec *spec, gint64 value);
void     zw_item_load_real (ZwItem *item, const ZwFieldSpec *spec, double value);
void     zw_item_load_text (ZwItem *item, const ZwFieldSpec *spec, const char *text);


/* A figure of a ticket that is not a field changed (comments, checks, blocked …): tells the views. */
void     zw_ticket_parts_changed (ZwTicket *ticket);

G_END_DECLS
