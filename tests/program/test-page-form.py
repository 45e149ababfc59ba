#!/usr/bin/env python3
"""Statuses, headers and bytes of every page, every piece of one and every fault,
read as a browser and as a reader would. Prints TAP."""

import datetime
import os
import re
import shutil
import sys
import urllib.parse

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib"))

import tap
from command import NOT_FOUND, printed, render, render_all
from places import program, source_folder
from shipped import API_FAULTS, FAULTS, FRAGMENT_FAULTS, everything_shown, fragments, pages
from signpost_site import BASE
from stand import Stand
from tap import proves

TITLE = "Resources"


# Statuses, types, headers.


@proves
def every_address_answers_with_its_type():
    for target, answer in render_all([*pages(), *fragments()]):
        assert answer.status == 200 and answer.code == 0, (target, answer.status)
        assert answer.headers["content-type"] == "text/html; charset=utf-8", target
    api = ["/api/v1/", "/api/v1/entries", "/api/v1/entries/hhs", "/api/v1/facets",
           "/api/v1/phones", "/healthz"]
    for target, answer in render_all(api):
        assert answer.status == 200 and answer.code == 0, (target, answer.status)
        assert answer.headers["content-type"] == "application/json", target
        assert isinstance(answer.json, dict), target


@proves
def what_is_typed_into_a_page_of_another_encoding_comes_in_utf_8():
    for target, answer in render_all([*pages(), *fragments()]):
        for form in re.findall("<form [^>]*>", answer.text):
            assert 'accept-charset="utf-8"' in form, (target, form)


@proves
def no_line_ends_within_a_time_of_a_page():
    """Of what is handed on as text the blanks are plain ones."""
    for lang, time in (("en", "8:00\u00a0am"), ("es", "8:00\u00a0a.\u00a0m.")):
        for target in ("/", "/fragment", "/phones", "/e/whd"):
            text = re.sub("(?s)<script.*?</script>", "", render(f"{target}?lang={lang}").text)
            assert time in text and not re.search(r"\d [ap]\.?\s?m\b", text), (target, lang)
        for target in ("/entries.txt", "/entries.csv", "/api/v1/phones"):
            text = render(f"{target}?lang={lang}").text
            assert "\u00a0" not in text, (target, lang)


@proves
def what_is_not_there_is_404():
    for target, answer in render_all([*FAULTS, *FRAGMENT_FAULTS]):
        assert answer.status == 404 and answer.code == NOT_FOUND, (target, answer.status)
        assert answer.type == "text/html", target
    for target, answer in render_all(API_FAULTS):
        assert answer.status == 404 and answer.code == NOT_FOUND, (target, answer.status)
        assert answer.headers["content-type"] == "application/problem+json", target
        assert answer.json["status"] == 404 and answer.json["title"], target


@proves
def a_fault_is_shown_as_a_page_or_as_a_piece_of_one():
    for target, answer in render_all(FAULTS):
        assert answer.text.startswith("<!DOCTYPE html>"), target
    for target, answer in render_all(FRAGMENT_FAULTS):
        assert answer.text.startswith("<section"), target


@proves
def pages_carry_the_safe_headers():
    for target, answer in everything_shown():
        headers = answer.headers
        assert headers["referrer-policy"] == "no-referrer", target
        assert headers["cache-control"] == "no-store", target
        assert headers["x-content-type-options"] == "nosniff", target
        assert headers["x-dns-prefetch-control"] == "off", target
        assert headers["permissions-policy"] == "browsing-topics=()", target
        for name in ("set-cookie", "last-modified", "access-control-allow-origin",
                     "location"):
            assert name not in headers, (target, name)
        assert len(set(answer.names)) == len(answer.names), (target, answer.names)


