/* SPDX-License-Identifier: GPL-3.0-or-later
 * What can be done to projects, columns, people, labels and sprints' data. Pure, as in zw-ticket-commands.h.
 * (transfer full) */
#pragma once

#include "zw-workspace.h"

G_BEGIN_DECLS

/* With the statuses of a new project, named in the person's language. @key NULL = made from the name. */
ZwChangeSet *zw_project_create (ZwWorkspace *workspace, const char *key, const char *name, gint64 *id, GError **error);
/* The same with its first members: one name each, NULL-terminated. People the database knows by exactly that name join, the
 * others are made; empty names and doubles are passed over. */
ZwChangeSet *zw_project_create_with_team (ZwWorkspace *workspace, const char *key, const char *name, const char *const *team,
                                          gint64 *id, GError **error);
/* A key prefix that is free, made from @name: "Web Shop" -> "WS". (transfer full) */
char        *zw_project_suggest_key (ZwWorkspace *workspace, const char *name);
/* One field of a project, status, person, member, label or sprint; knows uniqueness and the key's form; renaming a
 * project's key keeps the old one as an alias. */
ZwChangeSet *zw_item_set_field (ZwWorkspace *workspace, ZwItem *item, ZwField field, const char *value, GError **error);
/* Long text: the description with the value it replaces; NULL and "" are none. */
ZwChangeSet *zw_project_set_description (ZwWorkspace *workspace, gint64 project, const char *old_text, const char *text, GError **error);
ZwChangeSet *zw_project_set_holiday (ZwWorkspace *workspace, gint64 project, const char *date, gboolean present, GError **error);

/* @before 0 = at the end. */
ZwChangeSet *zw_status_create (ZwWorkspace *workspace, gint64 project, const char *name, ZwWorkflow workflow, ZwCategory category,
                               gint64 before, gint64 *id, GError **error);
/* Before another status of the same workflow; 0 = to the end. */
ZwChangeSet *zw_status_move (ZwWorkspace *workspace, gint64 status, gint64 before, GError **error);
/* Its tickets go to @target, which must be of the same workflow and, like it, open, done or cancelled (archived tickets
 * get a living status when they are restored). The last status of a needed category (todo, done) is refused. */
ZwChangeSet *zw_status_delete (ZwWorkspace *workspace, gint64 status, gint64 target, GError **error);

/* @handle NULL = made from the name. Makes a member of @project when that is not 0. */
ZwChangeSet *zw_person_create (ZwWorkspace *workspace, gint64 project, const char *name, const char *handle, const char *email,
                               ZwPersonKind kind, gint64 *id, GError **error);
ZwChangeSet *zw_member_set_active (ZwWorkspace *workspace, gint64 project, gint64 person, gboolean active, GError **error);
ZwChangeSet *zw_member_set_day_off (ZwWorkspace *workspace, ZwMember *member, const char *date, gboolean off, GError **error);

/* The name of the palette's next free colour, @ahead further on (static). */
const char  *zw_label_get_next_colour (ZwWorkspace *workspace, gint64 project, guint ahead);
/* @colour NULL = the next of the palette. */
ZwChangeSet *zw_label_create (ZwWorkspace *workspace, gint64 project, const char *name, const char *colour, gint64 *id, GError **error);
/* Takes it off every ticket first. */
ZwChangeSet *zw_label_delete (ZwWorkspace *workspace, gint64 label, GError **error);

/* Planned, with dates proposed when NULL. */
ZwChangeSet *zw_sprint_create (ZwWorkspace *workspace, gint64 project, const char *name, const char *goal, const char *start,
                               const char *end, gint64 *id, GError **error);

/* --- names that people type: match case-insensitively by name, handle, e-mail or unique prefix. 0 + error NOT_FOUND or
 * AMBIGUOUS (the message lists the candidates). --- */
gint64       zw_workspace_match_person (ZwWorkspace *workspace, const char *text, GError **error);
gint64       zw_workspace_match_status (ZwWorkspace *workspace, gint64 project, const char *text, GError **error);
gint64       zw_workspace_match_label (ZwWorkspace *workspace, gint64 project, const char *text, GError **error);
gint64       zw_workspace_match_sprint (ZwWorkspace *workspace, gint64 project, const char *text, GError **error);
gint64       zw_workspace_match_project (ZwWorkspace *workspace, const char *text, GError **error);

G_END_DECLS
