#!/usr/bin/env python3
"""Several machines, each fault once while visitors ask on; tests/faults goes on for an
hour. Prints TAP."""

import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib"))

import tap
from machines import FAULTS, LONGEST_S, Machines, Visitors, befall
from namespaces import call, enter_namespaces
from stand import missing
from tap import proves


def survives(is_cluster, *faults):
    """Through each of the faults, at the first machine that it can befall."""
    try:
        enter_namespaces("network")
        call("ip", "link", "add", "bridge", "type", "bridge")
    except OSError as refused:
        raise tap.Skip(f"no networks of one's own: {refused}") from refused
    with Machines(is_cluster) as site, Visitors(site) as visitors:
        for name in faults:
            answers, lost, longest_s = befall(site, visitors, name, next(iter(FAULTS[name][0])))
            print(f"# {name}: {answers} answers, {lost} not reached, longest {longest_s:.2f} s")
            assert not visitors.wrong, (name, visitors.wrong[:3])
            assert longest_s < LONGEST_S, name


@proves
def whatever_befalls_a_machine_every_answer_is_right():
    survives(False, *FAULTS)


@proves
def a_cluster_that_loses_a_node_or_fails_over_changes_no_answer():
    survives(True, "a Redis is killed", "a store's host is cut off", "Redis fails over")


if __name__ == "__main__":
    if os.getuid() != 0:
        sys.exit(tap.run_none("this is not root"))
    lacking = missing("nginx", "redis-server", "ip", "nsenter")
    sys.exit(tap.run_none(f"{lacking} is not installed") if lacking else tap.run())
