#!/usr/bin/python3
"""`signpost ping URL` says in words why there is no section in a page: each of the
ways in which nginx's ordinary settings lose it without a word, with a real nginx
and the program."""

import gzip
import os
import subprocess
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib"))

import bare_nginx
import tap
from command import OK, UNAVAILABLE, run
from places import program
from stand import free_port
from tap import proves
from website import Website

_LONG = "&keep=" + ",".join(f"parameter_{i}" for i in range(40))
_SERVER = """
	server {
		listen 127.0.0.1:@PAGES@;
		listen 127.0.0.1:@SECURE@ ssl;
		ssl_certificate @SCRATCH@/own.pem;
		ssl_certificate_key @SCRATCH@/own.key;
		server_name pages.example;
		root @SCRATCH@/pages;
		include signpost-locations.conf;
		location = /well.html { include signpost-host.conf; }
		location = /raw.html { }
		location = /folder/ { include signpost-host.conf; }
		location = /packed.html { ssi on; gzip_static on; }
		location = /long.html { ssi on; }
		location = /silent.html { ssi on; ssi_silent_errors on; }
		location = /unasked.html { default_type text/html; types { } }
		location = /plain.txt { }
		location = /near { return 302 /well.html; }
		location = /near-folder { return 301 /folder/; }
		location = /away { return 302 http://other.invalid/get-help.html; }
		location = /secure { return 301 https://127.0.0.1:@SECURE@/well.html; }
		location = /around { return 302 /around; }
		location = /broken.html { return 500; }
		location = /signed-in.html { return 401; }
	}
"""


class Pages(Website):
    """Beside the website: a server with pages that lose their section."""

    def __init__(self):
        super().__init__()
        self.pages, self.secure = free_port(), free_port()

    def more_servers(self):
        return _SERVER.replace("@PAGES@", str(self.pages)).replace("@SECURE@", str(self.secure))

    def make_certificate(self):
        """One that only who is told so believes, for 127.0.0.1 and no name."""
        subprocess.run(
            ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256",
             "-nodes", "-days", "2", "-subj", "/CN=A test", "-addext",
             "subjectAltName=IP:127.0.0.1", "-keyout", self.path("own.key"),
             "-out", self.path("own.pem")], check=True, capture_output=True)

    def ping_believing(self, url):
        """Where the certificate stands for all that the machine believes."""
        bundle = "/etc/ssl/certs/ca-certificates.crt"
        words = bare_nginx.may_mount()
        if not words or not os.path.exists(bundle):
            raise tap.Skip("a mount is refused here, or there is no bundle of certificates")
        return subprocess.run(
            [*words, "sh", "-c", 'mount --bind "$1" "$2" && exec "$3" ping "$4"',
             "sh", self.path("own.pem"), bundle, program(), url],
            check=False, capture_output=True, encoding="utf-8")

    def build(self):
        line = '<!--# include virtual="/referrals/fragment?filters=here%s&$args" -->'
        page = f"<!DOCTYPE html><title>Page</title><main>{line}</main>"
        os.makedirs(self.path("pages/folder"))
        for name in ("well.html", "raw.html", "folder/index.html", "packed.html"):
            self.write("pages/" + name, page % "")
        for name in ("long.html", "silent.html"):
            self.write("pages/" + name, page % _LONG)
        for name, text in {
            "plain.txt": "<section class=\"signpost\">",
            "bare.html": "<!DOCTYPE html><title>Page</title>",
            "large.html": "<!DOCTYPE html>" + "x" * (4 * 1024 * 1024),
            "frame.html": '<iframe data-signpost src="/referrals/embed"></iframe>',
            "element.html": '<signpost-section src="/referrals/fragment"></signpost-section>',
        }.items():
            self.write("pages/" + name, text)
        for name in ("packed.html.gz", "unasked.html"):
            with open(self.path("pages", name), "wb") as file:
                file.write(gzip.compress((page % "").encode()))
        self.make_certificate()
        super().build()

    def ping(self, path, *arguments):
        """(the exit code, what it says behind the address)."""
        url = f"http://127.0.0.1:{self.pages}{path}"
        done = run("ping", *arguments, url)
        said = done.stdout if done.returncode == OK else done.stderr
        assert (done.stdout + done.stderr).count("\n") == 1, done
        assert said.startswith(url + ": ") and "<" not in said, said
        return done.returncode, said[len(url) + 2:].rstrip("\n")


