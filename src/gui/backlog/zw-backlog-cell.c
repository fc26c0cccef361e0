/* SPDX-License-Identifier: GPL-3.0-or-later
 * One row of the backlog. Made by ZwBacklogView for ZwCardList; must never move, select or remove anything. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-backlog-cell.h"

#include "zw-backlog-footer.h"
#include "zw-backlog-header.h"
#include "zw-backlog-pill.h"
#include "zw-title-editor.h"

#define NATURAL_WIDTH 600
#define MIN_WIDTH 260
/* The gap above the head of a section belongs to the section before it. */
#define HEADER_SPLIT .3

struct _ZwBacklogCell {
  GtkWidget parent_instance;

  ZwWorkspace *workspace; /* (owned) */
  ZwBacklog *backlog;     /* (owned) (nullable) */
  ZwBacklogPlans *plans;  /* (owned) (nullable) with .backlog */
  ZwBacklogDrafts *drafts; /* (owned) (nullable) with .backlog */
  GObject *item;          /* (owned) (nullable) */
  ZwBacklogFace face;
  GtkWidget *header;      /* (nullable) made when first needed */
  GtkWidget *footer;      /* (nullable) */
  GtkWidget *editor;      /* (nullable) while the title is edited */
  GtkWidget *pill;        /* (nullable) the estimate as a stop of the keyboard, once the row had the focus */
  char *place;            /* (owned) (nullable) */
};

static void zw_backlog_cell_card_init (ZwCardInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (ZwBacklogCell, zw_backlog_cell, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (ZW_TYPE_CARD, zw_backlog_cell_card_init))

enum { PART_CLICKED, CREATED, ADDING_DONE, N_SIGNALS };
static guint signals[N_SIGNALS];

ZwTicket *
zw_backlog_cell_get_ticket (ZwBacklogCell *self)
{
  return ZW_IS_TICKET (self->item) ? ZW_TICKET (self->item) : NULL;
}

GObject *
zw_backlog_cell_get_item (ZwBacklogCell *self)
{
  return self->item;
}

static void
toggle_class (ZwBacklogCell *self, const char *name, gboolean present)
{
  if (present)
    gtk_widget_add_css_class (GTK_WIDGET (self), name);
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), name);
}

/* --- showing --- */

static char *
dup_name (ZwBacklogCell *self)
{
  ZwTicket *ticket = zw_backlog_cell_get_ticket (self);

  if (ticket != NULL)
    {
      g_autofree char *plain = zw_format_card_name (self->workspace, ticket);
      return self->place == NULL ? g_steal_pointer (&plain) : g_strconcat (plain, ", ", self->place, NULL);
    }
  if (ZW_IS_BACKLOG_SECTION (self->item))
    return zw_backlog_header_dup_name (ZW_BACKLOG_HEADER (self->header));
  return g_strdup (zw_backlog_footer_get_name (ZW_BACKLOG_FOOTER (self->footer)));
}

static void
update_name (ZwBacklogCell *self)
{
  g_autofree char *name = dup_name (self);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
fill_ticket (ZwBacklogCell *self)
{
  ZwTicket *ticket = zw_backlog_cell_get_ticket (self);
  int before = zw_backlog_face_measure (&self->face);

  if (ticket == NULL)
    return;
  zw_backlog_face_fill (&self->face, self->workspace, ticket);
  update_name (self);
  if (self->pill != NULL)
    zw_backlog_pill_update (self->pill, self->workspace, ticket);
  if (zw_backlog_face_measure (&self->face) == before)
    gtk_widget_queue_draw (GTK_WIDGET (self));
  else
    gtk_widget_queue_resize (GTK_WIDGET (self));
}

static void
section_changed_cb (ZwBacklogCell *self)
{
  gboolean collapsed = zw_backlog_section_is_collapsed (ZW_BACKLOG_SECTION (self->item));

  update_name (self);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_STATE_EXPANDED, !collapsed, -1);
  toggle_class (self, "collapsed", collapsed);
}

