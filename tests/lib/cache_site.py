"""The program with stores of every kind around it: a real Redis, a client of
Redis that may do everything, and as many responders as a test wants."""

import json
import os
import re
import shutil
import signal
import socket

from fcgi_client import Client
from stand import Stand, program, source_folder, wait_until


class Redis:
    """A client that speaks as much of the protocol as a test needs."""

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


class CacheSite(Stand):
    """The program with a directory of its own, a Redis, and by default no other
    store."""

    def __init__(self, *overrides, memory="0 MiB"):
        super().__init__()
        self._overrides = [f"cache.memory={memory}", *overrides]

    def __enter__(self):
        shutil.copytree(os.path.join(source_folder(), "data"), self.path("data"))
        for name in os.listdir(self.path("data")):
            os.chmod(self.path("data", name), 0o644)
        self.open_redis()
        self.start_program("signpost", "sock")
        return self

    def open_redis(self):
        self.start_redis()
        self.redis = Redis(self.path("redis.sock"))

    def start_program(self, name, sock, *overrides):
        """Starts a responder that listens on the socket `sock`."""
        settings = [f"server.listen=unix:{self.path(sock)}",
                    f"directory.path={self.path('data')}", "site.last-resort=none",
                    *(f"redis.{name}={value}" for name, value
                      in self.redis_settings().items()),
                    *self._overrides, *overrides]
        self.start(name, program(), "serve",
                   *(word for setting in settings for word in ("-s", setting)))
        self.await_socket(name, sock)

    def get(self, path, query="", sock="sock", **more):
        with Client(f"unix:{self.path(sock)}") as client:
            return client.ask("/referrals" + path, query, keep=False, **more)

    def health(self):
        return json.loads(self.get("/healthz").body)

    def memory_kib(self, name="signpost"):
        """What the responder holds now."""
        with open(f"/proc/{self._processes[name].pid}/status", encoding="ascii") as file:
            return int(re.search(r"VmRSS:\s+(\d+)", file.read())[1])

    def reload(self, name="signpost"):
        """Asks for a reload and waits until it is made or refused."""
        before = self.read(name + ".out").count("reload")
        self.send(name, signal.SIGHUP)
        wait_until(lambda: self.read(name + ".out").count("reload") > before,
                   what="the reload")
