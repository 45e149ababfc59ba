#!/usr/bin/python3
"""What is taken down stays down: with a real nginx that keeps copies, a real
Redis, the files of last resort, refused reloads and restarts. Prints TAP."""

import json
import os
import signal
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib"))

import tap
from command import DATA_FAULT, OK, run
from stand import wait_until
from tap import proves
from visitor import get
from website import Website

SHELTER = """
[entry:quiet-house]
name = The Quiet House
kind = unit
summary = A shelter at 7 Quiet Lane.
goal = access
audience = survivors
phone = quiet-office

[phone:quiet-office]
number = +1-202-555-0177
purpose = Ask for a bed
answered-by = ngo

[entry:loud-house]
name = The Loud House
kind = unit
summary = Another one.
goal = access
phone = nhth

[entry:wide-house]
name = The Wide House
kind = unit
summary = One with a place.
goal = access
location = wide-hall
phone = nhth

[location:wide-hall]
name = Birchwood Hall
street = 9 Birch Row
city = Birchtown
county = Birchland
state = BZ
hours = Mon 03:07-03:39 local time
phone = wide-hall
address-visibility = public

[phone:wide-hall]
number = +1-202-555-0166
purpose = Ask at the hall
answered-by = ngo
verified = 2026-01
"""
HALL_WORDS = ("Birch", "birch", "wide-hall", "5550166", "555-0166", "3:07", "bz-")
WORDS = ("Quiet", "quiet-house", "5550177", "555-0177")
PLACES = ("/referrals/", "/get-help.html", "/referrals/fragment", "/referrals/phones",
          "/referrals/api/v1/entries", "/referrals/api/v1/phones", "/referrals/entries.csv",
          "/referrals/entries.txt", "/referrals/entries.atom", "/referrals/api/hsds/services",
          "/referrals/?q=lane")


HALL_PLACES = (*PLACES[:-1], "/referrals/e/wide-house", "/referrals/?place=bz",
               "/referrals/?q=wide", "/referrals/api/v1/facets", "/referrals/sitemap.xml",
               "/referrals/api/v1/entries/wide-house", "/referrals/api/v1/entries.ndjson",
               "/referrals/api/hsds/service_at_locations", "/referrals/openapi.json")


class Sheltering(Website):
    """A directory that has one more shelter than may be seen."""

    def _copy_shipped(self):
        super()._copy_shipped()
        self.write("example-site/60-shelter.ini", SHELTER)

    def command(self, *words, **how):
        return run(*words, "-c", self.path("signpost.ini"), **how)

    def shown(self, words=WORDS, places=PLACES):
        """Where one of the words of the shelter can be read."""
        return [path for path in places
                if any(word in get(self.port, path).text for word in words)]

    def shows_hall(self):
        return self.shown(HALL_WORDS, HALL_PLACES)

    def health(self):
        return json.loads(get(self.port, "/referrals/healthz").text)

    def restart(self):
        self.end("signpost")
        self.start_program()
        wait_until(self.answers, what="the program answering again")


@proves
def what_is_hidden_is_gone_from_pages_data_and_copies(site):
    for _ in range(3):
        assert set(site.shown()) >= set(PLACES[:3]), site.shown()
    done = site.command("hide", "entry", "quiet-house")
    assert done.returncode == OK, done
    assert "hidden: [entry:quiet-house]\nhidden: [phone:quiet-office]\n" in done.stdout, done
    assert "goes by it" in done.stdout, done
    wait_until(lambda: not site.shown(), what="the shelter gone, copies too")
    assert get(site.port, "/referrals/e/quiet-house").status == 404
    assert get(site.port, "/referrals/api/v1/entries/quiet-house").status == 404
    assert site.health()["hidden"]["count"] == 1


@proves
def it_stays_hidden_through_a_refused_reload_and_a_restart(site):
    site.write("example-site/70-bad.ini", "[entry:bad]\nnme = Bad\n")
    site.send("signpost", signal.SIGHUP)
    wait_until(lambda: "reload_refused" in site.health(), what="the refusal")
    assert not site.shown(), site.shown()
    done = site.command("hide", "entry", "loud-house")
    assert done.returncode == OK and "nobody has looked" in done.stdout, done
    wait_until(lambda: get(site.port, "/referrals/e/loud-house").status == 404,
               what="another one hidden, though the set is refused")
    assert "reload_refused" in site.health(), "a take-down mends nothing else"
    os.unlink(site.path("example-site/70-bad.ini"))
    site.restart()
    assert not site.shown(), site.shown()
    assert get(site.port, "/referrals/e/loud-house").status == 404


