/* SPDX-License-Identifier: GPL-3.0-or-later
 * Reading the workspace: items by id, the models of names, the lists of tickets and what follows from several items. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-workspace-private.h"

/* So many tickets at once cost less in one refill than one by one. */
enum { REFILL_FROM = 400 };

/* --- items ---------------------------------------------------------------------------------------------------- */

ZwItem *
zw_workspace_get_item (ZwWorkspace *self, ZwEntity entity, gint64 id)
{
  return zw_id_map_get (self->items[entity], id);
}

ZwTicket *
zw_workspace_get_ticket (ZwWorkspace *self, gint64 id)
{
  return zw_id_map_get (self->items[ZW_ENTITY_TICKET], id);
}

ZwStatus *
zw_workspace_get_status (ZwWorkspace *self, gint64 id)
{
  return zw_id_map_get (self->items[ZW_ENTITY_STATUS], id);
}

ZwPerson *
zw_workspace_get_person (ZwWorkspace *self, gint64 id)
{
  return zw_id_map_get (self->items[ZW_ENTITY_PERSON], id);
}

ZwProject *
zw_workspace_get_project (ZwWorkspace *self, gint64 id)
{
  return zw_id_map_get (self->items[ZW_ENTITY_PROJECT], id);
}

ZwSprint *
zw_workspace_get_sprint (ZwWorkspace *self, gint64 id)
{
  return zw_id_map_get (self->items[ZW_ENTITY_SPRINT], id);
}

ZwLabel *
zw_workspace_get_label (ZwWorkspace *self, gint64 id)
{
  return zw_id_map_get (self->items[ZW_ENTITY_LABEL], id);
}

/* --- lists of names ------------------------------------------------------------------------------------------- */

static int
compare_ids (gconstpointer a, gconstpointer b)
{
  gint64 first = zw_item_get_id ((ZwItem *) a), second = zw_item_get_id ((ZwItem *) b);
  return first == second ? 0 : first < second ? -1 : 1;
}

static int
get_position (gconstpointer item)
{
  if (ZW_IS_PROJECT ((gpointer) item))
    return ((const ZwProject *) item)->position;
  return ZW_IS_STATUS ((gpointer) item) ? ((const ZwStatus *) item)->position : ((const ZwSprint *) item)->position;
}

static int
compare_positions (gconstpointer a, gconstpointer b, gpointer unused)
{
  int first = get_position (a), second = get_position (b);
  return first != second ? (first < second ? -1 : 1) : compare_ids (a, b);
}

static const char *
get_name (gconstpointer item, ZwWorkspace *self)
{
  const char *name = NULL;

  if (ZW_IS_PERSON ((gpointer) item))
    name = ((const ZwPerson *) item)->name;
  else if (ZW_IS_LABEL ((gpointer) item))
    name = ((const ZwLabel *) item)->name;
  else if (ZW_IS_MEMBER ((gpointer) item))
    {
      ZwPerson *person = zw_workspace_get_person (self, ((const ZwMember *) item)->person);
      name = person != NULL ? person->name : NULL;
    }
  return name != NULL ? name : "";
}

static int
compare_names (gconstpointer a, gconstpointer b, gpointer workspace)
{
  g_autofree char *first = g_utf8_casefold (get_name (a, workspace), -1);
  g_autofree char *second = g_utf8_casefold (get_name (b, workspace), -1);
  int order = g_utf8_collate (first, second);
  return order != 0 ? order : compare_ids (a, b);
}

void
zw_folder_free (gpointer data)
{
  ZwFolder *folder = data;

  g_clear_object (&folder->statuses);
  g_clear_object (&folder->members);
  g_clear_object (&folder->labels);
  g_clear_object (&folder->sprints);
  g_clear_object (&folder->tickets);
  g_free (folder);
}

