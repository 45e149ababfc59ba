#!/usr/bin/env python3
"""The Debian package: it builds as anybody, lintian finds nothing, and what it
installs becomes a running section in the few steps of an operator, in a scratch
root and as far as no service manager runs. Prints TAP."""

import glob
import os
import pwd
import re
import shutil
import subprocess
import sys
import zipfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib"))

import tap
from places import read_source, source_folder
from stand import Stand, free_port, missing, wait_until
from tap import proves
from visitor import get

# What is no part of the source, or was made beside it.
MADE = shutil.ignore_patterns(".git", "build", "autom4te.cache", "node_modules", "__pycache__",
                              "config.status", "config.log", "Makefile", "*.o", "*.a")
OURS = """[entry:harbor-neighbors]
name = Harbor Neighbors
kind = helpline
summary = Helps people who work or have worked under threat.
audience = workers
link = https://harbor.example/
"""

NGINX = """daemon off;
pid {folder}/nginx.pid;
{user}
events {{
}}
http {{
	access_log off;
	client_body_temp_path {folder}/temporary;
	fastcgi_temp_path {folder}/temporary;
	proxy_temp_path {folder}/temporary;
	scgi_temp_path {folder}/temporary;
	uwsgi_temp_path {folder}/temporary;
	include conf.d/*.conf;
	server {{
		listen 127.0.0.1:{port};
		root {folder}/www;
		{include}
	}}
}}
"""


class Package(Stand):
    """The package, once it is built, and the root into which it was unpacked."""

    def __init__(self):
        super().__init__()
        self.root = self.path("root")
        self.port = free_port()
        self.is_unpacked = False

    def tool(self, *command, cwd=None, **environment):
        """Runs a command as an ordinary user."""
        user = ["setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups"]
        keep = {name: value for name, value in os.environ.items()
                if not name.startswith(("MAKE", "MFLAGS", "SIGNPOST", "DEB_"))}
        return subprocess.run([*(user if os.getuid() == 0 else []), *command],
                              cwd=cwd or self.folder, capture_output=True, encoding="utf-8",
                              errors="replace", timeout=900, check=False,
                              env={**keep, "HOME": self.folder, "LC_ALL": "C.UTF-8",
                                   **environment})

    def copy_source(self):
        shutil.copytree(source_folder(), self.path("source"), ignore=MADE)
        owner = pwd.getpwnam("nobody").pw_uid if os.getuid() == 0 else -1
        for folder, _, names in os.walk(self.folder):
            for path in (folder, *(os.path.join(folder, name) for name in names)):
                os.chown(path, owner, -1, follow_symlinks=False)
                os.chmod(path, os.stat(path).st_mode | 0o200)

    def build_package(self):
        return self.tool("dpkg-buildpackage", "-us", "-uc", "-b", cwd=self.path("source"),
                         DEB_BUILD_PROFILES="nocheck",
                         DEB_BUILD_OPTIONS=f"nocheck noautodbgsym parallel={os.cpu_count()}")

    def file(self, ending):
        found = glob.glob(self.path(f"signpost_*{ending}"))
        assert len(found) == 1, found
        return found[0]

    def installed(self, path):
        return os.path.join(self.root, path.lstrip("/"))

    def rewrite(self, path, *changes):
        """Replaces each (old, new), which must be there, in an installed file."""
        with open(self.installed(path), encoding="utf-8") as file:
            text = file.read()
        for old, new in changes:
            assert old in text, (path, old)
            text = text.replace(old, new)
        with open(self.installed(path), "w", encoding="utf-8") as file:
            file.write(text)

    def run(self, *arguments):
        return subprocess.run([self.installed("/usr/bin/signpost"), *arguments], timeout=20,
                              capture_output=True, encoding="utf-8", check=False)

    def write_nginx(self, include):
        user = "user root;" if os.getuid() == 0 else ""
        with open(self.installed("/etc/nginx/nginx.conf"), "w", encoding="utf-8") as file:
            file.write(NGINX.format(folder=self.folder, port=self.port, user=user,
                                    include=include))

    def nginx(self, *more):
        return ["nginx", "-c", self.installed("/etc/nginx/nginx.conf"),
                "-e", self.path("nginx.log"), *more]

    def workers(self):
        """The processes of nginx that answer."""
        with open(self.path("nginx.pid"), encoding="ascii") as file:
            master = file.read().strip()
        with open(f"/proc/{master}/task/{master}/children", encoding="ascii") as file:
            return set(file.read().split())

    def has_old_workers(self, before):
        """Whether one of those is still there; it answers as it did."""
        return not before.isdisjoint(self.workers())

    def status(self, path):
        """What nginx answers; None while it does not."""
        try:
            return get(self.port, path).status
        except ConnectionError:
            return None


