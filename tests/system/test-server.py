#!/usr/bin/env python3
"""The responder over its socket: answers, connections, limits. Prints TAP."""

import os
import resource
import socket
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib"))

import fcgi_client as fcgi
import tap
from fake_server import LOOPS, REQUEST_MS, Server, is_served, limit_to_64
from fcgi_client import Client, ask
from stand import wait_until
from tap import proves


@proves
def what_nginx_passes_arrives_as_it_was_sent():
    with Server() as server:
        body = ask(server.address, "/echo", "a=b%20c&d", HTTP_ACCEPT="x/y",
                   HTTP_ACCEPT_LANGUAGE="es", HTTP_ACCEPT_ENCODING="gzip",
                   HTTP_IF_NONE_MATCH='"q"', HTTP_ORIGIN="https://a.example",
                   SIGNPOST_SCOPE="internal", HTTP_PROXY="evil").body.decode()
        for line in ("method=GET", "path=/echo", "query=a=b%20c&d", "accept=x/y",
                     "language=es", "encoding=gzip", 'if-none-match="q"',
                     "origin=https://a.example", "scope=internal"):
            assert line + "\n" in body, line
        assert "evil" not in body


@proves
def a_status_travels_and_a_spoilt_answer_is_an_empty_500():
    with Server() as server:
        assert ask(server.address, "/nowhere").status == 404
        answer = ask(server.address, "/spoilt")
        assert (answer.status, answer.body) == (500, b"")


@proves
def head_goes_without_a_body():
    with Server() as server:
        answer = ask(server.address, "/echo", method="HEAD")
        assert (answer.status, answer.body) == (200, b"")


