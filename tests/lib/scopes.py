"""One nginx, one Redis, responders that serve one scope and one that serves both,
and what tells whether anything internal came out."""

import functools
import html
import itertools
import os
import random
import re
import signal
import urllib.parse

from internal_words import GENERATED, Words, generated_internal, secrets
from places import read_source
from redis_client import Redis
from stand import free_port, wait_until
from visitor import Visitor
from website import Website

SEED = int(os.environ.get("SIGNPOST_SEED") or random.randrange(10**6))
STRANGER = "127.0.0.77"
NEVER = "never-an-id-of-anything"

PUBLIC_FOLDERS = ("data", "example-site", "generated")
ALL_FOLDERS = PUBLIC_FOLDERS + ("example-intranet", "generated-internal")


# The servers


def routes():
    """Every address that the program's own table names, below the base."""
    table = read_source("fcgi/http/address.c")
    found = re.findall(r'^\t\{ "(/[^"]*)",', table, flags=re.M)
    kinds = re.findall(r'^\tHSDS\("(\w+)",', table, flags=re.M)
    found += [f"/api/hsds/{kind}{more}" for kind in kinds for more in ("", "/*")]
    assert {"/", "/e/*", "/phones", "/fragment", "/api/v1/facets",
            "/api/hsds/services/*"} <= set(found)
    return list(dict.fromkeys(found))


# They tell how often they were asked and for how long, so no two answers are
# alike.
OPERATORS = ("/healthz", "/readyz", "/metrics")

QUERIES = (
    "", "audience=workers", "audience=workers,survivors&goal=access",
    "department=doj", "department=open-top", "service=training&topic=data",
    "page=2&per_page=10", "page=999", "per_page=100", "sort=name", "q=office",
    "filters=here&keep=a&a=1&sp-audience=workers&sp-page=99", "lang=es",
    "fields=name,internal_note,address", "format=json", "audience=nobody",
    "goal=nothing", "visibility=internal", "scope=internal",
    "SIGNPOST_SCOPE=internal", "crisis=none", "style=plain", "%00",
)

# Server blocks that claim another scope than their responder has, pass on
# what a visitor claims, or leave the claim out.
_SERVERS = """
	server {
		listen 127.0.0.1:@OPEN@;
		include open.conf;
	}
	server {
		listen 127.0.0.1:@INSIDE@;
		include signpost-internal.conf;
		include inside.conf;
	}
	server {
		listen 127.0.0.1:@DROPPING@;
		include dropping.conf;
	}
	server {
		listen 127.0.0.1:@CLAIMED@;
		underscores_in_headers on;
		include claimed.conf;
	}
	server {
		listen 127.0.0.1:@PASSING@;
		underscores_in_headers on;
		include passing.conf;
	}
	server {
		listen 127.0.0.1:@SILENT@;
		include silent.conf;
	}
"""


