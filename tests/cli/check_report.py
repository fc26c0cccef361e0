#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""check_report.py PROGRAM: the figures of every sprint report, recomputed from the exported JSON by other means.

Nothing here is shared with the program: it counts no differences, but looks at the whole project anew as it stood after
every single change set of the exported log. The example's sprints are checked, then sprint 14 is played to its end.
"""

import datetime
import json
import os
import subprocess
import sys
import tempfile
import unittest
import zoneinfo

PROGRAM = None
CLOSED = ("done", "cancelled")


def number(text):
    return None if text is None else float(text)


class World:
    """The project after each set: self.moments[i] = {ticket id: its values}, self.columns[i] = {status id: category}."""

    def __init__(self, exported):
        self.log = exported["log"]
        self.keys = {ticket["id"]: f"WEB-{ticket['number']}" for ticket in exported["tickets"]}
        self.sprints = {sprint["name"]: sprint for sprint in exported["sprints"]}
        self.project = exported["projects"][0]
        self.zone = zoneinfo.ZoneInfo(self.project["time_zone"])
        self.categories = {status["id"]: status["category"] for status in exported["statuses"]}
        self.moments = []
        tickets = {}
        for one in self.log:
            tickets = self.after(tickets, one["changes"])
            self.moments.append(tickets)

    @staticmethod
    def after(tickets, changes):
        tickets = dict(tickets)
        for change in changes:
            if change["entity"] != "ticket":
                continue
            if change["op"] == "create":
                tickets[change["id"]] = dict(change["values"])
            elif change["op"] == "delete":
                tickets.pop(change["id"], None)
            elif change["op"] == "set":
                tickets[change["id"]] = {**tickets[change["id"]], change["field"]: change.get("new")}
        return tickets

    def category(self, ticket):
        return self.categories[ticket["status"]]

    def members(self, tickets, sprint):
        """Tickets whose points count in the sprint, in that state of the world."""
        found = {}
        for key, ticket in tickets.items():
            parent = tickets.get(ticket.get("parent") or "")
            if ticket.get("sprint") == sprint and ticket["type"] != "epic" and (parent is None or parent["type"] == "epic"):
                found[key] = (self.category(ticket), number(ticket.get("estimate")))
        return found

    def date(self, index):
        instant = datetime.datetime.fromisoformat(self.log[index]["at"].replace("Z", "+00:00"))
        return instant.astimezone(self.zone).date()

    def is_working(self, day):
        return bool(self.project["working_days"] & 1 << day.weekday()) and day.isoformat() not in self.project.get("holidays", [])


class Recount:
    """One sprint by brute force."""

    def __init__(self, world, name, today):
        self.world = world
        self.sprint = world.sprints[name]
        self.id = self.sprint["id"]
        self.start = self.find_state("active", self.sprint["started"])
        closed = self.sprint.get("closed")
        self.end = self.find_state("closed", closed) if closed else None
        self.undone = self.find_undone() if self.end is None else set()
        self.today = world.date(self.end) if self.end is not None else today
        self.states = self.replay()

    def find_state(self, state, instant):
        for index, one in enumerate(self.world.log):
            if one["at"] >= instant and any(change["entity"] == "sprint" and change["id"] == self.id and change.get("field") == "state"
                                            and change.get("new") == state for change in one["changes"]):
                return index
        raise AssertionError(f"the log never made {self.sprint['name']} {state}")

    def find_undone(self):
        closing = {one["id"] for one in self.world.log for change in one["changes"]
                   if change["entity"] == "sprint" and change["id"] == self.id and change.get("new") == "closed"}
        return closing | {one["id"] for one in self.world.log if one.get("undoes") in closing}

    def replay(self):
        """[(date, {ticket: (category, points)})] after every set from the start to the end of the sprint."""
        world, states = self.world, []
        tickets = world.moments[self.start]
        first = world.members(tickets, self.id)
        self.before = {key for key, (category, _) in first.items() if category in CLOSED}
        asleep = set(self.before)
        states.append((world.date(self.start), {key: value for key, value in first.items() if key not in asleep}))
        last = len(world.log) - 1 if self.end is None else self.end
        for index in range(self.start + 1, last + 1):
            one = world.log[index]
            if one["id"] in self.undone:
                continue
            changes = one["changes"]
            if index == self.end:
                changes = [change for change in changes if change["op"] == "set" and change.get("field") in ("status", "estimate")]
            tickets = world.after(tickets, changes)
            members = world.members(tickets, self.id)
            asleep -= {key for key in asleep if key in members and members[key][0] not in CLOSED}
            states.append((world.date(index), {key: value for key, value in members.items() if key not in asleep}))
        return states

    @staticmethod
    def sums(members):
        points = [(category, estimate or 0) for category, estimate in members.values()]
        return (sum(p for c, p in points if c not in CLOSED), sum(p for c, p in points if c != "cancelled"),
                sum(p for c, p in points if c == "done"))

    def groups(self):
        committed = self.states[0][1]
        joined = {}
        for _, members in self.states:
            for key, (_, estimate) in members.items():
                if key not in committed:
                    joined.setdefault(key, estimate)
        final = self.states[-1][1]
        counted = {**{key: estimate for key, (_, estimate) in committed.items()}, **joined}
        ours = {key: value for key, value in final.items() if key in counted}
        pick = lambda test: {key: estimate or 0 for key, (category, estimate) in ours.items() if test(category)}
        return {
            "committed": {key: estimate or 0 for key, (_, estimate) in committed.items()},
            "added": {key: joined[key] or 0 for key in joined if key in final},
            "removed": {key: estimate or 0 for key, (_, estimate) in committed.items() if key not in final},
            "reestimated": {key: (estimate or 0) - (counted[key] or 0) for key, (_, estimate) in ours.items()
                            if (estimate or 0) != (counted[key] or 0)},
            "completed": pick(lambda category: category == "done"),
            "cancelled": pick(lambda category: category == "cancelled"),
            "carried": pick(lambda category: category not in CLOSED) if self.end is not None else {},
        }

    def days(self):
        """[(date, remaining, ideal, scope, done, working)]"""
        world, rows = self.world, []
        first, last = (datetime.date.fromisoformat(self.sprint[name]) for name in ("start", "end"))
        plan = [first + datetime.timedelta(offset) for offset in range((last - first).days + 1)]
        working = [day for day in plan if world.is_working(day)]
        commitment = self.sums(self.states[0][1])[1]
        day = min(first, self.states[0][0])
        while day <= max(last, self.today):
            known = [members for date, members in self.states if date <= day]
            remaining, scope, done = self.sums(known[-1] if known else self.states[0][1]) if day <= self.today else (None, None, None)
            ideal = commitment * sum(other > day for other in working) / len(working)
            rows.append((day.isoformat(), remaining, ideal, scope, done, world.is_working(day)))
            day += datetime.timedelta(1)
        return rows


class Reports(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.now = "2026-11-23T09:32"
        self.run_well("example")

    def run_well(self, *words):
        home = {name: self.folder.name for name in ("HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME")}
        command = [PROGRAM, "--database=" + os.path.join(self.folder.name, "test.db"), "--now=" + self.now, *words]
        done = subprocess.run(command, env={**os.environ, **home, "TZ": "Europe/Berlin"}, capture_output=True, text=True, check=False)
        self.assertEqual(done.returncode, 0, done.stderr)
        return done.stdout

    def check(self, name):
        report = json.loads(self.run_well("sprint", "report", name, "--json"))
        world = World(json.loads(self.run_well("export")))
        recount = Recount(world, name, datetime.date.fromisoformat(self.now[:10]))
        for group, tickets in recount.groups().items():
            self.assertEqual(sorted(report[group]["tickets"]), sorted(world.keys[key] for key in tickets), f"{name}: {group}")
            self.assertAlmostEqual(report[group]["points"], sum(tickets.values()), msg=f"{name}: {group}")
        self.assertEqual(sorted(report["done_before_start"]["tickets"]), sorted(world.keys[key] for key in recount.before))
        rows = recount.days()
        self.assertEqual(len(rows), len(report["burndown"]))
        for row, down, up in zip(rows, report["burndown"], report["burnup"]):
            date, remaining, ideal, scope, done, working = row
            self.assertEqual((down["date"], down["remaining"], down["scope"], down["working"]), (date, remaining, scope, working), name)
            self.assertAlmostEqual(down["ideal"], ideal, msg=f"{name}: {date}")
            self.assertEqual((up["date"], up["scope"], up["done"]), (date, scope, done), name)
        self.check_steps(report, rows)
        return report

    def check_steps(self, report, rows):
        """What the steps of a day add up to is the difference of two evenings."""
        before = (report["committed"]["points"], report["committed"]["points"], 0)
        for date, remaining, _, scope, done, _ in rows:
            if remaining is None:
                break
            steps = [step for step in report["steps"] if step["date"] == date]
            for index, measure in enumerate(("remaining", "scope", "done")):
                self.assertAlmostEqual(before[index] + sum(step[measure] for step in steps), (remaining, scope, done)[index])
            before = (remaining, scope, done)

    def test_the_sprints_of_the_example_are_what_their_log_says(self):
        completed = [self.check(f"Sprint {number}")["completed"]["points"] for number in range(8, 14)]
        self.assertEqual(completed[-3:], [38, 34, 36])
        self.assertEqual(self.check("Sprint 14")["velocity"], {"mean": 36, "min": 34, "max": 38, "sprints": 3})

    def test_a_sprint_that_is_played_to_its_end_is_what_its_log_says(self):
        moves = (
            ("2026-11-23T11:00", ("set", "WEB-166", "sprint=Sprint 14")),
            ("2026-11-23T15:00", ("set", "WEB-151", "estimate=8")),
            ("2026-11-24T09:15", ("reopen", "WEB-145")),
            ("2026-11-24T10:00", ("close", "WEB-153", "--not-done=postponed")),
            ("2026-11-24T16:30", ("close", "WEB-144", "WEB-150")),
            ("2026-11-25T10:00", ("set", "WEB-148", "sprint=")),
            ("2026-11-25T17:00", ("delete", "WEB-166")),
            ("2026-11-25T17:05", ("undo",)),
            ("2026-11-26T09:00", ("set", "WEB-148", "sprint=Sprint 14")),
            ("2026-11-27T16:00", ("close", "WEB-139", "WEB-142", "WEB-145")),
        )
        for self.now, words in moves:
            self.run_well(*words)
            self.check("Sprint 14")
        self.now = "2026-11-27T17:00"
        running = self.check("Sprint 14")
        self.run_well("sprint", "complete", "Sprint 14", "--to=Sprint 15")
        closed = self.check("Sprint 14")
        self.assertEqual(closed["completed"], running["completed"])
        self.assertGreater(len(closed["carried"]["tickets"]), 0)
        self.now = "2026-11-27T17:10"
        self.run_well("undo")
        again = self.check("Sprint 14")
        self.assertEqual({name: again[name] for name in ("committed", "added", "completed", "steps")},
                         {name: running[name] for name in ("committed", "added", "completed", "steps")})
        self.now = "2026-11-27T17:20"
        self.run_well("redo")
        self.assertEqual(self.check("Sprint 14"), closed)


if __name__ == "__main__":
    PROGRAM = os.path.abspath(sys.argv.pop(1))
    unittest.main()
