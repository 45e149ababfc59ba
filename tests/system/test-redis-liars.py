#!/usr/bin/env python3
"""Sentinels and nodes of clusters that lie about where Redis is: no page is other for
it, and nothing is told to whom it should not be. Prints TAP."""

import os
import sys
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib"))

import tap
from redis_nodes import Clustered, Nodes, Said
from stand import free_port, wait_until
from tap import proves

SLOTS = 16384


@proves
def a_master_that_sentinels_name_and_redis_nodes_does_not_is_told_nothing():
    class Misled(Nodes):
        count = 1

        def redis_address(self):
            self.lying = free_port(2)
            return f"sentinel:cache@127.0.0.1:{self.lying}"
    with Misled() as site:
        host, port = b"127.0.0.2", str(site.lying + 1).encode()
        thief = Said(site.lying + 1, "127.0.0.2", AUTH=b"+OK\r\n", ROLE=b"*1\r\n$6\r\nmaster\r\n")
        liar = Said(site.lying, SENTINEL=b"*2\r\n$%d\r\n%s\r\n$%d\r\n%s\r\n" % (
            len(host), host, len(port), port))
        try:
            wait_until(lambda: "redis.nodes does not name it" in site.log(), what="the log")
            site.visit()
            assert thief.peers == 0 and not site.up()
            assert site.ask("/readyz").json["redis"] == "down"
        finally:
            thief.close()
            liar.close()


@proves
def what_a_lying_sentinel_or_node_says_is_believed_only_where_it_can_be():
    """The name, and what is written to the log at most; no page is other for it."""
    deep = b"*1\r\n" * 5 + b"$1\r\na\r\n"
    wide = b"*4097\r\n" + b"$1\r\na\r\n" * 4097
    spread = b"*2\r\n" + (b"*2500\r\n" + b":1\r\n" * 2500) * 2

    lies = (b"*-1\r\n", deep, wide, spread, b"*2147483647\r\n", b"*2\r\n:1\r\n:2\r\n",
            b"*2\r\n$-1\r\n$-1\r\n", b"*1\r\n$1\r\na\r\n",
            b"*2\r\n$9\r\n127.0.0.1\r\n$5\r\n99999\r\n", b"%1\r\n+a\r\n+b\r\n",
            b"*2\r\n$9\r\nlocalhost\r\n$4\r\n6379\r\n", b"-NOAUTH x\r\n",
            b"-ERR level=error\r\n", b"+OK\r\n", b"*2\r\n$9\r\n127.", b"$-1\r\n")

    class Misled(Nodes):
        count = 1

        def redis_address(self):
            self.lying = free_port(len(lies))
            return "sentinel:cache@" + ",".join(
                f"127.0.0.1:{self.lying + number}" for number in range(len(lies)))

        def join_nodes(self):
            self.liars = [Said(self.lying + number, SENTINEL=lie)
                          for number, lie in enumerate(lies)]
    with Misled() as site:
        try:
            wait_until(lambda: all(liar.peers >= 2 for liar in site.liars), what="two rounds")
            assert not site.up()
            site.visit()
            assert site.log().count("is named by a name") == 1
            assert site.log().count("redis cannot be found") == 1
            port = str(site.ports[0]).encode()
            site.liars[-1].answers[b"SENTINEL"] = b"*2\r\n$9\r\n127.0.0.1\r\n$%d\r\n%s\r\n" % (
                len(port), port)
            site.await_up(site.place(0))
            site.await_kept()
        finally:
            for liar in site.liars:
                liar.close()


