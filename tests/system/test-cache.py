#!/usr/bin/env python3
"""What Redis is given, and what is made of what it gives back, with a real
Redis and the program itself. Prints TAP."""

import os
import signal
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib"))

import tap
from signpost_site import Site
from stand import wait_until
from tap import proves

MARK = "zqxmark"


def redis_site(*settings):
    """A Redis, and by default no other store."""
    return Site("cache.memory=0 MiB", *settings, is_copy=True, has_redis=True)


@proves
def a_handout_and_a_list_with_chosen_entries_are_kept_nowhere():
    with redis_site("site.handout=on") as site:
        for target in ("/handout?entry=whd", "/handout/both?entry=whd", "/handout/card?entry=whd",
                       "/handout.txt?entry=whd", "/handout?lang=es&entry=whd,uscis",
                       "/?entry=whd", "/?entry=whd&audience=workers", "/e/whd?entry=osha"):
            assert site.ask(target).status == 200, target
            assert site.redis.keys() == [], target


@proves
def an_answer_is_kept_sealed_for_a_while_and_read_back():
    with redis_site() as site:
        first = site.ask("/?audience=workers")
        [key] = site.redis.keys()
        assert key.startswith(b"signpost:") and key.endswith(
            b":public:list:en:audience=workers"), key
        assert 0 < site.redis.ask("TTL", key) <= 86400
        value = site.redis.ask("GET", key)
        assert first.body in value and value != first.body
        before = site.health()
        assert site.ask("/?audience=workers").body == first.body
        after = site.health()
        assert (after["hits"], after["misses"]) == (before["hits"] + 1, before["misses"])


@proves
def an_answer_in_memory_needs_no_redis():
    with redis_site("cache.memory=32 MiB") as site:
        right = site.ask("/").body
        [key] = site.redis.keys()
        site.redis.ask("SET", key, "a lie")
        before = site.health()
        assert site.ask("/").body == right
        assert site.redis.ask("GET", key) == b"a lie"
        assert site.health()["hits"] == before["hits"] + 1


@proves
def what_visitors_combine_is_kept_when_it_is_asked_for_again():
    with redis_site("cache.memory=32 MiB") as site:
        for query in ("audience=workers&goal=access", "goal=access&per_page=7"):
            first = site.ask(f"/?{query}").body
            assert site.redis.keys() == []
            assert site.ask(f"/?{query}").body == first
            assert len(site.redis.keys()) == 1
            before = site.health()
            assert site.ask(f"/?{query}").body == first
            assert site.health()["hits"] == before["hits"] + 1
            site.redis.ask("FLUSHALL")


@proves
def foreign_bytes_under_our_key_are_never_shown_and_do_not_stay():
    with redis_site() as site:
        right = site.ask("/").body
        [key] = site.redis.keys()
        sealed = site.redis.ask("GET", key)
        site.ask("/?goal=access")
        other = site.redis.ask("GET", key + b"goal=access")
        for lie in (b"", b"<html>call 555</html>", sealed[:-1], sealed + b"x", sealed[:99],
                    sealed.replace(b"1-888", b"1-999"), other, b"\0" * len(sealed),
                    sealed.swapcase(), sealed[:40] + sealed[41:]):
            site.redis.ask("SET", key, lie)
            answer = site.ask("/")
            assert answer.status == 200 and answer.body == right, lie[:40]
            assert site.redis.ask("GET", key) == sealed
        site.redis.ask("DEL", key)
        site.redis.ask("RPUSH", key, "a list")
        assert site.ask("/").body == right


@proves
def nothing_that_a_visitor_writes_is_kept():
    with redis_site() as site:
        for path, query in (("/", f"keep={MARK}"), ("/", f"audience={MARK}"),
                            ("/", f"{MARK}=1"), ("/", f"audience=workers&q={MARK}"),
                            ("/fragment", f"filters=here&keep={MARK}"),
                            ("/fragment", f"filters=here&keep=a&a={MARK}"),
                            (f"/e/{MARK}", ""), (f"/{MARK}", "")):
            site.ask(f"{path}?{query}")
        for key in site.redis.keys():
            assert MARK.encode() not in key + site.redis.ask("GET", key), key


@proves
def there_is_an_end_to_what_can_be_kept():
    with redis_site() as site:
        site.ask("/e/osha")
        site.ask("/fragment")
        kept = site.redis.keys()
        for number in range(2, 40):
            for path in ("/e/osha", "/api/v1/entries", "/api/v1/facets", "/", "/fragment",
                         "/phones"):
                assert site.ask(f"{path}?page={number}").status in (200, 404)
        more = set(site.redis.keys()) - set(kept)
        assert len(more) <= 1, more


@proves
def a_line_that_becomes_a_crisis_line_stands_on_every_page_at_once():
    """The moved id alone tells the two directories apart."""
    with redis_site() as site:
        assert b"sms:988" not in site.ask("/e/osha").body
        text = site.read("data/10-directory.ini")
        assert "crisis = nhth, nhth-text, e911\nlines = l988, " in text
        site.write("data/10-directory.ini", text.replace(
            "crisis = nhth, nhth-text, e911\nlines = l988, ",
            "crisis = nhth, nhth-text, e911, l988\nlines = "))
        old = site.health()["revision"]
        site.reload()
        assert site.health()["revision"] != old
        assert b"sms:988" in site.ask("/e/osha").body
        assert "level=notice" in site.log()


@proves
def a_refused_reload_is_told_and_the_old_goes_on():
    with redis_site() as site:
        right = site.ask("/").body
        site.write("data/99-mine.ini", "[entry:ours]\nnme = Ours\n")
        site.send("signpost", signal.SIGHUP)
        wait_until(lambda: "reload_refused" in site.health(), what="the refusal")
        assert "99-mine.ini:" in site.health()["reload_refused"]
        assert "99-mine.ini:2:1: " in site.log()
        assert site.ask("/").body == right
        os.unlink(site.path("data/99-mine.ini"))
        site.send("signpost", signal.SIGHUP)
        wait_until(lambda: "reload_refused" not in site.health(), what="the reload")


@proves
def what_readers_notice_of_a_reload_is_logged():
    with redis_site() as site:
        text = site.read("data/20-phones.ini")
        site.write("data/20-phones.ini", text.replace("+1-800-321-6742", "+1-800-321-6743"))
        site.send("signpost", signal.SIGHUP)
        line = ("phone changed: 1-800-321-6742 is now 1-800-321-6743 (osha-line); shown by "
                "osha")
        wait_until(lambda: line in site.log(), what="the line of the log")
        forgotten = "content changed, `changed` did not: [phone:osha-line]"
        wait_until(lambda: forgotten in site.log(), what="the line about its date")


@proves
def a_full_redis_changes_no_answer():
    with redis_site() as site:
        right = site.ask("/").body
        site.redis.ask("FLUSHALL")
        site.redis.ask("CONFIG", "SET", "maxmemory-policy", "noeviction")
        # The tester's own connection has to have room.
        site.redis.ask("CONFIG", "SET", "maxmemory-clients", "0")
        site.redis.ask("CONFIG", "SET", "maxmemory", "1")
        for _ in range(3):
            answer = site.ask("/")
            assert answer.status == 200 and answer.body == right
        assert not site.redis.keys()


if __name__ == "__main__":
    sys.exit(tap.run_with("redis-server"))
