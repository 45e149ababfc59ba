"""A Debian system of its own: this machine's in new mount, network and process
namespaces, with scratch folders over what is written to and the rest read-only."""

import ctypes
import fcntl
import functools
import glob
import os
import re
import shutil
import signal
import socket
import struct
import subprocess

import tap
from places import source_folder
from readme import commands, inline, readme, step
from stand import accepts, wait_until
from tap import proves
from visitor import get

PORT = 80  # of Debian's default site
SITE = "/etc/nginx/sites-available/default"
HOST_PAGE = "/get-help.html"
SETTINGS = "/etc/signpost/signpost.ini"
SOCKET = "/run/signpost/signpost.sock"
REDIS_SOCKET = "/run/redis/redis-server.sock"
BUILD_WITHIN_S = 900

# What root has after logging in; what `make check` sets stays outside.
ENVIRONMENT = {
    "PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
    "HOME": "/root", "USER": "root", "LANG": "C.UTF-8",
    "MAKEFLAGS": f"-j{os.cpu_count()}",
}


# A system of its own


def call(*command, folder=None):
    """Runs a command of the test's own and returns what it printed; raises
    OSError when it fails."""
    done = subprocess.run(command, cwd=folder, check=False, encoding="utf-8",
                          stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE)
    if done.returncode != 0:
        raise OSError(done.stderr.strip())
    return done.stdout


def enter_namespaces(*names):
    flags = {"mount": 0x00020000, "process": 0x20000000,
             "network": 0x40000000}
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.unshare(sum(flags[name] for name in names)) != 0:
        raise OSError(ctypes.get_errno(), "namespaces are refused")


def end_with_parent():
    death_signal = 1  # PR_SET_PDEATHSIG
    ctypes.CDLL(None).prctl(death_signal, signal.SIGKILL)


def raise_loopback():
    get_flags, set_flags, up = 0x8913, 0x8914, 1
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        request = struct.pack("16sh22x", b"lo", 0)
        request = fcntl.ioctl(probe, get_flags, request)
        flags = struct.unpack_from("16sh", request)[1]
        fcntl.ioctl(probe, set_flags,
                    struct.pack("16sh22x", b"lo", flags | up))


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


