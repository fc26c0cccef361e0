#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Drives the built program on the command line, as a script would, and holds it to its promises.

Usage: test_cli.py PROGRAM. Every case has a database and a home of its own; no display is needed."""

import json
import os
import signal
import subprocess
import sys
import unittest

from driver import NOW, PROGRAM, CommandLine


class Basics(CommandLine):
    def test_a_new_project_has_its_columns(self):
        self.make_project()
        names = [(s["name"], s["workflow"], s["category"]) for s in self.read("statuses")]
        self.assertEqual(names[:5], [("To Do", "work", "todo"), ("In Progress", "work", "in-progress"), ("Review", "work", "in-progress"),
                                     ("Done", "work", "done"), ("Not Done", "work", "cancelled")])
        self.assertEqual(len(names), 10)

    def test_add_prints_rising_keys(self):
        self.make_project()
        self.assertEqual([self.run_well("add", f"Ticket {i}").strip() for i in range(3)], ["WEB-1", "WEB-2", "WEB-3"])
        self.assertEqual(self.titles(), ["Ticket 0", "Ticket 1", "Ticket 2"])

    def test_every_json_member_is_always_present(self):
        self.make_project()
        self.run_well("add", "Bare")
        ticket = self.show("WEB-1")
        for name in ("id key project title type status category resolution owner reporter customer estimate duration spent remaining "
                     "difficulty progress priority labels sprint due waiting blocked parent rank archived created changed started closed "
                     "source description checklist comments links attachments history extra").split():
            self.assertIn(name, ticket)
        self.assertIsNone(ticket["estimate"])
        self.assertEqual(ticket["priority"], 3)

    def test_fields_are_parsed_and_stored(self):
        self.make_project()
        self.run_well("people", "add", "Anna Brandt", "handle=anna")
        self.run_well("add", "Pay", "owner=anna", "estimate=5", "duration=1d 2h", "difficulty=hard", "priority=high", "due=fri",
                      "labels=checkout,payments", "waiting=+2d the bank", "blocked=keys missing", "spent=90m", "progress=30",
                      "description=As a **guest**", "type=story")
        ticket = self.show("WEB-1")
        self.assertEqual(ticket["owner"], "Anna Brandt")
        self.assertEqual(ticket["estimate"], 5)
        self.assertEqual(ticket["duration"], 600)
        self.assertEqual(ticket["spent"], 90)
        self.assertEqual(ticket["remaining"], 510)
        self.assertEqual(ticket["difficulty"], 4)
        self.assertEqual(ticket["priority"], 4)
        self.assertEqual(ticket["due"], "2026-11-27")
        self.assertEqual(sorted(ticket["labels"]), ["checkout", "payments"])
        self.assertEqual(ticket["waiting"], {"until": "2026-11-25", "for": "the bank"})
        self.assertEqual(ticket["blocked"]["reason"], "keys missing")
        self.assertEqual(ticket["progress"], 30)
        self.assertEqual(ticket["description"], "As a **guest**")
        self.assertEqual(ticket["type"], "story")

    def test_set_changes_several_fields_as_one_set(self):
        self.make_project()
        self.run_well("add", "One")
        self.run_well("set", "WEB-1", "title=Two", "estimate=3", "difficulty=2")
        self.assertEqual((self.show("WEB-1")["title"], self.show("WEB-1")["estimate"]), ("Two", 3))
        self.run_well("undo")
        self.assertEqual((self.show("WEB-1")["title"], self.show("WEB-1")["estimate"]), ("One", None))

    def test_one_new_label_serves_all_tickets_of_a_set(self):
        self.make_project()
        self.run_well("add", "-", "labels=New", text="One\nTwo\n")
        self.run_well("set", "WEB-1", "WEB-2", "labels=new,other")
        self.assertEqual([label["name"] for label in self.read("labels")], ["New", "other"])
        self.assertEqual([sorted(t["labels"]) for t in self.read("list")], [["New", "other"]] * 2)

    def test_a_family_is_whole_though_only_one_is_named(self):
        self.make_project()
        self.run_well("add", "Epic", "type=epic")
        self.run_well("add", "Parent", "parent=WEB-1")
        self.run_well("add", "-", "parent=WEB-2", text="One\nTwo\n")
        self.run_well("close", "WEB-3")
        self.assertEqual([self.show(key)["progress"] for key in ("WEB-1", "WEB-2")], [50, 50])
        self.assertEqual([t["progress"] for t in self.read("list")][:2], [50, 50])
        self.assertIn("cannot be typed", self.refuse("set", "WEB-2", "progress=33"))
        self.assertIn("one level", self.refuse("add", "Three", "parent=WEB-4"))

    def test_an_empty_value_clears(self):
        self.make_project()
        self.run_well("add", "One", "estimate=3", "due=today")
        self.run_well("set", "WEB-1", "estimate=", "due=")
        self.assertEqual((self.show("WEB-1")["estimate"], self.show("WEB-1")["due"]), (None, None))

    def test_lines_of_standard_input_are_one_set(self):
        self.make_project()
        self.assertEqual(self.run_well("add", "-", text="a\n\nb\nc\n").split(), ["WEB-1", "WEB-2", "WEB-3"])
        self.assertEqual(self.titles(), ["a", "b", "c"])
        self.run_well("undo")
        self.assertEqual(self.titles(), [])

    def test_each_line_is_its_own_set_with_each(self):
        self.make_project()
        self.assertEqual(self.run_well("add", "-", "--each", text="a\nb\n").split(), ["WEB-1", "WEB-2"])
        self.run_well("undo")
        self.assertEqual(self.titles(), ["a"])

    def test_keys_match_whatever_their_case(self):
        self.make_project()
        self.run_well("add", "One")
        self.assertEqual(self.show("web-1")["title"], "One")
        self.assertEqual(self.show("1")["title"], "One")

    def test_odd_titles_stay_as_they_are(self):
        self.make_project()
        for title in ("Größe “1” – 😀", "<b>bold</b> & co", "'; DROP TABLE ticket; --", "x" * 300):
            key = self.run_well("add", "--", title).strip()
            self.assertEqual(self.show(key)["title"], title)

    def test_no_text_drives_the_terminal(self):
        self.make_project()
        key = self.run_well("add", "--", "red \x1b[31m title").strip()
        self.run_well("comment", key, "bell \x07\x9b1m\nnext line")
        for output in (self.run_well("list"), self.run_well("show", key)):
            self.assertNotIn("\x1b", output)
            self.assertIn("red \ufffd[31m title", output)
        self.assertIn("bell \ufffd\ufffd1m\nnext line", self.run_well("show", key))


class Moving(CommandLine):
    def setUp(self):
        super().setUp()
        self.make_project()
        self.run_well("add", "-", text="a\nb\nc\nd\n")

    def test_move_to_a_column_and_within(self):
        self.run_well("move", "WEB-2", "review")
        self.run_well("move", "WEB-4", "Review")
        self.assertEqual(self.titles("Review"), ["b", "d"])
        self.run_well("move", "WEB-4", "Review", "--top")
        self.assertEqual(self.titles("Review"), ["d", "b"])
        self.run_well("move", "WEB-1", "Review", "--after=WEB-4")
        self.assertEqual(self.titles("Review"), ["d", "a", "b"])
        self.run_well("move", "WEB-3", "Review", "--before=WEB-4")
        self.assertEqual(self.titles("Review"), ["c", "d", "a", "b"])
        self.run_well("move", "WEB-3", "Review", "--bottom")
        self.assertEqual(self.titles("Review"), ["d", "a", "b", "c"])

    def test_a_ticket_named_twice_is_meant_once(self):
        self.run_well("archive", "WEB-1", "web-1")
        self.run_well("unarchive", "WEB-1", "WEB-1")
        self.run_well("close", "WEB-1", "WEB-1")
        self.run_well("set", "WEB-2", "WEB-2", "status=Review", "spent=1h")
        self.assertEqual((self.show("WEB-2")["status"], self.show("WEB-2")["spent"]), ("Review", 60))

    def test_the_log_names_deleted_tickets_by_their_keys(self):
        self.run_well("set", "WEB-2", "priority=high")
        self.run_well("delete", "WEB-2")
        log = self.run_well("log", "-n", "2")
        self.assertIn("WEB-2 deleted", log)
        self.assertIn("WEB-2 edited", log)
        self.assertEqual([c["ticket"] for c in self.read("log", "-n", "1")[0]["changes"]], ["WEB-2"])
        self.assertIn("WEB-2", self.run_well("undo"))
        self.assertIn("WEB-2", self.run_well("redo"))

    def test_tickets_set_to_a_column_together_keep_their_order(self):
        self.run_well("set", "WEB-3", "WEB-1", "WEB-2", "status=Review")
        self.assertEqual(self.titles("Review"), ["a", "b", "c"])
        ranks = [t["rank"] for t in self.read("list")]
        self.assertEqual(len(set(ranks)), len(ranks))

    def test_type_and_column_change_in_one_set(self):
        self.run_well("set", "WEB-1", "type=problem", "status=Pending")
        self.assertEqual((self.show("WEB-1")["type"], self.show("WEB-1")["status"]), ("problem", "Pending"))
        self.run_well("set", "WEB-1", "WEB-2", "status=Review", "type=bug")
        self.assertEqual({t["key"]: t["status"] for t in self.read("list", "type:bug")}, {"WEB-1": "Review", "WEB-2": "Review"})
        self.assertIn("support columns", self.refuse("set", "WEB-3", "type=problem", "status=Review"))
        self.assertEqual(self.show("WEB-3")["type"], "task")
        self.assertIn("nonsense", self.refuse("set", "WEB-3", "type=nonsense", "status=Review"))

    def test_the_same_blocker_holds_a_ticket_up_once(self):
        self.run_well("link", "WEB-1", "blocks", "WEB-2")
        self.run_well("link", "WEB-1", "blocks", "WEB-2")
        self.assertEqual(len([c for s in self.show("WEB-2")["history"] for c in s["changes"] if c["entity"] == "block"]), 1)

    def test_list_finds_words_of_descriptions_and_comments(self):
        self.run_well("set", "WEB-2", "description=Guests lose their voucher")
        self.run_well("comment", "WEB-3", "The Vouchers again")
        self.assertEqual([t["key"] for t in self.read("list", "voucher")], ["WEB-2", "WEB-3"])
        self.assertEqual([t["key"] for t in self.read("list", "voucher", "guests")], ["WEB-2"])
        self.assertEqual([t["key"] for t in self.read("list", "voucher", "status:review")], [])

    def test_a_ticket_moves_to_another_project_and_keeps_its_old_key(self):
        self.run_well("project", "add", "OPS", "Operations")
        self.run_well("set", "WEB-2", "labels=checkout", "status=Review")
        self.assertEqual(self.run_well("move", "WEB-2", "--project=ops"), "OPS-1\n")
        moved = self.show("web-2")
        self.assertEqual((moved["key"], moved["project"], moved["status"], moved["labels"]), ("OPS-1", "OPS", "Review", ["checkout"]))
        self.assertIn("moved to Operations", self.run_well("log"))
        self.run_well("undo")
        self.assertEqual(self.show("WEB-2")["key"], "WEB-2")
        self.run_well("redo")
        file, elsewhere = os.path.join(self.folder.name, "ops.json"), (f"--database={self.folder.name}/other.db",)
        self.run_well("export", f"--output={file}", options=("--project=OPS",))
        self.run_well("import", file, options=elsewhere)
        self.assertIn("OPS-1", self.run_well("show", "WEB-2", options=elsewhere))
        self.assertEqual(self.run_well("check", options=elsewhere), "ok\n")
        self.assertEqual(self.run_well("check"), "ok\n")

    def test_the_project_to_export_may_be_named_after_the_command(self):
        self.run_well("project", "add", "OPS", "Operations")
        before = self.run_well("export", options=("--project=OPS",))
        self.assertEqual(self.run_well("export", "--project=ops"), before)
        self.assertNotEqual(self.run_well("export"), before)
        self.assertEqual(self.run_well("export", "--project=OPS", options=("--project=WEB",)), before)
        self.refuse("export", "--project=NONE")

    def test_undo_and_redo_survive_the_process(self):
        self.run_well("move", "WEB-2", "Review")
        self.run_well("undo")
        self.assertEqual(self.show("WEB-2")["status"], "To Do")
        self.run_well("redo")
        self.assertEqual(self.show("WEB-2")["status"], "Review")
        self.run_well("undo")
        self.run_well("undo")
        self.assertEqual(self.titles(), [])
        self.run_well("undo")
        self.assertEqual(self.read("projects"), [])
        self.assertIn("undo", self.refuse("undo"))

    def test_a_redone_creation_brings_the_same_keys_back(self):
        self.run_well("undo")
        self.run_well("redo")
        self.assertEqual([t["key"] for t in self.read("list")], ["WEB-1", "WEB-2", "WEB-3", "WEB-4"])
        self.assertEqual(self.run_well("add", "e").strip(), "WEB-5")

    def test_done_closes_and_dragging_out_reopens(self):
        self.run_well("move", "WEB-1", "Done")
        self.assertEqual((self.show("WEB-1")["category"], self.show("WEB-1")["progress"]), ("done", 100))
        self.assertIsNotNone(self.show("WEB-1")["closed"])
        self.run_well("move", "WEB-1", "In Progress")
        self.assertIsNone(self.show("WEB-1")["closed"])

    def test_not_done_needs_a_reason(self):
        self.assertIn("reason", self.refuse("move", "WEB-1", "Not Done"))
        self.run_well("move", "WEB-1", "Not Done", "--reason=postponed")
        self.assertEqual(self.show("WEB-1")["resolution"]["reason"], "postponed")
        self.run_well("reopen", "WEB-1")
        self.assertIsNone(self.show("WEB-1")["resolution"])

    def test_a_hard_limit_holds(self):
        self.run_well("status", "add", "Narrow", "limit=1", "hard=1")
        self.run_well("move", "WEB-1", "Narrow")
        self.assertIn("at most 1", self.refuse("move", "WEB-2", "Narrow"))
        self.assertEqual(self.titles("Narrow"), ["a"])

    def test_a_hard_limit_holds_for_sprint_and_column_in_one_set(self):
        self.run_well("status", "add", "Narrow", "limit=1", "hard=1")
        self.run_well("sprint", "add", "Sprint 1")
        self.run_well("set", "WEB-1", "sprint=Sprint 1", "status=Narrow")
        self.run_well("sprint", "start", "Sprint 1")
        self.assertIn("at most 1", self.refuse("set", "WEB-2", "sprint=Sprint 1", "status=Narrow"))
        self.assertEqual(self.titles("Narrow"), ["a"])

    def test_a_hundred_moves_to_one_place_keep_every_ticket(self):
        self.run_well("add", "-", text="\n".join(f"t{i}" for i in range(60)))
        for i in range(60):
            self.run_well("move", f"WEB-{5 + i}", "To Do", "--after=WEB-1")
        expected = ["a"] + [f"t{i}" for i in reversed(range(60))] + ["b", "c", "d"]
        self.assertEqual(self.titles("To Do"), expected)


class Crowded(CommandLine):
    def test_top_is_the_top_even_where_hundreds_of_others_stand_between(self):
        self.make_project()
        self.run_well("add", "first")
        self.run_well("add", "-", "status=review", text="".join(f"r{i}\n" for i in range(150)))
        self.run_well("add", "-", text="second\nthird\n")
        self.run_well("move", "WEB-1", "To Do", "--top")
        self.assertEqual(self.titles("To Do"), ["first", "second", "third"])
        self.run_well("move", "WEB-153", "To Do", "--top")
        self.assertEqual(self.titles("To Do"), ["third", "first", "second"])
        self.run_well("move", "WEB-152", "To Do", "--bottom")
        self.assertEqual(self.titles("To Do"), ["third", "first", "second"])

    def test_setting_the_status_in_a_full_gap_keeps_the_order(self):
        self.make_project()
        self.run_well("add", "-", text="".join(f"t{i}\n" for i in range(60)))
        for i in range(2, 40):
            self.run_well("move", f"WEB-{i}", "To Do", "--after=WEB-1")
        before = self.titles("To Do")
        self.run_well("move", "WEB-1", "Review")
        self.run_well("set", "WEB-50", "status=review")
        self.assertEqual(self.titles("Review"), ["t0", "t49"])
        self.assertEqual(self.titles("To Do"), [title for title in before if title not in ("t0", "t49")])


class Life(CommandLine):
    def setUp(self):
        super().setUp()
        self.make_project()
        self.run_well("add", "-", text="a\nb\nc\n")

    def test_close_reopen_delete_and_undo(self):
        self.run_well("close", "WEB-1", "WEB-2")
        self.assertEqual([t["category"] for t in self.read("list")], ["todo", "done", "done"])
        self.run_well("reopen", "WEB-1")
        self.run_well("delete", "WEB-3")
        self.assertNotIn("c", self.titles())
        self.run_well("undo")
        self.assertIn("c", self.titles())

    def test_duplicate_of_names_the_other(self):
        self.run_well("close", "WEB-2", "--duplicate-of=WEB-1")
        self.assertEqual(self.show("WEB-2")["resolution"], {"reason": "duplicate", "text": None, "duplicate_of": "WEB-1"})

    def test_archived_tickets_leave_the_list_and_come_back(self):
        self.run_well("close", "WEB-1")
        self.run_well("archive", "WEB-1")
        self.assertNotIn("a", self.titles())
        self.assertTrue(self.show("WEB-1")["archived"])
        self.run_well("unarchive", "WEB-1")
        self.assertIn("a", self.titles())

    def test_comments_checklists_and_links(self):
        self.run_well("comment", "WEB-1", "Hello *there*", options=["--as=Zoe"])
        self.run_well("check-item", "WEB-1", "first")
        self.run_well("check-item", "WEB-1", "second", "--done")
        self.run_well("link", "WEB-1", "relates", "WEB-2")
        self.run_well("link", "WEB-3", "blocks", "WEB-1")
        ticket = self.show("WEB-1")
        self.assertEqual((ticket["comments"][0]["author"], ticket["comments"][0]["text"]), ("Zoe", "Hello *there*"))
        self.assertEqual(ticket["checklist"], [{"text": "first", "done": False}, {"text": "second", "done": True}])
        self.assertEqual(ticket["progress"], 50)
        self.assertEqual(ticket["blocked"]["blocker"], "WEB-3")
        self.assertEqual(sorted(link["kind"] for link in ticket["links"]), ["blocked-by", "relates"])

    def write_file(self, name, content):
        path = os.path.join(self.folder.name, name)
        with open(path, "wb") as file:
            file.write(content)
        return path

    def read_file(self, name):
        with open(os.path.join(self.folder.name, name), "rb") as file:
            return file.read()

    def test_a_file_goes_on_a_ticket_and_off_it_again(self):
        content = bytes(range(256)) * 5
        path = self.write_file("log \u00e4.bin", content)
        self.run_well("attach", "WEB-1", path, self.write_file("empty.txt", b""))
        self.assertIn("log \u00e4.bin (1.3\u00a0kB)", self.run_well("show", "WEB-1"))
        attached = self.show("WEB-1")["attachments"]
        self.assertEqual([(a["name"], a["size"]) for a in attached], [("log \u00e4.bin", 1280), ("empty.txt", 0)])
        self.run_well("attach", "WEB-1", "log \u00e4.bin", "--save=" + os.path.join(self.folder.name, "out.bin"))
        self.assertEqual(self.read_file("out.bin"), content)
        self.run_well("attach", "WEB-1", "log \u00e4.bin", "--remove")
        self.assertEqual([a["name"] for a in self.show("WEB-1")["attachments"]], ["empty.txt"])
        self.run_well("undo")
        self.run_well("attach", "WEB-1", "log \u00e4.bin", "--save=" + os.path.join(self.folder.name, "again.bin"))
        self.assertEqual(self.read_file("again.bin"), content)
        self.run_well("check")

    def test_what_cannot_be_attached_is_refused_by_name(self):
        big = self.write_file("film.mp4", b"")
        os.truncate(big, 25 * 1024 * 1024 + 1)
        self.assertIn("film.mp4\u201d: it is larger than 25 MB", self.refuse("attach", "WEB-1", big))
        self.assertIn("it is a folder", self.refuse("attach", "WEB-1", self.folder.name))
        self.assertIn("the file is not there any more", self.refuse("attach", "WEB-1", self.folder.name + "/gone.txt"))
        self.assertIn("no file called", self.refuse("attach", "WEB-1", "gone.txt", "--remove"))
        self.assertEqual(self.show("WEB-1")["attachments"], [])

    def test_an_attachment_travels_byte_by_byte(self):
        content = os.urandom(100000)
        self.run_well("attach", "WEB-1", self.write_file("photo.png", content))
        first, second = (os.path.join(self.folder.name, name) for name in ("first.json", "second.json"))
        self.run_well("export", "--output=" + first)
        self.database = os.path.join(self.folder.name, "other.db")
        self.run_well("import", first)
        self.run_well("export", "--output=" + second)
        self.assertEqual(self.read_file("first.json"), self.read_file("second.json"))
        self.run_well("attach", "WEB-1", "photo.png", "--save=" + os.path.join(self.folder.name, "out.png"))
        self.assertEqual(self.read_file("out.png"), content)

    def test_a_derived_progress_cannot_be_typed(self):
        self.run_well("check-item", "WEB-1", "first")
        self.assertIn("checklist", self.refuse("set", "WEB-1", "progress=50"))

    def test_a_blocker_that_closes_frees_what_it_held(self):
        self.run_well("link", "WEB-3", "blocks", "WEB-1")
        self.run_well("close", "WEB-3")
        self.assertIsNone(self.show("WEB-1")["blocked"])
        self.run_well("undo")
        self.assertEqual(self.show("WEB-1")["blocked"]["blocker"], "WEB-3")

    def test_circles_are_refused_with_their_path(self):
        self.run_well("link", "WEB-1", "blocks", "WEB-2")
        self.run_well("link", "WEB-2", "blocks", "WEB-3")
        message = self.refuse("link", "WEB-3", "blocks", "WEB-1")
        self.assertIn("WEB-1", message)
        self.run_well("set", "WEB-2", "parent=WEB-1")
        self.refuse("set", "WEB-1", "parent=WEB-2")
        self.refuse("set", "WEB-1", "parent=WEB-1")

    def test_a_task_solves_a_problem(self):
        self.run_well("add", "It crashes", "type=problem")
        self.run_well("add", "Fix the crash", "--solves=WEB-4")
        self.assertEqual(self.show("WEB-4")["status"], "New")
        self.assertEqual([link["kind"] for link in self.show("WEB-5")["links"]], ["solves"])

    def test_an_epic_has_no_estimate_of_its_own(self):
        self.run_well("add", "Big", "type=epic")
        self.refuse("set", "WEB-4", "estimate=5")


class Errors(CommandLine):
    def test_wrong_usage_is_status_two(self):
        self.make_project()
        self.refuse("show", status=2)
        self.refuse("add", status=2)
        self.refuse("add", "x", "colour=red", status=2)
        self.refuse("move", "WEB-1", status=2)
        self.refuse("list", "--nonsense", status=2)
        self.refuse("frobnicate", status=2)

    def test_unknown_things_are_named(self):
        self.make_project()
        self.run_well("add", "a")
        self.assertIn("WEB-99", self.refuse("show", "WEB-99"))
        self.assertIn("nobody", self.refuse("set", "WEB-1", "owner=nobody"))
        self.assertIn("Nowhere", self.refuse("move", "WEB-1", "Nowhere"))
        self.assertIn("someday", self.refuse("set", "WEB-1", "due=someday"))

    def test_ambiguous_names_list_their_candidates(self):
        self.make_project()
        self.run_well("people", "add", "Anna Brandt", "handle=anna.b")
        self.run_well("people", "add", "Anna Schmidt", "handle=anna.s")
        self.run_well("add", "a")
        message = self.refuse("set", "WEB-1", "owner=anna")
        self.assertIn("Anna Brandt", message)
        self.assertIn("Anna Schmidt", message)

    def test_without_a_project_it_says_what_to_do(self):
        self.assertIn("project add", self.refuse("add", "a"))

    def test_a_file_that_is_no_database_stays_as_it_is(self):
        with open(self.database, "w") as file:
            file.write("Dear diary, " * 100)
        before = open(self.database).read()
        self.assertIn("database", self.refuse("list"))
        self.assertEqual(open(self.database).read(), before)

    def test_without_its_settings_schema_the_window_says_so(self):
        environment = dict(self.environment(), GSETTINGS_SCHEMA_DIR=self.folder.name, XDG_DATA_DIRS=self.folder.name, G_DEBUG="")
        result = subprocess.run([PROGRAM, f"--database={self.database}"], capture_output=True, text=True, timeout=60, env=environment)
        self.assertEqual(result.returncode, 2)
        self.assertIn("settings schema", result.stderr)
        self.assertFalse(os.path.exists(self.database))

    def test_help_and_version_need_no_database(self):
        for words in (["--help"], ["--version"], ["sprint", "--help"], ["import", "--help"]):
            result = subprocess.run([PROGRAM, *words], capture_output=True, text=True, env=self.environment(), timeout=30)
            self.assertEqual(result.returncode, 0)
            self.assertIn("ettelwand", result.stdout)


class Files(CommandLine):
    def test_check_says_ok(self):
        self.make_project()
        self.run_well("add", "a", "estimate=3", "labels=x")
        self.run_well("move", "WEB-1", "Review")
        self.assertEqual(self.run_well("check"), "ok\n")

    def test_files_of_other_tools_come_in(self):
        path = os.path.join(self.folder.name, "list.csv")
        with open(path, "w", encoding="utf-8") as file:
            file.write("Title,Status,Assignee,Colour\nMow,Doing,Ana,green\nRake,Done,,\n")
        dry = json.loads(self.run_well("import", "--project=LAWN", "--dry-run", "--json", path))
        self.assertEqual((dry["dry_run"], dry["created"]["tickets"]), (True, 2))
        self.assertEqual(self.read("projects"), [])
        self.assertIn("2 tickets", self.run_well("import", "--project=LAWN", "--dry-run", path))
        report = json.loads(self.run_well("import", "--project=LAWN", "--json", path))
        self.assertEqual((report["format"], report["project"], report["extra"]), ("csv", "LAWN", {"Colour": 1}))
        again = json.loads(self.run_well("import", "--project=LAWN", "--json", path))
        self.assertEqual((again["created"], again["unchanged"]["tickets"]), ({}, 2))
        self.assertEqual(self.show("LAWN-1")["source"], {"system": "csv", "key": "1", "url": None})
        self.assertIn("reads no “dream” files", self.refuse("import", "--format=dream", path))
        with open(path, "w", encoding="utf-8") as file:
            file.write("Wort,Wert\nMow,3\n")
        self.refuse("import", "--project=ELM", "--dry-run", path)
        named = json.loads(self.run_well("import", "--project=ELM", "--dry-run", "--json", "--columns=title=Wort,estimate=Wert", path))
        self.assertEqual((named["format"], named["created"]["tickets"]), ("csv", 1))
        self.run_well("undo")
        self.assertEqual(self.read("projects"), [])
        self.assertEqual(self.run_well("check"), "ok\n")

    def test_import_goes_where_it_is_told(self):
        self.run_well("example")
        people = len(self.read("people"))
        path = os.path.join(self.folder.name, "list.csv")
        with open(path, "w", encoding="utf-8") as file:
            file.write("Title,Status,Assignee\nSweep,Doing,Ann\nMow,Parked,Bob\n")
        self.refuse("import", "--project=WEB", "--map-person=Ann=nobodyhere", path)
        self.run_well("import", "--project=WEB", "--map-status=Doing=Review", "--map-status=Parked=Shelf", "--map-person=Ann=anna",
                      "--map-person=Bob=", path)
        tickets = {t["title"]: t for t in self.read("list")}
        self.assertEqual((tickets["Sweep"]["status"], tickets["Sweep"]["owner"]), ("Review", "Anna Brandt"))
        self.assertEqual((tickets["Mow"]["status"], tickets["Mow"]["owner"]), ("Shelf", None))
        self.assertEqual(len(self.read("people")), people)

    def test_export_import_export_is_byte_identical(self):
        self.run_well("example")
        first = self.run_well("export")
        path = os.path.join(self.folder.name, "first.json")
        with open(path, "w") as file:
            file.write(first)
        self.database = os.path.join(self.folder.name, "second.db")
        self.run_well("import", path)
        self.assertEqual(self.run_well("export"), first)
        self.run_well("import", path)
        self.assertEqual(self.run_well("export"), first)
        self.assertEqual(self.run_well("check"), "ok\n")

    def test_the_example_is_the_day_of_the_pictures(self):
        self.run_well("example")
        statuses = {s["name"]: s for s in self.read("statuses")}
        self.assertEqual((statuses["In Progress"]["limit"], statuses["Review"]["limit"], statuses["Testing"]["limit"]), (4, 3, 2))
        ticket = self.show("WEB-142")
        self.assertEqual((ticket["owner"], ticket["reporter"], ticket["estimate"], ticket["progress"], ticket["due"]),
                         ("Anna Brandt", "Elif Yıldız", 5, 60, "2026-11-25"))
        self.assertEqual(ticket["blocked"]["reason"][:27], "PayPal sandbox keys missing")
        self.assertEqual(self.run_well("check"), "ok\n")

    def test_backup_and_restore(self):
        self.make_project()
        self.run_well("add", "kept")
        path = os.path.join(self.folder.name, "copy.db")
        self.run_well("backup", path)
        self.run_well("delete", "WEB-1")
        self.run_well("restore", path)
        self.assertEqual(self.titles(), ["kept"])

    def test_the_first_change_of_a_day_makes_a_backup(self):
        self.make_project()
        self.run_well("list")
        backups = lambda: [name for _, _, names in os.walk(self.folder.name + "/data/zettelwand/backups") for name in names]
        self.assertEqual(backups(), [])
        self.run_well("add", "first")
        self.run_well("add", "second")
        self.run_well("undo")
        self.assertEqual(len(backups()), 1)
        self.assertTrue(backups()[0].endswith("-daily.db"))

    def test_broken_json_changes_nothing_and_names_the_line(self):
        self.make_project()
        path = os.path.join(self.folder.name, "broken.json")
        with open(path, "w") as file:
            file.write('{"format":"zettelwand","version":1,\n"projects":[{"id":"1",}]}')
        self.assertIn(f"{path}:2:23: ", self.refuse("import", path))
        self.assertEqual(self.titles(), [])

    def write_file(self, name, text):
        path = os.path.join(self.folder.name, name)
        with open(path, "w") as file:
            file.write(text)
        return path

    def test_a_wrong_value_is_refused_and_not_left_out(self):
        self.run_well("example")
        text = self.run_well("export")
        self.database = os.path.join(self.folder.name, "second.db")
        path = self.write_file("wrong.json", text.replace('"number":1,', '"number":"one",', 1))
        message = self.refuse("import", path)
        self.assertRegex(message, f"^zettelwand: import: {path}:[0-9]+: [$].tickets.0..number: the member has the wrong type: ")
        self.assertNotIn("left out", message)
        self.assertEqual(self.run_well("projects"), "")

    def test_what_the_log_of_a_file_does_not_tell_is_said(self):
        self.run_well("example")
        text = self.run_well("export")
        title = self.show("WEB-142")["title"]
        at = text.index(f'"title":"{title}"', text.index('"tickets"'))
        path = self.write_file("edited.json", text[:at] + '"title":"By hand"' + text[at:].split(f'"title":"{title}"', 1)[1])
        line = text[:at].count("\n") + 1
        self.database = os.path.join(self.folder.name, "second.db")
        result = self.run_program("import", path)
        self.assertEqual(result.returncode, 0)
        self.assertRegex(result.stderr, f"^{path}:{line}: [$].tickets.[0-9]+..title: “By hand”, but “{title}” by the log of the file")
        self.assertEqual(result.stderr.count("\n"), 1)
        self.assertEqual(self.show("WEB-142")["title"], "By hand")
        self.assertEqual(self.run_well("check"), "ok\n")

    def test_a_closed_pipe_is_no_crash(self):
        self.run_well("example")
        reader, writer = os.pipe()
        os.close(reader)
        process = subprocess.Popen([PROGRAM, f"--database={self.database}", "export"], stdout=writer, stderr=subprocess.PIPE,
                                   env=self.environment())
        os.close(writer)
        process.communicate(timeout=30)
        self.assertIn(process.returncode, (1, -signal.SIGPIPE))

    def test_a_kept_status_keeps_what_hangs_on_it(self):
        self.make_project()
        self.run_well("add", "One")
        there, here = self.database, os.path.join(self.folder.name, "here.db")
        path = os.path.join(self.folder.name, "file.json")
        self.run_well("export", f"--output={path}")
        self.run_well("close", "WEB-1", "--not-done=postponed")
        later = os.path.join(self.folder.name, "later.json")
        self.run_well("export", f"--output={later}")
        self.database = here
        self.run_well("import", path)
        self.run_well("move", "WEB-1", "Review")
        self.run_program("import", later)
        ticket = self.show("WEB-1")
        self.assertEqual((ticket["status"], ticket["closed"], ticket["resolution"]), ("Review", None, None))
        self.run_well("import", "--theirs", later)
        ticket = self.show("WEB-1")
        self.assertEqual((ticket["status"], ticket["resolution"]["reason"]), ("Not Done", "postponed"))
        self.assertIsNotNone(ticket["closed"])


if __name__ == "__main__":
    unittest.main(verbosity=1)
