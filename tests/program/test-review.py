#!/usr/bin/env python3
"""What those who keep the directory see of it at /review, and that nobody else
learns of it. Prints TAP."""

import os
import re
import signal
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib"))

import tap
from directory import SCOPES, base_case
from page import Page
from places import read_source
from signpost_site import Site
from stand import wait_until
from tap import proves

INSIDER = {"SIGNPOST_SCOPE": "internal"}
MORE = """
[entry:old]
name = Old office
kind = unit
summary = S.
phone = seldom
internal-note = Ask for Ann
goal = seldom
checked = 2001-02-03 | editor

[entry:older]
name = Older office
kind = unit
summary = S.
listed-under = old
checked = 2001

[entry:fresh]
name = Fresh office
kind = unit
summary = S.
checked = 2999-01-01

[entry:back-office]
name = Back office
kind = unit
summary = S.
phone = back-line
visibility = internal

[phone:seldom]
number = +1-202-555-0101
purpose = Ask <b>
answered-by = ngo
hours = Mon-Fri 08:00-16:30 local time

[phone:back-line]
number = +1-202-555-0102
purpose = Ask inside
answered-by = ngo
verified = 2001-06 | a page

[goal:seldom]
name = Asked for seldom
"""


class Reviewed(Site):
    def __init__(self, text=MORE):
        super().__init__(SCOPES, text=text)
        self.write("data/1.ini", base_case().replace("verified = 2026-01", "verified = 2999"))

    def review(self, query=""):
        answer = self.ask(f"/review?{query}", **INSIDER)
        assert answer.status == 200, answer.head
        return answer.text

    def change(self, name, text, until):
        """Adds a file, or takes it away, and waits for words on the page."""
        if text is None:
            os.unlink(self.path("data", name))
        else:
            self.write(f"data/{name}", text)
        self.send("signpost", signal.SIGHUP)
        wait_until(lambda: until in self.review(), what=until)


def facts(page):
    """The ids, in their order."""
    return re.findall(r'<span class="signpost-small" translate="no">\(([a-z-]+)\)</span>', page)


@proves
def in_public_it_is_an_address_like_any_unknown_one():
    with Reviewed() as site:
        for method in ("GET", "HEAD", "POST"):
            for query in ("", "department=old", "page=2", "lang=en"):
                for scope in ({}, {"SIGNPOST_SCOPE": "public"}, {"SIGNPOST_SCOPE": "Internal"}):
                    ours, other = (site.ask(f"{path}?{query}", method=method, **scope)
                                   for path in ("/review", "/revue"))
                    assert (ours.head, ours.body) == (other.head, other.body), (method, query)
        assert site.ask("/review").status == 404
        for path in ("/", "/e/old", "/phones", "/fragment", "/nowhere"):
            assert "/review" not in site.ask(path).text, path
        assert "/referrals/review" in site.ask("/", **INSIDER).text


@proves
def facts_are_listed_numbers_first_and_the_oldest_of_each():
    """Those without a date before all, those that are fresh not at all."""
    with Reviewed() as site:
        found = facts(site.review())
        assert found == ["seldom", "back-line", "back-office", "base", "older", "old"], found


@proves
def each_is_a_row_that_says_what_it_is_when_and_where_it_was_seen_and_its_line():
    with Reviewed() as site:
        rows = [[cell.text for cell in row.find("td")]
                for row in Page(site.review()).find("tr")[1:]]
        by_id = {re.search(r"\(([a-z-]+)\)", row[0])[1]: row for row in rows}
        line = by_id["back-line"]
        assert line[1:3] == ["Number", "2001-06"] and line[4] == "a page", line
        assert int(line[3]) > 9000 and line[5].endswith("/own.ini:37"), line
        assert by_id["old"][1:3] == ["Entry", "2001-02-03"] and by_id["old"][4] == "editor"
        assert by_id["seldom"][1:5] == ["Number", "Never", "", ""], by_id["seldom"]
        for words in ("could not confirm", "1-202-555-0101", "Ask <b>"):
            assert words in by_id["seldom"][0], words


@proves
def its_parts_have_addresses_of_their_own():
    with Reviewed() as site:
        for part, ids in {"phones": ["seldom", "back-line"],
                          "entries": ["back-office", "base", "older", "old"],
                          "never": ["seldom", "back-office", "base"],
                          "old": ["back-line", "older", "old"]}.items():
            page = site.ask(f"/review/{part}", **INSIDER)
            assert facts(page.text) == ids, (part, facts(page.text))
            assert f'action="/referrals/review/{part}#signpost-count"' in page.text
            link = f'<a href="/referrals/review/{part}">'
            assert link in site.review() and link not in page.text, part
            assert site.ask(f"/review/{part}").status == 404
        found = facts(site.ask("/review/phones?department=old", **INSIDER).text)
        assert found == ["seldom"], found
        assert site.ask("/review/nothing", **INSIDER).status == 404


