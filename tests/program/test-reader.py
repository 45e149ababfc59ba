#!/usr/bin/env python3
"""The program reads a directory as its design says: a second reader, written
from the design alone (lib/reader.py), agrees with it on every value of every
key, on what is refused, and on thousands of damaged copies.

DUMP_DIRECTORY names the program that prints what Signpost reads
(tests/lib/dump-directory.c). SIGNPOST_SEED chooses the damage, MUTATIONS and SMALL_MUTATIONS
say how much. Prints TAP."""

import json
import os
import re
import select
import subprocess
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib"))

import reader
import tap
from damage import Damage
from places import built, source_folder
from stand import Stand
from tap import proves

SEED = os.environ.get("SIGNPOST_SEED") or "1"
MUTATIONS = int(os.environ.get("MUTATIONS") or 2000)
SMALL_MUTATIONS = int(os.environ.get("SMALL_MUTATIONS") or 1500)
SHOW = int(os.environ.get("SHOW") or 10)  # differences, in a report
ANSWER_S = 20  # longer is a hang
SHIPPED = os.path.join(source_folder(), "data")
SITE = os.path.join(source_folder(), "conf", "example-site")

# Two folders that use all that the shipped directory does not.
SMALL = """\
[directory]
title = A small directory
title.es = Un directorio
title.zh-hans = Directory
languages = en, es
languages = zh-hans
namespace = https://signpost.example/small
time-zone = Europe/Berlin
stale-after = 100 days
crisis = ngo-line
note = A note
  that goes on.
note.es = Una nota
  que sigue.

[facet:goal]
name = Goal
order = 2
open = no
[facet:audience]
name = Audience
name.es = Para
expected = yes
[goal:access]
name = Access
parent = all
[goal:all]
name = All of it
summary = Both.
summary.es = Todo.
[audience:workers]
name = Workers
order = 100000
[audience:public]
name = Public
order = 0
[kind:unit]
name = Unit
hsds = organization
[kind:service]
name = Service
name.es = Servicio
hsds = service
schema-org = Service
[answered-by:ngo]
name = An organization answers.
caution = Ask first.
[start:work]
name = My boss
name.es = Mi jefe
filter = audience=workers&goal=all,access
[start:top]
name = The top
filter = department=top

[phone:ngo-line]
number = +49 30 901820
extension = 012
prompt = Press 1
prompt.es = Oprima 1
type = voice
purpose = Talk
answered-by = ngo
hours = 24/7 | as its page says
cost = Free
abroad = ngo-abroad
verified = 2024-02-29 | its page
status = active
[phone:ngo-abroad]
number = 988
purpose = Talk from elsewhere
answered-by = ngo
relay = 711
audience = workers, public
audience = workers-abroad
verified = 2024-02
visibility = internal
[audience:workers-abroad]
name = Workers abroad
parent = workers

[entry:top]
name = The top
name.es = Lo primero
aka = Top
aka = The first
aka.es = Primero
kind = unit
summary = First.
goal = access | the reason
goal.es = access | la causa
goal = all
audience = workers, public
fact = It is so | a book, 2020
fact = It is so too
fact.es = Es asi | un libro, 2020
correction = It is not so | another book
link = https://example.org/?a=b&c=%20d | Its page
link.es = https://example.org/?a=b&c=%20d | Su sitio
reviewed.es = 2026-05-01 | traductora
link = mailto:a@example.org
email = a.b+c@example.org
address = 1 Street
address-visibility = public
area = Everywhere
eligibility = Everybody
how = Call
hours = Mon-Thu, Sat 08:00-12:00; Sat-Sun 22:00-06:00 Europe/Berlin
languages = English
cost = None
checked = 2026-01-31 | the editor
changed = undated
internal-note = Ask them
internal-note = again
[entry:below]
name = Below
abbreviation = B
kind = service
listed-under = top
parent = side
summary = Below.
status = temporarily closed
replaced-by = side
phone = ngo-line, ngo-abroad
[entry:side]
name = Side
kind = unit
parent = top
summary = At the side.
visibility = internal
[entry:old]
name = Old
kind = unit
summary = Old.
"""

OWN = """\
[directory]
title = Our own
crisis = ours, ngo-line
lines = ngo-line

[hide]
entry = old

[phone:ours]
number = +1-202-555-0123
purpose = Talk to us
answered-by = ngo
verified = undated

[entry:side]
replaces = shipped | k7m2
name = Our side
kind = unit
summary = Ours.

[kind:unit]
replaces = shipped
name = Our unit

[start:work]
replaces = shipped | aaaa
name = Our boss
filter = goal=access
"""


