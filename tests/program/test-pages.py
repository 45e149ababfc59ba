#!/usr/bin/env python3
"""What stands around the content: the way out, the notice, what search engines
are told, and what a host may decide. Prints TAP."""

import datetime
import html
import json
import os
import re
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib"))

import tap
from command import SETTINGS_FAULT, render, run
from directory import INSIDE, Directory, base_case
from places import BEGUN
from signpost_site import BASE, Site
from tap import proves

PAGES = ["/", "/?audience=workers", "/e/hstu", "/phones", "/nowhere", "/last-resort"]
PIECES = ["/fragment", "/fragment/e/hstu", "/embed", "/fragment/last-resort"]
URL = ("-s", "site.url=https://www.example.org")
FRAMED = ("-s", "site.frames=self")


def data_of(answer):
    """What search engines are told, or None."""
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', answer.text)
    return found and json.loads(found[1])


def canonical(answer):
    found = re.search(r'<link rel="canonical" href="([^"]*)">', answer.text)
    return found and found[1]


def may_be_found(answer):
    return "x-robots-tag" not in answer.headers


def has_exit(answer):
    return "data-signpost-exit" in answer.text


@proves
def a_missing_page_leads_to_the_list_and_to_the_phones_once():
    for target in ("/nowhere", "/fragment/nowhere", "/?audience=workers&page=99"):
        leads = [link["href"] for link in render(target).page.find("a")]
        for path in ("/", "/phones"):
            assert leads.count("/referrals" + path) == 1, (target, leads)


@proves
def every_page_has_the_exit_and_no_piece_of_a_host_page():
    for target in PAGES:
        assert has_exit(render(target)), target
    for target in PIECES:
        assert not has_exit(render(target)), target


@proves
def a_host_asks_for_the_exit():
    for target in PIECES[:3]:
        assert has_exit(render(target + "?exit=on", *FRAMED)), target
        assert not has_exit(render(target + "?exit=off", *FRAMED)), target


@proves
def settings_decide_what_the_exit_is():
    for target in [*PAGES, *(piece + "?exit=on" for piece in PIECES)]:
        assert not has_exit(render(target, "-s", "site.exit=off")), target
    page = render("/", "-s", "site.exit=link", "-s", "site.exit-shortcut=off",
               "-s", "site.exit-url=https://www.example.org/?a=1&b=2").text
    assert 'href="https://www.example.org/?a=1&amp;b=2" rel="nofollow noreferrer"' in page
    assert "signpost-exit-button" not in page and "Shift three" not in page


@proves
def nobody_inside_sees_exit_or_notice():
    for target in [*PAGES, *(piece + "?exit=on" for piece in PIECES)]:
        body = render(target, *INSIDE).text
        assert "signpost-exit" not in body and "signpost-safety" not in body, target


@proves
def every_page_asks_whether_somebody_watches_directly_below_the_crisis_lines():
    for target in [*PAGES, *PIECES, "/fragment/nowhere"]:
        body = render(target, *(FRAMED if target in PIECES[:3] else ())).text
        below = body[body.rindex('class="signpost-crisis'):]
        assert "signpost-safety" in re.split(r"<h\d", below)[0], target


@proves
def a_site_may_keep_no_choice_in_the_history_and_say_nothing_of_its_scope():
    assert "data-signpost-history" in render("/").text
    assert "data-signpost-history" not in render("/", "-s", "site.history=off").text
    assert "data-signpost-history" not in render("/fragment").text
    assert "signpost-scope" in render("/").text
    with Directory(text=base_case()) as other:
        assert "signpost-scope" not in other.render("/").text


@proves
def a_visitors_address_takes_nothing_from_a_page():
    """Nor from a host's page that lets its visitor's arguments through."""
    taken = "exit=off&crisis=off&style=none&prefix=zq"
    for target in ("/", "/phones", "/e/hstu"):
        page = render(f"{target}?{taken}").text
        assert page == render(target).text, target
    for before in ("filters=here&keep=page_id", "filters=here"):
        assert render(f"/fragment?{before}&{taken}").text == render(f"/fragment?{before}").text


