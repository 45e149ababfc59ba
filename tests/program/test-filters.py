#!/usr/bin/env python3
"""Filters of a list, what a visitor sends with them, and the list on the page of a
host. Prints TAP."""

import os
import re
import sys
import urllib.parse

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib"))

import tap
from command import NOT_FOUND, render
from directory import Directory, base_case
from shipped import HERE, facets, ids, shown_entries
from signpost_site import BASE, Site
from tap import proves

UNCLEAR = "One of the filters in this address is not known here."
MARK = "zqxmark"  # what a visitor sends and must not see again


# Filters.


@proves
def every_entry_is_in_the_list_once_and_in_its_order():
    for target in ("/", "/fragment"):
        assert shown_entries(render(target + "?per_page=100&sort=directory").page) == ids()
        assert sorted(shown_entries(render(target + "?per_page=100").page)) == sorted(ids())


def filters_of(tree):
    return tree.find("form")[0].find("details")


@proves
def open_filters_come_first_and_goal_comes_last():
    boxes = [(node.find("input")[0]["name"], "open" in node.attributes)
             for node in filters_of(render("/").page)]
    assert [name for name, is_open in boxes if is_open] == ["audience", "service"]
    assert [name for name, _ in boxes][-1] == "goal", boxes
    assert {name for name, _ in boxes} == {f["id"] for f in facets()}


@proves
def a_filter_that_is_set_stands_open():
    folds = {node.find("input")[0]["name"]: node for node in
             filters_of(render("/?goal=access").page)}
    assert "open" in folds["goal"].attributes and "open" not in folds["topic"].attributes
    checked = [box["value"] for box in render("/?goal=access").page.find("input")
               if "checked" in box.attributes]
    assert checked == ["access"], checked


@proves
def every_option_shows_its_count_even_zero():
    target = "?audience=visa-holders&topic=data"
    labels = {(box["name"], box["value"]): box.parent.text
              for box in render(f"/{target}").page.find("input") if box["type"] == "checkbox"}
    zero = 0
    for facet in render(f"/api/v1/facets{target}").json["facets"]:
        for term in facet["terms"]:
            label = labels.pop((facet["id"], term["id"]))
            words = f"({term['count'] or 'none here'})"
            assert label.startswith(term["name"]) and label.endswith(words), label
            zero += term["count"] == 0
    assert not labels and zero > 10, (labels, zero)


@proves
def options_that_would_give_nothing_stand_last_in_their_group_and_can_be_chosen():
    groups = 0
    for lang, words in {"en": "none here", "es": "ninguna aquí"}.items():
        for target in ("/", "/?audience=visa-holders&topic=data", "/?audience=workers"):
            page = render(f"{target}{'&' if '?' in target else '?'}lang={lang}").page
            for group in page.find("fieldset"):
                none = [words in label.text for label in group.find("label")]
                assert none == sorted(none), (target, [each.text for each in group.find("label")])
                groups += any(none) and not all(none)
            assert not any("disabled" in box.attributes for box in page.find("input")), target
    assert groups > 5, groups


@proves
def the_filters_are_folded_but_after_a_filter_that_gave_nothing():
    for lang, words in {"en": ("Filter", "Filter: 2 chosen"),
                        "es": ("Filtrar", "Filtrar: 2 elegidos")}.items():
        for wish, says, is_open in (
                ("", words[0], False), ("&audience=workers&service=labor-standards", words[1], False),
                ("&audience=visa-holders&topic=data", words[1], True),
                ("&q=zzzzzzzz", words[0], False)):
            panel, = [node for node in render(f"/?lang={lang}{wish}").page.find("details")
                      if node["class"] == "signpost-panel"]
            assert panel.find("summary")[0].text == says, (wish, panel.find("summary")[0].text)
            assert ("open" in panel.attributes) == is_open, wish


MANY = """
[facet:{facet}]
name = {facet}
{more}
""" + "".join(f"[{{facet}}:t{i}]\nname = Term {i}\n{'{order}' if i > 60 else ''}\n"
              for i in range(70))
HAS_THEM = """
[entry:{id}]
name = Has {id}
kind = unit
summary = Has some of them.
{facet} = {terms}
"""


def many(facet="county", order="", more=""):
    text = base_case() + MANY.format(facet=facet, order=order, more=more)
    for id, numbers in {"all": range(70), "some": range(50, 60)}.items():
        text += HAS_THEM.format(id=id, facet=facet, terms=", ".join(f"t{i}" for i in numbers))
    return text