@proves
def its_version_is_the_programs(_):
    version = re.search(r"AC_INIT\(\[signpost\], \[([^]]+)\]\)", read_source("configure.ac"))[1]
    assert read_source("debian", "changelog").startswith(f"signpost ({version}) "), version


@proves
def every_library_that_configure_looks_for_is_a_build_dependency(_):
    wanted = set(re.findall(r"\blib[a-z0-9-]+-dev\b", read_source("configure.ac")))
    here = set(re.findall(r"^ (lib[a-z0-9-]+-dev)\b", read_source("debian", "control"), re.M))
    assert wanted - here == set() and "libfcgi-dev" in wanted, wanted - here


@proves
def it_builds_as_an_ordinary_user(package):
    lacking = missing("dpkg-buildpackage", "dh", "setpriv", "dpkg-deb")
    tap.need(not lacking, f"{lacking} is not here")
    package.copy_source()
    lacking = package.tool("dpkg-checkbuilddeps", cwd=package.path("source"),
                           DEB_BUILD_PROFILES="nocheck")
    tap.need(lacking.returncode == 0, lacking.stderr.strip())
    result = package.build_package()
    assert result.returncode == 0, (result.stdout + result.stderr)[-3000:]
    result = package.tool("dpkg-deb", "-x", package.file(".deb"), package.root)
    assert result.returncode == 0, result
    # From here on nothing can be found but what is installed.
    shutil.rmtree(package.path("source"))
    package.is_unpacked = True


@proves
def lintian_finds_nothing(package):
    tap.need(package.is_unpacked, "there is no package")
    tap.need(shutil.which("lintian"), "lintian is not here")
    result = package.tool("lintian", "--fail-on", "error,warning", package.file(".changes"))
    assert result.returncode == 0, result
    assert not re.search("^[EW]:", result.stdout, re.M), result.stdout


@proves
def an_upgrade_has_nothing_to_ask(package):
    tap.need(package.is_unpacked, "there is no package")
    result = package.tool("dpkg-deb", "-e", package.file(".deb"), package.path("control"))
    assert result.returncode == 0, result
    assert not os.path.exists(package.path("control", "conffiles"))
    assert os.path.isdir(package.installed("/etc/signpost/directory"))


@proves
def what_is_made_for_a_machine_is_made_below_its_root(package):
    """As postinst does it, which tests/system/test-booted.py runs."""
    tap.need(package.is_unpacked, "there is no package")
    with open(package.installed("/etc/signpost/signpost.ini"), "w", encoding="utf-8") as file:
        file.write(package.run("reference", "settings").stdout)
    result = package.tool(package.installed("/usr/libexec/signpost/nginx-files"), "place",
                          ROOT=package.root)
    assert result.returncode == 0, result
    for name in ("conf.d/signpost.conf", "signpost-host.conf", "signpost-internal.conf",
                 "signpost-locations.conf", "signpost-site.conf", "signpost_params"):
        assert os.path.getsize(package.installed("/etc/nginx/" + name)), (name, result)
    os.makedirs(package.installed("/var/lib/signpost"))


@proves
def its_manpage_pages_are_where_man_looks(package):
    tap.need(package.is_unpacked, "there is no package")
    for page in ("man1/signpost.1", "man5/signpost.ini.5", "man5/signpost-directory.5"):
        assert os.path.exists(package.installed(f"/usr/share/man/{page}.gz")), page


@proves
def what_it_installs_needs_no_source(package):
    tap.need(package.is_unpacked, "there is no package")
    for arguments in (["check"], ["render", "/"], ["reference", "nginx"],
                      ["reference", "nginx", "--http"], ["reference", "nginx", "--errors"],
                      ["reference", "settings", "--man"]):
        result = package.run(*arguments, "-c",
                             package.installed("/etc/signpost/signpost.ini"))
        assert result.returncode == 0 and not result.stderr, (arguments, result)
        assert package.path("source") not in result.stdout, arguments


@proves
def the_plugin_for_wordpress_is_in_it_and_of_its_version(package):
    tap.need(package.is_unpacked, "there is no package")
    version = re.search(r"AC_INIT\(\[signpost\], \[([^]]+)\]\)", read_source("configure.ac"))[1]
    with zipfile.ZipFile(package.installed("/usr/share/signpost/signpost-wordpress.zip")) as file:
        head = file.read("signpost/signpost.php").decode()
        assert re.search(rf"^ \* Version: +{re.escape(version)}$", head, re.M), head[:600]
        assert "signpost/languages/signpost-es_ES.mo" in file.namelist()


