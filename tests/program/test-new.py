#!/usr/bin/env python3
"""`signpost new`: a section by questions or by flags, as an editor who is no
programmer has it. Prints TAP."""

import errno
import os
import subprocess
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib"))

import tap
from command import DATA_FAULT, OK, SETTINGS_FAULT, USAGE, render
from directory import Directory
from places import preloaded, program, stopped_clock
from stand import Stand
from tap import proves
from terminal import Terminal

PATIENCE_S = 30
# What is typed for the shelter of data/README.md, a line for each question.
SHELTER = """Haven House

local-service
A safe place to stay for women and their children, with food and help.
women, survivors
emergency-shelter, food

access | it gives people a safe place
haven-day, haven-night
y

https://havenhouse.example/ | Haven House
Springfield and Greene County

+1-202-555-0123

Ask for a bed
ngo
Mon-Fri 09:00-17:00 America/Chicago
havenhouse.example
2026-11-20
+1-202-555-0124

Ask for a bed at night
ngo
Mon-Sun 17:00-09:00 America/Chicago
havenhouse.example
u

"""
WRITTEN = """[entry:haven-house]
name = Haven House
kind = local-service
summary = A safe place to stay for women and their children, with food and help.
audience = women, survivors
service = emergency-shelter, food
goal = access | it gives people a safe place
phone = haven-day, haven-night
link = https://havenhouse.example/ | Haven House
area = Springfield and Greene County

[phone:haven-day]
number = +1-202-555-0123
purpose = Ask for a bed
answered-by = ngo
hours = Mon-Fri 09:00-17:00 America/Chicago
verified = 2026-11-20 | havenhouse.example

[phone:haven-night]
number = +1-202-555-0124
purpose = Ask for a bed at night
answered-by = ngo
hours = Mon-Sun 17:00-09:00 America/Chicago
verified = undated | havenhouse.example
"""
ENGLISH = "[directory]\nlanguages = en\n"
FLAGS = ("--set", "number=+1-202-555-0123", "--set", "purpose=Ask", "--set", "answered-by=ngo",
         "--set", "verified=2026-11-20 | a page")


class Desk(Stand):
    """A folder of a site's own over the shipped one."""

    def __enter__(self):
        super().__enter__()
        self.write("own/a.ini", ENGLISH)
        self.settings = ("-s", f"directory.path=shipped:{self.path('own')}")
        return self

    def new(self, *words, answers="", **more):
        done = subprocess.run(
            [program(), "new", *words, *self.settings], input=answers.encode(), check=False,
            capture_output=True, timeout=PATIENCE_S, env={**stopped_clock(), **more})
        done.stdout, done.stderr = done.stdout.decode(), done.stderr.decode()
        return done

    def files(self):
        return {name: self.bytes(name) for name in sorted(os.listdir(self.path("own")))}

    def bytes(self, name):
        with open(self.path("own", name), "rb") as file:
            return file.read()


@proves
def the_shelter_with_its_phones_is_asked_for_in_one_go_and_stands_on_the_page():
    with Desk() as desk:
        done = desk.new("entry", answers=SHELTER)
        assert done.returncode == OK and not done.stderr, done
        assert desk.bytes("ours.ini").decode() == WRITTEN
        assert "39 entries" not in done.stdout and "no faults" in done.stdout, done.stdout
        page = render("/e/haven-house", *desk.settings).text
        for number in ("tel:+12025550123", "tel:+12025550124"):
            assert number in page
        assert "could not be confirmed" not in page


@proves
def each_answer_is_looked_at_at_once_and_asked_for_again():
    wrong = SHELTER.replace("local-service\n", "local-servic\nshelter\nlocal-service\n", 1)
    wrong = wrong.replace("women, survivors\n", "womenn\nwomen, survivors\n")
    wrong = wrong.replace("+1-202-555-0123\n", "(202) 555-0123\n+1-202-555-0123\n")
    wrong = wrong.replace("Mon-Fri", "9-5\nMon-Fri")
    wrong = wrong.replace("2026-11-20", "2999-01-01\n11/20/2026\n2026-11-20")
    wrong = wrong.replace("https", "havenhouse.example\nhttps", 1).replace("\n\n", "\nHAVEN\n\n", 1)
    with Desk() as desk:
        done = desk.new("entry", answers=wrong)
        assert desk.bytes("ours.ini").decode() == WRITTEN, done
        for words in ("`HAVEN` is not an id", "did you mean `local-service`?",
                      "there is no [kind:shelter]", "did you mean `women`?",
                      "that day is still to come", "write +1-202-555-0123",
                      "`9-5` is not understood",
                      "write 2026-11-20 (read as month/day/year)", "`havenhouse.example` cannot"):
            assert "Not so: " in done.stdout and words in done.stdout, (words, done.stdout)


@proves
def what_there_is_is_offered_with_its_words():
    with Desk() as desk:
        said = desk.new("entry", answers="Haven\n\n?\nlocal-service\nS.\n?\n").stdout
        assert "  local-service              Local service\n" in said, said
        assert "  women                      Women and girls\n" in said, said
        said = desk.new("phone", "haven", answers="+1-202-555-0123\n\nAsk\n?\n").stdout
        assert "  unknown                    We do not know who answers" in said, said


@proves
def where_the_answers_end_nothing_is_written():
    with Desk() as desk:
        before = desk.files()
        for count in range(SHELTER.count("\n")):
            answers = "".join(SHELTER.splitlines(True)[:count])
            done = desk.new("entry", answers=answers)
            assert done.returncode == DATA_FAULT, (count, done)
            assert "nothing is written" in done.stderr, (count, done)
            assert desk.files() == before, count


