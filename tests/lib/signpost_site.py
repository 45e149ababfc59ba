"""A site: the program serving a directory on a private socket."""

import signal
import urllib.parse

from command import options, run
from directory import Directory
from fcgi_client import Client
from redis_client import Redis
from stand import wait_until

BASE = "/referrals"
URL = "https://www.example.org"


class Site(Directory):
    """As a Directory, and served. With `has_redis`, `redis` is a client of it that
    may do everything. `through` is the command that starts the program. Who leaves
    it sees to it that every responder ends well and has printed only its log."""

    def __init__(self, *settings, has_redis=False, through=(), **directory):
        self._has_redis, self._through = has_redis, through
        super().__init__(f"site.url={URL}", *settings, **directory)

    def store(self):
        if not self._has_redis:
            return super().store()
        return [f"redis.{name}={value}" for name, value in self.redis_settings().items()]

    def build(self):
        if self._has_redis:
            self.open_redis()
        self.start_responder()

    def open_redis(self):
        self.start_redis()
        self.redis = Redis(self.path("redis.sock"))

    def start_responder(self, name="signpost", *settings):
        """One that listens on NAME.sock."""
        self.start(name, *self._through, self.binary, "serve", *options(
            [f"server.listen={self.address(name)}", *self.settings, *settings]))
        self.await_socket(name, f"{name}.sock")

    def __exit__(self, kind, *error):
        try:
            for name in list(self._processes) if kind is None else ():
                if not name.startswith("redis"):
                    self.assert_ends_well(name)
        finally:
            super().__exit__(kind, *error)

    def assert_ends_well(self, name="signpost"):
        assert self.is_running(name), self.log(name)
        code = self.end(name)
        assert code == 0, (code, self.log(name)[-4000:])

    def address(self, name="signpost"):
        return "unix:" + self.path(f"{name}.sock")

    def client(self, name="signpost"):
        return Client(self.address(name))

    def ask(self, target, name="signpost", **parameters):
        """An address below the base, or a whole one of this site, as nginx asks for
        it; `parameters` are `method` and FastCGI's, as in HTTP_ACCEPT."""
        for whole in (URL, BASE):
            target = target.removeprefix(whole)
        path, _, query = target.partition("?")
        with self.client(name) as client:
            return client.ask(BASE + urllib.parse.unquote(path), query, keep=False,
                              **parameters)

    def health(self):
        return self.ask("/healthz").json

    def log(self, name="signpost"):
        return self.read(f"{name}.out")

    def reload(self, name="signpost"):
        """Asks for a reload and waits until it is made or refused."""
        before = self.log(name).count("reload")
        self.send(name, signal.SIGHUP)
        wait_until(lambda: self.log(name).count("reload") > before, what="the reload")


class Settled(Site):
    """One with a file of settings, beside which `hide` writes."""

    def start_responder(self, name="signpost", *settings):
        self.write("signpost.ini", "")
        self.start(name, self.binary, "serve", "-c", self.path("signpost.ini"), *options(
            [f"server.listen={self.address(name)}", *self.settings, *settings]))
        self.await_socket(name, f"{name}.sock")

    def hide(self, *words):
        """What `signpost hide` or `unhide` did."""
        return run(*words, "-c", self.path("signpost.ini"), *options(
            [f"server.listen={self.address()}", *self.settings]))
