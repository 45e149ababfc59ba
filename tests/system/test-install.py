#!/usr/bin/env python3
"""What `make install` and the program leave behind is there for nginx's user,
whatever the umask of whoever ran them; and what configure chose for it."""

import contextlib
import os
import re
import shutil
import stat
import subprocess
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib"))

import tap
from places import program
from stand import Stand, wait_until
from tap import proves

BUILD = os.path.dirname(program())
PAGES = ("last-resort.html", "last-resort-fragment.html")
UMASKS = (0o077, 0o027)


def plain_environment():
    """Without what the make around this test says to its own."""
    return {name: value for name, value in os.environ.items()
            if not name.startswith(("MAKE", "MFLAGS"))}


def need_makefile():
    tap.need(os.path.exists(os.path.join(BUILD, "Makefile")) and shutil.which("make"),
             "there is no build folder")


def below(folder):
    for parent, folders, files in os.walk(folder):
        for name in folders + files:
            yield os.path.join(parent, name)


def is_for_everybody(path):
    mode = os.stat(path).st_mode
    wanted = 0o555 if stat.S_ISDIR(mode) or mode & stat.S_IXUSR else 0o444
    return mode & wanted == wanted


@proves
def what_is_installed_can_be_read_by_everybody_whatever_the_umask():
    need_makefile()
    for umask in UMASKS:
        with Stand() as stand:
            os.chmod(stand.folder, 0o755)
            done = subprocess.run(
                ["make", "-C", BUILD, "install", "DESTDIR=" + stand.path("root")],
                capture_output=True, text=True, check=False, umask=umask,
                env=plain_environment())
            assert done.returncode == 0, done.stderr
            paths = list(below(stand.path("root")))
            names = {os.path.basename(path) for path in paths}
            assert {"signpost", "signpost.css", "signpost-host.conf", *PAGES} <= names, names
            closed = [path for path in paths if not is_for_everybody(path)]
            assert not closed, closed


@contextlib.contextmanager
def serving(umask):
    """A responder of that umask, once it has written its pages; over what an
    earlier one of another kind left half done."""
    with Stand() as stand:
        stand.write("last-resort.html.new", "half")
        os.chmod(stand.path("last-resort.html.new"), 0o600)
        stand.start("signpost", program(), "serve", "-s", "redis.address=off", "-s",
                    f"server.listen=unix:{stand.path('socket')}", "-s",
                    f"site.last-resort={stand.folder}", umask=umask)
        stand.await_socket("signpost", "socket")
        wait_until(lambda: os.path.exists(stand.path(PAGES[1])), what="the pages written")
        yield stand


@proves
def the_pages_of_last_resort_can_be_read_by_everybody_whatever_the_umask():
    for umask in UMASKS:
        with serving(umask) as stand:
            modes = [stat.S_IMODE(os.stat(stand.path(page)).st_mode) for page in PAGES]
            assert modes == [0o644, 0o644], [oct(mode) for mode in modes]


@proves
def the_program_is_built_hardened():
    need_makefile()
    tap.need(shutil.which("readelf"), "readelf is not here")
    with open(os.path.join(BUILD, "Makefile"), encoding="utf-8") as file:
        chosen = dict(re.findall(r"^(\w+) = (.*)$", file.read(), re.M))
    said = subprocess.run(["readelf", "-Whlds", program()], capture_output=True,
                          text=True, check=True).stdout
    assert re.search(r"Type: +DYN", said) and "GNU_RELRO" in said, said[:600]
    assert re.search(r"FLAGS.*\bNOW\b", said), "symbols are bound late"
    assert "__stack_chk_fail" in said, "no stack is protected"
    if re.search(r"-O[1-3s]", chosen["CFLAGS"]) and not chosen["INSTRUMENT"].strip():
        assert "__snprintf_chk" in said, "libc checks nothing"


if __name__ == "__main__":
    sys.exit(tap.run())
