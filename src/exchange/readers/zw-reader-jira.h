/* SPDX-License-Identifier: GPL-3.0-or-later
 * What the files of the Jira reader share: what the fields of a site mean, its sprints, its issues. For them alone. */
#pragma once

#include "zw-reader.h"

G_BEGIN_DECLS

typedef enum { ZW_JIRA_OTHER, ZW_JIRA_SPRINT, ZW_JIRA_RANK, ZW_JIRA_EPIC, ZW_JIRA_POINTS } ZwJiraRole;

/* Numbers of custom fields mean nothing across sites: what each is for comes from the file's own schema, else from the shape of
 * its values. */
typedef struct _ZwJiraFields ZwJiraFields;

ZwJiraFields *zw_jira_fields_new (void);
void          zw_jira_fields_free (ZwJiraFields *self);
/* The objects "schema" and "names" of a search; an issue's "fields" to learn shapes from. */
void          zw_jira_fields_take_schema (ZwJiraFields *self, ZwJsonRecord *schema);
void          zw_jira_fields_take_names (ZwJiraFields *self, ZwJsonRecord *names);
void          zw_jira_fields_take_sample (ZwJiraFields *self, ZwJsonRecord *fields);
/* After the last of these; guesses are told in @neutral. */
void          zw_jira_fields_settle (ZwJiraFields *self, ZwNeutral *neutral);
ZwJiraRole    zw_jira_fields_get_role (ZwJiraFields *self, const char *field);
/* As people there call it; NULL = not told. */
const char   *zw_jira_fields_get_name (ZwJiraFields *self, const char *field);

/* The sprints in the value of @field, in the old text form or as objects, in order of time; made in @project where they are
 * not known yet. (transfer container of borrowed ZwNeutralSprint) */
GPtrArray    *zw_jira_dup_sprints (ZwNeutralProject *project, ZwJsonRecord *fields, const char *field, GTimeZone *zone);
/* Where the ticket stands now, after its changelog was read; @is_done: it stays in its last sprint. Without sprint events of
 * its own it gets those that the list tells: from one sprint to the next when the first ends. */
void          zw_jira_settle_sprint (ZwNeutralTicket *ticket, GPtrArray *sprints, gboolean is_done);

typedef struct {
  ZwNeutralTicket *ticket; /* (borrowed) */
  char *rank;
  guint order;
} ZwJiraIssue;

/* A link as the other end has it. */
typedef struct {
  ZwField field;
  char *from, *to; /* keys: from holds the link */
} ZwJiraReverse;

typedef struct {
  const ZwReaderInput *input;
  ZwNeutral *neutral;
  ZwJiraFields *fields;
  GPtrArray *issues;   /* Issue */
  GPtrArray *reverses; /* Reverse */
  gboolean is_sampling;
  double total;        /* as the search counts; 0 = not told */
  guint n_comments_missing;

  /* a single issue under way, member by member */
  int document;
  char *key, *self;
  ZwJsonRecord *single, *changelog;
  gint64 line;
} ZwJira;

/* One issue; any of its texts and records may be NULL. While sampling it only shows how its fields look. */
void          zw_jira_take_issue (ZwJira *jira, const char *key, const char *self, ZwJsonRecord *fields, ZwJsonRecord *changelog,
                                  gint64 line, const char *path);

G_END_DECLS
