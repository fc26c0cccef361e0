/* SPDX-License-Identifier: GPL-3.0-or-later
 * A workspace for tests. */
#include "zw-workspace-fixture.h"

#include "zw-sqlite-store.h"
#include "zw-workspace-private.h"

enum { LIMIT_MS = 60000 };

static ZwStore *
make_store (const char *folder, int number)
{
  g_autofree char *path = g_build_filename (folder, "test.db", NULL);
  return zw_sqlite_store_new (path, NULL, number == 0 ? "window" : "command line");
}

void
zw_workspace_fixture_set_up (ZwWorkspaceFixture *self, gconstpointer unused)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();

  zw_store_fixture_set_up (&self->base, make_store);
  self->clock = zw_clock_new_fixed (ZW_TEST_NOW, zone);
  self->workspace = zw_workspace_new (self->base.store, self->clock, "me");
  zw_test_load (self->workspace);
}

void
zw_workspace_fixture_tear_down (ZwWorkspaceFixture *self, gconstpointer unused)
{
  zw_test_settle (self->workspace);
  g_assert_finalize_object (self->workspace);
  g_assert_finalize_object (self->clock);
  zw_store_fixture_tear_down (&self->base, unused);
}

void
zw_workspace_fixture_restart (ZwWorkspaceFixture *self)
{
  zw_test_settle (self->workspace);
  g_assert_finalize_object (self->workspace);
  zw_store_close (self->base.store);
  g_object_unref (self->base.store);
  self->base.store = make_store (self->base.folder, 0);
  zw_sync_open (self->base.store, 0, NULL);
  self->workspace = zw_workspace_new (self->base.store, self->clock, "me");
  zw_test_load (self->workspace);
}

ZwWorkspace *
zw_workspace_fixture_open_second (ZwWorkspaceFixture *self, const char *writer)
{
  g_autoptr (ZwStore) store = zw_store_fixture_open_second (&self->base);
  ZwWorkspace *workspace = zw_workspace_new (store, self->clock, writer);

  zw_workspace_set_actor (workspace, ZW_TEST_BEN, "Ben");
  zw_test_load (workspace);
  return workspace;
}

void
zw_test_close (ZwWorkspace *workspace)
{
  g_autoptr (ZwStore) store = g_object_ref (zw_workspace_get_store (workspace));

  zw_test_settle (workspace);
  g_assert_finalize_object (workspace);
  zw_store_close (store);
}

/* --- blocking calls ----------------------------------------------------------------------------------------------- */

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

static void
wait_for (GAsyncResult **result)
{
  g_assert_true (zw_wait_until (is_answered, result, LIMIT_MS));
}

static gboolean
hand_over (GError *local, GError **error)
{
  if (local == NULL)
    return TRUE;
  if (error == NULL)
    g_assert_no_error (local);
  g_propagate_error (error, local);
  return FALSE;
}

static gboolean
is_loaded (gpointer workspace)
{
  return zw_workspace_is_loaded (workspace) && ((ZwWorkspace *) workspace)->has_history;
}

void
zw_test_load (ZwWorkspace *workspace)
{
  g_autoptr (GAsyncResult) result = NULL;
  GError *error = NULL;

  zw_workspace_load_async (workspace, 0, answer_cb, &result);
  wait_for (&result);
  zw_workspace_load_finish (workspace, result, &error);
  hand_over (error, NULL);
  g_assert_true (zw_wait_until (is_loaded, workspace, LIMIT_MS));
}

void
zw_test_flush (ZwWorkspace *workspace)
{
  g_autoptr (GAsyncResult) result = NULL;

  zw_workspace_flush_async (workspace, answer_cb, &result);
  wait_for (&result);
  g_assert_true (zw_workspace_flush_finish (workspace, result, NULL));
}

void
zw_test_reload (ZwWorkspace *workspace)
{
  g_autoptr (GAsyncResult) result = NULL;
  GError *error = NULL;

  zw_workspace_reload_async (workspace, answer_cb, &result);
  wait_for (&result);
  zw_workspace_reload_finish (workspace, result, &error);
  hand_over (error, NULL);
}