@proves
def no_number_of_the_table_dials_and_the_crisis_lines_take_one_line():
    with Reviewed() as site:
        page = site.review()
        assert "tel:" not in page[page.index("<table"):], "a slip would call"
        assert page.count("signpost-crisis") == 1 and "signpost-brief" in page
        assert "1-202-555" in page[:page.index("<h1")], "the crisis lines are there"


@proves
def what_is_done_with_a_number_begins_a_sentence_in_the_table():
    with Reviewed() as site:
        for lang, verb in (("en", "Call"), ("es", "Llame al")):
            rows = Page(site.ask(f"/review/phones?lang={lang}", **INSIDER).text).find("tr")[1:]
            said = [re.split(r"[.] (?=\D*1-202-555)", row.find("td")[0].text) for row in rows]
            assert len(said) == 2, said
            for parts in said:
                assert len(parts) > 1 and parts[-1].startswith(verb), parts


@proves
def every_page_inside_begins_with_a_link_to_it():
    with Reviewed() as site:
        for path in ("/", "/e/old", "/phones", "/review", "/nowhere", "/handout?entry=old",
                     "/handout/both?entry=old", "/handout/card?entry=old", "/last-resort"):
            for scope, is_there in ((INSIDER, True), ({}, False)):
                head = site.ask(path, **scope).text.partition("<main")[0]
                assert ('href="/referrals/review"' in head) == is_there, (path, scope)


@proves
def what_is_internal_has_a_badge():
    badge = "Internal. Do not give to clients."
    with Reviewed() as site:
        assert badge in site.ask("/e/back-office", **INSIDER).text
        assert badge not in site.ask("/e/older", **INSIDER).text
        page = site.ask("/", **INSIDER).text
        assert page.count(badge) == 2, "and what has an internal note"
        assert page.index(badge) > page.index("Back office")
        assert badge not in site.ask("/").text
        for fields in "", "?fields=name", "?fields=summary,phone":
            header, *rows = site.ask(f"/entries.csv{fields}", **INSIDER).text.splitlines()
            assert header.split(",")[1] == "internal", header
            marked = [row for row in rows if f",{badge}," in row + ","]
            assert len(marked) == 2, (fields, rows)
            assert "internal" not in site.ask(f"/entries.csv{fields}").text.splitlines()[0]
        for entry, is_so in ("back-office", True), ("older", False):
            told = site.ask(f"/api/v1/entries/{entry}", **INSIDER).json
            assert (told.get("visibility") == "internal") == is_so, told
        assert "Interno. No lo dé a las personas que atiende." in read_source("conf/locale/es.ini")


@proves
def a_public_entry_with_something_for_those_inside_alone_has_the_badge_everywhere():
    """On card, page and in the text; its copy for others holds none of it."""
    badge = "Internal. Do not give to clients."
    alike = "address = 1 Main St\nvisibility = public\naddress-visibility = public"
    link = "link = https://mixed.example/ | Mixed\n"
    inside = """
[phone:inner]
number = +1-202-555-0103
purpose = Ask
answered-by = ngo
visibility = internal
[contact:ann]
title = Advocate
direct-phone = +1-202-555-0199
"""
    for row, words in {
            link + "phone = inner": "0103", link + "internal-note = Ask for Ann": "Ann",
            link + "contact = ann": "0199", link + "address = 7 Hidden St": "Hidden St",
            link + "location = hidden": "9 Secret St", "listed-under = fresh": "0103",
            link + alike: "1 Main St"}.items():
        text = MORE.replace("[entry:fresh]\n", "[entry:fresh]\nphone = inner\n") + inside + (
            "[location:hidden]\nstreet = 9 Secret St\ncity = Rome\n" if "location" in row else ""
        ) + f"[entry:mixed]\nname = Mixed office\nkind = unit\nsummary = S.\n{row}\n"
        with Reviewed(text) as site:
            is_internal = alike not in row
            page = site.ask("/e/mixed", **INSIDER).text
            assert (badge in page) == is_internal, row
            assert words in page, row
            card = site.ask("/", **INSIDER).text.partition('/e/mixed"')[2].partition("</article")
            assert (badge in card[0]) == is_internal, row
            told = site.ask("/entries.txt", **INSIDER).text
            told = re.search(r"Mixed office\n.*?(?=\n\n\n|$)", told, re.S)[0]
            assert told.startswith("Mixed office\n" + badge) == is_internal, (row, told)
            copy, = Page(page).find("textarea")
            assert is_internal == (words not in copy.text) or alike in row, (row, copy.text)
            for path in ("/e/mixed", "/", "/entries.txt"):
                assert badge not in site.ask(path).text, (row, path)


@proves
def each_entry_can_be_copied_as_a_text_of_what_everybody_may_see():
    with Reviewed() as site:
        text = Page(site.ask("/e/old", **INSIDER).text).find("textarea")[0].text
        for words in ("Old office", "Answered by", "could not confirm", "8:00 am to 4:30 pm",
                      "1-202-555-0101"):
            assert words in text, (words, text)
        assert re.search(r"[A-Z][a-z]+ \d+, \d{4}", text), text
        assert "Ann" not in text, text
        assert not Page(site.ask("/e/back-office", **INSIDER).text).find("textarea")
        assert not Page(site.ask("/e/old").text).find("textarea")


