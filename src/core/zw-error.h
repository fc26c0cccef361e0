/* SPDX-License-Identifier: GPL-3.0-or-later
 * The one error domain. Codes name causes; messages say what, on what, why. The message itself is English, for the log and
 * the command line; beside it an error carries the sentence and what was put into it, so that the window can say the same in
 * the person's language. Any thread. */
#pragma once

#include <stdarg.h>

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

/* An error whose sentence can be said in another language. @sentence is a literal, and xgettext finds it here: no mark is
 * needed. It takes %s (NULL counts as ""), %.Ns (whole characters, at most N bytes), %d, %u and %%.
 * What stands in quotation marks, “%s”, is somebody's text and stays as it is. Any other %s may be a word of ours, marked
 * NC_("error", "comment"), or the name of a field or an entity; it is looked up in the catalogue's context "error". */
GError *zw_error_new (ZwError code, const char *sentence, ...) G_GNUC_PRINTF (2, 3) G_GNUC_WARN_UNUSED_RESULT;
/* The same into @error; nothing when that is NULL. */
void    zw_set_error (GError **error, ZwError code, const char *sentence, ...) G_GNUC_PRINTF (3, 4);

/* For functions that take a sentence themselves. */
GError *zw_error_new_valist (ZwError code, const char *sentence, va_list arguments) G_GNUC_WARN_UNUSED_RESULT;
/* An error that says more of @cause, which it takes, and whose code it keeps. The last part of @sentence is @cause->message;
 * told in another language, it says what @cause says there. */
GError *zw_error_wrap (GError *cause, const char *sentence, ...) G_GNUC_PRINTF (2, 3) G_GNUC_WARN_UNUSED_RESULT;

/* Gives the words for a sentence or for a word that stands in one, in the person's language; @text itself when it knows
 * none. Borrowed, at least until the call ends. */
typedef const char *(*ZwErrorWords) (const char *text, gboolean is_sentence);

/* What @error says, in the words of @words; a translated sentence may take its parts in another order (%2$s). The message
 * as it is, when the error is of another domain or carries no sentence. (transfer full) */
char *zw_error_tell (const GError *error, ZwErrorWords words);

G_END_DECLS
