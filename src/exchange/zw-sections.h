/* SPDX-License-Identifier: GPL-3.0-or-later
 * Our own JSON, version 1, as tables: which section holds which entity, which member is which field, how instants are
 * written. Called by export and import alike, so that they cannot disagree. Pure functions, any thread. */
#pragma once

#include "zw-schema.h"

G_BEGIN_DECLS

#define ZW_OWN_FORMAT "zettelwand"
#define ZW_OWN_VERSION 1
#define ZW_INSTANT_SIZE 32 /* bytes that hold any instant */

/* "people", "check_items"; static. */
const char *zw_section_get_name (ZwEntity entity);
/* The entity of a section; FALSE for any other member ("format", "log"). */
gboolean    zw_section_find (const char *name, ZwEntity *entity);
/* The index of the member @name in the field table of @entity; -1 when it is no field. "extra" is none: its members
 * stand beside the others. */
int         zw_section_find_member (ZwEntity entity, const char *name);

/* "2026-11-23T08:32:00.000Z" of UTC milliseconds into @text; FALSE outside the years 1 to 9999. */
gboolean    zw_instant_to_string (gint64 instant, char text[ZW_INSTANT_SIZE]);
/* The other way; also without fraction and with another offset than Z, as people write them. */
gboolean    zw_instant_from_string (const char *text, gint64 *instant);

G_END_DECLS
