/* SPDX-License-Identifier: GPL-3.0-or-later
 * The filter language, compiled against the names of a workspace. Boards, lists and the command line ask it. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-query.h"

#include <math.h>

#include "zw-workspace-private.h"

typedef enum {
  TERM_OWNER, TERM_REPORTER, TERM_CUSTOMER, TERM_LABEL, TERM_TYPE, TERM_STATUS, TERM_SPRINT, TERM_PRIORITY, TERM_IS
} TermKind;
static const char *const term_names[] = { "owner", "reporter", "customer", "label", "type", "status", "sprint", "priority", "is", NULL };

typedef enum { STATE_BLOCKED, STATE_WAITING, STATE_LATE, STATE_UNESTIMATED, STATE_CLOSED, STATE_OPEN } State;
static const char *const state_names[] = { "blocked", "waiting", "late", "unestimated", "closed", "open", NULL };

static const char *const priority_names[] = { "lowest", "low", "normal", "high", "urgent", NULL };

typedef struct {
  TermKind kind;
  gboolean negates;
  GArray *values; /* (owned) gint64: ids, enumerators or numbers, of which one must hold; 0 among ids = none */
} Term;

struct _ZwQuery {
  ZwWorkspace *workspace; /* (owned) */
  gint64 project;
  GPtrArray *terms;       /* (owned) Term */
  GPtrArray *words;       /* (owned) folded, NULL-terminated: all must occur */
  GPtrArray *bans;        /* (owned) folded: none may occur */
  GPtrArray *typed;       /* (owned) the words, then the bans, as typed */
  GPtrArray *hits;        /* (owned) for each of them an owned GArray of ids where it occurs out of memory, or NULL */
};

static void
free_term (gpointer data)
{
  Term *term = data;

  g_array_unref (term->values);
  g_free (term);
}

/* @hits NULL = none are known. */
static void
free_hits (gpointer hits)
{
  if (hits != NULL)
    g_array_unref (hits);
}

void
zw_query_free (ZwQuery *self)
{
  g_object_unref (self->workspace);
  g_ptr_array_unref (self->terms);
  g_ptr_array_unref (self->words);
  g_ptr_array_unref (self->typed);
  g_ptr_array_unref (self->hits);
  g_ptr_array_unref (self->bans);
  g_free (self);
}

/* --- names -> ids ------------------------------------------------------------------------------------------------- */

/* 2 = the whole name, 1 = its beginning or that of one of its words, 0 = no. */
static int
rate_name (const char *name, const char *folded)
{
  g_autofree char *text = name == NULL ? NULL : zw_search_fold (name);

  if (text == NULL)
    return 0;
  if (g_str_equal (text, folded))
    return 2;
  for (const char *word = text; word != NULL; word = strchr (word, ' '))
    {
      word += *word == ' ';
      if (g_str_has_prefix (word, folded))
        return 1;
    }
  return 0;
}

static int
rate_item (ZwItem *item, const char *folded)
{
  if (ZW_IS_PERSON (item))
    return MAX (rate_name (ZW_PERSON (item)->name, folded), rate_name (ZW_PERSON (item)->handle, folded));
  if (ZW_IS_STATUS (item))
    return MAX (rate_name (ZW_STATUS (item)->name, folded), 2 * g_str_equal (zw_category_names[ZW_STATUS (item)->category], folded));
  return rate_name (ZW_IS_LABEL (item) ? ZW_LABEL (item)->name : ZW_SPRINT (item)->name, folded);
}

static gint64
get_project_of (ZwItem *item)
{
  if (ZW_IS_STATUS (item))
    return ZW_STATUS (item)->project;
  if (ZW_IS_LABEL (item))
    return ZW_LABEL (item)->project;
  return ZW_IS_SPRINT (item) ? ZW_SPRINT (item)->project : 0;
}

/* A whole name keeps the mere beginnings out: "Review" is not "Review by customer". */
static void
add_named (ZwQuery *self, ZwEntity entity, const char *folded, GArray *ids)
{
  gpointer item;
  int best = 1;
  guint first = ids->len;

  for (guint position = 0; zw_id_map_next (self->workspace->items[entity], &position, NULL, &item);)
    {
      gint64 project = get_project_of (item), id = zw_item_get_id (item);
      int rate = project != 0 && self->project != 0 && project != self->project ? 0 : rate_item (item, folded);
      if (rate < best)
        continue;
      if (rate > best)
        g_array_set_size (ids, first);
      best = rate;
      g_array_append_val (ids, id);
    }
}

