#!/usr/bin/env python3
"""`check --links` asks what became of links: gently, never in somebody's own
network, and what it finds only those learn who keep the directory. Prints TAP."""

import collections
import http.server
import json
import os
import re
import subprocess
import sys
import threading

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib"))

import tap
from command import DATA_FAULT, OK, UNAVAILABLE, USAGE, run
from directory import SCOPES, base_case
from places import BEGUN, program, stopped_clock
from servers import WebServer
from signpost_site import Site
from tap import proves

INSIDER = {"SIGNPOST_SCOPE": "internal"}
DAY_S = 24 * 60 * 60
# By path, what HEAD is answered and what GET is.
ANSWERS = {
    "/well": (200, 200), "/no-head": (405, 200), "/head-lies": (404, 200),
    "/gone": (404, 404), "/long-gone": (410, 410), "/asks-who": (401, 401),
    "/forbidden": (403, 403), "/no-method": (405, 405), "/too-many": (429, 429),
    "/broken": (503, 503), "/moved": (302, 302), "/within": (301, 301), "/far": (302, 302),
    "/around": (302, 302), "/odd": (302, 302), "/out": (302, 302), "/hangs-up": (None, None),
}

# As a server may well write it: no UTF-8, marks of HTML, too long.
ODD = "http://two.localhost:%d/\xff<b>|" + "y" * 3000


class Web(WebServer):
    """A server that keeps what it was asked."""

    def __init__(self):
        self.asked, self.now, self.most = [], collections.Counter(), collections.Counter()
        self.lock = threading.Lock()
        self.two = threading.Barrier(2)
        super().__init__(Handler)

    def at(self, host, path):
        return f"http://{host}:{self.port}{path}"


class Handler(http.server.BaseHTTPRequestHandler):
    def do_HEAD(self):
        self.answer(0)

    def do_GET(self):
        self.answer(1)

    def log_message(self, *_):
        pass

    def answer(self, which):
        host = self.headers["Host"].split(":")[0]
        with self.server.lock:
            self.server.asked.append((self.command, host, self.path, dict(self.headers)))
            self.server.now[host] += 1
            self.server.now[""] += 1
            for name in (host, ""):
                self.server.most[name] = max(self.server.most[name], self.server.now[name])
        if self.path.startswith("/both"):
            self.server.two.wait(20)
        # Before who asks can know of the answer, and ask for the next.
        with self.server.lock:
            self.server.now[host] -= 1
            self.server.now[""] -= 1
        self.say(ANSWERS.get(self.path.rstrip("0123456789"), (200, 200))[which])

    def say(self, status):
        if status is None:
            return
        self.send_response(status)
        self.send_header("Set-Cookie", "who=you")
        number = int(re.sub(r"\D", "", self.path) or 0)
        to = {"/moved": self.server.at("two.localhost", "/well"),
              "/within": self.server.at("more.one.localhost", "/well"), "/out": "ftp://x/",
              "/around": "/around", "/odd": ODD % self.server.port}.get(self.path)
        if self.path.startswith("/far"):
            to = f"/far{number - 1}" if number > 1 else "/well"
        if to:
            self.send_header("Location", to)
        self.end_headers()
        if self.command == "GET":
            try:
                self.wfile.write(b"x" * (1 << 20 if self.path == "/no-head" else 8))
            except OSError:
                pass


def entry(name, *urls, more=""):
    links = "".join(f"link = {url} | A page\n" for url in urls)
    return (f"[entry:{name}]\nname = {name.title()}\nkind = unit\nsummary = S.\n"
            f"goal = access\n{links}{more}\n")


class Linked(Site):
    """A directory with one entry of its own, whose links are these."""

    def __init__(self, *urls, inside=()):
        super().__init__(SCOPES, text=entry("pages", *urls) + (
            entry("cellar", *inside, more="visibility = internal\n") if inside else ""))
        base = re.sub(r"(?m)^link = .*\n", "", base_case())
        self.write("data/1.ini", base.replace("verified = 2026-01", "verified = 2999"))

    def check(self, *arguments, days=0):
        env = stopped_clock()
        env["STOPPED_CLOCK"] = str(BEGUN + days * DAY_S)
        words = [word for setting in self.settings for word in ("-s", setting)]
        return run("check", "--links", *arguments, *words, env=env)

    def found(self, *arguments, **how):
        """{url: (state, why)}"""
        done = self.check("--json", "--private", *arguments, **how)
        assert done.returncode == OK, done
        return {each["url"]: (each["severity"], each["message"]) for each in
                json.loads(done.stdout)}


def states(found):
    return {url: state for url, (state, _) in found.items()}


