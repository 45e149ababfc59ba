#!/usr/bin/env python3
"""What happens when workers, descriptors, room on a disk or time run out, or files
change amid a reload: nothing wrong is answered. Prints TAP."""

import os
import re
import signal
import socket
import statistics
import struct
import sys
import threading
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib"))

import fcgi_client as fcgi
import bare_nginx
import tap
from one_worker import REQUEST, OneWorker
from places import preloaded, read_source
from signpost_site import BASE
from stand import Stand, wait_until
from tap import proves

QUEUE = 1024


def large_pages(folder):
    """A setting with which every page is more than half a megabyte larger."""
    os.mkdir(folder)
    layout = read_source("conf/templates/layout.mustache")
    assert "</body>" in layout
    with open(os.path.join(folder, "layout.mustache"), "w", encoding="utf-8") as file:
        file.write(layout.replace("</body>", "large " * 100000 + "</body>"))
    return "site.templates=" + folder


def is_answered(running):
    """Whether a request is answered; who waits longer than the deadline is not."""
    try:
        return running.serves()
    except (EOFError, ConnectionError):
        return False


def read_bytes(folder, name):
    """None where only root could read it."""
    try:
        with open(os.path.join(folder, name), "rb") as file:
            return file.read()
    except PermissionError:
        return None


@proves
def fault_15_a_reader_that_stops_holds_no_worker_and_gets_all_when_he_goes_on():
    with Stand() as stand:
        settings = (large_pages(stand.path("templates")), "server.deadline=1 s")
        with OneWorker(*settings) as running, running.client() as stopped:
            stopped.send(REQUEST)
            stopped.receive(100)
            seconds = fcgi.elapsed(lambda: wait_until(lambda: is_answered(running)))
            print(f"# the worker was free after {seconds:.2f} s")
            assert seconds < 1, seconds
            assert stopped.answer_is_whole(500 * 1024)


@proves
def fault_16_clients_that_leave_amid_an_answer_kill_nobody():
    with Stand() as stand:
        with OneWorker(large_pages(stand.path("templates"))) as running:
            running.limit(16)
            for _ in range(50):
                with running.client() as client:
                    client.send(REQUEST)
                    client.receive(100)
            running.serves_at_once()


@proves
def fault_17_beside_500_idle_connections_an_active_one_is_served_within_10_ms():
    with OneWorker() as running:
        idle = [running.client() for _ in range(500)]
        for client in idle:
            assert client.ask(BASE + "/healthz").status == 200
        with running.client() as active:
            times = [fcgi.elapsed(lambda: active.ask(BASE + "/healthz")) for _ in range(50)]
        middle = statistics.median(times)
        print(f"# {middle * 1000:.2f} ms, at worst {max(times) * 1000:.2f} ms")
        assert middle < 0.010, middle
        for client in idle:
            client.close()


@proves
def fault_18_without_descriptors_accepting_rests_and_recovers():
    with OneWorker() as running:
        assert running.serves()
        limits = running.limit(4)
        clients = [running.client() for _ in range(40)]
        wait_until(lambda: "connections have to wait" in running.log(),
                   what="a rest")
        running.lift(limits)
        for client in clients:
            assert client.ask(BASE + "/healthz").status == 200
        for client in clients:
            client.close()


class MutePeer:
    """A Redis that says nothing."""

    def __init__(self, folder):
        self.socket = socket.socket(socket.AF_UNIX)
        self.socket.bind(os.path.join(folder, "mute"))
        self.socket.listen(16)
        self.address = "unix:" + self.socket.getsockname()


@proves
def fault_19_a_full_queue_is_answered_503_at_once():
    with Stand() as stand:
        mute = MutePeer(stand.folder)
        with OneWorker(f"redis.address={mute.address}", "redis.wait=3 s",
                     "server.deadline=60 s",
                     through=["prlimit", "--nofile=1024:"]) as running:
            first = running.client()
            first.send(fcgi.request(BASE + "/"))
            mute.socket.settimeout(10)
            held, _ = mute.socket.accept()  # the one worker waits here
            waiting = [running.client() for _ in range(QUEUE)]
            for client in waiting:
                client.send(fcgi.request(BASE + "/healthz"))
            with running.client() as late:
                start = time.monotonic()
                answer = late.ask(BASE + "/healthz")
                seconds = time.monotonic() - start
            print(f"# {seconds * 1000:.1f} ms")
            assert answer.status == 503 and answer.body == b"", answer.status
            assert "\r\nRetry-After: 1" in answer.head, answer.head
            # Whoever waited in line would do so for the three seconds above.
            assert seconds < 2, seconds
            for client in [first, *waiting]:
                assert client.answer().status == 200
                client.close()
            assert running.serves()
            held.close()
        mute.socket.close()


@proves
def fault_30_a_worker_without_a_descriptor_answers_503_and_nothing_wrong():
    with OneWorker() as running:
        right = running.ask("/phones").body
        with running.client() as client:
            assert client.ask(BASE + "/healthz").status == 200
            limits = running.limit(0)
            # Words are kept by nobody, so that no memory has the answer.
            answer = client.ask(BASE + "/", "q=labor")
            assert answer.status == 503 and answer.body == b"", answer.status
            assert "\r\nRetry-After: 1" in answer.head, answer.head
            assert client.is_closed()
        running.lift(limits)
        assert running.ask("/phones").body == right


