#!/usr/bin/env python3
"""Hostile text in every key of the directory that the program knows, and in
every parameter: it is refused with its file and line, or it is the same text,
and nothing else, wherever it comes out. The answers are read by parsers and
compared with those for plain words. Prints TAP."""

import csv
import functools
import io
import json
import os
import re
import sys
import urllib.parse
import xml.etree.ElementTree

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib"))

import reference
import tap
from directory import SCOPES
from page import Page
from places import program, program_with_row
from signpost_site import Site
from tap import proves

# What may stand in the data, as the text that it is. What does harm wherever it
# stands is joined, so that there are fewer directories to try.
HOSTILE = (
    "<script>alert(1)</script><img src=x onerror=alert(1)><svg/onload=alert(1)>"
    "</script></title></textarea></style><base href=//x><!doctype html>",
    "\"><b>x' onmouseover='alert(1)\" `x` &lt;b&gt; &amp; &#60; &copy &quot",
    "<!--#include virtual=\"/x\" --><!--# echo var='uri' --><esi:include src='/x'/>"
    "<?php echo 1 ?> --> <!-- <![CDATA[x]]> ]]>",
    "{{title}} {{{title}}} {{=<% %>=}} {{>layout}} {{/x}} ${7*7} #{7*7} {% x %}",
    "{{title}}'&copy=%3Cscript%3E%0d%0aX:%20y;javascript:alert(1)",
    "\\u003cscript\\u003e \\\" \\n %s%n%d%99999d $(id); ' OR 1=1; -- ../../etc/passwd",
    "\uff1cscript\uff1e \u2039b\u203a a\u0301\u0327 \U0001f600 \u00ad \u200b",
    "=cmd|'/C calc'!A0", "+1+2", "-1+2", "@SUM(1)",
    "a\r\n  Set-Cookie: b", "a\n\t<b>",
)

# What no text may hold.
UNTEXT = {
    "a NUL": b"\0", "a bell": b"\x07", "an escape": b"\x1b[31m", "a return": b"a\rb",
    "a delete": b"\x7f", "a C1 control": b"\xc2\x9b31m", "a next line": b"\xc2\x85",
    "an overlong <": b"\xc0\xbcscript>", "a longer <": b"\xe0\x80\xbcb>",
    "a surrogate": b"\xed\xa0\xbc", "no UTF-8": b"\xff\xfe", "half a character": b"\xe2\x82 x",
    "beyond Unicode": b"\xf5\x80\x80\x80", "right to left": "\u202egnp.exe".encode(),
    "an isolate": "\u2066x".encode(), "a mark": "\u200fx".encode(), "an Arabic mark":
    "\u061cx".encode(), "a line": "\u2028x".encode(), "a paragraph": "\u2029x".encode(),
    "a byte order mark": "\ufeffx".encode(),
}

PLACES = (
    "/", "/e/one", "/e/two", "/fragment", "/fragment/e/one", "/embed", "/phones", "/last-resort",
    "/fragment/last-resort", "/review", "/api/", "/api/v1/", "/api/v1/entries",
    "/api/v1/entries/one", "/api/v1/facets", "/api/v1/phones", "/openapi.json", "/entries.csv",
    "/entries.ndjson", "/entries.txt", "/entries.atom", "/sitemap.xml", "/e/gone-entry",
    "/e/nowhere", "/api/v1/entries/nowhere", "/api/hsds/organizations", "/api/hsds/services",
    "/api/hsds/organizations/one",
)
WISHES = (("public", ""), ("public", "lang=es&audience=one"), ("public", "filters=here&q=second"),
          ("internal", ""), ("internal", "lang=es"))


WORDS = 200  # the longest search, in bytes; the longest text here is of plain letters
LOG_LINE = re.compile(r'(time=\S+ )?level=[a-z]+ msg="(?:[^"\\]|\\.)*"'
                      r'( [a-z_]+=("(?:[^"\\]|\\.)*"|[^" ]+))*')
# What no answer, no message and no log holds.
HIDDEN = re.compile("[\0-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]")


# Readers: what comes out as (what it is, text) for every text in an answer, and
# everything else as one shape that no text may change.


def json_texts(text):
    """Its strings, in order; names of members among them."""
    def walk(value):
        if isinstance(value, dict):
            for name, member in value.items():
                yield ("a name", name)
                yield from walk(member)
        elif isinstance(value, list):
            for member in value:
                yield from walk(member)
        elif isinstance(value, str):
            yield ("a string", value)

    return walk(json.loads(text))


