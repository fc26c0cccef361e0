/* SPDX-License-Identifier: GPL-3.0-or-later
 * The ticket's own small derivations; every rule that needs other entities lives in workspace. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-ticket.h"

#include "zw-item-apply.h"
#include "zw-item-class.h"

G_DEFINE_FINAL_TYPE (ZwTicket, zw_ticket, ZW_TYPE_ITEM)

static guint parts_changed_signal;

gboolean
zw_ticket_is_blocked (ZwTicket *ticket)
{
  return ticket->blocked_since != 0;
}

gboolean
zw_ticket_has_label (ZwTicket *ticket, gint64 label)
{
  for (guint i = 0; ticket->labels != NULL && i < ticket->labels->len; i++)
    if (g_array_index (ticket->labels, gint64, i) == label)
      return TRUE;
  return FALSE;
}

gboolean
zw_ticket_is_progress_derived (ZwTicket *ticket)
{
  return ticket->checks > 0 || ticket->children_progress >= 0;
}

int
zw_ticket_get_shown_progress (ZwTicket *ticket, gboolean closed_as_done)
{
  if (closed_as_done)
    return 100;
  if (ticket->checks > 0)
    return ticket->checks_done * 100 / ticket->checks;
  if (ticket->children_progress >= 0)
    return ticket->children_progress;
  return ticket->progress == ZW_UNSET ? 0 : ticket->progress;
}

int
zw_ticket_compare_rank (gconstpointer a, gconstpointer b, gpointer unused)
{
  const ZwTicket *first = a, *second = b;

  if (first->rank != second->rank)
    return first->rank < second->rank ? -1 : 1;
  gint64 first_id = zw_item_get_id ((ZwItem *) a), second_id = zw_item_get_id ((ZwItem *) b);
  return first_id == second_id ? 0 : first_id < second_id ? -1 : 1;
}

void
zw_ticket_parts_changed (ZwTicket *ticket)
{
  g_signal_emit (ticket, parts_changed_signal, 0);
}

static void
zw_ticket_finalize (GObject *object)
{
  ZwTicket *self = ZW_TICKET (object);

  g_clear_pointer (&self->labels, g_array_unref);
  g_clear_pointer (&self->blocked_reason, g_free);
  G_OBJECT_CLASS (zw_ticket_parent_class)->finalize (object);
}

static void
zw_ticket_class_init (ZwTicketClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = zw_ticket_finalize;
  zw_item_class_set_entity (ZW_ITEM_CLASS (klass), ZW_ENTITY_TICKET);
  /* A figure of its parts or a set-valued field (labels, blocked, comments …) changed. */
  parts_changed_signal = g_signal_new ("parts-changed", ZW_TYPE_TICKET, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                       G_TYPE_NONE, 0);
}

static void
zw_ticket_init (ZwTicket *self)
{
  zw_item_set_defaults (ZW_ITEM (self));
  self->priority = 3;
  self->children_progress = -1;
}