ZwFolder *
zw_workspace_get_folder (ZwWorkspace *self, gint64 project)
{
  ZwFolder *folder = zw_id_map_get (self->folders, project);

  g_return_val_if_fail (project != 0, NULL);
  if (folder != NULL)
    return folder;
  folder = g_new0 (ZwFolder, 1);
  folder->statuses = g_list_store_new (ZW_TYPE_STATUS);
  folder->members = g_list_store_new (ZW_TYPE_MEMBER);
  folder->labels = g_list_store_new (ZW_TYPE_LABEL);
  folder->sprints = g_list_store_new (ZW_TYPE_SPRINT);
  zw_id_map_put (self->folders, project, folder);
  folder->tickets = zw_workspace_new_list (self, project, NULL, NULL, NULL, NULL, NULL);
  return folder;
}

/* The list in which @item stands and its order; NULL for items that stand in none. */
static GListStore *
get_names_of (ZwWorkspace *self, ZwItem *item, GCompareDataFunc *compare)
{
  *compare = compare_positions;
  if (ZW_IS_PROJECT (item))
    return self->projects;
  if (ZW_IS_STATUS (item))
    return zw_workspace_get_folder (self, ZW_STATUS (item)->project)->statuses;
  if (ZW_IS_SPRINT (item))
    return zw_workspace_get_folder (self, ZW_SPRINT (item)->project)->sprints;
  *compare = compare_names;
  if (ZW_IS_PERSON (item))
    return self->people;
  if (ZW_IS_MEMBER (item))
    return zw_workspace_get_folder (self, ZW_MEMBER (item)->project)->members;
  if (ZW_IS_LABEL (item))
    return zw_workspace_get_folder (self, ZW_LABEL (item)->project)->labels;
  return NULL;
}

static gboolean
is_in_place (GListModel *names, guint position, GCompareDataFunc compare, gpointer data)
{
  g_autoptr (ZwItem) item = g_list_model_get_item (names, position);
  g_autoptr (ZwItem) previous = position > 0 ? g_list_model_get_item (names, position - 1) : NULL;
  g_autoptr (ZwItem) next = g_list_model_get_item (names, position + 1);

  return (previous == NULL || compare (previous, item, data) < 0) && (next == NULL || compare (item, next, data) < 0);
}

void
zw_workspace_list_name (ZwWorkspace *self, ZwItem *item)
{
  gboolean is_known = zw_workspace_get_item (self, zw_item_get_entity (item), zw_item_get_id (item)) == item;
  GCompareDataFunc compare;
  GListStore *names = get_names_of (self, item, &compare);
  guint position;

  if (names == NULL)
    return;
  if (g_list_store_find (names, item, &position))
    {
      if (is_known && is_in_place (G_LIST_MODEL (names), position, compare, self))
        return;
      g_list_store_remove (names, position);
    }
  if (is_known)
    g_list_store_insert_sorted (names, item, compare, self);
}

GListModel *
zw_workspace_get_projects (ZwWorkspace *self)
{
  return G_LIST_MODEL (self->projects);
}

GListModel *
zw_workspace_get_people (ZwWorkspace *self)
{
  return G_LIST_MODEL (self->people);
}

GListModel *
zw_workspace_get_statuses (ZwWorkspace *self, gint64 project)
{
  return G_LIST_MODEL (zw_workspace_get_folder (self, project)->statuses);
}

GListModel *
zw_workspace_get_members (ZwWorkspace *self, gint64 project)
{
  return G_LIST_MODEL (zw_workspace_get_folder (self, project)->members);
}

GListModel *
zw_workspace_get_labels (ZwWorkspace *self, gint64 project)
{
  return G_LIST_MODEL (zw_workspace_get_folder (self, project)->labels);
}

GListModel *
zw_workspace_get_sprints (ZwWorkspace *self, gint64 project)
{
  return G_LIST_MODEL (zw_workspace_get_folder (self, project)->sprints);
}

/* --- lists of tickets ----------------------------------------------------------------------------------------- */

ZwTicketList *
zw_workspace_get_tickets (ZwWorkspace *self, gint64 project)
{
  return zw_workspace_get_folder (self, project)->tickets;
}

gboolean
zw_workspace_is_listed (ZwWorkspace *self, ZwTicket *ticket)
{
  return !ticket->archived && zw_workspace_get_ticket (self, zw_item_get_id (ZW_ITEM (ticket))) == ticket;
}

typedef struct {
  gint64 rank, id;
  ZwTicket *ticket;
} Ranked;

