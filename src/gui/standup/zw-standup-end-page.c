/* SPDX-License-Identifier: GPL-3.0-or-later
 * The last page of the stand-up. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-standup-end-page.h"

#include <glib/gi18n.h>

struct _ZwStandupEndPage {
  GtkBox parent_instance;
  GtkWidget *title, *facts, *sums, *lot;
};

G_DEFINE_FINAL_TYPE (ZwStandupEndPage, zw_standup_end_page, GTK_TYPE_BOX)

static void
zw_standup_end_page_class_init (ZwStandupEndPageClass *klass)
{
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
zw_standup_end_page_init (ZwStandupEndPage *self)
{
  GtkWidget *head = zw_standup_box_new (GTK_ORIENTATION_VERTICAL, "su-head");
  GtkWidget *body = zw_standup_box_new (GTK_ORIENTATION_VERTICAL, "su-end");
  GtkWidget *scroller = gtk_scrolled_window_new ();

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_widget_add_css_class (GTK_WIDGET (self), "su-page");
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  self->title = zw_standup_label_new (NULL, "su-name");
  self->facts = zw_standup_text_new (NULL, "su-facts", 2);
  self->sums = zw_standup_box_new (GTK_ORIENTATION_HORIZONTAL, "su-sums");
  self->lot = g_object_new (GTK_TYPE_BOX, "orientation", GTK_ORIENTATION_VERTICAL, "accessible-role", GTK_ACCESSIBLE_ROLE_LIST, NULL);
  gtk_widget_add_css_class (self->lot, "su-lot");
  gtk_box_append (GTK_BOX (head), self->title);
  gtk_box_append (GTK_BOX (head), self->facts);
  gtk_box_append (GTK_BOX (body), self->sums);
  gtk_box_append (GTK_BOX (body), self->lot);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), body);
  gtk_widget_set_vexpand (scroller, TRUE);
  gtk_box_append (GTK_BOX (self), head);
  gtk_box_append (GTK_BOX (self), scroller);
}

GtkWidget *
zw_standup_end_page_new (void)
{
  return g_object_new (ZW_TYPE_STANDUP_END_PAGE, NULL);
}

/* --- filling -------------------------------------------------------------------------------------------------------- */

static const char *
get_kind_name (guint kind)
{
  static const char *const names[ZW_N_STANDUP_KINDS]
    = { NC_("stand-up", "moved"), NC_("stand-up", "started"), NC_("stand-up", "finished"), NC_("stand-up", "not done"),
        NC_("stand-up", "reopened"), NC_("stand-up", "newly blocked"), NC_("stand-up", "added to the sprint"),
        NC_("stand-up", "re-estimated") };

  return g_dpgettext2 (NULL, "stand-up", names[kind]);
}

static void
fill_sums (ZwStandupEndPage *self, const ZwStandupScene *scene)
{
  zw_standup_clear_box (self->sums);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->sums),
                                  scene->shape == ZW_STANDUP_WIDE ? GTK_ORIENTATION_HORIZONTAL : GTK_ORIENTATION_VERTICAL);
  for (guint i = 0; scene->report != NULL && i < ZW_N_STANDUP_KINDS; i++)
    {
      g_autofree char *number = g_strdup_printf ("%u", scene->report->sums[i]);
      if (scene->report->sums[i] == 0)
        continue;
      GtkWidget *box = zw_standup_box_new (GTK_ORIENTATION_VERTICAL, "su-sum");
      gtk_box_append (GTK_BOX (box), zw_standup_label_new (number, "su-figure"));
      gtk_box_append (GTK_BOX (box), zw_standup_label_new (get_kind_name (i), "su-label"));
      gtk_box_append (GTK_BOX (self->sums), box);
    }
}

static void
fill_lot (ZwStandupEndPage *self, const char *notes)
{
  g_auto (GStrv) lines = g_strsplit (notes, "\n", -1);

  zw_standup_clear_box (self->lot);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->lot), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Parking lot"), -1);
  gtk_box_append (GTK_BOX (self->lot), zw_standup_label_new (_("Parking lot"), "su-column-title"));
  for (guint i = 0; lines[i] != NULL; i++)
    {
      if (*lines[i] == '\0')
        continue;
      GtkWidget *row = zw_standup_box_new (GTK_ORIENTATION_HORIZONTAL, "su-mark");
      gtk_box_append (GTK_BOX (row), zw_standup_icon_new ("document-edit-symbolic", "su-soft"));
      gtk_box_append (GTK_BOX (row), zw_standup_text_new (lines[i], "su-title", 3));
      gtk_box_append (GTK_BOX (self->lot), row);
    }
  if (*notes == '\0')
    gtk_box_append (GTK_BOX (self->lot), zw_standup_label_new (_("Nothing was parked"), "su-empty"));
}

static void
fill_words (ZwStandupEndPage *self, ZwStandupWalk *walk, gboolean is_recorded)
{
  g_autofree char *time = zw_standup_time_text (zw_standup_walk_get_total_seconds (walk));
  gboolean by_people = zw_standup_walk_get_way (walk) == ZW_STANDUP_BY_PEOPLE;
  /* Translators: how long the stand-up took: "8:40". */
  g_autofree char *took = g_strdup_printf (_("It took %s"), time);
  g_autofree char *facts
    = is_recorded ? g_strdup_printf ("%s · %s", took, _("Copied as Markdown · the next one looks back to here")) : g_strdup (took);

  if (zw_standup_walk_get_n (walk) > 0)
    {
      gtk_label_set_text (GTK_LABEL (self->title), _("That Is All"));
      gtk_label_set_text (GTK_LABEL (self->facts), facts);
      return;
    }
  gtk_label_set_text (GTK_LABEL (self->title), by_people ? _("Nobody Is Here") : _("Nothing Is Under Way"));
  gtk_label_set_text (GTK_LABEL (self->facts), by_people ? _("Add people to the project, or look at the work: press Tab.")
                                                         : _("Move a card to a column of work and it appears here."));
}

void
zw_standup_end_page_fill (ZwStandupEndPage *self, const ZwStandupScene *scene, ZwStandupWalk *walk, gboolean is_recorded)
{
  const char *notes = zw_standup_walk_get_notes (walk);
  gboolean is_end = zw_standup_walk_get_n (walk) > 0;

  fill_words (self, walk, is_recorded);
  fill_sums (self, scene);
  fill_lot (self, notes);
  gtk_widget_set_visible (self->sums, is_end);
  gtk_widget_set_visible (self->lot, is_end || *notes != '\0');
  g_autofree char *label = g_strdup_printf ("%s, %s", gtk_label_get_text (GTK_LABEL (self->title)),
                                            gtk_label_get_text (GTK_LABEL (self->facts)));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}
