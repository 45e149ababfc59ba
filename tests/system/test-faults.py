#!/usr/bin/env python3
"""What slow, broken and hostile peers do to the running program: nothing, or
something to themselves alone. The patience is real; what waits for it waits
together. Prints TAP."""

import os
import random
import re
import resource
import shutil
import signal
import socket
import statistics
import struct
import sys
import threading
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib"))

import fcgi_client as fcgi
import tap
from fcgi_client import Client
from stand import Stand, preloaded, program, source_folder, wait_until
from tap import proves

BASE = "/referrals"
PATIENCE_S = 5     # of the gate with a request that has begun
QUEUE = 1024
OWN = 7            # descriptors: standard ones, listener, epoll, signals, bell
HARD = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
ENDS = fcgi.record(fcgi.PARAMS) + fcgi.record(fcgi.STDIN)
REQUEST = fcgi.request(BASE + "/phones")
PARAMS = fcgi.pairs(BASE + "/phones")


class Program(Stand):
    """The program on a socket of its own, without Redis."""

    def __init__(self, *settings, through=()):
        super().__init__()
        self.address = f"unix:{self.path('sock')}"
        words = [f"server.listen={self.address}", "server.threads=1",
                 "redis.address=off", "site.last-resort=none", *settings]
        self.start("signpost", *through, program(), "serve",
                   *[word for s in words for word in ("-s", s)])
        self.await_socket("signpost", "sock")

    def __exit__(self, kind, *error):
        """It has survived, and said nothing but lines of its log."""
        if kind is None:
            assert self.is_running("signpost"), self.read("signpost.out")
            process = self._processes["signpost"]
            self.end("signpost")
            assert process.returncode == 0, process.returncode
            for line in self.read("signpost.out").splitlines():
                assert line.startswith("time="), line
        super().__exit__(kind, *error)

    def pid(self):
        return self._processes["signpost"].pid

    def client(self):
        return Client(self.address)

    def limit(self, spare):
        """Leaves it so many descriptors, whatever it has; returns the limits that
        were. (Who cannot be dumped shows nobody what it has.)"""
        return resource.prlimit(self.pid(), resource.RLIMIT_NOFILE,
                                (OWN + spare, HARD))

    def lift(self, limits):
        resource.prlimit(self.pid(), resource.RLIMIT_NOFILE, limits)

    def serves(self):
        answer = fcgi.ask(self.address, BASE + "/healthz")
        return answer.status == 200 and answer.body.endswith(b"\n")

    def closes(self, data):
        """Whether it closes a connection for these bytes, without a word, and
        serves on."""
        with self.client() as client:
            client.send(data)
            return client.is_closed() and self.serves()


class Sleepers:
    """Connections that make the gate wait, all from now on: when is each
    closed?"""

    def __init__(self, program_):
        self.since = time.monotonic()
        self.closed = {}
        self.threads = []
        for name, data, work in (("half", REQUEST[:20], self.wait),
                                 ("trickle", REQUEST, self.trickle),
                                 ("no end", REQUEST[:-8], self.wait)):
            client = program_.client()
            thread = threading.Thread(target=work, args=(name, client, data))
            self.threads.append(thread)
            thread.start()

    def wait(self, name, client, data):
        client.send(data)
        if client.is_closed():
            self.closed[name] = time.monotonic() - self.since
        client.close()

    def trickle(self, name, client, data):
        """One byte after the other, and never the last one."""
        pace = threading.Event()
        try:
            for at in range(len(data) - 1):
                client.send(data[at:at + 1])
                pace.wait(0.1)
        except ConnectionError:
            self.closed[name] = time.monotonic() - self.since
        client.close()

    def fate_of(self, name):
        """The seconds until it was closed."""
        wait_until(lambda: name in self.closed, 3 * PATIENCE_S, what=name + " closed")
        return self.closed[name]

    def end(self):
        for thread in self.threads:
            thread.join()


def in_time(seconds):
    print(f"# closed after {seconds:.2f} s")
    assert PATIENCE_S - 0.1 <= seconds < PATIENCE_S + 2, seconds


def served_at_once(running):
    """The one worker is free, whoever sleeps."""
    with running.client() as client:
        seconds = fcgi.elapsed(lambda: client.ask(BASE + "/healthz"))
    assert seconds < 1, seconds


@proves
def fault_01_half_a_request_uses_no_worker_and_is_closed_in_time(running, sleepers):
    served_at_once(running)
    in_time(sleepers.fate_of("half"))


@proves
def fault_02_a_trickle_uses_no_worker_and_is_closed_in_time(running, sleepers):
    served_at_once(running)
    in_time(sleepers.fate_of("trickle"))


