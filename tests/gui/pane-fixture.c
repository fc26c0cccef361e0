/* SPDX-License-Identifier: GPL-3.0-or-later
 * The project of the pane's tests: made by the same commands that the window uses. */
#include "pane-fixture.h"

#include <glib/gstdio.h>

#include "zw-exchange.h"
#include "zw-part-commands.h"
#include "zw-project-commands.h"
#include "zw-sqlite-store.h"
#include "zw-ticket-commands.h"
#include "zw-ticket-document.h"

#define DAY_MS (G_GINT64_CONSTANT (24) * 60 * 60 * 1000)
#define NOW_MS G_GINT64_CONSTANT (1795428000000) /* 2026-11-23T10:00Z */

static void
answer_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  *(GAsyncResult **) data = g_object_ref (result);
}

void
pane_commit (PaneFixture *self, ZwChangeSet *set, GError **error)
{
  g_assert_no_error (*error);
  g_assert_nonnull (set);
  g_assert_true (zw_workspace_commit (self->workspace, set, error));
}

void
pane_settle (PaneFixture *self)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GAsyncResult) drafts = NULL;
  g_autoptr (GError) error = NULL;

  zw_workspace_flush_async (self->workspace, answer_cb, &result);
  pane_wait_for (result != NULL);
  g_assert_true (zw_workspace_flush_finish (self->workspace, result, &error));
  zw_store_read_drafts_async (self->store, answer_cb, &drafts);
  pane_wait_for (drafts != NULL);
  g_autoptr (GPtrArray) unused = zw_store_read_drafts_finish (self->store, drafts, &error);
  g_assert_no_error (error);
}

static void
open_workspace (PaneFixture *self)
{
  g_autofree char *path = g_build_filename (self->folder, "test.db", NULL);
  g_autoptr (GAsyncResult) opened = NULL;
  g_autoptr (GAsyncResult) loaded = NULL;
  g_autoptr (GError) error = NULL;

  self->store = zw_sqlite_store_new (path, NULL, "window");
  zw_store_open_async (self->store, ZW_OPEN_CREATE, answer_cb, &opened);
  pane_wait_for (opened != NULL);
  zw_store_open_finish (self->store, opened, &error);
  g_assert_no_error (error);
  self->workspace = zw_workspace_new (self->store, self->clock, "window");
  zw_workspace_load_async (self->workspace, 0, answer_cb, &loaded);
  pane_wait_for (loaded != NULL);
  zw_workspace_load_finish (self->workspace, loaded, &error);
  g_assert_no_error (error);
  pane_wait_for (zw_workspace_is_loaded (self->workspace));
}

static void
add_names (PaneFixture *self)
{
  ZwWorkspace *workspace = self->workspace;
  g_autoptr (GError) error = NULL;

  pane_commit (self, zw_project_create (workspace, "WEB", "Nordlicht Web Shop", &self->project, &error), &error);
  pane_commit (self, zw_person_create (workspace, self->project, "Anna Brandt", NULL, NULL, ZW_PERSON_MEMBER, &self->anna, &error),
               &error);
  pane_commit (self, zw_person_create (workspace, self->project, "Elif Yıldız", "elif", NULL, ZW_PERSON_MEMBER, &self->elif, &error),
               &error);
  pane_commit (self, zw_person_create (workspace, self->project, "Tomasz Kowalski", NULL, NULL, ZW_PERSON_MEMBER, &self->tomasz,
                                       &error), &error);
  pane_commit (self, zw_person_create (workspace, 0, "Paula Kunde", NULL, NULL, ZW_PERSON_CUSTOMER, &self->customer, &error), &error);
  pane_commit (self, zw_item_set_field (workspace, zw_workspace_get_item (workspace, ZW_ENTITY_PERSON, self->anna), ZW_FIELD_COLOUR,
                                        "purple", &error), &error);
  pane_commit (self, zw_label_create (workspace, self->project, "checkout", "blue", &self->checkout, &error), &error);
  pane_commit (self, zw_label_create (workspace, self->project, "payments", "purple", &self->payments, &error), &error);
  pane_commit (self, zw_sprint_create (workspace, self->project, "Sprint 14", NULL, "2026-11-16", "2026-11-27", &self->sprint, &error),
               &error);
  zw_workspace_set_actor (workspace, self->anna, "Anna Brandt");
}

static gint64
find_status (PaneFixture *self, ZwCategory category)
{
  return zw_item_get_id (ZW_ITEM (zw_workspace_find_status (self->workspace, self->project, ZW_WORKFLOW_WORK, category)));
}

