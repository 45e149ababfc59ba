#!/usr/bin/env python3
"""Requests that come in pieces, and those that no client should send. Prints TAP."""

import os
import socket
import struct
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib"))

import fcgi_client as fcgi
import tap
from fake_server import Server, is_served
from fcgi_client import Client
from stand import wait_until
from tap import proves


def refuses(server, data):
    with Client(server.address) as client:
        client.send(data)
        assert client.is_closed(), "not closed"
    assert is_served(server)


@proves
def half_a_request_uses_no_worker_and_is_closed_in_time():
    data = fcgi.request("/echo")
    with Server(threads=1) as server:
        halves = [Client(server.address) for _ in range(16)]
        for number, client in enumerate(halves):
            client.send(data[:4 + number * 5])
        assert fcgi.elapsed(lambda: is_served(server)) < 1
        server.later(4000)
        assert all(client.is_open() for client in halves)
        server.later(1001)
        assert all(client.is_closed() for client in halves)
        assert is_served(server)


@proves
def a_request_in_pieces_is_served_when_it_is_whole():
    data = fcgi.request("/echo", "in-pieces")
    with Server(threads=1) as server, Client(server.address) as client:
        for at in range(0, len(data), 9):
            client.send(data[at:at + 9])
            assert at % 36 or is_served(server)
        assert b"query=in-pieces\n" in client.answer().body
        assert client.ask("/echo").status == 200


@proves
def a_trickle_of_single_bytes_uses_no_worker():
    data = fcgi.request("/echo", "x" * 2000)
    with Server(threads=1) as server, Client(server.address) as client:
        client.socket.setblocking(False)
        for at in range(len(data) - 1):
            try:
                client.socket.send(data[at:at + 1])
            except BlockingIOError:
                break
            assert at % 50 or is_served(server)
        assert fcgi.elapsed(lambda: is_served(server)) < 1
        server.later(5001)
        assert client.is_closed()


@proves
def waiting_for_the_rest_costs_no_time():
    def is_asleep():
        with open("/proc/%d/stat" % server.process.pid) as file:
            return file.read().rsplit(")", 1)[1].split()[0] == "S"
    with Server(threads=1) as server, Client(server.address) as client:
        client.send(fcgi.request("/echo")[:30])
        assert is_served(server)
        wait_until(is_asleep, what="it never sleeps")
        assert client.is_open()


@proves
def a_client_that_leaves_amid_parameters_is_forgotten():
    data = fcgi.request("/slow")
    with Server(threads=1) as server:
        for cut in (5, 20, 40, len(data) - 8):
            with Client(server.address) as client:
                client.send(data[:cut])
                client.socket.shutdown(socket.SHUT_WR)
                assert client.is_closed()
        assert is_served(server)


@proves
def a_late_end_of_input_does_not_hurt_the_next_request():
    data = fcgi.request("/echo", "late")
    with Server(threads=1) as server, Client(server.address) as client:
        for _ in range(20):
            client.send(data[:-8])
            assert is_served(server)
            client.send(data[-8:])
            assert b"query=late\n" in client.answer().body


@proves
def a_missing_end_of_input_is_closed_in_time():
    with Server(threads=1) as server, Client(server.address) as client:
        client.send(fcgi.request("/slow")[:-8])
        assert is_served(server) and client.is_open()
        server.later(5001)
        assert client.is_closed()


def values(*names):
    return fcgi.record(fcgi.GET_VALUES, b"".join(fcgi.pair(n) for n in names), number=0)


@proves
def what_the_responder_can_do_is_told_and_the_connection_stays():
    with Server(threads=1) as server, Client(server.address) as client:
        client.send(values(b"FCGI_MAX_CONNS", b"FCGI_MAX_REQS", b"FCGI_MPXS_CONNS"))
        kind, number, content = client.record()
        assert (kind, number) == (fcgi.GET_VALUES_RESULT, 0)
        assert content.endswith(fcgi.pair(b"FCGI_MAX_REQS", b"1025") +
                                fcgi.pair(b"FCGI_MPXS_CONNS", b"0")), content
        assert int(content[16:16 + content[1]]) > 0, content
        assert client.ask("/echo").status == 200


