#!/usr/bin/env python3
"""What can be wrong with a Redis, and with the secrets that it is asked with:
no reader notices any of it. Prints TAP."""

import os
import random
import signal
import socket
import sys
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib"))

import tap
from command import options, run
from redis_client import Redis
from servers import Listener
from signpost_site import Site
from stand import Stand, wait_until
from tap import proves

OFTEN = 8  # more than the breaker lets pass


def redis_site(*settings):
    """A Redis, and by default no other store."""
    return Site("cache.memory=0 MiB", *settings, is_copy=True, has_redis=True)


def assert_right(site, right, count=OFTEN):
    """The answer is what it always was, and never late."""
    for _ in range(count):
        begun = time.monotonic()
        answer = site.ask("/")
        assert answer.status == 200 and answer.body == right
        assert time.monotonic() - begun < 2


class Liar(Listener):
    """A Redis that greets who logs in and answers all else with `lie(socket)`."""

    def __init__(self, path, lie):
        self._lie = lie
        super().__init__(path)

    def serve(self, peer):
        while command := peer.recv(1 << 20):
            if b"AUTH" in command:
                peer.sendall(b"+OK\r\n")
            elif self._lie(peer):
                return


def saying(data):
    return lambda peer: peer.sendall(data)


def trickle(peer):
    """A byte now and then, until the other side has had enough."""
    peer.settimeout(0.02)
    for byte in b"$100\r\n" + b"x" * 100:
        peer.sendall(bytes([byte]))
        try:
            if not peer.recv(1):
                return True
        except socket.timeout:
            pass
    return True


def cut(peer):
    peer.sendall(b"$1000\r\n<html>")
    return True


@proves
def a_redis_that_lies_in_any_way_changes_no_answer():
    with redis_site() as site:
        right = site.ask("/").body
        [key] = site.redis.keys()
        site.ask("/?goal=access")
        other = site.redis.ask("GET", key + b"goal=access")
        site.end("redis")
        for lie in (trickle, cut, lambda peer: True, lambda peer: False,
                    saying(b"$%d\r\n%s\r\n" % (len(other), other)),
                    saying(b"$5\r\nhello\r\n"), saying(b"$5\r\nhello\r\n$-1\r\n"),
                    saying(b"garbage\r\n"), saying(b"%1\r\n+a\r\n+b\r\n"),
                    saying(b"*9999999\r\n"), saying(b"$9999999999\r\n"),
                    saying(b"-OOM command not allowed when used memory > 'maxmemory'.\r\n"),
                    saying(b"-LOADING Redis is loading the dataset in memory\r\n"),
                    saying(b"-NOPERM this user has no permissions\r\n"),
                    saying(b"-READONLY You can't write against a read only replica.\r\n"),
                    saying(b"-MOVED 1 127.0.0.1:1\r\n")):
            liar = Liar(site.path("redis.sock"), lie)
            try:
                assert_right(site, right)
            finally:
                liar.close()


@proves
def a_redis_that_hangs_dies_and_comes_back_is_used_again():
    with redis_site() as site:
        right = site.ask("/").body
        site.send("redis", signal.SIGSTOP)
        assert_right(site, right)
        site.send("redis", signal.SIGCONT)
        site.end("redis", signal.SIGKILL)
        assert_right(site, right)
        site.open_redis()
        wait_until(lambda: site.ask("/").body == right and site.redis.keys(),
                   what="Redis being used again")
        log = site.log()
        assert log.count("redis is unavailable") == log.count("redis is back") == 1, log


@proves
def a_redis_that_may_not_be_written_is_still_read():
    with redis_site() as site:
        right = site.ask("/").body
        site.redis.ask("REPLICAOF", "127.0.0.1", "1")
        assert site.redis.ask("SET", "signpost:x", "y").startswith(b"READONLY")
        before = site.health()["hits"]
        assert_right(site, right)
        assert site.health()["hits"] == before + OFTEN
        entry = site.ask("/e/osha").body
        assert entry == site.ask("/e/osha").body
        assert len(site.redis.keys()) == 1


@proves
def a_user_who_loses_his_rights_changes_no_answer():
    with redis_site() as site:
        right = site.ask("/").body
        for rights in ("-set", "-get", "off"):
            site.redis.ask("ACL", "SETUSER", "signpost", rights)
            assert_right(site, right)


@proves
def the_shipped_user_has_our_keys_and_may_ask_where_redis_is_and_no_more():
    with redis_site() as site:
        site.redis.ask("SET", "other", "x")
        user = Redis(site.path("redis.sock"), "signpost", "a-password")
        assert user.ask("SET", "signpost:a", "b", "EX", "9") == b"OK"
        assert user.ask("GET", "signpost:a") == b"b"
        assert user.ask("UNLINK", "signpost:a") == 1
        assert user.ask("ROLE")[0] == b"master" and b"maxmemory" in user.ask("INFO", "memory")
        for question in (["CLUSTER", "SLOTS"], ["ASKING"]):
            assert user.ask(*question).startswith(b"ERR This instance has cluster support")
        for words in (["GET", "other"], ["SET", "other", "y"], ["KEYS", "*"], ["FLUSHALL"],
                      ["CONFIG", "GET", "*"], ["EVAL", "return 1", "0"], ["SCAN", "0"],
                      ["DEL", "signpost:a"], ["RESTORE", "signpost:a", "0", "x"],
                      ["SUBSCRIBE", "a"], ["MONITOR"], ["ACL", "LIST"], ["CLUSTER", "NODES"],
                      ["CLUSTER", "RESET"], ["REPLICAOF", "NO", "ONE"]):
            assert user.ask(*words).startswith(b"NOPERM"), words
        stranger = Redis(site.path("redis.sock"), None)
        assert stranger.ask("GET", "signpost:a").startswith(b"NOAUTH")


