/* SPDX-License-Identifier: GPL-3.0-or-later
 * How dates, figures, names and failures are written for people: translated, in the person's locale. Every view calls
 * these, so one thing reads the same everywhere. Nothing here changes anything. Main thread. Texts are
 * (transfer full) unless they are const. */
#pragma once

#include "zw-workspace.h"

G_BEGIN_DECLS

typedef enum { ZW_URGENCY_NONE, ZW_URGENCY_SOON, ZW_URGENCY_LATE } ZwUrgency;

/* @error as one sentence or two in the person's language, with what to do next where that can be said (zw-format-error.c). */
char       *zw_format_error (const GError *error);

/* "Wed 25 Nov"; with the year when it is not the one of @today. "" for ZW_UNSET. */
char       *zw_format_date (int date, int today);
/* "Wednesday 25 November": for screen readers and tooltips. */
char       *zw_format_date_long (int date);
/* "16 – 27 Nov". Either may be ZW_UNSET; "" when both are. */
char       *zw_format_date_range (int start, int end);
/* As on the card: "Today", "2 days late" or the date; @urgency says how it is tinted. */
char       *zw_format_due (int due, int today, ZwUrgency *urgency);
/* "5", "0.5": no trailing zeros, the locale's decimal point. */
char       *zw_format_number (double value);
/* "12 pts" or "12 h": short, with the project's unit. @project NULL = points. */
char       *zw_format_estimate (double value, ZwProject *project);
/* "12 points": in full. */
char       *zw_format_estimate_long (double value, ZwProject *project);
/* "carried 2×": out of so many sprints, unfinished. */
char       *zw_format_carried (guint times);
/* "60 %" with a thin space. */
char       *zw_format_percent (int percent);
/* "7 d". */
char       *zw_format_days (int days);

/* "WEB-142"; only the prefix while the store has not given the number. */
char       *zw_format_key (ZwWorkspace *workspace, ZwTicket *ticket);
/* A person's first letters, at most two, upper case. "" for NULL. */
char       *zw_format_initials (const char *name);
/* The number 1..14 of the avatar colour zw_avatar_N: chosen, or the one AdwAvatar hashes from the name. */
int         zw_format_avatar_colour (ZwPerson *person);

/* Names of choices, translated (static). */
const char *zw_format_type (ZwTicketType type);
const char *zw_format_category (ZwCategory category);
const char *zw_format_resolution (ZwResolution resolution);
/* Why it is not done, as it goes on after "Not done · ": "postponed to Q1", "will not be done: the budget is spent". "" for none. */
char       *zw_format_not_done (ZwTicket *ticket);
/* 1 Lowest .. 5 Urgent. */
const char *zw_format_priority (int priority);
/* Icon of a type (static). */
const char *zw_format_type_icon (ZwTicketType type);
/* Style class of a type's colour: "t-story" … (static). */
const char *zw_format_type_class (ZwTicketType type);

/* The accessible name of a card: key, type, title, then everything that is set, in the order it is read best. */
char       *zw_format_card_name (ZwWorkspace *workspace, ZwTicket *ticket);

G_END_DECLS
