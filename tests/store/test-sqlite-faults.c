/* SPDX-License-Identifier: GPL-3.0-or-later
 * Files that are not as they should be: one clear message each, and nothing lost. */
#define _GNU_SOURCE /* setresuid() */
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include "zw-error.h"
#include "zw-sqlite-store.h"
#include "zw-store-fixture.h"

#define NOBODY 65534

static char *
get_path (const char *folder)
{
  return g_build_filename (folder, "test.db", NULL);
}

static ZwStore *
make_store (const char *folder, int number)
{
  g_autofree char *path = get_path (folder);
  g_autofree char *backups = g_build_filename (folder, "backups", NULL);

  return zw_sqlite_store_new (path, backups, "window");
}

/* Closes the fixture's store, so that its file can be tampered with. */
static void
leave (ZwStoreFixture *self)
{
  zw_store_close (self->store);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_clear_object (&self->store);
}

static void
open_expecting (ZwStoreFixture *self, ZwOpenFlags flags, ZwError code, const char *end)
{
  g_autoptr (ZwStore) store = make_store (self->folder, 0);
  g_autoptr (GError) error = NULL;

  g_assert_false (zw_sync_open (store, flags, &error));
  g_assert_error (error, ZW_ERROR, (int) code);
  if (!g_str_has_suffix (error->message, end))
    g_error ("“%s” does not end in “%s”", error->message, end);
  g_assert_nonnull (strstr (error->message, "test.db"));
  zw_store_close (store);
}

static void
overwrite (ZwStoreFixture *self, const char *content, gssize length)
{
  g_autofree char *path = get_path (self->folder);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, content, length, &error);
  g_assert_no_error (error);
}

static void
test_a_missing_file_is_named (ZwStoreFixture *self, gconstpointer unused)
{
  g_autofree char *path = get_path (self->folder);

  leave (self);
  g_assert_cmpint (g_unlink (path), ==, 0);
  open_expecting (self, 0, ZW_ERROR_NOT_FOUND, "there is no such file");
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
}

static void
test_a_folder_is_no_database (ZwStoreFixture *self, gconstpointer unused)
{
  g_autofree char *path = get_path (self->folder);

  leave (self);
  g_unlink (path);
  g_mkdir (path, 0700);
  open_expecting (self, ZW_OPEN_CREATE, ZW_ERROR_NOT_A_DATABASE, "it is a folder");
}

static void
test_another_file_is_left_alone (ZwStoreFixture *self, gconstpointer unused)
{
  const char *letter = "Dear Ana,\n\nthis is a letter and no database at all. It is long enough to be taken for one, though.\n\n"
                       "Yours, Ben\n";
  g_autofree char *path = get_path (self->folder), *after = NULL;

  leave (self);
  overwrite (self, letter, -1);
  open_expecting (self, ZW_OPEN_CREATE, ZW_ERROR_NOT_A_DATABASE, "it is not a Zettelwand database");
  g_file_get_contents (path, &after, NULL, NULL);
  g_assert_cmpstr (after, ==, letter);
}

static void
test_another_programs_database_is_left_alone (ZwStoreFixture *self, gconstpointer unused)
{
  ZwDraft draft = { ZW_ENTITY_TICKET, 0, ZW_FIELD_TITLE, NULL, (char *) "text", 1 };
  g_autofree char *path = get_path (self->folder), *drafts = g_strconcat (path, ".drafts", NULL);

  zw_sync_save_draft (self->store, &draft, NULL);
  leave (self);
  g_assert_cmpint (g_rename (drafts, path), ==, 0);
  open_expecting (self, ZW_OPEN_CREATE, ZW_ERROR_NOT_A_DATABASE, "it is a database of another program");
}

static void
test_an_empty_file_is_filled_only_when_asked (ZwStoreFixture *self, gconstpointer unused)
{
  leave (self);
  overwrite (self, "", 0);
  open_expecting (self, 0, ZW_ERROR_NOT_A_DATABASE, "the file is empty");
  self->store = make_store (self->folder, 0);
  g_assert_true (zw_sync_open (self->store, ZW_OPEN_CREATE, NULL));
  g_assert_cmpuint (strlen (zw_store_get_database_id (self->store)), ==, 32);
}

