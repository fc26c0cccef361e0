/* SPDX-License-Identifier: GPL-3.0-or-later
 * Errors that can be told in another language. */
#include <string.h>

#include "zw-error.h"

/* A language of two sentences and a word, with another order of parts. */
static const char *
speak (const char *text, gboolean is_sentence)
{
  if (is_sentence)
    return g_str_has_prefix (text, "cannot read") ? "„%2$s“ von %1$s bleibt zu (%3$d %%)" : text;
  return g_str_equal (text, "comment") ? "Kommentar" : text;
}

static void
test_message_is_the_sentence (void)
{
  g_autoptr (GError) error = zw_error_new (ZW_ERROR_REFUSED, "“%s” takes %u of %d, %s%%", "Müll", 3U, -4, (const char *) NULL);

  g_assert_error (error, ZW_ERROR, ZW_ERROR_REFUSED);
  g_assert_cmpstr (error->message, ==, "“Müll” takes 3 of -4, %");
}

static void
test_told_in_another_order (void)
{
  g_autoptr (GError) error = NULL;

  zw_set_error (&error, ZW_ERROR_IO, "cannot read %s of “%s”: %d %% are gone", "comment", "comment", 7);
  g_autofree char *told = zw_error_tell (error, speak);
  g_assert_cmpstr (error->message, ==, "cannot read comment of “comment”: 7 % are gone");
  g_assert_cmpstr (told, ==, "„comment“ von Kommentar bleibt zu (7 %)");
}

static void
test_copies_tell_the_same (void)
{
  g_autoptr (GError) error = zw_error_new (ZW_ERROR_IO, "cannot read %s of “%s”: %d", "comment", "WEB-1", 1);
  g_autoptr (GError) copy = g_error_copy (error);

  g_clear_error (&error);
  g_autofree char *told = zw_error_tell (copy, speak);
  g_assert_cmpstr (told, ==, "„WEB-1“ von Kommentar bleibt zu (1 %)");
}

static void
test_wrapped_cause_is_told_too (void)
{
  GError *cause = zw_error_new (ZW_ERROR_CYCLE, "cannot read %s of “%s”: %d", "comment", "WEB-1", 1);
  g_autoptr (GError) error = zw_error_wrap (cause, "line %s: %s", "7", cause->message);
  g_autoptr (GError) copy = g_error_copy (error);
  g_autofree char *told = zw_error_tell (copy, speak);

  g_assert_error (error, ZW_ERROR, ZW_ERROR_CYCLE);
  g_assert_cmpstr (error->message, ==, "line 7: cannot read comment of “WEB-1”: 1");
  g_assert_nonnull (strstr (told, "„WEB-1“ von Kommentar bleibt zu (1 %)"));
}

static void
test_shortened_between_characters (void)
{
  g_autoptr (GError) error = zw_error_new (ZW_ERROR_INVALID_VALUE, "“%.3s” is cut", "aää");

  g_assert_cmpstr (error->message, ==, "“aä” is cut");
}

static void
test_foreign_errors_stay (void)
{
  g_autoptr (GError) foreign = g_error_new_literal (G_FILE_ERROR, G_FILE_ERROR_NOENT, "gone: 100 %s");
  g_autoptr (GError) plain = g_error_new_literal (ZW_ERROR, ZW_ERROR_IO, "gone: 100 %s");
  g_autofree char *first = zw_error_tell (foreign, speak), *second = zw_error_tell (plain, speak);

  g_assert_cmpstr (first, ==, foreign->message);
  g_assert_cmpstr (second, ==, plain->message);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/error/the-message-is-the-english-sentence", test_message_is_the_sentence);
  g_test_add_func ("/error/told-in-another-order-with-only-our-own-words-translated", test_told_in_another_order);
  g_test_add_func ("/error/a-copy-tells-the-same", test_copies_tell_the_same);
  g_test_add_func ("/error/a-wrapped-cause-is-told-in-the-same-words", test_wrapped_cause_is_told_too);
  g_test_add_func ("/error/texts-are-shortened-between-characters", test_shortened_between_characters);
  g_test_add_func ("/error/errors-without-a-sentence-keep-their-message", test_foreign_errors_stay);
  return g_test_run ();
}
