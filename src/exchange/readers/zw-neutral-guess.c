/* SPDX-License-Identifier: GPL-3.0-or-later
 * Names, colours, times: tables and small parsers. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-neutral-guess.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* --- times --------------------------------------------------------------------------------------------------- */

#define EARLIEST G_GINT64_CONSTANT (0)

static gboolean
is_day (const char *text)
{
  int date;
  return strlen (text) == 10 && zw_date_from_string (text, &date);
}

static GDateTime *
parse_instant (const char *text, GTimeZone *zone)
{
  g_autofree char *clean = g_strstrip (g_strdup (text));

  if (is_day (clean))
    {
      g_autofree char *midnight = g_strconcat (clean, "T00:00:00", NULL);
      return g_date_time_new_from_iso8601 (midnight, zone);
    }
  /* "T14:00" and "T14:00Z" have no seconds. */
  if (strlen (clean) >= 16 && clean[13] == ':' && clean[16] != ':')
    {
      g_autofree char *full = g_strdup_printf ("%.16s:00%s", clean, clean + 16);
      return g_date_time_new_from_iso8601 (full, zone);
    }
  return g_date_time_new_from_iso8601 (clean, zone);
}

gint64
zw_guess_instant (const char *text, GTimeZone *zone)
{
  g_autoptr (GDateTime) time = text != NULL && g_ascii_isdigit (*text) ? parse_instant (text, zone) : NULL;
  gint64 instant = time != NULL ? g_date_time_to_unix (time) * 1000 + g_date_time_get_microsecond (time) / 1000 : 0;
  return MAX (instant, EARLIEST);
}

gint64
zw_guess_unix_instant (const char *seconds)
{
  gint64 value;

  if (seconds == NULL || !g_ascii_string_to_signed (seconds, 10, 1, G_GINT64_CONSTANT (253402300799), &value, NULL))
    return 0;
  return value * 1000;
}

int
zw_guess_date (const char *text, GTimeZone *zone)
{
  int date = ZW_UNSET;

  if (text == NULL || !g_ascii_isdigit (*text))
    return ZW_UNSET;
  if (strlen (text) == 10)
    return zw_date_from_string (text, &date) ? date : ZW_UNSET;
  g_autoptr (GDateTime) time = parse_instant (text, zone);
  g_autoptr (GDateTime) local = time != NULL ? g_date_time_to_timezone (time, zone) : NULL;
  g_autofree char *day = local != NULL && g_date_time_get_year (local) >= 1900 ? g_date_time_format (local, "%Y-%m-%d") : NULL;
  return day != NULL && zw_date_from_string (day, &date) ? date : ZW_UNSET;
}

int
zw_guess_instant_day (gint64 instant, GTimeZone *zone)
{
  g_autoptr (GDateTime) utc = instant > 0 ? g_date_time_new_from_unix_utc (instant / 1000) : NULL;
  g_autofree char *text = utc != NULL ? g_date_time_format (utc, "%Y-%m-%dT%H:%M:%SZ") : NULL;
  return zw_guess_date (text, zone);
}

int
zw_guess_period (const char *text, int minutes_per_day)
{
  gboolean is_time = FALSE;
  double minutes = 0;

  if (text == NULL || *text != 'P' || text[1] == '\0')
    return ZW_UNSET;
  for (const char *p = text + 1; *p != '\0';)
    {
      char *end = (char *) p;
      double number = *p == 'T' ? 0 : g_ascii_strtod (p, &end);
      if (*p != 'T' && (end == p || number < 0))
        return ZW_UNSET;
      is_time = is_time || *p == 'T';
      minutes += *end == 'H' ? number * 60 : *end == 'S' ? number / 60 : *end == 'M' && is_time ? number
               : *end == 'D' ? number * minutes_per_day : *end == 'W' ? number * 5 * minutes_per_day : 0;
      p = *end != '\0' ? end + 1 : end;
    }
  return minutes > 0 && minutes < 1e8 ? (int) lround (minutes) : ZW_UNSET;
}

gint64
zw_guess_day_instant (int date, gboolean end, GTimeZone *zone)
{
  g_autofree char *day = zw_date_to_string (date);
  g_autofree char *text = day != NULL ? g_strconcat (day, end ? "T23:59:59" : "T00:00:00", NULL) : NULL;
  return zw_guess_instant (text, zone);
}

