#!/usr/bin/env python3
"""Text that was copied from a word processor, a web page or another program: what
can mean one thing only is taken, and what cannot is named. Prints TAP."""

import os
import re
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib"))

import reader
import tap
from case import (ENTRY, assert_fault, assert_reads, assert_says, check_directory,
                  directory_of)
from command import DATA_FAULT, SETTINGS_FAULT, run
from places import read_source, source_folder
from stand import Stand
from tap import proves

# Hyphens and blanks of print, as editors paste them.
DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212"
BLANKS = "\u00a0\u202f\u2007\u2009\u200a"
PHONE = "[phone:one]\nnumber = {}\npurpose = Ask\nanswered-by = ngo\n"
ONE = ENTRY + "phone = one\n"


def assert_read(text, expect):
    with Stand() as stand:
        directory_of(stand, text)
        assert_says(check_directory(stand.folder), stand.folder, DATA_FAULT, "")
        assert_reads(stand.folder, expect)


@proves
def hyphens_and_blanks_of_print_are_taken_in_a_number():
    for dash, blank in [(d, " ") for d in DASHES] + [("-", b) for b in BLANKS]:
        number = f"+1{blank}202{dash}555{dash}0101"
        assert_read(ONE + PHONE.format(number),
                    "entries/one phone.0.number = 1-202-555-0101\n"
                    "entries/one phone.0.dialed = +12025550101\n")


@proves
def a_number_of_another_country_is_shown_with_plain_ones():
    assert_read(ONE + PHONE.format("+44\u00a020\u20117946\u20110000\u200b"),
                "entries/one phone.0.number = +44 20-7946-0000\n")


@proves
def hyphens_and_blanks_of_print_are_taken_in_hours_and_dates():
    assert_read(ENTRY + "hours = Mon\u2013Fri\u00a008:00\u201320:00\u202fAmerica/New_York\n"
                "checked = 2026\u201101\u201131\u00a0| the editor\n"
                "status = temporarily\u00a0closed\n",
                "entries/one hours.text = "
                "Mon-Fri 08:00-20:00 America/New_York\n"
                "entries/one checked.date = 2026-01-31\n"
                "entries/one checked.source = the editor\n"
                "entries/one status = temporarily closed\n")


@proves
def blanks_of_print_around_values_ids_and_bars_are_left_out():
    assert_read(ENTRY + "audience =\u00a0workers,\u00a0lawyers\u202f\n"
                "fact = It is so\u00a0|\u00a0a book\nhow = \u00a0ask\u00a0\n"
                "goal = access\u00a0| the reason\n",
                "entries/one audience.1.id = lawyers\n"
                "entries/one fact.0.text = It is so\n"
                "entries/one fact.0.source = a book\n"
                "entries/one how = ask\n"
                "entries/one goal.0.note = the reason\n")


@proves
def a_value_of_nothing_but_blanks_of_print_is_empty():
    assert_fault(ENTRY + "how = \u00a0\n",
                 "input.ini:5:6: nothing stands after the `=`; leave the line out\n")


@proves
def where_they_could_mean_more_they_are_named_with_their_column():
    assert_fault(
        ENTRY + "audience = work\u00a0ers, law\u2010yers\n",
        "input.ini:5:16: audience: `work\u00a0ers`: U+00A0, a no-break space, stands"
        " here; write a plain blank or nothing\n"
        "input.ini:5:26: audience: `law\u2010yers`: U+2010, a hyphen of print, stands"
        " here; write a plain hyphen\n")
    assert_fault(
        ENTRY + "link = https://a.example/\u2013b\n",
        "input.ini:5:26: link: `https://a.example/\u2013b`: U+2013, an en dash, stands"
        " here; write a plain hyphen\n")


@proves
def in_keys_and_headers_and_before_them_they_are_named_too():
    assert_fault(
        ENTRY + "how\u00a0= ask\n\u00a0and more\n\u00a0area = here\n"
        "[entry:t\u2011wo]\nname = Two\n",
        "input.ini:5:4: U+00A0, a no-break space, stands here; write a plain blank or nothing\n"
        "input.ini:6:1: U+00A0, a no-break space, stands here; write a plain blank or nothing\n"
        "input.ini:7:1: U+00A0, a no-break space, stands here; write a plain blank or nothing\n"
        "input.ini:8:9: `[entry:t\u2011wo]`: U+2011, a no-break hyphen, stands here; write a "
        "plain hyphen; write `[entry:t-wo]`\n")


