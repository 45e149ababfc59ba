"""A responder with one worker, whose descriptors can be taken away."""

import resource

import fcgi_client as fcgi
from signpost_site import BASE, Site

OWN = 7  # descriptors: standard ones, listener, epoll, signals, bell
HARD = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
REQUEST = fcgi.request(BASE + "/phones")


class OneWorker(Site):
    """Who leaves it sees that it has said nothing but lines of its log."""

    def __init__(self, *settings, **more):
        super().__init__("server.threads=1", *settings, **more)

    def assert_ends_well(self, name="signpost"):
        super().assert_ends_well(name)
        for line in self.log(name).splitlines():
            assert line.startswith("time="), line

    def limit(self, spare):
        """Leaves it so many descriptors, whatever it has; returns the limits that
        were. (Who cannot be dumped shows nobody what it has.)"""
        return resource.prlimit(self.pid(), resource.RLIMIT_NOFILE,
                                (OWN + spare, HARD))

    def lift(self, limits):
        resource.prlimit(self.pid(), resource.RLIMIT_NOFILE, limits)

    def serves(self):
        answer = self.ask("/healthz")
        return answer.status == 200 and answer.body.endswith(b"\n")

    def closes(self, data):
        """Whether it closes a connection for these bytes, without a word, and
        serves on."""
        with self.client() as client:
            client.send(data)
            return client.is_closed() and self.serves()

    def serves_at_once(self):
        """The one worker is free, whoever sleeps."""
        with self.client() as client:
            seconds = fcgi.elapsed(lambda: client.ask(BASE + "/healthz"))
        assert seconds < 1, seconds
