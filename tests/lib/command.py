"""The program as a command that is run and ends."""

import concurrent.futures
import functools
import os
import re
import subprocess

from answer import Answer
from places import program, stopped_clock

PATIENCE_S = 30
# What render exits with when the status is a fault's, and the others of sysexits.h.
OK, USAGE, DATA_FAULT, NOT_FOUND, UNAVAILABLE, SETTINGS_FAULT = 0, 64, 65, 66, 69, 78


def run(*arguments, binary=None, **how):
    """The completed process, with what it printed as text."""
    how.setdefault("env", stopped_clock())
    done = subprocess.run([binary or program(), *arguments], capture_output=True,
                          check=False, timeout=PATIENCE_S, **how)
    done.stdout, done.stderr = (said.decode("utf-8", "backslashreplace")
                                for said in (done.stdout, done.stderr))
    return done


def without_wait(text):
    """The locations of nginx, as where nothing else keeps the machine from reading
    within half a second."""
    return re.sub(r"fastcgi_read_timeout \d+s;", "fastcgi_read_timeout 1s;", text)


def printed(*arguments, **how):
    """What a command prints that has nothing to complain of."""
    done = run(*arguments, **how)
    assert done.returncode == 0, done
    return done.stdout


@functools.lru_cache(maxsize=None)
def render(target, *arguments):
    """The Answer that `signpost render` prints; each is asked for once."""
    done = subprocess.run([program(), "render", "-i", *arguments, target],
                          capture_output=True, timeout=PATIENCE_S, check=False,
                          env=stopped_clock())
    assert done.stdout, done.stderr.decode()
    return Answer.parsed(done.stdout, done.returncode)


def render_all(targets):
    """[(target, answer)], several at a time."""
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count() or 1) as pool:
        return list(zip(targets, pool.map(render, targets)))


def options(settings):
    """Settings as the arguments of a command."""
    return [word for setting in settings for word in ("-s", setting)]
