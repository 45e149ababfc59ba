#!/usr/bin/env python3
"""Requests that come in pieces, and those that no client should send. Speaks TAP."""

import socket
import struct

import fcgi_client as fcgi
from fake_server import Server, is_served, main, until
from fcgi_client import Client


def refuses(server, data):
    with Client(server.address) as client:
        client.send(data)
        assert client.is_closed(), "not closed"
    assert is_served(server)


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


def a_request_in_pieces_is_served_when_it_is_whole():
    data = fcgi.request("/echo", "in-pieces")
    with Server(threads=1) as server, Client(server.address) as client:
        for at in range(0, len(data), 9):
            client.send(data[at:at + 9])
            assert at % 36 or is_served(server)
        assert b"query=in-pieces\n" in client.answer().body
        assert client.ask("/echo").status == 200


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


def waiting_for_the_rest_costs_no_time():
    def is_asleep():
        with open("/proc/%d/stat" % server.process.pid) as file:
            return file.read().rsplit(")", 1)[1].split()[0] == "S"
    with Server(threads=1) as server, Client(server.address) as client:
        client.send(fcgi.request("/echo")[:30])
        assert is_served(server)
        until(is_asleep, "it never sleeps")
        assert client.is_open()


def a_client_that_leaves_amid_parameters_is_forgotten():
    data = fcgi.request("/slow")
    with Server(threads=1) as server:
        for cut in (5, 20, 40, len(data) - 8):
            with Client(server.address) as client:
                client.send(data[:cut])
                client.socket.shutdown(socket.SHUT_WR)
                assert client.is_closed()
        assert is_served(server)


def a_late_end_of_input_does_not_hurt_the_next_request():
    data = fcgi.request("/echo", "late")
    with Server(threads=1) as server, Client(server.address) as client:
        for _ in range(20):
            client.send(data[:-8])
            assert is_served(server)
            client.send(data[-8:])
            assert b"query=late\n" in client.answer().body


def a_missing_end_of_input_is_closed_in_time():
    with Server(threads=1) as server, Client(server.address) as client:
        client.send(fcgi.request("/slow")[:-8])
        assert is_served(server) and client.is_open()
        server.later(5001)
        assert client.is_closed()





def management_records_are_refused():
    name = fcgi.pair(b"FCGI_MPXS_CONNS")
    with Server() as server:
        refuses(server, fcgi.record(fcgi.GET_VALUES, name * 20, number=0))
        refuses(server, fcgi.record(99, number=0))
        refuses(server, fcgi.begin() + fcgi.record(99, b"x" * 40, number=0))


def lengths_beyond_their_record_are_refused():
    with Server() as server:
        for lengths in ((0x7ffffffe, 0x7ffffffe), (0x7ffffffe, 0), (1, 200),
                        (200, 1), (0, 1)):
            content = b"".join(struct.pack(">I", n | 1 << 31) for n in lengths)
            refuses(server, fcgi.begin() + fcgi.record(fcgi.PARAMS, content) +
                    fcgi.record(fcgi.PARAMS) + fcgi.record(fcgi.STDIN))


def other_protocols_are_refused():
    with Server() as server:
        refuses(server, b"GET / HTTP/1.1\r\nHost: a\r\n\r\n")
        refuses(server, b"G")
        refuses(server, b"\x16\x03\x01\x02\x00\x01")
        refuses(server, fcgi.begin(version=2))
        refuses(server, fcgi.begin(number=0))


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


def other_roles_are_refused():
    rest = fcgi.request("/echo")[16:]
    with Server() as server:
        for role in (0, 2, 3, 9, 65535):
            refuses(server, fcgi.begin(role=role) + rest)


def records_out_of_order_are_refused():
    params = fcgi.record(fcgi.PARAMS, fcgi.pairs("/echo"))
    end, stdin = fcgi.record(fcgi.PARAMS), fcgi.record(fcgi.STDIN)
    with Server() as server:
        for data in (fcgi.begin() + fcgi.begin(number=2),
                     fcgi.begin() + fcgi.begin(),
                     fcgi.begin() + params + fcgi.record(fcgi.ABORT),
                     fcgi.begin() + params + stdin,
                     fcgi.begin() + params + end + params,
                     fcgi.begin() + fcgi.record(fcgi.PARAMS, number=2),
                     params, end, stdin, fcgi.record(fcgi.STDOUT)):
            refuses(server, data)


def two_requests_at_once_are_refused():
    with Server() as server:
        refuses(server, fcgi.request("/echo") + fcgi.request("/echo"))
        refuses(server, fcgi.request("/echo") + b"\1")


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
    main([
        half_a_request_uses_no_worker_and_is_closed_in_time,
        a_request_in_pieces_is_served_when_it_is_whole,
        a_trickle_of_single_bytes_uses_no_worker,
        waiting_for_the_rest_costs_no_time,
        a_client_that_leaves_amid_parameters_is_forgotten,
        a_late_end_of_input_does_not_hurt_the_next_request,
        a_missing_end_of_input_is_closed_in_time,
        management_records_are_refused,
        lengths_beyond_their_record_are_refused,
        other_protocols_are_refused,
        padding_that_libfcgi_misreads_is_refused,
        padding_elsewhere_is_skipped,
        other_roles_are_refused,
        records_out_of_order_are_refused,
        two_requests_at_once_are_refused,
        parameters_are_limited_and_named_plainly,
        a_body_is_drained_up_to_the_limit,
    ])
