/* SPDX-License-Identifier: GPL-3.0-or-later
 * ZwStandupPersonPage: one person's turn: who it is, and three columns: what moved since the last time, what is in progress, what
 * is blocked or waits. Filled by its window; filling it again keeps the card that has the keyboard. Main thread. */
#pragma once

#include "zw-standup-scene.h"

G_BEGIN_DECLS

#define ZW_TYPE_STANDUP_PERSON_PAGE (zw_standup_person_page_get_type ())
G_DECLARE_FINAL_TYPE (ZwStandupPersonPage, zw_standup_person_page, ZW, STANDUP_PERSON_PAGE, GtkBox)

GtkWidget *zw_standup_person_page_new (void);
/* @index from 0 of @n. */
void       zw_standup_person_page_fill (ZwStandupPersonPage *self, const ZwStandupScene *scene, const ZwStandupShare *share, guint index,
                                        guint n);

G_END_DECLS
