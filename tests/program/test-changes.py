#!/usr/bin/env python3
"""Who follows the list learns of every change, and knows what it is about: dates of
sections, identifiers, numbers that are used in several ways. Prints TAP."""

import datetime
import os
import sys
import xml.etree.ElementTree

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib"))

import tap
from command import DATA_FAULT, OK, render, run
from directory import SHIPPED, Directory
from signpost_site import URL
from tap import proves

ATOM = "{http://www.w3.org/2005/Atom}"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
SERVICES = "/api/hsds/services?full=true"

OWN = """
[directory]
title = Own
languages = en
namespace = https://signpost.example/own
time-zone = America/New_York
crisis = line

[kind:office]
name = Office
hsds = organization

[answered-by:ngo]
name = Answered by an organization.
help = yes

[answered-by:police]
name = Answered by the police.

[facet:audience]
name = Audience

[audience:people]
name = People

[audience:workers]
name = Workers
parent = people

[start:work]
name = I work
filter = audience=workers

[phone:line]
number = +1-202-555-0100
extension = 7
type = voice, text
purpose = Talk
answered-by = ngo
verified = 2026-01 | a page

[phone:abroad]
number = +1-202-555-0101
purpose = Call from abroad
answered-by = police
verified = undated | a page

[phone:office]
number = +1-202-555-0102
purpose = Ask
answered-by = ngo
abroad = abroad

[entry:one]
name = One
kind = office
summary = Has everything.
phone = line, office
audience = workers | theirs
link = https://one.example.org/ | One
changed = 2026-02-10

[entry:two]
name = Two
kind = office
summary = Has nothing.
link = https://two.example.org/ | Two
"""


def own(*changes, text=OWN, over=()):
    """The directory with `old, new` for each change."""
    for old, new in changes:
        assert text.count(old) == 1, (old, text.count(old))
        text = text.replace(old, new)
    return Directory(f"site.url={URL}", text=text, over=over)


def times(directory):
    """What each of those who follow entry `one` says of it."""
    feed = xml.etree.ElementTree.fromstring(directory.render("/entries.atom").text)
    entry = next(e for e in feed.iter(ATOM + "entry") if e.find(ATOM + "title").text == "One")
    pages = xml.etree.ElementTree.fromstring(directory.render("/sitemap.xml").text)
    days = {url.find(SITEMAP + "loc").text[-6:]: url.findtext(SITEMAP + "lastmod")
            for url in pages}
    service = next(each for each in directory.render(SERVICES).json["contents"]
                   if each["name"] == "One")
    return (entry.find(ATOM + "updated").text[:10], feed.find(ATOM + "updated").text[:10],
            days["/e/one"], service["last_modified"][:10])


def is_modified_after(directory, moment):
    found = directory.render("/api/hsds/services?modified_after=" + moment).json["contents"]
    return "One" in [each["name"] for each in found]


# Changes.


@proves
def an_entry_changes_with_each_section_that_it_shows():
    day = "2026-05-04"
    for header in ("phone:line", "phone:office", "phone:abroad", "audience:workers",
                   "audience:people", "kind:office", "answered-by:ngo",
                   "answered-by:police", "entry:one"):
        old = "changed = 2026-02-10\n" if header == "entry:one" else f"[{header}]\n"
        new = "" if header == "entry:one" else old
        with own((old, f"{new}changed = {day}\n")) as later:
            assert times(later) == (day,) * 4, (header, times(later))
            assert is_modified_after(later, day + "T23:00:00Z"), header
    with own() as plain:
        assert times(plain) == ("2026-02-10",) * 4, times(plain)


@proves
def a_number_that_was_verified_later_has_changed_then():
    with own(("verified = 2026-01 | a page", "verified = 2026-03-04 | a page")) as later:
        assert times(later) == ("2026-03-04",) * 4, times(later)
    for older in ("changed = 2026-03-01", "changed = 2026"):
        with own(("verified = 2026-01 | a page",
                  f"verified = 2026-03-04 | a page\n{older}")) as later:
            assert times(later)[0] == "2026-03-04", older


@proves
def a_number_that_is_switched_off_is_a_change_too():
    with own(("[phone:office]\n",
              "[phone:office]\nstatus = inactive\nchanged = 2026-05-04\n")) as later:
        assert times(later) == ("2026-05-04",) * 4, times(later)


