#!/usr/bin/env python3
"""The program as a service: the units that systemd reads, and the life that
they promise, with a parent in systemd's place that holds the socket, a real
nginx and a real Redis. Prints TAP."""

import contextlib
import glob
import http.client
import os
import re
import resource
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib"))

import fcgi_client
import tap
from command import printed
from places import program, read_source, source_folder
from service_manager import Manager
from stand import Stand, wait_until
from tap import proves
from website import Website

UNITS = os.path.join(os.path.dirname(program()), "conf", "systemd")
SETTLE = os.path.join(source_folder(), "conf", "systemd", "settle")
SERVICES = ("signpost.service", "signpost@.service")
WORST = 10  # tenths of systemd-analyze's exposure, which goes to 100
LIVES = 5


# The units.


def unit(name):
    with open(os.path.join(UNITS, name), encoding="utf-8") as file:
        return file.read()


def values(name, key):
    return re.findall(rf"^{key}=(.*)$", unit(name), re.M)


def analyze(*arguments, **how):
    tap.need(shutil.which("systemd-analyze"), "systemd-analyze is not here")
    return subprocess.run(["systemd-analyze", "--no-pager", *arguments], text=True,
                          capture_output=True, check=False, **how)


@proves
def systemd_finds_no_fault_in_the_units(_):
    with Stand() as stand:
        names = []
        for path in glob.glob(UNITS + "/*.*"):
            text = re.sub(r"/\S+/signpost (serve|check)", program() + r" \1",
                          unit(os.path.basename(path)))
            text = re.sub(r"/\S+/settle", SETTLE, text)
            stand.write(os.path.basename(path), text)
            names.append(os.path.basename(path).replace("@", "@intranet"))
        assert len(names) == 10, names
        found = analyze("verify", "--man=no", *names,
                        env=dict(os.environ, SYSTEMD_UNIT_PATH=stand.folder + ":"))
        assert (found.returncode, found.stderr) == (0, ""), found.stderr


@proves
def the_services_are_exposed_to_at_most_one_in_ten(_):
    for name in SERVICES:
        found = analyze("security", "--offline=true", f"--threshold={WORST}",
                        os.path.join(UNITS, name))
        assert found.returncode == 0, found.stdout + found.stderr
        assert values(name, "RestrictAddressFamilies") == ["AF_UNIX"]


@proves
def a_unit_and_the_settings_name_the_same_socket_and_folder(_):
    settings = printed("reference", "settings")
    assert f";listen = unix:{values('signpost.socket', 'ListenStream')[0]}\n" in settings
    folder = "/var/lib/" + values("signpost.service", "StateDirectory")[0]
    assert f";last-resort = {folder}\n" in settings
    intranet = read_source("nginx/signpost-internal.conf")
    for name, key, before in (("signpost@.socket", "ListenStream", "unix:"),
                              ("signpost@.service", "StateDirectory", "/var/lib/")):
        assert before + values(name, key)[0].replace("%i", "intranet") in intranet


@proves
def memory_is_limited_to_a_share_of_the_machine_and_never_to_a_size(_):
    for name in SERVICES:
        assert values(name, "MemoryMax") == ["75%"], name
        for key in ("MemoryHigh", "LimitAS", "LimitDATA", "LimitRSS"):
            assert all(value.endswith("%") for value in values(name, key)), (name, key)


@proves
def an_instance_can_be_enabled_with_its_socket_and_what_watches_its_files(_):
    tap.need(shutil.which("systemctl"), "systemctl is not here")
    with Stand() as stand:
        folder = stand.path("etc/systemd/system")
        for path in glob.glob(os.path.join(UNITS, "signpost*")):
            stand.write("etc/systemd/system/" + os.path.basename(path),
                        unit(os.path.basename(path)))
        subprocess.run(["systemctl", f"--root={stand.folder}", "enable",
                        "signpost@intranet.service", "signpost-reload@intranet.path"],
                       check=True, capture_output=True)
        assert os.listdir(os.path.join(folder, "sockets.target.wants")) == [
            "signpost@intranet.socket"]
        assert sorted(os.listdir(os.path.join(folder, "multi-user.target.wants"))) == [
            "signpost-reload@intranet.path", "signpost@intranet.service"]


@proves
def a_reload_asks_for_it_before_it_fails_for_a_fault(_):
    """So that readyz, metrics and ping show the fault, and so does systemctl."""
    for name in SERVICES:
        first, second = values(name, "ExecReload")
        assert first == "/bin/kill -HUP $MAINPID", name
        assert re.match(r"/\S+/signpost check", second), name


