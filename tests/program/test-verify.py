#!/usr/bin/env python3
"""`signpost verify` and `check --stale --mail-text`: what nobody has checked for
long, and what is written of it. Prints TAP."""

import datetime
import os
import re
import resource
import signal
import subprocess
import sys
import zoneinfo

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib"))

import tap
from command import DATA_FAULT, OK, run
from places import BEGUN, program, stopped_clock
from stand import Stand
from tap import proves
from terminal import Terminal

PATIENCE_S = 30
# As an editor may have written it: comments, blanks, a value in two lines.
OURS = """; ours
[directory]
title = Ours
languages = en
namespace = https://signpost.example/ours
time-zone = America/New_York
crisis = crisis

[kind:office]
name = Office
[answered-by:ngo]
name = Answered by an organization.
help = yes
[answered-by:police]
name = Answered by police.

[entry:house]
name = Haven House
kind = office
summary = A place.
phone = day, night, old
link = https://house.example/ | Haven House
fact = It has 20 beds | its report, 2024
; not sure: checked = 2020-01-01
checked   =   2019-03-01 |
    editor
area = Here

[phone:crisis]
number = 988
purpose = Talk
answered-by = ngo
verified = 2999-01 | a page
[phone:old]
number = +1-202-555-0123
verified = 2018-02-03 | house.example
purpose = Ask   ; no comment
answered-by = ngo
[phone:day]
number = +1-202-555-0124
purpose = Ask by day
answered-by = ngo

[phone:night]
number = +1-202-555-0125
purpose = Ask at night
answered-by = ngo
verified = undated | house.example
"""
NOW = datetime.datetime.fromtimestamp(BEGUN, zoneinfo.ZoneInfo("America/New_York"))
TODAY = NOW.strftime("%Y-%m-%d")
# Not so long ago that the number is asked for again.
LATELY = (NOW - datetime.timedelta(days=6)).strftime("%Y-%m-%d")


class Desk(Stand):
    """One folder of somebody's own."""

    def __enter__(self):
        super().__enter__()
        self.put(OURS)
        self.settings = ("-s", f"directory.path={self.path('own')}")
        return self

    def put(self, text, newline=""):
        os.makedirs(self.path("own"), exist_ok=True)
        with open(self.path("own/ours.ini"), "w", encoding="utf-8", newline=newline) as file:
            file.write(text)

    def text(self):
        with open(self.path("own/ours.ini"), encoding="utf-8", newline="") as file:
            return file.read()

    def command(self, *words):
        return [program(), "verify", *words, *self.settings]

    def verify(self, *words, answers=""):
        done = subprocess.run(self.command(*words), input=answers.encode(), capture_output=True,
                              check=False, timeout=PATIENCE_S, env=stopped_clock())
        done.stdout, done.stderr = done.stdout.decode(), done.stderr.decode()
        return done

    def becomes(self, id_, answers, old, new, newline=""):
        """The answers change that and nothing else in the file."""
        text = OURS.replace("\n", newline or "\n")
        old, new = (each.replace("\n", newline or "\n") for each in (old, new))
        assert text.count(old) == 1, old
        self.put(text)
        done = self.verify(id_, answers=answers)
        assert done.returncode == OK and not done.stderr, done
        assert self.text() == text.replace(old, new), (self.text(), done.stdout)
        return done.stdout


def shown(text):
    return re.findall(r"^(?:phone|entry) ([a-z]+):", text, re.M)


@proves
def phones_come_first_and_what_was_never_seen_before_what_was_seen_long_ago():
    with Desk() as desk:
        done = desk.verify(answers="\n\n\n\n")
        assert shown(done.stdout) == ["day", "night", "old", "house"], done
        assert "0 written" in done.stdout and desk.text() == OURS
        assert shown(desk.verify(answers="\nq\n").stdout) == ["day", "night"]
        assert shown(desk.verify(answers="").stdout) == ["day"]
        for words in ("Haven House", "page: https://house.example/", "2018-02-03 | house.example",
                      "fact: It has 20 beds | its report, 2024"):
            assert words in done.stdout, words


