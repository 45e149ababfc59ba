#!/usr/bin/env python3
"""Redis where Sentinel says that it is: a master, two replicas and three sentinels, all
real, with failovers under load. Prints TAP."""

import os
import re
import signal
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib"))

import tap
from command import run
from redis_nodes import Said, Visitors, Watched
from stand import wait_until
from tap import proves


@proves
def sentinels_say_where_redis_is_and_a_failover_under_load_changes_no_byte():
    with Watched() as site:
        site.await_up(site.place(0))
        with Visitors(site) as visitors:
            visitors.round()
            site.end("redis-0", signal.SIGKILL)
            new = site.await_master(other_than=0)
            site.await_up(site.place(new))
            visitors.round()
            site.start_node(0)
            wait_until(lambda: site.role(0) == b"slave", what="the old master's return")
            visitors.round()
            for number in range(3):
                site.end(f"redis-sentinel-{number}", signal.SIGKILL)
            visitors.round()
            for number in range(3):
                site.start_sentinel_again(number)
            wait_until(lambda: site.sentinel(0).ask("SENTINEL", "FAILOVER", site.master) == b"OK",
                       what="a second failover")
            newer = site.await_master(other_than=new)
            site.await_up(site.place(newer))
            visitors.round()
        site.await_kept()
        print(f"# {visitors.answers} answers, all right")


@proves
def a_sentinel_and_a_master_that_hang_are_left_for_those_that_answer():
    """What hangs is connected to as if it were there. When the old master wakes, it still
    takes itself for one, until sentinels have told it; nobody is sent to it."""
    with Watched("redis.wait=100 ms") as site:
        site.await_up(site.place(0))
        with Visitors(site, count=2) as visitors:
            visitors.round()
            for name in ("redis-sentinel-0", "redis-0"):
                os.kill(site.pid(name), signal.SIGSTOP)
            new = wait_until(lambda: [number for number in (1, 2)
                                      if site.role(number) == b"master"], what="a failover")[0]
            site.await_up(site.place(new))
            visitors.round()
            for name in ("redis-0", "redis-sentinel-0"):
                os.kill(site.pid(name), signal.SIGCONT)
            wait_until(lambda: site.role(0) == b"slave", what="its demotion")
            assert set(site.up()) == {site.place(new)}
            visitors.round()


@proves
def each_is_told_its_own_password_and_no_other():
    with Watched() as site:
        site.await_up(site.place(0))
        site.end("redis-sentinel-0")
        spy = Said(site.sentinels[0], AUTH=b"+OK\r\n", SENTINEL=b"*-1\r\n")
        try:
            # Who has found another sentinel meanwhile stays with that one.
            site.start_responder("other")
            wait_until(lambda: b"SENTINEL" in spy.heard, what="a question")
            assert b"of-sentinels" in spy.heard and b"a-password" not in spy.heard
            site.visit()
        finally:
            spy.close()


@proves
def doctor_says_where_redis_is_now_or_why_it_is_not_found():
    def row(site, *settings):
        done = site.run("doctor", "--json", *settings)
        [found] = [line for line in re.findall(r"\{[^{}]*\}", done.stdout) if '"redis"' in line]
        return found
    with Watched() as site:
        assert ": now " + site.place(0) in row(site), row(site)
        os.chmod(site.path("sentinel-password"), 0o600)
        assert "does not tell" not in row(site)
        site.node(0).ask("CONFIG", "SET", "maxmemory", "0")
        assert "has no maxmemory" in row(site)
        other = row(site, "-s", "redis.address=" + site.redis_address("another"))
        assert "no sentinel knows a master of that name" in other and "its name" in other
        wrong = row(site, "-s", "redis.sentinel-password-file=" + site.path("redis-password"))
        assert "do not know the user or the password" in wrong, wrong
        for missing in (wrong, row(site, "-s", "redis.sentinel-password-file=none")):
            assert "sentinel-password-file = FILE" in missing, missing
        for number in range(3):
            site.end(f"redis-sentinel-{number}")
        assert "no sentinel answers" in row(site) and "redis-sentinel" in row(site)
        assert "redis.nodes" in row(site, "-s", "redis.nodes=192.0.2.1", "-s",
                                    f"redis.address={site.place(0)}, {site.place(1)}")
        assert "redis.nodes does not name its address" in row(
            site, "-s", "redis.nodes=192.0.2.1", "-s", f"redis.address={site.place(0)}")


@proves
def settings_that_name_no_place_are_refused_with_what_would_be_right():
    for address, said in (
            ("sentinel:cache", "is not sentinel:NAME@HOST:PORT,HOST:PORT with numeric hosts"),
            ("cluster:node:1", "is not cluster:HOST:PORT,HOST:PORT with numeric hosts"),
            ("127.0.0.1:1, there", "is not unix:PATH or a numeric HOST:PORT")):
        done = run("check", "-s", f"redis.address={address}")
        assert done.returncode and said in done.stderr + done.stdout, done
    done = run("check", "-s", "redis.nodes=everywhere")
    assert "is not `any`, or addresses and networks" in done.stderr + done.stdout, done
    done = run("check", "-s", "redis.sentinel-user=me")
    assert "redis.sentinel-user is of no use without redis.sentinel-password-file" in (
        done.stderr + done.stdout), done


if __name__ == "__main__":
    sys.exit(tap.run_with("redis-server"))
