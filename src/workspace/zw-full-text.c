/* SPDX-License-Identifier: GPL-3.0-or-later
 * Words on their way to the store and what came back. Asked again when a text changes that a word may occur in. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-full-text.h"

#include <string.h>

#include "zw-workspace-private.h"

/* Who types on is not interrupted; a single letter finds everything. */
enum { PAUSE_MS = 150, MIN_LETTERS = 2, MAX_HITS = 20000 };

struct _ZwFullText {
  GObject parent_instance;
  ZwWorkspace *workspace;    /* (owned) */
  gint64 project;
  GHashTable *hits;          /* (owned) word -> owned GArray of gint64, ascending */
  GPtrArray *wanted;         /* (owned) words that the store is to be asked for */
  GCancellable *cancellable; /* (owned) (nullable) while it is asked */
  guint later;               /* source id of the pause */
};

G_DEFINE_FINAL_TYPE (ZwFullText, zw_full_text, G_TYPE_OBJECT)

enum { FOUND, N_SIGNALS };
static guint signals[N_SIGNALS];

static void ask_next (ZwFullText *self);

static void
stop_asking (ZwFullText *self)
{
  g_clear_handle_id (&self->later, g_source_remove);
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_ptr_array_set_size (self->wanted, 0);
}

static int
compare_ids (gconstpointer a, gconstpointer b)
{
  gint64 first = *(const gint64 *) a, second = *(const gint64 *) b;
  return first < second ? -1 : first > second;
}

static gboolean
is_same (GArray *a, GArray *b)
{
  return a != NULL && a->len == b->len && (a->len == 0 || memcmp (a->data, b->data, a->len * sizeof (gint64)) == 0);
}

/* Whether memory would not have shown one of them by its title or key. */
static gboolean
tells_news (ZwFullText *self, const char *word, GArray *ids)
{
  ZwSearchIndex *index = zw_workspace_get_search (self->workspace);
  g_autofree char *folded = zw_search_fold (word);

  for (guint i = 0; i < ids->len; i++)
    {
      ZwTicket *ticket = zw_workspace_get_ticket (self->workspace, g_array_index (ids, gint64, i));
      const char *text = ticket == NULL ? NULL : zw_search_index_get_text (index, ticket);
      if (text != NULL && strstr (text, folded) == NULL)
        return TRUE;
    }
  return FALSE;
}

static void
take_hits (ZwFullText *self, const char *word, GArray *ids)
{
  GArray *known = g_hash_table_lookup (self->hits, word);

  g_array_sort (ids, compare_ids);
  gboolean is_news = known == NULL ? tells_news (self, word, ids) : !is_same (known, ids);
  g_hash_table_replace (self->hits, g_strdup (word), g_array_ref (ids));
  if (is_news)
    g_signal_emit (self, signals[FOUND], 0);
}

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ZwFullText) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) ids = zw_store_search_finish (ZW_STORE (source), result, &error);

  /* Something else is looked for by now. */
  if (self->cancellable == NULL || g_task_get_cancellable (G_TASK (result)) != self->cancellable)
    return;
  g_autofree char *word = g_ptr_array_steal_index (self->wanted, 0);
  g_clear_object (&self->cancellable);
  if (ids != NULL)
    take_hits (self, word, ids);
  else
    g_message ("cannot search for “%s” in descriptions and comments: %s", word, error->message);
  ask_next (self);
}

static void
ask_next (ZwFullText *self)
{
  if (self->wanted->len == 0 || self->cancellable != NULL)
    return;
  self->cancellable = g_cancellable_new ();
  zw_store_search_async (zw_workspace_get_store (self->workspace), self->project, self->wanted->pdata[0], FALSE, MAX_HITS,
                         self->cancellable, answered_cb, g_object_ref (self));
}

static gboolean
pause_over_cb (gpointer data)
{
  ZwFullText *self = data;

  self->later = 0;
  ask_next (self);
  return G_SOURCE_REMOVE;
}