@proves
def it_has_the_file_systems_for_copies_and_starts_neither_by_itself(package):
    tap.need(package.is_unpacked, "there is no package")
    for name in ("copies", "arriving"):
        unit = f"run-signpost_{name}.mount"
        assert any(os.path.exists(package.installed(f"{usr}/lib/systemd/system/{unit}"))
                   for usr in ("", "/usr")), unit
        with open(package.path("control/postinst"), encoding="utf-8") as file:
            assert unit not in file.read(), unit


@proves
def the_page_for_when_nothing_answers_is_there_from_the_first(package):
    tap.need(package.is_unpacked, "there is no package")
    for name in ("last-resort.html", "last-resort-fragment.html"):
        with open(package.installed(f"/usr/share/signpost/last-resort/{name}"), encoding="utf-8") as file:
            assert "tel:" in file.read(), name


@proves
def three_settings_are_edited_and_checked(package):
    tap.need(package.is_unpacked, "there is no package")
    folders = [package.installed(path) for path in ("/usr/share/signpost/data",
                                                    "/etc/signpost/directory")]
    package.rewrite("/etc/signpost/signpost.ini",
                    (";title = Resources", "title = Where to turn"),
                    (";report = off", "report = mailto:editors@site.example"),
                    (";path = shipped", f"path = {':'.join(folders)}"))
    with open(os.path.join(folders[1], "ours.ini"), "w", encoding="utf-8") as file:
        file.write(OURS)
    result = package.run("check", "-c", package.installed("/etc/signpost/signpost.ini"))
    assert result.returncode == 0 and "38 entries" in result.stdout, result


@proves
def one_include_and_a_reload_show_the_section(package):
    tap.need(package.is_unpacked, "there is no package")
    tap.need(shutil.which("nginx"), "nginx is not here")
    # The scratch root is not the root: its files name each other from above.
    for folder in ("run/signpost", "var/log/nginx"):
        os.makedirs(package.installed(folder))
    for name in ("conf.d/signpost.conf", "signpost-locations.conf"):
        path = package.installed(f"/etc/nginx/{name}")
        with open(path, encoding="utf-8") as file:
            text = file.read()
        with open(path, "w", encoding="utf-8") as file:
            file.write(re.sub(r"(?<=[ :])/(run|var|usr)/", rf"{package.root}/\1/", text))
    for folder in ("www", "temporary"):
        os.mkdir(package.path(folder))
    package.start("signpost", package.installed("/usr/bin/signpost"), "serve",
                  "-c", package.installed("/etc/signpost/signpost.ini"),
                  "-s", f"server.listen=unix:{package.installed('run/signpost/signpost.sock')}",
                  "-s", f"site.last-resort={package.installed('var/lib/signpost')}",
                  "-s", "redis.address=off")
    package.await_socket("signpost", "root/run/signpost/signpost.sock")

    package.write_nginx(include="")
    package.start("nginx", *package.nginx())
    wait_until(lambda: os.path.exists(package.path("nginx.pid"))
               or not package.is_running("nginx"), what="nginx running")
    assert package.is_running("nginx"), package.read("nginx.out")
    assert wait_until(lambda: package.status("/referrals/")) == 404

    before = package.workers()
    package.write_nginx(include="include signpost-locations.conf;")
    for more in (["-t"], ["-s", "reload"]):
        result = subprocess.run(package.nginx(*more), capture_output=True, check=False)
        assert result.returncode == 0, result
    wait_until(lambda: not package.has_old_workers(before), what="nginx reading its files")
    wait_until(lambda: package.status("/referrals/") == 200, what="the section showing")
    page = get(package.port, "/referrals/")
    assert "<title>Where to turn</title>" in page.text, page.text[:500]
    assert "harbor-neighbors" in page.page.entries(), page.page.entries()
    assert "editors@site.example" in get(package.port, "/referrals/e/harbor-neighbors").text
    assert get(package.port, "/referrals/assets/signpost.css").status == 200


@proves
def without_the_responder_the_crisis_phones_stay(package):
    tap.need(package.is_unpacked and package.status("/referrals/") == 200,
             "there is no section")
    package.end("signpost")
    # No cache of nginx's keeps what a visitor wrote.
    answer = get(package.port, "/referrals/?q=x")
    assert answer.status == 502 and "tel:" in answer.text, answer.status


if __name__ == "__main__":
    sys.exit(tap.run_none("the package is being built") if "DEB_BUILD_ARCH" in os.environ
             else tap.run_on(Package))