@proves
def what_is_internal_changes_nothing_in_public():
    with own(("[phone:office]\n",
              "[phone:office]\nvisibility = internal\nchanged = 2026-05-04\n")) as later:
        assert times(later) == ("2026-02-10",) * 4, times(later)


@proves
def a_date_counts_until_its_end_where_the_directory_is():
    for date, end in (("2026-05-04", "2026-05-05T04:00:00"), ("2026-05", "2026-06-01T04:00:00"),
                      ("2026-11", "2026-12-01T05:00:00"), ("2026", "2027-01-01T05:00:00")):
        with own(("changed = 2026-02-10", "changed = " + date)) as dated:
            moment = datetime.datetime.fromisoformat(end) - datetime.timedelta(seconds=1)
            before = moment.isoformat() + "Z"
            assert is_modified_after(dated, before), (date, before)
            assert not is_modified_after(dated, end + "Z"), (date, end)


@proves
def content_that_changed_without_its_date_is_named():
    with own() as old:
        for change, header in (
                (("summary = Has everything.", "summary = Has more."), "entry:one"),
                (("audience = workers | theirs", "audience = workers | ours"), "entry:one"),
                (("number = +1-202-555-0100", "number = +1-202-555-0109"), "phone:line"),
                (("name = Workers", "name = Who works"), "audience:workers"),
                (("name = Office", "name = Bureau"), "kind:office"),
                (("by the police.", "by nobody."), "answered-by:police")):
            line = f"content changed, `changed` did not: [{header}] ("
            with own(change) as new:
                out = new.check("--diff", old.path("data")).stdout
                assert out.count("content changed") == 1 and line in out, (change, out)
            with own(change, ("changed = 2026-02-10", "changed = 2026-05-04") if header
                     == "entry:one" else (f"[{header}]\n",
                                          f"[{header}]\nchanged = 2026-05-04\n")) as new:
                assert "content changed" not in new.check("--diff", old.path("data")).stdout
        for lines, is_told in (("internal-note = A", False), ("address = 1 Way", False),
                               ("address = 1 Way\naddress-visibility = public", True)):
            with own(("changed = 2026-02-10", "changed = 2026-02-10\n" + lines)) as new:
                out = new.check("--diff", old.path("data")).stdout
                assert ("content changed" in out) == is_told, (lines, out)


@proves
def a_new_number_on_the_day_of_the_old_one_is_named():
    number = ("number = +1-202-555-0100", "number = +1-202-555-0109")
    day = ("verified = 2026-01 |", "verified = 2026-02 |")
    with own() as old:
        for changes, is_told in (([number], True), ([number, day], False), ([day], False)):
            with own(*changes) as new:
                out = new.check("--diff", old.path("data")).stdout
                assert ("number changed, `verified` did not" in out) == is_told, (changes, out)


@proves
def the_shipped_entries_say_when_they_came_and_no_page_does():
    feed = xml.etree.ElementTree.fromstring(
        render("/entries.atom?per_page=100", "-s", "site.url=" + URL).text)
    days = {entry.find(ATOM + "updated").text[:10] for entry in feed.iter(ATOM + "entry")}
    assert len(list(feed.iter(ATOM + "entry"))) == 37
    assert feed.find(ATOM + "updated").text[:10] == max(days) >= "2026-11-24", days
    for target in "/e/osha", "/", "/phones", "/entries.txt", "/e/osha?lang=es":
        text = render(target).text
        assert "2026-11-24" not in text and "November 24" not in text, target
        assert "24 de noviembre" not in text, target
    for service in render(SERVICES + "&per_page=100").json["contents"]:
        assert service["last_modified"] and "assured_date" not in service


# Identity.


def identities(directory, id):
    """The UUIDs of an entry and of what is made of it."""
    feed = xml.etree.ElementTree.fromstring(directory.render("/entries.atom").text)
    service = next(each for each in directory.render(SERVICES).json["contents"]
                   if each["name"] == "One")
    assert directory.render("/e/" + id).status == 200
    return ([entry.find(ATOM + "id").text for entry in feed.iter(ATOM + "entry")],
            service["id"], service["organization"]["id"],
            [(phone["id"], phone["type"]) for phone in service["phones"]],
            [attribute["id"] for attribute in service["attributes"]])


