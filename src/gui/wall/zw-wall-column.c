/* SPDX-License-Identifier: GPL-3.0-or-later
 * A column of the wall. Made by ZwWallGrid; must never change the list it shows. Widgets are made and dropped while it is laid
 * out, so that any number of changes between two frames costs one layout. */
#define G_LOG_DOMAIN "zettelwand"

#include <glib/gi18n.h>

#include "zw-wall-column-private.h"

#define HEAD 56
#define PADDING 10
#define CARD_GAP 10
#define MORE 40
#define HEAD_TEXT 26
#define COUNT_TEXT 24
#define MORE_TEXT 26
#define RADIUS 18

G_DEFINE_FINAL_TYPE (ZwWallColumn, zw_wall_column, GTK_TYPE_WIDGET)

static void
forget_texts (ZwWallColumn *self)
{
  g_clear_object (&self->name_text);
  g_clear_object (&self->count_text);
  g_clear_object (&self->more_text);
}

static int
scale (ZwWallColumn *self, double pixels)
{
  return zw_wall_scale (self->base, pixels);
}

/* --- cards -------------------------------------------------------------------------------------------------------- */

/* Not queue_allocate(): cards that get a parent while this alone is laid out would leave those above it without a place. */
static void
lay_out_again (ZwWallColumn *self)
{
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

static GtkWidget *
make_card (ZwWallColumn *self)
{
  GtkWidget *card = zw_wall_card_new (self->workspace, self->theme);

  gtk_widget_set_parent (card, GTK_WIDGET (self));
  g_signal_connect_object (card, "height-changed", G_CALLBACK (lay_out_again), self, G_CONNECT_SWAPPED);
  return card;
}

static GtkWidget *
take_card (ZwWallColumn *self, ZwTicket *ticket)
{
  GtkWidget *card = g_hash_table_lookup (self->limbo, ticket);

  if (card != NULL)
    {
      g_hash_table_remove (self->limbo, ticket);
      return card;
    }
  card = self->parked->len > 0 ? g_ptr_array_steal_index_fast (self->parked, self->parked->len - 1) : make_card (self);
  zw_wall_card_set_base (ZW_WALL_CARD (card), self->base);
  zw_wall_card_set_ticket (ZW_WALL_CARD (card), ticket);
  return card;
}

/* The widget of the item at @index. */
static ZwWallCard *
ensure_card (ZwWallColumn *self, guint index)
{
  if (index >= self->cards->len)
    g_ptr_array_set_size (self->cards, (int) index + 1);
  if (self->cards->pdata[index] == NULL)
    {
      g_autoptr (ZwTicket) ticket = g_list_model_get_item (self->model, index);
      self->cards->pdata[index] = take_card (self, ticket);
    }
  return self->cards->pdata[index];
}

static void
put_into_limbo (ZwWallColumn *self, guint index)
{
  GtkWidget *card = self->cards->pdata[index];

  if (card == NULL)
    return;
  if (gtk_widget_has_focus (card))
    self->lost = index;
  g_hash_table_insert (self->limbo, g_object_ref (zw_wall_card_get_ticket (ZW_WALL_CARD (card))), card);
}

static void
items_changed_cb (ZwWallColumn *self, guint position, guint removed, guint added)
{
  guint end = MIN (position + removed, self->cards->len);

  for (guint i = position; i < end; i++)
    put_into_limbo (self, i);
  if (end > position)
    g_ptr_array_remove_range (self->cards, position, end - position);
  if (position < self->cards->len)
    for (guint i = 0; i < added; i++)
      g_ptr_array_insert (self->cards, (int) position, NULL);
  lay_out_again (self);
}

/* The keyboard goes on beside the card that is gone. */
static void
hand_focus_on (ZwWallColumn *self)
{
  if (self->n_shown > 0)
    gtk_widget_grab_focus (self->cards->pdata[MIN (self->lost, self->n_shown - 1)]);
  else
    gtk_widget_grab_focus (gtk_widget_get_parent (GTK_WIDGET (self)));
}

static void
park (ZwWallColumn *self, GtkWidget *card)
{
  if (gtk_widget_has_focus (card))
    hand_focus_on (self);
  gtk_widget_set_child_visible (card, FALSE);
  zw_wall_card_set_ticket (ZW_WALL_CARD (card), NULL);
  g_ptr_array_add (self->parked, card);
}

static void
empty_limbo (ZwWallColumn *self)
{
  GHashTableIter iter;
  gpointer card;

  g_hash_table_iter_init (&iter, self->limbo);
  while (g_hash_table_iter_next (&iter, NULL, &card))
    {
      g_hash_table_iter_remove (&iter);
      park (self, card);
    }
}

/* --- layout ------------------------------------------------------------------------------------------------------- */

typedef struct {
  ZwWallColumn *column;
  int width;
} Measuring;

static int
measure_card (guint index, ZwWallDensity density, gpointer data)
{
  Measuring *measuring = data;
  return zw_wall_card_measure (ensure_card (measuring->column, index), measuring->width, density);
}

static void
tell_place (ZwWallColumn *self, ZwWallCard *card, guint index)
{
  /* Translators: where a card stands: column, place, number of cards: "Review, 2 of 3". */
  g_autofree char *place = g_strdup_printf (_("%s, %u of %u"), self->name, index + 1, g_list_model_get_n_items (self->model));
  zw_wall_card_set_place (card, place);
}

/* One below the other, in this order for assistive technology, too. */
static int
allocate_cards (ZwWallColumn *self, ZwWallFit fit, int width)
{
  int x = scale (self, PADDING), y = scale (self, HEAD);
  GtkWidget *previous = NULL;

  for (guint i = 0; i < fit.n_shown; i++)
    {
      GtkWidget *card = self->cards->pdata[i];
      int height = zw_wall_card_measure (ZW_WALL_CARD (card), width, fit.density);
      zw_wall_card_set_density (ZW_WALL_CARD (card), fit.density);
      tell_place (self, ZW_WALL_CARD (card), i);
      if (gtk_widget_get_prev_sibling (card) != previous)
        gtk_widget_insert_after (card, GTK_WIDGET (self), previous);
      gtk_widget_set_child_visible (card, TRUE);
      gtk_widget_size_allocate (card, &(GtkAllocation) { x, y, width, height }, -1);
      y += height + scale (self, CARD_GAP);
      previous = card;
    }
  return y;
}

static void
set_more (ZwWallColumn *self, guint n_more, int y)
{
  self->more_y = y;
  if (self->n_more == n_more)
    return;
  self->n_more = n_more;
  g_clear_object (&self->more_text);
  g_autofree char *spoken = n_more == 0 ? g_strdup ("") : g_strdup_printf (ngettext ("%u more card", "%u more cards", n_more), n_more);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, spoken, -1);
}

