#!/usr/bin/env python3
"""A new field is one row: the program with tests/program/row.inc in the tables of phones
and of entries, and nothing else changed, reads it, checks it, serves it and
explains it. SIGNPOST_WITH_ROW names that program. Prints TAP."""

import json
import os
import shutil
import subprocess
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib"))

import tap
from stand import Stand, program, source_folder
from tap import proves

BASE = os.path.join(source_folder(), "tests", "cases", "base.ini")
ENTRY = ("[entry:one]\nname = One\nkind = unit\nsummary = S.\nphone = line\n"
         "goal = access | because\n{entry}"
         "[phone:line]\nnumber = 988\npurpose = Ask\nanswered-by = ngo\n{phone}")
PARKING = "parking = free | behind the house\n"


def with_row():
    path = os.environ.get("SIGNPOST_WITH_ROW") or "./tests/program/signpost-with-row"
    tap.need(os.path.exists(path), f"there is no {path}")
    return os.path.abspath(path)


def run(binary, entry, *arguments, phone=""):
    with Stand() as stand:
        shutil.copy(BASE, stand.path("00-base.ini"))
        stand.write("input.ini", ENTRY.format(entry=entry, phone=phone))
        return subprocess.run(
            [binary, *arguments, "-s", f"directory.path={stand.folder}"], timeout=20,
            check=False, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8")


def faults(entry):
    result = run(with_row(), entry, "check")
    assert result.returncode == 65, result
    return [line.partition("input.ini:")[2] for line in result.stderr.splitlines()
            if "input.ini:" in line]


@proves
def the_program_itself_does_not_know_the_row():
    result = run(program(), PARKING, "check")
    assert "[entry] has no key `parking`" in result.stderr, result


@proves
def its_values_are_in_the_document():
    wanted = {"text": "free", "source": "behind the house"}
    result = run(with_row(), PARKING, "render", "/api/v1/entries/one", phone=PARKING)
    entry = json.loads(result.stdout)
    assert entry["parking"] == wanted and entry["phone"][0]["parking"] == wanted, entry
    assert entry["goal"][0]["note"] == "because", "the facets' rows follow it"
    bare = json.loads(run(with_row(), "", "render", "/api/v1/entries/one").stdout)
    assert "parking" not in bare, bare


@proves
def its_values_are_checked():
    assert faults("parking = cheap\n") == [
        "7:11: parking: `cheap` is not one of the words that may stand here: one of free, "
        "paid, none"]
    assert faults("parking = fre\n")[0].endswith("did you mean `free`?")
    assert faults(PARKING + PARKING)[0].startswith("8:1: `parking` stands here a second time")
    assert faults("parking.es = paid\n")[0].startswith("7:1: `parking` cannot be translated")
    assert faults("parking = free |\n")[0].startswith("7:11: `parking`: nothing stands after")


@proves
def its_name_is_among_the_nearest_spellings():
    assert faults("parkin = free\n") == ["7:1: [entry] has no key `parkin`; did you mean "
                                         "`parking`?"]


@proves
def no_facet_may_take_its_name():
    result = run(with_row(), "[facet:parking]\nname = P\n", "check")
    assert "a facet cannot be called `parking`" in result.stderr, result


@proves
def the_reference_explains_it():
    out = run(with_row(), "", "reference", "directory").stdout
    assert out.count("; Where to leave a car. Takes one of free, paid, none, and a note behind "
                     "` |\n; `.\n;parking =\n") == 2, out


@proves
def a_change_of_it_is_another_revision():
    """It is part of what readers see, so of what caches know it by."""
    told = {run(with_row(), f"parking = {words}\n", "render", "/api/v1/").stdout
            for words in ("free", "paid", "free | here", "free | there")}
    assert len(told) == 4, told


if __name__ == "__main__":
    tap.run()
