#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What happens around a command: closed pipes, Ctrl+C, others who write, terminals.

Usage: test_interruptions.py PROGRAM."""

import json
import os
import pty
import signal
import subprocess
import threading
import time
import unittest

from driver import NOW, PROGRAM, CommandLine


class Around(CommandLine):
    def command(self, *arguments):
        return [PROGRAM, f"--database={self.database}", f"--now={NOW}", *arguments]

    def shell(self, script):
        return subprocess.run(["sh", "-c", script, "sh", *self.command()], capture_output=True, text=True, timeout=60,
                              env=self.environment())

    def on_a_terminal(self, *arguments, **more):
        """What a terminal of the command's own shows."""
        ours, its = pty.openpty()
        process = subprocess.Popen(self.command(*arguments), stdout=its, stderr=its, stdin=subprocess.DEVNULL,
                                   env=dict(self.environment(), TERM="xterm", **more))
        os.close(its)
        shown = b""
        try:
            while chunk := os.read(ours, 4096):
                shown += chunk
        except OSError:  # the terminal is gone with the last who had it
            pass
        os.close(ours)
        self.assertEqual(process.wait(60), 0, shown)
        return shown.decode()

    def large_file(self, n):
        """A table of so many tickets that an import takes a while."""
        path = os.path.join(self.folder.name, "large.csv")
        with open(path, "w", encoding="utf-8") as file:
            file.write("Key,Title,Status,Owner,Description\n")
            for i in range(n):
                file.write(f"X-{i + 1},Ticket {i},To Do,Person {i % 50},{'Some words. ' * 20}\n")
        return path


class Pipes(Around):
    def test_a_closed_pipe_is_quiet(self):
        self.make_project()
        self.run_well("add", "-", text="".join(f"A ticket with a longish title {i}\n" for i in range(3000)))
        for words in ("list", "list --json", "export", "export --format=csv", "export --format=markdown", "log -n 9000 --json"):
            result = self.shell(f'"$@" {words} | head -n 1')
            self.assertEqual((result.returncode, result.stderr, result.stdout.count("\n")), (0, "", 1), words)
        self.assertEqual(self.run_well("check"), "ok\n")

    def test_a_closed_pipe_changes_nothing_halfway(self):
        self.make_project()
        result = self.shell('yes "Another one" | head -n 500 | "$@" add - | head -n 1')
        self.assertEqual((result.returncode, result.stderr), (0, ""))
        self.assertEqual(len(self.read("list")), 500)


class Interrupting(Around):
    def interrupt(self, which, *arguments):
        """Sends the signal once the command is at work."""
        process = subprocess.Popen(self.command(*arguments), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                                   env=self.environment())
        deadline = time.monotonic() + 30
        while not os.path.exists(self.database + "-wal") and process.poll() is None and time.monotonic() < deadline:
            time.sleep(0.001)
        time.sleep(0.2)
        process.send_signal(which)
        _, errors = process.communicate(timeout=60)
        return process.returncode, errors

    def test_an_import_that_is_interrupted_leaves_the_database_as_it_was(self):
        self.make_project()
        self.run_well("add", "Mine")
        before, path = self.run_well("export"), self.large_file(40000)
        for which in (signal.SIGINT, signal.SIGTERM):
            # On a machine that is very busy it may not be listening yet: then it just ends.
            self.assertIn(self.interrupt(which, "import", path),
                          [(1, "zettelwand: import: interrupted; nothing was changed\n"), (-which, "")])
            self.assertEqual(self.run_well("export"), before)
        self.assertEqual(self.run_well("check"), "ok\n")

    def test_an_import_that_is_killed_leaves_the_database_as_it_was(self):
        self.make_project()
        before, path = self.run_well("export"), self.large_file(40000)
        status, _ = self.interrupt(signal.SIGKILL, "import", path)
        self.assertEqual(status, -signal.SIGKILL)
        self.assertEqual(self.run_well("export"), before)
        self.assertEqual(self.run_well("check"), "ok\n")

    def test_a_killed_export_leaves_the_file_that_was_there(self):
        self.make_project()
        path = os.path.join(self.folder.name, "out.json")
        with open(path, "w", encoding="utf-8") as file:
            file.write("mine")
        result = self.run_program("export", "--since=99999999999", f"--output={path}")
        self.assertEqual(result.returncode, 1)
        with open(path, encoding="utf-8") as file:
            self.assertEqual(file.read(), "mine")

    def test_an_export_that_ends_early_leaves_no_half_of_a_file(self):
        self.make_project()
        self.run_well("import", self.large_file(20000))
        path = os.path.join(self.folder.name, "out.json")
        for which in (signal.SIGINT, signal.SIGKILL):
            process = subprocess.Popen(self.command("export", f"--output={path}"), stderr=subprocess.DEVNULL, env=self.environment())
            deadline = time.monotonic() + 30
            while not self.parts() and process.poll() is None and time.monotonic() < deadline:
                time.sleep(0.001)
            self.assertFalse(os.path.exists(path))
            process.send_signal(which)
            self.assertIn(process.wait(60), (1, -which))
            self.assertFalse(os.path.exists(path))
            self.assertTrue(which == signal.SIGKILL or not self.parts())

    def parts(self):
        return [name for name in os.listdir(self.folder.name) if name.endswith(".part")]


