#!/usr/bin/env python3
"""A place that was taken down, by a command or in a file, is there for nobody. Prints
TAP."""

import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib"))

import tap
from command import DATA_FAULT, options, render, run
from directory import INSIDE, SCOPES, Directory
from secret_places import (
    ALL, CITY, CITY_ID, SECRET_ID, addresses)
from signpost_site import Settled
from stand import wait_until
from tap import proves


def local(served):
    return served.ask("/api/v1/entries/local").json


@proves
def who_hides_a_place_takes_it_down_for_everybody_and_its_own_phones():
    with Settled(SCOPES, text=ALL) as served:
        done = served.hide("hide", "location", "hall")
        assert done.returncode == 0, done
        assert "hidden: [location:hall]" in done.stdout, done
        assert "hidden: [phone:hall]" in done.stdout, done
        wait_until(lambda: len(local(served)["location"]) == 1, what="the place gone")
        for scope in ("", "internal"):
            for address in addresses("audience=workers"):
                answer = served.ask(address, SIGNPOST_SCOPE=scope)
                for word in ("Town Hall", "Municipio", "12 Elm Street", "62701", "Bus 4",
                             "555-0190", "5550190", "il-springfield", "Hall clerk",
                             "555-0196"):
                    assert word not in answer.head + answer.text, (scope, address, word)
        assert served.ask("/e/local").status == 200, "the entry stays"
        served.write("data/own.ini", "[nonsense")
        for place in (CITY_ID, SECRET_ID):
            assert served.hide("hide", "location", place).returncode == 0
        wait_until(lambda: "location" not in local(served), what="the other one gone")
        served.write("data/own.ini", ALL)
        done = served.hide("unhide", "location", "hall")
        assert done.returncode == 0 and "shown again: [location:hall]" in done.stdout, done
        wait_until(lambda: "Town Hall" in served.ask("/e/local").text, what="it back")
        done = served.hide("hide", "location", "hal")
        assert done.returncode == DATA_FAULT and "did you mean `hall`?" in done.stderr, done


@proves
def a_folder_hides_a_place_of_one_before_it_from_everybody():
    """By `[hide] location = ID` in a file; the entry that names it is without it."""
    def own(rows):
        served.write("own/own.ini", f"[hide]\n{rows}\n")
        return run("check", *folders)

    with Directory(SCOPES, text=ALL) as served:
        folders = options([*served.settings,
                           f"directory.path={served.path('data')}:{served.path('own')}"])
        result = own(f"location = hall, {CITY_ID}")
        assert result.returncode == 0, result.stderr
        assert "[phone:hall] is used nowhere" in result.stderr, result.stderr
        for more, count in ((), 0), (INSIDE, 2):
            answer = render("/api/v1/entries/local", *folders, *more)
            assert len(answer.json.get("location", [])) == count, answer.text
            assert "Town Hall" not in answer.text and CITY["street"] not in answer.text
        for rows, said in (
                ("location = hal", "own.ini:2:12: location: no folder before this one has "
                 "[location:hal]; did you mean `hall`?"),
                (f"location = hall, {CITY_ID}, hall", "is hidden already"),
                ("phone = hall", "it has `entry` and `location`")):
            result = own(rows)
            assert result.returncode == DATA_FAULT and said in result.stderr, result.stderr


@proves
def no_start_link_is_in_the_way_of_who_hides_a_place_in_a_file():
    """The link goes with the place, as when `signpost hide` takes it down; in a file it
    may also be the entry that goes, or the place's name that it shares with one."""
    start = "[start:near]\nname = Near me\nfilter = place=il-springfield\n"
    alone = ("[entry:alone]\nname = Alone\nkind = unit\nsummary = S.\nphone = help\n"
             "location = inn\n[location:inn]\nstate = IL\ncity = Peoria\ncounty = Tazewell\n"
             "address-visibility = public\n[entry:hall]\nname = H\nkind = unit\nsummary = S.\n"
             "phone = help\n")
    for hidden, place in (("location = hall", "il-springfield"),
                          ("entry = hall\nlocation = hall", "il-springfield"),
                          ("location = hall", "il"), ("location = inn", "il-tazewell-county"),
                          ("entry = alone", "il-peoria")):
        text = ALL + alone + start.replace("il-springfield", place)
        with Settled(text=text) as served:
            served.settings.append(f"directory.path={served.path('data')}:{served.path('own')}")
            assert "Near me" in served.ask("/").text
            served.write("own/own.ini", f"[hide]\n{hidden}\n")
            result = served.check()
            assert result.returncode == 0, (hidden, place, result.stderr)
            is_there = place == "il"
            assert (f"filter: `place={place}` finds nothing" in result.stderr) != is_there
            for scope in ("", "internal"):
                shown = render("/", *options(served.settings), *(INSIDE if scope else ()))
                assert ("Near me" in shown.text) == is_there, (hidden, place)
    with Directory(text=ALL + start.replace("springfield", "springfeld")) as served:
        assert "is in `il-springfeld`; did you mean `il-springfield`?" in served.check().stderr


@proves
def an_entry_and_a_place_of_one_name_are_hidden_each_by_its_key():
    both = ALL + ("[entry:hall]\nname = H\nkind = unit\nsummary = S.\nphone = help\n"
                  "[entry:below]\nname = B\nkind = unit\nsummary = S.\nlisted-under = hall\n")
    with Directory(text=both) as served:
        folders = options([f"directory.path={served.path('data')}:{served.path('own')}"])
        served.write("own/own.ini", "[hide]\nlocation = hall\nentry = hall, below\n")
        assert run("check", *folders).returncode == 0, run("check", *folders).stderr
        served.write("own/own.ini", "[hide]\nlocation = hall\nentry = hall\n")
        result = run("check", *folders)
        assert "[entry:hall] is hidden, but named by [entry:below]" in result.stderr, result


if __name__ == "__main__":
    sys.exit(tap.run())
