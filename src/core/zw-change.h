/* SPDX-License-Identifier: GPL-3.0-or-later
 * ZwChange and ZwChangeSet: what happened, or is about to happen, in the encoding of the change log
 * (SEMANTICS of the log: one append-only list of sets; undo is a new set that inverts an old one).
 * Commands build sets, the workspace applies them, the store writes them, other processes read them back.
 * A set is plain data: it never refers to an object and may cross threads once it is complete. */
#pragma once

#include "zw-schema.h"

G_BEGIN_DECLS

typedef enum {
  ZW_OP_CREATE, /* .values = the short fields of the new entity (long ones follow as SET) */
  ZW_OP_SET,    /* .field, .old_value -> .new_value */
  ZW_OP_DELETE, /* .values = all values it had */
  ZW_OP_ADD,    /* a set-valued .field gained .new_value */
  ZW_OP_REMOVE  /* a set-valued .field lost .old_value */
} ZwOp;

typedef struct {
  ZwField field;
  char *text; /* (owned), never NULL: unset fields are left out */
} ZwFieldValue;

typedef struct {
  ZwOp op;
  ZwEntity entity;
  gint64 id;         /* of the entity */
  gint64 ticket;     /* the ticket in whose history this belongs; 0 for none */
  ZwField field;     /* ZW_FIELD_NONE for create and delete */
  char *old_value;   /* (owned) (nullable) */
  char *new_value;   /* (owned) (nullable) */
  GArray *values;    /* (owned) (nullable) ZwFieldValue; create and delete only */
} ZwChange;

/* Rules over several rows, checked by the store inside the transaction, after the rows are written. */
typedef enum {
  ZW_GUARD_WIP_LIMIT,         /* .id = ticket: a hard limit of the column where it stands, of the cards that its board shows */
  ZW_GUARD_ONE_ACTIVE_SPRINT, /* .id = project, unless it allows parallel sprints */
  ZW_GUARD_NO_PARENT_CYCLE,   /* .id = ticket */
  ZW_GUARD_NO_BLOCK_CYCLE,    /* .id = ticket that is blocked */
  ZW_GUARD_ONE_BLOCK,         /* .id = block: while it is open, its ticket has no other open one by the same blocker */
  ZW_GUARD_UNIQUE_NAME,       /* .id = any named entity: unique among its siblings, case-insensitively */
  ZW_GUARD_ONE_PROJECT        /* .id = ticket: its column, sprint, labels, parent and sub-tickets are of its project */
} ZwGuardKind;

typedef struct {
  ZwGuardKind kind;
  ZwEntity entity;
  gint64 id;
  gint64 since;      /* WIP_LIMIT: while no sprint runs, cards closed before this instant are not shown */
} ZwGuard;

/* What kind of deed a set was: for labels, toasts and the log; translated only where it is shown. */
typedef enum {
  ZW_DEED_EDIT, ZW_DEED_CREATE, ZW_DEED_DELETE, ZW_DEED_MOVE, ZW_DEED_CLOSE, ZW_DEED_REOPEN, ZW_DEED_COMMENT,
  ZW_DEED_SPRINT, ZW_DEED_PROJECT, ZW_DEED_IMPORT, ZW_DEED_UNDO, ZW_DEED_REDO
} ZwDeed;
const char *zw_deed_to_string (ZwDeed deed);
ZwDeed      zw_deed_from_string (const char *name);   /* unknown: ZW_DEED_EDIT */

#define ZW_TYPE_CHANGE_SET (zw_change_set_get_type ())
typedef struct _ZwChangeSet ZwChangeSet;
struct _ZwChangeSet {
  gint64 id;
  gint64 undoes;      /* the set this one takes back; 0 for none. Redo = undoing an undo */
  ZwDeed deed;
  char *writer;       /* (owned) which machine user and channel */
  gint64 actor;       /* person id or 0 */
  char *actor_name;   /* (owned) (nullable) the actor's name as it was */
  gint64 at;          /* UTC ms */
  gint64 seq;         /* of its last row in the log; 0 before it is stored */
  GPtrArray *changes; /* (owned) ZwChange */
  GArray *guards;     /* (owned) ZwGuard */
  /*< private >*/
  gatomicrefcount ref_count;
};

GType        zw_change_set_get_type (void);
ZwChangeSet *zw_change_set_new (gint64 id, ZwDeed deed);
ZwChangeSet *zw_change_set_ref (ZwChangeSet *set);
void         zw_change_set_unref (ZwChangeSet *set);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZwChangeSet, zw_change_set_unref)

/* Building. All texts are copied. set() leaves out what changes nothing (old equals new). Returned changes are borrowed. */
ZwChange *zw_change_set_create (ZwChangeSet *set, ZwEntity entity, gint64 id, gint64 ticket);
ZwChange *zw_change_set_delete (ZwChangeSet *set, ZwEntity entity, gint64 id, gint64 ticket);
void      zw_change_set_set (ZwChangeSet *set, ZwEntity entity, gint64 id, gint64 ticket, ZwField field,
                             const char *old_value, const char *new_value);
void      zw_change_set_add (ZwChangeSet *set, ZwEntity entity, gint64 id, gint64 ticket, ZwField field, const char *value);
void      zw_change_set_remove (ZwChangeSet *set, ZwEntity entity, gint64 id, gint64 ticket, ZwField field, const char *value);
void      zw_change_set_guard (ZwChangeSet *set, ZwGuardKind kind, ZwEntity entity, gint64 id);
/* ZW_GUARD_WIP_LIMIT of a ticket that enters its column by @set. */
void      zw_change_set_guard_limit (ZwChangeSet *set, gint64 ticket, gint64 since);
/* Appends copies of @from's changes and guards; where both set the same field, one change from the first old value to
 * the last new one remains. For commands made of several. */
void      zw_change_set_merge (ZwChangeSet *set, const ZwChangeSet *from);
gboolean  zw_change_set_is_empty (const ZwChangeSet *set);

/* For create and delete. NULL text removes the value again. */
void        zw_change_put (ZwChange *change, ZwField field, const char *text);
void        zw_change_put_int (ZwChange *change, ZwField field, gint64 value);
/* (nullable) borrowed */
const char *zw_change_get (const ZwChange *change, ZwField field);
void        zw_change_free (ZwChange *change);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZwChange, zw_change_free)

/* The set that takes @set back, in reverse order: (transfer full), with @id and .undoes set. A DELETE that undoes
 * a CREATE carries the values of that CREATE. */
ZwChangeSet *zw_change_set_invert (const ZwChangeSet *set, gint64 id);

G_END_DECLS
