/* SPDX-License-Identifier: GPL-3.0-or-later
 * Counts and reports in words. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-import-words.h"

#include <glib/gi18n.h>

#include "zw-format.h"

/* Names of programs are the same in every language. */
static const struct {
  const char *format, *name;
} names[] = {
  { "zettelwand", "Zettelwand" }, { "trello", "Trello" }, { "jira", "Jira" }, { "github", "GitHub" }, { "gitlab", "GitLab" },
  { "taiga", "Taiga" }, { "kanboard", "Kanboard" }, { "wekan", "Wekan" }, { "planka", "Planka" }, { "focalboard", "Focalboard" },
  { "deck", "Nextcloud Deck" }, { "nullboard", "Nullboard" }, { "taskwarrior", "Taskwarrior" }, { "todoist", "Todoist" },
  { "vikunja", "Vikunja" }, { "openproject", "OpenProject" }, { "otobo", "OTOBO" }, { "zammad", "Zammad" },
};

/* What a column of a table can be. */
static const struct {
  const char *role, *word;
} roles[] = {
  { "key", NC_("table column", "Key") },
  { "title", NC_("table column", "Title") },
  { "description", NC_("table column", "Description") },
  { "status", NC_("table column", "Status") },
  { "type", NC_("table column", "Type") },
  { "owner", NC_("table column", "Owner") },
  { "reporter", NC_("table column", "Reporter") },
  { "labels", NC_("table column", "Labels") },
  { "priority", NC_("table column", "Priority") },
  { "estimate", NC_("table column", "Estimate") },
  { "planned", NC_("table column", "Planned Time") },
  { "spent", NC_("table column", "Spent Time") },
  { "remaining", NC_("table column", "Remaining Time") },
  { "due", NC_("table column", "Due Date") },
  { "created", NC_("table column", "Created") },
  { "closed", NC_("table column", "Closed") },
  { "sprint", NC_("table column", "Sprint") },
  { "parent", NC_("table column", "Parent") },
  { "resolution", NC_("table column", "Resolution") },
  { "comment", NC_("table column", "Comment") },
  { "url", NC_("table column", "Link") },
  { "project", NC_("table column", "Project") },
  { "progress", NC_("table column", "Progress") },
  { "archived", NC_("table column", "Archived") },
};

char *
zw_import_words_format (const char *format)
{
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_str_equal (names[i].format, format))
      return g_strdup (names[i].name);
  return g_strdup (g_str_equal (format, "csv") ? C_("file format", "Table (CSV)") : format);
}

const char *
zw_import_words_role (const char *role)
{
  for (guint i = 0; i < G_N_ELEMENTS (roles); i++)
    if (g_str_equal (roles[i].role, role))
      return g_dpgettext2 (NULL, "table column", roles[i].word);
  return role;
}

/* --- counts ------------------------------------------------------------------------------------------------------------ */

/* What people would count, in the order of its weight; NULL for the rest. */
static char *
count_things (ZwEntity entity, guint n)
{
  if (entity == ZW_ENTITY_PROJECT)
    return g_strdup_printf (ngettext ("%u project", "%u projects", n), n);
  if (entity == ZW_ENTITY_TICKET)
    return g_strdup_printf (ngettext ("%u ticket", "%u tickets", n), n);
  if (entity == ZW_ENTITY_STATUS)
    return g_strdup_printf (ngettext ("%u column", "%u columns", n), n);
  if (entity == ZW_ENTITY_PERSON)
    return g_strdup_printf (ngettext ("%u person", "%u people", n), n);
  if (entity == ZW_ENTITY_SPRINT)
    return g_strdup_printf (ngettext ("%u sprint", "%u sprints", n), n);
  if (entity == ZW_ENTITY_LABEL)
    return g_strdup_printf (ngettext ("%u label", "%u labels", n), n);
  if (entity == ZW_ENTITY_COMMENT)
    return g_strdup_printf (ngettext ("%u comment", "%u comments", n), n);
  if (entity == ZW_ENTITY_CHECK_ITEM)
    return g_strdup_printf (ngettext ("%u checklist item", "%u checklist items", n), n);
  if (entity == ZW_ENTITY_WORK)
    return g_strdup_printf (ngettext ("%u time entry", "%u time entries", n), n);
  return entity == ZW_ENTITY_ATTACHMENT ? g_strdup_printf (ngettext ("%u attachment", "%u attachments", n), n) : NULL;
}

