#!/usr/bin/python3
"""The section in a site that Debian's Hugo makes of files."""

import json
import os
import re
import shutil
import subprocess
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib"))

import tap
from page import Page
from php_page import Stranger
from places import source_folder
from tap import proves
from visitor import get
from website import Website

LAYOUT = """<!DOCTYPE html><html><head><title>{{ .Title }}</title></head>
<body><main>{{ .Content }}</main></body></html>
"""
LOCAL = re.compile(r'^/(?!/)')


class Hugo(Website):
    """A site whose page `get-help` has the shortcode."""

    def __init__(self):
        super().__init__()
        self.signpost = f"http://127.0.0.1:{self.port}/referrals"

    def lay_out(self, shortcode="{{< signpost >}}", address=None):
        shutil.rmtree(self.path("hugo"), ignore_errors=True)
        self.write("hugo/config.json", json.dumps({
            "baseURL": "https://www.harbor.example/", "title": "Harbor House",
            "disableKinds": ["taxonomy", "term", "RSS", "sitemap", "home", "section"],
            "params": {"signpost": self.signpost if address is None else address},
            "languageCode": "en", "defaultContentLanguage": "en"}))
        self.write("hugo/layouts/_default/single.html", LAYOUT)
        os.makedirs(self.path("hugo/layouts/shortcodes"))
        shutil.copy(os.path.join(source_folder(), "nginx/signpost-hugo.html"),
                    self.path("hugo/layouts/shortcodes/signpost.html"))
        self.write("hugo/content/get-help.md",
                   f"---\ntitle: Get help\n---\nBefore.\n\n{shortcode}\n\nAfter.\n")

    def make(self, *options):
        """(whether Hugo made the site, what it said)"""
        result = subprocess.run(
            ["hugo", "--source", self.path("hugo"), "--cacheDir", self.path("hugo-cache"),
             *options],
            check=False, capture_output=True, encoding="utf-8",
            env=dict(os.environ, HOME=self.folder))
        return result.returncode == 0, result.stdout + result.stderr

    def page(self):
        made, said = self.make()
        assert made, said
        return self.read("hugo/public/get-help/index.html")


@proves
def a_page_that_hugo_makes_holds_the_section(site):
    site.lay_out()
    ours = Page(site.page())
    theirs = Page(get(site.port, "/referrals/fragment?lang=en&heading=2&filters=section").text)
    assert theirs.root.text in ours.root.text and "Before." in ours.root.text
    for name in ("href", "src", "action", "data-signpost-source"):
        found = [node[name] for node in ours.root.walk() if node[name]]
        assert found == [LOCAL.sub(f"http://127.0.0.1:{site.port}/", node[name])
                         for node in theirs.root.walk() if node[name]], name


@proves
def a_site_may_use_style_sheet_and_script_of_its_own(site):
    site.lay_out()
    for name in ("signpost.css", "signpost.js"):
        os.makedirs(site.path("hugo/assets"), exist_ok=True)
        shutil.copy(os.path.join(source_folder(), "nginx/assets", name),
                    site.path("hugo/assets", name))
    text = site.page()
    assert '<link rel="stylesheet" href="/signpost.css">' in text
    assert '<script src="/signpost.js" defer></script>' in text
    assert os.path.exists(site.path("hugo/public/signpost.css"))


@proves
def a_page_may_choose_part_language_and_heading(site):
    site.lay_out('{{< signpost list="audience=attorneys" language="es" heading="3" >}}')
    page = Page(site.page())
    assert page.root.find("section")[0]["lang"] == "es" and page.root.find("h3")
    assert [each["value"] for each in page.root.find("input")
            if "checked" in each.attributes] == ["attorneys"]


@proves
def a_list_is_not_older_than_an_hour_when_a_site_is_made(site):
    """Hugo keeps for ever what it fetched once."""
    with Stranger() as stranger:
        site.lay_out(address=stranger.address("list"))
        for clock, times in (("2030-01-01T10:00:00Z", 1), ("2030-01-01T10:59:00Z", 1),
                             ("2030-01-01T11:00:00Z", 2)):
            made, said = site.make("--clock", clock)
            assert made and len(stranger.asked) == times, (said, stranger.asked)


@proves
def what_is_not_the_list_ends_the_build(site):
    with Stranger() as stranger:
        for address in (stranger.address("login"), stranger.address("failed"),
                        "http://127.0.0.1:9/referrals", "", "ftp://127.0.0.1/"):
            site.lay_out(address=address)
            made, said = site.make()
            assert not made and "signpost: " in said, (address, said)
    site.kill_program()
    try:
        site.lay_out('{{< signpost heading="4" >}}')
        made, said = site.make()
        assert not made and "signpost: no list at" in said, said
    finally:
        site.revive_program()


if __name__ == "__main__":
    sys.exit(tap.run_on(Hugo, "nginx", "redis-server", "hugo"))
