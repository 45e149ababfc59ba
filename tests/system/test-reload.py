#!/usr/bin/env python3
"""A hundred reloads under load, every other one of a faulty directory: nothing
is lost, no answer is of two directories, no memory stays behind. Prints TAP."""

import collections
import json
import os
import signal
import sys
import threading

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib"))

import tap
from fcgi_client import Client
from stand import Stand, missing, program, source_folder, wait_until
from tap import proves

RELOADS = 100
WARM_UP = 10  # reloads after which memory is measured first
THREADS = 3
ENTRIES = 60
ADDRESSES = (("/", ""), ("/", "audience=workers"), ("/fragment", ""), ("/phones", ""),
             ("/api/v1/entries", ""), ("/api/v1/phones", ""), ("/e/e1", ""),
             ("/fragment/e/e2", ""))
WORDS = ("Alpha", "Omega")


def directory(word):
    """The same directory, with another word in every text."""
    path = os.path.join(source_folder(), "tests", "cases", "base.ini")
    with open(path, encoding="utf-8") as file:
        text = file.read()
    for plain in ("A small directory", "Talk to someone", "Stands in every case."):
        text = text.replace(plain, word)
    return text.replace("name = ", f"name = {word} ") + "".join(
        f"[entry:e{n}]\nname = {word} {n}\nkind = unit\nsummary = {word} summary.\n"
        f"audience = workers\nphone = help\nlink = https://{word.lower()}.example/ | {word}\n"
        for n in range(ENTRIES))


class Site(Stand):
    """The program with a directory of its own and a Redis."""

    def __enter__(self):
        os.mkdir(self.path("data"))
        self.serve_words("Alpha")
        self.start_redis()
        self.start("signpost", program(), "serve",
                   "-s", f"server.listen=unix:{self.path('sock')}",
                   "-s", f"directory.path={self.path('data')}",
                   "-s", "site.last-resort=none",
                   "-s", f"redis.address=unix:{self.path('redis.sock')}")
        self.await_socket("signpost", "sock")
        return self

    def serve_words(self, word):
        """Written beside and moved, so that no reload reads half a file."""
        self.write("next", directory(word))
        os.rename(self.path("next"), self.path("data/1.ini"))

    def client(self):
        return Client(f"unix:{self.path('sock')}")

    def health(self):
        with self.client() as client:
            return json.loads(client.ask("/referrals/healthz", "", keep=False).body)

    def reload(self, is_over, what):
        self.send("signpost", signal.SIGHUP)
        wait_until(lambda: is_over(self.health()), within=20, what=what)

    def reload_faulty(self):
        self.write("data/2.ini", "[entry:two]\nnme = Two\n")
        self.reload(lambda health: "reload_refused" in health, "the refusal")
        os.unlink(self.path("data/2.ini"))

    def reload_sound(self, word, revisions):
        """`revisions`: of each word, as far as it was served."""
        before = self.health()["revision"]
        self.serve_words(word)
        self.reload(lambda health: health["revision"] != before
                    and "reload_refused" not in health, f"{word} being served")
        revisions[word].add(self.health()["revision"])

    def resident_kib(self):
        with open(f"/proc/{self._processes['signpost'].pid}/status",
                  encoding="utf-8") as file:
            return next(int(line.split()[1]) for line in file if line.startswith("VmRSS"))


class Visitors:
    """Threads that ask for everything until they are told to stop."""

    def __init__(self, site):
        self.site = site
        self.over = threading.Event()
        self.faults = []
        self.seen = collections.Counter()
        self.threads = [threading.Thread(target=self.visit) for _ in range(THREADS)]

    def __enter__(self):
        for thread in self.threads:
            thread.start()
        return self

    def __exit__(self, *_):
        self.over.set()
        for thread in self.threads:
            thread.join()

    def visit(self):
        with self.site.client() as client:
            while not self.over.is_set():
                for path, query in ADDRESSES:
                    try:
                        self.judge(path, client.ask("/referrals" + path, query))
                    except (OSError, AssertionError) as fault:
                        self.faults.append(f"{path}: {fault!r}")
                        return

    def judge(self, path, answer):
        assert answer.status == 200, answer.status
        words = [word for word in WORDS if word.encode() in answer.body]
        assert len(words) == 1, words
        self.seen[words[0]] += 1


@proves
def a_hundred_reloads_under_load_lose_nothing_and_keep_nothing():
    with Site() as site:
        revisions = {word: set() for word in WORDS}
        bytes_of = {}
        with Visitors(site) as visitors:
            for number in range(RELOADS // 2):
                word = WORDS[(number + 1) % 2]
                site.reload_faulty()
                site.reload_sound(word, revisions)
                held = site.health()["generation_bytes"]
                assert bytes_of.setdefault(word, held) == held, (number, bytes_of, held)
                if number == WARM_UP // 2:
                    before = site.resident_kib()
            after = site.resident_kib()
        print(f"# {sum(visitors.seen.values())} answers, generation {bytes_of['Alpha']} bytes, "
              f"resident {before} KiB, then {after} KiB")
        assert not visitors.faults, visitors.faults
        assert min(visitors.seen.values()) > 100, visitors.seen
        assert all(len(revisions[word]) == 1 for word in WORDS), revisions
        assert after <= before * 1.1, (before, after)


if __name__ == "__main__":
    if missing("redis-server"):
        tap.run_none("there is no redis-server")
    else:
        tap.run()
