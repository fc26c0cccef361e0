/* SPDX-License-Identifier: GPL-3.0-or-later
 * One column of the board. Made by ZwColumnBox. Must never change a list itself: drops and menus end in commands. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-column-view.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "zw-column-menu.h"
#include "zw-fold-box.h"
#include "zw-format.h"
#include "zw-move.h"
#include "zw-ticket-card.h"
#include "zw-tooltip.h"

struct _ZwColumnView {
  GtkWidget parent_instance;

  ZwWorkspace *workspace; /* (owned) */
  ZwBoard *board;         /* (owned) */
  ZwBoardColumn *column;  /* (owned) */
  ZwCardTheme *theme;     /* (owned) */

  GtkWidget *header;
  GtkWidget *dot;
  GtkWidget *name;
  GtkWidget *count_box, *count_icon, *count;
  GtkWidget *sum;
  GtkWidget *add;
  GtkWidget *menu;
  GtkWidget *hint;      /* (nullable) made when first needed */
  GtkWidget *hint_text;
  GtkWidget *overlay;
  ZwCardList *list;
  GtkWidget *empty;
};

G_DEFINE_FINAL_TYPE (ZwColumnView, zw_column_view, GTK_TYPE_WIDGET)

enum { CARD_CLICKED, CARD_ACTIVATED, CARD_MENU, N_SIGNALS };
static guint signals[N_SIGNALS];

/* --- the header --- */

char *
zw_column_view_dup_count_markup (ZwBoardColumn *column)
{
  ZwStatus *status = zw_board_column_get_status (column);
  guint count = zw_board_column_get_count (column);

  if (status->wip_limit > 0)
    return g_strdup_printf ("<b>%u</b>/%d", count, status->wip_limit);
  return g_strdup_printf ("<b>%u</b>", count);
}

static void
update_name (ZwColumnView *self)
{
  ZwStatus *status = zw_board_column_get_status (self->column);
  gboolean closed = zw_category_is_closed (status->category);
  g_autofree char *add_tip = g_strdup_printf (_("Add ticket to %s (N)"), status->name);
  g_autofree char *menu_tip = g_strdup_printf (_("Menu of %s"), status->name);
  g_autofree char *tint = status->colour == NULL ? NULL : g_strconcat ("lc-", status->colour, NULL);
  const char *classes[] = { "zw-dot", tint, NULL };

  gtk_label_set_text (GTK_LABEL (self->name), status->name);
  zw_tooltip_set (self->name, status->name);
  gtk_widget_set_css_classes (self->dot, classes);
  gtk_widget_set_visible (self->dot, tint != NULL);
  gtk_widget_set_visible (self->add, !closed && !zw_workspace_is_read_only (self->workspace));
  zw_tooltip_set (self->add, add_tip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->add), GTK_ACCESSIBLE_PROPERTY_LABEL, add_tip, -1);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->add), "x", zw_item_get_id (ZW_ITEM (status)));
  zw_tooltip_set (self->menu, menu_tip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->menu), GTK_ACCESSIBLE_PROPERTY_LABEL, menu_tip, -1);
}

static void
make_hint (ZwColumnView *self)
{
  GtkWidget *icon = gtk_image_new_from_icon_name ("dialog-warning-symbolic");

  self->hint = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  self->hint_text = gtk_label_new (NULL);
  gtk_widget_add_css_class (self->hint, "zw-hint");
  gtk_widget_set_valign (icon, GTK_ALIGN_START);
  gtk_label_set_wrap (GTK_LABEL (self->hint_text), TRUE);
  gtk_label_set_xalign (GTK_LABEL (self->hint_text), 0);
  gtk_widget_add_css_class (self->hint_text, "caption");
  gtk_box_append (GTK_BOX (self->hint), icon);
  gtk_box_append (GTK_BOX (self->hint), self->hint_text);
  gtk_widget_insert_before (self->hint, GTK_WIDGET (self), self->overlay);
}

static void
update_hint (ZwColumnView *self, gboolean over)
{
  if (!over && self->hint == NULL)
    return;
  if (self->hint == NULL)
    make_hint (self);
  guint excess = zw_board_column_get_count (self->column) - (guint) zw_board_column_get_status (self->column)->wip_limit;
  g_autofree char *head = g_strdup_printf (ngettext ("%u over the limit.", "%u over the limit.", excess), excess);
  g_autofree char *markup = g_strdup_printf ("<b>%s</b> %s", head, _("Finish a card before the next one starts."));
  gtk_label_set_markup (GTK_LABEL (self->hint_text), markup);
  gtk_widget_set_visible (self->hint, over);
}

