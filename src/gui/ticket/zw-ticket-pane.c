/* SPDX-License-Identifier: GPL-3.0-or-later
 * The frame of the ticket pane: what stands in it, and which ticket; every part of it is a widget or a file of its own. Made by
 * the window. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-ticket-pane.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "zw-attachments-view.h"
#include "zw-checklist-view.h"
#include "zw-comment-bar.h"
#include "zw-conflict-band.h"
#include "zw-description-view.h"
#include "zw-links-view.h"
#include "zw-pane-bands.h"
#include "zw-pane-drops.h"
#include "zw-pane-fields.h"
#include "zw-pane-figures.h"
#include "zw-talk-view.h"
#include "zw-ticket-pane-private.h"
#include "zw-title-view.h"

#define WIDTH_PX 420

G_DEFINE_FINAL_TYPE (ZwTicketPane, zw_ticket_pane, GTK_TYPE_WIDGET)

enum { PROP_0, PROP_WORKSPACE, PROP_TICKET, N_PROPS };
static GParamSpec *properties[N_PROPS];
enum { CLOSE, STEP, OPEN_TICKET, N_SIGNALS };
static guint signals[N_SIGNALS];

/* --- showing --- */

static void
update (ZwTicketPane *self)
{
  ZwTicket *ticket = zw_ticket_pane_get_ticket (self);

  if (ticket == NULL)
    return;
  zw_title_view_set_value (ZW_TITLE_VIEW (self->title), ticket->title);
  zw_ticket_pane_show_head (self, ticket);
  zw_ticket_pane_update_actions (self);
  zw_pane_bands_update (ZW_PANE_BANDS (self->bands));
  zw_pane_fields_update (ZW_PANE_FIELDS (self->fields));
  zw_pane_figures_update (ZW_PANE_FIGURES (self->figures));
  zw_checklist_view_update (ZW_CHECKLIST_VIEW (self->checklist));
  zw_links_view_update (ZW_LINKS_VIEW (self->links));
  zw_talk_view_update (ZW_TALK_VIEW (self->talk));
}

/* The ticket may be gone: deleted here or elsewhere, or not there any more after a restore. */
static void
workspace_changed_cb (ZwTicketPane *self)
{
  ZwTicket *ticket = zw_ticket_pane_get_ticket (self);

  if (ticket == NULL)
    return;
  if (zw_workspace_get_ticket (self->workspace, zw_item_get_id (ZW_ITEM (ticket))) == ticket)
    {
      update (self);
      return;
    }
  zw_ticket_pane_set_ticket (self, NULL);
  zw_ticket_pane_emit_close (self);
}

/* --- building --- */

static GtkWidget *
new_body (ZwTicketPane *self)
{
  GtkWidget *body = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *top = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

  gtk_widget_add_css_class (body, "zw-pane-body");
  self->title = zw_title_view_new ();
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->title), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Title"), -1);
  self->conflict = zw_conflict_band_new ();
  gtk_box_append (GTK_BOX (top), self->title);
  gtk_box_append (GTK_BOX (top), self->conflict);
  gtk_box_append (GTK_BOX (top), zw_ticket_pane_new_status_row (self));
  gtk_box_append (GTK_BOX (body), top);
  zw_ticket_pane_follow_title (self);
  return body;
}

/* The parts read a workspace, so they are made once there is one. */
static void
add_parts (ZwTicketPane *self, GtkWidget *body)
{
  self->bands = zw_pane_bands_new (self->workspace);
  self->fields = zw_pane_fields_new (self->workspace);
  self->figures = zw_pane_figures_new (self->workspace);
  self->description = zw_description_view_new (self->workspace);
  self->checklist = zw_checklist_view_new (self->workspace);
  self->links = zw_links_view_new (self->workspace);
  self->attachments = zw_attachments_view_new (self->workspace);
  self->talk = zw_talk_view_new (self->workspace);
  gtk_box_append (GTK_BOX (body), self->bands);
  gtk_box_append (GTK_BOX (body), self->fields);
  gtk_box_append (GTK_BOX (body), self->figures);
  gtk_box_append (GTK_BOX (body), self->description);
  gtk_box_append (GTK_BOX (body), self->checklist);
  gtk_box_append (GTK_BOX (body), self->links);
  gtk_box_append (GTK_BOX (body), self->attachments);
  gtk_box_append (GTK_BOX (body), self->talk);
  g_signal_connect_swapped (self->links, "open-ticket", G_CALLBACK (zw_ticket_pane_emit_open), self);
}

