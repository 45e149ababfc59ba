#!/usr/bin/env python3
"""What commands write into files of somebody's own. Prints TAP."""

import concurrent.futures
import os
import subprocess
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib"))

import tap
from places import program
from stand import Stand
from tap import proves


@proves
def of_those_who_hide_at_the_same_moment_nobodys_line_is_lost():
    ids = ["osha", "niosh", "nsf", "odni", "cdc", "usaid", "acf", "fns"]
    with Stand() as stand:
        stand.write("signpost.ini", "")
        settings = stand.path("signpost.ini")
        def hide(name):
            return subprocess.run([program(), "hide", "entry", name, "-c", settings],
                                  capture_output=True, check=False)
        with concurrent.futures.ThreadPoolExecutor(len(ids)) as pool:
            done = list(pool.map(hide, ids))
        with open(stand.path("hidden.ini"), encoding="utf-8") as file:
            text = file.read()
        for name in ids:
            assert f"\nentry = {name}\n" in text, (name, text, done)


if __name__ == "__main__":
    sys.exit(tap.run())
