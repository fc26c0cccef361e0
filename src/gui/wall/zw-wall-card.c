/* SPDX-License-Identifier: GPL-3.0-or-later
 * A card of the wall. Made by ZwWallColumn; must never move anything. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-wall-card.h"

#include <adwaita.h>

#include "zw-wall-metrics.h"

#define GLOW_MS 5000
#define GLOW_WIDTH 4

struct _ZwWallCard {
  GtkWidget parent_instance;

  ZwWorkspace *workspace; /* (owned) */
  ZwTicket *ticket;       /* (owned) (nullable) */
  ZwWallFace face;
  ZwWallDensity density;
  char *place;            /* (owned) (nullable) */
  AdwAnimation *glow;     /* (owned) (nullable) */
  double glowing;         /* 1 = just changed .. 0 */
};

G_DEFINE_FINAL_TYPE (ZwWallCard, zw_wall_card, GTK_TYPE_WIDGET)

static guint height_changed_signal;

static void
update_name (ZwWallCard *self)
{
  g_autofree char *plain = zw_format_card_name (self->workspace, self->ticket);
  g_autofree char *name = self->place == NULL ? g_strdup (plain) : g_strconcat (plain, ", ", self->place, NULL);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

void
zw_wall_card_refill (ZwWallCard *self)
{
  if (self->face.base <= 0 || self->ticket == NULL)
    return;
  zw_wall_face_fill (&self->face, self->workspace, self->ticket, self->face.base);
  update_name (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
changed_cb (ZwWallCard *self)
{
  zw_wall_card_refill (self);
  g_signal_emit (self, height_changed_signal, 0);
}

/* --- drawing ------------------------------------------------------------------------------------------------------ */

static void
append_ring (ZwWallCard *self, GtkSnapshot *snapshot, const GskRoundedRect *shape, double width, const char *name, double strength)
{
  GdkRGBA color = *zw_card_theme_get_color (self->face.theme, name);
  float w = (float) (width * self->face.base);

  color.alpha *= (float) strength;
  gtk_snapshot_append_border (snapshot, shape, (float[4]) { w, w, w, w }, (GdkRGBA[4]) { color, color, color, color });
}

static void
append_ground (ZwWallCard *self, GtkSnapshot *snapshot, const GskRoundedRect *shape)
{
  GdkRGBA shadow = { 0, 0, 0, .16f };
  float b = (float) self->face.base;

  gtk_snapshot_append_outset_shadow (snapshot, shape, &shadow, 0, b, 0, 3 * b);
  gtk_snapshot_push_rounded_clip (snapshot, shape);
  gtk_snapshot_append_color (snapshot, zw_card_theme_get_color (self->face.theme, "zw_card"), &shape->bounds);
  if (self->glowing > 0)
    {
      GdkRGBA tint = *zw_card_theme_get_color (self->face.theme, "zw_acc_tint");
      tint.alpha *= (float) self->glowing;
      gtk_snapshot_append_color (snapshot, &tint, &shape->bounds);
    }
  gtk_snapshot_pop (snapshot);
}

static void
zw_wall_card_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  ZwWallCard *self = ZW_WALL_CARD (widget);
  int width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  GskRoundedRect shape;
  GdkRGBA foreground;

  gtk_style_context_get_color (gtk_widget_get_style_context (widget), &foreground);
  gsk_rounded_rect_init_from_rect (&shape, &GRAPHENE_RECT_INIT (0, 0, width, height), (float) (WALL_RADIUS * self->face.base));
  append_ground (self, snapshot, &shape);
  gtk_snapshot_push_clip (snapshot, &GRAPHENE_RECT_INIT (0, 0, width, height));
  zw_wall_face_snapshot (&self->face, snapshot, width, height, self->density, &foreground);
  gtk_snapshot_pop (snapshot);
  if (zw_card_theme_get_color (self->face.theme, "zw_outline")->alpha > 0)
    append_ring (self, snapshot, &shape, 1, "zw_outline", 1);
  if (self->glowing > 0)
    append_ring (self, snapshot, &shape, GLOW_WIDTH, "accent_color", self->glowing);
  if (gtk_widget_has_visible_focus (widget))
    append_ring (self, snapshot, &shape, GLOW_WIDTH, "accent_color", 1);
}

/* --- glowing ------------------------------------------------------------------------------------------------------ */

static void
set_glow_cb (double value, gpointer data)
{
  ZwWallCard *self = data;

  self->glowing = value;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
zw_wall_card_glow (ZwWallCard *self)
{
  if (!adw_get_enable_animations (GTK_WIDGET (self)))
    return;
  if (self->glow == NULL)
    {
      self->glow = adw_timed_animation_new (GTK_WIDGET (self), 1, 0, GLOW_MS, adw_callback_animation_target_new (set_glow_cb, self, NULL));
      adw_timed_animation_set_easing (ADW_TIMED_ANIMATION (self->glow), ADW_EASE_IN_CUBIC);
    }
  adw_animation_reset (self->glow);
  adw_animation_play (self->glow);
}

gboolean
zw_wall_card_is_glowing (ZwWallCard *self)
{
  return self->glowing > 0;
}

/* --- GtkWidget ---------------------------------------------------------------------------------------------------- */

static void
zw_wall_card_measure_size (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
                           int *minimum_baseline, int *natural_baseline)
{
  *minimum = *natural = 1;
  *minimum_baseline = *natural_baseline = -1;
}

static void
zw_wall_card_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (zw_wall_card_parent_class)->css_changed (widget, change);
  if (ZW_WALL_CARD (widget)->face.theme != NULL)
    zw_card_theme_forget_colors (ZW_WALL_CARD (widget)->face.theme);
}

static void
zw_wall_card_dispose (GObject *object)
{
  ZwWallCard *self = ZW_WALL_CARD (object);

  if (self->glow != NULL)
    adw_animation_reset (self->glow);
  g_clear_object (&self->glow);
  zw_wall_card_set_ticket (self, NULL);
  g_clear_object (&self->workspace);
  g_clear_pointer (&self->place, g_free);
  zw_wall_face_clear (&self->face);
  G_OBJECT_CLASS (zw_wall_card_parent_class)->dispose (object);
}

static void
zw_wall_card_class_init (ZwWallCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = zw_wall_card_dispose;
  widget_class->measure = zw_wall_card_measure_size;
  widget_class->snapshot = zw_wall_card_snapshot;
  widget_class->css_changed = zw_wall_card_css_changed;
  gtk_widget_class_set_css_name (widget_class, "wallcard");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_LIST_ITEM);
  height_changed_signal = g_signal_new ("height-changed", ZW_TYPE_WALL_CARD, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
zw_wall_card_init (ZwWallCard *self)
{
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
}

ZwTicket *
zw_wall_card_get_ticket (ZwWallCard *self)
{
  return self->ticket;
}

void
zw_wall_card_set_base (ZwWallCard *self, double base)
{
  if (self->face.base == base)
    return;
  self->face.base = base;
  zw_wall_card_refill (self);
}

int
zw_wall_card_measure (ZwWallCard *self, int width, ZwWallDensity density)
{
  return zw_wall_face_measure (&self->face, width, density);
}

void
zw_wall_card_set_density (ZwWallCard *self, ZwWallDensity density)
{
  if (self->density == density)
    return;
  self->density = density;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

ZwWallDensity
zw_wall_card_get_density (ZwWallCard *self)
{
  return self->density;
}

char *
zw_wall_card_dup_words (ZwWallCard *self)
{
  ZwWallFace *face = &self->face;
  PangoLayout *const texts[] = { face->key, face->title, face->due, face->age, face->checks, face->percent, face->estimate,
                                 face->initials };
  g_autoptr (GString) words = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    if (texts[i] != NULL)
      g_string_append_printf (words, "%s\n", pango_layout_get_text (texts[i]));
  for (guint i = 0; i < face->n_notes; i++)
    g_string_append_printf (words, "%s\n", pango_layout_get_text (face->notes[i].text));
  return g_string_free (g_steal_pointer (&words), FALSE);
}

void
zw_wall_card_set_place (ZwWallCard *self, const char *place)
{
  if (g_strcmp0 (self->place, place) == 0)
    return;
  g_free (self->place);
  self->place = g_strdup (place);
  if (self->ticket != NULL)
    update_name (self);
}

void
zw_wall_card_set_ticket (ZwWallCard *self, ZwTicket *ticket)
{
  if (self->ticket == ticket)
    return;
  if (self->ticket != NULL)
    g_signal_handlers_disconnect_by_func (self->ticket, G_CALLBACK (changed_cb), self);
  if (self->glow != NULL)
    adw_animation_reset (self->glow);
  self->glowing = 0;
  g_clear_pointer (&self->place, g_free);
  g_set_object (&self->ticket, ticket);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_STATE_HIDDEN, ticket == NULL, -1);
  if (ticket == NULL)
    return;
  g_signal_connect_swapped (ticket, "notify", G_CALLBACK (changed_cb), self);
  g_signal_connect_swapped (ticket, "parts-changed", G_CALLBACK (changed_cb), self);
  zw_wall_card_refill (self);
}

GtkWidget *
zw_wall_card_new (ZwWorkspace *workspace, ZwCardTheme *theme)
{
  ZwWallCard *self = g_object_new (ZW_TYPE_WALL_CARD, NULL);

  self->workspace = g_object_ref (workspace);
  zw_wall_face_init (&self->face, GTK_WIDGET (self), theme);
  return GTK_WIDGET (self);
}
