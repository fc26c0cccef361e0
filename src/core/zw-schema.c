/* SPDX-License-Identifier: GPL-3.0-or-later
 * The field tables and the text form of values. Adding a field starts here (src/DESIGN.md, recipe 1). */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-schema.h"

#include <float.h>
#include <math.h>
#include <string.h>

#include "zw-error.h"
#include "zw-ticket.h"

const char *const zw_workflow_names[] = { "work", "support", NULL };
const char *const zw_category_names[] = { "todo", "in-progress", "waiting", "done", "cancelled", NULL };
const char *const zw_sprint_state_names[] = { "planned", "active", "closed", NULL };
const char *const zw_person_kind_names[] = { "member", "customer", NULL };
const char *const zw_estimate_unit_names[] = { "points", "hours", NULL };
const char *const zw_ticket_type_names[] = { "story", "task", "bug", "problem", "epic", NULL };
const char *const zw_resolution_names[] = { "none", "postponed", "duplicate", "not-reproducible", "will-not-be-done",
                                            "cannot-be-solved", "other", NULL };
const char *const zw_direction_names[] = { "none", "in", "out", NULL };

static const char *const field_names[] = {
  "",
#define X(symbol, name) name,
  ZW_FIELDS (X)
#undef X
};

static const char *const entity_names[] = {
  "project", "status", "person", "member", "label", "sprint", "ticket", "comment", "check_item", "block", "work",
  "attachment", "alias", "filter", "template", "source", "standup", NULL
};

