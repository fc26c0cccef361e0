/* SPDX-License-Identifier: GPL-3.0-or-later
 * Tables: any list of separated values with a heading. Columns are known by usual names in some languages, or by what the person
 * says ("title=Name,status=State"); columns that repeat come together. Jira's own tables and Kanboard's are known by their
 * headings and land as what their other exports would, so that both meet again. */
#define G_LOG_DOMAIN "zettelwand"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "zw-error.h"
#include "zw-neutral-guess.h"
#include "zw-reader.h"
#include "zw-reader-own-table.h"
#include "zw-reader-text.h"
#include "zw-table.h"

#define MOST_BYTES ((gsize) 256 * 1024 * 1024)

typedef enum {
  ROLE_NONE, ROLE_KEY, ROLE_ID, ROLE_TITLE, ROLE_DESCRIPTION, ROLE_STATUS, ROLE_STATE, ROLE_TYPE, ROLE_OWNER, ROLE_REPORTER, ROLE_LABELS,
  ROLE_PRIORITY, ROLE_ESTIMATE, ROLE_PLANNED, ROLE_SPENT, ROLE_REMAINING, ROLE_DUE, ROLE_CREATED, ROLE_CHANGED, ROLE_CLOSED,
  ROLE_SPRINT, ROLE_PARENT, ROLE_RESOLUTION, ROLE_COMMENT, ROLE_URL, ROLE_RANK, ROLE_BLOCKS, ROLE_PROJECT, ROLE_PROJECT_NAME,
  ROLE_PROGRESS, ROLE_ARCHIVED, ROLE_IGNORED, ROLE_KEPT, N_ROLES
} Role;

typedef struct {
  Role role;
  const char *word;     /* what the person calls it; NULL = nothing to ask for */
  const char *headings; /* small, separated by "|" */
} RoleName;

/* Of two columns for one role, the one whose heading stands further left here counts. */
static const RoleName role_names[] = {
  { ROLE_KEY, "key", "issue key|vorgangsschlüssel|schlüssel|key|task id|id|#|nr|nr.|number|nummer|ticket|ticket id|issue id|iid" },
  { ROLE_ID, NULL, "issue id|vorgangs-id" },
  { ROLE_TITLE, "title", "title|summary|zusammenfassung|titel|name|subject|betreff|task|aufgabe|card name|task name|issue title|story|"
                         "content|thema|titre|título|titolo" },
  { ROLE_DESCRIPTION, "description", "description|beschreibung|body|details|text|notes|notizen|card description|desc" },
  { ROLE_STATUS, "status", "status|state|column|spalte|list|liste|list name|section|"
                           "section/column|stage|phase|zustand|column name|statut|estado|stato" },
  { ROLE_TYPE, "type", "issue type|vorgangstyp|type|typ|work item type|issuetype|tracker|kind|art" },
  { ROLE_OWNER, "owner", "assignee name|assignee|zugewiesene person|bearbeiter|assigned to|owner|zuständig|zugewiesen an|members|"
                         "responsible|verantwortlich|assignee username|bearbeiter:in" },
  { ROLE_REPORTER, "reporter", "reporter|autor|author|creator name|creator|created by|erstellt von|ersteller|requester|melder" },
  { ROLE_LABELS, "labels", "labels|label|stichwörter|tags|tag|etiketten|category|kategorie|schlagwörter" },
  { ROLE_PRIORITY, "priority", "priority|priorität|prio" },
  { ROLE_ESTIMATE, "estimate", "story points|custom field (story points)|custom field (story point estimate)|"
                               "benutzerdefiniertes feld (story points)|"
                               "story point estimate|points|punkte|estimate|schätzung|complexity|komplexität|sp|weight|size" },
  { ROLE_PLANNED, "planned", "original estimate|ursprüngliche schätzung|"
                             "time estimated|time estimate|estimated hours|estimated time|aufwand" },
  { ROLE_SPENT, "spent", "time spent|aufgewendete zeit|zeitaufwand|spent time|spent|total time spent" },
  { ROLE_REMAINING, "remaining", "remaining estimate|verbleibende schätzung|remaining" },
  { ROLE_DUE, "due", "due date|fälligkeitsdatum|fällig|due|deadline|fällig am|due on|termin" },
  { ROLE_CREATED, "created", "created|erstellt|creation date|created at|date created|created (utc)|created on|angelegt" },
  { ROLE_CHANGED, NULL, "updated|aktualisiert|modification date|updated at|last modified|changed|geändert|last activity date" },
  { ROLE_CLOSED, "closed", "resolved|erledigt|completion date|closed at|completed at|closed|"
                           "closed (utc)|finished|geschlossen|done at|closed on" },
  { ROLE_SPRINT, "sprint", "sprint|iteration|milestone|meilenstein|iteration path" },
  { ROLE_PARENT, "parent", "parent id|parent|parent key|übergeordnet|epic link|custom field (epic link)|parent task|parent issue" },
  { ROLE_RESOLUTION, "resolution", "resolution|lösung" },
  { ROLE_COMMENT, "comment", "comment|kommentar|comments|kommentare" },
  { ROLE_URL, "url", "url|link|web url|card url" },
  { ROLE_RANK, NULL, "custom field (rank)|rank|rang" },
  { ROLE_BLOCKS, NULL, "outward issue link (blocks)" },
  { ROLE_PROJECT, NULL, "project key|projektschlüssel" },
  { ROLE_PROJECT_NAME, "project", "project name|projektname|project|projekt" },
  { ROLE_PROGRESS, "progress", "progress|fortschritt|% done|% complete|percent complete" },
  { ROLE_ARCHIVED, "archived", "archived|archiviert" },
  { ROLE_IGNORED, NULL, "last viewed|zuletzt angesehen|project type|project lead|project lead id|project description|watchers|watchers id|"
                        "creator id|reporter id|assignee id|project url|status category changed|position|color|swimlane id|"
                        "issue link type|status category" },
};

