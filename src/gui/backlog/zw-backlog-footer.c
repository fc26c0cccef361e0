/* SPDX-License-Identifier: GPL-3.0-or-later
 * The end of a section. Made by ZwBacklogCell. Must never make a ticket but by its command. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-backlog-footer.h"

#include <glib/gi18n.h>

#include "zw-commit.h"
#include "zw-created-toast.h"
#include "zw-format.h"
#include "zw-quick-title.h"
#include "zw-ticket-commands.h"
#include "zw-values.h"

/* Lines of a pasted list that are shown; the rest is counted. */
#define MAX_SHOWN 12

struct _ZwBacklogFooter {
  GtkWidget parent_instance;

  ZwWorkspace *workspace;    /* (owned) */
  ZwBacklogSection *section; /* (owned) (nullable) */
  ZwBacklogDrafts *drafts;   /* (owned) (nullable) with .section */
  gboolean filtered;
  gboolean showing;

  GtkWidget *hint;
  GtkWidget *adding;         /* the entry and what it was read as */
  GtkWidget *entry;
  GtkWidget *read_as;
  GtkWidget *preview;        /* a pasted list */
  GtkWidget *lines;
  GtkWidget *create;
};

G_DEFINE_FINAL_TYPE (ZwBacklogFooter, zw_backlog_footer, GTK_TYPE_WIDGET)

enum { CREATED, DONE, N_SIGNALS };
static guint signals[N_SIGNALS];

/* --- reading --- */

/* Every line that holds a title. (transfer full) */
static GPtrArray *
read_lines (ZwBacklogFooter *self)
{
  GPtrArray *quicks = g_ptr_array_new_with_free_func ((GDestroyNotify) zw_quick_title_free);
  g_auto (GStrv) lines = g_strsplit_set (gtk_editable_get_text (GTK_EDITABLE (self->entry)), "\r\n", -1);
  gint64 project = zw_backlog_section_get_project (self->section);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_autoptr (ZwQuickTitle) quick = zw_quick_title_parse (self->workspace, project, lines[i]);
      if (*quick->title != '\0')
        g_ptr_array_add (quicks, g_steal_pointer (&quick));
    }
  return quicks;
}

/* "Anna Brandt · #catalogue · 3 points"; "" when nothing was understood. */
static char *
describe (ZwBacklogFooter *self, ZwQuickTitle *quick)
{
  ZwPerson *owner = quick->owner == 0 ? NULL : zw_workspace_get_person (self->workspace, quick->owner);
  g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func (g_free);
  GPtrArray *more = zw_quick_title_dup_words (quick, self->workspace, zw_backlog_section_get_project (self->section));

  if (owner != NULL)
    g_ptr_array_add (words, g_strdup (owner->name));
  for (guint i = 0; i < quick->labels->len; i++)
    {
      ZwLabel *label = zw_workspace_get_label (self->workspace, g_array_index (quick->labels, gint64, i));
      if (label != NULL)
        g_ptr_array_add (words, g_strconcat ("#", label->name, NULL));
    }
  g_ptr_array_extend_and_steal (words, more);
  g_ptr_array_add (words, NULL);
  return g_strjoinv (" · ", (char **) words->pdata);
}

static void
append_line (ZwBacklogFooter *self, const char *title, const char *read_as)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *label = gtk_label_new (title), *words = gtk_label_new (read_as);

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_add_css_class (words, "caption");
  gtk_widget_add_css_class (words, "zw-sec");
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), words);
  gtk_box_append (GTK_BOX (self->lines), box);
}

static void
show_list (ZwBacklogFooter *self, GPtrArray *quicks)
{
  GtkWidget *child;
  guint n = quicks->len, rest = n > MAX_SHOWN ? n - MAX_SHOWN : 0;
  g_autofree char *create = g_strdup_printf (ngettext ("Create %u Ticket", "Create %u Tickets", n), n);
  g_autofree char *more = g_strdup_printf (ngettext ("and %u more", "and %u more", rest), rest);

  while ((child = gtk_widget_get_first_child (self->lines)) != NULL)
    gtk_box_remove (GTK_BOX (self->lines), child);
  for (guint i = 0; i < n - rest; i++)
    {
      ZwQuickTitle *quick = quicks->pdata[i];
      g_autofree char *words = describe (self, quick);
      append_line (self, quick->title, words);
    }
  if (rest > 0)
    append_line (self, more, NULL);
  gtk_button_set_label (GTK_BUTTON (self->create), create);
}

