/* SPDX-License-Identifier: GPL-3.0-or-later
 * The workspace's inside, shared by the zw-workspace-*.c files and by the models of this folder (board, query, document).
 * Never included outside src/workspace.
 *
 * Private signal "tickets-changed" (GPtrArray of ZwTicket, gboolean names): tickets took new values and all lists are right
 * (a set, a failed set put back, tickets read again); @names: statuses, sprints or projects changed, too. An empty
 * array with @names = everything may have changed. It comes before "changed". */
#pragma once

#include "zw-id-map.h"
#include "zw-item-apply.h"
#include "zw-search-index.h"
#include "zw-undo-stack.h"
#include "zw-workspace.h"

G_BEGIN_DECLS

struct _ZwWorkspace {
  GObject parent_instance;
  ZwStore *store;       /* (owned) */
  ZwClock *clock;       /* (owned) */
  char *writer;         /* (owned) */
  gint64 actor;
  char *actor_name;     /* (owned) (nullable) */
  gint64 last_id;       /* given by new_id */
  gint64 last_at;       /* newest instant stored or used */

  /* the model */
  ZwIdMap *items[ZW_N_ENTITIES]; /* (owned) of owned ZwItem; of the parts of tickets only blocks */
  ZwIdMap *aside;                /* (owned) deleted tickets, whole, for the undo that revives them */
  ZwIdMap *children;             /* (owned) parent id -> GPtrArray of borrowed ZwTicket, unsorted */
  ZwIdMap *folders;              /* (owned) project id -> ZwFolder */
  GListStore *projects, *people; /* (owned) */
  GPtrArray *live_lists;         /* (owned) of ZwLiveList */
  ZwSearchIndex *search;         /* (owned) (nullable) */
  GPtrArray *unsearched;         /* (owned) (nullable) of owned ZwTicket: the index is being filled from them */
  guint n_searched;              /* of them in the index */
  guint search_later;            /* source id */
  GHashTable *age_limits;        /* (owned) (nullable) status id (boxed gint64) -> boxed double, days */
  GHashTable *carries;           /* (owned) (nullable) ticket id (boxed gint64) -> GUINT_TO_POINTER (times) */

  /* reading */
  gboolean is_loaded;
  GHashTable *seen;        /* (owned) (nullable) items delivered while everything is read anew */
  GQueue reloads;          /* of GTask: reloads that wait for the present one */
  gint64 read_seq;         /* sets of others up to here are applied */
  guint64 serial;          /* counts applied sets: tells a read that it is out of date */
  guint retry;                /* source id: what others changed could not be read; 0 */
  gboolean is_refreshing, refresh_again;
  GHashTable *stale;       /* (owned) ticket ids (boxed gint64) to read again */
  gboolean names_stale, is_rereading;

  /* writing */
  GQueue pending;          /* of ZwPending: sets on their way to the store, oldest first */
  GPtrArray *failed;       /* (owned) ZwPending that were refused and wait for the queue to drain */
  GQueue waiting;          /* of GTask: flushes */
  ZwUndoStack *undo;       /* (owned) */
  gboolean has_history;    /* the undo stack was read from the log */
  GQueue turns;            /* of GTask: undo and redo requests, one at a time */
  gboolean is_turning;
  gboolean could_undo, could_redo; /* as last notified */
};

/* The models of one project. */
typedef struct {
  GListStore *statuses, *members, *labels, *sprints; /* (owned) */
  ZwTicketList *tickets;                             /* (owned) the full order */
} ZwFolder;

typedef struct {
  ZwTicketList *list; /* watched by a weak ref */
  gint64 project;     /* 0 = all */
} ZwLiveList;

/* What one application of changes touched. */
typedef struct {
  GPtrArray *tickets;   /* (owned) of owned ZwTicket, each once, their notifications frozen */
  GHashTable *known;    /* (owned) the same as a set */
  GHashTable *parts;    /* (owned) those of them whose figures or labels changed */
  GPtrArray *names;     /* (owned) of owned ZwItem: items of name lists */
  GArray *parents;      /* (owned) gint64 ids whose figures of children may be others now */
  GArray *stale;        /* (owned) gint64 ids of tickets to read again */
  gboolean names_stale; /* something that only the store knows */
} ZwTouch;

/* --- zw-workspace.c --- */
typedef enum { ZW_WORKSPACE_CHANGED, ZW_WORKSPACE_STORED, ZW_WORKSPACE_FAILED, ZW_WORKSPACE_RELOADED,
               ZW_WORKSPACE_TICKETS_CHANGED, ZW_WORKSPACE_N_SIGNALS } ZwWorkspaceSignal;
void zw_workspace_emit_changed (ZwWorkspace *self, ZwChangeSet *set, gboolean own);
void zw_workspace_emit_stored (ZwWorkspace *self, ZwChangeSet *set);
void zw_workspace_emit_failed (ZwWorkspace *self, ZwChangeSet *set, const GError *error);
void zw_workspace_emit_reloaded (ZwWorkspace *self);
void zw_workspace_emit_tickets_changed (ZwWorkspace *self, GPtrArray *tickets, gboolean names);
void zw_workspace_notify_busy (ZwWorkspace *self);
void zw_workspace_notify_undo (ZwWorkspace *self);
/* Reads anew how long tickets stay in their statuses; the cards hear of it later. */
void zw_workspace_read_age_limits (ZwWorkspace *self);
/* Reads anew how often tickets were carried out of a sprint; the same when the stored @set began or ended one. */
void zw_workspace_read_carries (ZwWorkspace *self);
void zw_workspace_doubt_carries (ZwWorkspace *self, const ZwChangeSet *set);
void zw_workspace_set_loaded (ZwWorkspace *self, gboolean is_loaded);

