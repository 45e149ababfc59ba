#!/usr/bin/env python3
"""The interface for other programs: formats, negotiation, links, origins,
problems, exports, and its description of itself. Prints TAP."""

import csv
import html
import io
import itertools
import json
import os
import random
import re
import sys
import urllib.parse
import xml.etree.ElementTree

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib"))

import tap
from npm import faults
from service import BASE, SITE, Service
from tap import need, proves

LIST = "/api/v1/entries"
ENTRIES = 37
SUFFIXES = {
    "ndjson": "application/x-ndjson", "csv": "text/csv", "txt": "text/plain",
    "atom": "application/atom+xml",
}
FILTERS = ["", "audience=workers", "audience=workers&service=labor-standards",
           "department=doj&goal=coordinate", "sort=name", "sort=name&topic=data"]
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
# What Vary has of an answer that may be packed.
PACKED = "Accept-Encoding, "
# What a visitor sent and must not see again.
MARK = "zqxmark"

OWN = """
[directory]
title = Own & "other"
languages = en
namespace = https://signpost.example/own
time-zone = America/New_York
crisis = line

[kind:office]
name = Office

[answered-by:ngo]
name = Answered by an organization.

[facet:audience]
name = Audience

[audience:workers]
name = Workers

[phone:line]
number = +1-202-555-0100
purpose = Talk
answered-by = ngo
verified = 2026-01-31 | a page

[phone:abroad]
number = +44-20-7946-0000
purpose = Talk
answered-by = ngo
audience = workers

[entry:first]
name = =SUM(1)+1
kind = office
summary = -1, "quoted"; <b>bold</b> & more
note = @here
note = Second | line
phone = line, abroad
audience = workers | =reason
changed = 2026-03

[entry:second]
name = Ärger
kind = office
listed-under = first
summary = Plain.
changed = 2026-03-02

[entry:third]
name = zoo
kind = office
summary = Plain.
"""


def problem(answer, status):
    assert answer.status == status, (answer.status, answer.text[:200])
    assert answer.type == "application/problem+json", answer.headers
    assert answer.json["status"] == status and answer.json["title"]
    assert answer.headers["x-accel-expires"] == "0"
    return answer.json


def all_entries(site, query=""):
    """The list, page by page."""
    contents, page = [], 1
    while True:
        answer = site.ask(f"{LIST}?per_page=10&page={page}&{query}").json
        assert answer["size"] == len(answer["contents"])
        contents += answer["contents"]
        if answer["last_page"]:
            assert len(contents) == answer["total_items"]
            assert len({each["id"] for each in contents}) == len(contents)
            return contents
        page += 1


# Lists.


@proves
def every_filter_of_one_and_two_terms_is_whole_over_all_its_pages():
    with Service() as site:
        order = [each["id"] for each in all_entries(site)]
        assert len(order) == ENTRIES
        found = {}
        for facet in site.ask("/api/v1/facets").json["facets"]:
            for term in facet["terms"]:
                wish = facet["id"], term["id"]
                found[wish] = [each["id"] for each in all_entries(site, "=".join(wish))]
                assert len(found[wish]) == term["count"], wish
                assert found[wish] == [id_ for id_ in order if id_ in found[wish]], wish
        assert len(found) > 40
        for one, other in itertools.combinations(found, 2):
            both = set(found[one]), set(found[other])
            wanted = both[0] | both[1] if one[0] == other[0] else both[0] & both[1]
            ids = [each["id"] for each in
                   all_entries(site, f"{'='.join(one)}&{'='.join(other)}")]
            assert ids == [id_ for id_ in order if id_ in wanted], (one, other)


# Negotiation.


@proves
def the_suffix_decides_whatever_accept_says():
    with Service() as site:
        for suffix, media in SUFFIXES.items():
            answer = site.ask(f"/entries.{suffix}", HTTP_ACCEPT="application/json")
            assert answer.status == 200 and answer.type == media, suffix
            assert "Accept," not in answer.headers.get("vary", "") + ",", suffix


