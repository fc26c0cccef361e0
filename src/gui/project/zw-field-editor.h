/* SPDX-License-Identifier: GPL-3.0-or-later
 * ZwFieldEditor: one field of a project, person, member … in one widget. Shows the field as it is and commits what the
 * person changes: a switch, number or choice at once, a text on Enter or when the focus leaves (Escape brings the old one
 * back). A refusal is shown where the widget's window shows messages; the text stays and is marked. Main thread.
 *
 * An editor lives as long as its owner keeps it and must not outlive the widget's tree. All take references. */
#pragma once

#include <adwaita.h>

#include "zw-workspace.h"

G_BEGIN_DECLS

#define ZW_TYPE_FIELD_EDITOR (zw_field_editor_get_type ())
G_DECLARE_FINAL_TYPE (ZwFieldEditor, zw_field_editor, ZW, FIELD_EDITOR, GObject)

ZwFieldEditor *zw_field_editor_new_switch (GtkSwitch *widget, ZwWorkspace *workspace, ZwItem *item, ZwField field);
/* The field is the shown number times @factor. */
ZwFieldEditor *zw_field_editor_new_spin (GtkSpinButton *widget, ZwWorkspace *workspace, ZwItem *item, ZwField field, double factor);
/* GtkEntry, AdwEntryRow … */
ZwFieldEditor *zw_field_editor_new_entry (GtkEditable *widget, ZwWorkspace *workspace, ZwItem *item, ZwField field);
/* One value in text form for each position of the row's model; "" stands for unset. NULL-terminated, copied. */
ZwFieldEditor *zw_field_editor_new_combo (AdwComboRow *widget, ZwWorkspace *workspace, ZwItem *item, ZwField field,
                                          const char *const *values);
/* One of a group of toggles: active while the field is @value. */
ZwFieldEditor *zw_field_editor_new_toggle (GtkToggleButton *widget, ZwWorkspace *workspace, ZwItem *item, ZwField field,
                                           const char *value);

G_END_DECLS