/* Those that were made to be measured and do not show. */
static void
forget_rest (ZwWallColumn *self)
{
  for (guint i = self->n_shown; i < self->cards->len; i++)
    put_into_limbo (self, i);
  g_ptr_array_set_size (self->cards, (int) self->n_shown);
}

static void
zw_wall_column_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  ZwWallColumn *self = ZW_WALL_COLUMN (widget);
  int inner = MAX (width - 2 * scale (self, PADDING), 1), room = height - scale (self, HEAD) - scale (self, PADDING);
  Measuring measuring = { self, inner };
  ZwWallFit fit = zw_wall_fit_cards (g_list_model_get_n_items (self->model), room, scale (self, CARD_GAP), scale (self, MORE),
                                     measure_card, &measuring);

  self->n_shown = fit.n_shown;
  forget_rest (self);
  set_more (self, fit.n_more, allocate_cards (self, fit, inner));
  empty_limbo (self);
  gtk_widget_queue_draw (widget);
}

static void
zw_wall_column_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
                        int *minimum_baseline, int *natural_baseline)
{
  *minimum = *natural = 1;
  *minimum_baseline = *natural_baseline = -1;
}

/* --- drawing ------------------------------------------------------------------------------------------------------ */

static void
append_round (GtkSnapshot *snapshot, const graphene_rect_t *bounds, double radius, const GdkRGBA *color)
{
  GskRoundedRect shape;

  gsk_rounded_rect_init_from_rect (&shape, bounds, (float) radius);
  gtk_snapshot_push_rounded_clip (snapshot, &shape);
  gtk_snapshot_append_color (snapshot, color, bounds);
  gtk_snapshot_pop (snapshot);
}

