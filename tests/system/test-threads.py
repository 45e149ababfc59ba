#!/usr/bin/env python3
"""The program under load while it is reloaded, with a real Redis that comes and
goes and pages that change: every answer is the one of a whole set. Made for
ThreadSanitizer, and right without it. Prints TAP."""

import os
import shutil
import signal
import sys
import threading

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib"))

import tap
from fcgi_client import Client
from stand import Stand, missing, program, source_folder, wait_until
from tap import proves

RELOADS = 12
PATHS = (("/", ""), ("/", "audience=workers"), ("/", "q=labor"), ("/phones", ""),
         ("/fragment", "filters=here"), ("/api/v1/entries", "per_page=10"),
         ("/e/nowhere", ""), ("/last-resort", ""), ("/healthz", ""), ("/", "goal=x"))


class Site(Stand):
    def __enter__(self):
        shutil.copytree(os.path.join(source_folder(), "data"), self.path("data"))
        for name in os.listdir(self.path("data")):
            os.chmod(self.path("data", name), 0o644)
        with open(self.path("data/10-directory.ini"), encoding="utf-8") as file:
            self.shipped = file.read()
        os.mkdir(self.path("last-resort"))
        self.start_redis()
        self.start("signpost", program(), "serve",
                   "-s", f"server.listen=unix:{self.path('sock')}",
                   "-s", "server.threads=4",
                   "-s", f"directory.path={self.path('data')}",
                   "-s", f"site.last-resort={self.path('last-resort')}",
                   "-s", f"redis.address=unix:{self.path('redis.sock')}")
        self.await_socket("signpost", "sock")
        self.faults, self.count, self.over = [], 0, threading.Event()
        return self

    def visit(self):
        with Client(f"unix:{self.path('sock')}") as client:
            while not self.over.is_set():
                for path, query in PATHS:
                    answer = client.ask("/referrals" + path, query)
                    wanted = 404 if "nowhere" in path else 200
                    if answer.status != wanted or not answer.body:
                        self.faults.append((path, query, answer.status))
                    self.count += 1

    def log(self):
        return self.read("signpost.out")

    def reload(self, number):
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
    with Site() as site:
        threads = [threading.Thread(target=site.visit) for _ in range(6)]
        for thread in threads:
            thread.start()
        for number in range(RELOADS):
            site.reload(number)
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
        process = site._processes["signpost"]
        site.end("signpost", signal.SIGQUIT)
        assert process.returncode == 0, site.log()[-4000:]
        for line in site.log().splitlines():
            assert line.startswith("time="), site.log()[:8000]


if __name__ == "__main__":
    absent = missing("redis-server")
    if absent:
        tap.run_none(f"{absent} is not here")
    else:
        tap.run()
