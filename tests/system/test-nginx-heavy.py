#!/usr/bin/env python3
"""What costs much, through the shipped nginx files: it has a limit and a way of its
own, so that who asks for it is not felt by others. Prints TAP."""

import os
import re
import socket
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib"))

import bare_nginx
import fcgi_client as fcgi
import tap
from fcgi_client import Client
from stand import free_port
from tap import proves
from visitor import Visitor, get
from website import Website

STRANGER = "127.0.0.78"
LONG = "/referrals/api/hsds/organizations?full=true&full_service=true&format=ndjson"
HEAVY = (
    "/referrals/api/hsds/organizations?full=true&full_service=true&per_page=100",
    "/referrals/api/hsds/services?search=visa&full=true",
    LONG, "/referrals/openapi.json", "/referrals/entries.csv?q=visa",
    "/referrals/entries.ndjson", "/referrals/entries.atom?goal=access",
)


def made(site):
    """How many answers that may be kept were made; of those that may not, none is."""
    text = get(site.port, "/referrals/metrics").text
    return int(re.search(r'from="made"\} (\d+)', text)[1])


@proves
def for_a_head_of_what_costs_much_nothing_is_made(site):
    before = made(site)
    for path in HEAVY:
        head = get(site.port, path, method="HEAD")
        assert head.status == 200 and head.body == b"", (path, head.status)
        assert "content-type" in head.headers, path
    assert made(site) == before
    for path in HEAVY:  # nor is what came of it what a GET is given
        assert len(get(site.port, path).body) > 1000, path


@proves
def nginx_has_no_copy_of_it_and_the_responder_has(site):
    path = HEAVY[0].replace("100", "50")
    for _ in range(4):
        assert get(site.port, path).status == 200
    before = made(site)
    assert get(site.port, path).status == 200 and made(site) == before
    assert b"hsds" not in b"".join(data for name, data in site.everything_written()
                                   if "nginx-cache" in name)


@proves
def who_asks_for_it_too_fast_is_told_so_and_nothing_else_is_refused_him(site):
    for path in ("/referrals/api/hsds/services", "/referrals/entries.csv",
                 "/referrals/api/v1/entries?per_page=100"):
        visitor, answer = Visitor(site.limited, STRANGER), None
        for _ in range(200):
            answer = visitor.ask(path)
            if answer.status != 200:
                break
        assert answer.status == 429, (path, answer.status)
        assert answer.headers["content-type"] == "application/problem+json", path
        assert answer.headers["retry-after"] == "5", path
        assert visitor.ask("/referrals/").status == 200
        assert visitor.ask("/referrals/api/v1/facets").status == 200
        visitor.close()


@proves
def what_the_responder_says_of_it_reaches_the_visitor(site):
    for path in ("/referrals/entries.csv", "/referrals/api/hsds/services"):
        for status in (500, 503):
            answer = get(site.mirrored, f"{path}?status={status}")
            assert answer.status == status and "mirror:" in answer.text, (path, answer.text)
            assert f'"QUERY_STRING": "status={status}"' in answer.text, answer.text


@proves
def the_method_is_the_visitors_own(site):
    for path in ("/referrals/entries.csv", "/referrals/api/hsds/services"):
        text = get(site.mirrored, path, method="DELETE").text
        assert '"REQUEST_METHOD": "DELETE"' in text and text.count("REQUEST_METHOD") == 1, text


@proves
def more_silent_readers_than_threads_are_not_felt(site):
    threads = int(re.search(r"^signpost_threads (\d+)", get(site.port, "/referrals/metrics").text,
                            re.M)[1])
    # As an nginx whose own visitors do not read: it holds less than this has.
    silent = [Client("unix:" + site.path("signpost.sock")) for _ in range(2 * threads)]
    for reader in silent:
        reader.send(fcgi.request(*LONG.split("?")))
    for reader in silent[:threads]:
        reader.receive(1)
    for _ in range(3):
        assert get(site.port, "/referrals/?q=visa").status == 200
    for path in (LONG, "/referrals/entries.csv"):  # what they ask for, too
        assert get(site.port, path).status == 200, path
    for reader in silent:
        reader.close()


@proves
def who_leaves_while_he_waits_costs_nothing(site):
    """nginx hangs up too, so that the responder learns of it."""
    def dropped():
        text = get(site.port, "/referrals/metrics").text
        return int(re.search(r"^signpost_dropped_total (\d+)", text, re.M)[1])
    assert dropped() == 0
    for _ in range(20):
        crowd = []
        for _ in range(60):
            visitor = socket.create_connection(("127.0.0.1", site.port))
            visitor.sendall(f"GET {LONG} HTTP/1.1\r\nHost: a\r\n\r\n".encode())
            crowd.append(visitor)
        for visitor in crowd:
            visitor.close()
        if dropped() > 0:
            return
    raise AssertionError("nobody was dropped")


@proves
def where_one_socket_is_for_both_kinds_of_addresses_each_visitor_counts_by_himself(site):
    """nginx then has an address of IPv4 at the end of one of IPv6."""
    if not os.path.exists("/proc/net/if_inet6"):
        print("# no IPv6 on this machine")
        return
    port = free_port()
    http = bare_nginx.as_shipped().replace("\n\t#127.0.0.1 1;", "\n\t127.0.0.1 1;")
    bare_nginx.start(site, "both", http + f"""
        server {{ listen [::]:{port} ipv6only=off; include signpost-locations.conf; }}""")
    try:
        visitor, asked = Visitor(port, STRANGER), 0
        while visitor.ask("/referrals/phones").status == 200:
            asked += 1
            assert asked < 3000, "there is no limit"
        visitor.close()
        assert get(port, "/referrals/phones", address="127.0.0.79").status == 200
        assert get(port, "/referrals/healthz").status == 200
        assert get(port, "/referrals/healthz", address=STRANGER).status in (403, 429)
        for name in ("X_Forwarded_For", "Forwarded", "Via", "X_Real_IP"):
            told = get(port, "/referrals/healthz", **{name: "203.0.113.7"})
            assert told.status == 403, (name, "a proxy on this machine is an operator")
    finally:
        site.end("both")


if __name__ == "__main__":
    sys.exit(tap.run_on(Website, "nginx", "redis-server"))
