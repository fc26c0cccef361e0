/* SPDX-License-Identifier: GPL-3.0-or-later
 * The one error domain. Codes name causes; messages say what, on what, why, and stay untranslated:
 * only gui and cli turn them into words for people. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum {
  ZW_ERROR_NOT_FOUND,       /* a name, key or id that matches nothing */
  ZW_ERROR_AMBIGUOUS,       /* a name that matches several; the message lists the candidates */
  ZW_ERROR_INVALID_VALUE,   /* a value a field cannot hold */
  ZW_ERROR_REFUSED,         /* a rule of the domain forbids it; the message names the rule */
  ZW_ERROR_LIMIT_REACHED,   /* a column with a hard limit is full */
  ZW_ERROR_CYCLE,           /* parents or blockers would form a circle; the message names the path */
  ZW_ERROR_CONFLICT,        /* somebody else changed the same field; the message names field and author */
  ZW_ERROR_NOTHING_TO_UNDO, /* the undo or redo stack is empty */
  ZW_ERROR_READ_ONLY,       /* file, folder or schema allows no writing */
  ZW_ERROR_LOCKED,          /* another process holds the database longer than we waited */
  ZW_ERROR_DISK_FULL,       /* no space left, or the file may not grow */
  ZW_ERROR_NOT_A_DATABASE,  /* a file that is not one of ours */
  ZW_ERROR_DAMAGED,         /* one of ours, but its content is broken */
  ZW_ERROR_NEWER_SCHEMA,    /* written by a newer Zettelwand; opened read-only */
  ZW_ERROR_IO,              /* any other failure of the file system */
  ZW_ERROR_SYNTAX,          /* text that does not parse; the message names line and column */
  ZW_ERROR_UNSUPPORTED      /* a valid file of a kind or version we do not read */
} ZwError;

#define ZW_ERROR (zw_error_quark ())
GQuark zw_error_quark (void);

G_END_DECLS
