/* SPDX-License-Identifier: GPL-3.0-or-later
 * Made by ZwPeoplePage. Reads its member and person and writes by commands alone. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-member-row.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <math.h>

#include "zw-avatar.h"
#include "zw-commit.h"
#include "zw-dates-dialog.h"
#include "zw-feedback.h"
#include "zw-optional-spin.h"
#include "zw-person-dialog.h"
#include "zw-project-commands.h"
#include "zw-values.h"

#define AVATAR_SIZE 32
#define MOST_POINTS 999

struct _ZwMemberRow {
  GtkListBoxRow parent_instance;
  ZwWorkspace *workspace;      /* (owned) */
  ZwMember *member;            /* (owned) */
  ZwPerson *person;            /* (owned) (nullable) */
  GSimpleActionGroup *actions; /* (owned) "member." */
  AdwBin *avatar_bin;
  GtkWidget *avatar;           /* ZwAvatar */
  GtkLabel *name;
  GtkLabel *about;
  AdwBin *points_bin;
  GtkWidget *points;           /* ZwOptionalSpin */
  GtkWidget *menu_button;
};

G_DEFINE_FINAL_TYPE (ZwMemberRow, zw_member_row, GTK_TYPE_LIST_BOX_ROW)

/* --- showing --- */

static int
count_days_off (ZwMemberRow *self, ZwProject *project, ZwSprint *sprint)
{
  GArray *days = self->member->days_off;
  int n = 0;

  for (guint i = 0; days != NULL && i < days->len; i++)
    {
      int day = g_array_index (days, int, i);
      if (day >= sprint->start && day <= sprint->end && zw_working_days_between (project, day, day) > 0)
        n++;
    }
  return n;
}

/* "4 days off in Sprint 15": the first sprint that is not over and that the person misses a part of. (nullable) */
static char *
dup_absence (ZwMemberRow *self)
{
  ZwProject *project = zw_workspace_get_project (self->workspace, self->member->project);
  GListModel *sprints = zw_workspace_get_sprints (self->workspace, self->member->project);

  for (guint i = 0; project != NULL && i < g_list_model_get_n_items (sprints); i++)
    {
      g_autoptr (ZwSprint) sprint = g_list_model_get_item (sprints, i);
      if (sprint->state == ZW_SPRINT_CLOSED || sprint->start == ZW_UNSET || sprint->end == ZW_UNSET)
        continue;
      int n = count_days_off (self, project, sprint);
      if (n > 0)
        /* Translators: how many working days somebody misses in a sprint, by its name. */
        return g_strdup_printf (ngettext ("%d day off in %s", "%d days off in %s", (gulong) n), n, sprint->name);
    }
  return NULL;
}

static char *
dup_about (ZwMemberRow *self)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);

  if (!self->member->active)
    g_ptr_array_add (parts, g_strdup (_("Not active")));
  if (self->member->role != NULL)
    g_ptr_array_add (parts, g_strdup (self->member->role));
  if (self->person != NULL && self->person->handle != NULL)
    g_ptr_array_add (parts, g_strconcat ("@", self->person->handle, NULL));
  char *absence = self->member->active ? dup_absence (self) : NULL;
  if (absence != NULL)
    g_ptr_array_add (parts, absence);
  g_ptr_array_add (parts, NULL);
  return g_strjoinv (" · ", (char **) parts->pdata);
}

static void
enable (ZwMemberRow *self, const char *action, gboolean enabled)
{
  g_simple_action_set_enabled (G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self->actions), action)), enabled);
}

static void
refresh (ZwMemberRow *self)
{
  g_autofree char *about = dup_about (self);
  const char *name = self->person != NULL ? self->person->name : "";
  g_autofree char *menu_name = g_strdup_printf (_("Menu of %s"), name);
  double points = self->member->points_per_sprint;

  zw_avatar_set_person (ZW_AVATAR (self->avatar), self->person);
  gtk_label_set_label (self->name, name);
  gtk_label_set_label (self->about, about);
  gtk_widget_set_visible (GTK_WIDGET (self->about), *about != '\0');
  gtk_widget_set_tooltip_text (self->menu_button, menu_name);
  zw_optional_spin_set_value (ZW_OPTIONAL_SPIN (self->points), isnan (points) ? 0 : points);
  gtk_widget_set_sensitive (self->points, self->member->active && !zw_workspace_is_read_only (self->workspace));
  enable (self, "leave", self->member->active);
  enable (self, "return", !self->member->active);
}

/* --- acting --- */

