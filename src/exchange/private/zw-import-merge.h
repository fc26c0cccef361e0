/* SPDX-License-Identifier: GPL-3.0-or-later
 * A file of a project that is here already: what changed in the file alone comes in, what changed here stays. (worker
 * only) */
#pragma once

#include "zw-import-job.h"

G_BEGIN_DECLS

gboolean zw_import_merge (ZwImportJob *job, GError **error);

G_END_DECLS
