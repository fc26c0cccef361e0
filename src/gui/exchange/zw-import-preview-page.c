/* SPDX-License-Identifier: GPL-3.0-or-later
 * The page of decisions of the import assistant. Texts of the file are never markup here. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-import-preview-page.h"

#include <glib/gi18n.h>

#include "zw-format.h"
#include "zw-import-choices.h"
#include "zw-import-words.h"
#include "zw-lazy-rows.h"
#include "zw-project-commands.h"

#define FEW_COLUMNS 12 /* so many are shown at once */
#define LONGER_THAN_DOTS 5 /* letters */
#define OWN_FORMAT "zettelwand"

struct _ZwImportPreviewPage {
  AdwBin parent_instance;
  ZwWorkspace *workspace;    /* (owned) (nullable) */
  ZwImportPlan *plan;        /* (borrowed) (nullable) */
  ZwImportReport *report;    /* (owned) (nullable) */
  char **formats;            /* (owned) */
  GArray *projects;          /* (owned) gint64 of project_row; 0 = a new one, or as in the file */
  ZwStatusChoices *statuses; /* (owned) (nullable) */
  ZwPersonChoices *people;   /* (owned) (nullable) */
  ZwFieldChoices *fields;    /* (owned) (nullable) */
  ZwLazyRows *status_rows, *person_rows, *field_rows, *ticket_rows, *note_rows; /* (owned) */
  gboolean filling;          /* what changes is not the person's doing */
  gboolean busy;
  GtkWidget *page;
  AdwPreferencesGroup *file_group;
  GtkWidget *mapping_group, *content_group;
  GtkSpinner *spinner;
  AdwComboRow *format_row, *project_row;
  GtkEditable *name_row, *key_row;
  GtkWidget *theirs_row, *complaint;
  GtkSwitch *theirs_switch;
  GtkLabel *complaint_label;
  AdwExpanderRow *fields_row, *statuses_row, *people_row, *tickets_row, *notes_row;
};

G_DEFINE_FINAL_TYPE (ZwImportPreviewPage, zw_import_preview_page, ADW_TYPE_BIN)

static guint changed_signal, checked_signal;

static const ZwImportPreview *
get_preview (ZwImportPreviewPage *self)
{
  return self->report->preview;
}

static gboolean
is_own (ZwImportPreviewPage *self)
{
  return g_str_equal (self->report->format, OWN_FORMAT);
}

static ZwProject *
get_project (ZwImportPreviewPage *self)
{
  return zw_workspace_get_project (self->workspace, self->report->project_id);
}

/* --- rows -------------------------------------------------------------------------------------------------------------- */

static GtkWidget *
init_row (GtkWidget *row, const char *title, const char *subtitle)
{
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle != NULL ? subtitle : "");
  return row;
}

/* One line of each. GTK 4.8 wants what it can cut to be longer than the dots. */
static void
cut_row (GtkWidget *row)
{
  const char *title = adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row));
  const char *subtitle = adw_action_row_get_subtitle (ADW_ACTION_ROW (row));

  if (g_utf8_strlen (title, -1) >= LONGER_THAN_DOTS)
    adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 1);
  if (g_utf8_strlen (subtitle, -1) >= LONGER_THAN_DOTS)
    adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 1);
}

/* Which row of a list was decided. */
typedef struct {
  ZwImportPreviewPage *page; /* (borrowed) of the row */
  guint index;
} Choice;

static void
free_choice (gpointer data, GClosure *closure)
{
  g_free (data);
}

static GtkWidget *
new_choice_row (ZwImportPreviewPage *self, guint index, const char *title, const char *subtitle, GtkStringList *names, guint selected,
                GCallback chosen)
{
  GtkWidget *row = init_row (adw_combo_row_new (), title, subtitle);
  Choice *choice = g_new (Choice, 1);

  *choice = (Choice) { self, index };
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (names));
  adw_combo_row_set_selected (ADW_COMBO_ROW (row), selected);
  g_signal_connect_data (row, "notify::selected", chosen, choice, free_choice, 0);
  return row;
}

static char *
count_tickets (guint n)
{
  return g_strdup_printf (ngettext ("%u ticket", "%u tickets", n), n);
}

/* --- columns of the board ---------------------------------------------------------------------------------------------- */

