/* SPDX-License-Identifier: GPL-3.0-or-later
 * Fence: <sqlite3.h> belongs to src/store/sqlite alone (see src/DESIGN.md). */
#error "<sqlite3.h> may be included in src/store/sqlite only"