@proves
def a_cluster_without_slots_for_some_keys_makes_those_pages():
    """Nobody has the first half of the slots, and the rest is served all the same."""
    class Half(Clustered):
        count = 1

        def redis_address(self):
            return "cluster:" + self.place(0)

        def join_nodes(self):
            self.node(0).ask("CONFIG", "SET", "cluster-require-full-coverage", "no")
            self.node(0).ask("CLUSTER", "ADDSLOTSRANGE", SLOTS // 2, SLOTS - 1)
            wait_until(lambda: b"cluster_state:ok" in self.node(0).ask("CLUSTER", "INFO"),
                       what="the cluster")
    with Half() as site:
        site.await_up(site.place(0))
        for _ in range(2):
            site.visit()
        assert 0 < site.found() < len(site.right)
        assert site.ask("/readyz").json["redis"] == "failing"
        assert site.metric("signpost_redis_failures_total") == 0


def lying(says, wait="2 s", **answers):
    """A site whose cluster is one node that does not tell its slots and answers every
    GET, SET and UNLINK with `says`."""
    class Misled(Nodes):
        count = 1

        def redis_address(self):
            self.lying = free_port()
            return f"cluster:127.0.0.1:{self.lying}"

        def join_nodes(self):
            said = says.replace(b"PORT", str(self.lying).encode()).replace(
                b"NODE", str(self.ports[0]).encode())
            self.liar = Said(self.lying, **{
                "AUTH": b"+OK\r\n", "CLUSTER": b"-NOPERM x\r\n", "ASKING": b"+OK\r\n",
                "GET": said, "SET": said, "UNLINK": said, **answers})
    return Misled(f"redis.wait={wait}")


@proves
def a_node_that_sends_elsewhere_for_ever_is_followed_once():
    for said in (b"-MOVED 1 127.0.0.1:PORT\r\n", b"-ASK 1 127.0.0.1:PORT\r\n",
                 b"-MOVED 1 :PORT\r\n"):
        with lying(said) as site:
            wait_until(lambda: site.up(), what="the node")
            heard = len(site.liar.heard.split(b"\r\nGET\r\n"))
            site.ask("/phones")
            asked = len(site.liar.heard.split(b"\r\nGET\r\n")) - heard
            assert asked == 2, (said, asked)
            site.visit()
            site.liar.close()


def made_in_s(site, is_heard):
    """How long each of three pages or more took, until `is_heard()`: the breaker lets so
    many calls pass, and a busy machine is slow now and then."""
    times = []

    def is_asked():
        place, body = list(site.right.items())[len(times) % len(site.right)]
        begun = time.monotonic()
        assert site.ask(place).body == body, place
        times.append(time.monotonic() - begun)
        return len(times) >= 3 and is_heard()
    wait_until(is_asked, what="a call that the breaker lets pass")
    return times


@proves
def both_tries_of_a_page_together_take_no_longer_than_the_wait():
    """The first node sends to the second just before its time is over, and that one says
    nothing: a second try with a wait of its own would end at 1.9 s."""
    with lying(b"-MOVED 1 127.0.0.1:NODE\r\n", wait="1 s", CLUSTER=b"-NOPERM x\r\n") as site:
        site.end("redis-0")
        silent = Said(site.ports[0], AUTH=b"+OK\r\n")
        wait_until(lambda: site.up(), what="the node")
        site.liar.late = 0.9
        times = made_in_s(site, lambda: b"\r\nGET\r\n" in silent.heard)
        assert min(times) < 1.6, times
        silent.close()
        site.liar.close()


@proves
def looking_for_a_page_and_keeping_it_take_no_longer_than_one_wait():
    """The node says late that it has nothing, and nothing at all when it is to keep the
    page: with a wait for each, that would end at 1.7 s. Who has not answered is not asked
    again for the same page."""
    with lying(b"$-1\r\n", wait="1 s", SET=b"") as site:
        wait_until(lambda: site.up(), what="the node")
        site.liar.late = 0.7
        times = made_in_s(site, lambda: b"\r\nSET\r\n" in site.liar.heard)
        assert min(times) < 1.5, times
        site.liar.close()
    with lying(b"", wait="100 ms") as site:
        wait_until(lambda: site.up(), what="the node")
        # One page alone: once the breaker is open, what is to be kept may be its probe.
        assert site.ask("/").status == 200
        assert b"\r\nGET\r\n" in site.liar.heard and b"\r\nSET\r\n" not in site.liar.heard
        site.liar.close()


@proves
def a_name_or_no_place_is_a_miss_and_a_name_is_told_once():
    for said in (b"-MOVED 1 node.example.org:7000\r\n", b"-ASK 1 node.example.org:7000\r\n",
                 b"-MOVED 1 127.0.0.1:0\r\n", b"-MOVED 99999 127.0.0.1:NODE\r\n",
                 b"-MOVED 1 192.0.2.1:NODE\r\n", b"-TRYAGAIN x\r\n", b"-CLUSTERDOWN x\r\n",
                 b"-MOVED\r\n", b"-ASK 1\r\n", b"*1\r\n+a\r\n"):
        with lying(said) as site:
            wait_until(lambda: site.up(), what="the node")
            for _ in range(3):
                site.visit()
            assert site.found() == 0
            assert site.log().count("is named by a name") == (b"example" in said), said
            assert site.log().count("redis.nodes does not name it") == (b"192.0" in said), said
            site.liar.close()


@proves
def a_map_that_is_faulty_is_not_taken():
    node = b"*2\r\n$9\r\n127.0.0.1\r\n:7000\r\n"
    for slots in (b"*0\r\n", b"*1\r\n*3\r\n:0\r\n:16384\r\n" + node,
                  b"*1\r\n*3\r\n:-1\r\n:5\r\n" + node, b"*1\r\n*2\r\n:0\r\n:5\r\n",
                  b"*1\r\n*3\r\n:0\r\n:5\r\n*0\r\n", b"*1\r\n*3\r\n$1\r\n0\r\n:5\r\n" + node,
                  b"*1\r\n*3\r\n:0\r\n:5\r\n*2\r\n$9\r\n127.0.0.1\r\n:0\r\n",
                  b"*1\r\n*4\r\n:0\r\n:5\r\n" + node + b"*1\r\n" * 3 + b"+a\r\n"):
        with lying(b"$-1\r\n", CLUSTER=slots) as site:
            wait_until(lambda: "redis cannot be found" in site.log(), what="the log")
            site.visit()
            assert not site.up() and site.ask("/readyz").json["redis"] == "down", slots
            site.liar.close()


if __name__ == "__main__":
    sys.exit(tap.run_with("redis-server"))
