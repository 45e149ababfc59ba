#!/usr/bin/env python3
"""Somebody writes a draft and somebody else publishes it: `draft`, `preview`,
`publish` and its undoing. Prints TAP."""

import errno
import os
import re
import subprocess
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib"))

import tap
from command import DATA_FAULT, OK, SETTINGS_FAULT
from places import preloaded, program
from stand import Stand
from tap import proves

PATIENCE_S = 60
NOT_FOUND, NOT_WRITTEN = 66, 73
ALL = "[directory]\ntitle = Ours\nlanguages = en\nnamespace = https://signpost.example/ours\n" \
      "time-zone = UTC\ncrisis = crisis\n[kind:office]\nname = Office\n" \
      "[answered-by:ngo]\nname = Answered by an organization.\nhelp = yes\n" \
      "[phone:crisis]\nnumber = 988\npurpose = Talk\nanswered-by = ngo\n" \
      "verified = undated | a page\n"
OURS = """; Ours.
[entry:house]
name = Haven House
kind = office
summary = A place.
phone = day
note = One.
note = Two.

[phone:day]
number = +1-202-555-0123
purpose = Ask by day
answered-by = ngo
verified = 2026-01-02 | a page
"""
NEW = OURS.replace("0123", "0124").replace("A place.", "A safe place.").replace("Two.", "Three.")
MORE = "[phone:night]\nnumber = +1-202-555-0125\npurpose = Ask at night\nanswered-by = ngo\n"


class Desk(Stand):
    """A folder of a site's own over a small one, and its draft."""

    def __enter__(self):
        super().__enter__()
        self.write("before/all.ini", ALL)
        self.write("own/ours.ini", OURS)
        self.settings = ["-s", f"directory.path={self.path('before')}:{self.path('own')}"]
        return self

    def run(self, *words, answers="", **more):
        return subprocess.run([program(), *words, *self.settings], input=answers, text=True,
                              capture_output=True, check=False, timeout=PATIENCE_S,
                              env={**os.environ, "TMPDIR": self.folder, **more})

    def done(self, *words, **more):
        done = self.run(*words, **more)
        assert done.returncode == OK and not done.stderr, done.stderr
        return done.stdout

    def draft(self, text=NEW):
        self.done("draft")
        self.write("own.draft/ours.ini", text)

    def publish(self):
        said = self.done("publish", answers="yes\n")
        assert "\nPublished. " in said, said
        return said

    def files(self, folder="own"):
        """{name: text}, without the note of a draft."""
        if not os.path.isdir(self.path(folder)):
            return None
        return {name: self.read(f"{folder}/{name}") for name in os.listdir(self.path(folder))
                if not name.startswith(".signpost-base")}

    def leftovers(self):
        return sorted(set(os.listdir(self.folder)) -
                      {"before", "own", "own.draft", "own.former"})


@proves
def a_draft_is_published_by_one_command_and_taken_back_by_one():
    with Desk() as desk:
        desk.draft()
        assert desk.files() == {"ours.ini": OURS}, "writing a draft publishes nothing"
        desk.publish()
        assert desk.files() == {"ours.ini": NEW} and desk.files("own.former") == {"ours.ini": OURS}
        assert "published already" in desk.done("publish")
        said = desk.done("publish", "--undo")
        assert "Taken back" in said and "was: +1-202-555-0124\n    now: +1-202-555-0123" in said
        assert desk.files() == {"ours.ini": OURS} and desk.files("own.former") == {"ours.ini": NEW}
        assert desk.files("own.draft") == {"ours.ini": NEW} and not desk.leftovers()
        desk.done("publish", "--undo")
        assert desk.files() == {"ours.ini": NEW}


@proves
def a_preview_says_in_words_what_would_be_another_numbers_first():
    with Desk() as desk:
        desk.draft()
        desk.write("own.draft/more.ini", MORE)
        said = desk.done("preview")
        assert said.index("phone changed: 1-202-555-0123 is now 1-202-555-0124 (day); shown by "
                          "house\n") < said.index("3 sections are changed"), said
        assert said.endswith("""3 sections are changed:

[phone:day]: Ask by day
  number
    was: +1-202-555-0123
    now: +1-202-555-0124

[phone:night] is new: Ask at night
  number = +1-202-555-0125
  purpose = Ask at night
  answered-by = ngo

[entry:house]: Haven House
  summary
    was: A place.
    now: A safe place.
  note
    was: Two.
    now: Three.
"""), said
        assert f"({desk.path('own.draft')}/ours.ini:2)" in said and "trial" not in said, said
        assert desk.files() == {"ours.ini": OURS} and not desk.leftovers()
        desk.write("own.draft/ours.ini", "")
        os.unlink(desk.path("own.draft/more.ini"))
        said = desk.done("preview")
        assert "entry removed: Haven House (house)" in said and "[phone:day] is gone" in said, said


