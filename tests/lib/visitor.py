"""Visits over HTTP."""

import http.client

from answer import Answer


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
        return Answer.of_response(self._connection.getresponse())

    def close(self):
        self._connection.close()


def get(port, path, method="GET", body=None, address="127.0.0.1", **headers):
    """One visit."""
    visitor = Visitor(port, address)
    try:
        return visitor.ask(path, method, body, **headers)
    finally:
        visitor.close()
