/* SPDX-License-Identifier: GPL-3.0-or-later
 * What the cards of one board share when they draw. Called by zw-card-face.c while cards are filled and painted; must
 * never look at a ticket. */
#define INITIALS_SIZE 11 /* pixels */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-card-theme.h"

/* Figures, label names and dates of a board are few; keys come and go while it is scrolled. */
#define MAX_TEXTS 4000
/* Line pitches; that of the title is the one of .zw-title in the style sheet. */
#define TITLE_LINE_HEIGHT 1.3
#define NOTE_LINE_HEIGHT 1.33
#define NOTE_POINTS 9
#define BODY_PIXELS (11 * 96.0 / 72)

struct _ZwCardTheme {
  GObject parent_instance;

  GtkWidget *widget;   /* (weak) (nullable) */
  GHashTable *colors;  /* (owned) name -> GdkRGBA */
  GHashTable *texts;   /* (owned) font and text -> PangoLayout */
  GHashTable *icons;   /* (owned) name and size -> GtkIconPaintable */
};

G_DEFINE_FINAL_TYPE (ZwCardTheme, zw_card_theme, G_TYPE_OBJECT)

static guint changed_signal;

static void
add_attribute (PangoAttrList *list, PangoAttribute *attribute)
{
  pango_attr_list_insert (list, attribute);
}

static PangoAttrList *
new_attributes (ZwCardFont font)
{
  PangoAttrList *list = pango_attr_list_new ();

  /* Initials stand in a disc that does not grow with the text. */
  add_attribute (list, font == ZW_CARD_FONT_INITIALS ? pango_attr_size_new_absolute (INITIALS_SIZE * PANGO_SCALE)
                                                     : pango_attr_size_new (9 * PANGO_SCALE));
  if (font == ZW_CARD_FONT_STRONG || font == ZW_CARD_FONT_INITIALS)
    add_attribute (list, pango_attr_weight_new (PANGO_WEIGHT_BOLD));
  if (font == ZW_CARD_FONT_KEY || font == ZW_CARD_FONT_STRONG)
    add_attribute (list, pango_attr_font_features_new ("tnum"));
  return list;
}

void
zw_card_theme_forget_colors (ZwCardTheme *self)
{
  g_hash_table_remove_all (self->colors);
}

void
zw_card_theme_change (ZwCardTheme *self)
{
  g_hash_table_remove_all (self->colors);
  g_hash_table_remove_all (self->texts);
  g_hash_table_remove_all (self->icons);
  g_signal_emit (self, changed_signal, 0);
}

const GdkRGBA *
zw_card_theme_get_color (ZwCardTheme *self, const char *name)
{
  GdkRGBA *color = g_hash_table_lookup (self->colors, name);

  if (color != NULL)
    return color;
  GdkRGBA found = { 0, 0, 0, 1 };
  if (self->widget != NULL)
    gtk_style_context_lookup_color (gtk_widget_get_style_context (self->widget), name, &found);
  color = gdk_rgba_copy (&found);
  g_hash_table_insert (self->colors, g_strdup (name), color);
  return color;
}

PangoLayout *
zw_card_theme_get_text (ZwCardTheme *self, ZwCardFont font, const char *text)
{
  g_autofree char *key = g_strdup_printf ("%d%s", font, text);
  PangoLayout *layout = g_hash_table_lookup (self->texts, key);

  if (layout != NULL)
    return g_object_ref (layout);
  if (g_hash_table_size (self->texts) > MAX_TEXTS)
    g_hash_table_remove_all (self->texts);
  g_autoptr (PangoAttrList) attributes = new_attributes (font);
  layout = gtk_widget_create_pango_layout (self->widget, text);
  pango_layout_set_attributes (layout, attributes);
  pango_layout_set_single_paragraph_mode (layout, TRUE);
  g_hash_table_insert (self->texts, g_steal_pointer (&key), layout);
  return g_object_ref (layout);
}

static double
get_resolution (PangoContext *context)
{
  double resolution = pango_cairo_context_get_resolution (context);
  return resolution > 0 ? resolution : 96;
}

/* In Pango units. */
static double
get_body_size (ZwCardTheme *self)
{
  PangoContext *context = gtk_widget_get_pango_context (self->widget);
  const PangoFontDescription *font = pango_context_get_font_description (context);
  double size = pango_font_description_get_size (font);

  if (pango_font_description_get_size_is_absolute (font))
    return size;
  return size * get_resolution (context) / 72;
}