@proves
def a_value_asked_twenty_times_is_told_once():
    with Server() as server, Client(server.address) as client:
        client.send(values(*[b"FCGI_MPXS_CONNS"] * 20))
        assert client.record()[2] == fcgi.pair(b"FCGI_MPXS_CONNS", b"0")
        assert client.ask("/echo").status == 200


@proves
def other_management_is_unknown_and_the_connection_stays():
    with Server() as server, Client(server.address) as client:
        for content in (b"", b"x" * 40, b"y" * 60000):
            client.send(fcgi.record(99, content, number=0, padding=5))
            assert client.record() == (fcgi.UNKNOWN_TYPE, 0, b"\x63" + b"\0" * 7)
        assert client.ask("/echo").status == 200


@proves
def management_and_the_request_behind_it_come_in_one_piece():
    with Server() as server, Client(server.address) as client:
        client.send(values(b"FCGI_MPXS_CONNS") + fcgi.request("/echo", "behind"))
        assert client.record()[0] == fcgi.GET_VALUES_RESULT
        assert b"query=behind\n" in client.answer().body


@proves
def who_asks_for_nothing_but_management_is_sent_away():
    with Server() as server, Client(server.address) as client:
        client.send(values(b"FCGI_MPXS_CONNS") * 17)
        for _ in range(16):
            assert client.record()[0] == fcgi.GET_VALUES_RESULT
        assert client.record()[0] == fcgi.GET_VALUES_RESULT
        assert client.is_closed() and is_served(server)


@proves
def management_amid_a_request_is_refused():
    params = fcgi.record(99, fcgi.pair(b"DOCUMENT_URI", b"/evil"), number=0)
    rest = fcgi.request("/echo")[16:]
    with Server() as server:
        refuses(server, fcgi.begin() + params + rest)
        refuses(server, fcgi.begin() + values(b"FCGI_MAX_CONNS") + rest)


@proves
def half_a_management_record_is_closed_in_time():
    with Server() as server, Client(server.address) as client:
        client.send(values(b"FCGI_MAX_CONNS")[:-1])
        assert is_served(server)
        server.later(5001)
        assert client.is_closed()


@proves
def an_end_that_comes_twice_or_an_abort_that_comes_late_is_ignored():
    late = fcgi.record(fcgi.STDIN)
    with Server(threads=1) as server, Client(server.address) as client:
        client.send(fcgi.request("/echo") + late)
        assert client.answer().status == 200
        client.send(late)
        assert client.ask("/echo").status == 200
        client.send(fcgi.record(fcgi.ABORT))
        assert client.ask("/echo").status == 200
        client.send(late * 16)
        assert client.ask("/echo").status == 200
        client.send(late * 17)
        assert client.is_closed(2), "long before its patience ends"
        assert is_served(server)


@proves
def lengths_beyond_their_record_are_refused():
    with Server() as server:
        for lengths in ((0x7ffffffe, 0x7ffffffe), (0x7ffffffe, 0), (1, 200),
                        (200, 1), (0, 1)):
            content = b"".join(struct.pack(">I", n | 1 << 31) for n in lengths)
            refuses(server, fcgi.begin() + fcgi.record(fcgi.PARAMS, content) +
                    fcgi.record(fcgi.PARAMS) + fcgi.record(fcgi.STDIN))


@proves
def other_protocols_are_refused():
    with Server() as server:
        refuses(server, b"GET / HTTP/1.1\r\nHost: a\r\n\r\n")
        refuses(server, b"G")
        refuses(server, b"\x16\x03\x01\x02\x00\x01")
        refuses(server, fcgi.begin(version=2))


@proves
def padding_that_libfcgi_misreads_is_refused():
    params = fcgi.record(fcgi.PARAMS, fcgi.pairs("/echo"))
    ends = fcgi.record(fcgi.PARAMS) + fcgi.record(fcgi.STDIN)
    with Server() as server:
        for padding in (1, 8, 255):
            refuses(server, fcgi.begin(padding=padding) + params + ends)
            refuses(server, fcgi.begin() + params +
                    fcgi.record(fcgi.PARAMS, padding=padding) +
                    fcgi.record(fcgi.STDIN))
            refuses(server, fcgi.begin() + params + fcgi.record(fcgi.PARAMS) +
                    fcgi.record(fcgi.STDIN, padding=padding))