@proves
def format_decides_before_accept():
    with Service() as site:
        for name, media in {**SUFFIXES, "json": "application/json"}.items():
            answer = site.ask(f"{LIST}?format={name}", HTTP_ACCEPT="image/png")
            assert answer.status == 200 and answer.type == media, name
            # What is sent on before its end is never packed.
            vary = {"json": PACKED, "atom": PACKED}.get(name, "") + "Accept-Language"
            assert answer.headers.get("vary") == vary, (name, answer.headers)


@proves
def accept_decides_else_and_only_then_answers_vary_by_it():
    wishes = {
        "": "application/json", "*/*": "application/json", "text/csv": "text/csv",
        "text/*": "text/csv", "text/plain, text/csv;q=0.5": "text/plain",
        "text/html, application/json;q=0.9": "application/json",
        "application/atom+xml;q=0.9, application/*;q=0.1": "application/atom+xml",
        "application/json;q=0, */*;q=0.1": "application/x-ndjson",
        "TEXT/CSV": "text/csv",
        "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8": "application/json",
    }
    with Service() as site:
        for accept, media in wishes.items():
            answer = site.ask(LIST, HTTP_ACCEPT=accept)
            assert answer.status == 200 and answer.type == media, (accept, answer.type)
            packed = PACKED if media in ("application/json", "application/atom+xml") else ""
            assert answer.headers["vary"] == f"Accept, {packed}Accept-Language", accept


@proves
def only_what_fits_nothing_is_not_acceptable():
    with Service() as site:
        for path in (LIST, "/api/v1/facets", LIST + "/hhs", "/api/hsds/services", "/api/v1/"):
            for accept in ("image/png", "text/html", "*/*;q=0", "application/json;q=0"):
                if path == LIST and accept == "application/json;q=0":
                    continue
                problem(site.ask(path, HTTP_ACCEPT=accept), 406)
            assert site.ask(path, HTTP_ACCEPT="image/png, */*;q=0.1").status == 200, path
        assert site.ask("/", HTTP_ACCEPT="application/json").type == "text/html"


# What is asked for.


@proves
def fields_are_all_that_is_given():
    with Service() as site:
        for wish in ("id", "name,id", "id,name,phone,goal", "listed_under"):
            for entry in site.ask(f"{LIST}?fields={wish}").json["contents"]:
                assert set(entry) <= set(wish.split(",")), (wish, entry)
        one = site.ask(f"{LIST}/hhs?fields=name,department").json
        assert set(one) == {"name", "department"}
        assert site.ask(f"{LIST}/hhs?audience=nobody").status == 200, "no filter of one entry"
        for line in site.ask("/entries.ndjson?fields=id").lines:
            assert set(line) == {"id"}
        for target in (f"{LIST}?fields=id,nothing", f"{LIST}/hhs?fields=internal_note",
                       "/entries.csv?fields=uuid"):
            fault = problem(site.ask(target), 400)
            assert fault["parameter"] == "fields" and "summary" in fault["values"]


@proves
def a_list_can_be_sorted_by_name():
    with Service(text=OWN) as site:
        names = [each["name"] for each in all_entries(site, "sort=name")]
        assert names == ["=SUM(1)+1", "Ärger", "zoo"], names
    with Service() as site:
        by_name = [each["name"].casefold() for each in all_entries(site, "sort=name")]
        assert by_name == sorted(by_name) and len(by_name) == ENTRIES
        page = site.ask("/?sort=name")
        shown = re.findall(r'href="/referrals/e/([a-z0-9-]+)"[^>]*>', page.text)
        order = [each["id"] for each in all_entries(site, "sort=name")]
        firsts = [id_ for id_ in dict.fromkeys(shown) if id_ in order]
        assert sorted(firsts) == sorted(order)
        assert int(page.headers["x-accel-expires"]) > 0, "not the canonical spelling"
        problem(site.ask(f"{LIST}?sort=size"), 400)


