#!/usr/bin/env python3
"""A feed's address is a source like a file: all its pages or nothing, of one
server, and never of a network that nobody named. Prints TAP."""

import http.server
import json
import os
import sys
import threading
from urllib.parse import parse_qsl, urlsplit

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib"))

import tap
from command import DATA_FAULT, OK, options
from imported import ORGANIZATION, Site, service
from places import program
from servers import WebServer
from tap import proves
from terminal import Terminal


class Feed(WebServer):
    """A server whose `answer(path, query)` gives a status, and JSON or where it leads."""

    def __init__(self, answer):
        self.answer, self.asked = answer, []
        super().__init__(Handler)
        self.origin = f"http://127.0.0.1:{self.port}"


class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.server.asked.append(self.path)
        parts = urlsplit(self.path)
        status, said = self.server.answer(parts.path, dict(parse_qsl(parts.query)))
        body = b"" if status in (301, 302) else (
            said if isinstance(said, bytes) else json.dumps(said).encode())
        self.send_response(status)
        if status in (301, 302):
            self.send_header("Location", said)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


def full(number, **more):
    """A service with something in it that a list in brief has not."""
    return service(number, phones=[{"number": f"202-555-01{number:02}"}], **more)


def pages(each, size, first=1, **more):
    """Answers page by page, as HSDS 3 has it."""
    def answer(path, query):
        page = int(query.get("page", first))
        part = each[(page - first) * size:(page - first + 1) * size]
        return 200, {"total_items": len(each), "total_pages": -(-len(each) // size),
                     "page_number": page, "size": len(part), "contents": part, **more}
    return answer


def take(site, feed, path="/services?full=true", *options):
    return site.run("import", feed.origin + path, "--to", site.path("imported"), "--private",
                    *options)


def is_refused(answer, words, path="/services?full=true"):
    """Whether nothing is changed, and why."""
    with Site() as site, Feed(answer) as feed:
        assert site.take([full(number) for number in range(1, 8)]).returncode == OK
        before = site.files()
        done = take(site, feed, path)
        assert done.returncode == DATA_FAULT and words in done.stderr, (words, done)
        assert site.files() == before
        assert sorted(os.listdir(site.folder)) == ["imported", "list.json"]
        return feed.asked


@proves
def all_pages_of_a_feed_are_taken_and_what_else_is_asked_for_stays():
    with Site() as site, Feed(pages([full(number) for number in range(1, 8)], 3)) as feed:
        done = take(site, feed, "/services?full=true&key=a%26b&page=1")
        assert done.returncode == OK, done
        assert site.text().count("[entry:pantry-") == 7
        assert "name = 127.0.0.1" in site.text()
        assert feed.asked == ["/services?full=true&key=a%26b&page=1"] + [
            f"/services?full=true&key=a%26b&page={page}" for page in (2, 3)], feed.asked
        assert site.check(*site.with_import()).returncode == OK


@proves
def a_feed_gives_what_its_elements_in_a_file_would():
    each = [full(number, last_modified="2026-03-01") for number in range(1, 8)]
    with Site() as site, Feed(pages(each, 2)) as feed:
        site.write("profile.ini", "[source]\nname = Greene 211\n")
        profile = ("--profile", site.path("profile.ini"))
        assert take(site, feed, "/services", *profile).returncode == OK
        before = site.files()
        assert site.take(each, *profile).returncode == OK
        assert site.files() == before


@proves
def pages_are_found_by_their_next_and_by_numbers_from_0():
    each = [full(number) for number in range(1, 6)]

    def answer(path, query):
        part = int(query.get("from", 0))
        more = {"next": f"services?from={part + 2}"} if part + 2 < len(each) else {"next": None}
        return 200, {"contents": each[part:part + 2], **more}

    for one in (answer, pages(each, 2, first=0)):
        with Site() as site, Feed(one) as feed:
            assert take(site, feed).returncode == OK
            assert site.text().count("[entry:pantry-") == 5, feed.asked


@proves
def what_a_list_has_in_brief_is_asked_for_in_full():
    each = {one["id"]: one for one in (full(number) for number in range(1, 6))}
    brief = [{key: value for key, value in one.items() if key != "phones"}
             for one in each.values()]

    def answer(path, query):
        if path == "/services":
            return pages(brief, 2)(path, query)
        return (200, each[path.split("/")[2]]) if path.split("/")[2] in each else (404, {})

    with Site() as site, Feed(answer) as feed:
        assert take(site, feed, "/services?key=x&per_page=2").returncode == OK
        assert site.text().count("[phone:") == 5, feed.asked
        assert f"/services/{brief[0]['id']}?key=x" in feed.asked, feed.asked
    with Site() as site, Feed(pages(brief, 2)) as feed:
        feed.answer = lambda path, query: (
            pages(brief, 2)(path, query) if path == "/services" else (404, {}))
        assert take(site, feed, "/services").returncode == OK
        assert site.text().count("[entry:pantry-") == 5 and "[phone:" not in site.text()
    each.popitem()
    is_refused(answer, "the server answers 404", "/services")


@proves
def an_api_is_read_by_its_own_address():
    def answer(path, query):
        if path == "/hsds":
            return 200, {"version": "3.1", "profile": "x", "openapi_url": "y"}
        return pages([full(1), full(2)], 1)(path, query) if path == "/hsds/services" else (404, {})

    with Site() as site, Feed(answer) as feed:
        assert take(site, feed, "/hsds").returncode == OK, feed.asked
        assert site.text().count("[entry:pantry-") == 2
        assert feed.asked[1] == "/hsds/services?full=true&per_page=100", feed.asked


@proves
def the_first_open_referral_uk_is_read():
    one = {"id": service(1)["id"], "name": "Pantry 1", "description": "Gives food.",
           "status": "active", "organization": ORGANIZATION, "fees": "Free",
           "eligibilitys": [{"eligibility": "Adults", "minimum_age": 18, "maximum_age": 99}],
           "service_areas": [{"service_area": "Springfield"}],
           "languages": [{"language": "Spanish"}],
           "regular_schedules": [{"byday": "MO", "freq": "WEEKLY", "opens_at": "09:00",
                                  "closes_at": "17:00"}],
           "contacts": [{"id": "c", "title": "Office", "phones": [{"number": "202-555-0111"}]}],
           "service_taxonomys": [{"taxonomy": {"id": "food", "name": "Gives food"}}],
           "service_at_locations": [{"location": {"name": "Hall", "physical_addresses": [
               {"address_1": "1 Main Street", "city": "Springfield"}],
               "accessibility_for_disabilities": [{"accessibility": "A ramp"}]}}]}

    def answer(path, query):
        page = int(query.get("page", 1))
        other = {**one, "id": service(2)["id"], "name": "Pantry 2"}
        return 200, {"totalElements": 2, "totalPages": 2, "number": page, "size": 1,
                     "first": page == 1, "last": page == 2, "content": [(one, other)[page - 1]]}

    with Site() as site, Feed(answer) as feed:
        done = take(site, feed, "/services", "--json")
        assert done.returncode == OK, done
        text = site.text()
        for line in ("eligibility = Adults", "age-min = 18", "serves = Springfield",
                     "language-code = es", "hours = Mon 09:00-17:00 local time", "cost = Free",
                     "number = +1-202-555-0111", "street = 1 Main Street",
                     "accessibility = A ramp"):
            assert f"\n{line}\n" in text, (line, text)
        assert not json.loads(done.stdout)["lost"], done.stdout


@proves
def pages_that_disagree_change_nothing():
    each = [full(number) for number in range(1, 8)]
    fair = pages(each, 3)

    def changed(page, **more):
        def answer(path, query):
            status, said = fair(path, query)
            return status, {**said, **(more if said["page_number"] == page else {})}
        return answer

    is_refused(changed(2, total_items=8), "says 8 elements on 3 pages")
    is_refused(changed(3, total_pages=2), "on 2 pages")
    is_refused(changed(2, page_number=3), "it is page 3")
    is_refused(changed(2, contents=each[3:5]), "has 7 elements, and its pages have 6")
    is_refused(changed(2, contents=each[:3]), "was on a page before")
    is_refused(lambda *_: (200, {**fair("", {})[1], "total_pages": 20000}), "more than 10000")
    is_refused(lambda *_: (200, {"contents": each[:1], "next": "/services?full=true"}),
               "again")


@proves
def a_page_that_fails_changes_nothing():
    fair = pages([full(number) for number in range(1, 8)], 3)
    for status, said, words in ((500, {}, "the server answers 500"), (200, b"", "is empty"),
                                (200, b"<html>", "here no element begins"),
                                (200, b'{"contents": [', "the file ends before"),
                                (404, {}, "answers 404"), (429, {}, "answers 429")):
        is_refused(lambda path, query, status=status, said=said: (
            (status, said) if query.get("page") == "2" else fair(path, query)), words)


@proves
def a_next_page_of_another_server_is_not_asked_for():
    each = [full(1)]
    with Feed(pages(each, 1)) as other:
        for there in (other.origin + "/services", "http://localhost:1/", "file:///etc/passwd",
                      other.origin.replace("http:", "https:")):
            is_refused(lambda *_, there=there: (200, {"contents": each, "next": there}),
                       "which is elsewhere")
        assert other.asked == []


@proves
def a_redirect_stays_at_its_host():
    each = [full(number) for number in range(1, 4)]

    def answer(path, query):
        if path == "/old":
            return 302, "/services"
        if path == "/away":
            return 302, "http://localhost:1/services"
        return pages(each, 3)(path, query)

    with Site() as site, Feed(answer) as feed:
        assert take(site, feed, "/old").returncode == OK
        assert site.text().count("[entry:pantry-") == 3
    is_refused(answer, "it leads to http://localhost:1/services, which is elsewhere", "/away")


@proves
def a_network_of_somebodys_own_is_not_asked_unless_that_is_said():
    with Site() as site, Feed(pages([full(1)], 1)) as feed:
        for origin in (feed.origin, feed.origin.replace("127.0.0.1", "localhost")):
            done = site.run("import", origin + "/services", "--to", site.path("imported"))
            assert done.returncode == DATA_FAULT, done
            assert "of a network of somebody's own" in done.stderr, done
        assert feed.asked == [] and not os.path.exists(site.path("imported"))


@proves
def a_terminal_is_told_how_far_it_is():
    seen = threading.Event()

    def answer(path, query):
        if seen.is_set():
            return 500, {}
        page = int(query.get("page", 1))
        return 200, {"total_items": 9000, "total_pages": 9000, "page_number": page,
                     "contents": [full(page)]}

    with Site() as site, Feed(answer) as feed:
        terminal = Terminal(program(), "import", feed.origin + "/services", "--private",
                            "--to", site.path("imported"), *options(site.settings))
        terminal.wait_for(" of 9000 elements")
        seen.set()
        assert terminal.end() == DATA_FAULT


@proves
def what_a_site_of_ours_tells_is_a_feed():
    """Its API's answers, page by page, as another site would be asked for them."""
    with Site() as told:
        def answer(path, query):
            target = "/api/hsds" + path + ("?" + "&".join(f"{k}={v}" for k, v in query.items())
                                           if query else "")
            return 200, told.render(target, "-s", "directory.path=shipped").text.encode()

        with Site() as site, Feed(answer) as feed:
            site.write("own/ours.ini", "[directory]\nnamespace = https://other.example/\n")
            path = f"directory.path=shipped:{site.path('own')}"
            done = take(site, feed, "/services?full=true&per_page=10", "-s", path)
            assert done.returncode == OK, (done, feed.asked)
            assert len(feed.asked) > 1 and site.text().count("\n[entry:") > 10


if __name__ == "__main__":
    sys.exit(tap.run())