typedef enum { FLAVOUR_PLAIN, FLAVOUR_JIRA, FLAVOUR_KANBOARD } Flavour;

typedef struct {
  ZwNeutralTicket *blocker; /* (borrowed) */
  const char *blocked;      /* (borrowed) key */
} Blocking;

typedef struct {
  const ZwReaderInput *input;
  ZwTable *table;
  ZwNeutral *neutral;
  Flavour flavour;
  Role *roles;         /* (owned) of each column */
  ZwDayOrder *orders;  /* (owned) of each column */
  GHashTable *by_id;   /* other ids of tickets -> key */
  GHashTable *ranks;   /* ticket -> its rank */
  GHashTable *by_key;  /* key -> ticket */
  GArray *blockings;   /* of Blocking */
} Csv;

/* --- columns ------------------------------------------------------------------------------------------------- */

static char *
simplify (const char *heading)
{
  g_autofree char *small = g_utf8_strdown (heading, -1);
  return g_strdup (g_strstrip (small));
}

/* Its place among the headings of the role; -1 = none of them. */
static int
find_heading (const RoleName *role, const char *heading)
{
  g_auto (GStrv) headings = g_strsplit (role->headings, "|", -1);

  for (int i = 0; headings[i] != NULL; i++)
    if (g_str_equal (headings[i], heading))
      return i;
  return -1;
}

static guint
count_columns (const ZwTable *table)
{
  return table->rows->len > 0 ? ((GPtrArray *) table->rows->pdata[0])->len : 0;
}

/* Columns of the best heading of @role; the others of it stay what they were. */
static void
assign_role (Csv *csv, const RoleName *role)
{
  int best = G_MAXINT;

  for (guint i = 0; i < count_columns (csv->table); i++)
    {
      g_autofree char *heading = simplify (zw_table_get (csv->table, 0, i));
      int place = csv->roles[i] == ROLE_NONE ? find_heading (role, heading) : -1;
      if (place >= 0)
        best = MIN (best, place);
    }
  for (guint i = 0; i < count_columns (csv->table); i++)
    {
      g_autofree char *heading = simplify (zw_table_get (csv->table, 0, i));
      int place = csv->roles[i] == ROLE_NONE ? find_heading (role, heading) : -1;
      gboolean is_many = role->role == ROLE_IGNORED || role->role == ROLE_LABELS;
      if (place >= 0 && (place == best || is_many))
        csv->roles[i] = role->role;
    }
}

