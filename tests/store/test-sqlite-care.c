/* SPDX-License-Identifier: GPL-3.0-or-later
 * Backups, restore, drafts, live refresh, the log of a bad end. */
#include <glib/gstdio.h>

#include "zw-connection.h"
#include "zw-error.h"
#include "zw-sqlite-backup.h"
#include "zw-sqlite-store.h"
#include "zw-store-fixture.h"

static ZwStore *
make_store (const char *folder, int number)
{
  g_autofree char *path = g_build_filename (folder, "test.db", NULL);
  g_autofree char *backups = g_build_filename (folder, "backups", NULL);

  return zw_sqlite_store_new (path, backups, number == 0 ? "window" : "command line");
}

static void
answer_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  *(GAsyncResult **) data = g_object_ref (result);
}

static gboolean
is_answered (gpointer data)
{
  return *(GAsyncResult **) data != NULL;
}

/* A slow test may meet a daily one, too. */
static ZwBackup *
find_backup (GPtrArray *backups, const char *reason)
{
  for (guint i = 0; i < backups->len; i++)
    if (g_str_equal (((ZwBackup *) backups->pdata[i])->reason, reason))
      return backups->pdata[i];
  g_error ("no backup “%s”", reason);
}

static void
test_a_restore_brings_the_old_state_back_and_keeps_the_new (ZwStoreFixture *self, gconstpointer unused)
{
  g_autoptr (ZwStore) second = zw_store_fixture_open_second (self);
  gint64 seq = zw_store_get_seq (second), first = zw_test_make_ticket (self, "first");
  gboolean too_many;

  zw_sync_backup (self->store, NULL, "by hand", NULL);
  zw_test_make_ticket (self, "second");
  g_autoptr (GPtrArray) backups = zw_sync_list_backups (self->store);
  ZwBackup *backup = find_backup (backups, "by hand");
  g_assert_cmpint (backup->tickets, ==, 1);
  g_assert_cmpint (backup->size, >, 4096);
  zw_sync_restore (self->store, backup->path, NULL);
  g_assert_cmpint (zw_sync_find_key (self->store, "WEB-1"), ==, first);
  g_assert_cmpint (zw_sync_find_key (self->store, "WEB-2"), ==, 0);
  g_autoptr (GPtrArray) after = zw_sync_list_backups (self->store);
  g_assert_cmpint (find_backup (after, "before restore")->tickets, ==, 2);
  g_autoptr (GPtrArray) sets = zw_sync_read_since (second, seq, 100, &too_many);
  g_assert_true (too_many);
  g_autoptr (GPtrArray) reloaded = zw_sync_load_kind (second, ZW_SCOPE_NAMES, 0);
  g_autoptr (GPtrArray) none = zw_sync_read_since (second, zw_store_get_seq (second), 100, &too_many);
  g_assert_false (too_many);
  g_autoptr (GPtrArray) beyond = zw_sync_read_since (second, zw_store_get_seq (second) + 1, 100, &too_many);
  g_assert_true (too_many);
  zw_test_make_ticket (self, "third");
  zw_sync_assert_sound (self->store);
  zw_store_close (second);
}

static void
test_a_backup_is_one_plain_sound_file (ZwStoreFixture *self, gconstpointer unused)
{
  g_autofree char *path = g_build_filename (self->folder, "copy.db", NULL);
  g_autofree char *wal = g_strconcat (path, "-wal", NULL), *part = g_strconcat (path, ".part", NULL);
  g_autoptr (ZwStore) copy = zw_sqlite_store_new (path, NULL, "window");

  zw_test_make_ticket (self, "kept");
  zw_sync_backup (self->store, path, "by hand", NULL);
  g_assert_false (g_file_test (wal, G_FILE_TEST_EXISTS));
  g_assert_false (g_file_test (part, G_FILE_TEST_EXISTS));
  zw_sync_open (copy, ZW_OPEN_READ_ONLY, NULL);
  g_assert_cmpstr (zw_store_get_database_id (copy), ==, zw_store_get_database_id (self->store));
  zw_sync_assert_sound (copy);
  zw_store_close (copy);
}

