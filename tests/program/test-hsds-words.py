#!/usr/bin/env python3
"""Words that other systems look for, which are found as visitors' words are.
Prints TAP."""

import os
import sys
import urllib.parse

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib"))

import tap
from command import render
from signpost_site import Site
from tap import proves

HSDS = "/api/hsds/"


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
