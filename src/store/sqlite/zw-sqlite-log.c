/* SPDX-License-Identifier: GPL-3.0-or-later
 * Writing and reading the change log. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-sqlite-log.h"

#include <glib/gi18n.h>

#include "zw-error.h"
#include "zw-log-codec.h"

static const char *const op_names[] = { "create", "set", "delete", "add", "remove", NULL };

/* --- writing ------------------------------------------------------------------------------------------------- */

gboolean
zw_sqlite_log_append (ZwConnection *connection, gint64 set_id, const ZwChange *change, const char *old_value,
                      const char *new_value, gint64 *seq, GError **error)
{
  g_autoptr (ZwStatement) statement
    = zw_connection_prepare (connection,
                             "INSERT INTO change (set_id, op, entity, entity_id, ticket_id, field, old, new)"
                             " VALUES (:set_id, :op, :entity, :entity_id, :ticket_id, :field, :old, :new)", error);

  if (statement == NULL)
    return FALSE;
  zw_statement_bind_int (statement, ":set_id", set_id);
  zw_statement_bind_text (statement, ":op", op_names[change->op]);
  zw_statement_bind_text (statement, ":entity", zw_entity_to_string (change->entity));
  zw_statement_bind_int (statement, ":entity_id", change->id);
  zw_statement_bind_id (statement, ":ticket_id", change->ticket);
  zw_statement_bind_text (statement, ":field", change->field == ZW_FIELD_NONE ? NULL : zw_field_to_string (change->field));
  zw_statement_bind_text (statement, ":old", old_value);
  zw_statement_bind_text (statement, ":new", new_value);
  if (!zw_statement_run (statement, error))
    return FALSE;
  *seq = sqlite3_last_insert_rowid (zw_connection_get_handle (connection));
  return TRUE;
}

gboolean
zw_sqlite_log_append_set (ZwConnection *connection, const ZwChangeSet *header, gint64 at, gint64 first_seq, gint64 seq,
                          GError **error)
{
  g_autoptr (ZwStatement) statement
    = zw_connection_prepare (connection,
                             "INSERT INTO change_set (id, undoes, deed, writer, actor_id, actor_name, at, first_seq, seq)"
                             " VALUES (:id, :undoes, :deed, :writer, :actor_id, :actor_name, :at, :first_seq, :seq)", error);

  if (statement == NULL)
    return FALSE;
  zw_statement_bind_int (statement, ":id", header->id);
  zw_statement_bind_id (statement, ":undoes", header->undoes);
  zw_statement_bind_text (statement, ":deed", zw_deed_to_string (header->deed));
  zw_statement_bind_text (statement, ":writer", header->writer);
  zw_statement_bind_id (statement, ":actor_id", header->actor);
  zw_statement_bind_text (statement, ":actor_name", header->actor_name);
  zw_statement_bind_int (statement, ":at", at);
  zw_statement_bind_int (statement, ":first_seq", first_seq);
  zw_statement_bind_int (statement, ":seq", seq);
  return zw_statement_run (statement, error);
}

static gboolean
is_known (ZwConnection *connection, gint64 set_id, gboolean *known, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (ZwStatement) statement = zw_connection_prepare (connection, "SELECT 1 FROM change_set WHERE id = :id", error);

  if (statement == NULL)
    return FALSE;
  zw_statement_bind_int (statement, ":id", set_id);
  *known = zw_statement_next (statement, &local);
  return zw_statement_conclude (&local, error);
}

gboolean
zw_sqlite_log_append_change (ZwConnection *connection, gint64 set_id, const ZwChange *change, gint64 *seq, GError **error)
{
  g_autofree char *json = change->values == NULL ? NULL : zw_log_codec_encode (change->values);

  return zw_sqlite_log_append (connection, set_id, change, change->op == ZW_OP_DELETE ? json : change->old_value,
                               change->op == ZW_OP_CREATE ? json : change->new_value, seq, error);
}