static void
theme_changed_cb (ZwBacklogCell *self)
{
  zw_backlog_face_forget_fonts (&self->face);
  fill_ticket (self);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

void
zw_backlog_cell_update_edges (ZwBacklogCell *self)
{
  ZwTicket *ticket = zw_backlog_cell_get_ticket (self);
  ZwBacklogSection *section = ticket == NULL || self->backlog == NULL ? NULL : zw_backlog_find_section (self->backlog, ticket);
  gboolean is_end = ZW_IS_BACKLOG_END (self->item);
  gboolean is_first = FALSE, is_last = is_end;

  if (section != NULL)
    {
      ZwTicketList *tickets = zw_backlog_section_get_tickets (section);
      guint index = zw_ticket_list_index_of (tickets, ticket);
      is_first = index == 0;
      is_last = index + 1 == zw_ticket_list_get_n (tickets) && !zw_backlog_section_is_adding (section);
    }
  else if (is_end && zw_backlog_end_get_section (ZW_BACKLOG_END (self->item)) != NULL)
    is_first = zw_ticket_list_get_n (zw_backlog_section_get_tickets (zw_backlog_end_get_section (ZW_BACKLOG_END (self->item)))) == 0;
  toggle_class (self, "first", is_first);
  toggle_class (self, "last", is_last);
}

/* --- editing the title --- */

static void
end_edit (ZwBacklogCell *self)
{
  if (self->editor != NULL)
    zw_title_editor_end (ZW_TITLE_EDITOR (self->editor), TRUE);
}

static void
edit_ended_cb (ZwBacklogCell *self)
{
  self->editor = NULL;
  gtk_widget_queue_allocate (GTK_WIDGET (self));
  zw_card_end_edit (ZW_CARD (self));
}

void
zw_backlog_cell_edit_title (ZwBacklogCell *self)
{
  ZwTicket *ticket = zw_backlog_cell_get_ticket (self);

  if (ticket == NULL || self->editor != NULL || zw_workspace_is_read_only (self->workspace))
    return;
  self->editor = zw_title_editor_open (GTK_WIDGET (self), self->workspace, ticket, FALSE);
  gtk_widget_add_css_class (self->editor, "zw-row-editor");
  g_signal_connect_swapped (self->editor, "ended", G_CALLBACK (edit_ended_cb), self);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

/* --- ZwCard --- */

static void
unbind (ZwBacklogCell *self)
{
  end_edit (self);
  g_clear_pointer (&self->pill, gtk_widget_unparent);
  g_clear_pointer (&self->place, g_free);
  if (ZW_IS_TICKET (self->item))
    g_signal_handlers_disconnect_by_func (self->item, G_CALLBACK (fill_ticket), self);
  if (ZW_IS_BACKLOG_SECTION (self->item))
    g_signal_handlers_disconnect_by_func (self->item, G_CALLBACK (section_changed_cb), self);
  if (self->header != NULL)
    zw_backlog_header_set_section (ZW_BACKLOG_HEADER (self->header), NULL, NULL);
  if (self->footer != NULL)
    zw_backlog_footer_set_section (ZW_BACKLOG_FOOTER (self->footer), NULL, NULL, FALSE);
  g_clear_object (&self->item);
}

static void
created_cb (ZwBacklogCell *self, gint64 id)
{
  g_signal_emit (self, signals[CREATED], 0, id);
}

static void
done_cb (ZwBacklogCell *self)
{
  ZwBacklogSection *section = ZW_IS_BACKLOG_END (self->item) ? zw_backlog_end_get_section (ZW_BACKLOG_END (self->item)) : NULL;

  if (section != NULL)
    g_signal_emit (self, signals[ADDING_DONE], 0, section);
}

static void
show_section (ZwBacklogCell *self, ZwBacklogSection *section)
{
  if (self->header == NULL)
    {
      self->header = zw_backlog_header_new (self->workspace);
      gtk_widget_set_parent (self->header, GTK_WIDGET (self));
    }
  zw_backlog_header_set_section (ZW_BACKLOG_HEADER (self->header), section, self->plans);
  g_signal_connect_swapped (section, "changed", G_CALLBACK (section_changed_cb), self);
  section_changed_cb (self);
}

static void
show_end (ZwBacklogCell *self, ZwBacklogEnd *end)
{
  gboolean filtered = self->backlog != NULL && zw_filterable_get_filter (ZW_FILTERABLE (self->backlog)) != NULL;

  if (self->footer == NULL)
    {
      self->footer = zw_backlog_footer_new (self->workspace);
      g_signal_connect_swapped (self->footer, "created", G_CALLBACK (created_cb), self);
      g_signal_connect_swapped (self->footer, "done", G_CALLBACK (done_cb), self);
      gtk_widget_set_parent (self->footer, GTK_WIDGET (self));
    }
  zw_backlog_footer_set_section (ZW_BACKLOG_FOOTER (self->footer), zw_backlog_end_get_section (end), self->drafts, filtered);
  update_name (self);
}

static void
zw_backlog_cell_bind (ZwCard *card, GObject *item)
{
  ZwBacklogCell *self = ZW_BACKLOG_CELL (card);

  if (self->item == item)
    return;
  unbind (self);
  if (item == NULL)
    return;
  self->item = g_object_ref (item);
  toggle_class (self, "row", !ZW_IS_BACKLOG_SECTION (item));
  toggle_class (self, "ticket", ZW_IS_TICKET (item));
  toggle_class (self, "collapsed", FALSE);
  if (ZW_IS_TICKET (item))
    {
      g_signal_connect_swapped (item, "notify", G_CALLBACK (fill_ticket), self);
      g_signal_connect_swapped (item, "parts-changed", G_CALLBACK (fill_ticket), self);
      fill_ticket (self);
    }
  else if (ZW_IS_BACKLOG_SECTION (item))
    show_section (self, ZW_BACKLOG_SECTION (item));
  else
    show_end (self, ZW_BACKLOG_END (item));
  if (!ZW_IS_BACKLOG_SECTION (item))
    gtk_accessible_reset_state (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_STATE_EXPANDED);
  if (self->header != NULL)
    gtk_widget_set_visible (self->header, ZW_IS_BACKLOG_SECTION (item));
  if (self->footer != NULL)
    gtk_widget_set_visible (self->footer, ZW_IS_BACKLOG_END (item));
  zw_backlog_cell_update_edges (self);
}

static void
zw_backlog_cell_set_state (ZwCard *card, ZwCardState state)
{
  ZwBacklogCell *self = ZW_BACKLOG_CELL (card);
  gboolean selected = (state & ZW_CARD_STATE_SELECTED) != 0;

  toggle_class (self, "open", (state & ZW_CARD_STATE_OPEN) != 0);
  toggle_class (self, "selected", selected);
  toggle_class (self, "ghost", (state & ZW_CARD_STATE_DRAG_SOURCE) != 0);
  self->face.is_selected = selected;
  gtk_accessible_update_state (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_STATE_SELECTED, selected, -1);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static gboolean
zw_backlog_cell_is_movable (ZwCard *card)
{
  return ZW_IS_TICKET (ZW_BACKLOG_CELL (card)->item);
}

static double
zw_backlog_cell_get_split (ZwCard *card)
{
  ZwBacklogCell *self = ZW_BACKLOG_CELL (card);
  return ZW_IS_BACKLOG_SECTION (self->item) ? HEADER_SPLIT : ZW_IS_BACKLOG_END (self->item) ? 1 : .5;
}

static gboolean
zw_backlog_cell_clicked (ZwCard *card, double x, double y, GdkModifierType modifiers)
{
  ZwBacklogCell *self = ZW_BACKLOG_CELL (card);
  ZwTicket *ticket = zw_backlog_cell_get_ticket (self);
  ZwBacklogPart part = ticket == NULL ? ZW_BACKLOG_PART_NONE
                                      : zw_backlog_face_find_part (&self->face, gtk_widget_get_width (GTK_WIDGET (self)), x);

  if (part == ZW_BACKLOG_PART_NONE || (modifiers & (GDK_CONTROL_MASK | GDK_SHIFT_MASK)) != 0)
    return FALSE;
  g_signal_emit (self, signals[PART_CLICKED], 0, ticket, (int) part);
  return TRUE;
}

static gboolean
zw_backlog_cell_is_edited (ZwCard *card)
{
  return ZW_BACKLOG_CELL (card)->editor != NULL;
}

static void
zw_backlog_cell_card_init (ZwCardInterface *iface)
{
  iface->is_edited = zw_backlog_cell_is_edited;
  iface->bind = zw_backlog_cell_bind;
  iface->set_state = zw_backlog_cell_set_state;
  iface->is_movable = zw_backlog_cell_is_movable;
  iface->get_split = zw_backlog_cell_get_split;
  iface->clicked = zw_backlog_cell_clicked;
}

/* --- GtkWidget --- */

/* What fills the cell besides a drawn ticket. (nullable) */
static GtkWidget *
get_content (ZwBacklogCell *self)
{
  return ZW_IS_BACKLOG_SECTION (self->item) ? self->header : ZW_IS_BACKLOG_END (self->item) ? self->footer : NULL;
}

static GtkSizeRequestMode
zw_backlog_cell_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
zw_backlog_cell_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
                         int *minimum_baseline, int *natural_baseline)
{
  ZwBacklogCell *self = ZW_BACKLOG_CELL (widget);
  GtkWidget *content = get_content (self);

  *minimum_baseline = *natural_baseline = -1;
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = MIN_WIDTH;
      *natural = NATURAL_WIDTH;
      return;
    }
  if (content != NULL)
    gtk_widget_measure (content, orientation, for_size, minimum, natural, NULL, NULL);
  else
    *minimum = *natural = zw_backlog_face_measure (&self->face);
}

static void
zw_backlog_cell_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  ZwBacklogCell *self = ZW_BACKLOG_CELL (widget);
  GtkWidget *content = get_content (self);
  ZwBacklogPlaces places;

  if (content != NULL)
    gtk_widget_size_allocate (content, &(GtkAllocation) { 0, 0, width, height }, -1);
  if (self->pill == NULL && self->editor == NULL)
    return;
  zw_backlog_face_place (&self->face, width, &places);
  if (self->pill != NULL)
    zw_backlog_pill_place (self->pill, places.pill_x, places.pill_width, height);
  if (self->editor == NULL)
    return;
  int minimum;
  gtk_widget_measure (self->editor, GTK_ORIENTATION_VERTICAL, -1, &minimum, NULL, NULL, NULL);
  gtk_widget_size_allocate (self->editor, &(GtkAllocation) { places.title_x - 6, MAX (0, (height - minimum) / 2),
                                                             MAX (places.title_width, 80) + 6, minimum }, -1);
}

