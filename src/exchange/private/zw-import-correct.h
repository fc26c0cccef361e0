/* SPDX-License-Identifier: GPL-3.0-or-later
 * A file whose log does not tell of its records as they are (somebody edited one and not the other), or whose people are
 * somebody else's here: the records are what counts, and what the log lacks is written down and reported. (worker only) */
#pragma once

#include "zw-import-job.h"

G_BEGIN_DECLS

/* After everything else of a file that came in as it is. @buried: the rows that only its log has. */
gboolean zw_import_correct_log (ZwImportJob *job, ZwImportReader *reader, ZwIdMap *buried, GError **error);

G_END_DECLS
