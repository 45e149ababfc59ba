#!/usr/bin/env python3
"""Words that other systems look for, which are found as visitors' words are, and
the order in which they ask for lists. Prints TAP."""

import os
import sys
import urllib.parse

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib"))

import tap
from command import render
from directory import Directory
from signpost_site import Site
from tap import proves

HSDS = "/api/hsds/"
PLACES = """[directory]
title = Own
namespace = https://signpost.example/own
time-zone = America/New_York
languages = en
crisis = line
[kind:program]
name = Program
hsds = service
[answered-by:ngo]
name = Answered by a charity.
help = yes
[phone:line]
number = +1-202-555-0100
purpose = Talk
answered-by = ngo
verified = 2026-01-31 | a page
""" + "".join(f"""[location:{city.lower()}]
street = 1 Main St
city = {city}
address-visibility = public
""" for city in ("Rome", "Oslo")) + "".join(f"""[entry:{name.lower()}]
name = {name}
kind = program
summary = It helps.
{rows}
""" for name, rows in (("Gone", "status = inactive\nlocation = rome"),
                       ("Plain", "location = rome, oslo"),
                       ("Helps", "phone = line\nlocation = oslo")))


def named(name, *settings, **query):
    """The names of a list, in its order."""
    query = urllib.parse.urlencode({"per_page": 100, **query})
    return [each["name"] for each in render(f"{HSDS}{name}?{query}", *settings).json["contents"]]


@proves
def words_find_what_they_find_in_the_lists_of_pages_in_the_same_order():
    for name in ("services", "organizations"):
        all_ = named(name)
        for words in ("boss passport", "t-visa", "wages", "866-487-9243", "online"):
            query = urllib.parse.urlencode({"q": words, "lang": "en", "per_page": 100})
            wanted = [entry["name"] for entry in render(f"/api/v1/entries?{query}").json["contents"]]
            assert wanted, words
            found = [each for each in named(name, search=words) if each in wanted]
            assert found == [each for each in wanted if each in all_], (name, words)


def ours(**query):
    """The names of our own list, in its order."""
    query = urllib.parse.urlencode({"lang": "en", "per_page": 100, **query})
    names = [entry["name"] for entry in render(f"/api/v1/entries?{query}").json["contents"]]
    assert len(set(names)) == len(names), names
    return names


@proves
def a_list_has_the_order_that_ours_has_by_need_and_by_name():
    for name in ("services", "organizations"):
        plain = named(name)
        assert named(name, sort="directory") == named(name, sort="") == plain, name
        for sort in ("need", "name"):
            found = named(name, sort=sort)
            assert found == [each for each in ours(sort=sort) if each in found], (name, sort)
            assert sorted(found) == sorted(plain) and found != plain, (name, sort)
            pages = [each for page in (1, 2, 3, 4, 5, 6, 7, 8, 9)
                     for each in named(name, sort=sort, per_page=10, page=page)]
            assert pages == found, (name, sort)


@proves
def places_come_in_the_order_of_those_who_help_there():
    orders = {"directory": "Gone Plain Plain Helps", "need": "Helps Plain Plain Gone",
              "name": "Gone Helps Plain Plain"}
    with Directory(text=PLACES) as site:
        for sort, names in orders.items():
            found = site.render(f"{HSDS}service_at_locations?full=true&sort={sort}").json["contents"]
            assert [each["service"]["name"] for each in found] == names.split(), sort


@proves
def words_and_terms_that_are_asked_for_too_keep_the_order_that_ours_has():
    terms = {each["name"]: each["id"] for each in
             render(HSDS + "taxonomy_terms?per_page=100").json["contents"]}
    for words in ("boss passport", "wages", "my boss took my passport", "police"):
        wanted = ours(sort="need", q=words)
        found = named("organizations", sort="need", search=words)
        assert [each for each in found if each in wanted] == \
            [each for each in wanted if each in found], words
    for name, term in (("Workers", "workers"), ("Prosecutors", "prosecutors")):
        found = named("services", sort="need", taxonomy_term_id=terms[name])
        wanted = ours(sort="need", audience=term)
        assert found and found == [each for each in wanted if each in found], name


@proves
def an_order_that_is_none_is_refused_and_what_has_none_is_asked_in_vain():
    for name in ("services", "organizations", "service_at_locations"):
        for sort in ("x", "Need", "need,name", "4"):
            problem = render(f"{HSDS}{name}?sort={sort}").problem(400)
            assert problem["parameter"] == "sort", problem
            assert "need" in str(problem), "the words that there are"
    assert named("taxonomy_terms", sort="x") == named("taxonomy_terms")


@proves
def words_of_any_language_of_the_site_are_found():
    assert named("organizations", search="salarios")[0] == "Wage and Hour Division"


@proves
def words_of_a_term_are_found_as_those_of_an_entry_are():
    for words in ("worker", "WORKERS", "trabajadores"):
        assert any("orker" in name for name in named("taxonomy_terms", search=words)), words
    assert named("taxonomy_terms", search="zqxqz") == []


@proves
def where_nobody_can_search_words_are_refused():
    problem = render(f"{HSDS}services?search=wage", "-s", "site.search=off").problem(400)
    assert problem["parameter"] == "search", problem
    with Site("site.search=off") as site:
        head = site.ask(f"{HSDS}services?search=wage", REQUEST_METHOD="HEAD")
        assert head.status == 400 and head.body == b"", "though nothing is looked for"
    with Site() as site:
        for words, status in (("search=wage", 200), ("search=", 200), ("search=wage&page=x", 400)):
            target = f"{HSDS}services?{words}"
            head, whole = site.ask(target, REQUEST_METHOD="HEAD"), site.ask(target)
            assert head.status == whole.status == status and head.body == b"", words


if __name__ == "__main__":
    sys.exit(tap.run())