static int
compare_ranked (gconstpointer a, gconstpointer b)
{
  const Ranked *first = a, *second = b;

  if (first->rank != second->rank)
    return first->rank < second->rank ? -1 : 1;
  return first->id < second->id ? -1 : first->id > second->id;
}

/* Sorted beside the tickets, not through them: the map's order jumps all over memory. */
GPtrArray *
zw_workspace_dup_listed (ZwWorkspace *self, gint64 project)
{
  guint n_tickets = zw_id_map_get_n (self->items[ZW_ENTITY_TICKET]);
  g_autoptr (GArray) ranked = g_array_sized_new (FALSE, FALSE, sizeof (Ranked), n_tickets);
  GPtrArray *tickets = g_ptr_array_sized_new (MAX (1, n_tickets));
  gpointer item;
  gint64 id;

  for (guint position = 0; zw_id_map_next (self->items[ZW_ENTITY_TICKET], &position, &id, &item);)
    {
      ZwTicket *ticket = item;
      Ranked entry = { ticket->rank, id, ticket };
      if (!ticket->archived && (project == 0 || ticket->project == project))
        g_array_append_val (ranked, entry);
    }
  g_array_sort (ranked, compare_ranked);
  for (guint i = 0; i < ranked->len; i++)
    g_ptr_array_add (tickets, g_array_index (ranked, Ranked, i).ticket);
  return tickets;
}

static gint64
find_project_of (ZwWorkspace *self, ZwTicketList *list)
{
  for (guint i = 0; i < self->live_lists->len; i++)
    if (((ZwLiveList *) self->live_lists->pdata[i])->list == list)
      return ((ZwLiveList *) self->live_lists->pdata[i])->project;
  return 0;
}

void
zw_workspace_refilter (ZwWorkspace *self, ZwTicketList *list)
{
  gint64 project = find_project_of (self, list);
  ZwTicketList *ordered = project == 0 ? NULL : zw_workspace_get_folder (self, project)->tickets;
  gboolean from_order = ordered != NULL && ordered != list;
  g_autoptr (GPtrArray) tickets = from_order ? zw_ticket_list_dup_all (ordered) : zw_workspace_dup_listed (self, project);

  zw_ticket_list_fill (list, tickets);
}

/* Handlers of items-changed may drop lists: those of the moment are held while they are updated. */
static GPtrArray *
hold_lists (ZwWorkspace *self)
{
  GPtrArray *lists = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < self->live_lists->len; i++)
    g_ptr_array_add (lists, g_object_ref (((ZwLiveList *) self->live_lists->pdata[i])->list));
  return lists;
}

void
zw_workspace_refill_lists (ZwWorkspace *self)
{
  g_autoptr (GPtrArray) lists = hold_lists (self);

  /* The full orders come first, because folders make them first: the others are filled from them. */
  for (guint i = 0; i < lists->len; i++)
    zw_workspace_refilter (self, lists->pdata[i]);
}

static void
update_list (ZwWorkspace *self, ZwTicketList *list, gint64 project, GPtrArray *tickets)
{
  g_autoptr (GPtrArray) mine = g_ptr_array_new ();

  for (guint i = 0; i < tickets->len; i++)
    if (zw_workspace_is_listed (self, tickets->pdata[i]) && (project == 0 || ((ZwTicket *) tickets->pdata[i])->project == project))
      g_ptr_array_add (mine, tickets->pdata[i]);
    else
      zw_ticket_list_remove (list, tickets->pdata[i]);
  if (mine->len > 0)
    zw_ticket_list_update_all (list, mine);
}

void
zw_workspace_update_lists (ZwWorkspace *self, GPtrArray *tickets)
{
  for (guint i = 0; i < tickets->len; i++)
    zw_workspace_get_folder (self, ((ZwTicket *) tickets->pdata[i])->project);
  if (tickets->len >= REFILL_FROM)
    {
      zw_workspace_refill_lists (self);
      return;
    }
  g_autoptr (GPtrArray) lists = hold_lists (self);
  for (guint i = 0; i < lists->len; i++)
    update_list (self, lists->pdata[i], find_project_of (self, lists->pdata[i]), tickets);
}

