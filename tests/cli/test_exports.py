#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What `export` writes: tables and Markdown of the whole, of a project and of what a query finds.

Usage: test_exports.py PROGRAM."""

import csv
import io
import os
import resource
import signal
import subprocess
import tempfile
import unittest

from driver import NOW, PROGRAM, CommandLine

# Columns of a table that are parts of one member in the JSON of a ticket.
PARTS = {"resolution": ("resolution", "reason"), "resolution_text": ("resolution", "text"),
         "duplicate_of": ("resolution", "duplicate_of"), "waiting_until": ("waiting", "until"), "waiting_for": ("waiting", "for"),
         "blocked": ("blocked", "reason"), "blocked_since": ("blocked", "since"), "blocked_by": ("blocked", "by"),
         "blocker": ("blocked", "blocker"), "source_system": ("source", "system"), "source_key": ("source", "key"),
         "source_url": ("source", "url")}


class Exports(CommandLine):
    def export(self, *arguments):
        result = subprocess.run([PROGRAM, f"--database={self.database}", f"--now={NOW}", "export", *arguments], capture_output=True,
                                timeout=60, env=self.environment())
        self.assertEqual((result.returncode, result.stderr), (0, b""), arguments)
        return result.stdout

    def table(self, *arguments):
        text = self.export("--format=csv", *arguments).decode("utf-8-sig")
        return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


def as_cell(value):
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return f"{value:g}" if isinstance(value, float) else str(value)


class Tables(Exports):
    def test_a_table_says_what_the_json_of_every_ticket_says(self):
        self.run_well("example")
        rows, tickets = self.table(), self.read("list")
        self.assertEqual([row["key"] for row in rows[:len(tickets)]], [ticket["key"] for ticket in tickets])
        self.assertEqual({row["archived"] for row in rows[len(tickets):]} - {"true"}, set())
        by_key = {row["key"]: row for row in rows}
        for ticket in tickets[::7] + [self.show("WEB-142")]:
            if "description" not in ticket:
                ticket = self.show(ticket["key"])
            row = by_key[ticket["key"]]
            for column, cell in row.items():
                if column == "labels":
                    self.assertEqual(sorted(cell.split(", ")) if cell else [], sorted(ticket["labels"]))
                elif column == "checklist":
                    self.assertEqual(cell, "\n".join(f"[{'x' if item['done'] else ' '}] {item['text']}" for item in ticket["checklist"]))
                elif column in PARTS:
                    member, part = PARTS[column]
                    self.assertEqual(cell, as_cell(ticket[member] and ticket[member][part]), (ticket["key"], column))
                else:
                    self.assertEqual(cell, as_cell(ticket[column]), (ticket["key"], column))

    def test_a_table_is_what_spreadsheets_expect(self):
        self.make_project()
        self.run_well("add", 'Say "hello", world', "description=Two\nlines")
        text = self.export("--format=csv")
        self.assertTrue(text.startswith(b"\xef\xbb\xbfid,key,project,title,"))
        self.assertTrue(text.endswith(b"\r\n"))
        self.assertIn(b'WEB-1,WEB,"Say ""hello"", world",', text)
        self.assertEqual(self.table()[0]["description"], "Two\nlines")

    def test_no_cell_is_a_formula(self):
        self.make_project()
        for title in ("=1+1", "+49 30 1234", "-1", "@SUM(A1)", "'=1+1", "'tis well"):
            self.run_well("add", "--", title)
        self.run_well("set", "WEB-1", "description==cmd|' /C calc'!A0", "labels==evil")
        self.run_well("set", "WEB-2", "description=\tx")
        rows = self.table()
        self.assertEqual(rows[1]["description"], "'\tx")
        self.assertEqual([row["title"] for row in rows],
                         ["'=1+1", "'+49 30 1234", "'-1", "'@SUM(A1)", "''=1+1", "'tis well"])
        self.assertEqual((rows[0]["description"], rows[0]["labels"]), ("'=cmd|' /C calc'!A0", "'=evil"))

    def test_a_table_comes_in_again_as_it_went_out(self):
        self.run_well("example")
        path = os.path.join(self.folder.name, "table.csv")
        self.run_well("set", "WEB-144", "description==1+1", "labels==x, y")
        self.run_well("export", "--format=csv", f"--output={path}")
        before = {row["key"]: row for row in self.table()}
        self.database = os.path.join(self.folder.name, "other.db")
        self.run_well("import", "--format=csv", path)
        after = {row["key"]: row for row in self.table()}
        # What is of this database alone, and what a stranger's ticket has no field for (kept in extra, as the import says).
        ours = "id changed rank source_system source_key started".split()
        kept = "customer waiting_until waiting_for blocked blocked_since blocked_by resolution_text duplicate_of".split()
        for row in (*before.values(), *after.values()):
            row["labels"] = sorted(row["labels"].split(", "))
            for column in ours + kept:
                row.pop(column)
        self.assertEqual(after, before)

    def test_an_empty_project_is_a_heading(self):
        self.make_project()
        self.assertEqual(self.export("--format=csv").count(b"\r\n"), 1)


class Markdown(Exports):
    def test_titles_are_never_markup(self):
        self.make_project()
        self.run_well("add", "*Star* _under_ snake_case `code` [link](http://x) <b>bold</b> # &amp; ~~gone~~ \\")
        text = self.export("--format=markdown").decode()
        self.assertIn("#### WEB-1: \\*Star\\* \\_under\\_ snake_case \\`code\\` \\[link\\](http://x) \\<b\\>bold\\</b\\> \\# \\&amp; "
                      "\\~\\~gone\\~\\~ \\\\\n", text)

    def test_a_description_stays_within_its_ticket(self):
        self.make_project()
        self.run_well("add", "One", "description=# Not ours\n\n```\nnever closed")
        self.run_well("add", "Two")
        text = self.export("--format=markdown").decode()
        self.assertIn("\n> # Not ours\n>\n> ```\n> never closed\n\n#### WEB-2: Two\n", text)

    def test_tickets_stand_by_sprint_and_column(self):
        self.make_project()
        self.run_well("sprint", "add", "Sprint 1", "start=2026-11-23", "end=2026-12-04", "goal=Sell")
        self.run_well("add", "In it", "sprint=Sprint 1", "estimate=5", "owner=", "status=Review")
        self.run_well("add", "Not in it")
        self.run_well("add", "Put away")
        self.run_well("archive", "WEB-3")
        self.run_well("check-item", "WEB-1", "first")
        lines = [line for line in self.export("--format=markdown").decode().splitlines() if line]
        self.assertEqual(lines, ["# WEB: Web Shop", "## Sprint 1 (2026-11-23 – 2026-12-04)", "Goal: Sell", "### Review",
                                 "#### WEB-1: In it", "Estimate: 5 points", "- [ ] first", "## No Sprint", "### To Do",
                                 "#### WEB-2: Not in it", "## Archive", "### To Do", "#### WEB-3: Put away"])


class Choices(Exports):
    def test_a_query_chooses_what_comes_out(self):
        self.make_project()
        self.run_well("add", "-", text="Red apple\nGreen pear\n")
        self.run_well("project", "add", "APP", "App")
        self.run_well("add", "Blue apple", options=("--project=APP",))
        self.assertEqual([row["key"] for row in self.table("apple")], ["WEB-1", "APP-1"])
        self.assertEqual([row["key"] for row in self.table("--project=WEB", "apple")], ["WEB-1"])
        self.assertEqual([row["key"] for row in self.table("--project=APP")], ["APP-1"])
        self.assertEqual(self.table("nothing like it"), [])
        self.assertNotIn(b"pear", self.export("--format=markdown", "apple"))

    def test_a_file_gets_the_same_as_standard_output(self):
        self.run_well("example")
        for name in ("json", "csv", "markdown"):
            path = os.path.join(self.folder.name, name)
            self.run_well("export", f"--format={name}", f"--output={path}")
            with open(path, "rb") as file:
                self.assertEqual(file.read(), self.export(f"--format={name}"))

    def test_an_unknown_format_names_those_there_are(self):
        self.make_project()
        self.assertIn("json, csv, markdown", self.refuse("export", "--format=docx"))


class FullDisks(Exports):
    def run_out_of_room(self, *arguments, output=subprocess.DEVNULL, most=resource.RLIM_INFINITY):
        def allow_little():
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))

        result = subprocess.run([PROGRAM, f"--database={self.database}", f"--now={NOW}", "export", *arguments], stdout=output,
                                stderr=subprocess.PIPE, timeout=60, env=self.environment(), preexec_fn=allow_little)
        self.assertEqual(result.returncode, 1, arguments)
        self.assertNotRegex(result.stderr.decode(), "WARNING|CRITICAL|runtime check")
        self.assertRegex(result.stderr.decode(), "(?m)^zettelwand: export: ")

    def test_no_half_of_a_file_is_left(self):
        self.run_well("example")
        with tempfile.TemporaryDirectory() as folder:
            name = os.path.join(folder, "export.json")
            self.run_out_of_room(f"--output={name}", most=65536)
            self.assertEqual(os.listdir(folder), [])
            with open(name, "w", encoding="utf-8") as file:
                file.write("the one of before")
            self.run_out_of_room(f"--output={name}", most=65536)
            self.assertEqual(os.listdir(folder), ["export.json"])
            with open(name, encoding="utf-8") as file:
                self.assertEqual(file.read(), "the one of before")

    def test_the_reason_is_said(self):
        self.run_well("example")
        with open("/dev/full", "wb") as full:
            self.run_out_of_room(output=full)


if __name__ == "__main__":
    unittest.main()
