#!/usr/bin/env python3
"""The rules and the dashboard to begin with: as Prometheus reads them, and of
metrics that there are, none of which is of a person. Prints TAP."""

import json
import os
import re
import shutil
import subprocess
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib"))

import tap
from command import render
from places import read_source, source_folder
from stand import Stand
from tap import proves

RULES, BOARD = ("conf/prometheus/signpost-rules.yml", "conf/prometheus/signpost-dashboard.json")
SCRAPE = "conf/prometheus/signpost-scrape.yml"
NAME = re.compile(r"\bsignpost_[a-z_]+")


def metrics():
    return render("/metrics").text


@proves
def promtool_finds_no_fault_in_the_rules():
    tap.need(shutil.which("promtool"), "promtool is not here")
    done = subprocess.run(["promtool", "check", "rules", os.path.join(source_folder(), RULES)],
                          capture_output=True, text=True, check=False)
    assert done.returncode == 0 and "7 rules found" in done.stdout, done


@proves
def prometheus_takes_the_example_of_how_it_asks():
    tap.need(shutil.which("promtool"), "promtool is not here")
    with Stand() as stand:
        stand.write("token", "sixteen or more bytes\n")
        stand.copy_folder(os.path.join(source_folder(), "conf", "prometheus"), "prometheus")
        stand.write("prometheus/signpost-scrape.yml", read_source(SCRAPE).replace(
            "/etc/prometheus/signpost-token", stand.path("token")))
        done = subprocess.run(["promtool", "check", "config",
                               stand.path("prometheus/signpost-scrape.yml")],
                              capture_output=True, text=True, check=False)
        assert done.returncode == 0 and "7 rules found" in done.stdout, done


@proves
def the_manual_says_where_they_are():
    manual = read_source("conf/man/signpost.1").replace("\\-", "-")
    for path in (RULES, BOARD, SCRAPE):
        assert os.path.basename(path) in manual, path


@proves
def every_metric_that_they_ask_for_is_there():
    known = set(re.findall(r"^# TYPE (\S+)", metrics(), re.M))
    assert len(known) > 20, known
    for path in (RULES, BOARD):
        asked = {re.sub("_bucket$", "", name) for name in NAME.findall(read_source(path))}
        assert len(asked) > 5 and asked <= known, (path, asked - known)


@proves
def every_panel_has_a_place_and_a_question():
    panels = json.loads(read_source(BOARD))["panels"]
    places = {(panel["gridPos"]["x"], panel["gridPos"]["y"]) for panel in panels}
    assert len(places) == len(panels) > 5
    assert all(panel["targets"][0]["expr"] for panel in panels)


@proves
def no_metric_is_by_term_start_entry_or_words():
    """On a small site such a series would be one person."""
    labels = set(re.findall(r'[{,]([a-z_]+)="', metrics()))
    assert labels <= {"version", "revision", "route", "code", "le", "from", "state", "kind",
                      "result"}, labels


if __name__ == "__main__":
    sys.exit(tap.run())
