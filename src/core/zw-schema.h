/* SPDX-License-Identifier: GPL-3.0-or-later
 * The vocabulary of the domain: which entities exist, which fields they have and how a value is written as text
 * (the encoding of the change log). Store, exchange and workspace read these tables, so a new field is named once.
 * Nothing here touches an object, a file or a database. */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define ZW_UNSET G_MININT   /* an int field or date that is not set */

typedef enum {
  ZW_ENTITY_PROJECT,
  ZW_ENTITY_STATUS,
  ZW_ENTITY_PERSON,
  ZW_ENTITY_MEMBER,
  ZW_ENTITY_LABEL,
  ZW_ENTITY_SPRINT,
  ZW_ENTITY_TICKET,
  ZW_ENTITY_COMMENT,
  ZW_ENTITY_CHECK_ITEM,
  ZW_ENTITY_BLOCK,
  ZW_ENTITY_WORK,
  ZW_ENTITY_ATTACHMENT,
  ZW_ENTITY_ALIAS,
  ZW_ENTITY_FILTER,
  ZW_ENTITY_TEMPLATE,
  ZW_ENTITY_SOURCE,
  ZW_ENTITY_STANDUP
} ZwEntity;
#define ZW_N_ENTITIES (ZW_ENTITY_STANDUP + 1)

/* Every field name of every entity; name = column = JSON member = word in the change log. */
#define ZW_FIELDS(X) \
  X (ACTIVE, "active") X (AGE_LIMIT, "age_limit") X (ARCHIVED, "archived") X (AUTHOR, "author") \
  X (AUTHOR_NAME, "author_name") X (BLOB, "blob") X (BLOCKER, "blocker") X (BODY, "body") X (CATEGORY, "category") \
  X (CHANGED, "changed") X (CHANNEL, "channel") X (CLOSED, "closed") X (COLOUR, "colour") X (COMPANY, "company") X (CREATED, "created") \
  X (CUSTOMER, "customer") X (DATE, "date") X (DAYS_OFF, "days_off") X (DESCRIPTION, "description") \
  X (DIFFICULTY, "difficulty") X (DIRECTION, "direction") X (DONE, "done") X (DUE, "due") \
  X (DUPLICATE_OF, "duplicate_of") X (DUPLICATES, "duplicates") X (EDITED, "edited") X (EMAIL, "email") \
  X (END, "end") X (ENDED, "ended") X (ESTIMATE, "estimate") X (ESTIMATE_UNIT, "estimate_unit") X (EXTRA, "extra") \
  X (FOCUS_FACTOR, "focus_factor") X (FROZEN, "frozen") X (GOAL, "goal") X (HANDLE, "handle") X (HELD, "held") \
  X (HOLIDAYS, "holidays") X (INTERNAL, "internal") X (KEY, "key") X (KIND, "kind") X (LABELS, "labels") \
  X (MIME, "mime") X (MINUTES, "minutes") X (MINUTES_PER_DAY, "minutes_per_day") X (NAME, "name") \
  X (NEW_LIMIT_HARD, "new_limit_hard") X (NOTE, "note") X (NOTES, "notes") X (NUMBER, "number") \
  X (ON_BOARD, "on_board") X (OWNER, "owner") X (PARALLEL_SPRINTS, "parallel_sprints") X (PARENT, "parent") \
  X (PERSON, "person") X (PLANNED, "planned") X (POINTS_PER_SPRINT, "points_per_sprint") X (POSITION, "position") \
  X (PRIORITY, "priority") X (PROGRESS, "progress") X (PROJECT, "project") X (QUERY, "query") X (RANK, "rank") \
  X (REASON, "reason") X (RELATES, "relates") X (REMAINING, "remaining") X (REPORT, "report") \
  X (REPORTER, "reporter") X (REPORTER_ROLE, "reporter_role") X (RESOLUTION, "resolution") \
  X (RESOLUTION_TEXT, "resolution_text") X (ROLE, "role") X (SCALE, "scale") X (SECONDS, "seconds") \
  X (SHOW_DIFFICULTY, "show_difficulty") X (SHOW_TIME, "show_time") X (SINCE, "since") X (SIZE, "size") \
  X (SOLVES, "solves") X (SPLIT_FROM, "split_from") X (SPRINT, "sprint") X (SPRINT_DAYS, "sprint_days") \
  X (STANDUP_SECONDS, "standup_seconds") X (START, "start") X (STARTED, "started") X (STATE, "state") \
  X (STATUS, "status") X (STATUS_SINCE, "status_since") X (SUB_TICKETS_ON_BOARD, "sub_tickets_on_board") \
  X (SYSTEM, "system") X (TEXT, "text") X (TICKET, "ticket") X (TIME_ZONE, "time_zone") X (TITLE, "title") \
  X (TYPE, "type") X (URL, "url") X (VALUES, "values") X (WAITING_FOR, "waiting_for") \
  X (WAITING_UNTIL, "waiting_until") X (WIP_HARD, "wip_hard") X (WIP_LIMIT, "wip_limit") X (WORKFLOW, "workflow") \
  X (WORKING_DAYS, "working_days")