static void
update_empty (ZwColumnView *self)
{
  gboolean filtered = zw_board_get_filter (self->board) != NULL;
  gboolean board_has_cards = filtered || zw_board_get_n_cards (self->board) > 0;
  gboolean closed = zw_category_is_closed (zw_board_column_get_status (self->column)->category);

  gtk_widget_set_visible (self->empty, board_has_cards && zw_board_column_get_shown (self->column) == 0);
  gtk_label_set_text (GTK_LABEL (self->empty), filtered ? _("No card matches the filter")
                                               : closed ? _("Drop a card here")
                                                        : _("Drop a card here or press N"));
}

static void
update_sum (ZwColumnView *self)
{
  ZwProject *project = zw_workspace_get_project (self->workspace, zw_board_get_project (self->board));
  double sum = zw_board_column_get_sum (self->column);
  guint shown = zw_board_column_get_shown (self->column);
  g_autofree char *text = zw_board_get_filter (self->board) != NULL ? g_strdup_printf (ngettext ("%u shown", "%u shown", shown), shown)
                                                                   : sum > 0 ? zw_format_estimate (sum, project) : g_strdup ("");
  gtk_label_set_text (GTK_LABEL (self->sum), text);
}

static void
update_accessible_name (ZwColumnView *self)
{
  ZwProject *project = zw_workspace_get_project (self->workspace, zw_board_get_project (self->board));
  ZwStatus *status = zw_board_column_get_status (self->column);
  guint count = zw_board_column_get_count (self->column);
  g_autofree char *sum = zw_format_estimate_long (zw_board_column_get_sum (self->column), project);
  g_autofree char *cards = g_strdup_printf (ngettext ("%u card", "%u cards", count), count);
  g_autofree char *limited = g_strdup_printf (_("%u of %d cards"), count, status->wip_limit);
  g_autofree char *name = g_strdup_printf ("%s, %s, %s", status->name, status->wip_limit > 0 ? limited : cards, sum);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
update_figures (ZwColumnView *self)
{
  gboolean over = zw_board_column_is_over_limit (self->column);
  g_autofree char *markup = zw_column_view_dup_count_markup (self->column);

  gtk_label_set_markup (GTK_LABEL (self->count), markup);
  gtk_widget_set_visible (self->count_icon, over);
  if (over)
    {
      gtk_widget_add_css_class (self->count_box, "over");
      gtk_widget_add_css_class (GTK_WIDGET (self), "over");
    }
  else
    {
      gtk_widget_remove_css_class (self->count_box, "over");
      gtk_widget_remove_css_class (GTK_WIDGET (self), "over");
    }
  update_sum (self);
  update_hint (self, over);
  update_empty (self);
  update_accessible_name (self);
}

static void
status_changed_cb (ZwColumnView *self)
{
  update_name (self);
  update_figures (self);
}

/* --- cards --- */

static ZwCard *
create_card (ZwCardList *list, gpointer data)
{
  ZwColumnView *self = data;
  return zw_ticket_card_new (self->workspace, self->theme);
}

static gboolean
drop_cb (ZwColumnView *self, GObject *item, GObject *before)
{
  ZwTicket *next = before == NULL ? NULL : ZW_TICKET (before);
  return zw_move_drop (GTK_WIDGET (self), self->workspace, self->board, self->column,
                       zw_card_list_get_selection (self->list), ZW_TICKET (item), next);
}

static gboolean
accepts_drop_cb (ZwColumnView *self, GObject *item)
{
  return zw_move_check_drop (self->workspace, self->board, self->column, zw_card_list_get_selection (self->list),
                             ZW_TICKET (item), NULL);
}

static void
drop_refused_cb (ZwColumnView *self, GObject *item)
{
  g_autoptr (GError) error = NULL;

  if (!zw_move_check_drop (self->workspace, self->board, self->column, zw_card_list_get_selection (self->list), ZW_TICKET (item),
                           &error))
    zw_move_tell_refusal (GTK_WIDGET (self), self->workspace, zw_board_column_get_status (self->column), error);
}

static void
drop_active_cb (ZwColumnView *self)
{
  gboolean active;

  g_object_get (self->list, "drop-active", &active, NULL);
  if (active)
    gtk_widget_add_css_class (GTK_WIDGET (self), "drop");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "drop");
}