@proves
def names_that_are_not_kept_change_no_byte():
    """They are no part of the key under which an answer is stored."""
    plain = render("/fragment?filters=here&sp-audience=workers").text
    assert render("/fragment?filters=here&keep=evil,names&sp-audience=workers").text == plain
    kept = render("/fragment?filters=here&keep=page_id&page_id=7").text
    assert "fragment?filters=here&amp;keep=page_id" in kept


@proves
def crisis_off_leaves_lines_and_notice_to_the_host():
    for target in PIECES[:3]:
        body = render(target + "?crisis=off", *FRAMED).text
        assert "signpost-crisis" not in body and "signpost-safety" not in body, target
        body = render(target).text
        assert "signpost-crisis" in body and "signpost-safety" in body, target


AROUND = "exit=off&crisis=off&style=none&links=absolute"


@proves
def what_is_opened_by_itself_obeys_no_page_that_would_stand_around_it():
    """A link cannot take crisis lines and exit from who follows it."""
    with Site("site.frames=self") as site:
        for path in ("/embed", "/fragment", "/fragment/e/hstu"):
            opened = site.ask(f"{path}?{AROUND}", SIGNPOST_OPENED="1")
            assert opened.body == site.ask(path, SIGNPOST_OPENED="1").body, path
            whole = site.ask(path + "?exit=on")
            assert opened.body == whole.body and has_exit(whole), path
            assert "signpost-crisis" in opened.text and "stylesheet" in opened.text, path
            lives = {answer.headers.get("x-accel-expires") for answer in (
                whole, site.ask(path + "?crisis=off", SIGNPOST_OPENED="1"),
                site.ask(path, SIGNPOST_OPENED="1"))}
            assert lives == ({"0"} if "/e/" in path else {"5"}), (path, lives)
            for other in ({}, {"SIGNPOST_OPENED": ""}, {"SIGNPOST_OPENED": "0"},
                          {"SIGNPOST_OPENED": "11"}):
                piece = site.ask(f"{path}?{AROUND}", **other).text
                assert "signpost-crisis" not in piece and "stylesheet" not in piece, other
                assert 'href="https://www.example.org/referrals/' in piece, other
        for path in ("/", "/phones", "/e/hstu"):
            assert site.ask(path, SIGNPOST_OPENED="1").body == site.ask(path).body, path


@proves
def a_list_that_nobody_may_frame_obeys_nobody_who_would():
    plain = render("/embed").text
    assert render(f"/embed?{AROUND}").text == render("/embed?exit=on").text == plain
    assert "signpost-crisis" in plain and "stylesheet" in plain


@proves
def a_fragment_for_a_page_in_another_encoding_is_in_ascii():
    """And says the same to whoever reads it, in whatever encoding."""
    for target in ("/fragment?lang=es", "/fragment/e/hstu?lang=es", "/fragment/last-resort?lang=es",
                   "/fragment?lang=es&q=ni\u00f1os+%22%3C", "/fragment/e/nobody?lang=es"):
        plain = render(target).text
        answer = render(target + "&charset=ascii")
        assert not plain.isascii() and answer.text.isascii(), target
        for encoding in ("iso-8859-1", "windows-1252", "shift_jis", "utf-8"):
            read = html.unescape(answer.body.decode(encoding))
            assert read.replace("&charset=ascii", "") == html.unescape(plain), target
    for target in ("/?lang=es", "/embed?lang=es", "/entries.csv?lang=es"):
        assert not render(target + "&charset=ascii").text.isascii(), target


@proves
def a_list_on_a_hosts_page_is_offered_in_each_other_language_in_its_words():
    for start, rest in (("/fragment", "audience=workers"), ("/embed", "audience=workers"),
                        ("/fragment", "filters=here&sp-audience=workers")):
        for lang, other, words in (("en", "es", "Esta lista en español"),
                                   ("es", "en", "This list in English")):
            links = [link for link in render(f"{start}?lang={lang}&{rest}").page.find("a")
                     if link.text == words]
            href = (f"?sp-lang={other}&sp-audience=workers#signpost-title" if "here" in rest else
                    f"{BASE}{'/embed' if start == '/embed' else '/'}?lang={other}&audience=workers")
            assert [link["href"] for link in links] == [href], (start, rest, lang, links)
            assert links[0]["lang"] == links[0]["hreflang"] == other, links[0].attributes
    assert "Esta lista" not in render("/").text, "the bar has it"


