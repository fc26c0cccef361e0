/* SPDX-License-Identifier: GPL-3.0-or-later
 * One label per block of zw-markdown.h. Used for descriptions and comments; knows neither tickets nor the store. */
#define G_LOG_DOMAIN "zettelwand"

#include "zw-markdown-view.h"

#include "zw-markdown.h"

#define INDENT_PX 18

struct _ZwMarkdownView {
  GtkWidget parent_instance;
  char *text;        /* (owned) (nullable) */
  gboolean selectable;
};

G_DEFINE_FINAL_TYPE (ZwMarkdownView, zw_markdown_view, GTK_TYPE_WIDGET)

static GtkWidget *
new_label (ZwMarkdownView *self, const ZwMarkdownBlock *block)
{
  GtkWidget *label = gtk_label_new (NULL);
  gboolean plain = block->kind == ZW_MARKDOWN_CODE || block->kind == ZW_MARKDOWN_TABLE;

  if (plain)
    gtk_label_set_text (GTK_LABEL (label), block->text);
  else
    gtk_label_set_markup (GTK_LABEL (label), block->text);
  gtk_label_set_wrap (GTK_LABEL (label), block->kind != ZW_MARKDOWN_TABLE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_natural_wrap_mode (GTK_LABEL (label), GTK_NATURAL_WRAP_NONE);
  gtk_label_set_selectable (GTK_LABEL (label), self->selectable);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_add_css_class (label, "zw-prose");
  return label;
}

static GtkWidget *
new_marker (const ZwMarkdownBlock *block)
{
  if (block->task == ZW_MARKDOWN_NO_TASK)
    return gtk_label_new (block->marker);
  GtkWidget *image = gtk_image_new_from_icon_name (block->task == ZW_MARKDOWN_TASK_DONE ? "checkbox-checked-symbolic"
                                                                                        : "checkbox-symbolic");
  gtk_widget_add_css_class (image, "zw-sec");
  return image;
}

static GtkWidget *
new_item (ZwMarkdownView *self, const ZwMarkdownBlock *block)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *marker = new_marker (block);

  gtk_widget_set_valign (marker, GTK_ALIGN_BASELINE);
  gtk_widget_set_size_request (marker, 14, -1);
  gtk_box_append (GTK_BOX (row), marker);
  GtkWidget *label = new_label (self, block);
  gtk_widget_set_valign (label, GTK_ALIGN_BASELINE);
  gtk_box_append (GTK_BOX (row), label);
  return row;
}

/* Wide tables scroll by themselves instead of widening the pane. */
static GtkWidget *
new_table (ZwMarkdownView *self, const ZwMarkdownBlock *block)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *label = new_label (self, block);

  gtk_widget_add_css_class (label, "zw-code");
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_AUTOMATIC, GTK_POLICY_NEVER);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), label);
  return scroller;
}

static GtkWidget *
new_block (ZwMarkdownView *self, const ZwMarkdownBlock *block)
{
  GtkWidget *widget = NULL;

  switch (block->kind)
    {
    case ZW_MARKDOWN_PARAGRAPH:
      widget = new_label (self, block);
      break;
    case ZW_MARKDOWN_HEADING:
      widget = new_label (self, block);
      gtk_widget_add_css_class (widget, block->level == 1 ? "title-4" : "heading");
      break;
    case ZW_MARKDOWN_ITEM:
      widget = new_item (self, block);
      break;
    case ZW_MARKDOWN_CODE:
      widget = new_label (self, block);
      gtk_widget_add_css_class (widget, "zw-code");
      break;
    case ZW_MARKDOWN_TABLE:
      widget = new_table (self, block);
      break;
    case ZW_MARKDOWN_RULE:
      widget = gtk_separator_new (GTK_ORIENTATION_HORIZONTAL);
      break;
    }
  int indent = block->kind == ZW_MARKDOWN_ITEM ? block->indent - 1 : block->indent;
  gtk_widget_set_margin_start (widget, INDENT_PX * MAX (indent, 0));
  return widget;
}

/* Where a block of this quote depth goes: the view itself, or the quote that is still open at its end. */
static GtkWidget *
find_container (ZwMarkdownView *self, int depth)
{
  GtkWidget *container = GTK_WIDGET (self);

  for (int i = 0; i < depth; i++)
    {
      GtkWidget *last = gtk_widget_get_last_child (container);
      if (last == NULL || !gtk_widget_has_css_class (last, "zw-quote"))
        {
          GtkWidget *quote = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
          gtk_widget_add_css_class (quote, "zw-quote");
          gtk_widget_insert_before (quote, container, NULL);
          last = quote;
        }
      container = last;
    }
  return container;
}

static void
clear (ZwMarkdownView *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
}

static void
rebuild (ZwMarkdownView *self)
{
  g_autoptr (GPtrArray) blocks = zw_markdown_parse (self->text);

  clear (self);
  for (guint i = 0; i < blocks->len; i++)
    {
      const ZwMarkdownBlock *block = g_ptr_array_index (blocks, i);
      gtk_widget_insert_before (new_block (self, block), find_container (self, block->quote), NULL);
    }
}

static void
zw_markdown_view_dispose (GObject *object)
{
  clear (ZW_MARKDOWN_VIEW (object));
  G_OBJECT_CLASS (zw_markdown_view_parent_class)->dispose (object);
}

static void
zw_markdown_view_finalize (GObject *object)
{
  g_free (ZW_MARKDOWN_VIEW (object)->text);
  G_OBJECT_CLASS (zw_markdown_view_parent_class)->finalize (object);
}

static void
zw_markdown_view_class_init (ZwMarkdownViewClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = zw_markdown_view_dispose;
  G_OBJECT_CLASS (klass)->finalize = zw_markdown_view_finalize;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BOX_LAYOUT);
}

static void
zw_markdown_view_init (ZwMarkdownView *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 2);
}

GtkWidget *
zw_markdown_view_new (void)
{
  return g_object_new (ZW_TYPE_MARKDOWN_VIEW, NULL);
}

void
zw_markdown_view_set_text (ZwMarkdownView *self, const char *text)
{
  if (g_strcmp0 (self->text, text) == 0)
    return;
  g_free (self->text);
  self->text = g_strdup (text);
  rebuild (self);
}

void
zw_markdown_view_set_selectable (ZwMarkdownView *self, gboolean selectable)
{
  if (self->selectable == selectable)
    return;
  self->selectable = selectable;
  rebuild (self);
}