/* The set that is the last of the log goes on up to @seq. */
static gboolean
extend_set (ZwConnection *connection, gint64 set_id, gint64 seq, GError **error)
{
  g_autoptr (ZwStatement) statement
    = zw_connection_prepare (connection, "UPDATE change_set SET seq = :seq WHERE id = :id", error);

  if (statement == NULL)
    return FALSE;
  zw_statement_bind_int (statement, ":seq", seq);
  zw_statement_bind_int (statement, ":id", set_id);
  return zw_statement_run (statement, error);
}

gboolean
zw_sqlite_log_take (ZwConnection *connection, const ZwChangeSet *set, gint64 *taking, gint64 *seq, GError **error)
{
  gint64 first_seq = 0;
  gboolean known = FALSE, goes_on = *taking == set->id;

  if (!goes_on && !is_known (connection, set->id, &known, error))
    return FALSE;
  if (known || set->changes->len == 0)
    return TRUE;
  for (guint i = 0; i < set->changes->len; i++)
    {
      if (!zw_sqlite_log_append_change (connection, set->id, set->changes->pdata[i], seq, error))
        return FALSE;
      if (first_seq == 0)
        first_seq = *seq;
    }
  *taking = set->id;
  return goes_on ? extend_set (connection, set->id, *seq, error)
                 : zw_sqlite_log_append_set (connection, set, set->at, first_seq, *seq, error);
}

gboolean
zw_sqlite_log_get_last (ZwConnection *connection, gint64 *seq, gint64 *at, GError **error)
{
  *seq = *at = 0;
  return zw_connection_query_int (connection, "SELECT max (seq) FROM change", seq, error)
         && zw_connection_query_int (connection, "SELECT at FROM change_set WHERE id ="
                                                 " (SELECT set_id FROM change ORDER BY seq DESC LIMIT 1)", at, error);
}

/* --- conflicts ----------------------------------------------------------------------------------------------- */

static const char *
get_description_sql (ZwEntity entity)
{
  switch (entity)
    {
    case ZW_ENTITY_TICKET:
      return "SELECT p.key || '-' || t.number FROM ticket t JOIN project p ON p.id = t.project WHERE t.id = :id";
    case ZW_ENTITY_PROJECT:
      return "SELECT 'project “' || name || '”' FROM project WHERE id = :id";
    case ZW_ENTITY_STATUS:
      return "SELECT 'status “' || name || '”' FROM status WHERE id = :id";
    case ZW_ENTITY_PERSON:
      return "SELECT 'person “' || name || '”' FROM person WHERE id = :id";
    case ZW_ENTITY_LABEL:
      return "SELECT 'label “' || name || '”' FROM label WHERE id = :id";
    case ZW_ENTITY_SPRINT:
      return "SELECT 'sprint “' || name || '”' FROM sprint WHERE id = :id";
    case ZW_ENTITY_FILTER:
      return "SELECT 'filter “' || name || '”' FROM filter WHERE id = :id";
    case ZW_ENTITY_TEMPLATE:
      return "SELECT 'template “' || name || '”' FROM template WHERE id = :id";
    case ZW_ENTITY_MEMBER:
    case ZW_ENTITY_COMMENT:
    case ZW_ENTITY_CHECK_ITEM:
    case ZW_ENTITY_BLOCK:
    case ZW_ENTITY_WORK:
    case ZW_ENTITY_ATTACHMENT:
    case ZW_ENTITY_ALIAS:
    case ZW_ENTITY_SOURCE:
    case ZW_ENTITY_STANDUP:
      break;
    }
  return NULL;
}

char *
zw_sqlite_describe (ZwConnection *connection, ZwEntity entity, gint64 id)
{
  const char *sql = get_description_sql (entity);
  g_autoptr (GError) error = NULL;
  g_autoptr (ZwStatement) statement = sql == NULL ? NULL : zw_connection_prepare (connection, sql, &error);
  char *text = NULL;

  if (statement != NULL)
    {
      zw_statement_bind_int (statement, ":id", id);
      if (zw_statement_next (statement, &error))
        text = zw_statement_dup_text (statement, 0);
    }
  return text != NULL ? text : g_strdelimit (g_strdup (zw_entity_to_string (entity)), "_", ' ');
}