@proves
def large_answers_arrive_whole():
    with Server() as server, Client(server.address) as client:
        for path, size in (("/big", 200 << 10), ("/huge", 4 << 20)):
            body = client.ask(path).body
            assert len(body) == size, len(body)
            assert body == b"".join(b"%015d\n" % n for n in range(size // 16))


# Connections.

@proves
def a_kept_connection_serves_many_requests():
    with Server() as server, Client(server.address) as client:
        for number in range(500):
            assert b"query=%d\n" % number in client.ask("/echo", str(number)).body


@proves
def a_connection_that_is_not_kept_is_closed_without_lingering():
    with Server() as server, Client(server.address) as client:
        client.ask("/echo", keep=False)
        assert fcgi.elapsed(lambda: client.is_closed()) < 1


@proves
def sixty_four_idle_connections_leave_four_threads_free():
    with Server(threads=4) as server:
        idle = [Client(server.address) for _ in range(64)]
        for client in idle:
            assert client.ask("/echo").status == 200
        assert fcgi.elapsed(lambda: is_served(server)) < 1
        for client in idle:
            assert client.ask("/echo").status == 200
            client.close()


@proves
def an_idle_connection_is_closed_after_its_patience():
    with Server() as server, Client(server.address) as client:
        assert is_served(server)  # so the one that came before is in, too
        server.later(70000)
        assert client.is_open()
        server.later(5001)
        assert client.is_closed()


@proves
def all_threads_work_at_once():
    with Server(threads=4) as server:
        clients = [Client(server.address) for _ in range(4)]
        for client in clients:
            client.send(fcgi.request("/slow"))
        server.wait_until_begun(4)
        server.release(4)
        for client in clients:
            assert client.answer().body == b"at last\n"
            client.close()


@proves
def a_client_that_ends_its_side_still_gets_its_answer():
    with Server() as server, Client(server.address) as client:
        client.send(fcgi.request("/echo"))
        client.socket.shutdown(socket.SHUT_WR)
        assert client.answer().status == 200
        assert client.is_closed()


@proves
def descriptors_are_all_given_back():
    with Server(threads=2) as server:
        is_served(server)
        wait_until(lambda: server.descriptors() == before(server), what="not idle")
        for data in (b"GET / HTTP/1.1\r\n\r\n", fcgi.begin(role=2),
                     fcgi.request("/echo", keep=False), fcgi.request("/big")):
            clients = [Client(server.address) for _ in range(50)]
            for client in clients:
                client.send(data)
            for client in clients:
                client.close()
        assert is_served(server)
        wait_until(lambda: server.descriptors() == before(server), what="descriptors leak")


def before(server):
    """Standard ones, 2 pipes, listener, epoll, signals, bell; with more loops their bell
    and three for each."""
    return 3 + 2 + 4 + (1 + 3 * (LOOPS - 1) if LOOPS > 1 else 0)


@proves
def clients_that_leave_amid_an_answer_do_no_harm():
    with Server(threads=2) as server:
        for _ in range(10):
            with Client(server.address) as client:
                client.send(fcgi.request("/huge"))
                client.receive(100)
        assert is_served(server)


@proves
def a_reader_that_stops_holds_no_thread_at_the_deadline():
    with Server(threads=2) as server:
        with Client(server.address) as client:
            client.send(fcgi.request("/huge"))
            client.receive(100)
            server.later(REQUEST_MS + 1)
            slow = [Client(server.address) for _ in range(2)]
            for other in slow:
                other.send(fcgi.request("/slow"))
            server.wait_until_begun(2)
            server.release(2)
            for other in slow:
                assert other.answer().status == 200
                other.close()


@proves
def a_request_past_its_deadline_loses_its_client():
    with Server(threads=2) as server:
        with Client(server.address) as client:
            client.send(fcgi.request("/slow"))
            server.wait_until_begun()
            server.later(REQUEST_MS + 1)
            assert client.is_closed()
        server.release()
        with Client(server.address) as client:
            client.send(fcgi.request("/slow"))
            server.wait_until_begun()
            server.release()
            assert client.answer().status == 200


@proves
def a_full_queue_is_answered_503_at_once():
    with Server(threads=1) as server, Client(server.address) as slow:
        slow.send(fcgi.request("/slow"))
        server.wait_until_begun()
        waiting = [Client(server.address) for _ in range(1024)]
        for client in waiting:
            client.send(fcgi.request("/echo"))
        server.wait_until_waiting(len(waiting))
        with Client(server.address) as client:
            answer = client.ask("/echo")
            assert answer.status == 503 and "Retry-After: 1" in answer.head
            assert client.is_closed()
        server.release()
        for client in waiting:
            assert client.answer().status == 200
            client.close()
        assert is_served(server)


@proves
def running_out_of_descriptors_makes_connections_wait():
    with Server(threads=2, preexec_fn=limit_to_64) as server:
        clients = [Client(server.address) for _ in range(80)]
        server.wait_for_line("connections have to wait")
        for client in clients:
            client.send(fcgi.request("/echo"))
        for client in clients:
            assert client.answer().status == 200
            client.close()
        assert is_served(server)


def at_its_limit(server):
    """Lets no connection be accepted by a timer, and has as many open as can be."""
    ask(server.address, "/still")
    clients = [Client(server.address) for _ in range(80)]
    server.wait_for_line("connections have to wait")
    return clients


@proves
def who_waits_for_a_descriptor_is_let_in_when_another_is_answered():
    with Server(threads=2, preexec_fn=limit_to_64) as server:
        clients = at_its_limit(server) + [Client(server.address) for _ in range(20)]
        for client in clients:
            client.send(fcgi.request("/echo", keep=False))
        for client in clients:
            assert client.answer().status == 200
            client.close()


@proves
def who_waits_for_a_descriptor_is_let_in_when_another_goes():
    with Server(threads=2, preexec_fn=limit_to_64) as server:
        clients = at_its_limit(server)
        while len(clients) > 1:
            clients.pop(0).close()
            # There is room for 28.
            assert len(clients) > 28 or clients[-1].ask("/echo").status == 200
        clients[0].close()


@proves
def a_limit_that_is_lowered_while_it_serves_lets_one_in_for_each_that_closes():
    with Server(threads=2) as server, Client(server.address) as kept:
        kept.ask("/still")
        count = server.descriptors()
        resource.prlimit(server.process.pid, resource.RLIMIT_NOFILE, (count + 2, count + 2))
        clients = [Client(server.address) for _ in range(100)]
        for client in clients:
            client.send(fcgi.request("/echo", keep=False))
        for client in clients:
            # Without a descriptor of its own a worker can only say so.
            assert client.answer().status in (200, 503)
            client.close()
        assert kept.ask("/echo").status == 200


if __name__ == "__main__":
    sys.exit(tap.run())