static void
show_statuses (ZwImportPreviewPage *self)
{
  const ZwImportPreview *preview = get_preview (self);
  guint n_new = 0, n = preview->statuses->len;

  for (guint i = 0; i < n; i++)
    {
      guint chosen = zw_status_choices_find (self->statuses, self->plan, preview->statuses->pdata[i]);
      n_new += g_array_index (self->statuses->targets, ZwStatusTarget, chosen).column == 0;
    }
  g_autofree char *made = g_strdup_printf (ngettext ("%u new", "%u new", n_new), n_new);
  g_autofree char *known = g_strdup_printf (ngettext ("%u is here already", "%u are here already", n - n_new), n - n_new);
  g_autofree char *both = g_strconcat (made, C_("list", ", "), known, NULL);
  adw_expander_row_set_subtitle (self->statuses_row, n_new == 0 ? known : n_new == n ? made : both);
}

static void
status_chosen_cb (AdwComboRow *row, GParamSpec *pspec, const Choice *choice)
{
  ZwImportPreviewPage *self = choice->page;
  const ZwPreviewStatus *status = get_preview (self)->statuses->pdata[choice->index];
  const ZwStatusTarget *target = &g_array_index (self->statuses->targets, ZwStatusTarget, adw_combo_row_get_selected (row));

  zw_import_plan_put_status (self->plan, status->name, target->column, NULL, target->category);
  show_statuses (self);
}

static GtkWidget *
make_status_row (guint index, gpointer data)
{
  ZwImportPreviewPage *self = data;
  const ZwPreviewStatus *status = get_preview (self)->statuses->pdata[index];
  g_autofree char *tickets = count_tickets (status->n_tickets);

  return new_choice_row (self, index, status->name, tickets, self->statuses->names,
                         zw_status_choices_find (self->statuses, self->plan, status), G_CALLBACK (status_chosen_cb));
}

/* --- people ------------------------------------------------------------------------------------------------------------ */

static void
show_people (ZwImportPreviewPage *self)
{
  const ZwImportPreview *preview = get_preview (self);
  guint n_new = 0, n_known = 0;

  for (guint i = 0; i < preview->people->len; i++)
    {
      guint chosen = zw_person_choices_find (self->people, self->plan, preview->people->pdata[i]);
      gint64 target = g_array_index (self->people->targets, gint64, chosen);
      n_new += target == ZW_NEW_PERSON;
      n_known += target > 0;
    }
  g_autofree char *made = g_strdup_printf (ngettext ("%u new", "%u new", n_new), n_new);
  g_autofree char *known = g_strdup_printf (ngettext ("%u is here already", "%u are here already", n_known), n_known);
  g_autofree char *both = g_strconcat (made, C_("list", ", "), known, NULL);
  adw_expander_row_set_subtitle (self->people_row, n_new == 0 ? known : n_known == 0 ? made : both);
}

static void
person_chosen_cb (AdwComboRow *row, GParamSpec *pspec, const Choice *choice)
{
  ZwImportPreviewPage *self = choice->page;
  const ZwPreviewPerson *person = get_preview (self)->people->pdata[choice->index];

  zw_import_plan_put_person (self->plan, person->source, g_array_index (self->people->targets, gint64, adw_combo_row_get_selected (row)));
  show_people (self);
}

static GtkWidget *
make_person_row (guint index, gpointer data)
{
  ZwImportPreviewPage *self = data;
  const ZwPreviewPerson *person = get_preview (self)->people->pdata[index];
  g_autofree char *tickets = count_tickets (person->n_tickets);
  g_autofree char *subtitle = person->email != NULL ? g_strconcat (person->email, " · ", tickets, NULL) : g_strdup (tickets);

  return new_choice_row (self, index, person->name, subtitle, self->people->names,
                         zw_person_choices_find (self->people, self->plan, person), G_CALLBACK (person_chosen_cb));
}

/* --- columns of a table ------------------------------------------------------------------------------------------------ */

static void
field_chosen_cb (AdwComboRow *row, GParamSpec *pspec, const Choice *choice)
{
  ZwImportPreviewPage *self = choice->page;

  zw_import_plan_put_field (self->plan, choice->index, self->fields->roles[adw_combo_row_get_selected (row)]);
  g_signal_emit (self, changed_signal, 0);
}

