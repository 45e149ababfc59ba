"""Servers of a test's own, which say what it wants them to say."""

import http.server
import os
import socket
import threading


class Listener:
    """On `(host, port)` or on the socket of a path; `serve(peer)`, which who inherits
    has, runs in a thread of its own for each that comes."""

    def __init__(self, place):
        if isinstance(place, str) and os.path.exists(place):
            os.unlink(place)
        self._listener = socket.create_server(
            place, family=socket.AF_UNIX if isinstance(place, str) else socket.AF_INET)
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self):
        while True:
            try:
                peer, _ = self._listener.accept()
            except OSError:
                return
            threading.Thread(target=self._serve, args=(peer,), daemon=True).start()

    def _serve(self, peer):
        try:
            with peer:
                self.serve(peer)
        except OSError:
            pass

    def close(self):
        self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()


class WebServer(http.server.ThreadingHTTPServer):
    """On a port of 127.0.0.1 that nobody uses, until it is left. `tls`, a context of a
    server, makes it one of https."""

    daemon_threads = True

    def __init__(self, handler, tls=None):
        super().__init__(("127.0.0.1", 0), handler)
        if tls:
            self.socket = tls.wrap_socket(self.socket, server_side=True)
        self.port = self.server_address[1]
        # It looks that often, in seconds, whether it is to end.
        threading.Thread(target=self.serve_forever, args=(0.02,), daemon=True).start()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.shutdown()
        self.server_close()
