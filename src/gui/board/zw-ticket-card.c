/* SPDX-License-Identifier: GPL-3.0-or-later
 * One ticket on the board as a single light widget. Made by ZwColumnView for ZwCardList; must never move, select or
 * remove anything. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-ticket-card.h"

#include "zw-card-face.h"
#include "zw-title-editor.h"

#define MIN_WIDTH 120
#define NATURAL_WIDTH 232

struct _ZwTicketCard {
  GtkWidget parent_instance;

  ZwWorkspace *workspace; /* (owned) */
  ZwTicket *ticket;       /* (owned) (nullable) */
  ZwCardFace face;
  int height;             /* of the face at .width */
  int width;
  char *place;            /* (owned) (nullable) "Review, 2 of 3": told after a move, until the focus goes */
  GtkWidget *editor;      /* (owned by the widget tree) (nullable) while the title is edited */
};

static void zw_ticket_card_card_init (ZwCardInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (ZwTicketCard, zw_ticket_card, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (ZW_TYPE_CARD, zw_ticket_card_card_init))

/* --- showing the ticket --- */

static void
update_name (ZwTicketCard *self)
{
  g_autofree char *plain = zw_format_card_name (self->workspace, self->ticket);
  g_autofree char *name = self->place == NULL ? g_strdup (plain) : g_strconcat (plain, ", ", self->place, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
fill (ZwTicketCard *self)
{
  if (self->ticket == NULL)
    return;
  zw_card_face_fill (&self->face, self->workspace, self->ticket);
  update_name (self);
  if (self->width > 0 && zw_card_face_measure (&self->face, self->width) == self->height)
    gtk_widget_queue_draw (GTK_WIDGET (self));
  else
    gtk_widget_queue_resize (GTK_WIDGET (self));
}

static void
theme_changed_cb (ZwTicketCard *self)
{
  zw_card_face_forget_fonts (&self->face);
  self->width = 0;
  fill (self);
}

/* --- editing the title --- */

static void
end_edit (ZwTicketCard *self)
{
  if (self->editor != NULL)
    zw_title_editor_end (ZW_TITLE_EDITOR (self->editor), TRUE);
}

static void
edit_ended_cb (ZwTicketCard *self)
{
  self->editor = NULL;
  gtk_widget_queue_resize (GTK_WIDGET (self));
  zw_card_end_edit (ZW_CARD (self));
}

void
zw_ticket_card_edit_title (ZwTicketCard *self)
{
  if (self->ticket == NULL || self->editor != NULL || zw_workspace_is_read_only (self->workspace))
    return;
  self->editor = zw_title_editor_open (GTK_WIDGET (self), self->workspace, self->ticket, TRUE);
  gtk_widget_add_css_class (self->editor, "zw-card-editor");
  g_signal_connect_swapped (self->editor, "ended", G_CALLBACK (edit_ended_cb), self);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

/* --- ZwCard --- */

static void
zw_ticket_card_bind (ZwCard *card, GObject *item)
{
  ZwTicketCard *self = ZW_TICKET_CARD (card);
  ZwTicket *ticket = item == NULL ? NULL : ZW_TICKET (item);

  if (self->ticket == ticket)
    return;
  end_edit (self);
  g_clear_pointer (&self->place, g_free);
  if (self->ticket != NULL)
    g_signal_handlers_disconnect_by_func (self->ticket, G_CALLBACK (fill), self);
  g_set_object (&self->ticket, ticket);
  if (ticket == NULL)
    return;
  g_signal_connect_swapped (ticket, "notify", G_CALLBACK (fill), self);
  g_signal_connect_swapped (ticket, "parts-changed", G_CALLBACK (fill), self);
  fill (self);
}

static void
toggle_class (ZwTicketCard *self, const char *name, gboolean present)
{
  if (present)
    gtk_widget_add_css_class (GTK_WIDGET (self), name);
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), name);
}

static void
zw_ticket_card_set_state (ZwCard *card, ZwCardState state)
{
  ZwTicketCard *self = ZW_TICKET_CARD (card);
  gboolean selected = (state & ZW_CARD_STATE_SELECTED) != 0;

  toggle_class (self, "open", (state & ZW_CARD_STATE_OPEN) != 0);
  toggle_class (self, "selected", selected);
  toggle_class (self, "ghost", (state & ZW_CARD_STATE_DRAG_SOURCE) != 0);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_STATE_SELECTED, selected, -1);
}

static gboolean
zw_ticket_card_is_edited (ZwCard *card)
{
  return ZW_TICKET_CARD (card)->editor != NULL;
}

static void
zw_ticket_card_card_init (ZwCardInterface *iface)
{
  iface->is_edited = zw_ticket_card_is_edited;
  iface->bind = zw_ticket_card_bind;
  iface->set_state = zw_ticket_card_set_state;
}

/* --- GtkWidget --- */

static GtkSizeRequestMode
zw_ticket_card_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
zw_ticket_card_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
                        int *minimum_baseline, int *natural_baseline)
{
  ZwTicketCard *self = ZW_TICKET_CARD (widget);

  *minimum_baseline = *natural_baseline = -1;
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = MIN_WIDTH;
      *natural = NATURAL_WIDTH;
      return;
    }
  *minimum = *natural = zw_card_face_measure (&self->face, for_size > 0 ? for_size : NATURAL_WIDTH);
}

