#!/usr/bin/env python3
"""A line that is closed for the time being: it leaves the lists, its number is
nowhere, and what it was says so. Prints TAP."""

import html
import os
import re
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib"))

import tap
from command import DATA_FAULT
from directory import SHIPPED, Directory
from tap import proves

NHTH = """\
[phone:nhth]
replaces = shipped
number = +1-888-373-7888
purpose = Talk to someone about trafficking
purpose.es = Para hablar con alguien sobre la trata de personas
answered-by = ngo
status = {}
verified = 2026-11-20 | humantraffickinghotline.org
"""
OTHER = """\
[directory]
crisis = l988, nhth, nhth-text, e911
"""
HSI = """\
[phone:hsi-tip]
replaces = shipped
number = +1-866-347-2423
purpose = Report suspected trafficking
answered-by = immigration-enforcement
status = temporarily closed
verified = 2026-11-21 | dhs.gov
"""
CLOSED = {"en": ("Closed for the time being.", "November 20, 2026"),
          "es": ("Por ahora no atiende.", "20 de noviembre de 2026")}


def site(text):
    return Directory(text=text, over=[SHIPPED])


def told(answer):
    """The words of a page."""
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", answer.text)).split())


@proves
def a_crisis_line_is_switched_off_by_its_own_section():
    with site(NHTH.format("temporarily closed") + OTHER) as its:
        result = its.check()
        assert result.returncode == 0, result.stderr
        warning = ("own.ini:1:1: warning: [phone:nhth] is temporarily closed, so `crisis` is"
                   " shown without it")
        assert warning in result.stderr, result.stderr
        for address in ("/", "/phones", "/fragment", "/embed", "/last-resort", "/entries.txt",
                        "/api/v1/phones", "/e/hhs"):
            answer = its.render(address)
            assert "373-7888" not in answer.text and "8883737888" not in answer.text, address
            assert answer.status == 200, address


@proves
def the_page_of_all_lines_says_that_it_is_closed_and_since_when():
    with site(NHTH.format("temporarily closed") + OTHER) as its:
        for language, (closed, day) in CLOSED.items():
            words = told(its.render(f"/phones?lang={language}"))
            assert re.search(f"(Talk to someone about trafficking|sobre la trata de personas)"
                             f" ?: {re.escape(closed)} .{{0,30}}{day}", words), words


@proves
def what_is_gone_for_good_is_not_told():
    for status in ("inactive", "defunct"):
        with site(NHTH.format(status) + OTHER) as its:
            assert its.check().returncode == 0
            words = told(its.render("/phones"))
            assert "Closed" not in words and "373-7888" not in words


@proves
def the_page_of_its_entry_says_it_too():
    with site(HSI) as its:
        result = its.check()
        assert result.returncode == 0, result.stderr
        ids = [entry["id"] for entry in its.render("/api/v1/entries?per_page=100").json["contents"]
               if "347-2423" in its.render(f"/e/{entry['id']}").text]
        assert not ids, ids
        with Directory() as before:
            shown = [entry["id"]
                     for entry in before.render("/api/v1/entries?per_page=100").json["contents"]
                     if any(phone["id"] == "hsi-tip" for phone in entry.get("phone", ()))]
        assert shown
        for name in shown:
            words = told(its.render(f"/e/{name}"))
            assert re.search("Report suspected trafficking ?: Closed for the time being."
                             ".{0,30}November 21, 2026", words), words


@proves
def a_national_line_leaves_its_list():
    with site("[phone:l988]\nreplaces = shipped\nnumber = 988\npurpose = Talk\n"
              "answered-by = ngo\nstatus = temporarily closed\n") as its:
        assert "`lines` is shown without it" in its.check().stderr
        words = told(its.render("/phones"))
        assert re.search("Talk ?: Closed for the time being", words), words


@proves
def without_another_to_talk_to_the_set_is_refused_with_the_line_to_write():
    with site(NHTH.format("temporarily closed")) as its:
        result = its.check()
        assert result.returncode == DATA_FAULT, result
        assert ("own.ini:7:10: status: with [phone:nhth] no crisis line is left that everybody"
                " can call, besides the emergency number; name one under [directory]:"
                " `crisis = l988, nhth-text, e911`") in result.stderr, result.stderr
        its.write("data/zz.ini", "")
    with site(NHTH.format("inactive") + "[directory]\ncrisis = l988, nhth-text, e911\n") as its:
        assert its.check().returncode == 0


@proves
def elsewhere_the_number_for_emergencies_is_no_such_line_either():
    text = ("[directory]\ntitle = Elsewhere\nlanguages = en\ntime-zone = Europe/London\n"
            "namespace = https://signpost.example/elsewhere\ncrisis = talk, emergency\n"
            "short-codes = 112\n[answered-by:ngo]\nname = A charity answers.\n[kind:unit]\n"
            "name = Unit\n[entry:one]\nname = One\nkind = unit\nsummary = The first.\n"
            "[phone:emergency]\nnumber = 112\npurpose = In danger\nanswered-by = ngo\n"
            "verified = undated\n[phone:talk]\nnumber = 116123\npurpose = Talk\n"
            "answered-by = ngo\nverified = undated\nstatus = {}\n")
    with Directory(text=text.format("active")) as its:
        assert its.check().returncode == 0
    with Directory(text=text.format("temporarily closed")) as its:
        result = its.check()
        assert "`crisis = ID, emergency`" in result.stderr, result.stderr


if __name__ == "__main__":
    sys.exit(tap.run())
