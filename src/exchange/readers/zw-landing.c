/* SPDX-License-Identifier: GPL-3.0-or-later
 * The landing as a whole: look around, give everything its place, write the past, then the rows. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-error.h"
#include "zw-import-report.h"
#include "zw-landing-private.h"
#include "zw-project-commands.h"

#define ROWS_AT_ONCE 1000
#define RESERVED_IDS (1000 * 1000)
#define MOST_EXTRAS 200
#define MOST_NAMED 20 /* tickets named in one warning */

static void
free_target (gpointer data)
{
  ZwTarget *target = data;

  g_hash_table_unref (target->keys);
  g_hash_table_unref (target->sources);
  g_free (target);
}

ZwLanding *
zw_landing_new (ZwNeutral *neutral)
{
  ZwLanding *self = g_new0 (ZwLanding, 1);

  self->neutral = neutral;
  self->templates = g_ptr_array_new_with_free_func ((GDestroyNotify) zw_change_set_unref);
  self->targets = g_ptr_array_new_with_free_func (free_target);
  self->names = zw_change_set_new (0, ZW_DEED_IMPORT);
  self->out = zw_change_set_new (0, ZW_DEED_IMPORT);
  self->learned = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  return self;
}

void
zw_landing_free (ZwLanding *self)
{
  zw_neutral_free (self->neutral);
  g_ptr_array_unref (self->templates);
  g_ptr_array_unref (self->targets);
  zw_change_set_unref (self->names);
  zw_change_set_unref (self->out);
  g_hash_table_unref (self->learned);
  zw_here_clear (&self->here);
  g_free (self);
}

/* --- how new projects begin ---------------------------------------------------------------------------------- */

/* "ABC_1-shop" -> "ABC1SHOP"; NULL when nothing fit for a key is left. (transfer full) */
static char *
clean_key (const char *key)
{
  g_autoptr (GString) clean = g_string_new (NULL);

  for (const char *p = key != NULL ? key : ""; *p != '\0' && clean->len < 10; p++)
    if (g_ascii_isalpha (*p) || (g_ascii_isdigit (*p) && clean->len > 0))
      g_string_append_c (clean, g_ascii_toupper (*p));
  return clean->len >= 2 ? g_strdup (clean->str) : NULL;
}

