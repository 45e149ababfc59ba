#!/usr/bin/env python3
"""The shipped directory holds what its fact sheet says, and nothing else: its
entries, their terms, phones and links. Prints TAP."""

import os
import re
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib"))

import tap
from fact_sheet import (ANSWERED_BY, CRISIS, ENTRIES, GOALS, HOURS, LINES, LINKS, NAMES,
                        PHONES, PHONES_OF_ENTRIES)
from shipped_files import (DIRECTORY, ENTRY, FACETS, PHONE, READ, differs, note_of, proves,
                           rows, section, sections, texts)


def is_local(one):
    """Whether a section is of the words for local services, which nothing here uses."""
    return os.path.basename(str(one.where).split(":")[0]) == "15-local.ini"


@proves("every file is written by the rules of the format")
def files_are_well_written():
    return READ.faults


@proves("the directory names its title, languages, time zone and limits")
def directory_keys():
    want = {
        "title": "Federal agencies against human trafficking",
        "namespace": "https://signpost.example/federal-agencies",
        "time-zone": "America/New_York",
        "stale-after": "180 days",
    }
    bad = []
    for key, text in want.items():
        bad += differs(key, DIRECTORY.one(key), text)
    bad += differs("languages", DIRECTORY.ids("languages"), ["en", "es"])
    return bad


@proves("there are 37 entries, by id, in the sheet's order")
def the_entries():
    want = [row[0] for row in rows(ENTRIES)]
    return (differs("count", len(ENTRY), 37)
        + [f"{one} is missing" for one in want if one not in ENTRY]
        + [f"{one} is not in the sheet" for one in ENTRY if one not in want]
        + differs("order", list(ENTRY), want))


@proves("every entry has the name of the sheet")
def the_names():
    bad = differs("ids", sorted(NAMES), sorted(ENTRY))
    for one, entry in ENTRY.items():
        bad += differs(one, entry.one("name"), NAMES.get(one))
    return bad


@proves("there are five departments, and nothing else is at the top")
def the_departments():
    want = "hhs dhs doj dol dos".split()
    kind = [e.id for e in ENTRY.values() if e.one("kind") == "department"]
    top = [e.id for e in ENTRY.values() if not e.one("listed-under")]
    return differs("departments", kind, want) + differs("top", top, want)


@proves("every entry has the kind, the place and the parent of the sheet")
def the_places():
    bad = []
    for one, *want in rows(ENTRIES):
        entry = section("entry", one)
        have = [entry.one(key) or "-"
            for key in ("kind", "listed-under", "parent")]
        bad += differs(one, have, want[:3])
    return bad


@proves("every entry has the audiences, services and topics of the sheet")
def the_terms_of_entries():
    bad = []
    for one, _, _, _, *want in rows(ENTRIES):
        entry = section("entry", one)
        have = [" ".join(entry.ids(key)) or "-" for key in FACETS[:3]]
        bad += differs(one, have, want)
    return bad


@proves("the goals of every entry are those of the coverage list")
def the_goals():
    bad = []
    for goal, (count, ids) in GOALS.items():
        want = ids.split()
        have = [e.id for e in ENTRY.values() if goal in e.ids("goal")]
        bad += differs(f"{goal}, count", len(have), count)
        bad += differs(goal, sorted(have), sorted(want))
    return bad


@proves("every goal assignment has its reason, and every entry a goal")
def the_reasons():
    bad = []
    for one, entry in ENTRY.items():
        if not entry.all("goal"):
            bad.append(f"{one} has no goal")
        bad += [f"{one}: {goal} has no reason"
            for goal, why in entry.notes("goal") if not why]
    return bad


@proves("every term used is declared, and every declared term is used")
def the_vocabulary():
    bad = differs("facets", list(sections("facet")), FACETS)
    for facet in FACETS:
        declared = [one for one in sections(facet) if not is_local(sections(facet)[one])]
        used = [term for s in [*ENTRY.values(), *PHONE.values()]
            for term in s.ids(facet)]
        bad += differs(facet, sorted(set(used)), sorted(declared))
    used = {e.one("kind") for e in ENTRY.values()}
    kinds = [one for one, kind in sections("kind").items() if not is_local(kind)]
    bad += differs("kinds", sorted(map(str, used)), sorted(kinds))
    return bad


@proves("what local services need stands in a file of its own, with both languages")
def the_local_words():
    local = [one for kind in ("kind", "service", "audience", "answered-by")
             for one in sections(kind).values() if is_local(one)]
    return differs("count", len(local), 48) + [
        f"{one.where} has no name.es" for one in local if not one.one("name.es")]


@proves("facets, terms and start links have a name and an order of their own")
def the_orders():
    bad = []
    for kind in ["facet", "start", *FACETS]:
        of_kind = [s for s in sections(kind).values() if not is_local(s)]
        orders = [s.one("order") for s in of_kind]
        want = [str(n) for n in range(1, len(of_kind) + 1)]
        bad += differs(f"order of {kind}", orders, want)
        bad += [f"{s.where} has no name" for s in of_kind if not s.one("name")]
    return bad


@proves("the kinds are named in the HSDS interface and on schema.org")
def the_kinds():
    bad = []
    for one, kind in sections("kind").items():
        pair = kind.one("hsds"), kind.one("schema-org")
        if pair not in [("organization", "GovernmentOrganization"),
                ("service", "GovernmentService")] and not is_local(kind):
            bad.append(f"{one}: {pair}")
    return bad


