/* SPDX-License-Identifier: GPL-3.0-or-later
 * A text view because entries do not wrap. Used by the ticket pane; what is typed has a draft, so that it survives a crash:
 * found again, it is taken as if the person had clicked away. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-title-view.h"

#include "zw-pane-parts.h"

struct _ZwTitleView {
  ZwTextArea parent_instance;
  char *value; /* (owned) (nullable) of the model */
  char *base;  /* (owned) (nullable) the value the person saw when typing began */
  ZwDraftKeeper *keeper; /* (owned) (nullable) of the ticket's title */
  gboolean asked;        /* the person is asked about the draft, which stays until zw_title_view_settle() */
};

G_DEFINE_FINAL_TYPE (ZwTitleView, zw_title_view, ZW_TYPE_TEXT_AREA)

static guint committed_signal, conflicted_signal;

static void
show_value (ZwTitleView *self)
{
  g_autofree char *shown = zw_pane_dup_buffer_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self)));
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self));
  const char *value = self->value == NULL ? "" : self->value;

  g_free (self->base);
  self->base = g_strdup (value);
  if (g_str_equal (shown, value))
    return;
  gtk_text_buffer_begin_irreversible_action (buffer);
  gtk_text_buffer_set_text (buffer, value, -1);
  gtk_text_buffer_end_irreversible_action (buffer);
}

/* What is typed as one line. (transfer full) */
static char *
dup_typed (ZwTitleView *self)
{
  char *text = zw_pane_dup_buffer_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self)));

  g_strdelimit (text, "\n\r\t", ' ');
  return g_strstrip (text);
}

static gboolean
is_touched (ZwTitleView *self)
{
  g_autofree char *typed = dup_typed (self);

  return *typed != '\0' && self->base != NULL && !g_str_equal (typed, self->base);
}

/* --- the draft --- */

static void
discard_draft (ZwTitleView *self)
{
  if (self->keeper != NULL)
    zw_draft_keeper_discard (self->keeper);
}

static void
keep_draft (ZwTitleView *self, const char *base, const char *text)
{
  if (self->keeper == NULL)
    return;
  zw_draft_keeper_set_base (self->keeper, base);
  zw_draft_keeper_touch (self->keeper, text);
  zw_draft_keeper_flush (self->keeper);
}

/* The draft of a question that is open comes again when the ticket is shown again, or after a crash. */
void
zw_title_view_ask (ZwTitleView *self, const char *base, const char *text)
{
  self->asked = TRUE;
  keep_draft (self, base, text);
}

ZwDraftKeeper *
zw_title_view_take_draft (ZwTitleView *self)
{
  self->asked = FALSE;
  return self->keeper == NULL ? NULL : g_object_ref (self->keeper);
}

void
zw_title_view_settle (ZwTitleView *self)
{
  self->asked = FALSE;
  discard_draft (self);
}

static void
text_changed_cb (GtkTextBuffer *buffer, ZwTitleView *self)
{
  if (self->keeper == NULL || !zw_pane_holds_focus (GTK_WIDGET (self)) || !is_touched (self))
    return;
  g_autofree char *typed = dup_typed (self);
  zw_draft_keeper_set_base (self->keeper, self->base);
  zw_draft_keeper_touch (self->keeper, typed);
}

static void
restored_cb (ZwDraftKeeper *keeper, const char *text, ZwTitleView *self)
{
  const char *base = zw_draft_keeper_get_base (keeper);

  if (keeper != self->keeper || (zw_pane_holds_focus (GTK_WIDGET (self)) && is_touched (self)))
    return;
  g_autofree char *began_with = g_strdup (base != NULL ? base : self->value);
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self)), text, -1);
  g_free (self->base);
  self->base = g_steal_pointer (&began_with);
  zw_title_view_commit (self);
}