/* Who touched the row's field last. The newest rows come first, and a conflict is with something recent. */
static char *
find_last_author (ZwConnection *connection, const ZwChange *change, ZwField field)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ZwStatement) statement
    = zw_connection_prepare (connection,
                             "SELECT s.actor_name FROM change c JOIN change_set s ON s.id = c.set_id"
                             " WHERE (:ticket IS NULL OR c.ticket_id = :ticket) AND c.entity_id = :id AND c.entity = :entity"
                             " AND (c.field = :field OR c.op IN ('create', 'delete')) ORDER BY c.seq DESC LIMIT 1", &error);

  if (statement == NULL)
    return NULL;
  zw_statement_bind_id (statement, ":ticket", change->ticket);
  zw_statement_bind_int (statement, ":id", change->id);
  zw_statement_bind_text (statement, ":entity", zw_entity_to_string (change->entity));
  zw_statement_bind_text (statement, ":field", field == ZW_FIELD_NONE ? NULL : zw_field_to_string (field));
  return zw_statement_next (statement, &error) ? zw_statement_dup_text (statement, 0) : NULL;
}

void
zw_sqlite_set_conflict (ZwConnection *connection, const ZwChange *change, ZwField field, gboolean gone, const char *found,
                        const char *wanted, GError **error)
{
  g_autofree char *what = zw_sqlite_describe (connection, change->entity, change->id);
  g_autofree char *author = find_last_author (connection, change, field);
  const char *who = author == NULL || *author == '\0' ? NC_("error", "somebody") : author;

  if (gone)
    zw_set_error (error, ZW_ERROR_CONFLICT, "cannot change %s: %s deleted it", what, who);
  else
    zw_set_error (error, ZW_ERROR_CONFLICT,
                  "cannot change the %s of %s to “%.200s”: %s changed it to “%.200s” in the meantime", zw_field_to_string (field),
                  what, wanted == NULL ? "" : wanted, who, found == NULL ? "" : found);
}

/* --- reading ------------------------------------------------------------------------------------------------- */

#define SET_COLUMNS "s.id, s.undoes, s.deed, s.writer, s.actor_id, s.actor_name, s.at, s.seq"
#define CHANGE_COLUMNS "c.op, c.entity, c.entity_id, c.ticket_id, c.field, c.old, c.new, c.seq"
enum { SET_ID, SET_UNDOES, SET_DEED, SET_WRITER, SET_ACTOR, SET_ACTOR_NAME, SET_AT, SET_SEQ, FIRST_CHANGE_COLUMN };
enum { CHANGE_OP, CHANGE_ENTITY, CHANGE_ID, CHANGE_TICKET, CHANGE_FIELD, CHANGE_OLD, CHANGE_NEW, CHANGE_SEQ };

static ZwChangeSet *
read_header (ZwStatement *statement)
{
  ZwChangeSet *set = zw_change_set_new (zw_statement_get_int (statement, SET_ID),
                                        zw_deed_from_string (zw_statement_get_text (statement, SET_DEED)));

  set->undoes = zw_statement_get_int (statement, SET_UNDOES);
  set->writer = zw_statement_dup_text (statement, SET_WRITER);
  set->actor = zw_statement_get_int (statement, SET_ACTOR);
  set->actor_name = zw_statement_dup_text (statement, SET_ACTOR_NAME);
  set->at = zw_statement_get_int (statement, SET_AT);
  set->seq = zw_statement_get_int (statement, SET_SEQ);
  return set;
}

/* Adds the row whose columns begin at @first, of what was made or deleted @only those fields (NULL = all). Rows of entities or
 * fields of a newer version are left out. */
