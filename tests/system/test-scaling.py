#!/usr/bin/env python3
"""More than one machine as nginx/SCALING.md has it, with its own configurations:
several nginx before several responders, and stunnel between them. Prints TAP."""

import contextlib
import os
import re
import signal
import socket
import subprocess
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib"))

import bare_nginx
import tap
from command import run
from crowd import Crowd
from fcgi_client import ask
from places import program, read_source
from stand import free_port, wait_until
from tap import proves
from visitor import get
from website import Website, with_copies

BACK = ("one", "two")     # responders
FRONT = ("left", "right")  # nginx
WISHES = ("/referrals/", "/referrals/?goal=access", "/referrals/e/osha", "/referrals/phones",
          "/referrals/?q=visa", "/referrals/api/v1/facets", "/referrals/fragment")
OLD, NEW = "1-888-373-7888", "1-888-373-7999"
INSIDE = "/referrals/review"


def recipe(words):
    """What stands in the page between ``` and ``` and has these words."""
    found, = [text for text in re.findall(r"```(?:ini|sh)\n(.*?)```",
                                          read_source("nginx", "SCALING.md"), re.S)
              if words in text]
    return found


RESPONDER, WEB, CERTIFICATE = map(recipe, ("of a responder", "of the web server", "openssl"))


class Machines(Website):
    """Two responders, each with a stunnel before it; two nginx, each with a stunnel
    behind it and copies of its own."""

    def __init__(self):
        super().__init__()
        self.ports = {name: free_port() for name in
                      [f"{part}-{name}" for name in BACK for part in ("plain", "sealed")]
                      + [f"{front}-{name}" for front in FRONT for name in (*BACK, "bare")]
                      + list(FRONT)}

    def address(self, name):
        return f"127.0.0.1:{self.ports[name]}"

    def make_certificates(self):
        for name in ("web", "responder", "stranger"):
            subprocess.run(["sh", "-c", CERTIFICATE.replace("web", name)], cwd=self.folder,
                           check=True, stderr=subprocess.DEVNULL)

    def start_stunnel(self, name, text, accept, connect):
        text = re.sub(r"(?m)^accept = .*", f"accept = {accept}", text)
        text = re.sub(r"(?m)^connect = .*", f"connect = {connect}", text)
        text = text.replace("/etc/stunnel", self.folder)
        self.write(f"{name}.conf", f"foreground = yes\npid =\n{text}")
        self.start(name, "stunnel4", self.path(f"{name}.conf"))
        wait_until(lambda: is_open(accept), what=f"{name} listening")

    def start_back(self, name):
        self.start(name, program(), "serve", "-c", self.path(f"{name}.ini"))
        wait_until(lambda: run("ping", self.address(f"plain-{name}")).returncode == 0,
                   what=f"{name} answering")

    def start_program(self):
        super().start_program()
        self.make_certificates()
        for name in BACK:
            self.copy_folder(self.path("data"), f"{name}-data")
            os.mkdir(self.path(f"{name}-last"))
            self.write_settings(name, f"{name}-last", "public, internal", f"{name}-data",
                                "example-site", "example-intranet")
            self.write(f"{name}.ini", re.sub(
                r"listen = .*", f"listen = {self.address(f'plain-{name}')}\n"
                "internal-peers = none", self.read(f"{name}.ini")))
            self.start_back(name)
            self.start_stunnel(f"stunnel-{name}", RESPONDER,
                               self.address(f"sealed-{name}"), self.address(f"plain-{name}"))
            for front in FRONT:
                self.start_stunnel(f"stunnel-{front}-{name}", WEB,
                                   self.address(f"{front}-{name}"),
                                   self.address(f"sealed-{name}"))

    def front(self, name):
        """nginx as a web server of its own has it."""
        server, = re.findall(r"`(server \S+ max_fails=\d+ fail_timeout=\d+s;)`",
                             read_source("nginx", "signpost-site.conf"))
        lines = "\n".join(re.sub(r"[\d.]+:\d+", self.address(f"{name}-{back}"), server)
                          for back in BACK)
        os.mkdir(self.path(f"{name}-copies"))
        shared = re.sub(r"(?s)upstream signpost \{.*?\}",
                        f"upstream signpost {{ zone signpost_peers 64k; {lines} keepalive 16; }}",
                        with_copies(self.path(f"{name}-copies")))
        shared = re.sub(r"rate=\d+r/s", "rate=1000000r/s", shared)
        section = re.sub(r"fastcgi_pass unix:.*;", "fastcgi_pass signpost;", self.locations())
        self.write(f"{name}-section.conf", section)
        self.write(f"{name}-bare-section.conf", re.sub(
            r"fastcgi_cache \$signpost_\w+_copies", "fastcgi_cache off", section))
        return shared + "".join(
            f"server {{ listen {self.address(each)}; include {self.path(each)}-section.conf; }}"
            for each in (name, f"{name}-bare"))

    def build(self):
        super().build()
        for name in FRONT:
            bare_nginx.start(self, name, self.front(name))
            wait_until(lambda front=name: get(self.ports[front], "/referrals/").status == 200,
                       what=f"{name} answering")

    def change(self, name):
        for file in sorted(os.listdir(self.path(f"{name}-data"))):
            path = os.path.join(f"{name}-data", file)
            if file.endswith(".ini") and OLD in self.read(path):
                self.write(path, self.read(path).replace(OLD, NEW))
        os.kill(self.pid(name), signal.SIGHUP)

    def await_visitors(self, name):
        """Until both nginx ask it again: of one alone it has not half of all visits."""
        def visits():
            health = [ask(self.address(f"plain-{each}"), "/referrals/healthz").json
                      for each in (name, *BACK)]
            return [each["hits"] + each["misses"] for each in health]
        seen = [visits()]

        def is_asked():
            mine, *all_ = (new - old for new, old in zip(visits(), seen[0]))
            if sum(all_) < 60:
                return False
            seen[0] = visits()
            return mine > 0.4 * sum(all_)
        wait_until(is_asked, what=f"{name} being asked again")

    def wanted(self):
        """What a responder answers that nobody stands before."""
        return {path: get(self.port, path).body for path in WISHES}