static void
add_value (GArray *values, gint64 value)
{
  g_array_append_val (values, value);
}

static void
add_person (ZwQuery *self, const char *folded, GArray *ids)
{
  if (g_str_equal (folded, "none"))
    add_value (ids, 0);
  else if (g_str_equal (folded, "me"))
    {
      if (zw_workspace_get_actor (self->workspace) != 0)
        add_value (ids, zw_workspace_get_actor (self->workspace));
    }
  else
    add_named (self, ZW_ENTITY_PERSON, folded, ids);
}

static void
add_sprint (ZwQuery *self, const char *folded, GArray *ids)
{
  ZwSprint *active = self->project == 0 ? NULL : zw_workspace_get_active_sprint (self->workspace, self->project);

  if (g_str_equal (folded, "none"))
    add_value (ids, 0);
  else if (g_str_equal (folded, "active") && active != NULL)
    add_value (ids, zw_item_get_id (ZW_ITEM (active)));
  else
    add_named (self, ZW_ENTITY_SPRINT, folded, ids);
}

static void
add_choice (const char *const *names, const char *folded, gint64 first, GArray *values)
{
  for (int i = 0; names[i] != NULL; i++)
    if (g_str_has_prefix (names[i], folded))
      add_value (values, first + i);
}

static void
add_values (ZwQuery *self, Term *term, const char *folded)
{
  switch (term->kind)
    {
    case TERM_OWNER:
    case TERM_REPORTER:
    case TERM_CUSTOMER:
      add_person (self, folded, term->values);
      break;
    case TERM_LABEL:
      if (g_str_equal (folded, "none"))
        add_value (term->values, 0);
      else
        add_named (self, ZW_ENTITY_LABEL, folded, term->values);
      break;
    case TERM_TYPE:
      add_choice (zw_ticket_type_names, folded, 0, term->values);
      break;
    case TERM_STATUS:
      add_named (self, ZW_ENTITY_STATUS, folded, term->values);
      break;
    case TERM_SPRINT:
      add_sprint (self, folded, term->values);
      break;
    case TERM_PRIORITY:
      if (g_ascii_isdigit (*folded))
        add_value (term->values, g_ascii_strtoll (folded, NULL, 10));
      else
        add_choice (priority_names, folded, 1, term->values);
      break;
    case TERM_IS:
      add_choice (state_names, folded, 0, term->values);
      break;
    }
}

/* --- parsing ------------------------------------------------------------------------------------------------------ */

/* The next word or term, without its quotes; moves *@text behind it. NULL at the end. */
static char *
take_token (const char **text)
{
  GString *token = g_string_new (NULL);
  gboolean is_quoted = FALSE;

  while (g_ascii_isspace (**text))
    (*text)++;
  if (**text == '\0')
    {
      g_string_free (token, TRUE);
      return NULL;
    }
  for (; **text != '\0' && (is_quoted || !g_ascii_isspace (**text)); (*text)++)
    if (**text == '"')
      is_quoted = !is_quoted;
    else
      g_string_append_c (token, **text);
  return g_string_free (token, FALSE);
}

static Term *
find_alternatives (ZwQuery *self, TermKind kind)
{
  for (guint i = 0; i < self->terms->len; i++)
    {
      Term *term = self->terms->pdata[i];
      if (term->kind == kind && !term->negates && kind != TERM_LABEL && kind != TERM_IS)
        return term;
    }
  return NULL;
}

static Term *
add_term (ZwQuery *self, TermKind kind, gboolean negates)
{
  Term *term = negates ? NULL : find_alternatives (self, kind);

  if (term != NULL)
    return term;
  term = g_new (Term, 1);
  *term = (Term) { kind, negates, g_array_new (FALSE, FALSE, sizeof (gint64)) };
  g_ptr_array_add (self->terms, term);
  return term;
}

/* FALSE: @token is no term but a word. */
static gboolean
parse_term (ZwQuery *self, const char *token, gboolean negates)
{
  const char *colon = strchr (token, ':');
  g_autofree char *field = colon == NULL ? NULL : g_ascii_strdown (token, colon - token);
  int kind = field == NULL ? -1 : zw_choice_from_string (term_names, field);

  if (kind < 0)
    return FALSE;
  if (colon[1] == '\0')
    return TRUE;
  Term *term = add_term (self, (TermKind) kind, negates);
  g_auto (GStrv) values = g_strsplit (colon + 1, ",", -1);
  for (guint i = 0; values[i] != NULL; i++)
    {
      g_autofree char *folded = zw_search_fold (values[i]);
      if (*folded != '\0')
        add_values (self, term, folded);
    }
  return TRUE;
}