@proves
def a_fault_is_named_with_the_values_there_are():
    with Service() as site:
        fault = problem(site.ask(f"{LIST}?audience=nobody"), 400)
        assert fault["parameter"] == "audience" and "workers" in fault["values"]
        fault = problem(site.ask(f"{LIST}?per_page=101"), 400)
        assert (fault["minimum"], fault["maximum"]) == (1, 100)
        fault = problem(site.ask(f"{LIST}?format=xml"), 400)
        assert fault["values"] == ["json", "ndjson", "csv", "txt", "atom"]
        for target in ("/api/v1/nowhere", f"{LIST}/nowhere", "/api/nowhere"):
            problem(site.ask(target), 404)
        assert problem(site.ask(LIST, method="POST"), 405)


# Links and origins.


@proves
def links_lead_through_all_pages():
    with Service() as site:
        for query in FILTERS:
            start = f"{LIST}?per_page=4" + (f"&{query}" if query else "")
            address, seen = start, []
            while address:
                answer = site.ask(address)
                links = answer.links()
                seen += [each["id"] for each in answer.json["contents"]]
                assert site.ask(links["first"][0]).json["first_page"]
                assert site.ask(links["last"][0]).json["last_page"]
                assert ("prev" in links) == (not answer.json["first_page"])
                address = links.get("next", [None])[0]
            assert seen == [each["id"] for each in all_entries(site, query)], query


@proves
def links_lead_to_the_other_formats_and_the_description():
    with Service() as site:
        for query in FILTERS:
            links = site.ask(f"{LIST}?{query}").links()
            types = {site.ask(address).type for address in links["alternate"]}
            assert types == set(SUFFIXES.values()), types
            assert site.ask(links["describedby"][0]).json["openapi"].startswith("3.1")
        past = site.ask(f"{LIST}?page=99").links()
        assert site.ask(past["prev"][0]).json["last_page"] and "next" not in past


DATA = [LIST, f"{LIST}/hhs", "/api/v1/facets", "/api/v1/", "/entries.csv", "/entries.ndjson",
        "/entries.txt", "/entries.atom", "/openapi.json", "/api/hsds/", "/api/hsds/services",
        "/api/v1/nowhere", f"{LIST}?page=x"]
PAGES = ["/", "/e/hhs", "/phones", "/fragment", "/api/", "/nowhere"]


@proves
def pages_of_any_origin_may_read_data_and_no_page_may_read_pages():
    with Service() as site:
        for target in DATA:
            headers = site.ask(target, HTTP_ORIGIN="https://a.example").headers
            assert headers["access-control-allow-origin"] == "*", target
            assert "Link" in headers["access-control-expose-headers"], target
            assert "Origin" not in headers.get("vary", ""), target
            assert "access-control-allow-credentials" not in headers, target
        for target in PAGES:
            headers = site.ask(target, HTTP_ORIGIN="https://a.example").headers
            assert not any(name.startswith("access-control") for name in headers), target


@proves
def the_settings_say_whose_pages_may_read():
    with Service(None, "api.origins=https://a.example, https://b.example:8443") as site:
        for origin in ("https://a.example", "https://b.example:8443"):
            headers = site.ask(LIST, HTTP_ORIGIN=origin).headers
            assert headers["access-control-allow-origin"] == origin
            assert headers["vary"].endswith("Origin")
        for origin in ("", "https://a.example.org", "https://a.exampl", "null",
                       "https://a.example, https://b.example:8443"):
            headers = site.ask(LIST, HTTP_ORIGIN=origin).headers
            assert "access-control-allow-origin" not in headers, origin
            assert headers["vary"].endswith("Origin"), origin
    with Service(None, "api.origins=none") as site:
        assert "access-control-allow-origin" not in site.ask(LIST).headers


