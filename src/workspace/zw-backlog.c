/* SPDX-License-Identifier: GPL-3.0-or-later
 * The backlog: which sections there are, which ticket stands in which, and all their rows as one list. The lists of tickets
 * are updated by the workspace; this passes on what they tell. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-backlog-private.h"
#include "zw-workspace-private.h"

static void list_model_init (GListModelInterface *iface);
static void filterable_init (ZwFilterableInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (ZwBacklog, zw_backlog, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init)
                               G_IMPLEMENT_INTERFACE (ZW_TYPE_FILTERABLE, filterable_init))

/* --- the rows of all sections --- */

static GType
get_item_type (GListModel *model)
{
  return G_TYPE_OBJECT;
}

static guint
get_n_items (GListModel *model)
{
  ZwBacklog *self = ZW_BACKLOG (model);
  guint n = 0;

  for (guint i = 0; i < self->sections->len; i++)
    n += ((ZwBacklogSection *) self->sections->pdata[i])->n_rows;
  return n;
}

static gpointer
get_item (GListModel *model, guint position)
{
  ZwBacklog *self = ZW_BACKLOG (model);

  for (guint i = 0; i < self->sections->len; i++)
    {
      ZwBacklogSection *section = self->sections->pdata[i];
      if (position < section->n_rows)
        return zw_backlog_section_get_row (section, position);
      position -= section->n_rows;
    }
  return NULL;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

/* G_MAXUINT once it is no section of ours any more. */
static guint
find_first_row (ZwBacklog *self, ZwBacklogSection *section)
{
  guint first = 0;

  for (guint i = 0; i < self->sections->len; i++)
    {
      if (self->sections->pdata[i] == section)
        return first;
      first += ((ZwBacklogSection *) self->sections->pdata[i])->n_rows;
    }
  return G_MAXUINT;
}

void
zw_backlog_rows_changed (ZwBacklog *self, ZwBacklogSection *section, guint position, guint removed, guint added)
{
  guint first = find_first_row (self, section);

  if (first != G_MAXUINT)
    g_list_model_items_changed (G_LIST_MODEL (self), first + position, removed, added);
}

/* --- who stands where --- */

static ZwBacklogSection *
find_section_of_sprint (ZwBacklog *self, gint64 sprint)
{
  for (guint i = 0; i < self->sections->len; i++)
    if (zw_backlog_section_get_sprint_id (self->sections->pdata[i]) == sprint)
      return self->sections->pdata[i];
  return NULL;
}

ZwBacklogSection *
zw_backlog_place_of (ZwBacklog *self, ZwTicket *ticket)
{
  ZwBacklogSection *section;

  if (ticket->project != self->project || ticket->type == ZW_TICKET_EPIC || ticket->type == ZW_TICKET_PROBLEM)
    return NULL;
  if (ticket->parent != 0 && zw_workspace_is_sub_ticket (self->workspace, ticket))
    return NULL;
  section = ticket->sprint == 0 ? NULL : find_section_of_sprint (self, ticket->sprint);
  if (section != NULL)
    return section;
  return zw_workspace_is_closed (self->workspace, ticket) ? NULL : find_section_of_sprint (self, 0);
}

/* --- the sections --- */

static void
append_sprints (ZwBacklog *self, GPtrArray *sprints, ZwSprintState state)
{
  GListModel *all = zw_workspace_get_sprints (self->workspace, self->project);

  for (guint i = 0; i < g_list_model_get_n_items (all); i++)
    {
      g_autoptr (ZwSprint) sprint = g_list_model_get_item (all, i);
      if (sprint->state == state)
        g_ptr_array_add (sprints, sprint);
    }
}

/* The running ones first, then those that are planned; NULL at the end: the Product Backlog. */
static GPtrArray *
collect_sprints (ZwBacklog *self)
{
  GPtrArray *sprints = g_ptr_array_new ();

  append_sprints (self, sprints, ZW_SPRINT_ACTIVE);
  append_sprints (self, sprints, ZW_SPRINT_PLANNED);
  g_ptr_array_add (sprints, NULL);
  return sprints;
}

static ZwBacklogSection *
find_or_make_section (ZwBacklog *self, ZwSprint *sprint)
{
  for (guint i = 0; i < self->sections->len; i++)
    if (((ZwBacklogSection *) self->sections->pdata[i])->sprint == sprint)
      return g_object_ref (self->sections->pdata[i]);
  return zw_backlog_section_new (self, sprint);
}

static guint
count_rows (GPtrArray *sections, guint first, guint n)
{
  guint rows = 0;

  for (guint i = first; i < first + n; i++)
    rows += ((ZwBacklogSection *) sections->pdata[i])->n_rows;
  return rows;
}

/* The views hear of what lies between the sections that stay at both ends. */
static void
replace_sections (ZwBacklog *self, GPtrArray *sections)
{
  g_autoptr (GPtrArray) old = self->sections;
  guint limit = MIN (old->len, sections->len), head = 0, tail = 0;

  while (head < limit && old->pdata[head] == sections->pdata[head])
    head++;
  while (tail < limit - head && old->pdata[old->len - 1 - tail] == sections->pdata[sections->len - 1 - tail])
    tail++;
  guint first = count_rows (old, 0, head), removed = count_rows (old, head, old->len - head - tail);
  for (guint i = 0; i < old->len; i++)
    ((ZwBacklogSection *) old->pdata[i])->backlog = NULL;
  self->sections = sections;
  for (guint i = 0; i < sections->len; i++)
    ((ZwBacklogSection *) sections->pdata[i])->backlog = self;
  guint added = count_rows (sections, head, sections->len - head - tail);
  if (removed > 0 || added > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), first, removed, added);
}