def expect(site, path, *words, code=UNAVAILABLE):
    found, said = site.ping(path)
    assert found == code, (path, found, said)
    for each in words:
        assert each in said, (path, each, said)


@proves
def a_page_with_its_section_is_well(site):
    expect(site, "/well.html", "the section is in it", code=OK)
    expect(site, "/well.html?page_id=7&sp-audience=workers#there", code=OK)
    expect(site, "/near", "the section is in it", code=OK)
    expect(site, "/referrals/", "the section is in it", code=OK)


@proves
def a_page_over_https_is_asked_for_like_any_other(site):
    secure = f"https://127.0.0.1:{site.secure}/well.html"
    for url in (secure, f"http://127.0.0.1:{site.pages}/secure"):
        done = site.ping_believing(url)
        assert done.returncode == OK and "the section is in it" in done.stdout, done


@proves
def a_certificate_that_is_not_believed_or_another_hosts_is_told(site):
    done = run("ping", f"https://127.0.0.1:{site.secure}/well.html")
    assert done.returncode == UNAVAILABLE and "certificate" in done.stderr, done
    done = site.ping_believing(f"https://localhost:{site.secure}/well.html")
    assert done.returncode == UNAVAILABLE and "'localhost'" in done.stderr, done


@proves
def a_line_that_is_left_in_the_text_is_told_with_the_recipe(site):
    expect(site, "/raw.html", "still in its text", "includes are off",
           "include signpost-host.conf;")


@proves
def of_the_page_of_a_folder_the_file_is_to_be_named(site):
    expect(site, "/folder/", "still in its text", "location = /index.html")
    expect(site, "/near-folder", "still in its text", "location = /index.html")


@proves
def a_packed_copy_beside_the_page_is_told(site):
    expect(site, "/packed.html", "browsers that take gzip", ".gz")


@proves
def what_comes_packed_unasked_is_told(site):
    expect(site, "/unasked.html", "comes packed", "Accept-Encoding")


@proves
def a_line_too_long_is_told_with_and_without_nginxs_words(site):
    expect(site, "/long.html", "could not take in", "ssi_value_length")
    expect(site, "/silent.html", "neither the section nor a line", "ssi_value_length")
    expect(site, "/bare.html", "neither the section nor a line")


@proves
def what_is_no_page_is_told(site):
    expect(site, "/nowhere.html", "there is no such page")
    for path in ("/broken.html", "/signed-in.html"):
        expect(site, path, "an error, and not the page")
    expect(site, "/plain.txt", "no HTML")
    expect(site, "/away", "another host")
    expect(site, "/around", "another host, or on and on")
    expect(site, "/large.html", "more than 4194304 bytes")


@proves
def a_frame_and_an_element_are_a_browsers_to_fill(site):
    for path in ("/frame.html", "/element.html"):
        expect(site, path, "a frame or an element", code=OK)


@proves
def who_does_not_answer_is_told(_):
    done = run("ping", "HTTP://127.0.0.1:1/")
    assert done.returncode == UNAVAILABLE and not done.stdout, done
    assert done.stderr.startswith("HTTP://127.0.0.1:1/: ") and done.stderr.count("\n") == 1, done


@proves
def crisis_lines_alone_are_told(site):
    site.kill_program()
    try:
        expect(site, "/well.html?nobody=has-asked-so", "only the crisis lines", "signpost ping")
        expect(site, "/referrals/", "an error, and not the page")
    finally:
        site.revive_program()


if __name__ == "__main__":
    sys.exit(tap.run_on(Pages, "nginx", "redis-server", "openssl"))
