/* SPDX-License-Identifier: GPL-3.0-or-later
 * ZwCardTheme: what the cards of one board share when they draw: named colours, symbolic icons and short texts already
 * laid out. A board shows the same words and figures again and again; each is looked up or shaped once. Made by
 * ZwBoardView, read by its cards. Main thread.
 *
 * Signal "changed" (): what cards show besides their ticket is another now (names, the day); they fill themselves anew. */
#pragma once

#include <gtk/gtk.h>

#include "zw-ticket.h"

G_BEGIN_DECLS

typedef enum {
  ZW_CARD_FONT_KEY,     /* 9 pt, figures of equal width */
  ZW_CARD_FONT_SMALL,   /* 9 pt */
  ZW_CARD_FONT_STRONG,  /* 9 pt bold, figures of equal width */
  ZW_CARD_FONT_INITIALS /* bold, as large as their disc allows */
} ZwCardFont;

#define ZW_TYPE_CARD_THEME (zw_card_theme_get_type ())
G_DECLARE_FINAL_TYPE (ZwCardTheme, zw_card_theme, ZW, CARD_THEME, GObject)

/* @widget gives style, text and scale; it must outlive the drawing, a weak reference is kept. */
ZwCardTheme   *zw_card_theme_new (GtkWidget *widget);

/* Colours are looked up anew when next asked for: the style changed. */
void           zw_card_theme_forget_colors (ZwCardTheme *self);
/* Texts are laid out anew and the cards told: font, scale, language or names changed. */
void           zw_card_theme_change (ZwCardTheme *self);

/* How much larger than 11 pt at 96 dpi the body text is, at least 1: what holds text grows with it. */
double         zw_card_theme_get_scale (ZwCardTheme *self);
/* A colour of the style sheet by its name; black when there is none. Borrowed until colours are forgotten. */
const GdkRGBA *zw_card_theme_get_color (ZwCardTheme *self, const char *name);
/* One line of short text (transfer full: a reference). Never change it: others show it, too. */
PangoLayout   *zw_card_theme_get_text (ZwCardTheme *self, ZwCardFont font, const char *text);
/* A layout of one's own, empty, in the body font or at 9 pt. (transfer full) */
PangoLayout   *zw_card_theme_new_paragraph (ZwCardTheme *self, gboolean small, int max_lines);
/* The named colour of the icon of @type. */
const char    *zw_card_theme_get_type_color (ZwTicketType type);
/* Draws a symbolic icon into a square. @name is static. */
void           zw_card_theme_draw_icon (ZwCardTheme *self, GtkSnapshot *snapshot, const char *name, double x, double y,
                                        int size, const GdkRGBA *color);

G_END_DECLS
