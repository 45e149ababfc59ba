#!/usr/bin/env python3
"""Facets of very many terms, page by page for programs and people, and nowhere whole. Prints
TAP."""

import json
import os
import re
import shlex
import subprocess
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib"))

import tap
from command import options
from interface import OWN
from npm import faults
from places import source_folder
from signpost_site import BASE, Site
from stand import missing
from tap import proves

FACETS = "/api/v1/facets"
WHOLE = 100  # terms of a facet that is never cut
UNCLEAR = "One of the filters in this address is not known here."
# What WordPress has for the plugin that asks for lists: the program itself answers.
WORDPRESS = """<?php
namespace Signpost\\Plugin {
    function address() { return ''; }
}
namespace {
    define('ABSPATH', '/');
    define('MB_IN_BYTES', 1048576);
    function add_action() {}
    function remove_action() {}
    function get_locale() { return 'en_US'; }
    function sanitize_text_field($text) { return $text; }
    function wp_remote_get($path) {
        if (str_contains($path, '&page=' . $GLOBALS['argv'][2] . '&'))
            return '';
        return shell_exec($GLOBALS['argv'][3] . ' ' . escapeshellarg($path)) ?? '';
    }
    function wp_remote_retrieve_response_code($answer) { return $answer === '' ? 0 : 200; }
    function wp_remote_retrieve_body($answer) { return $answer; }
    require "$argv[1]/choices.php";
    require "$argv[1]/ask.php";
    echo json_encode(Signpost\\Plugin\\ask_lists());
}
"""
PAGED = {"total_items", "total_pages", "page_number", "size", "first_page", "last_page", "empty",
         "per_page"}


def many(roots, topics=0):
    """A directory with so many departments and one, and with so many terms of a facet
    `topic`."""
    bureau = "[kind:bureau]\nname = Bureau\ndepartment = yes\n"
    return OWN + bureau + "[facet:topic]\nname = Topic\n" + "".join(
        f"[topic:t{number}]\nname = T {number}\n" for number in range(topics)) + "".join(
        f"[entry:root-{number}]\nname = Root {number}\nkind = bureau\nsummary = S.\n"
        f"{f'topic = t{number % topics}' if topics else ''}\n" for number in range(roots))


def facet_of(answer, name):
    found, = [facet for facet in answer.json["facets"] if facet["id"] == name]
    return found


def link_of(answer, relation):
    found = re.search(rf'<([^>]*)>; rel="{relation}"', answer.headers["link"])
    return found and found[1]


