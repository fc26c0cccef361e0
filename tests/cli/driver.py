#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the tests of this folder share: the built program, run as a script runs it. Every case has a database and a home of its
own; no display is needed. The program is the first argument of the test."""

import json
import os
import subprocess
import sys
import tempfile
import unittest

PROGRAM = sys.argv.pop(1)
NOW = "2026-11-23T09:32"


class CommandLine(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.database = os.path.join(self.folder.name, "test.db")

    def environment(self):
        kept = {name: os.environ[name] for name in ("PATH", "LD_LIBRARY_PATH", "ASAN_OPTIONS", "LSAN_OPTIONS", "UBSAN_OPTIONS",
                                                    "G_DEBUG") if name in os.environ}
        home = self.folder.name
        return dict(kept, HOME=home, XDG_DATA_HOME=home + "/data", XDG_CONFIG_HOME=home + "/config", XDG_STATE_HOME=home + "/state",
                    XDG_CACHE_HOME=home + "/cache", LC_ALL="C.UTF-8", TZ="UTC")

    def run_program(self, *arguments, text=None, options=()):
        return subprocess.run([PROGRAM, f"--database={self.database}", f"--now={NOW}", *options, *arguments], input=text,
                              capture_output=True, text=True, timeout=60, env=self.environment())

    def run_well(self, *arguments, text=None, options=()):
        result = self.run_program(*arguments, text=text, options=options)
        self.assertEqual(result.returncode, 0, f"{arguments}: {result.stderr}")
        self.assertEqual(result.stderr, "", arguments)
        return result.stdout

    def refuse(self, *arguments, status=1, options=()):
        result = self.run_program(*arguments, options=options)
        self.assertEqual(result.returncode, status, f"{arguments}: {result.stdout}{result.stderr}")
        self.assertTrue(result.stderr.startswith("zettelwand: "), result.stderr)
        self.assertEqual(result.stderr.count("\n"), 1, result.stderr)
        return result.stderr

    def read(self, *arguments):
        return json.loads(self.run_well(*arguments, "--json"))

    def show(self, key):
        return self.read("show", key)

    def make_project(self):
        self.run_well("project", "add", "WEB", "Web Shop")

    def titles(self, status=None):
        return [t["title"] for t in self.read("list") if status in (None, t["status"])]
