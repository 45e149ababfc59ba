#!/usr/bin/python3
"""What nginx itself refuses or cannot have answered, with the shipped files, a
real nginx and the program: people see the crisis phones, programs are told in
their own way, and no log learns of any of them."""

import json
import os
import re
import socket
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib"))

import bare_nginx
import tap
from page import Page
from places import read_source
from stand import free_port, wait_until
from tap import proves
from visitor import Visitor, get
from website import Website

HOTLINE = "tel:+18883737888"
STRANGER = "127.0.0.76"
MARK = "zebramark"
LARGE = "x" * 5000  # more than nginx takes

# For people, and for programs.
PAGES = ("/referrals/", "/referrals/e/osha", "/referrals/phones", "/referrals/embed",
         "/referrals/nowhere", "/referrals/api/", "/referrals/healthz")
DATA = ("/referrals/api/v1/", "/referrals/api/v1/entries", "/referrals/api/v1/phones",
        "/referrals/api/hsds/services", "/referrals/openapi.json", "/referrals/sitemap.xml",
        "/referrals/entries.csv", "/referrals/entries.txt", "/referrals/entries.atom")


def numbers(text):
    return [h for h in Page(text).hrefs() if h.startswith(("tel:", "sms:"))]


def raw(port, data):
    """What comes back for these bytes: (status, headers, text)."""
    with socket.create_connection(("127.0.0.1", port), timeout=20) as connection:
        try:
            connection.sendall(data)
        except ConnectionError:
            pass
        answer = b""
        while True:
            try:
                piece = connection.recv(65536)
            except ConnectionError:
                break
            if not piece:
                break
            answer += piece
    head, _, body = answer.partition(b"\r\n\r\n")
    lines = head.decode().split("\r\n")
    headers = {name.lower(): value for name, _, value in
               (line.partition(": ") for line in lines[1:])}
    return int(lines[0].split()[1]), headers, body.decode()


def assert_crisis_page(answer, status, what):
    assert answer.status == status, (what, answer.status)
    assert HOTLINE in numbers(answer.text), (what, answer.text)
    assert answer.text.rstrip().endswith("</html>"), what
    assert answer.headers["referrer-policy"] == "no-referrer", what
    assert answer.headers["cache-control"] == "no-store", what


def assert_problem(answer, status, path):
    assert answer.status == status, (path, answer.status)
    assert answer.headers["content-type"] == "application/problem+json", (path, answer.headers)
    assert answer.headers["referrer-policy"] == "no-referrer", path
    assert answer.headers["cache-control"] == "no-store", path
    assert answer.headers["access-control-allow-origin"] == "*", path
    problem = json.loads(answer.text)
    assert (problem["type"], problem["status"]) == ("about:blank", status), problem
    assert problem["title"] and problem["detail"].endswith("."), problem
    assert problem["instance"] == path.partition("?")[0], problem


@proves
def a_body_that_is_too_large_is_refused_with_the_crisis_phones(site):
    for path in PAGES:
        for port in (site.port, site.kept):
            assert_crisis_page(get(port, path, "POST", LARGE), 413, path)
    assert_crisis_page(get(site.port, "/referrals/assets/signpost.css", "POST", LARGE), 413,
                       "assets")
    # What is pasted into another page is a piece.
    answer = get(site.port, "/referrals/fragment", "POST", LARGE)
    assert answer.status == 200 and HOTLINE in answer.text and "<html" not in answer.text


@proves
def a_program_is_told_as_a_problem_that_its_body_is_too_large(site):
    for path in DATA:
        for port in (site.port, site.kept):
            assert_problem(get(port, path + "?goal=access", "POST", LARGE), 413, path)


@proves
def who_may_not_see_an_operators_address_sees_the_crisis_phones(site):
    for name in ("healthz", "readyz", "metrics"):
        answer = get(site.port, "/referrals/" + name, address=STRANGER)
        assert_crisis_page(answer, 403, name)
        assert "retry-after" not in answer.headers, answer.headers


@proves
def whom_a_rule_of_the_site_refuses_sees_them_too(site):
    """An address that is shut out, and somebody who has not signed in."""
    site.write("passwords", "colleague:{PLAIN}secret\n")
    rules = {403: "deny all;", 401: f"""auth_basic "Site";
             auth_basic_user_file {site.path("passwords")};"""}
    for status, rule in rules.items():
        port = free_port()
        bare_nginx.start(site, f"guarded-{status}", bare_nginx.as_shipped() + f"""
            server {{
                listen 127.0.0.1:{port};
                {rule}
                include signpost-locations.conf;
            }}
        """)
        try:
            for path in ("/referrals/", "/referrals/phones", "/referrals/nowhere"):
                answer = get(port, path)
                assert_crisis_page(answer, status, path)
                assert ("www-authenticate" in answer.headers) == (status == 401), answer.headers
            assert_problem(get(port, "/referrals/api/v1/entries"), status,
                           "/referrals/api/v1/entries")
            answer = get(port, "/referrals/fragment")
            assert HOTLINE in answer.text, (status, answer.status, answer.text[:300])
        finally:
            site.end(f"guarded-{status}")


