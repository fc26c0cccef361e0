/* SPDX-License-Identifier: GPL-3.0-or-later
 * One opened ticket. The details are read once; afterwards every set that concerns the ticket is applied to the lists in
 * place, so that the pane keeps its place. What a change does not tell is read again. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-ticket-document.h"

#include "zw-part-list.h"
#include "zw-workspace-private.h"

struct _ZwTicketDocument {
  GObject parent_instance;
  ZwWorkspace *workspace;  /* (owned) */
  ZwTicket *ticket;        /* (owned) */
  gint64 id;               /* of the ticket */
  char *description;       /* (owned) (nullable) */
  gboolean is_ready;
  GListStore *comments, *checks, *blocks, *attachments; /* (owned) */
  GArray *links;           /* (owned) ZwLink */
  GPtrArray *stubs;        /* (owned) ZwTicketStub */
  GCancellable *reading;   /* (owned) (nullable) */
  gboolean is_outdated;    /* something happened while reading */
};

G_DEFINE_FINAL_TYPE (ZwTicketDocument, zw_ticket_document, G_TYPE_OBJECT)

typedef enum { PROP_TICKET = 1, PROP_DESCRIPTION, PROP_READY } ZwTicketDocumentProperty;
static GParamSpec *properties[PROP_READY + 1];
enum { LINKS_CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

static void read_details (ZwTicketDocument *self);

static void
zw_ticket_document_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  ZwTicketDocument *self = ZW_TICKET_DOCUMENT (object);

  switch ((ZwTicketDocumentProperty) property_id)
    {
    case PROP_TICKET:
      g_value_set_object (value, self->ticket);
      break;
    case PROP_DESCRIPTION:
      g_value_set_string (value, self->description);
      break;
    case PROP_READY:
      g_value_set_boolean (value, self->is_ready);
      break;
    }
}

static void
zw_ticket_document_dispose (GObject *object)
{
  ZwTicketDocument *self = ZW_TICKET_DOCUMENT (object);

  if (self->reading != NULL)
    g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  if (self->workspace != NULL)
    g_signal_handlers_disconnect_by_data (self->workspace, self);
  g_clear_object (&self->workspace);
  g_clear_object (&self->ticket);
  G_OBJECT_CLASS (zw_ticket_document_parent_class)->dispose (object);
}

static void
zw_ticket_document_finalize (GObject *object)
{
  ZwTicketDocument *self = ZW_TICKET_DOCUMENT (object);

  g_clear_object (&self->comments);
  g_clear_object (&self->checks);
  g_clear_object (&self->blocks);
  g_clear_object (&self->attachments);
  g_array_unref (self->links);
  g_ptr_array_unref (self->stubs);
  g_free (self->description);
  G_OBJECT_CLASS (zw_ticket_document_parent_class)->finalize (object);
}

static void
zw_ticket_document_class_init (ZwTicketDocumentClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = zw_ticket_document_get_property;
  object_class->dispose = zw_ticket_document_dispose;
  object_class->finalize = zw_ticket_document_finalize;
  properties[PROP_TICKET] = g_param_spec_object ("ticket", NULL, NULL, ZW_TYPE_TICKET, flags);
  properties[PROP_DESCRIPTION] = g_param_spec_string ("description", NULL, NULL, NULL, flags);
  properties[PROP_READY] = g_param_spec_boolean ("ready", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
  signals[LINKS_CHANGED] = g_signal_new ("links-changed", ZW_TYPE_TICKET_DOCUMENT, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                         G_TYPE_NONE, 0);
}

static void
zw_ticket_document_init (ZwTicketDocument *self)
{
  self->comments = g_list_store_new (ZW_TYPE_COMMENT);
  self->checks = g_list_store_new (ZW_TYPE_CHECK_ITEM);
  self->blocks = g_list_store_new (ZW_TYPE_BLOCK);
  self->attachments = g_list_store_new (ZW_TYPE_ATTACHMENT);
  self->links = g_array_new (FALSE, FALSE, sizeof (ZwLink));
  self->stubs = g_ptr_array_new_with_free_func ((GDestroyNotify) zw_ticket_stub_free);
}

/* NULL for parts that are not shown here. */
static GListStore *
get_parts (ZwTicketDocument *self, ZwEntity entity)
{
  if (entity == ZW_ENTITY_COMMENT)
    return self->comments;
  if (entity == ZW_ENTITY_CHECK_ITEM)
    return self->checks;
  if (entity == ZW_ENTITY_BLOCK)
    return self->blocks;
  if (entity == ZW_ENTITY_ATTACHMENT)
    return self->attachments;
  return NULL;
}

static void
apply_to_part (ZwTicketDocument *self, const ZwChange *change)
{
  GListStore *parts = get_parts (self, change->entity);

  if (parts != NULL)
    zw_part_list_apply (parts, change);
}

/* --- description and links ---------------------------------------------------------------------------------------- */

static void
set_description (ZwTicketDocument *self, const char *text)
{
  if (g_strcmp0 (self->description, text) == 0)
    return;
  g_free (self->description);
  self->description = g_strdup (text);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DESCRIPTION]);
}