static void
test_nothing_unsound_is_restored (ZwStoreFixture *self, gconstpointer unused)
{
  g_autofree char *path = g_build_filename (self->folder, "copy.db", NULL), *content = NULL;
  g_autoptr (GError) missing = NULL, damaged = NULL;
  gsize length;

  zw_test_make_ticket (self, "kept");
  g_assert_false (zw_sync_restore (self->store, path, &missing));
  g_assert_error (missing, ZW_ERROR, ZW_ERROR_NOT_FOUND);
  zw_sync_backup (self->store, path, "by hand", NULL);
  g_file_get_contents (path, &content, &length, NULL);
  g_file_set_contents (path, content, (gssize) length / 2, NULL);
  g_assert_false (zw_sync_restore (self->store, path, &damaged));
  g_assert_error (damaged, ZW_ERROR, ZW_ERROR_DAMAGED);
  g_assert_cmpint (zw_sync_find_key (self->store, "WEB-1"), !=, 0);
  zw_sync_assert_sound (self->store);
}

static void
make_file (const char *folder, GDateTime *at, const char *reason)
{
  g_autofree char *name = g_date_time_format (at, "%Y%m%dT%H%M%S000Z");
  g_autofree char *path = g_strdup_printf ("%s/%s-%s.db", folder, name, reason);

  g_file_set_contents (path, "x", 1, NULL);
}

static void
test_twelve_daily_and_ten_weekly_backups_stay (void)
{
  g_autofree char *folder = g_dir_make_tmp ("zw-backups-XXXXXX", NULL);
  g_autoptr (GDateTime) newest = g_date_time_new_utc (2026, 11, 23, 9, 0, 0);

  for (int day = 0; day < 200; day++)
    {
      g_autoptr (GDateTime) at = g_date_time_add_days (newest, -day);
      make_file (folder, at, "daily");
    }
  make_file (folder, newest, "by-hand");
  g_assert_true (zw_sqlite_backup_is_due (folder) || g_get_real_time () / G_USEC_PER_SEC < 1795514400);
  zw_sqlite_backup_thin_out (folder);
  g_autoptr (GPtrArray) kept = zw_sqlite_backup_list (folder, FALSE, NULL);
  g_assert_cmpuint (kept->len, ==, 12 + 10 + 1);
  for (guint i = 1; i < kept->len; i++)
    g_assert_cmpint (((ZwBackup *) kept->pdata[i])->at, <=, ((ZwBackup *) kept->pdata[i - 1])->at);
  gint64 span = ((ZwBackup *) kept->pdata[0])->at - ((ZwBackup *) kept->pdata[kept->len - 1])->at;
  g_assert_cmpint (span / (24 * 3600 * 1000), >=, 12 + 9 * 7 - 1);
  zw_test_remove_folder (folder);
}

typedef struct {
  ZwStore *store;
  gboolean seen;
} Listener;

static void
changed_cb (ZwStore *store, gpointer data)
{
  ((Listener *) data)->seen = TRUE;
}

static gboolean
has_seen (gpointer data)
{
  return ((Listener *) data)->seen;
}

static void
test_another_store_hears_of_every_commit (ZwStoreFixture *self, gconstpointer unused)
{
  g_autoptr (ZwStore) second = zw_store_fixture_open_second (self);
  Listener listener = { second, FALSE };

  g_signal_connect (second, "changed-elsewhere", G_CALLBACK (changed_cb), &listener);
  zw_wait_until (has_seen, &listener, 200);
  for (int i = 0; i < 20; i++)
    {
      listener.seen = FALSE;
      zw_test_make_ticket (self, "news");
      g_assert_true (zw_wait_until (has_seen, &listener, 60000)); /* how soon is measured by tests/bench/bench-live */
    }
  zw_store_close (second);
}

