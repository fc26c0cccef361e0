/* SPDX-License-Identifier: GPL-3.0-or-later
 * The side of the stand-up. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-standup-side.h"

#include <glib/gi18n.h>

#include "zw-avatar.h"
#include "zw-format.h"

#define AVATAR 2.45 /* em */

struct _ZwStandupSide {
  GtkBox parent_instance;
  GtkWidget *head, *title, *day, *total;
  GtkWidget *scroller, *rows;
  GtkWidget *keys, *next_word, *way_word;
  GArray *ids; /* (owned) gint64, of the rows */
  guint scrolling, frames; /* tick callback that brings the present row into sight; frames it has seen */
};

G_DEFINE_FINAL_TYPE (ZwStandupSide, zw_standup_side, GTK_TYPE_BOX)

static guint chosen_signal;

/* --- building ------------------------------------------------------------------------------------------------------- */

static GtkWidget *
new_key (const char *key, const char *word, GtkWidget **word_label)
{
  GtkWidget *box = zw_standup_box_new (GTK_ORIENTATION_HORIZONTAL, "su-hint"), *label = zw_standup_label_new (word, "su-soft");

  gtk_box_append (GTK_BOX (box), zw_standup_label_new (key, "su-keycap"));
  gtk_box_append (GTK_BOX (box), label);
  if (word_label != NULL)
    *word_label = label;
  return box;
}

static GtkWidget *
new_keys (ZwStandupSide *self)
{
  GtkWidget *lines[3];

  self->keys = zw_standup_box_new (GTK_ORIENTATION_VERTICAL, "su-keys");
  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      lines[i] = zw_standup_box_new (GTK_ORIENTATION_HORIZONTAL, "su-key-line");
      gtk_box_append (GTK_BOX (self->keys), lines[i]);
    }
  gtk_box_append (GTK_BOX (lines[0]), new_key (C_("key", "Space"), NULL, &self->next_word));
  gtk_box_append (GTK_BOX (lines[1]), new_key (C_("key", "Tab"), NULL, &self->way_word));
  gtk_box_append (GTK_BOX (lines[1]), new_key ("N", _("note"), NULL));
  gtk_box_append (GTK_BOX (lines[2]), new_key ("P", _("pause"), NULL));
  gtk_box_append (GTK_BOX (lines[2]), new_key (C_("key", "Esc"), _("leave"), NULL));
  return self->keys;
}

static void
zw_standup_side_finalize (GObject *object)
{
  g_array_unref (ZW_STANDUP_SIDE (object)->ids);
  G_OBJECT_CLASS (zw_standup_side_parent_class)->finalize (object);
}

static void
zw_standup_side_class_init (ZwStandupSideClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = zw_standup_side_finalize;
  chosen_signal = g_signal_new ("chosen", ZW_TYPE_STANDUP_SIDE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
}

static void
zw_standup_side_init (ZwStandupSide *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_widget_add_css_class (GTK_WIDGET (self), "su-side");
  gtk_widget_set_hexpand (GTK_WIDGET (self), FALSE); /* whatever its rows ask for */
  self->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->head = zw_standup_box_new (GTK_ORIENTATION_VERTICAL, "su-side-head");
  self->title = zw_standup_label_new (_("Stand-up"), "su-side-title");
  self->day = zw_standup_label_new (NULL, "su-soft");
  self->total = zw_standup_label_new (NULL, "su-total");
  self->scroller = gtk_scrolled_window_new ();
  self->rows = zw_standup_box_new (GTK_ORIENTATION_VERTICAL, "su-rows");
  gtk_box_append (GTK_BOX (self->head), self->title);
  gtk_box_append (GTK_BOX (self->head), self->day);
  gtk_box_append (GTK_BOX (self->head), self->total);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), self->rows);
  gtk_widget_set_vexpand (self->scroller, TRUE);
  gtk_box_append (GTK_BOX (self), self->head);
  gtk_box_append (GTK_BOX (self), self->scroller);
  gtk_box_append (GTK_BOX (self), new_keys (self));
}

GtkWidget *
zw_standup_side_new (void)
{
  return g_object_new (ZW_TYPE_STANDUP_SIDE, NULL);
}

/* --- rows ----------------------------------------------------------------------------------------------------------- */

