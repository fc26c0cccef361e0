/* SPDX-License-Identifier: GPL-3.0-or-later
 * JSON paths as text ("$.tickets[213].points"), step by step. For the JSON files of this folder alone. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* ".name", or ["odd name"] with what is not printable escaped; over 40 characters are cut short with "…". */
void zw_json_path_append_member (GString *path, const char *name, gsize length);
void zw_json_path_append_element (GString *path, gint64 index);

G_END_DECLS
