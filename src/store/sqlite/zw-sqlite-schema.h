/* SPDX-License-Identifier: GPL-3.0-or-later
 * Entity field <-> column: the SQL statements that follow from the field tables, put together once per store from the
 * names of the tables alone (never from values), and the typed binding of values. */
#pragma once

#include "zw-connection.h"
#include "zw-schema.h"

G_BEGIN_DECLS

#define ZW_SCHEMA_VERSION 1
#define ZW_APPLICATION_ID 1515676770 /* "ZWdb" */

typedef struct _ZwSqliteSchema ZwSqliteSchema;

ZwSqliteSchema *zw_sqlite_schema_new (void);
void            zw_sqlite_schema_free (ZwSqliteSchema *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZwSqliteSchema, zw_sqlite_schema_free)

/* Set-valued fields live in tables of their own, the others are columns. */
gboolean    zw_sqlite_is_column (const ZwFieldSpec *spec);

/* INSERT of a whole row that revives a deleted one. Parameters :id :at, then one per column in table order. */
const char *zw_sqlite_schema_get_insert (ZwSqliteSchema *self, ZwEntity entity);
/* SELECT id, changed, every column in table order FROM it; a WHERE may follow (see the next ones). */
const char *zw_sqlite_schema_get_select (ZwSqliteSchema *self, ZwEntity entity);
/* The same of the row :id, deleted or not, with `deleted` in front of `id`. */
const char *zw_sqlite_schema_get_select_row (ZwSqliteSchema *self, ZwEntity entity);
/* UPDATE of :id where the field is :old and the row not deleted, to :new; revision and changed (:at) follow. */
const char *zw_sqlite_schema_get_update (ZwSqliteSchema *self, ZwEntity entity, ZwField field);
/* Marks the row :id deleted by :set. */
const char *zw_sqlite_schema_get_delete (ZwSqliteSchema *self, ZwEntity entity);
/* SELECT deleted, the field FROM the row :id. */
const char *zw_sqlite_schema_get_peek (ZwSqliteSchema *self, ZwEntity entity, ZwField field);
/* What a field holds when a CREATE does not name it: the default of its object; (nullable). */
const char *zw_sqlite_schema_get_initial (ZwSqliteSchema *self, ZwEntity entity, guint index);

/* INSERT / DELETE of one element of a set: parameters :id and :value. A present or absent one is left alone. */
const char *zw_sqlite_set_insert (ZwField field);
const char *zw_sqlite_set_delete (ZwField field);

/* SQLite's words for the failure of a unique index as those of the domain; @detail itself when it says anything else. */
const char *zw_sqlite_explain_unique (const char *detail);

/* Binds the text form of @spec as the column's type. @text must be valid and outlive the step. */
void        zw_sqlite_bind_value (ZwStatement *statement, int index, const ZwFieldSpec *spec, const char *text);
/* The column as text (transfer full), NULL for NULL. */
char       *zw_sqlite_dup_value (ZwStatement *statement, int column, const ZwFieldSpec *spec);

G_END_DECLS
