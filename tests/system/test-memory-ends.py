#!/usr/bin/env python3
"""What happens when memory ends: the process says so and ends, or does without
what it asked for. Never is a wrong byte answered. PRELOADED names the folder of
the library that lets one call fail. Prints TAP."""

import mmap
import os
import signal
import struct
import subprocess
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib"))

import tap
from command import options
from directory import base_case
from places import preloaded, program
from signpost_site import Site
from stand import accepts, missing, wait_until
from tap import proves

LEFT, MADE, IS_ALL = 0, 8, 16  # places of struct scarcity
NONE = -1
MOST = 300  # calls of one request
EX_OSERR = 71


class Memory(Site):
    """A place where calls for memory are counted, and one of them fails."""

    def __init__(self, **site):
        super().__init__(**site)
        self.write("scarcity", "\0" * 24)
        with open(self.path("scarcity"), "r+b") as file:
            self._page = mmap.mmap(file.fileno(), 24)
        self.environment = {
            **os.environ, "LD_PRELOAD": preloaded("scarce-memory"),
            "SCARCE_MEMORY": self.path("scarcity"),
        }

    def fail_after(self, calls, is_all=False):
        """Lets a call fail when so many more were made, by libraries or by all."""
        struct.pack_into("q", self._page, IS_ALL, is_all)
        struct.pack_into("q", self._page, MADE, 0)
        struct.pack_into("q", self._page, LEFT, calls)

    def made(self):
        """How many calls there were since."""
        return struct.unpack_from("q", self._page, MADE)[0]

    def has_failed(self):
        return struct.unpack_from("q", self._page, LEFT)[0] < 0

    def build(self):
        """Nothing runs from the beginning."""

    def try_to(self, *arguments):
        """Bytes, of which none may be wrong."""
        return subprocess.run([program(), *arguments], env=self.environment, timeout=30,
                              check=False, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


class Server(Memory):
    """The program on a socket, with a Redis, and a small directory, so that it starts
    soon."""

    def __init__(self):
        super().__init__(text=base_case(), has_redis=True)
        self.settings.append("server.threads=1")

    def build(self):
        tap.need(not missing("redis-server"), "there is no redis-server")
        self.fail_after(NONE)
        self.open_redis()

    def serve(self):
        """Starts it with all its memory, and waits until it answers."""
        self.fail_after(NONE)
        self.start_program()
        assert self.try_to_ask("/healthz").status == 200

    def start_program(self):
        """Starts it, and waits until it listens or has ended."""
        self.redis.ask("FLUSHALL")
        self.write("signpost.out", "")
        self.start("signpost", self.binary, "serve", *options(
            [f"server.listen={self.address()}", *self.settings]), env=self.environment)
        wait_until(lambda: self.has_ended() or accepts(self.path("signpost.sock")),
                   what="a start")

    def has_ended(self):
        return not self.is_running("signpost")

    def right(self):
        """What a server with all its memory answers."""
        self.serve()
        body = self.try_to_ask().body
        self.end("signpost")
        assert len(body) > 1000, body
        return body

    def try_to_ask(self, path="/"):
        """The answer to a request, or None when the process is gone."""
        try:
            return self.ask(path, HTTP_ACCEPT_ENCODING="gzip")
        except (EOFError, OSError):
            return None

    def death(self):
        """How it has ended: its exit code, and what it printed."""
        wait_until(self.has_ended, what="the end")
        return self.end("signpost"), self.log()


def assert_ended_with_words(code, said):
    """Ours, or those of libfcgi, which ends the process by itself."""
    by_itself = code == EX_OSERR and said.endswith("signpost: out of memory\n")
    by_library = code == -signal.SIGABRT and "fcgiapp.c" in said and "Malloc" in said
    assert by_itself or by_library, (code, said)


def assert_render_is_right_or_none(calls, is_all):
    """Renders a page as often as there are `calls`, each time without one of them."""
    with Memory() as memory:
        memory.fail_after(NONE, is_all)
        right = memory.try_to("render", "/").stdout
        made = memory.made()
        assert len(right) > 10000 and made > 50, (right, made)
        # Another second, or another day, may take a few calls less.
        numbers = [number for number in calls(made) if number < made - made // 100]
        print(f"# {len(numbers)} of {made} calls")
        for number in numbers:
            memory.fail_after(number, is_all)
            done = memory.try_to("render", "/")
            assert memory.has_failed(), number
            if done.returncode == 0:
                assert (done.stdout, done.stderr) == (right, b""), (number, done)
            else:
                assert 64 <= done.returncode <= 78, (number, done)
                assert done.stdout == b"" and done.stderr.endswith(b"\n"), (number, done)


def some(made):
    """Of so many calls the first 60, each, and 60 of the thousands that an index of
    words makes, from the first to the last."""
    return [*range(min(made, 60)), *range(60, made, max(1, (made - 60) // 60))]


@proves
def a_library_that_gets_no_memory_never_costs_a_word_of_a_page():
    assert_render_is_right_or_none(some, is_all=False)


@proves
def the_program_without_memory_writes_no_page():
    """Its own calls are tens of thousands, all through one module: 80 of them, from
    the first to the last, must do."""
    assert_render_is_right_or_none(lambda made: range(0, made, made // 80), is_all=True)


@proves
def a_server_that_gets_no_memory_at_its_start_ends_or_serves_what_is_right():
    """Calls of libraries alone, with a small directory."""
    with Server() as server:
        right = server.right()
        server.serve()
        server.try_to_ask()
        made = server.made()
        server.end("signpost")
        print(f"# {made} calls")
        assert made > 30, made
        for number in some(made):
            server.fail_after(number)
            server.start_program()
            answer = server.try_to_ask()
            if answer is None:
                code, said = server.death()
                assert code == -signal.SIGABRT or 64 <= code <= 78, (number, code)
                assert said.endswith("\n"), (number, said)
            else:
                assert answer.body == right, number
                server.end("signpost")


@proves
def a_request_that_gets_no_memory_is_answered_right_or_not_at_all():
    """The first 300 calls of a request that asks Redis, renders, packs and stores."""
    with Server() as server:
        right = server.right()
        for number in range(MOST):
            server.serve()
            server.fail_after(number, is_all=True)
            answer = server.try_to_ask()
            assert server.has_failed(), number
            server.fail_after(NONE)
            if answer is None:
                assert_ended_with_words(*server.death())
            elif answer.status == 200:
                assert answer.body == right, number
            else:
                assert answer.status in (500, 503), answer.head
                assert server.try_to_ask().body == right, number
            server.end("signpost")


@proves
def a_reload_that_gets_no_memory_ends_the_process_or_leaves_the_old():
    with Server() as server:
        right = server.right()

        def reload():
            server.send("signpost", signal.SIGHUP)
            wait_until(lambda: server.has_ended() or "reload" in server.log(),
                       what="the reload")

        server.serve()
        server.fail_after(NONE)
        reload()
        made = server.made()
        server.end("signpost")
        print(f"# {made} calls of libraries")
        assert made > 10, made
        for number in some(made):
            server.serve()
            server.fail_after(number)
            reload()
            server.fail_after(NONE)
            if server.has_ended():
                assert_ended_with_words(*server.death())
            else:
                assert server.try_to_ask().body == right, number
            server.end("signpost")


if __name__ == "__main__":
    sys.exit(tap.run() if preloaded("scarce-memory")
             else tap.run_none("no library, or a sanitizer that has memory of its own"))
