/* SPDX-License-Identifier: GPL-3.0-or-later
 * What the tests of import and export begin with: databases in a folder of their own, files in memory, blocking calls, and
 * two files: a small world of every field there is, and the example. */
#pragma once

#include "zw-error.h"
#include "zw-exchange.h"
#include "zw-workspace-fixture.h"

G_BEGIN_DECLS

typedef struct {
  char *folder;
  ZwWorkspace *workspace; /* on an empty database */
} ZwExchangeFixture;

void            zw_exchange_fixture_set_up (ZwExchangeFixture *self, gconstpointer unused);
void            zw_exchange_fixture_tear_down (ZwExchangeFixture *self, gconstpointer unused);
/* Another database beside it; its own writer. Close with zw_test_close. */
ZwWorkspace    *zw_exchange_fixture_open (ZwExchangeFixture *self, const char *name);
/* The same where and when it suits. */
ZwWorkspace    *zw_exchange_fixture_open_at (ZwExchangeFixture *self, const char *name, gint64 now, const char *zone);

/* For other async functions: a callback that keeps the result, and the wait for it (borrowed). */
void            zw_test_done_cb (GObject *source, GAsyncResult *result, gpointer slot);
GAsyncResult   *zw_test_wait (GAsyncResult **slot);

/* NULL with @error when it was refused; with a NULL @error that ends the test. @options NULL = none. */
ZwImportReport *zw_test_import (ZwWorkspace *workspace, const char *json, const ZwImportOptions *options, GError **error);
ZwImportReport *zw_test_import_bytes (ZwWorkspace *workspace, GBytes *bytes, const ZwImportOptions *options, GError **error);
/* The example, as the program loads it. */
ZwImportReport *zw_test_import_example (ZwWorkspace *workspace, GError **error);
/* (transfer full) */
char           *zw_test_export (ZwWorkspace *workspace, gint64 project);
char           *zw_test_export_with (ZwWorkspace *workspace, const ZwExportOptions *options);
/* Imports and checks that it is refused with @code in words that hold @words, and that nothing changed. */
void            zw_test_assert_refused (ZwWorkspace *workspace, const char *json, ZwError code, const char *words);
/* Sound by the store's own check. */
void            zw_test_assert_sound (ZwWorkspace *workspace);

/* A file without a log that sets every field of every entity, two rows each. When @wrong_entity < ZW_N_ENTITIES, its first
 * row has an object where @wrong_field should be. (transfer full) */
char           *zw_test_make_world (int wrong_entity, ZwField wrong_field);
gint64          zw_test_world_id (ZwEntity entity, int number);
/* data/example/nordlicht.json (transfer full) */
char           *zw_test_read_example (void);
/* @text with the first @from in it replaced; it must be there. (transfer full) */
char           *zw_test_replace (const char *text, const char *from, const char *to);

G_END_DECLS
