/* SPDX-License-Identifier: GPL-3.0-or-later
 * What the store's tests begin with: a folder of their own, and a project with people, statuses, a sprint and a label. */
#pragma once

#include "zw-sync.h"

G_BEGIN_DECLS

/* Makes a store over the same place each time it is called; @number tells several connections apart. */
typedef ZwStore *(*ZwStoreFactory) (const char *folder, int number);

typedef struct {
  char *folder;
  ZwStoreFactory factory;
  ZwStore *store; /* open, with the project in it */
  gint64 next_id;
} ZwStoreFixture;

/* Ids of the small world every fixture holds. */
enum {
  ZW_TEST_PROJECT = 1, ZW_TEST_TODO, ZW_TEST_DOING, ZW_TEST_DONE, ZW_TEST_ANA, ZW_TEST_BEN, ZW_TEST_LABEL, ZW_TEST_SPRINT,
  ZW_TEST_NEXT_SPRINT, ZW_TEST_MEMBER, ZW_TEST_FIRST_FREE
};

void         zw_store_fixture_set_up (ZwStoreFixture *self, gconstpointer factory);
void         zw_store_fixture_tear_down (ZwStoreFixture *self, gconstpointer factory);
/* Another open store on the same place, (transfer full). */
ZwStore     *zw_store_fixture_open_second (ZwStoreFixture *self);
/* A set by Ana through the writer "window". */
ZwChangeSet *zw_test_set_new (ZwStoreFixture *self, ZwDeed deed);
/* Adds a CREATE of a ticket with a title in To Do; the id is returned. */
gint64       zw_test_add_ticket (ZwStoreFixture *self, ZwChangeSet *set, const char *title);
/* One ticket, committed. */
gint64       zw_test_make_ticket (ZwStoreFixture *self, const char *title);
/* Commits one SET on a ticket. */
ZwReceipt   *zw_test_set_field (ZwStoreFixture *self, ZwStore *store, gint64 ticket, ZwField field, const char *old_value,
                                const char *new_value, GError **error);
/* The small world as one set. */
ZwChangeSet *zw_test_world_new (ZwStoreFixture *self);
/* (borrowed) NULL when there is none. */
ZwItem      *zw_test_find (GPtrArray *items, gint64 id);
/* Removes a folder and all that is in it. */
void         zw_test_remove_folder (const char *folder);

G_END_DECLS
