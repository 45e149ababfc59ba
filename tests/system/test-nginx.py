#!/usr/bin/python3
"""The shipped nginx files, with a real nginx, a real Redis and the program:
the section in a host page, and what happens when any of the three fails."""

import email.utils
import gzip
import os
import re
import signal
import sys
import threading
import time
import urllib.parse

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib"))

import tap
from mirror import reflection
from stand import missing, source_folder, wait_until
from tap import proves
from web import Page, Visitor, arguments, get
from website import Site

LOCAL = "tel:+12025550123"
HOTLINE = "tel:+18883737888"
UNKEPT = "/referrals/?x=1"  # in no spelling of which nginx has a copy
STRANGER = "127.0.0.77"  # an address from which nobody else comes


def numbers(text):
    """The addresses of the phones on a page, in order."""
    return [h for h in Page(text).hrefs() if h.startswith(("tel:", "sms:"))]


def visit(site, path, **headers):
    """Two answers: from the website, and from the one on kept connections."""
    return get(site.port, path, **headers), get(site.kept, path, **headers)


# The section in a page.


@proves
def the_host_page_holds_the_section(site):
    answer = get(site.port, "/get-help.html")
    assert answer.status == 200, answer.status
    assert "<h1>Get help</h1>" in answer.text
    assert answer.text.count("<h1") == 1
    every = get(site.port, "/referrals/").page.entries()
    assert len(every) > 30, every
    assert answer.page.entries() == every


@proves
def the_sites_own_hotline_is_first_in_the_strip(site):
    phones = numbers(get(site.port, "/get-help.html").text)
    assert phones[0] == LOCAL, phones[:4]
    assert HOTLINE in phones[:4], phones[:4]
    assert numbers(get(site.port, "/referrals/").text)[0] == LOCAL


@proves
def the_host_page_leaves_nothing_on_a_shared_computer(site):
    headers = get(site.port, "/get-help.html?sp-audience=workers").headers
    assert headers["cache-control"] == "no-store", headers
    assert headers["referrer-policy"] == "no-referrer", headers
    for name in ("set-cookie", "etag", "last-modified"):
        assert name not in headers, headers


@proves
def filters_work_on_the_host_page_without_script(site):
    page = get(site.port, "/get-help.html?page_id=7").page
    form = next(f for f in page.forms if "action" not in f)
    assert form.get("method", "get").lower() == "get", form
    offered = [
        c for c in form["controls"]
        if (c.get("name"), c.get("value")) == ("sp-audience", "workers")
    ]
    assert len(offered) == 1, form["controls"]
    sent = "&".join(f"{n}={v}" for n, v in page.hidden())
    page = get(site.port, f"/get-help.html?{sent}&sp-audience=workers").page
    wanted = get(site.port, "/referrals/?audience=workers").page.entries()
    every = get(site.port, "/referrals/").page.entries()
    assert 0 < len(wanted) < len(every), wanted
    assert page.entries() == wanted, page.entries()
    assert page.checked() == [("sp-audience", "workers")], page.checked()


@proves
def the_hosts_own_parameter_survives_in_links_and_form(site):
    page = get(site.port, "/get-help.html?page_id=7&sp-audience=workers").page
    assert ("page_id", "7") in page.hidden(), page.hidden()
    links = [href for href in page.hrefs() if href.startswith("?")]
    assert links
    for href in links:
        assert ("page_id", "7") in arguments(href), href


@proves
def parameters_that_were_not_kept_are_not_carried_along(site):
    text = get(site.port, "/get-help.html?visitor=zebra&page_id=7").text
    assert "zebra" not in text


@proves
def unprefixed_names_in_the_hosts_arguments_are_not_ours(site):
    page = get(site.port, "/get-help.html?audience=workers&q=labor&page=9").page
    assert page.entries() == get(site.port, "/referrals/").page.entries()
    assert page.checked() == []


@proves
def a_visitor_cannot_override_what_the_host_wrote(site):
    text = get(site.port, "/get-help.html?filters=section&keep=other&other=x"
               "&prefix=y-").text
    assert text == get(site.port, "/get-help.html").text


@proves
def what_a_visitor_sends_cannot_break_the_host_page(site):
    for query in ("%00", "%ff%fe", "sp-audience=%3Cb%3E", "sp-page=99",
                  "sp-q=%3C%21--%23echo", "&&&", "=", "sp-per_page=x",
                  "sp-lang=../../x", "a" * 4000):
        answer = get(site.port, "/get-help.html?" + query)
        assert answer.status == 200, query
        assert HOTLINE in answer.text, query
        assert "<h1>Get help</h1>" in answer.text, query
        assert "</footer>" in answer.text, query