static GtkWidget *
make_field_row (guint index, gpointer data)
{
  ZwImportPreviewPage *self = data;
  const ZwPreviewColumn *column = get_preview (self)->columns->pdata[index];
  g_autofree char *number = g_strdup_printf (_("Column %u"), index + 1);
  g_autofree char *sample = column->sample != NULL ? g_strdelimit (g_strdup (column->sample), "\n\r\t", ' ') : NULL;
  GtkWidget *row = new_choice_row (self, index, *column->heading != '\0' ? column->heading : number, sample, self->fields->names,
                                   zw_field_choices_find (self->fields, column), G_CALLBACK (field_chosen_cb));

  cut_row (row);
  return row;
}

static void
show_fields (ZwImportPreviewPage *self)
{
  const GPtrArray *columns = get_preview (self)->columns;
  guint known = 0;

  for (guint i = 0; i < columns->len; i++)
    known += ((const ZwPreviewColumn *) columns->pdata[i])->role != NULL;
  /* Translators: columns of a table that become fields of tickets: 5 of 8 are known. */
  g_autofree char *text = g_strdup_printf (_("%u of %u are known"), known, columns->len);
  adw_expander_row_set_subtitle (self->fields_row, text);
}

/* --- tickets and notes ------------------------------------------------------------------------------------------------- */

static GtkWidget *
make_ticket_row (guint index, gpointer data)
{
  ZwImportPreviewPage *self = data;
  const ZwPreviewTicket *ticket = get_preview (self)->tickets->pdata[index];
  const char *const parts[] = { ticket->key, ticket->status, ticket->owner };
  g_autoptr (GString) subtitle = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (parts[i] != NULL && *parts[i] != '\0')
      g_string_append_printf (subtitle, "%s%s", subtitle->len > 0 ? " · " : "", parts[i]);
  GtkWidget *row = init_row (adw_action_row_new (), ticket->title, subtitle->str);
  cut_row (row);
  return row;
}

static GtkWidget *
make_note_row (guint index, gpointer data)
{
  ZwImportPreviewPage *self = data;
  const ZwImportWarning *warning = self->report->warnings->pdata[index];
  g_autofree char *place = zw_import_words_place (warning), *reason = zw_import_words_reason (warning);

  return init_row (adw_action_row_new (), reason, place);
}

static void
show_content (ZwImportPreviewPage *self)
{
  guint notes = self->report->warnings->len, shown = get_preview (self)->tickets->len, all = get_preview (self)->n_tickets;
  g_autofree char *text = g_strdup_printf (ngettext ("%u thing does not come as it stands in the file",
                                                     "%u things do not come as they stand in the file", notes), notes);
  g_autofree char *of = g_strdup_printf (_("%u of %u"), shown, all);

  adw_expander_row_set_subtitle (self->notes_row, text);
  adw_expander_row_set_subtitle (self->tickets_row, shown < all ? of : "");
  zw_lazy_rows_reset (self->note_rows, notes);
  zw_lazy_rows_reset (self->ticket_rows, shown);
  gtk_widget_set_visible (self->content_group, notes + shown > 0);
}

/* --- the file and its project ------------------------------------------------------------------------------------------ */

static void
show_file (ZwImportPreviewPage *self, const char *file)
{
  g_autofree char *title = g_markup_escape_text (file, -1), *content = zw_import_words_content (self->report);
  g_autofree char *description = g_markup_escape_text (content, -1);

  adw_preferences_group_set_title (self->file_group, title);
  adw_preferences_group_set_description (self->file_group, description);
  for (guint i = 0; self->formats[i] != NULL; i++)
    if (g_str_equal (self->formats[i], self->report->format))
      adw_combo_row_set_selected (self->format_row, i);
}

static void
add_project (ZwImportPreviewPage *self, GtkStringList *names, const char *name, gint64 project)
{
  gtk_string_list_append (names, name);
  g_array_append_val (self->projects, project);
}

/* A file of ours belongs to its own project, or comes as a copy. */
static void
list_own_targets (ZwImportPreviewPage *self, GtkStringList *names)
{
  ZwProject *project = get_project (self);
  g_autofree char *into = project != NULL ? g_strdup (project->name) : g_strdup (get_preview (self)->project_name);

  add_project (self, names, get_preview (self)->is_known || self->plan->copy ? _("The Project That Is Here") : into, 0);
  if (get_preview (self)->is_known || self->plan->copy)
    add_project (self, names, _("A Copy Beside It"), 0);
}