static void
test_drafts_survive_their_store_and_belong_to_their_writer (ZwStoreFixture *self, gconstpointer unused)
{
  ZwDraft draft = { ZW_ENTITY_TICKET, 42, ZW_FIELD_DESCRIPTION, (char *) "base", (char *) "half a sen", 1000 };
  g_autoptr (ZwStore) other = make_store (self->folder, 1);

  zw_sync_save_draft (self->store, &draft, NULL);
  draft.text = (char *) "half a sentence";
  zw_sync_save_draft (self->store, &draft, NULL);
  zw_store_close (self->store);
  g_clear_object (&self->store);
  self->store = make_store (self->folder, 0);
  zw_sync_open (self->store, 0, NULL);
  zw_sync_open (other, 0, NULL);
  g_autoptr (GPtrArray) drafts = zw_sync_read_drafts (self->store), foreign = zw_sync_read_drafts (other);
  g_assert_cmpuint (drafts->len, ==, 1);
  g_assert_cmpuint (foreign->len, ==, 0);
  ZwDraft *found = drafts->pdata[0];
  g_assert_cmpstr (found->text, ==, "half a sentence");
  g_assert_cmpstr (found->base, ==, "base");
  g_assert_cmpint (found->field, ==, ZW_FIELD_DESCRIPTION);
  draft.text = (char *) "";
  zw_sync_save_draft (self->store, &draft, NULL);
  g_autoptr (GPtrArray) none = zw_sync_read_drafts (self->store);
  g_assert_cmpuint (none->len, ==, 0);
  zw_store_close (other);
}

static gboolean
is_held (ZwStore *store, gint64 holder)
{
  g_autoptr (GPtrArray) drafts = zw_sync_read_drafts (store);

  for (guint i = 0; i < drafts->len; i++)
    if (((ZwDraft *) drafts->pdata[i])->holder == holder)
      return ((ZwDraft *) drafts->pdata[i])->is_held;
  g_error ("no draft of %" G_GINT64_FORMAT, holder);
}

/* Two windows of one person are two processes with one writer. */
static void
test_drafts_show_whether_their_editor_lives (ZwStoreFixture *self, gconstpointer unused)
{
  gint64 here = G_GINT64_CONSTANT (911000000000000001), there = here + 1;
  ZwDraft draft = { ZW_ENTITY_TICKET, 42, ZW_FIELD_TITLE, NULL, (char *) "typed here", 1, here };
  g_autoptr (ZwStore) other = make_store (self->folder, 0);

  zw_sync_open (other, 0, NULL);
  zw_sync_save_draft (self->store, &draft, NULL);
  draft.text = (char *) "typed there";
  draft.holder = there;
  zw_sync_save_draft (other, &draft, NULL);
  g_assert_true (is_held (self->store, here) && is_held (self->store, there));
  g_assert_true (is_held (other, here) && is_held (other, there));
  zw_store_release_draft (self->store, here);
  g_assert_false (is_held (self->store, here));
  g_assert_false (is_held (other, here));
  zw_store_close (other);
  g_assert_false (is_held (self->store, there));
}

/* What is taken up changes hands; what was typed by others stays. */
static void
test_a_draft_taken_up_replaces_the_one_it_was (ZwStoreFixture *self, gconstpointer unused)
{
  ZwDraft draft = { ZW_ENTITY_TICKET, 42, ZW_FIELD_TITLE, NULL, (char *) "first", 1, 7 };

  zw_sync_save_draft (self->store, &draft, NULL);
  draft.holder = 8;
  draft.text = (char *) "second";
  zw_sync_save_draft (self->store, &draft, NULL);
  draft.holder = 9;
  draft.replaces = 7;
  draft.text = (char *) "third";
  zw_sync_save_draft (self->store, &draft, NULL);
  g_autoptr (GPtrArray) drafts = zw_sync_read_drafts (self->store);
  g_assert_cmpuint (drafts->len, ==, 2);
  is_held (self->store, 8);
  is_held (self->store, 9);
}

static gboolean
is_indexed (gpointer data)
{
  return !zw_store_is_indexing (data);
}

