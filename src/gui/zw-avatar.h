/* SPDX-License-Identifier: GPL-3.0-or-later
 * ZwAvatar: a person as a round picture of initials in the colour they chose; an outlined head for nobody. */
#pragma once

#include <adwaita.h>

#include "zw-items.h"

G_BEGIN_DECLS

#define ZW_TYPE_AVATAR (zw_avatar_get_type ())
G_DECLARE_FINAL_TYPE (ZwAvatar, zw_avatar, ZW, AVATAR, AdwBin)

/* @size in pixels. Shows nobody. */
GtkWidget *zw_avatar_new (int size);
/* @person NULL = nobody. Follows no later change: set it again. */
void       zw_avatar_set_person (ZwAvatar *self, ZwPerson *person);
/* Somebody who is not in the database: by name only. */
void       zw_avatar_set_name (ZwAvatar *self, const char *name);

G_END_DECLS
