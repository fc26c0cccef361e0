/* SPDX-License-Identifier: GPL-3.0-or-later
 * The frame of the ticket pane: head, title, status row; everything below is a part of its own. Made by the window. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-ticket-pane.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "zw-attachments-view.h"
#include "zw-checklist-view.h"
#include "zw-comment-bar.h"
#include "zw-conflict-band.h"
#include "zw-description-view.h"
#include "zw-error.h"
#include "zw-feedback.h"
#include "zw-format.h"
#include "zw-links-view.h"
#include "zw-pane-bands.h"
#include "zw-pane-drops.h"
#include "zw-pane-fields.h"
#include "zw-pane-figures.h"
#include "zw-pane-parts.h"
#include "zw-project-move.h"
#include "zw-talk-view.h"
#include "zw-ticket-commands.h"
#include "zw-ticket-pane-private.h"
#include "zw-title-view.h"
#include "zw-values.h"

#define WIDTH_PX 420
#define AGE_FROM_DAYS 3

G_DEFINE_FINAL_TYPE (ZwTicketPane, zw_ticket_pane, GTK_TYPE_WIDGET)

enum { PROP_0, PROP_WORKSPACE, PROP_TICKET, N_PROPS };
static GParamSpec *properties[N_PROPS];
enum { CLOSE, STEP, OPEN_TICKET, N_SIGNALS };
static guint signals[N_SIGNALS];

/* --- the title --- */

/* One new title on its way. */
typedef struct {
  ZwTicketPane *self; /* (owned) */
  gint64 ticket;
  char *base, *text;  /* (owned) */
} TitleSave;

static void
title_save_free (TitleSave *save)
{
  g_object_unref (save->self);
  g_free (save->base);
  g_free (save->text);
  g_free (save);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TitleSave, title_save_free)

static void
title_committed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TitleSave) save = user_data;
  g_autoptr (GError) error = NULL;
  ZwTicket *ticket = zw_workspace_get_ticket (ZW_WORKSPACE (source), save->ticket);

  if (zw_workspace_commit_finish (ZW_WORKSPACE (source), result, &error))
    return;
  if (ticket != NULL && ticket == zw_ticket_pane_get_ticket (save->self) && g_error_matches (error, ZW_ERROR, ZW_ERROR_CONFLICT))
    {
      zw_title_view_ask (ZW_TITLE_VIEW (save->self->title), save->base, save->text);
      zw_conflict_band_show (ZW_CONFLICT_BAND (save->self->conflict), _("Title"), ticket->title, save->text);
    }
  else
    zw_feedback_error (GTK_WIDGET (save->self), error);
}

static void
commit_title (ZwTicketPane *self, const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *base = g_strdup (zw_ticket_pane_get_ticket (self)->title);
  gint64 id = zw_item_get_id (ZW_ITEM (zw_ticket_pane_get_ticket (self)));
  g_autoptr (ZwChangeSet) set = zw_ticket_set_field (self->workspace, &id, 1, ZW_FIELD_TITLE, text, &error);

  if (set == NULL)
    {
      zw_feedback_error (GTK_WIDGET (self), error);
      zw_title_view_set_value (ZW_TITLE_VIEW (self->title), zw_ticket_pane_get_ticket (self)->title);
      return;
    }
  TitleSave *save = g_new0 (TitleSave, 1);
  save->self = g_object_ref (self);
  save->ticket = id;
  save->base = g_steal_pointer (&base);
  save->text = g_strdup (text);
  zw_workspace_commit_async (self->workspace, g_steal_pointer (&set), title_committed_cb, save);
}

static void
title_committed_by_person_cb (ZwTitleView *view, const char *text, ZwTicketPane *self)
{
  commit_title (self, text);
}

static void
title_conflicted_cb (ZwTitleView *view, const char *text, ZwTicketPane *self)
{
  zw_conflict_band_show (ZW_CONFLICT_BAND (self->conflict), _("Title"), zw_ticket_pane_get_ticket (self)->title, text);
}

static void
title_resolved_cb (ZwConflictBand *band, gboolean mine, const char *text, ZwTicketPane *self)
{
  zw_title_view_settle (ZW_TITLE_VIEW (self->title));
  if (mine)
    commit_title (self, text);
}

/* --- showing --- */

static void
set_type_class (GtkWidget *icon, const char *style_class)
{
  const char *classes[] = { style_class, NULL };

  gtk_widget_set_css_classes (icon, classes);
}