def options(page, name):
    return [box["value"] for box in page.find("input") if box["name"] == name]


@proves
def a_long_filter_shows_its_largest_terms_and_leads_to_a_page_of_all_of_them():
    """The editor's own come first, and what is chosen is always there."""
    largest = [f"t{i}" for i in range(50, 60)]
    with Directory(text=many()) as site:
        shown = options(site.render("/").page, "county")
        assert len(shown) == 40 and set(largest) <= set(shown), shown
        page = site.render("/?county=t69&lang=en").page
        assert "t69" in options(page, "county") and len(options(page, "county")) == 40
        [link] = [node for node in page.find("a") if node.text == "Show all 70"]
        assert link["href"] == "/referrals/?lang=en&terms=county&county=t69#signpost-facet-county"
        page = site.render(link["href"].removeprefix("/referrals").partition("#")[0]).page
        assert len(options(page, "county")) == 70 and not options(page, "terms")
        assert all("open" in node.attributes for node in page.find("details")
                   if node["class"] == "signpost-panel" or node["id"] == "signpost-facet-county")
        leads = [node["href"] for node in page.find("a")
                 if "terms=" in (node["href"] or "") and not node["hreflang"]]
        assert not leads, leads
        here = site.render("/fragment?filters=here").text
        assert 'href="?sp-terms=county#signpost-facet-county"' in here
        assert UNCLEAR in site.render("/?terms=nothing").text
        facet, = [each for each in site.render("/api/v1/facets").json["facets"]
                  if each["id"] == "county"]
        assert len(facet["terms"]) == 70, "programs get all of them"
    with Directory(text=many(order="order = 1")) as site:
        shown = options(site.render("/").page, "county")
        assert set(f"t{i}" for i in range(61, 70)) | set(largest) <= set(shown), shown


@proves
def whom_it_is_for_and_what_is_done_is_never_cut():
    for kind in ("audience", "serviceType"):
        with Directory(text=many(more=f"schema-org = {kind}")) as site:
            page = site.render("/").page
            assert len(options(page, "county")) == 70, kind
            assert "Show all" not in page.text, kind


@proves
def nothing_found_is_said_with_a_way_back():
    tree = render("/?topic=data&audience=visa-holders").page
    assert "No entry fits all of these filters." in tree.text
    assert f"{BASE}/" in [link["href"] for link in tree.links()]
    assert not shown_entries(tree)


@proves
def an_empty_list_offers_every_crisis_line_and_none_twice():
    """Beside those that fit, or that the words find, the others."""
    crisis = {"tel:+18883737888", "sms:233733", "tel:911"}
    both = 0
    for wish in ("audience=workers&service=statistics", "audience=survivors&topic=data&goal=access",
                 "audience=visa-holders&topic=data", "q=traficking+visaa", "q=zzzzzzzz"):
        for lang in ("en", "es"):
            for start in ("/", "/fragment"):
                text = render(f"{start}?{wish}&lang={lang}").text
                offered = text[text.index("signpost-swap"):].partition("signpost-group")[0]
                numbers = re.findall(r'class="signpost-dial" href="([^"]*)"', offered)
                assert len(numbers) == len(set(numbers)), (wish, numbers)
                assert crisis <= set(numbers), (wish, numbers)
                both += "signpost-call-first" in offered and len(numbers) > 2
                assert "<ul>\n</ul>" not in offered, wish
    assert both > 4, both


@proves
def an_unknown_filter_is_left_out_and_told():
    for query in ("audience=nobody", "audience=workers,nobody", "page=x", "per_page=0",
                  "goal=Access", "audience=%ff", "audience=a%00b",
                  "audience=work%20ers", "department=niosh"):
        for start in ("/", "/fragment"):
            answer = render(f"{start}?{query}")
            assert answer.status == 200, (start, query)
            assert UNCLEAR in answer.page.text, (start, query)
    workers = shown_entries(render("/?audience=workers").page)
    assert shown_entries(render("/?audience=workers,nobody").page) == workers
    assert UNCLEAR not in render("/").page.text