static gboolean
is_key_here (ZwWorkspace *workspace, const char *key)
{
  GListModel *projects = zw_workspace_get_projects (workspace);

  for (guint i = 0; i < g_list_model_get_n_items (projects); i++)
    {
      g_autoptr (ZwProject) project = g_list_model_get_item (projects, i);
      if (g_ascii_strcasecmp (project->key, key) == 0)
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_key_given (ZwLanding *self, const char *key)
{
  for (guint i = 0; i < self->templates->len; i++)
    {
      ZwChangeSet *set = self->templates->pdata[i];
      if (g_strcmp0 (zw_change_get (set->changes->pdata[0], ZW_FIELD_KEY), key) == 0)
        return TRUE;
    }
  return FALSE;
}

/* The wanted key if it is free, else one made from the name. (transfer full) */
static char *
choose_key (ZwLanding *self, ZwWorkspace *workspace, const ZwNeutralProject *project)
{
  char *key = clean_key (project->key);

  if (key == NULL || is_key_here (workspace, key) || is_key_given (self, key))
    {
      g_free (key);
      key = zw_project_suggest_key (workspace, project->name);
    }
  for (int i = 2; is_key_given (self, key); i++)
    {
      g_autofree char *taken = key;
      key = g_strdup_printf ("%.4s%d", taken, i);
    }
  return key;
}

gboolean
zw_landing_prepare (ZwLanding *self, ZwWorkspace *workspace, const ZwImportOptions *options, GError **error)
{
  const char *key = options->project;
  ZwImportMapping *mapping = options->mapping;

  g_ptr_array_set_size (self->templates, 0);
  if (key != NULL && is_key_here (workspace, key))
    return TRUE;
  for (guint i = 0; i < self->neutral->projects->len; i++)
    {
      const ZwNeutralProject *project = self->neutral->projects->pdata[i];
      const char *given = i == 0 && mapping != NULL ? zw_import_mapping_get_project_name (mapping) : NULL;
      g_autofree char *chosen = key != NULL ? g_strdup (key) : choose_key (self, workspace, project);
      ZwChangeSet *set = zw_project_create (workspace, chosen, given != NULL ? given : project->name, NULL, error);
      if (set == NULL)
        return FALSE;
      g_ptr_array_add (self->templates, set);
    }
  return TRUE;
}

/* --- for the other files of the landing ---------------------------------------------------------------------- */

gint64
zw_landing_new_id (ZwLanding *self)
{
  return self->next_id++;
}

void
zw_landing_warn (ZwLanding *self, const ZwNeutralTicket *ticket, const char *sentence, ...)
{
  va_list arguments;

  va_start (arguments, sentence);
  GError *reason = zw_error_new_valist (ZW_ERROR_INVALID_VALUE, sentence, arguments);
  va_end (arguments);
  zw_import_warnings_take (self->neutral->warnings, ticket->line, ticket->path,
                           zw_error_wrap (reason, "%s: %s", ticket->key, reason->message));
}

void
zw_change_put_text (ZwChange *change, ZwField field, const char *text)
{
  if (text != NULL && *text != '\0')
    zw_change_put (change, field, text);
}

void
zw_change_put_id (ZwChange *change, ZwField field, gint64 id)
{
  if (id != 0)
    zw_change_put_int (change, field, id);
}

void
zw_change_put_instant (ZwChange *change, ZwField field, gint64 instant)
{
  if (instant != 0)
    zw_change_put_int (change, field, instant);
}

gboolean
zw_landing_flush (ZwLanding *self, gboolean all, GError **error)
{
  if (self->next_id > self->end_id)
    {
      zw_set_error (error, ZW_ERROR_UNSUPPORTED, "the file holds more than %d things; import it in parts", RESERVED_IDS);
      return FALSE;
    }
  if (self->out->changes->len == 0 || (!all && self->out->changes->len < ROWS_AT_ONCE))
    return TRUE;
  gboolean done = zw_bulk_append (self->job->bulk, self->out->changes, error);
  g_ptr_array_set_size (self->out->changes, 0);
  return done;
}

/* --- the run ------------------------------------------------------------------------------------------------- */

static gboolean
place_everything (ZwLanding *self, GError **error)
{
  zw_landing_learn_choices (self);
  zw_landing_place_people (self);
  for (guint i = 0; i < self->neutral->projects->len; i++)
    if (!zw_landing_place_project (self, self->neutral->projects->pdata[i],
                                   i < self->templates->len ? self->templates->pdata[i] : NULL, error))
      return FALSE;
  return TRUE;
}

static gboolean
write_everything (ZwLanding *self, GError **error)
{
  if (!zw_bulk_begin (self->job->bulk, FALSE, error) || !zw_landing_write_history (self, error)
      || (self->names->changes->len > 0 && !zw_bulk_append (self->job->bulk, self->names->changes, error)))
    return FALSE;
  for (guint i = 0; i < self->targets->len; i++)
    if (!zw_landing_write_tickets (self, self->targets->pdata[i], error))
      return FALSE;
  return zw_landing_flush (self, TRUE, error);
}

/* What came with an earlier file and is in this one no more is said, never deleted. */
static void
report_missing (ZwLanding *self, ZwTarget *target)
{
  g_autoptr (GString) names = g_string_new (NULL);
  guint n = 0;

  for (guint i = 0; i < target->here->sources->len; i++)
    {
      const ZwHereSource *source = target->here->sources->pdata[i];
      if (source->is_in_file)
        continue;
      if (n++ < MOST_NAMED)
        g_string_append_printf (names, "%s%s", names->len > 0 ? ", " : "", source->key);
    }
  if (n > 0 && n < target->here->sources->len)
    zw_neutral_warn (self->neutral, 0, NULL, "imported earlier, but not in this file, and left as they are: %s%s", names->str,
                     n > MOST_NAMED ? " …" : "");
}

static int
compare_extras (gconstpointer a, gconstpointer b)
{
  return g_strcmp0 ((*(ZwImportExtra **) a)->name, (*(ZwImportExtra **) b)->name);
}

static void
fill_report (ZwLanding *self)
{
  ZwImportReport *report = self->job->report;
  GHashTableIter iter;
  gpointer name, count;

  for (guint i = 0; i < self->targets->len; i++)
    report_missing (self, self->targets->pdata[i]);
  g_hash_table_iter_init (&iter, self->neutral->extras);
  while (g_hash_table_iter_next (&iter, &name, &count))
    {
      ZwImportExtra *extra = g_new (ZwImportExtra, 1);
      *extra = (ZwImportExtra) { g_strdup (name), GPOINTER_TO_UINT (count) };
      g_ptr_array_add (report->extras, extra);
    }
  g_ptr_array_sort (report->extras, compare_extras);
  if (report->extras->len > MOST_EXTRAS)
    {
      zw_neutral_warn (self->neutral, 0, NULL, "more names are kept in extra (%u)", report->extras->len - MOST_EXTRAS);
      g_ptr_array_set_size (report->extras, MOST_EXTRAS);
    }
  report->skipped[ZW_ENTITY_TICKET] += self->neutral->n_skipped;
  g_free (report->format);
  report->format = g_strdup (self->neutral->system);
  g_ptr_array_unref (report->warnings);
  report->warnings = g_ptr_array_ref (self->neutral->warnings);
}

gboolean
zw_landing_run_in_worker (ZwLanding *self, ZwImportJob *job, GError **error)
{
  self->job = job;
  self->next_id = job->first_new_id;
  self->end_id = job->first_new_id + RESERVED_IDS;
  if (!zw_here_read (&self->here, job->bulk, self->neutral->system, error) || !place_everything (self, error)
      || !write_everything (self, error))
    return FALSE;
  fill_report (self);
  if (job->options.dry_run)
    job->report->preview = zw_landing_preview (self);
  return TRUE;
}
