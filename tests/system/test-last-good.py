#!/usr/bin/python3
"""A faulty set never takes the section away: under a service manager, a start at
which it is refused serves what was good last. Prints TAP."""

import os
import shutil
import signal
import stat
import subprocess
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib"))

import tap
from command import DATA_FAULT, OK, SETTINGS_FAULT, run
from directory import base_case
from places import preloaded, program, program_with_row
from service_manager import Manager
from signpost_site import Site
from stand import wait_until
from tap import proves

SHELTERS = """
[entry:quiet-house]
name = The Quiet House
kind = unit
summary = A shelter.

[entry:loud-house]
name = The Loud House
kind = unit
summary = Another one.
"""
NEW_SHELTERS = SHELTERS.replace("Loud", "Newer")
BAD = "[entry:bad]\nnme = Bad\n"
TEMPLATE = "card.mustache"


class Served(Site):
    """A site with settings, templates and words of its own, started as by a
    service manager; `is_managed` is false where somebody starts it by hand."""

    def __init__(self, is_managed=True):
        super().__init__()
        self.is_managed = is_managed
        self.write("own/1.ini", base_case())
        self.write("own/2.ini", SHELTERS)
        self.write("words/en.ini", "[text]\nexit = Away from here\n")
        os.mkdir(self.path("state"), 0o755)
        self.settings = ()
        self.write_settings()

    def write_settings(self, title="Yesterday", more="", scopes="public"):
        self.write("signpost.ini", f"""[server]
listen = {self.address()}
scopes = {scopes}
[site]
title = {title}
last-resort = {self.path("state")}
locale = {self.path("words")}
{more}
[directory]
path = {self.path("own")}
[redis]
address = off
""")

    def build(self):
        self.manager = Manager(self.folder)
        self.begin()

    def begin(self, binary=None, **more):
        """Until it serves or has ended; `more` is for its environment."""
        env = {**os.environ, **more}
        if self.is_managed:
            env["NOTIFY_SOCKET"] = self.manager.path
        self.start("signpost", binary or self.binary, "serve", "-c", self.path("signpost.ini"),
                   env=env)
        wait_until(lambda: not self.is_running("signpost") or os.path.exists(
            self.path("signpost.sock")) and self.is_ready(), what="serving or its end")

    def is_ready(self):
        try:
            self.ask("/readyz")
        except OSError:
            return False
        return True

    def restart(self, binary=None):
        """Whether it serves afterward."""
        self.end("signpost")
        self.begin(binary)
        return self.is_running("signpost")

    def break_directory(self, is_broken=True):
        if is_broken:
            self.write("own/9.ini", BAD)
        else:
            os.unlink(self.path("own/9.ini"))

    def reloaded(self):
        self.send("signpost", signal.SIGHUP)

    def command(self, *words):
        return run(*words, "-c", self.path("signpost.ini"))


def metric(site, name):
    return next(line.split()[1] for line in site.ask("/metrics").text.splitlines()
                if line.startswith(f"signpost_{name} "))


@proves
def a_start_with_a_faulty_directory_serves_what_was_good_last():
    with Served() as site:
        good = site.ask("/").text
        site.break_directory()
        assert site.restart(), site.log()
        assert site.ask("/").text == good and "Quiet House" in good
        assert "9.ini" in site.log() and "serving the last good set" in site.log()
        ready = site.ask("/readyz")
        assert ready.status == 200 and "9.ini" in ready.json["reload_refused"], ready.text
        assert ready.json["last_good"] == ready.json["version"][:10]
        assert metric(site, "set_refused") == metric(site, "last_good_served") == "1"
        status = ""
        while "last good" not in status:
            status = site.manager.hear().get("STATUS", "")
        site.break_directory(False)
        site.reload()
        assert "last_good" not in site.ask("/readyz").json
        assert metric(site, "set_refused") == metric(site, "last_good_served") == "0"


