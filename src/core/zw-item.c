/* SPDX-License-Identifier: GPL-3.0-or-later
 * The base of all entities: reads and writes struct members through the field tables and mirrors them as GObject
 * properties. Never validates, never talks to a store. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-item.h"

#include <math.h>

#include "zw-item-apply.h"
#include "zw-item-class.h"

typedef struct {
  gint64 id;
} ZwItemPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (ZwItem, zw_item, G_TYPE_OBJECT)

enum { PROP_ID = 1, FIRST_FIELD_PROP };

#define MEMBER(Type, item, spec) G_STRUCT_MEMBER (Type, item, (spec)->offset)

static const ZwFieldSpec *
find_spec (ZwItem *item, ZwField field)
{
  return zw_entity_find_field (ZW_ITEM_GET_CLASS (item)->entity, field);
}

char *
zw_item_dup_value (ZwItem *item, ZwField field)
{
  const ZwFieldSpec *spec = find_spec (item, field);

  g_return_val_if_fail (spec != NULL, NULL);
  if (spec->offset == 0)
    return NULL;
  switch (spec->type)
    {
    case ZW_VALUE_INT:
      return MEMBER (int, item, spec) == ZW_UNSET ? NULL : g_strdup_printf ("%d", MEMBER (int, item, spec));
    case ZW_VALUE_INT64:
      return g_strdup_printf ("%" G_GINT64_FORMAT, MEMBER (gint64, item, spec));
    case ZW_VALUE_REAL:
      return zw_real_to_string (MEMBER (double, item, spec));
    case ZW_VALUE_BOOL:
      return g_strdup (MEMBER (gboolean, item, spec) ? "1" : "0");
    case ZW_VALUE_DATE:
      return zw_date_to_string (MEMBER (int, item, spec));
    case ZW_VALUE_INSTANT:
    case ZW_VALUE_REF:
      return MEMBER (gint64, item, spec) == 0 ? NULL : g_strdup_printf ("%" G_GINT64_FORMAT, MEMBER (gint64, item, spec));
    case ZW_VALUE_CHOICE:
      return g_strdup (spec->choices[MEMBER (int, item, spec)]);
    case ZW_VALUE_TEXT:
    case ZW_VALUE_LONG_TEXT:
      return g_strdup (MEMBER (char *, item, spec));
    case ZW_VALUE_SET_REF:
    case ZW_VALUE_SET_DATE:
      return NULL;
    }
  return NULL;
}

void
zw_item_load_int (ZwItem *item, const ZwFieldSpec *spec, gint64 value)
{
  switch (spec->type)
    {
    case ZW_VALUE_INT:
    case ZW_VALUE_BOOL:
    case ZW_VALUE_DATE:
    case ZW_VALUE_CHOICE:
      MEMBER (int, item, spec) = (int) value;
      break;
    case ZW_VALUE_INT64:
    case ZW_VALUE_INSTANT:
    case ZW_VALUE_REF:
      MEMBER (gint64, item, spec) = value;
      break;
    case ZW_VALUE_REAL:
    case ZW_VALUE_TEXT:
    case ZW_VALUE_LONG_TEXT:
    case ZW_VALUE_SET_REF:
    case ZW_VALUE_SET_DATE:
      g_assert_not_reached ();
    }
}

void
zw_item_load_real (ZwItem *item, const ZwFieldSpec *spec, double value)
{
  MEMBER (double, item, spec) = value;
}

static void
load_set_text (ZwItem *item, const ZwFieldSpec *spec, const char *text)
{
  if (spec->offset == 0)
    return;
  g_free (MEMBER (char *, item, spec));
  MEMBER (char *, item, spec) = g_strdup (text);
}

void
zw_item_load_text (ZwItem *item, const ZwFieldSpec *spec, const char *text)
{
  int date;
  double real;

  switch (spec->type)
    {
    case ZW_VALUE_INT:
      MEMBER (int, item, spec) = text == NULL ? ZW_UNSET : atoi (text);
      break;
    case ZW_VALUE_BOOL:
      MEMBER (gboolean, item, spec) = g_strcmp0 (text, "1") == 0;
      break;
    case ZW_VALUE_INT64:
    case ZW_VALUE_INSTANT:
    case ZW_VALUE_REF:
      MEMBER (gint64, item, spec) = text == NULL ? 0 : g_ascii_strtoll (text, NULL, 10);
      break;
    case ZW_VALUE_REAL:
      zw_real_from_string (text, &real);
      MEMBER (double, item, spec) = real;
      break;
    case ZW_VALUE_DATE:
      zw_date_from_string (text, &date);
      MEMBER (int, item, spec) = date;
      break;
    case ZW_VALUE_CHOICE:
      MEMBER (int, item, spec) = MAX (0, zw_choice_from_string (spec->choices, text));
      break;
    case ZW_VALUE_TEXT:
    case ZW_VALUE_LONG_TEXT:
      load_set_text (item, spec, text);
      break;
    case ZW_VALUE_SET_REF:
    case ZW_VALUE_SET_DATE:
      break;
    }
}

static void
notify_field (ZwItem *item, ZwField field)
{
  const char *name = zw_field_to_string (field);
  if (g_object_class_find_property (G_OBJECT_GET_CLASS (item), name) != NULL)
    g_object_notify (G_OBJECT (item), name);
}

void
zw_item_apply (ZwItem *item, ZwField field, const char *text)
{
  const ZwFieldSpec *spec = find_spec (item, field);

  g_return_if_fail (spec != NULL);
  if (spec->offset == 0)
    return;
  g_autofree char *before = zw_item_dup_value (item, field);
  if (g_strcmp0 (before, text) == 0)
    return;
  zw_item_load_text (item, spec, text);
  if (ZW_ITEM_GET_CLASS (item)->applied != NULL)
    ZW_ITEM_GET_CLASS (item)->applied (item, field);
  notify_field (item, field);
}

ZwItem *
zw_item_new (ZwEntity entity, gint64 id)
{
  ZwItem *item = g_object_new (zw_entity_get_item_type (entity), NULL);
  ZwItemPrivate *priv = zw_item_get_instance_private (item);
  priv->id = id;
  return item;
}

gint64
zw_item_get_id (ZwItem *item)
{
  return ((ZwItemPrivate *) zw_item_get_instance_private (item))->id;
}

ZwEntity
zw_item_get_entity (ZwItem *item)
{
  return ZW_ITEM_GET_CLASS (item)->entity;
}

static void
get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  ZwItem *item = ZW_ITEM (object);
  guint n_fields;
  const ZwFieldSpec *spec;

  if (property_id == PROP_ID)
    {
      g_value_set_int64 (value, zw_item_get_id (item));
      return;
    }
  spec = &zw_entity_get_fields (zw_item_get_entity (item), &n_fields)[property_id - FIRST_FIELD_PROP];
  if (G_VALUE_HOLDS_STRING (value))
    g_value_set_string (value, MEMBER (char *, item, spec));
  else if (G_VALUE_HOLDS_DOUBLE (value))
    g_value_set_double (value, MEMBER (double, item, spec));
  else if (G_VALUE_HOLDS_INT64 (value))
    g_value_set_int64 (value, MEMBER (gint64, item, spec));
  else if (G_VALUE_HOLDS_BOOLEAN (value))
    g_value_set_boolean (value, MEMBER (gboolean, item, spec));
  else
    g_value_set_int (value, MEMBER (int, item, spec));
}

static GParamSpec *
make_pspec (const ZwFieldSpec *spec)
{
  const char *name = zw_field_to_string (spec->field);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY;

  switch (spec->type)
    {
    case ZW_VALUE_INT:
    case ZW_VALUE_DATE:
    case ZW_VALUE_CHOICE:
      return g_param_spec_int (name, NULL, NULL, G_MININT, G_MAXINT, 0, flags);
    case ZW_VALUE_BOOL:
      return g_param_spec_boolean (name, NULL, NULL, FALSE, flags);
    case ZW_VALUE_INT64:
    case ZW_VALUE_INSTANT:
    case ZW_VALUE_REF:
      return g_param_spec_int64 (name, NULL, NULL, G_MININT64, G_MAXINT64, 0, flags);
    case ZW_VALUE_REAL:
      return g_param_spec_double (name, NULL, NULL, -G_MAXDOUBLE, G_MAXDOUBLE, 0, flags);
    case ZW_VALUE_TEXT:
    case ZW_VALUE_LONG_TEXT:
      return g_param_spec_string (name, NULL, NULL, NULL, flags);
    case ZW_VALUE_SET_REF:
    case ZW_VALUE_SET_DATE:
      break;
    }
  return NULL;
}

void
zw_item_class_set_entity (ZwItemClass *klass, ZwEntity entity)
{
  guint n_fields;
  const ZwFieldSpec *fields = zw_entity_get_fields (entity, &n_fields);

  klass->entity = entity;
  G_OBJECT_CLASS (klass)->get_property = get_property; /* GObject does not inherit it */
  for (guint i = 0; i < n_fields; i++)
    if (fields[i].offset != 0)
      g_object_class_install_property (G_OBJECT_CLASS (klass), FIRST_FIELD_PROP + i, make_pspec (&fields[i]));
}