#define REQUIRED .required = TRUE
#define AT(Type, member) .offset = G_STRUCT_OFFSET (Type, member)
#define INT(F, Type, member, ...) { ZW_FIELD_##F, ZW_VALUE_INT, AT (Type, member), __VA_ARGS__ }
#define INT64(F, Type, member, ...) { ZW_FIELD_##F, ZW_VALUE_INT64, AT (Type, member), __VA_ARGS__ }
#define REAL(F, Type, member, ...) { ZW_FIELD_##F, ZW_VALUE_REAL, AT (Type, member), __VA_ARGS__ }
#define BOOL(F, Type, member) { ZW_FIELD_##F, ZW_VALUE_BOOL, AT (Type, member), REQUIRED }
#define DATE(F, Type, member, ...) { ZW_FIELD_##F, ZW_VALUE_DATE, AT (Type, member), __VA_ARGS__ }
#define INSTANT(F, Type, member, ...) { ZW_FIELD_##F, ZW_VALUE_INSTANT, AT (Type, member), __VA_ARGS__ }
#define CHOICE(F, Type, member, names) { ZW_FIELD_##F, ZW_VALUE_CHOICE, AT (Type, member), REQUIRED, .choices = names }
#define TEXT(F, Type, member, ...) { ZW_FIELD_##F, ZW_VALUE_TEXT, AT (Type, member), __VA_ARGS__ }
#define LONG_TEXT(F) { ZW_FIELD_##F, ZW_VALUE_LONG_TEXT }
#define REF(F, Type, member, T, ...) \
  { ZW_FIELD_##F, ZW_VALUE_REF, AT (Type, member), .target = ZW_ENTITY_##T, __VA_ARGS__ }
#define SET_REF(F, T) { ZW_FIELD_##F, ZW_VALUE_SET_REF, .target = ZW_ENTITY_##T }

static const ZwFieldSpec project_fields[] = {
  TEXT (KEY, ZwProject, key, REQUIRED),
  TEXT (NAME, ZwProject, name, REQUIRED),
  LONG_TEXT (DESCRIPTION),
  TEXT (TIME_ZONE, ZwProject, time_zone),
  INT (WORKING_DAYS, ZwProject, working_days, REQUIRED),
  INT (MINUTES_PER_DAY, ZwProject, minutes_per_day, REQUIRED),
  CHOICE (ESTIMATE_UNIT, ZwProject, estimate_unit, zw_estimate_unit_names),
  TEXT (SCALE, ZwProject, scale),
  TEXT (REPORTER_ROLE, ZwProject, reporter_role),
  INT (SPRINT_DAYS, ZwProject, sprint_days, REQUIRED),
  REAL (FOCUS_FACTOR, ZwProject, focus_factor, REQUIRED),
  INT (AGE_LIMIT, ZwProject, age_limit),
  INT (STANDUP_SECONDS, ZwProject, standup_seconds, REQUIRED),
  BOOL (PARALLEL_SPRINTS, ZwProject, parallel_sprints),
  BOOL (NEW_LIMIT_HARD, ZwProject, new_limit_hard),
  BOOL (SHOW_DIFFICULTY, ZwProject, show_difficulty),
  BOOL (SHOW_TIME, ZwProject, show_time),
  BOOL (SUB_TICKETS_ON_BOARD, ZwProject, sub_tickets_on_board),
  INT (POSITION, ZwProject, position, REQUIRED),
  { ZW_FIELD_HOLIDAYS, ZW_VALUE_SET_DATE },
  LONG_TEXT (EXTRA),
};

static const ZwFieldSpec status_fields[] = {
  REF (PROJECT, ZwStatus, project, PROJECT, REQUIRED),
  TEXT (NAME, ZwStatus, name, REQUIRED),
  CHOICE (WORKFLOW, ZwStatus, workflow, zw_workflow_names),
  CHOICE (CATEGORY, ZwStatus, category, zw_category_names),
  INT (WIP_LIMIT, ZwStatus, wip_limit, REQUIRED),
  BOOL (WIP_HARD, ZwStatus, wip_hard),
  TEXT (COLOUR, ZwStatus, colour),
  BOOL (ON_BOARD, ZwStatus, on_board),
  INT (POSITION, ZwStatus, position, REQUIRED),
  LONG_TEXT (EXTRA),
};

static const ZwFieldSpec person_fields[] = {
  TEXT (NAME, ZwPerson, name, REQUIRED),
  TEXT (HANDLE, ZwPerson, handle),
  TEXT (EMAIL, ZwPerson, email),
  TEXT (COMPANY, ZwPerson, company),
  TEXT (COLOUR, ZwPerson, colour),
  CHOICE (KIND, ZwPerson, kind, zw_person_kind_names),
  LONG_TEXT (EXTRA),
};

static const ZwFieldSpec member_fields[] = {
  REF (PROJECT, ZwMember, project, PROJECT, REQUIRED),
  REF (PERSON, ZwMember, person, PERSON, REQUIRED),
  TEXT (ROLE, ZwMember, role),
  INT (MINUTES_PER_DAY, ZwMember, minutes_per_day),
  REAL (POINTS_PER_SPRINT, ZwMember, points_per_sprint),
  BOOL (ACTIVE, ZwMember, active),
  { ZW_FIELD_DAYS_OFF, ZW_VALUE_SET_DATE },
  LONG_TEXT (EXTRA),
};

static const ZwFieldSpec label_fields[] = {
  REF (PROJECT, ZwLabel, project, PROJECT, REQUIRED),
  TEXT (NAME, ZwLabel, name, REQUIRED),
  TEXT (COLOUR, ZwLabel, colour),
  LONG_TEXT (EXTRA),
};

static const ZwFieldSpec sprint_fields[] = {
  REF (PROJECT, ZwSprint, project, PROJECT, REQUIRED),
  TEXT (NAME, ZwSprint, name, REQUIRED),
  TEXT (GOAL, ZwSprint, goal),
  CHOICE (STATE, ZwSprint, state, zw_sprint_state_names),
  DATE (START, ZwSprint, start),
  DATE (END, ZwSprint, end),
  INSTANT (STARTED, ZwSprint, started),
  INSTANT (CLOSED, ZwSprint, closed),
  INT (POSITION, ZwSprint, position, REQUIRED),
  LONG_TEXT (FROZEN),
  LONG_TEXT (REPORT),
  LONG_TEXT (EXTRA),
};

static const ZwFieldSpec ticket_fields[] = {
  REF (PROJECT, ZwTicket, project, PROJECT, REQUIRED),
  INT (NUMBER, ZwTicket, number),
  TEXT (TITLE, ZwTicket, title, REQUIRED),
  CHOICE (TYPE, ZwTicket, type, zw_ticket_type_names),
  REF (STATUS, ZwTicket, status, STATUS, REQUIRED),
  REF (OWNER, ZwTicket, owner, PERSON),
  REF (REPORTER, ZwTicket, reporter, PERSON),
  REF (CUSTOMER, ZwTicket, customer, PERSON),
  REAL (ESTIMATE, ZwTicket, estimate),
  INT (PLANNED, ZwTicket, planned),
  INT (REMAINING, ZwTicket, remaining),
  INT (DIFFICULTY, ZwTicket, difficulty),
  INT (PROGRESS, ZwTicket, progress),
  INT (PRIORITY, ZwTicket, priority, REQUIRED),
  REF (SPRINT, ZwTicket, sprint, SPRINT),
  INT64 (RANK, ZwTicket, rank, REQUIRED),
  DATE (DUE, ZwTicket, due),
  DATE (WAITING_UNTIL, ZwTicket, waiting_until),
  TEXT (WAITING_FOR, ZwTicket, waiting_for),
  CHOICE (RESOLUTION, ZwTicket, resolution, zw_resolution_names),
  TEXT (RESOLUTION_TEXT, ZwTicket, resolution_text),
  REF (DUPLICATE_OF, ZwTicket, duplicate_of, TICKET),
  REF (PARENT, ZwTicket, parent, TICKET),
  BOOL (ARCHIVED, ZwTicket, archived),
  INSTANT (CREATED, ZwTicket, created),
  INSTANT (STARTED, ZwTicket, started),
  INSTANT (CLOSED, ZwTicket, closed),
  INSTANT (STATUS_SINCE, ZwTicket, status_since),
  SET_REF (LABELS, LABEL),
  SET_REF (SOLVES, TICKET),
  SET_REF (DUPLICATES, TICKET),
  SET_REF (RELATES, TICKET),
  SET_REF (SPLIT_FROM, TICKET),
  LONG_TEXT (DESCRIPTION),
  LONG_TEXT (EXTRA),
};

static const ZwFieldSpec comment_fields[] = {
  REF (TICKET, ZwComment, ticket, TICKET, REQUIRED),
  REF (AUTHOR, ZwComment, author, PERSON),
  TEXT (AUTHOR_NAME, ZwComment, author_name),
  TEXT (KIND, ZwComment, kind),
  TEXT (CHANNEL, ZwComment, channel),
  CHOICE (DIRECTION, ZwComment, direction, zw_direction_names),
  BOOL (INTERNAL, ZwComment, internal),
  INSTANT (CREATED, ZwComment, created),
  INSTANT (EDITED, ZwComment, edited),
  { ZW_FIELD_TEXT, ZW_VALUE_LONG_TEXT, AT (ZwComment, text) },
  LONG_TEXT (EXTRA),
};

static const ZwFieldSpec check_item_fields[] = {
  REF (TICKET, ZwCheckItem, ticket, TICKET, REQUIRED),
  TEXT (TEXT, ZwCheckItem, text, REQUIRED),
  BOOL (DONE, ZwCheckItem, done),
  INT64 (RANK, ZwCheckItem, rank, REQUIRED),
};

static const ZwFieldSpec block_fields[] = {
  REF (TICKET, ZwBlock, ticket, TICKET, REQUIRED),
  REF (BLOCKER, ZwBlock, blocker, TICKET),
  TEXT (REASON, ZwBlock, reason),
  REF (AUTHOR, ZwBlock, author, PERSON),
  TEXT (AUTHOR_NAME, ZwBlock, author_name),
  INSTANT (SINCE, ZwBlock, since, REQUIRED),
  INSTANT (ENDED, ZwBlock, ended),
};

static const ZwFieldSpec work_fields[] = {
  REF (TICKET, ZwWork, ticket, TICKET, REQUIRED),
  REF (PERSON, ZwWork, person, PERSON),
  DATE (DATE, ZwWork, date),
  INT (MINUTES, ZwWork, minutes, REQUIRED),
  TEXT (NOTE, ZwWork, note),
};

static const ZwFieldSpec attachment_fields[] = {
  REF (TICKET, ZwAttachment, ticket, TICKET, REQUIRED),
  TEXT (NAME, ZwAttachment, name, REQUIRED),
  TEXT (MIME, ZwAttachment, mime),
  INT (SIZE, ZwAttachment, size),
  TEXT (BLOB, ZwAttachment, blob),
  REF (AUTHOR, ZwAttachment, author, PERSON),
  INSTANT (CREATED, ZwAttachment, created),
};

static const ZwFieldSpec alias_fields[] = {
  REF (PROJECT, ZwAlias, project, PROJECT, REQUIRED),
  REF (TICKET, ZwAlias, ticket, TICKET),
  TEXT (KEY, ZwAlias, key, REQUIRED),
};

static const ZwFieldSpec filter_fields[] = {
  REF (PROJECT, ZwFilter, project, PROJECT, REQUIRED),
  REF (PERSON, ZwFilter, person, PERSON),
  TEXT (NAME, ZwFilter, name, REQUIRED),
  TEXT (QUERY, ZwFilter, query),
};

static const ZwFieldSpec template_fields[] = {
  REF (PROJECT, ZwTemplate, project, PROJECT, REQUIRED),
  TEXT (NAME, ZwTemplate, name, REQUIRED),
  LONG_TEXT (BODY),
};

static const ZwFieldSpec source_fields[] = {
  REF (TICKET, ZwSource, ticket, TICKET, REQUIRED),
  TEXT (SYSTEM, ZwSource, system, REQUIRED),
  TEXT (KEY, ZwSource, key),
  TEXT (URL, ZwSource, url),
  LONG_TEXT (VALUES),
};

static const ZwFieldSpec standup_fields[] = {
  REF (PROJECT, ZwStandup, project, PROJECT, REQUIRED),
  INSTANT (HELD, ZwStandup, held, REQUIRED),
  INT (SECONDS, ZwStandup, seconds),
  LONG_TEXT (NOTES),
};

typedef struct {
  const ZwFieldSpec *fields;
  guint n_fields;
  GType (*get_type) (void);
} EntityInfo;

#define ENTITY(ENUM, name) [ZW_ENTITY_##ENUM] = { name##_fields, G_N_ELEMENTS (name##_fields), zw_##name##_get_type }
static const EntityInfo entities[ZW_N_ENTITIES] = {
  ENTITY (PROJECT, project),   ENTITY (STATUS, status),         ENTITY (PERSON, person),
  ENTITY (MEMBER, member),     ENTITY (LABEL, label),           ENTITY (SPRINT, sprint),
  ENTITY (TICKET, ticket),     ENTITY (COMMENT, comment),       ENTITY (CHECK_ITEM, check_item),
  ENTITY (BLOCK, block),       ENTITY (WORK, work),             ENTITY (ATTACHMENT, attachment),
  ENTITY (ALIAS, alias),       ENTITY (FILTER, filter),         ENTITY (TEMPLATE, template),
  ENTITY (SOURCE, source),     ENTITY (STANDUP, standup),
};

const char *
zw_field_to_string (ZwField field)
{
  return field_names[field];
}

ZwField
zw_field_from_string (const char *name)
{
  for (guint i = 1; name != NULL && i < ZW_N_FIELDS; i++)
    if (field_names[i][0] == name[0] && strcmp (field_names[i], name) == 0)
      return i;
  return ZW_FIELD_NONE;
}

const char *
zw_entity_to_string (ZwEntity entity)
{
  return entity_names[entity];
}

gboolean
zw_entity_from_string (const char *name, ZwEntity *entity)
{
  int index = zw_choice_from_string (entity_names, name);
  if (index < 0)
    return FALSE;
  *entity = index;
  return TRUE;
}

const ZwFieldSpec *
zw_entity_get_fields (ZwEntity entity, guint *n_fields)
{
  *n_fields = entities[entity].n_fields;
  return entities[entity].fields;
}

const ZwFieldSpec *
zw_entity_find_field (ZwEntity entity, ZwField field)
{
  for (guint i = 0; i < entities[entity].n_fields; i++)
    if (entities[entity].fields[i].field == field)
      return &entities[entity].fields[i];
  return NULL;
}

GType
zw_entity_get_item_type (ZwEntity entity)
{
  return entities[entity].get_type ();
}

gboolean
zw_entity_is_part (ZwEntity entity)
{
  return entity == ZW_ENTITY_COMMENT || entity == ZW_ENTITY_CHECK_ITEM || entity == ZW_ENTITY_BLOCK
         || entity == ZW_ENTITY_WORK || entity == ZW_ENTITY_ATTACHMENT || entity == ZW_ENTITY_SOURCE;
}

int
zw_choice_from_string (const char *const *choices, const char *name)
{
  for (int i = 0; choices[i] != NULL; i++)
    if (g_strcmp0 (choices[i], name) == 0)
      return i;
  return -1;
}

char *
zw_date_to_string (int date)
{
  GDate value;

  if (date == ZW_UNSET)
    return NULL;
  g_date_clear (&value, 1);
  g_date_set_julian (&value, (guint32) date);
  return g_strdup_printf ("%04d-%02d-%02d", g_date_get_year (&value), g_date_get_month (&value), g_date_get_day (&value));
}

gboolean
zw_date_from_string (const char *text, int *date)
{
  GDate value;

  *date = ZW_UNSET;
  if (text == NULL)
    return TRUE;
  for (int i = 0; i < 10; i++)
    if (i == 4 || i == 7 ? text[i] != '-' : !g_ascii_isdigit (text[i]))
      return FALSE;
  if (text[10] != '\0')
    return FALSE;
  int year = atoi (text), month = atoi (text + 5), day = atoi (text + 8);
  if (!g_date_valid_dmy ((GDateDay) day, month, (GDateYear) year))
    return FALSE;
  g_date_clear (&value, 1);
  g_date_set_dmy (&value, (GDateDay) day, month, (GDateYear) year);
  *date = (int) g_date_get_julian (&value);
  return TRUE;
}

char *
zw_real_to_string (double value)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  if (isnan (value))
    return NULL;
  /* 15 digits always survive a round trip but for denormals, which hold fewer. */
  for (int digits = fabs (value) < DBL_MIN ? 1 : 15; digits < 17; digits++)
    {
      char format[8];
      g_snprintf (format, sizeof format, "%%.%dg", digits);
      g_ascii_formatd (buffer, sizeof buffer, format, value);
      if (g_ascii_strtod (buffer, NULL) == value)
        return g_strdup (buffer);
    }
  return g_strdup (g_ascii_formatd (buffer, sizeof buffer, "%.17g", value));
}

