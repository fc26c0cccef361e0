/* SPDX-License-Identifier: GPL-3.0-or-later
 * Fence: <archive_entry.h> belongs to src/exchange/archive alone (see src/DESIGN.md). */
#error "<archive_entry.h> may be included in src/exchange/archive only"