@proves
def what_a_shipped_section_says_stands_against_what_replaces_it():
    with Desk() as desk:
        desk.draft(OURS + "[phone:crisis]\nreplaces = shipped\nnumber = 911\npurpose = Talk\n"
                   "answered-by = ngo\nverified = undated | a page\n")
        assert "[phone:crisis]: Talk\n  number\n    was: 988\n    now: 911\n" in desk.done("preview")
        desk.write("before/all.ini", ALL + "[entry:far]\nname = Far\nkind = office\n"
                   "summary = Far away.\n")
        desk.write("own.draft/ours.ini", OURS + "[hide]\nentry = far\n")
        assert "[entry:far] is gone: Far\n" in desk.done("preview")


@proves
def nothing_is_published_without_a_yes():
    with Desk() as desk:
        desk.draft()
        for answers in ("", "\n", "no\n", "y\n", "YES\n"):
            said = desk.done("publish", answers=answers)
            assert "now: +1-202-555-0124" in said and "Nothing is published." in said, said
            assert desk.files() == {"ours.ini": OURS} and not desk.leftovers(), answers
            assert desk.files("own.former") is None


@proves
def a_faulty_draft_is_refused_with_its_line_and_still_shown():
    with Desk() as desk:
        desk.draft(NEW.replace("kind = office", "kind = offise"))
        for command in ("preview", "publish"):
            done = desk.run(command, answers="yes\n")
            assert done.returncode == DATA_FAULT, done
            assert f"{desk.path('own.draft')}/ours.ini:4:8: " in done.stderr, done
            assert "did you mean `office`" in done.stderr, done
        assert "now: offise" in desk.run("preview").stdout
        assert desk.files() == {"ours.ini": OURS} and not desk.leftovers()
        assert desk.run("check", "--draft").returncode == DATA_FAULT
        assert desk.run("check").returncode == OK


@proves
def what_somebody_else_published_since_stays_and_what_both_changed_is_refused():
    with Desk() as desk:
        desk.draft()
        desk.write("own/links.ini", "; Of a machine.\n")
        desk.publish()
        assert desk.files() == {"ours.ini": NEW, "links.ini": "; Of a machine.\n"}
        desk.write("own/links.ini", "; Of a machine, later.\n")
        desk.write("own.draft/ours.ini", NEW + "; more\n")
        desk.publish()
        assert desk.files() == {"ours.ini": NEW + "; more\n", "links.ini": "; Of a machine, later.\n"}
        desk.write("own/ours.ini", OURS)
        desk.write("own.draft/ours.ini", NEW)
        for command in ("preview", "publish"):
            done = desk.run(command, answers="yes\n")
            assert done.returncode == DATA_FAULT and "`ours.ini` was changed here and in" in done.stderr
        said = desk.done("draft")
        assert "kept: ours.ini" in said and "taken over: links.ini\n" in said, said
        assert desk.files("own.draft") == {"ours.ini": NEW, "ours.ini.published": OURS,
                                           "links.ini": "; Of a machine, later.\n"}
        desk.publish()
        assert desk.files()["ours.ini"] == NEW and "ours.ini.published" not in desk.files()


@proves
def what_was_taken_back_can_be_mended_and_published_again():
    with Desk() as desk:
        desk.draft()
        desk.publish()
        desk.done("publish", "--undo")
        desk.write("own.draft/ours.ini", NEW + "; mended\n")
        desk.publish()
        assert desk.files() == {"ours.ini": NEW + "; mended\n"}
        desk.write("own.draft/a.ini", "; more\n")
        os.rename(desk.path("own.draft/ours.ini"), desk.path("own.draft/b.ini"))
        desk.publish()
        assert set(desk.files()) == {"a.ini", "b.ini"}


