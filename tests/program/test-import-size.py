#!/usr/bin/env python3
"""A directory of others that is large is imported in proportion to its size. Prints
TAP."""

import json
import os
import subprocess
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib"))

import tap
from command import OK, options
from imported import Site, service, uuid
from places import stopped_clock
from tap import proves

SERVICES = 12_000
MOST_MIB = 300


def memory_of(site, source):
    """The most MiB that an import of lines had."""
    site.write("list.ndjson", source)
    command = [site.binary, "import", site.path("list.ndjson"), "--to", site.path("imported"),
               *options(site.settings)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, env=stopped_clock()) as process:
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == OK, process.returncode
    return usage.ru_maxrss / 1024


@proves
def thousands_of_places_of_one_name_get_an_id_each_and_cost_what_others_do():
    source = "".join(json.dumps(service(number, service_at_locations=[{"location": {
        "id": uuid(100_000 + number), "name": "Main Office"}}])) + "\n"
        for number in range(SERVICES))
    with Site() as site:
        memory = memory_of(site, source)
        text = site.text()
        assert text.count("[location:main-office") == SERVICES
        assert "[location:main-office]" in text and f"[location:main-office-{SERVICES}]" in text
        assert memory < MOST_MIB, memory


if __name__ == "__main__":
    sys.exit(tap.run())