double
zw_guess_points (const char *text)
{
  g_autofree char *clean = text != NULL ? g_strstrip (g_strdup (text)) : NULL;
  char *slash = clean != NULL ? strchr (clean, '/') : NULL;
  double value, below = 1;

  if (clean == NULL)
    return NAN;
  if (slash != NULL)
    {
      *slash = '\0';
      if (!zw_real_from_string (slash + 1, &below) || !(below > 0))
        return NAN;
    }
  g_strdelimit (clean, ",", '.');
  return zw_real_from_string (clean, &value) && value >= 0 ? value / below : NAN;
}

/* --- colours ------------------------------------------------------------------------------------------------- */

typedef struct {
  const char *name;
  int red, green, blue;
} Colour;

static const Colour palette[] = {
  { "blue", 53, 132, 228 },  { "teal", 33, 144, 164 },  { "green", 58, 148, 74 },   { "yellow", 200, 136, 0 },
  { "orange", 237, 91, 0 },  { "red", 230, 45, 66 },    { "pink", 213, 97, 153 },   { "purple", 145, 65, 172 },
  { "indigo", 75, 80, 180 }, { "brown", 134, 94, 60 },  { "grey", 111, 131, 150 },
};

/* Names that are none of the palette's; the longest prefix of what is asked for counts ("green_dark"). */
static const char *const colour_names[][2] = {
  { "blue", "blue" }, { "teal", "teal" }, { "green", "green" }, { "yellow", "yellow" }, { "orange", "orange" }, { "red", "red" },
  { "pink", "pink" }, { "purple", "purple" }, { "indigo", "indigo" }, { "brown", "brown" }, { "grey", "grey" }, { "gray", "grey" },
  { "sky", "teal" }, { "lime", "green" }, { "black", "grey" }, { "silver", "grey" }, { "white", "grey" }, { "gold", "yellow" },
  { "navy", "indigo" }, { "crimson", "red" }, { "saddlebrown", "brown" }, { "paleturquoise", "teal" }, { "mistyrose", "pink" },
  { "peachpuff", "orange" }, { "plum", "purple" }, { "darkgreen", "green" }, { "slateblue", "indigo" }, { "magenta", "pink" },
  { "belize", "blue" }, { "nephritis", "green" }, { "pomegranate", "red" }, { "pumpkin", "orange" }, { "wisteria", "purple" },
  { "moderatepink", "pink" }, { "strongcyan", "teal" }, { "limegreen", "green" }, { "midnight", "indigo" }, { "dark", "grey" },
  { "relax", "green" }, { "corteza", "brown" }, { "cyan", "teal" }, { "deep_orange", "orange" }, { "dark_grey", "grey" },
  { "light_green", "green" }, { "amber", "yellow" },
};

static const char *
find_nearest (int red, int green, int blue)
{
  int highest = MAX (red, MAX (green, blue)), lowest = MIN (red, MIN (green, blue));
  const char *best = "grey";
  double least = INFINITY;

  if (highest - lowest < 24)
    return "grey";
  /* Pale and dark tones count as what they are tones of. */
  double scale = 215.0 / (highest - lowest);
  double tone[] = { (red - lowest) * scale, (green - lowest) * scale, (blue - lowest) * scale };
  for (guint i = 0; i + 1 < G_N_ELEMENTS (palette); i++)
    {
      const Colour *colour = &palette[i];
      int top = MAX (colour->red, MAX (colour->green, colour->blue)), bottom = MIN (colour->red, MIN (colour->green, colour->blue));
      double own = 215.0 / (top - bottom);
      double distance = pow (tone[0] - (colour->red - bottom) * own, 2) + pow (tone[1] - (colour->green - bottom) * own, 2)
                        + pow (tone[2] - (colour->blue - bottom) * own, 2);
      if (distance < least && strcmp (colour->name, "brown") != 0)
        {
          least = distance;
          best = colour->name;
        }
    }
  return best;
}

const char *
zw_guess_colour (const char *text)
{
  const char *best = NULL;
  gsize longest = 0;
  char *end;

  if (text == NULL || *text == '\0')
    return NULL;
  const char *digits = *text == '#' ? text + 1 : text;
  gint64 value = g_ascii_strtoll (digits, &end, 16);
  if (end - digits == 6 && *end == '\0')
    return find_nearest ((int) (value >> 16), (int) (value >> 8 & 255), (int) (value & 255));
  for (guint i = 0; i < G_N_ELEMENTS (colour_names); i++)
    {
      gsize length = strlen (colour_names[i][0]);
      if (length > longest && g_ascii_strncasecmp (text, colour_names[i][0], length) == 0)
        {
          best = colour_names[i][1];
          longest = length;
        }
    }
  return best;
}

/* --- names --------------------------------------------------------------------------------------------------- */

typedef struct {
  const char *words; /* separated by "|"; each a whole word or phrase of the name */
  int meaning;
} Meaning;

