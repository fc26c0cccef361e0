/* SPDX-License-Identifier: GPL-3.0-or-later
 * The log, parted in two. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-export-since.h"

#include "zw-error.h"

ZwExportSince *
zw_export_since_new (gint64 set, gint64 at)
{
  ZwExportSince *self = g_new0 (ZwExportSince, 1);

  self->wanted_set = set;
  self->wanted_at = at;
  self->known = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->news = zw_id_map_new (NULL);
  self->touched = zw_id_map_new (NULL);
  return self;
}

void
zw_export_since_free (ZwExportSince *self)
{
  g_array_unref (self->known);
  zw_id_map_free (self->news);
  zw_id_map_free (self->touched);
  g_free (self);
}

static gboolean
take_set (const ZwChangeSet *header, gpointer data, GError **error)
{
  ZwExportSince *self = data;

  self->is_behind = self->is_behind || (self->wanted_set == 0 && header->at >= self->wanted_at);
  self->is_news = self->is_behind;
  if (self->is_news)
    {
      zw_id_map_put (self->news, header->id, self);
      return TRUE;
    }
  g_array_append_val (self->known, header->id);
  if (header->deed != ZW_DEED_IMPORT)
    {
      self->last_set = header->id;
      self->last_at = header->at;
    }
  self->is_found = self->is_behind = header->id == self->wanted_set;
  return TRUE;
}

static gboolean
take_change (const ZwDumpChange *change, gpointer data, GError **error)
{
  ZwExportSince *self = data;

  if (self->is_news)
    zw_id_map_put (self->touched, change->id, self);
  if (self->is_news && change->ticket != 0)
    zw_id_map_put (self->touched, change->ticket, self);
  return TRUE;
}

const ZwDumpSink zw_export_since_sink = { .set = take_set, .change = take_change };

gboolean
zw_export_since_check (const ZwExportSince *self, GError **error)
{
  if (self->wanted_set == 0 || self->is_found)
    return TRUE;
  g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, self->wanted_set);
  zw_set_error (error, ZW_ERROR_NOT_FOUND, "there is no change set %s in the log of what is exported", id);
  return FALSE;
}

static gboolean
is_name (ZwEntity entity)
{
  return entity == ZW_ENTITY_PERSON || entity == ZW_ENTITY_PROJECT || entity == ZW_ENTITY_STATUS || entity == ZW_ENTITY_MEMBER
         || entity == ZW_ENTITY_LABEL || entity == ZW_ENTITY_SPRINT;
}

gboolean
zw_export_since_wants (const ZwExportSince *self, const ZwDumpRow *row)
{
  return is_name (row->entity) || zw_id_map_get (self->touched, row->id) != NULL;
}
