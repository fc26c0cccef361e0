/* SPDX-License-Identifier: GPL-3.0-or-later
 * The drag icon of a card: a frozen picture, turned by 2.5 degrees about its middle, on a soft shadow. ZwCardList
 * makes it; it must not reach back to the card, which may be recycled during the drag. */
#define G_LOG_DOMAIN "zettelwand"
#include "zw-drag-paintable.h"

#include <math.h>

#define ANGLE_DEGREES 2.5
#define CORNER_RADIUS 10.0f
#define SHADOW_OFFSET 10.0f
#define SHADOW_BLUR 24.0f
#define MARGIN 36 /* room for the shadow on every side */

struct _ZwDragPaintable {
  GObject parent_instance;
  GdkPaintable *card; /* (owned) immutable */
  double angle; /* degrees, clockwise */
  gboolean lifted;
  int card_width;
  int card_height;
  int width;
  int height;
};

static void zw_drag_paintable_iface_init (GdkPaintableInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (ZwDragPaintable, zw_drag_paintable, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (GDK_TYPE_PAINTABLE, zw_drag_paintable_iface_init))

static void
append_shadow (GtkSnapshot *snapshot, const graphene_rect_t *bounds)
{
  GskRoundedRect outline;

  gsk_rounded_rect_init_from_rect (&outline, bounds, CORNER_RADIUS);
  gtk_snapshot_append_outset_shadow (snapshot, &outline, &(GdkRGBA){ 0, 0, 0, .28f }, 0, SHADOW_OFFSET, 0, SHADOW_BLUR);
  gtk_snapshot_append_outset_shadow (snapshot, &outline, &(GdkRGBA){ 0, 0, 0, .18f }, 0, 2, 0, 5);
}

static void
zw_drag_paintable_snapshot (GdkPaintable *paintable, GdkSnapshot *snapshot, double width, double height)
{
  ZwDragPaintable *self = ZW_DRAG_PAINTABLE (paintable);
  graphene_rect_t bounds = GRAPHENE_RECT_INIT (0, 0, self->card_width, self->card_height);

  gtk_snapshot_save (snapshot);
  gtk_snapshot_scale (snapshot, (float) (width / self->width), (float) (height / self->height));
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (self->width / 2.0f, self->height / 2.0f));
  gtk_snapshot_rotate (snapshot, (float) self->angle);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (-self->card_width / 2.0f, -self->card_height / 2.0f));
  if (self->lifted)
    append_shadow (snapshot, &bounds);
  gdk_paintable_snapshot (self->card, snapshot, self->card_width, self->card_height);
  gtk_snapshot_restore (snapshot);
}

static GdkPaintableFlags
zw_drag_paintable_get_flags (GdkPaintable *paintable)
{
  return GDK_PAINTABLE_STATIC_SIZE | GDK_PAINTABLE_STATIC_CONTENTS;
}

static int
zw_drag_paintable_get_intrinsic_width (GdkPaintable *paintable)
{
  return ZW_DRAG_PAINTABLE (paintable)->width;
}

static int
zw_drag_paintable_get_intrinsic_height (GdkPaintable *paintable)
{
  return ZW_DRAG_PAINTABLE (paintable)->height;
}

static void
zw_drag_paintable_iface_init (GdkPaintableInterface *iface)
{
  iface->snapshot = zw_drag_paintable_snapshot;
  iface->get_flags = zw_drag_paintable_get_flags;
  iface->get_intrinsic_width = zw_drag_paintable_get_intrinsic_width;
  iface->get_intrinsic_height = zw_drag_paintable_get_intrinsic_height;
}

static void
zw_drag_paintable_dispose (GObject *object)
{
  g_clear_object (&ZW_DRAG_PAINTABLE (object)->card);
  G_OBJECT_CLASS (zw_drag_paintable_parent_class)->dispose (object);
}

static void
zw_drag_paintable_class_init (ZwDragPaintableClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = zw_drag_paintable_dispose;
}

static void
zw_drag_paintable_init (ZwDragPaintable *self)
{
}

ZwDragPaintable *
zw_drag_paintable_new (GdkPaintable *card_image, gboolean lifted)
{
  ZwDragPaintable *self = g_object_new (ZW_TYPE_DRAG_PAINTABLE, NULL);
  double angle = lifted ? ANGLE_DEGREES * G_PI / 180 : 0;
  int margin = lifted ? MARGIN : 0;

  self->lifted = lifted;
  self->angle = lifted ? ANGLE_DEGREES : 0;
  self->card = g_object_ref (card_image);
  self->card_width = MAX (1, gdk_paintable_get_intrinsic_width (card_image));
  self->card_height = MAX (1, gdk_paintable_get_intrinsic_height (card_image));
  self->width = (int) ceil (self->card_width * cos (angle) + self->card_height * sin (angle)) + 2 * margin;
  self->height = (int) ceil (self->card_width * sin (angle) + self->card_height * cos (angle)) + 2 * margin;
  return self;
}

void
zw_drag_paintable_map_point (ZwDragPaintable *self, double x, double y, int *out_x, int *out_y)
{
  double angle = self->angle * G_PI / 180;
  double dx = x - self->card_width / 2.0;
  double dy = y - self->card_height / 2.0;

  *out_x = (int) round (self->width / 2.0 + dx * cos (angle) - dy * sin (angle));
  *out_y = (int) round (self->height / 2.0 + dx * sin (angle) + dy * cos (angle));
}