/* A button per person or ticket; which one it is its place in the box tells. */
static void
clicked_cb (ZwStandupSide *self, GtkWidget *button)
{
  guint index = 0;

  for (GtkWidget *row = gtk_widget_get_prev_sibling (button); row != NULL; row = gtk_widget_get_prev_sibling (row))
    index++;
  if (index < self->ids->len)
    g_signal_emit (self, chosen_signal, 0, g_array_index (self->ids, gint64, index));
}

typedef enum { ROW_AHEAD, ROW_CURRENT, ROW_PASSED, ROW_AWAY } RowState;

static GtkWidget *
new_row (ZwStandupSide *self, const ZwStandupScene *scene, gint64 id, ZwPerson *person, const char *text, RowState state)
{
  static const char *const classes[] = { "ahead", "current", "passed", "away" };
  static const char *const icons[] = { NULL, "go-next-symbolic", "object-select-symbolic", "weather-clear-symbolic" };
  const char *const words[] = { NULL, C_("stand-up", "now"), C_("stand-up", "done"), C_("stand-up", "away today") };
  GtkWidget *button = gtk_button_new (), *box = zw_standup_box_new (GTK_ORIENTATION_HORIZONTAL, NULL);
  GtkWidget *avatar = zw_avatar_new (zw_standup_px (scene, AVATAR)), *label = zw_standup_label_new (text, NULL);
  g_autofree char *spoken = words[state] != NULL ? g_strdup_printf ("%s, %s", text, words[state]) : g_strdup (text);

  zw_avatar_set_person (ZW_AVATAR (avatar), person);
  gtk_widget_set_hexpand (label, TRUE);
  if (scene->shape == ZW_STANDUP_TALL) /* the row of rows scrolls */
    gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_NONE);
  gtk_widget_set_visible (label, scene->shape != ZW_STANDUP_COMPACT);
  gtk_box_append (GTK_BOX (box), avatar);
  gtk_box_append (GTK_BOX (box), label);
  if (icons[state] != NULL && scene->shape == ZW_STANDUP_WIDE)
    gtk_box_append (GTK_BOX (box), zw_standup_icon_new (icons[state], NULL));
  gtk_button_set_child (GTK_BUTTON (button), box);
  g_array_append_val (self->ids, id);
  gtk_widget_set_focusable (button, FALSE);
  gtk_widget_add_css_class (button, "su-row");
  gtk_widget_add_css_class (button, classes[state]);
  gtk_widget_set_sensitive (button, state != ROW_AWAY);
  gtk_widget_set_tooltip_text (button, spoken);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (clicked_cb), self);
  return button;
}

static RowState
get_state (ZwStandupWalk *walk, gint64 id, gboolean is_away)
{
  if (is_away)
    return ROW_AWAY;
  if (zw_standup_walk_get_current (walk) == id)
    return ROW_CURRENT;
  return zw_standup_walk_has_passed (walk, id) ? ROW_PASSED : ROW_AHEAD;
}

/* Rows get their places in the frame after the one that asks for them. */
static gboolean
scroll_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  ZwStandupSide *self = ZW_STANDUP_SIDE (widget);
  GtkScrolledWindow *scroller = GTK_SCROLLED_WINDOW (self->scroller);
  gboolean across = gtk_orientable_get_orientation (GTK_ORIENTABLE (self->rows)) == GTK_ORIENTATION_HORIZONTAL;
  graphene_rect_t bounds;

  if (++self->frames < 3)
    return G_SOURCE_CONTINUE;
  self->scrolling = 0;
  for (GtkWidget *row = gtk_widget_get_first_child (self->rows); row != NULL; row = gtk_widget_get_next_sibling (row))
    if (gtk_widget_has_css_class (row, "current") && gtk_widget_compute_bounds (row, self->rows, &bounds))
      {
        double start = across ? bounds.origin.x : bounds.origin.y, length = across ? bounds.size.width : bounds.size.height;
        gtk_adjustment_clamp_page (across ? gtk_scrolled_window_get_hadjustment (scroller) : gtk_scrolled_window_get_vadjustment (scroller),
                                   start, start + length);
      }
  return G_SOURCE_REMOVE;
}

static void
show_current (ZwStandupSide *self)
{
  self->frames = 0;
  if (self->scrolling == 0)
    self->scrolling = gtk_widget_add_tick_callback (GTK_WIDGET (self), scroll_cb, NULL, NULL);
}

