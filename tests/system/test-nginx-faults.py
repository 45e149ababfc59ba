#!/usr/bin/env python3
"""The shipped nginx files: what nginx tells a responder, what a reader sees when
responder, Redis or both fail, and what is written of a visit."""

import os
import re
import signal
import sys
import threading
import time
import urllib.parse

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib"))

import tap
from mirror import reflection
from page import Page
from places import source_folder
from stand import wait_until
from tap import proves
from visitor import Visitor, get
from website import Website

LOCAL = "tel:+12025550123"
HOTLINE = "tel:+18883737888"
UNKEPT = "/referrals/?x=1"  # in no spelling of which nginx has a copy
STRANGER = "127.0.0.77"  # an address from which nobody else comes


def numbers(text):
    """The addresses of the phones on a page, in order."""
    return [h for h in Page(text).hrefs() if h.startswith(("tel:", "sms:"))]


def visit(site, path, **headers):
    """Two answers: from the website, and from the one on kept connections."""
    return get(site.port, path, **headers), get(site.kept, path, **headers)


# What nginx tells the responder; the mirror stands in its place.

NOISE = {
    "Cookie": "session=1", "Referer": "https://a.example/",
    "Range": "bytes=0-9", "If-None-Match": '"x"',
    "User-Agent": "zebra", "Authorization": "Basic eg==", "Proxy": "x",
    "If-Modified-Since": "Tue, 01 Jan 2030 00:00:00 GMT",
    "X-Forwarded-For": "192.0.2.9", "X-Forwarded-Host": "evil.example",
    "Signpost-Scope": "internal", "Origin": "https://a.example",
    "Accept": "text/html", "Accept-Language": "es, en;q=0.5",
    "Accept-Encoding": "br, gzip;q=0.8",
}


@proves
def eight_parameters_reach_the_responder_and_no_other(site):
    answer = get(site.mirrored, "/referrals/e/a%20b?x=x%20y&&", **NOISE)
    assert reflection(answer.text)["params"] == {
        "REQUEST_METHOD": "GET",
        "DOCUMENT_URI": "/referrals/e/a b",
        "QUERY_STRING": "x=x%20y&&",
        "HTTP_ACCEPT": "text/html",
        "HTTP_ACCEPT_LANGUAGE": "es",
        "HTTP_ACCEPT_ENCODING": "gzip",
        "HTTP_ORIGIN": "https://a.example",
        "SIGNPOST_SCOPE": "public",
    }, answer.text


@proves
def a_fragment_is_asked_for_with_method_address_query_and_scope(site):
    wanted = {
        "REQUEST_METHOD": "GET",
        "DOCUMENT_URI": "/referrals/fragment",
        "QUERY_STRING": "exit=on&filters=here&keep=page_id&page_id=7&sp-q=%22x%22",
        "SIGNPOST_SCOPE": "public",
    }
    query = "page_id=7&sp-q=%22x%22"
    page = get(site.mirrored, "/get-help.html?" + query, **NOISE)
    assert reflection(page.text)["params"] == wanted, page.text
    posted = get(site.mirrored, "/passed-on.html?" + query, method="POST",
                 body="a=b", **NOISE)
    assert reflection(posted.text)["params"] == wanted, posted.text
    own = get(site.mirrored, "/referrals/fragment?" + wanted["QUERY_STRING"],
              **NOISE)
    assert reflection(own.text)["params"] == wanted, own.text


@proves
def the_responder_learns_that_a_piece_was_opened_by_itself(site):
    def opened(path, destination="document"):
        text = get(site.mirrored, path, Sec_Fetch_Dest=destination).text
        return reflection(text)["params"].get("SIGNPOST_OPENED")

    # However a link to it is spelt.
    for path in ("embed", "fragment", "fragment/e/osha", "embed?crisis=off",
                 "fragment?crisis=off&x=/referrals/", "%66ragment?crisis=off", "%65mbed",
                 "./fragment", "e/../fragment", "/fragment", "fragment/e%2Fosha"):
        assert opened("/referrals/" + path) == "1", path
        for destination in ("iframe", "empty", "documents", "Document", ""):
            assert opened("/referrals/" + path, destination) is None, (path, destination)
    # A page of the host's is opened, not the section in it; and pages of our own
    # are nobody's pieces.
    for path in ("/get-help.html", "/get-help.html?crisis=off", "/passed-on.html",
                 "/referrals/", "/referrals/e/osha", "/referrals/api/v1/entries",
                 "/referrals/embedded"):
        assert opened(path) is None, path


@proves
def a_head_is_asked_for_as_a_get(site):
    assert get(site.mirrored, "/referrals/", method="HEAD").body == b""
    for method in ("GET", "POST", "DELETE", "OPTIONS"):
        answer = get(site.mirrored, "/referrals/", method=method)
        params = reflection(answer.text)["params"]
        assert params["REQUEST_METHOD"] == method, params


