/* SPDX-License-Identifier: GPL-3.0-or-later
 * The one suite that every backend must pass. */
#pragma once

#include "zw-store-fixture.h"

/* Registers the tests under "/store/@backend/…". */
void zw_store_contract_add (const char *backend, ZwStoreFactory factory);
/* Its parts, called by the above. */
void zw_store_contract_add_values (const char *backend, ZwStoreFactory factory);
void zw_store_contract_add_rules (const char *backend, ZwStoreFactory factory);