class Together(Around):
    def test_writers_at_once_lose_nothing(self):
        self.make_project()
        n_writers, n_lines, outputs = 4, 25, {}

        def write(number):
            lines = "".join(f"{number}.{i}\n" for i in range(n_lines))
            outputs[number] = subprocess.run(self.command("add", "-", "--each"), input=lines, capture_output=True, text=True, timeout=120,
                                             env=self.environment())

        writers = [threading.Thread(target=write, args=(number,)) for number in range(n_writers)]
        for writer in writers:
            writer.start()
        for writer in writers:
            writer.join()
        for result in outputs.values():
            self.assertEqual((result.returncode, result.stderr), (0, ""))
        keys = [key for result in outputs.values() for key in result.stdout.split()]
        self.assertEqual(len(set(keys)), n_writers * n_lines)
        titles = [ticket["title"] for ticket in self.read("list")]
        self.assertEqual(len(titles), n_writers * n_lines)
        for number in range(n_writers):
            self.assertEqual([title for title in titles if title.startswith(f"{number}.")], [f"{number}.{i}" for i in range(n_lines)])
        self.assertEqual(self.run_well("check"), "ok\n")

    def test_a_key_is_printed_once_its_ticket_is_stored(self):
        self.make_project()
        process = subprocess.Popen(self.command("add", "-", "--each"), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
                                   env=self.environment())
        for number in (1, 2):
            process.stdin.write(f"Line {number}\n")
            process.stdin.flush()
            self.assertEqual(process.stdout.readline(), f"WEB-{number}\n")
            self.assertEqual(self.show(f"WEB-{number}")["title"], f"Line {number}")
        process.stdin.close()
        self.assertEqual(process.wait(60), 0)
        process.stdout.close()


class Terminals(Around):
    def test_colour_is_for_terminals_that_want_it(self):
        self.make_project()
        self.run_well("add", "Stuck", "blocked=no keys")
        plain = self.run_well("list")
        self.assertNotIn("\033", plain)
        self.assertIn("\033[1mWEB-1\033[0m", self.on_a_terminal("list"))
        self.assertIn("\033[31mblocked\033[0m", self.on_a_terminal("list"))
        self.assertEqual(self.on_a_terminal("list", NO_COLOR="1").replace("\r\n", "\n"), plain)

    def test_a_long_import_shows_how_far_it_is(self):
        self.make_project()
        shown = self.on_a_terminal("import", self.large_file(40000))
        self.assertRegex(shown, r"\r *\d+ (%|KiB)")
        self.assertRegex(shown, r"\r +\r")  # and it is gone in the end
        self.assertIn("40000 tickets", shown)

    def test_what_is_no_terminal_sees_no_progress(self):
        self.make_project()
        result = self.run_program("import", "--json", self.large_file(40000))
        self.assertEqual((result.returncode, result.stderr), (0, ""))
        self.assertEqual(json.loads(result.stdout)["created"]["tickets"], 40000)


if __name__ == "__main__":
    unittest.main()
