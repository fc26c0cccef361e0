/* SPDX-License-Identifier: GPL-3.0-or-later
 * What an import says to people: formats, counts, the whole report as a text. Plain texts, no markup. (transfer full) unless
 * const. */
#pragma once

#include "zw-exchange.h"

G_BEGIN_DECLS

/* "Trello" for "trello"; the name itself when it is not known here. */
char       *zw_import_words_format (const char *format);
/* "Story points" for "estimate"; the word itself when it is not known here. */
const char *zw_import_words_role (const char *role);
/* "214 tickets, 6 people, 3 sprints": of @counts per entity; NULL when all are 0. */
char       *zw_import_words_counts (const guint *counts);
/* What is in the file, wherever it goes: the same of all counts together. */
char       *zw_import_words_content (const ZwImportReport *report);
/* "214 tickets imported, 3 updated" */
char       *zw_import_words_result (const ZwImportReport *report);
/* Why, in the person's language. */
char       *zw_import_words_reason (const ZwImportWarning *warning);
/* "Line 12, $.cards[3]: why" */
char       *zw_import_words_warning (const ZwImportWarning *warning);
/* Where it stands: "Line 12"; the path where no line is known; NULL. */
char       *zw_import_words_place (const ZwImportWarning *warning);
/* "labels (3), watchers (12)"; NULL when there are none. */
char       *zw_import_words_extras (const ZwImportReport *report);
/* Markdown. @file: its name; @when: a day. */
char       *zw_import_words_report (const ZwImportReport *report, const char *file, const char *when);

G_END_DECLS
