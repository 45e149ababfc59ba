#!/usr/bin/env python3
"""Very many phones, page by page for programs and people, and nowhere whole. Prints TAP."""

import json
import os
import re
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib"))

import tap
from interface import OWN
from npm import faults
from signpost_site import BASE, Site
from tap import proves

PHONES = "/api/v1/phones"
WHOLE = 100  # phones, or entries with lines, that are never cut
PAGED = {"total_items", "total_pages", "page_number", "size", "first_page", "last_page", "empty",
         "per_page"}


def many(count, users=1):
    """A directory with so many phones, each with so many entries that show it."""
    return OWN + "".join(
        f"[phone:n{number:05}]\nnumber = +1-202-555-{number:04}\npurpose = Purpose\n"
        "answered-by = ngo\nverified = 2026-01-31 | a page\n" + "".join(
            f"[entry:e{number:05}-{user}]\nname = Entry {number} {user}\nkind = office\n"
            f"summary = S.\nphone = n{number:05}\n" for user in range(users))
        for number in range(count))


def link_of(answer, relation):
    found = re.search(rf'<([^>]*)>; rel="{relation}"', answer.headers["link"])
    return found and found[1]


def own_phones():
    return set(re.findall(r"^\[phone:(.*)\]$", OWN, re.MULTILINE))


