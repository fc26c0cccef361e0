/* SPDX-License-Identifier: GPL-3.0-or-later
 * Texts of other tools as readable Markdown. Pure functions for the readers; whatever they get, they give valid UTF-8 and lose
 * no words. Nothing a text names is ever opened. */
#pragma once

#include "zw-json-record.h"

G_BEGIN_DECLS

/* A document of the Atlassian Document Format; NULL when there is nothing in it. (transfer full) */
char *zw_text_from_adf (ZwJsonRecord *document);
/* Jira's wiki markup; NULL for NULL and for nothing. (transfer full) */
char *zw_text_from_wiki (const char *wiki);
/* HTML; NULL for NULL and for nothing. (transfer full) */
char *zw_text_from_html (const char *html);
/* Whether @text, which may be one or the other, is HTML rather than Markdown; also of NULL. */
gboolean zw_text_is_html (const char *text);

G_END_DECLS
