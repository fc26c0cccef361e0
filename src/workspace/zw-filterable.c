/* SPDX-License-Identifier: GPL-3.0-or-later
 * The interface of what can be filtered. Must never know who implements it. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-filterable.h"

G_DEFINE_INTERFACE (ZwFilterable, zw_filterable, G_TYPE_OBJECT)

static void
zw_filterable_default_init (ZwFilterableInterface *iface)
{
  g_signal_new ("totals-changed", ZW_TYPE_FILTERABLE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

gint64
zw_filterable_get_project (ZwFilterable *self)
{
  return ZW_FILTERABLE_GET_IFACE (self)->get_project (self);
}

void
zw_filterable_set_filter (ZwFilterable *self, const char *text)
{
  ZW_FILTERABLE_GET_IFACE (self)->set_filter (self, text);
}

const char *
zw_filterable_get_filter (ZwFilterable *self)
{
  return ZW_FILTERABLE_GET_IFACE (self)->get_filter (self);
}

guint
zw_filterable_get_n (ZwFilterable *self)
{
  return ZW_FILTERABLE_GET_IFACE (self)->get_n (self);
}

guint
zw_filterable_get_n_shown (ZwFilterable *self)
{
  return ZW_FILTERABLE_GET_IFACE (self)->get_n_shown (self);
}

GArray *
zw_filterable_dup_shown (ZwFilterable *self)
{
  return ZW_FILTERABLE_GET_IFACE (self)->dup_shown (self);
}