/* "title=Name,status=State" */
static gboolean
assign_by_person (Csv *csv, const char *mapping, GError **error)
{
  g_auto (GStrv) pairs = g_strsplit (mapping, ",", -1);

  for (guint i = 0; pairs[i] != NULL; i++)
    {
      char *equals = strchr (pairs[i], '=');
      gboolean is_done = FALSE;
      if (equals != NULL)
        *equals = '\0';
      g_autofree char *wanted = equals != NULL ? simplify (equals + 1) : NULL;
      for (guint j = 0; wanted != NULL && j < G_N_ELEMENTS (role_names); j++)
        for (guint k = 0; g_strcmp0 (role_names[j].word, g_strstrip (pairs[i])) == 0 && k < count_columns (csv->table); k++)
          {
            g_autofree char *heading = simplify (zw_table_get (csv->table, 0, k));
            if (!g_str_equal (heading, wanted))
              continue;
            csv->roles[k] = role_names[j].role;
            is_done = TRUE;
          }
      if (is_done)
        continue;
      zw_set_error (error, ZW_ERROR_INVALID_VALUE, "“%s=%s” names no field, or no column of the table", pairs[i], wanted);
      return FALSE;
    }
  return TRUE;
}

static gboolean
has_heading (Csv *csv, const char *wanted)
{
  for (guint i = 0; i < count_columns (csv->table); i++)
    {
      g_autofree char *heading = simplify (zw_table_get (csv->table, 0, i));
      if (g_str_equal (heading, wanted))
        return TRUE;
    }
  return FALSE;
}

static gboolean
has_role (const Csv *csv, Role role)
{
  for (guint i = 0; i < count_columns (csv->table); i++)
    if (csv->roles[i] == role)
      return TRUE;
  return FALSE;
}

/* Kanboard's "Status" is open or closed; where a card stands is its "Column". */
static void
assign_kanboard (Csv *csv)
{
  for (guint i = 0; i < count_columns (csv->table); i++)
    {
      g_autofree char *heading = simplify (zw_table_get (csv->table, 0, i));
      if (g_str_equal (heading, "status"))
        csv->roles[i] = ROLE_STATE;
      else if (g_str_equal (heading, "column"))
        csv->roles[i] = ROLE_STATUS;
    }
}

static Role
find_role (const char *word)
{
  for (guint i = 0; i < G_N_ELEMENTS (role_names); i++)
    if (g_strcmp0 (role_names[i].word, word) == 0)
      return role_names[i].role;
  return ROLE_NONE;
}

/* Column by column, as chosen in a window; what is nothing is not guessed again. */
static void
assign_by_choice (Csv *csv, ZwImportMapping *mapping)
{
  for (guint i = 0; i < count_columns (csv->table); i++)
    {
      const char *word = zw_import_mapping_get_column (mapping, i);
      if (word != NULL)
        csv->roles[i] = *word != '\0' ? find_role (word) : ROLE_KEPT;
    }
}

/* Who can choose, and has not, sees what is taken: the first column that is nothing else. */
static void
assume_title (Csv *csv)
{
  for (guint i = 0; !has_role (csv, ROLE_TITLE) && i < count_columns (csv->table); i++)
    if (csv->roles[i] == ROLE_NONE)
      csv->roles[i] = ROLE_TITLE;
}

