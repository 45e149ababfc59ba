#!/usr/bin/env python3
"""Exports: tables, lines, text, feeds and the sitemap say what the list says. Prints
TAP."""

import csv
import io
import json
import os
import re
import sys
import xml.etree.ElementTree

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib"))

import tap
from interface import FILTERS, LIST, OWN, all_entries
from signpost_site import BASE, URL, Site
from tap import need, proves

SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


# Exports.


def table(site, query=""):
    answer = site.ask(f"/entries.csv?{query}")
    return list(csv.DictReader(io.StringIO(answer.text, newline=""), strict=True))


@proves
def every_export_has_the_same_entries_in_the_same_order():
    with Site() as site:
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
    with Site() as site:
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
    with Site(text=OWN) as site:
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
def a_table_for_excel_begins_with_a_byte_order_mark_and_is_the_same_besides():
    with Site() as site:
        plain = site.ask("/entries.csv?audience=workers").body
        assert not plain.startswith(b"\xef\xbb\xbf")
        for target in ("/entries.csv?bom=1&audience=workers",
                       f"{LIST}?format=csv&bom=1&audience=workers"):
            assert site.ask(target).body == b"\xef\xbb\xbf" + plain, target
        assert site.ask("/entries.csv?bom=0&audience=workers").body == plain
        assert site.ask("/entries.csv?bom=yes").problem(400)["values"] == ["0", "1"]
        assert not site.ask("/entries.ndjson?bom=1").body.startswith(b"\xef")
        assert f"{BASE}/entries.csv?bom=1" in site.ask("/api/").text


@proves
def a_table_in_another_language_says_what_official_names_mean():
    with Site() as site:
        assert "gloss" not in table(site)[0]
        rows = {row["id"]: row for row in table(site, "lang=es")}
        for entry in all_entries(site, "lang=es"):
            assert rows[entry["id"]]["gloss"] == entry.get("gloss", "")
        assert sum(1 for row in rows.values() if row["gloss"]) > 20
        [names, *_] = site.ask("/entries.csv?lang=es&fields=name").text.splitlines()
        assert names == "name,gloss", names


def alternates(page):
    """{media type: address} of what a page says it is elsewhere."""
    return {link["type"]: link["href"] for link in page.find("link")
            if link["rel"] == "alternate"}


@proves
def pages_name_what_they_are_in_other_formats():
    with Site() as site:
        found = alternates(site.ask("/?page=2&per_page=5&lang=es&audience=workers"
                                    "&audience=survivors").page)
        assert found["text/csv"] == (f"{BASE}/entries.csv?lang=es&bom=1&per_page=5"
                                     "&audience=survivors&audience=workers"), found
        assert set(found) == {"text/csv", "text/plain", "application/x-ndjson",
                              "application/json", "application/atom+xml",
                              "application/vnd.oai.openapi+json"}, found
        description = found.pop("application/vnd.oai.openapi+json")
        assert description == f"{BASE}/openapi.json", description
        assert "openapi" in site.ask(description).json
        for kind, address in found.items():
            answer = site.ask(address)
            assert answer.status == 200 and answer.type == kind, address
        for target, there in (("/e/osha", "entries/osha"), ("/phones?lang=es", "phones?lang=es")):
            address = alternates(site.ask(target).page)["application/json"]
            assert address == f"{BASE}/api/v1/{there}", address
            assert site.ask(address).status == 200
        for target in ("/?q=zqxmark", "/fragment", "/embed", "/nowhere"):
            assert not alternates(site.ask(target).page), target


def told(site, target):
    """What a page tells search engines."""
    [text] = [node.text for node in site.ask(target).page.find("script")
              if node["type"] == "application/ld+json"]
    return json.loads(text)


@proves
def search_engines_learn_what_a_service_is_and_for_whom():
    with Site() as site:
        offered = told(site, "/e/osha")["makesOffer"]["itemOffered"]
        entry = site.ask("/api/v1/entries/osha").json
        assert offered["serviceType"] == [each["name"] for each in entry["service"]]
        assert offered["audience"] == [
            {"@type": "Audience", "audienceType": each["name"]} for each in entry["audience"]]
        everything = [told(site, f"/e/{one['id']}") for one in all_entries(site)]
        assert not re.search(r": *\.", json.dumps(everything)), "a word without what it names"
        services = [each for each in everything if each["@type"].endswith("Service")]
        assert services and all("serviceType" in each for each in services), services


@proves
def files_have_neutral_names():
    with Site() as site:
        for suffix in ("csv", "ndjson"):
            disposition = site.ask(f"/entries.{suffix}").headers["content-disposition"]
            assert disposition == f'attachment; filename="list.{suffix}"'
    with Site("site.file-name=notes") as site:
        for target in ("/entries.csv", "/api/v1/entries?format=csv"):
            disposition = site.ask(target).headers["content-disposition"]
            assert disposition == 'attachment; filename="notes.csv"', target