@proves
def who_starts_it_by_hand_sees_the_faults_and_nothing_is_kept():
    with Served(is_managed=False) as site:
        assert not os.path.exists(site.path("state/last-good"))
        site.break_directory()
        assert not site.restart()
        assert site.end("signpost") == DATA_FAULT
        site.write("own/9.ini", "")


@proves
def what_belongs_to_the_set_is_yesterdays_and_who_may_see_what_is_todays():
    with Served() as site:
        assert "Away from here" in site.ask("/").text
        site.write("own/3.ini", "[entry:inner]\nname = Inner Office\nkind = unit\n"
                                "summary = S.\nvisibility = internal\n")
        site.reload()
        site.write("words/en.ini", "[text]\nexit = Run\n")
        site.write_settings("Today", "exit = buton\nframes = self\n", "public, internal")
        assert site.restart(), site.log()
        page = site.ask("/")
        assert "Yesterday" in page.text and "Away from here" in page.text
        assert "Inner Office" not in page.text
        inside = site.ask("/", SIGNPOST_SCOPE="internal")
        assert "Inner Office" in inside.text, site.log()
        assert "frame-ancestors 'self'" in str(site.ask("/embed").head), site.ask("/embed").head
        assert "of " in site.ask("/review", SIGNPOST_SCOPE="internal").text
        assert "started with a faulty list" in site.ask("/review", SIGNPOST_SCOPE="internal").text
        site.write_settings("Today", "exit = buton\n", "public")
        assert site.restart()
        assert "Inner Office" not in site.ask("/", SIGNPOST_SCOPE="internal").text
        site.write_settings()


@proves
def a_faulty_setting_of_who_sees_what_ends_the_start():
    with Served() as site:
        for more in ("frames = every\n", "bse = /x\n", "no equals sign\n", "robots = some\n"):
            site.write_settings(more=more)
            assert not site.restart(), more
            assert site.end("signpost") == SETTINGS_FAULT, more
        site.write_settings(scopes="all")
        site.begin()
        assert site.end("signpost") == SETTINGS_FAULT
        site.write_settings()
        site.begin()


@proves
def a_secret_that_cannot_be_had_opens_nothing_and_takes_nothing_away():
    with Served() as site:
        settings, token = site.read("signpost.ini"), "x" * 32
        for name, line in {"token": "[server]\ntoken-file = %s\n",
                           "secret": "[redis]\nsecret-file = %s\n",
                           "password": "[redis]\npassword-file = %s\n"}.items():
            section, line = line.splitlines(True)
            site.write_secret(name, token + "\n")
            site.write("signpost.ini", settings.replace(
                section, section + line % site.path(name)))
            assert site.restart(), site.log()
            os.unlink(site.path(name))
            assert site.restart(), site.log()
            assert "Quiet House" in site.ask("/").text
            assert f"{site.path(name)}: cannot be read" in site.log(), site.log()
            assert "serving the last good set" in site.log()
            for word in ("", "Bearer ", "Bearer " + token):
                assert site.ask("/metrics", SIGNPOST_OPERATOR="token",
                                HTTP_AUTHORIZATION=word).status == 403, word
            site.write_secret(name, token + "\n")
            site.reload()
            told = site.ask("/metrics", SIGNPOST_OPERATOR="token",
                            HTTP_AUTHORIZATION="Bearer " + token)
            assert told.status == (200 if name == "token" else 403), name
            assert "last_good" not in site.ask("/readyz").json
        site.write_settings()
        site.restart()