static gboolean
assign_roles (Csv *csv, GError **error)
{
  csv->flavour = (has_heading (csv, "issue key") || has_heading (csv, "vorgangsschlüssel")) ? FLAVOUR_JIRA
               : has_heading (csv, "task id") && has_heading (csv, "swimlane")              ? FLAVOUR_KANBOARD
                                                                                            : FLAVOUR_PLAIN;
  if (csv->input->detail != NULL && !assign_by_person (csv, csv->input->detail, error))
    return FALSE;
  if (csv->input->mapping != NULL)
    assign_by_choice (csv, csv->input->mapping);
  if (csv->flavour == FLAVOUR_KANBOARD)
    assign_kanboard (csv);
  for (guint i = 0; i < G_N_ELEMENTS (role_names); i++)
    if (role_names[i].role == ROLE_IGNORED || role_names[i].role == ROLE_LABELS || !has_role (csv, role_names[i].role))
      assign_role (csv, &role_names[i]);
  if (csv->input->mapping != NULL)
    assume_title (csv);
  if (has_role (csv, ROLE_TITLE))
    return TRUE;
  zw_set_error (error, ZW_ERROR_INVALID_VALUE,
                "line 1, column 1: no column of the table is known as the title; say which one it is (title=Heading)");
  return FALSE;
}

static void
find_day_orders (Csv *csv)
{
  for (guint column = 0; column < count_columns (csv->table); column++)
    for (guint row = 1; csv->orders[column] == ZW_DAYS_UNKNOWN && row < csv->table->rows->len; row++)
      csv->orders[column] = zw_table_guess_day_order (zw_table_get (csv->table, row, column));
  /* What one column of days tells holds for the others. */
  ZwDayOrder known = csv->flavour == FLAVOUR_KANBOARD ? ZW_DAYS_MONTH_FIRST : ZW_DAYS_UNKNOWN;
  for (guint column = 0; column < count_columns (csv->table); column++)
    if (csv->orders[column] != ZW_DAYS_UNKNOWN && csv->roles[column] >= ROLE_DUE && csv->roles[column] <= ROLE_CLOSED)
      known = csv->orders[column];
  for (guint column = 0; column < count_columns (csv->table); column++)
    if (csv->orders[column] == ZW_DAYS_UNKNOWN)
      csv->orders[column] = known;
}

/* --- cells --------------------------------------------------------------------------------------------------- */

/* The first filled cell of the role; NULL = none. */
static const char *
get_cell (const Csv *csv, guint row, Role role)
{
  for (guint i = 0; i < count_columns (csv->table); i++)
    if (csv->roles[i] == role && *zw_table_get (csv->table, row, i) != '\0')
      return zw_table_get (csv->table, row, i);
  return NULL;
}

static gint64
read_instant (const Csv *csv, guint row, Role role, int *date)
{
  if (date != NULL)
    *date = ZW_UNSET;
  for (guint i = 0; i < count_columns (csv->table); i++)
    {
      const char *cell = zw_table_get (csv->table, row, i);
      if (csv->roles[i] == role && *cell != '\0')
        return zw_table_read_instant (cell, csv->orders[i], csv->input->zone, date);
    }
  return 0;
}

/* Jira writes seconds, Kanboard and people hours; "2h 30m" is what it says. */
static int
read_minutes (const Csv *csv, guint row, Role role)
{
  const char *cell = get_cell (csv, row, role);
  double value = zw_guess_points (cell), hours = 0, minutes = 0;
  char *end;

  if (cell == NULL)
    return ZW_UNSET;
  if (!isnan (value))
    return value > 1e8 ? ZW_UNSET : (int) lround (csv->flavour == FLAVOUR_JIRA ? value / 60 : value * 60);
  hours = g_ascii_strtod (cell, &end);
  if (end == cell || (*end != 'h' && *end != 'm' && *end != ':'))
    return ZW_UNSET;
  minutes = *end == 'm' ? hours : g_ascii_strtod (end + 1, NULL);
  return (int) lround (*end == 'm' ? minutes : hours * 60 + minutes);
}

static char *
dup_text (const Csv *csv, const char *text)
{
  return csv->flavour == FLAVOUR_JIRA ? zw_text_from_wiki (text) : g_strdup (text);
}

static ZwNeutralPerson *
read_person (Csv *csv, const char *cell)
{
  g_autofree char *clean = cell != NULL ? g_strstrip (g_strdup (cell)) : NULL;
  const char *at = clean != NULL ? strchr (clean, '@') : NULL;
  gboolean is_email = at != NULL && at != clean && strchr (clean, ' ') == NULL;

  if (clean == NULL || *clean == '\0' || g_ascii_strcasecmp (clean, "unassigned") == 0)
    return NULL;
  return zw_neutral_get_person (csv->neutral, NULL, is_email ? NULL : clean, NULL, is_email ? clean : NULL);
}

