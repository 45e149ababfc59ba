#!/usr/bin/env python3
"""Schedules of others become a week where only one can be meant, and are for a person
where not. Prints TAP."""

import json
import os
import re
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib"))

import tap
from imported import Site, service
from tap import proves


def hours_of(*schedules, number=1, before=()):
    """The hours of a service with these, and what its internal-note has."""
    with Site() as site:
        code, report, words = site.report([*before, service(number, schedules=list(schedules))])
        assert code == 0, (code, report, words)
        text = site.text()
        return (re.findall("^hours = (.*)", text, re.M),
                re.findall("^internal-note = (.*)", text, re.M))


def at(opens, closes, **more):
    return {"opens_at": opens, "closes_at": closes, "weekday": "Monday", **more}


@proves
def a_number_of_a_day_counts_from_monday_as_hsds_says():
    for days, words in (("1", "Mon"), (7, "Sun"), ("1,2,3", "Mon-Wed"), ("6, 7", "Sat-Sun"),
                        ("tue", "Tue"), ("SUNDAY", "Sun")):
        assert hours_of(at("09:00", "17:00", weekday=days)) == (
            [f"{words} 09:00-17:00 local time"], []), days
    # BYDAY is of RFC 5545, which has no such numbers.
    for more in ({"byday": "1"}, {"weekday": "0"}, {"weekday": "8"}, {"weekday": "12"},
                 {"weekday": ""}, {"weekday": "Moonday"}):
        assert hours_of(at("09:00", "17:00", **more))[0] == [], more


@proves
def where_a_day_has_the_number_0_nobody_knows_what_the_others_mean():
    odd = service(1, schedules=[at("09:00", "17:00", weekday="0")])
    for before in ((), (odd,)):
        assert len(hours_of(at("09:00", "17:00", weekday="2"), number=2, before=before)[0]) == (
            not before), before
    hours, notes = hours_of(at("09:00", "17:00", weekday="2"), number=2, before=(odd,))
    assert "schedules: Tue 09:00-17:00 local time, if its day 1 is Monday" in notes, notes
    # Days that are words are sure all the same.
    assert hours_of(at("09:00", "17:00"), number=2, before=(odd,))[0] != []


@proves
def times_are_read_where_they_can_be_only_one():
    for opens, closes, words in (
            ("09:00:00", "17:00:00", "09:00-17:00"), ("9:00 AM", "5:00 PM", "09:00-17:00"),
            ("9am", "5 p.m.", "09:00-17:00"), ("14:00", "4:00 PM", "14:00-16:00"),
            ("10:00", "3pm", "10:00-15:00"), ("12:00 PM", "4:00 PM", "12:00-16:00"),
            ("8:00 PM", "2:00 AM", "20:00-02:00"), ("9am", "17:00", "09:00-17:00"),
            ("8:00 PM", "12:00 AM", "20:00-00:00"), ("22:00", "06:00", "22:00-06:00"),
            ("9:00", "00:00", "09:00-00:00"), ("06:00", "00:00", "06:00-00:00"),
            ("00:00", "05:00", "00:00-05:00"), ("13:00", "2:00", "13:00-02:00"),
            ("5:00", "13:00", "05:00-13:00"), ("7:00", "12:30", "07:00-12:30")):
        assert hours_of(at(opens, closes)) == ([f"Mon {words} local time"], []), (opens, closes)
    for opens, closes in (("9am", "03:00"), ("9", "5"), ("9:00 AM", "12:00 AM"), ("13pm", "3pm"),
                          ("1:00", "5pm"), ("8:00", "10pm"), ("14:00", "1pm"), ("9am", "noonish"),
                          ("09:00Z", "17:00Z"), ("0pm", "5pm"), ("12:00 AM", "5:00 PM"),
                          ("9:00", "5:00"), ("09:00:00", "05:00:00"), ("12:30", "4:00"),
                          ("9:00", "9:00"), ("1:00", "5:00"), ("06:00", "12:59")):
        hours, notes = hours_of(at(opens, closes))
        assert hours == [] and f"{opens}; {closes}" in notes[0], (opens, closes, hours, notes)
    # Times of no place are as those with a Z.
    for zone in ("UTC", "GMT", "Z", 0, "0", "+00:00", "utc", "Etc/UTC", "UTC+00:00", "-0000"):
        hours, notes = hours_of(at("14:00", "22:00", timezone=zone))
        assert hours == [] and f"14:00; 22:00; timezone {zone}" in notes[0], (zone, hours, notes)
    for zone in ("America/Chicago", "-06:00", "UTC-6", "+01:00", "", None, "Zagreb"):
        assert hours_of(at("14:00", "22:00", timezone=zone)) == (
            ["Mon 14:00-22:00 local time"], []), zone


@proves
def every_day_is_all_days_and_no_day_is_for_a_person():
    daily = {"freq": "DAILY", "opens_at": "09:00", "closes_at": "17:00"}
    assert hours_of(daily)[0] == ["Mon-Sun 09:00-17:00 local time"]
    for more in ({"freq": "WEEKLY"}, {"freq": "DAILY", "interval": 2}, {"byday": "MO"},
                 {"freq": "MONTHLY"}, {"weekday": "Monday"}, {"weekday": "1"}):
        assert hours_of({**daily, **more})[0] == [], more


@proves
def closed_days_are_known_by_every_word_for_yes():
    for word in (True, "true", "TRUE", "yes"):
        text = "closed = 2026-12-24..2026-12-26"
        with Site() as site:
            site.report([service(1, schedules=[{"closed": word, "valid_from": "2026-12-24",
                                                "valid_to": "2026-12-26"}])])
            assert f"\n{text}\n" in site.text(), (word, site.text())


@proves
def what_is_said_of_holidays_stands_behind_the_hours():
    words = "Mon-Fri 9am-5pm, closed on holidays"
    assert hours_of({"description": words}) == (
        ["Mon-Fri 09:00-17:00 local time | closed on holidays"], [])
    # There is room for one note: both are for a person.
    hours, notes = hours_of({"description": words, "notes": "Ring twice"})
    assert hours == [] and f"{words}; Ring twice" in notes[0], (hours, notes)
    # Words beside a schedule that say more than it are told.
    hours, notes = hours_of(at("09:00", "17:00", weekday="Mon,Tue,Wed,Thu,Fri", description=words))
    assert hours == ["Mon-Fri 09:00-17:00 local time"] and words in notes[0], (hours, notes)


@proves
def what_has_held_for_long_and_has_no_end_holds_as_what_says_no_day():
    old = at("09:00", "17:00", valid_from="2020-01-01")
    wednesday = at("09:00", "12:30", weekday="Wednesday")
    assert hours_of(old, wednesday) == (
        ["Mon 09:00-17:00; Wed 09:00-12:30 local time"], [])
    for more in ({"valid_from": "2999-01-01"}, {"valid_from": "2020-01-01", "valid_to": "2999-01-01"}):
        assert "2999-01-01" in hours_of(at("09:00", "17:00", **more))[0][0], more


if __name__ == "__main__":
    sys.exit(tap.run())
