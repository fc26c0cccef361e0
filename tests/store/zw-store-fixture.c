/* SPDX-License-Identifier: GPL-3.0-or-later
 * The small world of the store's tests. */
#include "zw-store-fixture.h"

#include <glib/gstdio.h>

#define NOW G_GINT64_CONSTANT (1795426320000)

static void
put_status (ZwChangeSet *set, gint64 id, const char *name, const char *category, int position)
{
  ZwChange *status = zw_change_set_create (set, ZW_ENTITY_STATUS, id, 0);

  zw_change_put_int (status, ZW_FIELD_PROJECT, ZW_TEST_PROJECT);
  zw_change_put (status, ZW_FIELD_NAME, name);
  zw_change_put (status, ZW_FIELD_CATEGORY, category);
  zw_change_put_int (status, ZW_FIELD_POSITION, position);
}

static void
put_person (ZwChangeSet *set, gint64 id, const char *name, const char *handle)
{
  ZwChange *person = zw_change_set_create (set, ZW_ENTITY_PERSON, id, 0);

  zw_change_put (person, ZW_FIELD_NAME, name);
  zw_change_put (person, ZW_FIELD_HANDLE, handle);
}

static void
put_sprint (ZwChangeSet *set, gint64 id, const char *name, int position)
{
  ZwChange *sprint = zw_change_set_create (set, ZW_ENTITY_SPRINT, id, 0);

  zw_change_put_int (sprint, ZW_FIELD_PROJECT, ZW_TEST_PROJECT);
  zw_change_put (sprint, ZW_FIELD_NAME, name);
  zw_change_put_int (sprint, ZW_FIELD_POSITION, position);
}

ZwChangeSet *
zw_test_world_new (ZwStoreFixture *self)
{
  ZwChangeSet *set = zw_test_set_new (self, ZW_DEED_PROJECT);
  ZwChange *project = zw_change_set_create (set, ZW_ENTITY_PROJECT, ZW_TEST_PROJECT, 0);

  zw_change_put (project, ZW_FIELD_KEY, "WEB");
  zw_change_put (project, ZW_FIELD_NAME, "Web Shop");
  put_status (set, ZW_TEST_TODO, "To Do", "todo", 1);
  put_status (set, ZW_TEST_DOING, "Doing", "in-progress", 2);
  put_status (set, ZW_TEST_DONE, "Done", "done", 3);
  put_person (set, ZW_TEST_ANA, "Ana", "ana");
  put_person (set, ZW_TEST_BEN, "Ben", "ben");
  put_sprint (set, ZW_TEST_SPRINT, "Sprint 1", 1);
  put_sprint (set, ZW_TEST_NEXT_SPRINT, "Sprint 2", 2);
  ZwChange *label = zw_change_set_create (set, ZW_ENTITY_LABEL, ZW_TEST_LABEL, 0);
  zw_change_put_int (label, ZW_FIELD_PROJECT, ZW_TEST_PROJECT);
  zw_change_put (label, ZW_FIELD_NAME, "urgent");
  ZwChange *member = zw_change_set_create (set, ZW_ENTITY_MEMBER, ZW_TEST_MEMBER, 0);
  zw_change_put_int (member, ZW_FIELD_PROJECT, ZW_TEST_PROJECT);
  zw_change_put_int (member, ZW_FIELD_PERSON, ZW_TEST_ANA);
  return set;
}

void
zw_store_fixture_set_up (ZwStoreFixture *self, gconstpointer factory)
{
  self->folder = g_dir_make_tmp ("zw-store-XXXXXX", NULL);
  self->factory = (ZwStoreFactory) factory;
  self->next_id = ZW_TEST_FIRST_FREE;
  self->store = self->factory (self->folder, 0);
  zw_sync_open (self->store, ZW_OPEN_CREATE, NULL);
  g_autoptr (ZwChangeSet) world = zw_test_world_new (self);
  zw_receipt_free (zw_sync_commit (self->store, world, NULL));
}

void
zw_test_remove_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        zw_test_remove_folder (path);
      else
        g_unlink (path);
    }
  g_rmdir (folder);
}

static gboolean
never (gpointer data)
{
  return !g_main_context_pending (NULL);
}

void
zw_store_fixture_tear_down (ZwStoreFixture *self, gconstpointer factory)
{
  if (self->store != NULL)
    {
      zw_store_close (self->store);
      zw_wait_until (never, NULL, 1000);
      g_assert_finalize_object (self->store);
    }
  zw_test_remove_folder (self->folder);
  g_free (self->folder);
}

ZwStore *
zw_store_fixture_open_second (ZwStoreFixture *self)
{
  ZwStore *store = self->factory (self->folder, 1);

  zw_sync_open (store, 0, NULL);
  return store;
}

ZwChangeSet *
zw_test_set_new (ZwStoreFixture *self, ZwDeed deed)
{
  ZwChangeSet *set = zw_change_set_new (self->next_id++, deed);

  set->writer = g_strdup ("window");
  set->actor_name = g_strdup ("Ana");
  set->at = NOW;
  return set;
}

gint64
zw_test_add_ticket (ZwStoreFixture *self, ZwChangeSet *set, const char *title)
{
  gint64 id = self->next_id++;
  ZwChange *ticket = zw_change_set_create (set, ZW_ENTITY_TICKET, id, id);

  zw_change_put_int (ticket, ZW_FIELD_PROJECT, ZW_TEST_PROJECT);
  zw_change_put (ticket, ZW_FIELD_TITLE, title);
  zw_change_put_int (ticket, ZW_FIELD_STATUS, ZW_TEST_TODO);
  zw_change_put_int (ticket, ZW_FIELD_RANK, id << 20);
  return id;
}

gint64
zw_test_make_ticket (ZwStoreFixture *self, const char *title)
{
  g_autoptr (ZwChangeSet) set = zw_test_set_new (self, ZW_DEED_CREATE);
  gint64 id = zw_test_add_ticket (self, set, title);

  zw_receipt_free (zw_sync_commit (self->store, set, NULL));
  return id;
}

ZwReceipt *
zw_test_set_field (ZwStoreFixture *self, ZwStore *store, gint64 ticket, ZwField field, const char *old_value,
                   const char *new_value, GError **error)
{
  g_autoptr (ZwChangeSet) set = zw_test_set_new (self, ZW_DEED_EDIT);

  zw_change_set_set (set, ZW_ENTITY_TICKET, ticket, ticket, field, old_value, new_value);
  return zw_sync_commit (store, set, error);
}

ZwItem *
zw_test_find (GPtrArray *items, gint64 id)
{
  for (guint i = 0; i < items->len; i++)
    if (zw_item_get_id (items->pdata[i]) == id)
      return items->pdata[i];
  return NULL;
}