static void
test_bulk_text_is_indexed_afterwards (ZwStoreFixture *self, gconstpointer unused)
{
  g_autoptr (ZwChangeSet) set = zw_test_set_new (self, ZW_DEED_IMPORT);

  for (int i = 0; i < 1000; i++)
    zw_test_add_ticket (self, set, i == 777 ? "needle" : "hay");
  zw_receipt_free (zw_sync_bulk (self->store, set, ZW_FINISH_COMMIT, NULL));
  g_assert_true (zw_store_is_indexing (self->store));
  g_assert_true (zw_wait_until (is_indexed, self->store, 10000));
  g_autoptr (GArray) found = zw_sync_search (self->store, "needle", FALSE);
  g_assert_cmpuint (found->len, ==, 1);
  zw_sync_assert_sound (self->store);
}

static gboolean
has_daily (gpointer data)
{
  g_autoptr (GPtrArray) backups = zw_sync_list_backups (data);

  for (guint i = 0; i < backups->len; i++)
    if (g_str_equal (((ZwBackup *) backups->pdata[i])->reason, "daily"))
      return TRUE;
  return FALSE;
}

static void
test_a_window_that_stays_open_makes_the_daily_backup (ZwStoreFixture *self, gconstpointer unused)
{
  zw_test_make_ticket (self, "kept");
  g_assert_true (zw_wait_until (has_daily, self->store, 20000));
  g_autoptr (GPtrArray) backups = zw_sync_list_backups (self->store);
  g_assert_cmpuint (backups->len, ==, 1);
  g_assert_cmpint (((ZwBackup *) backups->pdata[0])->tickets, ==, 1);
}

static void
test_closing_leaves_one_file (ZwStoreFixture *self, gconstpointer unused)
{
  g_autofree char *wal = g_build_filename (self->folder, "test.db-wal", NULL);
  g_autofree char *shm = g_build_filename (self->folder, "test.db-shm", NULL);

  zw_test_make_ticket (self, "kept");
  g_assert_true (g_file_test (wal, G_FILE_TEST_EXISTS));
  zw_store_close (self->store);
  zw_store_close (self->store);
  g_assert_false (g_file_test (wal, G_FILE_TEST_EXISTS));
  g_assert_false (g_file_test (shm, G_FILE_TEST_EXISTS));
}

/* Another process: opens the database, finds what it is asked for and goes. */
static void
visit (void)
{
  g_autoptr (ZwStore) store = zw_sqlite_store_new (g_getenv ("ZW_VISITED"), NULL, "command line");

  g_assert_true (zw_sync_open (store, 0, NULL));
  g_assert_cmpint (zw_sync_find_key (store, g_getenv ("ZW_VISITED_KEY")), !=, 0);
  zw_store_close (store);
}

static void
send_visitor (const char *path, const char *key)
{
  g_setenv ("ZW_VISITED", path, TRUE);
  g_setenv ("ZW_VISITED_KEY", key, TRUE);
  g_test_trap_subprocess ("/sqlite-care/subprocess/visit", 0, G_TEST_SUBPROCESS_INHERIT_STDERR);
  g_test_trap_assert_passed ();
}

/* What a file chooser does to tell what kind of file it is; closing it drops the locks of the whole process. */
static void
look_into (const char *path, const char *suffix)
{
  g_autofree char *name = g_strconcat (path, suffix, NULL), *content = NULL;

  g_assert_true (g_file_get_contents (name, &content, NULL, NULL));
}

/* How often the index of the log was written since it was made: it begins anew in one that was cut. */
static guint32
count_index_changes (const char *path)
{
  g_autofree char *name = g_strconcat (path, "-shm", NULL), *content = NULL;
  guint32 changes;
  gsize length;

  g_assert_true (g_file_get_contents (name, &content, &length, NULL));
  g_assert_cmpuint (length, >=, 12);
  memcpy (&changes, content + 8, sizeof changes);
  return changes;
}