@proves
def the_policy_lets_nothing_in():
    for target, answer in everything_shown():
        policy = dict(part.split(None, 1) for part in
                      answer.headers["content-security-policy"].split("; "))
        assert policy["default-src"] == "'none'", target
        assert policy["frame-ancestors"] == "'none'", target
        assert policy["base-uri"] == "'none'", target
        assert policy["form-action"] == "'self'", target
        assert policy["script-src"] == policy["connect-src"] == "'self'", target
        assert "object-src" not in policy and "unsafe" not in str(policy), target
        for name, value in policy.items():
            assert value in ("'none'", "'self'"), (target, name, value)


@proves
def the_interface_carries_the_safe_headers_too():
    for target, answer in render_all(["/api/v1/", "/api/v1/entries", "/api/v1/facets",
                                   "/api/v1/entries/hhs", "/api/v1/phones", "/healthz",
                                   *API_FAULTS]):
        assert answer.headers["referrer-policy"] == "no-referrer", target
        assert answer.headers["x-content-type-options"] == "nosniff", target
        assert "set-cookie" not in answer.headers, target


@proves
def a_tag_names_the_bytes():
    tags = {}
    for target, answer in render_all([*pages(), *fragments(), "/api/v1/entries"]):
        tag = answer.headers["etag"]
        assert re.fullmatch(r'"[\x21\x23-\x7e]+"', tag), (target, tag)
        tags.setdefault(tag, set()).add(answer.text)
        assert len(tags[tag]) == 1, target
    bodies = {body for same in tags.values() for body in same}
    assert len(bodies) == len(tags), "the same bytes under two tags"
    again = render.__wrapped__("/").headers["etag"]
    assert again == render("/").headers["etag"], "the same page under two tags"


@proves
def nothing_that_failed_may_be_kept():
    for target, answer in render_all([*FAULTS, *FRAGMENT_FAULTS, *API_FAULTS,
                                   "/api/v1/entries?audience=nobody", "/healthz"]):
        assert answer.headers["x-accel-expires"] == "0", target
        assert answer.headers["cache-control"] == "no-store", target
        assert "etag" not in answer.headers, target


@proves
def only_the_canonical_spelling_may_be_kept():
    canonical = ["", "?", "?audience=workers", "?audience=workers&",
                 "?audience=survivors&audience=workers", "?page=2&per_page=10",
                 "?per_page=10&audience=workers&service=labor-standards"]
    others = ["?audience=workers&audience=survivors", "?audience=survivors,workers",
              "?service=labor-standards&audience=workers", "?audience=%77orkers",
              "?audience=workers&audience=workers", "?page=1", "?per_page=50",
              "?per_page=010", "?page=2&per_page=10&page=2", "?audience=",
              "?audience=workers&per_page=10", "?filters=section", "?x", "?x=1",
              "?audience=workers&&", "?&audience=workers", "?audience=nobody",
              "?q=work", "?audience=workers&q=", "?audience=Workers", "?sp-page=2",
              "?page=0", "?page=x"]
    for start in ("/", "/fragment"):
        for target, answer in render_all([start + query for query in canonical]):
            assert answer.status == 200 and answer.may_be_kept, target
        for target, answer in render_all([start + query for query in others]):
            assert not answer.may_be_kept, target


def host_args(href, written):
    """What an include asks for when a visitor follows `href`: what the host
    wrote, then the arguments of its page."""
    return written + href.replace("?", "&", 1)


@proves
def our_own_links_and_form_are_canonical():
    starts = ["/", "/?audience=workers", "/?page=2&per_page=10",
              "/?per_page=5&audience=survivors&audience=workers&topic=immigration"]
    for start in starts:
        tree = render(start).page
        hrefs = {link["href"] for link in tree.links()
                 if link["href"].startswith(BASE + "/?")}
        assert len(hrefs) > 5, start
        for href in {*hrefs, form_address(tree.find("form")[0])}:
            answer = render(href[len(BASE):])
            assert answer.status == 200 and answer.may_be_kept, (start, href)