/* --- a row --------------------------------------------------------------------------------------------------- */

static void
read_labels (Csv *csv, ZwNeutralProject *project, ZwNeutralTicket *ticket, guint row)
{
  for (guint i = 0; i < count_columns (csv->table); i++)
    {
      const char *separators = csv->flavour == FLAVOUR_JIRA ? " " : ",;";
      g_auto (GStrv) names = csv->roles[i] == ROLE_LABELS ? g_strsplit_set (zw_table_get (csv->table, row, i), separators, -1) : NULL;
      for (guint j = 0; names != NULL && names[j] != NULL; j++)
        if (*g_strstrip (names[j]) != '\0')
          zw_neutral_add_label (ticket, zw_neutral_get_label (project, NULL, names[j]));
    }
}

/* Jira: "16/Jan/24 12:30 PM;ann;the text". */
static void
read_comments (Csv *csv, ZwNeutralTicket *ticket, guint row)
{
  for (guint i = 0; i < count_columns (csv->table); i++)
    {
      const char *cell = csv->roles[i] == ROLE_COMMENT ? zw_table_get (csv->table, row, i) : "";
      g_auto (GStrv) parts = g_strsplit (cell, ";", 3);
      gint64 at = g_strv_length (parts) == 3 ? zw_table_read_instant (parts[0], csv->orders[i], csv->input->zone, NULL) : 0;
      g_autofree char *text = dup_text (csv, at != 0 ? parts[2] : cell);
      if (text != NULL && *text != '\0')
        zw_neutral_add_comment (ticket, NULL, at != 0 ? read_person (csv, parts[1]) : NULL, at, text);
    }
}

/* Of several the last filled one is where it stands now. */
static void
read_sprint (Csv *csv, ZwNeutralProject *project, ZwNeutralTicket *ticket, guint row)
{
  for (guint i = 0; i < count_columns (csv->table); i++)
    if (csv->roles[i] == ROLE_SPRINT && *zw_table_get (csv->table, row, i) != '\0')
      ticket->sprint = zw_neutral_get_sprint (project, NULL, zw_table_get (csv->table, row, i));
}

static void
read_state (Csv *csv, ZwNeutralProject *project, ZwNeutralTicket *ticket, guint row)
{
  const char *status = get_cell (csv, row, ROLE_STATUS), *state = get_cell (csv, row, ROLE_STATE);
  const char *resolution = get_cell (csv, row, ROLE_RESOLUTION);
  ZwResolution reason;

  if (status != NULL)
    ticket->status = zw_neutral_get_status (project, NULL, status);
  ticket->closed = read_instant (csv, row, ROLE_CLOSED, NULL);
  if (state != NULL && zw_guess_category (state) == ZW_CATEGORY_DONE && zw_guess_category (status) != ZW_CATEGORY_DONE)
    {
      zw_neutral_keep_text (project, ticket, "column", status);
      ticket->status = NULL;
      ticket->category = ZW_CATEGORY_DONE;
    }
  if (status == NULL && ticket->closed != 0)
    ticket->category = ZW_CATEGORY_DONE;
  if (resolution == NULL || g_ascii_strcasecmp (resolution, "unresolved") == 0)
    return;
  if (zw_guess_cancelled (resolution, &reason))
    {
      ticket->category = ZW_CATEGORY_CANCELLED;
      ticket->resolution = reason;
      ticket->resolution_text = g_strdup (resolution);
      zw_neutral_keep_text (project, ticket, "status", status);
    }
  else
    zw_neutral_keep_text (project, ticket, "resolution", resolution);
}

