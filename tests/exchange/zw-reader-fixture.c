/* SPDX-License-Identifier: GPL-3.0-or-later
 * What the tests of foreign files ask about what came. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-reader-fixture.h"

#include <string.h>

char *
zw_test_read_fixture (const char *name)
{
  g_autofree char *path = g_build_filename (g_getenv ("ZW_FIXTURES"), name, NULL);
  char *text = NULL;
  g_autoptr (GError) error = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  return text;
}

ZwImportReport *
zw_test_import_fixture (ZwWorkspace *workspace, const char *name, const ZwImportOptions *options)
{
  g_autofree char *text = zw_test_read_fixture (name);
  return zw_test_import (workspace, text, options, NULL);
}

/* In the project of @report; NULL when there is none. */
ZwTicket *
zw_test_find_ticket (ZwWorkspace *workspace, const ZwImportReport *report, const char *title)
{
  ZwTicketList *tickets = zw_workspace_get_tickets (workspace, report->project_id);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (tickets)); i++)
    {
      g_autoptr (ZwTicket) ticket = g_list_model_get_item (G_LIST_MODEL (tickets), i);
      if (g_str_equal (ticket->title, title))
        return ticket;
    }
  return NULL;
}

char *
zw_test_dup_titles (ZwWorkspace *workspace, const ZwImportReport *report)
{
  return zw_test_titles (G_LIST_MODEL (zw_workspace_get_tickets (workspace, report->project_id)));
}

/* "Name/category Name/category ..." of the columns of work, those off the board in brackets. */
char *
zw_test_dup_columns (ZwWorkspace *workspace, const ZwImportReport *report)
{
  GListModel *statuses = zw_workspace_get_statuses (workspace, report->project_id);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (statuses); i++)
    {
      g_autoptr (ZwStatus) status = g_list_model_get_item (statuses, i);
      if (status->workflow == ZW_WORKFLOW_WORK)
        g_string_append_printf (text, "%s%s%s/%s%s", text->len > 0 ? " " : "", status->on_board ? "" : "[", status->name,
                                zw_category_names[status->category], status->on_board ? "" : "]");
    }
  return g_string_free (text, FALSE);
}

const char *
zw_test_get_status_name (ZwWorkspace *workspace, ZwTicket *ticket)
{
  return zw_workspace_get_status (workspace, ticket->status)->name;
}

const char *
zw_test_get_person_name (ZwWorkspace *workspace, gint64 person)
{
  return person != 0 ? zw_workspace_get_person (workspace, person)->name : NULL;
}

gboolean
zw_test_warns_of (const ZwImportReport *report, const char *words)
{
  for (guint i = 0; i < report->warnings->len; i++)
    if (strstr (((ZwImportWarning *) report->warnings->pdata[i])->reason, words) != NULL)
      return TRUE;
  return FALSE;
}

guint
zw_test_count_extra (const ZwImportReport *report, const char *name)
{
  for (guint i = 0; i < report->extras->len; i++)
    {
      const ZwImportExtra *extra = report->extras->pdata[i];
      if (g_str_equal (extra->name, name))
        return extra->count;
    }
  return 0;
}

/* What came is whole: the database is sound, and what it exports can be read again as it is. */
void
zw_test_assert_whole (ZwExchangeFixture *self)
{
  ZwWorkspace *other = zw_exchange_fixture_open (self, "other.db");
  g_autofree char *text = zw_test_export (self->workspace, 0);

  zw_test_assert_sound (self->workspace);
  g_autoptr (ZwImportReport) report = zw_test_import (other, text, NULL, NULL);
  g_autofree char *again = zw_test_export (other, 0);
  g_assert_cmpstr (text, ==, again);
  g_assert_cmpuint (report->warnings->len, ==, 0);
  zw_test_assert_sound (other);
  zw_test_close (other);
}

/* Whatever stands where something else should be: it is told or left out, and what arrives is sound. */
void
zw_test_wrong_types_do_no_harm (ZwExchangeFixture *self, gconstpointer name)
{
  static const char *const wrong[] = { "null", "{}", "[]", "[null]", "{\"id\":7}", "true", "-1e308", "12345678901234567890", "\"\"",
                                       "\"\\ud800x\\u0000\"" };
  g_autofree char *text = zw_test_read_fixture (name);
  g_autoptr (GRegex) values = g_regex_new ("(?<=: |:)(\"[^\"]*\"|\\d+|true|false|\\[\\]|\\{\\})", 0, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  guint n = 0;

  for (g_regex_match (values, text, 0, &match); g_match_info_matches (match); g_match_info_next (match, NULL), n++)
    {
      int start, end;
      g_autoptr (GError) error = NULL;
      g_match_info_fetch_pos (match, 0, &start, &end);
      g_autofree char *changed = g_strdup_printf ("%.*s%s%s", start, text, wrong[n % G_N_ELEMENTS (wrong)], text + end);
      const ZwImportOptions dry = { .dry_run = TRUE };
      g_autoptr (ZwImportReport) report = zw_test_import (self->workspace, changed, &dry, &error);
      g_assert_true ((report != NULL) != (error != NULL));
    }
  g_assert_cmpuint (n, >, 10);
}
