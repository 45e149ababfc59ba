#!/usr/bin/python3
"""Varnish in front of nginx, with the shipped VCL: what it keeps, what it never
does, and what it is good for when nginx cannot be reached. Prints TAP."""

import os
import re
import signal
import subprocess
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib"))

import command
import tap
from places import read_source
from stand import free_port, wait_until
from tap import proves
from visitor import get
from website import Website

MARK = "zqxmark"
STRANGER = "127.0.0.78"
PAGES = ("/referrals/", "/referrals/?goal=access", "/referrals/e/osha", "/referrals/phones",
         "/referrals/fragment", "/referrals/embed", "/referrals/api/v1/facets")
RANGES = (None, "en", "es", "es-MX,es;q=0.9,en;q=0.8", "fr", "fr,es;q=0.3", "*", "en;q=0,es;q=0.1",
          "de,en;q=0.7,es;q=0.71", "ES", "es;q=0", "tlh, *;q=0.5", "en;q=0.001, es;q=0.002",
          "es;q=1.000", "x" * 500, "es-419", "e", "")


def answers(port):
    """Whether there is a website."""
    try:
        return get(port, "/").status == 200
    except OSError:
        return False


class Fronted(Website):
    """The website with a Varnish, whose own page takes the section in by ESI. What
    may be kept may be for an hour; at `brief`, for a second."""

    def __init__(self):
        super().__init__()
        self.varnish, self.plain = free_port(), free_port()

    def build(self):
        super().build()
        self.write("section.vcl", command.printed(
            "reference", "varnish", "-c", self.path("signpost.ini")))
        self.write("site.vcl", f"""vcl 4.1;
            backend default {{ .host = "127.0.0.1"; .port = "{self.plain}"; }}
            include "{self.path('section.vcl')}";
            sub vcl_backend_response {{ set beresp.do_esi = true; }}
            """)
        mask = re.search(r"vsl_mask=\S+", read_source("nginx", "signpost.vcl.in"))[0]
        self.start("varnish", "varnishd", "-F", "-j", "none", "-n", self.path("varnish-work"),
                   "-a", f"127.0.0.1:{self.varnish}", "-f", self.path("site.vcl"), "-p", mask,
                   "-s", "malloc,16m", "-p", "thread_pools=1", "-p", "workspace_backend=128k")
        wait_until(self._varnish_answers, within=60, what="Varnish answering")

    def _varnish_answers(self):
        assert self.is_running("varnish"), self.read("varnish.out")
        return answers(self.varnish)

    def _copy_shipped(self):
        super()._copy_shipped()
        self.write("signpost.ini", self.read("signpost.ini") + "[cache]\n" + "".join(
            f"{view} = 1 h, 0 s, 1 day\n" for view in ("list", "entry", "phones", "api")))
        self.write("demo-site/around.html", "<!DOCTYPE html><title>Around</title>"
                   '<p>Before</p><esi:include src="/referrals/fragment?filters=section"/>'
                   "<p>After</p>")

    def more_servers(self):
        """A server without copies of its own."""
        self.write("plain.conf", self.locations().replace(
            "fastcgi_cache $signpost_page_copies", "fastcgi_cache off").replace(
            "fastcgi_cache $signpost_api_copies", "fastcgi_cache off"))
        return f"""
            server {{
                listen 127.0.0.1:{self.plain};
                root {self.folder}/demo-site;
                include plain.conf;
            }}
        """

    def logged(self):
        """All that Varnish has in memory of those who came."""
        return subprocess.run(["varnishlog", "-d", "-n", self.path("varnish-work")], check=True,
                              stdout=subprocess.PIPE, encoding="utf-8", errors="replace").stdout


def is_kept(answer):
    """A hit has the number of the request that fetched it beside its own."""
    return len(answer.headers["x-varnish"].split()) == 2


def ask(site, path, **headers):
    """The third answer to the same wish."""
    for _ in range(3):
        answer = get(site.varnish, path, **headers)
    return answer


@proves
def what_the_responder_lets_it_keep_is_kept_packed_and_plain(site):
    for path in PAGES:
        for encoding in ("identity", "gzip"):
            kept = ask(site, path, Accept_Encoding=encoding)
            assert kept.status == 200 and is_kept(kept), (path, encoding, kept.headers)
            assert kept.text == get(site.plain, path).text, (path, encoding)


@proves
def the_browser_keeps_no_page_though_varnish_does(site):
    for path in ("/referrals/", "/referrals/e/osha", "/referrals/fragment"):
        assert ask(site, path).headers["cache-control"] == "no-store", path


