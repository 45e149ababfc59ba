#!/usr/bin/env python3
"""What stands around the content: the way out, the notice, what search engines
are told, and what a host may decide. Prints TAP."""

import datetime
import functools
import json
import os
import re
import subprocess
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib"))

import tap
from stand import Stand, program, source_folder
from tap import proves

BASE = "/referrals"
PAGES = ["/", "/?audience=workers", "/e/hstu", "/phones", "/nowhere", "/last-resort"]
PIECES = ["/fragment", "/fragment/e/hstu", "/embed", "/fragment/last-resort"]
URL = ("-s", "site.url=https://www.example.org")
INSIDE = ("-s", "server.scopes=public, internal", "--scope", "internal")


class Answer:
    def __init__(self, text):
        head, _, self.body = text.partition("\r\n\r\n")
        lines = [line.split(": ", 1) for line in head.split("\r\n")]
        self.headers = {name.lower(): value for name, value in lines}

    @property
    def data(self):
        """What search engines are told, or None."""
        found = re.search(r'<script type="application/ld\+json">(.*?)</script>', self.body)
        return json.loads(found[1]) if found else None

    @property
    def canonical(self):
        found = re.search(r'<link rel="canonical" href="([^"]*)">', self.body)
        return found[1] if found else None

    @property
    def may_be_found(self):
        return "x-robots-tag" not in self.headers


@functools.lru_cache(maxsize=None)
def get(target, *arguments):
    result = subprocess.run([program(), "render", "-i", *arguments, target],
                            capture_output=True, timeout=20, check=False)
    assert result.stdout, result.stderr.decode()
    return Answer(result.stdout.decode())


def has_exit(answer):
    return "data-signpost-exit" in answer.body


@proves
def every_page_has_the_exit_and_no_piece_of_a_host_page():
    for target in PAGES:
        assert has_exit(get(target)), target
    for target in PIECES:
        assert not has_exit(get(target)), target


@proves
def a_host_asks_for_the_exit():
    for target in PIECES[:3]:
        assert has_exit(get(target + "?exit=on")), target
        assert not has_exit(get(target + "?exit=off")), target


@proves
def settings_decide_what_the_exit_is():
    for target in [*PAGES, *(piece + "?exit=on" for piece in PIECES)]:
        assert not has_exit(get(target, "-s", "site.exit=off")), target
    page = get("/", "-s", "site.exit=link", "-s", "site.exit-shortcut=off",
               "-s", "site.exit-url=https://www.example.org/?a=1&b=2").body
    assert 'href="https://www.example.org/?a=1&amp;b=2" rel="nofollow noreferrer"' in page
    assert "signpost-exit-button" not in page and "Shift three" not in page


@proves
def nobody_inside_sees_exit_or_notice():
    for target in [*PAGES, *(piece + "?exit=on" for piece in PIECES)]:
        body = get(target, *INSIDE).body
        assert "signpost-exit" not in body and "signpost-safety" not in body, target


@proves
def a_visitors_address_takes_nothing_from_a_page():
    """Nor from a host's page that lets its visitor's arguments through."""
    taken = "exit=off&crisis=off&style=none&prefix=zq"
    for target in ("/", "/phones", "/e/hstu"):
        page = get(f"{target}?{taken}").body
        assert page == get(target).body, target
    for before in ("filters=here&keep=page_id", "filters=here"):
        assert get(f"/fragment?{before}&{taken}").body == get(f"/fragment?{before}").body


@proves
def names_that_are_not_kept_change_no_byte():
    """They are no part of the key under which an answer is stored."""
    plain = get("/fragment?filters=here&sp-audience=workers").body
    assert get("/fragment?filters=here&keep=evil,names&sp-audience=workers").body == plain
    kept = get("/fragment?filters=here&keep=page_id&page_id=7").body
    assert "fragment?filters=here&amp;keep=page_id" in kept


@proves
def crisis_off_leaves_lines_and_notice_to_the_host():
    for target in PIECES[:3]:
        body = get(target + "?crisis=off").body
        assert "signpost-crisis" not in body and "signpost-safety" not in body, target
        body = get(target).body
        assert "signpost-crisis" in body and "signpost-safety" in body, target


@proves
def a_prefix_begins_every_id():
    for target in ("/fragment", "/fragment/e/hstu"):
        body = get(target + "?prefix=a-1").body
        ids = re.findall(r' id="([^"]*)"', body)
        assert ids and all(id_.startswith("a-1-signpost-") for id_ in ids), ids
        referred = re.findall(r' (?:for|aria-labelledby)="([^"]*)"|href="#([^"]*)"', body)
        assert {one or other for one, other in referred} <= set(ids), referred


@proves
def a_fragment_heads_what_it_holds_at_the_level_it_is_told():
    for level in range(2, 6):
        body = get(f"/fragment?heading={level}").body
        levels = [int(number) for number in re.findall(r"<h(\d)", body)]
        assert levels[0] == level and set(levels) <= {level, level + 1, min(level + 2, 6)}


@proves
def a_framed_list_leads_within_the_frame():
    body = get("/embed?heading=3&exit=on&audience=workers&per_page=5").body
    own = "/embed?heading=3&amp;exit=on"
    assert '<base target="_top">' in body and "<h3" in body and "<h1" not in body
    links = re.findall(r'<a [^>]*href="([^"]*)"( target="_self")?', body)
    for href, stays in links:
        in_frame = href.startswith((f"{BASE}/embed", "#"))
        assert bool(stays) == in_frame, href
        assert not href.startswith(f"{BASE}/?"), href
    assert (f"{BASE}{own}&amp;per_page=5", ' target="_self"') in links
    assert f'action="{BASE}/embed#signpost-count" target="_self"' in body
    for name, value in (("heading", "3"), ("exit", "on"), ("per_page", "5")):
        assert f'<input type="hidden" name="{name}" value="{value}">' in body, name