static void
read_links (Csv *csv, ZwNeutralTicket *ticket, guint row)
{
  const char *parent = get_cell (csv, row, ROLE_PARENT);

  if (parent != NULL)
    ticket->parent = g_strdup (parent); /* a key, or another id: told when all are known */
  for (guint i = 0; i < count_columns (csv->table); i++)
    {
      const Blocking blocking = { ticket, zw_table_get (csv->table, row, i) };
      if (csv->roles[i] == ROLE_BLOCKS && *blocking.blocked != '\0')
        g_array_append_val (csv->blockings, blocking);
    }
}

static void
keep_rest (Csv *csv, ZwNeutralProject *project, ZwNeutralTicket *ticket, guint row)
{
  for (guint i = 0; i < count_columns (csv->table); i++)
    {
      const char *heading = zw_table_get (csv->table, 0, i);
      if (csv->roles[i] == ROLE_NONE || csv->roles[i] == ROLE_KEPT)
        zw_neutral_keep_text (project, ticket, *heading != '\0' ? heading : "column", zw_table_get (csv->table, row, i));
    }
}

static void
read_due (Csv *csv, ZwNeutralProject *project, ZwNeutralTicket *ticket, guint row)
{
  const char *cell = get_cell (csv, row, ROLE_DUE);

  read_instant (csv, row, ROLE_DUE, &ticket->due);
  if (cell == NULL || ticket->due != ZW_UNSET)
    return;
  zw_neutral_keep_text (project, ticket, "due", cell);
  zw_neutral_warn (csv->neutral, ticket->line, NULL, "“%.40s” is no sure due date, left out", cell);
}

/* What a number, a time or a choice is expected for, and says something else, is kept as it is. */
static void
read_values (Csv *csv, ZwNeutralProject *project, ZwNeutralTicket *ticket, guint row)
{
  const char *points = get_cell (csv, row, ROLE_ESTIMATE), *priority = get_cell (csv, row, ROLE_PRIORITY);
  const char *progress = get_cell (csv, row, ROLE_PROGRESS), *archived = get_cell (csv, row, ROLE_ARCHIVED);
  const char *type = get_cell (csv, row, ROLE_TYPE);
  int spent = read_minutes (csv, row, ROLE_SPENT);

  ticket->type = zw_guess_type (type);
  if (!zw_guess_is_plain_type (type))
    zw_neutral_keep_text (project, ticket, "type", type);
  ticket->priority = csv->flavour != FLAVOUR_KANBOARD ? zw_guess_priority (priority) : ZW_UNSET;
  if (ticket->priority == ZW_UNSET)
    zw_neutral_keep_text (project, ticket, "priority", priority);
  if (csv->flavour != FLAVOUR_KANBOARD || g_strcmp0 (points, "0") != 0)
    ticket->estimate = zw_guess_points (points);
  if (isnan (ticket->estimate) && g_strcmp0 (points, "0") != 0)
    zw_neutral_keep_text (project, ticket, "estimate", points);
  ticket->planned = read_minutes (csv, row, ROLE_PLANNED);
  ticket->remaining = read_minutes (csv, row, ROLE_REMAINING);
  if (spent != ZW_UNSET)
    zw_neutral_add_work (ticket, "total", NULL, ZW_UNSET, spent, NULL);
  ticket->progress = progress != NULL && g_ascii_isdigit (*progress) ? atoi (progress) : ZW_UNSET;
  ticket->is_archived = archived != NULL && strchr ("yYtT1jJ", *archived) != NULL;
  ticket->created = read_instant (csv, row, ROLE_CREATED, NULL);
  ticket->changed = read_instant (csv, row, ROLE_CHANGED, NULL);
  read_due (csv, project, ticket, row);
}

static ZwNeutralTicket *
add_ticket (Csv *csv, ZwNeutralProject *project, const char *key, guint row)
{
  ZwNeutralTicket *ticket = zw_neutral_add_ticket (project, key);
  const char *dash = strrchr (key, '-'), *digits = dash != NULL ? dash + 1 : key + strspn (key, "#");

  ticket->line = g_array_index (csv->table->lines, gint64, row);
  ticket->number = (int) CLAMP (g_ascii_strtoll (digits, NULL, 10), 0, G_MAXINT - 1);
  g_hash_table_insert (csv->by_key, ticket->key, ticket);
  if (get_cell (csv, row, ROLE_ID) != NULL)
    g_hash_table_insert (csv->by_id, (gpointer) get_cell (csv, row, ROLE_ID), ticket->key);
  if (get_cell (csv, row, ROLE_RANK) != NULL)
    g_hash_table_insert (csv->ranks, ticket, (gpointer) get_cell (csv, row, ROLE_RANK));
  return ticket;
}

