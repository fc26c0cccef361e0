/* SPDX-License-Identifier: GPL-3.0-or-later
 * make-world: prints a file that sets every field of every entity, for the test of the schema. */
#include <stdio.h>

#include "zw-exchange-fixture.h"

int
main (void)
{
  g_autofree char *world = zw_test_make_world (-1, ZW_FIELD_NONE);
  return fputs (world, stdout) < 0;
}