@proves
def what_cannot_be_read_any_more_stays_hidden(site):
    """A file that is there and says nothing is no reason to show a shelter."""
    text = site.read("hidden.ini")
    os.rename(site.path("hidden.ini"), site.path("hidden.then"))
    os.mkdir(site.path("hidden.ini"))
    wait_until(lambda: "what it said before stays hidden" in site.read("signpost.out"),
               what="the log's word")
    site.send("signpost", signal.SIGHUP)
    wait_until(lambda: "reload_refused" in site.health(), what="the refusal")
    assert not site.shown(), site.shown()
    os.rmdir(site.path("hidden.ini"))
    site.write("hidden.ini", text.replace("[hidden]", "[hidden]\nnonsense\nshelter = x"))
    site.send("signpost", signal.SIGHUP)
    wait_until(lambda: "reload_refused" not in site.health(), what="the reload")
    assert not site.shown(), "the lines that can be read hold"


@proves
def a_hidden_crisis_line_leaves_the_files_of_last_resort(site):
    def files():
        return [site.read(f"last-resort/last-resort{end}.html") for end in ("", "-fragment")]

    assert all("233733" in text for text in files()), files()
    done = site.command("hide", "phone", "nhth-text")
    assert done.returncode == OK, done
    wait_until(lambda: not any("233733" in text for text in files()),
               what="the files written anew")
    wait_until(lambda: "233733" not in get(site.port, "/referrals/phones").text,
               what="the page of all lines without it")
    assert site.command("unhide", "phone", "nhth-text").returncode == OK
    wait_until(lambda: all("233733" in text for text in files()), what="it is back")


@proves
def one_line_to_talk_to_remains_whatever_is_written(site):
    """What was hidden first stays hidden."""
    assert site.command("hide", "phone", "local-helpline").returncode == OK
    before = site.read("hidden.ini")
    done = site.command("hide", "phone", "nhth")
    assert done.returncode == DATA_FAULT and "one must remain" in done.stderr, done
    assert site.read("hidden.ini") == before
    site.write("hidden.ini", before + "phone = nhth\n")
    wait_until(lambda: "shown all the same" in site.read("signpost.out"), what="the warning")
    page = get(site.port, "/referrals/last-resort").text
    assert "373-7888" in page and "555-0123" not in page, page
    assert "373-7888" in site.read("last-resort/last-resort.html")


@proves
def it_comes_back_when_it_is_shown_again(site):
    site.write("hidden.ini", "; a court says so\n[hidden]\nentry = quiet-house\nentry = doj\n")
    done = site.command("unhide", "entry", "quiet-house")
    assert done.returncode == OK and "shown again: [entry:quiet-house]" in done.stdout, done
    assert site.read("hidden.ini") == "; a court says so\n[hidden]\nentry = doj\n"
    wait_until(lambda: "Quiet" in get(site.port, "/referrals/").text, what="the shelter")
    assert site.command("unhide", "entry", "doj").returncode == OK


@proves
def the_command_says_what_is_wrong(site):
    done = site.command("hide", "entry", "quiet-hous")
    assert done.returncode == DATA_FAULT, done
    assert "nothing is hidden: " in done.stderr and "you mean `quiet-house`?" in done.stderr, done
    assert "Hidden is: entry quiet-hous\n" in site.command("unhide", "entry", "quiet").stdout
    assert site.command("unhide", "entry", "quiet-hous").returncode == OK
    for words in (("hide",), ("hide", "entry"), ("hide", "facet", "goal"),
                  ("hide", "entry", "a\nb"), ("unhide", "entry", "[x]")):
        assert site.command(*words).returncode == 64, words
    site.end("signpost")
    done = site.command("hide", "entry", "quiet-house")
    assert done.returncode == OK and "no one listens" in done.stdout, done
    assert site.command("unhide", "entry", "quiet-house").returncode == OK
    site.start_program()
    wait_until(site.answers, what="the program answering again")
    assert site.command("hide", "entry", "quiet-house").returncode == OK
    site.restart()
    assert "hidden by" in site.read("signpost.out")
    wait_until(lambda: not site.shown(), what="the shelter gone")


