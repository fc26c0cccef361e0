/* SPDX-License-Identifier: GPL-3.0-or-later
 * ZwOptionalSpin: a number that may be missing. Missing, it is a word ("no limit") that turns into a spin button when it is
 * clicked; a number put down to 0 and left is missing again.
 * Signal "chosen" (double value): the person changed it; 0 = missing. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define ZW_TYPE_OPTIONAL_SPIN (zw_optional_spin_get_type ())
G_DECLARE_FINAL_TYPE (ZwOptionalSpin, zw_optional_spin, ZW, OPTIONAL_SPIN, AdwBin)

/* @missing: the word. @name: for assistive technology. Whole numbers. */
GtkWidget *zw_optional_spin_new (const char *missing, const char *name, double maximum);
/* 0 = missing. Emits nothing. */
void       zw_optional_spin_set_value (ZwOptionalSpin *self, double value);

G_END_DECLS