def read_html(text):
    """Text nodes and values of attributes; elements with their attributes' names."""
    page = Page(text)
    texts, shape = [], page.faults
    for node in page.root.walk():
        shape.append((node.tag, *node.attributes))
        texts += [(name, value or "") for name, value in node.attributes.items()]
        for each in (each for each in node.content if isinstance(each, str)):
            told, names = [("text", each)], []
            if node["type"] == "application/ld+json":
                told, names = read_json(each)
            texts += told
            shape += names
    return texts, shape


def read_json(text):
    texts = list(json_texts(text))
    return texts, [(kind, told) for kind, told in texts if kind == "a name"]


def read_lines(text):
    texts, shape = [], []
    for line in text.splitlines() if "\u2028" not in text else text.split("\n"):
        if line:
            told, names = read_json(line)
            texts += told
            shape += names
    return texts, shape


def read_csv(text):
    """No cell may be a formula to whoever opens it."""
    rows = list(csv.reader(io.StringIO(text, newline="")))
    for cell in (cell for row in rows for cell in row):
        assert not cell.startswith(("=", "+", "-", "@", "\t", "\r")) or re.fullmatch(
            r"[+-]?[\d ().-]+", cell), cell
    return [("a cell", cell) for row in rows for cell in row], [len(row) for row in rows]


def read_xml(text):
    root = xml.etree.ElementTree.fromstring(text)
    texts = [("text", part) for each in root.iter()
             for part in (each.text, each.tail, *each.attrib.values()) if part]
    return texts, [(each.tag, list(each.attrib)) for each in root.iter()]


def read_plain(text):
    return [("a line", line) for line in text.split("\n")], [text.count("\n")]


READERS = {
    "text/html": read_html, "application/json": read_json,
    "application/problem+json": read_json, "application/x-ndjson": read_lines,
    "text/csv": read_csv, "text/plain": read_plain, "application/atom+xml": read_xml,
    "application/xml": read_xml, "text/xml": read_xml,
    "application/openapi+json": read_json, "application/vnd.oai.openapi+json": read_json,
}


class Read:
    """One answer, read. Its head is one header a line and nothing else."""

    def __init__(self, answer):
        self.status = answer.status
        for line in answer.head.split("\r\n"):
            assert re.fullmatch(r"[A-Za-z-]+: [\x20-\x7e]*", line), line
        self.names = answer.names
        self.head = answer.head
        text = answer.text
        assert not HIDDEN.search(text.replace("\r\n", "\n")), text[:500]
        kind = answer.headers.get("content-type", "text/plain").partition(";")[0]
        self.texts, self.shape = READERS[kind](text)


class Own(Site):
    """A responder with a directory of one file, that is started when it is asked
    for."""

    def __init__(self, text, binary=None):
        super().__init__(SCOPES, "site.url=https://example.org", text=text)
        self.binary = binary or program()

    def build(self):
        """Most of them are only checked."""

    def faults(self):
        """What is wrong, as (line, fault)."""
        done = self.check()
        told = done.stdout + done.stderr
        assert not HIDDEN.search(told), told
        found = re.findall(r"^\S*/data/own\.ini:(\d+):(?:\d+:)? (?!warning)(.*)", told, re.M)
        assert done.returncode == (65 if found else 0), told
        return [(int(line), fault) for line, fault in found]

    def serve(self):
        self.start_responder()
        return self

    def answers(self):
        """{(scope, address, query): Read} of every address."""
        found = {}
        with self.client() as client:
            for place in PLACES:
                for scope, query in WISHES:
                    answer = client.ask("/referrals" + place, query, SIGNPOST_SCOPE=scope)
                    found[scope, place, query] = Read(answer)
        return found

    def assert_log_is_plain(self):
        """One event is one line of printable characters, each in its place."""
        for line in self.log().splitlines():
            assert LOG_LINE.fullmatch(line), line
            assert not HIDDEN.search(line), line


@functools.lru_cache(None)
def odd_keys(binary):
    """(section, name) of what takes no plain words though the reference calls it
    text; it stands in a directory only where it is tried."""
    made = reference.Text(binary, lambda key, pair, mark, value: value)
    with Own(str(made), binary) as site:
        faults = {line for line, _ in site.faults()}
    pairs = {place.pair for place in made.places.values() if place.line in faults}
    found = set()

    def collect(key, pair, _, value):
        if key is not None and pair in pairs:
            found.add((key.section, key.name))
        return value

    reference.Text(binary, collect)
    return found


def plain(binary=None):
    odd = odd_keys(binary or program())
    return reference.Text(
        binary or program(), lambda key, pair, mark, value:
        None if key is not None and (key.section, key.name) in odd else value)


