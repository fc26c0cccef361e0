/* SPDX-License-Identifier: GPL-3.0-or-later
 * The promises of an import that is cancelled: at whatever moment, nothing has changed and nothing is left behind; and who
 * cancels too late is told so. */
#define G_LOG_DOMAIN "zettelwand"

#include <gio/gunixinputstream.h>
#include <glib-unix.h>
#include <string.h>
#include <unistd.h>

#include "zw-exchange-fixture.h"

#define FIRST_BYTES (600 * 1024) /* enough for the first records to be written */
#define LIMIT_US (30 * G_USEC_PER_SEC)

/* --- a file that waits in the middle -------------------------------------------------------------------------- */

#define GATE_TYPE_STREAM (gate_stream_get_type ())
G_DECLARE_FINAL_TYPE (GateStream, gate_stream, GATE, STREAM, GMemoryInputStream)

struct _GateStream {
  GMemoryInputStream parent_instance;
  goffset gate; /* nothing behind it is given until the cancellable is cancelled */
};

G_DEFINE_FINAL_TYPE (GateStream, gate_stream, G_TYPE_MEMORY_INPUT_STREAM)

static gssize
gate_stream_read (GInputStream *stream, void *buffer, gsize count, GCancellable *cancellable, GError **error)
{
  GateStream *self = GATE_STREAM (stream);
  gint64 end = g_get_monotonic_time () + LIMIT_US;

  if (g_seekable_tell (G_SEEKABLE (stream)) >= self->gate)
    {
      while (!g_cancellable_is_cancelled (cancellable) && g_get_monotonic_time () < end)
        g_thread_yield ();
      g_assert_true (g_cancellable_is_cancelled (cancellable));
    }
  return G_INPUT_STREAM_CLASS (gate_stream_parent_class)->read_fn (stream, buffer, MIN (count, 64 * 1024), NULL, error);
}

static void
gate_stream_class_init (GateStreamClass *klass)
{
  G_INPUT_STREAM_CLASS (klass)->read_fn = gate_stream_read;
}

static void
gate_stream_init (GateStream *self)
{
}

static GInputStream *
gate_stream_new (const char *text, goffset gate)
{
  GateStream *self = g_object_new (GATE_TYPE_STREAM, NULL);
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

  g_memory_input_stream_add_bytes (G_MEMORY_INPUT_STREAM (self), bytes);
  self->gate = gate;
  return G_INPUT_STREAM (self);
}

/* --- helpers -------------------------------------------------------------------------------------------------- */

static int
count_descriptors (void)
{
  g_autoptr (GDir) folder = g_dir_open ("/proc/self/fd", 0, NULL);
  int n = 0;

  while (g_dir_read_name (folder) != NULL)
    n++;
  return n;
}

static void
cancel_cb (gint64 done, gint64 total, gpointer cancellable)
{
  g_assert_cmpint (done, >, 0);
  g_cancellable_cancel (cancellable);
}

/* Imports until the first progress, which cancels. NULL when it was in time. */
static ZwImportReport *
import_until_progress (ZwWorkspace *workspace, GInputStream *input, const ZwImportOptions *options)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  zw_import_async (workspace, input, 0, options, cancel_cb, cancellable, cancellable, zw_test_done_cb, &result);
  ZwImportReport *report = zw_import_finish (workspace, zw_test_wait (&result), &error);
  g_assert_true (g_cancellable_is_cancelled (cancellable) || report != NULL);
  if (report == NULL)
    g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  else
    g_assert_no_error (error);
  return report;
}

static void
assert_untouched (ZwWorkspace *workspace, const char *before)
{
  g_autofree char *after = zw_test_export (workspace, 0);

  g_assert_true (strcmp (before, after) == 0);
  g_assert_false (zw_store_is_indexing (zw_workspace_get_store (workspace)));
  g_assert_false (zw_workspace_can_undo (workspace));
}

/* What came before has been made ready for the search, too: from here on nothing is to do. */
static void
wait_until_indexed (ZwWorkspace *workspace)
{
  gint64 limit = g_get_monotonic_time () + 60 * G_USEC_PER_SEC;

  while (zw_store_is_indexing (zw_workspace_get_store (workspace)))
    {
      g_assert_cmpint (g_get_monotonic_time (), <, limit);
      g_main_context_iteration (NULL, FALSE);
    }
}

/* --- promises ------------------------------------------------------------------------------------------------- */

