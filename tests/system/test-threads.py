#!/usr/bin/env python3
"""The program under load while it is reloaded, with a real Redis that comes and
goes and pages that change: every answer is the one of a whole set. Made for
ThreadSanitizer, and right without it. Prints TAP."""

import os
import signal
import sys
import threading

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib"))

import tap
from signpost_site import Site
from stand import wait_until
from tap import proves

RELOADS = 12
PATHS = (("/", ""), ("/", "audience=workers"), ("/", "q=labor"), ("/phones", ""),
         ("/fragment", "filters=here"), ("/api/v1/entries", "per_page=10"),
         ("/e/nowhere", ""), ("/last-resort", ""), ("/healthz", ""), ("/", "goal=x"))


class Visited(Site):
    def __init__(self):
        super().__init__("server.threads=4", is_copy=True, has_redis=True)
        self.settings.append(f"site.last-resort={self.path('last-resort')}")
        os.mkdir(self.path("last-resort"))
        self.shipped = self.read("data/10-directory.ini")
        self.faults, self.count, self.over = [], 0, threading.Event()

    def visit(self):
        with self.client() as client:
            while not self.over.is_set():
                for path, query in PATHS:
                    answer = client.ask("/referrals" + path, query)
                    wanted = 404 if "nowhere" in path else 200
                    if answer.status != wanted or not answer.body:
                        self.faults.append((path, query, answer.status))
                    self.count += 1

    def change(self, number):
        """Every third set is faulty, the others differ in their title."""
        is_faulty = number % 3 == 2
        mark = "colour = red\n" if is_faulty else ""
        self.write("data/10-directory.ini", self.shipped.replace(
            "\ntitle = ", f"\n{mark}title = {number} ", 1))
        word = "reload refused" if is_faulty else 'msg="reloaded"'
        before = self.log().count(word)
        self.send("signpost", signal.SIGHUP)
        wait_until(lambda: self.log().count(word) > before, 30, what=word)


@proves
def reloads_and_an_absent_redis_under_load_spoil_no_answer():
    with Visited() as site:
        threads = [threading.Thread(target=site.visit) for _ in range(6)]
        for thread in threads:
            thread.start()
        for number in range(RELOADS):
            site.change(number)
            if number == RELOADS // 3:
                site.end("redis", signal.SIGKILL)
            if number == 2 * RELOADS // 3:
                os.unlink(site.path("redis.sock"))
                site.start_redis()
        site.send("signpost", signal.SIGUSR1)
        site.over.set()
        for thread in threads:
            thread.join()
        print(f"# {site.count} visits, {RELOADS} reloads")
        assert not site.faults, site.faults[:5]
        assert site.end("signpost", signal.SIGQUIT) == 0, site.log()[-4000:]
        for line in site.log().splitlines():
            assert line.startswith("time="), site.log()[:8000]


if __name__ == "__main__":
    sys.exit(tap.run_with("redis-server"))