static void
parse (ZwQuery *self, const char *text)
{
  g_autoptr (GPtrArray) banned = g_ptr_array_new ();
  char *next;

  while ((next = take_token (&text)) != NULL)
    {
      g_autofree char *token = next;
      gboolean negates = token[0] == '-' && token[1] != '\0';
      const char *body = token + negates;
      if (*body == '\0' || parse_term (self, body, negates))
        continue;
      g_ptr_array_add (negates ? self->bans : self->words, zw_search_fold (body));
      g_ptr_array_add (negates ? banned : self->typed, g_strdup (body));
    }
  for (guint i = 0; i < banned->len; i++)
    g_ptr_array_add (self->typed, banned->pdata[i]);
}

ZwQuery *
zw_query_new (ZwWorkspace *workspace, gint64 project, const char *text)
{
  g_autoptr (ZwQuery) self = g_new0 (ZwQuery, 1);

  self->workspace = g_object_ref (workspace);
  self->project = project;
  self->terms = g_ptr_array_new_with_free_func (free_term);
  self->words = g_ptr_array_new_with_free_func (g_free);
  self->typed = g_ptr_array_new_with_free_func (g_free);
  self->hits = g_ptr_array_new_with_free_func (free_hits);
  self->bans = g_ptr_array_new_with_free_func (g_free);
  if (text != NULL)
    parse (self, text);
  if (self->terms->len + self->words->len + self->bans->len == 0)
    return NULL;
  g_ptr_array_add (self->words, NULL);
  g_ptr_array_set_size (self->hits, (int) self->typed->len);
  return g_steal_pointer (&self);
}

guint
zw_query_get_n_words (ZwQuery *self)
{
  return self->typed->len;
}

const char *
zw_query_get_word (ZwQuery *self, guint index)
{
  return self->typed->pdata[index];
}

void
zw_query_set_hits (ZwQuery *self, guint index, GArray *ids)
{
  free_hits (self->hits->pdata[index]);
  self->hits->pdata[index] = ids == NULL ? NULL : g_array_ref (ids);
}

/* --- matching ----------------------------------------------------------------------------------------------------- */

static gboolean
holds (GArray *values, gint64 value)
{
  for (guint i = 0; i < values->len; i++)
    if (g_array_index (values, gint64, i) == value)
      return TRUE;
  return FALSE;
}