@proves
def fault_30_a_reload_without_descriptors_is_refused_and_the_old_goes_on():
    with OneWorker() as running, running.client() as client:
        right = client.ask(BASE + "/phones").body
        limits = running.limit(0)
        running.reload()
        assert "reload refused" in running.log()
        running.lift(limits)
        assert client.ask(BASE + "/phones").body == right
        running.reload()
        assert 'msg="reloaded"' in running.log()


@proves
def fault_25_a_file_that_is_swapped_while_it_is_read_is_the_old_or_the_new():
    with OneWorker(is_copy=True) as running:
        texts = [running.read("data/20-phones.ini")]
        texts.append(texts[0].replace("+1-800-321-6742", "+1-800-321-6743"))
        over = threading.Event()

        def swap():
            while not over.is_set():
                for text in texts:
                    running.write("new", text)
                    os.replace(running.path("new"), running.path("data/20-phones.ini"))

        right = [running.ask("/e/osha").body]
        right.append(right[0].replace(b"321-6742", b"321-6743").replace(b"3216742", b"3216743"))
        swapper = threading.Thread(target=swap)
        swapper.start()
        seen = set()
        for _ in range(20):
            running.reload()
            seen.add(numbers_in(running.ask("/e/osha").body))
        over.set()
        swapper.join()
        assert seen <= {numbers_in(body) for body in right} and len(seen) == 2, seen
        assert "refused" not in running.log()


def numbers_in(body):
    """What can be dialed on a page; the rest tells which data it is of."""
    return tuple(re.findall(rb'href="tel:([^"]*)"', body))


@proves
def fault_25_an_empty_file_changes_nothing_and_a_folder_of_them_is_refused():
    with OneWorker(is_copy=True) as running:
        right = running.ask("/phones").body
        running.write("data/99-empty.ini", "")
        running.reload()
        assert '"reloaded"' in running.log()
        assert running.ask("/phones").body == right
        for name in os.listdir(running.path("data")):
            os.unlink(running.path("data", name))
        running.write("data/99-empty.ini", "")
        running.reload()
        assert "reload refused" in running.log()
        assert running.ask("/phones").body == right


@proves
def fault_30_a_full_disk_costs_no_answer_and_leaves_the_last_resort_whole():
    words = bare_nginx.may_mount()
    if words is None:
        raise tap.Skip("a mount is refused here")
    with Stand() as stand:
        os.mkdir(stand.path("last"))
        # Two pages, a block each, and no room for a third.
        mount = f'mount -t tmpfs -o size=8k tmpfs {stand.path("last")} && exec "$@"'
        with OneWorker(f"site.last-resort={stand.path('last')}",
                       through=[*words, "sh", "-c", mount, "sh"]) as running:
            inside = f"/proc/{running.pid()}/root{stand.path('last')}"
            names = ("last-resort.html", "last-resort-fragment.html")
            whole = [read_bytes(inside, name) for name in names]
            running.send("signpost", signal.SIGHUP)
            wait_until(lambda: running.log().count(
                "could not be written: No space left on device") == 2, what="two warnings")
            assert running.serves()
            assert whole == [read_bytes(inside, name) for name in names]


@proves
def what_stands_where_a_page_is_written_is_not_followed():
    with Stand() as stand:
        os.mkdir(stand.path("last"))
        stand.write("precious", "kept")
        os.symlink(stand.path("precious"),
                   stand.path("last", "last-resort.html.signpost-new"))
        with OneWorker(f"site.last-resort={stand.path('last')}") as running:
            assert running.serves()
            assert stand.read("precious") == "kept"
            assert "<html" in stand.read("last/last-resort.html")


@proves
def fault_30_a_log_on_a_full_disk_costs_no_answer():
    tap.need(os.path.exists("/dev/full"), "there is no /dev/full")
    with OneWorker(through=["sh", "-c", 'exec "$@" 2>/dev/full', "sh"]) as running:
        right = running.ask("/phones").body
        for _ in range(3):
            running.send("signpost", signal.SIGHUP)
            running.send("signpost", signal.SIGUSR1)
            assert running.ask("/phones").body == right


@proves
def fault_30_a_clock_that_jumps_changes_no_number_and_delays_nobody():
    library = preloaded("shifted-clock")
    if library is None:
        raise tap.Skip("no library, or a sanitizer that must be the first")
    with Stand() as stand:
        clock = stand.path("clock")

        def shift(days):
            with open(stand.path("new"), "wb") as file:
                file.write(struct.pack("q", days * 86400))
            os.replace(stand.path("new"), clock)

        shift(0)
        with OneWorker(through=["env", "LD_PRELOAD=" + library, "SHIFTED_CLOCK=" + clock]) as \
                running:
            right = numbers_in(running.ask("/phones").body)
            assert right
            for number, days in enumerate((2, -3650, 0, 36500, -1), 1):
                shift(days)
                page = running.ask("/phones")
                assert page.status == 200 and numbers_in(page.body) == right, days
                running.send("signpost", signal.SIGHUP)
                wait_until(lambda: running.log().count(
                    '"reloaded"') == number, what="a set of that day")
                page = running.ask("/phones")
                assert page.status == 200 and numbers_in(page.body) == right, days


if __name__ == "__main__":
    sys.exit(tap.run())
