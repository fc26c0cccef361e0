#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The words of the command line: --help, the man page and the completions know the same commands and options.

Usage: test_words.py PROGRAM SOURCE DATA, where SOURCE is the file with the table of commands."""

import os
import re
import shutil
import subprocess
import sys
import unittest

SOURCE, DATA = sys.argv[2:4]
del sys.argv[2:4]

from driver import PROGRAM, CommandLine  # noqa: E402  (it takes the program from what is left)


def read(*path):
    with open(os.path.join(*path), encoding="utf-8") as file:
        return file.read()


# As readline parts a line: at blanks and at "=".
ASK = r"""
source "$1"
COMP_LINE=$2 COMP_POINT=${#2} COMP_WORDS=()
for word in $2; do
  while [[ $word == *=* ]]; do COMP_WORDS+=("${word%%=*}" "="); word=${word#*=}; done
  COMP_WORDS+=("$word")
done
[[ $2 == *' ' ]] && COMP_WORDS+=("")
COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
_zettelwand
printf '%s\n' "${COMPREPLY[@]}"
"""


class Words(CommandLine):
    def setUp(self):
        super().setUp()
        self.help = self.run_well("--help")
        self.commands = set(re.findall(r'\{ "([a-z-]+)", zw_cli_', read(SOURCE))) | {"snapshot"}
        self.options = set(re.findall(r"--[a-z-]+", self.help))
        self.assertGreater(len(self.commands), 30)

    def complete(self, line):
        environment = dict(self.environment(), PATH=os.path.dirname(os.path.abspath(PROGRAM)) + ":" + os.environ["PATH"])
        result = subprocess.run(["bash", "-c", ASK, "bash", os.path.join(DATA, "completions/zettelwand.bash"), line], capture_output=True,
                                text=True, timeout=60, env=environment, check=True)
        self.assertEqual(result.stderr, "")
        return result.stdout.split("\n")[:-1]

    def test_help_names_every_command(self):
        for command in self.commands:
            self.assertRegex(self.help, rf"(?<![a-z-]){command}(?![a-z-])")

    def test_the_man_page_has_what_help_has(self):
        page = read(DATA, "zettelwand.1")
        for command in self.commands:
            self.assertTrue(re.search(rf"(?m)^\.It Cm (.*[ ,|])?{command}( |$)", page), command)
        for option in self.options:
            self.assertTrue(re.search(rf"Fl Fl {option[2:]}(?![a-z-])", page), option)

    def test_the_man_page_is_well_formed(self):
        if shutil.which("groff") is None:
            self.skipTest("no groff here")
        result = subprocess.run(["groff", "-mdoc", "-ww", "-Tutf8", os.path.join(DATA, "zettelwand.1")], capture_output=True, text=True,
                                check=True)
        self.assertEqual(result.stderr, "")

    def test_bash_completes_every_command_and_option(self):
        self.assertEqual(set(self.complete("zettelwand ")), self.commands)
        completion = read(DATA, "completions/zettelwand.bash")
        for option in self.options:
            self.assertTrue(re.search(rf"{option}(?![a-z-])", completion), option)

    def test_zsh_completes_every_command_and_option(self):
        completion = read(DATA, "completions/_zettelwand")
        for command in self.commands:
            self.assertTrue(f"'{command}:" in completion, command)
        for option in self.options:
            self.assertTrue(re.search(rf"{option}(?![a-z-])", completion), option)
        if shutil.which("zsh") is not None:
            subprocess.run(["zsh", "-n", os.path.join(DATA, "completions/_zettelwand")], check=True)

    def test_completions_know_every_format(self):
        known = self.run_program("import", "-", text="{}").stderr.split("reads ")[1].strip().split(", ")
        self.assertGreater(len(known), 10)
        for name in ("zettelwand.bash", "_zettelwand"):
            completion = read(DATA, "completions", name)
            for format_name in known:
                self.assertTrue(re.search(rf"(?<=[ (\n]){format_name}(?=[ )\"\n])", completion), (name, format_name))

    def test_bash_knows_the_names_of_the_database(self):
        self.make_project()
        self.run_well("people", "add", "Anna Brandt")
        self.run_well("add", "One")
        program = f"zettelwand --database={self.database}"
        self.assertEqual(self.complete(f"{program} sho"), ["show"])
        self.assertEqual(self.complete(f"{program} show w"), ["WEB-1"])
        self.assertEqual(self.complete(f"{program} move WEB-1 in"), ["In\\ Progress"])
        self.assertEqual(self.complete(f"{program} set WEB-1 owner=an"), ["Anna\\ Brandt"])
        self.assertEqual(self.complete(f"{program} set WEB-1 st"), ["status="])
        self.assertEqual(self.complete(f"{program} --project="), ["WEB"])
        self.assertEqual(self.complete(f"{program} export --format=m"), ["markdown"])

    def test_completing_makes_no_database(self):
        self.complete(f"zettelwand --database={self.database} move WEB-1 ")
        self.assertFalse(os.path.exists(self.database))


if __name__ == "__main__":
    unittest.main()