static gboolean
read_change (ZwStatement *statement, int first, const ZwField *only, ZwChangeSet *set, GError **error)
{
  int op = zw_choice_from_string (op_names, zw_statement_get_text (statement, first + CHANGE_OP));
  const char *field = zw_statement_get_text (statement, first + CHANGE_FIELD);
  g_autoptr (ZwChange) change = g_new0 (ZwChange, 1);

  if (op < 0 || !zw_entity_from_string (zw_statement_get_text (statement, first + CHANGE_ENTITY), &change->entity))
    return TRUE;
  change->op = op;
  change->id = zw_statement_get_int (statement, first + CHANGE_ID);
  change->ticket = zw_statement_get_int (statement, first + CHANGE_TICKET);
  if (change->op == ZW_OP_CREATE || change->op == ZW_OP_DELETE)
    {
      int column = first + (change->op == ZW_OP_CREATE ? CHANGE_NEW : CHANGE_OLD);
      change->values = zw_log_codec_decode_only (zw_statement_get_text (statement, column), only, error);
      if (change->values == NULL)
        return FALSE;
    }
  else
    {
      change->field = zw_field_from_string (field);
      if (change->field == ZW_FIELD_NONE)
        return TRUE;
      change->old_value = zw_statement_dup_text (statement, first + CHANGE_OLD);
      change->new_value = zw_statement_dup_text (statement, first + CHANGE_NEW);
    }
  g_ptr_array_add (set->changes, g_steal_pointer (&change));
  return TRUE;
}

/* All rows of @statement (set columns, then change columns) as sets; consecutive rows of one set belong together. */
static GPtrArray *
collect_sets (ZwStatement *statement, const ZwField *only, GError **error)
{
  g_autoptr (GPtrArray) sets = g_ptr_array_new_with_free_func ((GDestroyNotify) zw_change_set_unref);
  g_autoptr (GError) local = NULL;
  ZwChangeSet *set = NULL;

  while (zw_statement_next (statement, &local))
    {
      if (set == NULL || set->id != zw_statement_get_int (statement, SET_ID))
        {
          set = read_header (statement);
          g_ptr_array_add (sets, set);
        }
      if (!read_change (statement, FIRST_CHANGE_COLUMN, only, set, &local))
        break;
    }
  return zw_statement_conclude (&local, error) ? g_steal_pointer (&sets) : NULL;
}

/* Whether there are more than @max_rows rows after @seq of other sets than @own. @last: the newest row seen. */
static gboolean
count_foreign (ZwConnection *connection, gint64 seq, guint max_rows, GHashTable *own, gint64 *last, gboolean *too_many,
               GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (ZwStatement) statement
    = zw_connection_prepare (connection, "SELECT id, seq - max (first_seq, :seq + 1) + 1, seq FROM change_set WHERE seq > :seq", error);
  gint64 rows = 0;

  if (statement == NULL)
    return FALSE;
  zw_statement_bind_int (statement, ":seq", seq);
  while (zw_statement_next (statement, &local))
    {
      gint64 id = zw_statement_get_int (statement, 0);
      *last = MAX (*last, zw_statement_get_int (statement, 2));
      if (!g_hash_table_contains (own, &id))
        rows += zw_statement_get_int (statement, 1);
    }
  *too_many = rows > max_rows;
  return zw_statement_conclude (&local, error);
}

static void
remove_own (GPtrArray *sets, GHashTable *own)
{
  for (guint i = sets->len; i > 0; i--)
    if (g_hash_table_contains (own, &((ZwChangeSet *) sets->pdata[i - 1])->id))
      g_ptr_array_remove_index (sets, i - 1);
}

GPtrArray *
zw_sqlite_log_read_since (ZwConnection *connection, gint64 seq, guint max_rows, GHashTable *own, gint64 *last,
                          gboolean *too_many, GError **error)
{
  *last = seq;
  if (!count_foreign (connection, seq, max_rows, own, last, too_many, error))
    return NULL;
  if (*too_many)
    return g_ptr_array_new ();
  g_autoptr (ZwStatement) statement
    = zw_connection_prepare (connection,
                             "SELECT " SET_COLUMNS ", " CHANGE_COLUMNS " FROM change c JOIN change_set s ON s.id = c.set_id"
                             " WHERE c.seq > :seq AND c.seq <= :last ORDER BY c.seq", error);
  if (statement == NULL)
    return NULL;
  zw_statement_bind_int (statement, ":seq", seq);
  zw_statement_bind_int (statement, ":last", *last);
  GPtrArray *sets = collect_sets (statement, NULL, error);
  if (sets != NULL)
    remove_own (sets, own);
  return sets;
}