char *
zw_import_words_counts (const guint *counts)
{
  static const ZwEntity order[] = { ZW_ENTITY_TICKET, ZW_ENTITY_PROJECT, ZW_ENTITY_PERSON, ZW_ENTITY_SPRINT, ZW_ENTITY_STATUS,
                                    ZW_ENTITY_LABEL, ZW_ENTITY_COMMENT, ZW_ENTITY_CHECK_ITEM, ZW_ENTITY_WORK, ZW_ENTITY_ATTACHMENT };
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    {
      g_autofree char *part = counts[order[i]] > 0 ? count_things (order[i], counts[order[i]]) : NULL;
      if (part != NULL)
        g_string_append_printf (text, "%s%s", text->len > 0 ? C_("list", ", ") : "", part);
    }
  return text->len > 0 ? g_string_free (g_steal_pointer (&text), FALSE) : NULL;
}

char *
zw_import_words_content (const ZwImportReport *report)
{
  guint all[ZW_N_ENTITIES];

  for (guint i = 0; i < ZW_N_ENTITIES; i++)
    all[i] = report->created[i] + report->updated[i] + report->unchanged[i] + report->kept[i];
  /* Columns that a new project has by itself are not in the file. */
  all[ZW_ENTITY_PROJECT] = all[ZW_ENTITY_STATUS] = 0;
  g_autofree char *text = zw_import_words_counts (all);
  return text != NULL ? g_steal_pointer (&text) : g_strdup (_("No tickets"));
}

char *
zw_import_words_result (const ZwImportReport *report)
{
  guint created = report->created[ZW_ENTITY_TICKET], updated = report->updated[ZW_ENTITY_TICKET];
  g_autofree char *made = g_strdup_printf (ngettext ("%u ticket imported", "%u tickets imported", created), created);
  g_autofree char *changed = g_strdup_printf (ngettext ("%u ticket updated", "%u tickets updated", updated), updated);

  if (created > 0 && updated > 0)
    return g_strconcat (made, C_("list", ", "), changed, NULL);
  if (updated > 0)
    return g_steal_pointer (&changed);
  return created > 0 ? g_steal_pointer (&made) : g_strdup (_("Everything was here already"));
}

/* --- the report -------------------------------------------------------------------------------------------------------- */

static char *
dup_line (gint64 line)
{
  g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, line);
  /* Translators: of a file. */
  return g_strdup_printf (_("Line %s"), number);
}

char *
zw_import_words_place (const ZwImportWarning *warning)
{
  return warning->line > 0 ? dup_line (warning->line) : g_strdup (warning->path);
}

char *
zw_import_words_reason (const ZwImportWarning *warning)
{
  return zw_format_error (warning->told);
}

char *
zw_import_words_warning (const ZwImportWarning *warning)
{
  g_autofree char *reason = zw_import_words_reason (warning);
  g_autofree char *line = warning->line > 0 ? dup_line (warning->line) : NULL;
  const char *const parts[] = { line != NULL ? line : "", line != NULL && warning->path != NULL ? C_("list", ", ") : "",
                                warning->path != NULL ? warning->path : "", line != NULL || warning->path != NULL ? ": " : "",
                                reason, NULL };

  return g_strjoinv ("", (char **) parts);
}

char *
zw_import_words_extras (const ZwImportReport *report)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < report->extras->len; i++)
    {
      const ZwImportExtra *extra = report->extras->pdata[i];
      g_string_append_printf (text, "%s%s (%u)", i > 0 ? C_("list", ", ") : "", extra->name, extra->count);
    }
  return text->len > 0 ? g_string_free (g_steal_pointer (&text), FALSE) : NULL;
}

static void
add_line (GString *text, const char *heading, char *words)
{
  g_autofree char *owned = words;

  if (owned != NULL)
    g_string_append_printf (text, "- **%s**: %s\n", heading, owned);
}

char *
zw_import_words_report (const ZwImportReport *report, const char *file, const char *when)
{
  GString *text = g_string_new ("# ");

  g_string_append_printf (text, _("Import of “%s”, %s"), file, when);
  g_string_append (text, "\n\n");
  add_line (text, _("Format"), zw_import_words_format (report->format));
  add_line (text, _("Project"), g_strdup (report->project));
  add_line (text, _("Created"), zw_import_words_counts (report->created));
  add_line (text, _("Updated"), zw_import_words_counts (report->updated));
  add_line (text, _("Unchanged"), zw_import_words_counts (report->unchanged));
  add_line (text, _("Kept as It Was Here"), zw_import_words_counts (report->kept));
  add_line (text, _("Skipped"), zw_import_words_counts (report->skipped));
  add_line (text, _("Kept With the Tickets"), zw_import_words_extras (report));
  if (report->warnings->len > 0)
    g_string_append_printf (text, "\n## %s\n\n", _("Notes"));
  for (guint i = 0; i < report->warnings->len; i++)
    {
      g_autofree char *warning = zw_import_words_warning (report->warnings->pdata[i]);
      g_string_append_printf (text, "- %s\n", g_strdelimit (warning, "\n\r", ' '));
    }
  return g_string_free (text, FALSE);
}
