/* SPDX-License-Identifier: GPL-3.0-or-later
 * Made by ZwProjectSettings. Rows follow the workspace's list of members. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-people-page.h"

#include <glib/gi18n.h>

#include "zw-avatar.h"
#include "zw-commit.h"
#include "zw-dialogs.h"
#include "zw-member-row.h"
#include "zw-open-list.h"
#include "zw-person-popover.h"
#include "zw-project-commands.h"
#include "zw-you-are.h"

#define AVATAR_SIZE 24

struct _ZwPeoplePage {
  AdwPreferencesPage parent_instance;
  ZwWorkspace *workspace; /* (owned) */
  gint64 project;
  char *config_dir;       /* (owned) (nullable) */
  GtkListBox *list;
  GtkMenuButton *you_button;
  AdwBin *you_avatar_bin;
  GtkWidget *you_avatar;  /* ZwAvatar */
  GtkLabel *you_name;
};

G_DEFINE_FINAL_TYPE (ZwPeoplePage, zw_people_page, ADW_TYPE_PREFERENCES_PAGE)

/* --- adding --- */

/* Somebody of the database by exactly this name who is not in the project yet: joins instead of being made twice. */
static gint64
find_known (ZwPeoplePage *self, const char *name)
{
  GListModel *people = zw_workspace_get_people (self->workspace);
  g_autofree char *wanted = g_utf8_casefold (name, -1);

  for (guint i = 0; i < g_list_model_get_n_items (people); i++)
    {
      g_autoptr (ZwPerson) person = g_list_model_get_item (people, i);
      g_autofree char *folded = g_utf8_casefold (person->name, -1);
      if (person->kind == ZW_PERSON_MEMBER && g_str_equal (folded, wanted))
        return zw_item_get_id (ZW_ITEM (person));
    }
  return 0;
}

static void
add_person (const char *text, gpointer data)
{
  ZwPeoplePage *self = data;
  g_autoptr (GError) error = NULL;
  gint64 known = find_known (self, text);
  ZwChangeSet *set = known != 0
                         ? zw_member_set_active (self->workspace, self->project, known, TRUE, &error)
                         : zw_person_create (self->workspace, self->project, text, NULL, NULL, ZW_PERSON_MEMBER, NULL, &error);

  zw_commit (GTK_WIDGET (self), self->workspace, set, &error);
}

static void
row_activated_cb (ZwPeoplePage *self, GtkListBoxRow *row)
{
  if (ZW_IS_MEMBER_ROW (row))
    zw_member_row_edit (ZW_MEMBER_ROW (row));
  else
    zw_dialogs_ask_text (GTK_WIDGET (self), _("Add Person"), NULL, _("_Add"), add_person, g_object_ref (self), g_object_unref);
}

/* --- you --- */

static void
show_you (ZwPeoplePage *self)
{
  gint64 id = zw_workspace_get_actor (self->workspace);
  ZwPerson *person = id != 0 ? zw_workspace_get_person (self->workspace, id) : NULL;
  const char *name = person != NULL ? person->name : zw_workspace_get_actor_name (self->workspace);

  if (person != NULL)
    zw_avatar_set_person (ZW_AVATAR (self->you_avatar), person);
  else
    zw_avatar_set_name (ZW_AVATAR (self->you_avatar), name);
  gtk_label_set_label (self->you_name, name != NULL ? name : _("Not said"));
}

static void
you_chosen_cb (ZwPersonPopover *popover, gint64 person, ZwPeoplePage *self)
{
  zw_you_are_choose (GTK_WIDGET (self), self->workspace, self->config_dir, person, NULL);
  show_you (self);
}

/* --- the page --- */

static GtkWidget *
create_row (gpointer item, gpointer data)
{
  ZwPeoplePage *self = data;
  return ZW_IS_MEMBER (item) ? zw_member_row_new (self->workspace, item) : zw_open_list_new_add_row (_("Add Person"));
}

static void
zw_people_page_finalize (GObject *object)
{
  ZwPeoplePage *self = ZW_PEOPLE_PAGE (object);

  g_clear_object (&self->workspace);
  g_free (self->config_dir);
  G_OBJECT_CLASS (zw_people_page_parent_class)->finalize (object);
}

static void
zw_people_page_class_init (ZwPeoplePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = zw_people_page_finalize;
  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/project/people-page.ui");
  gtk_widget_class_bind_template_child (widget_class, ZwPeoplePage, list);
  gtk_widget_class_bind_template_child (widget_class, ZwPeoplePage, you_button);
  gtk_widget_class_bind_template_child (widget_class, ZwPeoplePage, you_avatar_bin);
  gtk_widget_class_bind_template_child (widget_class, ZwPeoplePage, you_name);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
}

static void
zw_people_page_init (ZwPeoplePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->you_avatar = zw_avatar_new (AVATAR_SIZE);
  adw_bin_set_child (self->you_avatar_bin, self->you_avatar);
}

GtkWidget *
zw_people_page_new (ZwWorkspace *workspace, ZwProject *project)
{
  ZwPeoplePage *self = g_object_new (ZW_TYPE_PEOPLE_PAGE, NULL);
  gint64 id = zw_item_get_id (ZW_ITEM (project));
  GtkWidget *popover = zw_person_popover_new (workspace, id, NULL, 0, ZW_FIELD_OWNER);

  self->workspace = g_object_ref (workspace);
  self->project = id;
  zw_open_list_bind (self->list, zw_workspace_get_members (workspace, id), create_row, self);
  g_signal_connect_object (popover, "chosen", G_CALLBACK (you_chosen_cb), self, 0);
  gtk_menu_button_set_popover (self->you_button, popover);
  g_signal_connect_object (workspace, "changed", G_CALLBACK (show_you), self, G_CONNECT_SWAPPED);
  show_you (self);
  return GTK_WIDGET (self);
}

void
zw_people_page_set_config_dir (ZwPeoplePage *self, const char *config_dir)
{
  g_free (self->config_dir);
  self->config_dir = g_strdup (config_dir);
}
