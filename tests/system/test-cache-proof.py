#!/usr/bin/env python3
"""The cache makes answers faster and never different: some thousands of random
requests are answered with the same bytes by responders without any cache, with
each one, and with all of them; whatever is in Redis, across reloads, and beside
a responder of another revision. Prints TAP."""

import collections
import os
import random
import re
import shutil
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib"))

import tap
from directory import SCOPES, SHIPPED
from places import source_folder
from signpost_site import Site
from stand import free_port, missing, wait_until
from tap import proves
from visitor import Visitor
from website import Website, with_copies

SEED = int(os.environ.get("SIGNPOST_SEED") or 1)
WISHES = 500
REQUESTS = 2000
PHONE = "+1-800-321-6742"

# What each responder keeps; the first is what the others must equal.
STORES = {
    "none": ("cache.memory=0 MiB", "redis.address=off"),
    "memory-only": ("redis.address=off",),
    "little-memory": ("redis.address=off", "cache.memory=4 MiB"),
    "redis-only": ("cache.memory=0 MiB",),
    "both": (),
}
ENCODINGS = ("", "", "gzip", "gzip", "gzip;q=0", "br, gzip;q=0.5", "identity;q=0.5, gzip;q=0.1")

Request = collections.namedtuple("Request", "path query scope encoding")


class Proof(Site):
    """A responder for each way to keep answers, and two of another revision."""

    def __init__(self):
        super().__init__(SCOPES, "redis.wait=5 s", "cache.memory=32 MiB", has_redis=True)
        self.chance = random.Random(SEED)
        self.clients = {}

    def build(self):
        for folder in (SHIPPED, os.path.join(source_folder(), "conf/example-intranet")):
            self.copy_folder(folder, os.path.basename(folder))
        self.open_redis()
        folders = f"directory.path={self.path('data')}:{self.path('example-intranet')}"
        for name, settings in STORES.items():
            self.open(name, folders, *settings)
        self.open("other", folders, "site.title=Another title")
        self.open("other-none", folders, "site.title=Another title", *STORES["none"])
        self.wishes = [self.wish() for _ in range(WISHES)]

    def __exit__(self, *error):
        for client in self.clients.values():
            client.close()
        super().__exit__(*error)

    def open(self, name, *settings):
        self.start_responder(name, *settings)
        self.clients[name] = self.client(name)

    # What is asked for

    def ids(self):
        text = "".join(self.read(f"{folder}/{name}")
                       for folder in ("data", "example-intranet")
                       for name in sorted(os.listdir(self.path(folder)))
                       if name.endswith(".ini"))
        entries = re.findall(r"^\[entry:([a-z0-9-]+)\]", text, flags=re.M)
        terms = re.findall(r"^\[(goal|audience|service|topic):([a-z0-9-]+)\]", text, flags=re.M)
        used = " ".join(re.findall(r"^(?:goal|audience|service|topic) *=(.*)", text, flags=re.M))
        terms = [term for term in terms if term[1] in re.findall(r"[a-z0-9-]+", used)]
        return entries, terms + [("department", name) for name in ("doj", "dhs", "hhs")]

    def wish(self):
        entries, terms = self.ids()
        path = self.chance.choice(
            ["/", "/", "/fragment", "/fragment", "/api/v1/entries", "/api/v1/facets",
             "/phones", "/api/v1/", "/last-resort", "/nowhere", "/e/nobody"]
            + [place + self.chance.choice(entries)
               for place in ("/e/", "/fragment/e/", "/api/v1/entries/")])
        pairs = ["=".join(term) for term in
                 self.chance.sample(terms, self.chance.choice((0, 1, 1, 2, 3)))]
        pairs += self.chance.sample(
            ["page=2", "per_page=10", "heading=3", "lang=es", "lang=en", "filters=here",
             "goal=nothing", "x=1", "q=word", "page=999", "per_page=x", "%00", "&", "keep=a",
             "sp-audience=workers"], self.chance.choice((0, 0, 0, 1, 2)))
        if self.chance.random() < 0.3:
            pairs = [pair.replace("a", "%61", 1) for pair in pairs]
        if self.chance.random() < 0.3:
            pairs += pairs[:1]
        if self.chance.random() < 0.5:
            self.chance.shuffle(pairs)
        scope = self.chance.choice(("", "public", "public", "internal"))
        return Request(path, "&".join(pairs), scope, self.chance.choice(ENCODINGS))

    # What is answered

    def told(self, name, request, condition=""):
        more = {"HTTP_ACCEPT_ENCODING": request.encoding, "SIGNPOST_SCOPE": request.scope,
                "HTTP_IF_NONE_MATCH": condition}
        answer = self.clients[name].ask("/referrals" + request.path, request.query, **more)
        return answer.head, answer.body

    def condition(self, tags):
        """An If-None-Match, of the tags that were seen so far or of none."""
        some = self.chance.sample(sorted(tags), min(len(tags), 2)) or ['"x"']
        return self.chance.choice(("", "", "", "*", some[0], "W/" + some[-1], ", ".join(some),
                                   '"x", ' + some[0], some[0][1:], "\"x\""))

    def assert_alike(self, names, requests, reference="none"):
        """Asks them all the same, in turn."""
        tags, statuses = set(), collections.Counter()
        for request in requests:
            condition = self.condition(tags)
            wanted = self.told(reference, request, condition)
            statuses[wanted[0].split()[1]] += 1
            tags.update(re.findall(r"ETag: (\S+)", wanted[0]))
            for name in names:
                got = self.told(name, request, condition)
                assert got == wanted, (SEED, name, request, condition, got[0], wanted[0],
                                       len(got[1]), len(wanted[1]))
        return statuses

    def draws(self, count=REQUESTS):
        return self.chance.choices(self.wishes, k=count)

    def counts(self, name):
        return re.findall(rb'"(?:hits|misses)":(\d+)', self.clients[name].ask(
            "/referrals/healthz", SIGNPOST_SCOPE="public").body)

    def revision(self, name):
        return self.clients[name].ask("/referrals/api/v1/").body.split(b'"revision":')[1][:40]

    def change(self, old, new):
        """Changes the directory and reloads everything."""
        text = self.read("data/20-phones.ini")
        assert old in text
        self.write("data/20-phones.ini", text.replace(old, new))
        for name in self.clients:
            self.reload(name)
        wait_until(lambda: len({self.revision(name) for name in STORES}) == 1,
                   what="one revision everywhere")


