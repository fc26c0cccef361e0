/* SPDX-License-Identifier: GPL-3.0-or-later
 * What people type and read: durations ("1d 2h"), dates ("fri", "+3d"), figures. No translation of input words. */
#pragma once

#include "zw-workspace.h"

G_BEGIN_DECLS

/* "90m", "1h30m", "1d 2h", "1.5h", "2" (= hours); FALSE when it is none. 1 d = @minutes_per_day. */
gboolean zw_duration_parse (const char *text, int minutes_per_day, int *minutes);
/* "1d 2h", "45m", "0m"; (transfer full) */
char    *zw_duration_format (int minutes, int minutes_per_day);
/* ISO, today, tomorrow, +3d, mon…sun (the next such day after today; also full English names). */
gboolean zw_date_parse (const char *text, int today, int *date);
/* Working days from @from to @to inclusive by the project's weekday mask and holidays; 0 when @to is before. */
int      zw_working_days_between (ZwProject *project, int from, int to);
/* Local days between the last status change and today. */
int      zw_ticket_get_age (ZwWorkspace *workspace, ZwTicket *ticket);

G_END_DECLS
