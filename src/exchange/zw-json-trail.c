/* SPDX-License-Identifier: GPL-3.0-or-later
 * The stack of open containers. Called by the scanner; a fixed array instead of recursion. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-json-trail.h"

#include "zw-json-path.h"

/* A path of more steps shows its first and last ones: nobody reads 256. */
#define MOST_STEPS 20
#define FIRST_STEPS 12
#define LAST_STEPS 6

gboolean
zw_json_trail_enter (ZwJsonTrail *trail, gboolean object, guint64 watches)
{
  if (trail->depth == ZW_JSON_MAX_DEPTH)
    return FALSE;
  trail->frames[trail->depth++] = (ZwJsonFrame){ .object = object, .floor = trail->keys.n_members,
                                                 .member = ZW_JSON_NO_MEMBER, .watches = watches };
  return TRUE;
}

void
zw_json_trail_leave (ZwJsonTrail *trail)
{
  zw_json_keys_leave (&trail->keys, trail->frames[--trail->depth].floor);
}

const char *
zw_json_trail_get_name (ZwJsonTrail *trail, gsize *length)
{
  const ZwJsonFrame *frame = zw_json_trail_get_top (trail);
  const ZwJsonMember *member;

  *length = 0;
  if (frame == NULL || !frame->object || frame->member == ZW_JSON_NO_MEMBER)
    return NULL;
  member = &trail->keys.members[frame->member];
  *length = member->length;
  return trail->keys.names + member->name;
}

static void
append_step (ZwJsonTrail *trail, const ZwJsonFrame *frame, GString *path)
{
  const ZwJsonMember *member;

  if (!frame->object)
    {
      zw_json_path_append_element (path, frame->index);
      return;
    }
  if (frame->member == ZW_JSON_NO_MEMBER)
    return;
  member = &trail->keys.members[frame->member];
  zw_json_path_append_member (path, trail->keys.names + member->name, member->length);
}

char *
zw_json_trail_dup_path (ZwJsonTrail *trail)
{
  GString *path = g_string_new ("$");
  gboolean shorten = trail->depth > MOST_STEPS;

  for (int i = 0; i < trail->depth; i++)
    {
      if (shorten && i == FIRST_STEPS)
        {
          g_string_append (path, "…");
          i = trail->depth - LAST_STEPS;
        }
      append_step (trail, &trail->frames[i], path);
    }
  return g_string_free (path, FALSE);
}
