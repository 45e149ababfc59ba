#!/usr/bin/env python3
"""A hundred reloads under load, every other one of a faulty directory: nothing
is lost, no answer is of two directories, no memory stays behind. Prints TAP."""

import collections
import glob
import os
import signal
import sys
import threading

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib"))

import tap
from command import OK
from directory import base_case
from signpost_site import Settled, Site
from stand import wait_until
from tap import proves

RELOADS = 100
KEPT_BYTES = 256 * 1024  # of cards that a generation has made by then, or not yet
WARM_UP = 40  # reloads after which the allocator has all it needs, and memory is measured
THREADS = 3
ENTRIES = 60
ADDRESSES = (("/", ""), ("/", "audience=workers"), ("/fragment", ""), ("/phones", ""),
             ("/api/v1/entries", ""), ("/api/v1/phones", ""), ("/e/e1", ""),
             ("/fragment/e/e2", ""))
WORDS = ("Alpha", "Omega")


def directory(word):
    """The same directory, with another word in every text."""
    text = base_case()
    for plain in ("A small directory", "Talk to someone", "Stands in every case."):
        text = text.replace(plain, word)
    return text.replace("name = ", f"name = {word} ") + "".join(
        f"[entry:e{n}]\nname = {word} {n}\nkind = unit\nsummary = {word} summary.\n"
        f"audience = workers\nphone = help\nlink = https://{word.lower()}.example/ | {word}\n"
        for n in range(ENTRIES))


class Reloaded(Site):
    """The program with a directory of its own and a Redis."""

    def __init__(self):
        super().__init__(text=directory("Alpha"), has_redis=True)

    def serve_words(self, word):
        """Written beside and moved, so that no reload reads half a file."""
        self.write("next", directory(word))
        os.rename(self.path("next"), self.path("data/own.ini"))

    def reload_until(self, is_over, what):
        self.send("signpost", signal.SIGHUP)
        wait_until(lambda: is_over(self.health()), what=what)

    def reload_faulty(self):
        self.write("data/2.ini", "[entry:two]\nnme = Two\n")
        self.reload_until(lambda health: "reload_refused" in health, "the refusal")
        os.unlink(self.path("data/2.ini"))

    def reload_sound(self, word, revisions):
        """`revisions`: of each word, as far as it was served."""
        before = self.health()["revision"]
        self.serve_words(word)
        self.reload_until(lambda health: health["revision"] != before
                    and "reload_refused" not in health, f"{word} being served")
        revisions[word].add(self.health()["revision"])


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


def niceness(task):
    with open(f"{task}/stat", encoding="utf-8") as file:
        return int(file.read().rpartition(")")[2].split()[16])


@proves
def the_thread_that_reads_anew_stands_back_behind_those_that_answer():
    with Site() as site:
        tasks = f"/proc/{site.pid()}/task"
        usual = niceness(f"{tasks}/{site.pid()}")

        def later():
            return [nice - usual for nice in map(niceness, glob.glob(f"{tasks}/*"))
                    if nice != usual]
        wait_until(lambda: later() == [min(5, 19 - usual)], what="one that is later")


@proves
def no_visitor_waits_for_the_words_that_all_look_in():
    with Settled() as site:
        def takes_nothing():
            before = site.health()["generation_bytes"]
            assert site.ask("/api/v1/entries?q=visa&per_page=1").json["total_items"]
            assert site.health()["generation_bytes"] - before < KEPT_BYTES
        takes_nothing()
        site.reload()
        takes_nothing()
        assert site.hide("hide", "entry", "atip").returncode == OK
        wait_until(lambda: site.ask("/e/atip").status != 200, what="the entry gone")
        takes_nothing()


@proves
def a_hundred_reloads_under_load_lose_nothing_and_keep_nothing():
    with Reloaded() as site:
        revisions = {word: set() for word in WORDS}
        bytes_of = {}
        with Visitors(site) as visitors:
            for number in range(RELOADS // 2):
                word = WORDS[(number + 1) % 2]
                site.reload_faulty()
                site.reload_sound(word, revisions)
                held = site.health()["generation_bytes"]
                least = bytes_of.setdefault(word, held)
                bytes_of[word] = min(least, held)
                assert abs(held - least) < KEPT_BYTES, (number, bytes_of, held)
                if number == WARM_UP // 2:
                    before = site.memory_kib()
            after = site.memory_kib()
        print(f"# {sum(visitors.seen.values())} answers, generation {bytes_of['Alpha']} bytes, "
              f"resident {before} KiB, then {after} KiB")
        assert not visitors.faults, visitors.faults
        assert min(visitors.seen.values()) > 100, visitors.seen
        assert all(len(revisions[word]) == 1 for word in WORDS), revisions
        assert after <= before * 1.1, (before, after)


if __name__ == "__main__":
    sys.exit(tap.run_with("redis-server"))
