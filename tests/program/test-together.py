#!/usr/bin/env python3
"""What reaches the service behind a number, and what decides whether to call it,
stands wherever the number stands. Every phone of the directory here has an unlikely
word in each key. Prints TAP."""

import csv
import html
import io
import json
import os
import re
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib"))

import tap
from directory import SCOPES
from signpost_site import Site
from tap import proves

INSIDER = {"SIGNPOST_SCOPE": "internal"}
UNCONFIRMED = "We could not confirm this number."
VERBS = {"voice": "call", "text": "text", "textphone": "TTY", "video": "video call",
         "fax": "fax", "chat": "chat"}
# By the last two digits of the number: type, for whom it is, whether confirmed. The
# first two are crisis lines, the next two national lines, the others an entry's.
PHONES = {
    "11": ("voice", None, True), "12": ("text", "bakers", True),
    "21": ("voice", None, True), "22": ("video", "divers", True),
    "31": ("voice", "bakers", False), "32": ("textphone", None, True),
    "33": ("fax", None, False),
}
ABROAD = "41"  # of 32
TERMS = {"bakers": "Bakers of bread", "divers": "Divers for pearls"}
HEAD = """[directory]
title = Together
languages = en, es
namespace = https://signpost.example/together
time-zone = America/New_York
crisis = p11, p12
lines = p21, p22
[facet:audience]
name = Audience
[audience:bakers]
name = Bakers of bread
[audience:divers]
name = Divers for pearls
[kind:unit]
name = Unit
hsds = organization
schema-org = GovernmentOrganization
[entry:top]
name = Top
kind = unit
summary = Summary.
audience = bakers, divers
phone = p31, p32, p33
[entry:none]
name = None
kind = unit
summary = Summary.
listed-under = top
"""


def words_of(digits):
    """{key: the unlikely word in it} of a phone."""
    return {"extension": f"73{digits}", "prompt": f"press wombat{digits}",
            "relay": f"1-202-555-02{digits}", "doubt": f"Newt{digits} was not seen.", "who": f"Answered by otter{digits}.",
            "caution": f"Badger{digits} may bite."}


def section(digits, kind, audience, is_confirmed, *more):
    words = words_of(digits)
    return "\n".join([
        f"[answered-by:w{digits}]", f"name = {words['who']}", f"caution = {words['caution']}",
        f"[phone:p{digits}]", f"number = +1-202-555-01{digits}", f"type = {kind}",
        f"extension = {words['extension']}", f"prompt = {words['prompt']}",
        f"relay = +{words['relay']}", f"purpose = Purpose{digits}",
        *([f"doubt = {words['doubt']}"] if digits != ABROAD else []),
        f"answered-by = w{digits}", *([f"audience = {audience}"] if audience else []),
        *(["verified = 2999 | a page"] if is_confirmed else []), *more, ""])


def directory():
    text = HEAD + "".join(
        section(digits, *about, *(["abroad = p41"] if digits == "32" else []))
        for digits, about in PHONES.items())
    # Answered by the same as 32.
    return text + section(ABROAD, "voice", None, True).replace(
        "answered-by = w41", "answered-by = w32")


def expected(digits, is_read):
    """What must stand where the number does, for readers or for programs."""
    kind, audience, is_confirmed = PHONES[digits]
    words = [*words_of(digits).values(), *([TERMS[audience]] if audience else [])]
    if is_read:
        keyword = f" {words_of(digits)['prompt']} to" if kind == "text" else ""
        words.append(f"{VERBS[kind]}{keyword} 1-202-555-01{digits}")
    elif not is_confirmed:
        words.append("is_unconfirmed")
    return words + ([UNCONFIRMED] if is_read and not is_confirmed else [])


def lacking(text, digits, is_read):
    flat = text.casefold()
    return [word for word in expected(digits, is_read) if word.casefold() not in flat]


def plain(source):
    """The text of markup."""
    return html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]*>", "", source)))


def shown(text):
    """The phones whose number stands there, as it is shown or dialed."""
    return {digits for digits in PHONES
            if f"1-202-555-01{digits}" in text or f"+120255501{digits}" in text}


