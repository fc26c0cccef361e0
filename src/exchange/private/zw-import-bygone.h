/* SPDX-License-Identifier: GPL-3.0-or-later
 * The log of a file in front of the set that brings its rows. */
#pragma once

#include "zw-import-job.h"

G_BEGIN_DECLS

/* (worker only) After zw_bulk_begin(), before the first append; the file is at its beginning then. Nothing is taken of rows that
 * are not among the file's records. */
gboolean zw_import_take_bygone (ZwImportJob *job, GError **error);

G_END_DECLS
