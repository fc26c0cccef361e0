/* SPDX-License-Identifier: GPL-3.0-or-later
 * Importing the fixtures of other tools, and asking about what came. For the tests of the readers. */
#pragma once

#include "zw-exchange-fixture.h"

G_BEGIN_DECLS

/* A file of $ZW_FIXTURES; asserts that it is there. (transfer full) */
char           *zw_test_read_fixture (const char *name);
ZwImportReport *zw_test_import_fixture (ZwWorkspace *workspace, const char *name, const ZwImportOptions *options);
/* In the project of @report; NULL when there is none. (borrowed) */
ZwTicket       *zw_test_find_ticket (ZwWorkspace *workspace, const ZwImportReport *report, const char *title);
char           *zw_test_dup_titles (ZwWorkspace *workspace, const ZwImportReport *report);
/* "Name/category Name/category ..." of the columns of work, those off the board in brackets. */
char           *zw_test_dup_columns (ZwWorkspace *workspace, const ZwImportReport *report);
const char     *zw_test_get_status_name (ZwWorkspace *workspace, ZwTicket *ticket);
const char     *zw_test_get_person_name (ZwWorkspace *workspace, gint64 person);
gboolean        zw_test_warns_of (const ZwImportReport *report, const char *words);
guint           zw_test_count_extra (const ZwImportReport *report, const char *name);
/* What came is whole: the database is sound, and what it exports can be read again as it is. */
void            zw_test_assert_whole (ZwExchangeFixture *self);
/* A test: whatever stands where something else should be in the fixture @name, it does no harm. */
void            zw_test_wrong_types_do_no_harm (ZwExchangeFixture *self, gconstpointer name);

G_END_DECLS