@proves
def each_answer_has_its_meaning():
    with Web() as web:
        expected = {
            "/well": None, "/no-head": None, "/head-lies": None, "/within": None, "/far5": None,
            "/gone": "failing", "/long-gone": "failing", "/moved": "moved",
            "/asks-who": "untried", "/forbidden": "untried", "/no-method": "untried",
            "/too-many": "untried", "/broken": "untried", "/far6": "untried",
            "/around": "untried", "/out": "untried", "/hangs-up": "untried",
        }
        urls = {path: web.at("a.one.localhost", path) for path in expected}
        nobody, refused = f"http://{'x' * 64}.invalid/", "http://localhost:1/"
        tls = f"https://localhost:{web.port}/"
        with Linked(*urls.values(), nobody, refused, tls, "mailto:a@b.example") as site:
            found = site.found()
            told = site.check("--private")
        for path, state in expected.items():
            assert states(found).get(urls[path]) == state, (path, state, found)
        assert found[nobody][0] == "failing" and "no such host" in found[nobody][1], found
        assert found[refused][0] == "failing" and "no connection" in found[refused][1], found
        assert found[tls][0] == "untried", found
        assert "leads to http://two.localhost" in found[urls["/moved"]][1], found
        assert "404, since " in found[urls["/gone"]][1], found
        assert told.returncode == OK and not told.stderr, told
        order = [told.stdout.index(words) for words in (
            "20 links asked, 5 well", "somebody else now:", urls["/moved"],
            "gone today", urls["/gone"], "could not be tried", urls["/broken"])]
        assert order == sorted(order), told.stdout
        assert re.search(rf"own.ini:\d+: \[entry:pages\] {re.escape(urls['/gone'])}\n"
                         "    404, since ", told.stdout), told.stdout


@proves
def the_head_is_asked_for_first_and_the_page_only_where_that_fails():
    with Web() as web, Linked(*(web.at("a.one.localhost", path)
                                for path in ("/well", "/no-head", "/gone"))) as site:
        site.found()
        asked = collections.defaultdict(list)
        for method, _, path, headers in web.asked:
            asked[path].append(method)
            assert "Cookie" not in headers and "Referer" not in headers, headers
        assert asked == {"/well": ["HEAD"], "/no-head": ["HEAD", "GET"],
                         "/gone": ["HEAD", "GET"]}, asked


@proves
def a_host_is_asked_one_thing_at_a_time_and_others_meanwhile():
    with Web() as web, Linked(*(web.at(f"{host}.localhost", path) for host in ("one", "two")
                                for path in ("/both1", "/both2", "/well"))) as site:
        assert site.found() == {}
        assert web.most["one.localhost"] == web.most["two.localhost"] == 1, web.most
        assert 2 <= web.most[""] <= 4, web.most


@proves
def an_address_of_a_network_of_somebodys_own_is_not_asked():
    with Web() as web:
        urls = [web.at(host, "/well") for host in (
            "127.0.0.1", "localhost", "a.localhost", "0.0.0.0", "127.1", "0x7f.1")]
        with Linked(*urls, web.at("one.localhost", "/moved")) as site:
            done = site.check("--json")
        assert done.returncode == OK, done
        for each in json.loads(done.stdout):
            assert each["severity"] == "untried", each
            assert "network of somebody's own" in each["message"], each
        assert len(json.loads(done.stdout)) == len(urls) + 1
        assert not web.asked, web.asked


@proves
def what_the_public_does_not_see_is_asked_only_when_it_is_wanted():
    with Web() as web:
        inside = web.at("one.localhost", "/gone")
        with Linked(web.at("one.localhost", "/well"), inside=[inside]) as site:
            done = site.check("--private")
            assert "1 links asked, 1 well\n1 that the public does not see" in done.stdout, done
            assert [path for _, _, path, _ in web.asked] == ["/well"], web.asked
            assert states(site.found("--internal")) == {inside: "failing"}


@proves
def a_link_is_dead_when_it_was_gone_on_two_days_a_week_apart():
    with Web() as web:
        url = web.at("one.localhost", "/gone")
        with Linked(url, web.at("one.localhost", "/moved")) as site:
            save = ["--save", site.path("data/links.ini")]
            first = site.found(*save)[url]
            assert first[0] == "failing", first
            assert site.found(*save, days=6)[url] == first
            ANSWERS["/gone"] = (503, 503)
            assert site.found(*save, days=7)[url][0] == "untried"
            ANSWERS["/gone"] = (404, 404)
            assert site.found(*save, days=7)[url] == ("dead", first[1])
            assert site.found(days=8)[url] == ("dead", first[1]), "read like data"
            strict = site.check("--private", "--strict", days=8)
            assert strict.returncode == DATA_FAULT, strict
            ANSWERS["/gone"] = (200, 200)
            assert url not in site.found(*save, days=9)
            ANSWERS["/gone"] = (404, 404)
            assert site.found(*save, days=10)[url][0] == "failing"


@proves
def what_a_server_says_can_harm_no_file_and_no_page():
    with Web() as web:
        url = web.at("one.localhost", "/odd")
        with Linked(url) as site:
            state, why = site.found("--save", site.path("data/links.ini"))[url]
            assert state == "moved" and "/%FF%3Cb%3E" in why.replace("<b>", "%3Cb%3E"), why
            assert len(why) < 700, why
            assert site.run("check").returncode == OK
            site.reload()
            html = site.ask("/review", **INSIDER).text
            assert "http://two.localhost" in html and "<b>|" not in html, html


