"""Visits over HTTP, and what a page holds."""

import gzip
import html.parser
import http.client
import re
import urllib.parse


class Answer:
    def __init__(self, response):
        self.status = response.status
        self.headers = {k.lower(): v for k, v in response.getheaders()}
        self.body = response.read()

    @property
    def text(self):
        packed = self.headers.get("content-encoding") == "gzip"
        return (gzip.decompress(self.body) if packed else self.body).decode()

    @property
    def page(self):
        return Page(self.text)


class Visitor:
    """A browser's connection, kept open as long as nginx allows. `address` is
    the visitor's own."""

    def __init__(self, port, address="127.0.0.1"):
        self._connection = http.client.HTTPConnection(
            "127.0.0.1", port, timeout=20, source_address=(address, 0)
        )

    def ask(self, path, method="GET", body=None, **headers):
        """Keyword arguments are headers: If_None_Match='"x"'."""
        headers = {k.replace("_", "-"): v for k, v in headers.items()}
        headers.setdefault("Accept-Encoding", "identity")
        self._connection.request(method, path, body, headers)
        return Answer(self._connection.getresponse())

    def close(self):
        self._connection.close()


def get(port, path, method="GET", body=None, address="127.0.0.1", **headers):
    """One visit."""
    visitor = Visitor(port, address)
    try:
        return visitor.ask(path, method, body, **headers)
    finally:
        visitor.close()


class Page(html.parser.HTMLParser):
    """Links with their text, forms with their controls."""

    def __init__(self, text):
        super().__init__()
        self.links = []  # (href, text)
        self.forms = []  # {"action": ..., "controls": [attributes]}
        self._open = None
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        if tag == "a" and "href" in attributes:
            self._open = [attributes["href"], ""]
        elif tag == "form":
            self.forms.append({"controls": [], **attributes})
        elif tag in ("input", "select", "button") and self.forms:
            self.forms[-1]["controls"].append({"tag": tag, **attributes})

    def handle_startendtag(self, tag, attributes):
        self.handle_starttag(tag, attributes)

    def handle_data(self, data):
        if self._open:
            self._open[1] += data

    def handle_endtag(self, tag):
        if tag == "a" and self._open:
            self.links.append(tuple(self._open))
            self._open = None

    def hrefs(self):
        return [href for href, _ in self.links]

    def entries(self):
        """The ids of the entries that are linked, in order, once each."""
        ids = [re.search(r"/e/([a-z0-9-]+)", href) for href in self.hrefs()]
        return list(dict.fromkeys(found[1] for found in ids if found))

    def checked(self):
        """(name, value) of what is chosen in the forms."""
        return [
            (control.get("name"), control.get("value"))
            for form in self.forms
            for control in form["controls"]
            if "checked" in control
        ]

    def hidden(self):
        """(name, value) of what the forms carry along."""
        return [
            (control.get("name"), control.get("value"))
            for form in self.forms
            for control in form["controls"]
            if control.get("type") == "hidden"
        ]


def arguments(href):
    """The query of a link as (name, value) pairs."""
    return urllib.parse.parse_qsl(urllib.parse.urlsplit(href).query)