gboolean
zw_real_from_string (const char *text, double *value)
{
  char *end = NULL;

  *value = NAN;
  if (text == NULL)
    return TRUE;
  if (text[0] != '-' && !g_ascii_isdigit (text[0]))
    return FALSE;
  double parsed = g_ascii_strtod (text, &end);
  if (end == text || *end != '\0' || !isfinite (parsed))
    return FALSE;
  *value = parsed;
  return TRUE;
}

static gboolean
is_well_formed (const ZwFieldSpec *spec, const char *text)
{
  double real;
  gint64 number;
  int date;

  switch (spec->type)
    {
    case ZW_VALUE_INT:
      return g_ascii_string_to_signed (text, 10, G_MININT + 1, G_MAXINT, NULL, NULL);
    case ZW_VALUE_INT64:
    case ZW_VALUE_INSTANT:
      return g_ascii_string_to_signed (text, 10, G_MININT64, G_MAXINT64, NULL, NULL);
    case ZW_VALUE_REAL:
      return zw_real_from_string (text, &real);
    case ZW_VALUE_BOOL:
      return g_str_equal (text, "0") || g_str_equal (text, "1");
    case ZW_VALUE_DATE:
    case ZW_VALUE_SET_DATE:
      return zw_date_from_string (text, &date);
    case ZW_VALUE_CHOICE:
      return zw_choice_from_string (spec->choices, text) >= 0;
    case ZW_VALUE_TEXT:
    case ZW_VALUE_LONG_TEXT:
      return *text != '\0' && g_utf8_validate (text, -1, NULL);
    case ZW_VALUE_REF:
    case ZW_VALUE_SET_REF:
      return g_ascii_string_to_signed (text, 10, 1, G_MAXINT64, &number, NULL);
    }
  return FALSE;
}