static void
ask_later (ZwFullText *self)
{
  if (self->wanted->len > 0 && self->later == 0)
    self->later = g_timeout_add (PAUSE_MS, pause_over_cb, self);
}

/* What was found may be different now. */
static void
ask_again (ZwFullText *self)
{
  GHashTableIter iter;
  gpointer word;

  stop_asking (self);
  g_hash_table_iter_init (&iter, self->hits);
  while (g_hash_table_iter_next (&iter, &word, NULL))
    g_ptr_array_add (self->wanted, g_strdup (word));
  ask_later (self);
}

static gboolean
touches_text (const ZwChange *change)
{
  return change->entity == ZW_ENTITY_COMMENT
         || (change->entity == ZW_ENTITY_TICKET && (change->field == ZW_FIELD_DESCRIPTION || change->op == ZW_OP_CREATE));
}

static void
changed_cb (ZwFullText *self, ZwChangeSet *set)
{
  if (g_hash_table_size (self->hits) == 0)
    return;
  for (guint i = 0; i < set->changes->len; i++)
    if (touches_text (set->changes->pdata[i]))
      {
        ask_again (self);
        return;
      }
}

static void
zw_full_text_dispose (GObject *object)
{
  ZwFullText *self = ZW_FULL_TEXT (object);

  stop_asking (self);
  g_clear_object (&self->workspace);
  G_OBJECT_CLASS (zw_full_text_parent_class)->dispose (object);
}

static void
zw_full_text_finalize (GObject *object)
{
  ZwFullText *self = ZW_FULL_TEXT (object);

  g_hash_table_unref (self->hits);
  g_ptr_array_unref (self->wanted);
  G_OBJECT_CLASS (zw_full_text_parent_class)->finalize (object);
}

static void
zw_full_text_class_init (ZwFullTextClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = zw_full_text_dispose;
  G_OBJECT_CLASS (klass)->finalize = zw_full_text_finalize;
  signals[FOUND] = g_signal_new ("found", ZW_TYPE_FULL_TEXT, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
zw_full_text_init (ZwFullText *self)
{
  self->hits = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_array_unref);
  self->wanted = g_ptr_array_new_with_free_func (g_free);
}

ZwFullText *
zw_full_text_new (ZwWorkspace *workspace, gint64 project)
{
  ZwFullText *self = g_object_new (ZW_TYPE_FULL_TEXT, NULL);

  self->workspace = g_object_ref (workspace);
  self->project = project;
  g_signal_connect_object (workspace, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (zw_workspace_get_store (workspace), "notify::indexing", G_CALLBACK (ask_again), self, G_CONNECT_SWAPPED);
  return self;
}

/* Words that are no longer asked for are forgotten. */
static gboolean
is_unasked (gpointer word, gpointer hits, gpointer query)
{
  for (guint i = 0; query != NULL && i < zw_query_get_n_words (query); i++)
    if (g_str_equal (zw_query_get_word (query, i), word))
      return FALSE;
  return TRUE;
}

void
zw_full_text_look_for (ZwFullText *self, ZwQuery *query)
{
  gboolean was_asking = self->cancellable != NULL;

  g_hash_table_foreach_remove (self->hits, is_unasked, query);
  for (guint i = 0; i < self->wanted->len; i++)
    if (is_unasked (self->wanted->pdata[i], NULL, query))
      {
        stop_asking (self);
        was_asking = FALSE;
      }
  for (guint i = 0; query != NULL && i < zw_query_get_n_words (query); i++)
    {
      const char *word = zw_query_get_word (query, i);
      GArray *hits = g_hash_table_lookup (self->hits, word);
      zw_query_set_hits (query, i, hits);
      if (hits == NULL && g_utf8_strlen (word, -1) >= MIN_LETTERS
          && !g_ptr_array_find_with_equal_func (self->wanted, word, g_str_equal, NULL))
        g_ptr_array_add (self->wanted, g_strdup (word));
    }
  if (!was_asking)
    ask_later (self);
}
