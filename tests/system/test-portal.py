#!/usr/bin/env python3
"""What keeps strangers out of a portal for colleagues: signpost-internal.conf, filled
in in every way that it offers."""

import base64
import http.server
import itertools
import os
import re
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib"))

import tap
from places import read_source
from scopes import STRANGER, Scopes, told, whole
from servers import WebServer
from stand import free_port
from tap import proves
from visitor import get

# How signpost-internal.conf is filled in.
GUARDS = ("", "network", "password", "sign-in", "network password",
          "network sign-in", "any password", "any sign-in",
          "any network password", "any network sign-in")

# Where it stands: @ is what is included.
GUARDED_AT = {
    "server": "@ location = /get-help.html { include signpost-host.conf; }",
    "location": "location ^~ /referrals { @ }",
}

PASSWORD = base64.b64encode(b"colleague:secret").decode()
SIGNED_IN = {"Authorization": f"Basic {PASSWORD}", "Cookie": "signed=in"}
NOT_SIGNED_IN = {"Authorization": "Basic eDp5", "Cookie": "signed=out"}

GUARDED = ("/referrals/", "/referrals/fragment", "/referrals/api/v1/entries",
           "/referrals/e/harbor-safe-rooms", "/referrals/assets/signpost.css",
           "/referrals/nowhere")


class SignInCheck:
    """What a portal has to sign people in: lets in whoever has the cookie."""

    def __init__(self):
        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                is_known = "signed=in" in self.headers.get("Cookie", "")
                self.send_response(200 if is_known else 401)
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *_):
                pass

        self.at = f"127.0.0.1:{WebServer(Handler).port}"


class Portal(Scopes):
    """Beside the scopes, a portal for each way to fill in signpost-internal.conf."""

    def __init__(self):
        super().__init__()
        self.guarded = {}  # the port of each
        self.example = free_port()

    def more_servers(self):
        return super().more_servers() + self._guarded_servers() + self._example_server()

    def _example_server(self):
        """The server block in the comments of signpost-internal.conf."""
        text = read_source("nginx", "signpost-internal.conf")
        block = re.search(r"^#   server \{\n(#.*\n)*?#   \}\n", text, re.M)[0]
        return re.sub(r"^# *", "", block, flags=re.M).replace(
            "{", f"{{ listen 127.0.0.1:{self.example};", 1).replace(
            "signpost-locations-internal.conf", "intranet-locations.conf")

    def _guarded_servers(self):
        plain = read_source("nginx", "signpost-internal.conf")
        self.write("passwords", "colleague:{PLAIN}secret\n")
        self.checker = SignInCheck()

        def filled(*words):
            text = plain
            if "network" in words:
                text = text.replace("#allow 192.0.2.0/24;",
                                    "allow 127.0.0.1;")
            if "any" in words:
                text = text.replace("#satisfy", "satisfy")
            if "password" in words:
                text = text.replace("#auth_basic", "auth_basic").replace(
                    "/etc/nginx/signpost.htpasswd", self.path("passwords"))
            if "sign-in" in words:
                head, location = text.split("#auth_request")
                text = head + "auth_request" + re.sub(
                    r"^#(location|\t|\})", r"\1", location,
                    flags=re.M).replace("127.0.0.1:9000", self.checker.at)
            return text

        servers = ""
        for place, words in guarded_places():
            port = self.guarded[place, words] = free_port()
            name = f"guard-{port}"
            self.write(name, filled(*words.split()))
            body = f"include {name}; include intranet-locations.conf;"
            servers += f"\tserver {{ listen 127.0.0.1:{port}; " \
                f"root {self.path('demo-site')}; error_log {os.devnull}; " \
                f"{GUARDED_AT[place].replace('@', body)} }}\n"
        return servers


def may_enter(words, is_near, is_signed_in):
    """What the comments of the file promise."""
    words = words.split()
    is_near = is_near and "network" in words
    if not {"password", "sign-in"} & set(words):
        return is_near
    return is_near or is_signed_in if "any" in words else \
        is_near and is_signed_in


def guarded_places():
    """(key of GUARDED_AT, one of GUARDS). What signs people in needs a
    location of its own, which stands in the server block."""
    return [(place, words) for place in GUARDED_AT for words in GUARDS
            if place == "server" or "sign-in" not in words]


def tries(site, place):
    """(words, port, address, headers, whether they may enter)."""
    for words in [w for p, w in guarded_places() if p == place]:
        for address, headers in itertools.product(
                ("127.0.0.1", STRANGER), (SIGNED_IN, NOT_SIGNED_IN)):
            yield (words, site.guarded[place, words], address, headers,
                   may_enter(words, address != STRANGER,
                             headers is SIGNED_IN))


@proves
def only_whom_the_portal_lets_in_sees_the_section(site):
    for place in GUARDED_AT:
        for words, port, address, headers, enters in tries(site, place):
            paths = GUARDED
            if place == "server":
                paths += ("/get-help.html", "/")
            for path in paths:
                answer = get(port, path, address=address, **headers)
                is_in = answer.status not in (401, 403)
                assert is_in == enters, (place, words, address, headers, path,
                                         answer.status)


@proves
def as_it_is_shipped_nobody_enters(site):
    for place in GUARDED_AT:
        for path in GUARDED:
            answer = get(site.guarded[place, ""], path, **SIGNED_IN)
            assert answer.status == 403, (place, path)
            assert not told(whole(answer), site.secrets())


@proves
def the_example_and_the_demo_answer_to_one_name_whoever_asks(site):
    """A stranger's name that was made to lead to the portal (DNS rebinding)."""
    for port, own in ((site.example, "portal.example.org"), (site.intranet, "127.0.0.1")):
        for path in ("/referrals/", *GUARDED, "/referrals/healthz", "/"):
            for name in ("stranger.example", f"stranger.example:{port}", "127.0.0.2",
                         f"{own}.stranger.example", "localhost", "[::1]"):
                answer = get(port, path, Host=name)
                assert answer.status == 421, (name, path, answer.status)
                assert not told(whole(answer), site.secrets()), (name, path)
        for name in (own, f"{own}:{port}", own.upper()):
            assert get(port, "/referrals/", Host=name).status == 200, name


@proves
def operators_addresses_stay_this_machines_own(site):
    for place in GUARDED_AT:
        for words, port, address, headers, _ in tries(site, place):
            for path in ("healthz", "readyz", "metrics"):
                answer = get(port, "/referrals/" + path, address=address,
                             **headers)
                is_in = answer.status not in (401, 403)
                may = address != STRANGER and (
                    "sign-in" not in words or headers is SIGNED_IN)
                assert is_in == may, (place, words, address, path,
                                      answer.status)


@proves
def a_piece_is_as_open_as_the_page_that_it_stands_in(site):
    """Why the rules hold for the whole portal: nginx does not ask again."""
    port = site.guarded["server", "network"]
    name = "harbor-safe-rooms"
    assert name in get(port, "/get-help.html").page.entries()
    closed = get(port, "/get-help.html", address=STRANGER)
    assert closed.status == 403, closed.status


if __name__ == "__main__":
    sys.exit(tap.run_on(Portal, "nginx", "redis-server"))
