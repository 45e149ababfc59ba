"""A FastCGI responder that shows what nginx tells a responder, and that can be
told to misbehave. It speaks just enough of the protocol for nginx."""

import json
import os
import socketserver
import struct
import threading
import urllib.parse

_BEGIN, _END, _PARAMS, _STDIN, _STDOUT = 1, 3, 4, 5, 6


def _pairs(data):
    pairs, at = {}, 0

    def length():
        nonlocal at
        if data[at] < 128:
            at += 1
            return data[at - 1]
        at += 4
        return struct.unpack(">I", data[at - 4 : at])[0] & 0x7FFFFFFF

    def text(size):
        nonlocal at
        at += size
        return data[at - size : at].decode("utf-8", "replace")

    while at < len(data):
        name, value = length(), length()
        name = text(name)
        pairs[name] = text(value)
    return pairs


def _record(kind, number, data=b""):
    return struct.pack(">BBHHBB", 1, kind, number, len(data), 0, 0) + data


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
            _, kind, self.number, size, padding, _ = struct.unpack(
                ">BBHHBB", head
            )
            data = self.rfile.read(size + padding)[:size]
            if kind == _BEGIN:
                self.keep = data[2] & 1 == 1
            elif kind == _PARAMS:
                params += data
            elif kind == _STDIN and size == 0:
                return _pairs(params)

    def _answer(self):
        params = self._request()
        if params is None:
            return False
        wish = dict(urllib.parse.parse_qsl(params.get("QUERY_STRING", "")))
        seen = {"params": params, "connection": self.client_number()}
        body = "" if "empty" in wish else "mirror:" + json.dumps(seen) + "\n"
        head = f"Status: {wish.get('status', 200)}\r\n"
        head += "Content-Type: text/html; charset=utf-8\r\n"
        head += wish["header"] + "\r\n" if "header" in wish else ""
        data = (head + "\r\n" + body + "x" * int(wish.get("more", 0))).encode()
        out = b""
        for at in range(0, len(data), 60000):
            out += _record(_STDOUT, self.number, data[at : at + 60000])
        out += _record(_STDOUT, self.number)
        out += _record(_END, self.number, b"\0" * 8)
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
        threading.Thread(target=self.serve_forever, daemon=True).start()

    def number_of(self, connection):
        """Counts connections, so that a kept one is recognized."""
        return self._numbers.setdefault(connection, len(self._numbers) + 1)

    def close(self):
        self.shutdown()
        self.server_close()
        os.unlink(self.server_address)


def reflection(text):
    """What the mirror saw, from a page that holds its answer."""
    line = next(l for l in text.splitlines() if l.startswith("mirror:"))
    return json.loads(line[len("mirror:") :])
