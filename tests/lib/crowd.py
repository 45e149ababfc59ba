"""Visitors who ask several servers without a pause."""

import threading
import time

from stand import wait_until
from visitor import Visitor


class Crowd:
    """One visitor for each of `ports`, and what they were given: how long each answer
    took, and every one that is not among those wanted. `wanted` are {path: body}, of
    which any may be right."""

    def __init__(self, ports, wanted):
        self.wanted, self.wishes = wanted, list(wanted[0])
        self.took_ms, self.wrong, self._ends = [], [], False
        self._threads = [threading.Thread(target=self._visit, args=(port, number))
                         for number, port in enumerate(ports)]

    def _visit(self, port, number):
        visitor = Visitor(port)
        while not self._ends:
            path = self.wishes[(len(self.took_ms) + number) % len(self.wishes)]
            began = time.monotonic()
            try:
                answer = visitor.ask(path)
                if answer.status != 200 or answer.body not in [
                        each[path] for each in self.wanted]:
                    self.wrong.append((port, path, answer.status, answer.text[:200]))
            except OSError as error:
                self.wrong.append((port, path, error))
                visitor = Visitor(port)
            self.took_ms.append((time.monotonic() - began) * 1000)
        visitor.close()

    def __enter__(self):
        for thread in self._threads:
            thread.start()
        self.more(50)
        return self

    def __exit__(self, *error):
        self._ends = True
        for thread in self._threads:
            thread.join()

    def more(self, count):
        """Once so many more answers have come."""
        enough = len(self.took_ms) + count
        wait_until(lambda: len(self.took_ms) >= enough, within=60, what="answers")