static gint64
add_ticket (PaneFixture *self, ZwTicketType type, const char *title)
{
  ZwNewTicket ticket = { .project = self->project, .type = type, .title = title };
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GError) error = NULL;

  pane_commit (self, zw_ticket_create (self->workspace, &ticket, 1, ids, &error), &error);
  return g_array_index (ids, gint64, 0);
}

static void
set_field (PaneFixture *self, gint64 id, ZwField field, const char *value)
{
  g_autoptr (GError) error = NULL;

  pane_commit (self, zw_ticket_set_field (self->workspace, &id, 1, field, value, &error), &error);
}

static void
set_reference (PaneFixture *self, gint64 id, ZwField field, gint64 value)
{
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, value);

  set_field (self, id, field, text);
}

static void
fill_fields (PaneFixture *self)
{
  set_reference (self, self->story, ZW_FIELD_STATUS, self->progress);
  set_reference (self, self->story, ZW_FIELD_OWNER, self->anna);
  set_reference (self, self->story, ZW_FIELD_REPORTER, self->elif);
  set_reference (self, self->story, ZW_FIELD_PARENT, self->epic);
  set_reference (self, self->story, ZW_FIELD_SPRINT, self->sprint);
  set_field (self, self->story, ZW_FIELD_PRIORITY, "4");
  set_field (self, self->story, ZW_FIELD_DUE, "2026-11-25");
  set_field (self, self->story, ZW_FIELD_ESTIMATE, "5");
  set_field (self, self->story, ZW_FIELD_DIFFICULTY, "4");
  set_field (self, self->story, ZW_FIELD_PLANNED, "960");
}

static void
fill_parts (PaneFixture *self)
{
  ZwWorkspace *workspace = self->workspace;
  g_autoptr (GError) error = NULL;

  pane_commit (self, zw_ticket_set_label (workspace, &self->story, 1, self->checkout, TRUE, &error), &error);
  pane_commit (self, zw_ticket_set_label (workspace, &self->story, 1, self->payments, TRUE, &error), &error);
  pane_commit (self, zw_work_add (workspace, self->story, 660, NULL, NULL, &error), &error);
  pane_commit (self, zw_ticket_set_description (workspace, self->story, NULL,
                                                "As a guest I want to pay with PayPal so that I can order without registering.\n\n"
                                                "### Acceptance\n- PayPal is offered on the payment step\n"
                                                "- The order is created only after PayPal confirms\n"
                                                "- A cancelled payment returns to the basket\n", &error), &error);
  pane_commit (self, zw_link_add (workspace, self->story, ZW_FIELD_SOLVES, self->problem, &error), &error);
}

static void
fill_dated_parts (PaneFixture *self)
{
  g_autoptr (GError) error = NULL;

  zw_clock_set (self->clock, NOW_MS - 2 * DAY_MS);
  pane_commit (self, zw_block_start (self->workspace, &self->story, 1, "PayPal sandbox keys missing – asked Sven at PayPal", 0, &error),
               &error);
  zw_workspace_set_actor (self->workspace, self->tomasz, "Tomasz Kowalski");
  zw_clock_set (self->clock, NOW_MS - 48 * 60 * 1000);
  pane_commit (self, zw_comment_add (self->workspace, self->story, "The webhook works with the **old key**. I can mock the new one until "
                                     "PayPal answers.", &error), &error);
  zw_workspace_set_actor (self->workspace, self->anna, "Anna Brandt");
  zw_clock_set (self->clock, NOW_MS - 20 * 60 * 1000);
  pane_commit (self, zw_comment_add (self->workspace, self->story, "Thanks! Then I go on with the cancelled payments.", &error), &error);
  zw_clock_set (self->clock, NOW_MS);
}

static void
add_checks (PaneFixture *self)
{
  g_autoptr (ZwTicketDocument) document = zw_ticket_document_new (self->workspace, zw_workspace_get_ticket (self->workspace, self->story));
  g_autoptr (GError) error = NULL;

  pane_wait_for (zw_ticket_document_is_ready (document));
  pane_commit (self, zw_check_item_add (self->workspace, self->story, NULL,
                                        "PayPal button on the payment step\nCreate the order without a customer record\n"
                                        "Store the payment reference\nHandle cancelled payments\n"
                                        "Accessibility check of the payment step", FALSE, &error), &error);
  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (ZwCheckItem) item = g_list_model_get_item (zw_ticket_document_get_checks (document), i);
      pane_commit (self, zw_check_item_set (self->workspace, item, ZW_FIELD_DONE, "1", &error), &error);
    }
}

