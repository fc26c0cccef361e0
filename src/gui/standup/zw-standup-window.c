/* SPDX-License-Identifier: GPL-3.0-or-later
 * The stand-up window: builds its parts, follows workspace and time, shows the page of the present stop. Must never compute what is
 * told: ZwStandupWatch does. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-standup-window-private.h"

#include <glib/gi18n.h>
#include <math.h>

#include "zw-feedback.h"
#include "zw-format.h"
#include "zw-standup-end-page.h"
#include "zw-standup-person-page.h"
#include "zw-standup-ticket-page.h"

#define BASE_LINES 1080.0 /* a screen on which plain text has BASE_EM pixels */
#define BASE_EM 22.0
#define MIN_EM 11.0
#define PX_PER_PT (96.0 / 72)
#define WIDE_EM 78        /* wide enough for names beside the page */
#define COMPACT_EM 56     /* and for faces */
#define TOTAL_SECONDS (15 * 60)
#define SECONDS 120
#define CROSSFADE_MS 200

static void feedback_init (ZwFeedbackInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (ZwStandupWindow, zw_standup_window, ADW_TYPE_WINDOW,
                               G_IMPLEMENT_INTERFACE (ZW_TYPE_FEEDBACK, feedback_init))

static guint open_ticket_signal;

/* --- what it says --------------------------------------------------------------------------------------------------- */

static void
show_toast (ZwFeedback *feedback, const char *text, gboolean with_undo)
{
  g_autofree char *markup = g_markup_escape_text (text, -1);

  adw_toast_overlay_add_toast (ADW_TOAST_OVERLAY (ZW_STANDUP_WINDOW (feedback)->toasts), adw_toast_new (markup));
}

static void
show_error (ZwFeedback *feedback, const GError *error)
{
  g_autofree char *text = zw_format_error (error);
  show_toast (feedback, text, FALSE);
}

static void
feedback_init (ZwFeedbackInterface *iface)
{
  iface->toast = show_toast;
  iface->error = show_error;
}

/* --- time ----------------------------------------------------------------------------------------------------------- */

static int
get_limit (ZwStandupWindow *self)
{
  ZwProject *project = zw_workspace_get_project (self->workspace, self->project);
  return project != NULL ? project->standup_seconds : SECONDS;
}

static void
set_class (GtkWidget *widget, const char *style_class, gboolean on)
{
  if (on)
    gtk_widget_add_css_class (widget, style_class);
  else
    gtk_widget_remove_css_class (widget, style_class);
}

static void
show_time (ZwStandupWindow *self)
{
  int seconds = zw_standup_walk_get_seconds (self->walk), limit = get_limit (self);
  int total_limit = self->settings != NULL ? g_settings_get_int (self->settings, "standup-total-seconds") : TOTAL_SECONDS;
  g_autofree char *time = zw_standup_time_text (seconds), *of = zw_standup_time_text (limit);
  g_autofree char *limit_text = g_strdup_printf ("/ %s", of), *spoken = g_strdup_printf (_("%s of %s"), time, of);
  gboolean paused = zw_standup_walk_is_paused (self->walk);
  ZwStandupScene scene;

  zw_standup_window_get_scene (self, &scene);
  gtk_label_set_text (GTK_LABEL (self->clock_time), time);
  gtk_label_set_text (GTK_LABEL (self->clock_limit), limit_text);
  gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (self->clock_bar), limit > 0 ? MIN (1, (double) seconds / limit) : 0);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->clock_bar), GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT, spoken, -1);
  set_class (self->clock, "late", limit > 0 && seconds >= limit);
  set_class (self->clock, "paused", paused);
  gtk_widget_set_visible (self->clock_pause, paused || (limit > 0 && seconds >= limit));
  gtk_image_set_from_icon_name (GTK_IMAGE (self->clock_pause), paused ? "media-playback-pause-symbolic" : "alarm-symbolic");
  gtk_widget_set_visible (self->clock, zw_standup_walk_get_current (self->walk) >= 0);
  zw_standup_side_set_times (self->side, &scene, zw_standup_walk_get_total_seconds (self->walk), total_limit);
}