@proves
def each_of_very_many_phones_is_on_one_of_the_pages_to_which_links_lead():
    with Site(text=many(230)) as site:
        total = 230 + len(own_phones())
        for wish, per_page in (("", 50), ("?per_page=7", 7), ("?per_page=1000", 100)):
            answer, found, page = site.ask(PHONES + wish), [], 0
            last, pages = link_of(answer, "last"), -(-total // per_page)
            while True:
                page += 1
                size = min(per_page, total - (page - 1) * per_page)
                assert {member: answer.json[member] for member in PAGED} == {
                    "total_items": total, "total_pages": pages, "page_number": page,
                    "size": size, "first_page": page == 1, "last_page": page == pages,
                    "empty": False, "per_page": per_page}, (wish, page)
                assert set(answer.json) == PAGED | {"phones"}
                for phone in answer.json["phones"]:
                    if phone["id"].startswith("n"):
                        entry, = phone["used"]["entries"]
                        assert entry["id"] == f"e{phone['id'][1:]}-0", phone
                    found.append(phone["id"])
                following = link_of(answer, "next")
                if following is None:
                    break
                answer = site.ask(following)
                assert link_of(answer, "prev") and link_of(answer, "first")
            assert page == pages and f"page={page}" in last, (page, last)
            assert found == sorted(set(found)) and len(found) == total, wish


@proves
def what_a_phone_of_another_page_is_to_one_of_this_is_told():
    text = many(150) + ("[phone:zz]\nnumber = +1-202-555-9999\npurpose = P\nanswered-by = ngo\n"
                        "abroad = n00001\nrelay = +1-202-555-0002\n")
    with Site(text=text) as site:
        used = {phone["id"]: phone["used"] for phone in site.ask(PHONES).json["phones"]}
        assert used["n00001"]["abroad"] == ["zz"] and used["n00002"]["relay"] == ["zz"], used
        last = site.ask(f"{PHONES}?page=4").json["phones"]
        assert [phone["id"] for phone in last][-1] == "zz" and len(last) == 3, last


@proves
def a_page_of_phones_past_the_end_is_empty_and_what_is_no_number_is_refused():
    with Site(text=many(150)) as site:
        past = site.ask(f"{PHONES}?page=99").json
        assert past["phones"] == [] and past["empty"] and past["last_page"], past
        assert site.ask(f"{PHONES}?page=0").problem(400)["parameter"] == "page"
        assert site.ask(f"{PHONES}?per_page=x").problem(400)["parameter"] == "per_page"
        for wish in ("audience=nothing", "q=words", "sort=x", "other=1"):
            assert site.ask(f"{PHONES}?{wish}").body == site.ask(PHONES).body, wish


@proves
def up_to_a_hundred_phones_are_as_they_ever_were():
    for directory in ({}, {"text": many(WHOLE - len(own_phones()))}):
        with Site(**directory) as site:
            plain = site.ask(PHONES)
            assert set(plain.json) == {"phones"}
            for wish in ("?per_page=2", "?page=1&per_page=3", "?page=2", "?page=7&per_page=1"):
                assert site.ask(PHONES + wish).body == plain.body, wish
    with Site(text=many(WHOLE + 1 - len(own_phones()))) as site:
        assert len(site.ask(PHONES).json["phones"]) == 50


@proves
def of_what_uses_a_phone_a_hundred_are_named_and_the_others_counted():
    with Site(text=many(1, 100)) as site:
        used = used_in(site, "n00000")
        assert len(used["entries"]) == 100 and "entries_total" not in used
    with Site(text=many(1, 230)) as site:
        used = used_in(site, "n00000")
        assert len(used["entries"]) == 100 and used["entries_total"] == 230, len(used["entries"])


def used_in(site, name):
    found, = [each["used"] for each in site.ask(PHONES).json["phones"] if each["id"] == name]
    return found


@proves
def no_answer_grows_with_the_number_of_phones():
    lengths = []
    targets = (PHONES, f"{PHONES}?page=2", "/phones", "/phones?page=2", "/openapi.json")
    for count in (300, 3000):
        with Site(text=many(count)) as site:
            lengths.append({target: len(site.ask(target).body) for target in targets})
    few, very_many = lengths
    for target in targets:
        assert very_many[target] < 100_000, (target, very_many[target])
        assert very_many[target] < few[target] * 1.05 + 200, (target, few, very_many)


def entries_on(page):
    return [link["href"] for heading in page.find("h3") for link in heading.find("a")]


@proves
def a_reader_finds_the_lines_of_each_entry_on_one_of_the_pages():
    with Site(text=many(230)) as site:
        for wish, per_page in (("", 50), ("?lang=en&per_page=100", 100)):
            target, found, pages = f"/phones{wish}", [], 0
            while target is not None:
                answer = site.ask(target.removeprefix(BASE).partition("#")[0])
                assert answer.status == 200, (target, answer.status)
                found += entries_on(answer.page)
                pages += 1
                beyond = [link["href"] for link in answer.page.find("a") if link["rel"] == "next"]
                assert "Call" in answer.text and "#signpost-count" in answer.text
                target = beyond[0] if beyond else None
            assert len(found) == len(set(found)) == 230, (wish, len(found))
            assert pages == -(-230 // per_page), pages
        assert site.ask("/phones?page=6").status == 404


@proves
def a_page_of_lines_of_a_hundred_entries_is_whole_whatever_page_is_asked_for():
    with Site(text=many(WHOLE)) as site:
        whole = site.ask("/phones")
        assert len(entries_on(whole.page)) == WHOLE and 'rel="next"' not in whole.text
        assert entries_on(site.ask("/phones?page=3").page) == entries_on(whole.page)
    with Site(text=many(WHOLE + 1)) as site:
        assert len(entries_on(site.ask("/phones").page)) == 50


@proves
def the_description_says_that_phones_have_pages_and_is_valid():
    with Site(text=many(120)) as site:
        text = site.ask("/openapi.json").text
    found = json.loads(text)["paths"][PHONES]["get"]
    assert {"page", "per_page"} <= {each["name"] for each in found["parameters"]}
    schema = found["responses"]["200"]["content"]["application/json"]["schema"]
    assert PAGED | {"phones"} == set(schema["properties"]) and schema["required"] == ["phones"]
    wrong = faults("openapi", text)
    assert not wrong, wrong


if __name__ == "__main__":
    sys.exit(tap.run())