static void
drop_link (ZwTicketDocument *self, ZwField kind, gboolean outgoing, gint64 other)
{
  for (guint i = self->links->len; i > 0; i--)
    {
      const ZwLink *link = &g_array_index (self->links, ZwLink, i - 1);
      if (link->kind == kind && link->outgoing == outgoing && (other == 0 || link->other == other))
        g_array_remove_index (self->links, i - 1);
    }
}

static void
add_link (ZwTicketDocument *self, ZwField kind, gboolean outgoing, gint64 other)
{
  ZwLink link = { kind, outgoing, other };

  drop_link (self, kind, outgoing, other);
  g_array_append_val (self->links, link);
  if (zw_workspace_get_ticket (self->workspace, other) == NULL && zw_ticket_document_get_stub (self, other) == NULL)
    self->is_outdated = TRUE;
}

static void
apply_link (ZwTicketDocument *self, const ZwChange *change)
{
  const char *text = change->op == ZW_OP_ADD ? change->new_value : change->old_value;
  gint64 target = text == NULL ? 0 : g_ascii_strtoll (text, NULL, 10);
  gboolean outgoing = change->id == self->id;

  if (change->op == ZW_OP_ADD)
    add_link (self, change->field, outgoing, outgoing ? target : change->id);
  else
    drop_link (self, change->field, outgoing, outgoing ? target : change->id);
}

/* Blockers are the open intervals, which the workspace has in memory. */
static void
update_blockers (ZwTicketDocument *self)
{
  g_autoptr (GPtrArray) mine = zw_workspace_dup_open_blocks (self->workspace, self->id, 0);
  g_autoptr (GPtrArray) others = zw_workspace_dup_open_blocks (self->workspace, 0, self->id);

  drop_link (self, ZW_FIELD_BLOCKER, TRUE, 0);
  drop_link (self, ZW_FIELD_BLOCKER, FALSE, 0);
  for (guint i = 0; i < mine->len; i++)
    if (((ZwBlock *) mine->pdata[i])->blocker != 0)
      add_link (self, ZW_FIELD_BLOCKER, TRUE, ((ZwBlock *) mine->pdata[i])->blocker);
  for (guint i = 0; i < others->len; i++)
    add_link (self, ZW_FIELD_BLOCKER, FALSE, ((ZwBlock *) others->pdata[i])->ticket);
}

/* --- following changes -------------------------------------------------------------------------------------------- */

static gboolean
is_link_of (ZwTicketDocument *self, const ZwChange *change)
{
  const char *text = change->op == ZW_OP_ADD ? change->new_value : change->old_value;

  if (change->entity != ZW_ENTITY_TICKET || (change->op != ZW_OP_ADD && change->op != ZW_OP_REMOVE) || change->field == ZW_FIELD_LABELS)
    return FALSE;
  return change->id == self->id || (text != NULL && g_ascii_strtoll (text, NULL, 10) == self->id);
}

static void
changed_cb (ZwTicketDocument *self, ZwChangeSet *set, gboolean own)
{
  gboolean has_links = FALSE, has_blocks = FALSE;

  for (guint i = 0; i < set->changes->len; i++)
    {
      const ZwChange *change = set->changes->pdata[i];
      if (change->entity == ZW_ENTITY_BLOCK)
        has_blocks = TRUE;
      if (is_link_of (self, change))
        {
          apply_link (self, change);
          has_links = TRUE;
        }
      if (change->ticket != self->id)
        continue;
      /* What is being read may be older or newer than this change. */
      if (self->reading != NULL)
        self->is_outdated = TRUE;
      if (zw_entity_is_part (change->entity))
        apply_to_part (self, change);
      else if (change->op == ZW_OP_SET && change->field == ZW_FIELD_DESCRIPTION)
        set_description (self, change->new_value);
    }
  if (has_blocks)
    update_blockers (self);
  if (has_links || has_blocks)
    g_signal_emit (self, signals[LINKS_CHANGED], 0);
  if (self->is_outdated && self->reading == NULL)
    read_details (self);
}

static void
failed_cb (ZwTicketDocument *self, ZwChangeSet *set, const GError *error)
{
  read_details (self);
}

static void
reloaded_cb (ZwTicketDocument *self)
{
  ZwTicket *ticket = zw_workspace_get_ticket (self->workspace, self->id);

  if (ticket == NULL)
    return;
  if (g_set_object (&self->ticket, ticket))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TICKET]);
  read_details (self);
}

