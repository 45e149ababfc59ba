"""Debian packages for tests: the one of this source, and that of 0.1.0, whose
source is kept in tests/upgrade (`git archive` of commit 46a0c3a, without its tests),
because whoever tests this may have no history."""

import glob
import os
import re
import shutil
import subprocess
import tarfile

from places import source_folder

MADE = shutil.ignore_patterns(".git", "build", "build-aux", "_build", "autom4te.cache",
                              "node_modules", "config.status", "config.log", "Makefile",
                              "*.o", "*.a")
OLD = os.path.join(source_folder(), "tests", "upgrade", "signpost-0.1.0.tar.xz")


def build_package(source):
    """Builds what stands in a folder, which is to be one of its own; the path of the
    package."""
    keep = {name: value for name, value in os.environ.items()
            if not name.startswith(("MAKE", "MFLAGS", "SIGNPOST", "DEB_"))}
    done = subprocess.run(
        ["dpkg-buildpackage", "-us", "-uc", "-b"], cwd=source, capture_output=True,
        encoding="utf-8", errors="replace", check=False,
        env={**keep, "LC_ALL": "C.UTF-8", "DEB_BUILD_PROFILES": "nocheck",
             "DEB_CFLAGS_APPEND": "-O0 -w",
             "DEB_BUILD_OPTIONS": f"nocheck noopt noautodbgsym parallel={os.cpu_count()}"})
    assert done.returncode == 0, (done.stdout + done.stderr)[-3000:]
    path, = glob.glob(os.path.join(os.path.dirname(source), "signpost_*.deb"))
    return path


def new_package(folder):
    """The path of this source's package, built in `folder`."""
    source = os.path.join(folder, "new", "signpost")
    shutil.copytree(source_folder(), source, ignore=MADE)
    for parent, _, names in os.walk(source):
        for path in (parent, *(os.path.join(parent, name) for name in names)):
            os.chmod(path, os.stat(path).st_mode | 0o200)
    return build_package(source)


def old_package(folder):
    """The path of the package of 0.1.0. One of its lines is for the hiredis of its
    time."""
    with tarfile.open(OLD) as archive:
        archive.extractall(os.path.join(folder, "old"))
    source = os.path.join(folder, "old", "signpost-0.1.0")
    with open("/usr/include/hiredis/read.h", encoding="utf-8") as file:
        if re.search(r"createArray\)\(const redisReadTask ?\*, ?size_t\)", file.read()):
            path = os.path.join(source, "fcgi", "redis.c")
            with open(path, encoding="utf-8") as file:
                text = file.read().replace("*task, int elements", "*task, size_t elements")
            with open(path, "w", encoding="utf-8") as file:
                file.write(text)
    return build_package(source)