static void
zw_backlog_cell_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  ZwBacklogCell *self = ZW_BACKLOG_CELL (widget);
  GtkWidget *content = get_content (self);
  GdkRGBA foreground;

  if (content != NULL)
    gtk_widget_snapshot_child (widget, content, snapshot);
  if (!ZW_IS_TICKET (self->item))
    return;
  gtk_style_context_get_color (gtk_widget_get_style_context (widget), &foreground);
  zw_backlog_face_snapshot (&self->face, snapshot, gtk_widget_get_width (widget), gtk_widget_get_height (widget), &foreground);
  if (self->pill != NULL)
    gtk_widget_snapshot_child (widget, self->pill, snapshot);
  if (self->editor != NULL)
    gtk_widget_snapshot_child (widget, self->editor, snapshot);
}

static void
zw_backlog_cell_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  ZwBacklogCell *self = ZW_BACKLOG_CELL (widget);

  GTK_WIDGET_CLASS (zw_backlog_cell_parent_class)->css_changed (widget, change);
  if (self->face.card.theme != NULL)
    zw_card_theme_forget_colors (self->face.card.theme);
}

static void
zw_backlog_cell_state_flags_changed (GtkWidget *widget, GtkStateFlags previous)
{
  ZwBacklogCell *self = ZW_BACKLOG_CELL (widget);
  gboolean had_focus = (previous & GTK_STATE_FLAG_FOCUSED) != 0;

  if (had_focus && !gtk_widget_has_focus (widget) && self->place != NULL)
    zw_backlog_cell_set_place (self, NULL);
  if ((gtk_widget_get_state_flags (widget) & GTK_STATE_FLAG_FOCUSED) != 0 && self->pill == NULL && ZW_IS_TICKET (self->item))
    {
      self->pill = zw_backlog_pill_new (widget);
      zw_backlog_pill_update (self->pill, self->workspace, ZW_TICKET (self->item));
    }
  self->face.is_hovered = (gtk_widget_get_state_flags (widget) & GTK_STATE_FLAG_PRELIGHT) != 0;
  GTK_WIDGET_CLASS (zw_backlog_cell_parent_class)->state_flags_changed (widget, previous);
  gtk_widget_queue_draw (widget);
}