@proves
def a_number_is_confirmed_by_its_last_digits_and_the_date_that_the_page_shows():
    with Desk() as desk:
        said = desk.becomes("old", "0124\n0123\n11/20/2026\n\n2026-11-20\n\n",
                            "verified = 2018-02-03 | house.example",
                            "verified = 2026-11-20 | house.example")
        assert "0123" not in said.split("Last")[0].split("verified =")[0].replace(
            "+1-202-555-0123", ""), said
        assert "These are not the digits" in said and "write 2026-11-20" in said, said
        assert TODAY not in said, "today is proposed for what a page shows"
        desk.becomes("old", "0123\nu\nanother page\n", "verified = 2018-02-03 | house.example",
                     "verified = undated | another page")
        said = desk.becomes("old", "0123\n2999-11-20\n\n2999\n\n2999-01\n\n2026-11-20\n\n",
                            "verified = 2018-02-03 | house.example",
                            "verified = 2026-11-20 | house.example")
        assert said.count("that day is still to come") == 3, said
        line = "answered-by = ngo\n\n[phone:night]"
        desk.becomes("day", "0124\n2026-11\na page\n",
                     line, "answered-by = ngo\nverified = 2026-11 | a page\n\n[phone:night]")


@proves
def what_the_page_does_not_show_is_confirmed_no_more():
    with Desk() as desk:
        desk.becomes("old", "n\n", "verified = 2018-02-03 | house.example\n", "")
        desk.put(OURS)
        done = desk.verify("crisis", answers="n\n")
        assert "must be confirmed" in done.stdout and desk.text() == OURS, done
        done = desk.verify("old", answers="+1-202-555-0199\n2026-11-20\n\n")
        assert desk.text() == OURS.replace("0123", "0199").replace("2018-02-03", "2026-11-20")


@proves
def a_number_that_was_typed_is_not_dropped_without_a_word():
    with Desk() as desk:
        said = desk.verify("old", answers="+1-202-555-0199\n\n2026-11-20\n\n").stdout
        assert "+1-202-555-0199 is not written without that" in said, said
        assert desk.text() == OURS.replace("0123", "0199").replace("2018-02-03", "2026-11-20")
        for answers in ("+1-202-555-0199\n\n\n", "+1-202-555-0199\n", "+1-202-555-0199\nq\n",
                        "+1-202-555-0199\n\nq\n", "+1-202-555-0199\nu\n"):
            desk.put(OURS)
            said = desk.verify("old", answers=answers).stdout
            assert "Not written: +1-202-555-0199. In the file the old number stays." in said, said
            assert desk.text() == OURS, answers
        for id_, answers in (("day", "c\n2026-11-20\n\n"), ("day", "c\n2026-11-20\n"),
                             ("house", "2026-11-20\n")):
            said = desk.verify(id_, answers=answers).stdout
            assert "Not written: " in said and desk.text() == OURS, (answers, said)


@proves
def what_would_be_faulty_afterward_is_not_written():
    with Desk() as desk:
        desk.put(OURS.replace("crisis = crisis\n", "crisis = crisis\nlines = old\n"))
        text = desk.text()
        said = desk.verify("old", answers="n\n").stdout
        assert "must be confirmed" in said and desk.text() == text, said
        desk.put(OURS + "[phone:extra]\nnumber = +1-202-555-0199\npurpose = More\n"
                 "answered-by = ngo\nuuid = not-one\n")
        desk.verify("old", answers="0123\n2026-11-20\n\n")
        assert "verified = 2026-11-20" in desk.text(), "what is faulty already is nobody's fault"


