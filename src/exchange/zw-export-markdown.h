/* SPDX-License-Identifier: GPL-3.0-or-later
 * Text as Markdown that means that text: for whoever writes a document of titles and names. Pure, any thread. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Appends @text, on one line, so that it is never read as markup inside a line. */
void zw_markdown_append_text (GString *target, const char *text);
/* Appends Markdown of somebody's own as a quotation: whatever it opens ends with it, and its headings are none of the
 * document's. */
void zw_markdown_append_quote (GString *target, const char *markdown);

G_END_DECLS