void
zw_standup_window_tick (ZwStandupWindow *self, gint64 now_ms)
{
  zw_standup_walk_tick (self->walk, now_ms);
  show_time (self);
}

static gint64
now_ms (void)
{
  return g_get_monotonic_time () / 1000;
}

static gboolean
timer_cb (gpointer data)
{
  zw_standup_window_tick (data, now_ms ());
  return G_SOURCE_CONTINUE;
}

void
zw_standup_window_toggle_pause (ZwStandupWindow *self)
{
  zw_standup_walk_set_paused (self->walk, !zw_standup_walk_is_paused (self->walk));
  show_time (self);
}

/* --- pages ---------------------------------------------------------------------------------------------------------- */

void
zw_standup_window_get_scene (ZwStandupWindow *self, ZwStandupScene *scene)
{
  *scene = (ZwStandupScene){ .workspace = self->workspace, .project = self->project, .shape = self->shape, .em = self->em,
                             .report = self->watch != NULL ? zw_standup_watch_get_report (self->watch) : NULL };
}

static GType
get_page_type (ZwStandupWindow *self)
{
  if (zw_standup_walk_get_current (self->walk) < 0)
    return ZW_TYPE_STANDUP_END_PAGE;
  return zw_standup_walk_get_way (self->walk) == ZW_STANDUP_BY_WORK ? ZW_TYPE_STANDUP_TICKET_PAGE : ZW_TYPE_STANDUP_PERSON_PAGE;
}

static void
fill_page (ZwStandupWindow *self, GtkWidget *page)
{
  gint64 id = zw_standup_walk_get_current (self->walk);
  guint index = zw_standup_walk_get_index (self->walk), n = zw_standup_walk_get_n (self->walk);
  ZwStandupScene scene;

  zw_standup_window_get_scene (self, &scene);
  if (ZW_IS_STANDUP_END_PAGE (page))
    zw_standup_end_page_fill (ZW_STANDUP_END_PAGE (page), &scene, self->walk,
                              zw_workspace_get_item (self->workspace, ZW_ENTITY_STANDUP, self->held) != NULL);
  else if (ZW_IS_STANDUP_TICKET_PAGE (page) && zw_workspace_get_ticket (self->workspace, id) != NULL)
    zw_standup_ticket_page_fill (ZW_STANDUP_TICKET_PAGE (page), &scene, zw_workspace_get_ticket (self->workspace, id), index, n);
  else if (ZW_IS_STANDUP_PERSON_PAGE (page) && zw_standup_report_find (scene.report, id) != NULL)
    zw_standup_person_page_fill (ZW_STANDUP_PERSON_PAGE (page), &scene, zw_standup_report_find (scene.report, id), index, n);
}

/* The page before has gone out of sight. */
static void
drop_hidden_pages (ZwStandupWindow *self)
{
  GtkWidget *shown = gtk_stack_get_visible_child (GTK_STACK (self->pages)), *next;

  if (gtk_stack_get_transition_running (GTK_STACK (self->pages)))
    return;
  for (GtkWidget *page = gtk_widget_get_first_child (self->pages); page != NULL; page = next)
    {
      next = gtk_widget_get_next_sibling (page);
      if (page != shown)
        gtk_stack_remove (GTK_STACK (self->pages), page);
    }
}