@proves
def a_draft_is_brought_up_to_date_without_losing_a_word_of_it():
    with Desk() as desk:
        desk.write("own/a.ini", "; a\n")
        desk.draft()
        os.unlink(desk.path("own/a.ini"))
        desk.write("own/b.ini", "; b\n")
        said = desk.done("draft")
        assert "taken over: a.ini, which is gone\n" in said and "taken over: b.ini\n" in said, said
        assert desk.files("own.draft") == {"ours.ini": NEW, "b.ini": "; b\n"}
        os.unlink(desk.path("own.draft/.signpost-base"))
        done = desk.run("publish", answers="yes\n")
        assert done.returncode == DATA_FAULT and "say `signpost draft`" in done.stderr, done
        desk.done("draft")
        assert desk.files("own.draft") == {"ours.ini": NEW, "ours.ini.published": OURS,
                                           "b.ini": "; b\n"}


@proves
def commands_that_write_write_into_the_draft_where_that_is_said():
    with Desk() as desk:
        done = desk.run("check", "--draft")
        assert done.returncode == NOT_FOUND and "`signpost draft` makes one" in done.stderr, done
        desk.draft(OURS)
        desk.done("verify", "--draft", "day", answers="0123\n2026-11-20\n\n")
        desk.run("new", "--draft", "phone", "night", "--set", "number=+1-202-555-0125", "--set",
                  "purpose=Ask at night", "--set", "answered-by=ngo")
        assert "2026-11-20" in desk.read("own.draft/ours.ini")
        assert "[phone:night]" in desk.read("own.draft/ours.ini")
        assert "2026-11-20" in desk.done("export", "--csv", "--draft")
        assert "2026-11-20" not in desk.done("export", "--csv")
        assert desk.files() == {"ours.ini": OURS}
        desk.write("own.draft/ours.ini", NEW)
        assert "A safe place." in desk.done("render", "--draft", "/e/house")


@proves
def a_draft_may_stand_elsewhere_and_then_the_settings_say_where():
    with Desk() as desk:
        desk.settings += ["-s", f"directory.draft={desk.path('there')}"]
        desk.done("draft")
        desk.write("there/ours.ini", NEW)
        desk.publish()
        assert desk.files() == {"ours.ini": NEW} and "own.draft" not in os.listdir(desk.folder)


@proves
def where_there_is_nothing_to_do_it_is_told_why():
    with Desk() as desk:
        for words, code, told in ((("publish",), DATA_FAULT, "there is no draft"),
                                  (("preview",), DATA_FAULT, "there is no draft"),
                                  (("publish", "--undo"), NOT_FOUND, "nothing was published before")):
            done = desk.run(*words)
            assert done.returncode == code and told in done.stderr, (words, done)
        desk.draft()
        os.mkdir(desk.path("own/.git"))
        done = desk.run("publish", answers="yes\n")
        assert done.returncode == SETTINGS_FAULT and "holds `.git`" in done.stderr, done
        desk.settings = ["-s", "directory.path=shipped"]
        done = desk.run("draft")
        assert done.returncode == SETTINGS_FAULT and "no folder of your own" in done.stderr, done


@proves
def what_cannot_go_along_is_named_before_anything_is_written():
    with Desk() as desk:
        desk.draft()
        os.mkdir(desk.path("own/sub"))
        for words in (("publish",), ("publish", "--undo"), ("draft",)):
            done = desk.run(*words, answers="yes\n")
            assert done.returncode == SETTINGS_FAULT and "holds `sub`, which is no file" in done.stderr, done
        os.rmdir(desk.path("own/sub"))
        desk.write("elsewhere.ini", "; Kept in another place.\n")
        os.symlink(desk.path("elsewhere.ini"), desk.path("own/link.ini"))
        done = desk.run("publish", answers="yes\n")
        assert done.returncode == SETTINGS_FAULT and "holds `link.ini`" in done.stderr, done
        assert os.path.islink(desk.path("own/link.ini")) and desk.read("own/ours.ini") == OURS


