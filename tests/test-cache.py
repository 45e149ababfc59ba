#!/usr/bin/env python3
"""What Redis is given, and what is made of what it gives back, with a real
Redis and the program itself. Prints TAP."""

import json
import os
import shutil
import signal
import socket
import sys

here = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [here, os.path.join(here, "lib")]

import tap
from fcgi_client import Client
from stand import Stand, missing, program, source_folder, wait_until
from tap import proves

MARK = "zqxmark"


class Redis:
    """A client that speaks as much of the protocol as a test needs."""

    def __init__(self, path):
        self._socket = socket.socket(socket.AF_UNIX)
        self._socket.connect(path)
        self._in = self._socket.makefile("rb")

    def ask(self, *words):
        words = [w if isinstance(w, bytes) else str(w).encode() for w in words]
        self._socket.sendall(b"*%d\r\n" % len(words) + b"".join(
            b"$%d\r\n%s\r\n" % (len(w), w) for w in words))
        return self._answer()

    def _answer(self):
        line = self._in.readline().rstrip(b"\r\n")
        kind, rest = line[:1], line[1:]
        if kind == b"$":
            size = int(rest)
            return None if size < 0 else self._in.read(size + 2)[:-2]
        if kind == b"*":
            return [self._answer() for _ in range(int(rest))]
        return int(rest) if kind == b":" else rest

    def keys(self):
        return sorted(self.ask("KEYS", "*"))


class Site(Stand):
    """The program with a directory of its own and a Redis."""

    def __enter__(self):
        shutil.copytree(os.path.join(source_folder(), "data"), self.path("data"))
        for name in os.listdir(self.path("data")):
            os.chmod(self.path("data", name), 0o644)
        self.start_redis()
        self.redis = Redis(self.path("redis.sock"))
        self.start("signpost", program(), "serve",
                   "-s", f"server.listen=unix:{self.path('sock')}",
                   "-s", f"directory.path={self.path('data')}",
                   "-s", "site.last-resort=none",
                   "-s", f"redis.address=unix:{self.path('redis.sock')}")
        self.await_socket("signpost", "sock")
        return self

    def get(self, path, query="", **more):
        with Client(f"unix:{self.path('sock')}") as client:
            return client.ask("/referrals" + path, query, keep=False, **more)

    def health(self):
        return json.loads(self.get("/healthz").body)


@proves
def an_answer_is_kept_sealed_for_a_while_and_read_back():
    with Site() as site:
        first = site.get("/", "audience=workers")
        [key] = site.redis.keys()
        assert key.startswith(b"signpost:") and key.endswith(
            b":public:list:en:audience=workers"), key
        assert 0 < site.redis.ask("TTL", key) <= 86400
        value = site.redis.ask("GET", key)
        assert first.body in value and value != first.body
        before = site.health()
        assert site.get("/", "audience=workers").body == first.body
        after = site.health()
        assert (after["hits"], after["misses"]) == (before["hits"] + 1, before["misses"])


@proves
def foreign_bytes_under_our_key_are_never_shown_and_do_not_stay():
    with Site() as site:
        right = site.get("/").body
        [key] = site.redis.keys()
        sealed = site.redis.ask("GET", key)
        site.get("/", "goal=access")
        other = site.redis.ask("GET", key + b"goal=access")
        for lie in (b"", b"<html>call 555</html>", sealed[:-1], sealed + b"x", sealed[:99],
                    sealed.replace(b"1-888", b"1-999"), other, b"\0" * len(sealed),
                    sealed.swapcase(), sealed[:40] + sealed[41:]):
            site.redis.ask("SET", key, lie)
            answer = site.get("/")
            assert answer.status == 200 and answer.body == right, lie[:40]
            assert site.redis.ask("GET", key) == sealed
        site.redis.ask("DEL", key)
        site.redis.ask("RPUSH", key, "a list")
        assert site.get("/").body == right


@proves
def nothing_that_a_visitor_writes_is_kept():
    with Site() as site:
        for path, query in (("/", f"keep={MARK}"), ("/", f"audience={MARK}"),
                            ("/", f"{MARK}=1"), ("/", f"audience=workers&q={MARK}"),
                            ("/fragment", f"filters=here&keep={MARK}"),
                            ("/fragment", f"filters=here&keep=a&a={MARK}"),
                            (f"/e/{MARK}", ""), (f"/{MARK}", "")):
            site.get(path, query)
        for key in site.redis.keys():
            assert MARK.encode() not in key + site.redis.ask("GET", key), key


@proves
def there_is_an_end_to_what_can_be_kept():
    with Site() as site:
        site.get("/e/osha")
        site.get("/fragment")
        kept = site.redis.keys()
        for number in range(2, 40):
            for path in ("/e/osha", "/api/v1/entries", "/api/v1/facets", "/", "/fragment",
                         "/phones"):
                assert site.get(path, f"page={number}").status in (200, 404)
        more = set(site.redis.keys()) - set(kept)
        assert len(more) <= 1, more


@proves
def a_line_that_becomes_a_crisis_line_stands_on_every_page_at_once():
    """The moved id alone tells the two directories apart."""
    with Site() as site:
        assert b"sms:988" not in site.get("/e/osha").body
        text = site.read("data/10-directory.ini")
        assert "crisis = nhth, nhth-text, e911\nlines = l988, l988-text, " in text
        site.write("data/10-directory.ini", text.replace(
            "crisis = nhth, nhth-text, e911\nlines = l988, l988-text, ",
            "crisis = nhth, nhth-text, e911, l988, l988-text\nlines = "))
        old = site.health()["revision"]
        site.send("signpost", signal.SIGHUP)
        wait_until(lambda: site.health()["revision"] != old, what="the reload")
        assert b"sms:988" in site.get("/e/osha").body
        assert "level=notice" in site.read("signpost.out")


@proves
def a_refused_reload_is_told_and_the_old_goes_on():
    with Site() as site:
        right = site.get("/").body
        site.write("data/99-mine.ini", "[entry:ours]\nnme = Ours\n")
        site.send("signpost", signal.SIGHUP)
        wait_until(lambda: "reload_refused" in site.health(), what="the refusal")
        assert "99-mine.ini:" in site.health()["reload_refused"]
        assert "99-mine.ini:2:1: " in site.read("signpost.out")
        assert site.get("/").body == right
        os.unlink(site.path("data/99-mine.ini"))
        site.send("signpost", signal.SIGHUP)
        wait_until(lambda: "reload_refused" not in site.health(), what="the reload")


@proves
def what_readers_notice_of_a_reload_is_logged():
    with Site() as site:
        text = site.read("data/20-phones.ini")
        site.write("data/20-phones.ini", text.replace("+1-800-321-6742", "+1-800-321-6743"))
        site.send("signpost", signal.SIGHUP)
        line = ("phone changed: 1-800-321-6742 is now 1-800-321-6743 (osha-line); shown by "
                "osha")
        wait_until(lambda: line in site.read("signpost.out"), what="the line of the log")


@proves
def a_full_redis_changes_no_answer():
    with Site() as site:
        right = site.get("/").body
        site.redis.ask("FLUSHALL")
        site.redis.ask("CONFIG", "SET", "maxmemory-policy", "noeviction")
        site.redis.ask("CONFIG", "SET", "maxmemory", "1")
        for _ in range(3):
            answer = site.get("/")
            assert answer.status == 200 and answer.body == right
        assert not site.redis.keys()


if __name__ == "__main__":
    if missing("redis-server"):
        tap.run_none("redis-server is missing")
    else:
        tap.run()
