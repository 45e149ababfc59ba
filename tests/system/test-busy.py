#!/usr/bin/env python3
"""Who takes his answer slowly or not at all, leaves while he waits, or asks for
what costs much: nobody else notices. Prints TAP."""

import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib"))

import fcgi_client as fcgi
import tap
from fake_server import REQUEST_MS, Server, is_served, limit_to_64
from fcgi_client import Client
from stand import wait_until
from tap import proves

LONG_BYTES = 80 * 200 * 1024
HUGE_BYTES = 4 * 1024 * 1024
PATIENCE_MS = 60000


def ask_without_reading(server, path, count):
    clients = [Client(server.address) for _ in range(count)]
    for client in clients:
        client.send(fcgi.request(path))
        client.receive(100)  # it is being sent
    return clients


def await_the_loop(server):
    """Until it has seen what was sent before."""
    with Client(server.address) as client:
        client.send(fcgi.record(fcgi.GET_VALUES, fcgi.pair(b"FCGI_MAX_CONNS"), number=0))
        client.record()


def await_the_thread(server):
    """The only one; until the loop knows that it has done what was asked before."""
    for _ in range(2):
        assert is_served(server)
        await_the_loop(server)


def close(clients):
    for client in clients:
        client.close()


@proves
def readers_that_do_not_read_hold_no_thread():
    with Server(threads=2) as server:
        with Client(server.address) as kept:
            kept.ask("/still")  # nothing ends by a deadline
            silent = (ask_without_reading(server, "/huge", 5)
                      + ask_without_reading(server, "/long", 5))
            assert kept.ask("/echo").status == 200
            close(silent)


