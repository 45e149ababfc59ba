#!/usr/bin/env python3
"""Redis as a cluster: six real nodes, a resharding and a failover under load.
Prints TAP."""

import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib"))

import tap
from redis_nodes import Clustered, Visitors
from stand import wait_until
from tap import proves

SLOTS = 16384


def kept(site):
    """{node: keys} of the masters that have some."""
    return {number: keys for number, role in site.roles().items() if role == b"master"
            and (keys := site.node(number).keys())}


@proves
def each_key_stands_where_the_cluster_has_it_and_is_found_at_the_first_try(site):
    site.await_up(*map(site.place, range(3)))
    site.await_kept()
    found = kept(site)
    assert len(found) > 1, found
    assert sum(map(len, found.values())) == len(site.right), found
    assert site.metric("signpost_redis_failures_total") == 0
    for number in range(3):
        assert b"cluster_stats_messages" in site.node(number).ask("CLUSTER", "INFO")
        info = site.node(number).ask("INFO", "errorstats")
        assert b"MOVED" not in info and b"CLUSTERDOWN" not in info, info
    slots = [line for line in site.metrics().splitlines()
             if line.startswith("signpost_redis_node_slots{")]
    assert sum(int(line.split()[-1]) for line in slots) == SLOTS, slots


@proves
def slots_that_move_under_load_change_no_byte_and_no_key_is_out_of_reach(site):
    """redis-cli moves a master's slots one by one, with their keys: ASK while one is
    moved, MOVED when it is. They are as many as it takes until one with a key is among
    them, at the master where these are fewest: each takes a slow machine long."""
    site.await_kept()
    count, busy = min((min(map(site.slot_of, keys)) - site.first_slot(number) + 1, number)
                      for number, keys in kept(site).items())
    to = (busy + 1) % 3
    failures = site.metric("signpost_redis_failures_total")
    with Visitors(site) as visitors:
        visitors.round()
        site.manage("reshard", site.place(0), "--cluster-from", site.id_of(busy),
                    "--cluster-to", site.id_of(to), "--cluster-slots", str(count),
                    "--cluster-yes")
        visitors.round()
    site.await_kept()
    assert site.metric("signpost_redis_failures_total") == failures
    told = b"".join(site.node(number).ask("INFO", "errorstats") for number in range(3))
    assert b"errorstat_MOVED" in told, told


@proves
def a_key_on_its_way_is_found_by_one_hop(site):
    """Its slot is handed over by hand and stays between the two nodes: the old one has
    no such key any more and sends to the new one, which takes it after ASKING alone."""
    site.await_kept()
    old, [key, *_] = next(iter(kept(site).items()))
    new = next(number for number in range(3) if number != old)
    slot = site.slot_of(key)
    site.node(new).ask("CLUSTER", "SETSLOT", slot, "IMPORTING", site.id_of(old))
    site.node(old).ask("CLUSTER", "SETSLOT", slot, "MIGRATING", site.id_of(new))
    assert site.node(old).ask("MIGRATE", "127.0.0.1", site.ports[new], key, 0, 5000,
                              "AUTH2", "tester", "x") == b"OK"
    before = site.metric("signpost_redis_failures_total")
    for _ in range(3):
        assert site.keeps_all()
    assert site.metric("signpost_redis_failures_total") == before
    assert b"errorstat_ASK" in site.node(old).ask("INFO", "errorstats")
    for number in (new, old, 3 - new - old):
        site.node(number).ask("CLUSTER", "SETSLOT", slot, "NODE", site.id_of(new))
    site.await_kept()
    assert key in site.node(new).keys()


@proves
def a_failover_under_load_changes_no_byte(site):
    site.await_kept()
    lost = max(kept(site).items(), key=lambda item: len(item[1]))[0]
    with Visitors(site) as visitors:
        visitors.round()
        site.lose(lost)
        wait_until(lambda: site.place(lost) not in site.up() and len(site.up()) == 3
                   and set(site.up().values()) == {"1"}, what="the new map")
        visitors.round()
        site.start_node(lost)
        wait_until(lambda: site.role(lost) == b"slave", what="its return")
        visitors.round()
    site.await_kept()
    print(f"# {visitors.answers} answers, all right")


@proves
def a_cluster_that_tells_nobody_its_slots_is_used_by_what_it_says_of_each(site):
    for number in range(site.count):
        site.node(number).ask("ACL", "SETUSER", "signpost", "-cluster|slots")
    site.start_responder("unasked")
    right = site.right

    def found():
        [line] = [line for line in site.ask("/metrics", name="unasked").text.splitlines()
                  if line.startswith('signpost_cache_answers_total{from="redis"}')]
        return int(line.split()[-1])

    def all_found():
        before = found()
        for place, body in right.items():
            assert site.ask(place, name="unasked").body == body
        return found() - before == len(right)
    wait_until(all_found, what="every page found at who has it")
    lost = max(kept(site).items(), key=lambda item: len(item[1]))[0]
    site.lose(lost)
    wait_until(all_found, what="every page found at who has it now")
    site.start_node(lost)
    for number in range(site.count):
        site.node(number).ask("ACL", "SETUSER", "signpost", "+cluster|slots")


@proves
def a_cluster_whose_slots_are_in_too_many_pieces_to_be_read_is_used_all_the_same(_):
    """Two nodes, of which one has every second slot: 16,384 ranges."""
    class Scattered(Clustered):
        count = 2

        def join_nodes(self):
            for number in range(2):
                self.node(number).ask("CLUSTER", "ADDSLOTS", *range(number, SLOTS, 2))
                self.node(number).ask("CLUSTER", "SET-CONFIG-EPOCH", number + 1)
            self.node(0).ask("CLUSTER", "MEET", "127.0.0.1", self.ports[1], self.buses[1])
            self.await_joined()
    with Scattered() as site:
        site.await_kept()
        assert len(kept(site)) == 2, kept(site)
        assert site.log().count("more pieces than are read") == 1, site.log()
        assert "redis cannot be found" not in site.log()
        assert site.metric("signpost_redis_failures_total") == 0


if __name__ == "__main__":
    sys.exit(tap.run_on(Clustered, "redis-server", "redis-cli"))
