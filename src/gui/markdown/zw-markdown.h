/* SPDX-License-Identifier: GPL-3.0-or-later
 * Markdown as a flat list of blocks with Pango markup, ready to be shown by labels. The markup is always well formed,
 * whatever the text holds: every character of the source passes the escaper, raw HTML is text, only http, https and
 * mailto become links, and nothing is ever fetched. Pure, any thread. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum {
  ZW_MARKDOWN_PARAGRAPH,
  ZW_MARKDOWN_HEADING, /* .level 1 to 6 */
  ZW_MARKDOWN_ITEM,    /* .marker, or .task */
  ZW_MARKDOWN_CODE,    /* .text is plain text, lines kept */
  ZW_MARKDOWN_TABLE,   /* .text is plain text, columns aligned by spaces */
  ZW_MARKDOWN_RULE     /* .text is empty */
} ZwMarkdownKind;

typedef enum { ZW_MARKDOWN_NO_TASK, ZW_MARKDOWN_TASK_OPEN, ZW_MARKDOWN_TASK_DONE } ZwMarkdownTask;

typedef struct {
  ZwMarkdownKind kind;
  int level;           /* of a heading, else 0 */
  int indent;          /* how many lists it stands in; at most 8 */
  int quote;           /* how many quotes it stands in; at most 8 */
  ZwMarkdownTask task;
  char *marker;        /* (owned) (nullable) "•", "3."; NULL for tasks and everything but items */
  char *text;          /* (owned) Pango markup, but plain text for CODE and TABLE */
} ZwMarkdownBlock;

void zw_markdown_block_free (ZwMarkdownBlock *block);

/* (transfer full) of ZwMarkdownBlock; NULL and "" give an empty array. Text over 1 MiB comes as one CODE block. */
GPtrArray *zw_markdown_parse (const char *text);

G_END_DECLS