@proves
def what_somebody_else_put_where_the_former_folder_is_to_stand_loses_no_byte():
    with Desk() as desk:
        desk.draft()
        desk.write("own.former/mine.ini", "; mine\n")
        desk.write("own.former/sub/mine", "mine\n")
        done = desk.run("publish", answers="yes\n")
        assert done.returncode == NOT_WRITTEN and "own.former: holds what was not" in done.stderr, done
        assert desk.read("own.former/mine.ini") == "; mine\n"
        assert desk.files() == {"ours.ini": OURS} and not desk.leftovers()
        os.rename(desk.path("own.former"), desk.path("other"))
        os.symlink(desk.path("own.draft"), desk.path("own.former"))
        for words in (("publish",), ("publish", "--undo")):
            done = desk.run(*words, answers="yes\n")
            assert done.returncode == NOT_WRITTEN and "own.former: holds what" in done.stderr, done
        assert desk.files() == {"ours.ini": OURS} and desk.leftovers() == ["other"]


@proves
def a_link_in_the_draft_publishes_and_overwrites_nothing_of_what_it_leads_to():
    with Desk() as desk:
        desk.draft()
        desk.write("secret", "; A secret.\n")
        os.symlink(desk.path("secret"), desk.path("own.draft/more.ini"))
        for command in ("preview", "publish", "draft"):
            done = desk.run(command, answers="yes\n")
            assert done.returncode == SETTINGS_FAULT and "more.ini: is a link" in done.stderr, done
        os.rename(desk.path("own.draft/more.ini"), desk.path("own.draft/ours.ini.published"))
        desk.write("own/ours.ini", OURS + "; later\n")
        desk.run("draft")
        assert desk.read("secret") == "; A secret.\n"


@proves
def a_draft_that_cannot_be_read_keeps_nobody_from_taking_back():
    with Desk() as desk:
        desk.draft()
        desk.publish()
        os.mkfifo(desk.path("own.draft/pipe.ini"))
        assert "Taken back" in desk.done("publish", "--undo")
        assert desk.files() == {"ours.ini": OURS}


@proves
def what_is_published_is_no_draft():
    with Desk() as desk:
        desk.settings += ["-s", f"directory.draft={desk.path('before')}/../own"]
        assert "is what is published" in desk.run("draft").stderr
        assert os.listdir(desk.path("own")) == ["ours.ini"]


@proves
def rights_and_a_link_to_the_folder_stay():
    with Desk() as desk:
        os.rename(desk.path("own"), desk.path("real"))
        os.symlink(desk.path("real"), desk.path("own"))
        os.chmod(desk.path("real"), 0o2750)
        os.chmod(desk.path("real/ours.ini"), 0o640)
        desk.draft()
        desk.write("own.draft/more.ini", MORE)
        desk.publish()
        assert os.path.islink(desk.path("own")) and desk.files("real")["ours.ini"] == NEW
        assert desk.files("real.former") == {"ours.ini": OURS}
        for name, mode in (("real", 0o2750), ("real/ours.ini", 0o640), ("real/more.ini", 0o640)):
            assert os.stat(desk.path(name)).st_mode & 0o7777 == mode, name