@proves
def a_file_that_is_not_there_and_a_wrong_method_show_them_too(site):
    assert_crisis_page(get(site.port, "/referrals/assets/nothing.css"), 404, "assets")
    for name in ("last-resort.html", "last-resort-fragment.html", "problem.json"):
        assert_crisis_page(get(site.port, "/referrals/" + name), 404, name)
    assert_crisis_page(get(site.port, "/referrals/assets/signpost.css", "DELETE"), 405, "assets")


@proves
def without_the_responder_programs_are_told_and_people_see_the_phones(site):
    site.kill_program()
    try:
        for path in DATA:
            for method in ("GET", "POST"):
                answer = get(site.port, path + "?x=1", method, Accept="text/csv")
                assert_problem(answer, 502, path)
                assert answer.headers["retry-after"] == "5", answer.headers
            assert get(site.port, path + "?x=1", "HEAD").status == 502
        for path in ("/referrals/api/?x=1", "/referrals/?x=1"):
            assert_crisis_page(get(site.port, path), 502, path)
    finally:
        site.revive_program()


@proves
def what_the_responder_itself_refuses_says_where_and_what_too(site):
    for path, method, status, place in (
        ("/referrals/api/v1/entries/zebra", "GET", 404, "/referrals/api/v1/entries/"),
        ("/referrals/api/zebra", "GET", 404, "/referrals/api/"),
        ("/referrals/api/v1/entries?goal=zebra", "GET", 400, "/referrals/api/v1/entries"),
        ("/referrals/entries.csv", "DELETE", 405, "/referrals/entries.csv"),
        ("/referrals/api/hsds/services/zebra", "GET", 404, "/referrals/api/hsds/services/"),
        ("/referrals/api/hsds/services?page=zebra", "GET", 400, "/referrals/api/hsds/services"),
    ):
        answer = get(site.port, path, method)
        assert_problem(answer, status, place)
        assert "zebra" not in answer.text, answer.text
    answer = get(site.port, "/referrals/api/v1/entries", Accept="image/png")
    assert_problem(answer, 406, "/referrals/api/v1/entries")


@proves
def each_failure_of_the_responder_is_told_to_programs(site):
    for status in (429, 500, 502, 503, 504):
        for path in ("/referrals/api/v1/entries", "/referrals/api/v1/phones"):
            answer = get(site.mirrored, f"{path}?status={status}")
            assert_problem(answer, status, path)
            assert answer.headers["retry-after"] == "5", answer.headers
    for status in (400, 404, 406):
        answer = get(site.mirrored, f"/referrals/api/v1/entries?status={status}")
        assert answer.status == status and "mirror:" in answer.text, answer.text


@proves
def a_program_that_asks_too_fast_is_told_so(site):
    visitor = Visitor(site.limited, STRANGER)
    for _ in range(3000):
        answer = visitor.ask("/referrals/api/v1/entries?x=1")
        if answer.status != 200:
            break
    visitor.close()
    assert_problem(answer, 429, "/referrals/api/v1/entries")


@proves
def a_problem_repeats_nothing_that_a_visitor_typed(site):
    site.kill_program()
    try:
        for path in ("/referrals/api/v1/entries/" + MARK, "/referrals/api/" + MARK,
                     "/referrals/api/v1/entries?q=" + MARK, f"/referrals/entries.{MARK}",
                     f'/referrals/api/"{MARK}"/api/v1/', f"/referrals/api/%22{MARK}",
                     "/referrals/api/%0A%00"[:-3] + MARK, f"/referrals/api/{MARK}\\",
                     f"/referrals/x/../api/v1/{MARK}", f"/referrals/entries.csv{MARK}"):
            answer = get(site.port, path)
            assert answer.status in (400, 502), (path, answer.status)
            assert MARK not in answer.text, (path, answer.text)
            if answer.status == 502:
                assert json.loads(answer.text)["status"] == 502, path
    finally:
        site.revive_program()


# What comes before the address is known.

BEFORE = {
    414: b"GET /%s HTTP/1.1\r\nHost: x\r\n\r\n" % (b"a" * 40000),
    400: b"this is no request\r\n\r\n",
    501: b"GET / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: zebra\r\n\r\n",
    505: b"GET / HTTP/9.0\r\nHost: x\r\n\r\n",
}


@proves
def what_is_refused_before_its_address_is_known_shows_them(site):
    more = (b"GET /referrals/?q=%s HTTP/1.1\r\nHost: x\r\n\r\n" % (b"a" * 40000),
            b"GET / HTTP/1.1\r\nHost: x\r\nCookie: %s\r\n\r\n" % (b"a" * 40000),
            b"GET / HTTP/1.1\r\n\r\n")
    for status, data in [*BEFORE.items(), (414, more[0]), (400, more[1]), (400, more[2])]:
        got, headers, text = raw(site.port, data)
        assert got == status, (data[:60], got)
        assert HOTLINE in numbers(text), (data[:60], text)
        assert headers["referrer-policy"] == "no-referrer", headers
        assert headers["cache-control"] == "no-store", headers