static void
test_a_truncated_file_is_damaged (ZwStoreFixture *self, gconstpointer unused)
{
  static const int sizes[] = { 50000, 8192, 4096, 1000 };
  g_autofree char *path = get_path (self->folder), *content = NULL;
  gsize length;

  for (int i = 0; i < 50; i++)
    zw_test_make_ticket (self, "filling");
  leave (self);
  g_file_get_contents (path, &content, &length, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_assert_cmpint (length, >, sizes[i]);
      overwrite (self, content, sizes[i]);
      open_expecting (self, 0, ZW_ERROR_DAMAGED, "its content is damaged");
    }
}

static void
test_a_newer_database_can_be_looked_at (ZwStoreFixture *self, gconstpointer unused)
{
  g_autofree char *path = get_path (self->folder), *content = NULL;
  g_autoptr (GError) error = NULL;
  gsize length;
  gint64 ticket = zw_test_make_ticket (self, "from the future");

  leave (self);
  g_file_get_contents (path, &content, &length, NULL);
  content[63] = 99; /* user_version */
  overwrite (self, content, (gssize) length);
  self->store = make_store (self->folder, 0);
  zw_sync_open (self->store, ZW_OPEN_CREATE, NULL);
  g_assert_error (zw_store_get_read_only_reason (self->store), ZW_ERROR, ZW_ERROR_NEWER_SCHEMA);
  g_autoptr (GPtrArray) board = zw_sync_load_kind (self->store, ZW_SCOPE_BOARD, ZW_TEST_PROJECT);
  g_assert_nonnull (zw_test_find (board, ticket));
  g_assert_null (zw_test_set_field (self, self->store, ticket, ZW_FIELD_TITLE, "from the future", "x", &error));
  g_assert_error (error, ZW_ERROR, ZW_ERROR_READ_ONLY);
  g_assert_true (g_str_has_suffix (error->message, "was written by a newer Zettelwand"));
}

static void
test_a_lock_is_waited_for_and_then_reported (ZwStoreFixture *self, gconstpointer unused)
{
  g_autoptr (ZwStore) second = zw_store_fixture_open_second (self);
  g_autoptr (ZwChangeSet) bulk = zw_test_set_new (self, ZW_DEED_IMPORT), set = zw_test_set_new (self, ZW_DEED_CREATE);
  g_autoptr (GError) error = NULL;

  zw_store_begin_set_async (second, bulk, NULL, NULL);
  zw_test_add_ticket (self, set, "waiting");
  zw_sync_find_key (second, "WEB-1"); /* reads come after writes, so the set is begun now */
  g_assert_null (zw_sync_commit (self->store, set, &error));
  g_assert_error (error, ZW_ERROR, ZW_ERROR_LOCKED);
  g_assert_true (g_str_has_suffix (error->message, "another program holds it for more than 5 seconds"));
  zw_store_close (second);
  zw_receipt_free (zw_sync_commit (self->store, set, NULL));
}

/* Acts as somebody without rights; the tests often run as root, whom no mode holds back. */
static void
become (uid_t user)
{
  if (getuid () == 0 || geteuid () == 0 || user == 0)
    g_assert_cmpint (setresuid (user, user, 0), ==, 0);
}

static void
assert_looked_at_only (ZwStoreFixture *self, gint64 ticket, const char *end)
{
  g_autoptr (GError) error = NULL;
  gboolean root = getuid () == 0;

  if (root)
    become (NOBODY);
  self->store = make_store (self->folder, 0);
  zw_sync_open (self->store, ZW_OPEN_CREATE, NULL);
  const GError *reason = zw_store_get_read_only_reason (self->store);
  g_assert_error (reason, ZW_ERROR, ZW_ERROR_READ_ONLY);
  if (strstr (reason->message, end) == NULL)
    g_error ("“%s” does not say “%s”", reason->message, end);
  g_autoptr (GPtrArray) board = zw_sync_load_kind (self->store, ZW_SCOPE_BOARD, ZW_TEST_PROJECT);
  g_assert_nonnull (zw_test_find (board, ticket));
  g_assert_null (zw_test_set_field (self, self->store, ticket, ZW_FIELD_TITLE, "kept", "x", &error));
  g_assert_error (error, ZW_ERROR, ZW_ERROR_READ_ONLY);
  leave (self);
  if (root)
    become (0);
}

