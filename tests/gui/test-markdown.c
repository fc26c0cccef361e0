/* SPDX-License-Identifier: GPL-3.0-or-later
 * Promises of the Markdown reader: structure as written, and markup that is well formed whatever the text holds. */
#include <gtk/gtk.h>

#include "zw-markdown.h"

static const ZwMarkdownBlock *
block (GPtrArray *blocks, guint index)
{
  g_assert_cmpuint (index, <, blocks->len);
  return g_ptr_array_index (blocks, index);
}

static char *
without_links (const char *markup)
{
  g_autoptr (GRegex) opening = g_regex_new ("<a href=\"[^\"<>]*\" title=\"[^\"<>]*\">", 0, 0, NULL);
  g_autofree char *opened = g_regex_replace_literal (opening, markup, -1, 0, "<span>", 0, NULL);
  g_autoptr (GRegex) closing = g_regex_new ("</a>", 0, 0, NULL);

  return g_regex_replace_literal (closing, opened, -1, 0, "</span>", 0, NULL);
}

static void
assert_well_formed (const char *source)
{
  g_autoptr (GPtrArray) blocks = zw_markdown_parse (source);

  for (guint i = 0; i < blocks->len; i++)
    {
      const ZwMarkdownBlock *each = block (blocks, i);
      g_autoptr (GError) error = NULL;
      g_assert_true (g_utf8_validate (each->text, -1, NULL));
      if (each->kind == ZW_MARKDOWN_CODE || each->kind == ZW_MARKDOWN_TABLE)
        continue;
      /* Pango does not know <a>, which labels add: it is the only tag allowed to stand for another here. */
      g_autofree char *markup = without_links (each->text);
      if (!pango_parse_markup (markup, -1, 0, NULL, NULL, NULL, &error))
        g_error ("%s: %s", error->message, each->text);
    }
}

static void
assert_markup (const char *source, const char *expected)
{
  g_autoptr (GPtrArray) blocks = zw_markdown_parse (source);

  g_assert_cmpuint (blocks->len, ==, 1);
  g_assert_cmpstr (block (blocks, 0)->text, ==, expected);
}

static void
test_nothing (void)
{
  g_autoptr (GPtrArray) none = zw_markdown_parse (NULL);
  g_autoptr (GPtrArray) empty = zw_markdown_parse ("");
  g_autoptr (GPtrArray) blank = zw_markdown_parse ("  \n\n\t\n");

  g_assert_cmpuint (none->len, ==, 0);
  g_assert_cmpuint (empty->len, ==, 0);
  g_assert_cmpuint (blank->len, ==, 0);
}

static void
test_spans (void)
{
  assert_markup ("a *b* **c** `d` ~~e~~", "a <i>b</i> <b>c</b> <tt>d</tt> <s>e</s>");
  assert_markup ("***both***", "<i><b>both</b></i>");
  assert_markup ("first  \nsecond\nsame", "first\nsecond same");
  assert_markup ("&lt;b&gt; &amp; &#65; &unknown; &#0;", "&lt;b&gt; &amp; A &amp;unknown; \xef\xbf\xbd");
}

static void
test_blocks (void)
{
  g_autoptr (GPtrArray) blocks = zw_markdown_parse ("# One\n\ntext\n\n- a\n  - b\n- [x] c\n- [ ] d\n\n3. e\n4. f\n\n> q\n>> r\n\n---\n\n"
                                                    "```c\nint a;\n\nint b;\n```\n");

  g_assert_cmpuint (blocks->len, ==, 12);
  g_assert_cmpint (block (blocks, 0)->kind, ==, ZW_MARKDOWN_HEADING);
  g_assert_cmpint (block (blocks, 0)->level, ==, 1);
  g_assert_cmpint (block (blocks, 1)->kind, ==, ZW_MARKDOWN_PARAGRAPH);
  g_assert_cmpstr (block (blocks, 2)->marker, ==, "•");
  g_assert_cmpint (block (blocks, 3)->indent, ==, 2);
  g_assert_cmpint (block (blocks, 4)->task, ==, ZW_MARKDOWN_TASK_DONE);
  g_assert_cmpint (block (blocks, 5)->task, ==, ZW_MARKDOWN_TASK_OPEN);
  g_assert_cmpstr (block (blocks, 6)->marker, ==, "3.");
  g_assert_cmpstr (block (blocks, 7)->marker, ==, "4.");
  g_assert_cmpint (block (blocks, 8)->quote, ==, 1);
  g_assert_cmpint (block (blocks, 9)->quote, ==, 2);
  g_assert_cmpint (block (blocks, 10)->kind, ==, ZW_MARKDOWN_RULE);
  g_assert_cmpint (block (blocks, 11)->kind, ==, ZW_MARKDOWN_CODE);
  g_assert_cmpstr (block (blocks, 11)->text, ==, "int a;\n\nint b;");
}