@proves
def what_a_visitor_typed_or_nobody_else_asks_for_is_never_kept(site):
    for path in (f"/referrals/?q={MARK}", f"/referrals/?goal=access&q={MARK}",
                 f"/referrals/fragment?filters=here&keep={MARK}&{MARK}=1",
                 f"/referrals/fragment?prefix=a&filters=here&a-q={MARK}",
                 f"/referrals/?{MARK}=1", "/referrals/?goal=access&goal=access",
                 "/referrals/handout?entry=osha", f"/referrals/e/{MARK}", "/referrals/entries.csv",
                 f"/referrals/api/hsds/services?search={MARK}", "/referrals/healthz",
                 f"/referrals/api/v1/entries?q={MARK}", "/referrals/last-resort.html"):
        answer = ask(site, path)
        assert not is_kept(answer), (path, answer.headers)
        assert answer.text == get(site.plain, path).text or "healthz" in path, path


@proves
def the_responder_says_so_in_the_words_that_every_cache_knows(site):
    for path in PAGES:
        assert get(site.plain, path).headers["cdn-cache-control"] == \
            "max-age=3600, stale-if-error=86400", path
    for path in ("/referrals/?q=visa", "/referrals/?utm_source=x", "/referrals/healthz",
                 "/referrals/handout?entry=osha", "/referrals/entries.csv?goal=access&x=1"):
        assert get(site.plain, path).headers["cdn-cache-control"] == "no-store", path


@proves
def of_copies_that_nginx_has_itself_nothing_is_kept_so_that_ages_never_add_up(site):
    path = "/referrals/e/whd"
    told = [get(site.port, path).headers["cdn-cache-control"] for _ in range(4)]
    assert told[0].startswith("max-age=") and told[-1] == "no-store", told


@proves
def each_reader_gets_the_language_that_nginx_alone_would_give(site):
    for path in ("/referrals/", "/referrals/e/osha"):
        variants = set()
        for accepted in RANGES:
            headers = {} if accepted is None else {"Accept_Language": accepted}
            answer = ask(site, path, **headers)
            wanted = get(site.plain, path, **headers)
            assert answer.text == wanted.text, (path, accepted)
            assert is_kept(answer), (path, accepted)
            variants.add(answer.headers["x-varnish"].split()[1])
        assert len(variants) <= 3, variants


@proves
def a_piece_that_was_opened_by_itself_is_no_frames_copy(site):
    for path in ("/referrals/embed?crisis=off", "/referrals/fragment?crisis=off"):
        for order in (("document", "iframe"), ("iframe", "document")):
            for opened in order:
                answer = ask(site, path, Sec_Fetch_Dest=opened)
                wanted = get(site.plain, path, Sec_Fetch_Dest=opened)
                assert answer.text == wanted.text, (path, opened)
                assert is_kept(answer), (path, opened)


@proves
def a_page_takes_the_section_in_by_esi(site):
    for _ in range(2):
        answer = get(site.varnish, "/around.html", Sec_Fetch_Dest="document")
        assert answer.status == 200
        section = get(site.plain, "/referrals/fragment?filters=section").text
        assert answer.text.count(section) == 1, answer.text[:500]
        assert answer.text.index("Before") < answer.text.index("After")


@proves
def a_visitor_with_cookies_gets_what_everybody_gets(site):
    wanted = ask(site, "/referrals/")
    answer = get(site.varnish, "/referrals/", Cookie=f"session={MARK}", Referer=f"http://{MARK}/",
                 User_Agent=MARK)
    assert is_kept(answer) and answer.text == wanted.text
    refused = get(site.varnish, "/referrals/metrics", Authorization="Bearer " + MARK)
    assert refused.status == 403 and not is_kept(refused)


@proves
def who_came_and_what_was_asked_stands_in_no_log_of_its(site):
    for path in (f"/referrals/?q={MARK}", f"/referrals/?goal=access&{MARK}=1"):
        get(site.varnish, path, address=STRANGER, Referer=f"http://{MARK}/", User_Agent=MARK)
    log = site.logged()
    assert "RespStatus" in log
    for visitor in (MARK, "goal=access", STRANGER):
        assert visitor not in log, [line for line in log.split("\n") if visitor in line][:3]


@proves
def with_nginx_gone_what_was_kept_is_still_there(site):
    for path in PAGES:
        ask(site, path)
    site.end("nginx", signal.SIGTERM)  # with its workers
    try:
        for path in PAGES:
            assert get(site.varnish, path).status == 200, path
        unknown = get(site.varnish, "/referrals/e/doj")
        assert unknown.status == 503, (unknown.status, unknown.text)
        assert get(site.varnish, f"/referrals/?q={MARK}").status == 503
    finally:
        site.start("nginx", "nginx", "-c", site.path("nginx.conf"),
                   "-e", site.path("log", "nginx.log"))
        wait_until(lambda: answers(site.plain), what="nginx again")
    wait_until(lambda: get(site.varnish, "/referrals/e/doj").status == 200,
               what="an answer again")


if __name__ == "__main__":
    sys.exit(tap.run_on(Fronted, "nginx", "redis-server", "varnishd", "varnishlog"))
