"""What was answered, whoever asked: the program over its socket, `signpost
render -i`, or nginx over HTTP."""

import functools
import gzip
import json

from page import Page


class Answer:
    """`head` is the text of the head, which may begin with a Status; `headers` are
    by name in lower case, `names` all their names in order; `body` is bytes.
    `code` is what the command exited with that printed it."""

    def __init__(self, head, body, status=None, code=0):
        self.head, self.body, self.code = head, body, code
        fields = [line.split(": ", 1) for line in head.split("\r\n") if line]
        headers = {name.lower(): value for name, value in fields}
        told = headers.pop("status", "200")
        self.status = status or int(told.split()[0])
        self.headers = headers
        self.names = [name.lower() for name, _ in fields if name.lower() != "status"]

    @classmethod
    def parsed(cls, document, code=0):
        """Head and body in one, as a responder sends them."""
        head, _, body = document.partition(b"\r\n\r\n")
        return cls(head.decode(), body, code=code)

    @classmethod
    def of_response(cls, response):
        """What http.client got."""
        head = "\r\n".join(f"{name}: {value}" for name, value in response.getheaders())
        return cls(head, response.read(), response.status)

    @functools.cached_property
    def text(self):
        packed = self.headers.get("content-encoding") == "gzip"
        return (gzip.decompress(self.body) if packed else self.body).decode("utf-8")

    @functools.cached_property
    def page(self):
        return Page(self.text)

    @property
    def json(self):
        return json.loads(self.text)

    @property
    def lines(self):
        """The JSON texts of NDJSON."""
        return [json.loads(line) for line in self.text.splitlines()]

    @property
    def type(self):
        return self.headers["content-type"].partition(";")[0]

    @property
    def may_be_kept(self):
        """Whether nginx may keep it."""
        return int(self.headers["x-accel-expires"]) > 0

    def problem(self, status):
        """What is wrong, where that is what it must tell."""
        assert self.status == status, (self.status, self.text[:200])
        assert self.type == "application/problem+json", self.headers
        assert self.json["status"] == status and self.json["title"]
        assert self.headers["x-accel-expires"] == "0"
        return self.json

    def relations(self):
        """{rel: [address]} of the Link header."""
        found = {}
        for link in self.headers["link"].split(", <"):
            address, _, rest = link.lstrip("<").partition(">")
            relation = rest.split('rel="')[1].partition('"')[0]
            found.setdefault(relation, []).append(address)
        return found
