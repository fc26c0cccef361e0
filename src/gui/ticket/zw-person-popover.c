/* SPDX-License-Identifier: GPL-3.0-or-later
 * People of the project first, then everybody else who fits. Used by the pane's fields, the board's keys (A) and the
 * new-ticket dialog. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-person-popover.h"

#include <glib/gi18n.h>

#include "zw-avatar.h"
#include "zw-commit.h"
#include "zw-project-commands.h"
#include "zw-search-list.h"
#include "zw-ticket-commands.h"

#define MAX_ROWS 50

struct _ZwPersonPopover {
  ZwTicketPopover parent_instance;
  ZwField field;
  GtkWidget *list;    /* ZwSearchList: .shown, then perhaps a row that creates */
  GPtrArray *shown;   /* (owned) ZwPerson, borrowed; NULL stands for nobody */
};

G_DEFINE_FINAL_TYPE (ZwPersonPopover, zw_person_popover, ZW_TYPE_TICKET_POPOVER)

static guint chosen_signal;

static ZwWorkspace *
workspace_of (ZwPersonPopover *self)
{
  return zw_ticket_popover_get_workspace (ZW_TICKET_POPOVER (self));
}

static gboolean
contains_folded (const char *text, const char *folded_part)
{
  if (text == NULL)
    return FALSE;
  g_autofree char *folded = g_utf8_casefold (text, -1);
  return strstr (folded, folded_part) != NULL;
}

static gboolean
matches (ZwPersonPopover *self, ZwPerson *person, const char *folded)
{
  if ((self->field == ZW_FIELD_CUSTOMER) != (person->kind == ZW_PERSON_CUSTOMER) && self->field != ZW_FIELD_REPORTER)
    return FALSE;
  return contains_folded (person->name, folded) || contains_folded (person->handle, folded)
         || contains_folded (person->email, folded);
}

static void
add_shown (ZwPersonPopover *self, ZwPerson *person, const char *folded)
{
  if (person != NULL && self->shown->len < MAX_ROWS && matches (self, person, folded) && !g_ptr_array_find (self->shown, person, NULL))
    g_ptr_array_add (self->shown, person);
}

/* Oneself, then active members, then everybody. */
static void
collect (ZwPersonPopover *self, const char *folded)
{
  ZwWorkspace *workspace = workspace_of (self);
  GListModel *members = zw_workspace_get_members (workspace, zw_ticket_popover_get_project (ZW_TICKET_POPOVER (self)));
  GListModel *people = zw_workspace_get_people (workspace);

  g_ptr_array_set_size (self->shown, 0);
  if (*folded == '\0')
    g_ptr_array_add (self->shown, NULL);
  add_shown (self, zw_workspace_get_person (workspace, zw_workspace_get_actor (workspace)), folded);
  for (guint i = 0; i < g_list_model_get_n_items (members); i++)
    {
      g_autoptr (ZwMember) member = g_list_model_get_item (members, i);
      if (member->active)
        add_shown (self, zw_workspace_get_person (workspace, member->person), folded);
    }
  for (guint i = 0; i < g_list_model_get_n_items (people); i++)
    {
      g_autoptr (ZwPerson) person = g_list_model_get_item (people, i);
      add_shown (self, person, folded);
    }
}

static gint64
present_value (ZwPersonPopover *self)
{
  ZwTicket *ticket = zw_ticket_popover_get_ticket (ZW_TICKET_POPOVER (self));

  if (ticket == NULL)
    return -1;
  return self->field == ZW_FIELD_OWNER ? ticket->owner : self->field == ZW_FIELD_REPORTER ? ticket->reporter : ticket->customer;
}

static GtkWidget *
new_person_row (ZwPersonPopover *self, ZwPerson *person)
{
  GtkWidget *avatar = zw_avatar_new (24);
  gint64 id = person == NULL ? 0 : zw_item_get_id (ZW_ITEM (person));

  zw_avatar_set_person (ZW_AVATAR (avatar), person);
  return zw_search_list_row_new (avatar, person == NULL ? _("Nobody") : person->name, id == present_value (self));
}

static gboolean
is_known_name (ZwPersonPopover *self, const char *text)
{
  g_autofree char *folded = g_utf8_casefold (text, -1);

  for (guint i = 0; i < self->shown->len; i++)
    {
      ZwPerson *person = g_ptr_array_index (self->shown, i);
      g_autofree char *name = person == NULL ? NULL : g_utf8_casefold (person->name, -1);
      if (g_strcmp0 (name, folded) == 0)
        return TRUE;
    }
  return FALSE;
}

