/* SPDX-License-Identifier: GPL-3.0-or-later
 * What the files of ZwCardList share: its state and the functions one part offers to the others (and, for the drop,
 * to its test). zw-card-list.c owns model and signals, -rows.c the widgets, -layout.c places and scrolling,
 * -focus.c keyboard and clicks, -drag.c drag and drop, -motion.c the two small animations. Nobody else includes this.
 *
 * Positions: `offset` counts pixels of content from the top of the first card; `y` is in widget coordinates.
 * y = offset + origin - value. The adjustment's lower is the origin and moves, so value can stay while cards above
 * the view come, go or turn out higher than estimated. */
#pragma once

#include "zw-card-heights.h"
#include "zw-card-list.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define ZW_NO_INDEX GTK_INVALID_LIST_POSITION

typedef struct {
  ZwCard *card;      /* child of the list */
  GObject *item;     /* (owned) (nullable) bound item */
  guint index;       /* ZW_NO_INDEX: parked, or the zombie */
  int y;             /* widget coordinates, of the last layout */
  int height;        /* without the gap */
  ZwCardState state;
  guint told_index;  /* what assistive technology was told last */
  guint told_n;
  gboolean hidden;   /* from assistive technology */
} ZwCardRow;

struct _ZwCardList {
  GtkWidget parent_instance;

  GListModel *model;          /* (owned) (nullable) */
  ZwCardSelection *selection; /* (owned) (nullable) */
  GObject *open_item;         /* (owned) (nullable) */
  ZwCardCreateFunc create;
  gpointer create_data;
  GDestroyNotify create_destroy;

  ZwCardHeights *heights; /* (owned) one entry an item: card and gap */
  int spacing;
  int estimate;
  GPtrArray *rows;   /* (owned) ZwCardRow (owned) by index: the live ones */
  GPtrArray *parked; /* (owned) ZwCardRow (owned) without index */
  ZwCardRow *zombie; /* (owned) (nullable) its item is gone but the focus is still on its card, or somebody types in it */

  GtkAdjustment *adjustments[2]; /* (owned) (nullable) by GtkOrientation */
  GtkScrollablePolicy policies[2];
  gboolean adjusting; /* we change the vertical adjustment ourselves */
  int origin;
  int value;
  int width; /* of the last allocation; 0 before */
  int page;
  guint anchor; /* this card stays at anchor_y, all else follows */
  int anchor_y;
  gboolean stick_top;
  gboolean stick_end;

  GObject *focus_item; /* (owned) (nullable) */
  guint focus_index;   /* ZW_NO_INDEX: none, or the item is gone and a successor not yet found */
  guint focus_heir;    /* the index to fall back to when the item does not return */
  guint focus_idle;    /* source id */
  gboolean focus_in_place; /* focus changes do not scroll now */
  gboolean zombie_was_seen; /* the zombie's card was in view */
  GObject *pressed_item; /* (owned) (nullable) */

  GtkDragSource *drag_source; /* (owned by the widget) */
  GtkDropTarget *drop_target; /* (owned by the widget) */
  GObject *drag_item;         /* (owned) (nullable) the item dragged out of this list */
  double drag_x;              /* where it was gripped, widget coordinates */
  double drag_y;
  GObject *hover_item;        /* (owned) (nullable) the item hovering over this list */
  double hover_y;
  gboolean drop_active;
  gboolean has_line;
  guint line_index;
  double line_opacity;
  AdwAnimation *line_animation; /* (owned) */
  guint scroll_tick;
  gint64 scroll_time_us;

  GObject *settle_item; /* (owned) (nullable) */
  double settle_from;   /* middle of the card, widget coordinates */
  double settle_left;   /* 1 at the start, 0 in place */
  AdwAnimation *settle_animation; /* (owned) */
};

/* zw-card-list.c */
GObject *zw_card_list_get_item (ZwCardList *self, guint index); /* transfer full, never NULL for a valid index */
guint    zw_card_list_get_n (ZwCardList *self);
void     zw_card_list_notify_focus_item (ZwCardList *self);
void     zw_card_list_notify_drop_active (ZwCardList *self);
void     zw_card_list_update_states (ZwCardList *self);
void     zw_card_list_emit_for_item (ZwCardList *self, const char *signal, GObject *item);
void     zw_card_list_emit_context_menu (ZwCardList *self, GObject *item, const GdkRectangle *rectangle);

/* zw-card-list-rows.c */
ZwCardRow *zw_card_list_find_row (ZwCardList *self, guint index);
ZwCardRow *zw_card_list_find_row_of_item (ZwCardList *self, GObject *item);
ZwCardRow *zw_card_list_find_row_of_widget (ZwCardList *self, GtkWidget *card);
ZwCardRow *zw_card_list_ensure_row (ZwCardList *self, guint index);
void       zw_card_list_park_row (ZwCardList *self, guint row_position);
void       zw_card_list_park_all (ZwCardList *self);
void       zw_card_list_splice_rows (ZwCardList *self, guint position, guint removed, guint added);
void       zw_card_list_drop_zombie (ZwCardList *self);
gboolean   zw_card_list_holds_edit (ZwCardList *self);
void       zw_card_list_edit_ended (ZwCardList *self);
void       zw_card_list_finish_rows (ZwCardList *self);
void       zw_card_list_free_rows (ZwCardList *self);
void       zw_card_list_update_row_state (ZwCardList *self, ZwCardRow *row);

/* zw-card-list-layout.c */
int        zw_card_list_get_y (ZwCardList *self, guint index);
int        zw_card_list_measure_row (ZwCardList *self, ZwCardRow *row);
ZwCardRow *zw_card_list_row_at (ZwCardList *self, double y);
gboolean   zw_card_list_index_at (ZwCardList *self, double y, guint *index);
void       zw_card_list_queue_layout (ZwCardList *self);
void       zw_card_list_anchor_to (ZwCardList *self, guint index, int y);
void       zw_card_list_splice_anchor (ZwCardList *self, guint position, guint removed, guint added);
void       zw_card_list_update_origin (ZwCardList *self);
void       zw_card_list_scrolled (ZwCardList *self);
void       zw_card_list_layout (ZwCardList *self);
void       zw_card_list_show_index (ZwCardList *self, guint index);

/* zw-card-list-focus.c */
void     zw_card_list_splice_focus (ZwCardList *self, guint position, guint removed, guint added);
void     zw_card_list_forget_focus (ZwCardList *self);
void     zw_card_list_queue_focus (ZwCardList *self);
gboolean zw_card_list_enter_focus (ZwCardList *self, GtkDirectionType direction);
void     zw_card_list_focus_moved (ZwCardList *self, GtkWidget *child);
void     zw_card_list_add_key_bindings (GtkWidgetClass *widget_class);
void     zw_card_list_add_click_controllers (ZwCardList *self);

/* zw-card-list-drag.c */
void     zw_card_list_add_drag_controllers (ZwCardList *self);
void     zw_card_list_set_drag_type (ZwCardList *self, GType type);
void     zw_card_list_update_hover (ZwCardList *self);
gboolean zw_card_list_accepts (ZwCardList *self, GObject *item);
/* Whether @item leaves with the drag that goes out from this list. */
gboolean zw_card_list_is_dragged (ZwCardList *self, GObject *item);

/* zw-card-list-motion.c */
void zw_card_list_add_animations (ZwCardList *self);
void zw_card_list_remove_animations (ZwCardList *self);
void zw_card_list_draw (ZwCardList *self, GtkSnapshot *snapshot);

G_END_DECLS