static void
fill_people (ZwStandupSide *self, const ZwStandupScene *scene, ZwStandupWalk *walk)
{
  for (guint i = 0; i < scene->report->shares->len; i++)
    {
      const ZwStandupShare *share = scene->report->shares->pdata[i];
      ZwPerson *person = zw_workspace_get_person (scene->workspace, share->person);
      if (!share->is_away && !zw_standup_walk_has_stop (walk, share->person))
        continue;
      g_autofree char *text = person != NULL ? zw_standup_short_name (scene, person) : g_strdup (_("Nobody"));
      gtk_box_append (GTK_BOX (self->rows), new_row (self, scene, share->person, person, text,
                                                     get_state (walk, share->person, share->is_away)));
    }
}

static void
fill_work (ZwStandupSide *self, const ZwStandupScene *scene, ZwStandupWalk *walk)
{
  for (guint i = 0; i < zw_standup_walk_get_n (walk); i++)
    {
      gint64 id = zw_standup_walk_get_stop (walk, i);
      ZwTicket *ticket = zw_workspace_get_ticket (scene->workspace, id);
      g_autofree char *key = ticket != NULL ? zw_format_key (scene->workspace, ticket) : NULL;
      if (ticket != NULL)
        gtk_box_append (GTK_BOX (self->rows), new_row (self, scene, id, zw_workspace_get_person (scene->workspace, ticket->owner), key,
                                                       get_state (walk, id, FALSE)));
    }
}

static void
lay_out (ZwStandupSide *self, ZwStandupShape shape)
{
  gboolean tall = shape == ZW_STANDUP_TALL;

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->rows), tall ? GTK_ORIENTATION_HORIZONTAL : GTK_ORIENTATION_VERTICAL);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scroller), tall ? GTK_POLICY_AUTOMATIC : GTK_POLICY_NEVER,
                                  tall ? GTK_POLICY_NEVER : GTK_POLICY_AUTOMATIC);
  gtk_widget_set_vexpand (self->scroller, !tall);
  gtk_widget_set_visible (self->keys, shape == ZW_STANDUP_WIDE);
  gtk_widget_set_visible (self->title, shape != ZW_STANDUP_COMPACT);
}

void
zw_standup_side_fill (ZwStandupSide *self, const ZwStandupScene *scene, ZwStandupWalk *walk)
{
  gboolean by_people = zw_standup_walk_get_way (walk) == ZW_STANDUP_BY_PEOPLE;

  lay_out (self, scene->shape);
  zw_standup_clear_box (self->rows);
  g_array_set_size (self->ids, 0);
  gtk_label_set_text (GTK_LABEL (self->next_word), by_people ? _("next person") : _("next ticket"));
  gtk_label_set_text (GTK_LABEL (self->way_word), by_people ? _("work") : _("people"));
  if (scene->report != NULL && by_people)
    fill_people (self, scene, walk);
  else if (scene->report != NULL)
    fill_work (self, scene, walk);
  show_current (self);
}

static char *
format_day (const ZwStandupScene *scene)
{
  gint64 now = zw_clock_get_now (zw_workspace_get_clock (scene->workspace));
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (now / 1000);
  g_autoptr (GDateTime) local = utc != NULL ? g_date_time_to_timezone (utc, zw_clock_get_zone (zw_workspace_get_clock (scene->workspace)))
                                            : NULL;
  int today = zw_standup_scene_get_today (scene);
  g_autofree char *date = zw_format_date (today, today), *time = local != NULL ? g_date_time_format (local, "%H:%M") : g_strdup ("");

  return scene->shape == ZW_STANDUP_COMPACT ? g_steal_pointer (&time) : g_strdup_printf ("%s, %s", date, time);
}

void
zw_standup_side_set_times (ZwStandupSide *self, const ZwStandupScene *scene, int total, int limit)
{
  g_autofree char *day = format_day (scene), *passed = zw_standup_time_text (total), *most = zw_standup_time_text (limit);
  g_autofree char *text = scene->shape == ZW_STANDUP_COMPACT ? g_strdup (passed)
                          /* Translators: the time all of it took, of what it should take at most: "4:10 of 15:00 in all". */
                          : g_strdup_printf (_("%s of %s in all"), passed, most);

  gtk_label_set_text (GTK_LABEL (self->day), day);
  gtk_label_set_text (GTK_LABEL (self->total), text);
  if (limit > 0 && total >= limit)
    gtk_widget_add_css_class (self->total, "late");
  else
    gtk_widget_remove_css_class (self->total, "late");
}