static void
test_a_read_only_file_can_be_looked_at (ZwStoreFixture *self, gconstpointer unused)
{
  g_autofree char *path = get_path (self->folder);
  gint64 ticket = zw_test_make_ticket (self, "kept");

  leave (self);
  g_chmod (self->folder, 0777);
  g_chmod (path, 0444);
  assert_looked_at_only (self, ticket, "is a read-only file");
}

static void
test_a_read_only_folder_can_be_looked_at (ZwStoreFixture *self, gconstpointer unused)
{
  g_autofree char *path = get_path (self->folder);
  gint64 ticket = zw_test_make_ticket (self, "kept");

  leave (self);
  g_chmod (path, 0666);
  g_chmod (self->folder, 0555);
  assert_looked_at_only (self, ticket, "is read-only");
  g_chmod (self->folder, 0700);
}

static void
test_looking_only_writes_nothing (ZwStoreFixture *self, gconstpointer unused)
{
  g_autofree char *path = get_path (self->folder), *before = NULL, *after = NULL;
  gsize before_length, after_length;

  zw_test_make_ticket (self, "kept");
  leave (self);
  g_file_get_contents (path, &before, &before_length, NULL);
  self->store = make_store (self->folder, 0);
  zw_sync_open (self->store, ZW_OPEN_READ_ONLY, NULL);
  g_assert_error (zw_store_get_read_only_reason (self->store), ZW_ERROR, ZW_ERROR_READ_ONLY);
  zw_sync_assert_sound (self->store);
  leave (self);
  g_file_get_contents (path, &after, &after_length, NULL);
  g_assert_cmpmem (before, before_length, after, after_length);
}

/* The limit on the size of files stands for a disk without space. */
static void
test_a_full_disk_loses_nothing (ZwStoreFixture *self, gconstpointer unused)
{
  struct rlimit before, low = { 512 * 1024, RLIM_INFINITY };
  g_autoptr (GError) error = NULL;
  g_autofree char *title = g_strnfill (20000, 'x');
  int made = 0;

  signal (SIGXFSZ, SIG_IGN);
  getrlimit (RLIMIT_FSIZE, &before);
  low.rlim_max = before.rlim_max;
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &low), ==, 0);
  for (; error == NULL && made < 100; made++)
    {
      g_autoptr (ZwChangeSet) set = zw_test_set_new (self, ZW_DEED_CREATE);
      zw_test_add_ticket (self, set, title);
      ZwReceipt *receipt = zw_sync_commit (self->store, set, &error);
      g_clear_pointer (&receipt, zw_receipt_free);
    }
  setrlimit (RLIMIT_FSIZE, &before);
  g_assert_error (error, ZW_ERROR, ZW_ERROR_DISK_FULL);
  g_assert_true (g_str_has_suffix (error->message, "there is no space left for it"));
  zw_test_make_ticket (self, "after");
  g_autoptr (GPtrArray) names = zw_sync_load_kind (self->store, ZW_SCOPE_NAMES, 0);
  g_autoptr (GPtrArray) board = zw_sync_load_kind (self->store, ZW_SCOPE_BOARD, ZW_TEST_PROJECT);
  g_assert_cmpuint (board->len, ==, made);
  zw_sync_assert_sound (self->store);
}

/* --- the file goes elsewhere while it is open --------------------------------------------------------------------- */

static void
count_cb (guint *count)
{
  (*count)++;
}

static gboolean
is_counted (gpointer count)
{
  return *(guint *) count > 0;
}

