/* SPDX-License-Identifier: GPL-3.0-or-later
 * The fold: the log, entity by entity, must end in exactly what the tables hold. Both are walked in the order of entity and
 * id, so that memory is one row, and rows the log never heard of are found, too. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-sqlite-fold.h"

#include <string.h>

#include "zw-log-codec.h"

/* One row as the log tells it. */
typedef struct {
  ZwEntity entity;
  gint64 id;            /* 0: none yet */
  gboolean alive;       /* created, and not deleted since */
  GPtrArray *values;    /* (owned) (nullable) texts by index into the field table */
  GHashTable *elements; /* (owned) "field value" of set-valued fields */
} Row;

typedef struct {
  ZwConnection *connection;
  ZwSqliteSchema *schema;
  ZwLackFunc func;
  gpointer func_data;
  Row row;                  /* the one being folded */
  ZwStatement *ids;         /* (owned) (nullable) of the rows that are held, beside it */
  ZwEntity ids_entity;
  gboolean at_id;
  guint64 walked;           /* bit set of entities whose ids were walked */
} Fold;

G_STATIC_ASSERT (ZW_N_ENTITIES <= 64);

/* --- a row by the log ---------------------------------------------------------------------------------------- */

static void
clear_row (Row *row)
{
  g_clear_pointer (&row->values, g_ptr_array_unref);
  g_clear_pointer (&row->elements, g_hash_table_unref);
  row->id = 0;
}

