#!/usr/bin/env python3
"""The shipped nginx files, with a real nginx, a real Redis and the program: the
section in a host page, and its own addresses."""

import email
import gzip
import os
import re
import signal
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib"))

import bare_nginx
import tap
from page import Page, arguments
from stand import free_port, wait_until
from tap import proves
from visitor import Visitor, get
from website import Website

LOCAL = "tel:+12025550123"
HOTLINE = "tel:+18883737888"
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
    form = next(f for f in page.find("form") if f["action"] in (None, "#signpost-count"))
    assert (form["method"] or "get").lower() == "get", form.attributes
    offered = [
        c for c in form.controls() if (c["name"], c["value"]) == ("sp-audience", "workers")
    ]
    assert len(offered) == 1, offered
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
        for link in get(site.port, path).page.numbers()
    ]
    assert len(links) > 10, links
    for link in links:
        dialed = re.sub(r"\D", "", link["href"].split(";")[0])
        read = re.sub(r"\D", "", link.text)
        assert read and dialed in (read, "1" + read), (link["href"], link.text)


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
                for name in ("date", "transfer-encoding", "content-length",
                             "cdn-cache-control"):  # goes by whether nginx had it
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
    assert sheet.headers["cache-control"] == "no-store", sheet.headers
    assert sheet.headers["x-content-type-options"] == "nosniff"
    for path in ("/referrals/nowhere.css", "/referrals/nowhere.csv"):
        answer = get(site.port, path)
        assert HOTLINE in numbers(answer.text), (path, answer.status)


@proves
def style_sheet_and_script_have_an_address_for_each_version_and_leave_no_trace(site):
    page = get(site.port, "/referrals/").page
    found = [next(link["href"] for link in page.find("link") if link["rel"] == "stylesheet"),
             page.find("script")[0]["src"]]
    for address, old in zip(found, ("signpost.css", "signpost.js")):
        path, version = address.split("?v=")
        assert "signpost" not in address and len(version) == 8, address
        answer = get(site.port, address)
        assert answer.status == 200 and answer.headers["cache-control"] == "no-store", answer
        for other in (f"/referrals/assets/{old}", path, path + "?v=00000000"):
            same = get(site.port, other)
            assert (same.status, same.text) == (200, answer.text), other


@proves
def a_link_to_a_piece_cannot_leave_the_crisis_lines_out(site):
    """Nor what nginx has kept for a page around it."""
    for path in ("embed", "fragment", "fragment/e/hstu"):
        target = f"/referrals/{path}?crisis=off&style=none"
        for destination in ("iframe", "document", "empty", "document", "iframe") * 2:
            answer = get(site.port, target, Sec_Fetch_Dest=destination)
            is_whole = destination == "document"
            assert answer.status == 200, answer.status
            assert ("signpost-crisis" in answer.text) == is_whole, (path, destination)
            assert ("stylesheet" in answer.text) == is_whole, (path, destination)
            assert ("data-signpost-exit" in answer.text) == is_whole, (path, destination)
    page = get(site.port, "/get-help.html", Sec_Fetch_Dest="document")
    assert page.text.count("data-signpost-exit") == 1 and "signpost-crisis" in page.text


@proves
def who_comes_through_a_proxy_on_this_machine_is_no_operator(site):
    for path in ("healthz", "readyz", "metrics"):
        for name in ("X_Forwarded_For", "Forwarded", "Via", "X_Real_IP"):
            answer = get(site.port, f"/referrals/{path}", **{name: "203.0.113.7"})
            assert answer.status == 403, (path, name, answer.status)
        assert get(site.port, f"/referrals/{path}").status == 200, path
    assert get(site.port, "/referrals/", X_Forwarded_For="203.0.113.7").status == 200


@proves
def the_operators_token_opens_their_addresses_from_wherever(site):
    """Neither a network nor a proxy then says who asks; another token does not."""
    token = "a token of theirs"
    site.write_secret("token", token + "\n")
    settings = site.read("signpost.ini")
    site.write("signpost.ini", settings.replace(
        "[server]\n", f"[server]\ntoken-file = {site.path('token')}\n"))

    def status(path, word, **more):
        return get(site.port, f"/referrals/{path}", address=STRANGER, Authorization=word,
                   **more).status

    assert status("metrics", "Bearer " + token) == 403, "it is of no token yet"
    site.send("signpost", signal.SIGHUP)
    wait_until(lambda: status("metrics", "Bearer " + token) == 200, what="the token read")
    for path in ("healthz", "readyz", "metrics"):
        assert status(path, "bearer " + token, X_Forwarded_For="203.0.113.7") == 200, path
        for word in ("Bearer", "Bearer ", "Bearer " + token[:-1], f"Bearer {token} ",
                     "Bearer x" + token, "Basic " + token, token, "Bearer " + "x" * 4000):
            told = get(site.port, f"/referrals/{path}", address=STRANGER, Authorization=word)
            assert told.status == (200 if word.rstrip() == "Bearer " + token else 403), word
            assert told.status == 200 or HOTLINE in told.text, (path, word)
        assert get(site.port, f"/referrals/{path}").status == 200, path
    site.write("signpost.ini", settings)
    site.send("signpost", signal.SIGHUP)
    wait_until(lambda: status("metrics", "Bearer " + token) == 403, what="no token")


@proves
def as_shipped_nobody_is_an_operator_and_not_this_machine_either(site):
    """Where a proxy stands here that says nothing of whom it asks for."""
    port = free_port()
    bare_nginx.start(site, "shipped", bare_nginx.as_shipped() + f"""
        server {{ listen 127.0.0.1:{port}; include signpost-locations.conf; }}""")
    try:
        for path in ("healthz", "readyz", "metrics"):
            assert get(port, f"/referrals/{path}").status == 403, path
        assert get(port, "/referrals/phones").status == 200
    finally:
        site.end("shipped")


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


if __name__ == "__main__":
    sys.exit(tap.run_on(Website, "nginx", "redis-server"))
