/* SPDX-License-Identifier: GPL-3.0-or-later
 * A part of the ticket pane. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-pane-bands.h"

#include <glib/gi18n.h>

#include "zw-commit.h"
#include "zw-format.h"
#include "zw-part-commands.h"
#include "zw-ticket-commands.h"

typedef struct {
  GtkWidget *box, *title, *text;
  GtkWidget *button; /* (nullable) */
} Band;

struct _ZwPaneBands {
  GtkBox parent_instance;
  ZwWorkspace *workspace;     /* (owned) */
  ZwTicketDocument *document; /* (owned) (nullable) */
  Band blocked, waiting, not_done;
};

G_DEFINE_FINAL_TYPE (ZwPaneBands, zw_pane_bands, GTK_TYPE_BOX)

static void
unblock_cb (ZwPaneBands *self)
{
  GListModel *blocks = zw_ticket_document_get_blocks (self->document);
  g_autoptr (GPtrArray) open = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (blocks); i++)
    {
      g_autoptr (ZwBlock) block = g_list_model_get_item (blocks, i);
      if (block->ended == 0)
        g_ptr_array_add (open, g_steal_pointer (&block));
    }
  if (open->len > 0)
    zw_commit (GTK_WIDGET (self), self->workspace, zw_block_end (self->workspace, open, &error), &error);
}

static void
stop_waiting_cb (ZwPaneBands *self)
{
  gint64 id = zw_item_get_id (ZW_ITEM (zw_ticket_document_get_ticket (self->document)));
  g_autoptr (GError) error = NULL;

  zw_commit (GTK_WIDGET (self), self->workspace, zw_ticket_wait (self->workspace, &id, 1, NULL, NULL, &error), &error);
}

static GtkWidget *
new_words (Band *band)
{
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  band->title = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (band->title), 0);
  gtk_label_set_wrap (GTK_LABEL (band->title), TRUE);
  gtk_widget_add_css_class (band->title, "heading");
  band->text = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (band->text), 0);
  gtk_label_set_ellipsize (GTK_LABEL (band->text), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (band->text, "caption");
  gtk_widget_set_valign (words, GTK_ALIGN_CENTER);
  gtk_widget_set_hexpand (words, TRUE);
  gtk_box_append (GTK_BOX (words), band->title);
  gtk_box_append (GTK_BOX (words), band->text);
  return words;
}

static void
build_band (ZwPaneBands *self, Band *band, const char *style_class, const char *icon, const char *label, GCallback clicked)
{
  band->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  gtk_widget_add_css_class (band->box, "zw-note");
  gtk_widget_add_css_class (band->box, "band");
  gtk_widget_add_css_class (band->box, style_class);
  gtk_box_append (GTK_BOX (band->box), gtk_image_new_from_icon_name (icon));
  gtk_box_append (GTK_BOX (band->box), new_words (band));
  if (label != NULL)
    {
      band->button = gtk_button_new_with_label (label);
      gtk_widget_set_valign (band->button, GTK_ALIGN_CENTER);
      gtk_widget_add_css_class (band->button, "zw-band-button");
      gtk_box_append (GTK_BOX (band->box), band->button);
      g_signal_connect_swapped (band->button, "clicked", clicked, self);
    }
  gtk_box_append (GTK_BOX (self), band->box);
}

static void
show_band (Band *band, const char *title, const char *text)
{
  gtk_widget_set_visible (band->box, TRUE);
  gtk_label_set_text (GTK_LABEL (band->title), title);
  gtk_label_set_text (GTK_LABEL (band->text), text);
  gtk_widget_set_tooltip_text (band->text, text);
  gtk_widget_set_visible (band->text, text != NULL && *text != '\0');
}

/* The other ticket in memory or as a stub: "WEB-157 Translate the error". (transfer full) (nullable) */
static char *
dup_other_title (ZwPaneBands *self, gint64 id)
{
  ZwTicket *ticket = zw_workspace_get_ticket (self->workspace, id);
  const ZwTicketStub *stub = ticket == NULL ? zw_ticket_document_get_stub (self->document, id) : NULL;

  if (ticket == NULL)
    return stub == NULL ? NULL : g_strdup (stub->title);
  g_autofree char *key = zw_format_key (self->workspace, ticket);
  return g_strdup_printf ("%s %s", key, ticket->title);
}