@proves
def a_preflight_is_answered_for_data_alone():
    with Service() as site:
        for target in DATA:
            answer = site.ask(target, method="OPTIONS", HTTP_ORIGIN="https://a.example")
            assert answer.status == 204 and answer.body == b"", target
            assert answer.headers["allow"] == "GET, HEAD, OPTIONS"
            assert answer.headers["access-control-allow-methods"] == "GET, HEAD, OPTIONS"
            assert int(answer.headers["access-control-max-age"]) > 0
        for target in [*PAGES, "/healthz"]:
            answer = site.ask(target, method="OPTIONS")
            assert answer.status == 405 and answer.headers["allow"] == "GET, HEAD", target
            assert not any(name.startswith("access-control-allow-methods")
                           for name in answer.headers), target


@proves
def what_is_internal_is_read_by_no_page_of_others():
    with Service(None, "server.scopes=public, internal") as site:
        for target in DATA:
            for method in ("GET", "OPTIONS"):
                headers = site.ask(target, method=method, SIGNPOST_SCOPE="internal",
                                   HTTP_ORIGIN="https://a.example").headers
                assert not any(name.startswith("access-control") for name in headers), target
                assert headers["cross-origin-resource-policy"] == "same-origin"
                assert headers["cache-control"] == "no-store"


# Exports.


def table(site, query=""):
    answer = site.ask(f"/entries.csv?{query}")
    return list(csv.DictReader(io.StringIO(answer.text, newline=""), strict=True))


@proves
def every_export_has_the_same_entries_in_the_same_order():
    with Service() as site:
        for query in FILTERS:
            entries = all_entries(site, query)
            ids = [each["id"] for each in entries]
            assert site.ask(f"/entries.ndjson?{query}").lines == entries, query
            assert [row["id"] for row in table(site, query)] == ids, query
            text = site.ask(f"/entries.txt?{query}").text
            numbered = re.findall(r"^(\d+)\. (.+?)(?: \([^()]+\))?$", text, re.M)
            assert [name for _, name in numbered] == [each["name"] for each in entries], query


@proves
def a_table_holds_what_the_entries_hold():
    with Service() as site:
        for entry, row in zip(all_entries(site), table(site)):
            assert row["name"] == entry["name"] and row["summary"] == entry["summary"]
            assert row["kind"] == entry["kind"]["id"]
            numbers = [phone["number"] for phone in entry.get("phone", [])]
            assert row["phone"] == " | ".join(numbers), row
            who = [phone["answered_by"]["name"] for phone in entry.get("phone", [])]
            assert row["phone_answered_by"] == " | ".join(who)
            goals = entry.get("goal", [])
            assert row["goal"] == " | ".join(goal["id"] for goal in goals)


@proves
def a_table_is_rfc_4180_and_no_cell_is_a_formula():
    with Service(text=OWN) as site:
        answer = site.ask("/entries.csv")
        assert answer.body.endswith(b"\r\n")
        assert b"\n" not in answer.body.replace(b"\r\n", b""), "a bare line feed"
        rows = list(csv.reader(io.StringIO(answer.text, newline=""), strict=True))
        assert len({len(row) for row in rows}) == 1 and len(rows) == 4
        cells = [cell for row in rows for cell in row]
        assert not [cell for cell in cells if cell[:1] in ("=", "+", "-", "@", "\t")]
        first = table(site)[0]
        assert first["name"] == "'=SUM(1)+1"
        assert first["summary"] == "'-1, \"quoted\"; <b>bold</b> & more"
        assert first["phone"] == "1-202-555-0100 | +44-20-7946-0000"
        assert first["phone_audience"] == " | Workers"
        assert first["audience_note"] == "'=reason"


@proves
def files_have_neutral_names():
    with Service() as site:
        for suffix in ("csv", "ndjson"):
            disposition = site.ask(f"/entries.{suffix}").headers["content-disposition"]
            assert disposition == f'attachment; filename="list.{suffix}"'
    with Service(None, "site.file-name=notes") as site:
        for target in ("/entries.csv", "/api/v1/entries?format=csv"):
            disposition = site.ask(target).headers["content-disposition"]
            assert disposition == 'attachment; filename="notes.csv"', target


