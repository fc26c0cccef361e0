/* SPDX-License-Identifier: GPL-3.0-or-later
 * A process to be killed: writes sets as fast as it can and prints each id once the store has acknowledged it.
 * store-writer DATABASE stream|import FIRST-ID; every id it uses is at or above FIRST-ID. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "zw-sqlite-store.h"
#include "zw-sync.h"

#define PROJECT "1"
#define STATUS "2"
#define IMPORT_SIZE 400
#define BATCH 50

static gint64 next_id;

static void
add_ticket (ZwChangeSet *set)
{
  gint64 id = next_id++;
  ZwChange *ticket = zw_change_set_create (set, ZW_ENTITY_TICKET, id, id);

  zw_change_put (ticket, ZW_FIELD_PROJECT, PROJECT);
  zw_change_put (ticket, ZW_FIELD_STATUS, STATUS);
  zw_change_put (ticket, ZW_FIELD_TITLE, "written by somebody who will be killed");
  zw_change_put_int (ticket, ZW_FIELD_RANK, id);
}

static ZwChangeSet *
new_set (ZwDeed deed)
{
  ZwChangeSet *set = zw_change_set_new (next_id++, deed);

  set->writer = g_strdup ("killed");
  set->at = 1;
  return set;
}

static void
acknowledge (gint64 id)
{
  printf ("%" G_GINT64_FORMAT "\n", id);
  fflush (stdout);
}

/* One ticket, then a change to it. */
static void
write_pair (ZwStore *store)
{
  g_autoptr (ZwChangeSet) creation = new_set (ZW_DEED_CREATE), edit = new_set (ZW_DEED_EDIT);
  gint64 ticket = next_id;

  add_ticket (creation);
  zw_receipt_free (zw_sync_commit (store, creation, NULL));
  acknowledge (creation->id);
  zw_change_set_set (edit, ZW_ENTITY_TICKET, ticket, ticket, ZW_FIELD_DESCRIPTION, NULL, "a long text\nin two lines");
  zw_change_set_set (edit, ZW_ENTITY_TICKET, ticket, ticket, ZW_FIELD_DIFFICULTY, NULL, "4");
  zw_receipt_free (zw_sync_commit (store, edit, NULL));
  acknowledge (edit->id);
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

static void
import (ZwStore *store)
{
  g_autoptr (ZwChangeSet) header = new_set (ZW_DEED_IMPORT);
  g_autoptr (GAsyncResult) result = NULL;

  zw_store_begin_set_async (store, header, NULL, NULL);
  for (int i = 0; i < IMPORT_SIZE; i += BATCH)
    {
      g_autoptr (ZwChangeSet) batch = zw_change_set_new (0, ZW_DEED_IMPORT);
      for (int j = 0; j < BATCH; j++)
        add_ticket (batch);
      zw_store_append_async (store, g_ptr_array_ref (batch->changes), NULL, NULL);
    }
  zw_store_finish_set_async (store, ZW_FINISH_COMMIT, answer_cb, &result);
  zw_wait_until (is_answered, &result, 60000);
  zw_receipt_free (zw_store_finish_set_finish (store, result, NULL));
  acknowledge (header->id);
}

int
main (int argc, char **argv)
{
  g_autoptr (ZwStore) store = zw_sqlite_store_new (argv[1], NULL, "killed");
  gboolean imports = g_str_equal (argv[2], "import");

  next_id = g_ascii_strtoll (argv[3], NULL, 10);
  zw_sync_open (store, 0, NULL);
  g_assert_cmpint (write (STDOUT_FILENO, "open\n", strlen ("open\n")), >, 0);
  for (;;)
    if (imports)
      import (store);
    else
      write_pair (store);
}
