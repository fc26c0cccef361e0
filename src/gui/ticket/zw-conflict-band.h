/* SPDX-License-Identifier: GPL-3.0-or-later
 * ZwConflictBand: a text that somebody else changed meanwhile: shows both, one is chosen.
 * Signal "resolved" (gboolean mine, const char *text). */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define ZW_TYPE_CONFLICT_BAND (zw_conflict_band_get_type ())
G_DECLARE_FINAL_TYPE (ZwConflictBand, zw_conflict_band, ZW, CONFLICT_BAND, GtkBox)

/* Hidden until there is a conflict. */
GtkWidget *zw_conflict_band_new (void);
/* @name: the field, translated. Both texts are copied; NULL counts as empty. */
void       zw_conflict_band_show (ZwConflictBand *self, const char *name, const char *theirs, const char *mine);
/* The same where nobody else wrote, but @mine could not be saved: it may be tried again. @stored: what is there. */
void       zw_conflict_band_show_unsaved (ZwConflictBand *self, const char *name, const char *stored, const char *mine);
void       zw_conflict_band_hide (ZwConflictBand *self);

G_END_DECLS