static void
list_targets (ZwImportPreviewPage *self, GtkStringList *names)
{
  GListModel *projects = zw_workspace_get_projects (self->workspace);
  guint n = get_preview (self)->n_projects;
  g_autofree char *several = g_strdup_printf (ngettext ("%u Project, as in the File", "%u Projects, as in the File", n), n);

  add_project (self, names, n > 1 ? several : _("A New Project"), 0);
  for (guint i = 0; i < g_list_model_get_n_items (projects); i++)
    {
      g_autoptr (ZwProject) project = g_list_model_get_item (projects, i);
      add_project (self, names, project->name, zw_item_get_id (ZW_ITEM (project)));
    }
}

static guint
find_target (ZwImportPreviewPage *self)
{
  gint64 wanted = get_project (self) != NULL ? self->report->project_id : 0;

  if (is_own (self))
    return self->plan->copy ? 1 : 0;
  for (guint i = 0; i < self->projects->len; i++)
    if (g_array_index (self->projects, gint64, i) == wanted)
      return i;
  return 0;
}

static gboolean
names_project (ZwImportPreviewPage *self)
{
  return !is_own (self) && get_preview (self)->n_projects == 1 && get_project (self) == NULL;
}

static char *
dup_text (GtkEditable *row)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (row)));
}

/* A new project must have a name and a key that is free. */
static void
check (ZwImportPreviewPage *self)
{
  g_autofree char *name = dup_text (self->name_row), *key = dup_text (self->key_row);
  g_autoptr (GError) error = NULL;
  g_autoptr (ZwChangeSet) set = names_project (self) ? zw_project_create (self->workspace, key, name, NULL, &error) : NULL;
  g_autofree char *text = error != NULL ? zw_format_error (error) : NULL;

  zw_import_preview_page_complain (self, text);
}

/* What the person typed stays as it is typed. */
static void
name_rows (ZwImportPreviewPage *self)
{
  const char *name = self->plan->name != NULL ? self->plan->name : get_preview (self)->project_name;
  const char *key = self->plan->key != NULL ? self->plan->key : self->report->project;
  g_autofree char *typed_name = dup_text (self->name_row), *typed_key = dup_text (self->key_row);

  if (g_strcmp0 (typed_name, name) != 0)
    gtk_editable_set_text (self->name_row, name != NULL ? name : "");
  if (g_strcmp0 (typed_key, key) != 0)
    gtk_editable_set_text (self->key_row, key != NULL ? key : "");
}

static void
show_target (ZwImportPreviewPage *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  gboolean naming = names_project (self);

  g_array_set_size (self->projects, 0);
  if (is_own (self))
    list_own_targets (self, names);
  else
    list_targets (self, names);
  adw_combo_row_set_model (self->project_row, G_LIST_MODEL (names));
  adw_combo_row_set_selected (self->project_row, find_target (self));
  gtk_widget_set_visible (GTK_WIDGET (self->name_row), naming);
  gtk_widget_set_visible (GTK_WIDGET (self->key_row), naming);
  if (naming)
    name_rows (self);
  gtk_widget_set_visible (self->theirs_row, get_preview (self)->is_known);
  gtk_switch_set_active (self->theirs_switch, self->plan->theirs);
}

/* --- decisions --------------------------------------------------------------------------------------------------------- */

static void
format_cb (ZwImportPreviewPage *self)
{
  guint chosen = adw_combo_row_get_selected (self->format_row);

  if (self->filling || self->plan == NULL || chosen == GTK_INVALID_LIST_POSITION)
    return;
  zw_import_plan_set_format (self->plan, self->formats[chosen]);
  g_signal_emit (self, changed_signal, 0);
}