@proves
def languages_and_encodings_are_reduced(site):
    def seen(name, header, value):
        answer = get(site.mirrored, "/referrals/", **{header: value})
        return reflection(answer.text)["params"][name]

    for value, wanted in {
        "en": "en", "EN-us,en;q=0.9": "en", "fr, en-GB;q=0.2": "en",
        "es": "es", "es-MX, en;q=0.5": "es", "fr;q=1, ES;q=0.9, en;q=0.8": "es",
        "en, es": "en", "*": "", "den": "", "x-en-y": "", "des, en": "en", "": "",
    }.items():
        got = seen("HTTP_ACCEPT_LANGUAGE", "Accept-Language", value)
        assert got == wanted, (value, got)
    for value, wanted in {
        "gzip": "gzip", "br, GZIP;q=0.5": "gzip", "gzip;q=1.0, br": "gzip",
        "gzip;q=0": "", "br, gzip; q=0.000": "", "x-gzip": "", "br": "",
        "identity": "",
    }.items():
        got = seen("HTTP_ACCEPT_ENCODING", "Accept-Encoding", value)
        assert got == wanted, (value, got)


@proves
def only_the_responders_own_failures_are_replaced(site):
    for status in (200, 400, 404, 405):
        answer = get(site.mirrored, f"/referrals/?status={status}")
        assert answer.status == status, (status, answer.status)
        assert "mirror:" in answer.text
    for status in (429, 500, 502, 503, 504):
        for query in (f"status={status}", f"status={status}&empty=1"):
            answer = get(site.mirrored, "/referrals/?" + query)
            assert answer.status == status, (status, answer.status)
            assert HOTLINE in numbers(answer.text), answer.text
            assert "mirror:" not in answer.text


@proves
def a_failing_answer_with_a_body_is_not_pasted_into_the_host_page(site):
    for status in (429, 500, 502, 503, 504):
        answer = get(site.mirrored, f"/get-help.html?status={status}")
        assert answer.status == 200
        assert "mirror:" not in answer.text
        assert HOTLINE in numbers(answer.text), answer.text
        assert "</footer>" in answer.text


@proves
def a_responder_cannot_send_nginx_elsewhere(site):
    answer = get(site.mirrored,
                 "/referrals/?header=X-Accel-Redirect:%20/site.css")
    assert "mirror:" in answer.text
    assert "x-accel-redirect" not in answer.headers


@proves
def markup_in_an_answer_is_not_run_by_nginx(site):
    command = "<!--# echo var='uri' -->"
    path = "/" + urllib.parse.quote(command, safe="'")
    include = f'<!--# include virtual="/referrals/fragment{path}" -->'
    site.write("demo-site/nested.html", f"<p>host\n{include}")
    for page in ("/referrals/fragment" + path, "/referrals" + path,
                 "/nested.html"):
        seen = reflection(get(site.mirrored, page).text)["params"]
        assert seen["DOCUMENT_URI"].endswith("/" + command), seen


@proves
def no_answer_is_written_to_a_disk(site):
    answer = get(site.mirrored, "/referrals/?more=900000")
    assert len(answer.body) > 900000
    assert os.listdir(site.path("temporary")) == []


# Failures.


@proves
def the_host_page_has_the_hotline_when_the_responder_is_dead(site):
    site.kill_program()
    try:
        for path in ("/get-help.html", "/get-help.html?sp-audience=workers"):
            answer = get(site.port, path)
            assert answer.status == 200, answer.status
            phones = numbers(answer.text)
            assert phones[0] == LOCAL and HOTLINE in phones, phones
            assert "<h1>Get help</h1>" in answer.text
            assert "</footer>" in answer.text
            assert "<html" not in answer.text.split("<main")[1]
    finally:
        site.revive_program()


@proves
def full_pages_become_the_last_resort_when_the_responder_is_dead(site):
    site.kill_program()
    try:
        for path in (UNKEPT, "/referrals/e/nobody?q=x"):
            for method in ("GET", "POST"):
                for port in (site.port, site.kept):
                    answer = get(port, path, method=method,
                                 If_None_Match="*", Range="bytes=0-9")
                    assert answer.status == 502, (path, answer.status)
                    assert HOTLINE in numbers(answer.text), answer.text
                    assert answer.text.rstrip().endswith("</html>")
            for name, value in {
                "content-type": "text/html; charset=utf-8",
                "cache-control": "no-store",
                "referrer-policy": "no-referrer",
                "x-content-type-options": "nosniff",
            }.items():
                assert answer.headers.get(name) == value, answer.headers
    finally:
        site.revive_program()


@proves
def the_section_comes_back_with_the_responder(site):
    page = get(site.port, "/get-help.html").page
    assert len(page.entries()) > 30, page.entries()
    for answer in visit(site, "/referrals/"):
        assert answer.status == 200


@proves
def nobody_waits_long_for_a_responder_that_hangs(site):
    site.send("signpost", signal.SIGSTOP)
    try:
        for path, status, limit in (
            ("/get-help.html?sp-page=99", 200, 4), (UNKEPT, 504, 6),
        ):
            begun = time.monotonic()
            answer = get(site.port, path)
            taken = time.monotonic() - begun
            assert answer.status == status, (path, answer.status)
            assert HOTLINE in numbers(answer.text), answer.text
            assert taken < limit, (path, taken)
    finally:
        site.send("signpost", signal.SIGCONT)
        wait_until(site.answers, what="the program answering again")


