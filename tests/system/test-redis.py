#!/usr/bin/env python3
"""What an operator sees of Redis, and what is kept there for how long and under
whose key; with real ones, and the program itself. Prints TAP."""

import hashlib
import itertools
import os
import re
import stat
import subprocess
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib"))

import tap
from command import options
from places import read_source, source_folder
from signpost_site import Site
from stand import Stand, wait_until
from tap import proves

THREADS = 3
# More than there are threads, and each is kept at once.
STORED = ("/phones", "/fragment", "/fragment?filters=here", "/api/v1/entries", "/api/v1/facets")


def redis_site(*settings):
    return Site(*settings, has_redis=True)


def metrics(site):
    return site.ask("/metrics").text


def metric(site, name):
    [value] = re.findall(rf"^{re.escape(name)} (\d+)$", metrics(site), re.M)
    return int(value)


@proves
def a_redis_that_refuses_to_write_is_told_the_same_everywhere():
    def full(site):
        site.redis.ask("CONFIG", "SET", "maxmemory-policy", "noeviction")
        site.redis.ask("CONFIG", "SET", "maxmemory-clients", "0")
        site.redis.ask("CONFIG", "SET", "maxmemory", "1")

    def room_again(site):
        site.redis.ask("CONFIG", "SET", "maxmemory", "64mb")

    def unsaved(site):
        """A folder stands where the dump is to be."""
        os.mkdir(site.path("dump.rdb"))
        site.redis.ask("SET", "signpost:x", "y")
        site.redis.ask("BGSAVE")
        wait_until(lambda: b"rdb_last_bgsave_status:err" in site.redis.ask("INFO"),
                   what="the failed save")
        site.redis.ask("CONFIG", "SET", "save", "3600 1")

    for word, begin, end in (
            ("OOM", full, room_again),
            ("READONLY", lambda site: site.redis.ask("REPLICAOF", "127.0.0.1", "1"),
             lambda site: site.redis.ask("REPLICAOF", "NO", "ONE")),
            ("MISCONF", unsaved, lambda site: site.redis.ask("CONFIG", "SET", "save", "")),
            ("NOPERM", lambda site: site.redis.ask("ACL", "SETUSER", "signpost", "-set"),
             lambda site: site.redis.ask("ACL", "SETUSER", "signpost", "+set"))):
        with redis_site(f"server.threads={THREADS}") as site:
            site.ask("/")
            assert told(site) == {"up"}, (word, told(site))
            begin(site)
            for address in STORED:
                assert site.ask(address).status == 200, address
            assert told(site) == {"unwritable"}, (word, told(site))
            assert metric(site, "signpost_redis_refusals_total") == len(STORED)
            line = f"redis refuses to write: {word}; it is still read"
            assert site.log().count("refuses to write") == site.log().count(line) == 1
            end(site)
            site.ask("/entries.atom")
            assert told(site) == {"up"}, (word, told(site))


def told(site):
    """How Redis is, as each of those who can be asked has it."""
    return {site.health()["redis"], site.ask("/readyz").json["redis"],
            *re.findall(r'^signpost_redis_state{state="(\w+)"} 1$', metrics(site), re.M)}


def calls(site, name):
    """How often Redis was asked for that; refused calls count too."""
    found = re.search(rb"cmdstat_%s:calls=(\d+),.*rejected_calls=(\d+)" % name,
                      site.redis.ask("INFO", "commandstats"))
    return int(found[1]) + int(found[2]) if found else 0


class Shared(Site):
    """One Redis for several responders, none of which has a secret; each has a state
    folder of its own."""

    def __init__(self):
        super().__init__("cache.memory=0 MiB", "redis.wait=2 s", has_redis=True)

    def start_responder(self, name="signpost", *settings):
        os.makedirs(self.path(name), mode=0o755, exist_ok=True)
        super().start_responder(name, "redis.secret-file=none",
                                f"site.last-resort={self.path(name)}", *settings)

    def key_file(self, name="signpost"):
        return self.path(name, "private", "redis-key")