/* The first entry is what would happen by itself: a new project, unless the file is known. */
static void
project_cb (ZwImportPreviewPage *self)
{
  guint chosen = adw_combo_row_get_selected (self->project_row);

  if (self->filling || self->plan == NULL || chosen >= self->projects->len)
    return;
  gint64 project = g_array_index (self->projects, gint64, chosen);
  if (is_own (self))
    self->plan->copy = chosen == 1;
  else if (project == 0 && !get_preview (self)->is_known)
    zw_import_plan_clear_project (self->plan);
  else
    zw_import_plan_set_project (self->plan, project);
  if (project == 0 && self->plan->has_target)
    {
      g_autofree char *key = zw_project_suggest_key (self->workspace, get_preview (self)->project_name);
      zw_import_plan_name_project (self->plan, get_preview (self)->project_name, key);
    }
  g_signal_emit (self, changed_signal, 0);
}

static void
name_cb (ZwImportPreviewPage *self)
{
  if (self->filling || self->plan == NULL || !names_project (self))
    return;
  g_autofree char *name = dup_text (self->name_row), *key = dup_text (self->key_row);
  zw_import_plan_name_project (self->plan, name, key);
  check (self);
}

static void
theirs_cb (ZwImportPreviewPage *self)
{
  if (self->filling || self->plan == NULL)
    return;
  self->plan->theirs = gtk_switch_get_active (self->theirs_switch);
  g_signal_emit (self, changed_signal, 0);
}

/* --- the page ---------------------------------------------------------------------------------------------------------- */

static void
clear_choices (ZwImportPreviewPage *self)
{
  g_clear_pointer (&self->statuses, zw_status_choices_free);
  g_clear_pointer (&self->people, zw_person_choices_free);
  g_clear_pointer (&self->fields, zw_field_choices_free);
}

static void
show_mapping (ZwImportPreviewPage *self)
{
  const ZwImportPreview *preview = get_preview (self);

  clear_choices (self);
  self->statuses = zw_status_choices_new (self->workspace, get_project (self) != NULL ? self->report->project_id : 0);
  self->people = zw_person_choices_new (self->workspace);
  self->fields = zw_field_choices_new ();
  zw_lazy_rows_reset (self->field_rows, preview->columns->len);
  zw_lazy_rows_reset (self->status_rows, preview->statuses->len);
  zw_lazy_rows_reset (self->person_rows, preview->people->len);
  show_fields (self);
  show_statuses (self);
  show_people (self);
  gtk_widget_set_visible (self->mapping_group, preview->columns->len + preview->statuses->len + preview->people->len > 0);
}

void
zw_import_preview_page_set_plan (ZwImportPreviewPage *self, ZwWorkspace *workspace, ZwImportPlan *plan)
{
  g_set_object (&self->workspace, workspace);
  self->plan = plan;
}

void
zw_import_preview_page_take_report (ZwImportPreviewPage *self, ZwImportReport *report, const char *file)
{
  gboolean is_first = self->report == NULL;

  self->filling = TRUE;
  g_clear_pointer (&self->report, zw_import_report_free);
  self->report = report;
  show_file (self, file);
  show_target (self);
  show_mapping (self);
  show_content (self);
  if (is_first)
    {
      adw_expander_row_set_expanded (self->statuses_row, get_preview (self)->statuses->len <= FEW_COLUMNS);
      adw_expander_row_set_expanded (self->fields_row, get_preview (self)->columns->len <= FEW_COLUMNS);
      adw_expander_row_set_expanded (self->tickets_row, TRUE);
    }
  self->filling = FALSE;
  check (self);
}

void
zw_import_preview_page_set_busy (ZwImportPreviewPage *self, gboolean busy)
{
  self->busy = busy;
  gtk_spinner_set_spinning (self->spinner, busy);
  g_signal_emit (self, checked_signal, 0);
}

void
zw_import_preview_page_complain (ZwImportPreviewPage *self, const char *text)
{
  gtk_widget_set_visible (self->complaint, text != NULL);
  gtk_label_set_label (self->complaint_label, text != NULL ? text : "");
  g_signal_emit (self, checked_signal, 0);
}

gboolean
zw_import_preview_page_is_valid (ZwImportPreviewPage *self)
{
  return !self->busy && self->report != NULL && !gtk_widget_get_visible (self->complaint);
}

const ZwImportReport *
zw_import_preview_page_get_report (ZwImportPreviewPage *self)
{
  return self->report;
}

