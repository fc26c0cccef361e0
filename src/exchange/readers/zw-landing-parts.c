/* SPDX-License-Identifier: GPL-3.0-or-later
 * What hangs on a ticket: comments, checklist, work, blocks. A part is known again by its id in the other tool, or by what
 * tells it apart there; its text is merged with the one last imported. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-landing-private.h"
#include "zw-rank.h"

typedef struct {
  ZwLanding *landing;
  ZwTarget *target;
  ZwNeutralTicket *ticket;
  ZwBase *old;  /* (borrowed) (nullable) what was imported last; NULL = nothing */
  ZwBase *base; /* (borrowed) what is imported now */
} Parts;

/* --- known ones ---------------------------------------------------------------------------------------------- */

typedef struct {
  ZwField field;
  char *text; /* (owned) */
  gboolean is_there;
} Reading;

static void
note_text (const ZwDumpRow *row, gpointer data)
{
  Reading *reading = data;
  guint n_fields;
  const ZwFieldSpec *fields = zw_entity_get_fields (row->entity, &n_fields);

  reading->is_there = !row->deleted;
  reading->text = g_strdup (row->texts[zw_entity_find_field (row->entity, reading->field) - fields]);
}

/* @theirs as the other tool has it now, @hash as it had it last. */
static gboolean
merge_field (Parts *self, ZwEntity entity, gint64 id, ZwField field, const char *theirs, const char *hash, GError **error)
{
  Reading reading = { .field = field };
  ZwImportReport *report = self->landing->job->report;
  g_autofree char *their_hash = zw_base_hash (theirs);
  gboolean found;

  if (!zw_bulk_read_row (self->landing->job->bulk, entity, id, note_text, &reading, &found, error))
    return FALSE;
  g_autofree char *ours = reading.text;
  g_autofree char *our_hash = zw_base_hash (ours);
  gboolean is_news = g_strcmp0 (their_hash, hash) != 0 && g_strcmp0 (their_hash, our_hash) != 0;
  if (!found || !reading.is_there)
    report->kept[entity]++;
  else if (is_news && g_strcmp0 (our_hash, hash) != 0 && !self->landing->job->options.theirs)
    {
      report->kept[entity]++;
      zw_landing_warn (self->landing, self->ticket, "%s kept: changed here and in the file", zw_entity_to_string (entity));
    }
  else if (is_news)
    {
      report->updated[entity]++;
      zw_change_set_set (self->landing->out, entity, id, self->ticket->ours, field, ours, theirs);
    }
  else
    report->unchanged[entity]++;
  return TRUE;
}

/* TRUE in @known: the part came with an earlier import, and is dealt with. */
static gboolean
meet_known (Parts *self, ZwEntity entity, const char *key, ZwField field, const char *theirs, gboolean *known, GError **error)
{
  const char *kind = zw_entity_to_string (entity), *hash;
  gint64 ours;

  *known = self->old != NULL && zw_base_get_part (self->old, kind, key, &ours, &hash);
  if (!*known)
    return TRUE;
  if (!merge_field (self, entity, ours, field, theirs, hash, error))
    {
      *known = FALSE;
      return FALSE;
    }
  zw_base_put_part (self->base, kind, key, ours, theirs);
  return TRUE;
}

static ZwChange *
make_part (Parts *self, ZwEntity entity, const char *key, const char *text)
{
  ZwChange *row = zw_change_set_create (self->landing->out, entity, zw_landing_new_id (self->landing), self->ticket->ours);

  zw_change_put_id (row, ZW_FIELD_TICKET, self->ticket->ours);
  zw_base_put_part (self->base, zw_entity_to_string (entity), key, row->id, text);
  self->landing->job->report->created[entity]++;
  return row;
}

/* --- comments ------------------------------------------------------------------------------------------------ */

