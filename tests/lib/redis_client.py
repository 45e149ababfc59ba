"""A client of Redis that speaks as much of the protocol as a test needs."""

import socket


class Redis:
    """Logged in as the tester of Stand.start_redis(), who may do everything."""

    def __init__(self, path, user="tester", password="x"):
        self._socket = socket.socket(socket.AF_UNIX)
        self._socket.connect(path)
        self._in = self._socket.makefile("rb")
        if user:
            assert self.ask("AUTH", user, password) == b"OK"

    def ask(self, *words):
        words = [w if isinstance(w, bytes) else str(w).encode() for w in words]
        self._socket.sendall(b"*%d\r\n" % len(words) + b"".join(
            b"$%d\r\n%s\r\n" % (len(w), w) for w in words))
        return self._answer()

    def _answer(self):
        line = self._in.readline().rstrip(b"\r\n")
        kind, rest = line[:1], line[1:]
        if kind == b"$":
            size = int(rest)
            return None if size < 0 else self._in.read(size + 2)[:-2]
        if kind == b"*":
            return [self._answer() for _ in range(int(rest))]
        return int(rest) if kind == b":" else rest

    def keys(self):
        return sorted(self.ask("KEYS", "*"))