static void
entry_changed_cb (ZwBacklogFooter *self)
{
  if (self->section == NULL)
    return;
  if (!self->showing)
    zw_backlog_drafts_set (self->drafts, zw_backlog_section_get_sprint_id (self->section),
                           gtk_editable_get_text (GTK_EDITABLE (self->entry)));
  g_autoptr (GPtrArray) quicks = read_lines (self);
  g_autofree char *words = quicks->len == 1 ? describe (self, quicks->pdata[0]) : g_strdup ("");

  gtk_label_set_text (GTK_LABEL (self->read_as), words);
  gtk_widget_set_visible (self->read_as, words[0] != '\0');
  gtk_widget_set_visible (self->preview, quicks->len > 1);
  if (quicks->len > 1)
    show_list (self, quicks);
}

/* --- making --- */

static ZwChangeSet *
build_set (ZwBacklogFooter *self, GPtrArray *quicks, GArray *ids, GError **error)
{
  g_autofree ZwNewTicket *tickets = g_new0 (ZwNewTicket, quicks->len);
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < quicks->len; i++)
    {
      ZwQuickTitle *quick = quicks->pdata[i];
      char *estimate = zw_real_to_string (quick->estimate), *due = zw_date_to_string (quick->due);
      char *planned = quick->planned == ZW_UNSET ? NULL : g_strdup_printf ("%d", quick->planned);
      g_ptr_array_add (texts, estimate);
      g_ptr_array_add (texts, due);
      g_ptr_array_add (texts, planned);
      tickets[i] = (ZwNewTicket) {
        .project = zw_backlog_section_get_project (self->section), .type = ZW_TICKET_STORY, .title = quick->title, .owner = quick->owner,
        .sprint = zw_backlog_section_get_sprint_id (self->section), .estimate = estimate, .due = due, .planned = planned,
        .priority = quick->priority, .labels = (const gint64 *) (gconstpointer) quick->labels->data, .n_labels = quick->labels->len
      };
    }
  return zw_ticket_create (self->workspace, tickets, quicks->len, ids, error);
}

static void
create (ZwBacklogFooter *self)
{
  g_autoptr (ZwBacklogFooter) alive = g_object_ref (self);
  g_autoptr (GPtrArray) quicks = read_lines (self);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GError) error = NULL;

  if (quicks->len == 0)
    {
      g_signal_emit (self, signals[DONE], 0);
      return;
    }
  if (!zw_commit (GTK_WIDGET (self), self->workspace, build_set (self, quicks, ids, &error), &error))
    return;
  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  gtk_widget_grab_focus (self->entry);
  zw_created_toast_show (GTK_WIDGET (self), self->workspace, (const gint64 *) (gconstpointer) ids->data, ids->len);
  g_signal_emit (self, signals[CREATED], 0, g_array_index (ids, gint64, 0));
}

static void
activate_cb (ZwBacklogFooter *self)
{
  /* A pasted list is made by its button, after it was looked at. */
  if (gtk_widget_get_visible (self->preview))
    gtk_widget_grab_focus (self->create);
  else if (self->section != NULL)
    create (self);
}

static gboolean
key_cb (ZwBacklogFooter *self, guint keyval)
{
  if (keyval != GDK_KEY_Escape)
    return GDK_EVENT_PROPAGATE;
  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  g_signal_emit (self, signals[DONE], 0);
  return GDK_EVENT_STOP;
}

static void
discard_cb (ZwBacklogFooter *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  gtk_widget_grab_focus (self->entry);
}

/* --- showing --- */

const char *
zw_backlog_footer_get_name (ZwBacklogFooter *self)
{
  if (self->section != NULL && zw_backlog_section_is_adding (self->section))
    return _("New Ticket");
  return gtk_label_get_text (GTK_LABEL (self->hint));
}

static void
update (ZwBacklogFooter *self)
{
  gboolean adding = zw_backlog_section_is_adding (self->section);
  const char *hint = self->filtered ? _("No ticket matches the filter")
                     : zw_backlog_section_get_sprint (self->section) != NULL ? _("Drag tickets here or press N")
                     : _("No ticket yet. Press N to add one.");

  gtk_widget_set_visible (self->hint, !adding);
  gtk_widget_set_visible (self->adding, adding);
  gtk_label_set_text (GTK_LABEL (self->hint), hint);
}

/* --- building --- */

static GtkWidget *
new_preview (ZwBacklogFooter *self)
{
  GtkWidget *buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *discard = gtk_button_new_with_label (_("Discard"));

  self->preview = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  self->lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  self->create = gtk_button_new_with_label ("");
  gtk_widget_add_css_class (self->create, "suggested-action");
  g_signal_connect_swapped (self->create, "clicked", G_CALLBACK (create), self);
  g_signal_connect_swapped (discard, "clicked", G_CALLBACK (discard_cb), self);
  gtk_box_append (GTK_BOX (buttons), self->create);
  gtk_box_append (GTK_BOX (buttons), discard);
  gtk_box_append (GTK_BOX (self->preview), self->lines);
  gtk_box_append (GTK_BOX (self->preview), buttons);
  gtk_widget_set_visible (self->preview, FALSE);
  return self->preview;
}

