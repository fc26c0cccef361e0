/* SPDX-License-Identifier: GPL-3.0-or-later
 * ZwStandupEntry: the one line that is typed in a stand-up: why a ticket is blocked, until when it waits, a note for the parking lot.
 * It lies over the foot of the window while it is open. Main thread.
 *
 * Signals: "entered" (const char *text): Enter. "closed" (): given up, or entered. */
#pragma once

#include "zw-standup-scene.h"

G_BEGIN_DECLS

typedef enum { ZW_STANDUP_ASK_NOTHING, ZW_STANDUP_ASK_BLOCK, ZW_STANDUP_ASK_WAIT, ZW_STANDUP_ASK_NOTE } ZwStandupQuestion;

#define ZW_TYPE_STANDUP_ENTRY (zw_standup_entry_get_type ())
G_DECLARE_FINAL_TYPE (ZwStandupEntry, zw_standup_entry, ZW, STANDUP_ENTRY, GtkBox)

GtkWidget        *zw_standup_entry_new (void);
/* @ticket (nullable): what it is about; its present reason or date is there to be changed. Takes the keyboard. */
void              zw_standup_entry_ask (ZwStandupEntry *self, const ZwStandupScene *scene, ZwStandupQuestion question, ZwTicket *ticket);
void              zw_standup_entry_close (ZwStandupEntry *self);
/* NOTHING while it is closed. */
ZwStandupQuestion zw_standup_entry_get_question (ZwStandupEntry *self);
/* What is typed now. Borrowed. */
const char       *zw_standup_entry_get_text (ZwStandupEntry *self);

/* "fri the bank's answer": a day, by its English or own name, +3d or in ISO, then what for (nullable, borrowed from @text). */
gboolean          zw_standup_parse_wait (const char *text, int today, int *until, const char **what);

G_END_DECLS