@proves
def the_text_says_who_answers_before_each_number():
    with Service() as site:
        text = site.ask("/entries.txt").text
        assert text.startswith("Get help now\n"), text[:80]
        lines = text.splitlines()
        for place, line in enumerate(lines):
            if re.search(r"(Call|Text|TTY|Video call) [0-9-]+", line) and ": " in line:
                before = lines[max(0, place - 4):place]
                assert any(each.startswith("Answered by") or "nswer" in each
                           for each in before), (before, line)
        assert "&" not in re.sub(r" & | &$|Rescue & |https?://\S+", "", text), "escaped"


@proves
def the_text_says_all_that_a_caller_needs_in_words():
    own = OWN.replace("purpose = Talk\n", "purpose = Talk\nhours = Mon-Fri 09:00-17:00 "
                      "America/New_York\n", 1).replace("note = @here", """note = @here
eligibility = Everybody
how = Call first
correction = It moved. | a letter
checked = 2026-02-28 | editor""")
    with Service(text=own) as site:
        text = site.ask("/entries.txt?audience=workers").text
        for words in ("Who can get help: Everybody\n", "How to apply: Call first\n",
                      "Correction: It moved.\n",
                      "Open Monday to Friday, 9:00 am to 5:00 pm, New York time\n",
                      "Checked: February 28, 2026\n"):
            assert words in text, (words, text)
    with Service() as site:
        text = site.ask("/entries.txt?lang=es").text
        assert "Corrección: " in text and "de lunes a viernes" in text
        assert not re.search(r"24/7|(Mon|Tue|Wed|Thu|Fri|Sat|Sun)-|America/", text)


def reader_of_feeds():
    # Where Debian has it, whichever Python this is.
    sys.path.append("/usr/lib/python3/dist-packages")
    try:
        import feedparser
    except ImportError:
        need(False, "needs python3-feedparser")
    return feedparser


@proves
def a_feed_has_what_changed_newest_first():
    feedparser = reader_of_feeds()
    with Service(text=OWN) as site:
        answer = site.ask("/entries.atom")
        feed = feedparser.parse(answer.body)
        assert not feed.bozo, feed.bozo_exception
        assert feed.version == "atom10"
        assert [entry.title for entry in feed.entries] == ["Ärger", "=SUM(1)+1"]
        assert [entry.updated for entry in feed.entries] == [
            "2026-03-02T00:00:00.000Z", "2026-03-01T00:00:00.000Z"]
        assert feed.feed.updated == feed.entries[0].updated
        assert feed.entries[0].link == f"{SITE}{BASE}/e/second"
        ids = {entry.id for entry in feed.entries}
        assert len(ids) == 2 and all(id_.startswith("urn:uuid:") for id_ in ids)
        narrow = feedparser.parse(site.ask("/entries.atom?audience=workers").body)
        assert [entry.title for entry in narrow.entries] == ["=SUM(1)+1"]
        assert narrow.feed.id != feed.feed.id and narrow.entries[0].id in ids
        same = feedparser.parse(site.ask(LIST + "?format=atom&per_page=1").body)
        assert same.feed.id == feed.feed.id
        pages, address = [], "/entries.atom?per_page=1"
        while address:
            page = feedparser.parse(site.ask(address).body)
            pages += [entry.title for entry in page.entries]
            address = next((link.href for link in page.feed.links if link.rel == "next"), None)
        assert pages == [entry.title for entry in feed.entries]