static void
points_chosen_cb (ZwOptionalSpin *spin, double value, ZwMemberRow *self)
{
  g_autofree char *points = value > 0 ? zw_real_to_string (value) : NULL;
  g_autoptr (GError) error = NULL;
  ZwChangeSet *set = zw_item_set_field (self->workspace, ZW_ITEM (self->member), ZW_FIELD_POINTS_PER_SPRINT, points, &error);

  zw_commit (GTK_WIDGET (self), self->workspace, set, &error);
}

static void
present_dialog (ZwMemberRow *self, GtkWidget *dialog)
{
  gtk_window_set_transient_for (GTK_WINDOW (dialog), GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))));
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
edit_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  zw_member_row_edit (data);
}

static void
days_off_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  ZwMemberRow *self = data;
  present_dialog (self, zw_dates_dialog_new_days_off (self->workspace, self->member));
}

static void
set_active (ZwMemberRow *self, gboolean active)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = g_strdup_printf (active ? _("%s is back in the project") : _("%s has left the project"),
                                           gtk_label_get_label (self->name));
  ZwChangeSet *set = zw_member_set_active (self->workspace, self->member->project, self->member->person, active, &error);

  if (zw_commit (GTK_WIDGET (self), self->workspace, set, &error))
    zw_feedback_toast (GTK_WIDGET (self), text, TRUE);
}

static void
leave_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  set_active (data, FALSE);
}

static void
return_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  set_active (data, TRUE);
}

/* --- the row --- */

static void
zw_member_row_dispose (GObject *object)
{
  ZwMemberRow *self = ZW_MEMBER_ROW (object);

  gtk_widget_insert_action_group (GTK_WIDGET (self), "member", NULL);
  g_clear_object (&self->actions);
  G_OBJECT_CLASS (zw_member_row_parent_class)->dispose (object);
}

static void
zw_member_row_finalize (GObject *object)
{
  ZwMemberRow *self = ZW_MEMBER_ROW (object);

  g_clear_object (&self->workspace);
  g_clear_object (&self->member);
  g_clear_object (&self->person);
  G_OBJECT_CLASS (zw_member_row_parent_class)->finalize (object);
}

static void
zw_member_row_class_init (ZwMemberRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = zw_member_row_dispose;
  G_OBJECT_CLASS (klass)->finalize = zw_member_row_finalize;
  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/project/member-row.ui");
  gtk_widget_class_bind_template_child (widget_class, ZwMemberRow, avatar_bin);
  gtk_widget_class_bind_template_child (widget_class, ZwMemberRow, name);
  gtk_widget_class_bind_template_child (widget_class, ZwMemberRow, about);
  gtk_widget_class_bind_template_child (widget_class, ZwMemberRow, points_bin);
  gtk_widget_class_bind_template_child (widget_class, ZwMemberRow, menu_button);
}

static void
zw_member_row_init (ZwMemberRow *self)
{
  static const GActionEntry entries[] = {
    { "edit", edit_cb, NULL, NULL, NULL },
    { "days-off", days_off_cb, NULL, NULL, NULL },
    { "leave", leave_cb, NULL, NULL, NULL },
    { "return", return_cb, NULL, NULL, NULL },
  };

  gtk_widget_init_template (GTK_WIDGET (self));
  self->avatar = zw_avatar_new (AVATAR_SIZE);
  adw_bin_set_child (self->avatar_bin, self->avatar);
  self->points = zw_optional_spin_new (_("average"), _("Points in a full sprint; without them the average of the last three counts"),
                                       MOST_POINTS);
  adw_bin_set_child (self->points_bin, self->points);
  g_signal_connect (self->points, "chosen", G_CALLBACK (points_chosen_cb), self);
  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries), self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "member", G_ACTION_GROUP (self->actions));
}

GtkWidget *
zw_member_row_new (ZwWorkspace *workspace, ZwMember *member)
{
  ZwMemberRow *self = g_object_new (ZW_TYPE_MEMBER_ROW, NULL);
  ZwPerson *person = zw_workspace_get_person (workspace, member->person);

  self->workspace = g_object_ref (workspace);
  self->member = g_object_ref (member);
  g_set_object (&self->person, person);
  /* Days off are sets: they come without a notification of their own. */
  g_signal_connect_object (workspace, "changed", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
  refresh (self);
  return GTK_WIDGET (self);
}

void
zw_member_row_edit (ZwMemberRow *self)
{
  if (self->person != NULL)
    present_dialog (self, zw_person_dialog_new (self->workspace, self->person, self->member));
}