@proves
def what_was_not_asked_stays_as_it_was_found():
    with Web() as web:
        inside = web.at("one.localhost", "/gone")
        with Linked(web.at("one.localhost", "/well"), inside=[inside]) as site:
            save = ["--save", site.path("data/links.ini")]
            site.found("--internal", *save)
            before = site.read("data/links.ini")
            assert inside in before
            site.found(*save)
            assert site.read("data/links.ini") == before


@proves
def a_file_of_somebody_elses_is_not_written_over():
    with Web() as web, Linked(web.at("one.localhost", "/well")) as site:
        before = site.read("data/own.ini")
        done = site.check("--private", "--save", site.path("data/own.ini"))
        assert done.returncode == 73 and "a file of its own" in done.stderr, done
        assert site.read("data/own.ini") == before and not web.asked
        site.write("list", "nothing")
        done = site.check("--private", "--save", site.path("list/no/such"))
        assert done.returncode == 73 and not web.asked, done
        done = site.check("--private", "--save", site.path("links.ini"))
        assert done.returncode == OK and "in no folder of directory.path" in done.stderr, done


@proves
def a_machine_without_a_network_says_nothing_of_any_link():
    with Web() as web, Linked(web.at("one.localhost", "/hangs-up")) as site:
        save = site.path("data/links.ini")
        done = site.check("--private", "--save", save)
        assert done.returncode == UNAVAILABLE and "connected" in done.stderr, done
        assert not os.path.exists(save)
    names = [f"http://{letter * 64}.invalid/" for letter in "xyz"]
    with Linked(*names) as site:
        done = site.check()
        assert done.returncode == UNAVAILABLE and "connected" in done.stderr, done
        assert "no such host" not in done.stdout, "who answers for names may know none at all"


@proves
def those_who_keep_the_directory_see_it_and_readers_do_not():
    with Web() as web:
        urls = [web.at("one.localhost", path) for path in ("/moved", "/gone", "/broken")]
        hidden = web.at("one.localhost", "/long-gone")
        with Linked(*urls, inside=[hidden]) as site:
            targets = ("/", "/e/pages", "/api/v1/entries", "/entries.csv", "/?q=gone")
            before = {target: (site.ask(target).text, site.ask(target).head) for target in targets}
            assert "Asked on" not in site.ask("/review", **INSIDER).text
            site.found("--internal", "--save", site.path("data/links.ini"))
            site.reload()
            after = {target: (site.ask(target).text, site.ask(target).head) for target in targets}
            assert after == before
            assert site.ask("/review").status == 404
            html = site.ask("/review", **INSIDER).text
            rows = html[html.index('id="signpost-links"'):]
            places = [rows.index(words) for words in (
                "Asked on", urls[0], "Leads to somebody else, perhaps:",
                "http://two.localhost", urls[1], "Gone:", "404", urls[2], "503")]
            assert places[0] == min(places) and hidden in rows, rows
            assert rows.index(urls[0]) < rows.index(urls[1]) < rows.index(urls[2])
            spanish = site.ask("/review?lang=es", **INSIDER).text
            assert "Lleva a otro sitio, quizá ajeno:" in spanish
            assert 'href="' + urls[0] not in html, "nobody is led there"


def verify(site, *answers):
    words = [word for setting in site.settings for word in ("-s", setting)]
    return subprocess.run([program(), "verify", *words], capture_output=True, text=True,
                          input="".join(answer + "\n" for answer in answers), check=False,
                          timeout=60)


@proves
def verify_offers_to_change_or_drop_a_link_and_moves_nothing_else():
    with Web() as web:
        moved, gone, well = (web.at("one.localhost", path) for path in (
            "/moved", "/gone", "/well"))
        text = re.sub("summary = S.", "summary = S.\nchecked = 2999-01-01 | editor",
                      entry("pages", moved, gone, well,
                            more=f"link.es = {moved} | Una página\n"))
        with Linked() as site:
            site.write("data/own.ini", text)
            save = ["--save", site.path("data/links.ini")]
            site.found(*save)
            site.found(*save, days=7)
            skip = [""] * 40
            for answers, expected in (
                    (["", ""], text),
                    (["d", ""], re.sub(rf"(?m)^link(.es)? = {re.escape(moved)}.*\n", "", text)),
                    (["https://[", "https://new.example/x", "d"],
                     re.sub(rf"(?m)^link = {re.escape(gone)}.*\n", "", text).replace(
                         moved, "https://new.example/x"))):
                site.write("data/own.ini", text)
                due = verify(site, *skip).stdout.split("[entry:pages]")[0].count("Enter")
                done = verify(site, *[""] * due, *answers)
                assert done.returncode == OK and not done.stderr, done
                assert "leads to http://two.localhost" in done.stdout, done
                assert site.read("data/own.ini") == expected, (answers, done.stdout)
                assert well in site.read("data/own.ini")


@proves
def what_belongs_to_links_needs_it():
    for words in (["--save", "x"], ["--internal"], ["--private"]):
        done = run("check", *words)
        assert done.returncode == USAGE and "--links" in done.stderr, done


if __name__ == "__main__":
    sys.exit(tap.run())
