#!/usr/bin/python3
"""The pages in a real browser: starts nginx and the responders, and lets the
tests in tests/browser, which Chromium carries out, print their TAP. `tests/run`
installs what they need; the packages of npm are looked for in the folder
SIGNPOST_BROWSER, else in browser/ where the tests run.

    tests/system/test-browser.py PATTERN    only the tests whose sentence fits
    tests/system/test-browser.py --measure  where things stand, and their bounds"""

import json
import os
import shutil
import subprocess
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib"))

import hostile_hosts
import languages
import tap
from places import source_folder
from stand import free_port, missing
from website import Website

TESTS = os.path.join(source_folder(), "tests/browser")
MODULES = os.path.abspath(os.environ.get("SIGNPOST_BROWSER") or "browser")

# Shells of host pages around fragments, and a site of another origin in a design
# of its own, whose list may stand in their frames.
_SERVERS = """
	server {
		listen 127.0.0.1:@SHELLS@;
		root @SCRATCH@/shells;
		location ~ [.]html$ {
			ssi on;
			if_modified_since off;
			etag off;
			error_log @SCRATCH@/log/error.log alert;
		}
		location = /strict.html {
			ssi on;
			add_header Content-Security-Policy "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'";
		}
		location = /leads-away { return 302 http://127.0.0.1:@OTHER@/strange; }
		include signpost-locations.conf;
	}
	server {
		listen 127.0.0.1:@OTHER@;
		root @SCRATCH@/demo-site;
		location = /strange {
			default_type text/html;
			add_header Access-Control-Allow-Origin *;
			return 200 '<p class="signpost-count">a strange list</p><div class="signpost-swap"></div>';
		}
		include other-locations.conf;
	}
	server {
		listen 127.0.0.1:@ARABIC@;
		include arabic-locations.conf;
	}
	server {
		listen 127.0.0.1:@PLAIN@;
		include plain-locations.conf;
	}
	server {
		listen 127.0.0.1:@TREE@;
		include tree-locations.conf;
	}
"""


# More topics than a filter shows, of which a start leads to the last.
_LONG_FILTER = """
[facet:topic]
name = Topic ENG
""" + "".join(f"[topic:t{number}]\nname = Topic {number}\n" + (
    f"order = {number + 1}\n" if number < 44 else "") for number in range(45)) + """
[start:last]
name = The last topic ENG
filter = topic=t44
"""


# Responders beside the site's own and the intranet's.
MORE = ("other", "arabic", "plain", "tree")


class Shells(Website):
    def __init__(self):
        super().__init__()
        self.shells, self.other = free_port(), free_port()
        self.arabic, self.plain, self.tree = free_port(), free_port(), free_port()

    def more_servers(self):
        text = _SERVERS
        for name in MORE:
            self.write(f"{name}-locations.conf", self.locations(name=name))
        for name in ("shells", *MORE):
            text = text.replace(f"@{name.upper()}@", str(getattr(self, name)))
        return text

    def build(self):
        self._copy_shells()
        self.write_settings("other", "other-last-resort", "public", "data",
                            "example-site")
        settings = self.read("other.ini").replace(
            "frames = self\n", "url = http://127.0.0.1:"
            f"{self.other}\nframes = http://127.0.0.1:{self.shells}\ntemplates = "
            + os.path.join(source_folder(), "conf/example-site/templates\n"))
        self.write("other.ini", settings)
        self.write_settings("plain", "plain-last-resort", "public", "data")
        # As WebKit cannot be told what another host would answer.
        self.write("plain.ini", self.read("plain.ini").replace(
            "frames = self\n", "frames = self\nexit-url = http://127.0.0.1:"
            f"{self.shells}/levels.html\n"))
        self._write_tree()
        self._write_arabic()
        for name in MORE:
            os.mkdir(self.path(f"{name}-last-resort"))
        super().build()
        for name in MORE:
            self.start_responder(name, f"{name}-last-resort")
        self.start_intranet()

    def _write_arabic(self):
        """A directory that can be read from right to left."""
        self.write("arabic-data/list.ini", languages.DIRECTORY.replace(
            "\n[entry:top]\n", _LONG_FILTER + "\n[entry:top]\ntopic = "
            + ", ".join(f"t{number}" for number in range(45)) + "\n"))
        self.write("arabic-locale/ar.ini", languages.ARABIC)
        self.write_settings("arabic", "arabic-last-resort", "public", "arabic-data")
        self.write("arabic.ini", self.read("arabic.ini").replace(
            "frames = self\n", f"locale = {self.path('arabic-locale')}\n"))

    def _write_tree(self):
        """A directory whose pages can be read through, with handouts for all."""
        self.copy_folder(os.path.join(TESTS, "tree"), "tree-data")
        self.write_settings("tree", "tree-last-resort", "public", "tree-data")
        self.write("tree.ini", self.read("tree.ini").replace(
            "frames = self\n", "handout = on\n"))

    def _copy_shells(self):
        os.mkdir(self.path("shells"))
        for entry in os.scandir(os.path.join(TESTS, "shells")):
            with open(entry.path, encoding="utf-8") as file:
                text = file.read()
            self.write(f"shells/{entry.name}", text.replace(
                "@OTHER@", f"http://127.0.0.1:{self.other}"))
        for name, text in hostile_hosts.files(MODULES).items():
            self.write(f"shells/{name}", text)

    def addresses(self):
        return {
            name: f"http://127.0.0.1:{port}"
            for name, port in (("site", self.port), ("shells", self.shells),
                               ("other", self.other), ("arabic", self.arabic), ("plain", self.plain),
                               ("tree", self.tree), ("intranet", self.intranet))
        }


def lacking():
    """What is not there, or None."""
    program = missing("nginx", "redis-server", "node", "chromium", "java",
                      "pdftotext")
    if program:
        return program
    for package in ("playwright-core", "axe-core", "vnu-jar", "bootstrap",
                    "tailwindcss-3", "tailwindcss-4"):
        if not os.path.isdir(os.path.join(MODULES, "node_modules", package)):
            return f"npm's {package}"
    return None


def program_of(arguments):
    """What is asked for: the tests, or the figures."""
    if arguments[:1] == ["--measure"]:
        return [os.path.join(TESTS, "measure.js")]
    return [os.path.join(TESTS, "main.js"), *arguments]


def main():
    if lacking():
        return tap.run_none(f"{lacking()} is not installed")
    shown = os.path.abspath("browser-shown")
    shutil.rmtree(shown, ignore_errors=True)
    os.mkdir(shown)
    try:
        with Shells() as shells:
            # Playwright writes only below the scratch folder and `shown`.
            return subprocess.run(
                ["node", *program_of(sys.argv[1:])], check=False,
                env=dict(os.environ, NODE_PATH=f"{MODULES}/node_modules",
                         TMPDIR=shells.folder, SIGNPOST_SHOWN=shown,
                         SIGNPOST_STAND=json.dumps(shells.addresses()))).returncode
    except Exception as error:
        return tap.bail_out(error)


if __name__ == "__main__":
    sys.exit(main())
