/* SPDX-License-Identifier: GPL-3.0-or-later
 * ZwAttachmentsView: the files of the ticket: a list to open, save, rename and remove, a button to add. What is dropped or pasted
 * comes here, too. Main thread. */
#pragma once

#include <gtk/gtk.h>

#include "zw-ticket-document.h"

G_BEGIN_DECLS

#define ZW_TYPE_ATTACHMENTS_VIEW (zw_attachments_view_get_type ())
G_DECLARE_FINAL_TYPE (ZwAttachmentsView, zw_attachments_view, ZW, ATTACHMENTS_VIEW, GtkBox)

GtkWidget *zw_attachments_view_new (ZwWorkspace *workspace);
/* @document: NULL = none. What is still being read goes on to the ticket it was meant for. */
void       zw_attachments_view_set_document (ZwAttachmentsView *self, ZwTicketDocument *document);
/* Asks for files to add. */
void       zw_attachments_view_choose (ZwAttachmentsView *self);
/* @file is added to the ticket shown; nothing without one. */
void       zw_attachments_view_add_file (ZwAttachmentsView *self, GFile *file);
/* A picture without a name, as PNG. */
void       zw_attachments_view_add_picture (ZwAttachmentsView *self, GdkTexture *picture);

G_END_DECLS