static void
append_text (GtkSnapshot *snapshot, PangoLayout *layout, int x, int y, const GdkRGBA *color)
{
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (x, y));
  gtk_snapshot_append_layout (snapshot, layout, color);
  gtk_snapshot_restore (snapshot);
}

/* Over the limit in the colours of a warning, and with its sign. */
static int
draw_count (ZwWallColumn *self, GtkSnapshot *snapshot, int right, int height)
{
  static const GdkRGBA on_warning = { 0, 0, 0, .85f };
  int text_width, text_height, pill = scale (self, 38), icon = self->over ? scale (self, 26) : 0;

  pango_layout_get_pixel_size (self->count_text, &text_width, &text_height);
  int width = MAX (text_width + icon + scale (self, 24), pill), x = right - width;
  GdkRGBA foreground;
  gtk_style_context_get_color (gtk_widget_get_style_context (GTK_WIDGET (self)), &foreground);
  const GdkRGBA *ink = self->over ? &on_warning : &foreground;
  append_round (snapshot, &GRAPHENE_RECT_INIT (x, (height - pill) / 2, width, pill), pill / 2.0,
                zw_card_theme_get_color (self->theme, self->over ? "warning_bg_color" : "zw_chip"));
  if (self->over)
    zw_card_theme_draw_icon (self->theme, snapshot, "dialog-warning-symbolic", x + scale (self, 10), (height - scale (self, 22)) / 2,
                             scale (self, 22), ink);
  append_text (snapshot, self->count_text, x + icon + (width - icon - text_width) / 2, (height - text_height) / 2, ink);
  return x;
}

static void
make_texts (ZwWallColumn *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  /* Translators: the number of cards for which there is no room. */
  g_autofree char *more = g_strdup_printf (_("+%u"), self->n_more);

  if (self->name_text == NULL)
    self->name_text = zw_wall_new_text (widget, self->base, HEAD_TEXT, TRUE, self->name);
  if (self->count_text == NULL)
    self->count_text = zw_wall_new_text (widget, self->base, COUNT_TEXT, TRUE, self->count);
  if (self->more_text == NULL)
    self->more_text = zw_wall_new_text (widget, self->base, MORE_TEXT, TRUE, more);
}

static void
draw_head (ZwWallColumn *self, GtkSnapshot *snapshot, int width)
{
  int left = scale (self, PADDING + 8), height = scale (self, HEAD), text_height;
  int right = draw_count (self, snapshot, width - scale (self, PADDING + 4), height);
  GdkRGBA foreground;

  gtk_style_context_get_color (gtk_widget_get_style_context (GTK_WIDGET (self)), &foreground);
  pango_layout_set_width (self->name_text, MAX (right - left - scale (self, 8), 1) * PANGO_SCALE);
  pango_layout_set_height (self->name_text, -1);
  pango_layout_get_pixel_size (self->name_text, NULL, &text_height);
  append_text (snapshot, self->name_text, left, (height - text_height) / 2, &foreground);
}

static void
draw_more (ZwWallColumn *self, GtkSnapshot *snapshot, int width)
{
  int text_width, text_height;

  if (self->n_more == 0)
    return;
  pango_layout_get_pixel_size (self->more_text, &text_width, &text_height);
  append_text (snapshot, self->more_text, (width - text_width) / 2, self->more_y + (scale (self, MORE) - text_height) / 2,
               zw_card_theme_get_color (self->theme, "zw_sec"));
}

static void
draw_border (ZwWallColumn *self, GtkSnapshot *snapshot, const graphene_rect_t *bounds)
{
  const char *name = self->is_target ? "accent_color" : self->over ? "warning_bg_color" : "zw_outline";
  const GdkRGBA *color = zw_card_theme_get_color (self->theme, name);
  float w = (float) MAX (self->is_target || self->over ? 2 * self->base : 1, 1);
  GskRoundedRect shape;

  if (color->alpha <= 0)
    return;
  gsk_rounded_rect_init_from_rect (&shape, bounds, (float) scale (self, RADIUS));
  gtk_snapshot_append_border (snapshot, &shape, (float[4]) { w, w, w, w }, (GdkRGBA[4]) { *color, *color, *color, *color });
}

