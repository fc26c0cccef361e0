/* SPDX-License-Identifier: GPL-3.0-or-later
 * The statements of the field tables. A new field needs a column in a migration and nothing here. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-sqlite-schema.h"

#include <glib/gi18n.h>
#include <string.h>

#include "zw-error.h"
#include "zw-item-apply.h"

#define N_PER_FIELD (ZW_N_ENTITIES * ZW_N_FIELDS)

struct _ZwSqliteSchema {
  char *inserts[ZW_N_ENTITIES], *selects[ZW_N_ENTITIES], *row_selects[ZW_N_ENTITIES], *deletes[ZW_N_ENTITIES];
  char *updates[N_PER_FIELD], *peeks[N_PER_FIELD]; /* made when first asked for */
  char **defaults[ZW_N_ENTITIES];                  /* by index into the field table; NULL = unset */
};

gboolean
zw_sqlite_is_column (const ZwFieldSpec *spec)
{
  return spec->type != ZW_VALUE_SET_REF && spec->type != ZW_VALUE_SET_DATE;
}

static void
append_quoted (GString *sql, const char *before, const char *name, const char *after)
{
  g_string_append (sql, before);
  g_string_append_c (sql, '"');
  g_string_append (sql, name);
  g_string_append_c (sql, '"');
  g_string_append (sql, after);
}

/* @before and the name of every column, one after the other; with @middle, that and the name again. */
static void
append_columns (GString *sql, ZwEntity entity, const char *before, const char *middle)
{
  guint n_fields;
  const ZwFieldSpec *fields = zw_entity_get_fields (entity, &n_fields);

  for (guint i = 0; i < n_fields; i++)
    if (zw_sqlite_is_column (&fields[i]))
      {
        append_quoted (sql, before, zw_field_to_string (fields[i].field), "");
        if (middle != NULL)
          append_quoted (sql, middle, zw_field_to_string (fields[i].field), "");
      }
}

static void
append_parameters (GString *sql, ZwEntity entity)
{
  guint n_fields;
  const ZwFieldSpec *fields = zw_entity_get_fields (entity, &n_fields);

  for (guint i = 0; i < n_fields; i++)
    if (zw_sqlite_is_column (&fields[i]))
      {
        g_string_append (sql, ", :");
        g_string_append (sql, zw_field_to_string (fields[i].field));
      }
}

static char *
make_insert (ZwEntity entity)
{
  GString *sql = g_string_new (NULL);

  append_quoted (sql, "INSERT INTO ", zw_entity_to_string (entity), " (id, changed");
  append_columns (sql, entity, ", ", NULL);
  g_string_append (sql, ") VALUES (:id, :at");
  append_parameters (sql, entity);
  g_string_append (sql, ") ON CONFLICT (id) DO UPDATE SET revision = revision + 1, deleted = NULL, changed = :at");
  append_columns (sql, entity, ", ", " = excluded.");
  g_string_append (sql, " WHERE deleted IS NOT NULL");
  return g_string_free (sql, FALSE);
}

static char *
make_select (ZwEntity entity, const char *first, const char *condition)
{
  GString *sql = g_string_new ("SELECT ");

  g_string_append (sql, first);
  append_columns (sql, entity, ", ", NULL);
  append_quoted (sql, " FROM ", zw_entity_to_string (entity), condition);
  return g_string_free (sql, FALSE);
}

static char *
make_delete (ZwEntity entity)
{
  GString *sql = g_string_new (NULL);

  append_quoted (sql, "UPDATE ", zw_entity_to_string (entity),
                 " SET deleted = :set, revision = revision + 1, changed = :at WHERE id = :id AND deleted IS NULL");
  return g_string_free (sql, FALSE);
}

static char *
make_update (ZwEntity entity, ZwField field)
{
  GString *sql = g_string_new (NULL);

  append_quoted (sql, "UPDATE ", zw_entity_to_string (entity), "");
  append_quoted (sql, " SET ", zw_field_to_string (field), " = :new, revision = revision + 1, changed = :at");
  append_quoted (sql, " WHERE id = :id AND deleted IS NULL AND ", zw_field_to_string (field), " IS :old");
  return g_string_free (sql, FALSE);
}