@proves
def a_new_id_with_the_old_one_as_alias_changes_no_identifier():
    renamed = [("[entry:one]\n", "[entry:uno]\nalias = one, eins\n")]
    phones = [("[phone:line]\n", "[phone:linea]\nalias = line\n")]
    with own() as old, own(*renamed, *phones) as new:
        assert identities(old, "one") == identities(new, "uno")
        assert new.check().returncode == OK and "warning" not in new.check().stderr
    uuid = "01234567-89ab-4def-8123-456789abcdef"
    with own(("[entry:one]\n", f"[entry:uno]\nalias = one\nuuid = {uuid}\n")) as new:
        assert identities(new, "uno")[0][0] == "urn:uuid:" + uuid


@proves
def a_section_that_took_in_another_keeps_its_own_identifiers():
    with own() as old, own(("[entry:one]\n", "[entry:one]\nalias = one, three\n")) as new:
        assert new.check().returncode == OK, new.check().stderr
        assert identities(old, "one") == identities(new, "one")
        assert new.render("/e/three").headers["location"] == "/referrals/e/one"


@proves
def a_new_id_is_told_as_one():
    with own() as old, own(("[phone:line]\n", "[phone:linea]\nalias = line\n"),
                           ("-0100\n", "-0109\n")) as new:
        out = new.check("--diff", old.path("data")).stdout
        assert "phone has another id: line is now linea\n" in out, out
        assert "phone changed: 1-202-555-0100 is now 1-202-555-0109 (linea); on every page" in out
        assert "phone removed" not in out and "phone added" not in out, out
        assert "no longer on every page" not in out, out


@proves
def a_folder_of_ones_own_goes_on_finding_a_phone_under_its_old_id():
    lists = "[directory]\ncrisis = l988-text, nhth, l988\nlines = stronghearts-text\n"
    entry = ("[entry:ours]\nname = Ours\nkind = office\nlisted-under = dol\nsummary = A.\n"
             "goal = access | it does\naudience = workers\nphone = l988-text\n")
    with Directory(text=lists + entry, over=[SHIPPED]) as site:
        assert site.check().returncode == OK, site.check().stderr
        page = site.render("/e/ours").text
        assert page.count('href="sms:988"') == 2 and page.count('href="tel:988"') == 2
        phones = site.render("/api/v1/entries/ours").json["phone"]
        assert [(phone["id"], phone["type"], phone["types"]) for phone in phones] == [
            ("l988", "voice", ["voice", "text"])]
    closed = ("[phone:l988]\nreplaces = shipped\nalias = l988, l988-text\nnumber = 988\n"
              "purpose = Talk at 988\nanswered-by = ngo\nstatus = temporarily closed\n")
    with Directory(text="[directory]\nlines = l988-text, l988\n" + closed,
                   over=[SHIPPED]) as site:
        page = site.render("/phones").text
        assert page.count("Talk at 988") == 1 and "tel:988" not in page, page


@proves
def a_replaced_phone_that_was_merged_since_stands_beside_it_with_a_warning():
    mine = ("[phone:l988-text]\nreplaces = shipped\nnumber = 98899\ntype = text\npurpose = A\n"
            "answered-by = ngo\nverified = undated | a\n"
            "[directory]\nlanguages = en\nlines = l988, l988-text\n")
    with Directory(text=mine, over=[SHIPPED]) as site:
        done = site.check()
        assert done.returncode == OK, done.stderr
        assert "own.ini:1:1: warning: [phone:l988-text] is part of [phone:l988] now (" \
            in done.stderr, done.stderr
        page = site.render("/phones").text
        assert 'href="sms:98899"' in page and 'href="sms:988"' in page
    with Directory(text=mine.replace("phone:l988-text", "phone:x"), over=[SHIPPED]) as site:
        assert "no folder before this one has [phone:x]" in site.check().stderr


# Numbers that are used in several ways.


