/* SPDX-License-Identifier: GPL-3.0-or-later
 * ZwNeutral: what a file of another tool holds, in one shape whatever the tool: the readers of this folder fill it, the
 * landing (zw-landing.h) turns it into rows of ours. Knows neither formats nor the database. What has no place of its own is
 * kept with its ticket as JSON and counted, never dropped silently. Handed from thread to thread, never shared. */
#pragma once

#include "zw-exchange.h"
#include "zw-items.h"

G_BEGIN_DECLS

typedef struct _ZwNeutral ZwNeutral;
typedef struct _ZwNeutralProject ZwNeutralProject;

#define ZW_NEUTRAL_NO_CATEGORY -1

/* All texts (owned) and, where not said otherwise, (nullable). .ours: the id it lands on; for the landing alone. */
typedef struct {
  char *id;    /* of the other tool */
  char *name;  /* never NULL once it lands */
  char *login;
  char *email;
  gboolean is_member; /* belongs to the team, and did not only say something */
  gboolean is_customer; /* is served, and no member */
  gboolean is_unknown; /* nothing but an id is known: lands as nobody */
  gint64 ours;
} ZwNeutralPerson;

typedef struct {
  char *id;
  char *name;
  char *colour;       /* of our palette */
  int category;       /* ZwCategory, or ZW_NEUTRAL_NO_CATEGORY: guessed by its name */
  int wip_limit;      /* 0 = none */
  gboolean is_hidden; /* archived there: lands only when a ticket is in it, and not on the board */
  guint n_tickets;
  gint64 ours;
} ZwNeutralStatus;

typedef struct {
  char *id;
  char *name;
  char *colour;
  gint64 ours;
} ZwNeutralLabel;

typedef struct {
  char *id;
  char *name;
  char *goal;
  ZwSprintState state;
  int start, end;         /* dates, ZW_UNSET */
  gint64 started, closed; /* instants, 0 */
  gint64 ours;
  gboolean is_new;        /* (landing) made by this import */
} ZwNeutralSprint;

typedef struct {
  char *id;                /* NULL: told apart by instant and author */
  ZwNeutralPerson *author; /* (borrowed) (nullable) anonymous */
  gint64 created, edited;
  gboolean is_internal;
  char *text;              /* never NULL */
} ZwNeutralComment;

typedef struct {
  char *id;   /* NULL: told apart by its text */
  char *text; /* never NULL */
  gboolean done;
} ZwNeutralCheck;

/* What the other tool's own history tells: one value of one field became another. */
typedef struct {
  gint64 at;
  ZwNeutralPerson *author;                    /* (borrowed) (nullable) */
  ZwField field;                              /* STATUS, SPRINT or ESTIMATE */
  ZwNeutralStatus *from_status, *to_status;   /* (borrowed) */
  ZwNeutralSprint *from_sprint, *to_sprint;   /* (borrowed) (nullable) none */
  double from_estimate, to_estimate;          /* NAN = none */
} ZwNeutralEvent;

typedef struct {
  ZwField field; /* SOLVES, DUPLICATES, RELATES or BLOCKER: this ticket is blocked by the other */
  char *key;     /* never NULL: of the other ticket */
} ZwNeutralLink;

typedef struct {
  ZwNeutralPerson *person; /* (borrowed) (nullable) */
  int date, minutes;       /* date: ZW_UNSET = not known */
  char *id, *note;
} ZwNeutralWork;

/* A file whose content came along. */
typedef struct {
  char *name, *mime;       /* name: never NULL; with the content it tells one from another */
  gint64 created;
  ZwNeutralPerson *author; /* (borrowed) (nullable) */
  GBytes *content;         /* (owned) never NULL */
} ZwNeutralAttachment;

typedef struct {
  char *key;    /* never NULL: identity in the other tool and what people there call it */
  char *url;
  int number;   /* 0 = none: kept in a project of its own */
  gint64 line;  /* where it stands, for the report */
  char *path;
  char *title;  /* never NULL once it lands */
  char *description;
  ZwTicketType type;
  ZwNeutralStatus *status; /* (borrowed) (nullable): then the first of .category */
  int category;            /* without a status, or cancelled whatever its status; else ZW_NEUTRAL_NO_CATEGORY */
  ZwResolution resolution;
  char *resolution_text;
  ZwNeutralPerson *owner, *reporter, *customer; /* (borrowed) (nullable); the last of problems alone */
  ZwNeutralSprint *sprint; /* (borrowed) (nullable) */
  double estimate;         /* NAN = none */
  int planned, remaining;  /* minutes, ZW_UNSET */
  int progress, priority, difficulty; /* ZW_UNSET */
  int due, waiting_until;  /* dates, ZW_UNSET */
  char *waiting_for;
  gboolean is_archived;
  gint64 created, changed, closed; /* instants, 0 = not known */
  char *parent;            /* key of another ticket */
  GPtrArray *labels;       /* (borrowed) ZwNeutralLabel */
  GPtrArray *links;        /* ZwNeutralLink */
  GPtrArray *checks;       /* ZwNeutralCheck, in order */
  GPtrArray *comments;     /* ZwNeutralComment, oldest first after settling */
  GPtrArray *works;        /* ZwNeutralWork */
  GPtrArray *attachments;  /* ZwNeutralAttachment */
  GPtrArray *events;       /* ZwNeutralEvent, oldest first after settling */
  GString *extra;          /* members of a JSON object without its braces; empty = none */
  GHashTable *extra_names; /* (owned) of these members; NULL = none */
  gint64 ours;             /* (landing) */
  gpointer row;            /* (landing) */
} ZwNeutralTicket;

