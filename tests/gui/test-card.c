/* SPDX-License-Identifier: GPL-3.0-or-later
 * The test's card: as high as its item says, drawn as a plain block, so that every pixel of a layout is known. */
#define G_LOG_DOMAIN "zw-test"
#include "test-card.h"

struct _TestItem {
  GObject parent_instance;
  int number;
  int height;
};

G_DEFINE_FINAL_TYPE (TestItem, test_item, G_TYPE_OBJECT)

struct _TestCard {
  GtkWidget parent_instance;
  TestItem *item; /* (owned) (nullable) */
  ZwCardState state;
};

static void test_card_iface_init (ZwCardInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (TestCard, test_card, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (ZW_TYPE_CARD, test_card_iface_init))

enum { SIGNAL_RESIZED, N_SIGNALS };
static guint signals[N_SIGNALS];

static void
test_item_class_init (TestItemClass *klass)
{
  signals[SIGNAL_RESIZED] =
    g_signal_new ("resized", TEST_TYPE_ITEM, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
test_item_init (TestItem *self)
{
}

TestItem *
test_item_new (int number, int height)
{
  TestItem *self = g_object_new (TEST_TYPE_ITEM, NULL);

  self->number = number;
  self->height = height;
  return self;
}

int
test_item_get_number (TestItem *self)
{
  return self->number;
}

void
test_item_set_height (TestItem *self, int height)
{
  self->height = height;
  g_signal_emit (self, signals[SIGNAL_RESIZED], 0);
}

static void
test_card_bind (ZwCard *card, GObject *item)
{
  TestCard *self = TEST_CARD (card);

  if (self->item != NULL)
    g_signal_handlers_disconnect_by_func (self->item, gtk_widget_queue_resize, self);
  g_set_object (&self->item, (TestItem *) item);
  if (item == NULL)
    return;
  g_signal_connect_swapped (item, "resized", G_CALLBACK (gtk_widget_queue_resize), self);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

static void
test_card_set_state (ZwCard *card, ZwCardState state)
{
  TEST_CARD (card)->state = state;
}

static void
test_card_iface_init (ZwCardInterface *iface)
{
  iface->bind = test_card_bind;
  iface->set_state = test_card_set_state;
}

static void
test_card_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
                   int *minimum_baseline, int *natural_baseline)
{
  TestCard *self = TEST_CARD (widget);

  *minimum = *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? 120 : self->item != NULL ? self->item->height : 0;
}

static void
test_card_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  TestCard *self = TEST_CARD (widget);
  GdkRGBA color = { .9f, .9f, 1 - .1f * (float) (self->item != NULL ? self->item->number % 7 : 0), 1 };

  gtk_snapshot_append_color (snapshot, &color,
                             &GRAPHENE_RECT_INIT (0, 0, gtk_widget_get_width (widget), gtk_widget_get_height (widget)));
}

static void
test_card_dispose (GObject *object)
{
  test_card_bind (ZW_CARD (object), NULL);
  G_OBJECT_CLASS (test_card_parent_class)->dispose (object);
}

static void
test_card_class_init (TestCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = test_card_dispose;
  widget_class->measure = test_card_measure;
  widget_class->snapshot = test_card_snapshot;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_LIST_ITEM);
}

static void
test_card_init (TestCard *self)
{
}

ZwCard *
test_card_create (gpointer list, gpointer counter)
{
  ++*(guint *) counter;
  return g_object_new (TEST_TYPE_CARD, NULL);
}

TestItem *
test_card_get_item (TestCard *self)
{
  return self->item;
}

ZwCardState
test_card_get_state (TestCard *self)
{
  return self->state;
}