@proves
def the_set_is_this_users_alone_and_nobody_elses_is_taken():
    with Served() as site:
        def faulty_start():
            site.break_directory()
            is_served = site.restart()
            site.break_directory(False)
            if not is_served:
                assert site.end("signpost") == DATA_FAULT
                site.begin()
            else:
                site.restart()
            return is_served

        for folder, _, names in os.walk(site.path("state/last-good")):
            assert stat.S_IMODE(os.stat(folder).st_mode) == 0o700, folder
            for name in names:
                mode = stat.S_IMODE(os.lstat(os.path.join(folder, name)).st_mode)
                assert mode == 0o600, (folder, name)
        good = site.path("state/last-good")
        assert faulty_start()
        os.chmod(good, 0o770)
        assert not faulty_start(), "others may write there"
        shutil.rmtree(good)
        site.reload()
        assert faulty_start()
        os.rename(good, good + ".moved")
        os.symlink(good + ".moved", good)
        assert not faulty_start(), "a link"
        os.unlink(good)
        os.rename(good + ".moved", good)
        assert faulty_start()
        for change in ("files", "more", "manifest"):
            site.reload()
            folder = next(os.path.join(good, name) for name in sorted(os.listdir(good))
                          if name in ("a", "b") and f"set {name}\n" in site.read(
                              "state/last-good/manifest"))
            if change == "more":
                site.write(os.path.join(folder, "0", "8.ini"), "")
                os.chmod(os.path.join(folder, "0", "8.ini"), 0o600)
            else:
                path = os.path.join(folder, "0", "2.ini") if change == "files" else \
                    os.path.join(good, "manifest")
                with open(path, "a", encoding="utf-8") as file:
                    file.write("\n; more\n" if change == "files" else "set ../x\n")
            assert not faulty_start() or change == "manifest", change


@proves
def a_kill_amid_the_writing_leaves_the_old_set_or_the_new_one_whole():
    """At each call by which files and folders are made, named and taken away."""
    library, outcomes = preloaded("failing-call"), set()
    if not library:
        raise tap.Skip("no library, or a sanitizer that must be the first")
    with Served() as site:
        def served(text, **more):
            site.write("own/2.ini", text)
            site.begin(**more)
            return site.ask("/").text if site.is_running("signpost") else None

        def killed_at(call, number):
            """Whether it was, and what a start with a faulty directory serves then."""
            shutil.rmtree(site.path("state"))
            shutil.copytree(site.path("state.old"), site.path("state"))
            page = served(NEW_SHELTERS, LD_PRELOAD=library,
                          FAILING_CALL=f"{call} 0 {number} 1")
            site.end("signpost")
            site.break_directory()
            kept = served(SHELTERS)
            site.end("signpost")
            site.break_directory(False)
            return page is None, kept

        old = site.ask("/").text
        site.end("signpost")
        os.rename(site.path("state"), site.path("state.old"))
        os.mkdir(site.path("state"), 0o755)
        new = served(NEW_SHELTERS)
        site.end("signpost")
        assert old != new and "Newer House" in new
        for call in ("mkdirat", "fchmod", "write", "fsync", "renameat", "unlinkat"):
            number, is_killed = 0, True
            while is_killed:
                is_killed, kept = killed_at(call, number)
                assert kept in (old, new), (call, number, site.log()[-3000:])
                outcomes.add((is_killed, kept == new))
                number += 1
            assert number > 1 or call == "unlinkat", f"{call} is never called"
        assert {(True, False), (True, True), (False, True)} <= outcomes, outcomes
        served(SHELTERS)


@proves
def a_hidden_shelter_stays_hidden_through_a_bad_reload_and_a_reboot():
    with Served() as site:
        assert "Quiet" in site.ask("/").text
        site.break_directory()
        site.reload()
        done = site.command("hide", "entry", "quiet-house")
        assert done.returncode == OK and "goes by it" in done.stdout, done
        assert "Quiet" not in site.ask("/").text and "Loud" in site.ask("/").text
        assert site.restart(), site.log()
        assert "Quiet" not in site.ask("/").text and "Loud" in site.ask("/").text
        assert site.command("hide", "entry", "loud-house").returncode == OK
        assert "Loud" not in site.ask("/").text
        os.rename(site.path("hidden.ini"), site.path("hidden.then"))
        os.mkdir(site.path("hidden.ini"))
        assert site.restart(), site.log()
        text = site.ask("/").text
        assert "Quiet" not in text and "Loud" not in text, "hidden since the set was kept"
        assert "Inner" not in text and "entries" in site.ask("/healthz").text
        os.rmdir(site.path("hidden.ini"))
        os.rename(site.path("hidden.then"), site.path("hidden.ini"))


