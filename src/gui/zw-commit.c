/* SPDX-License-Identifier: GPL-3.0-or-later
 * Called by views, popovers and dialogs after a command; must never build a change itself. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-commit.h"

#include "zw-feedback.h"

gboolean
zw_commit (GtkWidget *widget, ZwWorkspace *workspace, ZwChangeSet *set, GError **error)
{
  gboolean done = set != NULL && zw_workspace_commit (workspace, set, error);

  if (!done && *error != NULL)
    zw_feedback_error (widget, *error);
  g_clear_error (error);
  return done;
}

char *
zw_ref_to_text (gint64 id)
{
  return id == 0 ? NULL : g_strdup_printf ("%" G_GINT64_FORMAT, id);
}