static void
test_a_file_chooser_costs_no_work (ZwStoreFixture *self, gconstpointer unused)
{
  g_autofree char *path = g_build_filename (self->folder, "test.db", NULL), *wal = g_strconcat (path, "-wal", NULL);

  zw_test_make_ticket (self, "before");
  look_into (path, "");
  look_into (path, "-wal");
  look_into (path, "-shm");
  guint32 n_changes = count_index_changes (path);
  send_visitor (path, "WEB-1");
  g_assert_cmpuint (count_index_changes (path), >=, n_changes);
  g_assert_true (g_file_test (wal, G_FILE_TEST_EXISTS));
  zw_test_make_ticket (self, "after");
  send_visitor (path, "WEB-2");
  zw_sync_assert_sound (self->store);
  zw_store_close (self->store);
  g_assert_false (g_file_test (wal, G_FILE_TEST_EXISTS));
  send_visitor (path, "WEB-2");
}

static GPtrArray *
check (ZwStore *store)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  zw_store_check_async (store, answer_cb, &result);
  g_assert_true (zw_wait_until (is_answered, &result, 60000));
  GPtrArray *complaints = zw_store_check_finish (store, result, &error);
  g_assert_no_error (error);
  return complaints;
}

/* As somebody with another tool would. */
static void
tamper (ZwStoreFixture *self, const char *sql)
{
  g_autofree char *path = g_build_filename (self->folder, "test.db", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (ZwConnection) connection = zw_connection_open (path, ZW_CONNECTION_WRITE, &error);

  zw_connection_execute (connection, "PRAGMA foreign_keys = OFF", &error);
  zw_connection_execute (connection, sql, &error);
  g_assert_no_error (error);
}

static void
test_the_check_finds_what_the_log_does_not_tell (ZwStoreFixture *self, gconstpointer unused)
{
  static const struct {
    const char *sql, *complaint;
  } cases[] = {
    { "UPDATE ticket SET difficulty = 5", "“difficulty” of WEB-1 is “5”, but “” by the log" },
    { "UPDATE ticket SET difficulty = NULL; UPDATE ticket SET owner = 999", "refers to a person that is not there" },
    { "UPDATE ticket SET owner = NULL; INSERT INTO ticket_label (ticket, label) SELECT id, 7 FROM ticket",
      "“labels” of WEB-1 holds 7, but not by the log" },
    { "DELETE FROM ticket_label; UPDATE ticket SET deleted = 1", "is not there, but there by the log" },
    { "UPDATE ticket SET deleted = NULL; INSERT INTO label (id, project, name) SELECT 8, id, 'by hand' FROM project",
      "the label 8 is there, but not there by the log" },
    { "DELETE FROM label WHERE id = 8; UPDATE counter SET next = 1", "the next number of project “Web Shop” is used already" },
    { "UPDATE counter SET next = 2; DELETE FROM ticket_search", "the full-text index" },
  };

  zw_test_make_ticket (self, "watched");
  zw_sync_assert_sound (self->store);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      tamper (self, cases[i].sql);
      g_autoptr (GPtrArray) complaints = check (self->store);
      g_assert_cmpuint (complaints->len, >=, 1);
      if (strstr (complaints->pdata[0], cases[i].complaint) == NULL)
        g_error ("“%s” does not say “%s”", (char *) complaints->pdata[0], cases[i].complaint);
    }
}

static void
copy_file (const char *from, const char *to, const char *suffix)
{
  g_autofree char *source = g_strconcat (from, suffix, NULL), *target = g_strconcat (to, suffix, NULL), *content = NULL;
  g_autoptr (GError) error = NULL;
  gsize length;

  g_file_get_contents (source, &content, &length, &error);
  g_assert_no_error (error);
  g_file_set_contents (target, content, (gssize) length, &error);
  g_assert_no_error (error);
}