@proves
def who_starts_one_where_systemd_holds_the_socket_is_told_so(_):
    """The first process of a namespace listens, as systemd does."""
    with Stand() as stand:
        listen = ("import socket, subprocess, sys\n"
                  "held = socket.socket(socket.AF_UNIX)\n"
                  "held.bind(sys.argv[1])\n"
                  "held.listen()\n"
                  "done = subprocess.run(sys.argv[2:], capture_output=True, text=True)\n"
                  "print(done.stderr)\n")
        path = stand.path("held.sock")
        done = subprocess.run(
            ["unshare", "-p", "-f", sys.executable, "-c", listen, path, program(), "serve",
             "-s", f"server.listen=unix:{path}", "-s", "site.last-resort=none",
             "-s", "redis.address=off"],
            capture_output=True, text=True, check=False)
        tap.need("unshare" not in done.stderr, "namespaces are refused")
        assert f"systemd holds unix:{path} for its own service" in done.stdout, done
        assert "another responder" not in done.stdout


@proves
def only_nginx_may_write_to_the_socket(_):
    for name in ("signpost.socket", "signpost@.socket"):
        assert values(name, "SocketMode") == ["0660"]
        assert values(name, "SocketGroup") == ["www-data"]


@proves
def the_unit_allows_every_system_call_that_the_program_makes(_):
    tap.need(shutil.which("strace"), "strace is not here")
    allowed = set()  # each line adds to those before it, or takes away
    for words in values("signpost.service", "SystemCallFilter"):
        named = set().union(*map(system_calls, words.lstrip("~").split()))
        allowed = allowed - named if words[0] == "~" else allowed | named
    with Supervised("site.last-resort={folder}", has_redis=True,
                    through=["strace", "-D", "-f", "-qq", "-o", "{folder}/calls"]) as service:
        for path in ("/", "/entries.csv", "/healthz", "/last-resort"):
            service.get("/referrals" + path)
        service.reload()
        service.stop()
        made = set(re.findall(r"^\d+ +(\w+)\(", service.read("calls"), re.M))
        assert os.listdir(service.path("private")) == ["redis-key"]
    assert len(made) > 30, made
    assert made - {"execve"} <= allowed, made - allowed


def system_calls(name):
    """The members of one of systemd's sets, and of the sets in it."""
    found = {name} - {n for n in (name,) if n.startswith("@")}
    if name.startswith("@"):
        for line in analyze("syscall-filter", name).stdout.splitlines()[1:]:
            word = line.strip()
            if word and word[0] != "#":
                found |= system_calls(word)
    return found


QUIET_S = 0.5  # for which nothing may change


def edit(stand):
    """As an editor who saves now and then; the longest time in between, in seconds."""
    times = []
    for number in range(8):
        time.sleep(0.1)
        stand.write("data/a", f"edit {number}\n")
        times.append(time.monotonic())
    return max(after - before for before, after in zip(times, times[1:]))


@proves
def edits_settle_before_anything_is_read(_):
    """An edit that comes late, on a busy machine, comes after a reading, rightly."""
    def is_tried():
        with Stand() as stand:
            os.mkdir(stand.path("data"))
            stand.write("run", f"""#!/bin/sh
cat {stand.path("data")}/* >>{stand.path("seen")}
[ -e {stand.path("data/late")} ] || echo late >{stand.path("data/late")}
""")
            os.chmod(stand.path("run"), 0o755)
            stand.start("settle", SETTLE, str(QUIET_S), *map(stand.path, ("run", "data", "absent")))
            if edit(stand) > QUIET_S / 2:
                return False
            wait_until(lambda: not stand.is_running("settle"), what="settling")
            assert stand.read("seen") == "edit 7\nedit 7\nlate\n", stand.read("seen")
            return True

    wait_until(is_tried, what="edits without a long pause")


@proves
def an_edit_behind_a_link_settles_like_any_other(_):
    for there, link in (("real/", "data"), ("real/folder/", "data/folder"),
                        ("real/a", "data/a")):
        with Stand() as stand:
            edited = there + "a" if there.endswith("/") else there
            stand.write(edited, "first\n")
            stand.write(link + ".parent", "")
            os.symlink(stand.path(there.rstrip("/")), stand.path(link))
            stand.write("run", f"""#!/bin/sh
cat {stand.path(edited)} >>{stand.path("seen")}
grep -q late {stand.path(edited)} || echo late >>{stand.path(edited)}
""")
            os.chmod(stand.path("run"), 0o755)
            stand.start("settle", SETTLE, "0.1", stand.path("run"), stand.path("data"))
            wait_until(lambda s=stand: not s.is_running("settle"), what="settling")
            assert stand.read("seen") == "first\nfirst\nlate\n", (link, stand.read("seen"))


