#!/usr/bin/env python3
"""An install from source: what it wants is named, all of it at once; what it
leaves behind is there for nginx's user, whatever the umask of whoever ran it, and
goes again; and what configure chose for it."""

import contextlib
import glob
import hashlib
import os
import re
import shutil
import stat
import subprocess
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib"))

import tap
from places import program, read_source, source_folder
from readme import commands, section
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


def installed_again(stand):
    """What a further `make install` into the root says."""
    done = subprocess.run(["make", "-C", BUILD, "install", "DESTDIR=" + stand.path("root")],
                          capture_output=True, text=True, check=False, env=plain_environment())
    assert done.returncode == 0, done.stderr
    return done.stdout


def read(path):
    with open(path, encoding="utf-8") as file:
        return file.read()


def append(path, text):
    with open(path, "a", encoding="utf-8") as file:
        file.write(text)


@proves
def what_somebody_changed_in_a_shipped_file_is_kept_beside_the_new_one_and_said():
    need_makefile()
    with Stand() as stand:
        installed_again(stand)
        [phones] = glob.glob(stand.path("root/**/data/20-phones.ini"), recursive=True)
        share = os.path.dirname(os.path.dirname(phones))
        words = os.path.join(share, "locale/es.ini")
        assert ".yours" not in installed_again(stand), "nothing was changed"
        for text in ("; mine\n", "; mine\n", "; another\n"):
            append(phones, text)
            append(words, text)
            said = installed_again(stand)
            for path in (phones, words):
                assert f"{path} had been changed; it is kept as {path}.yours" in said, said
        for path, name in ((phones, "data/20-phones.ini"), (words, "conf/locale/es.ini")):
            shipped = read_source(name)
            for end, kept in (("", shipped), (".yours", shipped + "; mine\n"),
                              (".yours-2", shipped + "; another\n")):
                assert read(path + end) == kept, (path, end)
            assert not os.path.exists(path + ".yours-3")
        # Of what an older `make install` left there is no note.
        os.remove(os.path.join(share, "shipped.cksum"))
        append(phones, "; older\n")
        said = installed_again(stand)
        assert f"in case you had changed it, the former is kept as {phones}.yours-3" in said, said
        assert "/es.ini.yours" not in said, said


@proves
def the_package_keeps_what_somebody_changed_in_a_shipped_file_of_the_former_one():
    with Stand() as stand:
        stand.write("root/usr/share/signpost/data/20-phones.ini", "; shipped\n; mine\n")
        stand.write("root/usr/share/signpost/data/10-directory.ini", "; shipped\n")
        sums = "".join(hashlib.md5(b"; shipped\n").hexdigest() + "  usr/share/signpost/"
                       f"{name}\n" for name in ("data/10-directory.ini", "data/20-phones.ini",
                                                "data/gone.ini", "README.md"))
        stand.write("sums", sums)
        stand.write("bin/dpkg-query", f"#!/bin/sh\necho {stand.path('sums')}\n")
        os.chmod(stand.path("bin/dpkg-query"), 0o755)
        for word, count in (("install", 0), ("upgrade", 1), ("upgrade", 1)):
            done = subprocess.run(
                ["sh", source_folder() + "/debian/preinst", word, "0.2.0"], check=True,
                capture_output=True, text=True, env={
                    **os.environ, "DPKG_ROOT": stand.path("root"),
                    "PATH": stand.path("bin") + ":" + os.environ["PATH"]})
            assert done.stdout.count("had been changed; it is kept as") == count, done
            kept = glob.glob(stand.path("root/**/*.yours*"), recursive=True)
            assert [os.path.basename(path) for path in kept] == ["20-phones.ini.yours"][:count]
        assert stand.read("root/usr/share/signpost/data/20-phones.ini.yours").endswith("; mine\n")


@contextlib.contextmanager
def serving(umask):
    """A responder of that umask, once it has written its pages; over what an
    earlier one of another kind left half done."""
    with Stand() as stand:
        stand.write("last-resort.html.signpost-new", "half")
        os.chmod(stand.path("last-resort.html.signpost-new"), 0o600)
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


# What a build wants

TOOLS = {"gcc": "gcc", "make": "make", "autoconf": "autoreconf", "automake": "automake",
         "pkgconf": "pkg-config"}


def wanted_packages():
    """Those of the README's one line."""
    line, = [line for line in commands(section("From source")) if line.startswith("apt-get install gcc")]
    return line.split()[2:]


@contextlib.contextmanager
def bare_path(*without, libraries=None):
    """A folder of commands in which those are not found that start so; pkg-config
    knows the libraries alone, if they are named."""
    with Stand() as stand:
        os.mkdir(stand.path("bin"))
        for folder in reversed(("/usr/bin", "/bin")):
            for name in os.listdir(folder):
                if not name.startswith(without) and not os.path.lexists(stand.path("bin", name)):
                    os.symlink(os.path.join(folder, name), stand.path("bin", name))
        if libraries is not None:
            os.unlink(stand.path("bin", "pkg-config"))
            known = "|".join(f"*' {name}'*|*' {name} '*" for name in libraries)
            stand.write("bin/pkg-config", "#!/bin/sh\ncase \" $*\" in\n"
                        "*version*) exit 0 ;;\n" + f"{known}) exit 0 ;;\nesac\nexit 1\n")
            os.chmod(stand.path("bin/pkg-config"), 0o755)
        yield stand


def refused(stand, *command):
    """What the command says on the way to its end, which is a failure."""
    keep = {name: value for name, value in plain_environment().items()
            if name not in ("CC", "CXX", "MAKE", "PKG_CONFIG", "CFLAGS", "LDFLAGS")}
    done = subprocess.run(command, cwd=stand.folder, capture_output=True, text=True,
                          check=False, env={**keep, "PATH": stand.path("bin")})
    assert done.returncode != 0, done
    return done.stdout + done.stderr


