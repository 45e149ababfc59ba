#!/usr/bin/env python3
"""What slow, broken and hostile peers do to the running program: nothing, or
something to themselves alone. The patience is real; what waits for it waits
together. Prints TAP."""

import os
import random
import socket
import struct
import sys
import threading
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib"))

import fcgi_client as fcgi
import tap
from one_worker import REQUEST, OneWorker
from signpost_site import BASE
from stand import wait_until
from tap import proves

PATIENCE_S = 5     # of the gate with a request that has begun
ENDS = fcgi.record(fcgi.PARAMS) + fcgi.record(fcgi.STDIN)
PARAMS = fcgi.pairs(BASE + "/phones")


class Sleepers:
    """Connections that make the gate wait, all from now on: when is each
    closed?"""

    def __init__(self, running):
        self.since = time.monotonic()
        self.closed = {}
        self.threads = []
        for name, data, work in (("half", REQUEST[:20], self.wait),
                                 ("trickle", REQUEST, self.trickle),
                                 ("no end", REQUEST[:-8], self.wait)):
            client = running.client()
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


@proves
def fault_01_half_a_request_uses_no_worker_and_is_closed_in_time(running, sleepers):
    running.serves_at_once()
    in_time(sleepers.fate_of("half"))


@proves
def fault_02_a_trickle_uses_no_worker_and_is_closed_in_time(running, sleepers):
    running.serves_at_once()
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
            running.serves_at_once()
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


if __name__ == "__main__":
    with OneWorker() as shared:
        sleeping = Sleepers(shared)
        code = tap.run(shared, sleeping)
        sleeping.end()
    sys.exit(code)