static GtkWidget *
new_adding (ZwBacklogFooter *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->adding = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  self->entry = gtk_entry_new ();
  self->read_as = gtk_label_new (NULL);
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->entry), _("Title @owner #label 3p, or several lines pasted"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL, _("New Ticket"), -1);
  gtk_widget_add_css_class (self->read_as, "caption");
  gtk_widget_add_css_class (self->read_as, "zw-sec");
  gtk_label_set_xalign (GTK_LABEL (self->read_as), 0);
  gtk_label_set_ellipsize (GTK_LABEL (self->read_as), PANGO_ELLIPSIZE_END);
  gtk_widget_set_visible (self->read_as, FALSE);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_widget_add_controller (self->entry, keys);
  g_signal_connect_swapped (self->entry, "changed", G_CALLBACK (entry_changed_cb), self);
  g_signal_connect_swapped (self->entry, "activate", G_CALLBACK (activate_cb), self);
  gtk_box_append (GTK_BOX (self->adding), self->entry);
  gtk_box_append (GTK_BOX (self->adding), self->read_as);
  gtk_box_append (GTK_BOX (self->adding), new_preview (self));
  return self->adding;
}

static void
zw_backlog_footer_dispose (GObject *object)
{
  ZwBacklogFooter *self = ZW_BACKLOG_FOOTER (object);
  GtkWidget *child;

  zw_backlog_footer_set_section (self, NULL, NULL, FALSE);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->workspace);
  G_OBJECT_CLASS (zw_backlog_footer_parent_class)->dispose (object);
}

static void
zw_backlog_footer_class_init (ZwBacklogFooterClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = zw_backlog_footer_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "sectionfooter");
  signals[CREATED] = g_signal_new ("created", ZW_TYPE_BACKLOG_FOOTER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
  signals[DONE] = g_signal_new ("done", ZW_TYPE_BACKLOG_FOOTER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
zw_backlog_footer_init (ZwBacklogFooter *self)
{
  GtkWidget *widget = GTK_WIDGET (self);

  gtk_orientable_set_orientation (GTK_ORIENTABLE (gtk_widget_get_layout_manager (widget)), GTK_ORIENTATION_VERTICAL);
  self->hint = gtk_label_new (NULL);
  gtk_widget_add_css_class (self->hint, "zw-sec");
  gtk_label_set_wrap (GTK_LABEL (self->hint), TRUE);
  gtk_label_set_justify (GTK_LABEL (self->hint), GTK_JUSTIFY_CENTER);
  gtk_widget_set_parent (self->hint, widget);
  gtk_widget_set_parent (new_adding (self), widget);
}

static void
show_draft (ZwBacklogFooter *self)
{
  const char *text = zw_backlog_drafts_get (self->drafts, zw_backlog_section_get_sprint_id (self->section));

  if (g_str_equal (text, gtk_editable_get_text (GTK_EDITABLE (self->entry))))
    return;
  self->showing = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self->entry), text);
  gtk_editable_set_position (GTK_EDITABLE (self->entry), -1);
  self->showing = FALSE;
}

static void
forget (ZwBacklogFooter *self)
{
  if (self->section != NULL)
    g_signal_handlers_disconnect_by_func (self->section, G_CALLBACK (update), self);
  if (self->drafts != NULL)
    g_signal_handlers_disconnect_by_func (self->drafts, G_CALLBACK (show_draft), self);
  g_clear_object (&self->section);
  g_clear_object (&self->drafts);
}

void
zw_backlog_footer_set_section (ZwBacklogFooter *self, ZwBacklogSection *section, ZwBacklogDrafts *drafts, gboolean filtered)
{
  forget (self);
  self->filtered = filtered;
  if (section == NULL)
    return;
  self->section = g_object_ref (section);
  self->drafts = g_object_ref (drafts);
  g_signal_connect_swapped (section, "changed", G_CALLBACK (update), self);
  g_signal_connect_swapped (drafts, "found", G_CALLBACK (show_draft), self);
  update (self);
  show_draft (self);
}

gboolean
zw_backlog_footer_start (ZwBacklogFooter *self)
{
  return gtk_widget_get_visible (self->adding) && gtk_widget_grab_focus (self->entry);
}

GtkWidget *
zw_backlog_footer_new (ZwWorkspace *workspace)
{
  ZwBacklogFooter *self = g_object_new (ZW_TYPE_BACKLOG_FOOTER, NULL);

  self->workspace = g_object_ref (workspace);
  return GTK_WIDGET (self);
}