@proves
def nothing_that_the_host_page_was_asked_with_makes_the_section_vanish(site):
    file = site.path("demo-site", "get-help.html")
    stat = os.stat(file)
    date = email.utils.formatdate(stat.st_mtime, usegmt=True)
    old_tag = f'"{int(stat.st_mtime):x}-{stat.st_size:x}"'  # as nginx makes it
    plain = get(site.port, "/get-help.html").body
    fragment = get(site.port, "/referrals/fragment?filters=here&keep=page_id")
    for headers in (
        {"If-Modified-Since": date},
        {"If-None-Match": old_tag},
        {"If-None-Match": fragment.headers.get("etag", '"x"')},
        {"Range": "bytes=0-9"},
        {"Cookie": "session=1"},
        {"Accept-Language": "xx"},
        {"Accept": "application/json"},
        {"Origin": "https://other.example"},
    ):
        answer = get(site.port, "/get-help.html", **headers)
        assert answer.status == 200, (headers, answer.status)
        assert answer.body == plain, headers


# The section's own addresses.


@proves
def the_whole_list_comes_through_nginx(site):
    for answer in visit(site, "/referrals/"):
        assert answer.status == 200
        assert answer.headers["referrer-policy"] == "no-referrer"
        assert "set-cookie" not in answer.headers
        assert "x-accel-expires" not in answer.headers
        assert re.match(r"nginx$", answer.headers["server"])


@proves
def every_phone_link_dials_the_digits_of_its_text(site):
    links = [
        link
        for path in ("/referrals/", "/referrals/phones", "/get-help.html")
        for link in get(site.port, path).page.links
        if link[0].startswith(("tel:", "sms:"))
    ]
    assert len(links) > 10, links
    for href, text in links:
        dialed = re.sub(r"\D", "", href.split(";")[0])
        read = re.sub(r"\D", "", text)
        assert read and dialed in (read, "1" + read), (href, text)


@proves
def a_head_has_the_headers_of_a_get_and_no_body(site):
    for port in (site.port, site.kept):
        visitor = Visitor(port)
        for path in ("/referrals/", "/referrals/api/v1/entries",
                     "/referrals/?audience=workers"):
            first = visitor.ask(path)
            head = visitor.ask(path, method="HEAD")
            get_ = visitor.ask(path)
            assert head.body == b"", path
            assert first.body == get_.body != b"", path
            for answer in (head, get_):
                for name in ("date", "transfer-encoding", "content-length"):
                    answer.headers.pop(name, None)
            assert head.status == get_.status == 200, path
            assert head.headers == get_.headers, (head.headers, get_.headers)
        visitor.close()


@proves
def pages_and_answers_of_the_api_can_be_asked_for_conditionally(site):
    for path in ("/referrals/", "/referrals/api/v1/entries"):
        for port in (site.port, site.kept):
            tag = get(port, path).headers["etag"]
            again = get(port, path, If_None_Match=tag)
            assert again.status == 304, (path, again.status)
            assert again.body == b""
            other = get(port, path, If_None_Match='"other"')
            assert other.status == 200, (path, other.status)


@proves
def what_is_kept_of_one_format_is_never_given_for_another(site):
    wishes = {"application/json": "application/json", "text/csv": "text/csv",
              "application/atom+xml": "application/atom+xml", "*/*": "application/json"}
    for port in (site.port, site.kept):
        for accept in list(wishes) * 2:
            answer = get(port, "/referrals/api/v1/entries", Accept=accept)
            found = answer.headers["content-type"].partition(";")[0]
            assert (answer.status, found) == (200, wishes[accept]), (accept, found)
        refused = get(port, "/referrals/api/v1/entries", Accept="image/png")
        assert refused.status == 406, refused.status
        assert refused.headers["content-type"] == "application/problem+json"


@proves
def every_export_comes_through_whole(site):
    lines = get(site.port, "/referrals/entries.ndjson").text.splitlines()
    for port in (site.port, site.kept):
        for path, media in (("entries.csv", "text/csv"), ("entries.txt", "text/plain"),
                            ("entries.atom", "application/atom+xml"),
                            ("openapi.json", "application/json"),
                            ("api/hsds/services", "application/json")):
            answer = get(port, "/referrals/" + path, Accept_Encoding="gzip")
            assert answer.status == 200, path
            assert answer.headers["content-type"].startswith(media), path
            assert answer.text == get(site.port, "/referrals/" + path).text, path
        assert len(get(port, "/referrals/entries.ndjson").text.splitlines()) == len(lines) > 30


