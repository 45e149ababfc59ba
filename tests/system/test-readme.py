#!/usr/bin/python3
"""README.md, followed word for word: the five steps on a Debian system of
their own, and what else it promises. The system is this machine's in new
mount, network and process namespaces, with scratch folders over what the steps
write to and the rest read-only. All of it ends with the test."""

import collections
import ctypes
import fcntl
import functools
import glob
import multiprocessing
import os
import re
import shutil
import signal
import socket
import struct
import subprocess
import sys
import textwrap

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib"))

import tap
from stand import Stand, accepts, missing, source_folder, wait_until
from tap import need, proves
from web import get

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


# README.md


def readme():
    with open(os.path.join(source_folder(), "README.md"),
              encoding="utf-8") as file:
        return file.read()


def section(title):
    """The text below the heading that begins with `title`."""
    for part in re.split(r"^## ", readme(), flags=re.M)[1:]:
        if part.startswith(title):
            return part.split("\n", 1)[1]
    raise AssertionError(f"README.md has no section `{title}`")


def step(number):
    """The text of one of the five steps."""
    text = section("Add it to your nginx site")
    parts = re.split(r"^\d\. ", text, flags=re.M)
    assert len(parts) == 6, f"{len(parts) - 1} steps"
    return parts[number]


FENCED = re.compile(r"^ *```(\w+)\n(.*?)^ *```$", re.M | re.S)


def blocks(text, language):
    """The fenced blocks in that language."""
    return [textwrap.dedent(body) for name, body in FENCED.findall(text)
            if name == language]


def commands(text):
    """The lines of the indented blocks of a step: each is a command."""
    return re.findall(r"^ {7}(\S.*)$", FENCED.sub("", text), flags=re.M)


def inline(text, start=""):
    """What stands between backticks and begins with `start`."""
    found = re.findall(r"`([^`]+)`", FENCED.sub("", text))
    found = [" ".join(code.split()) for code in found]
    return [code for code in found if code.startswith(start)]


# The shipped directory


def shipped():
    """All of it, as text."""
    text = ""
    for path in sorted(glob.glob(os.path.join(source_folder(), "data/*.ini"))):
        with open(path, encoding="utf-8") as file:
            text += file.read() + "\n"
    return text


def shipped_entries():
    return re.findall(r"^\[entry:(.+)\]$", shipped(), flags=re.M)


def crisis_numbers():
    """Digits, with a leading plus where there is one."""
    ids = re.search(r"^crisis = (.+)$", shipped(), flags=re.M)[1].split(", ")
    numbers = [re.search(rf"^\[phone:{phone}\]\nnumber = (.+)$", shipped(),
                         flags=re.M)[1] for phone in ids]
    return [re.sub("[^0-9+]", "", number) for number in numbers]


def numbers_of(text):
    """What a page offers to call or to text."""
    return re.findall(r'href="(?:tel|sms):([0-9+]+)"', text)


def has_crisis_numbers(answer):
    return set(crisis_numbers()) <= set(numbers_of(answer.text))


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
        """Runs the commands of a step; returns what they printed."""
        return "".join(self.run(f"step-{number}", command)
                       for command in commands(step(number)))

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
            and bool(answer.page.forms)


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


@proves
def the_readme_has_at_most_120_lines(_):
    assert readme().count("\n") <= 120, readme().count("\n")


@proves
def the_readme_names_only_files_that_are_there(_):
    names = inline(section("Where to look"))
    names += [line.split()[0] for line in
              re.findall(r"^ {4}(\S+/.*)$", section("Two commands"), re.M)]
    assert len(names) >= 3, names
    for name in names:
        assert os.path.exists(os.path.join(source_folder(), name)), name


# The five steps


@after_step(0)
def step_1_builds_and_installs_the_program(system):
    system.follow(1)
    assert system.run("version", "command -v signpost").startswith("/")
    system.followed = 1


@after_step(1)
def step_2_writes_the_settings_and_finds_no_fault(system):
    printed = system.follow(2)
    assert "signpost check" in commands(step(2))
    count = len(shipped_entries())
    assert re.match(rf"{count} entries, \d+ phones: no faults\n",
                    printed), printed
    assert os.path.getsize(SETTINGS) > 0
    system.followed = 2


@after_step(2)
def step_3_starts_the_responder_as_the_user_of_nginx(system):
    system.follow(3)
    wait_until(lambda: accepts(SOCKET), what="the responder listening")
    # The files in /proc of a process that cannot be dumped are root's.
    status = system.read(f"/proc/{system.responder()}/status")
    owner = int(re.search(r"^Uid:\t(\d+)", status, re.M)[1])
    assert owner == os.stat(SOCKET).st_uid
    user = re.search(r"^user (\S+);", system.read("/etc/nginx/nginx.conf"),
                     flags=re.M)[1]
    assert owner == int(system.run("user", f"id -u {user}"))
    system.followed = 3