/* --- reading ------------------------------------------------------------------------------------------------------ */

static void
take_details (ZwTicketDocument *self, ZwTicketDetails *details)
{
  set_description (self, details->description);
  zw_part_list_patch (self->comments, details->comments);
  zw_part_list_patch (self->checks, details->checks);
  zw_part_list_patch (self->blocks, details->blocks);
  zw_part_list_patch (self->attachments, details->attachments);
  g_ptr_array_unref (self->stubs);
  self->stubs = g_steal_pointer (&details->stubs);
  g_array_set_size (self->links, 0);
  for (guint i = 0; i < details->links->len; i++)
    {
      const ZwLink *link = &g_array_index (details->links, ZwLink, i);
      if (link->kind != ZW_FIELD_BLOCKER)
        add_link (self, link->kind, link->outgoing, link->other);
    }
  update_blockers (self);
  g_signal_emit (self, signals[LINKS_CHANGED], 0);
}

static void
details_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ZwTicketDocument) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (ZwTicketDetails) details = zw_store_read_details_finish (ZW_STORE (source), result, &error);

  if (self->workspace == NULL)
    return;
  g_clear_object (&self->reading);
  if (details == NULL)
    {
      g_message ("cannot read a ticket's details: %s", error->message);
      return;
    }
  if (self->is_outdated)
    {
      read_details (self);
      return;
    }
  take_details (self, details);
  self->is_outdated = FALSE; /* a link to a ticket without a stub stays without */
  if (self->is_ready)
    return;
  self->is_ready = TRUE;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_READY]);
}

static void
read_details (ZwTicketDocument *self)
{
  self->is_outdated = self->reading != NULL;
  if (self->is_outdated)
    return;
  self->reading = g_cancellable_new ();
  zw_store_read_details_async (self->workspace->store, self->id, self->reading, details_read_cb, g_object_ref (self));
}

/* --- public ------------------------------------------------------------------------------------------------------- */

ZwTicketDocument *
zw_ticket_document_new (ZwWorkspace *workspace, ZwTicket *ticket)
{
  ZwTicketDocument *self = g_object_new (ZW_TYPE_TICKET_DOCUMENT, NULL);

  self->workspace = g_object_ref (workspace);
  self->ticket = g_object_ref (ticket);
  self->id = zw_item_get_id (ZW_ITEM (ticket));
  g_signal_connect_swapped (workspace, "changed", G_CALLBACK (changed_cb), self);
  g_signal_connect_swapped (workspace, "failed", G_CALLBACK (failed_cb), self);
  g_signal_connect_swapped (workspace, "reloaded", G_CALLBACK (reloaded_cb), self);
  read_details (self);
  return self;
}

ZwTicket *
zw_ticket_document_get_ticket (ZwTicketDocument *self)
{
  return self->ticket;
}

gboolean
zw_ticket_document_is_ready (ZwTicketDocument *self)
{
  return self->is_ready;
}

const char *
zw_ticket_document_get_description (ZwTicketDocument *self)
{
  return self->description;
}

GListModel *
zw_ticket_document_get_comments (ZwTicketDocument *self)
{
  return G_LIST_MODEL (self->comments);
}

GListModel *
zw_ticket_document_get_checks (ZwTicketDocument *self)
{
  return G_LIST_MODEL (self->checks);
}

GListModel *
zw_ticket_document_get_blocks (ZwTicketDocument *self)
{
  return G_LIST_MODEL (self->blocks);
}

GListModel *
zw_ticket_document_get_attachments (ZwTicketDocument *self)
{
  return G_LIST_MODEL (self->attachments);
}

GArray *
zw_ticket_document_get_links (ZwTicketDocument *self)
{
  return self->links;
}

const ZwTicketStub *
zw_ticket_document_get_stub (ZwTicketDocument *self, gint64 ticket)
{
  for (guint i = 0; i < self->stubs->len; i++)
    if (((ZwTicketStub *) self->stubs->pdata[i])->id == ticket)
      return self->stubs->pdata[i];
  return NULL;
}

static void
history_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  GPtrArray *sets = zw_store_read_sets_finish (ZW_STORE (source), result, &error);

  if (sets == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, sets, (GDestroyNotify) g_ptr_array_unref);
}

void
zw_ticket_document_read_history_async (ZwTicketDocument *self, guint limit, GAsyncReadyCallback callback, gpointer data)
{
  GTask *task = g_task_new (self, NULL, callback, data);

  g_task_set_source_tag (task, zw_ticket_document_read_history_async);
  zw_store_read_sets_async (self->workspace->store, NULL, self->id, limit, NULL, history_read_cb, task);
}

GPtrArray *
zw_ticket_document_read_history_finish (ZwTicketDocument *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