/* Only letters and digits, one space between words, small, with a space at both ends. */
static char *
simplify (const char *name)
{
  g_autofree char *folded = g_utf8_strdown (name, -1);
  GString *simple = g_string_new (" ");

  for (const char *p = folded; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      if (g_unichar_isalnum (c))
        g_string_append_unichar (simple, c);
      else if (c != '\'' && c != 0x2019 && simple->str[simple->len - 1] != ' ')
        g_string_append_c (simple, ' ');
    }
  if (simple->str[simple->len - 1] != ' ')
    g_string_append_c (simple, ' ');
  return g_string_free (simple, FALSE);
}

/* The meaning of the first entry with a word in @name; @none when no entry has one. */
static int
find_meaning (const char *name, const Meaning *meanings, guint n_meanings, int none)
{
  g_autofree char *simple = name != NULL ? simplify (name) : NULL;

  for (guint i = 0; simple != NULL && i < n_meanings; i++)
    {
      g_auto (GStrv) words = g_strsplit (meanings[i].words, "|", -1);
      for (guint j = 0; words[j] != NULL; j++)
        {
          g_autofree char *word = g_strconcat (" ", words[j], " ", NULL);
          if (strstr (simple, word) != NULL)
            return meanings[i].meaning;
        }
    }
  return none;
}

/* Phrases that hold words of a later line come first: "not done", "ready for review", "to be tested". */
static const Meaning categories[] = {
  { "not done|wont do|wont fix|will not do|cancelled|canceled|rejected|declined|abandoned|discarded|dropped|invalid|obsolete|"
    "duplicate|abgelehnt|abgebrochen|verworfen|nicht umgesetzt|nicht erledigt|annulé|abandonné|rejeté|cancelado|rechazado|"
    "descartado|annullato|geannuleerd|отменено", ZW_CATEGORY_CANCELLED },
  { "in progress|doing|wip|work in progress|working|in work|started|ongoing|implementing|implementation|development|in development|"
    "developing|in dev|coding|review|in review|reviewing|code review|ready for review|testing|in test|in testing|test|qa|"
    "verify|verification|ready for test|ready for qa|staging|in arbeit|in bearbeitung|wird gemacht|umsetzung|in umsetzung|prüfung|"
    "in prüfung|abnahme|en cours|en progreso|en curso|haciendo|em andamento|em progresso|fazendo|in corso|bezig|в работе|进行中|"
    "作業中", ZW_CATEGORY_IN_PROGRESS },
  { "to do|todo|to dos|todos|backlog|product backlog|sprint backlog|icebox|inbox|ideas|idea|brainstorm|brainstorming|open|new|next|"
    "next up|up next|planned|plan|queue|ready|ready to start|selected for development|ready for dev|requested|requests|triage|"
    "later|someday|wishlist|zu erledigen|zu tun|offen|neu|ideen|geplant|eingang|als nächstes|à faire|por hacer|pendiente|a fazer|"
    "da fare|te doen|к выполнению|待办|未着手", ZW_CATEGORY_TODO },
  { "waiting|waiting for|on hold|hold|blocked|paused|parked|stalled|pending|wartet|warten|wartend|blockiert|pausiert|zurückgestellt|"
    "en attente|en espera|bloqueado|aguardando|in attesa|wacht|ожидание", ZW_CATEGORY_WAITING },
  { "done|complete|completed|closed|finished|resolved|released|shipped|deployed|delivered|live|published|accepted|approved|verified|"
    "solved|fixed|archive|archived|in production|erledigt|fertig|abgeschlossen|geschlossen|gelöst|behoben|ausgeliefert|"
    "veröffentlicht|terminé|fini|fait|hecho|terminado|completado|listo|concluído|feito|fatto|completato|klaar|gereed|zrobione|"
    "hotovo|готово|完成|已完成|完了", ZW_CATEGORY_DONE },
};

int
zw_guess_category (const char *name)
{
  return find_meaning (name, categories, G_N_ELEMENTS (categories), ZW_NEUTRAL_NO_CATEGORY);
}

static const Meaning reasons[] = {
  { "duplicate|duplicated|duplikat", ZW_RESOLUTION_DUPLICATE },
  { "cannot reproduce|not reproducible|unreproducible|works for me|nicht reproduzierbar", ZW_RESOLUTION_NOT_REPRODUCIBLE },
  { "later|postponed|deferred|remind|zurückgestellt|verschoben", ZW_RESOLUTION_POSTPONED },
  { "cannot be solved|cant fix|nicht lösbar", ZW_RESOLUTION_CANNOT_BE_SOLVED },
  { "wont fix|wontfix|wont do|will not do|will not fix|not planned|not_planned|declined|rejected|abandoned|wont implement|"
    "wird nicht umgesetzt|abgelehnt|not doing", ZW_RESOLUTION_WILL_NOT_BE_DONE },
  { "invalid|not a bug|incomplete|obsolete|out of date|outdated|cancelled|canceled|not an issue|not needed|abgebrochen|verworfen|"
    "not done|unresolved abandoned|withdrawn|removed", ZW_RESOLUTION_OTHER },
};

