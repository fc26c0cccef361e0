/* SPDX-License-Identifier: GPL-3.0-or-later
 * Fence: <archive.h> belongs to src/exchange/archive alone (see src/DESIGN.md). */
#error "<archive.h> may be included in src/exchange/archive only"
