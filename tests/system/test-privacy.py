#!/usr/bin/env python3
"""What visitors send stays with nobody: a secret in every place of a request,
asked for again and again, with the shipped nginx files, a real nginx, a real
Redis and the program. Then everything that is kept anywhere is read. Prints
TAP."""

import html.parser
import os
import re
import signal
import socket
import sys
import urllib.parse
import zlib

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib"))

import tap
from command import printed
from redis_client import Redis
from stand import wait_until
from tap import proves
from visitor import get
from website import Website

MARK = "zqx"  # begins every secret; no word of the shipped files has it
VISITOR, OTHER = "127.0.0.81", "127.0.0.82"
OFTEN = 3  # nginx keeps from the second time on, the program too

# What is sent with a request besides its address.
HEADERS = (
    "Accept", "Accept-Charset", "Accept-Encoding", "Accept-Language", "Authorization",
    "Cache-Control", "Cookie", "DNT", "Forwarded", "From", "If-Match", "If-Modified-Since",
    "If-None-Match", "If-Range", "Origin", "Pragma", "Proxy", "Range", "Referer",
    "Signpost-Scope", "TE", "User-Agent", "Via", "X-Forwarded-For", "X-Forwarded-Host",
    "X-Real-IP", "X-Requested-With", "X-Zqxname",
)

# Places of the section, and a page that holds it.
PLACES = (
    "/", "/e/osha", "/fragment", "/fragment/e/osha", "/embed", "/phones", "/last-resort",
    "/fragment/last-resort", "/review", "/api/", "/api/v1/", "/api/v1/entries",
    "/api/v1/entries/osha", "/api/v1/facets", "/api/v1/phones", "/openapi.json",
    "/entries.csv", "/entries.ndjson", "/entries.txt", "/entries.atom", "/sitemap.xml",
    "/api/hsds/organizations", "/healthz", "/readyz", "/metrics", "", "/nowhere",
    "/assets/signpost.css", "/assets/nowhere.css",
)
HOST_PAGE = "/get-help.html"

# Every parameter that the section knows, and some that it does not.
PARAMETERS = (
    "q", "lang", "page", "per_page", "sort", "heading", "filters", "keep", "prefix", "style",
    "links", "crisis", "exit", "fields", "format", "department", "goal", "audience", "service",
    "topic", "sp-q", "sp-goal", "sp-keep", "page_id", "utm_source",
)


def secret(place):
    """A secret that says where it stood. It is lower-case and short, so that as
    little as possible is refused for its form alone."""
    return MARK + re.sub(r"[^a-z0-9]", "", place.lower())[:12]


def queries():
    """Query strings with a secret in them, in every spelling that might be taken
    for one that everybody shares."""
    for name in PARAMETERS:
        word = secret(name)
        yield f"{name}={word}"
        yield f"filters=here&{name}={word}"
        yield f"filters=here&keep=page_id&{name}={word}"
        yield f"goal=access&{name}={word}"
        yield f"filters=here&keep={word}&{word}={word}"
        yield f"{word}={name}"
        yield f"{name}[{word}]=1"
    word = secret("spelled")
    escaped = urllib.parse.quote(word.upper()).replace("Z", "%7A")
    yield from (word, f"filters=here&keep={word}", f"keep={word}&filters=here",
                f"filters=here&keep=page_id,{word}", f"filters=here&keep=page_id&page_id={word}",
                f"prefix={word}", f"prefix={word}&heading=3", f"heading=3&prefix={word}",
                f"filters=here&keep={word}&prefix={word}", f"q={escaped}&goal=access",
                f"{escaped}=1", f"filters=here&k%65ep={word}", f"&&{word}&&", f"goal=access&{word}",
                f"goal={word},access", f"goal=access#{word}")


def paths():
    """Addresses with a secret in them."""
    word = secret("path")
    for start in ("/", "/e/", "/fragment/", "/fragment/e/", "/fragment", "/embed/", "/api/",
                  "/api/v1/", "/api/v1/entries/", "/assets/", "/healthz/", "/e/osha/", "//",
                  "/entries.csv/", "/./", "/%2e/"):
        yield f"/referrals{start}{word}"
    yield f"/referrals/e/{word}.html"
    yield "/referrals/e/%7aqxescaped"
    yield f"/referrals/e/osha;{word}"