def is_open(address):
    host, _, port = address.partition(":")
    try:
        socket.create_connection((host, int(port))).close()
    except OSError:
        return False
    return True


@contextlib.contextmanager
def crowd(site):
    """Two visitors of each nginx, for what it has no copy of."""
    with Crowd([site.ports[f"{front}-bare"] for front in FRONT] * 2,
               [site.wanted()]) as visitors:
        yield visitors
    assert not visitors.wrong, visitors.wrong[:3]


@proves
def through_stunnel_comes_what_the_responder_says(site):
    wanted = site.wanted()
    for front in FRONT:
        for path in WISHES:
            assert get(site.ports[front], path).body == wanted[path], (front, path)


@proves
def who_has_no_certificate_or_another_gets_nothing(site):
    try:
        answer = ask(site.address("sealed-one"), "/referrals/healthz")
        assert not answer.body, answer.body
    except (OSError, ValueError, AssertionError) as error:
        assert "status" not in str(error), error
    port = free_port()
    site.start_stunnel("stunnel-stranger", WEB.replace("web.pem", "stranger.pem"),
                       f"127.0.0.1:{port}", site.address("sealed-one"))
    assert run("ping", f"127.0.0.1:{port}").returncode != 0, "a certificate that nobody knows"
    assert run("ping", site.address("left-one")).returncode == 0, "and one that is known"
    site.end("stunnel-stranger")


@proves
def what_the_page_makes_of_a_key_can_be_read_by_nobody_else(site):
    for name in ("web.key", "web.pem"):
        assert os.stat(site.path(name)).st_mode & 0o777 == 0o600, name


@proves
def who_comes_through_it_sees_nothing_that_is_internal(site):
    for address in (site.address("left-one"), site.address("plain-one")):
        assert ask(address, INSIDE, SIGNPOST_SCOPE="internal").status == 404, address
    assert ask(f"unix:{site.path('signpost.sock')}", "/referrals/").status == 200
    site.write("open.ini", re.sub(r"listen = .*|internal-peers = .*", lambda line: {
        "l": f"listen = 127.0.0.1:{site.ports['plain-two']}"}.get(line[0][0], ""),
        site.read("two.ini")))
    site.end("two")
    site.start("two", program(), "serve", "-c", site.path("open.ini"))
    wait_until(lambda: run("ping", site.address("plain-two")).returncode == 0, what="its answer")
    assert ask(site.address("left-two"), INSIDE, SIGNPOST_SCOPE="internal").status == 200, \
        "without that line it would, and this test could not fail"
    site.end("two")
    site.start_back("two")


@proves
def a_responder_or_its_stunnel_that_ends_takes_nothing_from_anybody(site):
    with crowd(site) as visitors:
        site.end("two")
        visitors.more(300)
        site.start_back("two")
        site.await_visitors("two")
        site.end("stunnel-one", signal.SIGKILL)
        visitors.more(300)
    print(f"# longest answer while a responder and a stunnel ended: {max(visitors.took_ms):.0f} ms,"
          f" median {sorted(visitors.took_ms)[len(visitors.took_ms) // 2]:.1f} ms")
    site.start_stunnel("stunnel-one", RESPONDER, site.address("sealed-one"),
                       site.address("plain-one"))


@proves
def a_new_directory_reaches_every_nginx_within_the_life_of_its_copies(site):
    for front in FRONT:
        assert OLD in get(site.ports[front], "/referrals/phones").text
    for name in BACK:
        site.change(name)
    wait_until(lambda: run("ping", *(site.address(f"plain-{name}") for name in BACK),
                           ).returncode == 0
               and NEW in ask(site.address("plain-one"), "/referrals/phones").text,
               what="both having read it")
    for front in FRONT:
        wait_until(lambda front=front: NEW in get(site.ports[front], "/referrals/phones").text,
                   what=f"{front} showing it")
        # Old copies of one responder do not come back from the other.
        for _ in range(20):
            assert OLD not in get(site.ports[front], "/referrals/phones").text, front


if __name__ == "__main__":
    sys.exit(tap.run_on(Machines, "nginx", "redis-server", "stunnel4"))