CACHED = [name for name in STORES if name != "none"]


@proves
def each_cache_and_all_of_them_answer_like_none(site):
    statuses = site.assert_alike(CACHED, site.draws())
    assert set(statuses) == {"200", "304", "400", "404"}, statuses
    for name in CACHED:
        hits, misses = map(int, site.counts(name))
        assert hits > REQUESTS / 20 and misses > 0, (name, hits, misses)
    hits, misses = map(int, site.counts("none"))
    assert hits == 0 and misses > REQUESTS / 4, (hits, misses)


@proves
def a_responder_of_another_revision_shares_redis_and_nothing_else(site):
    for request in site.draws(REQUESTS // 4):
        wanted = site.told("other-none", request)
        assert site.told("other", request) == wanted, (SEED, request)
        wanted = site.told("none", request)
        for name in CACHED:
            assert site.told(name, request) == wanted, (SEED, name, request)


@proves
def what_stays_from_before_a_reload_is_never_given_after_it(site):
    site.assert_alike(CACHED, site.draws(REQUESTS // 4))
    before = site.told("none", Request("/e/osha", "", "", ""))
    site.change(PHONE, PHONE[:-1] + "3")
    assert site.told("none", Request("/e/osha", "", "", "")) != before
    site.assert_alike(CACHED, site.draws(REQUESTS // 4))
    # What was kept then is right again now.
    site.change(PHONE[:-1] + "3", PHONE)
    assert site.told("both", Request("/e/osha", "", "", "")) == before
    site.assert_alike(CACHED, site.draws(REQUESTS // 4))


def poisons(site, values):
    """(name, what it makes of a key's value)."""
    chance, every = site.chance, sorted(values)

    def flip(value):
        at = chance.randrange(len(value))
        return value[:at] + bytes([value[at] ^ 1 << chance.randrange(8)]) + value[at + 1:]

    return {
        "nothing": lambda key, value: b"",
        "foreign": lambda key, value: b"<html>call 555</html>",
        "one bit": lambda key, value: flip(value),
        "cut": lambda key, value: value[:chance.randrange(len(value))],
        "grown": lambda key, value: value + b"\0",
        "behind itself": lambda key, value: value + value,
        "another key's": lambda key, value: values[chance.choice(
            [other for other in every if other != key])],
        "another number": lambda key, value: value.replace(b"1-888", b"1-999") + b"x" * (
            b"1-888" not in value),
        "zeros": lambda key, value: b"\0" * len(value),
        "another version": lambda key, value: value[:4] + b"\1" + value[5:],
        "an old body under a new seal": lambda key, value: value[:-32] + bytes(32),
    }


@proves
def whatever_is_put_into_redis_nobody_is_told(site):
    site.assert_alike(["redis-only"], site.wishes * 2)
    values = {key: site.redis.ask("GET", key) for key in site.redis.keys()}
    assert len(values) > 100, len(values)
    for name, poison in poisons(site, values).items():
        for key, value in values.items():
            lie = poison(key, value)
            assert lie != value, name
            site.redis.ask("SET", key, lie)
        site.assert_alike(["redis-only"], site.chance.sample(site.wishes, WISHES // 3))
    for key in values:
        site.redis.ask("DEL", key)
        site.redis.ask("RPUSH", key, "a list")
    site.assert_alike(["redis-only", "both"], site.wishes)


@proves
def one_who_may_write_to_redis_but_has_no_secret_changes_nothing(site):
    """He has even the program itself."""
    site.redis.ask("FLUSHALL")
    site.open("forger", f"directory.path={site.path('data')}:{site.path('example-intranet')}",
              "redis.secret-file=none", *STORES["redis-only"])
    for request in site.wishes:
        site.told("forger", request)
    forged = len(site.redis.keys())
    assert forged > 50, forged
    start = Request("/", "", "", "")
    site.told("forger", start)
    before = site.counts("redis-only")
    site.assert_alike(["redis-only"], [start])
    after = site.counts("redis-only")
    assert after[0] == before[0] and int(after[1]) == int(before[1]) + 1, (before, after)
    site.assert_alike(["redis-only"], site.wishes)
    site.end("forger")
    site.clients.pop("forger").close()


@proves
def redis_holds_nothing_internal(site):
    keys = site.redis.keys()
    assert keys
    for key in keys:
        assert b":public:" in key and b"internal" not in key, key


# With nginx in front


def start_nginx(site):
    """Two servers: the shipped one before the responder with all stores, and
    one without copies before the responder without any."""
    ports = {"kept": free_port(), "plain": free_port()}
    shipped = with_copies(site.path("nginx-cache"))
    site.write("shared.conf", re.sub(r"rate=\d+r/s", "rate=1000000r/s", shipped))
    for name, responder in (("kept", "both"), ("plain", "none")):
        site.write("responder.ini", f"[server]\nlisten = unix:{site.path(responder)}.sock\n")
        text = Website.locations(site, name="responder")
        if name == "plain":
            text = re.sub(r"fastcgi_cache \$\w+;", "fastcgi_cache off;", text)
        site.write(name + ".conf", text)
    os.mkdir(site.path("log"))
    shutil.copy(os.path.join(source_folder(), "nginx/signpost_params"), site.folder)
    servers = "".join(f"server {{ listen 127.0.0.1:{port}; include {name}.conf; }}\n"
                      for name, port in ports.items())
    user = "user root;" if os.getuid() == 0 else ""
    site.write("nginx.conf", f"""daemon off; pid {site.path("nginx.pid")}; {user}
events {{ }}
http {{
	access_log off;
	client_body_temp_path {site.path("temporary")};
	fastcgi_temp_path {site.path("temporary")};
	proxy_temp_path {site.path("temporary")};
	scgi_temp_path {site.path("temporary")};
	uwsgi_temp_path {site.path("temporary")};
	include shared.conf;
	{servers}
}}
""")
    site.start("nginx", "nginx", "-c", site.path("nginx.conf"), "-e", site.path("log", "nginx"))
    wait_until(lambda: os.path.exists(site.path("nginx.pid")), what="nginx starting")
    return {name: Visitor(port) for name, port in ports.items()}


def shape(answer):
    headers = {name: value for name, value in answer.headers.items()
               if name not in ("date", "connection", "transfer-encoding", "content-length",
                               "cdn-cache-control")}  # goes by whether nginx had it
    return answer.status, headers, answer.body


@proves
def nginx_in_front_of_all_answers_like_nginx_without(site):
    tap.need(not missing("nginx"), "nginx is not installed")
    visitors = start_nginx(site)
    seen = {}
    # A visitor's browser asks for no address with a NUL in it.
    wishes = [wish for wish in site.wishes if "%00" not in wish.query]
    for request in site.chance.choices(wishes, k=REQUESTS):
        path = "/referrals" + request.path + ("?" + request.query if request.query else "")
        headers = {"Accept-Encoding": request.encoding or "identity"}
        method = site.chance.choice(("GET", "GET", "GET", "HEAD"))
        wanted = shape(visitors["plain"].ask(path, method, **headers))
        got = shape(visitors["kept"].ask(path, method, **headers))
        assert got == wanted, (SEED, request, method, got[:2], wanted[:2])
        tag = wanted[1].get("etag")
        if tag:
            again = visitors["kept"].ask(path, If_None_Match=tag, **headers)
            assert again.status in (200, 304), (SEED, request, again.status)
            seen[again.status] = seen.get(again.status, 0) + 1
            if again.status == 200 and method == "GET":
                assert shape(again) == wanted, (SEED, request)
    assert seen[304] > REQUESTS / 10, seen
    for visitor in visitors.values():
        visitor.close()


if __name__ == "__main__":
    print("# SIGNPOST_SEED =", SEED)
    sys.exit(tap.run_on(Proof, "redis-server"))
