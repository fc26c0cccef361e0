#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What happened since the last stand-up, told by the built program. Usage: test_standup.py PROGRAM."""

import json
import unittest

from test_cli import CommandLine


class Team(CommandLine):
    zone = "UTC"

    def environment(self):
        return dict(super().environment(), TZ=self.zone)

    def at(self, now, *arguments):
        return self.run_well(*arguments, options=[f"--now={now}"])

    def standup(self, now, *arguments):
        return json.loads(self.at(now, "standup", "--json", *arguments))

    def make_team(self, now="2026-11-16T09:00"):
        self.at(now, "project", "add", "WEB", "Web Shop")
        self.at(now, "people", "add", "Ana")
        self.at(now, "add", "Login", "owner=Ana", "estimate=3")
        self.at(now, "add", "Logout", "owner=Ana")

    def share(self, report, name):
        return next(person for person in report["people"] if person["name"] == name)

    def kinds(self, report, name="Ana"):
        return {change["key"]: change["kinds"] for change in self.share(report, name)["changes"]}


class Standup(Team):
    def test_the_example_is_the_stand_up_of_the_picture(self):
        self.run_well("example")
        report = self.read("standup")
        anna = self.share(report, "Anna Brandt")
        self.assertEqual(report["since"][:10], "2026-11-20")
        self.assertEqual([(c["key"], c["from"], c["to"]) for c in anna["changes"] if "moved" in c["kinds"]],
                         [("WEB-137", "Review", "Done"), ("WEB-144", "In Progress", "Testing")])
        self.assertEqual([t["key"] for t in anna["in_progress"]], ["WEB-142"])
        self.assertEqual([t["key"] for t in anna["blocked"]], ["WEB-142", "WEB-144"])
        self.assertEqual(anna["blocked"][0]["blocked"]["reason"], "PayPal sandbox keys missing")
        self.assertEqual(anna["blocked"][1]["waiting"], {"until": "2026-11-25", "for": "Answer of the test group"})

    def test_every_member_is_always_present(self):
        self.make_team()
        report = self.standup("2026-11-16T10:00")
        self.assertEqual(list(report), ["since", "until", "people"])
        for person in report["people"]:
            self.assertEqual(list(person), ["name", "away", "changes", "in_progress", "blocked"])
        self.assertEqual(report["until"], "2026-11-16T10:00:00Z")

    def test_on_monday_it_looks_back_to_friday(self):
        self.make_team()
        self.at("2026-11-19T15:00", "move", "WEB-1", "In Progress")
        self.at("2026-11-20T15:00", "close", "WEB-2")
        report = self.standup("2026-11-23T09:30")
        self.assertEqual(report["since"], "2026-11-20T00:00:00Z")
        self.assertEqual(self.kinds(report), {"WEB-2": ["moved", "finished"]})
        self.assertEqual([t["key"] for t in self.share(report, "Ana")["in_progress"]], ["WEB-1"])

    def test_an_undone_move_is_none(self):
        self.make_team()
        self.at("2026-11-23T09:00", "move", "WEB-1", "Review")
        self.at("2026-11-23T09:01", "undo")
        self.assertEqual(self.kinds(self.standup("2026-11-23T09:30")), {})

    def test_across_a_sprint_change_only_what_is_news(self):
        self.make_team()
        for name in ("One", "Two"):
            self.at("2026-11-16T09:10", "sprint", "add", name, "start=2026-11-16", "end=2026-11-27")
        self.at("2026-11-16T09:20", "set", "WEB-1", "WEB-2", "sprint=One")
        self.at("2026-11-16T09:30", "sprint", "start", "One")
        self.at("2026-11-20T10:00", "close", "WEB-1")
        self.at("2026-11-20T15:00", "sprint", "complete", "One", "--to=Two")
        self.at("2026-11-20T15:10", "set", "WEB-2", "estimate=5")
        self.at("2026-11-23T09:00", "sprint", "start", "Two")
        self.assertEqual(self.kinds(self.standup("2026-11-23T09:30")), {"WEB-1": ["moved", "finished"]})
        self.at("2026-11-23T10:00", "set", "WEB-2", "estimate=8")
        self.at("2026-11-23T10:01", "add", "Late", "owner=Ana", "sprint=Two")
        self.assertEqual(self.kinds(self.standup("2026-11-23T11:00")),
                         {"WEB-1": ["moved", "finished"], "WEB-2": ["reestimated"], "WEB-3": ["added"]})

    def test_what_nobody_owns_has_no_name(self):
        self.make_team()
        self.at("2026-11-23T09:00", "add", "Orphan", "status=In Progress")
        last = self.standup("2026-11-23T09:30")["people"][-1]
        self.assertIsNone(last["name"])
        self.assertEqual([t["title"] for t in last["in_progress"]], ["Orphan"])

    def test_since_takes_days_that_are_over(self):
        self.make_team()
        for text, since in (("2026-11-18", "2026-11-18"), ("wed", "2026-11-18"), ("yesterday", "2026-11-22"), ("-3d", "2026-11-20"),
                            ("today", "2026-11-23")):
            self.assertEqual(self.standup("2026-11-23T09:30", f"--since={text}")["since"], since + "T00:00:00Z", text)
        for text in ("", "never", "2026-11-24", "tomorrow", "+3d"):
            self.assertIn("no day", self.refuse("standup", f"--since={text}", status=2))

    def test_markdown_says_it_and_cannot_be_broken_by_titles(self):
        self.make_team()
        self.at("2026-11-23T09:00", "add", "# not a *heading*", "owner=Ana", "status=In Progress", "blocked=wait [for](it)")
        text = self.at("2026-11-23T09:30", "standup", "--markdown")
        self.assertTrue(text.startswith("# Stand-up of Web Shop, 2026-11-23 09:30\n\nSince 2026-11-20 00:00\n\n## Ana\n"), text)
        self.assertIn("- WEB-3 \\# not a \\*heading\\* — blocked since 2026-11-23: wait \\[for\\](it)\n", text)

    def test_without_json_it_is_read_by_people(self):
        self.make_team()
        self.at("2026-11-23T09:00", "move", "WEB-1", "Review")
        text = self.at("2026-11-23T09:30", "standup")
        self.assertIn("Since 2026-11-20 00:00: 1 moved, 1 started\n\nAna\n", text)
        self.assertIn("  since then   WEB-1  Login (To Do → Review)\n", text)

    def test_both_forms_at_once_are_wrong_usage(self):
        self.make_team()
        self.refuse("standup", "--json", "--markdown", status=2)
        self.refuse("standup", "now", status=2)


class SummerTime(Team):
    """The clocks went forward in the night to Sunday, and back in autumn: days of 23 and 25 hours."""
    zone = "CET-1CEST,M3.5.0,M10.5.0/3"

    def test_the_days_begin_at_their_own_midnight(self):
        self.make_team("2026-03-20T09:00")
        self.at("2026-03-27T00:30", "move", "WEB-1", "Review")
        report = self.standup("2026-03-30T09:30")
        self.assertEqual(report["since"], "2026-03-26T23:00:00Z")
        self.assertEqual(self.kinds(report), {"WEB-1": ["moved", "started"]})
        self.assertEqual(self.standup("2026-03-30T09:30", "--since=2026-03-30")["since"], "2026-03-29T22:00:00Z")
        self.assertEqual(self.standup("2026-10-26T09:30", "--since=2026-10-25")["since"], "2026-10-24T22:00:00Z")
        self.assertEqual(self.standup("2026-10-26T09:30", "--since=2026-10-26")["since"], "2026-10-25T23:00:00Z")


if __name__ == "__main__":
    unittest.main()