@proves
def an_edit_after_the_last_look_is_found_by_the_second(_):
    """For the folders and the command of the run before, and not where nothing has
    changed."""
    with Stand() as stand:
        stand.write("data of ours/a", "first\n")
        stand.write("run", f"""#!/bin/sh
cat '{stand.path("data of ours/a")}' >>{stand.path("read")}
""")
        os.chmod(stand.path("run"), 0o755)
        stand.write("read", "")

        def read_by(*words):
            subprocess.run([SETTLE, *words], check=True, timeout=60,
                           env=dict(os.environ, RUNTIME_DIRECTORY=stand.folder))
            return stand.read("read")

        assert read_by("again", "0.1") == "", "nothing has run yet"
        assert read_by("0.1", stand.path("run"), stand.path("absent"),
                       stand.path("data of ours")) == "first\n"
        assert read_by("again", "0.1") == "first\n", "nothing has changed"
        stand.write("data of ours/a", "late\n")
        assert read_by("again", "0.1") == "first\nlate\n"
        assert read_by("again", "0.1") == "first\nlate\n", "it is seen"


# The life.


class Supervised(Stand):
    """The program, with its socket held and its notices read by us."""

    def __init__(self, *settings, through=(), has_redis=False):
        super().__init__()
        self.listener = socket.socket(socket.AF_UNIX)
        self.listener.bind(self.path("signpost.sock"))
        self.listener.listen(4096)
        self.manager = Manager(self.folder)
        if has_redis:
            self.start_redis()
        address = f"unix:{self.path('redis.sock')}" if has_redis else "off"
        self.command = [word.format(folder=self.folder) for word in through]
        self.command += [program(), "serve"]
        for setting in ("site.last-resort=none", f"redis.address={address}", *settings):
            self.command += ["-s", setting.format(folder=self.folder)]
        self.live()

    def __exit__(self, *error):
        super().__exit__(*error)
        self.listener.close()
        self.manager.socket.close()

    def live(self):
        supervise(self, "signpost", self.command, self.listener, self.manager)
        self.expect(READY="1")

    def expect(self, **notice):
        heard = self.manager.hear()
        assert notice.items() <= heard.items(), heard
        return heard

    def get(self, path, **more):
        return fcgi_client.ask(f"unix:{self.path('signpost.sock')}", path, **more)

    def reload(self):
        self.send("signpost", signal.SIGHUP)
        self.expect(RELOADING="1")
        return self.expect(READY="1")["STATUS"]

    def stop(self, number=signal.SIGQUIT):
        self.send("signpost", number)
        self.expect(STOPPING="1")
        wait_until(lambda: not self.is_running("signpost"), what="the end")
        assert self.end("signpost") == 0


def supervise(stand, name, command, listener, manager):
    """Starts a process of the stand as systemd does; it appends to NAME.out."""
    script = f'export LISTEN_PID=$$ LISTEN_FDS=1; exec "$@" 3<&{listener.fileno()}'
    stand.start(name, "bash", "-c", script, "bash", *command, pass_fds=(listener.fileno(),),
                env=dict(os.environ, NOTIFY_SOCKET=manager.path))


@proves
def it_says_that_it_is_ready_when_it_answers(_):
    with Supervised() as service:
        service.listener.close()
        assert service.get("/referrals/healthz").status == 200
        service.stop()


@proves
def a_faulty_reload_is_told_and_the_old_goes_on(_):
    with Supervised("directory.path=shipped") as service:
        assert service.reload() == "reloaded"
    with Stand() as folder:
        shutil.copytree(os.path.join(source_folder(), "data"), folder.path("data"))
        with Supervised(f"directory.path={folder.path('data')}") as service:
            folder.write("data/99-faulty.ini", "[entry:x]\ncolour = red\n")
            status = service.reload()
            assert status.startswith("reload refused, the old goes on: "), status
            assert "99-faulty.ini:2:" in status, status
            assert service.get("/referrals/").status == 200


@proves
def usr1_opens_the_log_anew_after_it_was_moved(_):
    with Supervised() as service:
        os.rename(service.path("signpost.out"), service.path("signpost.log.1"))
        service.send("signpost", signal.SIGUSR1)
        wait_until(lambda: os.path.exists(service.path("signpost.out")),
                   what="a new log")
        service.reload()
        assert 'msg="reloaded"' in service.read("signpost.out")
        assert "reloaded" not in service.read("signpost.log.1")
        assert "serving at" in service.read("signpost.log.1")
        service.stop()