@proves
def a_browser_may_ask_first_whether_it_may_read(site):
    for port in (site.port, site.kept):
        answer = get(port, "/referrals/api/v1/entries", method="OPTIONS",
                     Origin="https://other.example", Access_Control_Request_Method="GET")
        assert answer.status == 204 and answer.body == b"", answer.status
        assert answer.headers["access-control-allow-origin"] == "*"
        answer = get(port, "/referrals/api/v1/entries", Origin="https://other.example")
        assert answer.headers["access-control-allow-origin"] == "*"
        assert get(port, "/referrals/", method="OPTIONS").status == 405


@proves
def a_browser_that_takes_gzip_gets_it_once(site):
    for path in ("/referrals/", "/referrals/api/v1/entries", "/get-help.html"):
        plain = get(site.port, path, Accept_Encoding="gzip;q=0, br")
        assert "content-encoding" not in plain.headers, path
        packed = get(site.port, path, Accept_Encoding="gzip, deflate, br")
        assert packed.headers["content-encoding"] == "gzip", path
        assert gzip.decompress(packed.body) == plain.body, path


@proves
def the_base_without_its_slash_leads_to_the_base(site):
    for answer in visit(site, "/referrals?audience=workers"):
        assert answer.status == 301, answer.status
        assert answer.headers["location"] == "/referrals/?audience=workers"


@proves
def a_post_is_answered_405_with_what_is_allowed(site):
    for body in (None, "a=b"):
        answer = get(site.port, "/referrals/", method="POST", body=body)
        assert answer.status == 405, answer.status
        assert "GET" in answer.headers["allow"], answer.headers


@proves
def a_page_that_is_not_there_is_the_programs_own_with_the_crisis_phones(site):
    for path in ("/referrals/nowhere", "/referrals/e/nobody"):
        for answer in visit(site, path):
            assert answer.status == 404, answer.status
            assert HOTLINE in numbers(answer.text), answer.text
            assert "content-security-policy" in answer.headers


@proves
def a_stock_location_for_css_and_csv_files_does_not_take_our_addresses(site):
    stock = get(site.port, "/site.css")
    assert stock.headers["cache-control"] == "max-age=3600", stock.headers
    sheet = get(site.port, "/referrals/assets/signpost.css")
    assert sheet.status == 200, sheet.status
    assert sheet.headers["content-type"].startswith("text/css")
    assert sheet.headers["cache-control"] == "max-age=604800", sheet.headers
    assert sheet.headers["x-content-type-options"] == "nosniff"
    for path in ("/referrals/nowhere.css", "/referrals/nowhere.csv"):
        answer = get(site.port, path)
        assert HOTLINE in numbers(answer.text), (path, answer.status)


@proves
def operators_addresses_answer_their_own_network_only(site):
    assert get(site.port, "/referrals/healthz").status == 200
    for path in ("healthz", "readyz", "metrics"):
        assert get(site.port, "/referrals/" + path).status == 200, path
        answer = get(site.port, "/referrals/" + path, address=STRANGER)
        assert answer.status == 403, (path, answer.status)


@proves
def no_other_spelling_opens_operators_addresses(site):
    for path in ("/%s/", "//%s", "/./%s", "/x/../%s", "/%s?x", "/%s%%3f", "/%s%%20",
                 "/%%2e/%s", "/%s;x", "/%s#x", "/fragment/%s", "/fragment/../%s",
                 "/api/../%s", "/%s.json", "/%s%%00", "/%s\\"):
        for name in ("healthz", "readyz", "metrics", "METRICS", "%6detrics", "read%79z"):
            answer = get(site.port, "/referrals" + path % name, address=STRANGER)
            told = answer.text
            assert answer.status != 200 or "/fragment/" in path, (path, name)
            assert "signpost_" not in told and '"revision"' not in told, (path, name)


@proves
def the_files_of_last_resort_have_no_address_of_their_own(site):
    for name in ("last-resort.html", "last-resort-fragment.html"):
        assert get(site.port, "/referrals/" + name).status == 404, name


# What nginx tells the responder; the mirror stands in its place.

