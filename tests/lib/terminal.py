"""A command at a terminal, typed into."""

import os
import pty
import select
import time

PATIENCE_S = 30


class Terminal:
    """A command that believes somebody sits there."""

    def __init__(self, *command):
        self.child, self.fd = pty.fork()
        if self.child == 0:
            os.environ["TERM"] = "xterm"
            os.execv(command[0], command)
        self.seen = ""

    def wait_for(self, words):
        end = time.monotonic() + PATIENCE_S
        while words not in self.seen and time.monotonic() < end:
            if select.select([self.fd], [], [], 1)[0]:
                try:
                    more = os.read(self.fd, 65536)
                except OSError:
                    break
                self.seen += more.decode("utf-8", "replace")
        assert words in self.seen, (words, self.seen)
        self.seen = self.seen.split(words, 1)[1]

    def type(self, prompt, keys):
        self.wait_for(prompt)
        os.write(self.fd, keys.encode())

    def end(self):
        with open(os.devnull, "wb") as nowhere:
            while True:
                try:
                    more = os.read(self.fd, 65536)
                except OSError:
                    break
                if not more:
                    break
                nowhere.write(more)
        os.close(self.fd)
        return os.waitstatus_to_exitcode(os.waitpid(self.child, 0)[1])
