/* SPDX-License-Identifier: GPL-3.0-or-later
 * Fence: <md4c.h> belongs to src/gui/markdown alone (see src/DESIGN.md). */
#error "<md4c.h> may be included in src/gui/markdown only"