@proves
def links_and_form_on_a_hosts_page_are_canonical():
    written = "/fragment?heading=3&filters=here&keep=page_id"
    for more in ("", "&sp-per_page=5&sp-audience=workers"):
        tree = render(written + more).page
        hrefs = {link["href"] for link in tree.links() if link["href"].startswith("?")}
        assert len(hrefs) > 5, more
        for href in {*hrefs, form_address(tree.find("form")[0])}:
            answer = render(host_args(href.partition("#")[0], written))
            assert answer.status == 200 and answer.may_be_kept, (more, href)


def form_address(form):
    """Where the form leads when it is sent as it stands."""
    pairs = [(field["name"], field["value"]) for field in form.find("input")
             if field["type"] == "hidden" or "checked" in field.attributes]
    return (form["action"] or "").partition("#")[0] + "?" + urllib.parse.urlencode(
        pairs, quote_via=urllib.parse.quote)


# What stands in the bytes.


@proves
def the_html_nests():
    for target, answer in everything_shown():
        assert not answer.page.faults, (target, answer.page.faults)


@proves
def a_page_is_whole_and_a_fragment_is_a_piece():
    for target, answer in render_all([*pages(), *FAULTS]):
        assert answer.text.startswith("<!DOCTYPE html>\n<html"), target
        for tag in ("html", "head", "body", "main", "h1"):
            assert len(answer.page.find(tag)) == 1, (target, tag)
        assert answer.page.find("html")[0]["lang"] == "en", target
        metas = [node.attributes for node in answer.page.find("meta")]
        assert {"charset": "utf-8"} in metas, target
        assert {"name": "referrer", "content": "no-referrer"} in metas, target
    for target, answer in render_all([*fragments(), *FRAGMENT_FAULTS]):
        assert not answer.page.find("html", "head", "body", "main", "title", "h1", "meta"), (
            target)
        assert [link["rel"] for link in answer.page.find("link")] == ["stylesheet"] * 2, target
        assert "<!" not in answer.text, target
        section = answer.page.root.content[0]
        assert section.tag == "section" and section["lang"] == "en", target


@proves
def nothing_runs_and_nothing_is_styled_in_place():
    for target, answer in everything_shown():
        assert not answer.page.find("style", "iframe", "object", "embed", "base",
                                    "img"), target
        for script in answer.page.find("script"):
            assert re.fullmatch(BASE + r"/assets/page\.js\?v=[0-9a-f]{8}",
                                script["src"] or "") and not script.text or (
                script["type"] == "application/ld+json"), (target, script.attributes)
        for node in answer.page.root.walk():
            for name, value in node.attributes.items():
                assert not name.startswith("on") and name != "style", (target, name)
                assert "javascript:" not in (value or ""), (target, name)


@proves
def a_changed_style_sheet_has_a_new_address_and_an_unchanged_script_keeps_its_own():
    """Of a program that is installed somewhere with its assets."""
    with Stand() as stand:
        os.mkdir(stand.path("bin"))
        installed = shutil.copy(program(), stand.path("bin", "signpost"))
        stand.copy_folder(os.path.join(source_folder(), "nginx", "assets"),
                          "share/signpost/assets")
        found = []
        for target in ("/", "/", "/fragment", "/embed"):
            text = printed("render", target, binary=installed)
            found.append(re.search(r'href="([^"]*\.css[^"]*)".*?src="([^"]*)"', text,
                                   re.S).groups())
            if len(found) == 1:
                with open(stand.path("share", "signpost", "assets", "page.css"), "a",
                          encoding="utf-8") as sheet:
                    sheet.write("/* other looks */")
    (old, script), *new = found
    assert len(set(new)) == 1 and new[0][1] == script and new[0][0] != old, found
    assert old.startswith(BASE + "/assets/") and new[0][0].startswith(BASE + "/assets/"), found


@proves
def nginx_finds_nothing_to_include():
    for target, answer in everything_shown():
        assert "<!--" not in answer.text, target