@proves
def the_language_that_a_reader_chooses_on_a_hosts_page_stays_there():
    """Whatever the host said, and with what it keeps; it is the first that is given."""
    for around in ("", "lang=en&", "lang=es&"):
        page = render(f"/fragment?{around}filters=here&keep=page_id&page_id=7&sp-lang=es&"
                      "sp-lang=en&sp-audience=workers").page
        assert page.find("section")[0]["lang"] == "es", around
        assert [each["value"] for each in page.find("input")
                if each["name"] == "sp-lang"] == ["es"], around
        links = [link["href"] for link in page.find("a") if (link["href"] or "").startswith("?")]
        assert len(links) > 5, links
        for href in links:
            assert href.startswith("?page_id=7&sp-lang=e"), href
    for other in ("/fragment?filters=here&keep=lang&lang=es", "/fragment?sp-lang=es",
                  "/?sp-lang=es", "/fragment?filters=here&sp-lang=xx"):
        assert 'lang="en" dir="ltr"' in render(other).text, other


@proves
def a_fragment_has_no_element_that_a_host_may_hide():
    """Its menus are nav, and aside its advertisements."""
    for target in ("/fragment?filters=here&per_page=10", "/fragment/e/hstu", "/embed?per_page=10",
                   "/fragment/last-resort"):
        assert not re.search(r"<(nav|aside|header|footer|main)\b", render(target).text.replace(
            "<main class=\"signpost\"", "")), target


@proves
def a_prefix_begins_every_id():
    for target in ("/fragment", "/fragment/e/hstu"):
        body = render(target + "?prefix=a-1").text
        ids = re.findall(r' id="([^"]*)"', body)
        assert ids and all(id_.startswith("a-1-signpost-") for id_ in ids), ids
        referred = re.findall(r' (?:for|aria-labelledby)="([^"]*)"|href="#([^"]*)"', body)
        assert {one or other for one, other in referred} <= set(ids), referred


@proves
def a_fragment_heads_what_it_holds_at_the_level_it_is_told():
    for level in range(2, 6):
        body = render(f"/fragment?heading={level}").text
        levels = [int(number) for number in re.findall(r"<h(\d)", body)]
        assert levels[0] == level and set(levels) <= {level, level + 1, min(level + 2, 6)}


@proves
def a_framed_list_leads_within_the_frame():
    body = render("/embed?heading=3&exit=on&audience=workers&per_page=5", *FRAMED).text
    own = "/embed?heading=3&amp;exit=on"
    assert '<base target="_top">' in body and "<h3" in body and "<h1" not in body
    links = re.findall(r'<a [^>]*href="([^"]*)"( target="_self")?', body)
    for href, stays in links:
        in_frame = href.startswith((f"{BASE}/embed", "#"))
        assert bool(stays) == in_frame, href
        assert not href.startswith(f"{BASE}/?"), href
    assert (f"{BASE}{own}&amp;per_page=5#signpost-count", ' target="_self"') in links
    assert f'action="{BASE}/embed#signpost-count" target="_self"' in body
    for name, value in (("heading", "3"), ("exit", "on"), ("per_page", "5")):
        assert f'<input type="hidden" name="{name}" value="{value}">' in body, name


@proves
def only_full_pages_are_found_by_search_engines():
    for target in ("/", "/e/hstu", "/phones"):
        assert may_be_found(render(target)), target
    for target in (*PIECES, "/?audience=workers", "/?audience=nobody", "/nowhere",
                   "/last-resort"):
        assert not may_be_found(render(target)), target
    for target in (*PAGES, *PIECES):
        assert not may_be_found(render(target, "-s", "site.robots=none")), target
        assert may_be_found(render(target, "-s", "site.robots=off")), target
        assert not may_be_found(render(target, "-s", "site.robots=off", *INSIDE)), target


@proves
def a_page_names_its_address_without_filters():
    for target, address in (("/", "/"), ("/?page=2&per_page=10", "/"),
                            ("/e/hstu", "/e/hstu"), ("/phones", "/phones")):
        assert canonical(render(target)) == BASE + address, target
        assert canonical(render(target, *URL)) == f"https://www.example.org{BASE}{address}"
        assert canonical(render(target, "-s", "site.canonical=off")) is None, target
    for target in (*PIECES, "/nowhere"):
        assert canonical(render(target)) is None, target