static char *
make_peek (ZwEntity entity, ZwField field)
{
  GString *sql = g_string_new (NULL);

  append_quoted (sql, "SELECT deleted, ", zw_field_to_string (field), "");
  append_quoted (sql, " FROM ", zw_entity_to_string (entity), " WHERE id = :id");
  return g_string_free (sql, FALSE);
}

static char **
make_defaults (ZwEntity entity)
{
  g_autoptr (ZwItem) item = zw_item_new (entity, 0);
  guint n_fields;
  const ZwFieldSpec *fields = zw_entity_get_fields (entity, &n_fields);
  char **defaults = g_new0 (char *, n_fields);

  for (guint i = 0; i < n_fields; i++)
    if (fields[i].offset != 0)
      defaults[i] = zw_item_dup_value (item, fields[i].field);
  return defaults;
}

ZwSqliteSchema *
zw_sqlite_schema_new (void)
{
  ZwSqliteSchema *self = g_new0 (ZwSqliteSchema, 1);

  for (ZwEntity entity = 0; entity < ZW_N_ENTITIES; entity++)
    {
      self->inserts[entity] = make_insert (entity);
      self->selects[entity] = make_select (entity, "id, changed", "");
      self->row_selects[entity] = make_select (entity, "deleted, id, changed", " WHERE id = :id");
      self->deletes[entity] = make_delete (entity);
      self->defaults[entity] = make_defaults (entity);
    }
  return self;
}

static void
free_entity (ZwSqliteSchema *self, ZwEntity entity)
{
  guint n_fields;

  zw_entity_get_fields (entity, &n_fields);
  for (guint i = 0; i < n_fields; i++)
    g_free (self->defaults[entity][i]);
  g_free (self->defaults[entity]);
  g_free (self->inserts[entity]);
  g_free (self->selects[entity]);
  g_free (self->row_selects[entity]);
  g_free (self->deletes[entity]);
}

void
zw_sqlite_schema_free (ZwSqliteSchema *self)
{
  for (ZwEntity entity = 0; entity < ZW_N_ENTITIES; entity++)
    free_entity (self, entity);
  for (guint i = 0; i < N_PER_FIELD; i++)
    {
      g_free (self->updates[i]);
      g_free (self->peeks[i]);
    }
  g_free (self);
}

const char *
zw_sqlite_schema_get_insert (ZwSqliteSchema *self, ZwEntity entity)
{
  return self->inserts[entity];
}

const char *
zw_sqlite_schema_get_select (ZwSqliteSchema *self, ZwEntity entity)
{
  return self->selects[entity];
}

const char *
zw_sqlite_schema_get_select_row (ZwSqliteSchema *self, ZwEntity entity)
{
  return self->row_selects[entity];
}

const char *
zw_sqlite_schema_get_update (ZwSqliteSchema *self, ZwEntity entity, ZwField field)
{
  char **update = &self->updates[entity * ZW_N_FIELDS + field];

  if (*update == NULL)
    *update = make_update (entity, field);
  return *update;
}

const char *
zw_sqlite_schema_get_delete (ZwSqliteSchema *self, ZwEntity entity)
{
  return self->deletes[entity];
}

const char *
zw_sqlite_schema_get_peek (ZwSqliteSchema *self, ZwEntity entity, ZwField field)
{
  char **peek = &self->peeks[entity * ZW_N_FIELDS + field];

  if (*peek == NULL)
    *peek = make_peek (entity, field);
  return *peek;
}

const char *
zw_sqlite_schema_get_initial (ZwSqliteSchema *self, ZwEntity entity, guint index)
{
  return self->defaults[entity][index];
}

typedef struct {
  ZwField field;
  const char *insert, *remove;
} SetTable;