@proves
def fault_03_an_end_amid_the_parameters_is_closed_and_nothing_runs(running, _):
    for cut in (17, 24, 30, len(REQUEST) - 16, len(REQUEST) - 8):
        with running.client() as client:
            client.send(REQUEST[:cut])
            client.socket.shutdown(socket.SHUT_WR)
            assert client.is_closed(), cut
    assert running.serves()


@proves
def fault_04_padding_never_costs_a_parameter(running, _):
    params = fcgi.record(fcgi.PARAMS, PARAMS)
    for padding in range(1, 256):
        assert not served(running, fcgi.begin(padding=padding) + params + ENDS)
        assert not served(running, fcgi.begin() + params +
                          fcgi.record(fcgi.PARAMS, padding=padding) +
                          fcgi.record(fcgi.STDIN))
        assert not served(running, fcgi.begin() + params + fcgi.record(fcgi.PARAMS) +
                          fcgi.record(fcgi.STDIN, padding=padding))
        body = served(running, fcgi.begin() +
                      fcgi.record(fcgi.PARAMS, PARAMS[:9], padding=padding) +
                      fcgi.record(fcgi.PARAMS, PARAMS[9:], padding=256 - padding) +
                      fcgi.record(fcgi.PARAMS) +
                      fcgi.record(fcgi.STDIN, b"x", padding=padding) +
                      fcgi.record(fcgi.STDIN))
        assert b"tel:" in body


def served(running, data):
    """The page that these bytes are answered with; None when they are not."""
    with running.client() as client:
        client.send(data)
        try:
            answer = client.answer()
        except (EOFError, ConnectionError):
            return None
        assert answer.status == 200, answer.status
        return answer.body


@proves
def fault_05_a_name_of_two_gigabytes_is_closed(running, _):
    for lengths in ((0x7ffffffe, 0x7ffffffe), (0x7ffffffe, 0), (0, 0x7ffffffe),
                    (0x7fffffff, 1), (3, 0x7fffffff)):
        content = b"".join(struct.pack(">I", n | 1 << 31) for n in lengths) + b"abc"
        assert running.closes(fcgi.begin() + fcgi.record(fcgi.PARAMS, content) + ENDS)


@proves
def fault_06_the_same_value_asked_twenty_times_is_told_once(running, _):
    for count in (20, 3000):
        with running.client() as client:
            client.send(fcgi.record(fcgi.GET_VALUES, number=0,
                                    content=fcgi.pair(b"FCGI_MPXS_CONNS") * count))
            assert client.record() == (fcgi.GET_VALUES_RESULT, 0,
                                       fcgi.pair(b"FCGI_MPXS_CONNS", b"0"))
            assert client.ask(BASE + "/healthz").status == 200


@proves
def fault_07_management_amid_a_request_is_no_parameter(running, _):
    for kind in (fcgi.GET_VALUES, 99):
        assert running.closes(
            fcgi.begin() + fcgi.record(kind, PARAMS, number=0) + ENDS)


@proves
def fault_08_other_protocols_and_random_bytes_are_closed(running, _):
    dice = random.Random(8)
    assert running.closes(b"GET / HTTP/1.1\r\nHost: a\r\n\r\n")
    assert running.closes(b"\x16\x03\x01\x02\x00\x01")
    assert running.closes(fcgi.begin(version=2))
    for _ in range(200):
        assert running.closes(bytes([dice.choice([0, *range(2, 256)])]) +
                              dice.randbytes(dice.randrange(100)))


@proves
def fault_09_a_second_request_on_the_connection_is_told_that_there_is_but_one(running, _):
    for data in (fcgi.begin(), fcgi.begin() + fcgi.record(fcgi.PARAMS, PARAMS), REQUEST):
        with running.client() as client:
            client.send(data + fcgi.begin(number=2))
            assert client.refusal() == (2, fcgi.CANT_MPX_CONN)
            assert client.is_closed()
    assert running.closes(fcgi.begin() + fcgi.begin())


@proves
def fault_10_an_abort_is_closed_and_leaves_nothing(running, _):
    limits = running.limit(16)
    for _ in range(100):
        assert running.closes(REQUEST[:-8] + fcgi.record(fcgi.ABORT))
    running.lift(limits)


@proves
def fault_11_another_role_is_told_that_it_is_unknown(running, _):
    for role in (2, 3, 9):
        with running.client() as client:
            client.send(fcgi.begin(role=role, number=5) + REQUEST[16:])
            assert client.refusal() == (5, fcgi.UNKNOWN_ROLE)
            assert client.is_closed()