static void
zw_ticket_card_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  ZwTicketCard *self = ZW_TICKET_CARD (widget);

  self->width = width;
  self->height = height;
  if (self->editor == NULL)
    return;
  GdkRectangle area;
  int minimum;
  zw_card_face_get_title_area (&self->face, width, &area);
  gtk_widget_measure (self->editor, GTK_ORIENTATION_VERTICAL, area.width, &minimum, NULL, NULL, NULL);
  area.height = MAX (area.height, minimum);
  gtk_widget_size_allocate (self->editor, &area, -1);
}

static void
zw_ticket_card_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  ZwTicketCard *self = ZW_TICKET_CARD (widget);
  GdkRGBA foreground;

  gtk_style_context_get_color (gtk_widget_get_style_context (widget), &foreground);
  zw_card_face_snapshot (&self->face, snapshot, gtk_widget_get_width (widget),
                         gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL, &foreground);
  if (self->editor != NULL)
    gtk_widget_snapshot_child (widget, self->editor, snapshot);
}

static void
zw_ticket_card_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  ZwTicketCard *self = ZW_TICKET_CARD (widget);

  GTK_WIDGET_CLASS (zw_ticket_card_parent_class)->css_changed (widget, change);
  if (self->face.theme != NULL)
    zw_card_theme_forget_colors (self->face.theme);
}

static void
zw_ticket_card_state_flags_changed (GtkWidget *widget, GtkStateFlags previous)
{
  ZwTicketCard *self = ZW_TICKET_CARD (widget);
  gboolean had_focus = (previous & GTK_STATE_FLAG_FOCUSED) != 0;

  if (had_focus && !gtk_widget_has_focus (widget) && self->place != NULL)
    zw_ticket_card_set_place (self, NULL);
  GTK_WIDGET_CLASS (zw_ticket_card_parent_class)->state_flags_changed (widget, previous);
}

/* Assistive technology and scripts run these on any card; they act on this one. */
static void
run_ticket_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  g_autofree char *name = g_strconcat ("ticket", strchr (action, '.'), NULL);

  gtk_widget_grab_focus (widget);
  gtk_widget_activate_action_variant (widget, name, NULL);
}

static void
grab_card_focus (GtkWidget *widget, const char *action, GVariant *parameter)
{
  gtk_widget_grab_focus (widget);
}

static void
zw_ticket_card_dispose (GObject *object)
{
  ZwTicketCard *self = ZW_TICKET_CARD (object);
  GtkWidget *child;

  self->editor = NULL;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  if (self->ticket != NULL)
    g_signal_handlers_disconnect_by_func (self->ticket, G_CALLBACK (fill), self);
  g_clear_object (&self->ticket);
  g_clear_object (&self->workspace);
  g_clear_pointer (&self->place, g_free);
  zw_card_face_clear (&self->face);
  G_OBJECT_CLASS (zw_ticket_card_parent_class)->dispose (object);
}

static void
zw_ticket_card_class_init (ZwTicketCardClass *klass)
{
  static const char *const actions[] = { "card.open", "card.move-left", "card.move-right", "card.move-up", "card.move-down" };
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = zw_ticket_card_dispose;
  widget_class->get_request_mode = zw_ticket_card_get_request_mode;
  widget_class->measure = zw_ticket_card_measure;
  widget_class->size_allocate = zw_ticket_card_size_allocate;
  widget_class->snapshot = zw_ticket_card_snapshot;
  widget_class->css_changed = zw_ticket_card_css_changed;
  widget_class->state_flags_changed = zw_ticket_card_state_flags_changed;
  gtk_widget_class_set_css_name (widget_class, "card");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_LIST_ITEM);
  gtk_widget_class_install_action (widget_class, "card.focus", NULL, grab_card_focus);
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_class_install_action (widget_class, actions[i], NULL, run_ticket_action);
}

static void
zw_ticket_card_init (ZwTicketCard *self)
{
  gtk_widget_add_css_class (GTK_WIDGET (self), "zw-card");
}

ZwTicket *
zw_ticket_card_get_ticket (ZwTicketCard *self)
{
  return self->ticket;
}

void
zw_ticket_card_set_place (ZwTicketCard *self, const char *place)
{
  g_free (self->place);
  self->place = g_strdup (place);
  if (self->ticket != NULL)
    update_name (self);
}

ZwCard *
zw_ticket_card_new (ZwWorkspace *workspace, ZwCardTheme *theme)
{
  ZwTicketCard *self = g_object_new (ZW_TYPE_TICKET_CARD, NULL);

  self->workspace = g_object_ref (workspace);
  zw_card_face_init (&self->face, theme);
  g_signal_connect_object (theme, "changed", G_CALLBACK (theme_changed_cb), self, G_CONNECT_SWAPPED);
  return ZW_CARD (self);
}