@after_step(3)
def step_4_puts_the_addresses_into_an_existing_server_block(system):
    system.follow(4)
    lines, = blocks(step(4), "nginx")
    system.edit(SITE, r"^server \{\n", "server {\n" + lines)
    system.followed = 4


@after_step(4)
def step_5_puts_the_section_into_a_page(system):
    system.follow(5)
    line, = blocks(step(5), "html")
    system.write("/var/www/html" + HOST_PAGE,
                 "<!DOCTYPE html>\n<title>Get help</title>\n"
                 f"<h1>Before it</h1>\n{line}<p>After it</p>\n")
    command, = inline(step(5), "nginx ")
    system.reload_nginx(command)
    system.followed = 5
    assert system.has_section(), system.page().text
    text = system.page().text
    assert text.index("Before it") < text.index('class="signpost"') \
        < text.index("After it"), text


# What is there then


@after_step(5)
def the_section_has_the_crisis_numbers_of_the_directory(system):
    assert crisis_numbers()
    for path in (HOST_PAGE, "/referrals/"):
        assert has_crisis_numbers(system.visit(path)), path
    found = numbers_of(system.page().text)
    assert found[0] == crisis_numbers()[0], found


@after_step(5)
def the_filters_of_the_page_filter_the_page(system):
    whole = system.page().page
    box = next(control for control in whole.forms[0]["controls"]
               if control.get("type") == "checkbox")
    assert not whole.forms[0].get("action"), whole.forms[0]
    chosen = (box["name"], box["value"])
    part = system.visit(f"{HOST_PAGE}?{chosen[0]}={chosen[1]}").page
    assert part.checked() == [chosen], part.checked()
    assert 0 < len(part.entries()) < len(whole.entries())


@after_step(5)
def the_whole_list_has_every_shipped_entry(system):
    address, = re.findall(r"whole list is now at\s+`(.+?)`", readme())
    answer = system.visit(address)
    assert answer.status == 200
    assert sorted(answer.page.entries()) == sorted(shipped_entries())


@after_step(5)
def the_style_sheet_is_at_the_address_that_is_named(system):
    address, = re.findall(r"style sheet is\s+`(.+?)`", readme())
    answer = system.visit(address)
    assert answer.status == 200, answer.status
    assert answer.headers["content-type"].startswith("text/css")
    with open(os.path.join(source_folder(), "nginx/assets/signpost.css"),
              encoding="utf-8") as file:
        assert answer.text == file.read()


@after_step(5)
def the_existing_site_is_as_it_was(system):
    assert system.visit("/").text == "The existing site\n"
    assert system.visit("/nowhere").status == 404


@after_step(5)
def every_address_that_is_named_answers(system):
    addresses = inline(section("Addresses"), "/referrals/")
    assert len(addresses) >= 5, addresses
    for address in addresses:
        address = address.replace("ID", shipped_entries()[0])
        assert system.visit(address).status == 200, address


@after_step(5)
def every_filter_that_is_named_filters(system):
    whole = system.visit("/referrals/").page
    values = collections.ChainMap(*(
        {control.get("name"): control.get("value")}
        for control in whole.forms[0]["controls"]))
    names = re.findall(r"`\?([a-z]+)=`", section("Addresses"))
    assert len(names) >= 5, names
    for name in names:
        part = system.visit(f"/referrals/?{name}={values[name]}").page
        assert 0 < len(part.entries()) < len(whole.entries()), name


@after_step(5)
def the_commands_that_tell_what_is_wrong_find_nothing_wrong(system):
    asking = inline(section("It shows nothing"), "signpost ")
    assert len(asking) >= 3, asking
    for command in asking:
        system.run("what-now", command)
    assert has_crisis_numbers(system.page())


# Redis, and a directory of one's own


@after_step(5)
def the_lines_for_redis_are_accepted(system):
    lines = next(block for block in blocks(readme(), "ini")
                 if block.startswith("[redis]"))
    system.write("/etc/signpost/redis.ini", system.read(SETTINGS) + lines)
    system.run("redis-lines", "signpost check -c /etc/signpost/redis.ini")