void
zw_title_view_set_ticket (ZwTitleView *self, ZwWorkspace *workspace, gint64 ticket)
{
  if (self->keeper != NULL)
    g_signal_handlers_disconnect_by_func (self->keeper, G_CALLBACK (restored_cb), self);
  g_clear_object (&self->keeper);
  self->asked = FALSE;
  if (ticket == 0)
    return;
  self->keeper = zw_draft_keeper_new (workspace, ZW_ENTITY_TICKET, ticket, ZW_FIELD_TITLE);
  g_signal_connect_object (self->keeper, "restored", G_CALLBACK (restored_cb), self, 0);
  zw_draft_keeper_restore (self->keeper);
}

/* --- keys --- */

static gboolean
key_pressed_cb (GtkEventControllerKey *controller, guint keyval, guint keycode, GdkModifierType state, ZwTitleView *self)
{
  if (keyval == GDK_KEY_Return || keyval == GDK_KEY_KP_Enter || keyval == GDK_KEY_ISO_Enter)
    {
      zw_title_view_commit (self);
      gtk_widget_child_focus (GTK_WIDGET (gtk_widget_get_root (GTK_WIDGET (self))), GTK_DIR_TAB_FORWARD);
      return TRUE;
    }
  if (keyval != GDK_KEY_Escape)
    return FALSE;
  g_autofree char *typed = dup_typed (self);
  if (g_strcmp0 (typed, self->value) == 0)
    return FALSE;
  show_value (self);
  zw_title_view_settle (self);
  return TRUE;
}

static void
focus_leave_cb (GtkEventControllerFocus *controller, ZwTitleView *self)
{
  if (!zw_pane_holds_focus (GTK_WIDGET (self)))
    zw_title_view_commit (self);
}

static void
zw_title_view_dispose (GObject *object)
{
  zw_title_view_set_ticket (ZW_TITLE_VIEW (object), NULL, 0);
  G_OBJECT_CLASS (zw_title_view_parent_class)->dispose (object);
}

static void
zw_title_view_finalize (GObject *object)
{
  g_free (ZW_TITLE_VIEW (object)->value);
  g_free (ZW_TITLE_VIEW (object)->base);
  G_OBJECT_CLASS (zw_title_view_parent_class)->finalize (object);
}

static void
zw_title_view_class_init (ZwTitleViewClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = zw_title_view_dispose;
  G_OBJECT_CLASS (klass)->finalize = zw_title_view_finalize;
  committed_signal = g_signal_new ("committed", ZW_TYPE_TITLE_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                   G_TYPE_STRING);
  conflicted_signal = g_signal_new ("conflicted", ZW_TYPE_TITLE_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                    G_TYPE_STRING);
}

static void
zw_title_view_init (ZwTitleView *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  gtk_widget_add_css_class (GTK_WIDGET (self), "title-3");
  gtk_widget_add_css_class (GTK_WIDGET (self), "zw-pane-title");
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  gtk_widget_add_controller (GTK_WIDGET (self), focus);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  g_signal_connect (focus, "leave", G_CALLBACK (focus_leave_cb), self);
  g_signal_connect_object (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self)), "changed", G_CALLBACK (text_changed_cb), self, 0);
}

GtkWidget *
zw_title_view_new (void)
{
  return g_object_new (ZW_TYPE_TITLE_VIEW, NULL);
}

void
zw_title_view_set_value (ZwTitleView *self, const char *value)
{
  g_free (self->value);
  self->value = g_strdup (value);
  if (!zw_pane_holds_focus (GTK_WIDGET (self)) || !is_touched (self))
    show_value (self);
}

void
zw_title_view_commit (ZwTitleView *self)
{
  g_autofree char *typed = dup_typed (self);
  gboolean changed = is_touched (self) && self->value != NULL && !g_str_equal (typed, self->value);
  g_autofree char *base = g_strdup (self->base);
  gboolean conflict = changed && !g_str_equal (base, self->value);

  if (changed && !conflict)
    {
      g_free (self->value);
      self->value = g_strdup (typed);
    }
  show_value (self);
  if (conflict)
    zw_title_view_ask (self, base, typed);
  else if (changed)
    keep_draft (self, base, typed);
  else if (!self->asked)
    discard_draft (self);
  if (changed)
    g_signal_emit (self, conflict ? conflicted_signal : committed_signal, 0, typed);
}
