#!/usr/bin/env python3
"""The directory goes through a spreadsheet and back. Prints TAP."""

import csv
import errno
import io
import os
import subprocess
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib"))

import tap
from command import DATA_FAULT, OK, USAGE, options
from directory import SHIPPED, Directory
from languages import DIRECTORY
from places import preloaded, program
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

    def take(self, rows, *answers, delimiter=",", mark="", **more):
        text = io.StringIO(newline="")
        csv.writer(text, delimiter=delimiter).writerows(rows)
        with open(self.path("list.csv"), "w", encoding="utf-8", newline="") as file:
            file.write(mark + text.getvalue())
        return subprocess.run([program(), "import", self.path("list.csv"),
                               *options(self.settings)], capture_output=True, text=True,
                              input="".join(answer + "\n" for answer in answers),
                              check=False, timeout=60, env={**os.environ, **more})


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
    with Desk(text="; Ours.\n", over=[SHIPPED]) as site:
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


@proves
def an_emptied_cell_removes_its_line_and_what_must_be_there_is_refused():
    with Desk(text="; Ours.\n", over=[SHIPPED]) as site:
        place = next(row[:5] for row in site.table() if row[:3] == ["entry", "osha", "link"])
        done = site.take(put(site.table(), place, ""), "yes")
        assert done.returncode == DATA_FAULT, done
        assert f"{site.path('data')}/ours.ini:" in done.stderr, done
        assert "`link.es` translates a `link` that is not there" in done.stderr, done
        assert os.listdir(site.path("data")) == ["own.ini"]
        spanish = place[:3] + ["es", "1"]
        done = site.take(put(put(site.table(), place, ""), spanish, ""), "yes")
        assert done.returncode == OK and "now: nothing" in done.stdout, done
        ours = site.read("data/ours.ini")
        assert "replaces = shipped | " in ours and "\nlink = " not in ours, ours
        assert site.run("check").returncode == OK
        assert list(place) not in [row[:5] for row in site.table()]
    with Desk(text=TEXT) as site:
        rows = put(site.table(), ("phone", "help", "number", "", "1"), "")
        at = next(i for i, row in enumerate(rows) if row[:3] == ["phone", "help", "number"]) + 1
        done = site.take(rows, "yes")
        assert done.returncode == DATA_FAULT, done
        assert f"list.csv:{at}:1: `number` must be there" in done.stderr, done
        assert site.read("data/own.ini") == TEXT


@proves
def what_check_would_refuse_is_told_in_its_line_before_anybody_is_asked():
    with Desk(text=TEXT) as site:
        # The crisis line that stands on every page must be confirmed.
        for rows in (put(site.table(), ("phone", "help", "verified", "", "1"), ""),
                     put(put(site.table(), ("phone", "help", "verified", "", "1"), ""),
                         ("entry", "top", "summary", "", "1"), "Does more ENG.")):
            done = site.take(rows, "yes")
            assert done.returncode == DATA_FAULT, done
            assert f"{site.path('data')}/own.ini:" in done.stderr, done.stderr
            assert "Write it?" not in done.stdout and "nothing is written" in done.stderr, done
            assert site.read("data/own.ini") == TEXT and os.listdir(site.path("data")) == ["own.ini"]


@proves
def a_day_that_is_still_to_come_is_refused():
    with Desk(text=TEXT) as site:
        for place in (("phone", "help", "verified", "", "1"), ("entry", "top", "checked", "", "1"),
                      ("entry", "top", "reviewed", "es", "1")):
            done = site.take(put(site.table(), place, "'2999-01-01 | somebody"), "yes")
            assert done.returncode == DATA_FAULT and "still to come" in done.stderr, (place, done)
            assert "list.csv:" in done.stderr and site.read("data/own.ini") == TEXT, (place, done)


@proves
def what_is_faulty_already_keeps_nobody_from_changing_something_else():
    faulty = TEXT + "[phone:broken]\nnumber = 12\n"
    with Desk(text=faulty) as site:
        done = site.take(put(site.table(), ("entry", "top", "summary", "", "1"), "Does more."), "yes")
        assert done.returncode == OK, done
        assert "summary = Does more.\n" in site.read("data/own.ini")


@proves
def a_full_disk_or_a_kill_leaves_every_section_whole_and_the_same_table_writes_the_rest():
    library = preloaded("failing-call")
    tap.need(library, "nothing can be preloaded")
    for name, number in (("write", errno.ENOSPC), ("fsync", errno.ENOSPC), ("rename", 0),
                         ("write", 0), ("fsync", 0)):
        for count in range(40):
            with Desk(text=TEXT) as site:
                rows = put(site.table(), ("entry", "top", "summary", "", "1"), "Does more ENG.")
                rows = put(rows, ("phone", "help", "purpose", "", "1"), "Talk more ENG")
                done = site.take(rows, "yes", LD_PRELOAD=library, TMPDIR=site.folder,
                                 FAILING_CALL=f"{name} {number} {count} 1")
                text = site.read("data/own.ini")
                is_first, is_second = "Does more ENG." in text, "Talk more ENG" in text
                assert len(text) > len(TEXT) - 90 and text.count("\n[") == TEXT.count("\n["), done
                if done.returncode == OK:
                    assert is_first and is_second
                    break
                again = site.take(rows, "yes")
                assert again.returncode == OK, (name, count, again)
                assert "Does more ENG." in site.read("data/own.ini"), (name, count)
                assert "Talk more ENG" in site.read("data/own.ini"), (name, count)
                assert site.run("check").returncode == OK


if __name__ == "__main__":
    sys.exit(tap.run())
