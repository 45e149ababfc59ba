#!/usr/bin/env python3
"""FastCGI clients that others wrote, against the running program: the
reference library's cgi-fcgi, Perl's FCGI::Client, and Apache as a front end.
What nginx makes of it is in test-nginx.py. Prints TAP."""

import os
import shutil
import signal
import subprocess
import sys
import threading

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib"))

import tap
from signpost_site import Site
from stand import free_port, wait_until
from tap import proves
from visitor import Visitor, get

PAGE = "/referrals/phones"
MODULES = "/usr/lib/apache2/modules"

PERL = r"""
use strict; use warnings;
use IO::Socket::UNIX; use FCGI::Client;
my ($path, $page, $times) = @ARGV;
for (1 .. $times) {
    my $socket = IO::Socket::UNIX->new(Peer => $path) or die "connect: $!";
    my $client = FCGI::Client::Connection->new(sock => $socket, timeout => 10);
    my ($out, $err) = $client->request({
        REQUEST_METHOD => 'GET', DOCUMENT_URI => $page, QUERY_STRING => '',
    }, '');
    die "stderr: $err" if defined $err && length $err;
    print $out;
}
"""

APACHE = """
ServerRoot {folder}
ServerName localhost
PidFile {folder}/apache.pid
ErrorLog {folder}/apache.log
Listen 127.0.0.1:{port}
User #{user}
Group #{user}
LoadModule mpm_worker_module {modules}/mod_mpm_worker.so
LoadModule authz_core_module {modules}/mod_authz_core.so
LoadModule proxy_module {modules}/mod_proxy.so
LoadModule proxy_fcgi_module {modules}/mod_proxy_fcgi.so
StartServers 1
ServerLimit 1
ThreadsPerChild 8
MaxRequestWorkers 8
ProxyFCGISetEnvIf true DOCUMENT_URI "%{{REQUEST_URI}}"
ProxyPass /referrals "unix:{folder}/signpost.sock|fcgi://localhost/referrals" enablereuse=on
"""


class Fronted(Site):
    def build(self):
        super().build()
        os.chmod(self.path("signpost.sock"), 0o666)
        os.chmod(self.folder, 0o755)

    def start_apache(self):
        tap.need(shutil.which("apache2"), "Apache is not here")
        self.port = free_port()
        self.write("apache.conf", APACHE.format(
            folder=self.folder, port=self.port, modules=MODULES,
            user=os.getuid() or 65534))
        self.start("apache", "apache2", "-f", self.path("apache.conf"), "-DFOREGROUND")
        wait_until(self.apache_answers, what="Apache answering")

    def apache_answers(self):
        assert self.is_running("apache"), self.read("apache.out")
        try:
            return get(self.port, PAGE).status == 200
        except OSError:
            return False

    def page(self):
        return self.ask(PAGE).body

    def connections(self):
        """How many are open at the program's end; the listener is none."""
        with open("/proc/net/unix", encoding="utf-8") as file:
            return sum(line.endswith(" " + self.path("signpost.sock\n")) for line in file) - 1


@proves
def cgi_fcgi_of_the_reference_library_is_served():
    tap.need(shutil.which("cgi-fcgi"), "cgi-fcgi is not here")
    with Fronted() as site:
        for method, body, status in (("GET", "", b"200"), ("POST", "a=b", b"405")):
            said = subprocess.run(
                ["cgi-fcgi", "-bind", "-connect", site.path("signpost.sock")],
                env={"REQUEST_METHOD": method, "DOCUMENT_URI": PAGE, "QUERY_STRING": "",
                     "CONTENT_LENGTH": str(len(body))},
                input=body.encode(), capture_output=True, timeout=20, check=True)
            head, _, document = said.stdout.partition(b"\r\n\r\n")
            assert head.split()[1] == status, head
            assert status == b"405" or document == site.page()


@proves
def fcgi_client_of_perl_is_served():
    found = subprocess.run(["perl", "-MFCGI::Client", "-e1"], capture_output=True,
                           check=False)
    tap.need(found.returncode == 0, "FCGI::Client is not here")
    with Fronted() as site:
        said = subprocess.run(["perl", "-e", PERL, site.path("signpost.sock"), PAGE, "20"],
                              capture_output=True, timeout=60, check=False)
        assert said.returncode == 0, said.stderr
        assert said.stdout.count(b"Status: 200") == 20
        assert said.stdout.count(site.page()) == 20


@proves
def apache_is_served_on_connections_that_it_keeps():
    with Fronted() as site:
        site.start_apache()
        right, wrong = site.page(), []

        def visit(number):
            visitor = Visitor(site.port)
            for count in range(25):
                answer = visitor.ask(f"{PAGE}?n={number}-{count}")
                if (answer.status, answer.body) != (200, right):
                    wrong.append((answer.status, answer.body[:200]))
            visitor.close()

        threads = [threading.Thread(target=visit, args=(n,)) for n in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert not wrong, wrong[:3]
        assert 1 <= site.connections() <= 8, site.connections()


@proves
def apache_hands_bodies_heads_and_faults_over():
    with Fronted() as site:
        site.start_apache()
        for body in (b"a=b", b"b" * 4096, b"b" * 20000):
            assert get(site.port, PAGE, "POST", body).status == 405
            assert get(site.port, PAGE).body == site.page()
        # Apache writes on only once three quarters of the socket are empty, and
        # a request that is not whole stays in it until it is closed.
        assert get(site.port, PAGE, "POST", b"b" * (1 << 20)).status == 503
        head = get(site.port, PAGE, "HEAD")
        assert (head.status, head.body) == (200, b"")
        assert get(site.port, "/referrals/e/nowhere").status == 404
        assert get(site.port, PAGE).body == site.page()


@proves
def apache_meets_no_fault_while_the_program_is_reloaded():
    with Fronted() as site:
        site.start_apache()
        visitor = Visitor(site.port)
        for _ in range(5):
            site.send("signpost", signal.SIGHUP)
            for _ in range(20):
                assert visitor.ask(PAGE).status == 200
        visitor.close()


if __name__ == "__main__":
    sys.exit(tap.run())
