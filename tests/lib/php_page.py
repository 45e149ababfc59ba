"""A page of a host's that takes the section in with nginx/signpost.php, and
whoever may answer at the address that it names."""

import contextlib
import functools
import glob
import http.server
import os
import re
import ssl
import subprocess
import threading
import time
import zlib

from places import source_folder
from servers import WebServer

_HOST = """<?php
require '{folder}/signpost.php';
echo '<main>';
if (!signpost('{address}', '{copy}', {days}))
    echo 'Call us.';
echo '</main>';
"""
# As a plug-in of WordPress would: its handler returns what is to be shown, and
# the file is loaded by a theme as well.
_SHORTCODE = """<?php
require '{folder}/signpost.php';
require '{other}/signpost.php';
$shown = signpost_section('{address}', '{copy}', {days});
echo '<!DOCTYPE html><main>', $shown !== '' ? $shown : 'Call us.', '</main>';
"""


class Page:
    """A page of PHP's. `copy` is the file in which it is told to keep a copy."""

    def __init__(self, site, name, address, days=7, copy=None, host=_HOST):
        self.copy = copy or site.path(f"{name}.html")
        self.log = site.path(f"{name}.log")
        self._script = site.path(f"{name}.php")
        other = site.path(f"{name}-theme")
        os.makedirs(other, exist_ok=True)
        with open(os.path.join(source_folder(), "nginx/signpost.php"),
                  encoding="utf-8") as ours:
            site.write(f"{name}-theme/signpost.php", ours.read())
        site.write(f"{name}.php", host.format(
            folder=os.path.join(source_folder(), "nginx"), copy=self.copy,
            address=address, days=days, other=other))

    def printed(self, query="", *settings):
        """All that a visitor gets; PHP must have nothing to complain of but what
        stands in its log."""
        settings = ("display_errors=stderr", f"error_log={self.log}", *settings)
        options = [word for setting in settings for word in ("-d", setting)]
        result = subprocess.run(
            ["php", *options, self._script], capture_output=True, encoding="utf-8", check=True,
            timeout=30, env=dict(os.environ, QUERY_STRING=query))
        assert not result.stderr, result.stderr
        return result.stdout

    def show(self, query="", *settings):
        """What a visitor gets in the place of the section."""
        return re.search("<main>(.*)</main>", self.printed(query, *settings), re.S)[1]

    def copies(self):
        """The files that hold a copy, or are on their way to."""
        start, end = os.path.splitext(self.copy)
        return sorted(glob.glob(glob.escape(start) + ".*" + end + "*"))

    def complaints(self):
        """What PHP's log holds."""
        if not os.path.exists(self.log):
            return ""
        with open(self.log, encoding="utf-8") as log:
            return log.read()


class Shortcode(Page):
    """The same in a page that is made whole before it is printed."""

    def __init__(self, *arguments, **how):
        super().__init__(*arguments, host=_SHORTCODE, **how)


@functools.cache
def bomb():
    """A section that is small until somebody unpacks it; made before it is asked for,
    because that takes longer than some wait."""
    packing = zlib.compressobj(1, zlib.DEFLATED, 31)
    start, end = (SECTION % b"|").split(b"|")
    middle = (packing.compress(b"x" * 1024 * 1024) for _ in range(160))
    return b"".join([packing.compress(start), *middle, packing.compress(end), packing.flush()])


SECTION = b'<section class="signpost" lang="en"><p>%s</p></section>'


class _Moods(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.server.asked.append(self.path)
        getattr(self, re.match(r"/(\w+)", self.path)[1])()

    def answer(self, body, status=200, **headers):
        headers = {"Content-Type": "text/html; charset=utf-8", **headers}
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def list(self):
        self.answer(SECTION % b"list")

    def login(self):
        self.answer(b"<html><form>Your password, please.</form></html>")

    def failed(self):
        self.answer(SECTION % b"failed", status=502)

    def moved(self):
        self.answer(SECTION % b"moved", status=302, Location="/list")

    def huge(self):
        self.answer(SECTION % (b"x" * 1024 * 1024))

    def endless(self):
        with contextlib.suppress(OSError):
            while not self.server.closing.wait(0.01):
                self.wfile.write(b"HTTP/1.0 200 OK\r\n\r\n" + SECTION % (b"x" * 65536))

    def silent(self):
        self.server.closing.wait(30)

    def slow(self):
        """A byte now and then, for longer than any page waits for one."""
        with contextlib.suppress(OSError):
            for byte in b"HTTP/1.0 200 OK\r\n\r\n" + SECTION % b"slow" * 9:
                if self.server.closing.wait(0.05):
                    return
                self.wfile.write(bytes([byte]))

    def packed(self):
        """Less than a mebibyte as it comes, and more than a page has memory for."""
        with contextlib.suppress(OSError):
            self.answer(bomb(), **{"Content-Encoding": "gzip"})

    def hostile(self):
        self.answer(self.server.hostile)

    def log_message(self, *_):
        pass


class Stranger(WebServer):
    """An HTTP server of another organization's: each address is a mood, such as
    /list, /login, /slow, whatever follows. `asked` is every address it was asked for; `tls` makes it
    one of https, and `hostile` is what /hostile answers."""

    def __init__(self, tls=None, hostile=b""):
        self.hostile, self.asked = hostile, []
        self.closing = threading.Event()
        self._scheme = "https" if tls else "http"
        super().__init__(_Moods, tls)

    def __exit__(self, *_):
        self.closing.set()
        super().__exit__()

    def address(self, mood):
        return f"{self._scheme}://127.0.0.1:{self.port}/{mood}"


def certificate(site):
    """(the context of a server that has a certificate for 127.0.0.1, its file)"""
    path = site.path("certificate.pem")
    subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt",
                    "ec_paramgen_curve:P-256", "-nodes", "-days", "1", "-subj", "/CN=test",
                    "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", path + ".key",
                    "-out", path], check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(path, path + ".key")
    return context, path


@contextlib.contextmanager
def within(seconds):
    """Fails when what is done takes longer."""
    began = time.monotonic()
    yield
    taken = time.monotonic() - began
    assert taken < seconds, f"{taken:.1f} s"