#define LINK_TABLE(FIELD, kind) \
  { ZW_FIELD_##FIELD, "INSERT OR IGNORE INTO ticket_link (ticket, kind, target) VALUES (:id, '" kind "', :value)", \
    "DELETE FROM ticket_link WHERE ticket = :id AND kind = '" kind "' AND target = :value" }

static const SetTable set_tables[] = {
  { ZW_FIELD_LABELS, "INSERT OR IGNORE INTO ticket_label (ticket, label) VALUES (:id, :value)",
    "DELETE FROM ticket_label WHERE ticket = :id AND label = :value" },
  LINK_TABLE (SOLVES, "solves"),
  LINK_TABLE (DUPLICATES, "duplicates"),
  LINK_TABLE (RELATES, "relates"),
  LINK_TABLE (SPLIT_FROM, "split_from"),
  { ZW_FIELD_HOLIDAYS, "INSERT OR IGNORE INTO holiday (project, date) VALUES (:id, :value)",
    "DELETE FROM holiday WHERE project = :id AND date = :value" },
  { ZW_FIELD_DAYS_OFF, "INSERT OR IGNORE INTO day_off (member, date) VALUES (:id, :value)",
    "DELETE FROM day_off WHERE member = :id AND date = :value" },
};

static const SetTable *
find_set_table (ZwField field)
{
  for (guint i = 0; i < G_N_ELEMENTS (set_tables); i++)
    if (set_tables[i].field == field)
      return &set_tables[i];
  g_error ("no table for the set “%s”", zw_field_to_string (field));
}

const char *
zw_sqlite_set_insert (ZwField field)
{
  return find_set_table (field)->insert;
}

const char *
zw_sqlite_set_delete (ZwField field)
{
  return find_set_table (field)->remove;
}

static const struct {
  const char *index, *reason;
} unique_indexes[] = {
  { "project.key", NC_("error", "another project has this key") },
  { "person.handle", NC_("error", "another person has this handle") },
  { "member.project, member.person", NC_("error", "this person is in the project already") },
  { "ticket.project, ticket.number", NC_("error", "another ticket has this number") },
  { "change_set.id", NC_("error", "this change set is written already") },
};

const char *
zw_sqlite_explain_unique (const char *detail)
{
  if (strstr (detail, "UNIQUE constraint failed") == NULL)
    return detail;
  for (guint i = 0; i < G_N_ELEMENTS (unique_indexes); i++)
    if (strstr (detail, unique_indexes[i].index) != NULL)
      return unique_indexes[i].reason;
  return detail;
}

void
zw_sqlite_bind_value (ZwStatement *statement, int index, const ZwFieldSpec *spec, const char *text)
{
  if (text == NULL)
    {
      sqlite3_bind_null (statement, index);
      return;
    }
  switch (spec->type)
    {
    case ZW_VALUE_INT:
    case ZW_VALUE_INT64:
    case ZW_VALUE_BOOL:
    case ZW_VALUE_INSTANT:
    case ZW_VALUE_REF:
    case ZW_VALUE_SET_REF:
      sqlite3_bind_int64 (statement, index, g_ascii_strtoll (text, NULL, 10));
      break;
    case ZW_VALUE_REAL:
      sqlite3_bind_double (statement, index, g_ascii_strtod (text, NULL));
      break;
    case ZW_VALUE_DATE:
    case ZW_VALUE_CHOICE:
    case ZW_VALUE_TEXT:
    case ZW_VALUE_LONG_TEXT:
    case ZW_VALUE_SET_DATE:
      sqlite3_bind_text (statement, index, text, -1, SQLITE_STATIC);
      break;
    }
}

char *
zw_sqlite_dup_value (ZwStatement *statement, int column, const ZwFieldSpec *spec)
{
  if (sqlite3_column_type (statement, column) == SQLITE_NULL)
    return NULL;
  if (spec->type == ZW_VALUE_REAL)
    return zw_real_to_string (sqlite3_column_double (statement, column));
  return zw_statement_dup_text (statement, column);
}