static GtkWidget *
new_empty_page (void)
{
  GtkWidget *page = adw_status_page_new ();

  adw_status_page_set_icon_name (ADW_STATUS_PAGE (page), "zw-board-symbolic");
  adw_status_page_set_title (ADW_STATUS_PAGE (page), _("No Ticket Selected"));
  adw_status_page_set_description (ADW_STATUS_PAGE (page), _("Choose a card to see it here."));
  gtk_widget_add_css_class (page, "compact");
  return page;
}

/* After the others: the document of this ticket, which is younger than the pane, has then followed the change. */
static void
connect_workspace (ZwTicketPane *self)
{
  const char *const names[] = { "changed", "stored", "failed", "reloaded" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    g_signal_connect_object (self->workspace, names[i], G_CALLBACK (workspace_changed_cb), self, G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  g_signal_connect_object (zw_workspace_get_clock (self->workspace), "day-changed", G_CALLBACK (workspace_changed_cb), self,
                           G_CONNECT_SWAPPED);
}

static void
zw_ticket_pane_constructed (GObject *object)
{
  ZwTicketPane *self = ZW_TICKET_PANE (object);
  GtkWidget *column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *body = new_body (self);

  G_OBJECT_CLASS (zw_ticket_pane_parent_class)->constructed (object);
  add_parts (self, body);
  self->scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), body);
  gtk_widget_set_vexpand (self->scroller, TRUE);
  self->comment_bar = zw_comment_bar_new (self->workspace);
  gtk_box_append (GTK_BOX (column), zw_ticket_pane_new_head (self));
  gtk_box_append (GTK_BOX (column), self->scroller);
  gtk_box_append (GTK_BOX (column), self->comment_bar);
  gtk_stack_add_named (GTK_STACK (self->stack), new_empty_page (), "empty");
  gtk_stack_add_named (GTK_STACK (self->stack), column, "ticket");
  gtk_widget_add_css_class (column, "zw-pane-column");
  zw_pane_drops_add (column, ZW_ATTACHMENTS_VIEW (self->attachments));
  connect_workspace (self);
}

static gboolean
escape_cb (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  zw_ticket_pane_emit_close (ZW_TICKET_PANE (widget));
  return TRUE;
}

/* --- GObject --- */

static void
zw_ticket_pane_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_TICKET)
    g_value_set_object (value, zw_ticket_pane_get_ticket (ZW_TICKET_PANE (object)));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
zw_ticket_pane_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  ZwTicketPane *self = ZW_TICKET_PANE (object);

  if (id == PROP_WORKSPACE)
    self->workspace = g_value_dup_object (value);
  else if (id == PROP_TICKET)
    zw_ticket_pane_set_ticket (self, g_value_get_object (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
zw_ticket_pane_dispose (GObject *object)
{
  ZwTicketPane *self = ZW_TICKET_PANE (object);

  if (self->stack != NULL)
    zw_ticket_pane_set_ticket (self, NULL);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "pane", NULL);
  g_clear_pointer (&self->stack, gtk_widget_unparent);
  g_clear_object (&self->actions);
  g_clear_object (&self->workspace);
  G_OBJECT_CLASS (zw_ticket_pane_parent_class)->dispose (object);
}

/* Always as wide as the pictures say, whatever long line somebody types; narrower where the window is. */
static void
zw_ticket_pane_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
                        int *minimum_baseline, int *natural_baseline)
{
  gtk_widget_measure (ZW_TICKET_PANE (widget)->stack, orientation, for_size, minimum, natural, NULL, NULL);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    *natural = MAX (*minimum, WIDTH_PX);
}

static void
zw_ticket_pane_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  gtk_widget_allocate (ZW_TICKET_PANE (widget)->stack, width, height, baseline, NULL);
}