NOISE = {
    "Cookie": "session=1", "Referer": "https://a.example/",
    "Range": "bytes=0-9", "If-None-Match": '"x"',
    "User-Agent": "zebra", "Authorization": "Basic eg==", "Proxy": "x",
    "If-Modified-Since": "Tue, 01 Jan 2030 00:00:00 GMT",
    "X-Forwarded-For": "192.0.2.9", "X-Forwarded-Host": "evil.example",
    "Signpost-Scope": "internal", "Origin": "https://a.example",
    "Accept": "text/html", "Accept-Language": "es, en;q=0.5",
    "Accept-Encoding": "br, gzip;q=0.8",
}


@proves
def eight_parameters_reach_the_responder_and_no_other(site):
    answer = get(site.mirrored, "/referrals/e/a%20b?q=x%20y&&", **NOISE)
    assert reflection(answer.text)["params"] == {
        "REQUEST_METHOD": "GET",
        "DOCUMENT_URI": "/referrals/e/a b",
        "QUERY_STRING": "q=x%20y&&",
        "HTTP_ACCEPT": "text/html",
        "HTTP_ACCEPT_LANGUAGE": "es",
        "HTTP_ACCEPT_ENCODING": "gzip",
        "HTTP_ORIGIN": "https://a.example",
        "SIGNPOST_SCOPE": "public",
    }, answer.text


@proves
def a_fragment_is_asked_for_with_method_address_query_and_scope(site):
    wanted = {
        "REQUEST_METHOD": "GET",
        "DOCUMENT_URI": "/referrals/fragment",
        "QUERY_STRING": "filters=here&keep=page_id&page_id=7&sp-q=%22x%22",
        "SIGNPOST_SCOPE": "public",
    }
    query = "page_id=7&sp-q=%22x%22"
    page = get(site.mirrored, "/get-help.html?" + query, **NOISE)
    assert reflection(page.text)["params"] == wanted, page.text
    posted = get(site.mirrored, "/passed-on.html?" + query, method="POST",
                 body="a=b", **NOISE)
    assert reflection(posted.text)["params"] == wanted, posted.text
    own = get(site.mirrored, "/referrals/fragment?" + wanted["QUERY_STRING"],
              **NOISE)
    assert reflection(own.text)["params"] == wanted, own.text


@proves
def a_head_is_asked_for_as_a_get(site):
    assert get(site.mirrored, "/referrals/", method="HEAD").body == b""
    for method in ("GET", "POST", "DELETE", "OPTIONS"):
        answer = get(site.mirrored, "/referrals/", method=method)
        params = reflection(answer.text)["params"]
        assert params["REQUEST_METHOD"] == method, params


@proves
def languages_and_encodings_are_reduced(site):
    def seen(name, header, value):
        answer = get(site.mirrored, "/referrals/", **{header: value})
        return reflection(answer.text)["params"][name]

    for value, wanted in {
        "en": "en", "EN-us,en;q=0.9": "en", "fr, en-GB;q=0.2": "en",
        "es": "es", "es-MX, en;q=0.5": "es", "fr;q=1, ES;q=0.9, en;q=0.8": "es",
        "en, es": "en", "*": "", "den": "", "x-en-y": "", "des, en": "en", "": "",
    }.items():
        got = seen("HTTP_ACCEPT_LANGUAGE", "Accept-Language", value)
        assert got == wanted, (value, got)
    for value, wanted in {
        "gzip": "gzip", "br, GZIP;q=0.5": "gzip", "gzip;q=1.0, br": "gzip",
        "gzip;q=0": "", "br, gzip; q=0.000": "", "x-gzip": "", "br": "",
        "identity": "",
    }.items():
        got = seen("HTTP_ACCEPT_ENCODING", "Accept-Encoding", value)
        assert got == wanted, (value, got)


@proves
def only_the_responders_own_failures_are_replaced(site):
    for status in (200, 400, 404, 405):
        answer = get(site.mirrored, f"/referrals/?status={status}")
        assert answer.status == status, (status, answer.status)
        assert "mirror:" in answer.text
    for status in (429, 500, 502, 503, 504):
        for query in (f"status={status}", f"status={status}&empty=1"):
            answer = get(site.mirrored, "/referrals/?" + query)
            assert answer.status == status, (status, answer.status)
            assert HOTLINE in numbers(answer.text), answer.text
            assert "mirror:" not in answer.text