static void
zw_wall_column_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  ZwWallColumn *self = ZW_WALL_COLUMN (widget);
  graphene_rect_t bounds = GRAPHENE_RECT_INIT (0, 0, gtk_widget_get_width (widget), gtk_widget_get_height (widget));

  make_texts (self);
  append_round (snapshot, &bounds, scale (self, RADIUS), zw_card_theme_get_color (self->theme, "zw_column"));
  draw_border (self, snapshot, &bounds);
  draw_head (self, snapshot, gtk_widget_get_width (widget));
  draw_more (self, snapshot, gtk_widget_get_width (widget));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    gtk_widget_snapshot_child (widget, child, snapshot);
  zw_wall_column_snapshot_drop (self, snapshot);
}

/* --- keyboard ----------------------------------------------------------------------------------------------------- */

static guint
find_focused (ZwWallColumn *self)
{
  for (guint i = 0; i < self->n_shown; i++)
    {
      ZwWallCard *card = zw_wall_column_get_card (self, i);
      if (card != NULL && gtk_widget_has_focus (GTK_WIDGET (card)))
        return i;
    }
  return self->n_shown;
}

/* FALSE also when its widget is still to be made. */
static gboolean
focus_card (ZwWallColumn *self, guint index)
{
  ZwWallCard *card = zw_wall_column_get_card (self, index);
  return card != NULL && gtk_widget_grab_focus (GTK_WIDGET (card));
}

/* Up and down within; whoever comes from the side meets the card beside; the grid does the rest. */
static gboolean
zw_wall_column_focus (GtkWidget *widget, GtkDirectionType direction)
{
  ZwWallColumn *self = ZW_WALL_COLUMN (widget);
  guint focused = find_focused (self);

  if (self->n_shown == 0)
    return FALSE;
  if (focused == self->n_shown)
    return focus_card (self, direction == GTK_DIR_UP ? self->n_shown - 1 : 0);
  if (direction == GTK_DIR_DOWN && focused + 1 < self->n_shown)
    return focus_card (self, focused + 1);
  return direction == GTK_DIR_UP && focused > 0 && focus_card (self, focused - 1);
}

/* --- making ------------------------------------------------------------------------------------------------------- */

static void
zw_wall_column_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  ZwWallColumn *self = ZW_WALL_COLUMN (widget);

  GTK_WIDGET_CLASS (zw_wall_column_parent_class)->css_changed (widget, change);
  forget_texts (self);
}

static void
zw_wall_column_dispose (GObject *object)
{
  ZwWallColumn *self = ZW_WALL_COLUMN (object);
  GtkWidget *child;

  g_ptr_array_set_size (self->cards, 0);
  g_hash_table_remove_all (self->limbo);
  g_ptr_array_set_size (self->parked, 0);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  self->n_shown = 0;
  g_clear_object (&self->dragged);
  forget_texts (self);
  g_clear_object (&self->model);
  g_clear_object (&self->theme);
  g_clear_object (&self->workspace);
  G_OBJECT_CLASS (zw_wall_column_parent_class)->dispose (object);
}

static void
zw_wall_column_finalize (GObject *object)
{
  ZwWallColumn *self = ZW_WALL_COLUMN (object);

  g_ptr_array_unref (self->cards);
  g_hash_table_unref (self->limbo);
  g_ptr_array_unref (self->parked);
  g_free (self->name);
  g_free (self->count);
  G_OBJECT_CLASS (zw_wall_column_parent_class)->finalize (object);
}