@proves
def a_sitemap_has_every_page_with_the_day_it_changed():
    with Service(text=OWN) as site:
        answer = site.ask("/sitemap.xml")
        root = xml.etree.ElementTree.fromstring(answer.body)
        pages = {url.find(SITEMAP + "loc").text: url.findtext(SITEMAP + "lastmod")
                 for url in root}
        assert pages == {f"{SITE}{BASE}/": None, f"{SITE}{BASE}/phones": None,
                         f"{SITE}{BASE}/e/first": "2026-03",
                         f"{SITE}{BASE}/e/second": "2026-03-02",
                         f"{SITE}{BASE}/e/third": None}
    with Service() as site:
        root = xml.etree.ElementTree.fromstring(site.ask("/sitemap.xml").body)
        for url in root:
            assert site.ask(url.find(SITEMAP + "loc").text).status == 200
    with Service(None, "site.url=none") as site:
        problem(site.ask("/sitemap.xml"), 404)


@proves
def what_is_sent_in_pieces_has_a_tag_too():
    with Service() as site:
        for target in ("/entries.csv", "/entries.ndjson", "/entries.txt",
                       "/api/hsds/services?format=ndjson"):
            tag = site.ask(target).headers["etag"]
            again = site.ask(target, HTTP_IF_NONE_MATCH=tag)
            assert again.status == 304 and again.body == b"", target
            assert site.ask(target + ("&" if "?" in target else "?") + "lang=es",
                            HTTP_IF_NONE_MATCH=tag).status == 200, target


# The description.


def described(site):
    return site.ask("/openapi.json").json


def address_of(site, document, path, entry_ids):
    """The path with an id that is there, where it takes one."""
    if "{id}" not in path:
        return path
    items = path.removesuffix("/{id}")
    first = site.ask(items).json["contents"][0]["id"]
    return path.replace("{id}", entry_ids.get(items, first))


def samples(schema):
    """Values that a parameter takes, and values that it does not."""
    of = schema.get("items", schema)
    if "enum" in of:
        return of["enum"], ["nothing-of-it"]
    if of["type"] == "integer":
        return [of["minimum"], of["default"]], [of["minimum"] - 1, of["maximum"] + 1, "x"]
    if of["type"] == "boolean":
        return ["true", "false"], ["maybe"]
    return {"uuid": ["9c4e08f6-47e2-5d48-8546-3fd489e2def3"],
            "date-time": ["2026-03-01T00:00:00Z"]}.get(of.get("format"), ["word"]), (
                ["x"] if "format" in of else [])


@proves
def the_description_is_valid_openapi():
    with Service() as site:
        text = site.ask("/openapi.json").text
    assert json.loads(text)["servers"] == [{"url": SITE + BASE}]
    found = faults("openapi", text)
    assert not found, found


@proves
def every_address_parameter_and_status_is_as_described():
    bodies = []
    with Service() as site:
        document = described(site)
        for path, item in document["paths"].items():
            address = address_of(site, document, path, {})
            responses = item["get"]["responses"]
            content = responses["200"]["content"]

            def check(query, status):
                answer = site.ask(f"{address}?{query}")
                assert answer.status == status, (address, query, answer.status)
                assert str(answer.status) in responses, (address, query)
                media = responses[str(status)]["content"]
                assert answer.type in media, (address, query, answer.type)
                if answer.type.endswith("json") and answer.type != "application/x-ndjson":
                    bodies.append((f"{address}?{query}", media[answer.type]["schema"],
                                   answer.json))

            check("", 200)
            for parameter in item["get"]["parameters"]:
                if parameter["in"] == "path":
                    missing = site.ask(path.replace("{id}", MARK))
                    assert missing.status == 404 and "404" in responses, path
                    continue
                good, bad = samples(parameter["schema"])
                for value in good:
                    check(f"{parameter['name']}={value}", 200)
                for value in bad if "400" in responses else []:
                    check(f"{parameter['name']}={value}", 400)
            if "406" in responses:
                assert site.ask(address, HTTP_ACCEPT="image/png").status == 406, address
            assert site.ask(address, method="DELETE").status == 405
            for media in content:
                if "406" in responses:
                    assert site.ask(address, HTTP_ACCEPT=media).type == media
    lines = [json.dumps({"name": name, "body": body,
                         "schema": {**schema, "components": document["components"]}})
             for name, schema, body in bodies]
    found = faults("json", "\n".join(lines))
    assert not found, found[:5]


