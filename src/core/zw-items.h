/* SPDX-License-Identifier: GPL-3.0-or-later
 * The entities as objects: plain structs of what the field tables name. Fields are read with the getters or as
 * GObject properties of the same name (dashes for underscores); nothing here can be written from outside. */
#pragma once

#include "zw-item.h"

G_BEGIN_DECLS

/* --- choices; the order of the names in zw-schema.c is the order of the enumerators --- */
typedef enum { ZW_WORKFLOW_WORK, ZW_WORKFLOW_SUPPORT } ZwWorkflow;
typedef enum {
  ZW_CATEGORY_TODO, ZW_CATEGORY_IN_PROGRESS, ZW_CATEGORY_WAITING, ZW_CATEGORY_DONE, ZW_CATEGORY_CANCELLED
} ZwCategory;
typedef enum { ZW_SPRINT_PLANNED, ZW_SPRINT_ACTIVE, ZW_SPRINT_CLOSED } ZwSprintState;
typedef enum { ZW_PERSON_MEMBER, ZW_PERSON_CUSTOMER } ZwPersonKind;
typedef enum { ZW_UNIT_POINTS, ZW_UNIT_HOURS } ZwEstimateUnit;
typedef enum { ZW_TICKET_STORY, ZW_TICKET_TASK, ZW_TICKET_BUG, ZW_TICKET_PROBLEM, ZW_TICKET_EPIC } ZwTicketType;
typedef enum {
  ZW_RESOLUTION_NONE, ZW_RESOLUTION_POSTPONED, ZW_RESOLUTION_DUPLICATE, ZW_RESOLUTION_NOT_REPRODUCIBLE,
  ZW_RESOLUTION_WILL_NOT_BE_DONE, ZW_RESOLUTION_CANNOT_BE_SOLVED, ZW_RESOLUTION_OTHER
} ZwResolution;
typedef enum { ZW_DIRECTION_NONE, ZW_DIRECTION_IN, ZW_DIRECTION_OUT } ZwDirection;

extern const char *const zw_workflow_names[];
extern const char *const zw_category_names[];
extern const char *const zw_sprint_state_names[];
extern const char *const zw_person_kind_names[];
extern const char *const zw_estimate_unit_names[];
extern const char *const zw_ticket_type_names[];
extern const char *const zw_resolution_names[];
extern const char *const zw_direction_names[];

static inline gboolean
zw_category_is_closed (ZwCategory category)
{
  return category == ZW_CATEGORY_DONE || category == ZW_CATEGORY_CANCELLED;
}

#define ZW_TYPE_PROJECT (zw_project_get_type ())
G_DECLARE_FINAL_TYPE (ZwProject, zw_project, ZW, PROJECT, ZwItem)
#define ZW_TYPE_STATUS (zw_status_get_type ())
G_DECLARE_FINAL_TYPE (ZwStatus, zw_status, ZW, STATUS, ZwItem)
#define ZW_TYPE_PERSON (zw_person_get_type ())
G_DECLARE_FINAL_TYPE (ZwPerson, zw_person, ZW, PERSON, ZwItem)
#define ZW_TYPE_MEMBER (zw_member_get_type ())
G_DECLARE_FINAL_TYPE (ZwMember, zw_member, ZW, MEMBER, ZwItem)
#define ZW_TYPE_LABEL (zw_label_get_type ())
G_DECLARE_FINAL_TYPE (ZwLabel, zw_label, ZW, LABEL, ZwItem)
#define ZW_TYPE_SPRINT (zw_sprint_get_type ())
G_DECLARE_FINAL_TYPE (ZwSprint, zw_sprint, ZW, SPRINT, ZwItem)
#define ZW_TYPE_COMMENT (zw_comment_get_type ())
G_DECLARE_FINAL_TYPE (ZwComment, zw_comment, ZW, COMMENT, ZwItem)
#define ZW_TYPE_CHECK_ITEM (zw_check_item_get_type ())
G_DECLARE_FINAL_TYPE (ZwCheckItem, zw_check_item, ZW, CHECK_ITEM, ZwItem)
#define ZW_TYPE_BLOCK (zw_block_get_type ())
G_DECLARE_FINAL_TYPE (ZwBlock, zw_block, ZW, BLOCK, ZwItem)
#define ZW_TYPE_WORK (zw_work_get_type ())
G_DECLARE_FINAL_TYPE (ZwWork, zw_work, ZW, WORK, ZwItem)
#define ZW_TYPE_ATTACHMENT (zw_attachment_get_type ())
G_DECLARE_FINAL_TYPE (ZwAttachment, zw_attachment, ZW, ATTACHMENT, ZwItem)
#define ZW_TYPE_ALIAS (zw_alias_get_type ())
G_DECLARE_FINAL_TYPE (ZwAlias, zw_alias, ZW, ALIAS, ZwItem)
#define ZW_TYPE_FILTER (zw_filter_get_type ())
G_DECLARE_FINAL_TYPE (ZwFilter, zw_filter, ZW, FILTER, ZwItem)
#define ZW_TYPE_TEMPLATE (zw_template_get_type ())
G_DECLARE_FINAL_TYPE (ZwTemplate, zw_template, ZW, TEMPLATE, ZwItem)
#define ZW_TYPE_SOURCE (zw_source_get_type ())
G_DECLARE_FINAL_TYPE (ZwSource, zw_source, ZW, SOURCE, ZwItem)
#define ZW_TYPE_STANDUP (zw_standup_get_type ())
G_DECLARE_FINAL_TYPE (ZwStandup, zw_standup, ZW, STANDUP, ZwItem)