def visit(site, path, *more, **headers):
    """As the visitor whose secrets they are."""
    return get(site.port, path, *more, address=VISITOR, **headers)


class Private(Website):
    """The website, with everything that it keeps."""

    def build(self):
        super().build()
        self.redis = Redis(self.path("redis.sock"))

    def write_settings(self, name, *more):
        """With the log as talkative as it can be."""
        super().write_settings(name, *more)
        table = printed("reference", "settings")
        if re.search(r"^;level =", table, flags=re.M):
            self.write(f"{name}.ini", self.read(f"{name}.ini") + "[log]\nlevel = debug\n")

    def everything_kept(self):
        """(where, bytes) of everything that is kept: each file but the sources,
        each key and value in Redis, what the program says of itself."""
        sources = re.compile(r"/(data|example-\w+|demo-site)/|\.(ini|conf)$")
        for path, data in self.everything_written():
            if not sources.search(path):
                yield path, data
        for key in self.redis.keys():
            yield "a key in Redis", key
            yield f"Redis: {key.decode()}", self.redis.ask("GET", key) or b""
        for name in ("healthz", "readyz", "metrics"):
            yield name, get(self.port, f"/referrals/{name}").body

    def places_of(self, word):
        """Where the word is kept, packed or not, escaped or not."""
        word = word.lower().encode()
        return [where for where, data in self.everything_kept()
                if word in where.lower().encode()
                or any(word in urllib.parse.unquote_to_bytes(piece).lower()
                       for piece in unpacked(data))]


def unpacked(data):
    """The bytes, and those of each gzip stream among them."""
    yield data
    for found in re.finditer(b"\x1f\x8b\x08", data):
        try:
            yield zlib.decompressobj(31).decompress(data[found.start():])
        except zlib.error:
            pass


def assert_kept_nowhere(site, word=MARK):
    places = site.places_of(word)
    told = []
    for where, data in site.everything_kept():
        if where in places:
            told += [line[:300] for piece in unpacked(data)
                     for line in [where.encode(), *piece.splitlines()]
                     if word.encode() in urllib.parse.unquote_to_bytes(line).lower()][:3]
    assert not places, "\n".join(map(str, places[:10] + told[:20]))


def send(site, data, port=None):
    """Sends bytes that may be no request; what is answered, if anything."""
    with socket.create_connection(("127.0.0.1", port or site.port), 5,
                                  source_address=(VISITOR, 0)) as visitor:
        visitor.sendall(data)
        visitor.shutdown(socket.SHUT_WR)
        said = b""
        try:
            while piece := visitor.recv(1 << 16):
                said += piece
        except (ConnectionError, socket.timeout):
            pass
        return said


@proves
def what_looks_for_secrets_sees_everything_that_is_kept(site):
    """Otherwise this test could not fail: an id that is no secret is found in
    each log, in Redis and among nginx's copies."""
    for _ in range(OFTEN):
        for headers in ({}, {"Accept-Encoding": "gzip"}):
            for path in ("/referrals/e/osha", "/referrals/?goal=access",
                         "/referrals/fragment?goal=access"):
                assert get(site.port, path, **headers).status == 200
    site.send("signpost", signal.SIGHUP)
    wait_until(lambda: '"reloaded"' in site.read("signpost.out"), what="the reload")
    places = "\n".join(site.places_of("osha"))
    for place in ("log/signpost.log", "nginx-cache/", "a key in Redis", "Redis: signpost:"):
        assert place in places, (place, places)
    assert any("nginx-cache" in place for place in site.places_of("KEY: public"))
    assert any("nginx-cache" in place for place in site.places_of("goal=access"))
    assert site.places_of("reloaded") == [site.path("signpost.out")]
    packed = [data for where, data in site.everything_kept()
              if "nginx-cache" in where and b"osha" not in data.partition(b"\r\n\r\n")[2]]
    assert any(b"osha" in piece for data in packed for piece in unpacked(data))
    assert not site.places_of(MARK)


