/* SPDX-License-Identifier: GPL-3.0-or-later
 * ZwStandupCard: a ticket as large as a television needs it: what became of it, how far it is, or what holds it up. It can have the
 * keyboard, says what it shows to assistive technology, and knows its ticket; it changes nothing. Made for one state: another
 * state is another card. Main thread. */
#pragma once

#include "zw-standup-scene.h"

G_BEGIN_DECLS

#define ZW_TYPE_STANDUP_CARD (zw_standup_card_get_type ())
G_DECLARE_FINAL_TYPE (ZwStandupCard, zw_standup_card, ZW, STANDUP_CARD, GtkBox)

/* What became of it since the last stand-up. */
GtkWidget *zw_standup_card_new_change (const ZwStandupScene *scene, const ZwStandupChange *change);
/* How far it is. */
GtkWidget *zw_standup_card_new_progress (const ZwStandupScene *scene, ZwTicket *ticket);
/* What it waits for. */
GtkWidget *zw_standup_card_new_obstacle (const ZwStandupScene *scene, ZwTicket *ticket);
gint64     zw_standup_card_get_ticket (ZwStandupCard *self);

/* The coloured notes of what blocks it and of what it waits for, appended to @box as far as there are any. */
void       zw_standup_append_notes (const ZwStandupScene *scene, GtkWidget *box, ZwTicket *ticket);
/* A bar with "60 %" behind it; NULL when nothing is done or all of it. */
GtkWidget *zw_standup_progress_new (const ZwStandupScene *scene, ZwTicket *ticket);
/* "3 of 5" and the date, each as far as it is set; NULL for neither. */
GtkWidget *zw_standup_marks_new (const ZwStandupScene *scene, ZwTicket *ticket);

G_END_DECLS