static gboolean
is_settled (gpointer data)
{
  ZwWorkspace *workspace = data;
  return g_queue_is_empty (&workspace->pending) && !workspace->is_rereading && !workspace->is_refreshing
         && workspace->seen == NULL && !g_main_context_pending (NULL) && G_OBJECT (workspace)->ref_count == 1;
}

void
zw_test_settle (ZwWorkspace *workspace)
{
  if (!zw_wait_until (is_settled, workspace, 10000))
    g_error ("not settled: %u pending, rereading %d, refreshing %d, reloading %d, main context pending %d, %u refs",
             workspace->pending.length, workspace->is_rereading, workspace->is_refreshing, workspace->seen != NULL,
             g_main_context_pending (NULL), G_OBJECT (workspace)->ref_count);
}

void
zw_test_catch_up (ZwWorkspace *workspace)
{
  g_signal_emit_by_name (zw_workspace_get_store (workspace), "changed-elsewhere");
  zw_test_settle (workspace);
}

gboolean
zw_test_commit (ZwWorkspace *workspace, ZwChangeSet *set, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  GError *local = NULL;

  g_assert_nonnull (set);
  zw_workspace_commit_async (workspace, set, answer_cb, &result);
  wait_for (&result);
  zw_workspace_commit_finish (workspace, result, &local);
  return hand_over (local, error);
}

gboolean
zw_test_undo (ZwWorkspace *workspace, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (ZwChangeSet) set = NULL;
  GError *local = NULL;

  zw_workspace_undo_async (workspace, answer_cb, &result);
  wait_for (&result);
  set = zw_workspace_undo_finish (workspace, result, &local);
  return hand_over (local, error);
}

gboolean
zw_test_redo (ZwWorkspace *workspace, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (ZwChangeSet) set = NULL;
  GError *local = NULL;

  zw_workspace_redo_async (workspace, answer_cb, &result);
  wait_for (&result);
  set = zw_workspace_redo_finish (workspace, result, &local);
  return hand_over (local, error);
}

/* --- making ------------------------------------------------------------------------------------------------------- */

ZwTicket *
zw_test_ticket (ZwWorkspace *workspace, const char *title, gint64 status)
{
  ZwChangeSet *set = zw_workspace_new_set (workspace, ZW_DEED_CREATE);
  gint64 id = zw_workspace_new_id (workspace);
  ZwChange *change = zw_change_set_create (set, ZW_ENTITY_TICKET, id, id);

  zw_change_put_int (change, ZW_FIELD_PROJECT, ZW_TEST_PROJECT);
  zw_change_put (change, ZW_FIELD_TITLE, title);
  zw_change_put_int (change, ZW_FIELD_STATUS, status == 0 ? ZW_TEST_TODO : status);
  zw_change_put_int (change, ZW_FIELD_RANK, id);
  zw_change_put_int (change, ZW_FIELD_CREATED, set->at);
  zw_change_put_int (change, ZW_FIELD_STATUS_SINCE, set->at);
  g_assert_true (zw_workspace_commit (workspace, set, NULL));
  return zw_workspace_get_ticket (workspace, id);
}

ZwChangeSet *
zw_test_set_of (ZwWorkspace *workspace, ZwItem *item, ZwField field, const char *value)
{
  ZwChangeSet *set = zw_workspace_new_set (workspace, ZW_DEED_EDIT);
  g_autofree char *before = zw_item_dup_value (item, field);

  zw_change_set_set (set, zw_item_get_entity (item), zw_item_get_id (item), 0, field, before, value);
  return set;
}

void
zw_test_set (ZwWorkspace *workspace, gpointer item, ZwField field, const char *value)
{
  g_assert_true (zw_workspace_commit (workspace, zw_test_set_of (workspace, item, field, value), NULL));
}

/* --- seeing ------------------------------------------------------------------------------------------------------- */