@proves
def who_reads_only_the_description_gets_every_entry():
    with Service() as site:
        document = described(site)
        server = document["servers"][0]["url"]

        def is_list(item):
            schema = item["get"]["responses"]["200"]["content"].get(
                "application/json", {}).get("schema", {})
            return {"$ref": "#/components/schemas/Page"} in schema.get("allOf", []) and (
                "Entry" in json.dumps(schema))

        [path] = [path for path, item in document["paths"].items() if is_list(item)]
        names = {each["name"]: each for each in document["paths"][path]["get"]["parameters"]}
        most = names["per_page"]["schema"]["maximum"] // 10
        ids, page = [], names["page"]["schema"]["default"]
        while True:
            answer = site.ask(f"{server}{path}?page={page}&per_page={most}").json
            ids += [each["id"] for each in answer["contents"]]
            if answer["last_page"]:
                break
            page += 1
        assert len(ids) == len(set(ids)) == ENTRIES


@proves
def the_columns_of_the_table_are_described():
    with Service() as site:
        schema = described(site)["paths"]["/entries.csv"]["get"]["responses"]["200"][
            "content"]["text/csv"]["schema"]
        header = site.ask("/entries.csv").text.split("\r\n")[0].split(",")
        assert [column["name"] for column in schema["x-columns"]] == header
        assert all(column.get("description") for column in schema["x-columns"]
                   if column["name"] in ("name", "summary", "phone", "link"))


@proves
def each_example_of_the_page_for_people_works():
    for settings in ([], ["site.url=none"]):
        with Service(None, *settings) as site:
            paths = set(described(site)["paths"])
            for language in ("", "?lang=es"):
                page = site.ask("/api/" + language)
                assert page.status == 200 and page.type == "text/html"
                shown = {html.unescape(code).removeprefix(BASE)
                         for code in re.findall(r"<code[^>]*>([^<]+)</code>", page.text)}
                assert shown == paths - ({"/sitemap.xml"} if settings else set())
                examples = re.findall(r'<a href="(/[^"]+)" translate="no">([^<]+)</a>',
                                      page.text)
                assert len(examples) == len(shown)
                for href, words in examples:
                    assert href == words, href
                    answer = site.ask(html.unescape(href))
                    assert answer.status == 200 and answer.body, href


# What a visitor sends.


@proves
def whatever_is_sent_gets_an_answer_and_does_not_come_back():
    chance = random.Random(int(os.environ.get("SIGNPOST_SEED", "1")))
    odd = [MARK, "%00", "%ff", "a" * 3000, "'\"<>", "-1", "0", "1e9", "99999999999999999999",
           "true", ",", ",,", "json", "csv", "id,", "%0d%0aX: y", "..", "{}", "2026-99-99",
           "2026-01-01T25:00", "\u00e9"]
    with Service() as site:
        document = described(site)
        paths = list(document["paths"].items())
        for _ in range(1500):
            path, item = chance.choice(paths)
            names = [each["name"] for each in item["get"]["parameters"]] + ["q", "x"]
            query = "&".join(f"{chance.choice(names)}={chance.choice(odd)}"
                             for _ in range(chance.randint(1, 4)))
            address = path.replace("{id}", chance.choice(["hhs", MARK, "x"]))
            answer = site.ask(f"{address}?{urllib.parse.quote(query, safe='&=%,')}")
            assert answer.status < 500, (address, query, answer.status)
            if answer.status >= 400:
                assert answer.type == "application/problem+json", (address, query)
            assert MARK not in answer.text, (address, query)
            assert MARK not in str(answer.headers), (address, query)


tap.run()
