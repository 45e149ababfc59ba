#!/usr/bin/python3
"""The section in pages that are files, and how many bytes a reader's phone must
fetch. PHP is tried in test-php.py, the ways that need a browser in tests/browser."""

import os
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
    for name, most in (("signpost.js", 4096), ("signpost.css", 8192),
                       ("signpost-host.js", 4096)):
        answer = get(site.port, f"/referrals/assets/{name}")
        assert answer.status == 200 and len(answer.body) <= most, (
            name, len(answer.body))


if __name__ == "__main__":
    sys.exit(tap.run_on(Website, "nginx", "redis-server"))