@proves
def unknown_names_are_ignored():
    for start in ("/", "/fragment", "/api/v1/entries"):
        for query in ("x=1", "Audience=workers", "audience[]=workers", "sp-audience=workers",
                      "audience%20=workers", "%ff=%ff", "=workers", "utm_source=x&fbclid=y"):
            target = f"{start}?{query}"
            assert render(target).text == render(start).text, target


@proves
def the_interface_names_the_values_there_are():
    for facet in facets():
        answer = render(f"/api/v1/entries?{facet['id']}=nobody")
        assert answer.status == 400 and answer.code == NOT_FOUND, facet["id"]
        assert answer.headers["content-type"] == "application/problem+json"
        for term in facet["terms"]:
            assert term["id"] in answer.text, (facet["id"], term["id"])
    for query, values in (("page=0", "1"), ("per_page=0", "100"), ("lang=xx", "en"),
                          ("heading=9", "2 to 5"), ("filters=x", "here"),
                          ("filters=x", "section")):
        answer = render(f"/api/v1/entries?{query}")
        assert answer.status == 400, query
        name = query.split("=", maxsplit=1)[0]
        assert answer.json["parameter"] == name and values in answer.json["detail"], (
            query, answer.json["detail"])


@proves
def facets_refuse_what_the_list_refuses():
    assert render("/api/v1/facets?goal=nobody").status == 400
    assert render("/api/v1/facets?goal=access").status == 200


# What a visitor sends.


def crafted():
    """Queries full of a word and a number that must not be seen again."""
    number = "5550143"
    for word in (MARK, f"{MARK}%20call%20{number}", f"%3Cb%3E{MARK}", f'"{MARK}', f"'{MARK}",
                 f"{MARK}%22%3E%3Cscript%3E", f"{MARK}%0d%0aX-{MARK}:%201", f"%E2%80%AE{MARK}"):
        for name in ("q", "audience", "goal", "department", "lang", "page", "per_page", "sort",
                     "heading", "filters", "style", "links", "exit", "crisis", "x", MARK):
            yield f"{name}={word}"
        yield f"filters=here&prefix={word}&exit=on&crisis=off"
        yield f"audience=workers,{word}&page={number}"
        yield f"filters=here&sp-audience={word}&sp-page={word}&{word}={word}"
        yield word


def without_words(body):
    """A page without the box for words, and without what links say of them."""
    body = re.sub(r'<input type="search"[^>]*>', "", body)
    return re.sub(r'(?<=[?;])(sp-)?q=[^&"]*', "", body)


@proves
def what_a_visitor_sent_appears_nowhere_but_in_the_search_box():
    targets = [f"{start}?{query}" for query in crafted()
               for start in ("/", "/fragment", "/api/v1/entries")]
    targets += [f"{start}{MARK}" for start in ("/", "/e/", "/fragment/e/", "/api/v1/", "/api/",
                                               "/api/v1/entries/", "/fragment/", "/phones/")]
    targets += [f"{start}?q={MARK}&lang={MARK}" for start in (
        "/e/hhs", "/phones", "/last-resort", "/nowhere", "/api/v1/", "/api/v1/facets",
        "/api/v1/entries/hhs", "/healthz", "/fragment/e/hhs")]
    with Site() as site:
        for target in targets:
            answer = site.ask(target)
            everything = without_words(answer.text) + str(answer.headers)
            assert MARK not in everything.lower(), target
            assert "5550143" not in everything, target


@proves
def what_the_host_keeps_is_seen_by_nobody_and_breaks_nothing():
    value = f'"><b>{MARK}</b>&amp;\'%00'
    answer = render("/fragment?filters=here&keep=note&note=" + urllib.parse.quote(value))
    assert answer.status == 200 and not answer.page.faults, answer.page.faults
    assert MARK not in answer.page.text and not answer.page.find("b")
    fine = '"><b>' + MARK + "</b>&amp;' é+/?=#"
    tree = render("/fragment?filters=here&keep=note&note=" + urllib.parse.quote(fine)).page
    assert not tree.faults and MARK not in tree.text, tree.faults
    assert ("note", fine) in tree.hidden(), tree.hidden()
    kept = [urllib.parse.parse_qsl(link["href"][1:]) for link in tree.links()
            if link["href"].startswith("?")]
    assert kept and all(("note", fine) in pairs for pairs in kept), kept[:2]


