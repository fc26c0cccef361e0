/* SPDX-License-Identifier: GPL-3.0-or-later
 * After the last record: order, names that nothing beside has, and a place for what refers to nothing. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-neutral-private.h"

#define LONGEST_TITLE 500

/* --- lost references ------------------------------------------------------------------------------------------ */

void
zw_neutral_gather_lost (ZwNeutralProject *project, GHashTable *lost)
{
  ZwNeutralStatus *first = NULL;

  for (guint i = 0; i < project->statuses->len; i++)
    {
      ZwNeutralStatus *status = project->statuses->pdata[i];
      if (!g_hash_table_contains (lost, status))
        continue;
      first = first != NULL ? first : status;
      g_free (status->name);
      status->name = g_strdup ("Imported (no list)");
      status->category = ZW_CATEGORY_TODO;
      status->is_hidden = TRUE;
    }
  for (guint i = 0; i < project->tickets->len; i++)
    {
      ZwNeutralTicket *ticket = project->tickets->pdata[i];
      if (ticket->status != NULL && g_hash_table_contains (lost, ticket->status))
        ticket->status = first;
    }
}

void
zw_neutral_drop_unknown_labels (ZwNeutralProject *project)
{
  g_autoptr (GHashTable) unknown = g_hash_table_new (NULL, NULL);
  GHashTableIter iter;
  gpointer label;

  for (guint i = 0; i < project->labels->len; i++)
    {
      ZwNeutralLabel *entry = project->labels->pdata[i];
      if (entry->id != NULL && g_strcmp0 (entry->name, entry->id) == 0)
        g_hash_table_add (unknown, entry);
    }
  for (guint i = 0; g_hash_table_size (unknown) > 0 && i < project->tickets->len; i++)
    {
      ZwNeutralTicket *ticket = project->tickets->pdata[i];
      for (guint j = ticket->labels->len; j > 0; j--)
        {
          ZwNeutralLabel *entry = ticket->labels->pdata[j - 1];
          if (!g_hash_table_contains (unknown, entry))
            continue;
          zw_neutral_keep_text (project, ticket, "label", entry->id);
          g_ptr_array_remove_index (ticket->labels, j - 1);
        }
    }
  g_hash_table_iter_init (&iter, unknown);
  while (g_hash_table_iter_next (&iter, &label, NULL))
    zw_neutral_drop_label (project, label);
}

static int
compare_places (gconstpointer a, gconstpointer b, gpointer places)
{
  guint first = GPOINTER_TO_UINT (g_hash_table_lookup (places, *(gpointer *) a));
  guint second = GPOINTER_TO_UINT (g_hash_table_lookup (places, *(gpointer *) b));
  return (first > second) - (first < second);
}

void
zw_neutral_sort_tickets (ZwNeutralProject *project, GHashTable *places)
{
  g_ptr_array_sort_with_data (project->tickets, compare_places, places);
}

/* --- settling ------------------------------------------------------------------------------------------------ */

static int
compare_comments (gconstpointer a, gconstpointer b)
{
  const ZwNeutralComment *first = *(gpointer *) a, *second = *(gpointer *) b;
  return (first->created > second->created) - (first->created < second->created);
}

static int
compare_events (gconstpointer a, gconstpointer b)
{
  const ZwNeutralEvent *first = *(gpointer *) a, *second = *(gpointer *) b;
  return (first->at > second->at) - (first->at < second->at);
}

/* Two of one name would be one to people: the later one gets a number. */
static void
make_names_unique (GPtrArray *items)
{
  g_autoptr (GHashTable) taken = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < items->len; i++)
    {
      ZwNeutralNamed *named = items->pdata[i];
      g_autofree char *wanted = named->name != NULL ? g_strdup (named->name) : g_strdup ("?");
      for (int suffix = 1;; suffix++)
        {
          g_autofree char *name = suffix == 1 ? g_strdup (wanted) : g_strdup_printf ("%s %d", wanted, suffix);
          if (!g_hash_table_add (taken, zw_neutral_fold (name)))
            continue;
          g_free (named->name);
          named->name = g_steal_pointer (&name);
          break;
        }
    }
}

/* A title is a line; what is longer stays whole in extra. */
static void
cut_title (ZwNeutralProject *project, ZwNeutralTicket *ticket)
{
  if (g_utf8_strlen (ticket->title, -1) <= LONGEST_TITLE)
    return;
  g_autofree char *whole = ticket->title;
  g_autofree char *cut = g_utf8_substring (whole, 0, LONGEST_TITLE - 1);
  zw_neutral_keep_text (project, ticket, "title", whole);
  zw_neutral_warn (project->neutral, ticket->line, ticket->path, "the title is cut after %d characters; the whole is kept in extra",
                   LONGEST_TITLE - 1);
  ticket->title = g_strconcat (cut, "…", NULL);
}

static void
settle_ticket (ZwNeutralProject *project, ZwNeutralTicket *ticket)
{
  ZwNeutral *self = project->neutral;
  g_autofree char *title = zw_neutral_dup_filled (ticket->title);

  g_ptr_array_sort (ticket->comments, compare_comments);
  g_ptr_array_sort (ticket->events, compare_events);
  if (ticket->status != NULL)
    ticket->status->n_tickets++;
  if (title != NULL)
    {
      g_strdelimit (ticket->title, "\n\r", ' ');
      cut_title (project, ticket);
      return;
    }
  zw_neutral_warn (self, ticket->line, ticket->path, "no title: “%s” is its title now", ticket->key);
  g_free (ticket->title);
  ticket->title = g_strdup (ticket->key);
}

void
zw_neutral_settle (ZwNeutral *self, const char *fallback)
{
  for (guint i = 0; i < self->people->len; i++)
    {
      ZwNeutralPerson *person = self->people->pdata[i];
      person->is_unknown = person->name == NULL && person->login == NULL && person->email == NULL;
      if (person->name == NULL)
        person->name = g_strdup (person->login != NULL ? person->login : person->email != NULL ? person->email : person->id);
    }
  for (guint i = 0; i < self->projects->len; i++)
    {
      ZwNeutralProject *project = self->projects->pdata[i];
      zw_neutral_fill (&project->name, project->key != NULL ? project->key : fallback);
      make_names_unique (project->statuses);
      make_names_unique (project->labels);
      make_names_unique (project->sprints);
      for (guint j = 0; j < project->tickets->len; j++)
        settle_ticket (project, project->tickets->pdata[j]);
    }
}