static void
test_loose_item (void)
{
  g_autoptr (GPtrArray) blocks = zw_markdown_parse ("- one\n\n  more\n\n- two\n-\n");

  g_assert_cmpuint (blocks->len, ==, 4);
  g_assert_cmpint (block (blocks, 1)->kind, ==, ZW_MARKDOWN_PARAGRAPH);
  g_assert_cmpint (block (blocks, 1)->indent, ==, 1);
  g_assert_cmpint (block (blocks, 3)->kind, ==, ZW_MARKDOWN_ITEM);
  g_assert_cmpstr (block (blocks, 3)->text, ==, "");
}

static void
test_table (void)
{
  g_autoptr (GPtrArray) blocks = zw_markdown_parse ("| a | long |\n|---|---|\n| über | **x** [l](http://l) |\n");

  g_assert_cmpuint (blocks->len, ==, 1);
  g_assert_cmpint (block (blocks, 0)->kind, ==, ZW_MARKDOWN_TABLE);
  g_assert_cmpstr (block (blocks, 0)->text, ==, "a     long\nüber  x l");
}

static void
test_links (void)
{
  assert_markup ("[x](https://example.org/?a=1&b=\"2\")",
                 "<a href=\"https://example.org/?a=1&amp;b=&quot;2&quot;\" "
                 "title=\"https://example.org/?a=1&amp;b=&quot;2&quot;\">x</a>");
  assert_markup ("see https://example.org.", "see <a href=\"https://example.org\" title=\"https://example.org\">https://example.org</a>.");
  assert_markup ("![alt](http://example.org/a.png)", "<a href=\"http://example.org/a.png\" title=\"http://example.org/a.png\">alt</a>");
  assert_markup ("[![alt](http://a/b.png)](http://c)", "<a href=\"http://c\" title=\"http://c\">alt</a>");
}

static void
test_unsafe_links (void)
{
  assert_markup ("[x](javascript:alert(1))", "x");
  assert_markup ("[x](file:///etc/passwd)", "x");
  assert_markup ("[x](data:text/html,hi)", "x");
  assert_markup ("[![a](http://b)](file:///c)", "<a href=\"http://b\" title=\"http://b\">a</a>");
}

static void
test_hostile (void)
{
  g_autoptr (GString) deep = g_string_new (NULL);
  const char *const sources[] = {
    "<b>no</b> <script>alert(1)</script>", "<a href=\"x\">y", "</span></span>", "<span foreground='red'>", "a & b && &;",
    "**<i>**</i>", "[</a>](http://x)", "`</tt>`", "\x01\x02\x1f", "\xff\xfe broken", "&#xD800; &#x110000; &#99999999999999;",
    "[a](http://x \"t<\")", "> - > - > x", "|a|\n|-|\n|<b>|", "<!-- c -->", "***a **b* c***", "[a][b]\n\n[b]: http://x/<>",
    "&lt;script&gt;", "\xe2\x80\xae rtl override", "- [ ] <u>\n- [x] </u>", "http://x/<b>", "www.example.org/\"'<", "~~<s>~~",
  };

  for (guint i = 0; i < G_N_ELEMENTS (sources); i++)
    assert_well_formed (sources[i]);
  for (guint i = 0; i < 3000; i++)
    g_string_append (deep, i % 2 ? "> " : "- ");
  assert_well_formed (deep->str);
  g_string_truncate (deep, 0);
  for (guint i = 0; i < 5000; i++)
    g_string_append (deep, "*_[");
  assert_well_formed (deep->str);
  assert_markup ("<b>no</b>", "&lt;b&gt;no&lt;/b&gt;");
}

static void
test_random (void)
{
  static const char *const pieces[] = { "*", "**", "`", "<", ">", "[", "](http://a)", "!", "\n", "\n\n", "- ", "1. ", "> ", "&", "&lt;",
                                        "word", " ", "|", "|-|\n", "```\n", "#", "~~", "</a>", "\"", "'", "\\", "    " };
  g_autoptr (GRand) random = g_rand_new_with_seed (42);

  for (int round = 0; round < 3000; round++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      for (int i = 0; i < 30; i++)
        g_string_append (text, pieces[g_rand_int_range (random, 0, G_N_ELEMENTS (pieces))]);
      assert_well_formed (text->str);
    }
}

static void
test_huge (void)
{
  g_autofree char *huge = g_strnfill (2 << 20, 'a');
  g_autoptr (GPtrArray) blocks = zw_markdown_parse (huge);

  g_assert_cmpuint (blocks->len, ==, 1);
  g_assert_cmpint (block (blocks, 0)->kind, ==, ZW_MARKDOWN_CODE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/markdown/no-text-gives-no-block", test_nothing);
  g_test_add_func ("/markdown/spans-become-markup", test_spans);
  g_test_add_func ("/markdown/blocks-keep-order-and-depth", test_blocks);
  g_test_add_func ("/markdown/second-paragraph-stays-in-its-item", test_loose_item);
  g_test_add_func ("/markdown/table-is-aligned-text", test_table);
  g_test_add_func ("/markdown/web-links-are-links", test_links);
  g_test_add_func ("/markdown/other-schemes-are-text", test_unsafe_links);
  g_test_add_func ("/markdown/hostile-text-stays-well-formed", test_hostile);
  g_test_add_func ("/markdown/random-text-stays-well-formed", test_random);
  g_test_add_func ("/markdown/huge-text-is-shown-plain", test_huge);
  return g_test_run ();
}