static gboolean
has_trouble (gpointer store)
{
  g_autoptr (GError) trouble = zw_store_dup_trouble (store);
  return g_error_matches (trouble, ZW_ERROR, ZW_ERROR_NOT_FOUND);
}

static gboolean
has_no_trouble (gpointer store)
{
  g_autoptr (GError) trouble = zw_store_dup_trouble (store);
  return trouble == NULL;
}

static void
test_a_file_that_is_gone_is_told_until_it_is_back (ZwStoreFixture *self, gconstpointer unused)
{
  g_autofree char *path = get_path (self->folder), *elsewhere = g_build_filename (self->folder, "elsewhere.db", NULL);

  g_assert_cmpint (g_rename (path, elsewhere), ==, 0);
  g_assert_true (zw_wait_until (has_trouble, self->store, 10000));
  g_assert_cmpint (g_rename (elsewhere, path), ==, 0);
  g_assert_true (zw_wait_until (has_no_trouble, self->store, 10000));
  zw_test_make_ticket (self, "after");
}

/* What stands in the log beside it belongs to the old file, and must not get into the new one. */
static void
test_a_replaced_file_is_told_and_not_harmed (ZwStoreFixture *self, gconstpointer unused)
{
  g_autofree char *path = get_path (self->folder), *copy = g_build_filename (self->folder, "copy.db", NULL);
  g_autoptr (GError) error = NULL;
  guint replaced = 0;

  zw_test_make_ticket (self, "in both");
  g_assert_true (zw_sync_backup (self->store, copy, "by hand", &error));
  for (int i = 0; i < 50; i++)
    zw_test_make_ticket (self, "only in the old one");
  g_signal_connect_swapped (self->store, "replaced", G_CALLBACK (count_cb), &replaced);
  g_assert_cmpint (g_rename (copy, path), ==, 0);
  g_assert_true (zw_wait_until (is_counted, &replaced, 10000));
  leave (self);
  self->store = make_store (self->folder, 0);
  g_assert_true (zw_sync_open (self->store, 0, &error));
  g_autoptr (GPtrArray) names = zw_sync_load_kind (self->store, ZW_SCOPE_NAMES, 0);
  g_autoptr (GPtrArray) board = zw_sync_load_kind (self->store, ZW_SCOPE_BOARD, ZW_TEST_PROJECT);
  g_assert_cmpuint (board->len, ==, 1);
  zw_sync_assert_sound (self->store);
}

#define ADD(name, func) \
  g_test_add ("/sqlite-faults/" name, ZwStoreFixture, (gconstpointer) make_store, zw_store_fixture_set_up, func, \
              zw_store_fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("a-missing-file-is-named", test_a_missing_file_is_named);
  ADD ("a-folder-is-no-database", test_a_folder_is_no_database);
  ADD ("another-file-is-left-alone", test_another_file_is_left_alone);
  ADD ("another-programs-database-is-left-alone", test_another_programs_database_is_left_alone);
  ADD ("an-empty-file-is-filled-only-when-asked", test_an_empty_file_is_filled_only_when_asked);
  ADD ("a-truncated-file-is-damaged", test_a_truncated_file_is_damaged);
  ADD ("a-newer-database-can-be-looked-at", test_a_newer_database_can_be_looked_at);
  ADD ("a-lock-is-waited-for-and-then-reported", test_a_lock_is_waited_for_and_then_reported);
  ADD ("a-read-only-file-can-be-looked-at", test_a_read_only_file_can_be_looked_at);
  ADD ("a-read-only-folder-can-be-looked-at", test_a_read_only_folder_can_be_looked_at);
  ADD ("looking-only-writes-nothing", test_looking_only_writes_nothing);
  ADD ("a-full-disk-loses-nothing", test_a_full_disk_loses_nothing);
  ADD ("a-file-that-is-gone-is-told-until-it-is-back", test_a_file_that_is_gone_is_told_until_it_is_back);
  ADD ("a-replaced-file-is-told-and-not-harmed", test_a_replaced_file_is_told_and_not_harmed);
  return g_test_run ();
}
