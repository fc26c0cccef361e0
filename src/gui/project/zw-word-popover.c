/* SPDX-License-Identifier: GPL-3.0-or-later
 * Used for the scale of estimates and the name of the reporter role. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-word-popover.h"

#include <glib/gi18n.h>

#include "zw-search-list.h"

struct _ZwWordPopover {
  GtkPopover parent_instance;
  GtkWidget *list;    /* ZwSearchList: .shown, then perhaps what is typed */
  char **suggestions; /* (owned) */
  char *present;      /* (owned) (nullable) */
  GPtrArray *shown;   /* (owned) borrowed words */
};

G_DEFINE_FINAL_TYPE (ZwWordPopover, zw_word_popover, GTK_TYPE_POPOVER)

static guint chosen_signal;

static void
refill (ZwWordPopover *self)
{
  ZwSearchList *list = ZW_SEARCH_LIST (self->list);
  g_autofree char *typed = zw_search_list_dup_text (list);
  g_autofree char *folded = zw_search_list_dup_folded (list);
  gboolean exact = *typed == '\0';

  g_ptr_array_set_size (self->shown, 0);
  zw_search_list_clear (list);
  for (guint i = 0; self->suggestions[i] != NULL; i++)
    {
      g_autofree char *word = g_utf8_casefold (self->suggestions[i], -1);
      exact |= g_str_equal (word, folded);
      if (!g_str_has_prefix (word, folded))
        continue;
      g_ptr_array_add (self->shown, self->suggestions[i]);
      zw_search_list_append (list, zw_search_list_row_new (NULL, self->suggestions[i],
                                                           g_strcmp0 (self->suggestions[i], self->present) == 0));
    }
  if (exact)
    return;
  g_autofree char *text = g_strdup_printf (_("Use “%s”"), typed);
  zw_search_list_append (list, zw_search_list_row_new (NULL, text, FALSE));
}

static void
activated_cb (ZwSearchList *list, guint index, ZwWordPopover *self)
{
  g_autofree char *typed = zw_search_list_dup_text (list);
  g_autofree char *word = g_strdup (index < self->shown->len ? g_ptr_array_index (self->shown, index) : typed);

  gtk_popover_popdown (GTK_POPOVER (self));
  g_signal_emit (self, chosen_signal, 0, word);
}

static void
zw_word_popover_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (zw_word_popover_parent_class)->map (widget);
  zw_search_list_restart (ZW_SEARCH_LIST (ZW_WORD_POPOVER (widget)->list));
}

static void
zw_word_popover_finalize (GObject *object)
{
  ZwWordPopover *self = ZW_WORD_POPOVER (object);

  g_strfreev (self->suggestions);
  g_free (self->present);
  g_ptr_array_unref (self->shown);
  G_OBJECT_CLASS (zw_word_popover_parent_class)->finalize (object);
}

static void
zw_word_popover_class_init (ZwWordPopoverClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = zw_word_popover_finalize;
  GTK_WIDGET_CLASS (klass)->map = zw_word_popover_map;
  chosen_signal = g_signal_new ("chosen", ZW_TYPE_WORD_POPOVER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                G_TYPE_STRING);
}

static void
zw_word_popover_init (ZwWordPopover *self)
{
  self->shown = g_ptr_array_new ();
  gtk_widget_add_css_class (GTK_WIDGET (self), "zw-popover");
}

GtkWidget *
zw_word_popover_new (const char *placeholder, const char *const *suggestions)
{
  ZwWordPopover *self = g_object_new (ZW_TYPE_WORD_POPOVER, NULL);

  self->suggestions = g_strdupv ((char **) suggestions);
  self->list = zw_search_list_new (placeholder);
  gtk_popover_set_child (GTK_POPOVER (self), self->list);
  g_signal_connect_swapped (self->list, "search", G_CALLBACK (refill), self);
  g_signal_connect (self->list, "activated", G_CALLBACK (activated_cb), self);
  g_signal_connect_swapped (self->list, "stopped", G_CALLBACK (gtk_popover_popdown), self);
  return GTK_WIDGET (self);
}

void
zw_word_popover_set_present (ZwWordPopover *self, const char *word)
{
  g_free (self->present);
  self->present = g_strdup (word);
}