@proves("every phone has the number, the type and the answerer of the sheet")
def the_phones():
    want = {row[0]: row[1:4] for row in rows(PHONES)}
    bad = differs("ids", sorted(PHONE), sorted(want))
    for one, phone in PHONE.items():
        have = [phone.one("number"), phone.one("type") or "voice",
            ", ".join(phone.ids("answered-by"))]
        bad += differs(one, have, want.get(one))
    return bad


@proves("every phone has exactly one whole sentence that says who answers")
def the_answerers():
    declared = {k: s.one("name") for k, s in sections("answered-by").items()
                if not is_local(s)}
    bad = differs("sentences", declared, ANSWERED_BY)
    for one, phone in PHONE.items():
        who = phone.ids("answered-by")
        if len(who) != 1 or who[0] not in declared:
            bad.append(f"{one}: answered by {who}")
    used = {who for phone in PHONE.values() for who in phone.ids("answered-by")}
    bad += differs("sentences in use", sorted(used), sorted(declared))
    caution = section("answered-by", "immigration-enforcement")
    if not caution.one("caution"):
        bad.append("immigration-enforcement has no caution")
    return bad


@proves("every phone says what it is for")
def the_purposes():
    return [f"{one} has no purpose" for one, phone in PHONE.items()
        if not phone.one("purpose")]


@proves("`verified` has the date of the sheet, and its source")
def the_dates():
    bad = []
    for one, _, _, _, want in rows(PHONES):
        phone = section("phone", one)
        date, source = note_of(phone.one("verified") or "-")
        bad += differs(one, date, want)
        if want != "-" and not source:
            bad.append(f"{one} has no source")
    return bad


@proves("hours are those that a page says, and left out where none does")
def the_hours():
    bad = []
    for one, phone in PHONE.items():
        hours = note_of(phone.one("hours") or "-")[0]
        bad += differs(one, hours, HOURS.get(one, "-"))
    return bad


@proves("the crisis lines and the national lines are those of the sheet")
def the_lines():
    bad = differs("crisis", DIRECTORY.ids("crisis"), CRISIS)
    bad += differs("lines", DIRECTORY.ids("lines"), LINES)
    bad += [f"{one} is listed and has no `verified`"
        for one in DIRECTORY.ids("crisis") + DIRECTORY.ids("lines")
        if one not in PHONE or not PHONE[one].one("verified")]
    return bad


@proves("the crisis lines say what the strip says")
def the_strip():
    want = {
        "nhth": "Talk to someone about trafficking",
        "nhth-text": "Talk to someone about trafficking",
        "e911": "In danger now",
    }
    bad = []
    for one, purpose in want.items():
        phone = section("phone", one)
        bad += differs(one, phone.one("purpose"), purpose)
    nhth = section("phone", "nhth")
    return bad + differs("relay of nhth", nhth.one("relay"), "711")


@proves("the hotline says that it is not confirmed since its operator changed")
def the_operator():
    sentence = "Not confirmed since its operator changed in 2025."
    return [f"{one} does not" for one in ("nhth", "nhth-text")
        if one not in PHONE or PHONE[one].one("doubt") != sentence]


@proves("every phone has its place, and the entries have those of the sheet")
def the_places_of_phones():
    bad = []
    placed = set(DIRECTORY.ids("crisis") + DIRECTORY.ids("lines"))
    for one, entry in ENTRY.items():
        placed.update(entry.ids("phone"))
        bad += differs(one, entry.ids("phone"),
            PHONES_OF_ENTRIES.get(one, "").split())
    bad += differs("placed", sorted(placed), sorted(PHONE))
    abroad = {p.id: p.one("abroad") for p in PHONE.values() if p.one("abroad")}
    return bad + differs("abroad", abroad, {"hsi-tip": "hsi-tip-abroad"})


@proves("the line about filed cases is for lawyers and advocates, unverified")
def the_line_about_filed_cases():
    phone = section("phone", "uscis-vawa")
    bad = differs("audience", phone.ids("audience"),
        ["attorneys", "advocates-providers"])
    if phone.all("verified"):
        bad.append("it has a `verified`")
    return bad + [f"{one} has an audience too" for one, other in PHONE.items()
        if other.all("audience") and one != "uscis-vawa"]


@proves("no entry claims a `checked` that nobody did")
def nothing_is_checked():
    return [f"{where}: {key}" for where, key, _ in texts()
        if key.partition(".")[0] == "checked"]


@proves("every entry says when its text came into this directory or changed")
def every_entry_has_changed():
    return [f"{one}: {entry.one('changed')}" for one, entry in ENTRY.items()
        if not re.fullmatch(r"20\d\d-\d\d-\d\d", entry.one("changed") or "")]


@proves("every number stands once")
def every_number_stands_once():
    numbers = [phone.one("number") for phone in PHONE.values()]
    return [number for number in set(numbers) if numbers.count(number) > 1]


@proves("only what the sheet says has ended is not active")
def the_states():
    have = {s.id: s.one("status") for s in READ.sections.values()
        if s.one("status")}
    return differs("status", have,
        {"atip": "defunct", "rescue-restore": "inactive"})


@proves("every verified link stands with its entry, and no other does")
def the_links():
    bad = differs("entries", sorted(LINKS),
        sorted(e.id for e in ENTRY.values() if e.all("link")))
    for one, entry in ENTRY.items():
        have = [url for url, _ in entry.notes("link")]
        bad += differs(one, have, LINKS.get(one, "").split())
    return bad


if __name__ == "__main__":
    sys.exit(tap.run())
