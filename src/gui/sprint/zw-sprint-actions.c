/* SPDX-License-Identifier: GPL-3.0-or-later
 * Each action opens a window that ends in one command, or runs the command. Must never build a change itself. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-sprint-actions.h"

#include <glib/gi18n.h>

#include "zw-commit.h"
#include "zw-complete-window.h"
#include "zw-feedback.h"
#include "zw-sprint-commands.h"
#include "zw-sprint-dialog.h"
#include "zw-sprint-report-window.h"
#include "zw-start-window.h"

struct _ZwSprintActions {
  GObject parent_instance;
  ZwWorkspace *workspace; /* (owned) */
  GtkWindow *window;      /* owns us */
  gint64 project;
  GSimpleActionGroup *group; /* (owned) */
};

G_DEFINE_FINAL_TYPE (ZwSprintActions, zw_sprint_actions, G_TYPE_OBJECT)

static void
present (ZwSprintActions *self, GtkWidget *window)
{
  gtk_window_set_transient_for (GTK_WINDOW (window), self->window);
  gtk_window_present (GTK_WINDOW (window));
}

/* A menu may be older than the sprint it names. (nullable) */
static ZwSprint *
get_sprint (ZwSprintActions *self, GVariant *parameter)
{
  return zw_workspace_get_sprint (self->workspace, g_variant_get_int64 (parameter));
}

static void
create_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  ZwSprintActions *self = data;

  if (self->project != 0)
    present (self, zw_sprint_dialog_new (self->workspace, self->project, 0, GTK_WIDGET (self->window)));
}

static void
edit_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  ZwSprintActions *self = data;
  ZwSprint *sprint = get_sprint (self, parameter);

  if (sprint != NULL)
    present (self, zw_sprint_dialog_new (self->workspace, sprint->project, zw_item_get_id (ZW_ITEM (sprint)), GTK_WIDGET (self->window)));
}

static void
start_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  ZwSprintActions *self = data;
  ZwSprint *sprint = get_sprint (self, parameter);

  if (sprint != NULL)
    present (self, zw_start_window_new (self->workspace, zw_item_get_id (ZW_ITEM (sprint)), GTK_WIDGET (self->window)));
}

static void
complete_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  ZwSprintActions *self = data;
  ZwSprint *sprint = get_sprint (self, parameter);

  if (sprint != NULL && sprint->state == ZW_SPRINT_ACTIVE)
    present (self, zw_complete_window_new (self->workspace, zw_item_get_id (ZW_ITEM (sprint)), GTK_WIDGET (self->window)));
}

static void
delete_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  ZwSprintActions *self = data;
  ZwSprint *sprint = get_sprint (self, parameter);
  g_autofree char *text = sprint != NULL ? g_strdup_printf (_("%s deleted"), sprint->name) : NULL;
  g_autoptr (GError) error = NULL;

  if (sprint != NULL
      && zw_commit (GTK_WIDGET (self->window), self->workspace,
                    zw_sprint_delete (self->workspace, zw_item_get_id (ZW_ITEM (sprint)), &error), &error))
    zw_feedback_toast (GTK_WIDGET (self->window), text, TRUE);
}

static void
report_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  ZwSprintActions *self = data;
  ZwSprint *sprint = get_sprint (self, parameter);

  if (sprint != NULL)
    present (self, zw_sprint_report_window_new (self->workspace, zw_item_get_id (ZW_ITEM (sprint))));
}

static void
update (ZwSprintActions *self)
{
  static const char *const names[] = { "create", "edit", "start", "complete", "delete" };
  gboolean writable = !zw_workspace_is_read_only (self->workspace);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self->group), names[i]);
      g_simple_action_set_enabled (G_SIMPLE_ACTION (action), writable && (i > 0 || self->project != 0));
    }
}

static void
zw_sprint_actions_dispose (GObject *object)
{
  ZwSprintActions *self = ZW_SPRINT_ACTIONS (object);

  g_clear_object (&self->group);
  g_clear_object (&self->workspace);
  G_OBJECT_CLASS (zw_sprint_actions_parent_class)->dispose (object);
}

static void
zw_sprint_actions_class_init (ZwSprintActionsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = zw_sprint_actions_dispose;
}

static void
zw_sprint_actions_init (ZwSprintActions *self)
{
  static const GActionEntry entries[] = {
    { .name = "create", .activate = create_cb },
    { .name = "edit", .activate = edit_cb, .parameter_type = "x" },
    { .name = "start", .activate = start_cb, .parameter_type = "x" },
    { .name = "complete", .activate = complete_cb, .parameter_type = "x" },
    { .name = "delete", .activate = delete_cb, .parameter_type = "x" },
    { .name = "report", .activate = report_cb, .parameter_type = "x" },
  };

  self->group = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->group), entries, G_N_ELEMENTS (entries), self);
}

ZwSprintActions *
zw_sprint_actions_new (ZwWorkspace *workspace, GtkWindow *window)
{
  ZwSprintActions *self = g_object_new (ZW_TYPE_SPRINT_ACTIONS, NULL);

  self->workspace = g_object_ref (workspace);
  self->window = window;
  g_signal_connect_object (workspace, "notify::read-only", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
  return self;
}

void
zw_sprint_actions_set_project (ZwSprintActions *self, gint64 project)
{
  self->project = project;
  update (self);
}

GActionGroup *
zw_sprint_actions_get_group (ZwSprintActions *self)
{
  return G_ACTION_GROUP (self->group);
}