@proves
def it_is_hidden_while_no_responder_runs(site):
    """nginx then shows its copies, or the files of last resort."""
    def resort():
        return site.read("last-resort/last-resort.html")

    assert site.command("unhide", "entry", "quiet-house").returncode == OK
    wait_until(lambda: "Quiet" in get(site.port, "/referrals/").text, what="the shelter")
    assert "233733" in resort()
    copies = ("-s", f"cache.copies={site.path('nginx-cache')}")
    site.write("nginx-cache/other", "no copy of nginx's")
    os.symlink(site.path("data"), site.path("nginx-cache/a1"))
    site.write("data/" + "a" * 32, "behind a link")
    site.end("signpost")
    assert "Quiet" in get(site.port, "/referrals/").text, "a copy"
    done = site.command("hide", "entry", "quiet-house", *copies)
    assert done.returncode == OK and "nginx has no copies" in done.stdout, done
    assert not site.shown(), site.shown()
    assert site.read("nginx-cache/other") and site.read("data/" + "a" * 32)
    done = site.command("hide", "phone", "nhth-text", *copies)
    assert done.returncode == OK and "233733" not in resort(), done
    assert site.command("unhide", "phone", "nhth-text").returncode == OK
    assert "233733" in resort()
    site.write("example-site/70-bad.ini", "[entry:bad]\nnme = Bad\n")
    done = site.command("hide", "phone", "nhth-text", *copies)
    assert done.returncode == OK and "233733" not in resort(), done
    assert "373-7888" in resort()
    os.unlink(site.path("example-site/70-bad.ini"))
    os.unlink(site.path("data/" + "a" * 32))
    os.unlink(site.path("nginx-cache/a1"))
    assert site.command("unhide", "phone", "nhth-text").returncode == OK
    site.start_program()


@proves
def a_place_that_is_hidden_is_gone_as_an_entry_is(site):
    """Copies, what Redis keeps, a refused set, restarts, and with no responder."""
    copies = ("-s", f"cache.copies={site.path('nginx-cache')}")

    def resort():
        return [site.read(f"last-resort/last-resort{end}.html") for end in ("", "-fragment")]

    for _ in range(3):
        shown = site.shows_hall()
        assert {"/referrals/", "/referrals/?place=bz", "/referrals/e/wide-house",
                "/referrals/phones", "/referrals/api/v1/facets"} <= set(shown), shown
    before = resort()
    done = site.command("hide", "location", "wide-hall")
    assert done.returncode == OK and "goes by it" in done.stdout, done
    assert {"hidden: [location:wide-hall]", "hidden: [phone:wide-hall]"} <= set(
        done.stdout.splitlines()), done
    wait_until(lambda: not site.shows_hall(), what="the place gone, copies too")
    assert "The Wide House" in get(site.port, "/referrals/e/wide-house").text
    site.write("example-site/70-bad.ini", "[entry:bad]\nnme = Bad\n")
    site.send("signpost", signal.SIGHUP)
    wait_until(lambda: "reload_refused" in site.health(), what="the refusal")
    assert not site.shows_hall(), site.shows_hall()
    os.unlink(site.path("example-site/70-bad.ini"))
    site.restart()
    assert not site.shows_hall(), site.shows_hall()
    assert site.command("unhide", "location", "wide-hall").returncode == OK
    wait_until(lambda: "Birchtown" in get(site.port, "/referrals/e/wide-house").text,
               what="it is back")
    site.shows_hall()
    site.end("signpost")
    assert "Birch" in get(site.port, "/referrals/e/wide-house").text, "a copy"
    done = site.command("hide", "location", "wide-hall", *copies)
    assert done.returncode == OK and "nginx has no copies" in done.stdout, done
    assert not site.shows_hall(), site.shows_hall()
    assert resort() == before, "they tell of no place, and are whole"
    site.start_program()
    wait_until(site.answers, what="the program answering again")
    assert not site.shows_hall(), site.shows_hall()


if __name__ == "__main__":
    sys.exit(tap.run_on(Sheltering, "nginx", "redis-server"))