static gboolean
write_comment (Parts *self, const ZwNeutralComment *comment, GError **error)
{
  g_autofree char *key = comment->id != NULL ? g_strdup (comment->id)
                                             : g_strdup_printf ("%" G_GINT64_FORMAT " %s", comment->created,
                                                                comment->author != NULL ? comment->author->name : "");
  gboolean known;

  if (!meet_known (self, ZW_ENTITY_COMMENT, key, ZW_FIELD_TEXT, comment->text, &known, error) || known)
    return known;
  ZwChange *row = make_part (self, ZW_ENTITY_COMMENT, key, comment->text);
  zw_change_put_id (row, ZW_FIELD_AUTHOR, comment->author != NULL ? comment->author->ours : 0);
  zw_change_put_text (row, ZW_FIELD_AUTHOR_NAME, comment->author != NULL ? comment->author->name : NULL);
  zw_change_put (row, ZW_FIELD_DIRECTION, zw_direction_names[ZW_DIRECTION_NONE]);
  zw_change_put (row, ZW_FIELD_INTERNAL, comment->is_internal ? "1" : "0");
  zw_change_put_instant (row, ZW_FIELD_CREATED, comment->created);
  zw_change_put_instant (row, ZW_FIELD_EDITED, comment->edited);
  zw_change_put_text (row, ZW_FIELD_TEXT, comment->text);
  return TRUE;
}

/* --- checklist ----------------------------------------------------------------------------------------------- */

/* An item without an id is known by its text, which then cannot change; its tick can. */
static gboolean
write_check (Parts *self, const ZwNeutralCheck *check, guint index, GHashTable *seen, GError **error)
{
  g_autofree char *key = check->id != NULL ? g_strdup (check->id) : zw_base_hash (check->text);
  const char *done = check->done ? "1" : "0";
  gboolean known;

  for (int suffix = 2; !g_hash_table_add (seen, g_strdup (key)); suffix++)
    {
      g_autofree char *shorter = g_steal_pointer (&key);
      key = g_strdup_printf ("%s %d", shorter, suffix);
    }
  if (!meet_known (self, ZW_ENTITY_CHECK_ITEM, key, ZW_FIELD_DONE, done, &known, error) || known)
    return known;
  ZwChange *row = make_part (self, ZW_ENTITY_CHECK_ITEM, key, done);
  zw_change_put (row, ZW_FIELD_TEXT, check->text);
  zw_change_put (row, ZW_FIELD_DONE, done);
  zw_change_put_int (row, ZW_FIELD_RANK, (gint64) (index + 1) * ZW_RANK_STEP);
  return TRUE;
}

/* --- work and blocks ----------------------------------------------------------------------------------------- */

static gboolean
write_work (Parts *self, const ZwNeutralWork *work, guint index, GError **error)
{
  g_autofree char *key = work->id != NULL ? g_strdup (work->id) : g_strdup_printf ("#%u", index);
  g_autofree char *minutes = g_strdup_printf ("%d", work->minutes), *date = zw_date_to_string (work->date);
  gboolean known;

  if (!meet_known (self, ZW_ENTITY_WORK, key, ZW_FIELD_MINUTES, minutes, &known, error) || known)
    return known;
  ZwChange *row = make_part (self, ZW_ENTITY_WORK, key, minutes);
  zw_change_put_id (row, ZW_FIELD_PERSON, work->person != NULL ? work->person->ours : 0);
  zw_change_put_text (row, ZW_FIELD_DATE, date);
  zw_change_put (row, ZW_FIELD_MINUTES, minutes);
  zw_change_put_text (row, ZW_FIELD_NOTE, work->note);
  return TRUE;
}

/* Whether the chain of blockers from @ticket leads to @wanted. */
static gboolean
leads_to (ZwTarget *target, const ZwNeutralTicket *ticket, const ZwNeutralTicket *wanted, GHashTable *seen)
{
  if (ticket == wanted)
    return TRUE;
  if (!g_hash_table_add (seen, (gpointer) ticket) || g_hash_table_size (seen) > 200)
    return FALSE;
  for (guint i = 0; i < ticket->links->len; i++)
    {
      const ZwNeutralLink *link = ticket->links->pdata[i];
      const ZwNeutralTicket *next = link->field == ZW_FIELD_BLOCKER ? g_hash_table_lookup (target->keys, link->key) : NULL;
      if (next != NULL && leads_to (target, next, wanted, seen))
        return TRUE;
    }
  return FALSE;
}

