"""A FastCGI responder that shows what nginx tells a responder, and that can be
told to misbehave. It speaks just enough of the protocol for nginx."""

import json
import os
import socketserver
import struct
import threading
import urllib.parse

import fcgi_client as fcgi


def _pairs(data):
    """{name: value} of a record's parameters."""
    pairs, at = {}, 0

    def taken(size):
        nonlocal at
        at += size
        return data[at - size:at]

    def length():
        first = taken(1)[0]
        return first if first < 128 else int.from_bytes(
            bytes([first & 0x7F]) + taken(3), "big")

    while at < len(data):
        sizes = length(), length()
        name, value = (taken(size).decode("utf-8", "replace") for size in sizes)
        pairs[name] = value
    return pairs


class _Handler(socketserver.StreamRequestHandler):
    def handle(self):
        while self._answer():
            pass

    def _request(self):
        """One request's parameters; None when nginx has hung up."""
        params, self.keep = b"", False
        while True:
            head = self.rfile.read(8)
            if len(head) < 8:
                return None
            _, kind, self.number, size, padding = struct.unpack(">BBHHBx", head)
            data = self.rfile.read(size + padding)[:size]
            if kind == fcgi.BEGIN:
                self.keep = data[2] & 1 == 1
            elif kind == fcgi.PARAMS:
                params += data
            elif kind == fcgi.STDIN and size == 0:
                return _pairs(params)

    def _answer(self):
        params = self._request()
        if params is None:
            return False
        wish = dict(urllib.parse.parse_qsl(params.get("QUERY_STRING", "")))
        if "meet" in wish and not self.server.meet(int(wish["meet"])):
            wish["status"] = 500
        seen = {"params": params, "connection": self.client_number()}
        body = "" if "empty" in wish else "mirror:" + json.dumps(seen) + "\n"
        head = f"Status: {wish.get('status', 200)}\r\n"
        head += "Content-Type: text/html; charset=utf-8\r\n"
        head += wish["header"] + "\r\n" if "header" in wish else ""
        data = (head + "\r\n" + body + "x" * int(wish.get("more", 0))).encode()
        out = b"".join(fcgi.record(fcgi.STDOUT, data[at:at + 60000], self.number)
                       for at in range(0, len(data), 60000))
        out += fcgi.record(fcgi.STDOUT, number=self.number)
        out += fcgi.record(fcgi.END, b"\0" * 8, self.number)
        try:
            self.wfile.write(out)
        except OSError:
            return False
        return self.keep

    def client_number(self):
        return self.server.number_of(self.request)


class Mirror(socketserver.ThreadingUnixStreamServer):
    """Listens on a unix socket until it is closed."""

    daemon_threads = True
    request_queue_size = 128

    def __init__(self, path):
        super().__init__(path, _Handler)
        self._numbers = {}
        self._meetings, self._lock = {}, threading.Lock()
        # It looks that often, in seconds, whether it is to end.
        threading.Thread(target=self.serve_forever, args=(0.02,), daemon=True).start()

    def number_of(self, connection):
        """Counts connections, so that a kept one is recognized."""
        return self._numbers.setdefault(connection, len(self._numbers) + 1)

    def meet(self, count):
        """Whether so many requests were here at once, which each waits for; not
        for long, as nginx would give up."""
        try:
            with self._lock:
                barrier = self._meetings.setdefault(count, threading.Barrier(count))
            barrier.wait(0.6)
        except threading.BrokenBarrierError:
            with self._lock:
                self._meetings.pop(count, None)
            return False
        return True

    def close(self):
        self.shutdown()
        self.server_close()
        os.unlink(self.server_address)


def reflection(text):
    """What the mirror saw, from a page that holds its answer."""
    line = next(l for l in text.splitlines() if l.startswith("mirror:"))
    return json.loads(line[len("mirror:") :])