@proves
def settings_are_read_in_the_same_way():
    with Stand() as stand:
        stand.write("one.ini", "[redis]\nwait =\u00a050\u202fms\u00a0\n")
        assert_says(run("check", "-c", stand.path("one.ini")), stand.folder,
                    SETTINGS_FAULT, "")
        stand.write("two.ini", "[site]\nbase = /re\u2010ferrals\ntitle\u00a0= A\n")
        result = run("check", "-c", stand.path("two.ini"))
        assert "two.ini:2:11: site.base: " in result.stderr, result.stderr
        assert "U+2010, a hyphen of print" in result.stderr, result.stderr
        assert "two.ini:3:6: U+00A0" in result.stderr, result.stderr


@proves
def a_site_may_paste_the_mark_of_what_it_replaces():
    with Stand() as stand:
        stand.write("a/a.ini", read_source("tests", "cases", "base.ini"))
        stand.write("b/b.ini", "[kind:unit]\nreplaces = shipped\u00a0|\u00a0k7m2\n"
                    "name = Our unit\n[hide]\nentry = \u00a0base\n")
        result = check_directory(stand.path("a") + ":" + stand.path("b"))
        assert result.returncode == 0, result.stderr


# Files that another program saved.


@proves
def a_file_in_utf_16_is_one_fault():
    base = read_source("tests", "cases", "base.ini")
    for coding in ("utf-16", "utf-16-le", "utf-16-be"):
        for name in ("00-base.ini", "input.ini"):
            with Stand() as stand:
                directory_of(stand, ENTRY)
                text = base if name == "00-base.ini" else ENTRY
                with open(stand.path(name), "wb") as file:
                    file.write(text.encode(coding))
                assert_says(check_directory(stand.folder), stand.folder, DATA_FAULT,
                            f"{name}: this file is UTF-16; save it as UTF-8\n")


@proves
def so_it_is_in_settings_and_in_the_words_of_the_interface():
    with Stand() as stand:
        stand.write("locale/none", "")
        for name, text in (("signpost.ini", "[site]\ntitle = Help\n"),
                           ("locale/en.ini", "[words]\nfound = Found\n")):
            with open(stand.path(name), "wb") as file:
                file.write(text.encode("utf-16"))
        told = "this file is UTF-16; save it as UTF-8\n"
        assert_says(run("check", "-c", stand.path("signpost.ini")), stand.folder,
                    SETTINGS_FAULT, f"signpost.ini: {told}")
        locale = "site.locale=" + stand.path("locale")
        assert_says(run("check", "-s", locale), stand.folder, DATA_FAULT,
                    f"locale/en.ini: {told}")


# Text out of another system.


def garbled(text):
    """The warnings of spoilt text, by key."""
    with Stand() as stand:
        directory_of(stand, text)
        result = check_directory(stand.folder)
        assert result.returncode == 0, result.stderr
        return re.findall(r"^\S*/input\.ini:(\d+:\d+): warning: (\S+: `.*(?:meant|out|lost a character))$",
                          result.stderr, re.M)


@proves
def spoilt_text_is_a_warning_that_says_what_was_probably_meant():
    told = garbled(
        ENTRY + "note = I\u00e2\u20ac\u2122m at the Caf\u00c3\u00a9\n"
        "note.es = S\u00c3\u00ad\nhow = Don&#039;t call<br />us\n"
        "fact = It is so | a&nbsp;book\n")
    coding = "was saved in another coding than it was read in; "
    pages = "is how web pages write a character; "
    assert sorted(told) == sorted([
        ("5:8", f"note: `\u00e2\u20ac\u2122` {coding}`\u2019` was probably meant"),
        ("5:8", f"note: `\u00c3\u00a9` {coding}`\u00e9` was probably meant"),
        ("6:11", f"note.es: `\u00c3\u00ad` {coding}`\u00ed` was probably meant"),
        ("7:7", f"how: `&#039;` {pages}`'` was probably meant"),
        ("7:7", "how: `<br />` is markup of web pages, which is shown as it stands;"
                " leave it out"),
        ("8:8", f"fact: `&nbsp;` {pages}` ` was probably meant"),
    ]), told


@proves
def nothing_that_is_shipped_in_any_language_is_taken_for_spoilt():
    text, count = ENTRY, 0
    for folder in ("data", "conf/locale", "conf/example-site", "conf/example-intranet"):
        for path in reader.files_of(os.path.join(source_folder(), folder)):
            for line in read_source(path).splitlines():
                if " = " in line and line[0] not in ";# ":
                    text += "note = " + line.partition(" = ")[2].strip('"') + "\n"
                    count += 1
    assert count > 1000, count
    text += "note = \u00ab\u00a0L\u00e0\u00a0\u00bb, dit-elle ; jusqu\u2019\u00e0 l\u2019\u00e9t\u00e9\n"
    assert not garbled(text)


if __name__ == "__main__":
    sys.exit(tap.run())