@proves
def responders_without_a_secret_neither_see_nor_remove_what_others_keep():
    with Shared() as site:
        site.start_responder("other")
        names = ("signpost", "other")
        right = {place: site.ask(place).body for place in STORED}
        for place in STORED * 3:
            for name in names:
                assert site.ask(place, name=name).body == right[place], (place, name)
        assert calls(site, b"unlink") == 0
        assert calls(site, b"set") == len(site.redis.keys()) == len(names) * len(STORED)
        sealers = {key.split(b":")[1] for key in site.redis.keys()}
        assert len(sealers) == 2, sealers
        keys = [open(site.key_file(name), "rb").read() for name in names]
        assert keys[0] != keys[1]
        for key in keys:
            assert key.hex().encode() not in b" ".join(site.redis.keys())
        for name in names:
            assert "only a secret-file can be shared" in site.log(name)


@proves
def who_can_write_to_redis_and_knows_no_key_sets_no_number():
    """He knows the program and all that is in Redis, and seals without a key."""
    with Shared() as site:
        right = site.ask("/phones").body
        [key] = site.redis.keys()
        sealed = site.redis.ask("GET", key)
        forged = sealed[:-32].replace(b"1-888", b"1-999")
        assert forged != sealed[:-32]
        # As digest_add() does it: the length, then the bytes.
        for blake in (hashlib.blake2b(digest_size=32),
                      hashlib.blake2b(digest_size=32, key=b"\0" * 32)):
            blake.update(len(forged).to_bytes(8, sys.byteorder) + forged)
            site.redis.ask("SET", key, forged + blake.digest())
            assert site.ask("/phones").body == right
            assert site.redis.ask("GET", key) == sealed


@proves
def the_key_is_made_once_and_nobody_else_can_read_it():
    with Shared() as site:
        site.ask("/")
        kept = site.redis.keys()
        info = os.stat(site.key_file())
        assert stat.filemode(info.st_mode) == "-rw-------", info
        folder = os.path.dirname(site.key_file())
        assert stat.filemode(os.stat(folder).st_mode) == "drwx------"
        assert os.listdir(folder) == ["redis-key"]
        assert site.end("signpost") == 0
        site.start_responder()
        assert os.stat(site.key_file()).st_ino == info.st_ino
        assert site.ask("/").status == 200 and site.redis.keys() == kept
        assert site.health()["hits"] == 1
        for file in ("last-resort.html", "last-resort-fragment.html"):
            assert stat.filemode(os.stat(site.path("signpost", file)).st_mode) == "-rw-r--r--"


@proves
def responders_that_begin_at_once_in_one_folder_have_one_key():
    with Shared() as site:
        state = site.path("together")
        os.mkdir(state)
        names = [f"one-{number}" for number in range(8)]
        for name in names:
            site.start(name, site.binary, "serve", *options(
                [*site.settings, f"server.listen={site.address(name)}",
                 "redis.secret-file=none", f"site.last-resort={state}"]))
        for name in names:
            site.await_socket(name, f"{name}.sock")
            site.ask("/", name=name)
            assert "no key can be kept" not in site.log(name)
        assert len(site.redis.keys()) == 1 and calls(site, b"set") == 1
        assert os.listdir(state + "/private") == ["redis-key"]


@proves
def a_key_that_cannot_be_kept_or_that_others_know_is_one_of_chance_and_told():
    def open_to_others(path):
        os.mkdir(path + "/private", 0o755)

    def known(path):
        os.mkdir(path + "/private", 0o700)
        with open(path + "/private/redis-key", "wb") as file:
            file.write(b"\0" * 32)
        os.chmod(path + "/private/redis-key", 0o644)

    def short(path):
        os.mkdir(path + "/private", 0o700)
        with open(path + "/private/redis-key", "wb", opener=lambda name, flags: os.open(
                name, flags, 0o600)) as file:
            file.write(b"short")

    def a_file(path):
        with open(path + "/private", "wb"):
            pass

    def elsewhere(path):
        os.mkdir(path + "/mine", 0o700)
        os.symlink(path + "/mine", path + "/private")

    with Shared() as site:
        for number, spoil in enumerate((open_to_others, known, short, a_file, elsewhere)):
            name = f"spoilt-{number}"
            os.mkdir(site.path(name))
            spoil(site.path(name))
            site.start_responder(name)
            site.ask("/", name=name)
            assert "no key can be kept: " + site.path(name, "private") in site.log(name), name
        site.start_responder("none", "site.last-resort=none")
        site.ask("/", name="none")
        assert "no key can be kept: site.last-resort is none" in site.log("none")
        kept = site.redis.keys()
        assert site.end("none") == 0
        site.start_responder("none", "site.last-resort=none")
        site.ask("/", name="none")
        assert len(set(site.redis.keys()) - set(kept)) == 1, (kept, site.redis.keys())