static void
show_page (ZwStandupWindow *self, gboolean moved)
{
  GtkWidget *page = gtk_stack_get_visible_child (GTK_STACK (self->pages));
  gboolean is_new = page == NULL || moved || G_OBJECT_TYPE (page) != get_page_type (self);

  if (!is_new)
    {
      fill_page (self, page);
      return;
    }
  gboolean is_first = page == NULL;
  page = g_object_new (get_page_type (self), NULL);
  gtk_stack_add_child (GTK_STACK (self->pages), page);
  fill_page (self, page);
  gboolean fades = !is_first && adw_get_enable_animations (page);
  gtk_stack_set_transition_type (GTK_STACK (self->pages), fades ? GTK_STACK_TRANSITION_TYPE_CROSSFADE : GTK_STACK_TRANSITION_TYPE_NONE);
  gtk_stack_set_visible_child (GTK_STACK (self->pages), page);
  drop_hidden_pages (self);
  if (zw_standup_entry_get_question (self->entry) == ZW_STANDUP_ASK_NOTHING)
    gtk_widget_grab_focus (page);
}

void
zw_standup_window_refresh (ZwStandupWindow *self, gboolean moved)
{
  ZwStandupScene scene;

  if (self->workspace == NULL || self->watch == NULL || self->em <= 0)
    return;
  zw_standup_window_get_scene (self, &scene);
  if (scene.report == NULL)
    return;
  zw_standup_walk_tick (self->walk, now_ms ());
  if (moved && zw_standup_walk_is_at_end (self->walk))
    zw_standup_window_record (self);
  zw_standup_side_fill (self->side, &scene, self->walk);
  zw_standup_footer_fill (self->footer, &scene);
  show_page (self, moved);
  show_time (self);
}

static void
report_changed_cb (ZwStandupWindow *self)
{
  const ZwStandupReport *report = zw_standup_watch_get_report (self->watch);
  gint64 before = zw_standup_walk_get_current (self->walk);

  if (zw_standup_watch_get_error (self->watch) != NULL)
    zw_feedback_error (GTK_WIDGET (self), zw_standup_watch_get_error (self->watch));
  if (report == NULL)
    return;
  gboolean is_first = gtk_stack_get_visible_child (GTK_STACK (self->pages)) == NULL;
  zw_standup_walk_set_report (self->walk, report);
  zw_standup_window_refresh (self, !is_first && before >= 0 && zw_standup_walk_get_current (self->walk) != before);
}

static void
chosen_cb (ZwStandupWindow *self, gint64 id)
{
  if (zw_standup_walk_go_to (self->walk, id))
    zw_standup_window_refresh (self, TRUE);
}

/* The keyboard goes back to the page. */
static void
entry_closed_cb (ZwStandupWindow *self)
{
  GtkWidget *page = gtk_stack_get_visible_child (GTK_STACK (self->pages));

  if (page != NULL)
    gtk_widget_grab_focus (page);
}

/* --- size ----------------------------------------------------------------------------------------------------------- */

/* All sizes are in em of the window's font, which follows its height, or its width when that is less; a larger text of the
 * system enlarges them, and the shape follows. */
static void
set_size (ZwStandupWindow *self, int width, int height)
{
  double lines = MIN (width, height), pt = MAX (MIN_EM, BASE_EM * lines / BASE_LINES) / PX_PER_PT;
  int dpi = -1;

  if (width == self->width && height == self->height)
    return;
  self->width = width;
  self->height = height;
  g_object_get (gtk_widget_get_settings (GTK_WIDGET (self)), "gtk-xft-dpi", &dpi, NULL);
  self->em = pt * PX_PER_PT * (dpi > 0 ? dpi / (96.0 * PANGO_SCALE) : 1);
  self->shape = width / self->em >= WIDE_EM ? ZW_STANDUP_WIDE : width / self->em >= COMPACT_EM ? ZW_STANDUP_COMPACT : ZW_STANDUP_TALL;
  int hundredths = (int) lround (pt * 100);
  g_autofree char *name = g_strdup_printf ("zw-standup-%d", hundredths);
  g_autofree char *css = g_strdup_printf ("#%s { font-size: %d.%02dpt; }", name, hundredths / 100, hundredths % 100);
  gtk_widget_set_name (GTK_WIDGET (self), name);
  gtk_css_provider_load_from_data (self->size, css, -1);
  set_class (GTK_WIDGET (self), "compact", self->shape == ZW_STANDUP_COMPACT);
  set_class (GTK_WIDGET (self), "tall", self->shape == ZW_STANDUP_TALL);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->upper),
                                  self->shape == ZW_STANDUP_TALL ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
  zw_standup_window_refresh (self, FALSE);
}