/* The struct bodies are public to read, so that a sort over 100,000 tickets costs no calls; never write them. */
struct _ZwProject {
  ZwItem parent_instance;
  char *key, *name, *time_zone, *scale, *reporter_role;
  int working_days;     /* mask: bit 0 = Monday */
  int minutes_per_day, sprint_days, position, standup_seconds;
  int age_limit;        /* days; ZW_UNSET = automatic */
  double focus_factor;  /* 0..1 */
  ZwEstimateUnit estimate_unit;
  gboolean parallel_sprints, new_limit_hard, show_difficulty, show_time, sub_tickets_on_board;
  GArray *holidays;     /* int dates, ascending; NULL while empty */
};

struct _ZwStatus {
  ZwItem parent_instance;
  gint64 project;
  char *name, *colour;
  ZwWorkflow workflow;
  ZwCategory category;
  int wip_limit;        /* 0 = none */
  int position;
  gboolean wip_hard, on_board;
};

struct _ZwPerson {
  ZwItem parent_instance;
  char *name, *handle, *email, *company, *colour;
  ZwPersonKind kind;
};

struct _ZwMember {
  ZwItem parent_instance;
  gint64 project, person;
  char *role;
  int minutes_per_day;      /* ZW_UNSET = the project's */
  double points_per_sprint; /* NAN = from history */
  gboolean active;
  GArray *days_off;         /* int dates, ascending; NULL while empty */
};

struct _ZwLabel {
  ZwItem parent_instance;
  gint64 project;
  char *name, *colour;
};

struct _ZwSprint {
  ZwItem parent_instance;
  gint64 project;
  char *name, *goal;
  ZwSprintState state;
  int start, end;         /* dates */
  gint64 started, closed; /* instants */
  int position;
};

struct _ZwComment {
  ZwItem parent_instance;
  gint64 ticket, author;
  char *author_name, *kind, *channel;
  char *text;             /* filled where comments are loaded with their text, else NULL */
  ZwDirection direction;
  gboolean internal;
  gint64 created, edited;
};

struct _ZwCheckItem {
  ZwItem parent_instance;
  gint64 ticket, rank;
  char *text;
  gboolean done;
};

struct _ZwBlock {
  ZwItem parent_instance;
  gint64 ticket, blocker, author;
  char *author_name, *reason;
  gint64 since, ended;
};

struct _ZwWork {
  ZwItem parent_instance;
  gint64 ticket, person;
  int date, minutes;
  char *note;
};

struct _ZwAttachment {
  ZwItem parent_instance;
  gint64 ticket, author, created;
  char *name, *mime, *blob;
  int size;
};

struct _ZwAlias {
  ZwItem parent_instance;
  gint64 project, ticket;
  char *key;
};

struct _ZwFilter {
  ZwItem parent_instance;
  gint64 project, person;
  char *name, *query;
};

struct _ZwTemplate {
  ZwItem parent_instance;
  gint64 project;
  char *name;
};

struct _ZwSource {
  ZwItem parent_instance;
  gint64 ticket;
  char *system, *key, *url;
};

struct _ZwStandup {
  ZwItem parent_instance;
  gint64 project, held;
  int seconds;
};

G_END_DECLS
