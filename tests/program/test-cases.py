#!/usr/bin/env python3
"""Faulty inputs and what the program must say to each; sound ones and what it
must have read. Prints TAP.

A case is a folder cases/KIND/NAME:
  input.ini   what is read; in templates/, NAME.mustache
  error       the lines that `signpost check` prints, without the folder's
              path and the excerpts below them; empty: nothing is wrong
  expect      of a sound directory: `ADDRESS PATH = VALUE` or `ADDRESS PATH
              absent`, an address below /api/v1/ and a way into its JSON
  whole       nothing else stands beside it; else cases/base.ini does
In editor/ the input is an editor's own folder over the one with base.ini, and
`error` holds every line about it, warnings too: one for each mistake.
  needs       a path without which the case cannot be tried
"""

import os
import shutil
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib"))

import tap
from case import CASES, assert_reads, assert_says, check_directory, without_path
from command import DATA_FAULT, OK, SETTINGS_FAULT, run
from stand import Stand
from tap import proves


def read(*names):
    with open(os.path.join(*names), encoding="utf-8") as file:
        return file.read()


def try_directory(case):
    with Stand() as stand:
        if not os.path.exists(os.path.join(case, "whole")):
            shutil.copy(os.path.join(CASES, "base.ini"), stand.path("00-base.ini"))
        shutil.copy(os.path.join(case, "input.ini"), stand.folder)
        error = read(case, "error")
        assert_says(check_directory(stand.folder), stand.folder, DATA_FAULT, error)
        if os.path.exists(os.path.join(case, "expect")):
            assert_reads(stand.folder, read(case, "expect"))


def try_editor(case):
    with Stand() as stand:
        for folder, name, source in (("shipped", "base.ini", CASES), ("own", "input.ini", case)):
            os.mkdir(stand.path(folder))
            shutil.copy(os.path.join(source, name), stand.path(folder))
        result = run("check", "-s",
                     f"directory.path={stand.path('shipped')}:{stand.path('own')}")
        told = [line.removeprefix("own/")
                for line in without_path(result.stderr, stand.folder).splitlines()
                if not line.startswith("shipped/base.ini:") or ": warning: " not in line]
        assert told == read(case, "error").splitlines(), "\n".join(["printed:", *told])
        only_warned = all(": warning: " in line for line in told)
        assert result.returncode == (OK if only_warned else DATA_FAULT), result


def try_settings(case):
    path = os.path.join(case, "input.ini")
    assert_says(run("check", "-c", path), case, SETTINGS_FAULT,
                read(case, "error"))


def try_templates(case):
    """A site's own templates, over the shipped ones."""
    with Stand() as stand:
        for name in os.listdir(case):
            if name.endswith(".mustache"):
                shutil.copy(os.path.join(case, name), stand.folder)
        result = run("check", "-s", f"site.templates={stand.folder}")
        assert_says(result, stand.folder, DATA_FAULT, read(case, "error"))


KINDS = {
    "directory": try_directory,
    "editor": try_editor,
    "settings": try_settings,
    "templates": try_templates,
}


def add_case(kind, name):
    case = os.path.join(CASES, kind, name)
    needs = os.path.join(case, "needs")

    def test():
        if os.path.exists(needs):
            path = read(needs).strip()
            tap.need(os.path.exists(path), f"there is no {path}")
        KINDS[kind](case)

    test.__name__ = f"{kind}: {name.replace('-', ' ')}"
    proves(test)


def add_cases():
    for kind in KINDS:
        for name in sorted(os.listdir(os.path.join(CASES, kind))):
            add_case(kind, name)


if __name__ == "__main__":
    add_cases()
    sys.exit(tap.run())
