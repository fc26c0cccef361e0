/* SPDX-License-Identifier: GPL-3.0-or-later
 * What the files of ZwStandupWindow share: zw-standup-window.c builds and shows, zw-standup-keys.c hears the keyboard,
 * zw-standup-deeds.c writes. Nobody else includes this. */
#pragma once

#include "zw-draft-keeper.h"
#include "zw-standup-entry.h"
#include "zw-standup-footer.h"
#include "zw-standup-side.h"
#include "zw-standup-watch.h"
#include "zw-standup-window.h"

G_BEGIN_DECLS

struct _ZwStandupWindow {
  AdwWindow parent_instance;

  ZwWorkspace *workspace;   /* (owned) (nullable) NULL once disposed */
  gint64 project;
  GSettings *settings;      /* (owned) (nullable) */
  ZwStandupWatch *watch;    /* (owned) (nullable) */
  ZwStandupWalk *walk;      /* (owned) */
  ZwDraftKeeper *drafts;    /* (owned) (nullable) of the parking lot */
  gint64 began;             /* instant */
  gint64 held;              /* the recorded stand-up; 0 = not yet */
  char *held_notes;         /* (owned) (nullable) as recorded */
  gint64 asked;             /* the ticket the entry is about */
  AdwToast *hint;           /* (weak) (nullable) that a key did nothing */
  guint inhibited, timer;   /* cookie; source id */
  GtkCssProvider *sheet, *size; /* (owned) */
  int width, height;        /* of the surface, as last laid out */
  ZwStandupShape shape;
  double em;

  GtkWidget *toasts, *body, *upper, *main, *pages, *clock, *clock_time, *clock_limit, *clock_bar, *clock_pause;
  ZwStandupSide *side;
  ZwStandupFooter *footer;
  ZwStandupEntry *entry;
};

/* --- zw-standup-window.c --- */
void      zw_standup_window_get_scene (ZwStandupWindow *self, ZwStandupScene *scene);
/* Everything anew; @moved: to another stop, which the page crosses over to. */
void      zw_standup_window_refresh (ZwStandupWindow *self, gboolean moved);
void      zw_standup_window_toggle_pause (ZwStandupWindow *self);

/* --- zw-standup-keys.c --- */
void      zw_standup_window_add_keys (ZwStandupWindow *self);

/* --- zw-standup-deeds.c --- */
/* The ticket that keys act on: the card that has the keyboard, else the first of the page; NULL = none. (borrowed) */
ZwTicket *zw_standup_window_find_ticket (ZwStandupWindow *self);
/* The next or previous card of the page. */
void      zw_standup_window_step_card (ZwStandupWindow *self, int step);
void      zw_standup_window_ask (ZwStandupWindow *self, ZwStandupQuestion question);
void      zw_standup_window_entered (ZwStandupWindow *self, const char *text);
/* On the last page: records the stand-up as held, or what was parked since. */
void      zw_standup_window_record (ZwStandupWindow *self);
/* A change was refused by the store after all. @set: (nullable) */
void      zw_standup_window_take_failure (ZwStandupWindow *self, ZwChangeSet *set, const GError *error);
/* TRUE when there was one: the Escape that was meant for a line that did not come must not end the stand-up. */
gboolean  zw_standup_window_drop_hint (ZwStandupWindow *self);
void      zw_standup_window_leave (ZwStandupWindow *self);
/* What was parked in an earlier time and never recorded comes back. */
void      zw_standup_window_restore_notes (ZwStandupWindow *self);

G_END_DECLS