typedef enum {
  ZW_FIELD_NONE,
#define X(symbol, name) ZW_FIELD_##symbol,
  ZW_FIELDS (X)
#undef X
  ZW_N_FIELDS
} ZwField;

/* How a value is held in memory, and so how it is written: unset is always NULL. */
typedef enum {
  ZW_VALUE_INT,       /* int, ZW_UNSET: decimal */
  ZW_VALUE_INT64,     /* gint64, never unset (ranks): decimal */
  ZW_VALUE_REAL,      /* double, NAN: shortest round-trip */
  ZW_VALUE_BOOL,      /* gboolean: 0/1, never unset */
  ZW_VALUE_DATE,      /* int, days since 0001-01-01 as in GDate's julian day, ZW_UNSET: YYYY-MM-DD */
  ZW_VALUE_INSTANT,   /* gint64 UTC milliseconds, 0: decimal */
  ZW_VALUE_CHOICE,    /* int index into .choices, never unset: the choice's name */
  ZW_VALUE_TEXT,      /* char *, NULL; the empty text is unset */
  ZW_VALUE_LONG_TEXT, /* as text, but never in memory, in a create row, or in a list: read on demand */
  ZW_VALUE_REF,       /* gint64 id of .target, 0: decimal */
  ZW_VALUE_SET_REF,   /* a set of ids of .target: add and remove rows */
  ZW_VALUE_SET_DATE   /* a set of dates: add and remove rows */
} ZwValueType;

typedef struct {
  ZwField field;
  ZwValueType type;
  guint16 offset;             /* into the item's struct; 0 = not held there */
  gboolean required;          /* NOT NULL in the database, refused when emptied */
  ZwEntity target;            /* of references */
  const char *const *choices; /* of choices, NULL-terminated */
} ZwFieldSpec;

const char  *zw_field_to_string (ZwField field);
ZwField      zw_field_from_string (const char *name);
const char  *zw_entity_to_string (ZwEntity entity);
gboolean     zw_entity_from_string (const char *name, ZwEntity *entity);

/* The fields of @entity in column order (static), with the count in @n_fields. */
const ZwFieldSpec *zw_entity_get_fields (ZwEntity entity, guint *n_fields);
/* NULL when @entity has no such field. */
const ZwFieldSpec *zw_entity_find_field (ZwEntity entity, ZwField field);
/* The GType of the object that holds @entity in memory. */
GType              zw_entity_get_item_type (ZwEntity entity);
/* Whether the entity belongs to one ticket (comment, check item, block, work, attachment, source). */
gboolean           zw_entity_is_part (ZwEntity entity);

/* -1 when @name is none of @choices. */
int          zw_choice_from_string (const char *const *choices, const char *name);

/* Dates: ISO YYYY-MM-DD <-> days; ZW_UNSET and NULL stand for each other. from_string: FALSE on anything else. */
char        *zw_date_to_string (int date);
gboolean     zw_date_from_string (const char *text, int *date);
/* Shortest decimal that reads back as the same double ("5", "0.5"), independent of the locale; NULL for NAN. */
char        *zw_real_to_string (double value);
gboolean     zw_real_from_string (const char *text, double *value);

/* Whether @text is a well-formed value of @spec (NULL allowed unless required). The one validator: commands,
 * store and imports use it. Sets ZW_ERROR_INVALID_VALUE naming field and value. */
gboolean     zw_field_spec_validate (const ZwFieldSpec *spec, const char *text, GError **error);

G_END_DECLS