@proves
def padding_elsewhere_is_skipped():
    with Server() as server, Client(server.address) as client:
        for padding in (1, 7, 8, 255):
            content = fcgi.pairs("/echo", "padded")
            client.send(fcgi.begin() +
                        fcgi.record(fcgi.PARAMS, content[:21], padding=padding) +
                        fcgi.record(fcgi.PARAMS, content[21:], padding=padding) +
                        fcgi.record(fcgi.PARAMS) +
                        fcgi.record(fcgi.STDIN, b"input", padding=padding) +
                        fcgi.record(fcgi.STDIN))
            assert b"query=padded\n" in client.answer().body


@proves
def other_roles_are_told_that_they_are_unknown():
    rest = fcgi.request("/echo")[16:]
    with Server() as server:
        for role in (0, 2, 3, 9, 65535):
            for data in (fcgi.begin(role=role, number=7), fcgi.begin(role=role) + rest):
                with Client(server.address) as client:
                    client.send(data)
                    assert client.refusal() == (data[3], fcgi.UNKNOWN_ROLE)
                    assert client.is_closed()
        assert is_served(server)


@proves
def a_second_request_amid_the_first_is_told_that_there_is_but_one():
    begun = fcgi.begin() + fcgi.record(fcgi.PARAMS, fcgi.pairs("/echo"))
    with Server() as server:
        for data in (fcgi.begin(), begun, fcgi.request("/echo")):
            with Client(server.address) as client:
                client.send(data + fcgi.begin(number=2))
                assert client.refusal() == (2, fcgi.CANT_MPX_CONN)
                assert client.is_closed()
        assert is_served(server)


@proves
def records_out_of_order_are_refused():
    params = fcgi.record(fcgi.PARAMS, fcgi.pairs("/echo"))
    end, stdin = fcgi.record(fcgi.PARAMS), fcgi.record(fcgi.STDIN)
    with Server() as server:
        for data in (fcgi.begin() + fcgi.begin(),
                     fcgi.begin() + params + fcgi.record(fcgi.ABORT),
                     fcgi.begin() + params + stdin,
                     fcgi.begin() + params + end + params,
                     fcgi.begin() + fcgi.record(fcgi.PARAMS, number=2),
                     params, end, fcgi.record(fcgi.STDOUT),
                     fcgi.record(fcgi.STDIN, b"x")):
            refuses(server, data)


@proves
def two_requests_at_once_are_refused():
    with Server() as server:
        refuses(server, fcgi.request("/echo") + fcgi.request("/echo"))
        refuses(server, fcgi.request("/echo") + b"\1")


@proves
def parameters_are_limited_and_named_plainly():
    def with_params(content):
        return (fcgi.begin() + fcgi.record(fcgi.PARAMS, content) +
                fcgi.record(fcgi.PARAMS) + fcgi.record(fcgi.STDIN))
    few = fcgi.pairs("/echo")
    with Server() as server, Client(server.address) as client:
        client.send(with_params(few + fcgi.pair(b"A", b"b") * 61))
        assert client.answer().status == 200
        client.send(with_params(few + fcgi.pair(b"A", b"c" * 50000)))
        assert client.answer().status == 200
        for content in (few + fcgi.pair(b"A", b"b") * 62,
                        few + fcgi.pair(b"DOCUMENT_URI=/evil", b"x"),
                        few + fcgi.pair(b"A\0B", b"x"),
                        few + fcgi.pair(b"A", b"x\0y"),
                        few + fcgi.pair(b"", b"x"), b"",
                        fcgi.pair(b"DOCUMENT_URI", b"/echo")):
            refuses(server, with_params(content))


@proves
def a_body_is_drained_up_to_the_limit():
    with Server(threads=1) as server, Client(server.address) as client:
        for size in (1, 8192, 60000):
            assert client.ask("/echo", body=b"b" * size).status == 200
        with Client(server.address) as large:
            try:
                large.send(fcgi.request("/echo", body=b"b" * 100 * 1024))
            except ConnectionError:
                pass
            assert large.is_closed()
        assert client.ask("/echo").status == 200


if __name__ == "__main__":
    sys.exit(tap.run())
