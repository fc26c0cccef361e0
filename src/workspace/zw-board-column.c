/* SPDX-License-Identifier: GPL-3.0-or-later
 * One column: its status, its list of cards and the figures that the board keeps for it. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-board-private.h"

typedef struct {
  guint count, shown;
  double sum;
  gboolean is_over_limit;
} Figures;

struct _ZwBoardColumn {
  GObject parent_instance;
  ZwStatus *status;     /* (owned) */
  ZwTicketList *cards;  /* (owned) */
  ZwBoard *board;       /* (nullable) borrowed: cleared when the board goes */
  guint n_cards;        /* by scope, sub-tickets, too */
  Figures now, told;
};

G_DEFINE_FINAL_TYPE (ZwBoardColumn, zw_board_column, G_TYPE_OBJECT)

typedef enum { PROP_STATUS = 1, PROP_COUNT, PROP_SHOWN, PROP_SUM, PROP_OVER_LIMIT } ZwBoardColumnProperty;
static GParamSpec *properties[PROP_OVER_LIMIT + 1];

static void
zw_board_column_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  ZwBoardColumn *self = ZW_BOARD_COLUMN (object);

  switch ((ZwBoardColumnProperty) property_id)
    {
    case PROP_STATUS:
      g_value_set_object (value, self->status);
      break;
    case PROP_COUNT:
      g_value_set_uint (value, self->now.count);
      break;
    case PROP_SHOWN:
      g_value_set_uint (value, zw_board_column_get_shown (self));
      break;
    case PROP_SUM:
      g_value_set_double (value, self->now.sum);
      break;
    case PROP_OVER_LIMIT:
      g_value_set_boolean (value, zw_board_column_is_over_limit (self));
      break;
    }
}

static void
zw_board_column_dispose (GObject *object)
{
  ZwBoardColumn *self = ZW_BOARD_COLUMN (object);

  self->board = NULL;
  g_clear_object (&self->cards);
  g_clear_object (&self->status);
  G_OBJECT_CLASS (zw_board_column_parent_class)->dispose (object);
}

static void
zw_board_column_class_init (ZwBoardColumnClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = zw_board_column_get_property;
  object_class->dispose = zw_board_column_dispose;
  properties[PROP_STATUS] = g_param_spec_object ("status", NULL, NULL, ZW_TYPE_STATUS, flags);
  properties[PROP_COUNT] = g_param_spec_uint ("count", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_SHOWN] = g_param_spec_uint ("shown", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_SUM] = g_param_spec_double ("sum", NULL, NULL, -G_MAXDOUBLE, G_MAXDOUBLE, 0, flags);
  properties[PROP_OVER_LIMIT] = g_param_spec_boolean ("over-limit", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
zw_board_column_init (ZwBoardColumn *self)
{
}

ZwBoardColumn *
zw_board_column_new (ZwWorkspace *workspace, ZwStatus *status, ZwTicketPredicate predicate)
{
  ZwBoardColumn *self = g_object_new (ZW_TYPE_BOARD_COLUMN, NULL);

  self->status = g_object_ref (status);
  /* Without a board the predicate takes nothing: the list starts empty. */
  self->cards = zw_workspace_new_list (workspace, status->project, predicate, self, NULL, NULL, NULL);
  return self;
}

ZwTicketList *
zw_board_column_get_list (ZwBoardColumn *self)
{
  return self->cards;
}

ZwBoard *
zw_board_column_get_board (ZwBoardColumn *self)
{
  return self->board;
}

void
zw_board_column_set_board (ZwBoardColumn *self, ZwBoard *board)
{
  self->board = board;
}

void
zw_board_column_count (ZwBoardColumn *self, int cards, int counted, double estimate)
{
  self->n_cards += (guint) cards;
  self->now.count += (guint) counted;
  self->now.sum = self->n_cards == 0 ? 0 : self->now.sum + estimate;
}

void
zw_board_column_reset (ZwBoardColumn *self)
{
  self->n_cards = self->now.count = 0;
  self->now.sum = 0;
}

gboolean
zw_board_column_announce (ZwBoardColumn *self)
{
  Figures told = self->told;

  self->now.shown = zw_board_column_get_shown (self);
  self->now.is_over_limit = zw_board_column_is_over_limit (self);
  self->told = self->now;
  g_object_freeze_notify (G_OBJECT (self));
  if (told.count != self->now.count)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_COUNT]);
  if (told.shown != self->now.shown)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SHOWN]);
  if (told.sum != self->now.sum)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SUM]);
  if (told.is_over_limit != self->now.is_over_limit)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_OVER_LIMIT]);
  g_object_thaw_notify (G_OBJECT (self));
  return told.count != self->now.count || told.shown != self->now.shown || told.sum != self->now.sum
         || told.is_over_limit != self->now.is_over_limit;
}

ZwStatus *
zw_board_column_get_status (ZwBoardColumn *self)
{
  return self->status;
}

GListModel *
zw_board_column_get_cards (ZwBoardColumn *self)
{
  return G_LIST_MODEL (self->cards);
}

guint
zw_board_column_get_count (ZwBoardColumn *self)
{
  return self->now.count;
}

guint
zw_board_column_get_shown (ZwBoardColumn *self)
{
  return zw_ticket_list_get_n (self->cards);
}

double
zw_board_column_get_sum (ZwBoardColumn *self)
{
  return self->now.sum;
}

gboolean
zw_board_column_is_over_limit (ZwBoardColumn *self)
{
  return self->status->wip_limit > 0 && self->now.count > (guint) self->status->wip_limit;
}

static gboolean
has_id (const gint64 *ids, guint n, ZwTicket *ticket)
{
  for (guint i = 0; i < n && ticket != NULL; i++)
    if (ids[i] == zw_item_get_id (ZW_ITEM (ticket)))
      return TRUE;
  return FALSE;
}

gboolean
zw_board_column_is_own_place (ZwBoardColumn *self, const gint64 *ids, guint n, guint position)
{
  guint n_cards = zw_ticket_list_get_n (self->cards), first = position, last = position;

  while (first > 0 && has_id (ids, n, zw_ticket_list_get (self->cards, first - 1)))
    first--;
  while (last < n_cards && has_id (ids, n, zw_ticket_list_get (self->cards, last)))
    last++;
  return n > 0 && last - first == n;
}
