#!/usr/bin/python3
"""The section in pages that PHP makes, with nginx/signpost.php."""

import os
import re
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib"))

import tap
from php_page import Page, Shortcode, Stranger, bomb, certificate, within
from stand import free_port, wait_until
from tap import proves
from visitor import get
from website import Website

HOTLINE = "tel:+18883737888"


def fragment(site, query="filters=section", port=None):
    return f"http://127.0.0.1:{port or site.port}/referrals/fragment?{query}"


def contents(path):
    with open(path, encoding="utf-8") as file:
        return file.read()


class Dead:
    """While it lasts, nginx alone answers."""

    def __init__(self, site):
        self._site = site

    def __enter__(self):
        self._site.kill_program()

    def __exit__(self, *_):
        self._site.revive_program()


@proves
def a_page_made_by_php_holds_the_section(site):
    page = Page(site, "whole", fragment(site))
    shown = page.show()
    assert shown.startswith("<section") and shown.endswith("</section>")
    assert HOTLINE in shown and "/referrals/e/hstu" in shown
    copy, = page.copies()
    assert contents(copy) == shown


@proves
def nothing_is_printed_before_a_page_that_is_made_whole_first(site):
    page = Shortcode(site, "made", fragment(site))
    assert page.printed().startswith("<!DOCTYPE html><main><section"), page.printed()[:80]


@proves
def two_parts_of_a_website_may_load_the_file(site):
    assert HOTLINE in Shortcode(site, "twice", fragment(site)).show()


@proves
def when_the_responder_is_dead_php_shows_the_last_good_copy(site):
    page = Page(site, "dead", fragment(site))
    before = page.show()
    with Dead(site):
        assert page.show() == before


@proves
def when_nothing_listens_php_shows_the_last_good_copy(site):
    port = free_port()
    with Stranger() as stranger:
        address = stranger.address("list")
        before = Page(site, "gone", address).show()
    assert "list" in before and Page(site, "gone", address).show() == before
    assert Page(site, "never", fragment(site, port=port)).show() == "Call us."


@proves
def each_address_has_a_copy_of_its_own(site):
    english = Page(site, "both", fragment(site))
    spanish = Page(site, "both-es", fragment(site, "filters=section&lang=es"),
                   copy=english.copy)
    shown = [page.show() for page in (english, spanish)]
    assert shown[0] != shown[1] and len(english.copies()) == 2
    with Dead(site):
        assert [page.show() for page in (english, spanish)] == shown


@proves
def copies_may_stand_in_a_folder(site):
    os.mkdir(site.path("copies"))
    page = Page(site, "in-folder", fragment(site), copy=site.path("copies"))
    page.show()
    name, = os.listdir(site.path("copies"))
    assert re.fullmatch(r"signpost\.[0-9a-f]{16}\.html", name), name


@proves
def an_old_copy_is_not_shown_and_the_crisis_lines_are(site):
    page = Page(site, "old", fragment(site))
    page.show()
    copy, = page.copies()
    os.utime(copy, (0, 0))
    with Dead(site):
        shown = page.show()
        assert "signpost-last-resort" in shown and HOTLINE in shown, shown
        assert os.stat(copy).st_mtime == 0, "it took the good copy's place"


@proves
def no_copy_is_kept_of_what_a_visitor_asked_for(site):
    """The next visitor would see it while the responder is down."""
    for name, query in (("here", "filters=here&keep=lang"), ("words", "q=secretword"),
                        ("wish", "filters=here&sp-q=secretword"),
                        ("hidden", "f%69lters=here")):
        page = Page(site, f"no-{name}", fragment(site, query))
        shown = page.show("sp-q=secretword")
        assert name == "hidden" or "secretword" in shown
        assert not page.copies(), name
        with Dead(site):
            assert "secretword" not in page.show(), name


@proves
def only_filters_and_what_keep_names_are_passed_on(site):
    with Stranger() as stranger:
        page = Page(site, "passed", stranger.address("list?filters=here&keep=page_id,tab"))
        page.show("page_id=5&q=x&sp-audience=workers&sp-q=a+b&other=1&filters=section"
                  "&%74ab=%22%0d%0a&keep=other&heading=2")
        assert stranger.asked == ["/list?filters=here&keep=page_id,tab&page_id=5"
                                  "&sp-audience=workers&sp-q=a%20b&tab=%22%0D%0A"]
        Page(site, "unpassed", stranger.address("list?filters=section")).show("sp-q=x")
        assert stranger.asked[1:] == ["/list?filters=section"]


