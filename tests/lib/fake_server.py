"""A running serve-fake (tests/lib/serve-fake.c) for the tests of the server
side."""

import os
import resource
import select
import signal
import subprocess
import tempfile
import threading

from fcgi_client import ask
from places import built
from service_manager import PATIENCE_S, Manager
from stand import wait_until
from tap import Skip

PROGRAM = built("SERVE_FAKE", "tests", "lib", "serve-fake")
REQUEST_MS = 10000
LOOPS = int(os.environ.get("FAKE_LOOPS") or 1)
# How often a service manager would have to hear of each loop: what wakes those that
# know of no other end of their sleep when a test puts the clock forward.
WAKE_US = 900000


class Server:
    """A running serve-fake in a folder of its own."""

    def __init__(self, threads=4, listen=None, redis="off", request_ms=REQUEST_MS,
                 hang_us=None, **how):
        """`hang_us`: after how long in silence it would be taken for hung."""
        self.folder = tempfile.TemporaryDirectory(prefix="signpost-")
        self.path = os.path.join(self.folder.name, "socket")
        self.address = listen or "unix:" + self.path
        self.pipes = {}
        for name in ("FAKE_BEGUN", "FAKE_HOLD"):
            path = os.path.join(self.folder.name, name)
            os.mkfifo(path)
            self.pipes[name] = os.open(path, os.O_RDWR | os.O_NONBLOCK)
            how.setdefault("env", dict(os.environ))[name] = path
        self.manager = Manager(self.folder.name)
        how["env"]["NOTIFY_SOCKET"] = self.manager.path
        if LOOPS > 1:
            hang_us = hang_us or WAKE_US
        if hang_us:
            how["env"]["WATCHDOG_USEC"] = str(hang_us)
        self.lines, self.news = [], threading.Condition()
        self.expected = 0
        command = how.pop("through", []) + [
            PROGRAM, self.address, str(threads), str(request_ms), redis]
        how.setdefault("stdin", subprocess.DEVNULL)
        self.process = subprocess.Popen(command, stderr=subprocess.PIPE,
                                        text=True, **how)
        self.reader = threading.Thread(target=self.read_log, daemon=True)
        self.reader.start()

    def __enter__(self):
        self.wait_for_line("serving at ")
        return self

    def __exit__(self, kind, *_):
        try:
            if kind is None:
                self.release(64)
                self.stop()
                self.check_log()
            else:
                print("# log: " + " | ".join(self.lines[-5:]))
        finally:
            self.process.kill()
            self.process.wait()
            self.reader.join()
            self.process.stderr.close()
            for pipe in self.pipes.values():
                os.close(pipe)
            self.manager.socket.close()
            self.folder.cleanup()

    def read_log(self):
        for line in self.process.stderr:
            with self.news:
                self.lines.append(line.rstrip("\n"))
                self.news.notify_all()
        with self.news:
            self.lines.append("")
            self.news.notify_all()

    def wait_for_line(self, text):
        def seen():
            return any(text in line for line in self.lines) or "" in self.lines
        with self.news:
            assert self.news.wait_for(seen, PATIENCE_S), "no line: " + text
            assert any(text in line for line in self.lines), "no line: " + text

    def count(self, text):
        return sum(text in line for line in self.lines)

    def check_log(self):
        for line in self.lines:
            assert line == "" or line.startswith("level="), line

    def wait_until_begun(self, count=1):
        """Until `count` requests for /slow are being answered."""
        while count > 0:
            ready = select.select([self.pipes["FAKE_BEGUN"]], [], [], PATIENCE_S)
            assert ready[0], "no worker began"
            count -= len(os.read(self.pipes["FAKE_BEGUN"], count))

    def release(self, count=1):
        """Lets `count` requests for /slow end."""
        os.write(self.pipes["FAKE_HOLD"], b"h" * count)

    def later(self, milliseconds):
        """Puts the clock forward, which may end the connection that asked for it."""
        try:
            assert ask(self.address, "/later", str(milliseconds)).status == 200
        except EOFError:
            pass

    def signal(self, number):
        self.process.send_signal(number)

    def wait(self):
        code = self.process.wait(PATIENCE_S)
        self.reader.join(PATIENCE_S)
        return code

    def kill(self):
        self.signal(signal.SIGKILL)
        self.expected = -signal.SIGKILL
        self.wait()

    def stop(self):
        if self.process.poll() is None:
            self.signal(signal.SIGTERM)
        code = self.wait()
        assert code == self.expected, "exit code %d" % code

    def descriptors(self):
        return len(os.listdir("/proc/%d/fd" % self.process.pid))

    def wait_until_waiting(self, count):
        """Until `count` requests wait for a worker: loops take them in no order."""
        wait_until(lambda: ask(self.address, "/waiting").body == b"%d" % count,
                   what=f"{count} in line")

    def loop_sleeps(self):
        """Whether the thread that accepts has nothing to do at this moment."""
        with open("/proc/%d/stat" % self.process.pid, encoding="ascii") as stat:
            return stat.read().rpartition(")")[2].split()[0] == "S"


def limit_to_64():
    """Of the process that is about to begin, the descriptors; another loop has three."""
    most = 64 + 3 * (LOOPS - 1)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))


def need_libsystemd():
    if os.environ.get("HAVE_SYSTEMD") == "no":
        raise Skip("built without libsystemd")


def is_served(server):
    return ask(server.address, "/echo").status == 200
