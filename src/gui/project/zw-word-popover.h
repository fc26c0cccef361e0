/* SPDX-License-Identifier: GPL-3.0-or-later
 * ZwWordPopover: choose one of a few suggested words, or type an own one. Commits nothing.
 * Signal "chosen" (const char *word): never empty. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define ZW_TYPE_WORD_POPOVER (zw_word_popover_get_type ())
G_DECLARE_FINAL_TYPE (ZwWordPopover, zw_word_popover, ZW, WORD_POPOVER, GtkPopover)

/* @suggestions is copied. */
GtkWidget *zw_word_popover_new (const char *placeholder, const char *const *suggestions);
/* Which one carries the check mark; NULL = none. */
void       zw_word_popover_set_present (ZwWordPopover *self, const char *word);

G_END_DECLS