@proves
def a_wish_that_is_longer_than_nginx_takes_hides_no_list(site):
    page = Page(site, "long", fragment(site, "filters=here"))
    shown = page.show("sp-q=" + "!" * 4000 + "&sp-audience=workers")
    assert "signpost-count" in shown, shown[:200]


@proves
def a_page_on_which_filters_stay_is_kept_by_no_browser(site):
    port = free_port()
    Page(site, "headers", fragment(site, "filters=here"))
    Page(site, "plain", fragment(site))
    text = site.read("headers.php")
    site.write("headers.php", text.replace("echo '<main>';\n", "", 1))
    site.start("php", "php", "-S", f"127.0.0.1:{port}", "-t", site.folder)
    wait_until(lambda: "started" in site.read("php.out"), what="PHP listening")
    try:
        here = get(port, "/headers.php?sp-audience=workers")
        assert here.headers["cache-control"] == "no-store", here.headers
        assert here.headers["referrer-policy"] == "no-referrer"
        assert re.search(r'value="workers" checked', here.text), here.text[:500]
        assert "cache-control" not in get(port, "/plain.php").headers
    finally:
        site.end("php")


@proves
def what_is_not_the_section_is_not_pasted_in(site):
    bomb()
    with Stranger() as stranger:
        for mood in ("login", "failed", "moved", "huge", "endless", "packed"):
            page = Page(site, f"not-{mood}", stranger.address(mood))
            assert page.show() == "Call us.", mood
            assert not page.copies(), mood
        assert "/list" not in stranger.asked, "it followed a way to another address"


@proves
def a_page_waits_two_seconds_in_all_however_the_answer_comes(site):
    with Stranger() as stranger:
        for mood in ("silent", "slow"):
            with within(4):
                assert Page(site, mood, stranger.address(mood)).show() == "Call us."


@proves
def over_https_only_a_certificate_that_is_trusted_will_do(site):
    context, path = certificate(site)
    with Stranger(tls=context) as stranger:
        page = Page(site, "https", stranger.address("list"))
        assert page.show() == "Call us."
        assert "list" in page.show("", f"openssl.cafile={path}")
        slow = Page(site, "https-slow", stranger.address("slow"))
        with within(4):
            assert slow.show("", f"openssl.cafile={path}") == "Call us."


@proves
def no_file_is_asked_for_in_the_place_of_an_address(site):
    site.write("file.html", '<section class="signpost" lang="en">file</section>')
    for address in ("file://" + site.path("file.html"), site.path("file.html"),
                    "php://stdin", "data:text/html,x"):
        assert Page(site, "file", address).show() == "Call us.", address


@proves
def a_copy_that_cannot_be_written_hides_no_section_and_is_told(site):
    page = Page(site, "unwritten", fragment(site), copy="/nowhere/at/all.html")
    assert page.show().startswith("<section")
    assert "signpost: no copy is kept, /nowhere/at/all." in page.complaints()


@proves
def a_planted_link_is_neither_read_nor_followed_nor_replaced(site):
    page = Page(site, "planted", fragment(site))
    page.show()
    copy, = page.copies()
    os.remove(copy)
    site.write("treasure.html", '<section class="signpost" lang="en">planted</section>')
    os.symlink(site.path("treasure.html"), copy)
    page.show()
    assert os.path.islink(copy) and "planted" in site.read("treasure.html")
    assert "cannot be written" in page.complaints()
    with Dead(site):
        assert "planted" not in page.show()


@proves
def nothing_but_a_file_is_replaced(site):
    for make in (os.mkdir, os.mkfifo):
        page = Page(site, f"taken-{make.__name__}", fragment(site))
        page.show()
        copy, = page.copies()
        os.remove(copy)
        make(copy)
        with within(10):
            assert page.show().startswith("<section")
        assert page.copies() == [copy] and not os.path.isfile(copy)


if __name__ == "__main__":
    sys.exit(tap.run_on(Website, "nginx", "redis-server", "php", "openssl"))