/* --- what follows from several items --------------------------------------------------------------------------- */

char *
zw_workspace_dup_key (ZwWorkspace *self, ZwTicket *ticket)
{
  ZwProject *project = zw_workspace_get_project (self, ticket->project);

  if (ticket->number == ZW_UNSET || project == NULL)
    return NULL;
  return g_strdup_printf ("%s-%d", project->key, ticket->number);
}

gboolean
zw_workspace_was_key_of_another (ZwWorkspace *self, const char *key, gint64 project)
{
  gpointer item;

  for (guint position = 0; zw_id_map_next (self->items[ZW_ENTITY_ALIAS], &position, NULL, &item);)
    {
      ZwAlias *alias = item;
      if (alias->ticket == 0 && alias->project != project && g_ascii_strcasecmp (alias->key, key) == 0)
        return TRUE;
    }
  return FALSE;
}

ZwCategory
zw_workspace_get_category (ZwWorkspace *self, ZwTicket *ticket)
{
  ZwStatus *status = zw_workspace_get_status (self, ticket->status);
  return status == NULL ? ZW_CATEGORY_TODO : status->category;
}

gboolean
zw_workspace_is_closed (ZwWorkspace *self, ZwTicket *ticket)
{
  return zw_category_is_closed (zw_workspace_get_category (self, ticket));
}

ZwStatus *
zw_workspace_find_status (ZwWorkspace *self, gint64 project, ZwWorkflow workflow, ZwCategory category)
{
  GListModel *statuses = zw_workspace_get_statuses (self, project);

  for (guint i = 0; i < g_list_model_get_n_items (statuses); i++)
    {
      g_autoptr (ZwStatus) status = g_list_model_get_item (statuses, i);
      if (status->workflow == workflow && status->category == category)
        return status;
    }
  return NULL;
}

ZwSprint *
zw_workspace_get_active_sprint (ZwWorkspace *self, gint64 project)
{
  GListModel *sprints = zw_workspace_get_sprints (self, project);

  for (guint i = 0; i < g_list_model_get_n_items (sprints); i++)
    {
      g_autoptr (ZwSprint) sprint = g_list_model_get_item (sprints, i);
      if (sprint->state == ZW_SPRINT_ACTIVE)
        return sprint;
    }
  return NULL;
}

int
zw_workspace_get_progress (ZwWorkspace *self, ZwTicket *ticket)
{
  return zw_ticket_get_shown_progress (ticket, zw_workspace_get_category (self, ticket) == ZW_CATEGORY_DONE);
}

gboolean
zw_workspace_takes_sub_tickets (ZwWorkspace *self, gint64 id)
{
  ZwTicket *ticket = id == 0 ? NULL : zw_workspace_get_ticket (self, id);
  return ticket != NULL && ticket->type != ZW_TICKET_EPIC;
}

gboolean
zw_workspace_is_sub_ticket (ZwWorkspace *self, ZwTicket *ticket)
{
  return zw_workspace_takes_sub_tickets (self, ticket->parent);
}

static int
compare_children (gconstpointer a, gconstpointer b)
{
  return zw_ticket_compare_rank (*(gconstpointer *) a, *(gconstpointer *) b, NULL);
}

GPtrArray *
zw_workspace_dup_children (ZwWorkspace *self, gint64 ticket)
{
  GPtrArray *known = zw_id_map_get (self->children, ticket);
  GPtrArray *children = g_ptr_array_new ();

  if (known != NULL)
    g_ptr_array_extend (children, known, NULL, NULL);
  g_ptr_array_sort (children, compare_children);
  return children;
}

GPtrArray *
zw_workspace_dup_open_blocks (ZwWorkspace *self, gint64 ticket, gint64 blocker)
{
  GPtrArray *blocks = g_ptr_array_new ();
  gpointer item;

  for (guint position = 0; zw_id_map_next (self->items[ZW_ENTITY_BLOCK], &position, NULL, &item);)
    {
      ZwBlock *block = item;
      if (block->ended == 0 && (ticket == 0 || block->ticket == ticket) && (blocker == 0 || block->blocker == blocker))
        g_ptr_array_add (blocks, block);
    }
  return blocks;
}
