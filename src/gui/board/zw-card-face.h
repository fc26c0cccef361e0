/* SPDX-License-Identifier: GPL-3.0-or-later
 * ZwCardFace: what stands on one card: filled from a ticket, measured for a width, drawn. Plain data without a widget,
 * so ZwTicketCard stays one light node. Rows that are not set take no room. Main thread. */
#pragma once

#include "zw-card-theme.h"
#include "zw-format.h"

G_BEGIN_DECLS

#define ZW_CARD_MAX_LABELS 2
#define ZW_CARD_MAX_METAS 2
#define ZW_CARD_MAX_NOTES 2

typedef struct {
  const char *icon;   /* static */
  const char *color;  /* of the icon; static name */
  PangoLayout *text;  /* (owned) */
  PangoLayout *brief; /* (owned) (nullable) in its place where room is scarce */
  gboolean strong;    /* the text takes the colour, too */
} ZwCardMeta;

typedef struct {
  const char *icon, *color, *tint; /* static */
  PangoLayout *text;               /* (owned) of this face alone */
} ZwCardNote;

typedef struct {
  char *color;       /* (owned) name */
  PangoLayout *text; /* (owned) */
} ZwCardLabel;

typedef struct {
  ZwCardTheme *theme; /* (owned) */
  gboolean closed, done;
  ZwTicketType type;
  int priority;
  PangoLayout *key;   /* (owned) */
  PangoLayout *title; /* (owned) of this face alone */
  PangoLayout *due;   /* (owned) (nullable) */
  ZwUrgency urgency;
  ZwCardLabel labels[ZW_CARD_MAX_LABELS];
  guint n_labels;
  PangoLayout *more_labels; /* (owned) (nullable) "+1" */
  ZwCardNote notes[ZW_CARD_MAX_NOTES];
  guint n_notes;
  int progress;
  PangoLayout *percent; /* (owned) (nullable) set while the row is shown */
  ZwCardMeta metas[ZW_CARD_MAX_METAS];
  guint n_metas;
  int difficulty;        /* 0 = not shown */
  PangoLayout *estimate; /* (owned) (nullable) */
  PangoLayout *initials; /* (owned) (nullable) NULL = nobody */
  int avatar_color;
} ZwCardFace;

/* @face is zeroed memory. */
void zw_card_face_init (ZwCardFace *face, ZwCardTheme *theme);
void zw_card_face_clear (ZwCardFace *face);
/* The theme's texts were forgotten (another font): own layouts are made anew, too. */
void zw_card_face_forget_fonts (ZwCardFace *face);
void zw_card_face_fill (ZwCardFace *face, ZwWorkspace *workspace, ZwTicket *ticket);
/* Pixels, without padding. */
int  zw_card_face_measure (ZwCardFace *face, int width);
/* @mirrored: from right to left. */
void zw_card_face_snapshot (ZwCardFace *face, GtkSnapshot *snapshot, int width, gboolean mirrored, const GdkRGBA *foreground);
/* Where the title stands: for the editor. */
void zw_card_face_get_title_area (ZwCardFace *face, int width, GdkRectangle *area);

G_END_DECLS