gboolean
zw_guess_cancelled (const char *name, ZwResolution *reason)
{
  int meaning = find_meaning (name, reasons, G_N_ELEMENTS (reasons), ZW_RESOLUTION_NONE);

  *reason = (ZwResolution) meaning;
  return meaning != ZW_RESOLUTION_NONE;
}

static const Meaning priorities[] = {
  { "lowest|trivial|p5|sehr niedrig|very low", 1 },
  { "highest|blocker|critical|urgent|p0|p1|immediate|sehr hoch|very high|dringend|kritisch|sofort", 5 },
  { "high|major|important|p2|hoch|wichtig", 4 },
  { "low|minor|p4|niedrig|gering", 2 },
  { "medium|normal|p3|mittel|moderate", 3 },
};

int
zw_guess_priority (const char *name)
{
  return find_meaning (name, priorities, G_N_ELEMENTS (priorities), ZW_UNSET);
}

static const Meaning types[] = {
  { "epic|epos|initiative", ZW_TICKET_EPIC },
  { "bug|defect|fehler|incident|regression", ZW_TICKET_BUG },
  { "story|user story|feature|new feature|improvement|enhancement|requirement|anforderung|wunsch", ZW_TICKET_STORY },
};

ZwTicketType
zw_guess_type (const char *name)
{
  return (ZwTicketType) find_meaning (name, types, G_N_ELEMENTS (types), ZW_TICKET_TASK);
}

gboolean
zw_guess_is_plain_type (const char *name)
{
  static const char *const plain[] = { "task", "aufgabe", "issue", "story", "user story", "bug", "fehler", "epic", NULL };
  g_autofree char *small = name != NULL ? g_utf8_strdown (name, -1) : NULL;
  return small == NULL || g_strv_contains (plain, g_strstrip (small));
}

gboolean
zw_guess_is_points (const char *name)
{
  static const Meaning points[] = { { "story points|story point|story point estimate|points|sp|estimate|storypoints|punkte|"
                                      "story punkte|schätzung|aufwand in punkten", 1 } };
  static const Meaning others[] = { { "original estimate|time estimate|remaining|spent|hours|hour|stunden|days|date", 1 } };
  return find_meaning (name, points, 1, 0) == 1 && find_meaning (name, others, 1, 0) == 0;
}

/* --- columns ------------------------------------------------------------------------------------------------- */

static gboolean
has_later (ZwNeutralProject *project, guint from, ZwCategory category)
{
  for (guint i = from; i < project->statuses->len; i++)
    {
      const ZwNeutralStatus *status = project->statuses->pdata[i];
      if (!status->is_hidden && status->category == (int) category)
        return TRUE;
    }
  return FALSE;
}

/* By its neighbours: before the last column of things to do it is one itself, behind a done one it is done, between it is on
 * the way. */
static ZwCategory
guess_by_place (ZwNeutralProject *project, guint index)
{
  const ZwNeutralStatus *before = index > 0 ? project->statuses->pdata[index - 1] : NULL;

  if (before == NULL || has_later (project, index + 1, ZW_CATEGORY_TODO))
    return ZW_CATEGORY_TODO;
  return zw_category_is_closed ((ZwCategory) before->category) ? (ZwCategory) before->category : ZW_CATEGORY_IN_PROGRESS;
}

void
zw_neutral_guess_categories (ZwNeutralProject *project)
{
  for (guint i = 0; i < project->statuses->len; i++)
    {
      ZwNeutralStatus *status = project->statuses->pdata[i];
      if (status->category == ZW_NEUTRAL_NO_CATEGORY)
        status->category = zw_guess_category (status->name);
    }
  for (guint i = 0; i < project->statuses->len; i++)
    {
      ZwNeutralStatus *status = project->statuses->pdata[i];
      if (status->category != ZW_NEUTRAL_NO_CATEGORY)
        continue;
      status->category = (int) guess_by_place (project, i);
      if (!status->is_hidden || status->n_tickets > 0)
        zw_neutral_warn (project->neutral, 0, NULL, "column “%s” is taken for %s, by its place", status->name,
                         zw_category_names[status->category]);
    }
}
