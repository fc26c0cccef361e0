/* SPDX-License-Identifier: GPL-3.0-or-later
 * ZwHolders: which editors are alive, here and in other processes, so that none takes the draft that another types.
 * (worker only) */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _ZwHolders ZwHolders;

/* @database_path: its folder is where the editors of all processes meet. Never fails: a folder that cannot be locked shows the
 * editors of this store alone. */
ZwHolders *zw_holders_new (const char *database_path);
/* Lets go of all that were held. */
void       zw_holders_free (ZwHolders *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZwHolders, zw_holders_free)

/* @holder (an id, not 0) is alive until it is released or the process ends, however it ends. */
void       zw_holders_hold (ZwHolders *self, gint64 holder);
/* Unknown ids are no mistake. */
void       zw_holders_release (ZwHolders *self, gint64 holder);
/* Whether @holder lives, in this process or another. FALSE for 0. */
gboolean   zw_holders_is_alive (ZwHolders *self, gint64 holder);

G_END_DECLS