@proves
def no_tag_of_a_template_is_left_over():
    for target, answer in everything_shown():
        body = re.sub(r'(<script type="application/ld\+json">).*(</script>)', r"\1\2",
                      answer.text)
        for word in ("{{", "}}", "(null)", "None", "undefined"):
            assert word not in body, (target, word)


@proves
def a_heading_or_a_paragraph_is_never_empty():
    for target, answer in everything_shown():
        for node in answer.page.find("h1", "h2", "h3", "h4", "h5", "h6", "p", "li", "a",
                                     "strong", "dt", "dd", "legend", "summary", "label",
                                     "span", "button", "ul", "nav"):
            assert node.text or node["role"] == "status", (
                target, node.tag, node.attributes)


@proves
def a_title_says_nothing_of_what_was_looked_at():
    for target, answer in render_all([*pages(), *FAULTS]):
        titles = [node.text for node in answer.page.find("title")]
        assert titles == [TITLE], (target, titles)
    own = render("/e/hhs", "-s", "site.title=More & other").page.find("title")
    assert [node.text for node in own] == ["More & other"], own


@proves
def an_id_stands_once():
    for target, answer in everything_shown():
        seen = [node["id"] for node in answer.page.root.walk() if node["id"] is not None]
        assert len(set(seen)) == len(seen), (target, seen)
        assert all(re.fullmatch(r"signpost-[a-z0-9_-]+", id_) for id_ in seen), target


@proves
def what_is_referred_to_is_there():
    for target, answer in everything_shown():
        there = {node["id"] for node in answer.page.root.walk()}
        for node in answer.page.root.walk():
            for name in ("aria-labelledby", "aria-describedby", "aria-controls", "for"):
                for id_ in (node[name] or "").split():
                    assert id_ in there, (target, name, id_)
            if (node["href"] or "").startswith("#"):
                assert node["href"][1:] in there, (target, node["href"])


@proves
def every_box_has_its_label():
    for target, answer in everything_shown():
        labels = {node["for"]: node.text for node in answer.page.find("label")}
        labels.update((field["id"], node.text) for node in answer.page.find("label")
                      for field in node.find("input"))
        for field in answer.page.find("input"):
            if field["type"] != "hidden":
                assert labels.get(field["id"]), (target, field.attributes)
                assert "disabled" not in field.attributes, (target, field.attributes)
        for node in answer.page.find("fieldset"):
            assert node.content and node.find("legend"), target


def assert_steps(found, first, target):
    """Headings begin at `first` and go down one at a time."""
    assert found and found[0] == first, (target, found)
    for above, below in zip(found, found[1:]):
        assert first <= below <= above + 1, (target, found)


@proves
def headings_begin_with_one_and_skip_no_level():
    for target, answer in render_all([*pages(), *FAULTS]):
        assert_steps(answer.page.levels(), 1, target)


@proves
def headings_of_a_fragment_begin_where_they_are_told_to():
    for first in (None, 2, 3, 4, 5):
        for start in ("/fragment", "/fragment/e/hhs", "/fragment/e/ceiu",
                      "/fragment/e/nowhere"):
            target = start + (f"?heading={first}" if first else "")
            found = render(target).page.levels()
            assert_steps(found, first or 2, target)
            assert max(found) <= 6, target
    for wrong in ("1", "6", "0", "x", "", "33"):
        answer = render(f"/fragment?heading={wrong}")
        assert answer.status == 200, wrong
        assert answer.page.levels()[0] == {"6": 5, "33": 5}.get(wrong, 2), wrong


@proves
def the_version_of_the_data_is_the_same_everywhere():
    version = render("/api/v1/").json["version"]
    assert re.fullmatch(r"\d{4}-\d\d-\d\d [a-z0-9]{4}", version), version
    day, code = version.split()
    day = datetime.date.fromisoformat(day).strftime("%B %-d, %Y")
    for target, answer in everything_shown():
        if target != "/last-resort":
            assert f"{day} (edition {code})" in answer.page.text, target


if __name__ == "__main__":
    sys.exit(tap.run())
