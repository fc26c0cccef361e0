/* SPDX-License-Identifier: GPL-3.0-or-later
 * ZwQuickTitle: what a title line says beside the title: “Show the roast date #catalogue @mei 3p”. Main thread. */
#pragma once

#include "zw-workspace.h"

G_BEGIN_DECLS

typedef struct {
  char *title;     /* (owned) without the words that were understood; may be empty */
  GArray *labels;  /* (owned) gint64, each once */
  GPtrArray *unknown; /* (owned) "#word" and "@word" that name no label and nobody; they stay in the title, too */
  gint64 owner;    /* 0 = none named */
  double estimate; /* NAN = none named; in the project's unit */
  int planned;     /* minutes; ZW_UNSET = none named */
  int due;         /* date; ZW_UNSET = none named */
  int priority;    /* 1..5; 0 = none named */
} ZwQuickTitle;

/* #label, @owner (name, handle, e-mail or a unique beginning), “3p” (“3h” where a project estimates hours), “4h” of planned
 * work (where it does not), “!high”, and “^fri”, “^tomorrow” or “^2026-11-27” are understood as words of their own; what
 * matches nothing stays in the title. (transfer full) */
ZwQuickTitle *zw_quick_title_parse (ZwWorkspace *workspace, gint64 project, const char *text);
/* What it names beside owner and labels, in words for people: "3 points", "4 h", "High", "Fri 27 Nov". (transfer full) */
GPtrArray    *zw_quick_title_dup_words (const ZwQuickTitle *self, ZwWorkspace *workspace, gint64 project);
void          zw_quick_title_free (ZwQuickTitle *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZwQuickTitle, zw_quick_title_free)

G_END_DECLS
