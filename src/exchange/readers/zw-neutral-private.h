/* SPDX-License-Identifier: GPL-3.0-or-later
 * What the files of the neutral records share. For them alone. */
#pragma once

#include "zw-neutral.h"

G_BEGIN_DECLS

/* Statuses, labels and sprints begin alike. */
typedef struct {
  char *id, *name;
} ZwNeutralNamed;

/* Without blanks around it; NULL for nothing but those. */
char *zw_neutral_dup_filled (const char *text);
/* Sets an empty @slot alone. */
void  zw_neutral_fill (char **slot, const char *text);
void  zw_neutral_free_ticket (gpointer ticket);

G_END_DECLS