double
zw_card_theme_get_scale (ZwCardTheme *self)
{
  return self->widget == NULL ? 1 : MAX (1, get_body_size (self) / (BODY_PIXELS * PANGO_SCALE));
}

PangoLayout *
zw_card_theme_new_paragraph (ZwCardTheme *self, gboolean small, int max_lines)
{
  PangoLayout *layout = gtk_widget_create_pango_layout (self->widget, NULL);
  PangoAttrList *list = small ? new_attributes (ZW_CARD_FONT_SMALL) : pango_attr_list_new ();

  double pitch = small ? NOTE_LINE_HEIGHT * NOTE_POINTS * PANGO_SCALE * get_resolution (gtk_widget_get_pango_context (self->widget)) / 72
                       : TITLE_LINE_HEIGHT * get_body_size (self);

  add_attribute (list, pango_attr_line_height_new_absolute (PANGO_UNITS_ROUND ((int) pitch)));
  pango_layout_set_attributes (layout, list);
  pango_attr_list_unref (list);
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  pango_layout_set_height (layout, -max_lines);
  pango_layout_set_single_paragraph_mode (layout, TRUE);
  return layout;
}

static GtkIconPaintable *
get_icon (ZwCardTheme *self, const char *name, int size)
{
  g_autofree char *key = g_strdup_printf ("%d%s", size, name);
  GtkIconPaintable *icon = g_hash_table_lookup (self->icons, key);

  if (icon != NULL)
    return icon;
  GtkIconTheme *theme = gtk_icon_theme_get_for_display (gtk_widget_get_display (self->widget));
  icon = gtk_icon_theme_lookup_icon (theme, name, NULL, size, gtk_widget_get_scale_factor (self->widget),
                                     gtk_widget_get_direction (self->widget), GTK_ICON_LOOKUP_FORCE_SYMBOLIC | GTK_ICON_LOOKUP_PRELOAD);
  g_hash_table_insert (self->icons, g_steal_pointer (&key), icon);
  return icon;
}

const char *
zw_card_theme_get_type_color (ZwTicketType type)
{
  switch (type)
    {
    case ZW_TICKET_STORY:
      return "success_color";
    case ZW_TICKET_TASK:
      return "accent_color";
    case ZW_TICKET_BUG:
      return "error_color";
    case ZW_TICKET_PROBLEM:
    case ZW_TICKET_EPIC:
      return "zw_purple";
    }
  return "zw_sec";
}

void
zw_card_theme_draw_icon (ZwCardTheme *self, GtkSnapshot *snapshot, const char *name, double x, double y, int size,
                         const GdkRGBA *color)
{
  GdkRGBA colors[] = { *color, *color, *color, *color };
  GtkIconPaintable *icon = get_icon (self, name, size);

  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float) x, (float) y));
  gtk_symbolic_paintable_snapshot_symbolic (GTK_SYMBOLIC_PAINTABLE (icon), snapshot, size, size, colors, G_N_ELEMENTS (colors));
  gtk_snapshot_restore (snapshot);
}

static void
zw_card_theme_finalize (GObject *object)
{
  ZwCardTheme *self = ZW_CARD_THEME (object);

  g_clear_weak_pointer (&self->widget);
  g_clear_pointer (&self->colors, g_hash_table_unref);
  g_clear_pointer (&self->texts, g_hash_table_unref);
  g_clear_pointer (&self->icons, g_hash_table_unref);
  G_OBJECT_CLASS (zw_card_theme_parent_class)->finalize (object);
}

static void
zw_card_theme_class_init (ZwCardThemeClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = zw_card_theme_finalize;
  changed_signal = g_signal_new ("changed", ZW_TYPE_CARD_THEME, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
zw_card_theme_init (ZwCardTheme *self)
{
  self->colors = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) gdk_rgba_free);
  self->texts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  self->icons = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
}

ZwCardTheme *
zw_card_theme_new (GtkWidget *widget)
{
  ZwCardTheme *self = g_object_new (ZW_TYPE_CARD_THEME, NULL);
  g_set_weak_pointer (&self->widget, widget);
  return self;
}