def stands_alone(text, is_read):
    return [(digits, word) for digits in sorted(shown(text))
            for word in lacking(text, digits, is_read)]


def pages():
    for query in ("", "audience=bakers", "audience=divers", "lang=es", "q=nothing"):
        for path in ("/", "/fragment", "/embed"):
            yield f"{path}?{query}"
    yield from ("/phones", "/phones?lang=es", "/phones?audience=divers", "/e/top", "/e/none", "/e/nothing", "/nowhere",
                "/fragment/e/top", "/fragment/nowhere", "/last-resort",
                "/fragment/last-resort", "/api/", "/?page=9", "/review")


@proves
def on_every_page_each_number_has_all_that_reaches_it_and_decides_about_it():
    seen = set()
    with Site(SCOPES, text=directory()) as site:
        for target in pages():
            answer = site.ask(target, **INSIDER)
            assert answer.type == "text/html", (target, answer.status)
            text = plain(answer.text)
            if "lang=es" in target:
                text = text.replace("No pudimos confirmar este número.", UNCONFIRMED)
                assert not [each for each in stands_alone(text, True)
                            if " 1-202" not in each[1]], target
            else:
                assert not stands_alone(text, True), (target, stands_alone(text, True))
            seen |= {(target, digits) for digits in shown(text)}
    assert {digits for _, digits in seen} == set(PHONES), seen
    for target, digits in (("/last-resort?", "11"), ("/?audience=bakers", "12"),
                           ("/?audience=bakers", "31"), ("/phones", "21"), ("/review", "33"),
                           ("/e/top", "31"), ("/fragment?", "32"), ("/embed?", "33")):
        assert (target.removesuffix("?"), digits) in {
            (each.removesuffix("?"), of) for each, of in seen}, (target, digits)


DOUBT = {"en": "Not confirmed since its operator changed in 2025.",
         "es": "No se ha confirmado desde que pasó a manos de otra organización en 2025."}
PAGES_OF_THE_HOTLINE = (
    "/", "/?audience=workers", "/?q=zzzz", "/fragment", "/embed", "/fragment?audience=workers",
    "/phones", "/e/whd", "/fragment/e/whd", "/nowhere", "/last-resort", "/fragment/last-resort",
    "/handout?entry=whd", "/handout/both?entry=whd", "/handout/card?entry=whd", "/review")


@proves
def what_speaks_against_the_hotline_never_leaves_its_number():
    for lang, sentence in DOUBT.items():
        with Site(SCOPES, "site.handout=on") as site:
            for target in PAGES_OF_THE_HOTLINE:
                mark = "&" if "?" in target else "?"
                text = site.ask(f"{target}{mark}lang={lang}", **INSIDER).text
                before, *_ = plain(text).partition("1-888-373-7888")
                assert sentence in before, (target, lang)
                told = sum(text.count(each) for each in DOUBT.values())
                assert text.count('"tel:+18883737888"') <= told, (target, lang)


@proves
def the_number_for_calls_from_abroad_comes_with_its_extension_and_menu_too():
    with Site(text=directory()) as site:
        for target in ("/e/top", "/entries.txt"):
            text = plain(site.ask(target).text)
            [after] = re.findall(r"From other countries: (.*)", text)
            for word in ("call 1-202-555-0141, extension 7341, then: press wombat41",):
                assert after.startswith(word), (target, after)


@proves
def the_text_to_read_aloud_says_it_in_whole_sentences():
    with Site(text=directory()) as site:
        for query in ("", "?audience=bakers"):
            text = site.ask(f"/entries.txt{query}").text
            assert "11" in shown(text) and not stands_alone(text, True), (
                query, stands_alone(text, True))
            for line in text.splitlines():
                if "wombat" in line or "may bite" in line:
                    assert line.endswith("."), line