static void
read_row (Csv *csv, guint row)
{
  const char *key = get_cell (csv, row, ROLE_KEY), *title = get_cell (csv, row, ROLE_TITLE), *prefix = get_cell (csv, row, ROLE_PROJECT);
  g_autofree char *made_key = key != NULL ? g_strdup (key) : g_strdup_printf ("%u", row);

  if (key == NULL && title == NULL)
    {
      zw_neutral_skip (csv->neutral, g_array_index (csv->table->lines, gint64, row), NULL, "a row without a title");
      return;
    }
  ZwNeutralProject *project = zw_neutral_get_project (csv->neutral, csv->flavour == FLAVOUR_JIRA ? prefix : NULL);
  ZwNeutralTicket *ticket = add_ticket (csv, project, made_key, row);
  project->has_local_keys = TRUE;
  if (project->key == NULL)
    project->key = g_strdup (prefix);
  if (project->name == NULL)
    project->name = g_strdup (get_cell (csv, row, ROLE_PROJECT_NAME));
  ticket->title = g_strdup (title);
  ticket->description = dup_text (csv, get_cell (csv, row, ROLE_DESCRIPTION));
  ticket->url = g_strdup (get_cell (csv, row, ROLE_URL));
  ticket->owner = read_person (csv, get_cell (csv, row, ROLE_OWNER));
  ticket->reporter = read_person (csv, get_cell (csv, row, ROLE_REPORTER));
  if (ticket->owner != NULL)
    ticket->owner->is_member = TRUE;
  read_values (csv, project, ticket, row);
  read_state (csv, project, ticket, row);
  read_labels (csv, project, ticket, row);
  read_sprint (csv, project, ticket, row);
  read_comments (csv, ticket, row);
  read_links (csv, ticket, row);
  keep_rest (csv, project, ticket, row);
}

/* --- what is what, to be shown ------------------------------------------------------------------------------- */

static const char *
get_word (Role role)
{
  for (guint i = 0; i < G_N_ELEMENTS (role_names); i++)
    if (role_names[i].role == role)
      return role_names[i].word;
  return NULL;
}

static GPtrArray *
describe_columns (const Csv *csv)
{
  GPtrArray *columns = g_ptr_array_new_with_free_func (zw_preview_column_free);

  for (guint i = 0; i < count_columns (csv->table); i++)
    {
      ZwPreviewColumn *column = g_new0 (ZwPreviewColumn, 1);
      *column = (ZwPreviewColumn) { g_strdup (zw_table_get (csv->table, 0, i)), NULL, get_word (csv->roles[i]) };
      for (guint row = 1; column->sample == NULL && row < csv->table->rows->len; row++)
        if (*zw_table_get (csv->table, row, i) != '\0')
          column->sample = g_strdup (zw_table_get (csv->table, row, i));
      g_ptr_array_add (columns, column);
    }
  return columns;
}

char **
zw_reader_dup_column_roles (void)
{
  g_autoptr (GStrvBuilder) words = g_strv_builder_new ();

  for (guint i = 0; i < G_N_ELEMENTS (role_names); i++)
    if (role_names[i].word != NULL)
      g_strv_builder_add (words, role_names[i].word);
  return g_strv_builder_end (words);
}

/* --- the file ------------------------------------------------------------------------------------------------ */

static int
compare_ranks (gconstpointer a, gconstpointer b, gpointer ranks)
{
  const char *first = g_hash_table_lookup (ranks, *(gpointer *) a), *second = g_hash_table_lookup (ranks, *(gpointer *) b);
  return first == NULL || second == NULL ? (first == NULL) - (second == NULL) : strcmp (first, second);
}

