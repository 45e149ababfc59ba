#!/usr/bin/python3
"""The section in pages that are files, and how many bytes a reader's phone must
fetch. PHP is tried in test-php.py, the ways that need a browser in tests/browser."""

import gzip
import os
import re
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib"))

import tap
from command import printed
from tap import proves
from visitor import get
from website import Website


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
    for name, most in (("signpost.js", 2400), ("signpost.css", 3072),
                       ("print.css", 1024), ("signpost-host.js", 1300)):
        answer = get(site.port, f"/referrals/assets/{name}", Accept_Encoding="gzip")
        assert answer.status == 200 and len(answer.body) <= most, (
            name, len(answer.body))


@proves
def a_script_gets_the_list_packed_and_a_page_that_takes_it_in_does_not(site):
    fragment = "/referrals/fragment?audience=workers"
    packed = get(site.port, fragment, Accept_Encoding="gzip")
    assert packed.headers["content-encoding"] == "gzip" and len(packed.body) < 8192
    # nginx writes a line of its own beside the responder's.
    assert re.search(r"(?im)^vary: accept-encoding\r?$", packed.head), packed.head
    plain = get(site.port, fragment)
    assert "content-encoding" not in plain.headers
    host = get(site.port, "/get-help.html", Accept_Encoding="gzip")
    assert b'class="signpost"' in gzip.decompress(host.body), "the piece in a packed page"


if __name__ == "__main__":
    sys.exit(tap.run_on(Website, "nginx", "redis-server"))
