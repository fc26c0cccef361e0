/* SPDX-License-Identifier: GPL-3.0-or-later
 * The inside of the landing, shared by its files alone. Everything here is (worker only). */
#pragma once

#include "zw-id-map.h"
#include "zw-landing-base.h"
#include "zw-landing.h"

G_BEGIN_DECLS

/* --- what is in the database --- */

typedef struct {
  gint64 id;
  char *name, *folded;
  int category, position;  /* of a status */
  ZwSprintState state;     /* of a sprint */
  gboolean is_support;     /* a status of the support workflow */
} ZwHereName;

typedef struct {
  gint64 id;
  char *key;
  gboolean parallel_sprints;
  gint64 last_rank;
  GPtrArray *statuses, *labels, *sprints; /* ZwHereName */
  ZwIdMap *members;                       /* person -> the project itself */
  GPtrArray *sources;                     /* (borrowed) ZwHereSource */
} ZwHereProject;

typedef struct {
  gint64 id, ticket;
  ZwHereProject *project; /* (borrowed) */
  char *key, *url, *values, *title;
  gboolean is_in_file;
} ZwHereSource;

typedef struct {
  gint64 id;
  char *name, *handle, *email;
  gboolean is_customer;
} ZwHerePerson;

typedef struct {
  GPtrArray *people;   /* (owned) ZwHerePerson */
  GHashTable *people_by_key; /* (owned) "mail ...", "handle ...", "name ..." -> ZwHerePerson */
  GPtrArray *projects; /* (owned) ZwHereProject */
  GPtrArray *sources;  /* (owned) ZwHereSource of the file's system */
  ZwIdMap *tickets;    /* (owned) ticket -> its ZwHereProject */
  ZwIdMap *titles;     /* (owned) ticket -> its title */
} ZwHere;

/* --- where a project lands --- */

typedef struct {
  ZwNeutralProject *project; /* (borrowed) */
  ZwHereProject *here;       /* (borrowed) an entry is made for a new one, too */
  gboolean is_new;
  GHashTable *keys;          /* (owned) key (borrowed) -> ZwNeutralTicket of the file */
  GHashTable *sources;       /* (owned) key (borrowed) -> ZwHereSource here */
} ZwTarget;

struct _ZwLanding {
  ZwNeutral *neutral;   /* (owned) */
  GPtrArray *templates; /* (owned) ZwChangeSet per project; how a new one would begin */
  ZwImportJob *job;     /* (borrowed) during the run */
  ZwHere here;
  GPtrArray *targets;   /* (owned) ZwTarget, as the projects of the neutral */
  gint64 next_id, end_id;
  ZwChangeSet *names;   /* (owned) people, projects, columns, labels, sprints: written behind the history */
  ZwChangeSet *out;     /* (owned) rows on their way */
  GHashTable *learned;  /* (owned) "status …" or "person …", folded, of the file -> gint64: where it landed the last time */
};

gint64      zw_landing_new_id (ZwLanding *self);
/* Writes what is in .out when it is much, or when @all. */
gboolean    zw_landing_flush (ZwLanding *self, gboolean all, GError **error);
/* As zw_neutral_warn(), of @ticket. */
void        zw_landing_warn (ZwLanding *self, const ZwNeutralTicket *ticket, const char *sentence, ...) G_GNUC_PRINTF (3, 4);
void        zw_change_put_text (ZwChange *change, ZwField field, const char *text); /* NULL and "" are none */
void        zw_change_put_id (ZwChange *change, ZwField field, gint64 id);          /* 0 = none */
void        zw_change_put_instant (ZwChange *change, ZwField field, gint64 instant);

gboolean    zw_here_read (ZwHere *self, ZwBulk *bulk, const char *system, GError **error);
void        zw_here_clear (ZwHere *self);
ZwHereName *zw_here_find_name (GPtrArray *names, const char *name);
ZwHereName *zw_here_add_name (GPtrArray *names, gint64 id, const char *name);
/* @kind: "mail", "handle" or "name". */
ZwHerePerson *zw_here_find_person (ZwHere *self, const char *kind, const char *text);
/* Takes @person. */
void        zw_here_add_person (ZwHere *self, ZwHerePerson *person);
ZwHereProject *zw_here_add_project (ZwHere *self, gint64 id, const char *key);

