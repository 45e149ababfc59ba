#!/usr/bin/python3
"""The section in pages that something else than nginx makes, and how many bytes
a reader's phone must fetch. The ways that need a browser are tried in
tests/browser."""

import os
import re
import subprocess
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib"))

import tap
from command import printed
from places import source_folder
from stand import missing
from tap import need, proves
from visitor import get
from website import Website

HOTLINE = "tel:+18883737888"
HOST = """<?php
require '{folder}/signpost.php';
echo '<main>';
if (!signpost('http://127.0.0.1:{port}/referrals/fragment?{query}',
              '{copy}', {days}))
    echo 'Call us.';
echo '</main>';
"""


class Php:
    """A page of a host's that takes the section in with PHP."""

    def __init__(self, site, name, port=None, query="filters=section", days=7):
        need(not missing("php"), "php is not installed")
        self.copy = site.path(name + ".html")
        self._page = site.path(name + ".php")
        site.write(name + ".php", HOST.format(
            folder=os.path.join(source_folder(), "nginx"), copy=self.copy,
            port=port or site.port, query=query, days=days))

    def show(self):
        """What a visitor gets; PHP must have nothing to complain of."""
        result = subprocess.run(["php", "-d", "display_errors=stderr", self._page],
                                capture_output=True, encoding="utf-8",
                                check=True, timeout=30)
        assert not result.stderr, result.stderr
        return re.fullmatch("<main>(.*)</main>", result.stdout, re.S)[1]


@proves
def a_page_made_by_php_holds_the_section(site):
    page = Php(site, "whole")
    shown = page.show()
    assert shown.startswith("<section") and shown.endswith("</section>")
    assert HOTLINE in shown and "/referrals/e/hstu" in shown
    with open(page.copy, encoding="utf-8") as copy:
        assert copy.read() == shown


@proves
def when_the_responder_is_dead_php_shows_the_last_good_copy(site):
    page = Php(site, "dead")
    before = page.show()
    site.kill_program()
    try:
        assert page.show() == before
    finally:
        site.revive_program()


@proves
def when_nothing_listens_php_shows_the_last_good_copy(site):
    before = Php(site, "gone").show()
    assert Php(site, "gone", port=9).show() == before


@proves
def an_old_copy_is_not_shown_and_the_crisis_lines_are(site):
    page = Php(site, "old")
    page.show()
    os.utime(page.copy, (0, 0))
    site.kill_program()
    try:
        shown = page.show()
        assert "signpost-last-resort" in shown and HOTLINE in shown, shown
        assert os.stat(page.copy).st_mtime == 0, "it took the good copy's place"
    finally:
        site.revive_program()


@proves
def without_a_copy_the_page_says_where_help_is(site):
    assert Php(site, "never", port=9).show() == "Call us."


@proves
def a_copy_that_cannot_be_written_hides_no_section(site):
    page = Php(site, "unwritten")
    text = site.read("unwritten.php").replace(page.copy, "/nowhere/at/all.html")
    site.write("unwritten.php", text)
    assert page.show().startswith("<section")


@proves
def the_program_writes_the_section_into_a_file(site):
    """What a site without nginx pastes into its pages."""
    section = printed("render", "-c", site.path("signpost.ini"), "/fragment?filters=section")
    assert section.strip() == get(
        site.port, "/referrals/fragment?filters=section").text.strip()


@proves
def no_list_needs_an_image_or_a_font(site):
    page = get(site.port, "/referrals/").page
    assert not page.find("img", "svg", "picture", "video", "audio")
    sheet = get(site.port, "/referrals/assets/signpost.css").text
    assert "url(" not in sheet and "@font-face" not in sheet and "@import" not in sheet


@proves
def a_reader_fetches_few_bytes(site):
    packed = get(site.port, "/referrals/", Accept_Encoding="gzip")
    assert packed.headers["content-encoding"] == "gzip"
    assert len(packed.body) <= 20 * 1024, len(packed.body)
    for name, most in (("signpost.js", 4096), ("signpost.css", 8192),
                       ("signpost-host.js", 4096)):
        answer = get(site.port, f"/referrals/assets/{name}")
        assert answer.status == 200 and len(answer.body) <= most, (
            name, len(answer.body))


if __name__ == "__main__":
    sys.exit(tap.run_on(Website, "nginx", "redis-server"))