/* How long it stays is only news about what is being worked on. */
static void
show_age (ZwTicketPane *self, ZwTicket *ticket)
{
  ZwCategory category = zw_workspace_get_category (self->workspace, ticket);
  gboolean works = category == ZW_CATEGORY_IN_PROGRESS || category == ZW_CATEGORY_WAITING;
  int age = zw_ticket_get_age (self->workspace, ticket);
  gboolean old = age > zw_workspace_get_age_limit (self->workspace, ticket);
  g_autofree char *days = zw_format_days (age);
  g_autofree char *text = g_strdup_printf (_("%s in column"), days);

  gtk_label_set_text (GTK_LABEL (self->age_text), text);
  gtk_widget_set_visible (self->age, works && age >= AGE_FROM_DAYS);
  gtk_widget_set_tooltip_text (self->age, old ? _("Longer than most tickets stay here") : NULL);
  if (old)
    gtk_widget_add_css_class (self->age, "soon");
  else
    gtk_widget_remove_css_class (self->age, "soon");
}

static void
show_status (ZwTicketPane *self, ZwTicket *ticket)
{
  ZwStatus *status = zw_workspace_get_status (self->workspace, ticket->status);
  gboolean closed = zw_workspace_is_closed (self->workspace, ticket);

  gtk_menu_button_set_label (GTK_MENU_BUTTON (self->status), status == NULL ? "" : status->name);
  gtk_widget_set_visible (self->close, !closed);
  gtk_widget_set_visible (self->reopen, closed);
  show_age (self, ticket);
}

static void
update (ZwTicketPane *self)
{
  ZwTicket *ticket = zw_ticket_pane_get_ticket (self);

  if (ticket == NULL)
    return;
  g_autofree char *key = zw_format_key (self->workspace, ticket);
  gtk_image_set_from_icon_name (GTK_IMAGE (self->type_icon), zw_format_type_icon (ticket->type));
  set_type_class (self->type_icon, zw_format_type_class (ticket->type));
  gtk_label_set_text (GTK_LABEL (self->key), key);
  gtk_label_set_text (GTK_LABEL (self->type_name), zw_format_type (ticket->type));
  zw_title_view_set_value (ZW_TITLE_VIEW (self->title), ticket->title);
  show_status (self, ticket);
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

/* --- menus --- */

static void
create_status_popover_cb (GtkMenuButton *button, gpointer user_data)
{
  ZwTicketPane *self = user_data;
  ZwTicket *ticket = zw_ticket_pane_get_ticket (self);
  GListModel *statuses = zw_workspace_get_statuses (self->workspace, ticket->project);
  ZwWorkflow workflow = ticket->type == ZW_TICKET_PROBLEM ? ZW_WORKFLOW_SUPPORT : ZW_WORKFLOW_WORK;
  g_autoptr (GMenu) menu = g_menu_new ();

  for (guint i = 0; i < g_list_model_get_n_items (statuses); i++)
    {
      g_autoptr (ZwStatus) status = g_list_model_get_item (statuses, i);
      g_autofree char *action = g_strdup_printf ("pane.status('%" G_GINT64_FORMAT "')", zw_item_get_id (ZW_ITEM (status)));
      if (status->workflow == workflow)
        g_menu_append (menu, status->name, action);
    }
  gtk_menu_button_set_popover (button, gtk_popover_menu_new_from_model (G_MENU_MODEL (menu)));
}

static GMenuModel *
new_type_menu (void)
{
  GMenu *menu = g_menu_new ();

  for (int type = ZW_TICKET_STORY; type <= ZW_TICKET_EPIC; type++)
    {
      g_autofree char *action = g_strdup_printf ("pane.type('%s')", zw_ticket_type_names[type]);
      g_menu_append (menu, zw_format_type ((ZwTicketType) type), action);
    }
  return G_MENU_MODEL (menu);
}

static GMenuModel *
new_section (const char *const *words)
{
  GMenu *menu = g_menu_new ();

  for (guint i = 0; words[i] != NULL; i += 2)
    g_menu_append (menu, words[i], words[i + 1]);
  return G_MENU_MODEL (menu);
}

static GMenuModel *
new_pane_menu (ZwTicketPane *self)
{
  const char *const edits[] = { _("Edit Title"), "pane.edit-title", _("Duplicate"), "pane.duplicate", _("Copy Key"), "pane.copy-key",
                                _("Create Task from Problem"), "pane.create-task", _("Attach Files…"), "pane.attach", NULL };
  const char *const states[] = { _("Block…"), "pane.block", _("Wait Until…"), "pane.wait", NULL };
  const char *const ends[] = { _("Delete"), "pane.delete", NULL };
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenuModel) types = new_type_menu ();
  g_autoptr (GMenuModel) first = new_section (edits);
  g_autoptr (GMenuModel) second = new_section (states);
  g_autoptr (GMenuModel) third = new_section (ends);

  g_menu_append_section (menu, NULL, first);
  g_menu_append_submenu (menu, _("Type"), types);
  zw_project_move_append (menu, self->workspace, zw_ticket_pane_get_ticket (self)->project, "pane.move-to-project");
  g_menu_append_section (menu, NULL, second);
  g_menu_append_section (menu, NULL, third);
  return G_MENU_MODEL (menu);
}

