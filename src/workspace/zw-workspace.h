/* SPDX-License-Identifier: GPL-3.0-or-later
 * ZwWorkspace: the live model of one open database and the one write path. Views read items and lists and listen to
 * their notifications; they write by command functions (zw-*-commands.h), which build a ZwChangeSet without touching
 * anything, and zw_workspace_commit(), which applies it at once and stores it behind. Main thread only.
 *
 * Signals:
 *   "changed" (ZwChangeSet *set, gboolean own)  after all values and lists are right; also for foreign sets,
 *                                               and (own FALSE) for the inverse of a set that was refused
 *   "stored"  (ZwChangeSet *set)                own set is durable; new tickets have their number now
 *   "failed"  (ZwChangeSet *set, GError *error) own set was refused or could not be written: the model was put back;
 *                                               set NULL: the tickets behind the first board could not be read
 *   "reloaded" ()                               everything was loaded anew (import, restore): ids may be gone
 * Properties (notify): "loaded" (all tickets are there), "can-undo", "can-redo", "read-only", "busy". */
#pragma once

#include <gio/gio.h>

#include "zw-clock.h"
#include "zw-store.h"
#include "zw-ticket-list.h"

G_BEGIN_DECLS

#define ZW_TYPE_WORKSPACE (zw_workspace_get_type ())
G_DECLARE_FINAL_TYPE (ZwWorkspace, zw_workspace, ZW, WORKSPACE, GObject)

/* @store is open already. @writer: this channel's id (see zw-identity.h). Takes refs. */
ZwWorkspace  *zw_workspace_new (ZwStore *store, ZwClock *clock, const char *writer);

/* Names, then the board of @project (0 = the first) -> callback; the rest follows behind and ends in notify::loaded. */
void          zw_workspace_load_async (ZwWorkspace *self, gint64 project, GAsyncReadyCallback callback, gpointer data);
gboolean      zw_workspace_load_finish (ZwWorkspace *self, GAsyncResult *result, GError **error);
/* For the command line: names only, then just what a command names. Both return when the items are there. */
void          zw_workspace_load_scope_async (ZwWorkspace *self, const ZwScope *scope, GAsyncReadyCallback callback, gpointer data);
gboolean      zw_workspace_load_scope_finish (ZwWorkspace *self, GAsyncResult *result, GError **error);

ZwStore      *zw_workspace_get_store (ZwWorkspace *self);
ZwClock      *zw_workspace_get_clock (ZwWorkspace *self);
gboolean      zw_workspace_is_loaded (ZwWorkspace *self);
gboolean      zw_workspace_is_read_only (ZwWorkspace *self);

/* "You are": a person of this database, or only a name (@person 0), or neither (NULL). */
void          zw_workspace_set_actor (ZwWorkspace *self, gint64 person, const char *name);
gint64        zw_workspace_get_actor (ZwWorkspace *self);
const char   *zw_workspace_get_actor_name (ZwWorkspace *self);   /* (nullable) */

/* A fresh id: (ms since 2020-01-01) << 22 | counter; unique and rising in this workspace. */
gint64        zw_workspace_new_id (ZwWorkspace *self);
/* The first of a million ids in a row that nobody else gets: for whoever makes many on another thread. */
gint64        zw_workspace_reserve_ids (ZwWorkspace *self);
/* An empty set with id, writer, actor and instant filled in: how every command starts. */
ZwChangeSet  *zw_workspace_new_set (ZwWorkspace *self, ZwDeed deed);

/* --- reading ------------------------------------------------------------------------------------------------ */

/* Borrowed; NULL when unknown (deleted, or a ticket that is not in memory). */
ZwItem       *zw_workspace_get_item (ZwWorkspace *self, ZwEntity entity, gint64 id);
ZwTicket     *zw_workspace_get_ticket (ZwWorkspace *self, gint64 id);
ZwStatus     *zw_workspace_get_status (ZwWorkspace *self, gint64 id);
ZwPerson     *zw_workspace_get_person (ZwWorkspace *self, gint64 id);
ZwProject    *zw_workspace_get_project (ZwWorkspace *self, gint64 id);
ZwSprint     *zw_workspace_get_sprint (ZwWorkspace *self, gint64 id);
ZwLabel      *zw_workspace_get_label (ZwWorkspace *self, gint64 id);

/* Live models, borrowed, alive as long as the workspace; sorted: projects, statuses, sprints by position, the others
 * by name. @project 0 is not allowed. */
GListModel   *zw_workspace_get_projects (ZwWorkspace *self);
GListModel   *zw_workspace_get_people (ZwWorkspace *self);
GListModel   *zw_workspace_get_statuses (ZwWorkspace *self, gint64 project);
GListModel   *zw_workspace_get_members (ZwWorkspace *self, gint64 project);
GListModel   *zw_workspace_get_labels (ZwWorkspace *self, gint64 project);
GListModel   *zw_workspace_get_sprints (ZwWorkspace *self, gint64 project);
/* Every ticket of the project in memory in the full order (rank): what drops and ranks are computed in. */
ZwTicketList *zw_workspace_get_tickets (ZwWorkspace *self, gint64 project);
/* A live list that the workspace keeps right until the list dies; filled at once. (transfer full)
 * @project 0 = of all projects. Freed data as in zw_ticket_list_new. */
