/* SPDX-License-Identifier: GPL-3.0-or-later
 * What all parts of the stand-up window need to know, and the words and small widgets they share. Made by ZwStandupWindow, lent to
 * its parts while they fill themselves. Main thread. Texts are (transfer full). */
#pragma once

#include <adwaita.h>

#include "zw-standup-report.h"
#include "zw-workspace.h"

G_BEGIN_DECLS

/* How the parts lie: beside each other with names; narrower, so that the people are faces alone; upright, one above the other. */
typedef enum { ZW_STANDUP_WIDE, ZW_STANDUP_COMPACT, ZW_STANDUP_TALL } ZwStandupShape;

typedef struct {
  ZwWorkspace *workspace;        /* (borrowed) */
  gint64 project;
  const ZwStandupReport *report; /* (borrowed) (nullable) */
  ZwStandupShape shape;
  double em;                     /* the size of plain text in pixels: 22 on a screen of 1080 lines */
} ZwStandupScene;

/* @em_size in those units: of avatars and charts, which no style sheet can size. */
int        zw_standup_px (const ZwStandupScene *scene, double em_size);
ZwProject *zw_standup_scene_get_project (const ZwStandupScene *scene); /* (nullable) borrowed */
/* Today as the project counts days. */
int        zw_standup_scene_get_today (const ZwStandupScene *scene);

/* "Friday", "09:12" today, else "Thu 12 Nov": goes on after "Since". */
char      *zw_standup_since_word (const ZwStandupScene *scene);
/* "1:24" */
char      *zw_standup_time_text (int seconds);
/* "Blocked for 2 days", "Waiting until Wed 25 Nov", "Due back". */
char      *zw_standup_block_text (const ZwStandupScene *scene, ZwTicket *ticket);
char      *zw_standup_wait_text (const ZwStandupScene *scene, ZwTicket *ticket);
gboolean   zw_standup_waits (const ZwStandupScene *scene, ZwTicket *ticket);
/* Why it is blocked: the reason, or the key of what blocks it. "" for neither. */
char      *zw_standup_block_reason (const ZwStandupScene *scene, ZwTicket *ticket);
/* The first word of a name; the whole name when two of the report share it. */
char      *zw_standup_short_name (const ZwStandupScene *scene, ZwPerson *person);

/* A label that starts at the left and is cut at its end. */
GtkWidget *zw_standup_label_new (const char *text, const char *style_class);
/* The same, broken into at most @lines lines. */
GtkWidget *zw_standup_text_new (const char *text, const char *style_class, int lines);
GtkWidget *zw_standup_icon_new (const char *icon_name, const char *style_class);
GtkWidget *zw_standup_box_new (GtkOrientation orientation, const char *style_class);
void       zw_standup_clear_box (GtkWidget *box);
/* What stands above a person or a ticket: a face, and beside it a name above facts, which the caller fills. (transfer none) */
GtkWidget *zw_standup_head_new (GtkWidget **face, GtkWidget **name, GtkWidget **facts);

G_END_DECLS
