#!/usr/bin/env python3
"""The benches still run, if only for a second: what nobody runs is wrong on the
day it is needed. Prints TAP, and no figure; those want an idle machine."""

import csv
import glob
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
def what_makes_pages_anew_tells_what_each_kind_takes():
    found = dict(line.split(",") for line in run(built("anew"), DATA, "20").splitlines())
    assert {"list", "entry"} <= set(found) and all(float(cost) > 0 for cost in found.values())


@proves
def what_loads_generated_directories_tells_of_each_size():
    said = run(BENCHES + "/loading", BUILD, "60:1", "80:3")
    assert re.search(r"^60:1 .*\n.*\d.*\n(.*\n)*80:3 .*\n.*\d", said, re.M), said


@proves
def what_searches_a_generated_directory_tells_how_long_it_took():
    assert re.search(r"\d ms", run(BENCHES + "/searching", BUILD, "200"))


@proves
def what_draws_what_each_size_costs_writes_a_table_and_curves():
    run(sys.executable, BENCHES + "/scale", BUILD, "100", "200")
    with open(os.path.join(BUILD, "scale.csv"), encoding="utf-8") as file:
        rows = list(csv.DictReader(line for line in file if not line.startswith("#")))
    assert [int(row["entries"]) > 50 for row in rows] == [True, True], rows
    assert all(float(row["page bytes"]) > 0 for row in rows), rows
    with open(os.path.join(BUILD, "scale.svg"), encoding="utf-8") as file:
        assert file.read().count("<polyline") > 5


@proves
def what_visitors_feel_of_a_reload_is_measured():
    done = subprocess.run([sys.executable, BENCHES + "/reloading", "--entries", "300", "--rounds",
                           "1", "--seconds", "1", BUILD], capture_output=True, text=True, check=False)
    for name in ("median", "p99", "longest"):
        assert re.search(rf"^{name}: usual \d+, in a reload \d+, ratio \d", done.stdout, re.M), done
    assert re.search(r"^memory: \d+ MiB, peak \d+ MiB of 1536; .*group", done.stdout, re.M), done


@proves
def each_row_gives_the_same_page_and_is_measured():
    lacks = missing("nginx", "redis-server", "wrk")
    if lacks or not any(name.startswith("php-fpm") for name in os.listdir("/usr/sbin")):
        raise Skip(lacks or "no php-fpm")
    table = run(sys.executable, BENCHES + "/run", "--yes", "--rounds", "1", "--seconds", "1", BUILD)
    for form in ("plain", "gzip"):
        for row in ("static file", "nginx cache", "memory hit", "redis hit", "render",
                    "do-nothing responder", "bare responder", "PHP-FPM and Redis",
                    "Lua and Redis", "socket, memory hit", "socket, bare responder"):
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


@proves
def what_imports_a_generated_directory_tells_of_each_form():
    table = run(sys.executable, BENCHES + "/importing", "--services", "50", BUILD)
    for form in ("lines", "array", "table"):
        assert re.search(rf"^{form} .*\d", table, re.M), (form, table)


@proves
def no_bench_is_left_out_here():
    with open(__file__, encoding="utf-8") as file:
        text = file.read()
    with open(BENCHES + "/run", encoding="utf-8") as file:
        text_of_run = file.read()
    with open(BENCHES + "/scale", encoding="utf-8") as file:
        sizes = file.read()
    for path in glob.glob(BENCHES + "/*"):
        name, kind = os.path.splitext(os.path.basename(path))
        if kind not in ("", ".c"):
            continue
        assert (f'built("{name}")' in text or f'BENCHES + "/{name}"' in text
                or re.search(rf'"(tests/bench/)?{name}"', text_of_run)
                or f'"{name}"' in sizes), name


if __name__ == "__main__":
    sys.exit(tap.run())