/* When the block was over: when the first of the two was closed. */
static gint64
get_block_end (ZwTarget *target, ZwNeutralTicket *ticket, ZwNeutralTicket *blocker)
{
  ZwCategory category;
  gint64 end = 0;

  zw_target_get_status (target, blocker, &category);
  if (zw_category_is_closed (category))
    end = blocker->closed != 0 ? blocker->closed : blocker->changed != 0 ? blocker->changed : blocker->created;
  zw_target_get_status (target, ticket, &category);
  if (end == 0 && zw_category_is_closed (category))
    end = ticket->closed != 0 ? ticket->closed : ticket->changed != 0 ? ticket->changed : ticket->created;
  return end;
}

static gboolean
write_block (Parts *self, const ZwNeutralLink *link, GError **error)
{
  ZwNeutralTicket *ticket = self->ticket, *blocker = g_hash_table_lookup (self->target->keys, link->key);
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  gboolean known;

  if (blocker == NULL || blocker == ticket)
    return TRUE;
  g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, blocker->ours);
  if (!meet_known (self, ZW_ENTITY_BLOCK, link->key, ZW_FIELD_BLOCKER, id, &known, error) || known)
    return known;
  if (leads_to (self->target, blocker, ticket, seen))
    {
      zw_landing_warn (self->landing, ticket, "not blocked by “%s”: they would block each other", link->key);
      return TRUE;
    }
  ZwChange *row = make_part (self, ZW_ENTITY_BLOCK, link->key, id);
  gint64 end = get_block_end (self->target, ticket, blocker), since = MAX (ticket->created, blocker->created);
  zw_change_put_id (row, ZW_FIELD_BLOCKER, blocker->ours);
  zw_change_put_int (row, ZW_FIELD_SINCE, end != 0 ? MIN (since, end) : since);
  zw_change_put_instant (row, ZW_FIELD_ENDED, end);
  return TRUE;
}

/* --- attachments --------------------------------------------------------------------------------------------- */

/* Its content is its identity: another content is another file. */
static gboolean
write_attachment (Parts *self, const ZwNeutralAttachment *attachment, GError **error)
{
  g_autofree char *hash = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, attachment->content);
  g_autofree char *key = g_strconcat (hash, " ", attachment->name, NULL);
  gboolean known;

  if (!meet_known (self, ZW_ENTITY_ATTACHMENT, key, ZW_FIELD_BLOB, hash, &known, error) || known)
    return known;
  if (!zw_bulk_put_content (self->landing->job->bulk, hash, attachment->content, error))
    return FALSE;
  ZwChange *row = make_part (self, ZW_ENTITY_ATTACHMENT, key, hash);
  zw_change_put (row, ZW_FIELD_NAME, attachment->name);
  zw_change_put_text (row, ZW_FIELD_MIME, attachment->mime);
  zw_change_put_int (row, ZW_FIELD_SIZE, (gint64) g_bytes_get_size (attachment->content));
  zw_change_put (row, ZW_FIELD_BLOB, hash);
  zw_change_put_id (row, ZW_FIELD_AUTHOR, attachment->author != NULL ? attachment->author->ours : 0);
  zw_change_put_instant (row, ZW_FIELD_CREATED, attachment->created != 0 ? attachment->created : self->landing->job->now);
  return TRUE;
}

/* --- all together -------------------------------------------------------------------------------------------- */

gboolean
zw_landing_write_parts (ZwLanding *self, ZwTarget *target, ZwNeutralTicket *ticket, ZwBase *old, ZwBase *base, GError **error)
{
  Parts parts = { self, target, ticket, old, base };
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < ticket->checks->len; i++)
    if (!write_check (&parts, ticket->checks->pdata[i], i, seen, error))
      return FALSE;
  for (guint i = 0; i < ticket->comments->len; i++)
    if (!write_comment (&parts, ticket->comments->pdata[i], error))
      return FALSE;
  for (guint i = 0; i < ticket->works->len; i++)
    if (!write_work (&parts, ticket->works->pdata[i], i, error))
      return FALSE;
  for (guint i = 0; i < ticket->attachments->len; i++)
    if (!write_attachment (&parts, ticket->attachments->pdata[i], error))
      return FALSE;
  for (guint i = 0; i < ticket->links->len; i++)
    if (((ZwNeutralLink *) ticket->links->pdata[i])->field == ZW_FIELD_BLOCKER
        && !write_block (&parts, ticket->links->pdata[i], error))
      return FALSE;
  return TRUE;
}
