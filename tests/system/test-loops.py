#!/usr/bin/env python3
"""Several loops on one listener: what the tests of the server prove of one holds of three,
and visitors cannot tell. Prints TAP."""

import concurrent.futures
import os
import re
import signal
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "lib"))

import tap
from fcgi_client import Client, request
from fake_server import Server, need_libsystemd
from signpost_site import BASE, Site
from stand import wait_until
from tap import proves

LOOPS = 3
PATHS = (("/", ""), ("/", "audience=workers"), ("/phones", ""), ("/e/whd", ""),
         ("/fragment", "filters=here"), ("/api/v1/entries", "per_page=10"))


def several():
    return {**os.environ, "FAKE_LOOPS": str(LOOPS)}


def holds(name, *sentences):
    """Whether the sentences of a program (all: none are named) hold where there are
    several loops."""
    environment = several()
    environment.pop("HARNESS_ACTIVE", None)
    done = subprocess.run([sys.executable, os.path.join(HERE, name), *sentences],
                          env=environment,
                          capture_output=True, text=True, check=False)
    faults = [line for line in done.stdout.splitlines() if line.startswith("not ok")]
    assert done.returncode == 0 and not faults, done.stdout[-4000:] + done.stderr[-2000:]


def threads_of(pid):
    return len(os.listdir(f"/proc/{pid}/task"))


@proves
def answers_connections_and_limits_are_as_with_one_loop():
    holds("test-server.py")


@proves
def so_is_what_clients_may_send():
    holds("test-requests.py")


@proves
def so_are_starts_stops_and_reloads():
    holds("test-lifecycle.py")


@proves
def so_is_what_waits_in_line():
    holds("test-busy.py", "readers", "reader gets", "is held", "not begun",
          "answered while", "costs much")


@proves
def so_are_the_peers_that_may_connect():
    holds("test-peers.py", "from inside", "turned away")


@proves
def each_loop_is_a_thread_and_one_has_none():
    with Server(threads=2, env=several()) as server, Server(threads=2) as alone:
        assert threads_of(server.process.pid) == threads_of(alone.process.pid) + LOOPS - 1


@proves
def a_loop_that_hangs_is_no_sign_of_life_and_others_serve_on():
    need_libsystemd()
    with Server(threads=2, hang_us=300000, env=several()) as server, \
            Client(server.address) as first, Client(server.address) as second:
        assert first.ask("/echo").status == 200
        second.send(request("/hang"))
        server.wait_until_begun()
        wait_until(lambda: not server.manager.is_told_of_life(1), what="silence")
        assert first.ask("/echo").status == 200
        server.release()
        assert server.manager.is_told_of_life()
        assert second.answer().status == 404


@proves
def a_stop_answers_what_was_asked_in_each_loop_and_ends():
    with Server(threads=6, env=several()) as server:
        clients = [Client(server.address) for _ in range(2 * LOOPS)]
        for client in clients:
            client.send(request("/slow"))
        server.wait_until_begun(len(clients))
        server.signal(signal.SIGQUIT)
        server.wait_for_line("stopping when requests have ended")
        server.release(len(clients))
        for client in clients:
            assert client.answer().status == 200
            client.close()
        assert server.wait() == 0


@proves
def connections_are_counted_over_all_loops():
    with Site(f"server.loops={LOOPS}") as site:
        def connections():
            text = site.ask("/metrics").text
            return int(re.search(r"^signpost_connections (\d+)", text, re.M)[1])
        clients = [site.client() for _ in range(20)]
        for client in clients:
            assert client.ask(BASE + "/", "").status == 200
        assert connections() == 21
        for client in clients:
            client.close()
        wait_until(lambda: connections() == 1, what="the count going down")


@proves
def under_reloads_every_loop_answers_with_the_bytes_of_one_set():
    with Site(f"server.loops={LOOPS}", "server.threads=2") as site:
        wanted = {each: site.ask(f"{each[0]}?{each[1]}").body for each in PATHS}

        def visit(_):
            with site.client() as client:
                for _ in range(60):
                    for path, query in PATHS:
                        if client.ask(BASE + path, query).body != wanted[path, query]:
                            return path, query
            return None
        with concurrent.futures.ThreadPoolExecutor(9) as visitors:
            found = visitors.map(visit, range(9))
            for _ in range(3):
                site.reload()
            assert set(found) == {None}


if __name__ == "__main__":
    sys.exit(tap.run())