@proves
def a_table_has_a_column_for_each_of_them():
    with Site(text=directory()) as site:
        [row, _] = csv.DictReader(io.StringIO(site.ask("/entries.csv").text, newline=""))
        for column in ("number", "extension", "prompt", "type", "relay", "answered_by",
                       "caution", "audience", "unconfirmed", "hours", "languages"):
            name = "phone" if column == "number" else f"phone_{column}"
            assert name in row, (name, list(row))
        cells = [row[name].split(" | ") for name in row
                 if name.startswith("phone") and row[name]]
        assert {len(cell) for cell in cells} == {3}, cells
        for place, digits in enumerate(("31", "32", "33")):
            text = "\n".join(cell[place] for cell in cells)
            for word in expected(digits, False):
                word = UNCONFIRMED if word == "is_unconfirmed" else word
                assert word in text, (digits, word, text)
            assert PHONES[digits][0] in text.splitlines(), text


@proves
def hours_and_languages_stand_in_a_table_as_people_read_them():
    more = ("hours = Mon-Fri 08:00-18:00 local time", "languages = Latin")
    text = directory().replace(section("32", *PHONES["32"], "abroad = p41"),
                               section("32", *PHONES["32"], *more))
    with Site(text=text) as site:
        [row, _] = csv.DictReader(io.StringIO(site.ask("/entries.csv").text, newline=""))
        assert row["phone_hours"] == (
            " | Monday to Friday, 8:00 am to 6:00 pm, local time | "), row
        assert row["phone_languages"] == " | Latin | ", row
        [row, _] = csv.DictReader(io.StringIO(
            site.ask("/entries.csv?lang=es").text, newline=""))
        assert "de lunes a viernes" in row["phone_hours"], row


def addresses(site):
    """Every address that the description of the interface names."""
    for path in site.ask("/openapi.json").json["paths"]:
        if "{id}" not in path:
            yield from (path, f"{path}?full=true" if "hsds" in path else f"{path}?lang=es")
        elif "hsds" in path:
            found = site.ask(path.partition("/{")[0]).json["contents"]
            yield from (path.replace("{id}", each["id"]) for each in found)
        else:
            yield path.replace("{id}", "top")


@proves
def every_answer_for_programs_that_has_a_number_has_the_rest():
    seen = set()
    with Site(text=directory()) as site:
        for target in addresses(site):
            answer = site.ask(target)
            if answer.type in ("text/html", "text/csv", "text/plain"):
                continue
            is_read = target.startswith("/api/hsds/")
            text = plain(answer.text) if "xml" in answer.type else answer.text
            assert not stands_alone(text, is_read), (target, stands_alone(text, is_read))
            seen |= {(target.partition("?")[0], digits) for digits in shown(text)}
    for path in ("/api/v1/entries", "/entries.ndjson", "/api/v1/phones",
                 "/api/hsds/organizations", "/api/hsds/services"):
        assert (path, "31") in seen, (path, seen)


@proves
def what_search_engines_are_told_of_a_number_has_the_rest():
    with Site(text=directory()) as site:
        source = site.ask("/e/top").text
        [text] = re.findall(r'<script type="application/ld[+]json">(.*?)</script>', source)
        contacts = {each["telephone"].partition(" ext. ")[0][-2:]: each
                    for each in json.loads(text)["contactPoint"]}
        assert set(contacts) == {"31"}, contacts
        assert contacts["31"]["telephone"] == "1-202-555-0131 ext. 7331", contacts
        assert not lacking(contacts["31"]["description"], "31", True), contacts


@proves
def what_is_said_before_a_number_is_said_anew_where_it_does_not_hold():
    """Two numbers of one purpose and one answering side, of which one is for some
    alone, and one could not be confirmed."""
    text = directory().replace("purpose = Purpose12", "purpose = Purpose11").replace(
        "answered-by = w12", "answered-by = w11")
    with Site(text=text) as site:
        page = plain(site.ask("/?audience=bakers").text)
        before = page.index("1-202-555-0111")
        limited = page.index("Only for: Bakers of bread")
        assert before < limited < page.index("1-202-555-0112"), page[:600]


if __name__ == "__main__":
    sys.exit(tap.run())