static void
update_sections (ZwBacklog *self)
{
  g_autoptr (GPtrArray) sprints = collect_sprints (self);
  GPtrArray *sections = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < sprints->len; i++)
    g_ptr_array_add (sections, find_or_make_section (self, sprints->pdata[i]));
  replace_sections (self, sections);
}

static void
compile_filter (ZwBacklog *self)
{
  g_clear_pointer (&self->query, zw_query_free);
  self->query = zw_query_new (self->workspace, self->project, self->filter);
  zw_full_text_look_for (self->full_text, self->query);
}

/* One pass over what matches for all sections. */
static void
fill_filtered (ZwBacklog *self)
{
  g_autoptr (GPtrArray) tickets = zw_query_dup_matches (self->query);
  g_autoptr (GPtrArray) shares = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  guint index;

  for (guint i = 0; i < self->sections->len; i++)
    g_ptr_array_add (shares, g_ptr_array_new ());
  for (guint i = 0; i < tickets->len; i++)
    if (g_ptr_array_find (self->sections, zw_backlog_place_of (self, tickets->pdata[i]), &index))
      g_ptr_array_add (shares->pdata[index], tickets->pdata[i]);
  for (guint i = 0; i < self->sections->len; i++)
    zw_backlog_section_show (self->sections->pdata[i], shares->pdata[i]);
}

/* --- figures --- */

static void
announce (ZwBacklog *self)
{
  guint n = zw_filterable_get_n (ZW_FILTERABLE (self)), n_shown = zw_filterable_get_n_shown (ZW_FILTERABLE (self));
  gboolean changed = n != self->n_told || n_shown != self->n_told_shown;

  self->n_told = n;
  self->n_told_shown = n_shown;
  for (guint i = 0; i < self->sections->len; i++)
    changed |= zw_backlog_section_announce (self->sections->pdata[i]);
  if (changed)
    g_signal_emit_by_name (self, "totals-changed");
}

static void
found_cb (ZwBacklog *self)
{
  zw_full_text_look_for (self->full_text, self->query);
  if (self->query != NULL)
    fill_filtered (self);
  announce (self);
}

/* --- following the workspace --- */