@proves
def the_text_says_who_answers_before_each_number():
    with Site() as site:
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
    with Site(text=own) as site:
        text = site.ask("/entries.txt?audience=workers").text
        for words in ("Who can get help: Everybody\n", "How to apply: Call first\n",
                      "Correction: It moved.\n",
                      "Open Monday to Friday, 9:00 am to 5:00 pm, New York time.\n",
                      "Checked: February 28, 2026\n"):
            assert words in text, (words, text)
    with Site() as site:
        text = site.ask("/entries.txt?lang=es").text
        assert re.search(r"^Lista del \d+ de [a-z]+ de \d{4} \(edición \w{4}\)$", text, re.M), text
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
    with Site(text=OWN) as site:
        answer = site.ask("/entries.atom")
        feed = feedparser.parse(answer.body)
        assert not feed.bozo, feed.bozo_exception
        assert feed.version == "atom10"
        assert [entry.title for entry in feed.entries] == ["Ärger", "=SUM(1)+1"]
        assert [entry.updated for entry in feed.entries] == [
            "2026-03-02T00:00:00.000Z", "2026-03-01T00:00:00.000Z"]
        assert feed.feed.updated == feed.entries[0].updated
        assert feed.entries[0].link == f"{URL}{BASE}/e/second"
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
    with Site(text=OWN) as site:
        answer = site.ask("/sitemap.xml")
        root = xml.etree.ElementTree.fromstring(answer.body)
        pages = {url.find(SITEMAP + "loc").text: url.findtext(SITEMAP + "lastmod")
                 for url in root}
        assert pages == {f"{URL}{BASE}/": None, f"{URL}{BASE}/phones": None,
                         f"{URL}{BASE}/e/first": "2026-03",
                         f"{URL}{BASE}/e/second": "2026-03-02",
                         f"{URL}{BASE}/e/third": None}
    with Site() as site:
        root = xml.etree.ElementTree.fromstring(site.ask("/sitemap.xml").body)
        for url in root:
            assert site.ask(url.find(SITEMAP + "loc").text).status == 200
    with Site("site.url=none") as site:
        site.ask("/sitemap.xml").problem(404)


def locations(answer):
    """What a sitemap is, and the addresses in it."""
    root = xml.etree.ElementTree.fromstring(answer.body)
    return root.tag.removeprefix(SITEMAP), [each.find(SITEMAP + "loc").text for each in root]


@proves
def a_sitemap_of_very_many_pages_names_parts_that_have_each_page_once():
    text = OWN.replace("languages = en", "languages = en, es").replace(
        "purpose = Talk", "purpose = Talk\npurpose.es = Hable").replace(
        "organization.", "organization.\nname.es = Una organización.") + "".join(
        f"[entry:e{number}]\nname = {number}\nkind = office\nsummary = S.\n"
        for number in range(5000))
    ids = re.findall(r"^\[entry:(.*)\]", text, re.M)
    pages = [f"{URL}{BASE}{path}{lang}" for lang in ("", "?lang=es")
             for path in ("/", "/phones", *(f"/e/{each}" for each in ids))]
    with Site(text=text) as site:
        kind, parts = locations(site.ask("/sitemap.xml"))
        assert kind == "sitemapindex", (kind, len(parts))
        assert parts == [f"{URL}{BASE}/sitemap.xml?page={page}" for page in (2, 3)]
        found = [locations(site.ask(part)) for part in parts]
        assert [kind for kind, _ in found] == ["urlset", "urlset"]
        assert sorted(sum((part for _, part in found), [])) == sorted(pages)
        assert max(len(part) for _, part in found) <= 50000
        tag = site.ask(parts[1]).headers["etag"]
        assert site.ask(parts[1], HTTP_IF_NONE_MATCH=tag).status == 304
        site.ask("/sitemap.xml?page=4").problem(404)
        for page, status in ((3, 200), (4, 404)):
            head = site.ask(f"/sitemap.xml?page={page}", method="HEAD")
            assert (head.status, head.body) == (status, b""), (page, head.status)
    with Site(text=OWN) as site:
        assert site.ask("/sitemap.xml?page=1").body == site.ask("/sitemap.xml").body
        site.ask("/sitemap.xml?page=2").problem(404)


@proves
def what_is_sent_in_pieces_has_a_tag_too():
    with Site() as site:
        for target in ("/entries.csv", "/entries.ndjson", "/entries.txt",
                       "/api/hsds/services?format=ndjson"):
            tag = site.ask(target).headers["etag"]
            again = site.ask(target, HTTP_IF_NONE_MATCH=tag)
            assert again.status == 304 and again.body == b"", target
            assert site.ask(target + ("&" if "?" in target else "?") + "lang=es",
                            HTTP_IF_NONE_MATCH=tag).status == 200, target


if __name__ == "__main__":
    sys.exit(tap.run())
