/* SPDX-License-Identifier: GPL-3.0-or-later
 * ZwLanding: neutral records become rows of ours, in the one transaction of an import: new tickets are made, known ones (by
 * system and key) are merged three ways with the value last imported. Made by zw_import_async() after a reader. */
#pragma once

#include "zw-import-job.h"
#include "zw-neutral.h"

G_BEGIN_DECLS

/* Takes @neutral, which is settled. */
ZwLanding *zw_landing_new (ZwNeutral *neutral);
void       zw_landing_free (ZwLanding *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZwLanding, zw_landing_free)

/* Main thread: how new projects would begin, named in the person's language and as @options say: one key is for all of them.
 * FALSE when that can be no key, or no name. */
gboolean   zw_landing_prepare (ZwLanding *self, ZwWorkspace *workspace, const ZwImportOptions *options, GError **error);
/* (worker only) Uses @job's bulk, options, ids and zone, and fills its report. */
gboolean   zw_landing_run_in_worker (ZwLanding *self, ZwImportJob *job, GError **error);

G_END_DECLS