@proves
def where_the_answers_end_what_was_answered_is_printed():
    with Desk() as desk:
        lines = SHELTER.splitlines(True)
        for count in range(4, len(lines)):
            said = desk.new("entry", answers="".join(lines[:count])).stdout
            lost = said.split("This was not written:\n\n")[1]
            assert WRITTEN.startswith(lost) and lost.startswith("[entry:haven-house]\n"), lost
        assert lost == WRITTEN, "all is answered but the file"


@proves
def flags_say_all_of_it_and_what_is_faulty_is_told_and_not_written():
    with Desk() as desk:
        done = desk.new("phone", "haven-day", *FLAGS)
        assert done.returncode == OK and "no faults" in done.stdout, done
        before = desk.files()
        for words, told in (
                (("phone", "haven-night", *FLAGS[2:]), "has no `number`"),
                (("phone", "haven-night", *FLAGS, "--set", "hours=9-5"), "`9-5` is not understood"),
                (("phone", "haven-day", *FLAGS), "a second time"),
                (("phone", *FLAGS), "the id is needed"),
                (("phone", "x", "--set", "number"), "is not KEY=VALUE"),
                (("facet", "county", "--term", "greene"), "is not ID=NAME"),
                (("facet", "page", "--set", "name=Page"), "`page`")):
            done = desk.new(*words)
            assert done.returncode == DATA_FAULT and told in done.stderr, (words, done)
            assert desk.files() == before, words
        assert desk.new("term", "x").returncode == USAGE


@proves
def a_filter_comes_with_its_choices():
    county = ("[facet:county]\nname = County\n\n[county:greene-county]\nname = Greene County\n\n"
              "[county:ash]\nname = Ash County\n")
    with Desk() as desk:
        done = desk.new("facet", answers="County\n\nGreene County\n\nAsh County\nash\n\nfilters.ini\n")
        assert done.returncode == OK and desk.bytes("filters.ini").decode() == county, done
    with Desk() as desk:
        done = desk.new("facet", "county", "--set", "name=County", "--term",
                        "greene-county=Greene County", "--term", "ash=Ash County")
        assert done.returncode == OK and desk.bytes("ours.ini").decode() == county, done


@proves
def nothing_else_in_the_file_moves():
    section = b"[phone:haven-day]\nnumber = +1-202-555-0123\n"
    for text, end in ((b"; mine\n\n[phone:a]\nnumber = 988 ; no\n", b"\n"),
                      (b"\xef\xbb\xbf; mine\r\n[facet:x]\r\nname = X\r\n", b"\r\n"),
                      (b"; no end", b"\n"), (b"", b"\n")):
        with Desk() as desk:
            with open(desk.path("own/ours.ini"), "wb") as file:
                file.write(text)
            desk.new("phone", "haven-day", *FLAGS)
            more = b"" if not text else end if text.endswith(b"\n") else 2 * end
            assert desk.bytes("ours.ini").startswith(text + more + section.replace(b"\n", end)), (
                desk.bytes("ours.ini"))


@proves
def it_goes_into_a_file_of_the_own_folder_that_is_read_and_never_into_a_shipped_one():
    with Desk() as desk:
        before = desk.files()
        for name in ("ours.txt", ".ours.ini", "../x.ini", "/tmp/x.ini", "ours"):
            done = desk.new("phone", "haven-day", *FLAGS, "--file", name)
            assert "would not be read" in done.stderr and desk.files() == before, (name, done)
        done = desk.new("phone", "haven-day", *FLAGS, "--file", desk.path("own", "b.ini"))
        assert done.returncode == OK and b"haven-day" in desk.bytes("b.ini"), done
        desk.settings = ("-s", "directory.path=shipped")
        done = desk.new("phone", "haven-night", *FLAGS)
        assert done.returncode == SETTINGS_FAULT and "no folder of your own" in done.stderr, done


@proves
def a_full_disk_leaves_the_file_as_it_was_and_prints_what_was_answered():
    library = preloaded("failing-call")
    tap.need(library, "nothing can be preloaded")
    for name in ("write", "fsync"):
        with Desk() as desk:
            before = desk.files()
            done = desk.new("entry", answers=SHELTER, LD_PRELOAD=library,
                            FAILING_CALL=f"{name} {errno.ENOSPC} 0 1000")
            if done.returncode == OK:
                continue  # the library does not have this call
            assert desk.files() == before, (name, os.listdir(desk.path("own")))


@proves
def at_a_terminal_ids_are_completed_and_what_was_typed_comes_back():
    with Desk() as desk:
        terminal = Terminal(program(), "new", "entry", *desk.settings)
        terminal.type("name = ", "Casa Ñandú\r")
        terminal.type("id = ", "casa\r")
        terminal.type("kind = ", "local\t\r")
        terminal.type("summary = ", "A safe place.\r")
        terminal.type("audience = ", "surv\t, wom\t\r")
        terminal.type("service = ", "emer\t\r")
        terminal.type("topic = ", "\r")
        terminal.type("goal = ", "\r")
        terminal.type("phone = ", "\r")
        terminal.type("link = ", "\r")
        # Two lines up, to what was typed for `service`, and on to the one before.
        terminal.type("area = ", "\x1b[A\x1b[A\r")
        terminal.type("listed-under = ", "\r")
        terminal.type("file = ", "\r")
        assert terminal.end() == OK
        assert desk.bytes("ours.ini").decode() == (
            "[entry:casa]\nname = Casa Ñandú\nkind = local-service\nsummary = A safe place.\n"
            "audience = survivors, women\nservice = emergency-shelter\n"
            "area = survivors, women\n")


if __name__ == "__main__":
    sys.exit(tap.run())