/* --- zw-workspace-lists.c: the models --- */
ZwFolder *zw_workspace_get_folder (ZwWorkspace *self, gint64 project);
void      zw_folder_free (gpointer folder);
gboolean  zw_workspace_is_listed (ZwWorkspace *self, ZwTicket *ticket);
/* Puts @item where it belongs in its list of names; takes it out when it is no longer in memory. */
void      zw_workspace_list_name (ZwWorkspace *self, ZwItem *item);
void      zw_workspace_update_lists (ZwWorkspace *self, GPtrArray *tickets);
void      zw_workspace_refill_lists (ZwWorkspace *self);
/* Borrowed tickets that may stand in a list of @project (0 = all), by rank. (transfer container) */
GPtrArray *zw_workspace_dup_listed (ZwWorkspace *self, gint64 project);

/* --- zw-workspace-touch.c: what an application of changes touched --- */
void      zw_touch_init (ZwTouch *touch);
void      zw_touch_clear (ZwTouch *touch);
void      zw_touch_ticket (ZwTouch *touch, ZwTicket *ticket);
void      zw_touch_parts (ZwTouch *touch, ZwTicket *ticket);
void      zw_touch_name (ZwTouch *touch, ZwItem *item);
void      zw_touch_parent (ZwTouch *touch, gint64 parent);
void      zw_touch_stale (ZwTouch *touch, gint64 ticket);
/* All values are in: derives figures, thaws notifications, updates all lists, announces. */
void      zw_workspace_settle (ZwWorkspace *self, ZwTouch *touch);

/* --- zw-workspace-apply.c --- */
/* Applies and announces @set; nothing is stored. */
void      zw_workspace_apply (ZwWorkspace *self, ZwChangeSet *set, gboolean own);
/* The ticket in memory, or set aside as deleted; NULL = unknown. */
ZwTicket *zw_workspace_find_ticket (ZwWorkspace *self, gint64 id);
void      zw_workspace_set_aside (ZwWorkspace *self, ZwTouch *touch, ZwTicket *ticket);

/* --- zw-workspace-figures.c --- */
void      zw_workspace_apply_part (ZwWorkspace *self, ZwTouch *touch, const ZwChange *change);
void      zw_workspace_apply_set_member (ZwWorkspace *self, ZwTouch *touch, const ZwChange *change);
/* Nothing when the ticket has not got it. */
void      zw_workspace_remove_label (ZwTicket *ticket, gint64 label);
/* @child comes to its parent, where it must not be yet; it goes from it. */
void      zw_workspace_adopt (ZwWorkspace *self, ZwTicket *child, gboolean count);
void      zw_workspace_disown (ZwWorkspace *self, ZwTicket *child, gboolean count);
/* Figures of the parents in @touch and of their parents. */
void      zw_workspace_sum_up (ZwWorkspace *self, ZwTouch *touch);
void      zw_workspace_sum_up_all (ZwWorkspace *self);

/* --- zw-workspace-patch.c: fresh copies from the store --- */
void      zw_workspace_take_loaded (ZwWorkspace *self, ZwTouch *touch, ZwItem *fresh, gboolean patch);
void      zw_workspace_drop_unseen (ZwWorkspace *self, ZwTouch *touch);

/* --- zw-workspace-load.c, zw-workspace-refresh.c --- */
void      zw_workspace_refresh (ZwWorkspace *self);
/* Marks what memory cannot know: it is read again and patched in by start_reread(), behind what is queued then. */
void      zw_workspace_mark_stale (ZwWorkspace *self, const ZwTouch *touch);
void      zw_workspace_mark_set_stale (ZwWorkspace *self, const ZwChangeSet *set);
void      zw_workspace_start_reread (ZwWorkspace *self);

/* --- zw-workspace-commit.c, zw-workspace-undo.c --- */
void      zw_workspace_push (ZwWorkspace *self, ZwChangeSet *set, GTask *task);
void      zw_workspace_record_pending (ZwWorkspace *self);
gboolean  zw_workspace_check_writable (ZwWorkspace *self, GError **error);
void      zw_workspace_read_history_async (ZwWorkspace *self, GAsyncReadyCallback callback, gpointer data);
gboolean  zw_workspace_read_history_finish (ZwWorkspace *self, GAsyncResult *result, GError **error);

/* --- zw-workspace-mend.c: what an undo brings back --- */
/* The columns that @set gives tickets and that are gone; (transfer full) gint64, each once. */
GArray   *zw_workspace_find_gone_statuses (ZwWorkspace *self, const ZwChangeSet *set);
/* Makes @set good in the world of now. @categories: of the @gone columns. */
void      zw_workspace_mend (ZwWorkspace *self, ZwChangeSet *set, GArray *gone, const ZwCategory *categories);

/* --- zw-workspace-search.c --- */
/* With every ticket in it; borrowed until something changes. */
ZwSearchIndex *zw_workspace_get_search (ZwWorkspace *self);
/* Fills it in the idle moments of the main context. */
void           zw_workspace_prepare_search (ZwWorkspace *self);
void           zw_workspace_forget_search (ZwWorkspace *self);

G_END_DECLS