ZwTicketList *zw_workspace_new_list (ZwWorkspace *self, gint64 project, ZwTicketPredicate predicate, gpointer predicate_data,
                                     GDestroyNotify predicate_free, GCompareDataFunc compare, gpointer compare_data);
/* The predicate of @list depends on something that changed: fills it anew, one items-changed. */
void          zw_workspace_refilter (ZwWorkspace *self, ZwTicketList *list);

/* "WEB-42" (transfer full); NULL while the store has not given the number. */
char         *zw_workspace_dup_key (ZwWorkspace *self, ZwTicket *ticket);
/* Whether @key was the prefix of another project than @project (0 = of any): such a key is never given again. */
gboolean      zw_workspace_was_key_of_another (ZwWorkspace *self, const char *key, gint64 project);
ZwCategory    zw_workspace_get_category (ZwWorkspace *self, ZwTicket *ticket);
gboolean      zw_workspace_is_closed (ZwWorkspace *self, ZwTicket *ticket);
/* The first status of @category and @workflow in board order; NULL when there is none. */
ZwStatus     *zw_workspace_find_status (ZwWorkspace *self, gint64 project, ZwWorkflow workflow, ZwCategory category);
/* The project's active sprint (the first one), NULL = none runs. */
ZwSprint     *zw_workspace_get_active_sprint (ZwWorkspace *self, gint64 project);
/* Days in its status after which a ticket counts as over its age: the project's fixed number, else the 85th percentile
 * (nearest rank) of the finished stays in that status, else 5 while fewer than 10 tickets finished it. */
double        zw_workspace_get_age_limit (ZwWorkspace *self, ZwTicket *ticket);
/* How many completed sprints @ticket was carried out of, unfinished: "carried 2x". 0 until the log is read, a moment after
 * ::loaded; the ticket tells of another figure as of its other parts. Cheap. */
guint         zw_workspace_count_carries (ZwWorkspace *self, ZwTicket *ticket);
/* 0..100 as shown: checklist, sub-tickets, by hand; 100 when closed as done. */
int           zw_workspace_get_progress (ZwWorkspace *self, ZwTicket *ticket);
/* Whether a child of @id is a sub-ticket: @id is a ticket in memory and no epic. */
gboolean      zw_workspace_takes_sub_tickets (ZwWorkspace *self, gint64 id);
gboolean      zw_workspace_is_sub_ticket (ZwWorkspace *self, ZwTicket *ticket);
/* Children of a ticket or epic in memory, by rank (transfer container of borrowed ZwTicket). */
GPtrArray    *zw_workspace_dup_children (ZwWorkspace *self, gint64 ticket);

/* Open block intervals in memory (transfer container of borrowed ZwBlock): those that block @ticket (0 = any) and whose
 * blocker is @blocker (0 = any). The store delivers every open ZwBlock with ZW_SCOPE_NAMES. */
GPtrArray    *zw_workspace_dup_open_blocks (ZwWorkspace *self, gint64 ticket, gint64 blocker);

/* --- writing ------------------------------------------------------------------------------------------------ */

/* The only mutator. Applies @set (transfer full) now and queues it to the store. An empty set is no change and no event.
 * FALSE only when nothing can be written here (ZW_ERROR_READ_ONLY): then nothing was applied. */
gboolean      zw_workspace_commit (ZwWorkspace *self, ZwChangeSet *set, GError **error);
/* The same, reporting when it is durable: for the command line and dialogs. */
void          zw_workspace_commit_async (ZwWorkspace *self, ZwChangeSet *set, GAsyncReadyCallback callback, gpointer data);
gboolean      zw_workspace_commit_finish (ZwWorkspace *self, GAsyncResult *result, GError **error);

/* The newest set of this writer that is not undone. The finished set is the inverse (transfer full). */
void          zw_workspace_undo_async (ZwWorkspace *self, GAsyncReadyCallback callback, gpointer data);
ZwChangeSet  *zw_workspace_undo_finish (ZwWorkspace *self, GAsyncResult *result, GError **error);
void          zw_workspace_redo_async (ZwWorkspace *self, GAsyncReadyCallback callback, gpointer data);
ZwChangeSet  *zw_workspace_redo_finish (ZwWorkspace *self, GAsyncResult *result, GError **error);
gboolean      zw_workspace_can_undo (ZwWorkspace *self);
gboolean      zw_workspace_can_redo (ZwWorkspace *self);

/* Waits until nothing is queued to the store. */
void          zw_workspace_flush_async (ZwWorkspace *self, GAsyncReadyCallback callback, gpointer data);
gboolean      zw_workspace_flush_finish (ZwWorkspace *self, GAsyncResult *result, GError **error);
/* Everything anew from the store (after an import, a restore). */
void          zw_workspace_reload_async (ZwWorkspace *self, GAsyncReadyCallback callback, gpointer data);
gboolean      zw_workspace_reload_finish (ZwWorkspace *self, GAsyncResult *result, GError **error);

G_END_DECLS
