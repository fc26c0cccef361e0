/* SPDX-License-Identifier: GPL-3.0-or-later
 * ZwImportPreview: what a dry run shows of a file, so that a person can decide about it (zw-import-mapping.h): its first
 * tickets, its statuses and people and where they would land, the columns of a table. Filled by the import, read by windows. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct {
  char *name;      /* (owned) what a mapping calls it */
  int category;    /* ZwCategory, as the file has it or as its name says */
  guint n_tickets;
  gint64 column;   /* where it would land; nothing here has that id when it is a new one */
} ZwPreviewStatus;

typedef struct {
  char *source;    /* (owned) what a mapping calls them */
  char *name;      /* (owned) */
  char *email;     /* (owned) (nullable) */
  guint n_tickets; /* that they own or report */
  gint64 person;   /* as .column above; 0 = nobody */
} ZwPreviewPerson;

/* All texts (owned); .status and .owner may be NULL. */
typedef struct {
  char *key, *title, *status, *owner;
} ZwPreviewTicket;

typedef struct {
  char *heading;    /* (owned) "" = none */
  char *sample;     /* (owned) (nullable) the first that is filled */
  const char *role; /* (nullable) what it is taken for, of zw_import_column_roles */
} ZwPreviewColumn;

typedef struct {
  gboolean is_known;    /* came in before: this would be a merge */
  guint n_projects;
  char *project_name;   /* (owned) (nullable) of the first */
  guint n_tickets;
  GPtrArray *statuses;  /* (owned) ZwPreviewStatus, in the order of the board; none of a file of ours */
  GPtrArray *people;    /* (owned) ZwPreviewPerson; none of a file of ours */
  GPtrArray *tickets;   /* (owned) ZwPreviewTicket, the first ones */
  GPtrArray *columns;   /* (owned) ZwPreviewColumn of a table; else none */
} ZwImportPreview;

/* An empty one, for an import to fill. (transfer full) */
ZwImportPreview *zw_import_preview_new (void);
void             zw_import_preview_free (ZwImportPreview *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZwImportPreview, zw_import_preview_free)

#define ZW_PREVIEW_TICKETS 20 /* at most */

/* Adds one, unless there are enough; texts are copied. */
void             zw_import_preview_add_ticket (ZwImportPreview *self, const char *key, const char *title, const char *status,
                                               const char *owner);
void             zw_preview_column_free (gpointer column);

G_END_DECLS