class System:
    """The system in which README.md is followed."""

    def __init__(self, stand):
        self._stand = stand
        self.followed = 0  # steps

    def isolate(self):
        """Must be called by the first process of its process namespace.
        Afterwards, what is not in the scratch folder can only be read."""
        folder = self._stand.folder
        enter_namespaces("mount")
        call("mount", "--make-rprivate", "/")
        call("mount", "-t", "proc", "proc", "/proc")
        call("mount", "-o", "remount,bind,ro", "/")
        call("mount", "-t", "tmpfs", "-o", "mode=700", "tmpfs", folder)
        raise_loopback()

    def build(self):
        """Lays the scratch folders over the system's and starts nginx."""
        os.umask(0o022)
        os.mkdir(self._stand.path("temporary"))
        ENVIRONMENT["TMPDIR"] = self._stand.path("temporary")
        copy_source(source_folder(), self._stand.path("source"))
        # The original may be out of sight from now on.
        os.environ["srcdir"] = self._stand.path("source")
        self._replace("/run")
        self._replace("/var", "cache", "lib/nginx", "lib/redis", "log/nginx",
                      "tmp", "www/html")
        # A Python of the machine's own may be running from below lib.
        self._replace("/usr/local", "bin", "etc", "lib", "sbin", "share",
                      keep="lib")
        self._replace_etc()
        self.write("/var/www/html/index.html", "The existing site\n")
        self.run("nginx", "nginx")
        wait_until(lambda: get(PORT, "/").status == 200,
                   what="the existing site answering")

    def _replace(self, folder, *inside, keep=None):
        fresh = self._stand.path("over", folder.strip("/"))
        os.makedirs(fresh)
        for name in inside:
            os.makedirs(os.path.join(fresh, name))
        if keep:
            self._keep(os.path.join(folder, keep), os.path.join(fresh, keep))
        call("mount", "--rbind", fresh, folder)

    @staticmethod
    def _keep(old, new):
        """What is there can be read as before, and there is room beside it."""
        for entry in os.scandir(old):
            place = os.path.join(new, entry.name)
            if entry.is_symlink():
                os.symlink(os.readlink(entry.path), place)
                continue
            if entry.is_dir():
                os.mkdir(place)
            else:
                open(place, "xb").close()
            call("mount", "--bind", entry.path, place)

    def _replace_etc(self):
        """A copy, in which nginx has Debian's default site and no other."""
        fresh = self._stand.path("over/etc")
        call("cp", "-a", "/etc", fresh)
        call("mount", "--bind", fresh, "/etc")
        shutil.rmtree("/etc/signpost", ignore_errors=True)
        for path in glob.glob("/etc/nginx/sites-enabled/*") + \
                glob.glob("/etc/nginx/conf.d/*") + \
                glob.glob("/etc/nginx/signpost*"):
            os.unlink(path)
        os.symlink(SITE, "/etc/nginx/sites-enabled/default")
        if not os.path.exists("/proc/net/if_inet6"):
            self.edit(SITE, r"listen \[::\]:80 default_server;", "")

    # What its root does

    def run(self, log, command):
        """Runs a shell command in the source; returns what it printed, which
        is also added to the log."""
        path = self._stand.path(log + ".out")
        with open(path, "ab") as out:
            start = out.tell()
            code = subprocess.run(
                ["bash", "-c", command], cwd=self._stand.path("source"),
                env=ENVIRONMENT, stdin=subprocess.DEVNULL, stdout=out,
                stderr=out, timeout=BUILD_WITHIN_S, check=False,
            ).returncode
        printed = self.log(log)[start:]
        assert code == 0, f"{command}\nexits {code}:\n{printed[-4000:]}"
        return printed

    def log(self, name):
        return self._stand.read(name + ".out")

    def follow(self, number):
        """Runs the commands of a step; returns what they printed. What they would
        install is there, and there is no network."""
        return "".join(self.run(f"step-{number}", command)
                       for command in commands(step(number))
                       if not command.startswith("apt-get "))

    @staticmethod
    def write(path, text):
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)

    @staticmethod
    def read(path):
        with open(path, encoding="utf-8") as file:
            return file.read()

    def edit(self, path, pattern, text):
        """Puts `text` in the place of the first match of `pattern`."""
        edited, count = re.subn(pattern, lambda _: text, self.read(path),
                                count=1, flags=re.M)
        assert count == 1, f"{path} has no {pattern}"
        self.write(path, edited)

    @staticmethod
    def processes(program):
        """The ids of those that run the program, from its path."""
        found = []
        for link in glob.glob("/proc/[0-9]*/exe"):
            try:
                if os.readlink(link) == program:
                    found.append(int(link.split("/")[2]))
            except OSError:
                pass
        return found

    def responder(self):
        """Its process id, which is not that of runuser."""
        found = self.processes("/usr/local/bin/signpost")
        assert len(found) == 1, f"{found}\n" + self.log("step-3")
        return found[0]

    def workers(self):
        """The process ids of nginx's workers."""
        master = int(self.read("/run/nginx.pid"))
        program = os.readlink(f"/proc/{master}/exe")
        return set(self.processes(program)) - {master}

    def reload_nginx(self, command):
        """Runs the command that does it; before their end, the old workers
        answer too."""
        old = self.workers()
        self.run("step-5", command)
        wait_until(lambda: not old & self.workers(), what="nginx reloaded")

    def hang_up(self):
        """What README.md says for reading everything anew; `kill` needs a
        process id."""
        command = next(code for code in inline(readme()) if "-HUP" in code)
        if command == "kill -HUP":
            command += f" {self.responder()}"
        self.run("reload", command)

    def start_redis(self):
        os.mkdir(os.path.dirname(REDIS_SOCKET))
        self._stand.start("redis", "redis-server", "--port", "0",
                          "--unixsocket", REDIS_SOCKET, "--unixsocketperm",
                          "777", "--save", "", "--dir", self._stand.folder)
        wait_until(lambda: accepts(REDIS_SOCKET), what="redis listening")

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
    """Adds a test of the system in which so many steps have been followed. It
    is skipped where, in its place, there is the reason why there is none."""
    def add(test):
        @functools.wraps(test)
        def checked(system):
            if isinstance(system, str):
                raise tap.Skip(system)
            assert system.followed >= number, f"step {number} failed"
            test(system)
        return proves(checked)
    return add