static gboolean
has_any_label (ZwTicket *ticket, GArray *labels)
{
  for (guint i = 0; i < labels->len; i++)
    {
      gint64 label = g_array_index (labels, gint64, i);
      if (label == 0 ? ticket->labels == NULL : zw_ticket_has_label (ticket, label))
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_in_state (ZwQuery *self, ZwTicket *ticket, State state)
{
  ZwCategory category = zw_workspace_get_category (self->workspace, ticket);

  switch (state)
    {
    case STATE_BLOCKED:
      return zw_ticket_is_blocked (ticket);
    case STATE_WAITING:
      return ticket->waiting_until != ZW_UNSET || ticket->waiting_for != NULL || category == ZW_CATEGORY_WAITING;
    case STATE_LATE:
      return ticket->due != ZW_UNSET && ticket->due < zw_clock_get_today (self->workspace->clock) && !zw_category_is_closed (category);
    case STATE_UNESTIMATED:
      return isnan (ticket->estimate) && ticket->type != ZW_TICKET_EPIC;
    case STATE_CLOSED:
      return zw_category_is_closed (category);
    case STATE_OPEN:
      return !zw_category_is_closed (category);
    }
  return FALSE;
}

static gboolean
is_in_any_state (ZwQuery *self, ZwTicket *ticket, GArray *states)
{
  for (guint i = 0; i < states->len; i++)
    if (is_in_state (self, ticket, (State) g_array_index (states, gint64, i)))
      return TRUE;
  return FALSE;
}

static gboolean
term_holds (ZwQuery *self, const Term *term, ZwTicket *ticket)
{
  switch (term->kind)
    {
    case TERM_OWNER:
      return holds (term->values, ticket->owner);
    case TERM_REPORTER:
      return holds (term->values, ticket->reporter);
    case TERM_CUSTOMER:
      return holds (term->values, ticket->customer);
    case TERM_LABEL:
      return has_any_label (ticket, term->values);
    case TERM_TYPE:
      return holds (term->values, ticket->type);
    case TERM_STATUS:
      return holds (term->values, ticket->status);
    case TERM_SPRINT:
      return holds (term->values, ticket->sprint);
    case TERM_PRIORITY:
      return holds (term->values, ticket->priority);
    case TERM_IS:
      return is_in_any_state (self, ticket, term->values);
    }
  return FALSE;
}

static gboolean
terms_hold (ZwQuery *self, ZwTicket *ticket)
{
  for (guint i = 0; i < self->terms->len; i++)
    {
      const Term *term = self->terms->pdata[i];
      if (term_holds (self, term, ticket) == term->negates)
        return FALSE;
    }
  return TRUE;
}

static int
compare_ids (gconstpointer a, gconstpointer b)
{
  gint64 first = *(const gint64 *) a, second = *(const gint64 *) b;
  return first < second ? -1 : first > second;
}

static gboolean
is_hit (GArray *hits, ZwTicket *ticket)
{
  gint64 id = zw_item_get_id (ZW_ITEM (ticket));
  return hits != NULL && g_array_binary_search (hits, &id, compare_ids, NULL);
}

/* Whether every word occurs somewhere; without @hits only in key and title. */
static gboolean
words_occur (ZwQuery *self, ZwTicket *ticket, const char *text, gboolean with_hits)
{
  for (guint i = 0; i + 1 < self->words->len; i++)
    if ((text == NULL || strstr (text, self->words->pdata[i]) == NULL) && !(with_hits && is_hit (self->hits->pdata[i], ticket)))
      return FALSE;
  return TRUE;
}

static gboolean
text_holds (ZwQuery *self, ZwTicket *ticket)
{
  const char *text;

  if (self->words->len == 1 && self->bans->len == 0)
    return TRUE;
  text = zw_search_index_get_text (zw_workspace_get_search (self->workspace), ticket);
  if (!words_occur (self, ticket, text, TRUE))
    return FALSE;
  for (guint i = 0; i < self->bans->len; i++)
    if ((text != NULL && strstr (text, self->bans->pdata[i]) != NULL) || is_hit (self->hits->pdata[self->words->len - 1 + i], ticket))
      return FALSE;
  return TRUE;
}

gboolean
zw_query_matches (ZwQuery *self, ZwTicket *ticket)
{
  return terms_hold (self, ticket) && text_holds (self, ticket);
}

/* Tickets that match only with what was found out of memory. */
static void
add_hits (ZwQuery *self, GPtrArray *candidates)
{
  ZwSearchIndex *index = zw_workspace_get_search (self->workspace);
  g_autoptr (GHashTable) added = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i + 1 < self->words->len; i++)
    {
      GArray *hits = self->hits->pdata[i];
      for (guint j = 0; hits != NULL && j < hits->len; j++)
        {
          ZwTicket *ticket = zw_workspace_get_ticket (self->workspace, g_array_index (hits, gint64, j));
          const char *text = ticket == NULL ? NULL : zw_search_index_get_text (index, ticket);
          if (text != NULL && !words_occur (self, ticket, text, FALSE) && words_occur (self, ticket, text, TRUE)
              && g_hash_table_add (added, ticket))
            g_ptr_array_add (candidates, ticket);
        }
    }
}

static GPtrArray *
dup_candidates (ZwQuery *self)
{
  if (self->words->len == 1 && self->project != 0)
    return zw_ticket_list_dup_all (zw_workspace_get_tickets (self->workspace, self->project));
  if (self->words->len == 1)
    return zw_workspace_dup_listed (self->workspace, 0);
  GPtrArray *candidates = zw_search_index_find (zw_workspace_get_search (self->workspace), (const char *const *) self->words->pdata);
  add_hits (self, candidates);
  return candidates;
}

GPtrArray *
zw_query_dup_matches (ZwQuery *self)
{
  g_autoptr (GPtrArray) candidates = dup_candidates (self);
  GPtrArray *matches = g_ptr_array_sized_new (MAX (1, candidates->len));
  gboolean has_bans = self->bans->len > 0;

  /* The index has already compared the words. */
  for (guint i = 0; i < candidates->len; i++)
    {
      ZwTicket *ticket = candidates->pdata[i];
      if ((self->project == 0 || ticket->project == self->project) && terms_hold (self, ticket)
          && (!has_bans || text_holds (self, ticket)))
        g_ptr_array_add (matches, ticket);
    }
  return matches;
}