@proves
def no_key_is_made_where_none_is_needed():
    with Shared() as site:
        site.start_responder("off", "redis.address=off")
        site.start_responder("secret", "redis.secret-file=" + site.path("redis-secret"))
        for name in ("off", "secret"):
            assert sorted(os.listdir(site.path(name))) == [
                "last-resort-fragment.html", "last-resort.html"]
            assert "secret-file" not in site.log(name)
        site.run("check", "-s", "site.last-resort=" + site.path("off"), "-s", "redis.secret-file=none",
                 "-s", "redis.address=" + site.redis_settings()["address"])
        assert not os.path.exists(site.path("off", "private"))


@proves
def of_what_visitors_combine_redis_is_given_64_MB_a_day_for_five_minutes():
    """Each wish is a page of its own, though most have the same entries on it."""
    wishes = itertools.product((*range(40, 50), *range(51, 101)), (2, 3, 4, 5), ("name", "directory"),
                               ("on", "off"), ("path", "absolute"))
    with redis_site("cache.memory=0 MiB", "redis.wait=5 s") as site, site.client() as client:
        def ask(query):
            answer = client.ask("/referrals/fragment", query)
            assert answer.status == 200
            return len(answer.body)

        def stored(kind):
            return int(re.search(rf'^signpost_redis_stored_bytes_total{{kind="{kind}"}} (\d+)$',
                                 metrics(site), re.M)[1])

        def in_redis(part=b"per_page="):
            return [key for key in site.redis.keys() if part in key]
        site.redis.ask("CONFIG", "SET", "maxmemory", "0")
        length = ask("per_page=39")
        assert not in_redis()
        for number, wish in enumerate(wishes):
            for _ in range(2):
                ask("per_page={}&heading={}&sort={}&crisis={}&links={}".format(*wish))
            if number % 50 == 0 and metric(site, "signpost_redis_unkept_bytes_total"):
                break
        assert metric(site, "signpost_redis_unkept_bytes_total") > 0
        keys = in_redis()
        for key in keys[:100]:
            assert 0 < site.redis.ask("TTL", key) <= 300
        held = sum(len(key) + site.redis.ask("STRLEN", key) for key in keys)
        assert 64_000_000 - 4 * length < held == stored("rare") <= 64_000_000, (held, length)
        before = stored("common")
        ask("goal=access")
        [key] = in_redis(b"goal=access")
        assert site.redis.ask("TTL", key) > 300
        assert stored("common") == before + len(key) + site.redis.ask("STRLEN", key)


@proves
def a_redis_without_a_bound_is_told_and_one_that_does_not_say_is_not_known():
    none, unknown, full = "redis has no maxmemory", "maxmemory is not known", "noeviction"

    def told(site):
        return [words for words in (none, unknown, full) if words in site.log()]
    for settings, rights, wanted in (
            ({"maxmemory": "0"}, "+info", none), ({"maxmemory": "0"}, "-info", unknown),
            ({"maxmemory-policy": "noeviction"}, "+info", full), ({}, "+info", None)):
        with redis_site("cache.memory=0 MiB") as site:
            site.redis.ask("ACL", "SETUSER", "signpost", rights)
            for name, value in settings.items():
                site.redis.ask("CONFIG", "SET", name, value)
            for _ in range(2):
                for address in STORED:
                    site.ask(address)
            assert calls(site, b"info") == 1
            assert told(site) == [wanted] * (wanted is not None), (wanted, site.log())
            assert site.log().count(wanted or "redis ") == (wanted is not None)


@proves
def a_redis_with_the_shipped_users_does_not_start_before_they_have_a_password():
    with Stand() as stand:
        stand.write("redis.acl", read_source("conf", "redis.acl"))
        done = subprocess.run(
            ["redis-server", os.path.join(source_folder(), "conf", "redis.conf"), "--unixsocket",
             stand.path("redis.sock"), "--unixsocketperm", "700", "--aclfile",
             stand.path("redis.acl"), "--dir", stand.folder],
            capture_output=True, text=True, timeout=20, check=False)
        assert done.returncode != 0 and "redis.acl:2: Syntax error" in done.stdout, done


if __name__ == "__main__":
    sys.exit(tap.run_with("redis-server"))