static int
compare_ids (gconstpointer a, gconstpointer b)
{
  gint64 first = zw_item_get_id (*(ZwItem **) a), second = zw_item_get_id (*(ZwItem **) b);
  return first < second ? -1 : first > second;
}

static void
dump_figures (GString *dump, ZwTicket *ticket)
{
  g_string_append_printf (dump, " [%d %d/%d %d %d %d %" G_GINT64_FORMAT " %" G_GINT64_FORMAT " %s %d/%d %d labels", ticket->comments,
                          ticket->checks_done, ticket->checks, ticket->spent, ticket->solves, ticket->solved_by,
                          ticket->blocked_since, ticket->blocker, ticket->blocked_reason != NULL ? ticket->blocked_reason : "-",
                          ticket->children_closed, ticket->children, ticket->children_progress);
  for (guint i = 0; ticket->labels != NULL && i < ticket->labels->len; i++)
    g_string_append_printf (dump, " %" G_GINT64_FORMAT, g_array_index (ticket->labels, gint64, i));
  g_string_append (dump, "]");
}

static void
dump_item (GString *dump, ZwItem *item)
{
  guint n_fields;
  const ZwFieldSpec *fields = zw_entity_get_fields (zw_item_get_entity (item), &n_fields);

  g_string_append_printf (dump, "%s %" G_GINT64_FORMAT, zw_entity_to_string (zw_item_get_entity (item)), zw_item_get_id (item));
  for (guint i = 0; i < n_fields; i++)
    {
      g_autofree char *text = zw_item_dup_value (item, fields[i].field);
      if (text != NULL)
        g_string_append_printf (dump, " %s=%s", zw_field_to_string (fields[i].field), text);
    }
  if (ZW_IS_TICKET (item))
    dump_figures (dump, ZW_TICKET (item));
  g_string_append_c (dump, '\n');
}

static void
dump_list (GString *dump, const char *name, GListModel *list)
{
  g_string_append_printf (dump, "%s:", name);
  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (ZwItem) item = g_list_model_get_item (list, i);
      g_string_append_printf (dump, " %" G_GINT64_FORMAT, zw_item_get_id (item));
    }
  g_string_append_c (dump, '\n');
}

char *
zw_test_dump (ZwWorkspace *workspace)
{
  GString *dump = g_string_new (NULL);

  for (guint entity = 0; entity < ZW_N_ENTITIES; entity++)
    {
      g_autoptr (GPtrArray) items = g_ptr_array_new ();
      gpointer item;
      for (guint position = 0; zw_id_map_next (workspace->items[entity], &position, NULL, &item);)
        if (entity != ZW_ENTITY_BLOCK || ((ZwBlock *) item)->ended == 0)
          g_ptr_array_add (items, item);
      g_ptr_array_sort (items, compare_ids);
      for (guint i = 0; i < items->len; i++)
        dump_item (dump, items->pdata[i]);
    }
  dump_list (dump, "projects", zw_workspace_get_projects (workspace));
  dump_list (dump, "people", zw_workspace_get_people (workspace));
  dump_list (dump, "statuses", zw_workspace_get_statuses (workspace, ZW_TEST_PROJECT));
  dump_list (dump, "labels", zw_workspace_get_labels (workspace, ZW_TEST_PROJECT));
  dump_list (dump, "sprints", zw_workspace_get_sprints (workspace, ZW_TEST_PROJECT));
  dump_list (dump, "tickets", G_LIST_MODEL (zw_workspace_get_tickets (workspace, ZW_TEST_PROJECT)));
  return g_string_free (dump, FALSE);
}

char *
zw_test_titles (GListModel *tickets)
{
  GString *titles = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (tickets); i++)
    {
      g_autoptr (ZwTicket) ticket = g_list_model_get_item (tickets, i);
      g_string_append_printf (titles, "%s%s", i == 0 ? "" : " ", ticket->title);
    }
  return g_string_free (titles, FALSE);
}
