/* SPDX-License-Identifier: GPL-3.0-or-later
 * ZwBacklogHeader: the head of a section: its name, what is in it, what can be done to it. Follows its section. Its
 * buttons run "sprint.*" and, with the id of the section's sprint (0: Product Backlog), "backlog.toggle-section" and
 * "backlog.add". Main thread. */
#pragma once

#include <gtk/gtk.h>

#include "zw-backlog-plans.h"
#include "zw-backlog.h"

G_BEGIN_DECLS

#define ZW_TYPE_BACKLOG_HEADER (zw_backlog_header_get_type ())
G_DECLARE_FINAL_TYPE (ZwBacklogHeader, zw_backlog_header, ZW, BACKLOG_HEADER, GtkWidget)

GtkWidget *zw_backlog_header_new (ZwWorkspace *workspace);
/* (nullable) both: nothing is shown. */
void       zw_backlog_header_set_section (ZwBacklogHeader *self, ZwBacklogSection *section, ZwBacklogPlans *plans);
/* For assistive technology: "Sprint 15, planned, 6 tickets, 22 points". (transfer full) */
char      *zw_backlog_header_dup_name (ZwBacklogHeader *self);

G_END_DECLS