static void
finish (Csv *csv)
{
  for (guint i = 0; i < csv->blockings->len; i++)
    {
      const Blocking *blocking = &g_array_index (csv->blockings, Blocking, i);
      ZwNeutralTicket *blocked = g_hash_table_lookup (csv->by_key, blocking->blocked);
      if (blocked != NULL)
        zw_neutral_add_link (blocked, ZW_FIELD_BLOCKER, blocking->blocker->key);
    }
  for (guint i = 0; i < csv->neutral->projects->len; i++)
    {
      ZwNeutralProject *project = csv->neutral->projects->pdata[i];
      for (guint j = 0; j < project->tickets->len; j++)
        {
          ZwNeutralTicket *ticket = project->tickets->pdata[j];
          const char *key = ticket->parent != NULL ? g_hash_table_lookup (csv->by_id, ticket->parent) : NULL;
          if (key == NULL)
            continue;
          g_free (ticket->parent);
          ticket->parent = g_strdup (key);
        }
      if (g_hash_table_size (csv->ranks) > 0)
        g_ptr_array_sort_with_data (project->tickets, compare_ranks, csv->ranks);
    }
}

static ZwNeutral *
read_table (Csv *csv, GError **error)
{
  static const char *const systems[] = { [FLAVOUR_PLAIN] = "csv", [FLAVOUR_JIRA] = "jira", [FLAVOUR_KANBOARD] = "kanboard" };

  csv->roles = g_new0 (Role, count_columns (csv->table));
  csv->orders = g_new0 (ZwDayOrder, count_columns (csv->table));
  if (!assign_roles (csv, error))
    return NULL;
  csv->neutral = zw_neutral_new (systems[csv->flavour]);
  csv->neutral->columns = describe_columns (csv);
  csv->by_id = g_hash_table_new (g_str_hash, g_str_equal);
  csv->ranks = g_hash_table_new (NULL, NULL);
  csv->by_key = g_hash_table_new (g_str_hash, g_str_equal);
  csv->blockings = g_array_new (FALSE, FALSE, sizeof (Blocking));
  find_day_orders (csv);
  for (guint row = 1; row < csv->table->rows->len; row++)
    read_row (csv, row);
  finish (csv);
  return csv->neutral;
}

/* Who says themselves what a column is gets what they say. */
static gboolean
has_chosen_columns (const ZwReaderInput *input, const ZwTable *table)
{
  for (guint i = 0; input->mapping != NULL && i < count_columns (table); i++)
    if (zw_import_mapping_get_column (input->mapping, i) != NULL)
      return TRUE;
  return FALSE;
}

static ZwNeutral *
read_csv (const ZwReaderInput *input, GError **error)
{
  g_autofree char *text = zw_reader_dup_text (input, MOST_BYTES, error);
  g_autoptr (ZwTable) table = text != NULL ? zw_table_parse (text, error) : NULL;
  Csv csv = { input, table };

  if (table == NULL)
    return NULL;
  if (zw_own_table_is (table) && input->detail == NULL && !has_chosen_columns (input, table))
    return zw_own_table_read (input, table);
  ZwNeutral *neutral = read_table (&csv, error);
  g_free (csv.roles);
  g_free (csv.orders);
  g_clear_pointer (&csv.by_id, g_hash_table_unref);
  g_clear_pointer (&csv.ranks, g_hash_table_unref);
  g_clear_pointer (&csv.by_key, g_hash_table_unref);
  g_clear_pointer (&csv.blockings, g_array_unref);
  return neutral;
}

static gboolean
detect_csv (const ZwLook *look)
{
  if (look->kind != ZW_LOOK_TABLE || g_hash_table_size (look->names) < 2)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (role_names); i++)
    {
      g_auto (GStrv) headings = role_names[i].role == ROLE_TITLE ? g_strsplit (role_names[i].headings, "|", -1) : NULL;
      for (guint j = 0; headings != NULL && headings[j] != NULL; j++)
        if (zw_look_has (look, headings[j]))
          return TRUE;
    }
  return FALSE;
}

const ZwReader zw_reader_csv = { "csv", detect_csv, read_csv };
