/* SPDX-License-Identifier: GPL-3.0-or-later
 * Used by every editor of long text. Knows no widget; must never touch the model. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-draft-keeper.h"

#define DELAY_S 1

struct _ZwDraftKeeper {
  GObject parent_instance;
  ZwWorkspace *workspace; /* (owned) */
  ZwEntity entity;
  gint64 id;
  ZwField field;
  gint64 holder;          /* this editor, for as long as it lives */
  gint64 former;          /* whose draft was taken up, 0 = none */
  char *base;             /* (owned) (nullable) */
  char *text;             /* (owned) (nullable) not written yet */
  gboolean kept;          /* the store may hold one */
  guint timer;
};

G_DEFINE_FINAL_TYPE (ZwDraftKeeper, zw_draft_keeper, G_TYPE_OBJECT)

static guint restored_signal;

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  if (!zw_store_save_draft_finish (ZW_STORE (source), result, &error))
    g_message ("cannot keep the draft: %s", error->message);
}

static void
write_draft (ZwDraftKeeper *self, const char *text)
{
  ZwDraft draft = {
    .entity = self->entity, .id = self->id, .field = self->field, .base = self->base, .text = (char *) text,
    .at = zw_clock_get_now (zw_workspace_get_clock (self->workspace)), .holder = self->holder, .replaces = self->former
  };

  self->kept = *text != '\0';
  zw_store_save_draft_async (zw_workspace_get_store (self->workspace), &draft, saved_cb, NULL);
}

static gboolean
timeout_cb (gpointer user_data)
{
  ZwDraftKeeper *self = user_data;

  self->timer = 0;
  zw_draft_keeper_flush (self);
  return G_SOURCE_REMOVE;
}

/* The newest that nobody types: what a living editor holds, in this window or another, is not the rest of a crash. */
static const ZwDraft *
find_left (ZwDraftKeeper *self, GPtrArray *drafts)
{
  for (guint i = drafts->len; i-- > 0;)
    {
      const ZwDraft *draft = g_ptr_array_index (drafts, i);
      if (draft->entity == self->entity && draft->id == self->id && draft->field == self->field && !draft->is_held
          && draft->text != NULL)
        return draft;
    }
  return NULL;
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ZwDraftKeeper) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) drafts = zw_store_read_drafts_finish (ZW_STORE (source), result, &error);

  if (drafts == NULL)
    g_message ("cannot read drafts: %s", error->message);
  const ZwDraft *draft = drafts == NULL ? NULL : find_left (self, drafts);
  /* Who began to type before the answer came goes on: what was left stays for the next time. */
  if (draft == NULL || self->workspace == NULL || self->text != NULL || self->kept)
    return;
  self->former = draft->holder;
  zw_draft_keeper_set_base (self, draft->base);
  write_draft (self, draft->text);
  g_signal_emit (self, restored_signal, 0, draft->text);
}

static void
zw_draft_keeper_dispose (GObject *object)
{
  ZwDraftKeeper *self = ZW_DRAFT_KEEPER (object);

  if (self->workspace != NULL)
    {
      zw_draft_keeper_flush (self);
      zw_store_release_draft (zw_workspace_get_store (self->workspace), self->holder);
    }
  g_clear_object (&self->workspace);
  G_OBJECT_CLASS (zw_draft_keeper_parent_class)->dispose (object);
}

static void
zw_draft_keeper_finalize (GObject *object)
{
  ZwDraftKeeper *self = ZW_DRAFT_KEEPER (object);

  g_free (self->base);
  g_free (self->text);
  G_OBJECT_CLASS (zw_draft_keeper_parent_class)->finalize (object);
}

static void
zw_draft_keeper_class_init (ZwDraftKeeperClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = zw_draft_keeper_dispose;
  G_OBJECT_CLASS (klass)->finalize = zw_draft_keeper_finalize;
  restored_signal = g_signal_new ("restored", ZW_TYPE_DRAFT_KEEPER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                  G_TYPE_STRING);
}

static void
zw_draft_keeper_init (ZwDraftKeeper *self)
{
}

ZwDraftKeeper *
zw_draft_keeper_new (ZwWorkspace *workspace, ZwEntity entity, gint64 id, ZwField field)
{
  ZwDraftKeeper *self = g_object_new (ZW_TYPE_DRAFT_KEEPER, NULL);

  self->workspace = g_object_ref (workspace);
  self->entity = entity;
  self->id = id;
  self->field = field;
  self->holder = zw_workspace_new_id (workspace);
  return self;
}

void
zw_draft_keeper_set_base (ZwDraftKeeper *self, const char *base)
{
  g_free (self->base);
  self->base = g_strdup (base);
}

const char *
zw_draft_keeper_get_base (ZwDraftKeeper *self)
{
  return self->base;
}

void
zw_draft_keeper_touch (ZwDraftKeeper *self, const char *text)
{
  g_free (self->text);
  self->text = g_strdup (text);
  g_clear_handle_id (&self->timer, g_source_remove);
  self->timer = g_timeout_add_seconds (DELAY_S, timeout_cb, self);
}

void
zw_draft_keeper_flush (ZwDraftKeeper *self)
{
  g_autofree char *text = g_steal_pointer (&self->text);

  g_clear_handle_id (&self->timer, g_source_remove);
  if (text != NULL && (*text != '\0' || self->kept))
    write_draft (self, text);
}

void
zw_draft_keeper_discard (ZwDraftKeeper *self)
{
  g_clear_handle_id (&self->timer, g_source_remove);
  g_clear_pointer (&self->text, g_free);
  if (self->kept)
    write_draft (self, "");
}

void
zw_draft_keeper_restore (ZwDraftKeeper *self)
{
  zw_store_read_drafts_async (zw_workspace_get_store (self->workspace), read_cb, g_object_ref (self));
}
