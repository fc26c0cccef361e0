/* SPDX-License-Identifier: GPL-3.0-or-later
 * Toasts, undo and Escape for the windows about a project. Must know nothing of what they show. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-toast-window.h"

#include <glib/gi18n.h>

#include "zw-feedback.h"
#include "zw-format.h"

#define TOAST_SECONDS 5
#define UNDO_TOAST_SECONDS 8
#define TOAST_ARRIVAL_US (300 * 1000)

typedef struct {
  ZwWorkspace *workspace; /* (owned) */
  AdwToast *toast;        /* (owned) (nullable) the one that is shown */
  gint64 toast_shown;     /* monotonic µs */
} ZwToastWindowPrivate;

static void zw_toast_window_feedback_init (ZwFeedbackInterface *iface);

G_DEFINE_ABSTRACT_TYPE_WITH_CODE (ZwToastWindow, zw_toast_window, ADW_TYPE_WINDOW, G_ADD_PRIVATE (ZwToastWindow)
                                  G_IMPLEMENT_INTERFACE (ZW_TYPE_FEEDBACK, zw_toast_window_feedback_init))

enum { PROP_WORKSPACE = 1, N_PROPERTIES };
static GParamSpec *properties[N_PROPERTIES];

static ZwToastWindowPrivate *
get_private (ZwToastWindow *self)
{
  return zw_toast_window_get_instance_private (self);
}

/* --- toasts --- */

static void
dismissed_cb (ZwToastWindow *self)
{
  g_clear_object (&get_private (self)->toast);
}

static void
set_toast_button (AdwToast *toast, gboolean with_undo)
{
  adw_toast_set_timeout (toast, with_undo ? UNDO_TOAST_SECONDS : TOAST_SECONDS);
  adw_toast_set_button_label (toast, with_undo ? _("Undo") : NULL);
}

static gboolean
is_arriving (ZwToastWindow *self)
{
  ZwToastWindowPrivate *priv = get_private (self);
  return priv->toast != NULL && g_get_monotonic_time () - priv->toast_shown < TOAST_ARRIVAL_US;
}

static void
dismiss_toast (ZwToastWindow *self)
{
  ZwToastWindowPrivate *priv = get_private (self);
  g_autoptr (AdwToast) toast = priv->toast != NULL ? g_object_ref (priv->toast) : NULL;

  if (toast != NULL && !is_arriving (self))
    adw_toast_dismiss (toast);
}

static void
show_toast (ZwFeedback *feedback, const char *text, gboolean with_undo)
{
  ZwToastWindow *self = ZW_TOAST_WINDOW (feedback);
  ZwToastWindowPrivate *priv = get_private (self);
  GtkWidget *overlay = adw_window_get_content (ADW_WINDOW (self));
  g_autofree char *markup = g_markup_escape_text (text, -1);

  /* Closed while something it began was still under way. */
  if (!ADW_IS_TOAST_OVERLAY (overlay))
    {
      g_message ("%s", text);
      return;
    }
  /* libadwaita 1.2 crashes when a toast is dismissed while it slides in: it takes the new words. */
  if (is_arriving (self))
    {
      adw_toast_set_title (priv->toast, markup);
      set_toast_button (priv->toast, with_undo);
      return;
    }
  dismiss_toast (self);
  AdwToast *toast = adw_toast_new (markup);
  set_toast_button (toast, with_undo);
  adw_toast_set_action_name (toast, "edit.undo");
  g_signal_connect_object (toast, "dismissed", G_CALLBACK (dismissed_cb), self, G_CONNECT_SWAPPED);
  g_set_object (&priv->toast, toast);
  priv->toast_shown = g_get_monotonic_time ();
  adw_toast_overlay_add_toast (ADW_TOAST_OVERLAY (overlay), toast);
}

static void
show_error (ZwFeedback *feedback, const GError *error)
{
  g_autofree char *text = zw_format_error (error);
  show_toast (feedback, text, FALSE);
}

static void
zw_toast_window_feedback_init (ZwFeedbackInterface *iface)
{
  iface->toast = show_toast;
  iface->error = show_error;
}

/* --- undo --- */

static void
undone_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (ZwToastWindow) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (ZwChangeSet) set = zw_workspace_undo_finish (ZW_WORKSPACE (source), result, &error);

  if (set == NULL)
    zw_feedback_error (GTK_WIDGET (self), error);
}

static void
redone_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (ZwToastWindow) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (ZwChangeSet) set = zw_workspace_redo_finish (ZW_WORKSPACE (source), result, &error);

  if (set == NULL)
    zw_feedback_error (GTK_WIDGET (self), error);
}

static void
undo_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  ZwToastWindow *self = ZW_TOAST_WINDOW (widget);

  dismiss_toast (self);
  zw_workspace_undo_async (get_private (self)->workspace, undone_cb, g_object_ref (self));
}

static void
redo_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  ZwToastWindow *self = ZW_TOAST_WINDOW (widget);

  dismiss_toast (self);
  zw_workspace_redo_async (get_private (self)->workspace, redone_cb, g_object_ref (self));
}

/* --- the window --- */

static void
failed_cb (ZwWorkspace *workspace, ZwChangeSet *set, const GError *error, ZwToastWindow *self)
{
  if (gtk_window_is_active (GTK_WINDOW (self)))
    zw_feedback_error (GTK_WIDGET (self), error);
}

/* What is being typed is committed when its entry loses the focus. */
static gboolean
zw_toast_window_close_request (GtkWindow *window)
{
  gtk_window_set_focus (window, NULL);
  return GTK_WINDOW_CLASS (zw_toast_window_parent_class)->close_request (window);
}

static void
zw_toast_window_set_property (GObject *object, guint property_id, const GValue *value, GParamSpec *pspec)
{
  ZwToastWindow *self = ZW_TOAST_WINDOW (object);
  ZwToastWindowPrivate *priv = get_private (self);

  if (property_id != PROP_WORKSPACE)
    {
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
      return;
    }
  priv->workspace = g_value_dup_object (value);
  if (priv->workspace != NULL)
    g_signal_connect_object (priv->workspace, "failed", G_CALLBACK (failed_cb), self, 0);
}

static void
zw_toast_window_dispose (GObject *object)
{
  g_clear_object (&get_private (ZW_TOAST_WINDOW (object))->toast);
  G_OBJECT_CLASS (zw_toast_window_parent_class)->dispose (object);
}

static void
zw_toast_window_finalize (GObject *object)
{
  g_clear_object (&get_private (ZW_TOAST_WINDOW (object))->workspace);
  G_OBJECT_CLASS (zw_toast_window_parent_class)->finalize (object);
}

static void
zw_toast_window_class_init (ZwToastWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->set_property = zw_toast_window_set_property;
  object_class->dispose = zw_toast_window_dispose;
  object_class->finalize = zw_toast_window_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = zw_toast_window_close_request;
  properties[PROP_WORKSPACE] = g_param_spec_object ("workspace", NULL, NULL, ZW_TYPE_WORKSPACE,
                                                    G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
  gtk_widget_class_install_action (widget_class, "edit.undo", NULL, undo_cb);
  gtk_widget_class_install_action (widget_class, "edit.redo", NULL, redo_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_z, GDK_CONTROL_MASK, "edit.undo", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_z, GDK_CONTROL_MASK | GDK_SHIFT_MASK, "edit.redo", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
zw_toast_window_init (ZwToastWindow *self)
{
}

ZwWorkspace *
zw_toast_window_get_workspace (ZwToastWindow *self)
{
  return get_private (self)->workspace;
}