@proves
def who_reads_on_gets_all_that_was_held_for_him():
    with Server(threads=2) as server:
        clients = {path: Client(server.address) for path in ("/huge", "/long", "/big")}
        for path, client in clients.items():
            client.send(fcgi.request(path))
        assert is_served(server)
        whole = {"/huge": HUGE_BYTES, "/long": LONG_BYTES, "/big": 200 * 1024}
        for path, client in clients.items():
            body = client.answer().body
            assert len(body) == whole[path], (path, len(body))
            if path != "/long":
                assert body.splitlines() == [b"%015d" % i for i in range(len(body) // 16)]
            assert client.ask("/echo").status == 200
            client.close()


@proves
def a_slow_reader_gets_all_of_it_however_long_that_takes():
    with Server(threads=2) as server, Client(server.address) as slow:
        slow.send(fcgi.request("/long"))
        taken, parts = b"", 100
        for _ in range(parts):
            taken += slow.receive(LONG_BYTES // parts)
            server.later(REQUEST_MS // 8)  # a piece may take REQUEST_MS
        while not taken.endswith(fcgi.record(fcgi.END, b"\0" * 8)):
            taken += slow.receive(1)
        assert len(taken) > LONG_BYTES


@proves
def who_takes_a_little_now_and_then_is_no_silent_reader():
    with Server(threads=1) as server, Client(server.address) as slow:
        slow.send(fcgi.request("/huge"))
        await_the_thread(server)
        # Half of what the socket holds, which is too little to be announced.
        slow.receive(110 * 1024)
        for _ in range(2):
            server.later(PATIENCE_MS - 1000)
        assert slow.answer_is_whole(HUGE_BYTES - 110 * 1024)


@proves
def who_takes_nothing_at_all_is_let_go():
    with Server(threads=1) as server:
        silent = ask_without_reading(server, "/huge", 1) + ask_without_reading(server, "/long", 1)
        await_the_thread(server)
        server.later(PATIENCE_MS - 1000)
        assert not any(client.is_cut() for client in silent)
        server.later(2000)
        for client in silent:
            wait_until(client.is_cut, what="its being let go")
        close(silent)


@proves
def what_is_held_has_a_bound_and_the_longest_silent_is_let_go():
    with Server(threads=2) as server:
        clients = ask_without_reading(server, "/huge", 24)
        # 64 MiB are not 16 of them, records and all.
        wait_until(lambda: sum(client.is_cut() for client in clients) == 9,
                   what="nine of them let go")
        assert clients[0].is_cut() and clients[-1].answer_is_whole(HUGE_BYTES - 200)
        close(clients)


@proves
def silent_readers_cannot_take_all_connections():
    with Server(threads=2, preexec_fn=limit_to_64) as server, Client(server.address) as kept:
        kept.ask("/echo")
        silent = ask_without_reading(server, "/huge", 27)
        late = Client(server.address)
        late.send(fcgi.request("/echo"))
        kept.ask("/later", "1001")
        assert late.answer().status == 200
        close([late, *silent])


@proves
def whose_client_has_left_is_not_begun():
    with Server(threads=1) as server, Client(server.address) as first:
        first.send(fcgi.request("/slow"))
        server.wait_until_begun()
        before = server.descriptors()
        left = [Client(server.address) for _ in range(3)]
        for client in left:
            client.send(fcgi.request("/slow"))
        wait_until(lambda: server.descriptors() == before + 3, what="their coming")
        close(left)
        wait_until(lambda: server.descriptors() == before, what="their going")
        server.release()
        assert first.answer().status == 200
        assert is_served(server)


@proves
def who_leaves_in_the_middle_of_an_answer_gives_the_loop_nothing_to_do():
    with Server(threads=1) as server, Client(server.address) as first:
        first.ask("/still")
        left = ask_without_reading(server, "/long", 3)
        first.send(fcgi.request("/slow"))
        server.wait_until_begun()
        for client in left:
            while client.takes_what_is_there():
                await_the_loop(server)
        close(left)  # the next piece of each waits for the thread
        await_the_loop(server)
        wait_until(server.loop_sleeps, what="the loop's rest")
        server.release()
        assert first.answer().status == 200


@proves
def what_memory_holds_is_answered_while_every_thread_is_busy():
    with Server(threads=1) as server, Client(server.address) as first:
        first.send(fcgi.request("/slow"))
        server.wait_until_begun()
        with Client(server.address) as kept:
            for _ in range(3):
                assert kept.ask("/at-hand").body == b"%015d\n" % 0
            kept.send(fcgi.request("/at-hand", keep=False))
            assert kept.answer().status == 200 and kept.is_closed()
        with Client(server.address) as split:  # what comes between two looks is seen
            data = fcgi.request("/at-hand")
            split.send(data + data[:20])
            assert split.is_closed()  # two requests at a time are none
        server.release()
        assert first.answer().status == 200


@proves
def what_memory_holds_waits_for_its_client_as_all_else_does():
    with Server(threads=1) as server, Client(server.address) as slow:
        for _ in range(2):
            for _ in range(2):
                slow.send(fcgi.request("/at-hand-big", method="HEAD"))
                assert slow.answer().body == b""
            slow.send(fcgi.request("/at-hand-big"))
            await_the_loop(server)
            assert is_served(server)
            assert len(slow.answer().body) == 200 * 1024
        slow.send(fcgi.request("/at-hand-big"))
        await_the_loop(server)
        before = server.descriptors()
        slow.close()
        wait_until(lambda: server.descriptors() < before, what="its going")


@proves
def what_costs_much_holds_half_of_the_threads():
    with Server(threads=4) as server, Client(server.address) as kept:
        kept.ask("/still")
        heavy = [Client(server.address) for _ in range(6)]
        for client in heavy:
            client.send(fcgi.request("/heavy"))
        server.wait_until_begun(2)
        quick = [Client(server.address) for _ in range(2)]
        for client in quick:
            client.send(fcgi.request("/slow"))
        server.wait_until_begun(2)  # theirs: no heavy one has begun instead
        server.release(2 + 6)
        for client in quick + heavy:
            assert client.answer().status == 200
        close(quick + heavy)


@proves
def of_one_thread_what_costs_much_has_every_second_turn():
    with Server(threads=1) as server, Client(server.address) as first:
        first.send(fcgi.request("/slow"))
        server.wait_until_begun()
        heavy = [Client(server.address) for _ in range(2)]
        for client in heavy:
            client.send(fcgi.request("/heavy"))
        with Client(server.address) as quick:
            quick.send(fcgi.request("/echo"))
            server.wait_until_waiting(1 + 2)
            server.release(2)
            assert quick.answer().status == 200
        server.release()
        for client in heavy:
            assert client.answer().status == 200
        close(heavy)


@proves
def more_of_what_costs_much_than_can_wait_is_answered_503_and_nothing_else():
    with Server(threads=2) as server:
        heavy = [Client(server.address) for _ in range(1 + 64)]
        heavy[0].send(fcgi.request("/heavy"))
        server.wait_until_begun()
        for client in heavy[1:]:
            client.send(fcgi.request("/heavy"))
        server.wait_until_waiting(len(heavy) - 1)
        with Client(server.address) as late:
            answer = late.ask("/heavy")
            assert answer.status == 503 and answer.headers["x-turned-away"] == "/heavy"
        assert is_served(server)
        with Client(server.address) as head:
            head.send(fcgi.request("/heavy", method="HEAD"))
            server.wait_until_begun()  # a HEAD costs nothing: it does not wait
            server.release(2 + 64)
            assert head.answer().status == 200
        for client in heavy:
            assert client.answer().status == 200
        close(heavy)


if __name__ == "__main__":
    sys.exit(tap.run())