@proves
def a_failing_answer_with_a_body_is_not_pasted_into_the_host_page(site):
    for status in (429, 500, 502, 503, 504):
        answer = get(site.mirrored, f"/get-help.html?status={status}")
        assert answer.status == 200
        assert "mirror:" not in answer.text
        assert HOTLINE in numbers(answer.text), answer.text
        assert "</footer>" in answer.text


@proves
def a_responder_cannot_send_nginx_elsewhere(site):
    answer = get(site.mirrored,
                 "/referrals/?header=X-Accel-Redirect:%20/site.css")
    assert "mirror:" in answer.text
    assert "x-accel-redirect" not in answer.headers


@proves
def markup_in_an_answer_is_not_run_by_nginx(site):
    command = "<!--# echo var='uri' -->"
    path = "/" + urllib.parse.quote(command, safe="'")
    include = f'<!--# include virtual="/referrals/fragment{path}" -->'
    site.write("demo-site/nested.html", f"<p>host\n{include}")
    for page in ("/referrals/fragment" + path, "/referrals" + path,
                 "/nested.html"):
        seen = reflection(get(site.mirrored, page).text)["params"]
        assert seen["DOCUMENT_URI"].endswith("/" + command), seen


@proves
def no_answer_is_written_to_a_disk(site):
    answer = get(site.mirrored, "/referrals/?more=900000")
    assert len(answer.body) > 900000
    assert os.listdir(site.path("temporary")) == []


# Failures.


@proves
def the_host_page_has_the_hotline_when_the_responder_is_dead(site):
    site.kill_program()
    try:
        for path in ("/get-help.html", "/get-help.html?sp-audience=workers"):
            answer = get(site.port, path)
            assert answer.status == 200, answer.status
            phones = numbers(answer.text)
            assert phones[0] == LOCAL and HOTLINE in phones, phones
            assert "<h1>Get help</h1>" in answer.text
            assert "</footer>" in answer.text
            assert "<html" not in answer.text.split("<main")[1]
    finally:
        site.revive_program()


@proves
def full_pages_become_the_last_resort_when_the_responder_is_dead(site):
    site.kill_program()
    try:
        for path in (UNKEPT, "/referrals/e/nobody?q=x",
                     "/referrals/api/v1/entries?x=1"):
            for method in ("GET", "POST"):
                for port in (site.port, site.kept):
                    answer = get(port, path, method=method,
                                 If_None_Match="*", Range="bytes=0-9")
                    assert answer.status == 502, (path, answer.status)
                    assert HOTLINE in numbers(answer.text), answer.text
                    assert answer.text.rstrip().endswith("</html>")
            for name, value in {
                "content-type": "text/html; charset=utf-8",
                "cache-control": "no-store",
                "referrer-policy": "no-referrer",
                "x-content-type-options": "nosniff",
            }.items():
                assert answer.headers.get(name) == value, answer.headers
    finally:
        site.revive_program()


@proves
def the_section_comes_back_with_the_responder(site):
    page = get(site.port, "/get-help.html").page
    assert len(page.entries()) > 30, page.entries()
    for answer in visit(site, "/referrals/"):
        assert answer.status == 200


@proves
def nobody_waits_long_for_a_responder_that_hangs(site):
    site.send("signpost", signal.SIGSTOP)
    try:
        for path, status, limit in (
            ("/get-help.html?sp-page=99", 200, 4), (UNKEPT, 504, 6),
        ):
            begun = time.monotonic()
            answer = get(site.port, path)
            taken = time.monotonic() - begun
            assert answer.status == status, (path, answer.status)
            assert HOTLINE in numbers(answer.text), answer.text
            assert taken < limit, (path, taken)
    finally:
        site.send("signpost", signal.SIGCONT)
        wait_until(site.answers, what="the program answering again")


@proves
def a_site_without_the_last_resort_files_shows_no_server_page(site):
    site.kill_program()
    os.rename(site.path("last-resort"), site.path("elsewhere"))
    try:
        answer = get(site.port, "/get-help.html?sp-page=99")
        assert answer.status == 200
        assert "<center>" not in answer.text
        assert "</footer>" in answer.text
        assert get(site.port, UNKEPT).status == 503
    finally:
        os.rename(site.path("elsewhere"), site.path("last-resort"))
        site.revive_program()