static char *
dup_block_text (ZwPaneBands *self, ZwTicket *ticket)
{
  g_autofree char *other = ticket->blocker == 0 ? NULL : dup_other_title (self, ticket->blocker);

  if (other == NULL)
    return g_strdup (ticket->blocked_reason);
  if (ticket->blocked_reason == NULL)
    return g_strdup_printf (_("by %s"), other);
  return g_strdup_printf (_("%s – by %s"), ticket->blocked_reason, other);
}

static void
update_blocked (ZwPaneBands *self, ZwTicket *ticket)
{
  ZwClock *clock = zw_workspace_get_clock (self->workspace);

  gtk_widget_set_visible (self->blocked.box, FALSE);
  if (!zw_ticket_is_blocked (ticket))
    return;
  int days = zw_clock_get_today (clock) - zw_clock_get_date (clock, ticket->blocked_since);
  g_autofree char *text = dup_block_text (self, ticket);
  g_autofree char *title = days < 1 ? g_strdup (_("Blocked since today"))
                                    : g_strdup_printf (ngettext ("Blocked for %d day", "Blocked for %d days", (gulong) days), days);
  show_band (&self->blocked, title, text);
}

static void
update_waiting (ZwPaneBands *self, ZwTicket *ticket)
{
  int today = zw_clock_get_today (zw_workspace_get_clock (self->workspace));

  gtk_widget_set_visible (self->waiting.box, FALSE);
  if (ticket->waiting_until == ZW_UNSET)
    return;
  g_autofree char *date = zw_format_date (ticket->waiting_until, today);
  g_autofree char *title = g_strdup_printf (ticket->waiting_until <= today ? _("Due back since %s") : _("Waiting until %s"), date);
  show_band (&self->waiting, title, ticket->waiting_for);
}

static void
update_not_done (ZwPaneBands *self, ZwTicket *ticket)
{
  gtk_widget_set_visible (self->not_done.box, FALSE);
  if (zw_workspace_get_category (self->workspace, ticket) != ZW_CATEGORY_CANCELLED)
    return;
  g_autofree char *other = ticket->duplicate_of == 0 ? NULL : dup_other_title (self, ticket->duplicate_of);
  g_autofree char *reason = other == NULL ? g_strdup (zw_format_resolution (ticket->resolution))
                                          : g_strdup_printf (_("Duplicate of %s"), other);
  g_autofree char *title = ticket->resolution == ZW_RESOLUTION_NONE ? g_strdup (_("Not done"))
                                                                    : g_strdup_printf (_("Not done: %s"), reason);
  show_band (&self->not_done, title, ticket->resolution_text);
}

static void
zw_pane_bands_dispose (GObject *object)
{
  ZwPaneBands *self = ZW_PANE_BANDS (object);

  g_clear_object (&self->document);
  g_clear_object (&self->workspace);
  G_OBJECT_CLASS (zw_pane_bands_parent_class)->dispose (object);
}

static void
zw_pane_bands_class_init (ZwPaneBandsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = zw_pane_bands_dispose;
}

static void
zw_pane_bands_init (ZwPaneBands *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 8);
  build_band (self, &self->blocked, "err", "action-unavailable-symbolic", _("Unblock"), G_CALLBACK (unblock_cb));
  build_band (self, &self->waiting, "wait", "preferences-system-time-symbolic", _("Stop Waiting"), G_CALLBACK (stop_waiting_cb));
  build_band (self, &self->not_done, "neutral", "window-close-symbolic", NULL, NULL);
}

GtkWidget *
zw_pane_bands_new (ZwWorkspace *workspace)
{
  ZwPaneBands *self = g_object_new (ZW_TYPE_PANE_BANDS, NULL);

  self->workspace = g_object_ref (workspace);
  return GTK_WIDGET (self);
}

void
zw_pane_bands_set_document (ZwPaneBands *self, ZwTicketDocument *document)
{
  g_set_object (&self->document, document);
  zw_pane_bands_update (self);
}

void
zw_pane_bands_update (ZwPaneBands *self)
{
  if (self->document == NULL)
    return;
  ZwTicket *ticket = zw_ticket_document_get_ticket (self->document);
  update_blocked (self, ticket);
  update_waiting (self, ticket);
  update_not_done (self, ticket);
  gtk_widget_set_visible (GTK_WIDGET (self), gtk_widget_get_visible (self->blocked.box) || gtk_widget_get_visible (self->waiting.box)
                                                 || gtk_widget_get_visible (self->not_done.box));
}