@proves
def no_query_is_kept_anywhere(site):
    wanted = list(dict.fromkeys(queries()))
    for query in wanted:
        for place in ("/", "/fragment", "/embed", "/api/v1/entries"):
            for _ in range(OFTEN):
                visit(site, f"/referrals{place}?{query}")
        for _ in range(OFTEN):
            visit(site, f"{HOST_PAGE}?{query}")
    for place in PLACES:
        for name in ("q", "keep", "prefix", secret("name")):
            for _ in range(OFTEN):
                visit(site, f"/referrals{place}?{name}={secret('value')}")
    assert_kept_nowhere(site)


@proves
def no_header_cookie_or_body_is_kept_anywhere(site):
    for place in ("/", "/e/osha", "/fragment", "/embed", "/api/v1/entries", "/nowhere",
                  "/healthz", "", "/assets/signpost.css"):
        for name in HEADERS:
            for _ in range(OFTEN):
                visit(site, f"/referrals{place}", **{name: headers_value(name)})
        for method in ("POST", "PUT", "ZQXMETHOD"):
            for size in (1, 2000):
                for _ in range(2):
                    get(site.port, f"/referrals{place}", method, secret("body") * size,
                        VISITOR, Content_Type="application/x-www-form-urlencoded")
    for name in HEADERS:
        for _ in range(OFTEN):
            visit(site, HOST_PAGE, **{name: headers_value(name)})
    assert_kept_nowhere(site)


def headers_value(name):
    """A value with a secret, well-formed where nginx or the program reads it."""
    word = secret(name)
    return {
        "Cookie": f"session={word}; {word}=1", "If-None-Match": f'"{word}"',
        "Range": f"bytes=0-9, {word}", "Accept-Language": f"{word}, es;q=0.5",
        "Accept-Encoding": f"{word}, gzip", "Origin": f"https://{word}.example",
        "Accept": f"text/{word}, application/{word};q=0.3", "Authorization": f"Basic {word}",
        "Referer": f"https://a.example/?q={word}",
    }.get(name, word)


@proves
def no_piece_of_an_address_is_kept_anywhere(site):
    for path in paths():
        for _ in range(OFTEN):
            visit(site, path)
            visit(site, f"{path}?goal=access")
        for method in ("HEAD", "POST", "OPTIONS", "DELETE"):
            get(site.port, path, method, address=VISITOR)
    assert_kept_nowhere(site)


@proves
def nothing_of_a_malformed_request_is_kept_anywhere(site):
    word = secret("malformed").encode()
    long = word * 2000
    for data in (
        b"GET /referrals/%zz" + word + b" HTTP/1.1\r\nHost: a\r\n\r\n",
        b"GET /referrals/%00" + word + b" HTTP/1.1\r\nHost: a\r\n\r\n",
        b"GET /referrals/e/\xff" + word + b" HTTP/1.1\r\nHost: a\r\n\r\n",
        b"GET /referrals/?q=" + long + b" HTTP/1.1\r\nHost: a\r\n\r\n",
        b"GET /referrals/" + long[:5000] + b" HTTP/1.1\r\nHost: a\r\n\r\n",
        b"GET /referrals/?q=\xc3(" + word + b" HTTP/1.1\r\nHost: a\r\n\r\n",
        b"GET /referrals/ HTTP/9." + word + b"\r\nHost: a\r\n\r\n",
        b"GET /referrals/ HTTP/1.1\r\nHost: " + word + b"\r\n\r\n",
        b"GET /referrals/ HTTP/1.1\r\nHost: /\\" + word + b"\r\n\r\n",
        b"GET /referrals/ HTTP/1.1\r\n" + word + b"\r\nHost: a\r\n\r\n",
        b"GET /referrals/ HTTP/1.1\r\nHost: a\r\nX: " + long + b"\r\n\r\n",
        b"POST /referrals/ HTTP/1.1\r\nHost: a\r\nContent-Length: " + word + b"\r\n\r\n",
        b"POST /referrals/ HTTP/1.1\r\nHost: a\r\nContent-Length: 99999\r\n\r\n" + word,
        b"POST /referrals/ HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
        b"zz\r\n" + word,
        b"GET http://" + word + b".example/referrals/ HTTP/1.1\r\nHost: a\r\n\r\n",
        word + b" /referrals/ HTTP/1.1\r\nHost: a\r\n\r\n",
        b"GET /referrals/?" + word + b"\r\n",
        word + b"\r\n\r\n",
    ):
        for _ in range(2):
            send(site, data)
    assert_kept_nowhere(site)


