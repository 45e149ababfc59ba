#!/usr/bin/env python3
"""What is internal has no name in public: facets, terms, start links, kinds, who
answers. Every one is called by a word that stands nowhere else, and every public
address is searched for it. Prints TAP."""

import os
import random
import sys
import urllib.parse

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib"))

import tap
from command import render, run
from directory import INSIDE, SCOPES, base_case
from fcgi_client import Client
from internal_words import Words
from places import program
from scopes import OPERATORS, routes
from signpost_site import BASE
from stand import Stand
from tap import proves

WORDS = Words(random.randrange(10 ** 6))
W = {name: WORDS.word() for name in (
    "facet", "term", "used", "using", "bare", "wide", "narrow", "unused", "kind", "who",
    "marked", "named", "joined", "listed", "place", "line", "spare", "entry", "note", "gone")}

# A folder of internal content: what is marked, what only that uses, what nothing
# uses, and a public entry that names some of it.
INTERNAL = """\
[facet:{facet}]
name = {facet} name
note = {note} about
visibility = internal
[{facet}:{term}]
name = {term} name
[facet:{used}]
name = {used} name
[{used}:{using}]
name = {using} name
summary = {using} summary
[facet:{bare}]
name = {bare} name
[audience:{wide}]
name = {wide} name
visibility = internal
[audience:{narrow}]
name = {narrow} name
parent = {wide}
[audience:{unused}]
name = {unused} name
[kind:{kind}]
name = {kind} name
department = yes
[answered-by:{who}]
name = {who} answers.
[start:{marked}]
name = {marked} name
filter = audience=workers
visibility = internal
[start:{named}]
name = {named} name
filter = audience={wide}
[start:{joined}]
name = {joined} name
filter = {facet}={term}&audience=workers
[start:{listed}]
name = {listed} name
filter = audience=workers,{narrow}
[start:{place}]
name = {place} name
filter = department={entry}
[phone:{line}]
number = +1-202-555-0187
purpose = {line} purpose
answered-by = ngo
audience = {wide}, {narrow}
verified = 2026-01
[phone:{spare}]
number = +1-202-555-0188
purpose = {spare} purpose
answered-by = {who}
[entry:{entry}]
name = {entry} name
kind = {kind}
summary = {entry} summary
visibility = internal
audience = {narrow}
{used} = {using} | {note} reason
[entry:base]
replaces = shipped
name = Base
kind = unit
summary = Stands in every case.
audience = workers, lawyers, {wide}
goal = access
audience = {narrow} | {note} too
{facet} = {term} | {note} why
phone = {line}
""".format(**W)

QUERIES = ("", "audience=workers", "q=base", "lang=es", f"audience={W['wide']}",
           f"{W['facet']}={W['term']}", f"fields=name,{W['facet']}", "fields=name,audience",
           "format=json", "per_page=1", f"department={W['entry']}")


class Folders(Stand):
    """The base alone in `open`, and the internal folder in `inside`."""

    def __init__(self):
        super().__init__()
        self._served = {}  # {settings: name of their responder}

    def build(self):
        self.write("open/base.ini", base_case())
        self.write("inside/inside.ini", INTERNAL)

    def settings(self, *folders, scopes="public"):
        path = ":".join(self.path(folder) for folder in folders)
        return ["-s", f"directory.path={path}", "-s", f"server.scopes={scopes}",
                "-s", "site.url=https://a.example"]

    def ask(self, address, settings):
        """What a responder with the settings answers, which is started for the first."""
        name = self._served.setdefault(tuple(settings), f"served-{len(self._served)}")
        socket = self.path(f"{name}.sock")
        if not os.path.exists(socket):
            self.start(name, program(), "serve", *settings, "-s", f"server.listen=unix:{socket}",
                       "-s", "site.last-resort=none", "-s", "redis.address=off")
            self.await_socket(name, f"{name}.sock")
        path, _, query = address.partition("?")
        with Client(f"unix:{socket}") as client:
            return client.ask(BASE + path, query, keep=False)

    def both(self):
        """The ways to serve the public beside internal content."""
        return [self.settings("open", "inside"),
                self.settings("open", "inside", scopes=SCOPES.partition("=")[2])]


def addresses():
    for route in routes():
        ids = ["base", W["entry"], W["line"], W["wide"]] if route.endswith("*") else [""]
        for name in ids:
            for query in QUERIES:
                yield route.rstrip("*") + name + ("?" + query if query else "")


def told(answer):
    text = answer.head + answer.text
    return [word for word in W.values() if word in text]


def misspelt(word):
    """The ways to type it almost right."""
    return word[:-1], word[1:]