static void
refill (ZwPersonPopover *self)
{
  ZwSearchList *list = ZW_SEARCH_LIST (self->list);
  g_autofree char *typed = zw_search_list_dup_text (list);
  g_autofree char *folded = zw_search_list_dup_folded (list);

  zw_search_list_clear (list);
  collect (self, folded);
  for (guint i = 0; i < self->shown->len; i++)
    zw_search_list_append (list, new_person_row (self, g_ptr_array_index (self->shown, i)));
  if (*typed == '\0' || is_known_name (self, typed))
    return;
  g_autofree char *text = g_strdup_printf (_("Create “%s”"), typed);
  zw_search_list_append (list, zw_search_list_row_new (gtk_image_new_from_icon_name ("list-add-symbolic"), text, FALSE));
}

static void
choose (ZwPersonPopover *self, gint64 person)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *value = zw_ref_to_text (person);
  guint n;
  const gint64 *tickets = zw_ticket_popover_get_tickets (ZW_TICKET_POPOVER (self), &n);
  g_autoptr (ZwPersonPopover) alive = g_object_ref (self);

  if (n == 0)
    gtk_popover_popdown (GTK_POPOVER (self));
  else if (!zw_ticket_popover_commit (ZW_TICKET_POPOVER (self),
                                      zw_ticket_set_field (workspace_of (self), tickets, n, self->field, value, &error), &error))
    return;
  g_signal_emit (self, chosen_signal, 0, person);
}

static void
create (ZwPersonPopover *self)
{
  g_autofree char *name = zw_search_list_dup_text (ZW_SEARCH_LIST (self->list));
  g_autoptr (GError) error = NULL;
  gint64 project = self->field == ZW_FIELD_CUSTOMER ? 0 : zw_ticket_popover_get_project (ZW_TICKET_POPOVER (self));
  ZwPersonKind kind = self->field == ZW_FIELD_CUSTOMER ? ZW_PERSON_CUSTOMER : ZW_PERSON_MEMBER;
  gint64 id = 0;

  if (zw_commit (GTK_WIDGET (self), workspace_of (self),
                 zw_person_create (workspace_of (self), project, name, NULL, NULL, kind, &id, &error), &error))
    choose (self, id);
}

static void
activated_cb (ZwSearchList *list, guint index, ZwPersonPopover *self)
{
  if (index >= self->shown->len)
    {
      create (self);
      return;
    }
  ZwPerson *person = g_ptr_array_index (self->shown, index);
  choose (self, person == NULL ? 0 : zw_item_get_id (ZW_ITEM (person)));
}

static void
zw_person_popover_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (zw_person_popover_parent_class)->map (widget);
  zw_search_list_restart (ZW_SEARCH_LIST (ZW_PERSON_POPOVER (widget)->list));
}

static void
zw_person_popover_finalize (GObject *object)
{
  g_ptr_array_unref (ZW_PERSON_POPOVER (object)->shown);
  G_OBJECT_CLASS (zw_person_popover_parent_class)->finalize (object);
}

static void
zw_person_popover_class_init (ZwPersonPopoverClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = zw_person_popover_finalize;
  GTK_WIDGET_CLASS (klass)->map = zw_person_popover_map;
  chosen_signal = g_signal_new ("chosen", ZW_TYPE_PERSON_POPOVER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                G_TYPE_INT64);
}

static void
zw_person_popover_init (ZwPersonPopover *self)
{
  self->shown = g_ptr_array_new ();
  self->list = zw_search_list_new (_("Search or create"));
  gtk_popover_set_child (GTK_POPOVER (self), self->list);
  g_signal_connect_swapped (self->list, "search", G_CALLBACK (refill), self);
  g_signal_connect (self->list, "activated", G_CALLBACK (activated_cb), self);
  g_signal_connect_swapped (self->list, "stopped", G_CALLBACK (gtk_popover_popdown), self);
}

GtkWidget *
zw_person_popover_new (ZwWorkspace *workspace, gint64 project, const gint64 *tickets, guint n, ZwField field)
{
  GtkWidget *self = zw_ticket_popover_new (ZW_TYPE_PERSON_POPOVER, workspace, project, tickets, n);

  ZW_PERSON_POPOVER (self)->field = field;
  refill (ZW_PERSON_POPOVER (self)); /* before it is measured */
  return self;
}
