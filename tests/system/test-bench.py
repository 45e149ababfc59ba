#!/usr/bin/env python3
"""The benches still run, if only for a second: what nobody runs is wrong on the
day it is needed. Prints TAP, and no figure; those want an idle machine."""

import os
import re
import subprocess
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib"))

import places
import tap
from stand import missing
from tap import Skip, proves

BENCHES = places.source_folder() + "/tests/bench"
BUILD = os.path.dirname(places.program())
DATA = os.path.join(places.source_folder(), "data")


def run(*command):
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    assert result.returncode == 0, (command, result.stdout[-500:], result.stderr[-2000:])
    return result.stdout


def built(name):
    path = os.path.join(BUILD, "tests", "bench", name)
    assert os.access(path, os.X_OK), f"{path} is not built"
    return path


@proves
def what_loads_a_directory_tells_how_long_it_took():
    assert re.search(r"\d", run(built("load"), DATA))


@proves
def what_looks_for_words_tells_how_long_it_took():
    assert re.search(r"\d", run(built("words"), DATA))


@proves
def each_row_gives_the_same_page_and_is_measured():
    lacks = missing("nginx", "redis-server", "wrk")
    if lacks or not any(name.startswith("php-fpm") for name in os.listdir("/usr/sbin")):
        raise Skip(lacks or "no php-fpm")
    table = run(sys.executable, BENCHES + "/run", "--yes", "--rounds", "1", "--seconds", "1", BUILD)
    for form in ("plain", "gzip"):
        for row in ("static file", "nginx cache", "memory hit", "redis hit", "render",
                    "do-nothing responder", "bare responder", "PHP-FPM and Redis",
                    "Lua and Redis"):
            assert re.search(rf"^{form} +{row} +\d+ ", table, re.M), (form, row, table)


@proves
def what_visitors_feel_of_heavy_addresses_is_measured():
    lacks = missing("nginx", "redis-server", "wrk")
    if lacks:
        raise Skip(lacks)
    done = subprocess.run(
        [sys.executable, BENCHES + "/heavy", "--yes", "--rounds", "1", "--seconds", "1",
         "--entries", "0", "--only", "services/", BUILD],
        capture_output=True, text=True, check=False)
    for form in (r" 404 /api/hsds/services/", r" HEAD /api/hsds/services/", r" nobody$"):
        assert re.search(r"^ *[\d.]+ +-?[\d.]+.*" + form, done.stdout, re.M), done


if __name__ == "__main__":
    sys.exit(tap.run())
