/* SPDX-License-Identifier: GPL-3.0-or-later
 * ZwAttachmentRow: one file of a ticket: icon of its kind, name, size, a menu. Decides nothing.
 * Signal "wished" (ZwAttachmentDeed): the person chose it in the menu or by key. Main thread. */
#pragma once

#include <gtk/gtk.h>

#include "zw-workspace.h"

G_BEGIN_DECLS

typedef enum {
  ZW_ATTACHMENT_OPEN,
  ZW_ATTACHMENT_SAVE,
  ZW_ATTACHMENT_RENAME,
  ZW_ATTACHMENT_REMOVE
} ZwAttachmentDeed;

#define ZW_TYPE_ATTACHMENT_ROW (zw_attachment_row_get_type ())
G_DECLARE_FINAL_TYPE (ZwAttachmentRow, zw_attachment_row, ZW, ATTACHMENT_ROW, GtkListBoxRow)

/* Follows @attachment as long as it lives. (transfer floating) */
GtkWidget    *zw_attachment_row_new (ZwWorkspace *workspace, ZwAttachment *attachment);
ZwAttachment *zw_attachment_row_get_attachment (ZwAttachmentRow *self);

G_END_DECLS
