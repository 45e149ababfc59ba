#!/usr/bin/env python3
"""Several addresses of Redis, of which the first that is a master serves; with real
ones, and the program itself. Prints TAP."""

import os
import signal
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib"))

import tap
from redis_nodes import Nodes, Visitors
from stand import wait_until
from tap import proves


class Unasked(Nodes):
    """Nodes whose users were written before there was a question for a role."""

    def join_nodes(self):
        for number in range(self.count):
            self.node(number).ask("ACL", "SETUSER", "signpost", "-role", "-info")


@proves
def the_first_of_several_that_is_a_master_serves():
    with Nodes() as site:
        site.await_up(site.place(0))
        site.visit()
        site.await_kept()
        assert len(site.node(0).keys()) == len(site.right) and not site.node(1).keys()
        assert f"redis is at {site.place(0)}" in site.log()


@proves
def the_next_serves_when_it_ends_and_the_first_again_when_it_is_back():
    with Nodes() as site:
        site.await_up(site.place(0))
        with Visitors(site) as visitors:
            visitors.round()
            site.end("redis-0", signal.SIGKILL)
            site.await_up(site.place(1))
            visitors.round()
            site.start_node(0)
            site.await_up(site.place(0))
            visitors.round()
        site.await_kept()
        assert site.node(1).keys() and site.node(0).keys()


@proves
def a_replica_that_stands_first_is_passed_over_until_it_is_a_master():
    class Followed(Nodes):
        def join_nodes(self):
            self.follow(0, 1)
    with Followed() as site:
        site.await_up(site.place(1))
        site.await_kept()
        assert site.metric("signpost_redis_refusals_total") == 0
        site.node(0).ask("REPLICAOF", "NO", "ONE")
        site.await_up(site.place(0))
        site.await_kept()


@proves
def what_reads_only_from_now_on_is_asked_what_it_is():
    """Nobody has ended, and nothing fails: a write that is refused is all that tells,
    unless the time to ask all the same has just come."""
    def is_refused(site):
        site.node(0).ask("REPLICAOF", "NO", "ONE")
        site.await_up(site.place(0))
        site.node(0).ask("FLUSHALL")
        site.node(0).ask("REPLICAOF", "127.0.0.1", site.ports[1])
        site.visit()
        return site.metric("signpost_redis_refusals_total") > 0
    with Nodes() as site:
        wait_until(lambda: is_refused(site), what="a refusal")
        site.await_up(site.place(1))
        site.await_kept()
        assert f"redis at {site.place(0)} refuses to write: READONLY" in site.log()
        assert site.ask("/readyz").json["redis"] == "up"


@proves
def a_node_that_may_not_be_asked_what_it_is_serves_until_it_refuses_to_write():
    with Unasked() as site:
        site.await_up(site.place(0))
        site.await_kept()
        site.node(0).ask("FLUSHALL")
        site.follow(0, 1)
        site.visit()
        site.await_up(site.place(1))
        site.await_kept()
        assert "whether redis at " + site.place(1) + " has a maxmemory is not known" in site.log()


@proves
def where_none_is_there_pages_are_made_and_the_log_says_it_once():
    with Nodes("redis.wait=50 ms") as site:
        site.await_up(site.place(0))
        for number in range(2):
            site.end(f"redis-{number}", signal.SIGKILL)
        for _ in range(3):
            site.visit()
        wait_until(lambda: "redis cannot be found: it accepts no connection" in site.log(),
                   what="the log")
        site.visit()
        assert site.ask("/readyz").json["redis"] == "down"
        assert site.log().count("redis cannot be found") == 1
        site.start_node(1)
        site.await_up(site.place(1))
        wait_until(lambda: site.ask("/readyz").json["redis"] == "up", what="its recovery")
        assert site.log().count("redis is found again") == 1


@proves
def one_that_hangs_holds_no_page_up_for_longer_than_its_wait():
    """Its breaker and the round of questions lead away; a page asks one node once."""
    with Nodes("redis.wait=50 ms", "server.threads=2") as site:
        site.await_up(site.place(0))
        os.kill(site.pid("redis-0"), signal.SIGSTOP)
        site.visit()
        site.await_up(site.place(1))
        site.await_kept()
        assert site.metric("signpost_redis_failures_total") <= 2 * 3 + 1
        os.kill(site.pid("redis-0"), signal.SIGCONT)


@proves
def no_node_but_those_that_are_named_is_spoken_to():
    """The first is outside of redis.nodes: it is not even connected to."""
    class Outside(Nodes):
        def redis_address(self):
            return f"127.0.0.2:{self.ports[0]}, {self.place(1)}"

        def start_node(self, number, *options):
            super().start_node(number, "--bind", "127.0.0.1", "127.0.0.2", *options)
    with Outside() as site:
        before = site.node(0).ask("INFO", "stats").split(b"total_connections_received:")[1]
        site.await_up(site.place(1))
        site.await_kept()
        after = site.node(0).ask("INFO", "stats").split(b"total_connections_received:")[1]
        # The two questions of this test itself.
        assert int(after.split()[0]) - int(before.split()[0]) == 1, (before[:9], after[:9])
        assert site.log().count("is not used: redis.nodes does not name it") == 1


if __name__ == "__main__":
    sys.exit(tap.run_with("redis-server"))
