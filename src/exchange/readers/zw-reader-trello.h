/* SPDX-License-Identifier: GPL-3.0-or-later
 * What the two files of the Trello reader share: a board while it is read. For them alone. */
#pragma once

#include "zw-reader.h"

G_BEGIN_DECLS

typedef struct {
  double pos;
  gboolean is_known; /* the board tells of it */
} ZwTrelloList;

typedef struct {
  char *id;
  ZwNeutralTicket *ticket; /* (borrowed) */
  double pos;
  guint order;
  GPtrArray *fields;       /* (owned) of Field: values of custom fields */
  int n_comments;          /* as Trello counts them */
} ZwTrelloCard;

typedef struct {
  char *field, *value, *option;
} ZwTrelloField;

typedef struct {
  char *name;
  gboolean is_number;
  GHashTable *options; /* id -> text */
} ZwTrelloDefinition;

typedef struct {
  char *card, *name;
  double pos;
  GPtrArray *items; /* (owned) of Item */
} ZwTrelloChecklist;

typedef struct {
  char *id, *text;
  double pos;
  gboolean done;
} ZwTrelloItem;

typedef struct {
  char *id, *card, *text;     /* text: of a comment */
  char *before, *after;       /* ids of lists */
  char *before_name, *after_name;
  ZwNeutralPerson *author;    /* (borrowed) */
  gint64 at, edited;
  gboolean creates, archives;
} ZwTrelloAction;

typedef struct {
  const ZwReaderInput *input;
  ZwNeutral *neutral;
  ZwNeutralProject *project;
  GHashTable *lists;       /* ZwNeutralStatus -> List */
  GPtrArray *cards;        /* Card */
  GHashTable *by_id;       /* card id -> Card */
  GHashTable *definitions; /* id -> Definition */
  GPtrArray *checklists, *actions;
} ZwTrelloBoard;

/* The column of the list @id; one the board does not tell of is hidden, with @name (nullable). */
ZwNeutralStatus *zw_trello_get_list (ZwTrelloBoard *board, const char *id, const char *name);
/* After the last record. */
void             zw_trello_finish (ZwTrelloBoard *board);

G_END_DECLS
