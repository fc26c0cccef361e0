/* SPDX-License-Identifier: GPL-3.0-or-later
 * Used by the figures of the ticket pane. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-time-popover.h"

#include <glib/gi18n.h>

#include "zw-part-commands.h"
#include "zw-ticket-commands.h"
#include "zw-values.h"

struct _ZwTimePopover {
  ZwTicketPopover parent_instance;
  GtkWidget *planned;   /* (nullable) GtkEntry */
  GtkWidget *log;       /* (nullable) GtkEntry */
  GtkWidget *note;      /* (nullable) GtkEntry */
  GtkWidget *remaining; /* (nullable) GtkEntry */
};

G_DEFINE_FINAL_TYPE (ZwTimePopover, zw_time_popover, ZW_TYPE_TICKET_POPOVER)

static int
get_minutes_per_day (ZwTimePopover *self)
{
  ZwProject *project = zw_workspace_get_project (zw_ticket_popover_get_workspace (ZW_TICKET_POPOVER (self)),
                                                 zw_ticket_popover_get_project (ZW_TICKET_POPOVER (self)));

  return project == NULL ? 480 : project->minutes_per_day;
}

/* FALSE and a red entry when it holds no duration; an empty one is ZW_UNSET. */
static gboolean
read_entry (ZwTimePopover *self, GtkWidget *entry, int *minutes)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (entry))));

  *minutes = ZW_UNSET;
  if (*text == '\0' || zw_duration_parse (text, get_minutes_per_day (self), minutes))
    {
      gtk_widget_remove_css_class (entry, "error");
      return TRUE;
    }
  gtk_widget_add_css_class (entry, "error");
  return FALSE;
}

static void
set_field (ZwTimePopover *self, GtkWidget *entry, ZwField field)
{
  ZwWorkspace *workspace = zw_ticket_popover_get_workspace (ZW_TICKET_POPOVER (self));
  g_autoptr (GError) error = NULL;
  guint n;
  const gint64 *tickets = zw_ticket_popover_get_tickets (ZW_TICKET_POPOVER (self), &n);
  int minutes;

  if (!read_entry (self, entry, &minutes))
    return;
  g_autofree char *value = minutes == ZW_UNSET ? NULL : g_strdup_printf ("%d", minutes);
  zw_ticket_popover_commit (ZW_TICKET_POPOVER (self), zw_ticket_set_field (workspace, tickets, n, field, value, &error), &error);
}

static void
planned_cb (ZwTimePopover *self)
{
  set_field (self, self->planned, ZW_FIELD_PLANNED);
}

static void
remaining_cb (ZwTimePopover *self)
{
  set_field (self, self->remaining, ZW_FIELD_REMAINING);
}

static void
log_cb (ZwTimePopover *self)
{
  ZwWorkspace *workspace = zw_ticket_popover_get_workspace (ZW_TICKET_POPOVER (self));
  g_autofree char *note = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->note))));
  g_autoptr (GError) error = NULL;
  guint n;
  const gint64 *tickets = zw_ticket_popover_get_tickets (ZW_TICKET_POPOVER (self), &n);
  int minutes;

  if (!read_entry (self, self->log, &minutes) || minutes == ZW_UNSET)
    return;
  zw_ticket_popover_commit (ZW_TICKET_POPOVER (self),
                            zw_work_add (workspace, tickets[0], minutes, NULL, *note == '\0' ? NULL : note, &error), &error);
}

static void
zw_time_popover_map (GtkWidget *widget)
{
  ZwTimePopover *self = ZW_TIME_POPOVER (widget);

  GTK_WIDGET_CLASS (zw_time_popover_parent_class)->map (widget);
  gtk_widget_grab_focus (self->planned != NULL ? self->planned : self->log);
}

static void
zw_time_popover_class_init (ZwTimePopoverClass *klass)
{
  GTK_WIDGET_CLASS (klass)->map = zw_time_popover_map;
}

static void
zw_time_popover_init (ZwTimePopover *self)
{
}

static GtkWidget *
add_entry (ZwTimePopover *self, GtkWidget *grid, int line, const char *name, const char *placeholder, GCallback activated)
{
  GtkWidget *label = gtk_label_new (name);
  GtkWidget *entry = gtk_entry_new ();

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_mnemonic_widget (GTK_LABEL (label), entry);
  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), placeholder);
  gtk_widget_set_hexpand (entry, TRUE);
  gtk_grid_attach (GTK_GRID (grid), label, 0, line, 1, 1);
  gtk_grid_attach (GTK_GRID (grid), entry, 1, line, 1, 1);
  g_signal_connect_swapped (entry, "activate", activated, self);
  return entry;
}

static void
add_button (ZwTimePopover *self, GtkWidget *grid, int line, const char *label, GCallback clicked)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_grid_attach (GTK_GRID (grid), button, 2, line, 1, 1);
  g_signal_connect_swapped (button, "clicked", clicked, self);
}

static void
show_minutes (ZwTimePopover *self, GtkWidget *entry, int minutes)
{
  g_autofree char *text = minutes == ZW_UNSET ? NULL : zw_duration_format (minutes, get_minutes_per_day (self));

  gtk_editable_set_text (GTK_EDITABLE (entry), text == NULL ? "" : text);
}

GtkWidget *
zw_time_popover_new (ZwWorkspace *workspace, gint64 ticket, ZwField field)
{
  ZwTimePopover *self = ZW_TIME_POPOVER (zw_ticket_popover_new (ZW_TYPE_TIME_POPOVER, workspace, 0, &ticket, 1));
  ZwTicket *item = zw_ticket_popover_get_ticket (ZW_TICKET_POPOVER (self));
  GtkWidget *grid = gtk_grid_new ();

  gtk_grid_set_column_spacing (GTK_GRID (grid), 8);
  gtk_grid_set_row_spacing (GTK_GRID (grid), 8);
  gtk_widget_add_css_class (grid, "zw-popover-form");
  if (field == ZW_FIELD_PLANNED)
    {
      self->planned = add_entry (self, grid, 0, _("Planned"), _("Such as 1d 2h"), G_CALLBACK (planned_cb));
      add_button (self, grid, 0, _("Set"), G_CALLBACK (planned_cb));
      show_minutes (self, self->planned, item->planned);
    }
  else
    {
      self->log = add_entry (self, grid, 0, _("Log work"), _("Such as 1h 30m"), G_CALLBACK (log_cb));
      self->note = add_entry (self, grid, 1, _("Note"), _("What was done"), G_CALLBACK (log_cb));
      add_button (self, grid, 1, C_("verb", "Log"), G_CALLBACK (log_cb));
      self->remaining = add_entry (self, grid, 2, _("Remaining"), _("Such as 4h"), G_CALLBACK (remaining_cb));
      add_button (self, grid, 2, _("Set"), G_CALLBACK (remaining_cb));
      show_minutes (self, self->remaining, item->remaining);
    }
  gtk_popover_set_child (GTK_POPOVER (self), grid);
  return GTK_WIDGET (self);
}
