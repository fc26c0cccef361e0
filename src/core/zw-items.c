/* SPDX-License-Identifier: GPL-3.0-or-later
 * The types of all entities but the ticket: each is its struct, its table and its defaults, nothing more. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-items.h"

#include "zw-item-class.h"

/* A type whose only behaviour is its defaults, given as the body of @init. */
#define DEFINE_ITEM(TypeName, type_name, ENTITY) \
  G_DEFINE_FINAL_TYPE (TypeName, type_name, ZW_TYPE_ITEM) \
  static void type_name##_class_init (TypeName##Class *klass) \
  { \
    zw_item_class_set_entity (ZW_ITEM_CLASS (klass), ENTITY); \
  }

#define DEFINE_PLAIN_ITEM(TypeName, type_name, ENTITY) \
  DEFINE_ITEM (TypeName, type_name, ENTITY) \
  static void type_name##_init (TypeName *self) \
  { \
    zw_item_set_defaults (ZW_ITEM (self)); \
  }

#define DEFINE_DATED_ITEM(TypeName, type_name, ENTITY, dates) \
  G_DEFINE_FINAL_TYPE (TypeName, type_name, ZW_TYPE_ITEM) \
  static void type_name##_finalize (GObject *object) \
  { \
    TypeName *self = (TypeName *) object; \
    g_clear_pointer (&self->dates, g_array_unref); \
    G_OBJECT_CLASS (type_name##_parent_class)->finalize (object); \
  } \
  static void type_name##_class_init (TypeName##Class *klass) \
  { \
    G_OBJECT_CLASS (klass)->finalize = type_name##_finalize; \
    zw_item_class_set_entity (ZW_ITEM_CLASS (klass), ENTITY); \
  }

DEFINE_DATED_ITEM (ZwProject, zw_project, ZW_ENTITY_PROJECT, holidays)
DEFINE_ITEM (ZwStatus, zw_status, ZW_ENTITY_STATUS)
DEFINE_PLAIN_ITEM (ZwPerson, zw_person, ZW_ENTITY_PERSON)
DEFINE_DATED_ITEM (ZwMember, zw_member, ZW_ENTITY_MEMBER, days_off)
DEFINE_PLAIN_ITEM (ZwLabel, zw_label, ZW_ENTITY_LABEL)
DEFINE_PLAIN_ITEM (ZwSprint, zw_sprint, ZW_ENTITY_SPRINT)
DEFINE_PLAIN_ITEM (ZwComment, zw_comment, ZW_ENTITY_COMMENT)
DEFINE_PLAIN_ITEM (ZwCheckItem, zw_check_item, ZW_ENTITY_CHECK_ITEM)
DEFINE_PLAIN_ITEM (ZwBlock, zw_block, ZW_ENTITY_BLOCK)
DEFINE_PLAIN_ITEM (ZwWork, zw_work, ZW_ENTITY_WORK)
DEFINE_PLAIN_ITEM (ZwAttachment, zw_attachment, ZW_ENTITY_ATTACHMENT)
DEFINE_PLAIN_ITEM (ZwAlias, zw_alias, ZW_ENTITY_ALIAS)
DEFINE_PLAIN_ITEM (ZwFilter, zw_filter, ZW_ENTITY_FILTER)
DEFINE_PLAIN_ITEM (ZwTemplate, zw_template, ZW_ENTITY_TEMPLATE)
DEFINE_PLAIN_ITEM (ZwSource, zw_source, ZW_ENTITY_SOURCE)
DEFINE_PLAIN_ITEM (ZwStandup, zw_standup, ZW_ENTITY_STANDUP)

static void
zw_project_init (ZwProject *self)
{
  zw_item_set_defaults (ZW_ITEM (self));
  self->working_days = 0x1f;
  self->minutes_per_day = 8 * 60;
  self->sprint_days = 14;
  self->standup_seconds = 120;
  self->focus_factor = 1.0;
  self->show_difficulty = self->show_time = self->sub_tickets_on_board = TRUE;
}

static void
zw_status_init (ZwStatus *self)
{
  zw_item_set_defaults (ZW_ITEM (self));
  self->on_board = TRUE;
}

static void
zw_member_init (ZwMember *self)
{
  zw_item_set_defaults (ZW_ITEM (self));
  self->active = TRUE;
}
