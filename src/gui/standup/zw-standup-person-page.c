/* SPDX-License-Identifier: GPL-3.0-or-later
 * The page of a person in the stand-up. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-standup-person-page.h"

#include <glib/gi18n.h>

#include "zw-avatar.h"
#include "zw-format.h"
#include "zw-standup-card.h"

#define AVATAR 5.1 /* em */

typedef struct {
  GtkWidget *box, *title, *count, *scroller, *cards;
} Column;

enum { COLUMN_SINCE, COLUMN_PROGRESS, COLUMN_BLOCKED, N_COLUMNS };

struct _ZwStandupPersonPage {
  GtkBox parent_instance;
  GtkWidget *face, *name, *facts, *columns_box;
  Column columns[N_COLUMNS];
};

G_DEFINE_FINAL_TYPE (ZwStandupPersonPage, zw_standup_person_page, GTK_TYPE_BOX)

/* --- building ------------------------------------------------------------------------------------------------------- */

static GtkWidget *
new_column (Column *column, const char *icon, const char *style_class)
{
  GtkWidget *header = zw_standup_box_new (GTK_ORIENTATION_HORIZONTAL, "su-column-head");
  GtkWidget *scroller = column->scroller = gtk_scrolled_window_new ();

  column->box = zw_standup_box_new (GTK_ORIENTATION_VERTICAL, "su-column");
  column->title = zw_standup_label_new (NULL, "su-column-title");
  column->count = gtk_label_new (NULL);
  column->cards = g_object_new (GTK_TYPE_BOX, "accessible-role", GTK_ACCESSIBLE_ROLE_LIST, "orientation", GTK_ORIENTATION_VERTICAL, NULL);
  gtk_widget_add_css_class (column->cards, "su-cards");
  gtk_widget_add_css_class (column->count, "su-count");
  gtk_widget_set_valign (column->count, GTK_ALIGN_CENTER);
  gtk_widget_set_hexpand (column->title, TRUE);
  gtk_box_append (GTK_BOX (header), zw_standup_icon_new (icon, style_class));
  gtk_box_append (GTK_BOX (header), column->title);
  gtk_box_append (GTK_BOX (header), column->count);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), column->cards);
  gtk_widget_set_focusable (scroller, FALSE);
  gtk_widget_set_vexpand (scroller, TRUE);
  gtk_box_append (GTK_BOX (column->box), header);
  gtk_box_append (GTK_BOX (column->box), scroller);
  return column->box;
}

