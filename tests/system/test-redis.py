#!/usr/bin/env python3
"""What an operator sees of Redis, and what is kept there for how long and under
whose key; with real ones, and the program itself. Prints TAP."""

import os
import re
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib"))

import tap
from signpost_site import Site
from stand import wait_until
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


if __name__ == "__main__":
    sys.exit(tap.run_with("redis-server"))
