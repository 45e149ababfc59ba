"""The program serving a directory, asked as nginx would ask it."""

import json
import os
import sys
import urllib.parse


from fcgi_client import Client
from stand import Stand, program

BASE = "/referrals"
SITE = "https://www.example.org"


class Answer:
    """A status, headers by their names in lower case, and a body."""

    def __init__(self, raw):
        self.status = raw.status
        lines = [line.split(": ", 1) for line in raw.head.decode().split("\r\n")[1:]]
        self.headers = {name.lower(): value for name, value in lines}
        self.body = raw.body

    @property
    def text(self):
        return self.body.decode("utf-8")

    @property
    def type(self):
        return self.headers["content-type"].partition(";")[0]

    @property
    def json(self):
        return json.loads(self.text)

    @property
    def lines(self):
        """The JSON texts of NDJSON."""
        return [json.loads(line) for line in self.text.splitlines()]

    def links(self):
        """{rel: [address]} of the Link header."""
        found = {}
        for link in self.headers["link"].split(", <"):
            address, _, rest = link.lstrip("<").partition(">")
            relation = rest.split('rel="')[1].partition('"')[0]
            found.setdefault(relation, []).append(address)
        return found


class Service(Stand):
    """Serves a folder, or `text` as a directory of its own, or else the shipped
    directory, on a private socket."""

    def __init__(self, directory=None, *settings, text=None):
        super().__init__()
        if text:
            self.write("data/own.ini", text)
            directory = self.path("data")
        self._arguments = ["-s", f"server.listen=unix:{self.path('sock')}",
                           "-s", "redis.address=off", "-s", "site.last-resort=none",
                           "-s", f"site.url={SITE}"]
        if directory:
            self._arguments += ["-s", f"directory.path={directory}"]
        for setting in settings:
            self._arguments += ["-s", setting]

    def __enter__(self):
        self.start("signpost", program(), "serve", *self._arguments)
        self.await_socket("signpost", "sock")
        self._client = Client(f"unix:{self.path('sock')}")
        return self

    def __exit__(self, *rest):
        self._client.close()
        super().__exit__(*rest)

    def ask(self, target, **parameters):
        """GET of an address below the base, or of a whole one of this site;
        `parameters` are FastCGI's, as in HTTP_ACCEPT."""
        for whole in (SITE, BASE):
            target = target.removeprefix(whole)
        path, _, query = target.partition("?")
        return Answer(self._client.ask(BASE + urllib.parse.unquote(path), query,
                                       **parameters))