/* Files as a power cut leaves them, with a page gone bad in the middle. */
static char *
leave_damaged (ZwStoreFixture *self, const char *folder)
{
  g_autofree char *from = g_build_filename (self->folder, "test.db", NULL), *content = NULL;
  char *to = g_build_filename (folder, "test.db", NULL);
  gsize length;

  zw_store_close (self->store); /* all pages into the file */
  g_clear_object (&self->store);
  self->store = make_store (self->folder, 0);
  zw_sync_open (self->store, 0, NULL);
  zw_test_make_ticket (self, "in the log");
  copy_file (from, to, "");
  copy_file (from, to, "-wal");
  g_file_get_contents (to, &content, &length, NULL);
  memset (content + length / 2 / 4096 * 4096, 0x5a, 4096);
  g_file_set_contents (to, content, (gssize) length, NULL);
  return to;
}

static void
test_damage_after_a_bad_end_is_seen_and_a_restore_heals_it (ZwStoreFixture *self, gconstpointer unused)
{
  g_autofree char *backup = g_build_filename (self->folder, "copy.db", NULL);
  g_autofree char *folder = g_dir_make_tmp ("zw-crash-XXXXXX", NULL), *path = NULL;
  g_autoptr (ZwStore) hurt = NULL;

  for (int i = 0; i < 200; i++)
    zw_test_make_ticket (self, "filling");
  zw_sync_backup (self->store, backup, "by hand", NULL);
  path = leave_damaged (self, folder);
  hurt = zw_sqlite_store_new (path, NULL, "window");
  zw_sync_open (hurt, 0, NULL);
  g_assert_error (zw_store_get_read_only_reason (hurt), ZW_ERROR, ZW_ERROR_DAMAGED);
  zw_sync_restore (hurt, backup, NULL);
  zw_store_close (hurt);
  g_clear_object (&hurt);
  hurt = zw_sqlite_store_new (path, NULL, "window");
  zw_sync_open (hurt, 0, NULL);
  g_assert_null (zw_store_get_read_only_reason (hurt));
  g_assert_cmpint (zw_sync_find_key (hurt, "WEB-200"), !=, 0);
  zw_sync_assert_sound (hurt);
  zw_store_close (hurt);
  zw_test_remove_folder (folder);
}

#define ADD(name, func) \
  g_test_add ("/sqlite-care/" name, ZwStoreFixture, (gconstpointer) make_store, zw_store_fixture_set_up, func, \
              zw_store_fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("a-restore-brings-the-old-state-back-and-keeps-the-new", test_a_restore_brings_the_old_state_back_and_keeps_the_new);
  ADD ("a-backup-is-one-plain-sound-file", test_a_backup_is_one_plain_sound_file);
  ADD ("nothing-unsound-is-restored", test_nothing_unsound_is_restored);
  g_test_add_func ("/sqlite-care/twelve-daily-and-ten-weekly-backups-stay", test_twelve_daily_and_ten_weekly_backups_stay);
  ADD ("another-store-hears-of-every-commit", test_another_store_hears_of_every_commit);
  ADD ("drafts-survive-their-store-and-belong-to-their-writer", test_drafts_survive_their_store_and_belong_to_their_writer);
  ADD ("drafts-show-whether-their-editor-lives", test_drafts_show_whether_their_editor_lives);
  ADD ("a-draft-taken-up-replaces-the-one-it-was", test_a_draft_taken_up_replaces_the_one_it_was);
  ADD ("bulk-text-is-indexed-afterwards", test_bulk_text_is_indexed_afterwards);
  ADD ("the-check-finds-what-the-log-does-not-tell", test_the_check_finds_what_the_log_does_not_tell);
  ADD ("damage-after-a-bad-end-is-seen-and-a-restore-heals-it", test_damage_after_a_bad_end_is_seen_and_a_restore_heals_it);
  ADD ("a-window-that-stays-open-makes-the-daily-backup", test_a_window_that_stays_open_makes_the_daily_backup);
  ADD ("closing-leaves-one-file", test_closing_leaves_one_file);
  ADD ("a-file-chooser-costs-no-work", test_a_file_chooser_costs_no_work);
  g_test_add_func ("/sqlite-care/subprocess/visit", visit);
  return g_test_run ();
}