/* Made when it opens: projects come and go. */
static void
create_pane_popover_cb (GtkMenuButton *button, gpointer user_data)
{
  g_autoptr (GMenuModel) menu = new_pane_menu (user_data);

  gtk_menu_button_set_popover (button, gtk_popover_menu_new_from_model (menu));
}

static GMenuModel *
new_close_menu (void)
{
  const char *const words[] = { _("As Done"), "pane.done", _("As Not Done…"), "pane.not-done", _("As Duplicate of…"),
                                "pane.duplicate-of", NULL };

  return new_section (words);
}

/* --- building --- */

static void
previous_cb (ZwTicketPane *self)
{
  g_signal_emit (self, signals[STEP], 0, -1);
}

static void
next_cb (ZwTicketPane *self)
{
  g_signal_emit (self, signals[STEP], 0, 1);
}

static GtkWidget *
add_icon_button (GtkWidget *box, const char *icon, const char *tooltip, GCallback clicked, ZwTicketPane *self)
{
  GtkWidget *button = zw_pane_icon_button_new (icon, tooltip);

  gtk_box_append (GTK_BOX (box), button);
  g_signal_connect_swapped (button, "clicked", clicked, self);
  return button;
}

static GtkWidget *
new_head (ZwTicketPane *self)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  gtk_widget_add_css_class (head, "zw-pane-head");
  self->type_icon = gtk_image_new ();
  self->key = zw_pane_label_new (NULL, "heading");
  self->type_name = zw_pane_label_new (NULL, "zw-sec");
  gtk_widget_set_hexpand (self->type_name, TRUE);
  gtk_box_append (GTK_BOX (head), self->type_icon);
  gtk_box_append (GTK_BOX (head), self->key);
  gtk_box_append (GTK_BOX (head), self->type_name);
  add_icon_button (head, "go-up-symbolic", _("Previous Ticket"), G_CALLBACK (previous_cb), self);
  add_icon_button (head, "go-down-symbolic", _("Next Ticket"), G_CALLBACK (next_cb), self);
  self->menu = gtk_menu_button_new ();
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (self->menu), "view-more-symbolic");
  gtk_menu_button_set_has_frame (GTK_MENU_BUTTON (self->menu), FALSE);
  gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (self->menu), create_pane_popover_cb, self, NULL);
  gtk_widget_set_valign (self->menu, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (self->menu, _("Ticket Menu"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->menu), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Ticket Menu"), -1);
  gtk_box_append (GTK_BOX (head), self->menu);
  add_icon_button (head, "window-close-symbolic", _("Close Pane (Esc)"), G_CALLBACK (zw_ticket_pane_emit_close), self);
  return head;
}

static GtkWidget *
new_menu_button (void)
{
  GtkWidget *button = gtk_menu_button_new ();

  gtk_menu_button_set_always_show_arrow (GTK_MENU_BUTTON (button), TRUE);
  return button;
}

static GtkWidget *
new_status_row (ZwTicketPane *self)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  g_autoptr (GMenuModel) menu = new_close_menu ();

  self->status = new_menu_button ();
  gtk_widget_set_tooltip_text (self->status, _("Move to Another Column"));
  gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (self->status), create_status_popover_cb, self, NULL);
  self->close = new_menu_button ();
  gtk_menu_button_set_label (GTK_MENU_BUTTON (self->close), _("Close Ticket"));
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (self->close), menu);
  self->reopen = gtk_button_new_with_label (_("Reopen"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->reopen), "pane.reopen");
  self->age = zw_pane_chip_new ("zw-hourglass-symbolic", "");
  self->age_text = gtk_widget_get_last_child (self->age);
  gtk_widget_set_hexpand (self->age, TRUE);
  gtk_widget_set_halign (self->age, GTK_ALIGN_END);
  gtk_box_append (GTK_BOX (row), self->status);
  gtk_box_append (GTK_BOX (row), self->close);
  gtk_box_append (GTK_BOX (row), self->reopen);
  gtk_box_append (GTK_BOX (row), self->age);
  return row;
}

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
  gtk_box_append (GTK_BOX (top), new_status_row (self));
  gtk_box_append (GTK_BOX (body), top);
  g_signal_connect (self->title, "committed", G_CALLBACK (title_committed_by_person_cb), self);
  g_signal_connect (self->title, "conflicted", G_CALLBACK (title_conflicted_cb), self);
  g_signal_connect (self->conflict, "resolved", G_CALLBACK (title_resolved_cb), self);
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
  gtk_box_append (GTK_BOX (column), new_head (self));
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
zw_ticket_pane_emit_open (ZwTicketPane *self, gint64 id)
{
  g_signal_emit (self, signals[OPEN_TICKET], 0, id);
}