/* Everything by the rules of now. */
static void
rebuild (ZwBacklog *self)
{
  compile_filter (self);
  update_sections (self);
  for (guint i = 0; i < self->sections->len; i++)
    {
      ZwBacklogSection *section = self->sections->pdata[i];
      if (self->query != NULL)
        zw_backlog_section_begin_filter (section);
      zw_backlog_section_fill (section);
      section->is_stale = TRUE;
    }
  announce (self);
}

/* Children of a ticket that became an epic, or is none any more, stand somewhere else. */
static void
update_children (ZwBacklog *self, ZwTicket *parent)
{
  if (parent->children == 0)
    return;
  g_autoptr (GPtrArray) children = zw_workspace_dup_children (self->workspace, zw_item_get_id (ZW_ITEM (parent)));
  for (guint i = 0; i < children->len; i++)
    for (guint j = 0; j < self->sections->len && zw_workspace_is_listed (self->workspace, children->pdata[i]); j++)
      {
        ZwBacklogSection *section = self->sections->pdata[j];
        zw_ticket_list_update (section->all, children->pdata[i]);
        if (section->shown != section->all)
          zw_ticket_list_update (section->shown, children->pdata[i]);
      }
}

static void
tickets_changed_cb (ZwBacklog *self, GPtrArray *tickets, gboolean names)
{
  if (names)
    {
      rebuild (self);
      return;
    }
  for (guint i = 0; i < tickets->len; i++)
    {
      ZwBacklogSection *section = zw_backlog_place_of (self, tickets->pdata[i]);
      update_children (self, tickets->pdata[i]);
      if (section != NULL)
        section->is_stale = TRUE;
    }
  announce (self);
}

/* --- as something to filter --- */

static gint64
get_project (ZwFilterable *filterable)
{
  return ZW_BACKLOG (filterable)->project;
}

static const char *
get_filter (ZwFilterable *filterable)
{
  return ZW_BACKLOG (filterable)->filter;
}

static void
set_filter (ZwFilterable *filterable, const char *text)
{
  ZwBacklog *self = ZW_BACKLOG (filterable);

  if (g_strcmp0 (self->filter != NULL ? self->filter : "", text != NULL ? text : "") == 0)
    return;
  g_free (self->filter);
  self->filter = text != NULL && *text != '\0' ? g_strdup (text) : NULL;
  for (guint i = 0; i < self->sections->len && self->filter != NULL; i++)
    zw_backlog_section_begin_filter (self->sections->pdata[i]);
  compile_filter (self);
  if (self->query != NULL)
    fill_filtered (self);
  for (guint i = 0; i < self->sections->len && self->query == NULL; i++)
    zw_backlog_section_end_filter (self->sections->pdata[i]);
  announce (self);
}

static guint
get_n (ZwFilterable *filterable)
{
  ZwBacklog *self = ZW_BACKLOG (filterable);
  guint n = 0;

  for (guint i = 0; i < self->sections->len; i++)
    n += zw_ticket_list_get_n (((ZwBacklogSection *) self->sections->pdata[i])->all);
  return n;
}

static guint
get_n_shown (ZwFilterable *filterable)
{
  ZwBacklog *self = ZW_BACKLOG (filterable);
  guint n = 0;

  for (guint i = 0; i < self->sections->len; i++)
    n += zw_ticket_list_get_n (((ZwBacklogSection *) self->sections->pdata[i])->shown);
  return n;
}

static GArray *
dup_shown_ids (ZwFilterable *filterable)
{
  ZwBacklog *self = ZW_BACKLOG (filterable);
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < zw_backlog_get_n_sections (self); i++)
    {
      ZwTicketList *tickets = zw_backlog_section_get_tickets (zw_backlog_get_section (self, i));
      for (guint j = 0; j < zw_ticket_list_get_n (tickets); j++)
        {
          gint64 id = zw_item_get_id (ZW_ITEM (zw_ticket_list_get (tickets, j)));
          g_array_append_val (ids, id);
        }
    }
  return ids;
}

static void
filterable_init (ZwFilterableInterface *iface)
{
  iface->dup_shown = dup_shown_ids;
  iface->get_project = get_project;
  iface->get_filter = get_filter;
  iface->set_filter = set_filter;
  iface->get_n = get_n;
  iface->get_n_shown = get_n_shown;
}

