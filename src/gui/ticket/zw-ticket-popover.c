/* SPDX-License-Identifier: GPL-3.0-or-later
 * The base of the popovers in this folder. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-ticket-popover.h"

#include <glib/gi18n.h>

#include "zw-commit.h"
#include "zw-format.h"

typedef struct {
  ZwWorkspace *workspace; /* (owned) */
  gint64 project;
  GArray *tickets;        /* (owned) (nullable) gint64 */
} ZwTicketPopoverPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (ZwTicketPopover, zw_ticket_popover, GTK_TYPE_POPOVER)

enum { PROP_0, PROP_WORKSPACE, PROP_PROJECT, PROP_TICKETS, N_PROPS };
static GParamSpec *properties[N_PROPS];

static ZwTicketPopoverPrivate *
get_private (ZwTicketPopover *self)
{
  return zw_ticket_popover_get_instance_private (self);
}

static void
zw_ticket_popover_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  ZwTicketPopoverPrivate *priv = get_private (ZW_TICKET_POPOVER (object));

  if (id == PROP_WORKSPACE)
    priv->workspace = g_value_dup_object (value);
  else if (id == PROP_PROJECT)
    priv->project = g_value_get_int64 (value);
  else if (id == PROP_TICKETS)
    priv->tickets = g_value_dup_boxed (value);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
zw_ticket_popover_constructed (GObject *object)
{
  ZwTicketPopover *self = ZW_TICKET_POPOVER (object);
  ZwTicketPopoverPrivate *priv = get_private (self);
  ZwTicket *ticket = zw_ticket_popover_get_ticket (self);

  if (priv->project == 0 && ticket != NULL)
    priv->project = ticket->project;
  G_OBJECT_CLASS (zw_ticket_popover_parent_class)->constructed (object);
}

static void
zw_ticket_popover_finalize (GObject *object)
{
  ZwTicketPopoverPrivate *priv = get_private (ZW_TICKET_POPOVER (object));

  g_clear_object (&priv->workspace);
  g_clear_pointer (&priv->tickets, g_array_unref);
  G_OBJECT_CLASS (zw_ticket_popover_parent_class)->finalize (object);
}

static void
zw_ticket_popover_class_init (ZwTicketPopoverClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;

  object_class->set_property = zw_ticket_popover_set_property;
  object_class->constructed = zw_ticket_popover_constructed;
  object_class->finalize = zw_ticket_popover_finalize;
  properties[PROP_WORKSPACE] = g_param_spec_object ("workspace", NULL, NULL, ZW_TYPE_WORKSPACE, flags);
  properties[PROP_PROJECT] = g_param_spec_int64 ("project", NULL, NULL, 0, G_MAXINT64, 0, flags);
  properties[PROP_TICKETS] = g_param_spec_boxed ("tickets", NULL, NULL, G_TYPE_ARRAY, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
zw_ticket_popover_init (ZwTicketPopover *self)
{
  gtk_widget_add_css_class (GTK_WIDGET (self), "zw-popover");
}

GtkWidget *
zw_ticket_popover_new (GType type, ZwWorkspace *workspace, gint64 project, const gint64 *tickets, guint n)
{
  g_autoptr (GArray) ids = g_array_sized_new (FALSE, FALSE, sizeof (gint64), n);

  if (n > 0)
    g_array_append_vals (ids, tickets, n);
  return g_object_new (type, "workspace", workspace, "project", project, "tickets", ids, NULL);
}

ZwWorkspace *
zw_ticket_popover_get_workspace (ZwTicketPopover *self)
{
  return get_private (self)->workspace;
}

gint64
zw_ticket_popover_get_project (ZwTicketPopover *self)
{
  return get_private (self)->project;
}

const gint64 *
zw_ticket_popover_get_tickets (ZwTicketPopover *self, guint *n)
{
  ZwTicketPopoverPrivate *priv = get_private (self);

  *n = priv->tickets == NULL ? 0 : priv->tickets->len;
  return *n == 0 ? NULL : (const gint64 *) (gconstpointer) priv->tickets->data;
}

ZwTicket *
zw_ticket_popover_get_ticket (ZwTicketPopover *self)
{
  guint n;
  const gint64 *ids = zw_ticket_popover_get_tickets (self, &n);

  return n == 0 ? NULL : zw_workspace_get_ticket (get_private (self)->workspace, ids[0]);
}

char *
zw_ticket_popover_dup_subject (ZwTicketPopover *self)
{
  ZwTicket *ticket = zw_ticket_popover_get_ticket (self);
  guint n;

  zw_ticket_popover_get_tickets (self, &n);
  if (ticket == NULL)
    return g_strdup ("");
  if (n > 1)
    return g_strdup_printf (ngettext ("%u ticket", "%u tickets", n), n);
  return zw_format_key (get_private (self)->workspace, ticket);
}

gboolean
zw_ticket_popover_commit (ZwTicketPopover *self, ZwChangeSet *set, GError **error)
{
  gboolean done = zw_commit (GTK_WIDGET (self), get_private (self)->workspace, set, error);

  if (done)
    gtk_popover_popdown (GTK_POPOVER (self));
  return done;
}