/* Assistive technology and scripts run these on any row; they act on this one. */
static void
run_ticket_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  g_autofree char *name = g_strconcat ("ticket", strchr (action, '.'), NULL);

  gtk_widget_grab_focus (widget);
  if (ZW_IS_TICKET (ZW_BACKLOG_CELL (widget)->item))
    gtk_widget_activate_action_variant (widget, name, NULL);
}

static void
grab_row_focus (GtkWidget *widget, const char *action, GVariant *parameter)
{
  gtk_widget_grab_focus (widget);
}

static void
zw_backlog_cell_dispose (GObject *object)
{
  ZwBacklogCell *self = ZW_BACKLOG_CELL (object);
  GtkWidget *child;

  self->editor = NULL;
  unbind (self);
  self->header = self->footer = NULL;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->drafts);
  g_clear_object (&self->plans);
  g_clear_object (&self->backlog);
  g_clear_object (&self->workspace);
  zw_backlog_face_clear (&self->face);
  G_OBJECT_CLASS (zw_backlog_cell_parent_class)->dispose (object);
}

static void
zw_backlog_cell_class_init (ZwBacklogCellClass *klass)
{
  static const char *const actions[] = { "card.open", "card.move-up", "card.move-down", "card.estimate", "card.sprint" };
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = zw_backlog_cell_dispose;
  widget_class->get_request_mode = zw_backlog_cell_get_request_mode;
  widget_class->measure = zw_backlog_cell_measure;
  widget_class->size_allocate = zw_backlog_cell_size_allocate;
  widget_class->snapshot = zw_backlog_cell_snapshot;
  widget_class->css_changed = zw_backlog_cell_css_changed;
  widget_class->state_flags_changed = zw_backlog_cell_state_flags_changed;
  gtk_widget_class_set_css_name (widget_class, "backlogcell");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_LIST_ITEM);
  gtk_widget_class_install_action (widget_class, "card.focus", NULL, grab_row_focus);
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_class_install_action (widget_class, actions[i], NULL, run_ticket_action);
  signals[PART_CLICKED] = g_signal_new ("part-clicked", ZW_TYPE_BACKLOG_CELL, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2,
                                        ZW_TYPE_TICKET, G_TYPE_INT);
  signals[CREATED] = g_signal_new ("created", ZW_TYPE_BACKLOG_CELL, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
  signals[ADDING_DONE] = g_signal_new ("adding-done", ZW_TYPE_BACKLOG_CELL, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                       ZW_TYPE_BACKLOG_SECTION);
}

