/* SPDX-License-Identifier: GPL-3.0-or-later
 * ZwTitleView: a title that wraps and is edited in place. Keeps its own text while focused; Enter and focus-out commit,
 * Escape gives the edit up. Signal "committed" (const char *text): trimmed, not empty, one line, another than before;
 * "conflicted" (const char *text): the same, but somebody else changed the title while this was typed. */
#pragma once

#include "zw-draft-keeper.h"
#include "zw-text-area.h"

G_BEGIN_DECLS

#define ZW_TYPE_TITLE_VIEW (zw_title_view_get_type ())
G_DECLARE_FINAL_TYPE (ZwTitleView, zw_title_view, ZW, TITLE_VIEW, ZwTextArea)

GtkWidget *zw_title_view_new (void);
/* The value of the model: shown at once unless somebody types here. */
void       zw_title_view_set_value (ZwTitleView *self, const char *value);
/* Whose title is typed here, 0 for none, after its value was set: a draft of an earlier run is looked for, and committed. */
void       zw_title_view_set_ticket (ZwTitleView *self, ZwWorkspace *workspace, gint64 ticket);
/* The owner asks which of two titles it shall be: @text, which began as @base, is kept until it was answered, beyond a change of the
 * ticket, too. A "conflicted" title is kept already. */
void       zw_title_view_ask (ZwTitleView *self, const char *base, const char *text);
/* What keeps the title that was just committed or chosen: to be discarded once it is stored. (transfer full) (nullable) */
ZwDraftKeeper *zw_title_view_take_draft (ZwTitleView *self);
/* It was answered: the stored title is right. */
void       zw_title_view_settle (ZwTitleView *self);
/* Another ticket: what was typed for the former one is committed first. */
void       zw_title_view_commit (ZwTitleView *self);

G_END_DECLS