static void
zw_standup_person_page_class_init (ZwStandupPersonPageClass *klass)
{
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
zw_standup_person_page_init (ZwStandupPersonPage *self)
{
  static const char *const icons[] = { "preferences-system-time-symbolic", "media-playback-start-symbolic", "action-unavailable-symbolic" };
  static const char *const classes[] = { "su-soft", "su-acc", "su-err" };

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_widget_add_css_class (GTK_WIDGET (self), "su-page");
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  self->columns_box = zw_standup_box_new (GTK_ORIENTATION_HORIZONTAL, "su-columns");
  gtk_box_set_homogeneous (GTK_BOX (self->columns_box), TRUE);
  gtk_widget_set_vexpand (self->columns_box, TRUE);
  gtk_box_append (GTK_BOX (self), zw_standup_head_new (&self->face, &self->name, &self->facts));
  gtk_box_append (GTK_BOX (self), self->columns_box);
  for (guint i = 0; i < N_COLUMNS; i++)
    gtk_box_append (GTK_BOX (self->columns_box), new_column (&self->columns[i], icons[i], classes[i]));
}

GtkWidget *
zw_standup_person_page_new (void)
{
  return g_object_new (ZW_TYPE_STANDUP_PERSON_PAGE, NULL);
}

/* --- filling -------------------------------------------------------------------------------------------------------- */

static char *
describe_facts (const ZwStandupScene *scene, const ZwStandupShare *share, guint index, guint n)
{
  ZwProject *project = zw_standup_scene_get_project (scene);
  g_autofree char *in_work = zw_format_estimate_long (share->points_in_work, project), *done = zw_format_number (share->points_done);
  g_autoptr (GString) text = g_string_new (NULL);

  /* Translators: whose turn it is: the third of five people. */
  g_string_append_printf (text, _("%u of %u"), index + 1, n);
  g_string_append (text, " · ");
  /* Translators: %s is such as "7 points". */
  g_string_append_printf (text, _("%s in work"), in_work);
  g_string_append (text, " · ");
  /* Translators: of somebody's points; %s is a number. */
  g_string_append_printf (text, C_("stand-up", "%s done"), done);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
fill_head (ZwStandupPersonPage *self, const ZwStandupScene *scene, const ZwStandupShare *share, guint index, guint n)
{
  ZwPerson *person = zw_workspace_get_person (scene->workspace, share->person);
  g_autofree char *facts = describe_facts (scene, share, index, n);
  const char *name = person != NULL ? person->name : _("Without an owner");
  g_autofree char *label = g_strdup_printf ("%s, %s", name, facts);
  GtkWidget *avatar = zw_avatar_new (zw_standup_px (scene, AVATAR));

  zw_standup_clear_box (self->face);
  zw_avatar_set_person (ZW_AVATAR (avatar), person);
  gtk_box_append (GTK_BOX (self->face), avatar);
  gtk_label_set_text (GTK_LABEL (self->name), name);
  gtk_label_set_text (GTK_LABEL (self->facts), facts);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

static void
finish_column (Column *column, const char *title, guint n, const char *empty)
{
  g_autofree char *count = g_strdup_printf ("%u", n), *label = g_strdup_printf ("%s, %u", title, n);

  gtk_label_set_text (GTK_LABEL (column->title), title);
  gtk_label_set_text (GTK_LABEL (column->count), count);
  gtk_widget_set_visible (column->count, n > 0);
  gtk_accessible_update_property (GTK_ACCESSIBLE (column->cards), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  if (n == 0)
    gtk_box_append (GTK_BOX (column->cards), zw_standup_text_new (empty, "su-empty", 3));
}

/* What is only newly blocked stands in the third column already. */
static void
fill_since (Column *column, const ZwStandupScene *scene, const ZwStandupShare *share)
{
  g_autofree char *since = zw_standup_since_word (scene), *title = g_strdup_printf (_("Since %s"), since);
  g_autofree char *empty = g_strdup_printf (_("No moves since %s"), since);
  guint n = 0;

  for (guint i = 0; i < share->changes->len; i++)
    {
      const ZwStandupChange *change = &g_array_index (share->changes, ZwStandupChange, i);
      if (change->kinds == ZW_STANDUP_BLOCKED || zw_workspace_get_ticket (scene->workspace, change->ticket) == NULL)
        continue;
      gtk_box_append (GTK_BOX (column->cards), zw_standup_card_new_change (scene, change));
      n++;
    }
  finish_column (column, title, n, empty);
}

static void
fill_tickets (Column *column, const ZwStandupScene *scene, const GArray *ids, const char *title, const char *empty,
              GtkWidget *(*make) (const ZwStandupScene *scene, ZwTicket *ticket))
{
  guint n = 0;

  for (guint i = 0; i < ids->len; i++)
    {
      ZwTicket *ticket = zw_workspace_get_ticket (scene->workspace, g_array_index (ids, gint64, i));
      if (ticket == NULL)
        continue;
      gtk_box_append (GTK_BOX (column->cards), make (scene, ticket));
      n++;
    }
  finish_column (column, title, n, empty);
}

/* --- the keyboard's place ------------------------------------------------------------------------------------------- */

typedef struct {
  int column;
  gint64 ticket;
} Place;

static Place
find_focus (ZwStandupPersonPage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  Place place = { -1, 0 };

  if (!ZW_IS_STANDUP_CARD (focus))
    return place;
  for (int i = 0; i < N_COLUMNS; i++)
    if (gtk_widget_get_parent (focus) == self->columns[i].cards)
      place = (Place){ i, zw_standup_card_get_ticket (ZW_STANDUP_CARD (focus)) };
  return place;
}

static gboolean
focus_in_column (const Column *column, gint64 ticket)
{
  for (GtkWidget *child = gtk_widget_get_first_child (column->cards); child != NULL; child = gtk_widget_get_next_sibling (child))
    if (ZW_IS_STANDUP_CARD (child) && zw_standup_card_get_ticket (ZW_STANDUP_CARD (child)) == ticket)
      return gtk_widget_grab_focus (child);
  return FALSE;
}

static void
restore_focus (ZwStandupPersonPage *self, Place place)
{
  gboolean found = place.column >= 0 && focus_in_column (&self->columns[place.column], place.ticket);

  for (int i = 0; !found && place.column >= 0 && i < N_COLUMNS; i++)
    found = focus_in_column (&self->columns[i], place.ticket);
  if (place.column >= 0 && !found)
    gtk_widget_grab_focus (GTK_WIDGET (self));
}

/* One above the other they take the height they need: a full one must not be cut where another is empty. */
static void
lay_out (ZwStandupPersonPage *self, gboolean tall)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->columns_box), tall ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
  gtk_box_set_homogeneous (GTK_BOX (self->columns_box), !tall);
  for (guint i = 0; i < N_COLUMNS; i++)
    gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (self->columns[i].scroller), tall);
}

void
zw_standup_person_page_fill (ZwStandupPersonPage *self, const ZwStandupScene *scene, const ZwStandupShare *share, guint index, guint n)
{
  Place place = find_focus (self);

  lay_out (self, scene->shape == ZW_STANDUP_TALL);
  for (guint i = 0; i < N_COLUMNS; i++)
    zw_standup_clear_box (self->columns[i].cards);
  fill_head (self, scene, share, index, n);
  fill_since (&self->columns[COLUMN_SINCE], scene, share);
  fill_tickets (&self->columns[COLUMN_PROGRESS], scene, share->in_progress, _("In progress"), _("Nothing in progress"),
                zw_standup_card_new_progress);
  fill_tickets (&self->columns[COLUMN_BLOCKED], scene, share->blocked, _("Blocked or waiting"), _("Nothing blocked"),
                zw_standup_card_new_obstacle);
  restore_focus (self, place);
}
