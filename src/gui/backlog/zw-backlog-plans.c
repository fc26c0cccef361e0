/* SPDX-License-Identifier: GPL-3.0-or-later
 * Capacities by sprint. Made by ZwBacklogView, asked by its section headers. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-backlog-plans.h"

struct _ZwBacklogPlans {
  GObject parent_instance;

  ZwWorkspace *workspace; /* (owned) */
  gint64 project;
  GHashTable *plans;      /* (owned) sprint id (gint64 *) -> ZwPlanning (owned) */
};

G_DEFINE_FINAL_TYPE (ZwBacklogPlans, zw_backlog_plans, G_TYPE_OBJECT)

static void
zw_backlog_plans_dispose (GObject *object)
{
  ZwBacklogPlans *self = ZW_BACKLOG_PLANS (object);

  g_clear_pointer (&self->plans, g_hash_table_unref);
  g_clear_object (&self->workspace);
  G_OBJECT_CLASS (zw_backlog_plans_parent_class)->dispose (object);
}

static void
zw_backlog_plans_class_init (ZwBacklogPlansClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = zw_backlog_plans_dispose;
}

static void
zw_backlog_plans_init (ZwBacklogPlans *self)
{
  self->plans = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_object_unref);
}

ZwBacklogPlans *
zw_backlog_plans_new (ZwWorkspace *workspace, gint64 project)
{
  ZwBacklogPlans *self = g_object_new (ZW_TYPE_BACKLOG_PLANS, NULL);

  self->workspace = g_object_ref (workspace);
  self->project = project;
  return self;
}

ZwPlanning *
zw_backlog_plans_get (ZwBacklogPlans *self, gint64 sprint)
{
  ZwPlanning *planning = g_hash_table_lookup (self->plans, &sprint);

  if (planning != NULL)
    return planning;
  planning = zw_planning_new (self->workspace, self->project);
  zw_planning_set_sprint (planning, sprint);
  g_hash_table_insert (self->plans, g_memdup2 (&sprint, sizeof sprint), planning);
  return planning;
}
