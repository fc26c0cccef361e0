/* SPDX-License-Identifier: GPL-3.0-or-later
 * The error domain's quark; nothing else lives here. */
#include "zw-error.h"

G_DEFINE_QUARK (zw-error-quark, zw_error)