class Hostile:
    """A directory with the text wherever it is accepted. `marks` are those of the
    places where it is, `refused` the lines where it is not. A fault names such a
    line, and no other line is at fault."""

    def __init__(self, text, binary=None):
        self._text, self._binary = text, binary or program()
        self._told = re.sub(r"\r?\n\s+", " ", text)
        self.refused = {}  # pair: how often, so that a note is tried by itself
        while True:
            self.marks = set()
            self.made = reference.Text(self._binary, self._value)
            with Own(str(self.made), binary) as site:
                faults = {line for line, _ in site.faults()}
            if not faults:
                return
            tried = {place.line: place for mark, place in self.made.places.items()
                     if mark in self.marks}
            assert faults <= set(tried), (text, faults - set(tried))
            wrong = [tried[line] for line in faults]
            # Without the languages there are no translations.
            own = [place for place in wrong if ".es" not in place.words]
            for place in own or wrong:
                self.refused[place.pair] = self.refused.get(place.pair, 0) + 1

    def _value(self, key, pair, mark, value):
        if self.refused.get(pair, 0) > (key is None):
            is_odd = key is not None and (key.section, key.name) in odd_keys(self._binary)
            return None if is_odd else value
        self.marks.add(mark)
        if key is not None and key.kind == "an address" and mark in value:
            return f"{value}?{self._text}"
        if key is not None and not key.is_text:
            return self._text
        return f"{self._text} {mark}"

    def shown_in(self, where, read):
        """The marks in an answer, each of which stands behind the whole text."""
        shown = set()
        for kind, told in read.texts:
            for found in re.finditer(r"m\d{3}k", told):
                mark = found[0]
                if mark not in self.marks:
                    continue
                whole = (told[:found.end()].endswith(f"{self._told} {mark}")
                         or told.endswith(f"https://example.org/{mark}?{self._told}"))
                assert whole, (where, kind, told)
                shown.add(mark)
        return shown


@functools.lru_cache(None)
def plain_answers():
    """The directory with plain words, and its answers."""
    made = plain()
    with Own(str(made)) as site:
        assert site.faults() == [], site.check()
        return made, site.serve().answers()


@proves
def every_key_of_the_reference_is_in_the_directory_and_comes_out_somewhere():
    """Otherwise the tests below could not fail."""
    made, answers = plain_answers()
    told = str([read.texts for read in answers.values()])
    lost = [place.words for mark, place in made.places.items()
            if mark in str(made) and mark not in told]
    print("# nowhere:", ", ".join(lost))
    assert len(lost) < 20, lost


@proves
def text_that_looks_like_code_is_that_text_wherever_it_comes_out():
    shapes = {where: (read.status, read.names, read.shape)
              for where, read in plain_answers()[1].items()}
    told = str([read.texts for read in plain_answers()[1].values()])
    for text in HOSTILE:
        hostile = Hostile(text)
        shown = set()
        with Own(str(hostile.made)) as site:
            for where, read in site.serve().answers().items():
                shape = (read.status, read.names, read.shape)
                assert shape == shapes[where], (text, where, shape, shapes[where])
                shown |= hostile.shown_in(where, read)
            site.assert_log_is_plain()
        lost = [hostile.made.places[mark].words
                for mark in hostile.marks - shown if mark in told]
        assert len(shown) > 40 and not lost, (text, lost)


class Bytes(Own):
    """The directory with bytes in every place that may be no text."""

    def __init__(self, raw):
        super().__init__("")
        self.made = reference.Text(program(),
                                   lambda key, pair, mark, value: value + " UNTEXT")
        self.write_bytes(raw)

    def write_bytes(self, raw):
        with open(self.path("data/own.ini"), "wb") as file:
            file.write(str(self.made).encode().replace(b"UNTEXT", raw))


@proves
def what_is_no_text_is_refused_in_every_key_with_its_line():
    for name, raw in UNTEXT.items():
        with Bytes(raw) as site:
            faults = {line for line, _ in site.faults()}
            lines = {place.line for place in site.made.places.values()}
            # A section lacks what was refused in it.
            heads = {number for number, line in enumerate(site.made.lines, 1)
                     if line.startswith("[")}
            assert lines <= faults <= lines | heads, (name, lines ^ faults)


@proves
def a_refused_set_is_told_in_one_plain_line_of_the_log_for_each_fault():
    with Own(str(plain())) as site:
        site.serve()
        wanted = site.answers()["public", "/e/one", ""].texts
        for number, text in enumerate([*HOSTILE, *UNTEXT.values()], 1):
            with Bytes(text if isinstance(text, bytes) else text.encode()) as other:
                other_path = other.path("data/own.ini")
                os.replace(other_path, site.path("data/own.ini"))
            site.reload()
            assert site.log().count("reload refused") >= number, text
        site.assert_log_is_plain()
        assert site.answers()["public", "/e/one", ""].texts == wanted


