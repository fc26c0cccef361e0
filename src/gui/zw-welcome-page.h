/* SPDX-License-Identifier: GPL-3.0-or-later
 * ZwWelcomePage: what one sees while there is no project: create one, import one, open the example.
 * Runs "win.new-project", "win.import", "win.example". Main thread. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define ZW_TYPE_WELCOME_PAGE (zw_welcome_page_get_type ())
G_DECLARE_FINAL_TYPE (ZwWelcomePage, zw_welcome_page, ZW, WELCOME_PAGE, AdwBin)

GtkWidget *zw_welcome_page_new (void);

G_END_DECLS
