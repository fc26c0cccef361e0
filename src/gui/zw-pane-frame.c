/* SPDX-License-Identifier: GPL-3.0-or-later
 * Views and the pane beside them. Made by ZwWindow. Must never know what is in the pane. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-pane-frame.h"

#include <adwaita.h>

#define PANE_WIDTH 420
#define PANE_WIDTH_LARGE_TEXT 560
#define PANE_WIDTH_NARROW 320

struct _ZwPaneFrame {
  GtkWidget parent_instance;

  GtkWidget *heads;
  AdwFlap *flap;
  AdwBin *pane;
  gboolean narrow;
};

G_DEFINE_FINAL_TYPE (ZwPaneFrame, zw_pane_frame, GTK_TYPE_WIDGET)

enum { CLOSED, N_SIGNALS };
static guint signals[N_SIGNALS];

static void
reveal_changed_cb (ZwPaneFrame *self)
{
  if (!adw_flap_get_reveal_flap (self->flap))
    g_signal_emit (self, signals[CLOSED], 0);
}

/* Wider with large text, as far as the board beside it allows. */
static void
update_width (ZwPaneFrame *self)
{
  int dpi;

  g_object_get (gtk_widget_get_settings (GTK_WIDGET (self)), "gtk-xft-dpi", &dpi, NULL);
  int width = CLAMP (PANE_WIDTH * (dpi / 1024) / 96, PANE_WIDTH, PANE_WIDTH_LARGE_TEXT);
  gtk_widget_set_size_request (GTK_WIDGET (self->pane), self->narrow ? PANE_WIDTH_NARROW : width, -1);
}

static void
zw_pane_frame_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (zw_pane_frame_parent_class)->dispose (object);
}

static void
zw_pane_frame_class_init (ZwPaneFrameClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = zw_pane_frame_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BOX_LAYOUT);
  signals[CLOSED] = g_signal_new ("closed", ZW_TYPE_PANE_FRAME, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
zw_pane_frame_init (ZwPaneFrame *self)
{
  GtkWidget *widget = GTK_WIDGET (self);

  gtk_orientable_set_orientation (GTK_ORIENTABLE (gtk_widget_get_layout_manager (widget)), GTK_ORIENTATION_VERTICAL);
  self->heads = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  self->flap = ADW_FLAP (adw_flap_new ());
  self->pane = ADW_BIN (adw_bin_new ());
  update_width (self);
  g_signal_connect_object (gtk_widget_get_settings (widget), "notify::gtk-xft-dpi", G_CALLBACK (update_width), self,
                           G_CONNECT_SWAPPED);
  adw_flap_set_flap (self->flap, GTK_WIDGET (self->pane));
  adw_flap_set_separator (self->flap, gtk_separator_new (GTK_ORIENTATION_VERTICAL));
  adw_flap_set_flap_position (self->flap, GTK_PACK_END);
  adw_flap_set_modal (self->flap, FALSE);
  adw_flap_set_swipe_to_open (self->flap, FALSE);
  adw_flap_set_reveal_flap (self->flap, FALSE);
  /* Beside or over: that alone neither opens nor closes it. */
  adw_flap_set_locked (self->flap, TRUE);
  adw_flap_set_fold_policy (self->flap, ADW_FLAP_FOLD_POLICY_ALWAYS);
  gtk_widget_set_vexpand (GTK_WIDGET (self->flap), TRUE);
  g_signal_connect_object (self->flap, "notify::reveal-flap", G_CALLBACK (reveal_changed_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_set_parent (self->heads, widget);
  gtk_widget_set_parent (GTK_WIDGET (self->flap), widget);
}

GtkWidget *
zw_pane_frame_new (GtkWidget *content)
{
  ZwPaneFrame *self = g_object_new (ZW_TYPE_PANE_FRAME, NULL);

  adw_flap_set_content (self->flap, content);
  return GTK_WIDGET (self);
}

void
zw_pane_frame_add_head (ZwPaneFrame *self, GtkWidget *head)
{
  gtk_box_append (GTK_BOX (self->heads), head);
}

void
zw_pane_frame_set_pane (ZwPaneFrame *self, GtkWidget *pane)
{
  adw_bin_set_child (self->pane, pane);
}

void
zw_pane_frame_set_open (ZwPaneFrame *self, gboolean open)
{
  gboolean laid_out = adw_swipeable_get_distance (ADW_SWIPEABLE (self->flap)) > 0;

  /* AdwFlap divides by the distance its pane moves: it must not begin to move before its first layout, but may stand there. */
  if (!laid_out)
    gtk_widget_set_visible (GTK_WIDGET (self->flap), FALSE);
  adw_flap_set_reveal_flap (self->flap, open);
  if (!laid_out)
    gtk_widget_set_visible (GTK_WIDGET (self->flap), TRUE);
}

void
zw_pane_frame_set_beside (ZwPaneFrame *self, gboolean beside)
{
  AdwFlapFoldPolicy policy = beside ? ADW_FLAP_FOLD_POLICY_NEVER : ADW_FLAP_FOLD_POLICY_ALWAYS;

  if (adw_flap_get_fold_policy (self->flap) != policy)
    adw_flap_set_fold_policy (self->flap, policy);
}

void
zw_pane_frame_set_narrow (ZwPaneFrame *self, gboolean narrow)
{
  self->narrow = narrow;
  update_width (self);
  gtk_widget_set_hexpand (GTK_WIDGET (self->pane), narrow);
}