@after_step(5)
def redis_is_used_as_soon_as_it_answers(system):
    assert system.has_section()
    assert f"unix:{REDIS_SOCKET}" in inline(readme())
    need(not missing("redis-server"), "redis-server is not installed")
    system.start_redis()

    unseen = iter(sorted(shipped_entries()))

    def is_used():
        assert system.visit(f"/referrals/e/{next(unseen)}").status == 200
        return system.run("redis-size", f"redis-cli -s {REDIS_SOCKET} dbsize"
                          ).strip() != "0"

    wait_until(is_used, what="a page in Redis")


def example():
    """The example's id and text, renamed when the id is a shipped one's."""
    text = next(block for block in blocks(readme(), "ini")
                if "[entry:" in block)
    name = re.search(r"^\[entry:(.+)\]$", text, flags=re.M)[1]
    if name not in shipped_entries():
        return name, text
    return f"own-{name}", text.replace(f"[entry:{name}]", f"[entry:own-{name}]")


def own_folder():
    line, = inline(section("An entry"), "path = ")
    return line, line.split(":")[-1]


@after_step(5)
def the_example_of_an_entry_is_accepted_beside_the_shipped_ones(system):
    name, text = example()
    line, folder = own_folder()
    os.makedirs(folder)
    system.write(os.path.join(folder, "own.ini"), text)
    system.edit(SETTINGS, r"^\[directory\]\n", f"[directory]\n{line}\n")
    printed = system.run("own", "signpost check")
    assert f"\n{len(shipped_entries()) + 1} entries" in printed, printed
    assert "fault:" not in printed and "lacks `name.es`" in printed, printed
    assert system.visit(f"/referrals/e/{name}").status == 404
    system.hang_up()
    wait_until(lambda: system.visit(f"/referrals/e/{name}").status == 200,
               what="the entry on the website")
    for path in (HOST_PAGE, "/referrals/"):
        wait_until(lambda: name in system.visit(path).page.entries(), within=90,
                   what="nginx's copy being made anew")


@after_step(5)
def a_faulty_set_is_named_by_file_and_line_and_the_old_one_goes_on(system):
    name, _ = example()
    path = os.path.join(own_folder()[1], "own.ini")
    before = system.page().text
    text = system.read(path)
    system.write(path, text + "colour = green\n")
    fault = f"{path}:{text.count(chr(10)) + 1}:1: "
    try:
        system.hang_up()
        wait_until(lambda: "reload refused: " + fault in system.log("step-3"),
                   what="the refusal")
        assert system.visit(f"/referrals/e/{name}").status == 200
        assert system.page().text == before
        printed = system.run("faulty", "! signpost check")
        assert printed.startswith(fault), printed
    finally:
        system.write(path, text)


# When it fails


@after_step(5)
def with_the_responder_killed_the_page_still_has_the_crisis_numbers(system):
    os.kill(system.responder(), signal.SIGKILL)
    wait_until(lambda: not accepts(SOCKET), what="the responder's end")
    # A place on the list of which nginx has no copy.
    answer = system.visit(HOST_PAGE + "?sp-page=99")
    assert answer.status == 200, answer.status
    assert not answer.page.forms
    assert "After it" in answer.text
    assert has_crisis_numbers(answer), answer.text


@after_step(5)
def step_3_again_brings_the_section_back(system):
    system.follow(3)
    wait_until(system.has_section, what="the section in the page")


def play(stand):
    """In the first process of the system."""
    end_with_parent()
    system = System(stand)
    try:
        system.isolate()
    except OSError as error:
        tap.run(f"a system of its own is refused: {error}")
        return
    try:
        system.build()
    except Exception as error:
        tap.bail_out(f"the system cannot be built: {error}")
        return
    tap.run(system)


def play_isolated():
    """Returns the exit status. With the first process of a process namespace,
    every process in it ends."""
    enter_namespaces("mount", "network", "process")
    os.environ["TMPDIR"] = "/tmp"  # that nothing is laid over
    with Stand() as stand:
        process = multiprocessing.get_context("fork").Process(
            target=play, args=(stand,))
        process.start()
        try:
            process.join()
        finally:
            process.kill()
            process.join()
        return process.exitcode


def main():
    # An end by a signal is an end that cleans up.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    lacking = missing("nginx", "bash", "runuser", "mount", "autoreconf",
                      "make", "gcc", "pkg-config")
    if lacking:
        tap.run_none(f"{lacking} is not installed")
    elif os.geteuid() != 0:
        tap.run("only root can have a system of its own")
    elif not os.path.exists(SITE):
        tap.run_none(f"{SITE} is missing, Debian's default site")
    else:
        try:
            sys.exit(play_isolated())
        except OSError as error:
            tap.run(f"a system of its own is refused: {error}")


if __name__ == "__main__":
    main()