/* --- the object --- */

static void
zw_backlog_dispose (GObject *object)
{
  ZwBacklog *self = ZW_BACKLOG (object);

  if (self->workspace != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->workspace, self);
      g_signal_handlers_disconnect_by_data (zw_workspace_get_clock (self->workspace), self);
    }
  for (guint i = 0; i < self->sections->len; i++)
    ((ZwBacklogSection *) self->sections->pdata[i])->backlog = NULL;
  g_ptr_array_set_size (self->sections, 0);
  g_clear_pointer (&self->query, zw_query_free);
  g_clear_object (&self->full_text);
  g_clear_object (&self->workspace);
  G_OBJECT_CLASS (zw_backlog_parent_class)->dispose (object);
}

static void
zw_backlog_finalize (GObject *object)
{
  ZwBacklog *self = ZW_BACKLOG (object);

  g_ptr_array_unref (self->sections);
  g_free (self->filter);
  G_OBJECT_CLASS (zw_backlog_parent_class)->finalize (object);
}

static void
zw_backlog_class_init (ZwBacklogClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = zw_backlog_dispose;
  G_OBJECT_CLASS (klass)->finalize = zw_backlog_finalize;
}

static void
zw_backlog_init (ZwBacklog *self)
{
  self->sections = g_ptr_array_new_with_free_func (g_object_unref);
}

static void
collapse_running (ZwBacklog *self)
{
  gboolean is_planning = FALSE;

  for (guint i = 0; i + 1 < self->sections->len; i++)
    is_planning |= zw_backlog_section_get_sprint (self->sections->pdata[i])->state == ZW_SPRINT_PLANNED;
  for (guint i = 0; i + 1 < self->sections->len && is_planning; i++)
    if (zw_backlog_section_get_sprint (self->sections->pdata[i])->state == ZW_SPRINT_ACTIVE)
      zw_backlog_section_set_collapsed (self->sections->pdata[i], TRUE);
}

ZwBacklog *
zw_backlog_new (ZwWorkspace *workspace, gint64 project)
{
  ZwBacklog *self = g_object_new (ZW_TYPE_BACKLOG, NULL);

  self->workspace = g_object_ref (workspace);
  self->project = project;
  self->full_text = zw_full_text_new (workspace, project);
  g_signal_connect_object (self->full_text, "found", G_CALLBACK (found_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_swapped (workspace, "tickets-changed", G_CALLBACK (tickets_changed_cb), self);
  g_signal_connect_swapped (zw_workspace_get_clock (workspace), "day-changed", G_CALLBACK (rebuild), self);
  rebuild (self);
  collapse_running (self);
  return self;
}

guint
zw_backlog_get_n_sections (ZwBacklog *self)
{
  return self->sections->len;
}

ZwBacklogSection *
zw_backlog_get_section (ZwBacklog *self, guint index)
{
  return self->sections->pdata[index];
}

ZwBacklogSection *
zw_backlog_find_section (ZwBacklog *self, ZwTicket *ticket)
{
  return zw_backlog_place_of (self, ticket);
}

ZwBacklogSection *
zw_backlog_get_section_at (ZwBacklog *self, guint position)
{
  for (guint i = 0; i < self->sections->len; i++)
    {
      ZwBacklogSection *section = self->sections->pdata[i];
      if (position < section->n_rows)
        return section;
      position -= section->n_rows;
    }
  return NULL;
}

guint
zw_backlog_get_first_row (ZwBacklog *self, ZwBacklogSection *section)
{
  return find_first_row (self, section);
}

guint
zw_backlog_find_position (ZwBacklog *self, ZwTicket *ticket)
{
  ZwBacklogSection *section = zw_backlog_place_of (self, ticket);
  guint index = section == NULL || section->collapsed ? G_MAXUINT : zw_ticket_list_index_of (section->shown, ticket);

  return index == G_MAXUINT ? G_MAXUINT : find_first_row (self, section) + 1 + index;
}
