/* SPDX-License-Identifier: GPL-3.0-or-later
 * What one sees while there is no project. Made by ZwWindow when needed. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-welcome-page.h"

struct _ZwWelcomePage {
  AdwBin parent_instance;
  GtkWidget *create_row;
};

G_DEFINE_FINAL_TYPE (ZwWelcomePage, zw_welcome_page, ADW_TYPE_BIN)

static gboolean
zw_welcome_page_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (ZW_WELCOME_PAGE (widget)->create_row);
}

static void
zw_welcome_page_class_init (ZwWelcomePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->grab_focus = zw_welcome_page_grab_focus;
  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/welcome-page.ui");
  gtk_widget_class_bind_template_child (widget_class, ZwWelcomePage, create_row);
}

static void
zw_welcome_page_init (ZwWelcomePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
zw_welcome_page_new (void)
{
  return g_object_new (ZW_TYPE_WELCOME_PAGE, NULL);
}