void
zw_item_set_defaults (ZwItem *item)
{
  guint n_fields;
  const ZwFieldSpec *fields = zw_entity_get_fields (zw_item_get_entity (item), &n_fields);

  for (guint i = 0; i < n_fields; i++)
    if (fields[i].offset != 0)
      {
        if (fields[i].type == ZW_VALUE_REAL)
          MEMBER (double, item, &fields[i]) = NAN;
        else if (fields[i].type == ZW_VALUE_DATE || (fields[i].type == ZW_VALUE_INT && !fields[i].required))
          MEMBER (int, item, &fields[i]) = ZW_UNSET;
      }
}

static void
finalize (GObject *object)
{
  guint n_fields;
  const ZwFieldSpec *fields = zw_entity_get_fields (zw_item_get_entity (ZW_ITEM (object)), &n_fields);

  for (guint i = 0; i < n_fields; i++)
    if (fields[i].offset != 0 && (fields[i].type == ZW_VALUE_TEXT || fields[i].type == ZW_VALUE_LONG_TEXT))
      g_free (MEMBER (char *, object, &fields[i]));
  G_OBJECT_CLASS (zw_item_parent_class)->finalize (object);
}

static void
zw_item_class_init (ZwItemClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = finalize;
  object_class->get_property = get_property;
  g_object_class_install_property (object_class, PROP_ID,
                                   g_param_spec_int64 ("id", NULL, NULL, 0, G_MAXINT64, 0,
                                                       G_PARAM_READABLE | G_PARAM_STATIC_STRINGS));
}

static void
zw_item_init (ZwItem *item)
{
}