class Load:
    """Visitors who ask without pause and compare what they get."""

    def __init__(self, site):
        terms = ("workers", "survivors", "attorneys", "public", "prosecutors")
        self.paths = ["/referrals/", "/get-help.html",
                      "/referrals/api/v1/entries"]
        self.paths += [f"/referrals/?audience={term}" for term in terms]
        self.paths += [f"/referrals/fragment?audience={term}" for term in terms]
        self.port = site.port
        self.wanted = {path: get(self.port, path).body for path in self.paths}
        self.count, self.wrong = 0, []
        self._lock, self._stop = threading.Lock(), threading.Event()
        self._threads = [threading.Thread(target=self._ask) for _ in range(4)]
        for thread in self._threads:
            thread.start()

    def _ask(self):
        visitor = Visitor(self.port)
        while not self._stop.is_set():
            for path in self.paths:
                begun = time.monotonic()
                try:
                    answer = visitor.ask(path)
                    right = (answer.status == 200
                             and answer.body == self.wanted[path])
                    fault = None if right else (path, answer.status)
                except OSError as error:
                    fault = (path, repr(error))
                taken = time.monotonic() - begun
                with self._lock:
                    self.count += 1
                    if fault or taken > 2:
                        self.wrong.append((fault, taken))

    def go_on(self, requests):
        """Waits for that many more answers."""
        aim = self.count + requests
        wait_until(lambda: self.count >= aim or self.wrong, 60, "the load")

    def end(self):
        self._stop.set()
        for thread in self._threads:
            thread.join()


@proves
def no_visitor_notices_that_redis_hangs_dies_and_comes_back(site):
    load = Load(site)
    try:
        load.go_on(500)
        site.send("redis", signal.SIGSTOP)
        load.go_on(800)
        site.send("redis", signal.SIGCONT)
        load.go_on(300)
        site.end("redis", signal.SIGKILL)
        load.go_on(800)
        os.unlink(site.path("redis.sock"))
        load.go_on(300)
        site.start_redis()
        load.go_on(500)
    finally:
        load.end()
        if not site.redis_accepts():
            site.start_redis()
    assert load.count >= 3200, load.count
    assert not load.wrong, (len(load.wrong), load.wrong[:3])


# Privacy.


@proves
def no_log_tells_who_came_or_what_was_asked_for(site):
    def come(port, page):
        for path in (page, "/referrals/", "/referrals/fragment", "/referrals",
                     "/referrals/e/nobody", "/referrals/api/v1/entries",
                     "/referrals/healthz", "/referrals/assets/nothing.css"):
            get(port, path + "?q=zebramark&sp-q=zebramark", address=STRANGER,
                X_Forwarded_For="198.51.100.77", User_Agent="zebramark",
                Referer="https://zebramark.example/", Cookie="zebramark=1")

    def told():
        marks = (b"zebramark", STRANGER.encode(), b"198.51.100.77")
        return [
            (path, line)
            for path, data in site.everything_written()
            for line in data.splitlines()
            if any(mark in line for mark in marks)
        ]

    come(site.port, "/get-help.html")
    come(site.kept, "/index.html")
    site.kill_program()
    try:
        come(site.port, "/get-help.html")
        come(site.kept, "/index.html")
    finally:
        site.revive_program()
    assert "/get-help.html 200" in site.read("log/signpost.log")
    assert told() == [], told()[:3]
    # The same search does find what a page without the recipe tells.
    site.close_mirror()
    try:
        get(site.mirrored, "/careless.html?q=zebramark", address=STRANGER)
    finally:
        site.open_mirror()
    assert told(), "this test sees nothing"


@proves
def no_phone_number_is_typed_in_the_nginx_folder(_):
    looks_like_a_phone = re.compile(
        r"(?:tel|sms):|\d{3}[-. )]+\d{3,4}[-. ]\d{4}|\d{3}-\d{4}\b"
        r"|(?<![\w.#-])\+?\d{10,11}\b|(?<![\w.#:])(?:911|988|711|233733)\b"
    )
    found = []
    for folder, _, names in os.walk(os.path.join(source_folder(), "nginx")):
        for name in names:
            path = os.path.join(folder, name)
            with open(path, encoding="utf-8") as file:
                found += [
                    f"{path}:{number}: {line}"
                    for number, line in enumerate(file, 1)
                    if looks_like_a_phone.search(line)
                ]
    assert not found, found


def main():
    lacking = missing("nginx", "redis-server")
    if lacking:
        return tap.run_none(f"{lacking} is not installed")
    return tap.run_on(Site())


if __name__ == "__main__":
    main()
