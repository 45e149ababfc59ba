#!/usr/bin/env python3
"""The directory goes through a spreadsheet and back. Prints TAP."""

import csv
import io
import os
import subprocess
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib"))

import tap
from command import DATA_FAULT, OK, USAGE, options
from directory import SHIPPED, Directory
from languages import DIRECTORY
from places import program
from tap import proves

TEXT = "; Ours.\n" + DIRECTORY.replace("summary.ar = يفعل ARA.\n", """summary.ar = يفعل ARA.
reviewed.es = 2026-01-02 | translator
reviewed.ar = 2026-01-02 | translator
""").replace("note = First ENG\nnote = Second ENG\nnote.es = Primera",
             "note = First\n  ENG\nnote = Second ENG\nnote.es = Primera", 1)


class Desk(Directory):
    def table(self):
        done = self.run("export", "--csv")
        assert done.returncode == OK and not done.stderr, done
        assert done.stdout.startswith("\ufeffkind,id,key,language,number,value\r\n")
        rows = list(csv.reader(io.StringIO(done.stdout[1:], newline=""), strict=True))
        assert all(len(row) == 6 for row in rows)
        return rows

    def take(self, rows, *answers, delimiter=",", mark=""):
        text = io.StringIO(newline="")
        csv.writer(text, delimiter=delimiter).writerows(rows)
        with open(self.path("list.csv"), "w", encoding="utf-8", newline="") as file:
            file.write(mark + text.getvalue())
        return subprocess.run([program(), "import", self.path("list.csv"),
                               *options(self.settings)], capture_output=True, text=True,
                              input="".join(answer + "\n" for answer in answers),
                              check=False, timeout=60)


def put(rows, where, value):
    """The rows with another value in that place, which is the last if it is new."""
    rows = [list(row) for row in rows]
    for row in rows:
        if row[:5] == list(where):
            row[5] = value
            return rows
    return rows + [[*where, value]]


@proves
def every_key_in_every_language_is_a_row():
    with Desk(text=TEXT) as site:
        rows = site.table()
        for row in (["entry", "top", "summary", "es", "1", "Hace ESP."],
                    ["entry", "top", "note", "", "2", "Second ENG"],
                    ["entry", "top", "note", "", "1", "First ENG"],
                    ["entry", "top", "audience", "es", "1", "workers | porque ESP"],
                    ["phone", "help", "number", "", "1", "'+1-202-555-0111"],
                    ["phone", "help", "verified", "", "1", "'2026-01-01 | a page ENG"],
                    ["answered-by", "ngo", "name", "ar", "1", "يجيب ARA."]):
            assert row in rows, row
        values = [line for line in TEXT.splitlines() if " = " in line]
        about = TEXT[TEXT.index("[directory]"):TEXT.index("[facet:")].count(" = ")
        assert len(rows) - 1 == len(values) - about


@proves
def an_unchanged_table_changes_no_byte():
    with Desk(text=TEXT) as site:
        for how in ({}, {"delimiter": ";"}, {"mark": "\ufeff"}):
            done = site.take(site.table(), "yes", **how)
            assert done.returncode == OK and not done.stderr, done
            assert done.stdout == "Nothing is changed.\n", done
            assert site.read("data/own.ini") == TEXT
        assert os.listdir(site.path("data")) == ["own.ini"]


@proves
def what_was_changed_changes_its_line_and_takes_readings_back():
    with Desk(text=TEXT) as site:
        place = ("entry", "top", "summary", "es", "1")
        done = site.take(put(site.table(), place, "Lo hace ESP."), "yes")
        assert done.returncode == OK and "was: Hace ESP.\n  now: Lo hace ESP." in done.stdout, done
        spanish = TEXT.replace("Hace ESP.", "Lo hace ESP.").replace(
            "reviewed.es = 2026-01-02 | translator\n", "")
        assert site.read("data/own.ini") == spanish
        rows = put(site.table(), ("entry", "top", "summary", "", "1"), "Does\nmore ENG.")
        rows = put(rows, ("phone", "help", "number", "", "1"), "'+1-202-555-0119")
        rows = put(rows, ("entry", "below", "how", "", "1"), "Ask ENG")
        rows = put(rows, ("entry", "top", "fact", "es", "1"), "")
        assert site.take(rows, "yes").returncode == OK
        assert site.read("data/own.ini") == spanish.replace("Does ENG.", "Does more ENG.").replace(
            "555-0111", "555-0119").replace("reviewed.ar = 2026-01-02 | translator\n", "").replace(
                "fact.es = Hecho ESP\n", "").replace(
                    "audience = families\n", "audience = families\nhow = Ask ENG\n")
        assert site.run("check").returncode == OK


@proves
def a_changed_shipped_row_becomes_a_section_of_ones_own_that_replaces_it():
    with Desk(text="; Ours.\n[hide]\nentry = niosh\n", over=[SHIPPED]) as site:
        done = site.take(site.table(), "yes")
        assert done.returncode == OK and done.stdout == "Nothing is changed.\n", done
        assert os.listdir(site.path("data")) == ["own.ini"]
        rows = put(site.table(), ("phone", "osha-line", "purpose", "", "1"), "Ask OSHA")
        assert site.take(rows, "yes").returncode == OK
        ours = site.read("data/ours.ini")
        assert ours.startswith("[phone:osha-line]\nreplaces = shipped | "), ours
        assert "purpose = Ask OSHA\n" in ours and ours.count("[") == 1, ours
        assert site.run("check").returncode == OK
        assert ["phone", "osha-line", "purpose", "", "1", "Ask OSHA"] in site.table()


@proves
def a_table_may_end_its_rows_as_any_machine_does():
    with Desk(text=TEXT, over=[SHIPPED]) as site:
        rows = [row if row[2] != "name" else row[:5] + ["N " + row[5]] for row in site.table()]
        count = sum(row[2] == "name" for row in rows)
        assert count > 100, count
        for end in ("\r", "\n", "\r\n"):
            text = io.StringIO(newline="")
            csv.writer(text, lineterminator=end).writerows(rows)
            site.write("list.csv", text.getvalue())
            done = subprocess.run([program(), "import", site.path("list.csv"),
                                   *options(site.settings)], capture_output=True, text=True,
                                  input="no\n", check=False, timeout=60)
            assert done.returncode == OK and done.stdout.count("] name") == count, (end, done)


@proves
def nothing_is_written_without_a_yes_or_with_a_fault_in_any_row():
    with Desk(text=TEXT) as site:
        rows = put(site.table(), ("entry", "top", "summary", "", "1"), "Does more ENG.")
        for answers in ([], ["no"], ["y"], [""]):
            done = site.take(rows, *answers)
            assert done.returncode == OK and "Nothing is written." in done.stdout, done
        for place, value, words in (
                (("phone", "help", "number", "", "1"), "'12", "number: "),
                (("entry", "top", "kind", "", "1"), "unti", "did you mean `unit`"),
                (("entry", "nobody", "name", "", "1"), "N", "no section of the id `nobody`"),
                (("entry", "top", "note", "", "7"), "N", "stands there already")):
            done = site.take(put(rows, place, value), "yes")
            assert done.returncode == DATA_FAULT and words in done.stderr, (place, done)
            assert "list.csv:" in done.stderr and done.stderr.count("\n") == 1, done
        assert site.take([["a", "b"]], "yes").returncode == DATA_FAULT
        assert site.run("export").returncode == USAGE
        assert site.run("import").returncode == USAGE
        assert site.read("data/own.ini") == TEXT


if __name__ == "__main__":
    sys.exit(tap.run())