@proves
def fault_12_an_end_of_input_that_comes_late_does_not_hurt_the_next_request(running, _):
    with running.client() as client:
        for _ in range(20):
            client.send(REQUEST[:-8])
            served_at_once(running)
            client.send(REQUEST[-8:])
            assert client.answer().status == 200
        client.send(REQUEST + fcgi.record(fcgi.STDIN))
        assert client.answer().status == 200
        client.send(fcgi.record(fcgi.STDIN) + REQUEST)
        assert client.answer().status == 200


@proves
def fault_13_a_missing_end_of_input_is_closed_in_time(running, sleepers):
    in_time(sleepers.fate_of("no end"))


@proves
def fault_14_a_large_body_is_closed_and_a_small_one_refused(running, _):
    for method in ("GET", "POST"):
        with running.client() as client:
            try:
                client.send(fcgi.request(BASE + "/phones", method=method,
                                         body=b"b" * (1 << 20)))
            except ConnectionError:
                pass
            assert client.is_closed()
        assert running.serves()
    with running.client() as client:
        small = client.ask(BASE + "/phones", method="POST", body=b"b" * 4096)
        assert small.status == 405, small.status
        assert client.ask(BASE + "/phones", body=b"b" * 4096).status == 200


def large_pages(folder):
    """A setting with which every page is more than half a megabyte larger."""
    os.mkdir(folder)
    path = os.path.join(source_folder(), "conf/templates/layout.mustache")
    with open(path, encoding="utf-8") as file:
        layout = file.read()
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


@proves
def fault_15_a_reader_that_stops_frees_its_worker_at_the_deadline(_, __):
    with Stand() as stand:
        settings = (large_pages(stand.path("templates")), "server.deadline=1 s")
        with Program(*settings) as running, running.client() as stopped:
            stopped.send(REQUEST)
            stopped.receive(100)
            seconds = fcgi.elapsed(lambda: wait_until(lambda: is_answered(running)))
            print(f"# the worker was free after {seconds:.2f} s")
            assert seconds < 2, seconds
            try:
                while stopped.socket.recv(1 << 16):
                    pass
            except ConnectionError:
                pass


@proves
def fault_16_clients_that_leave_amid_an_answer_kill_nobody(_, __):
    with Stand() as stand:
        with Program(large_pages(stand.path("templates"))) as running:
            running.limit(16)
            for _ in range(50):
                with running.client() as client:
                    client.send(REQUEST)
                    client.receive(100)
            served_at_once(running)


