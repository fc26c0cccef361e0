/* SPDX-License-Identifier: GPL-3.0-or-later
 * The values of create and delete rows as text: one flat JSON object whose members are all strings. Used by backends for the
 * log; the string escaper also serves the JSON writer. Not a JSON parser: it reads what it wrote. */
#pragma once

#include "zw-change.h"

G_BEGIN_DECLS

/* Appends @text as a JSON string with its quotes: only ", \ and control characters are escaped, the rest stays UTF-8. */
void     zw_log_codec_append_string (GString *out, const char *text);
/* {"title":"…","rank":"1048576"} of @values (ZwFieldValue) in their order; NULL and empty give {}. (transfer full) */
char    *zw_log_codec_encode (GArray *values);
/* The other way, (transfer full) ZwFieldValue with their own texts. Unknown members (of a newer version) are left out.
 * NULL with ZW_ERROR_DAMAGED when @text is no such object. */
GArray  *zw_log_codec_decode (const char *text, GError **error);
/* The same with nothing but the fields of @only, which ends with ZW_FIELD_NONE: of a long log, what is asked for. */
GArray  *zw_log_codec_decode_only (const char *text, const ZwField *only, GError **error);
/* An empty array of ZwFieldValue that frees its texts. */
GArray  *zw_log_codec_new_values (void);

G_END_DECLS