static void
begin_row (Row *row, ZwEntity entity, gint64 id)
{
  guint n_fields;

  clear_row (row);
  zw_entity_get_fields (entity, &n_fields);
  row->entity = entity;
  row->id = id;
  row->alive = FALSE;
  row->values = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_set_size (row->values, (int) n_fields);
  row->elements = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

static void
put_value (Row *row, guint index, const char *text)
{
  g_free (row->values->pdata[index]);
  row->values->pdata[index] = g_strdup (text);
}

static guint
get_index (ZwEntity entity, const ZwFieldSpec *spec)
{
  guint n_fields;
  return (guint) (spec - zw_entity_get_fields (entity, &n_fields));
}

static gboolean
fold_create (Fold *self, const char *json, GError **error)
{
  Row *row = &self->row;
  g_autoptr (GArray) values = zw_log_codec_decode (json, error);

  if (values == NULL)
    return FALSE;
  for (guint i = 0; i < row->values->len; i++)
    put_value (row, i, zw_sqlite_schema_get_initial (self->schema, row->entity, i));
  for (guint i = 0; i < values->len; i++)
    {
      const ZwFieldValue *value = &g_array_index (values, ZwFieldValue, i);
      const ZwFieldSpec *spec = zw_entity_find_field (row->entity, value->field);
      if (spec != NULL)
        put_value (row, get_index (row->entity, spec), value->text);
    }
  row->alive = TRUE;
  return TRUE;
}

enum { LOG_OP, LOG_ENTITY, LOG_ID, LOG_FIELD, LOG_OLD, LOG_NEW };

static gboolean
fold_change (Fold *self, ZwStatement *change, GError **error)
{
  Row *row = &self->row;
  const char *op = zw_statement_get_text (change, LOG_OP), *field_name = zw_statement_get_text (change, LOG_FIELD);

  if (g_str_equal (op, "create"))
    return fold_create (self, zw_statement_get_text (change, LOG_NEW), error);
  if (g_str_equal (op, "delete"))
    {
      row->alive = FALSE;
      return TRUE;
    }
  const ZwFieldSpec *spec = zw_entity_find_field (row->entity, zw_field_from_string (field_name));
  if (spec == NULL)
    return TRUE;
  if (g_str_equal (op, "set"))
    put_value (row, get_index (row->entity, spec), zw_statement_get_text (change, LOG_NEW));
  else if (g_str_equal (op, "add"))
    g_hash_table_add (row->elements, g_strconcat (field_name, " ", zw_statement_get_text (change, LOG_NEW), NULL));
  else
    {
      g_autofree char *element = g_strconcat (field_name, " ", zw_statement_get_text (change, LOG_OLD), NULL);
      g_hash_table_remove (row->elements, element);
    }
  return TRUE;
}

/* --- beside the tables --------------------------------------------------------------------------------------- */

/* What the row holds, by index into the field table; NULL with an error, or without when there is no such row. */
static GPtrArray *
read_held (Fold *self, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (ZwStatement) statement
    = zw_connection_prepare (self->connection, zw_sqlite_schema_get_select_row (self->schema, self->row.entity), error);
  guint n_fields;
  const ZwFieldSpec *fields = zw_entity_get_fields (self->row.entity, &n_fields);

  if (statement == NULL)
    return NULL;
  zw_statement_bind_int (statement, ":id", self->row.id);
  gboolean found = zw_statement_next (statement, &local);
  if (local != NULL)
    g_propagate_error (error, g_steal_pointer (&local));
  if (!found || zw_statement_get_int (statement, 0) != 0)
    return NULL;
  for (guint i = 0, column = 3; i < n_fields; i++)
    g_ptr_array_add (texts, zw_sqlite_is_column (&fields[i]) ? zw_sqlite_dup_value (statement, (int) column++, &fields[i]) : NULL);
  return g_steal_pointer (&texts);
}

static const char *
get_elements_sql (ZwEntity entity)
{
  return entity == ZW_ENTITY_TICKET
           ? "SELECT 'labels ' || label FROM ticket_label WHERE ticket = :id"
             " UNION ALL SELECT kind || ' ' || target FROM ticket_link WHERE ticket = :id"
       : entity == ZW_ENTITY_PROJECT ? "SELECT 'holidays ' || date FROM holiday WHERE project = :id"
       : entity == ZW_ENTITY_MEMBER  ? "SELECT 'days_off ' || date FROM day_off WHERE member = :id"
                                     : NULL;
}

/* @element is "field value". */
static void
add_element (ZwChangeSet *lacks, const Row *row, gint64 ticket, const char *element, gboolean held)
{
  const char *value = strchr (element, ' ') + 1;
  g_autofree char *name = g_strndup (element, (gsize) (value - 1 - element));
  ZwField field = zw_field_from_string (name);

  if (held)
    zw_change_set_add (lacks, row->entity, row->id, ticket, field, value);
  else
    zw_change_set_remove (lacks, row->entity, row->id, ticket, field, value);
}

static gboolean
compare_elements (Fold *self, ZwChangeSet *lacks, gint64 ticket, GError **error)
{
  const char *sql = get_elements_sql (self->row.entity), *element;
  g_autoptr (GError) local = NULL;
  GHashTableIter iter;

  if (sql == NULL)
    return TRUE;
  g_autoptr (ZwStatement) statement = zw_connection_prepare (self->connection, sql, error);
  if (statement == NULL)
    return FALSE;
  zw_statement_bind_int (statement, ":id", self->row.id);
  while (zw_statement_next (statement, &local))
    if (!g_hash_table_remove (self->row.elements, zw_statement_get_text (statement, 0)))
      add_element (lacks, &self->row, ticket, zw_statement_get_text (statement, 0), TRUE);
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  g_hash_table_iter_init (&iter, self->row.elements);
  while (g_hash_table_iter_next (&iter, (gpointer *) &element, NULL))
    add_element (lacks, &self->row, ticket, element, FALSE);
  return TRUE;
}

/* The ticket in whose history the row belongs. */
static gint64
get_ticket (const Row *row, GPtrArray *texts)
{
  const ZwFieldSpec *spec = zw_entity_is_part (row->entity) ? zw_entity_find_field (row->entity, ZW_FIELD_TICKET) : NULL;
  const char *text = spec == NULL ? NULL : texts->pdata[get_index (row->entity, spec)];

  if (row->entity == ZW_ENTITY_TICKET)
    return row->id;
  return text == NULL ? 0 : g_ascii_strtoll (text, NULL, 10);
}

/* A creation has the short fields; each long text follows in a change of its own. */
static void
add_creation (ZwChangeSet *lacks, Row *row, gint64 ticket, GPtrArray *held)
{
  ZwChange *create = zw_change_set_create (lacks, row->entity, row->id, ticket);
  guint n_fields;
  const ZwFieldSpec *fields = zw_entity_get_fields (row->entity, &n_fields);

  for (guint i = 0; i < n_fields; i++)
    {
      if (fields[i].type == ZW_VALUE_LONG_TEXT)
        zw_change_set_set (lacks, row->entity, row->id, ticket, fields[i].field, NULL, held->pdata[i]);
      else
        zw_change_put (create, fields[i].field, held->pdata[i]);
    }
}

static void
add_deletion (ZwChangeSet *lacks, Row *row)
{
  ZwChange *deletion = zw_change_set_delete (lacks, row->entity, row->id, get_ticket (row, row->values));
  guint n_fields;
  const ZwFieldSpec *fields = zw_entity_get_fields (row->entity, &n_fields);

  for (guint i = 0; i < n_fields; i++)
    zw_change_put (deletion, fields[i].field, row->values->pdata[i]);
}

static void
compare_values (ZwChangeSet *lacks, Row *row, gint64 ticket, GPtrArray *held)
{
  guint n_fields;
  const ZwFieldSpec *fields = zw_entity_get_fields (row->entity, &n_fields);

  for (guint i = 0; i < n_fields; i++)
    if (zw_sqlite_is_column (&fields[i]))
      zw_change_set_set (lacks, row->entity, row->id, ticket, fields[i].field, row->values->pdata[i], held->pdata[i]);
}

static gboolean
compare_row (Fold *self, GError **error)
{
  g_autoptr (ZwChangeSet) lacks = zw_change_set_new (0, ZW_DEED_IMPORT);
  g_autoptr (GError) local = NULL;
  Row *row = &self->row;

  if (row->id == 0)
    return TRUE;
  g_autoptr (GPtrArray) held = read_held (self, &local);
  gint64 ticket = held == NULL ? 0 : get_ticket (row, held);
  if (held == NULL && row->alive)
    add_deletion (lacks, row);
  else if (held != NULL && !row->alive)
    add_creation (lacks, row, ticket, held);
  else if (held != NULL)
    compare_values (lacks, row, ticket, held);
  if (local == NULL && (held == NULL || compare_elements (self, lacks, ticket, &local))
      && (lacks->changes->len == 0 || self->func (lacks->changes, self->func_data, &local)))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

/* --- rows the log never heard of ----------------------------------------------------------------------------- */

static gboolean
step_ids (Fold *self, GError **error)
{
  g_autoptr (GError) local = NULL;

  self->at_id = zw_statement_next (self->ids, &local);
  return zw_statement_conclude (&local, error);
}

/* Goes on to @id, over rows that are held and not in the log. */
static gboolean
pass_ids (Fold *self, gint64 id, GError **error)
{
  while (self->at_id && zw_statement_get_int (self->ids, 0) <= id)
    {
      gint64 held = zw_statement_get_int (self->ids, 0);
      if (held < id)
        begin_row (&self->row, self->ids_entity, held);
      if ((held < id && !compare_row (self, error)) || !step_ids (self, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
turn_to_entity (Fold *self, ZwEntity entity, GError **error)
{
  g_autofree char *sql
    = g_strconcat ("SELECT id FROM \"", zw_entity_to_string (entity), "\" WHERE deleted IS NULL ORDER BY id", NULL);

  if (self->ids != NULL && entity == self->ids_entity)
    return TRUE;
  if (self->ids != NULL && !pass_ids (self, G_MAXINT64, error))
    return FALSE;
  g_clear_pointer (&self->ids, zw_statement_release);
  self->ids = zw_connection_prepare (self->connection, g_intern_string (sql), error);
  self->ids_entity = entity;
  self->walked |= G_GUINT64_CONSTANT (1) << entity;
  return self->ids != NULL && step_ids (self, error);
}

/* Of the entities that the log does not name at all, too. */
static gboolean
pass_rest (Fold *self, GError **error)
{
  if (self->ids != NULL && !pass_ids (self, G_MAXINT64, error))
    return FALSE;
  for (ZwEntity entity = 0; entity < ZW_N_ENTITIES; entity++)
    if ((self->walked >> entity & 1) == 0 && (!turn_to_entity (self, entity, error) || !pass_ids (self, G_MAXINT64, error)))
      return FALSE;
  return TRUE;
}

/* --- all together -------------------------------------------------------------------------------------------- */

/* The inner query sorts numbers alone, so that the texts of the log need not fit into memory. */
#define FOLD_SQL \
  "SELECT c.op, c.entity, c.entity_id, c.field, c.old, c.new" \
  " FROM (SELECT seq FROM change ORDER BY entity, entity_id, seq LIMIT -1) s CROSS JOIN change c ON c.seq = s.seq"

static gboolean
take_change (Fold *self, ZwStatement *change, GError **error)
{
  gint64 id = zw_statement_get_int (change, LOG_ID);
  ZwEntity entity;

  if (!zw_entity_from_string (zw_statement_get_text (change, LOG_ENTITY), &entity))
    return TRUE;
  if (self->row.id != id || self->row.entity != entity)
    {
      if (!compare_row (self, error) || !turn_to_entity (self, entity, error) || !pass_ids (self, id, error))
        return FALSE;
      begin_row (&self->row, entity, id);
    }
  return fold_change (self, change, error);
}

gboolean
zw_sqlite_fold_log (ZwConnection *connection, ZwSqliteSchema *schema, ZwLackFunc func, gpointer data, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (ZwStatement) change = zw_connection_prepare (connection, FOLD_SQL, error);
  Fold self = { .connection = connection, .schema = schema, .func = func, .func_data = data };

  if (change == NULL)
    return FALSE;
  while (local == NULL && zw_statement_next (change, &local))
    take_change (&self, change, &local);
  if (local == NULL && compare_row (&self, &local))
    pass_rest (&self, &local);
  clear_row (&self.row);
  g_clear_pointer (&self.ids, zw_statement_release);
  return zw_statement_conclude (&local, error);
}