def entry(id_):
    return render(f"/api/v1/entries/{id_}").json


@proves
def an_entry_is_told_to_search_engines_as_the_page_says_it():
    for id_ in ("hstu", "dhs", "ovc", "whd"):
        page, facts = render(f"/e/{id_}", *URL), entry(id_)
        data = data_of(page)
        assert data["@context"] == "https://schema.org", id_
        assert data["@type"] in ("GovernmentOrganization", "GovernmentService"), data
        assert (data["name"], data["description"]) == (facts["name"], facts["summary"])
        assert data["url"] == canonical(page), id_
        assert data.get("sameAs", []) == [link["href"] for link in facts.get("link", [])]
        told = json.dumps(data)
        for number in re.findall(r'"telephone": "([^"]*)"', told):
            assert number in page.text, (id_, number)
        voices = [phone["number"] for phone in facts.get("phone", []) if phone["type"] == "voice"]
        assert re.findall(r'"telephone": "([^"]*)"', told) == voices, (id_, told)


@proves
def a_list_is_told_in_the_order_in_which_it_is_shown():
    data = data_of(render("/"))
    assert data["@type"] == "ItemList", data
    told = [item["url"] for item in data["itemListElement"]]
    shown = list(dict.fromkeys(re.findall(r'<h[34][^>]*><a href="([^"]*)"', render("/").text)))
    assert told == shown and len(told) == 37, (told, shown)
    assert [item["position"] for item in data["itemListElement"]] == list(range(1, 38))


@proves
def search_engines_are_told_nothing_where_the_settings_say_so():
    for target in ("/", "/e/hstu"):
        assert data_of(render(target, "-s", "site.structured-data=off")) is None, target
        assert data_of(render(target, *INSIDE)) is None, target
    for target in PIECES:
        assert data_of(render(target)) is None, target


@proves
def no_text_of_an_editor_ends_the_script_in_which_it_stands():
    text = base_case().replace("\n[kind:unit]\n", "\n[kind:unit]\nschema-org = Organization\n")
    name = "</script><script>alert(1)</script> & <!--"
    text = re.sub("^title = .*", lambda _: f"title = {name}", text, count=1, flags=re.M)
    with Directory(text=f"{text}\n[entry:evil]\nname = {name}\nkind = unit\n"
                        "summary = S.\n") as own:
        for target in ("/e/evil", "/"):
            page = own.render(target)
            assert "<script>alert" not in page.text and "<!--" not in page.text, target
            assert name in json.dumps(data_of(page)), target


@proves
def what_was_checked_long_ago_says_so():
    text = base_case().replace("[directory]\n", "[directory]\nstale-after = 180 days\n")
    long_ago = "That was long ago."
    for checked, is_stale in (("2020-01-10", True), ("undated", False),
                              (datetime.date.fromtimestamp(BEGUN).isoformat(), False)):
        with Directory(text=f"{text}\n[entry:one]\nname = One\nkind = unit\n"
                            f"summary = S.\nchecked = {checked} | us\n") as own:
            assert (long_ago in own.render("/e/one").text) == is_stale, checked


@proves
def the_nearest_wider_lists_are_offered_with_their_counts():
    body = render("/?audience=workers&service=statistics").text
    offers = re.findall(r'<li><a href="([^"]*)">Without the filter: [^<]*</a> \((\d+)\)', body)
    assert offers, body
    for href, count in offers:
        page = render(href[len(BASE):].partition("#")[0].replace("&amp;", "&")).text
        words = "1 entry" if count == "1" else f"{count} entries"
        assert f">{words}</p>" in page, (href, count)


@proves
def whole_links_are_for_those_who_ask_and_have_a_site():
    whole = render("/fragment?links=absolute", *URL).text
    for href in re.findall(r' (?:href|src|action)="([^"#]*)"', whole):
        assert re.match("https?:|tel:|sms:|mailto:", href), href
    lacking = run("render", "/fragment?links=absolute")
    assert lacking.returncode == SETTINGS_FAULT and not lacking.stdout, lacking
    assert "links=absolute needs site.url" in lacking.stderr, lacking
    page = render("/?links=absolute", *URL)
    assert canonical(page) == f"https://www.example.org{BASE}/", canonical(page)


if __name__ == "__main__":
    sys.exit(tap.run())
