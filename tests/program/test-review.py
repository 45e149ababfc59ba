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
goal = access
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

[phone:back-line]
number = +1-202-555-0102
purpose = Ask inside
answered-by = ngo
verified = 2001-06 | a page
"""


class Reviewed(Site):
    def __init__(self):
        super().__init__(SCOPES, text=MORE)
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
def facts_are_listed_the_oldest_first():
    """Those without a date before all, those that are fresh not at all."""
    with Reviewed() as site:
        found = facts(site.review())
        assert found == ["back-office", "base", "seldom", "older", "old", "back-line"], found


@proves
def filters_leave_the_facts_of_what_fits():
    with Reviewed() as site:
        page = site.review("department=old")
        assert facts(page) == ["seldom", "older", "old"], facts(page)
        assert 'action="/referrals/review#signpost-count"' in page
        assert '<a href="/referrals/review">' in page, "the filter can be taken away"
        assert facts(site.review("goal=access")) == ["seldom", "old"]


@proves
def many_facts_come_in_pages():
    with Reviewed() as site:
        first = site.review("per_page=2")
        assert facts(first) == ["back-office", "base"], facts(first)
        link = re.search(r'href="/referrals/review\?([^"]*)" rel="next"', first)[1]
        assert facts(site.review(link.replace("&amp;", "&"))) == ["seldom", "older"], link
        assert 'rel="next"' not in site.review("per_page=2&page=4")


@proves
def a_refused_set_is_shown_with_all_its_faults_until_one_is_taken():
    with Reviewed() as site:
        site.change("3.ini", "[entry:x]\nnme = <i>\n[goal:Two]\n", "It was refused")
        page = site.review()
        assert "/3.ini:2:1: [entry] has no key `nme`" in page, page
        assert "/3.ini:3:2: a header is" in page and "<i>" not in page, page
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


if __name__ == "__main__":
    sys.exit(tap.run())
