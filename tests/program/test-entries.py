#!/usr/bin/env python3
"""Every entry of the shipped directory, on its page and in the interface. Prints
TAP."""

import os
import re
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib"))

import tap
from command import render, render_all
from page import NUMBER
from shipped import (ENTRIES, all_phones, entries, facets, ids, shipped_ids, shown_entries,
                     used_phones)
from signpost_site import BASE
from tap import proves

# Entries.


@proves
def the_37_ids_are_served():
    there = shipped_ids()
    assert len(there) == len(set(there)) == ENTRIES, len(there)
    assert sorted(ids()) == sorted(there)
    for start in ("/e/", "/fragment/e/", "/api/v1/entries/"):
        for target, answer in render_all([start + id_ for id_ in there]):
            assert answer.status == 200, target
    for entry in entries():
        assert render(f"/api/v1/entries/{entry['id']}").json == entry, entry["id"]


def count_of(answer):
    return next(node.text for node in answer.page.find("p") if node["role"] == "status"
                and "signpost-count" in node["class"])


@proves
def entries_with_some_of_the_words_do_not_stand_below_a_count_of_none():
    for language, told in {"en": "No entry has all of these words.",
                           "es": "Ninguna entrada tiene todas estas palabras."}.items():
        for start in ("/?", "/fragment?"):
            answer = render(f"{start}lang={language}&q=department+xylophone")
            count = count_of(answer)
            assert "signpost-card" in answer.text and count == told, (start, count)
            assert answer.page.text.count(told) == 1, start
        answer = render(f"/?lang={language}&audience=workers&service=statistics")
        assert count_of(answer).startswith("0 "), language


@proves
def a_department_does_not_say_that_it_is_of_itself():
    for id_, is_said in {"doj": False, "dol": False, "whd": True, "fbi": True}.items():
        for start in ("/e/", "/fragment/e/"):
            heads = [head.text for head in render(start + id_).page.find("h2", "h3")]
            assert ("Department" in heads) == is_said, (start, id_, heads)
    assert render("/api/v1/entries/doj").json["department"]


@proves
def pages_and_interface_agree_on_every_entry():
    for entry in entries():
        for start in ("/e/", "/fragment/e/"):
            tree = render(start + entry["id"]).page
            text = tree.text
            assert entry["name"] in tree.find("h1", "h2")[0].text
            assert " ".join(entry["summary"].split()) in text
            hrefs = [link["href"] for link in tree.links()]
            for link in entry.get("link", []):
                assert link["href"] in hrefs and link["name"] in text, entry["id"]
            for phone in entry.get("phone", []):
                assert phone["number"] in text and phone["href"] in hrefs, entry["id"]
            for kind in ("fact", "correction"):
                for item in entry.get(kind, []):
                    assert item["text"] in text and item["source"] in text, entry["id"]
            for facet in facets():
                if facet["id"] == "department":
                    continue
                for term in entry.get(facet["id"], []):
                    assert term["name"] in text, (entry["id"], term["id"])
                    assert term.get("note", "") in text, (entry["id"], term["id"])


@proves
def a_page_names_every_department_of_its_entry():
    """HSTC stands under one and reports to another."""
    for entry in entries():
        text = render(f"/e/{entry['id']}").page.text
        for term in entry["department"]:
            assert term["name"] in text, (entry["id"], term["id"])


@proves
def a_correction_is_called_one():
    corrected = [entry for entry in entries() if "correction" in entry]
    assert corrected, "no entry has a correction"
    for entry in corrected:
        text = render(f"/e/{entry['id']}").page.text
        for item in entry["correction"]:
            assert re.search(r"Correction:?\s*" + re.escape(item["text"]), text), entry["id"]


@proves
def who_has_no_contact_is_reached_through_another():
    def has_contact(entry):
        """A line for one audience alone is no contact for everybody."""
        return entry.get("link") or entry.get("email") or any(
            not phone.get("audience") for phone in entry.get("phone", []))

    by_id = {entry["id"]: entry for entry in entries()}
    without = [entry for entry in entries() if not has_contact(entry)]
    assert without, "every entry has a contact"
    for entry in without:
        through = entry
        while through and (through.get("status", "active") != "active"
                           or not has_contact(through)):
            above = through.get("parent") or through.get("listed_under")
            through = above and by_id[above["id"]]
        for start in ("/e/", "/fragment/e/"):
            tree = render(start + entry["id"]).page
            if through is None:
                assert "We know no phone or page of its own." in tree.text, entry["id"]
                continue
            assert f"Reach it through {through['name']}" in tree.text, entry["id"]
            assert f"{BASE}/e/{through['id']}" in [link["href"] for link in tree.links()]
    for entry in entries():
        if entry not in without:
            assert "Reach it through" not in render(f"/e/{entry['id']}").page.text


