/* SPDX-License-Identifier: GPL-3.0-or-later
 * What is remembered of a backlog on this computer: words such as "sort:1 panel:0 folded:ID open:ID". Called by its other
 * files; where the words are kept is its owner's matter. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-backlog-view-private.h"

static guint look_changed_signal;

void
zw_backlog_view_add_signals (GType type)
{
  look_changed_signal = g_signal_new ("look-changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

void
zw_backlog_view_tell_look (ZwBacklogView *self)
{
  g_autoptr (GString) look = g_string_new (NULL);

  if (self->backlog == NULL || self->recalling)
    return;
  guint n = zw_backlog_get_n_sections (self->backlog);
  ZwBacklogSort sort = zw_backlog_section_get_sort (zw_backlog_get_section (self->backlog, n - 1));
  g_string_printf (look, "sort:%d panel:%d", sort, self->wants_panel);
  for (guint i = 0; i < n; i++)
    {
      ZwBacklogSection *section = zw_backlog_get_section (self->backlog, i);
      g_string_append_printf (look, " %s:%" G_GINT64_FORMAT, zw_backlog_section_is_collapsed (section) ? "folded" : "open",
                              zw_backlog_section_get_sprint_id (section));
    }
  g_signal_emit (self, look_changed_signal, 0, look->str);
}

static void
fold (ZwBacklogView *self, gint64 sprint, gboolean folded)
{
  for (guint i = 0; i < zw_backlog_get_n_sections (self->backlog); i++)
    if (zw_backlog_section_get_sprint_id (zw_backlog_get_section (self->backlog, i)) == sprint)
      zw_backlog_section_set_collapsed (zw_backlog_get_section (self->backlog, i), folded);
}

static void
recall (ZwBacklogView *self, const char *word, const char *text)
{
  gint64 value;

  if (!g_ascii_string_to_signed (text, 10, 0, G_MAXINT64, &value, NULL))
    return;
  if (g_str_equal (word, "folded") || g_str_equal (word, "open"))
    fold (self, value, *word == 'f');
  else if (g_str_equal (word, "sort") && value <= ZW_BACKLOG_BY_TITLE)
    g_action_group_change_action_state (G_ACTION_GROUP (self->actions), "sort", g_variant_new_int32 ((int) value));
  else if (g_str_equal (word, "panel"))
    zw_backlog_view_want_panel (self, value != 0);
}

void
zw_backlog_view_set_look (ZwBacklogView *self, const char *look)
{
  g_auto (GStrv) words = g_strsplit (look == NULL ? "" : look, " ", -1);

  self->recalling = TRUE;
  for (guint i = 0; self->backlog != NULL && words[i] != NULL; i++)
    {
      g_auto (GStrv) parts = g_strsplit (words[i], ":", 2);
      if (g_strv_length (parts) == 2)
        recall (self, parts[0], parts[1]);
    }
  self->recalling = FALSE;
}