@proves
def a_number_of_two_types_says_both_wherever_it_stands():
    with own() as site:
        both = '<a class="signpost-dial" href="tel:+12025550100;ext=7">Call <strong translate=' \
            '"no">1-202-555-0100</strong>, extension <span translate="no">7</span></a> or ' \
            '<a class="signpost-dial" href="sms:+12025550100">Text <strong translate="no">' \
            '1-202-555-0100</strong></a>'
        for target in "/", "/phones", "/e/one", "/embed", "/last-resort", "/fragment?crisis=1":
            assert both in site.render(target).text, target
        text = site.render("/entries.txt").text
        assert "Call 1-202-555-0100, extension 7 or text 1-202-555-0100" in text, text
        assert "voice, text | voice" in site.render("/entries.csv").text
        phone = site.render("/api/v1/entries/one").json["phone"][0]
        assert phone["type"] == "voice" and phone["types"] == ["voice", "text"]
        assert phone["href"] == "tel:+12025550100;ext=7" and phone["is_voice"]
        service = site.render(SERVICES).json["contents"][0]
        assert [(p["number"], p["type"]) for p in service["phones"]] == [
            ("+12025550100", "voice"), ("+12025550100", "text"), ("+12025550102", "voice")]
        assert len({p["id"] for p in service["phones"]}) == 3
        assert [p.get("extension") for p in service["phones"]] == [7, None, None]
    with own(("type = voice, text", "type = text, voice")) as site:
        assert "Text <strong" in site.render("/e/one").text
        service = site.render(SERVICES).json["contents"][0]
        assert [p["type"] for p in service["phones"]] == ["text", "voice", "voice"]


@proves
def a_structured_page_has_the_number_that_can_also_be_called():
    for types, count in (("voice, text", 2), ("text, voice", 2), ("text", 1)):
        with own(("type = voice, text", "type = " + types),
                 ("hsds = organization", "hsds = organization\nschema-org = Organization")) as site:
            assert site.render("/e/one").text.count('"ContactPoint"') == count, types


# What `check` sees.


def warnings(*changes):
    with own(*changes) as site:
        done = site.check()
        assert done.returncode == OK, done.stderr
        return done.stderr


@proves
def a_number_in_two_sections_is_a_warning_whatever_their_types():
    same = ("number = +1-202-555-0102", "number = +1-202-555-0100")
    for type in "fax", "text", "voice":
        assert "has the number of [phone:" in warnings((same[0], f"{same[1]}\ntype = {type}"))
    assert "has the number of" not in warnings() + run("check").stderr


@proves
def a_start_link_that_leaves_a_reader_alone_is_a_warning():
    assert "filter:" not in warnings(), warnings()
    assert "filter: `audience=workers` finds nothing" in warnings(
        ("audience = workers | theirs\n", ""))
    alone = "filter: `audience=workers` finds no phone number"
    assert alone in warnings(("phone = line, office\n", ""))
    ours = ("phone = line, office\n", "phone = office\n")
    assert alone in warnings(ours, ("abroad = abroad", "type = fax"))
    assert alone in warnings(ours, ("abroad = abroad", "audience = helpers\n[audience:helpers]\n"
                                    "name = Helpers"))
    told = warnings(ours, ("abroad = abroad", "audience = workers"))
    assert alone not in told and "leads to no help line first" in told, "it is not confirmed"
    assert "filter:" not in warnings(ours, ("abroad = abroad", "audience = workers\n"
                                            "verified = 2026-01 | a page"))


@proves
def an_entry_that_replaces_itself_is_a_fault():
    for changes, path in (
            ([("[entry:one]\n", "[entry:one]\nreplaced-by = one\n")], "one > one"),
            ([("[entry:one]\n", "[entry:one]\nreplaced-by = two\n"),
              ("[entry:two]\n", "[entry:two]\nreplaced-by = one\n")], "one > two > one")):
        with own(*changes) as site:
            done = site.check()
            assert done.returncode == DATA_FAULT, done
            assert f"[entry:one] replaces itself: {path}" in done.stderr, done.stderr


@proves
def a_fax_is_no_line_that_helps():
    for list in "crisis", "lines":
        with own(("type = voice, text", "type = fax"),
                 ("crisis = line", "crisis = line" if list == "crisis" else
                  "crisis = abroad\nlines = line")) as site:
            done = site.check()
            assert done.returncode == DATA_FAULT, done
            assert "[phone:line] is a fax, so it cannot stand in a list of lines" in done.stderr
    with own(("type = voice, text", "type = fax, voice")) as site:
        assert site.check().returncode == OK


if __name__ == "__main__":
    sys.exit(tap.run())
