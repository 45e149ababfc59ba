"""Where things stand: the source, and what was built of it. A program of the
tests finds both without being told: what the environment does not name is
looked for in the folder it was started in, then in build/gcc."""

import functools
import os
import re
import subprocess
import time

# When this run began; for the program it is that day until the run ends.
BEGUN = int(time.time())


def source_folder():
    """The root of the source."""
    beside = os.path.join(os.path.dirname(__file__), "..", "..")
    return os.path.abspath(os.environ.get("srcdir") or beside)


def read_source(*names):
    """A text of the source."""
    with open(os.path.join(source_folder(), *names), encoding="utf-8") as file:
        return file.read()


def shipped_asset(name):
    """A style sheet or script as it is installed."""
    return subprocess.run([os.path.join(source_folder(), "nginx/squeeze")], check=True,
                          input=read_source("nginx/assets", name).encode(),
                          stdout=subprocess.PIPE).stdout.decode()


def built(variable, *names):
    """The path of something that was built, which `variable` of the environment
    may name."""
    if os.environ.get(variable):
        return os.path.abspath(os.environ[variable])
    folders = (os.getcwd(), os.path.join(source_folder(), "build", "gcc"))
    paths = [os.path.join(folder, *names) for folder in folders]
    return next((path for path in paths if os.path.isfile(path)), paths[-1])


def program():
    """The program under test."""
    return built("SIGNPOST", "signpost")


def program_with_row():
    """The same with tests/program/row.inc in its tables."""
    return built("SIGNPOST_WITH_ROW", "tests", "program", "signpost-with-row")


@functools.lru_cache(maxsize=None)
def preloaded(name):
    """The library NAME.so, for a process to preload; None where there is none, or
    where a sanitizer must be the first."""
    folder = os.environ.get("PRELOADED")
    path = (os.path.join(os.path.abspath(folder), name + ".so") if folder
            else built("", "tests", "lib", name + ".so"))
    linked = subprocess.run(["ldd", program()], check=True, stdout=subprocess.PIPE).stdout
    return path if os.path.exists(path) and not re.search(rb"lib(a|t|ub)san", linked) else None


def stopped_clock():
    """The environment in which the time of day stands still, so that no midnight
    comes between two answers that are compared; as it is where nothing can be
    preloaded."""
    library = preloaded("shifted-clock")
    if library is None:
        return dict(os.environ)
    libraries = [library, *filter(None, [os.environ.get("LD_PRELOAD")])]
    return {**os.environ, "LD_PRELOAD": ":".join(libraries), "STOPPED_CLOCK": str(BEGUN)}