@proves
def a_log_that_cannot_be_opened_anew_goes_on_as_it_was(_):
    with Supervised() as service:
        os.rename(service.path("signpost.out"), service.path("signpost.log.1"))
        os.mkdir(service.path("signpost.out"))
        service.send("signpost", signal.SIGUSR1)
        wait_until(lambda: "cannot be opened" in service.read("signpost.log.1"),
                   what="the complaint")
        service.reload()
        assert 'msg="reloaded"' in service.read("signpost.log.1")
        service.stop()


def dumps_core(command):
    """Whether the kernel writes the memory of a process that crashes; `command`
    gets the scratch folder in place of {}."""
    with Stand() as stand:
        ready, told = os.pipe()
        child = os.fork()
        if child == 0:
            os.chdir(stand.folder)
            hard = resource.getrlimit(resource.RLIMIT_CORE)[1]
            resource.setrlimit(resource.RLIMIT_CORE, (hard, hard))
            os.dup2(told, 2)
            words = [word.format(stand.folder) for word in command]
            os.execvp(words[0], words)
        os.close(told)
        assert os.read(ready, 1), "it has not begun"
        os.close(ready)
        os.kill(child, signal.SIGABRT)
        status = os.waitpid(child, 0)[1]
        assert os.WIFSIGNALED(status)
        return os.WCOREDUMP(status)


@proves
def no_core_holds_what_visitors_asked(_):
    if not dumps_core(["sh", "-c", "echo >&2; exec sleep 60"]):
        raise tap.Skip("this machine writes no cores")
    assert not dumps_core([
        program(), "serve", "-s", "server.listen=unix:{}/sock",
        "-s", "site.last-resort=none", "-s", "redis.address=off"])


# Under load, through nginx.


class HeldSite(Website):
    """The website, with the socket of its responder held by us."""

    def __init__(self):
        super().__init__()
        self.listener = socket.socket(socket.AF_UNIX)
        self.listener.bind(self.path("signpost.sock"))
        self.listener.listen(4096)
        os.chmod(self.path("signpost.sock"), 0o666)
        self.manager = Manager(self.folder)

    def __exit__(self, *error):
        super().__exit__(*error)
        self.listener.close()
        self.manager.socket.close()

    def start_program(self):
        supervise(self, "signpost", [program(), "serve", "-c",
                                     self.path("signpost.ini")],
                  self.listener, self.manager)
        while self.manager.hear().get("READY") != "1":
            pass

    def end_life(self, number):
        status = self.end("signpost", number)
        assert status == (-number if number == signal.SIGKILL else 0), status

    @contextlib.contextmanager
    def load(self, port, visitors=4):
        """Visitors of pages that no cache keeps. Yields (statuses, times) so
        far; they leave at the end."""
        seen, over = [], threading.Event()

        def visit(number):
            count = 0
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
            while not over.is_set():
                count += 1
                connection.request("GET", f"/referrals/?q=labor&n={number}-{count}")
                answer = connection.getresponse()
                seen.append((answer.status, len(answer.read())))
            connection.close()

        threads = [threading.Thread(target=visit, args=(n,)) for n in range(visitors)]
        for thread in threads:
            thread.start()
        try:
            yield seen
        finally:
            over.set()
            for thread in threads:
                thread.join()

    def survives(self, what, change, ports):
        for port in ports:
            with self.load(port) as seen:
                for _ in range(LIVES):
                    enough = len(seen) + 40
                    wait_until(lambda n=enough: len(seen) >= n, 20, what="visits")
                    change()
                enough = len(seen) + 40
                wait_until(lambda: len(seen) >= enough, 20, what="visits")
            lost = [status for status, _ in seen if status != 200]
            print(f"# {what}: {len(seen)} visits, {len(lost)} lost", flush=True)
            assert not lost, lost
            assert len({length for _, length in seen}) == 1, "pages differ"


@proves
def reloads_under_load_lose_nothing(site):
    def reload():
        site.send("signpost", signal.SIGHUP)
        while site.manager.hear().get("STATUS") != "reloaded":
            pass
    site.survives("HUP", reload, (site.port, site.kept))


@proves
def restarts_under_load_lose_nothing(site):
    for number in (signal.SIGQUIT, signal.SIGTERM):
        def restart(number=number):
            site.end_life(number)
            site.start_program()
        site.survives(signal.Signals(number).name, restart, (site.port, site.kept))


@proves
def being_killed_under_load_loses_nothing_on_kept_connections(site):
    def kill():
        site.end_life(signal.SIGKILL)
        site.start_program()
    site.survives("kill -9", kill, (site.kept,))


if __name__ == "__main__":
    sys.exit(tap.run_none("libsystemd is not here") if os.environ.get("HAVE_SYSTEMD") == "no"
             else tap.run_on(HeldSite, "nginx", "redis-server", "bash"))