static gboolean
is_in_range (ZwField field, const char *text)
{
  switch ((int) field)
    {
    case ZW_FIELD_DIFFICULTY:
    case ZW_FIELD_PRIORITY:
      return text[0] >= '1' && text[0] <= '5' && text[1] == '\0';
    case ZW_FIELD_PROGRESS:
      return g_ascii_string_to_signed (text, 10, 0, 100, NULL, NULL);
    case ZW_FIELD_ESTIMATE:
    case ZW_FIELD_PLANNED:
    case ZW_FIELD_REMAINING:
    case ZW_FIELD_WIP_LIMIT:
      return text[0] != '-';
    case ZW_FIELD_MINUTES_PER_DAY:
    case ZW_FIELD_SPRINT_DAYS:
      return text[0] != '-' && text[0] != '0';
    case ZW_FIELD_WORKING_DAYS:
      return g_ascii_string_to_signed (text, 10, 0, 127, NULL, NULL);
    }
  return TRUE;
}

gboolean
zw_field_spec_validate (const ZwFieldSpec *spec, const char *text, GError **error)
{
  if (text == NULL && !spec->required)
    return TRUE;
  if (text != NULL && is_well_formed (spec, text) && is_in_range (spec->field, text))
    return TRUE;
  if (text == NULL)
    zw_set_error (error, ZW_ERROR_INVALID_VALUE, "%s cannot be empty", zw_field_to_string (spec->field));
  else
    zw_set_error (error, ZW_ERROR_INVALID_VALUE, "“%.80s” is no valid %s", text, zw_field_to_string (spec->field));
  return FALSE;
}
