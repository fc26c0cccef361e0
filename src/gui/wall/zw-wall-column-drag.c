/* SPDX-License-Identifier: GPL-3.0-or-later
 * Dragging cards on the wall, while its padlock is open. The payload is the ticket; what a drop does is the owner's business. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-drag-escape.h"
#include "zw-drag-paintable.h"
#include "zw-wall-column-private.h"

#define LINE 5

static GdkContentProvider *
prepare_cb (GtkDragSource *source, double x, double y, ZwWallColumn *self)
{
  guint index;
  graphene_rect_t bounds;
  ZwWallCard *card = zw_wall_column_pick (self, y, &index);

  if (card == NULL || !gtk_widget_compute_bounds (GTK_WIDGET (card), GTK_WIDGET (self), &bounds)
      || !graphene_rect_contains_point (&bounds, &GRAPHENE_POINT_INIT ((float) x, (float) y)))
    return NULL;
  g_set_object (&self->dragged, zw_wall_card_get_ticket (card));
  self->drag_x = x - bounds.origin.x;
  self->drag_y = y - bounds.origin.y;
  return gdk_content_provider_new_typed (ZW_TYPE_TICKET, self->dragged);
}

static void
drag_begin_cb (GtkDragSource *source, GdkDrag *drag, ZwWallColumn *self)
{
  ZwWallCard *card = self->dragged == NULL ? NULL : zw_wall_column_find_card (self, self->dragged);

  zw_drag_escape_watch (drag);
  if (card == NULL)
    return;
  g_autoptr (GdkPaintable) live = gtk_widget_paintable_new (GTK_WIDGET (card));
  g_autoptr (GdkPaintable) image = gdk_paintable_get_current_image (live);
  gboolean lifted = gdk_display_is_composited (gtk_widget_get_display (GTK_WIDGET (self)));
  g_autoptr (ZwDragPaintable) icon = zw_drag_paintable_new (image, lifted);
  int hot_x, hot_y;
  zw_drag_paintable_map_point (icon, self->drag_x, self->drag_y, &hot_x, &hot_y);
  gtk_drag_source_set_icon (source, GDK_PAINTABLE (icon), hot_x, hot_y);
}

static void
drag_end_cb (GtkDragSource *source, GdkDrag *drag, gboolean delete_data, ZwWallColumn *self)
{
  g_clear_object (&self->dragged);
}

/* Cards split at their middle. */
static guint
find_drop_index (ZwWallColumn *self, double y)
{
  guint index;
  graphene_rect_t bounds;
  ZwWallCard *card = zw_wall_column_pick (self, y, &index);

  if (card == NULL || !gtk_widget_compute_bounds (GTK_WIDGET (card), GTK_WIDGET (self), &bounds))
    return index;
  return y > bounds.origin.y + bounds.size.height / 2 ? index + 1 : index;
}

static GdkDragAction
motion_cb (GtkDropTarget *target, double x, double y, ZwWallColumn *self)
{
  self->is_target = TRUE;
  self->drop_index = find_drop_index (self, y);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  return GDK_ACTION_MOVE;
}

static void
leave_cb (GtkDropTarget *target, ZwWallColumn *self)
{
  self->is_target = FALSE;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static gboolean
drop_cb (GtkDropTarget *target, const GValue *value, double x, double y, ZwWallColumn *self)
{
  guint index = find_drop_index (self, y);
  g_autoptr (ZwTicket) ticket = g_value_dup_object (value);
  g_autoptr (ZwTicket) next = g_list_model_get_item (self->model, index);

  leave_cb (target, self);
  /* Dropped on its own upper half: before the one behind it. */
  if (next == ticket)
    {
      g_clear_object (&next);
      next = g_list_model_get_item (self->model, index + 1);
    }
  g_signal_emit_by_name (self, "dropped", ticket, next);
  return TRUE;
}

void
zw_wall_column_snapshot_drop (ZwWallColumn *self, GtkSnapshot *snapshot)
{
  int height = zw_wall_scale (self->base, LINE), side = zw_wall_scale (self->base, 14);

  if (!self->is_target)
    return;
  gtk_snapshot_append_color (snapshot, zw_card_theme_get_color (self->theme, "accent_color"),
                             &GRAPHENE_RECT_INIT (side, zw_wall_column_get_gap_y (self, self->drop_index) - height / 2,
                                                  gtk_widget_get_width (GTK_WIDGET (self)) - 2 * side, height));
}

void
zw_wall_column_add_drag (ZwWallColumn *self)
{
  self->drag = gtk_drag_source_new ();
  self->drop = gtk_drop_target_new (ZW_TYPE_TICKET, GDK_ACTION_MOVE);
  gtk_drag_source_set_actions (self->drag, GDK_ACTION_MOVE);
  g_signal_connect_object (self->drag, "prepare", G_CALLBACK (prepare_cb), self, 0);
  g_signal_connect_object (self->drag, "drag-begin", G_CALLBACK (drag_begin_cb), self, 0);
  g_signal_connect_object (self->drag, "drag-end", G_CALLBACK (drag_end_cb), self, 0);
  g_signal_connect_object (self->drop, "motion", G_CALLBACK (motion_cb), self, 0);
  g_signal_connect_object (self->drop, "enter", G_CALLBACK (motion_cb), self, 0);
  g_signal_connect_object (self->drop, "leave", G_CALLBACK (leave_cb), self, 0);
  g_signal_connect_object (self->drop, "drop", G_CALLBACK (drop_cb), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (self->drag));
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (self->drop));
  zw_wall_column_set_movable (self, FALSE);
}

void
zw_wall_column_set_movable (ZwWallColumn *self, gboolean movable)
{
  GtkPropagationPhase phase = movable ? GTK_PHASE_BUBBLE : GTK_PHASE_NONE;

  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (self->drag), phase);
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (self->drop), phase);
}