static GtkSizeRequestMode
zw_ticket_pane_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
zw_ticket_pane_class_init (ZwTicketPaneClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = zw_ticket_pane_constructed;
  object_class->get_property = zw_ticket_pane_get_property;
  object_class->set_property = zw_ticket_pane_set_property;
  object_class->dispose = zw_ticket_pane_dispose;
  properties[PROP_WORKSPACE] = g_param_spec_object ("workspace", NULL, NULL, ZW_TYPE_WORKSPACE,
                                                    G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_TICKET] = g_param_spec_object ("ticket", NULL, NULL, ZW_TYPE_TICKET,
                                                 G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  signals[CLOSE] = g_signal_new ("close", ZW_TYPE_TICKET_PANE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[STEP] = g_signal_new ("step", ZW_TYPE_TICKET_PANE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT);
  signals[OPEN_TICKET] = g_signal_new ("open-ticket", ZW_TYPE_TICKET_PANE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                       G_TYPE_INT64);
  widget_class->measure = zw_ticket_pane_measure;
  widget_class->size_allocate = zw_ticket_pane_size_allocate;
  widget_class->get_request_mode = zw_ticket_pane_get_request_mode;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_REGION);
  gtk_widget_class_set_css_name (widget_class, "ticketpane");
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, escape_cb, NULL);
}

static void
zw_ticket_pane_init (ZwTicketPane *self)
{
  gtk_widget_add_css_class (GTK_WIDGET (self), "zw-pane");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Ticket"), -1);
  self->stack = gtk_stack_new ();
  gtk_widget_set_parent (self->stack, GTK_WIDGET (self));
  zw_ticket_pane_add_actions (self);
}

/* --- public --- */

GtkWidget *
zw_ticket_pane_new (ZwWorkspace *workspace)
{
  return g_object_new (ZW_TYPE_TICKET_PANE, "workspace", workspace, NULL);
}

static void
hand_down (ZwTicketPane *self)
{
  zw_pane_bands_set_document (ZW_PANE_BANDS (self->bands), self->document);
  zw_pane_fields_set_document (ZW_PANE_FIELDS (self->fields), self->document);
  zw_pane_figures_set_document (ZW_PANE_FIGURES (self->figures), self->document);
  zw_description_view_set_document (ZW_DESCRIPTION_VIEW (self->description), self->document);
  zw_checklist_view_set_document (ZW_CHECKLIST_VIEW (self->checklist), self->document);
  zw_links_view_set_document (ZW_LINKS_VIEW (self->links), self->document);
  zw_attachments_view_set_document (ZW_ATTACHMENTS_VIEW (self->attachments), self->document);
  zw_talk_view_set_document (ZW_TALK_VIEW (self->talk), self->document);
  zw_comment_bar_set_document (ZW_COMMENT_BAR (self->comment_bar), self->document);
}

void
zw_ticket_pane_set_ticket (ZwTicketPane *self, ZwTicket *ticket)
{
  if (ticket == zw_ticket_pane_get_ticket (self))
    return;
  if (self->document != NULL)
    zw_title_view_commit (ZW_TITLE_VIEW (self->title));
  g_autoptr (ZwTicketDocument) former = g_steal_pointer (&self->document);
  zw_conflict_band_hide (ZW_CONFLICT_BAND (self->conflict));
  if (ticket != NULL)
    self->document = zw_ticket_document_new (self->workspace, ticket);
  hand_down (self);
  zw_title_view_set_ticket (ZW_TITLE_VIEW (self->title), self->workspace, ticket == NULL ? 0 : zw_item_get_id (ZW_ITEM (ticket)));
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), ticket == NULL ? "empty" : "ticket");
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scroller)), 0);
  update (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TICKET]);
}

ZwTicket *
zw_ticket_pane_get_ticket (ZwTicketPane *self)
{
  return self->document == NULL ? NULL : zw_ticket_document_get_ticket (self->document);
}

void
zw_ticket_pane_focus (ZwTicketPane *self)
{
  gtk_widget_grab_focus (self->status);
}

void
zw_ticket_pane_edit_title (ZwTicketPane *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->title));
  GtkTextIter start, end;

  gtk_widget_grab_focus (self->title);
  gtk_text_buffer_get_bounds (buffer, &start, &end);
  gtk_text_buffer_select_range (buffer, &end, &start);
}

void
zw_ticket_pane_emit_close (ZwTicketPane *self)
{
  g_signal_emit (self, signals[CLOSE], 0);
}

void
zw_ticket_pane_emit_step (ZwTicketPane *self, int step)
{
  g_signal_emit (self, signals[STEP], 0, step);
}

void
zw_ticket_pane_emit_open (ZwTicketPane *self, gint64 id)
{
  g_signal_emit (self, signals[OPEN_TICKET], 0, id);
}
