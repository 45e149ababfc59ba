"""A place for real servers: a scratch folder, processes that end with it, and
waiting for what must happen, never for a length of time."""

import os
import random
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time

from places import program, program_with_row, read_source, source_folder, stopped_clock

# nginx and redis-server are root's commands on Debian.
os.environ["PATH"] += ":/usr/sbin:/sbin"


def missing(*commands):
    """The first of the commands that is not there, or None."""
    return next((c for c in commands if not shutil.which(c)), None)


def wait_until(condition, within=90.0, what="what was waited for"):
    """Returns the first true answer of `condition`; fails after `within` seconds, which
    are many times what a busy machine needs: a bound to prove is set by who proves it. It
    asks ever more rarely, down to ten times a second: a condition that is a visit stays far
    from the limit which nginx has for a visitor, and the visits after it are answered."""
    deadline = time.monotonic() + within
    pause = 0.01
    while True:
        answer = condition()
        if answer:
            return answer
        if time.monotonic() > deadline:
            raise AssertionError(f"{what} did not happen in {within} s")
        time.sleep(pause)
        pause = min(pause * 1.1, 0.1)


# Below those that Linux gives to outgoing connections (ip(7)): such a one would
# take a port before its server does.
PORTS = range(10000, 32000)
_given = set()


def can_be_bound(port):
    with socket.socket() as probe:
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
        return True


def free_port(count=1):
    """The first of `count` TCP ports of 127.0.0.1, one after the other, that
    nobody uses now. Every call gives other ones."""
    while True:
        first = random.SystemRandom().choice(PORTS)
        ports = set(range(first, first + count))
        if not ports & _given and all(can_be_bound(port) for port in ports):
            _given.update(ports)
            return first


def accepts(place):
    """Whether somebody listens: on the unix socket of a path, or on a port of 127.0.0.1."""
    is_path = isinstance(place, str)
    with socket.socket(socket.AF_UNIX if is_path else socket.AF_INET) as probe:
        try:
            probe.connect(place if is_path else ("127.0.0.1", place))
        except OSError:
            return False
        return True


def memory_kib(pid, what="VmRSS"):
    """What a process holds now; or other of what Linux says of it."""
    with open(f"/proc/{pid}/status", encoding="ascii") as file:
        return int(re.search(rf"^{what}:\s+(\d+) kB", file.read(), re.M)[1])


def is_stopped(pid):
    """Whether a signal has stopped a process that this one has started."""
    with open(f"/proc/{pid}/stat", encoding="ascii", errors="replace") as file:
        return file.read().rpartition(")")[2].split()[0] == "T"


class Stand:
    """A scratch folder with processes. Use it in a `with` statement, which builds
    what a subclass has to build."""

    def __init__(self):
        self.folder = tempfile.mkdtemp(prefix="signpost-test.")
        self._processes = {}

    def build(self):
        """Starts what is there from the beginning."""

    def __enter__(self):
        try:
            self.build()
        except BaseException:
            Stand.__exit__(self, *sys.exc_info())
            raise
        return self

    def __exit__(self, *_):
        for name in list(self._processes):
            self.end(name)
        shutil.rmtree(self.folder, ignore_errors=True)

    def path(self, *names):
        return os.path.join(self.folder, *names)

    def write(self, name, text):
        """Writes a file, in a folder that is made where it is not there."""
        os.makedirs(os.path.dirname(self.path(name)), exist_ok=True)
        with open(self.path(name), "w", encoding="utf-8") as file:
            file.write(text)

    def read(self, name):
        with open(self.path(name), encoding="utf-8", errors="replace") as file:
            return file.read()

    def copy_folder(self, source, name):
        """Copies the files of a folder, which may be read-only."""
        os.makedirs(self.path(name))
        for entry in os.scandir(source):
            if entry.is_file():
                shutil.copyfile(entry.path, self.path(name, entry.name))

    def start(self, name, *command, **how):
        """Starts a process; what it prints goes to NAME.out. For the program it is
        one day for as long as the run lasts."""
        if {program(), program_with_row()} & set(command):
            how.setdefault("env", stopped_clock())
        with open(self.path(name + ".out"), "ab") as out:
            self._processes[name] = subprocess.Popen(
                command, stdin=subprocess.DEVNULL, stdout=out, stderr=out, **how
            )

    def pid(self, name="signpost"):
        return self._processes[name].pid

    def memory_kib(self, name="signpost", what="VmRSS"):
        return memory_kib(self.pid(name), what)

    def is_running(self, name):
        return self._processes[name].poll() is None

    def send(self, name, number):
        self._processes[name].send_signal(number)

    def end(self, name, number=signal.SIGTERM):
        """Ends a process and waits for its end; its exit code. A stopped one is
        woken, and no other: LeakSanitizer stops a process at its end, and would wait
        for ever for one that is woken meanwhile."""
        process = self._processes.pop(name, None)
        if process is None:
            return None
        was_stopped = process.poll() is None and is_stopped(process.pid)
        process.send_signal(number)
        if was_stopped:
            process.send_signal(signal.SIGCONT)
        try:
            return process.wait(60)
        except subprocess.TimeoutExpired:
            process.kill()
            return process.wait()

    def write_secret(self, name, text):
        """Once: a responder that reads it amid a writing refuses to reload."""
        if not os.path.exists(self.path(name)):
            self.write(name, text)
            os.chmod(self.path(name), 0o600)

    def start_redis(self):
        """Redis on the socket redis.sock, as it is shipped; the tests
        themselves may do everything in it, as `tester`."""
        conf = os.path.join(source_folder(), "conf")
        self.write_redis_secrets()
        self.start(
            "redis", "redis-server", os.path.join(conf, "redis.conf"),
            "--unixsocket", self.path("redis.sock"), "--unixsocketperm", "700",
            "--aclfile", self.path("redis.acl"), "--dir", self.folder,
        )
        self.await_socket("redis", "redis.sock")

    def write_redis_secrets(self):
        users = read_source("conf", "redis.acl").replace("CHANGE-THIS-PASSWORD", ">a-password")
        self.write("redis.acl", users + "user tester on >x ~* &* +@all\n")
        self.write_secret("redis-password", "a-password\n")
        self.write_secret("redis-secret", "sixteen or more bytes\n")

    def redis_settings(self):
        """{name: value} of the settings for that Redis."""
        return {
            "address": "unix:" + self.path("redis.sock"),
            "user": "signpost",
            "password-file": self.path("redis-password"),
            "secret-file": self.path("redis-secret"),
        }

    def await_socket(self, name, socket_name):
        """Waits until a process listens on its socket."""
        path = self.path(socket_name)
        wait_until(
            lambda: accepts(path) or not self.is_running(name),
            what=f"{name} listening",
        )
        assert self.is_running(name), self.read(name + ".out")