static void
layout_cb (ZwStandupWindow *self, int width, int height)
{
  set_size (self, width, height);
}

static void
add_sheets (ZwStandupWindow *self)
{
  GdkDisplay *display = gtk_widget_get_display (GTK_WIDGET (self));

  self->sheet = gtk_css_provider_new ();
  self->size = gtk_css_provider_new ();
  gtk_css_provider_load_from_resource (self->sheet, "/io/github/zettelwand/Zettelwand/standup/standup.css");
  gtk_style_context_add_provider_for_display (display, GTK_STYLE_PROVIDER (self->sheet), GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
  gtk_style_context_add_provider_for_display (display, GTK_STYLE_PROVIDER (self->size), GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
}

/* --- overrides ------------------------------------------------------------------------------------------------------ */

static void
zw_standup_window_realize (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (zw_standup_window_parent_class)->realize (widget);
  g_signal_connect_object (gtk_native_get_surface (GTK_NATIVE (widget)), "layout", G_CALLBACK (layout_cb), widget, G_CONNECT_SWAPPED);
}

static void
zw_standup_window_map (GtkWidget *widget)
{
  ZwStandupWindow *self = ZW_STANDUP_WINDOW (widget);
  GApplication *application = g_application_get_default ();

  GTK_WIDGET_CLASS (zw_standup_window_parent_class)->map (widget);
  if (GTK_IS_APPLICATION (application) && self->inhibited == 0)
    self->inhibited = gtk_application_inhibit (GTK_APPLICATION (application), GTK_WINDOW (self), GTK_APPLICATION_INHIBIT_IDLE,
                                               _("A stand-up is on the screen"));
  if (self->timer == 0)
    self->timer = g_timeout_add_seconds (1, timer_cb, self);
}

static void
zw_standup_window_unmap (GtkWidget *widget)
{
  ZwStandupWindow *self = ZW_STANDUP_WINDOW (widget);
  GApplication *application = g_application_get_default ();

  if (self->inhibited != 0)
    gtk_application_uninhibit (GTK_APPLICATION (application), self->inhibited);
  self->inhibited = 0;
  g_clear_handle_id (&self->timer, g_source_remove);
  GTK_WIDGET_CLASS (zw_standup_window_parent_class)->unmap (widget);
}

static void
zw_standup_window_dispose (GObject *object)
{
  ZwStandupWindow *self = ZW_STANDUP_WINDOW (object);
  GdkDisplay *display = gtk_widget_get_display (GTK_WIDGET (self));

  g_clear_handle_id (&self->timer, g_source_remove);
  if (self->watch != NULL)
    g_signal_handlers_disconnect_by_data (self->watch, self);
  g_clear_object (&self->watch);
  g_clear_weak_pointer (&self->hint);
  g_clear_object (&self->drafts);
  if (self->sheet != NULL)
    gtk_style_context_remove_provider_for_display (display, GTK_STYLE_PROVIDER (self->sheet));
  if (self->size != NULL)
    gtk_style_context_remove_provider_for_display (display, GTK_STYLE_PROVIDER (self->size));
  g_clear_object (&self->sheet);
  g_clear_object (&self->size);
  g_clear_object (&self->settings);
  g_clear_object (&self->workspace);
  G_OBJECT_CLASS (zw_standup_window_parent_class)->dispose (object);
}

static void
zw_standup_window_finalize (GObject *object)
{
  ZwStandupWindow *self = ZW_STANDUP_WINDOW (object);

  zw_standup_walk_free (self->walk);
  g_free (self->held_notes);
  G_OBJECT_CLASS (zw_standup_window_parent_class)->finalize (object);
}

static void
zw_standup_window_class_init (ZwStandupWindowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = zw_standup_window_dispose;
  G_OBJECT_CLASS (klass)->finalize = zw_standup_window_finalize;
  GTK_WIDGET_CLASS (klass)->realize = zw_standup_window_realize;
  GTK_WIDGET_CLASS (klass)->map = zw_standup_window_map;
  GTK_WIDGET_CLASS (klass)->unmap = zw_standup_window_unmap;
  open_ticket_signal = g_signal_new ("open-ticket", ZW_TYPE_STANDUP_WINDOW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                     G_TYPE_INT64);
}

/* --- building ------------------------------------------------------------------------------------------------------- */

static GtkWidget *
new_clock (ZwStandupWindow *self)
{
  GtkWidget *row = zw_standup_box_new (GTK_ORIENTATION_HORIZONTAL, "su-clock-row");

  self->clock = zw_standup_box_new (GTK_ORIENTATION_VERTICAL, "su-clock");
  self->clock_pause = zw_standup_icon_new ("media-playback-pause-symbolic", "su-clock-icon");
  self->clock_time = gtk_label_new (NULL);
  self->clock_limit = gtk_label_new (NULL);
  self->clock_bar = gtk_progress_bar_new ();
  gtk_widget_add_css_class (self->clock_time, "su-time");
  gtk_widget_add_css_class (self->clock_limit, "su-limit");
  gtk_widget_set_valign (self->clock_limit, GTK_ALIGN_BASELINE);
  gtk_widget_set_valign (self->clock_time, GTK_ALIGN_BASELINE);
  gtk_widget_set_halign (row, GTK_ALIGN_END);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->clock_bar), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Time of this turn"), -1);
  gtk_box_append (GTK_BOX (row), self->clock_pause);
  gtk_box_append (GTK_BOX (row), self->clock_time);
  gtk_box_append (GTK_BOX (row), self->clock_limit);
  gtk_box_append (GTK_BOX (self->clock), row);
  gtk_box_append (GTK_BOX (self->clock), self->clock_bar);
  gtk_widget_set_halign (self->clock, GTK_ALIGN_END);
  gtk_widget_set_valign (self->clock, GTK_ALIGN_START);
  gtk_widget_set_can_target (self->clock, FALSE);
  return self->clock;
}

static GtkWidget *
new_main (ZwStandupWindow *self)
{
  self->main = gtk_overlay_new ();
  self->pages = gtk_stack_new ();
  gtk_stack_set_transition_duration (GTK_STACK (self->pages), CROSSFADE_MS);
  gtk_stack_set_hhomogeneous (GTK_STACK (self->pages), FALSE);
  gtk_stack_set_vhomogeneous (GTK_STACK (self->pages), FALSE);
  gtk_widget_set_hexpand (self->main, TRUE);
  gtk_widget_set_vexpand (self->main, TRUE);
  gtk_overlay_set_child (GTK_OVERLAY (self->main), self->pages);
  gtk_overlay_add_overlay (GTK_OVERLAY (self->main), new_clock (self));
  g_signal_connect_swapped (self->pages, "notify::transition-running", G_CALLBACK (drop_hidden_pages), self);
  return self->main;
}

static void
build (ZwStandupWindow *self)
{
  GtkWidget *overlay = gtk_overlay_new ();

  self->toasts = adw_toast_overlay_new ();
  self->body = zw_standup_box_new (GTK_ORIENTATION_VERTICAL, "su-body");
  self->upper = zw_standup_box_new (GTK_ORIENTATION_HORIZONTAL, "su-upper");
  self->side = ZW_STANDUP_SIDE (zw_standup_side_new ());
  self->footer = ZW_STANDUP_FOOTER (zw_standup_footer_new ());
  self->entry = ZW_STANDUP_ENTRY (zw_standup_entry_new ());
  gtk_box_append (GTK_BOX (self->upper), GTK_WIDGET (self->side));
  gtk_box_append (GTK_BOX (self->upper), new_main (self));
  gtk_box_append (GTK_BOX (self->body), self->upper);
  gtk_box_append (GTK_BOX (self->body), GTK_WIDGET (self->footer));
  gtk_overlay_set_child (GTK_OVERLAY (overlay), self->body);
  gtk_overlay_add_overlay (GTK_OVERLAY (overlay), GTK_WIDGET (self->entry));
  adw_toast_overlay_set_child (ADW_TOAST_OVERLAY (self->toasts), overlay);
  adw_window_set_content (ADW_WINDOW (self), self->toasts);
  g_signal_connect_swapped (self->side, "chosen", G_CALLBACK (chosen_cb), self);
  g_signal_connect_swapped (self->entry, "entered", G_CALLBACK (zw_standup_window_entered), self);
  g_signal_connect_swapped (self->entry, "closed", G_CALLBACK (entry_closed_cb), self);
}

static void
zw_standup_window_init (ZwStandupWindow *self)
{
  gtk_window_set_title (GTK_WINDOW (self), _("Stand-up"));
  gtk_window_set_default_size (GTK_WINDOW (self), 1280, 720);
  gtk_widget_add_css_class (GTK_WIDGET (self), "zw-standup");
  add_sheets (self);
  build (self);
  zw_standup_window_add_keys (self);
  self->walk = zw_standup_walk_new (now_ms ());
}

GtkWidget *
zw_standup_window_new (ZwWorkspace *workspace, gint64 project, GSettings *settings)
{
  ZwStandupWindow *self = g_object_new (ZW_TYPE_STANDUP_WINDOW, NULL);

  self->workspace = g_object_ref (workspace);
  self->project = project;
  self->settings = settings != NULL ? g_object_ref (settings) : NULL;
  self->began = zw_clock_get_now (zw_workspace_get_clock (workspace));
  zw_standup_window_set_dark (self, settings == NULL || g_settings_get_boolean (settings, "standup-dark"));
  self->watch = zw_standup_watch_new (workspace, project, 0);
  g_signal_connect_swapped (self->watch, "changed", G_CALLBACK (report_changed_cb), self);
  g_signal_connect_object (workspace, "failed", G_CALLBACK (zw_standup_window_take_failure), self, G_CONNECT_SWAPPED);
  zw_standup_window_restore_notes (self);
  return GTK_WIDGET (self);
}

void
zw_standup_window_present_on (ZwStandupWindow *self, GtkWindow *beside)
{
  GdkSurface *surface = gtk_native_get_surface (GTK_NATIVE (beside));
  GdkMonitor *monitor = surface != NULL ? gdk_display_get_monitor_at_surface (gtk_widget_get_display (GTK_WIDGET (self)), surface) : NULL;

  if (monitor != NULL)
    gtk_window_fullscreen_on_monitor (GTK_WINDOW (self), monitor);
  else
    gtk_window_fullscreen (GTK_WINDOW (self));
  gtk_window_present (GTK_WINDOW (self));
}

gint64
zw_standup_window_get_project (ZwStandupWindow *self)
{
  return self->project;
}

ZwStandupWalk *
zw_standup_window_get_walk (ZwStandupWindow *self)
{
  return self->walk;
}

void
zw_standup_window_set_way (ZwStandupWindow *self, ZwStandupWay way)
{
  zw_standup_walk_tick (self->walk, now_ms ());
  zw_standup_walk_set_way (self->walk, way);
  zw_standup_window_refresh (self, TRUE);
}

void
zw_standup_window_set_dark (ZwStandupWindow *self, gboolean dark)
{
  set_class (GTK_WIDGET (self), "dark", dark);
  set_class (GTK_WIDGET (self), "light", !dark);
  gtk_widget_queue_draw (GTK_WIDGET (self->footer));
}
