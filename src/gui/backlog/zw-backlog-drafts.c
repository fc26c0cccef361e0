/* SPDX-License-Identifier: GPL-3.0-or-later
 * What is typed in the sections of a backlog. Made by ZwBacklogView, read and written by the ends of its sections. Must never
 * make a ticket. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-backlog-drafts.h"

#include "zw-draft-keeper.h"

typedef struct {
  gint64 sprint;
  ZwDraftKeeper *keeper; /* (owned) */
  char *text;            /* (owned) */
} Draft;

struct _ZwBacklogDrafts {
  GObject parent_instance;

  ZwWorkspace *workspace; /* (owned) */
  gint64 project;
  GPtrArray *drafts;      /* (owned) of Draft: one for each section that was asked about */
};

G_DEFINE_FINAL_TYPE (ZwBacklogDrafts, zw_backlog_drafts, G_TYPE_OBJECT)

static guint found_signal;

static void
draft_free (gpointer data)
{
  Draft *draft = data;

  g_object_unref (draft->keeper);
  g_free (draft->text);
  g_free (draft);
}

static void
restored_cb (ZwBacklogDrafts *self, const char *text, ZwDraftKeeper *keeper)
{
  for (guint i = 0; i < self->drafts->len; i++)
    {
      Draft *draft = self->drafts->pdata[i];
      if (draft->keeper != keeper || *draft->text != '\0')
        continue;
      g_free (draft->text);
      draft->text = g_strdup (text);
      g_signal_emit (self, found_signal, 0, draft->sprint);
      return;
    }
}

static Draft *
ensure (ZwBacklogDrafts *self, gint64 sprint)
{
  for (guint i = 0; i < self->drafts->len; i++)
    if (((Draft *) self->drafts->pdata[i])->sprint == sprint)
      return self->drafts->pdata[i];
  Draft *draft = g_new0 (Draft, 1);
  draft->sprint = sprint;
  draft->text = g_strdup ("");
  draft->keeper = sprint == 0 ? zw_draft_keeper_new (self->workspace, ZW_ENTITY_PROJECT, self->project, ZW_FIELD_TITLE)
                              : zw_draft_keeper_new (self->workspace, ZW_ENTITY_SPRINT, sprint, ZW_FIELD_TITLE);
  g_signal_connect_object (draft->keeper, "restored", G_CALLBACK (restored_cb), self, G_CONNECT_SWAPPED);
  g_ptr_array_add (self->drafts, draft);
  return draft;
}

/* Behind what is typed there, on a line of its own. */
static void
hand_over (ZwBacklogDrafts *self, Draft *from)
{
  Draft *to = ensure (self, 0);
  g_autofree char *text = *to->text == '\0' ? g_strdup (from->text) : g_strjoin ("\n", to->text, from->text, NULL);

  zw_backlog_drafts_set (self, from->sprint, "");
  zw_backlog_drafts_set (self, 0, text);
  g_signal_emit (self, found_signal, 0, G_GINT64_CONSTANT (0));
}

static void
changed_cb (ZwBacklogDrafts *self)
{
  for (guint i = 0; i < self->drafts->len; i++)
    {
      Draft *draft = self->drafts->pdata[i];
      ZwSprint *sprint = draft->sprint == 0 ? NULL : zw_workspace_get_sprint (self->workspace, draft->sprint);
      if (draft->sprint != 0 && *draft->text != '\0' && (sprint == NULL || sprint->state == ZW_SPRINT_CLOSED))
        hand_over (self, draft);
    }
}

static void
zw_backlog_drafts_dispose (GObject *object)
{
  ZwBacklogDrafts *self = ZW_BACKLOG_DRAFTS (object);

  g_clear_pointer (&self->drafts, g_ptr_array_unref);
  g_clear_object (&self->workspace);
  G_OBJECT_CLASS (zw_backlog_drafts_parent_class)->dispose (object);
}

static void
zw_backlog_drafts_class_init (ZwBacklogDraftsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = zw_backlog_drafts_dispose;
  found_signal = g_signal_new ("found", ZW_TYPE_BACKLOG_DRAFTS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
}

static void
zw_backlog_drafts_init (ZwBacklogDrafts *self)
{
  self->drafts = g_ptr_array_new_with_free_func (draft_free);
}

ZwBacklogDrafts *
zw_backlog_drafts_new (ZwWorkspace *workspace, gint64 project)
{
  ZwBacklogDrafts *self = g_object_new (ZW_TYPE_BACKLOG_DRAFTS, NULL);

  self->workspace = g_object_ref (workspace);
  self->project = project;
  g_signal_connect_object (workspace, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  return self;
}

void
zw_backlog_drafts_restore (ZwBacklogDrafts *self, ZwBacklog *backlog)
{
  for (guint i = 0; i < zw_backlog_get_n_sections (backlog); i++)
    zw_draft_keeper_restore (ensure (self, zw_backlog_section_get_sprint_id (zw_backlog_get_section (backlog, i)))->keeper);
}

const char *
zw_backlog_drafts_get (ZwBacklogDrafts *self, gint64 sprint)
{
  return ensure (self, sprint)->text;
}

void
zw_backlog_drafts_set (ZwBacklogDrafts *self, gint64 sprint, const char *text)
{
  Draft *draft = ensure (self, sprint);

  if (g_str_equal (draft->text, text))
    return;
  g_free (draft->text);
  draft->text = g_strdup (text);
  if (*text == '\0')
    zw_draft_keeper_discard (draft->keeper);
  else
    zw_draft_keeper_touch (draft->keeper, text);
}
