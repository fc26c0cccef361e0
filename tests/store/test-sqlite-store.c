/* SPDX-License-Identifier: GPL-3.0-or-later
 * The contract suite on SQLite. */
#include "zw-sqlite-store.h"
#include "zw-store-contract.h"

static ZwStore *
make_store (const char *folder, int number)
{
  g_autofree char *path = g_build_filename (folder, "test.db", NULL);
  g_autofree char *backups = g_build_filename (folder, "backups", NULL);

  return zw_sqlite_store_new (path, backups, number == 0 ? "window" : "command line");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  zw_store_contract_add ("sqlite", make_store);
  return g_test_run ();
}