@proves
def of_a_call_the_day_the_role_and_who_answered_are_written():
    with Desk() as desk:
        line = "answered-by = ngo\n\n[phone:night]"
        said = desk.becomes("day", "c\nt\n\nvolunteer\n", line,
                            f"answered-by = ngo\nchecked = {TODAY} | volunteer\n\n[phone:night]")
        assert "not your name" in said
        desk.becomes("day", f"c\n{LATELY}\npolic\npolice\nvolunteer\n", line,
                     f"answered-by = police\nchecked = {LATELY} | volunteer\n\n[phone:night]")
        assert shown(desk.verify().stdout) == ["night"], "somebody has just rung the other"
        said = desk.becomes("house", "2999-01-01\nt\neditor\n",
                            "checked   =   2019-03-01 |\n    editor\n",
                            f"checked   =   {TODAY} | editor\n")
        assert "that day is still to come" in said, said
        desk.becomes("house", "t\n\neditor\n", "checked   =   2019-03-01 |\n    editor\n",
                     f"checked   =   {TODAY} | editor\n")


@proves
def at_a_terminal_who_answers_is_completed_and_the_file_is_written():
    with Desk() as desk:
        terminal = Terminal(*desk.command("day"))
        terminal.type("q: end): ", "c\r")
        terminal.type("nobody did): ", LATELY + "\r")
        terminal.type("`answered-by`: ", "pol\t\r")
        terminal.type("in volunteer: ", "volunteer\r")
        assert terminal.end() == OK
        assert f"answered-by = police\nchecked = {LATELY} | volunteer\n" in desk.text()


@proves
def nothing_else_in_the_file_moves_whatever_ends_its_lines():
    with Desk() as desk:
        desk.becomes("old", "0123\nu\n\n", "verified = 2018-02-03 | house.example",
                     "verified = undated | house.example", newline="\r\n")
        desk.becomes("day", "0124\nu\na page\n", "answered-by = ngo\n\n[phone:night]",
                     "answered-by = ngo\nverified = undated | a page\n\n[phone:night]",
                     newline="\r\n")
        short = OURS.rstrip("\n").replace("\nverified = undated | house.example", "")
        desk.put(short)
        desk.verify("night", answers="0125\nu\na page\n")
        assert desk.text() == short + "\nverified = undated | a page"


@proves
def a_shipped_section_is_replaced_in_the_own_folder_and_its_file_is_left_alone():
    with Desk() as desk:
        desk.write("shipped/a.ini", OURS)
        desk.put("[phone:mine]\nnumber = +1-202-555-0130\npurpose = Mine\nanswered-by = ngo\n"
                 "verified = undated | a page\n")
        before = desk.text()
        desk.settings = ("-s", f"directory.path={desk.path('shipped')}:{desk.path('own')}")
        done = desk.verify("old", answers="0123\n2026-11-20\n\n")
        assert done.returncode == OK and desk.read("shipped/a.ini") == OURS, done
        assert re.fullmatch(re.escape(before) + r"\n\[phone:old\]\nreplaces = shipped \| \w{4}\n"
                            r"number = \+1-202-555-0123\nverified = 2026-11-20 \| house.example\n"
                            r"purpose = Ask   ; no comment\nanswered-by = ngo\n", desk.text())
        check = run("check", *desk.settings)
        assert check.returncode == OK and "old]" not in check.stderr, check
        desk.verify("old", answers="n\n")
        assert desk.text().count("[phone:old]") == 1 and "2026-11-20" not in desk.text()


@proves
def a_shipped_section_is_copied_once_however_much_of_it_is_changed():
    with Desk() as desk:
        more = "link = https://b.example/\narea = Here"
        desk.write("shipped/a.ini", OURS.replace("area = Here", more))
        desk.put("")
        desk.write("own/links.ini", "[link-check:saved]\nasked = 2026-11-20\n"
                   "dead = https://house.example/ | 2026-11-01: 404\n"
                   "dead = https://b.example/ | 2026-11-01: 404\n")
        desk.settings = ("-s", f"directory.path={desk.path('shipped')}:{desk.path('own')}")
        done = desk.verify("house", answers="t\neditor\nhttps://new.example/\nd\n")
        assert done.returncode == OK and "3 written" in done.stdout, done
        assert desk.text().count("[entry:house]") == 1, desk.text()
        for words in (f"=   {TODAY} | editor\n", "link = https://new.example/ | Haven House\n"):
            assert words in desk.text(), desk.text()
        assert "b.example" not in desk.text()
        check = run("check", *desk.settings)
        assert check.returncode == OK, check


