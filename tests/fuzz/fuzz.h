/* SPDX-License-Identifier: GPL-3.0-or-later
 * One function each of the targets has: libFuzzer's, or that of driver.c where there is no clang. It must take any bytes, free all
 * it makes, and remember nothing. */
#pragma once

#include <glib.h>

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);
