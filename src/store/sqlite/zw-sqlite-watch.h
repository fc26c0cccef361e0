/* SPDX-License-Identifier: GPL-3.0-or-later
 * ZwWatch: when to look whether another process committed. File events are the hint, a slow poll the net; what is true only
 * the caller's look at the database says. Main thread alone. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _ZwWatch ZwWatch;

/* Calls @look now and then until freed; it is cheap and may find nothing new. */
ZwWatch *zw_watch_new (const char *path, void (*look) (gpointer data), gpointer data);
void     zw_watch_free (ZwWatch *self);

G_END_DECLS