@proves
def a_site_without_the_last_resort_files_shows_no_server_page(site):
    site.kill_program()
    os.rename(site.path("last-resort"), site.path("elsewhere"))
    try:
        answer = get(site.port, "/get-help.html?sp-page=99")
        assert answer.status == 200
        assert "<center>" not in answer.text
        assert "</footer>" in answer.text
        assert get(site.port, UNKEPT).status == 503
    finally:
        os.rename(site.path("elsewhere"), site.path("last-resort"))
        site.revive_program()


class Load:
    """Visitors who ask without pause and compare what they get."""

    def __init__(self, site):
        terms = ("workers", "survivors", "attorneys", "public", "prosecutors")
        self.paths = ["/referrals/", "/get-help.html",
                      "/referrals/api/v1/entries"]
        self.paths += [f"/referrals/?audience={term}" for term in terms]
        self.paths += [f"/referrals/fragment?audience={term}" for term in terms]
        self.port = site.port
        self.wanted = {path: get(self.port, path).body for path in self.paths}
        self.count, self.wrong = 0, []
        self._lock, self._stop = threading.Lock(), threading.Event()
        self._threads = [threading.Thread(target=self._ask) for _ in range(4)]
        for thread in self._threads:
            thread.start()

    def _ask(self):
        visitor = Visitor(self.port)
        while not self._stop.is_set():
            for path in self.paths:
                begun = time.monotonic()
                try:
                    answer = visitor.ask(path)
                    right = (answer.status == 200
                             and answer.body == self.wanted[path])
                    fault = None if right else (path, answer.status)
                except OSError as error:
                    fault = (path, repr(error))
                taken = time.monotonic() - begun
                with self._lock:
                    self.count += 1
                    if fault or taken > 2:
                        self.wrong.append((fault, taken))

    def go_on(self, requests):
        """Waits for that many more answers."""
        aim = self.count + requests
        wait_until(lambda: self.count >= aim or self.wrong, 60, "the load")

    def end(self):
        self._stop.set()
        for thread in self._threads:
            thread.join()


@proves
def no_visitor_notices_that_redis_hangs_dies_and_comes_back(site):
    load = Load(site)
    try:
        load.go_on(500)
        site.send("redis", signal.SIGSTOP)
        load.go_on(800)
        site.send("redis", signal.SIGCONT)
        load.go_on(300)
        site.end("redis", signal.SIGKILL)
        load.go_on(800)
        os.unlink(site.path("redis.sock"))
        load.go_on(300)
        site.start_redis()
        load.go_on(500)
    finally:
        load.end()
        if not site.redis_accepts():
            site.start_redis()
    assert load.count >= 3200, load.count
    assert not load.wrong, (len(load.wrong), load.wrong[:3])


# Privacy.


@proves
def no_log_tells_who_came_or_what_was_asked_for(site):
    def come(port, page):
        for path in (page, "/referrals/", "/referrals/fragment", "/referrals",
                     "/referrals/e/nobody", "/referrals/api/v1/entries",
                     "/referrals/healthz", "/referrals/assets/nothing.css"):
            get(port, path + "?q=zebramark&sp-q=zebramark", address=STRANGER,
                X_Forwarded_For="198.51.100.77", User_Agent="zebramark",
                Referer="https://zebramark.example/", Cookie="zebramark=1")

    def told():
        marks = (b"zebramark", STRANGER.encode(), b"198.51.100.77")
        return [
            (path, line)
            for path, data in site.everything_written()
            for line in data.splitlines()
            if any(mark in line for mark in marks)
        ]

    come(site.port, "/get-help.html")
    come(site.kept, "/index.html")
    site.kill_program()
    try:
        come(site.port, "/get-help.html")
        come(site.kept, "/index.html")
    finally:
        site.revive_program()
    assert "/get-help.html 200" in site.read("log/signpost.log")
    assert told() == [], told()[:3]
    # The same search does find what a page without the recipe tells.
    site.close_mirror()
    try:
        get(site.mirrored, "/careless.html?q=zebramark", address=STRANGER)
    finally:
        site.open_mirror()
    assert told(), "this test sees nothing"


@proves
def no_phone_number_is_typed_in_the_nginx_folder(_):
    looks_like_a_phone = re.compile(
        r"(?:tel|sms):|\d{3}[-. )]+\d{3,4}[-. ]\d{4}|\d{3}-\d{4}\b"
        r"|(?<![\w.#-])\+?\d{10,11}\b|(?<![\w.#:])(?:911|988|711|233733)\b"
    )
    found = []
    for folder, _, names in os.walk(os.path.join(source_folder(), "nginx")):
        for name in names:
            path = os.path.join(folder, name)
            with open(path, encoding="utf-8") as file:
                found += [
                    f"{path}:{number}: {line}"
                    for number, line in enumerate(file, 1)
                    if looks_like_a_phone.search(line)
                ]
    assert not found, found


if __name__ == "__main__":
    sys.exit(tap.run_on(Website, "nginx", "redis-server"))
