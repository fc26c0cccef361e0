/* SPDX-License-Identifier: GPL-3.0-or-later
 * What the two files of the GitLab reader share. For them alone. */
#pragma once

#include "zw-reader.h"

G_BEGIN_DECLS

/* Reads the export of a project, an archive: members for the names of people, the issues by @func, and the board for the columns, which
 * are labels there. */
gboolean zw_gitlab_read_export (const ZwReaderInput *input, ZwNeutral *neutral, ZwRecordFunc func, gpointer data, GError **error);

G_END_DECLS