@proves
def what_the_last_reload_brought_is_not_told_of_what_was_hidden_since():
    with Served() as site:
        site.write_settings(scopes="public, internal")
        site.write("own/3.ini", SHELTERS.replace("-house", "-home").replace("House", "Home"))
        assert site.restart()
        site.write("own/4.ini", "[entry:still-hut]\nname = The Still Hut\nkind = unit\n"
                                "summary = S.\n")
        site.reload()
        review = site.ask("/review", SIGNPOST_SCOPE="internal").text
        assert "entry added: The Still Hut" in review, review
        assert site.command("hide", "entry", "still-hut").returncode == OK
        review = site.ask("/review", SIGNPOST_SCOPE="internal").text
        assert "Still Hut" not in review and "still-hut" not in review
        site.write_settings()


@proves
def a_name_that_nothing_has_is_told():
    with Served() as site:
        site.write("hidden.ini", "[hidden]\nentry = quiet-hous, loud-house\n")
        wait_until(lambda: "names [entry:quiet-hous], which nothing is called" in site.log(),
                   what="the warning")
        assert "[entry:loud-house]" not in site.log() and "Loud" not in site.ask("/").text
        done = site.command("doctor")
        assert "WRONG     hidden: 1 name in " in done.stdout, done.stdout
        os.unlink(site.path("hidden.ini"))


@proves
def an_upgrade_in_which_only_the_new_version_refuses_a_file_shows_the_last_resort():
    """The older program is the one that knows a key more."""
    old = program_with_row()
    with Served() as site:
        site.write("own/2.ini", SHELTERS + "parking = free\n")
        assert site.restart(old), site.log()
        assert "Quiet" in site.ask("/").text
        last_resort = site.read("state/last-resort.html")
        assert site.restart(program()), site.log()
        assert "last good set refused" in site.log() and "parking" in site.log()
        for target in ("/", "/e/quiet-house", "/fragment", "/api/v1/entries", "/nowhere"):
            assert site.ask(target).status == 503, target
        ready = site.ask("/readyz")
        assert ready.status == 503 and ready.json["status"] == "refused", ready.text
        assert "2.ini" in ready.json["reload_refused"], ready.text
        assert metric(site, "nothing_served") == "1"
        assert site.read("state/last-resort.html") == last_resort
        site.write("own/2.ini", SHELTERS)
        site.reload()
        assert "Quiet" in site.ask("/").text and site.ask("/readyz").status == 200
        assert "entry removed" not in site.log(), "nobody saw what was shipped instead"
        assert metric(site, "nothing_served") == "0"


@proves
def an_upgrade_that_takes_away_what_a_site_replaces_serves_what_was_good():
    """The new version ships another directory; what was shipped before is kept."""
    with Served() as site:
        site.write("shipped/1.ini", base_case())
        site.write("own/1.ini", "[entry:one]\nreplaces = shipped\nname = Ours\nkind = unit\n"
                                "summary = S.\n")
        text = site.read("signpost.ini").replace(
            f"path = {site.path('own')}", f"path = {site.path('shipped')}:{site.path('own')}")
        site.write("signpost.ini", text)
        site.write("shipped/2.ini", "[entry:one]\nname = Theirs\nkind = unit\nsummary = S.\n")
        assert site.restart(), site.log()
        assert "Ours" in site.ask("/").text
        os.unlink(site.path("shipped/2.ini"))
        assert site.restart(), site.log()
        assert "Ours" in site.ask("/").text and "last_good" in site.ask("/readyz").json


@proves
def what_is_forgotten_is_not_served_again():
    with Served() as site:
        site.break_directory()
        done = site.command("forget")
        assert done.returncode == OK, done
        assert not os.path.exists(site.path("state/last-good"))
        assert not site.restart()
        assert site.end("signpost") == DATA_FAULT
        assert site.command("forget").returncode == OK
        site.break_directory(False)
        site.begin()
        assert os.path.exists(site.path("state/last-good/manifest"))


if __name__ == "__main__":
    sys.exit(tap.run())
