#!/usr/bin/env python3
"""A new day while the program runs: it is made of what is loaded, and of nothing
that lies on the disk and that nobody has loaded. Prints TAP."""

import datetime
import os
import struct
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib"))

import tap
from directory import LOCAL_ENTRY, SCOPES, base_case
from places import preloaded
from signpost_site import Site
from stand import wait_until
from tap import proves

# Noon, so that it is the same day wherever the directory is.
NOON = datetime.datetime(2026, 3, 7, 12, tzinfo=datetime.timezone.utc)
# Longer than the program goes without a look at the day, by its own clock.
LOOK_S = 60
NAME = "A name that nobody has loaded"
TEMPLATE = "a template that nobody has loaded"
WORD = "a word that nobody has loaded"


class Calendar(Site):
    """A site whose day the test says: 0 is that of NOON."""

    def __init__(self, rows=""):
        library = preloaded("shifted-clock")
        if library is None:
            raise tap.Skip("no library, or a sanitizer that must be the first")
        super().__init__(SCOPES, text=base_case() + rows)
        self.steady_s = 0
        for name in ("templates", "locale", "last"):
            os.mkdir(self.path(name))
        self.settings += [f"site.templates={self.path('templates')}",
                          f"site.locale={self.path('locale')}",
                          f"site.last-resort={self.path('last')}"]
        self._through = ["env", "LD_PRELOAD=" + library,
                         "SHIFTED_CLOCK=" + self.path("clock")]
        self.turn_to(0)

    def turn_to(self, day):
        now = datetime.datetime.now(datetime.timezone.utc)
        shift = NOON + datetime.timedelta(days=day) - now
        with open(self.path("new"), "wb") as file:
            file.write(struct.pack("qq", round(shift.total_seconds()), self.steady_s))
        os.replace(self.path("new"), self.path("clock"))

    def version(self, **scope):
        return self.ask("/readyz", **scope).json["version"]

    def await_day(self, day):
        """Until it shows that day."""
        self.steady_s += LOOK_S
        self.turn_to(day)
        date = (NOON + datetime.timedelta(days=day)).date().isoformat()
        wait_until(lambda: self.version().startswith(date), what="the day " + date)

    def edit(self):
        """A set without a fault, with another name of an entry."""
        head, name, tail = self.read("data/own.ini").partition("\nname = ")
        self.write("data/own.ini", head + name + NAME + " " + tail)

    def break_off(self):
        self.write("data/unfinished.ini", "[entry:unfinished]\nnme = Unfinished\n")

    def mend(self):
        os.remove(self.path("data/unfinished.ini"))

    def shown(self):
        """A page, and the file that nginx shows when nothing else answers."""
        return self.ask("/").text + "".join(
            self.read(os.path.join("last", name))
            for name in sorted(os.listdir(self.path("last"))) if name.endswith(".html"))


@proves
def a_refused_reload_ends_no_later_day():
    with Calendar() as site:
        site.break_off()
        for day in (1, 2):
            site.await_day(day)
        site.reload()
        assert "reload refused" in site.log()
        refused = site.log().count("reload refused")
        for day in (3, 4):
            site.await_day(day)
        assert site.log().count("reload refused") == refused, site.log()
        site.mend()
        site.await_day(5)


@proves
def a_refused_reload_is_told_on_the_next_day_too():
    with Calendar() as site:
        site.break_off()
        site.reload()
        site.await_day(1)
        site.mend()
        site.await_day(2)
        told = site.ask("/readyz", SIGNPOST_SCOPE="internal").json["reload_refused"]
        assert "unfinished.ini:2" in told, told


@proves
def an_edit_that_nobody_loaded_does_not_go_live_at_midnight():
    with Calendar() as site:
        site.edit()
        site.await_day(1)
        assert NAME not in site.shown(), site.shown()
        site.reload()
        wait_until(lambda: NAME in site.shown(), what="the edit")
        site.await_day(2)
        assert NAME in site.shown()


@proves
def templates_and_words_are_those_that_were_loaded():
    with Calendar() as site:
        before = site.shown()
        assert before and TEMPLATE not in before and WORD not in before
        site.write("templates/crisis.mustache", TEMPLATE)
        site.write("locale/en.ini", "[text]\ntitle = " + WORD + "\n")
        # With the second day, the files of the first have been written.
        for day in (1, 2):
            site.await_day(day)
        assert TEMPLATE not in site.shown() and WORD not in site.shown(), site.shown()
        site.reload()
        wait_until(lambda: TEMPLATE in site.shown() and WORD in site.shown(),
                   what="the edits")
        assert "refused" not in site.log(), site.log()


@proves
def who_is_inside_sees_the_same_day_and_the_same_revision_as_after_a_restart():
    with Calendar() as site:
        inside = {"SIGNPOST_SCOPE": "internal"}
        site.await_day(1)
        site.await_day(2)
        days = [site.ask("/readyz").json, site.ask("/readyz", **inside).json]
        assert days[0]["version"][:10] == days[1]["version"][:10], days
        site.end("signpost")
        site.start_responder()
        for old, scope in zip(days, ({}, inside)):
            new = site.ask("/readyz", **scope).json
            assert [new["version"], new["revision"]] == [old["version"], old["revision"]]


@proves
def a_new_day_is_no_reload_in_the_log_and_in_the_metrics():
    with Calendar() as site:
        site.await_day(1)
        wait_until(lambda: 'msg="a new day begins with what is loaded"' in site.log(),
                   what="the line of the log")
        assert "reload" not in site.log(), site.log()
        assert 'signpost_reloads_total{result="good"} 0' in site.ask("/metrics").text


@proves
def a_day_that_goes_back_is_made_too():
    with Calendar() as site:
        for day in (3, -2, 0):
            site.await_day(day)


@proves
def what_ended_at_midnight_is_found_no_more():
    """Also without a reload; what lasts and what is hidden stays as it was."""
    rows = LOCAL_ENTRY + """\
alert = Zqalerta | until 2026-03-07
alert.es = Zqaviso | until 2026-03-07
note = Zqlasting
hours = Mon 09:00-10:00 Asia/Tokyo | until 2026-03-07
closed = 2026-03-06..2026-03-08 | Zqholidays
"""
    with Calendar(rows) as site:
        def found():
            words = ("zqlasting", "zqholidays", "zqalerta", "zqaviso", "tokyo")
            return [sum(site.ask(f"/api/v1/entries?q={word}&lang={lang}",
                                 SIGNPOST_SCOPE=scope).json["total_items"]
                        for lang in ("en", "es") for scope in ("", "internal"))
                    for word in words]

        assert found() == [4, 4, 4, 2, 4], found()
        site.await_day(1)
        assert found() == [4, 4, 0, 0, 0], found()
        for day in (2, 3):
            site.await_day(day)
            assert found() == [4, 0, 0, 0, 0], found()


if __name__ == "__main__":
    sys.exit(tap.run())