struct _ZwNeutralProject {
  ZwNeutral *neutral; /* (borrowed) */
  char *id;           /* in the other tool; NULL = the only one */
  gboolean has_local_keys; /* a key says nothing about where it comes from: "#12" */
  char *key;          /* wanted prefix; NULL = made from the name */
  char *name;         /* never NULL once it lands */
  char *description;
  GPtrArray *statuses, *labels, *sprints; /* in order */
  GPtrArray *tickets; /* ZwNeutralTicket in board order */
  GHashTable *index;  /* (owned) of statuses, labels, sprints by id and name */
};

struct _ZwNeutral {
  char *system;        /* never NULL: "trello" */
  GPtrArray *people;   /* ZwNeutralPerson */
  GPtrArray *projects; /* ZwNeutralProject */
  GHashTable *people_by_key;
  GHashTable *extras;  /* (owned) name -> how many of it are kept as they are */
  guint n_skipped;     /* records that are no tickets */
  gsize attached_bytes;
  GPtrArray *warnings; /* ZwImportWarning */
  GPtrArray *columns;  /* (owned) (nullable) ZwPreviewColumn of a table */
};

ZwNeutral        *zw_neutral_new (const char *system);
void              zw_neutral_free (ZwNeutral *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZwNeutral, zw_neutral_free)

/* Everything below is owned by the neutral; texts are copied, empty ones are none. */

/* The project @id (NULL = the only one), made when it is not there. */
ZwNeutralProject *zw_neutral_get_project (ZwNeutral *self, const char *id);
/* The person known by @id, else by @login, else by @email, else by @name; made, or filled up, as needed. NULL when there is
 * none of the four. */
ZwNeutralPerson  *zw_neutral_get_person (ZwNeutral *self, const char *id, const char *name, const char *login, const char *email);
/* Notes something for the report; @path may be NULL; @sentence is one of errors (zw-error.h). */
void              zw_neutral_warn (ZwNeutral *self, gint64 line, const char *path, const char *sentence, ...) G_GNUC_PRINTF (4, 5);
/* A record that is not taken in: as warn, and counted. */
void              zw_neutral_skip (ZwNeutral *self, gint64 line, const char *path, const char *sentence, ...) G_GNUC_PRINTF (4, 5);

/* By @id, else by name in any case; the get functions make what is not there (@name then defaults to @id). */
ZwNeutralStatus  *zw_neutral_find_status (ZwNeutralProject *project, const char *id, const char *name);
ZwNeutralStatus  *zw_neutral_get_status (ZwNeutralProject *project, const char *id, const char *name);
ZwNeutralLabel   *zw_neutral_find_label (ZwNeutralProject *project, const char *id, const char *name);
ZwNeutralLabel   *zw_neutral_get_label (ZwNeutralProject *project, const char *id, const char *name);
/* Frees a label that no ticket has. */
void              zw_neutral_drop_label (ZwNeutralProject *project, ZwNeutralLabel *label);
ZwNeutralSprint  *zw_neutral_find_sprint (ZwNeutralProject *project, const char *id, const char *name);
ZwNeutralSprint  *zw_neutral_get_sprint (ZwNeutralProject *project, const char *id, const char *name);

/* A ticket at the end. */
ZwNeutralTicket  *zw_neutral_add_ticket (ZwNeutralProject *project, const char *key);
void              zw_neutral_add_label (ZwNeutralTicket *ticket, ZwNeutralLabel *label);
void              zw_neutral_add_link (ZwNeutralTicket *ticket, ZwField field, const char *key);
void              zw_neutral_add_check (ZwNeutralTicket *ticket, const char *id, const char *text, gboolean done);
/* An empty @text adds nothing and gives NULL. */
ZwNeutralComment *zw_neutral_add_comment (ZwNeutralTicket *ticket, const char *id, ZwNeutralPerson *author, gint64 created,
                                          const char *text);
ZwNeutralWork    *zw_neutral_add_work (ZwNeutralTicket *ticket, const char *id, ZwNeutralPerson *person, int date, int minutes,
                                       const char *note);
/* One that is too large, or too much together with the others, is kept by its name, and told. */
void              zw_neutral_add_attachment (ZwNeutralProject *project, ZwNeutralTicket *ticket, const char *name,
                                             const char *mime, ZwNeutralPerson *author, gint64 created, GBytes *content);
ZwNeutralEvent   *zw_neutral_add_event (ZwNeutralTicket *ticket, gint64 at, ZwNeutralPerson *author, ZwField field);
/* Keeps @json, a value, under @name with the ticket; the name is counted for the report. Where a field of ours, or another
 * value, has that name, it gets another. */
void              zw_neutral_keep_json (ZwNeutralProject *project, ZwNeutralTicket *ticket, const char *name, const char *json);
void              zw_neutral_keep_text (ZwNeutralProject *project, ZwNeutralTicket *ticket, const char *name, const char *text);

/* Tickets of columns that are in @lost (a set) come together in the first of them, which is hidden and says so. */
void              zw_neutral_gather_lost (ZwNeutralProject *project, GHashTable *lost);
/* Labels of which nothing but an id is known are kept as such with their tickets. */
void              zw_neutral_drop_unknown_labels (ZwNeutralProject *project);
/* Puts the tickets in the order of @places: ticket -> GUINT_TO_POINTER. */
void              zw_neutral_sort_tickets (ZwNeutralProject *project, GHashTable *places);
/* After the last record: puts comments and events in order of time, gives everything a name that nothing beside it has, and
 * every project a name. @fallback: for a project without one. */
void              zw_neutral_settle (ZwNeutral *self, const char *fallback);
guint             zw_neutral_count_tickets (ZwNeutral *self);
/* What two names have in common that people would call the same: normal form, in any case. (transfer full) */
char             *zw_neutral_fold (const char *name);

G_END_DECLS