static GPtrArray *
read_headers (ZwConnection *connection, const char *writer, guint limit, GError **error)
{
  g_autoptr (GPtrArray) sets = g_ptr_array_new_with_free_func ((GDestroyNotify) zw_change_set_unref);
  g_autoptr (GError) local = NULL;
  g_autoptr (ZwStatement) statement
    = zw_connection_prepare (connection, writer != NULL
                               ? "SELECT " SET_COLUMNS " FROM change_set s WHERE writer = :writer ORDER BY seq DESC LIMIT :limit"
                               : "SELECT " SET_COLUMNS " FROM change_set s ORDER BY seq DESC LIMIT :limit", error);

  if (statement == NULL)
    return NULL;
  if (writer != NULL)
    zw_statement_bind_text (statement, ":writer", writer);
  zw_statement_bind_int (statement, ":limit", limit);
  while (zw_statement_next (statement, &local))
    g_ptr_array_add (sets, read_header (statement));
  return zw_statement_conclude (&local, error) ? g_steal_pointer (&sets) : NULL;
}

/* The rows of the newest @limit sets of a ticket, newest set first, rows in their order. */
#define TICKET_SETS_SQL \
  "WITH recent (set_id) AS (SELECT set_id FROM change WHERE ticket_id = :ticket GROUP BY set_id ORDER BY max (seq) DESC LIMIT :limit)" \
  " SELECT " SET_COLUMNS ", " CHANGE_COLUMNS " FROM recent JOIN change_set s ON s.id = recent.set_id" \
  " JOIN change c ON c.seq BETWEEN s.first_seq AND s.seq AND c.ticket_id = :ticket" \
  " WHERE :writer IS NULL OR s.writer = :writer ORDER BY s.seq DESC, c.seq"

GPtrArray *
zw_sqlite_log_read_sets (ZwConnection *connection, const char *writer, gint64 ticket, guint limit, GError **error)
{
  if (ticket == 0)
    return read_headers (connection, writer, limit, error);
  g_autoptr (ZwStatement) statement = zw_connection_prepare (connection, TICKET_SETS_SQL, error);
  if (statement == NULL)
    return NULL;
  zw_statement_bind_int (statement, ":ticket", ticket);
  zw_statement_bind_int (statement, ":limit", limit);
  zw_statement_bind_text (statement, ":writer", writer);
  return collect_sets (statement, NULL, error);
}

#define IS_TICKET_FACT \
  "c.entity = 'ticket' AND (c.op IN ('create', 'delete')" \
  " OR (c.op = 'set' AND c.field IN ('status', 'sprint', 'estimate', 'type', 'parent', 'owner', 'remaining', 'planned')))"
#define IS_WORK_FACT "c.entity = 'work' AND (c.op IN ('create', 'delete') OR c.field = 'minutes')"
#define IS_COLUMN_FACT "c.entity = 'status' AND (c.op = 'create' OR c.field = 'category')"

#define FACTS_SQL \
  "SELECT " SET_COLUMNS ", " CHANGE_COLUMNS " FROM change c JOIN change_set s ON s.id = c.set_id" \
  " WHERE (" IS_TICKET_FACT ") OR (" IS_WORK_FACT ") OR (c.entity = 'sprint' AND c.field = 'state') OR (" IS_COLUMN_FACT ") ORDER BY c.seq"

/* A ticket that was made in the sprint and left it has a change of its sprint; one that never left has it still. Rows of
 * few tickets are found by the index of their ticket; one pass over the log finds everything else. */
