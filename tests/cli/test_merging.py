#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Two copies of one project, worked on apart and brought together again by whole exports and by `export --since`.

Usage: test_merging.py PROGRAM."""

import json
import os
import subprocess
import unittest

from driver import PROGRAM, CommandLine


class Copy:
    """A database on a machine of its own."""

    def __init__(self, case, name):
        self.case, self.name = case, name
        self.home = os.path.join(case.folder.name, name)
        os.mkdir(self.home)

    def run(self, *arguments, status=0):
        environment = {key: value.replace(self.case.folder.name, self.home) for key, value in self.case.environment().items()}
        result = subprocess.run([PROGRAM, f"--database={self.home}/its.db", f"--as={self.name}", *arguments], capture_output=True,
                                text=True, timeout=60, env=environment)
        self.case.assertEqual(result.returncode, status, f"{arguments}: {result.stderr}")
        return result

    def read(self, *arguments):
        return json.loads(self.run(*arguments, "--json").stdout)

    def newest_set(self):
        return self.read("log", "-n", "1")[0]["set"]

    def write(self, *arguments):
        path = os.path.join(self.case.folder.name, f"from-{self.name}.json")
        self.run("export", f"--output={path}", *arguments)
        return path

    def take(self, path, *arguments):
        return self.read("import", *arguments, path)

    def tickets(self):
        own = ("id", "rank", "changed", "started")
        tickets = {t["key"]: {k: v for k, v in t.items() if k not in own} for t in self.read("list")}
        for key, ticket in tickets.items():
            shown = self.read("show", key)
            ticket["labels"].sort()
            ticket.update(description=shown["description"], comments=[c["text"] for c in shown["comments"]],
                          checklist=shown["checklist"])
        return tickets


class Merging(CommandLine):
    def setUp(self):
        super().setUp()
        self.ana, self.ben = Copy(self, "Ana"), Copy(self, "Ben")
        self.ana.run("project", "add", "WEB", "Web Shop")
        for title in ("One", "Two", "Three"):
            self.ana.run("add", title, "estimate=1", "description=As it was")
        self.ben.take(self.ana.write())
        self.common = self.ana.newest_set()
        self.assertEqual(self.ana.tickets(), self.ben.tickets())

    def exchange(self):
        """Each takes what the other did since both were the same."""
        from_ana, from_ben = self.ana.write(f"--since={self.common}"), self.ben.write(f"--since={self.common}")
        return self.ben.take(from_ana), self.ana.take(from_ben)

    def assert_sound(self):
        for copy in (self.ana, self.ben):
            self.assertEqual(copy.run("check").stdout, "ok\n")

    def test_a_file_of_changes_holds_what_changed_alone(self):
        self.ana.run("set", "WEB-2", "title=Second")
        with open(self.ana.write(f"--since={self.common}"), encoding="utf-8") as file:
            document = json.load(file)
        self.assertEqual([t["title"] for t in document["tickets"]], ["Second"])
        self.assertEqual([c["field"] for s in document["log"] for c in s["changes"]], ["title"])
        self.assertEqual(document["since"]["set"], self.common)
        self.assertIn(self.common, document["known"])

    def test_work_done_apart_comes_together(self):
        self.ana.run("set", "WEB-1", "title=First", "labels=red,green")
        self.ana.run("comment", "WEB-1", "from Ana")
        self.ana.run("add", "Four, by Ana")
        self.ben.run("set", "WEB-1", "estimate=8")
        self.ben.run("comment", "WEB-1", "from Ben")
        self.ben.run("check-item", "WEB-2", "look")
        self.ben.run("close", "WEB-3")
        self.ben.run("set", "WEB-2", "description=As Ben has it")
        for report in self.exchange():
            self.assertEqual((report["kept"], report["warnings"]), ({}, []))
        ana, ben = self.ana.tickets(), self.ben.tickets()
        self.assertEqual(ana, ben)
        self.assertEqual((ana["WEB-1"]["title"], ana["WEB-1"]["estimate"]), ("First", 8))
        self.assertEqual(sorted(ana["WEB-1"]["comments"]), ["from Ana", "from Ben"])
        self.assertEqual((ana["WEB-2"]["description"], len(ana["WEB-2"]["checklist"])), ("As Ben has it", 1))
        self.assertEqual(ana["WEB-3"]["category"], "done")
        self.assertEqual(len(ana), 4)
        self.assert_sound()

    def test_a_field_that_both_changed_stays_and_is_listed(self):
        self.ana.run("set", "WEB-1", "title=Ana's", "estimate=5")
        self.ben.run("set", "WEB-1", "title=Ben's", "priority=5")
        at_ben, at_ana = self.exchange()
        for report, copy in ((at_ben, self.ben), (at_ana, self.ana)):
            self.assertEqual(report["kept"], {"tickets": 1})
            self.assertEqual([(w["path"], w["reason"]) for w in report["warnings"]],
                             [("$.tickets[0].title", "kept: changed here and in the file")])
            ticket = copy.tickets()["WEB-1"]
            self.assertEqual((ticket["title"], ticket["estimate"], ticket["priority"]), (f"{copy.name}'s", 5, 5))
        self.assert_sound()

    def test_theirs_takes_the_other_side(self):
        self.ana.run("set", "WEB-1", "title=Ana's")
        self.ben.run("set", "WEB-1", "title=Ben's")
        report = self.ben.take(self.ana.write(f"--since={self.common}"), "--theirs")
        self.assertEqual(report["kept"], {})
        self.assertEqual(self.ben.tickets()["WEB-1"]["title"], "Ana's")

    def test_two_new_tickets_of_one_number_both_stay(self):
        self.ana.run("add", "By Ana")
        self.ben.run("add", "By Ben")
        self.exchange()
        for copy in (self.ana, self.ben):
            self.assertEqual(sorted(t["title"] for t in copy.tickets().values()), ["By Ana", "By Ben", "One", "Three", "Two"])
        self.assert_sound()

    def test_a_second_round_goes_on_where_the_first_ended(self):
        self.ana.run("set", "WEB-1", "title=First")
        self.ben.run("set", "WEB-2", "title=Second")
        self.exchange()
        ana, ben = self.ana.newest_set(), self.ben.newest_set()
        self.ana.run("set", "WEB-2", "title=Second, better")
        self.ben.run("set", "WEB-1", "title=First, better")
        from_ana, from_ben = self.ana.write(f"--since={ana}"), self.ben.write(f"--since={ben}")
        for report in (self.ben.take(from_ana), self.ana.take(from_ben)):
            self.assertEqual((report["kept"], report["warnings"]), ({}, []))
        self.assertEqual(self.ana.tickets(), self.ben.tickets())
        self.assertEqual(self.ana.tickets()["WEB-2"]["title"], "Second, better")

    def test_what_was_taken_back_here_stays_taken_back(self):
        self.ana.run("set", "WEB-1", "title=First")
        path = self.ana.write(f"--since={self.common}")
        self.ben.take(path)
        self.ben.run("set", "WEB-1", "title=One")
        self.ben.take(path)
        self.assertEqual(self.ben.tickets()["WEB-1"]["title"], "One")

    def test_the_same_file_twice_changes_nothing(self):
        self.ana.run("set", "WEB-1", "title=First")
        self.ana.run("delete", "WEB-3")
        path = self.ana.write(f"--since={self.common}")
        self.ben.take(path)
        before = self.ben.tickets()
        report = self.ben.take(path)
        self.assertEqual((report["created"], report["updated"], self.ben.tickets()), ({}, {}, before))
        self.assertNotIn("WEB-3", before)

    def test_what_one_deletes_and_the_other_changes_stays(self):
        self.ana.run("delete", "WEB-3")
        self.ben.run("set", "WEB-3", "title=Still needed")
        at_ben, at_ana = self.exchange()
        self.assertIn("WEB-3", self.ben.tickets())
        self.assertEqual((at_ben["kept"], at_ana["kept"]), ({"tickets": 1}, {"tickets": 1}))
        self.assert_sound()

    def test_a_taken_file_is_one_set_to_undo(self):
        self.ana.run("set", "WEB-1", "title=First")
        self.ana.run("add", "Four")
        before = self.ben.tickets()
        self.ben.take(self.ana.write(f"--since={self.common}"))
        self.ben.run("undo")
        self.assertEqual(self.ben.tickets(), before)

    def test_changes_without_their_project_are_refused(self):
        self.ana.run("set", "WEB-1", "title=First")
        stranger = Copy(self, "Eve")
        stranger.run("projects")
        error = stranger.run("import", self.ana.write(f"--since={self.common}"), status=1).stderr
        self.assertIn("holds only what changed in WEB since 20", error)
        self.assertIn("first import all of it", error)

    def test_a_gap_in_what_came_is_said(self):
        self.ana.run("set", "WEB-1", "title=First")
        gap = self.ana.newest_set()
        self.ana.run("set", "WEB-2", "title=Second")
        report = self.ben.take(self.ana.write(f"--since={gap}"))
        self.assertEqual([w["reason"].split(":")[1] for w in report["warnings"]], [" what changed before that day may be missing. Ask for "
                                                                                  "everything since an earlier day"])
        self.assertEqual([t["title"] for t in self.ben.tickets().values()], ["One", "Second", "Three"])
        self.ben.take(self.ana.write(f"--since={self.common}"))
        self.assertEqual(self.ana.tickets(), self.ben.tickets())

    def test_since_a_day_is_since_its_beginning(self):
        self.ana.run("--now=2030-05-01T10:00", "set", "WEB-1", "title=Later")
        with open(self.ana.write("--since=2030-05-01"), encoding="utf-8") as file:
            self.assertEqual([t["title"] for t in json.load(file)["tickets"]], ["Later"])
        with open(self.ana.write("--since=2030-05-02"), encoding="utf-8") as file:
            self.assertEqual(json.load(file)["tickets"], [])

    def test_a_set_nobody_knows_is_refused(self):
        self.assertIn("no change set 123456789012", self.ana.run("export", "--since=123456789012", status=1).stderr)
        self.assertIn("no change set", self.ana.run("export", "--since=yesterdayish", status=1).stderr)
        self.assertEqual(self.ana.run("export", "--since=2026-01-01", "--format=csv", status=2).stdout, "")

    def test_some_tickets_come_in_without_the_rest(self):
        self.ana.run("set", "WEB-2", "parent=WEB-1")
        self.ana.run("set", "WEB-2", "title=Alone now")
        path = self.ana.write("alone")
        stranger = Copy(self, "Eve")
        stranger.run("projects")
        report = stranger.take(path)
        self.assertEqual([w["path"] for w in report["warnings"]], ["$.tickets[0].parent"])
        self.assertEqual([(t["title"], t["parent"]) for t in stranger.tickets().values()], [("Alone now", None)])
        # Where the rest is there, nothing is lost by it.
        report = self.ben.take(path)
        self.assertEqual(report["warnings"], [])
        self.assertEqual([(t["title"], t["parent"]) for t in self.ben.tickets().values()],
                         [("One", None), ("Alone now", "WEB-1"), ("Three", None)])
        self.assert_sound()


if __name__ == "__main__":
    unittest.main()