@proves
def fault_17_beside_500_idle_connections_an_active_one_is_served_within_10_ms(running, _):
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
def fault_18_without_descriptors_accepting_rests_and_recovers(_, __):
    with Program() as running:
        assert running.serves()
        limits = running.limit(4)
        clients = [running.client() for _ in range(40)]
        wait_until(lambda: "connections have to wait" in running.read("signpost.out"),
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
def fault_19_a_full_queue_is_answered_503_at_once(_, __):
    with Stand() as stand:
        mute = MutePeer(stand.folder)
        with Program(f"redis.address={mute.address}", "redis.wait=3 s",
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
            assert b"\r\nRetry-After: 1" in answer.head, answer.head
            assert seconds < 0.25, seconds
            for client in [first, *waiting]:
                assert client.answer().status == 200
                client.close()
            assert running.serves()
            held.close()
        mute.socket.close()


@proves
def fault_30_a_worker_without_a_descriptor_answers_503_and_nothing_wrong(_, __):
    with Program() as running:
        right = fcgi.ask(running.address, BASE + "/phones").body
        with running.client() as client:
            assert client.ask(BASE + "/healthz").status == 200
            limits = running.limit(0)
            answer = client.ask(BASE + "/phones")
            assert answer.status == 503 and answer.body == b"", answer.status
            assert b"\r\nRetry-After: 1" in answer.head, answer.head
            assert client.is_closed()
        running.lift(limits)
        assert fcgi.ask(running.address, BASE + "/phones").body == right


@proves
def fault_30_a_reload_without_descriptors_is_refused_and_the_old_goes_on(_, __):
    with Program() as running, running.client() as client:
        right = client.ask(BASE + "/phones").body
        limits = running.limit(0)
        running.send("signpost", signal.SIGHUP)
        wait_until(lambda: "reload refused" in running.read("signpost.out"),
                   what="the refusal")
        running.lift(limits)
        assert client.ask(BASE + "/phones").body == right
        running.send("signpost", signal.SIGHUP)
        wait_until(lambda: 'msg="reloaded"' in running.read("signpost.out"),
                   what="the reload")


@proves
def fault_25_a_file_that_is_swapped_while_it_is_read_is_the_old_or_the_new(_, __):
    with Stand() as stand:
        shutil.copytree(os.path.join(source_folder(), "data"), stand.path("data"))
        path = stand.path("data/20-phones.ini")
        texts = [stand.read("data/20-phones.ini")]
        texts.append(texts[0].replace("+1-800-321-6742", "+1-800-321-6743"))
        over = threading.Event()

        def swap():
            while not over.is_set():
                for text in texts:
                    stand.write("new", text)
                    os.replace(stand.path("new"), path)

        with Program(f"directory.path={stand.path('data')}") as running:
            right = [fcgi.ask(running.address, BASE + "/e/osha").body]
            right.append(right[0].replace(b"321-6742", b"321-6743")
                         .replace(b"3216742", b"3216743"))
            swapper = threading.Thread(target=swap)
            swapper.start()
            seen = set()
            for number in range(1, 21):
                running.send("signpost", signal.SIGHUP)
                wait_until(lambda: running.read("signpost.out").count("reload") >= number,
                           what="the reload")
                seen.add(numbers_in(fcgi.ask(running.address, BASE + "/e/osha").body))
            over.set()
            swapper.join()
            assert seen <= {numbers_in(body) for body in right} and len(seen) == 2, seen
            assert "refused" not in running.read("signpost.out")


def numbers_in(body):
    """What can be dialed on a page; the rest tells which data it is of."""
    return tuple(re.findall(rb'href="tel:([^"]*)"', body))


@proves
def fault_25_an_empty_file_changes_nothing_and_a_folder_of_them_is_refused(_, __):
    with Stand() as stand:
        shutil.copytree(os.path.join(source_folder(), "data"), stand.path("data"))
        with Program(f"directory.path={stand.path('data')}") as running:
            right = fcgi.ask(running.address, BASE + "/phones").body
            stand.write("data/99-empty.ini", "")
            running.send("signpost", signal.SIGHUP)
            wait_until(lambda: '"reloaded"' in running.read("signpost.out"), what="a reload")
            assert fcgi.ask(running.address, BASE + "/phones").body == right
            for name in os.listdir(stand.path("data")):
                os.unlink(stand.path("data", name))
            stand.write("data/99-empty.ini", "")
            running.send("signpost", signal.SIGHUP)
            wait_until(lambda: "reload refused" in running.read("signpost.out"),
                       what="a refusal")
            assert fcgi.ask(running.address, BASE + "/phones").body == right


@proves
def fault_30_a_full_disk_costs_no_answer_and_leaves_the_last_resort_whole(_, __):
    tap.need(os.path.exists("/dev/full"), "there is no /dev/full")
    with Stand() as stand:
        os.mkdir(stand.path("last"))
        with Program(f"site.last-resort={stand.path('last')}") as running:
            names = ("last-resort.html", "last-resort-fragment.html")
            whole = {name: stand.read("last/" + name) for name in names}
            for name in names:
                os.symlink("/dev/full", stand.path("last", name + ".new"))
            running.send("signpost", signal.SIGHUP)
            wait_until(lambda: running.read("signpost.out").count(
                "could not be written: No space left on device") == 2, what="two warnings")
            assert running.serves()
            for name in names:
                assert stand.read("last/" + name) == whole[name] != ""


@proves
def fault_30_a_log_on_a_full_disk_costs_no_answer(_, __):
    tap.need(os.path.exists("/dev/full"), "there is no /dev/full")
    with Program(through=["sh", "-c", 'exec "$@" 2>/dev/full', "sh"]) as running:
        right = fcgi.ask(running.address, BASE + "/phones").body
        for _ in range(3):
            running.send("signpost", signal.SIGHUP)
            running.send("signpost", signal.SIGUSR1)
            assert fcgi.ask(running.address, BASE + "/phones").body == right


@proves
def fault_30_a_clock_that_jumps_changes_no_number_and_delays_nobody(_, __):
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
        with Program(through=["env", "LD_PRELOAD=" + library, "SHIFTED_CLOCK=" + clock]) as \
                running:
            right = numbers_in(fcgi.ask(running.address, BASE + "/phones").body)
            assert right
            for number, days in enumerate((2, -3650, 0, 36500, -1), 1):
                shift(days)
                page = fcgi.ask(running.address, BASE + "/phones")
                assert page.status == 200 and numbers_in(page.body) == right, days
                running.send("signpost", signal.SIGHUP)
                wait_until(lambda: running.read("signpost.out").count(
                    '"reloaded"') == number, what="a set of that day")
                page = fcgi.ask(running.address, BASE + "/phones")
                assert page.status == 200 and numbers_in(page.body) == right, days


if __name__ == "__main__":
    with Program() as shared:
        sleeping = Sleepers(shared)
        tap.run(shared, sleeping)
        sleeping.end()