void
pane_fixture_set_up (PaneFixture *self, gconstpointer unused)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();

  self->folder = g_dir_make_tmp ("zettelwand-pane-XXXXXX", NULL);
  self->clock = zw_clock_new_fixed (NOW_MS - 4 * DAY_MS, zone);
  open_workspace (self);
  add_names (self);
  self->todo = find_status (self, ZW_CATEGORY_TODO);
  self->progress = find_status (self, ZW_CATEGORY_IN_PROGRESS);
  self->done = find_status (self, ZW_CATEGORY_DONE);
  self->not_done = find_status (self, ZW_CATEGORY_CANCELLED);
  self->epic = add_ticket (self, ZW_TICKET_EPIC, "Guest checkout");
  self->story = add_ticket (self, ZW_TICKET_STORY, "Pay with PayPal without creating an account");
  self->task = add_ticket (self, ZW_TICKET_TASK, "Translate the PayPal error messages");
  self->problem = add_ticket (self, ZW_TICKET_PROBLEM, "“Do I need an account for PayPal?”");
  fill_fields (self);
  fill_parts (self);
  fill_dated_parts (self);
  add_checks (self);
  pane_settle (self);
}

void
pane_fixture_set_up_example (PaneFixture *self, gconstpointer unused)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  self->folder = g_dir_make_tmp ("zettelwand-pane-XXXXXX", NULL);
  self->clock = zw_clock_new_fixed (NOW_MS, zone);
  open_workspace (self);
  zw_import_example_async (self->workspace, NULL, NULL, NULL, answer_cb, &result);
  pane_wait_for (result != NULL);
  g_autoptr (ZwImportReport) report = zw_import_example_finish (self->workspace, result, &error);
  g_assert_no_error (error);
  pane_wait_for (zw_workspace_is_loaded (self->workspace));
  self->project = report->project_id;
}

/* A question that is still under way holds the workspace, and GTK may hold the window that had the pointer until its next
 * event. What is lost for good the leak checker finds. */
static void
close_workspace (PaneFixture *self)
{
  gint64 limit = g_get_monotonic_time () + 3 * G_USEC_PER_SEC;

  pane_settle (self);
  g_set_weak_pointer (&self->last_workspace, self->workspace);
  g_clear_object (&self->workspace);
  while (self->last_workspace != NULL && g_get_monotonic_time () < limit)
    g_main_context_iteration (NULL, FALSE);
  g_clear_weak_pointer (&self->last_workspace);
  zw_store_close (self->store);
  g_clear_object (&self->store);
}

void
pane_fixture_restart (PaneFixture *self)
{
  close_workspace (self);
  open_workspace (self);
  zw_workspace_set_actor (self->workspace, self->anna, "Anna Brandt");
}

void
pane_fixture_tear_down (PaneFixture *self, gconstpointer unused)
{
  g_autoptr (GDir) dir = NULL;
  const char *name;

  close_workspace (self);
  g_clear_object (&self->clock);
  dir = g_dir_open (self->folder, 0, NULL);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (self->folder, name, NULL);
      g_remove (path);
    }
  g_rmdir (self->folder);
  g_clear_pointer (&self->folder, g_free);
}

GtkWidget *
pane_show (GtkWidget *child, int width, int height)
{
  GtkWidget *window = gtk_window_new ();

  gtk_window_set_default_size (GTK_WINDOW (window), width, height);
  gtk_window_set_decorated (GTK_WINDOW (window), FALSE);
  gtk_window_set_child (GTK_WINDOW (window), child);
  gtk_window_present (GTK_WINDOW (window));
  pane_wait_for (gtk_widget_get_mapped (child) && gtk_widget_get_width (child) > 0);
  return window;
}

static gboolean
says (GtkWidget *widget, const char *text)
{
  const char *own = GTK_IS_LABEL (widget)         ? gtk_label_get_text (GTK_LABEL (widget))
                    : GTK_IS_BUTTON (widget)      ? gtk_button_get_label (GTK_BUTTON (widget))
                    : GTK_IS_MENU_BUTTON (widget) ? gtk_menu_button_get_label (GTK_MENU_BUTTON (widget))
                                                  : NULL;
  const char *tooltip = gtk_widget_get_tooltip_text (widget);

  return text == NULL || (own != NULL && strstr (own, text) != NULL) || (tooltip != NULL && strstr (tooltip, text) != NULL);
}

GtkWidget *
pane_find (GtkWidget *root, GType type, const char *text)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (root, type) && says (root, text))
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = pane_find (child, type, text);
      if (found != NULL)
        return found;
    }
  return NULL;
}