@proves
def a_file_that_changes_while_the_question_stands_is_not_overwritten():
    with Desk() as desk:
        desk.draft()
        with subprocess.Popen([program(), "publish", *desk.settings], stdin=subprocess.PIPE,
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as asked:
            while "Publish it?" not in asked.stdout.readline():
                pass
            desk.write("own/ours.ini", OURS + "; meanwhile\n")
            _, told = asked.communicate("yes\n", timeout=PATIENCE_S)
        assert asked.returncode == NOT_WRITTEN and "has changed since it was looked at" in told, told
        assert desk.files() == {"ours.ini": OURS + "; meanwhile\n"} and not desk.leftovers()


CALLS = ("mkdir", "write", "fsync", "rename", "renameat2", "unlink", "unlinkat", "rmdir", "chmod")


def all_of_it_is_somewhere(desk, what):
    """What is published is whole, and so is what was, here or beside."""
    live = desk.files()
    assert live in ({"ours.ini": OURS}, {"ours.ini": NEW}, {"ours.ini": NEW, ".signpost-making": ""}), (
        what, live)
    kept = [desk.files(name) for name in ("own", "own.former", "own.signpost-new")]
    assert {"ours.ini": OURS} in kept, (what, kept)
    assert desk.files("own.draft") == {"ours.ini": NEW}, what


def interrupted(calls, number, check, first=""):
    """Every call of these names, one after the other, is where it fails with that number."""
    library = preloaded("failing-call")
    tap.need(library, "nothing can be preloaded")
    made = 0
    for name in calls:
        for count in range(100):
            with Desk() as desk:
                desk.draft("; Older.\n" + OURS)
                desk.publish()
                desk.write("own.draft/ours.ini", OURS)
                desk.publish()
                desk.write("own.draft/ours.ini", NEW)
                done = desk.run("publish", answers="yes\n", LD_PRELOAD=library,
                                FAILING_CALL=f"{first}{name} {number} {count} 1")
                if done.returncode == OK and "could not" not in done.stdout + done.stderr:
                    break
                made += 1
                check(desk, (name, count, done))
    assert made > 5, made


def ends_well(desk, what):
    all_of_it_is_somewhere(desk, what)
    said = desk.done("publish", answers="yes\n")
    assert "Published." in said or "published already" in said, (what, said)
    assert desk.files()["ours.ini"] == NEW, what
    desk.done("publish", "--undo")
    assert desk.files() == {"ours.ini": OURS}, (what, desk.files())
    assert not [name for name in desk.leftovers() if "trial" not in name], (what, desk.leftovers())


@proves
def whoever_is_killed_at_any_moment_has_lost_nothing():
    interrupted(CALLS, 0, ends_well)


@proves
def a_full_disk_leaves_what_is_published_as_it_was():
    def check(desk, what):
        all_of_it_is_somewhere(desk, what)
        assert desk.files() == {"ours.ini": OURS} or "Published." in what[2].stdout or \
            "is published" in what[2].stderr, what
        ends_well(desk, what)

    interrupted(("mkdir", "write", "fsync", "rename"), errno.ENOSPC, check)


@proves
def where_folders_cannot_be_exchanged_it_is_said_and_files_are_put_one_by_one():
    library = preloaded("failing-call")
    tap.need(library, "nothing can be preloaded")
    how = {"LD_PRELOAD": library, "FAILING_CALL": f"renameat2 {errno.EINVAL} 0 9"}
    with Desk() as desk:
        desk.write("own/old.ini", "; old\n")
        desk.draft()
        os.unlink(desk.path("own.draft/old.ini"))
        desk.write("own.draft/more.ini", MORE)
        before, after = desk.files(), {"ours.ini": NEW, "more.ini": MORE}
        for words, now, former in ((("publish",), after, before),
                                   (("publish", "--undo"), before, after),
                                   (("publish", "--undo"), after, before)):
            said = desk.done(*words, answers="yes\n", **how)
            assert "one after the other" in said, said
            assert (desk.files(), desk.files("own.former")) == (now, former), words
            assert not desk.leftovers(), desk.leftovers()


@proves
def whoever_is_killed_there_has_lost_nothing_either():
    def check(desk, what):
        kept = [desk.files(name) for name in ("own", "own.former", "own.signpost-kept")]
        assert desk.read("own/ours.ini") in (OURS, NEW), what
        assert {"ours.ini": OURS} in kept, (what, kept)
        desk.done("publish", answers="yes\n")
        assert desk.read("own/ours.ini") == NEW, what

    interrupted(("mkdir", "write", "fsync", "rename", "unlink", "rmdir"), 0, check,
                f"renameat2 {errno.EINVAL} 0 9;")


@proves
def of_two_who_publish_at_once_one_is_told():
    with Desk() as desk:
        desk.draft()
        asked = [subprocess.Popen([program(), "publish", *desk.settings], stdin=subprocess.PIPE,
                                  stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
                 for _ in range(2)]
        for one in asked:
            while "Publish it?" not in one.stdout.readline():
                pass
        told = [one.communicate("yes\n", timeout=PATIENCE_S) for one in asked]
        assert sorted(one.returncode for one in asked) == [OK, NOT_WRITTEN], told
        assert desk.files() == {"ours.ini": NEW} and desk.files("own.former") == {"ours.ini": OURS}


@proves
def hiding_goes_on_while_somebody_is_asked_and_what_verify_writes_is_not_lost():
    with Desk() as desk:
        desk.write("own/signpost.ini", "")
        desk.draft()
        with subprocess.Popen([program(), "publish", *desk.settings], stdin=subprocess.PIPE,
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as asked:
            while "Publish it?" not in asked.stdout.readline():
                pass
            said = desk.done("verify", "day", answers="0123\n2026-11-20\n\n")
            assert re.search("1 written", said), said
            asked.communicate("yes\n", timeout=PATIENCE_S)
        assert "verified = 2026-11-20" in desk.read("own/ours.ini")


if __name__ == "__main__":
    sys.exit(tap.run())
