"""The Debian system in which README.md is followed: a booted one, with nginx's default
site and the source in it."""

import functools
import glob
import os
import re

from booted import Booted, proves_booted
from namespaces import call
from places import source_folder
from readme import commands
from stand import wait_until
from visitor import get

PORT = 80  # of Debian's default site
SITE = "/etc/nginx/sites-available/default"
HOST_PAGE = "/get-help.html"
SETTINGS = "/etc/signpost/signpost.ini"
SOCKET = "/run/signpost/signpost.sock"
REDIS_SOCKET = "/run/redis/redis-server.sock"
SOURCE = "/tmp/given/below/source"  # a package is built into the folder above it


def source_names(source):
    """What git tracks there or would; elsewhere, what was not built there."""
    if os.path.exists(os.path.join(source, ".git")):
        names = call("git", "-c", "safe.directory=*", "-C", source, "ls-files",
                     "-z", "--cached", "--others", "--exclude-standard")
        return [name for name in names.split("\0")
                if name and os.path.lexists(os.path.join(source, name))]
    built = re.compile(r"build.*|_build|_inst|autom4te\.cache")
    return [name for name in os.listdir(source) if not built.fullmatch(name)]


def copy_source(source, target):
    os.mkdir(target)
    call("cp", "-a", "--parents", "-t", target, *source_names(source),
         folder=source)
    call("chmod", "-R", "u+w", target)


class System(Booted):
    """Use it as Booted."""

    def __init__(self):
        super().__init__()
        self.followed = 0  # steps
        self._logs = {}

    def build(self):
        super().build()
        os.mkdir(self.path("given/below"))
        copy_source(source_folder(), self.path("given/below/source"))
        # The original may be out of sight from now on.
        os.environ["srcdir"] = self.path("given/below/source")
        for path in glob.glob(self.real("/etc/nginx/sites-enabled/*")) + \
                glob.glob(self.real("/etc/nginx/conf.d/*")) + \
                glob.glob(self.real("/etc/nginx/signpost*")):
            os.unlink(path)
        os.symlink(SITE, self.real("/etc/nginx/sites-enabled/default"))
        if not os.path.exists("/proc/net/if_inet6"):
            self.edit(SITE, r"listen \[::\]:80 default_server;", "")
        self.write_in("/var/www/html/index.html", "The existing site\n")
        self.run("systemctl start nginx")
        wait_until(lambda: get(PORT, "/").status == 200, what="the existing site answering")

    # What its root does

    def do(self, log, command):
        """Runs a shell command in the source; returns what it printed, which is also
        added to the log."""
        done = self.try_run(f"cd {SOURCE}; export MAKEFLAGS=-j{os.cpu_count()}; {command}")
        self._logs[log] = self._logs.get(log, "") + done.stdout
        assert done.returncode == 0, \
            f"{command}\nexits {done.returncode}:\n{done.stdout[-4000:]}"
        return done.stdout

    def follow(self, text):
        """Runs the commands of a piece of README.md; returns what they printed. There is
        no network: what they would install from it is there, as tests/run has it."""
        return "".join(
            self.do("followed", command) for command in
            (re.sub(r"^apt-get (install [a-z]|build-dep).*?(&& |$)", "", line)
             for line in commands(text)) if command)

    def write_in(self, path, text):
        os.makedirs(os.path.dirname(self.real(path)), exist_ok=True)
        with open(self.real(path), "w", encoding="utf-8") as file:
            file.write(text)

    def read_in(self, path):
        with open(self.real(path), encoding="utf-8") as file:
            return file.read()

    def edit(self, path, pattern, text):
        """Puts `text` in the place of the first match of `pattern`."""
        edited, count = re.subn(pattern, lambda _: text, self.read_in(path),
                                count=1, flags=re.M)
        assert count == 1, f"{path} has no {pattern}"
        self.write_in(path, edited)

    def workers(self):
        """The process ids of nginx's workers."""
        return set(self.run("pgrep -P $(cat /run/nginx.pid)").split())

    def reload_nginx(self, command):
        """Runs the command that does it; before their end, the old workers
        answer too."""
        old = self.workers()
        self.do("reload", command)
        wait_until(lambda: not old & self.workers(), what="nginx reloaded")

    def start_redis(self):
        """A bare one, which nobody has to be let into."""
        self.run("systemd-run --unit=bare-redis -p RuntimeDirectory=redis redis-server --port 0 "
                 f"--unixsocket {REDIS_SOCKET} --unixsocketperm 777 --save ''")
        wait_until(lambda: os.path.exists(self.real(REDIS_SOCKET)), what="redis listening")

    # What its visitors see

    @staticmethod
    def visit(path):
        return get(PORT, path)

    def page(self):
        return self.visit(HOST_PAGE)

    def has_section(self):
        answer = self.page()
        return answer.status == 200 and 'class="signpost"' in answer.text \
            and bool(answer.page.find("form"))


def after_step(number):
    """Adds a test of the system in which so many steps have been followed."""
    def add(test):
        @functools.wraps(test)
        def checked(system):
            assert system.followed >= number, f"step {number} failed"
            test(system)
        return proves_booted(checked)
    return add