def need_configure():
    path = os.path.join(source_folder(), "configure")
    tap.need(os.path.exists(path), "there is no configure")
    return path


COMPILERS = ("gcc", "cc", "clang", "c89", "c99", "x86_64-linux", "aarch64-linux")


@proves
def the_readme_names_every_package_that_a_build_wants():
    libraries = set(re.findall(r"\b[a-z0-9-]+-dev\b", read_source("configure.ac")))
    libraries -= {"libcmocka-dev"}
    assert set(wanted_packages()) == libraries | set(TOOLS), wanted_packages()
    build = re.search(r"^Build-Depends:\n((?: .*\n)+)", read_source("debian/control"), re.M)[1]
    libraries |= {"pkgconf", "gettext", "zip"}  # the latter for the plugin of WordPress
    named = {line.split()[0].rstrip(",") for line in build.splitlines() if "nocheck" not in line}
    assert libraries == {name for name in named if not name.startswith(("debhelper", "dh-"))}


@proves
def configure_names_all_that_is_missing_at_once():
    path = need_configure()
    with bare_path(*COMPILERS, "make", "gmake", libraries=["zlib", "uuid"]) as stand:
        said = refused(stand, path, "--quiet")
    line = re.search(r"apt-get install (.*)", said)[1].split()
    lacking = set(wanted_packages()) - {"zlib1g-dev", "uuid-dev", "autoconf", "automake",
                                        "pkgconf"}
    assert lacking - set(line) <= {"libcsv-dev", "libstemmer-dev"} and set(line) <= lacking, said
    assert "--without-systemd" in said, said


@proves
def configure_without_pkg_config_names_no_library_that_is_there():
    path = need_configure()
    tap.need(glob.glob("/usr/lib/*/pkgconfig/fcgi.pc"), "libraries are not Debian's")
    with bare_path("pkg-config", "pkgconf") as stand:
        said = refused(stand, path, "--quiet")
    assert re.search(r"apt-get install (.*)", said)[1] == "pkgconf", said


@proves
def a_library_of_its_own_is_named_alone_and_so_is_systemds():
    path = need_configure()
    there = re.findall(r"^SIGNPOST_LIBRARY\(\[\w+\], \[([\w-]+)", read_source("configure.ac"), re.M)
    there.remove("libsystemd")
    with bare_path(libraries=there) as stand:
        said = refused(stand, path, "--quiet")
    assert re.search(r"apt-get install (.*)", said)[1] == "libsystemd-dev", said


@proves
def autogen_names_its_tools_and_with_them_all_else():
    with bare_path("auto", "aclocal", "pkg-config", "pkgconf") as stand:
        said = refused(stand, os.path.join(source_folder(), "autogen.sh"))
    assert "missing: autoconf automake pkgconf;" in said, said
    said = re.sub(r"[\s\\]+", " ", said)
    assert "apt-get install " + " ".join(wanted_packages()) in said, said


@contextlib.contextmanager
def installed(*options):
    """A root into which a build of its own was installed, and what make said."""
    path = need_configure()
    tap.need(shutil.which("make") and shutil.which("gcc"), "there is no compiler")
    with Stand() as stand:
        for command in ([path, "--quiet", "CFLAGS=-O0", *options],
                        ["make", f"-j{os.cpu_count()}", "install", "DESTDIR=" + stand.path("root")]):
            done = subprocess.run(command, cwd=stand.folder, capture_output=True, text=True,
                                  check=False, env=plain_environment())
            assert done.returncode == 0, done.stderr
        yield stand


def make(stand, *arguments):
    done = subprocess.run(["make", f"-j{os.cpu_count()}", *arguments], cwd=stand.folder,
                          capture_output=True, text=True, check=False, env=plain_environment())
    assert done.returncode == 0, done.stderr
    return done.stdout


def says_of_systemd(stand):
    """Whether units were installed, and whether the program asks for a socket."""
    names = {os.path.basename(path) for path in below(stand.path("root"))}
    symbols = subprocess.run(["nm", "-D", stand.path("signpost")], capture_output=True,
                             text=True, check=True).stdout
    return "signpost.service" in names, "sd_listen_fds" in symbols


@proves
def without_libsystemd_there_are_no_units_and_with_it_all_is_built_anew():
    with installed("--without-systemd") as stand:
        assert says_of_systemd(stand) == (False, False)
        subprocess.run([need_configure(), "--quiet", "CFLAGS=-O0"], cwd=stand.folder,
                       check=True, stdout=subprocess.DEVNULL, env=plain_environment())
        make(stand, "install", "DESTDIR=" + stand.path("root"))
        tap.need(os.environ.get("HAVE_SYSTEMD") != "no", "libsystemd is not here")
        assert says_of_systemd(stand) == (True, True)
        assert " CC " not in make(stand), "it is built again for nothing"
        taken_away_again(stand)


def taken_away_again(stand):
    """Uninstalls; no file stays, nor a link that `systemctl enable` made."""
    wants = stand.path("root/etc/systemd/system/multi-user.target.wants")
    os.makedirs(wants)
    for name, unit in (("signpost.service", "signpost.service"),
                       ("signpost@intranet.service", "signpost@.service")):
        os.symlink("/usr/local/lib/systemd/system/" + unit, os.path.join(wants, name))
    os.symlink("/lib/systemd/system/nginx.service", os.path.join(wants, "nginx.service"))
    make(stand, "uninstall", "DESTDIR=" + stand.path("root"))
    left = [path for path in below(stand.path("root")) if not os.path.isdir(path)]
    assert left == [os.path.join(wants, "nginx.service")], left


if __name__ == "__main__":
    sys.exit(tap.run())
