/* SPDX-License-Identifier: GPL-3.0-or-later
 * The store as an object: what it knows about itself, its thread, and how it ends. The async functions are in
 * zw-store-calls.c; everything about rows and files is the backend's. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-store-private.h"

#include "zw-error.h"

typedef struct {
  char *path;
  GMainContext *context;    /* (owned) of the thread that made the store: signals */
  ZwWorker *worker;         /* (owned) (nullable) NULL once closed */
  GQueue held;              /* (owned) Held: writes waiting for the end of a bulk set. Main thread */
  gboolean holding;
  gboolean idle_wanted;     /* (worker only) */

  GMutex lock;              /* over what follows: written by the worker, read by everybody */
  const char *database_id;  /* (nullable) interned, so that a borrowed pointer outlives a restore */
  GError *read_only_reason; /* (owned) (nullable) never replaced once set */
  GError *trouble;          /* (owned) (nullable) */
  gint64 seq;
  gboolean indexing, on_network;
} ZwStorePrivate;

typedef struct {
  GTask *task; /* (owned) */
  ZwWorkerFunc func;
} Held;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (ZwStore, zw_store, G_TYPE_OBJECT)

enum { PROP_PATH = 1, PROP_INDEXING, N_PROPS };
static GParamSpec *properties[N_PROPS];
enum { CHANGED_ELSEWHERE, TROUBLE, REPLACED, N_SIGNALS };
static guint signals[N_SIGNALS];

#define PRIV(self) ((ZwStorePrivate *) zw_store_get_instance_private (self))

/* --- plain structs ------------------------------------------------------------------------------------------- */

void
zw_ticket_stub_free (ZwTicketStub *stub)
{
  g_free (stub->title);
  g_free (stub);
}

void
zw_ticket_details_free (ZwTicketDetails *details)
{
  g_free (details->description);
  g_free (details->extra);
  g_clear_pointer (&details->comments, g_ptr_array_unref);
  g_clear_pointer (&details->checks, g_ptr_array_unref);
  g_clear_pointer (&details->blocks, g_ptr_array_unref);
  g_clear_pointer (&details->works, g_ptr_array_unref);
  g_clear_pointer (&details->attachments, g_ptr_array_unref);
  g_clear_pointer (&details->sources, g_ptr_array_unref);
  g_clear_pointer (&details->links, g_array_unref);
  g_clear_pointer (&details->stubs, g_ptr_array_unref);
  g_free (details);
}

ZwScope *
zw_scope_new (ZwScopeKind kind, gint64 project)
{
  ZwScope *scope = g_new0 (ZwScope, 1);

  scope->kind = kind;
  scope->project = project;
  return scope;
}

ZwScope *
zw_scope_copy (const ZwScope *scope)
{
  ZwScope *copy = g_memdup2 (scope, sizeof *scope);

  copy->ids = scope->ids == NULL ? NULL : g_array_copy (scope->ids);
  copy->statuses = scope->statuses == NULL ? NULL : g_array_copy (scope->statuses);
  return copy;
}

void
zw_scope_free (ZwScope *scope)
{
  g_clear_pointer (&scope->ids, g_array_unref);
  g_clear_pointer (&scope->statuses, g_array_unref);
  g_free (scope);
}

void
zw_receipt_free (ZwReceipt *receipt)
{
  g_array_unref (receipt->numbers);
  g_free (receipt);
}

void
zw_backup_free (ZwBackup *backup)
{
  g_free (backup->path);
  g_free (backup->reason);
  g_free (backup);
}

void
zw_draft_free (ZwDraft *draft)
{
  g_free (draft->base);
  g_free (draft->text);
  g_free (draft);
}

/* --- to the main context ------------------------------------------------------------------------------------- */

static void
call_in_context (ZwStore *self, GSourceFunc func)
{
  g_autoptr (GSource) source = g_idle_source_new ();

  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, func, g_object_ref (self), g_object_unref);
  g_source_attach (source, PRIV (self)->context);
}

static gboolean
opened_cb (gpointer data)
{
  ZwStore *self = data;

  if (PRIV (self)->worker != NULL && ZW_STORE_GET_CLASS (self)->opened != NULL)
    ZW_STORE_GET_CLASS (self)->opened (self);
  return G_SOURCE_REMOVE;
}

static gboolean
report_change_cb (gpointer data)
{
  ZwStore *self = data;

  if (PRIV (self)->worker != NULL)
    g_signal_emit (self, signals[CHANGED_ELSEWHERE], 0);
  return G_SOURCE_REMOVE;
}

static gboolean
notify_indexing_cb (gpointer data)
{
  g_object_notify_by_pspec (data, properties[PROP_INDEXING]);
  return G_SOURCE_REMOVE;
}

void
zw_store_announce_open (ZwStore *self)
{
  call_in_context (self, opened_cb);
}

void
zw_store_report_change (ZwStore *self)
{
  call_in_context (self, report_change_cb);
}

