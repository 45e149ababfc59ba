"""The service manager's end of the socket on which a service says how it is."""

import os
import socket

PATIENCE_S = 20


class Manager:
    """Listens in `folder`; `path` is what NOTIFY_SOCKET should be."""

    def __init__(self, folder):
        self.path = os.path.join(folder, "notify")
        self.socket = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self.socket.bind(self.path)
        self.socket.settimeout(PATIENCE_S)

    def hear(self):
        """The next notice that is not about being alive, as a dictionary."""
        while True:
            text = self.socket.recv(65536).decode()
            if text != "WATCHDOG=1":
                return dict(line.split("=", 1) for line in text.splitlines())

    def is_told_of_life(self, patience_s=PATIENCE_S):
        self.socket.settimeout(patience_s)
        try:
            while self.socket.recv(65536) != b"WATCHDOG=1":
                pass
            return True
        except socket.timeout:
            return False
        finally:
            self.socket.settimeout(PATIENCE_S)

    def forget(self):
        """Passes over what it was told by now."""
        self.socket.setblocking(False)
        try:
            while self.socket.recv(65536):
                pass
        except BlockingIOError:
            self.socket.settimeout(PATIENCE_S)
