#!/usr/bin/env python3
"""A new field is one row: the program with tests/program/row.inc in the tables of phones
and of entries, and nothing else changed, reads it, checks it, serves it and
explains it. SIGNPOST_WITH_ROW names that program. Prints TAP."""

import json
import os
import re
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib"))

import tap
from directory import Directory, base_case
from places import program, program_with_row
from tap import proves

ENTRY = ("[entry:one]\nname = One\nkind = unit\nsummary = S.\nphone = line\n"
         "goal = access | because\n{entry}"
         "[phone:line]\nnumber = 988\npurpose = Ask\nanswered-by = ngo\n{phone}")
PARKING = "parking = free | behind the house\n"


def directory(entry, phone="", binary=None):
    """A case with those keys, and the program that reads it."""
    own = Directory(text=base_case() + "\n" + ENTRY.format(entry=entry, phone=phone))
    own.binary = binary or program_with_row()
    tap.need(os.path.exists(own.binary), f"there is no {own.binary}")
    return own


def run(entry, *arguments, **more):
    with directory(entry, **more) as own:
        return own.run(*arguments)


def faults(entry):
    """What is said of lines, counted from the entry's own."""
    result = run(entry, "check")
    assert result.returncode == 65, result
    found = re.findall(r"own\.ini:(\d+):(.*)", result.stderr)
    return [f"{int(line) - base_case().count(chr(10)) - 1}:{told}" for line, told in found]


@proves
def the_program_itself_does_not_know_the_row():
    result = run(PARKING, "check", binary=program())
    assert "[entry] has no key `parking`" in result.stderr, result


@proves
def its_values_are_in_the_document():
    wanted = {"text": "free", "source": "behind the house"}
    result = run(PARKING, "render", "/api/v1/entries/one", phone=PARKING)
    entry = json.loads(result.stdout)
    assert entry["parking"] == wanted and entry["phone"][0]["parking"] == wanted, entry
    assert entry["goal"][0]["note"] == "because", "the facets' rows follow it"
    bare = json.loads(run("", "render", "/api/v1/entries/one").stdout)
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
    result = run("[facet:parking]\nname = P\n", "check")
    assert "a facet cannot be called `parking`" in result.stderr, result


@proves
def the_reference_explains_it():
    out = run("", "reference", "directory").stdout
    assert out.count("; Where to leave a car. Takes one of free, paid, none, and a note behind "
                     "` |\n; `.\n;parking =\n") == 2, out


@proves
def a_change_of_it_is_another_revision():
    """It is part of what readers see, so of what caches know it by."""
    told = {run(f"parking = {words}\n", "render", "/api/v1/").stdout
            for words in ("free", "paid", "free | here", "free | there")}
    assert len(told) == 4, told


if __name__ == "__main__":
    sys.exit(tap.run())
