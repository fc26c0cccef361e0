/* SPDX-License-Identifier: GPL-3.0-or-later
 * Who writes here: the writer id of a channel on this machine, and "You are" in each database. Both live in small key
 * files outside the database. main.c calls this and hands the results down; nothing else reads these files. From them and the
 * login follows who acts, the same for window and command line. */
#pragma once

#include "zw-workspace.h"

G_BEGIN_DECLS

/* The random id of (machine user, @channel: "window" or "command-line"), made on first use. @state_dir is ours alone and
 * made when missing. (transfer full); never NULL: when it cannot be kept, @error says why and the id lives this once. */
char    *zw_identity_dup_writer (const char *state_dir, const char *channel, GError **error);

/* "You are" in the database @database_id. FALSE = not said yet. @person 0 = only a name; @name (transfer full) (nullable). */
gboolean zw_identity_load_actor (const char *config_dir, const char *database_id, gint64 *person, char **name);
/* @person 0 and @name NULL forget it. */
gboolean zw_identity_save_actor (const char *config_dir, const char *database_id, gint64 person, const char *name, GError **error);

/* Tells a loaded @workspace who acts: @person (as typed; NULL or "" = not said), else "You are", else the person whose handle or
 * e-mail is @login, else that plain name. A @person that matches nobody is a plain name, too; one that could be several is a
 * plain name and ZW_ERROR_AMBIGUOUS. */
gboolean zw_identity_choose_actor (ZwWorkspace *workspace, const char *config_dir, const char *person, const char *login,
                                   GError **error);

G_END_DECLS