static void
zw_import_preview_page_dispose (GObject *object)
{
  ZwImportPreviewPage *self = ZW_IMPORT_PREVIEW_PAGE (object);

  g_clear_pointer (&self->status_rows, zw_lazy_rows_free);
  g_clear_pointer (&self->person_rows, zw_lazy_rows_free);
  g_clear_pointer (&self->field_rows, zw_lazy_rows_free);
  g_clear_pointer (&self->ticket_rows, zw_lazy_rows_free);
  g_clear_pointer (&self->note_rows, zw_lazy_rows_free);
  self->plan = NULL;
  G_OBJECT_CLASS (zw_import_preview_page_parent_class)->dispose (object);
}

static void
zw_import_preview_page_finalize (GObject *object)
{
  ZwImportPreviewPage *self = ZW_IMPORT_PREVIEW_PAGE (object);

  clear_choices (self);
  g_clear_pointer (&self->report, zw_import_report_free);
  g_array_unref (self->projects);
  g_strfreev (self->formats);
  g_clear_object (&self->workspace);
  G_OBJECT_CLASS (zw_import_preview_page_parent_class)->finalize (object);
}

static void
zw_import_preview_page_class_init (ZwImportPreviewPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = zw_import_preview_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = zw_import_preview_page_finalize;
  changed_signal = g_signal_new ("changed", ZW_TYPE_IMPORT_PREVIEW_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  checked_signal = g_signal_new ("checked", ZW_TYPE_IMPORT_PREVIEW_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/exchange/import-preview-page.ui");
  gtk_widget_class_bind_template_child (widget_class, ZwImportPreviewPage, page);
  gtk_widget_class_bind_template_child (widget_class, ZwImportPreviewPage, file_group);
  gtk_widget_class_bind_template_child (widget_class, ZwImportPreviewPage, mapping_group);
  gtk_widget_class_bind_template_child (widget_class, ZwImportPreviewPage, content_group);
  gtk_widget_class_bind_template_child (widget_class, ZwImportPreviewPage, spinner);
  gtk_widget_class_bind_template_child (widget_class, ZwImportPreviewPage, format_row);
  gtk_widget_class_bind_template_child (widget_class, ZwImportPreviewPage, project_row);
  gtk_widget_class_bind_template_child (widget_class, ZwImportPreviewPage, name_row);
  gtk_widget_class_bind_template_child (widget_class, ZwImportPreviewPage, key_row);
  gtk_widget_class_bind_template_child (widget_class, ZwImportPreviewPage, theirs_row);
  gtk_widget_class_bind_template_child (widget_class, ZwImportPreviewPage, theirs_switch);
  gtk_widget_class_bind_template_child (widget_class, ZwImportPreviewPage, complaint);
  gtk_widget_class_bind_template_child (widget_class, ZwImportPreviewPage, complaint_label);
  gtk_widget_class_bind_template_child (widget_class, ZwImportPreviewPage, fields_row);
  gtk_widget_class_bind_template_child (widget_class, ZwImportPreviewPage, statuses_row);
  gtk_widget_class_bind_template_child (widget_class, ZwImportPreviewPage, people_row);
  gtk_widget_class_bind_template_child (widget_class, ZwImportPreviewPage, tickets_row);
  gtk_widget_class_bind_template_child (widget_class, ZwImportPreviewPage, notes_row);
  gtk_widget_class_bind_template_callback (widget_class, format_cb);
  gtk_widget_class_bind_template_callback (widget_class, project_cb);
  gtk_widget_class_bind_template_callback (widget_class, name_cb);
  gtk_widget_class_bind_template_callback (widget_class, theirs_cb);
}

static void
zw_import_preview_page_init (ZwImportPreviewPage *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  self->projects = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->formats = zw_import_dup_formats ();
  for (guint i = 0; self->formats[i] != NULL; i++)
    gtk_string_list_take (names, zw_import_words_format (self->formats[i]));
  gtk_widget_init_template (GTK_WIDGET (self));
  adw_combo_row_set_model (self->format_row, G_LIST_MODEL (names));
  self->status_rows = zw_lazy_rows_new (self->statuses_row, make_status_row, self);
  self->person_rows = zw_lazy_rows_new (self->people_row, make_person_row, self);
  self->field_rows = zw_lazy_rows_new (self->fields_row, make_field_row, self);
  self->ticket_rows = zw_lazy_rows_new (self->tickets_row, make_ticket_row, self);
  self->note_rows = zw_lazy_rows_new (self->notes_row, make_note_row, self);
}
