/* SPDX-License-Identifier: GPL-3.0-or-later
 * The compiled-in resources as such: style sheets parse without a word, each colour holds its contrast in the four
 * styles, own icons are found where GtkApplication looks for them. Knows nothing of src/gui. */

#define G_LOG_DOMAIN "zw-test"

#include <adwaita.h>
#include <math.h>

#define BASE "/io/github/zettelwand/Zettelwand/"

/* In the order in which AdwApplication stacks them. */
static const char *const sheets[] = { "style.css", "style-dark.css", "style-hc.css", "style-hc-dark.css" };

typedef struct {
  const char *name;
  gboolean dark;
  gboolean high_contrast;
} Style;

static const Style styles[] = {
  { "light", FALSE, FALSE },
  { "dark", TRUE, FALSE },
  { "light high contrast", FALSE, TRUE },
  { "dark high contrast", TRUE, TRUE },
};

static gboolean
style_has_sheet (const Style *style,
                 guint        sheet)
{
  return ((sheet & 1) == 0 || style->dark) && ((sheet & 2) == 0 || style->high_contrast);
}

static void
parsing_error_cb (GtkCssProvider *provider,
                  GtkCssSection  *section,
                  const GError   *error,
                  gpointer        user_data)
{
  g_autofree char *where = gtk_css_section_to_string (section);

  g_test_message ("%s: %s", where, error->message);
  g_test_fail ();
}

static void
test_sheets_parse (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (sheets); i++)
    {
      g_autoptr (GtkCssProvider) provider = gtk_css_provider_new ();
      g_autofree char *path = g_strconcat (BASE, sheets[i], NULL);

      g_signal_connect (provider, "parsing-error", G_CALLBACK (parsing_error_cb), NULL);
      gtk_css_provider_load_from_resource (provider, path);
    }
}

/* WCAG 2.1: relative luminance of an sRGB colour. */
static double
channel (double value)
{
  return value <= 0.03928 ? value / 12.92 : pow ((value + 0.055) / 1.055, 2.4);
}

static double
luminance (const GdkRGBA *colour)
{
  return 0.2126 * channel (colour->red) + 0.7152 * channel (colour->green) + 0.0722 * channel (colour->blue);
}

/* @over painted on the opaque @under. */
static GdkRGBA
paint (const GdkRGBA *over,
       const GdkRGBA *under)
{
  float rest = 1 - over->alpha;

  return (GdkRGBA) {
    over->red * over->alpha + under->red * rest,
    over->green * over->alpha + under->green * rest,
    over->blue * over->alpha + under->blue * rest,
    1,
  };
}

static double
contrast (const GdkRGBA *over,
          const GdkRGBA *under)
{
  GdkRGBA painted = paint (over, under);
  double a = luminance (&painted);
  double b = luminance (under);

  return (MAX (a, b) + 0.05) / (MIN (a, b) + 0.05);
}

static GdkRGBA
look_up (GtkWidget  *widget,
         const char *name)
{
  GdkRGBA colour = { 0 };

  if (!gtk_style_context_lookup_color (gtk_widget_get_style_context (widget), name, &colour))
    g_error ("no colour is called %s", name);
  return colour;
}

static void
assert_contrast (GtkWidget   *widget,
                 const Style *style,
                 const char  *name,
                 double       least)
{
  GdkRGBA window = look_up (widget, "window_bg_color");
  GdkRGBA card = look_up (widget, "zw_card");
  GdkRGBA colour = look_up (widget, name);
  GdkRGBA surface = paint (&card, &window);
  double found = contrast (&colour, &surface);

  if (found < least)
    {
      g_test_message ("%s on a card, %s: %.2f : 1, at least %.1f is needed", name, style->name, found, least);
      g_test_fail ();
    }
}

static void
check_contrasts (GtkWidget   *widget,
                 const Style *style)
{
  const char *const text[] = { "zw_sec", "accent_color", "success_color", "warning_color", "error_color", "zw_purple" };
  const char *const marks[] = {
    "zw_label_blue", "zw_label_teal", "zw_label_green", "zw_label_yellow", "zw_label_orange", "zw_label_red",
    "zw_label_pink", "zw_label_purple", "zw_label_indigo", "zw_label_brown", "zw_label_grey", "zw_progress",
  };

  for (guint i = 0; i < G_N_ELEMENTS (text); i++)
    assert_contrast (widget, style, text[i], 4.5);
  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    assert_contrast (widget, style, marks[i], 3.0);
}

static void
test_contrast (void)
{
  GtkWidget *widget = g_object_ref_sink (gtk_label_new (NULL));
  AdwStyleManager *manager = adw_style_manager_get_default ();
  GdkDisplay *display = gdk_display_get_default ();

  for (guint i = 0; i < G_N_ELEMENTS (styles); i++)
    {
      g_autoptr (GPtrArray) loaded = g_ptr_array_new_with_free_func (g_object_unref);

      adw_style_manager_set_color_scheme (manager, styles[i].dark ? ADW_COLOR_SCHEME_FORCE_DARK : ADW_COLOR_SCHEME_FORCE_LIGHT);
      for (guint sheet = 0; sheet < G_N_ELEMENTS (sheets); sheet++)
        {
          g_autofree char *path = g_strconcat (BASE, sheets[sheet], NULL);
          GtkCssProvider *provider = gtk_css_provider_new ();

          g_ptr_array_add (loaded, provider);
          gtk_css_provider_load_from_resource (provider, path);
          if (style_has_sheet (&styles[i], sheet))
            gtk_style_context_add_provider_for_display (display, GTK_STYLE_PROVIDER (provider),
                                                        GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
        }
      check_contrasts (widget, &styles[i]);
      for (guint sheet = 0; sheet < loaded->len; sheet++)
        gtk_style_context_remove_provider_for_display (display, loaded->pdata[sheet]);
    }
  g_object_unref (widget);
}

static void
test_icons (void)
{
  GtkIconTheme *theme = gtk_icon_theme_get_for_display (gdk_display_get_default ());
  g_auto (GStrv) names = g_resources_enumerate_children (BASE "icons/scalable/actions", 0, NULL);

  gtk_icon_theme_add_resource_path (theme, BASE "icons");
  g_assert_cmpuint (g_strv_length (names), >=, 14);
  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autofree char *name = g_strndup (names[i], strlen (names[i]) - strlen (".svg"));

      g_assert_true (g_str_has_suffix (name, "-symbolic"));
      g_assert_true (gtk_icon_theme_has_icon (theme, name));
    }
  g_assert_true (gtk_icon_theme_has_icon (theme, "io.github.zettelwand.Zettelwand"));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_func ("/resources/style-sheets-parse-without-a-warning", test_sheets_parse);
  g_test_add_func ("/resources/text-and-marks-hold-their-contrast-in-every-style", test_contrast);
  g_test_add_func ("/resources/every-own-icon-is-found", test_icons);
  return g_test_run ();
}