@proves
def a_site_without_those_lines_is_left_as_it_is(site):
    got, _, text = raw(site.kept, BEFORE[414])
    assert got == 414 and HOTLINE not in text


# Nothing of a visitor in any log.


def lines_with_mark(site):
    """Of all that is written, what tells of the visitor or of the mark."""
    return [(path, line) for path, data in site.everything_written()
            if not path.endswith("careless.log") and not path.endswith(".conf")
            for line in data.splitlines()
            if MARK.encode() in line or STRANGER.encode() in line]


def crowded(site, name, large=""):
    """An nginx with few connections, whose locations stand beside one of an
    operator who has forgotten where errors go."""
    port = free_port()
    bare_nginx.start(site, name, bare_nginx.as_shipped() + f"""
        server {{
            listen 127.0.0.1:{port};
            root {site.folder}/demo-site;
            {large}
            location = /get-help.html {{ include signpost-host.conf; }}
            location = /careless {{
                error_log {site.path("careless.log")};
                include signpost_params;
                fastcgi_pass unix:{site.path("signpost.sock")};
            }}
            include signpost-locations.conf;
        }}
    """, connections=16)
    return port


def crowd_out(crowd, port, path):
    """Visitors come, begin to ask and stay, until there is no room for the
    connection to the responder; what the next one gets."""
    for _ in range(64):
        visitor = Visitor(port, STRANGER)
        answer = visitor.ask(path, Connection="close")
        visitor.close()
        if answer.status >= 500 or "signpost-last-resort" in answer.text:
            return answer
        crowd.append(socket.create_connection(("127.0.0.1", port)))
        crowd[-1].sendall(b"GET / HTTP/1.1\r\n")
    raise AssertionError(f"{path}: there was room for all")


@proves
def nginx_without_a_free_connection_tells_nobody_who_came(site):
    port = crowded(site, "crowded")
    asked = ("/referrals/", "/get-help.html", "/referrals/api/v1/entries",
             "/referrals/fragment", "/referrals/entries.csv", "/careless")
    crowd = []
    try:
        for path in asked:
            answer = crowd_out(crowd, port, f"{path}?sp-q={MARK}&q={MARK}")
            assert answer.status >= 500 or HOTLINE in answer.text, (path, answer.status)
            while crowd:
                crowd.pop().close()
        assert MARK in site.read("careless.log"), "this test sees nothing"
        assert "worker_connections are not enough" in site.read("careless.log")
        assert lines_with_mark(site) == [], lines_with_mark(site)[:3]
    finally:
        for visitor in crowd:
            visitor.close()
        site.end("crowded")


@proves
def nor_does_one_that_is_asked_with_more_than_a_record_holds(site):
    port = crowded(site, "recorded", "large_client_header_buffers 4 128k;")
    try:
        for path in ("/referrals/", "/referrals/api/v1/entries", "/get-help.html", "/careless"):
            answer = get(port, f"{path}?q={MARK}&{'a' * 70000}", address=STRANGER,
                         Accept=MARK + "a" * 70000)
            assert answer.status in (200, 500), (path, answer.status)
        wait_until(lambda: MARK in site.read("careless.log"), what="the careless one telling")
        assert lines_with_mark(site) == [], lines_with_mark(site)[:3]
    finally:
        site.end("recorded")


@proves
def nor_does_the_log_of_a_site_whose_address_was_too_long(site):
    """With the line for the whole site, such a visit is one of the section's."""
    data = b"GET /referrals/?q=%s HTTP/1.1\r\nHost: x\r\n\r\n" % (
        MARK.encode() + b"a" * 40000)
    for name, line in (("whole", "include signpost-errors.conf;"), ("other-careless", "")):
        port = free_port()
        bare_nginx.start(site, name, bare_nginx.as_shipped() + f"""
            server {{
                listen 127.0.0.1:{port};
                access_log {site.path(name + ".log")};
                include signpost-locations.conf;
                {line}
            }}
        """)
        status, _, _ = raw(port, data)
        site.end(name)
        assert status == 414, status
    assert MARK in site.read("other-careless.log"), "this test sees nothing"
    assert lines_with_mark(site) == [], lines_with_mark(site)[:3]


@proves
def every_file_of_nginx_sends_its_errors_where_nobody_looks(_):
    """No location of the section's logs below emerg, in which nothing is of a
    visitor's."""
    for name in ("signpost-locations.conf.in", "signpost-host.conf"):
        text = read_source("nginx", name)
        levels = re.findall(r"error_log \S+ (\w+);", text)
        assert levels and set(levels) == {"emerg"}, (name, levels)


if __name__ == "__main__":
    sys.exit(tap.run_on(Website, "nginx", "redis-server"))
