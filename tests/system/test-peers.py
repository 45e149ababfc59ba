#!/usr/bin/env python3
"""Who may connect over TCP, and what he may see: what server.peers and
server.internal-peers name. This machine answers to all of 127.0.0.0/8, so one is
as good as several. Prints TAP."""

import os
import socket
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib"))

import tap
from command import UNAVAILABLE, options, run
from directory import SCOPES, Directory
from fake_server import Server
from fcgi_client import Client, ask, request
from signpost_site import Site
from stand import free_port, wait_until
from tap import proves

# As the fake has it (tests/lib/fake-app.c).
INSIDE, PEER, STRANGER = "127.0.0.1", "127.0.0.3", "127.0.0.2"


def scope_seen(address, source, sent="internal"):
    with Client(address, source) as client:
        body = client.ask("/echo", SIGNPOST_SCOPE=sent).body.decode()
    return body.partition("scope=")[2].partition("\n")[0]


@proves
def who_is_no_peer_is_hung_up_on_and_the_log_tells_it_once():
    with Server(listen=f"127.0.0.1:{free_port()}") as server:
        for _ in range(3):
            with Client(server.address, STRANGER) as client:
                assert client.is_closed()
        assert ask(server.address, "/echo").status == 200
        server.wait_for_line("server.peers")
        assert server.count("server.peers") == 1
        assert not server.count(STRANGER), "nobody's address is written down"


@proves
def only_from_peers_that_are_named_for_it_a_request_is_from_inside():
    with Server(listen=f"127.0.0.1:{free_port()}") as server:
        assert scope_seen(server.address, INSIDE) == "internal"
        assert scope_seen(server.address, PEER) == "public"
        assert scope_seen(server.address, PEER, "public") == "public"


@proves
def a_socket_that_was_handed_over_is_no_way_around():
    listener = socket.create_server(("127.0.0.1", 0))
    address = "127.0.0.1:%d" % listener.getsockname()[1]
    with listener, Server(stdin=listener) as server:
        assert scope_seen(address, PEER) == "public"
        with Client(address, STRANGER) as client:
            assert client.is_closed()
        server.address = address


@proves
def a_file_of_this_machine_is_as_its_mode_has_it():
    with Server() as server:
        assert scope_seen(server.address, None) == "internal"


class TcpSite(Site):
    """Listens at a port too."""

    def build(self):
        super().build()
        self.port = free_port()

    def listen(self, host, *settings):
        self.start("tcp", self.binary, "serve", *options(
            [*self.settings, f"server.listen={host}:{self.port}", *settings]))
        wait_until(lambda: "serving at" in self.log("tcp"), what="its serving")
        return f"127.0.0.1:{self.port}"


def statuses(address, source):
    """Of a page for those inside, made by a thread and then held in memory."""
    with Client(address, source) as client:
        return [client.ask("/referrals/review", SIGNPOST_SCOPE="internal").status
                for _ in range(3)]


@proves
def memory_and_threads_agree_on_who_is_inside():
    with TcpSite(SCOPES) as site:
        address = site.listen("127.0.0.1", f"server.internal-peers={INSIDE}")
        assert statuses(address, INSIDE) == [200] * 3
        assert statuses(address, PEER) == [404] * 3
        with Client(address, PEER) as client:
            for _ in range(3):
                page = client.ask("/referrals/", SIGNPOST_SCOPE="internal")
                assert "referrals/review" not in page.body.decode()


@proves
def who_is_turned_away_is_no_more_inside_than_who_is_served():
    with Server(threads=1, listen=f"127.0.0.1:{free_port()}") as server:
        crowd = [Client(server.address) for _ in range(1 + 64)]
        crowd[0].send(request("/heavy"))
        server.wait_until_begun()
        for client in crowd[1:]:
            client.send(request("/heavy"))
        server.wait_until_waiting(len(crowd) - 1)
        for source, scope in ((INSIDE, "internal"), (PEER, "public")):
            with Client(server.address, source) as late:
                answer = late.ask("/heavy", SIGNPOST_SCOPE="internal")
                assert answer.status == 503, answer.status
                assert answer.headers["x-scope"] == scope, (source, answer.headers)
        server.release(len(crowd))
        for client in crowd:
            assert client.answer().status == 200
            client.close()


@proves
def inside_can_be_nobody():
    with TcpSite(SCOPES) as site:
        address = site.listen("127.0.0.1", "server.internal-peers=none")
        assert statuses(address, INSIDE) == [404] * 3


@proves
def who_listens_to_all_the_world_and_takes_nobody_is_told():
    with TcpSite() as site:
        address = site.listen("0.0.0.0")
        assert ask(address, "/referrals/phones").status == 200
        assert "server.peers names none" in site.log("tcp")
    with TcpSite() as site:
        site.listen("0.0.0.0", "server.peers=10.0.0.0/8, 127.0.0.0/8")
        assert "server.peers" not in site.log("tcp")


@proves
def refusals_are_counted():
    with TcpSite() as site:
        address = site.listen("127.0.0.1", f"server.peers={INSIDE}")
        for _ in range(2):
            with Client(address, STRANGER) as client:
                assert client.is_closed()
        metrics = ask(address, "/referrals/metrics").body.decode()
        assert "\nsignpost_refused_peers_total 2\n" in metrics


@proves
def who_asks_by_hand_is_told_why_nobody_answers():
    with TcpSite() as site:
        address = site.listen("127.0.0.1", "server.peers=192.0.2.7")
        told = run("ping", address)
        assert told.returncode == UNAVAILABLE and "server.peers" in told.stderr, told
        told = run("ping", site.address())
        assert told.returncode == 0, told
        site.end("tcp")
        told = run("ping", address)
        assert "no one listens" in told.stderr and "server.peers" not in told.stderr, told


@proves
def what_is_no_network_is_a_fault_with_its_line():
    for text in ("10.0.0.1/8", "example.org", "10.0.0.0/33", "::1/129", "1.2.3", "10.0.0.0/",
                 "127.0.0.1,,::1", "2001:db8::1/32"):
        with Directory(f"server.peers={text}") as directory:
            result = directory.check()
            assert result.returncode != 0 and "server.peers" in result.stderr, (text, result)
            assert "10.0.0.0/8" in result.stderr, result.stderr


if __name__ == "__main__":
    sys.exit(tap.run())