typedef enum { ZW_CHOICE_OPEN, ZW_CHOICE_HERE, ZW_CHOICE_NEW, ZW_CHOICE_NOBODY } ZwPersonChoice;

/* What the person decided. @here is set for ZW_CHOICE_HERE. */
ZwPersonChoice zw_landing_choose_person (ZwLanding *self, const ZwNeutralPerson *person, ZwHerePerson **here);
/* What a column is decided to be, or to lie in, is known before the ones that are missing are made. */
void        zw_landing_choose_categories (ZwLanding *self, ZwNeutralProject *project, ZwHereProject *here);
/* By id, else by name; NULL = none of them. */
ZwHereName *zw_landing_find_column (ZwHereProject *here, const ZwStatusTarget *target);
/* The column @status lands in; NULL = it is to be made, and called @name (borrowed). */
ZwHereName *zw_landing_choose_column (ZwLanding *self, ZwHereProject *here, const ZwNeutralStatus *status, const char **name);
/* Where a status or person of @ticket landed by decision is kept with it, under the name the file has for them: the next
 * import of a newer file goes by it. */
void        zw_landing_note_choices (ZwLanding *self, ZwTarget *target, const ZwNeutralTicket *ticket, ZwBase *base);
void        zw_landing_keep_person (ZwLanding *self, const ZwNeutralPerson *person);
void        zw_landing_keep_status (ZwLanding *self, const ZwHereProject *here, const ZwNeutralStatus *status);
/* What a mapping finds them by: the most particular name there is. */
const char *zw_landing_get_source_name (const ZwNeutralPerson *person);
/* What such notes tell; before anything is placed. */
void        zw_landing_learn_choices (ZwLanding *self);
/* After the run. (transfer full) */
ZwImportPreview *zw_landing_preview (ZwLanding *self);

/* Gives everybody an id. */
void        zw_landing_place_people (ZwLanding *self);
gboolean    zw_landing_place_project (ZwLanding *self, ZwNeutralProject *project, ZwChangeSet *begin, GError **error);
void        zw_landing_place_tickets (ZwLanding *self, ZwTarget *target);
gboolean    zw_landing_write_history (ZwLanding *self, GError **error);
gboolean    zw_landing_write_tickets (ZwLanding *self, ZwTarget *target, GError **error);

/* The status @ticket lands in; never 0. */
gint64      zw_target_get_status (ZwTarget *target, const ZwNeutralTicket *ticket, ZwCategory *category);
ZwHereName *zw_target_find_category (ZwTarget *target, ZwCategory category, gboolean is_support);
/* The parent after our rules; NULL = none. */
ZwNeutralTicket *zw_target_get_parent (ZwTarget *target, const ZwNeutralTicket *ticket);
/* What the ticket would be if it were new: all but rank and number. */
void        zw_target_describe_ticket (ZwLanding *self, ZwTarget *target, ZwNeutralTicket *ticket, ZwChange *row);
/* Labels and links as field and id of each: adds to @change_set as ADD. */
void        zw_target_describe_sets (ZwLanding *self, ZwTarget *target, ZwNeutralTicket *ticket, ZwChangeSet *set);
/* Parts that are not in @base come in and are noted there; with @old, changed ones are merged. */
gboolean    zw_landing_write_parts (ZwLanding *self, ZwTarget *target, ZwNeutralTicket *ticket, ZwBase *old, ZwBase *base,
                                    GError **error);
void        zw_base_put_row (ZwBase *base, const ZwChange *row);
/* An ADD of a set-valued field. */
void        zw_base_put_element (ZwBase *base, const ZwChange *add);
gboolean    zw_landing_merge_ticket (ZwLanding *self, ZwTarget *target, ZwNeutralTicket *ticket, ZwHereSource *source,
                                     GError **error);

G_END_DECLS