@proves
def a_row_that_is_added_to_the_tables_is_tried_by_itself():
    binary = program_with_row()
    tap.need(os.path.exists(binary), f"there is no {binary}")
    hostile = Hostile(HOSTILE[0], binary)
    marks = {mark for mark, place in hostile.made.places.items()
             if place.words == "parking note"}
    assert len(marks) == 2 and marks <= hostile.marks, (marks, hostile.marks)
    shown = set()
    with Own(str(hostile.made), binary) as site:
        for where, read in site.serve().answers().items():
            shown |= hostile.shown_in(where, read)
    assert marks <= shown, shown


# Parameters.

MARK = "zqx"
SENT = [text.encode() for text in HOSTILE] + list(UNTEXT.values()) + [
    b"a\r\nX-Evil: 1\r\n\r\n<script>", b"a\nlevel=error msg=\"x\"", b"x" * 3000]
ASKED = ("/", "/e/one", "/fragment", "/embed", "/phones", "/api/v1/entries", "/api/v1/facets",
         "/nowhere", "", "/entries.csv")
PASSED = ("HTTP_ACCEPT", "HTTP_ACCEPT_LANGUAGE", "HTTP_ACCEPT_ENCODING", "HTTP_IF_NONE_MATCH",
          "HTTP_ORIGIN", "SIGNPOST_SCOPE", "HTTP_HOST", "HTTP_COOKIE")


class Answers:
    """What may be in an answer: the shapes and headers of answers to plain
    wishes."""

    def __init__(self, client, names):
        self.client, self.names, self.parts = client, set(), set()
        for place in ASKED:
            for name in names:
                for query in ("", f"{name}=one", f"{name}=none", f"filters=here&keep=a&{name}=one",
                              "filters=here&keep=zqx&zqx=1", "goal=access&page=7"):
                    self.add(place, query)
            for words in ("911", "alert 1", "script alert",  # lines, and what is near
                          "script n s n d 99999d id or 1 1 etc passwd"):
                self.add(place, "q=" + words.replace(" ", "+"))
            self.add(place, "", method="POST")
            self.add(place, "", SIGNPOST_SCOPE="internal")

    def add(self, place, query, **more):
        read = Read(self.client.ask("/referrals" + place, query, **more))
        self.names |= set(read.names)
        self.parts |= set(map(str, read.shape))

    def assert_plain(self, where, answer):
        read = Read(answer)
        assert set(read.names) <= self.names, (where, answer.head)
        parts = set(map(str, read.shape))
        assert parts <= self.parts, (where, parts - self.parts)
        return read


def parameters(client):
    """Those of the design, and a facet that the directory has."""
    facets = client.ask("/referrals/api/v1/facets").json["facets"]
    return ["q", "lang", "page", "per_page", "sort", "heading", "filters", "keep", "prefix",
            "style", "links", "crisis", "exit", "fields", "format", "sp-q",
            *(facet["id"] for facet in facets)]


@proves
def hostile_parameters_come_out_as_text_or_not_at_all():
    with Own(str(plain())) as site, site.serve().client() as client:
        names = parameters(client)
        known = Answers(client, names)
        for sent in SENT:
            word = urllib.parse.quote(MARK.encode() + sent, safe="")
            text = (MARK.encode() + sent).decode("utf-8", "replace")
            for place in ASKED:
                for query in (*(f"{name}={word}" for name in names), word, f"{word}=1",
                              f"filters=here&keep=a&a={word}&sp-q={word}",
                              f"filters=here&keep={word}&{word}={word}"):
                    where = (place, query[:200])
                    read = known.assert_plain(where, client.ask("/referrals" + place, query))
                    for kind, told in read.texts:
                        if MARK in told:
                            assert kind in ("value", "href", "name"), (where, kind, told)
                            assert kind == "href" or told in (text, text[:WORDS]), (where, told)
        site.assert_log_is_plain()


@proves
def hostile_addresses_and_headers_come_out_as_text_or_not_at_all():
    with Own(str(plain())) as site, site.serve().client() as client:
        known = Answers(client, ["q"])
        # Who sends a NUL in a parameter is hung up on.
        for sent in (sent for sent in SENT if b"\0" not in sent):
            text = MARK + sent.decode("latin-1")
            for place in ("/", "/e/", "/fragment/", "/api/v1/entries/", "/api/", ""):
                read = known.assert_plain(place, client.ask("/referrals" + place + text))
                assert MARK not in str(read.texts) + str(read.head), (place, text)
            for name in PASSED:
                for place in ASKED:
                    read = known.assert_plain(
                        (name, place), client.ask("/referrals" + place, **{name: text}))
                    assert MARK not in str(read.texts) + str(read.head), (name, text)
            read = known.assert_plain(text, client.ask("/referrals/", method=text))
            assert read.status == 405 and MARK not in str(read.texts), text
        site.assert_log_is_plain()


if __name__ == "__main__":
    sys.exit(tap.run())