@proves
def nothing_is_kept_of_who_comes_when_the_program_fails(site):
    def come():
        for path in (f"/referrals/?q={secret('q')}", f"/referrals/e/{secret('path')}",
                     f"/referrals/fragment?filters=here&keep={secret('keep')}",
                     f"/referrals/api/v1/entries?q={secret('q')}",
                     f"{HOST_PAGE}?sp-q={secret('q')}", f"/referrals/healthz?{secret('name')}"):
            for method in ("GET", "POST"):
                get(site.port, path, method, address=VISITOR, Cookie=secret("cookie"),
                    Referer=f"https://a.example/{secret('referer')}",
                    User_Agent=secret("agent"))

    site.kill_program()
    try:
        come()
    finally:
        site.revive_program()
    come()
    site.send("signpost", signal.SIGHUP)
    site.end("redis")
    come()
    site.start_redis()
    site.redis = Redis(site.path("redis.sock"))
    come()
    assert_kept_nowhere(site)


class Said(html.parser.HTMLParser):
    """Where a word stands on a page: {(tag, attribute or "text")}."""

    def __init__(self, text, word):
        super().__init__()
        self.places, self._word, self._tag = set(), word, ""
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        self._tag = tag
        for name, value in attributes:
            if self._word in (value or "").lower():
                self.places.add((tag, name))

    def handle_data(self, data):
        if self._word in data.lower():
            self.places.add((self._tag, "text"))

    def handle_comment(self, data):
        self.handle_data(data)


@proves
def what_was_sent_comes_back_to_nobody_but_into_the_fields_of_a_form(site):
    """And, of what only a host writes, into links that stay on its page and into
    ids."""
    allowed = {("input", "value"), ("input", "name"), ("a", "href"),
               ("form", "data-signpost-source")}
    of_ids = {"id", "for", "aria-labelledby", "aria-describedby", "action"}
    for query in dict.fromkeys(queries()):
        for place in ("/referrals/", "/referrals/fragment", "/referrals/embed", HOST_PAGE):
            answer = get(site.port, f"{place}?{query}", address=VISITOR)
            for name, value in answer.headers.items():
                assert MARK not in value.lower(), (query, name, value)
            found = Said(answer.text, MARK).places
            wrong = {(tag, name) for tag, name in found - allowed
                     if not (name in of_ids and "prefix=" in query)}
            assert not wrong, (place, query, wrong)
        answer = get(site.port, f"/referrals/api/v1/entries?{query}", address=VISITOR)
        assert MARK not in answer.text.lower(), (query, answer.text[:500])
    for path in paths():
        answer = get(site.port, path, address=VISITOR)
        assert MARK not in answer.text.lower(), (path, answer.text[:500])


@proves
def another_visitor_is_told_nothing(site):
    """By whatever page, right or wrong, with the program and without it."""
    wishes = [f"/referrals{place}" for place in PLACES] + [
        HOST_PAGE, "/referrals/?page=99", "/referrals/e/nobody", "/referrals/?goal=nothing",
        "/referrals/api/v1/entries?goal=nothing", "/referrals/fragment?page=99",
        "/referrals/fragment?filters=here&keep=page_id"]

    def told():
        for path in wishes:
            for method in ("GET", "POST"):
                answer = get(site.port, path, method, address=OTHER)
                said = str(answer.headers).lower() + answer.text.lower()
                assert MARK not in said, (path, said[:300])

    told()
    site.kill_program()
    try:
        told()
    finally:
        site.revive_program()


if __name__ == "__main__":
    sys.exit(tap.run_on(Private, "nginx", "redis-server"))
