#!/usr/bin/python3
"""Several responders behind one nginx, as signpost-site.conf has it: one that is
stopped, hangs or has another directory is no visitor's trouble. Prints TAP."""

import contextlib
import os
import re
import signal
import sys
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib"))

import tap
from command import UNAVAILABLE, run
from crowd import Crowd
from fcgi_client import ask
from places import program, read_source
from stand import free_port, wait_until
from tap import proves
from visitor import get
from website import Website

NAMES = ("one", "two", "three")
WISHES = ("/referrals/", "/referrals/?goal=access", "/referrals/e/osha", "/referrals/phones",
          "/referrals/?q=visa", "/referrals/api/v1/facets", "/referrals/fragment")
WORKERS = 2  # of nginx's, which know from each other who hangs
HANGS_MS = 900  # the read timeout is a second
OLD, NEW = "1-888-373-7888", "1-888-373-7999"


class Several(Website):
    """The website with three responders at ports; `balanced` asks all of them, `alone`
    the one that the website had, and neither keeps copies."""

    def __init__(self):
        super().__init__()
        self.balanced, self.alone = free_port(), free_port()
        self.ports = {name: free_port() for name in NAMES}

    def address(self, name):
        return f"127.0.0.1:{self.ports[name]}"

    def start_one(self, name):
        self.start(name, program(), "serve", "-c", self.path(f"{name}.ini"))
        wait_until(lambda: run("ping", self.address(name)).returncode == 0,
                   what=f"{name} answering")

    def start_program(self):
        super().start_program()
        for name in NAMES:
            self.copy_folder(self.path("data"), f"{name}-data")
            os.mkdir(self.path(f"{name}-last"))
            self.write_settings(name, f"{name}-last", "public", f"{name}-data", "example-site")
            self.write(f"{name}.ini", re.sub(
                r"listen = .*", f"listen = {self.address(name)}", self.read(f"{name}.ini")))
            self.start_one(name)

    def write(self, name, text):
        if name == "nginx.conf":
            text = f"worker_processes {WORKERS};\n{text}"
        super().write(name, text)

    def more_servers(self):
        line, = re.findall(r"`(server \S+ max_fails=\d+ fail_timeout=\d+s;)`",
                           read_source("nginx", "signpost-site.conf"))
        size, = re.findall(r"^\tzone signpost_peers (\S+);$",
                           read_source("nginx", "signpost-site.conf"), re.M)
        lines = "\n".join(re.sub(r"[\d.]+:\d+", self.address(name), line) for name in NAMES)
        text = re.sub(r"fastcgi_cache \$signpost_\w+_copies", "fastcgi_cache off",
                      self.locations())
        self.write("alone.conf", text)
        self.write("balanced.conf", text.replace(f"unix:{self.path('signpost.sock')}", "several"))
        return f"""
            upstream several {{ zone several {size}; {lines} keepalive 16; }}
            server {{ listen 127.0.0.1:{self.balanced}; include balanced.conf; }}
            server {{ listen 127.0.0.1:{self.alone}; include alone.conf; }}
        """

    def await_visitors(self, name):
        """Until nginx asks it again."""
        def visits():
            health = ask(self.address(name), "/referrals/healthz").json
            return health["hits"] + health["misses"]
        before = visits()
        wait_until(lambda: visits() > before, what=f"{name} being asked again")

    def change(self, name):
        """Edits the directory of NAME."""
        folder, = re.findall(r"path = ([^:\n]*)", self.read(f"{name}.ini"))
        for file in sorted(os.listdir(folder)):
            path = os.path.join(os.path.basename(folder), file)
            if file.endswith(".ini") and OLD in self.read(path):
                self.write(path, self.read(path).replace(OLD, NEW))

    def wanted(self):
        """What the responder that is not among them answers."""
        return {path: get(self.alone, path).body for path in WISHES}


@contextlib.contextmanager
def crowd(site, *wanted):
    with Crowd([site.balanced] * 4, wanted or [site.wanted()]) as visitors:
        yield visitors
    assert not visitors.wrong, visitors.wrong[:3]


@proves
def of_those_that_serve_the_same_ping_says_that_all_is_well(site):
    result = run("ping", *map(site.address, NAMES))
    assert result.returncode == 0, result
    lines = result.stdout.splitlines()
    assert len(lines) == len(NAMES) and not result.stderr, result
    assert len({re.search(r"revision (\S+)$", line)[1] for line in lines}) == 1, lines
    for name, line in zip(NAMES, lines):
        assert re.match(re.escape(site.address(name)) + r": up, version \S+ \S+, ", line), line


@proves
def one_that_is_stopped_is_told_and_takes_nothing_from_anybody(site):
    """On an idle machine, the two longest answers that are printed are not 50 ms apart."""
    with crowd(site) as visitors:
        visitors.more(300)
        before_ms, count = max(visitors.took_ms), len(visitors.took_ms)
        site.end("two")
        visitors.more(300)
        print(f"# longest of {count} answers {before_ms:.0f} ms, of "
              f"{len(visitors.took_ms) - count} while one is stopped "
              f"{max(visitors.took_ms[count:]):.0f} ms")
        result = run("ping", *map(site.address, NAMES))
        assert result.returncode == UNAVAILABLE, result
        assert f"no one listens at {site.address('two')}" in result.stdout, result
        assert result.stdout.count(": up, ") == 2, result
        site.start_one("two")
        site.await_visitors("two")
    assert max(visitors.took_ms) < HANGS_MS, max(visitors.took_ms)


@proves
def one_that_hangs_is_hardly_waited_for(site):
    began = time.monotonic()
    with crowd(site) as visitors:
        os.kill(site.pid("three"), signal.SIGSTOP)
        try:
            visitors.more(1000)
        finally:
            os.kill(site.pid("three"), signal.SIGCONT)
        site.await_visitors("three")
        took_s = time.monotonic() - began
    late = [ms for ms in visitors.took_ms if ms > HANGS_MS]
    # Those that were under way when it was found out, too: one of each visitor's;
    # and one more every three seconds.
    assert len(late) <= 2 + (took_s + 2) // 3 + 4, (late, took_s)
    assert all(ms < 3000 for ms in late), late


@proves
def a_new_directory_goes_from_one_to_the_next_and_loses_nothing(site):
    old = site.wanted()
    site.change("signpost")
    os.kill(site.pid(), signal.SIGHUP)
    wait_until(lambda: NEW in get(site.alone, "/referrals/phones").text, what="the new directory")
    with crowd(site, old, site.wanted()) as visitors:
        for name in NAMES[:-1]:
            site.change(name)
            site.end(name)
            site.start_one(name)
            site.await_visitors(name)
        told = run("ping", *map(site.address, NAMES))
        assert told.returncode == UNAVAILABLE, told
        assert told.stdout.splitlines()[len(NAMES):] == \
            [f"{site.address('three')} differs from {site.address('one')}"], told
        site.change("three")
        os.kill(site.pid("three"), signal.SIGHUP)
        wait_until(lambda: run("ping", *map(site.address, NAMES)).returncode == 0,
                   what="all of them serving the same")
        visitors.more(200)
    with crowd(site) as visitors:
        visitors.more(200)


if __name__ == "__main__":
    sys.exit(tap.run_on(Several, "nginx", "redis-server"))