@proves
def only_full_pages_are_found_by_search_engines():
    for target in ("/", "/e/hstu", "/phones"):
        assert get(target).may_be_found, target
    for target in (*PIECES, "/?audience=workers", "/?audience=nobody", "/nowhere",
                   "/last-resort"):
        assert not get(target).may_be_found, target
    for target in (*PAGES, *PIECES):
        assert not get(target, "-s", "site.robots=none").may_be_found, target
        assert get(target, "-s", "site.robots=off").may_be_found, target
        assert not get(target, "-s", "site.robots=off", *INSIDE).may_be_found, target


@proves
def a_page_names_its_address_without_filters():
    for target, address in (("/", "/"), ("/?page=2&per_page=10", "/"),
                            ("/e/hstu", "/e/hstu"), ("/phones", "/phones")):
        assert get(target).canonical == BASE + address, target
        assert get(target, *URL).canonical == f"https://www.example.org{BASE}{address}"
        assert get(target, "-s", "site.canonical=off").canonical is None, target
    for target in (*PIECES, "/nowhere"):
        assert get(target).canonical is None, target


def entry(id_):
    output = subprocess.run([program(), "render", f"/api/v1/entries/{id_}"],
                            capture_output=True, check=True, timeout=20).stdout
    return json.loads(output)


@proves
def an_entry_is_told_to_search_engines_as_the_page_says_it():
    for id_ in ("hstu", "dhs", "ovc", "whd"):
        page, facts = get(f"/e/{id_}", *URL), entry(id_)
        data = page.data
        assert data["@context"] == "https://schema.org", id_
        assert data["@type"] in ("GovernmentOrganization", "GovernmentService"), data
        assert (data["name"], data["description"]) == (facts["name"], facts["summary"])
        assert data["url"] == page.canonical, id_
        assert data.get("sameAs", []) == [link["href"] for link in facts.get("link", [])]
        told = json.dumps(data)
        for number in re.findall(r'"telephone": "([^"]*)"', told):
            assert number in page.body, (id_, number)
        voices = [phone["number"] for phone in facts.get("phone", []) if phone["type"] == "voice"]
        assert re.findall(r'"telephone": "([^"]*)"', told) == voices, (id_, told)


@proves
def a_list_is_told_in_the_order_in_which_it_is_shown():
    data = get("/").data
    assert data["@type"] == "ItemList", data
    told = [item["url"] for item in data["itemListElement"]]
    shown = re.findall(r'<h[34][^>]*><a href="([^"]*)"', get("/").body)
    assert told == shown and len(told) == 37, (told, shown)
    assert [item["position"] for item in data["itemListElement"]] == list(range(1, 38))


@proves
def search_engines_are_told_nothing_where_the_settings_say_so():
    for target in ("/", "/e/hstu"):
        assert get(target, "-s", "site.structured-data=off").data is None, target
        assert get(target, *INSIDE).data is None, target
    for target in PIECES:
        assert get(target).data is None, target


@proves
def no_text_of_an_editor_ends_the_script_in_which_it_stands():
    with Stand() as stand:
        base = os.path.join(source_folder(), "tests/cases/base.ini")
        with open(base, encoding="utf-8") as file:
            text = file.read()
        text = text.replace("\n[kind:unit]\n", "\n[kind:unit]\nschema-org = Organization\n")
        name = "</script><script>alert(1)</script> & <!--"
        stand.write("input.ini", f"{text}\n[entry:evil]\nname = {name}\nkind = unit\n"
                                 "summary = S.\n")
        for target in ("/e/evil", "/"):
            page = get(target, "-s", f"directory.path={stand.folder}")
            assert "<script>alert" not in page.body and "<!--" not in page.body, target
            assert name in json.dumps(page.data), target


@proves
def what_was_checked_long_ago_says_so():
    with Stand() as stand:
        base = os.path.join(source_folder(), "tests/cases/base.ini")
        with open(base, encoding="utf-8") as file:
            text = file.read().replace("[directory]\n", "[directory]\nstale-after = 180 days\n")
        long_ago = "That was long ago."
        for checked, is_stale in (("2020-01-10", True), ("undated", False),
                                  (datetime.date.today().isoformat(), False)):
            stand.write("input.ini", f"{text}\n[entry:one]\nname = One\nkind = unit\n"
                                     f"summary = S.\nchecked = {checked} | us\n")
            get.cache_clear()
            settings = ("-s", f"directory.path={stand.folder}")
            assert (long_ago in get("/e/one", *settings).body) == is_stale, checked


@proves
def the_nearest_wider_lists_are_offered_with_their_counts():
    body = get("/?audience=workers&service=statistics").body
    offers = re.findall(r'<li><a href="([^"]*)">Without the filter: [^<]*</a> \((\d+)\)', body)
    assert offers, body
    for href, count in offers:
        page = get(href[len(BASE):].replace("&amp;", "&")).body
        assert f"Entries found: {count} of 37" in page, (href, count)


@proves
def whole_links_are_for_those_who_ask_and_have_a_site():
    whole = get("/fragment?links=absolute", *URL).body
    for href in re.findall(r' (?:href|src|action)="([^"#]*)"', whole):
        assert re.match("https?:|tel:|sms:|mailto:", href), href
    assert get("/fragment?links=absolute").body.count('href="/referrals/e/') > 30
    page = get("/?links=absolute", *URL)
    assert page.canonical == f"https://www.example.org{BASE}/", page.canonical


if __name__ == "__main__":
    tap.run()