class Scopes(Website):
    """`port` is the public website, whose responder knows nothing internal;
    `open` and `inside` have one responder that serves both scopes; the
    responder of `dropping` reads what is internal and serves it to nobody."""

    def __init__(self):
        super().__init__()
        self.open, self.inside, self.dropping, self.claimed, self.passing, \
            self.silent = (free_port() for _ in range(6))

    def build(self):
        for name in ("both", "dropping"):
            os.mkdir(self.path(name + "-last-resort"))
        super().build()
        self.redis = Redis(self.path("redis.sock"))
        self.start_intranet()
        for name in ("both", "dropping"):
            self.start_responder(name, name + "-last-resort")

    def _copy_shipped(self):
        super()._copy_shipped()
        for folder in ("generated", "generated-internal"):
            os.mkdir(self.path(folder))
        self.write("generated/70-open.ini", GENERATED)
        self.write("generated-internal/80-internal.ini",
                   generated_internal(Words(SEED)))
        both = "public, internal"
        self.write_settings("signpost", "last-resort", "public",
                            *PUBLIC_FOLDERS)
        self.write_settings("intranet", "intranet-last-resort", both,
                            *ALL_FOLDERS)
        self.write_settings("both", "both-last-resort", both, *ALL_FOLDERS)
        self.write_settings("dropping", "dropping-last-resort", "public",
                            *ALL_FOLDERS)
        for name in ("signpost", "intranet", "both", "dropping"):
            # On a busy machine too, all that may be kept is kept, and it is
            # found in Redis.
            self.write(f"{name}.ini", self.read(f"{name}.ini")
                       + "wait = 5 s\n[cache]\nmemory = 0 MiB\n")

    def more_servers(self):
        inside = self.locations(name="both")
        public = self.locations("server.scopes=public", name="both")
        scope = "fastcgi_param SIGNPOST_SCOPE public;"
        assert public.count(scope) >= 4
        self.write("inside.conf", inside.replace("both.log", "inside.log"))
        self.write("open.conf", public)
        self.write("dropping.conf", self.locations(name="dropping"))
        self.write("claimed.conf",
                   public.replace(scope, scope.replace(
                       "public", "$http_claim")).replace(
                           'cache_key "public ',
                           'cache_key "$http_claim ').replace(
                               "both.log", "claimed.log"))
        self.write("passing.conf", public.replace(
            "include signpost_params;", "include passing_params;").replace(
            "pass_request_headers off", "pass_request_headers on"))
        self.write("passing_params", self.read("signpost_params").replace(
            "pass_request_headers off", "pass_request_headers on"))
        self.write("silent.conf", public.replace(scope, ""))
        text = _SERVERS
        for name in ("open", "inside", "dropping", "claimed", "passing",
                     "silent"):
            text = text.replace(f"@{name.upper()}@", str(getattr(self, name)))
        return text

    def reload(self, name):
        """Makes a responder read everything anew."""
        out = name + ".out"
        count = self.read(out).count("reloaded")
        self.send(name, signal.SIGHUP)
        wait_until(lambda: self.read(out).count("reloaded") > count
                   or not self.is_running(name), what="the reload")
        assert self.is_running(name), f"{name} ended instead of reloading"

    # What is said

    def texts(self, *folders):
        return "".join(
            self.read(os.path.join(folder, name))
            for folder in folders
            for name in sorted(os.listdir(self.path(folder)))
            if name.endswith(".ini"))

    def secrets(self):
        known = self.texts(*PUBLIC_FOLDERS)
        known += " internal public office program "
        return secrets(self.texts("example-intranet", "generated-internal"),
                       known)

    def addresses(self, *ids):
        """Every address with every query, and each of the ids where an
        address takes one."""
        for route in routes():
            paths = [route]
            if route.endswith("*"):
                paths = [route[:-1] + name for name in ids]
            for path, query in itertools.product(paths, QUERIES):
                yield "/referrals" + path + ("?" + query if query else "")

    def everything_in_redis(self):
        """(key, value) as bytes."""
        for key in self.redis.keys():
            yield key, self.redis.ask("GET", key)


# Comparing and searching


def shape(answer):
    """All of an answer, but what nginx says of the time and connection."""
    headers = {name: value for name, value in answer.headers.items()
               # The last goes by whether nginx had the answer.
               if name not in ("date", "connection", "cdn-cache-control")}
    return answer.status, headers, answer.body


def read(data):
    """A text as it is read, whatever it is written in."""
    return html.unescape(urllib.parse.unquote(
        data.decode("utf-8", "replace")))


@functools.lru_cache(maxsize=256)
def _told(data, secrets):
    text = read(data)
    return [secret for secret in secrets if secret in text]


def told(data, hidden):
    """The secrets that the bytes tell. Many answers are the same."""
    return _told(data, tuple(secret for texts in hidden.values() for secret in texts))


def whole(answer):
    """What there is to be told, as bytes."""
    _, headers, body = shape(answer)
    return repr(headers).encode() + body


def visitors(*ports):
    return [Visitor(port) for port in ports]


def hang_up(them):
    for visitor in them:
        visitor.close()


def methods(path):
    """A query is as good for one method as for another."""
    return ("GET",) if "?" in path else ("GET", "HEAD", "POST")


PUBLIC_IDS = ("doj", "open-top", "open-below", "bja", NEVER)
