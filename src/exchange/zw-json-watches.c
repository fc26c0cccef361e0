/* SPDX-License-Identifier: GPL-3.0-or-later
 * Watched paths: parsed once, then matched one container at a time. Called by the scanner for values outside records
 * alone, so that its cost does not depend on what the records hold. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-json-watches.h"

#include <string.h>

typedef enum { STEP_MEMBER, STEP_ANY_MEMBER, STEP_ANY_ELEMENT } StepKind;

typedef struct {
  StepKind kind;
  char *name; /* (owned) of a member, else NULL */
} Step;

static void
clear_step (gpointer data)
{
  Step *step = data;

  g_free (step->name);
}

/* Reads one step and moves @path behind it; FALSE when there is none. */
static gboolean
parse_step (const char **path, Step *step)
{
  gsize length;

  *step = (Step){ .kind = STEP_ANY_ELEMENT };
  if (g_str_has_prefix (*path, "[*]"))
    {
      *path += 3;
      return TRUE;
    }
  if (**path != '.')
    return FALSE;
  (*path)++;
  length = strcspn (*path, ".[");
  if (length == 0)
    return FALSE;
  step->kind = length == 1 && **path == '*' ? STEP_ANY_MEMBER : STEP_MEMBER;
  step->name = step->kind == STEP_MEMBER ? g_strndup (*path, length) : NULL;
  *path += length;
  return TRUE;
}

static GArray *
parse_path (const char *path)
{
  g_autoptr (GArray) steps = g_array_new (FALSE, FALSE, sizeof (Step));

  g_array_set_clear_func (steps, clear_step);
  if (*path != '$')
    return NULL;
  for (path++; *path != '\0';)
    {
      Step step;
      if (!parse_step (&path, &step))
        return NULL;
      g_array_append_val (steps, step);
    }
  return g_steal_pointer (&steps);
}

void
zw_json_watches_clear (ZwJsonWatches *watches)
{
  for (int i = 0; i < watches->n_items; i++)
    g_array_unref (watches->items[i].steps);
  watches->n_items = 0;
}

int
zw_json_watches_add (ZwJsonWatches *watches, const char *path, ZwJsonHandling handling)
{
  GArray *steps = watches->n_items < ZW_JSON_MAX_WATCHES ? parse_path (path) : NULL;

  if (steps == NULL)
    return -1;
  watches->items[watches->n_items] = (ZwJsonWatch){ .steps = steps, .handling = handling };
  return watches->n_items++;
}

/* The step of watch @i at @depth, or NULL when it is none of @bits or shorter. */
static const Step *
get_step (const ZwJsonWatches *watches, guint64 bits, int i, int depth)
{
  const GArray *steps = watches->items[i].steps;

  return (bits >> i & 1) != 0 && (int) steps->len > depth ? &g_array_index (steps, Step, depth) : NULL;
}

static gboolean
is_fulfilled (const Step *step, const char *name, gsize length)
{
  switch (step->kind)
    {
    case STEP_ANY_ELEMENT:
      return name == NULL;
    case STEP_ANY_MEMBER:
      return name != NULL;
    case STEP_MEMBER:
      return name != NULL && strlen (step->name) == length && memcmp (step->name, name, length) == 0;
    }
  g_return_val_if_reached (FALSE);
}

guint64
zw_json_watches_narrow (const ZwJsonWatches *watches, guint64 bits, int depth, const char *name, gsize length)
{
  guint64 found = 0;

  for (int i = 0; i < watches->n_items; i++)
    {
      const Step *step = get_step (watches, bits, i, depth - 1);
      if (step != NULL && is_fulfilled (step, name, length))
        found |= G_GUINT64_CONSTANT (1) << i;
    }
  return found;
}

int
zw_json_watches_find_end (const ZwJsonWatches *watches, guint64 bits, int depth)
{
  for (int i = 0; i < watches->n_items; i++)
    {
      if ((bits >> i & 1) != 0 && (int) watches->items[i].steps->len == depth)
        return i;
    }
  return -1;
}

gboolean
zw_json_watches_lead_on (const ZwJsonWatches *watches, guint64 bits, int depth, guint8 opening)
{
  for (int i = 0; i < watches->n_items; i++)
    {
      const Step *step = get_step (watches, bits, i, depth);
      if (step != NULL && (opening == 0 || opening == (step->kind == STEP_ANY_ELEMENT ? '[' : '{')))
        return TRUE;
    }
  return FALSE;
}
