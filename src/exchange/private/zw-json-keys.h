/* SPDX-License-Identifier: GPL-3.0-or-later
 * The member names of all objects that are open at a place of a JSON text: finds doubles, names paths. A stack with
 * one hash index over it. For the scanner alone. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct {
  guint64 hash;
  gsize name;     /* index into the names */
  gsize length;
  guint32 slot;   /* of the index, or ZW_JSON_KEYS_NO_SLOT */
  guint32 owner;  /* depth of its object */
  gsize start;    /* of the member's text, after the pin; kept here for the scanner */
  gsize end;      /* behind its comma; 0 while there is none */
} ZwJsonMember;

#define ZW_JSON_KEYS_NO_SLOT G_MAXUINT32

typedef struct {
  ZwJsonMember *members;  /* (owned) */
  gsize n_members;
  gsize members_size;
  char *names;            /* (owned) unescaped, one behind the other, no terminators */
  gsize n_names;
  gsize names_size;
  guint32 *slots;         /* (owned) open addressing: index of a member + 1, 0 = free */
  gsize mask;
  guint64 seed;           /* random, so that no file can be made to collide */
} ZwJsonKeys;

void  zw_json_keys_init (ZwJsonKeys *keys);
void  zw_json_keys_clear (ZwJsonKeys *keys);

/* Adds a name to the object at depth @owner, or finds the one that is already there: then @known is TRUE. Gives its
 * index in .members. @raw is the scanned text between the quotes; @escaped when it holds backslashes. */
gsize zw_json_keys_add (ZwJsonKeys *keys, guint32 owner, const guint8 *raw, gsize length, gboolean escaped,
                        gboolean *known);
/* Adds a name without looking for doubles: for objects that are passed over. */
gsize zw_json_keys_push (ZwJsonKeys *keys, guint32 owner, const guint8 *raw, gsize length, gboolean escaped);
/* Forgets all members from @floor on. */
void  zw_json_keys_leave (ZwJsonKeys *keys, gsize floor);

G_END_DECLS
