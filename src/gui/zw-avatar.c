/* SPDX-License-Identifier: GPL-3.0-or-later
 * Wraps AdwAvatar, whose colours style.css replaces. Decoration for assistive technology: the name stands beside it. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-avatar.h"

struct _ZwAvatar {
  AdwBin parent_instance;
  int size;
};

G_DEFINE_FINAL_TYPE (ZwAvatar, zw_avatar, ADW_TYPE_BIN)

static void
show_nobody (ZwAvatar *self)
{
  GtkWidget *image = gtk_image_new_from_icon_name ("avatar-default-symbolic");

  gtk_widget_add_css_class (image, "zw-nobody");
  gtk_widget_set_halign (image, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (image, GTK_ALIGN_CENTER);
  adw_bin_set_child (ADW_BIN (self), image);
}

static GtkWidget *
show_name (ZwAvatar *self, const char *name)
{
  GtkWidget *avatar = adw_avatar_new (self->size, name, TRUE);

  gtk_widget_set_halign (avatar, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (avatar, GTK_ALIGN_CENTER);
  adw_bin_set_child (ADW_BIN (self), avatar);
  return avatar;
}

/* Not before it is sure that nobody is told. */
static void
zw_avatar_root (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (zw_avatar_parent_class)->root (widget);
  if (adw_bin_get_child (ADW_BIN (widget)) == NULL)
    show_nobody (ZW_AVATAR (widget));
}

static void
zw_avatar_class_init (ZwAvatarClass *klass)
{
  GTK_WIDGET_CLASS (klass)->root = zw_avatar_root;
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
zw_avatar_init (ZwAvatar *self)
{
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
}

GtkWidget *
zw_avatar_new (int size)
{
  ZwAvatar *self = g_object_new (ZW_TYPE_AVATAR, NULL);

  self->size = size;
  gtk_widget_set_size_request (GTK_WIDGET (self), size, size);
  return GTK_WIDGET (self);
}

void
zw_avatar_set_person (ZwAvatar *self, ZwPerson *person)
{
  if (person == NULL)
    {
      show_nobody (self);
      return;
    }
  GtkWidget *avatar = show_name (self, person->name);
  if (person->colour == NULL)
    return;
  g_autofree char *style_class = g_strconcat ("pc-", person->colour, NULL);
  gtk_widget_add_css_class (avatar, style_class);
}

void
zw_avatar_set_name (ZwAvatar *self, const char *name)
{
  if (name == NULL)
    show_nobody (self);
  else
    show_name (self, name);
}