@proves
def departments_are_the_roots_of_both_ways():
    niosh = next(entry for entry in entries() if entry["id"] == "niosh")
    assert {term["id"] for term in niosh["department"]} == {"dol", "hhs"}, niosh
    hhs = next(entry for entry in entries() if entry["id"] == "hhs")
    assert [term["id"] for term in hhs["department"]] == ["hhs"]
    for department in ("dol", "hhs"):
        assert "niosh" in shown_entries(render(f"/?department={department}").page), department
    names = {facet["id"]: facet for facet in facets()}["department"]
    assert [term["id"] for term in names["terms"]] == ["hhs", "dhs", "doj", "dol", "dos"]


@proves
def an_unchecked_list_says_so_once_above():
    text = render("/").page.text
    sentence = "not yet checked by this site"
    assert text.count(sentence) == 1, text.count(sentence)
    assert text.index(sentence) < text.index(entries()[0]["summary"])
    assert "Not yet checked by this site." in render("/e/hhs").page.text


@proves
def names_are_not_translated_by_the_browser():
    for target in ("/", "/e/ceiu", "/phones"):
        for link in render(target).page.links():
            if link.tag == "a" and link["href"].startswith(BASE + "/e/") and not link["hreflang"]:
                assert link.find("span")[0]["translate"] == "no", (target, link["href"])
            elif NUMBER.match(link["href"]):
                names = [link, *link.find("strong")]
                assert any(each["translate"] == "no" for each in names), (target, link["href"])


# The interface.


@proves
def the_interface_begins_with_what_there_is():
    answer = render("/api/v1/").json
    assert answer["entries"] == f"{BASE}/api/v1/entries"
    assert answer["facets"] == f"{BASE}/api/v1/facets"
    assert answer["phones"] == f"{BASE}/api/v1/phones"
    assert re.fullmatch(r"[0-9a-f]{16,}", answer["revision"]), answer
    assert answer["title"] == "Federal agencies against human trafficking"


@proves
def the_revision_follows_the_settings_and_the_version_the_data():
    own = {"/api/v1/": ["-s", "site.title=Other"]}
    plain = render("/api/v1/").json
    other = render("/api/v1/", *own["/api/v1/"]).json
    assert plain["revision"] != other["revision"], "a title changes every page"
    assert plain["version"] == other["version"], "a title is no data"
    assert render("/healthz").json["revision"] == plain["revision"]


@proves
def a_list_comes_in_its_envelope():
    answer = render("/api/v1/entries?page=2&per_page=10").json
    contents = answer.pop("contents")
    assert answer == {"total_items": ENTRIES, "total_pages": 4, "page_number": 2, "size": 10,
                      "per_page": 10, "first_page": False, "last_page": False, "empty": False}, answer
    assert [entry["id"] for entry in contents] == ids()[10:20]


@proves
def names_are_those_of_the_files():
    for entry in entries():
        def walk(value, entry=entry):
            if isinstance(value, dict):
                for name, inner in value.items():
                    assert re.fullmatch("[a-z0-9_]+", name), (entry["id"], name)
                    assert inner is not None and inner != [], (entry["id"], name)
                    walk(inner)
            elif isinstance(value, list):
                for inner in value:
                    walk(inner)

        walk(entry)
        for facet in facets():
            for term in entry.get(facet["id"], []):
                assert {"id", "name"} <= set(term) <= {"id", "name", "note"}, term
        for name in ("internal_note", "visibility", "address_visibility"):
            assert name not in entry, (entry["id"], name)


@proves
def every_facet_has_a_name_and_its_terms():
    for facet in facets():
        assert facet.get("name"), facet["id"]
        for term in facet["terms"]:
            assert {"id", "name", "count"} <= set(term), term


@proves
def every_phone_tells_where_it_is_used():
    answer = render("/api/v1/phones")
    used = used_phones(answer)
    assert set(used) == set(all_phones())
    for entry in entries():
        for phone in entry.get("phone", []):
            assert {key: entry[key] for key in ("id", "name", "page")} in (
                used[phone["id"]]["entries"]), (entry["id"], phone["id"])
            used[phone["id"]]["entries"].remove(
                {key: entry[key] for key in ("id", "name", "page")})
    assert not any(places.get("entries") for places in used.values()), used
    assert used["nhth"]["crisis"] is True and "crisis" not in used["hsi-tip"]
    assert used["ncmec"]["lines"] is True and "lines" not in used["nhth"]
    assert used["hsi-tip-abroad"]["abroad"] == ["hsi-tip"]
    assert used["relay711"]["relay"] == ["nhth", "whd-line"]


@proves
def a_phone_is_the_same_with_its_entry_and_by_itself():
    alone = {phone["id"]: phone for phone in render("/api/v1/phones").json["phones"]}
    for entry in entries():
        for phone in entry.get("phone", []):
            rest = dict(alone[phone["id"]])
            rest.pop("used")
            assert rest == phone, phone["id"]


@proves
def health_is_told_to_operators():
    answer = render("/healthz").json
    assert answer["status"] == "up" and answer["entries"] == ENTRIES, answer


if __name__ == "__main__":
    sys.exit(tap.run())