@proves
def what_somebody_else_wrote_meanwhile_is_not_lost():
    with Desk() as desk:
        for text, is_taken in ((OURS + "; more\n", True),
                               (OURS.replace("2018-02-03", "2026-01-01"), False),
                               (OURS.replace("[phone:old]", "[phone:older]"), False)):
            desk.put(OURS)
            with subprocess.Popen(desk.command("old"), stdin=subprocess.PIPE, text=True,
                                  stdout=subprocess.PIPE, env=stopped_clock()) as asked:
                while "last four digits" not in asked.stdout.readline():
                    pass
                desk.put(text)
                said, _ = asked.communicate("0123\nu\n\n", timeout=PATIENCE_S)
            if is_taken:
                assert desk.text() == text.replace("2018-02-03", "undated"), said
            else:
                assert desk.text() == text and "has changed meanwhile" in said, said


@proves
def who_finds_the_disk_full_leaves_the_file_as_it_was():
    def little_room():
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (64, 64))

    with Desk() as desk:
        done = subprocess.run(desk.command("old"), input=b"0123\nu\n\n", check=False,
                              capture_output=True, timeout=PATIENCE_S, restore_signals=False,
                              preexec_fn=little_room, env=stopped_clock())
        assert b"could not be written" in done.stdout and b"0 written" in done.stdout, done
        assert desk.text() == OURS and os.listdir(desk.path("own")) == ["ours.ini"]


@proves
def who_is_killed_between_two_answers_has_lost_the_last_one_alone():
    answers = ["0123\n", "u\n", "\n"]
    with Desk() as desk:
        for count in range(len(answers) + 1):
            desk.put(OURS)
            with subprocess.Popen(desk.command("old"), stdin=subprocess.PIPE, text=True,
                                  stdout=subprocess.PIPE, env=stopped_clock()) as asked:
                for answer in answers[:count]:
                    asked.stdin.write(answer)
                asked.stdin.flush()
                wanted = ["last four", "The date", "Which page", "1 written"][count]
                while wanted not in asked.stdout.readline():
                    pass
                asked.kill()
            new = OURS if count < len(answers) else OURS.replace("2018-02-03", "undated")
            assert desk.text() == new, count
            assert os.listdir(desk.path("own")) == ["ours.ini"]


@proves
def the_list_is_a_sheet_to_call_by():
    with Desk() as desk:
        done = desk.verify("--list")
        assert shown(done.stdout) == ["day", "night", "old", "house"], done
        for words in ("number: +1-202-555-0124", "who: Answered by an organization.",
                      "rang on: ____", "who answered: ____", "verified: never"):
            assert words in done.stdout, words
        assert desk.text() == OURS
        done = desk.verify("nobody")
        assert done.returncode == DATA_FAULT and "no phone or entry nobody" in done.stderr
        desk.put(OURS + "status = temporarily closed\n")
        done = desk.verify("night")
        assert done.returncode == DATA_FAULT and "of night says that it is not" in done.stderr, done


@proves
def a_letter_is_written_of_what_is_stale_and_of_nothing_where_nothing_is():
    with Desk() as desk:
        done = run("check", "--stale", "--mail-text", *desk.settings)
        assert done.returncode == OK and not done.stderr, done
        assert shown(done.stdout) == ["day", "night", "old", "house"], done
        assert done.stdout.startswith('4 of the phones and entries of "Ours"'), done
        fresh = re.sub("20..-..-..|undated", TODAY, OURS)
        desk.put(re.sub("(by day\n)", rf"\1verified = {TODAY} | a page\n", fresh))
        done = run("check", "--stale", "--mail-text", *desk.settings)
        assert done.returncode == OK and done.stdout == done.stderr == "", done
        desk.put(OURS + "[phone:x]\n")
        done = run("check", "--stale", "--mail-text", *desk.settings)
        assert done.returncode == DATA_FAULT and "has no `number`" in done.stderr, done


if __name__ == "__main__":
    sys.exit(tap.run())