@proves
def no_snippet_suggestion_or_correction_is_made_of_a_word_of_it(site):
    """Where it is open, each of the three is."""
    target = "/?" + urllib.parse.urlencode({"q": misspelt(W["note"])[0] + " reason"})
    inside = render(target, *site.settings("open", "inside"), *INSIDE)
    assert W["note"] in inside.text, "this shows nothing"
    settings = site.both()[-1]
    for word in W.values():
        for typed in misspelt(word):
            query = urllib.parse.urlencode({"q": f"{typed} base"})
            for path in ("/", "/api/v1/entries"):
                found = told(site.ask(f"{path}?{query}", settings))
                assert not found, (path, query, found)


@proves
def no_public_address_knows_a_word_of_it(site):
    tried = 0
    for settings in site.both():
        for address in addresses():
            found = [word for word in told(site.ask(address, settings)) if word not in address]
            assert not found, (address, found, settings)
            tried += 1
    assert tried > 400, tried


@proves
def the_public_is_answered_as_if_the_folder_were_not_there(site):
    for address in addresses():
        if address.split("?")[0].endswith(OPERATORS):
            continue
        wanted = site.ask(address, site.settings("open"))
        for settings in site.both():
            answer = site.ask(address, settings)
            assert answer.status == wanted.status and answer.text == wanted.text, (
                address, answer.text, wanted.text)


@proves
def inside_all_of_it_is_there(site):
    settings = site.both()[1] + ["--scope", "internal"]
    text = "".join(render(address, *settings).text for address in (
        "/", "/api/v1/facets", "/api/v1/phones", "/e/base", f"/e/{W['entry']}",
        f"/api/v1/entries/{W['entry']}"))
    for name in set(W) - {"gone", "unused"}:
        assert W[name] in text, name


@proves
def check_says_what_of_that_folder_is_public(site):
    result = run("check", *site.settings("open", "inside"))
    assert result.returncode == 0, result.stderr
    assert " is public\n" not in result.stdout, result.stdout
    assert "18 sections are kept from the public\n" in result.stdout, result.stdout
    site.write("mixed/inside.ini", INTERNAL + f"[audience:{W['gone']}]\nname = Open\n"
               "visibility = public\n")
    settings = site.settings("open", "mixed")
    result = run("check", *settings)
    assert f"[audience:{W['gone']}] is public\n" in result.stdout, result.stdout


@proves
def a_term_without_an_entry_is_shown_nowhere_and_told_nobody(site):
    site.write("plain/plain.ini", "[audience:wider]\nname = Wider term\n[audience:spare]\n"
               "name = Spare term\nparent = wider\n[start:spare]\nname = Start of spare\n"
               "filter = audience=spare\n")
    settings = site.settings("open", "plain")
    result = run("check", *settings)
    assert result.returncode == 0 and "has no entry" not in result.stderr, result.stderr
    assert "kept from the public" not in result.stdout
    assert "filter: `audience=spare` finds nothing" in result.stderr, result.stderr
    for address in addresses():
        text = site.ask(address, settings).text
        for word in ("Spare term", "Wider term", "Start of spare"):
            assert word not in text, (address, word)
    site.write("used/used.ini", "[entry:spares]\nname = Spares\nkind = unit\nsummary = S.\n"
               "audience = spare\n")
    text = render("/api/v1/facets", *site.settings("open", "plain", "used")).text
    assert "Spare term" in text and "Wider term" in text, text


@proves
def what_is_no_department_stands_under_a_heading_of_its_own_in_its_order(site):
    entry = "[entry:{0}]\nname = {0} name\nkind = shelter\nsummary = S.\n{1}\n"
    site.write("roots/roots.ini", entry.format("alone", "") + entry.format("first", "order = 1")
               + entry.format("above", "") + entry.format("below", "listed-under = above")
               + "[kind:shelter]\nname = Shelter\n[kind:city]\nname = City\ndepartment = yes\n"
               + "[entry:town]\nname = town name\nkind = city\nsummary = S.\n")
    settings = site.settings("open", "roots")
    facets = render("/api/v1/facets", *settings).json["facets"]
    departments = next(one for one in facets if one["id"] == "department")["terms"]
    assert [one["id"] for one in departments] == ["base", "above", "town"], departments
    ids = [one["id"] for one in render("/api/v1/entries", *settings).json["contents"]]
    assert ids == ["base", "above", "below", "town", "first", "alone"], ids
    text = render("/?sort=directory", *settings).text
    assert text.count("Other organizations and services") == 1, text
    assert text.index("Other organizations and services") < text.index("first name</span>"), text
    assert render("/?department=alone", *settings).status == 200


@proves
def a_phone_for_an_internal_audience_is_not_for_everybody(site):
    for settings in site.both():
        for address in ("/e/base", "/phones", "/api/v1/phones", "/api/v1/entries/base"):
            assert "555-0187" not in render(address, *settings).text, address


if __name__ == "__main__":
    with Folders() as stand:
        sys.exit(tap.run(stand))
