/* SPDX-License-Identifier: GPL-3.0-or-later
 * ZwQuickTitle: what a title line says beside the title: “Show the roast date #catalogue @mei 3p”. Main thread. */
#pragma once

#include "zw-workspace.h"

G_BEGIN_DECLS

typedef struct {
  char *title;     /* (owned) without the words that were understood; may be empty */
  GArray *labels;  /* (owned) gint64, each once */
  gint64 owner;    /* 0 = none named */
  double estimate; /* NAN = none named; in the project's unit */
} ZwQuickTitle;

/* #label, @owner (name, handle, e-mail or a unique beginning) and “3p” (“3h” where a project estimates hours) are
 * understood as words of their own; what matches nothing stays in the title. (transfer full) */
ZwQuickTitle *zw_quick_title_parse (ZwWorkspace *workspace, gint64 project, const char *text);
void          zw_quick_title_free (ZwQuickTitle *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZwQuickTitle, zw_quick_title_free)

G_END_DECLS
