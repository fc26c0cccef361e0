/* SPDX-License-Identifier: GPL-3.0-or-later
 * Promises of what is drawn on a card: it reads from right to left where people do, it grows with their text, and a line does not
 * end behind a single letter. */
#include <adwaita.h>
#include <string.h>

#include "pane-fixture.h"
#include "zw-card-face.h"
#include "zw-sprint-commands.h"
#include "zw-ticket-commands.h"

#define WIDTH 240
#define EDGE 16 /* the icon of the type */

typedef struct {
  PaneFixture base;
  GtkWidget *window;
  ZwCardTheme *theme;
  ZwCardFace face;
} Fixture;

static void
set_up (Fixture *self, gconstpointer unused)
{
  pane_fixture_set_up (&self->base, unused);
  self->window = pane_show (gtk_label_new (NULL), WIDTH, WIDTH);
  self->theme = zw_card_theme_new (self->window);
  zw_card_face_init (&self->face, self->theme);
}

static void
tear_down (Fixture *self, gconstpointer unused)
{
  zw_card_face_clear (&self->face);
  g_clear_object (&self->theme);
  gtk_window_destroy (GTK_WINDOW (self->window));
  pane_fixture_tear_down (&self->base, unused);
}

static void
fill (Fixture *self, const char *title)
{
  g_autoptr (GError) error = NULL;
  gint64 id = self->base.story;

  if (title != NULL)
    pane_commit (&self->base, zw_ticket_set_field (self->base.workspace, &id, 1, ZW_FIELD_TITLE, title, &error), &error);
  zw_card_face_fill (&self->face, self->base.workspace, zw_workspace_get_ticket (self->base.workspace, id));
}

/* Whether anything is painted in the corner of the icon, at the left or the right edge. */
static gboolean
has_icon (Fixture *self, gboolean mirrored, gboolean right)
{
  static const GdkRGBA black = { 0, 0, 0, 1 };
  g_autoptr (GtkSnapshot) snapshot = gtk_snapshot_new ();
  g_autofree guchar *pixels = g_malloc0 ((gsize) WIDTH * EDGE * 4);
  int height = zw_card_face_measure (&self->face, WIDTH), painted = 0;

  zw_card_face_snapshot (&self->face, snapshot, WIDTH, mirrored, &black);
  g_autoptr (GskRenderNode) node = gtk_snapshot_to_node (snapshot);
  cairo_surface_t *surface = cairo_image_surface_create_for_data (pixels, CAIRO_FORMAT_ARGB32, WIDTH, EDGE, WIDTH * 4);
  cairo_t *context = cairo_create (surface);
  gsk_render_node_draw (node, context);
  cairo_destroy (context);
  cairo_surface_destroy (surface);
  g_assert_cmpint (height, >, EDGE);
  for (int y = 0; y < EDGE; y++)
    for (int x = right ? WIDTH - 4 : 0; x < (right ? WIDTH : 4); x++)
      painted += pixels[(y * WIDTH + x) * 4 + 3] > 0;
  return painted > 4;
}

/* The due date would stand opposite the icon. */
static void
test_mirrored (Fixture *self, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;
  gint64 id = self->base.story;

  pane_commit (&self->base, zw_ticket_set_field (self->base.workspace, &id, 1, ZW_FIELD_DUE, NULL, &error), &error);
  fill (self, NULL);
  g_assert_true (has_icon (self, FALSE, FALSE));
  g_assert_false (has_icon (self, FALSE, TRUE));
  g_assert_true (has_icon (self, TRUE, TRUE));
  g_assert_false (has_icon (self, TRUE, FALSE));
}

static gboolean
may_break_behind (Fixture *self, const char *title, const char *before)
{
  int n;

  fill (self, title);
  const PangoLogAttr *attributes = pango_layout_get_log_attrs_readonly (self->face.title, &n);
  return attributes[g_utf8_strlen (before, -1)].is_line_break;
}

static void
test_hyphens (Fixture *self, gconstpointer unused)
{
  g_assert_false (may_break_behind (self, "Order confirmation by e-mail", "Order confirmation by e-"));
  g_assert_false (may_break_behind (self, "E-Mail später", "E-"));
  g_assert_true (may_break_behind (self, "Fix the check-out of guests", "Fix the check-"));
}

static gboolean
tells (Fixture *self, const char *text)
{
  for (guint i = 0; i < self->face.n_metas; i++)
    if (g_strcmp0 (pango_layout_get_text (self->face.metas[i].text), text) == 0)
      return TRUE;
  return FALSE;
}

static void
complete_sprint (Fixture *self)
{
  g_autoptr (GError) error = NULL;
  ZwWorkspace *workspace = self->base.workspace;

  pane_commit (&self->base, zw_sprint_start (workspace, self->base.sprint, &error), &error);
  pane_commit (&self->base, zw_sprint_complete (workspace, self->base.sprint, 0, NULL, &error), &error);
  pane_wait_for (zw_workspace_count_carries (workspace, zw_workspace_get_ticket (workspace, self->base.story)) == 1);
}

/* Beside what else is known, as a figure where the words are too long. */
static void
test_carried (Fixture *self, gconstpointer unused)
{
  fill (self, NULL);
  g_assert_false (tells (self, "carried 1×"));
  complete_sprint (self);
  fill (self, NULL);
  g_assert_true (tells (self, "carried 1×"));
  g_assert_true (tells (self, "3/5"));
  g_assert_cmpstr (pango_layout_get_text (self->face.metas[0].brief), ==, "1×");
}

static void
test_grows (Fixture *self, gconstpointer unused)
{
  int height, dpi;

  fill (self, NULL);
  height = zw_card_face_measure (&self->face, WIDTH);
  g_assert_cmpfloat_with_epsilon (zw_card_theme_get_scale (self->theme), 1, 0.01);
  g_object_get (gtk_settings_get_default (), "gtk-xft-dpi", &dpi, NULL);
  g_object_set (gtk_settings_get_default (), "gtk-xft-dpi", 2 * 96 * 1024, NULL);
  pane_wait_for (zw_card_theme_get_scale (self->theme) > 1.9);
  zw_card_theme_change (self->theme);
  zw_card_face_forget_fonts (&self->face);
  fill (self, NULL);
  g_assert_cmpint (zw_card_face_measure (&self->face, 2 * WIDTH), >, height * 4 / 3);
  g_object_set (gtk_settings_get_default (), "gtk-xft-dpi", dpi, NULL);
}

#define ADD(path, function) g_test_add ("/card-face/" path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  ADD ("mirrored-from-right-to-left", test_mirrored);
  ADD ("line-does-not-end-behind-a-single-letter", test_hyphens);
  ADD ("carried-tickets-say-so", test_carried);
  ADD ("grows-with-the-text", test_grows);
  return g_test_run ();
}