static void
zw_backlog_cell_init (ZwBacklogCell *self)
{
  gtk_widget_add_css_class (GTK_WIDGET (self), "zw-cell");
}

void
zw_backlog_cell_set_backlog (ZwBacklogCell *self, ZwBacklog *backlog, ZwBacklogPlans *plans, ZwBacklogDrafts *drafts)
{
  g_set_object (&self->drafts, drafts);
  g_set_object (&self->backlog, backlog);
  g_set_object (&self->plans, plans);
}

gboolean
zw_backlog_cell_start_adding (ZwBacklogCell *self)
{
  return ZW_IS_BACKLOG_END (self->item) && zw_backlog_footer_start (ZW_BACKLOG_FOOTER (self->footer));
}

void
zw_backlog_cell_set_place (ZwBacklogCell *self, const char *place)
{
  g_free (self->place);
  self->place = g_strdup (place);
  if (self->item != NULL)
    update_name (self);
}

void
zw_backlog_cell_get_field_bounds (ZwBacklogCell *self, ZwField field, GdkRectangle *bounds)
{
  int width = gtk_widget_get_width (GTK_WIDGET (self)), height = gtk_widget_get_height (GTK_WIDGET (self));
  ZwBacklogPlaces places;

  *bounds = (GdkRectangle) { 0, 0, width, height };
  if (zw_backlog_cell_get_ticket (self) == NULL)
    return;
  zw_backlog_face_place (&self->face, width, &places);
  if (field == ZW_FIELD_ESTIMATE)
    *bounds = (GdkRectangle) { places.pill_x, 0, places.pill_width, height };
  else if (field == ZW_FIELD_OWNER)
    *bounds = (GdkRectangle) { places.owner_x, 0, 24, height };
  else
    *bounds = (GdkRectangle) { places.title_x, 0, MIN (places.title_width, 240), height };
}

ZwCard *
zw_backlog_cell_new (ZwWorkspace *workspace, ZwCardTheme *theme)
{
  ZwBacklogCell *self = g_object_new (ZW_TYPE_BACKLOG_CELL, NULL);

  self->workspace = g_object_ref (workspace);
  zw_backlog_face_init (&self->face, theme);
  g_signal_connect_object (theme, "changed", G_CALLBACK (theme_changed_cb), self, G_CONNECT_SWAPPED);
  return ZW_CARD (self);
}