static gboolean
report_trouble_cb (gpointer data)
{
  if (PRIV (data)->worker != NULL)
    g_signal_emit (data, signals[TROUBLE], 0);
  return G_SOURCE_REMOVE;
}

static gboolean
report_replaced_cb (gpointer data)
{
  if (PRIV (data)->worker != NULL)
    g_signal_emit (data, signals[REPLACED], 0);
  return G_SOURCE_REMOVE;
}

void
zw_store_report_replaced (ZwStore *self)
{
  call_in_context (self, report_replaced_cb);
}

/* --- what the backend tells ---------------------------------------------------------------------------------- */

void
zw_store_set_database_id (ZwStore *self, const char *database_id)
{
  g_mutex_lock (&PRIV (self)->lock);
  PRIV (self)->database_id = g_intern_string (database_id);
  g_mutex_unlock (&PRIV (self)->lock);
}

void
zw_store_set_read_only_reason (ZwStore *self, const GError *reason)
{
  g_return_if_fail (PRIV (self)->read_only_reason == NULL);
  g_mutex_lock (&PRIV (self)->lock);
  PRIV (self)->read_only_reason = reason == NULL ? NULL : g_error_copy (reason);
  g_mutex_unlock (&PRIV (self)->lock);
}

static gboolean
is_same_trouble (const GError *a, const GError *b)
{
  return a == NULL || b == NULL ? a == b : a->code == b->code && g_str_equal (a->message, b->message);
}

void
zw_store_set_trouble (ZwStore *self, const GError *trouble)
{
  ZwStorePrivate *priv = PRIV (self);

  g_mutex_lock (&priv->lock);
  gboolean changed = !is_same_trouble (priv->trouble, trouble);
  if (changed)
    {
      g_clear_error (&priv->trouble);
      priv->trouble = trouble == NULL ? NULL : g_error_copy (trouble);
    }
  g_mutex_unlock (&priv->lock);
  if (changed)
    call_in_context (self, report_trouble_cb);
}

GError *
zw_store_dup_trouble (ZwStore *self)
{
  g_mutex_lock (&PRIV (self)->lock);
  GError *trouble = PRIV (self)->trouble == NULL ? NULL : g_error_copy (PRIV (self)->trouble);
  g_mutex_unlock (&PRIV (self)->lock);
  return trouble;
}

void
zw_store_set_on_network (ZwStore *self, gboolean on_network)
{
  g_mutex_lock (&PRIV (self)->lock);
  PRIV (self)->on_network = on_network;
  g_mutex_unlock (&PRIV (self)->lock);
}

void
zw_store_set_seq (ZwStore *self, gint64 seq)
{
  g_mutex_lock (&PRIV (self)->lock);
  PRIV (self)->seq = seq;
  g_mutex_unlock (&PRIV (self)->lock);
}

void
zw_store_set_indexing (ZwStore *self, gboolean indexing)
{
  g_mutex_lock (&PRIV (self)->lock);
  gboolean changed = PRIV (self)->indexing != indexing;
  PRIV (self)->indexing = indexing;
  g_mutex_unlock (&PRIV (self)->lock);
  if (changed)
    call_in_context (self, notify_indexing_cb);
}

/* --- the thread ---------------------------------------------------------------------------------------------- */

static void
refuse_closed (GTask *task)
{
  g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "the database was closed");
  g_object_unref (task);
}

void
zw_store_push (ZwStore *self, ZwTurn turn, GTask *task, ZwWorkerFunc func)
{
  if (PRIV (self)->worker == NULL)
    refuse_closed (task);
  else
    zw_worker_push (PRIV (self)->worker, turn, task, func);
}

void
zw_store_push_write (ZwStore *self, GTask *task, ZwWorkerFunc func)
{
  if (!PRIV (self)->holding)
    {
      zw_store_push (self, ZW_TURN_WRITE, task, func);
      return;
    }
  Held *held = g_new0 (Held, 1);
  held->task = task;
  held->func = func;
  g_queue_push_tail (&PRIV (self)->held, held);
}

void
zw_store_hold_writes (ZwStore *self)
{
  PRIV (self)->holding = TRUE;
}

void
zw_store_release_writes (ZwStore *self)
{
  Held *held;

  PRIV (self)->holding = FALSE;
  while ((held = g_queue_pop_head (&PRIV (self)->held)) != NULL)
    {
      zw_store_push (self, ZW_TURN_WRITE, held->task, held->func);
      g_free (held);
    }
}

static void
run_plain_in_worker (GTask *task, gpointer source, gpointer data)
{
  void (*func) (ZwStore *) = data;

  func (source);
  g_task_return_boolean (task, TRUE);
}

void
zw_store_run_in_worker (ZwStore *self, void (*func) (ZwStore *self))
{
  GTask *task = g_task_new (self, NULL, NULL, NULL);

  g_task_set_task_data (task, func, NULL);
  zw_store_push (self, ZW_TURN_READ, task, run_plain_in_worker);
}