#define SPRINT_FACTS_SQL \
  "WITH member (id) AS MATERIALIZED (SELECT id FROM ticket WHERE sprint = :sprint UNION SELECT entity_id FROM change" \
  "  WHERE field = 'sprint' AND entity = 'ticket' AND (old = CAST (:sprint AS TEXT) OR new = CAST (:sprint AS TEXT)))," \
  " family (id) AS MATERIALIZED (SELECT id FROM member UNION SELECT parent FROM ticket JOIN member USING (id) WHERE parent IS NOT NULL" \
  "  UNION SELECT CAST (old AS INTEGER) FROM change JOIN member ON ticket_id = member.id WHERE field = 'parent' AND old IS NOT NULL)," \
  " fact (seq) AS (SELECT c.seq FROM family JOIN change c ON c.ticket_id = family.id" \
  "  WHERE (c.entity_id = family.id AND " IS_TICKET_FACT ") OR (" IS_WORK_FACT ")" \
  "  UNION SELECT c.seq FROM change c WHERE (c.entity = 'sprint' AND c.field = 'state') OR (" IS_COLUMN_FACT "))" \
  " SELECT " SET_COLUMNS ", " CHANGE_COLUMNS " FROM fact JOIN change c USING (seq) JOIN change_set s ON s.id = c.set_id ORDER BY c.seq"

/* What those facts are about, of tickets, work and columns that were made. */
static const ZwField fact_fields[]
  = { ZW_FIELD_STATUS, ZW_FIELD_SPRINT, ZW_FIELD_ESTIMATE, ZW_FIELD_TYPE, ZW_FIELD_PARENT, ZW_FIELD_OWNER, ZW_FIELD_CATEGORY,
      ZW_FIELD_REMAINING, ZW_FIELD_PLANNED, ZW_FIELD_MINUTES, ZW_FIELD_NONE };

GPtrArray *
zw_sqlite_log_read_facts (ZwConnection *connection, GError **error)
{
  g_autoptr (ZwStatement) statement = zw_connection_prepare (connection, FACTS_SQL, error);
  return statement != NULL ? collect_sets (statement, fact_fields, error) : NULL;
}

GPtrArray *
zw_sqlite_log_read_sprint_facts (ZwConnection *connection, gint64 sprint, GError **error)
{
  g_autoptr (ZwStatement) statement = zw_connection_prepare (connection, SPRINT_FACTS_SQL, error);

  if (statement == NULL)
    return NULL;
  zw_statement_bind_int (statement, ":sprint", sprint);
  return collect_sets (statement, fact_fields, error);
}

/* There is no index by instant: one pass over the sets, of which there are fewer than rows, then the rows of few. */
#define RECENT_SQL \
  "SELECT " SET_COLUMNS ", " CHANGE_COLUMNS " FROM change_set s CROSS JOIN change c ON c.seq BETWEEN s.first_seq AND s.seq" \
  " WHERE s.at > :since AND c.set_id = s.id" \
  " AND ((c.entity = 'ticket' AND (c.op = 'create' OR (c.op = 'set' AND c.field IN ('status', 'sprint', 'estimate'))))" \
  "  OR (c.entity = 'status' AND c.op = 'delete')) ORDER BY c.seq"

GPtrArray *
zw_sqlite_log_read_recent (ZwConnection *connection, gint64 since, GError **error)
{
  g_autoptr (ZwStatement) statement = zw_connection_prepare (connection, RECENT_SQL, error);

  if (statement == NULL)
    return NULL;
  zw_statement_bind_int (statement, ":since", since);
  return collect_sets (statement, fact_fields, error);
}

ZwChangeSet *
zw_sqlite_log_read_set (ZwConnection *connection, gint64 set_id, GError **error)
{
  g_autoptr (ZwStatement) statement
    = zw_connection_prepare (connection,
                             "SELECT " SET_COLUMNS ", " CHANGE_COLUMNS " FROM change_set s"
                             " JOIN change c ON c.seq BETWEEN s.first_seq AND s.seq WHERE s.id = :id ORDER BY c.seq", error);

  if (statement == NULL)
    return NULL;
  zw_statement_bind_int (statement, ":id", set_id);
  g_autoptr (GPtrArray) sets = collect_sets (statement, NULL, error);
  if (sets == NULL)
    return NULL;
  if (sets->len == 1)
    return zw_change_set_ref (sets->pdata[0]);
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, set_id);
  zw_set_error (error, ZW_ERROR_NOT_FOUND, "there is no change set %s", text);
  return NULL;
}