@proves
def each_term_of_very_many_is_on_one_of_the_pages_to_which_links_lead():
    with Site(text=many(250, 120)) as site:
        order = [f"t{number}" for number in range(120)]
        for wish, per_page in (("", 50), ("?per_page=7", 7), ("?per_page=1000", 100)):
            answer, found, page = site.ask(FACETS + wish), {"department": [], "topic": []}, 0
            last = link_of(answer, "last")
            while True:
                page += 1
                for name, terms in found.items():
                    facet = facet_of(answer, name)
                    terms += [term["id"] for term in facet["terms"]]
                    total = {"department": 251, "topic": 120}[name]
                    pages = -(-total // per_page)
                    assert {member: facet[member] for member in PAGED} == {
                        "total_items": total, "total_pages": pages, "page_number": page,
                        "size": max(0, min(per_page, total - (page - 1) * per_page)),
                        "first_page": page == 1, "last_page": page >= pages,
                        "empty": page > pages, "per_page": per_page}, (wish, page)
                assert len(facet_of(answer, "audience")["terms"]) == 1, "few terms are on each"
                following = link_of(answer, "next")
                if following is None:
                    break
                answer = site.ask(following)
                assert link_of(answer, "prev") and link_of(answer, "first")
            assert page == -(-251 // per_page) and f"page={page}" in last, (page, last)
            assert sorted(found["topic"]) == sorted(order), wish
            assert len(found["department"]) == len(set(found["department"])) == 251, wish


@proves
def a_page_of_terms_past_the_end_is_empty_and_counts_go_by_the_filters():
    with Site(text=many(150, 3)) as site:
        past = facet_of(site.ask(FACETS + "?page=99"), "department")
        assert past["terms"] == [] and past["empty"] and past["last_page"], past
        for page in (1, 2, 3):
            answer = site.ask(f"{FACETS}?topic=t1&page={page}")
            for term in facet_of(answer, "department")["terms"]:
                number = re.fullmatch(r"root-(\d+)", term["id"])
                wanted = int(number is not None and int(number[1]) % 3 == 1)
                assert term["count"] == wanted, term
            assert len(facet_of(answer, "topic")["terms"]) == 3
        site.ask(FACETS + "?page=0").problem(400)
        assert site.ask(FACETS + "?page=x").problem(400)["parameter"] == "page"


@proves
def facets_of_a_hundred_terms_and_less_are_as_they_ever_were():
    for directory in ({}, {"text": many(WHOLE - 1, WHOLE)}):
        with Site(**directory) as site:
            plain = site.ask(FACETS)
            assert not any(PAGED & set(facet) for facet in plain.json["facets"])
            for wish in ("?per_page=2", "?page=1&per_page=3", "?page=2", "?page=7&per_page=1"):
                assert site.ask(FACETS + wish).body == plain.body, wish
    with Site(text=many(WHOLE + 1, WHOLE + 1)) as site:
        for name in ("department", "topic"):
            assert PAGED <= set(facet_of(site.ask(FACETS), name)), name


@proves
def no_answer_grows_with_the_number_of_terms():
    targets = {FACETS: 200, "/?terms=department": 200, "/?terms=department&terms_page=2": 200, "/openapi.json": 200, "/api/v1/entries?department=nothing": 400,
               "/": 200, "/api/": 200, "/api/v1/entries": 200}
    lengths = []
    for roots in (300, 3000):
        with Site(text=many(roots)) as site:
            found = {}
            for target, status in targets.items():
                answer = site.ask(target)
                assert answer.status == status, (target, answer.status)
                found[target] = len(answer.body)
            lengths.append(found)
    few, very_many = lengths
    for target in targets:
        assert very_many[target] < 100_000, (target, very_many[target])
        assert very_many[target] < few[target] * 1.05 + 200, (target, few, very_many)


def boxes(page, name):
    return [box["value"] for box in page.find("input") if box["name"] == name]


def beside(page, relation, facet="department"):
    """Where the link of the facet to the page of terms before or after leads."""
    panel, = [node for node in page.find("details") if (node["id"] or "").endswith(f"facet-{facet}")]
    found = [node["href"] for node in panel.find("a") if node["rel"] == relation]
    return found[0].partition("#")[0] if found else None


@proves
def a_reader_finds_each_of_very_many_terms_on_one_of_the_pages_of_a_filter():
    with Site(text=many(350, 251)) as site:
        for name, total, wish in (("department", 351, ""), ("topic", 251, "&lang=en")):
            target, found, pages = f"/?terms={name}{wish}", [], 0
            while target is not None:
                answer = site.ask(target.removeprefix(BASE))
                assert answer.status == 200 and len(answer.body) < 100_000, len(answer.body)
                shown = boxes(answer.page, name)
                assert shown and len(shown) <= 100, len(shown)
                found += shown
                pages += 1
                if pages > 1:
                    assert beside(answer.page, "prev", name) is not None, target
                target = beside(answer.page, "next", name)
            assert pages == -(-total // 100), (name, pages)
            assert len(found) == len(set(found)) == total, (name, len(found))
        last = site.ask("/?terms=department&terms_page=4").page
        assert beside(last, "prev") == f"{BASE}/?terms=department&terms_page=3"
        here = site.ask("/fragment?filters=here&sp-terms=department&sp-terms_page=2").text
        assert 'href="?sp-terms=department#' in here, "the first page"
        assert 'href="?sp-terms=department&amp;sp-terms_page=3#' in here
        assert 'name="sp-terms' not in here, "the form shows the list again"


@proves
def what_is_chosen_is_on_each_page_of_terms_and_what_finds_something_is_on_the_first():
    with Site(text=many(350, 3)) as site:
        for page in (1, 2, 3):
            shown = boxes(site.ask(
                f"/?terms=department&terms_page={page}&department=root-7").page, "department")
            assert shown.count("root-7") == 1, page
        shown = boxes(site.ask("/?terms=department&topic=t1").page, "department")
        assert all(int(id.removeprefix("root-")) % 3 == 1 for id in shown)
        assert len(shown) == 100, len(shown)


@proves
def a_page_of_terms_that_is_not_there_is_said_and_up_to_250_are_whole():
    with Site(text=many(240)) as site:
        assert len(boxes(site.ask("/?terms=department").page, "department")) == 241
        for wish in ("terms=department&terms_page=2", "terms_page=2"):
            assert UNCLEAR in site.ask(f"/?{wish}").text, wish
    with Site(text=many(260, 251)) as site:
        assert len(boxes(site.ask("/?terms=topic&terms_page=3").page, "topic")) == 51
        for wish in ("4", "0", "x"):
            assert UNCLEAR in site.ask(f"/?terms=topic&terms_page={wish}").text, wish
        assert UNCLEAR not in site.ask("/?terms=topic&terms_page=2").text


@proves
def who_names_a_term_that_is_not_there_learns_where_very_many_are():
    with Site(text=many(120)) as site:
        for name, has_values in (("department", False), ("audience", True)):
            fault = site.ask(f"/api/v1/entries?{name}=nothing").problem(400)
            assert fault["parameter"] == name and ("values" in fault) == has_values, fault
            assert (FACETS in fault["detail"]) != has_values, fault
            assert not fault["detail"].endswith(": ."), fault


@proves
def the_plugin_for_wordpress_finds_each_of_very_many_and_of_a_half_nothing():
    """A list that an author has chosen and the plugin does not find is the whole one."""
    tap.need(not missing("php"), "php is not installed")
    with Site(text=many(250, 120)) as site:
        site.write("asks.php", WORDPRESS)
        render = shlex.join([site.binary, "render", *options(site.settings)])

        def found(without="none"):
            return json.loads(subprocess.run(
                ["php", site.path("asks.php"), os.path.join(
                    source_folder(), "nginx/wordpress/includes"), without, render],
                check=True, capture_output=True).stdout)
        assert set(found()) >= {f"topic=t{number}" for number in range(120)} | {
            f"department=root-{number}" for number in range(250)}, sorted(found())
        assert found(without="2") == []


@proves
def the_description_says_that_facets_have_pages_and_is_valid_without_very_many_values():
    with Site(text=many(120)) as site:
        text = site.ask("/openapi.json").text
    parameters = {each["name"]: each
                  for each in json.loads(text)["paths"][FACETS]["get"]["parameters"]}
    assert {"page", "per_page"} <= set(parameters)
    assert "enum" not in parameters["department"]["schema"]["items"]
    assert parameters["audience"]["schema"]["items"]["enum"] == ["workers"]
    found = faults("openapi", text)
    assert not found, found


if __name__ == "__main__":
    sys.exit(tap.run())