@proves
def secrets_are_read_again_at_a_reload():
    with redis_site() as site:
        site.ask("/")
        old = site.redis.keys()
        site.redis.ask("ACL", "SETUSER", "signpost", "resetpass", ">new-password")
        site.write("redis-password", "new-password\r\n")
        site.write("redis-secret", "another secret of the site\n")
        site.reload()
        wait_until(lambda: site.ask("/").status == 200 and len(site.redis.keys()) == 2,
                   what="the page sealed anew")
        assert set(old) < set(site.redis.keys())
        assert site.health()["redis"] == "up"


@proves
def secrets_that_cannot_be_had_are_refused_with_their_file():
    def check(*settings):
        return run("check", *options(settings))

    with Stand() as stand:
        for name, text in {"empty": "", "short": "fifteen bytes..\n", "long": "x" * 1025,
                           "two-lines": "the first one of two\nthe second\n",
                           "nul": "sixteen bytes of\0it\n"}.items():
            stand.write(name, text)
            result = check(f"redis.secret-file={stand.path(name)}")
            assert result.returncode == 78, (name, result)
            assert result.stderr.startswith(stand.path(name) + ": "), (name, result)
        for setting in ("secret-file", "password-file"):
            for path in (stand.path("nowhere"), stand.folder):
                result = check(f"redis.{setting}={path}")
                assert result.returncode == 78, (path, result)
                assert result.stderr.startswith(path + ": "), (path, result)
        result = check("redis.user=signpost")
        assert result.returncode == 78 and "redis.password-file" in result.stderr, result
        stand.write("well", "sixteen or more bytes\n")
        well = stand.path("well")
        os.chmod(well, 0o640)
        result = check(f"redis.secret-file={well}", f"redis.password-file={well}")
        assert result.returncode == 0 and result.stderr == "", result
        os.chmod(well, 0o644)
        result = check(f"redis.secret-file={well}")
        assert result.returncode == 0, result
        assert result.stderr == f"{well}: warning: can be read by everybody on this machine\n"


@proves
def a_reload_with_a_secret_missing_is_refused_and_the_old_goes_on():
    with redis_site() as site:
        right = site.ask("/").body
        os.unlink(site.path("redis-secret"))
        site.reload()
        assert "redis-secret: cannot be read" in site.log()
        before = site.health()["hits"]
        assert site.ask("/").body == right
        assert site.health()["hits"] == before + 1


@proves
def a_redis_that_is_not_there_is_up_nowhere_and_nothing_is_said_of_its_secret():
    with redis_site() as site:
        site.start_responder("alone", "redis.secret-file=none",
                             f"redis.address=unix:{site.path('nowhere.sock')}")
        said = {site.ask("/healthz", "alone").json["redis"],
                site.ask("/readyz", "alone").json["redis"]}
        metrics = site.ask("/metrics", "alone").text
        assert said == {"failing"}, said
        assert 'signpost_redis_state{state="failing"} 1' in metrics
        for _ in range(3):
            site.ask("/", "alone")
        assert "secret-file" not in site.log("alone"), site.log("alone")


@proves
def what_is_risky_is_told_once_at_the_start():
    unshared = "redis.secret-file is not set"
    with redis_site() as site:
        assert "level=warning" not in site.log()
        os.chmod(site.path("redis-password"), 0o644)
        site.start_responder("other", "redis.secret-file=none")
        for name in ("signpost", "other"):
            site.reload(name)
            site.ask("/", name)
            site.reload(name)
            site.ask("/phones", name)
        assert unshared not in site.log()
        assert site.log("other").count(unshared) == 1
        assert "redis-password can be read by everybody" in site.log("other")
        site.start_responder("third", "redis.secret-file=none", "redis.address=off")
        assert unshared not in site.log("third")
        for name in ("signpost", "other", "third"):
            for secret in ("a-password", "sixteen or more"):
                assert secret not in site.log(name)


def random_wish(dice):
    """Names that are ours and that are not, with values that nobody has."""
    names = ("audience", "goal", "q", "keep", "prefix", "page", "lang", "filters", "sort", "x")
    pairs = []
    for _ in range(dice.randint(1, 6)):
        word = "".join(dice.choices("abcxyz019-%+,.", k=dice.randint(0, 12)))
        pairs.append(dice.choice((dice.choice(names), word)) + "=" + word)
    return "&".join(pairs)


@proves
def fault_26_ten_thousand_random_wishes_leave_no_key_and_no_memory():
    dice = random.Random(26)
    places = ("/", "/fragment", "/embed", "/api/v1/entries", "/e/osha")
    with redis_site("cache.memory=4 MiB") as site, site.client() as client:
        for place in places:
            for query in ("", "", "filters=here", "filters=here"):
                client.ask("/referrals" + place, query)
        for _ in range(1000):
            client.ask("/referrals" + dice.choice(places), random_wish(dice))
        keys, kib = site.redis.keys(), site.memory_kib()
        for _ in range(10000):
            answer = client.ask("/referrals" + dice.choice(places), random_wish(dice))
            assert answer.status in (200, 400, 404), answer.head
        assert site.redis.keys() == keys, set(site.redis.keys()) - set(keys)
        assert site.memory_kib() < kib + 4096, (kib, site.memory_kib())


if __name__ == "__main__":
    sys.exit(tap.run_with("redis-server"))