static gboolean
idle_cb (gpointer data)
{
  ZwStoreClass *klass = ZW_STORE_GET_CLASS (data);
  return klass->idle_in_worker != NULL && klass->idle_in_worker (data);
}

void
zw_store_want_idle (ZwStore *self)
{
  zw_worker_want_idle (PRIV (self)->worker);
}

gboolean
zw_store_is_in_worker (ZwStore *self)
{
  return PRIV (self)->worker != NULL && zw_worker_is_current (PRIV (self)->worker);
}

gboolean
zw_store_is_stopped (ZwStore *self, GCancellable *cancellable, GError **error)
{
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return TRUE;
  if (!zw_worker_is_closing (PRIV (self)->worker))
    return FALSE;
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, "the database was closed");
  return TRUE;
}

static void
close_cb (gpointer data, gpointer unused)
{
  ZW_STORE_GET_CLASS (data)->close_in_worker (data);
}

void
zw_store_close (ZwStore *self)
{
  ZwStorePrivate *priv = PRIV (self);

  if (priv->worker == NULL)
    return;
  if (ZW_STORE_GET_CLASS (self)->closing != NULL)
    ZW_STORE_GET_CLASS (self)->closing (self);
  zw_store_release_writes (self);
  zw_worker_close (priv->worker, close_cb, self, NULL);
  priv->worker = NULL;
}

/* --- the object ---------------------------------------------------------------------------------------------- */

static void
get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  ZwStore *self = ZW_STORE (object);

  if (property_id == PROP_PATH)
    g_value_set_string (value, PRIV (self)->path);
  else
    g_value_set_boolean (value, zw_store_is_indexing (self));
}

static void
set_property (GObject *object, guint property_id, const GValue *value, GParamSpec *pspec)
{
  PRIV (ZW_STORE (object))->path = g_value_dup_string (value);
}

static void
dispose (GObject *object)
{
  zw_store_close (ZW_STORE (object));
  G_OBJECT_CLASS (zw_store_parent_class)->dispose (object);
}

static void
finalize (GObject *object)
{
  ZwStorePrivate *priv = PRIV (ZW_STORE (object));

  g_free (priv->path);
  g_clear_error (&priv->read_only_reason);
  g_clear_error (&priv->trouble);
  g_main_context_unref (priv->context);
  g_mutex_clear (&priv->lock);
  G_OBJECT_CLASS (zw_store_parent_class)->finalize (object);
}

static void
zw_store_class_init (ZwStoreClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = get_property;
  object_class->set_property = set_property;
  object_class->dispose = dispose;
  object_class->finalize = finalize;
  properties[PROP_PATH] = g_param_spec_string ("path", NULL, NULL, NULL,
                                          G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_INDEXING] = g_param_spec_boolean ("indexing", NULL, NULL, FALSE,
                                               G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  signals[CHANGED_ELSEWHERE] = g_signal_new ("changed-elsewhere", ZW_TYPE_STORE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                             G_TYPE_NONE, 0);
  signals[TROUBLE] = g_signal_new ("trouble", ZW_TYPE_STORE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[REPLACED] = g_signal_new ("replaced", ZW_TYPE_STORE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
zw_store_init (ZwStore *self)
{
  ZwStorePrivate *priv = PRIV (self);

  g_mutex_init (&priv->lock);
  g_queue_init (&priv->held);
  priv->context = g_main_context_ref_thread_default ();
  priv->worker = zw_worker_new ("zw-store", idle_cb, self);
}

const char *
zw_store_get_path (ZwStore *self)
{
  return PRIV (self)->path;
}

const char *
zw_store_get_database_id (ZwStore *self)
{
  g_mutex_lock (&PRIV (self)->lock);
  const char *database_id = PRIV (self)->database_id;
  g_mutex_unlock (&PRIV (self)->lock);
  return database_id;
}

const GError *
zw_store_get_read_only_reason (ZwStore *self)
{
  g_mutex_lock (&PRIV (self)->lock);
  const GError *reason = PRIV (self)->read_only_reason;
  g_mutex_unlock (&PRIV (self)->lock);
  return reason;
}

gint64
zw_store_get_seq (ZwStore *self)
{
  g_mutex_lock (&PRIV (self)->lock);
  gint64 seq = PRIV (self)->seq;
  g_mutex_unlock (&PRIV (self)->lock);
  return seq;
}

gboolean
zw_store_is_indexing (ZwStore *self)
{
  g_mutex_lock (&PRIV (self)->lock);
  gboolean indexing = PRIV (self)->indexing;
  g_mutex_unlock (&PRIV (self)->lock);
  return indexing;
}

gboolean
zw_store_is_on_network (ZwStore *self)
{
  g_mutex_lock (&PRIV (self)->lock);
  gboolean on_network = PRIV (self)->on_network;
  g_mutex_unlock (&PRIV (self)->lock);
  return on_network;
}