class Program:
    """tests/lib/dump-directory, which answers one directory after another."""

    def __init__(self):
        self._process = subprocess.Popen(
            [built("DUMP_DIRECTORY", "tests", "lib", "dump-directory")], stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._process.stdin.close()
        self._process.stdout.close()
        assert self._process.wait(ANSWER_S) == 0, "the program ended badly"

    def ask(self, folders):
        self._process.stdin.write(os.fsencode(":".join(folders)) + b"\n")
        self._process.stdin.flush()

    def answer(self):
        """The values it read, and the faults it found."""
        rows = json.loads(b"[%s]" % b",".join(self._block().strip().split(b"\n")))
        if rows and len(rows[0]) == 3:
            return [], [(file or "", line, words) for file, line, words in rows]
        return rows, []

    def _block(self):
        out = self._process.stdout
        block = b""
        while not (block == b"\n" or block.endswith(b"\n\n")):
            ready, _, _ = select.select([out], [], [], ANSWER_S)
            assert ready, "the program hangs"
            more = os.read(out.fileno(), 1 << 20)
            assert more, f"the program ended: {self._process.wait()}"
            block += more
        return block


def in_order(values):
    """By section, key and language; one key's values as they were read."""
    return sorted(values, key=lambda value: value[:4])


def first_fault(faults):
    return min((file, line) for file, line, _ in faults)


class Verdict:
    """What both make of one directory."""

    def __init__(self, program, folders):
        program.ask(folders)
        ours, self.our_faults = reader.read_folders(folders)
        theirs, self.their_faults = program.answer()
        self.ours, self.theirs = in_order(ours), in_order(theirs)

    def is_accepted(self):
        return not self.our_faults and not self.their_faults

    def is_refused(self):
        return bool(self.our_faults and self.their_faults)

    def agrees(self):
        return self.is_refused() or (
            self.is_accepted() and self.ours == self.theirs
        )

    def is_same_fault(self):
        return first_fault(self.our_faults) == first_fault(self.their_faults)

    def difference(self):
        """What differs, in words."""
        if self.our_faults or self.their_faults:
            return f"reader: {self.our_faults[:1]} program: {self.their_faults[:1]}"
        pairs = zip(self.ours + [None], self.theirs + [None])
        return next((f"reader: {a} program: {b}" for a, b in pairs if a != b), "")


class Scratch:
    """A folder of the stand that always holds what it was last given."""

    def __init__(self, folder):
        self.folder = folder
        self._files = {}
        os.mkdir(folder)

    def hold(self, files):
        for name, data in files.items():
            if self._files.get(name) != data:
                with open(os.path.join(self.folder, name), "wb") as file:
                    file.write(data)
        self._files = dict(files)


def files_of(folder):
    """The bytes of a folder's files by their names."""
    found = {}
    for path in reader.files_of(folder):
        with open(path, "rb") as file:
            found[os.path.basename(path)] = file.read()
    return found


def parts_of(text):
    """A directory's text as the bytes of three files."""
    first, phones, entries = re.split(r"\n\n(?=\[phone:|\[entry:)", text)
    return [f"{part}\n".encode() for part in (first, phones, entries)]


class Tally:
    """How many directories were judged alike, and how."""

    def __init__(self):
        self.accepted = self.refused = self.alike = 0
        self.differences = []

    def count(self, verdict, name, damage):
        if not verdict.agrees():
            self.differences.append(
                f"{name}: {', '.join(damage.said)}: {verdict.difference()}"
            )
        elif verdict.is_accepted():
            self.accepted += 1
        else:
            self.refused += 1
            self.alike += verdict.is_same_fault()

    def report(self):
        print(f"# both accept {self.accepted}, both refuse {self.refused}, the"
              f" same first line at fault in {self.alike} of these;"
              f" {len(self.differences)} differ")
        for difference in self.differences[:SHOW]:
            print("#", ascii(difference))


def judge(stand, program, folders, count):
    """Both on `count` damaged copies of the folders, given as lists of files
    by their names."""
    tally = Tally()
    names = list(folders)
    scratch = {name: Scratch(stand.path(name)) for name in names}
    paths = [scratch[name].folder for name in names]
    files = {
        f"{name}/{file}": data
        for name in names for file, data in folders[name].items()
    }
    for number in range(count):
        name = f"{SEED}:{names[0]}:{number}"
        damage = Damage(files, name)
        for folder in names:
            scratch[folder].hold({
                path.partition("/")[2]: data
                for path, data in damage.files.items()
                if path.startswith(folder + "/")
            })
        tally.count(Verdict(program, paths), name, damage)
    tally.report()
    return tally


def assert_alike(tally, count):
    assert not tally.differences, f"{len(tally.differences)} differ, see above"
    assert tally.accepted >= count / 5, "too few were accepted to prove much"
    assert tally.refused >= count / 5, "too few were refused to prove much"


@proves
def the_shipped_directory_is_read_alike_value_by_value(_, program):
    verdict = Verdict(program, [SHIPPED])
    assert verdict.is_accepted() and verdict.agrees(), verdict.difference()
    assert len(verdict.ours) > 900


@proves
def so_are_the_two_folders_of_the_example_site(_, program):
    verdict = Verdict(program, [SHIPPED, SITE])
    assert verdict.is_accepted() and verdict.agrees(), verdict.difference()
    assert ["phone", "local-helpline"] in [value[:2] for value in verdict.ours]


@proves
def so_are_two_thousand_damaged_copies_of_it(stand, program):
    tally = judge(stand, program, {"shipped": files_of(SHIPPED)}, MUTATIONS)
    assert_alike(tally, MUTATIONS)


@proves
def so_are_damaged_copies_of_two_folders_that_use_every_rule(stand, program):
    folders = {
        "small": {f"{i}0.ini": part for i, part in enumerate(parts_of(SMALL))},
        "own": {"50.ini": OWN.encode()},
    }
    tally = judge(stand, program, folders, SMALL_MUTATIONS)
    assert_alike(tally, SMALL_MUTATIONS)


if __name__ == "__main__":
    print(f"# SIGNPOST_SEED={SEED}", flush=True)
    try:
        with Stand() as scratch, Program() as dump:
            sys.exit(tap.run(scratch, dump))
    except OSError as error:
        sys.exit(tap.bail_out(error))