static void
clicked_cb (ZwColumnView *self, GObject *item, int n_press, GdkModifierType state)
{
  g_signal_emit (self, signals[CARD_CLICKED], 0, item, n_press, state);
}

static void
activated_cb (ZwColumnView *self, GObject *item)
{
  g_signal_emit (self, signals[CARD_ACTIVATED], 0, item);
}

static void
menu_cb (ZwColumnView *self, GObject *item, GdkRectangle *rectangle)
{
  g_signal_emit (self, signals[CARD_MENU], 0, item, rectangle);
}

/* --- building --- */

static GtkWidget *
make_count (ZwColumnView *self)
{
  self->count_box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);
  self->count_icon = gtk_image_new_from_icon_name ("dialog-warning-symbolic");
  self->count = gtk_label_new (NULL);
  gtk_widget_add_css_class (self->count_box, "zw-count");
  gtk_widget_add_css_class (self->count, "caption");
  gtk_widget_add_css_class (self->count, "numeric");
  gtk_widget_set_hexpand (self->count, TRUE);
  gtk_widget_set_valign (self->count_box, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (self->count_box), self->count_icon);
  gtk_box_append (GTK_BOX (self->count_box), self->count);
  return self->count_box;
}

static void
make_header (ZwColumnView *self)
{
  GtkWidget *spacer = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  self->header = zw_fold_box_new ();
  self->dot = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  self->name = gtk_label_new (NULL);
  self->sum = gtk_label_new (NULL);
  self->add = gtk_button_new_from_icon_name ("list-add-symbolic");
  self->menu = gtk_menu_button_new ();
  gtk_label_set_ellipsize (GTK_LABEL (self->name), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (self->name), 0);
  gtk_widget_add_css_class (self->header, "zw-colh");
  gtk_widget_set_valign (self->dot, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (self->name, "heading");
  gtk_widget_add_css_class (self->sum, "caption");
  gtk_widget_add_css_class (self->sum, "numeric");
  gtk_widget_add_css_class (self->sum, "zw-sec");
  gtk_widget_add_css_class (self->add, "flat");
  gtk_widget_set_valign (self->add, GTK_ALIGN_CENTER);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->add), "win.new-ticket-in");
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (self->menu), "view-more-symbolic");
  gtk_widget_add_css_class (self->menu, "flat");
  gtk_widget_set_valign (self->menu, GTK_ALIGN_CENTER);
  zw_fold_box_append (ZW_FOLD_BOX (self->header), self->dot, 2, FALSE);
  zw_fold_box_append (ZW_FOLD_BOX (self->header), self->name, 0, FALSE);
  zw_fold_box_append (ZW_FOLD_BOX (self->header), make_count (self), 0, FALSE);
  zw_fold_box_append (ZW_FOLD_BOX (self->header), spacer, 0, TRUE);
  zw_fold_box_append (ZW_FOLD_BOX (self->header), self->sum, 1, FALSE);
  zw_fold_box_append (ZW_FOLD_BOX (self->header), self->add, 0, FALSE);
  zw_fold_box_append (ZW_FOLD_BOX (self->header), self->menu, 0, FALSE);
  zw_fold_box_set_spacing (ZW_FOLD_BOX (self->header), 2);
  gtk_widget_set_parent (self->header, GTK_WIDGET (self));
}

static void
make_list (ZwColumnView *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();

  self->overlay = gtk_overlay_new ();
  self->list = ZW_CARD_LIST (zw_card_list_new (create_card, self, NULL));
  self->empty = gtk_label_new (NULL);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (self->list));
  gtk_widget_set_vexpand (self->overlay, TRUE);
  gtk_widget_add_css_class (self->empty, "zw-empty");
  gtk_label_set_wrap (GTK_LABEL (self->empty), TRUE);
  gtk_label_set_justify (GTK_LABEL (self->empty), GTK_JUSTIFY_CENTER);
  gtk_widget_set_valign (self->empty, GTK_ALIGN_START);
  gtk_widget_set_can_target (self->empty, FALSE);
  gtk_overlay_set_child (GTK_OVERLAY (self->overlay), scroller);
  gtk_overlay_add_overlay (GTK_OVERLAY (self->overlay), self->empty);
  gtk_widget_set_parent (self->overlay, GTK_WIDGET (self));
  g_signal_connect_swapped (self->list, "drop", G_CALLBACK (drop_cb), self);
  g_signal_connect_swapped (self->list, "accepts-drop", G_CALLBACK (accepts_drop_cb), self);
  g_signal_connect_swapped (self->list, "drop-refused", G_CALLBACK (drop_refused_cb), self);
  g_signal_connect_swapped (self->list, "notify::drop-active", G_CALLBACK (drop_active_cb), self);
  g_signal_connect_swapped (self->list, "item-clicked", G_CALLBACK (clicked_cb), self);
  g_signal_connect_swapped (self->list, "item-activated", G_CALLBACK (activated_cb), self);
  g_signal_connect_swapped (self->list, "context-menu", G_CALLBACK (menu_cb), self);
}