@proves
def inside_the_cursor_is_in_the_search_and_enter_opens_what_is_found_first():
    with Reviewed() as site:
        form = Page(site.ask("/", **INSIDER).text).find("form")[0]
        box = next(each for each in form.find("input") if each["type"] == "search")
        assert "data-signpost-desk" in box.attributes
        first = form.find("button")[0]
        assert first["formaction"] == "/referrals/first" and first["type"] == "submit"
        answer = site.ask("/first?q=back", **INSIDER)
        assert (answer.status, answer.headers["location"]) == (303, "/referrals/e/back-office")
        assert "q=" not in answer.headers["location"]
        assert answer.headers["cache-control"] == "no-store"
        assert site.ask("/first?q=zqxmark", **INSIDER).status == 200
        assert site.ask("/first?q=old").status == 404
        assert "/first" not in site.ask("/").text and "signpost-desk" not in site.ask("/").text


@proves
def filters_leave_the_facts_of_what_fits():
    with Reviewed() as site:
        page = site.review("department=old")
        assert facts(page) == ["seldom", "older", "old"], facts(page)
        assert 'action="/referrals/review#signpost-count"' in page
        assert '<a href="/referrals/review">' in page, "the filter can be taken away"
        assert facts(site.review("goal=seldom")) == ["seldom", "old"]


@proves
def many_facts_come_in_pages():
    with Reviewed() as site:
        first = site.review("per_page=2")
        assert facts(first) == ["seldom", "back-line"], facts(first)
        link = re.search(r'href="/referrals/review\?([^"]*)" rel="next"', first)[1]
        assert facts(site.review(link.replace("&amp;", "&"))) == ["back-office", "base"], link
        assert 'rel="next"' not in site.review("per_page=2&page=4")


@proves
def a_refused_set_is_shown_with_all_its_faults_until_one_is_taken():
    with Reviewed() as site:
        site.change("3.ini", "[entry:x]\nnme = <i>\n[goal:Two]\n", "It was refused")
        page = site.review()
        assert "/3.ini:2:1: [entry] has no key `nme`" in page, page
        assert "/3.ini:3:2: `[goal:Two]`: a header is" in page and "<i>" not in page, page
        for path in ("/", "/review", "/healthz", "/nowhere"):
            assert "3.ini" not in site.ask(path).text, path
        site.change("3.ini", None, "It was taken")
        assert "3.ini" not in site.review()


@proves
def what_the_last_reload_changed_is_shown_with_what_is_internal():
    with Reviewed() as site:
        assert "Nothing has changed" in site.review()
        site.change("own.ini", MORE.replace("0102", "0109").replace("Old office", "New office"),
                    "What changed last</h2>\n<p>Changed on")
        page = site.review()
        assert ("phone changed: 1-202-555-0102 is now 1-202-555-0109 (back-line); shown by "
                "back-office") in page, page
        assert "entry renamed: Old office is now New office (old)" in page, page
        log = site.log()
        assert "entry renamed: Old office" in log and "0109" not in log, log
        site.change("3.ini", "[entry:x]\nnme = X\n", "It was refused")
        site.change("3.ini", None, "It was taken")
        assert "is now New office" in site.review(), "a reload that changes nothing keeps it"


@proves
def nobody_is_to_keep_it():
    with Reviewed() as site:
        head = site.ask("/review", **INSIDER).head
        for line in ("Cache-Control: no-store", "X-Accel-Expires: 0", "X-Robots-Tag: noindex",
                     "Cross-Origin-Resource-Policy: same-origin"):
            assert line in head, (line, head)
        assert "Access-Control" not in head, head


@proves
def a_line_for_those_inside_alone_has_the_badge_among_all_lines():
    """No internal number can stand in a list of lines, so those of entries are left."""
    badge = "Internal. Do not give to clients."
    lines = """
[phone:inner]
number = +1-202-555-0103
purpose = Ask
answered-by = ngo
verified = 2001-06 | a page
visibility = internal
[phone:outer]
number = +1-202-555-0104
purpose = Ask
answered-by = ngo
verified = 2001-06 | a page
"""
    text = MORE.replace("[entry:fresh]\n", "[entry:fresh]\nphone = inner\n").replace(
        "[entry:old]\n", "[entry:old]\nphone = outer\n") + lines
    with Reviewed(text) as site:
        parts = re.split("<h[23]", site.ask("/phones", **INSIDER).text.partition("<h1")[2])
        for number, is_inside in {"0100": False, "0102": True, "0103": True,
                                  "0104": False}.items():
            part, = [each for each in parts if f"tel:+1202555{number}" in each]
            assert (badge in part) == is_inside, (number, part)
        outside = site.ask("/phones").text
        assert badge not in outside and "0103" not in outside and "0104" in outside


if __name__ == "__main__":
    sys.exit(tap.run())