static void
zw_wall_column_class_init (ZwWallColumnClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = zw_wall_column_dispose;
  G_OBJECT_CLASS (klass)->finalize = zw_wall_column_finalize;
  widget_class->measure = zw_wall_column_measure;
  widget_class->size_allocate = zw_wall_column_size_allocate;
  widget_class->snapshot = zw_wall_column_snapshot;
  widget_class->focus = zw_wall_column_focus;
  widget_class->css_changed = zw_wall_column_css_changed;
  gtk_widget_class_set_css_name (widget_class, "wallcolumn");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_LIST);
  g_signal_new ("dropped", ZW_TYPE_WALL_COLUMN, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2, ZW_TYPE_TICKET, ZW_TYPE_TICKET);
}

static void
zw_wall_column_init (ZwWallColumn *self)
{
  self->base = 1;
  self->cards = g_ptr_array_new ();
  self->limbo = g_hash_table_new_full (NULL, NULL, g_object_unref, NULL);
  self->parked = g_ptr_array_new ();
  self->name = g_strdup ("");
  self->count = g_strdup ("");
}

void
zw_wall_column_set_base (ZwWallColumn *self, double base)
{
  if (self->base == base)
    return;
  self->base = base;
  forget_texts (self);
  for (guint i = 0; i < self->cards->len; i++)
    if (self->cards->pdata[i] != NULL)
      zw_wall_card_set_base (self->cards->pdata[i], base);
}

void
zw_wall_column_set_head (ZwWallColumn *self, const char *name, const char *count, gboolean over, const char *spoken)
{
  g_free (self->name);
  g_free (self->count);
  self->name = g_strdup (name);
  self->count = g_strdup (count);
  self->over = over;
  forget_texts (self);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
zw_wall_column_refill (ZwWallColumn *self)
{
  for (guint i = 0; i < self->cards->len; i++)
    if (self->cards->pdata[i] != NULL)
      zw_wall_card_refill (self->cards->pdata[i]);
  forget_texts (self);
  lay_out_again (self);
}

GListModel *
zw_wall_column_get_cards (ZwWallColumn *self)
{
  return self->model;
}

guint
zw_wall_column_get_n_shown (ZwWallColumn *self)
{
  return self->n_shown;
}

ZwWallCard *
zw_wall_column_get_card (ZwWallColumn *self, guint index)
{
  return index < MIN (self->n_shown, self->cards->len) ? self->cards->pdata[index] : NULL;
}

ZwWallCard *
zw_wall_column_find_card (ZwWallColumn *self, ZwTicket *ticket)
{
  for (guint i = 0; i < self->n_shown && i < self->cards->len; i++)
    if (self->cards->pdata[i] != NULL && zw_wall_card_get_ticket (self->cards->pdata[i]) == ticket)
      return self->cards->pdata[i];
  return NULL;
}

ZwWallCard *
zw_wall_column_pick (ZwWallColumn *self, double y, guint *index)
{
  graphene_rect_t bounds;

  for (guint i = 0; i < self->n_shown; i++)
    {
      ZwWallCard *card = zw_wall_column_get_card (self, i);
      if (card == NULL || !gtk_widget_compute_bounds (GTK_WIDGET (card), GTK_WIDGET (self), &bounds)
          || y >= bounds.origin.y + bounds.size.height)
        continue;
      *index = i;
      return card;
    }
  *index = self->n_shown;
  return NULL;
}

int
zw_wall_column_get_gap_y (ZwWallColumn *self, guint index)
{
  graphene_rect_t bounds;
  ZwWallCard *last = index > 0 ? zw_wall_column_get_card (self, index - 1) : NULL;

  if (last == NULL || !gtk_widget_compute_bounds (GTK_WIDGET (last), GTK_WIDGET (self), &bounds))
    return scale (self, HEAD - CARD_GAP / 2.0);
  return (int) (bounds.origin.y + bounds.size.height) + scale (self, CARD_GAP / 2.0);
}

GtkWidget *
zw_wall_column_new (ZwWorkspace *workspace, ZwCardTheme *theme, GListModel *cards)
{
  ZwWallColumn *self = g_object_new (ZW_TYPE_WALL_COLUMN, NULL);

  self->workspace = g_object_ref (workspace);
  self->theme = g_object_ref (theme);
  self->model = g_object_ref (cards);
  zw_wall_column_add_drag (self);
  g_signal_connect_object (cards, "items-changed", G_CALLBACK (items_changed_cb), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}