/* --- overrides --- */

static void
zw_column_view_dispose (GObject *object)
{
  ZwColumnView *self = ZW_COLUMN_VIEW (object);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->column);
  g_clear_object (&self->board);
  g_clear_object (&self->workspace);
  g_clear_object (&self->theme);
  G_OBJECT_CLASS (zw_column_view_parent_class)->dispose (object);
}

static void
zw_column_view_class_init (ZwColumnViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = zw_column_view_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "column");
  zw_column_menu_install (widget_class);
  signals[CARD_CLICKED] = g_signal_new ("card-clicked", ZW_TYPE_COLUMN_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 3,
                                        ZW_TYPE_TICKET, G_TYPE_INT, GDK_TYPE_MODIFIER_TYPE);
  signals[CARD_ACTIVATED] = g_signal_new ("card-activated", ZW_TYPE_COLUMN_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                          G_TYPE_NONE, 1, ZW_TYPE_TICKET);
  signals[CARD_MENU] = g_signal_new ("card-menu", ZW_TYPE_COLUMN_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2,
                                     ZW_TYPE_TICKET, GDK_TYPE_RECTANGLE | G_SIGNAL_TYPE_STATIC_SCOPE);
}

static void
zw_column_view_init (ZwColumnView *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (gtk_widget_get_layout_manager (GTK_WIDGET (self))), GTK_ORIENTATION_VERTICAL);
  gtk_widget_add_css_class (GTK_WIDGET (self), "zw-column");
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  make_header (self);
  make_list (self);
}

ZwBoardColumn *
zw_column_view_get_column (ZwColumnView *self)
{
  return self->column;
}

ZwWorkspace *
zw_column_view_get_workspace (ZwColumnView *self)
{
  return self->workspace;
}

ZwCardList *
zw_column_view_get_list (ZwColumnView *self)
{
  return self->list;
}

void
zw_column_view_set_bare (ZwColumnView *self, gboolean bare)
{
  gtk_widget_set_visible (self->header, !bare);
  if (bare)
    gtk_widget_add_css_class (GTK_WIDGET (self), "bare");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "bare");
}

ZwStatus *
zw_column_view_get_neighbour (ZwColumnView *self, int step)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->board));

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (ZwBoardColumn) column = g_list_model_get_item (G_LIST_MODEL (self->board), i);
      if (column != self->column)
        continue;
      if ((int) i + step < 0 || (int) i + step >= (int) n)
        return NULL;
      g_autoptr (ZwBoardColumn) other = g_list_model_get_item (G_LIST_MODEL (self->board), (guint) ((int) i + step));
      return zw_board_column_get_status (other);
    }
  return NULL;
}

GtkWidget *
zw_column_view_new (ZwWorkspace *workspace, ZwBoard *board, ZwBoardColumn *column, ZwCardTheme *theme, ZwCardSelection *selection)
{
  ZwColumnView *self = g_object_new (ZW_TYPE_COLUMN_VIEW, NULL);

  self->workspace = g_object_ref (workspace);
  self->board = g_object_ref (board);
  self->column = g_object_ref (column);
  self->theme = g_object_ref (theme);
  zw_card_list_set_selection (self->list, selection);
  zw_card_list_set_model (self->list, zw_board_column_get_cards (column));
  g_signal_connect_object (zw_board_column_get_status (column), "notify", G_CALLBACK (status_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (column, "notify", G_CALLBACK (update_figures), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (board, "totals-changed", G_CALLBACK (update_figures), self, G_CONNECT_SWAPPED);
  zw_column_menu_attach (self, GTK_MENU_BUTTON (self->menu), self->header);
  status_changed_cb (self);
  return GTK_WIDGET (self);
}