static void
test_at_a_random_moment_nothing_has_changed (ZwExchangeFixture *self, gconstpointer unused)
{
  g_autofree char *example = zw_test_read_example (), *before = zw_test_export (self->workspace, 0);
  const ZwImportOptions plain = { 0 }, copy = { .copy = TRUE };
  int n_descriptors = count_descriptors ();

  for (int i = 0; i < 20; i++)
    {
      goffset gate = g_test_rand_int_range (FIRST_BYTES, (int) strlen (example));
      g_autoptr (GInputStream) input = gate_stream_new (example, gate);
      g_assert_null (import_until_progress (self->workspace, input, i % 2 == 0 ? &plain : &copy));
      assert_untouched (self->workspace, before);
      g_assert_cmpint (count_descriptors (), ==, n_descriptors);
    }
  zw_test_assert_sound (self->workspace);
  zw_import_report_free (zw_test_import (self->workspace, example, NULL, NULL));
  g_autofree char *after = zw_test_export (self->workspace, 0);
  g_assert_true (strcmp (example, after) == 0);
}

static void
test_a_merge_leaves_what_is_here (ZwExchangeFixture *self, gconstpointer unused)
{
  g_autofree char *example = zw_test_read_example ();
  const ZwImportOptions theirs = { .theirs = TRUE };

  zw_import_report_free (zw_test_import (self->workspace, example, NULL, NULL));
  zw_test_assert_sound (self->workspace);
  wait_until_indexed (self->workspace);
  g_autofree char *edited = zw_test_replace (example, "Find the right coffee", "Find the wrong coffee");
  for (int i = 0; i < 5; i++)
    {
      g_autoptr (GInputStream) input = gate_stream_new (edited, G_MAXINT64);
      g_autoptr (ZwImportReport) report = import_until_progress (self->workspace, input, &theirs);
      if (report != NULL)
        break;
      assert_untouched (self->workspace, example);
    }
  zw_test_assert_sound (self->workspace);
}

/* A pipe is kept in a file without a name, which goes with the import. */
static void
test_a_pipe_leaves_no_file (ZwExchangeFixture *self, gconstpointer unused)
{
  g_autofree char *before = zw_test_export (self->workspace, 0);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  const ZwImportOptions none = { 0 };
  int n_descriptors = count_descriptors (), ends[2];

  g_assert_true (g_unix_open_pipe (ends, FD_CLOEXEC, NULL));
  GInputStream *input = g_unix_input_stream_new (ends[0], TRUE);
  g_assert_cmpint (write (ends[1], "{\"format\":", 10), ==, 10);
  zw_import_async (self->workspace, input, 0, &none, NULL, NULL, cancellable, zw_test_done_cb, &result);
  g_object_unref (input);
  /* The writer says no more, and does not close either. */
  g_cancellable_cancel (cancellable);
  g_assert_null (zw_import_finish (self->workspace, zw_test_wait (&result), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_object (&result);
  close (ends[1]);
  zw_test_settle (self->workspace);
  g_assert_cmpint (count_descriptors (), ==, n_descriptors);
  assert_untouched (self->workspace, before);
}

/* Without a gate the COMMIT may be first: then it is told so. */
static void
test_what_is_told_is_true (ZwExchangeFixture *self, gconstpointer unused)
{
  g_autofree char *example = zw_test_read_example (), *before = zw_test_export (self->workspace, 0);
  const ZwImportOptions none = { 0 };
  g_autoptr (ZwImportReport) report = NULL;

  for (int i = 0; i < 20 && report == NULL; i++)
    {
      g_autoptr (GInputStream) input = g_memory_input_stream_new_from_data (example, (gssize) strlen (example), NULL);
      report = import_until_progress (self->workspace, input, &none);
      g_autofree char *after = zw_test_export (self->workspace, 0);
      g_assert_true (strcmp (after, report != NULL ? example : before) == 0);
    }
  zw_test_assert_sound (self->workspace);
}

#define TEST(name, func) \
  g_test_add ("/exchange-cancel/" name, ZwExchangeFixture, NULL, zw_exchange_fixture_set_up, func, zw_exchange_fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  TEST ("at-a-random-moment-nothing-has-changed", test_at_a_random_moment_nothing_has_changed);
  TEST ("a-merge-leaves-what-is-here", test_a_merge_leaves_what_is_here);
  TEST ("a-pipe-leaves-no-file", test_a_pipe_leaves_no_file);
  TEST ("what-is-told-is-true", test_what_is_told_is_true);
  return g_test_run ();
}
