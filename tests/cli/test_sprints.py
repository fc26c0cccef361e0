#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Plays sprints through on the command line: their life, their figures, and the past that comes with an import.

Usage: test_sprints.py PROGRAM."""

import json
import os
import unittest

from driver import CommandLine


class Past(CommandLine):
    """What comes into a database with other things in it brings its past along."""

    def report(self, name):
        return self.run_well("sprint", "report", name, "--json", options=["--project=WEB"])

    def beside_others(self, *arguments):
        self.database = os.path.join(self.folder.name, "other.db")
        self.run_well("project", "add", "OPS", "Operations")
        self.run_well("add", "hello")
        return self.run_well(*arguments)

    def test_the_example_has_its_reports_and_is_one_undo(self):
        self.run_well("example")
        names = ("Sprint 12", "Sprint 14")
        alone = [self.report(name) for name in names]
        self.beside_others("example")
        self.assertEqual([self.report(name) for name in names], alone)
        self.assertEqual(self.run_well("check"), "ok\n")
        self.run_well("undo")
        self.assertEqual([project["key"] for project in self.read("projects")], ["OPS"])
        self.assertEqual(self.run_well("check"), "ok\n")

    def test_a_project_of_a_file_is_there_as_it_was(self):
        self.run_well("example")
        self.run_well("project", "add", "FAR", "Far Away")
        alone = self.report("Sprint 12")
        file, again = os.path.join(self.folder.name, "web.json"), os.path.join(self.folder.name, "again.json")
        self.run_well("export", f"--output={file}", "--project=WEB")
        self.beside_others("import", file)
        self.assertEqual(self.report("Sprint 12"), alone)
        self.run_well("export", f"--output={again}", "--project=WEB")
        with open(file, "rb") as first, open(again, "rb") as second:
            self.assertEqual(first.read(), second.read())
        self.assertEqual(self.run_well("check"), "ok\n")


class Sprints(CommandLine):
    def setUp(self):
        super().setUp()
        self.make_project()
        self.run_well("sprint", "add", "Sprint 1", "start=2026-11-16", "end=2026-11-27", "goal=Pay")
        self.run_well("add", "a", "estimate=5", "sprint=Sprint 1")
        self.run_well("add", "b", "estimate=3", "sprint=Sprint 1")
        self.run_well("add", "c", "estimate=2")

    def report(self, name="Sprint 1"):
        return json.loads(self.run_well("sprint", "report", name, "--json"))

    def test_a_sprint_is_played_through_and_taken_back(self):
        self.run_well("sprint", "start", "Sprint 1")
        self.assertEqual(self.report()["committed"], {"points": 8, "tickets": ["WEB-1", "WEB-2"]})
        self.run_well("set", "WEB-3", "sprint=Sprint 1")
        self.run_well("set", "WEB-2", "estimate=5")
        self.run_well("close", "WEB-1")
        report = self.report()
        self.assertEqual((report["added"]["points"], report["reestimated"]["points"], report["completed"]["points"]), (2, 2, 5))
        self.run_well("sprint", "add", "Sprint 2")
        self.run_well("sprint", "complete", "Sprint 1", "--to=Sprint 2")
        self.assertEqual(self.report()["carried"], {"points": 7, "tickets": ["WEB-2", "WEB-3"]})
        self.assertEqual(self.show("WEB-2")["sprint"], "Sprint 2")
        self.assertEqual([self.show(key)["carried"] for key in ("WEB-1", "WEB-2", "WEB-3")], [0, 1, 1])
        self.assertIn("Carried       1x\n", self.run_well("show", "WEB-2"))
        self.assertEqual(self.report()["velocity"], {"mean": 5, "min": 5, "max": 5, "sprints": 1})
        self.run_well("undo")
        self.assertEqual((self.show("WEB-2")["sprint"], self.report()["state"]), ("Sprint 1", "active"))
        self.assertEqual(self.show("WEB-2")["carried"], 0)
        self.run_well("redo")
        self.assertEqual(self.report()["state"], "closed")
        self.assertEqual(self.show("WEB-2")["carried"], 1)
        self.assertEqual(self.run_well("check"), "ok\n")

    def test_the_log_says_what_became_of_a_sprint(self):
        self.run_well("sprint", "start", "Sprint 1")
        self.run_well("close", "WEB-1")
        self.run_well("sprint", "complete", "Sprint 1")
        self.assertEqual(self.run_well("undo"), "undo: Sprint 1 completed\n")
        self.run_well("redo")
        self.run_well("sprint", "edit", "Sprint 1", "goal=Pay well")
        lines = [change["label"] for change in self.read("log", "-n", "12")]
        for label in ("Sprint 1 edited: goal", "redo: Sprint 1 completed", "undo: Sprint 1 completed", "Sprint 1 completed",
                      "Sprint 1 started", "Sprint 1 created"):
            self.assertIn(label, lines)
        sprint = self.read("sprints")[0]
        self.assertEqual((sprint["committed"], sprint["completed"], sprint["tickets"]), (8, 5, 2))

    def test_a_project_is_chosen_behind_the_command_too(self):
        self.run_well("project", "add", "OPS", "Operations")
        self.assertEqual(self.run_well("add", "elsewhere", "--project=OPS"), "OPS-1\n")
        self.assertEqual(json.loads(self.run_well("show", "1", "--project", "OPS", "--json"))["title"], "elsewhere")
        self.refuse("show", "1", "--project=NONE")

    def test_what_must_not_occur_is_looked_for_everywhere(self):
        self.run_well("set", "WEB-1", "description=A secret sauce")
        self.run_well("comment", "WEB-2", "The sauce is thick")
        self.assertEqual([ticket["key"] for ticket in self.read("list", "sauce")], ["WEB-1", "WEB-2"])
        self.assertEqual([ticket["key"] for ticket in json.loads(self.run_well("list", "--json", "--", "-sauce"))], ["WEB-3"])

    def test_a_file_of_ours_names_its_project(self):
        file = os.path.join(self.folder.name, "web.json")
        self.run_well("export", f"--output={file}")
        self.assertIn("there is no project OPS in the file", self.refuse("import", "--project=OPS", file))
        self.run_well("import", "--project=web", file)

    def test_a_report_is_in_points_hours_or_tickets(self):
        self.run_well("set", "WEB-1", "duration=6h")
        self.run_well("sprint", "start", "Sprint 1")
        self.run_well("set", "WEB-1", "spent=2h")
        count = json.loads(self.run_well("sprint", "report", "Sprint 1", "--measure=count", "--json"))
        hours = json.loads(self.run_well("sprint", "report", "Sprint 1", "--measure=hours", "--json"))
        self.assertEqual((count["measure"], count["committed"]["points"]), ("count", 2))
        self.assertEqual((hours["measure"], hours["committed"]["points"], hours["reestimated"]["points"]), ("hours", 6, 0))
        self.assertEqual([step["kind"] for step in hours["steps"]], ["worked"])
        self.assertEqual(self.report()["committed"]["points"], 8)
        self.assertIn("committed      2 tickets\n", self.run_well("sprint", "report", "Sprint 1", "--measure=count"))
        self.refuse("sprint", "report", "Sprint 1", "--measure=feet", status=2)

    def test_each_unfinished_ticket_has_a_fate(self):
        for title in "defg":
            self.run_well("add", title, "estimate=5", "sprint=Sprint 1")
        self.run_well("set", "WEB-1", "description=As a guest")
        self.run_well("sprint", "start", "Sprint 1")
        self.run_well("close", "WEB-2")
        self.run_well("sprint", "add", "Sprint 2")
        before = self.run_well("list", "--json")
        self.assertIn("not among the unfinished", self.refuse("sprint", "complete", "Sprint 1", "WEB-2=backlog"))
        self.assertIn("less than its estimate of 5", self.refuse("sprint", "complete", "Sprint 1", "WEB-1=split:5"))
        self.assertEqual(self.run_well("list", "--json"), before)
        self.run_well("sprint", "complete", "Sprint 1", "--to=Sprint 2", "WEB-1=split:2", "WEB-4=backlog", "WEB-5=not-done:too dear",
                      "WEB-6=new")
        rest = self.show("WEB-8")
        self.assertEqual((rest["title"], rest["estimate"], rest["sprint"], rest["description"]), ("a", 2, "Sprint 2", "As a guest"))
        self.assertIn("WEB-1", json.dumps(rest["links"]))
        self.assertEqual((self.show("WEB-1")["estimate"], self.show("WEB-1")["category"]), (3, "done"))
        self.assertIsNone(self.show("WEB-4")["sprint"])
        self.assertEqual(self.show("WEB-5")["resolution"]["text"], "too dear")
        self.assertEqual((self.show("WEB-6")["sprint"], self.show("WEB-7")["sprint"]), ("Sprint 3", "Sprint 2"))
        report = self.report()
        self.assertEqual(report["committed"]["points"], 28)
        self.assertEqual(report["completed"], {"points": 6, "tickets": ["WEB-1", "WEB-2"]})
        self.assertEqual(report["reestimated"], {"points": -2, "tickets": ["WEB-1"]})
        self.assertEqual(report["cancelled"], {"points": 5, "tickets": ["WEB-5"]})
        self.assertEqual(report["carried"], {"points": 15, "tickets": ["WEB-4", "WEB-6", "WEB-7"]})
        self.run_well("undo")
        self.assertEqual((self.show("WEB-1")["estimate"], self.report()["state"]), (5, "active"))
        self.run_well("redo")
        self.assertEqual(self.report(), report)
        self.assertEqual(self.run_well("check"), "ok\n")

    def test_closed_tickets_stay_where_they_were_done(self):
        self.run_well("close", "WEB-1")
        self.run_well("sprint", "add", "Sprint 2")
        told = self.run_program("set", "WEB-1", "WEB-2", "WEB-3", "sprint=Sprint 2")
        self.assertEqual((told.returncode, told.stderr), (0, "1 closed ticket stays where it was done\n"))
        self.assertEqual([self.show(key)["sprint"] for key in ("WEB-1", "WEB-2", "WEB-3")], ["Sprint 1", "Sprint 2", "Sprint 2"])
        self.assertIn("WEB-1 is closed and stays in Sprint 1", self.refuse("set", "WEB-1", "sprint="))

    def test_a_start_warns(self):
        self.run_well("add", "d", "sprint=Sprint 1", "blocked=keys missing")
        self.assertEqual(self.run_well("sprint", "start", "Sprint 1"),
                         "1 ticket is not estimated: WEB-4\n1 ticket is blocked: WEB-4\n")

    def test_a_planned_sprint_is_edited_and_deleted(self):
        self.run_well("sprint", "edit", "Sprint 1", "name=Paying", "end=2026-12-04")
        sprint = json.loads(self.run_well("sprints", "--json"))[0]
        self.assertEqual((sprint["name"], sprint["end"], sprint["goal"]), ("Paying", "2026-12-04", "Pay"))
        self.run_well("sprint", "delete", "Paying")
        self.assertIsNone(self.show("WEB-1")["sprint"])
        self.run_well("undo")
        self.assertEqual(self.show("WEB-1")["sprint"], "Paying")
        self.run_well("sprint", "start", "Paying")
        self.assertIn("it runs", self.refuse("sprint", "delete", "Paying"))

    def test_burnup_and_steps_say_what_moved_the_lines(self):
        self.run_well("sprint", "start", "Sprint 1")
        self.run_well("add", "c", "estimate=2", "sprint=Sprint 1", options=["--as=Ana"])
        self.run_well("close", "WEB-1")
        report = self.report()
        self.assertEqual(report["burnup"][7], {"date": "2026-11-23", "scope": 10, "done": 5})
        self.assertEqual([(step["kind"], step["ticket"], step["scope"], step["remaining"], step["done"]) for step in report["steps"]],
                         [("added", "WEB-4", 2, 2, 0), ("completed", "WEB-1", 0, -5, 5)])
        self.assertEqual(report["steps"][0]["by"], "Ana")

    def test_a_completed_sprint_keeps_its_report(self):
        self.run_well("sprint", "start", "Sprint 1")
        self.run_well("close", "WEB-1")
        running = self.report()
        self.run_well("sprint", "complete", "Sprint 1")
        sealed = self.report()
        self.assertEqual(sealed["carried"], {"points": 3, "tickets": ["WEB-2"]})
        self.assertEqual(sealed["amounts"]["carried"], [{"id": self.show("WEB-2")["id"], "points": 3}])
        for member in ("committed", "completed", "burndown", "burnup", "steps", "owners", "today", "moment"):
            self.assertEqual(sealed[member], running[member], member)
        self.run_well("set", "WEB-1", "estimate=13")
        self.run_well("reopen", "WEB-1")
        self.assertEqual(self.report(), sealed)

    def test_only_one_sprint_runs(self):
        self.run_well("sprint", "start", "Sprint 1")
        self.run_well("sprint", "add", "Sprint 2")
        self.assertIn("Sprint 1", self.refuse("sprint", "start", "Sprint 2"))

    def test_a_completion_stays_once_a_later_sprint_runs(self):
        self.run_well("sprint", "start", "Sprint 1")
        self.run_well("sprint", "complete", "Sprint 1")
        self.run_well("sprint", "add", "Sprint 2")
        self.run_well("undo")
        self.run_well("sprint", "add", "Sprint 3")
        self.run_well("sprint", "start", "Sprint 3", options=["--as=Zoe"])
        self.run_well("undo")
        self.run_well("undo")
        self.run_well("undo")
        self.assertEqual(self.report()["state"], "active")

    def test_unfinished_tickets_head_the_backlog_in_their_order(self):
        self.run_well("sprint", "start", "Sprint 1")
        self.run_well("move", "WEB-3", "To Do", "--top")
        self.run_well("sprint", "complete", "Sprint 1", "--to=backlog")
        self.assertEqual(self.titles(), ["a", "b", "c"])

    def test_an_empty_sprint_completes(self):
        self.run_well("set", "WEB-1", "WEB-2", "sprint=")
        self.run_well("sprint", "start", "Sprint 1")
        self.run_well("sprint", "complete", "Sprint 1")
        self.assertEqual(self.report()["committed"]["tickets"], [])
        self.refuse("sprint", "start", "Sprint 1")


if __name__ == "__main__":
    unittest.main(verbosity=1)