@proves
def here_filtering_stays_on_the_hosts_page():
    tree = render(f"/fragment?{HERE}&sp-per_page=5&sp-audience=workers").page
    form, = tree.find("form")
    assert form["method"] == "get" and form["action"] == "#signpost-count"
    names = {box["name"] for box in form.find("input") if box["type"] == "checkbox"}
    assert names == {"sp-" + facet["id"] for facet in facets()}, names
    checked = [(b["name"], b["value"]) for b in form.find("input") if "checked" in b.attributes]
    assert checked == [("sp-audience", "workers")], checked
    assert tree.hidden() == [("page_id", "7"), ("tx[list]", "a b"), ("sp-per_page", "5")]
    assert shown_entries(tree) == shown_entries(render("/?per_page=5&audience=workers").page)


@proves
def here_every_link_to_the_list_is_only_a_query():
    """But those to the list in another language, which the page around it has
    not."""
    for more in ("", "&sp-per_page=5&sp-page=2", "&sp-topic=data&sp-audience=visa-holders"):
        tree = render(f"/fragment?{HERE}{more}").page
        for link in tree.links():
            href = link["href"]
            is_ours = href.startswith(BASE + "/?") or href == BASE + "/"
            assert not is_ours or "hreflang" in link.attributes, href
            if href.startswith("?"):
                pairs = urllib.parse.parse_qsl(href[1:])
                assert pairs[:2] == [("page_id", "7"), ("tx[list]", "a b")], href
                assert all(name.startswith("sp-") for name, _ in pairs[2:]), href
    hrefs = [link["href"] for link in tree.links()]
    assert any("sp-audience=visa-holders" in href for href in hrefs), hrefs


@proves
def here_names_without_the_mark_are_not_ours():
    plain = render(f"/fragment?{HERE}").text
    for query in ("audience=workers", "page=2", "per_page=5", "audience=nobody", "page=x",
                  "page=%ff", "audience=%ff", "q=x"):
        assert render(f"/fragment?{HERE}&{query}").text == plain, query


@proves
def here_what_the_host_keeps_is_not_ours():
    """keep=page_id,lang: the host's own `lang` may say what it likes."""
    target = "/fragment?filters=here&keep=page_id,lang,page&page_id=7&lang=fr_FR&page=x"
    tree = render(target).page
    assert UNCLEAR not in tree.text
    assert tree.hidden() == [("page_id", "7"), ("lang", "fr_FR"), ("page", "x")], tree.hidden()


@proves
def what_the_host_wrote_cannot_be_overridden():
    written = f"/fragment?heading=4&{HERE}"
    args = "filters=section&heading=2&keep=evil&evil=1&sp-heading=2&sp-filters=section"
    tree = render(f"{written}&{args}").page
    assert tree.levels()[0] == 4, tree.levels()
    assert tree.find("form")[0]["action"] == "#signpost-count"
    assert tree.hidden() == [("page_id", "7"), ("tx[list]", "a b")], tree.hidden()
    assert "evil" not in render(f"{written}&{args}").text
    assert render("/?per_page=5&per_page=7").text == render("/?per_page=5").text


@proves
def in_the_section_forms_and_links_lead_to_the_base():
    for target in ("/", "/fragment", "/fragment?filters=section",
                   "/fragment?filters=section&keep=page_id&page_id=7"):
        tree = render(target).page
        form, = tree.find("form")
        page, _, place = form["action"].partition("#")
        assert page == f"{BASE}/" and form["method"] == "get", target
        count, = [each for each in tree.find("p") if each["id"] == place]
        assert count["role"] == "status", target  # what was found is seen first
        assert not tree.hidden(), target
        assert not [link for link in tree.links() if link["href"].startswith("?")], target
        assert not [box for box in form.find("input") if box["name"].startswith("sp-")]


@proves
def a_fragment_never_fails_for_its_query():
    for query in ("%", "%%%", "&&&&", "=", "a" * 4000, "audience=" + "x," * 2000, "%00",
                  "page=-1", "page=1e3", "heading=99999999999999999999", "keep=<b>",
                  "filters=here&keep=" + "k," * 500, "filters=nowhere", "lang=xx",
                  "audience=" + "&audience=".join(t["id"] for t in facets()[0]["terms"])):
        answer = render(f"/fragment?{query}")
        assert answer.status == 200 and answer.page.numbers(), query[:40]
        assert not answer.page.faults, (query[:40], answer.page.faults)


if __name__ == "__main__":
    sys.exit(tap.run())
